//! How well a line answers a term, and what a position's lines are worth together.
//!
//! Knows neither how lines are kept nor how results are presented.

use super::Field;
use super::query::needle::{Occurrence, Tier};

/// How good it is when only capitals or diacritics are not as they were typed: better than any letters left out.
const NOT_AS_TYPED: u8 = 8;

/// What of a term was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundBy {
    /// One of its needles.
    Needle(u8),
    /// The letters of one of its patterns.
    Pattern(u8),
}

impl Default for FoundBy {
    fn default() -> Self {
        Self::Needle(0)
    }
}

/// The best of one term in one line; `tier` 0 is nothing at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) tier: u8,
    /// How good a loose match is.
    pub(super) quality: u8,
    pub(super) found_by: FoundBy,
    /// Whether it is what was typed, and not a synonym.
    pub(super) direct: bool,
    /// Whether the quality and the bytes are the best that they can be, and may turn out to be less.
    pub(super) guessed: bool,
    /// Bytes of the folded line.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Cell {
    /// Whether the term is found at all.
    pub(super) fn found(self) -> bool {
        self.tier > 0
    }

    /// Whether the term is there as it was typed.
    pub(super) fn exact(self) -> bool {
        self.tier > Tier::Fuzzy as u8
    }

    /// A needle where it stands in a line: the nth of its term. What is not as it was typed is a loose one, wherever it
    /// stands. `most`: as [`most`] says of the line's field.
    pub(super) fn of(found: &Occurrence, most: u8, n: usize, direct: bool) -> Self {
        Self {
            tier: match found.as_typed {
                true => (found.tier as u8).min(most),
                false => Tier::Fuzzy as u8,
            },
            quality: if found.as_typed { 0 } else { NOT_AS_TYPED },
            found_by: FoundBy::Needle(u8::try_from(n).unwrap_or(u8::MAX)),
            direct,
            guessed: found.guessed,
            start: short(found.start),
            end: short(found.end),
        }
    }

    /// The letters of the nth pattern of a term.
    pub(super) fn loose(n: usize, quality: u8, start: usize, end: usize) -> Self {
        Self {
            tier: Tier::Fuzzy as u8,
            quality,
            found_by: FoundBy::Pattern(u8::try_from(n).unwrap_or(u8::MAX)),
            direct: true,
            guessed: false,
            start: short(start),
            end: short(end),
        }
    }
}

/// How good a find can be in a field. What names other roles, or says how people are hired, says little about what
/// the role itself is, however well it is spelled.
pub(super) fn most(field: Field) -> u8 {
    match field.is_about_others() {
        true => Tier::Prefix as u8,
        false => Tier::Word as u8,
    }
}

fn short(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// What counts of a line beside what is found in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) field: Field,
    pub(super) inherited: bool,
    /// Bytes of the folded line.
    pub(super) length: usize,
}

/// How near to each other the terms of a query are, over how many bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Nearness {
    Apart,
    OneLine(usize),
    Phrase(usize),
}

impl Nearness {
    /// Of terms that are in one line, but do not follow each other.
    pub(super) fn of(cells: impl Iterator<Item = Cell> + Clone) -> Self {
        let start = cells.clone().map(|cell| cell.start).min().unwrap_or(0);
        let end = cells.map(|cell| cell.end).max().unwrap_or(0);
        Self::OneLine((end - start) as usize)
    }
}

/// What lines say to terms, one line a term, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    loose: bool,
    tiers: i64,
    fields: i64,
    direct: i64,
    own: i64,
    quality: i64,
    span: i64,
    early: i64,
    length: i64,
    count: i64,
}

