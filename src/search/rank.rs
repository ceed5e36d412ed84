//! How well a line answers a term, and a position answers a query.
//!
//! Works on the lines of one family: every line is looked at once a term, and its positions then only add
//! up. Knows neither how lines are collected nor how results are presented.

use super::Field;
use super::fold::Folded;
use super::fuzzy::Fuzzy;
use super::index::{FamilyIndex, Line, LineRef, PlaceIndex};
use super::query::needle::{MAX_TERMS, Needle, Term, Wanted};

/// Lines between two looks at whether anybody still waits.
const LINES_A_LOOK: usize = 256;
/// Occurrences of a term that are marked in one line.
const MAX_MARKS: usize = 256;

/// How a needle stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Fuzzy = 1,
    Substring = 2,
    Prefix = 3,
    Word = 4,
}

/// The best of one term in one line; `tier` 0 is nothing at all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    tier: u8,
    /// How good a loose match is.
    quality: u8,
    /// Which needle of the term: itself, or a synonym.
    needle: u8,
    /// Bytes of the folded text.
    start: u32,
    end: u32,
}

impl Cell {
    /// Whether the term is found at all.
    fn found(self) -> bool {
        self.tier > 0
    }

    /// Whether the term is there as it was typed.
    fn exact(self) -> bool {
        self.tier > Tier::Fuzzy as u8
    }
}

/// A position that answers the query.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) score: i64,
    pub(super) exact: bool,
    /// The line that speaks for each term.
    pub(super) best: Vec<LineRef>,
}

/// What every line of a family says to every term.
pub(super) struct Board<'a> {
    query: &'a Wanted,
    family: &'a FamilyIndex,
    /// Line by line, a cell a term.
    cells: Vec<Cell>,
    /// Lines that hold what must not be found.
    barred: Vec<bool>,
}

impl<'a> Board<'a> {
    /// Looks at every line of a family. `None` when some term is in no line, or when nobody waits any more.
    pub(super) fn of(
        query: &'a Wanted,
        family: &'a FamilyIndex,
        fuzzy: &Fuzzy,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let width = query.terms.len();
        let mut cells = vec![Cell::default(); width * family.lines.len()];
        for (column, term) in query.terms.iter().enumerate() {
            let mut found = false;
            for (row, line) in family.lines.iter().enumerate() {
                if row % LINES_A_LOOK == LINES_A_LOOK - 1 && cancelled() {
                    return None;
                }
                let cell = look(term, &line.folded, fuzzy);
                found |= cell.found();
                cells[row * width + column] = cell;
            }
            if !found {
                return None;
            }
        }
        let barred = if query.without.is_empty() {
            Vec::new()
        } else {
            let holds = |line: &Line| {
                let mut needles = query.without.iter();
                needles.any(|needle| occurrences(needle, &line.folded).next().is_some())
            };
            family.lines.iter().map(holds).collect()
        };
        Some(Self {
            query,
            family,
            cells,
            barred,
        })
    }

    /// What a line says to each term.
    fn cells(&self, line: LineRef) -> &[Cell] {
        let width = self.query.terms.len();
        &self.cells[line.id() * width..][..width]
    }

