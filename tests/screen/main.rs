//! What a user sees and can do, driven by key scripts against the app core.
#![allow(clippy::unwrap_used, missing_docs)]

mod afternoon;
mod comparing;
mod copying;
mod details;
mod drafts;
mod dragging;
mod driver;
mod editing;
mod external;
mod finding;
mod forms;
mod journal;
mod ladder;
mod loading;
mod marks;
mod merging;
mod new_family;
mod reading;
mod repeated;
mod replacing;
mod searching;
mod sizes;
mod structure;
mod views;
mod watching;
