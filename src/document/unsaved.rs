//! What a journal keeps: the changes that are in no file yet, as plain data.
//!
//! The app says what is unsaved, the store writes it down and reads it again after a crash. Knows neither of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::Document;

/// A document with changes that its file does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// The key of its family.
    pub key: Arc<str>,
    /// Its file, below the catalog's folder.
    pub path: PathBuf,
    /// What the file had; `None` when the file is new.
    pub base: Option<Arc<str>>,
    /// What it shall have; `None` when the file is to go.
    pub text: Option<Arc<str>>,
}

impl Unsaved {
    /// What a document has unsaved. `is_gone`: its file is to go.
    pub fn of(document: &Document, is_gone: bool) -> Self {
        Self {
            key: document.key.clone(),
            path: document.path.clone(),
            base: document.base().cloned(),
            text: (!is_gone).then(|| document.text().clone()),
        }
    }
}

/// A form that is open, with what is written in it and has not been kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its title, for people.
    pub title: String,
    /// The key of the family that it is about.
    pub key: Arc<str>,
    /// What it is a form of, in words of the app's own that nobody else reads.
    pub form: String,
    /// The name and the text of each field.
    pub fields: Vec<(String, String)>,
}

/// Everything that one run of the program had unsaved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journalled {
    /// The documents, in the order in which they were changed last.
    pub documents: Vec<Unsaved>,
    /// The form that was open.
    pub draft: Option<Draft>,
}

impl Journalled {
    /// Whether nothing is unsaved.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.draft.is_none()
    }
}

/// One thing to be written into a journal; a newer one of the same slot makes it pointless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalEntry {
    /// A document is as it says.
    Unsaved(Unsaved),
    /// The document with this key has nothing unsaved any more.
    Saved(Arc<str>),
    /// The form that is open; `None` when there is none with anything in it.
    Draft(Option<Draft>),
}

impl JournalEntry {
    /// What it is about: the key of a document, or `None` for the form.
    pub fn slot(&self) -> Option<&Arc<str>> {
        match self {
            Self::Unsaved(unsaved) => Some(&unsaved.key),
            Self::Saved(key) => Some(key),
            Self::Draft(_) => None,
        }
    }
}
