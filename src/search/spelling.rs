//! The words that a catalog uses, and which of them a misspelled one is most like.
//!
//! Knows lines and queries, but not how anything is ranked.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use memchr::memmem::{self, Finder};
use rayon::prelude::*;

use super::fold::{Links, fold, kinds, mask};
use super::index::FamilyIndex;
use super::query::wanted::Synonyms;
use super::query::{Query, Words, respelled};
use super::seek::{begins, everywhere};
use super::slot::Slot;

/// Shorter words are like too many others.
const MIN_WORD: usize = 3;
/// Longer ones are not words.
const MAX_WORD: usize = 40;
/// Families that are worth a thread's while.
const FEW: usize = 64;
/// From this length on, two mistakes are forgiven; below it, one.
const LONG_WORD: usize = 6;

/// Distinct folded words, with the number of times that they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    counts: HashMap<Box<str>, u32, RandomState>,
    list: OnceLock<List>,
}

/// The same words in one text, to be gone through quickly.
#[derive(Debug, Clone, Default)]
struct List {
    text: String,
    words: Vec<Word>,
}

/// A word of the list.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: u32,
    length: u32,
    mask: u32,
    count: u32,
}

impl List {
    fn of(counts: &HashMap<Box<str>, u32, RandomState>) -> Self {
        let mut list = Self::default();
        for (word, count) in counts {
            list.words.push(Word {
                start: u32::try_from(list.text.len()).unwrap_or(u32::MAX),
                length: u32::try_from(word.len()).unwrap_or(u32::MAX),
                mask: mask(word.as_bytes()),
                count: *count,
            });
            list.text.push_str(word);
            list.text.push('\n');
        }
        list
    }

    fn word(&self, word: &Word) -> &str {
        let start = word.start as usize;
        let end = start.saturating_add(word.length as usize);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// A word of a query, and what is seen at once of the words that could be meant.
#[derive(Debug, Clone)]
struct Meant {
    word: String,
    mask: u32,
    /// Mistakes that are forgiven.
    limit: usize,
}

impl Meant {
    fn new(word: &str) -> Self {
        let is_long = word.chars().count() >= LONG_WORD;
        Self {
            word: word.to_owned(),
            mask: mask(word.as_bytes()),
            limit: if is_long { 2 } else { 1 },
        }
    }

    /// Whether a word could be meant, by its bytes and its mask. A mistake takes away one kind of character at most and
    /// adds one; most words are ruled out by that.
    fn may_be(&self, length: usize, mask: u32) -> bool {
        self.is_about_as_long(length)
            && kinds(mask & !self.mask).count_ones() as usize <= self.limit
            && kinds(self.mask & !mask).count_ones() as usize <= self.limit
    }

    /// Its first two bytes and what follows, when it is ASCII and long enough to be corrected.
    fn taken_apart(&self) -> Option<(u8, u8, &str)> {
        match self.word.as_bytes() {
            [first, second, _, ..] if self.word.is_ascii() => {
                Some((*first, *second, &self.word[2..]))
            }
            _ => None,
        }
    }

    /// Whether a word, which must be ASCII, could be offered instead: one that [begins alike](begin_alike), or has one
    /// mistake there and then none in the rest.
    fn may_mean(&self, word: &str) -> bool {
        let Some((.., rest)) = self.taken_apart() else {
            return false;
        };
        // A mask takes longer to make than to see that.
        self.is_about_as_long(word.len())
            && (begin_alike(&self.word, word) || word.ends_with(rest))
            && self.may_be(word.len(), mask(word.as_bytes()))
    }

    /// Adds where words begin in a text, in small letters, that [could be offered](Self::may_mean) instead and do not begin
    /// with the same letter; some others are among them.
    fn starts(&self, text: &[u8], starts: &mut Vec<usize>) {
        let Some((first, second, rest)) = self.taken_apart() else {
            return;
        };
        let is_in_word = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let begins = |at: &usize| begins(text, *at);
        starts.extend(everywhere(&Finder::new(&[second, first]), text).filter(begins));
        for found in everywhere(&Finder::new(rest), text) {
            // There are three letters before it at most, and none behind it.
            let before = (1..=3).map_while(|n| found.checked_sub(n));
            let before = before.take_while(|at| is_in_word(*at)).last();
            let start = before.filter(|_| !is_in_word(found + rest.len()));
            starts.extend(start.filter(begins));
        }
    }

    fn is_about_as_long(&self, length: usize) -> bool {
        length.abs_diff(self.word.len()) <= self.off()
    }

    /// By how many bytes a word may be longer or shorter: those of the characters that may have been left out.
    fn off(&self) -> usize {
        let widest = if self.word.is_ascii() { 1 } else { 4 };
        self.limit * widest
    }

    /// Whether a word could contain it.
    fn may_be_in(&self, length: usize, mask: u32) -> bool {
        length >= self.word.len() && kinds(self.mask & !mask) == 0
    }
}

/// The words that somebody could mean who has typed a query; some others are among them.
#[derive(Debug, Clone)]
pub(super) struct Alike {
    meant: Vec<Meant>,
    /// The bytes of the shortest that there can be.
    least: usize,
}

impl Alike {
    pub(super) fn new(query: &Query, text: &str) -> Self {
        let mut meant = Vec::new();
        let mut hear = |word: &str| {
            meant.push(Meant::new(word));
            None
        };
        respelled(query, text, |_| false, &mut hear);
        let shortest = |meant: &Meant| meant.word.len().saturating_sub(meant.off());
        Self {
            least: meant.iter().map(shortest).min().unwrap_or(usize::MAX),
            meant,
        }
    }

    /// Whether a folded word is one of them.
    fn has(&self, word: &str) -> bool {
        word.len() >= self.least && {
            let (length, mask) = (word.len(), mask(word.as_bytes()));
            let mut meant = self.meant.iter();
            meant.any(|it| it.may_be(length, mask) || it.may_be_in(length, mask))
        }
    }

    /// Letters with which they begin that most of them have.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u8> {
        let meant = self.meant.iter();
        meant.filter_map(|meant| Some(meant.taken_apart()?.0))
    }

    /// Hands over where those of them stand in a text that [`Vocabulary::suggest`] could offer, from the first to the last.
    /// The text must be in small letters; words beside ASCII are not among them. `starts`: where words begin with the
    /// [letters](Self::firsts).
    pub(super) fn each_in(
        &self,
        text: &str,
        starts: &mut Vec<usize>,
        mut take: impl FnMut(Range<usize>),
    ) {
        for meant in &self.meant {
            meant.starts(text.as_bytes(), starts);
        }
        starts.sort_unstable();
        starts.dedup();
        for start in starts.iter().copied() {
            let rest = text.as_bytes()[start..].iter();
            let length = rest.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let Some(word) = text.get(start..start + length) else {
                continue;
            };
            if is_word(word) && self.meant.iter().any(|meant| meant.may_mean(word)) {
                take(start..start + length);
            }
        }
    }

    /// Whether the words of the query are all ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.meant.iter().all(|meant| meant.word.is_ascii())
    }

