//! Operations on several items or parts at once, each of them one plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::{Draft, entry};
use super::items::{counted_of, join_items, spots_of};
use super::transfer::move_group;
use super::{
    Hoist, OperateError, Spot, archive, copy_items, delete_family, delete_part, duplicate_family,
    duplicate_part, gather_items, hoist, hoistable, move_family, preview, push_down, restore,
};
use crate::document::{Moved, Plan, Step};
use crate::model::{Catalog, ListKind, Node};
use crate::text::text;

/// A part of a family, by the family's key.
pub type Part = (Arc<str>, Node);

/// Makes plans one after the other, each for the catalog as those before it leave it, and puts them together as one
/// that lands where the last of them does. What is like that already is left out.
fn in_turn<T>(
    catalog: &Catalog,
    label: String,
    targets: impl IntoIterator<Item = T>,
    mut plan_of: impl FnMut(&Catalog, T) -> Result<Plan, OperateError>,
) -> Result<Plan, OperateError> {
    let mut now = catalog.clone();
    let mut all = Plan {
        label,
        ..Plan::default()
    };
    for target in targets {
        let plan = match plan_of(&now, target) {
            Err(OperateError::Nothing) => continue,
            plan => plan?,
        };
        now = preview(&now, &plan)?;
        all.landing = plan.landing.or(all.landing);
        for (key, step) in plan.steps {
            if matches!(step, Step::Become(_)) {
                supersede(&mut all.steps, &key);
            }
            all.steps.push((key, step));
        }
    }
    match all.steps.is_empty() {
        true => Err(OperateError::Nothing),
        false => Ok(all),
    }
}

/// Takes out what a family was to become, for it is to become something else now.
fn supersede(steps: &mut Vec<(Arc<str>, Step)>, key: &Arc<str>) {
    let last = steps.iter().rposition(|(other, step)| {
        let moved_here = matches!(step, Step::Move(to) if to == key);
        other == key || moved_here
    });
    if let Some(last) = last
        && matches!(steps[last].1, Step::Become(_))
    {
        steps.remove(last);
    }
}

/// Takes items out, wherever they are written.
///
/// # Errors
/// [`OperateError::NoneChosen`], and those for what is not there.
pub fn delete_items(catalog: &Catalog, items: &[(Spot, usize)]) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let mut draft = Draft::new(catalog);
    for (spot, indices) in &spots {
        let list = spot.items_in(&mut draft)?;
        for index in indices.iter().rev() {
            list.remove(*index);
        }
    }
    let label = text!("change-deleted-4", spots = counted_of(&spots));
    draft.plan(label, spots.first().and_then(|(spot, _)| spot.landing()))
}

/// Moves items by one place within their lists, those that stand together as a block. `None` when one of them stands
/// at the end of its list already.
///
/// # Errors
/// As [`delete_items`].
pub fn shift_items(
    catalog: &Catalog,
    items: &[(Spot, usize)],
    forward: bool,
) -> Result<Option<Plan>, OperateError> {
    let spots = spots_of(catalog, items)?;
    let mut draft = Draft::new(catalog);
    for (spot, indices) in &spots {
        let list = spot.items_in(&mut draft)?;
        if !shift(list, indices, forward) {
            return Ok(None);
        }
    }
    let label = text!("change-moved", spots = counted_of(&spots));
    let landing = spots.first().and_then(|(spot, _)| spot.landing());
    draft.plan(label, landing).map(Some)
}

/// Moves those at `indices`, which ascend, by one place; not at all when there is no place for one of them.
pub(super) fn shift<T>(series: &mut [T], indices: &[usize], forward: bool) -> bool {
    let stuck = match forward {
        true => indices.last().is_none_or(|last| last + 1 >= series.len()),
        false => indices.first().is_none_or(|first| *first == 0),
    };
    if stuck {
        return false;
    }
    match forward {
        true => indices.iter().rev().for_each(|n| series.swap(*n, n + 1)),
        false => indices.iter().for_each(|n| series.swap(*n, n - 1)),
    }
    true
}

