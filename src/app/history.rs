//! The history as a list: every change with its label, and going back to any of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Effect, Message, Overlay};
use crate::document::Change;
use crate::model::Node;
use crate::text::text;

impl App {
    /// Opens the list of changes, the newest first, on where things stand now.
    pub(super) fn open_history(&mut self) -> Vec<Effect> {
        let (done, undone) = (self.workspace.done(), self.workspace.undone());
        let row = |change: &Change, after: usize| PickerRow {
            label: change.label.clone(),
            detail: match after {
                now if now == done.len() => text!("edit-now-nothing-changes").into(),
                later if later > done.len() => {
                    text!("edit-makes-again", done = count(later - done.len()))
                }
                earlier => text!("edit-takes-back", earlier = count(done.len() - earlier)),
            },
            side: self.place_of(change),
            why_not: None,
            run: Run::ToPoint(after),
        };
        let mut rows: Vec<PickerRow> = done
            .iter()
            .chain(undone.iter().rev())
            .enumerate()
            .map(|(n, change)| row(change, n + 1))
            .collect();
        rows.insert(
            0,
            PickerRow {
                label: text!("edit-before-all-changes").into(),
                detail: match done.len() {
                    0 => text!("edit-now-nothing-changes").into(),
                    many => text!("edit-takes-back-2", many = count(many)),
                },
                side: String::new(),
                why_not: None,
                run: Run::ToPoint(0),
            },
        );
        rows.reverse();
        let now = undone.len();
        let mut picker = Picker::new(PickerKind::History, rows);
        picker.cursor = now;
        self.overlays.push(Overlay::Picker(picker));
        self.measure();
        Vec::new()
    }

    /// Undoes or redoes until so many changes are made.
    pub(super) fn travel_to(&mut self, wanted: usize) -> Vec<Effect> {
        let mut changes = Vec::new();
        let (mut before, mut is_forward) = (None, true);
        while self.workspace.done().len() != wanted {
            let forward = self.workspace.done().len() < wanted;
            let next = match forward {
                true => self.workspace.last_undone(),
                false => self.workspace.last_done(),
            };
            before = next.and_then(|change| self.family_of(&change.key));
            let change = match forward {
                true => self.workspace.redo(),
                false => self.workspace.undo(),
            };
            let Some(change) = change else {
                break;
            };
            changes.push(change);
            is_forward = forward;
        }
        if let Some(last) = changes.last() {
            let keys: BTreeSet<&Arc<str>> = changes.iter().flat_map(Change::keys).collect();
            self.changed_all(keys);
            self.show_change(last, is_forward, before.as_ref());
        }
        let text = match (changes.len(), self.workspace.last_done()) {
            (0, _) => text!("edit-nothing-has-changed").to_owned(),
            (_, None) => text!("edit-everything-is-as-it-was").to_owned(),
            (_, Some(last)) => text!("edit-the-last-change-now-you", label = last.label),
        };
        self.say(Message::done(text));
        Vec::new()
    }

    /// Where a change was made, for people.
    fn place_of(&self, change: &Change) -> String {
        let files = change.keys().count();
        if files > 1 {
            return text!("edit-files", files);
        }
        let Some(entry) = self.workspace.catalog().get(&change.key) else {
            return change.key.to_string();
        };
        let family = &entry.family;
        match change.node.unwrap_or(Node::Family) {
            Node::Family => family.title(Node::Family).to_owned(),
            node => format!("{} › {}", family.title(Node::Family), family.title(node)),
        }
    }
}

fn count(changes: usize) -> String {
    text!("edit-changes", many = changes)
}
