//! A query made ready to be looked for in one catalog: words folded and joined by their synonyms, names resolved.
//!
//! Knows the names that the catalog uses, but no lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::facts::About;
use super::super::fold::fold;
use super::super::names::{Name, Names};
use super::needle::{Needle, Pattern};
use super::{
    AnyOf, Clause, GradeTest, Having, Kind, Note, NoteKind, Query, QueryField, Test, Within, Words,
    in_words,
};
use crate::model::Date;
use crate::text::text;

/// More are not listed in a sentence.
const LISTED: usize = 12;

/// The key of a synonym, folded, and what the catalog says for it.
pub(in super::super) type Synonyms = [(String, String)];

/// The synonyms of the settings, ready to be compared.
pub(in super::super) fn synonyms(settings: &BTreeMap<String, String>) -> Vec<(String, String)> {
    settings
        .iter()
        .map(|(key, value)| (fold(key).trim().to_owned(), value.clone()))
        .collect()
}

/// Words that must be found in some line: these, or those, or what stands beside them.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Term {
    /// The words of each alternative, each with its synonyms and its singular.
    pub(in super::super) needles: Vec<Needle>,
    /// How to find them scattered, where that is wanted.
    pub(in super::super) patterns: Vec<Pattern>,
    /// What does instead of a line.
    pub(in super::super) or: Option<Condition>,
}

/// What tells one term from another: its needles, each with where and how it is looked for.
pub(in super::super) type Identity = Vec<(Option<QueryField>, Kind, String)>;

/// What a place must be, or must not have; one of it is enough.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Condition {
    /// Which of [`Wanted::absent`] must be in none of its lines.
    pub(in super::super) absent: Vec<usize>,
    /// What must be so of the place itself.
    pub(in super::super) filters: Vec<Filter>,
    /// The only field that it asks for; it can be left out of account to count what else there is of that field.
    pub(in super::super) field: Option<QueryField>,
    /// Which of the query's alternatives it is.
    pub(in super::super) of: usize,
}

/// What must be so of a place itself.
#[derive(Debug, Clone)]
pub(in super::super) struct Filter {
    not: bool,
    checks: Vec<Check>,
}

#[derive(Debug, Clone)]
enum Check {
    /// One of these names of a field.
    Named(QueryField, BTreeSet<Arc<str>>),
    Choice(QueryField, &'static str),
    Grade(GradeTest),
    Date(QueryField, Within<Date>),
    Has(Having),
}

impl Filter {
    fn holds(&self, about: &About<'_>) -> bool {
        self.not != self.checks.iter().any(|check| check.holds(about))
    }
}

impl Check {
    fn holds(&self, about: &About<'_>) -> bool {
        match self {
            Self::Named(QueryField::Family, names) => names.contains(about.key()),
            Self::Named(QueryField::Department, names) => {
                departments(about.key()).any(|department| names.contains(department))
            }
            Self::Named(field, names) => {
                let mut known = about.facts().names(*field);
                known.any(|name| names.contains(name))
            }
            Self::Choice(field, word) => about.facts().word(*field) == Some(word),
            Self::Grade(test) => {
                let grade = about.facts().grade.as_ref();
                grade.is_some_and(|grade| test.has(grade))
            }
            Self::Date(QueryField::Updated, within) => {
                about.updated.is_some_and(|day| within.has(&day))
            }
            Self::Date(_, within) => about.facts().review.is_some_and(|day| within.has(&day)),
            Self::Has(Having::Problems) => about.has_problems(),
            Self::Has(having) => about.facts().has(*having),
        }
    }
}

/// The folders of a family, each with those above it; the nearest first.
pub(in super::super) fn departments(key: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(key.rsplit_once('/'), |(above, _)| above.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// A query, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Wanted {
    /// What must be found, each in some line.
    pub(in super::super) terms: Vec<Term>,
    /// What else must hold.
    pub(in super::super) conditions: Vec<Condition>,
    /// Words of which none may be in any line, for the conditions that say so.
    pub(in super::super) absent: Vec<Vec<Needle>>,
    /// All terms one after the other, when there are several.
    pub(in super::super) phrase: Option<Needle>,
}

impl Wanted {
    /// Makes a query ready. What there is to say of names that nobody uses is added to the query's notes.
    ///
    /// The names are asked for only where the query names something.
    pub(in super::super) fn new<'n>(
        query: &Query,
        synonyms: &Synonyms,
        names: impl Fn() -> &'n Names,
    ) -> (Self, Vec<Note>) {
        let mut wanted = Self::default();
        let mut notes = Vec::new();
        for (of, any) in query.all.iter().enumerate() {
            let mut term = Term::default();
            let mut condition = Condition {
                of,
                field: only_field(any),
                ..Condition::default()
            };
            let mut means_something = false;
            for clause in &any.clauses {
                if !clause.is_words() {
                    let filter = filter(clause, &names, &mut notes);
                    condition.filters.push(filter);
                    means_something = true;
                } else if clause.not {
                    let needles: Vec<Needle> = needles(clause).map(Needle::absent).collect();
                    if !needles.is_empty() {
                        condition.absent.push(wanted.absent.len());
                        wanted.absent.push(needles);
                        means_something = true;
                    }
                } else {
                    for needle in needles(clause) {
                        means_something = true;
                        term.add(needle, synonyms);
                    }
                }
            }
            if !means_something {
                continue;
            }
            let is_bare = condition.filters.is_empty() && condition.absent.is_empty();
            if term.needles.is_empty() {
                wanted.conditions.push(condition);
            } else {
                term.or = (!is_bare).then_some(condition);
                wanted.terms.push(term);
            }
        }
        wanted.phrase = wanted.phrase(query);
        (wanted, notes)
    }

    /// Whether nothing is asked for.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.conditions.is_empty()
    }

