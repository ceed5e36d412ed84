//! Links that lead to the same page under different names.

use std::collections::BTreeMap;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use crate::document::Severity;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "link-labels",
    severity: Severity::Note,
    area: Area::Wording,
    examples: &[
        Example::bad(
            "requirements = [\"Lives our [values](/values/)\", \"Shares the [principles](/values/)\"]",
            &["[principles](/values/)"],
        ),
        Example::good(
            "requirements = [\"Lives our [values](/values/)\", \"Shares the [Values](/values)\", \"Reads [them](/a)\"]",
        ),
    ],
    look: Some(labels),
}];

fn labels(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut first: BTreeMap<&str, (String, &str)> = BTreeMap::new();
    for line in subject.lines().iter().filter(|line| line.reading.signs.has_square && line.item().is_some()) {
        for (at, label, target) in links(line) {
            let target = target.trim_end_matches('/');
            let plain = label.trim().to_lowercase();
            match first.get(target) {
                None => drop(first.insert(target, (plain, label))),
                Some((known, _)) if *known == plain => {}
                Some((_, named)) => report.find(
                    line.node,
                    Site::Text(line.wording, at),
                    said!("check-lead-to-the-same-page", label, named),
                    said!("check-call-it-by-one-name"),
                ),
            }
        }
    }
}

/// The links of a line, `[label](target)`, without titles and angle brackets.
fn links<'l>(line: &Line<'l>) -> Vec<(std::ops::Range<usize>, &'l str, &'l str)> {
    let text = line.text;
    let mut found = Vec::new();
    for (middle, _) in text.match_indices("](") {
        let Some(start) = text[..middle].rfind('[') else {
            continue;
        };
        let target = middle + 2;
        let Some(end) = text[target..].find([')', ' ']).map(|end| target + end) else {
            continue;
        };
        if text[end..].starts_with(')') && end > target && middle > start + 1 {
            found.push((start..end + 1, &text[start + 1..middle], &text[target..end]));
        }
    }
    found
}
