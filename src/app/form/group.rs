//! Forms of fields of a part that belong together.

use std::sync::Arc;

use super::{Form, FormField, FormKind, Source};
use crate::document::{Edit, Field, words_from_text, words_to_text};
use crate::model::{
    Body, CompositionProblem, Element, ElementKind, Family, ListKind, Node, Position, Status,
    Track, Variation, compose,
};
use crate::text::text;

/// Which fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Those of the part itself.
    Part,
    /// What it extends, for all lists or list by list.
    Extends,
    /// What is said of the career ladder.
    Ladder,
    /// The hiring process.
    Hiring,
}

/// The name of the field that has the steps of the hiring process.
const HIRING_STEPS: &str = "hiring_process.steps";

impl Group {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Part, Self::Extends, Self::Ladder, Self::Hiring];

    fn fields(self, node: Node) -> &'static [Field] {
        match self {
            Self::Part => Field::of(node),
            Self::Extends => &[
                Field::Extends,
                Field::ExtendsOf(ListKind::Responsibilities),
                Field::ExtendsOf(ListKind::Requirements),
                Field::ExtendsOf(ListKind::NiceToHave),
            ],
            Self::Ladder => &[Field::LadderSummary],
            Self::Hiring => &[Field::HiringIntro, Field::HiringOutro],
        }
    }

    /// The name that stays, in a journal.
    pub(in crate::app) fn name(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Extends => "extends",
            Self::Ladder => "ladder",
            Self::Hiring => "hiring",
        }
    }

    /// The form's fields.
    pub(super) fn declare(self, family: &Family, node: Node, body: &Body) -> Vec<FormField> {
        let own = Arc::new(family.clone());
        let fields = self.fields(node).iter();
        let mut fields: Vec<FormField> = fields
            .map(|field| match (self, field) {
                (Self::Extends, Field::Extends) => {
                    scalar(*field, node, body, &own).help(text!("form-one-for-everything-or-else"))
                }
                _ => scalar(*field, node, body, &own),
            })
            .collect();
        if self == Self::Hiring {
            let steps = FormField::new(HIRING_STEPS, text!("form-steps"), FormKind::List)
                .values(&body.more.hiring_process.steps)
                .help(text!("form-a-line-for-each-in"))
                .wide();
            fields.insert(1, steps);
        }
        fields
    }

    /// The edits that its changed fields mean.
    pub(super) fn edits(self, form: &Form) -> Vec<Edit> {
        let node = form.node;
        let mut edits: Vec<Edit> = self
            .fields(node)
            .iter()
            .filter_map(|field| {
                let changed = form.field(field.key()).filter(|f| f.is_changed())?;
                Some(Edit::Set {
                    node,
                    field: *field,
                    text: changed.input.text().to_owned(),
                })
            })
            .collect();
        let steps = form.field(HIRING_STEPS).filter(|field| field.is_changed());
        edits.extend(steps.map(|field| {
            Edit::SetElements {
                node,
                kind: ElementKind::HiringStep,
                elements: field
                    .listed()
                    .into_iter()
                    .map(Element::HiringStep)
                    .collect(),
            }
        }));
        edits
    }

    /// What is wrong with several fields together.
    ///
    /// # Errors
    /// In words.
    pub(super) fn check(self, form: &Form) -> Result<(), String> {
        let is_set = |field: Field| !form.text(field.key()).is_empty();
        let lists = ListKind::ALL.map(Field::ExtendsOf);
        if self == Self::Extends && is_set(Field::Extends) && lists.into_iter().any(is_set) {
            return Err(text!("form-name-one-role-for-everything").into());
        }
        Ok(())
    }
}

