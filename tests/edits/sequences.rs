//! Any edits in any layout: the meaning, the bytes, undo and redo; and any text at all without a panic.

use crate::dice::Dice;
use crate::steps::{check_bytes, may_refuse, target};
use crate::{layout, meaning};
use proptest::prelude::*;
use rolebook::document::{Document, Edit, EditError, Field, Workspace, read_family};
use rolebook::model::{Family, Item, ListKind, Need, Node, Waiver};

const WORDINGS: &[&str] = &[
    "Reworded",
    "Über \"alles\" 🎉",
    "C:\\new\\path",
    "it's # not a comment",
    "two\nlines",
    "two\r\nlines \\\r\nmore",
    "  padded  ",
    "''' and \"\"\"",
    "bell \u{7} tab \t nul \0 del \u{7f}",
    "\"\"\"\nends in quotes \"",
    "",
    " \n ",
];

pub fn workspace(text: &str) -> Workspace {
    let document = Document::new("f.toml".into(), "f".into(), text);
    Workspace::new("root".into(), None, vec![document], Vec::new())
}

pub fn some_edit(dice: &mut Dice<'_>, family: &Family) -> Edit {
    let mut nodes = vec![Node::Family];
    // Now and then one that is not there.
    nodes.extend((0..family.roles.len() + usize::from(dice.chance(1))).map(Node::Role));
    nodes.extend((0..family.specialties.len()).map(Node::Specialty));
    nodes.extend((0..family.segments.len()).map(Node::Segment));
    let mut node = nodes[dice.below(nodes.len())];
    let mut list = ListKind::ALL[dice.below(3)];
    let count = |node, list| family.body(node).map_or(0, |body| body.list(list).len());
    let kind = dice.below(7);
    if (1..5).contains(&kind) && !dice.chance(1) {
        // Most of the time there is something to reword, remove or move.
        let all = nodes
            .iter()
            .flat_map(|node| ListKind::ALL.map(|list| (*node, list)));
        let filled: Vec<_> = all.filter(|(node, list)| count(*node, *list) > 0).collect();
        if !filled.is_empty() {
            (node, list) = filled[dice.below(filled.len())];
        }
    }
    let len = count(node, list);
    // Now and then one too far.
    let reach = len + usize::from(len == 0 || dice.chance(1));
    let index = dice.below(reach);
    match kind {
        0 => Edit::Add {
            node,
            list,
            at: dice.below(len + 1) + usize::from(dice.chance(1)),
            texts: (0..1 + dice.below(3))
                .map(|_| dice.pick(WORDINGS).to_owned())
                .collect(),
        },
        1 => Edit::Remove { node, list, index },
        2 => Edit::Replace {
            node,
            list,
            index,
            text: dice.pick(WORDINGS).to_owned(),
        },
        3 => Edit::Move {
            node,
            list,
            from: index,
            to: dice.below(reach),
        },
        4 => Edit::SetItem {
            node,
            list,
            index,
            item: some_item(dice, family, node, list, index),
        },
        _ => {
            let field = Field::OF_ROLE[dice.below(Field::OF_ROLE.len())];
            let text = some_text(dice, field, family, node);
            Edit::Set { node, field, text }
        }
    }
}

/// The item that is there with some of it changed.
fn some_item(
    dice: &mut Dice<'_>,
    family: &Family,
    node: Node,
    list: ListKind,
    index: usize,
) -> Item {
    let body = family.body(node);
    let there = body.and_then(|body| body.list(list).get(index).cloned());
    let mut item = there.unwrap_or_default();
    if dice.below(2) == 0 {
        item.set_text(dice.pick(WORDINGS));
    }
    match dice.below(4) {
        0 => item.more_mut().tags.clear(),
        1 => {
            item.more_mut().tags = vec![
                "tag0".into(),
                dice.pick(WORDINGS).replace(['\r', '\n'], "x"),
            ];
        }
        _ => {}
    }
    match dice.below(4) {
        0 => item.more_mut().need = None,
        1 => item.more_mut().need = Some(Need::Preferred),
        _ => {}
    }
    match dice.below(4) {
        0 => item.more_mut().id = None,
        1 => item.more_mut().id = Some("it's".into()),
        _ => {}
    }
    match dice.below(4) {
        0 => item.more_mut().waive.clear(),
        1 => item.more_mut().waive.push(Waiver {
            rule: "long".into(),
            reason: (dice.below(2) == 0).then(|| "so \"be\" it".into()),
            until: (dice.below(2) == 0).then(|| "2027-01-31".parse().unwrap()),
            ..Waiver::default()
        }),
        _ => {}
    }
    item
}

