//! Handbook pages on the disk: which ones are meant, the families that they become, what stands in them, and what they
//! gave before.
//!
//! Knows nothing of what a page says.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::read::{read_bytes, read_text};
use super::{MAX_DEPTH, MAX_FILES};
use crate::document::{IMPORTED, Workspace, imported_path};
use crate::model::{LONGEST_ID, slug};
use crate::text::text;

/// A page, and the key of the family that it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// As it was named, or below the folder that was.
    pub path: PathBuf,
    /// Of its family.
    pub key: String,
}

/// The pages that are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// One for each family.
    pub pages: Vec<Page>,
    /// Those that would become the same family as one of these, and why they do not.
    pub doubled: Vec<(Page, String)>,
}

/// Why no pages are found.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// A page or a folder cannot be reached.
    #[error("{path}: {source}", path = .path.display())]
    Unreachable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody has so many.
    #[error("{}", text!("import-too-many", path = .path.display()))]
    TooMany {
        /// Where.
        path: PathBuf,
    },
    /// No page was found.
    #[error("{}", text!("import-no-page"))]
    None,
}

impl PagesError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Unreachable {
            path: path.to_owned(),
            source,
        }
    }
}

impl Page {
    /// What stands in it.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub fn text(&self) -> Result<String, String> {
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let name = self.path.file_name().unwrap_or_default();
        let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
        match read_bytes(&folder, Path::new(name)) {
            Ok(bytes) => String::from_utf8(bytes)
                .map_err(|error| self.not_text(error.as_bytes(), error.utf8_error().valid_up_to())),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Says where it stops being text.
    fn not_text(&self, bytes: &[u8], good: usize) -> String {
        let before = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let path = self.path.display();
        text!(
            "import-not-utf-8",
            place = format!("{path}:{line}:{column}")
        )
    }
}

impl Pages {
    /// All pages that are named or stand in folders that are.
    ///
    /// # Errors
    /// [`PagesError`].
    pub fn find(named: &[PathBuf], department: &str) -> Result<Self, PagesError> {
        let department: Vec<String> = department
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        let mut paths: Vec<(PathBuf, Vec<String>)> = Vec::new();
        for path in named {
            let metadata = fs::metadata(path).map_err(PagesError::at(path))?;
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
            return Err(PagesError::None);
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
                    let first = first.path.display();
                    let why = text!("import-would-become-like", key = page.key, first);
                    doubled.push((page, why));
                }
                None => drop(pages.insert(page.key.to_lowercase(), page)),
            }
        }
        let pages = pages.into_values().collect();
        Ok(Self { pages, doubled })
    }
}

/// Takes in what the pages of these families gave when they were last imported, so far as the catalog still has it.
/// The folder of that is in the catalog and leads nowhere else.
pub fn take_in_imported<'k>(
    workspace: &mut Workspace,
    families: impl IntoIterator<Item = &'k str>,
) {
    let Ok(root) = fs::canonicalize(&workspace.root) else {
        return;
    };
    let folder = root.join(IMPORTED);
    if fs::canonicalize(&folder).ok().as_ref() != Some(&folder) {
        return;
    }
    for family in families {
        if let Ok(text) = read_text(&root, &imported_path(family)) {
            workspace.take_in_imported(family, &text);
        }
    }
}

/// The pages of a folder and those below it. Links to folders are not followed, and hidden names are passed over.
fn walk(
    folder: &Path,
    below: &mut Vec<String>,
    pages: &mut Vec<(PathBuf, Vec<String>)>,
) -> Result<(), PagesError> {
    let failed = PagesError::at(folder);
    if below.len() > MAX_DEPTH || pages.len() > MAX_FILES {
        return Err(PagesError::TooMany {
            path: folder.to_owned(),
        });
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(&failed)? {
        entries.push(entry.map_err(&failed)?);
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
        if entry.file_type().map_err(&failed)?.is_dir() {
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
