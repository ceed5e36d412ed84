//! What a plan changes beside what it is about, counted on the catalog as it is before and after.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::super::replace::counted;
use super::OperateError;
use super::hoist::lines;
use super::preview::preview;
use super::refer::{SLOTS, nodes, slot};
use crate::document::{Plan, Step};
use crate::model::{Address, Catalog, Effective, Family, LadderStep, Position, compose};
use crate::text::text;

/// What a plan changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// Effective roles that say something else, besides those of the part in which the plan lands. Who says it and in
    /// which order does not count, nor do names of other places, which are counted as such.
    pub roles: usize,
    /// Effective roles that come into being.
    pub added: usize,
    /// Effective roles that go.
    pub removed: usize,
    /// Ladder steps that come, go, or name something else, in files that are there before and after.
    pub steps: usize,
    /// Other references that do: of managers, by `extends`, and of variations to roles.
    pub references: usize,
    /// The keys of the files that are touched, as they are afterwards; of those that go, as they were.
    pub files: Vec<Arc<str>>,
}

/// Counts what a plan changes. It composes the effective roles of the families that the plan touches; no other family
/// can inherit from them.
///
/// # Errors
/// [`OperateError::Unfit`] when the plan was made for another state of the catalog.
pub fn impact(catalog: &Catalog, plan: &Plan) -> Result<Impact, OperateError> {
    let after = preview(catalog, plan)?;
    let mut impact = Impact::default();
    let (mut steps, mut references) = (Balance::default(), Balance::default());
    let (mut lost, mut new) = (Vec::new(), Vec::new());
    for (old_key, new_key) in touched(plan) {
        impact.files.extend(new_key.clone().or(old_key.clone()));
        let side = |catalog: &Catalog, key: &Option<Arc<str>>| {
            let key = key.as_ref()?;
            Some((key.clone(), catalog.get(key)?.family.clone()))
        };
        let (before, now) = (side(catalog, &old_key), side(&after, &new_key));
        if let (Some((_, before)), Some((_, now))) = (&before, &now) {
            steps.count(ladder(before), ladder(now));
            references.count(names(before), names(now));
        }
        let mut before = roles(before);
        let landing = plan
            .landing
            .as_ref()
            .filter(|(key, _)| Some(key) == new_key.as_ref());
        for (ids, (position, content)) in roles(now) {
            match before.remove(&ids) {
                Some((_, former)) => {
                    let edited = landing.is_some_and(|(_, node)| *node == position.node());
                    impact.roles += usize::from(former != content && !edited);
                }
                None => new.push(content),
            }
        }
        lost.extend(before.into_values().map(|(_, content)| content));
    }
    // What has another address and says the same was renamed or moved. Its title may be its id.
    for content in new {
        match lost.iter().position(|former| former.says == content.says) {
            Some(same) => {
                lost.swap_remove(same);
            }
            None => impact.added += 1,
        }
    }
    impact.removed = lost.len();
    impact.steps = steps.changed();
    impact.references = references.changed();
    Ok(impact)
}

/// The key of a file before and after, where it is there.
type Keys = (Option<Arc<str>>, Option<Arc<str>>);

/// The files that a plan touches, each once.
fn touched(plan: &Plan) -> Vec<Keys> {
    let mut files: Vec<Keys> = Vec::new();
    for (key, step) in &plan.steps {
        // Neither the settings nor what a page gave are a family's file.
        if matches!(step, Step::Settings(_) | Step::Imported(_)) {
            continue;
        }
        let known = files.iter().position(|(_, now)| now.as_ref() == Some(key));
        let file = known.unwrap_or_else(|| {
            let created = matches!(step, Step::Create(_));
            files.push(((!created).then(|| key.clone()), Some(key.clone())));
            files.len() - 1
        });
        match step {
            Step::Edit(_) | Step::Become(_) | Step::Settings(_) => {}
            Step::Create(_) | Step::Text(_) | Step::Imported(_) => {}
            Step::Delete => files[file].1 = None,
            Step::Move(new) => files[file].1 = Some(new.clone()),
        }
    }
    files
}

/// What an effective role says.
#[derive(PartialEq, Eq)]
struct Content {
    title: String,
    says: String,
}

/// The ids of a role and its variations, and a number where several have the same.
type Ids = (Option<String>, Vec<String>, usize);

