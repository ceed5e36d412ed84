//! Draws the finder: what is typed, what was found, the selected hit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{self, MARK, clip, mark, pane, put, put_toned, style};
use super::{Frame, NARROW, area_of, detail};
use crate::app::{App, Area, Finder, FinderFocus, NarrowRow, Viewport};
use crate::config::Tone;
use crate::format::clean::clean_line;
use crate::format::inline::plain;
use crate::format::wrap::{width, wrap};
use crate::model::Position;
use crate::search::{Hit, Match, SomeWords, Suggestion};
use crate::text::text;

/// From this width on everything stands beside each other.
const WIDE: u16 = 130;
/// From this width of the list on, inherited lines name their origin.
const ROOMY: u16 = 60;
/// From these widths of the list on, there are words for how many inherit a hit: a few, and all.
const WORDS: u16 = 44;
const ALL_WORDS: u16 = 70;
/// Columns by which a hit is further to the right that follows the one that it inherits from.
const HEIR: u16 = 2;
/// Rows of a hit.
pub(super) const ROWS: u16 = 2;
/// Before both rows of the hit that the cursor is on.
const BAR: &str = "▌";
/// Columns of the values that narrow.
const COLUMN: u16 = 28;

/// Where the parts of the finder are.
struct Parts {
    list: Rect,
    narrow: Option<Rect>,
    preview: Option<Rect>,
}

impl Parts {
    /// All beside each other where there is room for it; or else the preview, or what narrows while that has the
    /// focus; on a narrow screen, or where the list is to be `alone`, that lies over the list, and what is typed stays in
    /// sight.
    fn of(body: Rect, finder: &Finder, alone: bool) -> Self {
        let columns = |x: u16, width: u16| Rect {
            x: body.x + x,
            width,
            ..body
        };
        let narrowing = finder.focus == FinderFocus::Narrow;
        if !alone && body.width >= WIDE && !finder.narrow.rows.is_empty() {
            let list = (body.width - COLUMN) / 2;
            let preview = COLUMN + list;
            return Self {
                list: columns(COLUMN, list),
                narrow: Some(columns(0, COLUMN)),
                preview: Some(columns(preview, body.width - preview)),
            };
        }
        let (list, beside) = if !alone && body.width >= NARROW + 30 {
            let list = body.width / 2;
            (columns(0, list), Some(columns(list, body.width - list)))
        } else {
            let top = 2.min(body.height);
            let below = Rect {
                y: body.y + top,
                height: body.height - top,
                ..body
            };
            (body, (finder.focus != FinderFocus::Query).then_some(below))
        };
        Self {
            list,
            narrow: beside.filter(|_| narrowing),
            preview: beside.filter(|_| !narrowing),
        }
    }
}

/// Whether its parts take the whole body: where a pane has no inside, they are not all drawn.
pub(super) fn covers(body: Rect) -> bool {
    body.height > 2 && body.width > 5
}

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    finder: &Finder,
    body: Rect,
    viewport: &mut Viewport,
) {
    let parts = Parts::of(body, finder, app.hits_alone);
    let title = match finder.comparing.len() {
        0 => text!("finder-find-in-titles-and-every"),
        _ => text!("finder-compare-with-find-the-other"),
    };
    let typing = finder.focus == FinderFocus::Query;
    let inner = pane(frame, app, parts.list, title, &counts(app, finder), typing);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let said = offered(frame.buffer_mut(), app, finder, inner);
    let list = Rect {
        y: inner.y + 1 + said,
        height: inner.height - 1 - said,
        ..inner
    };
    viewport.list = area_of(list);
    let side = group_room(list.width).min(list.width);
    viewport.list_side = area_of(Rect {
        x: list.right() - side,
        width: side,
        ..list
    });
    hits(frame, app, finder, list);
    let typed = Rect { height: 1, ..inner };
    viewport.typed = area_of(typed);
    prompt(frame, app, finder, typed);
    if let Some(area) = parts.narrow {
        viewport.narrow = area_of(narrow(frame, app, finder, area));
    }
    if let Some(area) = parts.preview {
        let shown = &finder.preview;
        let focused = finder.focus == FinderFocus::Preview;
        // What was found before is shown no more.
        let (title, badge) = match finder.selected() {
            Some(_) => (shown.title.as_str(), preview_badge(finder)),
            None => ("", String::new()),
        };
        let inner = pane(frame, app, area, title, &badge, focused);
        viewport.preview = area_of(inner);
        if finder.selected().is_some() {
            detail::rows(frame, app, shown, inner, true, None);
            if focused {
                detail::cursor_on(frame, shown, inner);
            }
        }
    }
    if parts.list == body && !typing {
        // Something lies over it.
        viewport.list = Area::default();
        viewport.list_side = Area::default();
    }
}

