//! Performance indicators: how many, and what each must say.

use std::collections::HashSet;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::document::replace::Wording;
use crate::model::{Indicator, Node};
use crate::text::{Said, said};

const KEY: &str = "performance_indicators";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "indicator-count",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("[[performance_indicators]]\nname = \"a\"", &["performance_indicators"]),
            Example::good(
                "performance_indicators = [{ name = \"a\" }, { name = \"b\" }, { name = \"c\" }]",
            ),
            Example::good(""),
            Example::good(
                "summary = \"The team of the future\"\n[[performance_indicators]]\nname = \"Will be set by the team\"",
            ),
        ],
        look: Some(count),
    },
    Rule {
        id: "indicator-target",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad("performance_indicators = [{ name = \"Delivery\" }]", &["\"Delivery\""]),
            Example::good("performance_indicators = [{ name = \"Delivery\", target = \"< 21 days\" }]"),
        ],
        look: Some(target),
    },
    Rule {
        id: "indicator-link",
        severity: Severity::Note,
        area: Area::House,
        examples: &[
            Example::bad("performance_indicators = [{ name = \"Delivery\" }]", &["\"Delivery\""]),
            Example::good("performance_indicators = [{ name = \"Delivery\", link = \"/metrics\" }]"),
        ],
        look: Some(link),
    },
    Rule {
        id: "indicators-twice",
        severity: Severity::Warning,
        area: Area::House,
        examples: &[
            Example::bad(
                "performance_indicators = [{ name = \"a\" }]\n[[roles]]\nid = \"x\"\n\
                 performance_indicators = [{ name = \"b\" }]",
                &["performance_indicators"],
            ),
            Example::good("[[roles]]\nid = \"x\"\nperformance_indicators = [{ name = \"b\" }]"),
        ],
        look: Some(twice),
    },
];

/// Those that only say that there will be some.
fn to_come(subject: &Subject<'_>) -> HashSet<(Node, usize)> {
    let hits = subject.hits("to-come");
    hits.filter_map(|(line, _)| match line.wording {
        Wording::Indicator(n) => Some((line.node, n)),
        _ => None,
    })
    .collect()
}

fn count(subject: &Subject<'_>, report: &mut Report<'_>) {
    let most = subject.around.budget(report.rule());
    let to_come = to_come(subject);
    for (node, body) in subject.parts() {
        let count = body.more.performance_indicators.len();
        if to_come.iter().any(|(part, _)| *part == node) {
            continue;
        }
        if count != 0 && !(3.min(most)..=most).contains(&count) {
            report.find(
                node,
                Site::Key(KEY),
                said!("check-so-many-indicators", count),
                match count {
                    0..3 => said!("check-add-indicators"),
                    _ => said!("check-keep-the-indicators-that-decide"),
                },
            );
        }
    }
}

fn each(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    lacks: fn(&Indicator) -> bool,
    say: impl Fn(&str) -> Said,
    advice: &Said,
) {
    let to_come = to_come(subject);
    for (node, body) in subject.parts() {
        for (n, indicator) in body.more.performance_indicators.iter().enumerate() {
            if lacks(indicator) && !to_come.contains(&(node, n)) {
                let site = Site::Text(Wording::Indicator(n), 0..0);
                report.find(node, site, say(&indicator.name), advice.clone());
            }
        }
    }
}

fn target(subject: &Subject<'_>, report: &mut Report<'_>) {
    let say = |name: &str| said!("check-has-no-target", name);
    let advice = said!("check-say-what-is-aimed-at");
    each(subject, report, |indicator| indicator.target.is_none(), say, &advice);
}

fn link(subject: &Subject<'_>, report: &mut Report<'_>) {
    let say = |name: &str| said!("check-has-no-link", name);
    let advice = said!("check-link-the-page");
    each(subject, report, |indicator| indicator.link.is_none(), say, &advice);
}

fn twice(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.family.body.more.performance_indicators.is_empty() {
        return;
    }
    for (node, body) in subject.parts() {
        if node != Node::Family && !body.more.performance_indicators.is_empty() {
            report.find(
                node,
                Site::Key(KEY),
                said!("check-indicators-take-the-place", title = subject.family.title(node)),
                said!("check-keep-indicators-in-one-place"),
            );
        }
    }
}
