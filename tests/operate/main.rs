//! Operations on the structure of a catalog: what they make of it, and what they leave as it was.
#![allow(clippy::unwrap_used, missing_docs)]

mod add;
mod carried;
mod catalogs;
mod delete;
mod families;
mod hoist;
mod impact;
mod items;
mod rename;
mod several;
mod template;
mod transfer;
