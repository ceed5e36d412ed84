//! What was found to be replaced, as rows to choose from, and what becomes of the files when some of it is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::replace::{FileHits, Hit, Pattern, Replacement, Scope, find_all, plan};
use crate::document::{Prepared, Workspace};
use crate::model::Catalog;

/// More hits than this are not taken on the screen: nobody looks them through.
pub(super) const MOST: usize = 50_000;

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplaceRow {
    /// The address of the part that the hits below it are in.
    Part(String),
    /// A hit, by file and by place in it.
    Hit(usize, usize),
}

/// What was found throughout the catalog.
#[derive(Debug, Clone, Default)]
pub struct Replacements {
    /// File by file, the settings last.
    pub files: Vec<FileHits>,
    /// The hits under the parts that they are in.
    pub rows: Vec<ReplaceRow>,
    /// How many hits there are.
    pub count: usize,
    /// How many of them can be made.
    pub possible: usize,
    /// Whether these are all.
    pub complete: bool,
}

impl Replacements {
    /// Looks through a catalog; takes as long as that takes.
    pub fn find(
        catalog: &Catalog,
        scope: &Scope,
        pattern: &Pattern,
        replacement: &Replacement,
        called_off: &dyn Fn() -> bool,
    ) -> Self {
        let enough = |hits| hits >= MOST || called_off();
        let files = find_all(catalog, scope, pattern, replacement, &enough);
        let mut rows = Vec::new();
        let (mut possible, mut count) = (0, 0);
        for (f, found) in files.iter().enumerate() {
            let mut addresses = found.addresses();
            for (h, hit) in found.hits.iter().enumerate() {
                // The hits of a part follow each other, so its address is wanted once.
                if let Some(address) = addresses.remove(&hit.node) {
                    rows.push(ReplaceRow::Part(address));
                }
                rows.push(ReplaceRow::Hit(f, h));
                possible += usize::from(hit.refused.is_none());
                count += 1;
            }
        }
        Self {
            files,
            rows,
            count,
            possible,
            complete: count < MOST,
        }
    }

    /// A hit by file and by place in it.
    pub fn hit(&self, (file, hit): (usize, usize)) -> Option<&Hit> {
        self.files.get(file)?.hits.get(hit)
    }
}

/// Hits, and which of them are to be made.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub(super) found: Arc<Replacements>,
    /// Those that are to stay as they are.
    pub(super) left: BTreeSet<(usize, usize)>,
}

impl Chosen {
    /// Works out what becomes of the files; takes as long as that takes. `Ok(None)` when it was called off; else why
    /// it cannot be made, in words.
    pub(in crate::app) fn prepare(
        &self,
        workspace: &Workspace,
        pattern: &Pattern,
        replacement: &Replacement,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Option<Prepared>, String> {
        let files = self.found.files.iter().enumerate();
        let accepted: Vec<(&FileHits, Vec<&Hit>)> = files
            .map(|(f, found)| {
                let hits = found.hits.iter().enumerate();
                let hits = hits.filter(|(h, _)| !self.left.contains(&(f, *h)));
                (found, hits.map(|(_, hit)| hit).collect())
            })
            .collect();
        let replacing = plan(workspace.catalog(), pattern, replacement, &accepted)
            .map_err(|error| error.to_string())?;
        workspace
            .prepare(&replacing.plan, called_off)
            .map_err(|error| error.to_string())
    }
}
