//! Going on where one was: how the catalog was left, the places that were visited, bookmarks, recent catalogs, and how
//! wide the tree is.

use std::path::Path;

use super::palette::place_row;
use super::picker::{PickerKind, PickerRow, Run};
use super::{App, Effect, Filter, Focus, Loading, Message, Mouse, MouseKind, TreeId};
use crate::config::{Past, Session};
use crate::model::{Address, Catalog, Place, Position};
use crate::text::text;

/// Places that one can go back to.
const STEPS: usize = 100;
/// The narrowest that a pane can be.
pub(super) const NARROWEST: u16 = 20;

/// The places that were visited.
#[derive(Debug, Default)]
pub(super) struct Trail {
    before: Vec<TreeId>,
    after: Vec<TreeId>,
}

impl Trail {
    fn side(&mut self, forward: bool) -> &mut Vec<TreeId> {
        match forward {
            true => &mut self.after,
            false => &mut self.before,
        }
    }
}

impl App {
    /// What earlier runs have left is here.
    pub(super) fn take_past(&mut self, past: Past) {
        self.tree_width = past.session.tree_width;
        self.past = past;
        self.past_read = true;
        self.reopen();
    }

    /// Shows the catalog as it was left, once all of it is here, unless somebody has done something meanwhile.
    pub(super) fn reopen(&mut self) {
        if !self.to_reopen || !self.past_read || !matches!(self.loading, Loading::Ready) {
            return;
        }
        self.to_reopen = false;
        let session = self.past.session.clone();
        let (true, Some(expanded)) = (self.config.reopen, session.expanded) else {
            return;
        };
        let catalog = self.workspace.catalog();
        let ids: Vec<TreeId> = expanded
            .iter()
            .filter_map(|text| id_of(catalog, text))
            .collect();
        let selected = id_of(catalog, &session.selected);
        self.tree.set_expanded(ids);
        self.rebuild_tree();
        let Some(selected) = selected else {
            return;
        };
        self.tree.select(&selected);
        self.tree.offset = self.tree.cursor.saturating_sub(session.above);
        self.detail.own_only = session.own_only;
        self.detail.omitted = session.left_out;
        self.show_selected();
        if session.reading {
            self.focus = Focus::Detail;
            let last = self.detail.entries.len().saturating_sub(1);
            self.detail.cursor = session.line.min(last);
            self.detail.offset = session.scroll;
        }
        if session.filter.is_empty() {
            return;
        }
        let mut filter = Filter::new(&session.filter);
        // The index comes later, and has it searched for.
        filter.due = true;
        self.filter = Some(filter);
    }

    /// How the catalog is left.
    fn session(&self) -> Session {
        let catalog = self.workspace.catalog();
        let mut session = self.past.session.clone();
        session.tree_width = self.tree_width;
        if !self.config.reopen || !self.is_shown() || self.to_reopen {
            return session;
        }
        let expanded = self.tree.expanded().filter_map(|id| text_of(catalog, id));
        session.expanded = Some(expanded.collect());
        session.selected = self
            .tree
            .selected()
            .and_then(|id| text_of(catalog, id))
            .unwrap_or_default();
        session.above = self.tree.cursor.saturating_sub(self.tree.offset);
        session.reading = self.focus == Focus::Detail;
        session.line = self.detail.cursor;
        session.scroll = self.detail.offset;
        session.own_only = self.detail.own_only;
        session.left_out = self.detail.omitted;
        session.filter = self
            .filter
            .as_ref()
            .map_or_else(String::new, |filter| filter.input.text().to_owned());
        session
    }

    /// Keeps it, before the program ends or stops.
    pub(super) fn keep_session(&self, effects: &mut Vec<Effect>) {
        let ends =
            |effect: &Effect| matches!(effect, Effect::Quit | Effect::Suspend | Effect::Switch(_));
        if let Some(at) = effects.iter().position(ends) {
            let name = self
                .workspace
                .catalog()
                .settings
                .name
                .clone()
                .unwrap_or_default();
            let keep = Effect::KeepSession {
                root: self.root.clone(),
                name,
                session: Box::new(self.session()),
            };
            effects.insert(at, keep);
        }
    }

