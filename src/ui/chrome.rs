//! The line above, the line below, and notices instead of panes.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::detail::sign_of;
use super::pen::{mark, put, style};
use crate::app::{App, Loading, Mood};
use crate::config::{ACTIONS, Action, Context, Tone};
use crate::format::clean::clean;
use crate::format::wrap::{width, wrap};
use crate::model::{Node, Position};
use crate::text::text;

/// For a terminal of a few cells.
pub(super) fn too_small(frame: &mut Frame<'_>, area: Rect) {
    put(
        frame.buffer_mut(),
        area.x,
        area.y,
        area.width,
        "…",
        ratatui::style::Style::new(),
    );
}

/// Name, catalog, breadcrumb, and how much is unsaved.
pub(super) fn header(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let unsaved = app.unsaved;
    let right = match unsaved {
        0 => String::new(),
        many => text!("browse-unsaved", many),
    };
    let right_width = u16::try_from(width(&right)).unwrap_or(0).min(area.width);
    let buffer = frame.buffer_mut();
    let mut x = area.x;
    let room = |x: u16| (area.right() - right_width).saturating_sub(x);
    x += put(
        buffer,
        x,
        area.y,
        room(x),
        text!("browse-rolebook"),
        style(app.theme, Tone::Key),
    );
    let name = app
        .workspace
        .catalog()
        .settings
        .name
        .clone()
        .unwrap_or_else(|| {
            app.workspace
                .root
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        });
    let mut path = vec![name];
    path.extend(breadcrumb(app));
    path.retain(|part| !part.is_empty());
    put(
        buffer,
        x,
        area.y,
        room(x),
        &path.join(" › "),
        style(app.theme, Tone::Text),
    );
    put(
        buffer,
        area.right() - right_width,
        area.y,
        right_width,
        &right,
        style(app.theme, Tone::Dirty),
    );
}

fn breadcrumb(app: &App) -> Vec<String> {
    let Some(id) = app.tree.selected() else {
        return Vec::new();
    };
    let Some(place) = id.place() else {
        return match id {
            crate::app::TreeId::Department(path) => path.split('/').map(str::to_owned).collect(),
            _ => Vec::new(),
        };
    };
    let mut parts: Vec<String> = place.key.split('/').map(str::to_owned).collect();
    let Some(entry) = app.workspace.catalog().get(&place.key) else {
        return parts;
    };
    parts.pop();
    let Position {
        role,
        specialty,
        segment,
    } = place.position;
    let nodes = [
        Some(Node::Family),
        role.map(Node::Role),
        specialty.map(Node::Specialty),
        segment.map(Node::Segment),
    ];
    parts.extend(
        nodes
            .into_iter()
            .flatten()
            .map(|node| entry.family.title(node).to_owned()),
    );
    parts
}

