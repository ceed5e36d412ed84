//! Several items or parts at once: what one plan makes of all of them.

use proptest::prelude::*;
use rolebook::document::operate::{
    OperateError, Part, Spot, archive_parts, delete_items, delete_parts, duplicate_parts,
    gather_items, gather_parts, hoist_items, join_all, move_families, move_roles, push_items,
    relist_items, shift_items, shift_parts, tag_parts,
};
use rolebook::model::{Catalog, ListKind, Node};

use crate::catalogs::*;

const REQUIREMENTS: ListKind = ListKind::Requirements;

fn shop() -> Catalog {
    catalog(&[
        (
            "it/desk",
            r#"
title = "Desk"
requirements = ["a"]
[[roles]]
id = "one"
requirements = ["b", "c", "d", "shared", "too"]
[[roles]]
id = "two"
requirements = ["too", "shared"]
[[roles]]
id = "three"
requirements = ["shared", "too"]
status = "archived"
[[specialties]]
id = "x"
roles = ["one"]
"#,
        ),
        ("it/web", "title = \"Web\"\n[[roles]]\nid = \"four\"\n"),
        ("sales", "title = \"Sales\"\n"),
    ])
}

fn at(node: Node, index: usize) -> (Spot, usize) {
    let (key, list) = ("it/desk".into(), REQUIREMENTS);
    (Spot { key, node, list }, index)
}

fn words(catalog: &Catalog, node: Node, list: ListKind) -> Vec<String> {
    let family = family(catalog, "it/desk");
    let items = family.body(node).unwrap().list(list);
    items.iter().map(|item| item.text().to_string()).collect()
}

fn ids(catalog: &Catalog, key: &str) -> Vec<String> {
    let roles = &family(catalog, key).roles;
    roles.iter().map(|role| role.id.to_string()).collect()
}

fn part(key: &str, node: Node) -> Part {
    (key.into(), node)
}

#[test]
fn items_of_several_parts_go_and_move_in_one_plan() {
    let before = shop();
    let items = [
        at(Node::Family, 0),
        at(Node::Role(0), 2),
        at(Node::Role(0), 0),
    ];
    let plan = delete_items(&before, &items).unwrap();
    assert_eq!(
        (plan.label.as_str(), plan.steps.len()),
        ("deleted 3 requirements", 1)
    );
    let made = after(&before, &plan);
    assert!(words(&made, Node::Family, REQUIREMENTS).is_empty());
    assert_eq!(
        words(&made, Node::Role(0), REQUIREMENTS),
        ["c", "shared", "too"]
    );

    let (to, _) = at(Node::Role(1), 0);
    let made = after(&before, &gather_items(&before, &items, &to, 1).unwrap());
    let now = words(&made, Node::Role(1), REQUIREMENTS);
    assert_eq!(
        now,
        ["too", "a", "b", "d", "shared"],
        "list by list, in their order"
    );

    let plan = relist_items(&before, &items, ListKind::NiceToHave).unwrap();
    let made = after(&before, &plan);
    assert_eq!(words(&made, Node::Family, ListKind::NiceToHave), ["a"]);
    assert_eq!(
        words(&made, Node::Role(0), ListKind::NiceToHave),
        ["b", "d"]
    );
    assert_eq!(plan.landing, Some(part("it/desk", Node::Family)));
    assert_eq!(delete_items(&before, &[]), Err(OperateError::NoneChosen));
}

#[test]
fn several_are_joined_only_when_they_follow_each_other() {
    let before = shop();
    let items = [
        at(Node::Role(0), 2),
        at(Node::Role(0), 0),
        at(Node::Role(0), 1),
    ];
    let made = after(&before, &join_all(&before, &items).unwrap());
    assert_eq!(words(&made, Node::Role(0), REQUIREMENTS)[0], "b; c; d");
    assert_eq!(join_all(&before, &items[..2]), Err(OperateError::Apart));
    let apart = [at(Node::Family, 0), at(Node::Role(0), 0)];
    assert_eq!(join_all(&before, &apart), Err(OperateError::Apart));
}

