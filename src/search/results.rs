//! What a search is asked for and what it gives, as plain data.

use std::collections::BTreeSet;

use super::facets::Facets;
use super::field::Field;
use super::query::Note;
use crate::model::{Grade, Node, Place};

/// Which places are hits on their own that answer only with what one other part of their family wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfold {
    /// All: each stands where it ranks.
    All,
    /// Those behind these places follow them; all others are only counted. As long as the place of the part that
    /// wrote it answers too.
    Behind(BTreeSet<Place>),
}

impl Default for Unfold {
    fn default() -> Self {
        Self::Behind(BTreeSet::new())
    }
}

/// What a search should give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options<'a> {
    /// At most so many hits; at most as many again of those that follow another.
    pub limit: usize,
    /// Whether to count what answers by [`FACETS`](super::FACETS).
    pub facets: bool,
    /// What to do with what is only inherited.
    pub unfold: &'a Unfold,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// The query as it was given.
    pub query: String,
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many places answer the query; more than there are hits when the limit cut them, or some stand behind others.
    /// Where those that answer it as it was typed reach the limit, no others are counted.
    pub total: usize,
    /// How many of those have every term as it was typed.
    pub as_typed: usize,
    /// Whether so many of them do that nothing else was looked for.
    pub strict: bool,
    /// How many hits there would be without a limit, and with nothing unfolded but what all of it is.
    pub rows: usize,
    /// How many places there are to be found.
    pub all: usize,
    /// How many of the hits have every term as it was typed; the others come after them.
    pub exact: usize,
    /// When no place has every term as it was typed: the query, with the words that the catalog does not use
    /// replaced by the most similar ones that it uses.
    pub suggestion: Option<String>,
    /// When the query is of nothing but words, and no place has all of them however they are spelled: a query for some of
    /// them.
    pub some_words: Option<SomeWords>,
    /// Whether the whole catalog was searched.
    pub complete: bool,
    /// What there is to say about the query, in its order.
    pub notes: Vec<Note>,
    /// The counts, when they were asked for.
    pub facets: Option<Facets>,
}

/// A query for some of the words of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SomeWords {
    /// For those that stand together somewhere: as few are left out as are needed for that.
    Together(String),
    /// For any of them, because no two of them stand together.
    Any(String),
}

impl SomeWords {
    /// The query.
    pub fn query(&self) -> &str {
        match self {
            Self::Together(query) | Self::Any(query) => query,
        }
    }
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
    /// The title of its family.
    pub family: String,
    /// Its grade, if it has one.
    pub grade: Option<Grade>,
    /// Its summary, if it has one.
    pub summary: Option<String>,
    /// Greater is better; comparable among the hits of one query.
    pub score: i64,
    /// Whether every term is there as it was typed.
    pub exact: bool,
    /// How many places answer only with what this one wrote, where they are not hits on their own.
    pub heirs: usize,
    /// Whether it answers only with what the hit before it wrote that is none of these.
    pub is_heir: bool,
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
    /// The title of that part, where the place has it from another one.
    pub origin: Option<String>,
}
