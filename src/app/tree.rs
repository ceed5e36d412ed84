//! The tree as a flat list of the rows that are visible, which has never heard of a terminal.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use super::Findings;
use super::follow::Became;
use crate::document::{Document, Severity, Workspace};
use crate::model::{Node, Place, Position, Status};

/// What a row stands for, whatever its place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TreeId {
    /// A folder, by its path in the catalog.
    Department(String),
    /// A family (position `FAMILY`), or a position of one; a broken file too.
    Place(Place),
    /// Something of the catalog that could not be read, by its path and number.
    Trouble(PathBuf, usize),
}

impl TreeId {
    /// The place, when it is one.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Place(place) => Some(place.clone()),
            _ => None,
        }
    }

    /// What it is in; nothing at the top.
    pub(super) fn parent(&self) -> Option<Self> {
        match self {
            Self::Department(path) => path
                .rsplit_once('/')
                .map(|(above, _)| Self::Department(above.to_owned())),
            Self::Place(place) => {
                let mut position = place.position;
                if position == Position::FAMILY {
                    return place
                        .key
                        .rsplit_once('/')
                        .map(|(above, _)| Self::Department(above.to_owned()));
                }
                // Taken off from the end: segment, specialty, role.
                if position.segment.take().is_none() && position.specialty.take().is_none() {
                    position.role = None;
                }
                Some(Self::Place(Place {
                    key: Arc::clone(&place.key),
                    position,
                }))
            }
            Self::Trouble(..) => None,
        }
    }
}

/// One visible row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeRow {
    /// What it stands for.
    pub id: TreeId,
    /// How deep it is.
    pub depth: usize,
    /// Its name.
    pub label: String,
    /// On the right: a count or a grade.
    pub badge: String,
    /// Whether it is expanded; `None` when there is nothing below.
    pub expanded: Option<bool>,
    /// A family with unsaved changes.
    pub dirty: bool,
    /// The worst finding in it.
    pub severity: Option<Severity>,
    /// A word about its status, unless it is in use.
    pub status: Option<&'static str>,
}

/// The tree.
#[derive(Debug, Default)]
pub struct Tree {
    /// The visible rows.
    pub rows: Vec<TreeRow>,
    /// The selected row.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// Whether a place was gone to by more than a step.
    pub(super) jumped: bool,
    expanded: BTreeSet<TreeId>,
    marks: HashMap<Arc<str>, Severity>,
}

impl Tree {
    /// What is selected.
    pub fn selected(&self) -> Option<&TreeId> {
        self.rows.get(self.cursor).map(|row| &row.id)
    }

