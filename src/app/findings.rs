//! What the checks found, kept by family so that a change costs one family's check, with the counts kept too.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::{
    Diagnostic, Kept, Surroundings, Terms, check_catalog, check_document, check_to_keep,
};
use crate::document::{SETTINGS_KEY, Severity, Workspace};
use crate::model::{Date, ListKind, Node};

/// All findings. Counted and marked are those that are to be seen everywhere, [`Diagnostic::is_marked`]; all are listed.
#[derive(Debug, Default)]
pub struct Findings {
    catalog: Vec<Diagnostic>,
    families: BTreeMap<Arc<str>, Kept>,
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
        let found = check_to_keep(workspace, terms);
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
        let found = document.map(|document| Kept::new(check_document(&around, document)));
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
        let of_catalog = self.catalog.iter().filter(|found| found.is_marked());
        let of_families = self.families.values().flat_map(Kept::marked);
        self.count = of_catalog.count() + of_families.count();
    }

    /// On which terms they were found.
    pub fn terms(&self) -> Terms {
        self.terms
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// All of some severities, those about the catalog first.
    pub fn only(
        &self,
        is_wanted: impl Fn(Severity) -> bool + Copy,
    ) -> impl Iterator<Item = Diagnostic> {
        let of_catalog = self.catalog.iter();
        let of_catalog = of_catalog.filter(move |found| is_wanted(found.severity));
        let families = self.families.values();
        let of_families = families.flat_map(move |kept| kept.only(is_wanted));
        of_catalog.cloned().chain(of_families)
    }

    /// Those about folders and `catalog.toml`, in the order of the workspace's problems.
    pub fn of_catalog(&self) -> &[Diagnostic] {
        &self.catalog
    }

    /// Those about one family's file.
    pub fn of_family(&self, key: &str) -> Vec<Diagnostic> {
        self.kept_of(key).flat_map(Kept::all).collect()
    }

    /// Those about one family's file that are to be seen everywhere, [`Diagnostic::is_marked`].
    pub fn seen_in(&self, key: &str) -> Vec<Diagnostic> {
        self.kept_of(key).flat_map(Kept::seen).collect()
    }

    /// As [`Kept::of_items`], of one family.
    pub fn of_items(
        &self,
        key: &str,
    ) -> impl Iterator<Item = (Node, ListKind, usize, Severity)> + use<'_> {
        self.kept_of(key).flat_map(Kept::of_items)
    }

    /// The rules by which something was found in one family.
    pub fn rules_of(&self, key: &str) -> impl Iterator<Item = &'static str> + '_ {
        self.kept_of(key).flat_map(Kept::rules)
    }

    fn kept_of(&self, key: &str) -> impl Iterator<Item = &Kept> + use<'_> {
        self.families.get(key).into_iter()
    }

    /// The parts of one family in which there are any.
    pub fn parts_of(&self, key: &str) -> Vec<Node> {
        let marked = self.kept_of(key).flat_map(Kept::marked);
        marked.map(|(_, node)| node).collect()
    }

    /// The parts of every family in which there are any.
    pub fn parts(&self) -> impl Iterator<Item = (Arc<str>, Vec<Node>)> + '_ {
        let keys = self.families.keys();
        keys.map(|key| (key.clone(), self.parts_of(key)))
    }

    /// The worst in one family.
    pub fn worst(&self, key: &str) -> Option<Severity> {
        let marked = self.kept_of(key).flat_map(Kept::marked);
        marked.map(|(severity, _)| severity).max()
    }
}
