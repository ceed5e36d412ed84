//! Paths that somebody types into the program: what they name, and what a folder has that could be meant.

use std::path::{Path, PathBuf};

/// Entries of a folder that are looked at; nobody types into a list of more.
const MOST: usize = 10_000;

/// The path that a text names: `~` is the user's home, and what is relative begins where the program was started.
pub fn named(text: &str) -> PathBuf {
    let text = text.trim();
    let below = match text.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(['/', std::path::MAIN_SEPARATOR]),
        None => None,
    };
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match below.and_then(|below| Some((below, home()?))) {
        Some((below, home)) => home.join(below),
        None if text.is_empty() => PathBuf::from("."),
        None => PathBuf::from(text),
    }
}

/// The names in a folder, sorted, each with whether it is a folder; none where there is nothing to be read. Names that
/// are no text cannot be typed.
pub fn list_folder(folder: &Path) -> Vec<(String, bool)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let named = entries.flatten().take(MOST).filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_folder = entry.path().is_dir();
        (!name.chars().any(char::is_control)).then_some((name, is_folder))
    });
    let mut entries: Vec<(String, bool)> = named.collect();
    entries.sort();
    entries
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn home_is_where_the_user_lives_and_other_waves_are_names() {
        let home = directories::BaseDirs::new().unwrap();
        assert_eq!(named(" ~/pages "), home.home_dir().join("pages"));
        assert_eq!(named("~"), home.home_dir());
        assert_eq!(named("~pages"), PathBuf::from("~pages"));
        assert_eq!(named("a/~"), PathBuf::from("a/~"));
        assert_eq!(named(""), PathBuf::from("."));
    }

    #[test]
    fn a_folder_lists_what_can_be_typed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        std::fs::write(folder.path().join("a.md"), "").unwrap();
        std::fs::write(folder.path().join("bell\u{7}"), "").unwrap();
        let listed = list_folder(folder.path());
        assert_eq!(listed, [("a.md".to_owned(), false), ("b".to_owned(), true)]);
        assert_eq!(list_folder(&folder.path().join("nowhere")), []);
    }
}
