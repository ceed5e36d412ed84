//! Draws help, palette and problems.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::area_of;
use super::pen::{centred, clip, mark, pane, prompt, put, style};
use crate::app::{App, Picker, PickerKind, Run, Viewport};
use crate::config::Tone;
use crate::format::wrap::width;
use crate::text::text;

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
        PickerKind::Topic(title) => title,
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
        .saturating_add(4);
    let area = match picker.kind {
        PickerKind::Palette { .. }
        | PickerKind::Copy
        | PickerKind::Export
        | PickerKind::Settings
        | PickerKind::Topics => centred(body, 84, rows.max(8)),
        _ => centred(body, 130, body.height),
    };
    let title = &app.keymap.fill(title);
    let badge = text!(
        "browse-of",
        visible = picker.visible.len(),
        rows = picker.rows.len()
    );
    let inner = pane(frame, app, area, title, &badge, true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let status = u16::from(inner.height > 4);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1 - status,
        ..inner
    };
    viewport.list = area_of(list);
    let buffer = frame.buffer_mut();
    let quiet = style(app.theme, Tone::Quiet);
    if picker.visible.is_empty() {
        let text = match (picker.kind, picker.rows.is_empty()) {
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
        };
        put(
            buffer,
            list.x + 1,
            list.y,
            list.width.saturating_sub(1),
            text,
            quiet,
        );
    }
    let has_short_labels = matches!(
        picker.kind,
        PickerKind::Help(_) | PickerKind::Palette { .. }
    );
    let wide = list.width >= 76 && has_short_labels;
    for (y, (index, row)) in
        (list.y..list.bottom()).zip(picker.visible.iter().enumerate().skip(picker.offset))
    {
        let row = &picker.rows[*row];
        let look = if row.why_not.is_some() {
            quiet
        } else if row.run == (Run::Line { is_heading: true }) {
            style(app.theme, Tone::Heading)
        } else {
            style(app.theme, Tone::Text)
        };
        let side_width = u16::try_from(width(&row.side))
            .unwrap_or(0)
            .min(list.width / 2);
        let end = list.right() - side_width - 1;
        let is_place = matches!(row.run, Run::Go(_) | Run::Catalog(_));
        if wide && !is_place {
            put(buffer, list.x + 1, y, 19, &row.label, look);
            put(
                buffer,
                list.x + 21,
                y,
                18,
                &row.side,
                style(app.theme, Tone::Key),
            );
            put(
                buffer,
                list.x + 40,
                y,
                list.right().saturating_sub(list.x + 41),
                &row.detail,
                quiet,
            );
        } else {
            put(
                buffer,
                list.x + 1,
                y,
                end.saturating_sub(list.x + 2),
                &row.label,
                look,
            );
            put(
                buffer,
                end,
                y,
                side_width,
                &row.side,
                style(app.theme, Tone::Key),
            );
        }
        if index == picker.cursor {
            mark(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..list
                },
                style(app.theme, Tone::Selected),
            );
        }
    }
    if status > 0
        && let Some(row) = picker.selected()
    {
        let text = match row.why_not {
            Some(why) => text!("browse-not-now", why = app.keymap.fill(why)),
            None if wide && width(&row.detail) + 41 <= usize::from(list.width) => String::new(),
            None => row.detail.clone(),
        };
        let text = clip(&text, usize::from(list.width.saturating_sub(2)));
        put(
            buffer,
            list.x + 1,
            inner.bottom() - 1,
            list.width.saturating_sub(1),
            &text,
            quiet,
        );
    }
    prompt(frame, app, inner, "› ", &picker.input);
}
