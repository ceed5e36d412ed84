//! Importing handbook pages from the screen: which ones, what would become of each, and taking that as one change.
//!
//! The pages are read and the change is worked out beside the loop. Nothing is in the catalog before somebody has seen
//! what it would be, and nothing in a file before it is saved.

mod work;

use std::sync::Arc;

pub use work::{Import, ImportPage, ImportWork};

use super::conflicts::Undecided;
use super::dialog::{Answer, Choice};
use super::form::{Paths, Source};
use super::{App, Dialog, Effect, Form, FormField, FormKind, Message, Overlay, Purpose};
use crate::document::{self, Merging, Plan, Step, decided, imported_label};
use crate::model::Family;
use crate::text::text;

/// An import that is under way.
#[derive(Debug)]
pub(super) enum Importing {
    /// Pages are being read.
    Reading,
    /// What it would come to is shown.
    Shown(Box<Import>),
    /// It is to be made when these merges are decided.
    Deciding(Box<Import>, Vec<(Arc<str>, Step)>),
}

impl App {
    /// Asks which pages.
    pub(super) fn open_import(&mut self) -> Vec<Effect> {
        let fields = vec![
            FormField::new("path", text!("page-pages"), FormKind::Path)
                .help(text!("page-pages-help"))
                .needed(text!("page-say-where-pages-are"))
                .complete(Source::Paths(Paths::Pages)),
            FormField::new("department", text!("page-department"), FormKind::Line)
                .help(text!("page-department-help"))
                .complete(Source::Departments),
        ];
        let title = text!("page-import").to_owned();
        let mut form = Form::apart(title, Purpose::Import, fields);
        form.complete_from(self.completions(&form.key));
        self.push_form(form);
        Vec::new()
    }

    /// Has the pages read that the form names.
    pub(super) fn start_import(&mut self, path: String, department: String) -> Vec<Effect> {
        self.import_generation += 1;
        self.importing = Some(Importing::Reading);
        let choices = vec![Choice::new('c', text!("page-call-off"), Answer::StopImport)];
        let mut dialog = Dialog::new(
            text!("page-importing"),
            vec![text!("page-looking-for-pages").into()],
            choices,
        );
        dialog.closing = Answer::StopImport;
        self.ask(dialog);
        vec![Effect::Import {
            generation: self.import_generation,
            workspace: Box::new(self.workspace.without_history()),
            path,
            department,
        }]
    }

    /// Says how many pages are read.
    pub(super) fn import_goes_on(&mut self, generation: u64, done: usize, all: usize) {
        let is_it = generation == self.import_generation
            && matches!(self.importing, Some(Importing::Reading));
        let Some(dialog) = self.import_dialog().filter(|_| is_it) else {
            return;
        };
        dialog.lines = vec![text!("page-reading", done, all)];
    }

    /// Lets go of the import that is under way; nothing of it was in the catalog.
    pub(super) fn stop_import(&mut self) -> Vec<Effect> {
        self.import_generation += 1;
        let was_reading = matches!(self.importing.take(), Some(Importing::Reading));
        if !was_reading {
            return Vec::new();
        }
        self.say(Message::info(text!("page-called-off")));
        vec![Effect::CallOffImport {
            generation: self.import_generation,
        }]
    }

    /// The question of the import that is under way.
    fn import_dialog(&mut self) -> Option<&mut Dialog> {
        let mut overlays = self.overlays.iter_mut().rev();
        overlays.find_map(|overlay| match overlay {
            Overlay::Dialog(dialog) if dialog.closing == Answer::StopImport => Some(dialog),
            _ => None,
        })
    }

    fn close_import_dialog(&mut self) {
        let is_it = |overlay: &Overlay| matches!(overlay, Overlay::Dialog(dialog) if dialog.closing == Answer::StopImport);
        self.overlays.retain(|overlay| !is_it(overlay));
    }