#[test]
fn several_are_lifted_and_pushed_down_again() {
    let before = shop();
    let items = [at(Node::Role(0), 4), at(Node::Role(0), 3)];
    let plan = hoist_items(&before, &items).unwrap();
    assert_eq!(plan.label, "lifted 2 items to Desk");
    let lifted = after(&before, &plan);
    assert_eq!(words(&lifted, Node::Role(1), REQUIREMENTS), [""; 0]);
    let items = [at(Node::Family, 1), at(Node::Family, 2)];
    let made = after(&lifted, &push_items(&lifted, &items).unwrap());
    assert_eq!(words(&made, Node::Family, REQUIREMENTS), ["a"]);
    assert_eq!(words(&made, Node::Role(1), REQUIREMENTS).len(), 2);
    let stale = hoist_items(&before, &[at(Node::Role(0), 0)]);
    assert!(matches!(stale, Err(OperateError::Stale { .. })));
}

#[test]
fn parts_go_whatever_places_they_have() {
    let before = shop();
    let parts = [
        part("it/desk", Node::Role(0)),
        part("it/desk", Node::Role(2)),
        // It goes with its only role anyway.
        part("it/desk", Node::Specialty(0)),
        part("it/web", Node::Family),
        part("it/web", Node::Role(0)),
    ];
    let plan = delete_parts(&before, &parts).unwrap();
    assert_eq!(plan.label, "deleted 4 parts");
    let made = after(&before, &plan);
    assert_eq!(ids(&made, "it/desk"), ["two"]);
    assert!(family(&made, "it/desk").specialties.is_empty());
    assert!(made.get("it/web").is_none());
}

#[test]
fn what_is_archived_as_a_whole_comes_back() {
    let before = shop();
    let parts = [
        part("it/desk", Node::Role(1)),
        part("it/desk", Node::Role(2)),
    ];
    let plan = archive_parts(&before, &parts).unwrap();
    assert_eq!(plan.label, "archived 2 roles");
    let archived = after(&before, &plan);
    let plan = archive_parts(&archived, &parts).unwrap();
    assert_eq!(plan.label, "restored 2 roles");
    let made = after(&archived, &plan);
    assert!(archive_parts(&made, &parts).is_ok(), "both are in use");
}

#[test]
fn families_and_roles_move_together() {
    let before = shop();
    let keys = ["it/desk".into(), "it/web".into()];
    let plan = move_families(&before, &keys, "all").unwrap();
    assert_eq!(plan.label, "moved 2 families to all");
    let made = after(&before, &plan);
    assert!(made.get("all/desk").is_some() && made.get("all/web").is_some());

    let roles = [
        ("it/desk".into(), 0),
        ("it/desk".into(), 2),
        ("it/web".into(), 0),
    ];
    let plan = move_roles(&before, &roles, "sales", 0).unwrap();
    let made = after(&before, &plan);
    assert_eq!(ids(&made, "sales"), ["one", "three", "four"]);
    assert_eq!(ids(&made, "it/desk"), ["two"]);
    assert_eq!(family(&made, "sales").specialties.len(), 1);
}

#[test]
fn levels_that_extend_each_other_move_together_and_keep_what_they_inherit() {
    let before = catalog(&[
        (
            "a",
            r#"
title = "A"
[[roles]]
id = "junior"
requirements = ["x"]
[[roles]]
id = "senior"
extends = "junior"
requirements = ["y"]
[[roles]]
id = "other"
reports_to = [{ title = "S", role = "senior" }]
[[specialties]]
id = "both"
roles = ["senior", "junior"]
[[specialties]]
id = "shared"
roles = ["senior", "other"]
[[career_ladder.steps]]
from = "junior"
to = "senior+both"
[[career_ladder.steps]]
from = "a#senior"
to = "other"
"#,
        ),
        ("b", "title = \"B\"\n[[roles]]\nid = \"first\"\n"),
    ]);
    let alone = move_roles(&before, &[("a".into(), 0)], "b", 0);
    assert!(matches!(alone, Err(OperateError::Extended { .. })));
    let both = [("a".into(), 1), ("a".into(), 0)];
    let plan = move_roles(&before, &both, "b", 1).unwrap();
    assert_eq!(plan.label, "moved 2 roles to B");
    let made = after(&before, &plan);
    assert_eq!(ids(&made, "b"), ["first", "junior", "senior"]);
    let (left, host) = (family(&made, "a"), family(&made, "b"));
    assert_eq!(host.roles[2].body.extends.all.as_deref(), Some("junior"));
    let varied: Vec<_> = host
        .specialties
        .iter()
        .map(|v| (&*v.id, &v.roles[..]))
        .collect();
    assert_eq!(varied, [("both", &["junior".into(), "senior".into()][..])]);
    assert_eq!(left.specialties[0].roles, ["other"]);
    assert_eq!(
        left.roles[0].body.reports_to[0].role.as_deref(),
        Some("b#senior")
    );
    let steps = &left.body.more.career_ladder.steps;
    let ends: Vec<_> = steps.iter().map(|step| (&*step.from, &*step.to)).collect();
    assert_eq!(ends[1], ("b#senior", "other"));
    assert_eq!(ends[0].0, "b#junior");
}

