//! Where in the files the lines stand that were found: `file:line:column:text`, as editors read it.

use std::collections::HashSet;

use super::super::Failure;
use super::super::open::typed;
use super::super::output::Output;
use crate::document::{Problem, Workspace, locate_element};
use crate::search::{Field, Hit, Match};

/// Prints every line once, also when several roles have it.
pub(super) fn print(hits: &[Hit], workspace: &Workspace, out: &mut Output) -> Result<(), Failure> {
    let mut printed = HashSet::new();
    for hit in hits {
        let Some(document) = workspace.document(&hit.place.key) else {
            continue;
        };
        let file = typed(&workspace.file(document));
        for found in &hit.matches {
            let (line, column) = place(document.text(), found);
            if !printed.insert((hit.place.key.clone(), line, column)) {
                continue;
            }
            out.piece(&format!("{}:{line}:{column}:", file.display()))?;
            out.piece(&found.text)?;
            out.end_line()?;
        }
    }
    Ok(())
}

/// Line and column of what was found, both from 1, the column in bytes.
fn place(text: &str, found: &Match) -> (usize, usize) {
    let key = match found.field {
        Field::ReportsTo => "reports_to",
        field => field.name(),
    };
    let span = locate_element(text, found.node, key, found.index).unwrap_or(0..0);
    // Only the elements of lists have spans of their own; in the rest, what was found is looked for.
    let is_element = matches!(found.field, Field::List(_) | Field::Tag);
    let end = if is_element { span.end } else { text.len() };
    let within = text.get(span.start..end).unwrap_or_default();
    let marked: String = match found.ranges.first() {
        Some((start, end)) => found.text.chars().skip(*start).take(end - start).collect(),
        None => String::new(),
    };
    let at = match found.field {
        // A family has its id from its file's name.
        Field::Id if !within.contains(&marked) => span.start,
        _ => span.start + within.find(&marked).unwrap_or(0),
    };
    let ((line, _), _) = Problem::place(text, at..at);
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (line, at - line_start + 1)
}
