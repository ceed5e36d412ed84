//! What one part says for all that inherit it, said by each of them.

use super::OperateError;
use super::draft::{Draft, entry};
use super::hoist::{Lines, lines, parts_in_order, text_at};
use super::refer::nodes;
use crate::document::Plan;
use crate::model::{
    Catalog, CompositionProblem, EffectiveItem, Family, Item, ListKind, Node, Position, compose,
};
use crate::text::text;

/// Takes an item out of where it is written and writes it into every part that inherits it, except those that are
/// chosen to go without. A part that goes on inheriting it from another that gets it is not written to, and a chosen
/// one that would, omits it.
///
/// The effective roles stay as they are, but for those of the chosen parts, and of the part itself when it is not the
/// family: what stands in a role is had by that role because it stands there.
///
/// # Errors
/// [`OperateError::NotInherited`] when nobody but the chosen gets it from there, [`OperateError::NotSeparable`] when that would change another
/// effective role, and those for what is not there.
pub fn push_down(
    catalog: &Catalog,
    key: &str,
    node: Node,
    list: ListKind,
    index: usize,
    except: &[Node],
) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let former = found.family.as_ref();
    let text = text_at(former, key, node, list, index)?;
    let pushed = Pushed {
        key,
        former,
        node,
        list,
        text: &text,
        except,
    };
    if !pushed.is_inherited() {
        let title = former.title(node).to_owned();
        return Err(OperateError::NotInherited { title });
    }
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    let item = pushed.take(family);
    pushed.hand_out(family, item);
    pushed.tidy(family);
    pushed.verify(family)?;
    let label = text!("change-pushed-an-item-of-down", node = former.title(node));
    draft.plan(label, Some((found.key.clone(), node)))
}

struct Pushed<'a> {
    key: &'a str,
    former: &'a Family,
    node: Node,
    list: ListKind,
    text: &'a str,
    except: &'a [Node],
}

impl Pushed<'_> {
    /// Whether an effective role that is to stay as it is gets the item from there.
    fn is_inherited(&self) -> bool {
        let mut positions = self.former.positions().into_iter();
        positions.any(|position| {
            let effective = compose(self.key, self.former, position);
            let mut lines = effective.list(self.list).iter();
            let from_here = |line: &EffectiveItem| {
                let mut origins = line.origins.iter();
                line.item.text().trim() == self.text && origins.any(|o| o.node == self.node)
            };
            !self.free(position) && lines.any(from_here)
        })
    }

    /// Takes the item out, with repeats of it in the same list. Who omits it by its id omits it by its text from now
    /// on, for only one of the copies can have the id.
    fn take(&self, family: &mut Family) -> Item {
        let mut item = Item::default();
        if let Some(body) = family.body_mut(self.node) {
            body.lists[self.list as usize].retain(|one| {
                let same = one.text().trim() == self.text;
                if same && item.text().is_empty() {
                    item = one.clone();
                }
                !same
            });
        }
        if let Some(id) = &item.more().id {
            for node in nodes(self.former) {
                let omissions = family.body_mut(node).map(|body| body.more.omit.iter_mut());
                for omission in omissions.into_iter().flatten() {
                    if omission == id {
                        *omission = self.text.to_owned();
                    }
                }
            }
        }
        item
    }

    /// Writes it where it is missed, the parts from which others inherit first.
    fn hand_out(&self, family: &mut Family, mut item: Item) {
        let positions = self.former.positions();
        for part in parts_in_order(self.former, self.list) {
            if part == self.node {
                continue;
            }
            let chosen = self.except.contains(&part);
            let own: Vec<Position> = positions
                .iter()
                .copied()
                .filter(|p| p.node() == part)
                .collect();
            let had = |p: &&Position| self.has(self.former, **p);
            let has_now = |family: &Family, p: &Position| self.has(family, *p);
            let mut inheriting = own.iter().filter(had);
            if chosen {
                let still = own.iter().any(|p| had(&p) && has_now(family, p));
                let (true, Some(body)) = (still, family.body_mut(part)) else {
                    continue;
                };
                // What it says itself is its own, and not inherited.
                let says = |one: &Item| one.text().trim() == self.text;
                if !body.lists[self.list as usize].iter().any(says)
                    && !body
                        .more
                        .omit
                        .iter()
                        .any(|omission| omission.trim() == self.text)
                {
                    body.more.omit.push(self.text.to_owned());
                }
            } else if inheriting.any(|p| !self.free(*p) && !has_now(family, p))
                && let Some(body) = family.body_mut(part)
            {
                body.lists[self.list as usize].push(item.clone());
                item.more_mut().id = None;
            }
        }
    }

    fn has(&self, family: &Family, position: Position) -> bool {
        let effective = compose(self.key, family, position);
        let mut lines = effective.list(self.list).iter();
        lines.any(|line| line.item.text().trim() == self.text)
    }

    /// Whether an effective role may change: it is the family, one of a chosen part, or one of the part itself.
    fn free(&self, position: Position) -> bool {
        let parts = [
            position.role.map(Node::Role),
            position.specialty.map(Node::Specialty),
            position.segment.map(Node::Segment),
        ];
        let chosen = |node: &Node| self.except.contains(node);
        position == Position::FAMILY
            || position.node() == self.node
            || parts.iter().flatten().any(chosen)
    }

    /// Takes out omissions of it that have nothing to omit any more.
    fn tidy(&self, family: &mut Family) {
        let idle = |family: &Family| -> Vec<Node> {
            let mut met = Vec::new();
            let mut idle = Vec::new();
            for position in family.positions() {
                let effective = compose(self.key, family, position);
                let by = effective
                    .dropped
                    .iter()
                    .filter(|d| d.line.item.text().trim() == self.text);
                met.extend(by.map(|dropped| dropped.by));
                for problem in effective.problems {
                    match problem {
                        CompositionProblem::OmitsNothing { node, text }
                            if text.trim() == self.text =>
                        {
                            idle.push(node);
                        }
                        _ => {}
                    }
                }
            }
            idle.retain(|node| !met.contains(node));
            idle
        };
        let before = idle(self.former);
        for node in idle(family) {
            // What omitted nothing before is for somebody to look at, and stays.
            if let (false, Some(body)) = (before.contains(&node), family.body_mut(node)) {
                body.more
                    .omit
                    .retain(|omission| omission.trim() != self.text);
            }
        }
    }

    fn verify(&self, family: &Family) -> Result<(), OperateError> {
        let says = |family: &Family, p: Position| -> Lines { lines(self.key, family, p) };
        let mut positions = self.former.positions().into_iter();
        let changed =
            positions.find(|p| !self.free(*p) && says(self.former, *p) != says(family, *p));
        match changed {
            Some(position) => Err(OperateError::NotSeparable {
                title: self.former.title(self.node).to_owned(),
                changed: self.former.position_title(position),
            }),
            None => Ok(()),
        }
    }
}
