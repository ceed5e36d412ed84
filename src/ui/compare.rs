//! Draws roles beside each other, in columns or as one list, and what the next level asks: only the rows that are seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen::{clip, mark, pane, put, put_toned, style};
use super::{Frame, area_of};
use crate::app::{
    App, Block, BlockCell, BlockKind, BlockRow, Comparing, ComparingKind, Shape, Viewport,
};
use crate::config::Tone;
use crate::format::clean::clean_line;
use crate::format::wrap::{width, wrap};
use crate::model::column_letter;
use crate::text::text;

/// From this height on titles may take two rows.
const ROOMY: u16 = 14;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    comparing: &Comparing,
    body: Rect,
    viewport: &mut Viewport,
) {
    let inner = pane(frame, app, body, &title(comparing), &comparing.badge, true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let buffer = frame.buffer_mut();
    let above = match comparing.shape {
        Shape::Columns => titles(buffer, app, comparing, inner),
        Shape::List => 0,
    };
    let list = Rect {
        y: inner.y + above,
        height: inner.height - above,
        ..inner
    };
    viewport.list = area_of(list);
    let rows = comparing.rows.iter().skip(comparing.offset);
    let mut at_cursor = None;
    for (y, row) in (list.y..list.bottom()).zip(rows) {
        draw_row(
            buffer,
            app,
            comparing,
            *row,
            Rect {
                y,
                height: 1,
                ..list
            },
        );
        if row.block == comparing.cursor && at_cursor.is_none() {
            at_cursor = Some(y);
        }
    }
    below(buffer, app, comparing, inner, usize::from(list.height));
    if let Some(y) = at_cursor {
        let x = match (comparing.shape, comparing.blocks.get(comparing.cursor)) {
            (Shape::Columns, Some(block)) => comparing.place_of(block, comparing.column).0,
            _ => 0,
        };
        let x = u16::try_from(x).unwrap_or(0).min(inner.width - 1);
        frame.set_cursor_position((inner.x + x, y));
    }
}

fn title(comparing: &Comparing) -> String {
    let titles = comparing.titles.iter().map(|title| clean_line(title));
    match comparing.kind {
        ComparingKind::Delta => {
            let titles: Vec<_> = titles.collect();
            text!("compare-from", titles = titles.join(text!("compare-to")))
        }
        // The titles stand above their columns.
        ComparingKind::Roles if comparing.shape == Shape::Columns => {
            text!("compare-compare-roles", titles = comparing.titles.len())
        }
        ComparingKind::Roles => {
            let titles = titles.enumerate();
            let titles: Vec<String> = titles
                .map(|(column, title)| format!("{} {title}", column_letter(column)))
                .collect();
            titles.join("  ")
        }
    }
}

/// The titles above the columns; says how many rows they took.
fn titles(buffer: &mut Buffer, app: &App, comparing: &Comparing, inner: Rect) -> u16 {
    let column = comparing.column_width();
    let most = if inner.height >= ROOMY { 2 } else { 1 };
    let texts: Vec<String> = comparing
        .titles
        .iter()
        .enumerate()
        .map(|(n, title)| format!("{} {}", column_letter(n), clean_line(title)))
        .collect();
    let rows: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| {
            let mut rows: Vec<&str> = wrap(text, column)
                .into_iter()
                .map(|row| &text[row])
                .collect();
            if rows.len() > most {
                // The rest of the text, clipped where it is put.
                let start: usize = rows[..most - 1].iter().map(|row| row.len()).sum();
                rows.truncate(most - 1);
                rows.push(&text[start..]);
            }
            rows
        })
        .collect();
    let height = rows.iter().map(Vec::len).max().unwrap_or(0);
    let height = u16::try_from(height).unwrap_or(1).min(inner.height - 1);
    for (n, rows) in rows.iter().enumerate() {
        let x = start(comparing, n).min(usize::from(inner.width));
        let x = inner.x + u16::try_from(x).unwrap_or(0);
        let tone = match n == comparing.column {
            true => Tone::SelectedElsewhere,
            false => Tone::Heading,
        };
        for (y, row) in (inner.y..inner.y + height).zip(rows) {
            let room = u16::try_from(column).unwrap_or(0).min(inner.right() - x);
            put(buffer, x, y, room, row.trim_end(), style(app.theme, tone));
        }
    }
    for y in inner.y..inner.y + height {
        lines(buffer, app, comparing, Rect { y, ..inner });
    }
    height
}

/// Where a column begins.
fn start(comparing: &Comparing, column: usize) -> usize {
    2 + column * (comparing.column_width() + 3)
}

