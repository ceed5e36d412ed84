//! The list of what is marked in the tree: from the tree, and from the finder, which marks roles that are far apart.

use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Effect, Message, Overlay, TreeId};
use crate::model::{Node, Position};
use crate::text::text;

impl App {
    /// Lists what is marked in the tree.
    pub(super) fn open_marked(&mut self) {
        let rows = self.marked_rows();
        if rows.is_empty() {
            self.say(Message::info(text!("edit-nothing-is-marked-marks-a")));
            return;
        }
        let picker = Picker::new(PickerKind::Marked, rows);
        self.overlays.push(Overlay::Picker(picker));
    }

    fn marked_rows(&self) -> Vec<PickerRow> {
        let catalog = self.workspace.catalog();
        let row = |id: &TreeId| {
            let (label, detail, side) = match id {
                TreeId::Department(path) => (
                    path.clone(),
                    String::new(),
                    text!("edit-department").to_owned(),
                ),
                TreeId::Place(place) => {
                    let family = &catalog.get(&place.key)?.family;
                    let family_title = match place.position == Position::FAMILY {
                        true => text!("edit-job-family"),
                        false => family.title(Node::Family),
                    };
                    let side = family_title.to_owned();
                    let address = catalog.address(place)?.to_string();
                    (family.position_title(place.position), address, side)
                }
                TreeId::Trouble(..) => return None,
            };
            Some(PickerRow {
                label,
                detail,
                side,
                why_not: None,
                run: Run::Marked(id.clone()),
            })
        };
        let mut rows: Vec<PickerRow> = self.marks.rows().filter_map(row).collect();
        if !rows.is_empty() {
            rows.push(PickerRow {
                label: text!("edit-take-all-marks-off").to_owned(),
                detail: text!("edit-nothing-is-marked-any-more").to_owned(),
                side: String::new(),
                why_not: None,
                run: Run::Unmark,
            });
        }
        rows
    }

    /// Goes to something that is marked, out of the finder too.
    pub(super) fn go_to_marked(&mut self, id: &TreeId) -> Vec<Effect> {
        let effects = self.remember_query();
        self.overlays.clear();
        match id {
            TreeId::Place(place) => self.tree.reveal(&self.workspace, place),
            other => self.tree.select(other),
        }
        effects
    }

    pub(super) fn unmark_all(&mut self) {
        self.marks.clear_rows();
        self.say(Message::info(text!("edit-nothing-is-marked-any-more")));
    }

    /// Takes the mark off that is selected in the list.
    pub(super) fn unmark_selected(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return;
        };
        let Some(Run::Marked(id)) = picker.selected().map(|row| row.run.clone()) else {
            return;
        };
        self.marks.take_off(&id);
        let rows = self.marked_rows();
        if rows.is_empty() {
            self.overlays.pop();
            self.say(Message::info(text!("edit-nothing-is-marked-any-more")));
        } else if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.refill(rows);
        }
    }
}