    /// Expands the uppermost departments of these families, as a first look at them. Those that have a row already
    /// are as the user wants them.
    pub fn open_departments<'d>(&mut self, documents: impl IntoIterator<Item = &'d Document>) {
        let tops: BTreeSet<&str> = documents
            .into_iter()
            .filter_map(|document| Some(document.key.split_once('/')?.0))
            .collect();
        for top in tops {
            let id = TreeId::Department(top.to_owned());
            if self.rows.iter().all(|row| row.id != id) {
                self.expanded.insert(id);
            }
        }
    }

    /// Notes which families have findings; it shows when the rows are made anew.
    pub fn mark(&mut self, findings: &Findings, workspace: &Workspace) {
        self.marks = workspace
            .documents()
            .filter_map(|document| Some((document.key.clone(), findings.worst(&document.key)?)))
            .collect();
    }

    /// Makes the rows anew and keeps the selection on what it was on, or on the nearest parent of it.
    pub fn rebuild(&mut self, workspace: &Workspace) {
        let selected = self.selected().cloned();
        let mut rows = Vec::new();
        for (number, (path, problem)) in workspace.troubles().enumerate() {
            rows.push(TreeRow {
                id: TreeId::Trouble(path.to_owned(), number),
                depth: 0,
                label: path.display().to_string(),
                badge: String::new(),
                expanded: None,
                dirty: false,
                severity: Some(problem.severity()),
                status: None,
            });
        }
        let mut documents: Vec<_> = workspace.documents().collect();
        // Folders sort among the files by name, so the order is that of the paths, segment by segment.
        documents.sort_by(|a, b| a.key.split('/').cmp(b.key.split('/')));
        let mut folders: Vec<&str> = Vec::new();
        for document in documents {
            let mut parts: Vec<&str> = document.key.split('/').collect();
            parts.pop();
            let same = folders
                .iter()
                .zip(&parts)
                .take_while(|(a, b)| a == b)
                .count();
            folders.truncate(same);
            let mut open = (1..=folders.len()).all(|n| {
                self.expanded
                    .contains(&TreeId::Department(folders[..n].join("/")))
            });
            for part in &parts[same..] {
                let depth = folders.len();
                folders.push(part);
                let path = folders.join("/");
                let id = TreeId::Department(path);
                let expanded = self.expanded.contains(&id);
                if open {
                    rows.push(TreeRow {
                        id,
                        depth,
                        label: (*part).to_owned(),
                        badge: String::new(),
                        expanded: Some(expanded),
                        dirty: false,
                        severity: None,
                        status: None,
                    });
                }
                open &= expanded;
            }
            if open {
                self.push_family(&mut rows, workspace, &document.key, folders.len());
            }
        }
        count_departments(&mut rows, workspace);
        self.rows = rows;
        let above = self.cursor - self.offset.min(self.cursor);
        if let Some(selected) = selected {
            self.select(&selected);
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        // What is selected stays where it is on the screen too, whatever came or went above it.
        self.offset = self.cursor.saturating_sub(above);
    }

    fn push_family(&self, rows: &mut Vec<TreeRow>, workspace: &Workspace, key: &str, depth: usize) {
        let Some(document) = workspace.document(key) else {
            return;
        };
        let id = |position| {
            TreeId::Place(Place {
                key: document.key.clone(),
                position,
            })
        };
        let severity = self.marks.get(key).copied();
        let Some(family) = document.family() else {
            rows.push(TreeRow {
                id: id(Position::FAMILY),
                depth,
                label: document
                    .path
                    .file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
                badge: String::new(),
                expanded: None,
                dirty: document.is_dirty(),
                severity,
                status: None,
            });
            return;
        };
        let mut stack = vec![(Position::FAMILY, depth)];
        while let Some((position, depth)) = stack.pop() {
            let children = family.children(position);
            let node = position.node();
            let expanded = (!children.is_empty()).then(|| self.expanded.contains(&id(position)));
            let status = family.body(node).and_then(|body| body.more.status);
            rows.push(TreeRow {
                id: id(position),
                depth,
                label: family_label(
                    family.title(node),
                    key,
                    node,
                    document.family().is_some_and(|f| f.body.title.is_none()),
                ),
                badge: match position.role {
                    None => family.position_count().to_string(),
                    Some(_) => family
                        .body(node)
                        .and_then(|body| body.grade.as_ref())
                        .map_or_else(String::new, |grade| format!("g{grade}")),
                },
                expanded,
                dirty: position == Position::FAMILY && document.is_dirty(),
                severity: severity.filter(|_| position == Position::FAMILY),
                status: status.filter(|s| *s != Status::Active).map(Status::word),
            });
            if expanded == Some(true) {
                stack.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
            }
        }
    }

    /// Has a family become another: what is selected and what is expanded stays so, wherever it has gone. The rows
    /// are to be made anew after that.
    pub(super) fn follow(&mut self, key: &str, became: &Became<'_>) {
        let is_here = |id: &TreeId| matches!(id, TreeId::Place(place) if *place.key == *key);
        let expanded: Vec<TreeId> = self
            .expanded
            .iter()
            .filter(|id| is_here(id))
            .cloned()
            .collect();
        for id in &expanded {
            self.expanded.remove(id);
        }
        for id in expanded {
            if let TreeId::Place(place) = id
                && let Some(position) = became.exact(place.position)
            {
                self.expanded
                    .insert(TreeId::Place(Place { position, ..place }));
            }
        }
        if let Some(row) = self.rows.get_mut(self.cursor)
            && let TreeId::Place(place) = &mut row.id
            && *place.key == *key
        {
            place.position = became.position(place.position);
        }
    }

    /// Selects a row by what it stands for; when it is not visible, the nearest parent that is.
    pub fn select(&mut self, id: &TreeId) {
        let mut wanted = Some(id.clone());
        while let Some(id) = wanted {
            if let Some(index) = self.rows.iter().position(|row| row.id == id) {
                self.cursor = index;
                return;
            }
            wanted = id.parent();
        }
    }

    /// Expands whatever is above a place and selects it.
    pub fn reveal(&mut self, workspace: &Workspace, place: &Place) {
        let id = TreeId::Place(place.clone());
        let mut above = id.parent();
        while let Some(id) = above {
            above = id.parent();
            self.expanded.insert(id);
        }
        self.rebuild(workspace);
        self.select(&id);
        self.jumped = true;
    }

    /// What is expanded.
    pub(super) fn expanded(&self) -> impl Iterator<Item = &TreeId> {
        self.expanded.iter()
    }

    /// Has these rows expanded and no others, when the rows are made anew.
    pub(super) fn set_expanded(&mut self, ids: impl IntoIterator<Item = TreeId>) {
        self.expanded = ids.into_iter().collect();
    }

    /// Expands or collapses the selected row; `None` toggles. Says whether anything changed.
    pub fn expand(&mut self, workspace: &Workspace, open: Option<bool>) -> bool {
        let Some(row) = self.rows.get(self.cursor) else {
            return false;
        };
        let Some(now) = row.expanded else {
            return false;
        };
        let open = open.unwrap_or(!now);
        if open == now {
            return false;
        }
        let id = row.id.clone();
        if open {
            self.expanded.insert(id);
        } else {
            self.expanded.remove(&id);
        }
        self.rebuild(workspace);
        true
    }

    /// Expands or collapses everything.
    pub fn expand_all(&mut self, workspace: &Workspace, open: bool) {
        let selected = self.selected().cloned();
        self.expanded.clear();
        if open {
            for document in workspace.documents() {
                let mut path = String::new();
                for part in document.key.split('/') {
                    if !path.is_empty() {
                        self.expanded.insert(TreeId::Department(path.clone()));
                        path.push('/');
                    }
                    path.push_str(part);
                }
                let positions = document.family().map(|family| family.positions());
                for position in positions.unwrap_or_default() {
                    self.expanded.insert(TreeId::Place(Place {
                        key: document.key.clone(),
                        position,
                    }));
                }
            }
        }
        self.rebuild(workspace);
        if let Some(selected) = selected {
            self.select(&selected);
        }
    }

    /// Moves the selection by rows.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Selects the parent of the selected row.
    pub fn to_parent(&mut self) {
        if let Some(id) = self.selected().and_then(TreeId::parent) {
            self.select(&id);
        }
    }

    /// The row behind all that stands below a row.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let depth = self.rows.get(at).map_or(0, |row| row.depth);
        let below = self.rows.iter().skip(at + 1);
        at + 1 + below.take_while(|row| row.depth > depth).count()
    }

    /// The rows that stand beside one: at the same depth, below the same row.
    pub(super) fn beside(&self, at: usize) -> Vec<usize> {
        let Some(depth) = self.rows.get(at).map(|row| row.depth) else {
            return Vec::new();
        };
        let inside = |index: &usize| self.rows[*index].depth >= depth;
        let above = (0..at).rev().take_while(inside);
        let below = (at..self.rows.len()).take_while(inside);
        let mut beside: Vec<usize> = above.chain(below).collect();
        beside.retain(|index| self.rows[*index].depth == depth);
        beside.sort_unstable();
        beside
    }

    /// Scrolls as little as it takes to show the selection in a window of `height` rows.
    pub fn keep_in_view(&mut self, height: u16) {
        self.offset = scroll_to(
            self.offset,
            self.cursor,
            usize::from(height),
            self.rows.len(),
        );
    }

    /// Scrolls without moving the selection out of the window.
    pub fn scroll(&mut self, by: isize, height: u16) {
        let height = usize::from(height).max(1);
        let last = self.rows.len().saturating_sub(height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
        self.cursor = self
            .cursor
            .clamp(self.offset, (self.offset + height - 1).max(self.offset))
            .min(self.rows.len().saturating_sub(1));
    }
}

