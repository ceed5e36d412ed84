//! What the checks found, kept by family so that a change costs one family's check, with the counts kept too.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{
    Diagnostic, Surroundings, Terms, check_catalog, check_document, check_documents,
};
use crate::document::{SETTINGS_KEY, Severity, Workspace};
use crate::model::{Date, Node};

/// All findings. Counted and marked are those that are to be seen everywhere, [`Diagnostic::is_marked`]; all are listed.
#[derive(Debug, Default)]
pub struct Findings {
    catalog: Vec<Diagnostic>,
    families: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    count: usize,
    /// The day on which what is due is judged.
    terms: Terms,
}

impl Findings {
    /// Checks everything, as it is on a day.
    pub fn of(workspace: &Workspace, today: Option<Date>) -> Self {
        let terms = Terms::on(today);
        let around = Surroundings::new(workspace.catalog(), terms);
        let mut findings = Self {
            catalog: check_catalog(workspace, &around),
            terms,
            ..Self::default()
        };
        let found = check_documents(workspace, terms);
        for (document, found) in workspace.documents().zip(found) {
            if !found.is_empty() {
                findings.families.insert(document.key.clone(), found);
            }
        }
        findings.recount();
        findings
    }

    /// Checks one family again, or forgets it when it is not there any more; when it is the catalog's settings that have
    /// changed, everything, since these are what all is held against.
    pub fn update(&mut self, workspace: &Workspace, key: &str) {
        if key == SETTINGS_KEY {
            *self = Self::of(workspace, self.terms.today);
            return;
        }
        let document = workspace.document(key);
        let around = Surroundings::new(workspace.catalog(), self.terms);
        let found = document.map(|document| check_document(&around, document));
        match (document, found) {
            (Some(document), Some(found)) if !found.is_empty() => {
                self.families.insert(document.key.clone(), found);
            }
            _ => {
                self.families.remove(key);
            }
        }
        self.recount();
    }

    fn recount(&mut self) {
        self.count = self.all().filter(|found| found.is_marked()).count();
    }

    /// On which terms they were found.
    pub fn terms(&self) -> Terms {
        self.terms
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All of them, those about the catalog first.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.catalog.iter().chain(self.families.values().flatten())
    }

    /// Those about folders and `catalog.toml`, in the order of the workspace's problems.
    pub fn of_catalog(&self) -> &[Diagnostic] {
        &self.catalog
    }

    /// Those about one family's file.
    pub fn of_family(&self, key: &str) -> &[Diagnostic] {
        self.families.get(key).map_or(&[], Vec::as_slice)
    }

    /// The parts of one family in which there are any.
    pub fn parts_of(&self, key: &str) -> Vec<Node> {
        let found = self.of_family(key).iter().filter(|found| found.is_marked());
        found.map(|diagnostic| diagnostic.node).collect()
    }

    /// The parts of every family in which there are any.
    pub fn parts(&self) -> impl Iterator<Item = (Arc<str>, Vec<Node>)> + '_ {
        let keys = self.families.keys();
        keys.map(|key| (key.clone(), self.parts_of(key)))
    }

    /// The worst in one family.
    pub fn worst(&self, key: &str) -> Option<Severity> {
        self.families.get(key).and_then(|found| {
            let marked = found.iter().filter(|found| found.is_marked());
            marked.map(|found| found.severity).max()
        })
    }
}
