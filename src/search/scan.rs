//! The pass over a whole family: which of its positions answer, and how well.
//!
//! What is asked for as it stands is looked for in all lines at once; letters out of order only in the lines of
//! positions that do not have it as typed. What the fuzzy matcher would say of letters in several words is not asked
//! here: such answers carry the best score that they can have, and are marked as guessed.

use super::facets::Facets;
use super::facts::About;
use super::fold::{Links, has_links};
use super::fuzzy::{Fuzzy, Glance, SCATTERED, Scattered};
use super::index::FamilyIndex;
use super::query::needle::{Needle, Occurrence};
use super::query::wanted::{Condition, Wanted};
use super::rank::{Cell, FoundBy, Frame, Nearness, Tally, most, single};
use super::{Field, board::nearness};
use crate::model::{Date, Node};

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
    /// The patterns of each term, for being found scattered.
    pub(super) scattered: Vec<Vec<Scattered<'q>>>,
    /// The number of the first pattern of each term among all of them.
    numbers: Vec<usize>,
    /// The terms, those first that are likely to be rare.
    order: Vec<usize>,
    /// What a line is worth more to whom writes it: for one term, and for all of them together.
    own: (i64, i64),
    /// Whether places are to be counted that answer all conditions but one.
    tolerant: bool,
}

impl<'q> Plan<'q> {
    pub(super) fn new(query: &'q Wanted, tolerant: bool) -> Self {
        let length = |term: &usize| query.terms[*term].needles.first().map(|n| n.folded().len());
        let mut order: Vec<usize> = (0..query.terms.len()).collect();
        order.sort_by_key(|term| std::cmp::Reverse(length(term)));
        let patterns = query.terms.iter().map(|term| &term.patterns);
        let scattered: Vec<Vec<Scattered<'q>>> = patterns
            .map(|patterns| patterns.iter().map(Scattered::new).collect())
            .collect();
        let mut next = 0;
        let numbers = scattered.iter().map(|scattered| {
            let first = next;
            next += scattered.len();
            first
        });
        Self {
            query,
            numbers: numbers.collect(),
            scattered,
            order,
            own: (worth_of_own(1), worth_of_own(query.terms.len())),
            tolerant,
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
            tally.add(Cell::default(), frame);
        }
        tally.score(Nearness::Apart)
    };
    score(false) - score(true)
}

/// How a position stands.
struct Stand {
    score: i64,
    exact: bool,
    guessed: bool,
    /// The one condition that does not hold, where that was allowed.
    missed: Option<usize>,
}

/// Whether anything was found, and whether as it was typed.
#[derive(Default)]
struct Typed {
    any: bool,
    exact: bool,
}

/// What one look through the catalog gives.
#[derive(Default)]
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    pub(super) facets: Facets,
    /// For each condition of the query, how many places answer everything else as it was typed.
    pub(super) without: Vec<usize>,
}

impl Found {
    pub(super) fn new(query: &Wanted) -> Self {
        Self {
            without: vec![0; query.conditions.len()],
            ..Self::default()
        }
    }

    /// Counts a place: in all facets, or in the one whose condition it misses.
    fn count(&mut self, query: &Wanted, family: &FamilyIndex, place: usize, standing: &Stand) {
        let facts = &family.facts()[place];
        match standing.missed {
            None => self.facets.add(&family.key, facts, None),
            Some(missed) => {
                self.without[missed] += usize::from(standing.exact);
                if let Some(field) = query.conditions[missed].field {
                    self.facets.add(&family.key, facts, Some(field));
                }
            }
        }
    }

