//! Where a cursor can go in a text: grapheme boundaries and words.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The boundary at `at`, or else the next one.
pub(super) fn snap(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let is_boundary = GraphemeCursor::new(at, text.len(), true)
        .is_boundary(text, 0)
        .unwrap_or(true);
    if is_boundary { at } else { next(text, at) }
}

pub(super) fn next(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

pub(super) fn previous(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The start of the word that is here or before.
pub(super) fn word_left(text: &str, at: usize) -> usize {
    let start = text[..at]
        .unicode_word_indices()
        .next_back()
        .map_or(0, |(start, _)| start);
    snap_back(text, start)
}

/// The end of the word that is here or behind.
pub(super) fn word_right(text: &str, at: usize) -> usize {
    let end = text[at..]
        .unicode_word_indices()
        .next()
        .map_or(text.len(), |(start, word)| at + start + word.len());
    snap(text, end)
}

/// The boundary at `at`, or else the one before.
fn snap_back(text: &str, at: usize) -> usize {
    match snap(text, at) {
        same if same == at => at,
        _ => previous(text, at),
    }
}

/// The first byte of the line that `at` is on.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The last place of the line that `at` is on.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}
