//! The roles of a catalog in a grid: families or departments by grade, track or status, as the effective roles have
//! them. Every role is in exactly one cell; variations stand with their role.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use super::{Body, Catalog, Family, Grade, Node, Place, Position, Status, Track, role_scalars};

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Axis {
    /// The grade.
    #[default]
    Grade,
    /// Individual contributors and managers.
    Track,
    /// Draft, in review, active, archived.
    Status,
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MatrixRows {
    /// A family each.
    #[default]
    Family,
    /// A department each, with those of its families that stand in it and not below it.
    Department,
}

/// A value that roles have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// A grade.
    Grade(String),
    /// A track.
    Track(Track),
    /// A status.
    Status(Status),
    /// Not said.
    None,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grade(grade) => f.write_str(grade),
            Self::Track(track) => write!(f, "{track}"),
            Self::Status(status) => write!(f, "{status}"),
            Self::None => f.write_str("none"),
        }
    }
}

/// Roles with the same row and column; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Its column.
    pub column: usize,
    /// Whether several of its roles have the same title.
    pub same_title: bool,
    /// The roles, by their place among all of the matrix.
    roles: Range<usize>,
}

impl MatrixCell {
    /// How many roles it has.
    pub fn count(&self) -> usize {
        self.roles.len()
    }
}

/// A family or a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The family's key, or the department's path.
    pub key: Arc<str>,
    /// Its title.
    pub title: String,
    /// The cells that are not empty, by column.
    cells: Vec<MatrixCell>,
    /// From the first column with a grade that is a number, to the last one.
    levels: Range<usize>,
}

impl MatrixRow {
    /// The cell in a column; none where it is empty.
    pub fn cell(&self, column: usize) -> Option<&MatrixCell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column);
        at.ok().map(|at| &self.cells[at])
    }

    /// The cells that are not empty, by column.
    pub fn cells(&self) -> &[MatrixCell] {
        &self.cells
    }

    /// Whether a cell is empty and stands between grades, given as numbers, that are not: a level that is missing.
    pub fn is_gap(&self, column: usize) -> bool {
        self.levels.contains(&column) && self.cell(column).is_none()
    }
}

/// The grid. It takes room for its roles alone, however many cells are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// What the columns are.
    pub axis: Axis,
    /// The columns, in order; roles that do not say it last.
    pub columns: Vec<Column>,
    /// The rows, by key.
    pub rows: Vec<MatrixRow>,
    /// The families' keys.
    keys: Vec<Arc<str>>,
    /// Family and role, cell by cell.
    roles: Vec<(u32, u32)>,
}

impl Matrix {
    /// The grid of a catalog. Takes time in proportion to its roles.
    pub fn of(catalog: &Catalog, axis: Axis, rows: MatrixRows) -> Self {
        let mut columns: Vec<Column> = match axis {
            Axis::Grade => Vec::new(),
            Axis::Track => vec![Column::Track(Track::Ic), Column::Track(Track::Manager)],
            Axis::Status => [
                Status::Draft,
                Status::InReview,
                Status::Active,
                Status::Archived,
            ]
            .map(Column::Status)
            .to_vec(),
        };
        let mut numbers: HashMap<Value<'_>, usize> = HashMap::new();
        for (n, column) in columns.iter().enumerate() {
            let value = match column {
                Column::Track(track) => Value::Track(*track),
                Column::Status(status) => Value::Status(*status),
                Column::Grade(_) | Column::None => Value::None,
            };
            numbers.insert(value, n);
        }
        // Row, column, and which role of which family.
        let mut found: Vec<(u32, u32, u32, u32)> = Vec::new();
        let mut row_of: HashMap<&str, u32> = HashMap::new();
        let mut heads: Vec<(Arc<str>, String)> = Vec::new();
        for (family, entry) in (0_u32..).zip(catalog.entries()) {
            let row = match rows {
                MatrixRows::Family => {
                    let title = entry.family.title(Node::Family).to_owned();
                    heads.push((entry.key.clone(), title));
                    family
                }
                MatrixRows::Department => {
                    let folder = entry.department();
                    *row_of.entry(folder).or_insert_with(|| {
                        heads.push((Arc::from(folder), folder.to_owned()));
                        heads.len() as u32 - 1
                    })
                }
            };
            for (role, value) in (0_u32..).zip(values(&entry.family, axis)) {
                let column = *numbers.entry(value).or_insert_with(|| {
                    columns.push(value.column());
                    columns.len() - 1
                });
                found.push((row, column as u32, family, role));
            }
        }
        let order = sorted(&columns, in_order);
        let place_of = places(&order);
        for (_, column, ..) in &mut found {
            *column = place_of[*column as usize];
        }
        let columns: Vec<Column> = order.iter().map(|n| columns[*n].clone()).collect();
        let by_key = sorted(&heads, |one, other| one.0.cmp(&other.0));
        found.sort_unstable();
        let mut rows: Vec<MatrixRow> = heads
            .into_iter()
            .map(|(key, title)| MatrixRow {
                key,
                title,
                cells: Vec::new(),
                levels: 0..0,
            })
            .collect();
        let mut start = 0;
        for cell in found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (row, column, ..) = cell[0];
            let (row, column) = (&mut rows[row as usize], column as usize);
            let titles = cell.iter().map(|(.., family, role)| {
                let family = &catalog.entries()[*family as usize].family;
                family.title(Node::Role(*role as usize))
            });
            row.cells.push(MatrixCell {
                column,
                same_title: cell.len() > 1 && has_same(titles),
                roles: start..start + cell.len(),
            });
            start += cell.len();
            if is_number(&columns[column]) {
                let first = if row.levels.is_empty() {
                    column
                } else {
                    row.levels.start
                };
                row.levels = first..column + 1;
            }
        }
        let mut rows: Vec<Option<MatrixRow>> = rows.into_iter().map(Some).collect();
        Self {
            axis,
            columns,
            rows: by_key.iter().filter_map(|n| rows[*n].take()).collect(),
            keys: catalog.entries().iter().map(|e| e.key.clone()).collect(),
            roles: found
                .iter()
                .map(|(.., family, role)| (*family, *role))
                .collect(),
        }
    }

    /// The roles in a cell, in the order of the catalog.
    pub fn roles(&self, cell: &MatrixCell) -> impl Iterator<Item = Place> + '_ {
        let roles = self.roles.get(cell.roles.clone()).unwrap_or_default();
        roles.iter().map(|(family, role)| Place {
            key: self.keys[*family as usize].clone(),
            position: Position::role(*role as usize),
        })
    }

    /// How many roles it has.
    pub fn count(&self) -> usize {
        self.roles.len()
    }
}

