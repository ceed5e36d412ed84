//! Draws a form: every field a row, the one with the focus with room for its text and its help.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::area_of;
use super::pen::{centred, field as text_field, pane, put, style};
use crate::app::{App, Form, FormKind, Viewport};
use crate::config::Tone;

/// Columns of the labels.
const LABEL: u16 = 13;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    form: &Form,
    body: Rect,
    viewport: &mut Viewport,
) {
    let single = form.fields.len() == 1;
    let columns = 100.min(body.width);
    let label = if single || columns < 50 { 0 } else { LABEL };
    let text_width = columns.saturating_sub(4 + label).max(1);
    let wanted: u16 = form
        .fields
        .iter()
        .enumerate()
        .map(|(index, _)| height_of(form, index, text_width, body.height, label))
        .sum::<u16>()
        + 4;
    let area = centred(body, columns, wanted.max(8));
    let badge = if form.is_changed() { "● changed" } else { "" };
    let inner = pane(frame, app, area, &form.title, badge, true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let status = Rect {
        y: inner.bottom() - 1,
        height: 1,
        ..inner
    };
    let rows = Rect {
        height: inner.height - 1,
        ..inner
    };
    // Scrolled so that the field with the focus is seen whole, or from its start.
    let before: u16 = (0..form.current)
        .map(|index| height_of(form, index, text_width, rows.height, label))
        .sum();
    let current = height_of(form, form.current, text_width, rows.height, label);
    let skip = (before + current).saturating_sub(rows.height).min(before);
    let mut y = i32::from(rows.y) - i32::from(skip);
    for index in 0..form.fields.len() {
        let height = height_of(form, index, text_width, rows.height, label);
        if y >= i32::from(rows.y) && y < i32::from(rows.bottom()) {
            let top = u16::try_from(y).unwrap_or(rows.y);
            let area = Rect {
                y: top,
                height: height.min(rows.bottom() - top),
                ..rows
            };
            draw_field(frame, app, form, index, area, label, viewport);
        }
        y += i32::from(height);
    }
    let (text, tone) = match (&form.error, &form.touches) {
        (Some(error), _) => (format!("! {error}"), Tone::Error),
        (None, Some(touches)) => (touches.clone(), Tone::Quiet),
        (None, None) => (String::new(), Tone::Quiet),
    };
    put(
        frame.buffer_mut(),
        status.x + 1,
        status.y,
        status.width.saturating_sub(1),
        &text,
        style(app.theme, tone),
    );
}

fn height_of(form: &Form, index: usize, columns: u16, most: u16, label: u16) -> u16 {
    let field = &form.fields[index];
    let error = u16::from(field.error.is_some());
    let own_label = u16::from(label == 0);
    if index != form.current {
        return 1 + error + own_label;
    }
    // The label (where it has a row), the text, and the help.
    let rows = match field.kind {
        FormKind::Text => u16::try_from(field.input.rows(usize::from(columns)).len())
            .unwrap_or(u16::MAX)
            .clamp(3, most.saturating_sub(3 + error + own_label).max(3)),
        _ => 1,
    };
    rows + 1 + error + own_label
}

fn draw_field(
    frame: &mut Frame<'_>,
    app: &App,
    form: &Form,
    index: usize,
    area: Rect,
    label: u16,
    viewport: &mut Viewport,
) {
    let field = &form.fields[index];
    let focused = index == form.current;
    let top = form_is_uppermost(app, form);
    let tone = if focused { Tone::Heading } else { Tone::Quiet };
    let mut y = area.y;
    put(
        frame.buffer_mut(),
        area.x + 1,
        y,
        area.width.saturating_sub(1),
        &field.label,
        style(app.theme, tone),
    );
    let x = area.x + 1 + label;
    if label == 0 {
        y += 1;
    }
    let width = area.right().saturating_sub(x + 1);
    let error = u16::from(field.error.is_some());
    let below = error + u16::from(focused);
    let height = area
        .bottom()
        .saturating_sub(y + below)
        .max(1)
        .min(area.bottom().saturating_sub(y));
    let text = Rect {
        x,
        y,
        width,
        height,
    };
    if focused {
        viewport.field = area_of(text);
        if let FormKind::Choice(words) = field.kind {
            draw_choice(frame, app, words, field.input.text(), text);
        } else {
            text_field(frame, app, text, &field.input, top);
            if let ("", Some(inherited)) = (field.input.text(), &field.inherited) {
                let look = style(app.theme, Tone::Quiet);
                put(
                    frame.buffer_mut(),
                    x + 1,
                    y,
                    width.saturating_sub(1),
                    inherited,
                    look,
                );
            }
        }
    } else {
        let (shown, tone) = match (field.input.text(), &field.inherited) {
            ("", Some(inherited)) => (inherited.as_str(), Tone::Quiet),
            ("", None) => ("–", Tone::Quiet),
            (text, _) => (text, Tone::Text),
        };
        put(
            frame.buffer_mut(),
            x,
            y,
            width,
            shown,
            style(app.theme, tone),
        );
    }
    y += height;
    if let Some(error) = &field.error
        && y < area.bottom()
    {
        put(
            frame.buffer_mut(),
            x,
            y,
            width,
            &format!("! {error}"),
            style(app.theme, Tone::Error),
        );
        y += 1;
    }
    if focused && y < area.bottom() {
        put(
            frame.buffer_mut(),
            x,
            y,
            width,
            field.help,
            style(app.theme, Tone::Quiet),
        );
    }
}

fn draw_choice(frame: &mut Frame<'_>, app: &App, words: &[&str], chosen: &str, area: Rect) {
    let mut x = area.x;
    for word in std::iter::once("").chain(words.iter().copied()) {
        let shown = if word.is_empty() { "not set" } else { word };
        let (text, tone) = if word == chosen {
            (format!("[{shown}]"), Tone::Selected)
        } else {
            (format!(" {shown} "), Tone::Text)
        };
        let room = area.right().saturating_sub(x);
        let used = put(
            frame.buffer_mut(),
            x,
            area.y,
            room,
            &text,
            style(app.theme, tone),
        );
        if word == chosen && used > 0 {
            frame.set_cursor_position((x, area.y));
        }
        x += used + 1;
    }
}

fn form_is_uppermost(app: &App, form: &Form) -> bool {
    matches!(app.overlays.last(), Some(crate::app::Overlay::Form(top)) if std::ptr::eq(top.as_ref(), form))
}
