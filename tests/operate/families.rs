//! Another key for a family or a department, and putting them away.

use proptest::prelude::*;
use rolebook::document::Step;
use rolebook::document::operate::{
    OperateError, archive, archive_department, move_family, rename_department, rename_family,
    restore, restore_department,
};
use rolebook::model::{Node, Status, compose};

use crate::catalogs::*;

#[test]
fn a_family_moves_with_every_address_that_names_it() {
    let before = small();
    let plan = rename_family(&before, "finance/it", "tech/information").unwrap();
    assert_eq!(plan.label, "renamed finance/it to tech/information");
    assert_eq!(
        plan.landing,
        Some(("tech/information".into(), Node::Family))
    );
    let (first, step) = &plan.steps[0];
    assert_eq!(
        (first.as_ref(), step),
        ("finance/it", &Step::Move("tech/information".into()))
    );

    let made = after(&before, &plan);
    assert!(made.get("finance/it").is_none());
    let it = family(&made, "tech/information");
    assert_eq!(
        it.roles[1].body.reports_to[0].role.as_deref(),
        Some("tech/information#manager")
    );
    assert_eq!(it.body.more.career_ladder.steps[0].from, "engineer");
    let books = family(&made, "finance/books");
    assert_eq!(
        books.roles[1].body.reports_to[0].role.as_deref(),
        Some("tech/information")
    );
    assert_eq!(
        books.body.more.career_ladder.steps[1].to,
        "tech/information#senior+desk+public"
    );
}

#[test]
fn a_family_keeps_its_name_in_another_department() {
    let before = small();
    let plan = move_family(&before, "finance/it", "legal/").unwrap();
    assert_eq!(plan.label, "moved finance/it to legal");
    assert!(after(&before, &plan).get("legal/it").is_some());
    let top = move_family(&before, "finance/it", "").unwrap();
    assert!(after(&before, &top).get("it").is_some());
    assert_eq!(
        move_family(&before, "finance/it", "finance"),
        Err(OperateError::Nothing)
    );
}

#[test]
fn keys_that_cannot_be_or_are_taken_are_refused() {
    let catalog = small();
    let refusal = |key: &str| rename_family(&catalog, "finance/it", key).unwrap_err();
    for bad in [
        "../it",
        "finance/../../it",
        "/etc/it",
        "a//b",
        "finance/",
        ".git/it",
        "a b",
        "x#y",
        "",
    ] {
        assert_eq!(refusal(bad), OperateError::BadKey(bad.into()));
    }
    assert_eq!(refusal("catalog"), OperateError::ReservedKey);
    assert_eq!(
        refusal("finance/books"),
        OperateError::KeyInUse("finance/books".into())
    );
    // On some systems these two would be one file.
    assert_eq!(
        refusal("Finance/Books"),
        OperateError::KeyInUse("finance/books".into())
    );
    assert!(rename_family(&catalog, "finance/it", "finance/IT").is_ok());
    let climbing = move_family(&catalog, "finance/it", "..").unwrap_err();
    assert_eq!(climbing, OperateError::BadKey("..".into()));
    // Clerks name the whole family, and have a role of that id.
    let shadowed = refusal("clerk");
    assert!(
        matches!(shadowed, OperateError::Shadowed { .. }),
        "{shadowed}"
    );
}

