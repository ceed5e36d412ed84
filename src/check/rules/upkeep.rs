//! Who keeps a family, and when somebody is to read it again.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::Node;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "review-overdue",
        severity: Severity::Warning,
        area: Area::House,
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
        examples: &[Example::good("owner = \"IT\""), Example::good("")],
        look: Some(no_owner),
    },
];

fn overdue(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(today) = subject.around.today else {
        return;
    };
    for (node, body) in subject.parts() {
        if let Some(due) = body.more.review_due.filter(|due| *due < today) {
            report.find(
                node,
                Site::Key("review_due"),
                said!("check-was-to-be-read-again", title = subject.family.title(node), due),
                said!("check-read-it-again"),
            );
        }
    }
}

fn no_owner(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_unowned = subject.family.body.more.owner.is_none() && !subject.is_archived(Node::Family);
    if subject.around.names_owners && is_unowned {
        report.find(
            Node::Family,
            Site::Key("title"),
            said!("check-has-no-owner", title = subject.family.title(Node::Family)),
            said!("check-name-the-team"),
        );
    }
}
