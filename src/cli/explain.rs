//! `rolebook explain`: what a rule of `check` means and why, with examples.

use clap::Args;

use super::check::known;
use super::output::Output;
use super::{Exit, Failure};
use crate::check::{Area, Rule, rules};
use crate::document::Severity;
use crate::format::wrap::wrap;

/// What `explain` is asked for.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The id of a rule; none lists them all
    pub rule: Option<String>,
}

pub(super) fn run(args: &ExplainArgs, out: &mut Output) -> Result<Exit, Failure> {
    match &args.rule {
        Some(id) => explain(known(id)?, out)?,
        None => list(out)?,
    }
    Ok(Exit::Done)
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

fn list(out: &mut Output) -> Result<(), Failure> {
    for (n, area) in Area::ALL.into_iter().enumerate() {
        if n > 0 {
            out.end_line()?;
        }
        out.bold(area.heading())?;
        out.end_line()?;
        for rule in rules().iter().filter(|rule| rule.area == area) {
            out.text(&format!("  {:<24}{}\n", rule.id, rule.says))?;
        }
    }
    Ok(())
}

fn explain(rule: &Rule, out: &mut Output) -> Result<(), Failure> {
    out.bold(rule.id)?;
    out.text(&format!(" ({})\n\n", word(rule.severity)))?;
    let columns = out.width().unwrap_or(usize::MAX).min(100);
    for text in [rule.says, rule.why] {
        for row in wrap(text, columns) {
            out.text(text[row].trim_end())?;
            out.end_line()?;
        }
        out.end_line()?;
    }
    for example in rule.examples {
        match example.finds {
            [] => out.text("Nothing is found in\n")?,
            finds => {
                let finds: Vec<&str> = finds
                    .iter()
                    .copied()
                    .filter(|find| !find.is_empty())
                    .collect();
                match finds.is_empty() {
                    true => out.text("Found in\n")?,
                    false => out.text(&format!("Found, at {}, in\n", finds.join(" and ")))?,
                }
            }
        }
        let settings = example
            .settings
            .lines()
            .map(|line| format!("    {line}   # catalog.toml\n"));
        let family = example.family.lines().map(|line| format!("    {line}\n"));
        for line in settings.chain(family) {
            out.text(&line)?;
        }
        out.end_line()?;
    }
    if rule.can_be_waived() {
        out.text(&format!(
            "What is right as it is can be waived: rolebook waive ADDRESS {} --reason '…'\n",
            rule.id
        ))?;
    }
    Ok(())
}
