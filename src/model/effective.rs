//! The effective role: a position with everything it inherits, every line knowing where it came from.
//!
//! Order: the family, then the `extends` chain from its root down, then the role, then the specialty, then
//! the segment (each variation with the chain that it extends before it). Scalars: the nearest one that is
//! set. Lists: joined in that order, an exact repeat once with all its origins, `omit` taken out of what is
//! inherited up to there. Indicators, ladder and hiring process: the nearest that says anything.

use super::{
    Address, Body, CareerLadder, Date, Family, Grade, HiringProcess, Indicator, Item, ListKind,
    Node, Position, ReportsTo, Status, Text, Track,
};

/// A value and the part of the file that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// What is said.
    pub value: T,
    /// Where.
    pub from: Node,
}

impl<T: ToString> Sourced<T> {
    /// The value in words, and where it is said.
    pub fn in_words(&self) -> (String, Node) {
        (self.value.to_string(), self.from)
    }
}

/// One place where an item is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The part of the family.
    pub node: Node,
    /// Which item of its list, from 0.
    pub index: usize,
}

/// One line of an effective role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveItem {
    /// As written at the first origin.
    pub item: Item,
    /// Every place that says it, in the order of inheritance; never empty.
    pub origins: Vec<Origin>,
}

/// A line that would be inherited, and who dropped it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Which list it was in.
    pub list: ListKind,
    /// The line.
    pub line: EffectiveItem,
    /// The part whose `omit` names it.
    pub by: Node,
}

/// Something that does not work out while composing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompositionProblem {
    /// `extends` names an id that the family does not have.
    UnknownExtends {
        /// Who says it.
        node: Node,
        /// The id.
        target: String,
    },
    /// `extends` comes back to where it was; the chain is cut there.
    Cycle {
        /// Who closes the circle.
        node: Node,
        /// The id that had been seen already.
        target: String,
    },
    /// `omit` names something that is not inherited.
    OmitsNothing {
        /// Who says it.
        node: Node,
        /// The text.
        text: String,
    },
}

/// A position with everything it inherits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// Where it is.
    pub address: Address,
    /// Which position of the family.
    pub position: Position,
    /// Title as it is read on its own.
    pub title: String,
    /// Job grade.
    pub grade: Option<Sourced<Grade>>,
    /// Managers; empty when nobody is named.
    pub reports_to: Option<Sourced<Vec<ReportsTo>>>,
    /// Status.
    pub status: Option<Sourced<Status>>,
    /// Owner.
    pub owner: Option<Sourced<Text>>,
    /// When it should be read again.
    pub review_due: Option<Sourced<Date>>,
    /// Track.
    pub track: Option<Sourced<Track>>,
    /// Tags of every layer, each once.
    pub tags: Vec<String>,
    /// Summary.
    pub summary: Option<Sourced<Text>>,
    /// The three lists, indexed by [`ListKind`].
    pub lists: [Vec<EffectiveItem>; 3],
    /// What `omit` took out.
    pub dropped: Vec<Dropped>,
    /// Indicators.
    pub performance_indicators: Option<Sourced<Vec<Indicator>>>,
    /// Ladder.
    pub career_ladder: Option<Sourced<CareerLadder>>,
    /// Hiring process.
    pub hiring_process: Option<Sourced<HiringProcess>>,
    /// What did not work out.
    pub problems: Vec<CompositionProblem>,
}

impl Effective {
    /// The items of one list.
    pub fn list(&self, kind: ListKind) -> &[EffectiveItem] {
        &self.lists[kind as usize]
    }

    /// Whether an item is written in the position's own part of the file.
    pub fn is_own(&self, line: &EffectiveItem) -> bool {
        let node = self.position.node();
        line.origins.iter().any(|origin| origin.node == node)
    }

    /// The address of the part of the file that an origin names, seen from this position.
    pub fn origin_address(&self, family: &Family, node: Node) -> Address {
        Address::of(
            &self.address.family,
            family,
            origin_position(self.position, node),
        )
    }
}

