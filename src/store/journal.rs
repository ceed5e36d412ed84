//! The journal of one run of the program on one catalog: what is unsaved, on the disk, until it is saved.
//!
//! In the state folder every catalog has a folder, and in it every run has one that is locked as long as it lives.
//! An entry is one file, written beside its place and moved there, so that a damaged one costs only itself. Locks
//! and not process ids say who is alive: a lock ends with its process, whatever ends that. Knows nothing of the
//! screen; when something is written, and what becomes of a journal that was left behind, others decide.

mod entry;
mod kept;
mod left;
mod place;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StoreError;
use crate::document::{Draft, JournalEntry, Unsaved};
use entry::{StoredDocument, StoredDraft, StoredSession, write_whole};
use place::{Claim, Lock, Standing, Turn, catalog_folder, private_folder, remove_session};

pub use left::{Contents, Leftover, Listed, find_leftover, list_journals};
pub(super) use place::catalog_hash;
pub use place::state_folder;

/// The journal of this run.
#[derive(Debug)]
pub struct Journal {
    /// The catalog's folder among the journals.
    catalog: PathBuf,
    /// This run's in it.
    folder: PathBuf,
    sequence: u64,
    /// What is on the disk: the number that names the file, and what is in it.
    documents: BTreeMap<Arc<str>, (u64, Unsaved)>,
    draft: Option<Draft>,
    numbers: u64,
    /// Says that this run is alive.
    _alive: Lock,
}

/// A journal that was opened, and what was there already.
#[derive(Debug)]
pub struct Opened {
    /// For this run.
    pub journal: Journal,
    /// What runs that have ended left unsaved on the same catalog, the oldest first. They are nobody else's to
    /// handle while this value lives.
    pub left: Vec<Leftover>,
    /// The process ids of other runs that have the same catalog open.
    pub others: Vec<u32>,
}

/// Entries that are yet to be written, the newest of each slot only.
#[derive(Debug, Default)]
pub struct Pending(Vec<JournalEntry>);

