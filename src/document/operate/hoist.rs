//! What all parts below one say, said once by that one.
//!
//! Roles repeat what their family could say; the specialties or segments of one role, what the role could; levels
//! that extend one role, what that role could.

use std::collections::BTreeSet;

use super::OperateError;
use super::draft::{Draft, entry};
use super::items::united;
use super::refer::{extended, nodes};
use crate::document::Plan;
use crate::model::{Catalog, Family, Item, ListKind, Need, Node, Position, VariationKind, compose};
use crate::text::text;

/// An item that several parts repeat and that one above them could say for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hoist {
    /// Which list it is in.
    pub list: ListKind,
    /// Its text, without blanks around it.
    pub text: String,
    /// The parts that repeat it.
    pub nodes: Vec<Node>,
    /// The part that would say it.
    pub target: Node,
    /// The effective roles that do not have it and would get it.
    pub gains: Vec<Position>,
    /// The effective roles that have it and would lose it, because something they inherit omits it.
    pub loses: Vec<Position>,
    /// The effective roles in which it would say something else beside its text: tags, need, waivers.
    pub differs: Vec<Position>,
}

impl Hoist {
    /// Whether every effective role would have the same items as before, in whatever order.
    pub fn unchanged(&self) -> bool {
        self.gains.is_empty() && self.loses.is_empty() && self.differs.is_empty()
    }
}

/// Every item of a family that could be said once, by list and in the order of its parts. Each costs a composition
/// of the family.
///
/// # Errors
/// [`OperateError::NoFamily`].
pub fn hoistable(catalog: &Catalog, key: &str) -> Result<Vec<Hoist>, OperateError> {
    let family = entry(catalog, key)?.family.as_ref();
    let mut found: Vec<Hoist> = Vec::new();
    for list in ListKind::ALL {
        for (group, target) in groups(family, list) {
            for text in repeated(family, list, &group) {
                // One part alone repeats something only when the part above it says it too.
                if group.len() == 1 && !says(family, target, list, &text) {
                    continue;
                }
                let mut hoist = Hoist {
                    list,
                    text,
                    nodes: group.clone(),
                    target,
                    gains: Vec::new(),
                    loses: Vec::new(),
                    differs: Vec::new(),
                };
                let mut after = family.clone();
                lift(&mut after, &hoist);
                judge(key, family, &after, &mut hoist);
                found.push(hoist);
            }
        }
    }
    Ok(found)
}

/// Lifts items to the part that could say them for all, as [`hoistable`] proposes: the copies go, and one stands at
/// the end of the target's list, with the tags and waivers of all of them.
///
/// # Errors
/// [`OperateError::NoneChosen`], [`OperateError::Stale`] when the catalog is no longer the one that was looked at,
/// and [`OperateError::NoFamily`].
pub fn hoist(catalog: &Catalog, key: &str, hoists: &[Hoist]) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let first = hoists.first().ok_or(OperateError::NoneChosen)?;
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    for hoist in hoists {
        let says = |node: &Node| says(family, *node, hoist.list, &hoist.text);
        if hoist.nodes.is_empty()
            || !hoist.nodes.iter().all(says)
            || family.body(hoist.target).is_none()
        {
            return Err(OperateError::Stale {
                text: hoist.text.clone(),
            });
        }
        lift(family, hoist);
    }
    let target = found.family.title(first.target);
    let label = match hoists {
        [_] => text!("change-lifted-an-item-to", target),
        many if many.iter().all(|hoist| hoist.target == first.target) => {
            text!("change-lifted-items-to", many = many.len(), target)
        }
        many => text!("change-lifted-items", many = many.len()),
    };
    draft.plan(label, Some((found.key.clone(), first.target)))
}

