//! What others make of the files while the program has them: taking it over without breaking the history.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::file::Document;
use super::scratch::Text;
use super::workspace::Workspace;
use crate::text::text;

/// What became of one file.
#[derive(Debug, Clone)]
pub struct FileNews {
    /// The key that its document has, or would have.
    pub key: Arc<str>,
    /// Below the catalog's folder.
    pub path: PathBuf,
    /// As it would be loaded now; `None` when it is gone.
    pub now: Option<Document>,
}

impl Workspace {
    /// Takes over what others made of files, as it stands on the disk; what is unsaved in their documents here goes.
    ///
    /// It is no change of the user's, and nothing that undo would take back. But a change in the history says which
    /// bytes of a text it put there, so for a document that the history speaks of, taking over is recorded in it
    /// too, as one change for all of them: undo stays exact to the byte.
    pub fn take_over(&mut self, news: Vec<FileNews>) {
        let mentioned = |changes: &[super::Change]| -> HashSet<Arc<str>> {
            changes
                .iter()
                .flat_map(|change| change.keys().cloned())
                .collect()
        };
        let (done, undone) = (mentioned(self.done()), mentioned(self.undone()));
        let mut recorded: Vec<(Arc<str>, Text)> = Vec::new();
        for FileNews { key, path, now } in news {
            let away = self.gone().any(|document| document.key == key);
            match now {
                // It was taken away here, and is to go from the disk: only what it has there is another thing now.
                Some(document) if away => self.on_disk(&key, document.text()),
                None if away => self.deleted(&key),
                now => {
                    let is_unread = |document: &Document| document.base().is_none();
                    let here = self.document(&key);
                    let in_history = done.contains(&key)
                        && !here.is_some_and(is_unread)
                        && !now.as_ref().is_some_and(is_unread);
                    if in_history {
                        recorded.push((key, now.map(|document| (path, document.text().clone()))));
                        continue;
                    }
                    if undone.contains(&key) {
                        self.forget_undone();
                    }
                    match now {
                        Some(document) => {
                            let revision = self.next();
                            self.add(document.at(revision));
                        }
                        None => self.drop_file(&key),
                    }
                }
            }
        }
        let Some((first, _)) = recorded.first() else {
            return;
        };
        let place = (first.clone(), None, None);
        let label = text!("change-took-over-somebody-elses-change").to_owned();
        self.commit(recorded.clone(), label, place);
        for (key, text) in recorded {
            match text {
                Some((_, text)) => self.on_disk(&key, &text),
                None => self.deleted(&key),
            }
        }
    }
}
