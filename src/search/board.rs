//! One position, looked at line by line: how it stands, which lines speak for it and what to mark in them.
//!
//! The plain way, without any shortcut: for what is shown, and the measure of what the pass over whole families may
//! skip.

use super::facts::About;
use super::fold::{Links, Origins};
use super::fuzzy::{Fuzzy, Scattered};
use super::highlights::FoundLine;
use super::index::FamilyIndex;
use super::plan::Plan;
use super::query::MAX_CLAUSES;
use super::query::needle::{Needle, Occurrence};
use super::query::wanted::{Condition, Term, Wanted};
use super::rank::{Cell, FoundBy, Frame, Nearness, Tally, most, single};
use super::{Field, Match};

/// Occurrences of a term that are marked in one line.
const MAX_MARKS: usize = 256;
/// Lines that a hit shows beside those that speak for the terms.
const MORE_LINES: usize = 3;

/// A position that answers the query.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) score: i64,
    /// The row that speaks for each term; `None` where something else does.
    best: Vec<Option<usize>>,
}

/// A line of the position.
struct Row {
    /// Its number in the family.
    line: usize,
    text: String,
    links: Links,
    frame: Frame,
}

/// What every line of a position says to every term.
pub(super) struct Board<'a> {
    query: &'a Wanted,
    scattered: &'a [Vec<Scattered<'a>>],
    about: About<'a>,
    family: &'a FamilyIndex,
    rows: Vec<Row>,
    /// Row by row, a cell a term.
    cells: Vec<Cell>,
}

impl<'a> Board<'a> {
    /// Looks at every line of a place.
    pub(super) fn of(plan: &'a Plan<'a>, about: About<'a>, fuzzy: &Fuzzy) -> Self {
        let About { family, place, .. } = about;
        let (query, scattered) = (plan.query, &plan.scattered);
        let row = |line, inherited| {
            let mut links = Links::default();
            let text = family.lines().folded(line, &mut links);
            let frame = Frame {
                field: family.field(line),
                inherited,
                length: text.len(),
            };
            Row {
                line,
                text,
                links,
                frame,
            }
        };
        let mut rows: Vec<Row> = Vec::new();
        for run in family.runs(place) {
            rows.extend(run.lines().map(|line| row(line, run.inherited)));
        }
        let width = query.terms.len();
        let mut cells = Vec::with_capacity(rows.len() * width);
        for row in &rows {
            cells.extend(query.terms.iter().map(|term| look(term, family, row)));
        }
        for (n, scattered) in scattered.iter().enumerate() {
            let mut its = cells.iter().skip(n).step_by(width);
            // Where it stands as typed, no letters with others between them speak for it, and none are marked.
            if scattered.is_empty() || its.any(|cell| cell.exact()) {
                continue;
            }
            for (row, cells) in rows.iter().zip(cells.chunks_mut(width)) {
                if !cells[n].found() {
                    cells[n] = look_loosely(scattered, row, fuzzy);
                }
            }
        }
        Self {
            query,
            scattered,
            about,
            family,
            rows,
            cells,
        }
    }

    /// What a row says to each term.
    fn cells(&self, row: usize) -> &[Cell] {
        let width = self.query.terms.len();
        &self.cells[row * width..][..width]
    }

    /// How the position stands; `None` when it does not answer the query.
    pub(super) fn standing(&self) -> Option<Standing> {
        let holds =
            |condition: &Condition| condition.holds(&self.about, |words| self.has_any(words));
        self.query.missed(false, holds)?;
        let width = self.query.terms.len();
        let mut best: [Option<(i64, usize)>; MAX_CLAUSES] = [None; MAX_CLAUSES];
        let mut together: Option<(i64, usize)> = None;
        for (n, row) in self.rows.iter().enumerate() {
            let cells = self.cells(n);
            for (cell, best) in cells.iter().zip(&mut best) {
                let score = single(*cell, row.frame);
                if cell.found() && best.is_none_or(|(known, _)| score > known) {
                    *best = Some((score, n));
                }
            }
            if width > 1 && cells.iter().all(|cell| cell.found()) {
                let mut tally = Tally::default();
                cells.iter().for_each(|cell| tally.add(*cell, row.frame));
                let score = tally.score(self.nearness(n));
                if together.is_none_or(|(known, _)| score > known) {
                    together = Some((score, n));
                }
            }
        }
        let best: Vec<Option<usize>> = best[..width]
            .iter()
            .map(|best| best.map(|(_, row)| row))
            .collect();
        let mut tally = Tally::default();
        for ((n, row), term) in best.iter().enumerate().zip(&self.query.terms) {
            match row {
                Some(row) => tally.add(self.cells(*row)[n], self.rows[*row].frame),
                None if term.or.as_ref().is_some_and(holds) => {}
                None => return None,
            }
        }
        let score = tally.score(Nearness::Apart);
        Some(match together {
            Some((together, row)) if together >= score => Standing {
                score: together,
                best: vec![Some(row); width],
            },
            _ => Standing { score, best },
        })
    }

