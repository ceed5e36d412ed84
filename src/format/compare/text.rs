//! The comparison as one list: each line says which roles have it by their letters, so that it reads well at any
//! width and aloud.

use std::ops::Range;

use super::{counts, letters, shown, sign};
use crate::format::clean::clean_line;
use crate::format::wrap::{width, wrap};
use crate::model::{Comparison, RowState, column_letter};

/// One line of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComparedLine {
    /// Whether it is a heading.
    pub is_heading: bool,
    /// What stands before the text: letters and a sign, or room.
    pub lead: String,
    /// The text, harmless.
    pub text: String,
    /// The bytes of the text that differ from the other roles.
    pub marks: Vec<Range<usize>>,
}

/// A comparison as lines, wrapped at `columns`; `None` never wraps. With `brackets` what differs stands in brackets,
/// for where it cannot be underlined.
pub fn text(comparison: &Comparison, columns: Option<usize>, brackets: bool) -> Vec<ComparedLine> {
    let mut page = Page {
        lines: Vec::new(),
        columns,
    };
    let roles = comparison.roles.len();
    for (column, title) in comparison.titles.iter().enumerate() {
        let text = format!("{} ({})", clean_line(title), comparison.roles[column]);
        let lead = format!("{}  ", column_letter(column));
        page.put(&lead, &clean_line(&text), Vec::new());
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
            page.lines.push(ComparedLine::default());
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
                let marks = &shown.marks[columns[0]];
                let lead = format!("{} {} ", letters(&columns, roles), sign(row));
                let (text, marks) = match brackets {
                    true => (bracketed(text, marks), Vec::new()),
                    false => (text.to_owned(), marks.clone()),
                };
                let along = |mark: Range<usize>| mark.start + label.len()..mark.end + label.len();
                let marks = marks.into_iter().map(along).collect();
                page.put(&lead, &format!("{label}{text}"), marks);
            }
        }
    }
    page.lines.push(ComparedLine::default());
    page.put("", &ending(comparison), Vec::new());
    page.lines
}

/// What the signs mean, as far as there are such, or that there is no difference.
fn ending(comparison: &Comparison) -> String {
    let rows = || comparison.sections.iter().flat_map(|section| &section.rows);
    if comparison.is_equal() {
        return "No difference.".to_owned();
    }
    let mut parts = Vec::new();
    if rows().any(|row| row.state == RowState::Same) {
        parts.push("= all say the same");
    }
    if rows().any(|row| row.state == RowState::Changed && row.guess.is_none()) {
        parts.push("≠ they say something else");
    }
    if rows().any(|row| row.guess.is_some()) {
        parts.push("~ reworded, as far as one can tell");
    }
    let differences = match comparison.differences() {
        1 => "1 difference".to_owned(),
        many => format!("{many} differences"),
    };
    match parts.is_empty() {
        true => format!("{differences}."),
        false => format!("{differences}. {}.", parts.join("; ")),
    }
}

struct Page {
    lines: Vec<ComparedLine>,
    columns: Option<usize>,
}

impl Page {
    fn heading(&mut self, text: &str) {
        let from = self.lines.len();
        self.put("", text, Vec::new());
        for line in &mut self.lines[from..] {
            line.is_heading = true;
        }
    }

    /// A text behind its lead, wrapped, the rows after the first one behind room.
    fn put(&mut self, lead: &str, text: &str, marks: Vec<Range<usize>>) {
        let indent = width(lead);
        let room = self
            .columns
            .map_or(usize::MAX, |columns| columns.saturating_sub(indent));
        for (index, range) in wrap(text, room).into_iter().enumerate() {
            let row = text[range.clone()].trim_end();
            let lead = match index {
                0 => lead.to_owned(),
                _ => " ".repeat(indent),
            };
            self.lines.push(ComparedLine {
                is_heading: false,
                lead,
                marks: within(&marks, range.start..range.start + row.len()),
                text: row.to_owned(),
            });
        }
    }
}

/// The parts of ranges that are in one row, counted from its start.
fn within(marks: &[Range<usize>], row: Range<usize>) -> Vec<Range<usize>> {
    let cut = marks.iter().map(|mark| {
        let (start, end) = (mark.start.max(row.start), mark.end.min(row.end));
        start.saturating_sub(row.start)..end.saturating_sub(row.start)
    });
    cut.filter(|mark| mark.start < mark.end).collect()
}

/// A text with brackets around what differs.
pub fn bracketed(text: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 2 * marks.len());
    let mut at = 0;
    for mark in marks {
        out.push_str(&text[at..mark.start]);
        out.push('[');
        out.push_str(&text[mark.clone()]);
        out.push(']');
        at = mark.end;
    }
    out.push_str(&text[at..]);
    out
}
