//! The entries of each kind of thing that can be selected.

use std::borrow::Cow;

use super::{Detail, Entry, EntryKind, Side};
use crate::app::{Findings, TreeId};
use crate::check::Diagnostic;
use crate::config::Tone;
use crate::document::{Document, Field, Severity, Workspace};
use crate::format::clean::clean_line;
use crate::format::inline;
use crate::format::wrap::{width, wrap};
use crate::model::{
    Dropped, Effective, EffectiveItem, Family, ListKind, Node, Place, Position, Sourced, compose,
    lineage,
};
use crate::text::{amid, text};

/// Columns of the labels of scalars.
pub(super) const LABEL: usize = 12;

impl Detail {
    pub(super) fn build(
        &mut self,
        workspace: &Workspace,
        findings: &Findings,
        id: Option<&TreeId>,
    ) {
        self.clear();
        match id {
            None => self.empty_catalog(workspace),
            Some(TreeId::Department(path)) => self.department(workspace, path),
            Some(TreeId::Trouble(path, number)) => {
                self.title = path.display().to_string();
                if let Some(diagnostic) = findings.of_catalog().get(*number) {
                    self.finding(workspace, diagnostic);
                }
            }
            Some(TreeId::Place(place)) => {
                self.place(workspace, findings, place);
            }
        }
    }

    pub(super) fn build_family(&mut self, workspace: &Workspace, family: &Family, place: &Place) {
        self.clear();
        self.family(workspace, &[], family, place);
    }

    fn clear(&mut self) {
        self.entries.clear();
        self.title.clear();
        self.badge.clear();
        self.signs.clear();
    }

    fn place(&mut self, workspace: &Workspace, findings: &Findings, place: &Place) {
        let Some(document) = workspace.document(&place.key) else {
            return;
        };
        match document.family() {
            Some(family) => {
                for (node, list, index, severity) in findings.of_items(&place.key) {
                    let sign = self.signs.entry((node, list, index));
                    let worst = sign.or_insert(severity);
                    *worst = (*worst).max(severity);
                }
                let found = findings.seen_in(&place.key);
                self.family(workspace, &found, family, place);
            }
            None => {
                self.title = document.path.display().to_string();
                self.text(text!("detail-this-file-cannot-be-read"), Tone::Text);
                self.blank();
                self.findings(workspace, &findings.of_family(&place.key));
                let text = text!(
                    "detail-reads-the-file-again-when",
                    reload = self.keys.reload
                );
                self.text(&text, Tone::Quiet);
            }
        }
    }

    fn empty_catalog(&mut self, workspace: &Workspace) {
        self.title = text!("detail-nothing-here-yet").into();
        self.text(
            &text!(
                "detail-there-are-no-families-in",
                root = workspace.root.display()
            ),
            Tone::Text,
        );
        self.blank();
        let (new, import) = (&self.keys.new, &self.keys.import);
        let ways = [
            text!("detail-makes-the-first-family", new),
            text!("detail-imports-pages", import),
            text!("detail-or-put-a-file-there").to_owned(),
        ];
        for way in ways {
            self.text(&way, Tone::Text);
        }
    }

    fn department(&mut self, workspace: &Workspace, path: &str) {
        self.title = path.replace('/', " › ");
        let prefix = format!("{path}/");
        let inside: Vec<&Document> = workspace
            .documents()
            .filter(|document| document.key.starts_with(&prefix))
            .collect();
        self.badge = text!("count-families", count = inside.len());
        for document in inside {
            match document.family() {
                Some(family) => {
                    let roles: Vec<String> = (0..family.roles.len())
                        .map(|role| titled(family, Position::role(role)))
                        .collect();
                    self.heading(family.title(Node::Family));
                    if !roles.is_empty() {
                        self.text(&roles.join(", "), Tone::Text);
                    }
                }
                None => {
                    self.heading(&document.path.display().to_string());
                    self.text(text!("detail-cannot-be-read"), Tone::Error);
                }
            }
            self.blank();
        }
    }

    fn family(
        &mut self,
        workspace: &Workspace,
        found: &[Diagnostic],
        family: &Family,
        place: &Place,
    ) {
        let effective = compose(&place.key, family, place.position);
        self.title = effective.title.clone();
        if let Some(grade) = &effective.grade {
            self.badge = text!("detail-grade", value = grade.value);
        }
        if self.own_only {
            self.badge = text!("detail-own-lines-only", badge = self.badge);
        }
        // All else is in the list of problems, and does not stand before the role.
        self.findings(workspace, found);
        self.scalars(family, &effective);
        if let Some(summary) = effective
            .summary
            .as_ref()
            .filter(|s| self.wanted_from(s.from))
        {
            self.blank();
            self.markdown(
                EntryKind::Field(Some(Field::Summary)),
                "",
                &summary.value,
                self.side(family, summary.from),
            );
        }
        for kind in ListKind::ALL {
            self.list(family, &effective, kind);
        }
        if place.position == Position::FAMILY {
            self.roles(family);
        }
        self.rest(workspace, family, &effective);
    }

