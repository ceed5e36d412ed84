//! Change after change made into one plan: each sees the catalog as those before it leave it.

use std::sync::Arc;

use super::change::Change;
use super::entry::{self, Deed};
use super::name::List;
use crate::cli::open::missed;
use crate::cli::{Exit, Failure};
use crate::document::operate::{self, OperateError, Series};
use crate::document::{Edit, Field, Plan, SETTINGS_KEY, Step, Workspace};
use crate::model::{Address, Catalog, Family, Node, Place, Position};
use crate::text::text;

/// What a command line changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Subject {
    /// A family or a part of one.
    Part(Place),
    /// A folder of families.
    Department(String),
    /// The settings of the catalog.
    Settings,
    /// It is deleted.
    Nothing,
}

/// A plan in the making.
pub(in crate::cli) struct Course<'w> {
    workspace: &'w Workspace,
    /// As the plan leaves it.
    pub(in crate::cli) catalog: Catalog,
    plan: Plan,
    changes: usize,
    /// Whether it is to be said also when nobody else would notice.
    is_told: bool,
    /// What the next change is about.
    pub(in crate::cli) subject: Subject,
}

pub(super) fn usage(line: impl Into<String>) -> Failure {
    Failure::new(Exit::Usage, line)
}

impl<'w> Course<'w> {
    pub(in crate::cli) fn new(workspace: &'w Workspace, subject: Subject) -> Self {
        Self {
            workspace,
            catalog: workspace.catalog().clone(),
            plan: Plan::default(),
            changes: 0,
            is_told: false,
            subject,
        }
    }

    /// Whether what it touches is to be said also when that is nothing: of lifting and pushing down, people want to
    /// know it.
    pub(in crate::cli) fn is_told(&self) -> bool {
        self.is_told
    }

    /// The plan, and what it is about once it is carried out.
    pub(in crate::cli) fn finish(mut self) -> (Plan, Subject) {
        if self.changes > 1 {
            self.plan.label = text!(
                "cli-and-more-3",
                label = self.plan.label,
                changes = self.changes - 1
            );
        }
        if let Subject::Part(place) = &self.subject {
            self.plan.landing = Some((place.key.clone(), place.position.node()));
        }
        (self.plan, self.subject)
    }

    /// Makes another plan a part of this one; one that changes nothing is none.
    pub(in crate::cli) fn take(
        &mut self,
        plan: Result<Plan, OperateError>,
    ) -> Result<Option<(Arc<str>, Node)>, Failure> {
        let plan = match plan {
            Err(OperateError::Nothing) => return Ok(None),
            other => other?,
        };
        self.catalog = operate::preview(&self.catalog, &plan)?;
        self.note(plan.label);
        self.plan.steps.extend(plan.steps);
        self.plan.landing.clone_from(&plan.landing);
        Ok(plan.landing)
    }

    /// The same, and what follows is about the part where it lands.
    pub(in crate::cli) fn follow(
        &mut self,
        plan: Result<Plan, OperateError>,
    ) -> Result<(), Failure> {
        if let Some((key, node)) = self.take(plan)? {
            let former = match &self.subject {
                Subject::Part(place) => Some(place.position),
                _ => None,
            };
            let position = standing(self.family(&key)?.as_ref(), node, former);
            self.subject = Subject::Part(Place { key, position });
        }
        Ok(())
    }

    fn note(&mut self, label: String) {
        if self.changes == 0 {
            self.plan.label = label;
        }
        self.changes += 1;
    }

    pub(super) fn edit(&mut self, key: &Arc<str>, edit: Edit) -> Result<(), Failure> {
        let meant = edit
            .meaning(self.family(key)?.as_ref())
            .map_err(|error| Failure::from(&error))?;
        self.catalog.put(key.clone(), Arc::new(meant));
        self.note(edit.label());
        match self.plan.steps.last_mut() {
            Some((last, Step::Edit(edits))) if last == key => edits.push(edit),
            _ => self.plan.steps.push((key.clone(), Step::Edit(vec![edit]))),
        }
        Ok(())
    }

