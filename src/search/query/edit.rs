//! Changing the text of a query, so that what is chosen beside it and what is typed are one and the same.

use std::ops::Range;

use super::super::fold::fold;
use super::parse::{Operand, Token, Tokens, is_quote};
use super::{Clause, Query, QueryField, Test, Words};

/// The values that a query asks for in a field, as they are typed, without those that must not be.
pub fn values_in(text: &str, field: QueryField) -> Vec<String> {
    of_field(text, field)
        .flat_map(|(_, operands)| operands)
        .map(|operand| operand.body)
        .filter(|body| !body.trim().is_empty())
        .collect()
}

/// The query with a value of a field asked for, or no longer when it was. What else it says stays as it is typed.
pub fn toggle(text: &str, field: QueryField, value: &str) -> String {
    // No quote can stand inside of quotes.
    let value = value.replace(is_quote, " ");
    let value = value.trim();
    let is_value = |operand: &Operand| fold(operand.body.trim()) == fold(value);
    let tokens: Vec<(Range<usize>, Vec<Operand>)> = of_field(text, field).collect();
    let known = tokens
        .iter()
        .any(|(_, operands)| operands.iter().any(is_value));
    if known {
        let mut out = text.to_owned();
        // From the end, so that the spans before stay right.
        for (span, operands) in tokens.iter().rev() {
            let kept: Vec<&str> = operands
                .iter()
                .filter(|operand| !is_value(operand) && !operand.body.trim().is_empty())
                .map(|operand| &text[operand.span.clone()])
                .collect();
            if kept.len() == operands.len() {
                continue;
            }
            if kept.is_empty() {
                cut(&mut out, span.clone());
            } else {
                let first = operands
                    .first()
                    .map_or(span.start, |first| first.span.start);
                out.replace_range(first..span.end, &kept.join(","));
            }
        }
        return out;
    }
    let value = quoted(value);
    // Quotes that are still open would swallow what is added.
    let is_open = Tokens::new(text).last().is_some_and(|token| token.is_open);
    match tokens.last() {
        Some((span, operands)) => {
            let has_value = operands.last().is_some_and(|last| !last.span.is_empty());
            let comma = if has_value { "," } else { "" };
            let close = if is_open && span.end == text.len() {
                "\""
            } else {
                ""
            };
            let (before, after) = text.split_at(span.end);
            // What follows closing quotes need not have a space before it.
            let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
            let space = if is_apart { "" } else { " " };
            format!("{before}{close}{comma}{value}{space}{after}")
        }
        None => {
            let (close, space) = match text {
                "" => ("", ""),
                _ if is_open => ("\"", " "),
                // It would make a single space a part of what stands before it.
                _ if text.ends_with('\\') => ("", "  "),
                _ if text.ends_with(' ') && !text.ends_with("\\ ") => ("", ""),
                _ => ("", " "),
            };
            format!("{text}{close}{space}{}:{value}", field.name())
        }
    }
}

/// The tokens that ask for a field and are no comparison, with their values; not those that exclude.
fn of_field(
    text: &str,
    field: QueryField,
) -> impl Iterator<Item = (Range<usize>, Vec<Operand>)> + '_ {
    Tokens::new(text).filter_map(move |token: Token| {
        let compares = token.clause.as_ref().is_some_and(Clause::compares);
        let (of, not, operands) = token.field?;
        (of == field && !not && !compares).then_some((token.span, operands))
    })
}

/// Takes a token out, with one of the spaces around it and with a bar that joined it to others.
pub(super) fn cut(text: &mut String, span: Range<usize>) {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].trim_start();
    let bar_before = before.strip_suffix('|').filter(|rest| rest.ends_with(' '));
    let bar_after = after.strip_prefix('|').filter(|rest| rest.starts_with(' '));
    let (before, after) = match (bar_before, bar_after) {
        (Some(rest), _) => (rest.trim_end(), after),
        (None, Some(rest)) => (before, rest.trim_start()),
        (None, None) => (before, after),
    };
    let space = if before.is_empty() || after.is_empty() {
        ""
    } else {
        " "
    };
    *text = format!("{before}{space}{after}");
}

/// A value as it must be typed to be taken as one.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.is_empty()
        && !value.starts_with(['\'', '^', '!', '<', '>', '=', '≤', '≥'])
        && !value.contains("..")
        && !value.ends_with(['$', '\'', '\\'])
        && !value.contains(|c: char| c.is_whitespace() || c == ',' || is_quote(c));
    match plain {
        true => value.to_owned(),
        false => format!("\"{}\"", value.replace(is_quote, " ")),
    }
}

/// The query with some of the words that must be found written differently; `None` when `respell` leaves all of
/// them. Words are handed over folded. Names, signs and quotes stay as they are, and so do words that must not be
/// found and those that `is_settled`.
pub(in super::super) fn respelled(
    query: &Query,
    text: &str,
    is_settled: impl Fn(&Words) -> bool,
    mut respell: impl FnMut(&str) -> Option<String>,
) -> Option<String> {
    let asked = query.clauses().filter(|clause| !clause.not);
    let mut spans: Vec<Range<usize>> = asked
        .flat_map(|clause| &clause.values)
        .filter(|value| matches!(&value.test, Test::Words(words) if !is_settled(words)))
        .map(|value| value.span.clone())
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut changed = false;
    for span in spans {
        out.push_str(text.get(at..span.start)?);
        for (is_word, piece) in words(text.get(span.clone())?) {
            let other = is_word.then(|| respell(&fold(piece))).flatten();
            changed |= other.is_some();
            out.push_str(other.as_deref().unwrap_or(piece));
        }
        at = span.end;
    }
    out.push_str(text.get(at..)?);
    changed.then_some(out)
}

/// A text in pieces, those that are words and those between them.
fn words(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = part_of_word(rest.chars().next()?);
        let end = rest
            .find(|c| part_of_word(c) != is_word)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((is_word, piece))
    })
}

fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}