    pub(super) fn wanted_from(&self, from: Node) -> bool {
        !self.own_only || Some(from) == self.node
    }

    /// Where something comes from, unless it is written here.
    pub(super) fn side(&self, family: &Family, from: Node) -> Option<Side> {
        (Some(from) != self.node).then(|| Side {
            text: format!("↑ {}", origins(family, &[from])),
            from,
        })
    }

    fn scalars(&mut self, family: &Family, effective: &Effective) {
        let node = effective.position.node();
        let show = |sourced: Option<(String, Node)>, detail: &mut Self, field: Field| {
            let Some((value, from)) = sourced.filter(|(_, from)| detail.wanted_from(*from)) else {
                return;
            };
            let lead = format!("{:<LABEL$}", field.label());
            let side = detail.side(family, from);
            detail.markdown(EntryKind::Field(Some(field)), &lead, &value, side);
        };
        show(
            effective.grade.as_ref().map(Sourced::in_words),
            self,
            Field::Grade,
        );
        self.managers(family, effective);
        show(
            effective.track.as_ref().map(Sourced::in_words),
            self,
            Field::Track,
        );
        if let Some(extends) = family.body(node).and_then(|body| {
            let mut parts: Vec<String> = body
                .extends
                .all
                .iter()
                .map(|id| name_of(family, id))
                .collect();
            for kind in ListKind::ALL {
                if let Some(id) = &body.extends.lists[kind as usize] {
                    parts.push(text!(
                        "detail-of",
                        list = amid(kind.label()),
                        id = name_of(family, id)
                    ));
                }
            }
            (!parts.is_empty()).then(|| parts.join(", "))
        }) {
            show(Some((extends, node)), self, Field::Extends);
        }
        show(
            effective.status.as_ref().map(Sourced::in_words),
            self,
            Field::Status,
        );
        show(
            effective.owner.as_ref().map(Sourced::in_words),
            self,
            Field::Owner,
        );
        show(
            effective.review_due.as_ref().map(Sourced::in_words),
            self,
            Field::ReviewDue,
        );
        self.tags(family, effective);
    }

    /// The tags of all layers; where some are inherited, by whom they are said.
    fn tags(&mut self, family: &Family, effective: &Effective) {
        let here = effective.position.node();
        let said_by = |node: Node| family.body(node).map_or(&[][..], |body| &body.more.tags);
        let own = said_by(here);
        let shown = effective.tags.iter();
        let shown = shown.filter(|tag| !self.own_only || own.contains(tag));
        let shown: Vec<&str> = shown.map(String::as_str).collect();
        if shown.is_empty() {
            return;
        }
        let others = lineage(family, effective.position, None).into_iter();
        let others: Vec<Node> = others
            .filter(|node| *node != here && said_by(*node).iter().any(|tag| !own.contains(tag)))
            .collect();
        let side = others.last().filter(|_| !self.own_only).map(|last| Side {
            text: format!("↑ {}", origins(family, &others)),
            from: *last,
        });
        let lead = format!("{:<LABEL$}", Field::Tags.label());
        let text = shown.join(", ");
        self.markdown(EntryKind::Field(Some(Field::Tags)), &lead, &text, side);
    }

    fn list(&mut self, family: &Family, effective: &Effective, kind: ListKind) {
        let own = effective
            .list(kind)
            .iter()
            .filter(|line| effective.is_own(line))
            .count();
        let all = effective.list(kind).len();
        let shown: Vec<_> = effective
            .list(kind)
            .iter()
            .filter(|line| !self.own_only || effective.is_own(line))
            .collect();
        if shown.is_empty() && kind == ListKind::NiceToHave {
            return;
        }
        self.blank();
        let inherited = all - own;
        let dropped: Vec<&Dropped> = effective
            .dropped
            .iter()
            .filter(|dropped| dropped.list == kind && self.wanted_from(dropped.by))
            .collect();
        let left_out = match dropped.len() {
            0 => None,
            count => Some(text!("detail-left-out", count)),
        };
        let counts = match (own, inherited) {
            (0, 0) => text!("detail-none-yet-adds-one", add = self.keys.add),
            (own, 0) => format!(" · {own}"),
            (own, _) if self.own_only => text!("detail-of-2", own, all),
            (own, inherited) => text!("detail-own-inherited", all, own, inherited),
        };
        let heading = kind.label();
        let text = format!("{heading}{counts}");
        self.entries.push(Entry {
            kind: EntryKind::ListHeading(kind),
            lead: String::new(),
            tones: vec![
                (0..heading.len(), Tone::Heading),
                (heading.len()..text.len(), Tone::Quiet),
            ],
            text,
            whole: None,
            // Beside it, or whole on a row of its own.
            side: left_out.map(|text| Side {
                text,
                from: effective.position.node(),
            }),
            sign: None,
        });
        // What is left out stands where it would stand.
        let layers = lineage(family, effective.position, Some(kind));
        let place = |line: &EffectiveItem| {
            let origin = line.origins.first()?;
            let layer = layers.iter().position(|node| *node == origin.node)?;
            Some((layer, origin.index))
        };
        let mut dropped = dropped
            .into_iter()
            .filter(|_| self.omitted)
            .collect::<Vec<_>>();
        dropped.sort_by_key(|dropped| place(&dropped.line));
        let mut dropped = dropped.into_iter().peekable();
        for line in shown {
            while let Some(before) = dropped.next_if(|it| place(&it.line) < place(line)) {
                self.left_out(family, before);
            }
            self.item(family, effective, kind, line);
        }
        for rest in dropped {
            self.left_out(family, rest);
        }
    }