/// Lifts one item, given where it stands; where it could go to several parts, to the one that leaves the effective
/// roles as they are, or else to the first that [`hoistable`] names.
///
/// # Errors
/// [`OperateError::NoItem`], [`OperateError::Stale`] when the parts beside it do not repeat it, and those for what is
/// not there.
pub fn hoist_item(
    catalog: &Catalog,
    key: &str,
    node: Node,
    list: ListKind,
    index: usize,
) -> Result<Plan, OperateError> {
    let family = entry(catalog, key)?.family.as_ref();
    let text = text_at(family, key, node, list, index)?;
    let mut proposals = hoistable(catalog, key)?;
    proposals
        .retain(|hoist| hoist.list == list && hoist.text == text && hoist.nodes.contains(&node));
    proposals.sort_by_key(|hoist| !hoist.unchanged());
    match proposals.first() {
        Some(proposal) => hoist(catalog, key, std::slice::from_ref(proposal)),
        None => Err(OperateError::Stale { text }),
    }
}

/// The text of an item without blanks around it.
pub(super) fn text_at(
    family: &Family,
    key: &str,
    node: Node,
    list: ListKind,
    index: usize,
) -> Result<String, OperateError> {
    let body = family.body(node);
    let items = body
        .ok_or_else(|| OperateError::NoPart(key.to_owned()))?
        .list(list);
    let item = items.get(index).ok_or(OperateError::NoItem {
        list,
        number: index.saturating_add(1),
        len: items.len(),
    })?;
    Ok(item.text().trim().to_owned())
}

/// Parts that may repeat something, and the part that could say it for them.
fn groups(family: &Family, list: ListKind) -> Vec<(Vec<Node>, Node)> {
    let mut groups = Vec::new();
    let roles: Vec<Node> = (0..family.roles.len()).map(Node::Role).collect();
    if roles.len() > 1 {
        groups.push((roles.clone(), Node::Family));
    }
    for root in &roles {
        let below: Vec<Node> = roles
            .iter()
            .copied()
            .filter(|node| node != root && leads_to(family, *node, *root, list))
            .collect();
        let is_root = parent(family, *root, list).is_none();
        if is_root && !below.is_empty() {
            groups.push((below, *root));
        }
    }
    for kind in [VariationKind::Specialty, VariationKind::Segment] {
        let count = match kind {
            VariationKind::Specialty => family.specialties.len(),
            VariationKind::Segment => family.segments.len(),
        };
        let node = |n| match kind {
            VariationKind::Specialty => Node::Specialty(n),
            VariationKind::Segment => Node::Segment(n),
        };
        let of = |role| {
            family
                .variations_of(kind, role)
                .collect::<BTreeSet<usize>>()
        };
        let varied: Vec<BTreeSet<usize>> = (0..roles.len()).map(of).collect();
        for (role, own) in varied.iter().enumerate() {
            let shared = varied
                .iter()
                .enumerate()
                .any(|(n, other)| n != role && !other.is_disjoint(own));
            if !own.is_empty() && !shared {
                groups.push((own.iter().copied().map(node).collect(), Node::Role(role)));
            }
        }
        // Several roles have them: then it is for the family to say.
        if varied.iter().filter(|own| !own.is_empty()).count() > 1 {
            groups.push(((0..count).map(node).collect(), Node::Family));
        }
    }
    groups
}

/// The role that a role extends for one list.
fn parent(family: &Family, node: Node, list: ListKind) -> Option<Node> {
    let target = family.body(node)?.extends.target(Some(list))?;
    extended(family, node, target)
}

fn leads_to(family: &Family, node: Node, root: Node, list: ListKind) -> bool {
    let mut seen = vec![node];
    let mut current = node;
    while let Some(next) = parent(family, current, list) {
        if next == root {
            return true;
        }
        if seen.contains(&next) {
            return false;
        }
        seen.push(next);
        current = next;
    }
    false
}

