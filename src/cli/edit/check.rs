//! What the catalog decides on the check, as it is typed: `check.severity.RULE` and its like. Knows no file.

use std::collections::BTreeMap;

use super::name::unknown;
use crate::check::{BUDGETS, Level, Profile, WORD_RULES, rules};
use crate::model::CheckSettings;
use crate::text::text;

/// The keys, for those who look for one.
pub(super) const KEYS: &str =
    "check.profile, check.severity.RULE, check.budget.RULE, check.words.RULE, check.allow.RULE";

/// Sets what a key says, or unsets it. Several words stand between semicolons.
pub(super) fn set(
    settings: &mut CheckSettings,
    path: &str,
    value: Option<String>,
) -> Result<(), String> {
    let (table, id) = match path.split_once('.') {
        Some((table, id)) => (table, id.trim().replace('_', "-")),
        None => (path, String::new()),
    };
    match table.trim() {
        "profile" if id.is_empty() => {
            if let Some(word) = &value {
                let known = || Profile::ALL.map(Profile::word).join(text!("cli-or"));
                word.parse::<Profile>()
                    .map_err(|()| text!("cli-check-profile-is", known = known()))?;
            }
            settings.profile = value;
        }
        "severity" => {
            let id = one_of(&id, rules().iter().map(|rule| rule.id))?;
            if let Some(word) = &value {
                let known = || Level::WORDS.join(", ");
                word.parse::<Level>()
                    .map_err(|()| text!("cli-check-severity-is-one-of", id, known = known()))?;
            }
            put(&mut settings.severity, id, value);
        }
        "budget" => {
            let id = one_of(&id, BUDGETS.iter().map(|(id, _)| *id))?;
            let number = value.map(|number| number.parse::<u32>().map(i64::from));
            let number = number.transpose();
            let number = number.map_err(|_| text!("cli-check-budget-takes-a-whole", id))?;
            put(&mut settings.budget, id, number);
        }
        "words" => {
            let id = one_of(&id, WORD_RULES.iter().copied())?;
            put(&mut settings.words, id, value.map(|words| split(&words)));
        }
        "allow" => {
            let id = one_of(&id, WORD_RULES.iter().copied().chain(["coded-words"]))?;
            put(&mut settings.allow, id, value.map(|words| split(&words)));
        }
        _ => return Err(text!("cli-there-is-no-check-there", path, keys = KEYS)),
    }
    Ok(())
}

fn one_of(id: &str, known: impl Iterator<Item = &'static str>) -> Result<&'static str, String> {
    let known: Vec<&'static str> = known.collect();
    let found = known.iter().find(|other| **other == id);
    found
        .copied()
        .ok_or_else(|| unknown(text!("cli-such-rule-as"), id, known.iter().copied()))
}

fn put<T>(table: &mut BTreeMap<String, T>, id: &str, value: Option<T>) {
    match value {
        Some(value) => drop(table.insert(id.to_owned(), value)),
        None => drop(table.remove(id)),
    }
}

fn split(words: &str) -> Vec<String> {
    let words = words.split(';').map(str::trim).map(str::to_owned);
    words.filter(|word| !word.is_empty()).collect()
}
