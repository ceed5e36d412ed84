//! A plan in the making: the families that an operation changes, until they are told as steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::OperateError;
use super::refer::{Fate, follow, nodes, pointers};
use crate::document::{Plan, Step};
use crate::model::{Catalog, CatalogEntry, Family, Item, ListKind, Node};

pub(super) struct Draft<'c> {
    pub(super) catalog: &'c Catalog,
    changed: BTreeMap<Arc<str>, Family>,
}

impl<'c> Draft<'c> {
    pub(super) fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            changed: BTreeMap::new(),
        }
    }

    /// A family as it has become, to change it further.
    pub(super) fn family(&mut self, key: &str) -> Result<&mut Family, OperateError> {
        let entry = entry(self.catalog, key)?;
        let own = || entry.family.as_ref().clone();
        Ok(self.changed.entry(entry.key.clone()).or_insert_with(own))
    }

    /// Does to every pointer of the catalog what is its fate. That is asked with the key and the former state of
    /// the family that says it, for its words are those of that state.
    pub(super) fn follow(&mut self, fate: impl Fn(&str, &Family, &str) -> Fate) {
        for entry in self.catalog.entries() {
            let fate = |text: &str| fate(&entry.key, &entry.family, text);
            let now = self.changed.get(&entry.key).unwrap_or(&entry.family);
            if pointers(now).all(|text| fate(text) == Fate::Stay) {
                continue;
            }
            let own = || entry.family.as_ref().clone();
            let family = self.changed.entry(entry.key.clone()).or_insert_with(own);
            for node in nodes(family) {
                if let Some(body) = family.body_mut(node) {
                    follow(body, &fate);
                }
            }
        }
    }

    /// The families that are not what they were.
    pub(super) fn becomes(self) -> impl Iterator<Item = (Arc<str>, Step)> {
        let catalog = self.catalog;
        self.changed
            .into_iter()
            .filter(move |(key, family)| {
                catalog
                    .get(key)
                    .is_none_or(|entry| *entry.family != *family)
            })
            .map(|(key, family)| (key, Step::Become(Box::new(family))))
    }

    /// The plan; an operation that changes nothing is refused.
    pub(super) fn plan(
        self,
        label: String,
        landing: Option<(Arc<str>, Node)>,
    ) -> Result<Plan, OperateError> {
        let steps: Vec<_> = self.becomes().collect();
        if steps.is_empty() {
            return Err(OperateError::Nothing);
        }
        Ok(Plan {
            label,
            landing,
            steps,
        })
    }
}

pub(super) fn entry<'c>(catalog: &'c Catalog, key: &str) -> Result<&'c CatalogEntry, OperateError> {
    catalog
        .get(key)
        .ok_or_else(|| OperateError::NoFamily(key.to_owned()))
}

/// The items of one list of one part, to change them.
pub(super) fn items_mut<'f>(
    family: &'f mut Family,
    key: &str,
    node: Node,
    list: ListKind,
) -> Result<&'f mut Vec<Item>, OperateError> {
    family
        .body_mut(node)
        .map(|body| &mut body.lists[list as usize])
        .ok_or_else(|| OperateError::NoPart(key.to_owned()))
}
