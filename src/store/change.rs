//! One file of a save: looked at, made ready beside its place, put there, and put back when another one fails.
//!
//! Knows nothing of the other files. At every moment the file is the old one or the new one.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::folders::{Folders, again};
use super::place::{Place, is_there};
use super::read::{self, MAX_FILE, Unread};
use super::save::{SaveNote, Saved, Write};
use super::temporary::{Temporary, move_new};
use super::{Left, Step, StoreError, attributes};
use crate::document::Fingerprint;
use crate::text::text;

/// What is to become of a file.
#[derive(Clone, Copy)]
enum Task<'w> {
    /// Another text in the place of the one that was read.
    Text {
        text: &'w str,
        expected: Fingerprint,
    },
    /// A file where none is.
    New { text: &'w str },
    /// It goes, if it is the one that was read.
    Removal { expected: Fingerprint },
    /// Nothing: it is gone already.
    Gone,
}

/// A file that may be saved as far as could be seen.
pub(super) struct Target<'w> {
    place: Place,
    task: Task<'w>,
    /// What the system says of the file; `None` where there is none.
    found: Option<Metadata>,
}

impl<'w> Target<'w> {
    /// Finds the file and sees whether it may be written. `None` when it is to go, and its folder is gone.
    pub(super) fn find(root: &Path, write: &'w Write) -> Result<Option<Self>, StoreError> {
        let Some((place, task)) = find(root, write)? else {
            return Ok(None);
        };
        let mut target = Self {
            place,
            task,
            found: None,
        };
        match task {
            Task::Text { text, .. } | Task::New { text } if text.len() as u64 > MAX_FILE => {
                return Err(StoreError::TooLarge {
                    path: target.place.name,
                    limit: MAX_FILE,
                });
            }
            Task::Text { .. } | Task::Removal { .. } => {
                target.found = Some(target.unchanged()?);
                target.writable()?;
            }
            Task::New { .. } => target.writable()?,
            Task::Gone => {}
        }
        Ok(Some(target))
    }

    /// The path that the file has, no links in it.
    pub(super) fn name(&self) -> &Path {
        &self.place.name
    }

    /// Whether it makes a file go.
    pub(super) fn is_removal(&self) -> bool {
        matches!(self.task, Task::Removal { .. })
    }

    /// Nobody has written the file since it was read.
    fn unchanged(&self) -> Result<Metadata, StoreError> {
        let (expected, text) = match self.task {
            Task::Text { text, expected } => (expected, Some(text)),
            Task::Removal { expected } => (expected, None),
            Task::New { .. } | Task::Gone => return Err(self.exists()),
        };
        match read::bytes(&self.place.name) {
            Ok((bytes, metadata))
                if Fingerprint::of(&bytes) == expected
                    || text.is_some_and(|text| bytes == text.as_bytes()) =>
            {
                Ok(metadata)
            }
            // It could be read once, so it was smaller then.
            Ok(_) | Err(Unread::TooLarge) => Err(StoreError::ChangedOnDisk {
                path: self.place.name.clone(),
            }),
            Err(unread) => Err(unread.error(&self.place.name)),
        }
    }

    fn exists(&self) -> StoreError {
        StoreError::Exists {
            path: self.place.name.clone(),
        }
    }

    fn writable(&self) -> Result<(), StoreError> {
        let standing = self.place.standing();
        let folder = fs::metadata(standing).map_err(|e| Unread::Io(e).error(standing))?;
        let file = self.found.as_ref().map(|found| (self.name(), found));
        for (path, metadata) in file.into_iter().chain([(standing, &folder)]) {
            if attributes::is_read_only(path, metadata) {
                let path = path.to_owned();
                return Err(StoreError::ReadOnly { path });
            }
        }
        Ok(())
    }

