//! On which terms a catalog is checked: the day, what its families are meant to be, and what its `[check]` table says of
//! rules, of their words and of the numbers at which they begin.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::rule::Rule;
use crate::document::Severity;
use crate::model::{CheckSettings, Date};
use crate::text::{Said, said};

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
    pub(super) message: Said,
    pub(super) advice: Said,
}

/// Everything that the settings of the check say and that has no effect.
pub(super) fn idle(settings: &CheckSettings, rule: impl Fn(&str) -> bool) -> Vec<Idle> {
    let mut found = Vec::new();
    let mut find = |path: &[&str], message: Said, advice: Said| {
        let path = ["check"].iter().chain(path).map(|key| (*key).to_owned());
        found.push(Idle {
            path: path.collect(),
            message,
            advice,
        });
    };
    let profile = settings.profile.as_ref();
    if let Some(profile) = profile.filter(|profile| profile.parse::<Profile>().is_err()) {
        let [one, other] = Profile::ALL;
        let message = said!("check-no-profile-is-called", profile);
        find(
            &["profile"],
            message,
            said!("check-it-is-one-or-other", one, other),
        );
    }
    for (id, word) in &settings.severity {
        if !rule(id) {
            let message = said!("check-no-rule-is-called", rule = id);
            find(&["severity", id], message, nearest(id));
        } else if word.parse::<Level>().is_err() {
            let message = said!("check-is-no-severity", word);
            let advice = said!("check-it-is-one-of", known = Level::WORDS.join(", "));
            find(&["severity", id], message, advice);
        } else if super::rules::rule(id).is_some_and(|rule| {
            rule.look.is_none() && rule.severity == Severity::Error && word != "error"
        }) {
            let message = said!("check-stays-an-error", id);
            find(&["severity", id], message, said!("check-take-the-line-out"));
        }
    }
    let mut lists = |table: &str, lists: &BTreeMap<String, Vec<String>>, allowed: &[&str]| {
        for id in lists.keys().filter(|id| !allowed.contains(&id.as_str())) {
            let (message, advice) = match rule(id) {
                true => (
                    said!("check-does-not-look-for-words", id),
                    said!("check-these-do", known = allowed.join(", ")),
                ),
                false => (said!("check-no-rule-is-called", rule = id), nearest(id)),
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
                    said!("check-does-not-begin-at-a-number", id),
                    said!("check-these-do", known = with.join(", ")),
                ),
                false => (said!("check-no-rule-is-called", rule = id), nearest(id)),
            };
            find(&["budget", id], message, advice);
        } else if *number < 0 {
            let message = said!("check-cannot-begin-at", id, number);
            find(
                &["budget", id],
                message,
                said!("check-write-a-number-from-0"),
            );
        }
    }
    found
}

/// What to do about the id of a rule that there is not.
pub(super) fn nearest(id: &str) -> Said {
    match super::rules::nearest(id) {
        Some(rule) => said!("check-is-it-meant", rule = rule.id),
        None => said!("check-explain-lists-the-rules"),
    }
}
