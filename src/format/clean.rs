//! Makes text harmless for a terminal, a log and a reader: no escape sequences, no characters that reorder
//! or hide others.
//!
//! Owns the one list of what is hostile ([`is_hostile`]). Knows nothing of Markdown, of width or of who
//! prints. Everything goes one character for one character, so that positions found in the raw text (hits of
//! a search, columns of a cursor) stay valid in the clean one.

use std::borrow::Cow;

/// Whether a character must not reach a terminal as it is.
///
/// Newline and tab are not hostile: they have a meaning for layout, and [`clean_line`] takes them out where
/// there is no layout. Joiners, variation selectors and combining marks are not hostile either: scripts and
/// emoji need them.
pub fn is_hostile(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // C0 and DEL; C1, whose U+009B is an escape sequence in one character.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        // Line and paragraph separators break a row that was measured as one.
        '\u{2028}' | '\u{2029}' => true,
        // Bidi embeddings, overrides and isolates show another order than is written.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // Invisible: a byte order mark, and tags that spell ASCII nobody sees.
        '\u{feff}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

/// The text without hostile characters; newlines and tabs stay.
///
/// Control characters become their control picture, so that a reader sees which one was there; the rest
/// becomes U+FFFD.
pub fn clean(text: &str) -> Cow<'_, str> {
    replace(text, is_hostile, stand_in)
}

/// Like [`clean`], for a place that has one row: newline, carriage return and tab become a space each.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    // Most of what is shown, and seen at a glance.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    replace(
        text,
        |c| is_hostile(c) || matches!(c, '\n' | '\t'),
        |c| match c {
            '\n' | '\r' | '\t' => ' ',
            c => stand_in(c),
        },
    )
}

fn replace(text: &str, bad: impl Fn(char) -> bool, with: impl Fn(char) -> char) -> Cow<'_, str> {
    let Some(first) = text.find(&bad) else {
        return Cow::Borrowed(text);
    };
    let (good, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(good);
    out.extend(rest.chars().map(|c| if bad(c) { with(c) } else { c }));
    Cow::Owned(out)
}

fn stand_in(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escape_sequences_become_pictures() {
        assert_eq!(clean("\u{1b}]0;PWNED\u{7}"), "␛]0;PWNED␇");
        assert_eq!(clean("a\0b\u{7f}c\rd"), "a␀b␡c␍d");
        assert_eq!(clean("\u{9b}2J"), "\u{fffd}2J");
    }

    #[test]
    fn reordering_and_hidden_characters_are_replaced() {
        for c in [
            '\u{202e}',
            '\u{2066}',
            '\u{2069}',
            '\u{2028}',
            '\u{2029}',
            '\u{feff}',
            '\u{e0041}',
            '\u{e007f}',
        ] {
            assert_eq!(clean(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
        }
    }

    #[test]
    fn harmless_text_is_borrowed() {
        for text in [
            "",
            "plain",
            "line\nline\tcolumn",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
            "e\u{301}",
            "می\u{200c}خواهم",
        ] {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn a_line_has_no_breaks() {
        assert_eq!(clean_line("a\r\nb\tc"), "a  b c");
        assert_eq!(clean_line("a\rb\u{b}c\u{85}d"), "a b␋c\u{fffd}d");
        assert!(matches!(clean_line("plain"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn one_character_for_one(text in any::<String>()) {
            for out in [clean(&text), clean_line(&text)] {
                prop_assert_eq!(out.chars().count(), text.chars().count());
                prop_assert!(!out.contains(is_hostile));
                for (before, after) in text.chars().zip(out.chars()) {
                    prop_assert!(before == after || is_hostile(before) || "\n\t".contains(before));
                }
            }
            prop_assert!(!clean_line(&text).contains(char::is_control));
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.as_ref());
        }
    }
}
