//! What answers a key at once: the line that is typed in, and the rows that the cursor has left and has come to.
//!
//! It is drawn and written before the rest of the frame, which then finds it on the screen. So a key is answered in the
//! time of two rows, however much else it changes.

use std::mem::{Discriminant, discriminant};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Frame, ascii, finder, pen, picker, tree};
use crate::app::{App, Area, FinderFocus, Focus, Overlay, PickerKind};

/// What the cursor goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Tree,
    Filter,
    Finder,
    Picker(Discriminant<PickerKind>),
}

/// Where the cursor stood in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    list: List,
    /// What the list lies on.
    depth: usize,
    offset: usize,
    cursor: usize,
    /// Rows of the list.
    count: usize,
}

impl Seen {
    /// Where it stands now. `None` where keys do other things than to type and to go through a list.
    pub fn of(app: &App) -> Option<Self> {
        let tree = &app.tree;
        let (list, offset, cursor, count) = match app.overlays.last() {
            None if app.focus != Focus::Tree || app.landing(Focus::Tree).is_some() => return None,
            None => (List::Tree, tree.offset, tree.cursor, tree.rows.len()),
            Some(Overlay::Filter) => (List::Filter, tree.offset, tree.cursor, tree.rows.len()),
            Some(Overlay::Finder(finder)) if finder.focus == FinderFocus::Query => {
                let count = finder.hits().len();
                (List::Finder, finder.offset, finder.cursor, count)
            }
            Some(Overlay::Picker(picker)) => {
                let list = List::Picker(discriminant(&picker.kind));
                (list, picker.offset, picker.cursor, picker.visible.len())
            }
            Some(_) => return None,
        };
        Some(Self {
            list,
            depth: app.overlays.len(),
            offset,
            cursor,
            count,
        })
    }

    /// Where a row is on the screen, if it is.
    fn row(self, app: &App, index: usize) -> Option<Area> {
        let (list, height) = match self.list {
            List::Tree | List::Filter => (app.viewport.tree, 1),
            List::Finder => (app.viewport.list, finder::ROWS),
            List::Picker(_) => (app.viewport.list, 1),
        };
        if index >= self.count {
            return None;
        }
        let row = u16::try_from(index.checked_sub(self.offset)?).ok()?;
        let above = row.checked_mul(height)?;
        let left = list.height.checked_sub(above)?.min(height);
        (left > 0 && list.y != u16::MAX).then(|| Area {
            y: list.y + above,
            height: left,
            ..list
        })
    }
}

/// Parts of the screen.
#[derive(Debug)]
pub struct First {
    /// Each with its place on it, from above.
    pub parts: Vec<Buffer>,
    /// Where the terminal's cursor is to stand.
    pub cursor: Option<Position>,
}

/// Draws what answers a key, when the last frame is known. `None` when that has to be the whole frame.
pub fn draw_first(app: &App, before: Seen) -> Option<First> {
    let is_same = |now: &Seen| (now.list, now.depth) == (before.list, before.depth);
    let now = Seen::of(app).filter(is_same)?;
    let mut first = First {
        parts: Vec::new(),
        cursor: None,
    };
    first.add(app, app.viewport.typed, |frame, area| {
        typed(frame, app, area);
    });
    // Otherwise the list scrolls, and each of its rows is another.
    if now.offset == before.offset && now.cursor != before.cursor {
        let (upper, lower) = (now.cursor.min(before.cursor), now.cursor.max(before.cursor));
        for index in [upper, lower] {
            let Some(area) = now.row(app, index) else {
                continue;
            };
            first.add(app, area, |frame, area| match app.overlays.last() {
                None | Some(Overlay::Filter) => tree::row(frame, app, index, area),
                Some(Overlay::Finder(finder)) => finder::hit(frame, app, finder, index, area),
                Some(Overlay::Picker(picker)) => picker::row(frame, app, picker, index, area),
                Some(_) => {}
            });
        }
    }
    (!first.parts.is_empty()).then_some(first)
}

/// The line that is typed in.
fn typed(frame: &mut Frame<'_>, app: &App, area: Rect) {
    match app.overlays.last() {
        Some(Overlay::Filter) => tree::prompt(frame, app, area),
        Some(Overlay::Finder(finder)) => finder::prompt(frame, app, finder, area),
        Some(Overlay::Picker(picker)) => picker::prompt(frame, app, picker, area),
        _ => {}
    }
}

impl First {
    fn add(&mut self, app: &App, area: Area, draw: impl FnOnce(&mut Frame<'_>, Rect)) {
        let area = Rect::new(area.x, area.y, area.width, area.height);
        if area.is_empty() {
            return;
        }
        let mut cells = Buffer::empty(area);
        pen::clear(&mut cells, app.theme, area);
        let mut frame = Frame::new(&mut cells);
        draw(&mut frame, area);
        self.cursor = frame.cursor().or(self.cursor);
        if app.config.ascii {
            ascii::plain(&mut cells);
        }
        self.parts.push(cells);
    }
}
