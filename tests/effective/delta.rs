//! From a role to the next: the delta holds all that differs, and the next role is the one that is meant.

use std::sync::Arc;

use crate::compare::reworded;
use crate::families::family;
use proptest::prelude::*;
use rolebook::document::read_family;
use rolebook::model::{
    Catalog, CatalogEntry, Cell, Delta, DeltaChange, DeltaSection, Effective, Family, NextBy,
    Place, Position, Settings, Topic, compare, compose, next_roles,
};

/// The lines of a role, by topic, in its order.
fn lines(role: &Effective, family: &Family, topic: Topic) -> Vec<String> {
    let comparison = compare(&[(role, family)]);
    let section = comparison
        .sections
        .into_iter()
        .find(|s| s.topic == topic)
        .unwrap();
    let mut cells: Vec<Cell> = section
        .rows
        .into_iter()
        .flat_map(|row| row.cells)
        .flatten()
        .collect();
    cells.sort_by_key(|cell| cell.at);
    cells.into_iter().map(|cell| cell.text).collect()
}

/// Makes the lines of the next role of those of the first and what has changed.
fn applied(lines: &[String], section: &DeltaSection) -> Vec<String> {
    let mut left: Vec<Option<&String>> = lines.iter().map(Some).collect();
    let mut made: Vec<(usize, String)> = Vec::new();
    for change in &section.changes {
        let (before, after) = match change {
            DeltaChange::Added(after) => (None, Some(after)),
            DeltaChange::Dropped(before) => (Some(before), None),
            DeltaChange::Changed { before, after }
            | DeltaChange::Reworded { before, after, .. } => (Some(before), Some(after)),
        };
        if let Some(before) = before {
            assert_eq!(left[before.at].take(), Some(&before.text));
        }
        made.extend(after.map(|after| (after.at, after.text.clone())));
    }
    for (before, after) in &section.kept {
        made.push((*after, left[*before].take().unwrap().clone()));
    }
    assert!(
        left.iter().all(Option::is_none),
        "nothing is forgotten: {left:?}"
    );
    made.sort();
    assert!(made.iter().enumerate().all(|(n, (at, _))| n == *at));
    made.into_iter().map(|(_, text)| text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_delta_applied_to_a_role_gives_the_next(family in prop_oneof![family(), reworded()]) {
        let positions = family.positions();
        for two in positions.windows(2) {
            let [a, b] = [two[0], two[1]].map(|position| compose("f", &family, position));
            let delta = Delta::between((&a, &family), (&b, &family));
            for section in &delta.sections {
                let made = applied(&lines(&a, &family, section.topic), section);
                prop_assert_eq!(made, lines(&b, &family, section.topic));
            }
            let equal = compare(&[(&a, &family), (&b, &family)]).is_equal();
            prop_assert_eq!(delta.is_empty(), equal);
        }
    }
}

fn catalog(families: &[(&str, &str)]) -> Catalog {
    let entry = |(key, text): &(&str, &str)| CatalogEntry {
        key: Arc::from(*key),
        family: Arc::new(read_family(text).value.unwrap()),
    };
    Catalog::new(Settings::default(), families.iter().map(entry).collect())
}

const DESK: &str = r#"
[[roles]]
id = "agent"
[[roles]]
id = "senior"
extends = "agent"
[[roles]]
id = "lead"
extends = { requirements = "senior" }
[[specialties]]
id = "phone"
roles = ["agent", "senior"]
[[specialties]]
id = "chat"
roles = ["agent"]
[[segments]]
id = "small"
[[segments]]
id = "large"
"#;

const STEPS: &str = r#"
[[career_ladder.steps]]
from = "agent"
to = "senior"
kind = "Promotion"
[[career_ladder.steps]]
from = "agent"
to = "ops/boss"
kind = "lateral"
[[career_ladder.steps]]
from = "small"
to = "large"
kind = "promotion"
[[career_ladder.steps]]
from = "senior"
to = "ops/boss"
kind = "promotion"
[[career_ladder.steps]]
from = "senior"
to = "lead"
kind = "promotion"
[[career_ladder.steps]]
from = "lead"
to = "nowhere"
kind = "promotion"
"#;

/// How the next roles are found, and their addresses.
fn next(catalog: &Catalog, from: &str) -> (NextBy, Vec<String>) {
    let (by, places) = next_roles(catalog, &catalog.at(from).unwrap());
    let address = |place: &Place| catalog.address(place).unwrap().to_string();
    (by, places.iter().map(address).collect())
}

#[test]
fn the_ladder_says_which_role_is_next() {
    let desk = format!("{DESK}{STEPS}");
    let boss = "[[roles]]\nid = \"one\"\n[[roles]]\nid = \"two\"\n";
    let catalog = catalog(&[("it/desk", &desk), ("ops/boss", boss)]);
    for (from, to) in [
        ("it/desk#agent", &["it/desk#senior"][..]),
        // What has no name in the step stays as it is, where the next role has it.
        ("it/desk#agent+phone", &["it/desk#senior+phone"]),
        ("it/desk#agent+chat", &["it/desk#senior"]),
        ("it/desk#agent+chat+large", &["it/desk#senior+large"]),
        // The step of the more particular part comes first.
        (
            "it/desk#agent+small",
            &["it/desk#agent+large", "it/desk#senior+small"],
        ),
        // A step to a family leads to each of its roles.
        (
            "it/desk#senior",
            &["ops/boss#one", "ops/boss#two", "it/desk#lead"],
        ),
    ] {
        let to: Vec<String> = to.iter().map(|to| (*to).to_owned()).collect();
        assert_eq!(next(&catalog, from), (NextBy::Ladder, to), "{from}");
    }
}

#[test]
fn without_a_promotion_the_role_that_extends_it_is_next() {
    let catalog = catalog(&[("it/desk", DESK)]);
    for (from, to) in [
        ("it/desk#agent", &["it/desk#senior"][..]),
        ("it/desk#agent+phone", &["it/desk#senior+phone"]),
        ("it/desk#senior", &["it/desk#lead"]),
        ("it/desk#lead", &[]),
        ("it/desk", &[]),
    ] {
        let to: Vec<String> = to.iter().map(|to| (*to).to_owned()).collect();
        assert_eq!(next(&catalog, from), (NextBy::Extends, to), "{from}");
    }
}

#[test]
fn a_ladder_that_leads_nowhere_or_in_a_circle_leads_to_no_role() {
    let steps = "[[career_ladder.steps]]\nfrom = \"a\"\nto = \"a\"\nkind = \"promotion\"\n\
                 [[career_ladder.steps]]\nfrom = \"a\"\nto = \"gone\"\nkind = \"promotion\"\n";
    let text = format!("[[roles]]\nid = \"a\"\n{steps}");
    let catalog = catalog(&[("f", &text)]);
    assert_eq!(next(&catalog, "f#a"), (NextBy::Extends, vec![]));
    let gone = Place {
        key: Arc::from("gone"),
        position: Position::FAMILY,
    };
    assert_eq!(next_roles(&catalog, &gone).1, []);
}
