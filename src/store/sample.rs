//! The sample catalog that is built into the program.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use super::temporary::{Temporary, sweep_folder};
use super::{StoreError, attributes};

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Writes the sample into a new or empty folder. It is written beside it first, so that a kill half-way
/// leaves nothing that would be taken for a catalog.
///
/// # Errors
/// [`StoreError::NotEmpty`] or [`StoreError::Sample`]; nothing has been written then.
pub fn write_sample(into: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Sample {
        path: into.to_owned(),
        source,
    };
    if !is_vacant(into).map_err(failed)? {
        return Err(StoreError::NotEmpty {
            path: into.to_owned(),
        });
    }
    match place(into) {
        // Somebody else put something there in the meantime.
        Err(_) if matches!(is_vacant(into), Ok(false)) => Err(StoreError::NotEmpty {
            path: into.to_owned(),
        }),
        result => result.map_err(failed),
    }
}

/// Whether nothing is there, or an empty folder.
pub(super) fn is_vacant(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn place(into: &Path) -> io::Result<()> {
    // A link to an empty folder stays a link.
    let target = match fs::canonicalize(into) {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(into)?,
        Err(error) => return Err(error),
    };
    let parent = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(parent)?;
    sweep_folder(parent);
    let beside = Temporary::folder(parent)?;
    // One further down: the temporary itself is for the owner alone, the catalog gets the user's usual mode.
    let written = beside.inner.path().join("catalog");
    fs::create_dir(&written)?;
    write(&SAMPLE, &written)?;
    fs::rename(&written, &target)?;
    attributes::sync_folder(&attributes::open_folder(parent)?)
}

fn write(folder: &Dir<'_>, into: &Path) -> io::Result<()> {
    for entry in folder.entries() {
        // The entries' paths are relative to the sample's top.
        let path = entry.path().file_name().map(|name| into.join(name));
        let path = path.ok_or(io::ErrorKind::InvalidData)?;
        match entry {
            DirEntry::Dir(dir) => {
                fs::create_dir(&path)?;
                write(dir, &path)?;
            }
            DirEntry::File(file) => {
                let mut new = File::create_new(&path)?;
                new.write_all(file.contents())?;
                new.sync_all()?;
            }
        }
    }
    Ok(())
}
