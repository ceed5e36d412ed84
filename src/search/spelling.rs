//! The words that a catalog uses, and which of them a misspelled one is most like.
//!
//! Knows lines and queries, but not how anything is ranked.

use std::collections::HashMap;

use super::fold::mask;
use super::index::{FamilyIndex, Line};
use super::query::needle::Wanted;

/// Shorter words are like too many others.
const MIN_WORD: usize = 3;
/// Longer ones are not words.
const MAX_WORD: usize = 40;
/// From this length on, two mistakes are forgiven; below it, one.
const LONG_WORD: usize = 6;

/// Distinct folded words, with the number of times that they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary(HashMap<Box<str>, u32>);

impl Vocabulary {
    /// Counts the words of a family.
    pub(super) fn add(&mut self, family: &FamilyIndex) {
        for word in family.lines.iter().flat_map(words) {
            match self.0.get_mut(word) {
                Some(count) => *count += 1,
                None => {
                    self.0.insert(word.into(), 1);
                }
            }
        }
    }

    /// Takes the words of a family out again; it must be the one that was added.
    pub(super) fn remove(&mut self, family: &FamilyIndex) {
        for word in family.lines.iter().flat_map(words) {
            if let Some(count) = self.0.get_mut(word) {
                *count -= 1;
                if *count == 0 {
                    self.0.remove(word);
                }
            }
        }
    }

    /// The query with the words that nobody uses replaced by the most similar ones, if there are any.
    pub(super) fn suggest(&self, query: &Wanted, cancelled: &dyn Fn() -> bool) -> Option<String> {
        query.respelled(|word| {
            if cancelled() || self.is_known(word) {
                return None;
            }
            self.nearest(word).map(str::to_owned)
        })
    }

    /// Whether a word is used, if only as a part of another one.
    fn is_known(&self, word: &str) -> bool {
        self.0.contains_key(word) || {
            let finder = memchr::memmem::Finder::new(word);
            self.0
                .keys()
                .any(|known| finder.find(known.as_bytes()).is_some())
        }
    }

    /// The most similar word; among equally similar ones the most frequent, then the first by alphabet.
    fn nearest(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if !is_word(word) {
            return None;
        }
        let limit = if length < LONG_WORD { 1 } else { 2 };
        let kinds = mask(word);
        self.0
            .iter()
            // A mistake changes at most two kinds of character; most words are ruled out by that.
            .filter(|(known, _)| {
                known.len().abs_diff(word.len()) <= 4 * limit
                    && (mask(known) ^ kinds).count_ones() as usize <= 2 * limit
            })
            .map(|(known, count)| (strsim::osa_distance(word, known), *count, known))
            .filter(|(distance, ..)| *distance <= limit)
            .min_by(|a, b| {
                a.0.cmp(&b.0)
                    .then_with(|| b.1.cmp(&a.1))
                    .then_with(|| a.2.cmp(b.2))
            })
            .map(|(.., known)| known.as_ref())
    }
}

/// Whether a run of letters and digits is worth to be suggested, or to be corrected.
fn is_word(text: &str) -> bool {
    (MIN_WORD..=MAX_WORD).contains(&text.chars().count()) && text.chars().any(char::is_alphabetic)
}

/// The words of a line, without those in link targets, which nobody reads or types.
fn words(line: &Line) -> impl Iterator<Item = &str> {
    let text = line.folded.text();
    let hidden = line.folded.hidden();
    let starts = std::iter::once(0).chain(hidden.iter().map(|(_, end)| *end));
    let ends = hidden
        .iter()
        .map(|(start, _)| *start)
        .chain(std::iter::once(text.len()));
    starts
        .zip(ends)
        .flat_map(|(start, end)| text[start..end].split(|c: char| !c.is_alphanumeric()))
        .filter(|word| is_word(word))
}
