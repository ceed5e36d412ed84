//! What is searched: the lines of a family, each once, and which of them belong to which of its positions.
//!
//! What people read stays in the family itself and is fetched when a line is shown. The only file of the module that
//! knows how a family is composed. It knows nothing of queries.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Field;
use super::facts::Facts;
use super::field::texts;
use super::lines::{Lines, LinesWriter, short};
use super::query::QueryField;
use crate::model::{
    Body, CatalogEntry, Extends, Family, ListKind, Node, Position, compose, lineage,
};

/// Lines of one field of one part, one after the other.
#[derive(Debug, Clone, Copy)]
struct Span {
    /// The first of them; they end where the next span starts.
    start: u32,
    /// Which part of the file: the family, its roles, its specialties, its segments.
    part: u32,
    field: Field,
}

/// Lines that a position has, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    start: u32,
    end: u32,
    /// Whether the position has them from another part of the family.
    pub(super) inherited: bool,
}

impl Run {
    /// The lines, by number.
    pub(super) fn lines(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One position and its lines. Of these there are more than of anything else but lines.
#[derive(Debug, Clone, Copy)]
struct PlaceIndex {
    /// By number; [`NONE`] where it has none.
    role: u32,
    specialty: u32,
    segment: u32,
    first_run: u32,
}

/// No role, specialty or segment.
const NONE: u32 = u32::MAX;

impl PlaceIndex {
    fn new(position: Position, first_run: usize) -> Self {
        let number = |number: Option<usize>| number.map_or(NONE, short);
        Self {
            role: number(position.role),
            specialty: number(position.specialty),
            segment: number(position.segment),
            first_run: short(first_run),
        }
    }

    fn position(self) -> Position {
        let number = |number: u32| (number != NONE).then_some(number as usize);
        Position {
            role: number(self.role),
            specialty: number(self.specialty),
            segment: number(self.segment),
        }
    }
}

/// One family, ready to be searched.
#[derive(Debug)]
pub(super) struct FamilyIndex {
    pub(super) key: Arc<str>,
    pub(super) family: Arc<Family>,
    places: Box<[PlaceIndex]>,
    lines: Lines,
    spans: Box<[Span]>,
    runs: Box<[Run]>,
    /// Whether any part leaves out what it inherits.
    omits: bool,
    /// What its places are, by place; told apart when it is asked for first.
    facts: OnceLock<Box<[Facts]>>,
}

impl FamilyIndex {
    /// Indexes one family.
    pub(super) fn build(entry: &CatalogEntry) -> Self {
        Writer::new(entry).finish()
    }

    /// Its lines.
    pub(super) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// How many positions there are.
    pub(super) fn places(&self) -> usize {
        self.places.len()
    }

    /// The position at a place.
    pub(super) fn position(&self, place: usize) -> Position {
        self.places[place].position()
    }

    /// The runs of lines that a place has, in the order of the lines.
    pub(super) fn runs(&self, place: usize) -> &[Run] {
        let start = self.places[place].first_run as usize;
        let end = self.places.get(place + 1);
        &self.runs[start..end.map_or(self.runs.len(), |next| next.first_run as usize)]
    }

    /// What a line is, in which part it is written, and where the lines of that kind begin and end.
    fn span(&self, line: usize) -> (Span, Range<usize>) {
        let next = self
            .spans
            .partition_point(|span| span.start as usize <= line);
        let span = self.spans[next - 1];
        let end = self.spans.get(next);
        let end = end.map_or(self.len(), |span| span.start as usize);
        (span, span.start as usize..end)
    }

    /// What a line is.
    pub(super) fn field(&self, line: usize) -> Field {
        self.span(line).0.field
    }

    /// What lines are, for those who ask from the first to the last.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields {
            spans: &self.spans,
            lines: self.len(),
        }
    }

    /// The number of the part of the file in which a line is written.
    pub(super) fn part(&self, line: usize) -> u32 {
        self.span(line).0.part
    }

    /// The part of the file with a number.
    pub(super) fn node(&self, part: u32) -> Node {
        node_of(&self.family, part as usize)
    }

    /// What its places are, by place.
    pub(super) fn facts(&self) -> &[Facts] {
        self.facts.get_or_init(|| {
            let mut shared = HashSet::new();
            let mut all: Vec<Facts> = Vec::with_capacity(self.places.len());
            for place in &self.places {
                let (position, before) = (place.position(), all.last());
                let facts = Facts::of(&self.family, position, self.omits, &mut shared, before);
                all.push(facts);
            }
            all.into()
        })
    }

    /// Hands over every name of every place: the field, the name, and the title that goes with it.
    pub(super) fn each_name(&self, mut take: impl FnMut(QueryField, &str, &str)) {
        let title = self.family.title(Node::Family);
        for facts in self.facts() {
            facts.each_name(&self.key, title, &mut take);
        }
    }

