//! The names that a catalog uses for what its places are: departments, families, tags, owners, grades.
//!
//! Knows the fields of queries, but neither lines nor how a place gets its names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::fold::fold;
use super::query::{QueryField, Step};
use crate::model::Grade;

/// One name in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it is written: a path, an id, a word.
    pub value: Arc<str>,
    /// The title that goes with an id or a family's key; otherwise empty.
    pub title: Arc<str>,
    /// How many places have it.
    pub count: usize,
}

/// Every name in use, by field, with the number of places that have it. Cheap to keep when a family changes.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<QueryField, Counts>);

/// By name, then by title.
type Counts = BTreeMap<Arc<str>, BTreeMap<Arc<str>, usize>>;

impl Names {
    /// Notes that one more place has a name.
    pub(super) fn add(&mut self, field: QueryField, value: &str, title: &str) {
        let names = self.0.entry(field).or_default();
        // Copied only when they are new.
        match names.get_mut(value) {
            Some(titles) => match titles.get_mut(title) {
                Some(count) => *count += 1,
                None => {
                    titles.insert(title.into(), 1);
                }
            },
            None => {
                names.insert(value.into(), BTreeMap::from([(title.into(), 1)]));
            }
        }
    }

    /// Notes that one place less has a name.
    pub(super) fn remove(&mut self, field: QueryField, value: &str, title: &str) {
        let Some(names) = self.0.get_mut(&field) else {
            return;
        };
        let Some(titles) = names.get_mut(value) else {
            return;
        };
        if let Some(count) = titles.get_mut(title) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                titles.remove(title);
            }
        }
        if titles.is_empty() {
            names.remove(value);
        }
    }

    /// The names of a field: grades from the lowest, status and track in their usual order, the rest by alphabet.
    pub fn of(&self, field: QueryField) -> Vec<Name> {
        let mut names: Vec<Name> = self
            .pairs(field)
            .map(|(value, title, count)| Name {
                value: value.clone(),
                title: title.clone(),
                count,
            })
            .collect();
        names.sort_by(|a, b| order(field, &a.value, &b.value));
        names
    }

    fn pairs(&self, field: QueryField) -> impl Iterator<Item = (&Arc<str>, &Arc<str>, usize)> {
        let names = self.0.get(&field).into_iter().flatten();
        names.flat_map(|(value, titles)| {
            titles
                .iter()
                .map(move |(title, count)| (value, title, *count))
        })
    }

    /// The names that somebody means who types this: those that are called exactly so; when there is none, those
    /// that have a word that begins like it.
    pub(super) fn meant(&self, field: QueryField, typed: &str) -> BTreeSet<Arc<str>> {
        let typed = plain(typed);
        let typed = typed.trim();
        let values = |matches: &dyn Fn(&str) -> bool| -> BTreeSet<Arc<str>> {
            self.pairs(field)
                .filter(|(value, title, _)| {
                    let value = plain(value);
                    let end = value.rsplit('/').next().unwrap_or_default();
                    matches(&value) || matches(end) || matches(&plain(title))
                })
                .map(|(value, ..)| value.clone())
                .collect()
        };
        if typed.is_empty() {
            return BTreeSet::new();
        }
        let exact = values(&|name| name == typed);
        if !exact.is_empty() {
            return exact;
        }
        values(&|name| begins_word(name, typed))
    }

    /// The name that is spelled most like this one.
    pub(super) fn nearest(&self, field: QueryField, typed: &str) -> Option<String> {
        let known: Vec<&str> = self
            .pairs(field)
            .flat_map(|(value, title, _)| {
                let end = value.rsplit('/').next().unwrap_or_default();
                [value.as_ref(), end, title.as_ref()]
            })
            .filter(|name| !name.is_empty())
            .collect();
        super::query::nearest(typed, known).map(str::to_owned)
    }
}

/// Which of two names of a field comes first.
pub(super) fn order(field: QueryField, a: &str, b: &str) -> std::cmp::Ordering {
    let grade = |text: &str| {
        let Ok(grade) = text.parse::<Grade>();
        Step::of(&grade)
    };
    let by_rank = |words: &[&str]| {
        let rank = |text: &str| words.iter().position(|word| *word == text);
        rank(a).cmp(&rank(b))
    };
    let first = match field {
        QueryField::Grade => match (grade(a), grade(b)) {
            (Some(a), Some(b)) => a.total_order(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        },
        QueryField::Status => by_rank(crate::model::Status::WORDS),
        QueryField::Track => by_rank(crate::model::Track::WORDS),
        _ => std::cmp::Ordering::Equal,
    };
    first.then_with(|| a.cmp(b))
}

/// Whether a word of a name begins with what is typed.
pub(super) fn begins_word(name: &str, typed: &str) -> bool {
    name.match_indices(typed)
        .any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}

/// Folded, and without the difference between an id and a title. Nor with quotes, which no query can quote.
fn plain(text: &str) -> String {
    fold(text).replace(['-', '_', '"'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(field: QueryField, all: &[(&str, &str)]) -> Names {
        let mut names = Names::default();
        for (value, title) in all {
            names.add(field, value, title);
        }
        names
    }

    #[test]
    fn a_name_in_full_is_meant_alone_and_a_beginning_means_all() {
        let names = names(
            QueryField::Department,
            &[
                ("it", ""),
                ("it-security", ""),
                ("sales/it", ""),
                ("legal", ""),
            ],
        );
        let meant = |typed| {
            let meant = names.meant(QueryField::Department, typed);
            meant.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(meant("IT"), ["it", "sales/it"]);
        assert_eq!(meant("it security"), ["it-security"]);
        assert_eq!(meant("sec"), ["it-security"]);
        assert_eq!(meant("sales"), ["sales/it"]);
        assert!(meant("curity").is_empty() && meant(" ").is_empty());
        assert_eq!(
            names.nearest(QueryField::Department, "lgeal").as_deref(),
            Some("legal")
        );
    }

    #[test]
    fn grades_are_in_their_order_and_what_is_gone_is_forgotten() {
        let mut names = names(
            QueryField::Grade,
            &[("10", ""), ("9", ""), ("M2", ""), ("Chief", ""), ("9", "")],
        );
        names.remove(QueryField::Grade, "M2", "");
        let all: Vec<(String, usize)> = names
            .of(QueryField::Grade)
            .into_iter()
            .map(|name| (name.value.to_string(), name.count))
            .collect();
        let all: Vec<(&str, usize)> = all.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(all, [("9", 2), ("10", 1), ("Chief", 1)]);
    }
}
