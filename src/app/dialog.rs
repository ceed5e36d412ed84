//! A question with answers, or a text to read.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::external::edit_again;
use super::{App, Edited, Effect, Fate, Outside, Overlay, Reread};
use crate::config::{Action, Key};
use crate::format::wrap::wrap;
use crate::model::{ElementKind, Node};
use crate::text::text;

/// What an answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Goes back.
    Back,
    /// Saves everything, then leaves.
    SaveAndQuit,
    /// Leaves what is unsaved behind.
    Quit,
    /// Closes the form below without keeping what it says.
    DropForm,
    /// Keeps what the form below says.
    KeepForm,
    /// Takes the file's text for the one here.
    Reload(Arc<str>),
    /// Shows how they differ.
    Compare(Arc<str>),
    /// Puts what both sides changed together.
    Merge(Arc<str>),
    /// Decides the conflict that is shown.
    Decide(crate::document::Choice),
    /// Opens a form for what shall stand instead.
    WordConflict,
    /// Shows the next conflict.
    OtherConflict,
    /// Leaves the merge.
    LeaveConflicts,
    /// Opens the form of a change of structure.
    Structure(super::Structure),
    /// Makes a plan.
    Make(Box<crate::document::Plan>),
    /// Opens the form of a new element.
    AddElement {
        /// In which part.
        node: Node,
        /// Of which kind.
        kind: ElementKind,
        /// The place it will have.
        at: usize,
    },
    /// Gives items this wording.
    Reword(Vec<(crate::model::Use, String)>, String),
    /// Moves the chosen items to another list.
    ToList(crate::model::ListKind),
    /// Takes up what an earlier run left.
    Restore(u64),
    /// Is done with what an earlier run left.
    Settle(u64, Fate),
    /// Puts the lines in as items of their own.
    PasteItems(Vec<String>),
    /// Puts the text in as it is.
    PasteText(String),
    /// Makes it the text of the field that has the focus.
    ReplaceText(String),
    /// Opens the editor again on what came back from it.
    EditAgain(Outside, Edited),
    /// Takes what came back from the editor, whatever it says.
    TakeEdited(Outside, Edited),
    /// Lets go of what came back from the editor.
    DropEdited(PathBuf),
    /// Writes what no clipboard took into a file.
    WriteCopy(Box<super::Copying>),
    /// Takes the import that is shown; what both sides changed is decided like this, or asked about.
    Import(Option<crate::document::Choice>),
    /// Lets go of the import that is under way.
    StopImport,
    /// Asks for another catalog.
    Open(super::Opening),
    /// Asks for the name of a file for what is exported in the form of this number; it could be called so.
    NameExport(usize, String),
    /// Writes a file over what is there.
    WriteOver(Box<super::Writing>),
    /// Copies a text out of the program.
    CopyOut(Box<super::Copying>),
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key that gives it.
    pub key: char,
    /// In words.
    pub label: String,
    /// What it does.
    pub answer: Answer,
}

impl Choice {
    pub(super) fn new(key: char, label: impl Into<String>, answer: Answer) -> Self {
        Self {
            key,
            label: label.into(),
            answer,
        }
    }
}

/// Spaces of an indent; what begins with more is drawn with them.
const MOST_INDENT: usize = 8;

/// The question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    /// In a few words.
    pub title: String,
    /// The text, line by line.
    pub lines: Vec<String>,
    /// The answers; the first is the safe one.
    pub choices: Vec<Choice>,
    /// Which answer is marked.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// Whether lines that begin with + and - are the two sides of a difference.
    pub is_difference: bool,
    /// What closing it without an answer means.
    pub(super) closing: Answer,
    height: usize,
    row_count: usize,
}

impl Dialog {
    pub(super) fn new(title: impl Into<String>, lines: Vec<String>, choices: Vec<Choice>) -> Self {
        Self {
            title: title.into(),
            lines,
            choices,
            cursor: 0,
            offset: 0,
            is_difference: false,
            closing: Answer::Back,
            height: 1,
            row_count: 0,
        }
    }

    /// A text to read, and to copy from.
    pub(super) fn to_read(title: impl Into<String>, lines: Vec<String>) -> Self {
        Self::new(
            title,
            lines,
            vec![Choice::new('b', text!("browse-back"), Answer::Back)],
        )
    }

