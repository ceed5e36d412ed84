//! The only way of text to the buffer: cleaned, clipped to its room, in the look of its tone.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color as Paint, Modifier, Style};
use ratatui::widgets::{Block, BorderType, Widget};
use unicode_segmentation::UnicodeSegmentation;

use super::Frame;
use crate::app::{App, Landing, TextField};
use crate::config::{Color, Theme, Tone};
use crate::format::clean::clean_line;
use crate::format::wrap::{width, wrap};

/// The style of a tone.
pub(super) fn style(theme: Theme, tone: Tone) -> Style {
    let look = theme.look(tone);
    let mut style = Style::new();
    style.fg = paint(look.color);
    style.bg = paint(look.behind);
    for (on, modifier) in [
        (look.bold, Modifier::BOLD),
        (look.underline, Modifier::UNDERLINED),
        (look.reverse, Modifier::REVERSED),
        (look.strike, Modifier::CROSSED_OUT),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    style
}

fn paint(color: Color) -> Option<Paint> {
    Some(match color {
        Color::Default => return None,
        Color::Ansi(n) => ANSI[usize::from(n % 16)],
        Color::Indexed(n) => Paint::Indexed(n),
        Color::Rgb(r, g, b) => Paint::Rgb(r, g, b),
    })
}

const ANSI: [Paint; 16] = [
    Paint::Black,
    Paint::Red,
    Paint::Green,
    Paint::Yellow,
    Paint::Blue,
    Paint::Magenta,
    Paint::Cyan,
    Paint::Gray,
    Paint::DarkGray,
    Paint::LightRed,
    Paint::LightGreen,
    Paint::LightYellow,
    Paint::LightBlue,
    Paint::LightMagenta,
    Paint::LightCyan,
    Paint::White,
];

/// An empty cell.
fn empty(theme: Theme) -> Cell {
    let mut ground = Style::new();
    ground.fg = paint(theme.look(Tone::Text).color);
    ground.bg = paint(theme.background);
    let mut cell = Cell::EMPTY;
    cell.set_style(ground);
    cell
}

/// Empties a part of the screen, or all of it.
pub(super) fn clear(buffer: &mut Buffer, theme: Theme, area: Rect) {
    let empty = empty(theme);
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        let start = buffer.index_of(area.x, y);
        buffer.content[start..start + usize::from(area.width)].fill(empty.clone());
    }
}

/// Writes one row of text into `room` columns and says how many it took. What does not fit is cut with an ellipsis.
pub(super) fn put(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    if room == 0 || !buffer.area.contains((x, y).into()) {
        return 0;
    }
    let room = room.min(buffer.area.right() - x);
    let text = clean_line(text);
    let (end, is_cut) = fitting(&text, usize::from(room));
    let after = write(buffer, x, y, room, &text[..end], style);
    match is_cut {
        true => write(buffer, after, y, 1, "…", style) - x,
        false => after - x,
    }
}

/// Writes clean text that fits; gives the column after it. Most of it needs no look at its clusters.
fn write(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let (mut bytes, mut columns) = simple_start(text);
    if let (true, Some(last)) = (bytes < text.len(), text[..bytes].chars().next_back()) {
        // What follows may join it.
        (bytes, columns) = (bytes - last.len_utf8(), columns - 1);
    }
    let start = buffer.index_of(x, y);
    let cells = buffer.content[start..start + columns].iter_mut();
    for ((at, c), cell) in text.char_indices().zip(cells) {
        let symbol = &text[at..at + c.len_utf8()];
        cell.set_symbol(symbol).set_style(style);
    }
    let x = x + u16::try_from(columns).unwrap_or(u16::MAX);
    match &text[bytes..] {
        "" => x,
        rest => {
            buffer
                .set_stringn(x, y, rest, usize::from(room) - columns, style)
                .0
        }
    }
}