impl Tally {
    /// Adds the line that speaks for one more term.
    pub(super) fn add(&mut self, cell: Cell, line: Frame) {
        self.loose |= !cell.exact();
        self.tiers += i64::from(cell.tier);
        self.fields += weight(line.field);
        self.direct += i64::from(cell.direct);
        self.own += i64::from(!line.inherited);
        self.quality += i64::from(cell.quality);
        self.span += i64::from(cell.end.saturating_sub(cell.start));
        self.early += 255 - i64::from(cell.start / 2).min(255);
        self.length += i64::try_from(line.length / 4).unwrap_or(i64::MAX >> 8);
        self.count += 1;
    }

    /// The worth of all that was added. From what weighs most to what weighs least: whether all terms are there as
    /// typed; how they stand in their lines; whether the position writes any of it itself; whether the terms follow
    /// each other, or at least are in one line; the fields; how many are the terms themselves and not synonyms; how
    /// many lines are its own; how good the loose ones are; how near, how early and in how short lines. Each has bits
    /// of its own, so that no amount of the lesser outweighs the greater.
    pub(super) fn score(self, nearness: Nearness) -> i64 {
        let (phrase, one_line, span) = match nearness {
            Nearness::Apart => (0, 0, self.span),
            Nearness::OneLine(bytes) => (0, 1, i64::try_from(bytes).unwrap_or(i64::MAX)),
            Nearness::Phrase(bytes) => (1, 1, i64::try_from(bytes).unwrap_or(i64::MAX)),
        };
        let parts = [
            (1, i64::from(!self.loose)),
            (7, self.tiers),
            (1, i64::from(self.own > 0)),
            (1, phrase),
            (1, one_line),
            (7, self.fields),
            (5, self.direct),
            (5, self.own),
            (7, self.quality),
            (8, 255 - span.min(255)),
            (12, self.early),
            (8, 255 - (self.length / self.count.max(1)).min(255)),
        ];
        parts.into_iter().fold(0, |score, (bits, value)| {
            score << bits | value.clamp(0, (1 << bits) - 1)
        })
    }
}

#[cfg(test)]
/// Whether a score is that of terms that are all there as typed.
pub(super) fn is_exact(score: i64) -> bool {
    score >> 62 & 1 == 1
}

/// What one line is worth to one term: the score of a tally of nothing else.
pub(super) fn single(cell: Cell, line: Frame) -> i64 {
    let own = i64::from(!line.inherited);
    let span = i64::from(cell.end.saturating_sub(cell.start));
    let early = 255 - i64::from(cell.start / 2).min(255);
    let length = i64::try_from(line.length / 4).unwrap_or(i64::MAX);
    i64::from(cell.exact()) << 62
        | i64::from(cell.tier) << 55
        | own << 54
        | weight(line.field) << 45
        | i64::from(cell.direct) << 40
        | own << 35
        | i64::from(cell.quality) << 28
        | (255 - span.min(255)) << 20
        | early << 8
        | (255 - length.min(255))
}

/// What a field weighs.
fn weight(field: Field) -> i64 {
    match field {
        Field::Title => 4,
        Field::Id | Field::Tag => 3,
        Field::Summary => 2,
        // What a role is measured by says as much about it as what it does.
        Field::List(_) | Field::Indicator => 1,
        Field::Ladder | Field::Hiring | Field::Section | Field::ReportsTo => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ListKind;

    #[test]
    fn one_line_for_one_term_is_worth_what_its_tally_is() {
        let fields = [
            Field::Title,
            Field::List(ListKind::Requirements),
            Field::Hiring,
        ];
        for tier in 1..=4 {
            for (n, start) in [0, 7, 511, 90_000].into_iter().enumerate() {
                for (field, inherited) in fields.into_iter().zip([true, false, true]) {
                    let cell = Cell {
                        tier,
                        direct: n % 2 == 0,
                        ..Cell::loose(n, n as u8, start, start + 100 * n)
                    };
                    let length = start + 300;
                    let frame = Frame {
                        field,
                        inherited,
                        length,
                    };
                    let mut tally = Tally::default();
                    tally.add(cell, frame);
                    assert_eq!(single(cell, frame), tally.score(Nearness::Apart));
                }
            }
        }
    }
}
