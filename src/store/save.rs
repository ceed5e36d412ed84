//! Saving one file: a temporary beside it gets the text, is made durable, and takes its place in one step.
//!
//! Whatever fails, the file is the old one or the new one. What another program wrote meanwhile is never
//! overwritten, as far as a look right before the last step can tell: file systems have no step that compares
//! and replaces.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::read::{self, MAX_FILE, Unread};
use super::temporary::Temporary;
use super::{Step, StoreError, attributes};
use crate::document::Fingerprint;

/// A save that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Of what the file has now.
    pub fingerprint: Fingerprint,
    /// What the user should know about it.
    pub note: Option<SaveNote>,
}

/// Something about a save that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveNote {
    /// The file had other names too (hard links); those keep the old text.
    HardLinked {
        /// How many others.
        others: u64,
    },
    /// The file belongs to whoever saved it now: the system does not let it be given back to its owner.
    OwnerChanged,
}

/// Puts `text` in the place of what the file had when it was read, which is what `expected` is of.
///
/// Links are followed to the file itself. A file that has exactly `text` already is no conflict: it is what
/// an earlier save left that was not confirmed.
///
/// # Errors
/// [`StoreError::ChangedOnDisk`], [`StoreError::Vanished`], [`StoreError::ReadOnly`], [`StoreError::Refused`],
/// [`StoreError::Outside`] and [`StoreError::Write`] leave the file as it was, without litter;
/// [`StoreError::NotDurable`] leaves the new text there, unconfirmed.
pub fn save(
    root: &Path,
    relative: &Path,
    text: &str,
    expected: Fingerprint,
) -> Result<Saved, StoreError> {
    save_with(root, relative, text, expected, || {})
}

/// `meanwhile` stands for what others do while the text is being written.
fn save_with(
    root: &Path,
    relative: &Path,
    text: &str,
    expected: Fingerprint,
    meanwhile: impl FnOnce(),
) -> Result<Saved, StoreError> {
    let target = read::resolve(root, relative)?;
    let save = Save {
        folder: target.parent().unwrap_or(root).to_owned(),
        target,
        text,
        expected,
    };
    save.run(meanwhile)
}

struct Save<'t> {
    target: PathBuf,
    folder: PathBuf,
    text: &'t str,
    expected: Fingerprint,
}

