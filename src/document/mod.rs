//! Text and the family read from it; edits that change only the bytes they mean to; history.
//!
//! The text is the truth: a [`Document`] is changed only through [`Workspace::apply`], which patches the text,
//! reads it again, and refuses what does not say exactly what was meant. Pure: no disk, no screen. Knows only
//! the model.

mod align;
mod change;
mod edit;
mod field;
mod file;
mod imported;
mod intake;
mod layout;
mod list;
mod merge;
pub mod operate;
mod outside;
mod patch;
mod place;
mod places;
mod plan;
mod prepared;
mod print;
mod problem;
mod read;
mod regions;
pub mod replace;
mod rewrite;
mod schema;
mod scratch;
mod sifted;
mod source;
mod tree;
mod unsaved;
mod workspace;

pub use change::{Change, Line, Moved, Spotted};
pub use edit::{Edit, EditError};
pub use field::{Field, words_from_text, words_to_text};
pub use file::{Document, Fingerprint, Revision, SETTINGS_KEY};
pub use imported::{IMPORTED, family_key, imported_key, imported_path, is_imported};
pub use intake::{Fate, Intake, decided, imported_label};
pub use layout::{LayoutError, canonical, canonical_settings};
pub use merge::{Choice, ChoiceError, Conflict, MergeError, Merging, Side, merge_texts};
pub use outside::FileNews;
pub use patch::{locate, locate_element};
pub use places::Places;
pub use plan::{Plan, Step};
pub use prepared::{Outdated, Prepared, StepError};
pub use print::write_family;
pub use problem::{Problem, ProblemKind, Severity};
pub use read::{Reading, read_family, read_settings};
#[cfg(test)]
pub(crate) use schema::paths as format_paths;
pub use schema::{SchemaOf, json_schema};
pub use sifted::Sifted;
pub use unsaved::{Draft, JournalEntry, Journalled, Unsaved};
pub use workspace::Workspace;
