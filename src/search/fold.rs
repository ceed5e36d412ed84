//! Folding: the form in which texts and terms are compared, and the way back to the characters as written.
//!
//! Lower case, compatibility decomposition without diacritics, straight quotes, plain dashes, single spaces.
//! Every character folds by itself (only white space looks at what came before), so that a part of a text
//! folds to a part of the folded text. This file knows nothing of queries or of the catalog.

use memchr::memmem;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The way back from a folded text: which character of the original each of its bytes came from.
#[derive(Debug)]
pub(super) struct Origins {
    /// `None` where byte n came from character n: plain ASCII, which is most of what people write.
    map: Option<Vec<u32>>,
    /// Characters of the original.
    len: usize,
}

impl Origins {
    /// Folds a text again to see what becomes of each character.
    pub(super) fn of(original: &str) -> Self {
        if is_plain(original) {
            let len = original.len();
            return Self { map: None, len };
        }
        let mut text = String::with_capacity(original.len());
        let mut map: Vec<u32> = Vec::with_capacity(original.len());
        let mut len = 0;
        for (index, c) in original.chars().enumerate() {
            push(&mut text, c);
            map.resize(text.len(), u32::try_from(index).unwrap_or(u32::MAX));
            len = index + 1;
        }
        Self {
            map: Some(map),
            len,
        }
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

/// Whether folding only makes letters small: ASCII without control characters and with single spaces.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // No early end, so that the compiler can look at many bytes at once.
    let odd = bytes
        .iter()
        .fold(0, |odd, byte| odd | u8::from(!(b' '..0x80).contains(byte)));
    let gaps = pairs.fold(0, |gaps, (a, b)| {
        gaps | (u8::from(*a == b' ') & u8::from(*b == b' '))
    });
    odd | gaps == 0
}

/// Folds a text when the way back is not needed.
pub(super) fn fold(original: &str) -> String {
    if is_plain(original) {
        return original.to_ascii_lowercase();
    }
    let mut text = String::with_capacity(original.len());
    for c in original.chars() {
        push(&mut text, c);
    }
    text
}

/// Folds a text onto the end of another, and makes those letters capitals that begin a word, as far as they are ASCII:
/// so it is one pass over memory to find them, and a different one to find the same letters inside of words.
pub(super) fn fold_marked(original: &str, onto: &mut Vec<u8>) {
    let start = onto.len();
    onto.resize(start + original.len(), 0);
    if !mark_plain(original.as_bytes(), &mut onto[start..]) {
        onto.truncate(start);
        onto.extend_from_slice(mark(&fold(original)).as_bytes());
    }
}

/// Bytes that are looked at together.
const AT_ONCE: usize = 16;

/// Folds and marks a text into as many bytes, if folding only makes letters small: ASCII without control characters and
/// with single spaces. Gives whether it is such a text.
fn mark_plain(bytes: &[u8], marked: &mut [u8]) -> bool {
    let Some((first, most)) = bytes.split_first() else {
        return true;
    };
    let Some((initial, rest)) = marked.split_first_mut() else {
        return false;
    };
    *initial = first.to_ascii_uppercase();
    let mut odd = [u8::from(!(b' '..0x80).contains(first)); AT_ONCE];
    let before = &bytes[..most.len()];
    for (before, bytes, marked) in in_parts(rest, most, before) {
        mark_some(before, bytes, marked, &mut odd);
    }
    match (
        rest.last_chunk_mut(),
        most.last_chunk(),
        before.last_chunk(),
    ) {
        // Some of them a second time: cheaper than one by one.
        (Some(marked), Some(bytes), Some(before)) => mark_some(before, bytes, marked, &mut odd),
        _ => {
            let mut one = [0];
            for (before, bytes, marked) in in_parts(rest, most, before) {
                mark_some(before, bytes, marked, &mut one);
            }
            odd[0] |= one[0];
        }
    }
    odd.iter().fold(0, |all, odd| all | odd) == 0
}

/// Three texts of the same length in parts, without what is left at their ends.
fn in_parts<'t, const N: usize>(
    marked: &'t mut [u8],
    bytes: &'t [u8],
    before: &'t [u8],
) -> impl Iterator<Item = (&'t [u8; N], &'t [u8; N], &'t mut [u8; N])> {
    let parts = before.as_chunks().0.iter().zip(bytes.as_chunks().0);
    parts
        .zip(marked.as_chunks_mut().0)
        .map(|((before, bytes), marked)| (before, bytes, marked))
}

/// Folds and marks some bytes, of which those before each are known; notes where more is to be done than that. Without a
/// branch, so that the compiler can look at all of them at once.
fn mark_some<const N: usize>(
    before: &[u8; N],
    bytes: &[u8; N],
    marked: &mut [u8; N],
    odd: &mut [u8; N],
) {
    const CASE: u8 = b'a' ^ b'A';
    for n in 0..N {
        let (before, byte) = (before[n], bytes[n]);
        let case = |is: bool| if is { CASE } else { 0 };
        let is_letter = |byte: u8| (byte | CASE).wrapping_sub(b'a') < 26;
        let letter = case(is_letter(byte));
        let begins = case(!(is_letter(before) || before.wrapping_sub(b'0') < 10));
        marked[n] = (byte | letter) ^ (begins & letter);
        odd[n] |= u8::from(byte.wrapping_sub(b' ') > 0x7f - b' ') | u8::from(before | byte == b' ');
    }
}

