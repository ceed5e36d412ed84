//! What earlier runs left unsaved: asking what shall become of it, and taking it up again.
//!
//! Nothing of it goes before it is in the files' texts here, put aside as files, or dropped by somebody who said so:
//! the store drops it only when what was restored is in this run's own journal.

use std::path::PathBuf;

use similar::TextDiff;

use super::dialog::{Answer, Choice};
use super::draft::draft_lines;
use super::{App, Dialog, Effect, Loading, Message};
use crate::document::{Document, Journalled, Plan, Step, Unsaved, imported_key, is_imported};
use crate::text::text;

/// What one earlier run left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftBehind {
    /// What the runtime calls it by.
    pub id: u64,
    /// What was unsaved.
    pub journalled: Journalled,
    /// How many entries of it cannot be read.
    pub damaged: usize,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes, after everything that is unsaved here is in this run's journal.
    Discard,
    /// It becomes files that people can open; answered with [`super::Msg::KeptAside`].
    KeepAside,
}

/// What was left, and whether it has been asked about.
#[derive(Debug)]
pub(super) struct Left {
    behind: LeftBehind,
    asked: bool,
}

/// How restoring one document went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Restored {
    /// Its file had not changed since.
    Taken,
    /// Its file had, or it had unsaved changes here: it says now what was left.
    Over,
    /// It says so already.
    Already,
    /// There is no such document, or it is not one to write into.
    Impossible,
}

impl App {
    pub(super) fn left_behind(&mut self, left: Vec<LeftBehind>) {
        self.left.extend(left.into_iter().map(|behind| Left {
            behind,
            asked: false,
        }));
    }

    /// Asks about what was left and not asked about yet, one at a time, when nothing else is open.
    pub(super) fn ask_about_left(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.loading == Loading::Ready
            && self.overlays.is_empty()
            && let Some(at) = self.left.iter().position(|left| !left.asked)
        {
            if self.is_here(&self.left[at].behind) {
                let id = self.left.remove(at).behind.id;
                effects.push(Effect::Leftover {
                    id,
                    fate: Fate::Discard,
                });
                continue;
            }
            self.left[at].asked = true;
            let dialog = self.question(&self.left[at].behind);
            self.ask(dialog);
        }
        effects
    }

    /// Asks again about all that nobody has decided on.
    pub(super) fn ask_again(&mut self) {
        for left in &mut self.left {
            left.asked = false;
        }
    }

    /// Whether all of it is in the texts here already, as when the program was killed right after a save.
    fn is_here(&self, left: &LeftBehind) -> bool {
        left.damaged == 0
            && left.journalled.draft.is_none()
            && families(&left.journalled).all(|unsaved| {
                let document = self.workspace.document(&unsaved.key);
                document.map(Document::text) == unsaved.text.as_ref()
            })
    }

    fn question(&self, left: &LeftBehind) -> Dialog {
        let mut lines = vec![text!("file-the-program-ended-before-this").to_owned()];
        for unsaved in families(&left.journalled) {
            lines.push(String::new());
            lines.extend(self.difference(unsaved));
        }
        if let Some(draft) = &left.journalled.draft {
            lines.push(String::new());
            lines.push(text!("file-a-form-was-open", title = draft.title));
            lines.extend(draft_lines(draft));
        }
        if left.damaged > 0 {
            lines.push(String::new());
            lines.push(text!(
                "file-more-are-damaged-and-cannot",
                many = left.damaged
            ));
        }
        let mut dialog = Dialog::new(
            text!("file-unsaved-changes-from-before"),
            lines,
            vec![
                Choice::new('r', text!("file-restore"), Answer::Restore(left.id)),
                Choice::new(
                    'k',
                    text!("file-keep-aside-as-files"),
                    Answer::Settle(left.id, Fate::KeepAside),
                ),
                Choice::new(
                    'd',
                    text!("file-discard"),
                    Answer::Settle(left.id, Fate::Discard),
                ),
            ],
        );
        dialog.is_difference = true;
        dialog
    }

    /// A heading for one document, and how what was left of it differs from what is here.
    fn difference(&self, unsaved: &Unsaved) -> Vec<String> {
        let path = unsaved.path.display();
        let document = self.workspace.document(&unsaved.key);
        let (Some(text), Some(document)) = (&unsaved.text, document) else {
            return vec![match (&unsaved.text, &unsaved.base) {
                (None, _) => text!("file-was-to-be-deleted", path),
                (Some(_), None) => text!("file-was-new", path),
                (Some(_), Some(_)) => text!("file-is-not-there-any-more", path),
            }];
        };
        let mut lines = vec![if document.text() == text {
            text!("file-says-so-already", path)
        } else if Some(document.text()) == unsaved.base.as_ref() {
            path.to_string()
        } else {
            text!("file-has-changed-since-is-what", path)
        }];
        let diff = TextDiff::from_lines(&**document.text(), &**text);
        let hunks = diff.unified_diff().context_radius(2).to_string();
        lines.extend(hunks.lines().map(str::to_owned));
        lines
    }

    fn take_left(&mut self, id: u64) -> Option<LeftBehind> {
        let at = self.left.iter().position(|left| left.behind.id == id)?;
        Some(self.left.remove(at).behind)
    }

