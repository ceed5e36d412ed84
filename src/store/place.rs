//! Where a write goes: which name in which folder, and that it is inside the catalog.
//!
//! Looks only; what has to be made there is made by whoever saves.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::read::{self, Unread};
use crate::document::IMPORTED;

/// The longest name that the common file systems have, in bytes.
const MAX_NAME: usize = 255;

/// A name in a folder.
#[derive(Debug)]
pub(super) struct Place {
    /// The whole path of it.
    pub(super) name: PathBuf,
    /// The folder that it is in.
    pub(super) folder: PathBuf,
    /// Folders that have to be made first, the outermost first.
    pub(super) missing: Vec<PathBuf>,
}

impl Place {
    fn in_folder(folder: &Path, name: &OsStr) -> Self {
        Self {
            name: folder.join(name),
            folder: folder.to_owned(),
            missing: Vec::new(),
        }
    }

    /// Of the file that gets another text. Links are followed, so that they stay links.
    pub(super) fn of_text(root: &Path, relative: &Path) -> Result<Self, StoreError> {
        let target = read::resolve(root, relative)?;
        match (target.parent(), target.file_name()) {
            (Some(folder), Some(name)) => Ok(Self::in_folder(folder, name)),
            _ => Err(StoreError::NotAFile { path: target }),
        }
    }

    /// Of the name that goes: the link itself where it is one, and not the file that others may mean by other
    /// names. `None` when it is gone.
    pub(super) fn of_removal(root: &Path, relative: &Path) -> Result<Option<Self>, StoreError> {
        let (parent, name) = parts(relative)?;
        let folder = if parent.as_os_str().is_empty() {
            read::resolve_root(root)
        } else {
            read::resolve(root, parent)
        };
        let folder = match folder {
            Ok(folder) => folder,
            Err(StoreError::Vanished { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let place = Self::in_folder(&folder, name);
        if !is_there(&place.name)? {
            return Ok(None);
        }
        read::resolve(root, relative)?;
        Ok(Some(place))
    }

    /// Of a file that is not there yet, as far as its folder says; whether the name is taken is another matter.
    pub(super) fn of_new(root: &Path, relative: &Path) -> Result<Self, StoreError> {
        let (parent, name) = parts(relative)?;
        let mut below = relative.iter().peekable();
        // What pages gave is hidden on purpose.
        below.next_if(|first| *first == IMPORTED && !parent.as_os_str().is_empty());
        if !below.all(is_good_name) {
            return Err(StoreError::BadName {
                path: relative.to_owned(),
            });
        }
        let root = read::resolve_root(root)?;
        let mut folder = root.clone();
        let mut missing = Vec::new();
        for part in parent.iter() {
            let next = folder.join(part);
            folder = if missing.is_empty() && is_there(&next)? {
                existing(&root, &next)?
            } else {
                missing.push(next.clone());
                next
            };
        }
        Ok(Self {
            missing,
            ..Self::in_folder(&folder, name)
        })
    }

    /// The folders that something happens in.
    pub(super) fn touched(&self) -> impl Iterator<Item = &Path> {
        let above = self.missing.iter().filter_map(|folder| folder.parent());
        above.chain([self.folder.as_path()])
    }

    /// The folder that is there already: the one of the name, or the one that the first missing one goes into.
    pub(super) fn standing(&self) -> &Path {
        self.missing
            .first()
            .and_then(|first| first.parent())
            .unwrap_or(&self.folder)
    }
}

fn parts(relative: &Path) -> Result<(&Path, &OsStr), StoreError> {
    read::check_below(relative)?;
    match (relative.parent(), relative.file_name()) {
        (Some(parent), Some(name)) => Ok((parent, name)),
        _ => Err(StoreError::Refused {
            path: relative.to_owned(),
        }),
    }
}

/// Names with a dot in front are not read as families, and some of them are swept.
fn is_good_name(name: &OsStr) -> bool {
    name.len() <= MAX_NAME
        && !name.as_encoded_bytes().starts_with(b".")
        && !name.to_string_lossy().chars().any(char::is_control)
}

/// Whether anything has this name, be it a link to nowhere.
pub(super) fn is_there(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Unread::Io(error).error(path)),
    }
}

/// The folder that this is or leads to.
fn existing(root: &Path, path: &Path) -> Result<PathBuf, StoreError> {
    let real = fs::canonicalize(path).map_err(|error| Unread::Io(error).error(path))?;
    let path = path.to_owned();
    if !real.starts_with(root) {
        Err(StoreError::Outside { path })
    } else if !real.is_dir() {
        Err(StoreError::NotAFolder { path })
    } else {
        Ok(real)
    }
}
