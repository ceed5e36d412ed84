//! Rows that only move from one frame to the next: a terminal moves them itself when it is told, in a few bytes.
//!
//! Only whole rows can be moved, so this helps where a list or a text is as wide as the screen.

use std::collections::BTreeSet;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};

/// With fewer cells saved, it is not worth the while.
const FEW: usize = 60;
/// Where fewer rows change, none of them has moved.
const FEW_ROWS: usize = 3;
/// Rows by which a move is looked for.
const PROBES: usize = 4;

/// Rows that move up or down within some part of the screen. What they leave is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shift {
    /// The rows of that part, those included that are left empty.
    pub(super) rows: Range<usize>,
    /// By how many.
    pub(super) by: usize,
    pub(super) is_up: bool,
}

impl Shift {
    /// What has moved between what is shown and what is to be shown next, which is as large.
    pub(super) fn between(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let (old, new) = (Rows::of(shown), Rows::of(next));
        let changed: Vec<usize> = (0..new.len())
            .filter(|row| old.at(*row) != new.at(*row))
            .collect();
        if changed.len() <= FEW_ROWS {
            return None;
        }
        // A row that is like the one above it, as an empty one is, says nothing.
        let telling = |row: &&usize| **row > 0 && new.at(**row) != new.at(**row - 1);
        let telling: Vec<&usize> = changed.iter().filter(telling).collect();
        let probes = telling
            .iter()
            .step_by(telling.len().div_ceil(PROBES).max(1));
        let moves = probes.flat_map(|row| {
            let from = (0..old.len()).filter(|from| from != *row && old.at(*from) == new.at(**row));
            from.map(|from| (from.abs_diff(**row), from > **row))
        });
        let moves: BTreeSet<(usize, bool)> = moves.collect();
        let shifts = moves
            .into_iter()
            .filter_map(|(by, is_up)| Self::by(by, is_up, &old, &new));
        let (saved, shift) = shifts.max_by_key(|(saved, _)| *saved)?;
        (saved > FEW).then_some(shift)
    }

    /// The best move by so many rows, and how many cells need not be written for it.
    fn by(by: usize, is_up: bool, old: &Rows<'_>, new: &Rows<'_>) -> Option<(usize, Self)> {
        let height = new.len();
        // The rows that come from others; those next to them are left empty.
        let moved = if is_up {
            0..height.checked_sub(by)?
        } else {
            by..height
        };
        let stays = |row: usize| unlike(old.at(row), new.at(row));
        let comes = |row: usize| {
            let from = if is_up { row + by } else { row - by };
            unlike(old.at(from), new.at(row))
        };
        let mut best: Option<(i64, Range<usize>)> = None;
        let (mut sum, mut start) = (0, moved.start);
        for row in moved {
            sum += stays(row) - comes(row);
            if sum <= 0 {
                (sum, start) = (0, row + 1);
            } else if best.as_ref().is_none_or(|(most, _)| sum > *most) {
                best = Some((sum, start..row + 1));
            }
        }
        let (saved, moved) = best?;
        let left = match is_up {
            true => moved.end..moved.end + by,
            false => moved.start - by..moved.start,
        };
        let filled = |row: usize| {
            let cells = new.at(row).iter();
            count(cells.filter(|cell| **cell != Cell::EMPTY))
        };
        let lost: i64 = left.clone().map(|row| filled(row) - stays(row)).sum();
        let rows = moved.start.min(left.start)..moved.end.max(left.end);
        let saved = usize::try_from(saved - lost).ok()?;
        Some((saved, Self { rows, by, is_up }))
    }

    /// Moves the rows of what is shown.
    pub(super) fn apply(&self, shown: &mut Buffer) {
        let width = usize::from(shown.area.width);
        let cells = &mut shown.content[self.rows.start * width..self.rows.end * width];
        let by = self.by * width;
        let left = match self.is_up {
            true => {
                cells.rotate_left(by);
                cells.len() - by..cells.len()
            }
            false => {
                cells.rotate_right(by);
                0..by
            }
        };
        cells[left].fill(Cell::EMPTY);
    }
}

/// How many cells of two rows are not the same.
fn unlike(one: &[Cell], other: &[Cell]) -> i64 {
    let cells = one.iter().zip(other);
    count(cells.filter(|(one, other)| one != other))
}

fn count(cells: impl Iterator) -> i64 {
    cells.fold(0, |count, _| count + 1)
}

/// The cells of a screen, by rows.
struct Rows<'b> {
    cells: &'b [Cell],
    width: usize,
}

impl<'b> Rows<'b> {
    fn of(buffer: &'b Buffer) -> Self {
        Self {
            cells: &buffer.content,
            width: usize::from(buffer.area.width),
        }
    }

    fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    fn at(&self, row: usize) -> &'b [Cell] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn between(shown: &[String], next: &[String]) -> Option<Shift> {
        let cells = |lines: &[String]| Buffer::with_lines(lines.to_vec());
        let (mut shown, next) = (cells(shown), cells(next));
        let shift = Shift::between(&shown, &next)?;
        let before = unlike(&shown.content, &next.content);
        shift.apply(&mut shown);
        let after = unlike(&shown.content, &next.content);
        assert!(before - after > count(0..FEW), "{before} to {after}");
        Some(shift)
    }

    /// As many rows as there are letters, each full of it.
    fn rows(letters: &str) -> Vec<String> {
        letters
            .chars()
            .map(|letter| letter.to_string().repeat(20))
            .collect()
    }

    fn shift(shown: &str, next: &str) -> Option<(Range<usize>, usize, bool)> {
        let shift = between(&rows(shown), &rows(next))?;
        Some((shift.rows, shift.by, shift.is_up))
    }

    #[test]
    fn what_scrolls_is_between_what_stays() {
        assert_eq!(shift("TabcdefE", "TbcdefgE"), Some((1..7, 1, true)));
        assert_eq!(shift("TbcdefgE", "TabcdefE"), Some((1..7, 1, false)));
        // By two, with a row that is another one.
        assert_eq!(shift("TabcdefghE", "TcdXfghijE"), Some((1..9, 2, true)));
        // A row that is mostly the same moves, too, at the end of them.
        let (mut shown, mut next) = (rows("Tabcdefgh"), rows("Tbcdefghi"));
        shown[8].replace_range(..1, ">");
        next[8].replace_range(..1, ">");
        let shift = between(&shown, &next).unwrap();
        assert_eq!(shift.rows, 1..9);
    }

    #[test]
    fn what_is_not_worth_the_while_does_not_move() {
        assert_eq!(shift("abcde", "abcde"), None);
        assert_eq!(shift("abcdefgh", "ijklmnop"), None);
        assert_eq!(shift("abcdef", "defghi"), None);
        // Most of it would have to be written again.
        assert_eq!(shift("axxxxxxx", "xxxxxxxa"), None);
        assert_eq!(shift("", ""), None);
    }
}
