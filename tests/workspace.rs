//! The history of a workspace: what is saved, what is not, and what undo brings back.
#![allow(clippy::unwrap_used, missing_docs)]

use rolebook::document::{Document, Edit, EditError, Field, ProblemKind, Workspace};
use rolebook::model::Node;

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
