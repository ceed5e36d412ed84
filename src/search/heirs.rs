//! Places that answer only with what one other part of their family wrote: they stand behind the place of that part,
//! so that what a family says once is one hit and not one for each of its roles.
//!
//! Knows what speaks for a place, but neither why nor how well.

use super::index::FamilyIndex;
use super::plan::Candidate;
use crate::model::{Position, origin_position};

/// Who wrote the lines that speak for a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Writer {
    /// No line speaks for it.
    #[default]
    Nobody,
    /// All were written by one other part of the family: the number of that part.
    Other(u32),
    /// The place itself wrote one of them, or they are of several parts, or something else than a line speaks for it.
    Several,
    /// All were written by one other part, and the place with that number speaks for both.
    Behind(u32),
}

impl Writer {
    /// With one more line, which a place has inherited or not.
    pub(super) fn and(self, family: &FamilyIndex, line: usize, inherited: bool) -> Self {
        match self {
            Self::Nobody if inherited => Self::Other(family.part(line)),
            Self::Other(part) if inherited && family.part(line) == part => self,
            _ => Self::Several,
        }
    }
}

impl Candidate {
    /// Whether another place speaks for it.
    pub(super) fn is_heir(&self) -> bool {
        matches!(self.writer, Writer::Behind(_))
    }

    /// Whether a place speaks for it.
    pub(super) fn is_heir_of(&self, place: &Self) -> bool {
        self.family == place.family && self.writer == Writer::Behind(place.place)
    }
}

/// Puts those of one family's places that are heirs behind the places that speak for them. They are in the order of
/// the places.
pub(super) fn gather(family: &FamilyIndex, found: &mut [Candidate]) {
    for at in 0..found.len() {
        let Writer::Other(part) = found[at].writer else {
            continue;
        };
        let heir = family.position(found[at].place as usize);
        let writer = order(origin_position(heir, family.node(part)));
        let place = |one: &Candidate| order(family.position(one.place as usize));
        let Ok(head) = found.binary_search_by(|one| place(one).cmp(&writer)) else {
            continue;
        };
        // One that stands behind another speaks for nobody, and what is only alike not for what is as it was typed.
        if found[head].writer == Writer::Several && found[head].exact == found[at].exact {
            found[at].writer = Writer::Behind(found[head].place);
            found[head].heirs += 1;
        }
    }
}

