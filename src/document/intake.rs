//! What becomes of families when their pages are imported: a new family, the one that is there, or a merge of it with
//! what changed on the page.
//!
//! Works everything out against a workspace and changes nothing in it; what comes of it is one plan.

use std::sync::Arc;

use super::file::Document;
use super::imported::imported_key;
use super::merge::{Choice, Merging, merge_texts};
use super::plan::{Plan, Step};
use super::print::write_family;
use super::problem::Problem;
use super::read::read_family;
use super::scratch::Scratch;
use super::workspace::Workspace;
use crate::model::Family;
use crate::text::text;

/// What becomes of a page's family.
#[derive(Debug, Clone)]
pub enum Fate {
    /// It was not there.
    New,
    /// It says what the page says, or the page says what it said before.
    Unchanged,
    /// The page changed, and its family with it.
    Changed,
    /// It was changed in other ways here and on the page. Nothing is taken before that is decided.
    Conflicts(Box<Merging>),
    /// Nothing is taken, and why.
    Refused(String),
    /// The page or the family cannot be read, and why.
    Failed(String),
}

impl Fate {
    /// The word for it where people read it.
    pub fn shown(&self) -> &'static str {
        text!(&format!("import-fate-{}", self.word()))
    }

    /// The word for it. The words are a contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Conflicts(_) => "conflict",
            Self::Refused(_) => "refused",
            Self::Failed(_) => "failed",
        }
    }
}

/// Pages on their way into the families of a workspace.
#[derive(Debug)]
pub struct Intake<'w> {
    workspace: &'w Workspace,
    steps: Vec<(Arc<str>, Step)>,
}

impl<'w> Intake<'w> {
    /// None yet.
    pub fn new(workspace: &'w Workspace) -> Self {
        Self {
            workspace,
            steps: Vec::new(),
        }
    }

    /// Takes what a page gives. What it gave when it was last imported is what the workspace has of that; `prefer`
    /// decides where page and family contradict each other.
    pub fn take(&mut self, key: &str, page: &Family, prefer: Option<&Choice>) -> Fate {
        let text = write_family(page);
        let Some(document) = self.workspace.document(key) else {
            return match Scratch::new(self.workspace).step(key, &Step::Create(text.clone())) {
                Ok(()) => {
                    self.steps
                        .push((Arc::from(key), Step::Create(text.clone())));
                    self.note(key, text);
                    Fate::New
                }
                Err(error) => Fate::Refused(error.to_string()),
            };
        };
        let Some(family) = document.family() else {
            return Fate::Failed(broken(document));
        };
        // What is written of a page is read as it was meant, so both are compared as they are read.
        let now = read_family(&text).value;
        let before = self.workspace.document(&imported_key(key));
        let before = before.and_then(|before| {
            let text = before.text().clone();
            read_family(&text).value.map(|family| (text, family))
        });
        let Some((base, meant)) = before else {
            if Some(family.as_ref()) != now.as_ref() {
                return Fate::Refused(text!("import-is-there-already", key));
            }
            self.note(key, text);
            return Fate::Unchanged;
        };
        if Some(meant) == now {
            return Fate::Unchanged;
        }
        let mut merging = match merge_texts(key, &base, document.text(), &text) {
            Ok(merging) => merging,
            Err(error) => return Fate::Failed(error.to_string()),
        };
        match prefer {
            Some(choice) => {
                for n in 0..merging.conflicts().len() {
                    // What cannot be taken from the page stays as the catalog has it.
                    let _ = merging.resolve(n, choice.clone());
                }
            }
            None if !merging.conflicts().is_empty() => {
                return Fate::Conflicts(Box::new(merging));
            }
            None => {}
        }
        self.take_merged(key, merging.text(), text)
    }

    fn take_merged(&mut self, key: &str, merged: &str, page: String) -> Fate {
        let now = self.workspace.document(key);
        let is_as_it_was = now.is_some_and(|document| &**document.text() == merged);
        self.note(key, page);
        if is_as_it_was {
            return Fate::Unchanged;
        }
        self.steps
            .push((Arc::from(key), Step::Text(merged.to_owned())));
        Fate::Changed
    }

    /// Notes what the page gave, for the next time.
    fn note(&mut self, key: &str, page: String) {
        let there = self.workspace.document(&imported_key(key));
        if there.is_none_or(|there| **there.text() != *page) {
            self.steps
                .push((Arc::from(key), Step::Imported(Some(page))));
        }
    }

    /// All of it, as one change.
    pub fn plan(self) -> Plan {
        let steps = self.steps.iter();
        let families = steps.filter(|(_, step)| !matches!(step, Step::Imported(_)));
        let keys: Vec<&Arc<str>> = families.map(|(key, _)| key).collect();
        Plan {
            label: imported_label(keys.len(), keys.first().copied()),
            landing: None,
            steps: self.steps,
        }
    }
}

/// Says that a family's own file cannot be read, and where.
fn broken(document: &Document) -> String {
    let path = document.path.display();
    let mut problems = document.problems().iter();
    match problems.find(|problem| problem.breaks_file()) {
        Some(Problem {
            kind,
            at: Some((line, column)),
            ..
        }) => {
            let place = format!("{path}:{line}:{column}: {kind}");
            text!("import-own-file-is-broken", place)
        }
        Some(problem) => {
            let place = format!("{path}: {}", problem.kind);
            text!("import-own-file-is-broken", place)
        }
        None => text!("import-own-file-is-broken", place = path),
    }
}

/// What an import of so many families is called, the first of which has this key.
pub fn imported_label(families: usize, first: Option<&Arc<str>>) -> String {
    match (families, first) {
        (1, Some(key)) => text!("import-imported-one", key),
        (0, _) => text!("import-noted-what-pages-gave").to_owned(),
        (many, _) => text!("import-imported-many", many),
    }
}

/// What a decided merge of a family with its page comes to, in a plan.
pub fn decided(key: &Arc<str>, merging: &Merging, page: &Family) -> Vec<(Arc<str>, Step)> {
    vec![
        (key.clone(), Step::Text(merging.text().to_owned())),
        (key.clone(), Step::Imported(Some(write_family(page)))),
    ]
}
