//! What keys do in a form, and what comes of keeping it.

use super::{FormField, FormKind, Purpose};
use crate::app::dialog::{Answer, Choice};
use crate::app::{App, Dialog, Effect, Overlay};
use crate::config::{Action, Key, KeyCode};
use crate::document::Document;

impl App {
    pub(in crate::app) fn form_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let node = form.node;
        let is_choice = match form.current().kind {
            FormKind::Choice(words) => Some(words),
            _ => None,
        };
        match action {
            Some(Action::FormAccept) => return self.accept_form(),
            Some(Action::FormEnter) => {
                if form.is_item() || !form.step(1) {
                    return self.accept_form();
                }
            }
            Some(Action::FormNext) => {
                if !form.step(1) {
                    form.current = 0;
                }
            }
            Some(Action::FormPrevious) => {
                if !form.step(-1) {
                    form.current = form.fields.len() - 1;
                }
            }
            Some(Action::FormCancel) => {
                if form.is_changed() {
                    let dialog = Dialog::new(
                        "Close the form?",
                        vec!["What you wrote in it has not been kept yet.".into()],
                        vec![
                            Choice::new('b', "Back to the form", Answer::Back),
                            Choice::new('k', "Keep it and close", Answer::KeepForm),
                            Choice::new('d', "Drop it", Answer::DropForm),
                        ],
                    );
                    self.overlays.push(Overlay::Dialog(dialog));
                } else {
                    self.overlays.pop();
                }
            }
            other => {
                let clipboard = &mut self.clipboard;
                let field = form.current_mut();
                if let Some(words) = is_choice {
                    choose(field, words, key);
                    if matches!(key.code, KeyCode::Up | KeyCode::Down) {
                        form.step(if key.code == KeyCode::Up { -1 } else { 1 });
                    }
                } else if let Some(action) = other {
                    field.input.action(action, clipboard);
                } else if !field.input.key(key) {
                    match key.code {
                        KeyCode::Up => {
                            form.step(-1);
                        }
                        KeyCode::Down => {
                            form.step(1);
                        }
                        _ => {}
                    }
                }
                let form_error = &mut form.error;
                *form_error = None;
                let changed = form.current().is_changed();
                if changed || form.current().error.is_some() {
                    form.current_mut().check(node);
                }
            }
        }
        self.measure();
        Vec::new()
    }

    /// Whether the file of the uppermost form is not the one any more that it was opened for; the form says so then.
    pub(super) fn is_outdated(&mut self) -> bool {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return false;
        };
        let now = self.workspace.document(&form.key).map(Document::revision);
        if now == form.opened_at {
            return false;
        }
        form.error =
            Some("The file was reloaded: copy this text, drop the form, open it again.".into());
        true
    }

    /// Applies what the uppermost form says, and closes it; an error leaves it open with all that is in it.
    pub(in crate::app) fn accept_form(&mut self) -> Vec<Effect> {
        if self.is_outdated() {
            return Vec::new();
        }
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let node = form.node;
        for field in &mut form.fields {
            if field.field.is_none() || field.is_changed() {
                field.check(node);
            }
        }
        if let Some(wrong) = form.fields.iter().position(|field| field.error.is_some()) {
            form.current = wrong;
            return Vec::new();
        }
        let (key, edits) = (form.key.clone(), form.edits());
        let landing = match form.purpose {
            Purpose::NewItem { list, at } => Some((list, at)),
            Purpose::Reword { list, index } => Some((list, index)),
            Purpose::Fields => None,
        };
        match self.apply(&key, &edits) {
            Ok(()) => {
                self.overlays.pop();
                if let Some((list, index)) = landing {
                    self.detail.go_to_item(node, list, index);
                }
            }
            Err(error) => {
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    form.error = Some(error.to_string());
                }
            }
        }
        Vec::new()
    }
}

fn choose(field: &mut FormField, words: &'static [&'static str], key: Key) {
    // Before the first word stands "not set".
    let now = words
        .iter()
        .position(|word| *word == field.input.text())
        .map_or(0, |at| at + 1);
    let count = words.len() + 1;
    let next = match (key.code, key.typed()) {
        (KeyCode::Left, _) => (now + count - 1) % count,
        (KeyCode::Right, _) | (_, Some(' ')) => (now + 1) % count,
        (KeyCode::Backspace | KeyCode::Delete, _) => 0,
        (_, Some(c)) => match words
            .iter()
            .position(|word| word.starts_with(c.to_ascii_lowercase()))
        {
            Some(at) => at + 1,
            None => return,
        },
        _ => return,
    };
    field
        .input
        .set(next.checked_sub(1).map_or("", |at| words[at]));
}