    /// Drops what was left, or has it put aside.
    pub(super) fn settle(&mut self, id: u64, fate: Fate) -> Vec<Effect> {
        if self.take_left(id).is_none() {
            return Vec::new();
        }
        if fate == Fate::Discard {
            self.say(Message::done(text!(
                "file-discarded-the-unsaved-changes-from"
            )));
        }
        vec![Effect::Leftover { id, fate }]
    }

    /// Takes up what was left: documents as unsaved changes, the form as an open form.
    pub(super) fn restore(&mut self, id: u64) -> Vec<Effect> {
        let Some(left) = self.take_left(id) else {
            return Vec::new();
        };
        let mut is_whole = left.damaged == 0;
        let (mut count, mut over) = (0_usize, Vec::new());
        for unsaved in families(&left.journalled) {
            let imported = imported_with(&left.journalled, unsaved);
            match self.restore_document(unsaved, imported) {
                Restored::Taken => count += 1,
                Restored::Over => {
                    count += 1;
                    over.push(unsaved.path.display().to_string());
                }
                Restored::Already => {}
                Restored::Impossible => is_whole = false,
            }
        }
        if let Some(draft) = &left.journalled.draft {
            is_whole &= self.restore_draft(draft);
        }
        self.say(restored(count, &over, is_whole));
        let fate = if is_whole {
            Fate::Discard
        } else {
            Fate::KeepAside
        };
        vec![Effect::Leftover { id, fate }]
    }

    /// Takes up what was left of one document, as one change that undo takes back: its text, that it is new, or that
    /// it goes.
    ///
    /// What its file has now is not looked at beyond telling: the text that was left takes its place. Only a file
    /// that is to go and has changed since stays.
    ///
    /// `imported` is what its page gave, when that was unsaved with it.
    fn restore_document(&mut self, unsaved: &Unsaved, imported: Option<&Unsaved>) -> Restored {
        let document = self.workspace.document(&unsaved.key);
        let here = document.map(Document::text).cloned();
        if here == unsaved.text {
            return Restored::Already;
        }
        let is_as_it_was = here == unsaved.base;
        let step = match (&here, &unsaved.text) {
            (Some(_), Some(text)) => Step::Text(text.to_string()),
            (None, Some(text)) => Step::Create(text.to_string()),
            (Some(_), None) if is_as_it_was => Step::Delete,
            _ => return Restored::Impossible,
        };
        let mut plan = Plan {
            label: match step {
                Step::Delete => text!("file-deleted-again", key = unsaved.key),
                Step::Text(_) => text!("file-restored-unsaved-changes").to_owned(),
                _ => text!("file-restored", key = unsaved.key),
            },
            landing: None,
            steps: vec![(unsaved.key.clone(), step)],
        };
        if let Some(imported) = imported {
            if let Some(base) = &imported.base {
                self.workspace.take_in_imported(&unsaved.key, base);
            }
            let text = imported.text.as_ref().map(ToString::to_string);
            plan.steps.push((unsaved.key.clone(), Step::Imported(text)));
        }
        if self.carry_out(&plan).is_err() {
            return Restored::Impossible;
        }
        if is_as_it_was {
            Restored::Taken
        } else {
            Restored::Over
        }
    }

    /// What was left has been put aside, or has not.
    pub(super) fn kept_aside(&mut self, result: Result<PathBuf, String>) {
        let message = match result {
            Ok(path) => {
                // What could be restored is told already, and is not less true.
                let before = self.message.take().map(|message| message.text + " ");
                let text = text!(
                    "file-kept-aside-in",
                    before = before.unwrap_or_default(),
                    path = path.display()
                );
                Message::info(text)
            }
            Err(why) => Message::error(text!("file-not-kept-aside-and-still", why)),
        };
        self.say(message);
    }

    /// Other programs have the same catalog open.
    pub(super) fn others(&mut self, pids: &[u32]) {
        let Some(first) = pids.first() else {
            return;
        };
        let more = match pids.len() - 1 {
            0 => String::new(),
            more => text!("file-and-more-2", more),
        };
        self.say(Message::info(text!(
            "file-this-catalog-is-open-in",
            first,
            more
        )));
    }
}

/// What was left of families and settings. What a page gave goes with its family; by itself it comes again when the
/// page is imported again.
fn families(journalled: &Journalled) -> impl Iterator<Item = &Unsaved> {
    let documents = journalled.documents.iter();
    documents.filter(|unsaved| !is_imported(&unsaved.key))
}

/// What the page of a family gave, when that was unsaved with it.
fn imported_with<'j>(journalled: &'j Journalled, family: &Unsaved) -> Option<&'j Unsaved> {
    let key = imported_key(&family.key);
    let mut documents = journalled.documents.iter();
    documents.find(|unsaved| unsaved.key == key)
}

fn restored(count: usize, over: &[String], is_whole: bool) -> Message {
    match (count, over) {
        (0, _) if is_whole => Message::done(text!("file-everything-is-here-again")),
        (0, _) => Message::info(text!("file-not-all-of-it-has")),
        (1, []) => Message::done(text!("file-restored-1-file-saves-it")),
        (many, []) => Message::done(text!("file-restored-files-saves-them-takes", many)),
        (_, [only]) => Message::info(text!("file-restored-over-what-it-says", only)),
        (_, several) => Message::info(text!(
            "file-restored-over-what-these-files",
            several = several.join(", ")
        )),
    }
}
