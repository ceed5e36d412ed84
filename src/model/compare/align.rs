//! Which lines of several roles belong together, and in which order the rows stand.
//!
//! First the same words, then the same name, then what reads alike, the closest pairs first. A line joins a row only
//! when it is close to every line in it, so that a row never drifts from one thing to another. Nothing here goes by
//! the order of the roles but the order of the rows and of the cells in them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::closeness::{CLOSE, Vocabulary, WordSet, dice};
use super::lines::Line;
use super::{Cell, ComparedRow, RowState};

/// So many places of its words are looked up for a line, those of its rarest words first, and of each word so many that
/// stand near it. Lists of any usual size never come near it; in one of thousands of lines that all have the same words,
/// some pairs are not looked at.
const LOOK_UPS: usize = 512;
const NEAR: usize = 128;

/// So many lines, those that share most of the words looked up, are compared with a line in full.
const CANDIDATES: usize = 8;

/// Lines that say the same, word for word, in one or several roles.
#[derive(Debug)]
struct Group {
    /// Place of the line in each role.
    lines: Vec<Option<usize>>,
    /// The nearest to the top that any role says it.
    first: usize,
}

/// Rows that are being put together: groups by number.
struct Rows<'l> {
    lines: &'l [Vec<Line>],
    groups: Vec<Group>,
    /// The row that each group is in, by the number of its first group.
    row_of: Vec<usize>,
    members: HashMap<usize, Vec<usize>>,
}

pub(super) fn rows(lines: Vec<Vec<Line>>) -> Vec<ComparedRow> {
    let mut rows = Rows::new(&lines);
    rows.by_name();
    let guesses = rows.by_likeness();
    let order = rows.in_order();
    let placed: Vec<(usize, Vec<Option<usize>>)> = order
        .into_iter()
        .map(|row| (row, rows.lines_of(row)))
        .collect();
    let mut cells: Vec<Vec<Option<Cell>>> = lines
        .into_iter()
        .map(|role| role.into_iter().map(|line| Some(line.cell)).collect())
        .collect();
    placed
        .into_iter()
        .map(|(row, places)| {
            let places = places.into_iter().enumerate();
            let cells: Vec<Option<Cell>> = places
                .map(|(role, at)| at.and_then(|at| cells[role][at].take()))
                .collect();
            let state = state(&cells);
            let guess = guesses.get(&row).copied();
            ComparedRow {
                state,
                guess: guess.filter(|_| state == RowState::Changed),
                cells,
            }
        })
        .collect()
}

fn state(cells: &[Option<Cell>]) -> RowState {
    let mut texts = cells.iter().flatten().map(|cell| &cell.text);
    let first = texts.next();
    if !texts.all(|text| Some(text) == first) {
        return RowState::Changed;
    }
    match cells.iter().all(Option::is_some) {
        true => RowState::Same,
        false => RowState::Only,
    }
}

impl<'l> Rows<'l> {
    /// A row for each text; one that a role says several times has as many.
    fn new(lines: &'l [Vec<Line>]) -> Self {
        let mut places: HashMap<(&Option<String>, &str, usize), usize> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for (role, said) in lines.iter().enumerate() {
            let mut seen: HashMap<(&Option<String>, &str), usize> = HashMap::new();
            for (at, line) in said.iter().enumerate() {
                let text = line.cell.text.as_str();
                let nth = seen.entry((&line.name, text)).or_default();
                let group = *places.entry((&line.name, text, *nth)).or_insert_with(|| {
                    groups.push(Group {
                        lines: vec![None; lines.len()],
                        first: at,
                    });
                    groups.len() - 1
                });
                *nth += 1;
                groups[group].lines[role] = Some(at);
                groups[group].first = groups[group].first.min(at);
            }
        }
        // An order that is the same in whatever order the roles come.
        groups.sort_by(|a, b| {
            let line = |group| line_of(lines, group);
            let text = |group| line(group).map(|line| (&line.cell.text, &line.name));
            (a.first, text(a)).cmp(&(b.first, text(b)))
        });
        Self {
            row_of: (0..groups.len()).collect(),
            members: (0..groups.len()).map(|row| (row, vec![row])).collect(),
            lines,
            groups,
        }
    }

