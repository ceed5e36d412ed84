//! The career ladder of a catalog as a graph: who can become what, as the steps of all families say it together.
//!
//! Its rungs are the roles, and whatever else a step names: a family, a specialty, a title outside the catalog, a
//! name that leads nowhere. Its steps are those that are written, and where none is written, those that follow from a
//! role that builds on another one.

mod build;
mod grid;
mod outline;
mod reach;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use super::{Catalog, Family, Grade, Node, Place, Position, scalar};
use crate::text::text;

pub use grid::{Grid, Lane, Walk};
pub use outline::{Guide, OutlineRow, Shown, Wanted};
pub use reach::{Direction, Reached};

/// One place on a ladder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rung {
    /// A role, or a variation or a family that a step names.
    Place(Place),
    /// A title that is no name of the catalog.
    Outside(String),
    /// An id or an address that nothing in the catalog has.
    Unknown {
        /// As it is written; blank where a step leaves it open.
        reference: String,
        /// The family whose id it would be; `None` of an address.
        within: Option<Arc<str>>,
    },
}

/// What kind of step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// `promotion`, or a step that does not say what it is.
    Promotion,
    /// `lateral`
    Lateral,
    /// A house's own word.
    Other(String),
    /// Not written: the role extends the other one.
    BuildsOn,
    /// No move: a specialty or a segment beside its role.
    Variation,
    /// No move: a step leads to a family as a whole, and this is one of its roles; or one leads from a family, and
    /// this role is one that can take it.
    OneOf,
}

impl StepKind {
    fn written(word: Option<&str>) -> Self {
        match word.map(str::trim) {
            None | Some("" | "promotion") => Self::Promotion,
            Some("lateral") => Self::Lateral,
            Some(other) => Self::Other(other.to_owned()),
        }
    }

    /// In a word or two where people read it.
    pub fn shown(&self) -> &str {
        match self {
            Self::Promotion => text!("model-promotion"),
            Self::Lateral => text!("model-lateral"),
            Self::Other(word) => word,
            Self::BuildsOn => text!("model-builds-on"),
            Self::Variation => text!("model-variation"),
            Self::OneOf => text!("model-one-of"),
        }
    }

    /// In a word or two. The words are a contract.
    pub fn word(&self) -> &str {
        match self {
            Self::Promotion => "promotion",
            Self::Lateral => "lateral",
            Self::Other(word) => word,
            Self::BuildsOn => "builds on",
            Self::Variation => "variation",
            Self::OneOf => "one of",
        }
    }

    /// Whether no step says it: it follows from what the roles are.
    pub fn is_derived(&self) -> bool {
        matches!(self, Self::BuildsOn | Self::Variation | Self::OneOf)
    }
}

/// A way from one rung to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The rung that it leads from.
    pub from: usize,
    /// The rung that it leads to.
    pub to: usize,
    /// Of which kind it is.
    pub kind: StepKind,
    /// Whether it leads to a higher level. Promotions do; lateral moves do not; a house's own word does where the
    /// grade is higher; what builds on another role does, unless its grade is not higher.
    pub upward: bool,
    /// The part of the catalog that says it.
    pub said: (Arc<str>, Node),
}

/// Rungs, and the steps between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ladder {
    /// The rungs.
    pub rungs: Vec<Rung>,
    /// The steps, the written ones in the order of the catalog before those that follow from it.
    pub steps: Vec<Step>,
    /// By rung: its grade.
    grades: Vec<Option<Grade>>,
    /// How many of the first rungs are roles, in the order of the catalog.
    sorted: usize,
    /// By rung: the steps that lead from it.
    leaving: ByRung,
    /// By rung: the steps that lead to it.
    coming: ByRung,
}

/// Steps by a rung that they have, in the order of the steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct ByRung {
    /// By rung: where its steps begin; behind the last one, where they end.
    starts: Vec<u32>,
    steps: Vec<u32>,
}

impl ByRung {
    fn of(rungs: usize, steps: &[Step], rung: impl Fn(&Step) -> usize) -> Self {
        let mut starts = vec![0; rungs + 1];
        for step in steps {
            starts[rung(step) + 1] += 1;
        }
        for n in 0..rungs {
            starts[n + 1] += starts[n];
        }
        let mut next = starts.clone();
        let mut by_rung = vec![0; steps.len()];
        for (n, step) in steps.iter().enumerate() {
            let at = &mut next[rung(step)];
            by_rung[*at as usize] = n as u32;
            *at += 1;
        }
        Self {
            starts,
            steps: by_rung,
        }
    }

