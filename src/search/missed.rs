//! What a search learns of the word that is being typed: lines in which it does not stand. Whoever types on is not
//! shown them again, because what a word does not stand in, no word that begins with it stands in.
//!
//! Knows neither how words are looked for nor what a line is worth.

use std::sync::Arc;

use super::bits::Bits;
use super::plan::Typed;
use super::query::QueryField;
use super::slot::{Slot, by_family};

/// Characters that may be typed on until letters with others between them have to be looked for in all lines again: with
/// each of them the letters may stand further apart.
const AHEAD: usize = 5;

/// Lines of one family in which a word does not stand; `None` when nothing is known of any.
#[derive(Debug, Clone, Default)]
pub(super) struct Absent {
    /// As it was typed.
    pub(super) typed: Option<Bits>,
    /// With others between its letters, no matter whether as many as it may have or as many as a word of
    /// [`Missed::horizon`] characters may have.
    pub(super) loose: Option<Bits>,
}

/// Where a word does not stand.
#[derive(Debug)]
pub(super) struct Missed {
    families: Arc<Vec<Arc<Slot>>>,
    field: Option<QueryField>,
    text: String,
    horizon: usize,
    absent: Vec<Option<Box<Absent>>>,
}

impl Missed {
    pub(super) fn new(
        families: &Arc<Vec<Arc<Slot>>>,
        typed: &Typed<'_>,
        horizon: usize,
        found: Vec<(u32, Box<Absent>)>,
    ) -> Self {
        Self {
            families: families.clone(),
            field: typed.field,
            text: typed.text.to_owned(),
            horizon,
            absent: by_family(families.len(), found),
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
    pub(super) fn of(&self, family: usize) -> Option<&Absent> {
        self.absent[family].as_deref()
    }
}
