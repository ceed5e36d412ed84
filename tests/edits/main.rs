//! The editing core: an edit says what was meant and touches nothing else.
//!
//! `layout` writes family files as people might, `meaning` says what an edit means without the crate's help,
//! `steps` holds both against what the crate makes of them; the golden cases show the layouts by hand.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod becoming;
mod dice;
mod elements;
mod files;
mod foreign;
mod golden;
mod golden_details;
mod golden_fields;
mod golden_items;
mod golden_lists;
mod layout;
mod meaning;
mod merging;
mod sequences;
mod steps;
