//! The history of a workspace: what is saved, what is not, and what undo brings back.
#![allow(clippy::unwrap_used, missing_docs)]

use proptest::prelude::*;
use rolebook::document::operate::{Spot, shift_items};
use rolebook::document::{
    Document, Edit, EditError, Field, FileNews, Moved, Plan, ProblemKind, Step, Workspace,
};
use rolebook::model::{ListKind, Node};

fn workspace() -> Workspace {
    let document = |key: &str| {
        let path = format!("{key}.toml").into();
        Document::new(path, key.into(), &format!("title = \"{key}\"\n"))
    };
    let unread = Document::unread("c.toml".into(), "c".into(), ProblemKind::NotUtf8);
    Workspace::new(
        "root".into(),
        None,
        vec![document("a"), document("b"), unread],
        Vec::new(),
    )
}

fn title(text: &str) -> [Edit; 1] {
    [Edit::Set {
        node: Node::Family,
        field: Field::Title,
        text: text.into(),
    }]
}

fn text(workspace: &Workspace, key: &str) -> String {
    workspace.document(key).unwrap().text().to_string()
}

fn save(workspace: &mut Workspace, key: &str) {
    let document = workspace.document(key).unwrap();
    let (revision, text) = (document.revision(), document.text().clone());
    workspace.saved(key, revision, text);
}

fn dirty(workspace: &Workspace) -> Vec<&str> {
    workspace.dirty().map(|document| &*document.key).collect()
}

#[test]
fn undo_goes_through_the_documents_in_reverse() {
    let mut workspace = workspace();
    workspace.apply("a", &title("A1")).unwrap();
    workspace.apply("b", &title("B1")).unwrap();
    workspace.apply("a", &title("A2")).unwrap();
    assert_eq!(dirty(&workspace), ["a", "b"]);
    assert_eq!(&*workspace.undo().unwrap().key, "a");
    assert_eq!(text(&workspace, "a"), "title = \"A1\"\n");
    assert_eq!(&*workspace.undo().unwrap().key, "b");
    assert_eq!(dirty(&workspace), ["a"]);
    assert_eq!(&*workspace.redo().unwrap().key, "b");
    workspace.apply("b", &title("B2")).unwrap();
    assert!(workspace.redo().is_none());
}

#[test]
fn dirty_is_what_the_saved_revision_is_not() {
    let mut workspace = workspace();
    workspace.apply("a", &title("A1")).unwrap();
    save(&mut workspace, "a");
    assert!(dirty(&workspace).is_empty());
    workspace.undo();
    assert_eq!(dirty(&workspace), ["a"]);
    workspace.redo();
    assert!(dirty(&workspace).is_empty());
    workspace.undo();
    workspace.apply("a", &title("A1")).unwrap();
    // The same text by another way is another revision, which costs no more than one save too many.
    assert_eq!(dirty(&workspace), ["a"]);
}

#[test]
fn an_edit_that_changes_nothing_is_no_change() {
    let mut workspace = workspace();
    assert!(workspace.apply("a", &title("a")).unwrap().is_none());
    assert!(workspace.apply("a", &[]).unwrap().is_none());
    assert!(workspace.last_done().is_none());
    assert!(dirty(&workspace).is_empty());
}

#[test]
fn an_edit_that_fails_takes_the_ones_before_it_back() {
    let mut workspace = workspace();
    let [good] = title("A1");
    let [bad] = title("");
    assert!(workspace.apply("a", &[good, bad]).is_err());
    assert_eq!(text(&workspace, "a"), "title = \"a\"\n");
    let missing = workspace.apply("nowhere", &title("x")).unwrap_err();
    assert_eq!(missing, EditError::NoFamily("nowhere".into()));
    assert!(matches!(
        workspace.apply("c", &title("x")),
        Err(EditError::Broken(_))
    ));
}

#[test]
fn a_reload_can_be_taken_back() {
    let mut workspace = workspace();
    workspace.apply("a", &title("A1")).unwrap();
    workspace.reload("a", "title = \"outside\"\n");
    assert!(dirty(&workspace).is_empty());
    let family = &workspace.catalog().get("a").unwrap().family;
    assert_eq!(family.body.title.as_deref(), Some("outside"));
    workspace.undo();
    assert_eq!(text(&workspace, "a"), "title = \"A1\"\n");
    assert_eq!(dirty(&workspace), ["a"]);
    workspace.reload("a", "title = ");
    assert!(workspace.catalog().get("a").is_none());
    workspace.undo();
    assert!(workspace.catalog().get("a").is_some());
}

#[test]
fn a_file_that_was_not_read_has_nothing_to_go_back_to() {
    for now in ["title = \"C\"\n", ""] {
        let mut workspace = workspace();
        assert!(workspace.catalog().get("c").is_none());
        workspace.reload("c", now);
        assert!(workspace.catalog().get("c").is_some());
        assert!(dirty(&workspace).is_empty());
        assert!(workspace.undo().is_none());
        assert_eq!(text(&workspace, "c"), now);
        let problems = workspace.document("c").unwrap().problems();
        assert!(problems.iter().all(|problem| !problem.breaks_file()));
    }
}

