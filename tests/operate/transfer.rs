//! A role in another family: everything that named it finds it there.

use proptest::prelude::*;
use rolebook::document::operate::{OperateError, move_role};
use rolebook::model::{Node, Text};

use crate::catalogs::*;

#[test]
fn what_names_a_role_finds_it_in_its_new_family() {
    let before = small();
    let plan = move_role(&before, "finance/books", 0, "legal/law", 0).unwrap();
    assert_eq!(plan.label, "moved Controller to Law");
    assert_eq!(plan.landing, Some(("legal/law".into(), Node::Role(0))));
    let made = after(&before, &plan);
    let law = family(&made, "legal/law");
    let ids: Vec<&str> = law.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["controller", "counsel"]);
    // The variation that varied it alone goes along.
    assert_eq!(law.specialties[0].id, "audit");
    assert!(family(&made, "finance/books").specialties.is_empty());
    let it = family(&made, "finance/it");
    assert_eq!(
        it.roles[2].body.reports_to[0].role.as_deref(),
        Some("legal/law#controller+audit")
    );
    assert_eq!(
        it.body.more.career_ladder.steps[2].to,
        "legal/law#controller"
    );
    assert!(dangling(&made).is_empty());
}

#[test]
fn an_id_becomes_an_address_on_both_sides() {
    let text = r#"
title = "A"
[[roles]]
id = "goes"
reports_to = [{ title = "S", role = "stays" }, { title = "V", role = "all" }, { title = "G", role = "goes" }]
[[roles]]
id = "stays"
reports_to = [{ title = "G", role = "goes" }, { title = "G", role = "own" }, { title = "G", role = "a#goes+all" }]
[[specialties]]
id = "own"
roles = ["goes"]
[[specialties]]
id = "both"
roles = ["goes", "stays"]
[[segments]]
id = "all"
"#;
    let before = catalog(&[("a", text), ("b", "title = \"B\"\n")]);
    let made = after(&before, &move_role(&before, "a", 0, "b", 0).unwrap());
    let roles = |key: &str| -> Vec<Option<Text>> {
        family(&made, key).roles[0]
            .body
            .reports_to
            .iter()
            .map(|m| m.role.clone())
            .collect()
    };
    let some = |texts: [&str; 3]| texts.map(|text| Some(text.into())).to_vec();
    assert_eq!(roles("b"), some(["a#stays", "a#stays+all", "goes"]));
    assert_eq!(roles("a"), some(["b#goes", "b#goes+own", "b#goes"]));
    assert_eq!(family(&made, "a").specialties[0].roles, ["stays"]);
    assert!(dangling(&made).is_empty());
}

#[test]
fn what_extends_one_another_is_not_parted() {
    let catalog = small();
    let refused = move_role(&catalog, "finance/it", 1, "legal/law", 0).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("Senior Engineer extends Engineer, which stays behind"),
        "{refused}"
    );
    let refused = move_role(&catalog, "finance/it", 0, "legal/law", 0).unwrap_err();
    assert_eq!(
        refused,
        OperateError::Extended {
            title: "Senior Engineer".into(),
            other: "Engineer".into()
        }
    );
    assert_eq!(
        move_role(&catalog, "finance/books", 0, "finance/books", 0),
        Err(OperateError::Nothing)
    );
    assert!(matches!(
        move_role(&catalog, "finance/books", 0, "x", 0),
        Err(OperateError::NoFamily(_))
    ));
    assert!(matches!(
        move_role(&catalog, "finance/books", 7, "legal/law", 0),
        Err(OperateError::NoPart(_))
    ));
    assert!(matches!(
        move_role(&catalog, "finance/books", 0, "legal/law", 2),
        Err(OperateError::NoPlace { .. })
    ));
}

#[test]
fn ids_that_the_other_family_has_are_refused_for_roles_and_numbered_for_items() {
    let taken = "title = \"B\"\nrequirements = [{ text = \"x\", id = \"i\" }]\n[[roles]]\nid = \"b\"\n[[segments]]\nid = \"a\"\ntitle = \"Seg\"\n";
    let moving = "title = \"A\"\n[[roles]]\nid = \"a\"\n[[roles]]\nid = \"c\"\nrequirements = [{ text = \"y\", id = \"i\" }]\n[[specialties]]\nid = \"s\"\nroles = [\"c\"]\nomit = [\"i\"]\n";
    let before = catalog(&[("a", moving), ("b", taken)]);
    let refused = move_role(&before, "a", 0, "b", 0).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Seg has the id \"a\" already: take another"
    );
    let made = after(&before, &move_role(&before, "a", 1, "b", 1).unwrap());
    let b = family(&made, "b");
    assert_eq!(
        b.roles[1].body.lists[1][0].more().id.as_deref(),
        Some("i-2")
    );
    assert_eq!(b.specialties[0].body.more.omit, ["i-2"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn moved_roles_leave_no_reference_behind(before in any_catalog(), key in any_key(), role in 0..5usize) {
        // A family of its own takes the role in, so that ids do not get in the way.
        let mut before = before;
        let host = rolebook::document::read_family("title = \"Host\"\n[[roles]]\nid = \"host\"\n");
        before.put("b/host".into(), host.value.unwrap().into());
        let Ok(plan) = move_role(&before, key, role, "b/host", 1) else { return Ok(()) };
        let made = after(&before, &plan);
        let led = |catalog: &rolebook::model::Catalog| -> usize {
            let entries = catalog.entries().iter();
            entries.map(|e| pointers(&e.family).iter().filter(|text| catalog.refer(&e.key, text).is_some()).count()).sum()
        };
        prop_assert!(led(&made) >= led(&before));
        let moved = &family(&made, "b/host").roles[1];
        let original = &family(&before, key).roles[role];
        prop_assert_eq!(&moved.id, &original.id);
        let (moved, original) = (&moved.body.lists, &original.body.lists);
        for (now, then) in moved.iter().zip(original) {
            let words = |items: &[rolebook::model::Item]| -> Vec<String> { items.iter().map(|i| i.text().to_string()).collect() };
            prop_assert_eq!(words(now), words(then));
        }
    }
}
