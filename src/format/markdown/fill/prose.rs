//! Prose: what stands directly below the heading of a part, career ladders, and the words around a hiring process.

use super::super::chunk::Chunk;
use super::super::heading::Field;
use super::super::outline::{Block, Kind};
use super::super::report::NoteKind;
use super::super::slot::{Slot, What};
use super::{Filling, without_furniture};
use crate::model::{ListKind, Node};
use crate::text::said;

impl<'s> Filling<'s> {
    /// Prose directly below the heading of a part, or of its summary. `facts` is whom it speaks of; a list that ends
    /// it is taken for responsibilities where those are `missing`.
    pub(in super::super) fn direct(
        &mut self,
        chunk: &Chunk<'_>,
        owner: Node,
        facts: Option<Node>,
        heading: &str,
        missing: bool,
    ) {
        let blocks = chunk.blocks;
        let mut pure = vec![false; blocks.len()];
        for (n, block) in blocks.iter().enumerate() {
            if let Some(text) = self.paragraph(block) {
                pure[n] = self
                    .take(text, block.lines.start, facts.unwrap_or(owner))
                    .pure
                    && facts.is_some_and(|node| node != Node::Family);
            }
        }
        let is_list = |block: &Block| matches!(block.kind, Kind::List(_));
        let lists = blocks.iter().filter(|block| is_list(block)).count();
        let last = blocks
            .iter()
            .rposition(|block| block.kind != Kind::Furniture);
        let end = match last {
            Some(last) if missing && lists == 1 && is_list(&blocks[last]) => last,
            _ => blocks.len(),
        };
        let is_prose = |n: usize| {
            let block: &Block = &blocks[n];
            is_list(block) || (block.kind == Kind::Paragraph && !pure[n])
        };
        let first = (0..end).find(|n| is_prose(*n) || blocks[*n].kind == Kind::Other);
        if let Some(first) = first {
            let run = (first..end)
                .take_while(|n| matches!(blocks[*n].kind, Kind::Paragraph | Kind::List(_)))
                .filter(|n| is_prose(*n))
                .last();
            let taken = match run {
                Some(run) if self.lacks(owner, Field::Summary) => {
                    self.summary(&blocks[first..=run], owner);
                    run + 1
                }
                _ => first,
            };
            let rest = without_furniture(&blocks[taken..end]);
            let only_facts = (taken..end).all(|n| pure[n] || blocks[n].kind == Kind::Furniture);
            if !only_facts {
                self.keep(rest, heading);
            }
        }
        if end < blocks.len() {
            let title = self.name(owner);
            let line = blocks[end].lines.start;
            self.note(
                line,
                NoteKind::Look,
                said!("import-list-without-a-heading", title),
            );
            if let Kind::List(list) = &blocks[end].kind {
                self.add(owner, &What::List(ListKind::Responsibilities), list);
            }
        }
    }

    pub(super) fn summary(&mut self, blocks: &[Block], owner: Node) {
        let lines = Self::span(blocks);
        let text = self.text(lines.clone());
        self.stands_for(lines.clone(), &Slot::new(What::Summary));
        let title = self.name(owner);
        if let Some(body) = self.family.body_mut(owner) {
            body.summary = Some(text.into());
        }
        self.note(
            lines.start,
            NoteKind::Became,
            said!("import-summary-of", title),
        );
    }

    /// All that stands below the heading of a career ladder is what it says.
    pub(in super::super) fn ladder(&mut self, chunk: &Chunk<'_>, owner: Node, heading: &str) {
        let blocks = without_furniture(chunk.blocks);
        if !self.lacks(owner, Field::Ladder) || blocks.is_empty() {
            return self.keep(blocks, heading);
        }
        for block in blocks {
            if let Some(text) = self.paragraph(block) {
                self.ladders
                    .push((owner, text.to_owned(), block.lines.start));
            }
        }
        let lines = Self::span(blocks);
        let text = self.text(lines.clone());
        self.stands_for(lines.clone(), &Slot::new(What::Ladder));
        let title = self.name(owner);
        if let Some(body) = self.family.body_mut(owner) {
            body.more.career_ladder.summary = Some(text);
        }
        self.note(
            lines.start,
            NoteKind::Became,
            said!("import-career-ladder-of", title),
        );
    }

    pub(in super::super) fn hiring(&mut self, chunk: &Chunk<'_>, owner: Node, heading: &str) {
        let blocks = without_furniture(chunk.blocks);
        if !self.lacks(owner, Field::Hiring) || blocks.is_empty() {
            return self.keep(blocks, heading);
        }
        let is_list = |block: &Block| matches!(block.kind, Kind::List(_));
        let first = blocks.iter().position(is_list).unwrap_or(blocks.len());
        let behind = blocks
            .iter()
            .rposition(is_list)
            .map_or(blocks.len(), |last| last + 1);
        let (before, after) = (
            without_furniture(&blocks[..first]),
            without_furniture(&blocks[behind..]),
        );
        for (what, blocks) in [(What::Intro, before), (What::Outro, after)] {
            if blocks.is_empty() {
                continue;
            }
            let lines = Self::span(blocks);
            let text = self.text(lines.clone());
            self.stands_for(lines.clone(), &Slot::new(what.clone()));
            if let Some(body) = self.family.body_mut(owner) {
                match what {
                    What::Intro => body.more.hiring_process.intro = Some(text),
                    _ => body.more.hiring_process.outro = Some(text),
                }
            }
            let title = self.name(owner);
            let text = match what {
                What::Intro => said!("import-words-before-hiring-process", title),
                _ => said!("import-words-behind-hiring-process", title),
            };
            self.note(lines.start, NoteKind::Became, text);
        }
        if first < behind {
            self.items(&blocks[first..behind], owner, &What::Steps, heading);
        }
    }
}
