//! Where one can go from a rung, and how one gets there: breadth first, so that each rung is reached in the fewest
//! steps, and cycles come to an end.

use std::collections::VecDeque;

use super::{Ladder, Step, StepKind};

/// Which way steps are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Where can one go from here?
    FromHere,
    /// How does one get here?
    ToHere,
}

/// A rung that can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The rung.
    pub rung: usize,
    /// In how many steps; at least one.
    pub steps: usize,
    /// The rung next to it on the way, nearer to where the search began.
    pub by_way_of: usize,
    /// The last step of the way, by its place in [`Ladder::steps`].
    pub step: usize,
}

impl Ladder {
    /// The rungs that can be reached from one, or from which it can be reached, in at most so many steps: the nearest
    /// first, each once, without the rung itself. From a role to a variation of it and back is a step too. Takes time
    /// in proportion to the steps.
    pub fn reach(&self, rung: usize, direction: Direction, most: usize) -> Vec<Reached> {
        self.reach_all(&[rung], direction, most, &|_| true)
    }

    /// The rungs that can be reached from any of these by way of rungs that are followed, without themselves.
    pub(super) fn reach_all(
        &self,
        starts: &[usize],
        direction: Direction,
        most: usize,
        is_followed: &dyn Fn(usize) -> bool,
    ) -> Vec<Reached> {
        let mut seen = vec![false; self.rungs.len()];
        let mut reached: Vec<Reached> = Vec::new();
        let mut queue = VecDeque::new();
        let count = self.rungs.len();
        for start in starts.iter().filter(|start| **start < count) {
            if !std::mem::replace(&mut seen[*start], true) {
                queue.push_back((*start, 0));
            }
        }
        while let Some((at, steps)) = queue.pop_front() {
            if steps == most {
                break;
            }
            if !is_followed(at) {
                continue;
            }
            for (step, next) in self.next(at, direction) {
                if std::mem::replace(&mut seen[next], true) {
                    continue;
                }
                reached.push(Reached {
                    rung: next,
                    steps: steps + 1,
                    by_way_of: at,
                    step,
                });
                queue.push_back((next, steps + 1));
            }
        }
        reached
    }

    /// The steps from a rung in a direction, and where they lead: variations lead both ways.
    pub(super) fn next(
        &self,
        rung: usize,
        direction: Direction,
    ) -> impl Iterator<Item = (usize, usize)> + '_ {
        let is_variation = |n: &usize| self.steps[*n].kind == StepKind::Variation;
        let number = |n: &u32| *n as usize;
        let (along, against) = match direction {
            Direction::FromHere => (self.leaving.get(rung), self.coming.get(rung)),
            Direction::ToHere => (self.coming.get(rung), self.leaving.get(rung)),
        };
        let against = against.iter().map(number).filter(is_variation);
        let all = along.iter().map(number).chain(against);
        all.map(move |n| (n, other_end(&self.steps[n], rung)))
    }

    /// The rungs from which upward steps lead back to themselves, by cycle; each in the order of the rungs.
    pub fn cycles(&self) -> Vec<Vec<usize>> {
        let upward = |step: &Step| step.upward;
        let mut groups: Vec<Vec<usize>> = self.components(upward);
        groups.retain(|group| match group.as_slice() {
            [one] => self.leaving(*one).any(|s| s.upward && s.to == *one),
            _ => true,
        });
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }

    /// The rungs among some at which their ladders begin: nothing leads up to them from the others, or only round in a
    /// circle, and they are no variations of others.
    pub fn feet(&self, is_meant: impl Fn(usize) -> bool) -> Vec<usize> {
        let leads =
            |s: &Step| s.upward || matches!(s.kind, StepKind::Variation | StepKind::BuildsOn);
        let inside = |s: &Step| leads(s) && is_meant(s.from) && is_meant(s.to);
        let components = self.components(inside);
        let mut component_of = vec![0; self.rungs.len()];
        for (n, component) in components.iter().enumerate() {
            for rung in component {
                component_of[*rung] = n;
            }
        }
        let mut is_foot = vec![true; components.len()];
        for step in self.steps.iter().filter(|step| inside(step)) {
            let (from, to) = (component_of[step.from], component_of[step.to]);
            is_foot[to] &= from == to;
        }
        let feet = components
            .iter()
            .zip(is_foot)
            .filter(|(_, is_foot)| *is_foot);
        let firsts = feet.filter_map(|(component, _)| component.iter().min().copied());
        let mut feet: Vec<usize> = firsts.filter(|rung| is_meant(*rung)).collect();
        feet.sort_unstable();
        feet
    }

    /// The strongly connected components over the steps that are wanted, each after all that it leads to. Tarjan, "Depth-first
    /// search and linear graph algorithms" (1972), with a stack of its own: ladders can be of any length.
    pub(super) fn components(&self, wanted: impl Fn(&Step) -> bool) -> Vec<Vec<usize>> {
        const NEW: usize = usize::MAX;
        let count = self.rungs.len();
        let (mut index, mut low) = (vec![NEW; count], vec![0; count]);
        let mut on_stack = vec![false; count];
        let (mut stack, mut components) = (Vec::new(), Vec::new());
        let mut next_index = 0;
        for root in 0..count {
            if index[root] != NEW {
                continue;
            }
            // Rung, and which of its steps comes next.
            let mut work: Vec<(usize, usize)> = vec![(root, 0)];
            while let Some((rung, step)) = work.pop() {
                if step == 0 {
                    index[rung] = next_index;
                    low[rung] = next_index;
                    next_index += 1;
                    stack.push(rung);
                    on_stack[rung] = true;
                }
                match self.leaving.get(rung).get(step) {
                    Some(n) => {
                        work.push((rung, step + 1));
                        let step = &self.steps[*n as usize];
                        let to = step.to;
                        if !wanted(step) {
                        } else if index[to] == NEW {
                            work.push((to, 0));
                        } else if on_stack[to] {
                            low[rung] = low[rung].min(index[to]);
                        }
                    }
                    None => {
                        if let Some((above, _)) = work.last() {
                            low[*above] = low[*above].min(low[rung]);
                        }
                        if low[rung] == index[rung] {
                            let at = stack.iter().rposition(|r| *r == rung).unwrap_or(0);
                            let component = stack.split_off(at);
                            for rung in &component {
                                on_stack[*rung] = false;
                            }
                            components.push(component);
                        }
                    }
                }
            }
        }
        components
    }
}

fn other_end(step: &Step, rung: usize) -> usize {
    match step.from == rung {
        true => step.to,
        false => step.from,
    }
}
