//! Managers, indicators, steps, sections and omissions from the main screen: the keys of items work on them, and
//! each has a form.

use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Effect, Focus, Form, Group, Message, Purpose};
use crate::document::{Edit, Line};
use crate::model::{
    Effective, Element, ElementKind, Family, ListKind, Node, Place, Position, compose, inherits,
    lineage,
};
use crate::text::text;

/// Which part's say on such elements counts at a position: the nearest that has any. `None` for those of which every
/// part's count.
fn sourced(effective: &Effective, kind: ElementKind) -> Option<Node> {
    match kind {
        ElementKind::Manager => effective.reports_to.as_ref().map(|sourced| sourced.from),
        ElementKind::Indicator => {
            let indicators = effective.performance_indicators.as_ref();
            indicators.map(|sourced| sourced.from)
        }
        ElementKind::LadderStep => effective.career_ladder.as_ref().map(|sourced| sourced.from),
        ElementKind::HiringStep => effective
            .hiring_process
            .as_ref()
            .map(|sourced| sourced.from),
        ElementKind::Omission | ElementKind::Section => None,
    }
}

impl App {
    /// What keeping a form changes besides the part that it is about, in words: the positions that inherit from it.
    pub(super) fn touches_of(&self, form: &Form, family: &Family) -> Option<String> {
        let node = form.node;
        let others = || {
            let positions = family.positions().into_iter();
            positions.filter(|at| *at != Position::FAMILY && at.node() != node)
        };
        let kind = match form.purpose {
            Purpose::Element { kind, .. } | Purpose::NewElement { kind, .. } => Some(kind),
            Purpose::Fields(Group::Ladder) => Some(ElementKind::LadderStep),
            Purpose::Fields(Group::Hiring) => Some(ElementKind::HiringStep),
            _ => None,
        };
        let count = match kind {
            Some(ElementKind::Section) => return None,
            Some(ElementKind::Omission) | None => {
                others().filter(|at| inherits(family, *at, node)).count()
            }
            // Only those that have it from here, or will have it when it is there.
            Some(kind) => {
                let mut with = family.clone();
                let mut elements = with.elements(node, kind);
                elements.push(Element::blank(kind));
                with.set_elements(node, kind, elements);
                let is_from_here =
                    |at: &Position| sourced(&compose(&form.key, &with, *at), kind) == Some(node);
                others().filter(is_from_here).count()
            }
        };
        let inheriting = match count {
            0 => None,
            1 => Some(text!("edit-1-other-role-inherits-from").to_owned()),
            many => Some(text!("edit-other-roles-inherit-from-here", many)),
        };
        let replaced = kind.and_then(|kind| self.takes_place_of(form, family, kind));
        match (replaced, inheriting) {
            (Some(replaced), Some(inheriting)) => Some(format!("{replaced}; {inheriting}")),
            (replaced, inheriting) => replaced.or(inheriting),
        }
    }

    /// What the first element that a part says itself takes the place of.
    fn takes_place_of(&self, form: &Form, family: &Family, kind: ElementKind) -> Option<String> {
        let position = self.position_of(&form.key, form.node);
        let from = sourced(&compose(&form.key, family, position), kind)?;
        let title = family.title(from);
        (from != form.node).then(|| text!("edit-takes-the-place-of-what", title))
    }

    fn on_element(&self) -> Option<(Node, ElementKind, Option<usize>)> {
        match self.focus {
            Focus::Tree => None,
            Focus::Detail => self.detail.element_here(),
        }
    }

    /// Whether the cursor is where elements are, and so what is done is done with them.
    pub(super) fn is_on_element(&self) -> bool {
        self.on_element().is_some()
    }

    /// Opens the form of an element, or of what is said around its like. Says whether there is one.
    pub(super) fn edit_element(
        &mut self,
        place: &Place,
        node: Node,
        kind: ElementKind,
        index: Option<usize>,
    ) -> bool {
        let purpose = match (kind, index) {
            (kind, Some(index)) => Purpose::Element { kind, index },
            (ElementKind::LadderStep, None) => Purpose::Fields(Group::Ladder),
            (ElementKind::HiringStep, None) => Purpose::Fields(Group::Hiring),
            _ => return false,
        };
        let what = match &purpose {
            Purpose::Fields(Group::Ladder) => text!("edit-career-ladder"),
            Purpose::Fields(_) => text!("edit-hiring-process"),
            _ => heading(kind),
        };
        let title = format!("{what} · {}", self.title_where(place, node));
        self.open_form_of(purpose, title, &place.key, node);
        true
    }

