//! Text and the family read from it; edits that change only the bytes they mean to; history.
//!
//! The text is the truth: a [`Document`] is changed only through [`Workspace::apply`], which patches the text,
//! reads it again, and refuses what does not say exactly what was meant. Pure: no disk, no screen. Knows only
//! the model.

mod edit;
mod item;
mod list;
mod patch;
mod plan;
mod problem;
mod read;
mod revise;
mod source;
mod workspace;

pub use edit::{Edit, EditError, Field};
pub use patch::locate;
pub use plan::{Plan, Step};
pub use problem::{Problem, ProblemKind, Severity};
pub use read::{Reading, read_family, read_settings};
pub use workspace::{Change, Document, Fingerprint, Revision, Workspace};