    /// A line as it is written, in which part of the family, and which item of its list it is.
    pub(super) fn written(&self, line: usize) -> (Cow<'_, str>, Node, usize) {
        let (span, lines) = self.span(line);
        let nth = line - lines.start;
        let node = node_of(&self.family, span.part as usize);
        if span.field == Field::Title && node != Node::Family {
            // The titles of the positions are the last lines, one a position; the family itself has none there.
            let place = (self.places.len() + line).checked_sub(self.len());
            let place = place.and_then(|place| self.places.get(place));
            let title = place.map(|place| self.family.position_title(place.position()));
            return (title.unwrap_or_default().into(), node, 0);
        }
        if let Field::List(kind) = span.field {
            let body = self.family.body(node);
            let item = body.and_then(|body| body.list(kind).get(nth));
            let text = item.map_or("", |item| item.text());
            return (text.into(), node, nth);
        }
        let mut found = None;
        let mut count = 0;
        texts(&self.key, &self.family, node, span.field, |index, text| {
            if count == nth {
                found = Some((text, node, index));
            }
            count += 1;
        });
        found.unwrap_or((Cow::Borrowed(""), node, 0))
    }
}

/// What lines are, from some line on.
pub(super) struct Fields<'f> {
    /// The first is that of the line which was asked for last.
    spans: &'f [Span],
    lines: usize,
}

impl Fields<'_> {
    /// What a line is, and up to which line all are the same. It must not be before the one that was asked for last.
    pub(super) fn at(&mut self, line: usize) -> (Field, usize) {
        // One after the other: a search for it would wait for memory at every step.
        while let [_, next, ..] = self.spans
            && next.start as usize <= line
        {
            self.spans = &self.spans[1..];
        }
        let field = self.spans.first().map_or(Field::Id, |span| span.field);
        let next = self.spans.get(1);
        (field, next.map_or(self.lines, |span| span.start as usize))
    }
}

/// Collects the lines of one family.
struct Writer<'a> {
    key: &'a Arc<str>,
    family: &'a Arc<Family>,
    lines: LinesWriter,
    spans: Vec<Span>,
    /// Where the lines of each field begin, part by part, and behind them where those of the last one end.
    parts: Vec<[u32; Field::WRITTEN.len() + 1]>,
    runs: Vec<Run>,
    /// Whether any part leaves out what it inherits.
    omits: bool,
}

impl<'a> Writer<'a> {
    fn new(entry: &'a CatalogEntry) -> Self {
        let family = &entry.family;
        let parts = count_parts(family);
        let (mut lines, mut omits) = (0, false);
        for body in bodies(family) {
            lines += body.lists.iter().map(Vec::len).sum::<usize>();
            omits |= !body.more.omit.is_empty();
        }
        Self {
            key: &entry.key,
            family,
            lines: LinesWriter::new(lines + 4 * parts),
            spans: Vec::with_capacity(6 * parts),
            parts: Vec::with_capacity(parts),
            runs: Vec::with_capacity(4 * parts),
            omits,
        }
    }

    fn finish(mut self) -> FamilyIndex {
        let family = self.family;
        for part in 0..count_parts(family) {
            self.part(node_of(family, part));
        }
        let places: Vec<PlaceIndex> = family
            .positions()
            .into_iter()
            .map(|position| self.place(position))
            .collect();
        FamilyIndex {
            key: self.key.clone(),
            family: self.family.clone(),
            places: places.into(),
            lines: self.lines.finish(),
            spans: self.spans.into(),
            runs: self.runs.into(),
            omits: self.omits,
            facts: OnceLock::new(),
        }
    }

    /// Every field of one part of the file.
    fn part(&mut self, node: Node) {
        let (key, family) = (self.key, self.family);
        let mut starts = [0; Field::WRITTEN.len() + 1];
        for (field, begins) in Field::WRITTEN.into_iter().zip(&mut starts) {
            let start = self.lines.len();
            *begins = short(start);
            match (field, family.body(node)) {
                (Field::List(kind), Some(body)) => {
                    let items = body.list(kind).iter();
                    items.for_each(|item| self.lines.add_shared(item.text()));
                }
                _ => texts(key, family, node, field, |_, text| self.lines.add(&text)),
            }
            self.close(start, node, field);
        }
        starts[Field::WRITTEN.len()] = short(self.lines.len());
        self.parts.push(starts);
    }

    /// Ends the lines of a field.
    fn close(&mut self, start: usize, node: Node, field: Field) {
        if self.lines.len() > start {
            self.spans.push(Span {
                start: short(start),
                part: short(part_of(self.family, node)),
                field,
            });
        }
    }

    /// The lines of one field of one part.
    fn lines_of(&self, node: Node, field: Field) -> Option<Range<u32>> {
        let starts = self.parts.get(part_of(self.family, node))?;
        let nth = field.nth();
        let lines = starts[nth]..starts[nth + 1];
        (!lines.is_empty()).then_some(lines)
    }

