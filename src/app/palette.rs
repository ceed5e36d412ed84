//! The palette: actions, families, roles, saved searches, bookmarks, recent catalogs, settings and the guide in one
//! list, the best match first, and of equal ones what was chosen most.

use super::picker::{Picker, PickerKind, PickerRow, Run};
use super::{App, Overlay};
use crate::config::{ACTIONS, Context};
use crate::model::{Place, Position};
use crate::text::text;

/// Places that are listed for what is typed; whoever wants more has the finder.
const PLACES: usize = 40;
/// With fewer letters, everything would be a match.
const LETTERS: usize = 2;

impl App {
    /// Opens the palette.
    pub(super) fn open_palette(&mut self) {
        let actions = ACTIONS
            .iter()
            .filter(|info| info.context == Context::Browse);
        let mut rows: Vec<PickerRow> = actions
            .map(|info| PickerRow {
                label: info.name().to_owned(),
                detail: info.description().to_owned(),
                side: self.keymap.keys(info.action),
                why_not: self.why_not(info.action),
                run: Run::Action(info.action),
            })
            .collect();
        let shared = &self.workspace.catalog().settings.searches;
        let searches = self.saved_searches.and_shared(shared);
        rows.extend(searches.map(|(name, query, is_own)| PickerRow {
            label: name.to_owned(),
            detail: query.to_owned(),
            side: text!("browse-saved-search").to_owned(),
            why_not: None,
            run: Run::Search {
                query: query.to_owned(),
                is_own,
            },
        }));
        rows.extend(self.preference_rows().into_iter().map(|mut row| {
            row.label = text!("browse-setting", label = row.label);
            row
        }));
        rows.extend(self.bookmark_rows());
        rows.extend(self.recent_rows());
        rows.extend(self.topic_rows());
        let fixed = rows.len();
        let mut picker = Picker::new(PickerKind::Palette { fixed }, rows);
        picker.weights = self.weights(&picker.rows);
        picker.filter();
        self.overlays.push(Overlay::Picker(picker));
        self.measure();
    }

    fn weights(&self, rows: &[PickerRow]) -> Vec<u32> {
        let weight = |row: &PickerRow| use_id(&row.run).map_or(0, |id| self.past.uses.of(&id));
        rows.iter().map(weight).collect()
    }

    /// What is typed has changed: other families and roles match.
    pub(super) fn palette_typed(&mut self) {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return;
        };
        let PickerKind::Palette { fixed } = picker.kind else {
            return;
        };
        let typed = picker.input.text().to_lowercase();
        let mut rows: Vec<PickerRow> = picker.rows[..fixed].to_vec();
        rows.extend(self.places_with(&typed));
        let weights = self.weights(&rows);
        if let Some(Overlay::Picker(picker)) = self.overlays.last_mut() {
            picker.rows = rows;
            picker.weights = weights;
            picker.filter();
        }
    }

    /// Families and roles with these words in their titles; those that begin so first.
    fn places_with(&self, typed: &str) -> Vec<PickerRow> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        if letters < LETTERS {
            return Vec::new();
        }
        let mut found: Vec<(bool, PickerRow)> = Vec::new();
        let mut first = 0;
        for entry in self.workspace.catalog().entries() {
            for position in entry.family.positions() {
                let title = entry.family.position_title(position);
                let lower = title.to_lowercase();
                if !words.iter().all(|word| lower.contains(word)) {
                    continue;
                }
                let begins = words.first().is_some_and(|word| lower.starts_with(word));
                if !begins && found.len() >= PLACES {
                    continue;
                }
                first += usize::from(begins);
                let key = entry.key.clone();
                let place = Place { key, position };
                found.push((!begins, place_row(title, place)));
            }
            if first >= PLACES {
                break;
            }
        }
        found.sort_by_key(|(later, _)| *later);
        found.truncate(PLACES);
        found.into_iter().map(|(_, row)| row).collect()
    }
}

pub(super) fn place_row(title: String, place: Place) -> PickerRow {
    let is_family = place.position == Position::FAMILY;
    PickerRow {
        label: title,
        detail: match is_family {
            true => text!("browse-go-to-the-family").to_owned(),
            false => text!("browse-go-to-the-role").to_owned(),
        },
        side: place.key.to_string(),
        why_not: None,
        run: Run::Go(place),
    }
}

/// By what the use of a row is counted; `None` for what comes and goes.
pub(super) fn use_id(run: &Run) -> Option<String> {
    match run {
        Run::Action(action) => Some(action.info().id()),
        Run::Search { query, .. } => Some(format!("search: {query}")),
        Run::Setting(key) => Some(format!("setting: {key}")),
        Run::Topic(name) => Some(format!("topic: {name}")),
        _ => None,
    }
}
