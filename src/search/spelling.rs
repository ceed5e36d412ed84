//! The words that a catalog uses, and which of them a misspelled one is most like.
//!
//! Knows lines and queries, but not how anything is ranked.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::fold::{Links, fold, kinds, mask};
use super::index::FamilyIndex;
use super::query::wanted::Synonyms;
use super::query::{Query, Words, respelled};
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
        length.abs_diff(self.word.len()) <= self.off()
            && kinds(mask & !self.mask).count_ones() as usize <= self.limit
            && kinds(self.mask & !mask).count_ones() as usize <= self.limit
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

impl Vocabulary {
    /// The words of these families, learnt on all cores.
    pub(super) fn of(families: &[Arc<Slot>]) -> Self {
        Self::of_some(families, |_| true)
    }

    /// What [`Self::suggest`] needs to know of these families' words to answer this query.
    pub(super) fn about(query: &Query, text: &str, families: &[Arc<Slot>]) -> Self {
        let mut meant = Vec::new();
        let mut hear = |word: &str| {
            meant.push(Meant::new(word));
            None
        };
        respelled(query, text, |_| false, &mut hear);
        let shortest = |meant: &Meant| meant.word.len().saturating_sub(meant.off());
        let least = meant.iter().map(shortest).min().unwrap_or(usize::MAX);
        Self::of_some(families, |word| {
            word.len() >= least && {
                let (length, mask) = (word.len(), mask(word.as_bytes()));
                let mut meant = meant.iter();
                meant.any(|it| it.may_be(length, mask) || it.may_be_in(length, mask))
            }
        })
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

    fn joined(self, other: Self) -> Self {
        let (mut more, less) = match self.counts.len() < other.counts.len() {
            true => (other, self),
            false => (self, other),
        };
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

    fn count(&mut self, word: &str) {
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
        self.counts.contains_key(word) || memchr::memmem::find(text, word.as_bytes()).is_some()
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
