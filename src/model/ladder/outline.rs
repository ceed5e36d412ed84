//! A ladder as an indented list: from a rung, everything that can be reached, each rung below the one that it is
//! reached from, and once.

use super::{Direction, Ladder};

/// How a row of an outline is joined to the rows above it, from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// Nothing passes here.
    Blank,
    /// A branch passes to a row further below.
    Passes,
    /// The row branches off here, and others follow.
    Branch,
    /// The row branches off here, and it is the last.
    Last,
}

impl Guide {
    /// With box characters, three columns.
    pub fn drawn(self) -> &'static str {
        match self {
            Self::Blank => "   ",
            Self::Passes => "│  ",
            Self::Branch => "├─ ",
            Self::Last => "└─ ",
        }
    }
}

/// What a row of an outline says of its rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The rung, and below it what can be reached from there.
    Here,
    /// It stands elsewhere in the list, where it is reached in fewer steps.
    Elsewhere,
    /// It stands above: this step comes back to it.
    ComesBack,
    /// There is more, that the number of steps or rows leaves out.
    More,
}

/// One row of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// How it is joined to the rows above; empty where the outline begins.
    pub guides: Vec<Guide>,
    /// The rung.
    pub rung: usize,
    /// The step by which it is reached, by its place in [`Ladder::steps`]; none where the outline begins.
    pub step: Option<usize>,
    /// How often one has to step.
    pub steps: usize,
    /// What the row says of the rung.
    pub shown: Shown,
}

/// What an outline is to have.
pub struct Wanted<'w> {
    /// The rungs at which it begins.
    pub starts: &'w [usize],
    /// Which way.
    pub direction: Direction,
    /// At most so many steps away.
    pub steps: usize,
    /// At most so many rows.
    pub rows: usize,
    /// Whether variations are shown that no step names.
    pub variations: bool,
    /// Whether one goes on from a rung.
    pub is_followed: &'w dyn Fn(usize) -> bool,
}

impl Ladder {
    /// What can be reached, as rows, those of the starts first of their branches. A rung has one row of its own, where
    /// it is reached in the fewest steps; other steps to it have rows that say where it is.
    pub fn outline(&self, wanted: &Wanted<'_>) -> Vec<OutlineRow> {
        let Wanted {
            starts, direction, ..
        } = *wanted;
        let reached = self.reach_all(starts, direction, wanted.steps, wanted.is_followed);
        let mut tree = Tree {
            parent: vec![None; self.rungs.len()],
            step: vec![None; self.rungs.len()],
            steps: vec![None; self.rungs.len()],
        };
        for start in starts {
            tree.steps[*start] = Some(0);
        }
        for found in &reached {
            tree.parent[found.rung] = Some(found.by_way_of);
            tree.step[found.rung] = Some(found.step);
            tree.steps[found.rung] = Some(found.steps);
        }
        let mut rows: Vec<OutlineRow> = Vec::new();
        // What comes next is last.
        let start = |rung: &usize| OutlineRow {
            guides: Vec::new(),
            rung: *rung,
            step: None,
            steps: 0,
            shown: Shown::Here,
        };
        let mut pending: Vec<OutlineRow> = starts.iter().rev().map(start).collect();
        while let Some(row) = pending.pop() {
            if rows.len() == wanted.rows {
                break;
            }
            if row.shown == Shown::Here && (wanted.is_followed)(row.rung) {
                let below = self.below(&row, wanted, &tree);
                pending.extend(below.into_iter().rev());
            }
            rows.push(row);
        }
        rows
    }

    fn below(&self, above: &OutlineRow, wanted: &Wanted<'_>, tree: &Tree) -> Vec<OutlineRow> {
        let at = above.rung;
        let mut guides = above.guides.clone();
        if let Some(guide) = guides.last_mut() {
            *guide = match guide {
                Guide::Branch => Guide::Passes,
                _ => Guide::Blank,
            };
        }
        // Back along the branch on which one came is no way on.
        let next = self.next(at, wanted.direction);
        let is_wanted = |rung: usize| wanted.variations || !self.is_only_variation(rung);
        let next = next.filter(|(step, to)| Some(*step) != tree.step[at] && is_wanted(*to));
        let mut below: Vec<OutlineRow> = next
            .map(|(step, next)| OutlineRow {
                guides: guides.clone(),
                rung: next,
                step: Some(step),
                steps: above.steps + 1,
                shown: match tree.steps[next] {
                    _ if tree.step[next] == Some(step) && tree.parent[next] == Some(at) => {
                        Shown::Here
                    }
                    _ if tree.is_above(next, at) => Shown::ComesBack,
                    None => Shown::More,
                    Some(_) => Shown::Elsewhere,
                },
            })
            .collect();
        let last = below.len().saturating_sub(1);
        for (n, row) in below.iter_mut().enumerate() {
            row.guides.push(match n == last {
                true => Guide::Last,
                false => Guide::Branch,
            });
        }
        below
    }
}

/// By rung: from where, by which step and in how many steps it is reached.
struct Tree {
    parent: Vec<Option<usize>>,
    step: Vec<Option<usize>>,
    steps: Vec<Option<usize>>,
}

impl Tree {
    /// Whether one rung is another, or stands above it.
    fn is_above(&self, above: usize, at: usize) -> bool {
        let mut next = Some(at);
        while let Some(at) = next {
            if at == above {
                return true;
            }
            next = self.parent[at];
        }
        false
    }
}
