//! What a catalog is: families, roles, variations, items, their addresses, and the composition of the
//! effective role.
//!
//! Pure data and pure functions. This module knows nothing of files, of TOML, of the screen or of any
//! other module of the crate.

mod address;
mod catalog;
mod effective;
mod element;
mod family;
mod target;

pub use address::{Address, Miss};
pub use catalog::{Catalog, CatalogEntry, House, Place, Settings};
pub use effective::{
    CompositionProblem, Dropped, Effective, EffectiveItem, Origin, Sourced, compose, inherits,
    lineage,
};
pub use element::{Element, ElementKind};
pub use family::{
    Body, CareerLadder, Date, Extends, Family, Grade, HiringProcess, Indicator, Item, LadderStep,
    ListKind, Need, Node, Position, ReportsTo, Role, Section, Status, Track, Variation,
    VariationKind, Waiver,
};
pub use target::{Comparator, Target};