    /// Does all that can be done without touching the file. `restorable`: it will have to be put back if what
    /// follows fails.
    pub(super) fn prepare(
        self,
        restorable: bool,
        folders: &mut Folders,
    ) -> Result<Ready<'w>, StoreError> {
        folders
            .make(&self.place.missing)
            .map_err(|error| self.failed(Step::NewFolder, error))?;
        for folder in self.place.touched() {
            folders
                .open(folder)
                .map_err(|error| self.failed(Step::Folder, error))?;
        }
        let work = match self.task {
            Task::Text { text, .. } => Work::Text {
                new: self.beside(text.as_bytes())?,
                copy: restorable.then(|| self.copy()).transpose()?,
            },
            Task::New { text } => Work::New {
                new: self.beside(text.as_bytes())?,
            },
            Task::Removal { .. } => Work::Removal {
                way_out: Temporary::way_out(&self.place.folder)
                    .map_err(|error| self.failed(Step::Temporary, error))?,
            },
            Task::Gone => Work::Gone,
        };
        let note = self.note(&work);
        Ok(Ready {
            target: self,
            work,
            note,
        })
    }

    /// A durable file with these bytes, and whether it belongs to whom the old one does.
    fn beside(&self, bytes: &[u8]) -> Result<(Temporary<TempPath>, bool), StoreError> {
        let failed = |step| move |error| self.failed(step, error);
        let temporary = match &self.found {
            Some(_) => Temporary::file(&self.place.folder),
            None => Temporary::new_file(&self.place.folder),
        }
        .map_err(failed(Step::Temporary))?;
        let mut file: &File = temporary.as_file();
        file.write_all(bytes).map_err(failed(Step::Text))?;
        let owner_kept = self
            .carry_over(&temporary)
            .map_err(failed(Step::Attributes))?;
        file.sync_all().map_err(failed(Step::Sync))?;
        Ok((temporary.close(), owner_kept))
    }

    fn carry_over(&self, new: &Temporary<NamedTempFile>) -> io::Result<bool> {
        match &self.found {
            Some(found) => {
                let old = read::open(&self.place.name)?;
                attributes::carry_over(&old, found, new.as_file())
            }
            None => Ok(true),
        }
    }

    /// The old file under another name; where the system has no such thing, another file that is like it.
    fn copy(&self) -> Result<Temporary<TempPath>, StoreError> {
        if let Ok(link) = Temporary::link(&self.place.name, &self.place.folder) {
            return Ok(link);
        }
        let (bytes, _) =
            read::bytes(&self.place.name).map_err(|unread| unread.error(&self.place.name))?;
        self.beside(&bytes)
            .map(|(copy, _)| copy)
            .map_err(|error| match error {
                StoreError::Write { path, source, .. } => StoreError::Write {
                    path,
                    step: Step::Copy,
                    source,
                },
                other => other,
            })
    }

    fn note(&self, work: &Work) -> Option<SaveNote> {
        let others = self.found.as_ref().map_or(1, attributes::names) - 1;
        if others > 0 {
            Some(SaveNote::HardLinked { others })
        } else {
            matches!(work, Work::Text { new: (_, owner_kept), .. } if !owner_kept)
                .then_some(SaveNote::OwnerChanged)
        }
    }

    fn failed(&self, step: Step, source: io::Error) -> StoreError {
        use io::ErrorKind::{AlreadyExists, NotFound, PermissionDenied, ReadOnlyFilesystem};
        let path = self.place.name.clone();
        match (source.kind(), step) {
            (PermissionDenied | ReadOnlyFilesystem, Step::Temporary | Step::NewFolder) => {
                StoreError::ReadOnly {
                    path: self.place.standing().to_owned(),
                }
            }
            (PermissionDenied | ReadOnlyFilesystem, Step::Rename | Step::Remove) => {
                StoreError::ReadOnly { path }
            }
            (AlreadyExists, Step::Rename) => StoreError::Exists { path },
            (NotFound, _) if matches!(self.task, Task::New { .. }) => StoreError::Vanished {
                path: self.place.folder.clone(),
            },
            (NotFound, _) => StoreError::Vanished { path },
            _ => StoreError::Write { path, step, source },
        }
    }
}

