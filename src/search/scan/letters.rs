//! The letters of a term with others between them, in the lines of those positions that do not have it as typed.

use memchr::{memchr, memchr_iter};

use super::super::fold::{has_links, is_simple};
use super::super::fuzzy::{Begun, Glance, MAX_LINE, MAX_STARTS, MAX_TRIED, SCATTERED, Scattered};
use super::super::index::FamilyIndex;
use super::super::missed::Lines;
use super::super::rank::{Cell, FoundBy};
use super::super::seek::few_lines;
use super::{Scan, Watch, refill};

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
    /// Whether it is enough to know that they are there.
    counted: bool,
    /// How long the pattern may grow until it is of interest no more where they are not.
    horizon: usize,
}

/// What became of looking for letters in a family.
struct Looked {
    /// Whether any line has them.
    any: bool,
    /// Whether all lines were looked through, and not only the few that may have them.
    whole: bool,
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
        counted: bool,
        course: &Watch<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> bool {
        let plan = self.plan;
        let scattered = plan.scattered[term].iter().enumerate();
        let mut held = scattered
            .filter(|(_, scattered)| family.may_hold(scattered.kinds()))
            .peekable();
        if held.peek().is_none() {
            return false;
        }
        self.want(term, family, exact);
        let known = course.absent.filter(|_| course.is_loose);
        if let Some(absent) = known {
            absent.loose.take_out_of(&mut self.wanted);
        }
        refill(&mut self.passed, family.len(), false);
        let mut any = false;
        for (nth, scattered) in held {
            let letters = Letters {
                scattered,
                term,
                nth,
                number: plan.numbers[term] + nth,
                counted,
                horizon: course.horizon,
            };
            let found = match scattered.capital() {
                Some(capital) => self.by_words(letters, family, capital, cancelled),
                None => self.by_lines(letters, family, cancelled),
            };
            let Some(found) = found else {
                return false;
            };
            any |= found.any;
            let known = known.map(|absent| &absent.loose);
            // Where few lines can have a word, few can have a longer one.
            if course.horizon > 0 && (found.whole || known.is_some()) {
                let missed = Lines::unseen(&self.wanted, &self.passed);
                self.absent.loose = match known {
                    Some(known) => missed.and(known),
                    None => missed,
                };
            }
        }
        any
    }

    /// Notes the lines in which the letters of a term are to be looked for.
    fn want(&mut self, term: usize, family: &FamilyIndex, exact: bool) {
        if !exact {
            self.wanted.clone_from(&self.lines);
            return;
        }
        let cells = &self.columns[term].cells;
        refill(&mut self.wanted, family.len(), false);
        for place in (0..family.places()).filter(|place| self.possible[*place]) {
            let lines = || family.runs(place).iter().map(|run| run.lines());
            if !lines().flatten().any(|line| cells[line].exact()) {
                lines().for_each(|lines| self.wanted[lines].fill(true));
            }
        }
    }

    /// Whether letters are to be looked for in a line.
    fn is_wanted(&self, letters: Letters<'_>, family: &FamilyIndex, line: usize) -> bool {
        let cell = self.columns[letters.term].cells[line];
        // The letters stand back behind the words themselves, wherever those are.
        let is_free = || match cell.found_by {
            FoundBy::Needle(_) => !cell.found(),
            FoundBy::Pattern(_) => true,
        };
        let field = letters.scattered.field();
        self.wanted[line]
            && letters.scattered.may_be_in(family.masks()[line])
            && is_free()
            && family.bytes(line).len() <= MAX_LINE
            && field.is_none_or(|field| field.covers(family.field(line)))
    }

    /// Keeps what was found in a line, unless another pattern of the term is better there.
    fn keep(&mut self, letters: Letters<'_>, line: usize, found: Option<Cell>) -> bool {
        let known = &mut self.columns[letters.term].cells[line];
        if let Some(cell) = found {
            if known.guessed && cell.guessed {
                // Either may turn out to be the better one.
                let length = (known.end - known.start).min(cell.end - cell.start);
                known.start = known.start.min(cell.start);
                known.end = known.start + length;
            } else if !known.found() || cell.quality > known.quality {
                *known = cell;
            }
        }
        found.is_some()
    }