    /// Whether any line has words of a part of [`Wanted::absent`].
    fn has_any(&self, words: usize) -> bool {
        self.rows.iter().any(|row| {
            let has = |needle: &Needle| find(needle, self.family, row).next().is_some();
            self.query.absent[words].iter().any(has)
        })
    }

    /// How near to each other the terms of a query are in a row that has them all.
    fn nearness(&self, row: usize) -> Nearness {
        // Capitals and diacritics are told apart by the terms.
        let phrase = self.query.phrase.as_ref().map(Needle::folded);
        match phrase.filter(|phrase| self.rows[row].text.contains(phrase)) {
            Some(phrase) => Nearness::Phrase(phrase.len()),
            None => Nearness::of(self.cells(row).iter().copied()),
        }
    }

    /// Which terms to mark in a row: those for which it speaks, and those that stand there as well as in the
    /// line that speaks for them. (When `it` is a word elsewhere, nobody wants to see it in `ITIL`.)
    fn marked(&self, row: usize, best: &[Option<usize>]) -> impl Iterator<Item = (usize, Cell)> {
        let cells = self.cells(row).iter().copied().enumerate();
        cells.filter(move |(term, cell)| {
            best[*term].is_some_and(|speaker| {
                let best = self.cells(speaker)[*term];
                speaker == row || (cell.exact() && cell.tier >= best.tier)
            })
        })
    }

    /// What a row is worth beside those that speak for the position; `None` when there is nothing to mark.
    fn worth(&self, row: usize, best: &[Option<usize>]) -> Option<i64> {
        let mut cells = self.marked(row, best).peekable();
        cells.peek()?;
        let mut tally = Tally::default();
        cells.for_each(|(_, cell)| tally.add(cell, self.rows[row].frame));
        Some(tally.score(Nearness::Apart))
    }

    /// The lines to show for the position: those that speak for the terms, then the best of the others.
    pub(super) fn matches(&self, standing: &Standing, fuzzy: &Fuzzy) -> Vec<Match> {
        let mut shown: Vec<usize> = Vec::new();
        for row in standing.best.iter().flatten() {
            if !shown.contains(row) {
                shown.push(*row);
            }
        }
        let mut others: Vec<(i64, usize)> = (0..self.rows.len())
            .filter(|row| !shown.contains(row) && self.rows[*row].frame.field != Field::Id)
            .filter_map(|row| Some((self.worth(row, &standing.best)?, row)))
            .collect();
        others.sort_by_key(|(worth, row)| (-worth, *row));
        let most = shown.len() + MORE_LINES;
        for (_, row) in others {
            if shown.len() == most {
                break;
            }
            // An id, a tag or the family's title mostly repeats what is shown already.
            let text = &self.rows[row].text;
            if shown
                .iter()
                .all(|known| !self.rows[*known].text.contains(text))
            {
                shown.push(row);
            }
        }
        shown
            .into_iter()
            .map(|row| self.present(row, &standing.best, fuzzy))
            .collect()
    }

    /// Of each term, the best of it in the position.
    pub(super) fn best(&self, standing: &Standing) -> Vec<Option<Cell>> {
        let rows = standing.best.iter().enumerate();
        rows.map(|(term, row)| row.map(|row| self.cells(row)[term]))
            .collect()
    }