/// How many bytes at the start of a text are characters of one column that join no others but those that join them,
/// and how many columns they take.
fn simple_start(text: &str) -> (usize, usize) {
    let is_simple =
        |c: &char| matches!(c, ' '..='~' | 'À'..='ÿ' | '·' | '–' | '—' | '…' | '›' | '↑');
    let simple = text.chars().take_while(is_simple);
    simple.fold((0, 0), |(bytes, columns), c| {
        (bytes + c.len_utf8(), columns + 1)
    })
}

/// How much of a text fits when an ellipsis stands for what does not, and whether one does.
fn fitting(text: &str, room: usize) -> (usize, bool) {
    let end = text.char_indices().nth(room + 1);
    let start = end.map_or(text, |(end, _)| &text[..end]);
    if let (bytes, columns) = simple_start(start)
        && bytes == start.len()
    {
        let shown = start.char_indices().nth(room.saturating_sub(1));
        return match columns <= room {
            true => (text.len(), false),
            false => (shown.map_or(0, |(end, _)| end), room > 0),
        };
    }
    if width(text) <= room {
        return (text.len(), false);
    }
    let mut used = 0;
    let mut end = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > room {
            break;
        }
        used += wide;
        end += grapheme.len();
    }
    (end, room > 0)
}

/// As much of a text as fits, with an ellipsis where something is left out.
pub(super) fn clip(text: &str, room: usize) -> String {
    let (end, is_cut) = fitting(text, room);
    let ellipsis = if is_cut { "…" } else { "" };
    format!("{}{ellipsis}", &text[..end])
}

/// Writes a text in as many rows as the area has; the last one goes on with what is left, so that the cut is seen.
pub(super) fn put_wrapped(buffer: &mut Buffer, area: Rect, text: &str, look: Style) {
    let text = clean_line(text);
    for (y, range) in (area.y..area.bottom()).zip(wrap(&text, usize::from(area.width).max(1))) {
        let end = match y + 1 == area.bottom() {
            true => text.len(),
            false => range.end,
        };
        let part = text[range.start..end].trim_end();
        put(buffer, area.x, y, area.width, part, look);
    }
}

/// Writes a part of a text whose pieces have tones; what has none is running text.
#[allow(
    clippy::too_many_arguments,
    reason = "a place, a room, a text and its looks"
)]
pub(super) fn put_toned(
    buffer: &mut Buffer,
    theme: Theme,
    x: u16,
    y: u16,
    room: u16,
    text: &str,
    part: Range<usize>,
    tones: &[(Range<usize>, Tone)],
) -> u16 {
    let mut used = 0;
    let mut at = part.start;
    while at < part.end && used < room {
        let tone = tones.iter().find(|(range, _)| range.contains(&at));
        let end = match tone {
            Some((range, _)) => range.end.min(part.end),
            None => tones
                .iter()
                .map(|(range, _)| range.start)
                .filter(|start| *start > at)
                .min()
                .unwrap_or(part.end)
                .min(part.end),
        };
        let look = style(theme, tone.map_or(Tone::Text, |(_, tone)| *tone));
        let left = room - used;
        let piece = &text[at..end];
        // A piece that just fits is cut where others should follow it, so that the cut is seen.
        let rest = text[end..part.end].trim_end();
        let is_cut = !rest.is_empty() && width(piece) >= usize::from(left);
        let piece = if is_cut { &text[at..part.end] } else { piece };
        used += put(buffer, x + used, y, left, piece, look);
        at = if is_cut { part.end } else { end };
    }
    used
}

/// Stands the terminal's cursor where the selection begins, for those who follow it with a reader or a magnifier.
pub(super) fn cursor_on_selection(frame: &mut Frame<'_>, theme: Theme, area: Rect) {
    let look = theme.look(Tone::Selected);
    let (behind, reversed) = (paint(look.behind), look.reverse);
    let buffer = frame.buffer_mut();
    let is_it = |x: u16, y: u16| {
        let cell = &buffer[(x, y)];
        match behind {
            Some(behind) => cell.bg == behind,
            None => reversed && cell.modifier.contains(Modifier::REVERSED),
        }
    };
    let cells = (area.y..area.bottom()).flat_map(|y| (area.x..area.right()).map(move |x| (x, y)));
    let found = cells.into_iter().find(|(x, y)| is_it(*x, *y));
    if let Some(at) = found {
        frame.set_cursor_position(at);
    }
}

