//! `rolebook delta`: what the next level asks, from one role to another or to the next one.

use clap::{Args, ValueEnum};

use super::compare::{effective, print_line};
use super::open::resolve;
use super::output::{Output, note};
use super::{Exit, Failure};
use crate::document::Workspace;
use crate::format::delta;
use crate::model::{Delta, NextBy, Place, next_roles};
use crate::text::text;

/// What `delta` is asked for.
#[derive(Debug, Args)]
pub struct DeltaArgs {
    /// An address such as finance/it-management#manager-it, or an end of one that only one place has, or a title
    #[arg(add = super::completions::addresses())]
    pub from: String,
    /// The role to come to; without it the next one by the career ladder's promotions, or else the one that extends it
    #[arg(add = super::completions::addresses())]
    pub to: Option<String>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: DeltaFormat,
}

/// In which form a delta is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DeltaFormat {
    /// For people
    #[default]
    Text,
    /// A checklist, to print
    Markdown,
    /// For programs
    Json,
}

pub(super) fn run(
    args: &DeltaArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let from = effective(workspace, &args.from)?;
    let to = match &args.to {
        Some(to) => to.clone(),
        None => next(workspace, &args.from)?,
    };
    let to = effective(workspace, &to)?;
    let delta = Delta::between((&from.0, &from.1), (&to.0, &to.1));
    match args.format {
        DeltaFormat::Json => out.json(&delta::json(&delta))?,
        DeltaFormat::Markdown => out.text(&delta::markdown(&delta))?,
        DeltaFormat::Text => {
            for line in delta::text(&delta, out.width(), !out.is_styled()) {
                print_line(&line, out)?;
            }
        }
    }
    Ok(Exit::Done)
}

/// The address of the one next role.
fn next(workspace: &Workspace, from: &str) -> Result<String, Failure> {
    let (place, _) = resolve(workspace, from)?;
    let catalog = workspace.catalog();
    let (by, places) = next_roles(catalog, &place);
    let address = |place: &Place| catalog.address(place).map(|address| address.to_string());
    let here = address(&place).unwrap_or_default();
    let addresses: Vec<String> = places.iter().filter_map(address).collect();
    match addresses.as_slice() {
        [] => Err(
            Failure::new(Exit::NothingFound, text!("cli-leads-to-no-role-its", here))
                .also([text!("cli-name-the-role-to-come").to_owned()]),
        ),
        [one] => {
            note(&match by {
                NextBy::Ladder => text!("cli-is-next-by-the-career", one),
                NextBy::Extends => text!("cli-is-taken-for-the-next", one),
            });
            Ok(one.clone())
        }
        several => {
            let line = text!("cli-leads-to-several-roles-name", here);
            let commands = several
                .iter()
                .map(|to| format!("rolebook delta '{here}' '{to}'"));
            Err(Failure::new(Exit::NothingFound, line).also(commands))
        }
    }
}