    /// Shows what it would come to.
    pub(super) fn import_read(&mut self, generation: u64, result: Result<Box<Import>, String>) {
        if generation != self.import_generation
            || !matches!(self.importing, Some(Importing::Reading))
        {
            return;
        }
        self.importing = None;
        self.close_import_dialog();
        let import = match result {
            Ok(import) => import,
            Err(why) => {
                match self.overlays.last_mut() {
                    Some(Overlay::Form(form)) if form.purpose == Purpose::Import => {
                        form.error = Some(why);
                    }
                    _ => self.say(Message::error(text!("page-not-imported", why))),
                }
                self.measure();
                return;
            }
        };
        let mut lines = vec![import.summary()];
        let mut choices = vec![Choice::new('b', text!("page-back"), Answer::StopImport)];
        if import.is_something() {
            let label = match (import.families(), import.conflicts()) {
                (0, 0) => text!("page-note-what-they-gave"),
                (_, 0) => text!("page-take"),
                (0, _) => text!("page-decide"),
                _ => text!("page-decide-and-take"),
            };
            choices.push(Choice::new('i', label, Answer::Import(None)));
            if import.conflicts() > 0 {
                let all = |choice| Answer::Import(Some(choice));
                choices.push(Choice::new(
                    'c',
                    text!("page-catalog-wins"),
                    all(document::Choice::Ours),
                ));
                choices.push(Choice::new(
                    'p',
                    text!("page-page-wins"),
                    all(document::Choice::Theirs),
                ));
            }
        }
        lines.push(
            match (import.families(), import.is_something()) {
                (0, true) if import.conflicts() == 0 => {
                    text!("page-only-noted")
                }
                (_, true) => {
                    text!("page-nothing-before-you-say-so")
                }
                (_, false) => text!("page-nothing-changes"),
            }
            .to_owned(),
        );
        lines.extend(import.lines());
        let mut dialog = Dialog::new(text!("page-what-would-be-imported"), lines, choices);
        dialog.cursor = usize::from(import.is_something());
        dialog.closing = Answer::StopImport;
        self.importing = Some(Importing::Shown(import));
        self.ask(dialog);
    }

    /// Takes what is shown, when what both sides changed is decided: by `prefer`, or by asking.
    pub(super) fn accept_import(&mut self, prefer: Option<&document::Choice>) -> Vec<Effect> {
        let Some(Importing::Shown(mut import)) = self.importing.take() else {
            return Vec::new();
        };
        let is_form = |overlay: &Overlay| matches!(overlay, Overlay::Form(form) if form.purpose == Purpose::Import);
        self.overlays.retain(|overlay| !is_form(overlay));
        let mut steps = Vec::new();
        for (key, mut merging, page) in import.take_conflicts().into_iter().rev() {
            match prefer {
                Some(choice) => {
                    work::decide_all(&mut merging, choice);
                    steps.extend(decided(&key, &merging, &page));
                }
                None => self.undecided.push(Undecided::of_page(key, merging, page)),
            }
        }
        self.importing = Some(Importing::Deciding(import, steps));
        self.decide_conflicts();
        Vec::new()
    }

    /// Notes what was decided about a family and its page.
    pub(super) fn import_decided(&mut self, key: &Arc<str>, merging: &Merging, page: &Family) {
        if let Some(Importing::Deciding(_, steps)) = &mut self.importing {
            steps.extend(decided(key, merging, page));
        }
    }

    /// Takes the import, as one change, when nothing is left to be decided.
    pub(super) fn finish_import(&mut self) {
        if self.undecided.iter().any(Undecided::is_of_page) {
            return;
        }
        match self.importing.take() {
            Some(Importing::Deciding(import, steps)) => self.take_import(*import, steps),
            other => self.importing = other,
        }
    }

    fn take_import(&mut self, import: Import, steps: Vec<(Arc<str>, Step)>) {
        for (key, text) in &import.before {
            self.workspace.take_in_imported(key, text);
        }
        let mut keys: Vec<Arc<str>> = steps.iter().map(|(key, _)| key.clone()).collect();
        keys.dedup();
        let label = imported_label(import.families() + keys.len(), keys.first());
        let plan = Plan {
            label: label.clone(),
            landing: None,
            steps,
        };
        let later = match plan.steps.is_empty() {
            true => Ok(None),
            false => self.workspace.prepare(&plan, &|| false),
        };
        let taken = later.map_err(|error| error.to_string()).and_then(|later| {
            let prepared = match (import.prepared, later) {
                (Some(first), Some(later)) => first.join(later, label),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => return Ok(None),
            };
            let change = self.workspace.take(prepared);
            change
                .map(Option::<&_>::cloned)
                .map_err(|error| error.to_string())
        });
        match taken {
            Ok(change) => {
                self.made(change.as_ref());
                if let Some(change) = change.filter(|change| change.keys().next().is_some()) {
                    self.show_change(&change, true, None);
                }
            }
            Err(why) => self.say(Message::error(text!("page-not-imported-again", why))),
        }
    }
}
