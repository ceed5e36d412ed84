//! What the user can set, on the screen, and what comes of settings that have changed.

use super::detail::NamedKeys;
use super::picker::{PickerKind, PickerRow, Run};
use super::{App, Effect, Message, Overlay};
use crate::config::{
    Action, Config, Depth, PRESETS, Rgb, SETTINGS, SettingInfo, THEMES, Takes, Terminal,
};
use crate::text::Language;
use crate::text::text;

/// How many moments the terminal has for saying what its background is.
const PATIENCE: u8 = 8;

impl App {
    /// Lists the settings.
    pub(super) fn open_preferences(&mut self) {
        let rows = self.preference_rows();
        self.push_picker(PickerKind::Settings, rows);
    }

    pub(super) fn preference_rows(&self) -> Vec<PickerRow> {
        let row = |setting: &SettingInfo| {
            let value = setting.value(&self.config);
            let like = match setting.takes {
                Takes::Theme => described("theme", THEMES, &value),
                Takes::Keymap => described("keymap", PRESETS, &value),
                Takes::Language => Language::from_code(&value).map(Language::name),
                Takes::Switch | Takes::Path => None,
            };
            PickerRow {
                label: setting.name().to_owned(),
                detail: match like {
                    Some(like) => format!("{value}: {like}. {}", setting.says()),
                    None => setting.says().to_owned(),
                },
                side: match value.as_str() {
                    "true" => text!("setting-yes").to_owned(),
                    "false" => text!("setting-no").to_owned(),
                    _ => value,
                },
                why_not: None,
                run: Run::Setting(setting.key),
            }
        };
        let chosen = SETTINGS
            .iter()
            .filter(|setting| setting.takes != Takes::Path);
        chosen.map(row).collect()
    }

    /// Gives a setting the next of its values, or the one before.
    pub(super) fn next_value(&mut self, key: &'static str, forward: bool) -> Vec<Effect> {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            return Vec::new();
        };
        let choices = setting.choices(&self.config);
        let value = setting.value(&self.config);
        let at = choices.iter().position(|choice| *choice == value);
        let by = if forward {
            1
        } else {
            choices.len().saturating_sub(1)
        };
        let next = at.map_or(0, |at| (at + by) % choices.len().max(1));
        let Some(value) = choices.into_iter().nth(next) else {
            return Vec::new();
        };
        let mut config = self.config.clone();
        setting.take(&mut config, &value);
        let mut effects = self.take_config(config);
        effects.push(Effect::KeepSetting(key, value));
        effects
    }

    /// Takes over what is set now.
    fn take_config(&mut self, config: Config) -> Vec<Effect> {
        let mut effects = Vec::new();
        if config.mouse != self.config.mouse {
            self.mouse = config.mouse;
            effects.push(Effect::SetMouse(self.mouse));
        }
        if config.motion != self.config.motion {
            effects.push(Effect::SetMotion(config.motion));
        }
        if config.language != self.config.language {
            effects.push(Effect::Speak(config.language.clone()));
        }
        self.theme = config.theme(self.terminal);
        self.keymap = config.keymap().0;
        self.name_keys();
        self.pending.clear();
        self.config = config;
        let rows = self.preference_rows();
        for overlay in &mut self.overlays {
            if let Overlay::Picker(picker) = overlay
                && picker.kind == PickerKind::Settings
            {
                picker.refill(rows);
                break;
            }
        }
        effects
    }

    /// Another language is spoken: what is kept in words is made again.
    pub(super) fn spoken(&mut self) -> Vec<Effect> {
        self.detail.forget();
        let config = self.config.clone();
        let effects = self.take_config(config);
        self.views_due = true;
        effects
    }

    /// Has the right pane name the keys that are set.
    pub(super) fn name_keys(&mut self) {
        self.detail.name_keys(NamedKeys {
            add: self.keymap.key(Action::AddItem),
            reload: self.keymap.key(Action::Reload),
            new: self.keymap.key(Action::New),
            import: self.keymap.key(Action::Import),
        });
    }

    /// The file of the settings has this text now.
    pub(super) fn settings_read(&mut self, text: Result<String, String>) -> Vec<Effect> {
        let text = match text {
            Ok(text) => text,
            Err(why) => {
                self.say(Message::error(text!("setting-trouble", why)));
                return Vec::new();
            }
        };
        let (config, problems) = Config::read(&text);
        let is_news = config != self.config;
        let effects = self.take_config(config);
        let mut errors = problems.iter().filter(|problem| problem.is_error);
        match errors.next() {
            Some(first) => {
                let more = match errors.count() {
                    0 => String::new(),
                    many => text!("setting-and-more-rolebook-config-check", many),
                };
                self.say(Message::error(text!("setting-first-problem", first, more)));
            }
            None if is_news => {
                self.say(Message::info(text!("setting-the-settings-were-read-again")));
            }
            None => {}
        }
        effects
    }

    /// The terminal has said what its background is.
    pub(super) fn background_told(&mut self, color: Rgb) {
        self.terminal.background = Some(color);
        self.theme = self.config.theme(self.terminal);
    }

    /// Whether the terminal could still say what its background is.
    pub(super) fn waits_for_background(&self) -> bool {
        let Terminal {
            depth,
            background,
            is_silent,
        } = self.terminal;
        background.is_none() && !is_silent && depth != Depth::None
    }

    /// A moment has passed without its answer. On a slow line that takes several.
    pub(super) fn background_not_told(&mut self) {
        if !self.waits_for_background() {
            return;
        }
        self.unanswered += 1;
        if self.unanswered >= PATIENCE {
            self.terminal.is_silent = true;
            self.theme = self.config.theme(self.terminal);
        }
    }
}

fn described(what: &str, list: &[&str], name: &str) -> Option<&'static str> {
    let is_ours = list.contains(&name);
    is_ours.then(|| text!(&format!("setting-{what}-{name}")))
}
