//! Three-way merges of texts in any layout: what one side did is kept, what both did the same is there once, and
//! nothing that somebody wrote gets lost.

use crate::dice::Dice;
use crate::layout;
use crate::sequences::{some_edit, workspace};
use proptest::prelude::*;
use rolebook::document::{merge_texts, read_family};
use rolebook::model::Family;

fn family(text: &str) -> Family {
    read_family(text).value.unwrap()
}

/// What some edits make of a text.
fn edited(text: &str, rolls: &[u16]) -> String {
    let mut workspace = workspace(text);
    let mut dice = Dice::new(rolls);
    while !dice.is_empty() {
        let family = workspace.document("f").unwrap().family().unwrap().clone();
        // What is refused leaves the text as it is.
        let _ = workspace.apply("f", &[some_edit(&mut dice, &family)]);
    }
    workspace.document("f").unwrap().text().to_string()
}

fn items(family: &Family) -> Vec<String> {
    let bodies = std::iter::once(&family.body)
        .chain(family.roles.iter().map(|role| &role.body))
        .chain(family.specialties.iter().map(|v| &v.body))
        .chain(family.segments.iter().map(|v| &v.body));
    bodies
        .flat_map(|body| body.lists.iter().flatten())
        .map(|item| item.text().to_string())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        max_shrink_iters: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_side_alone_is_taken_as_it_is(
        rolls in prop::collection::vec(any::<u16>(), 0..400),
        edits in prop::collection::vec(any::<u16>(), 0..40),
    ) {
        let base = layout::family(&mut Dice::new(&rolls));
        let side = edited(&base, &edits);
        for (ours, theirs) in [(&side, &base), (&base, &side), (&side, &side)] {
            let merged = merge_texts("f", &base, ours, theirs).unwrap();
            prop_assert_eq!(merged.text(), side.as_str());
            prop_assert!(merged.conflicts().is_empty());
        }
    }

    #[test]
    fn two_sides_lose_nothing_that_is_new(
        rolls in prop::collection::vec(any::<u16>(), 0..400),
        ours in prop::collection::vec(any::<u16>(), 0..30),
        theirs in prop::collection::vec(any::<u16>(), 0..30),
    ) {
        let base = layout::family(&mut Dice::new(&rolls));
        let (ours, theirs) = (edited(&base, &ours), edited(&base, &theirs));
        let Ok(merged) = merge_texts("f", &base, &ours, &theirs) else {
            return Ok(());
        };
        let result = family(merged.text());
        let known = items(&family(&base));
        let there = items(&result);
        for text in items(&family(&ours)).iter().chain(&items(&family(&theirs))) {
            let in_conflict = merged.conflicts().iter().any(|conflict| {
                [&conflict.ours, &conflict.theirs].into_iter().flatten().any(|said| said.contains(text.as_str()))
            });
            prop_assert!(
                known.contains(text) || there.contains(text) || in_conflict,
                "{:?} is lost\n--- base\n{}\n--- ours\n{}\n--- theirs\n{}\n--- merged\n{}",
                text, base, ours, theirs, merged.text()
            );
        }
    }

    #[test]
    fn anything_at_all_is_merged_or_refused(
        base in "(\\PC|\\n|\"|\\[|\\]|=|,|title|roles){0,40}",
        ours in "(\\PC|\\n|\"|\\[|\\]|=|,|title|roles){0,40}",
        theirs in "(\\PC|\\n|\"|\\[|\\]|=|,|title|roles){0,40}",
    ) {
        for key in ["f", "catalog.toml"] {
            if let Ok(merged) = merge_texts(key, &base, &ours, &theirs) {
                prop_assert!(!merged.text().contains("<<<<<<<"));
            }
        }
    }
}

#[test]
fn a_part_without_an_id_that_both_changed_is_there_once() {
    let base = "title = \"F\"\n\n[[segments]]\nrequirements = [\n  \"One thing\",\n]\n";
    let ours = base.replace("One thing", "Something else entirely");
    let theirs = format!("{base}nice_to_have = [\n  \"More\",\n]\n");
    let merged = merge_texts("f", base, &ours, &theirs).unwrap();
    let result = family(merged.text());
    assert_eq!(result.segments.len(), 1, "{}", merged.text());
    assert!(items(&result).contains(&"More".to_owned()));
}
