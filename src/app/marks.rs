//! What is marked to be acted on together: items of what the right pane shows, and rows of the tree.
//!
//! Marks go with what they are on when the text changes, and vanish with it. Items are marked where they are
//! written, and only as long as they are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::follow::Became;
use super::{App, Effect, Entry, EntryKind, Focus, Message, TreeId};
use crate::document::operate::{self, Part, Spot};
use crate::model::{Family, ListKind, Node, Place, Position};
use crate::text::text;

/// An item by where it is written.
pub(super) type ItemPlace = (Node, ListKind, usize);

/// All marks.
#[derive(Debug, Default)]
pub struct Marks {
    items: BTreeSet<ItemPlace>,
    /// The place that was shown when they were marked.
    shown: Option<Place>,
    rows: BTreeSet<TreeId>,
    /// The families of which something is marked, as they are: what it was is found again when they change.
    families: BTreeMap<Arc<str>, Arc<Family>>,
    /// What was marked last, in each pane.
    last_item: Option<ItemPlace>,
    last_row: Option<TreeId>,
    /// A range that is being drawn: the place where it began, and what was marked before.
    range: Option<(usize, BTreeSet<ItemPlace>, BTreeSet<TreeId>)>,
}

impl Marks {
    /// Whether an entry of the right pane is marked.
    pub fn has_entry(&self, entry: &Entry) -> bool {
        let EntryKind::Item { list, origins } = &entry.kind else {
            return false;
        };
        let is_marked = |node, index| self.items.contains(&(node, *list, index));
        !self.items.is_empty() && origins.iter().any(|o| is_marked(o.node, o.index))
    }

    /// Whether a row of the tree is marked.
    pub fn has_row(&self, id: &TreeId) -> bool {
        self.rows.contains(id)
    }

    /// How many rows of the tree are marked.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// What is marked in the tree.
    pub(super) fn rows(&self) -> impl Iterator<Item = &TreeId> {
        self.rows.iter()
    }

    /// Takes the mark off a row of the tree.
    pub(super) fn take_off(&mut self, id: &TreeId) {
        self.rows.remove(id);
        self.range = None;
    }

    fn set_item(&mut self, item: ItemPlace, on: bool) {
        match on {
            true => self.items.insert(item),
            false => self.items.remove(&item),
        };
        self.last_item = Some(item);
    }

    fn set_row(&mut self, id: &TreeId, on: bool) {
        match on {
            true => self.rows.insert(id.clone()),
            false => self.rows.remove(id),
        };
        self.last_row = Some(id.clone());
    }

    pub(super) fn clear_items(&mut self) {
        self.items.clear();
        self.last_item = None;
        self.range = None;
    }

    pub(super) fn clear_rows(&mut self) {
        self.rows.clear();
        self.last_row = None;
        self.range = None;
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The next movement with Shift begins another range.
    pub(super) fn end_range(&mut self) {
        self.range = None;
    }

    /// Items are marked as long as they are shown.
    pub(super) fn show(&mut self, place: Option<&Place>) {
        if self.shown.as_ref() != place {
            self.clear_items();
            self.shown = place.cloned();
        }
    }

    /// Marks these items and no others.
    pub(super) fn put_items(&mut self, items: impl IntoIterator<Item = ItemPlace>) {
        self.items = items.into_iter().collect();
        self.range = None;
    }

    /// Marks these places and no others.
    pub(super) fn put_places(&mut self, places: impl IntoIterator<Item = Place>) {
        self.rows = places.into_iter().map(TreeId::Place).collect();
        self.range = None;
    }

    /// Has a family become another.
    fn follow(&mut self, key: &Arc<str>, now: Option<&Arc<Family>>) {
        let Some(old) = self.families.remove(key) else {
            return;
        };
        self.range = None;
        let became = now.map(|new| Became { old: &old, new });
        if self.shown.as_ref().is_some_and(|shown| shown.key == *key) {
            let item = |item: &ItemPlace| became?.item(*item);
            self.items = self.items.iter().filter_map(item).collect();
            self.last_item = self.last_item.as_ref().and_then(item);
            let moved = |place: Place| {
                let position = became?.exact(place.position)?;
                Some(Place { position, ..place })
            };
            self.shown = self.shown.take().and_then(moved);
        }
        let row = |id: &TreeId| match id {
            TreeId::Place(place) if place.key == *key => {
                let position = became?.exact(place.position)?;
                let key = key.clone();
                Some(TreeId::Place(Place { key, position }))
            }
            other => Some(other.clone()),
        };
        self.rows = self.rows.iter().filter_map(row).collect();
        self.last_row = self.last_row.as_ref().and_then(row);
        if let Some(now) = now {
            self.families.insert(key.clone(), now.clone());
        }
    }
}

impl App {
    /// The families, roles and variations that are marked in the tree, in the order of the tree; a department stands
    /// for its families.
    pub fn marked_places(&self) -> Vec<Place> {
        let mut places = BTreeSet::new();
        for id in &self.marks.rows {
            match id {
                TreeId::Place(place) => {
                    places.insert(place.clone());
                }
                TreeId::Department(path) => places.extend(self.families_of(path)),
                TreeId::Trouble(..) => {}
            }
        }
        let mut places: Vec<Place> = places.into_iter().collect();
        // The order of the tree: folders among the files by name.
        places.sort_by(|a, b| {
            let (one, other) = (a.key.split('/'), b.key.split('/'));
            one.cmp(other).then(a.position.cmp(&b.position))
        });
        places
    }

