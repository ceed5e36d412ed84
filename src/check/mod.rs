//! Rules and diagnostics: what is wrong in the catalog, where, and what to do about it.
//!
//! Owns the rules, the words that they look for, and what becomes of a finding: its place in the file, and whether
//! somebody decided to live with it. Pure: which day it is comes from outside. Knows the model, and the documents for
//! places in their texts and for the edits that mend what is found.
//!
//! A rule is a [`Rule`] in a file of `rules/`; see there for how to add one.

mod report;
mod rule;
mod rules;
mod subject;
mod vocabulary;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Document, Problem, Workspace};
use crate::model::{Catalog, Date, Node};
use report::{Found, Report, placed, without_waived};
use subject::Subject;

pub use report::{Diagnostic, Fix};
pub use rule::{Area, Example, Rule};
pub use rules::{rule, rules};
pub use subject::Surroundings;

/// Everything that is wrong with folders and with `catalog.toml`.
pub fn check_catalog(workspace: &Workspace) -> Vec<Diagnostic> {
    workspace
        .troubles()
        .map(|(path, problem)| read_finding(path.to_owned(), None, problem))
        .collect()
}

/// Everything that is wrong with one file, in the order of the file. Linear in the file, but for the references that
/// lead out of it, each of which costs a look-up.
pub fn check_document(around: Surroundings<'_>, document: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = document
        .problems()
        .iter()
        .map(|problem| read_finding(document.path.clone(), Some(document.key.clone()), problem))
        .collect();
    if let Some(family) = document.family() {
        let subject = Subject::new(around, document, family);
        let mut more: Vec<Found> = Vec::new();
        for rule in rules() {
            if let Some(look) = rule.look {
                look(&subject, &mut Report::new(rule, &mut more));
            }
        }
        without_waived(&mut more, &subject);
        found.extend(placed(more, &subject));
    }
    found.sort_by_key(|diagnostic| diagnostic.at);
    found
}

/// Everything that is wrong with a catalog, on a day: its folders and settings first, then file by file in the order of
/// their keys. The files are checked on all cores.
pub fn check_all(workspace: &Workspace, today: Option<Date>) -> Vec<Diagnostic> {
    let mut all = check_catalog(workspace);
    all.extend(check_documents(workspace, today).into_iter().flatten());
    all
}

/// The findings of each document, in the order of the workspace.
pub fn check_documents(workspace: &Workspace, today: Option<Date>) -> Vec<Vec<Diagnostic>> {
    let catalog: &Catalog = workspace.catalog();
    let around = Surroundings::new(catalog, today);
    let documents: Vec<&Document> = workspace.documents().collect();
    documents
        .into_par_iter()
        .map(|document| check_document(around, document))
        .collect()
}

fn read_finding(path: PathBuf, key: Option<Arc<str>>, problem: &Problem) -> Diagnostic {
    Diagnostic {
        rule: problem.kind.rule(),
        severity: problem.severity(),
        path,
        key,
        node: Node::Family,
        item: None,
        span: problem.span.clone(),
        at: problem.at,
        end: None,
        line: problem.line.clone(),
        message: problem.kind.to_string(),
        advice: problem.kind.advice(),
        fix: None,
    }
}
