//! The journal of the conversation: what is changed and not saved outlives its end.

use std::path::Path;

use crate::document::{JournalEntry, Unsaved, Workspace};
use crate::store::{self, Journal, Pending};
use crate::text::text;

/// Keeps what is unsaved; without a journal it says once that nothing does.
pub(super) struct Keeper {
    journal: Option<Journal>,
    /// What the journal has, by key.
    kept: Vec<std::sync::Arc<str>>,
    pending: Pending,
    trouble: Option<String>,
}

impl Keeper {
    /// Begins a journal, and says what others have left.
    pub(super) fn open(root: &Path) -> (Self, Vec<String>) {
        let mut keeper = Self {
            journal: None,
            kept: Vec::new(),
            pending: Pending::default(),
            trouble: None,
        };
        let mut said = Vec::new();
        let Some(state) = store::state_folder() else {
            keeper.trouble = Some(unprotected(text!("linear-there-is-no-folder-for")));
            return (keeper, said);
        };
        match Journal::open(&state, root) {
            Ok(opened) => {
                keeper.journal = Some(opened.journal);
                if !opened.left.is_empty() {
                    said.push(text!("linear-something-was-left-unsaved-here").to_owned());
                }
                if !opened.others.is_empty() {
                    said.push(text!("linear-the-catalog-is-open-somewhere").to_owned());
                }
            }
            Err(error) => keeper.trouble = Some(unprotected(&error.to_string())),
        }
        (keeper, said)
    }

    /// Writes down what is unsaved. Gives what there is to say about it.
    pub(super) fn keep(&mut self, workspace: &Workspace) -> Option<String> {
        let dirty = workspace.dirty().map(|document| (document, false));
        let gone = workspace.gone().map(|document| (document, true));
        let unsaved: Vec<Unsaved> = dirty
            .chain(gone)
            .map(|(document, is_gone)| Unsaved::of(document, is_gone))
            .collect();
        if unsaved.is_empty() && self.kept.is_empty() {
            return None;
        }
        let is_unsaved = |key: &str| unsaved.iter().any(|unsaved| *unsaved.key == *key);
        for key in self.kept.iter().filter(|key| !is_unsaved(key)) {
            self.pending.add(JournalEntry::Saved(key.clone()));
        }
        self.kept = unsaved.iter().map(|unsaved| unsaved.key.clone()).collect();
        for unsaved in unsaved {
            self.pending.add(JournalEntry::Unsaved(unsaved));
        }
        if let Some(journal) = &mut self.journal
            && let Err(error) = journal.write(&mut self.pending)
        {
            self.trouble = Some(unprotected(&error.to_string()));
        }
        self.trouble.take()
    }

    /// Ends the journal. `discard`: what is unsaved goes, because the user said so. Gives what becomes of it.
    pub(super) fn end(&mut self, discard: bool) -> String {
        let Some(journal) = self.journal.take() else {
            return text!("linear-there-was-no-journal-so").to_owned();
        };
        let ended = match discard {
            true => journal.discard(),
            false => journal.close(),
        };
        match ended {
            Ok(()) => text!("linear-rolebook-journal-restore-brings-them").to_owned(),
            Err(error) => error.to_string(),
        }
    }
}

fn unprotected(why: &str) -> String {
    text!("linear-there-is-no-journal-so", why)
}
