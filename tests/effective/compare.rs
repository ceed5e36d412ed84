//! Roles beside each other: whatever they are like, every line is in one row, and rows say what is so.

use std::collections::BTreeMap;

use crate::families::family;
use proptest::prelude::*;
use rolebook::document::read_family;
use rolebook::model::{
    Comparison, Effective, Family, ListKind, Position, RowState, Topic, compare, compose,
};

fn read(text: &str) -> Family {
    read_family(text).value.unwrap()
}

/// The roles of a family, all beside each other.
fn roles_of(family: &Family) -> Comparison {
    let roles: Vec<Effective> = (0..family.roles.len())
        .map(|role| compose("f", family, Position::role(role)))
        .collect();
    let roles: Vec<(&Effective, &Family)> = roles.iter().map(|role| (role, family)).collect();
    compare(&roles)
}

/// The rows of a list: the state, and what each role says.
fn rows(comparison: &Comparison, topic: Topic) -> Vec<(RowState, Vec<Option<&str>>)> {
    let section = comparison.sections.iter().find(|s| s.topic == topic);
    let rows = section.map_or(&[][..], |section| &section.rows).iter();
    rows.map(|row| {
        let texts = row.cells.iter();
        let texts = texts.map(|cell| cell.as_ref().map(|cell| cell.text.as_str()));
        (row.state, texts.collect())
    })
    .collect()
}

const REQUIREMENTS: Topic = Topic::List(ListKind::Requirements);

#[test]
fn the_same_words_go_before_like_words_and_those_before_none() {
    let family = read(
        r#"
[[roles]]
id = "a"
requirements = [
  "Three years of experience with Python in production",
  "Speaks German",
  "Writes clear reports for the board",
]
[[roles]]
id = "b"
requirements = [
  "Five years of experience with Python in production systems",
  "Knows contract law",
  "Speaks German",
]
"#,
    );
    let comparison = roles_of(&family);
    assert_eq!(
        rows(&comparison, REQUIREMENTS),
        [
            (
                RowState::Changed,
                vec![
                    Some("Three years of experience with Python in production"),
                    Some("Five years of experience with Python in production systems"),
                ]
            ),
            (RowState::Only, vec![None, Some("Knows contract law")]),
            (RowState::Same, vec![Some("Speaks German"); 2]),
            (
                RowState::Only,
                vec![Some("Writes clear reports for the board"), None]
            ),
        ]
    );
    let section = &comparison.sections[9];
    assert_eq!(section.topic, REQUIREMENTS);
    let guess = section.rows[0].guess.unwrap();
    assert!((0.55..1.0).contains(&guess), "{guess}");
    assert!(section.rows[1..].iter().all(|row| row.guess.is_none()));
}

#[test]
fn what_is_needed_more_is_another_requirement() {
    let family = read(
        r#"
[[roles]]
id = "a"
requirements = [{ text = "Speaks German", need = "preferred" }]
[[roles]]
id = "b"
requirements = ["Speaks German"]
"#,
    );
    assert_eq!(
        rows(&roles_of(&family), REQUIREMENTS),
        [(
            RowState::Changed,
            vec![Some("Speaks German (preferred)"), Some("Speaks German")]
        )]
    );
}

#[test]
fn an_indicator_with_another_target_is_the_same_indicator() {
    let family = read(
        r#"
[[roles]]
id = "a"
grade = 6
performance_indicators = [{ name = "CSAT", target = "> 90 %" }, { name = "Churn" }]
[[roles]]
id = "b"
grade = 7
performance_indicators = [{ name = "csat", target = "> 95 %" }]
"#,
    );
    let comparison = roles_of(&family);
    assert_eq!(
        rows(&comparison, Topic::Indicators),
        [
            (
                RowState::Changed,
                vec![Some("CSAT: > 90 %"), Some("csat: > 95 %")]
            ),
            (RowState::Only, vec![Some("Churn"), None]),
        ]
    );
    assert_eq!(
        rows(&comparison, Topic::Grade),
        [(RowState::Changed, vec![Some("6"), Some("7")])]
    );
    // Nobody had to guess that a grade is a grade.
    let mut all = comparison.sections.iter().flat_map(|section| &section.rows);
    assert!(all.all(|row| row.guess.is_none()));
}

#[test]
fn a_row_never_drifts_from_one_thing_to_another() {
    let family = read(
        r#"
[[roles]]
id = "a"
requirements = ["alpha bravo charly delta"]
[[roles]]
id = "b"
requirements = ["bravo charly delta hotel"]
[[roles]]
id = "c"
requirements = ["charly delta hotel india"]
"#,
    );
    let comparison = roles_of(&family);
    let rows = rows(&comparison, REQUIREMENTS);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows.iter()
            .all(|(_, cells)| cells[0].is_none() || cells[2].is_none())
    );
}

#[test]
fn identical_titles_and_thousands_of_lines_of_the_same_words_are_compared_soon() {
    let list = |offset: usize| {
        let items =
            (0..1000).map(|n| format!("\"Does the same work as item number {}\"", n + offset));
        items.collect::<Vec<_>>().join(",\n")
    };
    let role = |id: &str, offset| {
        format!(
            "[[roles]]\nid = \"{id}\"\ntitle = \"Same\"\nrequirements = [{}]\n",
            list(offset)
        )
    };
    let text = [
        role("a", 0),
        role("b", 500),
        role("c", 1000),
        role("d", 2000),
    ]
    .concat();
    let comparison = roles_of(&read(&text));
    let rows = rows(&comparison, REQUIREMENTS);
    let said = rows.iter().flat_map(|(_, cells)| cells).flatten().count();
    assert_eq!(said, 4000);
    let shared = |cells: &&Vec<Option<&str>>| cells[0].is_some() && cells[0] == cells[1];
    assert_eq!(
        rows.iter().map(|(_, cells)| cells).filter(shared).count(),
        500
    );
}

