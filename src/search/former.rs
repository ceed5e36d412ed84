//! What a search leaves for the next one: where its terms stand, so that whoever types on is not searched for all of
//! it again.
//!
//! Only what does not depend on anything but the terms and the families; that nothing else is different is seen by
//! those who ask.

use std::sync::{Arc, Mutex, PoisonError};

use super::missed::Missed;
use super::pieces::Pieces;
use super::plan::Plan;
use super::query::wanted::Identity;
use super::rank::Cell;
use super::slot::{Slot, nth_by_family};

/// A line where a term stands, and how.
type Known = (u32, Cell);

/// The lines of one family where the first terms stand, and what they leave of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest<'f> {
    former: &'f Former,
    /// Which one of the rests it is.
    nth: usize,
    /// Whether only what is as it was typed is known.
    pub(super) as_typed: bool,
}

impl<'f> Rest<'f> {
    /// By place, whether it has them all; nothing where none has.
    pub(super) fn possible(self) -> &'f [u64] {
        self.former.rests.possible.get(self.nth)
    }

    /// By term, the lines and how it stands there.
    pub(super) fn columns(self) -> impl Iterator<Item = &'f [Known]> {
        let (terms, columns) = (self.former.terms(), &self.former.rests.columns);
        (0..terms).map(move |term| columns.get(self.nth * terms + term))
    }
}

/// The same of many families.
#[derive(Debug, Default)]
pub(super) struct Rests {
    /// Their numbers, and whether only what is as it was typed is known.
    families: Vec<(u32, bool)>,
    possible: Pieces<u64>,
    /// As many a family as there are terms.
    columns: Pieces<Known>,
}

impl Rests {
    /// Adds a family: the places that have all terms, and where each of those stands.
    pub(super) fn add<K: Iterator<Item = Known>>(
        &mut self,
        family: (u32, bool),
        possible: &[u64],
        columns: impl Iterator<Item = K>,
    ) {
        self.families.push(family);
        self.possible.add(possible.iter().copied());
        columns.for_each(|column| self.columns.add(column));
    }

    /// Adds all of others, which are of other families.
    pub(super) fn join(&mut self, others: &Self) {
        self.families.extend_from_slice(&others.families);
        self.possible.join(&others.possible);
        self.columns.join(&others.columns);
    }
}

/// Where the first terms of a query stand.
#[derive(Debug)]
pub(super) struct Former {
    families: Arc<Vec<Arc<Slot>>>,
    terms: Vec<Identity>,
    rests: Rests,
    /// By family, which of them is its own; `None` where no place has them all.
    nth: Vec<Option<usize>>,
}

impl Former {
    pub(super) fn new(families: &Arc<Vec<Arc<Slot>>>, terms: &[Identity], rests: Rests) -> Self {
        let numbers = rests.families.iter().map(|(family, _)| *family);
        Self {
            families: families.clone(),
            terms: terms.to_vec(),
            nth: nth_by_family(families.len(), numbers),
            rests,
        }
    }

    /// How many terms it has.
    pub(super) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// What is left of a family.
    pub(super) fn rest(&self, family: usize) -> Option<Rest<'_>> {
        let nth = self.nth[family]?;
        Some(Rest {
            former: self,
            nth,
            as_typed: self.rests.families[nth].1,
        })
    }
}

/// What the last searches have left. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    former: Arc<Mutex<Option<Arc<Former>>>>,
    missed: Arc<Mutex<Option<Arc<Missed>>>>,
}

impl Memory {
    /// What is known of the first terms of a query in these families.
    pub(super) fn of(
        &self,
        families: &Arc<Vec<Arc<Slot>>>,
        terms: &[Identity],
    ) -> Option<Arc<Former>> {
        let former = self.former.lock().unwrap_or_else(PoisonError::into_inner);
        let former = former.as_ref()?;
        (Arc::ptr_eq(&former.families, families) && terms.starts_with(&former.terms))
            .then(|| former.clone())
    }

    pub(super) fn keep(&self, former: Former) {
        let mut known = self.former.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(Arc::new(former));
    }

    /// Where the word that was typed last does not stand.
    fn missed(&self) -> Option<Arc<Missed>> {
        let missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.clone()
    }

    pub(super) fn keep_missed(&self, missed: Missed) {
        let mut known = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(Arc::new(missed));
    }
}

/// What one pass takes over from an earlier one, and what it leaves.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    /// Where the first terms stand.
    pub(super) from: Option<Arc<Former>>,
    /// How many terms are to be left for the next pass; 0 when that is not wanted, or there already.
    pub(super) keep: usize,
    /// Where the word that is being typed does not stand, and whether that is true of it as it was typed with whatever
    /// is said for it, and of its letters.
    pub(super) missed: Option<(Arc<Missed>, bool, bool)>,
    /// How many characters the word may grow to until its letters are to be looked for in all lines again; 0 when
    /// nothing is to be kept of it.
    pub(super) horizon: usize,
}

impl Course {
    /// The course for a query. `typing`: its last term is perhaps not finished.
    pub(super) fn of(
        memory: &Memory,
        families: &Arc<Vec<Arc<Slot>>>,
        plan: &Plan<'_>,
        terms: &[Identity],
        typing: bool,
    ) -> Self {
        // What stands where must be the same for whatever else the query says.
        let is_plain = plan.can_be_strict();
        let mut course = Self::default();
        if let Some(typed) = &plan.typed {
            let missed = memory.missed();
            let missed = missed.filter(|missed| missed.tells_of(families, typed));
            course.missed = missed.map(|missed| {
                let mut needles = plan.terms[typed.term].iter();
                let all = needles.all(|seeker| missed.is_in(seeker.needle.folded()));
                let reaches = missed.reaches(typed.text);
                (missed, all, reaches)
            });
            let known = course.missed.as_ref().filter(|(.., reaches)| *reaches);
            course.horizon = match known {
                Some((missed, ..)) => missed.horizon(),
                None => Missed::horizon_of(typed),
            };
        }
        if !is_plain || !(plan.tolerant || plan.query.conditions.is_empty()) {
            return course;
        }
        let from = memory.of(families, terms);
        let keep = terms.len() - usize::from(typing && !terms.is_empty());
        let known = from.as_ref().map_or(0, |former| former.terms());
        Self {
            from,
            keep: if keep > known { keep } else { 0 },
            ..course
        }
    }

    /// How many terms are known.
    pub(super) fn known(&self) -> usize {
        self.from.as_ref().map_or(0, |former| former.terms())
    }
}
