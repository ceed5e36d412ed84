//! Reading one file: never a device or a FIFO, never more than [`MAX_FILE`], never through a link that leads
//! out of the catalog.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::StoreError;
use crate::document::ProblemKind;
use crate::text::text;

/// Files larger than this are not read: they are no job family, and would stall everything else.
pub const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Why one file gives no text.
#[derive(Debug)]
pub(super) enum Unread {
    NotAFile,
    TooLarge,
    NotUtf8,
    Io(io::Error),
}

impl Unread {
    /// As a row of the workspace.
    pub(super) fn problem(&self) -> ProblemKind {
        match self {
            Self::NotAFile => ProblemKind::Unreadable(text!("store-it-is-not-a-regular").into()),
            Self::TooLarge => ProblemKind::TooLarge { limit: MAX_FILE },
            Self::NotUtf8 => ProblemKind::NotUtf8,
            Self::Io(error) => ProblemKind::Unreadable(error.to_string()),
        }
    }

    /// As the end of something that was asked for this one file.
    pub(super) fn error(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::NotAFile => StoreError::NotAFile { path },
            Self::TooLarge => StoreError::TooLarge {
                path,
                limit: MAX_FILE,
            },
            Self::NotUtf8 => StoreError::NotUtf8 { path },
            Self::Io(source) if source.kind() == io::ErrorKind::NotFound => {
                StoreError::Vanished { path }
            }
            Self::Io(source) => StoreError::Read { path, source },
        }
    }
}

/// The bytes of a regular file, and what the system says of the very file they were read from.
pub(super) fn bytes(path: &Path) -> Result<(Vec<u8>, Metadata), Unread> {
    let mut bytes = Vec::new();
    let metadata = bytes_into(path, &mut bytes)?;
    Ok((bytes, metadata))
}

/// The same into a room that can be used again.
fn bytes_into(path: &Path, bytes: &mut Vec<u8>) -> Result<Metadata, Unread> {
    bytes.clear();
    // Asked before opening too: opening a device can have effects, and a FIFO would wait for a writer.
    admit(&fs::metadata(path).map_err(Unread::Io)?)?;
    let file = open(path).map_err(Unread::Io)?;
    let metadata = file.metadata().map_err(Unread::Io)?;
    admit(&metadata)?;
    // A byte more, so that the end is seen without growing. The file may grow while it is read.
    bytes.reserve(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    file.take(MAX_FILE + 1)
        .read_to_end(bytes)
        .map_err(Unread::Io)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(Unread::TooLarge);
    }
    Ok(metadata)
}

/// The text of a regular file.
pub(super) fn text(path: &Path) -> Result<String, Unread> {
    let (bytes, _) = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| Unread::NotUtf8)
}

/// The same in a room that can be used again.
pub(super) fn text_in<'r>(path: &Path, room: &'r mut Vec<u8>) -> Result<&'r str, Unread> {
    bytes_into(path, room)?;
    std::str::from_utf8(room).map_err(|_| Unread::NotUtf8)
}

fn admit(metadata: &Metadata) -> Result<(), Unread> {
    if !metadata.is_file() {
        Err(Unread::NotAFile)
    } else if metadata.len() > MAX_FILE {
        Err(Unread::TooLarge)
    } else {
        Ok(())
    }
}

/// Opens without waiting: the path may have become a FIFO since it was looked at.
#[cfg(unix)]
pub(super) fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.cast_signed())
        .open(path)
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// # Errors
/// [`StoreError::Refused`] for a path that is absolute, climbs, or names nothing.
pub(super) fn check_below(relative: &Path) -> Result<(), StoreError> {
    let below = relative.components().next().is_some()
        && relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
    if below {
        Ok(())
    } else {
        Err(StoreError::Refused {
            path: relative.to_owned(),
        })
    }
}

/// The catalog's folder, links followed.
pub(super) fn resolve_root(root: &Path) -> Result<PathBuf, StoreError> {
    fs::canonicalize(root).map_err(|source| StoreError::Root {
        path: root.to_owned(),
        source,
    })
}

/// The file that a path below the catalog's folder means, links followed.
///
/// # Errors
/// [`StoreError::Refused`], [`StoreError::Outside`], [`StoreError::Vanished`], [`StoreError::Root`] or
/// [`StoreError::Read`].
pub(super) fn resolve(root: &Path, relative: &Path) -> Result<PathBuf, StoreError> {
    check_below(relative)?;
    let root = resolve_root(root)?;
    let path = root.join(relative);
    match fs::canonicalize(&path) {
        Ok(target) if target.starts_with(&root) => Ok(target),
        Ok(_) => Err(StoreError::Outside { path }),
        Err(source) => Err(Unread::Io(source).error(&path)),
    }
}

/// The bytes of a file that may be something else than text.
///
/// # Errors
/// [`StoreError`], with the path.
pub fn read_bytes(root: &Path, relative: &Path) -> Result<Vec<u8>, StoreError> {
    let path = resolve(root, relative)?;
    let read = bytes(&path).map_err(|unread| unread.error(&path))?;
    Ok(read.0)
}

/// The text that a file of the catalog has now, for a reload.
///
/// # Errors
/// [`StoreError`], with the path.
pub fn read_text(root: &Path, relative: &Path) -> Result<String, StoreError> {
    let path = resolve(root, relative)?;
    text(&path).map_err(|unread| unread.error(&path))
}
