//! A text as the words that people read, in lower case, each with its place: what stands in addresses, in the targets of
//! links and in code is not read.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// In lower case.
    pub(super) lower: Cow<'t, str>,
    /// Its bytes of the text.
    pub(super) at: Range<usize>,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let hidden = hidden(text);
    let mut hidden = hidden.iter().peekable();
    let mut words = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        while hidden.next_if(|range| range.end <= at).is_some() {}
        if hidden.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        let lower = match word.chars().any(char::is_uppercase) {
            true => Cow::Owned(word.to_lowercase()),
            false => Cow::Borrowed(word),
        };
        words.push(Word {
            lower,
            at: at..at + word.len(),
        });
    }
    words
}

/// The parts of a text that nobody reads as words: targets of links, web addresses, code.
pub(super) fn hidden(text: &str) -> Vec<Range<usize>> {
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

/// Whether two neighbouring words are one phrase: nothing but a space or a hyphen is between them.
pub(super) fn are_joined(text: &str, one: &Word<'_>, next: &Word<'_>) -> bool {
    let between = text.get(one.at.end..next.at.start).unwrap_or("|");
    between
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_code_are_no_words() {
        let read = |text| -> Vec<String> {
            words(text)
                .into_iter()
                .map(|word| word.lower.into_owned())
                .collect()
        };
        assert_eq!(
            read("Uses [the Handbook](/his/her) and `sudo he`, see https://x.y/she. Übung é"),
            ["uses", "the", "handbook", "and", "see", "übung", "é"]
        );
        assert_eq!(
            read("an open ` is a word, a [link](/never"),
            ["an", "open", "is", "a", "word", "a", "link"]
        );
        assert_eq!(read("日本語 https://日本"), ["日", "本", "語"]);
        assert!(read("").is_empty());
    }
}
