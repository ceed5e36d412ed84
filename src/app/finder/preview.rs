//! The selected hit in full: where it has what was looked for, and going from one such line to the next.

use std::collections::HashMap;

use super::{Finder, FinderFocus};
use crate::app::detail::{Detail, EntryKind};
use crate::app::{App, Message, Overlay, TreeId};
use crate::config::Tone;
use crate::document;
use crate::format::inline;
use crate::model::{ElementKind, Place};
use crate::search::{Field, FoundLine, Highlights};
use crate::text::text;

/// Where the selected hit has what was looked for.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// What was looked at, for which query, and in which making of the preview.
    of: Option<(Place, String, u64)>,
    /// The entries, in order.
    entries: Vec<usize>,
}

impl Finder {
    /// Of the lines of the preview that have what was looked for: which one the cursor is on, from 1, and how many there
    /// are. `None` when there are none.
    pub fn line_found(&self) -> Option<(Option<usize>, usize)> {
        let entries = &self.sight.entries;
        let at = entries.binary_search(&self.preview.cursor).ok();
        (!entries.is_empty()).then(|| (at.map(|at| at + 1), entries.len()))
    }

    /// Puts the cursor of the preview on the next line that was found, and around from the last to the first.
    pub(super) fn next_line(&mut self, forward: bool) {
        let (entries, here) = (&self.sight.entries, self.preview.cursor);
        let next = match forward {
            true => entries.iter().find(|at| **at > here).or(entries.first()),
            false => entries.iter().rfind(|at| **at < here).or(entries.last()),
        };
        self.preview.cursor = next.copied().unwrap_or(here);
    }
}

impl App {
    /// Whether something is left undone while keys come one after the other.
    /// [`Msg::Rested`](crate::app::Msg::Rested) does it.
    pub fn waits_for_rest(&self) -> bool {
        self.is_going || self.waits_for_background() || self.waits_for_preview()
    }

    /// Whoever goes through a list of hits wants to be there first, and then to see the one that it ended on.
    fn waits_for_preview(&self) -> bool {
        let Some(Overlay::Finder(finder)) = self.overlays.last() else {
            return false;
        };
        let (shown, selected) = (&finder.sight.of, finder.selected());
        self.viewport.preview.width > 0
            && shown
                .as_ref()
                .zip(selected)
                .is_some_and(|((place, ..), hit)| hit.place != *place)
    }

    /// Gives the list the whole width, or shows the preview beside it again.
    pub(super) fn turn_preview(&mut self) {
        self.hits_alone = !self.hits_alone;
        self.say(Message::info(match self.hits_alone {
            true => text!("finder-the-preview-is-hidden"),
            false => text!("finder-the-preview-is-shown"),
        }));
    }

    /// Shows the selected hit, unless another is shown and this can wait.
    pub(in crate::app) fn preview_at_rest(&mut self) {
        let can_wait = self.finder_focus() == Some(FinderFocus::Query);
        if !(can_wait && self.waits_for_preview()) {
            self.preview();
        }
    }

    /// Shows the selected hit beside the list, where there is room for it.
    pub(in crate::app) fn preview(&mut self) {
        let area = self.viewport.preview;
        if area.width == 0 {
            return;
        }
        let Some(Overlay::Finder(finder)) = self.overlays.last_mut() else {
            return;
        };
        let (Some(hit), Some(results)) = (finder.selected().cloned(), &finder.results) else {
            return;
        };
        let query = results.query.clone();
        finder.preview.show(
            &self.workspace,
            &self.findings,
            Some(TreeId::Place(hit.place.clone())),
            area.width,
        );
        let now = Some((hit.place.clone(), query, finder.preview.made()));
        if finder.sight.of != now {
            let found = now.as_ref().zip(self.index.as_ref());
            let found = found.and_then(|((place, query, _), index)| index.highlights(query, place));
            finder.sight.entries =
                found.map_or_else(Vec::new, |f| light_up(&mut finder.preview, &f));
            finder.sight.of = now;
        }
        // Whoever reads in the preview moves its cursor, and nobody else.
        if finder.focus != FinderFocus::Preview
            && let Some(best) = hit.matches.first()
        {
            let line = FoundLine {
                field: best.field,
                node: best.node,
                index: best.index,
                text: best.text.clone(),
            };
            let at = entry_of(&finder.preview, &line, None);
            let first = || finder.sight.entries.first().copied();
            finder.preview.cursor = at.or_else(first).unwrap_or(0);
        }
        finder.preview.keep_in_view(area.height);
    }
}

