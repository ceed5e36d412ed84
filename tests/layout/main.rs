//! The one layout of a file: families written from nothing.
#![allow(clippy::unwrap_used, missing_docs)]

mod families;
mod write;
