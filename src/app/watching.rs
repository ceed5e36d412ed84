//! What becomes of it when somebody else changes the catalog's files: taken over where nothing is unsaved, merged or
//! asked about where something is.
//!
//! Asks nothing of the disk: what was found there comes with the message. Everything on the screen stays where it was,
//! by what it is called and says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conflicts::{Merge, came_in};
use super::files::changed_on_disk;
use super::follow::Became;
use super::{App, Effect, Loading, Message, Mood, Overlay, Run};
use crate::document::{Document, FileNews, Revision};
use crate::model::Family;
use crate::text::text;

/// What to tell, path by path.
#[derive(Default)]
struct Summary {
    changed: Vec<String>,
    added: Vec<String>,
    deleted: Vec<String>,
    merged: Vec<String>,
    /// What came in by merging.
    notes: Vec<String>,
    /// Deleted, with unsaved changes here.
    kept: Vec<String>,
    conflicts: Vec<String>,
    unreadable: Vec<String>,
}

/// A document before it was changed.
struct Before {
    family: Option<Arc<Family>>,
    revision: Option<Revision>,
    is_dirty: bool,
}

impl App {
    pub(super) fn files_changed(&mut self, news: Vec<FileNews>) -> Vec<Effect> {
        // A catalog that is being read is read with all that.
        if self.loading != Loading::Ready {
            return Vec::new();
        }
        let mut summary = Summary::default();
        let mut before: BTreeMap<Arc<str>, Before> = BTreeMap::new();
        let mut taken = Vec::new();
        for news in news {
            // What is being saved finds out by itself that the file has changed, and asks.
            if self.saving.contains(&news.key) {
                continue;
            }
            let here = self.workspace.document(&news.key);
            before.insert(
                news.key.clone(),
                Before {
                    family: here.and_then(Document::family).cloned(),
                    revision: here.map(Document::revision),
                    is_dirty: here.is_some_and(Document::is_dirty),
                },
            );
            if let Some(news) = self.settle_unsaved(news, &mut summary) {
                taken.push(news);
            }
        }
        self.workspace.take_over(taken);
        before.retain(|key, before| {
            let now = self.workspace.document(key);
            now.map(Document::revision) != before.revision
                || now.is_some_and(Document::is_dirty) != before.is_dirty
        });
        for (key, before) in &before {
            self.follow(key, before);
        }
        let keys: Vec<Arc<str>> = before.into_keys().collect();
        let effects = self.bring_up_to_date(&keys);
        self.tell(&summary);
        effects
    }

    /// Deals with a file that has something unsaved here, or nothing new in it; hands back what is to be taken over.
    fn settle_unsaved(&mut self, news: FileNews, summary: &mut Summary) -> Option<FileNews> {
        let path = news.path.display().to_string();
        let Some(here) = self.workspace.document(&news.key) else {
            let is_away = self.workspace.gone().any(|gone| gone.key == news.key);
            match news.now {
                Some(_) if is_away => summary.changed.push(path),
                Some(_) => summary.added.push(path),
                None => {}
            }
            return Some(news);
        };
        let is_unread = here.base().is_none() && !here.is_dirty();
        let Some(theirs) = &news.now else {
            if !here.is_dirty() {
                summary.deleted.push(path);
                return Some(news);
            }
            if here.base().is_some() {
                summary.kept.push(path);
            }
            self.workspace.deleted(&news.key);
            return None;
        };
        let Some(text) = theirs.base().cloned() else {
            // What was read last is better than nothing.
            if is_unread {
                return Some(news);
            }
            summary.unreadable.push(path);
            return None;
        };
        if here.base() == Some(&text) {
            return None;
        }
        if *here.text() == text && !is_unread {
            // Both made the same of it.
            self.workspace.on_disk(&news.key, &text);
            return None;
        }
        if !here.is_dirty() {
            summary.changed.push(path);
            return Some(news);
        }
        match self.merge(&news.key, &text) {
            Merge::Done(notes) => {
                summary.merged.push(path);
                summary.notes.extend(notes);
            }
            Merge::Conflicts(_) => summary.conflicts.push(path),
            Merge::Impossible => {
                summary.conflicts.push(path);
                self.conflicts.push(news.key);
            }
        }
        None
    }