    fn line(&self, group: usize) -> Option<&'l Line> {
        line_of(self.lines, &self.groups[group])
    }

    /// The place of its line in each role.
    fn lines_of(&self, row: usize) -> Vec<Option<usize>> {
        let members = self.members.get(&row).into_iter().flatten();
        members.fold(vec![None; self.lines.len()], |places, group| {
            let lines = &self.groups[*group].lines;
            places.iter().zip(lines).map(|(a, b)| a.or(*b)).collect()
        })
    }

    /// Makes one row of two, unless a role has a line in both.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (one.min(other), one.max(other));
        let (a, b) = (self.lines_of(one), self.lines_of(other));
        let overlap = a.iter().zip(&b).any(|(a, b)| a.is_some() && b.is_some());
        if one == other || overlap {
            return false;
        }
        let moved = self.members.remove(&other).unwrap_or_default();
        for group in &moved {
            self.row_of[*group] = one;
        }
        self.members.entry(one).or_default().extend(moved);
        true
    }

    /// Joins what has the same name.
    fn by_name(&mut self) {
        let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
        for group in 0..self.groups.len() {
            let Some(name) = self.line(group).and_then(|line| line.name.as_deref()) else {
                continue;
            };
            let rows = named.entry(name).or_default();
            // A name that a role has many times is looked for in a few rows only.
            let mut recent = rows.iter().rev().take(CANDIDATES).rev().copied();
            if !recent.any(|row| self.join(row, group)) {
                rows.push(group);
            }
        }
    }

    /// Joins what reads alike, the closest first; says of each row how close its lines are at least.
    fn by_likeness(&mut self) -> HashMap<usize, f64> {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<WordSet> = (0..self.groups.len())
            .map(|group| match self.line(group) {
                // What all roles say has found its like.
                Some(line)
                    if line.by_likeness && self.lines_of(self.row_of[group]).contains(&None) =>
                {
                    vocabulary.words(&line.cell.text)
                }
                _ => WordSet::new(),
            })
            .collect();
        let mut guesses: HashMap<usize, f64> = HashMap::new();
        for (_, one, other) in self.pairs(&words) {
            let (a, b) = (self.row_of[one], self.row_of[other]);
            let closest = |row: usize| self.members.get(&row).into_iter().flatten();
            let least = closest(a)
                .flat_map(|x| closest(b).map(move |y| (x, y)))
                .map(|(x, y)| dice(&words[*x], &words[*y]))
                .fold(1.0, f64::min);
            if least < CLOSE || !self.join(a, b) {
                continue;
            }
            let before = [a, b].map(|row| guesses.remove(&row));
            let least = before.into_iter().flatten().fold(least, f64::min);
            guesses.insert(self.row_of[one], least);
        }
        guesses
    }

    /// Pairs of groups that are close and that no role has both of, the closest first, then those that stand at like
    /// places.
    fn pairs(&self, words: &[WordSet]) -> Vec<(f64, usize, usize)> {
        let mut having: HashMap<u32, Vec<usize>> = HashMap::new();
        for (group, set) in words.iter().enumerate() {
            for (word, _) in set {
                having.entry(*word).or_default().push(group);
            }
        }
        let mut found: HashMap<(usize, usize), f64> = HashMap::new();
        // How many words each group shares with the one that is looked at, and which have any.
        let mut shared: Vec<u32> = vec![0; words.len()];
        let mut sharing: Vec<usize> = Vec::new();
        for (group, set) in words.iter().enumerate() {
            let mut postings: Vec<&[usize]> = set
                .iter()
                .map(|(word, _)| near(&having[word], group))
                .collect();
            postings.sort_by_key(|groups| (groups.len(), groups.first().copied()));
            for other in postings.into_iter().flatten().take(LOOK_UPS) {
                if shared[*other] == 0 {
                    sharing.push(*other);
                }
                shared[*other] += 1;
            }
            let mut candidates: Vec<_> = sharing
                .drain(..)
                .map(|other| (std::mem::take(&mut shared[other]), other))
                .filter(|(_, other)| *other != group && self.are_apart(group, *other))
                .map(|(count, other)| (Reverse(count), self.distance(group, other), other))
                .collect();
            if candidates.len() > CANDIDATES {
                candidates.select_nth_unstable(CANDIDATES);
                candidates.truncate(CANDIDATES);
            }
            for (.., other) in candidates {
                let pair = (group.min(other), group.max(other));
                let close = dice(&words[group], &words[other]);
                if close >= CLOSE {
                    found.insert(pair, close);
                }
            }
        }
        let found = found.into_iter();
        let mut pairs: Vec<_> = found.map(|((a, b), close)| (close, a, b)).collect();
        pairs.sort_by(|(close, a, b), (other, c, d)| {
            let distance = self.distance(*a, *b).cmp(&self.distance(*c, *d));
            let order = other.total_cmp(close).then(distance);
            order.then((a, b).cmp(&(c, d)))
        });
        pairs
    }

    /// Whether no role has a line in both.
    fn are_apart(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.groups[one].lines, &self.groups[other].lines);
        a.iter().zip(b).all(|(a, b)| a.is_none() || b.is_none())
    }

    fn distance(&self, one: usize, other: usize) -> usize {
        self.groups[one].first.abs_diff(self.groups[other].first)
    }

    /// The rows in the order in which the roles say them: that of the first role, and what only later ones say where
    /// those say it, behind what only earlier ones do.
    fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::new();
        for role in 0..self.lines.len() {
            let mut said: Vec<Option<usize>> = vec![None; self.lines[role].len()];
            for (group, known) in self.groups.iter().enumerate() {
                if let Some(at) = known.lines[role] {
                    said[at] = Some(self.row_of[group]);
                }
            }
            let said: Vec<usize> = said.into_iter().flatten().collect();
            order = merged(&order, &said);
        }
        order
    }
}

