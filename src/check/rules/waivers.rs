//! Waivers: findings that somebody decided to live with. What a waiver names must still be found.

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::settings;
use super::super::subject::Subject;
use super::super::waiving::{Lapse, Waivable, lapse};
use super::rule;
use crate::document::replace::nodes;
use crate::document::{Edit, Severity};
use crate::model::{ListKind, Node, Waiver};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-waiver",
        severity: Severity::Warning,
        area: Area::References,
        says: "A waiver of a rule that there is not.",
        why: "It waives nothing. Mostly the id is misspelled; what cannot be read cannot be waived at all.",
        examples: &[
            Example::bad("waive = [\"syntax\"]\nowner = \"IT\"", &["waive"]),
            Example::bad(
                "requirements = [{ text = \"2+ years in IT\", waive = [{ rule = \"years\", reason = \"law\" }] }]",
                &["\"2+ years in IT\""],
            ),
            Example::good(
                "requirements = [{ text = \"2+ years in IT\", waive = [{ rule = \"years-of-experience\", reason = \"law\" }] }]",
            ),
        ],
        look: Some(unknown),
    },
    Rule {
        id: "stale-waiver",
        severity: Severity::Note,
        area: Area::References,
        says: "A waiver that does not hold any more.",
        why: "Its day is past, the text is another one than it was given for, or the rule finds nothing there. Then it \
              would hide what somebody writes next.",
        examples: &[
            Example::bad(
                "requirements = [{ text = \"3+ years in IT\", waive = [{ rule = \"years-of-experience\", reason = \
                 \"law\", hash = \"0000000000000000\" }] }]",
                &["\"3+ years in IT\""],
            ),
            Example::bad(
                "waive = [{ rule = \"years-of-experience\", reason = \"law\", until = 2025-12-31 }]\n\
                 requirements = [\"2+ years in IT\"]",
                &["waive"],
            ),
            Example::good(
                "waive = [{ rule = \"years-of-experience\", reason = \"law\", until = 2026-12-31 }]\n\
                 requirements = [\"2+ years in IT\"]",
            ),
            Example::bad(
                "requirements = [{ text = \"Knows IT\", waive = [{ rule = \"years-of-experience\", reason = \"law\" }] }]",
                &["\"Knows IT\""],
            ),
            Example::good(
                "requirements = [{ text = \"2+ years in IT\", waive = [{ rule = \"years-of-experience\", reason = \"law\" }] }]",
            ),
        ],
        look: Some(stale),
    },
    Rule {
        id: "waiver-without-reason",
        severity: Severity::Note,
        area: Area::References,
        says: "A waiver that does not say why.",
        why: "Nobody dares to take it away later, and nobody knows whether it still holds.",
        examples: &[
            Example::bad(
                "requirements = [{ text = \"2+ years in IT\", waive = [{ rule = \"years-of-experience\" }] }]",
                &["\"2+ years in IT\""],
            ),
            Example::good(
                "requirements = [{ text = \"2+ years in IT\", waive = [{ rule = \"years-of-experience\", reason = \"law\" }] }]",
            ),
        ],
        look: Some(unexplained),
    },
];

/// Every waiver of a family's own file, and what it is about.
fn waivers<'a>(subject: &Subject<'a>) -> Vec<(Waivable, &'a Waiver)> {
    let family = subject.family;
    let mut all = Vec::new();
    for node in nodes(family) {
        let Some(body) = family.body(node) else { continue };
        all.extend(body.waive.iter().map(|waiver| (Waivable::Part(node), waiver)));
        for list in ListKind::ALL {
            for (index, item) in body.list(list).iter().enumerate() {
                let waivers = item.more.waive.iter();
                all.extend(waivers.map(|waiver| (Waivable::Item(node, list, index), waiver)));
            }
        }
    }
    all
}

/// Where it is told.
fn site(what: Waivable) -> (Node, Site) {
    match what {
        Waivable::Item(node, list, index) => (node, Site::item(list, index)),
        Waivable::Part(node) => (node, Site::Key("waive")),
    }
}

/// Takes one waiver out.
fn without(subject: &Subject<'_>, what: Waivable, waiver: &Waiver) -> Option<Edit> {
    match what {
        Waivable::Part(node) => {
            let mut waivers = subject.family.body(node)?.waive.clone();
            waivers.retain(|other| other != waiver);
            Some(Edit::SetWaivers { node, waivers })
        }
        Waivable::Item(node, list, index) => {
            let mut item = subject.family.body(node)?.list(list).get(index)?.clone();
            let mut more = (*item.more).clone();
            more.waive.retain(|other| other != waiver);
            item.more = more.into();
            Some(Edit::SetItem { node, list, index, item })
        }
    }
}

fn unknown(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (what, waiver) in waivers(subject) {
        if let Some((message, advice)) = settings::unknown(waiver) {
            let (node, site) = site(what);
            report.find(node, site, message, advice);
        }
    }
}

fn stale(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (what, waiver) in waivers(subject) {
        let (node, site) = site(what);
        // Nobody looks at what is archived, nor for what is switched off.
        let is_looked_for = rule(&waiver.rule)
            .is_some_and(|rule| rule.can_be_waived() && subject.around.severity(rule).is_some());
        if subject.is_archived(node) || !is_looked_for {
            continue;
        }
        let (message, advice) = match lapse(subject, report.all(), what, waiver) {
            None => continue,
            Some(Lapse::Idle) => (
                format!("{} finds nothing here any more", waiver.rule),
                "Take the waiver out.",
            ),
            Some(Lapse::Ended) => (
                match waiver.until {
                    Some(until) => format!("the waiver of {} ended on {until}", waiver.rule),
                    None => format!("the waiver of {} has ended", waiver.rule),
                },
                "Mend what it was for, or waive it again until another day.",
            ),
            Some(Lapse::Changed) => (
                format!("the text has changed since {} was waived", waiver.rule),
                "Mend it, or waive it again as it is now.",
            ),
        };
        let fix = without(subject, what, waiver).map(|edit| Fix {
            label: "take the waiver out".into(),
            edits: vec![edit],
        });
        report.mend(node, site, message, advice, fix);
    }
}

fn unexplained(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (what, waiver) in waivers(subject) {
        if waiver.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            let (node, site) = site(what);
            let message = format!("{} is waived without a reason", waiver.rule);
            report.find(node, site, message, "Say why: reason = \"…\"");
        }
    }
}