    /// Has everything that points into a document point to the same things in what it has become.
    fn follow(&mut self, key: &Arc<str>, before: &Before) {
        let document = self.workspace.document(key);
        let revision = document.map(Document::revision);
        if revision == before.revision {
            return;
        }
        let now = document.and_then(Document::family).cloned();
        self.follow_marks(key);
        let became = match (&before.family, &now) {
            (Some(old), Some(new)) => Some(Became { old, new }),
            _ => None,
        };
        if let Some(became) = &became {
            if self.place().is_some_and(|place| place.key == *key) {
                self.detail.follow(became);
            }
            self.tree.follow(key, became);
        }
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Filter => {}
                Overlay::Finder(finder) => finder.follow(key, became.as_ref()),
                Overlay::Picker(picker) => {
                    for row in &mut picker.rows {
                        if let (Run::Go(place), Some(became)) = (&mut row.run, &became)
                            && place.key == *key
                        {
                            place.position = became.position(place.position);
                        }
                    }
                }
                Overlay::Form(form) if form.key == *key && form.opened_at == before.revision => {
                    match &became {
                        Some(became) if form.follow(became) => form.opened_at = revision,
                        _ => {
                            form.error = Some(text!("file-somebody-else-changed-this-copy").into());
                        }
                    }
                }
                Overlay::Ladder(view) => {
                    if let Some(became) = &became {
                        view.follow(key, became);
                    }
                }
                // What was found to be replaced says itself when it is not there any more.
                // Comparing looks itself whether its roles are still what they were.
                Overlay::Replace(_)
                | Overlay::Form(_)
                | Overlay::Dialog(_)
                | Overlay::Compare(_)
                | Overlay::Matrix(_)
                | Overlay::Report(_) => {}
            }
        }
    }

    fn bring_up_to_date(&mut self, keys: &[Arc<str>]) -> Vec<Effect> {
        if keys.is_empty() {
            return Vec::new();
        }
        self.changed_all(keys);
        let effects = self.search_again();
        self.measure();
        effects
    }

    /// Asks about a file with changes on both sides, one at a time, when nothing else is open.
    pub(super) fn ask_about_conflicts(&mut self) {
        while self.loading == Loading::Ready
            && self.overlays.is_empty()
            && !self.conflicts.is_empty()
        {
            let key = self.conflicts.remove(0);
            if let Some(document) = self.workspace.document(&key)
                && document.is_dirty()
                && !self.saving.contains(&key)
            {
                let path = document.path.display().to_string();
                let dialog = changed_on_disk(text!("file-the-file-has-changed"), &key, &path);
                self.ask(dialog);
            }
        }
        self.decide_conflicts();
    }

    fn tell(&mut self, summary: &Summary) {
        let told = summary.told();
        let is_trouble = !(summary.kept.is_empty()
            && summary.conflicts.is_empty()
            && summary.unreadable.is_empty());
        // What went wrong before is not covered up by what went well.
        let is_covering = matches!(&self.message, Some(now) if now.mood == Mood::Error);
        if told.is_empty() || is_covering && !is_trouble {
            return;
        }
        self.say(match is_trouble {
            true => Message::error(told),
            false => Message::info(told),
        });
    }
}

impl Summary {
    fn told(&self) -> String {
        let mut sentences = Vec::new();
        match (&self.changed[..], &self.added[..], &self.deleted[..]) {
            ([], [], []) => {}
            ([path], [], []) => sentences.push(text!("file-was-changed-by-somebody-else-2", path)),
            ([], [path], []) => sentences.push(text!("file-was-added-by-somebody-else", path)),
            ([], [], [path]) => sentences.push(text!("file-was-deleted-by-somebody-else", path)),
            (changed, added, deleted) => {
                let parts = [
                    (text!("file-changed"), changed),
                    (text!("file-added"), added),
                    (text!("file-deleted-2"), deleted),
                ];
                let parts: Vec<String> = parts
                    .iter()
                    .filter(|(_, paths)| !paths.is_empty())
                    .map(|(what, paths)| format!("{what} {}", files(paths)))
                    .collect();
                sentences.push(text!(
                    "file-somebody-else-all-is-taken",
                    parts = parts.join(", ")
                ));
            }
        }
        if !self.merged.is_empty() {
            sentences.push(text!(
                "file-changed-by-somebody-else-and",
                merged = were(&self.merged),
                notes = came_in(&self.notes)
            ));
        }
        if !self.kept.is_empty() {
            sentences.push(text!(
                "file-deleted-by-somebody-else-your",
                kept = were(&self.kept)
            ));
        }
        if !self.conflicts.is_empty() {
            sentences.push(text!(
                "file-changed-by-somebody-else-too",
                conflicts = were(&self.conflicts)
            ));
        }
        if !self.unreadable.is_empty() {
            sentences.push(text!(
                "file-changed-by-somebody-else-and-2",
                unreadable = were(&self.unreadable)
            ));
        }
        sentences.join(" ")
    }
}

fn files(paths: &[String]) -> String {
    text!("file-files-2", many = paths.len())
}

/// The one path, or how many there are, as a subject.
fn were(paths: &[String]) -> String {
    match paths {
        [path] => text!("file-was", path),
        paths => text!("file-were", paths = files(paths)),
    }
}
