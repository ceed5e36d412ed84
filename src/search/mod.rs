//! Finding roles: an index of a catalog, queries, and the order of what they find.
//!
//! The unit of a result is a place, a family or one of its positions, with everything that it inherits.
//! Lines are looked at once a family and term; positions only refer to them. What nobody would see is not looked for:
//! letters with others between them, where as many places as are asked for have all as it was typed. What a
//! search costs grows with the catalog, so it is done on all cores; what is shown of it is looked at again, line by
//! line, and costs what the page costs. This module knows the model and nothing else of the crate, and it is the
//! only one that knows fuzzy-matcher. It does no input or output; [`Index`] can be shared with threads.

mod bits;
mod board;
mod facets;
mod facts;
mod field;
mod fold;
mod former;
mod fuzzy;
mod heirs;
mod highlights;
mod index;
mod lines;
mod missed;
mod names;
mod pieces;
mod plan;
mod query;
mod rank;
mod results;
mod scan;
mod seek;
mod sieve;
mod slot;
mod spelling;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod any_input;
#[cfg(test)]
mod language;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::model::{Address, Catalog, CatalogEntry, Date, Node, Place, scalar};
use board::Board;
pub use facets::{FACETS, FacetCount, Facets};
use facts::About;
pub use field::Field;
use former::{Course, Former, Memory};
use fuzzy::Fuzzy;
use heirs::Writer;
pub use highlights::{FoundLine, Highlights};
use index::FamilyIndex;
use missed::Missed;
pub use names::{Name, Names};
use plan::{Candidate, Found, Plan};
use query::wanted::{self, Identity, Term, Wanted};
pub use query::{
    AnyOf, Clause, Completions, GradeTest, Having, Kind, Note, NoteKind, Query, QueryField, Step,
    Suggestion, Takes, Test, Value, Within, Words, completions, toggle, values_in,
};
pub use results::{Hit, Match, Options, Results, SomeWords, Unfold};
use scan::Scan;
pub use sieve::{Passes, Sieve};
use slot::{Once, Slot};
use spelling::Vocabulary;

/// Hits that are made at a time; the first of them also when nobody seems to wait, because they are quick and
/// better than nothing.
const PAGE: usize = 256;
/// Beyond what was asked for, so many guessed answers are looked at to find the best of them.
const LOOKED_AT: usize = 1000;
/// Families that a thread takes at a time.
const SHARE: usize = 16;
/// Families that a thread looks at until it lets others go first.
const TURN: usize = 4;

/// Of no more words some are left out to find something.
const LEFT_OUT_OF: usize = 6;
/// With more places than that, no more than one of them: nobody waits for all the ways to do it.
const LARGE: usize = 10_000;

/// Lets the threads that draw, and what shows it, have the core at once: the system may let them wait until its next
/// tick, which is longer than a search takes.
fn let_others_go_first() {
    std::thread::yield_now();
}

/// The words of a query that is made of several of them and nothing else.
fn plain_words(query: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = query.split_whitespace().collect();
    // What is more than a word means more than that.
    let is_word = |word: &&str| word.chars().all(char::is_alphanumeric);
    (words.len() > 1 && words.iter().all(is_word)).then_some(words)
}

/// A catalog, ready to be searched. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Sorted by key.
    families: Arc<Vec<Arc<Slot>>>,
    synonyms: Arc<wanted::Synonyms>,
    /// Learnt when they are needed first.
    words: Arc<OnceLock<Vocabulary>>,
    /// Gathered when they are needed first.
    names: Arc<OnceLock<Names>>,
    /// By family, the parts in which the checks have found something.
    problems: Arc<HashMap<Arc<str>, Vec<Node>>>,
    /// By family, when its file was last written.
    updated: Arc<HashMap<Arc<str>, Date>>,
    /// Words of texts that it does not have.
    heard: Arc<Vocabulary>,
    /// What the last search has left; nothing where there will be no other.
    memory: Option<Memory>,
}

