//! Findings for people: file by file, each with its line, and a summary.

use std::collections::BTreeSet;

use super::{CheckArgs, Finding, Outcome};
use crate::cli::Failure;
use crate::cli::output::{Excerpt, Output};
use crate::document::replace::counted;
use crate::document::{Severity, Workspace};
use crate::text::text;

pub(super) fn print(
    workspace: &Workspace,
    outcome: &Outcome,
    args: &CheckArgs,
    out: &mut Output,
) -> Result<(), Failure> {
    for finding in &outcome.findings {
        let found = &finding.found;
        let line = found.line(workspace).zip(found.span.clone()).zip(found.at);
        let line = line.map(|((line, span), (number, column))| {
            let start = line
                .char_indices()
                .nth(column - 1)
                .map_or(line.len(), |(at, _)| at);
            let end = (start + span.len()).min(line.len());
            (number, line, start..end)
        });
        let fix = found
            .fix
            .as_ref()
            .map(|fix| text!("cli-fix-would", label = fix.label));
        out.excerpt(&Excerpt {
            severity: found.severity,
            rule: found.rule,
            message: &found.message.words(),
            advice: &format!("{}{}", found.advice, fix.unwrap_or_default()),
            path: &finding.path,
            line,
        })?;
        out.end_line()?;
    }
    out.piece(&summary(outcome, args))?;
    out.end_line()?;
    Ok(())
}

fn summary(outcome: &Outcome, args: &CheckArgs) -> String {
    let of = |severity: Severity| -> usize {
        let findings = outcome.findings.iter();
        findings
            .filter(|finding| finding.found.severity == severity)
            .count()
    };
    let counts = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
        (of(Severity::Note), "note"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    let files: BTreeSet<&str> = outcome
        .findings
        .iter()
        .map(|finding| finding.path.as_str())
        .collect();
    let mut line = match counts.is_empty() {
        true => text!(
            "cli-nothing-is-wrong-in",
            files = counted(outcome.files, "file")
        ),
        false => text!(
            "cli-so-many-in-files",
            counts = counts.join(", "),
            with = files.len(),
            files = counted(outcome.files, "file")
        ),
    };
    if outcome.hidden > 0 {
        let level = match args.severity {
            super::Level::Error => "warning",
            _ => "note",
        };
        line.push_str(&text!(
            "cli-more-with-severity",
            hidden = outcome.hidden,
            level
        ));
    }
    let mendable = |finding: &&Finding| finding.found.fix.is_some();
    let mendable = outcome.findings.iter().filter(mendable).count();
    if args.fix {
        line.push_str(&text!("cli-so-many-mended", mended = outcome.mended));
        if args.dry_run {
            line.push_str(text!("cli-and-nothing-is-saved"));
        }
    } else if mendable > 0 {
        line.push_str(&text!("cli-fix-mends", mendable));
    }
    line
}
