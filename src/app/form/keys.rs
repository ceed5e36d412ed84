//! What keys do in a form, and what comes of keeping it.

use super::{Form, FormKind};
use crate::app::dialog::{Answer, Choice};
use crate::app::{App, Dialog, Effect, Overlay, Purpose};
use crate::config::{Action, Key, KeyCode};
use crate::document::{Choice as Decision, Document};

impl App {
    pub(in crate::app) fn form_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match action {
            Some(Action::FormAccept) => return self.accept_form(),
            Some(Action::FormEnter) if form.take() => {}
            Some(Action::FormEnter) if form.current().kind == FormKind::List => {
                form.type_in("\n");
            }
            Some(Action::FormEnter) => {
                if form.purpose.enter_keeps(form.current().name) || !form.step(1) {
                    return self.accept_form();
                }
            }
            Some(Action::FormNext) if form.take() => {}
            Some(Action::FormNext) => {
                if !form.step(1) {
                    form.focus_on(0);
                }
            }
            Some(Action::FormPrevious) => {
                if !form.step(-1) {
                    form.focus_on(form.fields.len() - 1);
                }
            }
            Some(Action::FormEditOutside) => return self.edit_field_outside(),
            Some(Action::FormCancel) if form.dismiss() => {}
            Some(Action::FormCancel) => self.cancel_form(),
            Some(Action::FormSuggestNext) => {
                form.choose(1);
            }
            Some(Action::FormSuggestPrevious) => {
                form.choose(-1);
            }
            Some(action) => {
                // A field of words is not written in, only taken back.
                let is_text = form.current().words().is_none();
                if is_text || matches!(action, Action::FormUndo | Action::FormRedo) {
                    let clipboard = &mut self.clipboard;
                    form.write(|input| input.action(action, clipboard));
                }
            }
            None => form.plain_key(key),
        }
        self.measure();
        Vec::new()
    }

    fn cancel_form(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return;
        };
        if !form.is_changed() {
            self.overlays.pop();
            return;
        }
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
            Some("The file has changed: copy this text, drop the form, open it again.".into());
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
        if form.purpose == Purpose::Conflict {
            let text = form.text("text").to_owned();
            self.overlays.pop();
            return self.decide(Decision::Text(text));
        }
        if let Purpose::Split { list, index } = form.purpose {
            let (key, node) = (form.key.clone(), form.node);
            let offset = form.current().input.cursor();
            self.overlays.pop();
            return self.split_item(key, node, (list, index), offset);
        }
        // The field that is wrong has the focus then, and says why.
        let Ok(edits) = form.accept() else {
            self.measure();
            return Vec::new();
        };
        if form.purpose == Purpose::Details {
            return self.accept_details();
        }
        if let Purpose::Structure(what, position) = form.purpose.clone() {
            let (key, texts) = (form.key.clone(), form.draft());
            return self.accept_structure(&what, position, &key, &texts);
        }
        let (key, node, landing) = (form.key.clone(), form.node, form.purpose.landing());
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

impl Form {
    /// A key that is bound to nothing types, moves, chooses a word or a suggestion, or goes to another field.
    pub(super) fn plain_key(&mut self, key: Key) {
        let by = match key.code {
            KeyCode::Up => -1,
            KeyCode::Down => 1,
            _ => 0,
        };
        if let Some(words) = self.current().words() {
            match by {
                0 => self.choose_word(words, key),
                by => {
                    self.step(by);
                }
            }
        } else if by != 0 && !key.shift && self.suggestions.is_some() {
            self.choose(by);
        } else if !self.write(|input| input.key(key)) && by != 0 {
            self.step(by);
        }
    }

    fn choose_word(&mut self, words: &'static [&'static str], key: Key) {
        // Before the first word stands "not set".
        let now = words
            .iter()
            .position(|word| *word == self.current().input.text())
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
        self.set_text(next.checked_sub(1).map_or("", |at| words[at]));
    }
}