    /// Notes that a place was left for another one by more than a step.
    pub(super) fn note_visit(&mut self, before: Option<TreeId>) {
        let jumped = std::mem::take(&mut self.tree.jumped);
        let Some(before) = before.filter(|_| jumped) else {
            return;
        };
        if self.tree.selected() == Some(&before) || self.trail.before.last() == Some(&before) {
            return;
        }
        self.trail.after.clear();
        self.trail.before.push(before);
        let surplus = self.trail.before.len().saturating_sub(STEPS);
        self.trail.before.drain(..surplus);
    }

    /// Whether there is a place to go back to, or forward again.
    pub(super) fn has_visited(&self, forward: bool) -> bool {
        match forward {
            true => !self.trail.after.is_empty(),
            false => !self.trail.before.is_empty(),
        }
    }

    /// Goes back to the place from which one came, or forward again. What is gone meanwhile is passed over.
    pub(super) fn go_along(&mut self, forward: bool) {
        let here = self.tree.selected().cloned();
        while let Some(id) = self.trail.side(forward).pop() {
            if Some(&id) == here.as_ref() || !self.has_row(&id) {
                continue;
            }
            self.trail.side(!forward).extend(here);
            match &id {
                TreeId::Place(place) => self.tree.reveal(&self.workspace, place),
                other => self.tree.select(other),
            }
            self.tree.jumped = false;
            return;
        }
        self.say(Message::info(text!("browse-there-is-no-other-place")));
    }

    fn has_row(&self, id: &TreeId) -> bool {
        match id {
            TreeId::Place(place) => {
                let entry = self.workspace.catalog().get(&place.key);
                entry.is_some_and(|entry| entry.family.has(place.position))
            }
            other => self.tree.rows.iter().any(|row| row.id == *other),
        }
    }

    /// Puts a bookmark on what is selected, or takes it off.
    pub(super) fn toggle_bookmark(&mut self) {
        let Some(address) = self
            .tree
            .selected()
            .and_then(|id| text_of(self.workspace.catalog(), id))
        else {
            return;
        };
        let bookmarks = &mut self.past.session.bookmarks;
        let text = match bookmarks.iter().position(|other| *other == address) {
            Some(at) => {
                bookmarks.remove(at);
                text!("browse-the-bookmark-is-off").to_owned()
            }
            None => {
                bookmarks.push(address);
                text!("browse-a-bookmark-is-on-it").to_owned()
            }
        };
        self.say(Message::info(text));
    }

    pub(super) fn bookmark_rows(&self) -> Vec<PickerRow> {
        let catalog = self.workspace.catalog();
        let bookmarks = self.past.session.bookmarks.iter();
        let rows = bookmarks.filter_map(|text| {
            let TreeId::Place(place) = id_of(catalog, text)? else {
                return None;
            };
            let title = catalog
                .get(&place.key)?
                .family
                .position_title(place.position);
            let mut row = place_row(title, place);
            row.detail = text!("browse-go-to-the-bookmark").to_owned();
            Some(row)
        });
        rows.collect()
    }

    /// Lists the bookmarks.
    pub(super) fn open_bookmarks(&mut self) {
        let rows = self.bookmark_rows();
        if rows.is_empty() {
            self.say(Message::info(text!("browse-there-is-no-bookmark-yet")));
            return;
        }
        self.push_picker(PickerKind::Bookmarks, rows);
        self.measure();
    }

