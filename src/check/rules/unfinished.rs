//! What somebody meant to write and did not.

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::{Edit, Severity};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "placeholder",
        severity: Severity::Error,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Knows {add tool}\"]", &["{add tool}"]),
            Example::bad("summary = \"TODO\"\nrequirements = [\"Grade TBD\"]", &["TODO", "TBD"]),
            Example::bad("requirements = [\"Lorem ipsum dolor\"]", &["Lorem ipsum"]),
            Example::bad("requirements = [\"Speaks [insert language]\"]", &["[insert language]"]),
            Example::good("requirements = [\"Keeps a todo list\", \"Writes {code}\", \"[Add-ons](/add)\"]"),
        ],
        look: Some(placeholders),
    },
    Rule {
        id: "empty-item",
        severity: Severity::Error,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"a\", \" - \"]", &["\" - \""]),
            Example::good("requirements = [\"a\", \"C++\"]"),
        ],
        look: Some(empty),
    },
];

/// Marks that count as they are written.
const MARKS: &[&str] = &["TODO", "TBD", "FIXME", "Lorem ipsum", "lorem ipsum"];
/// What begins a mark that a bracket closes.
const BEGINNINGS: &[&str] = &[
    "{add ", "{insert ", "{your ", "{name", "{role", "{team", "[insert ", "[add ", "[your ",
    "[placeholder", "<insert ", "<add ",
];

fn placeholders(subject: &Subject<'_>, report: &mut Report<'_>) {
    let lines = subject.lines().iter();
    for line in lines.filter(|line| line.reading.may_be_left || line.reading.signs.has_open) {
        let text = line.text;
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for mark in MARKS {
            let marks = text.match_indices(mark).map(|(at, _)| at..at + mark.len());
            found.extend(marks.filter(|at| {
                let before = text[..at.start].chars().next_back();
                let behind = text[at.end..].chars().next();
                ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
            }));
        }
        if line.reading.signs.has_open {
            // Lower case of ASCII keeps every byte where it is.
            let lower = text.to_ascii_lowercase();
            for beginning in BEGINNINGS {
                for (at, _) in lower.match_indices(beginning) {
                    let close = match lower.as_bytes()[at] {
                        b'{' => '}',
                        b'[' => ']',
                        _ => '>',
                    };
                    let Some(end) = lower[at..].find(close).map(|end| at + end + 1) else {
                        continue;
                    };
                    // A link is none, nor what a template of a website leaves in double braces.
                    let is_link = lower[end..].starts_with(['(', '[']);
                    if !is_link && !lower[..at].ends_with('{') {
                        found.push(at..end);
                    }
                }
            }
        }
        found.sort_by_key(|at| at.start);
        for at in found {
            report.find(
                line.node,
                Site::Text(line.wording, at.clone()),
                said!("check-left-to-be-written", written = &text[at]),
                said!("check-write-what-is-meant"),
            );
        }
    }
}

fn empty(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (node, list, items) in subject.lists() {
        for (index, item) in items.iter().enumerate() {
            if item.text().chars().any(char::is_alphanumeric) {
                continue;
            }
            let fix = Fix {
                label: said!("check-fix-take-empty-out"),
                edits: vec![Edit::Remove { node, list, index }],
            };
            report.mend(
                node,
                Site::item(list, index),
                said!("check-item-without-a-word"),
                said!("check-write-it-or-take-it-out"),
                Some(fix),
            );
        }
    }
}
