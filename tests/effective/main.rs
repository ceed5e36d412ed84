//! The effective role, and finding a place by its address.
#![allow(clippy::unwrap_used, missing_docs)]

mod address;
mod compare;
mod families;
mod golden;
mod properties;
