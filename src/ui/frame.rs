//! What is drawn on.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The cells of the screen, or of a part of it, and where the terminal's cursor is to stand.
///
/// ratatui's own can only be had from its `Terminal`, which draws nothing less than the whole screen.
#[derive(Debug)]
pub struct Frame<'a> {
    cells: &'a mut Buffer,
    cursor: Option<Position>,
}

impl<'a> Frame<'a> {
    /// A frame on these cells. No cursor is shown unless something is drawn that has one.
    pub fn new(cells: &'a mut Buffer) -> Self {
        Self {
            cells,
            cursor: None,
        }
    }

    /// Where the terminal's cursor is to stand; nowhere, when it is not to be seen.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    pub(crate) fn area(&self) -> Rect {
        self.cells.area
    }

    pub(crate) fn buffer_mut(&mut self) -> &mut Buffer {
        self.cells
    }

    pub(crate) fn set_cursor_position(&mut self, at: impl Into<Position>) {
        self.cursor = Some(at.into());
    }
}
