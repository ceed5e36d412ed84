//! Items and fields of one part: where they stand, where they go, what they are set to.

use std::sync::Arc;

use super::change::Target;
use super::course::{Course, usage};
use super::entry::Deed;
use super::name::Slot;
use crate::cli::Failure;
use crate::document::Edit;
use crate::document::operate::{self, OperateError, Spot};
use crate::model::{Body, Item, ListKind, Need, Node, Position, Waiver};
use crate::text::text;

impl Course<'_> {
    pub(super) fn change_items(
        &mut self,
        key: &Arc<str>,
        node: Node,
        list: ListKind,
        deed: &Deed,
    ) -> Result<(), Failure> {
        match deed {
            Deed::Add(text) => {
                let at = self.items(key, node, list)?.len();
                let texts = vec![text.clone()];
                self.edit(
                    key,
                    Edit::Add {
                        node,
                        list,
                        at,
                        texts,
                    },
                )
            }
            Deed::Replace(index, text) => {
                let (index, text) = (*index, text.clone());
                self.edit(
                    key,
                    Edit::Replace {
                        node,
                        list,
                        index,
                        text,
                    },
                )
            }
            Deed::Set(index, name, text) => self.set_in_item(key, node, (list, *index), name, text),
            Deed::Remove(places) => {
                // From behind, so that the numbers in front stay right.
                for index in places.iter().rev().copied() {
                    self.edit(key, Edit::Remove { node, list, index })?;
                }
                Ok(())
            }
            Deed::Move(places, to) => {
                let to = Target {
                    address: None,
                    list: None,
                    at: Some(*to),
                };
                self.move_items(&self.spot(key, node, list), places, &to)
            }
        }
    }

    pub(super) fn move_items(
        &mut self,
        from: &Spot,
        places: &[usize],
        to: &Target,
    ) -> Result<(), Failure> {
        let (there, at) = self.goal(from, places, to)?;
        let plan = operate::move_items(&self.catalog, from, places, &there, at);
        self.take(plan).map(drop)
    }

    pub(super) fn spot(&self, key: &Arc<str>, node: Node, list: ListKind) -> Spot {
        let key = key.clone();
        Spot { key, node, list }
    }

    fn body(&self, key: &str, node: Node) -> Result<Body, Failure> {
        let no_part = || Failure::from(OperateError::NoPart(key.to_owned()));
        self.family(key)?.body(node).cloned().ok_or_else(no_part)
    }

    pub(super) fn items(
        &self,
        key: &str,
        node: Node,
        list: ListKind,
    ) -> Result<Vec<Item>, Failure> {
        let body = self.body(key, node)?;
        Ok(body.list(list).to_vec())
    }

    fn item(&self, key: &str, node: Node, list: ListKind, index: usize) -> Result<Item, Failure> {
        let items = self.items(key, node, list)?;
        items.get(index).cloned().ok_or_else(|| {
            Failure::from(OperateError::NoItem {
                list,
                number: index.saturating_add(1),
                len: items.len(),
            })
        })
    }

    /// The list that items go to, and the place there before those that leave theirs for it have.
    pub(super) fn goal(
        &self,
        from: &Spot,
        leaving: &[usize],
        to: &Target,
    ) -> Result<(Spot, usize), Failure> {
        let mut there = from.clone();
        if let Some(list) = to.list {
            there.list = list;
        }
        if let Some(address) = &to.address {
            let place = self.resolve(address)?;
            there.key = place.key;
            there.node = place.position.node();
        }
        let len = self.items(&there.key, there.node, there.list)?.len();
        let Some(at) = to.at else {
            return Ok((there, len));
        };
        if there != *from {
            return Ok((there, at));
        }
        let staying = (0..len).filter(|place| !leaving.contains(place));
        let before = staying.chain([len]).nth(at);
        let no_place = || OperateError::NoPlace {
            what: "items",
            number: at.saturating_add(1),
            len,
        };
        Ok((there, before.ok_or_else(no_place)?))
    }

    /// Where in an item's text another text begins, which is there once.
    pub(super) fn offset(
        &self,
        key: &str,
        node: Node,
        (list, index): (ListKind, usize),
        text: &str,
    ) -> Result<usize, Failure> {
        let item = self.item(key, node, list, index)?;
        let text = text.trim();
        let mut found = item.text().match_indices(text).map(|(at, _)| at);
        match (text.is_empty(), found.next(), found.next()) {
            (false, Some(at), None) => Ok(at),
            (false, Some(_), Some(_)) => Err(usage(text!("cli-the-item-says-more-than", text))),
            _ => Err(usage(text!("cli-the-item-does-not-say", text))),
        }
    }

    /// Parts of a family by their ids.
    pub(super) fn parts(&self, key: &str, ids: &[String]) -> Result<Vec<Node>, Failure> {
        let family = self.family(key)?;
        ids.iter()
            .map(|id| {
                let mut positions = family.positions().into_iter().skip(1);
                positions
                    .find(|position| family.id(position.node()) == Some(id.trim()))
                    .map(Position::node)
                    .ok_or_else(|| OperateError::NoPart(format!("{key}#{id}")).into())
            })
            .collect()
    }

    pub(super) fn set(
        &mut self,
        key: &Arc<str>,
        node: Node,
        slot: &Slot,
        text: &str,
    ) -> Result<(), Failure> {
        let filled = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match slot {
            Slot::Field(field) => {
                let (field, text) = (*field, text.to_owned());
                self.edit(key, Edit::Set { node, field, text })
            }
            Slot::Roles => self.become_family(key, text!("cli-the-roles"), |family| {
                let roles: Vec<String> = split(text, ',');
                if let Some(lost) = roles.iter().find(|id| family.role_index(id).is_none()) {
                    return Err(text!("cli-the-family-has-no-role", lost));
                }
                let variation = match node {
                    Node::Specialty(n) => family.specialties.get_mut(n),
                    Node::Segment(n) => family.segments.get_mut(n),
                    Node::Family | Node::Role(_) => None,
                };
                let variation = variation.ok_or(text!("cli-only-a-specialty-or-a"))?;
                variation.roles = roles.into_iter().map(Into::into).collect();
                Ok(())
            }),
            Slot::Name | Slot::Budget | Slot::Synonym(_) | Slot::Check(_) => Err(usage(text!(
                "cli-is-of-the-catalogs-settings",
                key = slot.key()
            ))),
            Slot::Extends(_) if node == Node::Family => {
                Err(usage(text!("cli-a-family-has-no-extends")))
            }
            Slot::Extends(_) | Slot::LadderSummary | Slot::HiringIntro | Slot::HiringOutro => self
                .become_family(key, &slot.key(), |family| {
                    let body = family.body_mut(node);
                    let body = body.ok_or(text!("cli-the-family-has-no-such"))?;
                    match slot {
                        Slot::Extends(list) => body.extends.lists[*list as usize] = filled,
                        Slot::LadderSummary => body.more.career_ladder.summary = filled,
                        Slot::HiringIntro => body.more.hiring_process.intro = filled,
                        _ => body.more.hiring_process.outro = filled,
                    }
                    Ok(())
                }),
        }
    }

    /// Sets what an item says beside or as its text.
    fn set_in_item(
        &mut self,
        key: &Arc<str>,
        node: Node,
        (list, index): (ListKind, usize),
        name: &str,
        text: &str,
    ) -> Result<(), Failure> {
        let mut item = self.item(key, node, list, index)?;
        let text = text.trim();
        match name {
            "text" => item.set_text(text),
            "tags" => item.more_mut().tags = split(text, ','),
            "need" => {
                item.more_mut().need = match text {
                    "" => None,
                    "must" => Some(Need::Must),
                    "preferred" => Some(Need::Preferred),
                    _ => return Err(usage(text!("cli-need-takes-must-or-preferred"))),
                }
            }
            "waive" => {
                let lines = split(text, '\n');
                let waivers = lines.iter().map(|line| waiver(line, &item.more().waive));
                item.more_mut().waive = waivers.collect::<Vec<_>>();
            }
            "id" => {
                let taken = self.family(key)?.positions().into_iter().any(|position| {
                    let family = self.catalog.get(key).map(|entry| &entry.family);
                    let body = family.and_then(|family| family.body(position.node()));
                    let mut items = body
                        .into_iter()
                        .flat_map(|body| body.lists.iter().flatten());
                    items.any(|other| !text.is_empty() && other.more().id.as_deref() == Some(text))
                });
                if text.contains(char::is_whitespace) {
                    return Err(usage(text!("cli-an-id-has-no-blanks")));
                }
                if taken && item.more().id.as_deref() != Some(text) {
                    return Err(usage(text!("cli-another-item-of-the-family", text)));
                }
                item.more_mut().id = Some(text.to_owned()).filter(|id| !id.is_empty());
            }
            _ => {
                return Err(usage(text!("cli-an-item-has-no-it", name)));
            }
        }
        self.edit(
            key,
            Edit::SetItem {
                node,
                list,
                index,
                item,
            },
        )
    }
}

fn split(text: &str, at: char) -> Vec<String> {
    text.split(at)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The waiver that a line describes. Who gave it, until when and for which text stays with its rule.
fn waiver(line: &str, before: &[Waiver]) -> Waiver {
    let (rule, reason) = line.split_once(':').unwrap_or((line, ""));
    Waiver {
        reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        ..match before.iter().find(|waiver| waiver.rule == rule.trim()) {
            Some(waiver) => waiver.clone(),
            None => Waiver::of(rule.trim()),
        }
    }
}
