//! Writes what is exported from the screen into the file that somebody has named.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::app::{Msg, NotWritten, Writing};
use crate::store;
use crate::text::text;

/// Writes it, and says how that went. What is there already stays, unless it is to be written over.
pub(super) fn write(writing: Writing) -> Msg {
    let result = file(&writing);
    Msg::Wrote(writing, result.map(|path| path.display().to_string()))
}

fn file(writing: &Writing) -> Result<PathBuf, NotWritten> {
    let named = store::named(&writing.path);
    let path = match named.is_dir() || writing.path.ends_with('/') {
        true => named.join(&writing.file),
        false => named,
    };
    let failed = |path: &Path, error: &dyn std::fmt::Display| {
        NotWritten::Failed(format!("{}: {error}", path.display()))
    };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(failed(&path, &text!("file-is-no-name-of-a-file")));
    };
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let folder = fs::create_dir_all(folder).and_then(|()| fs::canonicalize(folder));
    let folder = folder.map_err(|error| failed(&path, &error))?;
    let whole = folder.join(name);
    if writing.over {
        let written = store::publish(&folder, Path::new(name), &writing.bytes);
        return match written {
            Ok(()) => Ok(whole),
            Err(error) => Err(NotWritten::Failed(error.to_string())),
        };
    }
    // Not through a link either.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&whole) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(match whole.is_file() {
                true => NotWritten::IsThere(whole.display().to_string()),
                false => failed(&whole, &error),
            });
        }
        Err(error) => return Err(failed(&whole, &error)),
    };
    let written = file
        .write_all(&writing.bytes)
        .and_then(|()| file.sync_all());
    match written {
        Ok(()) => Ok(whole),
        Err(error) => {
            // Half of it is of no use to anybody.
            let _ = fs::remove_file(&whole);
            Err(failed(&whole, &error))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn writing(path: &Path, over: bool) -> Writing {
        Writing {
            bytes: b"new".to_vec(),
            what: "It".to_owned(),
            file: "role.txt".to_owned(),
            path: path.display().to_string(),
            over,
        }
    }

    #[test]
    fn a_folder_gets_the_file_by_its_own_name_and_what_is_there_is_asked_about() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        assert_eq!(file(&writing(&root, false)), Ok(root.join("role.txt")));
        let deep = root.join("a/b.txt");
        assert_eq!(file(&writing(&deep, false)), Ok(deep.clone()));
        fs::write(&deep, "old").unwrap();
        let there = NotWritten::IsThere(deep.display().to_string());
        assert_eq!(file(&writing(&deep, false)), Err(there));
        assert_eq!(fs::read_to_string(&deep).unwrap(), "old");
        assert_eq!(file(&writing(&deep, true)), Ok(deep.clone()));
        assert_eq!(fs::read_to_string(&deep).unwrap(), "new");
        let below = deep.join("c.txt");
        assert!(matches!(
            file(&writing(&below, false)),
            Err(NotWritten::Failed(why)) if why.contains("c.txt")
        ));
    }
}
