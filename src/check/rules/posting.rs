//! What an advertisement must say. Only the profile `posting` looks for it.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::model::Node;

const POSTING: &str = "[check]\nprofile = \"posting\"";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "no-pay",
        severity: Severity::Warning,
        area: Area::House,
        says: "An advertisement that does not say what is paid. Only in the profile `posting`.",
        why: "Applicants have a right to it in many places: Directive (EU) 2023/970 on pay transparency, article 5; \
              Colorado Revised Statutes, section 8-5-201; New York Labor Law, section 194-b. A number with a currency \
              counts, or a section about pay or salary.",
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
        says: "An advertisement that does not say where the work is done. Only in the profile `posting`.",
        why: "Sites that list jobs want a place, or that the work is remote: `jobLocation`, and `jobLocationType` \
              beside it, of JobPosting in schema.org; Google Search Central, \"Job posting structured data\".",
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
            format!("{} does not say what is paid", subject.family.title(Node::Family)),
            "Give a range, or a section \"Pay\" that links to one.",
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
            format!("{} does not say where the work is done", subject.family.title(Node::Family)),
            "Say the place, or that it is remote.",
        );
    }
}
