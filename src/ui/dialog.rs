//! Draws a question.

use ratatui::layout::Rect;

use super::pen::{centred, pane, put, style};
use super::{Frame, area_of};
use crate::app::{App, Dialog, Press, Viewport, indent};
use crate::config::Tone;
use crate::format::wrap::width;
use crate::text::text;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    dialog: &Dialog,
    body: Rect,
    viewport: &mut Viewport,
) {
    let columns = dialog
        .lines
        .iter()
        .map(|line| width(line))
        .chain([choices_width(dialog), width(&dialog.title) + 4])
        .max()
        .unwrap_or(0)
        .clamp(30, 100);
    let columns = u16::try_from(columns + 4).unwrap_or(100).min(body.width);
    let text_width = usize::from(columns.saturating_sub(4)).max(1);
    let choice_rows = choice_rows(dialog, text_width);
    let wanted = dialog.rows(text_width).len();
    let height = u16::try_from(wanted + choice_rows.len() + 3).unwrap_or(u16::MAX);
    let inner = pane(
        frame,
        app,
        centred(body, columns, height),
        &dialog.title,
        "",
        true,
    );
    if inner.height == 0 || inner.width < 3 {
        return;
    }
    // Between the text and the answers there is a row that says when there is more to read.
    let below = u16::try_from(choice_rows.len())
        .unwrap_or(1)
        .min(inner.height);
    let fits_without = usize::from(inner.height - below) == wanted;
    let between = u16::from(inner.height > below + 2 && !fits_without);
    let answers = inner.bottom() - below;
    let list = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        height: inner.height - below - between,
        ..inner
    };
    viewport.list = area_of(list);
    let rows = dialog.rows(usize::from(list.width).max(1));
    let more = rows
        .len()
        .saturating_sub(dialog.offset + usize::from(list.height));
    if between > 0 && more > 0 {
        let text = text!("detail-more", left = more);
        let look = style(app.theme, Tone::Quiet);
        put(
            frame.buffer_mut(),
            list.x,
            list.bottom(),
            list.width,
            text.trim_start(),
            look,
        );
    }
    for (y, (at, range)) in (list.y..list.bottom()).zip(rows.into_iter().skip(dialog.offset)) {
        let line = &dialog.lines[at];
        let tone = match line.chars().next() {
            Some('+') if dialog.is_difference => Tone::Code,
            Some('-') if dialog.is_difference => Tone::Error,
            _ => Tone::Text,
        };
        let indent = u16::try_from(indent(line)).unwrap_or(0).min(list.width);
        put(
            frame.buffer_mut(),
            list.x + indent,
            y,
            list.width - indent,
            line[range].trim_end(),
            style(app.theme, tone),
        );
    }
    for (y, row) in (answers..inner.bottom()).zip(choice_rows) {
        let mut x = list.x;
        for index in row {
            let Some(choice) = dialog.choices.get(index) else {
                continue;
            };
            let text = label(choice.key, &choice.label);
            let marked = index == dialog.cursor;
            let tone = if marked { Tone::Selected } else { Tone::Text };
            let used = put(
                frame.buffer_mut(),
                x,
                y,
                list.right().saturating_sub(x),
                &text,
                style(app.theme, tone),
            );
            if marked {
                frame.set_cursor_position((x, y));
            }
            let area = Rect {
                x,
                y,
                width: used,
                height: 1,
            };
            if let Ok(at) = u8::try_from(index) {
                viewport.buttons.add(area_of(area), Press::Answer(at));
            }
            x += used + 2;
        }
    }
}

fn label(key: char, text: &str) -> String {
    format!("[{key}] {text}")
}

fn choices_width(dialog: &Dialog) -> usize {
    dialog
        .choices
        .iter()
        .map(|choice| width(&label(choice.key, &choice.label)) + 2)
        .sum()
}

/// The answers in rows, as many in each as fit.
fn choice_rows(dialog: &Dialog, columns: usize) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut used = 0;
    for (index, choice) in dialog.choices.iter().enumerate() {
        let wide = width(&label(choice.key, &choice.label)) + 2;
        match rows.last_mut() {
            Some(row) if used + wide <= columns + 2 => {
                row.push(index);
                used += wide;
            }
            _ => {
                rows.push(vec![index]);
                used = wide;
            }
        }
    }
    rows
}