/// Marks what was found; gives the entries that have it, in order.
fn light_up(preview: &mut Detail, found: &Highlights) -> Vec<usize> {
    let mut items = HashMap::new();
    for (at, entry) in preview.entries.iter().enumerate() {
        if let EntryKind::Item { list, origins } = &entry.kind {
            let places = origins.iter().map(|o| (*list, o.node, o.index));
            items.extend(places.map(|place| (place, at)));
        }
    }
    let entry = |line: &FoundLine| match line.field {
        Field::List(list) => items.get(&(list, line.node, line.index)).copied(),
        _ => entry_of(preview, line, Some(found)),
    };
    let lines = found.lines.iter();
    let mut entries: Vec<(usize, Field)> = lines
        .filter_map(|line| Some((entry(line)?, line.field)))
        .collect();
    entries.sort_unstable();
    entries.dedup_by_key(|(at, _)| *at);
    for (at, field) in &entries {
        let ranges = found.marks(*field, &preview.entries[*at].text);
        preview.entries[*at].put_on(&ranges, Tone::Match);
    }
    entries.into_iter().map(|(at, _)| at).collect()
}

/// The entry that shows a line. Where several stand for it, the one that says it; else the one where `found` has
/// something to mark.
fn entry_of(preview: &Detail, line: &FoundLine, found: Option<&Highlights>) -> Option<usize> {
    let fits = |kind: &EntryKind| match (line.field, kind) {
        (Field::List(list), EntryKind::Item { list: its, origins }) => {
            let mut origins = origins.iter();
            *its == list && origins.any(|o| (o.node, o.index) == (line.node, line.index))
        }
        (Field::Summary, EntryKind::Field(Some(field))) => *field == document::Field::Summary,
        (Field::Tag, EntryKind::Field(Some(field))) => *field == document::Field::Tags,
        (field, EntryKind::Element { node, kind, index }) => {
            // Prose around the steps stands under their heading.
            let is_here = index.is_none_or(|index| index == line.index);
            is_here && element_of(field) == Some(*kind) && line.node == *node
        }
        _ => false,
    };
    let entries = preview.entries.iter().enumerate();
    let mut fitting = entries.filter(|(_, entry)| fits(&entry.kind)).peekable();
    fitting.peek()?;
    let fitting: Vec<(usize, &str)> = fitting.map(|(at, e)| (at, e.said())).collect();
    let [(only, _)] = fitting[..] else {
        let shown = inline::plain(&line.text, true);
        let says = fitting.iter().find(|(_, text)| text.contains(&shown));
        let marked = || {
            let has = |text: &str| found.is_some_and(|f| !f.marks(line.field, text).is_empty());
            fitting.iter().rev().find(|(_, text)| has(text))
        };
        return says.or_else(marked).or(fitting.last()).map(|(at, _)| *at);
    };
    Some(only)
}

fn element_of(field: Field) -> Option<ElementKind> {
    match field {
        Field::ReportsTo => Some(ElementKind::Manager),
        Field::Indicator => Some(ElementKind::Indicator),
        Field::Ladder => Some(ElementKind::LadderStep),
        Field::Hiring => Some(ElementKind::HiringStep),
        Field::Section => Some(ElementKind::Section),
        _ => None,
    }
}
