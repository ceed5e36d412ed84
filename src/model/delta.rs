//! What the next level asks: from one role to another, what comes, what goes and what changes; and which role is the
//! next one.
//!
//! A delta is a comparison of two roles read in one direction. Taking its lines from the first role and putting them
//! into it gives the second one. Knows the comparison and the catalog.

use super::{
    Address, Catalog, CatalogEntry, Cell, Comparison, Effective, Family, Node, Place, Position,
    RowState, Topic, compare, compose,
};

/// One thing that differs between a role and the next.
#[derive(Debug, Clone, PartialEq)]
pub enum DeltaChange {
    /// Only the next role says it.
    Added(Cell),
    /// Only the first role says it.
    Dropped(Cell),
    /// Both say it of the same thing, differently: a grade, a target.
    Changed {
        /// What the first role says.
        before: Cell,
        /// What the next role says.
        after: Cell,
    },
    /// Taken for the same in other words: a guess.
    Reworded {
        /// What the first role says.
        before: Cell,
        /// What the next role says.
        after: Cell,
        /// How close the two are, from 0 to 1; see [`super::closeness`].
        closeness: f64,
    },
}

/// What differs about one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct DeltaSection {
    /// What it is about.
    pub topic: Topic,
    /// In the order in which the roles say it.
    pub changes: Vec<DeltaChange>,
    /// The lines that both have, word for word, as places in the first role and in the next.
    pub kept: Vec<(usize, usize)>,
}

/// From one role to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Delta {
    /// Where the first one is.
    pub from: Address,
    /// Where the next one is.
    pub to: Address,
    /// What the two are called.
    pub titles: [String; 2],
    /// Every topic, also those without changes.
    pub sections: Vec<DeltaSection>,
}

impl Delta {
    /// From a role to another one, each with its family.
    pub fn between(from: (&Effective, &Family), to: (&Effective, &Family)) -> Self {
        let Comparison { sections, .. } = compare(&[from, to]);
        let sections = sections.into_iter().map(|section| {
            let mut changes = Vec::new();
            let mut kept = Vec::new();
            for row in section.rows {
                let (state, guess) = (row.state, row.guess);
                let mut cells = row.cells.into_iter();
                match (cells.next().flatten(), cells.next().flatten()) {
                    (Some(before), Some(after)) if state == RowState::Same => {
                        kept.push((before.at, after.at));
                    }
                    (Some(before), Some(after)) => changes.push(match guess {
                        Some(closeness) => DeltaChange::Reworded {
                            before,
                            after,
                            closeness,
                        },
                        None => DeltaChange::Changed { before, after },
                    }),
                    (Some(before), None) => changes.push(DeltaChange::Dropped(before)),
                    (None, Some(after)) => changes.push(DeltaChange::Added(after)),
                    (None, None) => {}
                }
            }
            DeltaSection {
                topic: section.topic,
                changes,
                kept,
            }
        });
        Self {
            sections: sections.collect(),
            from: from.0.address.clone(),
            to: to.0.address.clone(),
            titles: [from.0.title.clone(), to.0.title.clone()],
        }
    }

    /// Whether the two roles say the same.
    pub fn is_empty(&self) -> bool {
        self.sections
            .iter()
            .all(|section| section.changes.is_empty())
    }
}

/// How the next role of a role was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextBy {
    /// By a promotion of its career ladder.
    Ladder,
    /// Because it extends the role.
    Extends,
}

/// The roles that a role leads to, each once: by the promotions of its career ladder, those of its own part first; where
/// there is none, the roles of the family that extend it. A step to a family leads to each of its roles. A specialty or
/// a segment stays the same where the next role has it. Empty when there is no next role, or only unknown ones.
pub fn next_roles(catalog: &Catalog, place: &Place) -> (NextBy, Vec<Place>) {
    let Some(entry) = catalog.get(&place.key) else {
        return (NextBy::Ladder, Vec::new());
    };
    let promoted = promotions(catalog, entry, place.position);
    match promoted.is_empty() {
        false => (NextBy::Ladder, promoted),
        true => (NextBy::Extends, extending(entry, place.position)),
    }
}

