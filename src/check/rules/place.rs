//! Where and when somebody works: a matter of the vacancy, not of the role.

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use super::phrases::is_own;
use crate::document::Severity;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "location",
    severity: Severity::Warning,
    area: Area::Wording,
    examples: &[
        Example::bad(
            "requirements = [\"Works in time zones of the Americas\"]",
            &["time zones of the Americas"],
        ),
        Example::bad("requirements = [\"Must be based in Dublin\"]", &["based in Dublin"]),
        Example::good(
            "requirements = [\"Works well across time zones\", \"Reports based in facts\", \"Knows the US market\"]",
        ),
    ],
    look: Some(place),
}];

/// So many words may stand between a time zone and the region that it is one of.
const BETWEEN: usize = 4;

fn place(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut last: Option<&Line<'_>> = None;
    for (line, zone) in subject.hits("time-zone").filter(|(line, _)| is_own(line.wording)) {
        // Once a text, however often it says so.
        if last.is_some_and(|last| std::ptr::eq(last, line)) {
            continue;
        }
        let mut regions = subject.hits_in(line, "region").filter(|region| {
            let written = &line.text[region.at.clone()];
            written.starts_with(char::is_uppercase)
        });
        let near = regions.find(|region| {
            let behind = region.words.start.checked_sub(zone.words.end);
            let before = zone.words.start.checked_sub(region.words.end);
            behind.or(before).is_some_and(|between| between <= BETWEEN)
        });
        if let Some(region) = near {
            last = Some(line);
            let at = zone.at.start.min(region.at.start)..zone.at.end.max(region.at.end);
            report.find(
                line.node,
                Site::Text(line.wording, at),
                said!("check-a-time-zone-to-work-in"),
                said!("check-say-it-in-the-posting"),
            );
        }
    }
    for (line, hit) in subject.hits("live-in").filter(|(line, _)| is_own(line.wording)) {
        let words = subject.words(line);
        let next = words.get(hit.words.end);
        // "the United States" is as much of a name.
        let next = match next {
            Some(word) if subject.lower(*word) == "the" => words.get(hit.words.end + 1),
            next => next,
        };
        let Some(name) = next.filter(|word| line.text[word.at()].starts_with(char::is_uppercase))
        else {
            continue;
        };
        report.find(
            line.node,
            Site::Text(line.wording, hit.at.start..name.at().end),
            said!("check-a-place-to-be-in"),
            said!("check-say-it-in-the-posting"),
        );
    }
}
