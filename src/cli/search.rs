//! `rolebook search`: the roles that answer a query, the best first, each with the lines that say why.

use std::num::NonZeroUsize;

use clap::Args;
use serde_json::{Value, json};

use super::output::{Output, note, notes_are_read};
use super::{Exit, Failure, Format};
use crate::document::Workspace;
use crate::model::{Family, compose};
use crate::search::{Field, Hit, Index};

/// What `search` is asked for.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words that must all be found; '"several words"' are one, !word must not be found
    #[arg(required = true)]
    pub query: Vec<String>,
    /// At most so many roles
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: NonZeroUsize,
    /// Also what is only spelled alike
    #[arg(long)]
    pub fuzzy: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

pub(super) fn run(
    args: &SearchArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let index = Index::build(workspace.catalog());
    let limit = args.limit.get();
    let results = index.search(&args.query.join(" "), limit, &|| false);
    // Whoever gets what was typed does not want what resembles it.
    let hits = match results.exact {
        exact if exact > 0 && !args.fuzzy => &results.hits[..exact],
        _ => &results.hits[..],
    };
    match args.format {
        Format::Json => {
            let found: Vec<Value> = hits.iter().map(|hit| as_json(hit, workspace)).collect();
            out.json(&found)?;
        }
        Format::Text => {
            for (n, hit) in hits.iter().enumerate() {
                if n > 0 {
                    out.end_line()?;
                }
                print(hit, workspace, out)?;
            }
        }
    }
    if hits.is_empty() {
        note(&format!("nothing in the catalog has {}", results.query));
    }
    if let Some(suggestion) = &results.suggestion {
        note(&format!("did you mean: {suggestion}?"));
    }
    if hits.len() == limit && results.total > limit && notes_are_read() {
        note(&format!(
            "there may be more; --limit {} shows them",
            results.total
        ));
    }
    Ok(if hits.is_empty() {
        Exit::NothingFound
    } else {
        Exit::Done
    })
}

/// The keys are a contract.
fn as_json(hit: &Hit, workspace: &Workspace) -> Value {
    let family = family_of(hit, workspace);
    let role = family.map(|family| compose(&hit.place.key, family, hit.place.position));
    let matches: Vec<Value> = hit
        .matches
        .iter()
        .map(|line| {
            let origin = role
                .as_ref()
                .zip(family)
                .map(|(role, family)| role.origin_address(family, line.node).to_string());
            json!({
                "field": line.field.name(),
                "text": line.text,
                "ranges": line.ranges,
                "inherited": line.inherited,
                "origin": origin,
            })
        })
        .collect();
    json!({
        "address": hit.address,
        "title": hit.title,
        "score": hit.score,
        "matches": matches,
    })
}

fn print(hit: &Hit, workspace: &Workspace, out: &mut Output) -> Result<(), Failure> {
    // The title is printed anyway, and marked there.
    let titled =
        |line: &&crate::search::Match| line.field == Field::Title && line.text == hit.title;
    let marks = hit
        .matches
        .iter()
        .find(titled)
        .map_or(&[][..], |line| &line.ranges);
    out.marked_bold(&hit.title, marks)?;
    out.end_line()?;
    out.piece(&hit.address)?;
    out.end_line()?;
    for line in hit.matches.iter().filter(|line| !titled(line)) {
        out.piece(&format!("  {}: ", line.field.name()))?;
        out.marked(&line.text, &line.ranges)?;
        if let (true, Some(family)) = (line.inherited, family_of(hit, workspace)) {
            out.piece(&format!(" (from {})", family.title(line.node)))?;
        }
        out.end_line()?;
    }
    Ok(())
}

fn family_of<'w>(hit: &Hit, workspace: &'w Workspace) -> Option<&'w Family> {
    let entry = workspace.catalog().get(&hit.place.key)?;
    Some(&entry.family)
}