    /// One position: its title, which is a line of its own, and whatever is composed for it.
    fn place(&mut self, position: Position) -> PlaceIndex {
        let own = position.node();
        let first = self.runs.len();
        if position != Position::FAMILY {
            let start = self.lines.len();
            let title = self.family.position_title(position);
            self.lines.add(&title);
            self.close(start, own, Field::Title);
            self.run(short(start)..short(self.lines.len()), false);
        }
        let parts = position.parts();
        let extends = parts.iter().filter_map(|node| self.family.body(*node));
        let plain = extends.map(|body| &*body.extends).all(is_none);
        let layers = |list| match plain {
            true => Cow::Borrowed(&parts),
            false => Cow::Owned(lineage(self.family, position, list)),
        };
        let scalars = layers(None);
        let lists = ListKind::ALL.map(|kind| (kind, layers(Some(kind))));
        let whole = [Field::Title, Field::Section].map(|field| (Node::Family, field));
        let ids = parts.iter().map(|node| (*node, Field::Id));
        let tags = scalars.iter().map(|node| (*node, Field::Tag));
        let nearest = [
            Field::Summary,
            Field::ReportsTo,
            Field::Indicator,
            Field::Ladder,
            Field::Hiring,
        ]
        .into_iter()
        .filter_map(|field| {
            let mut nodes = scalars.iter().rev();
            let node = nodes.find(|node| self.lines_of(**node, field).is_some())?;
            Some((*node, field))
        });
        // A repeat of an inherited item stands here twice, which changes no answer: the better one speaks.
        let items = lists.iter().flat_map(|(kind, nodes)| {
            let nodes = if self.omits { &[][..] } else { nodes };
            nodes.iter().map(|node| (*node, Field::List(*kind)))
        });
        let all: Vec<(Node, Field)> = whole
            .into_iter()
            .chain(ids)
            .chain(tags)
            .chain(nearest)
            .chain(items)
            .collect();
        for (node, field) in all {
            if let Some(lines) = self.lines_of(node, field) {
                self.run(lines, node != own);
            }
        }
        if self.omits {
            self.composed_items(position);
        }
        self.join(first);
        PlaceIndex::new(position, first)
    }

    /// The items of a position in a family where some are left out.
    fn composed_items(&mut self, position: Position) {
        let effective = compose(self.key, self.family, position);
        let own = position.node();
        for kind in ListKind::ALL {
            for line in effective.list(kind) {
                let origins = &line.origins;
                let origin = origins.iter().find(|origin| origin.node == own);
                let Some(origin) = origin.or(origins.first()) else {
                    continue;
                };
                if let Some(lines) = self.lines_of(origin.node, Field::List(kind)) {
                    let at = lines.start + short(origin.index);
                    self.run(at..at + 1, origin.node != own);
                }
            }
        }
    }

    fn run(&mut self, lines: Range<u32>, inherited: bool) {
        self.runs.push(Run {
            start: lines.start,
            end: lines.end,
            inherited,
        });
    }

    /// Sorts the runs of a place and joins those that follow each other.
    fn join(&mut self, first: usize) {
        self.runs[first..].sort_unstable_by_key(|run| run.start);
        let mut last = first;
        for at in first + 1..self.runs.len() {
            let run = self.runs[at];
            let known = &mut self.runs[last];
            if known.end == run.start && known.inherited == run.inherited {
                known.end = run.end;
            } else {
                last += 1;
                self.runs[last] = run;
            }
        }
        self.runs.truncate(last + 1);
    }
}

fn count_parts(family: &Family) -> usize {
    1 + family.roles.len() + family.specialties.len() + family.segments.len()
}

/// The number of a part of the file.
fn part_of(family: &Family, node: Node) -> usize {
    match node {
        Node::Family => 0,
        Node::Role(n) => 1 + n,
        Node::Specialty(n) => 1 + family.roles.len() + n,
        Node::Segment(n) => 1 + family.roles.len() + family.specialties.len() + n,
    }
}

/// The part of the file with a number.
fn node_of(family: &Family, part: usize) -> Node {
    let Some(role) = part.checked_sub(1) else {
        return Node::Family;
    };
    let Some(specialty) = role.checked_sub(family.roles.len()) else {
        return Node::Role(role);
    };
    match specialty.checked_sub(family.specialties.len()) {
        None => Node::Specialty(specialty),
        Some(segment) => Node::Segment(segment),
    }
}

fn is_none(extends: &Extends) -> bool {
    extends.all.is_none() && extends.lists.iter().all(Option::is_none)
}

fn bodies(family: &Family) -> impl Iterator<Item = &Body> {
    let variations = family.specialties.iter().chain(&family.segments);
    std::iter::once(&family.body)
        .chain(family.roles.iter().map(|role| &role.body))
        .chain(variations.map(|variation| &variation.body))
}
