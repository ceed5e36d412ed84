//! The tour: a few steps on the real screen, each done by doing it. It watches what happens and is in nobody's way.

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Message, Opening, Overlay, PickerKind};
use crate::text::text;

/// One step: when it is done. What to do is said in the tables, by its number.
struct Step {
    is_done: fn(&App) -> bool,
}

const STEPS: &[Step] = &[
    Step {
        is_done: |app| app.found_lines.is_some() && app.overlays.is_empty(),
    },
    Step {
        is_done: |app| app.detail.own_only,
    },
    Step {
        is_done: |app| app.workspace.last_done().is_some(),
    },
    Step {
        is_done: |app| app.workspace.last_undone().is_some() || app.unsaved == 0,
    },
    Step {
        is_done: |app| {
            let is_it = |overlay: &Overlay| match overlay {
                Overlay::Picker(picker) => {
                    matches!(
                        picker.kind,
                        PickerKind::Help(_) | PickerKind::Palette { .. }
                    )
                }
                _ => false,
            };
            app.overlays.iter().any(is_it)
        },
    },
];

impl App {
    /// Begins the tour, or ends it.
    pub fn toggle_tour(&mut self) {
        if self.tour.take().is_some() {
            self.show_whole_again();
            self.say(Message::info(text!("browse-the-tour-has-ended-the")));
            return;
        }
        self.tour = Some(0);
        self.detail.own_only = false;
        self.found_lines = None;
    }

    /// The step that is to be done now: its number, how many there are, and what it says.
    pub fn tour_step(&self) -> Option<(usize, usize, String)> {
        let at = self.tour?;
        STEPS.get(at)?;
        let says = text!(&format!("browse-tour-{}", at + 1));
        Some((at + 1, STEPS.len(), self.keymap.fill(says).into_owned()))
    }

    /// Goes on when a step is done.
    pub(super) fn follow_tour(&mut self) {
        let Some(at) = self.tour else {
            return;
        };
        match STEPS.get(at) {
            Some(step) if (step.is_done)(self) => self.tour = Some(at + 1),
            Some(_) => {}
            // The last one opened something: what comes next is said when that is closed.
            None if self.overlays.is_empty() => {
                self.tour = None;
                self.show_whole_again();
                self.say_what_next();
            }
            None => {}
        }
    }

    /// One step shows only a part of every role. Whoever came to learn is not left with that.
    fn show_whole_again(&mut self) {
        self.detail.own_only = false;
        self.detail.forget();
    }

    fn say_what_next(&mut self) {
        let lines = [
            text!("browse-that-was-the-tour-what"),
            "",
            text!("browse-tour-open-yours"),
            text!("browse-tour-start-one"),
            text!("browse-the-palette-lists-catalogs-that"),
        ];
        self.overlays.push(Overlay::Dialog(Dialog::new(
            text!("browse-ready"),
            lines
                .map(|line| self.keymap.fill(line).into_owned())
                .to_vec(),
            vec![
                Choice::new('g', text!("browse-go-on-here"), Answer::Back),
                Choice::new(
                    'o',
                    text!("browse-open-yours"),
                    Answer::Open(Opening::There),
                ),
                Choice::new('s', text!("browse-start-one"), Answer::Open(Opening::New)),
            ],
        )));
        self.measure();
    }
}
