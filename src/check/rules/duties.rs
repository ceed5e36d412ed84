//! What stands in the wrong list, and duties that do not say what is done.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::ListKind;
use crate::text::{Said, said};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "duty-as-requirement",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "requirements = [\"Ensuring that processes are documented\", \"Effectively managing the desk\"]",
                &["Ensuring", "Effectively managing"],
            ),
            Example::good(
                "requirements = [\"Managing experience\", \"Working knowledge of SQL\", \"Experience ensuring quality\"]\n\
                 responsibilities = [\"Ensuring that processes are documented\"]",
            ),
        ],
        look: Some(duties),
    },
    Rule {
        id: "requirement-as-duty",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "responsibilities = [\"Experience with payroll\", \"Proven ability to lead\"]",
                &["Experience with", "Proven ability"],
            ),
            Example::good(
                "responsibilities = [\"Experience the product as its users do\", \"Builds knowledge of SQL\"]\n\
                 requirements = [\"Experience with payroll\"]",
            ),
        ],
        look: Some(requirements),
    },
    Rule {
        id: "no-verb-first",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "responsibilities = [\"The onboarding of new people\", \"Responsible for the budget\"]",
                &["The", "Responsible for"],
            ),
            Example::good("responsibilities = [\"Onboard new people\", \"Regularly plan the budget\", \"Own it\"]"),
        ],
        look: Some(verbs),
    },
];

fn duties(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_asked = |list| matches!(list, ListKind::Requirements | ListKind::NiceToHave);
    beginnings(subject, report, "duty", is_asked, |written| {
        (
            said!("check-begins-a-duty", written),
            said!("check-move-to-responsibilities"),
        )
    });
}

fn requirements(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_duty = |list| list == ListKind::Responsibilities;
    beginnings(subject, report, "asked", is_duty, |written| {
        (
            said!("check-asks-for-something", written),
            said!("check-move-to-requirements"),
        )
    });
}

fn verbs(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_duty = |list| list == ListKind::Responsibilities;
    beginnings(subject, report, "no-verb", is_duty, |written| {
        (
            said!("check-begins-with-no-verb", written),
            said!("check-begin-with-the-verb"),
        )
    });
}

/// Finds the phrases with which items begin, of a list.
fn beginnings(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    list: &str,
    wanted: impl Fn(ListKind) -> bool,
    say: impl Fn(&str) -> (Said, Said),
) {
    for (line, hit) in subject.hits(list) {
        let is_wanted = line.item().is_some_and(|(list, _)| wanted(list));
        if !is_wanted {
            continue;
        }
        let (message, advice) = say(&line.text[hit.at.clone()]);
        report.find(line.node, Site::Text(line.wording, hit.at.clone()), message, advice);
    }
}
