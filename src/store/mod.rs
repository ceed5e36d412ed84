//! The disk: which catalog to open, reading all of it, saving files, all of them or none, so that a crash leaves
//! each the old one or the new one and never a torn one, the journal of what is unsaved, what others make of the
//! files meanwhile, what git knows of them, and the clipboard.
//!
//! Files that cannot be read become rows of the workspace; only a catalog whose own folder is out of reach is
//! an error. Knows the model and the documents, not the screen: what it reports are values.

mod attributes;
mod change;
mod clipboard;
mod error;
mod folders;
pub mod git;
mod glance;
mod journal;
mod known;
mod load;
mod named;
mod pages;
mod past;
mod paths;
mod place;
mod publish;
mod read;
mod sample;
mod save;
mod searches;
mod settings;
mod temporary;
mod updated;
mod walk;
mod watch;

pub use attributes::read_only;
pub use clipboard::{Clipboard, ClipboardError, Through, give, sequence};
pub use error::{Left, Step, StoreError};
pub use git::{changed_since, changes_of, revision, text_at};
pub use journal::{
    Contents, Journal, Leftover, Listed, Opened, Pending, find_leftover, list_journals,
    state_folder,
};
pub use known::Known;
pub use load::{Piece, Shelf, load, load_in_pieces};
pub use named::{list_folder, named};
pub use pages::{Page, Pages, PagesError, take_in_imported};
pub use past::{keep_recent, keep_session, keep_use, read_past, read_recent};
pub use paths::{Opening, Source, catalog_at, catalog_in, find, start_catalog, user_data_catalog};
pub use publish::publish;
pub use read::{MAX_FILE, read_bytes, read_text};
pub use sample::write_sample;
pub use save::{SaveNote, Saved, Write, save, save_all};
pub use searches::{
    keep_query, keep_search, read_queries, read_saved_searches, saved_searches_path,
};
pub use settings::{init_settings, keep_setting, read_settings, settings_folder};
pub use updated::{today, updated};
pub use walk::{MAX_DEPTH, MAX_FILES};
pub use watch::Watch;

/// The file in a catalog's folder that holds its name and house rules.
pub const CATALOG_FILE: &str = crate::document::SETTINGS_KEY;
