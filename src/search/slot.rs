//! One family's place in the index: what is searched of it, made ahead or when it is asked for.

use std::ops::Deref;
use std::sync::OnceLock;

use super::index::FamilyIndex;
use crate::model::CatalogEntry;

/// One family of an index.
#[derive(Debug)]
pub(super) struct Slot {
    entry: CatalogEntry,
    index: OnceLock<FamilyIndex>,
}

impl Slot {
    /// A family that is ready to be searched again and again.
    pub(super) fn ready(entry: &CatalogEntry) -> Self {
        Self {
            entry: entry.clone(),
            index: FamilyIndex::build(entry).into(),
        }
    }

    /// A family that is made ready when it is looked through first.
    pub(super) fn unready(entry: &CatalogEntry) -> Self {
        Self {
            entry: entry.clone(),
            index: OnceLock::new(),
        }
    }

    /// The key of the family.
    pub(super) fn key(&self) -> &str {
        &self.entry.key
    }

    /// How many positions there are.
    pub(super) fn places(&self) -> usize {
        match self.index.get() {
            Some(index) => index.places(),
            None => self.entry.family.positions().len(),
        }
    }

    /// What is searched.
    pub(super) fn get(&self) -> &FamilyIndex {
        self.index.get_or_init(|| FamilyIndex::build(&self.entry))
    }

    /// The same for one look, after which most families are not needed again.
    pub(super) fn once(&self) -> Once<'_> {
        match self.index.get() {
            Some(index) => Once::Kept(index),
            None => Once::Made(Box::new(FamilyIndex::build(&self.entry))),
        }
    }
}

/// What is searched of a family, for one look at it.
pub(super) enum Once<'s> {
    Kept(&'s FamilyIndex),
    /// The room that it takes is that of the next one.
    Made(Box<FamilyIndex>),
}

impl Deref for Once<'_> {
    type Target = FamilyIndex;

    fn deref(&self) -> &FamilyIndex {
        match self {
            Self::Kept(index) => index,
            Self::Made(index) => index,
        }
    }
}

/// Of families in some order, by the number of each: where it stands in that order.
pub(super) fn nth_by_family(
    families: usize,
    some: impl Iterator<Item = u32>,
) -> Vec<Option<usize>> {
    let mut all = vec![None; families];
    for (nth, family) in some.enumerate() {
        all[family as usize] = Some(nth);
    }
    all
}
