//! Draws help, palette and problems.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::{self, centred, clip, mark, pane, put, put_wrapped, style};
use super::{Frame, area_of};
use crate::app::{App, Picker, PickerKind, PickerRow, Run, Viewport, topic_title};
use crate::config::Tone;
use crate::format::wrap::width;
use crate::text::text;

/// Rows that say what the selected row is, where there is room for them.
const SAID: u16 = 2;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    picker: &Picker,
    body: Rect,
    viewport: &mut Viewport,
) {
    let title = match picker.kind {
        PickerKind::Help(_) => {
            text!("browse-help-every-key-those-of")
        }
        PickerKind::Palette { .. } => text!("browse-palette-type-what-you-want"),
        PickerKind::Topics => text!("browse-guide-enter-opens-a-topic"),
        PickerKind::Topic(name) => topic_title(name),
        PickerKind::Bookmarks => {
            text!("browse-bookmarks-enter-goes-there-takes")
        }
        PickerKind::Recent => text!("browse-recent-catalogs-enter-opens-one"),
        PickerKind::Problems => &text!(
            "browse-enter-goes-there-on-to",
            problems_shown = app.problems_shown()
        ),
        PickerKind::Details => {
            text!("browse-details-what-is-written-here")
        }
        PickerKind::NextRole => text!("browse-this-role-leads-to-several"),
        PickerKind::History => text!("browse-history-enter-goes-back-to"),
        PickerKind::Searches => text!("browse-saved-searches-enter-searches-forgets"),
        PickerKind::SaveSearch => text!("browse-save-the-search-type-its"),
        PickerKind::Marked => text!("browse-what-is-marked-enter-goes"),
        PickerKind::Copy => text!("browse-copy-enter-puts-it-into"),
        PickerKind::Settings => text!("browse-settings-enter-takes-the-next"),
        PickerKind::Export => text!("browse-export-enter-shows-what-would"),
        PickerKind::Roles => text!("browse-roles-in-the-cell-enter"),
        PickerKind::Repeated { everywhere: false } => text!("browse-repeated-items-of-this-family"),
        PickerKind::Repeated { everywhere: true } => text!("browse-repeated-items-of-all-families"),
    };
    let rows = u16::try_from(picker.rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(3 + SAID);
    let area = match picker.kind {
        PickerKind::Palette { .. } => centred(body, 110, rows.max(9)),
        PickerKind::Copy | PickerKind::Export | PickerKind::Settings | PickerKind::Topics => {
            centred(body, 84, rows.max(9))
        }
        _ => centred(body, 130, body.height),
    };
    let title = &app.keymap.fill(title);
    let inner = pane(frame, app, area, title, &badge(app, picker), true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let said = said_rows(picker, inner);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1 - said,
        ..inner
    };
    let typed = Rect { height: 1, ..inner };
    viewport.typed = area_of(typed);
    viewport.list = area_of(list);
    if picker.visible.is_empty() {
        let text = nothing(app, picker);
        say(frame, app, list, text);
    }
    let columns = in_columns(picker, list);
    let last = picker.visible.len();
    for (y, index) in (list.y..list.bottom()).zip(picker.offset..last) {
        let line = Rect {
            y,
            height: 1,
            ..list
        };
        row(frame, app, picker, index, line);
    }
    if let Some(row) = picker.selected() {
        let text = match row.why_not {
            Some(why) => text!("browse-not-now", why = app.keymap.fill(why)),
            None if columns && width(&row.detail) + 41 <= usize::from(list.width) => String::new(),
            // The line of a text that is too long for the list.
            None if width(&row.label) + 2 > usize::from(list.width) && row.detail.is_empty() => {
                row.label.clone()
            }
            None => row.detail.clone(),
        };
        let below = Rect {
            y: list.bottom(),
            height: said,
            ..list
        };
        say(frame, app, below, &text);
    }
    prompt(frame, app, picker, typed);
}

/// The line that is typed in.
pub(super) fn prompt(frame: &mut Frame<'_>, app: &App, picker: &Picker, line: Rect) {
    pen::prompt(frame, app, line, "› ", &picker.input);
}

/// One row of the list, and whether the cursor is on it.
pub(super) fn row(frame: &mut Frame<'_>, app: &App, picker: &Picker, index: usize, line: Rect) {
    let Some(row) = picker.visible.get(index).map(|at| &picker.rows[*at]) else {
        return;
    };
    let is_place = matches!(row.run, Run::Go(_) | Run::Catalog(_));
    match in_columns(picker, line) && !is_place {
        true => as_columns(frame.buffer_mut(), app, line, row),
        false => as_line(frame.buffer_mut(), app, line, row, picker.kind),
    }
    if index == picker.cursor {
        mark(frame.buffer_mut(), line, style(app.theme, Tone::Selected));
    }
}

/// Whether what a row is, what it does and its keys stand below each other.
fn in_columns(picker: &Picker, list: Rect) -> bool {
    let is_sorted = matches!(
        picker.kind,
        PickerKind::Help(_) | PickerKind::Palette { .. }
    );
    list.width >= 76 && is_sorted
}

/// How many rows say what the selected one is.
fn said_rows(picker: &Picker, inner: Rect) -> u16 {
    let is_text = matches!(picker.kind, PickerKind::Topic(_));
    match inner.height {
        ..5 => 0,
        5..8 => 1,
        _ if is_text => 1,
        16.. if matches!(picker.kind, PickerKind::Problems) => SAID + 1,
        _ => SAID,
    }
}

/// What is said of the list or of a row of it.
fn say(frame: &mut Frame<'_>, app: &App, area: Rect, text: &str) {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2).max(1),
        ..area
    };
    let look = style(app.theme, Tone::Quiet);
    put_wrapped(frame.buffer_mut(), area, text, look);
}

