//! Draws the career ladder: boxes in levels, the steps between them as lines, and beside or below them what can be
//! reached.
//!
//! Lines are gathered as directions by cell before anything is drawn, so that where they meet they join.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chrome::notice;
use super::pen::{clip, mark, pane, put, style};
use super::{Frame, area_of};
use crate::app::{App, BOX_HEIGHT, GUTTER, LEVEL, LadderEntry, LadderFocus, LadderView, Viewport};
use crate::config::Tone;
use crate::format::clean::clean_line;
use crate::format::ladder::{remark, row_words};
use crate::format::wrap::width;
use crate::model::{Node, Rung, Step, StepKind};
use crate::text::text;

/// Below this there is room for the lists alone.
const NARROW: (u16, u16) = (56, 13);
/// From this width on the lists stand beside the boxes.
const WIDE: u16 = 110;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    view: &LadderView,
    body: Rect,
    viewport: &mut Viewport,
) {
    let name = view.titles.get(view.cursor).map_or("", String::as_str);
    let title = match name {
        "" => text!("view-ladder").to_owned(),
        name => text!("view-ladder-2", name),
    };
    let badge = match (view.ladder.rungs.len(), view.left_out) {
        (0, _) => String::new(),
        (count, 0) => text!("view-on-it", count),
        (count, more) => text!("view-on-it-more", count, more),
    };
    let inner = pane(frame, app, body, &title, &badge, true);
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    if view.ladder.rungs.is_empty() {
        let text = text!("view-there-is-no-role-here");
        return notice(frame, app, inner, text);
    }
    if inner.width < NARROW.0 || inner.height < NARROW.1 {
        viewport.list = area_of(inner);
        return list(frame.buffer_mut(), app, view, inner, true);
    }
    let (mut boxes, mut lists, rule) = (inner, inner, inner);
    if inner.width >= WIDE {
        lists.width = (inner.width * 2 / 5).min(60);
        boxes.width -= lists.width + 1;
        lists.x = inner.right() - lists.width;
        let look = style(app.theme, Tone::Quiet);
        for y in rule.y..rule.bottom() {
            put(frame.buffer_mut(), lists.x - 1, y, 1, "│", look);
        }
    } else {
        lists.height = (inner.height * 2 / 5).max(5);
        boxes.height -= lists.height + 1;
        lists.y = inner.bottom() - lists.height;
        let look = style(app.theme, Tone::Quiet);
        let line = "─".repeat(usize::from(rule.width));
        put(
            frame.buffer_mut(),
            rule.x,
            lists.y - 1,
            rule.width,
            &line,
            look,
        );
    }
    lanes(frame.buffer_mut(), app, view, boxes);
    boxes.y += 1;
    boxes.height -= 1;
    viewport.grid = area_of(boxes);
    viewport.list = area_of(lists);
    let focused = view.focus == LadderFocus::Boxes;
    canvas(frame.buffer_mut(), app, view, boxes, focused);
    list(frame.buffer_mut(), app, view, lists, !focused);
}

/// The families above their columns; the one that begins left of the window says its name too.
fn lanes(buffer: &mut Buffer, app: &App, view: &LadderView, area: Rect) {
    let (left, room) = (view.offset.0, usize::from(area.width));
    let column = view.box_width + GUTTER;
    for lane in &view.grid.lanes {
        let start = lane.first * column;
        let end = start + lane.columns * column;
        if end <= left + 2 || start >= left + room {
            continue;
        }
        let from = start.max(left) - left;
        let to = (end - left).min(room);
        let entry = lane
            .key
            .as_ref()
            .and_then(|key| app.workspace.catalog().get(key));
        let name = match (&lane.key, entry) {
            (None, _) => text!("view-outside-the-catalog"),
            (Some(_), Some(entry)) => entry.family.title(Node::Family),
            (Some(key), None) => key,
        };
        let x = area.x + u16::try_from(from).unwrap_or(0) + 1;
        let columns = u16::try_from((to - from).saturating_sub(2)).unwrap_or(0);
        put(
            buffer,
            x,
            area.y,
            columns,
            name,
            style(app.theme, Tone::Heading),
        );
    }
}

/// How a line is drawn; the later ones lie over the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stroke {
    Dotted,
    Light,
    Heavy,
}

const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// Lines by cell, as far as they are in the window.
struct Lines {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    cells: HashMap<(usize, usize), [u8; 3]>,
}