impl Save<'_> {
    fn run(&self, meanwhile: impl FnOnce()) -> Result<Saved, StoreError> {
        if self.text.len() as u64 > MAX_FILE {
            return Err(StoreError::TooLarge {
                path: self.target.clone(),
                limit: MAX_FILE,
            });
        }
        let metadata = self.unchanged()?;
        self.writable(&metadata)?;
        let folder = attributes::open_folder(&self.folder)
            .map_err(|error| self.failed(Step::Folder, error))?;
        let temporary =
            Temporary::file(&self.folder).map_err(|error| self.failed(Step::Temporary, error))?;
        temporary
            .as_file()
            .write_all(self.text.as_bytes())
            .map_err(|error| self.failed(Step::Text, error))?;
        let owner_kept = read::open(&self.target)
            .and_then(|old| attributes::carry_over(&old, &metadata, temporary.as_file()))
            .map_err(|error| self.failed(Step::Attributes, error))?;
        temporary
            .as_file()
            .sync_all()
            .map_err(|error| self.failed(Step::Sync, error))?;
        meanwhile();
        // The whole text again, not its times: it is small beside the two syncs, and times can lie.
        self.unchanged()?;
        temporary
            .persist(&self.target)
            .map_err(|error| self.failed(Step::Rename, error))?;
        attributes::sync_folder(&folder).map_err(|source| StoreError::NotDurable {
            path: self.target.clone(),
            source,
        })?;
        let others = attributes::names(&metadata).saturating_sub(1);
        let note = if others > 0 {
            Some(SaveNote::HardLinked { others })
        } else {
            (!owner_kept).then_some(SaveNote::OwnerChanged)
        };
        Ok(Saved {
            fingerprint: Fingerprint::of(self.text.as_bytes()),
            note,
        })
    }

    /// Nobody has written the file since it was read.
    fn unchanged(&self) -> Result<Metadata, StoreError> {
        match read::bytes(&self.target) {
            Ok((bytes, metadata))
                if Fingerprint::of(&bytes) == self.expected || bytes == self.text.as_bytes() =>
            {
                Ok(metadata)
            }
            // It could be read once, so it was smaller then.
            Ok(_) | Err(Unread::TooLarge) => Err(StoreError::ChangedOnDisk {
                path: self.target.clone(),
            }),
            Err(unread) => Err(unread.error(&self.target)),
        }
    }

    fn writable(&self, metadata: &Metadata) -> Result<(), StoreError> {
        let folder = fs::metadata(&self.folder).map_err(|e| Unread::Io(e).error(&self.folder))?;
        for (path, metadata) in [(&self.target, metadata), (&self.folder, &folder)] {
            if attributes::is_read_only(path, metadata) {
                return Err(StoreError::ReadOnly { path: path.clone() });
            }
        }
        Ok(())
    }

    fn failed(&self, step: Step, source: io::Error) -> StoreError {
        use io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem};
        let path = self.target.clone();
        match (source.kind(), step) {
            (PermissionDenied | ReadOnlyFilesystem, Step::Temporary) => StoreError::ReadOnly {
                path: self.folder.clone(),
            },
            (PermissionDenied | ReadOnlyFilesystem, Step::Rename) => StoreError::ReadOnly { path },
            (NotFound, _) => StoreError::Vanished { path },
            _ => StoreError::Write { path, step, source },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const OLD: &str = "title = \"Old\"\n";
    const NEW: &str = "title = \"New\"\n";

    fn attempt(meanwhile: impl FnOnce(&Path)) -> (tempfile::TempDir, Result<Saved, StoreError>) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("finance");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.toml"), OLD).unwrap();
        let result = save_with(
            root.path(),
            Path::new("finance/a.toml"),
            NEW,
            Fingerprint::of(OLD.as_bytes()),
            || meanwhile(&folder),
        );
        (root, result)
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn what_others_write_during_a_save_stays() {
        let (root, result) = attempt(|folder| {
            let file = folder.join("a.toml");
            let times = fs::metadata(&file).unwrap().modified().unwrap();
            fs::write(&file, OLD.replace("Old", "Odd")).unwrap();
            let file = fs::File::options().write(true).open(file).unwrap();
            file.set_modified(times).unwrap();
        });
        assert!(
            matches!(result, Err(StoreError::ChangedOnDisk { .. })),
            "{result:?}"
        );
        let folder = root.path().join("finance");
        assert_eq!(
            fs::read_to_string(folder.join("a.toml")).unwrap(),
            "title = \"Odd\"\n"
        );
        assert_eq!(names(&folder), ["a.toml"]);
    }

    #[test]
    fn a_file_that_vanishes_during_a_save_is_not_made_anew() {
        let (root, result) = attempt(|folder| fs::remove_file(folder.join("a.toml")).unwrap());
        assert!(
            matches!(result, Err(StoreError::Vanished { .. })),
            "{result:?}"
        );
        assert!(names(&root.path().join("finance")).is_empty());
    }

    #[test]
    fn a_folder_that_vanishes_during_a_save_is_an_error() {
        let (root, result) = attempt(|folder| fs::remove_dir_all(folder).unwrap());
        assert!(
            matches!(result, Err(StoreError::Vanished { .. })),
            "{result:?}"
        );
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn a_folder_in_the_place_of_the_file_is_an_error() {
        let (root, result) = attempt(|folder| {
            fs::remove_file(folder.join("a.toml")).unwrap();
            fs::create_dir(folder.join("a.toml")).unwrap();
        });
        assert!(
            matches!(result, Err(StoreError::NotAFile { .. })),
            "{result:?}"
        );
        assert_eq!(names(&root.path().join("finance")), ["a.toml"]);
    }
}
