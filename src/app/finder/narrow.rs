//! What narrows a query: the values that the roles found have, with how many have each. Taking a value writes it
//! into the query, so that everything that narrows can be read, edited and saved there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::tree::scroll_to;
use crate::app::{App, Effect};
use crate::search::{FACETS, FacetCount, Facets, QueryField, toggle, values_in};
use crate::text::text;

/// Values of one field that are shown before one asks for the rest.
const FIRST: usize = 8;

/// One row of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NarrowRow {
    /// The name of a field.
    Heading(&'static str),
    /// A value.
    Value {
        /// Of which field of the query language.
        field: QueryField,
        /// The value.
        value: Arc<str>,
        /// How many roles have it.
        count: usize,
        /// Whether the query asks for it.
        taken: bool,
    },
    /// So many more values of this field.
    More(QueryField, usize),
}

/// The column that narrows.
#[derive(Debug, Default)]
pub struct Narrow {
    /// What it shows.
    pub rows: Vec<NarrowRow>,
    /// The row that the cursor is on.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    facets: Facets,
    /// What the query asks for already.
    taken: Vec<(QueryField, String)>,
    /// The fields of which all values are shown.
    open: BTreeSet<QueryField>,
    /// Rows on the screen.
    height: u16,
}

impl Narrow {
    /// Whether there is anything to choose.
    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Shows what another search has found; the cursor stays on its value.
    pub(super) fn show(&mut self, facets: Facets, query: &str) {
        self.facets = facets;
        let taken = |field| {
            values_in(query, field)
                .into_iter()
                .map(move |value| (field, value))
        };
        self.taken = FACETS.into_iter().flat_map(taken).collect();
        self.lay_out();
    }

    /// The values of a field; those that the query asks for are there also when nothing has them.
    fn values(&self, field: QueryField) -> Vec<(FacetCount, bool)> {
        let counts = self.facets.of(field).into_iter();
        let is_taken = |value: &str| {
            let mut taken = self.taken.iter();
            taken.any(|(of, known)| *of == field && known == value)
        };
        let mut values: Vec<(FacetCount, bool)> = counts
            .map(|count| {
                let taken = is_taken(&count.value);
                (count, taken)
            })
            .collect();
        for (_, value) in self.taken.iter().filter(|(of, _)| *of == field) {
            if !values.iter().any(|(known, _)| *known.value == **value) {
                let value = Arc::from(value.as_str());
                values.push((FacetCount { value, count: 0 }, true));
            }
        }
        values
    }

    fn lay_out(&mut self) {
        let here = self.rows.get(self.cursor).cloned();
        self.rows.clear();
        let fields = FACETS.map(|field| (field, self.values(field)));
        let all: usize = fields.iter().map(|(_, values)| values.len() + 1).sum();
        let fit = all <= usize::from(self.height);
        for (field, values) in fields {
            if values.is_empty() {
                continue;
            }
            self.rows.push(NarrowRow::Heading(heading(field)));
            let all = fit || self.open.contains(&field) || values.len() <= FIRST + 1;
            let mut left_out = 0;
            for (n, (count, taken)) in values.into_iter().enumerate() {
                if n < FIRST || all || taken {
                    self.rows.push(NarrowRow::Value {
                        field,
                        value: count.value,
                        count: count.count,
                        taken,
                    });
                } else {
                    left_out += 1;
                }
            }
            if left_out > 0 {
                self.rows.push(NarrowRow::More(field, left_out));
            }
        }
        let is_here = |row: &NarrowRow| match (row, &here) {
            (
                NarrowRow::Value { field, value, .. },
                Some(NarrowRow::Value {
                    field: its_field,
                    value: its_value,
                    ..
                }),
            ) => field == its_field && value == its_value,
            (row, Some(here)) => row == here,
            (_, None) => false,
        };
        let again = self.rows.iter().position(is_here);
        self.cursor = again.unwrap_or(self.cursor.min(self.rows.len().saturating_sub(1)));
        self.off_heading(1);
    }

    /// Headings are not for choosing.
    fn off_heading(&mut self, by: isize) {
        let is_heading = |at: usize| matches!(self.rows.get(at), Some(NarrowRow::Heading(_)));
        if is_heading(self.cursor) {
            self.cursor = match self.cursor.checked_add_signed(by) {
                Some(next) if next < self.rows.len() => next,
                // Nothing stands above the first heading.
                _ => self.cursor + 1,
            };
        }
    }

    pub(in crate::app) fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.off_heading(by.signum());
    }

    /// Scrolls as little as it takes to show the cursor.
    pub(in crate::app) fn keep_in_view(&mut self, height: u16) {
        if height != self.height {
            self.height = height;
            self.lay_out();
        }
        self.offset = scroll_to(
            self.offset,
            self.cursor,
            usize::from(height),
            self.rows.len(),
        );
        if self.cursor <= 1 {
            // The first heading belongs to the first value.
            self.offset = 0;
        }
    }
}

/// The name of a field as the heading of its values.
fn heading(field: QueryField) -> &'static str {
    match field {
        QueryField::Department => text!("finder-department"),
        QueryField::Grade => text!("finder-grade"),
        QueryField::Status => text!("finder-status"),
        QueryField::Track => text!("finder-track"),
        QueryField::Tag => text!("finder-tag"),
        other => other.name(),
    }
}

impl App {
    /// Takes the value under the cursor, or leaves it; or shows the rest of the values.
    pub(super) fn toggle_value(&mut self) -> Vec<Effect> {
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        match finder.narrow.rows.get(finder.narrow.cursor) {
            Some(NarrowRow::Value { field, value, .. }) => {
                let query = toggle(finder.input.text(), *field, value);
                finder.input.set(&query);
                self.search_again()
            }
            Some(NarrowRow::More(field, _)) => {
                let field = *field;
                finder.narrow.open.insert(field);
                finder.narrow.lay_out();
                self.measure();
                Vec::new()
            }
            Some(NarrowRow::Heading(_)) | None => Vec::new(),
        }
    }

    /// The mouse on a row of the column.
    pub(in crate::app) fn click_value(&mut self, row: usize) -> Vec<Effect> {
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let at = finder.narrow.offset + row;
        if at < finder.narrow.rows.len() {
            finder.narrow.cursor = at;
            return self.toggle_value();
        }
        Vec::new()
    }
}
