//! Ladders: what joins what, how far one gets, and where it all stands when it is drawn.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rolebook::format::ladder as format;
use rolebook::model::{Catalog, Direction, Grid, Ladder, Rung, Shown, StepKind, Walk, Wanted};

use crate::catalogs::{any_catalog, catalog, sample};

const DESK: &str = r#"
title = "Desk"
[[roles]]
id = "agent"
title = "Agent"
grade = 4
[[roles]]
id = "senior"
title = "Senior Agent"
grade = 5
extends = "agent"
[[roles]]
id = "expert"
title = "Expert"
grade = 5
extends = "senior"
[[roles]]
id = "lead"
title = "Lead"
grade = 6
extends = { requirements = "senior" }
[[specialties]]
id = "night"
title = "Nights"
roles = ["agent"]
[career_ladder]
[[career_ladder.steps]]
from = "senior"
to = "lead"
kind = "promotion"
[[career_ladder.steps]]
from = "lead"
to = "shop/shop#chief"
kind = "lateral"
[[career_ladder.steps]]
from = "lead"
to = "Chief of Everything"
[[career_ladder.steps]]
from = "expert"
to = "leed"
kind = "promotion"
[[career_ladder.steps]]
from = "night"
to = "shop/shop"
kind = "lateral"
"#;

const SHOP: &str = r#"
title = "Shop"
[[roles]]
id = "clerk"
title = "Clerk"
[[roles]]
id = "chief"
title = "Chief"
[career_ladder]
[[career_ladder.steps]]
from = "clerk"
to = "chief"
kind = "promotion"
[[career_ladder.steps]]
from = "chief"
to = "clerk"
kind = "promotion"
"#;

fn desk() -> (Catalog, Ladder) {
    let catalog = catalog(&[("it/desk", DESK), ("shop/shop", SHOP)]);
    let ladder = Ladder::of(&catalog);
    (catalog, ladder)
}

fn named(ladder: &Ladder, catalog: &Catalog, title: &str) -> usize {
    let mut rungs = 0..ladder.rungs.len();
    rungs
        .find(|rung| ladder.title(catalog, *rung) == title)
        .unwrap_or_else(|| panic!("no {title}"))
}

/// Every step in words.
fn steps(ladder: &Ladder, catalog: &Catalog) -> Vec<String> {
    let title = |rung| ladder.title(catalog, rung);
    let steps = ladder.steps.iter().map(|step| {
        let up = if step.upward { "up" } else { "level" };
        let (from, to) = (title(step.from), title(step.to));
        format!("{from} > {to}: {} {up}", step.kind.word())
    });
    steps.collect()
}

#[test]
fn steps_join_roles_across_families_and_what_builds_on_another_follows_it() {
    let (catalog, ladder) = desk();
    assert_eq!(
        steps(&ladder, &catalog),
        [
            "Senior Agent > Lead: promotion up",
            "Lead > Chief: lateral level",
            "Lead > Chief of Everything: promotion up",
            "Expert > leed: promotion up",
            "Agent · Nights > Shop: lateral level",
            "Clerk > Chief: promotion up",
            "Chief > Clerk: promotion up",
            "Agent > Agent · Nights: variation level",
            "Shop > Clerk: one of level",
            "Shop > Chief: one of level",
            // Lead extends a role too, but somebody has written how one gets there.
            "Agent > Senior Agent: builds on up",
            // The same grade is no higher level.
            "Senior Agent > Expert: builds on level",
        ]
    );
    let rung = |title| &ladder.rungs[named(&ladder, &catalog, title)];
    assert!(matches!(rung("Chief of Everything"), Rung::Outside(_)));
    assert!(matches!(rung("leed"), Rung::Unknown { within: Some(key), .. } if **key == *"it/desk"));
}

