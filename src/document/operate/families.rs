//! Another key for a family or a whole department, and putting away what is no longer in use.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::OperateError;
use super::draft::{Draft, entry};
use super::names::{check_new_key, check_path};
use super::refer::{Fate, Target, address, node_with_id, nodes, pointers};
use crate::document::{Edit, Field, Plan, Step};
use crate::model::{Catalog, CatalogEntry, Node, Status};
use crate::text::text;

/// Gives a family another key: another file name, another department, or both. Every address in the catalog that
/// names it follows.
///
/// # Errors
/// [`OperateError::BadKey`], [`OperateError::ReservedKey`], [`OperateError::KeyInUse`] or
/// [`OperateError::Shadowed`] when it cannot have that key, [`OperateError::Nothing`] when it has it, and
/// [`OperateError::NoFamily`].
pub fn rename_family(catalog: &Catalog, key: &str, new: &str) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let new = new.trim();
    check_path(new)?;
    let label = text!("change-renamed-to", key, new);
    move_keys(catalog, vec![(found.key.clone(), Arc::from(new))], label)
}

/// Moves a family to another department, under its file name; an empty department is the top of the catalog.
///
/// # Errors
/// As [`rename_family`].
pub fn move_family(catalog: &Catalog, key: &str, department: &str) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let department = department.trim().trim_matches('/');
    let known = families_in(catalog, department).next().is_some();
    if !department.is_empty() && !known {
        check_path(department)?;
    }
    let name = key.rsplit_once('/').map_or(key, |(_, name)| name);
    let (new, label) = match department {
        "" => (name.to_owned(), text!("change-moved-to-the-top", key)),
        folder => (
            format!("{folder}/{name}"),
            text!("change-moved-to", key, folder),
        ),
    };
    move_keys(catalog, vec![(found.key.clone(), new.into())], label)
}

/// Gives a department, with all departments and families in it, another path.
///
/// # Errors
/// [`OperateError::NoDepartment`], and as [`rename_family`].
pub fn rename_department(catalog: &Catalog, old: &str, new: &str) -> Result<Plan, OperateError> {
    let old = old.trim_matches('/');
    let new = new.trim().trim_matches('/');
    check_path(new)?;
    let renamed = |entry: &CatalogEntry| {
        let new = format!("{new}{}", &entry.key[old.len()..]);
        (entry.key.clone(), Arc::from(new))
    };
    let moves: Vec<_> = families_in(catalog, old).map(renamed).collect();
    if moves.is_empty() {
        return Err(OperateError::NoDepartment(old.to_owned()));
    }
    move_keys(catalog, moves, text!("change-renamed-to-2", old, new))
}

/// Sets the status of a part to `archived`. In a family, parts with a status of their own are archived too, or they
/// would stay in use.
///
/// # Errors
/// [`OperateError::Nothing`] when it is archived already, and those for what is not there.
pub fn archive(catalog: &Catalog, key: &str, node: Node) -> Result<Plan, OperateError> {
    Shelf::Archive.part(catalog, key, node)
}

/// Archives every family of a department, and of the departments in it.
///
/// # Errors
/// [`OperateError::NoDepartment`], or [`OperateError::Nothing`] when all of them are archived already.
pub fn archive_department(catalog: &Catalog, department: &str) -> Result<Plan, OperateError> {
    Shelf::Archive.department(catalog, department)
}

/// Sets the status of a part that is `archived` to `active`; in a family, also that of its parts.
///
/// # Errors
/// [`OperateError::Nothing`] when nothing of it says that it is archived, and those for what is not there.
pub fn restore(catalog: &Catalog, key: &str, node: Node) -> Result<Plan, OperateError> {
    Shelf::Restore.part(catalog, key, node)
}

/// Restores every family of a department, and of the departments in it.
///
/// # Errors
/// [`OperateError::NoDepartment`], or [`OperateError::Nothing`] when none of them is archived.
pub fn restore_department(catalog: &Catalog, department: &str) -> Result<Plan, OperateError> {
    Shelf::Restore.department(catalog, department)
}

/// Whether things are put away or brought back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    Archive,
    Restore,
}

impl Shelf {
    fn part(self, catalog: &Catalog, key: &str, node: Node) -> Result<Plan, OperateError> {
        let found = entry(catalog, key)?;
        let family = found.family.as_ref();
        let body = family.body(node);
        let body = body.ok_or_else(|| OperateError::NoPart(key.to_owned()))?;
        let edits = match node {
            Node::Family => self.all(found),
            _ if self.concerns(body.more.status, true) => vec![self.edit(node)],
            _ => Vec::new(),
        };
        if edits.is_empty() {
            return Err(OperateError::Nothing);
        }
        Ok(Plan {
            label: self.done(family.title(node)),
            landing: Some((found.key.clone(), node)),
            steps: vec![(found.key.clone(), Step::Edit(edits))],
        })
    }

