//! Finding roles: an index of a catalog, queries, and the order of what they find.
//!
//! The unit of a result is a place, a family or one of its positions, with everything that it inherits.
//! Lines are folded and stored once a family, and looked at once a term; positions only refer to them. What a
//! search costs grows with the catalog, so it is done on all cores; what is shown of it is looked at again, line by
//! line, and costs what the page costs. This module knows the model and nothing else of the crate, and it is the
//! only one that knows fuzzy-matcher. It does no input or output; [`Index`] can be shared with threads.

mod board;
mod field;
mod fold;
mod fuzzy;
mod index;
mod names;
mod query;
mod rank;
mod scan;
mod spelling;

#[cfg(test)]
mod any_input;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::model::{Address, Catalog, CatalogEntry, Node, Place};
use board::Board;
pub use field::Field;
use fuzzy::Fuzzy;
use index::FamilyIndex;
pub use names::{Name, Names};
use query::needle::{self, Wanted};
pub use query::{
    AnyOf, Clause, Completions, GradeTest, Having, Kind, Note, NoteKind, Query, QueryField, Step,
    Suggestion, Takes, Test, Value, Within, Words, completions, toggle, values_in,
};
use scan::{Candidate, Plan, Scan};
use spelling::Vocabulary;

/// Hits that are made at a time; the first of them also when nobody seems to wait, because they are quick and
/// better than nothing.
const PAGE: usize = 256;
/// Beyond what was asked for, so many guessed answers are looked at to find the best of them.
const LOOKED_AT: usize = 1000;
/// Families that a thread takes at a time.
const SHARE: usize = 16;

/// A catalog, ready to be searched. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Sorted by key.
    families: Arc<Vec<Arc<FamilyIndex>>>,
    synonyms: Arc<needle::Synonyms>,
    /// Learnt when they are needed first.
    words: Arc<OnceLock<Vocabulary>>,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// The query as it was given.
    pub query: String,
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many places answer the query; more than there are hits when the limit cut them.
    pub total: usize,
    /// How many of the hits have every term as it was typed; the others come after them.
    pub exact: usize,
    /// When no place has every term as it was typed: the query, with the words that the catalog does not use
    /// replaced by the most similar ones that it uses.
    pub suggestion: Option<String>,
    /// Whether the whole catalog was searched.
    pub complete: bool,
}

/// A place that answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub place: Place,
    /// Its address.
    pub address: String,
    /// Its title as it is read on its own.
    pub title: String,
    /// Greater is better; comparable among the hits of one query.
    pub score: i64,
    /// Whether every term is there as it was typed.
    pub exact: bool,
    /// The line that speaks for each term, then a few more; each line once.
    pub matches: Vec<Match>,
}

/// A line in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What was found: a term, or what the settings say for it; several are joined with a space.
    pub term: String,
    /// What the line is.
    pub field: Field,
    /// The line as it is written.
    pub text: String,
    /// What to mark: half-open ranges of characters of the text, sorted and apart from each other.
    pub ranges: Vec<(usize, usize)>,
    /// The part of the family in which it is written.
    pub node: Node,
    /// Which item of its list, from 0; 0 where there is no list.
    pub index: usize,
    /// Whether the place has it from another part of the family.
    pub inherited: bool,
}

impl Index {
    /// Indexes a catalog, on all cores.
    pub fn build(catalog: &Catalog) -> Self {
        let index = |entry: &CatalogEntry| Arc::new(FamilyIndex::build(entry));
        let entries = catalog.entries();
        let families: Vec<Arc<FamilyIndex>> = if entries.len() > SHARE {
            entries.par_iter().with_min_len(SHARE).map(index).collect()
        } else {
            entries.iter().map(index).collect()
        };
        Self {
            families: families.into(),
            synonyms: needle::synonyms(&catalog.settings.synonyms).into(),
            words: Arc::default(),
        }
    }

    /// Indexes one family again, or forgets it when the catalog no longer has it, and takes over the
    /// synonyms. All other families stay as they are.
    pub fn update(&mut self, catalog: &Catalog, key: &str) {
        self.synonyms = needle::synonyms(&catalog.settings.synonyms).into();
        let families = Arc::make_mut(&mut self.families);
        let known = families.binary_search_by(|family| family.key.as_ref().cmp(key));
        let former = known.ok().map(|at| families.remove(at));
        let family = catalog.get(key).map(|entry| {
            let (Ok(at) | Err(at)) = known;
            let family = Arc::new(FamilyIndex::build(entry));
            families.insert(at, family.clone());
            family
        });
        if self.words.get().is_none() {
            // Somebody may be learning the words of the former families at this moment.
            self.words = Arc::default();
        } else if let Some(words) = Arc::make_mut(&mut self.words).get_mut() {
            former.iter().for_each(|family| words.remove(family));
            family.iter().for_each(|family| words.add(family));
        }
    }

