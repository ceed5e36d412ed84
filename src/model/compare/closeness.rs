//! How alike two sentences are, by the words that they share.
//!
//! The measure is the Sørensen–Dice coefficient over sets of words (Dice, "Measures of the amount of ecologic
//! association between species", Ecology 26, 1945; Sørensen, 1948): twice what both have, divided by what the one and
//! the other have together. A sentence that was reworded keeps many of its words, in another order or another form, so
//! words count once, without their case, and by their first [`STEM`] letters (a stemmer that truncates): "Manages" and
//! "managing" are one word. Each word counts by so many of its letters: the short ones, "of", "or", "in the", are those
//! that any two sentences share. Distances over letters, such as Levenshtein's, see moved words as removed ones, and
//! find any two long sentences of one language half alike.

use std::cmp::Ordering;
use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

/// How close two lines are at least that are taken for the same in other words. Judged by hand on the levels of a
/// public handbook: pairs from 0.55 up said the same in other words, those between 0.5 and 0.55 did so now and then, and
/// those below shared a subject, or what any requirement has ("or more years of", "ability to").
pub const CLOSE: f64 = 0.55;

/// So many letters of a word tell it.
const STEM: usize = 5;

/// So many different words of a line are looked at. Longer ones are no items, and shall not cost more.
const WORDS: usize = 128;

/// The words of one line, each as a number and the letters that it counts by; sorted.
pub type WordSet = Vec<(u32, u32)>;

/// Numbers for words.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    /// The words of a line.
    pub fn words(&mut self, text: &str) -> WordSet {
        let mut set = WordSet::new();
        // Repeated words are looked at again and again, so that their number is bounded too.
        for word in text.unicode_words().take(WORDS * 4) {
            if set.len() >= WORDS {
                break;
            }
            let letters = word.chars().flat_map(char::to_lowercase);
            let stem: String = letters.take(STEM).collect();
            let weight = u32::try_from(stem.chars().count()).unwrap_or(0);
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            let number = *self.0.entry(stem).or_insert(next);
            if let Err(at) = set.binary_search(&(number, weight)) {
                set.insert(at, (number, weight));
            }
        }
        set
    }
}

/// The Sørensen–Dice coefficient of two sets, from 0 to 1; of two empty ones 0, for nothing makes them alike.
pub fn dice(a: &[(u32, u32)], b: &[(u32, u32)]) -> f64 {
    let weight = |set: &[(u32, u32)]| set.iter().map(|(_, weight)| weight).sum::<u32>();
    let (mut left, mut right) = (a, b);
    let mut shared = 0;
    while let ([one, rest @ ..], [other, others @ ..]) = (left, right) {
        match one.0.cmp(&other.0) {
            Ordering::Less => left = rest,
            Ordering::Greater => right = others,
            Ordering::Equal => {
                shared += one.1;
                (left, right) = (rest, others);
            }
        }
    }
    match weight(a) + weight(b) {
        0 => 0.0,
        all => 2.0 * f64::from(shared) / f64::from(all),
    }
}

/// How alike two texts are, from 0 (no word in common) to 1 (the same words). Symmetric; the order of the words and
/// their number are no matter.
pub fn closeness(a: &str, b: &str) -> f64 {
    let mut vocabulary = Vocabulary::default();
    let (a, b) = (vocabulary.words(a), vocabulary.words(b));
    dice(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reworded_sentences_are_close_and_others_are_not() {
        for (a, b, close) in [
            (
                "3+ years of experience with Python in production",
                "5+ years of experience with Python in production systems",
                true,
            ),
            (
                "Manages a small team of analysts",
                "Managing a large team of several analysts",
                true,
            ),
            (
                "Work with PeopleOps on smooth onboarding",
                "On smooth onboarding, work with PeopleOps",
                true,
            ),
            (
                "Ability to use GitLab",
                "Ability to travel if it is needed",
                false,
            ),
            (
                "Five or more years in accounting, of which two in a listed company",
                "Two or more years of leading a payroll team in an international company",
                false,
            ),
            (
                "Experience with cloud platforms and their costs",
                "Holds a certification in the ITIL framework",
                false,
            ),
            ("日本語を話す", "日本語を書く", true),
            ("", "", false),
            ("…", "…", false),
        ] {
            assert_eq!(
                closeness(a, b) >= CLOSE,
                close,
                "{a:?}, {b:?}: {}",
                closeness(a, b)
            );
        }
    }

    #[test]
    fn the_measure_is_that_of_dice() {
        // Shared are two and three, by three and five letters.
        let all = f64::from(3 + 3 + 5 + 3 + 5 + 4 + 4);
        assert_eq!(
            closeness("one two three", "TWO three four five"),
            16.0 / all
        );
        assert_eq!(closeness("a a a b", "b a"), 1.0);
    }
}
