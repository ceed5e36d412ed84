//! `rolebook ladder`: where roles lead and how one gets to them, over the whole catalog or around one place.

use clap::{Args, ValueEnum};

use super::open::resolve;
use super::output::Output;
use super::{Exit, Failure};
use crate::document::Workspace;
use crate::format::ladder;
use crate::model::Ladder;
use crate::text::text;

/// At most so many rungs are drawn around a place.
const RUNGS: usize = 2_000;

/// What `ladder` is asked for.
#[derive(Debug, Args)]
pub struct LadderArgs {
    /// A role, to see where one can go from there and how one gets there; or a family; nothing means all families
    #[arg(add = super::completions::addresses())]
    pub address: Option<String>,
    /// At most so many steps away
    #[arg(long, value_name = "N", default_value = "20")]
    pub steps: usize,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: LadderFormat,
}

/// In which form a ladder is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LadderFormat {
    /// For people
    #[default]
    Text,
    /// For Graphviz
    Dot,
    /// For Mermaid, as Markdown pages show it
    Mermaid,
    /// For programs
    Json,
}

pub(super) fn run(
    args: &LadderArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let catalog = workspace.catalog();
    let whole = Ladder::of(catalog);
    let (ladder, focus) = match &args.address {
        None => (whole, None),
        Some(address) => {
            let (place, _) = resolve(workspace, address)?;
            let is_role = place.position.role.is_some();
            let around = whole.around(catalog, &[place], RUNGS);
            if around.left_out > 0 {
                super::output::note(&text!(
                    "cli-more-roles-are-joined-with",
                    left_out = around.left_out
                ));
            }
            (around.ladder, around.focus.filter(|_| is_role))
        }
    };
    match args.format {
        LadderFormat::Text => out.text(&ladder::text(&ladder, catalog, focus, args.steps))?,
        LadderFormat::Dot => out.text(&ladder::dot(&ladder, catalog, focus))?,
        LadderFormat::Mermaid => out.text(&ladder::mermaid(&ladder, catalog, focus))?,
        LadderFormat::Json => out.json(&ladder::json(&ladder, catalog, focus, args.steps))?,
    }
    Ok(Exit::Done)
}
