//! Saving, reloading, leaving: what happens between the workspace and the disk, as effects and their answers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use similar::TextDiff;

use super::conflicts::{Merge, merged_in_words};
use super::dialog::{Answer, Choice};
use super::{
    App, Dialog, Effect, Form, Loading, Message, Overlay, Progress, Reread, SaveFailure, SaveFile,
};
use crate::document::{Document, family_key, is_imported};
use crate::text::text;

impl App {
    /// The document of what is selected, broken ones too.
    pub fn selected_document(&self) -> Option<&Document> {
        self.place()
            .and_then(|place| self.workspace.document(&place.key))
    }

    /// Whether the selected family, or what its page gave, is not in its file.
    pub(super) fn selected_is_unsaved(&self) -> bool {
        let Some(document) = self.selected_document() else {
            return false;
        };
        let imported = self.workspace.unsaved_imported(&document.key);
        document.is_dirty() || imported.is_some()
    }

    /// Saves the selected family. Files that came, went or moved are saved with it: one without the other would leave
    /// a family twice on the disk, or not at all.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let selected = self.selected_document().map(|document| &document.key);
        let came = self.workspace.dirty();
        let came = came.filter(|document| document.base().is_none());
        let moved = came.chain(self.workspace.gone());
        let moved = moved.filter(|document| !is_imported(&document.key));
        let keys: BTreeSet<Arc<str>> = moved
            .map(|document| &document.key)
            .chain(selected)
            .cloned()
            .collect();
        self.save_files(&keys)
    }

    pub(super) fn save_all(&mut self) -> Vec<Effect> {
        let unsaved = self.workspace.dirty().chain(self.workspace.gone());
        let keys = unsaved.map(|document| Arc::from(family_key(&document.key)));
        self.save_files(&keys.collect())
    }

    /// Every file that is not as it is here.
    fn unsaved_files(&self) -> impl Iterator<Item = SaveFile> + '_ {
        let file = |document: &Document, text: Option<Arc<str>>| SaveFile {
            key: document.key.clone(),
            path: document.path.clone(),
            text,
            revision: document.revision(),
            expected: document.disk(),
        };
        let dirty = self.workspace.dirty();
        let written = dirty.map(move |document| file(document, Some(document.text().clone())));
        written.chain(
            self.workspace
                .gone()
                .map(move |document| file(document, None)),
        )
    }

    /// Saves these families; what their pages gave goes with them, because neither may be there without the other.
    fn save_files(&mut self, keys: &BTreeSet<Arc<str>>) -> Vec<Effect> {
        // What a save under way writes is known only when it has ended.
        if !self.saving.is_empty() {
            self.save_next.extend(keys.iter().cloned());
            return Vec::new();
        }
        let files: Vec<SaveFile> = self
            .unsaved_files()
            .filter(|file| keys.contains(family_key(&file.key)))
            .collect();
        if files.is_empty() {
            return Vec::new();
        }
        self.saving = files.iter().map(|file| file.key.clone()).collect();
        let root = self.workspace.root.clone();
        vec![Effect::Save { root, files }]
    }

    /// Saves everything, and leaves when that is done.
    pub(super) fn save_and_quit(&mut self) -> Vec<Effect> {
        let effects = self.save_all();
        if self.saving.is_empty() {
            // What was unsaved when the question was asked has been saved meanwhile.
            return vec![Effect::Quit];
        }
        self.quit_after_saving = true;
        effects
    }

    pub(super) fn saved(
        &mut self,
        files: Vec<(SaveFile, Result<Option<String>, SaveFailure>)>,
    ) -> Vec<Effect> {
        self.saving.clear();
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for (file, result) in files {
            match result {
                Ok(note) => {
                    match &file.text {
                        Some(text) => {
                            let text = text.clone();
                            self.workspace.saved(&file.key, file.revision, text);
                        }
                        None => self.workspace.deleted(&file.key),
                    }
                    done.push((file, note));
                }
                Err(why) => failed.push((file, why)),
            }
        }
        self.rebuild_tree();
        if !failed.is_empty() {
            self.save_next.clear();
            self.quit_after_saving = false;
            return self.not_saved(&done, &failed);
        }
        self.say(Message::done(saved_in_words(&done)));
        let next = std::mem::take(&mut self.save_next);
        let effects = self.save_files(&next);
        if effects.is_empty() && self.quit_after_saving {
            self.quit_after_saving = false;
            // Who has opened something while the files were written stays; what was changed is asked about.
            if self.overlays.is_empty() {
                return self.quit();
            }
        }
        effects
    }

    fn not_saved(
        &mut self,
        done: &[(SaveFile, Option<String>)],
        failed: &[(SaveFile, SaveFailure)],
    ) -> Vec<Effect> {
        let blamed = |(_, why): &&(SaveFile, SaveFailure)| *why != SaveFailure::LeftAlone;
        let Some((file, why)) = failed.iter().find(blamed).or(failed.first()) else {
            return Vec::new();
        };
        // What a page gave is of use only beside the family that came of it: what is here belongs to what is here.
        if *why == SaveFailure::ChangedOnDisk && is_imported(&file.key) {
            self.say(Message::error(text!(
                "file-not-saved-somebody-else-has",
                key = family_key(&file.key)
            )));
            let keys = failed.iter().map(|(file, _)| file.key.clone());
            let keys: Vec<Arc<str>> = keys.filter(|key| is_imported(key)).collect();
            let again = keys.iter();
            return again
                .flat_map(|key| self.read_again(key, Reread::Overwrite))
                .collect();
        }
        let path = file.path.display();
        let text = match why {
            SaveFailure::ChangedOnDisk => text!("file-the-file-was-changed-by"),
            SaveFailure::LeftAlone => text!("file-another-file-could-not-be"),
            SaveFailure::Other(text) => text,
        };
        let others = match failed.len() - 1 {
            0 => String::new(),
            1 => text!("file-one-other-file-was-left").to_owned(),
            many => text!("file-other-files-were-left-as", many),
        };
        let written = match done {
            [] => String::new(),
            done => format!(" {}", saved_in_words(done)),
        };
        self.say(Message::error(text!(
            "file-not-saved",
            path,
            text,
            others,
            written
        )));
        if *why == SaveFailure::ChangedOnDisk {
            let dialog = changed_on_disk(
                text!("file-not-saved-the-file-has"),
                &file.key,
                &path.to_string(),
            );
            self.overlays.push(Overlay::Dialog(dialog));
        }
        Vec::new()
    }

    /// When a form opens: whether what is written in it could be saved.
    pub(super) fn ask_writable(&mut self) -> Option<Effect> {
        let open = self.form_mut().map(|form| form.key.clone());
        if open == self.asked_writable {
            return None;
        }
        self.asked_writable = open;
        let document = self.workspace.document(self.asked_writable.as_ref()?)?;
        document.base().is_some().then(|| Effect::AskWritable {
            key: document.key.clone(),
            root: self.workspace.root.clone(),
            path: document.path.clone(),
        })
    }

    /// Says in the open form that what is written there could not be saved now.
    pub(super) fn read_only(&mut self, key: &str, path: &Path) {
        let file = self.workspace.document(key).map(|document| &document.path);
        let path = file
            .filter(|file| path.ends_with(file))
            .map_or(path, PathBuf::as_path);
        let text = text!("file-is-read-only-make-it", path = path.display());
        if let Some(form) = self.form_mut().filter(|form| *form.key == *key) {
            form.warning = Some(text);
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        let mut overlays = self.overlays.iter_mut().rev();
        overlays.find_map(|overlay| match overlay {
            Overlay::Form(form) => Some(&mut **form),
            _ => None,
        })
    }

    pub(super) fn read_again(&mut self, key: &str, purpose: Reread) -> Vec<Effect> {
        let Some(document) = self.workspace.document(key) else {
            return Vec::new();
        };
        vec![Effect::Reread {
            key: document.key.clone(),
            root: self.workspace.root.clone(),
            path: document.path.clone(),
            purpose,
        }]
    }

    /// Shows how the selected family's file differs from what is here.
    pub(super) fn show_changes(&mut self) -> Vec<Effect> {
        self.read_selected_again(Reread::Compare)
    }

    fn read_selected_again(&mut self, purpose: Reread) -> Vec<Effect> {
        let selected = self.selected_document();
        match selected.map(|document| document.key.clone()) {
            Some(key) => self.read_again(&key, purpose),
            None => Vec::new(),
        }
    }

    /// Asks who changed the selected family's file.
    pub(super) fn ask_who_changed(&mut self) -> Vec<Effect> {
        let Some(document) = self.selected_document() else {
            return Vec::new();
        };
        vec![Effect::AskChanges {
            root: self.workspace.root.clone(),
            path: document.path.clone(),
        }]
    }

    /// Shows who changed a file, and what.
    pub(super) fn show_who_changed(&mut self, path: &Path, lines: Option<Vec<String>>) {
        let path = path.display();
        let lines = lines.unwrap_or_default();
        if lines.is_empty() {
            self.say(Message::info(text!("file-nobody-knows-who", path)));
            return;
        }
        let spaced = lines.into_iter().enumerate().flat_map(|(n, line)| {
            let gap = (n > 0 && line.starts_with('●')).then(String::new);
            gap.into_iter().chain([line])
        });
        let mut dialog = Dialog::to_read(text!("file-who-changed", path), spaced.collect());
        dialog.is_difference = true;
        self.ask(dialog);
    }

    pub(super) fn reload(&mut self) -> Vec<Effect> {
        self.read_selected_again(Reread::Reload)
    }

    pub(super) fn reload_catalog(&mut self) -> Vec<Effect> {
        if self.progress().is_some() {
            return Vec::new();
        }
        if !self.saving.is_empty() {
            self.say(Message::info(text!("file-files-are-being-saved-reload")));
            return Vec::new();
        }
        if self.unsaved > 0 {
            self.say(Message::error(text!(
                "file-some-families-have-unsaved-changes"
            )));
            return Vec::new();
        }
        self.loading = Loading::Reading(Progress::default());
        vec![Effect::Load(self.root.clone())]
    }

    pub(super) fn reread(
        &mut self,
        key: &Arc<str>,
        purpose: Reread,
        text: Result<String, String>,
    ) -> Vec<Effect> {
        let text = match text {
            Ok(text) => text,
            Err(_) if purpose == Reread::Overwrite => {
                self.workspace.deleted(key);
                self.rebuild_tree();
                return Vec::new();
            }
            Err(why) => {
                self.say(Message::error(text!("file-not-read", why)));
                return Vec::new();
            }
        };
        match purpose {
            Reread::Overwrite => {
                self.workspace.on_disk(key, &text);
                self.rebuild_tree();
            }
            Reread::Reload => {
                let before = self.workspace.document(key).map(Document::revision);
                let is_undoable = self.workspace.reload(key, &text).is_some();
                self.changed(key);
                let after = self.workspace.document(key).map(Document::revision);
                self.say(Message::done(match (is_undoable, before == after) {
                    (true, _) => text!("file-reloaded-the-file-brings-back"),
                    (false, true) => text!("file-the-file-has-nothing-new"),
                    (false, false) => text!("file-reloaded-the-file"),
                }));
            }
            Reread::Merge => {
                let theirs: Arc<str> = Arc::from(text);
                let text = match self.merge(key, &theirs) {
                    Merge::Done(notes) => {
                        self.changed(key);
                        merged_in_words(&notes)
                    }
                    Merge::Conflicts(_) => {
                        self.decide_conflicts();
                        return Vec::new();
                    }
                    Merge::Impossible => {
                        let text = text!("file-not-merged-one-of-the");
                        self.say(Message::error(text));
                        return Vec::new();
                    }
                };
                self.say(Message::done(text));
            }
            Reread::Compare => {
                let Some(document) = self.workspace.document(key) else {
                    return Vec::new();
                };
                let diff = TextDiff::from_lines(text.as_str(), document.text());
                let lines = diff
                    .unified_diff()
                    .context_radius(2)
                    .header(text!("file-the-file-on-disk"), text!("file-what-is-here"))
                    .to_string()
                    .lines()
                    .map(str::to_owned)
                    .collect();
                let mut dialog = Dialog::new(
                    text!("file-the-file-on-disk-and"),
                    lines,
                    vec![
                        Choice::new('k', text!("file-keep-editing"), Answer::Back),
                        Choice::new('r', text!("file-reload"), Answer::Reload(key.clone())),
                    ],
                );
                dialog.is_difference = true;
                self.overlays.push(Overlay::Dialog(dialog));
            }
        }
        Vec::new()
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let files: Vec<SaveFile> = self.unsaved_files().collect();
        let keys: BTreeSet<&str> = files.iter().map(|file| &*file.key).collect();
        // Where a family goes, what its page gave goes without saying.
        let goes_along = |key: &str| is_imported(key) && keys.contains(family_key(key));
        let dirty: Vec<String> = files
            .iter()
            .filter(|file| !goes_along(&file.key))
            .map(|file| {
                let what = match (&file.text, file.expected) {
                    (None, _) => text!("file-to-be-deleted"),
                    (_, None) => text!("file-new"),
                    _ => "",
                };
                format!("• {}{what}", file.path.display())
            })
            .collect();
        if dirty.is_empty() {
            return vec![Effect::Quit];
        }
        let mut lines = vec![text!(
            "file-these-files-have-unsaved-changes",
            many = dirty.len()
        )];
        lines.extend(dirty);
        self.overlays.push(Overlay::Dialog(Dialog::new(
            text!("file-leave"),
            lines,
            vec![
                Choice::new('s', text!("file-save-all-and-leave"), Answer::SaveAndQuit),
                Choice::new('b', text!("file-back"), Answer::Back),
                Choice::new('d', text!("file-leave-without-saving"), Answer::Quit),
            ],
        )));
        Vec::new()
    }
}

