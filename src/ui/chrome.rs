//! The line above, the line below, and notices instead of panes.

use ratatui::layout::Rect;

use super::detail::sign_of;
use super::pen::{clear, mark, put, put_wrapped, style};
use super::{Frame, area_of};
use crate::app::{App, Loading, Message, Mood, Press, Viewport};
use crate::config::{ACTIONS, Action, ActionInfo, Context, Tone};
use crate::format::clean::{clean, clean_line};
use crate::format::wrap::{width, wrap};
use crate::model::{Node, Position};
use crate::text::text;

/// Columns between two hints.
const GAP: u16 = 3;

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
    let look = style(app.theme, Tone::Text);
    let columns = room(x).saturating_sub(u16::from(right_width > 0));
    put(buffer, x, area.y, columns, &trail(path, columns), look);
    put(
        buffer,
        area.right() - right_width,
        area.y,
        right_width,
        &right,
        style(app.theme, Tone::Dirty),
    );
}

/// The way to what is selected. Where it has no room, what leads there goes first.
fn trail(mut path: Vec<String>, columns: u16) -> String {
    let mut text = path.join(" › ");
    while width(&text) > usize::from(columns) && path.len() > 1 {
        path.remove(0);
        text = format!("… › {}", path.join(" › "));
    }
    text
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

/// A message, or what the keys do here. A message that needs more than the last row takes rows of the body.
pub(super) fn footer(
    frame: &mut Frame<'_>,
    app: &App,
    area: Rect,
    body: Rect,
    viewport: &mut Viewport,
) {
    let problems = match app.loading {
        // Elsewhere its key does something else, and the hints need the room.
        Loading::Ready if app.context() == Context::Browse => problem_count(app),
        Loading::Arriving(progress) => text!("browse-reading", short = progress.short()),
        Loading::Ready | Loading::Reading(_) | Loading::Failed(_) => String::new(),
    };
    if let Some(text) = &app.message {
        message(frame, app, area, body, text, &problems);
        return;
    }
    let area = marked(frame, app, area);
    if let Some(found) = app.problem_under_cursor() {
        let area = beside(frame, app, area, &problems);
        let (sign, tone) = sign_of(found.severity);
        let text = format!("{sign} {} ({})", found.message, found.rule);
        let keys = app.keymap.fill(match found.fix {
            Some(_) => text!("browse-mends-waives"),
            None => text!("browse-waives"),
        });
        let room = area.width.saturating_sub(2);
        let look = style(app.theme, tone);
        let buffer = frame.buffer_mut();
        let used = put(buffer, area.x + 1, area.y, room, &text, look);
        if usize::from(room - used) >= width(&keys) {
            let look = style(app.theme, Tone::Quiet);
            let x = area.x + 1 + used;
            put(buffer, x, area.y, room - used, &keys, look);
        }
        return;
    }
    let left = beside(frame, app, area, &problems);
    if app.loading == Loading::Ready && !problems.is_empty() {
        let count = Rect {
            x: left.right(),
            width: area.width - left.width,
            ..area
        };
        let press = Press::Key(Action::Problems);
        viewport.buttons.add(area_of(count), press);
    }
    hints(frame, app, left, viewport);
}

/// Writes something at the right edge; gives the area that is left.
fn beside(frame: &mut Frame<'_>, app: &App, area: Rect, text: &str) -> Rect {
    let side = u16::try_from(width(text)).unwrap_or(0).min(area.width);
    let x = area.right() - side;
    let look = style(app.theme, Tone::Warning);
    put(frame.buffer_mut(), x, area.y, side, text, look);
    Rect {
        width: area.width - side,
        ..area
    }
}

/// What happened, whole. It goes with the next key.
fn message(
    frame: &mut Frame<'_>,
    app: &App,
    area: Rect,
    body: Rect,
    message: &Message,
    problems: &str,
) {
    let (mark, tone) = match message.mood {
        Mood::Info => ("", Tone::Text),
        Mood::Done => ("✓ ", Tone::Text),
        Mood::Error => ("! ", Tone::Error),
    };
    let text = clean_line(&format!("{mark}{}", message.text)).into_owned();
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    if width(&text) + width(problems) < columns {
        beside(frame, app, area, problems);
    }
    // The answers of a question stay in sight.
    let most = match app.context() {
        Context::Dialog => 1,
        _ => usize::from(body.height / 2).clamp(1, 4),
    };
    let shown = wrap(&text, columns).len().min(most);
    let above = u16::try_from(shown.saturating_sub(1)).unwrap_or(0);
    let taken = Rect {
        y: area.y - above,
        height: above,
        ..area
    };
    clear(frame.buffer_mut(), app.theme, taken);
    let said = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: above + 1,
        ..taken
    };
    put_wrapped(frame.buffer_mut(), said, &text, style(app.theme, tone));
}

/// What the keys do here, as many as there is room for. How to go back is always among them, and where there is
/// nothing to go back to, the help.
fn hints(frame: &mut Frame<'_>, app: &App, area: Rect, viewport: &mut Viewport) {
    let context = app.context();
    let chord = |info: &ActionInfo| app.keymap.chords(info.action).first();
    let is_possible = |info: &&'static ActionInfo| {
        info.context == context
            && info.is_hinted
            && chord(info).is_some()
            && app.why_not(info.action).is_none()
    };
    let all: Vec<&'static ActionInfo> = ACTIONS.iter().filter(is_possible).collect();
    let said = |info: &'static ActionInfo| {
        let key = chord(info)?.to_string();
        let hint = info.hint()?;
        let columns = width(&key) + width(hint) + usize::from(GAP) + 1;
        Some((key, hint, columns))
    };
    // Elsewhere the last one of the table leads out.
    let kept = match context {
        Context::Browse => all.iter().find(|info| info.action == Action::Help),
        _ => all.last(),
    };
    let kept = kept.copied();
    let mut left = usize::from(area.width.saturating_sub(2)) + usize::from(GAP);
    if let Some((.., columns)) = kept.and_then(said) {
        left = left.saturating_sub(columns);
    }
    let mut x = area.x + 1;
    for info in all {
        let action = info.action;
        let is_kept = kept.is_some_and(|kept| kept.action == action);
        // A letter of its key and one of what it says is the least that a hint has.
        if !is_kept && left < usize::from(GAP) + 3 {
            continue;
        }
        let Some((key, hint, columns)) = said(info) else {
            continue;
        };
        if !is_kept {
            if columns > left {
                continue;
            }
            left -= columns;
        }
        let buffer = frame.buffer_mut();
        let room = |x: u16| area.right().saturating_sub(x);
        let begin = x;
        let look = style(app.theme, Tone::Key);
        x += put(buffer, x, area.y, room(x), &key, look) + 1;
        let look = style(app.theme, Tone::Quiet);
        x += put(buffer, x, area.y, room(x), hint, look);
        let button = Rect {
            x: begin,
            width: x - begin,
            ..area
        };
        viewport.buttons.add(area_of(button), Press::Key(action));
        x += GAP;
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
