//! The finder: a line to type in, what it finds, what narrows it, and a preview.
//!
//! Keys come in through `keys`; what was looked for before and what was saved by name is in `past`; the values that
//! narrow a query in `narrow`; what could be typed in `offers`; going from line to line that was found in `preview` and,
//! after the finder was closed, in `lines`; what is only inherited in `groups`.

mod groups;
mod keys;
mod lines;
mod narrow;
mod offers;
mod past;
mod preview;

use std::path::PathBuf;
use std::sync::Arc;

use super::detail::Detail;
use super::field::TextField;
use super::follow::Became;
use super::tree::scroll_to;
use super::{App, Effect, Message, Overlay};
use crate::config::{Key, KeyCode};
use crate::model::Place;
use crate::search::{Completions, Hit, Query, QueryField, Results, Unfold};
use crate::text::text;
pub(super) use lines::FoundLines;
pub use narrow::{Narrow, NarrowRow};
use past::Back;
use preview::Sight;

/// What has the focus in the finder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FinderFocus {
    /// The query, and the list of hits with it.
    #[default]
    Query,
    /// The values that narrow it.
    Narrow,
    /// The selected hit in full.
    Preview,
}

/// The finder.
#[derive(Debug)]
pub struct Finder {
    /// What is typed.
    pub input: TextField,
    /// What has the focus.
    pub focus: FinderFocus,
    /// The values that narrow the query.
    pub narrow: Narrow,
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
    /// What the hit that is opened is laid beside; with none it is gone to.
    pub comparing: Vec<Place>,
    /// What was typed behind the key that opens a hit, while the hits were still being looked for.
    typed_ahead: Option<Vec<Key>>,
    /// The hit to be selected when the search is done again after somebody else's change.
    held: Option<Place>,
    /// What could stand at the cursor.
    completions: Completions,
    /// Which hits are shown that only inherit.
    unfold: Unfold,
    /// How far back in what was looked for before.
    back: Back,
    /// Where the selected hit has what was looked for.
    sight: Sight,
}

impl Finder {
    fn new(query: &str) -> Self {
        Self {
            input: TextField::new(query, false),
            focus: FinderFocus::Query,
            narrow: Narrow::default(),
            results: None,
            searching: false,
            cursor: 0,
            offset: 0,
            preview: Detail::default(),
            comparing: Vec::new(),
            typed_ahead: None,
            held: None,
            completions: Completions::default(),
            unfold: Unfold::default(),
            back: Back::default(),
            sight: Sight::default(),
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

    pub(super) fn found(&mut self, mut results: Results) {
        self.searching = false;
        let facets = results.facets.take().unwrap_or_default();
        self.narrow.show(facets, &results.query);
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
        self.follow_unfolded(key, became);
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

    pub(super) fn step(&mut self, by: isize) {
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
    /// Opens the finder with this query.
    pub(super) fn open_finder(&mut self, query: &str) -> Vec<Effect> {
        self.overlays
            .push(Overlay::Finder(Box::new(Finder::new(query))));
        let mut effects = self.index_what_is_here();
        effects.extend(self.search_again());
        effects
    }

    /// Looks for what the finder says now. What is found before shows until then.
    pub(super) fn search_again(&mut self) -> Vec<Effect> {
        if self.finder_mut().is_none() {
            return Vec::new();
        }
        // A newer search makes an older one pointless, also one for the tree.
        if let Some(filter) = self.filter.as_mut().filter(|filter| filter.searching) {
            filter.due = true;
        }
        let index = self.index.clone();
        let generation = self.generation + 1;
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let query = finder.input.text().to_owned();
        finder.fold_for(&query);
        // Without a query there is still something to narrow to.
        finder.searching = true;
        finder.completions = Completions::default();
        match index {
            Some(index) => {
                finder.complete(&index);
                let unfold = finder.unfold.clone();
                self.generation = generation;
                vec![Effect::Search {
                    generation,
                    dated: self.dated(&query),
                    query,
                    unfold,
                    index,
                }]
            }
            // The index is on its way, and this is called again when it is here.
            None => Vec::new(),
        }
    }

    /// Tells the index what the checks have found, and looks again when the finder asks for it.
    pub(super) fn search_for_problems(&mut self) -> Vec<Effect> {
        if let Some(index) = &mut self.index {
            index.set_problems(self.findings.parts());
        }
        let asks = self
            .finder_mut()
            .is_some_and(|finder| Query::parse(finder.input.text()).asks_for(QueryField::Has));
        match asks {
            true => self.search_again(),
            false => Vec::new(),
        }
    }

    /// The files whose dates a query asks for.
    pub(super) fn dated(&self, query: &str) -> Vec<(Arc<str>, PathBuf)> {
        if !Query::parse(query).asks_for(QueryField::Updated) {
            return Vec::new();
        }
        let documents = self.workspace.documents();
        documents
            .map(|document| (document.key.clone(), self.workspace.file(document)))
            .collect()
    }

    /// Opens the selected hit; as long as the hits are those of what was typed before, when they are there.
    pub(super) fn finder_open(&mut self) -> Vec<Effect> {
        match self.finder_mut() {
            Some(finder) if finder.searching => {
                finder.typed_ahead = Some(Vec::new());
                self.say(Message::info(text!("finder-opens-what-is-found")));
                Vec::new()
            }
            _ => self.finder_choose(),
        }
    }

    /// Keeps a key for what comes after the finder, if that waits for its hits. Esc does not wait.
    pub(super) fn type_ahead(&mut self, key: Key) -> bool {
        let Some(Overlay::Finder(finder)) = self.overlays.last_mut() else {
            return false;
        };
        if key == Key::new(KeyCode::Esc) {
            finder.typed_ahead = None;
        }
        match &mut finder.typed_ahead {
            Some(keys) => {
                keys.push(key);
                true
            }
            None => false,
        }
    }

    /// The hits are there: what was to be done with them is done now.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        let waiting = self
            .finder_mut()
            .and_then(|finder| finder.typed_ahead.take());
        let Some(keys) = waiting else {
            return Vec::new();
        };
        self.message = None;
        let mut effects = self.finder_choose();
        for key in keys {
            effects.extend(self.key(key));
        }
        effects
    }

    pub(super) fn finder_choose(&mut self) -> Vec<Effect> {
        let Some(hit) = self
            .finder_mut()
            .and_then(|finder| finder.selected().cloned())
        else {
            return Vec::new();
        };
        let effects = self.remember_query();
        let lines = self
            .finder_mut()
            .map(|finder| FoundLines::new(finder.hits(), finder.cursor));
        let comparing = self.finder_mut().map(|finder| finder.comparing.clone());
        self.overlays.pop();
        if self.workspace.catalog().address(&hit.place).is_none() {
            self.say(Message::error(text!("finder-that-place-is-not-there")));
            return effects;
        }
        if let Some(comparing) = comparing.filter(|places| !places.is_empty()) {
            self.compare_with(comparing, hit.place);
            return effects;
        }
        self.found_lines = lines;
        self.show_found(&hit, 0);
        effects
    }
}
