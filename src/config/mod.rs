//! Settings, the table of Actions, the keymap made from it, and the theme by role.
//!
//! Knows nothing of the rest of the program: keys and colours are its own types, which `tui` and `ui` translate.

mod action;
mod color;
mod key;
mod keymap;
mod past;
mod presets;
mod reading;
mod searches;
mod settings;
mod theme;
mod themes;
mod writing;

pub use action::{ACTIONS, Action, ActionInfo, Context, When, key_table};
pub use color::{Color, Depth, Rgb, contrast, lightness, parse_answer};
pub use key::{Key, KeyCode};
pub use keymap::{Chord, KeyProblem, Keymap, Meaning};
pub use past::{Past, Recent, RecentCatalog, Session, Uses};
pub use presets::PRESETS;
pub use reading::ConfigProblem;
pub use searches::{Queries, SavedSearches};
pub use settings::{Config, OwnTheme, SETTINGS, SettingInfo, Takes};
pub use theme::{Look, READABLE, Terminal, Theme, Tone};
pub use themes::THEMES;
pub use writing::set as set_setting;
