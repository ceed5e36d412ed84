//! What a family's page gave when it was imported: a file of its own beside the families, in the catalog's folder
//! `.imported`, with the same name.
//!
//! It is the version from which the page of today and the family of today both come, so it belongs to the catalog and
//! goes with it into version control. It is written when its family is, undone with it and protected with it; it is no
//! family, and nothing that shows families shows it.

use std::path::PathBuf;
use std::sync::Arc;

use super::file::Document;
use super::workspace::Workspace;

/// The folder of a catalog that has what pages gave.
pub const IMPORTED: &str = ".imported";

/// The key of what the page of a family gave. No family has such a key: their parts do not begin with a dot.
pub fn imported_key(family: &str) -> Arc<str> {
    Arc::from(format!("{IMPORTED}/{family}"))
}

/// Where that is, below the catalog's folder.
pub fn imported_path(family: &str) -> PathBuf {
    PathBuf::from(format!("{IMPORTED}/{family}.toml"))
}

/// The key of the family whose page gave what has this key; of everything else, the key itself.
pub fn family_key(key: &str) -> &str {
    let below = key.strip_prefix(IMPORTED);
    below.and_then(|key| key.strip_prefix('/')).unwrap_or(key)
}

/// Whether this is the key of what a page gave.
pub fn is_imported(key: &str) -> bool {
    family_key(key).len() != key.len()
}

impl Workspace {
    /// Takes in what the page of a family gave before, as it stands in its file; what is unsaved of it here stays.
    /// Not a change of the user's.
    pub fn take_in_imported(&mut self, family: &str, text: &str) {
        let key = imported_key(family);
        let is_as_here = |document: &Document| document.is_dirty() || &**document.text() == text;
        let is_gone = self.gone().any(|document| document.key == key);
        if is_gone || self.document(&key).is_some_and(is_as_here) {
            return;
        }
        let revision = self.next();
        let document = Document::new(imported_path(family), key, text);
        self.add(document.at(revision));
    }

    /// What the page of a family gave, if that is unsaved here: its text, or that there is none.
    pub fn unsaved_imported(&self, family: &str) -> Option<Option<&Arc<str>>> {
        let key = imported_key(family);
        if self.gone().any(|document| document.key == key) {
            return Some(None);
        }
        let document = self.document(&key).filter(|document| document.is_dirty())?;
        Some(Some(document.text()))
    }
}