/// The lines between the columns, on one row.
fn lines(buffer: &mut Buffer, app: &App, comparing: &Comparing, row: Rect) {
    for column in 1..comparing.places.len() {
        let x = start(comparing, column) - 2;
        if let Ok(x) = u16::try_from(x)
            && x < row.width
        {
            put(
                buffer,
                row.x + x,
                row.y,
                1,
                "│",
                style(app.theme, Tone::Quiet),
            );
        }
    }
}

fn draw_row(buffer: &mut Buffer, app: &App, comparing: &Comparing, row: BlockRow, area: Rect) {
    let Some(block) = comparing.blocks.get(row.block) else {
        return;
    };
    let in_columns = comparing.shape == Shape::Columns && block.kind == BlockKind::Line;
    if in_columns {
        lines(buffer, app, comparing, area);
    }
    if row.line == 0 {
        let tone = match block.differs {
            true => Tone::Key,
            false => Tone::Quiet,
        };
        put(
            buffer,
            area.x,
            area.y,
            area.width,
            &block.lead,
            style(app.theme, tone),
        );
    }
    for (n, cell) in block.cells.iter().enumerate() {
        let (x, room) = comparing.place_of(block, n);
        let Ok(x) = u16::try_from(x) else {
            continue;
        };
        if x >= area.width {
            continue;
        }
        let room = u16::try_from(room).unwrap_or(u16::MAX).min(area.width - x);
        let text = Rect {
            x: area.x + x,
            width: room,
            ..area
        };
        match cell {
            Some(cell) => {
                if in_columns && row.line == 0 && cell.is_inherited {
                    let quiet = style(app.theme, Tone::Quiet);
                    put(buffer, text.x - 2, text.y, 1, "↑", quiet);
                }
                if let Some(part) = comparing.part(row, n) {
                    draw_cell(buffer, app, block, cell, part, text);
                }
            }
            None if row.line == 0 => {
                put(
                    buffer,
                    text.x,
                    text.y,
                    room,
                    "—",
                    style(app.theme, Tone::Quiet),
                );
            }
            None => {}
        }
        let is_chosen = !in_columns || n == comparing.column;
        if row.block == comparing.cursor && is_chosen {
            let from = if in_columns { 2 } else { x };
            let marked = Rect {
                x: text.x - from,
                width: text.width + from,
                ..text
            };
            mark(buffer, marked, style(app.theme, Tone::Selected));
        }
    }
}

fn draw_cell(
    buffer: &mut Buffer,
    app: &App,
    block: &Block,
    cell: &BlockCell,
    part: std::ops::Range<usize>,
    area: Rect,
) {
    let shown = part.start..part.start + cell.text[part.clone()].trim_end().len();
    let mut tones = Vec::new();
    match block.kind {
        BlockKind::Heading => {
            let end = if cell.label > 0 {
                cell.label
            } else {
                cell.text.len()
            };
            tones.push((0..end, Tone::Heading));
            tones.push((end..cell.text.len(), Tone::Quiet));
        }
        BlockKind::Subheading => tones.push((0..cell.text.len(), Tone::Key)),
        BlockKind::Line | BlockKind::Blank => {
            tones.push((0..cell.label, Tone::Quiet));
            // A text may have thousands of them, and a row has few.
            let first = cell.marks.partition_point(|mark| mark.end <= shown.start);
            let seen = cell.marks[first..].iter();
            let seen = seen.take_while(|mark| mark.start < shown.end);
            tones.extend(seen.map(|mark| (mark.clone(), Tone::Match)));
        }
    }
    put_toned(
        buffer, app.theme, area.x, area.y, area.width, &cell.text, shown, &tones,
    );
}

/// On the lower border: where the line under the cursor is written, and how much there is below.
fn below(buffer: &mut Buffer, app: &App, comparing: &Comparing, inner: Rect, height: usize) {
    let quiet = style(app.theme, Tone::Quiet);
    let left = comparing
        .rows
        .len()
        .saturating_sub(comparing.offset + height);
    let more = match left {
        0 => String::new(),
        left => text!("compare-more", left),
    };
    let more_width = u16::try_from(width(&more)).unwrap_or(0);
    let mut right = inner.right();
    if more_width + 4 < inner.width && left > 0 {
        right -= more_width;
        put(buffer, right, inner.bottom(), more_width, &more, quiet);
    }
    let room = right.saturating_sub(inner.x + 2);
    if let Some(origin) = comparing.origin()
        && room > 8
    {
        let text = clip(&format!(" {} ", clean_line(&origin)), usize::from(room - 1));
        put(
            buffer,
            inner.x + 1,
            inner.bottom(),
            room,
            &text,
            style(app.theme, Tone::Text),
        );
    }
}
