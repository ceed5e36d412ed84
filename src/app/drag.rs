//! Dragging with the mouse: items between the lists of what is shown, and parts of families in the tree.
//!
//! A line in the pane shows where what is held would land. It takes a row of its own, so the rows below it stand one
//! lower than without it.

use std::sync::Arc;

use super::{App, Effect, EntryKind, Focus, Message, Mouse, MouseKind, Target, TreeId};
use crate::document::operate::{self, OperateError, Part, Spot};
use crate::model::{ListKind, Node, Place, Position};
use crate::text::text;

/// What the mouse holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drag {
    what: Held,
    /// The entry or row that was taken.
    origin: usize,
    /// Whether the pointer has gone anywhere yet: until then it is a click.
    is_moving: bool,
    /// Whether the click expanded or collapsed the row, which was not meant when it is dragged.
    has_toggled: bool,
    /// Where it would land.
    pub landing: Option<Landing>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    Items(Vec<(Spot, usize)>),
    Parts(Vec<Part>),
    /// What cannot be dragged from here, and why.
    Fixed(&'static str),
}

/// Where what is held would land.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    /// The pane.
    pub pane: Focus,
    /// The line stands before this row of it.
    pub row: usize,
    /// Columns from the left edge at which the line begins.
    pub indent: usize,
    /// Where that is, when the line alone does not say it.
    pub words: String,
    goal: Goal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    /// A place in a list of what is shown.
    List(ListKind, usize),
    /// Before that one of its siblings.
    Sibling(usize),
    /// A place among the roles of another family.
    Family(Arc<str>, usize),
    /// Another department.
    Department(String),
}

impl App {
    /// Where what the mouse holds would land in a pane.
    pub fn landing(&self, pane: Focus) -> Option<&Landing> {
        let landing = self.drag.as_ref()?.landing.as_ref()?;
        (landing.pane == pane).then_some(landing)
    }

    /// Takes hold of what was clicked on.
    pub(super) fn take_hold(&mut self, has_toggled: bool) {
        let (what, origin) = match self.focus {
            Focus::Detail => (self.held_items(), self.detail.cursor),
            Focus::Tree => (self.held_parts(), self.tree.cursor),
        };
        self.drag = what.map(|what| Drag {
            what,
            origin,
            is_moving: false,
            has_toggled,
            landing: None,
        });
    }

    fn held_items(&self) -> Option<Held> {
        let entry = self.detail.entries.get(self.detail.cursor)?;
        let (node, list, index) = self.detail.item_of(entry)?;
        let place = self.place()?;
        if self.marks.has_entry(entry) {
            return Some(match self.chosen_are_own() {
                true => Held::Items(self.chosen_items()),
                false => Held::Fixed(text!("edit-some-of-what-is-marked")),
            });
        }
        let key = place.key;
        Some(match node == place.position.node() {
            true => Held::Items(vec![(Spot { key, node, list }, index)]),
            false => Held::Fixed(text!("edit-it-is-inherited-goes-to")),
        })
    }

    fn held_parts(&self) -> Option<Held> {
        let id = self.tree.selected()?;
        let place = id.place()?;
        if !self.marks.has_row(id) {
            return Some(Held::Parts(vec![(place.key, place.position.node())]));
        }
        let parts = self.chosen_parts();
        let kind = |part: &Part| std::mem::discriminant(&part.1);
        let is_even = parts
            .iter()
            .all(|part| Some(kind(part)) == parts.first().map(kind));
        Some(match is_even {
            true => Held::Parts(parts),
            false => Held::Fixed(text!("edit-what-is-marked-goes-to")),
        })
    }

    /// What the mouse does while it may hold something; `None` when that is nothing special.
    pub(super) fn drag_event(&mut self, mouse: Mouse) -> Option<Vec<Effect>> {
        match mouse.kind {
            MouseKind::Drag => {
                self.drag_to(mouse);
                Some(Vec::new())
            }
            MouseKind::Release => Some(self.drop_held()),
            MouseKind::Click | MouseKind::WheelUp | MouseKind::WheelDown => None,
        }
    }

    /// Lets go of what the mouse holds; says whether it was on its way.
    pub(super) fn let_go(&mut self) -> bool {
        self.drag.take().is_some_and(|drag| drag.is_moving)
    }

    fn drag_to(&mut self, mouse: Mouse) {
        let Some(drag) = &mut self.drag else {
            return;
        };
        let began = !std::mem::replace(&mut drag.is_moving, true);
        if let Held::Fixed(why) = drag.what {
            if began {
                self.say(Message::info(why));
            }
            return;
        }
        let has_toggled = drag.has_toggled;
        if began {
            self.say(Message::info(text!("edit-let-go-where-the-line")));
            if has_toggled {
                self.tree.expand(&self.workspace, None);
            }
        }
        let pane = self.focus;
        let row = match self.viewport.target(mouse.column, mouse.row) {
            Some(Target::Pane(over, row)) if over == pane => row,
            _ => {
                if let Some(drag) = &mut self.drag {
                    drag.landing = None;
                }
                return;
            }
        };
        self.scroll_at_edge(pane, row);
        let landing = self.landing_at(pane, row);
        if let (Some(drag), Some(landing)) = (&mut self.drag, landing) {
            drag.landing = landing;
        }
    }

