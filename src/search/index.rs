//! What is searched: the lines of a family, each once, and which of them belong to which of its positions.
//!
//! The only file of the module that knows how a family is composed. It knows nothing of queries.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Field;
use super::fold::Folded;
use crate::model::{Body, CatalogEntry, Effective, Family, ListKind, Node, Position, compose};

/// One text of a family's file.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: Box<str>,
    pub(super) folded: Folded,
    pub(super) field: Field,
    pub(super) node: Node,
    /// Which item of its list.
    pub(super) index: usize,
}

/// A line as one position has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineRef(u32);

impl LineRef {
    fn new(id: usize, inherited: bool) -> Self {
        // Two billion lines in one family do not fit into memory anyway.
        Self((id as u32) << 1 | u32::from(inherited))
    }

    /// Which of the family's lines.
    pub(super) fn id(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// Whether the position has it from another part of the family.
    pub(super) fn inherited(self) -> bool {
        self.0 & 1 == 1
    }
}

/// One position and its lines.
#[derive(Debug)]
pub(super) struct PlaceIndex {
    pub(super) position: Position,
    pub(super) address: Box<str>,
    pub(super) title: Box<str>,
    pub(super) lines: Vec<LineRef>,
}

/// One family, ready to be searched.
#[derive(Debug)]
pub(super) struct FamilyIndex {
    pub(super) key: Arc<str>,
    pub(super) lines: Vec<Line>,
    pub(super) places: Vec<PlaceIndex>,
}

impl FamilyIndex {
    /// Indexes one family.
    pub(super) fn build(entry: &CatalogEntry) -> Self {
        let family = entry.family.as_ref();
        let mut writer = Writer {
            family,
            lines: Vec::new(),
            written: HashMap::new(),
        };
        writer.family(&entry.key);
        let places = family
            .positions()
            .into_iter()
            .map(|position| writer.place(&entry.key, position))
            .collect();
        Self {
            key: entry.key.clone(),
            lines: writer.lines,
            places,
        }
    }
}

/// Collects the lines of one family.
struct Writer<'a> {
    family: &'a Family,
    lines: Vec<Line>,
    /// The lines of each field of each part of the file, in the order in which they are written.
    written: HashMap<(Node, Field), Range<usize>>,
}

impl<'a> Writer<'a> {
    /// Every part of the file.
    fn family(&mut self, key: &str) {
        let family = self.family;
        self.write(Node::Family, Field::Id, [(0, Cow::from(key))]);
        // The title of a role is a line of its positions, which say it together with their variations.
        if let Some(title) = &family.body.title {
            self.write(Node::Family, Field::Title, [(0, Cow::from(title))]);
        }
        self.body(Node::Family, &family.body);
        for (n, role) in family.roles.iter().enumerate() {
            self.part(Node::Role(n), &role.id, &role.body);
        }
        for (n, variation) in family.specialties.iter().enumerate() {
            self.part(Node::Specialty(n), &variation.id, &variation.body);
        }
        for (n, variation) in family.segments.iter().enumerate() {
            self.part(Node::Segment(n), &variation.id, &variation.body);
        }
        let sections = family.sections.iter().enumerate().flat_map(|(n, section)| {
            // A body can be a page; what is shown of it should be the line that was found.
            std::iter::once(section.heading.as_str())
                .chain(section.body.lines())
                .filter(|line| !line.trim().is_empty())
                .map(move |line| (n, Cow::from(line)))
        });
        self.write(Node::Family, Field::Section, sections);
    }

    fn part(&mut self, node: Node, id: &'a str, body: &'a Body) {
        self.write(node, Field::Id, [(0, Cow::from(id))]);
        self.body(node, body);
    }

    fn body(&mut self, node: Node, body: &'a Body) {
        self.write(node, Field::Summary, one(body.summary.as_deref()));
        self.write(node, Field::Tag, many(&body.tags, String::as_str));
        self.write(
            node,
            Field::ReportsTo,
            many(&body.reports_to, |manager| manager.title.as_str()),
        );
        for kind in ListKind::ALL {
            self.write(
                node,
                Field::List(kind),
                many(body.list(kind), |item| item.text.as_str()),
            );
        }
        let indicators = body.performance_indicators.iter().enumerate();
        self.write(
            node,
            Field::Indicator,
            indicators.map(|(n, indicator)| {
                let name = indicator.name.as_str();
                let text = match &indicator.target {
                    Some(target) => Cow::from(format!("{name} {target}")),
                    None => Cow::from(name),
                };
                (n, text)
            }),
        );
        let ladder = &body.career_ladder;
        let steps = ladder.steps.iter().enumerate().map(|(n, step)| {
            let kind = step.kind.as_deref().unwrap_or_default();
            (n, format!("{} → {} {kind}", step.from, step.to).into())
        });
        self.write(
            node,
            Field::Ladder,
            one(ladder.summary.as_deref()).chain(steps),
        );
        let hiring = &body.hiring_process;
        self.write(
            node,
            Field::Hiring,
            one(hiring.intro.as_deref())
                .chain(many(&hiring.steps, String::as_str))
                .chain(one(hiring.outro.as_deref())),
        );
    }

