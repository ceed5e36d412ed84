//! A query made ready for the pass over all families, and what that pass gives.

use super::Field;
use super::facets::Facets;
use super::former::Rests;
use super::fuzzy::Scattered;
use super::heirs::Writer;
use super::index::FamilyIndex;
use super::missed::Learnt;
use super::query::QueryField;
use super::query::needle::Needle;
use super::query::wanted::Wanted;
use super::rank::{Cell, Frame, Nearness, Tally};
use super::seek::Seeker;

/// The word that is being typed, when the query ends with one: its last term.
pub(super) struct Typed<'q> {
    /// Which term it is.
    pub(super) term: usize,
    /// Folded.
    pub(super) text: &'q str,
    /// Where it is looked for; `None` is every line.
    pub(super) field: Option<QueryField>,
}

/// A query made ready for all families.
pub(super) struct Plan<'q> {
    pub(super) query: &'q Wanted,
    /// The patterns of each term, for being found scattered.
    pub(super) scattered: Vec<Vec<Scattered<'q>>>,
    /// The number of the first pattern of each term among all of them.
    pub(super) numbers: Vec<usize>,
    /// The needles of each term.
    pub(super) terms: Vec<Vec<Seeker<'q>>>,
    /// The needles of each part of [`Wanted::absent`].
    pub(super) absent: Vec<Vec<Seeker<'q>>>,
    pub(super) phrase: Option<Seeker<'q>>,
    /// What a line is worth more to whom writes it: for one term, and for all of them together.
    pub(super) own: (i64, i64),
    /// Whether places are to be counted that answer all conditions but one.
    pub(super) tolerant: bool,
    pub(super) typed: Option<Typed<'q>>,
}

impl<'q> Plan<'q> {
    pub(super) fn new(query: &'q Wanted, tolerant: bool) -> Self {
        let patterns = query.terms.iter().map(|term| &term.patterns);
        let scattered: Vec<Vec<Scattered<'q>>> = patterns
            .map(|patterns| patterns.iter().map(Scattered::new).collect())
            .collect();
        let mut next = 0;
        let numbers = scattered.iter().map(|scattered| {
            let first = next;
            next += scattered.len();
            first
        });
        let seekers = |needles: &'q Vec<Needle>| needles.iter().map(Seeker::new).collect();
        let terms = query.terms.iter().map(|term| &term.needles);
        Self {
            query,
            numbers: numbers.collect(),
            scattered,
            terms: terms.map(seekers).collect(),
            absent: query.absent.iter().map(seekers).collect(),
            phrase: query.phrase.as_ref().map(Seeker::new),
            own: (worth_of_own(1), worth_of_own(query.terms.len())),
            tolerant,
            typed: typed(query),
        }
    }
}

impl Plan<'_> {
    /// Whether what is as it was typed can be told without looking for anything else: not where something may do in place
    /// of a line that is only similar.
    pub(super) fn can_be_strict(&self) -> bool {
        self.query.terms.iter().all(|term| term.or.is_none())
    }
}

/// The last term, when that is one plain word and what is known for it.
fn typed(query: &Wanted) -> Option<Typed<'_>> {
    let last = query.terms.last().filter(|term| term.or.is_none())?;
    let (word, others) = last.needles.split_first()?;
    let is_one = word.is_word() && others.iter().all(|other| !other.direct);
    is_one.then(|| Typed {
        term: query.terms.len() - 1,
        text: word.folded(),
        field: word.field,
    })
}

/// What is gained when so many terms are found in a line of the position's own instead of an inherited one.
fn worth_of_own(terms: usize) -> i64 {
    let score = |inherited| {
        let mut tally = Tally::default();
        for _ in 0..terms {
            let frame = Frame {
                field: Field::Title,
                inherited,
                length: 0,
            };
            tally.add(Cell::default(), frame);
        }
        tally.score(Nearness::Apart)
    };
    score(false) - score(true)
}

/// A place that answers, before it is presented.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// What it is worth; when it is guessed, the most that it can be.
    pub(super) score: i64,
    pub(super) exact: bool,
    pub(super) guessed: bool,
    /// Whether one other part of the family wrote all that speaks for it.
    pub(super) writer: Writer,
    /// How many others stand behind it.
    pub(super) heirs: u32,
    pub(super) family: u32,
    pub(super) place: u32,
}

/// What one look through the catalog gives.
#[derive(Default)]
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    /// Of the places that answer as it was typed; when all is [settled](Self::settle), of all that count.
    pub(super) facets: Facets,
    /// Of the others.
    similar: Facets,
    /// What is left of families for the next search, where that is wanted.
    pub(super) rests: Rests,
    /// Where the word that is being typed does not stand.
    pub(super) learnt: Learnt,
    /// For each condition of the query, how many places answer everything else as it was typed.
    pub(super) without: Vec<usize>,
    /// Whether there were enough places that answer as it was typed, so that nothing else counts.
    pub(super) strict: bool,
}

impl Found {
    pub(super) fn new(query: &Wanted) -> Self {
        Self {
            without: vec![0; query.conditions.len()],
            ..Self::default()
        }
    }

    /// Counts places of one family: each in all facets, or in the one whose condition it misses. Of each place: its
    /// number, whether it answers as typed, and which condition it misses.
    pub(super) fn count(
        &mut self,
        query: &Wanted,
        family: &FamilyIndex,
        places: &[(usize, bool, Option<usize>)],
    ) {
        let mut tally = self.facets.tally(&family.key);
        let mut similar = self.similar.tally(&family.key);
        for (place, exact, missed) in places {
            let tally = if *exact { &mut tally } else { &mut similar };
            let facts = &family.facts()[*place];
            match missed {
                None => tally.add(facts, None),
                Some(missed) => {
                    self.without[*missed] += usize::from(*exact);
                    if let Some(field) = query.conditions[*missed].field {
                        tally.add(facts, Some(field));
                    }
                }
            }
        }
        tally.finish();
        similar.finish();
    }

    /// Leaves what is not as it was typed, or drops it.
    pub(super) fn settle(&mut self, as_typed: bool) {
        self.strict = as_typed;
        let similar = std::mem::take(&mut self.similar);
        match as_typed {
            true => self.candidates.retain(|candidate| candidate.exact),
            false => self.facets.join(similar),
        }
    }

    /// Puts what two have found together.
    pub(super) fn join(&mut self, mut other: Self) {
        self.candidates.append(&mut other.candidates);
        self.facets.join(other.facets);
        self.similar.join(other.similar);
        self.rests.join(&other.rests);
        self.learnt.join(&other.learnt);
        for (count, more) in self.without.iter_mut().zip(other.without) {
            *count += more;
        }
    }
}