    /// Goes on when the pointer is at an edge of the pane. The line is one row more to go through.
    fn scroll_at_edge(&mut self, pane: Focus, row: usize) {
        let (offset, len, height) = match pane {
            Focus::Tree => {
                let tree = &mut self.tree;
                let height = self.viewport.tree.height;
                (&mut tree.offset, tree.rows.len(), height)
            }
            Focus::Detail => {
                let detail = &mut self.detail;
                let height = self.viewport.detail.height;
                (&mut detail.offset, detail.rows.len(), height)
            }
        };
        let height = usize::from(height);
        if row == 0 {
            *offset = offset.saturating_sub(1);
        } else if row + 1 >= height && *offset + height < len + 1 {
            *offset += 1;
        }
    }

    /// Whether something is dragged in a pane: then not the cursor says what is in view, but the pointer.
    pub(super) fn is_dragging(&self, pane: Focus) -> bool {
        let is_moving = self.drag.as_ref().is_some_and(|drag| drag.is_moving);
        is_moving && self.focus == pane
    }

    /// Where it would land when the pointer is on a row of the window; `None` while it is on the line itself, which
    /// then stays where it is.
    fn landing_at(&self, pane: Focus, row: usize) -> Option<Option<Landing>> {
        let drag = self.drag.as_ref()?;
        let offset = match pane {
            Focus::Tree => self.tree.offset,
            Focus::Detail => self.detail.offset,
        };
        let line = self.landing(pane).map(|landing| landing.row);
        let line = line.filter(|line| *line >= offset);
        let shown = offset + row;
        let at = match line {
            Some(line) if shown == line => return None,
            Some(line) if shown > line => shown - 1,
            _ => shown,
        };
        Some(match &drag.what {
            Held::Items(items) => {
                let node = items.first()?.0.node;
                self.landing_of_items(node, at, line, drag.origin)
            }
            Held::Parts(parts) => self.landing_of_parts(parts, at, line, drag.origin),
            Held::Fixed(_) => None,
        })
    }

    fn landing_of_items(
        &self,
        node: Node,
        at: usize,
        line: Option<usize>,
        origin: usize,
    ) -> Option<Landing> {
        let detail = &self.detail;
        let last = detail.rows.len().checked_sub(1)?;
        let entry = detail.rows[at.min(last)].entry;
        let rows = detail.rows_of(entry);
        let is_behind = match rows.len() {
            _ if at > last => true,
            // On one row, it goes to the side that the pointer is going to.
            1 => line.map_or(entry > origin, |line| at >= line),
            count => 2 * (at - rows.start) + 1 > count,
        };
        // What stands before the gap: an item or the heading of a list.
        let above = match detail.entries[entry].kind {
            EntryKind::Item { .. } if !is_behind => entry.checked_sub(1)?,
            EntryKind::Blank => entry.checked_sub(1)?,
            _ => entry,
        };
        let list = detail.list_of(above)?;
        let own = |at: usize| match &detail.entries[at].kind {
            EntryKind::Item { list: of, origins } if *of == list => {
                let mut origins = origins.iter();
                origins.find(|o| o.node == node).map(|o| (at, o.index))
            }
            _ => None,
        };
        let index = (0..=above)
            .filter_map(own)
            .map(|(_, index)| index + 1)
            .max();
        let all = || (0..detail.entries.len()).filter_map(own);
        // The line stands where it would be seen: among what is written here.
        let gap = match index {
            Some(index) => all().find(|(_, n)| n + 1 == index).map(|(at, _)| at + 1),
            None => all().min_by_key(|(_, n)| *n).map(|(at, _)| at),
        };
        let end = || {
            let entries = detail.entries.iter();
            let in_list = |n: &usize| detail.list_of(*n) == Some(list);
            (0..entries.len()).filter(in_list).max().map(|n| n + 1)
        };
        let gap = gap.or_else(end)?;
        Some(Landing {
            pane: Focus::Detail,
            row: detail.rows_of(gap).start,
            indent: 1,
            words: String::new(),
            goal: Goal::List(list, index.unwrap_or(0)),
        })
    }

