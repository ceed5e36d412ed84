//! Saving files, all of them or none: each text is made durable beside its place first, then all take their
//! places one after the other, and what is there already is put back when one of them fails.
//!
//! Whatever happens, each file is the old one or the new one; only a kill or a power cut among the last steps
//! can leave some files old and others new. What another program wrote meanwhile is never overwritten, as far
//! as a look right before the last step can tell: file systems have no step that compares and replaces.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StoreError;
use super::change::{Made, Ready, Target};
use super::folders::{Folders, again};
use crate::document::Fingerprint;

/// One file of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Below the catalog's folder.
    pub path: PathBuf,
    /// What it is to have. `None`: the file goes.
    pub text: Option<Arc<str>>,
    /// Of what it had when it was read. `None`: there must be no such file.
    pub expected: Option<Fingerprint>,
}

/// A save that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Of what the file has now, as the next save of it expects; `None` when it is gone.
    pub fingerprint: Option<Fingerprint>,
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

/// Puts `text` in the place of what the file had when it was read, which is what `expected` is of; `None` where there
/// must be no file. The case of one file of [`save_all`].
///
/// # Errors
/// As those of [`save_all`].
pub fn save(
    root: &Path,
    relative: &Path,
    text: &str,
    expected: Option<Fingerprint>,
) -> Result<Saved, StoreError> {
    let write = Write {
        path: relative.to_owned(),
        text: Some(text.into()),
        expected,
    };
    // One answer a write.
    save_all(root, &[write]).remove(0)
}

/// Saves all of these files or none. What became of each is told in their order.
///
/// Links are followed to the file itself; of a file that goes, the name goes and a link's target stays. New
/// files get the folders that they need. A folder that has lost its last file stays: it is a department that
/// may have other things in it, and which of an organisation's departments there are is not for a file to say.
///
/// What is as it was asked for already is no conflict: it is what an earlier save left that was not confirmed,
/// so a save can be tried again as it is.
///
/// # Errors
/// Where one file has an error, no other is saved: [`StoreError::LeftAlone`] is what they get, and all files
/// are as they were, without litter. Three errors say otherwise. [`StoreError::NotDurable`] and
/// [`StoreError::RemovalNotDurable`]: all files are as asked for, but the disk does not confirm this one.
/// [`StoreError::NotPutBack`]: this one could not be made what it was after another one had failed.
pub fn save_all(root: &Path, writes: &[Write]) -> Vec<Result<Saved, StoreError>> {
    save_all_with(root, writes, &mut |_| Ok(()))
}

/// Where a save has got to. Tests let something happen there; an error stands for one of the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// All is ready and no file is touched.
    Ready,
    /// Right before the last look at the file of this index.
    Look(usize),
    /// In the step that touches it.
    Put(usize),
    /// In the step that puts it back.
    PutBack(usize),
    /// While the disk is asked to confirm, before files are deleted or at the end.
    Confirm,
}

type Probe<'p> = &'p mut dyn FnMut(Moment) -> io::Result<()>;

fn save_all_with(
    root: &Path,
    writes: &[Write],
    probe: Probe<'_>,
) -> Vec<Result<Saved, StoreError>> {
    let path_of = |index: usize| writes.get(index).map(|write| root.join(&write.path));
    let mut folders = Folders::default();
    attempt(root, writes, &mut folders, probe).unwrap_or_else(|mut failed| {
        folders.abandon();
        let other = path_of(failed.first).unwrap_or_default();
        (0..writes.len())
            .map(|index| {
                let left_alone = || StoreError::LeftAlone {
                    path: path_of(index).unwrap_or_default(),
                    other: other.clone(),
                };
                Err(failed.errors.remove(&index).unwrap_or_else(left_alone))
            })
            .collect()
    })
}

/// Why nothing was saved.
struct Failed {
    /// The write that failed first.
    first: usize,
    /// By the index of the write.
    errors: BTreeMap<usize, StoreError>,
}

impl Failed {
    fn one(index: usize, error: StoreError) -> Self {
        Self {
            first: index,
            errors: BTreeMap::from([(index, error)]),
        }
    }
}

