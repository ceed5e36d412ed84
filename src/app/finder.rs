//! The finder: a line to type in, what it finds, and a preview.

use super::detail::Detail;
use super::field::TextField;
use super::follow::Became;
use super::tree::scroll_to;
use super::{App, Effect, Focus, Message, Overlay, TreeId};
use crate::config::{Action, Key, KeyCode};
use crate::model::Place;
use crate::search::{Hit, Results};

/// The finder.
#[derive(Debug)]
pub struct Finder {
    /// What is typed.
    pub input: TextField,
    /// What was found for it, or for what was typed before.
    pub results: Option<Results>,
    /// Whether a search is under way.
    pub searching: bool,
    /// Place in the hits.
    pub cursor: usize,
    /// The first hit on the screen.
    pub offset: usize,
    /// The selected hit, in full.
    pub preview: Detail,
    /// The hit to be selected when the search is done again after somebody else's change.
    held: Option<Place>,
}

impl Finder {
    fn new() -> Self {
        Self {
            input: TextField::new("", false),
            results: None,
            searching: false,
            cursor: 0,
            offset: 0,
            preview: Detail::default(),
            held: None,
        }
    }

    /// The hits.
    pub fn hits(&self) -> &[Hit] {
        self.results.as_ref().map_or(&[], |results| &results.hits)
    }

    /// The selected hit.
    pub fn selected(&self) -> Option<&Hit> {
        self.hits().get(self.cursor)
    }

    pub(super) fn found(&mut self, results: Results) {
        self.searching = false;
        self.results = Some(results);
        let held = self.held.take();
        let again = held.and_then(|held| self.hits().iter().position(|hit| hit.place == held));
        if again.is_none() {
            self.offset = 0;
        }
        self.cursor = again.unwrap_or(0);
    }

    /// Has a family become another, or go: its hits lead to where their places are now, and the selected one stays
    /// selected when the search is done again.
    pub(super) fn follow(&mut self, key: &str, became: Option<&Became<'_>>) {
        let selected = self.cursor;
        let Some(results) = &mut self.results else {
            return;
        };
        let mut at = 0;
        let mut before = 0;
        results.hits.retain_mut(|hit| {
            let now = match became {
                _ if *hit.place.key != *key => Some(hit.place.position),
                Some(became) => became.exact(hit.place.position),
                None => None,
            };
            if let Some(position) = now {
                hit.place.position = position;
                before += usize::from(at < selected);
            }
            at += 1;
            now.is_some()
        });
        self.cursor = before.min(results.hits.len().saturating_sub(1));
        self.held = self.selected().map(|hit| hit.place.clone());
        self.preview.forget();
    }

    fn step(&mut self, by: isize) {
        let last = self.hits().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Scrolls as little as it takes to show the selected hit; each takes two rows.
    pub fn keep_in_view(&mut self, height: u16) {
        let visible = usize::from(height / 2).max(1);
        self.offset = scroll_to(self.offset, self.cursor, visible, self.hits().len());
    }
}

impl App {
    pub(super) fn open_finder(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Finder(Box::new(Finder::new())));
        self.index_what_is_here()
    }

    /// Looks for what the finder says now. What is found before shows until then.
    pub(super) fn search_again(&mut self) -> Vec<Effect> {
        let index = self.index.clone();
        let generation = self.generation + 1;
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let query = finder.input.text().to_owned();
        if query.trim().is_empty() {
            finder.results = None;
            finder.searching = false;
            self.generation = generation;
            return Vec::new();
        }
        finder.searching = true;
        match index {
            Some(index) => {
                self.generation = generation;
                vec![Effect::Search {
                    generation,
                    query,
                    index,
                }]
            }
            // The index is on its way, and this is called again when it is here.
            None => Vec::new(),
        }
    }

    pub(super) fn finder_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let page = isize::try_from((self.viewport.list.height / 2).max(1)).unwrap_or(1);
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        match action {
            Some(Action::ListUp) => finder.step(-1),
            Some(Action::ListDown) => finder.step(1),
            Some(Action::ListPageUp) => finder.step(-page),
            Some(Action::ListPageDown) => finder.step(page),
            Some(Action::ListClose) => {
                self.overlays.pop();
                return Vec::new();
            }
            Some(Action::ListAccept) => return self.finder_choose(),
            _ => {
                let suggestion = finder.results.as_ref().and_then(|r| r.suggestion.clone());
                if key.code == KeyCode::Tab {
                    if let Some(suggestion) = suggestion {
                        finder.input.set(&suggestion);
                        return self.search_again();
                    }
                } else {
                    let before = finder.input.text().to_owned();
                    finder.input.key(key);
                    if finder.input.text() != before {
                        finder.held = None;
                        return self.search_again();
                    }
                }
            }
        }
        self.measure();
        Vec::new()
    }

    pub(super) fn finder_choose(&mut self) -> Vec<Effect> {
        let Some(hit) = self
            .finder_mut()
            .and_then(|finder| finder.selected().cloned())
        else {
            return Vec::new();
        };
        self.overlays.pop();
        if self.workspace.catalog().address(&hit.place).is_none() {
            self.say(Message::error(
                "That place is not there any more; search again.",
            ));
            return Vec::new();
        }
        self.tree.reveal(&self.workspace, &hit.place);
        self.focus = Focus::Detail;
        if hit.matches.first().is_some_and(|found| found.inherited) {
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
        if let Some(found) = hit
            .matches
            .first()
            .filter(|m| m.field != crate::search::Field::Title)
        {
            self.detail.go_to_text(&found.text);
        }
        Vec::new()
    }

    /// Shows the selected hit beside the list, where there is room for it.
    pub(super) fn preview(&mut self) {
        let area = self.viewport.preview;
        if area.width == 0 {
            return;
        }
        let Some(Overlay::Finder(finder)) = self.overlays.last_mut() else {
            return;
        };
        let Some(hit) = finder.selected().cloned() else {
            return;
        };
        let text = hit.matches.first().map_or("", |found| found.text.as_str());
        finder.preview.show_hit(
            &self.workspace,
            &self.findings,
            &hit.place,
            text,
            area.width,
            area.height,
        );
    }
}
