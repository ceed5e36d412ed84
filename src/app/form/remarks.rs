//! What the checks find in what is being typed, before it is kept.

use super::{Form, Purpose};
use crate::app::{App, Overlay};
use crate::check::{Diagnostic, Surroundings, check_draft};
use crate::document::Severity;
use crate::model::ListKind;
use crate::text::text;

/// What was found, and for which text.
#[derive(Debug, Default)]
pub struct Remarks {
    found: Vec<(Severity, String)>,
    made_for: Option<u64>,
}

impl Remarks {
    /// The worst one, and how many there are besides.
    pub fn worst(&self) -> Option<(Severity, String)> {
        let (severity, text) = self.found.first()?;
        let text = match self.found.len() - 1 {
            0 => text.clone(),
            more => text!("form-and-more", text, more),
        };
        Some((*severity, text))
    }
}

impl Form {
    /// The item that it writes, where it writes one.
    fn item_written(&self) -> Option<(ListKind, usize)> {
        match self.purpose {
            Purpose::Reword { list, index } => Some((list, index)),
            Purpose::NewItem { list, at } => Some((list, at)),
            _ => None,
        }
    }

    /// Whether a finding is about what it writes.
    fn writes(&self, found: &Diagnostic) -> bool {
        if found.node != self.node {
            return false;
        }
        match (self.item_written(), &self.purpose) {
            (Some(item), _) => found.item == Some(item),
            (None, Purpose::Fields(_)) => found
                .wording
                .is_some_and(|wording| self.field(wording.key()).is_some()),
            _ => false,
        }
    }
}

impl App {
    /// Checks what the uppermost form says; costs nothing when no field has changed.
    pub(in crate::app) fn check_form(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        let is_checked =
            form.item_written().is_some() || matches!(form.purpose, Purpose::Fields(_));
        if !is_checked || !form.has_preview() || form.remarks.made_for == Some(form.edition()) {
            return;
        }
        let Some(document) = self.workspace.document(&form.key) else {
            return;
        };
        let Some(family) = document.family() else {
            return;
        };
        let around = Surroundings::new(self.workspace.catalog(), self.findings.terms());
        let draft = form.applied(family);
        let mut found: Vec<(Severity, String)> = check_draft(&around, document, &draft)
            .into_iter()
            .filter(|found| form.writes(found))
            .map(|found| {
                (
                    found.severity,
                    format!("{} ({})", found.message, found.rule),
                )
            })
            .collect();
        found.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
        form.remarks = Remarks {
            found,
            made_for: Some(form.edition()),
        };
    }
}
