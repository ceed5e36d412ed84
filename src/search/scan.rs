//! The pass over a whole family: which of its positions answer, and how well.
//!
//! What is asked for as it stands is looked for in all lines at once; letters out of order only in the lines of
//! positions that do not have it as typed. What the fuzzy matcher would say of letters in several words is not asked
//! here: such answers carry the best score that they can have, and are marked as guessed.

use super::fold::{Links, has_links};
use super::fuzzy::{Fuzzy, Glance, SCATTERED, Scattered};
use super::index::FamilyIndex;
use super::query::needle::{Needle, Wanted};
use super::rank::{Cell, Frame, Nearness, Tally, Tier, single, tier};
use super::{Field, board::nearness};

/// Lines tried for letters between two looks at whether anybody still waits.
const LINES_A_LOOK: usize = 256;

/// A place that answers, before it is presented.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// What it is worth; when it is guessed, the most that it can be.
    pub(super) score: i64,
    pub(super) exact: bool,
    pub(super) guessed: bool,
    pub(super) family: u32,
    pub(super) place: u32,
}

/// A query made ready for all families.
pub(super) struct Plan<'q> {
    pub(super) query: &'q Wanted,
    /// The patterns of the terms that may be found scattered.
    pub(super) scattered: Vec<Option<Scattered<'q>>>,
    /// The terms, those first that are likely to be rare.
    order: Vec<usize>,
    /// What a line is worth more to whom writes it: for one term, and for all of them together.
    own: (i64, i64),
}

impl<'q> Plan<'q> {
    pub(super) fn new(query: &'q Wanted) -> Self {
        let length = |term: &usize| query.terms[*term].needles.first().map(|n| n.folded().len());
        let mut order: Vec<usize> = (0..query.terms.len()).collect();
        order.sort_by_key(|term| std::cmp::Reverse(length(term)));
        let patterns = query.terms.iter().map(|term| term.pattern.as_ref());
        Self {
            query,
            scattered: patterns
                .map(|pattern| pattern.map(Scattered::new))
                .collect(),
            order,
            own: (worth_of_own(1), worth_of_own(query.terms.len())),
        }
    }
}

/// What is gained when so many terms are found in a line of the position's own instead of an inherited one.
fn worth_of_own(terms: usize) -> i64 {
    let score = |inherited| {
        let mut tally = Tally::default();
        for _ in 0..terms {
            let frame = Frame {
                field: Field::Title,
                inherited,
                length: 0,
            };
            tally.add(Cell::of(Tier::Word, 0, 0, 0), frame);
        }
        tally.score(Nearness::Apart)
    };
    score(false) - score(true)
}

/// What the lines of a family say to one term, by line.
#[derive(Default)]
struct Column {
    cells: Vec<Cell>,
    /// What a line is worth to a position that inherits it; nothing where the term is not found.
    worth: Vec<Option<i64>>,
}

/// Room to work in, used for one family after the other.
pub(super) struct Scan<'p> {
    plan: &'p Plan<'p>,
    fuzzy: Fuzzy,
    columns: Vec<Column>,
    /// What lines are worth that have all terms.
    together: Vec<Option<(i64, bool)>>,
    barred: Vec<bool>,
    wanted: Vec<bool>,
    links: Links,
}

