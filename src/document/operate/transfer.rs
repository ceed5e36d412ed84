//! A role to another family, with the variations that are its own.

use std::sync::Arc;

use super::OperateError;
use super::add::{ItemIds, check_place};
use super::delete::{going_with, take_out};
use super::draft::{Draft, entry};
use super::names::shadows;
use super::refer::{
    Fate, SLOTS, Target, address, extended, extends_of, follow, node_with_id, nodes, slot,
};
use crate::document::Plan;
use crate::model::{Address, Body, Catalog, Family, Node, Role, Variation};
use crate::text::text;

/// Moves a role to a place in another family, with the variations that vary no other role. What names them follows, by
/// their new addresses; what they name in their former family, they name by its address. What the role inherited from
/// the one family it no longer has, and what the other says for all, it has from now on. An address of the role with
/// a variation that stays becomes that of the role.
///
/// # Errors
/// [`OperateError::Extends`] and [`OperateError::Extended`] when one of what goes and what stays extends the other,
/// [`OperateError::IdInUse`] or [`OperateError::Shadowed`] when the other family cannot have an id of theirs,
/// [`OperateError::Nothing`] when it is the same family, and those for what is not there.
pub fn move_role(
    catalog: &Catalog,
    key: &str,
    role: usize,
    to: &str,
    at: usize,
) -> Result<Plan, OperateError> {
    move_group(catalog, key, &[role], to, at)
}

/// Moves roles of one family, as [`move_role`] does, in the order in which they stand; `roles` ascend. Those that go
/// may extend each other.
///
/// # Errors
/// As there.
pub(super) fn move_group(
    catalog: &Catalog,
    key: &str,
    roles: &[usize],
    to: &str,
    at: usize,
) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let host = entry(catalog, to)?;
    let former = found.family.as_ref();
    let is_there = roles.last().is_some_and(|last| *last < former.roles.len());
    if !is_there {
        return Err(OperateError::NoPart(key.to_owned()));
    }
    if key == to {
        return Err(OperateError::Nothing);
    }
    check_place("roles", at, host.family.roles.len())?;
    let gone = going_with(former, roles);
    check_ties(former, &gone)?;
    check_host(catalog, former, &gone, to)?;

    let mut draft = Draft::new(catalog);
    take_out(draft.family(key)?, &gone);
    let remains = draft.family(key)?.clone();
    let going = Going {
        catalog,
        former,
        remains: &remains,
        key,
        to,
        roles,
        gone: &gone,
    };
    draft.follow(|at, says, text| going.fate(at, says, text));
    let mut bodies: Vec<(Node, Body)> = gone
        .iter()
        .filter_map(|node| Some((*node, former.body(*node)?.clone())))
        .collect();
    going.settle(&mut bodies, &host.family);
    let family = draft.family(to)?;
    let mut place = at;
    for (node, body) in bodies {
        let id = former.id(node).unwrap_or_default().to_owned();
        let varied = |variation: &Variation, id, body| Variation {
            id,
            roles: going.varied_by(variation).map(Into::into).collect(),
            body,
        };
        match node {
            Node::Family => {}
            Node::Role(_) => {
                family.roles.insert(
                    place,
                    Role {
                        id: id.into(),
                        body,
                    },
                );
                place += 1;
            }
            Node::Specialty(n) => {
                let variation = varied(&former.specialties[n], id.into(), body);
                family.specialties.push(variation);
            }
            Node::Segment(n) => {
                let variation = varied(&former.segments[n], id.into(), body);
                family.segments.push(variation);
            }
        }
    }
    let there = host.family.title(Node::Family);
    let label = match roles {
        [role] => text!(
            "change-moved-to-4",
            role = former.title(Node::Role(*role)),
            there
        ),
        many => text!("change-moved-roles-to", many = many.len(), there),
    };
    let landing: (Arc<str>, Node) = (host.key.clone(), Node::Role(at));
    draft.plan(label, Some(landing))
}

