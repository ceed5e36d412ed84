//! Values and tables as text, where they are new in a file.

use super::layout::canonical;
use super::regions::Path;
use super::schema::Kind;
use super::source::Source;
use super::tree::{Table, Value};
use crate::model::Family;

/// A value on one line, but for texts of several lines; in the quotes of the old one where it was a text.
pub(super) fn literal(source: &Source<'_>, value: &Value, old: Option<&str>) -> String {
    match value {
        Value::Text(text) => source.quote(text, old),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(|v| literal(source, v, None)).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Table(table) => {
            let entry = |(name, value): &(std::borrow::Cow<'static, str>, Value)| {
                let value = literal(source, value, None);
                format!("{} = {value}", key(name))
            };
            match table.entries.as_slice() {
                [] => "{}".to_owned(),
                entries => {
                    let entries: Vec<String> = entries.iter().map(entry).collect();
                    format!("{{ {} }}", entries.join(", "))
                }
            }
        }
    }
}

/// A key, in quotes where it needs them.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) {
        return name.to_owned();
    }
    Source::new("").quote(name, None)
}

/// A header, of a list's element or of a table.
pub(super) fn header(path: &[(String, Option<usize>)], element: bool) -> String {
    let keys: Vec<String> = path.iter().map(|(name, _)| key(name)).collect();
    match element {
        true => format!("[[{}]]", keys.join(".")),
        false => format!("[{}]", keys.join(".")),
    }
}

/// A list with a line for each element.
pub(super) fn lines(newline: &str, indent: &str, literals: &[String]) -> String {
    let lines: String = literals
        .iter()
        .map(|literal| format!("{indent}  {literal},{newline}"))
        .collect();
    format!("[{newline}{lines}{indent}]")
}

/// A table under its header, with the tables below it.
pub(super) fn block(source: &Source<'_>, path: &Path, element: bool, table: &Table) -> String {
    let mut blocks = Vec::new();
    blocks_of(source, path, element, table, &mut blocks);
    blocks.join(source.newline)
}

/// A whole file.
pub(super) fn file(source: &Source<'_>, table: &Table) -> String {
    let mut blocks = Vec::new();
    blocks_of(source, &Vec::new(), false, table, &mut blocks);
    blocks.join(source.newline)
}

/// The text of a new file that says what a family says. Reading it gives the same family.
pub fn write_family(family: &Family) -> String {
    let text = file(&Source::new(""), &super::tree::family(family));
    canonical(&text).unwrap_or(text)
}

fn blocks_of(
    source: &Source<'_>,
    path: &Path,
    element: bool,
    table: &Table,
    blocks: &mut Vec<String>,
) {
    let newline = source.newline;
    let mut own = String::new();
    let mut below: Vec<(&str, &Value)> = Vec::new();
    for (name, value) in &table.entries {
        if stands_alone(table.kind, name, value) {
            below.push((name, value));
            continue;
        }
        let value = match value {
            Value::List(values) if table.kind.form(name).has_lines() => {
                let literals: Vec<String> =
                    values.iter().map(|v| literal(source, v, None)).collect();
                lines(newline, "", &literals)
            }
            value => literal(source, value, None),
        };
        own.push_str(&format!("{} = {value}{newline}", key(name)));
    }
    if !path.is_empty() {
        // A table that has only tables below it needs no header of its own.
        if element || !own.is_empty() || below.is_empty() {
            blocks.push(format!("{}{newline}{own}", header(path, element)));
        }
    } else if !own.is_empty() {
        blocks.push(own);
    }
    for (name, value) in below {
        let mut path = path.clone();
        path.push((name.to_owned(), None));
        match value {
            Value::List(values) => {
                for value in values {
                    if let Value::Table(table) = value {
                        blocks_of(source, &path, true, table, blocks);
                    }
                }
            }
            Value::Table(table) => blocks_of(source, &path, false, table, blocks),
            _ => {}
        }
    }
}

/// Whether a key's value is written below, under a header of its own.
fn stands_alone(kind: Kind, name: &str, value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Table(_)) && kind.form(name).has_headers()
}
