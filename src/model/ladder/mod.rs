//! The career ladder of a catalog as a graph: who can become what, as the steps of all families say it together.
//!
//! Its rungs are the roles, and whatever else a step names: a family, a specialty, a title outside the catalog, a
//! name that leads nowhere. Its steps are those that are written, and where none is written, those that follow from a
//! role that builds on another one.

mod grid;
mod outline;
mod reach;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use super::{
    Catalog, CatalogEntry, Family, Grade, ListKind, Node, Place, Position, role_scalars, scalar,
};

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

    /// In a word or two.
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
    /// By rung: the steps that lead from it.
    leaving: Vec<Vec<u32>>,
    /// By rung: the steps that lead to it.
    coming: Vec<Vec<u32>>,
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
        let mut builder = Builder::new(catalog);
        for (at, entry) in catalog.entries().iter().enumerate() {
            builder.written(at, entry);
        }
        builder.join();
        builder.beside();
        builder.join();
        builder.one_of();
        for (at, entry) in catalog.entries().iter().enumerate() {
            builder.derived(at, entry);
        }
        let mut ladder = builder.ladder;
        ladder.join();
        ladder
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
        self.leaving = vec![Vec::new(); self.rungs.len()];
        self.coming = vec![Vec::new(); self.rungs.len()];
        for (n, step) in self.steps.iter().enumerate() {
            self.leaving[step.from].push(n as u32);
            self.coming[step.to].push(n as u32);
        }
    }

    /// The steps that lead from a rung.
    pub fn leaving(&self, rung: usize) -> impl Iterator<Item = &Step> + '_ {
        let steps = self.leaving.get(rung).into_iter().flatten();
        steps.map(|step| &self.steps[*step as usize])
    }

    /// The steps that lead to a rung.
    pub fn coming(&self, rung: usize) -> impl Iterator<Item = &Step> + '_ {
        let steps = self.coming.get(rung).into_iter().flatten();
        steps.map(|step| &self.steps[*step as usize])
    }

    /// The rung of a place, if it is one.
    pub fn rung(&self, place: &Place) -> Option<usize> {
        let is_it = |rung: &Rung| matches!(rung, Rung::Place(it) if it == place);
        self.rungs.iter().position(is_it)
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
                "(not said)".to_owned()
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
            steps.extend(self.leaving.get(*rung).into_iter().flatten());
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
        let by_place: HashMap<&Place, usize> = self
            .rungs
            .iter()
            .enumerate()
            .filter_map(|(n, rung)| match rung {
                Rung::Place(place) => Some((place, n)),
                _ => None,
            })
            .collect();
        for place in places {
            let family = catalog.get(&place.key).map(|entry| &entry.family);
            let role = place.position.role.map(Position::role);
            let starts = match (by_place.get(place), role, family) {
                (Some(rung), ..) if role.is_some() => vec![*rung],
                (_, Some(position), _) => {
                    let key = place.key.clone();
                    let place = Place { key, position };
                    by_place.get(&place).copied().into_iter().collect()
                }
                (_, None, Some(family)) => roles_of(&place.key, family)
                    .filter_map(|place| by_place.get(&place).copied())
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
        let near: Vec<usize> = near.filter_map(|p| by_place.get(&p).copied()).collect();
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

/// Whether a reference that leads nowhere is a title, and not an id or an address that is misspelled: it has blanks or
/// capitals in it, and none of the signs of an address.
fn is_title(reference: &str) -> bool {
    let reference = reference.trim();
    let has_words =
        reference.contains(char::is_whitespace) || reference.contains(char::is_uppercase);
    has_words && !reference.contains(['#', '/'])
}

struct Builder<'c> {
    catalog: &'c Catalog,
    ladder: Ladder,
    /// By family: the rung of its first role.
    first: Vec<usize>,
    others: HashMap<Rung, usize>,
    seen: BTreeSet<(usize, usize, String)>,
}

impl<'c> Builder<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let mut first = Vec::with_capacity(catalog.entries().len());
        let mut ladder = Ladder::default();
        for entry in catalog.entries() {
            first.push(ladder.rungs.len());
            let roles = roles_of(&entry.key, &entry.family);
            ladder.rungs.extend(roles.map(Rung::Place));
            let grades = role_scalars(&entry.family, |body| body.grade.as_ref());
            ladder
                .grades
                .extend(grades.into_iter().map(Option::<&_>::cloned));
        }
        Self {
            catalog,
            ladder,
            first,
            others: HashMap::new(),
            seen: BTreeSet::new(),
        }
    }

    fn join(&mut self) {
        self.ladder.join();
    }

    /// The steps that a family and its parts say.
    fn written(&mut self, at: usize, entry: &CatalogEntry) {
        let family = &entry.family;
        let mut ids: Option<HashMap<&str, Position>> = None;
        for node in nodes(family) {
            let steps = family.body(node).map(|body| &body.career_ladder.steps);
            for step in steps.into_iter().flatten() {
                let ids = ids.get_or_insert_with(|| ids_of(family));
                let from = self.end(at, entry, ids, &step.from);
                let to = self.end(at, entry, ids, &step.to);
                let kind = StepKind::written(step.kind.as_deref());
                if !self.seen.insert((from, to, kind.word().to_owned())) {
                    continue;
                }
                let upward = match &kind {
                    StepKind::Promotion => true,
                    StepKind::Other(_) => self.ladder.rises(from, to) == Some(true),
                    _ => false,
                };
                self.ladder.steps.push(Step {
                    from,
                    to,
                    kind,
                    upward,
                    said: (entry.key.clone(), node),
                });
            }
        }
    }

    /// The rung that an end of a step names.
    fn end(
        &mut self,
        at: usize,
        entry: &CatalogEntry,
        ids: &HashMap<&str, Position>,
        reference: &str,
    ) -> usize {
        let local = (!reference.is_empty())
            .then(|| ids.get(reference))
            .flatten();
        let place = match local {
            Some(Position {
                role: Some(role),
                specialty: None,
                segment: None,
            }) => return self.first[at] + role,
            Some(position) => Some(Place {
                key: entry.key.clone(),
                position: *position,
            }),
            None => at_address(self.catalog, reference),
        };
        match place {
            Some(place) => self.place(place),
            None if is_title(reference) => self.other(Rung::Outside(reference.trim().to_owned())),
            None => {
                let is_address = reference.contains(['#', '/']);
                self.other(Rung::Unknown {
                    reference: reference.trim().to_owned(),
                    within: (!is_address).then(|| entry.key.clone()),
                })
            }
        }
    }

    fn place(&mut self, place: Place) -> usize {
        let Position {
            role: Some(role),
            specialty: None,
            segment: None,
        } = place.position
        else {
            return self.other(Rung::Place(place));
        };
        let entries = self.catalog.entries();
        let at = entries.binary_search_by(|entry| entry.key.cmp(&place.key));
        match at {
            Ok(at) => self.first[at] + role,
            Err(_) => self.other(Rung::Place(place)),
        }
    }

    /// A variation that steps name stands beside its role.
    fn beside(&mut self) {
        for rung in 0..self.ladder.rungs.len() {
            let Some(place) = self.ladder.place(rung) else {
                continue;
            };
            let (key, position) = (place.key.clone(), place.position);
            let Some(role) = position
                .role
                .filter(|role| position != Position::role(*role))
            else {
                continue;
            };
            let from = self.place(Place {
                key: key.clone(),
                position: Position::role(role),
            });
            self.ladder.steps.push(Step {
                from,
                to: rung,
                kind: StepKind::Variation,
                upward: false,
                said: (key, position.node()),
            });
        }
    }

    /// A step to a family leads to any of its roles, and one from it can be taken by any of them. Where there are both,
    /// they are not joined: nobody says that one can go in by one role and out by another.
    fn one_of(&mut self) {
        for rung in 0..self.ladder.rungs.len() {
            let is_family = |place: &&Place| place.position == Position::FAMILY;
            let Some(place) = self.ladder.place(rung).filter(is_family).cloned() else {
                continue;
            };
            let is_left = self.ladder.leaving(rung).next().is_some();
            let is_come_to = self.ladder.coming(rung).next().is_some();
            let Some(entry) = self
                .catalog
                .get(&place.key)
                .filter(|_| is_left != is_come_to)
            else {
                continue;
            };
            for place in roles_of(&entry.key, &entry.family) {
                let said = (place.key.clone(), place.position.node());
                let role = self.place(place);
                let (from, to) = match is_left {
                    true => (role, rung),
                    false => (rung, role),
                };
                self.ladder.steps.push(Step {
                    from,
                    to,
                    kind: StepKind::OneOf,
                    upward: false,
                    said,
                });
            }
        }
    }

    /// The steps that follow from what the roles of a family build on. Where somebody has written how one gets to a
    /// role from its own family, or how these two are joined, that is how it is.
    fn derived(&mut self, at: usize, entry: &CatalogEntry) {
        let family = &entry.family;
        let extends = |role: &super::Role| *role.body.extends != super::Extends::default();
        if !family.roles.iter().any(extends) {
            return;
        }
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (n, role) in family.roles.iter().enumerate() {
            by_id.entry(&role.id).or_insert(n);
        }
        let (first, end) = (self.first[at], self.first[at] + family.roles.len());
        for (n, role) in family.roles.iter().enumerate() {
            let to = first + n;
            let is_said = self.ladder.coming(to).any(|step| {
                let is_here = (first..end).contains(&step.from) && step.from != to;
                is_here && step.kind != StepKind::Lateral
            });
            if is_said {
                continue;
            }
            let slots = [None].into_iter().chain(ListKind::ALL.map(Some));
            let mut bases: Vec<usize> = slots
                .filter_map(|list| by_id.get(role.body.extends.target(list)?).copied())
                .filter(|base| *base != n)
                .collect();
            bases.sort_unstable();
            bases.dedup();
            for base in bases {
                let from = first + base;
                let joined = |a, b| self.ladder.leaving(a).any(|step| step.to == b);
                if joined(from, to) || joined(to, from) {
                    continue;
                }
                let upward = self.ladder.rises(from, to) != Some(false);
                self.ladder.steps.push(Step {
                    from,
                    to,
                    kind: StepKind::BuildsOn,
                    upward,
                    said: (entry.key.clone(), Node::Role(n)),
                });
            }
        }
    }

    fn other(&mut self, rung: Rung) -> usize {
        if let Some(known) = self.others.get(&rung) {
            return *known;
        }
        let grade = match &rung {
            Rung::Place(place) => self.catalog.get(&place.key).and_then(|entry| {
                scalar(&entry.family, place.position, |body| body.grade.as_ref())
            }),
            Rung::Outside(_) | Rung::Unknown { .. } => None,
        };
        let n = self.ladder.push(rung.clone(), grade.cloned());
        self.others.insert(rung, n);
        n
    }
}

