//! How many of the places that answer are of which department, grade, status, track and tag.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use super::names::order;
use super::query::{QueryField, departments};
use crate::model::Grade;

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

    /// Begins to count the places of one family.
    pub(super) fn tally<'f>(&'f mut self, key: &'f str) -> Tally<'f> {
        Tally {
            facets: self,
            key,
            values: Vec::new(),
            grades: Vec::new(),
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

    fn count(&mut self, field: QueryField, value: &str, more: usize) {
        let counts = self.0.entry(field).or_default();
        match counts.get_mut(value) {
            Some(count) => *count += more,
            None => {
                counts.insert(value.into(), more);
            }
        }
    }
}

/// Counts of one family's places. What they have in common is the same text in memory, so that a look at where it is
/// tells; only the sums go to the counts of all.
pub(super) struct Tally<'f> {
    facets: &'f mut Facets,
    key: &'f str,
    values: Vec<(QueryField, &'f str, usize)>,
    grades: Vec<(&'f Grade, usize)>,
}

impl<'f> Tally<'f> {
    /// Counts a place: in all facets, or in the only one whose field it does not answer.
    pub(super) fn add(&mut self, facts: &'f Facts, only: Option<QueryField>) {
        for field in FACETS {
            if only.is_some_and(|only| only != field) {
                continue;
            }
            match field {
                QueryField::Department => self.value(field, self.key),
                QueryField::Grade => {
                    if let Some(grade) = &facts.grade {
                        let mut grades = self.grades.iter_mut();
                        match grades.find(|(known, _)| *known == grade) {
                            Some((_, count)) => *count += 1,
                            None => self.grades.push((grade, 1)),
                        }
                    }
                }
                QueryField::Tag => facts.names(field).for_each(|tag| self.value(field, tag)),
                _ => {
                    if let Some(word) = facts.word(field) {
                        self.value(field, word);
                    }
                }
            }
        }
    }

    fn value(&mut self, field: QueryField, value: &'f str) {
        let mut values = self.values.iter_mut();
        let is_known = |(of, known, _): &&mut (QueryField, &str, usize)| {
            *of == field && std::ptr::eq(*known, value)
        };
        match values.find(is_known) {
            Some((.., count)) => *count += 1,
            None => self.values.push((field, value, 1)),
        }
    }

    /// Adds the sums to the counts of all families.
    pub(super) fn finish(self) {
        for (field, value, count) in self.values {
            if field == QueryField::Department {
                for department in departments(value) {
                    self.facets.count(field, department, count);
                }
            } else {
                self.facets.count(field, value, count);
            }
        }
        for (grade, count) in self.grades {
            self.facets
                .count(QueryField::Grade, &grade.to_string(), count);
        }
    }
}
