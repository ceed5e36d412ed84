//! What is done in the tree with the parts that are marked, or else with the one that is selected: copies, archiving,
//! deleting, and their order.

use std::sync::Arc;

use super::items::no_further;
use super::{App, Effect, Focus, Message, TreeId};
use crate::document::operate::{self, OperateError};
use crate::document::{Moved, Plan};
use crate::model::{Node, Place};
use crate::text::text;

impl App {
    pub(super) fn duplicate_here(&mut self) -> Vec<Effect> {
        if self.focus == Focus::Detail && !self.chosen_items().is_empty() {
            return self.duplicate_items();
        }
        let parts = self.chosen_parts();
        let plan = operate::duplicate_parts(self.workspace.catalog(), &parts);
        // A copy is nothing that anybody depends on yet.
        match plan {
            Ok(plan) => self.make(&plan),
            Err(error) => self.refuse(error),
        }
    }

    /// Archives what is chosen in the tree, or takes it out of the archive when all of it is in it.
    pub(super) fn archive_here(&mut self) -> Vec<Effect> {
        let catalog = self.workspace.catalog();
        let plan = match (self.chosen_department(), self.chosen_parts()) {
            (Some(path), parts) => match operate::archive_department(catalog, &path) {
                Err(OperateError::Nothing) => operate::archive_parts(catalog, &parts),
                plan => plan,
            },
            (None, parts) => operate::archive_parts(catalog, &parts),
        };
        self.offer_here(plan)
    }

    /// Deletes what is chosen in the tree, after saying what goes with it.
    pub(super) fn delete_here(&mut self) -> Vec<Effect> {
        let catalog = self.workspace.catalog();
        let plan = match self.chosen_department() {
            Some(path) => operate::delete_department(catalog, &path),
            None => operate::delete_parts(catalog, &self.chosen_parts()),
        };
        self.offer_here(plan)
    }

    /// The department that is selected, when nothing is marked.
    fn chosen_department(&self) -> Option<String> {
        match self.tree.selected() {
            Some(TreeId::Department(path)) if self.marked() == 0 => Some(path.clone()),
            _ => None,
        }
    }

    /// Moves the chosen roles, specialties or segments of a family among their siblings.
    pub(super) fn reorder_here(&mut self, forward: bool) -> Vec<Effect> {
        let parts = self.chosen_parts();
        let Some((key, first)) = parts.first().cloned() else {
            return Vec::new();
        };
        let is_beside = |(other, node): &(Arc<str>, Node)| {
            *other == key && std::mem::discriminant(node) == std::mem::discriminant(&first)
        };
        if first == Node::Family {
            self.say(Message::info(text!("edit-families-stand-in-the-order")));
            return Vec::new();
        }
        if !parts.iter().all(is_beside) {
            self.say(Message::info(text!("edit-only-roles-of-one-family")));
            return Vec::new();
        }
        let nodes: Vec<Node> = parts.iter().map(|(_, node)| *node).collect();
        match operate::shift_parts(self.workspace.catalog(), &key, &nodes, forward) {
            Ok(Some((plan, moved))) => self.make_reorder(&key, &plan, moved),
            Ok(None) => {
                let (what, end) = no_further(nodes.len(), forward);
                self.say(Message::info(text!("edit-is-the-one-already", what, end)));
            }
            Err(error) => {
                self.refuse(error);
            }
        }
        Vec::new()
    }

    /// Carries out a move of parts within their series. What was marked stays marked, where it is now.
    pub(super) fn make_reorder(&mut self, key: &Arc<str>, plan: &Plan, moved: Moved) {
        let chosen = self.chosen_parts();
        let chosen = chosen.iter().map(|(_, node)| node);
        let is_marked = self.marked() > 0 && chosen.eq(moved.from.iter().map(|(node, _)| node));
        let to: Vec<Node> = moved.to.iter().map(|(node, _)| *node).collect();
        if self.carry_out_move(plan, moved) && is_marked {
            let place = |node: &Node| Place {
                key: key.clone(),
                position: self.position_of(key, *node),
            };
            let places: Vec<Place> = to.iter().map(place).collect();
            self.marks.put_places(places);
        }
    }
}
