//! Changes of a whole department, and of the settings of the catalog.

use std::sync::Arc;

use super::change::Change;
use super::check;
use super::course::{Course, Subject, as_name, usage};
use super::entry;
use super::name::Slot;
use crate::cli::Failure;
use crate::document::operate;
use crate::document::{Field, Plan, SETTINGS_KEY, Step};
use crate::model::Settings;
use crate::text::text;

impl Course<'_> {
    pub(super) fn change_department(&mut self, path: &str, change: &Change) -> Result<(), Failure> {
        let catalog = &self.catalog;
        let renamed = |name: &str| match path.rsplit_once('/') {
            Some((above, _)) if !name.contains('/') => format!("{above}/{name}"),
            _ => name.trim_matches('/').to_owned(),
        };
        let (plan, subject) = match change {
            Change::Rename(name) => {
                let new = renamed(&as_name(name));
                (
                    operate::rename_department(catalog, path, &new),
                    Subject::Department(new),
                )
            }
            Change::Move(target) => {
                let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
                let new = match target.trim().trim_matches('/') {
                    "" => name.to_owned(),
                    above => format!("{above}/{name}"),
                };
                (
                    operate::rename_department(catalog, path, &new),
                    Subject::Department(new),
                )
            }
            Change::Archive => (
                operate::archive_department(catalog, path),
                self.subject.clone(),
            ),
            Change::Restore => (
                operate::restore_department(catalog, path),
                self.subject.clone(),
            ),
            Change::Delete => (operate::delete_department(catalog, path), Subject::Nothing),
            _ => {
                return Err(usage(text!("cli-is-a-department-it-takes", path)));
            }
        };
        self.take(plan)?;
        self.subject = subject;
        Ok(())
    }

    pub(super) fn change_settings(&mut self, change: &Change) -> Result<(), Failure> {
        let mut settings = self.catalog.settings.clone();
        let (what, changed) = match change {
            Change::Set(slot, value) => (slot.key(), set(&mut settings, slot, value)),
            Change::List(list, deed) => (
                list.key().to_owned(),
                entry::change_settings(&mut settings, *list, deed),
            ),
            _ => {
                return Err(usage(text!("cli-the-settings-of-the-catalog-2")));
            }
        };
        changed.map_err(usage)?;
        if settings != self.catalog.settings {
            self.take(Ok(Plan {
                label: text!("cli-changed", what),
                landing: None,
                steps: vec![(Arc::from(SETTINGS_KEY), Step::Settings(Box::new(settings)))],
            }))?;
        }
        Ok(())
    }
}

/// Sets one of the settings; an empty value unsets it.
fn set(settings: &mut Settings, slot: &Slot, value: &str) -> Result<(), String> {
    let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    match slot {
        Slot::Name => settings.name = value,
        Slot::Field(Field::Summary) => settings.summary = value,
        Slot::Budget => {
            let number = value.map(|number| number.parse::<u32>()).transpose();
            let number = number.map_err(|_| text!("cli-requirement-budget-takes-a-whole"))?;
            settings.house.requirement_budget = number.map(i64::from);
        }
        Slot::Synonym(word) if word.is_empty() => {
            return Err(text!("cli-a-synonym-needs-its-word").to_owned());
        }
        Slot::Synonym(word) => match value {
            Some(meaning) => {
                settings.synonyms.insert(word.clone(), meaning);
            }
            None => {
                settings.synonyms.remove(word);
            }
        },
        Slot::Check(path) => check::set(&mut settings.check, path, value)?,
        other => {
            return Err(text!(
                "cli-the-settings-of-the-catalog-3",
                key = other.key(),
                keys = check::KEYS
            ));
        }
    }
    Ok(())
}
