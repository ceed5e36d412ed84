//! Browse, search and edit an organisation's role definitions: a catalog of job families kept in TOML files.
//!
//! The pure core ([`model`], [`document`], [`search`], [`check`], [`mod@format`]) knows neither disk nor terminal.
//! [`app`] is the interactive program as state and transitions, [`ui`] draws it, [`store`] is the disk, [`tui`]
//! the terminal, and [`cli`] the commands for scripts. What all of them say to people is in [`text`], in every
//! language that the program speaks.
//!
//! A role with everything that it inherits, each line knowing where it was written:
//!
//! ```
//! use rolebook::document::read_family;
//! use rolebook::model::{ListKind, Position, compose};
//!
//! let file = r#"
//! title = "Librarian"
//! requirements = ["Enjoys helping people find things"]
//!
//! [[roles]]
//! id = "head"
//! title = "Head of Branch"
//! requirements = ["Has planned a budget"]
//! "#;
//! let family = read_family(file).value.expect("this is TOML");
//! let head = compose("library/librarian", &family, Position::role(0));
//!
//! assert_eq!(head.address.to_string(), "library/librarian#head");
//! let asks: Vec<&str> = head
//!     .list(ListKind::Requirements)
//!     .iter()
//!     .map(|line| line.item.text().as_str())
//!     .collect();
//! assert_eq!(asks, ["Enjoys helping people find things", "Has planned a budget"]);
//! ```

pub mod app;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod format;
pub mod model;
pub mod search;
pub mod store;
pub mod text;
pub mod tui;
pub mod ui;
