//! The pass over a whole family: which of its positions answer, and how well.
//!
//! What is asked for as it stands is looked for in all lines at once, and where that is little, what else is asked for
//! only in the lines of those positions; letters with others between them only where positions do not have them as
//! typed, and not at all where there is enough that does. What the fuzzy matcher would say of letters in several words
//! is not asked here: such answers carry the best score that they can have, and are marked as guessed.

mod letters;

use std::ops::Range;

use super::Field;
use super::bits::Bits;
use super::facts::About;
use super::fold::Links;
use super::former::{Course, Rest};
use super::fuzzy::Fuzzy;
use super::heirs::Writer;
use super::index::{FamilyIndex, Run};
use super::lines::short;
use super::missed::Absent;
use super::plan::{Candidate, Found, Plan};
use super::query::needle::Occurrence;
use super::query::wanted::Condition;
use super::rank::{Cell, FoundBy, Frame, Nearness, Tally, most, single};
use crate::model::{Date, Node};

/// How a position stands.
struct Stand {
    score: i64,
    exact: bool,
    guessed: bool,
    writer: Writer,
    /// The one condition that does not hold, where that was allowed.
    missed: Option<usize>,
}

/// Whether anything was found, and whether as it was typed.
#[derive(Default)]
struct Typed {
    any: bool,
    exact: bool,
}

/// What the lines of a family say to one term.
#[derive(Default)]
struct Column {
    /// By line; only of those that are in `has`.
    cells: Vec<Cell>,
    /// The lines in which the term is found.
    has: Bits,
    /// By line, what those are worth to a position that inherits them.
    worths: Vec<i64>,
}

impl Column {
    /// Forgets what another family said.
    fn clear(&mut self, lines: usize) {
        self.has.refill(lines, false);
        if self.cells.len() < lines {
            self.cells.resize(lines, Cell::default());
            self.worths.resize(lines, 0);
        }
    }

    /// What a line says.
    fn cell(&self, line: usize) -> Cell {
        match self.has.has(line) {
            true => self.cells[line],
            false => Cell::default(),
        }
    }

    /// Notes what a line says as typed, unless it stands better there. `most`: the best that can be said there. Gives
    /// whether that is what it is.
    fn take(&mut self, line: usize, cell: Cell, most: u8) -> bool {
        let known = self.cell(line);
        let is_same = (cell.tier, cell.found_by) == (known.tier, known.found_by);
        if cell.tier > known.tier || (is_same && cell.start < known.start) {
            self.set(line, cell);
        }
        cell.tier == most
    }

    /// Notes what a line says.
    fn set(&mut self, line: usize, cell: Cell) {
        self.has.add(line);
        self.cells[line] = cell;
    }
}

/// What is known of the word that is being typed, and what is to be learnt of it.
#[derive(Default)]
struct Watch<'c> {
    /// The lines of the family in which it does not stand.
    absent: Option<Absent<'c>>,
    /// Whether that is true of it as it was typed, and of its letters.
    is_typed: bool,
    is_loose: bool,
    /// As [`Course::horizon`]; 0 for every other term.
    horizon: usize,
}

impl<'c> Watch<'c> {
    /// What is known for one family.
    fn of(course: &'c Course, family: usize) -> Self {
        let (absent, is_typed, is_loose) = match &course.missed {
            Some((missed, typed, loose)) => (missed.of(family), *typed, *loose),
            None => (None, false, false),
        };
        Self {
            absent,
            is_typed,
            is_loose,
            horizon: course.horizon,
        }
    }
}

/// Lines in which something was looked for and nothing seen, with those of which that was known.
#[derive(Default)]
struct Unseen {
    typed: Bits,
    loose: Bits,
}

impl Unseen {
    /// Forgets all of it.
    fn clear(&mut self) {
        self.typed.refill(0, false);
        self.loose.refill(0, false);
    }
}

