//! The last tier: the letters of a term in order, but scattered over a few words. The only place that knows
//! fuzzy-matcher.
//!
//! A loose match must stay within a short reach, and enter each word that it touches at its first letter;
//! without these two, four letters are "found" in most sentences. Whether there is one is decided by a few bit
//! operations a character; the matcher only tells how good it is, and sees no more than a word or the reach.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::Links;
use super::lines::Needs;
use super::query::QueryField;
use super::query::needle::Pattern;

/// Bytes of a line. Longer ones are pages, not lines; they have the exact tiers.
pub(super) const MAX_LINE: usize = 4000;
/// Words of one line that are tried.
pub(super) const MAX_TRIED: usize = 64;
/// Of those, the ones that are compared to find the best.
pub(super) const MAX_STARTS: usize = 8;
/// Words whose scores are remembered.
const MAX_REMEMBERED: usize = 1 << 14;

/// Where a pattern was found.
#[derive(Debug)]
pub(super) struct Loose {
    /// 0 (scattered) to 7 (nearly a word as it stands).
    pub(super) quality: u8,
    /// Bytes of the folded text, one range a character, in order; never empty.
    pub(super) ranges: Vec<(usize, usize)>,
}

/// What can be said of a line without asking the matcher for more than words that it knows already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glance {
    /// All letters are in one word.
    Word {
        /// As in [`Loose`].
        quality: u8,
        /// The bytes from the first letter to the last.
        start: usize,
        end: usize,
    },
    /// They are in several; none starts before this byte.
    Scattered {
        /// A byte of the line.
        start: usize,
    },
}

/// The best possible quality of letters in several words.
pub(super) const SCATTERED: u8 = 3;
/// What it is worth that all letters are in one word.
const ONE_WORD: u8 = 4;

/// How the letters of a pattern follow from a word on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    /// All in that word.
    Word,
    /// In several.
    Scattered,
    /// Further apart than they may be; those of a longer pattern may.
    TooFar,
}

/// Characters from the first that a pattern of so many may reach: three times as many and a little.
pub(super) fn reach(chars: usize) -> usize {
    3 * chars + 4
}

/// Letters, those first that are rare in texts.
const BY_RARITY: &[u8; 26] = b"qzxjkvwbyfhgmpdulcsrnoiate";

/// A pattern made ready: for each character, at which places of the pattern it stands.
#[derive(Debug)]
pub(super) struct Scattered<'q> {
    pattern: &'q Pattern,
    needs: Needs,
    ascii: Box<[u64; 128]>,
    others: Vec<(char, u64)>,
    /// The letter of the pattern that is rarest in texts, but not its first, and where in it that stands first.
    rare: Option<(u8, usize)>,
    /// Characters from the first that may be reached.
    reach: usize,
}

impl<'q> Scattered<'q> {
    pub(super) fn new(pattern: &'q Pattern) -> Self {
        let mut ascii: Box<[u64; 128]> = Box::new([0; 128]);
        let mut others: Vec<(char, u64)> = Vec::new();
        for (n, c) in pattern.chars.iter().take(64).enumerate() {
            let places = match ascii.get_mut(*c as usize) {
                Some(places) => places,
                None => {
                    let known = others.iter().position(|(other, _)| other == c);
                    let at = known.unwrap_or_else(|| {
                        others.push((*c, 0));
                        others.len() - 1
                    });
                    &mut others[at].1
                }
            };
            *places |= 1 << n;
        }
        for letter in b'a'..=b'z' {
            // Not every line is folded.
            ascii[usize::from(letter.to_ascii_uppercase())] = ascii[usize::from(letter)];
        }
        let rank = |(letter, _): &(u8, usize)| BY_RARITY.iter().position(|other| other == letter);
        let inner = pattern.text.bytes().zip(0..).skip(1);
        let rare = inner
            .filter(|letter| rank(letter).is_some())
            .min_by_key(|letter| (rank(letter), letter.1));
        let initial = pattern.chars.first().copied().and_then(letter);
        Self {
            needs: Needs::of(&pattern.text, initial),
            rare,
            pattern,
            ascii,
            others,
            reach: reach(pattern.chars.len()),
        }
    }

