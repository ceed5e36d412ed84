//! What somebody has looked for, kept between runs: earlier queries with the program's state, searches by name
//! with the settings.
//!
//! Read again before it is written, since other runs of the program write there too; what two of them write in the
//! same moment may be lost, which is a query to be typed again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::settings::write;
use crate::config::{Config, Queries, SavedSearches};

const QUERIES: &str = "queries.toml";
const SEARCHES: &str = "searches.toml";

/// Reads the earlier queries. None where there are none, or where they cannot be read: they are a convenience.
pub fn read_queries(state: &Path) -> Queries {
    let text = fs::read_to_string(state.join(QUERIES)).unwrap_or_default();
    Queries::parse(&text).unwrap_or_default()
}

/// Adds a query to the earlier ones.
///
/// # Errors
/// When it cannot be written.
pub fn keep_query(state: &Path, query: &str) -> io::Result<()> {
    let mut queries = read_queries(state);
    if queries.remember(query) {
        write(&state.join(QUERIES), &queries.text())?;
    }
    Ok(())
}

/// Where searches are kept by name, on systems that have a place for settings.
pub fn saved_searches_path() -> Option<PathBuf> {
    Some(Config::path()?.with_file_name(SEARCHES))
}

/// Reads the searches that have a name; none where there is no such file.
///
/// # Errors
/// In words, when the file is there and cannot be used.
pub fn read_saved_searches(path: &Path) -> Result<SavedSearches, String> {
    let of_file = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    match fs::read_to_string(path) {
        Ok(text) => SavedSearches::parse(&text).map_err(|why| of_file(&why)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(SavedSearches::default()),
        Err(error) => Err(of_file(&error)),
    }
}

/// Gives a name this query, or takes the name away.
///
/// # Errors
/// In words, when the file cannot be used or written; it is as it was then.
pub fn keep_search(path: &Path, name: &str, query: Option<&str>) -> Result<(), String> {
    let mut saved = read_saved_searches(path)?;
    saved.set(name, query);
    write(path, &saved.text()).map_err(|error| error.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn queries_and_names_are_there_in_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(read_queries(&state), Queries::default());
        keep_query(&state, "itil").unwrap();
        keep_query(&state, "grade:>=8").unwrap();
        assert_eq!(read_queries(&state).back(1), Some("itil"));

        let path = folder.path().join("config/searches.toml");
        keep_search(&path, "leads", Some("track:manager")).unwrap();
        keep_search(&path, "old", Some("x")).unwrap();
        keep_search(&path, "old", None).unwrap();
        let saved = read_saved_searches(&path).unwrap();
        assert_eq!(
            saved.iter().collect::<Vec<_>>(),
            [("leads", "track:manager")]
        );
    }

    #[test]
    fn a_file_that_is_not_understood_is_told_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("searches.toml");
        fs::write(&path, "searches = [").unwrap();
        let why = keep_search(&path, "a", Some("b")).unwrap_err();
        assert!(
            why.contains("searches.toml") && why.contains("line 1"),
            "{why}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "searches = [");
        fs::write(folder.path().join("queries.toml"), [0xff, 0xfe]).unwrap();
        assert_eq!(read_queries(folder.path()), Queries::default());
    }
}
