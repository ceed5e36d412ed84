//! What stands in the wrong list, and duties that do not say what is done.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::ListKind;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "duty-as-requirement",
        severity: Severity::Note,
        area: Area::Wording,
        says: "A requirement that begins as a duty does: \"Ensuring that …\", \"Responsible for …\".",
        why: "Nobody can bring along what is only done in the job, and applicants are measured by it. In another form it \
              may be meant as experience; so this is a note.",
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
        says: "A responsibility that asks for something: \"Experience with …\", \"Ability to …\".",
        why: "It is what somebody brings, and readers look for it among the requirements.",
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
        says: "A responsibility that does not begin with what is done.",
        why: "Readers skim the beginnings of a list, and a verb says at once what the job is: plainlanguage.gov, \"Use \
              lists\" and \"Use active voice\". Only beginnings that are no verb for sure are found.",
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
            format!("\"{written}\" begins a duty, and this is a requirement"),
            "Move it to the responsibilities, or say what somebody must bring for it.",
        )
    });
}

fn requirements(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_duty = |list| list == ListKind::Responsibilities;
    beginnings(subject, report, "asked", is_duty, |written| {
        (
            format!("\"{written}\" asks for something, and this is a responsibility"),
            "Move it to the requirements, or say what is done with it.",
        )
    });
}

fn verbs(subject: &Subject<'_>, report: &mut Report<'_>) {
    let is_duty = |list| list == ListKind::Responsibilities;
    beginnings(subject, report, "no-verb", is_duty, |written| {
        (
            format!("a responsibility that begins with \"{written}\" and not with what is done"),
            "Begin with the verb.",
        )
    });
}

/// Finds the phrases with which items begin, of a list.
fn beginnings(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    list: &str,
    wanted: impl Fn(ListKind) -> bool,
    say: impl Fn(&str) -> (String, &'static str),
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