    /// What a line must have.
    pub(super) fn needs(&self) -> &Needs {
        &self.needs
    }

    /// Where it is looked for; `None` is every line.
    pub(super) fn field(&self) -> Option<QueryField> {
        self.pattern.field
    }

    /// The pattern as it was typed.
    pub(super) fn shown(&self) -> &'q str {
        &self.pattern.shown
    }

    /// Bytes of the pattern.
    pub(super) fn len(&self) -> usize {
        self.pattern.text.len()
    }

    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => {
                let known = self.others.iter().find(|(other, _)| *other == c);
                known.map_or(0, |(_, places)| *places)
            }
        }
    }

    /// Goes through the letters of a text that starts with the first of the pattern, until they are all found; tells
    /// `step` for each character whether a word begins there and which places of the pattern are reached with it.
    /// Gives whether they are all of one word; `None` when they are not there.
    fn walk(&self, text: &str, step: impl FnMut(bool, u64)) -> Option<bool> {
        match text.is_ascii() {
            true => self.walk_ascii(text.as_bytes(), step),
            false => {
                let chars = text.chars();
                self.walk_through(chars.map(|c| (self.places(c), c.is_alphanumeric())), step)
            }
        }
    }

    /// The same in a text of ASCII.
    fn walk_ascii(&self, text: &[u8], step: impl FnMut(bool, u64)) -> Option<bool> {
        let chars = text.iter().map(|byte| {
            let places = self.ascii[usize::from(*byte & 0x7f)];
            (places, byte.is_ascii_alphanumeric())
        });
        self.walk_through(chars, step)
    }

    /// The same of characters of which is known at which places of the pattern they stand, and whether they are part of a
    /// word.
    fn walk_through(
        &self,
        mut chars: impl Iterator<Item = (u64, bool)>,
        mut step: impl FnMut(bool, u64),
    ) -> Option<bool> {
        let last = 1 << (self.pattern.chars.len() - 1);
        let (_, mut in_word) = chars.next()?;
        let mut one_word = in_word;
        // Bit n: the first n characters of the pattern were found, the last of them in this word or before it.
        let (mut here, mut before) = (2u64, 0u64);
        step(true, 1);
        for (places, is_word) in chars {
            let found = if in_word {
                here & places
            } else {
                before |= here;
                here = 0;
                one_word = false;
                before & places
            };
            here |= found << 1;
            step(!in_word, found);
            in_word = is_word;
            if found & last != 0 {
                return Some(one_word && in_word);
            }
        }
        None
    }

    /// The first letter of the pattern, if it is ASCII.
    pub(super) fn initial(&self) -> Option<u8> {
        letter(*self.pattern.chars.first()?)
    }

    /// The letter of the pattern that is rarest in texts, but not its first.
    pub(super) fn rare(&self) -> Option<u8> {
        self.rare.map(|(letter, _)| letter)
    }

    /// Whether the pattern can be where its rarest letter stands for the first time at a byte of a text of ASCII, and
    /// all of it within some reach: whether the letters behind that one can.
    pub(super) fn goes_on(&self, text: &[u8], at: usize, reach: usize) -> bool {
        let Some((_, before)) = self.rare else {
            return true;
        };
        // It begins before that.
        let end = (at + reach).min(text.len());
        let behind = text.get(at + 1..end).unwrap_or_default();
        has_in_order(behind, &self.pattern.text.as_bytes()[before + 1..])
    }

    /// Characters from the first that a pattern of so many characters (`horizon`) may reach, or this one if that is longer.
    pub(super) fn reach(&self, horizon: usize) -> usize {
        reach(horizon).max(self.reach)
    }

    /// Whether the pattern is found from the beginning of a text on, as far as a pattern of so many characters
    /// (`horizon`) may reach; the text is a line from a word on that begins like the pattern, and ASCII.
    pub(super) fn begins(&self, text: &[u8], horizon: usize) -> Option<Begun> {
        let window = &text[..self.reach(horizon).min(text.len())];
        if !has_in_order(window, self.pattern.text.as_bytes()) {
            return None;
        }
        let mut steps = 0;
        let one_word = self.walk_ascii(window, |_, _| steps += 1)?;
        Some(match (steps <= self.reach, one_word) {
            (false, _) => Begun::TooFar,
            (true, true) => Begun::Word,
            (true, false) => Begun::Scattered,
        })
    }

    /// The words of a line from which on the pattern is found, and whether it is all in that word.
    fn starts<'t>(
        &'t self,
        line: &'t str,
        links: &'t Links,
    ) -> impl Iterator<Item = (usize, bool)> + 't {
        let line = if line.len() > MAX_LINE { "" } else { line };
        self.pattern
            .first
            .find_iter(line.as_bytes())
            .filter(|start| is_start(line, *start) && !links.has(*start))
            .take(MAX_TRIED)
            .filter_map(|start| {
                let one_word = self.walk(self.window(line, links, start), |_, _| {})?;
                Some((start, one_word))
            })
    }

    /// What a match that begins at a byte may reach; never into the target of a link.
    fn window<'t>(&self, line: &'t str, links: &Links, start: usize) -> &'t str {
        let open = links.after(start).unwrap_or(line.len());
        first_chars(&line[start..open], self.reach)
    }

    /// The word that begins at a byte, as far as the reach goes.
    fn word<'t>(&self, line: &'t str, start: usize) -> &'t str {
        let word = first_chars(&line[start..], self.reach);
        let end = word.find(|c: char| !c.is_alphanumeric());
        &word[..end.unwrap_or(word.len())]
    }

    /// One way to find the pattern in a text in which it is.
    fn align(&self, text: &str) -> Option<Vec<(usize, usize)>> {
        let mut steps = Vec::new();
        self.walk(text, |starts, found| steps.push((starts, found)))?;
        let bytes: Vec<(usize, char)> = text.char_indices().take(steps.len()).collect();
        let mut at = steps.len();
        let mut ranges = Vec::with_capacity(self.pattern.chars.len());
        let mut same_word = false;
        for place in (0..self.pattern.chars.len()).rev() {
            // Backwards: in the same word, unless the letter found last begins its word.
            loop {
                at = at.checked_sub(1)?;
                let (starts, found) = steps[at];
                if found >> place & 1 == 1 {
                    same_word = !starts;
                    break;
                }
                if same_word && starts {
                    return None;
                }
            }
            let (byte, c) = bytes[at];
            ranges.push((byte, byte + c.len_utf8()));
        }
        ranges.reverse();
        Some(ranges)
    }
}

