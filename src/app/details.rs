//! What a part has besides its items, listed to go to the form of each; and the form of the catalog's settings.

use super::{App, Effect, Form, Overlay, Picker, PickerKind, PickerRow, Run};
use crate::config::Action;
use crate::model::{Element, ElementKind};

/// What can be written of a part, in the order of the file.
const FORMS: &[Action] = &[
    Action::EditFields,
    Action::EditExtends,
    Action::EditRoles,
    Action::AddManager,
    Action::Omit,
    Action::AddIndicator,
    Action::AddLadderStep,
    Action::EditLadder,
    Action::AddHiringStep,
    Action::EditHiring,
    Action::AddSection,
];

impl App {
    /// `i`: every form that the selected part has.
    pub(super) fn open_details(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let Some(entry) = self.workspace.catalog().get(&place.key) else {
            return Vec::new();
        };
        let part = place.position.node();
        let mut rows: Vec<PickerRow> = Vec::new();
        for kind in ElementKind::ALL {
            let elements = entry.family.elements(part, kind).into_iter().enumerate();
            rows.extend(elements.map(|(index, element)| PickerRow {
                label: label(kind, &element),
                detail: detail(&element),
                side: String::new(),
                why_not: None,
                run: Run::Element(part, kind, index),
            }));
        }
        let forms = FORMS.iter().map(|action| action.info());
        rows.extend(forms.map(|info| PickerRow {
            label: info.name().to_owned(),
            detail: info.description().to_owned(),
            side: self.keymap.keys(info.action),
            why_not: self.why_not(info.action),
            run: Run::Action(info.action),
        }));
        rows.retain(|row| row.why_not.is_none());
        self.overlays
            .push(Overlay::Picker(Picker::new(PickerKind::Details, rows)));
        self.measure();
        Vec::new()
    }

    /// Opens the form of the catalog's settings.
    pub(super) fn open_settings(&mut self) -> Vec<Effect> {
        let mut form = Form::settings(&self.workspace.catalog().settings);
        let completions = self.completions(&form.key.clone());
        form.complete_from(completions);
        self.push_form(form);
        Vec::new()
    }
}

fn label(kind: ElementKind, element: &Element) -> String {
    let text = match element {
        Element::LadderStep(step) => format!("{} → {}", step.from, step.to),
        element => element.text().to_owned(),
    };
    let mut name = kind.name().to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{name}: {text}")
}

/// What an element says besides what it is known by.
fn detail(element: &Element) -> String {
    let said = match element {
        Element::Manager(manager) => [manager.role.as_deref(), manager.link.as_deref()],
        Element::Indicator(indicator) => [indicator.target.as_deref(), indicator.link.as_deref()],
        Element::LadderStep(step) => [step.kind.as_deref(), None],
        Element::Section(section) => [Some(section.body.as_str()), None],
        Element::Omission(_) | Element::HiringStep(_) => [None, None],
    };
    said.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
