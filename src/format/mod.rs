//! What goes out: role definitions as text, JSON, CSV, HTML, whole sites and handbook
//! pages, which also come in, inline Markdown as styled spans, hostile text made harmless, and rows that fit a width.
//!
//! Pure functions over [`crate::model`]. This module knows nothing of files on disk, of the terminal or of
//! colours; who calls it decides where the result goes.

pub mod clean;
pub mod compare;
pub mod csv;
pub mod delta;
#[cfg(feature = "docx")]
pub mod docx;
pub mod export;
pub mod guide;
pub mod handout;
mod html;
pub mod inline;
pub mod json;
pub mod jsonld;
pub mod ladder;
pub mod markdown;
pub mod marked;
pub mod matrix;
pub mod posting;
pub mod report;
pub mod schema;
pub mod site;
pub mod stamp;
pub mod table;
pub mod text;
pub mod webpage;
pub mod wrap;
