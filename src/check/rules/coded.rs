//! Words that sound like men or like women to those who read them.

use std::collections::BTreeMap;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use super::super::vocabulary::{FEMININE, Hit, MASCULINE};
use crate::document::Severity;
use crate::model::Node;
use crate::text::said;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "coded-words",
    severity: Severity::Note,
    area: Area::Wording,
    examples: &[
        Example::bad(
            "requirements = [\"Leads\", \"Is decisive and determined\", \"Is supportive\", \"Competes\"]",
            &["title"],
        ),
        Example::good("requirements = [\"Leads with empathy\", \"Analyses and supports\"]"),
        Example::good("summary = \"Leads, decisive, determined, competes, active\""),
    ],
    look: Some(coded),
}];

fn coded(subject: &Subject<'_>, report: &mut Report<'_>) {
    let lead = subject.around.budget(report.rule());
    let items = |list: &'static str| {
        let hits = subject.hits(list);
        hits.filter(|(line, _): &(&Line<'_>, &Hit<'_>)| line.item().is_some())
    };
    let (masculine, feminine) = (items(MASCULINE).count(), items(FEMININE).count());
    let (more, less, list, of) = match masculine > feminine {
        true => (masculine, feminine, MASCULINE, "masculine"),
        false => (feminine, masculine, FEMININE, "feminine"),
    };
    if more > less && more >= less + lead {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (line, hit) in items(list) {
            *counts.entry(line.text[hit.at.clone()].to_lowercase()).or_default() += 1;
        }
        let mut most: Vec<(&String, &usize)> = counts.iter().collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let named: Vec<&str> = most.iter().take(6).map(|(word, _)| word.as_str()).collect();
        report.find(
            Node::Family,
            Site::Key("title"),
            said!("check-coded-words", more, less, of, named = named.join(", ")),
            said!("check-look-for-other-words"),
        );
    }
}