/// Every part of a family, the family itself first.
fn nodes(family: &Family) -> impl Iterator<Item = Node> + use<> {
    let counts = [
        family.roles.len(),
        family.specialties.len(),
        family.segments.len(),
    ];
    std::iter::once(Node::Family)
        .chain((0..counts[0]).map(Node::Role))
        .chain((0..counts[1]).map(Node::Specialty))
        .chain((0..counts[2]).map(Node::Segment))
}

/// The position that each id names: a role before a variation of one, and of a variation the first place where it is
/// the only one.
fn ids_of(family: &Family) -> HashMap<&str, Position> {
    let mut ids: HashMap<&str, Position> = HashMap::new();
    let varied = !(family.specialties.is_empty() && family.segments.is_empty());
    let positions = match varied {
        true => family.positions().split_off(1),
        false => (0..family.roles.len()).map(Position::role).collect(),
    };
    let mut positions: Vec<Position> = positions;
    positions
        .sort_by_key(|p| usize::from(p.specialty.is_some()) + usize::from(p.segment.is_some()));
    for position in positions {
        if let Some(id) = family.id(position.node()) {
            ids.entry(id).or_insert(position);
        }
    }
    ids
}

/// The place with an address; quick where it is that of a role.
fn at_address(catalog: &Catalog, address: &str) -> Option<Place> {
    let (key, id) = address.rsplit_once('#').unwrap_or((address, ""));
    if !id.is_empty() && !id.contains('+') && catalog.get(address).is_none() {
        let entry = catalog.get(key)?;
        let role = entry.family.role_index(id)?;
        let position = Position::role(role);
        let key = entry.key.clone();
        return Some(Place { key, position });
    }
    catalog.at(address)
}
