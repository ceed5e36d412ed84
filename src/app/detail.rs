//! The right pane: what is selected as a list of entries, wrapped to the width of the pane.
//!
//! Entries and rows are made when the selection, the text or the width changes, so a frame looks only at the rows
//! that it shows.

mod build;
mod elements;

pub(super) use build::titles;

use std::collections::BTreeMap;
use std::ops::Range;

use super::follow::Became;
use super::tree::scroll_to;
use super::{Findings, TreeId};
use crate::config::Tone;
use crate::document::{Field, Line, Revision, Severity, Workspace};
use crate::format::wrap::{width, wrap};
use crate::model::{ElementKind, Family, ListKind, Node, Origin, Place};

/// Columns of the longest line.
const LONGEST_LINE: usize = 132;

/// Columns that the target of a link may take in so many; a longer one takes row after row from what is to be read.
fn link_width(columns: usize) -> usize {
    const LEAST: usize = 28;
    (columns.min(LONGEST_LINE) * 2 / 3).max(LEAST)
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// Room.
    Blank,
    /// The heading of one of the three lists.
    ListHeading(ListKind),
    /// Any other heading.
    Heading,
    /// A manager, an indicator, a step, a section or an omission, where it is written; without a place, the heading
    /// of such and what is said around them.
    Element {
        /// The part of the family.
        node: Node,
        /// Of which kind.
        kind: ElementKind,
        /// Which one.
        index: Option<usize>,
    },
    /// A scalar, with the key under which it is edited.
    Field(Option<Field>),
    /// An item of one of the three lists.
    Item {
        /// Which list.
        list: ListKind,
        /// Where it is written.
        origins: Vec<Origin>,
    },
    /// Anything else.
    Text,
}

/// One thing in the pane; it may take several rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// What stands before the first row of its text: a label or a bullet.
    pub lead: String,
    /// The text.
    pub text: String,
    /// The same with the targets of its links whole, where they are shown shortened.
    pub whole: Option<String>,
    /// How parts of the text look.
    pub tones: Vec<(Range<usize>, Tone)>,
    /// Where it comes from, when it is not only written here.
    pub side: Option<Side>,
    /// How bad the worst is that the checks found in it, from a warning on.
    pub sign: Option<Severity>,
}

impl Entry {
    /// The text, with nothing of it shortened.
    pub fn said(&self) -> &str {
        self.whole.as_deref().unwrap_or(&self.text)
    }

    /// Gives parts of the text, which are in order and apart, another look.
    pub(super) fn put_on(&mut self, parts: &[Range<usize>], tone: Tone) {
        let mut tones = Vec::with_capacity(self.tones.len() + 2 * parts.len());
        for (range, look) in self.tones.drain(..) {
            let mut at = range.start;
            for part in parts
                .iter()
                .filter(|p| p.start < range.end && p.end > range.start)
            {
                let (start, end) = (part.start.max(range.start), part.end.min(range.end));
                if start > at {
                    tones.push((at..start, look));
                }
                tones.push((start..end, tone));
                at = end;
            }
            if at < range.end {
                tones.push((at..range.end, look));
            }
        }
        self.tones = tones;
    }
}

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// In words.
    pub text: String,
    /// The part of the family.
    pub from: Node,
}

/// One row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Place in the entries.
    pub entry: usize,
    /// The part of its text.
    pub range: Range<usize>,
    /// Whether it is the first row of the entry.
    pub first: bool,
    /// Whether the origin of the entry stands on it.
    pub side: bool,
}

/// The pane.
#[derive(Debug, Default)]
pub struct Detail {
    /// The title in the border.
    pub title: String,
    /// On the right of the border.
    pub badge: String,
    /// Everything there is to show.
    pub entries: Vec<Entry>,
    /// The same, wrapped.
    pub rows: Vec<Row>,
    /// What the checks found in items, from a warning on.
    signs: BTreeMap<(Node, ListKind, usize), Severity>,
    /// The entry under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// Whether only what the role says itself is shown.
    pub own_only: bool,
    /// Whether what is left out is shown in its list.
    pub omitted: bool,
    /// Columns for the origins on the right; 0 when they follow the text.
    pub side_width: usize,
    /// Columns that are used: in longer lines the eyes lose their way, and what stands beside a text would be far from it.
    pub measure: usize,
    /// Columns that the target of a link may take.
    link_width: usize,
    node: Option<Node>,
    /// How often the entries were made.
    made: u64,
    shown: Option<Shown>,
    /// A line to put the cursor on when it is there.
    wanted: Option<(Node, Line)>,
    /// What was under the cursor, and how far from the upper edge, when somebody else changed what is shown.
    held: Option<(Entry, usize)>,
    /// The keys that it names.
    keys: NamedKeys,
}

