//! On which terms a catalog is checked: the day, what its families are meant to be, and what its `[check]` table says of
//! rules, of their words and of the numbers at which they begin.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::rule::Rule;
use crate::document::Severity;
use crate::model::{CheckSettings, Date};

/// What is given from outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// The day on which things are due or not; `None` where nobody says.
    pub today: Option<Date>,
    /// What the families are meant to be; `None` leaves it to the catalog.
    pub profile: Option<Profile>,
}

impl Terms {
    /// On a day, and as the catalog says for the rest.
    pub fn on(today: Option<Date>) -> Self {
        Self {
            today,
            profile: None,
        }
    }
}

/// What the families of a catalog are meant to be, since advice differs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Profile {
    /// What a role is, for those who have it and those who may: it holds for years.
    #[default]
    JobFamily,
    /// An advertisement for a vacancy.
    Posting,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::JobFamily, Self::Posting];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::JobFamily => "job-family",
            Self::Posting => "posting",
        }
    }

    /// How bad what a rule finds is in it, where that is another matter than usual.
    fn level(self, rule: &str) -> Option<Level> {
        let off = match self {
            Self::JobFamily => POSTING_ONLY,
            Self::Posting => JOB_FAMILY_ONLY,
        };
        off.contains(&rule).then_some(Level::Off)
    }
}

/// What an advertisement must say, and a role need not.
const POSTING_ONLY: &[&str] = &["no-pay", "no-place"];
/// What is right in an advertisement, or not its business.
const JOB_FAMILY_ONLY: &[&str] = &[
    "vacancy-wording",
    "location",
    "review-overdue",
    "no-owner",
    "level-order",
    "indicator-count",
    "indicator-target",
    "indicator-link",
    "indicators-twice",
];

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Profile {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|profile| profile.word() == text.trim()).ok_or(())
    }
}

/// How bad what a rule finds is, or that it is not looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is found, and that is how bad it is.
    Found(Severity),
    /// It is not looked for.
    Off,
}

impl Level {
    /// The words that the catalog has for them.
    pub const WORDS: [&'static str; 4] = ["error", "warning", "note", "off"];
}

impl FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text.trim() {
            "error" => Self::Found(Severity::Error),
            "warning" => Self::Found(Severity::Warning),
            "note" => Self::Found(Severity::Note),
            "off" => Self::Off,
            _ => return Err(()),
        })
    }
}

/// Rules that begin at a number, and the number at which they begin where the catalog says nothing.
pub const BUDGETS: &[(&str, usize)] = &[
    ("coded-words", 3),
    ("hard-to-read", 65),
    ("indicator-count", 5),
    ("long-sentence", 40),
];

/// Rules that look for words, to which a catalog can add some.
pub const WORD_RULES: &[&str] = &[
    "ableist-wording",
    "exclusive-wording",
    "filler",
    "gendered-pronoun",
    "jargon",
    "spelling",
    "vacancy-wording",
];

/// How bad what a rule finds is, in a catalog with these settings; `None` when it is not looked for.
pub(super) fn severity(
    settings: &CheckSettings,
    profile: Profile,
    rule: &str,
    usual: Severity,
) -> Option<Severity> {
    let said = settings.severity.get(rule).map(|word| word.parse());
    let level = match said {
        Some(Ok(level)) => Some(level),
        _ => profile.level(rule),
    };
    match level {
        Some(Level::Off) => None,
        Some(Level::Found(severity)) => Some(severity),
        None => Some(usual),
    }
}

/// The number at which a rule begins.
pub(super) fn budget(settings: &CheckSettings, rule: &'static Rule) -> usize {
    let said = settings.budget.get(rule.id);
    let said = said.and_then(|number| usize::try_from(*number).ok());
    let usual = || BUDGETS.iter().find(|(id, _)| *id == rule.id);
    said.or_else(|| usual().map(|(_, number)| *number))
        .unwrap_or_default()
}

/// Something that the settings say and that has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Idle {
    /// The keys that lead to it.
    pub(super) path: Vec<String>,
    pub(super) message: String,
    pub(super) advice: String,
}

/// Everything that the settings of the check say and that has no effect.
pub(super) fn idle(settings: &CheckSettings, rule: impl Fn(&str) -> bool) -> Vec<Idle> {
    let mut found = Vec::new();
    let mut find = |path: &[&str], message: String, advice: String| {
        let path = ["check"].iter().chain(path).map(|key| (*key).to_owned());
        found.push(Idle {
            path: path.collect(),
            message,
            advice,
        });
    };
    let profile = settings.profile.as_ref();
    if let Some(profile) = profile.filter(|profile| profile.parse::<Profile>().is_err()) {
        let known = Profile::ALL.map(Profile::word).join(" or ");
        let message = format!("no profile is called \"{profile}\"");
        find(&["profile"], message, format!("It is {known}."));
    }
    for (id, word) in &settings.severity {
        if !rule(id) {
            let message = format!("no rule is called \"{id}\"");
            find(&["severity", id], message, nearest(id));
        } else if word.parse::<Level>().is_err() {
            let message = format!("\"{word}\" is no severity");
            let known = Level::WORDS.join(", ");
            find(&["severity", id], message, format!("It is one of {known}."));
        } else if super::rules::rule(id).is_some_and(|rule| {
            rule.look.is_none() && rule.severity == Severity::Error && word != "error"
        }) {
            let message = format!("{id} stays an error: what it finds cannot be read");
            find(&["severity", id], message, "Take the line out.".into());
        }
    }
    let mut lists = |table: &str, lists: &BTreeMap<String, Vec<String>>, allowed: &[&str]| {
        for id in lists.keys().filter(|id| !allowed.contains(&id.as_str())) {
            let (message, advice) = match rule(id) {
                true => (
                    format!("{id} does not look for words of a list"),
                    format!("These do: {}.", allowed.join(", ")),
                ),
                false => (format!("no rule is called \"{id}\""), nearest(id)),
            };
            find(&[table, id], message, advice);
        }
    };
    lists("words", &settings.words, WORD_RULES);
    let with_coded = [WORD_RULES, &["coded-words"]].concat();
    lists("allow", &settings.allow, &with_coded);
    for (id, number) in &settings.budget {
        let known = BUDGETS.iter().any(|(known, _)| known == id);
        if !known {
            let with: Vec<&str> = BUDGETS.iter().map(|(id, _)| *id).collect();
            let (message, advice) = match rule(id) {
                true => (
                    format!("{id} does not begin at a number"),
                    format!("These do: {}.", with.join(", ")),
                ),
                false => (format!("no rule is called \"{id}\""), nearest(id)),
            };
            find(&["budget", id], message, advice);
        } else if *number < 0 {
            let message = format!("{id} cannot begin at {number}");
            find(&["budget", id], message, "Write a number from 0.".into());
        }
    }
    found
}

fn nearest(id: &str) -> String {
    match super::rules::nearest(id) {
        Some(rule) => format!("Is {} meant?", rule.id),
        None => "`rolebook explain` lists the rules.".to_owned(),
    }
}
