//! Which files a catalog has: all `*.toml` below its folder, each once, and a row for whatever is odd.
//!
//! Looks at names and kinds only; no file is opened here.

use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::read::Unread;
use super::{StoreError, temporary};
use crate::document::{Problem, ProblemKind};
use crate::text::text;

/// No catalog has more files than this; a folder that does was opened by mistake.
pub const MAX_FILES: usize = 100_000;
/// Folders nested deeper than this are not read.
pub const MAX_DEPTH: usize = 128;

/// What was found, in no particular order.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Below the root; with the reason when the file is not to be opened.
    pub(super) files: Vec<(PathBuf, Option<ProblemKind>)>,
    /// What is wrong with folders.
    pub(super) problems: Vec<(PathBuf, Problem)>,
}

/// A folder that is still to be read.
struct Folder {
    /// Below the root, by the names that led here.
    relative: PathBuf,
    /// Where it really is: the root's canonical path and no links behind it.
    real: PathBuf,
    depth: usize,
}

/// Finds everything below `root`, which is canonical.
pub(super) fn walk(root: &Path) -> Result<Found, StoreError> {
    let mut walk = Walk {
        root,
        found: Found::default(),
        seen: HashSet::new(),
        pending: Vec::new(),
        linked: Vec::new(),
    };
    let top = Folder {
        relative: PathBuf::new(),
        real: root.to_owned(),
        depth: 0,
    };
    walk.seen.insert(top.real.clone());
    walk.read(&top).map_err(|source| StoreError::Root {
        path: root.to_owned(),
        source,
    })?;
    walk.run();
    walk.found.problems.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(walk.found)
}

struct Walk<'r> {
    root: &'r Path,
    found: Found,
    /// Real paths of the folders that are part of the catalog.
    seen: HashSet<PathBuf>,
    pending: Vec<Folder>,
    /// Folders reached through a link: read after all others, so that a folder has the key of its real place
    /// whatever the link to it is called.
    linked: Vec<Folder>,
}

impl Walk<'_> {
    fn run(&mut self) {
        loop {
            if self.found.files.len() > MAX_FILES {
                self.found.files.truncate(MAX_FILES);
                let text = text!("store-it-has-more-than-files", max_files = MAX_FILES);
                self.odd_folder(".".into(), ProblemKind::Unreadable(text));
                return;
            }
            let folder = if let Some(folder) = self.pending.pop() {
                folder
            } else if let Some(folder) = self.linked.pop() {
                folder
            } else {
                return;
            };
            if folder.depth > MAX_DEPTH {
                let kind = ProblemKind::Unreadable(text!("store-it-is-nested-too-deeply").into());
                self.odd_folder(folder.relative, kind);
            } else if !self.seen.insert(folder.real.clone()) {
                self.odd_folder(folder.relative, ProblemKind::Loop);
            } else if let Err(error) = self.read(&folder) {
                self.odd_folder(folder.relative, Unread::Io(error).problem());
            }
        }
    }

    fn odd_folder(&mut self, path: PathBuf, kind: ProblemKind) {
        self.found.problems.push((path, Problem::whole(kind)));
    }

    fn read(&mut self, folder: &Folder) -> io::Result<()> {
        let mut entries = Vec::new();
        let mut broken_off = None;
        let mut put_back = false;
        for entry in fs::read_dir(&folder.real)? {
            match entry {
                Ok(entry) => {
                    let name = entry.file_name();
                    if name.as_encoded_bytes().starts_with(b".") {
                        put_back |= temporary::sweep(&entry.path(), &name);
                    } else {
                        entries.push((name, entry));
                    }
                }
                // What was listed so far is still there.
                Err(error) => {
                    broken_off = Some(error);
                    break;
                }
            }
        }
        if put_back {
            // Whether this listing has what came back is chance. The next one finds nothing to put back.
            return self.read(folder);
        }
        // The order of a folder is chance; which of two links to one folder is read must not be. Reversed,
        // because the last one that is put on the heap is read first.
        entries.sort_by(|(a, _), (b, _)| b.cmp(a));
        for (name, entry) in entries {
            let relative = folder.relative.join(&name);
            self.entry(folder, relative, &entry);
        }
        broken_off.map_or(Ok(()), Err)
    }

    fn entry(&mut self, folder: &Folder, relative: PathBuf, entry: &DirEntry) {
        let is_toml = relative.extension().is_some_and(|end| end == "toml");
        let depth = folder.depth + 1;
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => self.link(relative, &entry.path(), is_toml, depth),
            Ok(kind) if kind.is_dir() => self.pending.push(Folder {
                relative,
                real: entry.path(),
                depth,
            }),
            Ok(kind) if is_toml => {
                let odd = (!kind.is_file()).then(|| Unread::NotAFile.problem());
                self.found.files.push((relative, odd));
            }
            Err(error) if is_toml => {
                let odd = Unread::Io(error).problem();
                self.found.files.push((relative, Some(odd)));
            }
            _ => {}
        }
    }

    fn link(&mut self, relative: PathBuf, path: &Path, is_toml: bool, depth: usize) {
        let target = fs::canonicalize(path).and_then(|real| Ok((fs::metadata(&real)?, real)));
        match target {
            Ok((kind, real)) if kind.is_dir() => {
                if real.starts_with(self.root) {
                    self.linked.push(Folder {
                        relative,
                        real,
                        depth,
                    });
                } else {
                    self.odd_folder(relative, ProblemKind::Outside);
                }
            }
            Ok((kind, real)) if is_toml => {
                let odd = if !real.starts_with(self.root) {
                    Some(ProblemKind::Outside)
                } else {
                    (!kind.is_file()).then(|| Unread::NotAFile.problem())
                };
                self.found.files.push((relative, odd));
            }
            Ok(_) => {}
            Err(error) => {
                let kind = if error.kind() == io::ErrorKind::NotFound {
                    ProblemKind::Unreadable(text!("store-it-is-a-link-to").into())
                } else {
                    Unread::Io(error).problem()
                };
                if is_toml {
                    self.found.files.push((relative, Some(kind)));
                } else if relative.extension().is_none() {
                    // By its name it was a department, whose families are missing now.
                    self.odd_folder(relative, kind);
                }
            }
        }
    }
}