/// The position whose own part is `node`, seen from `position`: the same role, without the variations that
/// come after it.
pub fn origin_position(position: Position, node: Node) -> Position {
    match node {
        Node::Family => Position::FAMILY,
        Node::Role(role) => Position::role(role),
        Node::Specialty(specialty) => Position {
            specialty: Some(specialty),
            segment: None,
            ..position
        },
        Node::Segment(segment) => Position {
            segment: Some(segment),
            ..position
        },
    }
}

/// Composes the effective role at `position`. A position that the family does not have gives what the family
/// says for everyone. Pure, and linear in the number of layers and lines.
pub fn compose(key: &str, family: &Family, position: Position) -> Effective {
    let position = if family.has(position) {
        position
    } else {
        Position::FAMILY
    };
    let mut problems = Vec::new();
    let scalars = layers(family, position, None, &mut problems);
    let bodies: Vec<(Node, &Body)> = scalars
        .iter()
        .filter_map(|node| Some((*node, family.body(*node)?)))
        .collect();
    let mut effective = Effective {
        address: Address::of(key, family, position),
        position,
        title: family.position_title(position),
        grade: nearest(&bodies, |body| body.grade.clone()),
        reports_to: nearest(&bodies, |body| filled(&body.reports_to)),
        status: nearest(&bodies, |body| body.more.status),
        owner: nearest(&bodies, |body| body.more.owner.clone()),
        review_due: nearest(&bodies, |body| body.more.review_due),
        track: nearest(&bodies, |body| body.track),
        tags: Vec::new(),
        summary: nearest(&bodies, |body| body.summary.clone()),
        lists: Default::default(),
        dropped: Vec::new(),
        performance_indicators: nearest(&bodies, |body| filled(&body.more.performance_indicators)),
        career_ladder: nearest(&bodies, |body| {
            (!body.more.career_ladder.is_empty())
                .then(|| CareerLadder::clone(&body.more.career_ladder))
        }),
        hiring_process: nearest(&bodies, |body| {
            (!body.more.hiring_process.is_empty())
                .then(|| HiringProcess::clone(&body.more.hiring_process))
        }),
        problems: Vec::new(),
    };
    for tag in bodies.iter().flat_map(|(_, body)| &body.more.tags) {
        if !effective.tags.contains(tag) {
            effective.tags.push(tag.clone());
        }
    }
    let layered = ListKind::ALL.map(|kind| layers(family, position, Some(kind), &mut problems));
    // A part that only some lists are extended from may omit from the others; that is judged where it stands.
    let mut unused: Vec<(Node, &str)> = Vec::new();
    for node in layered[0]
        .iter()
        .filter(|node| layered.iter().all(|nodes| nodes.contains(node)))
    {
        for text in family
            .body(*node)
            .into_iter()
            .flat_map(|body| &body.more.omit)
        {
            if !unused.contains(&(*node, text)) {
                unused.push((*node, text));
            }
        }
    }
    for (kind, nodes) in ListKind::ALL.into_iter().zip(&layered) {
        join(family, kind, nodes, &mut effective, &mut unused);
    }
    for (node, text) in unused {
        problems.push(CompositionProblem::OmitsNothing {
            node,
            text: text.to_owned(),
        });
    }
    for problem in problems {
        if !effective.problems.contains(&problem) {
            effective.problems.push(problem);
        }
    }
    effective
}

fn filled<T: Clone>(values: &[T]) -> Option<Vec<T>> {
    (!values.is_empty()).then(|| values.to_vec())
}

fn nearest<T>(bodies: &[(Node, &Body)], get: impl Fn(&Body) -> Option<T>) -> Option<Sourced<T>> {
    bodies
        .iter()
        .rev()
        .find_map(|(node, body)| get(body).map(|value| Sourced { value, from: *node }))
}

