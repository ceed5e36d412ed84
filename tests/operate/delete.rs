//! Taking parts out: nothing is left that names them.

use proptest::prelude::*;
use rolebook::document::operate::{OperateError, delete_department, delete_family, delete_part};
use rolebook::model::Node;

use crate::catalogs::*;

#[test]
fn what_named_a_role_is_cleaned_up() {
    let before = small();
    let plan = delete_part(&before, "finance/it", Node::Role(1)).unwrap();
    assert_eq!(plan.label, "deleted Senior Engineer");
    let made = after(&before, &plan);
    let it = family(&made, "finance/it");
    let ids: Vec<&str> = it.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["engineer", "manager"]);
    // The manager took its requirements from the senior, who took them from the engineer.
    assert_eq!(
        it.roles[1].body.extends.lists[1].as_deref(),
        Some("engineer")
    );
    assert_eq!(it.roles[1].body.extends.all, None);
    // The network specialty varied the senior alone; without names it would vary everybody.
    assert_eq!(it.specialties.len(), 1);
    assert_eq!(it.specialties[0].roles, ["engineer"]);
    assert!(
        it.body.more.career_ladder.steps.is_empty(),
        "each of them led from or to what is gone"
    );
    let books = family(&made, "finance/books");
    let ends: Vec<&str> = books
        .body
        .more
        .career_ladder
        .steps
        .iter()
        .map(|s| s.to.as_str())
        .collect();
    assert_eq!(ends, ["finance/it#engineer"]);
    assert_eq!(
        books.roles[1].body.reports_to[0].role.as_deref(),
        Some("finance/it")
    );
}

#[test]
fn a_manager_keeps_the_title_and_the_link() {
    let before = small();
    let plan = delete_part(&before, "finance/books", Node::Specialty(0)).unwrap();
    let made = after(&before, &plan);
    let manager = &family(&made, "finance/it").roles[2].body.reports_to[0];
    assert_eq!(
        (manager.title.as_str(), manager.role.as_deref()),
        ("Controller", None)
    );
    assert_eq!(manager.link.as_deref(), Some("https://x.example"));
}

#[test]
fn a_family_and_a_department_go_with_what_names_them() {
    let before = small();
    let plan = delete_family(&before, "finance/it").unwrap();
    assert_eq!(plan.landing, None);
    let made = after(&before, &plan);
    let books = family(&made, "finance/books");
    assert!(books.body.more.career_ladder.steps.is_empty());
    assert_eq!(books.roles[1].body.reports_to[0].role, None);
    let plan = delete_department(&before, "finance").unwrap();
    assert_eq!(plan.steps.len(), 2);
    assert_eq!(after(&before, &plan).entries().len(), 1);
    assert_eq!(
        delete_department(&before, "fin"),
        Err(OperateError::NoDepartment("fin".into()))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reference_is_left_dangling(before in any_catalog(), key in any_key(), node in any_node()) {
        let there = family(&before, key).body(node).is_some();
        let Ok(plan) = delete_part(&before, key, node) else {
            prop_assert!(!there);
            return Ok(());
        };
        let made = after(&before, &plan);
        let former = dangling(&before);
        for lost in dangling(&made) {
            prop_assert!(former.contains(&lost), "{lost:?}");
        }
        // And no variation has become one of all roles.
        if let Some(now) = made.get(key) {
            let all_roles = |f: &rolebook::model::Family| f.specialties.iter().chain(&f.segments).filter(|v| v.roles.is_empty()).count();
            prop_assert!(all_roles(&now.family) <= all_roles(family(&before, key)));
        }
    }

    #[test]
    fn what_is_about_something_else_stays(before in any_catalog(), key in any_key(), node in any_node()) {
        let Ok(plan) = delete_part(&before, key, node) else { return Ok(()) };
        let made = after(&before, &plan);
        for entry in before.entries() {
            let Some(now) = made.get(&entry.key) else { continue };
            let kept = pointers(&now.family);
            for text in pointers(&entry.family) {
                // A pointer to another family stays, unless it was one end of a step whose other end is gone.
                let step = nodes(&entry.family).into_iter().any(|n| {
                    let steps = &entry.family.body(n).unwrap().more.career_ladder.steps;
                    steps.iter().any(|s| s.from == text || s.to == text)
                });
                let gone_with_it = entry.key.as_ref() == key;
                if !step && !gone_with_it && !text.starts_with(key) {
                    prop_assert!(kept.contains(&text), "{text}");
                }
            }
        }
    }
}
