//! The comparison as Markdown: a table a section, one column a role.

use std::ops::Range;

use super::{row_name, shown};
use crate::format::clean::clean_line;
use crate::model::{Comparison, column_letter};
use crate::text::text;

/// A comparison as Markdown (tables as GitHub has them), with a newline at its end. What differs is bold.
pub fn markdown(comparison: &Comparison) -> String {
    let titles = || comparison.titles.iter().enumerate();
    let names: Vec<String> = titles()
        .map(|(column, title)| format!("{}: {}", column_letter(column), escaped(title)))
        .collect();
    let mut out = format!("# {}\n\n", text!("show-comparison"));
    for (name, address) in names.iter().zip(&comparison.roles) {
        out.push_str(&format!("- {name} ({})\n", escaped(&address.to_string())));
    }
    let mut has_table = false;
    for section in comparison.sections.iter().filter(|s| !s.rows.is_empty()) {
        // What a role says once stands in one table.
        let is_scalar = section.topic.is_scalar();
        if !is_scalar {
            out.push_str(&format!("\n## {}\n", section.topic.heading()));
        }
        if !is_scalar || !has_table {
            out.push_str(&format!("\n| | {} |\n", names.join(" | ")));
            out.push_str(&format!("|---|{}\n", "---|".repeat(names.len())));
        }
        has_table = is_scalar;
        for row in &section.rows {
            let shown = shown(row);
            let cells: Vec<String> = shown
                .texts
                .iter()
                .zip(&shown.marks)
                .map(|(text, marks)| match text {
                    Some(text) => emphasised(text, marks),
                    None => "—".to_owned(),
                })
                .collect();
            let name = row_name(section, row);
            out.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
        }
    }
    if comparison.is_equal() {
        out.push_str(text!("show-no-difference-2"));
    }
    out
}

/// A text as it is in Markdown, what differs in bold.
pub(in crate::format) fn emphasised(text: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 4 * marks.len());
    let mut at = 0;
    for mark in marks {
        out.push_str(&escaped(&text[at..mark.start]));
        out.push_str(&format!("**{}**", escaped(&text[mark.clone()])));
        at = mark.end;
    }
    out.push_str(&escaped(&text[at..]));
    out
}

/// A text on one line that no reader of Markdown takes for markup.
pub(in crate::format) fn escaped(text: &str) -> String {
    let text = clean_line(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
