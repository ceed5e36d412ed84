//! What a search learns of the word that is being typed: lines in which it does not stand. Whoever types on is not
//! shown them again, because what a word does not stand in, no word that begins with it stands in.
//!
//! Knows neither how words are looked for nor what a line is worth.

use std::sync::Arc;

use super::plan::Typed;
use super::query::QueryField;
use super::slot::Slot;

/// Characters that may be typed on until letters with others between them have to be looked for in all lines again: with
/// each of them the letters may stand further apart.
const AHEAD: usize = 5;

/// Lines of one family in which a word does not stand; nothing where nothing is known of any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Absent<'m> {
    /// As it was typed.
    pub(super) typed: &'m [u64],
    /// With others between its letters, no matter whether as many as it may have or as many as a word of
    /// [`Missed::horizon`] characters may have.
    pub(super) loose: &'m [u64],
}

/// The same of many families, one behind the other: each search has it of all of them, and lets that of the last one
/// go.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    families: Vec<Part>,
    words: Vec<u64>,
}

/// Where it stands of one family.
#[derive(Debug, Clone, Copy)]
struct Part {
    family: u32,
    start: usize,
    /// Where [`Absent::loose`] begins, and ends.
    middle: usize,
    end: usize,
}

impl Learnt {
    /// Adds a family, of which none is known yet.
    pub(super) fn add(&mut self, family: u32, absent: Absent<'_>) {
        let start = self.words.len();
        self.words.extend_from_slice(absent.typed);
        let middle = self.words.len();
        self.words.extend_from_slice(absent.loose);
        self.families.push(Part {
            family,
            start,
            middle,
            end: self.words.len(),
        });
    }

    /// Adds all of another one, which knows others.
    pub(super) fn join(&mut self, other: &Self) {
        let before = self.words.len();
        self.words.extend_from_slice(&other.words);
        self.families.extend(other.families.iter().map(|part| Part {
            family: part.family,
            start: part.start + before,
            middle: part.middle + before,
            end: part.end + before,
        }));
    }

    fn part(&self, part: Part) -> Absent<'_> {
        Absent {
            typed: &self.words[part.start..part.middle],
            loose: &self.words[part.middle..part.end],
        }
    }
}

/// Where a word does not stand.
#[derive(Debug)]
pub(super) struct Missed {
    families: Arc<Vec<Arc<Slot>>>,
    field: Option<QueryField>,
    text: String,
    horizon: usize,
    /// Sorted by family.
    learnt: Learnt,
}

impl Missed {
    pub(super) fn new(
        families: &Arc<Vec<Arc<Slot>>>,
        typed: &Typed<'_>,
        horizon: usize,
        mut learnt: Learnt,
    ) -> Self {
        learnt.families.sort_unstable_by_key(|part| part.family);
        Self {
            families: families.clone(),
            field: typed.field,
            text: typed.text.to_owned(),
            horizon,
            learnt,
        }
    }

    /// The characters of the longest word of which [`Absent::loose`] is true.
    pub(super) fn horizon(&self) -> usize {
        self.horizon
    }

    /// How far to look for a word of which nothing is known.
    pub(super) fn horizon_of(typed: &Typed<'_>) -> usize {
        typed.text.chars().count() + AHEAD
    }

    /// Whether it says anything of another word in these families.
    pub(super) fn tells_of(&self, families: &Arc<Vec<Arc<Slot>>>, typed: &Typed<'_>) -> bool {
        Arc::ptr_eq(&self.families, families)
            && self.field == typed.field
            && typed.text.starts_with(&self.text)
    }

    /// Whether words with all these letters do not stand where this one does not.
    pub(super) fn is_in(&self, word: &str) -> bool {
        word.contains(&self.text)
    }

    /// Whether letters of a word that begins with this one can stand apart only where those of this one may.
    pub(super) fn reaches(&self, word: &str) -> bool {
        word.chars().count() <= self.horizon
    }

    /// Where it does not stand in a family.
    pub(super) fn of(&self, family: usize) -> Option<Absent<'_>> {
        let families = &self.learnt.families;
        let at = families.binary_search_by_key(&family, |part| part.family as usize);
        Some(self.learnt.part(families[at.ok()?]))
    }
}
