//! Findings as SARIF, the Static Analysis Results Interchange Format, version 2.1.0 (OASIS Standard, 2020).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Finding, word};
use crate::check::{Rule, rules};
use crate::document::Severity;
use crate::text::Language;

pub(super) fn log(findings: &[Finding]) -> Value {
    // How often the same was said of the same place, so that a later run knows them again.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let found = &finding.found;
            // In one language whichever is spoken, so that it is the same finding in all of them.
            let message = found.message.in_language(Language::English);
            let what = format!("{}:{}:{message}", found.rule, finding.address);
            let count = seen.entry(what.clone()).or_default();
            *count += 1;
            result(finding, &format!("{what}:{count}"))
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "rolebook",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules().iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    // The words are the same.
    word(severity)
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.says() },
        "fullDescription": { "text": rule.why() },
        "help": { "text": format!("{} {}", rule.says(), rule.why()) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(finding: &Finding, print: &str) -> Value {
    let found = &finding.found;
    let mut place = json!({
        "artifactLocation": { "uri": uri(&finding.path) },
    });
    if let Some((line, column)) = found.at {
        let mut region = json!({ "startLine": line, "startColumn": column });
        if let Some((end, column)) = found.end {
            region["endLine"] = json!(end);
            region["endColumn"] = json!(column);
        }
        place["region"] = region;
    }
    json!({
        "ruleId": found.rule,
        "ruleIndex": rules().iter().position(|rule| rule.id == found.rule),
        "level": level(found.severity),
        "message": { "text": format!("{}. {}", found.message, found.advice) },
        "locations": [{
            "physicalLocation": place,
            "logicalLocations": [{ "fullyQualifiedName": finding.address }],
        }],
        "partialFingerprints": {
            "finding/v1": print,
        },
    })
}

/// A path as a reference to a URI (RFC 3986); of one that begins at the root, a whole one.
fn uri(path: &str) -> String {
    let mut out = String::new();
    let path = path.replace('\\', "/");
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("data/it.toml"), "data/it.toml");
        assert_eq!(uri("/a b/ü.toml"), "file:///a%20b/%C3%BC.toml");
    }
}