impl Lines {
    fn add(&mut self, x: usize, y: usize, directions: u8, stroke: Stroke) {
        let inside = (self.left..self.left + self.width).contains(&x)
            && (self.top..self.top + self.height).contains(&y);
        if inside {
            self.cells.entry((x, y)).or_default()[stroke as usize] |= directions;
        }
    }

    /// A line through points, each straight beside or above the one before.
    fn through(&mut self, points: &[(usize, usize)], stroke: Stroke) {
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if y0 == y1 {
                let (from, to) = (x0.min(x1), x0.max(x1));
                // Only as far as it is in sight.
                let (first, last) = (from.max(self.left), to.min(self.left + self.width));
                for x in first..=last {
                    let mut directions = 0;
                    directions |= if x > from { LEFT } else { 0 };
                    directions |= if x < to { RIGHT } else { 0 };
                    self.add(x, y0, directions, stroke);
                }
            } else {
                let (from, to) = (y0.min(y1), y0.max(y1));
                let (first, last) = (from.max(self.top), to.min(self.top + self.height));
                for y in first..=last {
                    let mut directions = 0;
                    directions |= if y > from { UP } else { 0 };
                    directions |= if y < to { DOWN } else { 0 };
                    self.add(x0, y, directions, stroke);
                }
            }
        }
    }
}

fn sign(strokes: [u8; 3]) -> &'static str {
    let [dotted, light, heavy] = strokes;
    if heavy > 0 {
        return match heavy {
            m if m & (LEFT | RIGHT) == 0 => "┃",
            m if m & (UP | DOWN) == 0 => "━",
            m if m == RIGHT | DOWN => "┏",
            m if m == LEFT | DOWN => "┓",
            m if m == RIGHT | UP => "┗",
            m if m == LEFT | UP => "┛",
            m if m & LEFT == 0 => "┣",
            m if m & RIGHT == 0 => "┫",
            m if m & UP == 0 => "┳",
            m if m & DOWN == 0 => "┻",
            _ => "╋",
        };
    }
    match (light | dotted, light == 0) {
        (m, true) if m & (LEFT | RIGHT) == 0 => "┊",
        (m, true) if m & (UP | DOWN) == 0 => "┈",
        (m, _) if m & (LEFT | RIGHT) == 0 => "│",
        (m, _) if m & (UP | DOWN) == 0 => "─",
        (m, _) if m == RIGHT | DOWN => "┌",
        (m, _) if m == LEFT | DOWN => "┐",
        (m, _) if m == RIGHT | UP => "└",
        (m, _) if m == LEFT | UP => "┘",
        (m, _) if m & LEFT == 0 => "├",
        (m, _) if m & RIGHT == 0 => "┤",
        (m, _) if m & UP == 0 => "┬",
        (m, _) if m & DOWN == 0 => "┴",
        _ => "┼",
    }
}

