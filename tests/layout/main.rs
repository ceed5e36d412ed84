//! The one layout of a file: families written from nothing, and files that people laid out.
//!
//! `odd` writes files as people might, every comment with a mark of its own.
#![allow(clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
#[path = "../edits/dice.rs"]
mod dice;
mod families;
mod golden;
#[path = "../edits/layout.rs"]
mod odd;
mod properties;
mod write;
