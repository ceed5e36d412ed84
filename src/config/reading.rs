//! Reads settings as far as they can be understood, and says of the rest where it stands and what is nearest to it.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keymap::{Chord, KeyProblem};
use super::settings::{Config, OwnTheme, SETTINGS, Takes};
use super::theme::{Look, READABLE, Terminal, Tone};
use super::themes::THEMES;
use super::{ACTIONS, Action};
use crate::text::text;

/// Something in the settings that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Line and column, from 1.
    pub at: (usize, usize),
    /// In words.
    pub what: String,
    /// Whether something is left out for it; else it is only worth knowing.
    pub is_error: bool,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}",
            text!(
                "setting-problem",
                line = self.at.0,
                column = self.at.1,
                what = self.what
            )
        )
    }
}

impl Config {
    /// Reads settings from their text. What is wrong counts as not set.
    pub fn read(text: &str) -> (Self, Vec<ConfigProblem>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader {
            text,
            config: Self::default(),
            problems: Vec::new(),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            reader.error(&at, error.message().to_owned());
        }
        reader.top(table.get_ref());
        let Reader {
            config,
            mut problems,
            ..
        } = reader;
        problems.sort_by_key(|problem| problem.at);
        (config, problems)
    }
}

struct Reader<'t> {
    text: &'t str,
    config: Config,
    problems: Vec<ConfigProblem>,
}

