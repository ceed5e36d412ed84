//! Grades in a sentence.

use super::{Found, find};
use crate::model::Grade;

/// The first grade that a sentence says, where its words begin, and what is behind them.
pub(super) fn grade(text: &str) -> Option<(Found<Grade>, usize, usize)> {
    let mut from = 0;
    while let Some(at) = find(text, "grade", from) {
        from = at + "grade".len();
        let rest = &text[from..];
        let gap = rest.len() - rest.trim_start_matches([' ', ':', '*', '[', '\n']).len();
        if let Some(found) = token(text, from + gap).filter(|_| gap > 0) {
            let mut before = text[..at].trim_end_matches(['[', '*', ' ']);
            before = before.strip_suffix("job").unwrap_or(before);
            let behind = behind_link(text, found.span.end);
            return Some((found, before.trim_end_matches(['[', '*']).len(), behind));
        }
    }
    // A number that leads to the grades: "is a [10](…/#gitlab-job-grades)".
    for (at, _) in text.match_indices('[') {
        let Some(found) = token(text, at + 1) else {
            continue;
        };
        let behind = behind_link(text, found.span.end);
        let target = &text[found.span.end..behind];
        if target.starts_with("](") && target.to_ascii_lowercase().contains("grade") {
            return Some((found, at, behind));
        }
    }
    None
}

/// A grade as houses write it: `8`, `10.5`, `M2`, `IC4`.
pub(super) fn token(text: &str, at: usize) -> Option<Found<Grade>> {
    let rest = text.get(at..)?;
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches('.');
    let letters = word.len()
        - word
            .trim_start_matches(|c: char| c.is_ascii_uppercase())
            .len();
    let digits = word[letters..].starts_with(|c: char| c.is_ascii_digit());
    let good = letters <= 3 && digits && word.len() <= 8;
    let value: Grade = word.parse().unwrap_or_else(|never| match never {});
    good.then(|| Found {
        value,
        span: at..at + word.len(),
    })
}

/// Behind the end of the link whose words a place stands in.
pub(super) fn behind_link(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let gap = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let Some(inner) = rest[gap..].strip_prefix("](") else {
        return at;
    };
    let end = inner.find(')').map_or(inner.len(), |end| end + 1);
    at + gap + 2 + end
}

/// Whether the words before a grade say that somebody has it.
pub(super) fn says_grade(before: &str) -> bool {
    let before = before.trim_end();
    let before = ["a", "an", "at", "the"]
        .iter()
        .find_map(|word| before.strip_suffix(word)?.strip_suffix(' '))
        .unwrap_or(before);
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with(" is")
        || before.ends_with(" are")
        || before.ends_with(':')
}
