//! From line to line that a search has found, in the panes after the finder was closed.

use crate::app::{App, Focus, Message, TreeId};
use crate::search::{Field, Hit};
use crate::text::text;

/// What was found last, and how far one has come in it.
#[derive(Debug)]
pub(in crate::app) struct FoundLines {
    hits: Vec<Hit>,
    hit: usize,
    line: usize,
}

impl FoundLines {
    pub(super) fn new(hits: &[Hit], hit: usize) -> Self {
        Self {
            hits: hits.to_vec(),
            hit,
            line: 0,
        }
    }

    /// Goes on by one line; to the next hit behind the last line of one. Says whether there was one.
    fn step(&mut self, forward: bool) -> bool {
        let lines = |hit: usize| self.hits.get(hit).map_or(0, |hit| hit.matches.len().max(1));
        if forward {
            if self.line + 1 < lines(self.hit) {
                self.line += 1;
            } else if self.hit + 1 < self.hits.len() {
                (self.hit, self.line) = (self.hit + 1, 0);
            } else {
                return false;
            }
        } else if self.line > 0 {
            self.line -= 1;
        } else if self.hit > 0 {
            self.hit -= 1;
            self.line = lines(self.hit) - 1;
        } else {
            return false;
        }
        true
    }
}

impl App {
    /// Goes to the next line that the last search found, or the one before, here or in another role.
    pub(in crate::app) fn next_found(&mut self, forward: bool) {
        let Some(lines) = &mut self.found_lines else {
            return;
        };
        // What is gone, or has become another place since, is passed over.
        let hit = loop {
            if !lines.step(forward) {
                self.say(Message::info(if forward {
                    text!("finder-this-is-the-last-line")
                } else {
                    text!("finder-this-is-the-first-line")
                }));
                return;
            }
            let hit = &lines.hits[lines.hit];
            let address = self.workspace.catalog().address(&hit.place);
            if address.is_some_and(|address| address.to_string() == hit.address) {
                break hit.clone();
            }
        };
        let (at, line, all) = (lines.hit, lines.line, lines.hits.len());
        self.show_found(&hit, line);
        self.say(Message::info(text!(
            "finder-role-of-line-of",
            at = at + 1,
            all,
            line = line + 1,
            matches = hit.matches.len()
        )));
    }

    /// Shows a hit in the panes, with the cursor on one of its lines.
    pub(super) fn show_found(&mut self, hit: &Hit, line: usize) {
        self.tree.reveal(&self.workspace, &hit.place);
        self.focus = Focus::Detail;
        let found = hit.matches.get(line);
        if found.is_some_and(|found| found.origin.is_some()) {
            // The line that was found must be there to be seen.
            self.detail.own_only = false;
        }
        let width = self.viewport.detail.width;
        self.detail.show(
            &self.workspace,
            &self.findings,
            Some(TreeId::Place(hit.place.clone())),
            width,
        );
        // A hit in the title needs no place in the text.
        if let Some(found) = found.filter(|found| found.field != Field::Title) {
            self.detail.go_to_text(&found.text);
        }
    }
}
