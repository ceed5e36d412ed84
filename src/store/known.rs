//! What the program knows of the files of a catalog, to tell what others have made of them since.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::{Row, document, rows, text};
use super::{StoreError, walk};
use crate::document::{Document, FileNews, Fingerprint, ProblemKind, Workspace};

/// Every file that the program was told of, with what it had then.
#[derive(Debug)]
pub struct Known {
    root: PathBuf,
    /// By path, with the key that it has got; without fingerprint when it could not be read.
    files: HashMap<PathBuf, (Arc<str>, Option<Fingerprint>)>,
}

impl Known {
    /// What was loaded.
    pub fn of(workspace: &Workspace) -> Self {
        let of = |document: &Document| {
            let fingerprint = document.base().map(|_| document.disk());
            (document.path.clone(), (document.key.clone(), fingerprint))
        };
        Self {
            root: workspace.root.clone(),
            files: workspace
                .documents()
                .chain(workspace.settings())
                .map(of)
                .collect(),
        }
    }

    /// Notes that the program itself has given a file this text.
    pub fn saved(&mut self, key: &Arc<str>, path: &Path, text: &str) {
        let fingerprint = Fingerprint::of(text.as_bytes());
        self.files
            .insert(path.to_owned(), (key.clone(), Some(fingerprint)));
    }

    /// Notes that the program itself has taken a file away.
    pub fn deleted(&mut self, path: &Path) {
        self.files.remove(path);
    }

    /// What has become of the files at or below these paths; what is as it was known is no news.
    ///
    /// # Errors
    /// [`StoreError::Root`] when the catalog's folder cannot be read.
    pub fn look(&mut self, touched: &BTreeSet<PathBuf>) -> Result<Vec<FileNews>, StoreError> {
        let found = walk::walk(&self.root)?;
        // What a folder that cannot be read has is not gone, it is out of sight.
        let all_seen = !found
            .problems
            .iter()
            .any(|(_, problem)| matches!(problem.kind, ProblemKind::Unreadable(_)));
        let (settings, families) = rows(found.files);
        let is_touched = |path: &Path| path.ancestors().any(|part| touched.contains(part));
        let present: Vec<Row> = settings
            .into_iter()
            .chain(families)
            .filter(|row| is_touched(&row.path))
            .collect();
        let mut news = Vec::new();
        if all_seen {
            let paths: HashSet<&Path> = present.iter().map(|row| row.path.as_path()).collect();
            self.files.retain(|path, (key, _)| {
                let is_gone = is_touched(path) && !paths.contains(path.as_path());
                if is_gone {
                    news.push(FileNews {
                        key: key.clone(),
                        path: path.clone(),
                        now: None,
                    });
                }
                !is_gone
            });
        }
        for row in &present {
            let text = text(&self.root, row);
            let fingerprint = text.as_ref().ok();
            let fingerprint = fingerprint.map(|text| Fingerprint::of(text.as_bytes()));
            let known = self.files.get(&row.path);
            if known.is_some_and(|(_, known)| *known == fingerprint) {
                continue;
            }
            let now = document(row, text);
            self.files
                .insert(row.path.clone(), (row.key.clone(), fingerprint));
            news.push(FileNews {
                key: row.key.clone(),
                path: row.path.clone(),
                now: Some(now),
            });
        }
        news.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(news)
    }
}
