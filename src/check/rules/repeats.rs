//! Items that say what is said already.

use std::collections::{BTreeMap, HashMap};

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::{Edit, Severity};
use crate::model::{ListKind, Node, Seldom, Vocabulary, WordSet, dice};

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
        says: "An item that stands twice in one list of one part.",
        why: "Readers see it once, since exact repeats are joined; but whoever changes one of the two will miss the other.",
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
        says: "Two items of one list that say nearly the same.",
        why: "One of them was reworded, and the other forgotten. How alike they are is measured by the words that both \
              have (Sørensen–Dice); two that name different things in the same words are as alike, so this is a note.",
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
        says: "An item that is inherited anyway: without it, every role says the same.",
        why: "It has to be changed in both places from now on, or the role says it in two ways.",
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

fn taken_out(label: &str, node: Node, list: ListKind, index: usize) -> Fix {
    Fix {
        label: label.to_owned(),
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
            let text = item.text.trim();
            if !text.chars().any(char::is_alphanumeric) {
                continue;
            }
            let Some(first) = seen.get(text) else {
                seen.insert(text, index);
                continue;
            };
            // What stands beside the text must not be lost.
            let safe = items[*first].more == item.more;
            report.mend(
                node,
                Site::item(list, index),
                format!("the same as item {} of this list", first + 1),
                "Take one of the two out.",
                safe.then(|| taken_out("take the repeat out", node, list, index)),
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
                    format!(
                        "nearly the same as item {} of this list: {}",
                        other + 1,
                        lines[other].text.trim()
                    ),
                    "Join the two, or say how they differ.",
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
        let is_plain = item.is_some_and(|item| *item.more == *Seldom::default());
        report.mend(
            node,
            Site::item(list, index),
            format!("inherited anyway, from {}", subject.family.title(from)),
            "Take it out here.",
            is_plain.then(|| taken_out("take it out; it is inherited", node, list, index)),
        );
    }
}
