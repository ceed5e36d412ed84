//! The comparison as one list: each line says which roles have it by their letters, so that it reads well at any
//! width and aloud.

use super::{counts, letters, shown, sign};
use crate::format::clean::clean_line;
use crate::format::marked::{MarkedLine, MarkedPage};
use crate::model::{Comparison, RowState, column_letter};
use crate::text::text;

/// A comparison as lines, wrapped at `columns`; `None` never wraps. With `brackets` what differs stands in brackets,
/// for where it cannot be underlined.
pub fn text(comparison: &Comparison, columns: Option<usize>, brackets: bool) -> Vec<MarkedLine> {
    let mut page = MarkedPage::new(columns, brackets);
    let roles = comparison.roles.len();
    for (column, title) in comparison.titles.iter().enumerate() {
        let text = format!("{} ({})", clean_line(title), comparison.roles[column]);
        let lead = format!("{}  ", column_letter(column));
        page.put(&lead, "", &clean_line(&text), &[]);
    }
    let mut is_first = true;
    for section in comparison.sections.iter().filter(|s| !s.rows.is_empty()) {
        let topic = section.topic;
        // What a role says once needs no heading: its name stands before it.
        let label = match topic.is_scalar() {
            true => format!("{}: ", topic.heading()),
            false => String::new(),
        };
        if !topic.is_scalar() || std::mem::take(&mut is_first) {
            page.blank();
        }
        if !topic.is_scalar() {
            page.heading(&format!("{}: {}", topic.heading(), counts(section)));
        }
        for row in &section.rows {
            let shown = shown(row);
            for columns in shown.distinct() {
                let Some(text) = columns.first().and_then(|c| shown.texts[*c].as_deref()) else {
                    continue;
                };
                let lead = format!("{} {} ", letters(&columns, roles), sign(row));
                page.put(&lead, &label, text, &shown.marks[columns[0]]);
            }
        }
    }
    page.blank();
    page.put("", "", &ending(comparison), &[]);
    page.lines
}

/// What the signs mean, as far as there are such, or that there is no difference.
fn ending(comparison: &Comparison) -> String {
    let rows = || comparison.sections.iter().flat_map(|section| &section.rows);
    if comparison.is_equal() {
        return text!("show-no-difference").to_owned();
    }
    let mut parts = Vec::new();
    if rows().any(|row| row.state == RowState::Same) {
        parts.push(text!("show-all-say-the-same"));
    }
    if rows().any(|row| row.state == RowState::Changed && row.guess.is_none()) {
        parts.push(text!("show-they-say-something-else"));
    }
    if rows().any(|row| row.guess.is_some()) {
        parts.push(text!("show-reworded-as-far-as-one-2"));
    }
    let differences = text!("show-differences", many = comparison.differences());
    match parts.is_empty() {
        true => format!("{differences}."),
        false => format!("{differences}. {}.", parts.join("; ")),
    }
}