/// Marks a stretch of a row as selected, whatever stands on it.
pub(super) fn mark(buffer: &mut Buffer, row: Rect, style: Style) {
    buffer.set_style(row.intersection(buffer.area), style);
}

/// What a border leaves.
pub(super) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Before what is marked.
pub(super) const MARK: &str = "◆";

/// Where a row of a list stands in its window, which a line before the row `line` makes one row longer; `None` below
/// the window.
pub(super) fn row_of(inner: Rect, offset: usize, line: Option<usize>, index: usize) -> Option<u16> {
    let pushed = usize::from(line.is_some_and(|line| offset <= line && line <= index));
    let row = u16::try_from(index.checked_sub(offset)? + pushed).ok()?;
    (row < inner.height).then(|| inner.y + row)
}

/// The line that shows where what is dragged would land.
pub(super) fn landing_line(
    buffer: &mut Buffer,
    app: &App,
    inner: Rect,
    offset: usize,
    landing: &Landing,
) {
    let Some(y) = row_of(inner, offset, None, landing.row) else {
        return;
    };
    let indent = u16::try_from(landing.indent)
        .unwrap_or(0)
        .min(inner.width / 2);
    let room = inner.width - indent;
    let words = match landing.words.as_str() {
        "" => String::new(),
        words => format!(" {words} "),
    };
    let rest = usize::from(room).saturating_sub(width(&words) + 2);
    let text = format!("▶─{words}{}", "─".repeat(rest));
    put(
        buffer,
        inner.x + indent,
        y,
        room,
        &text,
        style(app.theme, Tone::Focus),
    );
}

/// A pane with a border, a title on the left and a word on the right; returns its inside.
pub(super) fn pane(
    frame: &mut Frame<'_>,
    app: &App,
    area: Rect,
    title: &str,
    badge: &str,
    focused: bool,
) -> Rect {
    let tone = if focused { Tone::Focus } else { Tone::Quiet };
    let look = style(app.theme, tone);
    let kind = if focused {
        BorderType::Thick
    } else {
        BorderType::Plain
    };
    clear(frame.buffer_mut(), app.theme, area);
    Block::bordered()
        .border_type(kind)
        .border_style(look)
        .render(area, frame.buffer_mut());
    let room = area.width.saturating_sub(4);
    let buffer = frame.buffer_mut();
    let badge_width = u16::try_from(width(badge)).unwrap_or(u16::MAX);
    let beside = !badge.is_empty() && badge_width.saturating_add(8) < room;
    let title_room = if beside { room - badge_width - 3 } else { room };
    if room > 2 && !title.is_empty() {
        let title = shortened(title, usize::from(title_room.saturating_sub(2)));
        put(
            buffer,
            area.x + 2,
            area.y,
            title_room,
            &format!(" {title} "),
            style(app.theme, Tone::Heading),
        );
    }
    if beside {
        let x = area.right() - badge_width - 4;
        put(
            buffer,
            x,
            area.y,
            badge_width + 2,
            &format!(" {badge} "),
            style(app.theme, Tone::Text),
        );
    }
    inside(area)
}

/// A title in its room: what it says of the keys, after a colon, goes whole or not at all.
fn shortened(title: &str, room: usize) -> String {
    match title.split_once(": ") {
        Some((name, _)) if width(title) > room => clip(name, room),
        _ => clip(title, room),
    }
}

/// A box in the middle, at most this large.
pub(super) fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let (columns, rows) = (columns.min(area.width), rows.min(area.height));
    Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    }
}