    fn line(&self, line: LineRef) -> &'a Line {
        &self.family.lines[line.id()]
    }

    /// How a position stands; `None` when it does not answer the query.
    pub(super) fn standing(&self, place: &PlaceIndex) -> Option<Standing> {
        if !self.barred.is_empty() && place.lines.iter().any(|line| self.barred[line.id()]) {
            return None;
        }
        let width = self.query.terms.len();
        let mut best: [Option<(i64, LineRef)>; MAX_TERMS] = [None; MAX_TERMS];
        let mut together: Option<(i64, LineRef)> = None;
        for line in &place.lines {
            let cells = self.cells(*line);
            let mut all = true;
            for (cell, best) in cells.iter().zip(&mut best) {
                if !cell.found() {
                    all = false;
                    continue;
                }
                let score = self.score([(*cell, *line)].into_iter(), Nearness::Apart);
                if best.is_none_or(|(known, _)| score > known) {
                    *best = Some((score, *line));
                }
            }
            if all && width > 1 {
                let score = self.score(cells.iter().map(|c| (*c, *line)), self.nearness(*line));
                if together.is_none_or(|(known, _)| score > known) {
                    together = Some((score, *line));
                }
            }
        }
        let lines: Vec<LineRef> = best[..width]
            .iter()
            .map(|best| best.map(|(_, line)| line))
            .collect::<Option<_>>()?;
        let apart = lines.iter().enumerate();
        let apart = apart.map(|(term, line)| (self.cells(*line)[term], *line));
        let score = self.score(apart.clone(), Nearness::Apart);
        let exact = apart.clone().all(|(cell, _)| cell.exact());
        Some(match together {
            Some((score_together, line)) if score_together >= score => Standing {
                score: score_together,
                exact,
                best: vec![line; width],
            },
            _ => Standing {
                score,
                exact,
                best: lines,
            },
        })
    }

    /// How near to each other the terms of a query are in a line that has them all.
    fn nearness(&self, line: LineRef) -> Nearness {
        let folded = &self.line(line).folded;
        let phrase = self.query.phrase.as_ref();
        let found = phrase.and_then(|phrase| occurrences(phrase, folded).next());
        if let Some(found) = found {
            return Nearness::Phrase(found.end - found.start);
        }
        let cells = self.cells(line).iter();
        let start = cells.clone().map(|cell| cell.start).min().unwrap_or(0);
        let end = cells.map(|cell| cell.end).max().unwrap_or(0);
        Nearness::OneLine((end - start) as usize)
    }

    /// Adds up what lines say to terms, one line a term. From what weighs most to what weighs least: whether
    /// all terms are there as typed; how they stand in their lines; whether the position writes any of it
    /// itself; whether the terms follow each other; the fields; how many are the terms themselves and not
    /// synonyms; how many lines are its own; whether they are one line; how good the loose ones are; how near,
    /// how early and in how short lines. Each has bits of its own, so that no amount of the lesser outweighs
    /// the greater.
    fn score(&self, lines: impl Iterator<Item = (Cell, LineRef)>, nearness: Nearness) -> i64 {
        let mut exact = true;
        let [mut tiers, mut fields, mut direct, mut own, mut quality] = [0i64; 5];
        let [mut span, mut early, mut length, mut count] = [0i64; 4];
        for (cell, at) in lines {
            let line = self.line(at);
            exact &= cell.exact();
            tiers += i64::from(cell.tier);
            fields += weight(line.field);
            direct += i64::from(cell.needle == 0);
            own += i64::from(!at.inherited());
            quality += i64::from(cell.quality);
            span += i64::from(cell.end - cell.start);
            early += 255 - i64::from(cell.start / 2).min(255);
            length += i64::try_from(line.folded.text().len() / 4).unwrap_or(i64::MAX >> 8);
            count += 1;
        }
        let (phrase, one_line) = match nearness {
            Nearness::Apart => (0, 0),
            Nearness::OneLine(bytes) => {
                span = i64::try_from(bytes).unwrap_or(i64::MAX);
                (0, 1)
            }
            Nearness::Phrase(bytes) => {
                span = i64::try_from(bytes).unwrap_or(i64::MAX);
                (1, 1)
            }
        };
        let parts = [
            (1, i64::from(exact)),
            (7, tiers),
            (1, i64::from(own > 0)),
            (1, phrase),
            (7, fields),
            (5, direct),
            (5, own),
            (1, one_line),
            (7, quality),
            (8, 255 - span.min(255)),
            (12, early),
            (8, 255 - (length / count.max(1)).min(255)),
        ];
        parts.into_iter().fold(0, |score, (bits, value)| {
            score << bits | value.clamp(0, (1 << bits) - 1)
        })
    }

    /// Which terms to mark in a line: those for which it speaks, and those that stand there as well as in the
    /// line that speaks for them. (When `it` is a word elsewhere, nobody wants to see it in `ITIL`.)
    pub(super) fn marked(
        &self,
        line: LineRef,
        best: &[LineRef],
    ) -> impl Iterator<Item = (usize, Cell)> {
        let cells = self.cells(line).iter().copied().enumerate();
        cells.filter(move |(term, cell)| {
            let speaks = best[*term] == line;
            speaks || (cell.exact() && cell.tier >= self.cells(best[*term])[*term].tier)
        })
    }

    /// What a line is worth beside those that speak for the position; `None` when there is nothing to mark.
    pub(super) fn worth(&self, line: LineRef, best: &[LineRef]) -> Option<i64> {
        let mut cells = self.marked(line, best).peekable();
        cells.peek()?;
        let cells = cells.map(|(_, cell)| (cell, line));
        Some(self.score(cells, Nearness::Apart))
    }

    /// The bytes of the folded line where a term stands, and the text that was found there.
    pub(super) fn marks(
        &self,
        term: usize,
        line: LineRef,
        fuzzy: &Fuzzy,
    ) -> Option<(&'a str, Vec<(usize, usize)>)> {
        let cell = self.cells(line)[term];
        let term = &self.query.terms[term];
        let folded = &self.line(line).folded;
        let needle = term.needles.get(usize::from(cell.needle))?;
        let ranges = if cell.exact() {
            occurrences(needle, folded)
                .filter(|found| found.tier as u8 == cell.tier)
                .map(|found| (found.start, found.end))
                .take(MAX_MARKS)
                .collect()
        } else {
            fuzzy.find(term.pattern.as_ref()?, folded)?.ranges
        };
        Some((&needle.shown, ranges))
    }
}

