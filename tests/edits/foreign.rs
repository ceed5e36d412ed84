//! Merges of what the format does not know: by key, as values, with a conflict only where both sides changed the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rolebook::document::{Choice, Merging, merge_texts};

use crate::dice::Dice;

/// A file with keys that the format does not have, at the top and behind.
fn file(top: &str, behind: &str) -> String {
    format!("title = \"F\"\n{top}\n[[roles]]\nid = \"a\"\n{behind}")
}

/// The same with another title.
fn retitled(top: &str, behind: &str) -> String {
    file(top, behind).replace("\"F\"", "\"G\"")
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merging {
    merge_texts("f", base, ours, theirs).unwrap()
}

fn is_clean(base: &str, ours: &str, theirs: &str, wanted: &str) {
    for newline in ["\n", "\r\n"] {
        let [base, ours, theirs, wanted] =
            [base, ours, theirs, wanted].map(|text| text.replace('\n', newline));
        let merging = merged(&base, &ours, &theirs);
        assert_eq!(merging.text(), wanted);
        assert!(merging.conflicts().is_empty());
        assert_eq!(merging.left_out(), [""; 0]);
    }
}

#[test]
fn each_side_adds_its_own() {
    is_clean(
        &file("x = 1", ""),
        &retitled("x = 1\ny = 2", ""),
        &file("x = 1\nz = 3 # theirs", ""),
        &retitled("x = 1\ny = 2\nz = 3 # theirs", ""),
    );
}

#[test]
fn a_table_that_came_in_stands_behind_the_others_with_all_that_is_in_it() {
    let new = "\n# About it\n[new]\na = 1\n\n[[new.list]]\nb = 2 # two\n";
    is_clean(
        &file("", ""),
        &retitled("y = 2", "\n[ours]\na = 1\n"),
        &file("", new),
        &retitled("y = 2", &format!("\n[ours]\na = 1\n{new}")),
    );
}

#[test]
fn what_one_side_took_out_and_the_other_left_alone_goes() {
    is_clean(
        &file("x = 1\ny = 1", "\n[gone]\na = 1\n"),
        &retitled("x = 1\ny = 2", "\n[gone]\na = 1\n"),
        &file("y = 1", ""),
        &retitled("y = 2", ""),
    );
}

#[test]
fn tables_are_merged_key_by_key_and_keep_their_comments() {
    is_clean(
        &file(
            "t = { a = 1, b = 1 }",
            "\n[u]\na = 1\nb = 1\n[u.v]\nc = 1\n",
        ),
        &retitled(
            "t = { a = 2, b = 1 }",
            "\n[u]\na = 2 # ours\nb = 1\n[u.v]\nc = 1\n",
        ),
        &file(
            "t = { a = 1, b = 2 }",
            "\n[u]\na = 1\nb = 2\n[u.v]\nc = 2\n",
        ),
        &retitled(
            "t = { a = 2, b = 2 }",
            "\n[u]\na = 2 # ours\nb = 2\n[u.v]\nc = 2\n",
        ),
    );
}

#[test]
fn so_it_is_in_the_settings() {
    let settings = |extra: &str| format!("name = \"C\"\n\n[extra]\n{extra}");
    let merging = merge_texts(
        "catalog.toml",
        &settings("a = 1\nb = 1\n"),
        &settings("a = 2\nb = 1\n").replace("\"C\"", "\"D\""),
        &settings("a = 1\nb = 2\n"),
    );
    let wanted = settings("a = 2\nb = 2\n").replace("\"C\"", "\"D\"");
    assert_eq!(merging.unwrap().text(), wanted);
}

#[test]
fn what_both_changed_is_for_somebody_to_decide() {
    let base = file("x = 1\nt = { a = [1], b = 1 }", "");
    let ours = retitled("x = 2\nt = { a = [1, 2], b = 1 }", "");
    let theirs = file("t = { a = [1, 3], b = 3 }", "");
    let mut merging = merged(&base, &ours, &theirs);
    let places: Vec<&str> = merging
        .conflicts()
        .iter()
        .map(|conflict| conflict.place.as_str())
        .collect();
    assert_eq!(places, ["G · x", "G · t · a"]);
    let first = &merging.conflicts()[0];
    assert_eq!(
        (first.ours.as_deref(), first.theirs.as_deref()),
        (Some("2"), None)
    );
    let text = |top: &str| retitled(top, "");
    assert_eq!(merging.text(), text("x = 2\nt = { a = [1, 2], b = 3 }"));
    merging.resolve(1, Choice::Theirs).unwrap();
    assert_eq!(merging.text(), text("x = 2\nt = { a = [1, 3], b = 3 }"));
    merging.resolve(0, Choice::Theirs).unwrap();
    assert_eq!(merging.text(), text("t = { a = [1, 3], b = 3 }"));
    assert_eq!(merging.choice(0), Some(&Choice::Theirs));
    merging.resolve(0, Choice::Base).unwrap();
    assert_eq!(merging.choice(1), Some(&Choice::Theirs));
    let refused = [Choice::Both, Choice::Text("3".into())].map(|choice| merging.resolve(0, choice));
    assert!(refused.iter().all(Result::is_err));
    assert!(merging.resolve(2, Choice::Ours).is_err());
    assert_eq!(merging.left_out(), [""; 0]);
}

/// Some keys that the format does not have, with small values.
fn some_file(dice: &mut Dice<'_>) -> String {
    let (mut top, mut behind) = (String::new(), String::new());
    for key in ["x", "y"] {
        if dice.below(3) > 0 {
            top.push_str(&format!("{key} = {}\n", dice.below(3)));
        }
    }
    for key in ["t", "u"] {
        let (a, b) = (dice.below(3), dice.below(3));
        match dice.below(4) {
            0 => {}
            1 => top.push_str(&format!("{key} = {{ a = {a}, b = {b} }}\n")),
            2 => top.push_str(&format!("{key}.a = {a}\n{key}.b.c = {b}\n")),
            _ => behind.push_str(&format!("[{key}]\na = {a}\n[{key}.b]\nc = {b}\n")),
        }
    }
    if dice.below(2) == 0 {
        behind.push_str(&format!("[[z]]\na = {}\n", dice.below(3)));
    }
    file(&top, &behind)
}

/// What a file says, those in tables by their paths.
fn values(text: &str) -> BTreeMap<String, toml::Value> {
    fn gather(path: &str, table: toml::Table, into: &mut BTreeMap<String, toml::Value>) {
        for (key, value) in table {
            let path = format!("{path}.{key}");
            match value {
                toml::Value::Table(table) => gather(&path, table, into),
                value => {
                    into.insert(path, value);
                }
            }
        }
    }
    let mut all = BTreeMap::new();
    gather("", text.parse().unwrap(), &mut all);
    all
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_of_either_side_is_lost_untold(rolls in prop::collection::vec(any::<u16>(), 60)) {
        let mut dice = Dice::new(&rolls);
        let [base, ours, theirs] = [0; 3].map(|_| some_file(&mut dice));
        let ours = ours.replace("\"F\"", "\"G\"");
        let merging = merged(&base, &ours, &theirs);
        let said = format!(
            "--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}\n--- merged\n{}\n{:?}\n{:?}",
            merging.text(), merging.conflicts(), merging.left_out()
        );
        prop_assert_eq!(merging.left_out(), [""; 0], "{}", said);
        let [was, here, there, now] = [&base, &ours, &theirs, merging.text()].map(values);
        // Decided for theirs, all that they changed is there; else all that ours changed.
        let is_decided = |key: &str| merging.conflicts().iter().any(|conflict| {
            let path = conflict.place.split(" · ").skip(1).collect::<Vec<_>>().join(".");
            key[1..] == path || key[1..].starts_with(&format!("{path}."))
        });
        for (key, value) in here.iter().chain(&there) {
            let is_new = was.get(key) != Some(value);
            prop_assert!(!is_new || now.get(key) == Some(value) || is_decided(key), "{} {}", key, said);
        }
        // What neither side has is not made up.
        for (key, value) in &now {
            let known = here.get(key) == Some(value) || there.get(key) == Some(value);
            prop_assert!(known, "{} is made up {}", key, said);
        }
        let mut all_theirs = merging.clone();
        for n in 0..merging.conflicts().len() {
            all_theirs.resolve(n, Choice::Theirs).unwrap();
        }
        let now = values(all_theirs.text());
        for (key, value) in &there {
            let is_new = was.get(key) != Some(value);
            prop_assert!(!is_new || now.get(key) == Some(value), "{} of theirs {}", key, said);
        }
    }
}
