//! Rules and diagnostics: what is wrong in the catalog, where, and what to do about it.
//!
//! Owns the rules, the words that they look for, and what becomes of a finding: its place in the file, and whether
//! somebody decided to live with it. Pure: which day it is comes from outside. Knows the model, and the documents for
//! places in their texts and for the edits that mend what is found.
//!
//! A rule is a [`Rule`] in a file of `rules/`; see there for how to add one.

mod kept;
mod lexicon;
mod report;
mod rule;
mod rules;
mod settings;
mod spelling;
mod subject;
mod terms;
mod vocabulary;
mod waiving;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::document::{Document, Problem, Severity, Workspace};
use crate::model::{Family, Node};
use kept::Sayings;
use lexicon::Lexicon;
use report::{Found, Report, placed};
use subject::Subject;

pub use kept::Kept;
pub use report::{Diagnostic, Fix};
pub use rule::{Area, Example, Rule};
pub use rules::{nearest, rule, rules};
pub use subject::Surroundings;
pub use terms::{BUDGETS, Level, Profile, Terms, WORD_RULES};
pub use waiving::{Waivable, fingerprint_of, replace as replace_waiver, waive, waived};

/// Everything that is wrong with folders and with `catalog.toml`.
pub fn check_catalog(workspace: &Workspace, around: &Surroundings<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = workspace
        .troubles()
        .map(|(path, problem)| read_finding(problem.severity(), path.to_owned(), None, problem))
        .collect();
    found.extend(settings::check(workspace, around));
    found
}

/// Everything that is wrong with one file, in the order of the file. Linear in the file, but for the references that
/// lead out of it, each of which costs a look-up.
pub fn check_document(around: &Surroundings<'_>, document: &Document) -> Vec<Diagnostic> {
    check_with(around, &mut Lexicon::new(&around.words), document)
}

/// The same with the words that are known already.
fn check_with<'c>(
    around: &'c Surroundings<'_>,
    lexicon: &mut Lexicon<'c>,
    document: &Document,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = document
        .problems()
        .iter()
        .filter_map(|problem| {
            let key = Some(document.key.clone());
            let severity = match (problem.severity(), rule(problem.kind.rule())) {
                // What is not read is never a matter of taste.
                (Severity::Error, _) | (_, None) => problem.severity(),
                (_, Some(rule)) => around.severity(rule)?,
            };
            let path = document.path.clone();
            Some(read_finding(severity, path, key, problem))
        })
        .collect();
    if let Some(family) = document.family() {
        let subject = Subject::new(around, lexicon, document, family);
        let mut more = all_found(&subject);
        waiving::without_waived(&mut more, &subject);
        found.extend(placed(more, &subject, true));
    }
    found.sort_by_key(|diagnostic| diagnostic.at);
    found
}

/// What is wrong with a family as somebody is about to make it, before it is written; so nothing has a place in the file.
pub fn check_draft(
    around: &Surroundings<'_>,
    document: &Document,
    family: &Family,
) -> Vec<Diagnostic> {
    let mut lexicon = Lexicon::new(&around.words);
    let subject = Subject::new(around, &mut lexicon, document, family);
    let mut found = all_found(&subject);
    waiving::without_waived(&mut found, &subject);
    placed(found, &subject, false)
}

/// What all rules that are looked for find in a family, waived or not.
fn all_found(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (rule, severity) in subject.around.rules() {
        if let Some(look) = rule.look {
            look(subject, &mut Report::new(rule, severity, &mut found));
        }
    }
    found
}

/// Everything that is wrong with a catalog, on some terms: its folders and settings first, then file by file in the order of
/// their keys. The files are checked on all cores.
pub fn check_all(workspace: &Workspace, terms: Terms) -> Vec<Diagnostic> {
    let around = Surroundings::new(workspace.catalog(), terms);
    let mut all = check_catalog(workspace, &around);
    all.extend(check_documents(workspace, terms).into_iter().flatten());
    all
}

/// The findings of each document, in the order of the workspace.
pub fn check_documents(workspace: &Workspace, terms: Terms) -> Vec<Vec<Diagnostic>> {
    check_each(workspace, terms, |_, found| found)
}

/// As [`check_documents`], to be kept.
pub fn check_to_keep(workspace: &Workspace, terms: Terms) -> Vec<Kept> {
    check_each(workspace, terms, Kept::with)
}

/// What becomes of the findings of each document, in the order of the workspace.
fn check_each<T: Send>(
    workspace: &Workspace,
    terms: Terms,
    become_of: impl Fn(&mut Sayings, Vec<Diagnostic>) -> T + Sync,
) -> Vec<T> {
    let around = Surroundings::new(workspace.catalog(), terms);
    let documents: Vec<&Document> = workspace.documents().collect();
    documents
        .into_par_iter()
        .with_min_len(64)
        .map_init(
            || (Lexicon::new(&around.words), Sayings::default()),
            |(lexicon, sayings), document| {
                become_of(sayings, check_with(&around, lexicon, document))
            },
        )
        .collect()
}

/// What reading has found.
fn read_finding(
    severity: Severity,
    path: PathBuf,
    key: Option<Arc<str>>,
    problem: &Problem,
) -> Diagnostic {
    Diagnostic {
        rule: problem.kind.rule(),
        severity,
        path: path.into(),
        key,
        node: Node::Family,
        item: None,
        wording: None,
        is_about_words: problem.at.is_some(),
        span: problem.span.clone(),
        at: problem.at,
        end: None,
        message: problem.kind.said().into(),
        advice: problem.kind.advice().into(),
        fix: None,
    }
}
