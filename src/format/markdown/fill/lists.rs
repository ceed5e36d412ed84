//! Lists as items, and what stands between them.

use std::ops::Range;

use super::super::chunk::Chunk;
use super::super::heading::Field;
use super::super::items::{Items, indicator};
use super::super::outline::{Block, Kind, List};
use super::super::report::NoteKind;
use super::super::slot::{From, Slot, What};
use super::{Filling, leads, short};
use crate::model::{Item, ListKind, Node};
use crate::text::said;

impl<'s> Filling<'s> {
    /// What stands below a heading like Responsibilities.
    pub(in super::super) fn list(
        &mut self,
        chunk: &Chunk<'_>,
        owner: Node,
        kind: ListKind,
        heading: &str,
    ) {
        self.items(chunk.blocks, owner, &What::List(kind), heading);
    }

    pub(in super::super) fn indicators(&mut self, chunk: &Chunk<'_>, owner: Node, heading: &str) {
        if !self.lacks(owner, Field::Indicators) {
            let title = self.name(owner);
            let line = chunk.heading.as_ref().map_or(0, |head| head.lines.start);
            self.note(line, NoteKind::Look, said!("import-more-indicators", title));
        }
        self.items(chunk.blocks, owner, &What::Indicators, heading);
    }

    /// Lists as items. Text between two lists is an item that lost its bullet; what only leads to a list stays on the
    /// page, and all other text is a section.
    pub(super) fn items(&mut self, blocks: &[Block], owner: Node, what: &What, heading: &str) {
        let is_list = |block: &Block| matches!(block.kind, Kind::List(_));
        let first = blocks.iter().position(is_list);
        let last = blocks.iter().rposition(is_list);
        let mut rest = 0..0;
        for (n, block) in blocks.iter().enumerate() {
            let mut other = false;
            match &block.kind {
                Kind::List(list) => self.add(owner, what, list),
                Kind::Furniture => {}
                Kind::Other | Kind::Heading(_) => other = true,
                Kind::Paragraph => {
                    let text = self.source.text(block.lines.clone());
                    let facts = self.take(text, block.lines.start, owner);
                    let follows = blocks[n + 1..]
                        .iter()
                        .find(|block| block.kind != Kind::Furniture);
                    let leads = follows.is_some_and(is_list) && leads(text);
                    if facts.pure && owner != Node::Family || leads {
                        if leads {
                            let text =
                                said!("import-words-before-a-list", heading = short(heading));
                            self.note(block.lines.start, NoteKind::Kept, text);
                        }
                    } else if first.is_none_or(|first| first < n)
                        && last.is_none_or(|last| n < last)
                    {
                        self.add_bare(owner, what, block);
                    } else {
                        other = true;
                    }
                }
            }
            if other && rest.is_empty() {
                rest = n..n + 1;
            } else if other && rest.end == n {
                rest.end = n + 1;
            } else if other || block.kind != Kind::Furniture {
                self.keep(&blocks[rest.clone()], heading);
                rest = if other { n..n + 1 } else { 0..0 };
            }
        }
        self.keep(&blocks[rest], heading);
    }

    /// A paragraph as an item that has no bullet on the page.
    pub(super) fn add_bare(&mut self, owner: Node, what: &What, block: &Block) {
        let text = self.text(block.lines.clone());
        self.note(
            block.lines.start,
            NoteKind::Look,
            said!("import-line-without-a-bullet"),
        );
        self.push(
            owner,
            what,
            vec![text],
            Slot::new(what.clone()),
            block.lines.clone(),
        );
    }

    pub(super) fn add(&mut self, owner: Node, what: &What, list: &List) {
        let items = Items::of(self.source, list);
        let lines = list.items.first().map_or(0, |lines| lines.start)
            ..list.items.last().map_or(0, |lines| lines.end);
        let mut texts = Vec::new();
        for (lines, text) in items.texts {
            if text.trim().is_empty() {
                self.note(
                    lines.start,
                    NoteKind::Look,
                    said!("import-bullet-with-nothing"),
                );
                continue;
            }
            self.take_item(&text, &lines, owner, what);
            texts.push(self.with_definitions(text, &lines));
        }
        let slot = Slot {
            bullet: items.bullet,
            spaced: items.spaced,
            ..Slot::new(what.clone())
        };
        let of = match what {
            What::List(kind) => kind.key(),
            What::Indicators => "indicators",
            _ => "steps",
        };
        let (count, title) = (texts.len(), self.name(owner));
        let text = said!("import-so-many-of", count, of, title);
        self.note(lines.start, NoteKind::Became, text);
        self.push(owner, what, texts, slot, lines);
    }

    /// Puts texts into a list of a part, and says which of them it has already.
    pub(super) fn push(
        &mut self,
        owner: Node,
        what: &What,
        texts: Vec<String>,
        mut slot: Slot,
        lines: Range<usize>,
    ) {
        let Some(first) = texts.first() else {
            return;
        };
        let said = self.said.entry((owner, key(what))).or_default();
        if said.count > 0 {
            slot.from = from(&said.behind, first, said.count + 1);
        }
        let twice = texts
            .iter()
            .filter(|text| !said.seen.insert((*text).clone()))
            .count();
        said.count += texts.len();
        said.behind = texts[1..].to_vec();
        if twice > 0 {
            let text = said!("import-has-items-twice", title = self.name(owner), twice);
            self.note(lines.start, NoteKind::Look, text);
        }
        self.stands_for(lines, &slot);
        let Some(body) = self.family.body_mut(owner) else {
            return;
        };
        match what {
            What::List(kind) => body.lists[*kind as usize].extend(texts.iter().map(Item::new)),
            What::Indicators => body
                .more
                .performance_indicators
                .extend(texts.iter().map(|text| indicator(text))),
            _ => body.more.hiring_process.steps.extend(texts),
        }
    }
}

fn key(what: &What) -> &'static str {
    match what {
        What::List(kind) => kind.key(),
        What::Indicators => "performance_indicators",
        _ => "steps",
    }
}

/// How the first of some items is found again among those that stand behind the former placeholder's first.
fn from(between: &[String], text: &str, number: usize) -> From {
    let line = text.lines().next().unwrap_or_default();
    let short = line
        .char_indices()
        .filter(|(_, c)| *c == ' ')
        .nth(5)
        .map_or(line.len(), |(at, _)| at);
    [&line[..short], line]
        .into_iter()
        .find(|words| !between.iter().any(|other| other.starts_with(*words)))
        .map_or(From::Item(number), |words| From::Words(words.to_owned()))
}