    /// Writes the lines of one field; each field of each part is written once.
    fn write<'t>(
        &mut self,
        node: Node,
        field: Field,
        texts: impl IntoIterator<Item = (usize, Cow<'t, str>)>,
    ) {
        let start = self.lines.len();
        for (index, text) in texts {
            self.lines.push(Line {
                folded: Folded::new(&text),
                text: text.into(),
                field,
                node,
                index,
            });
        }
        if self.lines.len() > start {
            self.written.insert((node, field), start..self.lines.len());
        }
    }

    fn written(&self, node: Node, field: Field) -> Range<usize> {
        self.written.get(&(node, field)).cloned().unwrap_or(0..0)
    }

    /// One position: its title, which is a line of its own, and whatever is composed for it.
    fn place(&mut self, key: &str, position: Position) -> PlaceIndex {
        let effective = compose(key, self.family, position);
        let own = position.node();
        let mut refs = Vec::new();
        if position != Position::FAMILY {
            refs.push(LineRef::new(self.lines.len(), false));
            self.lines.push(Line {
                text: effective.title.as_str().into(),
                folded: Folded::new(&effective.title),
                field: Field::Title,
                node: own,
                index: 0,
            });
        }
        let parts = parts(position);
        let whole = [
            (Field::Title, Some(Node::Family)),
            (Field::Section, Some(Node::Family)),
            (Field::Summary, from(effective.summary.as_ref())),
            (Field::ReportsTo, from(effective.reports_to.as_ref())),
            (
                Field::Indicator,
                from(effective.performance_indicators.as_ref()),
            ),
            (Field::Ladder, from(effective.career_ladder.as_ref())),
            (Field::Hiring, from(effective.hiring_process.as_ref())),
        ];
        let ids = parts.iter().map(|node| (Field::Id, Some(*node)));
        for (field, node) in whole.into_iter().chain(ids) {
            if let Some(node) = node {
                let ids = self.written(node, field);
                refs.extend(ids.map(|id| LineRef::new(id, node != own)));
            }
        }
        self.tags(&effective, &parts, &mut refs);
        for kind in ListKind::ALL {
            for line in effective.list(kind) {
                let origin = line
                    .origins
                    .iter()
                    .find(|origin| origin.node == own)
                    .or(line.origins.first());
                if let Some(origin) = origin {
                    let id = self.written(origin.node, Field::List(kind)).start + origin.index;
                    refs.push(LineRef::new(id, origin.node != own));
                }
            }
        }
        PlaceIndex {
            position,
            address: effective.address.to_string().into(),
            title: effective.title.into(),
            lines: refs,
        }
    }

    /// The tags of a position. Composing does not tell where a tag is written, so it is looked for: in the
    /// position's parts first, nearest first, then (what it extends) in the other roles and variations.
    fn tags(&self, effective: &Effective, parts: &[Node], refs: &mut Vec<LineRef>) {
        if effective.tags.is_empty() {
            return;
        }
        let family = self.family;
        let others = (0..family.roles.len())
            .map(Node::Role)
            .chain((0..family.specialties.len()).map(Node::Specialty))
            .chain((0..family.segments.len()).map(Node::Segment));
        let nodes: Vec<Node> = parts.iter().rev().copied().chain(others).collect();
        for tag in &effective.tags {
            let written = nodes.iter().find_map(|node| {
                let index = family.body(*node)?.tags.iter().position(|t| t == tag)?;
                Some((*node, self.written(*node, Field::Tag).start + index))
            });
            if let Some((node, id)) = written {
                refs.push(LineRef::new(id, node != effective.position.node()));
            }
        }
    }
}

/// The parts of the file that a position is made of, the family first.
fn parts(position: Position) -> Vec<Node> {
    std::iter::once(Node::Family)
        .chain(position.role.map(Node::Role))
        .chain(position.specialty.map(Node::Specialty))
        .chain(position.segment.map(Node::Segment))
        .collect()
}

fn from<T>(value: Option<&crate::model::Sourced<T>>) -> Option<Node> {
    value.map(|sourced| sourced.from)
}

fn one(text: Option<&str>) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    text.map(|text| (0, Cow::from(text))).into_iter()
}

fn many<'t, T>(
    items: &'t [T],
    text: impl Fn(&'t T) -> &'t str,
) -> impl Iterator<Item = (usize, Cow<'t, str>)> {
    items
        .iter()
        .enumerate()
        .map(move |(n, item)| (n, Cow::from(text(item))))
}