/// Whether a text may have some letters of ASCII in this order, small or not.
fn has_in_order(text: &[u8], letters: &[u8]) -> bool {
    // Makes letters small, and of other characters some that are none.
    let small = |byte: &u8| byte | b' ';
    let mut letters = letters.iter().map(small);
    let Some(mut next) = letters.next() else {
        return true;
    };
    for byte in text {
        if small(byte) == next {
            match letters.next() {
                Some(letter) => next = letter,
                None => return true,
            }
        }
    }
    false
}

/// A character that is a small letter of ASCII.
fn letter(c: char) -> Option<u8> {
    let letter = u8::try_from(c).ok()?;
    letter.is_ascii_lowercase().then_some(letter)
}

/// What the matcher says of a text.
#[derive(Debug, Clone)]
struct Scored {
    score: i64,
    ranges: Vec<(usize, usize)>,
}

/// The score of a word, and the bytes from its first letter to the last.
type Told = (i64, usize, usize);

/// The fuzzy matcher with its caches, and what it said of words.
pub(super) struct Fuzzy {
    matcher: SkimMatcherV2,
    /// By term.
    words: Vec<HashMap<Box<str>, Told, RandomState>>,
}

impl Fuzzy {
    pub(super) fn new() -> Self {
        Self {
            // Both sides are folded; "smart" case would look at capitals that are not there.
            matcher: SkimMatcherV2::default().ignore_case(),
            words: Vec::new(),
        }
    }