fn find<'w>(root: &Path, write: &'w Write) -> Result<Option<(Place, Task<'w>)>, StoreError> {
    let path = &write.path;
    Ok(Some(match (&write.text, write.expected) {
        (Some(text), Some(expected)) => {
            (Place::of_text(root, path)?, Task::Text { text, expected })
        }
        (Some(text), None) => {
            let place = Place::of_new(root, path)?;
            if !is_there(&place.name)? {
                return Ok(Some((place, Task::New { text })));
            }
            // What an earlier save left that was not confirmed is no conflict.
            let expected = Fingerprint::of(text.as_bytes());
            match read::resolve(root, path).map(|target| read::bytes(&target)) {
                Ok(Ok((bytes, _))) if bytes == text.as_bytes() => {
                    (Place::of_text(root, path)?, Task::Text { text, expected })
                }
                _ => return Err(StoreError::Exists { path: place.name }),
            }
        }
        (None, expected) => {
            let Some(place) = Place::of_removal(root, path)? else {
                return Ok(None);
            };
            let task = match expected {
                _ if !is_there(&place.name)? => Task::Gone,
                Some(expected) => Task::Removal { expected },
                None => return Err(StoreError::Exists { path: place.name }),
            };
            (place, task)
        }
    }))
}

enum Work {
    /// With whether the new file belongs to whom the old one does.
    Text {
        new: (Temporary<TempPath>, bool),
        copy: Option<Temporary<TempPath>>,
    },
    New {
        new: (Temporary<TempPath>, bool),
    },
    Removal {
        way_out: Temporary<TempDir>,
    },
    Gone,
}

/// A file whose next state stands beside it. Dropped, it leaves nothing.
pub(super) struct Ready<'w> {
    target: Target<'w>,
    work: Work,
    note: Option<SaveNote>,
}

impl<'w> Ready<'w> {
    /// Whether it makes a file go.
    pub(super) fn is_removal(&self) -> bool {
        self.target.is_removal()
    }

    /// Puts the new state in place, in one step of the file system. `failing` stands for that step's failure.
    pub(super) fn put(
        self,
        failing: impl FnOnce() -> io::Result<()>,
    ) -> Result<Made<'w>, StoreError> {
        let Self { target, work, note } = self;
        // The whole text again, not its times: it is small beside the syncs, and times can lie.
        if target.found.is_some() {
            target.unchanged()?;
        }
        let step = if target.is_removal() {
            Step::Remove
        } else {
            Step::Rename
        };
        let name = &target.place.name;
        let before = failing()
            .and_then(|()| match work {
                Work::Text { new, copy } => {
                    new.0.persist(name).map_err(|(error, _)| error)?;
                    Ok(Before::Text(copy))
                }
                Work::New { new } => {
                    new.0.persist_new(name).map_err(|(error, _)| error)?;
                    Ok(Before::Nothing)
                }
                Work::Removal { way_out } => {
                    fs::rename(name, way_out.inside(name))?;
                    Ok(Before::Removed(way_out))
                }
                Work::Gone => Ok(Before::Gone),
            })
            .map_err(|error| target.failed(step, error))?;
        Ok(Made {
            target,
            before,
            note,
        })
    }
}

/// What was at the place.
enum Before {
    /// A file; its copy, where there may be a way back.
    Text(Option<Temporary<TempPath>>),
    /// Nothing: it was made.
    Nothing,
    /// A file that is on its way out.
    Removed(Temporary<TempDir>),
    /// Nothing, and nothing is now.
    Gone,
}

/// A file that is as it was asked for, and can still be put back.
pub(super) struct Made<'w> {
    target: Target<'w>,
    before: Before,
    note: Option<SaveNote>,
}

