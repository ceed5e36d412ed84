//! What a role extends and leaves out must be there.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::CompositionProblem;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-extends",
        severity: Severity::Error,
        area: Area::References,
        says: "A role extends one that its family does not have.",
        why: "It inherits nothing from there, so that its readers see a part of the role only.",
        examples: &[
            Example::bad("[[roles]]\nid = \"senior\"\nextends = \"junior\"", &["extends"]),
            Example::good("[[roles]]\nid = \"junior\"\n[[roles]]\nid = \"senior\"\nextends = \"junior\""),
        ],
        look: Some(unknown),
    },
    Rule {
        id: "cyclic-extends",
        severity: Severity::Error,
        area: Area::References,
        says: "A role extends itself, by way of others.",
        why: "Nobody can say what comes first; the circle is cut somewhere.",
        examples: &[
            Example::bad(
                "[[roles]]\nid = \"a\"\nextends = \"b\"\n[[roles]]\nid = \"b\"\nextends = \"a\"",
                &["extends", "extends"],
            ),
            Example::good("[[roles]]\nid = \"a\"\n[[roles]]\nid = \"b\"\nextends = \"a\""),
        ],
        look: Some(cyclic),
    },
    Rule {
        id: "omits-nothing",
        severity: Severity::Warning,
        area: Area::References,
        says: "A role leaves out what it does not inherit.",
        why: "The item was reworded or moved, and the role has it again, or it is misspelled here.",
        examples: &[
            Example::bad("[[roles]]\nid = \"a\"\nomit = [\"Travels\"]", &["omit"]),
            Example::good("requirements = [\"Travels\"]\n[[roles]]\nid = \"a\"\nomit = [\"Travels\"]"),
        ],
        look: Some(omits),
    },
];

fn problems<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = &'s CompositionProblem> {
    // Only what extends or omits has any.
    let roles = if subject.has_inheritance() { subject.effective() } else { &[] };
    roles.iter().flat_map(|role| &role.problems)
}

fn unknown(subject: &Subject<'_>, report: &mut Report<'_>) {
    for problem in problems(subject) {
        if let CompositionProblem::UnknownExtends { node, target } = problem {
            let title = subject.family.title(*node);
            report.find(
                *node,
                Site::Key("extends"),
                format!("{title} extends \"{target}\", which this family does not have"),
                "Name the id of a role of this family.",
            );
        }
    }
}

fn cyclic(subject: &Subject<'_>, report: &mut Report<'_>) {
    for problem in problems(subject) {
        if let CompositionProblem::Cycle { node, target } = problem {
            let title = subject.family.title(*node);
            report.find(
                *node,
                Site::Key("extends"),
                format!("{title} extends \"{target}\", which leads back to itself"),
                "Cut the circle: take extends out of one of the roles in it.",
            );
        }
    }
}

fn omits(subject: &Subject<'_>, report: &mut Report<'_>) {
    for problem in problems(subject) {
        if let CompositionProblem::OmitsNothing { node, text } = problem {
            let title = subject.family.title(*node);
            report.find(
                *node,
                Site::Key("omit"),
                format!("{title} omits \"{text}\", which it does not inherit"),
                "Give the exact text or the id of an inherited item, or take it out of omit.",
            );
        }
    }
}
