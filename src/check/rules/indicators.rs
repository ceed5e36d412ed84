//! Performance indicators: how many, and what each must say.

use std::collections::HashSet;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::Subject;
use crate::document::Severity;
use crate::document::replace::Wording;
use crate::model::{Indicator, Node};

const KEY: &str = "performance_indicators";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "indicator-count",
        severity: Severity::Warning,
        area: Area::House,
        says: "Fewer than three or more than five performance indicators.",
        why: "Fewer leave out a side of the job, and of more nobody knows which one counts. Three to five is what \
              handbooks and the literature on objectives settle for: Doerr, \"Measure what matters\", 2018.",
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
        says: "A performance indicator without a target.",
        why: "Without one nobody can tell whether it was met.",
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
        says: "A performance indicator without a link.",
        why: "Only the page behind it says how it is measured; a name alone means another thing to everybody. Some have \
              no page, so this is a note.",
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
        says: "Performance indicators in the family and in one of its roles.",
        why: "The nearest ones count and the others do not: those of the family are not added to those of the role.",
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
        let count = body.performance_indicators.len();
        if to_come.iter().any(|(part, _)| *part == node) {
            continue;
        }
        if count != 0 && !(3.min(most)..=most).contains(&count) {
            let plural = if count == 1 { "" } else { "s" };
            report.find(
                node,
                Site::Key(KEY),
                format!("{count} performance indicator{plural}; three to five can be kept in mind"),
                match count {
                    0..3 => "Add those that show the rest of the job.",
                    _ => "Keep the ones that decide whether the job is done well.",
                },
            );
        }
    }
}

fn each(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    lacks: fn(&Indicator) -> bool,
    what: &str,
    advice: &'static str,
) {
    let to_come = to_come(subject);
    for (node, body) in subject.parts() {
        for (n, indicator) in body.performance_indicators.iter().enumerate() {
            if lacks(indicator) && !to_come.contains(&(node, n)) {
                report.find(
                    node,
                    Site::Text(Wording::Indicator(n), 0..0),
                    format!("\"{}\" has no {what}", indicator.name),
                    advice,
                );
            }
        }
    }
}

fn target(subject: &Subject<'_>, report: &mut Report<'_>) {
    let advice = "Say what is aimed at: target = \"< 21 days\"";
    each(subject, report, |indicator| indicator.target.is_none(), "target", advice);
}

fn link(subject: &Subject<'_>, report: &mut Report<'_>) {
    let advice = "Link the page that says how it is measured.";
    each(subject, report, |indicator| indicator.link.is_none(), "link", advice);
}

fn twice(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.family.body.performance_indicators.is_empty() {
        return;
    }
    for (node, body) in subject.parts() {
        if node != Node::Family && !body.performance_indicators.is_empty() {
            report.find(
                node,
                Site::Key(KEY),
                format!(
                    "the indicators of {} take the place of those of the family",
                    subject.family.title(node)
                ),
                "Keep them in one place, or repeat here what is to count of the family's.",
            );
        }
    }
}
