//! What was done, so that it can be undone and redone.

use std::sync::Arc;

use super::file::{Document, Revision, State};
use super::imported::is_imported;
use crate::model::{ElementKind, ListKind, Node};

/// What was done to the catalog, in one go.
#[derive(Debug, Clone)]
pub struct Change {
    /// The family in which its result is to be seen.
    pub key: Arc<str>,
    /// The part of it; `None` when it is about the file as a whole.
    pub node: Option<Node>,
    /// The line of that part it was about; `None` when it was about something else.
    pub line: Option<Line>,
    /// What was done: "reworded a requirement".
    pub label: String,
    /// What was moved within its series; `None` when it was something else than that.
    pub moved: Option<Moved>,
    pub(super) parts: Vec<Part>,
}

/// Where the result of a change is to be seen: a key, a part, a line of it.
pub(super) type Site = (Arc<str>, Option<Node>, Option<Line>);

/// A part, or an item of it by list and place.
pub type Spotted = (Node, Option<(ListKind, usize)>);

/// What was moved within its series. Moves of the same things that follow each other are one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it was.
    pub from: Vec<Spotted>,
    /// Where it is.
    pub to: Vec<Spotted>,
}

/// A line of a part, by its place before or after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// An item of one of the three lists.
    Item(ListKind, usize),
    /// Another element.
    Element(ElementKind, usize),
}

/// What was done to one file.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// Bytes of its text.
    Text {
        key: Arc<str>,
        before: Revision,
        after: Revision,
        splice: Splice,
    },
    /// The whole of it, with what is read from either text: quick to go back and forth between.
    Whole {
        key: Arc<str>,
        before: Box<(Revision, State)>,
        after: Box<(Revision, State)>,
    },
    /// It came into being.
    Appear(Box<Document>),
    /// It went.
    Vanish(Box<Document>),
}

impl Part {
    pub(super) fn key(&self) -> &Arc<str> {
        match self {
            Self::Text { key, .. } | Self::Whole { key, .. } => key,
            Self::Appear(document) | Self::Vanish(document) => &document.key,
        }
    }
}

impl Change {
    /// The keys of the families that it touches, those that it makes or takes away too, and of the settings.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        let keys = self.parts.iter().map(Part::key);
        keys.filter(|key| !is_imported(key))
    }

    /// Whether what is moved now was moved by this change, and its text is what this change left.
    pub(super) fn goes_on(&self, moved: &Moved, key: &str, now: Revision) -> bool {
        let is_same = self
            .moved
            .as_ref()
            .is_some_and(|last| last.to == moved.from);
        let [Part::Text { key: of, after, .. }] = self.parts.as_slice() else {
            return false;
        };
        is_same && **of == *key && *after == now
    }

    /// About how many bytes it takes to keep it.
    pub(super) fn size(&self) -> usize {
        let of = |part: &Part| match part {
            Part::Text { splice, .. } => splice.removed.len() + splice.inserted.len(),
            // What is read from a text takes about as much again, twice over.
            Part::Whole { before, after, .. } => 3 * (before.1.text().len() + after.1.text().len()),
            Part::Appear(document) | Part::Vanish(document) => document.text().len(),
        };
        128 + self.parts.iter().map(of).sum::<usize>()
    }
}

/// One text became another at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    at: usize,
    removed: String,
    inserted: String,
}

impl Splice {
    pub(super) fn between(old: &str, new: &str) -> Self {
        let mut start = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let mut tail = old_rest
            .bytes()
            .rev()
            .zip(new_rest.bytes().rev())
            .take_while(|(a, b)| a == b)
            .count();
        while !old_rest.is_char_boundary(old_rest.len() - tail)
            || !new_rest.is_char_boundary(new_rest.len() - tail)
        {
            tail -= 1;
        }
        Self {
            at: start,
            removed: old_rest[..old_rest.len() - tail].to_owned(),
            inserted: new_rest[..new_rest.len() - tail].to_owned(),
        }
    }

    /// The text before or after it, from the other one.
    pub(super) fn made(&self, text: &str, forward: bool) -> String {
        let (old, new) = match forward {
            true => (&self.removed, &self.inserted),
            false => (&self.inserted, &self.removed),
        };
        let mut text = text.to_owned();
        text.replace_range(self.at..self.at + old.len(), new);
        text
    }
}