type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn say(&mut self, span: &Range<usize>, what: String, is_error: bool) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.problems.push(ConfigProblem {
            at: (line, column),
            what,
            is_error,
        });
    }

    fn error(&mut self, span: &Range<usize>, what: String) {
        self.say(span, what, true);
    }

    fn unknown(&mut self, span: &Range<usize>, what: &str, word: &str, known: &[&str]) {
        let meant = match nearest(word, known) {
            Some(near) => text!("setting-did-you-mean", near),
            None => String::new(),
        };
        self.error(span, text!("setting-there-is-no-called", what, word, meant));
    }

    fn top(&mut self, table: &DeTable<'_>) {
        // Themes first: the setting may name one.
        for (key, value) in table {
            if key.get_ref() == "themes" {
                self.themes(value);
            }
        }
        for (key, value) in table {
            let name: &str = key.get_ref();
            let setting = SETTINGS.iter().find(|setting| setting.key == name);
            match (name, setting) {
                ("themes", _) => {}
                ("keys", _) => self.keys(value),
                (_, Some(setting)) => match (setting.takes, value.get_ref()) {
                    (Takes::Switch, DeValue::Boolean(on)) => {
                        setting.take(&mut self.config, if *on { "true" } else { "false" });
                    }
                    (Takes::Switch, _) => {
                        self.error(&value.span(), text!("setting-takes-true-or-false", name));
                    }
                    (Takes::Path, DeValue::String(path)) => {
                        setting.take(&mut self.config, path);
                    }
                    (_, DeValue::String(word)) => {
                        let choices = setting.choices(&self.config);
                        let known: Vec<&str> = choices.iter().map(String::as_str).collect();
                        if !known.contains(&word.as_ref()) {
                            self.unknown(&value.span(), name, word, &known);
                        } else {
                            setting.take(&mut self.config, word);
                        }
                    }
                    _ => self.error(&value.span(), text!("setting-takes-a-text-in-quotes", name)),
                },
                (_, None) => {
                    let keys = SETTINGS.iter().map(|setting| setting.key);
                    let known: Vec<&str> = keys.chain(["keys", "themes"]).collect();
                    self.unknown(&key.span(), text!("setting-setting"), name, &known);
                }
            }
        }
    }

    fn keys(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            self.error(
                &value.span(),
                text!("setting-keys-is-a-table-write").to_owned(),
            );
            return;
        };
        let ids: Vec<(String, Action)> = ACTIONS
            .iter()
            .map(|info| (info.id(), info.action))
            .collect();
        let mut spans: Vec<(Action, Range<usize>)> = Vec::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some((_, action)) = ids.iter().find(|(id, _)| id == name) else {
                let known: Vec<&str> = ids.iter().map(|(id, _)| id.as_str()).collect();
                self.unknown(&key.span(), text!("setting-action"), name, &known);
                continue;
            };
            let values: Vec<&Value<'_>> = match value.get_ref() {
                DeValue::Array(values) => values.iter().collect(),
                _ => vec![value],
            };
            let mut chords = Vec::new();
            let mut is_wrong = false;
            for value in values {
                let chord = match value.get_ref() {
                    DeValue::String(text) => text.parse::<Chord>().ok(),
                    _ => None,
                };
                match chord {
                    Some(chord) => chords.push(chord),
                    None => {
                        is_wrong = true;
                        let what = text!("setting-this-is-no-key-keys");
                        self.error(&value.span(), what.to_owned());
                    }
                }
            }
            // One slip does not take an action's keys away.
            if !is_wrong || !chords.is_empty() {
                self.config.keys.push((*action, chords));
                spans.push((*action, key.span()));
            }
        }
        for problem in self.config.keymap().1 {
            let KeyProblem {
                action,
                what,
                is_error,
            } = problem;
            let span = spans.iter().find(|(other, _)| *other == action);
            let span = span.map_or(value.span(), |(_, span)| span.clone());
            self.say(&span, what, is_error);
        }
    }

    fn themes(&mut self, value: &Value<'_>) {
        let DeValue::Table(table) = value.get_ref() else {
            self.error(
                &value.span(),
                text!("setting-themes-are-tables-write-themes").to_owned(),
            );
            return;
        };
        for (key, value) in table {
            let DeValue::Table(looks) = value.get_ref() else {
                self.error(
                    &value.span(),
                    text!("setting-write-themes", key = key.get_ref()),
                );
                continue;
            };
            let theme = self.theme(key.get_ref(), looks);
            self.look_at(&theme, &key.span());
            self.config.themes.push(theme);
        }
    }

    fn theme(&mut self, name: &str, looks: &DeTable<'_>) -> OwnTheme {
        let mut theme = OwnTheme {
            name: name.to_owned(),
            base: "dark".to_owned(),
            background: None,
            looks: Vec::new(),
        };
        for (key, value) in looks {
            let role: &str = key.get_ref();
            let DeValue::String(text) = value.get_ref() else {
                self.error(
                    &value.span(),
                    text!("setting-takes-a-text-in-quotes-2", role),
                );
                continue;
            };
            let tone = Tone::ALL.iter().find(|(_, name)| *name == role);
            match (role, tone) {
                ("base", _) => {
                    let known: Vec<&str> = THEMES.to_vec();
                    if known.contains(&text.as_ref()) {
                        theme.base = text.to_string();
                    } else {
                        self.unknown(&value.span(), "theme", text, &known);
                    }
                }
                ("background", _) => match text.parse() {
                    Ok(color) => theme.background = Some(color),
                    Err(()) => self.no_color(&value.span(), text),
                },
                (_, Some((tone, _))) => match Look::parse(text) {
                    Ok(look) => theme.looks.push((*tone, look)),
                    Err(word) => self.no_color(&value.span(), &word),
                },
                (_, None) => {
                    let names = Tone::ALL.iter().map(|(_, name)| *name);
                    let known: Vec<&str> = names.chain(["base", "background"]).collect();
                    self.unknown(&key.span(), text!("setting-kind-of-text"), role, &known);
                }
            }
        }
        theme
    }

    fn no_color(&mut self, span: &Range<usize>, word: &str) {
        let what = text!("setting-is-no-colour-and-no", word);
        self.error(span, what);
    }

    /// Says what could not be read.
    fn look_at(&mut self, own: &OwnTheme, span: &Range<usize>) {
        let Some(theme) = own.theme(Terminal::default()) else {
            return;
        };
        for (tone, name) in Tone::ALL {
            if let Some(contrast) = theme.contrast(*tone, None).filter(|it| *it < READABLE) {
                let what = text!(
                    "setting-can-hardly-be-read-a",
                    name,
                    contrast = format!("{:.1}", contrast),
                    readable = READABLE
                );
                self.say(span, what, false);
            }
        }
    }
}

