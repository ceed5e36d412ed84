//! The tour: a few steps on the real screen, each done by doing it. It watches what happens and is in nobody's way.

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Message, Overlay, PickerKind};

/// One step: what to do, and when it is done.
struct Step {
    says: &'static str,
    is_done: fn(&App) -> bool,
}

const STEPS: &[Step] = &[
    Step {
        says: "Press {find} and type a word, such as itil. Enter opens the role that was found.",
        is_done: |app| app.found_lines.is_some() && app.overlays.is_empty(),
    },
    Step {
        says: "The role is shown whole; a line with \u{2191} behind it is inherited. Press {toggle-effective}: only what the role says itself stays.",
        is_done: |app| app.detail.own_only,
    },
    Step {
        says: "Press {edit-fields}, change something, such as the grade (Tab goes from field to field), and keep it with {form-accept}.",
        is_done: |app| app.workspace.last_done().is_some(),
    },
    Step {
        says: "Nothing is in the file before {save} saves it. Press {undo} to take the change back.",
        is_done: |app| app.workspace.last_undone().is_some() || app.unsaved == 0,
    },
    Step {
        says: "{help} shows what can be done where you are, {palette} leads everywhere by name. Press one of them.",
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
            self.say(Message::info(
                "The tour has ended; the palette, {palette}, has it again.",
            ));
            return;
        }
        self.tour = Some(0);
        self.detail.own_only = false;
        self.found_lines = None;
    }

    /// The step that is to be done now: its number, how many there are, and what it says.
    pub fn tour_step(&self) -> Option<(usize, usize, String)> {
        let at = self.tour?;
        let step = STEPS.get(at)?;
        Some((
            at + 1,
            STEPS.len(),
            self.keymap.fill(step.says).into_owned(),
        ))
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
                self.say_what_next();
            }
            None => {}
        }
    }

    fn say_what_next(&mut self) {
        let lines = [
            "That was the tour. What next?",
            "",
            "Open yours: rolebook PATH, with the folder of your catalog.",
            "Import your pages: rolebook import PAGES --into FOLDER makes a catalog of handbook pages; in a catalog, {import} does.",
            "Start empty: make a folder; rolebook new family TITLE --catalog FOLDER puts the first family into it.",
            "The palette, {palette}, lists catalogs that were open before, and has this tour again.",
        ];
        self.overlays.push(Overlay::Dialog(Dialog::new(
            "Ready",
            lines
                .map(|line| self.keymap.fill(line).into_owned())
                .to_vec(),
            vec![Choice::new('g', "Go on here", Answer::Back)],
        )));
        self.measure();
    }
}
