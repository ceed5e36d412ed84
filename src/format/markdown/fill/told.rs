//! Facts that the sentences of a page tell, put where the family has them.

use std::ops::Range;

use super::super::chunk::Chunk;
use super::super::facts::{self, Facts};
use super::super::heading::{Field, words};
use super::super::outline::Kind;
use super::super::report::NoteKind;
use super::super::slot::What;
use super::Filling;
use crate::model::{Grade, ListKind, Node};
use crate::text::said;

impl<'s> Filling<'s> {
    /// The first paragraph below a heading.
    pub(in super::super) fn first_text(&self, chunk: &Chunk<'_>) -> &'s str {
        chunk
            .blocks
            .iter()
            .find_map(|block| self.paragraph(block))
            .unwrap_or_default()
    }

    /// Whether a paragraph below a heading says the grade of what it names, or whom it reports to or extends.
    pub(in super::super) fn says_facts(&self, chunk: &Chunk<'_>, title: &str) -> bool {
        chunk
            .blocks
            .iter()
            .filter_map(|block| self.paragraph(block))
            .any(|text| {
                let facts = facts::facts(text, title);
                let said = words(text);
                let named = words(title).iter().all(|word| said.contains(word));
                named
                    && (facts.grade.is_some() && facts.pure
                        || facts.managers.is_some()
                        || !facts.extends.is_empty())
            })
    }

    /// Takes what a paragraph says about a part.
    pub(super) fn take(&mut self, text: &str, line: usize, node: Node) -> Facts {
        let facts = facts::facts(text, self.part_title(node));
        let title = self.name(node);
        let any = facts.grade.is_some() || facts.managers.is_some() || !facts.extends.is_empty();
        if facts.unclosed {
            self.note(line, NoteKind::Look, said!("import-link-is-not-closed"));
        }
        if facts.several {
            self.note(line, NoteKind::Look, said!("import-more-than-one-grade"));
        }
        if facts.vague {
            let text = said!("import-shares-what-others-say", title);
            self.note(line, NoteKind::Look, text);
        }
        if node == Node::Family {
            self.homeless |= any;
            if any {
                self.note(line, NoteKind::Look, said!("import-stands-with-no-role"));
            }
            return facts;
        }
        if let Some(found) = &facts.grade {
            self.take_grade(&found.value, line, node);
        }
        if let Some(found) = &facts.managers {
            let titles: Vec<&str> = found
                .value
                .iter()
                .map(|manager| manager.title.as_str())
                .collect();
            let managers = titles.join(" or ");
            match self.family.body_mut(node) {
                Some(body) if body.reports_to.is_empty() => {
                    body.reports_to.clone_from(&found.value);
                    let text = said!("import-reports-to", title, managers);
                    self.note(line, NoteKind::Became, text);
                }
                Some(body) if body.reports_to == found.value => {}
                _ => self.note(
                    line,
                    NoteKind::Look,
                    said!("import-reports-to-too", title, managers),
                ),
            }
        }
        for found in &facts.extends {
            self.extends.push((node, found.value.clone(), line));
        }
        facts
    }

    /// Takes what sentences somewhere below a heading say about a part that they name.
    pub(in super::super) fn take_named(&mut self, chunk: &Chunk<'_>, node: Node) {
        let title = words(self.part_title(node));
        for block in chunk.blocks {
            let Some(text) = self.paragraph(block) else {
                continue;
            };
            for range in facts::sentences(text.get(..2_000).unwrap_or(text)) {
                let sentence = &text[range];
                let said = words(sentence);
                if title.iter().all(|word| said.contains(word))
                    && facts::facts(sentence, self.part_title(node)).pure
                {
                    self.take(sentence, block.lines.start, node);
                }
            }
        }
    }

    /// Takes what an item says about the part that it belongs to.
    pub(super) fn take_item(&mut self, text: &str, lines: &Range<usize>, owner: Node, what: &What) {
        let continued = (lines.start + 1..lines.end).map(|line| (line, self.source.line(line)));
        let lazy = continued
            .clone()
            .find(|(_, line)| line.starts_with(|c: char| c.is_uppercase() || c == '['));
        if let Some((line, _)) = lazy {
            self.note(line, NoteKind::Look, said!("import-line-goes-on"));
        }
        let known = self.extends.len();
        if text.starts_with("This ") || text.starts_with("Extends ") {
            self.take(text, lines.start, owner);
        }
        // What stands in a list speaks of that list.
        if let What::List(kind) = what {
            for (_, extended, _) in &mut self.extends[known..] {
                if extended.lists.is_empty() {
                    extended.lists.push(*kind);
                }
            }
        }
    }

    pub(super) fn take_grade(&mut self, grade: &Grade, line: usize, node: Node) {
        let title = self.name(node);
        let Some(body) = self.family.body_mut(node) else {
            return;
        };
        match &body.grade {
            None => {
                body.grade = Some(grade.clone());
                self.note(
                    line,
                    NoteKind::Became,
                    said!("import-grade-of", grade, title),
                );
            }
            Some(first) if first != grade => {
                let text = said!("import-another-grade", grade, title, first);
                self.note(line, NoteKind::Look, text);
            }
            Some(_) => {}
        }
    }

    pub(in super::super) fn grade(
        &mut self,
        chunk: &Chunk<'_>,
        owner: Node,
        heading: &str,
        missing: bool,
    ) {
        if missing && chunk.has_list() {
            let line = chunk.heading.as_ref().map_or(0, |head| head.lines.start);
            let title = self.name(owner);
            let text = said!("import-lists-below-a-grade", title);
            self.note(line, NoteKind::Look, text);
            return self.list(chunk, owner, ListKind::Responsibilities, heading);
        }
        self.facts_or_section(chunk, owner, heading);
    }

    /// Facts stay on the page; everything else below the heading is a section.
    pub(super) fn facts_or_section(&mut self, chunk: &Chunk<'_>, owner: Node, heading: &str) {
        let mut pure = true;
        for block in chunk.blocks {
            match self.paragraph(block) {
                Some(text) => {
                    pure &= self.take(text, block.lines.start, owner).pure && owner != Node::Family;
                }
                None => pure &= block.kind == Kind::Furniture,
            }
        }
        if !pure {
            self.section(chunk, heading);
        }
    }

    pub(in super::super) fn manager(&mut self, chunk: &Chunk<'_>, owner: Node, heading: &str) {
        let only = match chunk.blocks {
            [block] => self.paragraph(block).map(|text| (text, block.lines.start)),
            _ => None,
        };
        let named = only.filter(|(text, _)| !text.to_lowercase().contains("report"));
        if let Some((text, line)) = named
            && self.lacks(owner, Field::Manager)
            && owner != Node::Family
            && let Some(found) = facts::named_managers(text)
            && found.span == (0..text.trim_end_matches('.').len())
        {
            let title = self.name(owner);
            if let Some(body) = self.family.body_mut(owner) {
                body.reports_to = found.value;
            }
            self.note(
                line,
                NoteKind::Became,
                said!("import-whom-it-reports-to", title),
            );
            return;
        }
        self.facts_or_section(chunk, owner, heading);
    }
}