/// Room to work in, used for one family after the other.
pub(super) struct Scan<'p> {
    plan: &'p Plan<'p>,
    fuzzy: Fuzzy,
    columns: Vec<Column>,
    /// Terms, those first that few lines may have, and how many those are.
    order: Vec<(usize, usize)>,
    /// The lines that have all terms; by line, what those are worth, and whether that is guessed.
    together: Bits,
    together_worths: Vec<(i64, bool)>,
    /// The lines that have words of each part of what must be absent.
    barred: Vec<Bits>,
    /// Places that may answer, as far as it is known, and their lines.
    possible: Bits,
    lines: Bits,
    /// By term and needle, the lines that may have it.
    holding: Vec<Vec<Bits>>,
    /// Lines in which something is to be looked for, and those of them that may have it.
    wanted: Bits,
    tried: Bits,
    /// Those in which it may stand when it gets longer.
    passed: Bits,
    /// Where the word that is being typed does not stand in this family, as in [`Absent`].
    unseen: Unseen,
    links: Links,
    /// Places to be counted: whether they answer as typed, and which condition they miss.
    counted: Vec<(usize, bool, Option<usize>)>,
}

impl<'p> Scan<'p> {
    pub(super) fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            plan,
            fuzzy: Fuzzy::new(),
            columns: plan.terms.iter().map(|_| Column::default()).collect(),
            order: Vec::new(),
            together: Bits::default(),
            together_worths: Vec::new(),
            barred: vec![Bits::default(); plan.absent.len()],
            possible: Bits::default(),
            lines: Bits::default(),
            holding: plan
                .terms
                .iter()
                .map(|t| vec![Bits::default(); t.len()])
                .collect(),
            wanted: Bits::default(),
            tried: Bits::default(),
            passed: Bits::default(),
            unseen: Unseen::default(),
            links: Links::default(),
            counted: Vec::new(),
        }
    }

    /// Looks at one family, on from where the course begins. `strict`: only what is as it was typed counts.
    /// Nothing is added when nobody waits any more.
    pub(super) fn family(
        &mut self,
        (number, family): (usize, &FamilyIndex),
        (problems, updated): (&[Node], Option<Date>),
        (course, strict): (&Course, bool),
        cancelled: &dyn Fn() -> bool,
        found: &mut Found,
    ) {
        let plan = self.plan;
        let about = |place| About {
            family,
            place,
            problems,
            updated,
        };
        let mut known = course.known();
        match course.from.as_ref().map(|former| former.rest(number)) {
            Some(None) => return,
            Some(Some(rest)) if strict || !rest.as_typed => {
                if rest.possible().is_empty() {
                    return;
                }
                self.take_over(rest, family);
            }
            _ if !self.begin(family, about) => return,
            _ => known = 0,
        }
        // What is to be left for the next search does not depend on the terms behind it.
        let first = known..course.keep.max(known);
        let then = first.end..plan.terms.len();
        let watch = Watch::of(course, number);
        let some = self.terms(first, family, (strict, true), &watch, cancelled);
        if course.keep > 0 && (some || strict) {
            self.leave(course.keep, some, (short(number), strict), found);
        }
        if !some {
            self.learn(number, found);
            return;
        }
        let narrows = plan.terms.len() > 1;
        let some = self.terms(then, family, (strict, narrows), &watch, cancelled);
        self.learn(number, found);
        if !some {
            return;
        }
        self.weigh_together(family);
        self.bar(family);
        self.counted.clear();
        for place in self.possible.iter() {
            let Some(standing) = self.standing(family, place, &about(place)) else {
                continue;
            };
            if plan.tolerant {
                self.counted.push((place, standing.exact, standing.missed));
            }
            if standing.missed.is_none() {
                found.candidates.push(Candidate {
                    score: standing.score,
                    exact: standing.exact,
                    guessed: standing.guessed,
                    writer: standing.writer,
                    heirs: 0,
                    family: short(number),
                    place: short(place),
                });
            }
        }
        found.count(plan.query, family, &self.counted);
    }

    /// Keeps what was learnt of the word that is being typed.
    fn learn(&mut self, number: usize, found: &mut Found) {
        let absent = Absent {
            typed: self.unseen.typed.as_ref(),
            loose: self.unseen.loose.as_ref(),
        };
        if !(absent.typed.is_empty() && absent.loose.is_empty()) {
            found.learnt.add(short(number), absent);
            self.unseen.clear();
        }
    }

    /// Looks for some of the terms. `strict`: as above; `narrows`: what they leave is of interest. Gives whether
    /// any place may have them all.
    fn terms(
        &mut self,
        terms: Range<usize>,
        family: &FamilyIndex,
        (strict, narrows): (bool, bool),
        watch: &Watch<'_>,
        cancelled: &dyn Fn() -> bool,
    ) -> bool {
        if !self.put_in_order(terms, family) {
            return false;
        }
        for n in 0..self.order.len() {
            let term = self.order[n].1;
            let is_watched = self
                .plan
                .typed
                .as_ref()
                .is_some_and(|typed| typed.term == term);
            let watch = if is_watched { watch } else { &Watch::default() };
            let typed = self.as_typed(term, family, watch);
            let loose = !strict && self.loosely(term, family, typed.exact, watch, cancelled);
            self.weigh(term, family);
            // Where something else may do, nothing is said by what is not found.
            if self.plan.query.terms[term].or.is_some() {
                continue;
            }
            if !typed.any && !loose {
                return false;
            }
            if narrows && !self.narrow(term, family) {
                return false;
            }
        }
        true
    }

    /// Puts terms in order. Gives whether the family may have them all.
    fn put_in_order(&mut self, terms: Range<usize>, family: &FamilyIndex) -> bool {
        self.order.clear();
        for term in terms {
            let seekers = self.plan.terms[term].iter().zip(&mut self.holding[term]);
            let mut lines = 0;
            for (seeker, holding) in seekers {
                seeker.lines(family.lines(), holding);
                lines += holding.count();
            }
            if lines == 0 && self.plan.query.terms[term].or.is_none() {
                return false;
            }
            self.order.push((lines, term));
        }
        self.order.sort_unstable();
        true
    }

    /// Takes over where the first terms stand.
    fn take_over(&mut self, rest: Rest<'_>, family: &FamilyIndex) {
        self.possible.copy(rest.possible());
        self.spread(family);
        for (term, known) in rest.columns().enumerate() {
            let column = &mut self.columns[term];
            column.clear(family.len());
            for (line, cell) in known {
                column.set(*line as usize, *cell);
            }
            self.weigh(term, family);
        }
    }

    /// Leaves what the next search can take over of so many terms; where no place has them all, only that. `family`: its
    /// number, and whether only what is as it was typed was looked for.
    fn leave(&self, terms: usize, some: bool, family: (u32, bool), found: &mut Found) {
        let columns = self.columns[..terms].iter().map(|column| {
            let lines = column.has.iter().filter(|_| some);
            lines.map(|line| (short(line), column.cells[line]))
        });
        let possible = if some { self.possible.as_ref() } else { &[] };
        found.rests.add(family, possible, columns);
    }

    /// Notes which places may answer before any line is looked at. Gives whether there are any.
    fn begin<'f>(&mut self, family: &'f FamilyIndex, about: impl Fn(usize) -> About<'f>) -> bool {
        let query = self.plan.query;
        let all = self.plan.tolerant || query.conditions.is_empty();
        self.possible.refill(family.places(), all);
        if all {
            self.lines.refill(family.len(), true);
            return true;
        }
        for place in 0..family.places() {
            if query.admits(&about(place)) {
                self.possible.add(place);
            }
        }
        self.spread(family)
    }

    /// Leaves only those places, and their lines, that have a term. Gives whether there are any.
    fn narrow(&mut self, term: usize, family: &FamilyIndex) -> bool {
        let column = &self.columns[term];
        for place in 0..family.places() {
            let mut runs = family.runs(place).iter();
            if !runs.any(|run| column.has.has_any(run.lines())) {
                self.possible.take(place);
            }
        }
        self.spread(family)
    }

    /// Notes the lines of the places that may answer. Gives whether there are any.
    fn spread(&mut self, family: &FamilyIndex) -> bool {
        self.lines.refill(family.len(), false);
        for place in self.possible.iter() {
            for run in family.runs(place) {
                self.lines.add_all(run.lines());
            }
        }
        !self.possible.is_empty()
    }

    /// Looks for a term as it was typed, and for its synonyms.
    fn as_typed(&mut self, term: usize, family: &FamilyIndex, watch: &Watch<'_>) -> Typed {
        let known = watch.absent.map_or(&[][..], |absent| absent.typed);
        self.wanted.copy(&self.lines);
        if watch.is_typed {
            self.wanted.leave_out(known);
        }
        self.passed.refill(family.len(), false);
        let column = &mut self.columns[term];
        column.clear(family.len());
        let mut typed = Typed::default();
        for (n, seeker) in self.plan.terms[term].iter().enumerate() {
            self.tried.copy(&self.wanted);
            self.tried.keep(&self.holding[term][n]);
            let passed = &mut self.passed;
            let saw = |line: usize| {
                if n == 0 {
                    passed.add(line);
                }
            };
            let take = |line: usize, field, found: &Occurrence| {
                let most = most(field);
                let cell = Cell::of(found, most, n, seeker.needle.direct);
                typed.any = true;
                typed.exact |= cell.exact();
                column.take(line, cell, most)
            };
            seeker.each(family, &self.tried, &mut self.links, saw, take);
        }
        if let Some(word) = self.plan.terms[term].first()
            && watch.horizon > 0
            && !word.needle.words_only
        {
            note_unseen(&mut self.unseen.typed, (&self.wanted, &self.passed), known);
        }
        typed
    }

    /// Tells what each line is worth where a term was found.
    fn weigh(&mut self, term: usize, family: &FamilyIndex) {
        let column = &mut self.columns[term];
        let mut fields = family.fields();
        let (mut field, mut until) = (Field::Id, 0);
        for line in column.has.iter() {
            if line >= until {
                (field, until) = fields.at(line);
            }
            let frame = inherited(family, line, field);
            column.worths[line] = single(column.cells[line], frame);
        }
    }

    /// Tells what the lines are worth that have all terms.
    fn weigh_together(&mut self, family: &FamilyIndex) {
        let (first, others) = match self.columns.as_slice() {
            [first, others @ ..] if !others.is_empty() => (first, others),
            _ => return self.together.refill(family.len(), false),
        };
        self.together.copy(&first.has);
        others.iter().for_each(|c| self.together.keep(&c.has));
        if self.together_worths.len() < family.len() {
            self.together_worths.resize(family.len(), (0, false));
        }
        let together = std::mem::take(&mut self.together);
        for line in together.iter() {
            let frame = inherited(family, line, family.field(line));
            // In few lines there are all of them, and those are the first to be shown: it is worth a look what was guessed.
            for term in 0..self.columns.len() {
                self.look_again(term, line, frame, family);
            }
            let cells = self.columns.iter().map(|column| column.cells[line]);
            let text = family.lines().text(line).as_bytes();
            let phrase = self.plan.phrase.as_ref();
            let nearness = match phrase.filter(|phrase| phrase.is_in(text)) {
                Some(phrase) => Nearness::Phrase(phrase.needle.folded().len()),
                // Wherever those stand that are guessed, they can only be further apart.
                None => Nearness::of(cells.clone().filter(|cell| !cell.guessed)),
            };
            let mut tally = Tally::default();
            cells.clone().for_each(|cell| tally.add(cell, frame));
            let guessed = cells.clone().any(|cell| cell.guessed);
            self.together_worths[line] = (tally.score(nearness), guessed);
        }
        self.together = together;
    }

    /// Looks for a term in a line in which it is guessed that words begin with it.
    fn look_again(&mut self, term: usize, line: usize, frame: Frame, family: &FamilyIndex) {
        let column = &mut self.columns[term];
        let guess = column.cells[line];
        let (true, FoundBy::Needle(n)) = (guess.guessed, guess.found_by) else {
            return;
        };
        let n = usize::from(n);
        let seeker = &self.plan.terms[term][n];
        let most = most(frame.field);
        column.cells[line] = Cell::default();
        let take = |line, _, found: &Occurrence| {
            let cell = Cell::of(found, most, n, seeker.needle.direct);
            column.take(line, cell, most)
        };
        seeker.each_guessed(family, (line, frame.field), &mut self.links, take);
        if !column.cells[line].found() {
            column.cells[line] = guess;
        }
        column.worths[line] = single(column.cells[line], frame);
    }

    /// Finds the lines that hold what some condition wants in none.
    fn bar(&mut self, family: &FamilyIndex) {
        for (seekers, barred) in self.plan.absent.iter().zip(&mut self.barred) {
            barred.refill(family.len(), false);
            for seeker in seekers {
                seeker.lines(family.lines(), &mut self.tried);
                self.tried.keep(&self.lines);
                let take = |line, _, _: &Occurrence| {
                    barred.add(line);
                    true
                };
                seeker.each(family, &self.tried, &mut self.links, |_| {}, take);
            }
        }
    }

    /// How a position stands.
    fn standing(&self, family: &FamilyIndex, place: usize, about: &About<'_>) -> Option<Stand> {
        let query = self.plan.query;
        let runs = family.runs(place);
        let holds = |condition: &Condition| {
            condition.holds(about, |words| {
                let mut runs = runs.iter();
                runs.any(|run| self.barred[words].has_any(run.lines()))
            })
        };
        let missed = query.missed(self.plan.tolerant, holds)?;
        let mut tally = Tally::default();
        let (mut single, mut exact, mut guessed) = (None, true, false);
        let mut writer = Writer::default();
        for (column, term) in self.columns.iter().zip(&query.terms) {
            let Some((worth, line, inherited)) = self.best(column, runs) else {
                // Something else may do instead of a line.
                if term.or.as_ref().is_some_and(holds) {
                    writer = Writer::Several;
                    continue;
                }
                return None;
            };
            writer = writer.and(family, line, inherited);
            let cell = column.cells[line];
            exact &= cell.exact();
            guessed |= cell.guessed;
            single = Some(worth);
            if self.columns.len() > 1 {
                let frame = Frame {
                    field: family.field(line),
                    inherited,
                    length: family.lines().length(line),
                };
                tally.add(cell, frame);
            }
        }
        let stand = |score, guessed, writer| Stand {
            score,
            exact,
            guessed,
            writer,
            missed,
        };
        if let (1, Some(score)) = (self.columns.len(), single) {
            return Some(stand(score, guessed, writer));
        }
        let apart = tally.score(Nearness::Apart);
        match self.together(runs) {
            Some((score, guessed, line, inherited)) if score >= apart => {
                let writer = Writer::default().and(family, line, inherited);
                Some(stand(score, guessed, writer))
            }
            _ => Some(stand(apart, guessed, writer)),
        }
    }

    /// The line of a position that speaks for a term: what it is worth to the position, its number, and whether it is
    /// inherited.
    fn best(&self, column: &Column, runs: &[Run]) -> Option<(i64, usize, bool)> {
        let mut best: Option<(i64, usize, bool)> = None;
        for run in runs {
            let own = if run.inherited { 0 } else { self.plan.own.0 };
            column.has.within(run.lines()).for_each(|line| {
                let worth = column.worths[line] + own;
                if best.is_none_or(|(known, ..)| worth > known) {
                    best = Some((worth, line, run.inherited));
                }
            });
        }
        best
    }

    /// The best of the lines of a position that have all terms: what it is worth, whether that is guessed, its number,
    /// and whether it is inherited.
    fn together(&self, runs: &[Run]) -> Option<(i64, bool, usize, bool)> {
        let mut best: Option<(i64, bool, usize, bool)> = None;
        for run in runs {
            let own = if run.inherited { 0 } else { self.plan.own.1 };
            self.together.within(run.lines()).for_each(|line| {
                let (worth, guessed) = self.together_worths[line];
                if best.is_none_or(|(known, ..)| worth + own > known) {
                    best = Some((worth + own, guessed, line, run.inherited));
                }
            });
        }
        best
    }
}

/// Notes the lines in which something was looked for and nothing seen, with those of which that is known.
fn note_unseen(unseen: &mut Bits, (wanted, passed): (&Bits, &Bits), known: &[u64]) {
    unseen.copy(wanted);
    unseen.leave_out(passed);
    unseen.join(known);
}

/// A line as those see it who do not write it.
fn inherited(family: &FamilyIndex, line: usize, field: Field) -> Frame {
    Frame {
        field,
        inherited: true,
        length: family.lines().length(line),
    }
}
