//! Another id for a role, a specialty or a segment, wherever it is named.

use super::OperateError;
use super::draft::{Draft, entry};
use super::names::{check_id, shadows};
use super::refer::{Fate, Target, address, extends_of, node_with_id, nodes, slot_mut};
use crate::document::Plan;
use crate::model::{Catalog, Family, Node, Variation};
use crate::text::text;

/// Gives a role, a specialty or a segment another id. What names it follows, by its id in its own family and by
/// its address in the whole catalog.
///
/// Where two roles of the family had the same id, names go on meaning the first of them, and a variation of both
/// goes on varying both. A name that led nowhere and is the new id leads here from now on.
///
/// # Errors
/// [`OperateError::BadId`], [`OperateError::IdInUse`] or [`OperateError::Shadowed`] when the part cannot have
/// that id, [`OperateError::Nothing`] when it has it, and those for what is not there.
pub fn rename_id(
    catalog: &Catalog,
    key: &str,
    node: Node,
    new: &str,
) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let former = found.family.as_ref();
    if node == Node::Family {
        return Err(OperateError::NotAPart);
    }
    let old = former
        .id(node)
        .ok_or_else(|| OperateError::NoPart(key.to_owned()))?;
    let new = new.trim();
    check_id(new)?;
    if new == old {
        return Err(OperateError::Nothing);
    }
    if let Some(other) = node_with_id(former, new) {
        return Err(OperateError::IdInUse {
            id: new.to_owned(),
            title: former.title(other).to_owned(),
        });
    }
    if shadows(catalog, former, new) {
        return Err(OperateError::Shadowed {
            name: new.to_owned(),
            family: key.to_owned(),
        });
    }
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    rename_within(former, family, node, old, new);
    let naming = Naming {
        former,
        key,
        node,
        new,
    };
    draft.follow(|at, says, text| naming.fate(at, says, text));
    let label = match old {
        "" => text!("change-gave-the-id", node = former.title(node), new),
        old => text!("change-renamed-to-2", old, new),
    };
    draft.plan(label, Some((found.key.clone(), node)))
}

/// A part and the id by which it is to be named.
pub(super) struct Naming<'f> {
    /// The family as it was.
    pub(super) former: &'f Family,
    pub(super) key: &'f str,
    pub(super) node: Node,
    pub(super) new: &'f str,
}

impl Naming<'_> {
    /// What becomes of a pointer that the family `says` with the key `at` has.
    pub(super) fn fate(&self, at: &str, says: &Family, text: &str) -> Fate {
        match Target::of(says, text) {
            Target::Here(meant) if at == self.key && meant == self.node => {
                Fate::Become(self.new.to_owned())
            }
            Target::There { key, mut ids } if key == self.key => {
                for (depth, id) in ids.iter_mut().enumerate() {
                    if self.is_named(id, depth) {
                        *id = self.new;
                        return Fate::Become(address(key, &ids));
                    }
                }
                Fate::Stay
            }
            _ => Fate::Stay,
        }
    }

    /// Whether an id of an address means this part: the first id is a role's, those behind it are variations'.
    fn is_named(&self, id: &str, depth: usize) -> bool {
        let first = match self.node {
            Node::Role(_) => self.former.role_index(id).map(Node::Role),
            _ => Some(self.node),
        };
        let own = !id.is_empty() && self.former.id(self.node) == Some(id);
        own && first == Some(self.node) && (depth == 0) == matches!(self.node, Node::Role(_))
    }
}

/// The new id where the part has it, in `extends`, and in the `roles` of variations.
fn rename_within(former: &Family, family: &mut Family, node: Node, old: &str, new: &str) {
    match node {
        Node::Family => {}
        Node::Role(n) => family.roles[n].id = new.into(),
        Node::Specialty(n) => family.specialties[n].id = new.into(),
        Node::Segment(n) => family.segments[n].id = new.into(),
    }
    if old.is_empty() {
        return;
    }
    for part in nodes(former) {
        for (list, target) in extends_of(former, part) {
            if let (true, Some(body)) = (target == node, family.body_mut(part)) {
                *slot_mut(&mut body.extends, list) = Some(new.to_owned());
            }
        }
    }
    if matches!(node, Node::Role(_)) {
        let remains = family.role_index(old).is_some();
        for variation in variations_mut(family) {
            if !variation.roles.iter().any(|role| role == old) {
                continue;
            }
            match remains {
                true => variation.roles.push(new.into()),
                false => {
                    for role in variation.roles.iter_mut().filter(|role| *role == old) {
                        *role = new.into();
                    }
                }
            }
        }
    }
}

/// Specialties and segments.
pub(super) fn variations_mut(family: &mut Family) -> impl Iterator<Item = &mut Variation> {
    family
        .specialties
        .iter_mut()
        .chain(family.segments.iter_mut())
}
