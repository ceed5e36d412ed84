//! Items from list to list; one made of two and two of one; another order of parts.

use proptest::prelude::*;
use rolebook::document::operate::{
    OperateError, Series, Spot, copy_items, join_items, move_items, reorder, split_item,
};
use rolebook::model::{Catalog, Item, ListKind, Need, Node};

use crate::catalogs::*;

fn spot(key: &str, node: Node, list: ListKind) -> Spot {
    Spot {
        key: key.into(),
        node,
        list,
    }
}

fn two() -> Catalog {
    catalog(&[
        (
            "a",
            r#"
title = "A"
requirements = ["one", { text = "two", id = "x", tags = ["t"], need = "must", waive = ["long"] }, "three", "four"]
[[roles]]
id = "r"
responsibilities = ["own"]
"#,
        ),
        (
            "b",
            "title = \"B\"\nnice_to_have = [{ text = \"other\", id = \"x\" }]\n",
        ),
    ])
}

fn list(catalog: &Catalog, spot: &Spot) -> Vec<Item> {
    family(catalog, &spot.key)
        .body(spot.node)
        .unwrap()
        .list(spot.list)
        .to_vec()
}

fn words(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.text().as_str()).collect()
}

#[test]
fn items_move_with_all_that_they_say() {
    let before = two();
    let from = spot("a", Node::Family, ListKind::Requirements);
    let to = spot("a", Node::Role(0), ListKind::Responsibilities);
    let plan = move_items(&before, &from, &[2, 1, 1], &to, 0).unwrap();
    assert_eq!(plan.label, "moved 2 requirements");
    assert_eq!(plan.landing, Some(("a".into(), Node::Role(0))));
    let made = after(&before, &plan);
    assert_eq!(words(&list(&made, &from)), ["one", "four"]);
    assert_eq!(words(&list(&made, &to)), ["two", "three", "own"]);
    assert_eq!(list(&made, &to)[0], list(&before, &from)[1]);
}

#[test]
fn an_id_that_the_other_family_has_gets_a_numeral() {
    let before = two();
    let from = spot("a", Node::Family, ListKind::Requirements);
    let to = spot("b", Node::Family, ListKind::NiceToHave);
    let plan = move_items(&before, &from, &[1], &to, 1).unwrap();
    assert_eq!(plan.steps.len(), 2);
    let made = after(&before, &plan);
    assert_eq!(list(&made, &to)[1].more().id.as_deref(), Some("x-2"));
    assert_eq!(list(&made, &to)[1].more().tags, ["t"]);
    let copied = after(
        &before,
        &copy_items(&before, &from, &[1], &from, 2).unwrap(),
    );
    assert_eq!(
        words(&list(&copied, &from)),
        ["one", "two", "two", "three", "four"]
    );
    assert_eq!(list(&copied, &from)[1].more().id.as_deref(), Some("x"));
    assert_eq!(list(&copied, &from)[2].more().id.as_deref(), Some("x-2"));
}