fn attempt(
    root: &Path,
    writes: &[Write],
    folders: &mut Folders,
    probe: Probe<'_>,
) -> Result<Vec<Result<Saved, StoreError>>, Failed> {
    let targets = find_all(root, writes)?;
    let mut ready = Vec::with_capacity(targets.len());
    let last = targets.len();
    for (number, (index, target)) in targets.into_iter().enumerate() {
        let restorable = number + 1 < last;
        let prepared = target.prepare(restorable, folders);
        ready.push((index, prepared.map_err(|error| Failed::one(index, error))?));
    }
    // Others may do something now; they cannot make it fail.
    let _ = probe(Moment::Ready);
    let mut save = Save {
        writes,
        root,
        folders,
        probe,
        made: Vec::with_capacity(ready.len()),
    };
    match save.put_all(ready) {
        Ok(()) => Ok(save.finish()),
        Err((index, error)) => Err(save.put_back(index, error)),
    }
}

/// All that is to be done, files that go last: what they had may be in the others. Or all that is wrong.
fn find_all<'w>(root: &Path, writes: &'w [Write]) -> Result<Vec<(usize, Target<'w>)>, Failed> {
    let mut targets = Vec::with_capacity(writes.len());
    let mut names = HashSet::new();
    let mut errors = BTreeMap::new();
    for (index, write) in writes.iter().enumerate() {
        match Target::find(root, write) {
            Ok(Some(target)) if !names.insert(target.name().to_owned()) => {
                let path = target.name().to_owned();
                errors.insert(index, StoreError::Twice { path });
            }
            Ok(Some(target)) => targets.push((index, target)),
            Ok(None) => {}
            Err(error) => {
                errors.insert(index, error);
            }
        }
    }
    if let Some(first) = errors.keys().next() {
        return Err(Failed {
            first: *first,
            errors,
        });
    }
    targets.sort_by_key(|(_, target)| target.is_removal());
    Ok(targets)
}

/// A save whose files are ready, from the first one that is touched on.
struct Save<'s, 'w> {
    root: &'s Path,
    writes: &'w [Write],
    folders: &'s Folders,
    probe: Probe<'s>,
    made: Vec<(usize, Made<'w>)>,
}

impl<'w> Save<'_, 'w> {
    fn put_all(&mut self, ready: Vec<(usize, Ready<'w>)>) -> Result<(), (usize, StoreError)> {
        let mut removing = false;
        for (index, ready) in ready {
            if ready.is_removal() && !removing {
                removing = true;
                self.confirm()?;
            }
            let probe = &mut *self.probe;
            // What others do before the last look cannot make it fail; that look tells.
            let _ = probe(Moment::Look(index));
            let made = ready.put(|| probe(Moment::Put(index)));
            let made = made.map_err(|error| (index, error))?;
            self.made.push((index, made));
        }
        Ok(())
    }

    /// Before a file goes, those that may have its contents must be there for good.
    fn confirm(&mut self) -> Result<(), (usize, StoreError)> {
        if self.made.is_empty() {
            return Ok(());
        }
        let failed = self.sync();
        let unconfirmed = self.made.iter().find_map(|(index, made)| {
            let source = again(made.unconfirmed(&failed)?);
            Some((*index, made.failed(source)))
        });
        unconfirmed.map_or(Ok(()), Err)
    }

    fn sync(&mut self) -> BTreeMap<PathBuf, io::Error> {
        match (self.probe)(Moment::Confirm) {
            Ok(()) => self.folders.sync(),
            Err(error) => self.folders.failing(&error),
        }
    }

    fn finish(mut self) -> Vec<Result<Saved, StoreError>> {
        let made = std::mem::take(&mut self.made);
        let mut finished: BTreeMap<usize, _> = made
            .into_iter()
            .map(|(index, made)| (index, made.finish()))
            .collect();
        let failed = self.sync();
        // One that is not among them was to go, and even its folder is gone.
        let gone = Saved {
            fingerprint: None,
            note: None,
        };
        (0..self.writes.len())
            .map(|index| {
                finished
                    .remove(&index)
                    .map_or(Ok(gone), |file| file.confirmed(&failed))
            })
            .collect()
    }

    /// Puts back what was touched, the last one first.
    fn put_back(self, index: usize, error: StoreError) -> Failed {
        let other = self
            .writes
            .get(index)
            .map(|write| self.root.join(&write.path))
            .unwrap_or_default();
        let mut failed = Failed::one(index, error);
        let any = !self.made.is_empty();
        for (index, made) in self.made.into_iter().rev() {
            let probe = &mut *self.probe;
            if let Err(error) = made.put_back(&other, || probe(Moment::PutBack(index))) {
                failed.errors.insert(index, error);
            }
        }
        if any {
            // The files are what they were; whether a power cut would bring something else changes nothing
            // about what there is to say and to do.
            let _ = self.folders.sync();
        }
        failed
    }
}

#[cfg(test)]
mod tests;
