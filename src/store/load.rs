//! A whole catalog from its folder, on all cores. Every file that cannot be read is a row, never a stop.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::walk::walk;
use super::{StoreError, read};
use crate::document::{Document, Problem, ProblemKind, SETTINGS_KEY, Workspace};

/// A file with the key that it has got.
pub(super) struct Row {
    pub(super) path: PathBuf,
    pub(super) key: Arc<str>,
    odd: Option<ProblemKind>,
}

/// Reads the catalog in a folder. Temporaries of saves that were killed are removed on the way.
///
/// # Errors
/// [`StoreError::Root`] when the folder itself cannot be read.
pub fn load(root: &Path) -> Result<Workspace, StoreError> {
    let root = fs::canonicalize(root).map_err(|source| StoreError::Root {
        path: root.to_owned(),
        source,
    })?;
    let found = walk(&root)?;
    let mut problems = found.problems;
    let (settings, rows) = rows(found.files);
    let settings = settings.map(|row| document(&row, text(&root, &row)));
    problems.extend(poor_folders(&rows));
    Ok(Workspace::new(
        root.clone(),
        settings,
        read_all(&root, &rows),
        problems,
    ))
}

/// `catalog.toml`, if it was found, and the families, each with its key.
pub(super) fn rows(mut files: Vec<(PathBuf, Option<ProblemKind>)>) -> (Option<Row>, Vec<Row>) {
    let settings = files
        .iter()
        .position(|(path, _)| path.as_os_str() == SETTINGS_KEY)
        .map(|index| files.swap_remove(index))
        .map(|(path, odd)| Row {
            path,
            key: Arc::from(SETTINGS_KEY),
            odd,
        });
    (settings, keyed(files))
}

/// Gives every file its key. Names that are not UTF-8 can fall together with others, and give way to them.
fn keyed(mut files: Vec<(PathBuf, Option<ProblemKind>)>) -> Vec<Row> {
    files.sort_by(|(a, _), (b, _)| (a.to_str().is_none(), a).cmp(&(b.to_str().is_none(), b)));
    let mut taken: HashSet<Arc<str>> = HashSet::with_capacity(files.len());
    files
        .into_iter()
        .map(|(path, odd)| {
            let plain = key_of(&path);
            let mut key: Arc<str> = Arc::from(plain.as_str());
            let mut number = 1;
            while !taken.insert(key.clone()) {
                number += 1;
                key = Arc::from(format!("{plain}~{number}"));
            }
            Row { path, key, odd }
        })
        .collect()
}

fn key_of(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<_> = path.components().map(lossy).collect();
    parts.join("/")
}

fn lossy(part: Component<'_>) -> String {
    part.as_os_str().to_string_lossy().into_owned()
}

/// Whether a name makes an address that can be typed without quoting or shift keys.
fn is_plain(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| {
        name.chars().all(|c| {
            matches!(c, '-' | '_' | '.') || (c.is_alphanumeric() && c.to_lowercase().eq([c]))
        })
    })
}

/// One row for a folder, and not one for each file in it.
fn poor_folders(rows: &[Row]) -> Vec<(PathBuf, Problem)> {
    let mut poor: Vec<PathBuf> = rows
        .iter()
        .flat_map(|row| row.path.ancestors().skip(1))
        .filter(|folder| folder.file_name().is_some_and(|name| !is_plain(name)))
        .map(Path::to_owned)
        .collect();
    poor.sort();
    poor.dedup();
    poor.into_iter()
        .map(|folder| (folder, Problem::whole(ProblemKind::FileName)))
        .collect()
}

/// Reads and parses on all cores. The calling thread works too, so nothing depends on getting more threads.
fn read_all(root: &Path, rows: &[Row]) -> Vec<Document> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || -> Vec<Document> {
        let mut documents = Vec::new();
        while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
            documents.push(document(row, text(root, row)));
        }
        documents
    };
    thread::scope(|scope| {
        // A thread for a handful of files costs more than it saves.
        let more = (cores - 1).min(rows.len() / 8);
        let others: Vec<_> = (0..more)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let mut documents = work();
        for other in others {
            match other.join() {
                Ok(read) => documents.extend(read),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        documents
    })
}

/// The text of a file, or why there is none to be had.
pub(super) fn text(root: &Path, row: &Row) -> Result<String, ProblemKind> {
    match &row.odd {
        Some(kind) => Err(kind.clone()),
        None => read::text(&root.join(&row.path)).map_err(|unread| unread.problem()),
    }
}

/// The document of a file that has this text.
pub(super) fn document(row: &Row, text: Result<String, ProblemKind>) -> Document {
    let (path, key) = (row.path.clone(), row.key.clone());
    let mut document = match text {
        Ok(text) => Document::new(path, key, &text),
        Err(kind) => Document::unread(path, key, kind),
    };
    if !row.path.file_name().is_some_and(is_plain) {
        document.report(Problem::whole(ProblemKind::FileName));
    }
    document
}
