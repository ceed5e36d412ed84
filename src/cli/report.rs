//! `rolebook report`: the library in numbers and lists, what its roles ask for, and what its families say in the same or
//! in other words.

use clap::{Args, ValueEnum};

use super::matrix::TableFormat;
use super::output::Output;
use super::{Exit, Failure};
use crate::document::Workspace;
use crate::format::report;
use crate::model::{Budget, BudgetOrder, Report, budgets, clusters};
use crate::store;

/// Columns of a cell where somebody reads the table.
const CELL: usize = 60;
/// How much of what several families say the whole report has.
const REPEATED: usize = 10;

/// What `report` is asked for.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// How many requirements each role has, own and inherited, musts and preferred
    #[arg(long, conflicts_with = "wordings")]
    pub budget: bool,
    /// What several families say, every wording of it with its places
    #[arg(long)]
    pub wordings: bool,
    /// The order of --budget: the largest number first, or by title
    #[arg(long, value_enum, default_value_t, requires = "budget")]
    pub sort: Sort,
    /// At most so many rows of --budget or --wordings
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
}

/// The order of what roles ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By musts
    #[default]
    Must,
    /// By what is preferred
    Preferred,
    /// By both together
    All,
    /// By title
    Title,
}

pub(super) fn run(
    args: &ReportArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let catalog = workspace.catalog();
    let limit = args.limit.unwrap_or(usize::MAX);
    if args.budget {
        return budget(args, workspace, limit, out);
    }
    let mut found = clusters(catalog, &|| false);
    if args.wordings {
        found.truncate(limit);
        match args.format {
            TableFormat::Text => out.text(&report::wordings_text(&found, catalog))?,
            TableFormat::Json => out.json(&report::wordings_json(&found, catalog))?,
            TableFormat::Csv => out.text(&report::csv(&[report::wordings_part(&found)]))?,
            TableFormat::Markdown => {
                out.text(&report::markdown(&[report::wordings_part(&found)]))?;
            }
        }
        return Ok(Exit::Done);
    }
    let today = store::today();
    let of = Report::of(catalog, today);
    if args.format == TableFormat::Json {
        let mut value = report::json(&of, catalog, today);
        found.truncate(REPEATED);
        value["wordings"] = report::wordings_json(&found, catalog);
        out.json(&value)?;
        return Ok(Exit::Done);
    }
    found.truncate(REPEATED);
    let mut parts = report::parts(&of, catalog, today);
    parts.push(report::wordings_part(&found));
    print(&parts, args.format, out)
}

fn print(parts: &[report::Part], format: TableFormat, out: &mut Output) -> Result<Exit, Failure> {
    let most = out.is_terminal().then_some(CELL);
    match format {
        TableFormat::Csv => out.text(&report::csv(parts))?,
        TableFormat::Markdown => out.text(&report::markdown(parts))?,
        _ => out.text(&report::text(parts, most))?,
    }
    Ok(Exit::Done)
}

fn budget(
    args: &ReportArgs,
    workspace: &Workspace,
    limit: usize,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let catalog = workspace.catalog();
    let mut found = budgets(catalog, &|| false);
    let order = match args.sort {
        Sort::Must => BudgetOrder::Must,
        Sort::Preferred => BudgetOrder::Preferred,
        Sort::All => BudgetOrder::All,
        Sort::Title => BudgetOrder::Title,
    };
    Budget::sort(&mut found, catalog, order);
    found.truncate(limit);
    if args.format == TableFormat::Json {
        out.json(&report::budget_json(&found, catalog))?;
        return Ok(Exit::Done);
    }
    print(&[report::budget_part(&found, catalog)], args.format, out)
}
