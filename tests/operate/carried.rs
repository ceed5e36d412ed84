//! Operations on the sample catalog, carried out on its files: they say what was planned, and undo brings them back.

use std::path::Path;
use std::sync::Arc;

use rolebook::document::operate::*;
use rolebook::document::{Document, Plan, Workspace};
use rolebook::model::{ListKind, Node, Status};

use crate::catalogs::*;

fn sample() -> Workspace {
    fn walk(folder: &Path, root: &Path, documents: &mut Vec<Document>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, documents);
            } else if !path.ends_with("catalog.toml") {
                let below = path.strip_prefix(root).unwrap().to_owned();
                let key = below
                    .with_extension("")
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap();
                documents.push(Document::new(below, key.into(), &text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut documents = Vec::new();
    walk(&root, &root, &mut documents);
    Workspace::new(root, None, documents, Vec::new())
}

fn texts(workspace: &Workspace) -> Vec<(Arc<str>, Arc<str>)> {
    let documents = workspace.documents();
    documents
        .map(|document| (document.key.clone(), document.text().clone()))
        .collect()
}

/// Carries a plan out, holds the files against what was planned, and undoes it.
fn carry(workspace: &mut Workspace, plan: &Plan) {
    let planned = all(&preview(workspace.catalog(), plan).unwrap());
    let before = texts(workspace);
    let change = workspace
        .carry_out(plan)
        .unwrap_or_else(|error| panic!("{}: {error}", plan.label));
    assert_eq!(change.unwrap().label, plan.label);
    assert!(all(workspace.catalog()) == planned, "{}", plan.label);
    workspace.undo().unwrap();
    assert!(texts(workspace) == before, "{} undone", plan.label);
}

#[test]
fn parts_of_the_sample_are_renamed_copied_and_deleted() {
    let mut workspace = sample();
    let catalog = workspace.catalog().clone();
    for entry in catalog.entries() {
        for node in nodes(&entry.family).into_iter().skip(1) {
            carry(
                &mut workspace,
                &rename_id(&catalog, &entry.key, node, "fresh").unwrap(),
            );
            carry(
                &mut workspace,
                &duplicate_part(&catalog, &entry.key, node).unwrap(),
            );
            carry(
                &mut workspace,
                &delete_part(&catalog, &entry.key, node).unwrap(),
            );
        }
    }
}

#[test]
fn families_of_the_sample_are_renamed_copied_archived_and_deleted() {
    let mut workspace = sample();
    let catalog = workspace.catalog().clone();
    for entry in catalog.entries() {
        let key = &entry.key;
        carry(
            &mut workspace,
            &rename_family(&catalog, key, "elsewhere/it").unwrap(),
        );
        carry(&mut workspace, &duplicate_family(&catalog, key).unwrap());
        match archive(&catalog, key, Node::Family) {
            Ok(plan) => carry(&mut workspace, &plan),
            Err(_) => assert_eq!(entry.family.body.more.status, Some(Status::Archived)),
        }
        carry(&mut workspace, &delete_family(&catalog, key).unwrap());
        carry(
            &mut workspace,
            &add_role(&catalog, key, "A new one", 0).unwrap(),
        );
        let roles = entry.family.roles.len();
        if roles > 1 {
            carry(
                &mut workspace,
                &reorder(&catalog, key, Series::Roles, 0, roles - 1).unwrap(),
            );
        }
    }
    carry(
        &mut workspace,
        &rename_department(&catalog, "engineering", "technology").unwrap(),
    );
    carry(
        &mut workspace,
        &delete_department(&catalog, "finance").unwrap(),
    );
}

#[test]
fn items_of_the_sample_are_moved_pushed_down_and_lifted() {
    let mut workspace = sample();
    let catalog = workspace.catalog().clone();
    let to = |key: &Arc<str>| Spot {
        key: key.clone(),
        node: Node::Role(0),
        list: ListKind::NiceToHave,
    };
    let first = to(&catalog.entries()[0].key);
    let (mut pushed, mut lifted) = (0, 0);
    for entry in catalog.entries() {
        let key = &entry.key;
        for list in ListKind::ALL {
            let from = Spot {
                node: Node::Family,
                list,
                ..to(key)
            };
            for index in 0..entry.family.body.list(list).len() {
                carry(
                    &mut workspace,
                    &move_items(&catalog, &from, &[index], &first, 0).unwrap(),
                );
                if let Ok(plan) = push_down(&catalog, key, Node::Family, list, index, &[]) {
                    pushed += 1;
                    carry(&mut workspace, &plan);
                    // Said by all, it can be lifted again.
                    let made = preview(&catalog, &plan).unwrap();
                    let text = entry.family.body.list(list)[index].text().trim();
                    let proposals = hoistable(&made, key).unwrap();
                    if let Some(proposal) =
                        proposals.iter().find(|p| p.text == text && p.unchanged())
                    {
                        lifted += 1;
                        workspace.carry_out(&plan).unwrap();
                        carry(
                            &mut workspace,
                            &hoist(&made, key, std::slice::from_ref(proposal)).unwrap(),
                        );
                        workspace.undo().unwrap();
                    }
                }
            }
        }
    }
    assert!(pushed > 0 && lifted > 0, "{pushed} {lifted}");
}

#[test]
fn roles_of_the_sample_move_to_another_family() {
    let mut workspace = sample();
    let catalog = workspace.catalog().clone();
    let mut moved = 0;
    for entry in catalog.entries() {
        for role in 0..entry.family.roles.len() {
            for to in ["finance/payroll", "people/recruiter"] {
                if let Ok(plan) = move_role(&catalog, &entry.key, role, to, 1) {
                    moved += 1;
                    carry(&mut workspace, &plan);
                    let after = preview(&catalog, &plan).unwrap();
                    let known = dangling(&catalog);
                    assert!(
                        dangling(&after).iter().all(|lost| known.contains(lost)),
                        "{}",
                        plan.label
                    );
                }
            }
        }
    }
    assert!(moved > 0);
}
