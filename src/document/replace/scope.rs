//! Which parts of which families are meant: the whole catalog, or less of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::texts::nodes;
use crate::model::{Catalog, CatalogEntry, Node, Place, inherits};

/// Which parts of which families are meant. As it begins, all of them; each of its functions leaves less.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    department: Option<String>,
    parts: Option<BTreeMap<Arc<str>, BTreeSet<Node>>>,
}

impl Scope {
    /// Only the families of this folder and of those below it.
    #[must_use]
    pub fn department(mut self, folder: &str) -> Self {
        self.department = Some(folder.trim_matches('/').to_owned());
        self
    }

    /// Only these parts.
    #[must_use]
    pub fn nodes(mut self, nodes: impl IntoIterator<Item = (Arc<str>, Node)>) -> Self {
        let mut parts: BTreeMap<Arc<str>, BTreeSet<Node>> = BTreeMap::new();
        for (key, node) in nodes {
            if self.has_part(&key, node) {
                parts.entry(key).or_default().insert(node);
            }
        }
        self.parts = Some(parts);
        self
    }

    /// Only what can be read at these places: their own part, and all that they inherit from. Places that share
    /// what they inherit change with them.
    #[must_use]
    pub fn places(self, catalog: &Catalog, places: &[Place]) -> Self {
        let read = places.iter().flat_map(|place| {
            let entry = catalog.get(&place.key);
            entry.into_iter().flat_map(|entry| {
                nodes(&entry.family)
                    .filter(|node| inherits(&entry.family, place.position, *node))
                    .map(|node| (entry.key.clone(), node))
            })
        });
        self.nodes(read.collect::<Vec<_>>())
    }

    /// Whether anything of a family can be meant.
    pub fn has(&self, entry: &CatalogEntry) -> bool {
        let inside = self.department.as_deref().is_none_or(|folder| {
            entry
                .department()
                .strip_prefix(folder)
                .is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
        });
        let named = self.parts.as_ref();
        inside && named.is_none_or(|parts| parts.contains_key(&entry.key))
    }

    /// Whether the catalog's settings are meant: they belong to the whole catalog, and to no less of it.
    pub fn has_settings(&self) -> bool {
        self.department.is_none() && self.parts.is_none()
    }

    /// Whether a part of such a family is meant.
    pub(super) fn has_part(&self, key: &Arc<str>, node: Node) -> bool {
        self.parts
            .as_ref()
            .is_none_or(|parts| parts.get(key).is_some_and(|nodes| nodes.contains(&node)))
    }
}
