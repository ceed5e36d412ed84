//! A text field: graphemes, soft wrap, word and line motions, selection, undo.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::tree::scroll_to;
use crate::config::{Action, Key, KeyCode};
use crate::format::clean::is_hostile;
use crate::format::wrap::{width, wrap};

/// How many steps of undo a field keeps, and how many bytes they may take.
const UNDO_STEPS: usize = 200;
const UNDO_BYTES: usize = 16 * 1024 * 1024;

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
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// Whether the next typed character belongs to the last undo step.
    typing: bool,
    /// The first visual row on the screen.
    pub offset: usize,
    width: usize,
    /// The visual rows at `width`; empty when the text has changed since.
    laid_out: Vec<Range<usize>>,
}

impl TextField {
    /// A field with a text, the cursor at its end.
    pub fn new(text: &str, multiline: bool) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            multiline,
            width: 60,
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

    /// The selected bytes, if any.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        (anchor != self.cursor).then(|| anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// The visual rows at a width. The width of the last frame costs nothing.
    pub fn rows(&self, width: usize) -> Cow<'_, [Range<usize>]> {
        if width == self.width && !self.laid_out.is_empty() {
            Cow::Borrowed(&self.laid_out)
        } else {
            Cow::Owned(wrap(&self.text, width))
        }
    }

    /// The visual row and the column of the cursor at a width.
    pub fn cursor_cell(&self, columns: usize) -> (usize, usize) {
        locate(&self.text, &self.rows(columns), self.cursor, columns)
    }

    /// Scrolls as little as it takes to show the cursor.
    pub fn keep_in_view(&mut self, columns: u16, height: u16) {
        let width = usize::from(columns).max(1);
        if width != self.width || self.laid_out.is_empty() {
            self.width = width;
            self.laid_out = wrap(&self.text, width);
        }
        let rows = self.rows(self.width);
        let (row, _) = locate(&self.text, &rows, self.cursor, self.width);
        self.offset = scroll_to(
            self.offset,
            row,
            usize::from(height),
            rows.len().max(row + 1),
        );
    }

    /// Replaces the whole text, as one step of undo.
    pub fn set(&mut self, text: &str) {
        self.remember(false);
        self.text = text.to_owned();
        self.laid_out.clear();
        self.cursor = self.text.len();
        self.anchor = None;
    }

    /// Puts text in at the cursor, in the place of what is selected, as one step of undo. Control characters are
    /// left out; a field of one line takes line ends as spaces.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .replace("\r\n", "\n")
            .chars()
            .map(|c| match c {
                '\r' => '\n',
                '\t' => ' ',
                c => c,
            })
            .map(|c| if c == '\n' && !self.multiline { ' ' } else { c })
            .filter(|c| *c == '\n' || !is_hostile(*c))
            .collect();
        if clean.is_empty() {
            return;
        }
        let one = clean.chars().count() == 1 && !clean.ends_with('\n');
        self.remember(one && self.selection().is_none());
        self.remove_selection();
        self.laid_out.clear();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        // What was put in may join with what follows into one grapheme.
        if !self.text.is_char_boundary(self.cursor) || !is_boundary(&self.text, self.cursor) {
            self.cursor = next(&self.text, self.cursor);
        }
        // A word is a step: the space behind it begins the next one.
        self.typing = one && !clean.ends_with(' ');
    }

    /// Takes a key that types or moves. Says whether it was one.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        let word = key.ctrl || key.alt;
        let (code, select) = (key.code, key.shift);
        match code {
            KeyCode::Left if word => self.go(word_left(&self.text, self.cursor), select),
            KeyCode::Right if word => self.go(word_right(&self.text, self.cursor), select),
            KeyCode::Left => {
                let to = match self.selection().filter(|_| !select) {
                    Some(range) => range.start,
                    None => previous(&self.text, self.cursor),
                };
                self.go(to, select);
            }
            KeyCode::Right => {
                let to = match self.selection().filter(|_| !select) {
                    Some(range) => range.end,
                    None => next(&self.text, self.cursor),
                };
                self.go(to, select);
            }
            KeyCode::Up => return self.vertical(-1, select),
            KeyCode::Down => return self.vertical(1, select),
            KeyCode::Home if key.ctrl => self.go(0, select),
            KeyCode::End if key.ctrl => self.go(self.text.len(), select),
            KeyCode::Home => self.go(self.line_edge(false), select),
            KeyCode::End => self.go(self.line_edge(true), select),
            KeyCode::Backspace if word => self.delete(word_left(&self.text, self.cursor)),
            KeyCode::Backspace => self.delete(previous(&self.text, self.cursor)),
            KeyCode::Delete if word => self.delete(word_right(&self.text, self.cursor)),
            KeyCode::Delete => self.delete(next(&self.text, self.cursor)),
            KeyCode::Char('e') if key.ctrl => self.go(self.line_edge(true), false),
            KeyCode::Char('b') if key.ctrl => self.go(previous(&self.text, self.cursor), false),
            KeyCode::Char('f') if key.ctrl => self.go(next(&self.text, self.cursor), false),
            KeyCode::Char('b') if key.alt => self.go(word_left(&self.text, self.cursor), false),
            KeyCode::Char('f') if key.alt => self.go(word_right(&self.text, self.cursor), false),
            KeyCode::Char('d') if key.alt => self.delete(word_right(&self.text, self.cursor)),
            KeyCode::Char('d') if key.ctrl => self.delete(next(&self.text, self.cursor)),
            KeyCode::Char('h') if key.ctrl => self.delete(previous(&self.text, self.cursor)),
            KeyCode::Char('w') if key.ctrl => self.delete(word_left(&self.text, self.cursor)),
            KeyCode::Char('u') if key.ctrl => self.delete(self.line_edge(false)),
            KeyCode::Char('k') if key.ctrl => self.delete(self.line_edge(true)),
            _ => return false,
        }
        true
    }

    /// Does a form's editing action. Says whether it was one.
    pub fn action(&mut self, action: Action, clipboard: &mut String) -> bool {
        match action {
            Action::FormNewline if self.multiline => self.insert("\n"),
            Action::FormUndo => self.step_back(),
            Action::FormRedo => self.step_forward(),
            Action::FormSelectAll => {
                self.anchor = Some(0);
                self.cursor = self.text.len();
            }
            Action::FormCopy => self.copy(clipboard),
            Action::FormCut => {
                self.copy(clipboard);
                if self.selection().is_some() {
                    self.remember(false);
                    self.remove_selection();
                }
            }
            Action::FormPaste => self.insert(&clipboard.clone()),
            _ => return false,
        }
        true
    }

    fn copy(&self, clipboard: &mut String) {
        if let Some(range) = self.selection() {
            *clipboard = self.text[range].to_owned();
        }
    }

    fn go(&mut self, to: usize, select: bool) {
        self.anchor = match (select, self.anchor) {
            (true, None) => Some(self.cursor),
            (true, anchor) => anchor,
            (false, _) => None,
        };
        self.cursor = to;
        self.column = None;
        self.typing = false;
    }

    /// Moves by visual rows. At the first and the last row there is nowhere to go, and the key is the form's.
    fn vertical(&mut self, by: isize, select: bool) -> bool {
        let rows = self.rows(self.width);
        let (row, column) = locate(&self.text, &rows, self.cursor, self.width);
        let Some(target) = row.checked_add_signed(by).and_then(|row| rows.get(row)) else {
            return false;
        };
        let wanted = self.column.unwrap_or(column);
        let mut at = target.start;
        let mut columns = 0;
        for grapheme in self.text[target.clone()].graphemes(true) {
            let wide = width(grapheme);
            let last = at + grapheme.len() == target.end
                && self.text[target.end..]
                    .chars()
                    .next()
                    .is_some_and(|c| c != '\n');
            if columns + wide > wanted || last {
                break;
            }
            columns += wide;
            at += grapheme.len();
        }
        self.go(at, select);
        self.column = Some(wanted);
        true
    }

    /// The start or the end of the visual row; when the cursor is there already, of the whole line.
    fn line_edge(&self, end: bool) -> usize {
        let rows = self.rows(self.width);
        let (row, _) = locate(&self.text, &rows, self.cursor, self.width);
        let line_start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[self.cursor..]
            .find('\n')
            .map_or(self.text.len(), |at| self.cursor + at);
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

    fn delete(&mut self, to: usize) {
        if self.selection().is_some() {
            self.remember(false);
            self.remove_selection();
        } else if to != self.cursor {
            self.remember(false);
            let range = to.min(self.cursor)..to.max(self.cursor);
            self.cursor = range.start;
            self.text.replace_range(range, "");
            self.laid_out.clear();
        }
        self.anchor = None;
        self.column = None;
    }

    fn remove_selection(&mut self) {
        if let Some(range) = self.selection() {
            self.cursor = range.start;
            self.text.replace_range(range, "");
            self.laid_out.clear();
        }
        self.anchor = None;
        self.column = None;
    }

    fn remember(&mut self, typing: bool) {
        self.redo.clear();
        self.column = None;
        if !(typing && self.typing) {
            self.undo.push((self.text.clone(), self.cursor));
            let size: usize = self.undo.iter().map(|(text, _)| text.len()).sum();
            if self.undo.len() > UNDO_STEPS || (size > UNDO_BYTES && self.undo.len() > 1) {
                self.undo.remove(0);
            }
        }
        self.typing = false;
    }

    fn step_back(&mut self) {
        if let Some((text, cursor)) = self.undo.pop() {
            self.redo
                .push((std::mem::replace(&mut self.text, text), self.cursor));
            self.cursor = cursor;
            self.laid_out.clear();
        }
        self.anchor = None;
        self.typing = false;
    }

    fn step_forward(&mut self) {
        if let Some((text, cursor)) = self.redo.pop() {
            self.undo
                .push((std::mem::replace(&mut self.text, text), self.cursor));
            self.cursor = cursor;
            self.laid_out.clear();
        }
        self.anchor = None;
        self.typing = false;
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

fn is_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(true)
}

fn next(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

fn previous(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

fn word_left(text: &str, at: usize) -> usize {
    text[..at]
        .unicode_word_indices()
        .next_back()
        .map_or(0, |(start, _)| start)
}

fn word_right(text: &str, at: usize) -> usize {
    text[at..]
        .unicode_word_indices()
        .next()
        .map_or(text.len(), |(start, word)| at + start + word.len())
}
