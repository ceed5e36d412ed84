//! A comparison of roles, out: as text, Markdown, HTML and JSON, and row by row as a screen shows it.
//!
//! Knows the comparison and the sibling modules for Markdown, width and cleaning. Knows nothing of who prints or draws.

mod html;
mod markdown;
mod text;

use std::ops::Range;

use serde_json::{Value, json};

use super::clean::clean_line;
use super::inline::plain;
use crate::model::{ComparedRow, ComparedSection, Comparison, RowState, column_letter, word_marks};
use crate::text::text;

pub use html::html;
pub use markdown::markdown;
pub(super) use markdown::{emphasised, escaped};
pub use text::text;

/// The texts of a row as they are shown: Markdown taken off, harmless, on one line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// In the order of the roles.
    pub texts: Vec<Option<String>>,
    /// The bytes of each text that differ from the others, in order and apart; none where nothing can be told apart.
    pub marks: Vec<Vec<Range<usize>>>,
}

impl ShownRow {
    /// The columns that say each of the different texts, the first column first.
    pub fn distinct(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (column, text) in self.texts.iter().enumerate() {
            let Some(text) = text else {
                continue;
            };
            let same = |group: &&mut Vec<usize>| {
                let first = group.first().and_then(|first| self.texts[*first].as_ref());
                first == Some(text)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(column),
                None => groups.push(vec![column]),
            }
        }
        groups
    }
}

/// What is shown of a row.
pub fn shown(row: &ComparedRow) -> ShownRow {
    let taken_off = |text: &str| clean_line(plain(text, true).trim()).into_owned();
    let as_written = |text: &str| clean_line(text.trim()).into_owned();
    let texts = |show: &dyn Fn(&str) -> String| -> Vec<Option<String>> {
        let cells = row.cells.iter();
        cells
            .map(|cell| cell.as_ref().map(|cell| show(&cell.text)))
            .collect()
    };
    let mut shown = texts(&taken_off);
    let mut said = shown.iter().flatten();
    let first = said.next();
    // What differs in its Markdown alone is shown with it.
    if row.state == RowState::Changed && said.all(|text| Some(text) == first) {
        shown = texts(&as_written);
    }
    let marks = match row.state {
        RowState::Changed => {
            let texts: Vec<Option<&str>> = shown.iter().map(Option::as_deref).collect();
            word_marks(&texts)
        }
        RowState::Same | RowState::Only => vec![Vec::new(); shown.len()],
    };
    ShownRow {
        texts: shown,
        marks,
    }
}

/// The letters of some columns of a row, with a dot for each of the others: `A·C`.
pub fn letters(columns: &[usize], of: usize) -> String {
    let letter = |column| match columns.contains(&column) {
        true => column_letter(column),
        false => '·',
    };
    (0..of).map(letter).collect()
}

/// The sign of a row: `=` the same, `≠` another value of the same thing, `~` taken for the same in other words; a space
/// for what only some say.
pub fn sign(row: &ComparedRow) -> char {
    match (row.state, row.guess) {
        (RowState::Same, _) => '=',
        (RowState::Changed, None) => '≠',
        (RowState::Changed, Some(_)) => '~',
        (RowState::Only, _) => ' ',
    }
}

/// What a row has found out, in words.
pub fn verdict(row: &ComparedRow) -> String {
    match (row.state, row.guess) {
        (RowState::Same, _) => text!("show-same").to_owned(),
        (RowState::Changed, None) => text!("show-differs").to_owned(),
        (RowState::Changed, Some(_)) => text!("show-row-reworded").to_owned(),
        (RowState::Only, _) => {
            let columns = row.cells.iter().enumerate();
            let letters = columns.filter(|(_, cell)| cell.is_some());
            let letters: Vec<String> = letters
                .map(|(column, _)| column_letter(column).to_string())
                .collect();
            text!("show-only", letters = letters.join(", "))
        }
    }
}

/// What a row of a table begins with: what it has found out, and of what, where no heading says that.
fn row_name(section: &ComparedSection, row: &ComparedRow) -> String {
    match section.topic.is_scalar() {
        true => format!("{}: {}", section.topic.heading(), verdict(row)),
        false => verdict(row),
    }
}

/// How many rows of a section are the same, reworded or otherwise, and said by some only, in words; empty for none.
pub fn counts(section: &ComparedSection) -> String {
    let guessed = section
        .rows
        .iter()
        .filter(|row| row.guess.is_some())
        .count();
    let counted = [
        (section.count(RowState::Same), text!("show-so-many-same")),
        (
            section.count(RowState::Changed) - guessed,
            text!("show-so-many-different"),
        ),
        (guessed, text!("show-so-many-reworded")),
        (section.count(RowState::Only), text!("show-not-in-all")),
    ];
    let parts = counted.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    parts.join(", ")
}

/// A comparison as JSON: `{roles: [address], sections: [{name, rows: [{state, items}]}]}`, the state one of `same`,
/// `changed` and `only`, and one item a role, `null` where a role does not say it. The keys are a contract.
pub fn json(comparison: &Comparison) -> Value {
    let row = |row: &ComparedRow| {
        let items = row.cells.iter();
        let items: Vec<Option<&str>> = items
            .map(|cell| cell.as_ref().map(|cell| cell.text.as_str()))
            .collect();
        json!({ "state": row.state.word(), "items": items })
    };
    let sections = comparison.sections.iter().map(|section| {
        let rows: Vec<Value> = section.rows.iter().map(row).collect();
        json!({ "name": section.topic.key(), "rows": rows })
    });
    let roles = comparison.roles.iter().map(ToString::to_string);
    json!({
        "roles": roles.collect::<Vec<String>>(),
        "sections": sections.collect::<Vec<Value>>(),
    })
}