fn canvas(buffer: &mut Buffer, app: &App, view: &LadderView, area: Rect, focused: bool) {
    let mut lines = Lines {
        left: view.offset.0,
        top: view.offset.1,
        width: usize::from(area.width),
        height: usize::from(area.height),
        cells: HashMap::new(),
    };
    // Where arrows end: on the border of a box.
    let mut heads: Vec<((usize, usize), &'static str, bool)> = Vec::new();
    let mut hidden: HashMap<usize, usize> = HashMap::new();
    for step in &view.ladder.steps {
        let touches = step.from == view.cursor || step.to == view.cursor;
        if !touches && is_far(view, step) {
            *hidden.entry(step.from).or_default() += 1;
            *hidden.entry(step.to).or_default() += 1;
            continue;
        }
        let stroke = match (touches, step.kind.is_derived()) {
            (true, _) => Stroke::Heavy,
            (false, true) => Stroke::Dotted,
            (false, false) => Stroke::Light,
        };
        let (points, head) = way(view, step);
        lines.through(&points, stroke);
        if let (Some(end), false) = (points.last(), head.is_empty()) {
            heads.push((*end, head, touches));
        }
    }
    let at = |x: usize, y: usize| -> Option<(u16, u16)> {
        let x = u16::try_from(x.checked_sub(lines.left)?).ok()?;
        let y = u16::try_from(y.checked_sub(lines.top)?).ok()?;
        (x < area.width && y < area.height).then(|| (area.x + x, area.y + y))
    };
    for ((x, y), strokes) in &lines.cells {
        if let Some((x, y)) = at(*x, *y) {
            let tone = if strokes[2] > 0 {
                Tone::Focus
            } else {
                Tone::Quiet
            };
            put(buffer, x, y, 1, sign(*strokes), style(app.theme, tone));
        }
    }
    for rung in 0..view.ladder.rungs.len() {
        let hidden = hidden.get(&rung).copied().unwrap_or(0);
        draw_box(buffer, app, view, rung, area, focused, hidden);
    }
    for ((x, y), head, touches) in heads {
        if let Some((x, y)) = at(x, y) {
            let tone = if touches { Tone::Focus } else { Tone::Quiet };
            put(buffer, x, y, 1, head, style(app.theme, tone));
        }
    }
}

/// Whether a step joins boxes so far from each other that its line would only confuse; it is drawn when the cursor is
/// at one of its ends, and the boxes say that there is more.
fn is_far(view: &LadderView, step: &Step) -> bool {
    let ((row, column), (other_row, other)) =
        (view.grid.cells[step.from], view.grid.cells[step.to]);
    let key = |rung: usize| view.ladder.place(rung).map(|place| &place.key);
    let same_lane = key(step.from).is_some() && key(step.from) == key(step.to);
    let (across, up) = (column.abs_diff(other), row.abs_diff(other_row));
    match step.kind {
        StepKind::Variation => false,
        _ if same_lane => across > 3,
        _ => across > 1 || up > 1,
    }
}

/// The way of a step on the canvas, and the arrow at its end.
fn way(view: &LadderView, step: &Step) -> (Vec<(usize, usize)>, &'static str) {
    let ((x0, y0), (x1, y1)) = (view.corner(step.from), view.corner(step.to));
    let ((row, column), (to_row, to_column)) =
        (view.grid.cells[step.from], view.grid.cells[step.to]);
    let wide = view.box_width;
    let (middle, to_middle) = (x0 + wide / 2, x1 + wide / 2);
    let gap = |top: usize| top + BOX_HEIGHT;
    if step.upward && to_row > row {
        // Out of the top of the lower box, along the gap above it, and into the bottom of the upper one.
        let above = y0.saturating_sub(1);
        let below = gap(y1);
        let mut points = vec![(middle, y0), (middle, above)];
        if to_row > row + 1 {
            let side = x1 - GUTTER / 2;
            points.extend([(side, above), (side, below)]);
        }
        points.extend([(to_middle, below), (to_middle, y1 + BOX_HEIGHT - 1)]);
        return (points, "▲");
    }
    let rightwards = to_column > column;
    let (out, into) = match rightwards {
        true => (x0 + wide - 1, x1),
        false => (x0, x1 + wide - 1),
    };
    let head = match (step.kind == StepKind::Variation, rightwards) {
        (true, _) => "",
        (false, true) => "▶",
        (false, false) => "◀",
    };
    let level = y0 + 1;
    let (beside, to_beside) = match rightwards {
        true => (out + GUTTER / 2, into - GUTTER / 2),
        false => (out.saturating_sub(GUTTER / 2), into + GUTTER / 2),
    };
    let is_next = column.abs_diff(to_column) == 1;
    if row == to_row && (is_next || step.kind == StepKind::Variation) {
        return (vec![(out, level), (into, level)], head);
    }
    if step.from == step.to {
        return (Vec::new(), "");
    }
    let to_level = y1 + 1;
    if column == to_column {
        // Down along the gutter at the left.
        let side = x0 - GUTTER / 2;
        let points = vec![(x0, level), (side, level), (side, to_level), (x1, to_level)];
        return (points, if head.is_empty() { "" } else { "▶" });
    }
    let along = gap(y1);
    let points = vec![
        (out, level),
        (beside, level),
        (beside, along),
        (to_beside, along),
        (to_beside, to_level),
        (into, to_level),
    ];
    (points, head)
}

fn draw_box(
    buffer: &mut Buffer,
    app: &App,
    view: &LadderView,
    rung: usize,
    area: Rect,
    focused: bool,
    hidden: usize,
) {
    let (x, y) = view.corner(rung);
    let (left, top) = view.offset;
    let (right, bottom) = (
        left + usize::from(area.width),
        top + usize::from(area.height),
    );
    if x + view.box_width <= left || x >= right || y + LEVEL <= top || y >= bottom {
        return;
    }
    let is_here = rung == view.cursor;
    let is_place = matches!(view.ladder.rungs[rung], Rung::Place(_));
    let [line, tl, tr, bl, br, side] = match (is_here, is_place) {
        (true, _) => ["━", "┏", "┓", "┗", "┛", "┃"],
        (false, true) => ["─", "┌", "┐", "└", "┘", "│"],
        (false, false) => ["┄", "┌", "┐", "└", "┘", "┊"],
    };
    let inner = view.box_width - 2;
    let mut badge = String::new();
    if view.circles[rung] {
        badge.push_str(" ↺");
    }
    if hidden > 0 {
        badge.push_str(&format!(" ⇄{hidden}"));
    }
    if let Some(grade) = view.ladder.grade(rung) {
        badge.push_str(&format!(" g{}", clip(&clean_line(&grade.to_string()), 8)));
    }
    let family = is_place && view.ladder.is_family(rung);
    let below = match remark(&view.ladder, rung) {
        Some(_) if family => text!("view-any-role-of-it"),
        Some(remark) => remark,
        None => "",
    };
    if !badge.is_empty() {
        badge.push(' ');
    }
    let used = width(&badge).min(inner);
    let upper = format!("{tl}{}{badge}{tr}", line.repeat(inner - used));
    let title = clip(&clean_line(&view.labels[rung]), inner);
    let middle = format!("{side}{title}{}{side}", " ".repeat(inner - width(&title)));
    let words = clip(below, inner);
    let lower = format!("{bl}{words}{}{br}", line.repeat(inner - width(&words)));
    let look = match (is_here, focused) {
        (true, true) => style(app.theme, Tone::Focus),
        (true, false) => style(app.theme, Tone::Heading),
        (false, _) => style(app.theme, Tone::Text),
    };
    for (n, text) in [upper, middle, lower].iter().enumerate() {
        let row = y + n;
        if row < top || row >= bottom {
            continue;
        }
        let screen_y = area.y + u16::try_from(row - top).unwrap_or(0);
        let cut = visible(text, left.saturating_sub(x), right.saturating_sub(x));
        let screen_x = area.x + u16::try_from(x.max(left) - left).unwrap_or(0);
        let room = area.right().saturating_sub(screen_x);
        put(buffer, screen_x, screen_y, room, &cut, look);
        if n == 1 && is_here {
            let from = (x + 1).max(left);
            let to = (x + view.box_width - 1).min(right);
            if from < to {
                let tone = match focused {
                    true => Tone::Selected,
                    false => Tone::SelectedElsewhere,
                };
                let row = Rect {
                    x: area.x + u16::try_from(from - left).unwrap_or(0),
                    y: screen_y,
                    width: u16::try_from(to - from).unwrap_or(0),
                    height: 1,
                };
                mark(buffer, row, style(app.theme, tone));
            }
        }
    }
}

/// The columns of a text from one to another; a wide character that is cut in two is left out.
fn visible(text: &str, from: usize, to: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut column = 0;
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if column >= from && column + wide <= to {
            out.push_str(grapheme);
        } else if column < from && column + wide > from {
            out.push(' ');
        }
        column += wide;
    }
    out
}

