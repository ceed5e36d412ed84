//! What forms are for: the fields that each has, and the edits that keeping it makes.
//!
//! A new purpose is a variant here, a function that declares its fields, and an arm of [`Purpose::edits`] that makes
//! edits of their texts. Everything else about forms is the same for all.

use std::sync::Arc;

use super::{Form, FormField, FormKind, Source, item};
use crate::app::Structure;
use crate::document::{Edit, Field};
use crate::model::{Body, Family, ListKind, Node, Position, Status, Track};

/// What the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Rewording an item, and changing what else it says.
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
    /// What shall stand where two sides contradict each other.
    Conflict,
    /// What a part has besides its fields and lists; or the catalog's settings.
    Details,
    /// A change of structure, at this position of the family.
    Structure(Structure, Position),
    /// Splitting an item where the cursor is.
    Split {
        /// Which list.
        list: ListKind,
        /// Which item.
        index: usize,
    },
}

impl Purpose {
    /// What keeping the form changes.
    pub(super) fn edits(&self, form: &Form) -> Vec<Edit> {
        let node = form.node;
        let set_item = |list, index| Edit::SetItem {
            node,
            list,
            index,
            item: form.item(),
        };
        match *self {
            Self::Reword { list, index } if form.details_changed() => vec![set_item(list, index)],
            Self::Reword { list, index } => vec![Edit::Replace {
                node,
                list,
                index,
                text: form.text("text").to_owned(),
            }],
            Self::NewItem { list, at } => {
                let add = Edit::Add {
                    node,
                    list,
                    at,
                    texts: vec![form.text("text").to_owned()],
                };
                let details = form.details_changed().then(|| set_item(list, at));
                std::iter::once(add).chain(details).collect()
            }
            // They become something else than edits of one family.
            Self::Conflict | Self::Details | Self::Structure(..) | Self::Split { .. } => Vec::new(),
            Self::Fields => Field::of(node)
                .iter()
                .filter_map(|field| {
                    let changed = form.field(field.key()).filter(|f| f.is_changed())?;
                    Some(Edit::Set {
                        node,
                        field: *field,
                        text: changed.input.text().to_owned(),
                    })
                })
                .collect(),
        }
    }

    /// The item that the cursor goes to when the form was kept.
    pub(super) fn landing(&self) -> Option<(ListKind, usize)> {
        match *self {
            Self::Reword { list, index } => Some((list, index)),
            Self::NewItem { list, at } => Some((list, at)),
            Self::Fields | Self::Conflict | Self::Details => None,
            Self::Structure(..) | Self::Split { .. } => None,
        }
    }

    /// Whether a field must be filled in, and so is checked also when nothing was written in it.
    pub(super) fn requires(&self, name: &str) -> bool {
        match self {
            Self::Reword { .. } | Self::NewItem { .. } => name == "text",
            Self::Structure(what, _) => name == "text" && !what.is_target(),
            Self::Fields | Self::Conflict | Self::Details | Self::Split { .. } => false,
        }
    }

    /// Whether Enter in a field keeps the form although there are fields behind it.
    pub(super) fn enter_keeps(&self, name: &str) -> bool {
        match self {
            Self::Structure(..) => name == "text",
            Self::Conflict | Self::Split { .. } => true,
            _ => self.requires(name) && self.landing().is_some(),
        }
    }
}

/// The form field of a scalar.
fn scalar(field: Field, node: Node, text: &str) -> FormField {
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
        Field::ReviewDue => (FormKind::Date, "A date such as 2027-01-31."),
        Field::Tags => (FormKind::Tags, "Words separated by commas."),
        Field::Grade => (FormKind::Grade, "A whole number, or a text such as M2."),
        Field::ReportsTo => (
            FormKind::ReportsTo,
            "Title, or [Title](link), with <address> behind it; several separated by ;",
        ),
        Field::Track => (
            FormKind::Choice(Track::WORDS),
            "Left and Right choose; ic or manager.",
        ),
        Field::Extends => (
            FormKind::Role,
            "The id of the role whose content this one builds on.",
        ),
        Field::ExtendsOf(_) => (
            FormKind::Role,
            "The id of the role that this list goes on from.",
        ),
        Field::LadderSummary => (
            FormKind::Text,
            "Where one can go from here, in a few sentences; Markdown links work.",
        ),
        Field::HiringIntro => (FormKind::Text, "What is said before the steps."),
        Field::HiringOutro => (FormKind::Text, "What is said behind the steps."),
    };
    let help = match (field, node) {
        (Field::Status | Field::Owner | Field::ReviewDue, node) if node != Node::Family => {
            "Leave it empty to use what the family says."
        }
        _ => help,
    };
    let declared = FormField::new(field.key(), field.label(), kind)
        .text(text)
        .help(help)
        .check(move |text| field.check(node, text).map_err(|error| error.to_string()));
    match field {
        Field::Owner => declared.complete(Source::Owners),
        Field::Extends => declared.complete(Source::LocalRoles),
        _ => declared,
    }
}

impl Form {
    /// A form of the scalars of a part. `inherited` says what applies where the part itself says nothing.
    pub(in crate::app) fn fields(
        title: String,
        key: Arc<str>,
        node: Node,
        body: &Body,
        inherited: impl Fn(Field) -> Option<String>,
    ) -> Self {
        let fields = Field::of(node)
            .iter()
            .map(|field| scalar(*field, node, &field.text_of(body)).inherited(inherited(*field)))
            .collect();
        Self::new(title, Purpose::Fields, fields, key, node)
    }

    /// A form of an item that is there.
    pub(in crate::app) fn reword(
        title: String,
        key: Arc<str>,
        family: &Family,
        node: Node,
        list: ListKind,
        index: usize,
    ) -> Self {
        let fields = item::fields(family, node, list, Some(index));
        Self::new(title, Purpose::Reword { list, index }, fields, key, node)
    }

    /// A form of an item to come.
    pub(in crate::app) fn new_item(
        title: String,
        key: Arc<str>,
        family: &Family,
        node: Node,
        list: ListKind,
        at: usize,
    ) -> Self {
        let fields = item::fields(family, node, list, None);
        Self::new(title, Purpose::NewItem { list, at }, fields, key, node)
    }
}
