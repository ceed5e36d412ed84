//! Where the rungs of a ladder stand when it is drawn: levels are rows, the lowest 0; each family has columns of its
//! own, its lane, and families stand beside each other as far as steps join them at the same level.
//!
//! Levels are those of longest-path layering (Sugiyama, Tagawa and Toda, "Methods for visual understanding of
//! hierarchical system structures", 1981), lane by lane; the rungs of a cycle share a level. Lanes are then shifted
//! against each other, so that the first step that joins two of them is level where it is lateral.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use super::{Ladder, Rung, Step, StepKind};

/// The columns of one family, or of what is outside the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The family's key; `None` of what is outside.
    pub key: Option<Arc<str>>,
    /// Its first column.
    pub first: usize,
    /// How many it has.
    pub columns: usize,
}

/// Rungs in rows and columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// By rung: its row, counted from below, and its column.
    pub cells: Vec<(usize, usize)>,
    /// How many rows there are.
    pub rows: usize,
    /// How many columns there are.
    pub columns: usize,
    /// The lanes, from the left.
    pub lanes: Vec<Lane>,
    at: HashMap<(usize, usize), usize>,
}

/// A way to go on a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// To a higher level.
    Up,
    /// To a lower level.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// To the row above that has a rung, whatever steps say.
    RowUp,
    /// To the row below that has a rung.
    RowDown,
}

impl Grid {
    /// The rungs of a ladder in rows and columns; the lane of the first rung comes first.
    pub fn of(ladder: &Ladder) -> Self {
        let (lane_of, mut lanes) = lanes(ladder);
        let (block_of, blocks) = blocks(ladder, &lane_of, lanes.len());
        let levels = levels(ladder, &block_of);
        let offsets = offsets(ladder, &block_of, blocks, &levels);
        let row = |rung: usize| levels[rung] + offsets[block_of[rung]];
        let lowest = (0..ladder.rungs.len()).map(row).min().unwrap_or(0);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); lanes.len()];
        for (rung, lane) in lane_of.iter().enumerate() {
            members[*lane].push(rung);
        }
        let mut grid = Self {
            cells: vec![(0, 0); ladder.rungs.len()],
            ..Self::default()
        };
        for (lane, members) in lanes.iter_mut().zip(members) {
            lane.first = grid.columns;
            let mut rows: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
            for rung in members {
                rows.entry(row(rung) - lowest).or_default().push(rung);
            }
            let mut column: HashMap<usize, usize> = HashMap::new();
            for (row, mut rungs) in rows {
                // Below what they lead to, and variations right of their role.
                let wish = |rung: usize, column: &HashMap<usize, usize>| {
                    let below = ladder.coming(rung).filter(|step| step.upward);
                    let below = below.filter_map(|step| column.get(&step.from));
                    below.min().copied()
                };
                let role = |rung: usize| {
                    let beside = |s: &&Step| s.kind == StepKind::Variation;
                    ladder.coming(rung).find(beside).map(|step| step.from)
                };
                rungs.sort_by_key(|rung| match role(*rung) {
                    None => (wish(*rung, &column).unwrap_or(usize::MAX), *rung, 0),
                    Some(role) => (wish(role, &column).unwrap_or(usize::MAX), role, 1 + *rung),
                });
                let mut next = 0;
                for rung in rungs {
                    let at = wish(rung, &column).unwrap_or(0).max(next);
                    column.insert(rung, at);
                    next = at + 1;
                    let cell = (usize::try_from(row).unwrap_or(0), lane.first + at);
                    grid.cells[rung] = cell;
                    grid.at.insert(cell, rung);
                    grid.rows = grid.rows.max(cell.0 + 1);
                    lane.columns = lane.columns.max(at + 1);
                }
            }
            grid.columns += lane.columns;
        }
        grid.lanes = lanes;
        grid
    }

    /// The rung in a row and a column.
    pub fn rung_at(&self, row: usize, column: usize) -> Option<usize> {
        self.at.get(&(row, column)).copied()
    }

    /// The rung that one comes to from another: upwards and downwards along a step where there is one, and else to
    /// the nearest in that direction; to the left and the right within the row, and at its end to the nearest beyond.
    /// From row to row and within rows, every rung can be reached.
    pub fn walk(&self, ladder: &Ladder, from: usize, walk: Walk) -> Option<usize> {
        let (row, column) = *self.cells.get(from)?;
        let away = |rung: &usize| {
            let (r, c) = self.cells[*rung];
            (r.abs_diff(row), c.abs_diff(column), *rung)
        };
        let level = |rung: &usize| self.cells[*rung].0;
        let all = 0..self.cells.len();
        match walk {
            Walk::Up => {
                let along = ladder.leaving(from).filter(|s| s.upward).map(|s| s.to);
                let along = along.filter(|to| level(to) > row).min_by_key(away);
                along.or_else(|| all.filter(|rung| level(rung) > row).min_by_key(away))
            }
            Walk::Down => {
                let along = ladder.coming(from).filter(|s| s.upward).map(|s| s.from);
                let along = along.filter(|from| level(from) < row).min_by_key(away);
                along.or_else(|| all.filter(|rung| level(rung) < row).min_by_key(away))
            }
            Walk::RowUp => all.filter(|rung| level(rung) > row).min_by_key(away),
            Walk::RowDown => all.filter(|rung| level(rung) < row).min_by_key(away),
            Walk::Left | Walk::Right => {
                let is_there = |rung: &usize| match walk {
                    Walk::Left => self.cells[*rung].1 < column,
                    _ => self.cells[*rung].1 > column,
                };
                all.filter(is_there).min_by_key(|rung| {
                    let (r, c) = self.cells[*rung];
                    let across = c.abs_diff(column);
                    (r != row, across + 4 * r.abs_diff(row), *rung)
                })
            }
        }
    }
}

