//! What the journal is told: after every message, only what is unsaved now and was not so before.
//!
//! Looks at documents by their revisions, and only when something may have changed in one; at the open form by its
//! texts, which are few.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::Target;
use super::{App, Effect, Form, Overlay};
use crate::document::{Document, Draft, JournalEntry, Revision, Unsaved};

/// What the journal knows.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Whether a document may have changed since.
    pub(super) due: bool,
    documents: BTreeMap<Arc<str>, Known>,
    draft: Option<Draft>,
}

/// One document as the journal has it.
#[derive(Debug)]
struct Known {
    revision: Revision,
    base: Option<Arc<str>>,
    is_gone: bool,
}

impl Told {
    /// Whether it knows this document as it is. A save can change what the file has and leave the revision.
    fn knows(&self, document: &Document, is_gone: bool) -> bool {
        let Some(known) = self.documents.get(&document.key) else {
            return false;
        };
        let same_base = match (&known.base, document.base()) {
            (Some(told), Some(now)) => Arc::ptr_eq(told, now),
            (None, None) => true,
            _ => false,
        };
        known.revision == document.revision() && known.is_gone == is_gone && same_base
    }
}

impl App {
    /// What the journal has yet to be told; `None` when it knows all.
    pub(super) fn journal(&mut self) -> Option<Effect> {
        let mut entries = Vec::new();
        if std::mem::take(&mut self.told.due) {
            self.tell_documents(&mut entries);
        }
        let draft = self.draft();
        if draft != self.told.draft {
            entries.push(JournalEntry::Draft(draft.clone()));
            self.told.draft = draft;
        }
        (!entries.is_empty()).then_some(Effect::Journal(entries))
    }

    fn tell_documents(&mut self, entries: &mut Vec<JournalEntry>) {
        let told = &mut self.told;
        let dirty = self.workspace.dirty().map(|document| (document, false));
        let gone = self.workspace.gone().map(|document| (document, true));
        for (document, is_gone) in dirty.chain(gone) {
            if told.knows(document, is_gone) {
                continue;
            }
            entries.push(JournalEntry::Unsaved(Unsaved::of(document, is_gone)));
            told.documents.insert(
                document.key.clone(),
                Known {
                    revision: document.revision(),
                    base: document.base().cloned(),
                    is_gone,
                },
            );
        }
        let workspace = &self.workspace;
        told.documents.retain(|key, _| {
            let is_dirty = workspace.document(key).is_some_and(Document::is_dirty)
                || workspace.gone().any(|document| document.key == *key);
            if !is_dirty {
                entries.push(JournalEntry::Saved(key.clone()));
            }
            is_dirty
        });
    }

    /// What is written in the open form and has not been kept.
    fn draft(&self) -> Option<Draft> {
        let form: &Form = self
            .overlays
            .iter()
            .rev()
            .find_map(|overlay| match overlay {
                Overlay::Form(form) => Some(&**form),
                _ => None,
            })?;
        let entry = self.workspace.catalog().get(&form.key);
        let family = entry.map(|entry| entry.family.as_ref());
        let is_kept = form.is_changed() && form.purpose.is_work();
        is_kept.then(|| Draft {
            title: form.title.clone(),
            key: form.key.clone(),
            form: Target::of(form, family).written(),
            fields: form.draft(),
        })
    }
}