fn promotions(catalog: &Catalog, entry: &CatalogEntry, position: Position) -> Vec<Place> {
    let role = compose(&entry.key, &entry.family, position);
    let Some(ladder) = role.career_ladder else {
        return Vec::new();
    };
    let steps = ladder.value.steps.iter().filter(|step| {
        let kind = step.kind.as_deref().map(str::trim);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("promotion"))
    });
    // From the most particular part to the family.
    let mut parts = position.parts();
    parts.reverse();
    let mut found: Vec<(usize, Place)> = Vec::new();
    for step in steps {
        let from = catalog.refer(&entry.key, &step.from);
        let from = from.filter(|from| from.key == entry.key);
        let Some(rank) = from.and_then(|from| {
            let node = from.position.node();
            // What leads away from the family leads away from no role in particular.
            let is_meant = node != Node::Family || position == Position::FAMILY;
            parts
                .iter()
                .position(|part| *part == node)
                .filter(|_| is_meant)
        }) else {
            continue;
        };
        let Some(to) = catalog.refer(&entry.key, &step.to) else {
            continue;
        };
        found.extend(
            targets(catalog, entry, position, &to)
                .into_iter()
                .map(|to| (rank, to)),
        );
    }
    found.sort_by_key(|(rank, _)| *rank);
    let mut places: Vec<Place> = Vec::new();
    for (_, to) in found {
        let is_itself = to.key == entry.key && to.position == position;
        if !is_itself && !places.contains(&to) {
            places.push(to);
        }
    }
    places
}

/// Where a step leads from a position.
fn targets(catalog: &Catalog, from: &CatalogEntry, position: Position, to: &Place) -> Vec<Place> {
    let Some(entry) = catalog.get(&to.key) else {
        return Vec::new();
    };
    let place = |position| Place {
        key: entry.key.clone(),
        position,
    };
    if to.position == Position::FAMILY {
        let roles = (0..entry.family.roles.len()).map(|role| place(Position::role(role)));
        return roles.collect();
    }
    if entry.key != from.key {
        return vec![to.clone()];
    }
    // The same family: what the step does not name stays as it is.
    let kept = match to.position.node() {
        Node::Role(role) => Position {
            role: Some(role),
            ..position
        },
        Node::Specialty(specialty) => Position {
            specialty: Some(specialty),
            ..position
        },
        Node::Segment(segment) => Position {
            segment: Some(segment),
            ..position
        },
        Node::Family => to.position,
    };
    vec![place(nearest(&entry.family, kept).unwrap_or(to.position))]
}

/// The position, or the same role without the variations that it does not have.
fn nearest(family: &Family, position: Position) -> Option<Position> {
    let without_segment = Position {
        segment: None,
        ..position
    };
    let without_specialty = Position {
        specialty: None,
        ..position
    };
    let alone = Position {
        role: position.role,
        ..Position::FAMILY
    };
    [position, without_segment, without_specialty, alone]
        .into_iter()
        .find(|position| position.role.is_some() && family.has(*position))
}

fn extending(entry: &CatalogEntry, position: Position) -> Vec<Place> {
    let family = &entry.family;
    let Some(id) = position.role.and_then(|role| family.id(Node::Role(role))) else {
        return Vec::new();
    };
    let extends = |role: &usize| {
        let extends = &family.roles[*role].body.extends;
        let mut targets = extends.all.iter().chain(extends.lists.iter().flatten());
        Some(*role) != position.role && targets.any(|target| target == id)
    };
    let roles = (0..family.roles.len()).filter(extends);
    let next = roles.filter_map(|role| {
        let position = Position {
            role: Some(role),
            ..position
        };
        Some(Place {
            key: entry.key.clone(),
            position: nearest(family, position)?,
        })
    });
    next.collect()
}
