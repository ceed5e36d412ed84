//! The letters of a term with others between them, in the lines of those positions that do not have it as typed.

use memchr::memchr2_iter;

use super::super::fold::is_simple;
use super::super::fuzzy::{Begun, Glance, MAX_LINE, MAX_STARTS, MAX_TRIED, SCATTERED, Scattered};
use super::super::index::FamilyIndex;
use super::super::rank::{Cell, FoundBy};
use super::super::seek::Beginnings;
use super::{Scan, Watch, note_unseen};

/// Lines tried for letters between two looks at whether anybody still waits.
const LINES_A_LOOK: usize = 256;

/// One pattern of a term, and how it is looked for.
#[derive(Clone, Copy)]
struct Letters<'a> {
    scattered: &'a Scattered<'a>,
    term: usize,
    /// Which pattern of its term it is.
    nth: usize,
    /// Which of all patterns.
    number: usize,
    /// How long the pattern may grow until it is of interest no more where they are not.
    horizon: usize,
}

/// What the words of a line say that begin like a pattern.
#[derive(Default)]
struct Begins {
    best: Option<Cell>,
    /// Words that have all letters, and the score of the best of them.
    words: usize,
    highest: Option<i64>,
    /// Whether a longer pattern may be found.
    passed: bool,
}

impl Letters<'_> {
    /// What is found of them in a line.
    fn cell(&self, glance: Glance) -> Cell {
        match glance {
            Glance::Word {
                quality,
                start,
                end,
            } => Cell::loose(self.nth, quality, start, end),
            // One letter at least stands between the others.
            Glance::Scattered { start } => Cell {
                guessed: true,
                ..Cell::loose(self.nth, SCATTERED, start, start + self.scattered.len() + 1)
            },
        }
    }
}

