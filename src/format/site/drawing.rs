//! A career ladder as a picture in SVG that stands in a page and takes its colours from it.

use std::fmt::Write;

use super::super::html::escaped;
use super::super::inline::plain;
use super::super::ladder::remark;
use super::super::wrap::{width, wrap};
use crate::model::{Catalog, Grid, Ladder, Node, Place, StepKind};
use crate::text::text;

const BOX: (usize, usize) = (190, 58);
const GAP: (usize, usize) = (36, 46);
const MARGIN: usize = 12;
/// Room above the boxes, for the names of families.
const TOP: usize = 24;
/// Characters in a line of a box.
const LETTERS: usize = 25;
/// Lines of a title.
const LINES: usize = 2;

/// Columns of boxes that can still be read on a sheet of paper.
const ON_PAPER: usize = 6;

/// Whether the picture is too wide to be read on paper.
pub(super) fn is_wide(ladder: &Ladder) -> bool {
    Grid::of(ladder).columns > ON_PAPER
}

/// The picture: higher levels higher, families beside each other. Boxes are links where `link` says so; those of the
/// family with this key stand out.
pub(super) fn svg(
    ladder: &Ladder,
    catalog: &Catalog,
    key: Option<&str>,
    link: impl Fn(&Place) -> Option<String>,
) -> String {
    let grid = Grid::of(ladder);
    let (rows, columns) = (grid.rows.max(1), grid.columns.max(1));
    let (wide, high) = (BOX.0 + GAP.0, BOX.1 + GAP.1);
    let all = (
        columns * wide - GAP.0 + 2 * MARGIN,
        rows * high - GAP.1 + 2 * MARGIN + TOP,
    );
    let corner = |rung: usize| {
        let (row, column) = grid.cells[rung];
        (
            MARGIN + column * wide,
            MARGIN + TOP + (rows - 1 - row) * high,
        )
    };
    let mut out = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" \
         role=\"group\" aria-labelledby=\"ladder-heading\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
         orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>",
        all.0, all.1
    );
    for lane in &grid.lanes {
        let name = match lane.key.as_deref().and_then(|key| catalog.get(key)) {
            Some(entry) => plain(entry.family.title(Node::Family), false),
            None => text!("site-elsewhere").to_owned(),
        };
        let letters = (lane.columns.max(1) * wide - GAP.0) / 7;
        let _ = writeln!(
            out,
            "<text class=\"faint\" x=\"{}\" y=\"{}\">{}</text>",
            MARGIN + lane.first * wide,
            MARGIN + 8,
            escaped(&shortened(&name, letters))
        );
    }
    for step in &ladder.steps {
        let (from, to) = (corner(step.from), corner(step.to));
        let class = match step.kind.is_derived() {
            true => " class=\"derived\"",
            false => "",
        };
        let tip = match step.kind {
            StepKind::Variation | StepKind::OneOf => "",
            _ => " marker-end=\"url(#tip)\"",
        };
        let _ = writeln!(
            out,
            "<path{class} d=\"{}\"{tip}><title>{}</title></path>",
            way(from, to),
            escaped(step.kind.shown())
        );
    }
    for rung in 0..ladder.rungs.len() {
        let place = ladder.place(rung);
        let href = place.and_then(&link);
        let is_here = place.is_some_and(|place| Some(&*place.key) == key);
        let (x, y) = corner(rung);
        let title = plain(&ladder.title(catalog, rung), false);
        let (open, close) = match &href {
            Some(href) => (format!("<a href=\"{}\">", escaped(href)), "</a>"),
            None => (String::new(), ""),
        };
        let class = if is_here { " class=\"here\"" } else { "" };
        let _ = write!(
            out,
            "<g{class}>{open}<title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"6\"/>",
            escaped(&title),
            BOX.0,
            BOX.1
        );
        let mut line_y = y + 18;
        for line in lines(&title) {
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{line_y}\">{}</text>",
                x + 8,
                escaped(&line)
            );
            line_y += 16;
        }
        let grade = ladder.grade(rung).map(|grade| text!("show-grade-2", grade));
        let words = grade.or_else(|| remark(ladder, rung).map(str::to_owned));
        if let Some(words) = words {
            let _ = write!(
                out,
                "<text class=\"faint\" x=\"{}\" y=\"{}\">{}</text>",
                x + 8,
                y + BOX.1 - 7,
                escaped(&shortened(&words, LETTERS))
            );
        }
        let _ = writeln!(out, "{close}</g>");
    }
    out.push_str("</svg>");
    out
}

/// From box to box: upwards and downwards from edge to edge, within a row from side to side.
fn way(from: (usize, usize), to: (usize, usize)) -> String {
    let middle = BOX.0 / 2;
    if from == to {
        // A step that leads to where it begins: a loop above the box.
        let (x, y) = (from.0 + middle, from.1);
        return format!(
            "M{} {y}C{} {} {} {} {} {y}",
            x - 20,
            x - 30,
            y - 30,
            x + 30,
            y - 30,
            x + 20
        );
    }
    if from.1 == to.1 {
        let y = from.1 + BOX.1 / 2;
        let (start, end) = match from.0 < to.0 {
            true => (from.0 + BOX.0, to.0),
            false => (from.0, to.0 + BOX.0),
        };
        // What lies between is passed by above.
        return match start.abs_diff(end) <= GAP.0 {
            true => format!("M{start} {y}L{end} {y}"),
            false => {
                let (a, b) = (from.0 + middle, to.0 + middle);
                let top = from.1;
                let over = top.saturating_sub(GAP.1 / 2);
                format!("M{a} {top}C{a} {over} {b} {over} {b} {top}")
            }
        };
    }
    let (start, end) = match from.1 > to.1 {
        true => (from.1, to.1 + BOX.1),
        false => (from.1 + BOX.1, to.1),
    };
    let half = (start + end) / 2;
    let (a, b) = (from.0 + middle, to.0 + middle);
    format!("M{a} {start}C{a} {half} {b} {half} {b} {end}")
}

/// The lines of a title that a box has room for.
fn lines(title: &str) -> Vec<String> {
    let rows = wrap(title, LETTERS);
    let mut lines: Vec<String> = rows
        .iter()
        .take(LINES)
        .map(|row| title[row.clone()].trim().to_owned())
        .collect();
    if rows.len() > LINES
        && let Some(last) = lines.last_mut()
    {
        *last = shortened(&format!("{last}……"), LETTERS);
    }
    lines
}

fn shortened(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.replace("……", "…");
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out) + 1 >= most {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end_matches('…'))
}