impl<'p> Scan<'p> {
    pub(super) fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            plan,
            fuzzy: Fuzzy::new(),
            columns: plan.order.iter().map(|_| Column::default()).collect(),
            together: Vec::new(),
            barred: Vec::new(),
            wanted: Vec::new(),
            links: Links::default(),
        }
    }

    /// Looks at one family. `counted`: letters out of order need only be counted. Nothing is added when nobody waits
    /// any more.
    pub(super) fn family(
        &mut self,
        number: usize,
        family: &FamilyIndex,
        counted: bool,
        cancelled: &dyn Fn() -> bool,
        found: &mut Vec<Candidate>,
    ) {
        let plan = self.plan;
        for term in &plan.order {
            let exact = self.as_typed(*term, family);
            let loose = self.loosely(*term, family, exact, counted, cancelled);
            if !exact && !loose {
                return;
            }
        }
        self.weigh(family);
        self.bar(family);
        found.extend((0..family.places.len()).filter_map(|place| {
            let (score, exact, guessed) = self.standing(family, place)?;
            Some(Candidate {
                score,
                exact,
                guessed,
                family: u32::try_from(number).unwrap_or(u32::MAX),
                place: u32::try_from(place).unwrap_or(u32::MAX),
            })
        }));
    }

    /// Looks for a term as it was typed, and for its synonyms.
    fn as_typed(&mut self, term: usize, family: &FamilyIndex) -> bool {
        let cells = &mut self.columns[term].cells;
        cells.clear();
        cells.resize(family.len(), Cell::default());
        let mut any = false;
        for (n, needle) in self.plan.query.terms[term].needles.iter().enumerate() {
            each_occurrence(needle, family, &mut self.links, |line, tier, start, end| {
                any = true;
                if tier as u8 > cells[line].tier {
                    cells[line] = Cell::of(tier, n, start, end);
                }
                tier == Tier::Word
            });
        }
        any
    }

    /// Looks for the letters of a term in the lines of all positions that do not have it as typed.
    fn loosely(
        &mut self,
        term: usize,
        family: &FamilyIndex,
        exact: bool,
        counted: bool,
        cancelled: &dyn Fn() -> bool,
    ) -> bool {
        let plan = self.plan;
        let Some(scattered) = &plan.scattered[term] else {
            return false;
        };
        if !family.may_hold(scattered.kinds()) {
            return false;
        }
        self.wanted.clear();
        self.wanted.resize(family.len(), !exact);
        let cells = &mut self.columns[term].cells;
        if exact {
            for place in 0..family.places.len() {
                let lines = || family.runs(place).iter().map(|run| run.lines());
                if !lines().flatten().any(|line| cells[line].found()) {
                    lines().for_each(|lines| self.wanted[lines].fill(true));
                }
            }
        }
        let length = scattered.len();
        let mut any = false;
        let mut tried = 0;
        for (line, mask) in family.masks().iter().enumerate() {
            if !self.wanted[line] || !scattered.may_be_in(*mask) || cells[line].found() {
                continue;
            }
            tried += 1;
            if tried % LINES_A_LOOK == 0 && cancelled() {
                return false;
            }
            let text = family.line(line);
            self.links.clear();
            if has_links(*mask) {
                self.links.find(text);
            }
            let glance = if counted {
                let first = Fuzzy::first(scattered, text, &self.links);
                first.map(|start| Glance::Scattered { start })
            } else {
                self.fuzzy.glance(term, scattered, text, &self.links)
            };
            let Some(glance) = glance else {
                continue;
            };
            any = true;
            cells[line] = match glance {
                Glance::Word {
                    quality,
                    start,
                    end,
                } => Cell::loose(quality, start, end),
                // One letter at least stands between the others.
                Glance::Scattered { start } => Cell {
                    guessed: true,
                    ..Cell::loose(SCATTERED, start, start + length + 1)
                },
            };
        }
        any
    }

    /// Tells what each line is worth where something was found.
    fn weigh(&mut self, family: &FamilyIndex) {
        let plan = self.plan;
        let frame = |line, field| Frame {
            field,
            inherited: true,
            length: family.bytes(line).len(),
        };
        for column in &mut self.columns {
            column.worth.clear();
            let (mut field, mut until) = (Field::Id, 0);
            let worth = column.cells.iter().enumerate().map(|(line, cell)| {
                if !cell.found() {
                    return None;
                }
                if line >= until {
                    (field, until) = family.field(line);
                }
                Some(single(*cell, frame(line, field)))
            });
            column.worth.extend(worth);
        }
        self.together.clear();
        if self.columns.len() < 2 {
            return;
        }
        let columns = &self.columns;
        let links = &mut self.links;
        self.together.extend((0..family.len()).map(|line| {
            let cells = columns.iter().map(|column| column.cells[line]);
            if !cells.clone().all(Cell::found) {
                return None;
            }
            let text = family.line(line);
            links.clear();
            if has_links(family.masks()[line]) {
                links.find(text);
            }
            let frame = frame(line, family.field(line).0);
            let mut tally = Tally::default();
            cells.clone().for_each(|cell| tally.add(cell, frame));
            let guessed = cells.clone().any(|cell| cell.guessed);
            let score = tally.score(nearness(plan.query, cells, text, links));
            Some((score, guessed))
        }));
    }

    /// Finds the lines that hold what must not be found.
    fn bar(&mut self, family: &FamilyIndex) {
        self.barred.clear();
        for needle in &self.plan.query.without {
            self.barred.resize(family.len(), false);
            let barred = &mut self.barred;
            each_occurrence(needle, family, &mut self.links, |line, _, _, _| {
                barred[line] = true;
                true
            });
        }
    }

    /// How a position stands: its score, and whether that is exact, and guessed.
    fn standing(&self, family: &FamilyIndex, place: usize) -> Option<(i64, bool, bool)> {
        let runs = family.runs(place);
        if !self.barred.is_empty() {
            let mut lines = runs.iter().flat_map(|run| run.lines());
            if lines.any(|line| self.barred[line]) {
                return None;
            }
        }
        let mut tally = Tally::default();
        let (mut score, mut exact, mut guessed) = (None, true, false);
        for column in &self.columns {
            let mut best: Option<(i64, usize, bool)> = None;
            for run in runs {
                let own = if run.inherited { 0 } else { self.plan.own.0 };
                for line in run.lines() {
                    if let Some(worth) = column.worth[line]
                        && best.is_none_or(|(known, ..)| worth + own > known)
                    {
                        best = Some((worth + own, line, run.inherited));
                    }
                }
            }
            let (worth, line, inherited) = best?;
            let cell = column.cells[line];
            exact &= cell.exact();
            guessed |= cell.guessed;
            score = Some(worth);
            if self.columns.len() > 1 {
                let frame = Frame {
                    field: family.field(line).0,
                    inherited,
                    length: family.bytes(line).len(),
                };
                tally.add(cell, frame);
            }
        }
        if let (1, Some(score)) = (self.columns.len(), score) {
            return Some((score, exact, guessed));
        }
        let apart = tally.score(Nearness::Apart);
        let mut together: Option<(i64, bool)> = None;
        for run in runs.iter().filter(|_| !self.together.is_empty()) {
            let own = if run.inherited { 0 } else { self.plan.own.1 };
            for (score, guessed) in self.together[run.lines()].iter().flatten() {
                if together.is_none_or(|(known, _)| score + own > known) {
                    together = Some((score + own, *guessed));
                }
            }
        }
        match together {
            Some((score, guessed)) if score >= apart => Some((score, exact, guessed)),
            _ => Some((apart, exact, guessed)),
        }
    }
}

