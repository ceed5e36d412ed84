//! `rolebook matrix`: families or departments by grade, track or status.

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Exit, Failure};
use crate::document::Workspace;
use crate::format::matrix;
use crate::model::{Axis, Matrix, MatrixRows};

/// Columns of a cell where somebody reads the table.
const CELL: usize = 28;

/// What `matrix` is asked for.
#[derive(Debug, Args)]
pub struct MatrixArgs {
    /// What the columns are
    #[arg(long, value_enum, default_value_t)]
    pub by: By,
    /// What the rows are
    #[arg(long, value_enum, default_value_t)]
    pub rows: Rows,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

/// What the columns of a matrix are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The grade of the effective role
    #[default]
    Grade,
    /// Individual contributors and managers
    Track,
    /// draft, in-review, active or archived
    Status,
}

/// What the rows of a matrix are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// A family each
    #[default]
    Family,
    /// A department each
    Department,
}

/// In which form a table is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    #[default]
    Text,
    /// For spreadsheets
    Csv,
    /// For programs
    Json,
    /// For pages
    Markdown,
}

pub(super) fn run(
    args: &MatrixArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let catalog = workspace.catalog();
    let axis = match args.by {
        By::Grade => Axis::Grade,
        By::Track => Axis::Track,
        By::Status => Axis::Status,
    };
    let rows = match args.rows {
        Rows::Family => MatrixRows::Family,
        Rows::Department => MatrixRows::Department,
    };
    let of = Matrix::of(catalog, axis, rows);
    let most = out.is_terminal().then_some(CELL);
    match args.format {
        TableFormat::Text => out.text(&matrix::text(&of, catalog, most))?,
        TableFormat::Csv => out.text(&matrix::csv(&of, catalog))?,
        TableFormat::Json => out.json(&matrix::json(&of, catalog))?,
        TableFormat::Markdown => out.text(&matrix::markdown(&of, catalog))?,
    }
    Ok(Exit::Done)
}
