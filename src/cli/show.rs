//! `rolebook show`: one family or role, as its own part of the file says it or with all that it inherits.

use clap::Args;

use super::open::{resolve, warn_of_losses};
use super::output::Output;
use super::{Exit, Failure, Format};
use crate::document::Workspace;
use crate::format::text::TextOptions;
use crate::format::{json, text};
use crate::model::compose;

/// What `show` is asked for.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An address such as finance/it-management#manager-it, or an end of one that only one place has, or a title
    #[arg(add = super::completions::addresses())]
    pub address: String,
    /// With everything that is inherited, and where it comes from
    #[arg(long)]
    pub effective: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

pub(super) fn run(
    args: &ShowArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let (place, document) = resolve(workspace, &args.address)?;
    let Some(family) = document.family() else {
        return Ok(Exit::NothingFound);
    };
    warn_of_losses(workspace, document);
    let options = TextOptions {
        width: out.width(),
        origins: true,
        numbers: true,
        links: true,
    };
    let page = match (args.format, args.effective) {
        (Format::Json, true) => {
            out.json(&json::effective(
                &compose(&place.key, family, place.position),
                family,
            ))?;
            return Ok(Exit::Done);
        }
        (Format::Json, false) => {
            let part = json::part(document.text(), place.position.node())
                .map_err(|error| Failure::new(Exit::Files, error.to_string()))?;
            out.json(&part)?;
            return Ok(Exit::Done);
        }
        (Format::Text, true) => {
            let role = compose(&place.key, family, place.position);
            text::effective(&role, family, options)
        }
        (Format::Text, false) => text::own(&place.key, family, place.position, options),
    };
    let (title, rest) = page.split_once('\n').unwrap_or((&page, ""));
    out.bold(title)?;
    out.end_line()?;
    out.text(rest)?;
    Ok(Exit::Done)
}