/// The keys of actions that are named among the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedKeys {
    pub(super) add: String,
    pub(super) reload: String,
    pub(super) new: String,
    pub(super) import: String,
}

impl Default for NamedKeys {
    fn default() -> Self {
        Self {
            add: "a".to_owned(),
            reload: "R".to_owned(),
            new: "n".to_owned(),
            import: "I".to_owned(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    id: Option<TreeId>,
    revision: Option<Revision>,
    width: u16,
    own_only: bool,
    omitted: bool,
}

impl Detail {
    /// Shows something at a width; costs nothing when it is shown already.
    pub fn show(
        &mut self,
        workspace: &Workspace,
        findings: &Findings,
        id: Option<TreeId>,
        width: u16,
    ) {
        let place = id.as_ref().and_then(TreeId::place);
        let revision = place
            .as_ref()
            .and_then(|place| workspace.document(&place.key))
            .map(crate::document::Document::revision);
        let now = Shown {
            id,
            revision,
            width,
            own_only: self.own_only,
            omitted: self.omitted,
        };
        if self.shown.as_ref() == Some(&now) {
            return;
        }
        let same_place = self.shown.as_ref().is_some_and(|shown| shown.id == now.id);
        let same_content = same_place
            && self.shown.as_ref().is_some_and(|shown| {
                (shown.revision, shown.own_only, shown.omitted)
                    == (now.revision, now.own_only, now.omitted)
            });
        let link_width = link_width(usize::from(width));
        if !same_content || link_width != self.link_width {
            self.link_width = link_width;
            if same_place && self.wanted.is_none() {
                // The same line stays under the cursor, wherever it has gone.
                self.wanted = self.line_here();
            }
            self.node = place.as_ref().map(|place| place.position.node());
            self.made += 1;
            self.build(workspace, findings, now.id.as_ref());
        }
        if !same_place {
            self.cursor = 0;
            self.offset = 0;
        }
        self.shown = Some(now);
        self.lay_out(usize::from(width).max(1));
        if let Some((node, line)) = self.wanted.take() {
            self.put_cursor_on(node, line);
        }
        if let Some((entry, row)) = self.held.take() {
            self.hold(&entry, row);
        }
        self.cursor = self.cursor.min(self.entries.len().saturating_sub(1));
        if self.is_blank(self.cursor) {
            self.step(1);
        }
    }

    /// Names these keys from now on.
    pub(super) fn name_keys(&mut self, keys: NamedKeys) {
        if self.keys != keys {
            self.keys = keys;
            self.forget();
        }
    }

    /// How often the entries were made: another number, other entries.
    pub(super) fn made(&self) -> u64 {
        self.made
    }

    /// Has the family that is shown become another: the next time, the same line is under the cursor, at the same
    /// height.
    pub(super) fn follow(&mut self, became: &Became<'_>) {
        let Some(shown) = &mut self.shown else {
            return;
        };
        if let Some(TreeId::Place(place)) = &mut shown.id {
            place.position = became.position(place.position);
        }
        let row = self.rows_of(self.cursor).start;
        let height = row.saturating_sub(self.offset);
        self.held = self.current().cloned().map(|entry| (entry, height));
        let item = self.item_here();
        self.wanted = item.and_then(|item| {
            let (node, list, index) = item;
            // One that is not there any more leaves its place to the one after it.
            let place = || became.part(node).map(|node| (node, list, index));
            let (node, list, index) = became.item(item).or_else(place)?;
            Some((node, Line::Item(list, index)))
        });
        self.forget();
    }

    /// Puts the cursor on an entry that is no item, and what is under the cursor at a height.
    fn hold(&mut self, entry: &Entry, height: usize) {
        if !matches!(entry.kind, EntryKind::Item { .. }) {
            // Somebody else may have put others before it.
            let is_alike = |other: &Entry| match (&other.kind, &entry.kind) {
                (EntryKind::Element { kind: a, .. }, EntryKind::Element { kind: b, .. }) => a == b,
                (a, b) => a == b,
            };
            let same = |other: &&Entry| is_alike(other) && other.lead == entry.lead;
            let as_written = |other: &Entry| same(&other) && other.text == entry.text;
            let found = self.entries.iter().position(as_written).or_else(|| {
                let is_named = !entry.lead.is_empty();
                let mut entries = self.entries.iter();
                entries.position(|other| is_named && same(&other))
            });
            self.cursor = found.unwrap_or(self.cursor);
        }
        self.offset = self.rows_of(self.cursor).start.saturating_sub(height);
    }

    /// Makes everything anew the next time, with the cursor where it is.
    pub fn forget(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.width = u16::MAX;
            shown.revision = None;
            shown.own_only = !self.own_only;
        }
    }

    /// Puts the cursor on a line as soon as it is shown.
    pub fn go_to(&mut self, node: Node, line: Line) {
        self.wanted = Some((node, line));
        self.forget();
    }

    /// Shows a position of a family that need not be the one in the catalog.
    pub(super) fn show_family(
        &mut self,
        workspace: &Workspace,
        family: &Family,
        place: &Place,
        columns: usize,
    ) {
        self.node = Some(place.position.node());
        self.link_width = link_width(columns);
        self.build_family(workspace, family, place);
        self.lay_out(columns.max(1));
    }

    /// On the line itself, or on the last one before it when there are fewer now.
    pub(super) fn put_cursor_on(&mut self, node: Node, line: Line) {
        let here = |entry: &Entry| match (&entry.kind, line) {
            (EntryKind::Item { list: l, origins }, Line::Item(list, index)) if *l == list => {
                origins
                    .iter()
                    .filter(|origin| origin.node == node && origin.index <= index)
                    .map(|origin| origin.index)
                    .max()
            }
            (
                EntryKind::Element {
                    node: n,
                    kind: k,
                    index: at,
                },
                Line::Element(kind, index),
            ) if *n == node && *k == kind => at.filter(|at| *at <= index),
            _ => None,
        };
        let found = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(at, entry)| Some((here(entry)?, at)))
            .max_by_key(|(index, at)| (*index, std::cmp::Reverse(*at)));
        if let Some((_, found)) = found {
            self.cursor = found;
        }
    }

    /// Puts the cursor on a scalar, if it is shown.
    pub fn go_to_field(&mut self, field: Field) {
        // Some are shown as elements, or stand around such.
        let (shown, of) = match field {
            Field::ReportsTo => (field, Some(ElementKind::Manager)),
            Field::LadderSummary => (field, Some(ElementKind::LadderStep)),
            Field::HiringIntro | Field::HiringOutro => (field, Some(ElementKind::HiringStep)),
            Field::ExtendsOf(_) => (Field::Extends, None),
            field => (field, None),
        };
        let found = self.entries.iter().position(|entry| match entry.kind {
            EntryKind::Field(here) => here == Some(shown),
            EntryKind::Element { kind, .. } => of == Some(kind),
            _ => false,
        });
        if let Some(found) = found {
            self.cursor = found;
        }
    }

    /// Puts the cursor on the entry with this text, as a hit of a search has it.
    pub fn go_to_text(&mut self, text: &str) {
        let text = crate::format::inline::plain(text, true);
        let place_of = |same: &dyn Fn(&str) -> bool| {
            self.entries.iter().position(|entry| {
                !entry.text.is_empty()
                    && same(entry.said())
                    && !matches!(entry.kind, EntryKind::Heading)
            })
        };
        // The target of a link stands behind its label, and within the text that was found.
        let label = |entry: &Entry| {
            let (label, _) = entry.tones.first()?;
            let is_label = matches!(entry.kind, EntryKind::Element { .. }) && !label.is_empty();
            let starts = is_label && text.starts_with(&entry.text[label.clone()]);
            starts.then_some(label.len())
        };
        let labelled = || {
            let entries = self.entries.iter().enumerate();
            let lengths = entries.filter_map(|(at, entry)| Some((label(entry)?, at)));
            lengths.max_by_key(|(length, at)| (*length, std::cmp::Reverse(*at)))
        };
        // An indicator or a step goes on behind the text that was found.
        let found = place_of(&|shown| shown == text)
            .or_else(|| place_of(&|shown| shown.starts_with(text.as_str())))
            .or_else(|| labelled().map(|(_, at)| at));
        if let Some(found) = found {
            self.cursor = found;
        }
    }

    fn lay_out(&mut self, columns: usize) {
        let columns = columns.min(LONGEST_LINE);
        self.measure = columns;
        let longest = self
            .entries
            .iter()
            .filter_map(|entry| entry.side.as_ref())
            .map(|side| width(&side.text) + 2)
            .max()
            .unwrap_or(0);
        // Beside the text where there is room for both, behind it where there is not.
        self.side_width = if longest > 0 && columns >= 72 {
            longest.min((columns * 2 / 5).max(30))
        } else {
            0
        };
        self.rows.clear();
        for (index, entry) in self.entries.iter().enumerate() {
            let lead = width(&entry.lead);
            let side = match &entry.side {
                Some(_) if self.side_width > 0 => self.side_width + 1,
                _ => 0,
            };
            let room = columns.saturating_sub(lead + side).max(1);
            let beside = self.side_width > 0;
            let start = self.rows.len();
            for range in wrap(&entry.text, room) {
                let first = self.rows.len() == start;
                self.rows.push(Row {
                    entry: index,
                    range,
                    first,
                    side: first && beside,
                });
            }
            if self.rows.len() == start {
                self.rows.push(Row {
                    entry: index,
                    range: 0..0,
                    first: true,
                    side: beside,
                });
            }
            if let (Some(side), false) = (&entry.side, beside) {
                let end = entry.text.len();
                match self.rows.last_mut() {
                    Some(last)
                        if width(&entry.text[last.range.clone()]) + 2 + width(&side.text)
                            <= room =>
                    {
                        last.side = true;
                    }
                    _ => self.rows.push(Row {
                        entry: index,
                        range: end..end,
                        first: false,
                        side: true,
                    }),
                }
            }
        }
    }

    fn is_blank(&self, index: usize) -> bool {
        self.entries
            .get(index)
            .is_some_and(|entry| entry.kind == EntryKind::Blank)
    }

    /// Moves the cursor over entries that are not blank.
    pub fn step(&mut self, by: isize) {
        let mut left = by.unsigned_abs();
        let mut at = self.cursor;
        while left > 0 {
            let Some(next) = at.checked_add_signed(by.signum()) else {
                break;
            };
            if next >= self.entries.len() {
                break;
            }
            at = next;
            if !self.is_blank(at) {
                self.cursor = at;
                left -= 1;
            }
        }
    }

    /// Moves by a window of rows: what is seen goes on by a window, and the cursor with it, so that reading goes on where
    /// it ended.
    pub fn page(&mut self, by: isize, height: u16) {
        let window = usize::from(height);
        let height = isize::try_from(height.max(2) - 1).unwrap_or(1);
        let here = self.rows_of(self.cursor).start;
        let row = here
            .saturating_add_signed(by * height)
            .min(self.rows.len().saturating_sub(1));
        if let Some(row) = self.rows.get(row) {
            let before = self.cursor;
            self.cursor = row.entry;
            if self.is_blank(self.cursor) {
                self.step(1);
            }
            if self.cursor == before {
                self.step(by.signum());
            }
            let last = self.rows.len().saturating_sub(window);
            let offset = self.offset.saturating_add_signed(by * height);
            self.offset = offset.min(last);
        }
    }

    /// Goes to the first or the last entry.
    pub fn edge(&mut self, end: bool) {
        self.cursor = if end {
            self.entries.len().saturating_sub(1)
        } else {
            0
        };
        if self.is_blank(self.cursor) {
            self.step(if end { -1 } else { 1 });
        }
    }

    pub(super) fn rows_of(&self, entry: usize) -> Range<usize> {
        let start = self.rows.partition_point(|row| row.entry < entry);
        let end = self.rows.partition_point(|row| row.entry <= entry);
        start..end
    }

    /// Scrolls as little as it takes to show the entry under the cursor; one that is higher than the window from
    /// its start.
    pub fn keep_in_view(&mut self, height: u16) {
        let rows = self.rows_of(self.cursor);
        let height = usize::from(height);
        // The heading above comes along when the cursor goes to the very top.
        let start = if self.entries[..self.cursor.min(self.entries.len())]
            .iter()
            .all(|entry| entry.kind == EntryKind::Blank)
        {
            0
        } else {
            rows.start
        };
        self.offset = scroll_to(
            self.offset,
            rows.end.saturating_sub(1),
            height,
            self.rows.len(),
        );
        self.offset = self.offset.min(start);
    }

    /// Scrolls by rows; the cursor stays in the window.
    pub fn scroll(&mut self, by: isize, height: u16) {
        let height = usize::from(height).max(1);
        let last = self.rows.len().saturating_sub(height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
        let first = self.rows.get(self.offset).map_or(0, |row| row.entry);
        let end = self
            .rows
            .get(self.offset + height - 1)
            .or(self.rows.last())
            .map_or(0, |row| row.entry);
        self.cursor = self.cursor.clamp(first, end.max(first));
        if self.is_blank(self.cursor) {
            self.step(if by < 0 { -1 } else { 1 });
        }
    }

    /// Puts the cursor on the entry that has a row of the window; says whether there is one.
    pub fn click(&mut self, row: usize) -> bool {
        let row = self.rows.get(self.offset + row);
        let entry = row.map(|row| row.entry).filter(|at| !self.is_blank(*at));
        self.cursor = entry.unwrap_or(self.cursor);
        entry.is_some()
    }

    /// The scalar under the cursor.
    pub fn field_here(&self) -> Option<Field> {
        match self.current()?.kind {
            EntryKind::Field(field) => field,
            _ => None,
        }
    }

    fn current(&self) -> Option<&Entry> {
        self.entries.get(self.cursor)
    }

    /// The item under the cursor, where it is written: here if it is written here too.
    pub fn item_here(&self) -> Option<(Node, ListKind, usize)> {
        self.item_of(self.current()?)
    }

    /// Whether the checks found something in the item under the cursor.
    pub fn has_sign_here(&self) -> bool {
        self.current().is_some_and(|entry| entry.sign.is_some())
    }

    /// The item that an entry shows, where it is written: here if it is written here too.
    pub(super) fn item_of(&self, entry: &Entry) -> Option<(Node, ListKind, usize)> {
        match &entry.kind {
            EntryKind::Item { list, origins } => {
                let origin = origins
                    .iter()
                    .find(|origin| Some(origin.node) == self.node)
                    .or(origins.last())?;
                Some((origin.node, *list, origin.index))
            }
            _ => None,
        }
    }

    /// The element under the cursor, where it is written, or the heading of such.
    pub fn element_here(&self) -> Option<(Node, ElementKind, Option<usize>)> {
        match self.current()?.kind {
            EntryKind::Element { node, kind, index } => Some((node, kind, index)),
            _ => None,
        }
    }

    /// The element under the cursor if it is written in what is shown.
    pub fn own_element(&self) -> Option<(ElementKind, usize)> {
        let (node, kind, index) = self.element_here()?;
        Some((kind, index.filter(|_| Some(node) == self.node)?))
    }

    /// The item or the element under the cursor, where it is written.
    pub fn line_here(&self) -> Option<(Node, Line)> {
        let item = self.item_here();
        let item = item.map(|(node, list, index)| (node, Line::Item(list, index)));
        item.or_else(|| {
            let (node, kind, index) = self.element_here()?;
            Some((node, Line::Element(kind, index?)))
        })
    }

    /// The item under the cursor if it is written in what is shown.
    pub fn own_item(&self) -> Option<(ListKind, usize)> {
        self.item_here()
            .filter(|(node, ..)| Some(*node) == self.node)
            .map(|(_, list, index)| (list, index))
    }

    /// The part of the family that the line under the cursor is written in, when it is another than what is shown.
    pub fn origin(&self) -> Option<Node> {
        let entry = self.current()?;
        match entry.kind {
            EntryKind::Item { .. } => self
                .item_here()
                .map(|(node, ..)| node)
                .filter(|node| Some(*node) != self.node),
            _ => {
                let from = entry.side.as_ref().map(|side| side.from);
                from.filter(|from| Some(*from) != self.node)
            }
        }
    }

    /// The list that the cursor is in, its heading included.
    pub fn list_here(&self) -> Option<ListKind> {
        self.list_of(self.cursor)
    }

    /// The list that an entry is in, its heading included.
    pub(super) fn list_of(&self, entry: usize) -> Option<ListKind> {
        match &self.entries.get(entry)?.kind {
            EntryKind::Item { list, .. } | EntryKind::ListHeading(list) => Some(*list),
            _ => None,
        }
    }
}
