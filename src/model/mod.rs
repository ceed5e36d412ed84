//! What a catalog is: families, roles, variations, items, their addresses, and the composition of the
//! effective role.
//!
//! Pure data and pure functions. This module knows nothing of files, of TOML, of the screen or of any
//! other module of the crate.

mod address;
mod budget;
mod catalog;
mod compare;
mod delta;
mod effective;
mod element;
mod family;
mod item;
mod key;
mod ladder;
mod matrix;
mod report;
mod scalars;
mod seldom;
mod slug;
mod target;
mod text;
mod waiver;
mod wording;

pub use address::{Address, Miss};
pub use budget::{Budget, BudgetOrder, Count, budgets};
pub use catalog::{Catalog, CatalogEntry, CheckSettings, House, Place, Settings};
pub use compare::{
    CLOSE, Cell, ComparedRow, ComparedSection, Comparison, RowState, Topic, Vocabulary, WordSet,
    Written, closeness, column_letter, compare, dice, differing_words, word_marks,
};
pub use delta::{Delta, DeltaChange, DeltaSection, NextBy, next_roles};
pub use effective::{
    CompositionProblem, Dropped, Effective, EffectiveItem, Origin, Sourced, compose, inherits,
    lineage, origin_position,
};
pub use element::{Element, ElementKind};
pub use family::{
    Body, BodyDetails, CareerLadder, Date, Extends, Family, Grade, HiringProcess, Indicator,
    LadderStep, ListKind, Node, Page, Position, ReportsTo, Role, Section, Status, Track, Variation,
    VariationKind,
};
pub use item::{Item, ItemDetails, Need};
pub use key::key_in_words;
pub use ladder::{
    Around, Direction, Grid, Guide, Ladder, Lane, OutlineRow, Reached, Rung, Shown, Step, StepKind,
    Walk, Wanted,
};
pub use matrix::{Axis, Column, Matrix, MatrixCell, MatrixRow, MatrixRows, grades_in_order};
pub use report::{Overdue, Report, Total};
pub use scalars::{role_scalars, scalar};
pub use seldom::{Empty, Seldom};
pub use slug::{LONGEST_ID, slug};
pub use target::{Comparator, Target};
pub use text::{Text, Whole};
pub use waiver::{Waiver, fingerprint};
pub use wording::{Cluster, MOST, RESEMBLANCE, Use, Wording, clusters, resemblance};