    /// Opens the form of fields that belong together, of what is selected.
    pub(super) fn edit_group(&mut self, group: Group) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let node = place.position.node();
        let what = match group {
            Group::Part => return self.edit_fields(&place, None),
            Group::Extends => text!("edit-extends"),
            Group::Ladder => text!("edit-career-ladder"),
            Group::Hiring => text!("edit-hiring-process"),
        };
        let title = format!("{what} · {}", self.title_of(&place, node));
        self.open_form_of(Purpose::Fields(group), title, &place.key, node);
        Vec::new()
    }

    /// Opens the form of the roles that the selected variation varies.
    pub(super) fn edit_roles(&mut self) -> Vec<Effect> {
        if let Some(place) = self.place() {
            let node = place.position.node();
            let title = text!("edit-roles-of", node = self.title_of(&place, node));
            self.open_form_of(Purpose::Roles, title, &place.key, node);
        }
        Vec::new()
    }

    /// `a`, `A`: a new element below or above the cursor.
    pub(super) fn add_element_here(&mut self, is_above: bool) -> Vec<Effect> {
        let Some((node, kind, index)) = self.on_element() else {
            return Vec::new();
        };
        let own = self.place().map(|place| kind.home(place.position.node()));
        // What is left out elsewhere is no list that this part's omissions go on from.
        if Some(node) != own && kind == ElementKind::Omission {
            return self.add_element(kind);
        }
        let at = match (index, is_above) {
            (Some(index), true) => index,
            (Some(index), false) => index + 1,
            (None, true) => 0,
            (None, false) => self.count_elements(node, kind),
        };
        if Some(node) == own {
            self.open_new_element(node, kind, at);
        } else {
            self.ask_where_to_add(node, kind, at);
        }
        Vec::new()
    }

    /// A new element of what is selected, behind the others.
    pub(super) fn add_element(&mut self, kind: ElementKind) -> Vec<Effect> {
        if let Some(place) = self.place() {
            let node = kind.home(place.position.node());
            let at = self.count_elements(node, kind);
            match self.elements_inherited(&place, node, kind) {
                Some((from, count)) => self.ask_where_to_add(from, kind, count),
                None => self.open_new_element(node, kind, at),
            }
        }
        Vec::new()
    }

    /// The part that says those which a first one here would hide, and how many they are.
    fn elements_inherited(
        &self,
        place: &Place,
        own: Node,
        kind: ElementKind,
    ) -> Option<(Node, usize)> {
        let hides = matches!(
            kind,
            ElementKind::Indicator | ElementKind::LadderStep | ElementKind::HiringStep
        );
        if !hides || self.count_elements(own, kind) > 0 {
            return None;
        }
        let family = &self.workspace.catalog().get(&place.key)?.family;
        let parts = lineage(family, place.position, None);
        let counted = parts.into_iter().rev().map(|part| {
            let count = family.element_count(part, kind);
            (part, count)
        });
        counted.into_iter().find(|(_, count)| *count > 0)
    }

    fn count_elements(&self, node: Node, kind: ElementKind) -> usize {
        let place = self.place();
        let entry = place.and_then(|place| self.workspace.catalog().get(&place.key));
        entry.map_or(0, |entry| entry.family.element_count(node, kind))
    }

    /// The first one that a role says itself hides those that it inherits: that is asked about.
    fn ask_where_to_add(&mut self, node: Node, kind: ElementKind, at: usize) {
        let Some(place) = self.place() else {
            return;
        };
        let own = place.position.node();
        let (there, here) = (self.title_of(&place, node), self.title_of(&place, own));
        let lines = vec![
            text!("edit-these-are-inherited-from", there),
            text!("edit-what-says-itself-would-take", here),
        ];
        let dialog = Dialog::new(
            text!("edit-add-a", name = kind.name()),
            lines,
            vec![
                Choice::new(
                    't',
                    text!("edit-to-3", there),
                    Answer::AddElement { node, kind, at },
                ),
                Choice::new(
                    'h',
                    text!("edit-only-here-instead"),
                    Answer::AddElement {
                        node: own,
                        kind,
                        at: 0,
                    },
                ),
                Choice::new('b', text!("edit-back"), Answer::Back),
            ],
        );
        self.ask(dialog);
    }

    pub(super) fn open_new_element(&mut self, node: Node, kind: ElementKind, at: usize) {
        if let Some(place) = self.place() {
            let what = match kind {
                ElementKind::Omission => text!("edit-leave-out").to_owned(),
                kind => text!("edit-new", name = kind.name()),
            };
            let title = format!("{what} · {}", self.title_where(&place, node));
            let purpose = Purpose::NewElement { kind, at };
            self.open_form_of(purpose, title, &place.key, node);
        }
    }

    /// The element under the cursor if it is written in what is shown, and in which part.
    fn own_element(&mut self) -> Option<(Arc<str>, Node, ElementKind, usize)> {
        let place = self.place()?;
        let Some((kind, index)) = self.detail.own_element() else {
            self.say(Message::info(text!("edit-it-is-not-written-here")));
            return None;
        };
        Some((place.key, kind.home(place.position.node()), kind, index))
    }

    pub(super) fn delete_element(&mut self) -> Vec<Effect> {
        let Some((key, node, kind, index)) = self.own_element() else {
            return Vec::new();
        };
        self.apply_to_element(&key, Edit::RemoveElement { node, kind, index }, index)
    }

    pub(super) fn move_element(&mut self, by: isize) -> Vec<Effect> {
        let Some((key, node, kind, from)) = self.own_element() else {
            return Vec::new();
        };
        let count = self.count_elements(node, kind);
        match from.checked_add_signed(by).filter(|to| *to < count) {
            Some(to) => {
                let edit = Edit::MoveElement {
                    node,
                    kind,
                    from,
                    to,
                };
                self.apply_to_element(&key, edit, to)
            }
            None => {
                self.say(Message::info(match by < 0 {
                    true => text!("edit-it-is-the-first-one"),
                    false => text!("edit-it-is-the-last-one"),
                }));
                Vec::new()
            }
        }
    }

    pub(super) fn duplicate_element(&mut self) -> Vec<Effect> {
        let Some((key, node, kind, index)) = self.own_element() else {
            return Vec::new();
        };
        if kind == ElementKind::Omission {
            self.say(Message::info(text!("edit-it-is-left-out-already")));
            return Vec::new();
        }
        let entry = self.workspace.catalog().get(&key);
        let Some(element) = entry.and_then(|entry| entry.family.element(node, kind, index)) else {
            return Vec::new();
        };
        let at = index + 1;
        self.apply_to_element(&key, Edit::AddElement { node, at, element }, at)
    }

    /// Makes an edit, and puts the cursor on the element that has this place then.
    fn apply_to_element(&mut self, key: &str, edit: Edit, landing: usize) -> Vec<Effect> {
        let (node, line) = (edit.node(), edit.line());
        if let Err(error) = self.apply(key, &[edit]) {
            return self.refuse(error);
        }
        if let Some(Line::Element(kind, _)) = line {
            self.detail.go_to(node, Line::Element(kind, landing));
        }
        Vec::new()
    }

    /// Leaves the inherited item under the cursor out, or asks which one.
    pub(super) fn omit_here(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let node = place.position.node();
        let inherited = self.detail.item_here().filter(|(from, ..)| {
            self.focus == Focus::Detail && *from != node && self.detail.own_item().is_none()
        });
        let text =
            inherited.and_then(|item: (Node, ListKind, usize)| self.item_text(&place.key, item));
        let Some(text) = text else {
            return self.add_element(ElementKind::Omission);
        };
        let edit = Edit::AddElement {
            node,
            at: self.count_elements(node, ElementKind::Omission),
            element: Element::Omission(text),
        };
        match self.apply(&place.key, &[edit]) {
            Ok(()) => Vec::new(),
            Err(error) => self.refuse(error),
        }
    }
}

/// What stands before the title of a form.
fn heading(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Manager => text!("edit-manager"),
        ElementKind::Omission => text!("edit-left-out"),
        ElementKind::Indicator => text!("edit-performance-indicator"),
        ElementKind::LadderStep => text!("edit-ladder-step"),
        ElementKind::HiringStep => text!("edit-hiring-step"),
        ElementKind::Section => text!("edit-section"),
    }
}
