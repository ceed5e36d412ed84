//! Findings as JUnit XML: a test case for each that has failed; notes are said beside them. It keeps to the strictest of
//! the schemas that there are, that of Ant's reports, so that build servers of all kinds read it.

use super::{Finding, word};
use crate::document::Severity;
use crate::model::Date;

/// Nobody asks for the second at which a catalog was checked: of the time, the day is told.
pub(super) fn report(findings: &[Finding], today: Option<Date>) -> String {
    let is_note = |finding: &&Finding| finding.found.severity == Severity::Note;
    let failed: Vec<&Finding> = findings.iter().filter(|one| !is_note(one)).collect();
    let day = today.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite id=\"0\" name=\"rolebook\" \
         package=\"rolebook\" hostname=\"localhost\" timestamp=\"{day}T00:00:00\" tests=\"{}\" failures=\"{}\" \
         errors=\"0\" time=\"0\">\n    <properties>\n      <property name=\"version\" value=\"{}\" />\n    \
         </properties>\n",
        failed.len().max(1),
        failed.len(),
        escaped(env!("CARGO_PKG_VERSION")),
    );
    if failed.is_empty() {
        // A suite without a case is taken for one that did not run.
        xml.push_str("    <testcase name=\"check\" classname=\"rolebook\" time=\"0\" />\n");
    }
    for finding in failed {
        let found = &finding.found;
        let place = place(finding);
        xml.push_str(&format!(
            "    <testcase name=\"{}\" classname=\"{}\" time=\"0\">\n      <failure message=\"{}\" \
             type=\"{}\">{}</failure>\n    </testcase>\n",
            escaped(&format!("{} {place}", found.rule)),
            escaped(&finding.address),
            escaped(&found.message.words()),
            word(found.severity),
            escaped(&format!("{place}: {}", found.advice)),
        ));
    }
    let notes: String = findings
        .iter()
        .filter(is_note)
        .map(|finding| {
            let found = &finding.found;
            let line = format!("{}: {} ({})", place(finding), found.message, found.rule);
            format!("{}\n", escaped(&line))
        })
        .collect();
    xml.push_str(&format!(
        "    <system-out>{notes}</system-out>\n    <system-err />\n  </testsuite>\n</testsuites>\n"
    ));
    xml
}

fn place(finding: &Finding) -> String {
    match finding.found.at {
        Some((line, column)) => format!("{}:{line}:{column}", finding.path),
        None => finding.path.clone(),
    }
}

/// As XML 1.0 has it in text and in attributes; what it has no characters for becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
