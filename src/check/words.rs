//! A text as the words that people read, each with its place: what stands in addresses, in the targets of links and in
//! code is not read. What a word means is not known here.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// What is told of a text beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// An opening square bracket.
    pub(super) has_square: bool,
    /// An opening bracket of any kind but a round one.
    pub(super) has_open: bool,
    /// Everything in it is read, and its words are runs of the letters and digits of ASCII, and of underscores.
    pub(super) is_plain: bool,
}

/// Part of a word.
const WORD: u8 = 1;
/// A letter or a digit.
const LETTER: u8 = 2;
/// Joins what is on both sides of it, if these are letters, or digits, and not spaces.
const JOINS: u8 = 4;
const SQUARE: u8 = 8;
const OPEN: u8 = 16;
/// Begins what may not be read.
const ODD: u8 = 32;

const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        signs[byte as usize] = match byte {
            b'_' => WORD,
            b'.' | b':' | b'\'' | b',' | b';' => JOINS,
            b'[' => SQUARE | OPEN,
            b'{' | b'<' => OPEN,
            b'`' | b']' => ODD,
            _ if byte.is_ascii_alphanumeric() => WORD | LETTER,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// Hands over the words of a text in its order, and says what is seen on the way.
///
/// What words are is a matter of Unicode (UAX #29). Nearly all texts are of ASCII, in which it is a simple one, and so
/// these are gone through here; the others by the crate that knows all of it.
pub(super) fn words<'t>(text: &'t str, mut take: impl FnMut(Range<usize>, &'t str)) -> Signs {
    if let Some(seen) = plain_signs(text) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if SIGNS[usize::from(bytes[at])] & WORD == 0 {
                at += 1;
                continue;
            }
            let start = at;
            let mut all = 0;
            while let Some(byte) = bytes.get(at) {
                let sign = SIGNS[usize::from(*byte)];
                if sign & WORD == 0 {
                    break;
                }
                all |= sign;
                at += 1;
            }
            if all & LETTER != 0 {
                take(start..at, &text[start..at]);
            }
        }
        return Signs {
            has_square: seen & SQUARE != 0,
            has_open: seen & OPEN != 0,
            is_plain: true,
        };
    }
    let hidden = hidden(text);
    let mut hidden = hidden.iter().peekable();
    for (at, word) in text.unicode_word_indices() {
        while hidden.next_if(|range| range.end <= at).is_some() {}
        if !hidden.peek().is_some_and(|range| range.contains(&at)) {
            take(at..at + word.len(), word);
        }
    }
    Signs {
        has_square: text.contains('['),
        has_open: text.contains(['[', '{', '<']),
        is_plain: false,
    }
}

/// All signs of a text that is plain; `None` of another.
fn plain_signs(text: &str) -> Option<u8> {
    if !text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    let seen = bytes
        .iter()
        .fold(0, |all, byte| all | SIGNS[usize::from(*byte)]);
    if seen & (JOINS | ODD) == 0 {
        return Some(seen);
    }
    let is_plain = bytes.windows(2).all(|pair| {
        let [one, next] = [pair[0], pair[1]];
        match one {
            b'`' => false,
            b']' => next != b'(',
            // An address may begin here.
            b':' if next == b'/' => false,
            _ if SIGNS[usize::from(one)] & JOINS != 0 => SIGNS[usize::from(next)] & WORD == 0,
            _ => true,
        }
    });
    (is_plain && bytes.last() != Some(&b'`')).then_some(seen)
}

/// The parts of a text that nobody reads as words: targets of links, web addresses, code.
fn hidden(text: &str) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    let mut at = 0;
    // All of these are one byte long.
    while let Some(begin) = text[at..].find(['h', ']', '`']) {
        at += begin;
        let rest = &text[at..];
        let end = if rest.starts_with("](") {
            rest.find(')').map(|end| end + 1).or(Some(rest.len()))
        } else if rest.starts_with("http://") || rest.starts_with("https://") {
            let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"');
            rest.find(is_end).or(Some(rest.len()))
        } else if let Some(code) = rest.strip_prefix('`') {
            code.find('`').map(|end| end + 2)
        } else {
            None
        };
        if let Some(end) = end {
            hidden.push(at..at + end);
        }
        at += end.unwrap_or(1);
    }
    hidden
}

/// Whether what stands between two words leaves them one phrase: nothing but a space or a hyphen.
pub(super) fn is_joint(between: &str) -> bool {
    between == " "
        || between
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        words(text, |_, word| all.push(word));
        all
    }

    #[test]
    fn addresses_and_code_are_no_words() {
        assert_eq!(
            read("Uses [the Handbook](/his/her) and `sudo he`, see https://x.y/she. Übung é"),
            ["Uses", "the", "Handbook", "and", "see", "Übung", "é"]
        );
        assert_eq!(
            read("an open ` is a word, a [link](/never"),
            ["an", "open", "is", "a", "word", "a", "link"]
        );
        assert_eq!(read("日本語 https://日本"), ["日", "本", "語"]);
        assert!(read("").is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// Whatever way is taken, the words are those of Unicode, and the signs what is there.
        #[test]
        fn simple_texts_have_the_words_that_unicode_gives_them(
            text in "[a-cA 0-9_.:;,'\"!?/(){}<>\\[\\]`#&+\n\té’-]{0,24}",
        ) {
            let hidden = hidden(&text);
            let known: Vec<&str> = text
                .unicode_word_indices()
                .filter(|(at, _)| !hidden.iter().any(|range| range.contains(at)))
                .map(|(_, word)| word)
                .collect();
            let mut all = Vec::new();
            let signs = words(&text, |at, word| {
                assert_eq!(&text[at], word);
                all.push(word);
            });
            prop_assert_eq!(all, known);
            prop_assert_eq!(signs.has_square, text.contains('['));
            prop_assert_eq!(signs.has_open, text.contains(['[', '{', '<']));
            prop_assert!(!signs.is_plain || hidden.is_empty());
        }
    }
}
