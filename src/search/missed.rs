//! What a search learns of the word that is being typed: lines in which it does not stand. Whoever types on is not
//! shown them again, because what a word does not stand in, no word that begins with it stands in.
//!
//! Knows neither how words are looked for nor what a line is worth.

use std::sync::Arc;

use super::pieces::Pieces;
use super::plan::Typed;
use super::query::QueryField;
use super::slot::{Slot, nth_by_family};

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

/// The same of many families.
#[derive(Debug, Default)]
pub(super) struct Learnt {
    families: Vec<u32>,
    typed: Pieces<u64>,
    loose: Pieces<u64>,
}

impl Learnt {
    /// Adds a family.
    pub(super) fn add(&mut self, family: u32, absent: Absent<'_>) {
        self.families.push(family);
        self.typed.add(absent.typed.iter().copied());
        self.loose.add(absent.loose.iter().copied());
    }

    /// Adds all of another one, which knows other families.
    pub(super) fn join(&mut self, other: &Self) {
        self.families.extend_from_slice(&other.families);
        self.typed.join(&other.typed);
        self.loose.join(&other.loose);
    }
}

/// Where a word does not stand.
#[derive(Debug)]
pub(super) struct Missed {
    families: Arc<Vec<Arc<Slot>>>,
    field: Option<QueryField>,
    text: String,
    horizon: usize,
    learnt: Learnt,
    /// By family, which of those is its own.
    nth: Vec<Option<usize>>,
}

impl Missed {
    pub(super) fn new(
        families: &Arc<Vec<Arc<Slot>>>,
        typed: &Typed<'_>,
        horizon: usize,
        learnt: Learnt,
    ) -> Self {
        Self {
            families: families.clone(),
            field: typed.field,
            text: typed.text.to_owned(),
            horizon,
            nth: nth_by_family(families.len(), learnt.families.iter().copied()),
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
        let nth = self.nth[family]?;
        Some(Absent {
            typed: self.learnt.typed.get(nth),
            loose: self.learnt.loose.get(nth),
        })
    }
}
