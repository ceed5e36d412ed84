//! `config.toml` in the folder that the system keeps for settings. A missing file means the defaults, and what is wrong
//! in one is told and left out, so that nothing in it keeps the program from starting.

use std::path::PathBuf;

use super::color::{Color, Depth};
use super::keymap::{Chord, KeyProblem, Keymap};
use super::presets::PRESETS;
use super::theme::{Look, Terminal, Theme, Tone};
use super::themes::THEMES;
use super::{ACTIONS, Action};
use crate::text::Language;
use crate::text::text;

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
    /// `auto`, or the code of a language.
    pub language: String,
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
            language: "auto".to_owned(),
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
    /// The code of a language.
    Language,
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
    /// What it takes.
    pub takes: Takes,
    /// Its default, as the file would say it; an example where there is none.
    pub default: &'static str,
}

/// All settings but the two tables, `[keys]` and `[themes]`.
pub const SETTINGS: &[SettingInfo] = &[
    SettingInfo {
        key: "catalog",
        takes: Takes::Path,
        default: "\"path/to/handbook\"",
    },
    SettingInfo {
        key: "language",
        takes: Takes::Language,
        default: "\"auto\"",
    },
    SettingInfo {
        key: "theme",
        takes: Takes::Theme,
        default: "\"auto\"",
    },
    SettingInfo {
        key: "mouse",
        takes: Takes::Switch,
        default: "true",
    },
    SettingInfo {
        key: "ascii",
        takes: Takes::Switch,
        default: "false",
    },
    SettingInfo {
        key: "motion",
        takes: Takes::Switch,
        default: "false",
    },
    SettingInfo {
        key: "reopen",
        takes: Takes::Switch,
        default: "true",
    },
    SettingInfo {
        key: "keymap",
        takes: Takes::Keymap,
        default: "\"default\"",
    },
];

impl SettingInfo {
    /// Its name on the screen.
    pub fn name(&self) -> &'static str {
        text!(&format!("setting-{}", self.key))
    }

    /// What it says, in a sentence.
    pub fn says(&self) -> &'static str {
        text!(&format!("setting-{}-says", self.key))
    }

    /// What can be chosen, as the file would say it, without the quotes.
    pub fn choices(&self, config: &Config) -> Vec<String> {
        match self.takes {
            Takes::Path => Vec::new(),
            Takes::Switch => vec!["true".into(), "false".into()],
            Takes::Language => std::iter::once("auto".to_owned())
                .chain(Language::ALL.map(|language| language.code().to_owned()))
                .collect(),
            Takes::Theme => {
                let built_in = THEMES.iter().map(|name| (*name).to_owned());
                let own = config.themes.iter().map(|theme| theme.name.clone());
                std::iter::once("auto".to_owned())
                    .chain(built_in)
                    .chain(own)
                    .collect()
            }
            Takes::Keymap => PRESETS.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// What is set.
    pub fn value(&self, config: &Config) -> String {
        match self.key {
            "catalog" => config
                .catalog
                .as_ref()
                .map_or_else(String::new, |path| path.display().to_string()),
            "language" => config.language.clone(),
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
            "language" => config.language = value.to_owned(),
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
            Takes::Path => text!("setting-a-path").to_owned(),
            Takes::Switch => text!("setting-true-or-false").to_owned(),
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
        let mut out = String::from(text!("setting-the-settings-of-rolebook-what"));
        for setting in SETTINGS {
            let (says, choices) = (setting.says(), setting.choices_in_words());
            let takes = text!("setting-takes", choices);
            out.push_str(&format!(
                "\n# {says}\n# {takes}\n# {} = {}\n",
                setting.key, setting.default
            ));
        }
        out.push_str(text!("setting-keys-of-single-actions-one"));
        for info in ACTIONS {
            let keys: Vec<String> = info.keys.iter().map(|key| format!("{key:?}")).collect();
            out.push_str(&format!("# {} = [{}]\n", info.id(), keys.join(", ")));
        }
        out.push_str(text!("setting-themes-of-your-own-to"));
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
