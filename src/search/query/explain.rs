//! What there is to say about a query: where it cannot mean what it seems to mean, and what would be right.

use std::ops::Range;

use super::{QueryField, Takes};
use crate::text::text;

/// How alike two words must be (Jaro-Winkler), where counting mistakes is too strict.
const ALIKE: f64 = 0.88;
/// Characters of a value that are repeated in a sentence.
const MAX_SHOWN: usize = 40;

/// Something to say about a part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Bytes of the query.
    pub span: Range<usize>,
    /// How bad it is.
    pub kind: NoteKind,
    /// What is the matter and what can be done, in a sentence or two.
    pub message: String,
    /// What would be right in place of the span, where that can be told; empty where nothing would be better.
    pub instead: Option<String>,
}

/// How bad something in a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// It is left out, because it has no meaning.
    Wrong,
    /// It is left out, because something is still missing.
    Unfinished,
    /// It is done as it is asked for, but may not be what is meant.
    Advice,
}

impl Note {
    /// Whether it is about some of what another one is about.
    pub(in super::super) fn overlaps(&self, other: &Self) -> bool {
        self.span.start < other.span.end && other.span.start < self.span.end
    }

    /// The query with what would be right in place of what is not; `None` when that cannot be told, or when the
    /// note is about another text.
    pub fn corrected(&self, query: &str) -> Option<String> {
        let instead = self.instead.as_ref()?;
        if instead.is_empty() {
            let mut shorter = query.to_owned();
            query.get(self.span.clone())?;
            super::edit::cut(&mut shorter, self.span.clone());
            return Some(shorter);
        }
        let before = query.get(..self.span.start)?;
        let after = query.get(self.span.end..)?;
        Some(format!("{before}{instead}{after}"))
    }
}

/// The word that is spelled most like another one, if any is: one that begins with it, then the one with the
/// fewest mistakes. Among equals, the first.
pub(in super::super) fn nearest<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = match length {
        0 => return None,
        1..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let lower = candidate.to_lowercase();
        let mistakes = strsim::osa_distance(&word, &lower);
        let distance = if lower.starts_with(&word) {
            0
        } else if mistakes <= limit {
            mistakes
        } else if strsim::jaro_winkler(&word, &lower) >= ALIKE {
            limit + 1
        } else {
            continue;
        };
        if best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, word)| word)
}

/// What to say of a name with a colon that is no field. Nothing of what texts have too: addresses of pages, and the
/// one or two letters before a colon that are no field for anybody.
pub(super) fn unknown_field(name: &str, behind: &str, span: Range<usize>) -> Option<Note> {
    if name.len() < 3 || behind.starts_with("//") {
        return None;
    }
    let near = nearest(name, QueryField::all_names().map(|(name, _)| name));
    let near = near.and_then(QueryField::named).map(QueryField::name);
    Some(match near {
        Some(near) => Note {
            span,
            kind: NoteKind::Wrong,
            message: text!("query-there-is-no-field-did", name, near),
            instead: Some(format!("{near}:")),
        },
        None => {
            let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
            let value: String = behind[..end].chars().take(MAX_SHOWN).collect();
            Note {
                span,
                kind: NoteKind::Advice,
                message: text!("query-there-is-no-field-so", name, value),
                instead: None,
            }
        }
    })
}

/// What to say of a value that a field cannot have.
pub(super) fn wrong_value(field: QueryField, value: &str, span: Range<usize>) -> Note {
    let name = field.name();
    let (message, instead) = match field.takes() {
        Takes::Choice(choices) => {
            let near = nearest(value, choices.iter().copied());
            let message = match near {
                Some(near) => text!("query-is-never-did-you-mean", name, value, near),
                None => text!(
                    "query-is-never-it-can-be",
                    name,
                    value,
                    choices = in_words(choices)
                ),
            };
            (message, near.map(str::to_owned))
        }
        Takes::Grade => (text!("query-is-no-grade-write-8", value, name), None),
        Takes::Date => (text!("query-is-no-date-write-2026", value, name), None),
        Takes::Words | Takes::Name => (text!("query-needs-a-word-behind-its", name), None),
    };
    let unfinished = matches!(field.takes(), Takes::Words | Takes::Name)
        || value.ends_with(['<', '>', '=', '.', '-']);
    Note {
        span,
        kind: match unfinished {
            true => NoteKind::Unfinished,
            false => NoteKind::Wrong,
        },
        message,
        instead,
    }
}

/// What to say of a field without a value.
pub(super) fn missing_value(field: QueryField, span: Range<usize>) -> Note {
    Note {
        span,
        kind: NoteKind::Unfinished,
        message: text!(
            "query-needs-a-value",
            name = field.name(),
            describe = field.describe()
        ),
        instead: None,
    }
}

/// Words in a sentence: `a, b or c`.
pub(in super::super) fn in_words(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., last] => text!("query-or", before = before.join(", "), last),
    }
}