    /// Makes a family another; `what` of it changes.
    pub(super) fn become_family(
        &mut self,
        key: &Arc<str>,
        what: &str,
        change: impl FnOnce(&mut Family) -> Result<(), String>,
    ) -> Result<(), Failure> {
        let former = self.family(key)?;
        let mut family = former.as_ref().clone();
        change(&mut family).map_err(usage)?;
        if family == *former {
            return Ok(());
        }
        self.take(Ok(Plan {
            label: text!("cli-changed", what),
            landing: None,
            steps: vec![(key.clone(), Step::Become(Box::new(family)))],
        }))?;
        Ok(())
    }

    pub(super) fn family(&self, key: &str) -> Result<Arc<Family>, Failure> {
        let entry = self.catalog.get(key);
        let gone = || Failure::from(OperateError::NoFamily(key.to_owned()));
        entry.map(|entry| entry.family.clone()).ok_or_else(gone)
    }

    pub(super) fn resolve(&self, input: &str) -> Result<Place, Failure> {
        let place = self.catalog.resolve(input);
        place.map_err(|miss| missed(self.workspace, miss))
    }

    /// Makes a change; `except` are the parts that go without what is pushed down.
    pub(in crate::cli) fn make(
        &mut self,
        change: &Change,
        except: &[String],
    ) -> Result<(), Failure> {
        match self.subject.clone() {
            Subject::Part(place) => self.change_part(&place, change, except),
            Subject::Department(path) => self.change_department(&path, change),
            Subject::Settings => self.change_settings(change),
            Subject::Nothing => Err(usage(text!("cli-nothing-is-left-to-be"))),
        }
    }

    fn change_part(
        &mut self,
        place: &Place,
        change: &Change,
        except: &[String],
    ) -> Result<(), Failure> {
        let (key, node) = (&place.key, place.position.node());
        match change {
            Change::Set(slot, text) => self.set(key, node, slot, text),
            Change::List(List::Items(list), deed) => self.change_items(key, node, *list, deed),
            Change::List(list, deed) => self.change_list(key, node, *list, deed),
            Change::MoveItem(list, places, to) => {
                self.move_items(&self.spot(key, node, *list), places, to)
            }
            Change::CopyItem(list, places, to) => {
                let spot = self.spot(key, node, *list);
                let (there, at) = self.goal(&spot, &[], to)?;
                let plan = operate::copy_items(&self.catalog, &spot, places, &there, at);
                self.take(plan).map(drop)
            }
            Change::Split(list, index, text) => {
                let offset = self.offset(key, node, (*list, *index), text)?;
                let spot = self.spot(key, node, *list);
                let plan = operate::split_item(&self.catalog, &spot, *index, offset);
                self.take(plan).map(drop)
            }
            Change::Join(list, index) => {
                let spot = self.spot(key, node, *list);
                let plan = operate::join_items(&self.catalog, &spot, *index);
                self.take(plan).map(drop)
            }
            Change::Hoist(list, index) => {
                self.is_told = true;
                let plan = operate::hoist_item(&self.catalog, key, node, *list, *index);
                self.take(plan).map(drop)
            }
            Change::PushDown(list, index) => {
                self.is_told = true;
                let except = self.parts(key, except)?;
                let plan = operate::push_down(&self.catalog, key, node, *list, *index, &except);
                self.take(plan).map(drop)
            }
            Change::Rename(name) => self.rename(key, node, name),
            Change::Move(target) => self.relocate(key, place.position, target),
            Change::Place(to) => self.place(key, node, *to),
            Change::Duplicate => {
                let plan = match node {
                    Node::Family => operate::duplicate_family(&self.catalog, key),
                    node => operate::duplicate_part(&self.catalog, key, node),
                };
                self.follow(plan)
            }
            Change::Archive => {
                let plan = operate::archive(&self.catalog, key, node);
                self.take(plan).map(drop)
            }
            Change::Restore => {
                let plan = operate::restore(&self.catalog, key, node);
                self.take(plan).map(drop)
            }
            Change::Delete => {
                let plan = operate::delete_part(&self.catalog, key, node);
                self.take(plan)?;
                self.subject = Subject::Nothing;
                Ok(())
            }
        }
    }

