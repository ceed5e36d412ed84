//! Merging what somebody else made of a file with what is unsaved here, or what changed on a page with what the catalog
//! says, and deciding item by item what contradicts.
//!
//! Nothing is taken over before everything is decided; going back leaves the text here as it was.

use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Effect, Form, Message};
use crate::document::{self, Conflict, Merging};
use crate::model::{Family, Node};
use crate::text::text;

/// A merge that waits for decisions.
#[derive(Debug)]
pub(super) struct Undecided {
    key: Arc<str>,
    with: With,
    merging: Merging,
    /// Which conflict is shown.
    at: usize,
    /// Whether it was asked about; it is not pressed on anybody twice.
    asked: bool,
}

/// What a text is merged with.
#[derive(Debug)]
enum With {
    /// What its file has now.
    File(Arc<str>),
    /// What its page gives now.
    Page(Box<Family>),
}

/// What came of trying to merge.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// It is one text now, and this came in.
    Done(Vec<String>),
    /// Both sides changed the same things.
    Conflicts(usize),
    /// One of the texts cannot be read.
    Impossible,
}

impl App {
    /// Merges what a file has now into the text here. Where both changed the same things, nothing happens yet:
    /// [`Self::decide_conflicts`] asks.
    pub(super) fn merge(&mut self, key: &Arc<str>, theirs: &Arc<str>) -> Merge {
        // What was merged with an older text of theirs is of no use any more.
        self.undecided.retain(|waiting| waiting.key != *key);
        let Some(here) = self.workspace.document(key) else {
            return Merge::Impossible;
        };
        let base = here.base().map_or("", |base| base);
        let Ok(merging) = document::merge_texts(key, base, here.text(), theirs) else {
            return Merge::Impossible;
        };
        match merging.conflicts().len() {
            0 => {
                let (notes, text) = (merging.notes(), merging.text().to_owned());
                self.take_merged(key, theirs, &text);
                Merge::Done(notes)
            }
            many => {
                self.undecided.push(Undecided {
                    key: key.clone(),
                    with: With::File(theirs.clone()),
                    merging,
                    at: 0,
                    asked: false,
                });
                Merge::Conflicts(many)
            }
        }
    }

    fn take_merged(&mut self, key: &Arc<str>, theirs: &Arc<str>, text: &str) {
        self.workspace
            .take_text(key, text!("file-merged-somebody-elses-change"), text);
        self.workspace.on_disk(key, theirs);
    }

    /// Asks about the first conflict of what waits, when nothing else is open.
    pub(super) fn decide_conflicts(&mut self) {
        // An import is made when all of it is decided, so that is asked until somebody says what shall be.
        let waits = |waiting: &Undecided| !waiting.asked || waiting.is_of_page();
        let waits = self.undecided.last().is_some_and(waits);
        if waits && self.overlays.is_empty() {
            self.ask_about_conflict();
        }
    }

    fn ask_about_conflict(&mut self) {
        let Some(waiting) = self.undecided.last_mut() else {
            return;
        };
        waiting.asked = true;
        let key = waiting.key.clone();
        let path = self.path_of(&key);
        if let Some(waiting) = self.undecided.last() {
            let dialog = waiting.question(&path);
            self.ask(dialog);
        }
    }

    /// Takes a decision about the conflict that is shown, and goes on to the next one, or takes the merged text over.
    pub(super) fn decide(&mut self, choice: document::Choice) -> Vec<Effect> {
        let Some(waiting) = self.undecided.last_mut() else {
            return Vec::new();
        };
        if let Err(error) = waiting.merging.resolve(waiting.at, choice) {
            self.say(Message::error(text!("file-not-taken", error)));
            self.ask_about_conflict();
            return Vec::new();
        }
        let count = waiting.merging.conflicts().len();
        let next = (0..count).find(|n| waiting.merging.choice(*n).is_none());
        if let Some(next) = next {
            waiting.at = next;
            self.ask_about_conflict();
            return Vec::new();
        }
        let Some(done) = self.undecided.pop() else {
            return Vec::new();
        };
        let path = self.path_of(&done.key);
        let theirs = match done.with {
            With::File(theirs) => theirs,
            With::Page(page) => {
                self.import_decided(&done.key, &done.merging, &page);
                self.decide_conflicts();
                return Vec::new();
            }
        };
        self.take_merged(&done.key, &theirs, done.merging.text());
        self.changed(&done.key);
        self.say(Message::done(text!(
            "file-merged-decided-saves-takes-it",
            path,
            many = text!("file-conflicts", many = count)
        )));
        self.decide_conflicts();
        Vec::new()
    }

    /// Goes to another conflict of the same file.
    pub(super) fn other_conflict(&mut self) -> Vec<Effect> {
        if let Some(waiting) = self.undecided.last_mut() {
            waiting.at = (waiting.at + 1) % waiting.merging.conflicts().len().max(1);
        }
        self.ask_about_conflict();
        Vec::new()
    }

    /// Leaves the merge: the text here stays as it is, unsaved.
    pub(super) fn leave_conflicts(&mut self) -> Vec<Effect> {
        if let Some(left) = self.undecided.pop() {
            let path = self.path_of(&left.key);
            self.say(Message::info(match left.with {
                With::File(_) => {
                    text!("file-is-not-merged-your-changes", path)
                }
                With::Page(_) => {
                    text!("file-stays-as-it-is-importing", path)
                }
            }));
            self.decide_conflicts();
        }
        Vec::new()
    }

