//! Roles beside each other on the whole screen, and what the next level asks: the rows, the cursor in them, and how
//! they are laid out.
//!
//! What stands in the rows is made in `blocks`; opening, keys and following edits are in `open`. Blocks and rows are
//! made when the roles, the width or the form change, so a frame looks only at the rows that it shows.

mod blocks;
mod open;

use std::ops::Range;
use std::sync::Arc;

use super::tree::scroll_to;
use crate::format::wrap::wrap;
use crate::model::{Family, Node, Place, Topic, Written, column_letter};
use crate::text::text;

/// Columns of a role below which all stand in one list.
const NARROW: usize = 24;
/// Columns before the first role: the sign of the row.
const SIGN: usize = 2;
/// Columns between two roles.
const GAP: usize = 3;
/// Columns before a text: whether it is inherited.
const MARK: usize = 2;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparingKind {
    /// Roles beside each other.
    Roles,
    /// What comes and goes on the way from the first role to the second.
    Delta,
}

/// In which form roles are beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One column a role, rows aligned.
    Columns,
    /// One list; letters say who has a line.
    List,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Room.
    Blank,
    /// A heading; in one cell, whatever the form.
    Heading,
    /// A heading below another one.
    Subheading,
    /// What is said; the cursor goes over these.
    Line,
}

/// One role that says a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying {
    /// Place in the roles.
    pub role: usize,
    /// What it is about.
    pub topic: Topic,
    /// Where it is written: in the role's own part if there too, or else as near to it as it is said.
    pub written: Written,
}

/// A text in a block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockCell {
    /// What is said, harmless, on one line.
    pub text: String,
    /// So many bytes of it are a label.
    pub label: usize,
    /// The bytes that differ from the other roles.
    pub marks: Vec<Range<usize>>,
    /// Whether no role that says it says it itself.
    pub is_inherited: bool,
    /// Who says it.
    pub said: Vec<Saying>,
}

/// Texts that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What stands before it: its sign, and in a list the letters of those who say it.
    pub lead: String,
    /// One a role in columns, one in a list.
    pub cells: Vec<Option<BlockCell>>,
    /// Whether the roles do not say the same.
    pub differs: bool,
}

/// One row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockRow {
    /// Place in the blocks.
    pub block: usize,
    /// Which of its rows.
    pub line: usize,
}

/// The view.
#[derive(Debug)]
pub struct Comparing {
    /// What is looked at.
    pub kind: ComparingKind,
    /// The roles.
    pub places: Vec<Place>,
    /// What they are called.
    pub titles: Vec<String>,
    /// In words: how much differs.
    pub badge: String,
    /// In which form they stand there.
    pub shape: Shape,
    /// Whether what all of them say is left out.
    pub differences: bool,
    /// Everything there is to show.
    pub blocks: Vec<Block>,
    /// The same, row by row.
    pub rows: Vec<BlockRow>,
    /// The block under the cursor.
    pub cursor: usize,
    /// The role under the cursor.
    pub column: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// The form that the user has chosen; without it the width decides.
    chosen: Option<Shape>,
    /// The rows of each cell of each block.
    wrapped: Vec<Vec<Vec<Range<usize>>>>,
    /// The families as they were when the blocks were made.
    families: Vec<Arc<Family>>,
    width: u16,
    height: u16,
}

impl Comparing {
    fn new(kind: ComparingKind, places: Vec<Place>, families: Vec<Arc<Family>>) -> Self {
        let mut comparing = Self {
            kind,
            places,
            titles: Vec::new(),
            badge: String::new(),
            shape: Shape::List,
            differences: false,
            blocks: Vec::new(),
            rows: Vec::new(),
            cursor: 0,
            // Of a change it is the next role that is gone to.
            column: usize::from(kind == ComparingKind::Delta),
            offset: 0,
            chosen: None,
            wrapped: Vec::new(),
            families,
            width: 0,
            height: 0,
        };
        comparing.build();
        comparing
    }

    /// A new frame was measured.
    pub(super) fn measure(&mut self, width: u16, height: u16) {
        if width == 0 {
            return;
        }
        self.height = height;
        if self.width != width {
            self.width = width;
            if self.shape != self.fitting() {
                self.build();
            } else {
                self.lay_out();
            }
        }
        self.keep_in_view();
    }

