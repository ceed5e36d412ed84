//! Draws replacing: two fields, how and where one looks, and the hits in their context.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{line_field, mark, pane, put, style};
use super::{Frame, area_of};
use crate::app::{App, ReplaceFocus, ReplaceRow, Replacer, TextField, Viewport};
use crate::config::{Action, Tone};
use crate::document::replace::{Case, Hit, counted};
use crate::format::clean::clean_line;
use crate::format::wrap::width;
use crate::text::text;

/// Columns of the labels.
const LABEL: u16 = 9;
/// Below this width words are short, and what kind of text a hit is in is left out.
const NARROW: u16 = 50;
/// Columns before a hit: room for its mark.
const INDENT: u16 = 5;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    replacer: &Replacer,
    body: Rect,
    viewport: &mut Viewport,
) {
    let title = text!("replace-replace-in", replacer = scope(replacer));
    let inner = pane(frame, app, body, &title, &badge(replacer), true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let row = |n: u16| Rect {
        y: inner.y + n,
        height: u16::from(n < inner.height),
        ..inner
    };
    let (pattern, replacement) = (&replacer.pattern, &replacer.replacement);
    let focus = replacer.focus;
    labelled(
        frame,
        app,
        row(0),
        text!("replace-find"),
        pattern,
        focus == ReplaceFocus::Pattern,
    );
    labelled(
        frame,
        app,
        row(1),
        text!("replace-replace"),
        replacement,
        focus == ReplaceFocus::Replacement,
    );
    let used = 2 + options(
        frame,
        app,
        replacer,
        Rect {
            y: inner.y.saturating_add(2).min(inner.bottom()),
            height: inner.height.saturating_sub(2),
            ..inner
        },
    );
    let list = Rect {
        y: inner.y.saturating_add(used).min(inner.bottom()),
        height: inner.height.saturating_sub(used),
        ..inner
    };
    viewport.list = area_of(list);
    hits(frame.buffer_mut(), app, replacer, list);
}

fn scope(replacer: &Replacer) -> &str {
    let scope = replacer.scopes.get(replacer.scope);
    scope.map_or("", |(words, _)| words.as_str())
}

fn badge(replacer: &Replacer) -> String {
    match replacer.count() {
        _ if replacer.making => text!("replace-replacing-esc-calls-it-off-2").into(),
        _ if replacer.searching => text!("replace-searching").into(),
        0 => String::new(),
        count => text!(
            "replace-of-in",
            accepted = replacer.accepted(),
            counted = counted(count, "place"),
            files = counted(replacer.found.files.len(), "file")
        ),
    }
}

fn labelled(
    frame: &mut Frame<'_>,
    app: &App,
    row: Rect,
    label: &str,
    field: &TextField,
    focused: bool,
) {
    if row.height == 0 {
        return;
    }
    let tone = if focused { Tone::Key } else { Tone::Quiet };
    let look = style(app.theme, tone);
    let label_room = LABEL.min(row.width);
    put(
        frame.buffer_mut(),
        row.x + 1,
        row.y,
        label_room - 1,
        label,
        look,
    );
    let area = Rect {
        x: row.x + label_room,
        width: row.width - label_room,
        ..row
    };
    match focused {
        true => line_field(frame, app, area, field),
        false => {
            let text = style(app.theme, Tone::Text);
            put(
                frame.buffer_mut(),
                area.x,
                area.y,
                area.width,
                field.text(),
                text,
            );
        }
    }
}

/// How one looks, with the keys that change it, on as many rows as it takes; gives how many.
fn options(frame: &mut Frame<'_>, app: &App, replacer: &Replacer, area: Rect) -> u16 {
    let on = |on: bool| if on { "[x]" } else { "[ ]" };
    let options = &replacer.options;
    let case = match options.case {
        Case::Smart => text!("replace-as-typed"),
        Case::Sensitive => text!("replace-told-apart"),
        Case::Insensitive => text!("replace-the-same"),
    };
    let (regex, words) = match area.width < NARROW {
        true => (text!("replace-regex"), text!("replace-words")),
        false => (
            text!("replace-regular-expression"),
            text!("replace-whole-words"),
        ),
    };
    let entries = [
        (
            Action::ReplaceRegex,
            format!("{} {regex}", on(options.regex)),
        ),
        (
            Action::ReplaceWord,
            format!("{} {words}", on(options.whole_word)),
        ),
        (
            Action::ReplaceLinks,
            text!("replace-links", links = on(options.links)),
        ),
        (Action::ReplaceCase, text!("replace-case", case)),
        (
            Action::ReplaceScope,
            text!("replace-in", replacer = scope(replacer)),
        ),
    ];
    // The hits want room too, and what is wrong still more; the title says the scope as well.
    let most = match replacer.found.rows.is_empty() {
        true if area.height < 6 => 1,
        _ => area.height.div_ceil(3),
    };
    let buffer = frame.buffer_mut();
    let (mut x, mut y) = (area.x + 1, area.y);
    for (action, text) in entries {
        let key = &app.keymap.key(action);
        let columns = u16::try_from(width(key) + 1 + width(&clean_line(&text))).unwrap_or(u16::MAX);
        if x > area.x + 1 && x.saturating_add(columns) > area.right() {
            x = area.x + 1;
            y += 1;
        }
        if y >= area.y + most {
            return most;
        }
        x += put(
            buffer,
            x,
            y,
            area.right().saturating_sub(x),
            key,
            style(app.theme, Tone::Key),
        ) + 1;
        let room = area.right().saturating_sub(x);
        x += put(buffer, x, y, room, &text, style(app.theme, Tone::Text)) + 2;
    }
    (y + 1 - area.y).min(most)
}

fn hits(buffer: &mut Buffer, app: &App, replacer: &Replacer, list: Rect) {
    if replacer.found.rows.is_empty() {
        let (text, tone) = match &replacer.error {
            Some(error) => (format!("! {error}"), Tone::Error),
            None if replacer.searching => (String::new(), Tone::Quiet),
            None if replacer.pattern.text().is_empty() => (
                text!("replace-type-what-to-find-every").to_owned(),
                Tone::Quiet,
            ),
            None => (
                text!("replace-nothing-there-has-it").to_owned(),
                Tone::Quiet,
            ),
        };
        let rows =
            crate::format::wrap::wrap(&text, usize::from(list.width.saturating_sub(2)).max(1));
        let top = list.y + u16::from(usize::from(list.height) > rows.len());
        for (y, range) in (top..list.bottom()).zip(rows) {
            let room = list.width.saturating_sub(1);
            put(
                buffer,
                list.x + 1,
                y,
                room,
                &text[range],
                style(app.theme, tone),
            );
        }
        return;
    }
    let rows = replacer.found.rows.iter().enumerate().skip(replacer.offset);
    for (y, (index, row)) in (list.y..list.bottom()).zip(rows) {
        match row {
            ReplaceRow::Part(address) => {
                let look = style(app.theme, Tone::Heading);
                put(
                    buffer,
                    list.x + 1,
                    y,
                    list.width.saturating_sub(1),
                    address,
                    look,
                );
            }
            ReplaceRow::Hit(family, hit) => {
                let at = (*family, *hit);
                if let Some(hit) = replacer.found.hit(at) {
                    draw_hit(
                        buffer,
                        app,
                        hit,
                        replacer.is_accepted(at),
                        Rect {
                            y,
                            height: 1,
                            ..list
                        },
                    );
                }
            }
        }
        if index == replacer.cursor {
            let tone = match replacer.focus {
                ReplaceFocus::Hits => Tone::Selected,
                _ => Tone::SelectedElsewhere,
            };
            mark(
                buffer,
                Rect {
                    y,
                    height: 1,
                    ..list
                },
                style(app.theme, tone),
            );
        }
    }
}

fn draw_hit(buffer: &mut Buffer, app: &App, hit: &Hit, accepted: bool, row: Rect) {
    let (sign, tone) = match (&hit.refused, accepted) {
        (Some(_), _) => ("[!]", Tone::Warning),
        (None, true) => ("[x]", Tone::Key),
        (None, false) => ("[ ]", Tone::Quiet),
    };
    put(
        buffer,
        row.x + 1,
        row.y,
        row.width.saturating_sub(1),
        sign,
        style(app.theme, tone),
    );
    let mut x = row.x + INDENT.min(row.width);
    let mut piece = |text: &str, tone: Tone| {
        let room = row.right().saturating_sub(x);
        x += put(buffer, x, row.y, room, text, style(app.theme, tone));
        row.right().saturating_sub(x)
    };
    let label = match row.width < NARROW {
        true => String::new(),
        false => format!("{}: ", hit.wording.to_string().replace('_', " ")),
    };
    let room = piece(&label, Tone::Quiet);
    if let Some(why) = hit.refused {
        piece(&format!("{}: {why}", hit.matched), Tone::Warning);
        return;
    }
    // What is found and what comes are seen before their context is.
    let both = width(&clean_line(&hit.matched)) + width(&clean_line(&hit.replacement)) + 3;
    let before = clean_line(&hit.before);
    let spare = usize::from(room).saturating_sub(both);
    piece(
        &end_of(&before, spare.min(usize::from(room) / 2)),
        Tone::Text,
    );
    piece(&hit.matched, Tone::Match);
    piece(" → ", Tone::Quiet);
    piece(&hit.replacement, Tone::Key);
    piece(&hit.behind, Tone::Text);
}

/// As much of the end of a text as fits, with an ellipsis where something is left out.
fn end_of(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut used = 1;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > room {
            break;
        }
        start = at;
    }
    match room {
        0 => String::new(),
        _ => format!("…{}", &text[start..]),
    }
}
