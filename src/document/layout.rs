//! The one layout of a file: what stands where, and how it is written. Comments are part of it.

pub(super) mod order;
pub(super) mod print;
pub(super) mod tree;