    fn item(
        &mut self,
        family: &Family,
        effective: &Effective,
        kind: ListKind,
        line: &EffectiveItem,
    ) {
        let mut others: Vec<Node> = Vec::new();
        for origin in &line.origins {
            if Some(origin.node) != self.node && !others.contains(&origin.node) {
                others.push(origin.node);
            }
        }
        let mark = if effective.is_own(line) { "=" } else { "↑" };
        let side = others.first().map(|first| Side {
            text: format!("{mark} {}", origins(family, &others)),
            from: *first,
        });
        let origins = line.origins.iter();
        let sign = origins
            .filter_map(|origin| self.signs.get(&(origin.node, kind, origin.index)))
            .max()
            .copied();
        let kind = EntryKind::Item {
            list: kind,
            origins: line.origins.clone(),
        };
        self.markdown(kind, " • ", line.item.text(), side);
        if let Some(entry) = self.entries.last_mut() {
            entry.sign = sign;
        }
    }

    fn roles(&mut self, family: &Family) {
        if family.roles.is_empty() {
            return;
        }
        self.blank();
        self.heading(&text!("detail-roles", roles = family.roles.len()));
        for position in family.positions().into_iter().skip(1) {
            let deep =
                usize::from(position.specialty.is_some()) + usize::from(position.segment.is_some());
            let text = match deep {
                0 => titled(family, position),
                _ => family.title(position.node()).to_owned(),
            };
            self.entry(
                EntryKind::Text,
                &format!("{} • ", "  ".repeat(deep)),
                &text,
                Tone::Text,
                None,
            );
        }
    }

    fn findings(&mut self, workspace: &Workspace, found: &[Diagnostic]) {
        for diagnostic in found {
            self.finding(workspace, diagnostic);
        }
    }

    fn finding(&mut self, workspace: &Workspace, diagnostic: &Diagnostic) {
        let tone = match diagnostic.severity {
            Severity::Error => Tone::Error,
            Severity::Warning => Tone::Warning,
            Severity::Note => Tone::Quiet,
        };
        let place = match diagnostic.at {
            Some((line, column)) => {
                text!(
                    "detail-line-column",
                    path = diagnostic.path.display(),
                    line,
                    column
                )
            }
            None => String::new(),
        };
        self.entry(
            EntryKind::Text,
            "! ",
            &format!("{place}{}", diagnostic.message),
            tone,
            None,
        );
        if let (Some(line), Some((_, column))) = (diagnostic.line(workspace), diagnostic.at) {
            // Only the part around the place: a line may be very long.
            let skip = column.saturating_sub(30);
            let part: String = line.chars().skip(skip).take(70).collect();
            self.entry(
                EntryKind::Text,
                "    ",
                &clean_line(&part),
                Tone::Code,
                None,
            );
            let before: String = part.chars().take(column - 1 - skip).collect();
            let caret = format!("{}^", " ".repeat(width(&clean_line(&before))));
            self.entry(EntryKind::Text, "    ", &caret, tone, None);
        }
        self.entry(
            EntryKind::Text,
            "  ",
            &diagnostic.advice.words(),
            Tone::Quiet,
            None,
        );
        self.blank();
    }

    pub(super) fn blank(&mut self) {
        if self
            .entries
            .last()
            .is_some_and(|entry| entry.kind != EntryKind::Blank)
        {
            self.entries.push(Entry {
                kind: EntryKind::Blank,
                lead: String::new(),
                text: String::new(),
                whole: None,
                tones: Vec::new(),
                side: None,
                sign: None,
            });
        }
    }

    fn heading(&mut self, text: &str) {
        self.entry(EntryKind::Heading, "", text, Tone::Heading, None);
    }