/// How many families stand below each department, and whether any of them is unsaved.
fn count_departments(rows: &mut [TreeRow], workspace: &Workspace) {
    let mut counts: HashMap<&str, (usize, bool)> = HashMap::new();
    for document in workspace.documents() {
        for (at, _) in document.key.match_indices('/') {
            let (count, dirty) = counts.entry(&document.key[..at]).or_default();
            *count += 1;
            *dirty |= document.is_dirty();
        }
    }
    for row in rows {
        if let TreeId::Department(path) = &row.id
            && let Some((count, dirty)) = counts.get(path.as_str())
        {
            row.badge = count.to_string();
            row.dirty = *dirty;
        }
    }
}

/// A family without title goes by the name of its file.
fn family_label(title: &str, key: &str, node: Node, untitled: bool) -> String {
    if node == Node::Family && untitled {
        key.rsplit('/').next().unwrap_or(key).to_owned()
    } else {
        title.to_owned()
    }
}

/// The offset nearest to the present one at which `cursor` is inside a window of `height` of `len` rows.
pub(super) fn scroll_to(offset: usize, cursor: usize, height: usize, len: usize) -> usize {
    if height == 0 {
        return offset;
    }
    offset
        .min(cursor)
        .max((cursor + 1).saturating_sub(height))
        .min(len.saturating_sub(height))
}