    pub(super) fn families_of(&self, department: &str) -> impl Iterator<Item = Place> {
        let prefix = format!("{department}/");
        let entries = self.workspace.catalog().entries().iter();
        entries
            .filter(move |entry| entry.key.starts_with(&prefix))
            .map(|entry| Place {
                key: entry.key.clone(),
                position: Position::FAMILY,
            })
    }

    /// How many things are marked in the pane that has the focus.
    pub fn marked(&self) -> usize {
        match self.focus {
            Focus::Tree => self.marks.rows.len(),
            Focus::Detail => self.marks.items.len(),
        }
    }

    /// The items that an action is about, in the order in which they are shown: the marked ones, or else the one
    /// under the cursor.
    pub(super) fn chosen_items(&self) -> Vec<(Spot, usize)> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let marked = self.detail.entries.iter();
        let marked = marked.filter(|entry| self.marks.has_entry(entry));
        let mut items: Vec<ItemPlace> = marked.filter_map(|e| self.detail.item_of(e)).collect();
        if items.is_empty() {
            items.extend(self.detail.item_here());
        }
        let spot = |(node, list, index)| {
            let key = place.key.clone();
            (Spot { key, node, list }, index)
        };
        items.into_iter().map(spot).collect()
    }

    /// Whether all chosen items are written in the part that is shown.
    pub(super) fn chosen_are_own(&self) -> bool {
        let node = self.place().map(|place| place.position.node());
        let items = self.chosen_items();
        !items.is_empty() && items.iter().all(|(spot, _)| Some(spot.node) == node)
    }

