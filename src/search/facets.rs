//! How many of the places that answer are of which department, grade, status, track and tag.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use super::names::order;
use super::query::{QueryField, departments};

/// The fields that are counted, in the order in which they are shown.
pub const FACETS: [QueryField; 5] = [
    QueryField::Department,
    QueryField::Grade,
    QueryField::Status,
    QueryField::Track,
    QueryField::Tag,
];

/// Counts over all the places that answer a query, not only those that are listed. What the query says of a field
/// does not narrow the counts of that same field, so that they tell what there would be if it were changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets(BTreeMap<QueryField, BTreeMap<Arc<str>, usize>>);

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// As a query names it.
    pub value: Arc<str>,
    /// How many places have it.
    pub count: usize,
}

impl Facets {
    /// The values of one of [`FACETS`]: tags and departments by alphabet, the others in their own order.
    pub fn of(&self, field: QueryField) -> Vec<FacetCount> {
        let mut counts: Vec<FacetCount> = self
            .0
            .get(&field)
            .into_iter()
            .flatten()
            .map(|(value, count)| FacetCount {
                value: value.clone(),
                count: *count,
            })
            .collect();
        counts.sort_by(|a, b| order(field, &a.value, &b.value));
        counts
    }

    /// Counts a place: in all facets, or in the only one whose field it does not answer.
    pub(super) fn add(&mut self, key: &str, facts: &Facts, only: Option<QueryField>) {
        for field in FACETS {
            if only.is_some_and(|only| only != field) {
                continue;
            }
            match field {
                QueryField::Department => {
                    for department in departments(key) {
                        self.count(field, department);
                    }
                }
                QueryField::Grade => {
                    if let Some(grade) = &facts.grade {
                        self.count(field, &grade.to_string());
                    }
                }
                QueryField::Tag => {
                    for tag in facts.names(field) {
                        self.count(field, tag);
                    }
                }
                _ => {
                    if let Some(word) = facts.word(field) {
                        self.count(field, word);
                    }
                }
            }
        }
    }

    /// Puts the counts of two halves of a catalog together.
    pub(super) fn join(&mut self, other: Self) {
        for (field, counts) in other.0 {
            let known = self.0.entry(field).or_default();
            for (value, count) in counts {
                *known.entry(value).or_default() += count;
            }
        }
    }

    fn count(&mut self, field: QueryField, value: &str) {
        let counts = self.0.entry(field).or_default();
        match counts.get_mut(value) {
            Some(count) => *count += 1,
            None => {
                counts.insert(value.into(), 1);
            }
        }
    }
}
