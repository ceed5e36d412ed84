//! Another id, another key: what names them follows.

use proptest::prelude::*;
use rolebook::document::Step;
use rolebook::document::operate::{OperateError, rename_id};
use rolebook::model::Node;

use crate::catalogs::*;

#[test]
fn everything_that_names_a_role_follows_its_new_id() {
    let before = small();
    let plan = rename_id(&before, "finance/it", Node::Role(1), "principal").unwrap();
    assert_eq!(plan.label, "renamed senior to principal");
    let files: Vec<&str> = plan.steps.iter().map(|(key, _)| key.as_ref()).collect();
    assert_eq!(files, ["finance/books", "finance/it"]);
    assert!(
        plan.steps
            .iter()
            .all(|(_, step)| matches!(step, Step::Become(_)))
    );

    let after = after(&before, &plan);
    let it = family(&after, "finance/it");
    assert_eq!(it.roles[1].id, "principal");
    assert_eq!(
        it.roles[2].body.extends.lists[1].as_deref(),
        Some("principal")
    );
    assert_eq!(it.specialties[0].roles, ["engineer", "principal"]);
    assert_eq!(it.specialties[1].roles, ["principal"]);
    assert_eq!(it.body.more.career_ladder.steps[0].to, "principal");
    assert_eq!(it.body.more.career_ladder.steps[2].from, "principal");
    let books = family(&after, "finance/books");
    let ends: Vec<&str> = books
        .body
        .more
        .career_ladder
        .steps
        .iter()
        .map(|s| s.to.as_str())
        .collect();
    assert_eq!(
        ends,
        [
            "finance/it#principal+desk",
            "finance/it#principal+desk+public",
            "finance/it#engineer"
        ]
    );
}

#[test]
fn a_full_address_in_its_own_family_and_one_with_a_variation_follow() {
    let before = small();
    let plan = rename_id(&before, "finance/it", Node::Role(2), "head").unwrap();
    let made = after(&before, &plan);
    let it = family(&made, "finance/it");
    assert_eq!(it.roles[0].body.reports_to[0].role.as_deref(), Some("head"));
    assert_eq!(
        it.roles[1].body.reports_to[0].role.as_deref(),
        Some("finance/it#head")
    );

    let plan = rename_id(&before, "finance/books", Node::Specialty(0), "revision").unwrap();
    let made = after(&before, &plan);
    let manager = &family(&made, "finance/it").roles[2].body.reports_to[0];
    assert_eq!(
        manager.role.as_deref(),
        Some("finance/books#controller+revision")
    );
    assert_eq!(manager.link.as_deref(), Some("https://x.example"));
}

#[test]
fn a_specialty_is_followed_in_short_and_in_long() {
    let before = small();
    let plan = rename_id(&before, "finance/it", Node::Specialty(0), "helpdesk").unwrap();
    let made = after(&before, &plan);
    let it = family(&made, "finance/it");
    assert_eq!(
        it.specialties[1].body.extends.all.as_deref(),
        Some("helpdesk")
    );
    assert_eq!(it.body.more.career_ladder.steps[1].from, "helpdesk");
    let books = family(&made, "finance/books");
    assert_eq!(
        books.body.more.career_ladder.steps[1].to,
        "finance/it#senior+helpdesk+public"
    );
}

#[test]
fn an_id_that_cannot_be_is_refused_with_what_to_do() {
    let catalog = small();
    let refusal = |node, id: &str| rename_id(&catalog, "finance/it", node, id).unwrap_err();
    for bad in [
        "",
        "two words",
        "a#b",
        "a+b",
        "a/b",
        ".hidden",
        &"x".repeat(101),
    ] {
        assert_eq!(refusal(Node::Role(0), bad), OperateError::BadId(bad.into()));
    }
    let taken = refusal(Node::Role(0), "desk");
    assert_eq!(
        taken.to_string(),
        "Service Desk has the id \"desk\" already: take another"
    );
    assert_eq!(refusal(Node::Role(0), "engineer"), OperateError::Nothing);
    assert_eq!(refusal(Node::Family, "x"), OperateError::NotAPart);
    assert_eq!(
        refusal(Node::Role(9), "x"),
        OperateError::NoPart("finance/it".into())
    );
    let none = rename_id(&catalog, "finance/none", Node::Role(0), "x").unwrap_err();
    assert_eq!(none, OperateError::NoFamily("finance/none".into()));
}

#[test]
fn an_id_that_would_take_a_reference_to_a_whole_family_is_refused() {
    let catalog = catalog(&[
        ("law", "title = \"Law\"\n"),
        (
            "it",
            "title = \"IT\"\n[[roles]]\nid = \"a\"\nreports_to = [{ title = \"L\", role = \"law\" }]\n",
        ),
    ]);
    let refused = rename_id(&catalog, "it", Node::Role(0), "law").unwrap_err();
    assert!(
        matches!(refused, OperateError::Shadowed { .. }),
        "{refused}"
    );
}

#[test]
fn of_two_roles_with_one_id_the_second_gets_its_own_and_stays_varied() {
    let reading = rolebook::document::read_family(
        "title = \"T\"\n[[roles]]\nid = \"a\"\n[[roles]]\nid = \"a\"\n[[roles]]\nid = \"c\"\nextends = \"a\"\n[[segments]]\nid = \"s\"\nroles = [\"a\"]\n",
    );
    let mut before = small();
    before.put("x".into(), reading.value.unwrap().into());
    let plan = rename_id(&before, "x", Node::Role(1), "b").unwrap();
    let made = after(&before, &plan);
    let family = family(&made, "x");
    assert_eq!(family.roles[2].body.extends.all.as_deref(), Some("a"));
    assert_eq!(family.segments[0].roles, ["a", "b"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn renamed_and_renamed_back_is_as_before(before in any_catalog(), key in any_key(), node in any_node()) {
        let old = family(&before, key).id(node).map(str::to_owned);
        match rename_id(&before, key, node, "fresh") {
            Ok(plan) => {
                let renamed = after(&before, &plan);
                prop_assert_eq!(family(&renamed, key).id(node), Some("fresh"));
                prop_assert_eq!(plan.landing, Some((key.into(), node)));
                let back = rename_id(&renamed, key, node, &old.unwrap()).unwrap();
                prop_assert_eq!(all(&after(&renamed, &back)), all(&before));
            }
            Err(_) => prop_assert!(old.is_none()),
        }
    }

    #[test]
    fn a_new_id_leaves_every_effective_role_and_every_reference(
        before in any_catalog(), key in any_key(), node in any_node(),
    ) {
        let Ok(plan) = rename_id(&before, key, node, "fresh") else { return Ok(()) };
        let renamed = after(&before, &plan);
        for (entry, now) in before.entries().iter().zip(renamed.entries()) {
            prop_assert_eq!(&entry.key, &now.key);
            let positions = entry.family.positions();
            prop_assert_eq!(&positions, &now.family.positions());
            for position in positions {
                prop_assert_eq!(
                    rolebook::model::compose(&entry.key, &entry.family, position).lists,
                    rolebook::model::compose(&now.key, &now.family, position).lists
                );
            }
            for (old, new) in pointers(&entry.family).iter().zip(pointers(&now.family)) {
                prop_assert_eq!(before.refer(&entry.key, old), renamed.refer(&now.key, &new), "{} {}", old, new);
            }
        }
        prop_assert_eq!(dangling(&before).len(), dangling(&renamed).len());
    }
}
