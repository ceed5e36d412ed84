//! `config.toml` in the folder that the system keeps for settings. A missing file means the defaults, and what is wrong
//! in one is told and left out, so that nothing in it keeps the program from starting.

use std::path::PathBuf;

use super::color::{Color, Depth};
use super::keymap::{Chord, KeyProblem, Keymap};
use super::presets::PRESETS;
use super::theme::{Look, Terminal, Theme, Tone};
use super::themes::THEMES;
use super::{ACTIONS, Action};

/// A theme of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTheme {
    /// Its name.
    pub name: String,
    /// The built-in one that it goes on from.
    pub base: String,
    /// What the screen is painted with.
    pub background: Option<Color>,
    /// What looks otherwise.
    pub looks: Vec<(Tone, Look)>,
}

/// What the user has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The catalog to open when nothing nearer is found.
    pub catalog: Option<PathBuf>,
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// Whether the program takes the mouse at the start.
    pub mouse: bool,
    /// Whether borders and marks are of ASCII alone.
    pub ascii: bool,
    /// Whether the cursor may blink.
    pub motion: bool,
    /// Whether a catalog is shown as it was left.
    pub reopen: bool,
    /// The name of a keymap.
    pub keymap: String,
    /// The keys of actions, in the order in which they are written.
    pub keys: Vec<(Action, Vec<Chord>)>,
    /// Themes of the user's own.
    pub themes: Vec<OwnTheme>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            catalog: None,
            theme: "auto".to_owned(),
            mouse: true,
            ascii: false,
            motion: false,
            reopen: true,
            keymap: "default".to_owned(),
            keys: Vec::new(),
            themes: Vec::new(),
        }
    }
}

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A path.
    Path,
    /// `true` or `false`.
    Switch,
    /// The name of a theme.
    Theme,
    /// The name of a keymap.
    Keymap,
}

/// One row of the table of settings.
#[derive(Debug, Clone, Copy)]
pub struct SettingInfo {
    /// Its key in the file.
    pub key: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
    /// What it says, in a sentence.
    pub says: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Its default, as the file would say it; an example where there is none.
    pub default: &'static str,
}

/// All settings but the two tables, `[keys]` and `[themes]`.
pub const SETTINGS: &[SettingInfo] = &[
    SettingInfo {
        key: "catalog",
        name: "Catalog",
        says: "The folder to open when the command line, the environment and the folder you are in name none.",
        takes: Takes::Path,
        default: "\"path/to/handbook\"",
    },
    SettingInfo {
        key: "theme",
        name: "Theme",
        says: "The colours: auto takes what suits the background of the terminal.",
        takes: Takes::Theme,
        default: "\"auto\"",
    },
    SettingInfo {
        key: "mouse",
        name: "Mouse",
        says: "Whether the program has the mouse; with Shift most terminals keep it for selecting text.",
        takes: Takes::Switch,
        default: "true",
    },
    SettingInfo {
        key: "ascii",
        name: "ASCII only",
        says: "Whether borders and marks are drawn with plain characters, for fonts that have no others.",
        takes: Takes::Switch,
        default: "false",
    },
    SettingInfo {
        key: "motion",
        name: "Motion",
        says: "Whether the cursor blinks as the terminal has it; nothing else ever moves by itself.",
        takes: Takes::Switch,
        default: "false",
    },
    SettingInfo {
        key: "reopen",
        name: "Reopen as left",
        says: "Whether a catalog opens as it was left: what is expanded, selected and filtered.",
        takes: Takes::Switch,
        default: "true",
    },
    SettingInfo {
        key: "keymap",
        name: "Keymap",
        says: "Which keys to start from; the table [keys] changes single ones.",
        takes: Takes::Keymap,
        default: "\"default\"",
    },
];

impl SettingInfo {
    /// What can be chosen, as the file would say it, without the quotes.
    pub fn choices(&self, config: &Config) -> Vec<String> {
        match self.takes {
            Takes::Path => Vec::new(),
            Takes::Switch => vec!["true".into(), "false".into()],
            Takes::Theme => {
                let built_in = THEMES.iter().map(|(name, _)| (*name).to_owned());
                let own = config.themes.iter().map(|theme| theme.name.clone());
                std::iter::once("auto".to_owned())
                    .chain(built_in)
                    .chain(own)
                    .collect()
            }
            Takes::Keymap => PRESETS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        }
    }

    /// What is set.
    pub fn value(&self, config: &Config) -> String {
        match self.key {
            "catalog" => config
                .catalog
                .as_ref()
                .map_or_else(String::new, |path| path.display().to_string()),
            "theme" => config.theme.clone(),
            "mouse" => config.mouse.to_string(),
            "ascii" => config.ascii.to_string(),
            "motion" => config.motion.to_string(),
            "reopen" => config.reopen.to_string(),
            _ => config.keymap.clone(),
        }
    }

