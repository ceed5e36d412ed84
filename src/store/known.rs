//! What the program knows of the files of a catalog, to tell what others have made of them since.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::{Row, document, rows, text};
use super::{StoreError, walk};
use crate::document::{Document, FileNews, ProblemKind, Workspace, is_imported};

/// Every file that the program was told of, with what it had then.
#[derive(Debug)]
pub struct Known {
    root: PathBuf,
    /// By path, with the key that it has got; without text when it could not be read. The texts are those of the
    /// documents, so they take no room of their own.
    files: HashMap<PathBuf, (Arc<str>, Option<Arc<str>>)>,
}

impl Known {
    /// What was loaded.
    pub fn of(workspace: &Workspace) -> Self {
        let mut known = Self {
            root: workspace.root.clone(),
            files: HashMap::new(),
        };
        known.add(workspace.documents().chain(workspace.settings()));
        known
    }

    /// Notes what more was loaded.
    pub fn add<'d>(&mut self, documents: impl IntoIterator<Item = &'d Document>) {
        let of = |document: &Document| {
            let now = (document.key.clone(), document.base().cloned());
            (document.path.clone(), now)
        };
        self.files.extend(documents.into_iter().map(of));
    }

    /// Notes that the program itself has given a file this text.
    pub fn saved(&mut self, key: &Arc<str>, path: &Path, text: &Arc<str>) {
        // What pages gave is out of sight, so it would be taken for gone.
        if is_imported(key) {
            return;
        }
        self.files
            .insert(path.to_owned(), (key.clone(), Some(text.clone())));
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
        let mut room = Vec::new();
        for row in &present {
            let text = text(&self.root, row, &mut room);
            let known = self.files.get(&row.path);
            if known.is_some_and(|(_, known)| known.as_deref() == text.as_ref().ok().copied()) {
                continue;
            }
            let now = document(row, text);
            self.add([&now]);
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