impl Index {
    /// Indexes a catalog, on all cores.
    pub fn build(catalog: &Catalog) -> Self {
        let slot = |entry: &CatalogEntry| Arc::new(Slot::ready(entry));
        let entries = catalog.entries();
        let families = if entries.len() > SHARE {
            entries.par_iter().with_min_len(SHARE).map(slot).collect()
        } else {
            entries.iter().map(slot).collect()
        };
        Self {
            memory: Some(Memory::default()),
            ..Self::of(catalog, families)
        }
    }

    /// A catalog that is searched once or twice: each family is indexed when it is looked through first, and no search
    /// leaves anything for the next one. A search gives the same.
    pub fn unready(catalog: &Catalog) -> Self {
        let slot = |entry: &CatalogEntry| Arc::new(Slot::unready(entry));
        Self::of(catalog, catalog.entries().iter().map(slot).collect())
    }

    fn of(catalog: &Catalog, families: Vec<Arc<Slot>>) -> Self {
        Self {
            families: families.into(),
            synonyms: wanted::synonyms(&catalog.settings.synonyms).into(),
            words: Arc::default(),
            names: Arc::default(),
            problems: Arc::default(),
            updated: Arc::default(),
            heard: Arc::default(),
            memory: None,
        }
    }

    /// Tells what the sieve has heard with which the texts were chosen.
    pub fn set_heard(&mut self, sieve: &Sieve) {
        self.heard = Arc::new(std::mem::take(&mut *sieve.heard()));
    }

    /// Tells in which parts of which families the checks have found something; in all others, nothing. Without it,
    /// nothing has problems.
    pub fn set_problems(&mut self, problems: impl IntoIterator<Item = (Arc<str>, Vec<Node>)>) {
        self.problems = Arc::new(problems.into_iter().collect());
    }

    /// Tells in which parts of one family the checks have found something now.
    pub fn update_problems(&mut self, key: &Arc<str>, problems: Vec<Node>) {
        let known = Arc::make_mut(&mut self.problems);
        match problems.is_empty() {
            true => known.remove(key),
            false => known.insert(key.clone(), problems),
        };
    }

    /// Tells on which day (UTC) the files of families were last written. Without it, nobody knows.
    pub fn set_updated(&mut self, updated: impl IntoIterator<Item = (Arc<str>, Date)>) {
        self.updated = Arc::new(updated.into_iter().collect());
    }