/// Makes those letters of a folded text capitals that begin a word.
pub(super) fn mark(folded: &str) -> String {
    let mut inside = false;
    let marked = folded.chars().map(|c| {
        let begins = !inside;
        inside = c.is_alphanumeric();
        if begins { c.to_ascii_uppercase() } else { c }
    });
    marked.collect()
}

/// In a mask: there is a link target.
const LINK: u32 = 1;
/// In a mask: there is something beside ASCII, or one of a few signs.
const WIDE: u32 = 1 << 31;

/// The bit of each byte.
const KINDS: [u32; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = 1 << (byte & 31) | if byte < 128 { 0 } else { WIDE };
        byte += 1;
    }
    kinds
};

/// Which kinds of byte a folded text has, marked or not: a text can only be part of another one, even scattered, when
/// its mask is. Every letter has a bit of its own, the rest share what is left; spaces have none.
pub(super) fn mask(folded: &[u8]) -> u32 {
    let kinds = kinds_of(folded);
    let brackets = kinds & KINDS[usize::from(b']')] != 0;
    (kinds & !LINK) | u32::from(brackets && memmem::find(folded, b"](").is_some())
}

/// The kinds of some bytes.
pub(super) fn kinds_of(bytes: &[u8]) -> u32 {
    let bytes = bytes.iter();
    bytes.fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)])
}

/// What a text must have for `mask` to be part of it.
pub(super) fn kinds(mask: u32) -> u32 {
    mask & !(LINK | WIDE)
}

/// Whether a text with this mask is ASCII without links.
pub(super) fn is_simple(mask: u32) -> bool {
    mask & (LINK | WIDE) == 0
}

/// Whether a text with this mask has link targets.
pub(super) fn has_links(mask: u32) -> bool {
    mask & LINK != 0
}

/// The targets of Markdown links in one folded line: searched, but nobody reads them.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<(usize, usize)>);

impl Links {
    /// The link targets in `[text](target)`. Linear: a target ends at the first space.
    pub(super) fn find(&mut self, text: &str) {
        self.0.clear();
        let mut from = 0;
        while let Some(at) = text[from..].find("](") {
            let start = from + at + 2;
            let end = text[start..]
                .find([')', ' '])
                .map_or(text.len(), |length| start + length);
            self.0.push((start, end));
            from = end;
        }
    }

    /// There is none.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// As half-open byte ranges in order.
    pub(super) fn ranges(&self) -> &[(usize, usize)] {
        &self.0
    }

    /// Whether a byte is part of a link target.
    pub(super) fn has(&self, byte: usize) -> bool {
        let next = self.0.partition_point(|(_, end)| *end <= byte);
        self.0.get(next).is_some_and(|(start, _)| *start <= byte)
    }

    /// Where the first target behind a byte starts.
    pub(super) fn after(&self, byte: usize) -> Option<usize> {
        let next = self.0.partition_point(|(start, _)| *start < byte);
        self.0.get(next).map(|(start, _)| *start)
    }
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
        }
    }

    #[test]
    fn marking_at_once_is_marking_what_was_folded() {
        let all: String = (0..=0x100_u32).filter_map(char::from_u32).collect();
        let texts = [
            "", "A", "a  b", "HR", "R&D", "über", "\u{0} ", " \u{0}", "x\ty",
        ];
        let mut texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        let long = "The IT-Service desk's 24x7 C++ team, (R&D) & Co. of Zürich  and so on";
        for (start, _) in long.char_indices() {
            let rest = long[start..].char_indices();
            texts.extend(rest.map(|(end, _)| long[start..start + end].to_owned()));
        }
        texts.extend(
            all.chars()
                .map(|c| format!("Ab{c} cD{c}9 and {c}more of it")),
        );
        for text in texts {
            let expected = mark(&fold(&text));
            let mut onto = b"before".to_vec();
            fold_marked(&text, &mut onto);
            assert_eq!(&onto[6..], expected.as_bytes(), "{text:?}");
        }
    }

    #[test]
    fn the_way_back_covers_the_marks_of_a_letter() {
        let nfd = Origins::of("u\u{308}ber u\u{308}");
        assert_eq!(nfd.original_range(0, 1), (0, 2));
        assert_eq!(nfd.original_range(0, 4), (0, 5));
        assert_eq!(nfd.original_range(5, 6), (6, 8));
        let ligature = Origins::of("ﬁt");
        assert_eq!(ligature.original_range(1, 3), (0, 2));
        assert_eq!(Origins::of("plain").original_range(1, 3), (1, 3));
    }

    #[test]
    fn link_targets_are_known() {
        let folded = fold("See [this](http://x/y) and [that](z");
        let mut links = Links::default();
        links.find(&folded);
        let ranges = links.ranges().iter();
        let parts: Vec<&str> = ranges.map(|(start, end)| &folded[*start..*end]).collect();
        assert_eq!(parts, ["http://x/y", "z"]);
        assert!(has_links(mask(folded.as_bytes())) && !has_links(mask(b"no (link) [here]")));
    }
}