    /// The words of the query.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.meant.iter().map(|meant| &*meant.word)
    }
}

impl Vocabulary {
    /// The words of these families, learnt on all cores.
    pub(super) fn of(families: &[Arc<Slot>]) -> Self {
        Self::of_some(families, |_| true)
    }

    /// What [`Self::suggest`] needs to know of these families' words to answer this query.
    pub(super) fn about(query: &Query, text: &str, families: &[Arc<Slot>]) -> Self {
        let alike = Alike::new(query, text);
        Self::of_some(families, |word| alike.has(word))
    }

    fn of_some(families: &[Arc<Slot>], counts: impl Fn(&str) -> bool + Sync) -> Self {
        let learn = |mut words: Self, family: &Arc<Slot>| {
            each_word(family.get(), |word| {
                if counts(word) {
                    words.count(word);
                }
            });
            words
        };
        let families = families.par_iter().with_min_len(FEW);
        families
            .fold(Self::default, learn)
            .reduce(Self::default, Self::joined)
    }

    /// The words of both.
    pub(super) fn joined(self, other: Self) -> Self {
        let (mut more, less) = match self.counts.len() < other.counts.len() {
            true => (other, self),
            false => (self, other),
        };
        more.list.take();
        for (word, count) in less.counts {
            *more.counts.entry(word).or_default() += count;
        }
        more
    }

    /// Counts the words of a family.
    pub(super) fn add(&mut self, family: &FamilyIndex) {
        self.list.take();
        each_word(family, |word| self.count(word));
    }