/// Puts a copy of items behind the last of them, list by list.
///
/// # Errors
/// As [`delete_items`].
pub fn duplicate_items(catalog: &Catalog, items: &[(Spot, usize)]) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let label = text!("change-copied", spots = counted_of(&spots));
    in_turn(catalog, label, &spots, |catalog, (spot, indices)| {
        let behind = indices.last().map_or(0, |last| last + 1);
        copy_items(catalog, spot, indices, spot, behind)
    })
}

/// Moves items to the end of another list of the part in which each is written.
///
/// # Errors
/// As [`delete_items`].
pub fn relist_items(
    catalog: &Catalog,
    items: &[(Spot, usize)],
    list: ListKind,
) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let mut targets: Vec<(Spot, Vec<(Spot, usize)>)> = Vec::new();
    for (spot, indices) in &spots {
        let target = Spot {
            list,
            ..spot.clone()
        };
        let going = indices.iter().map(|index| (spot.clone(), *index));
        match targets.iter_mut().find(|(known, _)| *known == target) {
            Some((_, items)) => items.extend(going),
            None => targets.push((target, going.collect())),
        }
    }
    let label = text!("change-moved", spots = counted_of(&spots));
    // That of the first is where they are to be seen.
    in_turn(
        catalog,
        label,
        targets.iter().rev(),
        |catalog, (to, items)| {
            let end = to.items(catalog)?.len();
            gather_items(catalog, items, to, end)
        },
    )
}

/// Makes one item of several that follow each other in one list.
///
/// # Errors
/// [`OperateError::Apart`] when they do not, and as [`delete_items`].
pub fn join_all(catalog: &Catalog, items: &[(Spot, usize)]) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let [(spot, indices)] = spots.as_slice() else {
        return Err(OperateError::Apart);
    };
    let follow = |pair: &[usize]| pair[0] + 1 == pair[1];
    if !indices.windows(2).all(follow) {
        return Err(OperateError::Apart);
    }
    let label = text!("change-joined-2", spots = counted_of(&spots));
    in_turn(catalog, label, indices.iter().skip(1), |catalog, _| {
        join_items(catalog, spot, indices[0])
    })
}

/// Lifts items of one family that the parts beside them repeat, each as [`super::hoist_item`] does.
///
/// # Errors
/// As there.
pub fn hoist_items(catalog: &Catalog, items: &[(Spot, usize)]) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let key = &spots[0].0.key;
    let proposals = hoistable(catalog, key)?;
    let mut wanted: Vec<Hoist> = Vec::new();
    for (spot, indices) in &spots {
        for index in indices {
            let text = spot.item(catalog, *index)?.text().trim();
            let is_meant = |hoist: &&Hoist| {
                hoist.list == spot.list && hoist.text == text && hoist.nodes.contains(&spot.node)
            };
            let meant = proposals.iter().filter(is_meant);
            let Some(best) = meant.min_by_key(|hoist| !hoist.unchanged()) else {
                let text = text.to_owned();
                return Err(OperateError::Stale { text });
            };
            if !wanted.contains(best) {
                wanted.push(best.clone());
            }
        }
    }
    hoist(catalog, key, &wanted)
}

/// Pushes items down into what inherits them, each as [`push_down`] does.
///
/// # Errors
/// As there.
pub fn push_items(catalog: &Catalog, items: &[(Spot, usize)]) -> Result<Plan, OperateError> {
    let mut spots = spots_of(catalog, items)?;
    // What is below first: what is above puts copies into its lists.
    spots.sort_by_key(|(spot, _)| std::cmp::Reverse(spot.node));
    let mut texts = Vec::new();
    for (spot, indices) in &spots {
        for index in indices.iter().rev() {
            texts.push((spot, spot.item(catalog, *index)?.text().clone()));
        }
    }
    let label = text!("change-pushed-down", spots = counted_of(&spots));
    in_turn(catalog, label, texts, |catalog, (spot, text)| {
        let found = spot.items(catalog)?.iter().position(|i| *i.text() == text);
        // A repeat of it in the same list went along with it.
        let index = found.ok_or(OperateError::Nothing)?;
        push_down(catalog, &spot.key, spot.node, spot.list, index, &[])
    })
}

