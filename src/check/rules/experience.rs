//! Years, and having done it before.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use super::super::vocabulary::Hit;
use crate::document::Severity;
use crate::document::replace::Wording;
use crate::model::{Effective, ListKind, Node};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "years-of-experience",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"2+ years of work in IT\"]", &["2+ years"]),
            Example::bad("requirements = [\"At least five years' experience\"]", &["five years'"]),
            Example::bad("nice_to_have = [\"3-5 years in a similar role\"]", &["3-5 years"]),
            Example::good("requirements = [\"5 years of practice, required by law\"]"),
            Example::good(
                "requirements = [\"Plans five years ahead\", \"Is 18 years old\", \"2 years of law school\", \"Closes the year in 5 days\", \
                 \"Made a 5-year plan\"]\nresponsibilities = [\"Keeps records for 7 years in archives\"]",
            ),
        ],
        look: Some(years),
    },
    Rule {
        id: "experience-at-entry",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\ngrade = 4\nrequirements = [\"Experience with ledgers\", \"Likes numbers\"]",
                &["Experience with"],
            )
            .under("[house]\nentry_grades = [\"4\"]"),
            Example::good(
                "[[roles]]\nid = \"a\"\ngrade = 5\nrequirements = [\"Experience with ledgers\"]\n[[roles]]\n\
                 id = \"b\"\ngrade = 4\nnice_to_have = [\"Experience with ledgers\"]",
            )
            .under("[house]\nentry_grades = [\"4\"]"),
        ],
        look: Some(at_entry),
    },
];

/// Words behind "years" with which it is about what somebody has done.
const OF: &[&str] = &[
    "of", "in", "as", "with", "experience", "experienced", "working", "managing", "leading", "hands", "professional",
    "relevant", "related", "plus", "or", "und", "erfahrung", "berufserfahrung", "progressive", "practical", "prior",
    "previous", "minimum", "leadership", "management", "post", "total", "proven", "building", "developing", "supporting",
];

/// Words before or behind a number of years with which it is about something else.
const ELSE: &[&str] = &[
    "old", "age", "ago", "ahead", "within", "last", "past", "next", "every", "per", "between", "following", "plan",
    "roadmap", "rolling", "retention", "contract", "alt", "letzten", "nächsten",
];

const STUDY: &[&str] = &["school", "university", "college", "study", "studies", "education"];

const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty",
    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "several", "many", "multiple", "mehrere",
];

/// The words of a text that ask for a number of years, given where it has "years".
fn span(subject: &Subject<'_>, line: &Line<'_>, hit: &Hit<'_>) -> Option<Range<usize>> {
    let words = subject.words(line);
    let lower = |n: usize| subject.lower(words[n]);
    let n = hit.words.start;
    let is_number = |lower: &str| {
        lower.starts_with(|c: char| c.is_ascii_digit()) && lower.len() <= 5 || NUMBERS.contains(&lower)
    };
    // "2 or more years", "2 - 5 years", "five to seven years", "2 (two) years".
    let mut first = n.checked_sub(1)?;
    let is_filled = |lower: &str| ["or", "more", "to", "plus", "full", "and"].contains(&lower);
    while first > 0 && n - first < 4 && is_filled(lower(first)) {
        first -= 1;
    }
    if !is_number(lower(first)) {
        return None;
    }
    let range = |first: usize| {
        let other = first.checked_sub(1)?;
        let between = &line.text[words[other].at().end..words[first].at().start];
        let is_range = matches!(between.trim(), "-" | "–" | "—" | "+" | "(");
        (is_number(lower(other)) && is_range).then_some(other)
    };
    let to = first
        .checked_sub(2)
        .filter(|other| lower(first - 1) == "to" && is_number(lower(*other)));
    first = to.or_else(|| range(first)).unwrap_or(first);
    // A year, hyphened to what it is a length of, is no experience: "a 5-year plan".
    let gap = &line.text[words[n - 1].at().end..words[n].at().start];
    let before = first.checked_sub(1).map(lower);
    let behind = words.get(hit.words.end).map(|word| subject.lower(*word));
    let is_else = |word: Option<&str>| word.is_some_and(|word| ELSE.contains(&word));
    // Years at school are no experience: "2 years of law school".
    let mut rest = words[hit.words.end..].iter().take(3);
    let is_study = rest.any(|word| STUDY.contains(&subject.lower(*word)));
    if is_study || gap.contains('-') && lower(n) == "year" || is_else(before) || is_else(behind) {
        return None;
    }
    let at = words[first].at().start..hit.at.end;
    let is_open = line.text[at.clone()].contains('+') || before == Some("least") || before == Some("minimum");
    let is_of = behind.is_some_and(|word| OF.contains(&word));
    let mentions = words.iter().map(|word| subject.lower(*word)).any(|lower| lower.starts_with("experience") || lower == "erfahrung");
    let possessive = lower(n).ends_with('\'');
    // Some write the plural as a genitive: "five years' experience".
    let end = line.text[at.end..].chars().next().filter(|c| matches!(c, '\'' | '’'));
    let at = at.start..at.end + end.map_or(0, char::len_utf8);
    (is_open || is_of || mentions || possessive).then_some(at)
}

fn is_asked(wording: Wording) -> bool {
    matches!(wording, Wording::Item(ListKind::Requirements | ListKind::NiceToHave, _))
}

fn years(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut last: Option<&Line<'_>> = None;
    for (line, hit) in subject
        .hits("years")
        .filter(|(line, _)| is_asked(line.wording))
    {
        // Once an item: "5 years, of which two …".
        if last.is_some_and(|last| std::ptr::eq(last, line)) {
            continue;
        }
        let why = subject.hits_in(line, "because").next().is_some();
        if let (Some(at), false) = (span(subject, line, hit), why) {
            last = Some(line);
            report.find(
                line.node,
                Site::Text(line.wording, at.clone()),
                said!("check-counts-years", written = &line.text[at]),
                said!("check-say-what-after-that-time"),
            );
        }
    }
}

fn at_entry(subject: &Subject<'_>, report: &mut Report<'_>) {
    let entry = &subject.around.catalog.settings.house.entry_grades;
    if entry.is_empty() {
        return;
    }
    let starts = |role: &&Effective| {
        let grade = role.grade.as_ref().map(|grade| grade.value.to_string());
        grade.is_some_and(|grade| entry.contains(&grade))
    };
    let asked: BTreeMap<(Node, usize), &Line<'_>> = subject
        .lines()
        .iter()
        .filter_map(|line| match line.item()? {
            (ListKind::Requirements, index) => Some(((line.node, index), line)),
            _ => None,
        })
        .collect();
    for role in subject.held().filter(starts) {
        let grade = role.grade.as_ref().map_or_else(String::new, |grade| grade.value.to_string());
        for line in role.list(ListKind::Requirements) {
            let origin = line.origins[0];
            let Some(line) = asked.get(&(origin.node, origin.index)) else {
                continue;
            };
            let before = subject.hits_in(line, "before").next().map(|hit| hit.at.clone());
            let years = || subject.hits_in(line, "years").find_map(|hit| span(subject, line, hit));
            if let Some(at) = before.or_else(years) {
                report.find(
                    line.node,
                    Site::Text(line.wording, at),
                    said!("check-asks-for-experience-at-entry", title = role.title, grade),
                    said!("check-ask-for-what-can-be-learnt"),
                );
            }
        }
    }
}
