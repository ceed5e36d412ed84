//! The query language: what somebody typed, taken apart.
//!
//! White space separates what must all hold; `a | b` joins alternatives, closer than white space does. Without a
//! field, words are looked for in every line of a place; `'exact`, `'word'`, `^start`, `end$`, `^whole line$`,
//! `!not`, `"a phrase"` and `backslash space` mean what they mean in fzf, where they have a meaning there. A field
//! narrows: `grade:>=8`, `dept:sales,legal`, `!status:draft`, `title:^senior`. What must be in no line may be in those
//! that are about other roles: the career ladder, the managers, the hiring process.
//!
//! A text always has a meaning; whatever of it cannot have the one that it seems to have is told in a [`Note`].
//! Pure, and nothing here depends on a catalog except [`completions`], which offers what a catalog uses.

mod complete;
mod edit;
mod explain;
mod field;
mod parse;
mod value;

pub(super) mod needle;
pub(super) mod wanted;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use complete::{Completions, Suggestion, completions};
pub use edit::{toggle, values_in};
pub use explain::{Note, NoteKind};
pub use field::{Having, QueryField, Takes};
pub use value::{GradeTest, Step, Within};

pub(super) use edit::respelled;
pub(super) use explain::{in_words, nearest};
pub(super) use wanted::departments;

use crate::model::Date;

/// More clauses than this are not looked at.
pub const MAX_CLAUSES: usize = 16;
/// More values than this, over all clauses, are not looked at.
pub const MAX_VALUES: usize = 64;
/// Characters of a value beyond this are not looked at.
pub const MAX_VALUE: usize = 200;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What must hold, each.
    pub all: Vec<AnyOf>,
    /// What there is to say about the text, in its order.
    pub notes: Vec<Note>,
}

/// Alternatives, of which one must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnyOf {
    /// In the order in which they are typed; never empty.
    pub clauses: Vec<Clause>,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Where; `None` is any line.
    pub field: Option<QueryField>,
    /// Whether it must not be so.
    pub not: bool,
    /// Holds when one of these does; with `not`, when none of them does. Never empty.
    pub values: Vec<Value>,
    /// Bytes of the query, sign and field included. Of clauses that were joined, those of the first.
    pub span: Range<usize>,
}

/// One value of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it asks for.
    pub test: Test,
    /// Bytes of the query, quotes and operators included.
    pub span: Range<usize>,
}

/// What a value asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Words, in a line.
    Words(Words),
    /// A name that is in use: of a department, a family, a tag.
    Name(String),
    /// A word of the format: a status or a track.
    Choice(&'static str),
    /// A grade.
    Grade(GradeTest),
    /// A day.
    Date(Within<Date>),
    /// Something that is there at all.
    Has(Having),
}

/// Words that a line must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Without signs and quotes; never empty.
    pub text: String,
    /// How they must stand in the line.
    pub kind: Kind,
}

/// How words must stand in a line. All but the first two decide as fzf does on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `words`: as they are, or with letters left out; or what the settings say for them.
    Fuzzy,
    /// `"words"`: one after the other; or what the settings say for them.
    Phrase,
    /// `'words`: anywhere.
    Exact,
    /// `'words'`: not as a part of longer words.
    Whole,
    /// `^words`: at the start of the line, but for white space.
    Prefix,
    /// `words$`: at the end of the line, but for white space.
    Suffix,
    /// `^words$`: nothing but them, and white space around them.
    Equal,
}

impl Words {
    /// Whether upper and lower case are told apart: when there is an upper-case letter ("smart case").
    pub fn is_case_sensitive(&self) -> bool {
        self.text.chars().any(|c| !c.to_lowercase().eq([c]))
    }
}

impl Query {
    /// Takes a text apart.
    pub fn parse(text: &str) -> Self {
        parse::query(text)
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every clause, in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.all.iter().flat_map(|any| &any.clauses)
    }

    /// Whether a field is asked for.
    pub fn asks_for(&self, field: QueryField) -> bool {
        self.clauses().any(|clause| clause.field == Some(field))
    }

    /// Whether something in the query cannot mean what it seems to mean.
    pub fn is_wrong(&self) -> bool {
        self.notes.iter().any(|note| note.kind != NoteKind::Advice)
    }
}

impl Clause {
    /// Whether it asks for a comparison, of which several can hold at once.
    pub(super) fn compares(&self) -> bool {
        self.values.iter().any(|value| {
            matches!(
                value.test,
                Test::Date(_) | Test::Grade(GradeTest::Within(_))
            )
        })
    }

    /// Whether it asks for words in lines, and not for what a place is.
    pub fn is_words(&self) -> bool {
        self.field.is_none_or(|field| field.takes() == Takes::Words)
    }
}
