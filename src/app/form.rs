//! Forms: fields with a label, help and a check, and which of them has the focus.
//!
//! What a form is for is said in `purpose`; keys come in through `keys` alone.

mod keys;
mod paste;
mod purpose;

use std::sync::Arc;

use super::field::TextField;
use crate::document::{Field, Revision};
use crate::model::Node;

pub use purpose::Purpose;

/// What kind of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// One line.
    Line,
    /// Wrapped text of any length.
    Text,
    /// One of these words, or nothing.
    Choice(&'static [&'static str]),
}

/// One field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Its name.
    pub label: String,
    /// What to write in it.
    pub help: &'static str,
    /// What it takes.
    pub kind: FormKind,
    /// What is written.
    pub input: TextField,
    /// What is wrong with that.
    pub error: Option<String>,
    /// What applies while the field is empty, and where that is written.
    pub inherited: Option<String>,
    /// The scalar it stands for; `None` for the text of an item.
    pub field: Option<Field>,
    before: String,
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What is edited.
    pub title: String,
    /// What for.
    pub purpose: Purpose,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The one that has the focus.
    pub current: usize,
    /// Said about the form as a whole.
    pub error: Option<String>,
    /// How many others change with it, in words.
    pub touches: Option<String>,
    pub(super) key: Arc<str>,
    pub(super) node: Node,
    /// What its file was when it was opened: the places that it names are places in that text.
    pub(super) opened_at: Option<Revision>,
}

impl FormField {
    fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    fn check(&mut self, node: Node) {
        self.error = match self.field {
            Some(field) => field
                .check(node, self.input.text())
                .err()
                .map(|error| error.to_string()),
            None if self.input.text().trim().is_empty() => Some("An item needs some words.".into()),
            None => None,
        };
    }
}

impl Form {
    fn new(
        title: String,
        purpose: Purpose,
        fields: Vec<FormField>,
        key: Arc<str>,
        node: Node,
    ) -> Self {
        Self {
            title,
            purpose,
            fields,
            current: 0,
            error: None,
            touches: None,
            key,
            node,
            opened_at: None,
        }
    }

    /// The field that has the focus.
    pub fn current(&self) -> &FormField {
        &self.fields[self.current]
    }

    pub(super) fn current_mut(&mut self) -> &mut FormField {
        &mut self.fields[self.current]
    }

    /// Whether closing it would lose something.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    pub(super) fn keep_in_view(&mut self, width: u16, height: u16) {
        if width > 0 {
            self.current_mut().input.keep_in_view(width, height);
        }
    }

    /// Puts text into the field that has the focus, unless that takes only its own words.
    pub(super) fn type_in(&mut self, text: &str) {
        let node = self.node;
        let field = self.current_mut();
        if !matches!(field.kind, FormKind::Choice(_)) {
            field.input.insert(text);
            field.check(node);
        }
    }

    /// Gives a field the focus, if the form has it.
    pub(super) fn go_to(&mut self, field: Field) {
        if let Some(at) = self.fields.iter().position(|f| f.field == Some(field)) {
            self.current = at;
        }
    }

    /// Goes to another field. Says whether there was one.
    pub(super) fn step(&mut self, by: isize) -> bool {
        let next = self
            .current
            .checked_add_signed(by)
            .filter(|next| *next < self.fields.len());
        if let Some(next) = next {
            self.current = next;
        }
        next.is_some()
    }
}
