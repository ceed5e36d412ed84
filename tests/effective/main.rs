//! The effective role, and finding a place by its address.
#![allow(clippy::unwrap_used, missing_docs)]

mod address;
mod compare;
mod delta;
mod families;
mod golden;
mod properties;
