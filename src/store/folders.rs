//! The folders that a save touches: made where a new file needs them, opened once so that what happens in
//! them can be made durable, and removed again when the save fails.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::attributes;

/// The same error, to be told of several files.
pub(super) fn again(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(
        || io::Error::new(error.kind(), error.to_string()),
        io::Error::from_raw_os_error,
    )
}

/// Those of one save.
#[derive(Default)]
pub(super) struct Folders {
    made: Vec<PathBuf>,
    open: BTreeMap<PathBuf, attributes::Folder>,
}

impl Folders {
    /// Makes those that are not there, the outermost first. Another file of the same save may have made them.
    pub(super) fn make(&mut self, missing: &[PathBuf]) -> io::Result<()> {
        for folder in missing {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.clone()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            // Somebody may have put a link there since it was looked at.
            if fs::canonicalize(folder)? != *folder {
                return Err(io::ErrorKind::NotADirectory.into());
            }
        }
        Ok(())
    }

    /// Opens one to be synced later.
    pub(super) fn open(&mut self, folder: &Path) -> io::Result<()> {
        if !self.open.contains_key(folder) {
            let open = attributes::open_folder(folder)?;
            self.open.insert(folder.to_owned(), open);
        }
        Ok(())
    }

    /// Makes durable what happened in them. Says which ones failed.
    pub(super) fn sync(&self) -> BTreeMap<PathBuf, io::Error> {
        self.open
            .iter()
            .filter_map(|(path, folder)| {
                let failed = attributes::sync_folder(folder).err()?;
                Some((path.clone(), failed))
            })
            .collect()
    }

    /// As if syncing any of them had failed so.
    pub(super) fn failing(&self, error: &io::Error) -> BTreeMap<PathBuf, io::Error> {
        let paths = self.open.keys();
        paths.map(|path| (path.clone(), again(error))).collect()
    }

    /// Removes those that were made. One that somebody else has put something into stays.
    pub(super) fn abandon(self) {
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