impl Pending {
    /// Adds one; an older one of the same slot is pointless now.
    pub fn add(&mut self, entry: JournalEntry) {
        self.0.retain(|other| other.slot() != entry.slot());
        self.0.push(entry);
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Journal {
    /// Begins the journal of a run on the catalog in `root`, below the `state` folder.
    ///
    /// # Errors
    /// [`StoreError::Journal`] when nothing can be written there, [`StoreError::JournalBusy`] when another run does
    /// not let go of the catalog's folder there, [`StoreError::Root`] when there is no such catalog.
    pub fn open(state: &Path, root: &Path) -> Result<Opened, StoreError> {
        let root = fs::canonicalize(root).map_err(|source| StoreError::Root {
            path: root.to_owned(),
            source,
        })?;
        let catalog = catalog_folder(state, &root);
        let failed = |source| StoreError::Journal {
            path: catalog.clone(),
            source,
        };
        private_folder(state, &catalog).map_err(failed)?;
        let mut turn = Turn::take(&catalog)?;
        let (mut left, mut others) = (Vec::new(), Vec::new());
        for number in place::sessions(&catalog).map_err(failed)? {
            let folder = catalog.join(number.to_string());
            let session = entry::read_session(&folder);
            // Two catalogs could share a folder by their hash. What cannot be read is taken for ours: it is
            // where ours would be.
            if session.as_ref().is_some_and(|s| s.root.path() != root) {
                continue;
            }
            match Standing::of(&folder) {
                Standing::Alive => others.extend(session.map(|session| session.pid)),
                Standing::Claimed => {}
                Standing::Left(claim) => {
                    left.extend(begin(state, &catalog, number, claim, Some(&root)));
                }
            }
        }
        let number = turn.next_number(&catalog).map_err(failed)?;
        let folder = catalog.join(number.to_string());
        let session = StoredSession::new(&root, std::process::id());
        let alive = entry::make_session(&folder, &session).map_err(failed)?;
        let journal = Self {
            catalog,
            folder,
            sequence: 0,
            documents: BTreeMap::new(),
            draft: None,
            numbers: 0,
            _alive: alive,
        };
        Ok(Opened {
            journal,
            left,
            others,
        })
    }

    /// Writes what is pending. What could not be written stays pending.
    ///
    /// # Errors
    /// The first [`StoreError`]; all entries were tried.
    pub fn write(&mut self, pending: &mut Pending) -> Result<(), StoreError> {
        let mut result = Ok(());
        for entry in std::mem::take(&mut pending.0) {
            let written = match &entry {
                JournalEntry::Unsaved(unsaved) => self.record(unsaved),
                JournalEntry::Saved(key) => self.forget(key),
                JournalEntry::Draft(draft) => self.draft(draft.as_ref()),
            };
            if let Err(error) = written {
                pending.0.push(entry);
                result = result.and(Err(error));
            }
        }
        result
    }

    /// Writes down what a document has unsaved.
    ///
    /// # Errors
    /// [`StoreError::Journal`]; what was written of it before is still there.
    pub fn record(&mut self, unsaved: &Unsaved) -> Result<(), StoreError> {
        let known = self.documents.get(&unsaved.key);
        if known.is_some_and(|(_, written)| written == unsaved) {
            return Ok(());
        }
        let number = known.map_or(self.numbers + 1, |(number, _)| *number);
        self.sequence += 1;
        let stored = StoredDocument::new(self.sequence, unsaved);
        write_whole(&self.folder, &entry::document_name(number), &stored)
            .map_err(|source| self.failed(source))?;
        self.numbers = self.numbers.max(number);
        self.documents
            .insert(unsaved.key.clone(), (number, unsaved.clone()));
        Ok(())
    }

    /// Takes a document out that has nothing unsaved any more.
    ///
    /// # Errors
    /// [`StoreError::Journal`].
    pub fn forget(&mut self, key: &str) -> Result<(), StoreError> {
        let Some((number, _)) = self.documents.get(key) else {
            return Ok(());
        };
        entry::remove(&self.folder, &entry::document_name(*number))
            .map_err(|source| self.failed(source))?;
        self.documents.remove(key);
        Ok(())
    }

    /// Writes down what is in the open form; `None` when there is nothing in one.
    ///
    /// # Errors
    /// [`StoreError::Journal`].
    pub fn draft(&mut self, draft: Option<&Draft>) -> Result<(), StoreError> {
        if self.draft.as_ref() == draft {
            return Ok(());
        }
        match draft {
            Some(draft) => write_whole(&self.folder, entry::DRAFT, &StoredDraft::new(draft)),
            None => entry::remove(&self.folder, entry::DRAFT),
        }
        .map_err(|source| self.failed(source))?;
        self.draft = draft.cloned();
        Ok(())
    }

    /// Ends the run. What is unsaved is left behind for the next one; without anything, no trace is.
    ///
    /// # Errors
    /// [`StoreError`] when the empty journal could not be removed; the next run removes it then.
    pub fn close(self) -> Result<(), StoreError> {
        if self.documents.is_empty() && self.draft.is_none() {
            self.discard()
        } else {
            Ok(())
        }
    }

    /// Ends the run and drops what is unsaved: the user said so.
    ///
    /// # Errors
    /// [`StoreError`] when the journal could not be removed.
    pub fn discard(self) -> Result<(), StoreError> {
        let _turn = Turn::take(&self.catalog)?;
        remove_session(&self.folder).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> StoreError {
        StoreError::Journal {
            path: self.folder.clone(),
            source,
        }
    }
}

/// A run that has ended; `None` when it left nothing, and its folder is gone then.
fn begin(
    state: &Path,
    catalog: &Path,
    number: u64,
    claim: Claim,
    root: Option<&Path>,
) -> Option<Leftover> {
    let leftover = Leftover::new(state, catalog, number, claim, root);
    let contents = leftover.read();
    if contents.journalled.is_empty() && contents.damaged == 0 {
        // It is no news when that fails: the next run tries again.
        let _ = remove_session(leftover.folder());
        return None;
    }
    Some(leftover)
}

#[cfg(test)]
#[path = "journal/tests.rs"]
mod tests;