impl Made<'_> {
    /// That the disk does not confirm it, for which it is going to be put back.
    pub(super) fn failed(&self, source: io::Error) -> StoreError {
        self.target.failed(Step::Confirm, source)
    }

    /// Why the disk does not confirm it, given the folders that it does not confirm.
    pub(super) fn unconfirmed<'e>(
        &self,
        failed: &'e BTreeMap<PathBuf, io::Error>,
    ) -> Option<&'e io::Error> {
        let mut touched = self.target.place.touched();
        touched.find_map(|folder| failed.get(folder))
    }

    /// Throws away what would have brought the old state back.
    pub(super) fn finish(self) -> Finished {
        let fingerprint = match self.target.task {
            Task::Text { text, .. } | Task::New { text } => Some(Fingerprint::of(text.as_bytes())),
            Task::Removal { .. } | Task::Gone => None,
        };
        let unfinished = match self.before {
            Before::Removed(way_out) => way_out.remove().err(),
            Before::Text(_) | Before::Nothing | Before::Gone => None,
        };
        Finished {
            saved: Saved {
                fingerprint,
                note: self.note,
            },
            place: self.target.place,
            unfinished,
        }
    }

    /// Puts the old state back, because `other` failed. What somebody else did since stays. `failing` stands
    /// for the failure of the step that does it.
    pub(super) fn put_back(
        self,
        other: &Path,
        failing: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), StoreError> {
        let now = self.target.now();
        let name = &self.target.place.name;
        let stuck = |left, copy, source| StoreError::NotPutBack {
            path: name.clone(),
            other: other.to_owned(),
            left,
            copy,
            source,
        };
        let theirs = || io::Error::other(text!("store-another-program-has-changed-it"));
        match (self.before, now) {
            (Before::Text(Some(copy)), Now::Theirs) => {
                Err(stuck(Left::TheirText, Some(copy.hand_over(name)), theirs()))
            }
            (Before::Text(Some(copy)), Now::Ours | Now::Nothing) => match failing() {
                Ok(()) => copy.persist(name),
                Err(error) => Err((error, copy)),
            }
            .map_err(|(error, copy)| stuck(Left::NewText, Some(copy.hand_over(name)), error)),
            (Before::Nothing, Now::Theirs) => Err(stuck(Left::TheirText, None, theirs())),
            (Before::Nothing, Now::Ours) => failing()
                .and_then(|()| fs::remove_file(name))
                .map_err(|error| stuck(Left::NewText, None, error)),
            (Before::Removed(way_out), _) => {
                let gone = way_out.inside(name);
                match failing().and_then(|()| move_new(&gone, name)) {
                    Ok(()) => Ok(()),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        let copy = way_out.hand_over(name);
                        Err(stuck(Left::TheirText, Some(copy), theirs()))
                    }
                    Err(error) => {
                        let copy = way_out.leave(name);
                        Err(stuck(Left::Nothing, Some(copy), error))
                    }
                }
            }
            // Only the last of a save has no copy, and nothing after it can fail.
            (Before::Text(None) | Before::Gone, _) | (Before::Nothing, Now::Nothing) => Ok(()),
        }
    }
}

/// Whose file is at a place.
#[derive(PartialEq, Eq)]
enum Now {
    Ours,
    Theirs,
    Nothing,
}

impl Target<'_> {
    fn now(&self) -> Now {
        let (Task::Text { text, .. } | Task::New { text }) = self.task else {
            return Now::Nothing;
        };
        match read::bytes(&self.place.name) {
            Ok((bytes, _)) if bytes == text.as_bytes() => Now::Ours,
            Err(Unread::Io(error)) if error.kind() == io::ErrorKind::NotFound => Now::Nothing,
            _ => Now::Theirs,
        }
    }
}

/// A file for which there is no way back, and which the disk has not confirmed yet.
pub(super) struct Finished {
    saved: Saved,
    place: Place,
    /// Why the next start would put back a file that was to go.
    unfinished: Option<io::Error>,
}

impl Finished {
    /// What to tell, given the folders that the disk does not confirm.
    pub(super) fn confirmed(
        self,
        failed: &BTreeMap<PathBuf, io::Error>,
    ) -> Result<Saved, StoreError> {
        let path = self.place.name.clone();
        let unconfirmed = || self.place.touched().find_map(|folder| failed.get(folder));
        match self.unfinished.or_else(|| unconfirmed().map(again)) {
            None => Ok(self.saved),
            Some(source) if self.saved.fingerprint.is_none() => {
                Err(StoreError::RemovalNotDurable { path, source })
            }
            Some(source) => Err(StoreError::NotDurable { path, source }),
        }
    }
}