#[test]
fn where_one_can_go_and_how_one_gets_there() {
    let (catalog, ladder) = desk();
    let reached = |title, direction, most| -> Vec<(String, usize)> {
        let reached = ladder.reach(named(&ladder, &catalog, title), direction, most);
        let words = reached.iter();
        words
            .map(|found| (ladder.title(&catalog, found.rung), found.steps))
            .collect()
    };
    assert_eq!(
        reached("Senior Agent", Direction::FromHere, 9),
        [
            ("Lead".to_owned(), 1),
            ("Expert".to_owned(), 1),
            ("Chief".to_owned(), 2),
            ("Chief of Everything".to_owned(), 2),
            ("leed".to_owned(), 2),
            ("Clerk".to_owned(), 3),
        ]
    );
    assert_eq!(
        reached("Senior Agent", Direction::FromHere, 1),
        [("Lead".to_owned(), 1), ("Expert".to_owned(), 1)]
    );
    let to_clerk = reached("Clerk", Direction::ToHere, 9);
    assert!(to_clerk.contains(&("Agent".to_owned(), 3)), "{to_clerk:?}");
    assert!(!to_clerk.iter().any(|(title, _)| title == "Clerk"));
}

#[test]
fn cycles_are_found_and_told() {
    let (catalog, ladder) = desk();
    let (clerk, chief) = (
        named(&ladder, &catalog, "Clerk"),
        named(&ladder, &catalog, "Chief"),
    );
    assert_eq!(ladder.cycles(), [vec![clerk, chief]]);
    let text = format::text(&ladder, &catalog, Some(clerk), 20);
    assert!(
        text.contains("└─ promotion: Clerk  ↺ comes back to it"),
        "{text}"
    );
    assert!(
        text.contains("↺ Clerk, Chief lead up to each other"),
        "{text}"
    );
    let alone = crate::catalogs::catalog(&[(
        "f",
        "title = \"F\"\n[[roles]]\nid = \"a\"\n[[career_ladder.steps]]\nfrom = \"a\"\nto = \"a\"\n",
    )]);
    let ladder = Ladder::of(&alone);
    assert_eq!(ladder.cycles(), [vec![0]]);
    assert!(ladder.reach(0, Direction::FromHere, 9).is_empty());
}

#[test]
fn a_family_as_text() {
    let (catalog, ladder) = desk();
    insta::assert_snapshot!(format::text(&ladder, &catalog, None, 20));
}

#[test]
fn a_role_as_text() {
    let (catalog, ladder) = desk();
    let lead = named(&ladder, &catalog, "Lead");
    insta::assert_snapshot!(format::text(&ladder, &catalog, Some(lead), 20));
}

#[test]
fn levels_go_up_and_families_stand_beside_each_other() {
    let (catalog, ladder) = desk();
    let agent = named(&ladder, &catalog, "Agent");
    let place = ladder.place(agent).unwrap().clone();
    let around = ladder.around(&catalog, &[place], 100);
    assert_eq!(around.left_out, 0);
    let ladder = around.ladder;
    assert_eq!(ladder.title(&catalog, around.focus.unwrap()), "Agent");
    let grid = Grid::of(&ladder);
    let cell = |title| grid.cells[named(&ladder, &catalog, title)];
    let row = |title| cell(title).0;
    assert_eq!(row("Agent") + 1, row("Senior Agent"));
    assert_eq!(row("Senior Agent") + 1, row("Lead"));
    assert_eq!(row("Senior Agent"), row("Expert"));
    assert_eq!(row("Agent"), row("Agent · Nights"));
    assert_eq!(row("Lead"), row("Chief"));
    assert_eq!(row("Lead") + 1, row("Chief of Everything"));
    assert_eq!(cell("Agent").1, cell("Lead").1, "one above the other");
    assert!(cell("Agent · Nights").1 > cell("Agent").1);
    assert!(cell("Chief").1 > cell("Expert").1, "a lane of its own");
    let walk = |from, walk| {
        let to = grid.walk(&ladder, named(&ladder, &catalog, from), walk);
        to.map(|rung| ladder.title(&catalog, rung))
    };
    assert_eq!(walk("Agent", Walk::Up).as_deref(), Some("Senior Agent"));
    assert_eq!(walk("Lead", Walk::Down).as_deref(), Some("Senior Agent"));
    assert_eq!(
        walk("Agent", Walk::Right).as_deref(),
        Some("Agent · Nights")
    );
    assert_eq!(walk("Agent", Walk::Left), None);
}

