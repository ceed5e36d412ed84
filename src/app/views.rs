//! What the ladder, the matrix and the reports have in common: where keys and the mouse go, and that they are computed
//! again when something has changed.

use super::{App, Effect, Message, MouseKind, Overlay, Target, TreeId};
use crate::config::Action;
use crate::model::{Place, Position};
use crate::text::text;

impl App {
    /// Computes the open views again when something has changed since.
    pub(super) fn compute_views_again(&mut self) -> Vec<Effect> {
        if !std::mem::take(&mut self.views_due) {
            return Vec::new();
        }
        let catalog = self.workspace.catalog();
        for overlay in &mut self.overlays {
            match overlay {
                Overlay::Ladder(view) => view.compute(catalog),
                Overlay::Matrix(view) => view.compute(catalog),
                _ => {}
            }
        }
        let effects = self.count_report();
        self.measure();
        effects
    }

    /// The places that a view is opened on: what is selected, or the families of the selected department.
    pub(super) fn viewed_places(&self) -> Vec<Place> {
        match self.tree.selected() {
            Some(TreeId::Place(place)) => vec![place.clone()],
            Some(TreeId::Department(path)) => self.families_of(path).collect(),
            Some(TreeId::Trouble(..)) | None => Vec::new(),
        }
    }

    pub(super) fn view_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let effects = match (self.overlays.last(), action) {
            (_, Some(Action::ViewClose)) => {
                self.overlays.pop();
                Vec::new()
            }
            (Some(Overlay::Ladder(_)), Some(action)) => self.ladder_action(action),
            (Some(Overlay::Matrix(_)), Some(action)) => self.matrix_action(action),
            (Some(Overlay::Report(_)), Some(action)) => self.report_action(action),
            _ => Vec::new(),
        };
        self.measure();
        effects
    }

    pub(super) fn mouse_in_view(&mut self, kind: MouseKind, target: Option<Target>) -> Vec<Effect> {
        let effects = match self.overlays.last() {
            Some(Overlay::Ladder(_)) => self.mouse_in_ladder(kind, target),
            Some(Overlay::Matrix(_)) => self.mouse_in_matrix(kind, target),
            Some(Overlay::Report(_)) => self.mouse_in_report(kind, target),
            _ => Vec::new(),
        };
        self.measure();
        effects
    }

    /// Closes the views and shows a place.
    pub(super) fn leave_for(&mut self, place: &Place) {
        let is_there = |entry: &crate::model::CatalogEntry| entry.family.has(place.position);
        let entry = self.workspace.catalog().get(&place.key);
        if !entry.is_some_and(is_there) {
            self.say(Message::info(text!("view-it-is-not-in-the")));
            return;
        }
        self.overlays.clear();
        self.tree.reveal(&self.workspace, place);
        self.focus = match place.position {
            Position::FAMILY => super::Focus::Tree,
            _ => super::Focus::Detail,
        };
    }
}
