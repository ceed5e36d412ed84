//! What was looked for before, and the searches that were saved by name.

use super::Finder;
use crate::app::{App, Effect, Message, Overlay, PickerKind, PickerRow, Run};
use crate::config::{Queries, SavedSearches};
use crate::text::text;

/// How far back one has gone in the earlier queries.
#[derive(Debug, Default)]
pub(super) struct Back {
    /// So many queries back; 0 is what was being typed.
    steps: usize,
    /// What was being typed.
    draft: String,
}

impl App {
    /// What was looked for in earlier runs has been read. What was looked for since stays the latest.
    pub(in crate::app) fn searches_read(&mut self, mut queries: Queries, saved: SavedSearches) {
        for query in self.queries.iter() {
            queries.remember(query);
        }
        self.queries = queries;
        self.saved_searches = saved;
    }

    /// Remembers what the finder says.
    pub(in crate::app) fn remember_query(&mut self) -> Vec<Effect> {
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let query = finder.input.text().to_owned();
        if self.queries.remember(&query) {
            vec![Effect::KeepQuery(query)]
        } else {
            Vec::new()
        }
    }

    /// Puts an earlier query in, or with a negative `by` a later one.
    pub(super) fn recall(&mut self, by: isize) -> Vec<Effect> {
        let queries = std::mem::take(&mut self.queries);
        let found = self
            .finder_mut()
            .is_some_and(|finder| finder.recall(&queries, by));
        self.queries = queries;
        if found {
            return self.search_again();
        }
        self.say(Message::info(if by > 0 {
            text!("finder-nothing-was-looked-for-before")
        } else {
            text!("finder-nothing-was-looked-for-after")
        }));
        Vec::new()
    }

    /// Lists the searches that have a name: the user's own, and those that the catalog shares.
    pub(in crate::app) fn open_saved_searches(&mut self) {
        let shared = &self.workspace.catalog().settings.searches;
        let row = |(name, query, is_own): (&str, &str, bool)| PickerRow {
            label: name.to_owned(),
            detail: query.to_owned(),
            side: match is_own {
                true => text!("finder-yours").to_owned(),
                false => text!("finder-shared").to_owned(),
            },
            why_not: None,
            run: Run::Search {
                query: query.to_owned(),
                is_own,
            },
        };
        let all = self.saved_searches.and_shared(shared);
        let rows: Vec<PickerRow> = all.map(row).collect();
        if rows.is_empty() {
            self.say(Message::info(text!("finder-no-search-has-a-name")));
            return;
        }
        self.push_picker(PickerKind::Searches, rows);
    }

    /// Asks for the name under which the query is kept.
    pub(super) fn open_save_search(&mut self) {
        let is_empty = self
            .finder_mut()
            .is_none_or(|finder| finder.input.text().trim().is_empty());
        if is_empty {
            self.say(Message::info(text!("finder-type-what-to-look-for")));
            return;
        }
        let rows = self
            .saved_searches
            .iter()
            .map(|(name, query)| PickerRow {
                label: name.to_owned(),
                detail: query.to_owned(),
                side: text!("finder-takes-its-place").into(),
                why_not: None,
                run: Run::SaveSearch(name.to_owned()),
            })
            .collect();
        self.push_picker(PickerKind::SaveSearch, rows);
    }

    /// Keeps the query of the finder under a name.
    pub(in crate::app) fn save_search(&mut self, name: &str) -> Vec<Effect> {
        let name = name.trim();
        let Some(query) = self.finder_mut().map(|f| f.input.text().trim().to_owned()) else {
            return Vec::new();
        };
        if name.is_empty() {
            self.say(Message::info(text!("finder-a-search-needs-a-name")));
            return Vec::new();
        }
        self.saved_searches.set(name, Some(&query));
        self.say(Message::done(text!(
            "finder-saved-as-lists-the-saved",
            name
        )));
        vec![Effect::KeepSearch(name.to_owned(), Some(query))]
    }

    /// Forgets the saved search that is selected in the list.
    pub(in crate::app) fn forget_search(&mut self) -> Vec<Effect> {
        let Some(Overlay::Picker(picker)) = self.overlays.last() else {
            return Vec::new();
        };
        let is_own = |row: &&PickerRow| matches!(row.run, Run::Search { is_own: true, .. });
        let Some(row) = picker.selected().filter(is_own) else {
            self.say(Message::info(text!("finder-only-your-own-searches-can")));
            return Vec::new();
        };
        let name = row.label.clone();
        self.saved_searches.set(&name, None);
        self.overlays.pop();
        if !self.saved_searches.is_empty() {
            self.open_saved_searches();
        }
        self.say(Message::done(text!("finder-is-forgotten", name)));
        vec![Effect::KeepSearch(name, None)]
    }

    /// Opens the finder with this query, or puts it into the one that is open.
    pub(in crate::app) fn find_query(&mut self, query: &str) -> Vec<Effect> {
        match self.finder_mut() {
            Some(finder) => {
                finder.input.set(query);
                self.search_again()
            }
            None => self.open_finder(query),
        }
    }
}

impl Finder {
    /// Puts the query so many further back in; 0 steps back is what was being typed. Says whether there was one.
    fn recall(&mut self, queries: &Queries, by: isize) -> bool {
        if self.back.steps == 0 {
            self.back.draft = self.input.text().to_owned();
        }
        let steps = self.back.steps.saturating_add_signed(by);
        let query = match steps.checked_sub(1) {
            None => Some(self.back.draft.as_str()),
            Some(nth) => queries.back(nth),
        };
        let Some(query) = query.filter(|_| steps != self.back.steps) else {
            return false;
        };
        self.input.set(query);
        self.back.steps = steps;
        true
    }
}
