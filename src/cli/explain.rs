//! `rolebook explain`: what a rule of `check` means and why, with examples.

use clap::Args;

use super::check::known;
use super::output::Output;
use super::{Exit, Failure};
use crate::check::{Area, Rule, rules};
use crate::document::Severity;
use crate::format::wrap::wrap;
use crate::text::text;

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
        Severity::Error => text!("cli-an-error"),
        Severity::Warning => text!("cli-a-warning"),
        Severity::Note => text!("cli-a-note"),
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
            out.text(&format!("  {:<24}{}\n", rule.id, rule.says()))?;
        }
    }
    Ok(())
}

fn explain(rule: &Rule, out: &mut Output) -> Result<(), Failure> {
    out.bold(rule.id)?;
    out.text(&format!(" ({})\n\n", word(rule.severity)))?;
    let columns = out.width().unwrap_or(usize::MAX).min(100);
    for text in [rule.says(), rule.why()] {
        for row in wrap(text, columns) {
            out.text(text[row].trim_end())?;
            out.end_line()?;
        }
        out.end_line()?;
    }
    for example in rule.examples {
        match example.finds {
            [] => out.text(text!("cli-nothing-is-found-in"))?,
            finds => {
                let finds: Vec<&str> = finds
                    .iter()
                    .copied()
                    .filter(|find| !find.is_empty())
                    .collect();
                match finds.is_empty() {
                    true => out.text(text!("cli-found-in"))?,
                    false => out.text(&text!(
                        "cli-found-at-in",
                        finds = finds.join(text!("cli-and"))
                    ))?,
                }
            }
        }
        let settings = example
            .settings
            .lines()
            .map(|line| text!("cli-catalog-toml", line));
        let family = example.family.lines().map(|line| format!("    {line}\n"));
        for line in settings.chain(family) {
            out.text(&line)?;
        }
        out.end_line()?;
    }
    if rule.can_be_waived() {
        out.text(&text!("cli-what-is-right-as-it", id = rule.id))?;
    }
    Ok(())
}