    /// Puts what two have found together.
    pub(super) fn join(&mut self, mut other: Self) {
        self.candidates.append(&mut other.candidates);
        self.facets.join(other.facets);
        for (count, more) in self.without.iter_mut().zip(other.without) {
            *count += more;
        }
    }
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
    /// The lines that have words of each part of [`Wanted::absent`].
    barred: Vec<Vec<bool>>,
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
            barred: plan.query.absent.iter().map(|_| Vec::new()).collect(),
            wanted: Vec::new(),
            links: Links::default(),
        }
    }

    /// Looks at one family. `counted`: letters out of order need only be counted. Nothing is added when nobody waits
    /// any more.
    pub(super) fn family(
        &mut self,
        (number, family): (usize, &FamilyIndex),
        (problems, updated): (&[Node], Option<Date>),
        counted: bool,
        cancelled: &dyn Fn() -> bool,
        found: &mut Found,
    ) {
        let plan = self.plan;
        let places = 0..family.places.len();
        let about = |place| About {
            family,
            place,
            problems,
            updated,
        };
        if !plan.tolerant && !places.clone().any(|place| plan.query.admits(&about(place))) {
            return;
        }
        for term in &plan.order {
            let typed = self.as_typed(*term, family);
            let loose = self.loosely(*term, family, typed.exact, counted, cancelled);
            if !typed.any && !loose && plan.query.terms[*term].or.is_none() {
                return;
            }
        }
        self.weigh(family);
        self.bar(family);
        for place in places {
            let about = about(place);
            let Some(standing) = self.standing(family, place, &about) else {
                continue;
            };
            if plan.tolerant {
                found.count(plan.query, family, place, &standing);
            }
            if standing.missed.is_none() {
                found.candidates.push(Candidate {
                    score: standing.score,
                    exact: standing.exact,
                    guessed: standing.guessed,
                    family: u32::try_from(number).unwrap_or(u32::MAX),
                    place: u32::try_from(place).unwrap_or(u32::MAX),
                });
            }
        }
    }

    /// Looks for a term as it was typed, and for its synonyms.
    fn as_typed(&mut self, term: usize, family: &FamilyIndex) -> Typed {
        let cells = &mut self.columns[term].cells;
        cells.clear();
        cells.resize(family.len(), Cell::default());
        let mut typed = Typed::default();
        for (n, needle) in self.plan.query.terms[term].needles.iter().enumerate() {
            each_occurrence(needle, family, &mut self.links, |line, field, found| {
                let cell = Cell::of(found, field, n, needle.direct);
                typed.any = true;
                typed.exact |= cell.exact();
                if cell.tier > cells[line].tier {
                    cells[line] = cell;
                }
                cell.tier == most(field)
            });
        }
        typed
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
        let scattered = &plan.scattered[term];
        if !scattered
            .iter()
            .any(|scattered| family.may_hold(scattered.kinds()))
        {
            return false;
        }
        self.wanted.clear();
        self.wanted.resize(family.len(), !exact);
        let cells = &mut self.columns[term].cells;
        if exact {
            for place in 0..family.places.len() {
                let lines = || family.runs(place).iter().map(|run| run.lines());
                if !lines().flatten().any(|line| cells[line].exact()) {
                    lines().for_each(|lines| self.wanted[lines].fill(true));
                }
            }
        }
        let mut any = false;
        let mut tried = 0;
        for (n, scattered) in scattered.iter().enumerate() {
            let (number, length) = (plan.numbers[term] + n, scattered.len());
            let (mut covered, mut until) = (true, 0);
            for (line, mask) in family.masks().iter().enumerate() {
                // The letters stand back behind the words themselves, wherever those are.
                let free = match cells[line].found_by {
                    FoundBy::Needle(_) => !cells[line].found(),
                    FoundBy::Pattern(_) => true,
                };
                if !self.wanted[line] || !scattered.may_be_in(*mask) || !free {
                    continue;
                }
                if let Some(field) = scattered.field()
                    && line >= until
                {
                    let (of, end) = family.field(line);
                    (covered, until) = (field.covers(of), end);
                }
                if !covered {
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
                    self.fuzzy.glance(number, scattered, text, &self.links)
                };
                let cell = match glance {
                    None => continue,
                    Some(Glance::Word {
                        quality,
                        start,
                        end,
                    }) => Cell::loose(n, quality, start, end),
                    // One letter at least stands between the others.
                    Some(Glance::Scattered { start }) => Cell {
                        guessed: true,
                        ..Cell::loose(n, SCATTERED, start, start + length + 1)
                    },
                };
                any = true;
                if !cells[line].found() || cell.quality > cells[line].quality {
                    cells[line] = cell;
                }
            }
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

    /// Finds the lines that hold what some condition wants in none.
    fn bar(&mut self, family: &FamilyIndex) {
        for (needles, barred) in self.plan.query.absent.iter().zip(&mut self.barred) {
            barred.clear();
            barred.resize(family.len(), false);
            for needle in needles {
                each_occurrence(needle, family, &mut self.links, |line, _, _| {
                    barred[line] = true;
                    true
                });
            }
        }
    }

    /// How a position stands.
    fn standing(&self, family: &FamilyIndex, place: usize, about: &About<'_>) -> Option<Stand> {
        let query = self.plan.query;
        let runs = family.runs(place);
        let holds = |condition: &Condition| {
            condition.holds(about, |words| {
                let mut lines = runs.iter().flat_map(|run| run.lines());
                lines.any(|line| self.barred[words][line])
            })
        };
        let missed = query.missed(self.plan.tolerant, holds)?;
        let mut tally = Tally::default();
        let (mut single, mut exact, mut guessed) = (None, true, false);
        for (column, term) in self.columns.iter().zip(&query.terms) {
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
            let Some((worth, line, inherited)) = best else {
                // Something else may do instead of a line.
                if term.or.as_ref().is_some_and(holds) {
                    continue;
                }
                return None;
            };
            let cell = column.cells[line];
            exact &= cell.exact();
            guessed |= cell.guessed;
            single = Some(worth);
            if self.columns.len() > 1 {
                let frame = Frame {
                    field: family.field(line).0,
                    inherited,
                    length: family.bytes(line).len(),
                };
                tally.add(cell, frame);
            }
        }
        let stand = |score, guessed| Stand {
            score,
            exact,
            guessed,
            missed,
        };
        if let (1, Some(score)) = (self.columns.len(), single) {
            return Some(stand(score, guessed));
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
            Some((score, guessed)) if score >= apart => Some(stand(score, guessed)),
            _ => Some(stand(apart, guessed)),
        }
    }
}

/// Goes through all lines of a family where a needle stands, and how; bytes are those of the line. `take` says
/// whether it has seen enough of the line.
fn each_occurrence(
    needle: &Needle,
    family: &FamilyIndex,
    links: &mut Links,
    mut take: impl FnMut(usize, Field, &Occurrence) -> bool,
) {
    let text = family.text();
    let length = needle.folded().len();
    let (mut at, mut line) = (0, 0);
    let mut linked = None;
    let (mut field, mut until) = (Field::Id, 0);
    while let Some(found) = needle.finder.find(&text.as_bytes()[at..]) {
        let start = at + found;
        at = start + length;
        if needle.words_only && is_inside(text, start) {
            continue;
        }
        line = family.line_at(start, line);
        let bytes = family.bytes(line);
        let next_line = (bytes.end + 1).min(text.len());
        if line >= until {
            (field, until) = family.field(line);
        }
        if needle.field.is_some_and(|wanted| !wanted.covers(field)) {
            at = next_line;
            continue;
        }
        let hidden = has_links(family.masks()[line]) && {
            if linked != Some(line) {
                linked = Some(line);
                links.find(&text[bytes.clone()]);
            }
            links.has(start - bytes.start)
        };
        let written = || family.written(line).0;
        match needle.look(&text[bytes.clone()], start - bytes.start, hidden, written) {
            Some(found) if take(line, field, &found) => at = next_line,
            Some(_) => {}
            // What begins inside of what is no answer may be one.
            None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// Whether a place of a text is plainly inside of a word.
fn is_inside(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text.as_bytes()[before]);
    before.is_some_and(|byte| byte.is_ascii_alphanumeric())
}