    /// Gives a part another place among its siblings.
    fn place(&mut self, key: &Arc<str>, node: Node, to: usize) -> Result<(), Failure> {
        let (series, from) = match node {
            Node::Role(n) => (Series::Roles, n),
            Node::Specialty(n) => (Series::Specialties, n),
            Node::Segment(n) => (Series::Segments, n),
            Node::Family => {
                return Err(usage(text!("cli-families-stand-in-the-order")));
            }
        };
        let plan = operate::reorder(&self.catalog, key, series, from, to);
        self.follow(plan)
    }

    pub(super) fn change_list(
        &mut self,
        key: &Arc<str>,
        node: Node,
        list: List,
        deed: &Deed,
    ) -> Result<(), Failure> {
        self.become_family(key, list.key(), |family| {
            entry::change(family, node, list, deed)
        })
    }

    fn rename(&mut self, key: &Arc<str>, node: Node, name: &str) -> Result<(), Failure> {
        let title = name.trim();
        let name = as_name(title);
        if name.is_empty() {
            return Err(OperateError::BadTitle.into());
        }
        if name != title {
            let (field, text) = (Field::Title, title.to_owned());
            self.edit(key, Edit::Set { node, field, text })?;
        }
        let plan = match node {
            Node::Family => {
                let new = match key.rsplit_once('/') {
                    Some((department, _)) if !name.contains('/') => format!("{department}/{name}"),
                    _ => name,
                };
                operate::rename_family(&self.catalog, key, new.trim_start_matches('/'))
            }
            node => operate::rename_id(&self.catalog, key, node, &name),
        };
        self.follow(plan)
    }

    fn relocate(
        &mut self,
        key: &Arc<str>,
        position: Position,
        target: &str,
    ) -> Result<(), Failure> {
        let plan = match position.node() {
            Node::Family => operate::move_family(&self.catalog, key, target),
            Node::Role(role) => {
                let to = self.resolve(target)?;
                if to.position != Position::FAMILY {
                    let address = self.catalog.address(&to).map(|a| a.to_string());
                    return Err(usage(text!(
                        "cli-a-role-moves-to-a",
                        address = address.unwrap_or_default()
                    )));
                }
                let roles = self.family(&to.key)?.roles.len();
                operate::move_role(&self.catalog, key, role, &to.key, roles)
            }
            Node::Specialty(_) | Node::Segment(_) => {
                return Err(usage(text!("cli-a-specialty-or-a-segment")));
            }
        };
        self.follow(plan)
    }

    /// How the subject is named afterwards.
    pub(in crate::cli) fn address(&self) -> Option<String> {
        match &self.subject {
            Subject::Part(place) => {
                let entry = self.catalog.get(&place.key)?;
                let (family, position) = (entry.family.as_ref(), place.position);
                let position = standing(family, position.node(), Some(position));
                Some(Address::of(&entry.key, family, position).to_string())
            }
            Subject::Department(path) => Some(format!("{path}/")),
            Subject::Settings => Some(SETTINGS_KEY.to_owned()),
            Subject::Nothing => None,
        }
    }
}

/// Where a part stands: where it stood, or else where its address is the shortest.
fn standing(family: &Family, node: Node, former: Option<Position>) -> Position {
    // A segment stands below every specialty of its roles, too.
    let depth = |p: &Position| usize::from(p.specialty.is_some() && p.segment.is_some());
    let there = |p: &Position| p.node() == node && family.has(*p);
    let positions = || family.positions().into_iter().filter(there);
    former
        .filter(there)
        .or_else(|| positions().min_by_key(depth))
        .unwrap_or(Position::FAMILY)
}

/// A name for an id or a key: the text itself where it can be one, or else what it makes as a title.
pub(super) fn as_name(text: &str) -> String {
    let text = text.trim();
    let plain =
        |c: char| matches!(c, '-' | '_' | '.' | '/') || (c.is_alphanumeric() && !c.is_uppercase());
    match text.chars().all(plain) {
        true => text.to_owned(),
        false => operate::slug(text),
    }
}