    /// The rows of the text at a width: which line, and which part of it. An empty line is a row too.
    pub fn rows(&self, width: usize) -> Vec<(usize, Range<usize>)> {
        let mut rows = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let before = rows.len();
            let indent = indent(line);
            let columns = width.saturating_sub(indent).max(1);
            let shifted = |range: Range<usize>| (at, range.start + indent..range.end + indent);
            rows.extend(wrap(&line[indent..], columns).into_iter().map(shifted));
            if rows.len() == before {
                rows.push((at, 0..0));
            }
        }
        rows
    }

    pub(super) fn keep_in_view(&mut self, width: u16, height: u16) {
        self.height = usize::from(height).max(1);
        self.row_count = self.rows(usize::from(width).max(1)).len();
        self.scroll(0);
    }

    pub(super) fn scroll(&mut self, by: isize) {
        let last = self.row_count.saturating_sub(self.height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
    }
}

/// Spaces that a line begins with. Where it is wrapped, all of its rows do.
pub fn indent(line: &str) -> usize {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    spaces.min(MOST_INDENT)
}

impl App {
    /// Opens a question over everything else.
    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.overlays.push(Overlay::Dialog(dialog));
        self.measure();
    }

    /// Gives one of the answers of the question that is uppermost.
    pub(super) fn choose_answer(&mut self, at: usize) -> Vec<Effect> {
        let Some(Overlay::Dialog(dialog)) = self.overlays.last() else {
            return Vec::new();
        };
        let answer = dialog.choices.get(at).map(|choice| choice.answer.clone());
        self.overlays.pop();
        self.answer(answer.unwrap_or(Answer::Back))
    }

    pub(super) fn dialog_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let Some(Overlay::Dialog(dialog)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let count = dialog.choices.len().max(1);
        let page = isize::try_from(dialog.height).unwrap_or(1);
        if let Some(c) = key.typed()
            && let Some(choice) = dialog.choices.iter().find(|choice| choice.key == c)
        {
            let answer = choice.answer.clone();
            self.overlays.pop();
            return self.answer(answer);
        }
        match action {
            Some(Action::DialogPrevious) => dialog.cursor = (dialog.cursor + count - 1) % count,
            Some(Action::DialogNext) => dialog.cursor = (dialog.cursor + 1) % count,
            Some(Action::DialogUp) => {
                dialog.scroll(if key.code == crate::config::KeyCode::PageUp {
                    -page
                } else {
                    -1
                });
            }
            Some(Action::DialogDown) => {
                dialog.scroll(if key.code == crate::config::KeyCode::PageDown {
                    page
                } else {
                    1
                });
            }
            Some(Action::DialogClose) => {
                let closing = dialog.closing.clone();
                self.overlays.pop();
                return self.answer(closing);
            }
            Some(Action::DialogAccept) => {
                let at = dialog.cursor;
                return self.choose_answer(at);
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        match answer {
            Answer::Back => Vec::new(),
            Answer::Quit => vec![Effect::Quit],
            Answer::SaveAndQuit => self.save_and_quit(),
            Answer::DropForm => {
                self.overlays.pop();
                Vec::new()
            }
            Answer::KeepForm => self.accept_form(),
            Answer::Reload(key) => self.read_again(&key, Reread::Reload),
            Answer::Compare(key) => self.read_again(&key, Reread::Compare),
            Answer::Restore(id) => self.restore(id),
            Answer::Settle(id, fate) => self.settle(id, fate),
            Answer::PasteItems(lines) => self.paste_items(lines),
            Answer::EditAgain(what, edited) => edit_again(what, &edited),
            Answer::TakeEdited(what, edited) => self.take_over_edited(&what, edited),
            Answer::DropEdited(file) => vec![Effect::DropEdited(file)],
            Answer::NameExport(at, file) => {
                self.name_export(at, &file);
                Vec::new()
            }
            Answer::WriteOver(writing) => vec![Effect::Write(*writing)],
            Answer::Import(prefer) => self.accept_import(prefer.as_ref()),
            Answer::StopImport => self.stop_import(),
            Answer::Open(opening) => self.open_opening(opening),
            Answer::CopyOut(copying) => vec![Effect::Copy(*copying)],
            Answer::WriteCopy(copying) => vec![Effect::WriteCopy(*copying)],
            Answer::ReplaceText(text) => {
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    form.set_text(&text);
                }
                self.measure();
                Vec::new()
            }
            Answer::Merge(key) => self.read_again(&key, Reread::Merge),
            Answer::Decide(choice) => self.decide(choice),
            Answer::WordConflict => self.word_conflict(),
            Answer::OtherConflict => self.other_conflict(),
            Answer::LeaveConflicts => self.leave_conflicts(),
            Answer::Structure(what) => self.open_structure(what),
            Answer::Make(plan) => self.make_asked(&plan),
            Answer::AddElement { node, kind, at } => {
                self.open_new_element(node, kind, at);
                Vec::new()
            }
            Answer::Reword(items, text) => self.reword_items(items, text),
            Answer::ToList(list) => self.relist_items(list),
            Answer::PasteText(text) => {
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    form.type_in(&text);
                }
                Vec::new()
            }
        }
    }
}
