//! Which pages are meant, and the families that they become.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Exit, Failure};
use super::{Fate, Outcome};
use crate::model::{LONGEST_ID, slug};
use crate::store::{self, MAX_DEPTH, MAX_FILES};

/// A page, and the key of the family that it becomes.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// As it was named, or below the folder that was.
    pub(super) path: PathBuf,
    pub(super) key: String,
}

impl Page {
    /// What stands in it.
    pub(super) fn text(&self) -> Result<String, String> {
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let name = self.path.file_name().unwrap_or_default();
        let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
        store::read_text(&folder, Path::new(name)).map_err(|error| error.to_string())
    }
}

/// All pages that are named or stand in folders that are; those that would become the same family, as failed.
pub(super) fn find(
    named: &[PathBuf],
    department: &str,
) -> Result<(Vec<Page>, Vec<Outcome>), Failure> {
    let department: Vec<String> = department
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let mut paths: Vec<(PathBuf, Vec<String>)> = Vec::new();
    for path in named {
        let metadata = fs::metadata(path).map_err(|error| {
            let text = format!("{}: {error}", path.display());
            Failure::new(Exit::Files, text)
        })?;
        if metadata.is_dir() {
            walk(path, &mut Vec::new(), &mut paths)?;
        } else {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
            let key = match is_index(&name) {
                true => id(&folder.to_string_lossy()),
                false => id(&name),
            };
            paths.push((path.clone(), vec![key]));
        }
    }
    if paths.is_empty() {
        let text = "there is no page of Markdown (.md) there";
        return Err(Failure::new(Exit::NothingFound, text));
    }
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let mut doubled = Vec::new();
    for (path, parts) in paths {
        let key = [department.clone(), parts].concat().join("/");
        let page = Page { path, key };
        match pages.get(&page.key.to_lowercase()) {
            Some(first)
                if fs::canonicalize(&first.path).ok() == fs::canonicalize(&page.path).ok() => {}
            Some(first) => {
                let why = format!("it would become {} like {}", page.key, first.path.display());
                doubled.push(Outcome {
                    page,
                    read: None,
                    fate: Fate::Failed(why),
                });
            }
            None => drop(pages.insert(page.key.to_lowercase(), page)),
        }
    }
    Ok((pages.into_values().collect(), doubled))
}

/// The pages of a folder and those below it. Links to folders are not followed, and hidden names are passed over.
fn walk(
    folder: &Path,
    below: &mut Vec<String>,
    pages: &mut Vec<(PathBuf, Vec<String>)>,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let text = format!("{}: {error}", folder.display());
        Failure::new(Exit::Files, text)
    };
    if below.len() > MAX_DEPTH || pages.len() > MAX_FILES {
        let text = format!("{}: there are too many folders or pages", folder.display());
        return Err(Failure::new(Exit::Files, text));
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?);
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(failed)?.is_dir() {
            below.push(id(&name));
            walk(&path, below, pages)?;
            below.pop();
        } else if path.extension().is_some_and(|extension| extension == "md") && path.is_file() {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let mut parts = below.clone();
            // The page of a folder is called like the folder.
            if !is_index(&stem) {
                parts.push(id(&stem));
            } else if parts.is_empty() {
                let own = fs::canonicalize(folder).ok();
                let own = own.as_deref().and_then(Path::file_name).unwrap_or_default();
                parts.push(id(&own.to_string_lossy()));
            }
            pages.push((path, parts));
        }
    }
    Ok(())
}

fn is_index(name: &str) -> bool {
    matches!(name, "index" | "_index")
}

/// A name as a part of a key: in lower case, and made into an id where it is none.
fn id(name: &str) -> String {
    let lower = name.to_lowercase();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !lower.is_empty()
        && !lower.starts_with('.')
        && lower.len() <= LONGEST_ID
        && lower.chars().all(plain)
    {
        return lower;
    }
    match slug(name).as_str() {
        "" => "page".to_owned(),
        id => id.to_owned(),
    }
}