    /// Whether a place may answer, as far as can be told without looking at its lines.
    pub(in super::super) fn admits(&self, about: &About<'_>) -> bool {
        let mut conditions = self.conditions.iter();
        conditions.all(|condition| condition.holds(about, |_| false))
    }

    /// The condition that does not hold, when that is only one and `tolerant` allows it. The outer `None` is a place
    /// that is out of the question.
    pub(in super::super) fn missed(
        &self,
        tolerant: bool,
        holds: impl Fn(&Condition) -> bool,
    ) -> Option<Option<usize>> {
        let conditions = self.conditions.iter().enumerate();
        let mut failed = conditions.filter(|(_, condition)| !holds(condition));
        match (failed.next(), failed.next()) {
            (None, _) => Some(None),
            (Some((missed, _)), None) if tolerant => Some(Some(missed)),
            _ => None,
        }
    }

    /// What to say when nothing answers conditions of which each has its answers: without which of them there would
    /// be most. `without` has for each of them how many places answer everything else as it was typed.
    pub(in super::super) fn too_narrow(
        &self,
        query: &Query,
        text: &str,
        without: &[usize],
    ) -> Option<Note> {
        let (count, condition) = without
            .iter()
            .zip(&self.conditions)
            .filter(|(count, _)| **count > 0)
            .max_by_key(|(count, _)| **count)?;
        let clauses = &query.all.get(condition.of)?.clauses;
        let start = clauses.iter().map(|clause| clause.span.start).min()?;
        let end = clauses.iter().map(|clause| clause.span.end).max()?;
        let typed = text.get(start..end)?;
        Some(Note {
            span: start..end,
            kind: NoteKind::Advice,
            message: match count {
                1 => text!("query-without-there-is-1", typed),
                count => text!("query-without-there-are", typed, count),
            },
            instead: Some(String::new()),
        })
    }

    /// All words one after the other, when they are all plain.
    fn phrase(&self, query: &Query) -> Option<Needle> {
        let is_plain = |clause: &Clause| {
            clause.field.is_none()
                && clause.values.iter().all(|value| {
                    matches!(
                        &value.test,
                        Test::Words(words) if matches!(words.kind, Kind::Fuzzy | Kind::Phrase | Kind::Exact)
                    )
                })
        };
        let asked = query.all.iter().filter(|any| {
            any.clauses
                .iter()
                .any(|clause| clause.is_words() && !clause.not)
        });
        let all_plain = asked.clone().all(|any| any.clauses.iter().all(is_plain));
        if self.terms.len() < 2 || !all_plain {
            return None;
        }
        let first = |term: &Term| {
            term.needles
                .first()
                .map(|needle| needle.folded().to_owned())
        };
        let words: Vec<String> = self.terms.iter().filter_map(first).collect();
        let words = Words {
            text: words.join(" "),
            kind: Kind::Phrase,
        };
        Needle::new(&words, None)
    }
}

impl Term {
    /// What tells it from another term.
    pub(in super::super) fn identity(&self) -> Identity {
        self.needles.iter().map(Needle::identity).collect()
    }

