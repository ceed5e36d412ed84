//! The fields of what the catalog asks of the check. A line for each rule: its id, a colon, and what is said of it.

use std::collections::BTreeMap;

use super::{FormField, FormKind, Source};
use crate::check::{BUDGETS, Level, Profile, WORD_RULES, nearest, rule};
use crate::model::{CheckSettings, Seldom};
use crate::text::text;

const PROFILES: &[&str] = &["job-family", "posting"];

/// Lines by the id of a rule.
type Lines = BTreeMap<String, String>;

pub(super) fn fields(settings: &CheckSettings) -> Vec<FormField> {
    let lists = |lists: &BTreeMap<String, Vec<String>>| shown(lists, |words| words.join("; "));
    vec![
        FormField::new(
            "profile",
            text!("form-check-as"),
            FormKind::Choice(PROFILES),
        )
        .text(settings.profile.as_deref().unwrap_or_default())
        .help(text!("form-what-the-families-are-roles"))
        .check(|text| match text.trim() {
            "" => Ok(()),
            text => text
                .parse::<Profile>()
                .map(|_| ())
                .map_err(|()| text!("form-job-family-or-posting").into()),
        }),
        FormField::new("severity", text!("form-rules"), FormKind::List)
            .values(&shown(&settings.severity, String::clone))
            .help(text!("form-a-line-for-each-rule"))
            .complete(Source::Rules)
            .wide()
            .check(|text| {
                let known = |id: &str| rule(id).is_some();
                let lines = lines(&listed(text), &known)?;
                let wrong = lines.values().find(|word| word.parse::<Level>().is_err());
                wrong.map_or(Ok(()), |word| {
                    let known = Level::WORDS.join(", ");
                    Err(text!("form-is-none-of", word, known))
                })
            }),
        FormField::new("words", text!("form-more-words"), FormKind::List)
            .values(&lists(&settings.words))
            .help(text!("form-a-line-for-each-rule-2"))
            .wide()
            .check(|text| {
                let known = |id: &str| WORD_RULES.contains(&id);
                lines(&listed(text), &known).map(|_| ())
            }),
        FormField::new("allow", text!("form-allowed-words"), FormKind::List)
            .values(&lists(&settings.allow))
            .help(text!("form-a-line-for-each-rule-3"))
            .wide()
            .check(|text| {
                let known = |id: &str| WORD_RULES.contains(&id) || id == "coded-words";
                lines(&listed(text), &known).map(|_| ())
            }),
        FormField::new("budget", text!("form-limits"), FormKind::List)
            .values(&shown(&settings.budget, i64::to_string))
            .help(text!("form-a-line-for-each-rule-4"))
            .wide()
            .check(|text| {
                let known = |id: &str| BUDGETS.iter().any(|(known, _)| *known == id);
                let lines = lines(&listed(text), &known)?;
                let wrong = lines.values().find(|number| number.parse::<u32>().is_err());
                wrong.map_or(Ok(()), |number| {
                    Err(text!("form-is-no-whole-number", number))
                })
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
            .ok_or_else(|| text!("form-write-it-as-rule-what", line))?;
        if !known(id) {
            return Err(match nearest(id).filter(|near| known(near.id)) {
                Some(near) if near.id != id => {
                    text!("form-is-none-of-them-is", id, id2 = near.id)
                }
                _ => text!("form-is-none-of-the-rules", id),
            });
        }
        if found.insert(id.to_owned(), said.to_owned()).is_some() {
            return Err(text!("form-stands-there-twice", id));
        }
    }
    Ok(found)
}
