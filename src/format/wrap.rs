//! How wide text is on a terminal, and where a long line is broken into rows.
//!
//! The screen, the text field and the plain text output all measure with [`width`] and break with [`wrap`],
//! so that a cursor, a highlight and a scroll position agree. Knows nothing of Markdown, of styles or of a
//! terminal. Text is measured as it is given: whoever shows it cleans it first.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Display columns of a text: the sum over its grapheme clusters. Tabs and control characters count as 1.
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Bytes that are one column and one cluster each, whatever stands beside them; only `\r\n` is one cluster of
/// two of them, and `\r` is left to the slow way for it.
fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && byte != b'\r')
}

/// Columns of one grapheme cluster, the way the screen's buffer counts them.
fn grapheme_width(grapheme: &str) -> usize {
    let mut chars = grapheme.chars();
    if let (Some(columns), "") = (chars.next().and_then(columns_alone), chars.as_str()) {
        return columns;
    }
    if grapheme.len() == 1 {
        return 1;
    }
    // The screen's buffer gives every halfwidth voicing mark a column more than the width tables do. Counting
    // as it does keeps cursor and text together; elsewhere it costs an empty column.
    let marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + marks
}

/// Byte ranges of the visual rows of a text in a column of `width`.
///
/// A newline ends a row and is in none; apart from newlines the ranges cover the text without gaps. A row
/// ends behind spaces (which belong to it, however wide they are: they never wrap), beside a wide character,
/// or, where a word alone is wider than the column, inside the word; never inside a grapheme cluster. A width
/// of 0 is taken as 1, and a grapheme wider than the column has a row of its own. An empty text is one empty
/// row. Linear in the length of the text.
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, width, &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Rows of a line without newline that starts at byte `offset` of the text.
fn wrap_line(line: &str, offset: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = 0;
    loop {
        let end = row + row_end(&line[row..], width);
        rows.push(offset + row..offset + end);
        if end == line.len() {
            return;
        }
        row = end;
    }
}

/// Where the first row of a line ends that has no newline before its end. A row depends on nothing before its own
/// start, so that wrapping can begin again at any row.
pub fn row_end(line: &str, width: usize) -> usize {
    let width = width.max(1);
    if let Some(end) = simple_row_end(line.as_bytes(), width) {
        return end;
    }
    let mut row_width = 0;
    // The last place where the row may end.
    let mut stop = 0;
    let mut may_end = false;
    for (at, grapheme) in clusters(line) {
        let columns = grapheme_width(grapheme);
        if is_space(grapheme) {
            row_width += columns;
            may_end = true;
            continue;
        }
        let wide = is_wide(grapheme);
        if may_end || wide {
            stop = at;
        }
        if row_width + columns > width && at > 0 {
            return if stop > 0 { stop } else { at };
        }
        row_width += columns;
        may_end = wide;
    }
    line.len()
}

/// The same for a row of ASCII that ends before anything else comes; `None` for other rows.
fn simple_row_end(line: &[u8], width: usize) -> Option<usize> {
    let (mut stop, mut may_end) = (0, false);
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b' ' => may_end = true,
            b'!'..=b'~' => {
                if may_end {
                    stop = at;
                    may_end = false;
                }
                if at >= width {
                    return Some(if stop > 0 { stop } else { at });
                }
            }
            _ => return None,
        }
        // What follows may join it.
        if line.get(at + 1).is_some_and(|next| !next.is_ascii()) {
            return None;
        }
    }
    Some(line.len())
}

/// The grapheme clusters of a text. Most characters are clusters of their own, which their neighbours tell at a
/// glance; the rules are asked for the others.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let cluster = if is_alone(first) && chars.next().is_none_or(is_alone) {
            &rest[..first.len_utf8()]
        } else {
            rest.graphemes(true).next()?
        };
        let start = at;
        at += cluster.len();
        Some((start, cluster))
    })
}

/// Characters that join with none of their kind, and their columns: Latin, Greek, Cyrillic, and ideographs.
fn columns_alone(c: char) -> Option<usize> {
    match c {
        ' '..='~'
        | '\u{c0}'..='\u{24f}'
        | '\u{391}'..='\u{3c9}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => Some(1),
        '\u{4e00}'..='\u{9fff}' => Some(2),
        _ => None,
    }
}

fn is_alone(c: char) -> bool {
    columns_alone(c).is_some()
}

/// Whether a row may end on either side. The first character decides: a cluster of narrow ones, as in Indic
/// scripts, can take two columns and is still a letter of a word.
fn is_wide(grapheme: &str) -> bool {
    grapheme.chars().next().and_then(UnicodeWidthChar::width) == Some(2)
}

