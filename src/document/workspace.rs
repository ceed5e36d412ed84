//! All documents of a catalog, the catalog derived from them, and the history of changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::change::{Change, Moved, Part, Site, Splice};
use super::edit::{Edit, EditError};
use super::file::{Document, Revision, SETTINGS_KEY};
use super::imported::{family_key, is_imported};
use super::plan::Plan;
use super::problem::Problem;
use super::scratch::{Scratch, Text};
use crate::model::{Catalog, CatalogEntry};
use crate::text::text;

/// How many bytes of history are kept; the oldest changes go first.
const HISTORY: usize = 256 * 1024 * 1024;

/// All documents of a catalog.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    /// The catalog's folder.
    pub root: PathBuf,
    problems: Vec<(PathBuf, Problem)>,
    documents: BTreeMap<Arc<str>, Document>,
    /// `catalog.toml`, if there is one.
    settings: Option<Document>,
    /// What pages gave, as far as anybody has asked for it.
    imported: BTreeMap<Arc<str>, Document>,
    /// What was taken away and is still in a file.
    gone: BTreeMap<Arc<str>, Document>,
    catalog: Catalog,
    done: Vec<Change>,
    undone: Vec<Change>,
    last: u64,
}

impl Workspace {
    /// A workspace of what was read from a folder: `catalog.toml`, the families, and what is wrong with folders.
    pub fn new(
        root: PathBuf,
        settings: Option<Document>,
        documents: Vec<Document>,
        problems: Vec<(PathBuf, Problem)>,
    ) -> Self {
        let mut workspace = Self {
            root,
            problems,
            settings,
            ..Self::default()
        };
        workspace.derive(SETTINGS_KEY);
        workspace.take_in(documents);
        workspace
    }

    /// Takes in families that were read from the folder and are not here yet.
    pub fn take_in(&mut self, documents: Vec<Document>) {
        let entry = |document: &Document| {
            Some(CatalogEntry {
                key: document.key.clone(),
                family: document.family().cloned()?,
            })
        };
        self.catalog.extend(documents.iter().filter_map(entry));
        let keyed = |document: Document| (document.key.clone(), document);
        self.documents.extend(documents.into_iter().map(keyed));
    }

    /// What is wrong with `catalog.toml` and with folders that could not be read, by path.
    pub fn troubles(&self) -> impl Iterator<Item = (&Path, &Problem)> {
        let of_settings = self.settings.iter().flat_map(|document| {
            let problems = document.problems().iter();
            problems.map(|problem| (document.path.as_path(), problem))
        });
        let of_folders = self.problems.iter();
        of_settings.chain(of_folders.map(|(path, problem)| (path.as_path(), problem)))
    }

    /// The families, for reading.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// One document; that of the catalog's settings has [`SETTINGS_KEY`], that of what a page gave
    /// [`super::imported_key`].
    pub fn document(&self, key: &str) -> Option<&Document> {
        match key {
            SETTINGS_KEY => self.settings.as_ref(),
            key if is_imported(key) => self.imported.get(key),
            key => self.documents.get(key),
        }
    }

