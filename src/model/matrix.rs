//! The roles of a catalog in a grid: families or departments by grade, track or status, as the effective roles have
//! them. Every role is in exactly one cell; variations stand with their role.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
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

/// Roles with the same row and column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// The roles, in the order of the catalog.
    pub roles: Vec<Place>,
    /// Whether several of them have the same title.
    pub same_title: bool,
    /// Whether it is empty and stands between grades, given as numbers, that are not: a level that is missing.
    pub is_gap: bool,
}

/// A family or a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The family's key, or the department's path.
    pub key: Arc<str>,
    /// Its title.
    pub title: String,
    /// By column.
    pub cells: Vec<MatrixCell>,
}

/// The grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix {
    /// What the columns are.
    pub axis: Axis,
    /// The columns, in order; roles that do not say it last.
    pub columns: Vec<Column>,
    /// The rows, by key.
    pub rows: Vec<MatrixRow>,
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
        let mut numbers: HashMap<Column, usize> = HashMap::new();
        numbers.extend(columns.iter().cloned().zip(0..));
        // By row: the column of each of its roles.
        let mut found: BTreeMap<Arc<str>, Filed> = BTreeMap::new();
        for entry in catalog.entries() {
            let family = &entry.family;
            let (key, title) = match rows {
                MatrixRows::Family => (entry.key.clone(), family.title(Node::Family).to_owned()),
                MatrixRows::Department => {
                    let folder = entry.department();
                    let key = found.get_key_value(folder).map(|(key, _)| key.clone());
                    (key.unwrap_or_else(|| Arc::from(folder)), folder.to_owned())
                }
            };
            let (_, roles) = found.entry(key).or_insert_with(|| (title, Vec::new()));
            for (role, value) in values(family, axis).into_iter().enumerate() {
                let column = *numbers.entry(value).or_insert_with_key(|value| {
                    columns.push(value.clone());
                    columns.len() - 1
                });
                let place = Place {
                    key: entry.key.clone(),
                    position: Position::role(role),
                };
                roles.push((column, place));
            }
        }
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by(|a, b| in_order(&columns[*a], &columns[*b]));
        let mut place_of = vec![0; columns.len()];
        for (n, column) in order.iter().enumerate() {
            place_of[*column] = n;
        }
        let count = columns.len();
        let rows = found.into_iter().map(|(key, (title, roles))| {
            let mut cells = vec![MatrixCell::default(); count];
            for (column, place) in roles {
                cells[place_of[column]].roles.push(place);
            }
            for cell in &mut cells {
                cell.same_title = has_same_title(catalog, &cell.roles);
            }
            let numbered = || (0..count).filter(|n| is_number(&columns[order[*n]]));
            let filled = |n: &usize| !cells[*n].roles.is_empty();
            let ends = (numbered().find(filled), numbered().rfind(filled));
            if let (Some(first), Some(last)) = ends {
                for column in numbered().filter(|n| (first..last).contains(n)) {
                    cells[column].is_gap = cells[column].roles.is_empty();
                }
            }
            MatrixRow { key, title, cells }
        });
        let rows = rows.collect();
        Self {
            axis,
            columns: order
                .iter()
                .map(|column| columns[*column].clone())
                .collect(),
            rows,
        }
    }

    /// How many roles it has.
    pub fn count(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.roles.len()).sum()
    }
}

/// The title of a row, and its roles with the columns that they are in.
type Filed = (String, Vec<(usize, Place)>);

/// What each role of a family has on an axis.
fn values(family: &Family, axis: Axis) -> Vec<Column> {
    fn all<'f, T: Clone>(
        family: &'f Family,
        get: impl Fn(&'f Body) -> Option<T>,
        column: impl Fn(T) -> Column,
    ) -> Vec<Column> {
        let values = role_scalars(family, get).into_iter();
        values
            .map(|value| value.map_or(Column::None, &column))
            .collect()
    }
    match axis {
        Axis::Grade => all(family, |body| body.grade.as_ref(), grade_column),
        Axis::Track => all(family, |body| body.track, Column::Track),
        Axis::Status => all(family, |body| body.status, Column::Status),
    }
}

fn grade_column(grade: &Grade) -> Column {
    match grade.to_string().trim() {
        "" => Column::None,
        text => Column::Grade(text.to_owned()),
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

fn has_same_title(catalog: &Catalog, roles: &[Place]) -> bool {
    if roles.len() < 2 {
        return false;
    }
    let mut titles: HashSet<String> = HashSet::new();
    let mut titled = roles.iter().filter_map(|place| {
        let entry = catalog.get(&place.key)?;
        Some(entry.family.position_title(place.position).to_lowercase())
    });
    titled.any(|title| !titles.insert(title))
}
