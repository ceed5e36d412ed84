//! Words and phrases from the lists in `words/`: a list with the id of the rule.

use std::ops::Range;

use super::super::report::{Fix, Report, Site};
use super::super::rule::{Area, Example, Rule};
use super::super::subject::{Line, Subject};
use super::super::vocabulary::{Hit, SPELLING};
use crate::document::replace::Wording;
use crate::document::{Edit, Severity};
use crate::text::said;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "gendered-pronoun",
        severity: Severity::Error,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Knows his or her limits\"]", &["his or her"]),
            Example::bad("responsibilities = [\"She leads the team\"]", &["She"]),
            Example::good("requirements = [\"Knows their limits\", \"Helps others, herbs and HIS\", \"`he`\"]"),
        ],
        look: Some(pronouns),
    },
    Rule {
        id: "exclusive-wording",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Plans man-hours\"]", &["man-hours"]),
            Example::bad("requirements = [\"Is a native speaker\"]", &["native speaker"]),
            Example::good("requirements = [\"Has a human touch\", \"Manages hours\"]"),
        ],
        look: Some(everywhere),
    },
    Rule {
        id: "ableist-wording",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Runs sanity checks\"]", &["sanity checks"]),
            Example::good("requirements = [\"Checks the numbers\", \"Knows about mental health\"]"),
        ],
        look: Some(everywhere),
    },
    Rule {
        id: "jargon",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"A self-starter\", \"A world class ninja\"]", &["self-starter", "world class", "ninja"]),
            Example::good("requirements = [\"Starts work on their own\"]"),
        ],
        look: Some(own_words),
    },
    Rule {
        id: "filler",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad("requirements = [\"Writes in order to explain\"]", &["in order to"]),
            Example::good("requirements = [\"Keeps files in order\", \"Writes to explain\"]"),
        ],
        look: Some(own_words),
    },
    Rule {
        id: "spelling",
        severity: Severity::Note,
        area: Area::Wording,
        examples: &[
            Example::bad(
                "requirements = [\"Knows the priciples\"]\n[[roles]]\nid = \"a\"\ntitle = \"Opertions Manager\"",
                &["priciples", "Opertions"],
            ),
            Example::bad("summary = \"Keeps the boox of the firm\"", &["boox"])
                .under("[check.words]\nspelling = [\"boox = books\"]"),
            Example::good("summary = \"Keeps the priciples of the firm\"")
                .under("[check.allow]\nspelling = [\"priciples\"]"),
            Example::good(
                "summary = \"The principles of the team, of RECIEVE and `recieve`, https://x.y/recieve\"",
            ),
            // Another language has other words.
            Example::good("summary = \"Wie wir in der Firma die Konten und die Depots recieve\""),
        ],
        look: Some(everywhere),
    },
    Rule {
        id: "vacancy-wording",
        severity: Severity::Warning,
        area: Area::Wording,
        examples: &[
            Example::bad("summary = \"We are looking for an accountant\"", &["We are looking for"]),
            Example::bad("responsibilities = [\"You’ll lead the team\"]", &["You’ll"]),
            // In a hiring process there are candidates.
            Example::good("[hiring_process]\nintro = \"The successful candidate hears from us; you will too.\""),
            Example::good("responsibilities = [\"Looks for accountants, so that you have time\", \"Thanks the candidate\"]"),
        ],
        look: Some(vacancy),
    },
];

/// What people read of the role itself: not how it is hired for, and not what is quoted or belongs to the page.
pub(super) fn is_own(wording: Wording) -> bool {
    matches!(wording, Wording::Item(..) | Wording::Summary)
}

fn everywhere(subject: &Subject<'_>, report: &mut Report<'_>) {
    look(subject, report, report.rule().id, |_, _| true);
}

fn own_words(subject: &Subject<'_>, report: &mut Report<'_>) {
    look(subject, report, report.rule().id, |line, _| is_own(line.wording));
}

