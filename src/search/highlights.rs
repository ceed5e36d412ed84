//! Where a query stands in one place: all its lines that have it, and what to mark in a text that shows one of them.
//!
//! For what is read, one place at a time. Knows neither ranking nor other places.

use std::ops::Range;

use super::Index;
use super::board::{Board, merged};
use super::field::Field;
use super::fold::{Links, Origins, fold};
use super::fuzzy::{Fuzzy, Scattered};
use super::plan::Plan;
use super::query::Query;
use super::query::needle::Tier;
use super::query::wanted::{Term, Wanted};
use super::rank::{Cell, FoundBy, most};
use crate::model::{Node, Place};

/// What is marked of one term in one text.
const MAX_MARKS: usize = 256;

/// Where a query stands in one place.
#[derive(Debug)]
pub struct Highlights {
    /// The lines, in the order in which they are indexed: part by part, field by field.
    pub lines: Vec<FoundLine>,
    query: Wanted,
    /// Of each term, the best of it in the place; `None` where something else than a line answers.
    best: Vec<Option<Cell>>,
}

/// A line in which a query is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLine {
    /// What the line is.
    pub field: Field,
    /// The part of the family in which it is written.
    pub node: Node,
    /// Which item of its list, from 0; 0 where there is no list.
    pub index: usize,
    /// The line as it is written.
    pub text: String,
}

impl Index {
    /// Where a query stands in a place. `None` where the place does not answer it, or is not there.
    pub fn highlights(&self, query: &str, place: &Place) -> Option<Highlights> {
        let (query, _) = Wanted::new(&Query::parse(query), &self.synonyms, || self.names());
        let plan = Plan::new(&query, false);
        let about = self.about(place)?;
        let board = Board::of(&plan, about, &Fuzzy::new());
        let standing = board.standing()?;
        let best = board.best(&standing);
        let has = |cells: &[Cell], field| {
            let mut found = query.terms.iter().zip(cells).zip(&best);
            found.any(|((term, cell), best)| {
                best.is_some_and(|best| is_as_good(term, cell, &best, field))
            })
        };
        let lines = board.lines(has);
        drop(board);
        Some(Highlights { lines, query, best })
    }
}

impl Highlights {
    /// What to mark in a text that shows a line of a field: half-open ranges of bytes, in order and apart.
    pub fn marks(&self, field: Field, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let mut links = Links::default();
        links.find(&folded);
        let fuzzy = Fuzzy::new();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (term, best) in self.query.terms.iter().zip(&self.best) {
            let Some(best) = best else {
                continue;
            };
            let before = found.len();
            for (n, needle) in term
                .needles
                .iter()
                .enumerate()
                .filter(|(_, n)| n.covers(field))
            {
                let occurrences = needle.occurrences(&folded, &links, || text.into());
                let cells = occurrences.map(|one| Cell::of(&one, most(field), n, needle.direct));
                let good = cells.filter(|cell| is_as_good(term, cell, best, field));
                let ranges = good.map(|cell| (cell.start as usize, cell.end as usize));
                found.extend(ranges.take(MAX_MARKS));
            }
            if found.len() == before && !best.exact() {
                found.extend(scattered(term, field, &folded, &links, &fuzzy));
            }
        }
        let origins = Origins::of(text);
        let original = found
            .iter()
            .map(|(start, end)| origins.original_range(*start, *end));
        bytes(text, merged(original.collect()))
    }
}

/// The letters of a term in a folded text.
fn scattered(
    term: &Term,
    field: Field,
    folded: &str,
    links: &Links,
    fuzzy: &Fuzzy,
) -> Vec<(usize, usize)> {
    let patterns = term.patterns.iter().map(Scattered::new);
    let covering = patterns.filter(|p| p.field().is_none_or(|wanted| wanted.covers(field)));
    let found = covering.filter_map(|pattern| fuzzy.find(&pattern, folded, links));
    found
        .max_by_key(|loose| loose.quality)
        .map_or(Vec::new(), |loose| loose.ranges)
}