/// Joins one list over its layers into `effective`; takes out of `unused` the omissions that met something.
fn join(
    family: &Family,
    kind: ListKind,
    nodes: &[Node],
    effective: &mut Effective,
    unused: &mut Vec<(Node, &str)>,
) {
    // By text, so that a family of thousands of items stays linear.
    let mut places: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut lines: Vec<Option<EffectiveItem>> = Vec::new();
    for node in nodes {
        let Some(body) = family.body(*node) else {
            continue;
        };
        for text in &body.more.omit {
            // A repeat may carry the id that the first of them lacks.
            let has_id = |line: &EffectiveItem| {
                line.origins.iter().any(|origin| {
                    let items = family.body(origin.node).map(|body| body.list(kind));
                    let item = items.and_then(|items| items.get(origin.index));
                    item.and_then(|item| item.more().id.as_deref()) == Some(text.as_str())
                })
            };
            let hit = places.get(text.trim()).copied().or_else(|| {
                let mut lines = lines.iter();
                lines.position(|line| line.as_ref().is_some_and(has_id))
            });
            let Some(line) = hit.and_then(|index| lines[index].take()) else {
                // By text and by id: the first of the two has taken it already.
                let again = effective.dropped.iter().any(|dropped| {
                    let same = dropped.line.item.text().trim() == text.trim();
                    dropped.list == kind && dropped.by == *node && (same || has_id(&dropped.line))
                });
                if again {
                    unused.retain(|(by, omitted)| !(by == node && omitted == text));
                }
                continue;
            };
            places.retain(|_, index| Some(*index) != hit);
            unused.retain(|(by, omitted)| !(by == node && omitted == text));
            effective.dropped.push(Dropped {
                list: kind,
                line,
                by: *node,
            });
        }
        for (index, item) in body.list(kind).iter().enumerate() {
            let origin = Origin { node: *node, index };
            match places.get(item.text().trim()) {
                Some(at) => {
                    if let Some(line) = &mut lines[*at] {
                        line.origins.push(origin);
                    }
                }
                None => {
                    places.insert(item.text().trim(), lines.len());
                    lines.push(Some(EffectiveItem {
                        item: item.clone(),
                        origins: vec![origin],
                    }));
                }
            }
        }
    }
    effective.lists[kind as usize] = lines.into_iter().flatten().collect();
}

/// What [`lineage`] says, and what does not work out on the way.
fn layers(
    family: &Family,
    position: Position,
    list: Option<ListKind>,
    problems: &mut Vec<CompositionProblem>,
) -> Vec<Node> {
    let mut nodes = vec![Node::Family];
    let parts = position
        .role
        .map(Node::Role)
        .into_iter()
        .chain(position.specialty.map(Node::Specialty))
        .chain(position.segment.map(Node::Segment));
    for part in parts {
        for node in chain(family, part, list, problems) {
            if !nodes.contains(&node) {
                nodes.push(node);
            }
        }
    }
    nodes
}

/// A part and what it extends, the root first. A variation extends a sibling of its own kind, or else a role.
fn chain(
    family: &Family,
    part: Node,
    list: Option<ListKind>,
    problems: &mut Vec<CompositionProblem>,
) -> Vec<Node> {
    let mut nodes = vec![part];
    let mut current = part;
    while let Some(target) = family
        .body(current)
        .and_then(|body| body.extends.target(list))
    {
        let Some(next) = extended(family, current, target) else {
            problems.push(CompositionProblem::UnknownExtends {
                node: current,
                target: target.to_owned(),
            });
            break;
        };
        if nodes.contains(&next) {
            problems.push(CompositionProblem::Cycle {
                node: current,
                target: target.to_owned(),
            });
            break;
        }
        nodes.push(next);
        current = next;
    }
    nodes.reverse();
    nodes
}

fn extended(family: &Family, from: Node, target: &str) -> Option<Node> {
    let sibling = match from {
        Node::Specialty(_) => family
            .specialties
            .iter()
            .position(|variation| variation.id == target)
            .map(Node::Specialty),
        Node::Segment(_) => family
            .segments
            .iter()
            .position(|variation| variation.id == target)
            .map(Node::Segment),
        Node::Family | Node::Role(_) => None,
    };
    sibling.or_else(|| family.role_index(target).map(Node::Role))
}

/// The parts of the family that a list (or, with `None`, a scalar) of a position is made of, the farthest
/// first, each once.
pub fn lineage(family: &Family, position: Position, list: Option<ListKind>) -> Vec<Node> {
    layers(family, position, list, &mut Vec::new())
}

/// Whether a position takes anything from a part of its family: its own part, or one that it inherits from.
pub fn inherits(family: &Family, position: Position, node: Node) -> bool {
    ListKind::ALL
        .into_iter()
        .map(Some)
        .chain([None])
        .any(|list| lineage(family, position, list).contains(&node))
}