    /// Looks for letters line by line. `None` when nobody waits any more.
    fn by_lines(
        &mut self,
        letters: Letters<'_>,
        family: &FamilyIndex,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Looked> {
        let mut any = false;
        let mut tried = 0;
        for line in 0..family.len() {
            // How far letters beside ASCII may stand apart is not asked for.
            self.passed[line] = true;
            if !self.is_wanted(letters, family, line) {
                continue;
            }
            tried += 1;
            if tried % LINES_A_LOOK == 0 && cancelled() {
                return None;
            }
            let found = self.look_at(letters, family, line);
            any |= self.keep(letters, line, found);
        }
        Some(Looked { any, whole: true })
    }

    /// Looks for letters from one word to the next that begins like the pattern; the same as [`Self::by_lines`] finds.
    fn by_words(
        &mut self,
        letters: Letters<'_>,
        family: &FamilyIndex,
        capital: u8,
        cancelled: &dyn Fn() -> bool,
    ) -> Option<Looked> {
        let text = family.text().as_bytes();
        let few = few_lines(family, &self.wanted, letters.scattered.kinds());
        let whole = few.is_none();
        let mut few = few.map(|lines| lines.collect::<Vec<usize>>().into_iter());
        let mut any = false;
        let (mut at, mut line, mut looks) = (0, 0, 0);
        loop {
            let next = match &mut few {
                Some(few) => few.next(),
                None => memchr(capital, &text[at..]).map(|found| family.line_at(at + found, line)),
            };
            let Some(next) = next else {
                break;
            };
            line = next;
            at = (family.bytes(line).end + 1).min(text.len());
            looks += 1;
            if looks % LINES_A_LOOK == 0 && cancelled() {
                return None;
            }
            if !self.is_wanted(letters, family, line) {
                self.passed[line] = true;
                continue;
            }
            let (found, passed) = match is_simple(family.masks()[line]) {
                true => self.look_at_words(letters, family, capital, line),
                false => (self.look_at(letters, family, line), true),
            };
            self.passed[line] = passed;
            any |= self.keep(letters, line, found);
        }
        Some(Looked { any, whole })
    }

    /// Looks for letters in one line.
    fn look_at(&mut self, letters: Letters<'_>, family: &FamilyIndex, line: usize) -> Option<Cell> {
        let scattered = letters.scattered;
        let text = family.line(line);
        self.links.clear();
        if has_links(family.masks()[line]) {
            self.links.find(&text);
        }
        let glance = if letters.counted {
            let first = scattered.first(&text, &self.links);
            first.map(|start| Glance::Scattered { start })
        } else {
            self.fuzzy
                .glance(letters.number, scattered, &text, &self.links)
        };
        glance.map(|glance| letters.cell(glance))
    }

    /// Looks for letters in one line that is ASCII without links. Gives whether they are there for a longer pattern, too.
    fn look_at_words(
        &mut self,
        letters: Letters<'_>,
        family: &FamilyIndex,
        capital: u8,
        line: usize,
    ) -> (Option<Cell>, bool) {
        let scattered = letters.scattered;
        let text = &family.text()[family.bytes(line)];
        let mut passed = false;
        let mut best: Option<Cell> = None;
        let (mut words, mut highest) = (0, i64::MIN);
        for start in memchr_iter(capital, text.as_bytes()).take(MAX_TRIED) {
            let Some(begun) = scattered.begins(&text.as_bytes()[start..], letters.horizon) else {
                continue;
            };
            passed = true;
            match begun {
                Begun::TooFar => continue,
                Begun::Word if !letters.counted => {
                    words += 1;
                    let number = letters.number;
                    let glance = self.fuzzy.glance_at_word(number, scattered, text, start);
                    if let Some((score, glance)) = glance
                        && score > highest
                    {
                        highest = score;
                        best = Some(letters.cell(glance));
                    }
                }
                _ => best = best.or_else(|| Some(letters.cell(Glance::Scattered { start }))),
            }
            if letters.counted || words == MAX_STARTS {
                break;
            }
        }
        (best, passed)
    }
}
