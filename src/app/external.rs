//! Editing in the user's own editor: what goes out, and what becomes of the text that comes back.
//!
//! The runtime has the terminal and the file that the editor works on; here it is a text with a name. What somebody
//! wrote is never lost: its file stays until the text is in a document or a form, or its author has let go of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::form::FormKind;
use super::{App, Dialog, Effect, Focus, Message, Overlay};
use crate::document::{Document, Edit, Revision};
use crate::model::{ListKind, Node};
use crate::text::text;

/// What is edited outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outside {
    /// A whole file.
    File {
        /// Of which family.
        key: Arc<str>,
        /// What its document was.
        revision: Revision,
    },
    /// The text of an item.
    Item {
        /// In which family.
        key: Arc<str>,
        /// What its document was.
        revision: Revision,
        /// In which part.
        node: Node,
        /// In which list.
        list: ListKind,
        /// Which item.
        index: usize,
    },
    /// A field of the form that is open, by its name.
    Field(&'static str),
}

/// A text that came back changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The text.
    pub text: String,
    /// The file that has it, until [`Effect::DropEdited`].
    pub file: PathBuf,
}

impl App {
    /// `E`: the item under the cursor, or else the whole file of what is selected.
    pub(super) fn edit_outside(&mut self) -> Vec<Effect> {
        let Some(document) = self.selected_document() else {
            return Vec::new();
        };
        let (key, revision) = (document.key.clone(), document.revision());
        let item = self
            .detail
            .item_here()
            .filter(|_| self.focus == Focus::Detail);
        if let Some((node, list, index)) = item
            && let Some(text) = self.item_text(&key, (node, list, index))
        {
            let what = Outside::Item {
                key,
                revision,
                node,
                list,
                index,
            };
            return vec![open(what, "item.md", &format!("{text}\n"))];
        }
        if document.base().is_none() && !document.is_dirty() {
            self.say(Message::error(text!("file-this-file-could-not-be")));
            return Vec::new();
        }
        let name = document.path.file_name().map_or_else(
            || "family.toml".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        let text = document.text().clone();
        vec![open(Outside::File { key, revision }, &name, &text)]
    }

    pub(super) fn item_text(
        &self,
        key: &str,
        (node, list, index): (Node, ListKind, usize),
    ) -> Option<String> {
        let entry = self.workspace.catalog().get(key)?;
        let item = entry.family.body(node)?.list(list).get(index)?;
        Some(item.text().to_string())
    }

    /// The text of the form's field that has the focus.
    pub(super) fn edit_field_outside(&mut self) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return Vec::new();
        };
        let field = form.current();
        if matches!(field.kind, FormKind::Choice(_)) {
            self.say(Message::info(text!("file-this-field-takes-one-of")));
            return Vec::new();
        }
        let mut text = field.input.text().to_owned();
        if !text.is_empty() {
            text.push('\n');
        }
        let name = format!("{}.md", field.name);
        vec![open(Outside::Field(field.name), &name, &text)]
    }

    /// What the editor made of it; `None` when it left it as it was.
    pub(super) fn edited_outside(
        &mut self,
        what: &Outside,
        result: Result<Option<Edited>, String>,
    ) -> Vec<Effect> {
        match result {
            Err(why) => {
                self.say(Message::error(why));
                Vec::new()
            }
            Ok(None) => {
                self.say(Message::info(text!("file-nothing-was-changed-in-the")));
                Vec::new()
            }
            Ok(Some(edited)) => self.came_back(what, edited),
        }
    }

    fn came_back(&mut self, what: &Outside, edited: Edited) -> Vec<Effect> {
        let (key, revision) = match what {
            Outside::File { key, revision } | Outside::Item { key, revision, .. } => {
                (key, *revision)
            }
            Outside::Field(name) => return self.field_came_back(name, edited),
        };
        let now = self.workspace.document(key).map(Document::revision);
        if now == Some(revision) {
            return self.take_edited(what, edited);
        }
        let kept = text!("file-what-you-wrote-is-in", file = edited.file.display());
        let lines = vec![text!("file-it-was-changed-here-while").to_owned(), kept];
        let aside = Choice::new('k', text!("file-keep-it-aside"), Answer::Back);
        let over = (now.is_some() && matches!(what, Outside::File { .. })).then(|| {
            let label = text!("file-take-over-what-you-wrote");
            Choice::new('t', label, Answer::TakeEdited(what.clone(), edited))
        });
        self.ask(Dialog::new(
            text!("file-changed-meanwhile"),
            lines,
            std::iter::once(aside).chain(over).collect(),
        ));
        Vec::new()
    }

    fn take_edited(&mut self, what: &Outside, edited: Edited) -> Vec<Effect> {
        match what {
            Outside::Item {
                key,
                node,
                list,
                index,
                ..
            } => self.take_item(key, (*node, *list, *index), &edited),
            Outside::File { key, .. } => {
                let problem = self.workspace.document(key).and_then(|document| {
                    let read = Document::new(document.path.clone(), key.clone(), &edited.text);
                    let mut problems = read.problems().iter();
                    problems.find(|problem| problem.breaks_file()).cloned()
                });
                match problem {
                    None => self.take_file(key, edited),
                    Some(problem) => {
                        self.ask(broken(what, edited, &problem));
                        Vec::new()
                    }
                }
            }
            Outside::Field(name) => self.field_came_back(name, edited),
        }
    }

    /// Makes what was written the text of a document, whatever it says.
    pub(super) fn take_over_edited(&mut self, what: &Outside, edited: Edited) -> Vec<Effect> {
        match what {
            Outside::File { key, .. } => self.take_file(key, edited),
            Outside::Item { .. } | Outside::Field(_) => self.take_edited(what, edited),
        }
    }

    fn take_file(&mut self, key: &str, edited: Edited) -> Vec<Effect> {
        if self.workspace.document(key).is_none() {
            self.say(Message::error(text!(
                "file-the-file-is-not-there",
                file = edited.file.display()
            )));
            return Vec::new();
        }
        let label = text!("file-edited-the-file-in-your");
        let change = self.workspace.take_text(key, label, &edited.text).cloned();
        self.made(change.as_ref());
        vec![Effect::DropEdited(edited.file)]
    }

    fn take_item(
        &mut self,
        key: &Arc<str>,
        (node, list, index): (Node, ListKind, usize),
        edited: &Edited,
    ) -> Vec<Effect> {
        let text = edited.text.trim_end().to_owned();
        let done = vec![Effect::DropEdited(edited.file.clone())];
        if text.trim().is_empty() {
            self.say(Message::error(text!("file-an-item-needs-some-words")));
            return done;
        }
        if text.contains('\n') {
            self.several_lines(key, (node, list, index), &text);
            return done;
        }
        if Some(&text) == self.item_text(key, (node, list, index)).as_ref() {
            self.say(Message::info(text!("file-nothing-has-changed")));
            return done;
        }
        let edit = Edit::Replace {
            node,
            list,
            index,
            text,
        };
        if let Err(error) = self.apply(key, &[edit]) {
            self.say(Message::error(text!(
                "file-not-done-what-you-wrote",
                error,
                file = edited.file.display()
            )));
            return Vec::new();
        }
        done
    }

    fn field_came_back(&mut self, name: &'static str, edited: Edited) -> Vec<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) if form.current().name == name => {
                form.set_text(edited.text.trim_end());
                self.measure();
                vec![Effect::DropEdited(edited.file)]
            }
            _ => {
                let path = edited.file.display();
                self.say(Message::error(text!("file-the-form-is-not-open", path)));
                Vec::new()
            }
        }
    }
}

