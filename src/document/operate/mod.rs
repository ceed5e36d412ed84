//! Operations on the structure of a catalog: each takes the catalog as it is and gives a [`Plan`] of what its
//! files become, or says why not and what to do instead.
//!
//! They work on families, never on text; how a file comes to say what a plan means is the workspace's business.
//! They see only what could be read: whether a file that is broken has a key is asked by whoever carries a plan
//! out. References lead where they led before; what they name by a key, by an id, or by both follows.
//!
//! [`Plan`]: super::Plan

mod add;
mod delete;
mod draft;
mod error;
mod families;
mod hoist;
mod impact;
mod items;
mod names;
mod preview;
mod push;
mod refer;
mod rename;
mod reorder;
mod several;
mod template;
mod transfer;

pub use add::{add_role, add_variation, duplicate_family, duplicate_part};
pub use delete::{delete_department, delete_family, delete_part};
pub use error::OperateError;
pub use families::{
    archive, archive_department, move_family, rename_department, rename_family, restore,
    restore_department,
};
pub use hoist::{Hoist, hoist, hoist_item, hoistable};
pub use impact::{Impact, impact};
pub use items::{
    Spot, copy_gathered, copy_items, gather_items, join_items, move_items, split_item,
};
pub use names::slug;
pub use preview::preview;
pub use push::push_down;
pub use rename::rename_id;
pub use reorder::{Series, reorder};
pub use several::{
    Part, archive_parts, counted_parts, delete_items, delete_parts, duplicate_items,
    duplicate_parts, gather_parts, hoist_items, join_all, move_families, move_roles, push_items,
    relist_items, shift_items, shift_parts, tag_items, tag_parts, without_nested,
};
pub use template::{FamilyTitles, NewFamily, Similar, Template, add_family};
pub use transfer::move_role;
