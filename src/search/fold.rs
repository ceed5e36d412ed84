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
    let mut text = String::with_capacity(original.len());
    fold_onto(&mut text, original);
    text
}

/// The same at the end of a text, which must not be a space.
pub(super) fn fold_onto(text: &mut String, original: &str) {
    let start = text.len();
    if is_plain(original) {
        text.push_str(original);
        text[start..].make_ascii_lowercase();
        return;
    }
    for c in original.chars() {
        push(text, c);
    }
}

/// Whether a text can be searched as it is written: folding only makes letters small, and the letters of each run of
/// them are, from the second on, all small or all capitals, so that whatever is looked for in it stands there in one of
/// two ways.
pub(super) fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |byte: u8| u8::from((byte | CASE).wrapping_sub(b'a') < 26);
    let from = |n: usize| bytes.get(n..).unwrap_or_default();
    // No early end, so that the compiler can look at many bytes at once.
    let others = bytes.iter().zip(from(1)).zip(from(2));
    let mixed = others.fold(0, |mixed, ((a, b), c)| {
        let letters = is_letter(*a) & is_letter(*b) & is_letter(*c);
        mixed | (letters & ((b ^ c) / CASE))
    });
    mixed & 1 == 0 && is_plain(text)
}

/// Whether a letter of ASCII stands alone in a text, or behind a sign that belongs to it, as in `R&D`: how it stands there
/// is not seen from the letters with which words begin. An `a` does not count, because it does so in most sentences.
fn has_lone_letters(text: &[u8]) -> bool {
    let is_letter = |byte: u8| (byte | CASE).wrapping_sub(b'a') < 26;
    let is_word = |byte: u8| u8::from(is_letter(byte)) | u8::from(byte.wrapping_sub(b'0') < 10);
    let is_glue = |byte: u8| {
        let (plus, hash) = (byte == b'+', byte == b'#');
        u8::from(plus) | u8::from(hash) | u8::from(byte == b'&') | u8::from(byte == b'\'')
    };
    let is_lone = |(a, b, c): (u8, u8, u8)| {
        let counts = u8::from((b | CASE).wrapping_sub(b'b') < 25);
        counts & (((is_word(a) | is_word(c)) ^ 1) | is_glue(a))
    };
    let from = |n: usize| text.get(n..).unwrap_or_default();
    // No early end, so that the compiler can look at many bytes at once.
    let inner = text.iter().zip(from(1)).zip(from(2));
    let lone = inner.fold(0, |lone, ((a, b), c)| lone | is_lone((*a, *b, *c)));
    let at = |n: usize| text.get(n).copied().unwrap_or(b' ');
    let ends = match text.len() {
        0 => 0,
        1 => is_lone((b' ', at(0), b' ')),
        len => is_lone((b' ', at(0), at(1))) | is_lone((at(len - 2), at(len - 1), b' ')),
    };
    lone | ends != 0
}

/// What makes the other case of an ASCII letter.
pub(super) const CASE: u8 = b'a' ^ b'A';

/// In a mask: there is a link target.
const LINK: u32 = 1;
/// In a mask: there is something beside ASCII, or one of a few signs.
const WIDE: u32 = 1 << 31;

/// In initials: a capital stands behind another letter.
const CAPITALS: u32 = 1 << 27;

/// In initials: letters other than `a` stand alone.
const LONE: u32 = 1 << 28;

/// In initials: one of these letters stands twice. Others do so in most lines.
const DOUBLES: [(u32, &[u8; 4]); 3] = [(1 << 29, b"qzxj"), (1 << 30, b"kvwb"), (1 << 31, b"yfhg")];

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

/// What each byte adds to the kinds of a text, and in the upper half to its initials.
const ADDS: [u64; 256] = {
    let mut adds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let initial = match byte as u8 {
            b'a'..=b'z' => KINDS[byte],
            b'A'..=b'Z' => KINDS[byte] | CAPITALS,
            _ => 0,
        };
        adds[byte] = KINDS[byte] as u64 | (initial as u64) << 32;
        byte += 1;
    }
    adds
};

/// What of that counts behind each byte.
const BEHIND: [u64; 256] = {
    let mut behind = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let initials = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' => CAPITALS,
            b'0'..=b'9' => 0,
            _ => !CAPITALS,
        };
        behind[byte] = u32::MAX as u64 | (initials as u64) << 32;
        byte += 1;
    }
    behind
};

/// The mask of a text that is folded or [even](is_even), and its initials: the letters with which its words begin, as
/// far as they are ASCII, whether capitals stand behind other letters, whether letters stand alone, and which of the
/// rarer ones stand twice.
pub(super) fn mask_and_initials(text: &[u8]) -> (u32, u32) {
    let (mut all, mut twice, mut behind) = (0, 0, BEHIND[usize::from(b' ')]);
    for byte in text {
        let adds = ADDS[usize::from(*byte)];
        twice |= all & adds;
        all |= adds & behind;
        behind = BEHIND[usize::from(*byte)];
    }
    let (kinds, initials) = (all as u32, (all >> 32) as u32);
    let lone = if has_lone_letters(text) { LONE } else { 0 };
    (
        with_links(kinds, text),
        initials | lone | doubles(twice as u32),
    )
}

