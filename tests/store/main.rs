//! The disk as a user meets it: what is found, what is shown of a damaged catalog, what a save leaves behind.
#![allow(clippy::unwrap_used, missing_docs)]
#![cfg(unix)]

mod batch;
mod faults;
mod kill;
mod load;
mod past;
mod save;
mod start;
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rolebook::document::{Document, Fingerprint, Problem, Workspace};
use rolebook::store::{Saved, StoreError, load, save};
use tempfile::TempDir;

pub(crate) const FAMILY: &str = "title = \"Accountant\"\n\n[[roles]]\nid = \"accountant\"\n";
pub(crate) const NEW: &str = "title = \"Bookkeeper\"\n";

pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    pub(crate) fn at(&self, relative: &str) -> PathBuf {
        self.path().join(relative)
    }

    pub(crate) fn put(&self, relative: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn load(&self) -> Workspace {
        load(&self.path()).unwrap()
    }

    pub(crate) fn save(&self, relative: &str, old: &str, new: &str) -> Result<Saved, StoreError> {
        save(
            &self.path(),
            Path::new(relative),
            new,
            Some(Fingerprint::of(old.as_bytes())),
        )
    }

    pub(crate) fn names(&self, relative: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.at(relative))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(crate) fn dead_process() -> u32 {
    let mut child = Command::new("true").spawn().unwrap();
    child.wait().unwrap();
    child.id()
}

/// Everything that is wrong, in any file.
pub(crate) fn findings(workspace: &Workspace) -> Vec<&Problem> {
    let documents = workspace.documents().flat_map(Document::problems);
    let folders = workspace.troubles().map(|(_, problem)| problem);
    folders.chain(documents).collect()
}