/// What somebody meant who wrote this.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    if word.is_empty() {
        return None;
    }
    let begins = known
        .iter()
        .filter(|name| name.starts_with(&word))
        .min_by_key(|name| name.len());
    let near = || {
        known
            .iter()
            .map(|name| (strsim::osa_distance(name, &word), name))
            .filter(|(apart, name)| *apart <= 1 + name.len() / 4)
            .min_by_key(|(apart, _)| *apart)
            .map(|(_, name)| name)
    };
    begins.or_else(near).copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::settings::SettingInfo;
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<String> {
        let (_, problems) = Config::read(text);
        problems.iter().map(ToString::to_string).collect()
    }

    /// The template as it would be with nothing in comments.
    fn uncommented() -> String {
        let is_setting = |line: &&str| line.contains(" = ") || line.starts_with("# [");
        let lines = Config::template();
        let lines = lines.lines().filter(is_setting);
        lines
            .map(|line| format!("{}\n", line.trim_start_matches("# ")))
            .collect()
    }

    #[test]
    fn the_template_says_the_defaults() {
        assert_eq!(
            Config::read(&Config::template()),
            (Config::default(), vec![])
        );
        let (config, problems) = Config::read(&uncommented());
        assert_eq!(problems, []);
        let default = Config::default();
        let same = |setting: &&SettingInfo| setting.takes != Takes::Path;
        for setting in SETTINGS.iter().filter(same) {
            assert_eq!(
                setting.value(&config),
                setting.value(&default),
                "{}",
                setting.key
            );
        }
        assert_eq!(config.keys.len(), ACTIONS.len());
        let (own, default) = (config.keymap().0, default.keymap().0);
        for info in ACTIONS {
            assert_eq!(own.keys(info.action), default.keys(info.action));
        }
        let terminal = Terminal::default();
        let mut mine = config.themes[0].theme(terminal).unwrap();
        let dark = super::super::Theme::built_in("dark", terminal).unwrap();
        mine.background = dark.background;
        assert_eq!(mine, dark);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_was_meant() {
        let text = "them = \"dark\"\nmouse = \"yes\"\ntheme = \"drak\"\nascii = true\n[keys]\nfnd = \"x\"\nsave = \"Ctl-S\"\n";
        assert_eq!(
            told(text),
            [
                "line 1, column 1: there is no setting called them; did you mean theme?",
                "line 2, column 9: mouse takes true or false",
                "line 3, column 9: there is no theme called drak; did you mean dark?",
                "line 6, column 1: there is no action called fnd; did you mean find?",
                "line 7, column 8: this is no key; keys are written as \"Ctrl-S\", \"F5\" or \"g g\"",
            ]
        );
        let (config, _) = Config::read(text);
        assert!(config.ascii && config.mouse);
        assert_eq!(config.theme, "auto");
    }

    #[test]
    fn a_file_that_is_no_toml_gives_what_can_be_read_of_it() {
        let (config, problems) = Config::read("ascii = true\nmouse = \nmotion = true\n");
        assert!(config.ascii && config.mouse);
        assert_eq!(problems[0].at.0, 2);
    }

    #[test]
    fn conflicts_of_keys_are_told() {
        let told = told("[keys]\nfind = \"x\"\nsave = [\"x\", \"F6\"]\n");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("x was the key of Cut items, which has none now"));
        assert_eq!(told[1], "line 3, column 1: x is also given to find");
    }

    #[test]
    fn own_themes_are_looked_at() {
        let text = "theme = \"mine\"\n[themes.mine]\nquiet = \"#333333\"\nlink = \"bold gren\"\ncod = \"red\"\n";
        let told = told(text);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("quiet can hardly be read"), "{told:?}");
        assert!(told[1].contains("gren is no colour"), "{told:?}");
        assert!(told[2].contains("did you mean code?"), "{told:?}");
        assert_eq!(Config::read(text).0.theme, "mine");
    }

    proptest! {
        #[test]
        fn whatever_is_written_the_program_starts(text in "(\\PC|\n|\\[|\\]|=|\"){0,200}") {
            let (config, _) = Config::read(&text);
            let (keymap, _) = config.keymap();
            prop_assert!(!keymap.chords(Action::Quit).is_empty());
        }
    }
}
