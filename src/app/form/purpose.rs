//! What forms are for: the fields that each has, and the edits that keeping it makes.

use std::sync::Arc;

use super::{Form, FormField, FormKind};
use crate::app::TextField;
use crate::document::{Edit, Field};
use crate::model::{ListKind, Node, Status, Track};

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Rewording an item.
    Reword {
        /// Which list.
        list: ListKind,
        /// Which item.
        index: usize,
    },
    /// Writing a new item.
    NewItem {
        /// Which list.
        list: ListKind,
        /// The place it will have.
        at: usize,
    },
    /// The scalar fields of a part.
    Fields,
}

impl FormField {
    fn scalar(field: Field, node: Node, text: &str) -> Self {
        let (kind, help) = match field {
            Field::Title => (FormKind::Line, "The name as people say it."),
            Field::Summary => (
                FormKind::Text,
                "What this is, in a few sentences; Markdown links work.",
            ),
            Field::Status => (
                FormKind::Choice(Status::WORDS),
                "Left and Right choose; draft, in-review, active or archived.",
            ),
            Field::Owner => (FormKind::Line, "The team that keeps it."),
            Field::ReviewDue => (FormKind::Line, "A date such as 2027-01-31."),
            Field::Tags => (FormKind::Line, "Words separated by commas."),
            Field::Grade => (FormKind::Line, "A whole number, or a text such as M2."),
            Field::ReportsTo => (
                FormKind::Line,
                "Title, or [Title](link), with <address> behind it; several separated by ;",
            ),
            Field::Track => (
                FormKind::Choice(Track::WORDS),
                "Left and Right choose; ic or manager.",
            ),
            Field::Extends => (
                FormKind::Line,
                "The id of the role whose content this one builds on.",
            ),
        };
        let help = match (field, node) {
            (Field::Status | Field::Owner | Field::ReviewDue, node) if node != Node::Family => {
                "Leave it empty to use what the family says."
            }
            _ => help,
        };
        Self {
            label: field.label().to_owned(),
            help,
            kind,
            input: TextField::new(text, kind == FormKind::Text),
            error: None,
            inherited: None,
            field: Some(field),
            before: text.to_owned(),
        }
    }

    fn item(label: &str, text: &str) -> Self {
        Self {
            label: label.to_owned(),
            help: "One sentence; Markdown links and *emphasis* work. Enter keeps it.",
            kind: FormKind::Text,
            input: TextField::new(text, true),
            error: None,
            inherited: None,
            field: None,
            before: text.to_owned(),
        }
    }
}

impl Form {
    /// A form of the scalars of a part. `inherited` says what applies where the part itself says nothing.
    pub(in crate::app) fn fields(
        title: String,
        key: Arc<str>,
        node: Node,
        body: &crate::model::Body,
        inherited: impl Fn(Field) -> Option<String>,
    ) -> Self {
        let fields = Field::of(node)
            .iter()
            .map(|field| FormField {
                inherited: inherited(*field),
                ..FormField::scalar(*field, node, &field.text_of(body))
            })
            .collect();
        Self::new(title, Purpose::Fields, fields, key, node)
    }

    pub(in crate::app) fn reword(
        title: String,
        key: Arc<str>,
        node: Node,
        list: ListKind,
        index: usize,
        text: &str,
    ) -> Self {
        let fields = vec![FormField::item(list.heading(), text)];
        Self::new(title, Purpose::Reword { list, index }, fields, key, node)
    }

    pub(in crate::app) fn new_item(
        title: String,
        key: Arc<str>,
        node: Node,
        list: ListKind,
        at: usize,
    ) -> Self {
        let fields = vec![FormField::item(list.heading(), "")];
        Self::new(title, Purpose::NewItem { list, at }, fields, key, node)
    }

    pub(in crate::app) fn is_item(&self) -> bool {
        !matches!(self.purpose, Purpose::Fields)
    }

    /// What keeping it changes.
    pub(in crate::app) fn edits(&self) -> Vec<Edit> {
        let node = self.node;
        let text = || self.fields[0].input.text().to_owned();
        match self.purpose {
            Purpose::Reword { list, index } => {
                vec![Edit::Replace {
                    node,
                    list,
                    index,
                    text: text(),
                }]
            }
            Purpose::NewItem { list, at } => {
                vec![Edit::Add {
                    node,
                    list,
                    at,
                    texts: vec![text()],
                }]
            }
            Purpose::Fields => self
                .fields
                .iter()
                .filter(|field| field.is_changed())
                .filter_map(|field| {
                    Some(Edit::Set {
                        node,
                        field: field.field?,
                        text: field.input.text().to_owned(),
                    })
                })
                .collect(),
        }
    }
}
