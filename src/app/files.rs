//! Saving, reloading, leaving: what happens between the workspace and the disk, as effects and their answers.

use std::sync::Arc;

use similar::TextDiff;

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Effect, Loading, Message, Mood, Overlay, Reread, SaveFailure};
use crate::document::{Document, Revision};

impl App {
    /// The document of what is selected, broken ones too.
    pub fn selected_document(&self) -> Option<&Document> {
        self.place()
            .and_then(|place| self.workspace.document(&place.key))
    }

    fn save_effect(&self, document: &Document) -> Effect {
        Effect::Save {
            key: document.key.clone(),
            root: self.workspace.root.clone(),
            path: document.path.clone(),
            text: document.text().clone(),
            revision: document.revision(),
            expected: document.base().map(|_| document.disk()),
        }
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        let key = self
            .selected_document()
            .map(|document| document.key.clone());
        self.save_files(key)
    }

    pub(super) fn save_all(&mut self) -> Vec<Effect> {
        let keys: Vec<Arc<str>> = self.workspace.dirty().map(|d| d.key.clone()).collect();
        self.save_files(keys)
    }

    fn save_files(&mut self, keys: impl IntoIterator<Item = Arc<str>>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in keys {
            if self.saving.contains(&key) {
                self.save_next.insert(key);
            } else if let Some(document) = self.workspace.document(&key) {
                effects.push(self.save_effect(document));
                self.saving.insert(key);
            }
        }
        effects
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
        key: &Arc<str>,
        revision: Revision,
        text: Arc<str>,
        note: Option<String>,
    ) -> Vec<Effect> {
        self.saving.remove(key);
        self.workspace.saved(key, revision, text);
        self.rebuild_tree();
        let path = self.workspace.document(key).map_or_else(
            || key.to_string(),
            |document| document.path.display().to_string(),
        );
        let note = note.map(|note| format!(" {note}")).unwrap_or_default();
        // Of several files, the one that was not saved is what the user has to know.
        if !matches!(&self.message, Some(message) if message.mood == Mood::Error) {
            self.say(Message::done(format!("Saved {path}.{note}")));
        }
        let document = self.workspace.document(key);
        if self.save_next.remove(key) && document.is_some_and(Document::is_dirty) {
            return self.save_files([key.clone()]);
        }
        if self.quit_after_saving && self.saving.is_empty() {
            self.quit_after_saving = false;
            // Who has opened something while the files were written stays; what was changed is asked about.
            if self.overlays.is_empty() {
                return self.quit();
            }
        }
        Vec::new()
    }

    pub(super) fn not_saved(&mut self, key: &Arc<str>, why: &SaveFailure) -> Vec<Effect> {
        self.saving.remove(key);
        self.save_next.remove(key);
        self.quit_after_saving = false;
        let path = self.workspace.document(key).map_or_else(
            || key.to_string(),
            |document| document.path.display().to_string(),
        );
        let text = match why {
            SaveFailure::ChangedOnDisk => "the file was changed by somebody else",
            SaveFailure::Other(text) => text,
        };
        self.say(Message::error(format!("Not saved: {path}: {text}")));
        if *why == SaveFailure::ChangedOnDisk {
            let dialog = changed_on_disk("Not saved: the file has changed", key, &path);
            self.overlays.push(Overlay::Dialog(dialog));
        }
        Vec::new()
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

    pub(super) fn reload(&mut self) -> Vec<Effect> {
        match self
            .selected_document()
            .map(|document| document.key.clone())
        {
            Some(key) => self.read_again(&key, Reread::Reload),
            None => Vec::new(),
        }
    }

    pub(super) fn reload_catalog(&mut self) -> Vec<Effect> {
        if self.loading == Loading::Reading {
            return Vec::new();
        }
        if !self.saving.is_empty() {
            self.say(Message::info(
                "Files are being saved; reload the catalog when that is done.",
            ));
            return Vec::new();
        }
        if self.unsaved > 0 {
            self.say(Message::error(
                "Some families have unsaved changes: save them with S, or undo them, before reloading all.",
            ));
            return Vec::new();
        }
        self.loading = Loading::Reading;
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
            Err(why) => {
                self.say(Message::error(format!("Not read: {why}")));
                return Vec::new();
            }
        };
        match purpose {
            Reread::Reload => {
                let before = self.workspace.document(key).map(Document::revision);
                let is_undoable = self.workspace.reload(key, &text).is_some();
                self.changed(key);
                let after = self.workspace.document(key).map(Document::revision);
                self.say(Message::done(match (is_undoable, before == after) {
                    (true, _) => "Reloaded the file; u brings back what was here.",
                    (false, true) => "The file has nothing new.",
                    (false, false) => "Reloaded the file.",
                }));
            }
            Reread::Compare => {
                let Some(document) = self.workspace.document(key) else {
                    return Vec::new();
                };
                let diff = TextDiff::from_lines(text.as_str(), document.text());
                let lines = diff
                    .unified_diff()
                    .context_radius(2)
                    .header("the file on disk", "what is here")
                    .to_string()
                    .lines()
                    .map(str::to_owned)
                    .collect();
                let mut dialog = Dialog::new(
                    "The file on disk (-) and what is here (+)",
                    lines,
                    vec![
                        Choice::new('k', "Keep editing", Answer::Back),
                        Choice::new('r', "Reload", Answer::Reload(key.clone())),
                    ],
                );
                dialog.is_difference = true;
                self.overlays.push(Overlay::Dialog(dialog));
            }
        }
        Vec::new()
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let dirty: Vec<String> = self
            .workspace
            .dirty()
            .map(|document| format!("• {}", document.path.display()))
            .collect();
        if dirty.is_empty() {
            return vec![Effect::Quit];
        }
        let mut lines = vec![match dirty.len() {
            1 => "This file has unsaved changes:".to_owned(),
            many => format!("These {many} files have unsaved changes:"),
        }];
        lines.extend(dirty);
        self.overlays.push(Overlay::Dialog(Dialog::new(
            "Leave?",
            lines,
            vec![
                Choice::new('s', "Save all and leave", Answer::SaveAndQuit),
                Choice::new('b', "Back", Answer::Back),
                Choice::new('d', "Leave without saving", Answer::Quit),
            ],
        )));
        Vec::new()
    }
}

/// What to do with a file that somebody else changed while it has unsaved changes here.
pub(super) fn changed_on_disk(title: &str, key: &Arc<str>, path: &str) -> Dialog {
    Dialog::new(
        title,
        vec![
            format!("{path} is not what it was when it was read: somebody changed it."),
            "Your changes are still here, and unsaved. Reloading takes over the file; undo brings your text back.".into(),
        ],
        vec![
            Choice::new('k', "Keep editing", Answer::Back),
            Choice::new('c', "Compare", Answer::Compare(key.clone())),
            Choice::new('r', "Reload", Answer::Reload(key.clone())),
        ],
    )
}