/// The texts that every part of a group has, each once.
fn repeated(family: &Family, list: ListKind, group: &[Node]) -> Vec<String> {
    let Some((first, others)) = group.split_first() else {
        return Vec::new();
    };
    let items = |node: Node| {
        family
            .body(node)
            .map(|body| body.list(list))
            .unwrap_or_default()
    };
    let sets: Vec<BTreeSet<&str>> = others
        .iter()
        .map(|node| items(*node).iter().map(|item| item.text().trim()).collect())
        .collect();
    let mut texts: Vec<String> = Vec::new();
    for item in items(*first) {
        let text = item.text().trim();
        let everywhere = !text.is_empty() && sets.iter().all(|set| set.contains(text));
        if everywhere && !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

fn says(family: &Family, node: Node, list: ListKind, text: &str) -> bool {
    let items = family.body(node).map(|body| body.list(list));
    items.is_some_and(|items| items.iter().any(|item| item.text().trim() == text))
}

/// Takes the copies out and puts one into the target.
fn lift(family: &mut Family, hoist: &Hoist) {
    let mut one: Option<Item> = None;
    for node in &hoist.nodes {
        let Some(body) = family.body_mut(*node) else {
            continue;
        };
        body.lists[hoist.list as usize].retain(|item| {
            let copy = item.text().trim() == hoist.text;
            if copy {
                one = Some(
                    one.as_ref()
                        .map_or_else(|| item.clone(), |one| united(one, item)),
                );
            }
            !copy
        });
    }
    let (Some(one), Some(body)) = (one, family.body_mut(hoist.target)) else {
        return;
    };
    let items = &mut body.lists[hoist.list as usize];
    match items
        .iter_mut()
        .find(|item| item.text().trim() == hoist.text)
    {
        Some(there) => *there = united(there, &one),
        None => items.push(one),
    }
}

/// Notes what the effective roles would gain, lose and have otherwise.
fn judge(key: &str, before: &Family, after: &Family, hoist: &mut Hoist) {
    for position in before.positions().into_iter().skip(1) {
        let old = lines(key, before, position);
        let new = lines(key, after, position);
        if old == new {
            continue;
        }
        let own = |lines: &Lines| -> Vec<(Vec<String>, Option<Need>)> {
            let own = lines
                .iter()
                .filter(|line| line.0 == hoist.list as usize && line.1 == hoist.text);
            own.map(|line| (line.2.clone(), line.3)).collect()
        };
        match (own(&old).is_empty(), own(&new).is_empty()) {
            (true, false) => hoist.gains.push(position),
            (false, true) => hoist.loses.push(position),
            _ => hoist.differs.push(position),
        }
    }
}

/// The lines of an effective role in a fixed order: list, text, tags and waivers, need.
pub(super) type Lines = Vec<(usize, String, Vec<String>, Option<Need>)>;

/// What the items of an effective role say, whatever their order and whoever says it.
pub(super) fn lines(key: &str, family: &Family, position: Position) -> Lines {
    let effective = compose(key, family, position);
    let mut lines: Lines = Vec::new();
    for list in ListKind::ALL {
        for line in effective.list(list) {
            let item = &line.item;
            let waived = item.more().waive.iter().map(|waiver| waiver.rule.clone());
            let mut labels: Vec<String> = item.more().tags.iter().cloned().chain(waived).collect();
            labels.sort();
            lines.push((
                list as usize,
                item.text().trim().to_owned(),
                labels,
                item.more().need,
            ));
        }
    }
    lines.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    lines
}

/// Every part of a family but itself, each behind what it may inherit from.
pub(super) fn parts_in_order(family: &Family, list: ListKind) -> Vec<Node> {
    let depth = |node: Node| {
        let mut seen = vec![node];
        let mut current = node;
        while let Some(target) = family
            .body(current)
            .and_then(|body| body.extends.target(Some(list)))
        {
            match extended(family, current, target) {
                Some(next) if !seen.contains(&next) => {
                    seen.push(next);
                    current = next;
                }
                _ => break,
            }
        }
        seen.len()
    };
    let kind = |node: &Node| match node {
        Node::Family => 0,
        Node::Role(_) => 1,
        Node::Specialty(_) => 2,
        Node::Segment(_) => 3,
    };
    let mut parts: Vec<Node> = nodes(family).skip(1).collect();
    parts.sort_by_cached_key(|node| (kind(node), depth(*node)));
    parts
}