    fn get(&self, rung: usize) -> &[u32] {
        match (self.starts.get(rung), self.starts.get(rung + 1)) {
            (Some(start), Some(end)) => &self.steps[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

/// The rungs around some of a ladder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The rungs that are joined with them by steps in any direction, the other roles of their families, and the
    /// variations of each role.
    pub ladder: Ladder,
    /// Of those that were asked for, the first.
    pub focus: Option<usize>,
    /// How many rungs are joined with them too and left out.
    pub left_out: usize,
}

impl Ladder {
    /// The ladder of a whole catalog: all roles, and all that their steps name. Takes time in proportion to the parts
    /// and steps of the catalog.
    pub fn of(catalog: &Catalog) -> Self {
        build::ladder(catalog)
    }

    /// These rungs of the ladder, with these steps between them.
    fn with(&self, rungs: &[usize], steps: Vec<Step>) -> Self {
        let mut ladder = Self {
            rungs: rungs.iter().map(|rung| self.rungs[*rung].clone()).collect(),
            grades: rungs
                .iter()
                .map(|rung| self.grades[*rung].clone())
                .collect(),
            steps,
            ..Self::default()
        };
        ladder.join();
        ladder
    }

    /// Notes by rung which steps it has.
    fn join(&mut self) {
        let count = self.rungs.len();
        self.leaving = ByRung::of(count, &self.steps, |step| step.from);
        self.coming = ByRung::of(count, &self.steps, |step| step.to);
    }

    /// The steps that lead from a rung.
    pub fn leaving(&self, rung: usize) -> impl Iterator<Item = &Step> + '_ {
        let steps = self.leaving.get(rung).iter();
        steps.map(|step| &self.steps[*step as usize])
    }

    /// The steps that lead to a rung.
    pub fn coming(&self, rung: usize) -> impl Iterator<Item = &Step> + '_ {
        let steps = self.coming.get(rung).iter();
        steps.map(|step| &self.steps[*step as usize])
    }

    /// The rung of a place, if it is one.
    pub fn rung(&self, place: &Place) -> Option<usize> {
        let (sorted, others) = self.rungs.split_at(self.sorted);
        let order = |rung: &Rung| match rung {
            Rung::Place(it) => it.cmp(place),
            Rung::Outside(_) | Rung::Unknown { .. } => std::cmp::Ordering::Greater,
        };
        if let Ok(at) = sorted.binary_search_by(order) {
            return Some(at);
        }
        let is_it = |rung: &Rung| matches!(rung, Rung::Place(it) if it == place);
        let at = others.iter().position(is_it)?;
        Some(self.sorted + at)
    }

    /// What a rung is called.
    pub fn title(&self, catalog: &Catalog, rung: usize) -> String {
        match self.rungs.get(rung) {
            Some(Rung::Place(place)) => catalog.get(&place.key).map_or_else(
                || place.key.to_string(),
                |entry| entry.family.position_title(place.position),
            ),
            Some(Rung::Outside(title)) => title.trim().to_owned(),
            Some(Rung::Unknown { reference, .. }) if reference.trim().is_empty() => {
                text!("model-not-said").to_owned()
            }
            Some(Rung::Unknown { reference, .. }) => reference.trim().to_owned(),
            None => String::new(),
        }
    }

    /// The grade of a rung.
    pub fn grade(&self, rung: usize) -> Option<&Grade> {
        self.grades.get(rung)?.as_ref()
    }

    /// Whether the second rung has the higher grade; `None` where the grades do not tell.
    fn rises(&self, from: usize, to: usize) -> Option<bool> {
        match (self.grade(from)?, self.grade(to)?) {
            (Grade::Number(from), Grade::Number(to)) => Some(to > from),
            _ => None,
        }
    }

    fn push(&mut self, rung: Rung, grade: Option<Grade>) -> usize {
        self.rungs.push(rung);
        self.grades.push(grade);
        self.rungs.len() - 1
    }

    /// The place of a rung, if it is one of the catalog.
    pub fn place(&self, rung: usize) -> Option<&Place> {
        match self.rungs.get(rung)? {
            Rung::Place(place) => Some(place),
            Rung::Outside(_) | Rung::Unknown { .. } => None,
        }
    }

    /// Some rungs, in this order, and behind them those that they lead to; with the steps that lead from them.
    pub fn part(&self, rungs: &[usize]) -> Self {
        let mut steps: Vec<u32> = Vec::new();
        for rung in rungs {
            steps.extend(self.leaving.get(*rung));
        }
        steps.sort_unstable();
        let mut kept: Vec<usize> = rungs.to_vec();
        let mut places: HashMap<usize, usize> = HashMap::new();
        places.extend(rungs.iter().enumerate().map(|(n, rung)| (*rung, n)));
        let mut place = |rung: usize| {
            *places.entry(rung).or_insert_with(|| {
                kept.push(rung);
                kept.len() - 1
            })
        };
        let steps = steps.iter().map(|n| &self.steps[*n as usize]);
        let steps = steps.map(|step| Step {
            from: place(step.from),
            to: place(step.to),
            ..step.clone()
        });
        let steps = steps.collect();
        self.with(&kept, steps)
    }

    /// Whether a rung is a family as a whole.
    pub fn is_family(&self, rung: usize) -> bool {
        self.place(rung)
            .is_some_and(|place| place.position == Position::FAMILY)
    }

    /// Whether a rung is a variation that no step names.
    pub fn is_only_variation(&self, rung: usize) -> bool {
        let is_varied = self.place(rung).is_some_and(|place| {
            place
                .position
                .role
                .is_some_and(|role| place.position != Position::role(role))
        });
        let mut steps = self.leaving(rung).chain(self.coming(rung));
        is_varied && steps.all(|step| step.kind == StepKind::Variation)
    }

    /// What is joined with some places, nearest first, up to so many rungs.
    pub fn around(&self, catalog: &Catalog, places: &[Place], most: usize) -> Around {
        let mut wanted: Vec<usize> = Vec::new();
        for place in places {
            let family = catalog.get(&place.key).map(|entry| &entry.family);
            let role = place.position.role.map(Position::role);
            let starts = match (role, family) {
                (Some(position), _) => {
                    let key = place.key.clone();
                    let role = || self.rung(&Place { key, position });
                    self.rung(place).or_else(role).into_iter().collect()
                }
                (None, Some(family)) => roles_of(&place.key, family)
                    .filter_map(|place| self.rung(&place))
                    .collect(),
                _ => Vec::new(),
            };
            wanted.extend(starts);
        }
        // The other roles of their families stand beside them, whether steps join them or not.
        let keys: BTreeSet<&Arc<str>> = places.iter().map(|place| &place.key).collect();
        let near = keys.into_iter().flat_map(|key| {
            let entry = catalog.get(key).into_iter();
            entry.flat_map(|entry| roles_of(&entry.key, &entry.family).collect::<Vec<_>>())
        });
        let near: Vec<usize> = near.filter_map(|place| self.rung(&place)).collect();
        let (kept, left_out) = self.nearest(wanted.into_iter().chain(near), most);
        let mut new_place = vec![usize::MAX; self.rungs.len()];
        for (n, rung) in kept.iter().enumerate() {
            new_place[*rung] = n;
        }
        let is_kept =
            |step: &&Step| new_place[step.from] != usize::MAX && new_place[step.to] != usize::MAX;
        let steps = self.steps.iter().filter(is_kept).map(|step| Step {
            from: new_place[step.from],
            to: new_place[step.to],
            ..step.clone()
        });
        let mut ladder = self.with(&kept, steps.collect());
        ladder.add_variations(catalog, most);
        let exact = places.first().and_then(|place| ladder.rung(place));
        let focus = exact.or((!ladder.rungs.is_empty()).then_some(0));
        Around {
            ladder,
            focus,
            left_out,
        }
    }

    /// The rungs that are joined with these, the nearest first, and how many more there are than `most`.
    fn nearest(&self, starts: impl Iterator<Item = usize>, most: usize) -> (Vec<usize>, usize) {
        let mut seen = vec![false; self.rungs.len()];
        let (mut kept, mut left_out) = (Vec::new(), 0);
        let mut queue: VecDeque<usize> = VecDeque::new();
        for start in starts {
            if !std::mem::replace(&mut seen[start], true) {
                queue.push_back(start);
            }
        }
        while let Some(rung) = queue.pop_front() {
            match kept.len() < most {
                true => kept.push(rung),
                false => left_out += 1,
            }
            let ends = self.leaving(rung).map(|step| step.to);
            for next in ends.chain(self.coming(rung).map(|step| step.from)) {
                if !std::mem::replace(&mut seen[next], true) {
                    queue.push_back(next);
                }
            }
        }
        (kept, left_out)
    }

    /// Puts the variations of each role beside it, as long as there is room for them.
    fn add_variations(&mut self, catalog: &Catalog, most: usize) {
        let mut known: BTreeSet<Place> = BTreeSet::new();
        known.extend((0..self.rungs.len()).filter_map(|n| self.place(n).cloned()));
        for rung in 0..self.rungs.len() {
            let Some(place) = self.place(rung).cloned() else {
                continue;
            };
            let Position {
                role: Some(_),
                specialty: None,
                segment: None,
            } = place.position
            else {
                continue;
            };
            let Some(entry) = catalog.get(&place.key) else {
                continue;
            };
            for position in entry.family.children(place.position) {
                if self.rungs.len() >= most {
                    return self.join();
                }
                let key = place.key.clone();
                let beside = Place { key, position };
                if !known.insert(beside.clone()) {
                    continue;
                }
                let said = (beside.key.clone(), position.node());
                let grade = scalar(&entry.family, position, |body| body.grade.as_ref());
                let to = self.push(Rung::Place(beside), grade.cloned());
                self.steps.push(Step {
                    from: rung,
                    to,
                    kind: StepKind::Variation,
                    upward: false,
                    said,
                });
            }
        }
        self.join();
    }
}

fn roles_of<'f>(key: &'f Arc<str>, family: &'f Family) -> impl Iterator<Item = Place> + 'f {
    (0..family.roles.len()).map(|role| Place {
        key: key.clone(),
        position: Position::role(role),
    })
}
