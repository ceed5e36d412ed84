//! How parts of families name one another: where such names stand, what they mean, and putting others in.
//!
//! Two kinds. `extends` and the `roles` of a variation name parts of their own family by id. Pointers (the `role`
//! of a manager, both ends of a ladder step) name a part of their own family by id, or any place by its address.

use crate::model::{Body, Extends, Family, ListKind, Node};

/// The slots of `extends`: for everything, and one a list.
pub(super) const SLOTS: [Option<ListKind>; 4] = [
    None,
    Some(ListKind::Responsibilities),
    Some(ListKind::Requirements),
    Some(ListKind::NiceToHave),
];

/// Every part of a family, the family itself first.
pub(super) fn nodes(family: &Family) -> impl Iterator<Item = Node> + use<> {
    let (roles, specialties, segments) = (
        family.roles.len(),
        family.specialties.len(),
        family.segments.len(),
    );
    std::iter::once(Node::Family)
        .chain((0..roles).map(Node::Role))
        .chain((0..specialties).map(Node::Specialty))
        .chain((0..segments).map(Node::Segment))
}

/// The first part with an id. What has no id cannot be named.
pub(super) fn node_with_id(family: &Family, id: &str) -> Option<Node> {
    if id.is_empty() {
        return None;
    }
    nodes(family).find(|node| family.id(*node) == Some(id))
}

/// The part that `from` extends under the name `target`: a variation's own kind goes before roles.
pub(super) fn extended(family: &Family, from: Node, target: &str) -> Option<Node> {
    let same_kind = |node: &Node| match from {
        Node::Specialty(_) => matches!(node, Node::Specialty(_)),
        Node::Segment(_) => matches!(node, Node::Segment(_)),
        Node::Family | Node::Role(_) => false,
    };
    nodes(family)
        .find(|node| same_kind(node) && family.id(*node) == Some(target))
        .or_else(|| family.role_index(target).map(Node::Role))
}

/// What one slot says.
pub(super) fn slot(extends: &Extends, list: Option<ListKind>) -> &Option<String> {
    match list {
        None => &extends.all,
        Some(kind) => &extends.lists[kind as usize],
    }
}

/// What one slot says, to change it.
pub(super) fn slot_mut(extends: &mut Extends, list: Option<ListKind>) -> &mut Option<String> {
    match list {
        None => &mut extends.all,
        Some(kind) => &mut extends.lists[kind as usize],
    }
}

/// The parts that a part names in its `extends`, each slot that leads somewhere.
pub(super) fn extends_of(
    family: &Family,
    node: Node,
) -> impl Iterator<Item = (Option<ListKind>, Node)> + '_ {
    SLOTS.into_iter().filter_map(move |list| {
        let target = slot(&family.body(node)?.extends, list).as_deref()?;
        Some((list, extended(family, node, target)?))
    })
}

/// What a pointer means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target<'t> {
    /// A part of the family that says it.
    Here(Node),
    /// An address: the key of a family, and the ids of a role and its variations behind it.
    There {
        /// The key.
        key: &'t str,
        /// The ids; none for the family as a whole.
        ids: Vec<&'t str>,
    },
}

impl<'t> Target<'t> {
    /// What a text means in a family. Whether there is such a place is another question.
    pub(super) fn of(family: &Family, text: &'t str) -> Self {
        if let Some(node) = node_with_id(family, text) {
            return Self::Here(node);
        }
        match text.rsplit_once('#') {
            Some((key, ids)) => Self::There {
                key,
                ids: ids.split('+').collect(),
            },
            None => Self::There {
                key: text,
                ids: Vec::new(),
            },
        }
    }
}

/// The text of an address.
pub(super) fn address(key: &str, ids: &[&str]) -> String {
    match ids {
        [] => key.to_owned(),
        ids => format!("{key}#{}", ids.join("+")),
    }
}

/// What becomes of a pointer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays as it is.
    Stay,
    /// It is written like this.
    Become(String),
    /// What it names goes: a manager keeps the title alone, and a ladder step goes with it.
    Gone,
}

/// Every pointer of a family.
pub(super) fn pointers(family: &Family) -> impl Iterator<Item = &str> {
    nodes(family)
        .filter_map(|node| family.body(node))
        .flat_map(pointers_of)
}

/// Every pointer of one part.
pub(super) fn pointers_of(body: &Body) -> impl Iterator<Item = &str> {
    let managers = body.reports_to.iter().filter_map(|m| m.role.as_deref());
    let steps = &body.more.career_ladder.steps;
    managers.chain(steps.iter().flat_map(|s| [s.from.as_str(), s.to.as_str()]))
}

/// Does to every pointer of a part what is its fate.
pub(super) fn follow(body: &mut Body, fate: &impl Fn(&str) -> Fate) {
    for manager in &mut body.reports_to {
        if let Some(role) = &manager.role {
            match fate(role) {
                Fate::Stay => {}
                Fate::Become(text) => manager.role = Some(text.into()),
                Fate::Gone => manager.role = None,
            }
        }
    }
    body.more.career_ladder.steps.retain_mut(|step| {
        for end in [&mut step.from, &mut step.to] {
            match fate(end) {
                Fate::Stay => {}
                Fate::Become(text) => *end = text,
                Fate::Gone => return false,
            }
        }
        true
    });
}