/// What was written and taken away, and what there is to know about it.
fn saved_in_words(done: &[(SaveFile, Option<String>)]) -> String {
    let notes: String = done
        .iter()
        .filter_map(|(_, note)| note.as_ref().map(|note| format!(" {note}")))
        .collect();
    let families = || done.iter().filter(|(file, _)| !is_imported(&file.key));
    let told: Vec<&(SaveFile, Option<String>)> = match families().next() {
        Some(_) => families().collect(),
        None => done.iter().collect(),
    };
    let (written, gone): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|(file, _)| file.text.is_some());
    let of = |files: &[&(SaveFile, Option<String>)], what: &str| match files {
        [] => None,
        [(only, _)] => Some(format!("{what} {}", only.path.display())),
        many => Some(text!("file-files", what, many = many.len())),
    };
    let parts: Vec<String> = [
        of(&written, text!("file-saved")),
        of(&gone, text!("file-deleted")),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{}.{notes}", parts.join(". "))
}

/// What to do with a file that somebody else changed while it has unsaved changes here.
pub(super) fn changed_on_disk(title: &str, key: &Arc<str>, path: &str) -> Dialog {
    Dialog::new(
        title,
        vec![
            text!("file-is-not-what-it-was", path),
            text!("file-your-changes-are-still-here").into(),
        ],
        vec![
            Choice::new('k', text!("file-keep-editing"), Answer::Back),
            Choice::new('m', text!("file-merge"), Answer::Merge(key.clone())),
            Choice::new('c', text!("file-compare"), Answer::Compare(key.clone())),
            Choice::new('r', text!("file-reload"), Answer::Reload(key.clone())),
        ],
    )
}
