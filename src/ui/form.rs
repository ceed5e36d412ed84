//! Draws a form: its fields row by row as the form lays them out, the one with the focus with room for its text,
//! what is wrong with it, what is suggested and what it takes.

use ratatui::layout::Rect;

use super::detail::{rows as detail_rows, sign_of};
use super::pen::{centred, clip, field as text_field, mark, pane, put, put_wrapped, style};
use super::{Frame, area_of};
use crate::app::{App, FieldBlock, Form, FormField, Suggestions, Viewport, choice_cells};
use crate::config::Tone;
use crate::format::wrap::wrap;
use crate::text::text;

/// Columns of a form, where there is room.
const COLUMNS: u16 = 100;
/// From this width on the role is shown beside its form.
const BESIDE: u16 = 120;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    form: &Form,
    body: Rect,
    viewport: &mut Viewport,
) {
    let (body, beside) = match body.width >= BESIDE && form.has_preview() {
        true => {
            let width = (body.width / 2 + 4).min(COLUMNS);
            let left = Rect { width, ..body };
            let right = Rect {
                x: body.x + width,
                width: body.width - width,
                ..body
            };
            (left, Some(right))
        }
        false => (body, None),
    };
    if let Some(area) = beside {
        draw_preview(frame, app, form, area, viewport);
        draw_pane(frame, app, form, body, viewport);
        return;
    }
    let columns = COLUMNS.min(body.width);
    // The border takes two rows and two columns, and what is said of the whole form some rows.
    let said = said_rows(form, columns, body.height);
    let room = columns.saturating_sub(2);
    let rows = form
        .layout(room, body.height.saturating_sub(2 + said))
        .rows()
        + 3;
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(said);
    let area = centred(body, columns, wanted.max(8));
    draw_pane(frame, app, form, area, viewport);
}

/// The role as it would be; what differs from the file has a dot before it.
fn draw_preview(
    frame: &mut Frame<'_>,
    app: &App,
    form: &Form,
    area: Rect,
    viewport: &mut Viewport,
) {
    let preview = &form.preview;
    let title = match preview.detail.title.as_str() {
        "" => text!("form-preview").to_owned(),
        title => text!("form-preview-2", title),
    };
    let inner = pane(frame, app, area, &title, &preview.detail.badge, false);
    detail_rows(frame, app, &preview.detail, inner, true, None);
    let rows = preview.detail.rows.iter().skip(preview.detail.offset);
    for (y, row) in (inner.y..inner.bottom()).zip(rows) {
        if row.first && preview.changed.contains(&row.entry) {
            let look = style(app.theme, Tone::Dirty);
            put(frame.buffer_mut(), area.x, y, 1, "●", look);
        }
    }
    viewport.preview = area_of(inner);
}