/// The line in which the query is typed.
pub(super) fn prompt(frame: &mut Frame<'_>, app: &App, finder: &Finder, line: Rect) {
    pen::prompt(frame, app, line, "/ ", &finder.input);
}

/// Which of the lines that were found the cursor of the preview is on, before what stands there anyway.
fn preview_badge(finder: &Finder) -> String {
    let found = match finder.line_found() {
        Some((Some(at), all)) => Some(text!("finder-of", at, all)),
        Some((None, all)) => Some(text!("finder-found", all)),
        None => None,
    };
    let badge = Some(&finder.preview.badge).filter(|badge| !badge.is_empty());
    let parts: Vec<&str> = found.iter().chain(badge).map(String::as_str).collect();
    parts.join(" · ")
}

/// What could be typed, or what is wrong, in the row below the query. Says how many rows that takes.
fn offered(buffer: &mut Buffer, app: &App, finder: &Finder, inner: Rect) -> u16 {
    let (x, y) = (inner.x + 2, inner.y + 1);
    if inner.height < 3 || finder.focus != FinderFocus::Query {
        return 0;
    }
    let quiet = style(app.theme, Tone::Quiet);
    let room = |x: u16| inner.right().saturating_sub(x);
    if let Some((first, others)) = finder.offers().split_first() {
        let mut x = x + put(buffer, x, y, room(x), "Tab ", quiet);
        x += put(
            buffer,
            x,
            y,
            room(x),
            &first.label,
            style(app.theme, Tone::Key),
        );
        let says = |offer: &Suggestion| match offer.count {
            Some(count) if count > 0 => format!(" {count}"),
            Some(_) => String::new(),
            None => format!(" {}", offer.says),
        };
        x += put(buffer, x, y, room(x), &says(first), quiet);
        for offer in others {
            let text = format!(" · {}{}", offer.label, says(offer));
            if u16::try_from(width(&text)).unwrap_or(u16::MAX) > room(x) {
                put(buffer, x, y, room(x), " …", quiet);
                break;
            }
            x += put(buffer, x, y, room(x), &text, quiet);
        }
        return 1;
    }
    let Some(note) = finder.note() else {
        return 0;
    };
    let warning = style(app.theme, Tone::Warning);
    let text = match &note.instead {
        Some(instead) => text!("finder-tab", message = note.message, instead),
        None => note.message.clone(),
    };
    let mut rows = 0;
    for range in wrap(&text, usize::from(inner.width.saturating_sub(3)).max(1)) {
        if rows + 3 > inner.height || rows == 3 {
            break;
        }
        put(buffer, x, y + rows, room(x), &text[range], warning);
        rows += 1;
    }
    rows
}

/// The values that narrow the query, and how many roles have each.
fn narrow(frame: &mut Frame<'_>, app: &App, finder: &Finder, area: Rect) -> Rect {
    let focused = finder.focus == FinderFocus::Narrow;
    let inner = pane(frame, app, area, text!("finder-narrow-to"), "", focused);
    let narrow = &finder.narrow;
    let rows = narrow.rows.iter().enumerate().skip(narrow.offset);
    for (y, (index, row)) in (inner.y..inner.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        narrow_row(frame.buffer_mut(), app, line, row);
        if focused && index == narrow.cursor {
            mark(frame.buffer_mut(), line, style(app.theme, Tone::Selected));
            frame.set_cursor_position((line.x + 1, y));
        }
    }
    inner
}

