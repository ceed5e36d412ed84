//! All documents of a catalog, the catalog derived from them, and the history of changes.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use super::edit::{Edit, EditError};
use super::patch::patch;
use super::problem::{Problem, ProblemKind};
use super::read::{Reading, read_family};
use crate::model::{Catalog, CatalogEntry, Family, ListKind, Node, Settings};

/// What a file's bytes were, to notice that they are others now. Not a cryptographic hash: it guards against
/// accidents, not against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    len: u64,
    hash: u64,
}

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self {
            len: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }
}

/// A point in the history of one document. Equal revisions have equal texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Revision(u64);

/// One file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is, below the catalog's folder.
    pub path: PathBuf,
    /// The key of its family.
    pub key: Arc<str>,
    text: Arc<str>,
    family: Option<Arc<Family>>,
    problems: Vec<Problem>,
    current: Revision,
    saved: Revision,
    /// What the file had when it was last read or written; `None` when there is no such text.
    base: Option<Arc<str>>,
}

impl Document {
    /// A document of a text that was read from a file.
    pub fn new(path: PathBuf, key: Arc<str>, text: &str) -> Self {
        let text: Arc<str> = Arc::from(text);
        let mut document = Self {
            path,
            key,
            text: text.clone(),
            family: None,
            problems: Vec::new(),
            current: Revision::default(),
            saved: Revision::default(),
            base: Some(text.clone()),
        };
        document.take(read_family(&text));
        document
    }

    /// A file that could not be read as text at all.
    pub fn unread(path: PathBuf, key: Arc<str>, kind: ProblemKind) -> Self {
        Self {
            path,
            key,
            text: Arc::from(""),
            family: None,
            problems: vec![Problem::whole(kind)],
            current: Revision::default(),
            saved: Revision::default(),
            base: None,
        }
    }

    /// The text as it would be saved.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is read from it; `None` while it is broken.
    pub fn family(&self) -> Option<&Arc<Family>> {
        self.family.as_ref()
    }

    /// What is wrong with it.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Adds a finding that comes from outside the text, such as one about the file's name.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Whether there is something to save.
    pub fn is_dirty(&self) -> bool {
        self.current != self.saved
    }

    /// The text that the file had when it was last read or written; `None` when there was none to be had.
    pub fn base(&self) -> Option<&Arc<str>> {
        self.base.as_ref()
    }

    /// What the file had when it was last read or written.
    pub fn disk(&self) -> Fingerprint {
        Fingerprint::of(self.base.as_deref().unwrap_or_default().as_bytes())
    }

    /// Where its history stands.
    pub fn revision(&self) -> Revision {
        self.current
    }

    /// Whether no text could be had from the file.
    fn is_unread(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.breaks_file() && !matches!(problem.kind, ProblemKind::Syntax(_)))
    }

    fn take(&mut self, reading: Reading<Family>) {
        self.family = reading.value.map(Arc::new);
        // What was reported from outside the text is still true.
        self.problems
            .retain(|problem| matches!(problem.kind, ProblemKind::FileName));
        self.problems.extend(reading.problems);
    }

    fn set_text(&mut self, text: Arc<str>, revision: Revision) {
        self.take(read_family(&text));
        self.text = text;
        self.current = revision;
    }
}

/// What an edit did, so that it can be undone and redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The family it was made in.
    pub key: Arc<str>,
    /// The part it was made in; `None` when it is about the file as a whole.
    pub node: Option<Node>,
    /// The item it was about, by list and place before or after it; `None` when it was about something else.
    pub item: Option<(ListKind, usize)>,
    /// What was done: "reworded a requirement".
    pub label: String,
    before: Revision,
    after: Revision,
    at: usize,
    removed: String,
    inserted: String,
}

impl Change {
    fn between(old: &str, new: &str) -> (usize, String, String) {
        let mut start = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let mut tail = old_rest
            .bytes()
            .rev()
            .zip(new_rest.bytes().rev())
            .take_while(|(a, b)| a == b)
            .count();
        while !old_rest.is_char_boundary(old_rest.len() - tail)
            || !new_rest.is_char_boundary(new_rest.len() - tail)
        {
            tail -= 1;
        }
        (
            start,
            old_rest[..old_rest.len() - tail].to_owned(),
            new_rest[..new_rest.len() - tail].to_owned(),
        )
    }
}

/// All documents of a catalog.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The catalog's folder.
    pub root: PathBuf,
    /// What is wrong with `catalog.toml`, and with folders that could not be read.
    pub problems: Vec<(PathBuf, Problem)>,
    documents: BTreeMap<Arc<str>, Document>,
    catalog: Catalog,
    done: Vec<Change>,
    undone: Vec<Change>,
    last: u64,
}

impl Workspace {
    /// A workspace of what was read from a folder.
    pub fn new(
        root: PathBuf,
        settings: Settings,
        documents: Vec<Document>,
        problems: Vec<(PathBuf, Problem)>,
    ) -> Self {
        let entries = documents
            .iter()
            .filter_map(|document| {
                Some(CatalogEntry {
                    key: document.key.clone(),
                    family: document.family.clone()?,
                })
            })
            .collect();
        Self {
            root,
            problems,
            catalog: Catalog::new(settings, entries),
            documents: documents
                .into_iter()
                .map(|document| (document.key.clone(), document))
                .collect(),
            ..Self::default()
        }
    }