fn draw_pane(frame: &mut Frame<'_>, app: &App, form: &Form, area: Rect, viewport: &mut Viewport) {
    let said = said_rows(form, area.width, area.height);
    let room = (
        area.width.saturating_sub(2),
        area.height.saturating_sub(2 + said),
    );
    let layout = form.layout(room.0, room.1);
    let mut badge = String::new();
    if layout.rows() > usize::from(room.1) && form.fields.len() > 1 {
        badge = format!("{}/{}", form.current + 1, form.fields.len());
    }
    if form.is_changed() {
        let gap = if badge.is_empty() { "" } else { "  " };
        badge = text!("form-changed-2", badge, gap);
    }
    let inner = pane(frame, app, area, &form.title, &badge, true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let said = said.min(inner.height.saturating_sub(1));
    let window = Rect {
        height: inner.height - said,
        ..inner
    };
    viewport.form = area_of(window);
    for block in &layout.blocks {
        let rows = Rows {
            window,
            skip: layout.skip,
        };
        draw_field(frame, app, form, block, &rows);
    }
    let below = Rect {
        x: inner.x + 1,
        y: window.bottom(),
        width: inner.width.saturating_sub(2).max(1),
        height: said,
    };
    let (text, tone) = said_below(form);
    put_wrapped(frame.buffer_mut(), below, &text, style(app.theme, tone));
}

/// What is said of the whole form: what is wrong with it, or what it touches.
fn said_below(form: &Form) -> (String, Tone) {
    match (&form.error, &form.warning, &form.touches) {
        (Some(error), ..) => (format!("! {error}"), Tone::Error),
        (None, Some(warning), _) => (format!("! {warning}"), Tone::Warning),
        (None, None, touches) => match (form.remarks.worst(), touches) {
            (Some((severity, remark)), _) => {
                let (sign, tone) = sign_of(severity);
                (format!("{sign} {remark}"), tone)
            }
            (None, Some(touches)) => (touches.clone(), Tone::Quiet),
            (None, None) => (String::new(), Tone::Quiet),
        },
    }
}

/// Rows of that in a pane of this size.
fn said_rows(form: &Form, columns: u16, rows: u16) -> u16 {
    let most = match rows {
        ..8 => 1,
        8..16 => 2,
        _ => 3,
    };
    let columns = usize::from(columns.saturating_sub(4)).max(1);
    let wanted = wrap(&said_below(form).0, columns).len();
    u16::try_from(wanted).unwrap_or(most).clamp(1, most)
}

/// The window that the rows of a form are seen through.
struct Rows {
    window: Rect,
    skip: usize,
}

impl Rows {
    /// The screen's row of a row of the form, if it is seen.
    fn y(&self, row: usize) -> Option<u16> {
        let below = u16::try_from(row.checked_sub(self.skip)?).ok()?;
        (below < self.window.height).then(|| self.window.y + below)
    }

    /// The part of some rows that is seen, beginning with the first one that is.
    fn seen(&self, x: u16, columns: u16, rows: std::ops::Range<usize>) -> Option<Rect> {
        let y = self.y(rows.start)?;
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        Some(Rect {
            x: self.window.x + x,
            y,
            width: columns.min(self.window.width.saturating_sub(x)),
            height: height.min(self.window.bottom() - y),
        })
    }
}

fn draw_field(frame: &mut Frame<'_>, app: &App, form: &Form, block: &FieldBlock, rows: &Rows) {
    let field = &form.fields[block.field];
    let focused = block.field == form.current;
    let look = |tone| style(app.theme, tone);
    if let Some(y) = rows.y(block.top) {
        let tone = if focused { Tone::Heading } else { Tone::Quiet };
        let room = if block.stacked {
            rows.window.width.saturating_sub(1)
        } else {
            block.text_x.saturating_sub(2)
        };
        let x = rows.window.x + 1;
        put(frame.buffer_mut(), x, y, room, &field.label, look(tone));
    }
    let mut row = block.text_top();
    if let Some(area) = rows.seen(block.text_x, block.text_width, row..row + block.text_rows) {
        if field.sign_columns() > 0 {
            draw_signs(frame, app, field, area, focused);
        }
        if focused {
            draw_text(frame, app, form, field, area);
        } else {
            draw_at_rest(frame, app, field, area);
        }
    }
    row += block.text_rows;
    let mut lines = |count: usize, text: &str, tone: Tone| {
        if let Some(area) = rows.seen(block.text_x, block.text_width, row..row + count) {
            put_wrapped(frame.buffer_mut(), area, text, look(tone));
        }
        row += count;
    };
    let reading = field.reading().filter(|_| block.reading);
    lines(
        usize::from(block.reading),
        &reading.map_or_else(String::new, |reading| format!("→ {reading}")),
        Tone::Quiet,
    );
    let error = field.error.as_deref().unwrap_or_default();
    lines(block.error, &format!("! {error}"), Tone::Error);
    lines(block.help, &field.help, Tone::Quiet);
    if let (Some(suggestions), true) = (&form.suggestions, block.suggestions > 0)
        && let Some(area) = rows.seen(block.text_x, block.text_width, row..row + block.suggestions)
    {
        draw_suggestions(frame, app, suggestions, area);
    }
}

/// The text that has the focus.
fn draw_text(frame: &mut Frame<'_>, app: &App, form: &Form, field: &FormField, area: Rect) {
    if let Some(words) = field.words() {
        draw_choice(frame, app, words, field.input.text(), area);
        return;
    }
    text_field(frame, app, area, &field.input, is_uppermost(app, form));
    if let ("", Some(_)) = (field.input.text(), &field.inherited) {
        put(
            frame.buffer_mut(),
            area.x + 1,
            area.y,
            area.width.saturating_sub(1),
            &field.at_rest(),
            style(app.theme, Tone::Quiet),
        );
    }
}

/// A sign before the first row of each item of a list, so that it is seen where one ends and the next begins.
fn draw_signs(frame: &mut Frame<'_>, app: &App, field: &FormField, area: Rect, focused: bool) {
    let text = field.input.text();
    let columns = usize::from(area.width).max(1);
    let offset = match focused {
        true => field.input.first_row(columns, usize::from(area.height)),
        false => 0,
    };
    let rows = field.input.rows(columns);
    let look = style(app.theme, Tone::Quiet);
    for (y, range) in (area.y..area.bottom()).zip(rows.iter().skip(offset)) {
        let begins_line = range.start == 0 || text[..range.start].ends_with('\n');
        // Further lines of an item are indented.
        let begins_item =
            begins_line && text[range.start..].starts_with(|c: char| !c.is_whitespace());
        if begins_item {
            put(
                frame.buffer_mut(),
                area.x.saturating_sub(2),
                y,
                1,
                "•",
                look,
            );
        }
    }
}

/// A text without the focus, or as much of it as has room.
fn draw_at_rest(frame: &mut Frame<'_>, app: &App, field: &FormField, area: Rect) {
    let tone = match field.input.text() {
        "" => Tone::Quiet,
        _ => Tone::Text,
    };
    let look = style(app.theme, tone);
    let text = field.at_rest();
    let rows = field.rows_at_rest(area.width);
    let shown = usize::from(area.height);
    for (n, (y, range)) in (area.y..area.bottom()).zip(rows.iter()).enumerate() {
        let part = text[range.clone()].trim_end();
        let is_cut = n + 1 == shown && rows.len() > shown;
        let part = if is_cut {
            // The cut is seen, also where it is between two lines.
            let room = usize::from(area.width).saturating_sub(2);
            format!("{} …", clip(part, room).trim_end_matches('…'))
        } else {
            part.to_owned()
        };
        put(frame.buffer_mut(), area.x, y, area.width, &part, look);
    }
}

fn draw_suggestions(frame: &mut Frame<'_>, app: &App, suggestions: &Suggestions, area: Rect) {
    let height = usize::from(area.height);
    let first = suggestions.first(height);
    let shown = suggestions.list.iter().enumerate().skip(first);
    for (y, (index, suggestion)) in (area.y..area.bottom()).zip(shown) {
        let marked = suggestions.marked == Some(index);
        let buffer = frame.buffer_mut();
        let sign = if marked { "› " } else { "  " };
        let look = |tone| style(app.theme, tone);
        let mut used = put(buffer, area.x, y, area.width, sign, look(Tone::Key));
        let text = &suggestion.text;
        let room = area.width.saturating_sub(used);
        used += put(buffer, area.x + used, y, room, text, look(Tone::Text));
        if area.width > used + 4 && !suggestion.note.is_empty() {
            let room = area.width - used - 2;
            let x = area.x + used + 2;
            put(buffer, x, y, room, &suggestion.note, look(Tone::Quiet));
        }
        if marked {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            mark(buffer, row, look(Tone::Selected));
        }
    }
}

/// The words to choose from, side by side.
fn draw_choice(
    frame: &mut Frame<'_>,
    app: &App,
    words: &'static [&'static str],
    chosen: &str,
    area: Rect,
) {
    for cell in choice_cells(words, chosen, area.width) {
        let is_chosen = cell.word == chosen;
        let tone = if is_chosen {
            Tone::Selected
        } else {
            Tone::Text
        };
        let (x, look) = (area.x + cell.x, style(app.theme, tone));
        let room = area.right().saturating_sub(x);
        let used = put(frame.buffer_mut(), x, area.y, room, &cell.text, look);
        if is_chosen && used > 0 {
            frame.set_cursor_position((x, area.y));
        }
    }
}

fn is_uppermost(app: &App, form: &Form) -> bool {
    matches!(app.overlays.last(), Some(crate::app::Overlay::Form(top)) if std::ptr::eq(top.as_ref(), form))
}
