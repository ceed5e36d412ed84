//! Finding roles: an index of a catalog, queries, and the order of what they find.
//!
//! The unit of a result is a place, a family or one of its positions, with everything that it inherits.
//! Lines are folded and stored once a family, and looked at once a term; positions only refer to them. This
//! module knows the model and nothing else of the crate, and it is the only one that knows fuzzy-matcher. It
//! does no input or output and starts no threads; [`Index`] can be shared with them.

mod fold;
mod fuzzy;
mod index;
mod names;
mod query;
mod rank;
mod spelling;

#[cfg(test)]
mod any_input;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

pub use names::{Name, Names};
pub use query::{
    AnyOf, Clause, Completions, GradeTest, Having, Kind, Note, NoteKind, Query, QueryField, Step,
    Suggestion, Takes, Test, Value, Within, Words, completions, toggle, values_in,
};

use crate::model::{Catalog, ListKind, Node, Place};
use fuzzy::Fuzzy;
use index::{FamilyIndex, LineRef, PlaceIndex};
use query::needle::{self, Wanted};
use rank::Board;
use spelling::Vocabulary;

/// Lines that a hit shows beside those that speak for the terms.
const MORE_LINES: usize = 3;
/// A page of this size is made even when nobody seems to wait: it is quick, and better than nothing.
const FIRST_PAGE: usize = 256;

/// A catalog, ready to be searched. Cloning it is cheap.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Sorted by key.
    families: Vec<Arc<FamilyIndex>>,
    synonyms: Arc<needle::Synonyms>,
    words: Arc<Vocabulary>,
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

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title; of a position, as it is read on its own.
    Title,
    /// The summary.
    Summary,
    /// An item of one of the three lists.
    List(ListKind),
    /// A performance indicator and its target.
    Indicator,
    /// The career ladder: prose, or a step.
    Ladder,
    /// The hiring process: intro, a step, or outro.
    Hiring,
    /// The heading or a line of a section.
    Section,
    /// A tag.
    Tag,
    /// The title of a manager.
    ReportsTo,
    /// The id of a role or a variation, or the key of a family.
    Id,
}

impl Field {
    /// The key in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::List(kind) => kind.key(),
            Self::Indicator => "performance_indicators",
            Self::Ladder => "career_ladder",
            Self::Hiring => "hiring_process",
            Self::Section => "sections",
            Self::Tag => "tags",
            Self::ReportsTo => "reports_to",
            Self::Id => "id",
        }
    }
}

/// A place that answers, before it is presented.
struct Candidate {
    score: i64,
    exact: bool,
    family: usize,
    place: usize,
}

impl Index {
    /// Indexes a catalog.
    pub fn build(catalog: &Catalog) -> Self {
        let mut words = Vocabulary::default();
        let families = catalog
            .entries()
            .iter()
            .map(|entry| {
                let family = FamilyIndex::build(entry);
                words.add(&family);
                Arc::new(family)
            })
            .collect();
        Self {
            families,
            synonyms: needle::synonyms(&catalog.settings.synonyms).into(),
            words: Arc::new(words),
        }
    }

