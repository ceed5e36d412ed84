//! What a plan is told to change is what it changes.

use rolebook::document::operate::*;
use rolebook::document::{Edit, Field, Plan, Step};
use rolebook::model::{ListKind, Node};

use crate::catalogs::*;

fn words(plan: &Plan) -> String {
    impact(&small(), plan).unwrap().in_words()
}

fn edit(edit: Edit) -> Plan {
    let node = edit.node();
    Plan {
        label: "changed".into(),
        landing: Some(("finance/it".into(), node)),
        steps: vec![("finance/it".into(), Step::Edit(vec![edit]))],
    }
}

#[test]
fn a_line_of_the_family_changes_every_role_that_inherits_it() {
    // Engineer, senior and manager, with desk twice, network once, and a segment of each: twelve in all.
    let replaced = |node| Edit::Replace {
        node,
        list: ListKind::Responsibilities,
        index: 0,
        text: "Other words".into(),
    };
    assert_eq!(
        words(&edit(replaced(Node::Family))),
        "changes 12 effective roles in 1 file"
    );
    // All of these but the engineer itself, which is the one edited, and the manager, who inherits requirements alone.
    assert_eq!(
        words(&edit(replaced(Node::Role(0)))),
        "changes 9 effective roles in 1 file"
    );
    let owner = Edit::Set {
        node: Node::Segment(0),
        field: Field::Owner,
        text: "People team".into(),
    };
    assert_eq!(words(&edit(owner)), "changes no effective role");
}

#[test]
fn a_renamed_role_changes_names_and_no_content() {
    let plan = rename_id(&small(), "finance/it", Node::Role(1), "principal").unwrap();
    assert_eq!(
        words(&plan),
        "changes no effective role, but 4 ladder steps, 3 references in 2 files"
    );
    let moved = rename_family(&small(), "finance/it", "tech/it").unwrap();
    let told = impact(&small(), &moved).unwrap();
    assert_eq!((told.roles, told.added, told.removed), (0, 0, 0));
    assert_eq!(told.files, ["tech/it".into(), "finance/books".into()]);
    assert_eq!(
        told.in_words(),
        "changes no effective role, but 3 ladder steps, 2 references in 2 files"
    );
}

#[test]
fn what_goes_and_what_comes_is_counted_apart() {
    let plan = delete_part(&small(), "finance/it", Node::Specialty(1)).unwrap();
    assert_eq!(
        words(&plan),
        "changes no effective role, but 1 ladder step, 2 references; it removes 2 effective roles in 1 file"
    );
    let plan = add_role(&small(), "legal/law", "Paralegal", 1).unwrap();
    assert_eq!(
        words(&plan),
        "changes no effective role; it adds 1 effective role in 1 file"
    );
    let plan = move_role(&small(), "finance/books", 0, "legal/law", 0).unwrap();
    let told = impact(&small(), &plan).unwrap();
    assert_eq!(
        (told.roles, told.added, told.removed),
        (0, 0, 0),
        "{told:?}"
    );
    assert_eq!(told.files.len(), 3);
    let copy = duplicate_family(&small(), "legal/law");
    assert_eq!(
        words(&copy.unwrap()),
        "changes no effective role; it adds 1 effective role in 1 file"
    );
}

#[test]
fn a_plan_for_another_catalog_is_refused() {
    let plan = delete_part(&small(), "finance/it", Node::Role(0)).unwrap();
    let other = catalog(&[("x", "title = \"X\"\n")]);
    let refused = impact(&other, &plan).unwrap_err();
    assert!(
        refused.to_string().contains("there is no family finance/"),
        "{refused}"
    );
}