    fn add(&mut self, needle: Needle, synonyms: &Synonyms) {
        self.patterns.extend(Pattern::new(&needle));
        let others: Vec<Needle> = if needle.takes_synonyms() {
            let said = synonyms.iter().filter(|(key, _)| key == needle.folded());
            said.filter_map(|(_, value)| Needle::synonym(value, needle.field))
                .filter(|other| other.folded() != needle.folded())
                .chain(needle.singular())
                .chain(needle.bare())
                .collect()
        } else {
            Vec::new()
        };
        self.needles.push(needle);
        self.needles.extend(others);
    }
}

impl Condition {
    /// Whether it holds; `has` tells whether any line has words of [`Wanted::absent`].
    pub(in super::super) fn holds(&self, about: &About<'_>, has: impl Fn(usize) -> bool) -> bool {
        self.filters.iter().any(|filter| filter.holds(about))
            || self.absent.iter().any(|words| !has(*words))
    }
}

/// The field that all alternatives ask for, where there is one.
fn only_field(any: &AnyOf) -> Option<QueryField> {
    let first = any.clauses.first()?.field?;
    let same = |clause: &Clause| clause.field == Some(first) && !clause.not;
    any.clauses.iter().all(same).then_some(first)
}

fn needles(clause: &Clause) -> impl Iterator<Item = Needle> + '_ {
    clause.values.iter().filter_map(|value| match &value.test {
        Test::Words(words) => Needle::new(words, clause.field),
        _ => None,
    })
}

/// What a clause asks of places, with the names that are meant.
fn filter<'n>(clause: &Clause, names: &impl Fn() -> &'n Names, notes: &mut Vec<Note>) -> Filter {
    let mut checks = Vec::new();
    for value in &clause.values {
        let Some(field) = clause.field else {
            continue;
        };
        let check = match &value.test {
            Test::Words(_) => continue,
            Test::Name(name) => {
                let names = names();
                let meant = names.meant(field, name);
                if meant.is_empty() {
                    notes.push(unused(field, name, value.span.clone(), names));
                }
                Check::Named(field, meant)
            }
            Test::Choice(word) => Check::Choice(field, word),
            Test::Grade(test) => {
                let grade = |name: &Name| {
                    let Ok(grade) = name.value.parse();
                    test.has(&grade)
                };
                let known = names().of(field);
                if !known.iter().any(grade) {
                    notes.push(unused_grade(&known, value.span.clone()));
                }
                Check::Grade(test.clone())
            }
            Test::Date(within) => Check::Date(field, within.clone()),
            Test::Has(having) => Check::Has(*having),
        };
        checks.push(check);
    }
    Filter {
        not: clause.not,
        checks,
    }
}

/// What to say of a name that nobody uses.
fn unused(field: QueryField, name: &str, span: std::ops::Range<usize>, names: &Names) -> Note {
    let what = field.describe().split(',').next().unwrap_or_default();
    let near = names.nearest(field, name);
    let all = names.of(field);
    let message = match &near {
        Some(near) => text!("query-no-is-called-did-you", what, name, near),
        None if all.is_empty() => text!(
            "query-nothing-in-the-catalog-has",
            article = article(what),
            what
        ),
        None if all.len() <= LISTED => {
            let known: Vec<&str> = all.iter().map(|known| known.value.as_ref()).collect();
            text!(
                "query-no-is-called-there-is",
                what,
                name,
                known = in_words(&known)
            )
        }
        None => text!("query-no-is-called", what, name),
    };
    Note {
        span,
        kind: NoteKind::Advice,
        message,
        instead: near.map(|near| super::edit::quoted(&near)),
    }
}

fn article(noun: &str) -> &'static str {
    match noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => "an",
        false => "a",
    }
}

/// What to say of grades that nothing has.
fn unused_grade(known: &[Name], span: std::ops::Range<usize>) -> Note {
    let message = match (known.first(), known.last()) {
        (Some(first), Some(last)) if known.len() > LISTED => text!(
            "query-nothing-has-such-a-grade",
            value = first.value,
            value2 = last.value
        ),
        (Some(_), _) => {
            let known: Vec<&str> = known.iter().map(|known| known.value.as_ref()).collect();
            text!("query-nothing-has-such-a-grade-2", known = in_words(&known))
        }
        (None, _) => text!("query-nothing-in-the-catalog-has-2").to_owned(),
    };
    Note {
        span,
        kind: NoteKind::Advice,
        message,
        instead: None,
    }
}
