//! What a run left unsaved: looking through the journals, reading one, and being done with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::entry::{self, StoredDocument, StoredDraft};
use super::kept;
use super::place::{self, Claim, Standing, Turn, journals, remove_session};
use crate::document::Journalled;
use crate::store::StoreError;

/// The journal of a run that has ended. It is ours to handle, and nobody else's, until this is dropped.
#[derive(Debug)]
pub struct Leftover {
    id: String,
    state: PathBuf,
    catalog: PathBuf,
    folder: PathBuf,
    root: Option<PathBuf>,
    _claim: Claim,
}

/// What is in a journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// What could be read.
    pub journalled: Journalled,
    /// How many entries could not.
    pub damaged: usize,
}

/// A journal as a list shows it.
#[derive(Debug)]
pub struct Listed {
    /// What to call it by.
    pub id: String,
    /// The catalog's folder; `None` when the journal does not tell any more.
    pub root: Option<PathBuf>,
    /// When it was written last, if the file system says so.
    pub written: Option<SystemTime>,
    /// Whether its run is alive, or another one is asking what shall become of it.
    pub in_use: bool,
    /// What is in it.
    pub contents: Contents,
}

impl Leftover {
    pub(super) fn new(
        state: &Path,
        catalog: &Path,
        number: u64,
        claim: Claim,
        root: Option<&Path>,
    ) -> Self {
        Self {
            id: id(catalog, number),
            state: state.to_owned(),
            catalog: catalog.to_owned(),
            folder: catalog.join(number.to_string()),
            root: root.map(Path::to_owned),
            _claim: claim,
        }
    }

    /// What to call it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The catalog's folder; `None` when the journal does not tell any more.
    pub fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is in it.
    pub fn read(&self) -> Contents {
        read(&self.folder)
    }

    /// Takes one document out: it has been seen to.
    ///
    /// # Errors
    /// [`StoreError::Journal`].
    pub fn forget(&self, key: &str) -> Result<(), StoreError> {
        let names = entries(&self.folder).into_iter().filter(|(name, bytes)| {
            let stored = entry::is_document(name)
                .then(|| entry::parse::<StoredDocument>(bytes))
                .flatten();
            stored.is_some_and(|stored| stored.unsaved().key.as_ref() == key)
        });
        for (name, _) in names {
            entry::remove(&self.folder, &name).map_err(|source| self.failed(source))?;
        }
        Ok(())
    }

    /// Drops it.
    ///
    /// # Errors
    /// [`StoreError`]; it is still there then.
    pub fn discard(self) -> Result<(), StoreError> {
        let _turn = Turn::take(&self.catalog)?;
        remove_session(&self.folder).map_err(|source| self.failed(source))
    }

    /// Moves it out of the journals, to a folder with files that people can open; says which.
    ///
    /// # Errors
    /// [`StoreError`]; it is still there then.
    pub fn keep_aside(self) -> Result<PathBuf, StoreError> {
        let damaged = entries(&self.folder).into_iter().filter(|(name, bytes)| {
            if entry::is_document(name) {
                entry::parse::<StoredDocument>(bytes).is_none()
            } else {
                entry::parse::<StoredDraft>(bytes).is_none()
            }
        });
        let damaged: Vec<_> = damaged.collect();
        let folder = kept::keep(
            &self.state,
            &self.id,
            self.root.as_deref(),
            &self.read().journalled,
            &damaged,
        )?;
        self.discard()?;
        Ok(folder)
    }

    fn failed(&self, source: std::io::Error) -> StoreError {
        StoreError::Journal {
            path: self.folder.clone(),
            source,
        }
    }
}

fn id(catalog: &Path, number: u64) -> String {
    let name = catalog.file_name().unwrap_or_default().to_string_lossy();
    format!("{name}-{number}")
}

