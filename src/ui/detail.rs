//! Draws the detail pane: only the rows that are seen.

use ratatui::layout::Rect;

use super::Frame;
use super::pen::{MARK, clip, landing_line, mark, pane, put, put_toned, row_of, style};
use crate::app::{App, Detail, Focus, Marks};
use crate::config::Tone;
use crate::document::Severity;
use crate::format::wrap::width;
use crate::text::text;

pub(super) fn draw(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let focused = app.focus == Focus::Detail && app.overlays.is_empty();
    let inner = pane(
        frame,
        app,
        area,
        &app.detail.title,
        &app.detail.badge,
        focused,
    );
    let has_focus = app.focus == Focus::Detail;
    rows(frame, app, &app.detail, inner, has_focus, Some(&app.marks));
    if focused {
        cursor_on(frame, &app.detail, inner);
    }
}

/// Stands the terminal's cursor on the line that is selected.
pub(super) fn cursor_on(frame: &mut Frame<'_>, detail: &Detail, inner: Rect) {
    let rows = detail.rows.iter().skip(detail.offset);
    let row = rows
        .take(usize::from(inner.height))
        .position(|row| row.entry == detail.cursor);
    if let Some(row) = row {
        frame.set_cursor_position((inner.x, inner.y + u16::try_from(row).unwrap_or(0)));
    }
}

/// The sign of a finding, which says the same without its colour.
pub(super) fn sign_of(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Error => ("!", Tone::Error),
        Severity::Warning => ("?", Tone::Warning),
        Severity::Note => ("·", Tone::Quiet),
    }
}

/// The rows of a detail pane, here and as a preview, where nothing is marked.
pub(super) fn rows(
    frame: &mut Frame<'_>,
    app: &App,
    detail: &Detail,
    inner: Rect,
    focused: bool,
    marks: Option<&Marks>,
) {
    let buffer = frame.buffer_mut();
    // Only what is shown has marks, and only there something can land.
    let landing = marks.and_then(|_| app.landing(Focus::Detail));
    let line = landing.map(|landing| landing.row);
    let right = inner
        .right()
        .min(inner.x + u16::try_from(detail.measure).unwrap_or(u16::MAX));
    if let Some(landing) = landing {
        landing_line(buffer, app, inner, detail.offset, landing);
    }
    for (index, row) in detail.rows.iter().enumerate().skip(detail.offset) {
        let Some(y) = row_of(inner, detail.offset, line, index) else {
            break;
        };
        let Some(entry) = detail.entries.get(row.entry) else {
            continue;
        };
        let lead = u16::try_from(width(&entry.lead))
            .unwrap_or(0)
            .min(inner.width);
        if row.first {
            put(
                buffer,
                inner.x,
                y,
                lead,
                &entry.lead,
                style(app.theme, Tone::Quiet),
            );
            if let Some(severity) = entry.sign {
                let (sign, tone) = sign_of(severity);
                put(
                    buffer,
                    inner.x,
                    y,
                    1.min(lead),
                    sign,
                    style(app.theme, tone),
                );
            }
            if marks.is_some_and(|marks| marks.has_entry(entry)) {
                put(
                    buffer,
                    inner.x,
                    y,
                    lead,
                    MARK,
                    style(app.theme, Tone::Dirty),
                );
            }
        }
        let side_room = u16::try_from(detail.side_width).unwrap_or(0);
        let room = inner.width.saturating_sub(lead);
        let used = put_toned(
            buffer,
            app.theme,
            inner.x + lead,
            y,
            room,
            &entry.text,
            row.range.start..row.range.start + entry.text[row.range.clone()].trim_end().len(),
            &entry.tones,
        );
        if let (Some(side), true) = (&entry.side, row.side) {
            let look = style(app.theme, Tone::Quiet);
            if side_room > 0 {
                let text = clip(&side.text, usize::from(side_room));
                let columns = u16::try_from(width(&text)).unwrap_or(0);
                put(
                    buffer,
                    right.saturating_sub(columns),
                    y,
                    columns,
                    &text,
                    look,
                );
            } else {
                let gap = if used == 0 { 0 } else { 2 };
                let x = inner.x + lead + used + gap;
                put(
                    buffer,
                    x,
                    y,
                    inner.right().saturating_sub(x),
                    &side.text,
                    look,
                );
            }
        }
        if row.entry == detail.cursor && focused {
            mark(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..inner
                },
                style(app.theme, Tone::Selected),
            );
        }
    }
    if detail.rows.len() > detail.offset + usize::from(inner.height)
        && inner.height > 1
        && inner.width > 4
    {
        let left = detail.rows.len() - detail.offset - usize::from(inner.height);
        let text = text!("detail-more", left);
        let columns = u16::try_from(width(&text)).unwrap_or(0);
        if columns + 4 < inner.width {
            put(
                buffer,
                inner.right() - columns,
                inner.bottom(),
                columns,
                &text,
                style(app.theme, Tone::Quiet),
            );
        }
    }
}
