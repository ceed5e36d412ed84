//! What a merge says to people: places, values and what came from the other side.

use super::super::field::Field;
use super::super::print;
use super::super::schema::Kind;
use super::super::source::Source;
use super::super::tree::{Table, Value};
use super::pair::text;
use crate::model::ListKind;

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
                1 => format!("1 {one} of {owner}"),
                count => format!("{count} {many} of {owner}"),
            };
            match deed {
                Deed::Added => format!("{what} came in"),
                Deed::Removed => format!("{what} went"),
                Deed::Changed if *many == *one => format!("the {one} of {owner} changed"),
                Deed::Changed => format!("{what} changed"),
                Deed::Moved => format!("{what} moved"),
                Deed::Joined => {
                    format!("the {one} of {owner} has what both sides changed in it")
                }
            }
        };
        self.0.iter().map(sentence).collect()
    }
}

/// What a key holds, one and several; the same word twice for what there is one of.
fn noun(kind: Kind, key: &str) -> (&'static str, &'static str) {
    match (kind, key) {
        (_, "responsibilities") => ("responsibility", "responsibilities"),
        (_, "requirements") => ("requirement", "requirements"),
        (_, "nice_to_have") => ("nice-to-have", "nice-to-haves"),
        (_, "roles") => ("role", "roles"),
        (_, "specialties") => ("specialty", "specialties"),
        (_, "segments") => ("segment", "segments"),
        (_, "performance_indicators") => ("performance indicator", "performance indicators"),
        (Kind::Ladder, "steps") => ("step of the career ladder", "steps of the career ladder"),
        (_, "steps") => ("step of the hiring process", "steps of the hiring process"),
        (_, "sections") => ("section", "sections"),
        (_, "tags") => ("tag", "tags"),
        (_, "omit") => ("omitted item", "omitted items"),
        (_, "reports_to") => ("manager", "managers"),
        (_, "waive") => ("waiver", "waivers"),
        (_, "required") => ("required field", "required fields"),
        (_, "mandatory_items") => ("mandatory item", "mandatory items"),
        (_, "entry_grades") => ("entry grade", "entry grades"),
        (Kind::Free, _) => ("synonym", "synonyms"),
        (Kind::Searches, _) => ("saved search", "saved searches"),
        (Kind::Ladder, _) => ("career ladder", "career ladder"),
        (Kind::Hiring, _) => ("hiring process", "hiring process"),
        (kind, key) => match kind.known(key) {
            "review_due" => ("review date", "review date"),
            "requirement_budget" => ("requirement budget", "requirement budget"),
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
        return list.heading().to_owned();
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
        true => "(no title)".to_owned(),
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
