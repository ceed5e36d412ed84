//! Waivers: findings that somebody decided to live with. What a waiver names must still be found.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use super::rule;
use crate::document::{Edit, Severity};
use crate::document::replace::nodes;
use crate::model::{Item, ListKind};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "unknown-waiver",
        severity: Severity::Warning,
        area: Area::References,
        says: "A waiver of a rule that there is not.",
        why: "It waives nothing. Mostly the id is misspelled.",
        examples: &[
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
        says: "A waiver of a rule that finds nothing here any more.",
        why: "The item has changed since, and the waiver would hide what somebody writes next.",
        examples: &[
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

/// Every item with a waiver, and where it is.
fn waived<'a>(
    subject: &Subject<'a>,
) -> impl Iterator<Item = (crate::model::Node, ListKind, usize, &'a Item)> {
    let family = subject.family;
    nodes(family).flat_map(move |node| {
        ListKind::ALL.into_iter().flat_map(move |list| {
            let items = family.body(node).map_or(&[][..], |body| body.list(list));
            let items = items.iter().enumerate();
            items
                .filter(|(_, item)| !item.more.waive.is_empty())
                .map(move |(index, item)| (node, list, index, item))
        })
    })
}

fn unknown(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (node, list, index, item) in waived(subject) {
        for waiver in item.more.waive.iter().filter(|waiver| rule(&waiver.rule).is_none()) {
            report.find(
                node,
                Site::item(list, index),
                format!("no rule is called \"{}\"", waiver.rule),
                "`rolebook explain` lists the rules.",
            );
        }
    }
}

fn stale(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (node, list, index, item) in waived(subject) {
        // Nobody looks at what is archived.
        if subject.is_archived(node) {
            continue;
        }
        for waiver in &item.more.waive {
            let fires = report.all().iter().any(|found| {
                found.node == node
                    && found.rule == waiver.rule
                    && found.site.list_item() == Some((list, index))
            });
            if fires || rule(&waiver.rule).is_none() {
                continue;
            }
            let mut without = item.clone();
            let mut more = (*without.more).clone();
            more.waive.retain(|other| other != waiver);
            without.more = more.into();
            report.mend(
                node,
                Site::item(list, index),
                format!("{} finds nothing here any more", waiver.rule),
                "Take the waiver out.",
                Some(super::super::report::Fix {
                    label: "take the waiver out".into(),
                    edits: vec![Edit::SetItem { node, list, index, item: without }],
                }),
            );
        }
    }
}

fn unexplained(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (node, list, index, item) in waived(subject) {
        for waiver in &item.more.waive {
            if waiver.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
                report.find(
                    node,
                    Site::item(list, index),
                    format!("{} is waived without a reason", waiver.rule),
                    "Say why: reason = \"…\"",
                );
            }
        }
    }
}
