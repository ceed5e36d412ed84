//! Findings as JUnit XML: a test case for each, which has failed; notes are said beside them. What build servers read of
//! it is in the schema of Jenkins' xUnit plugin, `junit-10.xsd`.

use super::{Finding, word};
use crate::document::Severity;

pub(super) fn report(findings: &[Finding]) -> String {
    let failed = findings
        .iter()
        .filter(|finding| finding.found.severity > Severity::Note)
        .count();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"rolebook\" tests=\"{}\" \
         failures=\"{failed}\" errors=\"0\" time=\"0\">\n",
        findings.len().max(1)
    );
    if findings.is_empty() {
        // A suite without a case is taken for one that did not run.
        xml.push_str("    <testcase name=\"check\" classname=\"rolebook\" time=\"0\" />\n");
    }
    for finding in findings {
        let found = &finding.found;
        let place = match found.at {
            Some((line, column)) => format!("{}:{line}:{column}", finding.path),
            None => finding.path.clone(),
        };
        xml.push_str(&format!(
            "    <testcase name=\"{}\" classname=\"{}\" time=\"0\">\n",
            escaped(&format!("{} {place}", found.rule)),
            escaped(&finding.address),
        ));
        let message = escaped(&found.message);
        let text = escaped(&format!("{place}: {}", found.advice));
        xml.push_str(&match found.severity {
            Severity::Note => format!("      <system-out>{message} {text}</system-out>\n"),
            severity => format!(
                "      <failure message=\"{message}\" type=\"{}\">{text}</failure>\n",
                word(severity)
            ),
        });
        xml.push_str("    </testcase>\n");
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
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