/// The effective roles of a family by the ids of their parts.
fn roles(family: Option<(Arc<str>, Arc<Family>)>) -> BTreeMap<Ids, (Position, Content)> {
    let mut roles = BTreeMap::new();
    let Some((key, family)) = family else {
        return roles;
    };
    for position in family.positions().into_iter().skip(1) {
        let Address {
            role, variations, ..
        } = Address::of(&key, &family, position);
        let mut ids = (role, variations, 0);
        while roles.contains_key(&ids) {
            ids.2 += 1;
        }
        roles.insert(ids, (position, content(&key, &family, position)));
    }
    roles
}

fn content(key: &str, family: &Family, position: Position) -> Content {
    let Effective {
        title,
        grade,
        reports_to,
        status,
        owner,
        review_due,
        track,
        mut tags,
        summary,
        performance_indicators,
        career_ladder,
        hiring_process,
        ..
    } = compose(key, family, position);
    tags.sort();
    let managers = reports_to.map(|managers| -> Vec<_> {
        let managers = managers.value.into_iter();
        managers
            .map(|manager| (manager.title, manager.link))
            .collect()
    });
    let says = (
        (
            grade.map(|grade| grade.value),
            managers,
            status.map(|status| status.value),
            owner.map(|owner| owner.value),
            review_due.map(|date| date.value),
            track.map(|track| track.value),
        ),
        (tags, summary.map(|summary| summary.value)),
        lines(key, family, position),
        (
            performance_indicators.map(|indicators| indicators.value),
            career_ladder.and_then(|ladder| ladder.value.summary),
            hiring_process.map(|process| process.value),
        ),
    );
    Content {
        title,
        says: format!("{says:?}"),
    }
}

fn ladder(family: &Family) -> impl Iterator<Item = (String, String, Option<String>)> + '_ {
    let bodies = nodes(family).filter_map(|node| family.body(node));
    let steps = bodies.flat_map(|body| &body.more.career_ladder.steps);
    steps.map(|LadderStep { from, to, kind }| (from.clone(), to.clone(), kind.clone()))
}

/// What is named beside the ladder, each with the way in which it is named.
fn names(family: &Family) -> impl Iterator<Item = (&'static str, String)> + '_ {
    let bodies = nodes(family).filter_map(|node| family.body(node));
    let of_bodies = bodies.flat_map(|body| {
        let extends = SLOTS
            .into_iter()
            .filter_map(|list| slot(&body.extends, list).clone());
        let managers = body.reports_to.iter().filter_map(|m| m.role.clone());
        let managers = managers.map(String::from);
        let extends = extends.map(|id| ("extends", id));
        extends.chain(managers.map(|role| ("reports_to", role)))
    });
    let variations = family.specialties.iter().chain(&family.segments);
    let varied = variations.flat_map(|variation| &variation.roles);
    of_bodies.chain(varied.map(|role| ("varies", role.to_string())))
}

/// How often each thing is there afterwards, less how often it was before.
struct Balance<T>(HashMap<T, isize>);

impl<T> Default for Balance<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Hash + Eq> Balance<T> {
    fn count(&mut self, before: impl Iterator<Item = T>, after: impl Iterator<Item = T>) {
        for one in before {
            *self.0.entry(one).or_default() -= 1;
        }
        for one in after {
            *self.0.entry(one).or_default() += 1;
        }
    }

    /// One that goes and one that comes are one that changed.
    fn changed(&self) -> usize {
        let sum = |sign: isize| -> usize {
            self.0
                .values()
                .filter(|n| n.signum() == sign)
                .map(|n| n.unsigned_abs())
                .sum()
        };
        sum(1).max(sum(-1))
    }
}

impl Impact {
    /// In a phrase that goes on from a plan's label: "changes 6 effective roles, 2 ladder steps in 3 files".
    pub fn in_words(&self) -> String {
        let role = "effective role";
        let named: Vec<String> = [(self.steps, "ladder step"), (self.references, "reference")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, one)| counted(n, one))
            .collect();
        let mut words = match (self.roles, named.as_slice()) {
            (0, []) => text!("change-changes-no-role").to_owned(),
            (0, named) => text!("change-changes-no-role-but", named = named.join(", ")),
            (n, named) => {
                let mut parts = vec![counted(n, role)];
                parts.extend_from_slice(named);
                text!("change-changes", parts = parts.join(", "))
            }
        };
        if self.added > 0 {
            let roles = counted(self.added, role);
            words.push_str(&text!("change-adds", roles));
        }
        if self.removed > 0 {
            let roles = counted(self.removed, role);
            words.push_str(&text!("change-removes", roles));
        }
        let quiet = self.roles + self.added + self.removed == 0 && named.is_empty();
        if !quiet {
            words.push_str(&text!(
                "change-in",
                files = counted(self.files.len(), "file")
            ));
        }
        words
    }
}