#[test]
fn a_department_is_renamed_with_all_that_is_in_it() {
    let before = small();
    let plan = rename_department(&before, "finance", "money/office").unwrap();
    let made = after(&before, &plan);
    let keys: Vec<&str> = made
        .entries()
        .iter()
        .map(|entry| entry.key.as_ref())
        .collect();
    assert_eq!(keys, ["legal/law", "money/office/books", "money/office/it"]);
    assert!(dangling(&made).is_empty());
    assert_eq!(
        rename_department(&before, "financ", "x"),
        Err(OperateError::NoDepartment("financ".into()))
    );
    let file = "title = \"T\"\n";
    let nested = catalog(&[("a/x", file), ("a/a/x", file), ("a/a/a/x", file)]);
    let keys = |catalog: &rolebook::model::Catalog| -> Vec<String> {
        catalog
            .entries()
            .iter()
            .map(|entry| entry.key.to_string())
            .collect()
    };
    let deeper = after(&nested, &rename_department(&nested, "a", "a/a").unwrap());
    assert_eq!(keys(&deeper), ["a/a/a/a/x", "a/a/a/x", "a/a/x"]);
    let back = after(&deeper, &rename_department(&deeper, "a/a", "a").unwrap());
    assert_eq!(keys(&back), keys(&nested));
    assert_eq!(
        rename_department(&nested, "a/a", "a"),
        Err(OperateError::KeyInUse("a/x".into()))
    );
}

#[test]
fn what_is_archived_is_archived_in_all_its_parts() {
    let before = catalog(&[
        (
            "d/a",
            "title = \"A\"\n[[roles]]\nid = \"x\"\nstatus = \"active\"\n[[roles]]\nid = \"y\"\n",
        ),
        ("d/b", "title = \"B\"\nstatus = \"archived\"\n"),
    ]);
    let plan = archive(&before, "d/a", Node::Family).unwrap();
    assert_eq!(plan.label, "archived A");
    let made = after(&before, &plan);
    let family = family(&made, "d/a");
    for position in family.positions() {
        let status = compose("d/a", family, position)
            .status
            .map(|status| status.value);
        assert_eq!(status, Some(Status::Archived));
    }
    assert_eq!(family.roles[1].body.more.status, None, "it inherits that");
    let department = archive_department(&before, "d").unwrap();
    assert_eq!(
        department.steps.len(),
        1,
        "the other one is archived already"
    );
    assert_eq!(
        archive(&before, "d/b", Node::Family),
        Err(OperateError::Nothing)
    );
    assert_eq!(archive_department(&made, "d"), Err(OperateError::Nothing));
    let restored = restore(&made, "d/a", Node::Family).unwrap();
    assert_eq!(restored.label, "restored A");
    let active = after(&made, &restored);
    let bodies = [Node::Family, Node::Role(0), Node::Role(1)];
    let bodies = bodies.map(|node| {
        crate::catalogs::family(&active, "d/a")
            .body(node)
            .unwrap()
            .more
            .status
    });
    assert_eq!(bodies, [Some(Status::Active), Some(Status::Active), None]);
    assert_eq!(
        restore(&active, "d/a", Node::Family),
        Err(OperateError::Nothing)
    );
    assert_eq!(
        restore(&made, "d/a", Node::Role(1)),
        Err(OperateError::Nothing)
    );
    assert_eq!(restore_department(&before, "d").unwrap().steps.len(), 1);
    assert_eq!(
        restore_department(&active, "none"),
        Err(OperateError::NoDepartment("none".into()))
    );
    let one = archive(&before, "d/a", Node::Role(1)).unwrap();
    let made = after(&before, &one);
    assert_eq!(crate::catalogs::family(&made, "d/a").body.more.status, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_family_renamed_and_renamed_back_is_as_before(before in any_catalog(), key in any_key(), new in prop::sample::select(vec!["b/new", "new", "a/f9"])) {
        let renamed = after(&before, &rename_family(&before, key, new).unwrap());
        prop_assert_eq!(dangling(&renamed).len(), dangling(&before).len());
        let back = after(&renamed, &rename_family(&renamed, new, key).unwrap());
        prop_assert_eq!(all(&back), all(&before));
    }

    #[test]
    fn a_department_renamed_and_renamed_back_is_as_before(before in any_catalog(), new in prop::sample::select(vec!["b", "a/a", "longer/way"])) {
        let renamed = after(&before, &rename_department(&before, "a", new).unwrap());
        prop_assert_eq!(dangling(&renamed).len(), dangling(&before).len());
        let back = after(&renamed, &rename_department(&renamed, new, "a").unwrap());
        prop_assert_eq!(all(&back), all(&before));
    }
}
