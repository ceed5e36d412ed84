//! The list of items that several parts repeat and that one above them could say for all, across a family or the
//! whole catalog.
//!
//! Looking for them composes every role, so it is an [`Effect`].

use std::sync::Arc;

use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Effect, Focus, Message, Overlay};
use crate::document::Line;
use crate::document::operate::{self, Hoist};
use crate::format::inline;
use crate::model::{Catalog, Family, Node, Place, Position};
use crate::text::{amid, text};

/// An item that could be lifted, in its family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The family's key.
    pub key: Arc<str>,
    /// What could be lifted to where.
    pub hoist: Hoist,
}

impl Repeated {
    /// Looks through some families of a catalog, or through all; takes as long as that takes. Those that change
    /// nothing for anybody come first.
    pub fn find(
        catalog: &Catalog,
        family: Option<&str>,
        called_off: &dyn Fn() -> bool,
    ) -> Vec<Self> {
        let entries = catalog.entries().iter();
        let meant = entries.filter(|entry| family.is_none_or(|key| *entry.key == *key));
        let mut found: Vec<Self> = meant
            .take_while(|_| !called_off())
            .flat_map(|entry| {
                let hoists = operate::hoistable(catalog, &entry.key).unwrap_or_default();
                let repeated = hoists.into_iter().map(|hoist| Self {
                    key: entry.key.clone(),
                    hoist,
                });
                repeated.collect::<Vec<_>>()
            })
            .collect();
        found.sort_by_key(|repeated| !repeated.hoist.unchanged());
        found
    }

    /// What lifting it would change, and who repeats it.
    fn in_words(&self, family: &Family) -> String {
        let nodes = &self.hoist.nodes;
        let target = family.title(self.hoist.target);
        let who = match nodes.as_slice() {
            [node] => text!("edit-repeats-it-from", node = family.title(*node), target),
            [Node::Role(_), ..] => {
                text!(
                    "edit-roles-repeat-it-could-say",
                    nodes = nodes.len(),
                    target
                )
            }
            [Node::Specialty(_), ..] => {
                text!(
                    "edit-specialties-repeat-it-could-say",
                    nodes = nodes.len(),
                    target
                )
            }
            _ => text!(
                "edit-segments-repeat-it-could-say",
                nodes = nodes.len(),
                target
            ),
        };
        text!("edit-lifted", family = self.consequences(family), who)
    }

