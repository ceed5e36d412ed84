//! New parts of a family, from nothing or as copies.

use std::sync::Arc;

use super::OperateError;
use super::draft::{Draft, entry};
use super::names::{check_new_key, check_title, slug, unique, unique_id};
use super::refer::{Fate, Target, address, follow, nodes};
use super::rename::{Naming, variations_mut};
use crate::document::{Plan, Step, write_family};
use crate::model::{Body, Catalog, Family, Item, Node, Role, Variation, VariationKind};
use crate::text::text;

/// Adds a role with a title and the id that it makes, so that it has the place `at`.
///
/// # Errors
/// [`OperateError::BadTitle`], [`OperateError::NoPlace`] or [`OperateError::NoFamily`].
pub fn add_role(
    catalog: &Catalog,
    key: &str,
    title: &str,
    at: usize,
) -> Result<Plan, OperateError> {
    let new = NewPart::of(catalog, key, title, "role")?;
    let mut draft = Draft::new(catalog);
    let roles = &mut draft.family(key)?.roles;
    check_place("roles", at, roles.len())?;
    let (id, body) = (new.id, new.body);
    roles.insert(
        at,
        Role {
            id: id.into(),
            body,
        },
    );
    draft.plan(new.label, Some((new.key, Node::Role(at))))
}

/// Adds a specialty or a segment of some roles of the family, given by their ids; of all of them when none is
/// given.
///
/// # Errors
/// As [`add_role`], and [`OperateError::NoPart`] for an id that no role of the family has.
pub fn add_variation(
    catalog: &Catalog,
    key: &str,
    kind: VariationKind,
    title: &str,
    roles: &[&str],
    at: usize,
) -> Result<Plan, OperateError> {
    let (what, stand_in) = match kind {
        VariationKind::Specialty => ("specialties", "specialty"),
        VariationKind::Segment => ("segments", "segment"),
    };
    let new = NewPart::of(catalog, key, title, stand_in)?;
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    if let Some(lost) = roles.iter().find(|id| family.role_index(id).is_none()) {
        return Err(OperateError::NoPart(format!("{key}#{lost}")));
    }
    let variation = Variation {
        id: new.id.into(),
        roles: roles.iter().map(|id| (*id).into()).collect(),
        body: new.body,
    };
    let (variations, node) = match kind {
        VariationKind::Specialty => (&mut family.specialties, Node::Specialty(at)),
        VariationKind::Segment => (&mut family.segments, Node::Segment(at)),
    };
    check_place(what, at, variations.len())?;
    variations.insert(at, variation);
    draft.plan(new.label, Some((new.key, node)))
}

struct NewPart {
    key: Arc<str>,
    id: String,
    body: Body,
    label: String,
}

impl NewPart {
    fn of(catalog: &Catalog, key: &str, title: &str, stand_in: &str) -> Result<Self, OperateError> {
        let found = entry(catalog, key)?;
        let title = check_title(title)?;
        Ok(Self {
            key: found.key.clone(),
            id: unique_id(catalog, &found.family, &slug(title), stand_in),
            body: Body {
                title: Some(title.into()),
                ..Body::default()
            },
            label: text!("change-added", title),
        })
    }
}

/// Whether something can be put in so that it has the place `at`.
pub(super) fn check_place(what: &'static str, at: usize, len: usize) -> Result<(), OperateError> {
    if at > len {
        let number = at.saturating_add(1);
        return Err(OperateError::NoPlace { what, number, len });
    }
    Ok(())
}

