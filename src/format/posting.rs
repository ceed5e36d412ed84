//! A role as it is given to readers outside: what it says, without where that comes from and how it is kept.
//!
//! One shape for the ways out that take a role apart: tables, linked data, pages of the web.

use crate::model::{
    Address, Body, CareerLadder, Family, HiringProcess, Indicator, ListKind, Need, Node, Position,
    compose,
};

/// What a role, a variation or a family says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// Where it is in the catalog.
    pub address: String,
    /// The title as it is read on its own.
    pub title: String,
    /// The title of the family.
    pub family: String,
    /// Job grade, as written.
    pub grade: Option<String>,
    /// The titles of its managers.
    pub managers: Vec<String>,
    /// Inline Markdown.
    pub summary: Option<String>,
    /// Responsibilities, requirements and nice-to-haves, indexed by [`ListKind`].
    pub lists: [Vec<Line>; 3],
    /// Measures of success.
    pub indicators: Vec<Indicator>,
    /// What is said of where it leads.
    pub ladder: Option<String>,
    /// What a candidate goes through.
    pub hiring: HiringProcess,
    /// Which state of the role it is, for [`super::stamp`]; nobody reads it.
    pub stamp: Option<String>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Inline Markdown.
    pub text: String,
    /// It is good to have, where its list does not say so.
    pub preferred: bool,
    /// Free labels.
    pub tags: Vec<String>,
    /// The address of the part that says it.
    pub origin: String,
}

impl Posting {
    /// What the part of a position says itself.
    pub fn own(key: &str, family: &Family, position: Position) -> Self {
        let empty = Body::default();
        let body = family.body(position.node()).unwrap_or(&empty);
        let address = Address::of(key, family, position).to_string();
        let line = |item: &crate::model::Item| Line {
            text: item.text().to_string(),
            preferred: item.more().need == Some(Need::Preferred),
            tags: item.more().tags.clone(),
            origin: address.clone(),
        };
        Self {
            title: family.position_title(position),
            family: family.title(Node::Family).to_owned(),
            grade: body.grade.as_ref().map(ToString::to_string),
            managers: body
                .reports_to
                .iter()
                .map(|manager| manager.title.to_string())
                .collect(),
            summary: body.summary.clone().map(Into::into),
            lists: ListKind::ALL.map(|kind| body.list(kind).iter().map(line).collect()),
            indicators: body.more.performance_indicators.clone(),
            ladder: body.more.career_ladder.summary.clone(),
            hiring: (*body.more.hiring_process).clone(),
            stamp: None,
            address,
        }
    }

    /// All that applies to a position.
    pub fn effective(key: &str, family: &Family, position: Position) -> Self {
        let role = compose(key, family, position);
        let lists = ListKind::ALL.map(|kind| {
            let lines = role.list(kind).iter().map(|line| Line {
                text: line.item.text().to_string(),
                preferred: line.item.more().need == Some(Need::Preferred),
                tags: line.item.more().tags.clone(),
                origin: line
                    .origins
                    .first()
                    .map(|origin| role.origin_address(family, origin.node).to_string())
                    .unwrap_or_default(),
            });
            lines.collect()
        });
        let ladder: Option<&CareerLadder> =
            role.career_ladder.as_ref().map(|sourced| &sourced.value);
        let managers = role.reports_to.iter().flat_map(|sourced| &sourced.value);
        let indicators = role.performance_indicators.as_ref();
        Self {
            address: role.address.to_string(),
            title: role.title.clone(),
            family: family.title(Node::Family).to_owned(),
            grade: role.grade.as_ref().map(|sourced| sourced.value.to_string()),
            managers: managers.map(|manager| manager.title.to_string()).collect(),
            summary: role.summary.map(|sourced| sourced.value.into()),
            lists,
            indicators: indicators
                .map(|sourced| sourced.value.clone())
                .unwrap_or_default(),
            ladder: ladder.and_then(|ladder| ladder.summary.clone()),
            hiring: role
                .hiring_process
                .as_ref()
                .map(|sourced| sourced.value.clone())
                .unwrap_or_default(),
            stamp: None,
        }
    }

    /// Whether it says more than its title.
    pub fn says_something(&self) -> bool {
        self.grade.is_some()
            || self.summary.is_some()
            || self.ladder.is_some()
            || !self.managers.is_empty()
            || !self.indicators.is_empty()
            || !self.hiring.is_empty()
            || self.lists().next().is_some()
    }

    /// The lists that say anything, with their headings.
    pub fn lists(&self) -> impl Iterator<Item = (ListKind, &[Line])> {
        let lists = ListKind::ALL
            .into_iter()
            .map(|kind| (kind, self.lists[kind as usize].as_slice()));
        lists.filter(|(_, lines)| !lines.is_empty())
    }
}

/// A position for each part of a family, so that none is told twice.
pub fn own_positions(family: &Family) -> Vec<Position> {
    let mut seen: Vec<Node> = Vec::new();
    let mut positions = family.positions();
    positions.retain(|position| {
        let new = !seen.contains(&position.node());
        seen.push(position.node());
        new
    });
    positions
}
