//! What forms are for: the fields that each has, and what keeping it comes to.
//!
//! A new purpose is a variant here, its fields in [`Form::of_part`], and an arm of [`Purpose::edits`] or
//! [`Purpose::outcome`] that says what its texts mean. Everything else about forms is the same for all.

use std::sync::Arc;

use super::{Form, FormField, Waiving, element, group, item, settings};
use crate::app::dialog::Answer;
use crate::app::exporting::says_stamped;
use crate::app::{Opening, Structure, structure};
use crate::document::operate::{self, Spot};
use crate::document::{self, Edit, Field, Line, Plan, Step, words_from_text};
use crate::model::{Catalog, Element, ElementKind, Family, ListKind, Node, Position};
use crate::text::{amid, text};

pub use super::group::Group;

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
    /// Splitting an item where the cursor is.
    Split {
        /// Which list.
        list: ListKind,
        /// Which item.
        index: usize,
    },
    /// Changing an element.
    Element {
        /// Of which kind.
        kind: ElementKind,
        /// Which one.
        index: usize,
    },
    /// Writing a new element.
    NewElement {
        /// Of which kind.
        kind: ElementKind,
        /// The place it will have.
        at: usize,
    },
    /// Fields of a part that belong together.
    Fields(Group),
    /// Which roles a variation varies.
    Roles,
    /// The catalog's settings.
    Settings,
    /// Living with what a rule finds.
    Waive(Box<Waiving>),
    /// A change of structure, at this position of the family.
    Structure(Structure, Position),
    /// What shall stand where two sides contradict each other, at this place of the file.
    Conflict(String),
    /// Which pages are to be imported.
    Import,
    /// Where another catalog is, or is to be.
    Catalog(Opening),
    /// Which file what is exported goes into: in the form of this number, and how it could be called.
    Export(usize, String),
}

/// What keeping a form comes to.
#[derive(Debug)]
pub(in crate::app) enum Outcome {
    /// Edits of the family that it is about.
    Edits(Vec<Edit>),
    /// A change of files.
    Plan(Plan),
    /// The same, after these lines were said, and what others would notice of it.
    Offer(Plan, Vec<String>),
    /// An answer to what was asked before.
    Answer(Answer),
    /// Pages are to be read.
    Import {
        /// Which.
        path: String,
        /// What they go below.
        department: String,
    },
    /// Another catalog is to be found or made.
    Catalog {
        /// Its folder.
        path: String,
        /// Whether it is there.
        opening: Opening,
    },
    /// A file is to be written.
    Export {
        /// In the form of this number.
        at: usize,
        /// How it could be called.
        file: String,
        /// Where it goes.
        path: String,
        /// Whether it is stamped.
        stamped: bool,
    },
}

impl Purpose {
    /// The edits that keeping the form makes, if it is about one family and is kept as edits of it.
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
            Self::Element { kind, index } => vec![Edit::SetElement {
                node,
                index,
                element: form.element(kind),
            }],
            Self::NewElement { kind, at } => vec![Edit::AddElement {
                node,
                at,
                element: form.element(kind),
            }],
            Self::Fields(group) => group.edits(form),
            Self::Roles => vec![Edit::SetRoles {
                node,
                roles: words_from_text(form.text("roles")),
            }],
            Self::Split { .. }
            | Self::Settings
            | Self::Waive(_)
            | Self::Structure(..)
            | Self::Conflict(_)
            | Self::Import
            | Self::Catalog(_)
            | Self::Export(..) => Vec::new(),
        }
    }

    /// What keeping the form comes to.
    ///
    /// # Errors
    /// What is wrong with the form as a whole.
    pub(super) fn outcome(&self, form: &Form, catalog: &Catalog) -> Result<Outcome, String> {
        Ok(match self {
            Self::Split { list, index } => {
                let spot = Spot {
                    key: form.key.clone(),
                    node: form.node,
                    list: *list,
                };
                let plan = split(form, catalog, &spot, *index);
                Outcome::Plan(plan.map_err(|error| error.to_string())?)
            }
            Self::Settings => {
                let settings = settings::said(form, &catalog.settings)?;
                Outcome::Plan(Plan {
                    label: text!("form-changed", changed_labels = form.changed_labels()),
                    landing: None,
                    steps: vec![(form.key.clone(), Step::Settings(Box::new(settings)))],
                })
            }
            Self::Structure(what, position) => {
                structure::outcome(what, catalog, &form.key, *position, &form.draft())?
            }
            Self::Waive(waiving) => waiving.outcome(form, catalog)?,
            Self::Export(at, file) => Outcome::Export {
                at: *at,
                file: file.clone(),
                path: form.text("path").to_owned(),
                stamped: says_stamped(form.text("stamp")),
            },
            Self::Import => Outcome::Import {
                path: form.text("path").to_owned(),
                department: form.text("department").to_owned(),
            },
            Self::Catalog(opening) => Outcome::Catalog {
                path: form.text("path").to_owned(),
                opening: *opening,
            },
            Self::Conflict(_) => {
                let text = form.text("text").to_owned();
                Outcome::Answer(Answer::Decide(document::Choice::Text(text)))
            }
            Self::Fields(group) => {
                group.check(form)?;
                Outcome::Edits(self.edits(form))
            }
            _ => Outcome::Edits(self.edits(form)),
        })
    }

    /// The line that the cursor goes to when the form was kept.
    pub(in crate::app) fn landing(&self) -> Option<Line> {
        Some(match *self {
            Self::Reword { list, index } => Line::Item(list, index),
            Self::NewItem { list, at } => Line::Item(list, at),
            Self::Split { list, index } => Line::Item(list, index + 1),
            Self::Element { kind, index } => Line::Element(kind, index),
            Self::NewElement { kind, at } => Line::Element(kind, at),
            Self::Fields(_)
            | Self::Roles
            | Self::Settings
            | Self::Waive(_)
            | Self::Structure(..)
            | Self::Conflict(_)
            | Self::Import
            | Self::Catalog(_)
            | Self::Export(..) => return None,
        })
    }

    /// Whether lines that are pasted into it can be items of their own.
    pub(super) fn takes_items(&self, name: &str) -> bool {
        matches!(self, Self::Reword { .. } | Self::NewItem { .. }) && name == "text"
    }

    /// Whether Enter in a field keeps the form although there are fields behind it.
    pub(super) fn enter_keeps(&self, name: &str) -> bool {
        self.takes_items(name)
            || matches!(
                self,
                Self::Conflict(_)
                    | Self::Structure(..)
                    | Self::Split { .. }
                    | Self::Import
                    | Self::Catalog(_)
                    | Self::Export(..)
            )
    }

    /// Whether what is written in it is worth asking about before it goes.
    pub(in crate::app) fn is_work(&self) -> bool {
        !matches!(self, Self::Import | Self::Catalog(_) | Self::Export(..))
    }
}