fn some_text(dice: &mut Dice<'_>, field: Field, family: &Family, node: Node) -> String {
    if dice.chance(1) {
        // What a form shows, given back unchanged.
        return family
            .body(node)
            .map(|body| field.text_of(body))
            .unwrap_or_default();
    }
    let choices: &[&str] = match field {
        Field::Title | Field::Summary | Field::Owner => WORDINGS,
        Field::Status => &["active", "", "draft", "in-review", "nonsense"],
        Field::Track => &["ic", "", "manager", "both"],
        Field::ReviewDue => &["2028-02-29", "", "2027-02-29"],
        Field::Grade => &["9", "", "M2", "9.5", "it's \"x\""],
        Field::Tags => &["new", "", "tag1, new, tag0", " tag0 ,, 'x\"y", "a\nb", ","],
        Field::Extends => &["ro0", "", "nobody"],
        Field::ReportsTo => &[
            "Boss 0",
            "",
            "Boss 1 <a/b#c1>; Boss 0",
            "[New Boss](https://e.org/?a=1;b=2) <x/y>",
            "Boss 1 <other>",
            "Boss <>",
        ],
        nested => unreachable!("{nested:?} is looked at in elements"),
    };
    dice.pick(choices).to_owned()
}

/// Says which edit it was when the test fails.
struct Shown<'e>(&'e Edit);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in {:?}", self.0);
        }
    }
}

/// Applies one edit and holds everything that is promised against what came of it.
fn step(workspace: &mut Workspace, edit: &Edit) {
    let _shown = Shown(edit);
    let document = workspace.document("f").unwrap();
    let old = document.text().to_string();
    let revision = document.revision();
    let family = document.family().unwrap().as_ref().clone();
    let meant = meaning::after(&family, edit);
    let outcome = workspace
        .apply("f", std::slice::from_ref(edit))
        .map(|change| change.is_some());
    let document = workspace.document("f").unwrap();
    let new = document.text().as_ref();
    let Ok(changed) = outcome else {
        let error = outcome.unwrap_err();
        assert_eq!(new, old);
        assert_eq!(document.revision(), revision);
        assert_eq!(document.family().unwrap().as_ref(), &family);
        assert_ne!(error, EditError::Unfaithful, "{edit:?}");
        if meant.is_some() {
            assert!(may_refuse(&target(&old, edit), &error), "{error} {edit:?}");
        }
        return;
    };
    let meant = meant.unwrap_or_else(|| panic!("accepted {edit:?}"));
    assert_eq!(document.family().unwrap().as_ref(), &meant);
    assert_eq!(
        workspace.catalog().get("f").unwrap().family.as_ref(),
        &meant
    );
    assert_eq!(changed, new != old);
    assert_eq!(document.revision() != revision, changed);
    if changed {
        let reorders = matches!(
            edit,
            Edit::Move { .. }
                | Edit::Set {
                    field: Field::Tags | Field::ReportsTo,
                    ..
                }
        );
        check_bytes(&old, new, &target(&old, edit), reorders);
    }
}

/// Numbers that show what is made of them when a case fails.
#[derive(Clone)]
struct Layout(String);

impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}\n{}\n", self.0, self.0)
    }
}