    /// Sets it to one of its choices.
    pub fn take(&self, config: &mut Config, value: &str) {
        let on = value == "true";
        match self.key {
            "catalog" => config.catalog = Some(value.into()),
            "theme" => config.theme = value.to_owned(),
            "mouse" => config.mouse = on,
            "ascii" => config.ascii = on,
            "motion" => config.motion = on,
            "reopen" => config.reopen = on,
            _ => config.keymap = value.to_owned(),
        }
    }

    /// What can be chosen, in a comment.
    fn choices_in_words(&self) -> String {
        match self.takes {
            Takes::Path => "a path".to_owned(),
            Takes::Switch => "true or false".to_owned(),
            _ => self.choices(&Config::default()).join(", "),
        }
    }
}

impl Config {
    /// Where the file is, on systems that have such a place.
    pub fn path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "rolebook")
            .map(|dirs| dirs.config_dir().join("config.toml"))
    }

    /// The theme for this terminal, without colours where the environment wants none.
    pub fn theme(&self, terminal: Terminal) -> Theme {
        let suiting = || Theme::suiting(terminal);
        let theme = match (self.theme.as_str(), terminal.depth) {
            ("auto", _) => suiting(),
            // The sixteen cannot be likened to others: they are what the user has made of them.
            (name, Depth::Ansi) if name != "monochrome" => {
                Theme::built_in("ansi16", terminal).unwrap_or_else(suiting)
            }
            _ => self.named_theme(terminal).unwrap_or_else(suiting),
        };
        theme.at(terminal.depth)
    }

    fn named_theme(&self, terminal: Terminal) -> Option<Theme> {
        let own = self.themes.iter().find(|theme| theme.name == self.theme);
        match own {
            None => Theme::built_in(&self.theme, terminal),
            Some(own) => own.theme(terminal),
        }
    }

    /// The keys, and what is wrong with those that the user has set.
    pub fn keymap(&self) -> (Keymap, Vec<KeyProblem>) {
        Keymap::new(&self.keymap, &self.keys)
    }

    /// A file with every key, its default, and what it is for, all of it in comments.
    pub fn template() -> String {
        let mut out = String::from(
            "# The settings of rolebook. What stands in a comment is the default.\n\
             # `rolebook config check` says what is wrong in here; a program that is open reads it again by itself.\n",
        );
        for setting in SETTINGS {
            let (says, choices) = (setting.says, setting.choices_in_words());
            out.push_str(&format!(
                "\n# {says}\n# Takes: {choices}.\n# {} = {}\n",
                setting.key, setting.default
            ));
        }
        out.push_str(
            "\n# Keys of single actions: one, several, or none with []. \"g g\" is g pressed twice. Names of keys are those\n\
             # of the help: Ctrl-S, Alt-Up, F5, Space, Enter.\n# [keys]\n",
        );
        for info in ACTIONS {
            let keys: Vec<String> = info.keys.iter().map(|key| format!("{key:?}")).collect();
            out.push_str(&format!("# {} = [{}]\n", info.id(), keys.join(", ")));
        }
        out.push_str(
            "\n# Themes of your own, to be named in `theme`. A look is a colour and words: \"bold underline #ffaf5f on 236\".\n\
             # Colours are default, black to white, bright-black to bright-white, 0 to 255, or #rrggbb.\n\
             # Words are bold, underline, reverse, strike, and `on` before the background.\n\
             # [themes.mine]\n# base = \"dark\"\n# background = \"#1c1c1c\"\n",
        );
        let dark = Theme::built_in("dark", Terminal::default());
        for (tone, name) in Tone::ALL {
            let look = dark.map(|theme| theme.look(*tone)).unwrap_or_default();
            out.push_str(&format!("# {name} = \"{look}\"\n"));
        }
        out
    }
}

impl OwnTheme {
    /// What it looks like; `None` when there is no theme that it goes on from.
    pub fn theme(&self, terminal: Terminal) -> Option<Theme> {
        let mut theme = Theme::built_in(&self.base, terminal)?;
        for (tone, look) in &self.looks {
            theme.set(*tone, *look);
        }
        theme.background = self.background.unwrap_or(theme.background);
        Some(theme)
    }
}

impl std::fmt::Display for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = [
            ("bold", self.bold),
            ("underline", self.underline),
            ("reverse", self.reverse),
            ("strike", self.strike),
        ];
        for (word, _) in words.into_iter().filter(|(_, on)| *on) {
            write!(f, "{word} ")?;
        }
        write!(f, "{}", self.color)?;
        match self.behind {
            Color::Default => Ok(()),
            behind => write!(f, " on {behind}"),
        }
    }
}