impl Scan<'_> {
    /// Looks for the letters of a term in the lines of all positions that do not have it as typed. `exact`: some line
    /// has it so.
    pub(super) fn loosely(
        &mut self,
        term: usize,
        family: &FamilyIndex,
        exact: bool,
        course: &Watch<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> bool {
        let plan = self.plan;
        let scattered = plan.scattered[term].iter().enumerate();
        let mut held = scattered
            .filter(|(_, scattered)| family.lines().may_have(scattered.needs()))
            .peekable();
        if held.peek().is_none() {
            return false;
        }
        self.want(term, family, exact);
        let known = course.absent.filter(|_| course.is_loose);
        let known = known.map_or(&[][..], |absent| absent.loose);
        self.wanted.leave_out(known);
        // Of what is found as it stands, nobody knows where its letters are.
        self.passed.copy(&self.columns[term].has);
        let mut any = false;
        for (nth, scattered) in held {
            let letters = Letters {
                scattered,
                term,
                nth,
                number: plan.numbers[term] + nth,
                horizon: course.horizon,
            };
            let Some(found) = self.look_for(letters, family, cancelled) else {
                return false;
            };
            any |= found;
        }
        if course.horizon > 0 {
            note_unseen(&mut self.unseen.loose, (&self.wanted, &self.passed), known);
        }
        any
    }

    /// Notes the lines in which the letters of a term are to be looked for.
    fn want(&mut self, term: usize, family: &FamilyIndex, exact: bool) {
        if !exact {
            self.wanted.copy(&self.lines);
            return;
        }
        let column = &self.columns[term];
        self.tried.refill(family.len(), false);
        for line in column.has.iter() {
            if column.cells[line].exact() {
                self.tried.add(line);
            }
        }
        self.wanted.refill(family.len(), false);
        for place in self.possible.iter() {
            let runs = family.runs(place).iter();
            if !runs.clone().any(|run| self.tried.has_any(run.lines())) {
                runs.for_each(|run| self.wanted.add_all(run.lines()));
            }
        }
    }

    /// Keeps what was found in a line, unless another pattern of the term is better there.
    fn keep(&mut self, term: usize, line: usize, found: Cell) {
        let column = &mut self.columns[term];
        let mut known = column.cell(line);
        if known.guessed && found.guessed {
            // Either may turn out to be the better one.
            let length = (known.end - known.start).min(found.end - found.start);
            known.start = known.start.min(found.start);
            known.end = known.start + length;
        } else if !known.found() || found.quality > known.quality {
            known = found;
        }
        column.set(line, known);
    }

    /// Looks for letters in the lines that may have them. Gives whether any has. `None` when nobody waits any more.
    fn look_for(
        &mut self,
        letters: Letters<'_>,
        family: &FamilyIndex,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<bool> {
        let lines = family.lines();
        let first = letters.scattered.initial();
        let mut tried = std::mem::take(&mut self.tried);
        lines.having(letters.scattered.needs(), &mut tried);
        tried.keep(&self.wanted);
        let mut any = false;
        let mut looks = 0;
        for part in tried.parts() {
            lines.fetch(part);
            for line in part {
                looks += 1;
                if looks % LINES_A_LOOK == 0 && cancelled() {
                    return None;
                }
                let (found, passed) = match first {
                    _ if !self.is_free(letters, family, line) => (None, true),
                    Some(first) if is_simple(lines.mask(line)) => {
                        self.look_at_words(letters, family, first, line)
                    }
                    _ => (self.look_at(letters, family, line), true),
                };
                if passed {
                    self.passed.add(line);
                }
                if let Some(found) = found {
                    self.keep(letters.term, line, found);
                    any = true;
                }
            }
        }
        self.tried = tried;
        if first.is_none() {
            // How far letters beside ASCII may stand apart is not asked for.
            self.passed.refill(lines.len(), true);
        }
        Some(any)
    }

    /// Whether letters are to be looked for in a line that may have them.
    fn is_free(&self, letters: Letters<'_>, family: &FamilyIndex, line: usize) -> bool {
        let cell = self.columns[letters.term].cell(line);
        let field = letters.scattered.field();
        // The letters stand back behind the words themselves, wherever those are.
        (!cell.found() || matches!(cell.found_by, FoundBy::Pattern(_)))
            && family.lines().length(line) <= MAX_LINE
            && field.is_none_or(|field| field.covers(family.field(line)))
    }

    /// Looks for letters in one line.
    fn look_at(&mut self, letters: Letters<'_>, family: &FamilyIndex, line: usize) -> Option<Cell> {
        let scattered = letters.scattered;
        let text = family.lines().folded(line, &mut self.links);
        let glance = self
            .fuzzy
            .glance(letters.number, scattered, &text, &self.links);
        glance.map(|glance| letters.cell(glance))
    }

    /// Looks for letters in one line that is ASCII without links. Gives whether they are there for a longer pattern, too.
    fn look_at_words(
        &mut self,
        letters: Letters<'_>,
        family: &FamilyIndex,
        first: u8,
        line: usize,
    ) -> (Option<Cell>, bool) {
        let text = family.lines().text(line);
        let bytes = text.as_bytes();
        let starts = || Beginnings::of((first, None), family.lines().place(line));
        let mut found = Begins::default();
        // Only so many words are tried; a short line has no more.
        match letters
            .scattered
            .rare()
            .filter(|_| bytes.len() < 2 * MAX_TRIED)
        {
            Some(rare) => {
                let reach = letters.scattered.reach(letters.horizon);
                let mut from = 0;
                for at in memchr2_iter(rare, rare.to_ascii_uppercase(), bytes) {
                    let near = from.max((at + 1).saturating_sub(reach))..at;
                    from = at;
                    if !letters.scattered.goes_on(bytes, at, reach) {
                        continue;
                    }
                    let mut starts = starts().within(near);
                    if starts.any(|start| self.look_at_word(letters, text, start, &mut found)) {
                        break;
                    }
                }
            }
            None => {
                let mut starts = starts().take(MAX_TRIED);
                starts.any(|start| self.look_at_word(letters, text, start, &mut found));
            }
        }
        (found.best, found.passed)
    }

    /// Looks for letters from one word on. Gives whether that was enough.
    fn look_at_word(
        &mut self,
        letters: Letters<'_>,
        text: &str,
        start: usize,
        found: &mut Begins,
    ) -> bool {
        let scattered = letters.scattered;
        let Some(begun) = scattered.begins(&text.as_bytes()[start..], letters.horizon) else {
            return false;
        };
        found.passed = true;
        match begun {
            Begun::TooFar => {}
            Begun::Word => {
                found.words += 1;
                let number = letters.number;
                let glance = self.fuzzy.glance_at_word(number, scattered, text, start);
                if let Some((score, glance)) = glance
                    && found.highest.is_none_or(|highest| score > highest)
                {
                    found.highest = Some(score);
                    found.best = Some(letters.cell(glance));
                }
            }
            Begun::Scattered => {
                let cell = || letters.cell(Glance::Scattered { start });
                found.best = found.best.or_else(|| Some(cell()));
            }
        }
        found.words == MAX_STARTS
    }
}