    /// The lines of which `has` says that they are wanted, by what they say to each term. No ids: they are not read.
    pub(super) fn lines(&self, has: impl Fn(&[Cell], Field) -> bool) -> Vec<FoundLine> {
        let rows = self.rows.iter().enumerate();
        let wanted = rows.filter(|(n, row)| {
            row.frame.field != Field::Id && has(self.cells(*n), row.frame.field)
        });
        let line = |(_, row): (usize, &Row)| {
            let (text, node, index) = self.family.written(row.line);
            FoundLine {
                field: row.frame.field,
                node,
                index,
                text: text.into_owned(),
            }
        };
        wanted.map(line).collect()
    }

    /// One line with everything marked for which it is shown.
    fn present(&self, row: usize, best: &[Option<usize>], fuzzy: &Fuzzy) -> Match {
        let frame = self.rows[row].frame;
        let (text, node, index) = self.family.written(self.rows[row].line);
        let origins = Origins::of(&text);
        let mut terms: Vec<&str> = Vec::new();
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for (term, _) in self.marked(row, best) {
            if let Some((shown, bytes)) = self.marks(term, row, fuzzy) {
                terms.push(shown);
                let bytes = bytes.into_iter();
                ranges.extend(bytes.map(|(start, end)| origins.original_range(start, end)));
            }
        }
        Match {
            term: terms.join(" "),
            field: frame.field,
            text: text.into_owned(),
            ranges: merged(ranges),
            node,
            index,
            origin: frame
                .inherited
                .then(|| self.family.family.title(node).to_owned()),
        }
    }

    /// The bytes of the folded row where a term stands, and the text that was found there.
    fn marks(
        &self,
        term: usize,
        row: usize,
        fuzzy: &Fuzzy,
    ) -> Option<(&'a str, Vec<(usize, usize)>)> {
        let cell = self.cells(row)[term];
        let row = &self.rows[row];
        let most = most(row.frame.field);
        match cell.found_by {
            FoundBy::Needle(n) => {
                let needle = self.query.terms[term].needles.get(usize::from(n))?;
                let ranges = find(needle, self.family, row)
                    .filter(|found| Cell::of(found, most, 0, true).tier == cell.tier)
                    .map(|found| (found.start, found.end))
                    .take(MAX_MARKS)
                    .collect();
                Some((&needle.shown, ranges))
            }
            FoundBy::Pattern(n) => {
                let scattered = self.scattered[term].get(usize::from(n))?;
                let found = fuzzy.find(scattered, &row.text, &row.links)?;
                Some((scattered.shown(), found.ranges))
            }
        }
    }
}

/// Every place where a needle stands in a line of its field.
fn find<'t>(
    needle: &'t Needle,
    family: &'t FamilyIndex,
    row: &'t Row,
) -> impl Iterator<Item = Occurrence> + 't {
    let covers = needle.covers(row.frame.field);
    let written = || family.written(row.line).0;
    let occurrences = move || needle.occurrences(&row.text, &row.links, written);
    covers.then(occurrences).into_iter().flatten()
}

/// The best of a term in a line: the term itself, a synonym where that stands better, or the same letters with other
/// capitals or diacritics.
fn look(term: &Term, family: &FamilyIndex, row: &Row) -> Cell {
    let mut best = Cell::default();
    let most = most(row.frame.field);
    for (n, needle) in term.needles.iter().enumerate() {
        for found in find(needle, family, row) {
            let cell = Cell::of(&found, most, n, needle.direct);
            if cell.tier > best.tier {
                best = cell;
            }
            if cell.tier == most {
                break;
            }
        }
    }
    best
}

/// The best of the letters of a term in a line, with others between them.
fn look_loosely(scattered: &[Scattered<'_>], row: &Row, fuzzy: &Fuzzy) -> Cell {
    let mut best = Cell::default();
    for (n, scattered) in scattered.iter().enumerate() {
        let field = scattered.field();
        if field.is_some_and(|field| !field.covers(row.frame.field)) {
            continue;
        }
        let Some(loose) = fuzzy.find(scattered, &row.text, &row.links) else {
            continue;
        };
        if !best.found() || loose.quality > best.quality {
            let start = loose.ranges.first().map_or(0, |range| range.0);
            let end = loose.ranges.last().map_or(0, |range| range.1);
            best = Cell::loose(n, loose.quality, start, end);
        }
    }
    best
}

/// Ranges in order, with those joined that overlap or touch.
pub(super) fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
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