/// How near to each other the terms of a query are, over how many bytes.
#[derive(Debug, Clone, Copy)]
enum Nearness {
    Apart,
    OneLine(usize),
    Phrase(usize),
}

/// What a field weighs.
fn weight(field: Field) -> i64 {
    match field {
        Field::Title => 4,
        Field::Id | Field::Tag => 3,
        Field::Summary => 2,
        Field::List(_) => 1,
        Field::Indicator | Field::Ladder | Field::Hiring | Field::Section | Field::ReportsTo => 0,
    }
}

/// The best of a term in a line: the term itself, a synonym where that stands better, or its letters.
fn look(term: &Term, line: &Folded, fuzzy: &Fuzzy) -> Cell {
    let mut best = Cell::default();
    for (n, needle) in term.needles.iter().enumerate() {
        for found in occurrences(needle, line) {
            let tier = found.tier as u8;
            if tier > best.tier {
                best = Cell {
                    tier,
                    quality: 0,
                    needle: u8::try_from(n).unwrap_or(u8::MAX),
                    start: short(found.start),
                    end: short(found.end),
                };
            }
            if found.tier == Tier::Word {
                break;
            }
        }
    }
    if best.found() {
        return best;
    }
    let loose = term
        .pattern
        .as_ref()
        .and_then(|pattern| fuzzy.find(pattern, line));
    let Some(loose) = loose else {
        return best;
    };
    Cell {
        tier: Tier::Fuzzy as u8,
        quality: loose.quality,
        needle: 0,
        start: short(loose.ranges.first().map_or(0, |range| range.0)),
        end: short(loose.ranges.last().map_or(0, |range| range.1)),
    }
}

fn short(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// One place where a needle stands.
struct Occurrence {
    tier: Tier,
    start: usize,
    end: usize,
}

/// Every place where a needle stands in a line, first to last.
fn occurrences<'t>(needle: &'t Needle, line: &'t Folded) -> impl Iterator<Item = Occurrence> + 't {
    let text = line.text();
    let length = needle.folded().len();
    line.may_hold(needle.mask)
        .then(|| needle.finder.find_iter(text.as_bytes()))
        .into_iter()
        .flatten()
        .map(move |start| {
            let end = start + length;
            let tier = if line.is_hidden(start) {
                // Nobody sees why a link's target would be a good answer.
                Tier::Substring
            } else {
                stand(text, start, end)
            };
            Occurrence { tier, start, end }
        })
        .filter(|found| !(needle.words_only && found.tier == Tier::Substring))
}

/// How a part of a text stands in it.
fn stand(text: &str, start: usize, end: usize) -> Tier {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let mut part = text[start..end].chars();
    let last = part.next();
    let single = part.next().is_none();
    let last = part.next_back().or(last);
    // A single letter is no word in `C++`, `R&D` or `Q&A`.
    let glued = |c: char| c.is_alphanumeric() || (single && matches!(c, '+' | '#' | '&' | '\''));
    if before.is_some_and(glued) {
        return Tier::Substring;
    }
    // `c+` is only the beginning of `c++`.
    let repeats = after.is_some() && after == last;
    if after.is_some_and(glued) || repeats {
        Tier::Prefix
    } else {
        Tier::Word
    }
}
