//! Items that say what is said already.

use std::collections::{BTreeMap, HashMap};

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::{Edit, Severity};
use crate::model::{ListKind, Node, Seldom, Vocabulary, WordSet, dice};
use crate::text::{Said, said};

/// How close two items of one list are that say the same in other words; see [`dice`]. Higher than what pairs the lines
/// of two roles: within one list, neighbours share a subject without saying the same.
const ALIKE: f64 = 0.86;

/// In longer lists, an item is held against so many before it only, so that the cost stays linear.
const NEIGHBOURS: usize = 200;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "repeated-item",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Knows IT\", \"Travels\", \"Knows IT\"]", &["\"Knows IT\""]),
            Example::good("requirements = [\"Knows IT\", \"Knows it\"]\nresponsibilities = [\"Knows IT\"]"),
        ],
        look: Some(repeated),
    },
    Rule {
        id: "similar-items",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "requirements = [\"Has led a team of analysts in finance\", \"Has led a team of finance analysts\"]",
                &["\"Has led a team of finance analysts\""],
            ),
            Example::good("requirements = [\"Has led a team of analysts\", \"Has led a project of analysts\"]"),
            Example::good("requirements = [\"2 years of work in finance\", \"3 years of work in payroll\"]"),
        ],
        look: Some(similar),
    },
    Rule {
        id: "inherited-item",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\nrequirements = [\"Knows IT\"]\n[[specialties]]\nid = \"s\"\n\
                 requirements = [\"Knows IT\"]",
                &["\"Knows IT\""],
            ),
            // Of the two roles that the specialty varies, only one has it.
            Example::good(
                "[[roles]]\nid = \"a\"\nrequirements = [\"Knows IT\"]\n[[roles]]\nid = \"b\"\n[[specialties]]\n\
                 id = \"s\"\nrequirements = [\"Knows IT\"]",
            ),
            Example::good(
                "requirements = [\"Knows IT\"]\n[[roles]]\nid = \"a\"\nomit = [\"Knows IT\"]\n\
                 requirements = [\"Knows IT\"]",
            ),
        ],
        look: Some(inherited),
    },
];

fn taken_out(label: Said, node: Node, list: ListKind, index: usize) -> Fix {
    Fix {
        label,
        edits: vec![Edit::Remove { node, list, index }],
    }
}

fn repeated(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !subject.has_repeats() {
        return;
    }
    for (node, list, items) in subject.lists() {
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let text = item.text().trim();
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            let Some(first) = seen.get(text) else {
                seen.insert(text, index);
                continue;
            };
            // What stands beside the text must not be lost.
            let safe = items[*first].more() == item.more();
            report.mend(
                node,
                Site::item(list, index),
                said!("check-same-as-item", number = first + 1),
                said!("check-take-one-out"),
                safe.then(|| taken_out(said!("check-fix-take-repeat-out"), node, list, index)),
            );
        }
    }
}

fn similar(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut vocabulary = Vocabulary::default();
    for lines in subject.items() {
        let mut sets: Vec<Option<WordSet>> = vec![None; lines.len()];
        for (index, line) in lines.iter().enumerate() {
            let text = line.text.trim();
            let mut near = index.saturating_sub(NEIGHBOURS)..index;
            let alike = near.find(|other| {
                let before = &lines[*other];
                before.reading.sketch.may_be_alike(line.reading.sketch, ALIKE)
                    && before.text.trim() != text
                    && {
                        for n in [*other, index] {
                            sets[n].get_or_insert_with(|| vocabulary.words(lines[n].text));
                        }
                        let set = |n: usize| sets[n].as_deref().unwrap_or_default();
                        dice(set(*other), set(index)) >= ALIKE
                    }
                    && numbers(before.text) == numbers(text)
            });
            let is_long = sets[index].as_ref().is_some_and(|set| set.len() > 3);
            if let (Some(other), true) = (alike, is_long) {
                report.find(
                    line.node,
                    Site::Text(line.wording, 0..0),
                    said!(
                        "check-nearly-the-same-as-item",
                        number = other + 1,
                        text = lines[other].text.trim()
                    ),
                    said!("check-join-the-two"),
                );
            }
        }
    }
}

/// The numbers in a text: what differs in them says something else.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

fn inherited(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !subject.has_repeats() {
        return;
    }
    // Whether some role has it from here first, and from where else it comes.
    let mut seen: BTreeMap<(Node, ListKind, usize), (bool, Node)> = BTreeMap::new();
    for role in subject.effective() {
        for list in ListKind::ALL {
            for line in role.list(list) {
                for (n, origin) in line.origins.iter().enumerate() {
                    let first = line.origins[0].node;
                    let is_first = n == 0 || origin.node == first;
                    let entry = seen.entry((origin.node, list, origin.index));
                    let (leads, _) = entry.or_insert((is_first, first));
                    *leads |= is_first;
                }
            }
        }
    }
    for ((node, list, index), (leads, from)) in seen {
        // Where no role has it from here first, no role misses it.
        if leads || subject.is_archived(node) {
            continue;
        }
        let body = subject.family.body(node);
        let item = body.and_then(|body| body.list(list).get(index));
        // What stands beside the text must not be lost.
        let is_plain = item.is_some_and(|item| *item.more() == *Seldom::default());
        report.mend(
            node,
            Site::item(list, index),
            said!("check-inherited-anyway", title = subject.family.title(from)),
            said!("check-take-it-out-here"),
            is_plain.then(|| taken_out(said!("check-fix-take-inherited-out"), node, list, index)),
        );
    }
}
