//! Files that come, go, move and change, with saves in between: undo and redo are exact, and what is unsaved is always
//! just what differs from the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dice::Dice;
use proptest::prelude::*;
use rolebook::document::{Document, Edit, Field, Plan, Step, Workspace};
use rolebook::model::Node;

const KEYS: &[&str] = &["a", "b", "it/c", "it/d"];

type Files = BTreeMap<String, String>;

fn text(n: usize) -> String {
    format!("title = \"{n}\" # number {n}\n\n[[roles]]\nid = \"r\"\n")
}

fn here(workspace: &Workspace) -> Files {
    let file = |document: &Document| (document.key.to_string(), document.text().to_string());
    workspace.documents().map(file).collect()
}

/// What a save does to a disk.
fn save(workspace: &mut Workspace, disk: &mut Files, only: Option<&str>) {
    let wanted = |key: &Arc<str>| only.is_none_or(|only| only == key.as_ref());
    let written: Vec<Document> = workspace
        .dirty()
        .filter(|document| wanted(&document.key))
        .cloned()
        .collect();
    let gone: Vec<Document> = workspace
        .gone()
        .filter(|document| wanted(&document.key))
        .cloned()
        .collect();
    for document in written.iter().chain(&gone) {
        let expected = document.base().map(ToString::to_string);
        assert_eq!(
            disk.get(document.key.as_ref()),
            expected.as_ref(),
            "what a save expects"
        );
    }
    for document in written {
        disk.insert(document.key.to_string(), document.text().to_string());
        workspace.saved(&document.key, document.revision(), document.text().clone());
    }
    for document in gone {
        disk.remove(document.key.as_ref());
        workspace.deleted(&document.key);
    }
}

/// What is unsaved is what differs from the disk.
fn check(workspace: &Workspace, disk: &Files) {
    let here = here(workspace);
    for key in KEYS {
        let dirty = workspace.document(key).is_some_and(Document::is_dirty);
        let gone = workspace
            .gone()
            .any(|document| document.key.as_ref() == *key);
        match (here.get(*key), disk.get(*key)) {
            (None, None) => assert!(!dirty && !gone, "{key} is nowhere"),
            (None, Some(_)) => assert!(gone, "{key} is to go"),
            (Some(_), None) => assert!(dirty && !gone, "{key} is new"),
            (Some(text), Some(there)) => {
                assert!(!gone, "{key} stays");
                assert!(dirty || text == there, "{key} has something to save");
            }
        }
    }
}

fn some_plan(dice: &mut Dice<'_>) -> Plan {
    let steps = (0..1 + dice.below(3)).map(|_| {
        let key: Arc<str> = dice.pick(KEYS).into();
        let step = match dice.below(5) {
            0 => Step::Create(text(dice.below(4))),
            1 => Step::Delete,
            2 => Step::Move(dice.pick(KEYS).into()),
            _ => Step::Edit(vec![Edit::Set {
                node: Node::Family,
                field: Field::Title,
                text: dice.below(4).to_string(),
            }]),
        };
        (key, step)
    });
    Plan {
        label: "changed files".into(),
        landing: None,
        steps: steps.collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn files_come_and_go_and_come_back(rolls in prop::collection::vec(any::<u16>(), 0..120)) {
        let mut disk: Files = [("a", 1), ("it/c", 2)].map(|(k, n)| (k.to_owned(), text(n))).into();
        let first = disk.clone();
        let documents = disk.iter().map(|(key, text)| {
            Document::new(format!("{key}.toml").into(), Arc::from(key.as_str()), text)
        });
        let mut workspace = Workspace::new("root".into(), None, documents.collect(), Vec::new());
        let mut dice = Dice::new(&rolls);
        while !dice.is_empty() {
            match dice.below(8) {
                0 => {
                    workspace.undo();
                }
                1 => {
                    workspace.redo();
                }
                2 => save(&mut workspace, &mut disk, None),
                3 => {
                    let key = dice.pick(KEYS);
                    save(&mut workspace, &mut disk, Some(key));
                }
                _ => {
                    let before = here(&workspace);
                    let plan = some_plan(&mut dice);
                    let prepared = workspace.without_history().prepare(&plan, &|| false);
                    let mut twin = workspace.clone();
                    let made = workspace.carry_out(&plan).map(|change| change.is_some());
                    if made.is_err() {
                        prop_assert_eq!(here(&workspace), before, "all of it or nothing");
                    }
                    // Worked out elsewhere and taken, it comes to the same as at once.
                    let taken = prepared.map(|prepared| twin.take(prepared.unwrap()));
                    prop_assert_eq!(taken.is_ok(), made.is_ok());
                    if let Ok(taken) = taken {
                        prop_assert_eq!(taken.map(|change| change.is_some()), Ok(made.unwrap()));
                        prop_assert_eq!(here(&twin), here(&workspace));
                        if dice.below(2) == 0 {
                            workspace = twin;
                        }
                    }
                }
            }
            check(&workspace, &disk);
        }
        let (last, done) = (here(&workspace), workspace.done().len());
        while workspace.undo().is_some() {
            check(&workspace, &disk);
        }
        prop_assert_eq!(&here(&workspace), &first);
        save(&mut workspace, &mut disk, None);
        prop_assert_eq!(&disk, &first);
        prop_assert_eq!(workspace.unsaved(), 0);
        for _ in 0..done {
            workspace.redo();
            check(&workspace, &disk);
        }
        prop_assert_eq!(&here(&workspace), &last);
    }
}