/// Refuses to part what extends one another.
fn check_ties(former: &Family, gone: &[Node]) -> Result<(), OperateError> {
    for node in nodes(former) {
        let goes = gone.contains(&node);
        for (_, other) in extends_of(former, node) {
            let title = former.title(node).to_owned();
            let other_title = former.title(other).to_owned();
            match (goes, gone.contains(&other)) {
                (true, false) => {
                    let other = other_title;
                    return Err(OperateError::Extends { title, other });
                }
                (false, true) => {
                    let other = other_title;
                    return Err(OperateError::Extended { title, other });
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Refuses ids that mean something else in the other family, both ways.
fn check_host(
    catalog: &Catalog,
    former: &Family,
    gone: &[Node],
    to: &str,
) -> Result<(), OperateError> {
    let host = entry(catalog, to)?.family.as_ref();
    for node in gone {
        let id = former.id(*node).unwrap_or_default();
        if let Some(other) = node_with_id(host, id) {
            return Err(OperateError::IdInUse {
                id: id.to_owned(),
                title: host.title(other).to_owned(),
            });
        }
        if shadows(catalog, host, id) {
            return Err(OperateError::Shadowed {
                name: id.to_owned(),
                family: to.to_owned(),
            });
        }
        // An `extends` that leads nowhere must not lead to somebody by chance.
        for list in SLOTS {
            let name = former
                .body(*node)
                .and_then(|body| slot(&body.extends, list).as_deref());
            if let Some(name) = name
                && extended(former, *node, name).is_none()
                && extended(host, *node, name).is_some()
            {
                return Err(OperateError::Extends {
                    title: former.title(*node).to_owned(),
                    other: name.to_owned(),
                });
            }
        }
    }
    Ok(())
}

struct Going<'a> {
    catalog: &'a Catalog,
    /// The family that it leaves, before and after.
    former: &'a Family,
    remains: &'a Family,
    key: &'a str,
    to: &'a str,
    /// The roles that go.
    roles: &'a [usize],
    /// Those and what goes with them.
    gone: &'a [Node],
}

impl Going<'_> {
    /// The ids of the roles that go.
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().map(|n| self.former.roles[*n].id.as_str())
    }

    /// Those of them that a variation varies.
    fn varied_by(&self, variation: &Variation) -> impl Iterator<Item = &str> {
        let is_varied = |id: &&str| variation.roles.iter().any(|role| role == id);
        self.ids().filter(is_varied).collect::<Vec<_>>().into_iter()
    }

    /// The address of the first of the roles in the new family.
    fn first_address(&self) -> String {
        address(self.to, &[self.ids().next().unwrap_or_default()])
    }

    /// The address that a part has in its new family.
    fn address(&self, node: Node) -> String {
        let id = self.former.id(node).unwrap_or_default();
        let variation = match node {
            Node::Family => return self.first_address(),
            Node::Role(_) => return address(self.to, &[id]),
            Node::Specialty(n) => &self.former.specialties[n],
            Node::Segment(n) => &self.former.segments[n],
        };
        let role = self.varied_by(variation).next().unwrap_or_default();
        address(self.to, &[role, id])
    }

    fn goes_along(&self, id: &str) -> bool {
        self.gone
            .iter()
            .any(|node| self.former.id(*node) == Some(id))
    }

    /// What becomes of a pointer of what does not go.
    fn fate(&self, at: &str, says: &Family, text: &str) -> Fate {
        match Target::of(says, text) {
            Target::Here(node) if at == self.key => {
                let led = self.catalog.refer(at, text).is_some();
                match self.gone.contains(&node) {
                    true => Fate::Become(self.address(node)),
                    // A variation of all roles, of whom these were the last.
                    false if led && self.place_of(text).is_none() => {
                        Fate::Become(self.first_address())
                    }
                    false => Fate::Stay,
                }
            }
            Target::There { key, ids } if key == self.key => self.readdressed(at, text, &ids),
            _ => Fate::Stay,
        }
    }

    /// An address of the role, with or without variations, in its new family.
    fn readdressed(&self, at: &str, text: &str, ids: &[&str]) -> Fate {
        let role = ids.first().and_then(|id| self.former.role_index(id));
        if role.is_none_or(|role| !self.roles.contains(&role)) {
            return Fate::Stay;
        }
        let mut ids = ids.to_vec();
        if self.catalog.refer(at, text).is_some() {
            let mut depth = 0;
            ids.retain(|id| {
                depth += 1;
                depth == 1 || self.goes_along(id)
            });
        }
        Fate::Become(address(self.to, &ids))
    }

    /// The shortest address of what stays.
    fn place_of(&self, id: &str) -> Option<Address> {
        let positions = self.remains.positions().into_iter().skip(1);
        positions
            .filter(|p| self.remains.id(p.node()) == Some(id))
            .map(|p| Address::of(self.key, self.remains, p))
            .min_by_key(|address| address.variations.len())
    }

    /// Makes the parts that go at home in the other family: what they name, and the ids of their items.
    fn settle(&self, bodies: &mut [(Node, Body)], host: &Family) {
        let mut taken = ItemIds::of(host);
        let mut renamed = Vec::new();
        for (_, body) in bodies.iter_mut() {
            follow(body, &|text| match Target::of(self.former, text) {
                Target::Here(node) if self.gone.contains(&node) => Fate::Stay,
                Target::Here(_) => match self.place_of(text) {
                    Some(address) => Fate::Become(address.to_string()),
                    None => self.fate(self.key, self.former, text),
                },
                Target::There { .. } => self.fate(self.key, self.former, text),
            });
            for item in body.lists.iter_mut().flatten() {
                let old = item.more().id.clone();
                taken.give(item);
                if item.more().id != old {
                    renamed.extend(old.zip(item.more().id.clone()));
                }
            }
        }
        for omission in bodies.iter_mut().flat_map(|(_, body)| &mut body.more.omit) {
            if let Some((_, new)) = renamed.iter().find(|(old, _)| old == omission) {
                *omission = new.clone();
            }
        }
    }
}
