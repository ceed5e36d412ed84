//! New parts, and copies.

use proptest::prelude::*;
use rolebook::document::Step;
use rolebook::document::operate::{
    OperateError, add_role, add_variation, duplicate_family, duplicate_part,
};
use rolebook::model::{Family, Node, VariationKind};

use crate::catalogs::*;

#[test]
fn a_new_role_has_the_id_that_its_title_makes() {
    let before = small();
    let plan = add_role(&before, "finance/it", " Staff Engineer ", 2).unwrap();
    assert_eq!(plan.label, "added Staff Engineer");
    assert_eq!(plan.landing, Some(("finance/it".into(), Node::Role(2))));
    let made = after(&before, &plan);
    let it = family(&made, "finance/it");
    let ids: Vec<&str> = it.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["engineer", "senior", "staff-engineer", "manager"]);
    assert_eq!(it.roles[2].body.title.as_deref(), Some("Staff Engineer"));

    // Ids are unique in the family, whatever kind of part has them.
    let plan = add_role(&before, "finance/it", "Desk", 0).unwrap();
    assert_eq!(
        family(&after(&before, &plan), "finance/it").roles[0].id,
        "desk-2"
    );
    let plan = add_role(&before, "finance/it", "—", 0).unwrap();
    assert_eq!(
        family(&after(&before, &plan), "finance/it").roles[0].id,
        "role"
    );
}

#[test]
fn a_new_variation_varies_the_roles_that_are_named() {
    let before = small();
    let plan = add_variation(
        &before,
        "finance/it",
        VariationKind::Segment,
        "Banks",
        &["senior"],
        1,
    )
    .unwrap();
    let made = after(&before, &plan);
    let banks = &family(&made, "finance/it").segments[1];
    assert_eq!(
        (banks.id.as_str(), banks.roles.as_slice()),
        ("banks", &["senior".into()][..])
    );
    let lost = add_variation(
        &before,
        "finance/it",
        VariationKind::Segment,
        "B",
        &["x"],
        0,
    );
    assert_eq!(lost, Err(OperateError::NoPart("finance/it#x".into())));
}

#[test]
fn titles_and_places_that_cannot_be_are_refused() {
    let catalog = small();
    for bad in ["", "  ", "two\nlines"] {
        assert_eq!(
            add_role(&catalog, "finance/it", bad, 0),
            Err(OperateError::BadTitle)
        );
    }
    let refused = add_role(&catalog, "finance/it", "X", 4).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "there is no place 5 among the roles: there are 3"
    );
}

#[test]
fn a_copied_role_is_varied_like_the_original() {
    let before = small();
    let plan = duplicate_part(&before, "finance/it", Node::Role(1)).unwrap();
    assert_eq!(plan.label, "duplicated Senior Engineer");
    let made = after(&before, &plan);
    let it = family(&made, "finance/it");
    let copy = &it.roles[2];
    assert_eq!(copy.id, "senior-copy");
    assert_eq!(copy.body.title.as_deref(), Some("Senior Engineer (copy)"));
    assert_eq!(copy.body.extends, it.roles[1].body.extends);
    assert_eq!(
        it.specialties[0].roles,
        ["engineer", "senior", "senior-copy"]
    );
    assert_eq!(it.specialties[1].roles, ["senior", "senior-copy"]);
    assert_eq!(it.roles[3].body.extends.lists[1].as_deref(), Some("senior"));
    let again = duplicate_part(&made, "finance/it", Node::Role(1)).unwrap();
    assert_eq!(
        family(&after(&made, &again), "finance/it").roles[2].id,
        "senior-copy-2"
    );
}

#[test]
fn what_a_copied_part_says_of_itself_it_says_of_the_copy() {
    let text = r#"
title = "T"
[[roles]]
id = "a"
requirements = [{ text = "x", id = "handle" }]
[roles.career_ladder]
steps = [{ from = "a", to = "t#a" }, { from = "a", to = "b" }, { from = "t#a+s", to = "s" }]
[[roles]]
id = "b"
[[specialties]]
id = "s"
[specialties.career_ladder]
steps = [{ from = "t#a+s", to = "s" }]
"#;
    let before = catalog(&[("t", text)]);
    let ends = |family: &Family, node: Node| -> Vec<String> {
        let steps = &family.body(node).unwrap().more.career_ladder.steps;
        steps
            .iter()
            .flat_map(|s| [s.from.clone(), s.to.clone()])
            .collect()
    };
    let made = after(
        &before,
        &duplicate_part(&before, "t", Node::Role(0)).unwrap(),
    );
    let copied = family(&made, "t");
    assert_eq!(
        ends(copied, Node::Role(1)),
        ["a-copy", "t#a-copy", "a-copy", "b", "t#a-copy+s", "s"]
    );
    assert_eq!(
        ends(copied, Node::Role(0)),
        ["a", "t#a", "a", "b", "t#a+s", "s"]
    );
    let id = copied.roles[1].body.lists[1][0].more().id.as_deref();
    assert_eq!(
        id,
        Some("handle-2"),
        "ids of items are unique in the family"
    );
    let made = after(
        &before,
        &duplicate_part(&before, "t", Node::Specialty(0)).unwrap(),
    );
    assert_eq!(
        ends(family(&made, "t"), Node::Specialty(1)),
        ["t#a+s-copy", "s-copy"]
    );
}

#[test]
fn a_copied_family_names_its_own_parts() {
    let before = small();
    let plan = duplicate_family(&before, "finance/it").unwrap();
    let [(key, Step::Create(_))] = plan.steps.as_slice() else {
        panic!("{plan:?}")
    };
    assert_eq!(key.as_ref(), "finance/it-copy");
    let made = after(&before, &plan);
    let copy = family(&made, "finance/it-copy");
    assert_eq!(copy.body.title.as_deref(), Some("IT (copy)"));
    assert_eq!(
        copy.roles[0].body.reports_to[0].role.as_deref(),
        Some("manager")
    );
    assert_eq!(
        copy.roles[1].body.reports_to[0].role.as_deref(),
        Some("finance/it-copy#manager")
    );
    assert_eq!(
        copy.roles[2].body.reports_to[0].role.as_deref(),
        Some("finance/books#controller+audit")
    );
    let again = duplicate_family(&made, "finance/it").unwrap();
    assert_eq!(again.steps[0].0.as_ref(), "finance/it-copy-2");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_copy_leaves_all_others_as_they_were(before in any_catalog(), key in any_key(), node in any_node()) {
        let Ok(plan) = duplicate_part(&before, key, node) else { return Ok(()) };
        let made = after(&before, &plan);
        let (old, new) = (family(&before, key), family(&made, key));
        let moved = |n: Option<usize>, at: Option<usize>| match (n, at) {
            (Some(n), Some(at)) if n > at => Some(n + 1),
            (n, _) => n,
        };
        let at = |kind: fn(usize) -> Node| (0..5).find(|n| kind(*n) == node);
        for position in old.positions() {
            let now = rolebook::model::Position {
                role: moved(position.role, at(Node::Role)),
                specialty: moved(position.specialty, at(Node::Specialty)),
                segment: moved(position.segment, at(Node::Segment)),
            };
            prop_assert_eq!(texts(key, old, position), texts(key, new, now));
        }
        // What led nowhere in the original leads nowhere in the copy.
        let former = dangling(&before);
        for (says, text) in dangling(&made) {
            prop_assert!(former.contains(&(says, text.replace("-copy", ""))), "{text}");
        }
    }
}
