//! What a role extends and leaves out must be there.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::CompositionProblem;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-extends",
        severity: Severity::Error,
        area: Area::References,
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
                said!("check-extends-unknown", title, target),
                said!("check-name-the-id-of-a-role"),
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
                said!("check-extends-itself", title, target),
                said!("check-cut-the-circle"),
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
                said!("check-omits-nothing", title, text),
                said!("check-give-the-exact-text"),
            );
        }
    }
}
