//! Settings, the table of Actions, the keymap made from it, and the theme by role.
//!
//! Knows nothing of the rest of the program: keys and colours are its own types, which `tui` and `ui` translate.

mod action;
mod key;
mod searches;
mod settings;
mod theme;

pub use action::{ACTIONS, Action, ActionInfo, Context, Keymap, When, key_table};
pub use key::{Key, KeyCode};
pub use searches::{Queries, SavedSearches};
pub use settings::{Config, ConfigError};
pub use theme::{Color, Look, Theme, ThemeChoice, Tone};
