//! Taking a role, a variation, a family or a department out, and cleaning up what names it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::OperateError;
use super::draft::{Draft, entry};
use super::families::families_in;
use super::refer::{Fate, SLOTS, Target, extended, extends_of, nodes, slot, slot_mut};
use super::rename::variations_mut;
use crate::document::{Plan, Step};
use crate::model::{Body, Catalog, Extends, Family, ListKind, Node, Place, Text, Variation};
use crate::text::text;

/// Deletes a role, a specialty or a segment; for [`Node::Family`], the family.
///
/// Ladder steps from it or to it go with it; managers keep their title without the address; what extends it extends
/// from now on what it extended. Variations of a role that goes no longer name it, and those that varied no other
/// role go too, for without names they would vary all.
///
/// # Errors
/// [`OperateError::NoFamily`] or [`OperateError::NoPart`].
pub fn delete_part(catalog: &Catalog, key: &str, node: Node) -> Result<Plan, OperateError> {
    if node == Node::Family {
        return delete_family(catalog, key);
    }
    let found = entry(catalog, key)?;
    let former = found.family.as_ref();
    if former.body(node).is_none() {
        return Err(OperateError::NoPart(key.to_owned()));
    }
    let gone = goes_with(former, node);
    let mut draft = Draft::new(catalog);
    take_out(draft.family(key)?, &gone);

    let mut after = catalog.clone();
    after.put(found.key.clone(), Arc::new(draft.family(key)?.clone()));
    draft.follow(|at, says, text| {
        let concerned = match Target::of(says, text) {
            Target::Here(_) => at == key,
            Target::There { key: there, .. } => there == key,
        };
        // What led nowhere before is for somebody to look at, and stays.
        let Some(place) = concerned.then(|| catalog.refer(at, text)).flatten() else {
            return Fate::Stay;
        };
        match names_any(&place, &gone) || after.refer(at, text).is_none() {
            true => Fate::Gone,
            false => Fate::Stay,
        }
    });
    let label = text!("change-deleted", node = former.title(node));
    draft.plan(label, Some((found.key.clone(), Node::Family)))
}

/// Deletes a family. What names it in other families is cleaned up as in [`delete_part`].
///
/// # Errors
/// [`OperateError::NoFamily`].
pub fn delete_family(catalog: &Catalog, key: &str) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let label = text!("change-deleted-2", title = found.family.title(Node::Family));
    Ok(delete_keys(
        catalog,
        std::slice::from_ref(&found.key),
        label,
    ))
}

/// Deletes every family of a department, and of the departments in it.
///
/// # Errors
/// [`OperateError::NoDepartment`].
pub fn delete_department(catalog: &Catalog, department: &str) -> Result<Plan, OperateError> {
    let department = department.trim_matches('/');
    let keys: Vec<Arc<str>> = families_in(catalog, department)
        .map(|entry| entry.key.clone())
        .collect();
    if keys.is_empty() {
        return Err(OperateError::NoDepartment(department.to_owned()));
    }
    Ok(delete_keys(
        catalog,
        &keys,
        text!("change-deleted-3", department),
    ))
}

fn delete_keys(catalog: &Catalog, keys: &[Arc<str>], label: String) -> Plan {
    let keys: BTreeSet<&str> = keys.iter().map(Arc::as_ref).collect();
    let mut draft = Draft::new(catalog);
    draft.follow(|at, says, text| match Target::of(says, text) {
        Target::There { key, .. } if keys.contains(key) && catalog.refer(at, text).is_some() => {
            Fate::Gone
        }
        _ => Fate::Stay,
    });
    let mut steps: Vec<_> = keys
        .iter()
        .map(|key| (Arc::from(*key), Step::Delete))
        .collect();
    steps.extend(
        draft
            .becomes()
            .filter(|(key, _)| !keys.contains(key.as_ref())),
    );
    Plan {
        label,
        landing: None,
        steps,
    }
}

/// A part and the variations that varied no other role.
fn goes_with(family: &Family, node: Node) -> Vec<Node> {
    match node {
        Node::Role(role) => going_with(family, &[role]),
        node => vec![node],
    }
}

