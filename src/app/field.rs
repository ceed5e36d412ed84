//! A text field: graphemes, soft wrap, word and line motions, selection, undo.
//!
//! Typing costs what it changes, however long the text is. Knows nothing of forms and of who draws it.

mod history;
mod keys;
mod layout;
mod motion;

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::tree::scroll_to;
use crate::format::clean::is_hostile;
use crate::format::wrap::{width, wrap};
use history::{Group, History, Step};
use layout::Layout;
use motion::{line_end, line_start, previous, snap};

/// The width that motions by rows go by before the field was measured.
const COLUMNS: usize = 60;

/// Text being edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    /// Where the next character goes: a byte at a grapheme boundary.
    cursor: usize,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// The column that Up and Down try to keep.
    column: Option<usize>,
    /// Whether Enter can make lines.
    pub multiline: bool,
    history: History,
    /// The first visual row on the screen.
    pub offset: usize,
    layout: Layout,
    /// Grows with every change of the text.
    edition: u64,
}

impl TextField {
    /// A field with a text, the cursor at its end.
    pub fn new(text: &str, multiline: bool) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            multiline,
            ..Self::default()
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Another one after every change of the text.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The selected bytes, if any.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        (anchor != self.cursor).then(|| anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// The visual rows at a width. The width of the last frame costs nothing.
    pub fn rows(&self, width: usize) -> Cow<'_, [Range<usize>]> {
        match self.layout.rows(width) {
            Some(rows) => Cow::Borrowed(rows),
            None => Cow::Owned(wrap(&self.text, width)),
        }
    }

    /// The visual row and the column of the cursor at a width.
    pub fn cursor_cell(&self, columns: usize) -> (usize, usize) {
        locate(&self.text, &self.rows(columns), self.cursor, columns)
    }

    /// The first row that a window of this size shows: where it was scrolled to last, as far as the cursor is in it.
    pub fn first_row(&self, columns: usize, height: usize) -> usize {
        let (row, _) = self.cursor_cell(columns);
        self.offset.min(row).max((row + 1).saturating_sub(height))
    }

    /// Scrolls as little as it takes to show the cursor.
    pub fn keep_in_view(&mut self, columns: u16, height: u16) {
        let width = usize::from(columns).max(1);
        self.layout.fit(&self.text, width);
        let rows = self.rows(width);
        let (row, _) = locate(&self.text, &rows, self.cursor, width);
        self.offset = scroll_to(
            self.offset,
            row,
            usize::from(height),
            rows.len().max(row + 1),
        );
    }

    /// Replaces the whole text, as one step of undo.
    pub fn set(&mut self, text: &str) {
        let text = self.cleaned(text);
        self.splice(0..self.text.len(), &text, Group::None);
    }

