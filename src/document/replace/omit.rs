//! What is omitted by its text follows the text: an effective role goes on dropping a line that is worded anew.
//!
//! Asks the composition itself which lines an omission drops, so that it cannot be of another opinion.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::nodes;
use crate::model::{Family, Item, ListKind, Node, Position, compose, inherits};

/// An item, by part, list and place.
type At = (Node, ListKind, usize);

/// Whether an omission drops anything at all, so that its words are those of an item or its id.
pub(super) fn drops_something(family: &Family, node: Node, index: usize) -> bool {
    dropped_by(family, node).contains_key(&index)
}

/// Which items each omission of a part drops, by its place.
fn dropped_by(family: &Family, node: Node) -> BTreeMap<usize, BTreeSet<At>> {
    let mut dropped: BTreeMap<usize, BTreeSet<At>> = BTreeMap::new();
    let omit = family.body(node).map_or(&[][..], |body| &body.more.omit);
    let below = |position: &Position| inherits(family, *position, node);
    for position in family.positions().into_iter().filter(below) {
        let effective = compose("", family, position);
        for line in effective.dropped.iter().filter(|line| line.by == node) {
            let items: Vec<At> = line
                .line
                .origins
                .iter()
                .map(|o| (o.node, line.list, o.index))
                .collect();
            for (index, text) in omit.iter().enumerate() {
                let by_text = line.line.item.text().trim() == text.trim();
                let by_id = || items.iter().any(|at| has_id(family, at, text));
                if by_text || by_id() {
                    dropped.entry(index).or_default().extend(&items);
                }
            }
        }
    }
    dropped
}

/// Lets the omissions of `after` follow the items that are worded otherwise than in `before`; the same items are
/// at the same places. Gives how many omissions were changed or added.
pub(super) fn follow(before: &Family, after: &mut Family) -> usize {
    let mut count = 0;
    for node in nodes(before) {
        if before
            .body(node)
            .is_none_or(|body| body.more.omit.is_empty())
        {
            continue;
        }
        let dropped = dropped_by(before, node);
        let Some(written) = after.body(node).map(|body| body.more.omit.clone()) else {
            continue;
        };
        let mut omit: Vec<String> = Vec::with_capacity(written.len());
        for (index, text) in written.into_iter().enumerate() {
            let needed = match dropped.get(&index) {
                Some(items) => needed(before, after, &text, items),
                None => vec![text.clone()],
            };
            for new in needed {
                count += usize::from(new != text);
                if new == text || !omit.contains(&new) {
                    omit.push(new);
                }
            }
        }
        if let Some(body) = after.body_mut(node) {
            body.more.omit = omit;
        }
    }
    count
}

/// What has to be omitted so that these items go on being dropped, which `text` drops now.
fn needed(before: &Family, after: &Family, text: &str, items: &BTreeSet<At>) -> Vec<String> {
    let (named, worded): (Vec<&At>, Vec<&At>) =
        items.iter().partition(|at| has_id(before, at, text));
    let new = |at: &&At| item(after, at).map(|item| item.text().trim().to_owned());
    // A line that repeats the words of the item with the id went with it; it does not when the words differ. An
    // omission by words drops them in every list: there is no way to say less.
    let by_id: Vec<String> = named.iter().filter_map(new).collect();
    let mut needed = match by_id.is_empty() {
        true => Vec::new(),
        false => vec![text.to_owned()],
    };
    for words in worded.iter().filter_map(new) {
        let words = match words == text.trim() {
            true => text.to_owned(),
            false => words,
        };
        if !by_id.contains(&words) && !needed.contains(&words) {
            needed.push(words);
        }
    }
    needed
}

fn item<'f>(family: &'f Family, (node, list, index): &At) -> Option<&'f Item> {
    family.body(*node)?.list(*list).get(*index)
}

fn has_id(family: &Family, at: &At, id: &str) -> bool {
    item(family, at).is_some_and(|item| item.more().id.as_deref() == Some(id))
}