/// The lane of each rung, and the lanes in the order in which steps join them with the first.
fn lanes(ladder: &Ladder) -> (Vec<usize>, Vec<Lane>) {
    let key = |rung: usize| match &ladder.rungs[rung] {
        Rung::Place(place) => Some(place.key.clone()),
        Rung::Outside(_) | Rung::Unknown { .. } => None,
    };
    let mut known: HashMap<Option<Arc<str>>, usize> = HashMap::new();
    let mut lanes: Vec<Lane> = Vec::new();
    let mut lane_of = vec![0; ladder.rungs.len()];
    // What is outside stands at the end.
    let (inside, outside): (Vec<usize>, Vec<usize>) =
        (0..ladder.rungs.len()).partition(|rung| key(*rung).is_some());
    for rung in inside.into_iter().chain(outside) {
        let key = key(rung);
        lane_of[rung] = *known.entry(key.clone()).or_insert_with(|| {
            lanes.push(Lane {
                key,
                first: 0,
                columns: 0,
            });
            lanes.len() - 1
        });
    }
    (lane_of, lanes)
}

/// What is shifted as one: the rungs of a family; what is outside the catalog, each for itself. The block of each rung,
/// and how many there are.
fn blocks(ladder: &Ladder, lane_of: &[usize], lanes: usize) -> (Vec<usize>, usize) {
    let mut count = lanes;
    let block = |(rung, lane): (usize, &usize)| match ladder.rungs[rung] {
        Rung::Place(_) => *lane,
        Rung::Outside(_) | Rung::Unknown { .. } => {
            count += 1;
            count - 1
        }
    };
    let block_of = lane_of.iter().enumerate().map(block).collect();
    (block_of, count)
}

/// The level of each rung in its block: one more than the highest of those that lead up to it.
fn levels(ladder: &Ladder, block_of: &[usize]) -> Vec<i64> {
    // What stands level at least: a variation with its role, and what one comes to sideways where nothing leads up
    // to it.
    let is_led_up_to = |rung: usize| ladder.coming(rung).any(|step| step.upward);
    let inside = |step: &Step| block_of[step.from] == block_of[step.to];
    let wanted = |step: &Step| {
        let level = step.kind == StepKind::Variation || !is_led_up_to(step.to);
        inside(step) && (step.upward || level)
    };
    let components = ladder.components(wanted);
    let mut component_of = vec![0; ladder.rungs.len()];
    for (n, component) in components.iter().enumerate() {
        for rung in component {
            component_of[*rung] = n;
        }
    }
    let mut level = vec![0_i64; components.len()];
    // Each component comes after all that it leads to, so those that lead to it are done when they are taken from the end.
    for (n, component) in components.iter().enumerate().rev() {
        for rung in component {
            for step in ladder.leaving(*rung).filter(|step| wanted(step)) {
                let to = component_of[step.to];
                if to != n {
                    level[to] = level[to].max(level[n] + i64::from(step.upward));
                }
            }
        }
    }
    component_of.iter().map(|n| level[*n]).collect()
}

/// How far each block is shifted.
fn offsets(ladder: &Ladder, block_of: &[usize], blocks: usize, levels: &[i64]) -> Vec<i64> {
    let mut between: Vec<Vec<(usize, i64)>> = vec![Vec::new(); blocks];
    // Sideways first: where several steps join two blocks, a lateral one decides.
    for sideways in [true, false] {
        for step in ladder.steps.iter().filter(|step| step.upward != sideways) {
            let (from, to) = (block_of[step.from], block_of[step.to]);
            if from != to {
                let shift = levels[step.from] + i64::from(step.upward) - levels[step.to];
                between[from].push((to, shift));
                between[to].push((from, -shift));
            }
        }
    }
    let mut offsets: Vec<Option<i64>> = vec![None; blocks];
    for block in 0..blocks {
        let mut queue = VecDeque::new();
        if offsets[block].is_none() {
            offsets[block] = Some(0);
            queue.push_back(block);
        }
        while let Some(at) = queue.pop_front() {
            let here = offsets[at].unwrap_or(0);
            for (next, shift) in &between[at] {
                if offsets[*next].is_none() {
                    offsets[*next] = Some(here + shift);
                    queue.push_back(*next);
                }
            }
        }
    }
    offsets.into_iter().map(|o| o.unwrap_or(0)).collect()
}