    /// How many families have a document, broken ones too.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no family at all.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The documents of all families, sorted by key.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values()
    }

    /// `catalog.toml`, if there is one.
    pub fn settings(&self) -> Option<&Document> {
        self.settings.as_ref()
    }

    /// The file of a document.
    pub fn file(&self, document: &Document) -> PathBuf {
        self.root.join(&document.path)
    }

    /// The documents that have something to save.
    pub fn dirty(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .values()
            .chain(&self.settings)
            .chain(self.imported.values())
            .filter(|document| document.is_dirty())
    }

    /// What was taken away and is still in a file.
    pub fn gone(&self) -> impl Iterator<Item = &Document> {
        self.gone.values()
    }

    /// How many families, with the settings, would be written or taken away by saving everything.
    pub fn unsaved(&self) -> usize {
        let unsaved = self.dirty().chain(self.gone());
        let keys: BTreeSet<&str> = unsaved.map(|document| family_key(&document.key)).collect();
        keys.len()
    }

    /// The same documents with none of the history, to work on elsewhere.
    #[must_use]
    pub fn without_history(&self) -> Self {
        Self {
            root: self.root.clone(),
            problems: self.problems.clone(),
            documents: self.documents.clone(),
            settings: self.settings.clone(),
            imported: self.imported.clone(),
            gone: self.gone.clone(),
            catalog: self.catalog.clone(),
            done: Vec::new(),
            undone: Vec::new(),
            last: self.last,
        }
    }

    /// Makes edits in one document, in order, as one change. `None` when the text stays the same.
    ///
    /// # Errors
    /// [`EditError`]; nothing has changed then.
    pub fn apply(&mut self, key: &str, edits: &[Edit]) -> Result<Option<&Change>, EditError> {
        let mut scratch = Scratch::new(self);
        scratch.edit(key, edits)?;
        let Some(first) = edits.first() else {
            return Ok(None);
        };
        let label = match edits {
            [only] => only.label(),
            many => text!(
                "change-and-more",
                label = first.label(),
                many = many.len() - 1
            ),
        };
        let texts = scratch.finish();
        let place = (Arc::from(key), Some(first.node()), first.line());
        Ok(self.commit(texts, label, place))
    }

    /// Makes a plan, all of it or nothing, as one change. `None` when every text stays the same.
    ///
    /// # Errors
    /// [`EditError`]; nothing has changed then.
    pub fn carry_out(&mut self, plan: &Plan) -> Result<Option<&Change>, EditError> {
        let mut scratch = Scratch::new(self);
        for (key, step) in &plan.steps {
            scratch.step(key, step)?;
        }
        let texts = scratch.finish();
        let Some(place) = plan.place() else {
            return Ok(None);
        };
        Ok(self.commit(texts, plan.label.clone(), place))
    }

    /// Makes a plan that moves things within their series in one family. When it goes on from the last change, which
    /// moved the same things and was not saved, both are one change. `None` when everything is where it was before.
    ///
    /// # Errors
    /// As [`Self::carry_out`].
    pub fn carry_out_move(
        &mut self,
        plan: &Plan,
        moved: Moved,
    ) -> Result<Option<&Change>, EditError> {
        let goes_on = |change: &Change| {
            let document = self.document(&change.key)?;
            let is_on = change.goes_on(&moved, &change.key, document.revision());
            is_on.then(|| document.is_dirty())
        };
        let last = self.done.last().filter(|_| self.undone.is_empty());
        let goes_on = last.and_then(goes_on).unwrap_or(false);
        if self.carry_out(plan)?.is_none() {
            return Ok(None);
        }
        if let Some(change) = self.done.last_mut() {
            change.moved = Some(moved);
        }
        let is_back = goes_on && self.unite_last_two();
        Ok(self.done.last().filter(|_| !is_back))
    }

    /// Makes one change of the last two, which moved the same things in one text; none when that brought them back,
    /// and says so.
    fn unite_last_two(&mut self) -> bool {
        let Some((second, first)) = self.done.pop().zip(self.done.pop()) else {
            return false;
        };
        for change in [&second, &first] {
            for part in change.parts.iter().rev() {
                self.make(part, false);
            }
        }
        let from = first.moved.map(|moved| moved.from);
        let to = second.moved.clone().map(|moved| moved.to);
        if from == to {
            return true;
        }
        let text = |workspace: &Self| {
            let document = workspace.document(&first.key);
            document.map(|document| (document.revision(), document.text().clone()))
        };
        let was = text(self);
        for part in first.parts.iter().chain(&second.parts) {
            self.make(part, true);
        }
        if let (Some((before, old)), Some((after, new))) = (was, text(self)) {
            self.done.push(Change {
                moved: from.zip(to).map(|(from, to)| Moved { from, to }),
                parts: vec![Part::Text {
                    key: first.key.clone(),
                    before,
                    after,
                    splice: Splice::between(&old, &new),
                }],
                ..second
            });
        }
        false
    }

    /// Takes another text for a document, whatever it says, as one change. `None` when it has that text.
    pub fn take_text(&mut self, key: &str, label: &str, text: &str) -> Option<&Change> {
        // Undo must not put an empty text in the place of one that could not be read.
        let document = self
            .document(key)
            .filter(|document| !document.is_unread())?;
        let texts = vec![(
            document.key.clone(),
            Some((document.path.clone(), Arc::from(text))),
        )];
        let place = (document.key.clone(), None, None);
        self.commit(texts, label.to_owned(), place)
    }

    /// Puts texts into the place of those that are here, as one change.
    pub(super) fn commit(
        &mut self,
        texts: Vec<(Arc<str>, Text)>,
        label: String,
        site: Site,
    ) -> Option<&Change> {
        let mut parts = Vec::new();
        for (key, text) in texts {
            let now = self.document(&key).cloned();
            let part = match (now, text) {
                (None, None) => continue,
                (Some(now), Some((_, text))) if now.text() == &text => continue,
                (Some(now), Some((_, text))) => Part::Text {
                    before: now.revision(),
                    after: self.next(),
                    splice: Splice::between(now.text(), &text),
                    key,
                },
                (None, Some((path, text))) => {
                    let at = self.next();
                    Part::Appear(Box::new(Document::unsaved(path, key, text, at)))
                }
                (Some(now), None) => Part::Vanish(Box::new(now)),
            };
            self.make(&part, true);
            parts.push(part);
        }
        self.note(parts, label, site)
    }

    /// Notes in the history what was made, if anything was.
    pub(super) fn note(
        &mut self,
        parts: Vec<Part>,
        label: String,
        (key, node, line): Site,
    ) -> Option<&Change> {
        if parts.is_empty() {
            return None;
        }
        self.done.push(Change {
            key,
            node,
            line,
            label,
            moved: None,
            parts,
        });
        self.undone.clear();
        self.forget_oldest();
        self.done.last()
    }

    fn forget_oldest(&mut self) {
        let mut size = 0;
        let kept = self.done.iter().rev().take_while(|change| {
            size += change.size();
            size <= HISTORY
        });
        // The last one can always be taken back.
        let kept = kept.count().max(1);
        self.done.drain(..self.done.len().saturating_sub(kept));
    }

    /// Without the changes that were taken back: they are of texts that are no more.
    pub(super) fn forget_undone(&mut self) {
        self.undone.clear();
    }

    pub(super) fn next(&mut self) -> Revision {
        self.last += 1;
        Revision(self.last)
    }

    /// Does what a part of a change says, or takes it back.
    pub(super) fn make(&mut self, part: &Part, forward: bool) {
        match (part, forward) {
            (
                Part::Text {
                    key,
                    before,
                    after,
                    splice,
                },
                _,
            ) => {
                if let Some(document) = self.document_mut(key) {
                    let text = splice.made(document.text(), forward);
                    let revision = if forward { *after } else { *before };
                    document.set_text(Arc::from(text), revision);
                }
            }
            (Part::Whole { key, before, after }, _) => {
                let (revision, state) = if forward { &**after } else { &**before };
                if let Some(document) = self.document_mut(key) {
                    document.set_state(state.clone(), *revision);
                }
            }
            (Part::Appear(document), true) | (Part::Vanish(document), false) => {
                let mut document = document.as_ref().clone();
                let former = self.gone.remove(&document.key);
                document.take_place_of(former.as_ref());
                self.put(document);
            }
            (Part::Appear(document), false) | (Part::Vanish(document), true) => {
                let document = self.take_out(&document.key);
                if let Some(document) = document.filter(|document| document.base().is_some()) {
                    self.gone.insert(document.key.clone(), document);
                }
            }
        }
        self.derive(&part.key().clone());
    }

    fn put(&mut self, document: Document) {
        match document.key.as_ref() {
            SETTINGS_KEY => self.settings = Some(document),
            key if is_imported(key) => {
                self.imported.insert(document.key.clone(), document);
            }
            _ => {
                self.documents.insert(document.key.clone(), document);
            }
        }
    }

    fn take_out(&mut self, key: &str) -> Option<Document> {
        match key {
            SETTINGS_KEY => self.settings.take(),
            key if is_imported(key) => self.imported.remove(key),
            key => self.documents.remove(key),
        }
    }

    fn document_mut(&mut self, key: &str) -> Option<&mut Document> {
        match key {
            SETTINGS_KEY => self.settings.as_mut(),
            key if is_imported(key) => self.imported.get_mut(key),
            key => self.documents.get_mut(key),
        }
    }

    /// Takes the last change back and returns it.
    pub fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        for part in change.parts.iter().rev() {
            self.make(part, false);
        }
        self.undone.push(change.clone());
        Some(change)
    }

    /// Makes the change again that was taken back last, and returns it.
    pub fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        for part in &change.parts {
            self.make(part, true);
        }
        self.done.push(change.clone());
        Some(change)
    }

    /// The changes that can be taken back, the oldest first.
    pub fn done(&self) -> &[Change] {
        &self.done
    }

    /// The changes that can be made again, the one to be made first last.
    pub fn undone(&self) -> &[Change] {
        &self.undone
    }

    /// The change that [`Self::undo`] would take back.
    pub fn last_done(&self) -> Option<&Change> {
        self.done.last()
    }

    /// The change that [`Self::redo`] would make again.
    pub fn last_undone(&self) -> Option<&Change> {
        self.undone.last()
    }

    /// Notes that the text of a revision is in the file now. What was taken back while it was being written is in the
    /// file nevertheless, and is still to go from it.
    pub fn saved(&mut self, key: &str, revision: Revision, text: Arc<str>) {
        if let Some(document) = self.document_mut(key) {
            document.set_saved(revision, text);
            return;
        }
        let path = match key {
            SETTINGS_KEY => PathBuf::from(key),
            key => PathBuf::from(format!("{key}.toml")),
        };
        let key: Arc<str> = Arc::from(key);
        let document = Document::new(path, key.clone(), &text);
        self.gone.insert(key, document.at(revision));
    }

    /// Notes that a file is gone from the disk: what was taken away here is settled; what is here is unsaved.
    pub fn deleted(&mut self, key: &str) {
        self.gone.remove(key);
        if let Some(document) = self.document_mut(key) {
            document.take_place_of(None);
        }
    }

    /// Takes over what a file has now. It is a change like any other, so undo brings back what was here; `None` when
    /// there is nothing to bring back.
    pub fn reload(&mut self, key: &str, text: &str) -> Option<&Change> {
        let document = self.document(key)?;
        let mut is_change = false;
        if document.is_unread() {
            // There was no text that could be brought back: undo must not put an empty one into the file.
            let revision = self.next();
            if let Some(document) = self.document_mut(key) {
                document.set_text(Arc::from(text), revision);
            }
            self.derive(key);
        } else {
            is_change = self
                .take_text(key, text!("change-reloaded-the-file"), text)
                .is_some();
        }
        self.on_disk(key, text);
        self.done.last().filter(|_| is_change)
    }

    /// Notes what a file has on the disk. The document is clean when it has the same.
    pub fn on_disk(&mut self, key: &str, text: &str) {
        let document = match self.document(key).is_some() {
            true => self.document_mut(key),
            false => self.gone.get_mut(key),
        };
        let Some(document) = document else {
            return;
        };
        let shared: Arc<str> = match document.text().as_ref() == text {
            true => document.text().clone(),
            false => Arc::from(text),
        };
        document.set_base(shared);
    }

    /// Takes in a file that came into the folder, or that could not be read before; not a change of the user's.
    pub fn add(&mut self, document: Document) {
        let key = document.key.clone();
        self.put(document);
        self.derive(&key);
    }

    /// Lets go of a document whose file is gone; not a change of the user's.
    pub fn drop_file(&mut self, key: &str) {
        self.gone.remove(key);
        self.take_out(key);
        self.derive(key);
    }

    fn derive(&mut self, key: &str) {
        if is_imported(key) {
            return;
        }
        if key == SETTINGS_KEY {
            let settings = self.settings.as_ref().and_then(Document::settings);
            // While the file is broken, what it said last is in force.
            if self.settings.is_none() || settings.is_some() {
                self.catalog.settings = settings.map(|s| s.as_ref().clone()).unwrap_or_default();
            }
            return;
        }
        let family = self
            .documents
            .get(key)
            .and_then(|document| Some((document.key.clone(), document.family().cloned()?)));
        match family {
            Some((key, family)) => self.catalog.put(key, family),
            None => self.catalog.remove(key),
        }
    }
}
