//! What can be wrong with a file as it is read, and where.

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
    #[error("this is not valid TOML: {0}")]
    Syntax(String),
    /// A key that the format does not have.
    #[error("unknown key \"{key}\"{}", .meant.map(|m| format!(": did you mean \"{m}\"?")).unwrap_or_default())]
    UnknownKey {
        /// As written.
        key: String,
        /// The known key that is spelled most like it.
        meant: Option<&'static str>,
    },
    /// A value of another type than the key takes.
    #[error("\"{key}\" takes {expected}, and here is {found}")]
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
        /// What it has.
        found: &'static str,
    },
    /// A word that is not one of those allowed.
    #[error("\"{value}\" is not a {key}: it is one of {}", .allowed.join(", "))]
    UnknownWord {
        /// The key.
        key: &'static str,
        /// As written.
        value: String,
        /// What may stand there.
        allowed: &'static [&'static str],
    },
    /// A family without title.
    #[error("the family has no title")]
    NoTitle,
    /// A role or variation without id.
    #[error("this {0} has no id, so nothing can point at it")]
    NoId(&'static str),
    /// The same id twice.
    #[error("the id \"{0}\" is used twice in this family")]
    DuplicateId(String),
    /// Characters in an id that an address cannot carry.
    #[error("the id \"{0}\" cannot be part of an address")]
    BadId(String),
    /// A file name that makes a poor address.
    #[error("the file name makes an address that is hard to type")]
    FileName,
    /// Bytes that are not UTF-8.
    #[error("the file is not UTF-8 text")]
    NotUtf8,
    /// Larger than is read.
    #[error("the file is larger than {} MiB", .limit / (1024 * 1024))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The system does not let us.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// A link that leads out of the catalog.
    #[error("it is a link that leads out of the catalog")]
    Outside,
    /// A link that leads back to a folder that is being read.
    #[error("it is a link to a folder that is already part of the catalog")]
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
            Self::Syntax(_) => {
                "Mend this line in a text editor; the rest of the catalog works meanwhile.".into()
            }
            Self::UnknownKey {
                meant: Some(meant), ..
            } => {
                format!("Rename it to \"{meant}\", or leave it: it is kept as it is.")
            }
            Self::UnknownKey { meant: None, .. } => {
                "Check the spelling, or leave it: it is kept as it is, and not shown.".into()
            }
            Self::WrongType { expected, .. } => format!("Write {expected} here."),
            Self::UnknownWord { allowed, .. } => format!("Write one of {}.", allowed.join(", ")),
            Self::NoTitle => "Add a line: title = \"…\"".into(),
            Self::NoId(_) => "Add a line: id = \"short-name\"".into(),
            Self::DuplicateId(_) => "Give one of the two another id.".into(),
            Self::BadId(_) => {
                "Use letters, digits, hyphens, underscores and dots; no spaces, /, # or +.".into()
            }
            Self::FileName => {
                "Name it with lower-case letters, digits and hyphens when you can.".into()
            }
            Self::NotUtf8 => {
                "Save it as UTF-8 in a text editor. Its bytes are left as they are until then."
                    .into()
            }
            Self::TooLarge { .. } => {
                "Split the family into several files. It is left as it is until then.".into()
            }
            Self::Unreadable(_) => "Check its permissions, then reload.".into(),
            Self::Outside => {
                "Put the file itself into the catalog; links out of it are not followed.".into()
            }
            Self::Loop => "Take the link away; each folder is read once.".into(),
        }
    }
}