    /// The best loose match of a pattern in a line.
    pub(super) fn find(&self, term: &Scattered<'_>, line: &str, links: &Links) -> Option<Loose> {
        let starts: Vec<(usize, bool)> = term.starts(line, links).collect();
        let one_word = starts.iter().any(|(_, one_word)| *one_word);
        let mut best: Option<Scored> = None;
        let starts = starts.iter().filter(|start| start.1 == one_word);
        for (start, _) in starts.take(MAX_STARTS) {
            let text = match one_word {
                true => term.word(line, *start),
                false => term.window(line, links, *start),
            };
            let Some(mut scored) = self.score(term, text) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| scored.score > best.score) {
                for range in &mut scored.ranges {
                    *range = (start + range.0, start + range.1);
                }
                best = Some(scored);
            }
        }
        let Scored { score, ranges } = best?;
        let quality = quality(term.pattern, score, one_word);
        Some(Loose { quality, ranges })
    }

    /// What can be said of a line at little cost: the same as [`Self::find`] says, as far as it goes. `number` is
    /// the term's own.
    pub(super) fn glance(
        &mut self,
        number: usize,
        term: &Scattered<'_>,
        line: &str,
        links: &Links,
    ) -> Option<Glance> {
        let mut scattered = None;
        let mut best: Option<(i64, usize, usize)> = None;
        let mut tried = 0;
        for (start, one_word) in term.starts(line, links) {
            if !one_word {
                scattered.get_or_insert(start);
                continue;
            }
            if let Some((score, from, to)) = self.word(number, term, term.word(line, start))
                && best.is_none_or(|(best, ..)| score > best)
            {
                best = Some((score, start + from, start + to));
            }
            tried += 1;
            if tried == MAX_STARTS {
                break;
            }
        }
        match best {
            Some((score, start, end)) => Some(Glance::Word {
                quality: quality(term.pattern, score, true),
                start,
                end,
            }),
            None => scattered.map(|start| Glance::Scattered { start }),
        }
    }

    /// What [`Self::glance`] says of a line in which the pattern is all in the one word that begins at a byte.
    pub(super) fn glance_at_word(
        &mut self,
        number: usize,
        term: &Scattered<'_>,
        line: &str,
        start: usize,
    ) -> Option<(i64, Glance)> {
        let word = term.word(line, start).to_ascii_lowercase();
        let (score, from, to) = self.word(number, term, &word)?;
        let glance = Glance::Word {
            quality: quality(term.pattern, score, true),
            start: start + from,
            end: start + to,
        };
        Some((score, glance))
    }

    /// What is told of a word that has the whole pattern.
    fn word(&mut self, number: usize, term: &Scattered<'_>, word: &str) -> Option<Told> {
        if self.words.len() <= number {
            self.words.resize_with(number + 1, HashMap::default);
        }
        if let Some(known) = self.words[number].get(word) {
            return Some(*known);
        }
        let Scored { score, ranges } = self.score(term, word)?;
        let told = (score, ranges.first()?.0, ranges.last()?.1);
        let words = &mut self.words[number];
        if words.len() >= MAX_REMEMBERED {
            words.clear();
        }
        words.insert(word.into(), told);
        Some(told)
    }

    /// What the matcher says of a text that has the pattern in it.
    fn score(&self, term: &Scattered<'_>, text: &str) -> Option<Scored> {
        let (score, indices) = self.matcher.fuzzy_indices(text, &term.pattern.text)?;
        let ranges = bytes_of(text, &indices)
            .filter(|ranges| ranges.len() == term.pattern.chars.len())
            .filter(|ranges| enters_at_starts(text, ranges))
            .or_else(|| term.align(text))?;
        Some(Scored { score, ranges })
    }
}

/// Skim likes initials best; but a word with letters left out is what people mean more often. Its score is 12 to 24 a
/// character.
fn quality(pattern: &Pattern, score: i64, one_word: bool) -> u8 {
    let each = score / i64::try_from(pattern.chars.len()).unwrap_or(i64::MAX);
    let each = u8::try_from((each - 12).clamp(0, 11) / 3).unwrap_or(0);
    each + if one_word { ONE_WORD } else { 0 }
}

/// The beginning of a text.
fn first_chars(text: &str, count: usize) -> &str {
    if text.len() <= count {
        return text;
    }
    let window = text.get(..count).filter(|window| window.is_ascii());
    window.unwrap_or_else(|| {
        let end = text.char_indices().nth(count);
        &text[..end.map_or(text.len(), |(byte, _)| byte)]
    })
}

/// Whether a word begins at a byte of a text.
fn is_start(text: &str, byte: usize) -> bool {
    text[..byte]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric())
}

