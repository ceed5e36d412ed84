//! Items from list to list, and one made of two or two of one.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::OperateError;
use super::add::{ItemIds, check_place};
use super::draft::{Draft, entry, items_mut};
use crate::document::Plan;
use crate::model::{Catalog, Item, ItemDetails, ListKind, Need, Node};
use crate::text::text;

/// One list of one part of one family.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The family's key.
    pub key: Arc<str>,
    /// The part of it.
    pub node: Node,
    /// Which of its lists.
    pub list: ListKind,
}

impl Spot {
    pub(super) fn items<'c>(&self, catalog: &'c Catalog) -> Result<&'c [Item], OperateError> {
        let body = entry(catalog, &self.key)?.family.body(self.node);
        let body = body.ok_or_else(|| OperateError::NoPart(self.key.to_string()))?;
        Ok(body.list(self.list))
    }

    pub(super) fn items_in<'d>(
        &self,
        draft: &'d mut Draft<'_>,
    ) -> Result<&'d mut Vec<Item>, OperateError> {
        items_mut(draft.family(&self.key)?, &self.key, self.node, self.list)
    }

    pub(super) fn item<'c>(
        &self,
        catalog: &'c Catalog,
        index: usize,
    ) -> Result<&'c Item, OperateError> {
        let items = self.items(catalog)?;
        items.get(index).ok_or(OperateError::NoItem {
            list: self.list,
            number: index.saturating_add(1),
            len: items.len(),
        })
    }

    pub(super) fn landing(&self) -> Option<(Arc<str>, Node)> {
        Some((self.key.clone(), self.node))
    }
}

/// Moves items, with all that they say, to another list, part or family, in the order in which they stand. `at` is
/// the place in the list that they go to as it is now. An id that an item of the other family has gets a numeral.
///
/// # Errors
/// [`OperateError::NoneChosen`], [`OperateError::NoPlace`], [`OperateError::Nothing`] when they stand there, and
/// those for what is not there.
pub fn move_items(
    catalog: &Catalog,
    from: &Spot,
    indices: &[usize],
    to: &Spot,
    at: usize,
) -> Result<Plan, OperateError> {
    gather_items(catalog, &of_one(from, indices), to, at)
}

/// Moves items of any lists to one, as [`move_items`] does: list by list in the order in which these are named first.
///
/// # Errors
/// As there.
pub fn gather_items(
    catalog: &Catalog,
    items: &[(Spot, usize)],
    to: &Spot,
    at: usize,
) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    check_place("items", at, to.items(catalog)?.len())?;
    let mut draft = Draft::new(catalog);
    let (mut moved, mut before) = (Vec::new(), 0);
    for (from, indices) in &spots {
        let items = from.items_in(&mut draft)?;
        let mut taken: Vec<Item> = indices.iter().rev().map(|n| items.remove(*n)).collect();
        taken.reverse();
        moved.extend(taken.into_iter().map(|item| (from.key != to.key, item)));
        // Those that stood before the place are out of the way.
        if from == to {
            before = indices.iter().filter(|index| **index < at).count();
        }
    }
    let mut taken = ItemIds::of(draft.family(&to.key)?);
    let settled = moved.into_iter().map(|(is_foreign, mut item)| {
        if is_foreign {
            taken.give(&mut item);
        }
        item
    });
    let settled: Vec<Item> = settled.collect();
    let at = at - before;
    to.items_in(&mut draft)?.splice(at..at, settled);
    let label = text!("change-moved", spots = counted_of(&spots));
    draft.plan(label, to.landing())
}

/// Copies items, with all that they say, to a place in this or another list, part or family. An id that an item of
/// that family has gets a numeral.
///
/// # Errors
/// As [`move_items`].
pub fn copy_items(
    catalog: &Catalog,
    from: &Spot,
    indices: &[usize],
    to: &Spot,
    at: usize,
) -> Result<Plan, OperateError> {
    copy_gathered(catalog, &of_one(from, indices), to, at)
}

/// Copies items of any lists to one, as [`copy_items`] does: list by list in the order in which these are named first.
///
/// # Errors
/// As there.
pub fn copy_gathered(
    catalog: &Catalog,
    items: &[(Spot, usize)],
    to: &Spot,
    at: usize,
) -> Result<Plan, OperateError> {
    let spots = spots_of(catalog, items)?;
    check_place("items", at, to.items(catalog)?.len())?;
    let mut copies = Vec::new();
    for (from, indices) in &spots {
        let items = from.items(catalog)?;
        copies.extend(indices.iter().map(|index| items[*index].clone()));
    }
    let mut draft = Draft::new(catalog);
    let mut taken = ItemIds::of(draft.family(&to.key)?);
    for item in &mut copies {
        taken.give(item);
    }
    to.items_in(&mut draft)?.splice(at..at, copies);
    let label = text!("change-copied", spots = counted_of(&spots));
    draft.plan(label, to.landing())
}

fn of_one(spot: &Spot, indices: &[usize]) -> Vec<(Spot, usize)> {
    indices.iter().map(|n| (spot.clone(), *n)).collect()
}

