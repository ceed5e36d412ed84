//! Putting the steps of all families together: what each end of a step names, and what follows where nothing is
//! written.

use std::collections::{HashMap, HashSet};

use super::{Ladder, Rung, Step, StepKind, roles_of};
use crate::model::{
    Catalog, CatalogEntry, Extends, Family, ListKind, Node, Place, Position, Role, VariationKind,
    role_scalars, scalar,
};

/// The ladder of a whole catalog.
pub(super) fn ladder(catalog: &Catalog) -> Ladder {
    let mut builder = Builder::new(catalog);
    for (at, entry) in catalog.entries().iter().enumerate() {
        builder.written(at, entry);
    }
    builder.ladder.join();
    builder.once();
    builder.beside();
    builder.one_of();
    for (at, entry) in catalog.entries().iter().enumerate() {
        builder.derived(at, entry);
    }
    let mut ladder = builder.ladder;
    ladder.join();
    ladder
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
}

impl<'c> Builder<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let mut first = Vec::with_capacity(catalog.entries().len());
        let mut ladder = Ladder::default();
        let roles = catalog.entries().iter().map(|e| e.family.roles.len()).sum();
        ladder.rungs.reserve(roles);
        ladder.grades.reserve(roles);
        ladder.steps.reserve(roles);
        for entry in catalog.entries() {
            first.push(ladder.rungs.len());
            let roles = roles_of(&entry.key, &entry.family);
            ladder.rungs.extend(roles.map(Rung::Place));
            let grades = role_scalars(&entry.family, |body| body.grade.as_ref());
            ladder
                .grades
                .extend(grades.into_iter().map(Option::<&_>::cloned));
        }
        ladder.sorted = ladder.rungs.len();
        Self {
            catalog,
            ladder,
            first,
            others: HashMap::new(),
        }
    }

    /// Takes out what is written twice.
    fn once(&mut self) {
        let ladder = &self.ladder;
        let mut seen: HashSet<(usize, &StepKind)> = HashSet::new();
        let mut is_again = vec![false; ladder.steps.len()];
        for rung in 0..ladder.rungs.len() {
            let steps = ladder.leaving.get(rung);
            if steps.len() < 2 {
                continue;
            }
            seen.clear();
            for n in steps.iter().map(|n| *n as usize) {
                let step = &ladder.steps[n];
                is_again[n] = !seen.insert((step.to, &step.kind));
            }
        }
        if is_again.contains(&true) {
            let mut is_again = is_again.into_iter();
            self.ladder.steps.retain(|_| is_again.next() != Some(true));
            self.ladder.join();
        }
    }

    /// The steps that a family and its parts say.
    fn written(&mut self, at: usize, entry: &CatalogEntry) {
        let family = &entry.family;
        let mut ids: Option<Ids<'_>> = None;
        for node in nodes(family) {
            let steps = family.body(node).map(|body| &body.more.career_ladder.steps);
            for step in steps.into_iter().flatten() {
                let ids = ids.get_or_insert_with(|| Ids::of(family));
                let from = self.end(at, entry, ids, &step.from);
                let to = self.end(at, entry, ids, &step.to);
                let kind = StepKind::written(step.kind.as_deref());
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
    fn end(&mut self, at: usize, entry: &CatalogEntry, ids: &Ids<'_>, reference: &str) -> usize {
        let local = ids.get(reference);
        let place = match local {
            Some(Position {
                role: Some(role),
                specialty: None,
                segment: None,
            }) => return self.first[at] + role,
            Some(position) => Some(Place {
                key: entry.key.clone(),
                position,
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
        for rung in self.ladder.sorted..self.ladder.rungs.len() {
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
        for rung in self.ladder.sorted..self.ladder.rungs.len() {
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
        let extends = |role: &Role| *role.body.extends != Extends::default();
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

/// What the ids of a family name.
struct Ids<'f> {
    family: &'f Family,
    /// Roles by id, where there are so many that looking through them would take long.
    roles: Option<HashMap<&'f str, usize>>,
}

/// So many roles are looked through.
const FEW: usize = 32;

impl<'f> Ids<'f> {
    fn of(family: &'f Family) -> Self {
        let roles = (family.roles.len() > FEW).then(|| {
            let mut roles: HashMap<&str, usize> = HashMap::new();
            for (n, role) in family.roles.iter().enumerate() {
                roles.entry(&role.id).or_insert(n);
            }
            roles
        });
        Self { family, roles }
    }

    /// The position that an id names: a role before a variation of one, and of a variation the first role that it
    /// varies. Nothing is named by no id.
    fn get(&self, id: &str) -> Option<Position> {
        if id.is_empty() {
            return None;
        }
        let role = match &self.roles {
            Some(roles) => roles.get(id).copied(),
            None => self.family.role_index(id),
        };
        role.map(Position::role).or_else(|| self.variation(id))
    }

    fn variation(&self, id: &str) -> Option<Position> {
        let family = self.family;
        let is_it = |node: Node| family.id(node) == Some(id);
        let specialty = |n: &usize| is_it(Node::Specialty(*n));
        let segment = |n: &usize| is_it(Node::Segment(*n));
        let specialties = 0..family.specialties.len();
        let segments = 0..family.segments.len();
        if !specialties.clone().any(|n| specialty(&n)) && !segments.clone().any(|n| segment(&n)) {
            return None;
        }
        (0..family.roles.len()).find_map(|role| {
            let mut of_role = family.variations_of(VariationKind::Specialty, role);
            let specialty = of_role.find(specialty);
            let mut of_role = family.variations_of(VariationKind::Segment, role);
            let segment = of_role.find(segment).filter(|_| specialty.is_none());
            (specialty.is_some() || segment.is_some()).then_some(Position {
                role: Some(role),
                specialty,
                segment,
            })
        })
    }
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
