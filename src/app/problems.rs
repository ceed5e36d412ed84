//! What the checks found, as people go through it: the list, from one problem to the next, and mending one after a look
//! at what that changes.
//!
//! Owns which problem was gone to last. What is found, and what would mend it, is known to the rules alone.

use std::sync::Arc;

use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Dialog, Effect, Focus, Message, Overlay, TreeId};
use crate::check::{Diagnostic, rule};
use crate::config::Action;
use crate::document::{Plan, Severity, Step, operate};
use crate::format::wrap::width;
use crate::model::{Node, Place, inherits};
use crate::text::text;

/// Which problems are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    severity: ShownSeverity,
    place: ShownPlace,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum ShownSeverity {
    #[default]
    All,
    NoNotes,
    Errors,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum ShownPlace {
    #[default]
    Catalog,
    Family,
    Role,
}

impl App {
    /// Opens the list of what is wrong, the worst first.
    pub(super) fn open_problems(&mut self) {
        let picker = Picker::new(PickerKind::Problems, self.problem_rows());
        self.overlays.push(Overlay::Picker(picker));
    }

    /// Lists problems of another severity, or of another place.
    pub(super) fn list_others(&mut self, action: Action) {
        let shown = &mut self.problems_shown;
        match action {
            Action::ListSeverity => {
                shown.severity = match shown.severity {
                    ShownSeverity::All => ShownSeverity::NoNotes,
                    ShownSeverity::NoNotes => ShownSeverity::Errors,
                    ShownSeverity::Errors => ShownSeverity::All,
                }
            }
            _ => {
                shown.place = match shown.place {
                    ShownPlace::Catalog => ShownPlace::Family,
                    ShownPlace::Family => ShownPlace::Role,
                    ShownPlace::Role => ShownPlace::Catalog,
                }
            }
        }
        self.list_problems_again();
    }

    /// The checks have found something else: the list of it follows, also below a question.
    pub(super) fn list_problems_again(&mut self) {
        let is_it = |kind| kind == PickerKind::Problems;
        if self.picker_of(is_it).is_none() {
            return;
        }
        let rows = self.problem_rows();
        if let Some(picker) = self.picker_of(is_it) {
            picker.refill(rows);
        }
    }

    /// Which problems are listed, in words.
    pub fn problems_shown(&self) -> String {
        let severity = match self.problems_shown.severity {
            ShownSeverity::All => text!("problem-problems"),
            ShownSeverity::NoNotes => text!("problem-errors-and-warnings"),
            ShownSeverity::Errors => text!("problem-errors"),
        };
        let place = match (self.problems_shown.place, self.place()) {
            (ShownPlace::Catalog, _) | (_, None) => String::new(),
            (ShownPlace::Family, Some(place)) => {
                text!("problem-of", place = self.title_of(&place, Node::Family))
            }
            (ShownPlace::Role, Some(place)) => {
                text!(
                    "problem-of-2",
                    node = self.title_of(&place, place.position.node())
                )
            }
        };
        format!("{severity}{place}")
    }

    fn problem_rows(&self) -> Vec<PickerRow> {
        let Shown { severity, place } = self.problems_shown;
        let here = self.place();
        let family = here
            .as_ref()
            .and_then(|place| self.workspace.document(&place.key)?.family());
        let is_bad = |found: Severity| match severity {
            ShownSeverity::All => true,
            ShownSeverity::NoNotes => found > Severity::Note,
            ShownSeverity::Errors => found == Severity::Error,
        };
        let is_here = |found: &Diagnostic| match (place, &here) {
            (ShownPlace::Catalog, _) | (_, None) => true,
            (_, Some(here)) if found.key.as_ref() != Some(&here.key) => false,
            (ShownPlace::Family, _) => true,
            (ShownPlace::Role, Some(here)) => {
                family.is_some_and(|family| inherits(family, here.position, found.node))
            }
        };
        let mut found: Vec<_> = self.findings.only(is_bad).filter(is_here).collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let words = Severity::ALL.map(Severity::word);
        let columns = words.iter().map(|word| width(word)).max().unwrap_or(0);
        let rows = found
            .into_iter()
            .map(|found| self.problem_row(found, columns));
        rows.collect()
    }

    /// A finding among others: what is wrong, and with what. Where that stands in which file is said of the selected one.
    fn problem_row(&self, found: Diagnostic, columns: usize) -> PickerRow {
        let path = found.path.display();
        let severity = found.severity.word();
        let gap = " ".repeat(columns.saturating_sub(width(severity)) + 1);
        let message = found.message.words();
        let file = match found.at {
            Some((line, column)) => format!("{path}:{line}:{column}"),
            None => path.to_string(),
        };
        let key = found.key.as_ref();
        let family = key.and_then(|key| self.workspace.document(key)?.family());
        PickerRow {
            label: format!("{severity}{gap}{message}"),
            detail: format!("{message}. {} ({}) {file}", found.advice, found.rule),
            side: family.map_or_else(
                || file.clone(),
                |family| family.title(found.node).to_owned(),
            ),
            why_not: None,
            run: match &found.key {
                Some(_) => Run::Problem(Box::new(found)),
                None => Run::Nothing,
            },
        }
    }

    /// Shows where a finding is, with the cursor on the item that it is about.
    pub(super) fn go_to_problem(&mut self, found: &Diagnostic) -> Vec<Effect> {
        let Some(key) = &found.key else {
            return Vec::new();
        };
        let place = Place {
            key: key.clone(),
            position: self.position_of(key, found.node),
        };
        self.tree.reveal(&self.workspace, &place);
        let text = self.item_of(found).map(str::to_owned);
        if let Some(text) = text {
            self.focus = Focus::Detail;
            // The line must be there to be seen, also where it is inherited anyway.
            self.detail.own_only = false;
            let width = self.viewport.detail.width;
            let id = Some(TreeId::Place(place));
            self.detail.show(&self.workspace, &self.findings, id, width);
            self.detail.go_to_text(&text);
        }
        self.last_problem = Some(found.clone());
        Vec::new()
    }

    /// What the item says that a finding is about.
    fn item_of(&self, found: &Diagnostic) -> Option<&str> {
        let (list, index) = found.item?;
        let family = self.workspace.document(found.key.as_deref()?)?.family()?;
        let item = family.body(found.node)?.list(list).get(index)?;
        Some(item.text().as_str())
    }

    /// Goes to the next problem, in the order of the files, or to the one before.
    pub(super) fn next_problem(&mut self, forward: bool) -> Vec<Effect> {
        let here: Option<Arc<str>> = self.place().map(|place| place.key);
        let mut problems: Vec<Diagnostic> = self
            .findings
            .only(|severity| severity > Severity::Note)
            .filter(|found| found.key.is_some())
            .collect();
        // From the last one that was gone to, as long as its family is the one that is shown.
        let last = self.last_problem.as_ref();
        let last = last.filter(|last| last.key == here);
        let order = |found: &Diagnostic| (found.key.clone(), found.at);
        let next = match (last, forward) {
            (Some(last), _) if problems.contains(last) => {
                let at = problems.iter().position(|found| found == last);
                at.and_then(|at| match forward {
                    true => at.checked_add(1),
                    false => at.checked_sub(1),
                })
            }
            // It was mended.
            (Some(last), true) => problems
                .iter()
                .position(|found| order(found) >= order(last)),
            (Some(last), false) => problems
                .iter()
                .rposition(|found| order(found) < order(last)),
            (None, true) => problems.iter().position(|found| found.key >= here),
            (None, false) => problems.iter().rposition(|found| found.key < here),
        };
        let Some(at) = next.filter(|at| *at < problems.len()) else {
            self.say(Message::info(match (problems.is_empty(), forward) {
                (true, _) => text!("problem-nothing-is-wrong"),
                (false, true) => text!("problem-this-is-the-last-problem"),
                (false, false) => text!("problem-this-is-the-first-problem"),
            }));
            return Vec::new();
        };
        let count = problems.len();
        let found = problems.swap_remove(at);
        let mends = found.fix.is_some();
        let effects = self.go_to_problem(&found);
        self.say(Message::info(text!(
            "problem-of-3",
            at = at + 1,
            count,
            message = found.message,
            rule = found.rule,
            mends = if mends { text!("problem-mends-it") } else { "" }
        )));
        effects
    }

    /// Says what the rule of the listed problem means.
    pub(super) fn explain_listed(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return;
        };
        let Some(Run::Problem(found)) = picker.selected().map(|row| row.run.clone()) else {
            return;
        };
        let Some(rule) = rule(found.rule) else {
            return;
        };
        let lines = [
            found.message.to_string(),
            String::new(),
            rule.says().to_owned(),
            String::new(),
            rule.why().to_owned(),
            String::new(),
            found.advice.to_string(),
        ];
        let title = text!("problem-the-rule", id = rule.id);
        self.ask(Dialog::to_read(title, lines.to_vec()));
    }

    /// Asks before it mends the problem that was gone to, or one of the item under the cursor.
    pub(super) fn mend(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let found = self.findings.of_family(&place.key);
        let here = self.detail.item_here().and_then(|(node, list, index)| {
            let family = self.workspace.document(&place.key)?.family()?;
            family.body(node)?.list(list).get(index)
        });
        let here = here.map(|item| item.text().trim());
        let node = place.position.node();
        // A repeat is shown once, where it is said first.
        let is_here = |found: &&Diagnostic| {
            found.node == node
                && (found.item.is_none() || self.item_of(found).map(str::trim) == here)
        };
        let is_last = |found: &&Diagnostic| self.last_problem.as_ref() == Some(*found);
        let with_fix = |found: &&Diagnostic| found.fix.is_some();
        let last = found.iter().filter(is_last).filter(is_here);
        let others = found
            .iter()
            .filter(|found| found.item.is_some())
            .filter(is_here);
        let chosen = last.chain(others).find(with_fix);
        let Some((found, fix)) = chosen.and_then(|found| Some((found, found.fix.as_ref()?))) else {
            self.say(Message::info(text!("problem-nothing-to-mend-here")));
            return Vec::new();
        };
        let plan = Plan {
            label: text!("problem-mended", rule = found.rule),
            landing: Some((place.key.clone(), found.node)),
            steps: vec![(place.key.clone(), Step::Edit(fix.edits.clone()))],
        };
        let what = format!("{} ({}).", found.message, found.rule);
        let how = text!("problem-to-mend-it", label = fix.label);
        let changes = match operate::impact(self.workspace.catalog(), &plan) {
            Ok(impact) => text!("problem-it", in_words = impact.in_words()),
            Err(error) => return self.refuse(error),
        };
        self.ask_to_make(plan, vec![what, how, changes]);
        Vec::new()
    }
}