/// Items list by list, in the order in which the lists are named first; in each, in its own order, each item once.
pub(super) fn spots_of(
    catalog: &Catalog,
    items: &[(Spot, usize)],
) -> Result<Vec<(Spot, Vec<usize>)>, OperateError> {
    let mut spots: Vec<(Spot, Vec<usize>)> = Vec::new();
    for (spot, index) in items {
        spot.item(catalog, *index)?;
        match spots.iter_mut().find(|(known, _)| known == spot) {
            Some((_, indices)) => indices.push(*index),
            None => spots.push((spot.clone(), vec![*index])),
        }
    }
    for (_, indices) in &mut spots {
        indices.sort_unstable();
        indices.dedup();
    }
    match spots.is_empty() {
        true => Err(OperateError::NoneChosen),
        false => Ok(spots),
    }
}

/// How many items there are, and of which list where they are all of one kind.
pub(super) fn counted_of(spots: &[(Spot, Vec<usize>)]) -> String {
    let count: usize = spots.iter().map(|(_, indices)| indices.len()).sum();
    match spots {
        [(first, _), rest @ ..] if rest.iter().all(|(spot, _)| spot.list == first.list) => {
            counted(first.list, count)
        }
        _ => text!("change-some-items", count),
    }
}

fn counted(list: ListKind, count: usize) -> String {
    match list {
        ListKind::Responsibilities => text!("change-some-responsibilities", count),
        ListKind::Requirements => text!("change-some-requirements", count),
        ListKind::NiceToHave => text!("change-some-nice-to-haves", count),
    }
}

/// Makes two items of one, cut before the byte `offset` of its text. Blanks at the cut go, and a comma or a semicolon
/// that joined the halves. Both have its tags, its need and its waivers; the first keeps its id.
///
/// # Errors
/// [`OperateError::NotBetween`], [`OperateError::EmptyHalf`], and those for what is not there.
pub fn split_item(
    catalog: &Catalog,
    spot: &Spot,
    index: usize,
    offset: usize,
) -> Result<Plan, OperateError> {
    let item = spot.item(catalog, index)?;
    let halves = item.text().split_at_checked(offset);
    let (first, second) = halves.ok_or(OperateError::NotBetween)?;
    let joint = |c: char| c.is_whitespace() || matches!(c, ';' | ',');
    let (first, second) = (first.trim_start(), second.trim_end());
    let (first, second) = (
        first.trim_end_matches(joint),
        second.trim_start_matches(joint),
    );
    let wordless = |text: &str| !text.contains(char::is_alphanumeric);
    if wordless(first) || wordless(second) {
        return Err(OperateError::EmptyHalf);
    }
    let halves = [(first, item.more().id.clone()), (second, None)].map(|(text, id)| {
        let more = ItemDetails {
            id,
            ..item.more().clone()
        };
        Item::with(text, more)
    });
    let mut draft = Draft::new(catalog);
    spot.items_in(&mut draft)?.splice(index..=index, halves);
    let label = text!("change-split", list = counted(spot.list, 1));
    draft.plan(label, spot.landing())
}

/// Makes one item of one and the next. Behind a full stop, an exclamation or a question mark the second follows as a
/// sentence of its own, behind a comma, a semicolon or a colon it just goes on, and otherwise "; " joins them. Tags
/// and waivers are united, the id is that of the first that has one, and where one of the two is a must, both are.
///
/// # Errors
/// [`OperateError::NoNext`], and those for what is not there.
pub fn join_items(catalog: &Catalog, spot: &Spot, index: usize) -> Result<Plan, OperateError> {
    let first = spot.item(catalog, index)?;
    let next = index.saturating_add(1);
    let second = spot.item(catalog, next).map_err(|_| OperateError::NoNext)?;
    let mut joined = united(first, second);
    let (start, end) = (first.text().trim(), second.text().trim());
    joined.set_text(match (start, end) {
        ("", end) => end.to_owned(),
        (start, "") => start.to_owned(),
        // A sentence may end within emphasis, quotes or brackets.
        (start, end) => match start.trim_end_matches(['*', '_', '"', '\'', ')', '”', '’']) {
            bare if bare.ends_with(['.', '!', '?', '…', ',', ';', ':']) => {
                format!("{start} {end}")
            }
            _ => format!("{start}; {end}"),
        },
    });
    let mut draft = Draft::new(catalog);
    spot.items_in(&mut draft)?.splice(index..=next, [joined]);
    let label = text!("change-joined", list = counted(spot.list, 2));
    draft.plan(label, spot.landing())
}

/// The first item with what the second says beside its text.
pub(super) fn united(first: &Item, second: &Item) -> Item {
    let mut more = first.more().clone();
    let other = second.more();
    more.id = more.id.or_else(|| other.id.clone());
    for tag in &other.tags {
        if !more.tags.contains(tag) {
            more.tags.push(tag.clone());
        }
    }
    for waiver in &other.waive {
        if !more.waive.iter().any(|known| known.rule == waiver.rule) {
            more.waive.push(waiver.clone());
        }
    }
    more.need = match (more.need, other.need) {
        (Some(Need::Must), _) | (_, Some(Need::Must)) => Some(Need::Must),
        (first, second) => first.or(second),
    };
    Item::with(first.text().clone(), more)
}
