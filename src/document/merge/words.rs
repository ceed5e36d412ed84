//! What a merge says to people: places, values and what came from the other side.

use super::super::field::Field;
use super::super::print;
use super::super::schema::Kind;
use super::super::source::Source;
use super::super::tree::{Table, Value};
use super::pair::text;
use crate::model::ListKind;
use crate::text::text;

/// Something that a merge took from theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Added,
    Removed,
    Changed,
    Moved,
    /// Changed on both sides, and put together.
    Joined,
}

/// What was taken over, in the order in which it was found: of whom, what, how, and how often.
#[derive(Debug, Default)]
pub(super) struct Tidings(Vec<(String, &'static str, String, Deed, usize)>);

impl Tidings {
    /// Notes one; the same again is counted.
    pub(super) fn note(&mut self, owner: &str, kind: Kind, key: &str, deed: Deed) {
        let (one, many) = noun(kind, key);
        let same = self
            .0
            .iter_mut()
            .find(|(whose, what, _, how, _)| whose == owner && *what == one && *how == deed);
        match same {
            Some((_, _, _, _, count)) => *count += 1,
            None => self
                .0
                .push((owner.to_owned(), one, many.to_owned(), deed, 1)),
        }
    }

    /// As sentences without a full stop.
    pub(super) fn sentences(&self) -> Vec<String> {
        let sentence = |(owner, one, many, deed, count): &(String, &str, String, Deed, usize)| {
            let what = match count {
                1 => text!("merge-1-of", one, owner),
                count => text!("merge-of-2", count, many, owner),
            };
            match deed {
                Deed::Added => text!("merge-came-in-2", what),
                Deed::Removed => text!("merge-went-2", what),
                Deed::Changed if *many == *one => text!("merge-the-of-changed", one, owner),
                Deed::Changed => text!("merge-changed-2", what),
                Deed::Moved => text!("merge-moved", what),
                Deed::Joined => {
                    text!("merge-the-of-has-what-both", one, owner)
                }
            }
        };
        self.0.iter().map(sentence).collect()
    }
}

/// What a key holds, one and several; the same word twice for what there is one of.
fn noun(kind: Kind, key: &str) -> (&'static str, &'static str) {
    match (kind, key) {
        (_, "responsibilities") => (
            text!("merge-responsibility"),
            text!("merge-responsibilities"),
        ),
        (_, "requirements") => (text!("merge-requirement"), text!("merge-requirements")),
        (_, "nice_to_have") => (text!("merge-nice-to-have"), text!("merge-nice-to-haves")),
        (_, "roles") => (text!("merge-role"), text!("merge-roles")),
        (_, "specialties") => (text!("merge-specialty"), text!("merge-specialties")),
        (_, "segments") => (text!("merge-segment"), text!("merge-segments")),
        (_, "performance_indicators") => (
            text!("merge-performance-indicator"),
            text!("merge-performance-indicators"),
        ),
        (Kind::Ladder, "steps") => (
            text!("merge-step-of-the-career-ladder"),
            text!("merge-steps-of-the-career-ladder"),
        ),
        (_, "steps") => (
            text!("merge-step-of-the-hiring-process"),
            text!("merge-steps-of-the-hiring-process"),
        ),
        (_, "sections") => (text!("merge-section"), text!("merge-sections")),
        (_, "tags") => (text!("merge-tag"), text!("merge-tags")),
        (_, "omit") => (text!("merge-omitted-item"), text!("merge-omitted-items")),
        (_, "reports_to") => (text!("merge-manager"), text!("merge-managers")),
        (_, "waive") => (text!("merge-waiver"), text!("merge-waivers")),
        (_, "required") => (
            text!("merge-required-field"),
            text!("merge-required-fields"),
        ),
        (_, "mandatory_items") => (
            text!("merge-mandatory-item"),
            text!("merge-mandatory-items"),
        ),
        (_, "entry_grades") => (text!("merge-entry-grade"), text!("merge-entry-grades")),
        (Kind::Free, _) => (text!("merge-synonym"), text!("merge-synonyms")),
        (Kind::Searches, _) => (text!("merge-saved-search"), text!("merge-saved-searches")),
        (Kind::Ladder, _) => (text!("merge-career-ladder"), text!("merge-career-ladder")),
        (Kind::Hiring, _) => (text!("merge-hiring-process"), text!("merge-hiring-process")),
        (kind, key) => match kind.known(key) {
            "review_due" => (text!("merge-review-date"), text!("merge-review-date")),
            "requirement_budget" => (
                text!("merge-requirement-budget"),
                text!("merge-requirement-budget"),
            ),
            known => (known, known),
        },
    }
}

/// The name of a key on a screen.
pub(super) fn label(kind: Kind, key: &str) -> String {
    if kind.is_free() {
        return key.to_owned();
    }
    if let Some(list) = ListKind::ALL.into_iter().find(|list| list.key() == key) {
        return list.label().to_owned();
    }
    if let Some(field) = Field::OF_ROLE.iter().find(|field| field.key() == key) {
        return field.label().to_owned();
    }
    let mut words = key.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// What an element of a list is called in a place.
pub(super) fn called(value: &Value) -> String {
    let table = match value {
        Value::Table(table) => table,
        other => return said(other),
    };
    let keys: &[&str] = match table.kind {
        Kind::Step => &["from", "to"],
        Kind::Role => &["title", "id"],
        _ => &["text", "title", "name", "heading", "rule"],
    };
    let mut names = keys.iter().filter_map(|key| text(table, key));
    let name = match table.kind {
        Kind::Step => names.collect::<Vec<_>>().join(" → "),
        _ => names.next().unwrap_or_default().to_owned(),
    };
    match name.is_empty() {
        true => text!("merge-no-title").to_owned(),
        false => name,
    }
}

/// A value as people read it.
pub(super) fn said(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(values) => values.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Table(table) => match table.kind.shorthand() {
            Some(key) => with_more(table, key),
            None => block(table),
        },
        value => written(value),
    }
}

/// The text that stands for a table, and what else it says behind it.
fn with_more(table: &Table, key: &str) -> String {
    let main = text(table, key).unwrap_or_default();
    let more: Vec<String> = table
        .entries
        .iter()
        .filter(|(name, _)| name != key)
        .map(|(name, value)| format!("{name} = {}", written(value)))
        .collect();
    match more.as_slice() {
        [] => main.to_owned(),
        more => format!("{main} ({})", more.join(", ")),
    }
}

fn written(value: &Value) -> String {
    print::literal(&Source::new(""), value, None)
}

fn block(table: &Table) -> String {
    let text = print::block(&Source::new(""), &Vec::new(), false, table);
    text.trim_end().to_owned()
}
