//! Help: what can be done where one is, and the topics of the guide.

use super::picker::{PickerKind, PickerRow, Run};
use super::{App, Effect, Message, Overlay};
use crate::config::{ACTIONS, Action, ActionInfo, Chord, Context, Key, key_table};
use crate::format::guide::{self, GuideKind, TOPICS, Topic};
use crate::text::text;

/// Columns of a topic where nothing else bounds it; longer lines tire the eyes.
const LINE: usize = 96;

impl App {
    /// Lists what can be done here, what there is to read, and what can be done elsewhere.
    pub(super) fn open_help(&mut self) {
        let here = self.context();
        let of = |context: Context| ACTIONS.iter().filter(move |info| info.context == context);
        let mut rows: Vec<PickerRow> = of(here).map(|info| self.action_row(info, here)).collect();
        rows.extend(self.topic_rows());
        for context in Context::ALL.into_iter().filter(|context| *context != here) {
            rows.extend(of(context).map(|info| self.action_row(info, here)));
        }
        self.push_picker(PickerKind::Help(here), rows);
        self.measure();
    }

    /// An action, as it is from the place one is in.
    fn action_row(&self, info: &ActionInfo, here: Context) -> PickerRow {
        PickerRow {
            label: info.name().to_owned(),
            detail: info.description().to_owned(),
            side: self.keymap.keys(info.action),
            why_not: match info.context == here {
                true => self.why_not(info.action),
                false => Some(elsewhere(info.context)),
            },
            run: Run::Action(info.action),
        }
    }

    pub(super) fn topic_rows(&self) -> Vec<PickerRow> {
        let row = |name: &'static str, title: &str, says: &str| PickerRow {
            label: title.to_owned(),
            detail: says.to_owned(),
            side: text!("browse-to-read").to_owned(),
            why_not: None,
            run: Run::Topic(name),
        };
        let topics = TOPICS
            .iter()
            .map(|topic| row(topic.name, topic.title(), topic.says()));
        topics
            .chain([row(
                "keys",
                text!("browse-all-keys"),
                text!("browse-every-key-place-by-place"),
            )])
            .collect()
    }

    /// Lists what there is to read.
    pub(super) fn open_topics(&mut self) {
        let rows = self.topic_rows();
        self.push_picker(PickerKind::Topics, rows);
        self.measure();
    }

    /// Shows a topic, a line a row, so that it is searched like any list.
    pub(super) fn open_topic(&mut self, name: &'static str) {
        let rows = topic_lines(&self.topic_text(name), self.topic_columns());
        self.push_picker(PickerKind::Topic(name), rows);
        self.measure();
    }

    /// What a topic says; what is none is the table of keys.
    fn topic_text(&self, name: &str) -> String {
        match Topic::find(name) {
            Some(topic) => topic.text().into_owned(),
            None => key_table(&self.keymap),
        }
    }

    /// Columns that there are for a topic.
    fn topic_columns(&self) -> usize {
        let seen = self.viewport.tree.x.max(self.viewport.detail.x)
            + self.viewport.detail.width.max(self.viewport.tree.width);
        usize::from(seen).saturating_sub(4).clamp(20, LINE)
    }

    /// Wraps the topic that is open anew, for a terminal of another width.
    pub(super) fn wrap_topic_again(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return;
        };
        let PickerKind::Topic(name) = picker.kind else {
            return;
        };
        let rows = topic_lines(&self.topic_text(name), self.topic_columns());
        let Some(Overlay::Picker(picker)) = self.overlays.last_mut() else {
            return;
        };
        if rows != picker.rows {
            // As far into the text as before.
            let at = picker.cursor * rows.len() / picker.rows.len().max(1);
            picker.refill(rows);
            picker.cursor = at.min(picker.visible.len().saturating_sub(1));
        }
    }

    /// Searches the topic that is open; whole when no line of it has all of the words.
    pub(super) fn search_topic(&mut self, words: &str) {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.input = super::TextField::new(words, false);
            picker.filter();
            if picker.visible.is_empty() {
                picker.input = super::TextField::new("", false);
                picker.filter();
            }
        }
        self.measure();
    }

    /// From what the search has found in a topic to the place where it stands.
    pub(super) fn go_to_line(&mut self) {
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            let at = picker.visible.get(picker.cursor).copied();
            picker.input = super::TextField::new("", false);
            picker.filter();
            picker.cursor = at.unwrap_or(0);
            // A few lines above it belong to it, mostly.
            picker.offset = picker.cursor.saturating_sub(2);
        }
        self.measure();
    }

    /// Does an action of whatever place one is in.
    pub(super) fn run_here(&mut self, action: Action) -> Vec<Effect> {
        let context = action.info().context;
        if context != self.context() {
            self.say(Message::info(format!(
                "{}: {}.",
                action.info().name(),
                elsewhere(context)
            )));
            return Vec::new();
        }
        let key = self.keymap.chords(action).first().and_then(Chord::first);
        self.dispatch(context, Some(action), key.unwrap_or(Key::char(' ')))
    }
}

/// What a topic is called, also that of all keys, which is no part of the guide.
pub fn topic_title(name: &str) -> &'static str {
    Topic::find(name).map_or_else(|| text!("browse-all-keys"), Topic::title)
}

/// A text as rows of so many columns.
fn topic_lines(text: &str, columns: usize) -> Vec<PickerRow> {
    let row = |line: guide::GuideLine| PickerRow {
        label: line.text,
        detail: String::new(),
        side: String::new(),
        why_not: None,
        run: Run::Line {
            is_heading: line.kind == GuideKind::Heading,
        },
    };
    guide::lines(text, columns).into_iter().map(row).collect()
}

/// Why an action cannot be done that belongs to another place.
pub(super) fn elsewhere(context: Context) -> &'static str {
    match context {
        Context::Browse => text!("browse-this-key-works-when-nothing"),
        Context::Finder => text!("browse-this-key-works-in-the"),
        Context::Aside => text!("browse-this-key-works-beside-the"),
        Context::Filter => text!("browse-this-key-works-while-filtering"),
        Context::List => text!("browse-this-key-works-in-lists"),
        Context::Compare => text!("browse-this-key-works-while-comparing"),
        Context::Replace => text!("browse-this-key-works-while-replacing"),
        Context::View => text!("browse-this-key-works-in-the-2"),
        Context::Form => text!("browse-this-key-works-in-forms"),
        Context::Dialog => text!("browse-this-key-works-in-questions"),
    }
}
