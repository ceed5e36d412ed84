//! Text that is pasted into a form: one text, or an item a line.

use std::sync::Arc;

use super::Purpose;
use crate::app::dialog::{Answer, Choice};
use crate::app::{App, Dialog, Effect, Message, Overlay};
use crate::document::{Edit, Line};
use crate::model::{ListKind, Node};
use crate::text::text;

impl App {
    pub(in crate::app) fn form_paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let lines = item_lines(text);
        if form.purpose.takes_items(form.current().name) && lines.len() > 1 {
            let mut shown = vec![
                text!("form-the-text-has-lines-they", lines = lines.len()),
                String::new(),
            ];
            shown.extend(lines.iter().map(|line| format!("• {line}")));
            let dialog = Dialog::new(
                text!("form-paste-several-lines"),
                shown,
                vec![
                    Choice::new(
                        'i',
                        text!("form-items-2", lines = lines.len()),
                        Answer::PasteItems(lines),
                    ),
                    Choice::new(
                        't',
                        text!("form-one-text"),
                        Answer::PasteText(text.to_owned()),
                    ),
                    Choice::new('b', text!("form-back"), Answer::Back),
                ],
            );
            self.overlays.push(Overlay::Dialog(dialog));
            return Vec::new();
        }
        form.type_in(text);
        self.measure();
        Vec::new()
    }

    /// Asks what a text of several lines shall be that an item has become: one text, or an item a line.
    pub(in crate::app) fn several_lines(
        &mut self,
        key: &Arc<str>,
        (node, list, index): (Node, ListKind, usize),
        text: &str,
    ) {
        let purpose = Purpose::Reword { list, index };
        let title = list.label().to_owned();
        self.open_form_of(purpose, title, key, node);
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        let lines = item_lines(text);
        let Some((first, rest)) = lines.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            form.set_text(text);
            return self.measure();
        };
        form.set_text(first);
        let mut shown = vec![
            text!("form-the-text-has-lines-they-2", lines = lines.len()),
            String::new(),
        ];
        shown.extend(lines.iter().map(|line| format!("• {line}")));
        let items = Answer::PasteItems(rest.to_vec());
        let dialog = Dialog::new(
            text!("form-several-lines"),
            shown,
            vec![
                Choice::new('i', text!("form-items-2", lines = lines.len()), items),
                Choice::new(
                    't',
                    text!("form-one-text"),
                    Answer::ReplaceText(text.to_owned()),
                ),
            ],
        );
        self.overlays.push(Overlay::Dialog(dialog));
        self.measure();
    }

    /// Puts lines in as items, behind what the form edits and with what it says; the form is done then.
    pub(in crate::app) fn paste_items(&mut self, lines: Vec<String>) -> Vec<Effect> {
        if self.is_outdated() {
            return Vec::new();
        }
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return Vec::new();
        };
        let (key, node) = (form.key.clone(), form.node);
        let written = form.text("text").to_owned();
        let is_written = !written.is_empty();
        let count = lines.len();
        let details = form.details_changed().then(|| form.item());
        let (list, at, edits) = match form.purpose {
            Purpose::NewItem { list, at } => {
                let texts = is_written
                    .then_some(written)
                    .into_iter()
                    .chain(lines)
                    .collect();
                let add = Edit::Add {
                    node,
                    list,
                    at,
                    texts,
                };
                // What else was filled in belongs to the text that was written with it.
                let set = details.filter(|_| is_written).map(|item| Edit::SetItem {
                    node,
                    list,
                    index: at,
                    item,
                });
                (list, at, std::iter::once(add).chain(set).collect())
            }
            Purpose::Reword { list, index } => {
                let mut edits = vec![Edit::Add {
                    node,
                    list,
                    at: index + 1,
                    texts: lines,
                }];
                if form.is_changed() && is_written {
                    edits.extend(form.edits());
                }
                (list, index, edits)
            }
            _ => return Vec::new(),
        };
        match self.apply(&key, &edits) {
            Ok(()) => {
                self.overlays.pop();
                self.detail.go_to(node, Line::Item(list, at));
                self.say(Message::done(text!(
                    "form-added-items-takes-them-back",
                    count
                )));
            }
            Err(error) => self.say(Message::error(text!("form-nothing-was-added", error))),
        }
        Vec::new()
    }
}

/// The lines of a text without bullets and numbers; empty ones are left out.
fn item_lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| {
            let line = line.trim();
            let line = line
                .strip_prefix(['-', '*', '•', '–', '+'])
                .filter(|rest| rest.starts_with(' '))
                .unwrap_or(line);
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let line = match line[digits..].strip_prefix(['.', ')']) {
                Some(rest) if digits > 0 && rest.starts_with(' ') => rest,
                _ => line,
            };
            line.trim().to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect()
}
