//! The matrix of roles: a cursor among its cells, and which part of it is in sight.

use super::picker::{PickerKind, PickerRow, Run};
use super::tree::scroll_to;
use super::{App, Area, Effect, Message, MouseKind, Overlay, Target};
use crate::config::Action;
use crate::format::clean::clean_line;
use crate::format::matrix::name;
use crate::format::wrap::width;
use crate::model::{Axis, Catalog, Matrix, MatrixCell, MatrixRow, MatrixRows, Place};
use crate::text::text;

/// Columns of the widest cell on the screen.
const MOST: usize = 40;

/// The matrix on the screen.
#[derive(Debug)]
pub struct MatrixView {
    /// The grid.
    pub matrix: Matrix,
    /// What its rows are.
    pub rows: MatrixRows,
    /// Row and column of the cursor.
    pub cursor: (usize, usize),
    /// The first row and column on the screen.
    pub offset: (usize, usize),
    /// Columns of a cell on the screen.
    pub cell_width: usize,
    /// Columns of the longest name of a row.
    pub name_width: usize,
}

impl MatrixView {
    fn new(catalog: &Catalog, place: Option<&Place>) -> Self {
        let rows = MatrixRows::Family;
        let mut view = Self {
            matrix: Matrix::of(catalog, Axis::Grade, rows),
            rows,
            cursor: (0, 0),
            offset: (0, 0),
            cell_width: 20,
            name_width: 0,
        };
        view.measure_names();
        let mut all = view.matrix.rows.iter();
        view.cursor.0 = all
            .position(|row| Some(&row.key) == place.map(|place| &place.key))
            .unwrap_or(0);
        let matrix = &view.matrix;
        let row = matrix.rows.get(view.cursor.0);
        let mut cells = row.map(MatrixRow::cells).unwrap_or_default().iter();
        let role = place.and_then(|place| place.position.role);
        let has_it = |cell: &&MatrixCell| {
            let mut roles = matrix.roles(cell);
            roles.any(|place| place.position.role == role)
        };
        let here = cells.clone().find(has_it);
        view.cursor.1 = here.or_else(|| cells.next()).map_or(0, |cell| cell.column);
        view
    }

    /// Computes it anew, with the cursor in the same row and column if they are still there.
    pub(super) fn compute(&mut self, catalog: &Catalog) {
        let (row, column) = self.cursor;
        let key = self.matrix.rows.get(row).map(|row| row.key.clone());
        let value = self.matrix.columns.get(column).cloned();
        self.matrix = Matrix::of(catalog, self.matrix.axis, self.rows);
        self.measure_names();
        let matrix = &self.matrix;
        let key = key.and_then(|key| matrix.rows.iter().position(|row| row.key == key));
        let value = value.and_then(|value| matrix.columns.iter().position(|c| *c == value));
        self.cursor = (key.unwrap_or(row), value.unwrap_or(column));
        self.step(0, 0);
    }

    fn measure_names(&mut self) {
        let rows = self.matrix.rows.iter();
        let widths = rows.map(|row| width(&clean_line(&name(row))));
        self.name_width = widths.max().unwrap_or(0);
    }

    fn step(&mut self, down: isize, right: isize) {
        let last = |count: usize| count.saturating_sub(1);
        let (row, column) = self.cursor;
        self.cursor = (
            row.saturating_add_signed(down)
                .min(last(self.matrix.rows.len())),
            column
                .saturating_add_signed(right)
                .min(last(self.matrix.columns.len())),
        );
    }

    /// The roles in the cell under the cursor.
    pub fn roles(&self) -> Vec<Place> {
        let row = self.matrix.rows.get(self.cursor.0);
        let cell = row.and_then(|row| row.cell(self.cursor.1));
        let cells = cell.into_iter();
        cells.flat_map(|cell| self.matrix.roles(cell)).collect()
    }

    pub(super) fn keep_in_view(&mut self, cells: Area) {
        let room = usize::from(cells.width);
        let (rows, columns) = (self.matrix.rows.len(), self.matrix.columns.len());
        let least = match room {
            0..=39 => 14,
            40..=79 => 18,
            _ => 22,
        };
        // Where all columns have room, they have all of it.
        let each = room / columns.max(1);
        self.cell_width = each.clamp(least, MOST).min(room.max(1));
        let wide = (room / self.cell_width).max(1);
        let (row, column) = self.cursor;
        self.offset = (
            scroll_to(self.offset.0, row, usize::from(cells.height), rows),
            scroll_to(self.offset.1, column, wide, columns),
        );
    }
}

