//! The visual rows of a text at one width, kept up to date by what changes: a change wraps the rows that it is on,
//! and those behind it only until a row begins where one began before.

use std::ops::Range;

use crate::format::wrap::{row_end, wrap};

/// Rows before a change that may end elsewhere because of it: the one before takes in a word that has become short
/// enough, and one more for clusters that have become others.
const BEFORE: usize = 2;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout {
    width: usize,
    rows: Vec<Range<usize>>,
}

impl Layout {
    /// The rows, if they were made for this width.
    pub(super) fn rows(&self, width: usize) -> Option<&[Range<usize>]> {
        (width == self.width && !self.rows.is_empty()).then_some(&self.rows)
    }

    /// The width of the rows; 0 before there are any.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Makes the rows for a width, unless they are there.
    pub(super) fn fit(&mut self, text: &str, width: usize) {
        if self.rows(width).is_none() {
            self.width = width;
            self.rows = wrap(text, width);
        }
    }

    /// Brings the rows up to date after `removed` bytes at `at` have become `inserted` bytes of `text`.
    pub(super) fn splice(&mut self, text: &str, at: usize, removed: usize, inserted: usize) {
        if self.rows.is_empty() {
            return;
        }
        let first = self
            .rows
            .partition_point(|row| row.start <= at)
            .saturating_sub(1 + BEFORE);
        // The first of the former rows that may be right still.
        let mut kept = self.rows.partition_point(|row| row.start < at + removed);
        let moved = |old: usize| old + inserted - removed;
        let mut fresh = Vec::new();
        let mut from = self.rows[first].start;
        let mut line_end = end_of_line(text, from);
        loop {
            if from >= at + inserted {
                while self
                    .rows
                    .get(kept)
                    .is_some_and(|row| moved(row.start) < from)
                {
                    kept += 1;
                }
                if self
                    .rows
                    .get(kept)
                    .is_some_and(|row| moved(row.start) == from)
                {
                    break;
                }
            }
            let end = from + row_end(&text[from..line_end], self.width);
            fresh.push(from..end);
            if end < line_end {
                from = end;
            } else if line_end < text.len() {
                from = line_end + 1;
                line_end = end_of_line(text, from);
            } else {
                kept = self.rows.len();
                break;
            }
        }
        if inserted != removed {
            for row in &mut self.rows[kept..] {
                *row = moved(row.start)..moved(row.end);
            }
        }
        self.rows.splice(first..kept, fresh);
    }
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[a-z]{0,12}",
            4 => Just(" ".to_owned()),
            2 => Just("\n".to_owned()),
            1 => Just("日本".to_owned()),
            1 => Just("\u{200d}".to_owned()),
            1 => Just("\u{301}".to_owned()),
            1 => Just("🇩🇪".to_owned()),
            1 => Just("ക്ഷ".to_owned()),
            1 => any::<char>().prop_map(String::from),
        ]
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn rows_after_changes_are_those_of_the_whole_text(
            start in text(),
            width in 1usize..12,
            changes in proptest::collection::vec((any::<usize>(), 0usize..6, text()), 1..5),
        ) {
            let mut text = start;
            let mut layout = Layout::default();
            layout.fit(&text, width);
            for (at, count, new) in changes {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let from = at % places.len();
                let to = (from + count).min(places.len() - 1);
                let range = places[from]..places[to];
                text.replace_range(range.clone(), &new);
                layout.splice(&text, range.start, range.len(), new.len());
                prop_assert_eq!(layout.rows(width).unwrap(), &wrap(&text, width)[..]);
            }
        }
    }
}