fn narrow_row(buffer: &mut Buffer, app: &App, line: Rect, row: &NarrowRow) {
    let quiet = style(app.theme, Tone::Quiet);
    let room = line.width.saturating_sub(1);
    match row {
        NarrowRow::Heading(name) => {
            put(
                buffer,
                line.x + 1,
                line.y,
                room,
                name,
                style(app.theme, Tone::Heading),
            );
        }
        NarrowRow::Value {
            value,
            count,
            taken,
            ..
        } => {
            let count = count.to_string();
            let side = u16::try_from(width(&count)).unwrap_or(0) + 1;
            let sign = if *taken { "✓ " } else { "  " };
            let tone = if *taken { Tone::Key } else { Tone::Text };
            let label = format!("{sign}{value}");
            let room = room.saturating_sub(side + 1);
            put(
                buffer,
                line.x + 1,
                line.y,
                room,
                &label,
                style(app.theme, tone),
            );
            let x = line.right().saturating_sub(side);
            put(buffer, x, line.y, side, &count, quiet);
        }
        NarrowRow::More(_, count) => {
            let label = text!("finder-more", count);
            put(buffer, line.x + 1, line.y, room, &label, quiet);
        }
    }
}

/// How many of how many; what is still being done; how many are marked.
fn counts(app: &App, finder: &Finder) -> String {
    let marked = app.marks.row_count();
    let parts = [
        found(finder),
        finder
            .searching
            .then(|| text!("finder-searching").to_owned()),
        app.progress()
            .map(|progress| text!("finder-read", progress)),
        (marked > 0).then(|| text!("finder-marked", marked)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// Of what is listed, which may still be what was asked for before.
fn found(finder: &Finder) -> Option<String> {
    let results = finder.results.as_ref()?;
    if results.query.trim().is_empty() {
        return None;
    }
    let similar = results.total - results.as_typed;
    let found = match (results.as_typed, similar) {
        (0, 0) if finder.searching => return None,
        (0, 0) => return Some(text!("finder-nothing").into()),
        (0, similar) => text!("finder-similar", similar),
        (exact, 0) => exact.to_string(),
        (exact, similar) => text!("finder-similar-2", exact, similar),
    };
    let listed = results.hits.iter().filter(|hit| !hit.is_heir).count();
    let cut = match listed < results.rows {
        true => text!("finder-best-listed", listed),
        false => String::new(),
    };
    Some(text!("finder-of-2", found, all = results.all, cut))
}

fn hits(frame: &mut Frame<'_>, app: &App, finder: &Finder, list: Rect) {
    let quiet = style(app.theme, Tone::Quiet);
    let buffer = frame.buffer_mut();
    if finder.hits().is_empty() {
        let lines: Vec<String> = match &finder.results {
            None if finder.searching => vec![text!("finder-the-index-is-being-built").into()],
            // What is typed is not at its end.
            Some(_) if !finder.offers().is_empty() => Vec::new(),
            Some(results) if !results.query.trim().is_empty() => {
                let mut lines = vec![text!("finder-nothing-matches", query = results.query)];
                if let Some(suggestion) = &results.suggestion {
                    lines.push(text!("finder-tab-searches-for", suggestion));
                } else if let Some(words) = &results.some_words {
                    lines.push(match words {
                        SomeWords::Together(words) => text!("finder-tab-searches-for-fewer", words),
                        SomeWords::Any(any) => text!("finder-tab-searches-for-any", any),
                    });
                }
                lines
            }
            _ => vec![
                text!("finder-type-words-from-a-title").into(),
                text!("finder-every-word-must-occur-two").into(),
                (app.keymap.fill(text!("finder-word-leaves-roles-out-grade"))).into_owned(),
            ],
        };
        let columns = list.width.saturating_sub(2).max(1);
        let lines = lines.iter().flat_map(|line| {
            let rows = wrap(line, usize::from(columns)).into_iter();
            rows.map(|range| line[range].trim_end())
        });
        for (y, line) in (list.y + 1..list.bottom()).zip(lines) {
            put(buffer, list.x + 1, y, columns, line, quiet);
        }
        return;
    }
    let visible = usize::from(list.height.div_ceil(ROWS));
    let last = finder.hits().len().min(finder.offset + visible);
    for (n, index) in (0..).zip(finder.offset..last) {
        let row = Rect {
            y: list.y + n * ROWS,
            height: ROWS.min(list.height - n * ROWS),
            ..list
        };
        hit(frame, app, finder, index, row);
    }
}

/// One hit, and whether the cursor is on it.
pub(super) fn hit(frame: &mut Frame<'_>, app: &App, finder: &Finder, index: usize, area: Rect) {
    let Some(hit) = finder.hits().get(index) else {
        return;
    };
    let exact = finder.results.as_ref().map_or(0, |results| results.exact);
    let similar = index >= exact && exact > 0;
    let unfolded = finder.is_unfolded(hit);
    let buffer = frame.buffer_mut();
    draw_hit(buffer, app, (hit, unfolded), area, similar);
    if index == finder.cursor {
        // Not the whole of it in another look, as elsewhere: whoever goes through hits on a slow line waits for
        // every character that changes.
        let tone = match finder.focus {
            FinderFocus::Query => Tone::Focus,
            FinderFocus::Narrow | FinderFocus::Preview => Tone::Quiet,
        };
        for y in area.y..area.bottom() {
            put(buffer, area.x, y, 1, BAR, style(app.theme, tone));
        }
    }
}

/// Columns at the right end of a hit that say how many roles inherit it.
fn group_room(width: u16) -> u16 {
    match width {
        ALL_WORDS.. => 28,
        WORDS.. => 20,
        _ => 7,
    }
}

/// How many roles inherit what a hit says; nothing when there are none, or each stands on its own.
fn group(hit: &Hit, unfolded: bool, width: u16) -> Option<String> {
    let sign = if unfolded { '▾' } else { '▸' };
    match (hit.heirs, width) {
        (0, _) => None,
        (many, ..WORDS) => Some(format!("{sign} {many}")),
        (1, ALL_WORDS..) => Some(text!("finder-1-role-inherits-this", sign)),
        (1, _) => Some(text!("finder-1-inherits-this", sign)),
        (many, ALL_WORDS..) => Some(text!("finder-roles-inherit-this", sign, many)),
        (many, _) => Some(text!("finder-inherit-this", sign, many)),
    }
}

fn draw_hit(
    buffer: &mut Buffer,
    app: &App,
    (hit, unfolded): (&Hit, bool),
    area: Rect,
    similar: bool,
) {
    let (mut x, y) = (area.x + 1, area.y);
    let side = group(hit, unfolded, area.width).map(|text| clip(&text, usize::from(area.width)));
    let columns = side.as_ref().map_or(0, |text| width(text) + 2);
    let end = area.right() - u16::try_from(columns).unwrap_or(0).min(area.width);
    let sign = if app.is_place_marked(&hit.place) {
        MARK
    } else {
        " "
    };
    x += put(buffer, x, y, 1, sign, style(app.theme, Tone::Key));
    if similar {
        x += put(
            buffer,
            x,
            y,
            end.saturating_sub(x),
            text!("finder-similar-3"),
            style(app.theme, Tone::Quiet),
        );
    }
    if hit.is_heir {
        x += HEIR;
    }
    let room = end.saturating_sub(x);
    let title_match = hit.matches.iter().find(|found| found.text == hit.title);
    x += match title_match {
        Some(found) => marked(buffer, app, x, y, room, found, Tone::Key),
        None => put(buffer, x, y, room, &hit.title, style(app.theme, Tone::Key)),
    };
    x += 2;
    put(
        buffer,
        x,
        y,
        end.saturating_sub(x),
        &whereabouts(hit),
        style(app.theme, Tone::Quiet),
    );
    if let Some(side) = side {
        let look = style(app.theme, Tone::Key);
        put(buffer, end + 1, y, area.right() - end, &side, look);
    }
    if area.height < ROWS {
        return;
    }
    let mut x = area.x + 4 + if hit.is_heir { HEIR } else { 0 };
    let Some(found) = hit.matches.iter().find(|found| found.text != hit.title) else {
        let room = area.right().saturating_sub(x);
        let look = style(app.theme, Tone::Quiet);
        put(buffer, x, y + 1, room, &about(hit), look);
        return;
    };
    let field = found.field.shown().replace('_', " ");
    let label = match &found.origin {
        Some(origin) if area.width >= ROOMY => format!("{field} ↑ {origin}: "),
        Some(_) => format!("↑ {field}: "),
        None => format!("{field}: "),
    };
    x += put(
        buffer,
        x,
        y + 1,
        area.right().saturating_sub(x),
        &label,
        style(app.theme, Tone::Quiet),
    );
    marked(
        buffer,
        app,
        x,
        y + 1,
        area.right().saturating_sub(x),
        found,
        Tone::Text,
    );
}

/// What a role that was found by its title is like.
fn about(hit: &Hit) -> String {
    let grade = hit.grade.as_ref();
    let grade = grade.map(|grade| text!("detail-grade", value = grade));
    let summary = hit.summary.as_deref();
    let summary = summary.map(|summary| plain(summary, false));
    let says: Vec<String> = grade.into_iter().chain(summary).collect();
    says.join(" · ")
}

/// The department of a hit, and the family that a role is in.
fn whereabouts(hit: &Hit) -> String {
    let department = hit
        .place
        .key
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    match (hit.place.position == Position::FAMILY, department) {
        (true, "") => text!("finder-job-family").to_owned(),
        (true, department) => text!("finder-job-family-in", department),
        (false, "") => hit.family.clone(),
        (false, department) => format!("{department} › {}", hit.family),
    }
}

/// A line with the characters that were found marked; a long one from a little before the first of them.
fn marked(
    buffer: &mut Buffer,
    app: &App,
    x: u16,
    y: u16,
    room: u16,
    found: &Match,
    tone: Tone,
) -> u16 {
    let text = clean_line(&found.text);
    let starts: Vec<usize> = match text.is_ascii() {
        true => Vec::new(),
        false => text.char_indices().map(|(at, _)| at).collect(),
    };
    let byte = |character: usize| match starts.as_slice() {
        // A character is a byte.
        [] => character.min(text.len()),
        starts => starts.get(character).copied().unwrap_or(text.len()),
    };
    let mut tones = Vec::new();
    let mut at = 0;
    for (start, end) in &found.ranges {
        let (start, end) = (byte(*start), byte(*end));
        if start > at {
            tones.push((at..start, tone));
        }
        tones.push((start..end, Tone::Match));
        at = end;
    }
    tones.push((at..text.len(), tone));
    let first = found.ranges.first().map_or(0, |(start, _)| byte(*start));
    let last = found.ranges.first().map_or(0, |(_, end)| byte(*end));
    let mut from = 0;
    if text[..last].chars().count() + 4 > usize::from(room) {
        // Whole words, as many as leave the match in the room.
        let wanted = first.saturating_sub(usize::from(room) / 3);
        // And no fewer than the room has, where nothing is left to show behind the match.
        let fitting = text
            .len()
            .saturating_sub(usize::from(room).saturating_sub(1));
        let wanted = wanted.min(fitting);
        from = text
            .split_word_bound_indices()
            .map(|(at, _)| at)
            .find(|at| *at >= wanted)
            .unwrap_or(0);
    }
    let lead = if from > 0 {
        put(buffer, x, y, room, "…", style(app.theme, Tone::Quiet))
    } else {
        0
    };
    lead + put_toned(
        buffer,
        app.theme,
        x + lead,
        y,
        room.saturating_sub(lead),
        &text,
        from..text.len(),
        &tones,
    )
}
