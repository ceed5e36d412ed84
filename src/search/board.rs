//! One position, looked at line by line: how it stands, which lines speak for it and what to mark in them.
//!
//! The plain way, without any shortcut: for what is shown, and the measure of what the pass over whole families may
//! skip.

use super::fold::{Links, Origins, has_links};
use super::fuzzy::{Fuzzy, Scattered};
use super::index::FamilyIndex;
use super::query::needle::{MAX_TERMS, Term, Wanted};
use super::rank::{Cell, Frame, Nearness, Tally, Tier, occurrences, single};
use super::scan::Plan;
use super::{Field, Match};

/// Occurrences of a term that are marked in one line.
const MAX_MARKS: usize = 256;
/// Lines that a hit shows beside those that speak for the terms.
const MORE_LINES: usize = 3;

/// A position that answers the query.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) score: i64,
    /// The line that speaks for each term.
    best: Vec<usize>,
}

/// A line of the position.
struct Row<'a> {
    /// Its number in the family.
    line: usize,
    text: &'a str,
    frame: Frame,
}

/// What every line of a position says to every term.
pub(super) struct Board<'a> {
    query: &'a Wanted,
    scattered: &'a [Option<Scattered<'a>>],
    family: &'a FamilyIndex,
    rows: Vec<Row<'a>>,
    /// Row by row, a cell a term.
    cells: Vec<Cell>,
}

impl<'a> Board<'a> {
    /// Looks at every line of a place.
    pub(super) fn of(
        plan: &'a Plan<'a>,
        family: &'a FamilyIndex,
        place: usize,
        fuzzy: &Fuzzy,
    ) -> Self {
        let (query, scattered) = (plan.query, &plan.scattered);
        let mut rows = Vec::new();
        for run in family.runs(place) {
            rows.extend(run.lines().map(|line| Row {
                line,
                text: family.line(line),
                frame: Frame {
                    field: family.field(line).0,
                    inherited: run.inherited,
                    length: family.bytes(line).len(),
                },
            }));
        }
        let mut cells = Vec::with_capacity(rows.len() * query.terms.len());
        for row in &rows {
            let links = links(family, row.line);
            for (term, scattered) in query.terms.iter().zip(scattered) {
                cells.push(look(term, scattered.as_ref(), row.text, &links, fuzzy));
            }
        }
        Self {
            query,
            scattered,
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
        if self.is_barred() {
            return None;
        }
        let width = self.query.terms.len();
        let mut best: [Option<(i64, usize)>; MAX_TERMS] = [None; MAX_TERMS];
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
        let best: Vec<usize> = best[..width]
            .iter()
            .map(|best| best.map(|(_, row)| row))
            .collect::<Option<_>>()?;
        let mut tally = Tally::default();
        for (term, row) in best.iter().enumerate() {
            tally.add(self.cells(*row)[term], self.rows[*row].frame);
        }
        let score = tally.score(Nearness::Apart);
        Some(match together {
            Some((together, row)) if together >= score => Standing {
                score: together,
                best: vec![row; width],
            },
            _ => Standing { score, best },
        })
    }

    /// Whether a line holds what must not be found.
    fn is_barred(&self) -> bool {
        self.query.without.iter().any(|needle| {
            self.rows.iter().any(|row| {
                let links = links(self.family, row.line);
                occurrences(needle, row.text, &links).next().is_some()
            })
        })
    }

    /// How near to each other the terms of a query are in a row that has them all.
    fn nearness(&self, row: usize) -> Nearness {
        let Row { line, text, .. } = self.rows[row];
        let links = links(self.family, line);
        nearness(self.query, self.cells(row).iter().copied(), text, &links)
    }

    /// Which terms to mark in a row: those for which it speaks, and those that stand there as well as in the
    /// line that speaks for them. (When `it` is a word elsewhere, nobody wants to see it in `ITIL`.)
    fn marked(&self, row: usize, best: &[usize]) -> impl Iterator<Item = (usize, Cell)> {
        let cells = self.cells(row).iter().copied().enumerate();
        cells.filter(move |(term, cell)| {
            let speaks = best[*term] == row;
            speaks || (cell.exact() && cell.tier >= self.cells(best[*term])[*term].tier)
        })
    }

    /// What a row is worth beside those that speak for the position; `None` when there is nothing to mark.
    fn worth(&self, row: usize, best: &[usize]) -> Option<i64> {
        let mut cells = self.marked(row, best).peekable();
        cells.peek()?;
        let mut tally = Tally::default();
        cells.for_each(|(_, cell)| tally.add(cell, self.rows[row].frame));
        Some(tally.score(Nearness::Apart))
    }

    /// The lines to show for the position: those that speak for the terms, then the best of the others.
    pub(super) fn matches(&self, standing: &Standing, fuzzy: &Fuzzy) -> Vec<Match> {
        let mut shown: Vec<usize> = Vec::new();
        for row in &standing.best {
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
            let text = self.rows[row].text;
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

    /// One line with everything marked for which it is shown.
    fn present(&self, row: usize, best: &[usize], fuzzy: &Fuzzy) -> Match {
        let Row { line, frame, .. } = self.rows[row];
        let (text, node, index) = self.family.written(line);
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
            inherited: frame.inherited,
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
        let Row { line, text, .. } = self.rows[row];
        let links = links(self.family, line);
        let needle = self.query.terms[term]
            .needles
            .get(usize::from(cell.needle))?;
        let ranges = if cell.exact() {
            occurrences(needle, text, &links)
                .filter(|(tier, ..)| *tier as u8 == cell.tier)
                .map(|(_, start, end)| (start, end))
                .take(MAX_MARKS)
                .collect()
        } else {
            let scattered = self.scattered[term].as_ref()?;
            fuzzy.find(scattered, text, &links)?.ranges
        };
        Some((&needle.shown, ranges))
    }
}

/// The targets of links in a line.
fn links(family: &FamilyIndex, line: usize) -> Links {
    let mut links = Links::default();
    if has_links(family.masks()[line]) {
        links.find(family.line(line));
    }
    links
}

/// The best of a term in a line: the term itself, a synonym where that stands better, or its letters.
fn look(
    term: &Term,
    scattered: Option<&Scattered<'_>>,
    line: &str,
    links: &Links,
    fuzzy: &Fuzzy,
) -> Cell {
    let mut best = Cell::default();
    for (n, needle) in term.needles.iter().enumerate() {
        for (tier, start, end) in occurrences(needle, line, links) {
            if tier as u8 > best.tier {
                best = Cell::of(tier, n, start, end);
            }
            if tier == Tier::Word {
                break;
            }
        }
    }
    if best.found() {
        return best;
    }
    let loose = scattered.and_then(|scattered| fuzzy.find(scattered, line, links));
    loose.map_or(best, |loose| {
        let start = loose.ranges.first().map_or(0, |range| range.0);
        let end = loose.ranges.last().map_or(0, |range| range.1);
        Cell::loose(loose.quality, start, end)
    })
}

/// How near to each other the terms of a query are in a line that has them all.
pub(super) fn nearness(
    query: &Wanted,
    cells: impl Iterator<Item = Cell> + Clone,
    line: &str,
    links: &Links,
) -> Nearness {
    let phrase = query.phrase.as_ref();
    let found = phrase.and_then(|phrase| occurrences(phrase, line, links).next());
    if let Some((_, start, end)) = found {
        return Nearness::Phrase(end - start);
    }
    let start = cells.clone().map(|cell| cell.start).min().unwrap_or(0);
    let end = cells.map(|cell| cell.end).max().unwrap_or(0);
    Nearness::OneLine((end - start) as usize)
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