/// Adds tags to items that do not have them.
///
/// # Errors
/// [`OperateError::Nothing`] when all have them, and as [`delete_items`].
pub fn tag_items(
    catalog: &Catalog,
    items: &[(Spot, usize)],
    tags: &[impl AsRef<str>],
) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    let mut draft = Draft::new(catalog);
    for (spot, indices) in &spots {
        let list = spot.items_in(&mut draft)?;
        for index in indices {
            add_tags(&mut list[*index].more_mut().tags, tags);
        }
    }
    let label = text!("change-tagged", spots = counted_of(&spots));
    draft.plan(label, spots.first().and_then(|(spot, _)| spot.landing()))
}

/// Adds tags to families, roles and variations that do not have them.
///
/// # Errors
/// As [`tag_items`].
pub fn tag_parts(
    catalog: &Catalog,
    parts: &[Part],
    tags: &[impl AsRef<str>],
) -> Result<Plan, OperateError> {
    let mut draft = Draft::new(catalog);
    for (key, node) in parts {
        let body = draft.family(key)?.body_mut(*node);
        let body = body.ok_or_else(|| OperateError::NoPart(key.to_string()))?;
        add_tags(&mut body.more.tags, tags);
    }
    let label = text!("change-tagged-2", parts = counted_parts(catalog, parts));
    draft.plan(label, parts.first().cloned())
}

fn add_tags(there: &mut Vec<String>, tags: &[impl AsRef<str>]) {
    for tag in tags.iter().map(AsRef::as_ref) {
        if !there.iter().any(|known| known == tag) {
            there.push(tag.to_owned());
        }
    }
}

/// How many there are and what they are: "3 roles", or the title of the only one.
pub fn counted_parts(catalog: &Catalog, parts: &[Part]) -> String {
    if let [(key, node)] = parts
        && let Some(entry) = catalog.get(key)
    {
        return entry.family.title(*node).to_owned();
    }
    let kind = |node: &Node| match node {
        Node::Family => "families",
        Node::Role(_) => "roles",
        Node::Specialty(_) => "specialties",
        Node::Segment(_) => "segments",
    };
    let first = parts.first().map_or("parts", |(_, node)| kind(node));
    let is_one_kind = parts.iter().all(|(_, node)| kind(node) == first);
    let what = if is_one_kind { first } else { "parts" };
    text!(&format!("change-many-{what}"), count = parts.len())
}

/// Parts in an order in which none takes another's place when it goes: what is below first, the last first.
fn last_first(parts: &[Part]) -> Vec<Part> {
    let mut parts = parts.to_vec();
    parts.sort_by(|a, b| (b.1, &b.0).cmp(&(a.1, &a.0)));
    parts.dedup();
    parts
}

/// Deletes parts, each as [`delete_part`] does. A part of a family that goes too needs no word of its own.
///
/// # Errors
/// As there; [`OperateError::NoneChosen`].
pub fn delete_parts(catalog: &Catalog, parts: &[Part]) -> Result<Plan, OperateError> {
    let parts = last_first(&without_nested(parts));
    if parts.is_empty() {
        return Err(OperateError::NoneChosen);
    }
    let label = text!("change-deleted-5", parts = counted_parts(catalog, &parts));
    in_turn(catalog, label, parts, |catalog, (key, node)| {
        let there = catalog.get(&key).map(|entry| entry.family.body(node));
        match (node, there) {
            (Node::Family, _) => delete_family(catalog, &key),
            // A variation may have gone with the last of its roles.
            (_, Some(None)) => Err(OperateError::Nothing),
            _ => delete_part(catalog, &key, node),
        }
    })
}

