//! The user's own editor: which one, on what file, and what it made of it.
//!
//! Knows nothing of the terminal, which has been given back before and is taken again afterwards.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::{Builder, TempDir};

use crate::app::Edited;
use crate::store::MAX_FILE;
use crate::text::text;

/// Edits a text. `None` when it stays as it is; the file of a text that came back is left to the caller.
///
/// # Errors
/// In words, when there is no text to take; what was written is named then.
pub(super) fn edit(name: &str, text: &str) -> Result<Option<Edited>, String> {
    let command = command(|variable| std::env::var(variable).ok())?;
    let (folder, file) =
        private_file(name, text).map_err(|error| text!("store-there-is-no-room-for", error))?;
    let (program, arguments) = command
        .split_first()
        .ok_or(text!("store-no-editor-is-set"))?;
    let status = Command::new(program).args(arguments).arg(&file).status();
    let status =
        status.map_err(|error| text!("store-the-editor-cannot-be-started", program, error))?;
    let written = read(&file);
    if let Ok(written) = &written
        && written == text
    {
        return match status.success() {
            true => Ok(None),
            false => Err(text!("store-the-editor-ended-with-nothing", status)),
        };
    }
    let _ = folder.keep();
    let kept = file.display();
    match written {
        Ok(text) if status.success() => Ok(Some(Edited { text, file })),
        Ok(_) => Err(text!("store-the-editor-ended-with-so", status, kept)),
        Err(why) => Err(text!("store-what-the-editor-left-in", kept, why)),
    }
}

/// Removes the file of a text that came back, and the folder that was made for it.
pub(super) fn forget(file: &Path) {
    // It is in the system's folder for temporary files; whatever stays goes with all others there.
    let _ = fs::remove_file(file);
    if let Some(folder) = file.parent() {
        let _ = fs::remove_dir_all(folder);
    }
}

/// The editor as people set it: a command with arguments, quoted as a shell would have it, but run without one.
fn command(variable: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    for name in ["VISUAL", "EDITOR"] {
        let Some(value) = variable(name).filter(|value| !value.trim().is_empty()) else {
            continue;
        };
        let words = shell_words::split(&value)
            .map_err(|error| text!("store-cannot-be-understood-set-it", name, error))?;
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(vec!["vi".into()])
}

/// A file with a text in it that nobody else can read, in a folder of its own.
fn private_file(name: &str, text: &str) -> io::Result<(TempDir, PathBuf)> {
    let mut builder = Builder::new();
    builder.prefix("rolebook-edit-");
    #[cfg(unix)]
    let private = {
        use std::os::unix::fs::PermissionsExt;
        fs::Permissions::from_mode(0o700)
    };
    // Of itself a folder is for all to look into.
    #[cfg(unix)]
    builder.permissions(private);
    let folder = builder.tempdir()?;
    let name = Path::new(name)
        .file_name()
        .map_or_else(|| OsString::from("text.md"), std::ffi::OsStr::to_os_string);
    let path = folder.path().join(name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(&path)?.write_all(text.as_bytes())?;
    Ok((folder, path))
}

fn read(file: &Path) -> Result<String, String> {
    let metadata = fs::metadata(file).map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err(text!("store-it-is-not-a-file").into());
    }
    if metadata.len() > MAX_FILE {
        return Err(text!(
            "store-it-is-larger-than-mib",
            value = MAX_FILE / (1024 * 1024)
        ));
    }
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| text!("store-it-is-not-utf-8").into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(visual: Option<&str>, editor: Option<&str>) -> Result<Vec<String>, String> {
        command(|name| match name {
            "VISUAL" => visual.map(str::to_owned),
            _ => editor.map(str::to_owned),
        })
    }

    #[test]
    fn the_editor_is_visual_then_editor_then_vi_and_its_words_are_split() {
        assert_eq!(words(None, None).unwrap(), ["vi"]);
        assert_eq!(words(Some(" "), Some("nano")).unwrap(), ["nano"]);
        assert_eq!(
            words(Some("code --wait '--title=My notes'"), Some("nano")).unwrap(),
            ["code", "--wait", "--title=My notes"]
        );
        assert!(words(Some("vim 'x"), None).unwrap_err().contains("VISUAL"));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_alone_and_has_a_name_of_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let (folder, file) = private_file("../../it management.toml", "x").unwrap();
        assert_eq!(file, folder.path().join("it management.toml"));
        assert_eq!((mode(folder.path()), mode(&file)), (0o700, 0o600));
        let (other, _) = private_file("it management.toml", "x").unwrap();
        assert_ne!(folder.path(), other.path());
        forget(&file);
        assert!(!folder.path().exists());
    }
}