/// A message, or what the keys do here.
pub(super) fn footer(frame: &mut Frame<'_>, app: &App, area: Rect) {
    let problems = match app.loading {
        Loading::Ready => problem_count(app),
        Loading::Arriving(progress) => text!("browse-reading", short = progress.short()),
        Loading::Reading(_) | Loading::Failed(_) => String::new(),
    };
    let area = marked(frame, app, area);
    let side = u16::try_from(width(&problems)).unwrap_or(0).min(area.width);
    let room = area.width - side;
    let buffer = frame.buffer_mut();
    put(
        buffer,
        area.right() - side,
        area.y,
        side,
        &problems,
        style(app.theme, Tone::Warning),
    );
    if let Some(message) = &app.message {
        let (mark, tone) = match message.mood {
            Mood::Info => ("", Tone::Text),
            Mood::Done => ("✓ ", Tone::Text),
            Mood::Error => ("! ", Tone::Error),
        };
        put(
            buffer,
            area.x + 1,
            area.y,
            room.saturating_sub(2),
            &format!("{mark}{}", message.text),
            style(app.theme, tone),
        );
        return;
    }
    if let Some(found) = app.problem_under_cursor() {
        let (sign, tone) = sign_of(found.severity);
        let text = format!("{sign} {} ({})", found.message, found.rule);
        let keys = app.keymap.fill(match found.fix {
            Some(_) => text!("browse-mends-waives"),
            None => text!("browse-waives"),
        });
        let x = area.x + 1;
        let used = put(
            buffer,
            x,
            area.y,
            room.saturating_sub(2),
            &text,
            style(app.theme, tone),
        );
        let left = room.saturating_sub(2 + used);
        if usize::from(left) >= width(&keys) {
            put(
                buffer,
                x + used,
                area.y,
                left,
                &keys,
                style(app.theme, Tone::Quiet),
            );
        }
        return;
    }
    let context = app.context();
    let mut x = area.x + 1;
    let end = area.x + room;
    for info in ACTIONS.iter().filter(|info| info.context == context) {
        let Some(hint) = info.hint() else {
            continue;
        };
        let Some(key) = app.keymap.chords(info.action).first() else {
            continue;
        };
        let key = &key.to_string();
        if app.why_not(info.action).is_some() {
            continue;
        }
        let needed = u16::try_from(width(key) + width(hint) + 1).unwrap_or(u16::MAX);
        if x.saturating_add(needed) > end {
            break;
        }
        x += put(buffer, x, area.y, end - x, key, style(app.theme, Tone::Key));
        x += 1;
        x += put(
            buffer,
            x,
            area.y,
            end.saturating_sub(x),
            hint,
            style(app.theme, Tone::Quiet),
        );
        x += 3;
    }
}

/// What the tour says, in the last rows; gives the area that is left. Where there is no room for it, it waits.
pub(super) fn tour(frame: &mut Frame<'_>, app: &App, area: Rect) -> Rect {
    let Some((at, of, says)) = app.tour_step() else {
        return area;
    };
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let fits = |text: &str| {
        let count = u16::try_from(wrap(text, columns).len()).unwrap_or(u16::MAX);
        area.height >= count.saturating_add(5)
    };
    let short = text!("browse-tour-of", at, of, says);
    let text = match text!("browse-esc-in-the-tree-ends", short) {
        whole if fits(&whole) => whole,
        _ if fits(&short) => short,
        _ => return area,
    };
    let rows = wrap(&text, columns);
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let top = area.bottom() - count;
    let look = style(app.theme, Tone::Selected);
    for (y, range) in (top..area.bottom()).zip(rows) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        put(
            frame.buffer_mut(),
            area.x + 1,
            y,
            area.width.saturating_sub(1),
            text[range].trim_end(),
            look,
        );
        mark(frame.buffer_mut(), row, look);
    }
    Rect {
        height: area.height - count,
        ..area
    }
}

/// How many things are marked, at the right edge; gives the area that is left.
fn marked(frame: &mut Frame<'_>, app: &App, area: Rect) -> Rect {
    let marked = app.marked();
    if marked == 0 || app.context() != Context::Browse {
        return area;
    }
    let text = text!("browse-marked", marked);
    let columns = u16::try_from(width(&text)).unwrap_or(0).min(area.width);
    let left = area.width - columns;
    let look = style(app.theme, Tone::Dirty);
    let x = area.x + left;
    put(frame.buffer_mut(), x, area.y, columns, &text, look);
    Rect {
        width: left,
        ..area
    }
}

fn problem_count(app: &App) -> String {
    match app.findings.count() {
        0 => String::new(),
        1 => text!("browse-1-problem", key = app.keymap.key(Action::Problems)),
        many => text!(
            "browse-problems",
            many,
            key = app.keymap.key(Action::Problems)
        ),
    }
}

/// A text where the panes would be.
pub(super) fn notice(frame: &mut Frame<'_>, app: &App, area: Rect, text: &str) {
    let text = app.keymap.fill(text);
    let text = clean(&text);
    let columns = usize::from(area.width.saturating_sub(4)).max(1);
    for (y, range) in (area.y + area.height.min(2) / 2..area.bottom()).zip(wrap(&text, columns)) {
        put(
            frame.buffer_mut(),
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            &text[range],
            style(app.theme, Tone::Text),
        );
    }
}