/// The parts whose family is not among them.
pub fn without_nested(parts: &[Part]) -> Vec<Part> {
    let whole: Vec<&Arc<str>> = parts
        .iter()
        .filter(|(_, node)| *node == Node::Family)
        .map(|(key, _)| key)
        .collect();
    let nested = |(key, node): &&Part| *node != Node::Family && whole.contains(&key);
    parts.iter().filter(|part| !nested(part)).cloned().collect()
}

/// Archives parts, or takes all of them out of the archive when all are in it.
///
/// # Errors
/// As [`archive`].
pub fn archive_parts(catalog: &Catalog, parts: &[Part]) -> Result<Plan, OperateError> {
    let counted = counted_parts(catalog, parts);
    let label = text!("change-archived", counted);
    let archived = in_turn(catalog, label, parts, |catalog, (key, node)| {
        archive(catalog, key, *node)
    });
    match archived {
        Err(OperateError::Nothing) => {
            let label = text!("change-restored", counted);
            in_turn(catalog, label, parts, |catalog, (key, node)| {
                restore(catalog, key, *node)
            })
        }
        archived => archived,
    }
}

/// Makes a copy of each of the parts.
///
/// # Errors
/// As [`duplicate_part`] and [`duplicate_family`].
pub fn duplicate_parts(catalog: &Catalog, parts: &[Part]) -> Result<Plan, OperateError> {
    let label = text!("change-duplicated-2", parts = counted_parts(catalog, parts));
    in_turn(
        catalog,
        label,
        last_first(parts),
        |catalog, (key, node)| match node {
            Node::Family => duplicate_family(catalog, &key),
            node => duplicate_part(catalog, &key, node),
        },
    )
}

/// Moves families to a department.
///
/// # Errors
/// As [`move_family`].
pub fn move_families(
    catalog: &Catalog,
    keys: &[Arc<str>],
    department: &str,
) -> Result<Plan, OperateError> {
    let place = match department.trim().trim_matches('/') {
        "" => text!("change-the-top"),
        folder => folder,
    };
    let parts: Vec<Part> = keys.iter().map(|key| (key.clone(), Node::Family)).collect();
    let label = text!(
        "change-moved-to-2",
        parts = counted_parts(catalog, &parts),
        place
    );
    in_turn(catalog, label, keys, |catalog, key| {
        move_family(catalog, key, department)
    })
}

/// Moves roles, given by family and place, to a place in another family, in the order in which they stand.
///
/// # Errors
/// As [`super::move_role`].
pub fn move_roles(
    catalog: &Catalog,
    roles: &[(Arc<str>, usize)],
    to: &str,
    at: usize,
) -> Result<Plan, OperateError> {
    let there = entry(catalog, to)?.family.title(Node::Family);
    let mut by_family: BTreeMap<&Arc<str>, BTreeSet<usize>> = BTreeMap::new();
    for (key, role) in roles {
        by_family.entry(key).or_default().insert(*role);
    }
    let going = by_family.iter().flat_map(|(key, roles)| {
        let part = |role: &usize| (Arc::clone(key), Node::Role(*role));
        roles.iter().map(part).collect::<Vec<Part>>()
    });
    let going: Vec<Part> = going.collect();
    let label = text!(
        "change-moved-to-3",
        going = counted_parts(catalog, &going),
        there
    );
    // The last family first: so they stand in their order where they come to.
    in_turn(
        catalog,
        label,
        by_family.iter().rev(),
        |catalog, (key, roles)| {
            let roles: Vec<usize> = roles.iter().copied().collect();
            move_group(catalog, key, &roles, to, at)
        },
    )
}

