//! A change of any number of files that is made whole or not at all, and undone as one.

use std::sync::Arc;

use super::change::Site;
use super::edit::Edit;
use crate::model::{Family, Node, Settings};

/// What an operation makes of the catalog's files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What it does, as the history says it after "You": "renamed manager-it to it-manager".
    pub label: String,
    /// Where its result is to be seen: a family's key and a part of it, both as they are afterwards.
    pub landing: Option<(Arc<str>, Node)>,
    /// File by file, made in this order; a key is the one that the family has at that point.
    pub steps: Vec<(Arc<str>, Step)>,
}

impl Plan {
    /// Where its result is to be seen; `None` of a plan that does nothing.
    pub(super) fn place(&self) -> Option<Site> {
        match &self.landing {
            Some((key, node)) => Some((key.clone(), Some(*node), None)),
            None => self.steps.first().map(|(key, _)| (key.clone(), None, None)),
        }
    }
}

/// What happens to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// These edits, in order.
    Edit(Vec<Edit>),
    /// The family becomes this one; only the bytes that say something else are written anew.
    Become(Box<Family>),
    /// The catalog's settings become these; the key is that of their file.
    Settings(Box<Settings>),
    /// A file with this text comes into being.
    Create(String),
    /// The file gets this text in the place of its own, whatever it says.
    Text(String),
    /// The page of the family gave this; none: it is not known any more what.
    Imported(Option<String>),
    /// The file goes.
    Delete,
    /// The file gets another key, and with it another path; not a byte of it changes.
    Move(Arc<str>),
}