/// Puts a copy of a role, a specialty or a segment behind it, with a title and an id that say so.
///
/// The variations that name the role name its copy too, so that the copy is varied as it is. What the part says of
/// itself by its own id or address, the copy says of the copy; what others say of it stays said of the original.
/// Ids of its items get a numeral, because they are unique in the family.
///
/// # Errors
/// [`OperateError::NotAPart`] for a family, and those for what is not there.
pub fn duplicate_part(catalog: &Catalog, key: &str, node: Node) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let former = found.family.as_ref();
    if node == Node::Family {
        return Err(OperateError::NotAPart);
    }
    let no_part = || OperateError::NoPart(key.to_owned());
    let old = former.id(node).ok_or_else(no_part)?.to_owned();
    let mut body = former.body(node).ok_or_else(no_part)?.clone();
    let title = former.title(node);
    body.title = Some(format!("{title} (copy)").into());
    let wanted = match old.as_str() {
        "" => slug(&format!("{title} copy")),
        old => format!("{}-copy", shortened(old)),
    };
    let id = unique_id(catalog, former, &wanted, "copy");
    let naming = Naming {
        former,
        key,
        node,
        new: &id,
    };
    follow(&mut body, &|text| naming.fate(key, former, text));
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    let mut taken = ItemIds::of(family);
    for item in body.lists.iter_mut().flatten() {
        taken.give(item);
    }
    let landing = match node {
        Node::Family => return Err(OperateError::NotAPart),
        Node::Role(n) => {
            for variation in variations_mut(family) {
                if let Some(at) = variation.roles.iter().position(|role| *role == old) {
                    variation.roles.insert(at + 1, id.as_str().into());
                }
            }
            family.roles.insert(
                n + 1,
                Role {
                    id: id.into(),
                    body,
                },
            );
            Node::Role(n + 1)
        }
        Node::Specialty(n) => {
            let roles = family.specialties[n].roles.clone();
            family.specialties.insert(
                n + 1,
                Variation {
                    id: id.into(),
                    roles,
                    body,
                },
            );
            Node::Specialty(n + 1)
        }
        Node::Segment(n) => {
            let roles = family.segments[n].roles.clone();
            family.segments.insert(
                n + 1,
                Variation {
                    id: id.into(),
                    roles,
                    body,
                },
            );
            Node::Segment(n + 1)
        }
    };
    draft.plan(
        text!("change-duplicated", title),
        Some((found.key.clone(), landing)),
    )
}

/// Puts a copy of a family beside it, with a title and a key that say so. What it says of its own parts by id or by
/// address, the copy says of the copy's; what others say of it stays said of the original. The copy is written anew,
/// without the comments of the original.
///
/// # Errors
/// [`OperateError::NoFamily`].
pub fn duplicate_family(catalog: &Catalog, key: &str) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let mut family = found.family.as_ref().clone();
    let title = found.family.title(Node::Family);
    family.body.title = Some(format!("{title} (copy)").into());
    let wanted = format!("{}-copy", shortened(key));
    let new: Arc<str> = unique(&wanted, |key| check_new_key(catalog, key, None).is_err()).into();
    for node in nodes(&found.family) {
        let Some(body) = family.body_mut(node) else {
            continue;
        };
        follow(body, &|text| match Target::of(&found.family, text) {
            Target::There { key: there, ids } if there == key => Fate::Become(address(&new, &ids)),
            _ => Fate::Stay,
        });
    }
    Ok(Plan {
        label: text!("change-duplicated", title),
        landing: Some((new.clone(), Node::Family)),
        steps: vec![(new, Step::Create(write_family(&family)))],
    })
}

/// An id or a key without what would make the name of its copy longer than names may be.
fn shortened(name: &str) -> &str {
    let mut end = name.len().min(80);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    match name.rfind('/') {
        // Only the name of the file counts, and the folders stay.
        Some(slash) if name.len() - slash <= 80 => name,
        Some(slash) if slash >= end => name,
        _ => &name[..end],
    }
}

/// The ids that items of a family have, to give copies others.
pub(super) struct ItemIds(std::collections::HashSet<String>);

impl ItemIds {
    pub(super) fn of(family: &Family) -> Self {
        let bodies = nodes(family).filter_map(|node| family.body(node));
        let items = bodies.flat_map(|body| body.lists.iter().flatten());
        Self(items.filter_map(|item| item.more().id.clone()).collect())
    }

    /// Leaves an item the id that nobody has, and puts a numeral behind one that somebody has.
    pub(super) fn give(&mut self, item: &mut Item) {
        if let Some(id) = &item.more().id {
            let id = unique(id, |id| self.0.contains(id));
            self.0.insert(id.clone());
            item.more_mut().id = Some(id);
        }
    }
}