fn list(buffer: &mut Buffer, app: &App, view: &LadderView, area: Rect, focused: bool) {
    let rows = view.list.iter().enumerate().skip(view.list_offset);
    for (y, (at, entry)) in (area.y..area.bottom()).zip(rows) {
        let room = area.width.saturating_sub(1);
        match entry {
            LadderEntry::Heading(text) => {
                put(
                    buffer,
                    area.x + 1,
                    y,
                    room,
                    text,
                    style(app.theme, Tone::Heading),
                );
            }
            LadderEntry::Nothing(text) => {
                put(
                    buffer,
                    area.x + 1,
                    y,
                    room,
                    text,
                    style(app.theme, Tone::Quiet),
                );
            }
            LadderEntry::Row(row) => {
                let guides: String = row.guides.iter().map(|guide| guide.drawn()).collect();
                let mut x = area.x + 1;
                let mut piece = |text: &str, tone: Tone| {
                    let room = area.right().saturating_sub(x);
                    x += put(buffer, x, y, room, text, style(app.theme, tone));
                };
                piece(&guides, Tone::Quiet);
                let (kind, why) = row_words(&view.ladder, row);
                piece(&view.titles[row.rung], Tone::Text);
                if let Some(grade) = view.ladder.grade(row.rung) {
                    piece(&format!(" g{grade}"), Tone::Quiet);
                }
                if let Some(remark) = remark(&view.ladder, row.rung) {
                    piece(&format!(" ({remark})"), Tone::Warning);
                }
                piece(&format!(" · {kind}"), Tone::Quiet);
                if !why.is_empty() {
                    piece(&format!(" · {why}"), Tone::Quiet);
                }
            }
        }
        if at == view.list_cursor && matches!(entry, LadderEntry::Row(_)) {
            let tone = match focused {
                true => Tone::Selected,
                false => Tone::SelectedElsewhere,
            };
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            mark(buffer, row, style(app.theme, tone));
        }
    }
}
