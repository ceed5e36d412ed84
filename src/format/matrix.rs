//! The matrix of a catalog as text, CSV, Markdown and JSON.

use serde_json::{Value, json};

use super::table;
use crate::model::{Axis, Catalog, Column, Matrix, MatrixCell, MatrixRow, Place};
use crate::text::text;

/// The heading of a column.
pub fn heading(axis: Axis, column: &Column) -> String {
    match (axis, column) {
        (Axis::Grade, Column::None) => text!("show-no-grade").to_owned(),
        (Axis::Track, Column::None) => text!("show-no-track").to_owned(),
        (Axis::Status, Column::None) => text!("show-no-status").to_owned(),
        (_, column) => column.to_string(),
    }
}

/// The titles of the roles in a cell.
pub fn titles(matrix: &Matrix, catalog: &Catalog, cell: Option<&MatrixCell>) -> Vec<String> {
    let title = |place: Place| {
        let entry = catalog.get(&place.key);
        entry.map_or_else(String::new, |e| e.family.position_title(place.position))
    };
    let cells = cell.into_iter();
    cells
        .flat_map(|cell| matrix.roles(cell))
        .map(title)
        .collect()
}

/// What a cell says at a glance: nothing, a level that is missing, a title, or how many roles there are and which.
/// Marks stand for what colours could: `!` before roles that do not say where they belong, `×` behind their number
/// where there are several, `=` where several have the same title.
pub fn glance(matrix: &Matrix, catalog: &Catalog, row: &MatrixRow, column: usize) -> String {
    let cell = row.cell(column);
    let mut words = match titles(matrix, catalog, cell).as_slice() {
        [] if row.is_gap(column) => return text!("show-gap").to_owned(),
        [] => return "·".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => {
            let same = if cell.is_some_and(|cell| cell.same_title) {
                "="
            } else {
                ""
            };
            format!("{}×{same} {first}, {}", rest.len() + 1, rest.join(", "))
        }
    };
    if matrix.columns.get(column) == Some(&Column::None) {
        words.insert_str(0, "! ");
    }
    words
}

/// The rows and columns as plain texts, the headings first.
fn cells(matrix: &Matrix, cell: impl Fn(&MatrixRow, usize) -> String) -> Vec<Vec<String>> {
    let headings = matrix.columns.iter().map(|c| heading(matrix.axis, c));
    let mut rows = vec![std::iter::once(String::new()).chain(headings).collect()];
    for row in &matrix.rows {
        let name = name(row);
        let of_row = (0..matrix.columns.len()).map(|column| cell(row, column));
        rows.push(std::iter::once(name).chain(of_row).collect());
    }
    rows
}

/// What a row is called; the top of the catalog has no name of its own.
pub fn name(row: &MatrixRow) -> String {
    match row.title.as_str() {
        "" => text!("show-report-top").to_owned(),
        title => title.to_owned(),
    }
}

/// For people, with cells that are at most `most` columns wide.
pub fn text(matrix: &Matrix, catalog: &Catalog, most: Option<usize>) -> String {
    let cell = |row: &MatrixRow, column| glance(matrix, catalog, row, column);
    table::aligned(&cells(matrix, cell), most)
}

/// For pages, with the same marks as the text.
pub fn markdown(matrix: &Matrix, catalog: &Catalog) -> String {
    let cell = |row: &MatrixRow, column| glance(matrix, catalog, row, column);
    table::markdown(&cells(matrix, cell))
}

/// For spreadsheets: the titles and nothing else, with semicolons between those of one cell; the key of the row comes
/// before its title.
pub fn csv(matrix: &Matrix, catalog: &Catalog) -> String {
    let cell = |row: &MatrixRow, column| titles(matrix, catalog, row.cell(column)).join("; ");
    let mut rows = cells(matrix, cell);
    for (n, row) in rows.iter_mut().enumerate() {
        let (key, title) = match n.checked_sub(1).and_then(|n| matrix.rows.get(n)) {
            Some(of) => (of.key.to_string(), of.title.clone()),
            None => ("key".to_owned(), "title".to_owned()),
        };
        row[0] = title;
        row.insert(0, key);
    }
    table::csv(&rows)
}

/// As an object. The keys are a contract.
pub fn json(matrix: &Matrix, catalog: &Catalog) -> Value {
    let column = |column: &Column| match column {
        Column::None => Value::Null,
        column => json!(column.to_string()),
    };
    let rows = matrix.rows.iter().map(|row| {
        let cells = matrix.columns.iter().enumerate().map(|(n, value)| {
            let cell = row.cell(n);
            let places = cell.into_iter().flat_map(|cell| matrix.roles(cell));
            let titles = titles(matrix, catalog, cell);
            let roles = places.zip(titles).map(|(place, title)| {
                let address = catalog.address(&place).map(|address| address.to_string());
                json!({ "address": address, "title": title })
            });
            json!({
                "column": column(value),
                "roles": roles.collect::<Vec<_>>(),
                "gap": row.is_gap(n),
                "same_title": cell.is_some_and(|cell| cell.same_title),
            })
        });
        json!({ "key": row.key, "title": row.title, "cells": cells.collect::<Vec<_>>() })
    });
    json!({
        "by": match matrix.axis {
            Axis::Grade => "grade",
            Axis::Track => "track",
            Axis::Status => "status",
        },
        "columns": matrix.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}