/// Whether each word that is touched is entered at its first letter.
fn enters_at_starts(window: &str, ranges: &[(usize, usize)]) -> bool {
    let mut end = 0;
    ranges.iter().all(|(from, to)| {
        let between = &window[end..*from];
        end = *to;
        is_start(window, *from) || between.chars().all(char::is_alphanumeric)
    })
}

/// The bytes of some characters, which must be in order.
fn bytes_of(window: &str, indices: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut chars = window.char_indices().enumerate();
    indices
        .iter()
        .map(|wanted| {
            chars
                .find(|(n, _)| n == wanted)
                .map(|(_, (byte, c))| (byte, byte + c.len_utf8()))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::fold::fold;
    use crate::search::query::needle::Needle;
    use crate::search::query::{Kind, Words};

    fn pattern(term: &str) -> Option<Pattern> {
        let words = Words {
            text: term.to_owned(),
            kind: Kind::Fuzzy,
        };
        Pattern::new(&Needle::new(&words, None)?)
    }

    fn found(term: &str, line: &str) -> Option<String> {
        let line = fold(line);
        let mut links = Links::default();
        links.find(&line);
        let pattern = pattern(term)?;
        let scattered = Scattered::new(&pattern);
        let loose = Fuzzy::new().find(&scattered, &line, &links)?;
        let marked = loose.ranges.iter().map(|(a, b)| &line[*a..*b]);
        Some(marked.collect())
    }

    #[test]
    fn letters_that_were_left_out_are_no_obstacle() {
        assert_eq!(found("onboardng", "Leads onboarding").unwrap(), "onboardng");
        assert_eq!(found("svcdsk", "the Service Desk team").unwrap(), "svcdsk");
        assert_eq!(found("mgr", "Manager, IT").unwrap(), "mgr");
    }

    #[test]
    fn letters_scattered_over_a_sentence_are_not_found() {
        assert_eq!(
            found("itil", "is patient with the people, all of them"),
            None
        );
        assert_eq!(found("sre", "plans for the year"), None, "inside of a word");
        assert_eq!(found("desk", "design and ask"), None, "into a word");
        assert_eq!(found("ab", "a b"), None, "too short");
        assert_eq!(found("abc", "[a](b-c)"), None, "into a link");
    }

    #[test]
    fn a_word_with_letters_left_out_is_better_than_initials() {
        let quality = |term, line| {
            let pattern = pattern(term).unwrap();
            let scattered = Scattered::new(&pattern);
            let loose = Fuzzy::new().find(&scattered, &fold(line), &Links::default());
            loose.unwrap().quality
        };
        assert!(quality("onboardng", "onboarding") > quality("onboardng", "on board, next go"));
        assert!(quality("mgr", "Manager") > quality("mgr", "more groups"));
        assert!(quality("kubernets", "kubernetes") > quality("kubernets", "knubxexrxnexts"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// The plain way: the matcher is asked about every word of the line.
        #[test]
        fn what_the_matcher_finds_by_the_rules_is_found(
            line in "([a-d]{1,5}[ .-]{1,2}){0,9}",
            typed in "[a-d]{3,6}",
        ) {
            let pattern = pattern(&typed).unwrap();
            let term = Scattered::new(&pattern);
            let (line, links) = (fold(&line), Links::default());
            let matcher = SkimMatcherV2::default().ignore_case();
            let plainly = line.match_indices(&typed[..1]).any(|(start, _)| {
                let window = term.window(&line, &links, start);
                let found = matcher.fuzzy_indices(window, &typed);
                let ranges = found.and_then(|(_, indices)| bytes_of(window, &indices));
                is_start(&line, start) && ranges.is_some_and(|ranges| {
                    ranges.len() == typed.len() && enters_at_starts(window, &ranges)
                })
            });
            let found = Fuzzy::new().find(&term, &line, &links);
            prop_assert!(found.is_some() || !plainly, "{:?} in {:?}", typed, line);
            if let Some(found) = found {
                let marked: String = found.ranges.iter().map(|(a, b)| &line[*a..*b]).collect();
                prop_assert_eq!(marked, typed);
            }
        }
    }
}