    fn text(&mut self, text: &str, tone: Tone) {
        self.entry(EntryKind::Text, "", text, tone, None);
    }

    pub(super) fn entry(
        &mut self,
        kind: EntryKind,
        lead: &str,
        text: &str,
        tone: Tone,
        side: Option<Side>,
    ) {
        let text = clean_line(text).into_owned();
        self.push(kind, lead, text.clone(), vec![(0..text.len(), tone)], side);
    }

    /// A text with its Markdown taken off: emphasis and links become looks, link targets follow their labels.
    pub(super) fn markdown(
        &mut self,
        kind: EntryKind,
        lead: &str,
        source: &str,
        side: Option<Side>,
    ) {
        let parsed = inline::parse(source);
        let mut text = String::new();
        let mut whole = String::new();
        let mut tones: Vec<(std::ops::Range<usize>, Tone)> = Vec::new();
        for (index, span) in parsed.spans.iter().enumerate() {
            let start = text.len();
            text.push_str(&span.text);
            whole.push_str(&span.text);
            let tone = match span.style {
                style if style.link.is_some() => Tone::Link,
                style if style.code => Tone::Code,
                style if style.strong || style.emphasis => Tone::Key,
                _ => Tone::Text,
            };
            tones.push((start..text.len(), tone));
            let next = parsed.spans.get(index + 1).and_then(|next| next.style.link);
            if let Some(link) = span.style.link.filter(|link| Some(*link) != next)
                && let Some(target) = parsed.links.get(link)
                && *target != span.text
            {
                let start = text.len();
                text.push_str(&format!(" ({})", shortened(target, self.link_width)));
                whole.push_str(&format!(" ({target})"));
                tones.push((start..text.len(), Tone::Quiet));
            }
        }
        let whole = (whole != text).then_some(whole);
        self.push(kind, lead, text, tones, side);
        if let Some(entry) = self.entries.last_mut() {
            entry.whole = whole;
        }
    }

    fn push(
        &mut self,
        kind: EntryKind,
        lead: &str,
        text: String,
        tones: Vec<(std::ops::Range<usize>, Tone)>,
        side: Option<Side>,
    ) {
        self.entries.push(Entry {
            kind,
            lead: lead.to_owned(),
            text,
            whole: None,
            tones,
            side,
            sign: None,
        });
    }
}

/// The target of a link in so many columns: where it leads to, and what it ends with, say more than what is between.
fn shortened(target: &str, columns: usize) -> Cow<'_, str> {
    if width(target) <= columns {
        return target.into();
    }
    let bare = target.split_once("://").map_or(target, |(_, bare)| bare);
    let short = match (
        bare.split_once('/'),
        bare.trim_end_matches('/').rsplit_once('/'),
    ) {
        (Some((host, _)), Some((before, last))) if before != host => format!("{host}/…/{last}"),
        _ => bare.to_owned(),
    };
    if width(&short) <= columns {
        return short.into();
    }
    let rows = wrap(&short, columns.saturating_sub(1).max(1));
    let first = rows.first().map_or("", |row| &short[row.clone()]);
    format!("{first}…").into()
}

/// The titles of parts; the family is told from a part that is called like it.
pub(in crate::app) fn titles(family: &Family, nodes: &[Node]) -> String {
    named(family, nodes, |title| text!("detail-family", title))
}

/// The same beside a line, where room is short: there is one family, and its title stands above.
fn origins(family: &Family, nodes: &[Node]) -> String {
    named(family, nodes, |_| text!("detail-the-family").to_owned())
}

fn named(family: &Family, nodes: &[Node], of_family: impl Fn(&str) -> String) -> String {
    let own = family.title(Node::Family);
    let has_namesake = || {
        let roles = (0..family.roles.len()).map(Node::Role);
        let specialties = (0..family.specialties.len()).map(Node::Specialty);
        let segments = (0..family.segments.len()).map(Node::Segment);
        let mut parts = roles.chain(specialties).chain(segments);
        parts.any(|part| family.title(part) == own)
    };
    let title = |node: &Node| {
        let title = clean_line(family.title(*node));
        match node {
            Node::Family if has_namesake() => of_family(&title),
            _ => title.into_owned(),
        }
    };
    nodes.iter().map(title).collect::<Vec<_>>().join(", ")
}

/// A role with its grade, as a list of roles has it.
fn titled(family: &Family, position: Position) -> String {
    let title = family.position_title(position);
    match family
        .body(position.node())
        .and_then(|body| body.grade.as_ref())
    {
        Some(grade) => text!("detail-grade-2", title, grade),
        None => title,
    }
}

pub(super) fn name_of(family: &Family, id: &str) -> String {
    match family.role_index(id) {
        Some(role) => family.title(Node::Role(role)).to_owned(),
        None => id.to_owned(),
    }
}
