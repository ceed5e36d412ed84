//! The form of a new family: its title and place, the roles that it begins with, and what it resembles.

use std::sync::Arc;

use super::form::{Form, FormField, FormKind, Source};
use crate::document::operate::{self, FamilyTitles, NewFamily, OperateError, Similar, Template};
use crate::document::{Plan, Step, read_family};
use crate::model::{Catalog, Family, Place, Position};
use crate::text::text;

const LEVELS: &str = "levels";
const TITLES: &str = "titles";
const TEMPLATES: &[&str] = &[LEVELS, TITLES];

/// What is written under a name; nothing when nothing is.
pub(super) fn text_of<'t>(texts: &'t [(String, String)], name: &str) -> &'t str {
    let text = texts.iter().find(|(field, _)| field == name);
    text.map_or("", |(_, text)| text.trim())
}

/// What the texts of the form make.
///
/// # Errors
/// As [`operate::add_family`].
pub(super) fn plan(catalog: &Catalog, texts: &[(String, String)]) -> Result<Plan, OperateError> {
    let text = |name| text_of(texts, name);
    let roles: Vec<&str> = text("roles").split(';').collect();
    let template = match text("template") {
        LEVELS => Template::Levels,
        TITLES => Template::Titles,
        _ if text("roles").is_empty() => Template::Empty,
        _ => Template::Titles,
    };
    let new = NewFamily {
        title: text("text"),
        department: text("department"),
        name: "",
        template,
        roles,
        grade: text("grade"),
        like: text("like"),
    };
    operate::add_family(catalog, &new)
}

/// The fields of the form, for a family in this department.
pub(super) fn fields(catalog: &Catalog, department: &str) -> Vec<FormField> {
    let titles = FamilyTitles::of(catalog);
    vec![
        FormField::new("text", text!("form-title"), FormKind::Line)
            .help(text!("form-its-file-is-named-after"))
            .check(|text| match operate::slug(text).is_empty() {
                true => Err(text!("form-it-needs-a-title-with").into()),
                false => Ok(()),
            })
            .say(move |title| resembles(&titles.similar(title))),
        FormField::new("department", text!("form-department"), FormKind::Line)
            .text(department)
            .help(text!("form-a-folder-of-the-catalog"))
            .complete(Source::Departments),
        FormField::new(
            "template",
            text!("form-template"),
            FormKind::Choice(TEMPLATES),
        )
        .help(text!("form-levels-extend-one-another-titles")),
        FormField::new("roles", text!("form-roles"), FormKind::Line)
            .help(text!("form-titles-with-between-them-lowest")),
        FormField::new("grade", text!("form-grade"), FormKind::Grade)
            .help(text!("form-of-the-lowest-level-others")),
        FormField::new("like", text!("form-like"), FormKind::Line)
            .help(text!("form-begins-with-what-this-family"))
            .complete(Source::Families),
    ]
}

/// Says what is wrong with what the fields of the form say together.
pub(super) fn check(catalog: Arc<Catalog>) -> impl Fn(&Form) -> Result<(), String> {
    move |form| {
        let texts = form.draft();
        if text_of(&texts, "text").is_empty() {
            return Ok(());
        }
        let plan = plan(&catalog, &texts);
        plan.map(drop).map_err(|error| error.to_string())
    }
}

/// The family that the form would make.
pub(super) fn sketch(catalog: &Catalog, form: &Form) -> Option<(Place, Family)> {
    let plan = plan(catalog, &form.draft()).ok()?;
    let place = Place {
        key: plan.landing?.0,
        position: Position::FAMILY,
    };
    let text = plan.steps.into_iter().find_map(|(_, step)| match step {
        Step::Create(text) => Some(text),
        _ => None,
    })?;
    Some((place, read_family(&text).value?))
}

fn resembles(similar: &[Similar]) -> Option<String> {
    let one = |similar: &Similar| format!("{} ({})", similar.title, similar.key);
    let list: Vec<String> = similar.iter().map(one).collect();
    (!list.is_empty()).then(|| text!("form-similar", list = list.join(" · ")))
}

/// The families that resemble a title, a line for each.
pub(super) fn similar(catalog: &Catalog, title: &str) -> Vec<String> {
    let similar = FamilyTitles::of(catalog).similar(title).into_iter();
    similar
        .map(|similar| format!("• {}  ({})", similar.title, similar.key))
        .collect()
}