#[test]
fn drawings_say_what_the_titles_say_and_nothing_else() {
    let evil = r#"
title = "Evil \"]; rm"
[[roles]]
id = "a"
title = "A \"quoted\" \\ [x] <b> #1; | `y` \u001b[31m\n日本語 role"
[[roles]]
id = "b"
title = "B\"];}"
[career_ladder]
[[career_ladder.steps]]
from = "a"
to = "b"
kind = "to\"p | \\"
"#;
    let catalog = catalog(&[("evil", evil)]);
    let ladder = Ladder::of(&catalog);
    insta::assert_snapshot!(format::dot(&ladder, &catalog, Some(0)));
    insta::assert_snapshot!(format::mermaid(&ladder, &catalog, Some(0)));
}

#[test]
fn json_has_rungs_and_steps() {
    let (catalog, ladder) = desk();
    let lead = named(&ladder, &catalog, "Lead");
    let json = format::json(&ladder, &catalog, Some(lead), 1);
    assert_eq!(
        json["rungs"][lead],
        serde_json::json!({
            "id": lead, "kind": "role", "title": "Lead", "address": "it/desk#lead", "reference": null,
            "grade": 6,
        })
    );
    assert_eq!(
        json["steps"][0],
        serde_json::json!({
            "from": 1, "to": lead, "kind": "promotion", "upward": true, "derived": false,
        })
    );
    let kinds: BTreeSet<&str> = json["rungs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rung| rung["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        BTreeSet::from(["family", "outside", "role", "specialty", "unknown"])
    );
    assert_eq!(json["from_here"].as_array().unwrap().len(), 2);
    assert_eq!(json["to_here"][0]["rung"], 1);
}

#[test]
fn the_sample_has_no_cycles_and_names_nothing_unknown() {
    let catalog = sample();
    let ladder = Ladder::of(&catalog);
    let mut unknown = ladder.rungs.iter();
    assert!(!unknown.any(|rung| matches!(rung, Rung::Unknown { .. })));
    let cycles = ladder.cycles().into_iter().flatten();
    let cycles: Vec<String> = cycles.map(|n| ladder.title(&catalog, n)).collect();
    assert!(cycles.is_empty(), "{cycles:?}");
}

#[test]
fn a_ladder_of_thousands_of_roles_in_a_row_is_no_trouble() {
    let mut text = String::from("title = \"Long\"\n");
    let roles = 5_000;
    for n in 0..roles {
        text.push_str(&format!(
            "[[roles]]\nid = \"r{n}\"\nextends = \"r{}\"\n",
            (n + 1) % roles
        ));
    }
    let catalog = catalog(&[("long", &text)]);
    let ladder = Ladder::of(&catalog);
    assert_eq!(
        ladder.reach(0, Direction::FromHere, usize::MAX).len(),
        roles - 1
    );
    assert_eq!(ladder.cycles()[0].len(), roles);
    let place = ladder.place(0).unwrap().clone();
    let around = ladder.around(&catalog, &[place], 300);
    assert_eq!(around.ladder.rungs.len(), 300);
    assert_eq!(around.left_out, roles - 300);
}

