//! What can be wrong with a file as it is read, and where.

use std::fmt;
use std::ops::Range;

use crate::text::{Said, said, text};

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

impl Severity {
    /// All of them, the worst last.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// What it is called before a finding.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => text!("problem-error"),
            Self::Warning => text!("problem-warning"),
            Self::Note => text!("problem-note"),
        }
    }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not TOML.
    Syntax(String),
    /// A key that the format does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// The known key that is spelled most like it.
        meant: Option<&'static str>,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: Said,
        /// What it has.
        found: &'static str,
    },
    /// A word that is not one of those allowed.
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As written.
        value: String,
        /// What may stand there.
        allowed: &'static [&'static str],
    },
    /// A family without title.
    NoTitle,
    /// A role or variation without id.
    NoId(&'static str),
    /// The same id twice.
    DuplicateId(String),
    /// Characters in an id that an address cannot carry.
    BadId(String),
    /// A file name that makes a poor address.
    FileName,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Larger than is read.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The system does not let us.
    Unreadable(String),
    /// A link that leads out of the catalog.
    Outside,
    /// A link that leads back to a folder that is being read.
    Loop,
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for ProblemKind {}

impl ProblemKind {
    /// What is wrong.
    pub fn said(&self) -> Said {
        match self {
            Self::Syntax(what) => said!("reading-this-is-not-valid-toml", what),
            Self::UnknownKey { key, meant: None } => said!("reading-unknown-key", key),
            Self::UnknownKey {
                key,
                meant: Some(meant),
            } => said!("reading-unknown-key-did-you-mean", key, meant),
            Self::WrongType {
                key,
                expected,
                found,
            } => said!(
                "reading-takes-and-here-is",
                key,
                expected = expected.clone(),
                found
            ),
            Self::UnknownWord {
                key,
                value,
                allowed,
            } => said!(
                "reading-is-not-a-it-is",
                value,
                key,
                allowed = allowed.join(", ")
            ),
            Self::NoTitle => said!("reading-the-family-has-no-title"),
            Self::NoId(what) => said!("reading-this-has-no-id-so", what),
            Self::DuplicateId(what) => said!("reading-the-id-is-used-twice", what),
            Self::BadId(what) => said!("reading-the-id-cannot-be-part", what),
            Self::FileName => said!("reading-the-file-name-makes-an"),
            Self::NotUtf8 => said!("reading-the-file-is-not-utf"),
            Self::TooLarge { limit } => {
                said!(
                    "reading-the-file-is-larger-than",
                    limit = limit / (1024 * 1024)
                )
            }
            Self::Unreadable(what) => said!("reading-it-cannot-be-read", what),
            Self::Outside => said!("reading-it-is-a-link-that"),
            Self::Loop => said!("reading-it-is-a-link-to"),
        }
    }

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
    pub fn advice(&self) -> Said {
        match self {
            Self::Syntax(_) => said!("reading-mend-this-line-in-a"),
            Self::UnknownKey {
                meant: Some(meant), ..
            } => {
                said!("reading-rename-it-to-or-leave", meant)
            }
            Self::UnknownKey { meant: None, .. } => {
                said!("reading-check-the-spelling-or-leave")
            }
            Self::WrongType { expected, .. } => {
                said!("reading-write-here", expected = expected.clone())
            }
            Self::UnknownWord { allowed, .. } => {
                said!("reading-write-one-of", allowed = allowed.join(", "))
            }
            Self::NoTitle => said!("reading-add-a-line-title"),
            Self::NoId(_) => said!("reading-add-a-line-id-short"),
            Self::DuplicateId(_) => said!("reading-give-one-of-the-two"),
            Self::BadId(_) => said!("reading-use-letters-digits-hyphens-underscores"),
            Self::FileName => said!("reading-name-it-with-lower-case"),
            Self::NotUtf8 => said!("reading-save-it-as-utf-8"),
            Self::TooLarge { .. } => said!("reading-split-the-family-into-several"),
            Self::Unreadable(_) => said!("reading-check-its-permissions-then-reload"),
            Self::Outside => said!("reading-put-the-file-itself-into"),
            Self::Loop => said!("reading-take-the-link-away-each"),
        }
    }
}
