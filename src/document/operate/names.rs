//! Ids, keys and titles: what may be one, and making one that nobody has yet.

use super::OperateError;
use crate::model::{Catalog, Family, LONGEST_ID};

pub use crate::model::slug;

/// `wanted`, or with the first numeral that makes it one that is not taken.
pub(super) fn unique(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2_usize;
    loop {
        let candidate = format!("{wanted}-{number}");
        if !taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

/// An id for a new part of a family.
pub(super) fn unique_id(
    catalog: &Catalog,
    family: &Family,
    wanted: &str,
    stand_in: &str,
) -> String {
    let wanted = match wanted {
        "" => stand_in,
        wanted => wanted,
    };
    unique(wanted, |id| {
        super::refer::node_with_id(family, id).is_some() || shadows(catalog, family, id)
    })
}

/// Whether a new id would take a reference of the family to a whole other family, whose key has no folder.
pub(super) fn shadows(catalog: &Catalog, family: &Family, id: &str) -> bool {
    catalog.get(id).is_some() && super::refer::pointers(family).any(|text| text == id)
}

/// The rule by which ids are read, and that there is one.
pub(super) fn check_id(id: &str) -> Result<(), OperateError> {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if id.is_empty() || !id.chars().all(good) || id.starts_with('.') || id.len() > LONGEST_ID {
        return Err(OperateError::BadId(id.to_owned()));
    }
    Ok(())
}

/// A title as it is written: trimmed, one line, some words.
pub(super) fn check_title(title: &str) -> Result<&str, OperateError> {
    let title = title.trim();
    if title.is_empty() || title.contains(char::is_control) {
        return Err(OperateError::BadTitle);
    }
    Ok(title)
}

/// The path of a folder or a family: it must not climb, hide, or hold what some file system cannot.
pub(super) fn check_path(path: &str) -> Result<(), OperateError> {
    let good = |part: &str| {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let dotted = part.starts_with('.') || part.ends_with('.');
        !part.is_empty() && !dotted && part.len() <= LONGEST_ID && part.chars().all(plain)
    };
    if !path.split('/').all(good) {
        return Err(OperateError::BadKey(path.to_owned()));
    }
    Ok(())
}

/// The key of a new file. Two keys that differ in case alone are one file on some systems, so they count as the
/// same here; `own` is the key of the family that is to have it, which may change in case.
pub(super) fn check_new_key(
    catalog: &Catalog,
    key: &str,
    own: Option<&str>,
) -> Result<(), OperateError> {
    let folded = key.to_lowercase();
    if folded == "catalog" {
        return Err(OperateError::ReservedKey);
    }
    let other = catalog
        .entries()
        .iter()
        .find(|entry| Some(entry.key.as_ref()) != own && entry.key.to_lowercase() == folded);
    match other {
        Some(entry) => Err(OperateError::KeyInUse(entry.key.to_string())),
        None => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_an_id_that_can_be_typed() {
        for (title, id) in [
            ("Manager, IT", "manager-it"),
            (
                "  Sr. Directeur général (Québec) ",
                "sr-directeur-general-quebec",
            ),
            ("Straßenbau & Øre", "strassenbau-and-ore"),
            ("R&D", "r-and-d"),
            ("Worker's Council", "workers-council"),
            ("部長 2", "部長-2"),
            ("—", ""),
        ] {
            assert_eq!(slug(title), id, "{title}");
            assert!(id.is_empty() || check_id(id).is_ok());
        }
        let long = slug(&"word ".repeat(60));
        assert!(check_id(&format!("{long}-1000000")).is_ok());
    }

    #[test]
    fn paths_that_climb_or_hide_are_refused() {
        for path in [
            "", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/b.", "a b", "c:\\a", "a#b", "a\n",
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
        for path in ["a", "finance/it-management", "a.b/c_d", "Büro/x"] {
            assert!(check_path(path).is_ok(), "{path:?}");
        }
    }
}