    fn department(self, catalog: &Catalog, department: &str) -> Result<Plan, OperateError> {
        let department = department.trim_matches('/');
        let mut families = families_in(catalog, department).peekable();
        let first = families
            .peek()
            .ok_or_else(|| OperateError::NoDepartment(department.to_owned()))?;
        let landing = Some((first.key.clone(), Node::Family));
        let steps: Vec<_> = families
            .map(|entry| (entry.key.clone(), self.all(entry)))
            .filter(|(_, edits)| !edits.is_empty())
            .map(|(key, edits)| (key, Step::Edit(edits)))
            .collect();
        if steps.is_empty() {
            return Err(OperateError::Nothing);
        }
        Ok(Plan {
            label: self.done(department),
            landing,
            steps,
        })
    }

    /// A family, and its parts with a status of their own.
    fn all(self, entry: &CatalogEntry) -> Vec<Edit> {
        let family = entry.family.as_ref();
        nodes(family)
            .filter(|node| {
                let own = family.body(*node).and_then(|body| body.more.status);
                self.concerns(own, *node == Node::Family)
            })
            .map(|node| self.edit(node))
            .collect()
    }

    /// Whether a part with this status of its own gets another; `settles`: it does also when it has none.
    fn concerns(self, own: Option<Status>, settles: bool) -> bool {
        match self {
            Self::Archive => (settles || own.is_some()) && own != Some(Status::Archived),
            Self::Restore => own == Some(Status::Archived),
        }
    }

    fn edit(self, node: Node) -> Edit {
        let status = match self {
            Self::Archive => Status::Archived,
            Self::Restore => Status::Active,
        };
        Edit::Set {
            node,
            field: Field::Status,
            text: status.to_string(),
        }
    }

    /// What was done to something with this title.
    fn done(self, title: &str) -> String {
        match self {
            Self::Archive => text!("change-archived-it", title),
            Self::Restore => text!("change-restored-it", title),
        }
    }
}

/// The families in a folder and in the folders below it.
pub(super) fn families_in<'c>(
    catalog: &'c Catalog,
    department: &str,
) -> impl Iterator<Item = &'c CatalogEntry> {
    catalog.entries().iter().filter(move |entry| {
        let rest = entry.key.strip_prefix(department);
        !department.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
    })
}

fn move_keys(
    catalog: &Catalog,
    mut moves: Vec<(Arc<str>, Arc<str>)>,
    label: String,
) -> Result<Plan, OperateError> {
    moves.retain(|(old, new)| old != new);
    let map: BTreeMap<Arc<str>, Arc<str>> = moves.iter().cloned().collect();
    let Some(landing) = map.values().min() else {
        return Err(OperateError::Nothing);
    };
    for (old, new) in &moves {
        // A key that another of the moved families gives up is free.
        let free = map.keys().any(|key| key == new);
        if !free {
            check_new_key(catalog, new, Some(old))?;
        }
        shadowed(catalog, old, new)?;
    }
    let mut draft = Draft::new(catalog);
    draft.follow(|_, says, text| match Target::of(says, text) {
        Target::There { key, ids } => match map.get(key) {
            Some(new) => Fate::Become(address(new, &ids)),
            None => Fate::Stay,
        },
        Target::Here(_) => Fate::Stay,
    });
    // So that no family takes a key before the one that has it gave it up: a folder that moves into itself gets
    // longer paths, and the longest go first.
    moves.sort_by_key(|(old, _)| old.len());
    if moves.iter().any(|(old, new)| new.len() > old.len()) {
        moves.reverse();
    }
    let mut steps: Vec<_> = moves
        .into_iter()
        .map(|(old, new)| (old, Step::Move(new)))
        .collect();
    let becomes = draft.becomes().map(|(key, step)| {
        let now = map.get(&key).unwrap_or(&key).clone();
        (now, step)
    });
    steps.extend(becomes);
    Ok(Plan {
        label,
        landing: Some((landing.clone(), Node::Family)),
        steps,
    })
}

/// Refuses a key without a folder that somebody who names the family by it would take for an id of its own.
fn shadowed(catalog: &Catalog, old: &str, new: &str) -> Result<(), OperateError> {
    let says = catalog.entries().iter().find(|entry| {
        node_with_id(&entry.family, new).is_some()
            && pointers(&entry.family).any(|text| {
                text == old && matches!(Target::of(&entry.family, text), Target::There { .. })
            })
    });
    match says {
        Some(entry) => Err(OperateError::Shadowed {
            name: new.to_owned(),
            family: entry.key.to_string(),
        }),
        None => Ok(()),
    }
}