    /// Searches. Terms are separated by white space and must all be found, in whichever lines of a place;
    /// `"several words"` are one term, `'term` is taken as it stands, `!term` must not be found. At most
    /// `limit` hits are returned. `cancelled` is asked now and then; once it says yes, the search ends with
    /// what it has.
    pub fn search(&self, query: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Results {
        let mut results = Results {
            query: query.to_owned(),
            complete: true,
            ..Results::default()
        };
        let query = Wanted::parse(query, &self.synonyms);
        if query.is_empty() {
            return results;
        }
        let plan = Plan::new(&query);
        let mut found = self.pass(&plan, limit, cancelled);
        // Not asked after the last family, which may have been left half-way.
        results.complete = !cancelled();
        results.total = found.len();
        if results.complete && !found.iter().any(|candidate| candidate.exact) {
            results.suggestion = self.words().suggest(&query, cancelled);
        }
        self.rank(&plan, &mut found, limit);
        for page in found.chunks(PAGE) {
            if !results.hits.is_empty() && cancelled() {
                results.complete = false;
                break;
            }
            let hit = |fuzzy: &mut Fuzzy, candidate| self.hit(&plan, candidate, fuzzy);
            let hits = page.par_iter().with_min_len(SHARE);
            let hits: Vec<Hit> = hits.map_init(Fuzzy::new, hit).collect();
            results.exact += hits.iter().filter(|hit| hit.exact).count();
            results.hits.extend(hits);
        }
        results
    }

    /// The places that answer, in no order.
    fn pass(&self, plan: &Plan<'_>, limit: usize, cancelled: &dyn Fn() -> bool) -> Vec<Candidate> {
        let next = AtomicUsize::new(0);
        let stopped = AtomicBool::new(false);
        let exact = AtomicUsize::new(0);
        let all = Mutex::new(Vec::new());
        let work = |cancelled: &dyn Fn() -> bool| {
            let mut scan = Scan::new(plan);
            let mut found: Vec<Candidate> = Vec::new();
            'shares: loop {
                let from = next.fetch_add(SHARE, Ordering::Relaxed);
                let Some(share) = self.families.get(from..) else {
                    break;
                };
                for (n, family) in share.iter().take(SHARE).enumerate() {
                    if cancelled() {
                        stopped.store(true, Ordering::Relaxed);
                        break 'shares;
                    }
                    let known = found.len();
                    let counted = exact.load(Ordering::Relaxed) >= limit;
                    scan.family(from + n, family, counted, cancelled, &mut found);
                    let more = found[known..].iter().filter(|found| found.exact);
                    exact.fetch_add(more.count(), Ordering::Relaxed);
                }
            }
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            all.append(&mut found);
        };
        if self.families.len() <= SHARE {
            work(cancelled);
        } else {
            // Only this thread may ask; the others hear of it.
            rayon::in_place_scope(|scope| {
                for _ in 1..rayon::current_num_threads() {
                    scope.spawn(|_| work(&|| stopped.load(Ordering::Relaxed)));
                }
                work(cancelled);
            });
        }
        all.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves the best, in order.
    fn rank(&self, plan: &Plan<'_>, found: &mut Vec<Candidate>, limit: usize) {
        let order = |candidate: &Candidate| {
            let Candidate { family, place, .. } = *candidate;
            (std::cmp::Reverse(candidate.score), family, place)
        };
        let most = limit.saturating_add(LOOKED_AT);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, order);
            found.truncate(most);
        }
        let guessed = found.par_iter_mut().with_min_len(SHARE);
        guessed.for_each_init(Fuzzy::new, |fuzzy, candidate| {
            if candidate.guessed
                && let Some(standing) = self.board(plan, candidate, fuzzy).standing()
            {
                candidate.score = standing.score;
            }
        });
        found.sort_unstable_by_key(order);
        found.truncate(limit);
    }

    fn board<'a>(&'a self, plan: &'a Plan<'a>, at: &Candidate, fuzzy: &Fuzzy) -> Board<'a> {
        let family = &self.families[at.family as usize];
        Board::of(plan, family, at.place as usize, fuzzy)
    }

    fn hit(&self, plan: &Plan<'_>, candidate: &Candidate, fuzzy: &Fuzzy) -> Hit {
        let family = &self.families[candidate.family as usize];
        let position = family.places[candidate.place as usize].position;
        let board = self.board(plan, candidate, fuzzy);
        let matches = board
            .standing()
            .map(|standing| board.matches(&standing, fuzzy));
        Hit {
            place: Place {
                key: family.key.clone(),
                position,
            },
            address: Address::of(&family.key, &family.family, position).to_string(),
            title: family.family.position_title(position),
            score: candidate.score,
            exact: candidate.exact,
            matches: matches.unwrap_or_default(),
        }
    }

    /// The words that the catalog uses.
    fn words(&self) -> &Vocabulary {
        self.words.get_or_init(|| Vocabulary::of(&self.families))
    }
}