    fn landing_of_parts(
        &self,
        parts: &[Part],
        at: usize,
        line: Option<usize>,
        origin: usize,
    ) -> Option<Landing> {
        let (_, first) = parts.first()?;
        let row = self.tree.rows.get(at)?;
        if *first == Node::Family {
            return self.landing_in_department(at, parts);
        }
        let place = row.id.place()?;
        let is_home = parts.iter().all(|(other, _)| *other == place.key);
        let family = &self.workspace.catalog().get(&place.key)?.family;
        let is_behind = line.map_or(at > origin, |line| at >= line);
        let landing = |beside: usize, row: usize, words, goal| {
            let depth = self.tree.rows.get(beside).map_or(0, |row| row.depth);
            Some(Landing {
                pane: Focus::Tree,
                row,
                indent: 2 * depth,
                words,
                goal,
            })
        };
        let to_family = || text!("edit-to", title = family.title(Node::Family));
        let (beside, row, gap) = match (first, place.position.node(), place.position.role) {
            (Node::Role(_), Node::Family, _) => {
                let (words, goal) = match is_home {
                    true => (String::new(), Goal::Sibling(0)),
                    false => {
                        let end = family.roles.len();
                        (to_family(), Goal::Family(place.key.clone(), end))
                    }
                };
                return landing(at, at + 1, words, goal);
            }
            (Node::Role(_), node, Some(role)) => {
                let of_role = self.row_of(&place.key, Position::role(role))?;
                let is_behind = is_behind || !matches!(node, Node::Role(_));
                let end = if is_behind {
                    self.tree.end_of(of_role)
                } else {
                    of_role
                };
                (of_role, end, role + usize::from(is_behind))
            }
            (Node::Specialty(_), Node::Specialty(n), _)
            | (Node::Segment(_), Node::Segment(n), _)
                if is_home =>
            {
                let end = if is_behind { self.tree.end_of(at) } else { at };
                (at, end, n + usize::from(is_behind))
            }
            _ => return None,
        };
        match is_home {
            true => landing(beside, row, String::new(), Goal::Sibling(gap)),
            false => landing(beside, row, to_family(), Goal::Family(place.key, gap)),
        }
    }

    fn landing_in_department(&self, at: usize, parts: &[Part]) -> Option<Landing> {
        let folder = |key: &str| {
            let folder = key.rsplit_once('/');
            folder.map_or_else(String::new, |(folder, _)| folder.to_owned())
        };
        let (department, row) = match &self.tree.rows.get(at)?.id {
            TreeId::Department(path) => (path.clone(), at),
            TreeId::Place(place) => {
                let department = folder(&place.key);
                let id = TreeId::Department(department.clone());
                let row = self.tree.rows.iter().position(|row| row.id == id);
                (department, row.unwrap_or(at))
            }
            TreeId::Trouble(..) => return None,
        };
        if parts.iter().all(|(key, _)| folder(key) == department) {
            return None;
        }
        let words = match department.as_str() {
            "" => text!("edit-to-the-top").to_owned(),
            department => text!("edit-to-2", department),
        };
        Some(Landing {
            pane: Focus::Tree,
            row: row + 1,
            indent: 2,
            words,
            goal: Goal::Department(department),
        })
    }

    fn row_of(&self, key: &Arc<str>, position: Position) -> Option<usize> {
        let key = key.clone();
        let id = TreeId::Place(Place { key, position });
        self.tree.rows.iter().position(|row| row.id == id)
    }

    /// Puts what is held where the line is; nowhere when there is none.
    fn drop_held(&mut self) -> Vec<Effect> {
        let Some(drag) = self.drag.take().filter(|drag| drag.is_moving) else {
            return Vec::new();
        };
        if let Held::Fixed(_) = drag.what {
            return Vec::new();
        }
        self.message = None;
        let Some(Landing { goal, .. }) = drag.landing else {
            self.say(Message::info(text!("edit-nothing-was-moved")));
            return Vec::new();
        };
        match (drag.what, goal) {
            (Held::Items(items), Goal::List(list, at)) => self.place_items(&items, list, at),
            (Held::Parts(parts), Goal::Sibling(before)) => self.place_parts(&parts, before),
            (Held::Parts(parts), Goal::Family(to, at)) => {
                let roles: Vec<(Arc<str>, usize)> = parts
                    .into_iter()
                    .filter_map(|(key, node)| match node {
                        Node::Role(role) => Some((key, role)),
                        _ => None,
                    })
                    .collect();
                let plan = operate::move_roles(self.workspace.catalog(), &roles, &to, at);
                self.offer_here(plan)
            }
            (Held::Parts(parts), Goal::Department(department)) => {
                let keys: Vec<Arc<str>> = parts.into_iter().map(|(key, _)| key).collect();
                let catalog = self.workspace.catalog();
                let plan = operate::move_families(catalog, &keys, &department);
                self.offer_here(plan)
            }
            _ => Vec::new(),
        }
    }

    fn place_parts(&mut self, parts: &[Part], before: usize) -> Vec<Effect> {
        let Some((key, _)) = parts.first().cloned() else {
            return Vec::new();
        };
        let nodes: Vec<Node> = parts.iter().map(|(_, node)| *node).collect();
        match operate::gather_parts(self.workspace.catalog(), &key, &nodes, before) {
            Ok(Some((plan, moved))) => self.make_reorder(&key, &plan, moved),
            // It was put back.
            Ok(None) | Err(OperateError::Nothing) => {}
            Err(error) => return self.refuse(error),
        }
        Vec::new()
    }
}