    /// The names that the catalog uses for what its places are.
    pub fn names(&self) -> &Names {
        if self.names.get().is_none() && self.families.len() > SHARE {
            // What takes time is done on all cores.
            let families = self.families.par_iter().with_min_len(SHARE);
            families.for_each(|family| _ = family.get().facts());
        }
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for family in self.families.iter() {
                let family = family.get();
                family.each_name(|field, name, title| names.add(field, name, title));
            }
            names
        })
    }

    /// The same when they are gathered already, as they are after a search that counted.
    pub fn known_names(&self) -> Option<&Names> {
        self.names.get()
    }

    /// Indexes one family again, or forgets it when the catalog no longer has it, and takes over the
    /// synonyms. All other families stay as they are.
    pub fn update(&mut self, catalog: &Catalog, key: &str) {
        self.synonyms = wanted::synonyms(&catalog.settings.synonyms).into();
        // Else the families as they were would be kept for it.
        self.memory = self.memory.as_ref().map(|_| Memory::default());
        let families = Arc::make_mut(&mut self.families);
        let known = families.binary_search_by(|family| family.key().cmp(key));
        let former = known.ok().map(|at| families.remove(at));
        let family = catalog.get(key).map(|entry| {
            let (Ok(at) | Err(at)) = known;
            let family = Arc::new(Slot::ready(entry));
            families.insert(at, family.clone());
            family
        });
        // Where they are not known yet, somebody may be learning those of the former families at this moment.
        if self.names.get().is_none() {
            self.names = Arc::default();
        } else if let Some(names) = Arc::make_mut(&mut self.names).get_mut() {
            for family in former.iter() {
                family
                    .get()
                    .each_name(|field, name, title| names.remove(field, name, title));
            }
            for family in family.iter() {
                family
                    .get()
                    .each_name(|field, name, title| names.add(field, name, title));
            }
        }
        if self.words.get().is_none() {
            self.words = Arc::default();
        } else if let Some(words) = Arc::make_mut(&mut self.words).get_mut() {
            former.iter().for_each(|family| words.remove(family.get()));
            family.iter().for_each(|family| words.add(family.get()));
        }
    }

    /// Searches for a [`Query`]; every place that answers is a hit on its own. At most `limit` hits are returned.
    /// `cancelled` is asked now and then; once it says yes, the search ends with what it has.
    pub fn search(&self, query: &str, limit: usize, cancelled: &dyn Fn() -> bool) -> Results {
        let options = Options {
            limit,
            facets: false,
            unfold: &Unfold::All,
        };
        self.search_with(query, options, cancelled)
    }

    /// Searches as [`Self::search`] does, and gives what the options ask for.
    pub fn search_with(
        &self,
        text: &str,
        options: Options<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> Results {
        let parsed = Query::parse(text);
        let (query, notes) = Wanted::new(&parsed, &self.synonyms, || self.names());
        let mut results = Results {
            query: text.to_owned(),
            all: self.len(),
            complete: true,
            notes: parsed.notes.iter().cloned().chain(notes).collect(),
            ..Results::default()
        };
        if query.is_empty() && !options.facets {
            return results;
        }
        let plan = Plan::new(&query, options.facets);
        let gathers = *options.unfold != Unfold::All;
        let typing = !text.ends_with(char::is_whitespace);
        let mut found = self.remembering(&plan, typing, options.limit, gathers, cancelled);
        if options.facets {
            // Whoever narrows a query wants names completed too.
            self.names();
        }
        // Not asked after the last family, which may have been left half-way.
        results.complete = !cancelled();
        results.facets = options.facets.then(|| std::mem::take(&mut found.facets));
        if query.is_empty() {
            return results;
        }
        let mut candidates = std::mem::take(&mut found.candidates);
        results.strict = found.strict;
        results.total = candidates.len();
        results.as_typed = candidates.iter().filter(|found| found.exact).count();
        let nothing_exact = results.as_typed == 0;
        if results.complete && nothing_exact {
            // Where no other query will follow, nobody needs the rest of the words.
            let few = self.memory.is_none();
            let few = few.then(|| {
                let words = Vocabulary::about(&parsed, text, &self.families);
                words.joined((*self.heard).clone())
            });
            let words = few.as_ref().unwrap_or_else(|| self.words());
            results.suggestion = words.suggest(&parsed, text, &self.synonyms, cancelled);
        }
        if results.complete && nothing_exact && !query.conditions.is_empty() {
            if !options.facets {
                let tolerant = Plan::new(&query, true);
                let course = Course::default();
                found = self.pass(&tolerant, &course, options.limit, false, cancelled);
            }
            let note = query.too_narrow(&parsed, text, &found.without);
            // Where a name is not in use, that says enough.
            let is_told = |note: &Note| results.notes.iter().any(|known| known.overlaps(note));
            let note = note.filter(|note| !is_told(note));
            results.notes.extend(note);
        }
        results.notes.sort_by_key(|note| note.span.start);
        if results.complete && candidates.is_empty() && results.notes.is_empty() {
            let better = results.suggestion.as_deref();
            if let Some(words) = plain_words(better.unwrap_or(text)) {
                // Who takes what is offered is to find something.
                let finds = |better| self.as_typed(better, cancelled).is_some_and(|n| n > 0);
                if !better.is_some_and(finds) {
                    results.some_words = Some(self.some_words(&words, cancelled));
                    results.suggestion = None;
                }
            }
        }
        let heirs = match options.unfold {
            Unfold::Behind(unfolded) => self.take_heirs(&mut candidates, unfolded),
            Unfold::All => Vec::new(),
        };
        results.rows = candidates.len();
        self.rank(&plan, &mut candidates, options.limit);
        self.put_behind(&plan, &mut candidates, heirs, options.limit);
        for page in candidates.chunks(PAGE) {
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

    /// A query for some of these words, which nothing has all of. As few are left out as are needed; of several ways to
    /// do that, the one that finds the least, and then the one that keeps the first words.
    fn some_words(&self, words: &[&str], cancelled: &dyn Fn() -> bool) -> SomeWords {
        let together = match words.len() <= LEFT_OUT_OF {
            true => self.together(words, cancelled),
            false => None,
        };
        match together {
            Some(query) => SomeWords::Together(query),
            None => SomeWords::Any(words.join(" | ")),
        }
    }

    /// As many of some words as stand together in some place.
    fn together(&self, words: &[&str], cancelled: &dyn Fn() -> bool) -> Option<String> {
        let most = match self.len() > LARGE {
            true => 1,
            false => words.len(),
        };
        for left_out in 1..=most.min(words.len().saturating_sub(2)) {
            // A bit for each word that is left out.
            let ways = (0..1_u32 << words.len()).rev();
            let ways = ways.filter(|way| way.count_ones() as usize == left_out);
            let mut best: Option<(usize, String)> = None;
            for way in ways {
                let kept = words.iter().enumerate();
                let kept = kept.filter(|(n, _)| way >> n & 1 == 0);
                let kept: Vec<&str> = kept.map(|(_, word)| *word).collect();
                let query = kept.join(" ");
                let found = self.as_typed(&query, cancelled)?;
                if found > 0 && best.as_ref().is_none_or(|(least, _)| found < *least) {
                    best = Some((found, query));
                }
            }
            if let Some((_, query)) = best {
                return Some(query);
            }
        }
        None
    }

    /// How many places have a query as it was typed. `None` when it was cancelled.
    fn as_typed(&self, text: &str, cancelled: &dyn Fn() -> bool) -> Option<usize> {
        let found = self.candidates(text, 0, cancelled)?;
        Some(found.iter().filter(|found| found.exact).count())
    }

    /// Every place that answers a query as it was typed; where none does, those that nearly do. In no order. `None`
    /// when it was cancelled.
    pub fn places(&self, text: &str, cancelled: &dyn Fn() -> bool) -> Option<Vec<Place>> {
        // Letters out of order are of no interest once anything is there as typed.
        let found = self.candidates(text, 1, cancelled)?;
        let is_exact = found.iter().any(|candidate| candidate.exact);
        let found = found.iter().filter(|c| c.exact == is_exact);
        let place = |candidate: &Candidate| self.place(candidate.family, candidate.place);
        Some(found.map(place).collect())
    }

    /// Every place that answers a query, in no order; where at least so many do as it was typed, only those. `None` when
    /// it was cancelled.
    fn candidates(
        &self,
        text: &str,
        limit: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Vec<Candidate>> {
        let parsed = Query::parse(text);
        let (query, _) = Wanted::new(&parsed, &self.synonyms, || self.names());
        if query.is_empty() {
            return Some(Vec::new());
        }
        let plan = Plan::new(&query, false);
        let found = self.pass(&plan, &Course::default(), limit, false, cancelled);
        (!cancelled()).then_some(found.candidates)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.families.iter().map(|family| family.places()).sum()
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places that answer, as [`Self::pass`] finds them; what the search before knew is not looked for again, and
    /// what the next one may want to know is kept. `typing`: the last term is perhaps not finished.
    fn remembering(
        &self,
        plan: &Plan<'_>,
        typing: bool,
        limit: usize,
        gathers: bool,
        cancelled: &dyn Fn() -> bool,
    ) -> Found {
        let Some(memory) = &self.memory else {
            return self.pass(plan, &Course::default(), limit, gathers, cancelled);
        };
        let terms = plan.query.terms.iter();
        let terms: Vec<Identity> = terms.map(Term::identity).collect();
        let course = Course::of(memory, &self.families, plan, &terms, typing);
        let mut found = self.pass(plan, &course, limit, gathers, cancelled);
        if cancelled() {
            return found;
        }
        if let Some(typed) = plan.typed.as_ref().filter(|_| course.horizon > 0) {
            let learnt = std::mem::take(&mut found.learnt);
            let missed = Missed::new(&self.families, typed, course.horizon, learnt);
            memory.keep_missed(missed);
        }
        if course.keep > 0 {
            let rests = std::mem::take(&mut found.rests);
            memory.keep(Former::new(&self.families, &terms[..course.keep], rests));
        }
        found
    }

    /// The places that answer, in no order; only those that do as it was typed, where as many places as the limit do.
    /// `gathers`: each that only inherits stands behind the one that speaks for it.
    fn pass(
        &self,
        plan: &Plan<'_>,
        course: &Course,
        limit: usize,
        gathers: bool,
        cancelled: &dyn Fn() -> bool,
    ) -> Found {
        let next = AtomicUsize::new(0);
        let stopped = AtomicBool::new(false);
        let exact = AtomicUsize::new(0);
        let is_enough = |exact: usize| plan.can_be_strict() && exact >= limit;
        let all = Mutex::new(Found::new(plan.query));
        let work = |cancelled: &dyn Fn() -> bool| {
            let mut scan = Scan::new(plan);
            let mut found = Found::new(plan.query);
            'shares: loop {
                let from = next.fetch_add(SHARE, Ordering::Relaxed);
                let Some(share) = self.families.get(from..) else {
                    break;
                };
                for (n, family) in share.iter().take(SHARE).enumerate() {
                    if n % TURN == 0 {
                        let_others_go_first();
                    }
                    if cancelled() {
                        stopped.store(true, Ordering::Relaxed);
                        break 'shares;
                    }
                    let known = found.candidates.len();
                    let strict = is_enough(exact.load(Ordering::Relaxed));
                    let state = self.state(family.key());
                    let family = match strict {
                        true => family.once(),
                        // Where too little is found, more is asked of it.
                        false => Once::Kept(family.get()),
                    };
                    let how = (course, strict);
                    scan.family((from + n, &family), state, how, cancelled, &mut found);
                    if gathers {
                        heirs::gather(&family, &mut found.candidates[known..]);
                    }
                    let more = found.candidates[known..].iter();
                    let more = more.filter(|found| found.exact && !found.is_heir()).count();
                    exact.fetch_add(more, Ordering::Relaxed);
                }
            }
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            all.join(found);
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
        let mut all = all.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.settle(is_enough(exact.load(Ordering::Relaxed)));
        all
    }

    /// What is known of a family's file that its text does not say: where the checks have found something, and when
    /// it was last written.
    fn state(&self, key: &str) -> (&[Node], Option<Date>) {
        let problems = self.problems.get(key).map_or(&[][..], Vec::as_slice);
        (problems, self.updated.get(key).copied())
    }

    /// Leaves the best, in order.
    fn rank(&self, plan: &Plan<'_>, found: &mut Vec<Candidate>, limit: usize) {
        let order = |candidate: &Candidate| {
            let Candidate { family, place, .. } = *candidate;
            // Who looks for a role by a name that its family has too means the role; the family is its first place.
            (
                std::cmp::Reverse(candidate.score),
                place == 0,
                family,
                place,
            )
        };
        let most = limit.saturating_add(LOOKED_AT);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by_key(order);
        let mut best: Vec<Candidate> = Vec::new();
        for some in found.chunks_mut(limit.max(SHARE)) {
            // What is guessed is the most that there can be: the others stay behind those that are wanted.
            let is_better = |last: &Candidate| order(last) < order(&some[0]);
            if best.len() == limit && best.last().is_none_or(is_better) {
                break;
            }
            let guessed = some.par_iter_mut().with_min_len(SHARE);
            guessed.for_each_init(Fuzzy::new, |fuzzy, candidate| {
                if candidate.guessed
                    && let Some(standing) = self.board(plan, candidate, fuzzy).standing()
                {
                    candidate.score = standing.score;
                }
            });
            best.extend_from_slice(some);
            best.sort_unstable_by_key(order);
            best.truncate(limit);
        }
        *found = best;
    }

    /// Takes out those that stand behind others; gives those of them that stand behind one of these places.
    fn take_heirs(&self, found: &mut Vec<Candidate>, unfolded: &BTreeSet<Place>) -> Vec<Candidate> {
        let mut heirs = Vec::new();
        found.retain(|candidate| {
            let Writer::Behind(place) = candidate.writer else {
                return true;
            };
            if !unfolded.is_empty() && unfolded.contains(&self.place(candidate.family, place)) {
                heirs.push(*candidate);
            }
            false
        });
        heirs
    }

    /// Puts them behind the places that speak for them, at most so many, the best first.
    fn put_behind(
        &self,
        plan: &Plan<'_>,
        found: &mut Vec<Candidate>,
        mut heirs: Vec<Candidate>,
        limit: usize,
    ) {
        if heirs.is_empty() {
            return;
        }
        self.rank(plan, &mut heirs, limit);
        let mut all = Vec::with_capacity(found.len() + heirs.len());
        for place in found.drain(..) {
            let its = heirs.iter().filter(|heir| heir.is_heir_of(&place));
            let its: Vec<Candidate> = match place.heirs {
                0 => Vec::new(),
                _ => its.copied().collect(),
            };
            all.push(place);
            all.extend(its);
        }
        *found = all;
    }

    fn place(&self, family: u32, place: u32) -> Place {
        let family = self.families[family as usize].get();
        Place {
            key: family.key.clone(),
            position: family.position(place as usize),
        }
    }

    fn board<'a>(&'a self, plan: &'a Plan<'a>, at: &Candidate, fuzzy: &Fuzzy) -> Board<'a> {
        let_others_go_first();
        let family = self.families[at.family as usize].get();
        Board::of(plan, self.about_place(family, at.place as usize), fuzzy)
    }

    fn about_place<'a>(&'a self, family: &'a FamilyIndex, place: usize) -> About<'a> {
        let (problems, updated) = self.state(&family.key);
        About {
            family,
            place,
            problems,
            updated,
        }
    }

    /// What is known of a place, when it is there.
    fn about(&self, place: &Place) -> Option<About<'_>> {
        let known = &self.families;
        let family = known.binary_search_by(|family| family.key().cmp(&place.key));
        let family = known[family.ok()?].get();
        let mut places = 0..family.places();
        let at = places.find(|at| family.position(*at) == place.position)?;
        Some(self.about_place(family, at))
    }

    fn hit(&self, plan: &Plan<'_>, candidate: &Candidate, fuzzy: &Fuzzy) -> Hit {
        let family = self.families[candidate.family as usize].get();
        let position = family.position(candidate.place as usize);
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
            family: family.family.title(Node::Family).to_owned(),
            grade: scalar(&family.family, position, |body| body.grade.clone()),
            summary: scalar(&family.family, position, |body| {
                body.summary.as_deref().map(str::to_owned)
            }),
            score: candidate.score,
            exact: candidate.exact,
            heirs: candidate.heirs as usize,
            is_heir: candidate.is_heir(),
            matches: matches.unwrap_or_default(),
        }
    }

    /// Learns the words that suggestions are taken from, in the background; else the first search that needs them
    /// waits for them.
    pub fn learn_words(&self) {
        let index = self.clone();
        rayon::spawn(move || {
            index.words();
        });
    }

    /// The words that the catalog uses.
    fn words(&self) -> &Vocabulary {
        self.words.get_or_init(|| Vocabulary::of(&self.families))
    }
}
