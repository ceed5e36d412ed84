//! The effective role beside a form, as it would be with what the form says now.

use std::collections::BTreeSet;

use super::{Form, Purpose};
use crate::app::{App, Detail, Overlay, Structure, new_family};
use crate::document::Field;
use crate::model::{Family, Place};

/// Text that is composed and wrapped anew with every key; beyond it there is no preview.
const MOST: usize = 64 * 1024;

/// What the preview shows, and what it was made for.
#[derive(Debug, Default)]
pub struct FormPreview {
    /// The rows, with the cursor on what is edited.
    pub detail: Detail,
    /// Entries that are not in what the file says.
    pub changed: BTreeSet<usize>,
    made_for: Option<(u64, u16)>,
    /// What the lines are without the form's changes.
    before: BTreeSet<(String, String)>,
}

impl Form {
    /// Whether it is of something that can be shown composed, and its text short enough for that while it is typed.
    pub fn has_preview(&self) -> bool {
        if !self.purpose.is_work() || matches!(self.purpose, Purpose::Settings) {
            return false;
        }
        let size: usize = self.fields.iter().map(|f| f.input.text().len()).sum();
        size <= MOST
    }

    /// Another number after every change of any field.
    pub(super) fn edition(&self) -> u64 {
        self.fields.iter().map(|f| f.input.edition()).sum()
    }

    /// A family with what the form says now; what makes no sense yet is left out.
    pub(super) fn applied(&self, family: &Family) -> Family {
        self.edits().iter().fold(family.clone(), |family, edit| {
            edit.meaning(&family).unwrap_or(family)
        })
    }
}

impl FormPreview {
    fn lines(detail: &Detail) -> BTreeSet<(String, String)> {
        let entries = detail.entries.iter();
        entries
            .map(|entry| (entry.lead.clone(), entry.said().to_owned()))
            .collect()
    }
}

impl App {
    /// Brings the preview of the uppermost form up to date; costs nothing when no field has changed.
    pub(in crate::app) fn preview_form(&mut self) {
        let area = self.viewport.preview;
        let place = self.place();
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return;
        };
        if area.width == 0 || !form.has_preview() {
            return;
        }
        if matches!(form.purpose, Purpose::Structure(Structure::Family(_), _)) {
            self.preview_new_family(area.width, area.height);
            return;
        }
        let place = place
            .filter(|place| place.key == form.key)
            .unwrap_or_else(|| Place {
                key: form.key.clone(),
                position: self.position_of(&form.key, form.node),
            });
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        let Some(entry) = self.workspace.catalog().get(&form.key) else {
            return;
        };
        let made_for = Some((form.edition(), area.width));
        let mut preview = std::mem::take(&mut form.preview);
        let columns = usize::from(area.width);
        if preview.before.is_empty() {
            let detail = &mut preview.detail;
            detail.show_family(&self.workspace, &entry.family, &place, columns);
            preview.before = FormPreview::lines(detail);
        }
        if preview.made_for != made_for {
            let family = form.applied(&entry.family);
            let detail = &mut preview.detail;
            detail.show_family(&self.workspace, &family, &place, columns);
            let before = &preview.before;
            preview.changed = detail
                .entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| {
                    !before.contains(&(entry.lead.clone(), entry.said().to_owned()))
                })
                .map(|(at, _)| at)
                .collect();
            preview.made_for = made_for;
        }
        match form.purpose.landing() {
            Some(line) => preview.detail.put_cursor_on(form.node, line),
            None => {
                if let Some(field) = Field::from_key(form.current().name) {
                    preview.detail.go_to_field(field);
                }
            }
        }
        preview.detail.keep_in_view(area.height);
        form.preview = preview;
    }

    /// The family that the uppermost form would make; nothing while it would make none.
    fn preview_new_family(&mut self, width: u16, height: u16) {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        let made_for = Some((form.edition(), width));
        if form.preview.made_for == made_for {
            return;
        }
        let mut preview = FormPreview {
            made_for,
            ..FormPreview::default()
        };
        if let Some((place, family)) = new_family::sketch(self.workspace.catalog(), form) {
            let detail = &mut preview.detail;
            detail.show_family(&self.workspace, &family, &place, usize::from(width));
            detail.keep_in_view(height);
        }
        form.preview = preview;
    }
}
