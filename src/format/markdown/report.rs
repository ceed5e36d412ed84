//! What a reader of a page tells about it, line by line.

use crate::text::{Said, text};

/// What became of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the page.
    pub notes: Vec<Note>,
}

/// What became of one place of a page. The words come from the page; whoever prints them makes them harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line of the page, from 1.
    pub line: usize,
    /// Of which kind it is.
    pub kind: NoteKind,
    /// What is told.
    pub text: Said,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// It became a part or a field of the family.
    Became,
    /// It is kept as it is written.
    Kept,
    /// A person should look at it.
    Look,
}

impl NoteKind {
    /// The word for it. The words are a contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Became => "became",
            Self::Kept => "kept",
            Self::Look => "look",
        }
    }

    /// The word for it where people read it.
    pub fn shown(self) -> &'static str {
        match self {
            Self::Became => text!("import-became"),
            Self::Kept => text!("import-kept"),
            Self::Look => text!("import-look"),
        }
    }
}

impl Report {
    pub(super) fn note(&mut self, line: usize, kind: NoteKind, text: Said) {
        self.notes.push(Note { line, kind, text });
    }

    /// The notes of one kind.
    pub fn of(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.kind == kind)
    }

    pub(super) fn sort(&mut self) {
        self.notes.sort_by_key(|note| note.line);
    }
}
