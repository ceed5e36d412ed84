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
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-waiver",
        severity: Severity::Warning,
        area: Area::References,
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
        all.extend(body.more.waive.iter().map(|waiver| (Waivable::Part(node), waiver)));
        for list in ListKind::ALL {
            for (index, item) in body.list(list).iter().enumerate() {
                let waivers = item.more().waive.iter();
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
            let mut waivers = subject.family.body(node)?.more.waive.clone();
            waivers.retain(|other| other != waiver);
            Some(Edit::SetWaivers { node, waivers })
        }
        Waivable::Item(node, list, index) => {
            let mut item = subject.family.body(node)?.list(list).get(index)?.clone();
            item.more_mut().waive.retain(|other| other != waiver);
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
                said!("check-finds-nothing-any-more", rule = waiver.rule),
                said!("check-take-the-waiver-out"),
            ),
            Some(Lapse::Ended) => (
                match waiver.until {
                    Some(until) => said!("check-waiver-ended-on", rule = waiver.rule, until),
                    None => said!("check-waiver-ended", rule = waiver.rule),
                },
                said!("check-mend-or-waive-again"),
            ),
            Some(Lapse::Changed) => (
                said!("check-text-has-changed", rule = waiver.rule),
                said!("check-mend-or-waive-as-it-is"),
            ),
        };
        let fix = without(subject, what, waiver).map(|edit| Fix {
            label: said!("check-fix-take-waiver-out"),
            edits: vec![edit],
        });
        report.mend(node, site, message, advice, fix);
    }
}

fn unexplained(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (what, waiver) in waivers(subject) {
        if waiver.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            let (node, site) = site(what);
            let message = said!("check-waived-without-a-reason", rule = waiver.rule);
            report.find(node, site, message, said!("check-say-why"));
        }
    }
}