/// Roles, and the variations that varied no other.
pub(super) fn going_with(family: &Family, roles: &[usize]) -> Vec<Node> {
    let stays = |id: &Text| {
        let mut others = family.roles.iter().enumerate();
        others.any(|(n, role)| !roles.contains(&n) && role.id == *id)
    };
    let goes = |id: &Text| roles.iter().any(|n| family.roles[*n].id == *id);
    let alone = |variation: &Variation| {
        variation.roles.iter().any(goes) && !variation.roles.iter().any(stays)
    };
    let numbered = |variations: &[Variation], make: fn(usize) -> Node| -> Vec<Node> {
        let alone = variations.iter().enumerate().filter(|(_, v)| alone(v));
        alone.map(|(n, _)| make(n)).collect()
    };
    let mut gone: Vec<Node> = roles.iter().map(|n| Node::Role(*n)).collect();
    gone.extend(numbered(&family.specialties, Node::Specialty));
    gone.extend(numbered(&family.segments, Node::Segment));
    gone
}

fn names_any(place: &Place, gone: &[Node]) -> bool {
    let position = place.position;
    let parts = [
        position.role.map(Node::Role),
        position.specialty.map(Node::Specialty),
        position.segment.map(Node::Segment),
    ];
    parts.iter().flatten().any(|node| gone.contains(node))
}

/// Takes parts out of their family and cleans up what names them within it.
pub(super) fn take_out(family: &mut Family, gone: &[Node]) {
    let former = family.clone();
    for node in nodes(&former).filter(|node| !gone.contains(node)) {
        let heirs = inherited_extends(&former, node, gone);
        if let (Some(extends), Some(body)) = (heirs, family.body_mut(node)) {
            body.extends = extends.into();
        }
    }
    keep(&mut family.roles, |n| !gone.contains(&Node::Role(n)));
    keep(&mut family.specialties, |n| {
        !gone.contains(&Node::Specialty(n))
    });
    keep(&mut family.segments, |n| !gone.contains(&Node::Segment(n)));
    let remaining: BTreeSet<Text> = family.roles.iter().map(|role| role.id.clone()).collect();
    let lost: BTreeSet<&str> = gone
        .iter()
        .filter(|node| matches!(node, Node::Role(_)))
        .filter_map(|node| former.id(*node))
        .filter(|id| !remaining.contains(*id))
        .collect();
    for variation in variations_mut(family) {
        variation.roles.retain(|role| !lost.contains(role.as_str()));
    }
}

fn keep<T>(parts: &mut Vec<T>, stays: impl Fn(usize) -> bool) {
    let mut place = 0;
    parts.retain(|_| {
        place += 1;
        stays(place - 1)
    });
}

/// What a part extends once others are gone: what those extended. `None` when it extends none of them.
fn inherited_extends(family: &Family, node: Node, gone: &[Node]) -> Option<Extends> {
    let mut targets = extends_of(family, node);
    targets.find(|(_, target)| gone.contains(target))?;
    let own = &family.body(node)?.extends;
    let mut extends = Extends::default();
    for list in SLOTS {
        // A list without a name of its own goes the way of everything, which may part at those that are gone.
        let through = own.target(list).and_then(|target| {
            let heir = heir(family, node, target, list, gone)?;
            (slot(own, list).is_some() || extends.all.as_deref() != Some(&heir)).then_some(heir)
        });
        *slot_mut(&mut extends, list) = through;
    }
    Some(extends)
}

/// The first name on the way from `node` over `target` that does not lead to a part that is gone.
fn heir(
    family: &Family,
    node: Node,
    target: &str,
    list: Option<ListKind>,
    gone: &[Node],
) -> Option<String> {
    let mut seen = Vec::new();
    let (mut from, mut target) = (node, target);
    loop {
        match extended(family, from, target) {
            Some(next) if next == node || seen.contains(&next) => return None,
            Some(next) if gone.contains(&next) => {
                seen.push(next);
                from = next;
                target = family
                    .body(next)
                    .map(|body: &Body| &body.extends)?
                    .target(list)?;
            }
            // A name that leads nowhere stays where it is written, and is not handed on.
            None if from != node => return None,
            _ => return Some(target.to_owned()),
        }
    }
}
