//! The file of settings: reading it, writing one setting, and making one with everything in it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::temporary::Temporary;
use crate::config::{Config, set_setting};
use crate::text::text;

/// Reads the settings; `None` when there is no such file.
///
/// # Errors
/// In words, when the file is there and cannot be read.
pub fn read_settings(path: &Path) -> Result<Option<String>, String> {
    match fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(text!(
                "store-the-settings-in-are-not",
                path = path.display()
            )),
        },
        Err(error) if is_not_there(&error) => Ok(None),
        Err(error) => Err(text!(
            "store-the-settings-in-cannot-be",
            path = path.display(),
            error
        )),
    }
}

/// Whether there is no such file; also when a folder above it is none.
fn is_not_there(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Changes one setting, and gives the text that the file has now.
///
/// # Errors
/// In words, when the file cannot be used or written; it is as it was then.
pub fn keep_setting(path: &Path, key: &str, value: &str) -> Result<String, String> {
    let text = read_settings(path)?.unwrap_or_default();
    let now = set_setting(&text, key, value).map_err(|why| format!("{}: {why}", path.display()))?;
    write(path, &now).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(now)
}

/// Writes a file with every setting and its default, where there is none.
///
/// # Errors
/// When there is one, or it cannot be written.
pub fn init_settings(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?;
    file.write_all(Config::template().as_bytes())
}

/// The folder of the settings, to be watched; made where there is none.
///
/// # Errors
/// When it cannot be made, or there is no place for it.
pub fn settings_folder() -> io::Result<PathBuf> {
    let path = Config::path().ok_or(io::ErrorKind::NotFound)?;
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

/// Puts a text in the place of a file, or of what a link there leads to, making the folder where there is none.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut temporary = Temporary::file(folder)?;
    temporary.inner.write_all(text.as_bytes())?;
    let persisted = temporary.inner.persist(&path);
    persisted.map(drop).map_err(|error| error.error)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_kept_beside_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/config.toml");
        assert_eq!(read_settings(&path), Ok(None));
        keep_setting(&path, "theme", "light").unwrap();
        keep_setting(&path, "ascii", "true").unwrap();
        let text = read_settings(&path).unwrap().unwrap();
        assert_eq!(text, "theme = \"light\"\nascii = true\n");
        assert!(init_settings(&path).is_err());
        fs::write(&path, "theme = ").unwrap();
        assert!(keep_setting(&path, "ascii", "true").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = ");
        fs::remove_file(&path).unwrap();
        init_settings(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), Config::template());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_settings_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let (there, link) = (
            folder.path().join("there.toml"),
            folder.path().join("config.toml"),
        );
        fs::write(&there, "mouse = true\n").unwrap();
        std::os::unix::fs::symlink(&there, &link).unwrap();
        keep_setting(&link, "mouse", "false").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&there).unwrap(), "mouse = false\n");
    }
}
