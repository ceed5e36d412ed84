//! Living with a finding: which one is meant, and the form that asks why and until when.

use std::sync::Arc;

use super::form::Waiving;
use super::picker::PickerKind;
use super::{App, Effect, Form, Message, Overlay, Purpose, Run};
use crate::check::{self, Diagnostic, Surroundings, Waivable};
use crate::document::Severity;
use crate::model::Node;
use crate::text::text;

impl App {
    /// The finding that was gone to last, when the cursor is still there, or one of the item under the cursor: the worst
    /// that is wanted, and rather what the item says than what the part is like as a whole.
    pub(super) fn problem_here(&self, wanted: impl Fn(&Diagnostic) -> bool) -> Option<Diagnostic> {
        let place = self.place()?;
        let found = self.findings.of_family(&place.key);
        let node = place.position.node();
        let here = self.detail.item_here().and_then(|(node, list, index)| {
            let family = self.workspace.document(&place.key)?.family()?;
            Some((node, family.body(node)?.list(list).get(index)?))
        });
        // A repeat is shown once, where it is said first.
        let is_here = |found: &&Diagnostic| match (here, self.text_of(found)) {
            (Some((at, item)), Some(text)) => at == found.node && item.text().trim() == text.trim(),
            _ => found.node == node && found.item.is_none(),
        };
        let is_last = |found: &&Diagnostic| self.last_problem.as_ref() == Some(*found);
        let mut all: Vec<&Diagnostic> =
            found.iter().filter(is_here).filter(|f| wanted(f)).collect();
        all.sort_by_key(|found| {
            let is_part = found.item.is_none();
            (!is_last(found), is_part, std::cmp::Reverse(found.severity))
        });
        let first = all.first().copied()?;
        // What a part is like as a whole is meant only when it was gone to.
        (first.item.is_some() || is_last(&first)).then(|| first.clone())
    }

    fn text_of(&self, found: &Diagnostic) -> Option<&str> {
        let (list, index) = found.item?;
        let family = self.workspace.document(found.key.as_deref()?)?.family()?;
        let item = family.body(found.node)?.list(list).get(index)?;
        Some(item.text().as_str())
    }

    /// What the checks found in the item under the cursor of the right pane, from a warning on.
    pub fn problem_under_cursor(&self) -> Option<Diagnostic> {
        let is_there = self.overlays.is_empty()
            && self.focus == super::Focus::Detail
            && self.detail.has_sign_here();
        if !is_there {
            return None;
        }
        self.problem_here(|found| found.severity > Severity::Note && found.item.is_some())
    }

    /// Asks why to live with the problem that was gone to, or with one of the item under the cursor.
    pub(super) fn waive_here(&mut self) -> Vec<Effect> {
        match self.problem_here(can_be_waived) {
            Some(found) => self.open_waiving(&found),
            None => self.say(Message::info(text!("form-nothing-to-waive-here-go"))),
        }
        Vec::new()
    }

    /// The same for the row of the list of problems that is selected.
    pub(super) fn waive_listed(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return Vec::new();
        };
        let Some(Run::Problem(found)) = picker.selected().map(|row| row.run.clone()) else {
            return Vec::new();
        };
        if !can_be_waived(&found) {
            let text = text!("form-cannot-be-waived-mend-what", rule = found.rule);
            self.say(Message::info(text));
            return Vec::new();
        }
        self.overlays.pop();
        let effects = self.go_to_problem(&found);
        self.open_waiving(&found);
        effects
    }

    /// Whether the problems are listed uppermost.
    pub(super) fn lists_problems(&self) -> bool {
        let is_it = |overlay: &Overlay| match overlay {
            Overlay::Picker(picker) => picker.kind == PickerKind::Problems,
            _ => false,
        };
        self.overlays.last().is_some_and(is_it)
    }

    pub(super) fn open_waiving(&mut self, found: &Diagnostic) {
        let Some(key) = found.key.clone() else {
            return;
        };
        let Some(document) = self.workspace.document(&key) else {
            return;
        };
        let item = found
            .item
            .map(|(list, index)| Waivable::Item(found.node, list, index));
        let part = (found.node != Node::Family).then_some(Waivable::Part(found.node));
        let family = Some(Waivable::Part(Node::Family));
        let around = Surroundings::new(self.workspace.catalog(), self.findings.terms());
        let offers = [item, part, family].into_iter().flatten();
        let offers: Vec<(Waivable, String)> = offers
            .filter_map(|what| {
                let hash = check::fingerprint_of(&around, document, what, found.rule)?;
                Some((what, hash))
            })
            .collect();
        if offers.is_empty() {
            return;
        }
        let waiving = Waiving {
            rule: found.rule,
            offers,
        };
        let today = self.findings.terms().today;
        let fields = waiving.fields(self.waived_by.as_deref().unwrap_or_default(), today);
        let title = text!("form-waive", rule = found.rule, message = found.message);
        let purpose = Purpose::Waive(Box::new(waiving));
        let form = Form::new(title, purpose, fields, Arc::clone(&key), found.node);
        self.push_form(form);
    }
}

fn can_be_waived(found: &Diagnostic) -> bool {
    found.key.is_some() && check::rule(found.rule).is_some_and(check::Rule::can_be_waived)
}
