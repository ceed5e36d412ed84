//! Draws the tree.

use ratatui::layout::Rect;

use super::Frame;
use super::pen::{self, MARK, landing_line, mark, pane, put, row_of, style};
use crate::app::{App, Area, Focus, Overlay, TreeRow};
use crate::config::Tone;
use crate::document::Severity;
use crate::format::wrap::width;
use crate::text::text;

/// What the line of the filter leaves of the inside of the pane.
pub(super) fn rows_of(app: &App, inner: Rect) -> Rect {
    let taken = u16::from(app.filter.is_some() && inner.height > 1);
    Rect {
        y: inner.y + taken,
        height: inner.height - taken,
        ..inner
    }
}

/// The line above these rows in which the filter is typed, if there is room for one below the border.
pub(super) fn typed_above(rows: Area, body: Rect) -> Area {
    match rows.y == body.y + 2 {
        true => Area {
            y: rows.y - 1,
            height: 1,
            ..rows
        },
        false => Area::default(),
    }
}

pub(super) fn draw(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let filtering = matches!(app.overlays.last(), Some(Overlay::Filter));
    let focused = app.focus == Focus::Tree && app.overlays.is_empty();
    let inner = pane(
        frame,
        app,
        area,
        text!("browse-catalog-2"),
        &badge(app),
        focused || filtering,
    );
    let typed = Rect { height: 1, ..inner };
    let typed = app.filter.as_ref().map(|filter| (filter, typed));
    let typed = typed.filter(|_| inner.height > 1);
    let inner = rows_of(app, inner);
    let landing = app.landing(Focus::Tree);
    let above = landing.map(|landing| landing.row);
    if let Some(landing) = landing {
        landing_line(frame.buffer_mut(), app, inner, app.tree.offset, landing);
    }
    for index in app.tree.offset..app.tree.rows.len() {
        let Some(y) = row_of(inner, app.tree.offset, above, index) else {
            break;
        };
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        row(frame, app, index, line);
    }
    if let Some((filter, line)) = typed {
        if filtering {
            prompt(frame, app, line);
        } else {
            let text = format!("f {}", filter.input.text());
            let look = style(app.theme, Tone::Quiet);
            put(frame.buffer_mut(), line.x, line.y, line.width, &text, look);
        }
    }
}

/// The line above the rows in which the filter is typed.
pub(super) fn prompt(frame: &mut Frame<'_>, app: &App, line: Rect) {
    if let Some(filter) = &app.filter {
        pen::prompt(frame, app, line, "f ", &filter.input);
    }
}

/// One row, and whether the cursor is on it.
pub(super) fn row(frame: &mut Frame<'_>, app: &App, index: usize, line: Rect) {
    let Some(row) = app.tree.rows.get(index) else {
        return;
    };
    draw_row(frame, app, line, row);
    if index == app.tree.cursor {
        let tone = if app.focus == Focus::Tree {
            Tone::Selected
        } else {
            Tone::SelectedElsewhere
        };
        mark(frame.buffer_mut(), line, style(app.theme, tone));
        if app.focus == Focus::Tree && app.overlays.is_empty() {
            let column = u16::try_from(row.depth * 2)
                .unwrap_or(0)
                .min(line.width.saturating_sub(1));
            frame.set_cursor_position((line.x + column, line.y));
        }
    }
}

/// How many families there are, or how many places the filter finds.
fn badge(app: &App) -> String {
    if let Some(filter) = &app.filter {
        return match filter.count() {
            _ if filter.searching => text!("browse-searching").into(),
            None => String::new(),
            Some(count) => text!("browse-found", count),
        };
    }
    match (app.progress(), app.workspace.len()) {
        (Some(progress), _) => progress.to_string(),
        (None, count) => text!("count-families", count),
    }
}

fn draw_row(frame: &mut Frame<'_>, app: &App, line: Rect, row: &TreeRow) {
    let buffer = frame.buffer_mut();
    let lit = app
        .filter
        .as_ref()
        .and_then(|filter| filter.count_in(&row.id));
    let dim = lit == Some(0);
    let mut side = String::new();
    if let Some(found) = lit.filter(|found| *found > 0 && row.expanded == Some(false)) {
        side.push_str(&text!("browse-found-2", found));
    }
    if let Some(status) = row.status {
        side.push_str(&format!(" {status}"));
    }
    if !row.badge.is_empty() {
        side.push_str(&format!(" {:>3}", row.badge));
    }
    let side_width = u16::try_from(width(&side) + 1)
        .unwrap_or(0)
        .min(line.width / 2);
    let end = line.right() - side_width;
    let depth = u16::try_from(row.depth * 2)
        .unwrap_or(u16::MAX)
        .min(line.width / 2);
    let mut x = line.x + depth;
    let arrow = match row.expanded {
        Some(true) => "▾ ",
        Some(false) => "▸ ",
        None => "  ",
    };
    x += put(
        buffer,
        x,
        line.y,
        end.saturating_sub(x),
        arrow,
        style(app.theme, Tone::Quiet),
    );
    if app.marks.has_row(&row.id) {
        let sign = format!("{MARK} ");
        let look = style(app.theme, Tone::Dirty);
        x += put(buffer, x, line.y, end.saturating_sub(x), &sign, look);
    }
    if let Some(severity) = row.severity {
        let (sign, tone) = match severity {
            Severity::Error => ("! ", Tone::Error),
            Severity::Warning | Severity::Note => ("? ", Tone::Warning),
        };
        x += put(
            buffer,
            x,
            line.y,
            end.saturating_sub(x),
            sign,
            style(app.theme, tone),
        );
    }
    if row.dirty {
        x += put(
            buffer,
            x,
            line.y,
            end.saturating_sub(x),
            "● ",
            style(app.theme, Tone::Dirty),
        );
    }
    // Where nothing can be dim, what is found stands out instead.
    let cannot_dim = app.theme.look(Tone::Quiet) == app.theme.look(Tone::Text);
    let tone = if dim {
        Tone::Quiet
    } else if lit.is_some() && cannot_dim {
        Tone::Key
    } else if row.expanded.is_some() && matches!(row.id, crate::app::TreeId::Department(_)) {
        Tone::Heading
    } else {
        Tone::Text
    };
    put(
        buffer,
        x,
        line.y,
        end.saturating_sub(x),
        &row.label,
        style(app.theme, tone),
    );
    put(
        buffer,
        end,
        line.y,
        side_width,
        &side,
        style(app.theme, Tone::Quiet),
    );
}