/// What initials must have where a text can be found, scattered or not: rare letters twice that it has twice.
pub(super) fn doubles_in(folded: &str) -> u32 {
    let (mut all, mut twice) = (0, 0);
    for byte in folded.bytes() {
        twice |= all & KINDS[usize::from(byte)];
        all |= KINDS[usize::from(byte)];
    }
    doubles(twice)
}

/// The signs for kinds of byte that stand somewhere twice.
const fn doubles(twice: u32) -> u32 {
    let mut signs = 0;
    let mut n = 0;
    while n < DOUBLES.len() {
        let (sign, letters) = DOUBLES[n];
        let mut letter = 0;
        while letter < letters.len() {
            if twice & KINDS[letters[letter] as usize] != 0 {
                signs |= sign;
            }
            letter += 1;
        }
        n += 1;
    }
    signs
}

/// What initials must have where a word begins with an ASCII letter.
pub(super) fn initial(letter: u8) -> u32 {
    KINDS[usize::from(letter)]
}

/// Whether more than the first letters of words are capitals in a text with these initials.
pub(super) fn has_capitals(initials: u32) -> bool {
    initials & CAPITALS != 0
}

/// Whether a letter may stand alone in a text with these initials.
pub(super) fn has_lone(initials: u32, letter: u8) -> bool {
    letter == b'a' || initials & LONE != 0
}

/// Which kinds of byte a text that is folded or [even](is_even) has: a text can only be part of another one, even scattered, when
/// its mask is. Every letter has a bit of its own, the rest share what is left; spaces have none.
pub(super) fn mask(folded: &[u8]) -> u32 {
    with_links(kinds_of(folded), folded)
}

/// The mask of a text with these kinds of byte.
fn with_links(kinds: u32, folded: &[u8]) -> u32 {
    let brackets = kinds & KINDS[usize::from(b']')] != 0;
    (kinds & !LINK) | u32::from(brackets && memmem::find(folded, b"](").is_some())
}

/// The kinds of some bytes.
fn kinds_of(bytes: &[u8]) -> u32 {
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
    fn what_is_searched_as_it_is_written_has_no_mixed_words() {
        let long = "Runs the service desk, the ITIL processes and (with SLA) the rest of it";
        for even in [
            "",
            "a",
            "IT",
            "It",
            "iT",
            "iOS",
            "Service Desk",
            "ITIL 4 C++",
            "a-B-c",
            long,
        ] {
            assert!(is_even(even), "{even:?}");
        }
        for other in [
            "DevOps",
            "KPIs",
            "a  b",
            "é",
            "a\tb",
            "24xGitHub",
            "the end of ITs",
        ] {
            assert!(!is_even(other), "{other:?}");
        }
        for (start, _) in long.char_indices() {
            let odd = format!("{}DevOps{}", &long[..start], &long[start..]);
            assert!(is_even(&long[start..]) && !is_even(&odd), "{odd:?}");
        }
    }

    #[test]
    fn words_are_known_by_their_initials() {
        let (mask, initials) = mask_and_initials(b"Leads the 24x7 service-desk");
        assert_eq!(mask, super::mask(b"leads the 24x7 service-desk"));
        for letter in b'a'..=b'z' {
            let begins = b"ltsd".contains(&letter);
            assert_eq!(initials & initial(letter) != 0, begins, "{letter}");
        }
        assert!(!has_capitals(initials) && has_capitals(mask_and_initials(b"an SLA").1));
        for lone in [
            "R",
            "is a b",
            "a b",
            "b a",
            "Q&Answers",
            "it's",
            "the 'best'",
            "C++",
            "x-y",
        ] {
            let initials = mask_and_initials(lone.as_bytes()).1;
            assert!(has_lone(initials, b'b'), "{lone:?}");
        }
        for (text, needle) in [
            ("a quiet quay", "qq"),
            ("Zero to zest", "zz"),
            ("Backs kayaks", "kk"),
        ] {
            let initials = mask_and_initials(text.as_bytes()).1;
            assert_eq!(doubles_in(needle) & !initials, 0, "{needle} in {text:?}");
            assert_ne!(doubles_in(needle) & !mask_and_initials(b"qzk").1, 0);
        }
        assert_eq!(doubles_in("bend seen"), 0);
        for none in [
            "",
            "4",
            "is 4 it",
            "ab",
            "24x7 (or not)",
            "A",
            "a role",
            "is a 4",
        ] {
            let initials = mask_and_initials(none.as_bytes()).1;
            assert!(!has_lone(initials, b'b'), "{none:?}");
            assert!(has_lone(initials, b'a'), "{none:?}");
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