    /// Indexes one family again, or forgets it when the catalog no longer has it, and takes over the
    /// synonyms. All other families stay as they are.
    pub fn update(&mut self, catalog: &Catalog, key: &str) {
        self.synonyms = needle::synonyms(&catalog.settings.synonyms).into();
        let words = Arc::make_mut(&mut self.words);
        let known = self
            .families
            .binary_search_by(|family| family.key.as_ref().cmp(key));
        if let Ok(at) = known {
            words.remove(&self.families.remove(at));
        }
        if let Some(entry) = catalog.get(key) {
            let family = FamilyIndex::build(entry);
            words.add(&family);
            let (Ok(at) | Err(at)) = known;
            self.families.insert(at, Arc::new(family));
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
        let fuzzy = Fuzzy::new();
        let mut found = Vec::new();
        for (n, family) in self.families.iter().enumerate() {
            if cancelled() {
                results.complete = false;
                break;
            }
            if let Some(board) = Board::of(&query, family, &fuzzy, cancelled) {
                let places = family.places.iter().enumerate();
                found.extend(places.filter_map(|(place, index)| {
                    let standing = board.standing(index)?;
                    Some(Candidate {
                        score: standing.score,
                        exact: standing.exact,
                        family: n,
                        place,
                    })
                }));
            }
        }
        // Not asked by the loop above after the last family, which may have been left half-way.
        results.complete &= !cancelled();
        let address = |c: &Candidate| &self.families[c.family].places[c.place].address;
        found.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| address(a).cmp(address(b)))
        });
        results.total = found.len();
        if results.complete && found.first().is_none_or(|best| !best.exact) {
            results.suggestion = self.words.suggest(&query, cancelled);
        }
        found.truncate(limit);
        let mut boards = HashMap::new();
        for candidate in &found {
            if results.hits.len() >= FIRST_PAGE && cancelled() {
                results.complete = false;
                break;
            }
            let family = &self.families[candidate.family];
            let board = match boards.entry(candidate.family) {
                Entry::Occupied(board) => board.into_mut(),
                Entry::Vacant(free) => match Board::of(&query, family, &fuzzy, &|| false) {
                    Some(board) => free.insert(board),
                    None => continue,
                },
            };
            results.exact += usize::from(candidate.exact);
            let place = &family.places[candidate.place];
            results.hits.push(Hit {
                place: Place {
                    key: family.key.clone(),
                    position: place.position,
                },
                address: place.address.to_string(),
                title: place.title.to_string(),
                score: candidate.score,
                exact: candidate.exact,
                matches: matches(board, family, place, &fuzzy),
            });
        }
        results
    }
}

/// The lines to show for a place: those that speak for the terms, then the best of the others.
fn matches(
    board: &Board<'_>,
    family: &FamilyIndex,
    place: &PlaceIndex,
    fuzzy: &Fuzzy,
) -> Vec<Match> {
    let Some(standing) = board.standing(place) else {
        return Vec::new();
    };
    let mut shown: Vec<LineRef> = Vec::new();
    for line in &standing.best {
        if !shown.contains(line) {
            shown.push(*line);
        }
    }
    let mut others: Vec<(i64, LineRef)> = place
        .lines
        .iter()
        .filter(|line| !shown.contains(line) && family.lines[line.id()].field != Field::Id)
        .filter_map(|line| Some((board.worth(*line, &standing.best)?, *line)))
        .collect();
    others.sort_by_key(|(worth, line)| (-worth, line.id()));
    let most = shown.len() + MORE_LINES;
    for (_, line) in others {
        if shown.len() == most {
            break;
        }
        // An id, a tag or the family's title mostly repeats what is shown already.
        let text = family.lines[line.id()].folded.text();
        let says_more = |known: &LineRef| !family.lines[known.id()].folded.text().contains(text);
        if shown.iter().all(says_more) {
            shown.push(line);
        }
    }
    shown
        .into_iter()
        .map(|line| present(board, family, line, &standing.best, fuzzy))
        .collect()
}

/// One line with everything marked for which it is shown.
fn present(
    board: &Board<'_>,
    family: &FamilyIndex,
    at: LineRef,
    best: &[LineRef],
    fuzzy: &Fuzzy,
) -> Match {
    let line = &family.lines[at.id()];
    let mut terms: Vec<&str> = Vec::new();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (term, _) in board.marked(at, best) {
        if let Some((shown, bytes)) = board.marks(term, at, fuzzy) {
            terms.push(shown);
            ranges.extend(
                bytes
                    .into_iter()
                    .map(|(start, end)| line.folded.original_range(start, end)),
            );
        }
    }
    Match {
        term: terms.join(" "),
        field: line.field,
        text: line.text.to_string(),
        ranges: merged(ranges),
        node: line.node,
        index: line.index,
        inherited: at.inherited(),
    }
}

/// Ranges in order, with those joined that overlap or touch.
fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (start, end) in ranges {
        match apart.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => apart.push((start, end)),
        }
    }
    apart
}
