//! Browse, search and edit an organisation's role definitions: a catalog of job families kept in TOML files.
//!
//! The pure core ([`model`], [`document`], [`search`], [`check`], [`mod@format`]) knows neither disk nor terminal.
//! [`app`] is the interactive program as state and transitions, [`ui`] draws it, [`store`] is the disk, [`tui`]
//! the terminal, and [`cli`] the commands for scripts.

pub mod app;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod format;
pub mod model;
pub mod search;
pub mod store;
pub mod tui;
pub mod ui;