fn layouts() -> impl Strategy<Value = Layout> {
    prop::collection::vec(any::<u16>(), 0..500)
        .prop_map(|rolls| Layout(layout::family(&mut Dice::new(&rolls))))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        max_shrink_iters: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn edits_say_what_was_meant_and_touch_nothing_else(
        layout in layouts(),
        edits in prop::collection::vec(any::<u16>(), 0..60),
    ) {
        let first = layout.0;
        let reading = read_family(&first);
        prop_assert!(reading.value.is_some(), "{:?}\n{}", reading.problems, first);
        let mut workspace = workspace(&first);
        let mut dice = Dice::new(&edits);
        while !dice.is_empty() {
            let family = workspace.document("f").unwrap().family().unwrap().clone();
            let edit = some_edit(&mut dice, &family);
            step(&mut workspace, &edit);
        }
        let last = workspace.document("f").unwrap().text().clone();
        let mut undone = 0;
        while workspace.undo().is_some() {
            undone += 1;
        }
        let document = workspace.document("f").unwrap();
        prop_assert_eq!(document.text().as_ref(), first.as_str());
        prop_assert!(!document.is_dirty());
        prop_assert_eq!(document.family().map(AsRef::as_ref), reading.value.as_ref());
        let mut redone = 0;
        while workspace.redo().is_some() {
            redone += 1;
        }
        prop_assert_eq!(undone, redone);
        prop_assert_eq!(workspace.document("f").unwrap().text(), &last);
        prop_assert_eq!(workspace.document("f").unwrap().is_dirty(), undone > 0);
    }

    #[test]
    fn several_edits_at_once_are_one_change_or_none(
        layout in layouts(),
        edits in prop::collection::vec(any::<u16>(), 0..30),
    ) {
        let text = layout.0;
        let mut workspace = workspace(&text);
        let family = workspace.document("f").unwrap().family().unwrap().clone();
        let mut dice = Dice::new(&edits);
        let mut edits = Vec::new();
        let mut meant = Some(family.as_ref().clone());
        for _ in 0..3 {
            let edit = some_edit(&mut dice, meant.as_ref().unwrap_or(&family));
            meant = meant.and_then(|family| meaning::after(&family, &edit));
            edits.push(edit);
        }
        let outcome = workspace.apply("f", &edits).map(|change| change.is_some());
        let document = workspace.document("f").unwrap();
        match outcome {
            Ok(_) => prop_assert_eq!(document.family().unwrap().as_ref(), &meant.unwrap()),
            Err(error) => {
                prop_assert_ne!(error, EditError::Unfaithful);
                prop_assert_eq!(document.text().as_ref(), text.as_str());
            }
        }
        workspace.undo();
        prop_assert_eq!(workspace.document("f").unwrap().text().as_ref(), text.as_str());
        prop_assert!(!workspace.document("f").unwrap().is_dirty());
    }

    #[test]
    fn damaged_files_never_panic(
        layout in layouts(),
        edits in prop::collection::vec(any::<u16>(), 0..20),
        cut in any::<prop::sample::Index>(),
        len in 0usize..40,
        put in prop::sample::select(vec!["", "]", "[", "\"", "'''", "{", "\r", "\n", "=", "#", "\u{feff}", "é"]),
    ) {
        let mut text: Vec<char> = layout.0.chars().collect();
        let at = cut.index(text.len() + 1);
        let end = (at + len).min(text.len());
        text.splice(at..end, put.chars());
        survives(&text.into_iter().collect::<String>(), &edits);
    }

    #[test]
    fn arbitrary_text_never_panics(
        text in "(\\PC|\\r|\\n|\"|'|#|\\[|\\]|=|,|title|roles|\u{feff}|\0){0,60}",
        edits in prop::collection::vec(any::<u16>(), 0..20),
    ) {
        survives(&text, &edits);
    }
}

fn survives(text: &str, edits: &[u16]) {
    let reading = read_family(text);
    for problem in &reading.problems {
        let (line, column) = problem.at.unwrap();
        let shown = text
            .strip_prefix('\u{feff}')
            .unwrap_or(text)
            .split('\n')
            .nth(line - 1);
        assert!(shown.is_some_and(|shown| column <= shown.chars().count() + 1));
        let _ = (problem.kind.to_string(), problem.kind.advice());
    }
    let mut workspace = workspace(text);
    let mut dice = Dice::new(edits);
    let family = reading.value.unwrap_or_default();
    while !dice.is_empty() {
        let edit = some_edit(&mut dice, &family);
        let before = workspace.document("f").unwrap().text().clone();
        if workspace.apply("f", &[edit]).is_err() {
            assert_eq!(workspace.document("f").unwrap().text(), &before);
        }
    }
    while workspace.undo().is_some() {}
    assert_eq!(workspace.document("f").unwrap().text().as_ref(), text);
}
