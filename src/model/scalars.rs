//! Single fields of effective roles without composing the rest of them, for what looks at every role of a catalog.

use std::collections::HashMap;

use super::{Body, Family, Node, Position, lineage};

/// What a position says in a field: the nearest part of its lineage that says anything, as in
/// [`compose`](super::compose).
pub fn scalar<'f, T>(
    family: &'f Family,
    position: Position,
    get: impl Fn(&'f Body) -> Option<T>,
) -> Option<T> {
    // Mostly its own part says it, or nothing stands between it and the family.
    let own = family.body(position.node())?;
    if let Some(value) = get(own) {
        return Some(value);
    }
    if matches!(position.node(), Node::Role(_)) && own.extends.all.is_none() {
        return get(&family.body);
    }
    let nodes = lineage(family, position, None);
    let mut bodies = nodes.iter().rev().filter_map(|node| family.body(*node));
    bodies.find_map(get)
}

/// What each role of a family says in a field, as [`scalar`] has it for one; in time proportional to the roles, however
/// long the chains are in which they extend each other.
pub fn role_scalars<'f, T: Clone>(
    family: &'f Family,
    get: impl Fn(&'f Body) -> Option<T>,
) -> Vec<Option<T>> {
    let roles = &family.roles;
    let mut values: Vec<Option<T>> = roles.iter().map(|role| get(&role.body)).collect();
    if values.iter().all(Option::is_some) {
        return values;
    }
    let of_family = get(&family.body);
    let target = |role: usize| roles[role].body.extends.all.as_deref();
    if (0..roles.len()).all(|role| target(role).is_none()) {
        for value in &mut values {
            *value = value.take().or_else(|| of_family.clone());
        }
        return values;
    }
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (n, role) in roles.iter().enumerate() {
        by_id.entry(&role.id).or_insert(n);
    }
    let mut is_done: Vec<bool> = values.iter().map(Option::is_some).collect();
    let mut is_on_way = vec![false; roles.len()];
    for role in 0..roles.len() {
        let mut way = Vec::new();
        let mut next = Some(role);
        while let Some(at) = next.filter(|at| !is_done[*at] && !is_on_way[*at]) {
            is_on_way[at] = true;
            way.push(at);
            next = target(at).and_then(|id| by_id.get(id).copied());
        }
        // A chain that ends, or comes round without saying anything, leaves it to the family.
        let value = match next.filter(|at| is_done[*at]) {
            Some(at) => values[at].clone(),
            None => of_family.clone(),
        };
        for at in way {
            is_done[at] = true;
            values[at] = value.clone();
        }
    }
    values
}