    /// The parts that an action in the tree is about: the marked ones, without those of a family that is marked
    /// itself; or else the selected one, or the families of the selected department.
    pub(super) fn chosen_parts(&self) -> Vec<Part> {
        let places = match (self.marks.rows.is_empty(), self.tree.selected()) {
            (false, _) => self.marked_places(),
            (true, Some(TreeId::Department(path))) => self.families_of(path).collect(),
            (true, Some(TreeId::Place(place))) => vec![place.clone()],
            (true, _) => Vec::new(),
        };
        let mut parts: Vec<Part> = Vec::new();
        for place in places {
            let part = (place.key, place.position.node());
            // A variation stands below each role that it varies.
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        operate::without_nested(&parts)
    }

    /// Has the marks follow what a family has become.
    pub(super) fn follow_marks(&mut self, key: &Arc<str>) {
        if self.workspace.catalog().get(key).is_none() {
            let mut rows = std::mem::take(&mut self.marks.rows);
            // A department goes with its last family.
            rows.retain(|id| match id {
                TreeId::Department(path) => self.families_of(path).next().is_some(),
                _ => true,
            });
            self.marks.rows = rows;
        }
        if self.marks.families.contains_key(key) {
            let now = self.workspace.catalog().get(key);
            self.marks.follow(key, now.map(|entry| &entry.family));
        }
    }

    /// Remembers what is marked of a family, to find it again when it changes.
    fn know_marked(&mut self, key: &Arc<str>) {
        if let Some(entry) = self.workspace.catalog().get(key) {
            let families = &mut self.marks.families;
            families.insert(key.clone(), entry.family.clone());
        }
    }

    /// Sets or clears the mark of a place, in sight or not.
    pub(super) fn set_place(&mut self, place: &Place, on: bool) {
        self.know_marked(&place.key);
        self.marks.set_row(&TreeId::Place(place.clone()), on);
    }

    /// Whether a place is marked.
    pub fn is_place_marked(&self, place: &Place) -> bool {
        self.marks.has_row(&TreeId::Place(place.clone()))
    }

    /// Sets or clears the mark of something in the pane that has the focus, by place in the entries or rows. Says
    /// whether it can be marked.
    fn set_mark(&mut self, at: usize, on: bool) -> bool {
        match self.focus {
            Focus::Tree => {
                let id = self.tree.rows.get(at).map(|row| row.id.clone());
                let Some(id) = id.filter(|id| !matches!(id, TreeId::Trouble(..))) else {
                    return false;
                };
                if let TreeId::Place(place) = &id {
                    self.know_marked(&place.key);
                }
                self.marks.set_row(&id, on);
            }
            Focus::Detail => {
                let entry = self.detail.entries.get(at);
                let item = entry.and_then(|entry| self.detail.item_of(entry));
                let (Some(item), Some(place)) = (item, self.place()) else {
                    return false;
                };
                self.know_marked(&place.key);
                self.marks.show(Some(&place));
                self.marks.set_item(item, on);
            }
        }
        true
    }

    fn is_marked(&self, at: usize) -> bool {
        match self.focus {
            Focus::Tree => {
                let row = self.tree.rows.get(at);
                row.is_some_and(|row| self.marks.has_row(&row.id))
            }
            Focus::Detail => {
                let entry = self.detail.entries.get(at);
                entry.is_some_and(|entry| self.marks.has_entry(entry))
            }
        }
    }

    fn cursor(&self) -> usize {
        match self.focus {
            Focus::Tree => self.tree.cursor,
            Focus::Detail => self.detail.cursor,
        }
    }

    fn step_by(&mut self, by: isize) {
        match self.focus {
            Focus::Tree => self.tree.step(by),
            Focus::Detail => self.detail.step(by),
        }
    }

    /// Marks what the cursor is on, or takes its mark off, and goes on; on the heading of a list, all its items.
    pub(super) fn mark_here(&mut self) -> Vec<Effect> {
        let at = self.cursor();
        let on = !self.is_marked(at);
        if self.set_mark(at, on) {
            self.step_by(1);
        } else if self.focus == Focus::Detail && self.detail.list_here().is_some() {
            return self.mark_all();
        } else {
            self.say(Message::info(match self.focus {
                Focus::Tree => text!("edit-this-cannot-be-marked"),
                Focus::Detail => text!("edit-items-can-be-marked-go"),
            }));
        }
        Vec::new()
    }

    /// Marks what the cursor goes over, from where this began; going back takes the marks off again.
    pub(super) fn mark_on(&mut self, by: isize) -> Vec<Effect> {
        let at = self.cursor();
        let (anchor, items, rows) = self.marks.range.take().unwrap_or_else(|| {
            let marks = &self.marks;
            (at, marks.items.clone(), marks.rows.clone())
        });
        self.step_by(by);
        (self.marks.items, self.marks.rows) = (items.clone(), rows.clone());
        self.mark_between(anchor, self.cursor());
        self.marks.range = Some((anchor, items, rows));
        Vec::new()
    }

    /// Marks everything from what was marked last to the cursor.
    pub(super) fn mark_to_here(&mut self) -> Vec<Effect> {
        let last = match self.focus {
            Focus::Tree => {
                let last = self.marks.last_row.as_ref();
                let mut rows = self.tree.rows.iter();
                last.and_then(|last| rows.position(|row| row.id == *last))
            }
            Focus::Detail => {
                let last = self.marks.last_item;
                let mut entries = self.detail.entries.iter();
                last.and_then(|_| entries.position(|e| self.detail.item_of(e) == last))
            }
        };
        self.mark_between(last.unwrap_or(self.cursor()), self.cursor());
        Vec::new()
    }

    fn mark_between(&mut self, one: usize, other: usize) {
        let towards: Vec<usize> = match one <= other {
            true => (one..=other).collect(),
            false => (other..=one).rev().collect(),
        };
        for at in towards {
            self.set_mark(at, true);
        }
    }

    /// Marks all items of the list that the cursor is in, or of all lists; in the tree, all that stand beside what is
    /// selected. When all of them are marked, it takes the marks off.
    pub(super) fn mark_all(&mut self) -> Vec<Effect> {
        let all: Vec<usize> = match self.focus {
            Focus::Tree => self.tree.beside(self.tree.cursor),
            Focus::Detail => {
                let wanted = self.detail.list_here();
                let is_meant = |entry: &Entry| match entry.kind {
                    EntryKind::Item { list, .. } => wanted.is_none_or(|wanted| wanted == list),
                    _ => false,
                };
                let entries = self.detail.entries.iter().enumerate();
                entries
                    .filter(|(_, e)| is_meant(e))
                    .map(|(n, _)| n)
                    .collect()
            }
        };
        let on = !all.iter().all(|at| self.is_marked(*at));
        for at in all {
            self.set_mark(at, on);
        }
        Vec::new()
    }

    /// Takes the marks off in the pane that has the focus; says whether there were any.
    pub(super) fn unmark(&mut self) -> bool {
        let any = self.marked() > 0;
        match self.focus {
            Focus::Tree => self.marks.clear_rows(),
            Focus::Detail => self.marks.clear_items(),
        }
        any
    }
}
