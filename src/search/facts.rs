//! What a place is, apart from its lines: what fields of a query ask for.

use std::collections::HashSet;
use std::sync::Arc;

use super::index::FamilyIndex;
use super::query::{Having, QueryField, departments};
use crate::model::{
    Body, Date, Family, Grade, ListKind, Node, Position, Status, Track, compose, lineage,
};

/// What a place is, with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) grade: Option<Grade>,
    status: Option<Status>,
    track: Option<Track>,
    pub(super) review: Option<Date>,
    owner: Option<Arc<str>>,
    tags: Arc<[Arc<str>]>,
    /// Id and title; most places are of none.
    specialty: Option<Box<(Arc<str>, Arc<str>)>>,
    segment: Option<Box<(Arc<str>, Arc<str>)>>,
    /// A bit for each [`Having`].
    has: u32,
}

impl Facts {
    /// Of a position, with all that it inherits. `omits`: some part of the family leaves out what it inherits.
    /// What several places of a family say is kept once, in `shared`; the tags where the place before has the same.
    pub(super) fn of(
        family: &Family,
        position: Position,
        omits: bool,
        shared: &mut HashSet<Arc<str>>,
        before: Option<&Self>,
    ) -> Self {
        let mut once = |text: &str| match shared.get(text) {
            Some(known) => known.clone(),
            None => {
                let new: Arc<str> = text.into();
                shared.insert(new.clone());
                new
            }
        };
        let layers = lineage(family, position, None);
        let bodies: Vec<&Body> = layers
            .iter()
            .filter_map(|node| family.body(*node))
            .collect();
        fn nearest<'b, T>(bodies: &[&'b Body], of: impl Fn(&'b Body) -> Option<T>) -> Option<T> {
            bodies.iter().rev().find_map(|body| of(body))
        }
        let mut variation = |node: Option<Node>| {
            let node = node?;
            let id = family.id(node)?;
            Some(Box::new((once(id), once(family.title(node)))))
        };
        let specialty = variation(position.specialty.map(Node::Specialty));
        let segment = variation(position.segment.map(Node::Segment));
        let mut tags: Vec<Arc<str>> = Vec::new();
        for tag in bodies.iter().flat_map(|body| &body.more.tags) {
            if !tags.iter().any(|known| **known == **tag) {
                tags.push(once(tag));
            }
        }
        let facts = Self {
            grade: nearest(&bodies, |body| body.grade.clone()),
            status: nearest(&bodies, |body| body.more.status),
            track: nearest(&bodies, |body| body.track),
            review: nearest(&bodies, |body| body.more.review_due),
            owner: nearest(&bodies, |body| body.more.owner.as_deref()).map(&mut once),
            tags: match before {
                Some(before) if *before.tags == *tags => before.tags.clone(),
                _ => tags.into(),
            },
            specialty,
            segment,
            has: 0,
        };
        let any = |of: &dyn Fn(&Body) -> bool| bodies.iter().any(|body| of(body));
        let effective = omits.then(|| compose("", family, position));
        let list = |kind| match &effective {
            Some(effective) => !effective.list(kind).is_empty(),
            None => {
                let layers = lineage(family, position, Some(kind));
                let mut bodies = layers.iter().filter_map(|node| family.body(*node));
                bodies.any(|body| !body.list(kind).is_empty())
            }
        };
        let there = [
            (Having::Grade, facts.grade.is_some()),
            (Having::Status, facts.status.is_some()),
            (Having::Track, facts.track.is_some()),
            (Having::Owner, facts.owner.is_some()),
            (Having::Tags, !facts.tags.is_empty()),
            (Having::Review, facts.review.is_some()),
            (Having::Summary, any(&|body| body.summary.is_some())),
            (Having::Responsibilities, list(ListKind::Responsibilities)),
            (Having::Requirements, list(ListKind::Requirements)),
            (Having::NiceToHave, list(ListKind::NiceToHave)),
            (Having::ReportsTo, any(&|body| !body.reports_to.is_empty())),
            (
                Having::Indicators,
                any(&|body| !body.more.performance_indicators.is_empty()),
            ),
            (
                Having::Ladder,
                any(&|body| !body.more.career_ladder.is_empty()),
            ),
            (
                Having::Hiring,
                any(&|body| !body.more.hiring_process.is_empty()),
            ),
            (Having::Specialty, facts.specialty.is_some()),
            (Having::Segment, facts.segment.is_some()),
        ];
        let has = there.iter().fold(0, |has, (having, is_there)| {
            has | u32::from(*is_there) << *having as u32
        });
        Self { has, ..facts }
    }

    /// Whether something is there at all; of problems, only the outside knows.
    pub(super) fn has(&self, having: Having) -> bool {
        self.has >> having as u32 & 1 == 1
    }

    /// The word of the format for a field that has one.
    pub(super) fn word(&self, field: QueryField) -> Option<&'static str> {
        match field {
            QueryField::Status => self.status.map(Status::word),
            QueryField::Track => self.track.map(Track::word),
            _ => None,
        }
    }

    /// The names of a field of names, but for family and department.
    pub(super) fn names(&self, field: QueryField) -> impl Iterator<Item = &Arc<str>> {
        let (one, many): (Option<&Arc<str>>, &[Arc<str>]) = match field {
            QueryField::Owner => (self.owner.as_ref(), &[]),
            QueryField::Tag => (None, &self.tags),
            QueryField::Specialty => (self.specialty.as_deref().map(|(id, _)| id), &[]),
            QueryField::Segment => (self.segment.as_deref().map(|(id, _)| id), &[]),
            _ => (None, &[]),
        };
        one.into_iter().chain(many)
    }

    /// Hands over every name of the place: the field, the name, and the title that goes with it.
    pub(super) fn each_name(
        &self,
        key: &str,
        family_title: &str,
        mut take: impl FnMut(QueryField, &str, &str),
    ) {
        take(QueryField::Family, key, family_title);
        for department in departments(key) {
            take(QueryField::Department, department, "");
        }
        for field in [QueryField::Owner, QueryField::Tag] {
            for name in self.names(field) {
                take(field, name, "");
            }
        }
        for (field, variation) in [
            (QueryField::Specialty, &self.specialty),
            (QueryField::Segment, &self.segment),
        ] {
            if let Some((id, title)) = variation.as_deref() {
                take(field, id, title);
            }
        }
        if let Some(grade) = &self.grade {
            take(QueryField::Grade, &grade.to_string(), "");
        }
        for field in [QueryField::Status, QueryField::Track] {
            if let Some(word) = self.word(field) {
                take(field, word, "");
            }
        }
    }
}

/// A place of a family, with what is known of its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) family: &'a FamilyIndex,
    pub(super) place: usize,
    /// The parts of the family in which the checks have found something.
    pub(super) problems: &'a [Node],
    /// The day on which its file was last written, in UTC.
    pub(super) updated: Option<Date>,
}

impl<'a> About<'a> {
    /// The key of the family.
    pub(super) fn key(&self) -> &'a str {
        &self.family.key
    }

    /// What the place is.
    pub(super) fn facts(&self) -> &'a Facts {
        &self.family.facts()[self.place]
    }

    /// Whether there is a finding in one of the parts that the place is made of.
    pub(super) fn has_problems(&self) -> bool {
        let parts = || self.family.position(self.place).parts();
        !self.problems.is_empty() && parts().iter().any(|part| self.problems.contains(part))
    }
}
