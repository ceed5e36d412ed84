//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.
//!
//! The form: GitHub Docs, "Workflow commands for GitHub Actions"; what is escaped is in the toolkit's `command.ts`.

use super::Finding;
use crate::cli::Failure;
use crate::cli::output::Output;
use crate::document::Severity;

pub(super) fn print(findings: &[Finding], out: &mut Output) -> Result<(), Failure> {
    for finding in findings {
        out.piece(&command(finding))?;
        out.end_line()?;
    }
    Ok(())
}

fn command(finding: &Finding) -> String {
    let found = &finding.found;
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = format!("file={}", property(&finding.path));
    if let Some((line, column)) = found.at {
        properties.push_str(&format!(",line={line},col={column}"));
        match found.end {
            Some((end, column)) if end == line => {
                properties.push_str(&format!(",endLine={end},endColumn={column}"));
            }
            _ => {}
        }
    }
    let message = format!("{}. {}", found.message, found.advice);
    format!(
        "::{level} {properties},title={}::{}",
        property(found.rule),
        data(&message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