    /// Counts a folded word.
    pub(super) fn count(&mut self, word: &str) {
        match self.counts.get_mut(word) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert(word.into(), 1);
            }
        }
    }

    /// Takes the words of a family out again; it must be the one that was added.
    pub(super) fn remove(&mut self, family: &FamilyIndex) {
        self.list.take();
        each_word(family, |word| {
            if let Some(count) = self.counts.get_mut(word) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(word);
                }
            }
        });
    }

    /// The query with the words that nobody uses replaced by the most similar ones, if there are any.
    /// Words that have a synonym stay.
    pub(super) fn suggest(
        &self,
        query: &Query,
        text: &str,
        synonyms: &Synonyms,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<String> {
        let has_synonym = |words: &Words| {
            let folded = fold(&words.text);
            synonyms.iter().any(|(key, _)| key == folded.trim())
        };
        respelled(query, text, has_synonym, |word| {
            if cancelled() || self.is_known(word) {
                return None;
            }
            self.nearest(word).map(str::to_owned)
        })
    }

    fn list(&self) -> &List {
        self.list.get_or_init(|| List::of(&self.counts))
    }

    /// Whether a word is used, if only as a part of another one.
    fn is_known(&self, word: &str) -> bool {
        let text = self.list().text.as_bytes();
        self.counts.contains_key(word) || memmem::find(text, word.as_bytes()).is_some()
    }

    /// The most similar word; among equally similar ones the most frequent, then the first by alphabet.
    fn nearest(&self, word: &str) -> Option<&str> {
        if !is_word(word) {
            return None;
        }
        let meant = Meant::new(word);
        let list = self.list();
        list.words
            .iter()
            .filter(|known| meant.may_be(known.length as usize, known.mask))
            .map(|known| {
                let (written, count) = (list.word(known), known.count);
                (strsim::osa_distance(word, written), count, written)
            })
            .filter(|(distance, _, written)| {
                *distance <= 1 || (*distance <= meant.limit && begin_alike(word, written))
            })
            .min_by(|a, b| {
                a.0.cmp(&b.0)
                    .then_with(|| b.1.cmp(&a.1))
                    .then_with(|| a.2.cmp(b.2))
            })
            .map(|(.., known)| known)
    }
}

/// Whether two words begin with the same letter, or the first two have changed places. Where two letters differ and the
/// first is one of them, it is mostly another word: nobody means seniors who asks for juniors.
fn begin_alike(one: &str, other: &str) -> bool {
    let first = |word: &str| {
        let mut chars = word.chars();
        (chars.next(), chars.next())
    };
    let (a, b) = (first(one), first(other));
    a.0 == b.0 || (a.0, a.1) == (b.1, b.0)
}

/// Whether a run of letters and digits is worth to be suggested, or to be corrected.
fn is_word(text: &str) -> bool {
    (MIN_WORD..=MAX_WORD).contains(&text.chars().count()) && text.chars().any(char::is_alphabetic)
}

/// Hands over the words of all lines, without those in link targets, which nobody reads or types.
fn each_word(family: &FamilyIndex, mut take: impl FnMut(&str)) {
    let (mut text, mut links) = (String::new(), Links::default());
    let lines = family.lines();
    for line in 0..lines.len() {
        lines.fold_into(line, &mut text, &mut links);
        let mut from = 0;
        for (start, end) in links.ranges() {
            each_run(&text[from..*start], &mut take);
            from = *end;
        }
        each_run(&text[from..], &mut take);
    }
}

/// Hands over the words of a text.
fn each_run(text: &str, mut take: impl FnMut(&str)) {
    if !text.is_ascii() {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| is_word(word)).for_each(take);
        return;
    }
    // A catalog has millions of them. They have as many characters as bytes.
    let mut start = 0;
    for (end, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_alphanumeric() {
            continue;
        }
        let word = &text[start..end];
        start = end + 1;
        let is_word = (MIN_WORD..=MAX_WORD).contains(&word.len());
        if is_word && word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            take(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::seek::begin_with;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// Mostly such as begin alike, and not longer than what is forgiven.
        #[test]
        fn no_word_that_would_be_offered_is_passed_over(
            typed in "[ab]{3,4}|[abc]{6,8}",
            word in "[ab]{3,5}|[abc]{5,9}",
            around in "[ab ]{0,3}",
        ) {
            let mut words = Vocabulary::default();
            words.count(&word);
            let query = Query::parse(&typed);
            let text = format!("{around} {word} {around}");
            let start = around.len() + 1;
            let alike = Alike::new(&query, &typed);
            let firsts = alike.firsts().flat_map(|first| begin_with(first, text.as_bytes()));
            let mut starts = firsts.collect();
            let mut found = Vec::new();
            alike.each_in(&text, &mut starts, |place| found.push(place));
            prop_assert!(found.is_sorted_by_key(|place| place.start));
            if words.nearest(&typed).is_some() {
                prop_assert!(found.contains(&(start..start + word.len())), "{:?} {:?}", typed, text);
            }
        }
    }
}
