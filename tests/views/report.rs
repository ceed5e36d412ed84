//! Reports: totals, what is overdue and not said, what roles ask for, what families say in the same or in other words.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rolebook::format::report as format;
use rolebook::model::{
    Budget, BudgetOrder, Catalog, Date, ListKind, Need, Position, RESEMBLANCE, Report, Status,
    budgets, clusters, compose, resemblance,
};

use crate::catalogs::{any_catalog, catalog};

fn today() -> Date {
    "2026-06-01".parse().unwrap()
}

fn desk() -> Catalog {
    catalog(&[
        (
            "it/desk",
            r#"
title = "Desk"
review_due = 2026-05-31
requirements = ["Speaks English", "Knows phones"]
[[roles]]
id = "agent"
title = "Agent"
grade = 4
reports_to = [{ title = "Lead" }]
requirements = ["Has a headset", { text = "Owns a car", need = "preferred" }, "Speaks English"]
nice_to_have = ["Sings", { text = "Stays calm", need = "must" }]
responsibilities = ["Answer the phone in a friendly way within three rings"]
[[roles]]
id = "lead"
title = "Lead"
extends = "agent"
omit = ["Has a headset"]
review_due = 2026-06-01
[[specialties]]
id = "night"
title = "Nights"
roles = ["agent"]
review_due = 2025-01-01
requirements = ["Stays awake"]
"#,
        ),
        (
            "shop",
            "title = \"Shop\"\nstatus = \"archived\"\nreview_due = 2020-01-01\n[[roles]]\nid = \"c\"\ntitle = \"Clerk\"\nresponsibilities = [\"Answer the telephone in a friendly way within three rings\", \"Sells\"]\n",
        ),
        (
            "yard",
            "title = \"Yard\"\n[[roles]]\nid = \"y\"\ntitle = \"Hand\"\ngrade = \"M2\"\nreports_to = [{ title = \"Lead\" }]\nresponsibilities = [\"Answer the phone in a friendly way within three rings\", \"Sells\"]\n",
        ),
    ])
}

fn desk_text() -> String {
    let catalog = desk();
    let report = Report::of(&catalog, Some(today()));
    let mut parts = format::parts(&report, &catalog, Some(today()));
    parts.push(format::wordings_part(&clusters(&catalog, &|| false)));
    format::text(&parts, None)
}

#[test]
fn the_whole_report() {
    insta::assert_snapshot!(desk_text());
}

#[test]
fn nobody_knows_what_is_overdue_who_does_not_know_the_day() {
    let report = Report::of(&desk(), None);
    assert!(report.overdue.is_empty());
    let parts = format::parts(&report, &desk(), None);
    assert!(format::text(&parts, None).contains("Nobody says which day it is."));
}

#[test]
fn musts_and_preferred_are_counted_as_they_are_inherited() {
    let catalog = desk();
    let mut found = budgets(&catalog, &|| false);
    let numbers = |budget: &Budget| {
        let (must, preferred) = (budget.must, budget.preferred);
        (must.own, must.inherited, preferred.own, preferred.inherited)
    };
    let words = |found: &[Budget]| -> Vec<_> {
        let entry = |b: &Budget| catalog.get(&b.place.key).unwrap().family.clone();
        let row = |b: &Budget| (entry(b).position_title(b.place.position), numbers(b));
        found.iter().map(row).collect()
    };
    assert_eq!(
        words(&found)[..3],
        [
            // Speaks English is written here too; Knows phones is the family's.
            ("Agent".to_owned(), (3, 1, 2, 0)),
            ("Agent · Nights".to_owned(), (1, 4, 0, 2)),
            // Has a headset is left out.
            ("Lead".to_owned(), (0, 3, 0, 2)),
        ]
    );
    Budget::sort(&mut found, &catalog, BudgetOrder::Must);
    assert_eq!(words(&found)[0].0, "Agent · Nights");
    Budget::sort(&mut found, &catalog, BudgetOrder::Title);
    assert_eq!(words(&found)[4].0, "Lead");
}

#[test]
fn wordings_that_resemble_each_other_are_put_together() {
    let catalog = desk();
    let found = clusters(&catalog, &|| false);
    let texts: Vec<Vec<(&str, usize)>> = found
        .iter()
        .map(|cluster| {
            let wordings = cluster.wordings.iter();
            wordings.map(|w| (w.text.as_str(), w.uses.len())).collect()
        })
        .collect();
    assert_eq!(
        texts,
        [
            vec![
                ("Answer the phone in a friendly way within three rings", 2),
                (
                    "Answer the telephone in a friendly way within three rings",
                    1
                ),
            ],
            vec![("Sells", 2)],
        ]
    );
    assert_eq!((found[0].families, found[1].families), (3, 2));
    assert!(clusters(&catalog, &|| true).is_empty());
    assert_eq!(resemblance("Plans the budget", "plans THE budget."), 100);
    assert_eq!(resemblance("a b c d", "a b c e"), 60);
    assert_eq!(resemblance("", ""), 0);
    insta::assert_snapshot!(format::wordings_text(&found, &catalog));
}

