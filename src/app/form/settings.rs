//! The form of the catalog's settings.

use std::sync::Arc;

use super::{Form, FormField, FormKind, Purpose, Source, check};
use crate::document::{Field, SETTINGS_KEY, words_from_text, words_to_text};
use crate::model::{ElementKind, ListKind, Node, Settings};
use crate::text::text;

/// Between a word that people type and what the catalog says for it.
const MEANS: &str = " = ";

impl Form {
    /// A form of the catalog's settings.
    pub(in crate::app) fn settings(settings: &Settings) -> Self {
        let house = &settings.house;
        let budget = house.requirement_budget.map(|n| n.to_string());
        let fields = vec![
            FormField::new("name", text!("form-name"), FormKind::Line)
                .text(settings.name.as_deref().unwrap_or_default())
                .help(text!("form-what-the-catalog-is-called")),
            FormField::new("summary", text!("form-summary"), FormKind::Text)
                .text(settings.summary.as_deref().unwrap_or_default())
                .help(text!("form-what-it-is"))
                .wide(),
            FormField::new("required", text!("form-required"), FormKind::Tags)
                .text(&words_to_text(&house.required))
                .help(text!("form-keys-that-every-effective-role"))
                .complete(Source::Words(KEYS))
                .check(|text| {
                    let words = words_from_text(text);
                    let unknown = words.iter().find(|word| !is_key(word));
                    unknown.map_or(Ok(()), |word| Err(text!("form-a-role-has-no-key", word)))
                }),
            FormField::new(
                "mandatory_items",
                text!("form-mandatory-items"),
                FormKind::List,
            )
            .values(&house.mandatory_items)
            .help(text!("form-items-that-every-effective-role"))
            .wide(),
            FormField::new("entry_grades", text!("form-entry-grades"), FormKind::Tags)
                .text(&words_to_text(&house.entry_grades))
                .help(text!("form-grades-at-which-people-start"))
                .complete(Source::Grades),
            FormField::new(
                "requirement_budget",
                text!("form-most-requirements"),
                FormKind::Line,
            )
            .text(&budget.unwrap_or_default())
            .help(text!("form-how-many-requirements-an-effective"))
            .check(|text| match text.trim() {
                "" => Ok(()),
                text => text
                    .parse::<u32>()
                    .map(|_| ())
                    .map_err(|_| text!("form-a-whole-number-is-needed").into()),
            }),
            FormField::new("synonyms", text!("form-synonyms"), FormKind::List)
                .values(&pairs(settings))
                .help(text!("form-a-line-for-each-what"))
                .wide()
                .check(|text| {
                    let field = FormField::new("", "", FormKind::List).text(text);
                    synonyms(&field.listed(), &Settings::default()).map(|_| ())
                }),
        ]
        .into_iter()
        .chain(check::fields(&settings.check))
        .collect();
        let title = text!("form-catalog-settings").to_owned();
        let key = Arc::from(SETTINGS_KEY);
        Self::new(title, Purpose::Settings, fields, key, Node::Family)
    }
}

/// What an effective role can be required to have.
const KEYS: &[&str] = &[
    "summary",
    "grade",
    "reports_to",
    "track",
    "status",
    "owner",
    "review_due",
    "tags",
    "responsibilities",
    "requirements",
    "nice_to_have",
    "performance_indicators",
    "career_ladder",
    "hiring_process",
];

fn is_key(word: &str) -> bool {
    let is_list = ListKind::ALL.iter().any(|list| list.key() == word);
    let is_field = Field::OF_ROLE.iter().any(|field| field.key() == word);
    let first = |key: &'static str| key.split_once('.').map_or(key, |(table, _)| table);
    let is_element = ElementKind::ALL
        .iter()
        .any(|kind| first(kind.key()) == word);
    is_list || is_field || is_element
}

/// The synonyms as they are shown.
fn pairs(settings: &Settings) -> Vec<String> {
    let pairs = settings.synonyms.iter();
    pairs
        .map(|(word, meaning)| format!("{word}{MEANS}{meaning}"))
        .collect()
}

/// The synonyms of these lines; one that is as it is shown of those before is exactly that one.
fn synonyms(lines: &[String], before: &Settings) -> Result<Vec<(String, String)>, String> {
    let shown = pairs(before);
    let mut found: Vec<(String, String)> = Vec::new();
    for line in lines {
        let known = shown.iter().position(|shown| shown == line);
        let known = known.and_then(|at| before.synonyms.iter().nth(at));
        let pair = match known {
            Some((word, meaning)) => (word.clone(), meaning.clone()),
            None => {
                let halves = line.split_once(MEANS).or_else(|| line.split_once('='));
                match halves.map(|(word, meaning)| (word.trim(), meaning.trim())) {
                    Some((word, meaning)) if !word.is_empty() && !meaning.is_empty() => {
                        (word.to_owned(), meaning.to_owned())
                    }
                    _ => return Err(text!("form-write-it-as-word-meaning", line)),
                }
            }
        };
        if found.iter().any(|(word, _)| *word == pair.0) {
            return Err(text!("form-stands-there-twice-2", pair = pair.0));
        }
        found.push(pair);
    }
    Ok(found)
}

/// The settings with what the form's changed fields say.
///
/// # Errors
/// What makes no sense, in words.
pub(super) fn said(form: &Form, settings: &Settings) -> Result<Settings, String> {
    let mut said = settings.clone();
    let house = &mut said.house;
    for field in form.fields.iter().filter(|field| field.is_changed()) {
        let text = field.said();
        let set = || (!text.is_empty()).then(|| text.to_owned());
        match field.name {
            "name" => said.name = set(),
            "summary" => said.summary = set(),
            "required" => house.required = words_from_text(text),
            "mandatory_items" => house.mandatory_items = field.listed(),
            "entry_grades" => house.entry_grades = words_from_text(text),
            "requirement_budget" => house.requirement_budget = text.parse().ok(),
            "synonyms" => {
                said.synonyms = synonyms(&field.listed(), settings)?.into_iter().collect();
            }
            _ => check::put(field, &mut said.check)?,
        }
    }
    Ok(said)
}