/// The same by a search that is plainly right: everything that is joined, again and again, until nothing comes.
fn plainly(
    ladder: &Ladder,
    from: usize,
    direction: Direction,
    most: usize,
) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::from([(from, 0)]);
    for steps in 1..=most {
        let before = found.clone();
        for step in &ladder.steps {
            let mut pairs = vec![match direction {
                Direction::FromHere => (step.from, step.to),
                Direction::ToHere => (step.to, step.from),
            }];
            if step.kind == StepKind::Variation {
                pairs = vec![(step.from, step.to), (step.to, step.from)];
            }
            for (one, other) in pairs {
                if before.contains_key(&one) {
                    found.entry(other).or_insert(steps);
                }
            }
        }
    }
    found.remove(&from);
    found
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn reachability_agrees_with_a_plain_search(catalog in any_catalog(), most in 0_usize..6) {
        let ladder = Ladder::of(&catalog);
        for rung in 0..ladder.rungs.len() {
            for direction in [Direction::FromHere, Direction::ToHere] {
                let reached = ladder.reach(rung, direction, most);
                let found: BTreeMap<usize, usize> =
                    reached.iter().map(|found| (found.rung, found.steps)).collect();
                prop_assert_eq!(reached.len(), found.len(), "each once");
                prop_assert_eq!(&found, &plainly(&ladder, rung, direction, most));
                let rows = ladder.outline(&Wanted {
                    starts: &[rung],
                    direction,
                    steps: most,
                    rows: usize::MAX,
                    variations: true,
                    is_followed: &|_| true,
                });
                let own = rows.iter().skip(1).filter(|row| row.shown == Shown::Here);
                let own: BTreeMap<usize, usize> = own.map(|row| (row.rung, row.steps)).collect();
                prop_assert_eq!(own, found, "every one that is reached has its row");
            }
        }
    }

    #[test]
    fn every_role_is_a_rung_and_written_steps_lead_where_the_catalog_says(catalog in any_catalog()) {
        let ladder = Ladder::of(&catalog);
        for entry in catalog.entries() {
            for role in 0..entry.family.roles.len() {
                let position = rolebook::model::Position::role(role);
                let place = rolebook::model::Place { key: entry.key.clone(), position };
                prop_assert!(ladder.rung(&place).is_some());
            }
        }
        let mut keys = BTreeSet::new();
        for (n, rung) in ladder.rungs.iter().enumerate() {
            prop_assert!(keys.insert(format!("{rung:?}")), "rung {} is there twice", n);
        }
        for step in ladder.steps.iter().filter(|step| !step.kind.is_derived()) {
            let (key, node) = &step.said;
            let family = &catalog.get(key).unwrap().family;
            let said = family.body(*node).unwrap().more.career_ladder.steps.iter().any(|written| {
                [(&written.from, step.from), (&written.to, step.to)].iter().all(|(name, rung)| {
                    match &ladder.rungs[*rung] {
                        Rung::Place(place) => {
                            let meant = catalog.refer(key, name);
                            meant.is_some_and(|meant| {
                                let (one, other) = (meant.position, place.position);
                                meant.key == place.key && one.node() == other.node()
                            })
                        }
                        Rung::Outside(title) => title == *name,
                        Rung::Unknown { reference, .. } => reference == *name,
                    }
                })
            });
            prop_assert!(said, "{:?}", step);
        }
    }

    #[test]
    fn no_two_rungs_stand_in_one_cell_and_all_can_be_walked_to(catalog in any_catalog()) {
        let whole = Ladder::of(&catalog);
        let places: Vec<_> = (0..whole.rungs.len()).filter_map(|n| whole.place(n).cloned()).collect();
        let ladder = whole.around(&catalog, &places, 500).ladder;
        let grid = Grid::of(&ladder);
        let cells: BTreeSet<(usize, usize)> = grid.cells.iter().copied().collect();
        prop_assert_eq!(cells.len(), ladder.rungs.len());
        for step in ladder.steps.iter().filter(|step| step.upward) {
            let is_circle = ladder.cycles().iter().any(|c| c.contains(&step.from));
            let (from, to) = (ladder.place(step.from), ladder.place(step.to));
            let inside = from.is_some() && from.map(|p| &p.key) == to.map(|p| &p.key);
            if inside && !is_circle && !ladder.cycles().iter().any(|c| c.contains(&step.to)) {
                prop_assert!(grid.cells[step.from].0 <= grid.cells[step.to].0);
            }
        }
        if !ladder.rungs.is_empty() {
            let mut seen = BTreeSet::from([0]);
            let mut work = vec![0];
            while let Some(rung) = work.pop() {
                for walk in [Walk::RowUp, Walk::RowDown, Walk::Left, Walk::Right] {
                    if let Some(next) = grid.walk(&ladder, rung, walk)
                        && seen.insert(next)
                    {
                        work.push(next);
                    }
                }
            }
            prop_assert_eq!(seen.len(), ladder.rungs.len());
        }
    }
}