/// Goes through all lines of a family where a needle stands, and how; bytes are those of the line. `take` says
/// whether it has seen enough of the line.
fn each_occurrence(
    needle: &Needle,
    family: &FamilyIndex,
    links: &mut Links,
    mut take: impl FnMut(usize, Tier, usize, usize) -> bool,
) {
    let text = family.text();
    let length = needle.folded().len();
    let (mut at, mut line) = (0, 0);
    let mut linked = None;
    while let Some(found) = needle.finder.find(&text.as_bytes()[at..]) {
        let start = at + found;
        at = start + length;
        if needle.words_only && is_inside(text, start) {
            continue;
        }
        line = family.line_at(start, line);
        let bytes = family.bytes(line);
        let hidden = has_links(family.masks()[line]) && {
            if linked != Some(line) {
                linked = Some(line);
                links.find(&text[bytes.clone()]);
            }
            links.has(start - bytes.start)
        };
        if let Some(tier) = tier(needle, text, start, at, hidden)
            && take(line, tier, start - bytes.start, at - bytes.start)
        {
            at = (bytes.end + 1).min(text.len());
        }
    }
}

/// Whether a place of a text is plainly inside of a word.
fn is_inside(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text.as_bytes()[before]);
    before.is_some_and(|byte| byte.is_ascii_alphanumeric())
}
