//! The entries of managers, indicators, steps, sections and omissions: the cursor stands on each.

use super::build::{LABEL, name_of};
use super::{Detail, EntryKind, Side};
use crate::config::Tone;
use crate::document::{Field, Workspace};
use crate::format::clean::clean_line;
use crate::model::{Dropped, Effective, ElementKind, Family, Node};
use crate::text::text;

impl Detail {
    /// A row for each manager, the label before the first.
    pub(super) fn managers(&mut self, family: &Family, effective: &Effective) {
        let Some(managers) = effective
            .reports_to
            .as_ref()
            .filter(|m| self.wanted_from(m.from))
        else {
            return;
        };
        for (index, manager) in managers.value.iter().enumerate() {
            let label = match index {
                0 => Field::ReportsTo.label(),
                _ => "",
            };
            let text = match (&manager.link, &manager.role) {
                (Some(link), _) => format!("[{}]({link})", manager.title),
                (None, Some(role)) => format!("[{}]({role})", manager.title),
                (None, None) => manager.title.to_string(),
            };
            let kind = element(managers.from, ElementKind::Manager, Some(index));
            let side = self.side(family, managers.from);
            self.markdown(kind, &format!("{label:<LABEL$}"), &text, side);
        }
    }

    /// What stands behind the lists.
    pub(super) fn rest(&mut self, workspace: &Workspace, family: &Family, effective: &Effective) {
        self.indicators(family, effective);
        self.ladder(workspace, family, effective);
        self.hiring(family, effective);
        self.sections(family);
        self.omissions(family, effective);
    }

    fn indicators(&mut self, family: &Family, effective: &Effective) {
        let indicators = effective.performance_indicators.as_ref();
        let Some(indicators) = indicators.filter(|i| self.wanted_from(i.from)) else {
            return;
        };
        let kind = ElementKind::Indicator;
        let heading = text!(
            "detail-performance-indicators",
            value = indicators.value.len(),
            from = self.inherited(indicators.from)
        );
        self.element_heading(indicators.from, kind, &heading);
        for (index, indicator) in indicators.value.iter().enumerate() {
            let name = match &indicator.link {
                Some(link) => format!("[{}]({link})", indicator.name),
                None => indicator.name.to_string(),
            };
            let text = match &indicator.target {
                Some(target) => format!("{name} `{target}`"),
                None => name,
            };
            let side = self.side(family, indicators.from);
            let row = element(indicators.from, kind, Some(index));
            self.markdown(row, " • ", &text, side);
        }
    }