/// The groups of a sorted list that stand near one of them.
fn near(groups: &[usize], group: usize) -> &[usize] {
    let at = groups.partition_point(|other| *other < group);
    let start = at.saturating_sub(NEAR / 2);
    &groups[start..groups.len().min(start + NEAR)]
}

fn line_of<'l>(lines: &'l [Vec<Line>], group: &Group) -> Option<&'l Line> {
    let mut places = group.lines.iter().enumerate();
    let (role, at) = places.find_map(|(role, at)| Some((role, (*at)?)))?;
    lines.get(role)?.get(at)
}

/// The rows of `order`, and among them those of `said` that are new: each run of new ones before the next row that
/// both have, or, where that stands earlier, behind the last one.
fn merged(order: &[usize], said: &[usize]) -> Vec<usize> {
    let place: HashMap<usize, usize> = order.iter().enumerate().map(|(n, row)| (*row, n)).collect();
    let mut before: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut run: Vec<usize> = Vec::new();
    let mut behind = 0;
    for row in said {
        let Some(at) = place.get(row) else {
            run.push(*row);
            continue;
        };
        if !run.is_empty() {
            let slot = if *at >= behind { *at } else { behind };
            before.entry(slot).or_default().append(&mut run);
        }
        behind = at + 1;
    }
    before.entry(order.len()).or_default().append(&mut run);
    let mut out = Vec::with_capacity(order.len() + said.len());
    for at in 0..=order.len() {
        out.extend(before.remove(&at).into_iter().flatten());
        out.extend(order.get(at));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_stands_where_it_is_said() {
        assert_eq!(merged(&[1, 2, 3], &[1, 9, 3]), [1, 2, 9, 3]);
        assert_eq!(merged(&[1, 2], &[8, 9]), [1, 2, 8, 9]);
        assert_eq!(merged(&[1, 2], &[9, 1, 8]), [9, 1, 2, 8]);
        assert_eq!(merged(&[1, 2, 3], &[3, 9, 1]), [1, 2, 3, 9]);
        assert_eq!(merged(&[], &[4, 5]), [4, 5]);
    }
}
