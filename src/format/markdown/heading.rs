//! What a heading is about, told by its words alone: a field, a part of the page that holds others, or a name.
//!
//! Knows nothing of where a heading stands.

use crate::model::{ListKind, VariationKind};

/// What a heading is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// A field, and whose it is where the heading says so: "Manager, IT Responsibilities".
    Field(Field, String),
    /// Roles stand below it.
    Roles,
    /// Specialties or segments stand below it.
    Variations(VariationKind),
    /// Anything else: a role, a specialty, or whatever there is.
    Name,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    List(ListKind),
    Grade,
    Manager,
    Summary,
    Indicators,
    Ladder,
    Hiring,
}

use ListKind::{NiceToHave, Requirements, Responsibilities};

/// The words at a heading's end that tell its field; longer ones before those that they end in.
const FIELDS: &[(&str, Field)] = &[
    ("nice-to-haves", Field::List(NiceToHave)),
    ("nice-to-have", Field::List(NiceToHave)),
    ("nice to haves", Field::List(NiceToHave)),
    ("nice to have", Field::List(NiceToHave)),
    ("preferred qualifications", Field::List(NiceToHave)),
    ("preferred requirements", Field::List(NiceToHave)),
    ("bonus points", Field::List(NiceToHave)),
    ("responsibilities", Field::List(Responsibilities)),
    ("what you'll do", Field::List(Responsibilities)),
    ("what you will do", Field::List(Responsibilities)),
    ("what you'll be doing", Field::List(Responsibilities)),
    ("accountabilities", Field::List(Responsibilities)),
    ("duties", Field::List(Responsibilities)),
    ("requirements", Field::List(Requirements)),
    ("qualifications", Field::List(Requirements)),
    ("what you'll bring", Field::List(Requirements)),
    ("what you will bring", Field::List(Requirements)),
    ("what you bring", Field::List(Requirements)),
    ("job grades", Field::Grade),
    ("job grade", Field::Grade),
    ("grade", Field::Grade),
    ("reports to", Field::Manager),
    ("reporting line", Field::Manager),
    ("key performance indicators", Field::Indicators),
    ("performance indicators", Field::Indicators),
    ("performance indicator", Field::Indicators),
    ("kpis", Field::Indicators),
    ("career ladders", Field::Ladder),
    ("career ladder", Field::Ladder),
    ("career path", Field::Ladder),
    ("hiring process", Field::Hiring),
    ("interview process", Field::Hiring),
    ("interviewing process", Field::Hiring),
    ("recruitment process", Field::Hiring),
];

/// Headings of what a role is in sentences.
const SUMMARIES: &[&str] = &[
    "summary",
    "overview",
    "role summary",
    "role overview",
    "job summary",
    "job description",
    "position summary",
    "position overview",
    "an overview of this role",
    "about this role",
    "about the role",
];

const ROLES: &[&str] = &[
    "levels",
    "job levels",
    "roles",
    "job titles",
    "positions",
    "titles",
];
const SPECIALTIES: &[&str] = &[
    "specialties",
    "specialities",
    "specializations",
    "specialisations",
    "specialty",
    "speciality",
];
const SEGMENTS: &[&str] = &["segments", "segment"];

/// Words before a field that name nobody.
const NOBODY: &[&str] = &[
    "additional",
    "job",
    "key",
    "general",
    "core",
    "primary",
    "minimum",
    "basic",
    "other",
    "main",
    "the",
    "your",
    "role",
    "position",
    "shared",
    "common",
    "typical",
    "performance",
    "and",
    "team",
];

/// Words that are often spelled with a letter too few or too many.
const MISSPELLED: &[&str] = &[
    "responsibilities",
    "requirements",
    "qualifications",
    "specialties",
];

/// What a heading with these words is about.
pub(super) fn sort(title: &str) -> Sort {
    let written = title
        .trim()
        .trim_end_matches([':', '.'])
        .trim_end()
        .replace('’', "'");
    let written = without_brackets(&written);
    let lower = spelled(&written.to_lowercase());
    if SUMMARIES.contains(&lower.as_str()) {
        return Sort::Field(Field::Summary, String::new());
    }
    let is = |names: &[&str]| names.contains(&lower.as_str());
    let ends = |names: &[&str]| {
        is(names)
            || names
                .iter()
                .any(|name| lower.ends_with(&format!(" {name}")))
    };
    if is(ROLES) || lower.ends_with(" levels") {
        return Sort::Roles;
    }
    if ends(SPECIALTIES) {
        return Sort::Variations(VariationKind::Specialty);
    }
    if ends(SEGMENTS) {
        return Sort::Variations(VariationKind::Segment);
    }
    for (words, field) in FIELDS {
        let Some(before) = lower.strip_suffix(words) else {
            continue;
        };
        // A lower-case letter glued to a capital is a space that got lost; glued to a lower-case one it is a word.
        let glued = before.ends_with(char::is_alphanumeric);
        let capital = written
            .get(before.len()..)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
        if glued && !capital {
            continue;
        }
        let before = written.get(..before.len()).unwrap_or(before);
        return Sort::Field(*field, somebody(before));
    }
    Sort::Name
}

