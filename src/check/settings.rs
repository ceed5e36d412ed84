//! What is wrong with what `catalog.toml` asks of the check: names of rules that there are not, and waivers that have ended.

use std::ops::Range;

use super::report::Diagnostic;
use super::rules::rule;
use super::subject::Surroundings;
use super::terms;
use crate::document::{Document, Places, Problem, Severity, Workspace};
use crate::model::{Node, Waiver};
use crate::text::{Said, said};

pub(super) fn check(workspace: &Workspace, around: &Surroundings<'_>) -> Vec<Diagnostic> {
    let Some(document) = workspace.settings() else {
        return Vec::new();
    };
    let settings = &around.catalog.settings;
    let mut found = Findings {
        around,
        document,
        places: None,
        found: Vec::new(),
    };
    for idle in terms::idle(&settings.check, |id| rule(id).is_some()) {
        let path: Vec<&str> = idle.path.iter().map(String::as_str).collect();
        found.find("check-settings", &path, 0, idle.message, idle.advice);
    }
    for (n, waiver) in settings.check.waive.iter().enumerate() {
        if let Some((message, advice)) = unknown(waiver) {
            found.find("unknown-waiver", &["waive"], n, message, advice);
        } else if let (false, Some(until)) = (waiver.holds_on(around.today), waiver.until) {
            let message = said!("check-waiver-ended-on", rule = waiver.rule, until);
            let advice = said!("check-take-waiver-out-or-prolong");
            found.find("stale-waiver", &["waive"], n, message, advice);
        }
        if waiver
            .reason
            .as_deref()
            .is_none_or(|reason| reason.trim().is_empty())
        {
            let message = said!("check-waived-without-a-reason", rule = waiver.rule);
            let advice = said!("check-say-why");
            found.find("waiver-without-reason", &["waive"], n, message, advice);
        }
    }
    found.found
}

/// What is wrong with the name of the rule that a waiver is of, and what to do.
pub(super) fn unknown(waiver: &Waiver) -> Option<(Said, Said)> {
    match rule(&waiver.rule) {
        Some(rule) if rule.can_be_waived() => None,
        Some(rule) => Some((
            said!("check-cannot-be-waived", rule = rule.id),
            said!("check-mend-and-take-waiver-out"),
        )),
        None => Some((
            said!("check-no-rule-is-called", rule = waiver.rule),
            terms::nearest(&waiver.rule),
        )),
    }
}

struct Findings<'a> {
    around: &'a Surroundings<'a>,
    document: &'a Document,
    /// Of the file, parsed when the first is asked for.
    places: Option<Option<Places<'a>>>,
    found: Vec<Diagnostic>,
}

impl Findings<'_> {
    fn find(&mut self, id: &str, path: &[&str], nth: usize, message: Said, advice: Said) {
        let Some(rule) = rule(id) else { return };
        let Some(severity): Option<Severity> = self.around.severity(rule) else {
            return;
        };
        let text = self.document.text();
        let places = self.places.get_or_insert_with(|| Places::new(text));
        let span: Option<Range<usize>> = places.as_ref().and_then(|places| places.path(path, nth));
        let place = |at: usize| Problem::place(text, at..at).0;
        let at = span.as_ref().map(|span| place(span.start));
        let end = span.as_ref().map(|span| place(span.end));
        self.found.push(Diagnostic {
            rule: rule.id,
            severity,
            path: self.document.path.as_path().into(),
            key: None,
            node: Node::Family,
            item: None,
            wording: None,
            is_about_words: true,
            span,
            at,
            end,
            message: message.into(),
            advice: advice.into(),
            fix: None,
        });
    }
}
