//! What keys do in a form, and what comes of keeping it.

use super::{Form, FormKind, Outcome, Purpose, shown_word};
use crate::app::dialog::{Answer, Choice};
use crate::app::{App, Dialog, Effect, Overlay};
use crate::config::{Action, Key, KeyCode};
use crate::document::Document;
use crate::text::text;

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
            Some(Action::FormNext) if form.take() || form.complete_path() => {}
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
        if !form.is_changed() || !form.purpose.is_work() {
            self.overlays.pop();
            return;
        }
        let dialog = Dialog::new(
            text!("form-close-the-form"),
            vec![text!("form-what-you-wrote-in-it").into()],
            vec![
                Choice::new('b', text!("form-back-to-the-form"), Answer::Back),
                Choice::new('k', text!("form-keep-it-and-close"), Answer::KeepForm),
                Choice::new('d', text!("form-drop-it"), Answer::DropForm),
            ],
        );
        self.overlays.push(Overlay::Dialog(dialog));
    }

    /// Whether the file of the uppermost form is not the one any more that it was opened for; the form says so then.
    pub(in crate::app) fn is_outdated(&mut self) -> bool {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return false;
        };
        let now = self.workspace.document(&form.key).map(Document::revision);
        if now == form.opened_at {
            return false;
        }
        form.error = Some(text!("form-the-file-has-changed-copy").into());
        true
    }

    /// Keeps what the uppermost form says, and closes it; an error leaves it open with all that is in it.
    pub(in crate::app) fn accept_form(&mut self) -> Vec<Effect> {
        if self.is_outdated() {
            return Vec::new();
        }
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        // The field that is wrong has the focus then, and says why.
        if form.verify().is_err() {
            self.measure();
            return Vec::new();
        }
        if let Purpose::Structure(what, position) = form.purpose.clone() {
            // What is marked may stand elsewhere by now.
            match self.as_chosen_now(&what) {
                Some(what) => self.set_purpose(Purpose::Structure(what, position)),
                None => {
                    self.kept_form(Err(text!("form-what-was-marked-is-not").into()));
                    return Vec::new();
                }
            }
        }
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return Vec::new();
        };
        let key = form.key.clone();
        let done = match form.outcome(self.workspace.catalog()) {
            Ok(Outcome::Edits(edits)) => self.apply(&key, &edits).map_err(|e| e.to_string()),
            Ok(Outcome::Plan(plan)) => self.carry_out(&plan).map_err(|e| e.to_string()),
            Ok(Outcome::Offer(plan, said)) => match self.offer(Ok(plan), said) {
                // It is made, and the form closed, when that was answered.
                Ok(false) => return Vec::new(),
                done => done.map(|_| ()),
            },
            // It stays open until somebody has seen what would be imported.
            Ok(Outcome::Import { path, department }) => {
                return self.start_import(path, department);
            }
            // It stays open until the catalog is there.
            Ok(Outcome::Catalog { path, opening }) => {
                return vec![Effect::FindCatalog { path, opening }];
            }
            Ok(Outcome::Export {
                at,
                file,
                path,
                stamped,
            }) => {
                self.overlays.pop();
                return self.write_export(at, file, path, stamped);
            }
            Ok(Outcome::Answer(answer)) => {
                self.overlays.pop();
                return self.answer(answer);
            }
            Err(why) => Err(why),
        };
        self.kept_form(done);
        Vec::new()
    }

    fn set_purpose(&mut self, purpose: Purpose) {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.purpose = purpose;
        }
    }

    /// Closes the uppermost form when what it said was made, and shows that; otherwise it says why not.
    pub(in crate::app) fn kept_form(&mut self, done: Result<(), String>) {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        match done {
            Err(why) => form.error = Some(why),
            Ok(()) => {
                let (node, landing) = (form.node, form.purpose.landing());
                if let Purpose::Waive(_) = form.purpose {
                    self.waived_by = Some(form.text("by").to_owned());
                }
                self.overlays.pop();
                if let Some(line) = landing {
                    self.detail.go_to(node, line);
                }
            }
        }
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
            (_, Some(c)) => match words.iter().position(|word| {
                shown_word(word)
                    .to_lowercase()
                    .starts_with(c.to_ascii_lowercase())
            }) {
                Some(at) => at + 1,
                None => return,
            },
            _ => return,
        };
        self.set_text(next.checked_sub(1).map_or("", |at| words[at]));
    }
}