    /// Behind the count of what is inherited as a whole.
    fn inherited(&self, from: Node) -> &'static str {
        match self.node {
            Some(node) if node != from => text!("detail-inherited"),
            _ => "",
        }
    }

    fn ladder(&mut self, workspace: &Workspace, family: &Family, effective: &Effective) {
        let ladder = effective.career_ladder.as_ref();
        let Some(ladder) = ladder.filter(|l| self.wanted_from(l.from)) else {
            return;
        };
        let row = |index| element(ladder.from, ElementKind::LadderStep, index);
        self.element_heading(
            ladder.from,
            ElementKind::LadderStep,
            text!("detail-career-ladder"),
        );
        let side = self.side(family, ladder.from);
        if let Some(summary) = &ladder.value.summary {
            self.markdown(row(None), "", summary, side.clone());
        }
        let key = &effective.address.family;
        // A family that is shown before it is in the catalog has its own roles already.
        let name = |reference: &str| match family.role_index(reference) {
            Some(_) => name_of(family, reference),
            None => step_name(workspace, key, reference),
        };
        for (index, step) in ladder.value.steps.iter().enumerate() {
            let kind = step.kind.as_deref();
            let kind = kind.map(|kind| format!("  ({kind})")).unwrap_or_default();
            let text = format!("{} → {}{kind}", name(&step.from), name(&step.to));
            self.entry(row(Some(index)), " • ", &text, Tone::Text, side.clone());
        }
    }

    fn hiring(&mut self, family: &Family, effective: &Effective) {
        let hiring = effective.hiring_process.as_ref();
        let Some(hiring) = hiring.filter(|h| self.wanted_from(h.from)) else {
            return;
        };
        let row = |index| element(hiring.from, ElementKind::HiringStep, index);
        let count = hiring.value.steps.len();
        let heading = text!(
            "detail-hiring-process-steps",
            count,
            from = self.inherited(hiring.from)
        );
        self.element_heading(hiring.from, ElementKind::HiringStep, &heading);
        let side = self.side(family, hiring.from);
        if let Some(intro) = &hiring.value.intro {
            self.markdown(row(None), "", intro, side.clone());
        }
        for (index, step) in hiring.value.steps.iter().enumerate() {
            let lead = format!("{:>2}. ", index + 1);
            self.markdown(row(Some(index)), &lead, step, side.clone());
        }
        if let Some(outro) = &hiring.value.outro {
            self.markdown(row(None), "", outro, side);
        }
    }

    fn sections(&mut self, family: &Family) {
        if !self.wanted_from(Node::Family) {
            return;
        }
        for (index, section) in family.sections.iter().enumerate() {
            let row = || element(Node::Family, ElementKind::Section, Some(index));
            self.blank();
            self.entry(row(), "", &section.heading, Tone::Heading, None);
            let side = self.side(family, Node::Family);
            self.markdown(row(), "", &section.body, side);
        }
    }

    /// What is left out, and what was to be left out and is not inherited.
    fn omissions(&mut self, family: &Family, effective: &Effective) {
        let kind = ElementKind::Omission;
        let dropped: Vec<_> = effective
            .dropped
            .iter()
            .filter(|dropped| self.wanted_from(dropped.by))
            .map(|dropped| (dropped, omitted_by(family, dropped)))
            .collect();
        let own = family.elements(effective.position.node(), kind);
        let idle: Vec<_> = own
            .iter()
            .enumerate()
            .filter(|(index, _)| {
                let node = effective.position.node();
                !dropped
                    .iter()
                    .any(|(dropped, at)| dropped.by == node && *at == Some(*index))
            })
            .collect();
        if dropped.is_empty() && idle.is_empty() {
            return;
        }
        let node = effective.position.node();
        if self.omitted && idle.is_empty() {
            return;
        }
        let heading = match self.omitted {
            true => text!("detail-left-out-here-and-not").to_owned(),
            false => text!("detail-left-out-here", dropped = dropped.len()),
        };
        self.element_heading(node, kind, &heading);
        // Or else they stand in their lists.
        if !self.omitted {
            for (dropped, _) in &dropped {
                self.left_out(family, dropped);
            }
        }
        for (index, omission) in idle {
            let text = text!("detail-is-not-inherited", text = omission.text());
            let row = element(node, kind, Some(index));
            self.entry(row, " ✕ ", &text, Tone::Quiet, None);
        }
    }

    /// A line that is left out, struck out, with who leaves it out.
    pub(super) fn left_out(&mut self, family: &Family, dropped: &Dropped) {
        let is_own = Some(dropped.by) == self.node;
        let side = Side {
            text: match is_own {
                true => text!("detail-left-out-here-2").to_owned(),
                false => text!("detail-by", by = clean_line(family.title(dropped.by))),
            },
            from: dropped.by,
        };
        let index = omitted_by(family, dropped);
        let row = element(dropped.by, ElementKind::Omission, index);
        self.markdown(row, " ✕ ", dropped.line.item.text(), Some(side));
        if let Some(entry) = self.entries.last_mut() {
            entry.tones = vec![(0..entry.text.len(), Tone::Struck)];
        }
    }

    fn element_heading(&mut self, node: Node, kind: ElementKind, text: &str) {
        self.blank();
        self.entry(element(node, kind, None), "", text, Tone::Heading, None);
    }
}

fn element(node: Node, kind: ElementKind, index: Option<usize>) -> EntryKind {
    EntryKind::Element { node, kind, index }
}

/// Which omission of its part took a line out.
fn omitted_by(family: &Family, dropped: &Dropped) -> Option<usize> {
    let omit = &family.body(dropped.by)?.more.omit;
    let is_text = |text: &String| text.trim() == dropped.line.item.text().trim();
    omit.iter().position(is_text).or_else(|| {
        let ids = dropped.line.origins.iter().filter_map(|origin| {
            let items = family.body(origin.node)?.list(dropped.list);
            items.get(origin.index)?.more().id.as_deref()
        });
        let ids: Vec<&str> = ids.collect();
        omit.iter().position(|text| ids.contains(&text.as_str()))
    })
}

/// The title that an end of a ladder step refers to: an id of this family, or an address.
fn step_name(workspace: &Workspace, key: &str, reference: &str) -> String {
    let catalog = workspace.catalog();
    catalog
        .refer(key, reference)
        .and_then(|place| {
            let entry = catalog.get(&place.key)?;
            Some(entry.family.position_title(place.position))
        })
        .unwrap_or_else(|| text!("detail-not-in-the-catalog", reference))
}
