//! How a golden case is told: a file before, one edit, the file after; and back again.

use rolebook::document::{Document, Edit, EditError, Field, Workspace};
use rolebook::model::{ListKind, Node};

pub const ROLE: Node = Node::Role(0);
pub const LIST: ListKind = ListKind::Requirements;

fn workspace(text: &str) -> Workspace {
    let document = Document::new("f.toml".into(), "f".into(), text);
    Workspace::new("root".into(), None, vec![document], Vec::new())
}

#[track_caller]
pub fn check(before: &str, edit: Edit, after: &str) {
    let mut workspace = workspace(before);
    workspace.apply("f", &[edit]).unwrap();
    let text = workspace.document("f").unwrap().text().clone();
    assert!(text.as_ref() == after, "--- got\n{text}\n--- want\n{after}");
    workspace.undo();
    assert_eq!(workspace.document("f").unwrap().text().as_ref(), before);
    workspace.redo();
    assert_eq!(workspace.document("f").unwrap().text().as_ref(), after);
}

#[track_caller]
pub fn refused(before: &str, edit: Edit) -> EditError {
    let mut workspace = workspace(before);
    let error = workspace.apply("f", &[edit]).unwrap_err();
    assert_eq!(workspace.document("f").unwrap().text().as_ref(), before);
    assert!(workspace.undo().is_none());
    error
}

/// The same case with CRLF.
#[track_caller]
pub fn check_both(before: &str, edit: Edit, after: &str) {
    check(before, edit.clone(), after);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    check(&crlf(before), edit, &crlf(after));
}

pub fn set(node: Node, field: Field, text: &str) -> Edit {
    let text = text.into();
    Edit::Set { node, field, text }
}

pub fn add(at: usize, texts: &[&str]) -> Edit {
    Edit::Add {
        node: ROLE,
        list: LIST,
        at,
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
    }
}

pub fn replace(index: usize, text: &str) -> Edit {
    Edit::Replace {
        node: ROLE,
        list: LIST,
        index,
        text: text.into(),
    }
}

pub fn remove(index: usize) -> Edit {
    Edit::Remove {
        node: ROLE,
        list: LIST,
        index,
    }
}

pub fn shift(from: usize, to: usize) -> Edit {
    Edit::Move {
        node: ROLE,
        list: LIST,
        from,
        to,
    }
}

/// A family with one role that says this.
pub fn role(body: &str) -> String {
    format!("title = \"F\"\n\n[[roles]]\nid = \"a\"\n{body}")
}