#[test]
fn a_text_that_is_taken_over_is_unsaved_and_can_be_taken_back() {
    let mut workspace = workspace();
    let before = text(&workspace, "a").to_owned();
    let change = workspace.take_text("a", "restored", "title = \"Mine\"\n");
    assert_eq!(change.unwrap().label, "restored");
    assert_eq!(dirty(&workspace), ["a"]);
    let document = workspace.document("a").unwrap();
    assert_eq!(
        document.base().unwrap().as_ref(),
        before,
        "the file has the old text"
    );
    assert!(
        workspace
            .take_text("a", "again", "title = \"Mine\"\n")
            .is_none()
    );
    assert!(workspace.take_text("nowhere", "x", "").is_none());
    assert!(
        workspace.take_text("c", "x", "title = \"C\"\n").is_none(),
        "c was never read"
    );
    workspace.undo();
    assert_eq!(text(&workspace, "a"), before);
    assert!(dirty(&workspace).is_empty());
}

/// What somebody else made of a family's file: this title, or nothing any more.
fn news(key: &str, title: Option<&str>) -> FileNews {
    let path: std::path::PathBuf = format!("{key}.toml").into();
    let text = title.map(|title| format!("title = \"{title}\"\n"));
    FileNews {
        key: key.into(),
        now: text.map(|text| Document::new(path.clone(), key.into(), &text)),
        path,
    }
}

#[test]
fn what_somebody_else_changed_is_clean_and_nothing_to_undo() {
    let mut workspace = workspace();
    let before = workspace.document("a").unwrap().revision();
    workspace.take_over(vec![
        news("a", Some("theirs")),
        news("b", None),
        news("c", Some("readable")),
        news("d", Some("new")),
    ]);
    assert_eq!(text(&workspace, "a"), "title = \"theirs\"\n");
    assert_ne!(workspace.document("a").unwrap().revision(), before);
    assert!(workspace.document("b").is_none());
    assert_eq!(text(&workspace, "c"), "title = \"readable\"\n");
    let keys: Vec<_> = workspace
        .catalog()
        .entries()
        .iter()
        .map(|e| &*e.key)
        .collect();
    assert_eq!(keys, ["a", "c", "d"]);
    assert_eq!(dirty(&workspace), [""; 0]);
    assert!(workspace.undo().is_none());
}

#[test]
fn undo_behind_somebody_elses_change_is_exact() {
    let mut workspace = workspace();
    workspace.apply("a", &title("first")).unwrap();
    workspace.apply("b", &title("second")).unwrap();
    save(&mut workspace, "a");
    save(&mut workspace, "b");
    workspace.take_over(vec![
        news("a", Some("x")),
        news("b", None),
        news("d", Some("new")),
    ]);
    assert_eq!(dirty(&workspace), [""; 0]);
    assert_eq!(workspace.unsaved(), 0);
    // One change for both of them; the third has no past here.
    assert!(workspace.undo().unwrap().label.contains("somebody else"));
    assert_eq!(text(&workspace, "a"), "title = \"first\"\n");
    assert_eq!(text(&workspace, "b"), "title = \"second\"\n");
    assert_eq!(dirty(&workspace), ["a", "b"]);
    workspace.undo();
    workspace.undo();
    assert_eq!(text(&workspace, "a"), "title = \"a\"\n");
    assert_eq!(text(&workspace, "b"), "title = \"b\"\n");
    for _ in 0..3 {
        workspace.redo();
    }
    assert_eq!(text(&workspace, "a"), "title = \"x\"\n");
    assert!(workspace.document("b").is_none());
    assert_eq!(workspace.unsaved(), 0, "as the files are");
}

#[test]
fn a_change_that_was_taken_back_is_not_made_on_somebody_elses_text() {
    let mut workspace = workspace();
    workspace.apply("a", &title("first")).unwrap();
    workspace.undo();
    workspace.take_over(vec![news("a", Some("x"))]);
    assert!(workspace.redo().is_none());
    assert_eq!(text(&workspace, "a"), "title = \"x\"\n");
}

#[test]
fn what_was_taken_away_here_stays_away_whatever_others_make_of_it() {
    let mut workspace = workspace();
    let plan = Plan {
        label: "deleted a".into(),
        landing: None,
        steps: vec![("a".into(), Step::Delete)],
    };
    workspace.carry_out(&plan).unwrap();
    workspace.take_over(vec![news("a", Some("theirs"))]);
    assert!(workspace.document("a").is_none());
    let base = |workspace: &Workspace| workspace.gone().next().unwrap().base().cloned();
    assert_eq!(base(&workspace).as_deref(), Some("title = \"theirs\"\n"));
    workspace.take_over(vec![news("a", None)]);
    assert_eq!(workspace.unsaved(), 0, "somebody else deleted it too");
    workspace.undo();
    assert_eq!(text(&workspace, "a"), "title = \"a\"\n");
    assert_eq!(dirty(&workspace), ["a"]);
}