    /// The form that was chosen, or else the one that fits the width.
    fn fitting(&self) -> Shape {
        match (self.kind, self.chosen) {
            (ComparingKind::Delta, _) => Shape::List,
            (ComparingKind::Roles, Some(shape)) => shape,
            (ComparingKind::Roles, None) if self.column_width() >= NARROW => Shape::Columns,
            (ComparingKind::Roles, None) => Shape::List,
        }
    }

    /// Columns of the screen for one role when they stand beside each other.
    pub fn column_width(&self) -> usize {
        let roles = self.places.len().max(1);
        let room = usize::from(self.width).saturating_sub(SIGN + GAP * (roles - 1));
        room / roles
    }

    /// Where the text of a cell begins, and the columns that it has.
    pub fn place_of(&self, block: &Block, cell: usize) -> (usize, usize) {
        let width = usize::from(self.width);
        let lead = crate::format::wrap::width(&block.lead);
        match (self.shape, block.kind) {
            (Shape::Columns, BlockKind::Line) => {
                let column = self.column_width();
                let start = SIGN + cell * (column + GAP) + MARK;
                (start, column.saturating_sub(MARK).max(1))
            }
            _ => (lead, width.saturating_sub(lead).max(1)),
        }
    }

    /// Makes the rows anew, with the same block at the same height.
    fn lay_out(&mut self) {
        let height = self.rows_of(self.cursor).start.saturating_sub(self.offset);
        self.wrapped.clear();
        self.rows.clear();
        for (index, block) in self.blocks.iter().enumerate() {
            let rows = |(n, cell): (usize, &Option<BlockCell>)| match cell {
                Some(cell) => wrap(&cell.text, self.place_of(block, n).1),
                None => Vec::new(),
            };
            let wrapped: Vec<Vec<Range<usize>>> =
                block.cells.iter().enumerate().map(rows).collect();
            let lines = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
            self.rows
                .extend((0..lines).map(|line| BlockRow { block: index, line }));
            self.wrapped.push(wrapped);
        }
        self.offset = self.rows_of(self.cursor).start.saturating_sub(height);
    }

    /// What of a cell stands in one of its rows.
    pub fn part(&self, row: BlockRow, cell: usize) -> Option<Range<usize>> {
        let cells = self.wrapped.get(row.block)?;
        cells.get(cell)?.get(row.line).cloned()
    }

    fn rows_of(&self, block: usize) -> Range<usize> {
        let start = self.rows.partition_point(|row| row.block < block);
        let end = self.rows.partition_point(|row| row.block <= block);
        start..end
    }

    fn is_line(&self, block: usize) -> bool {
        let block = self.blocks.get(block);
        block.is_some_and(|block| block.kind == BlockKind::Line)
    }

    /// The next line in a direction that is wanted.
    fn line_from(&self, by: isize, wanted: impl Fn(&Block) -> bool) -> Option<usize> {
        let mut at = self.cursor;
        loop {
            at = at.checked_add_signed(by)?;
            let block = self.blocks.get(at)?;
            if block.kind == BlockKind::Line && wanted(block) {
                return Some(at);
            }
        }
    }

    /// Moves by lines; through one that is higher than the window by rows.
    pub(super) fn step(&mut self, by: isize) {
        let rows = self.rows_of(self.cursor);
        let height = usize::from(self.height).max(1);
        let is_cut = match by > 0 {
            true => rows.end > self.offset + height,
            false => rows.start < self.offset,
        };
        if is_cut && rows.len() > height {
            self.offset = self.offset.saturating_add_signed(by.signum());
            return;
        }
        if let Some(next) = self.line_from(by.signum(), |_| true) {
            self.cursor = next;
            let rows = self.rows_of(next);
            // One that is higher than the window is entered at its near end.
            if rows.len() > height {
                self.offset = match by > 0 {
                    true => rows.start,
                    false => rows.end - height,
                };
            }
        }
        self.keep_in_view();
    }

    /// Goes to the next line that differs; says whether there is one.
    pub(super) fn next_difference(&mut self, by: isize) -> bool {
        let next = self.line_from(by, |block| block.differs);
        self.cursor = next.unwrap_or(self.cursor);
        self.keep_in_view();
        next.is_some()
    }