/// Moves parts of one series of one family by one place, those that stand together as a block, and says where they
/// are then. `None` when one of them stands at the end already.
///
/// # Errors
/// As [`gather_parts`].
pub fn shift_parts(
    catalog: &Catalog,
    key: &str,
    nodes: &[Node],
    forward: bool,
) -> Result<Option<(Plan, Moved)>, OperateError> {
    let becomes = |len: usize, places: &[usize]| {
        let mut order: Vec<usize> = (0..len).collect();
        shift(&mut order, places, forward).then_some(order)
    };
    arrange(catalog, key, nodes, becomes)
}

/// Moves parts of one series of one family so that they stand before what stands at `before` now, and says where
/// they are then. `None` when that is not there.
///
/// # Errors
/// [`OperateError::NoPart`], [`OperateError::NoneChosen`], [`OperateError::Nothing`] when they stand there.
pub fn gather_parts(
    catalog: &Catalog,
    key: &str,
    nodes: &[Node],
    before: usize,
) -> Result<Option<(Plan, Moved)>, OperateError> {
    let becomes = |len: usize, places: &[usize]| {
        let stays = |n: &usize| !places.contains(n);
        let above = (0..before.min(len)).filter(stays);
        let below = (before.min(len)..len).filter(stays);
        let order = above.chain(places.iter().copied()).chain(below).collect();
        (before <= len).then_some(order)
    };
    arrange(catalog, key, nodes, becomes)
}

/// Puts the series of parts of a family into another order, which is given as the former places.
fn arrange(
    catalog: &Catalog,
    key: &str,
    nodes: &[Node],
    becomes: impl Fn(usize, &[usize]) -> Option<Vec<usize>>,
) -> Result<Option<(Plan, Moved)>, OperateError> {
    let found = entry(catalog, key)?;
    let first = *nodes.first().ok_or(OperateError::NoneChosen)?;
    let no_part = || OperateError::NoPart(key.to_owned());
    let mut places: Vec<usize> = nodes.iter().filter_map(|node| place_of(*node)).collect();
    places.sort_unstable();
    places.dedup();
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    let (len, make): (usize, fn(usize) -> Node) = match first {
        Node::Family => return Err(OperateError::NotAPart),
        Node::Role(_) => (family.roles.len(), Node::Role),
        Node::Specialty(_) => (family.specialties.len(), Node::Specialty),
        Node::Segment(_) => (family.segments.len(), Node::Segment),
    };
    let is_there = places.last().is_some_and(|last| *last < len);
    let order = becomes(len, is_there.then_some(&places).ok_or_else(no_part)?);
    let Some(order) = order else {
        return Ok(None);
    };
    match first {
        Node::Family => {}
        Node::Role(_) => reorder_by(&mut family.roles, &order),
        Node::Specialty(_) => reorder_by(&mut family.specialties, &order),
        Node::Segment(_) => reorder_by(&mut family.segments, &order),
    }
    let now = |place: &usize| order.iter().position(|former| former == place);
    let landed: Vec<Node> = places.iter().filter_map(now).map(make).collect();
    let parts: Vec<Part> = places
        .iter()
        .map(|place| (found.key.clone(), make(*place)))
        .collect();
    let label = text!("change-moved-3", parts = counted_parts(catalog, &parts));
    let landing = landed.first().map(|node| (found.key.clone(), *node));
    let moved = Moved {
        from: parts.iter().map(|(_, node)| (*node, None)).collect(),
        to: landed.iter().map(|node| (*node, None)).collect(),
    };
    Ok(Some((draft.plan(label, landing)?, moved)))
}

fn reorder_by<T: Clone>(series: &mut Vec<T>, order: &[usize]) {
    *series = order.iter().map(|former| series[*former].clone()).collect();
}

fn place_of(node: Node) -> Option<usize> {
    match node {
        Node::Family => None,
        Node::Role(n) | Node::Specialty(n) | Node::Segment(n) => Some(n),
    }
}
