//! What can be wrong with a file as it is read, and where.

use crate::text::text;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something to know; nothing need be done.
    Note,
    /// Worth a look.
    Warning,
    /// Something that was written is not in effect.
    Error,
}

/// A finding in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The bytes of the text it is about, where there are such.
    pub span: Option<Range<usize>>,
    /// Line and column, both from 1, the column in characters; where there is a span.
    pub at: Option<(usize, usize)>,
    /// The line itself, without its end.
    pub line: Option<String>,
}

impl Problem {
    /// A finding about a piece of `text`.
    pub fn at(text: &str, span: Range<usize>, kind: ProblemKind) -> Self {
        let (at, line) = Self::place(text, span.clone());
        Self {
            kind,
            span: Some(span),
            at: Some(at),
            line: Some(line),
        }
    }

    /// Line and column (both from 1, the column in characters) of the start of a span, and that line.
    pub fn place(text: &str, span: Range<usize>) -> ((usize, usize), String) {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        // A byte order mark is nothing that an editor shows or counts.
        let mark = super::read::mark_len(text);
        let start = start.max(mark);
        let line_start = text[..start].rfind('\n').map_or(mark, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        // The parser may stumble over the line end itself, of which the carriage return is a part.
        let start = start.min(line_start + line.len());
        let number = text[..line_start].bytes().filter(|b| *b == b'\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        // A line of megabytes helps nobody and would be copied for every finding in it.
        ((number, column), line.chars().take(400).collect())
    }

    /// A finding about a whole file.
    pub fn whole(kind: ProblemKind) -> Self {
        Self {
            kind,
            span: None,
            at: None,
            line: None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self.kind {
            ProblemKind::UnknownKey { .. } | ProblemKind::FileName => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether the file could not be read as a family at all.
    pub fn breaks_file(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::Syntax(_)
                | ProblemKind::NotUtf8
                | ProblemKind::TooLarge { .. }
                | ProblemKind::Unreadable(_)
                | ProblemKind::Outside
                | ProblemKind::Loop
        )
    }
}

/// The kinds of findings. `Display` says what is wrong; [`ProblemKind::advice`] what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// Not TOML.
    #[error("{}", text!("reading-this-is-not-valid-toml", what = .0))]
    Syntax(String),
    /// A key that the format does not have.
    #[error("{}", text!("reading-unknown-key", key, m = .meant.map(|m| text!("reading-did-you-mean", m)).unwrap_or_default()))]
    UnknownKey {
        /// As written.
        key: String,
        /// The known key that is spelled most like it.
        meant: Option<&'static str>,
    },
    /// A value of another type than the key takes.
    #[error("{}", text!("reading-takes-and-here-is", key, expected, found))]
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
        /// What it has.
        found: &'static str,
    },
    /// A word that is not one of those allowed.
    #[error("{}", text!("reading-is-not-a-it-is", value, key, allowed = .allowed.join(", ")))]
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As written.
        value: String,
        /// What may stand there.
        allowed: &'static [&'static str],
    },
    /// A family without title.
    #[error("{}", text!("reading-the-family-has-no-title"))]
    NoTitle,
    /// A role or variation without id.
    #[error("{}", text!("reading-this-has-no-id-so", what = .0))]
    NoId(&'static str),
    /// The same id twice.
    #[error("{}", text!("reading-the-id-is-used-twice", what = .0))]
    DuplicateId(String),
    /// Characters in an id that an address cannot carry.
    #[error("{}", text!("reading-the-id-cannot-be-part", what = .0))]
    BadId(String),
    /// A file name that makes a poor address.
    #[error("{}", text!("reading-the-file-name-makes-an"))]
    FileName,
    /// Bytes that are not UTF-8.
    #[error("{}", text!("reading-the-file-is-not-utf"))]
    NotUtf8,
    /// Larger than is read.
    #[error("{}", text!("reading-the-file-is-larger-than", limit = .limit / (1024 * 1024)))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The system does not let us.
    #[error("{}", text!("reading-it-cannot-be-read", what = .0))]
    Unreadable(String),
    /// A link that leads out of the catalog.
    #[error("{}", text!("reading-it-is-a-link-that"))]
    Outside,
    /// A link that leads back to a folder that is being read.
    #[error("{}", text!("reading-it-is-a-link-to"))]
    Loop,
}

impl ProblemKind {
    /// The rule's id, for lists and filters.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::UnknownKey { .. } => "unknown-key",
            Self::WrongType { .. } => "wrong-type",
            Self::UnknownWord { .. } => "unknown-word",
            Self::NoTitle => "no-title",
            Self::NoId(_) => "no-id",
            Self::DuplicateId(_) => "duplicate-id",
            Self::BadId(_) => "bad-id",
            Self::FileName => "file-name",
            Self::NotUtf8 => "not-utf8",
            Self::TooLarge { .. } => "too-large",
            Self::Unreadable(_) => "unreadable",
            Self::Outside => "outside",
            Self::Loop => "loop",
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::Syntax(_) => text!("reading-mend-this-line-in-a").into(),
            Self::UnknownKey {
                meant: Some(meant), ..
            } => {
                text!("reading-rename-it-to-or-leave", meant)
            }
            Self::UnknownKey { meant: None, .. } => {
                text!("reading-check-the-spelling-or-leave").into()
            }
            Self::WrongType { expected, .. } => text!("reading-write-here", expected),
            Self::UnknownWord { allowed, .. } => {
                text!("reading-write-one-of", allowed = allowed.join(", "))
            }
            Self::NoTitle => text!("reading-add-a-line-title").into(),
            Self::NoId(_) => text!("reading-add-a-line-id-short").into(),
            Self::DuplicateId(_) => text!("reading-give-one-of-the-two").into(),
            Self::BadId(_) => text!("reading-use-letters-digits-hyphens-underscores").into(),
            Self::FileName => text!("reading-name-it-with-lower-case").into(),
            Self::NotUtf8 => text!("reading-save-it-as-utf-8").into(),
            Self::TooLarge { .. } => text!("reading-split-the-family-into-several").into(),
            Self::Unreadable(_) => text!("reading-check-its-permissions-then-reload").into(),
            Self::Outside => text!("reading-put-the-file-itself-into").into(),
            Self::Loop => text!("reading-take-the-link-away-each").into(),
        }
    }
}
