//! Postings as CSV (RFC 4180, but with `\n` for line ends): one row an item, with a header.

use std::borrow::Cow;

use super::clean::clean;
use super::inline::plain;
use super::posting::Posting;

/// The columns. The names are a contract.
pub const COLUMNS: [&str; 10] = [
    "address", "family", "title", "grade", "list", "number", "text", "tags", "origin", "stamp",
];

/// All items of all postings, in their order.
pub fn table(postings: &[Posting]) -> String {
    let mut out = String::new();
    row(&mut out, &COLUMNS.map(Cow::Borrowed));
    for posting in postings {
        // Once a role is enough.
        let mut stamp = posting.stamp.as_deref();
        for (kind, lines) in posting.lists() {
            for (n, line) in lines.iter().enumerate() {
                let cells = [
                    Cow::Borrowed(posting.address.as_str()),
                    Cow::Borrowed(posting.family.as_str()),
                    Cow::Borrowed(posting.title.as_str()),
                    Cow::Borrowed(posting.grade.as_deref().unwrap_or_default()),
                    Cow::Borrowed(kind.key()),
                    Cow::Owned((n + 1).to_string()),
                    Cow::Owned(plain(&line.text, true)),
                    Cow::Owned(line.tags.join(" ")),
                    Cow::Borrowed(line.origin.as_str()),
                    Cow::Borrowed(stamp.take().unwrap_or_default()),
                ];
                row(&mut out, &cells);
            }
        }
    }
    out
}

fn row(out: &mut String, cells: &[Cow<'_, str>; 10]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push_str(&safe(cell));
    }
    out.push('\n');
}

/// A cell that no spreadsheet takes for a formula: what begins like one has a `'` before it, as OWASP has it in
/// "CSV Injection".
fn safe(cell: &str) -> String {
    let cell = clean(cell);
    let formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.into_owned()
    };
    match cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn cells_are_no_formulas_and_stay_one_cell() {
        for (cell, safe_cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2 days", "'-2 days"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("two\nlines", "\"two\nlines\""),
            ("\u{1b}[31m", "␛[31m"),
        ] {
            assert_eq!(safe(cell), safe_cell);
        }
    }
}
