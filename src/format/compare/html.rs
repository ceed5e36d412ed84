//! The comparison as a page of HTML that stands alone: no script, nothing loaded, light and dark as the reader has it.

use std::ops::Range;

use super::{counts, row_name, shown, sign};
use crate::format::html::escaped;
use crate::model::{ComparedRow, ComparedSection, Comparison, RowState, column_letter};
use crate::text::{language, text};

/// Signs and words say what the colours say. The colours keep a contrast of 4.5 to 1 at least in both schemes.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#b9b9b9;--quiet:#5a5a5a;--mark:#fff0b3}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#555;--quiet:#a8a8a8;--mark:#5a4a00}}
body{margin:0;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}
th:first-child{width:9rem;font-weight:400}
thead th:nth-child(n){font-weight:700}
tbody th[colspan]{padding-top:1.4rem;font-size:1.1rem;font-weight:700}
small,.none{color:var(--quiet);font-weight:400}
mark{background:var(--mark);color:inherit;text-decoration:underline}
@media print{:root{--ink:#000;--paper:#fff}table{min-width:0!important}tr{break-inside:avoid}}
";

/// Widths in rem below which the table is scrolled sideways instead: of the first column, and of each role's.
const FINDING: usize = 9;
const COLUMN: usize = 12;

/// A comparison as a whole page, escaped, with a newline at its end.
pub fn html(comparison: &Comparison) -> String {
    let titles: Vec<String> = comparison
        .titles
        .iter()
        .map(|title| escaped(title))
        .collect();
    let name = titles.join(" · ");
    let comparison_of = text!("show-comparison");
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>{comparison_of}: {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{comparison_of}</h1>\n<p>{}</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{comparison_of}\">\n\
         <table style=\"min-width:{}rem\">\n<thead>\n<tr><th scope=\"col\">{}</th>",
        language().code(),
        summary(comparison),
        FINDING + COLUMN * titles.len(),
        text!("show-finding")
    );
    for (column, title) in titles.iter().enumerate() {
        let address = escaped(&comparison.roles[column].to_string());
        let letter = column_letter(column);
        out.push_str(&format!(
            "<th scope=\"col\">{letter}: {title}<br><small>{address}</small></th>"
        ));
    }
    out.push_str("</tr>\n</thead>\n");
    for section in comparison.sections.iter().filter(|s| !s.rows.is_empty()) {
        out.push_str("<tbody>\n");
        // What a role says once is told by its row.
        if !section.topic.is_scalar() {
            out.push_str(&format!(
                "<tr><th scope=\"rowgroup\" colspan=\"{}\">{} <small>{}</small></th></tr>\n",
                titles.len() + 1,
                section.topic.heading(),
                counts(section)
            ));
        }
        for row in &section.rows {
            put_row(&mut out, section, row, titles.len());
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n</div>\n</main>\n</body>\n</html>\n");
    out
}

fn summary(comparison: &Comparison) -> String {
    match comparison.differences() {
        0 => text!("show-no-difference").to_owned(),
        count => text!("show-differences-underlined", count),
    }
}

fn put_row(out: &mut String, section: &ComparedSection, row: &ComparedRow, columns: usize) {
    let shown = shown(row);
    let sign = match sign(row) {
        ' ' => String::new(),
        sign => format!("<span aria-hidden=\"true\">{sign} </span>"),
    };
    out.push_str(&format!(
        "<tr class=\"{}\"><th scope=\"row\">{sign}{}</th>",
        row.state.word(),
        row_name(section, row)
    ));
    match (row.state, shown.texts.first()) {
        (RowState::Same, Some(Some(text))) => {
            out.push_str(&format!("<td colspan=\"{columns}\">{}</td>", escaped(text)));
        }
        _ => {
            for (text, marks) in shown.texts.iter().zip(&shown.marks) {
                out.push_str(&match text {
                    Some(text) => format!("<td>{}</td>", marked(text, marks)),
                    None => "<td class=\"none\">—</td>".to_owned(),
                });
            }
        }
    }
    out.push_str("</tr>\n");
}

fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len() + 13 * marks.len());
    let mut at = 0;
    for mark in marks {
        out.push_str(&escaped(&text[at..mark.start]));
        out.push_str(&format!("<mark>{}</mark>", escaped(&text[mark.clone()])));
        at = mark.end;
    }
    out.push_str(&escaped(&text[at..]));
    out
}