    /// Moves by a window of rows.
    pub(super) fn page(&mut self, by: isize) {
        let height = isize::try_from(self.height.max(2) - 1).unwrap_or(1);
        self.scroll(by * height);
    }

    /// Scrolls by rows; the cursor stays in the window.
    pub(super) fn scroll(&mut self, by: isize) {
        let height = usize::from(self.height).max(1);
        let last = self.rows.len().saturating_sub(height);
        let before = self.offset;
        self.offset = self.offset.saturating_add_signed(by).min(last);
        if self.offset == before {
            return self.edge(by > 0);
        }
        let block = |row: usize| self.rows.get(row).map_or(0, |row| row.block);
        let seen = block(self.offset)..=block((self.offset + height - 1).min(self.rows.len() - 1));
        if !seen.contains(&self.cursor) {
            let mut lines: Vec<usize> = seen.filter(|at| self.is_line(*at)).collect();
            if by < 0 {
                lines.reverse();
            }
            self.cursor = lines.first().copied().unwrap_or(self.cursor);
        }
    }

    /// Goes to the first or the last line.
    pub(super) fn edge(&mut self, end: bool) {
        let mut lines = (0..self.blocks.len()).filter(|at| self.is_line(*at));
        let line = if end { lines.next_back() } else { lines.next() };
        self.cursor = line.unwrap_or(0);
        self.offset = match end {
            true => self.rows.len().saturating_sub(usize::from(self.height)),
            false => 0,
        };
    }

    /// Goes to the role beside; in a list to the next one that says the line.
    pub(super) fn turn(&mut self, by: isize) {
        let last = self.places.len().saturating_sub(1);
        let says = |column: usize| match self.shape {
            Shape::Columns => true,
            Shape::List => self.saying_of(column).is_some(),
        };
        let mut at = self.column;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next <= last) {
            at = next;
            if says(at) {
                self.column = at;
                return;
            }
        }
    }

    /// Scrolls as little as it takes to show the line under the cursor.
    fn keep_in_view(&mut self) {
        let rows = self.rows_of(self.cursor);
        let height = usize::from(self.height).max(1);
        if rows.len() > height {
            // Any part of it will do.
            self.offset = self.offset.clamp(rows.start, rows.end - height);
            return;
        }
        let len = self.rows.len();
        self.offset = scroll_to(self.offset, rows.end.saturating_sub(1), height, len);
        self.offset = self.offset.min(rows.start);
        // What stands above the first line comes along.
        let is_first = !(0..self.cursor).any(|at| self.is_line(at));
        if is_first && rows.end <= height {
            self.offset = 0;
        }
    }

    /// Puts the cursor on the line that has a row of the window; says whether there is one.
    pub(super) fn click(&mut self, row: usize) -> bool {
        let row = self.rows.get(self.offset + row);
        let line = row
            .map(|row| row.block)
            .filter(|block| self.is_line(*block));
        self.cursor = line.unwrap_or(self.cursor);
        line.is_some()
    }

    /// Who says what is under the cursor, the role under the cursor if it does.
    pub fn saying(&self) -> Option<Saying> {
        let block = self.blocks.get(self.cursor)?;
        let here = self.saying_of(self.column);
        here.or_else(|| match self.shape {
            Shape::List => block.cells.iter().flatten().next()?.said.first().copied(),
            Shape::Columns => None,
        })
    }

    fn saying_of(&self, column: usize) -> Option<Saying> {
        let block = self.blocks.get(self.cursor)?;
        let said = block.cells.iter().flatten().flat_map(|cell| &cell.said);
        said.copied().find(|saying| saying.role == column)
    }

    /// Where what is under the cursor is written, in words; nothing for what nobody says.
    pub fn origin(&self) -> Option<String> {
        let saying = self.saying()?;
        let (family, place) = (
            self.families.get(saying.role)?,
            self.places.get(saying.role)?,
        );
        let role = format!(
            "{} {}",
            column_letter(saying.role),
            self.titles[saying.role]
        );
        Some(match saying.written.node {
            node if node == place.position.node() => text!("compare-written-there", role),
            Node::Family => text!("compare-family", role, title = family.title(Node::Family)),
            node => format!("{role}: ↑ {}", family.title(node)),
        })
    }
}
