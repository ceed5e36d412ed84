//! What the finder offers for what is typed: the fields and values that could stand at the cursor, and what would be
//! right where the query cannot mean what it seems to mean.

use super::Finder;
use crate::search::{Completions, Index, Note, NoteKind, Suggestion, completions};

impl Finder {
    /// Looks for what could be typed at the cursor.
    pub(super) fn complete(&mut self, index: &Index) {
        // Before the first search has ended, the names in use are not known.
        let Some(names) = index.known_names() else {
            return;
        };
        let (text, cursor) = (self.input.text(), self.input.cursor());
        let mut found = completions(text, cursor, names);
        let typed = text.get(found.replaces.start..cursor).unwrap_or_default();
        // A word that happens to be another name of a field is mostly meant as a word.
        let is_meant = |offer: &Suggestion| offer.count.is_some() || offer.text.starts_with(typed);
        found.suggestions.retain(is_meant);
        self.completions = found;
    }

    /// What could stand at the cursor, the first of which Tab takes.
    pub fn offers(&self) -> &[Suggestion] {
        &self.completions.suggestions
    }

    /// What there is to say first of what was searched for: a mistake before advice. Nothing while it is unfinished
    /// and something is offered to finish it with.
    pub fn note(&self) -> Option<&Note> {
        let notes = &self.results.as_ref()?.notes;
        let of = |kind| notes.iter().find(|note| note.kind == kind);
        of(NoteKind::Wrong)
            .or_else(|| of(NoteKind::Advice))
            .or_else(|| of(NoteKind::Unfinished).filter(|_| self.offers().is_empty()))
    }

    /// Puts in what is offered first: what could stand at the cursor, what would be right instead of a mistake, what
    /// the catalog calls it. Says whether anything was offered.
    pub(super) fn take_offer(&mut self) -> bool {
        let text = self.input.text();
        let completed = self.offers().first();
        let completed = completed.and_then(|offer| self.completions.take(text, offer));
        if let Some((query, cursor)) = completed {
            self.input.set(&query);
            self.input.go_to(cursor);
            self.completions = Completions::default();
            return true;
        }
        let results = self
            .results
            .as_ref()
            .filter(|results| results.query == text);
        let better = results.and_then(|results| {
            let corrected = self.note().and_then(|note| note.corrected(text));
            let other = || {
                results
                    .some_words
                    .as_ref()
                    .map(|some| some.query().to_owned())
            };
            corrected
                .or_else(|| results.suggestion.clone())
                .or_else(other)
        });
        match better {
            Some(query) => {
                self.input.set(&query);
                true
            }
            None => false,
        }
    }
}