#[test]
fn parts_change_places_as_a_block() {
    let before = shop();
    let nodes = [Node::Role(0), Node::Role(1)];
    let (plan, moved) = shift_parts(&before, "it/desk", &nodes, true)
        .unwrap()
        .unwrap();
    assert_eq!(
        ids(&after(&before, &plan), "it/desk"),
        ["three", "one", "two"]
    );
    assert_eq!(moved.to, [(Node::Role(1), None), (Node::Role(2), None)]);
    assert_eq!(shift_parts(&before, "it/desk", &nodes, false), Ok(None));
    let nodes = [Node::Role(2), Node::Role(0)];
    let (plan, _) = gather_parts(&before, "it/desk", &nodes, 1)
        .unwrap()
        .unwrap();
    assert_eq!(
        ids(&after(&before, &plan), "it/desk"),
        ["one", "three", "two"]
    );
    let there = gather_parts(&before, "it/desk", &[Node::Role(1)], 2);
    assert_eq!(there, Err(OperateError::Nothing));
    assert_eq!(
        gather_parts(&before, "it/desk", &[Node::Role(1)], 4),
        Ok(None)
    );
    let family = gather_parts(&before, "it/desk", &[Node::Family], 0);
    assert_eq!(family, Err(OperateError::NotAPart));
}

#[test]
fn copies_and_tags_are_made_of_all() {
    let before = shop();
    let parts = [
        part("it/desk", Node::Role(0)),
        part("it/desk", Node::Role(1)),
    ];
    let made = after(&before, &duplicate_parts(&before, &parts).unwrap());
    assert_eq!(
        ids(&made, "it/desk"),
        ["one", "one-copy", "two", "two-copy", "three"]
    );
    let made = after(
        &before,
        &tag_parts(&before, &parts, &["t", "u", "t"]).unwrap(),
    );
    assert_eq!(family(&made, "it/desk").roles[1].body.more.tags, ["t", "u"]);
    assert_eq!(tag_parts(&made, &parts, &["u"]), Err(OperateError::Nothing));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// No choice of items, sensible or not, panics, and none gets lost or comes twice by moving.
    #[test]
    fn items_are_all_there_after_they_moved(
        chosen in proptest::collection::vec((0..5_usize, 0..7_usize), 0..6),
        to in 0..4_usize,
        place in 0..7_usize,
        forward: bool,
    ) {
        let before = shop();
        let node = |n: usize| match n {
            0 => Node::Family,
            4 => Node::Specialty(0),
            n => Node::Role(n - 1),
        };
        let items: Vec<_> = chosen.iter().map(|(n, index)| at(node(*n), *index)).collect();
        let all = |catalog: &Catalog| {
            let mut all: Vec<String> = (0..5)
                .flat_map(|n| words(catalog, node(n), REQUIREMENTS))
                .collect();
            all.sort();
            all
        };
        let (target, _) = at(node(to), 0);
        let plans = [
            gather_items(&before, &items, &target, place),
            shift_items(&before, &items, forward).and_then(|plan| plan.ok_or(OperateError::Nothing)),
        ];
        for plan in plans.into_iter().flatten() {
            prop_assert_eq!(all(&after(&before, &plan)), all(&before));
        }
        let _ = (push_items(&before, &items), join_all(&before, &items), hoist_items(&before, &items));
        if let Ok(plan) = delete_items(&before, &items) {
            let distinct: std::collections::BTreeSet<_> = chosen.iter().collect();
            prop_assert_eq!(all(&after(&before, &plan)).len() + distinct.len(), all(&before).len());
        }
    }
}
