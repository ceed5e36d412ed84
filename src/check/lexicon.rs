//! The words that texts are made of, each looked at once however often it is written: a catalog has millions of words,
//! and few different ones.
//!
//! Owns what can be told of a word by itself. Knows the phrases that begin with it, and no rule.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::{FixedState, RandomState};

use super::spelling;
use super::vocabulary::{Language, Phrase, Vocabulary, straight};
use super::words::{Signs, words};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    start: u32,
    end: u32,
    known: u32,
}

impl Word {
    /// Its bytes of the text.
    pub(super) fn at(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What is known of a word.
#[derive(Debug)]
pub(super) struct Known<'v> {
    /// In lower case, with the apostrophe of keyboards.
    pub(super) lower: Box<str>,
    /// By language, the house behind them: phrases that may begin with it.
    phrases: Box<[Vec<&'v Phrase>]>,
    /// Bits of those that have any.
    begins: u8,
    /// Bits of the languages in which it is one of the most frequent words.
    pub(super) common: u8,
    /// How many letters it has.
    pub(super) letters: u32,
    /// Whether something may be in it that is left for somebody to be written.
    pub(super) may_be_left: bool,
    /// What is meant, where it is misspelled for sure.
    pub(super) correction: Option<&'static str>,
    /// Its part of a [`Sketch`].
    weight: u32,
    bits: u64,
}

impl<'v> Known<'v> {
    /// The phrases of a language, or else of the house, that may begin with it.
    pub(super) fn phrases(&self, of: usize) -> &[&'v Phrase] {
        match self.begins >> of & 1 {
            0 => &[],
            _ => self.phrases.get(of).map_or(&[], Vec::as_slice),
        }
    }
}

/// So many different words are kept at most; a catalog of people has far fewer.
const MOST: usize = 200_000;
/// So many letters of a word tell it, as [`dice`](crate::model::dice) has it.
const STEM: u32 = 5;

/// All words that were met. It is filled as texts are read, and good for all families of a catalog.
#[derive(Debug)]
pub(super) struct Lexicon<'v> {
    house: &'v Vocabulary,
    by_text: HashMap<Box<str>, u32, RandomState>,
    known: Vec<Known<'v>>,
}

/// What tells quickly that two texts do not have the same words.
///
/// Bits for the stems of five letters, as [`dice`](crate::model::dice) counts them, and what all stems weigh at most.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch {
    bits: u64,
    weight: u32,
    /// There are more words in it than are counted here.
    is_more: bool,
}

impl Sketch {
    /// Whether the two may be as alike as this. Each bit that only one of them has stands for a stem, five letters long,
    /// that only this one has; and what only one of them has takes its part from how alike they are.
    pub(super) fn may_be_alike(self, other: Self, alike: f64) -> bool {
        if self.is_more || other.is_more {
            return true;
        }
        let apart = (self.bits ^ other.bits).count_ones() * STEM;
        f64::from(apart) <= (1.0 - alike) * f64::from(self.weight + other.weight) + 0.001
    }
}

/// What is told of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) signs: Signs,
    pub(super) sketch: Sketch,
    /// Whether something may be in it that is left for somebody to be written.
    pub(super) may_be_left: bool,
}

impl<'v> Lexicon<'v> {
    /// With the words of a house beside those of the languages.
    pub(super) fn new(house: &'v Vocabulary) -> Self {
        Self {
            house,
            by_text: HashMap::default(),
            known: Vec::new(),
        }
    }

    /// Forgets everything when it has become too much; the words that were read before mean nothing then.
    pub(super) fn make_room(&mut self) {
        if self.known.len() > MOST {
            self.by_text.clear();
            self.known.clear();
        }
    }

    /// Adds the words of a text.
    pub(super) fn read(&mut self, text: &str, into: &mut Vec<Word>) -> Reading {
        let before = into.len();
        let mut sketch = Sketch {
            bits: 0,
            weight: 0,
            is_more: false,
        };
        let mut may_be_left = false;
        let signs = words(text, |at, word| {
            let number = self.number(word);
            let known = &self.known[number as usize];
            sketch.bits |= known.bits;
            sketch.weight += known.weight;
            may_be_left |= known.may_be_left;
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            into.push(Word {
                start: place(at.start),
                end: place(at.end),
                known: number,
            });
        });
        // Of other texts there may be words that are not read, and that count for how alike they are.
        sketch.is_more = !signs.is_plain || into.len() - before > 100;
        Reading {
            signs,
            sketch,
            may_be_left: may_be_left || !signs.is_plain,
        }
    }

    /// What is known of a word that was read.
    pub(super) fn known(&self, word: Word) -> &Known<'v> {
        &self.known[word.known as usize]
    }

    /// A word in lower case.
    pub(super) fn lower(&self, word: Word) -> &str {
        &self.known(word).lower
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.by_text.get(word) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let known = self.look_at(word);
        self.known.push(known);
        self.by_text.insert(word.into(), number);
        number
    }

    fn look_at(&self, word: &str) -> Known<'v> {
        let lower: Box<str> = straight(&word.to_lowercase()).into();
        let languages = Language::all();
        let common = languages
            .iter()
            .enumerate()
            .filter(|(_, language)| language.is_common(&lower))
            .fold(0, |bits, (n, _)| bits | 1 << n);
        let of_language = languages.iter().map(|language| &language.vocabulary);
        let phrases = of_language
            .chain([self.house])
            .map(|vocabulary| vocabulary.beginning_with(&lower).collect());
        let phrases: Box<[Vec<&'v Phrase>]> = phrases.collect();
        let begins = phrases
            .iter()
            .enumerate()
            .filter(|(_, phrases)| !phrases.is_empty())
            .fold(0, |bits, (n, _)| bits | 1 << n);
        let letters = word.chars().flat_map(char::to_lowercase);
        let stem: String = letters.take(STEM as usize).collect();
        let weight = u32::try_from(stem.chars().count()).unwrap_or(STEM);
        let bit = FixedState::default().hash_one(stem.as_str()) % 64;
        let marks = ["TODO", "TBD", "FIXME", "orem"];
        Known {
            common,
            letters: u32::try_from(lower.chars().count()).unwrap_or(u32::MAX),
            may_be_left: marks.iter().any(|mark| word.contains(mark)),
            weight,
            bits: if weight == STEM { 1 << bit } else { 0 },
            phrases,
            begins,
            correction: spelling::correction(word, &lower),
            lower,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::closeness;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_a_sketch_rules_out_is_not_alike(
            words in prop::collection::vec("[a-c]{1,6}", 1..12),
            others in prop::collection::vec("[a-c]{1,6}", 0..3),
            from in 0..12_usize,
            alike in 0.5..1.0_f64,
        ) {
            let house = Vocabulary::default();
            let mut lexicon = Lexicon::new(&house);
            let from = from.min(words.len());
            let one = words.join(" ");
            let other = [&others[..], &words[from..]].concat().join(" ");
            let mut sketch = |text: &str| lexicon.read(text, &mut Vec::new()).sketch;
            let (a, b) = (sketch(&one), sketch(&other));
            if !a.may_be_alike(b, alike) {
                prop_assert!(closeness(&one, &other) < alike, "{one:?} {other:?}");
            }
        }
    }
}