    /// Replaces a part of the text, as one step of undo; the cursor stands behind it then.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        let whole = self.text.get(range.clone()).is_some();
        if whole {
            let text = self.cleaned(text);
            self.splice(range, &text, Group::None);
        }
    }

    /// Puts text in at the cursor, in the place of what is selected, as one step of undo. Control characters are
    /// left out; a field of one line takes line ends as spaces.
    pub fn insert(&mut self, text: &str) {
        let clean = self.cleaned(text);
        if clean.is_empty() {
            return;
        }
        let mut chars = clean.chars();
        let one = chars.next().is_some_and(|c| c != '\n') && chars.next().is_none();
        let selected = self.selection();
        let group = if one { Group::Typing } else { Group::None };
        if selected.is_some() || !one {
            self.history.close();
        }
        self.splice(selected.unwrap_or(self.cursor..self.cursor), &clean, group);
        // A word is a step: the space behind it begins the next one.
        if clean.ends_with(' ') {
            self.history.close();
        }
    }

    /// A text as this field may hold it.
    fn cleaned(&self, text: &str) -> String {
        text.replace("\r\n", "\n")
            .chars()
            .map(|c| match c {
                '\r' | '\n' if self.multiline => '\n',
                '\r' | '\n' | '\t' => ' ',
                c => c,
            })
            .filter(|c| *c == '\n' || !is_hostile(*c))
            .collect()
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = Some(0);
        self.cursor = self.text.len();
        self.history.close();
    }

    /// The selected text.
    pub fn selected(&self) -> Option<&str> {
        self.selection().map(|range| &self.text[range])
    }

    /// Takes out what is selected.
    pub fn cut(&mut self) {
        if let Some(range) = self.selection() {
            self.splice(range, "", Group::None);
        }
    }

    /// Takes the last step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.history.back() else {
            return false;
        };
        let range = step.at..step.at + step.inserted.len();
        self.put(range, &step.removed, step.cursors.0);
        true
    }

    /// Makes the step again that was taken back last. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.history.forward() else {
            return false;
        };
        let range = step.at..step.at + step.removed.len();
        self.put(range, &step.inserted, step.cursors.1);
        true
    }

    /// Puts the cursor on a column of a row, or at the end of it.
    pub fn click(&mut self, row: usize, column: usize, columns: usize) {
        let rows = self.rows(columns);
        let row = row.min(rows.len().saturating_sub(1));
        let at = rows
            .get(row)
            .map_or(self.text.len(), |range| self.at_column(range, column));
        self.go(at, false);
    }

    /// The width that the field goes by until it is measured anew.
    fn columns(&self) -> usize {
        match self.layout.width() {
            0 => COLUMNS,
            columns => columns,
        }
    }

    /// Puts the cursor before a byte of the text, or at the end.
    pub(super) fn go_to(&mut self, byte: usize) {
        let to = (0..=byte.min(self.text.len()))
            .rev()
            .find(|at| self.text.is_char_boundary(*at));
        self.go(to.unwrap_or(0), false);
    }

    fn go(&mut self, to: usize, select: bool) {
        self.anchor = match (select, self.anchor) {
            (true, None) => Some(self.cursor),
            (true, anchor) => anchor,
            (false, _) => None,
        };
        self.cursor = to;
        self.column = None;
        self.history.close();
    }

    /// Moves by visual rows. At the first and the last row there is nowhere to go, and the key is the form's.
    fn vertical(&mut self, by: isize, select: bool) -> bool {
        let columns = self.columns();
        let rows = self.rows(columns);
        let (row, column) = locate(&self.text, &rows, self.cursor, columns);
        let Some(target) = row.checked_add_signed(by).and_then(|row| rows.get(row)) else {
            return false;
        };
        let wanted = self.column.unwrap_or(column);
        let at = self.at_column(target, wanted);
        self.go(at, select);
        self.column = Some(wanted);
        true
    }

    /// The place of a column in a row, and the row's last place when it is shorter.
    fn at_column(&self, row: &Range<usize>, wanted: usize) -> usize {
        let wrapped = self.text[row.end..]
            .chars()
            .next()
            .is_some_and(|c| c != '\n');
        let mut at = row.start;
        let mut columns = 0;
        for grapheme in self.text[row.clone()].graphemes(true) {
            let wide = width(grapheme);
            // Behind the last grapheme of a wrapped row the cursor is on the next row.
            let last = wrapped && at + grapheme.len() == row.end;
            if columns + wide > wanted || last {
                break;
            }
            columns += wide;
            at += grapheme.len();
        }
        snap(&self.text, at)
    }

    /// The start or the end of the visual row; when the cursor is there already, of the whole line.
    fn line_edge(&self, end: bool) -> usize {
        let columns = self.columns();
        let rows = self.rows(columns);
        let (row, _) = locate(&self.text, &rows, self.cursor, columns);
        let line_start = line_start(&self.text, self.cursor);
        let line_end = line_end(&self.text, self.cursor);
        let Some(range) = rows.get(row) else {
            return if end { line_end } else { line_start };
        };
        let edge = match end {
            false => range.start,
            // The end of a wrapped row is before its last space: behind it the cursor is on the next row.
            true if range.end < line_end => previous(&self.text, range.end),
            true => range.end,
        };
        match (edge == self.cursor, end) {
            (true, true) => line_end,
            (true, false) => line_start,
            _ => edge,
        }
    }

    /// Takes out what is selected, or else what is between the cursor and `to`.
    fn delete(&mut self, to: usize, group: Group) {
        let range = match self.selection() {
            Some(selected) => selected,
            None => to.min(self.cursor)..to.max(self.cursor),
        };
        self.anchor = None;
        if !range.is_empty() {
            self.splice(range, "", group);
        }
    }

    /// Takes out what is selected, or else the grapheme before the cursor; those of a word are one step of undo.
    fn rub_out(&mut self) {
        let to = previous(&self.text, self.cursor);
        let space = self.text[to..self.cursor].ends_with([' ', '\n']);
        if space || self.selection().is_some() {
            self.history.close();
        }
        self.delete(to, Group::Erasing);
    }

    fn splice(&mut self, range: Range<usize>, new: &str, group: Group) {
        let (at, before) = (range.start, self.cursor);
        let removed = self.text[range.clone()].to_owned();
        self.put(range, new, at + new.len());
        let step = Step {
            at,
            removed,
            inserted: new.to_owned(),
            cursors: (before, self.cursor),
        };
        self.history.note(step, group);
    }

    fn put(&mut self, range: Range<usize>, new: &str, cursor: usize) {
        self.text.replace_range(range.clone(), new);
        self.edition += 1;
        self.layout
            .splice(&self.text, range.start, range.len(), new.len());
        // What was put in may join with what is beside it into one grapheme.
        self.cursor = snap(&self.text, cursor);
        self.anchor = None;
        self.column = None;
    }
}

/// The visual row and column of a byte. The cursor behind a full last row stands on a row of its own.
fn locate(text: &str, rows: &[Range<usize>], at: usize, columns: usize) -> (usize, usize) {
    let row = rows
        .partition_point(|row| row.start <= at)
        .saturating_sub(1);
    let Some(range) = rows.get(row) else {
        return (0, 0);
    };
    let column = width(&text[range.start..at.clamp(range.start, range.end.max(range.start))]);
    if column >= columns.max(1) && at == text.len() {
        (row + 1, 0)
    } else {
        (row, column.min(columns.saturating_sub(1)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