#[test]
fn what_was_worked_out_is_taken_only_for_the_text_that_it_was_worked_out_for() {
    let mut workspace = workspace();
    let plan = Plan {
        label: "renamed a".into(),
        landing: None,
        steps: vec![("a".into(), Step::Edit(title("other").to_vec()))],
    };
    let prepare = |workspace: &Workspace| workspace.prepare(&plan, &|| false).unwrap().unwrap();
    let prepared = prepare(&workspace);
    assert_eq!(text(&workspace, "a"), "title = \"a\"\n");
    workspace.apply("a", &title("mine")).unwrap();
    let refused = workspace.take(prepared).unwrap_err();
    assert_eq!(refused.to_string(), "a has changed meanwhile");
    assert_eq!(text(&workspace, "a"), "title = \"mine\"\n");
    // Saving meanwhile is no other text; what was saved stays so.
    let prepared = prepare(&workspace);
    let (revision, saved) = (
        workspace.document("a").unwrap().revision(),
        text(&workspace, "a"),
    );
    workspace.saved("a", revision, saved.as_str().into());
    assert!(workspace.take(prepared).unwrap().is_some());
    assert_eq!(dirty(&workspace), ["a"]);
    workspace.undo();
    assert_eq!(workspace.unsaved(), 0, "as the file is");
    assert!(
        workspace.prepare(&plan, &|| true).unwrap().is_none(),
        "called off"
    );
}

const LIST: &str = "title = \"A\"\nrequirements = [\n  \"one\", # first\n  # second\n  \"two\",\n  \"three\",\n\n  \"four\",\n]\n";

fn shift(workspace: &mut Workspace, from: usize, forward: bool) -> Option<usize> {
    let spot = Spot {
        key: "a".into(),
        node: Node::Family,
        list: ListKind::Requirements,
    };
    let to = if forward {
        from + 1
    } else {
        from.checked_sub(1)?
    };
    let plan = shift_items(workspace.catalog(), &[(spot, from)], forward).unwrap()?;
    let place = |index| vec![(Node::Family, Some((ListKind::Requirements, index)))];
    let moved = Moved {
        from: place(from),
        to: place(to),
    };
    workspace.carry_out_move(&plan, moved).unwrap();
    Some(to)
}

fn one_list() -> Workspace {
    let document = Document::new("a.toml".into(), "a".into(), LIST);
    Workspace::new("root".into(), None, vec![document], Vec::new())
}

#[test]
fn moves_of_one_item_are_one_change_until_another_one_is_moved() {
    let mut workspace = one_list();
    assert_eq!(shift(&mut workspace, 0, true), Some(1));
    assert_eq!(shift(&mut workspace, 1, true), Some(2));
    assert_eq!(workspace.done().len(), 1);
    let moved = workspace.done()[0].moved.clone().unwrap();
    assert_eq!(moved.from[0].1, Some((ListKind::Requirements, 0)));
    assert_eq!(moved.to[0].1, Some((ListKind::Requirements, 2)));
    shift(&mut workspace, 0, true);
    assert_eq!(workspace.done().len(), 2);
    workspace.undo();
    shift(&mut workspace, 2, false);
    assert_eq!(workspace.done().len(), 2, "something was undone in between");
    workspace.undo();
    workspace.undo();
    assert_eq!(text(&workspace, "a"), LIST);
    assert_eq!(workspace.unsaved(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However moves are put together: undoing all of them gives the text back byte by byte, and redoing them the
    /// last one; undone to what was saved, it is clean.
    #[test]
    fn moves_are_undone_and_redone_to_the_byte(
        moves in proptest::collection::vec((0..4_usize, any::<bool>(), 0..8_u8), 0..24),
    ) {
        let mut workspace = one_list();
        let mut at = 0;
        let mut saved = LIST.to_owned();
        for (item, forward, also) in moves {
            at = if also < 6 { at } else { item };
            at = shift(&mut workspace, at, forward).unwrap_or(at);
            if also == 5 {
                saved = text(&workspace, "a");
                save(&mut workspace, "a");
            }
        }
        let last = text(&workspace, "a");
        loop {
            let is_dirty = workspace.unsaved() > 0;
            prop_assert!(is_dirty || text(&workspace, "a") == saved);
            if workspace.undo().is_none() {
                break;
            }
        }
        prop_assert_eq!(text(&workspace, "a"), LIST);
        while workspace.redo().is_some() {}
        prop_assert_eq!(text(&workspace, "a"), last);
    }
}