    /// Takes the bookmark off that is under the cursor of their list.
    pub(super) fn drop_bookmark(&mut self) {
        let Some(super::Overlay::Picker(picker)) = self.overlays.last() else {
            return;
        };
        let Some(Run::Go(place)) = picker.selected().map(|row| row.run.clone()) else {
            return;
        };
        let address = text_of(self.workspace.catalog(), &TreeId::Place(place));
        self.past
            .session
            .bookmarks
            .retain(|other| Some(other) != address.as_ref());
        let rows = self.bookmark_rows();
        match self.overlays.last_mut() {
            Some(super::Overlay::Picker(picker)) if !rows.is_empty() => picker.refill(rows),
            _ => {
                self.overlays.pop();
            }
        }
    }

    pub(super) fn recent_rows(&self) -> Vec<PickerRow> {
        let others = self
            .past
            .recent
            .iter()
            .filter(|catalog| self.root != Path::new(&catalog.path));
        let rows = others.map(|catalog| PickerRow {
            label: match catalog.name.as_str() {
                "" => catalog.path.clone(),
                name => name.to_owned(),
            },
            detail: text!("browse-close-this-catalog-and-open", path = catalog.path),
            side: text!("browse-catalog").to_owned(),
            why_not: None,
            run: Run::Catalog(catalog.path.clone()),
        });
        rows.collect()
    }

    /// Lists the catalogs that were open before.
    pub(super) fn open_recent(&mut self) {
        let rows = self.recent_rows();
        if rows.is_empty() {
            self.say(Message::info(text!("browse-no-other-catalog-was-open")));
            return;
        }
        self.push_picker(PickerKind::Recent, rows);
        self.measure();
    }

    /// Makes the tree wider or narrower.
    pub(super) fn widen(&mut self, by: i16) {
        let now = self.viewport.split();
        let Some(now) = now else {
            self.say(Message::info(text!("browse-there-is-room-for-one")));
            return;
        };
        self.tree_width = Some(self.bounded(now.saturating_add_signed(by)));
    }

    fn bounded(&self, width: u16) -> u16 {
        let all = self.viewport.detail.x + self.viewport.detail.width + 1;
        width.clamp(NARROWEST, all.saturating_sub(NARROWEST + 10).max(NARROWEST))
    }

    /// The border between the panes is dragged. `None` when the mouse is about something else.
    pub(super) fn drag_border(&mut self, mouse: Mouse) -> Option<Vec<Effect>> {
        let split = self.viewport.split()?;
        let on_border = mouse.column + 1 == split || mouse.column == split;
        match mouse.kind {
            MouseKind::Click if on_border && mouse.row > 0 => self.dragging_border = true,
            MouseKind::Drag if self.dragging_border => {
                self.tree_width = Some(self.bounded(mouse.column + 1));
            }
            MouseKind::Release if self.dragging_border => self.dragging_border = false,
            MouseKind::Click => {
                self.dragging_border = false;
                return None;
            }
            _ => return None,
        }
        Some(Vec::new())
    }
}

/// What stands for a row of the tree between runs.
fn text_of(catalog: &Catalog, id: &TreeId) -> Option<String> {
    match id {
        TreeId::Department(path) => Some(format!("{path}/")),
        TreeId::Place(place) => match catalog.get(&place.key) {
            Some(entry) => Some(Address::of(&entry.key, &entry.family, place.position).to_string()),
            None => Some(place.key.to_string()),
        },
        TreeId::Trouble(..) => None,
    }
}

/// The row of the tree that a text stands for, if there still is one.
fn id_of(catalog: &Catalog, text: &str) -> Option<TreeId> {
    if let Some(path) = text.strip_suffix('/') {
        return Some(TreeId::Department(path.to_owned()));
    }
    let key = text.split('#').next()?;
    let entry = catalog.get(key)?;
    let is_it =
        |position: &Position| Address::of(&entry.key, &entry.family, *position).to_string() == text;
    let position = entry.family.positions().into_iter().find(is_it)?;
    let key = entry.key.clone();
    Some(TreeId::Place(Place { key, position }))
}