#[test]
fn every_format_says_the_same() {
    let catalog = desk();
    let report = Report::of(&catalog, Some(today()));
    let parts = format::parts(&report, &catalog, Some(today()));
    insta::assert_snapshot!(format::csv(&parts));
    let json = format::json(&report, &catalog, Some(today()));
    assert_eq!(json["roles"], 4);
    assert_eq!(json["overdue"][0]["address"], "it/desk#agent+night");
    assert_eq!(json["overdue"][0]["review_due"], "2025-01-01");
    assert_eq!(json["without_grade"][0]["title"], "Clerk");
    let budgets = format::budget_json(&budgets(&catalog, &|| false), &catalog);
    assert_eq!(
        budgets[0],
        serde_json::json!({
            "address": "it/desk#agent", "title": "Agent",
            "must": { "own": 3, "inherited": 1 }, "preferred": { "own": 2, "inherited": 0 },
        })
    );
    let wordings = format::wordings_json(&clusters(&catalog, &|| false), &catalog);
    assert_eq!(wordings[0]["wordings"][1]["uses"][0]["address"], "shop#c");
    let page = format::markdown(&parts);
    assert!(
        page.contains("## Without grade\n\n| title | address |\n|---|---|\n"),
        "{page}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_numbers_add_up(catalog in any_catalog()) {
        let report = Report::of(&catalog, Some(today()));
        let roles: usize = catalog.entries().iter().map(|e| e.family.roles.len()).sum();
        prop_assert_eq!(report.total.roles, roles);
        prop_assert_eq!(report.total.families, catalog.entries().len());
        prop_assert_eq!(report.departments.iter().map(|(_, t)| t.roles).sum::<usize>(), roles);
        prop_assert_eq!(
            report.departments.iter().map(|(_, t)| t.families).sum::<usize>(),
            catalog.entries().len()
        );
        prop_assert_eq!(report.grades.iter().map(|(_, n)| n).sum::<usize>(), roles);
        prop_assert_eq!(report.statuses.iter().map(|(_, n)| n).sum::<usize>(), roles);
        let none = report.grades.iter().find(|(grade, _)| grade.is_none());
        prop_assert_eq!(none.map_or(0, |(_, n)| *n), report.without_grade.len());
        for entry in catalog.entries() {
            for role in 0..entry.family.roles.len() {
                let position = Position::role(role);
                let effective = compose(&entry.key, &entry.family, position);
                let is_in = |places: &[rolebook::model::Place]| {
                    places.iter().any(|p| p.key == entry.key && p.position == position)
                };
                prop_assert_eq!(is_in(&report.without_grade), effective.grade.is_none());
                prop_assert_eq!(is_in(&report.without_manager), effective.reports_to.is_none());
                let due = entry.family.roles[role].body.more.review_due;
                let archived = effective.status.is_some_and(|s| s.value == Status::Archived);
                let overdue = report.overdue.iter().any(|o| {
                    o.place.key == entry.key && o.place.position == position
                });
                prop_assert_eq!(overdue, !archived && due.is_some_and(|due| due < today()));
            }
        }
    }

    #[test]
    fn budgets_are_those_of_the_effective_roles(catalog in any_catalog()) {
        let found = budgets(&catalog, &|| false);
        let positions: usize = catalog.entries().iter().map(|e| e.family.position_count()).sum();
        prop_assert_eq!(found.len(), positions);
        for budget in found {
            let family = &catalog.get(&budget.place.key).unwrap().family;
            let effective = compose(&budget.place.key, family, budget.place.position);
            let (mut musts, mut own) = (0, 0);
            let mut all = 0;
            for list in [ListKind::Requirements, ListKind::NiceToHave] {
                for line in effective.list(list) {
                    let need = match (line.item.more().need, list) {
                        (Some(need), _) => need,
                        (None, ListKind::NiceToHave) => Need::Preferred,
                        (None, _) => Need::Must,
                    };
                    all += 1;
                    musts += usize::from(need == Need::Must);
                    own += usize::from(effective.is_own(line));
                }
            }
            prop_assert_eq!(budget.must.all(), musts);
            prop_assert_eq!(budget.must.all() + budget.preferred.all(), all);
            prop_assert_eq!(budget.must.own + budget.preferred.own, own);
        }
    }

    #[test]
    fn every_wording_is_in_one_cluster_and_resembles_its_first(catalog in any_catalog()) {
        let found = clusters(&catalog, &|| false);
        prop_assert_eq!(&found, &clusters(&catalog, &|| false), "the same every time");
        let mut seen = BTreeSet::new();
        for cluster in &found {
            prop_assert!(cluster.families > 1);
            let mut families = BTreeSet::new();
            for wording in &cluster.wordings {
                prop_assert!(seen.insert(wording.text.to_string()), "{} is in two", wording.text);
                let first = &cluster.wordings[0].text;
                prop_assert!(resemblance(first, &wording.text) >= RESEMBLANCE);
                for at in &wording.uses {
                    let family = &catalog.get(&at.key).unwrap().family;
                    let item = &family.body(at.node).unwrap().list(at.list)[at.index];
                    prop_assert_eq!(item.text().trim(), wording.text.as_str());
                    families.insert(at.key.clone());
                }
            }
            prop_assert_eq!(cluster.families, families.len());
        }
        // Whatever two families say word for word is there.
        let mut by_text: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
        for entry in catalog.entries() {
            let family = &entry.family;
            let nodes = rolebook::document::replace::nodes(family);
            for body in nodes.filter_map(|node| family.body(node)) {
                for item in body.lists.iter().flatten() {
                    by_text.entry(item.text().trim().to_owned()).or_default().insert(entry.key.to_string());
                }
            }
        }
        for (text, families) in by_text {
            prop_assert!(families.len() < 2 || seen.contains(&text), "{}", text);
        }
    }
}
