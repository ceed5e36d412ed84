//! Folding: the form in which texts and terms are compared, and the way back to the characters as written.
//!
//! Lower case, compatibility decomposition without diacritics, straight quotes, plain dashes, single spaces.
//! Every character folds by itself (only white space looks at what came before), so that a part of a text
//! folds to a part of the folded text. This file knows nothing of queries or of the catalog.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A folded text, and which character of the original each of its bytes came from.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    text: Box<str>,
    /// `None` where byte n came from character n: plain ASCII, which is most of what people write.
    map: Option<Box<[u32]>>,
    /// Characters of the original.
    len: usize,
    mask: u64,
    /// Bytes of `text` that are targets of Markdown links: searched, but nobody reads them.
    hidden: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut map: Vec<u32> = Vec::with_capacity(original.len());
        let mut len = 0;
        for (index, c) in original.chars().enumerate() {
            push(&mut text, c);
            map.resize(text.len(), u32::try_from(index).unwrap_or(u32::MAX));
            len = index + 1;
        }
        let plain = len == text.len() && map.iter().enumerate().all(|(n, at)| *at as usize == n);
        Self {
            mask: mask(&text),
            hidden: link_targets(&text),
            text: text.into_boxed_str(),
            map: (!plain).then(|| map.into_boxed_slice()),
            len,
        }
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How many characters the original has.
    pub(super) fn original_len(&self) -> usize {
        self.len
    }

    /// Whether every kind of character that `mask` has may be in here.
    pub(super) fn may_hold(&self, mask: u64) -> bool {
        mask & !self.mask == 0
    }

    /// The link targets, as half-open byte ranges in order.
    pub(super) fn hidden(&self) -> &[(usize, usize)] {
        &self.hidden
    }

    /// Whether a byte is part of a link target.
    pub(super) fn is_hidden(&self, byte: usize) -> bool {
        let next = self.hidden.partition_point(|(_, end)| *end <= byte);
        self.hidden
            .get(next)
            .is_some_and(|(start, _)| *start <= byte)
    }

    /// The characters of the original that a half-open byte range of the folded text came from; marks that
    /// were folded away go with the letter before them.
    pub(super) fn original_range(&self, start: usize, end: usize) -> (usize, usize) {
        let Some(map) = &self.map else {
            return (start, end.min(self.len));
        };
        let at = |byte: usize| map.get(byte).map_or(self.len, |at| *at as usize);
        let last = at(end.saturating_sub(1).max(start));
        (at(start), at(end).max(last + 1).min(self.len))
    }
}

/// Folds a text when the way back is not needed.
pub(super) fn fold(original: &str) -> String {
    let mut text = String::with_capacity(original.len());
    for c in original.chars() {
        push(&mut text, c);
    }
    text
}

/// Which kinds of character a folded text has: a text can only be part of another one, even scattered, when
/// its mask is. Letters and digits have a bit each, the rest share what is left.
pub(super) fn mask(folded: &str) -> u64 {
    folded.chars().fold(0, |mask, c| {
        mask | match c {
            ' ' => 0,
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
            _ => 1 << (36 + c as u32 % 28),
        }
    })
}

/// Appends what one character folds to.
fn push(text: &mut String, c: char) {
    if c.is_ascii() {
        push_plain(text, c.to_ascii_lowercase());
    } else {
        // Before decomposing, which would turn a double prime into two single ones.
        match plain(c) {
            Some(words) => text.push_str(words),
            None => decompose_compatible(c, |part| {
                for lower in part.to_lowercase() {
                    match plain(lower) {
                        Some(words) => text.push_str(words),
                        None => push_plain(text, lower),
                    }
                }
            }),
        }
    }
}

fn push_plain(text: &mut String, c: char) {
    if c.is_whitespace() {
        if !text.ends_with(' ') {
            text.push(' ');
        }
    } else if !is_diacritic(c) {
        text.push(c);
    }
}

/// Characters that have no decomposition but a plain spelling that people type for them, and those that
/// nobody sees.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2035}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => "",
        _ => return None,
    })
}

/// Whether a mark only decorates its letter. The classes that stay (nukta, kana voicing, virama) make
/// another letter of it.
fn is_diacritic(c: char) -> bool {
    !c.is_ascii() && !matches!(canonical_combining_class(c), 0 | 7 | 8 | 9)
}

/// The targets in `[text](target)`, as half-open byte ranges. Linear: a target ends at the first space.
fn link_targets(text: &str) -> Vec<(usize, usize)> {
    let mut targets = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("](") {
        let start = from + at + 2;
        let end = text[start..]
            .find([')', ' '])
            .map_or(text.len(), |length| start + length);
        targets.push((start, end));
        from = end;
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_ligatures_quotes_and_dashes_fold_to_what_is_on_every_keyboard() {
        for (written, folded) in [
            ("Führung", "fuhrung"),
            ("Fu\u{308}hrung", "fuhrung"),
            ("CAFÉ", "cafe"),
            ("İstanbul", "istanbul"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("ﬁt", "fit"),
            ("team’s “own”", "team's \"own\""),
            ("day\u{2011}to–day", "day-to-day"),
            ("a\u{a0}\n\t b", "a b"),
            ("co\u{ad}op", "coop"),
            ("C++ R&D .NET", "c++ r&d .net"),
            ("Σίσυφος", "σισυφοσ"),
            ("が", "か\u{3099}"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
            assert_eq!(Folded::new(written).text(), folded, "{written}");
        }
    }

    #[test]
    fn the_way_back_covers_the_marks_of_a_letter() {
        let nfd = Folded::new("u\u{308}ber u\u{308}");
        assert_eq!(nfd.text(), "uber u");
        assert_eq!(nfd.original_range(0, 1), (0, 2));
        assert_eq!(nfd.original_range(0, 4), (0, 5));
        assert_eq!(nfd.original_range(5, 6), (6, 8));
        let ligature = Folded::new("ﬁt");
        assert_eq!(ligature.original_range(1, 3), (0, 2));
        assert_eq!(Folded::new("plain").original_range(1, 3), (1, 3));
    }

    #[test]
    fn link_targets_are_known() {
        let folded = Folded::new("See [this](http://x/y) and [that](z");
        let parts: Vec<&str> = folded
            .hidden()
            .iter()
            .map(|(start, end)| &folded.text()[*start..*end])
            .collect();
        assert_eq!(parts, ["http://x/y", "z"]);
    }
}
