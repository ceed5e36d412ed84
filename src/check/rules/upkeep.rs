//! Who keeps a family, and when somebody is to read it again.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::Node;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "review-overdue",
        severity: Severity::Warning,
        area: Area::House,
        says: "The day by which somebody should have read it again is past.",
        why: "What nobody has looked at for long is no longer what the job is.",
        examples: &[
            Example::bad("review_due = 2025-12-31", &["review_due"]),
            Example::good("review_due = 2026-01-01"),
            Example::good("status = \"archived\"\nreview_due = 2025-12-31"),
        ],
        look: Some(overdue),
    },
    Rule {
        id: "no-owner",
        severity: Severity::Warning,
        area: Area::House,
        says: "A family without an owner, in a catalog that names owners.",
        why: "Nobody is asked when it has to change. A catalog in which no family has an owner is left alone.",
        examples: &[Example::good("owner = \"IT\""), Example::good("")],
        look: Some(no_owner),
    },
];

fn overdue(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(today) = subject.around.today else {
        return;
    };
    for (node, body) in subject.parts() {
        if let Some(due) = body.review_due.filter(|due| *due < today) {
            report.find(
                node,
                Site::Key("review_due"),
                format!("{} was to be read again by {due}", subject.family.title(node)),
                "Read it again, then set the next day.",
            );
        }
    }
}

fn no_owner(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_unowned = subject.family.body.owner.is_none() && !subject.is_archived(Node::Family);
    if subject.around.names_owners && is_unowned {
        report.find(
            Node::Family,
            Site::Key("title"),
            format!("{} has no owner", subject.family.title(Node::Family)),
            "Name the team that keeps it: owner = \"…\"",
        );
    }
}
