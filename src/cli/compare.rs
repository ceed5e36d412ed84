//! `rolebook compare`: two to four roles with all that they inherit, beside each other.

use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::open::{resolve, warn_of_losses};
use super::output::Output;
use super::{Exit, Failure};
use crate::document::Workspace;
use crate::format::compare;
use crate::format::marked::MarkedLine;
use crate::model::{self, Comparison, Effective, Family, compose};
use crate::text::text;

/// What `compare` is asked for.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Two to four addresses, ends of such that only one place has, or titles
    #[arg(required = true, num_args = 2..=4, value_name = "ADDRESS", add = super::completions::addresses())]
    pub addresses: Vec<String>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: CompareFormat,
    /// Leave out what all of them say
    #[arg(long)]
    pub differences: bool,
}

/// In which form a comparison is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people: one list, letters say who has a line
    #[default]
    Text,
    /// A table a section
    Markdown,
    /// For programs
    Json,
    /// A page that stands alone
    Html,
}

pub(super) fn run(
    args: &CompareArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let mut roles: Vec<(Effective, Arc<Family>)> = Vec::new();
    for address in &args.addresses {
        roles.push(effective(workspace, address)?);
    }
    let roles: Vec<(&Effective, &Family)> = roles.iter().map(|(role, f)| (role, &**f)).collect();
    let mut comparison = model::compare(&roles);
    let exit = match comparison.is_equal() {
        true => Exit::Done,
        false => Exit::NothingFound,
    };
    if args.differences {
        comparison.keep_differences();
    }
    print(args.format, &comparison, out)?;
    Ok(exit)
}

/// The effective role at an address, and its family.
pub(super) fn effective(
    workspace: &Workspace,
    address: &str,
) -> Result<(Effective, Arc<Family>), Failure> {
    let (place, document) = resolve(workspace, address)?;
    let Some(entry) = workspace.catalog().get(&place.key) else {
        let line = text!("cli-cannot-be-read", key = place.key);
        return Err(Failure::new(Exit::Files, line));
    };
    warn_of_losses(workspace, document);
    let role = compose(&place.key, &entry.family, place.position);
    Ok((role, entry.family.clone()))
}

fn print(format: CompareFormat, comparison: &Comparison, out: &mut Output) -> Result<(), Failure> {
    match format {
        CompareFormat::Json => out.json(&compare::json(comparison))?,
        CompareFormat::Markdown => out.text(&compare::markdown(comparison))?,
        CompareFormat::Html => out.text(&compare::html(comparison))?,
        CompareFormat::Text => {
            for line in compare::text(comparison, out.width(), !out.is_styled()) {
                print_line(&line, out)?;
            }
        }
    }
    Ok(())
}

/// One line, what differs underlined.
pub(super) fn print_line(line: &MarkedLine, out: &mut Output) -> Result<(), Failure> {
    let place = |byte: usize| line.text[..byte].chars().count();
    let marks = line.marks.iter();
    let marks: Vec<(usize, usize)> = marks.map(|m| (place(m.start), place(m.end))).collect();
    out.piece(match line.text.is_empty() {
        true => line.lead.trim_end(),
        false => &line.lead,
    })?;
    match line.is_heading {
        true => out.bold(&line.text)?,
        false => out.marked(&line.text, &marks)?,
    }
    out.end_line()?;
    Ok(())
}
