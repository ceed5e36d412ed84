//! What an advertisement must say. Only the profile `posting` looks for it.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::Node;
use crate::text::said;

const POSTING: &str = "[check]\nprofile = \"posting\"";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "no-pay",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("summary = \"Keeps the books\"", &["title"]).under(POSTING),
            Example::good("summary = \"Keeps the books for €50,000 to €60,000 a year\"").under(POSTING),
            Example::good("[[sections]]\nheading = \"Pay range\"\nbody = \"See the calculator.\"").under(POSTING),
            Example::good("summary = \"Keeps the books\""),
        ],
        look: Some(pay),
    },
    Rule {
        id: "no-place",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("summary = \"Keeps the books\"", &["title"]).under(POSTING),
            Example::good("summary = \"Keeps the books, remote\"").under(POSTING),
            Example::good("[[sections]]\nheading = \"Location\"\nbody = \"Vienna\"").under(POSTING),
            Example::good("summary = \"Keeps the books\""),
        ],
        look: Some(place),
    },
];

const CURRENCIES: &[&str] = &[
    "$", "€", "£", "¥", "₹", "usd", "eur", "gbp", "chf", "cad", "aud", "inr", "jpy",
];

fn pay(subject: &Subject<'_>, report: &mut Report<'_>) {
    let says = subject.lines().iter().any(|line| {
        let has_amount = || {
            let lower = line.text.to_lowercase();
            CURRENCIES.iter().any(|currency| {
                lower.match_indices(currency).any(|(at, _)| {
                    let behind = lower[at + currency.len()..].trim_start().chars().next();
                    let before = lower[..at].trim_end().chars().next_back();
                    [behind, before].into_iter().flatten().any(|c| c.is_ascii_digit())
                })
            })
        };
        subject.hits_in(line, "pay").next().is_some() || has_amount()
    });
    if !says && !subject.is_archived(Node::Family) {
        report.find(
            Node::Family,
            Site::Key("title"),
            said!("check-says-no-pay", title = subject.family.title(Node::Family)),
            said!("check-give-a-range"),
        );
    }
}

fn place(subject: &Subject<'_>, report: &mut Report<'_>) {
    let lists = ["work-place", "live-in", "time-zone"];
    let says = subject.lines().iter().any(|line| {
        lists.iter().any(|list| subject.hits_in(line, list).next().is_some())
    });
    if !says && !subject.is_archived(Node::Family) {
        report.find(
            Node::Family,
            Site::Key("title"),
            said!("check-says-no-place", title = subject.family.title(Node::Family)),
            said!("check-say-the-place"),
        );
    }
}
