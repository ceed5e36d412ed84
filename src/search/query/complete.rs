//! What could be typed next: fields, and the values that a catalog has for them.

use std::ops::Range;

use super::super::fold::fold;
use super::super::names::{Names, begins_word};
use super::edit::quoted;
use super::explain::nearest;
use super::parse::{Tokens, name_before_colon};
use super::{QueryField, Takes};

/// More are not offered.
const MOST: usize = 50;

/// What could stand at the cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// Bytes of the query that a suggestion takes the place of.
    pub replaces: Range<usize>,
    /// The best first; empty when there is nothing to offer.
    pub suggestions: Vec<Suggestion>,
}

/// One thing that could be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What takes the place of what is typed, quoted where it must be.
    pub text: String,
    /// What to show for it.
    pub label: String,
    /// What it is, or the title that belongs to an id.
    pub says: String,
    /// Of a name, how many places have it.
    pub count: Option<usize>,
}

impl Completions {
    /// The query with a suggestion taken, and the byte where the cursor belongs then.
    pub fn take(&self, query: &str, suggestion: &Suggestion) -> Option<(String, usize)> {
        let before = query.get(..self.replaces.start)?;
        let after = query.get(self.replaces.end..)?;
        // A field goes on with its value; behind a value, something else begins.
        let space = if !suggestion.text.ends_with(':') && after.is_empty() {
            " "
        } else {
            ""
        };
        let text = format!("{before}{}{space}{after}", suggestion.text);
        let cursor = before.len() + suggestion.text.len() + space.len();
        Some((text, cursor))
    }
}

/// What could be typed at a byte of a query: the fields that begin like the word there, or, behind a colon, the
/// values in use. Nothing inside a quote, or where no word stands.
pub fn completions(text: &str, cursor: usize, names: &Names) -> Completions {
    let cursor = (0..=cursor.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let token = Tokens::new(text)
        .take_while(|token| token.span.start <= cursor)
        .find(|token| token.span.end >= cursor);
    let Some(token) = token else {
        return Completions::default();
    };
    let Some((field, _, operands)) = token.field else {
        let start = token.span.start + usize::from(text[token.span.clone()].starts_with('!'));
        return fields(text, start..token.span.end, cursor);
    };
    let here = operands
        .iter()
        .find(|operand| operand.span.start <= cursor && cursor <= operand.span.end);
    match here {
        Some(operand) => {
            let typed = text.get(operand.span.start..cursor).unwrap_or_default();
            values(field, typed, operand.span.clone(), names)
        }
        None => Completions::default(),
    }
}

fn fields(text: &str, span: Range<usize>, cursor: usize) -> Completions {
    if cursor <= span.start {
        return Completions::default();
    }
    let wrong = name_before_colon(&text[span.clone()]);
    let typed = wrong.unwrap_or(&text[span.start..cursor]).to_lowercase();
    // One letter begins many words that are no field.
    if typed.len() < 2 || !typed.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') {
        return Completions::default();
    }
    let begins = |field: &QueryField| {
        QueryField::all_names().any(|(name, of)| of == *field && name.starts_with(&typed))
    };
    let mut found: Vec<QueryField> = QueryField::all().filter(begins).collect();
    if found.is_empty() && wrong.is_some() {
        let near = nearest(&typed, QueryField::all_names().map(|(name, _)| name));
        found.extend(near.and_then(QueryField::named));
    }
    let end = wrong.map_or(cursor, |name| span.start + name.len() + 1);
    Completions {
        replaces: span.start..end,
        suggestions: found
            .into_iter()
            .map(|field| Suggestion {
                text: format!("{}:", field.name()),
                label: format!("{}:", field.name()),
                says: field.describe().to_owned(),
                count: None,
            })
            .collect(),
    }
}

fn values(field: QueryField, typed: &str, replaces: Range<usize>, names: &Names) -> Completions {
    let typed = fold(typed.trim_matches(super::parse::is_quote));
    let typed = typed.trim();
    let mut found: Vec<(bool, Suggestion)> = Vec::new();
    let mut offer = |value: &str, title: &str, count: Option<usize>| {
        let begins = fold(value).starts_with(typed);
        if !begins && !begins_word(&fold(value), typed) && !begins_word(&fold(title), typed) {
            return;
        }
        let suggestion = Suggestion {
            text: quoted(value),
            label: value.to_owned(),
            says: title.to_owned(),
            count,
        };
        found.push((!begins, suggestion));
    };
    match field.takes() {
        Takes::Choice(choices) if field == QueryField::Has => {
            for choice in choices {
                offer(choice, "", None);
            }
        }
        Takes::Words | Takes::Date => {}
        _ => {
            for name in names.of(field) {
                offer(&name.value, &name.title, Some(name.count));
            }
        }
    }
    found.sort_by_key(|(later, _)| *later);
    found.truncate(MOST);
    Completions {
        replaces,
        suggestions: found
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .collect(),
    }
}
