//! What drawing tells back: where things ended up, so that scrolling and the mouse know.

use super::Focus;
use crate::config::Action;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell is inside.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&column)
            && (self.y..self.y.saturating_add(self.height)).contains(&row)
    }
}

/// The sizes of the last frame. An area of no size was not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewport {
    /// The rows of the tree.
    pub tree: Area,
    /// The rows of the detail pane.
    pub detail: Area,
    /// The line that is typed in above a list.
    pub typed: Area,
    /// The rows of the uppermost list or text.
    pub list: Area,
    /// The right end of those rows, where they have something of its own there.
    pub list_side: Area,
    /// The preview beside the finder's list.
    pub preview: Area,
    /// The values beside the finder's list that narrow it.
    pub narrow: Area,
    /// The fields of the form.
    pub form: Area,
    /// The boxes of a ladder, or the cells of a matrix.
    pub grid: Area,
    /// What can be pressed: the hints below, and the answers of a question.
    pub buttons: Buttons,
}

/// More than this are never seen at once: the hints of the main screen are the most.
const MOST_BUTTONS: usize = 16;

/// What can be pressed with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buttons {
    all: [(Area, Press); MOST_BUTTONS],
    count: usize,
}

/// What pressing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// What the key of an action does here.
    Key(Action),
    /// Gives an answer, by its place among those of the question.
    Answer(u8),
}

impl Default for Buttons {
    fn default() -> Self {
        Self {
            all: [(Area::default(), Press::Answer(0)); MOST_BUTTONS],
            count: 0,
        }
    }
}

impl Buttons {
    /// One more.
    pub fn add(&mut self, area: Area, press: Press) {
        if let Some(button) = self.all.get_mut(self.count) {
            *button = (area, press);
            self.count += 1;
        }
    }

    /// What is pressed at a cell.
    pub fn at(&self, column: u16, row: u16) -> Option<Press> {
        let mut buttons = self.all[..self.count].iter();
        let found = buttons.find(|(area, _)| area.contains(column, row));
        found.map(|(_, press)| *press)
    }
}

impl Viewport {
    /// How wide the tree is with its border, when both panes are shown.
    pub fn split(&self) -> Option<u16> {
        let both = self.tree.width > 0 && self.detail.width > 0 && self.detail.x > self.tree.x;
        both.then_some(self.detail.x.saturating_sub(1))
    }

    /// What is under a cell.
    pub fn target(&self, column: u16, row: u16) -> Option<Target> {
        if self.list_side.contains(column, row) {
            return Some(Target::ListSide(usize::from(row - self.list_side.y)));
        }
        if self.grid.contains(column, row) {
            let (x, y) = (column - self.grid.x, row - self.grid.y);
            return Some(Target::Grid(usize::from(x), usize::from(y)));
        }
        if self.list.contains(column, row) {
            return Some(Target::List(usize::from(row - self.list.y)));
        }
        if self.narrow.contains(column, row) {
            return Some(Target::Narrow(usize::from(row - self.narrow.y)));
        }
        if self.preview.contains(column, row) {
            return Some(Target::Preview(usize::from(row - self.preview.y)));
        }
        if self.tree.contains(column, row) {
            return Some(Target::Pane(Focus::Tree, usize::from(row - self.tree.y)));
        }
        if self.detail.contains(column, row) {
            return Some(Target::Pane(
                Focus::Detail,
                usize::from(row - self.detail.y),
            ));
        }
        None
    }
}

/// Something that can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A row of a pane, from its upper edge.
    Pane(Focus, usize),
    /// A row of the uppermost list.
    List(usize),
    /// The right end of such a row.
    ListSide(usize),
    /// A column and a row of the boxes of a ladder, or of the cells of a matrix.
    Grid(usize, usize),
    /// A row of the values that narrow a query.
    Narrow(usize),
    /// A row of the finder's preview.
    Preview(usize),
}

/// Something that the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// Where.
    pub column: u16,
    /// Where.
    pub row: u16,
}

/// What a mouse can do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Click,
    /// It was moved while the left button was down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel went one notch up.
    WheelUp,
    /// The wheel went one notch down.
    WheelDown,
}