/// Whether a term is found so well that somebody wants to see it, where the best of it in the place is this. A word and
/// what begins with it, but not in the midst of others when it is a word elsewhere; one or two letters only as words
/// then; letters with others between them only as near as the best.
fn is_as_good(term: &Term, cell: &Cell, best: &Cell, field: Field) -> bool {
    if !cell.exact() || !best.exact() {
        return cell.found() && cell.tier == best.tier && cell.quality >= best.quality;
    }
    let FoundBy::Needle(n) = cell.found_by else {
        return false;
    };
    let needle = term.needles.get(usize::from(n));
    let least = match needle.is_some_and(|needle| needle.words_only) {
        true => most(field),
        false => Tier::Prefix as u8,
    };
    cell.tier >= best.tier.min(least)
}

/// Ranges of characters as ranges of bytes.
fn bytes(text: &str, characters: Vec<(usize, usize)>) -> Vec<Range<usize>> {
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let byte = |character: usize| starts.get(character).copied().unwrap_or(text.len());
    let ranges = characters.into_iter();
    ranges.map(|(start, end)| byte(start)..byte(end)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::{catalog, family, lines, role};
    use super::*;
    use crate::model::{Catalog, ListKind, Position};

    fn of(catalog: &Catalog, query: &str, role: usize) -> Option<Highlights> {
        let place = Place {
            key: "f".into(),
            position: Position::role(role),
        };
        Index::build(catalog).highlights(query, &place)
    }

    fn texts(highlights: &Highlights) -> Vec<&str> {
        let lines = highlights.lines.iter();
        lines.map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn every_line_that_has_a_word_is_there_and_not_only_the_best() {
        let many: Vec<String> = (0..20).map(|n| format!("Knows Rust {n}")).collect();
        let mut many: Vec<&str> = many.iter().map(String::as_str).collect();
        many.push("Trusts everybody");
        many.push("Likes Rustaceans");
        let catalog = catalog(vec![(
            "f",
            family("F", &["Writes Rust"], vec![role("a", "A", &many)]),
        )]);
        let found = of(&catalog, "rust", 0).unwrap();
        assert_eq!(
            found.lines.len(),
            22,
            "also what is inherited, and what begins so"
        );
        assert!(!texts(&found).contains(&"Trusts everybody"));
        let inherited = &found.lines[0];
        assert_eq!((inherited.node, inherited.index), (Node::Family, 0));
        assert_eq!(found.lines[3].index, 2);
        assert!(of(&catalog, "cobol", 0).is_none());
    }

    #[test]
    fn it_marks_what_it_found_in_whatever_shows_the_line() {
        let catalog = lines(&["Knows IT and [Führung](https://x.org/it)"]);
        let found = of(&catalog, "it fuhrung", 0).unwrap();
        let field = Field::List(ListKind::Requirements);
        let shown = "Knows IT and Führung (https://x.org/it); writes well, ITIL";
        let marked = |text: &str| -> Vec<String> {
            let ranges = found.marks(field, text).into_iter();
            ranges.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(marked(shown), ["IT", "Führung", "it"]);
        assert!(marked("").is_empty() && marked("nothing").is_empty());
    }

    #[test]
    fn fields_signs_and_letters_with_others_between_are_marked_as_they_are_looked_for() {
        let catalog = lines(&["Runs onboarding in C++"]);
        let marked = |query: &str| -> Vec<String> {
            let found = of(&catalog, query, 0).unwrap();
            let text = "Runs onboarding in C++";
            let ranges = found.marks(Field::List(ListKind::Requirements), text);
            ranges
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(marked("c++"), ["C++"]);
        assert_eq!(marked("req:^runs 'board !zebra"), ["Runs", "board"]);
        assert_eq!(marked("onbrding"), ["onb", "rding"]);
        assert!(marked("title:role").is_empty(), "only in the title");
        assert!(marked("!zebra").is_empty());
    }
}