#[test]
fn within_a_list_the_place_is_that_of_the_list_as_it_is_seen() {
    let before = two();
    let at = spot("a", Node::Family, ListKind::Requirements);
    let moved = |indices: &[usize], to: usize| {
        let made = after(
            &before,
            &move_items(&before, &at, indices, &at, to).unwrap(),
        );
        list(&made, &at)
            .iter()
            .map(|item| item.text().as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(moved(&[0], 2), "two one three four");
    assert_eq!(moved(&[0, 2], 4), "two four one three");
    assert_eq!(moved(&[3], 0), "four one two three");
    assert_eq!(
        move_items(&before, &at, &[1], &at, 2),
        Err(OperateError::Nothing)
    );
    assert_eq!(
        move_items(&before, &at, &[], &at, 2),
        Err(OperateError::NoneChosen)
    );
    assert!(matches!(
        move_items(&before, &at, &[4], &at, 0),
        Err(OperateError::NoItem { number: 5, .. })
    ));
    assert!(matches!(
        move_items(&before, &at, &[1], &at, 5),
        Err(OperateError::NoPlace { .. })
    ));
}

#[test]
fn an_item_is_split_where_its_sentences_part() {
    let text = "title = \"A\"\nrequirements = [{ text = \"Plan; and build\", id = \"x\", tags = [\"t\"], need = \"must\" }, \"Größe\"]\n";
    let before = catalog(&[("a", text)]);
    let at = spot("a", Node::Family, ListKind::Requirements);
    for offset in [4, 5, 6] {
        let plan = split_item(&before, &at, 0, offset).unwrap();
        assert_eq!(plan.label, "split a requirement");
        let made = list(&after(&before, &plan), &at);
        assert_eq!(words(&made), ["Plan", "and build", "Größe"]);
        assert_eq!(
            (made[0].more().id.as_deref(), made[1].more().id.as_deref()),
            (Some("x"), None)
        );
        assert_eq!(
            (made[1].more().tags.as_slice(), made[1].more().need),
            (&["t".to_owned()][..], Some(Need::Must))
        );
    }
    assert_eq!(split_item(&before, &at, 0, 0), Err(OperateError::EmptyHalf));
    assert_eq!(
        split_item(&before, &at, 0, 15),
        Err(OperateError::EmptyHalf)
    );
    assert_eq!(
        split_item(&before, &at, 0, 99),
        Err(OperateError::NotBetween)
    );
    assert_eq!(
        split_item(&before, &at, 1, 3),
        Err(OperateError::NotBetween),
        "within a letter"
    );
}

#[test]
fn two_items_are_joined_as_sentences_or_as_clauses() {
    for (first, second, joined) in [
        ("Plan.", "Build.", "Plan. Build."),
        ("Plan", "build", "Plan; build"),
        ("**Plan!**", "Build", "**Plan!** Build"),
        ("Plan:", "build", "Plan: build"),
        ("Plan,", "build", "Plan, build"),
    ] {
        let text = format!(
            "title = \"A\"\nrequirements = [{{ text = \"{first}\", tags = [\"a\"], need = \"preferred\" }}, {{ text = \"{second}\", id = \"y\", tags = [\"a\", \"b\"], need = \"must\" }}]\n"
        );
        let before = catalog(&[("a", &text)]);
        let at = spot("a", Node::Family, ListKind::Requirements);
        let plan = join_items(&before, &at, 0).unwrap();
        assert_eq!(plan.label, "joined 2 requirements");
        let made = list(&after(&before, &plan), &at);
        assert_eq!(words(&made), [joined]);
        assert_eq!(made[0].more().tags, ["a", "b"]);
        assert_eq!(
            (made[0].more().need, made[0].more().id.as_deref()),
            (Some(Need::Must), Some("y"))
        );
        assert_eq!(join_items(&before, &at, 1), Err(OperateError::NoNext));
    }
}

#[test]
fn parts_and_steps_take_another_place() {
    let before = small();
    let plan = reorder(&before, "finance/it", Series::Roles, 2, 0).unwrap();
    assert_eq!(plan.label, "moved Manager");
    assert_eq!(plan.landing, Some(("finance/it".into(), Node::Role(0))));
    let made = after(&before, &plan);
    let ids: Vec<&str> = family(&made, "finance/it")
        .roles
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(ids, ["manager", "engineer", "senior"]);
    let steps = Series::LadderSteps(Node::Family);
    let made = after(
        &before,
        &reorder(&before, "finance/it", steps, 0, 2).unwrap(),
    );
    let ends: Vec<&str> = family(&made, "finance/it")
        .body
        .more
        .career_ladder
        .steps
        .iter()
        .map(|s| s.from.as_str())
        .collect();
    assert_eq!(ends, ["desk", "senior", "engineer"]);
    assert_eq!(
        reorder(&before, "finance/it", steps, 1, 1),
        Err(OperateError::Nothing)
    );
    let refused = reorder(&before, "finance/it", Series::Sections, 0, 0).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no place 1 among the sections: there are 0"
    );
}

fn any_spot() -> impl Strategy<Value = Spot> {
    (any_key(), any_node(), 0..3usize).prop_map(|(key, node, n)| spot(key, node, ListKind::ALL[n]))
}

fn all_texts(catalog: &Catalog) -> Vec<String> {
    let mut texts = Vec::new();
    for family in all(catalog).values() {
        for node in nodes(family) {
            let items = family.body(node).unwrap().lists.iter().flatten();
            texts.extend(items.map(|item| item.text().to_string()));
        }
    }
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_item_is_lost_on_the_way(
        before in any_catalog(), from in any_spot(), to in any_spot(),
        indices in prop::collection::vec(0..5usize, 0..4), at in 0..6usize,
    ) {
        let Ok(plan) = move_items(&before, &from, &indices, &to, at) else { return Ok(()) };
        let made = after(&before, &plan);
        prop_assert_eq!(all_texts(&made), all_texts(&before));
        let plan = copy_items(&before, &from, &indices, &to, at).unwrap();
        let mut once = indices.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(all_texts(&after(&before, &plan)).len(), all_texts(&before).len() + once.len());
    }

    #[test]
    fn no_place_that_is_not_there_does_harm(
        before in any_catalog(), at in any_spot(), index in any::<usize>(), offset in 0..9usize, to in any::<usize>(),
    ) {
        for index in [index, index % 4] {
            let _ = split_item(&before, &at, index, offset);
            let _ = join_items(&before, &at, index);
            prop_assert!(move_items(&before, &at, &[index], &at, to.max(9)).is_err());
            for series in [Series::Roles, Series::Segments, Series::LadderSteps(at.node), Series::Indicators(at.node)] {
                prop_assert!(reorder(&before, &at.key, series, index, to.max(9)).is_err());
            }
        }
    }

    #[test]
    fn split_and_joined_again_has_the_same_words(
        words in prop::collection::vec("[a-zß]{1,6}", 2..6), cut in 1..5usize,
    ) {
        let cut = cut.min(words.len() - 1);
        let text = words.join(" ");
        let before = catalog(&[("a", &format!("title = \"A\"\nrequirements = [\"{text}\"]\n"))]);
        let at = spot("a", Node::Family, ListKind::Requirements);
        let offset = words[..cut].join(" ").len();
        let halved = after(&before, &split_item(&before, &at, 0, offset).unwrap());
        prop_assert_eq!(list(&halved, &at).len(), 2);
        let whole = after(&halved, &join_items(&halved, &at, 0).unwrap());
        let joined = format!("{}; {}", words[..cut].join(" "), words[cut..].join(" "));
        let items = list(&whole, &at);
        prop_assert_eq!(items[0].text(), &joined);
    }
}