impl App {
    pub(super) fn open_matrix(&mut self) {
        let place = self.place();
        let view = MatrixView::new(self.workspace.catalog(), place.as_ref());
        self.overlays.push(Overlay::Matrix(Box::new(view)));
        self.measure();
    }

    fn matrix_view(&mut self) -> Option<&mut MatrixView> {
        match self.overlays.last_mut() {
            Some(Overlay::Matrix(view)) => Some(view),
            _ => None,
        }
    }

    pub(super) fn matrix_action(&mut self, action: Action) -> Vec<Effect> {
        let page = isize::try_from(self.viewport.grid.height.max(2) - 1).unwrap_or(1);
        let catalog = self.workspace.catalog();
        let Some(Overlay::Matrix(view)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match action {
            Action::ViewUp => view.step(-1, 0),
            Action::ViewDown => view.step(1, 0),
            Action::ViewLeft => view.step(0, -1),
            Action::ViewRight => view.step(0, 1),
            Action::ViewPageUp => view.step(-page, 0),
            Action::ViewPageDown => view.step(page, 0),
            Action::ViewTop => view.step(isize::MIN, 0),
            Action::ViewBottom => view.step(isize::MAX, 0),
            Action::ViewNext => view.step(0, 1),
            Action::ViewPrevious => view.step(0, -1),
            Action::ViewColumns => {
                let axis = match view.matrix.axis {
                    Axis::Grade => Axis::Track,
                    Axis::Track => Axis::Status,
                    Axis::Status => Axis::Grade,
                };
                view.matrix = Matrix::of(catalog, axis, view.rows);
                view.cursor.1 = 0;
                view.step(0, 0);
            }
            Action::ViewRows => {
                view.rows = match view.rows {
                    MatrixRows::Family => MatrixRows::Department,
                    MatrixRows::Department => MatrixRows::Family,
                };
                view.matrix = Matrix::of(catalog, view.matrix.axis, view.rows);
                view.measure_names();
                view.cursor.0 = 0;
                view.step(0, 0);
            }
            Action::ViewOpen => self.open_cell(),
            Action::ViewMark => self.mark_cell(),
            _ => {}
        }
        Vec::new()
    }

    /// Goes to the role of a cell; where there are several, asks which.
    fn open_cell(&mut self) {
        let roles = self.matrix_view().map(|view| view.roles());
        match roles.as_deref() {
            None | Some([]) => self.say(Message::info(text!("view-there-is-no-role-in"))),
            Some([one]) => self.leave_for(one),
            Some(several) => {
                let catalog = self.workspace.catalog();
                let row = |place: &Place| {
                    let entry = catalog.get(&place.key)?;
                    Some(PickerRow {
                        label: entry.family.position_title(place.position),
                        detail: String::new(),
                        side: catalog.address(place)?.to_string(),
                        why_not: None,
                        run: Run::Leave(place.clone()),
                    })
                };
                let rows = several.iter().filter_map(row).collect();
                self.push_picker(PickerKind::Roles, rows);
            }
        }
    }

    /// Marks the roles of a cell, or takes their marks off when all have one.
    fn mark_cell(&mut self) {
        let roles = self.matrix_view().map(|view| view.roles());
        let roles = roles.unwrap_or_default();
        if roles.is_empty() {
            self.say(Message::info(text!("view-there-is-no-role-in")));
            return;
        }
        let on = !roles.iter().all(|place| self.is_place_marked(place));
        for place in &roles {
            self.set_place(place, on);
        }
        let count = self.marked_places().len();
        self.say(Message::info(text!(
            "view-marked-they-are-marked-in",
            count
        )));
    }

    pub(super) fn mouse_in_matrix(
        &mut self,
        kind: MouseKind,
        target: Option<Target>,
    ) -> Vec<Effect> {
        let Some(view) = self.matrix_view() else {
            return Vec::new();
        };
        match (kind, target) {
            (MouseKind::Click, Some(Target::Grid(x, y))) => {
                let cell = (view.offset.0 + y, view.offset.1 + x / view.cell_width);
                let (rows, columns) = (view.matrix.rows.len(), view.matrix.columns.len());
                if cell.0 < rows && cell.1 < columns {
                    // The first click selects, one on what is selected opens.
                    let again = view.cursor == cell;
                    view.cursor = cell;
                    if again {
                        self.open_cell();
                    }
                }
            }
            (MouseKind::WheelUp, _) => view.step(-3, 0),
            (MouseKind::WheelDown, _) => view.step(3, 0),
            _ => {}
        }
        Vec::new()
    }
}
