//! Words that sound like men or like women to those who read them.

use std::collections::BTreeMap;

use super::super::report::{Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use super::super::vocabulary::{FEMININE, Hit, MASCULINE};
use crate::document::Severity;
use crate::model::Node;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "coded-words",
    severity: Severity::Note,
    area: Area::Wording,
    says: "A family whose items have more words of one gender's than of the other's, by three or more.",
    why: "Women find a job less appealing whose advertisement has more masculine-coded words, without noticing why: \
          Gaucher, Friesen and Kay, \"Evidence that gendered wording in job advertisements exists and sustains gender \
          inequality\", Journal of Personality and Social Psychology 101 (2011). The score is how many words of the \
          family's items are on the one of their two lists, less how many are on the other; headings and titles are \
          not counted. The lists count words, not what they mean: \"lead\" in a manager's duties is none to avoid. So \
          this is a note.",
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
    let (more, less, list, of, other) = match masculine > feminine {
        true => (masculine, feminine, MASCULINE, "masculine", "feminine"),
        false => (feminine, masculine, FEMININE, "feminine", "masculine"),
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
            format!("{more} {of}-coded words ({}) and {less} {other}-coded ones", named.join(", ")),
            "Look whether the same can be said in other words.",
        );
    }
}