    /// The families, for reading.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// One document.
    pub fn document(&self, key: &str) -> Option<&Document> {
        self.documents.get(key)
    }

    /// All documents, sorted by key.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values()
    }

    /// The file of a document.
    pub fn file(&self, document: &Document) -> PathBuf {
        self.root.join(&document.path)
    }

    /// The documents that have something to save.
    pub fn dirty(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .values()
            .filter(|document| document.is_dirty())
    }

    /// Makes edits in one document, in order, as one change. `None` when the text stays the same.
    ///
    /// # Errors
    /// [`EditError`]; nothing has changed then.
    pub fn apply(&mut self, key: &str, edits: &[Edit]) -> Result<Option<&Change>, EditError> {
        let document = self
            .documents
            .get(key)
            .ok_or_else(|| EditError::NoFamily(key.to_owned()))?;
        let mut family = document
            .family
            .clone()
            .ok_or_else(|| EditError::Broken(key.to_owned()))?;
        let mut text = document.text.to_string();
        for edit in edits {
            let meant = edit.meaning(&family)?;
            // What means the same is not written anew. Unsetting goes on: it takes out what was not understood.
            if meant == *family && !edit.unsets() {
                continue;
            }
            let body = meant.body(edit.node()).ok_or(EditError::NoPart)?;
            let patched = patch(&text, edit, body)?;
            if read_family(&patched).value.as_ref() != Some(&meant) {
                return Err(EditError::Unfaithful);
            }
            family = Arc::new(meant);
            text = patched;
        }
        let (Some(first), false) = (edits.first(), text == document.text.as_ref()) else {
            return Ok(None);
        };
        let label = match edits {
            [only] => only.label(),
            many => format!("{} and {} more", first.label(), many.len() - 1),
        };
        self.replace_text(key, Some(first.node()), first.item(), label, &text);
        Ok(self.done.last())
    }

    fn replace_text(
        &mut self,
        key: &str,
        node: Option<Node>,
        item: Option<(ListKind, usize)>,
        label: String,
        text: &str,
    ) {
        let Some(document) = self.documents.get_mut(key) else {
            return;
        };
        self.last += 1;
        let after = Revision(self.last);
        let (at, removed, inserted) = Change::between(&document.text, text);
        self.done.push(Change {
            key: document.key.clone(),
            node,
            item,
            label,
            before: document.current,
            after,
            at,
            removed,
            inserted,
        });
        self.undone.clear();
        document.set_text(Arc::from(text), after);
        self.derive(key);
    }

    /// Takes the last change back and returns it.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.put_back(
            &change,
            change.inserted.len(),
            &change.removed,
            change.before,
        );
        self.undone.push(change.clone());
        Some(change)
    }

    /// Makes the change again that was taken back last, and returns it.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.put_back(
            &change,
            change.removed.len(),
            &change.inserted,
            change.after,
        );
        self.done.push(change.clone());
        Some(change)
    }

    fn put_back(&mut self, change: &Change, old_len: usize, new: &str, revision: Revision) {
        if let Some(document) = self.documents.get_mut(&change.key) {
            let mut text = document.text.to_string();
            text.replace_range(change.at..change.at + old_len, new);
            document.set_text(Arc::from(text), revision);
            self.derive(&change.key);
        }
    }

    /// The change that [`Self::undo`] would take back.
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last()
    }

    /// The change that [`Self::redo`] would make again.
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last()
    }

    /// Notes that the text of a revision is in the file now.
    pub fn saved(&mut self, key: &str, revision: Revision, text: Arc<str>) {
        if let Some(document) = self.documents.get_mut(key) {
            document.saved = revision;
            document.base = Some(text);
        }
    }

    /// Takes over what a file has now. It is a change like any other, so undo brings back what was here; `None` when
    /// there is nothing to bring back.
    pub fn reload(&mut self, key: &str, text: &str) -> Option<&Change> {
        let document = self.documents.get(key)?;
        let mut is_change = false;
        if document.is_unread() {
            // There was no text that could be brought back: undo must not put an empty one into the file.
            self.last += 1;
            let revision = Revision(self.last);
            if let Some(document) = self.documents.get_mut(key) {
                document.set_text(Arc::from(text), revision);
            }
            self.derive(key);
        } else if document.text.as_ref() != text {
            self.replace_text(key, None, None, "reloaded the file".into(), text);
            is_change = true;
        }
        if let Some(document) = self.documents.get_mut(key) {
            document.saved = document.current;
            document.base = Some(document.text.clone());
        }
        self.done.last().filter(|_| is_change)
    }

    /// Takes a text over as a change that is not in the file. `None` when the document says so already, or when
    /// there is none to change.
    pub fn take_text(&mut self, key: &str, label: &str, text: &str) -> Option<&Change> {
        let document = self.documents.get(key)?;
        // Undo must not put an empty text in the place of one that could not be read.
        if document.is_unread() || document.text.as_ref() == text {
            return None;
        }
        self.replace_text(key, None, None, label.to_owned(), text);
        self.done.last()
    }

    fn derive(&mut self, key: &str) {
        let Some(document) = self.documents.get(key) else {
            return;
        };
        match &document.family {
            Some(family) => self.catalog.put(document.key.clone(), family.clone()),
            None => self.catalog.remove(key),
        }
    }
}