fn is_space(grapheme: &str) -> bool {
    matches!(grapheme, " " | "\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn breaks_behind_spaces() {
        assert_eq!(rows("one two three", 8), ["one two ", "three"]);
        assert_eq!(rows("one two three", 7), ["one two ", "three"]);
        assert_eq!(rows("one two three", 6), ["one ", "two ", "three"]);
        assert_eq!(rows("one  two", 3), ["one  ", "two"]);
        assert_eq!(rows("one      ", 3), ["one      "]);
        assert_eq!(rows("     one", 3), ["     ", "one"]);
        assert_eq!(rows("  one two", 5), ["  one ", "two"]);
        assert_eq!(rows("a\tb", 1), ["a\t", "b"]);
        assert_eq!(rows("a\u{a0}b c", 3), ["a\u{a0}b ", "c"]);
    }

    #[test]
    fn breaks_words_that_are_too_long_alone() {
        assert_eq!(rows("to abcdefgh", 5), ["to ", "abcde", "fgh"]);
        assert_eq!(rows("abcdefgh to", 5), ["abcde", "fgh ", "to"]);
        assert_eq!(rows("abc", 0), ["a", "b", "c"]);
    }

    #[test]
    fn newlines_end_rows_and_are_in_none() {
        assert_eq!(rows("", 5), [""]);
        assert_eq!(rows("\n", 5), ["", ""]);
        assert_eq!(rows("a\n\nb\n", 5), ["a", "", "b", ""]);
        assert_eq!(wrap("a\nb", 5), [0..1, 2..3]);
        assert_eq!(rows("a\r\nb", 5), ["a\r", "b"]);
    }

    #[test]
    fn wide_characters_break_at_their_borders() {
        assert_eq!(rows("日本語", 4), ["日本", "語"]);
        assert_eq!(rows("日本語", 5), ["日本", "語"]);
        assert_eq!(rows("ab日本", 3), ["ab", "日", "本"]);
        assert_eq!(rows("日本abc", 6), ["日本", "abc"]);
        assert_eq!(rows("日本", 1), ["日", "本"]);
        assert_eq!(rows("日a", 1), ["日", "a"]);
        assert_eq!(rows("日 a", 1), ["日 ", "a"]);
    }

    #[test]
    fn clusters_stay_whole() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(rows(&format!("{family}{family}"), 2), [family, family]);
        assert_eq!(rows("e\u{301}e\u{301}", 1), ["e\u{301}", "e\u{301}"]);
        assert_eq!(rows("🇩🇪🇫🇷", 1), ["🇩🇪", "🇫🇷"]);
        assert_eq!(rows("a क्षक्ष b", 4), ["a ", "क्षक्ष ", "b"]);
        assert_eq!(rows("a क्षक्षक्ष b", 5), ["a ", "क्षक्ष", "क्ष b"]);
    }

    #[test]
    fn columns() {
        for (text, columns) in [
            ("", 0),
            ("abc", 3),
            ("a\tb", 3),
            ("\u{1b}[0m", 4),
            ("\u{85}", 1),
            ("日本語", 6),
            ("e\u{301}", 1),
            ("👩\u{200d}💻", 2),
            ("❤\u{fe0f}", 2),
            ("🇩🇪", 2),
            ("ｶﾞ", 3),
            ("한국", 4),
            ("\u{fffd}␛", 2),
        ] {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn a_long_line_is_linear() {
        let word = "x".repeat(1_000_000);
        assert_eq!(wrap(&word, 1).len(), 1_000_000);
        let spaces = " ".repeat(1_000_000);
        assert_eq!(wrap(&spaces, 1).len(), 1);
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => "[a-z]{1,9}",
            6 => Just(" ".to_owned()),
            1 => Just("\n".to_owned()),
            1 => Just("\t".to_owned()),
            1 => Just("\r\n".to_owned()),
            2 => Just("語".to_owned()),
            1 => Just("\u{3000}".to_owned()),
            1 => Just("👩\u{200d}💻".to_owned()),
            1 => Just("\u{200d}".to_owned()),
            1 => Just("\u{200b}".to_owned()),
            1 => Just("e\u{301}".to_owned()),
            1 => Just("ﾊﾞ".to_owned()),
            1 => Just("\u{600}".to_owned()),
            1 => Just("ക്ഷ".to_owned()),
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn rows_cover_the_text_and_fit(text in prop_oneof![pieces(), any::<String>()], columns in 0usize..14) {
            let rows = wrap(&text, columns);
            let columns = columns.max(1);
            let mut covered = 0;
            for (n, row) in rows.iter().enumerate() {
                if row.start != covered {
                    prop_assert_eq!(&text[covered..row.start], "\n");
                }
                covered = row.end;
                let shown = text[row.clone()].trim_end_matches([' ', '\t']);
                prop_assert!(
                    width(shown) <= columns || shown.graphemes(true).count() == 1,
                    "row {} of {:?} is too wide", n, &text
                );
                prop_assert!(!text[row.clone()].contains('\n'));
                // Only the newline of a `\r\n` may part a cluster.
                let border = text[..row.end].len();
                prop_assert!(
                    text[border..].starts_with('\n')
                        || border == text.len()
                        || text.grapheme_indices(true).any(|(at, _)| at == border)
                );
                // A row ends early only where it may.
                if let Some(next) = rows.get(n + 1).filter(|next| next.start == row.end) {
                    let first = text[next.clone()].graphemes(true).next().unwrap_or_default();
                    let last = text[row.clone()].graphemes(true).next_back().unwrap_or_default();
                    let inside_word =
                        !is_space(last) && !is_wide(first) && !is_wide(last);
                    if inside_word {
                        prop_assert!(width(&text[row.clone()]) + grapheme_width(first) > columns);
                        prop_assert!(!shown.graphemes(true).any(is_space));
                    }
                }
            }
            prop_assert_eq!(covered, text.len());
        }

        #[test]
        fn wrapping_can_begin_at_any_row(text in prop_oneof![pieces(), any::<String>()], columns in 0usize..14) {
            let rows = wrap(&text, columns);
            for (n, row) in rows.iter().enumerate() {
                let again: Vec<_> = wrap(&text[row.start..], columns)
                    .into_iter()
                    .map(|later| later.start + row.start..later.end + row.start)
                    .collect();
                prop_assert_eq!(&again[..], &rows[n..]);
            }
        }

        #[test]
        fn clusters_are_those_of_the_rules(text in prop_oneof![pieces(), any::<String>()]) {
            let found: Vec<_> = clusters(&text).collect();
            let meant: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(found, meant);
        }

        #[test]
        fn width_is_the_sum_of_clusters(text in pieces()) {
            let sum: usize = text.graphemes(true).map(grapheme_width).sum();
            prop_assert_eq!(width(&text), sum);
        }
    }
}