/// Writes a text field and stands the terminal's cursor in it when it has the focus.
pub(super) fn field(
    frame: &mut Frame<'_>,
    app: &App,
    area: Rect,
    input: &TextField,
    focused: bool,
) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let columns = usize::from(area.width);
    let rows = input.rows(columns);
    let (cursor_row, cursor_column) = input.cursor_cell(columns);
    let offset = input.first_row(columns, usize::from(area.height));
    let marked = input
        .selection()
        .map(|range| vec![(range, Tone::Marked)])
        .unwrap_or_default();
    for (line, range) in (area.y..area.bottom()).zip(rows.iter().skip(offset).cloned()) {
        // The spaces that a row ends in may reach past the edge.
        let shown = input.text()[range.clone()]
            .trim_end_matches([' ', '\n'])
            .len();
        let end = (range.start + shown).max(range.start);
        put_toned(
            frame.buffer_mut(),
            app.theme,
            area.x,
            line,
            area.width,
            input.text(),
            range.start..end,
            &marked,
        );
    }
    if focused {
        let row = u16::try_from(cursor_row - offset)
            .unwrap_or(0)
            .min(area.height - 1);
        let column = u16::try_from(cursor_column)
            .unwrap_or(0)
            .min(area.width - 1);
        frame.set_cursor_position((area.x + column, area.y + row));
    }
}

/// The line to type in at the top of a list, behind a sign of two columns.
pub(super) fn prompt(frame: &mut Frame<'_>, app: &App, inner: Rect, sign: &str, input: &TextField) {
    let look = style(app.theme, Tone::Key);
    put(frame.buffer_mut(), inner.x, inner.y, 2, sign, look);
    let field = Rect {
        x: inner.x + 2,
        width: inner.width.saturating_sub(2),
        height: 1,
        ..inner
    };
    line_field(frame, app, field, input);
}

/// A scrolled line of text: one row, the part around the cursor.
pub(super) fn line_field(frame: &mut Frame<'_>, app: &App, area: Rect, input: &TextField) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let room = usize::from(area.width);
    let before = width(&input.text()[..input.cursor()]);
    let mut start = 0;
    let mut hidden = 0;
    for (at, grapheme) in input.text().grapheme_indices(true) {
        if before - hidden < room {
            break;
        }
        hidden += width(grapheme);
        start = at + grapheme.len();
    }
    let (text, buffer) = (input.text(), frame.buffer_mut());
    match input.selection() {
        // What the next letter takes the place of is seen.
        Some(range) => {
            let marked = [(range, Tone::Marked)];
            let shown = start..text.len();
            put_toned(
                buffer, app.theme, area.x, area.y, area.width, text, shown, &marked,
            );
        }
        None => {
            let look = style(app.theme, Tone::Text);
            put(buffer, area.x, area.y, area.width, &text[start..], look);
        }
    }
    let column = u16::try_from(before - hidden)
        .unwrap_or(0)
        .min(area.width - 1);
    frame.set_cursor_position((area.x + column, area.y));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_is_written_and_cut_as_its_clusters_are(
            text in "([ -~]|[À-ÿ·–—…›↑]|[\u{301}\u{200d}\u{fe0f}👩あ한]){0,14}",
            room in 0_u16..12,
        ) {
            let area = Rect::new(0, 0, 16, 1);
            let (mut buffer, mut plainly) = (Buffer::empty(area), Buffer::empty(area));
            let look = Style::new().fg(Paint::Red);
            let text = clean_line(&text);
            let (end, is_cut) = fitting(&text, usize::from(room));
            let fits = width(&text) <= usize::from(room);
            prop_assert_eq!(is_cut, !fits && room > 0);
            let clusters = text.graphemes(true).map(width);
            let columns = clusters.scan(0, |columns, wide| {
                *columns += wide;
                Some(*columns)
            });
            let shown = columns.take_while(|columns| fits || *columns < usize::from(room));
            prop_assert_eq!(width(&text[..end]), shown.last().unwrap_or(0));
            let after = write(&mut buffer, 1, 0, 14, &text[..end], look);
            let (its, _) = plainly.set_stringn(1, 0, &text[..end], 14, look);
            prop_assert_eq!(after, its);
            prop_assert_eq!(buffer, plainly);
        }
    }
}
