//! Items from list to list, and one made of two or two of one.

use std::sync::Arc;

use super::OperateError;
use super::add::{ItemIds, check_place};
use super::draft::{Draft, entry, items_mut};
use crate::document::Plan;
use crate::model::{Catalog, Item, ListKind, Need, Node};

/// One list of one part of one family.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The family's key.
    pub key: Arc<str>,
    /// The part of it.
    pub node: Node,
    /// Which of its lists.
    pub list: ListKind,
}

impl Spot {
    fn items<'c>(&self, catalog: &'c Catalog) -> Result<&'c [Item], OperateError> {
        let body = entry(catalog, &self.key)?.family.body(self.node);
        let body = body.ok_or_else(|| OperateError::NoPart(self.key.to_string()))?;
        Ok(body.list(self.list))
    }

    fn items_in<'d>(&self, draft: &'d mut Draft<'_>) -> Result<&'d mut Vec<Item>, OperateError> {
        items_mut(draft.family(&self.key)?, &self.key, self.node, self.list)
    }

    fn item<'c>(&self, catalog: &'c Catalog, index: usize) -> Result<&'c Item, OperateError> {
        let items = self.items(catalog)?;
        items.get(index).ok_or(OperateError::NoItem {
            list: self.list,
            number: index.saturating_add(1),
            len: items.len(),
        })
    }

    fn landing(&self) -> Option<(Arc<str>, Node)> {
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
    let indices = chosen(catalog, from, indices)?;
    check_place("items", at, to.items(catalog)?.len())?;
    let mut draft = Draft::new(catalog);
    let items = from.items_in(&mut draft)?;
    let mut moved = Vec::new();
    for index in indices.iter().rev() {
        moved.push(items.remove(*index));
    }
    moved.reverse();
    if from.key != to.key {
        let mut taken = ItemIds::of(draft.family(&to.key)?);
        for item in &mut moved {
            taken.give(&mut item.id);
        }
    }
    // Those that stood before the place are out of the way.
    let at = match from == to {
        true => at - indices.iter().filter(|index| **index < at).count(),
        false => at,
    };
    to.items_in(&mut draft)?.splice(at..at, moved);
    let label = format!("moved {}", counted(from.list, indices.len()));
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
    let indices = chosen(catalog, from, indices)?;
    check_place("items", at, to.items(catalog)?.len())?;
    let items = from.items(catalog)?;
    let mut copies: Vec<Item> = indices.iter().map(|index| items[*index].clone()).collect();
    let mut draft = Draft::new(catalog);
    let mut taken = ItemIds::of(draft.family(&to.key)?);
    for item in &mut copies {
        taken.give(&mut item.id);
    }
    to.items_in(&mut draft)?.splice(at..at, copies);
    let label = format!("copied {}", counted(from.list, indices.len()));
    draft.plan(label, to.landing())
}

/// The chosen items in the order of their list, each once.
fn chosen(catalog: &Catalog, from: &Spot, indices: &[usize]) -> Result<Vec<usize>, OperateError> {
    let mut indices = indices.to_vec();
    indices.sort_unstable();
    indices.dedup();
    let last = indices.last().ok_or(OperateError::NoneChosen)?;
    from.item(catalog, *last)?;
    Ok(indices)
}

fn counted(list: ListKind, count: usize) -> String {
    let one = match list {
        ListKind::Responsibilities => "a responsibility",
        ListKind::Requirements => "a requirement",
        ListKind::NiceToHave => "a nice-to-have",
    };
    match (count, list) {
        (1, _) => one.to_owned(),
        (n, ListKind::NiceToHave) => format!("{n} nice-to-haves"),
        (n, list) => format!("{n} {}", list.key()),
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
    let halves = item.text.split_at_checked(offset);
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
    let halves = [(first, item.id.clone()), (second, None)].map(|(text, id)| Item {
        text: text.to_owned(),
        id,
        ..item.clone()
    });
    let mut draft = Draft::new(catalog);
    spot.items_in(&mut draft)?.splice(index..=index, halves);
    let label = format!("split {}", counted(spot.list, 1));
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
    let (start, end) = (first.text.trim(), second.text.trim());
    joined.text = match (start, end) {
        ("", end) => end.to_owned(),
        (start, "") => start.to_owned(),
        // A sentence may end within emphasis, quotes or brackets.
        (start, end) => match start.trim_end_matches(['*', '_', '"', '\'', ')', '”', '’']) {
            bare if bare.ends_with(['.', '!', '?', '…', ',', ';', ':']) => {
                format!("{start} {end}")
            }
            _ => format!("{start}; {end}"),
        },
    };
    let mut draft = Draft::new(catalog);
    spot.items_in(&mut draft)?.splice(index..=next, [joined]);
    let label = format!("joined {}", counted(spot.list, 2));
    draft.plan(label, spot.landing())
}

/// The first item with what the second says beside its text.
pub(super) fn united(first: &Item, second: &Item) -> Item {
    let mut item = first.clone();
    if item.id.is_none() {
        item.id = second.id.clone();
    }
    for tag in &second.tags {
        if !item.tags.contains(tag) {
            item.tags.push(tag.clone());
        }
    }
    for waiver in &second.waive {
        if !item.waive.iter().any(|known| known.rule == waiver.rule) {
            item.waive.push(waiver.clone());
        }
    }
    item.need = match (first.need, second.need) {
        (Some(Need::Must), _) | (_, Some(Need::Must)) => Some(Need::Must),
        (first, second) => first.or(second),
    };
    item
}