/// Splits an item where the cursor is in what is written of it.
fn split(
    form: &Form,
    catalog: &Catalog,
    spot: &Spot,
    index: usize,
) -> Result<Plan, operate::OperateError> {
    let input = &form.current().input;
    let reworded = form.is_changed().then(|| Plan {
        label: String::new(),
        landing: None,
        steps: vec![(
            spot.key.clone(),
            Step::Edit(vec![Edit::Replace {
                node: spot.node,
                list: spot.list,
                index,
                text: input.text().to_owned(),
            }]),
        )],
    });
    let Some(reworded) = reworded else {
        return operate::split_item(catalog, spot, index, input.cursor());
    };
    let catalog = operate::preview(catalog, &reworded)?;
    // Blanks before the text are not kept.
    let blanks = input.text().len() - input.text().trim_start().len();
    let cursor = input.cursor().saturating_sub(blanks);
    operate::split_item(&catalog, spot, index, cursor)
}

impl Form {
    /// A form about a part of a family; `None` when that, or what the form is about in it, is not there, and for
    /// purposes that are about something else. What it refers to is checked against the catalog.
    pub(in crate::app) fn of_part(
        purpose: Purpose,
        title: String,
        (key, node): (Arc<str>, Node),
        family: &Family,
        catalog: &Arc<Catalog>,
    ) -> Option<Self> {
        let body = family.body(node)?;
        let mut offered = Vec::new();
        let mut waivers = Vec::new();
        let fields = match purpose {
            Purpose::Reword { list, index } => {
                waivers.clone_from(&body.list(list).get(index)?.more().waive);
                item::fields(family, node, list, Some(index))
            }
            Purpose::NewItem { list, .. } => item::fields(family, node, list, None),
            Purpose::Split { list, index } => {
                vec![item::to_split(list, body.list(list).get(index)?.text())]
            }
            Purpose::Element { kind, index } => {
                let there = family.element(node, kind, index)?;
                offered = element::offered(kind, family, &key, node);
                element::fields(&there, &key, catalog, &offered)
            }
            Purpose::NewElement { kind, .. } => {
                offered = element::offered(kind, family, &key, node);
                element::fields(&Element::blank(kind), &key, catalog, &offered)
            }
            Purpose::Fields(group) => group.declare(family, node, body),
            Purpose::Roles => vec![group::varied(family, family.variation(node)?)],
            Purpose::Settings
            | Purpose::Waive(_)
            | Purpose::Structure(..)
            | Purpose::Conflict(_)
            | Purpose::Import
            | Purpose::Catalog(_)
            | Purpose::Export(..) => return None,
        };
        let mut form = Self::new(title, purpose, fields, key, node);
        form.offered = offered;
        form.waivers = waivers;
        Some(form)
    }

    /// Says what applies where a field says nothing itself.
    pub(in crate::app) fn inherit(&mut self, inherited: impl Fn(Field) -> Option<String>) {
        for field in &mut self.fields {
            field.inherited = Field::from_key(field.name).and_then(&inherited);
        }
    }

    /// The labels of the fields that were changed.
    fn changed_labels(&self) -> String {
        let changed = self.fields.iter().filter(|field| field.is_changed());
        let labels: Vec<String> = changed.map(|field| amid(&field.label)).collect();
        labels.join(", ")
    }

    /// What a field says, see [`FormField::said`]; nothing when there is no such field.
    pub(super) fn said(&self, name: &str) -> &str {
        self.field(name).map_or("", FormField::said)
    }
}