/// The places of things, in an order of them.
fn sorted<T>(things: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..things.len()).collect();
    places.sort_by(|a, b| order(&things[*a], &things[*b]));
    places
}

/// Where each of them has come.
fn places(order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (n, thing) in (0_u32..).zip(order) {
        places[*thing] = n;
    }
    places
}

/// A value as a family has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Value<'f> {
    Number(i64),
    Text(&'f str),
    Track(Track),
    Status(Status),
    None,
}

impl Value<'_> {
    fn column(self) -> Column {
        match self {
            Self::Number(number) => Column::Grade(number.to_string()),
            Self::Text(text) => Column::Grade(text.to_owned()),
            Self::Track(track) => Column::Track(track),
            Self::Status(status) => Column::Status(status),
            Self::None => Column::None,
        }
    }

    /// A text that is a number is that number.
    fn grade(grade: &Grade) -> Value<'_> {
        match grade {
            Grade::Number(number) => Value::Number(*number),
            Grade::Text(text) => match text.trim() {
                "" => Value::None,
                text => match i64::from_str(text) {
                    Ok(number) if number.to_string() == text => Value::Number(number),
                    _ => Value::Text(text),
                },
            },
        }
    }
}

/// What each role of a family has on an axis.
fn values(family: &Family, axis: Axis) -> Vec<Value<'_>> {
    fn all<'f, T: Clone>(
        family: &'f Family,
        get: impl Fn(&'f Body) -> Option<T>,
        value: impl Fn(T) -> Value<'f>,
    ) -> Vec<Value<'f>> {
        let values = role_scalars(family, get).into_iter();
        values
            .map(|said| said.map_or(Value::None, &value))
            .collect()
    }
    match axis {
        Axis::Grade => all(family, |body| body.grade.as_ref(), Value::grade),
        Axis::Track => all(family, |body| body.track, Value::Track),
        Axis::Status => all(family, |body| body.more.status, Value::Status),
    }
}

/// Numbers by size before texts; numbers inside of texts by size too, so that M9 comes before M10.
fn in_order(a: &Column, b: &Column) -> Ordering {
    let rank = |column: &Column| match column {
        Column::Grade(_) => (0, 0),
        Column::Track(track) => (0, *track as usize),
        Column::Status(status) => (0, *status as usize),
        Column::None => (1, 0),
    };
    match (a, b) {
        (Column::Grade(a), Column::Grade(b)) => grades_in_order(a, b),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// The order of grades, as [`Matrix`] has its columns.
pub fn grades_in_order(a: &str, b: &str) -> Ordering {
    let number = |text: &str| i64::from_str(text).ok();
    match (number(a), number(b)) {
        (Some(one), Some(other)) => one.cmp(&other).then_with(|| a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b)),
    }
}

/// A text with its runs of digits as numbers.
fn pieces(text: &str) -> Vec<(bool, u64, String)> {
    let mut pieces: Vec<(bool, u64, String)> = Vec::new();
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        match pieces.last_mut() {
            Some((digits, value, run)) if *digits == is_digit => {
                run.push(c);
                if is_digit {
                    let digit = u64::from(c) - u64::from('0');
                    *value = value.saturating_mul(10).saturating_add(digit);
                }
            }
            _ => {
                let value = if is_digit {
                    u64::from(c) - u64::from('0')
                } else {
                    0
                };
                pieces.push((is_digit, value, c.to_string()));
            }
        }
    }
    for (digits, _, run) in &mut pieces {
        if *digits {
            run.clear();
        }
    }
    pieces
}

fn is_number(column: &Column) -> bool {
    matches!(column, Column::Grade(grade) if i64::from_str(grade).is_ok())
}

/// Whether two titles are the same, whatever their case. Most differ, so they are told apart by a number first.
fn has_same<'t>(titles: impl Iterator<Item = &'t str> + Clone) -> bool {
    let mut numbers: HashSet<u64> = HashSet::new();
    if titles.clone().all(|title| numbers.insert(number_of(title))) {
        return false;
    }
    let mut seen: HashSet<String> = HashSet::new();
    let mut titles = titles;
    titles.any(|title| !seen.insert(title.to_lowercase()))
}

/// FNV-1a of a text in lower case.
fn number_of(text: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for c in text.chars().flat_map(char::to_lowercase) {
        hash = (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
