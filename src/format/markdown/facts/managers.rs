//! Whom a sentence says that somebody reports to.

use std::ops::Range;

use super::super::heading::words;
use super::find;
use super::names::{behind_articles, named, plain};
use crate::model::ReportsTo;

pub(super) struct Managers {
    pub(super) value: Vec<ReportsTo>,
    pub(super) span: Range<usize>,
    pub(super) unclosed: bool,
}

const REPORTS: &[&str] = &[
    "reports directly to",
    "report directly to",
    "reports into",
    "reports to",
    "report to",
    "reporting to",
];

/// Whom the sentence says that its subject reports to, and what is behind that.
pub(super) fn managers(text: &str, title: &str) -> Option<(Managers, usize)> {
    let (at, behind) = REPORTS
        .iter()
        .filter_map(|verb| find(text, verb, 0).map(|at| (at, at + verb.len())))
        .min_by_key(|(at, end)| (*at, usize::MAX - *end))?;
    if !is_subject(&text[..at], title) {
        return None;
    }
    list(text, behind)
}

/// Whether the words before a verb are about what has the title.
pub(super) fn is_subject(before: &str, title: &str) -> bool {
    let before = words(before.split(" is a").next().unwrap_or(before));
    let first = before.first().map_or("", String::as_str);
    if matches!(first, "" | "this" | "it" | "you" | "they") {
        return true;
    }
    let title = words(title);
    let said = title.iter().filter(|word| before.contains(word)).count();
    // A title that a page writes in two ways is still the same one.
    said > 0 && 2 * said >= title.len()
}

/// One manager or several, from a byte on.
pub(super) fn list(text: &str, from: usize) -> Option<(Managers, usize)> {
    let mut managers = Managers {
        value: Vec::new(),
        span: 0..0,
        unclosed: false,
    };
    let mut at = from;
    loop {
        at = behind_articles(text, at);
        let Some(found) = named(text, at).or_else(|| plain(text, at)) else {
            break;
        };
        if managers.value.is_empty() {
            managers.span.start = at;
        }
        managers.unclosed |= found.unclosed;
        managers.span.end = found.end;
        at = found.end;
        managers.value.push(ReportsTo {
            title: found.title.into(),
            role: None,
            link: found.link.map(Into::into),
        });
        let Some(next) = separator(text, at) else {
            break;
        };
        at = next;
    }
    if managers.value.is_empty() {
        return None;
    }
    let mut behind = managers.span.end;
    for words in [" role", " position", " or above", " or higher"] {
        if text[behind..].starts_with(words) {
            behind += words.len();
        }
    }
    Some((managers, behind))
}

/// Behind what stands between two managers, if another one follows.
pub(super) fn separator(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let found = [
        "; or ", "; and ", "; ", ", or ", ", and ", " or ", " and ", ", ",
    ]
    .iter()
    .find(|words| rest.starts_with(**words))?;
    let next = behind_articles(text, at + found.len());
    // A comma alone stands between links; between words it may begin anything.
    let another =
        text[next..].starts_with(|c: char| c == '[' || c.is_uppercase() && *found != ", ");
    another.then_some(at + found.len())
}