/// The entries of a run with their bytes; what cannot even be read has none, and so is damaged.
fn entries(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|found| {
            let name = found.file_name().into_string().ok()?;
            let is_entry = entry::is_document(&name) || name == entry::DRAFT;
            is_entry.then(|| (name, entry::bytes(&found.path()).unwrap_or_default()))
        })
        .collect();
    entries.sort();
    entries
}

fn read(folder: &Path) -> Contents {
    let mut contents = Contents::default();
    let mut documents = Vec::new();
    for (name, bytes) in entries(folder) {
        if entry::is_document(&name) {
            match entry::parse::<StoredDocument>(&bytes) {
                Some(stored) => documents.push((stored.sequence, stored.unsaved())),
                None => contents.damaged += 1,
            }
        } else {
            match entry::parse::<StoredDraft>(&bytes) {
                Some(stored) => contents.journalled.draft = Some(stored.draft()),
                None => contents.damaged += 1,
            }
        }
    }
    documents.sort_by_key(|(sequence, _)| *sequence);
    contents.journalled.documents = documents.into_iter().map(|(_, unsaved)| unsaved).collect();
    contents
}

/// When any entry was written last.
fn written(folder: &Path) -> Option<SystemTime> {
    let found = fs::read_dir(folder).ok()?.flatten();
    found
        .filter(|found| found.file_name().to_string_lossy().ends_with(".json"))
        .filter_map(|found| found.metadata().ok()?.modified().ok())
        .max()
}

/// All journals in a state folder that have something in them, of all catalogs, live ones too. None is changed.
///
/// # Errors
/// [`StoreError::Journal`] or [`StoreError::JournalBusy`].
pub fn list_journals(state: &Path) -> Result<Vec<Listed>, StoreError> {
    let mut listed = Vec::new();
    for catalog in catalogs(state)? {
        let _turn = Turn::take(&catalog)?;
        let failed = |source| StoreError::Journal {
            path: catalog.clone(),
            source,
        };
        for number in place::sessions(&catalog).map_err(failed)? {
            let folder = catalog.join(number.to_string());
            let contents = read(&folder);
            if contents.journalled.is_empty() && contents.damaged == 0 {
                continue;
            }
            listed.push(Listed {
                id: id(&catalog, number),
                root: entry::read_session(&folder).map(|session| session.root.path()),
                written: written(&folder),
                in_use: !matches!(Standing::of(&folder), Standing::Left(_)),
                contents,
            });
        }
    }
    Ok(listed)
}

/// The journal with an id, to be handled; `None` when there is none.
///
/// # Errors
/// [`StoreError::JournalInUse`] while its run is alive or another one handles it; [`StoreError::Journal`] or
/// [`StoreError::JournalBusy`].
pub fn find_leftover(state: &Path, wanted: &str) -> Result<Option<Leftover>, StoreError> {
    for catalog in catalogs(state)? {
        let failed = |source| StoreError::Journal {
            path: catalog.clone(),
            source,
        };
        let _turn = Turn::take(&catalog)?;
        for number in place::sessions(&catalog).map_err(failed)? {
            if id(&catalog, number) != wanted {
                continue;
            }
            let folder = catalog.join(number.to_string());
            let Standing::Left(claim) = Standing::of(&folder) else {
                return Err(StoreError::JournalInUse {
                    id: wanted.to_owned(),
                });
            };
            let root = entry::read_session(&folder).map(|session| session.root.path());
            return Ok(Some(Leftover::new(
                state,
                &catalog,
                number,
                claim,
                root.as_deref(),
            )));
        }
    }
    Ok(None)
}

/// The folders of catalogs that have had a journal.
fn catalogs(state: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let path = journals(state);
    let found = match fs::read_dir(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(StoreError::Journal { path, source }),
    };
    let mut catalogs: Vec<PathBuf> = found
        .flatten()
        .filter(|found| found.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|found| found.path())
        .collect();
    catalogs.sort();
    Ok(catalogs)
}