/// The form field of a scalar.
fn scalar(field: Field, node: Node, body: &Body, family: &Arc<Family>) -> FormField {
    let (kind, help) = match field {
        Field::Title => (FormKind::Line, text!("form-the-name-as-people-say")),
        Field::Summary => (FormKind::Text, text!("form-what-this-is-in-a")),
        Field::Status => (
            FormKind::Choice(Status::WORDS),
            text!("form-left-and-right-choose-draft"),
        ),
        Field::Owner => (FormKind::Line, text!("form-the-team-that-keeps-it")),
        Field::ReviewDue => (FormKind::Date, text!("form-a-date-such-as-2027-2")),
        Field::Tags => (FormKind::Tags, text!("form-words-separated-by-commas")),
        Field::Grade => (FormKind::Grade, text!("form-a-whole-number-or-a")),
        Field::ReportsTo => (FormKind::ReportsTo, text!("form-title-or-title-link-with")),
        Field::Track => (
            FormKind::Choice(Track::WORDS),
            text!("form-left-and-right-choose-ic"),
        ),
        Field::Extends => (FormKind::Role, text!("form-the-id-of-the-role")),
        Field::ExtendsOf(_) => (FormKind::Role, text!("form-the-id-of-the-role-2")),
        Field::LadderSummary => (FormKind::Text, text!("form-where-one-can-go-from")),
        Field::HiringIntro => (FormKind::Text, text!("form-what-is-said-before-the")),
        Field::HiringOutro => (FormKind::Text, text!("form-what-is-said-behind-the")),
    };
    let help = match (field, node) {
        (Field::Status | Field::Owner | Field::ReviewDue, node) if node != Node::Family => {
            text!("form-leave-it-empty-to-use")
        }
        _ => help,
    };
    let label = match field {
        Field::ExtendsOf(list) => list.label(),
        Field::LadderSummary => text!("form-summary"),
        Field::HiringIntro => text!("form-before-the-steps"),
        Field::HiringOutro => text!("form-behind-the-steps"),
        field => field.label(),
    };
    let declared = FormField::new(field.key(), label, kind)
        .text(&field.text_of(body))
        .help(help);
    match field {
        Field::Owner => checked(declared, field, node).complete(Source::Owners),
        Field::Extends | Field::ExtendsOf(_) => {
            extended(declared, field, node, family).complete(Source::LocalRoles)
        }
        Field::LadderSummary | Field::HiringIntro | Field::HiringOutro => {
            checked(declared, field, node).wide()
        }
        _ => checked(declared, field, node),
    }
}

fn checked(declared: FormField, field: Field, node: Node) -> FormField {
    declared.check(move |text| field.check(node, text).map_err(|error| error.to_string()))
}

/// A field that names what is extended: that must be there, and must not come back to where it is named.
fn extended(declared: FormField, field: Field, node: Node, family: &Arc<Family>) -> FormField {
    let (checked, told) = (family.clone(), family.clone());
    declared
        .check(move |text| {
            let edit = Edit::Set {
                node,
                field,
                text: text.to_owned(),
            };
            let family = edit.meaning(&checked).map_err(|error| error.to_string())?;
            let mut positions = family.positions().into_iter();
            let position = positions.find(|position| position.node() == node);
            let effective = compose("", &family, position.unwrap_or(Position::FAMILY));
            let wrong = effective.problems.iter().find_map(|problem| match problem {
                CompositionProblem::UnknownExtends { node: by, target }
                    if *by == node && target == text.trim() =>
                {
                    Some(text!("form-the-family-has-no-role", target))
                }
                CompositionProblem::Cycle { target, .. } => {
                    Some(text!("form-that-comes-back-to", target))
                }
                _ => None,
            });
            wrong.map_or(Ok(()), Err)
        })
        .tell(move |text| {
            let role = told.role_index(text)?;
            Some(told.title(Node::Role(role)).to_owned())
        })
}

/// The field of the roles that a variation varies.
pub(super) fn varied(family: &Family, variation: &Variation) -> FormField {
    let known: Vec<(String, String)> = family
        .roles
        .iter()
        .enumerate()
        .map(|(at, role)| (role.id.to_string(), family.title(Node::Role(at)).to_owned()))
        .collect();
    let titles = known.clone();
    FormField::new("roles", text!("form-roles"), FormKind::Tags)
        .text(&words_to_text(&variation.roles))
        .help(text!("form-ids-of-roles-of-the"))
        .complete(Source::LocalRoles)
        .inherited(Some(text!("form-all-roles-of-the-family").into()))
        .check(move |text| {
            let words = words_from_text(text);
            let unknown = words
                .iter()
                .find(|word| !known.iter().any(|(id, _)| id == *word));
            unknown.map_or(Ok(()), |id| Err(text!("form-the-family-has-no-role-2", id)))
        })
        .tell(move |text| {
            let words = words_from_text(text);
            let title = |word: &String| {
                titles
                    .iter()
                    .find(|(id, _)| id == word)
                    .map(|(_, t)| t.as_str())
            };
            Some(
                words
                    .iter()
                    .filter_map(title)
                    .collect::<Vec<_>>()
                    .join(", "),
            )
        })
        .wide()
}
