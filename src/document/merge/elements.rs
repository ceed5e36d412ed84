//! Which elements of three lists are the same one.

use super::super::tree::Value;
use super::order::Element;
use super::pair::{Sort, key as name_of, named, pair};

/// The elements of three lists, with their places in each.
pub(super) fn elements(sort: Sort, [base, ours, theirs]: &[Vec<Value>; 3]) -> Vec<Element> {
    let mut from_ours = pair(sort, base, ours);
    let mut from_theirs = pair(sort, base, theirs);
    if let Sort::Tables(kind) = sort {
        let names = |values: &[Value]| -> Vec<Option<String>> {
            values.iter().map(|value| name_of(kind, value)).collect()
        };
        let names = [names(base), names(ours), names(theirs)];
        while undo_clash(&names, &mut from_ours, &mut from_theirs) {}
    }
    let mut elements: Vec<Element> = (0..base.len())
        .map(|at| Element {
            base: Some(at),
            ..Element::default()
        })
        .collect();
    for (at, from) in from_ours.iter().enumerate() {
        match from {
            Some(from) => elements[*from].ours = Some(at),
            None => elements.push(Element {
                ours: Some(at),
                ..Element::default()
            }),
        }
    }
    for (at, from) in from_theirs.iter().enumerate() {
        if let Some(from) = from {
            elements[*from].theirs = Some(at);
        }
    }
    // What both sides put in is there once.
    let new = |pairs: &[Option<usize>]| -> Vec<usize> {
        (0..pairs.len()).filter(|at| pairs[*at].is_none()).collect()
    };
    let (new_ours, new_theirs) = (new(&from_ours), new(&from_theirs));
    let values = |side: &[Value], places: &[usize]| -> Vec<Value> {
        places.iter().map(|at| side[*at].clone()).collect()
    };
    let same = named(sort, &values(ours, &new_ours), &values(theirs, &new_theirs));
    for (at, same) in new_theirs.into_iter().zip(same) {
        let there = same.map(|same| Some(new_ours[same]));
        let element = there.and_then(|place| {
            elements
                .iter_mut()
                .find(|element| element.base.is_none() && element.ours == place)
        });
        match element {
            Some(element) => element.theirs = Some(at),
            None => elements.push(Element {
                theirs: Some(at),
                ..Element::default()
            }),
        }
    }
    elements
}

/// Takes back one guess that an element was renamed, where the other side has that name for something else: the
/// two would stand side by side under one name. Says whether there was one.
fn undo_clash(
    [base, ours, theirs]: &[Vec<Option<String>>; 3],
    from_ours: &mut [Option<usize>],
    from_theirs: &mut [Option<usize>],
) -> bool {
    let clash = |names: &[Option<String>],
                 from: &[Option<usize>],
                 others: &[Option<String>],
                 from_others: &[Option<usize>]| {
        (0..names.len()).find(|at| {
            let renamed = from[*at].is_some_and(|from| base[from] != names[*at]);
            names[*at].is_some()
                && renamed
                && (0..others.len())
                    .any(|other| others[other] == names[*at] && from_others[other] != from[*at])
        })
    };
    if let Some(at) = clash(ours, from_ours, theirs, from_theirs) {
        from_ours[at] = None;
        return true;
    }
    if let Some(at) = clash(theirs, from_theirs, ours, from_ours) {
        from_theirs[at] = None;
        return true;
    }
    false
}
