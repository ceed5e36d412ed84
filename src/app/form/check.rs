//! The fields of what the catalog asks of the check. A line for each rule: its id, a colon, and what is said of it.

use std::collections::BTreeMap;

use super::{FormField, FormKind, Source};
use crate::check::{BUDGETS, Level, Profile, WORD_RULES, nearest, rule};
use crate::model::{CheckSettings, Seldom};

const PROFILES: &[&str] = &["job-family", "posting"];

/// Lines by the id of a rule.
type Lines = BTreeMap<String, String>;

pub(super) fn fields(settings: &CheckSettings) -> Vec<FormField> {
    let lists = |lists: &BTreeMap<String, Vec<String>>| shown(lists, |words| words.join("; "));
    vec![
        FormField::new("profile", "Check as", FormKind::Choice(PROFILES))
            .text(settings.profile.as_deref().unwrap_or_default())
            .help("What the families are: roles that hold for years, or advertisements.")
            .check(|text| match text.trim() {
                "" => Ok(()),
                text => text
                    .parse::<Profile>()
                    .map(|_| ())
                    .map_err(|()| "job-family or posting".into()),
            }),
        FormField::new("severity", "Rules", FormKind::List)
            .values(&shown(&settings.severity, String::clone))
            .help("A line for each: rule: error, warning, note or off.")
            .complete(Source::Rules)
            .wide()
            .check(|text| {
                let known = |id: &str| rule(id).is_some();
                let lines = lines(&listed(text), &known)?;
                let wrong = lines.values().find(|word| word.parse::<Level>().is_err());
                wrong.map_or(Ok(()), |word| {
                    let known = Level::WORDS.join(", ");
                    Err(format!("{word} is none of {known}"))
                })
            }),
        FormField::new("words", "More words", FormKind::List)
            .values(&lists(&settings.words))
            .help("A line for each: rule: words; more words = what can be said for them.")
            .wide()
            .check(|text| {
                let known = |id: &str| WORD_RULES.contains(&id);
                lines(&listed(text), &known).map(|_| ())
            }),
        FormField::new("allow", "Allowed words", FormKind::List)
            .values(&lists(&settings.allow))
            .help("A line for each: rule: words; more words that it is not to find.")
            .wide()
            .check(|text| {
                let known = |id: &str| WORD_RULES.contains(&id) || id == "coded-words";
                lines(&listed(text), &known).map(|_| ())
            }),
        FormField::new("budget", "Limits", FormKind::List)
            .values(&shown(&settings.budget, i64::to_string))
            .help("A line for each: rule: the number at which it begins.")
            .wide()
            .check(|text| {
                let known = |id: &str| BUDGETS.iter().any(|(known, _)| *known == id);
                let lines = lines(&listed(text), &known)?;
                let wrong = lines.values().find(|number| number.parse::<u32>().is_err());
                wrong.map_or(Ok(()), |number| Err(format!("{number} is no whole number")))
            }),
    ]
}

/// Puts what one of these fields says into the settings.
pub(super) fn put(field: &FormField, settings: &mut Seldom<CheckSettings>) -> Result<(), String> {
    let anything = |_: &str| true;
    let said = || lines(&field.listed(), &anything);
    let lists = || -> Result<BTreeMap<String, Vec<String>>, String> {
        let split = |words: String| {
            let words = words.split(';').map(str::trim).map(str::to_owned);
            words.filter(|word| !word.is_empty()).collect()
        };
        Ok(said()?
            .into_iter()
            .map(|(id, words)| (id, split(words)))
            .collect())
    };
    match field.name {
        "profile" => {
            settings.profile = Some(field.said().to_owned()).filter(|text| !text.is_empty());
        }
        "severity" => settings.severity = said()?,
        "words" => settings.words = lists()?,
        "allow" => settings.allow = lists()?,
        "budget" => {
            let numbers = said()?.into_iter();
            settings.budget = numbers
                .filter_map(|(id, number)| Some((id, number.parse().ok()?)))
                .collect();
        }
        _ => {}
    }
    Ok(())
}

fn shown<T>(values: &BTreeMap<String, T>, show: impl Fn(&T) -> String) -> Vec<String> {
    let values = values.iter();
    values
        .map(|(id, value)| format!("{id}: {}", show(value)))
        .collect()
}

fn listed(text: &str) -> Vec<String> {
    FormField::new("", "", FormKind::List).text(text).listed()
}

fn lines(lines: &[String], known: &dyn Fn(&str) -> bool) -> Result<Lines, String> {
    let mut found = Lines::new();
    for line in lines {
        let (id, said) = line
            .split_once(':')
            .map(|(id, said)| (id.trim(), said.trim()))
            .filter(|(id, said)| !id.is_empty() && !said.is_empty())
            .ok_or_else(|| format!("write it as rule: what is said of it: {line}"))?;
        if !known(id) {
            return Err(match nearest(id).filter(|near| known(near.id)) {
                Some(near) if near.id != id => {
                    format!("{id} is none of them; is {} meant?", near.id)
                }
                _ => format!("{id} is none of the rules that can stand here"),
            });
        }
        if found.insert(id.to_owned(), said.to_owned()).is_some() {
            return Err(format!("{id} stands there twice"));
        }
    }
    Ok(found)
}