/// The order of a family's places: each before those below it, and specialties before segments.
fn order(position: Position) -> (Option<usize>, bool, Option<usize>, Option<usize>) {
    let Position {
        role,
        specialty,
        segment,
    } = position;
    (
        role,
        specialty.is_none() && segment.is_some(),
        specialty,
        segment,
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;

    use super::super::tests::{catalog, family, role, variation};
    use super::super::{Hit, Index, Options, Results, Unfold};
    use crate::model::{Catalog, Extends, Family, Grade};

    fn searched(catalog: &Catalog, query: &str, limit: usize, unfold: &Unfold) -> Results {
        let options = Options {
            limit,
            facets: false,
            unfold,
        };
        Index::build(catalog).search_with(query, options, &|| false)
    }

    fn gathered(catalog: &Catalog, query: &str) -> Vec<String> {
        shown(&searched(catalog, query, 9, &Unfold::default()))
    }

    /// Each hit with the number of those behind it, and a dash before one that follows another.
    fn shown(results: &Results) -> Vec<String> {
        let show = |hit: &Hit| match (hit.is_heir, hit.heirs) {
            (true, _) => format!("- {}", hit.address),
            (false, 0) => hit.address.clone(),
            (false, heirs) => format!("{} +{heirs}", hit.address),
        };
        results.hits.iter().map(show).collect()
    }

    fn selling() -> Family {
        let mut selling = family(
            "Selling",
            &["Keeps to the code of conduct"],
            vec![
                role("rep", "Sales Rep", &["Travels to customers"]),
                role(
                    "senior",
                    "Senior Sales Rep",
                    &["Knows the code of the trade"],
                ),
                role("lead", "Sales Lead", &[]),
            ],
        );
        *selling.roles[1].body.extends = Extends {
            all: Some("rep".to_owned()),
            ..Extends::default()
        };
        selling.segments = vec![variation("smb", "Small Business", &["Sells to shops"])];
        selling.segments[0].roles = vec!["rep".into()];
        selling.roles[0].body.grade = Some(Grade::Number(5));
        selling
    }

    #[test]
    fn a_line_of_the_whole_family_is_one_hit_that_counts_its_roles() {
        let catalog = catalog(vec![("s", selling())]);
        assert_eq!(gathered(&catalog, "conduct"), ["s +4"]);
        let results = searched(&catalog, "conduct", 9, &Unfold::default());
        assert_eq!((results.total, results.rows, results.exact), (5, 1, 1));
        assert_eq!(results.as_typed, 5);
        assert_eq!(
            searched(&catalog, "conduct", 9, &Unfold::All).hits.len(),
            5,
            "each on its own where that is asked for"
        );
    }

    #[test]
    fn it_stands_behind_whoever_wrote_it_and_who_says_something_itself_stands_alone() {
        let catalog = catalog(vec![("s", selling())]);
        // What a role writes is inherited by its variation and by the role that extends it.
        assert_eq!(gathered(&catalog, "customers"), ["s#rep +2"]);
        // The senior says it in a line of its own.
        assert_eq!(gathered(&catalog, "code"), ["s#senior", "s +3"]);
        // Two lines, one of the family and one of the role: no one of them wrote it all.
        assert_eq!(
            gathered(&catalog, "travels conduct"),
            ["s#rep", "s#rep+smb", "s#senior"]
        );
    }

    #[test]
    fn it_is_a_hit_on_its_own_where_the_writer_is_none() {
        let catalog = catalog(vec![("s", selling())]);
        let graded = ["s#rep", "s#rep+smb", "s#senior"];
        assert_eq!(gathered(&catalog, "conduct grade:5"), graded);
        // What a place is speaks for it as much as a line does.
        assert_eq!(gathered(&catalog, "has:grade"), graded);
        assert_eq!(gathered(&catalog, "zebra | grade:5"), graded);
        // Where the line is there, it speaks for all.
        assert_eq!(gathered(&catalog, "conduct | grade:5"), ["s +4"]);
    }

    #[test]
    fn what_is_unfolded_follows_and_counts_stay() {
        let other = family("Data", &["Conduct"], vec![role("a", "Analyst", &[])]);
        let catalog = catalog(vec![("d", other), ("s", selling())]);
        let results = searched(&catalog, "conduct", 9, &Unfold::default());
        let place = results.hits[1].place.clone();
        let unfolded = Unfold::Behind(BTreeSet::from([place]));
        let results = searched(&catalog, "conduct", 9, &unfolded);
        assert_eq!(
            shown(&results),
            [
                "d +1",
                "s +4",
                "- s#rep",
                "- s#rep+smb",
                "- s#senior",
                "- s#lead"
            ]
        );
        assert_eq!((results.total, results.rows, results.exact), (7, 2, 6));
        let line = &results.hits[2].matches[0];
        assert!(line.origin.is_some() && line.text == "Keeps to the code of conduct");
    }

    #[test]
    fn a_limit_is_one_of_hits_and_not_of_roles() {
        let families: Vec<(String, Family)> = (0..40)
            .map(|n| {
                let roles = (0..5).map(|r| role(&format!("r{r}"), "Role", &[]));
                let family = family("Family", &["Knows Rust"], roles.collect());
                (format!("f{n:02}"), family)
            })
            .collect();
        let families = families.iter().map(|(key, f)| (key.as_str(), f.clone()));
        let catalog = catalog(families.collect());
        let results = searched(&catalog, "rust", 30, &Unfold::default());
        assert_eq!(results.hits.len(), 30);
        assert!(results.hits.iter().all(|hit| hit.heirs == 5));
        assert_eq!((results.rows, results.total), (40, 240));
    }

    #[test]
    fn what_is_only_spelled_alike_does_not_stand_behind_what_is_as_typed() {
        let mut family = family(
            "F",
            &["Says onboarding"],
            vec![role("a", "A", &[]), role("b", "B", &[])],
        );
        family.body.summary = Some("Onboardng".into());
        family.roles[1].body.summary = Some("Another".into());
        let catalog = catalog(vec![("f", family)]);
        // The second role has a summary of its own, and so only the line.
        assert_eq!(gathered(&catalog, "onboardng"), ["f +1", "f#b"]);
    }
}