/// How many of how many, and of problems, how many of them are counted everywhere.
fn badge(app: &App, picker: &Picker) -> String {
    let (visible, rows) = (picker.visible.len(), picker.rows.len());
    let badge = text!("browse-of", visible, rows);
    match (picker.kind, app.findings.count()) {
        (PickerKind::Problems, 1..) => {
            text!("browse-serious", count = app.findings.count(), badge)
        }
        _ => badge,
    }
}

/// What stands where no row does.
fn nothing(app: &App, picker: &Picker) -> &'static str {
    match (picker.kind, picker.rows.is_empty()) {
        (PickerKind::SaveSearch, _) => text!("browse-a-new-name"),
        (PickerKind::Problems, true) if app.is_checking() => {
            text!("browse-the-files-are-still-being")
        }
        (_, true) if picker.is_filling => text!("browse-looking"),
        (PickerKind::Repeated { .. }, true) => {
            text!("browse-nothing-is-repeated-here-that")
        }
        (PickerKind::Problems, true) => text!("browse-no-problems-the-checks-found"),
        _ => text!("browse-nothing-here-has-these-words"),
    }
}

fn look_of(app: &App, row: &PickerRow) -> Style {
    let tone = match row.run {
        _ if row.why_not.is_some() => Tone::Quiet,
        Run::Line { is_heading: true } => Tone::Heading,
        _ => Tone::Text,
    };
    style(app.theme, tone)
}

/// What cannot be done now has a sign for it, too: not every theme has a colour to spare.
fn sign(buffer: &mut Buffer, app: &App, line: Rect, row: &PickerRow) {
    if row.why_not.is_some() {
        put(
            buffer,
            line.x,
            line.y,
            1,
            "–",
            style(app.theme, Tone::Quiet),
        );
    }
}

/// Name, keys and what it does, below those of other rows. A long name goes on where the keys are few.
fn as_columns(buffer: &mut Buffer, app: &App, line: Rect, row: &PickerRow) {
    let (x, y) = (line.x + 1, line.y);
    sign(buffer, app, line, row);
    let side = u16::try_from(width(&row.side)).unwrap_or(u16::MAX).min(18);
    let gap = u16::from(side > 0);
    let used = put(buffer, x, y, 38 - side - gap, &row.label, look_of(app, row));
    let at = x + (used + 1).max(20);
    let keys = style(app.theme, Tone::Key);
    put(buffer, at, y, side, &row.side, keys);
    let quiet = style(app.theme, Tone::Quiet);
    let room = line.width.saturating_sub(41);
    put(buffer, x + 39, y, room, &row.detail, quiet);
}

/// What it is, and at the right end where.
fn as_line(buffer: &mut Buffer, app: &App, line: Rect, row: &PickerRow, kind: PickerKind) {
    sign(buffer, app, line, row);
    let room = match kind {
        PickerKind::Problems => line.width * 2 / 5,
        _ => line.width / 2,
    };
    let side = clip(&row.side, usize::from(room));
    let columns = u16::try_from(width(&side)).unwrap_or(0);
    let end = line.right() - columns - 1;
    let label = end.saturating_sub(line.x + 2);
    put(
        buffer,
        line.x + 1,
        line.y,
        label,
        &row.label,
        look_of(app, row),
    );
    let keys = style(app.theme, Tone::Key);
    put(buffer, end, line.y, columns, &side, keys);
}
