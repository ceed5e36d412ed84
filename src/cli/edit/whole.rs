//! Changes of a whole department, and of the settings of the catalog.

use std::sync::Arc;

use super::change::{Change, Target};
use super::course::{Course, Subject, as_name, usage};
use super::entry::{self, Deed};
use super::name::Slot;
use crate::cli::Failure;
use crate::document::operate;
use crate::document::{Field, Plan, SETTINGS_KEY, Step};

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
                return Err(usage(format!(
                    "{path} is a department: it takes --rename, --move, --archive, --restore and --delete"
                )));
            }
        };
        self.take(plan)?;
        self.subject = subject;
        Ok(())
    }

    pub(super) fn change_settings(&mut self, change: &Change) -> Result<(), Failure> {
        let mut settings = self.catalog.settings.clone();
        let filled = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let list = |settings: &mut _, list, deed| {
            entry::change_settings(settings, list, deed).map_err(usage)
        };
        let what = match change {
            Change::Set(slot, value) => {
                match slot {
                    Slot::Name => settings.name = filled(value),
                    Slot::Field(Field::Summary) => settings.summary = filled(value),
                    Slot::Budget => {
                        let number = filled(value).map(|number| number.parse::<u32>());
                        let number = number.transpose().map_err(|_| {
                            usage("requirement_budget takes a whole number such as 20")
                        })?;
                        settings.house.requirement_budget = number.map(i64::from);
                    }
                    Slot::Synonym(word) if word.is_empty() => {
                        return Err(usage("a synonym needs its word: synonyms.WORD=MEANING"));
                    }
                    Slot::Synonym(word) => match filled(value) {
                        Some(meaning) => {
                            settings.synonyms.insert(word.clone(), meaning);
                        }
                        None => {
                            settings.synonyms.remove(word);
                        }
                    },
                    Slot::Entry(of, n, key) => {
                        list(&mut settings, *of, Deed::Set(*n, key, value))?;
                    }
                    other => {
                        return Err(usage(format!(
                            "the settings of the catalog have no {}: they have name, summary, requirement_budget \
                             and synonyms.WORD",
                            other.key()
                        )));
                    }
                }
                slot.key()
            }
            Change::Add(of, text) => {
                list(&mut settings, *of, Deed::Add(text))?;
                of.key().to_owned()
            }
            Change::Replace(of, n, text) => {
                list(&mut settings, *of, Deed::Replace(*n, text))?;
                of.key().to_owned()
            }
            Change::Remove(of, places) => {
                list(&mut settings, *of, Deed::Remove(places))?;
                of.key().to_owned()
            }
            Change::MoveItem(of, places, Target { at: Some(at), .. }) => {
                list(&mut settings, *of, Deed::Move(places, *at))?;
                of.key().to_owned()
            }
            _ => {
                return Err(usage(
                    "the settings of the catalog take --set, --add, --replace, --remove and --move-item",
                ));
            }
        };
        if settings != self.catalog.settings {
            self.take(Ok(Plan {
                label: format!("changed {what}"),
                landing: None,
                steps: vec![(Arc::from(SETTINGS_KEY), Step::Settings(Box::new(settings)))],
            }))?;
        }
        Ok(())
    }
}