    /// Opens a form to write what shall stand where both sides contradict each other.
    pub(super) fn word_conflict(&mut self) -> Vec<Effect> {
        let Some(waiting) = self.undecided.last() else {
            return Vec::new();
        };
        let Some(conflict) = waiting.merging.conflicts().get(waiting.at) else {
            return Vec::new();
        };
        let text = conflict.ours.as_ref().or(conflict.theirs.as_ref());
        let form = Form::wording(
            conflict.place.clone(),
            waiting.key.clone(),
            text.map_or("", String::as_str),
        );
        self.push_form(form);
        Vec::new()
    }

    /// The same for the conflict at a place of a file, if a merge that waits has it.
    pub(super) fn word_conflict_at(&mut self, key: &str, place: &str) {
        let Some(waiting) = self
            .undecided
            .iter()
            .position(|waiting| *waiting.key == *key)
        else {
            return;
        };
        let conflicts = self.undecided[waiting].merging.conflicts();
        if let Some(at) = conflicts
            .iter()
            .position(|conflict| conflict.place == place)
        {
            let mut waiting = self.undecided.remove(waiting);
            waiting.at = at;
            self.undecided.push(waiting);
            self.word_conflict();
        }
    }

    fn path_of(&self, key: &str) -> String {
        let document = self.workspace.document(key);
        document.map_or_else(
            || key.to_owned(),
            |document| document.path.display().to_string(),
        )
    }
}

impl Undecided {
    /// A merge of a family with what its page gives now.
    pub(super) fn of_page(key: Arc<str>, merging: Merging, page: Box<Family>) -> Self {
        Self {
            key,
            with: With::Page(page),
            merging,
            at: 0,
            asked: false,
        }
    }

    /// Whether it belongs to an import.
    pub(super) fn is_of_page(&self) -> bool {
        matches!(self.with, With::Page(_))
    }

    fn question(&self, path: &str) -> Dialog {
        let conflicts = self.merging.conflicts();
        let Some(conflict) = conflicts.get(self.at) else {
            return Dialog::to_read(text!("file-merge"), Vec::new());
        };
        let (what, sides) = match self.with {
            With::File(_) => (
                text!("file-was-changed-by-somebody-else", path),
                [text!("file-mine"), text!("file-theirs")],
            ),
            With::Page(_) => (
                text!("file-was-changed-here-and-its", path),
                [text!("file-catalog"), text!("file-page")],
            ),
        };
        let mut lines = vec![what, String::new(), conflict.place.clone()];
        for (who, text) in [
            (text!("file-before"), &conflict.base),
            (sides[0], &conflict.ours),
            (sides[1], &conflict.theirs),
        ] {
            lines.push(String::new());
            lines.push(format!("{who}:"));
            match text {
                Some(text) => lines.extend(text.lines().map(|line| format!("  {line}"))),
                None => lines.push(text!("file-nothing").into()),
            }
        }
        let title = text!(
            "file-conflict-of",
            at = self.at + 1,
            conflicts = conflicts.len()
        );
        let labels = match self.with {
            With::File(_) => [text!("file-mine-2"), text!("file-theirs-2")],
            With::Page(_) => [text!("file-catalog-2"), text!("file-page-2")],
        };
        let mut dialog = Dialog::new(title, lines, choices(conflict, labels, conflicts.len()));
        if self.is_of_page() {
            dialog.closing = Answer::LeaveConflicts;
        }
        dialog
    }
}

fn choices(conflict: &Conflict, [mine, theirs]: [&str; 2], count: usize) -> Vec<Choice> {
    let decide = |key, label: &str, choice| Choice::new(key, label, Answer::Decide(choice));
    let mut choices = vec![
        decide(key_of(mine), mine, document::Choice::Ours),
        decide(key_of(theirs), theirs, document::Choice::Theirs),
    ];
    if conflict.takes_both() {
        choices.push(decide('b', text!("file-both"), document::Choice::Both));
    }
    if conflict.base.is_some() {
        choices.push(decide('o', text!("file-as-before"), document::Choice::Base));
    }
    if conflict.takes_text() {
        choices.push(Choice::new(
            'w',
            text!("file-own-words"),
            Answer::WordConflict,
        ));
    }
    if count > 1 {
        choices.push(Choice::new('n', text!("file-next"), Answer::OtherConflict));
    }
    choices.push(Choice::new(
        'l',
        text!("file-leave-it"),
        Answer::LeaveConflicts,
    ));
    choices
}

/// The key of an answer: the letter that it begins with.
fn key_of(label: &str) -> char {
    let first = label.chars().next();
    first.map_or('x', |c| c.to_ascii_lowercase())
}

impl Form {
    /// A form of a text that decides a conflict.
    fn wording(place: String, key: Arc<str>, text: &str) -> Self {
        let field = super::FormField::new("text", text!("file-text"), super::FormKind::Text)
            .text(text)
            .help(text!("file-what-shall-stand-there-enter"))
            .wide();
        Self::new(
            text!("file-own-words-2", place),
            super::Purpose::Conflict(place),
            vec![field],
            key,
            Node::Family,
        )
    }
}

/// What came in by a merge, as the end of a sentence.
pub(super) fn came_in(notes: &[String]) -> String {
    match notes {
        [] => String::new(),
        [only] => format!(" ({only})"),
        [first, rest @ ..] => text!("file-and-more", first, rest = rest.len()),
    }
}

pub(super) fn merged_in_words(notes: &[String]) -> String {
    text!(
        "file-merged-with-what-somebody-else",
        notes = came_in(notes)
    )
}
