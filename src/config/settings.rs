//! `config.toml` in the folder that the system keeps for settings. A missing file means the defaults.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::theme::{Theme, ThemeChoice};

/// What the user has set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The catalog to open when nothing nearer is found.
    pub catalog: Option<PathBuf>,
    /// `auto`, `color` or `mono`.
    pub theme: ThemeChoice,
    /// Whether the program takes the mouse at the start.
    pub mouse: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            catalog: None,
            theme: ThemeChoice::Auto,
            mouse: true,
        }
    }
}

/// Why the settings could not be read; the defaults serve then.
#[derive(Debug, thiserror::Error)]
#[error("the settings in {path} cannot be used: {why}")]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, with line and column where the parser knows them.
    pub why: String,
}

impl Config {
    /// Where the file is, on systems that have such a place.
    pub fn path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "rolebook")
            .map(|dirs| dirs.config_dir().join("config.toml"))
    }

    /// Reads settings from their text.
    ///
    /// # Errors
    /// [`ConfigError`] with the parser's words.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError {
            path: path.to_owned(),
            why: error.to_string(),
        })
    }

    /// The theme, given what the environment says.
    pub fn theme(&self, no_color: bool, term: &str) -> Theme {
        Theme::new(match self.theme {
            ThemeChoice::Auto => !no_color && term != "dumb",
            ThemeChoice::Color => true,
            ThemeChoice::Mono => false,
        })
    }
}
