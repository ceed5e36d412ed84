//! What a search leaves for the next one: where its terms stand, so that whoever types on is not searched for all of
//! it again.
//!
//! Only what does not depend on anything but the terms and the families; that nothing else is different is seen by
//! those who ask.

use std::sync::{Arc, Mutex, PoisonError};

use super::missed::Missed;
use super::plan::Plan;
use super::query::wanted::Identity;
use super::rank::Cell;
use super::slot::Slot;

/// A line where a term stands, and how.
type Known = (u32, Cell);

/// The lines of one family where the first terms stand, and what they leave of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest<'f> {
    /// By place, whether it has them all; nothing where none has.
    pub(super) possible: &'f [u64],
    /// Whether only what is as it was typed is known.
    pub(super) as_typed: bool,
    /// All that is known, and where it ends for each term; the first begins here.
    known: &'f [Known],
    ends: &'f [usize],
    start: usize,
}

impl<'f> Rest<'f> {
    /// By term, the lines and how it stands there.
    pub(super) fn columns(self) -> impl Iterator<Item = &'f [Known]> {
        let mut start = self.start;
        self.ends
            .iter()
            .map(move |end| &self.known[std::mem::replace(&mut start, *end)..*end])
    }
}

/// The same of many families, one behind the other: it is made and let go as a whole.
#[derive(Debug, Default)]
pub(super) struct Rests {
    families: Vec<Part>,
    words: Vec<u64>,
    known: Vec<Known>,
    ends: Vec<usize>,
}

/// Where it stands of one family.
#[derive(Debug, Clone, Copy)]
struct Part {
    family: u32,
    as_typed: bool,
    /// In the words of places.
    words: (usize, usize),
    /// In the ends of terms.
    terms: (usize, usize),
    /// In what is known.
    start: usize,
}

impl Rests {
    /// Adds a family, of which none is there yet: the places that have all of some terms, and where each of those
    /// stands.
    pub(super) fn add<K: Iterator<Item = Known>>(
        &mut self,
        family: u32,
        as_typed: bool,
        possible: &[u64],
        columns: impl Iterator<Item = K>,
    ) {
        let (words, terms, start) = (self.words.len(), self.ends.len(), self.known.len());
        self.words.extend_from_slice(possible);
        for column in columns {
            self.known.extend(column);
            self.ends.push(self.known.len());
        }
        self.families.push(Part {
            family,
            as_typed,
            words: (words, self.words.len()),
            terms: (terms, self.ends.len()),
            start,
        });
    }

    /// Adds all of others, which are of other families.
    pub(super) fn join(&mut self, other: &Self) {
        let before = (self.words.len(), self.ends.len(), self.known.len());
        let moved = |(start, end): (usize, usize), by: usize| (start + by, end + by);
        self.words.extend_from_slice(&other.words);
        self.known.extend_from_slice(&other.known);
        self.ends
            .extend(other.ends.iter().map(|end| end + before.2));
        self.families.extend(other.families.iter().map(|part| Part {
            words: moved(part.words, before.0),
            terms: moved(part.terms, before.1),
            start: part.start + before.2,
            ..*part
        }));
    }
}

/// Where the first terms of a query stand.
#[derive(Debug)]
pub(super) struct Former {
    families: Arc<Vec<Arc<Slot>>>,
    terms: Vec<Identity>,
    /// Sorted by family; nothing of those where no place has them all.
    rests: Rests,
}

impl Former {
    pub(super) fn new(
        families: &Arc<Vec<Arc<Slot>>>,
        terms: &[Identity],
        mut rests: Rests,
    ) -> Self {
        rests.families.sort_unstable_by_key(|part| part.family);
        Self {
            families: families.clone(),
            terms: terms.to_vec(),
            rests,
        }
    }

    /// How many terms it has.
    pub(super) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// What is left of a family.
    pub(super) fn rest(&self, family: usize) -> Option<Rest<'_>> {
        let rests = &self.rests;
        let known = &rests.families;
        let at = known.binary_search_by_key(&family, |part| part.family as usize);
        let part = known[at.ok()?];
        Some(Rest {
            possible: &rests.words[part.words.0..part.words.1],
            as_typed: part.as_typed,
            known: &rests.known,
            ends: &rests.ends[part.terms.0..part.terms.1],
            start: part.start,
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