/// What the rows say, whatever their order and that of their columns.
type Found = BTreeMap<(Topic, Vec<(usize, String)>), (RowState, Option<u64>)>;

fn found(comparison: &Comparison, roles: &[usize]) -> Found {
    let mut found = Found::new();
    for section in &comparison.sections {
        for row in &section.rows {
            let cells = row.cells.iter().enumerate();
            let mut cells: Vec<(usize, String)> = cells
                .filter_map(|(n, cell)| {
                    let cell = cell.as_ref()?;
                    Some((roles[n], format!("{} {}", cell.at, cell.text)))
                })
                .collect();
            cells.sort();
            let guess = row.guess.map(f64::to_bits);
            found.insert((section.topic, cells), (row.state, guess));
        }
    }
    found
}

/// Items that share some of their words.
pub fn reworded() -> impl Strategy<Value = Family> {
    let words = prop::sample::select(vec!["alpha", "bravo", "charly", "delta", "echos", "foxes"]);
    let text = prop::collection::vec(words, 0..5).prop_map(|words| words.join(" "));
    let list = || prop::collection::vec(text.clone(), 0..6);
    let role = (list(), list(), list());
    prop::collection::vec(role, 2..5).prop_map(|roles| {
        let mut family = Family::default();
        for (n, (duties, steps, names)) in roles.into_iter().enumerate() {
            let mut role = rolebook::model::Role {
                id: format!("r{n}").into(),
                ..Default::default()
            };
            let items = duties
                .iter()
                .map(|text| rolebook::model::Item::new(text.as_str()));
            role.body.lists[0] = items.collect();
            role.body.more.hiring_process.steps = steps;
            let indicators = names.into_iter().map(|name| rolebook::model::Indicator {
                name: name.into(),
                ..Default::default()
            });
            role.body.more.performance_indicators = indicators.collect();
            family.roles.push(role);
        }
        family
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_role_beside_itself_has_no_difference(family in prop_oneof![family(), reworded()], twice in 2..5usize) {
        for position in family.positions() {
            let role = compose("f", &family, position);
            let comparison = compare(&vec![(&role, &family); twice]);
            prop_assert!(comparison.is_equal(), "{comparison:?}");
            prop_assert_eq!(comparison.differences(), 0);
        }
    }

    #[test]
    fn every_line_of_every_role_is_in_one_row(family in prop_oneof![family(), reworded()]) {
        let comparison = roles_of(&family);
        for (n, role) in comparison.roles.iter().enumerate() {
            let position = Position::role(n);
            let effective = compose("f", &family, position);
            prop_assert_eq!(role, &effective.address);
            for section in &comparison.sections {
                let cells = section.rows.iter().filter_map(|row| row.cells[n].as_ref());
                let mut places: Vec<(usize, &str)> = cells.map(|c| (c.at, c.text.as_str())).collect();
                places.sort_unstable();
                let meant: Vec<&str> = match section.topic {
                    Topic::List(list) => effective
                        .list(list)
                        .iter()
                        .map(|line| line.item.text().trim())
                        .filter(|text| !text.is_empty())
                        .collect(),
                    Topic::Tags => effective.tags.iter().map(String::as_str).collect(),
                    _ => places.iter().map(|(_, text)| *text).collect(),
                };
                let said: Vec<&str> = places.iter().map(|(_, text)| *text).collect();
                prop_assert_eq!(said, meant);
                prop_assert!(places.iter().enumerate().all(|(n, (at, _))| n == *at));
            }
        }
        for row in comparison.sections.iter().flat_map(|section| &section.rows) {
            let texts: Vec<&String> = row.cells.iter().flatten().map(|cell| &cell.text).collect();
            prop_assert!(!texts.is_empty());
            let alike = texts.iter().all(|text| *text == texts[0]);
            let all = texts.len() == row.cells.len();
            let state = match (alike, all) {
                (false, _) => RowState::Changed,
                (true, true) => RowState::Same,
                (true, false) => RowState::Only,
            };
            prop_assert_eq!(row.state, state);
            prop_assert!(row.cells.iter().flatten().all(|cell| !cell.written.is_empty()));
        }
    }

    #[test]
    fn the_order_of_the_roles_is_that_of_the_columns_and_no_more(
        family in reworded(),
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
    ) {
        let order: Vec<usize> = order.into_iter().filter(|n| *n < family.roles.len()).collect();
        let roles: Vec<Effective> = order
            .iter()
            .map(|role| compose("f", &family, Position::role(*role)))
            .collect();
        let roles: Vec<(&Effective, &Family)> = roles.iter().map(|role| (role, &family)).collect();
        let straight: Vec<usize> = (0..order.len()).collect();
        prop_assert_eq!(found(&compare(&roles), &order), found(&roles_of(&family), &straight));
    }

    #[test]
    fn each_role_reads_in_its_own_order_where_the_others_allow_it(family in reworded()) {
        // The first role always does.
        for section in &roles_of(&family).sections {
            let places: Vec<usize> = section
                .rows
                .iter()
                .filter_map(|row| row.cells[0].as_ref().map(|cell| cell.at))
                .collect();
            prop_assert!(places.is_sorted(), "{places:?}");
        }
    }
}