    fn consequences(&self, family: &Family) -> String {
        let hoist = &self.hoist;
        if hoist.unchanged() {
            return text!("edit-it-changes-no-effective-role").into();
        }
        let named = |positions: &[Position], what: &str| match positions {
            [] => None,
            [one] => Some(format!("{} {what}", family.position_title(*one))),
            many => Some(text!("edit-roles", many = many.len(), what)),
        };
        let parts = [
            named(&hoist.gains, text!("edit-would-get-it-too")),
            named(&hoist.loses, text!("edit-would-lose-it")),
            named(&hoist.differs, text!("edit-would-have-other-tags-or")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl App {
    /// Opens the list for the family that is selected, or for the whole catalog.
    pub(super) fn open_repeated(&mut self) -> Vec<Effect> {
        let family = self.place().map(|place| place.key);
        let kind = PickerKind::Repeated {
            everywhere: family.is_none(),
        };
        self.repeated_in = family;
        self.overlays
            .push(Overlay::Picker(Picker::new(kind, Vec::new())));
        self.find_repeated()
    }

    /// Whether the list is uppermost.
    pub(super) fn lists_repeated(&self) -> bool {
        let is_it = |picker: &Picker| matches!(picker.kind, PickerKind::Repeated { .. });
        matches!(self.overlays.last(), Some(Overlay::Picker(picker)) if is_it(picker))
    }

    fn repeated_picker(&mut self) -> Option<&mut Picker> {
        self.picker_of(|kind| matches!(kind, PickerKind::Repeated { .. }))
    }

    /// Looks again when the list is open and something has changed since.
    pub(super) fn find_repeated_again(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.repeated_due) && self.repeated_picker().is_some() {
            true => self.find_repeated(),
            false => Vec::new(),
        }
    }

    fn find_repeated(&mut self) -> Vec<Effect> {
        let generation = self.generation + 1;
        let Some(picker) = self.repeated_picker() else {
            return Vec::new();
        };
        picker.is_filling = true;
        let everywhere = matches!(picker.kind, PickerKind::Repeated { everywhere: true });
        self.generation = generation;
        self.repeated_due = false;
        self.measure();
        vec![Effect::FindRepeated {
            generation,
            catalog: Box::new(self.workspace.catalog().clone()),
            family: self.repeated_in.clone().filter(|_| !everywhere),
        }]
    }

    /// Shows what was found, with the cursor at the place where it was.
    pub(super) fn found_repeated(&mut self, found: Vec<Repeated>) {
        let catalog = self.workspace.catalog();
        let row = |repeated: Repeated| {
            let family = &catalog.get(&repeated.key)?.family;
            let list = amid(repeated.hoist.list.label());
            Some(PickerRow {
                label: inline::plain(&repeated.hoist.text, true),
                detail: repeated.in_words(family),
                side: format!("{} · {list}", family.title(Node::Family)),
                why_not: None,
                run: Run::Repeated(Box::new(repeated)),
            })
        };
        let rows: Vec<PickerRow> = found.into_iter().filter_map(row).collect();
        if let Some(picker) = self.repeated_picker() {
            picker.refill(rows);
        }
        self.measure();
    }

    /// Looks in the family that was selected, or in the whole catalog.
    pub(super) fn toggle_repeated_scope(&mut self) -> Vec<Effect> {
        let family = self.repeated_in.is_some();
        if let Some(picker) = self.repeated_picker()
            && let PickerKind::Repeated { everywhere } = &mut picker.kind
        {
            if family {
                *everywhere = !*everywhere;
                return self.find_repeated();
            }
            self.say(Message::info(text!("edit-no-family-was-selected-this")));
        }
        Vec::new()
    }

    /// Goes to the first part that repeats an item.
    pub(super) fn go_to_repeated(&mut self, repeated: &Repeated) -> Vec<Effect> {
        let (key, hoist) = (&repeated.key, &repeated.hoist);
        let Some(node) = hoist.nodes.first().copied() else {
            return Vec::new();
        };
        let body = self.workspace.catalog().get(key);
        let body = body.and_then(|entry| entry.family.body(node));
        let mut items = body.into_iter().flat_map(|body| body.list(hoist.list));
        let index = items.position(|item| item.text().trim() == hoist.text);
        let place = Place {
            key: key.clone(),
            position: self.position_of(key, node),
        };
        self.tree.reveal(&self.workspace, &place);
        self.focus = Focus::Detail;
        if let Some(index) = index {
            self.detail.go_to(node, Line::Item(hoist.list, index));
        }
        Vec::new()
    }

    /// Lifts what is under the cursor of the list: at once when no effective role changes, or else after saying what
    /// changes.
    pub(super) fn lift_repeated(&mut self) -> Vec<Effect> {
        let selected = self.repeated_picker().and_then(|picker| picker.selected());
        let Some(Run::Repeated(repeated)) = selected.map(|row| row.run.clone()) else {
            return Vec::new();
        };
        let catalog = self.workspace.catalog();
        let plan = operate::hoist(
            catalog,
            &repeated.key,
            std::slice::from_ref(&repeated.hoist),
        );
        let plan = match plan {
            Ok(plan) => plan,
            Err(error) => return self.refuse(error),
        };
        if !repeated.hoist.unchanged() {
            let family = catalog.get(&repeated.key).map(|entry| &entry.family);
            let changes = family.map_or_else(String::new, |f| repeated.consequences(f));
            let lines = vec![
                text!("edit-you-would-have", label = plan.label),
                text!("edit-then", changes),
            ];
            self.ask_to_make(plan, lines);
            return Vec::new();
        }
        match self.carry_out(&plan) {
            Ok(()) => self.say(Message::done(text!(
                "edit-you-no-effective-role-changes",
                label = plan.label
            ))),
            Err(error) => return self.refuse(error),
        }
        Vec::new()
    }
}
