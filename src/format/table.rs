//! Rows and columns of plain texts: for spreadsheets, for Markdown pages, and aligned for people.

use super::clean::clean_line;
use super::wrap::width;

/// A table as CSV, RFC 4180 but for the end of its lines. A cell that a spreadsheet would take for a formula is written
/// with an apostrophe before it, as OWASP advises ("CSV Injection"): one that begins with `=`, `+`, `-`, `@`, a tab or
/// a carriage return, unless it is a number.
pub fn csv<'t>(rows: impl IntoIterator<Item = &'t Vec<String>>) -> String {
    let mut out = String::new();
    for row in rows {
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                out.push(',');
            }
            out.push_str(&csv_cell(cell));
        }
        out.push('\n');
    }
    out
}

/// One cell of a table as CSV.
pub fn csv_cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && text.trim().parse::<f64>().is_err();
    let cell = clean_line(text);
    let cell = match is_formula {
        true => format!("'{cell}"),
        false => cell.into_owned(),
    };
    let is_plain = !cell.contains([',', '"', '\n', '\r']) && cell.trim() == cell;
    match is_plain {
        true => cell,
        false => format!("\"{}\"", cell.replace('"', "\"\"")),
    }
}

/// A table as Markdown, its first row the headings.
pub fn markdown<'t>(rows: impl IntoIterator<Item = &'t Vec<String>>) -> String {
    let mut out = String::new();
    for (n, row) in rows.into_iter().enumerate() {
        out.push('|');
        for cell in row {
            out.push_str(&format!(" {} |", markdown_cell(cell)));
        }
        out.push('\n');
        if n == 0 {
            out.push('|');
            out.push_str(&"---|".repeat(row.len()));
            out.push('\n');
        }
    }
    out
}

/// A text as it is in a cell of a Markdown table: nothing of it is taken for markup.
pub fn markdown_cell(text: &str) -> String {
    let mut out = String::new();
    for c in clean_line(text).chars() {
        if matches!(
            c,
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A table for people, its columns aligned; no cell of it wider than `most` columns, and none where it is `None`.
pub fn aligned(rows: &[Vec<String>], most: Option<usize>) -> String {
    let cell = |text: &str| {
        let text = clean_line(text).into_owned();
        match most {
            Some(most) => cut(&text, most),
            None => text,
        }
    };
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|text| cell(text)).collect())
        .collect();
    let mut widths: Vec<usize> = Vec::new();
    for row in &rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (widest, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            line.push_str(&" ".repeat(widest - width(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// As much of a text as fits, with an ellipsis where something is left out.
pub fn cut(text: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if width(text) <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used + 1 > most {
            break;
        }
        out.push_str(grapheme);
    }
    out.push('…');
    out
}
