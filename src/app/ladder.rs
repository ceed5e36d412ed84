//! The career ladder around what was selected: boxes to walk through, and what can be reached from the one that the
//! cursor is on.
//!
//! Owns where the boxes stand, in cells from the upper left corner of a canvas of any size, and which part of it is in
//! sight. Knows nothing of how lines and boxes are drawn.

use super::follow::Became;
use super::tree::scroll_to;
use super::{App, Area, Effect, Message, MouseKind, Overlay, Target};
use crate::config::Action;
use crate::format::wrap::width;
use crate::model::{
    Around, Catalog, Direction, Grid, Ladder, OutlineRow, Place, Rung, StepKind, Walk, Wanted,
};
use crate::text::text;

/// More boxes than this are not drawn around a role.
const RUNGS: usize = 400;
/// What is listed of what can be reached.
const STEPS: usize = 8;
const ROWS: usize = 400;

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LadderFocus {
    /// The boxes.
    #[default]
    Boxes,
    /// The lists.
    Lists,
}

/// One row of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LadderEntry {
    /// What the rows below are.
    Heading(&'static str),
    /// That there are none.
    Nothing(&'static str),
    /// A rung that can be reached.
    Row(OutlineRow),
}

/// The ladder on the screen.
#[derive(Debug)]
pub struct LadderView {
    /// The rungs and steps.
    pub ladder: Ladder,
    /// Where the rungs stand.
    pub grid: Grid,
    /// By rung: its title.
    pub titles: Vec<String>,
    /// By rung: what its box says. A variation stands beside its role and need not name it.
    pub labels: Vec<String>,
    /// By rung: whether it is in a circle.
    pub circles: Vec<bool>,
    /// The rung that the cursor is on.
    pub cursor: usize,
    /// How many rungs are joined with these and not shown.
    pub left_out: usize,
    /// What has the focus.
    pub focus: LadderFocus,
    /// What can be reached from the rung, and how it is reached.
    pub list: Vec<LadderEntry>,
    /// Place in the list.
    pub list_cursor: usize,
    /// The first row of the list on the screen.
    pub list_offset: usize,
    /// The first column and row of the canvas on the screen.
    pub offset: (usize, usize),
    /// Columns of a box.
    pub box_width: usize,
    /// Columns that the longest title needs.
    longest: usize,
    places: Vec<Place>,
    /// The rungs that the cursor was on before, to go back in the lists.
    before: Vec<usize>,
}

/// Columns of a box at least; it has as many as the longest title needs, where there is room.
const NARROWEST: usize = 20;
/// Columns between boxes, for arrows and for lines on their way up.
pub const GUTTER: usize = 4;
/// Rows of a box.
pub const BOX_HEIGHT: usize = 3;
/// Rows of a level: a box, and the lines below it.
pub const LEVEL: usize = BOX_HEIGHT + 1;

impl LadderView {
    fn new(catalog: &Catalog, places: Vec<Place>) -> Self {
        let mut view = Self {
            ladder: Ladder::default(),
            grid: Grid::default(),
            titles: Vec::new(),
            labels: Vec::new(),
            circles: Vec::new(),
            cursor: 0,
            left_out: 0,
            focus: LadderFocus::Boxes,
            list: Vec::new(),
            list_cursor: 0,
            list_offset: 0,
            offset: (0, 0),
            box_width: NARROWEST,
            longest: 0,
            places,
            before: Vec::new(),
        };
        view.compute(catalog);
        view
    }

    /// Computes everything anew, with the cursor on the same rung if it is still there.
    pub(super) fn compute(&mut self, catalog: &Catalog) {
        let was = self.ladder.rungs.get(self.cursor).cloned();
        let whole = Ladder::of(catalog);
        let Around {
            ladder,
            focus,
            left_out,
        } = whole.around(catalog, &self.places, RUNGS);
        let now = was.and_then(|was| ladder.rungs.iter().position(|rung| *rung == was));
        self.cursor = now.or(focus).unwrap_or(0);
        self.left_out = left_out;
        self.grid = Grid::of(&ladder);
        let rungs = 0..ladder.rungs.len();
        self.titles = rungs.map(|rung| ladder.title(catalog, rung)).collect();
        self.labels = self.titles.clone();
        for step in ladder
            .steps
            .iter()
            .filter(|s| s.kind == StepKind::Variation)
        {
            let (role, whole) = (&self.titles[step.from], &self.titles[step.to]);
            if let Some(own) = whole.strip_prefix(role.as_str()) {
                self.labels[step.to] = own.trim_start().to_owned();
            }
        }
        let labels = self.labels.iter();
        self.longest = labels.map(|label| width(label) + 2).max().unwrap_or(0);
        self.circles = vec![false; ladder.rungs.len()];
        for rung in ladder.cycles().into_iter().flatten() {
            self.circles[rung] = true;
        }
        self.ladder = ladder;
        self.before.clear();
        self.fill_list();
    }

    /// Has a family become another: what the cursor is on stays so.
    pub(super) fn follow(&mut self, key: &str, became: &Became<'_>) {
        let here = match self.ladder.rungs.get_mut(self.cursor) {
            Some(Rung::Place(place)) => Some(place),
            _ => None,
        };
        for place in self.places.iter_mut().chain(here) {
            if *place.key == *key {
                place.position = became.position(place.position);
            }
        }
    }

    fn fill_list(&mut self) {
        self.list.clear();
        if self.ladder.rungs.is_empty() {
            return;
        }
        for (direction, heading, nothing) in [
            (
                Direction::FromHere,
                text!("view-where-one-can-go-from"),
                text!("view-nowhere-that-a-step-names"),
            ),
            (
                Direction::ToHere,
                text!("view-how-one-gets-here"),
                text!("view-from-nowhere-that-a-step"),
            ),
        ] {
            let rows = self.ladder.outline(&Wanted {
                starts: &[self.cursor],
                direction,
                steps: STEPS,
                rows: ROWS,
                variations: false,
                is_followed: &|_| true,
            });
            self.list.push(LadderEntry::Heading(heading));
            if rows.len() < 2 {
                self.list.push(LadderEntry::Nothing(nothing));
            }
            let rows = rows.into_iter().skip(1);
            self.list.extend(rows.map(LadderEntry::Row));
        }
        self.list_cursor = 0;
        self.list_offset = 0;
        self.step_in_list(1);
    }

    fn go_to(&mut self, rung: usize) {
        if rung != self.cursor {
            self.before.push(self.cursor);
            self.cursor = rung;
            self.fill_list();
        }
    }

    fn step_in_list(&mut self, by: isize) {
        let last = self.list.len().saturating_sub(1);
        let mut at = self.list_cursor.saturating_add_signed(by).min(last);
        let is_row = |at: usize| matches!(self.list.get(at), Some(LadderEntry::Row(_)));
        // Headings are passed over, unless there is nothing beyond them.
        while !is_row(at) && by != 0 {
            let next = at.saturating_add_signed(by.signum());
            if next == at || next > last {
                return;
            }
            at = next;
        }
        self.list_cursor = at;
    }

    /// The rung of the row of the list that the cursor is on.
    fn listed(&self) -> Option<usize> {
        match self.list.get(self.list_cursor)? {
            LadderEntry::Row(row) => Some(row.rung),
            LadderEntry::Heading(_) | LadderEntry::Nothing(_) => None,
        }
    }

    /// The upper left corner of a box on the canvas.
    pub fn corner(&self, rung: usize) -> (usize, usize) {
        let (row, column) = self.grid.cells.get(rung).copied().unwrap_or_default();
        let from_above = self.grid.rows.saturating_sub(1 + row);
        (
            column * (self.box_width + GUTTER) + GUTTER / 2,
            from_above * LEVEL,
        )
    }

    /// The size of the canvas.
    pub fn canvas(&self) -> (usize, usize) {
        (
            self.grid.columns * (self.box_width + GUTTER),
            self.grid.rows * LEVEL,
        )
    }

    /// The box at a cell of the canvas.
    fn box_at(&self, x: usize, y: usize) -> Option<usize> {
        let column = x / (self.box_width + GUTTER);
        let row = self.grid.rows.checked_sub(1 + y / LEVEL)?;
        let rung = self.grid.rung_at(row, column)?;
        let (left, top) = self.corner(rung);
        let inside = (left..left + self.box_width).contains(&x) && y < top + BOX_HEIGHT;
        inside.then_some(rung)
    }

    pub(super) fn keep_in_view(&mut self, boxes: Area, list: u16) {
        self.list_offset = scroll_to(
            self.list_offset,
            self.list_cursor,
            usize::from(list),
            self.list.len(),
        );
        if boxes.width == 0 {
            return;
        }
        let (width, height) = (usize::from(boxes.width), usize::from(boxes.height));
        let most = match width {
            0..=59 => 24,
            60..=119 => 30,
            _ => 36,
        };
        self.box_width = self.longest.clamp(NARROWEST, most);
        let (x, y) = self.corner(self.cursor);
        let (columns, rows) = self.canvas();
        let (left, top) = self.offset;
        // The whole box, and where there is room the lines around it.
        self.offset = (
            window(
                left,
                x.saturating_sub(GUTTER / 2),
                self.box_width + GUTTER,
                width,
                columns,
            ),
            window(top, y, LEVEL, height, rows),
        );
    }
}

/// The offset nearest to the present one at which `size` cells from `start` are inside a window of `room` of `all`
/// cells; their beginning where they do not fit.
fn window(offset: usize, start: usize, size: usize, room: usize, all: usize) -> usize {
    let latest = all.saturating_sub(room);
    offset
        .max((start + size).saturating_sub(room))
        .min(start)
        .min(latest)
}

impl App {
    pub(super) fn open_ladder(&mut self) {
        let view = LadderView::new(self.workspace.catalog(), self.viewed_places());
        self.overlays.push(Overlay::Ladder(Box::new(view)));
        self.measure();
    }

    fn ladder_view(&mut self) -> Option<&mut LadderView> {
        match self.overlays.last_mut() {
            Some(Overlay::Ladder(view)) => Some(view),
            _ => None,
        }
    }

    pub(super) fn ladder_action(&mut self, action: Action) -> Vec<Effect> {
        let has_boxes = self.viewport.grid.width > 0;
        let page = isize::try_from(self.viewport.list.height.max(2) - 1).unwrap_or(1);
        let Some(view) = self.ladder_view() else {
            return Vec::new();
        };
        if has_boxes && view.focus == LadderFocus::Boxes {
            let walk = match action {
                Action::ViewUp => Some(Walk::Up),
                Action::ViewDown => Some(Walk::Down),
                Action::ViewLeft => Some(Walk::Left),
                Action::ViewRight => Some(Walk::Right),
                Action::ViewPageUp => Some(Walk::RowUp),
                Action::ViewPageDown => Some(Walk::RowDown),
                _ => None,
            };
            let next = walk.and_then(|walk| view.grid.walk(&view.ladder, view.cursor, walk));
            let level = |rung: &usize| view.grid.cells[*rung].0;
            let all = 0..view.ladder.rungs.len();
            let edge = match action {
                Action::ViewTop => all.max_by_key(|rung| (level(rung), usize::MAX - rung)),
                Action::ViewBottom => all.min_by_key(|rung| (level(rung), *rung)),
                _ => None,
            };
            if let Some(rung) = next.or(edge) {
                view.go_to(rung);
            }
        } else {
            match action {
                Action::ViewUp => view.step_in_list(-1),
                Action::ViewDown => view.step_in_list(1),
                Action::ViewPageUp => view.step_in_list(-page),
                Action::ViewPageDown => view.step_in_list(page),
                Action::ViewTop => {
                    view.list_cursor = 0;
                    view.step_in_list(1);
                }
                Action::ViewBottom => view.step_in_list(isize::MAX / 2),
                Action::ViewRight => {
                    if let Some(rung) = view.listed() {
                        view.go_to(rung);
                    }
                }
                Action::ViewLeft => {
                    if let Some(rung) = view.before.pop() {
                        view.cursor = rung;
                        view.fill_list();
                    }
                }
                _ => {}
            }
        }
        match action {
            Action::ViewNext | Action::ViewPrevious if has_boxes => {
                view.focus = match view.focus {
                    LadderFocus::Boxes => LadderFocus::Lists,
                    LadderFocus::Lists => LadderFocus::Boxes,
                };
            }
            Action::ViewOpen => {
                let in_list = !has_boxes || view.focus == LadderFocus::Lists;
                let rung = match in_list {
                    true => view.listed(),
                    false => Some(view.cursor),
                };
                if let Some(rung) = rung {
                    self.leave_ladder_for(rung);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// Goes to a rung that is a role; from another one, to what names it.
    fn leave_ladder_for(&mut self, rung: usize) {
        let Some(view) = self.ladder_view() else {
            return;
        };
        let known = view.ladder.rungs.get(rung).cloned();
        let said = view
            .ladder
            .coming(rung)
            .chain(view.ladder.leaving(rung))
            .next();
        let said = said.map(|step| step.said.clone());
        match (known, said) {
            (Some(Rung::Place(place)), _) => self.leave_for(&place),
            (Some(other), Some((key, node))) => {
                let position = self.position_of(&key, node);
                self.leave_for(&Place { key, position });
                self.say(Message::info(match other {
                    Rung::Outside(_) => {
                        text!("view-that-is-outside-the-catalog")
                    }
                    _ => text!("view-nothing-in-the-catalog-has"),
                }));
            }
            _ => {}
        }
    }

    pub(super) fn mouse_in_ladder(
        &mut self,
        kind: MouseKind,
        target: Option<Target>,
    ) -> Vec<Effect> {
        let Some(view) = self.ladder_view() else {
            return Vec::new();
        };
        match (kind, target) {
            (MouseKind::Click, Some(Target::Grid(x, y))) => {
                let (left, top) = view.offset;
                if let Some(rung) = view.box_at(left + x, top + y) {
                    // The first click selects, one on what is selected opens.
                    let again = rung == view.cursor && view.focus == LadderFocus::Boxes;
                    view.focus = LadderFocus::Boxes;
                    view.go_to(rung);
                    if again {
                        self.leave_ladder_for(rung);
                    }
                }
            }
            (MouseKind::Click, Some(Target::List(row))) => {
                let at = view.list_offset + row;
                if matches!(view.list.get(at), Some(LadderEntry::Row(_))) {
                    let again = at == view.list_cursor && view.focus == LadderFocus::Lists;
                    view.focus = LadderFocus::Lists;
                    view.list_cursor = at;
                    if again && let Some(rung) = view.listed() {
                        self.leave_ladder_for(rung);
                    }
                }
            }
            (MouseKind::WheelUp, Some(Target::List(_))) => view.step_in_list(-1),
            (MouseKind::WheelDown, Some(Target::List(_))) => view.step_in_list(1),
            (MouseKind::WheelUp, _) => return self.ladder_action(Action::ViewPageUp),
            (MouseKind::WheelDown, _) => return self.ladder_action(Action::ViewPageDown),
            _ => {}
        }
        Vec::new()
    }
}
