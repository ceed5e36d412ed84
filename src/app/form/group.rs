//! Forms of fields of a part that belong together.

use std::sync::Arc;

use super::{Form, FormField, FormKind, Source};
use crate::document::{Edit, Field, words_from_text, words_to_text};
use crate::model::{
    Body, CompositionProblem, Element, ElementKind, Family, ListKind, Node, Position, Status,
    Track, Variation, compose,
};

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
                (Self::Extends, Field::Extends) => scalar(*field, node, body, &own)
                    .help("One for everything; or else name them below."),
                _ => scalar(*field, node, body, &own),
            })
            .collect();
        if self == Self::Hiring {
            let steps = FormField::new(HIRING_STEPS, "Steps", FormKind::List)
                .values(&body.hiring_process.steps)
                .help("A line for each, in order; indent further lines of a step.")
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
            return Err("Name one role for everything, or one for each list: not both.".into());
        }
        Ok(())
    }
}

/// The form field of a scalar.
fn scalar(field: Field, node: Node, body: &Body, family: &Arc<Family>) -> FormField {
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
    let label = match field {
        Field::ExtendsOf(list) => list.heading(),
        Field::LadderSummary => "Summary",
        Field::HiringIntro => "Before the steps",
        Field::HiringOutro => "Behind the steps",
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
                    Some(format!("the family has no role {target}"))
                }
                CompositionProblem::Cycle { target, .. } => {
                    Some(format!("that comes back to {target}"))
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
        .map(|(at, role)| (role.id.clone(), family.title(Node::Role(at)).to_owned()))
        .collect();
    let titles = known.clone();
    FormField::new("roles", "Roles", FormKind::Tags)
        .text(&words_to_text(&variation.roles))
        .help("Ids of roles of the family, with commas between them; none is all of them.")
        .complete(Source::LocalRoles)
        .inherited(Some("all roles of the family".into()))
        .check(move |text| {
            let words = words_from_text(text);
            let unknown = words
                .iter()
                .find(|word| !known.iter().any(|(id, _)| id == *word));
            unknown.map_or(Ok(()), |id| Err(format!("the family has no role {id}")))
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