/// A pair such as "his or her" is one finding.
fn pronouns(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut pairs: Vec<(&Line<'_>, Range<usize>, Range<usize>)> = Vec::new();
    for (line, hit) in subject.hits(report.rule().id) {
        if is_acronym(&line.text[hit.at.clone()], line.text) {
            continue;
        }
        match pairs.last_mut() {
            Some((last, at, words)) if std::ptr::eq(*last, line) && hit.words.start <= words.end + 1 => {
                at.end = hit.at.end;
                words.end = hit.words.end;
            }
            _ => pairs.push((line, hit.at.clone(), hit.words.clone())),
        }
    }
    for (line, at, _) in pairs {
        let written = &line.text[at.clone()];
        report.find(
            line.node,
            Site::Text(line.wording, at),
            said!("check-written-for-one-gender", written),
            said!("check-say-they-or-their"),
        );
    }
}

fn vacancy(subject: &Subject<'_>, report: &mut Report<'_>) {
    own_words(subject, report);
    // Elsewhere "you" may be anybody: "so that you have time".
    look(subject, report, "addressed", |line, hit| {
        let before = line.text[..hit.at.start].trim_end();
        let begins = before.chars().all(|c| !c.is_alphanumeric()) || before.ends_with(['.', '!', '?', ':']);
        is_own(line.wording) && begins
    });
}

fn look(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    list: &str,
    wanted: impl Fn(&Line<'_>, &Hit<'_>) -> bool,
) {
    for (line, hit) in subject.hits(list) {
        let written = &line.text[hit.at.clone()];
        let is_spelling = report.rule().id == SPELLING;
        if !wanted(line, hit) || is_acronym(written, line.text) {
            continue;
        }
        let (advice, fix) = match hit.instead {
            "" => (said!("check-say-what-is-meant"), None),
            instead if is_spelling => (said!("check-write-instead", instead), reworded(line, hit)),
            instead => (said!("check-say-instead", instead), reworded(line, hit)),
        };
        // Elsewhere grammar may want more than the words changed.
        let is_word_for_word = ["exclusive-wording", "ableist-wording", "filler", SPELLING];
        let fix = fix.filter(|_| is_word_for_word.contains(&report.rule().id));
        let message = match report.rule().id {
            "exclusive-wording" => said!("check-leaves-people-out", written),
            "ableist-wording" => said!("check-makes-light-of-a-disability", written),
            "jargon" => said!("check-is-worn-out", written),
            "filler" => said!("check-could-go", written),
            SPELLING => said!("check-is-misspelled", written),
            _ => said!("check-belongs-into-an-advertisement", written),
        };
        report.mend(line.node, Site::Text(line.wording, hit.at.clone()), message, advice, fix);
    }
}

/// Whether it is written in capitals where other words are not.
fn is_acronym(written: &str, text: &str) -> bool {
    let is_upper = |text: &str| !text.chars().any(char::is_lowercase);
    written.chars().count() > 1 && is_upper(written) && !is_upper(text)
}

/// The phrase replaced by what can be said for it. Only where that is one word for another.
fn reworded(line: &Line<'_>, hit: &Hit<'_>) -> Option<Fix> {
    let (node, text) = (line.node, line.text);
    let written = &text[hit.at.clone()];
    let begins = written.chars().next().is_some_and(char::is_uppercase);
    let mut instead = hit.instead.to_owned();
    if let (true, Some(first)) = (begins, hit.instead.chars().next()) {
        instead = first.to_uppercase().chain(hit.instead.chars().skip(1)).collect();
    }
    // "a" and "an" go by the word behind them.
    let before = text[..hit.at.start].trim_end().rsplit(char::is_whitespace).next();
    let has_article = before.is_some_and(|word| ["a", "an"].contains(&word.to_lowercase().as_str()));
    if has_article && instead.chars().next() != written.chars().next() {
        return None;
    }
    let mut text = text.to_owned();
    text.replace_range(hit.at.clone(), &instead);
    let (label, wording) = (said!("check-fix-write", instead), line.wording);
    let edit = match wording {
        Wording::Item(list, index) => Edit::Replace { node, list, index, text },
        wording => Edit::Reword { node, wording, text },
    };
    Some(Fix { label, edits: vec![edit] })
}