/// `Performance Indicators (PI)` is about performance indicators.
fn without_brackets(title: &str) -> String {
    for short in ["(PI)", "(PIs)", "(KPI)", "(KPIs)"] {
        if let Some(rest) = title.strip_suffix(short) {
            return rest.trim_end().to_owned();
        }
    }
    title.to_owned()
}

/// The last word as it is meant, where a letter is missing or too many.
fn spelled(lower: &str) -> String {
    let (before, last) = lower
        .rsplit_once(' ')
        .map_or(("", lower), |(before, last)| (before, last));
    let meant = MISSPELLED
        .iter()
        .find(|word| last.len().abs_diff(word.len()) == 1 && strsim::osa_distance(word, last) == 1);
    match (meant, before) {
        (None, _) => lower.to_owned(),
        (Some(word), "") => (*word).to_owned(),
        (Some(word), before) => format!("{before} {word}"),
    }
}

fn somebody(before: &str) -> String {
    let before = before
        .trim_end_matches([':', ',', '-', '–', '—', ' ', '|', '/'])
        .trim();
    let nobody = before
        .split_whitespace()
        .all(|word| NOBODY.contains(&word.to_lowercase().as_str()));
    match nobody {
        true => String::new(),
        false => before.to_owned(),
    }
}

/// The words of a title, to compare it with others: lower case, without signs.
pub(super) fn words(title: &str) -> Vec<String> {
    title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            if word == "sr" {
                "senior".to_owned()
            } else {
                word.to_owned()
            }
        })
        .collect()
}

/// Whether two titles are the same but for signs and case.
pub(super) fn same(a: &str, b: &str) -> bool {
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_by_the_end_of_a_heading() {
        let list = |kind, who: &str| Sort::Field(Field::List(kind), who.to_owned());
        for (title, expected) in [
            ("Responsibilities", list(Responsibilities, "")),
            ("Responsibilties", list(Responsibilities, "")),
            ("Additional Responsibilities", list(Responsibilities, "")),
            ("What you’ll do", list(Responsibilities, "")),
            (
                "Manager, IT Responsibilities",
                list(Responsibilities, "Manager, IT"),
            ),
            ("Director: Requirements:", list(Requirements, "Director")),
            (
                "Analyst, EMEA/APAC, Requirements",
                list(Requirements, "Analyst, EMEA/APAC"),
            ),
            ("Nice-to-haves", list(NiceToHave, "")),
            ("Preferred Qualifications", list(NiceToHave, "")),
            ("Job Grade", Sort::Field(Field::Grade, String::new())),
            (
                "Receivable AnalystJob Grade",
                Sort::Field(Field::Grade, "Receivable Analyst".to_owned()),
            ),
            (
                "Performance Indicators (PI)",
                Sort::Field(Field::Indicators, String::new()),
            ),
            (
                "Key Performance Indicators",
                Sort::Field(Field::Indicators, String::new()),
            ),
            ("Career Ladder", Sort::Field(Field::Ladder, String::new())),
            ("Hiring Process", Sort::Field(Field::Hiring, String::new())),
            (
                "An overview of this role",
                Sort::Field(Field::Summary, String::new()),
            ),
            ("Billing Team Levels", Sort::Roles),
            ("Specialities", Sort::Variations(VariationKind::Specialty)),
            ("Segment", Sort::Variations(VariationKind::Segment)),
            ("Manager, IT", Sort::Name),
            ("Upgrade", Sort::Name),
            ("Working at the company", Sort::Name),
            ("", Sort::Name),
        ] {
            assert_eq!(sort(title), expected, "{title}");
        }
    }

    #[test]
    fn titles_are_compared_by_their_words() {
        assert!(same("Sr. Director – Legal", "Senior Director, Legal"));
        assert!(!same("Director, Legal", "Senior Director, Legal"));
    }
}