fn open(what: Outside, name: &str, text: &str) -> Effect {
    Effect::EditOutside {
        what,
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// What to do with a text that is no TOML.
fn broken(what: &Outside, edited: Edited, problem: &crate::document::Problem) -> Dialog {
    let place = problem.at.map_or_else(String::new, |(line, column)| {
        text!("file-line-column", line, column)
    });
    let mut lines = vec![format!("{place}{}", problem.kind)];
    lines.extend(problem.line.iter().map(|line| format!("  {line}")));
    lines.push(String::new());
    lines.push(text!(
        "file-what-you-wrote-is-in-2",
        file = edited.file.display()
    ));
    let drop = Answer::DropEdited(edited.file.clone());
    Dialog::new(
        text!("file-the-text-is-broken"),
        lines,
        vec![
            Choice::new(
                'e',
                text!("file-edit-again"),
                Answer::EditAgain(what.clone(), edited.clone()),
            ),
            Choice::new(
                't',
                text!("file-take-it-broken"),
                Answer::TakeEdited(what.clone(), edited),
            ),
            Choice::new('d', text!("file-drop-it"), drop),
        ],
    )
}

/// Opens the editor again on what came back from it.
pub(super) fn edit_again(what: Outside, edited: &Edited) -> Vec<Effect> {
    let name = edited.file.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    vec![
        open(what, &name, &edited.text),
        Effect::DropEdited(edited.file.clone()),
    ]
}
