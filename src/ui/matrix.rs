//! Draws the matrix: headings that stay in sight, and as many cells as there is room for.

use ratatui::layout::Rect;

use super::chrome::notice;
use super::pen::{MARK, mark, pane, put, style};
use super::{Frame, area_of};
use crate::app::{App, MatrixView, Viewport};
use crate::config::Tone;
use crate::format::matrix::{glance, heading, name};
use crate::model::{Axis, Column, MatrixRows};
use crate::text::text;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    view: &MatrixView,
    body: Rect,
    viewport: &mut Viewport,
) {
    let matrix = &view.matrix;
    let rows = match view.rows {
        MatrixRows::Family => text!("view-families"),
        MatrixRows::Department => text!("view-departments"),
    };
    let by = match matrix.axis {
        Axis::Grade => text!("view-grade"),
        Axis::Track => text!("view-track"),
        Axis::Status => text!("view-status-2"),
    };
    let badge = text!("view-roles", matrix = matrix.count());
    let inner = pane(frame, app, body, &text!("view-by", rows, by), &badge, true);
    if inner.height < 2 || inner.width < 8 {
        return;
    }
    if matrix.rows.is_empty() || matrix.columns.is_empty() {
        let text = text!("view-there-are-no-roles-yet");
        return notice(frame, app, inner, text);
    }
    // What is under the cursor is said whole in the last row.
    let status = u16::from(inner.height > 4);
    let longest = u16::try_from(view.name_width).unwrap_or(u16::MAX);
    let first = longest.saturating_add(2).min(inner.width / 3).max(6);
    let cells = Rect {
        x: inner.x + first,
        y: inner.y + 1,
        width: inner.width - first,
        height: inner.height - 1 - status,
    };
    viewport.grid = area_of(cells);
    let columns = columns(view, cells);
    let buffer = frame.buffer_mut();
    let (quiet, strong) = (
        style(app.theme, Tone::Quiet),
        style(app.theme, Tone::Heading),
    );
    for (n, x, room) in &columns {
        let look = if *n == view.cursor.1 { strong } else { quiet };
        let title = heading(matrix.axis, &matrix.columns[*n]);
        put(buffer, *x, inner.y, *room, &title, look);
    }
    if view.offset.1 > 0 {
        put(buffer, cells.x - 1, inner.y, 1, "‹", strong);
    }
    if columns
        .last()
        .is_some_and(|(n, ..)| n + 1 < matrix.columns.len())
    {
        put(buffer, inner.right() - 1, inner.y, 1, "›", strong);
    }
    let catalog = app.workspace.catalog();
    let rows = matrix.rows.iter().enumerate().skip(view.offset.0);
    for (y, (r, row)) in (cells.y..cells.bottom()).zip(rows) {
        let is_here = r == view.cursor.0;
        let look = if is_here {
            strong
        } else {
            style(app.theme, Tone::Text)
        };
        put(buffer, inner.x + 1, y, first - 2, &name(row), look);
        for (n, x, room) in &columns {
            let cell = row.cell(*n);
            let is_none = matrix.columns[*n] == Column::None;
            let mut text = glance(matrix, catalog, row, *n);
            let mut roles = cell.into_iter().flat_map(|cell| matrix.roles(cell));
            if roles.any(|place| app.is_place_marked(&place)) {
                text.insert_str(0, MARK);
            }
            let tone = match cell {
                None if row.is_gap(*n) => Tone::Warning,
                None => Tone::Quiet,
                Some(cell) if is_none || cell.same_title => Tone::Warning,
                Some(_) => Tone::Text,
            };
            put(buffer, *x, y, *room, &text, style(app.theme, tone));
            if is_here && *n == view.cursor.1 {
                let here = Rect {
                    x: *x,
                    y,
                    width: *room,
                    height: 1,
                };
                mark(buffer, here, style(app.theme, Tone::Selected));
            }
        }
    }
    if status > 0 {
        let row = &matrix.rows[view.cursor.0.min(matrix.rows.len() - 1)];
        let column = view.cursor.1.min(matrix.columns.len() - 1);
        let text = format!(
            "{} · {}: {}",
            name(row),
            heading(matrix.axis, &matrix.columns[column]),
            glance(matrix, catalog, row, column)
        );
        let room = inner.width.saturating_sub(2);
        put(buffer, inner.x + 1, inner.bottom() - 1, room, &text, quiet);
    }
}

/// The columns that are in sight: which, where, and how wide without the blank behind them.
fn columns(view: &MatrixView, cells: Rect) -> Vec<(usize, u16, u16)> {
    let wide = u16::try_from(view.cell_width).unwrap_or(u16::MAX).max(2);
    let mut found = Vec::new();
    let mut x = cells.x;
    for n in view.offset.1..view.matrix.columns.len() {
        let room = wide.min(cells.right().saturating_sub(x));
        // A column that is cut off is shown as far as it goes, unless nothing could be read of it.
        if room < 4 && !found.is_empty() || room == 0 {
            break;
        }
        found.push((n, x, room.saturating_sub(1).max(1)));
        x += room;
    }
    found
}
