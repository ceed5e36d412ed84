//! How long a sentence is.

use std::ops::Range;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use super::phrases::is_own;
use crate::document::Severity;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "long-sentence",
    severity: Severity::Note,
    area: Area::Wording,
    examples: &[
        Example::bad(
            "summary = \"Short. One two three four five six seven eight nine ten one two three four five six seven \
             eight nine ten one two three four five six seven eight nine ten one two three four five six seven eight \
             nine ten eleven. Short.\"",
            &["One two three four five six seven eight nine ten one two three four five six seven eight nine ten one \
               two three four five six seven eight nine ten one two three four five six seven eight nine ten eleven"],
        ),
        Example::good("summary = \"One two three. Four five six.\""),
    ],
    look: Some(long),
}];

fn long(subject: &Subject<'_>, report: &mut Report<'_>) {
    let most = subject.around.budget(report.rule());
    let lines = subject.lines().iter();
    for line in lines.filter(|line| is_own(line.wording) && subject.words(line).len() > most) {
        let words = subject.words(line);
        let mut sentence: Option<(Range<usize>, usize)> = None;
        for (n, word) in words.iter().enumerate() {
            let (at, count) = sentence.get_or_insert((word.at(), 0));
            at.end = word.at().end;
            *count += 1;
            let next = words.get(n + 1).map_or(line.text.len(), |next| next.at().start);
            let gap = &line.text[word.at().end..next];
            let is_last = n + 1 == words.len();
            let ends = ['.', '!', '?', ':', ';'].iter().any(|end| {
                gap.find(*end).is_some_and(|at| gap[at + 1..].starts_with(char::is_whitespace))
            });
            if !(ends || is_last || gap.contains('\n')) {
                continue;
            }
            let (at, count) = (at.clone(), *count);
            sentence = None;
            if count > most {
                report.find(
                    line.node,
                    Site::Text(line.wording, at),
                    said!("check-a-sentence-of-words", count),
                    said!("check-make-two-of-it"),
                );
            }
        }
    }
}
