//! What the finder does with roles that only inherit what was found: they are counted on the hit of the part that
//! wrote it, and unfold behind it.

use super::Finder;
use crate::app::follow::Became;
use crate::app::{App, Effect, Message, Overlay};
use crate::model::Place;
use crate::search::{Hit, Unfold};
use crate::text::text;

impl Finder {
    /// Whether the roles that only inherit what a hit says follow it.
    pub fn is_unfolded(&self, hit: &Hit) -> bool {
        match &self.unfold {
            Unfold::All => false,
            Unfold::Behind(places) => places.contains(&hit.place),
        }
    }

    /// Another query has other groups: they are folded, unless everything is listed on its own.
    pub(super) fn fold_for(&mut self, query: &str) {
        let other = self.results.as_ref().is_some_and(|r| r.query != query);
        if let (true, Unfold::Behind(places)) = (other, &mut self.unfold) {
            places.clear();
        }
    }

    /// Has a family become another, or go: what is unfolded stays so.
    pub(super) fn follow_unfolded(&mut self, key: &str, became: Option<&Became<'_>>) {
        if let Unfold::Behind(places) = &mut self.unfold {
            let now = |place: Place| {
                let position = match became {
                    _ if *place.key != *key => place.position,
                    Some(became) => became.exact(place.position)?,
                    None => return None,
                };
                Some(Place { position, ..place })
            };
            *places = std::mem::take(places).into_iter().filter_map(now).collect();
        }
    }

    /// Unfolds the group that the hit at a place is in, or folds it. Says whether it is in one.
    fn toggle_group(&mut self, at: usize) -> bool {
        let hits = self.hits().get(..=at).unwrap_or_default();
        let Some(head) = hits.iter().rposition(|hit| !hit.is_heir) else {
            return false;
        };
        let (place, heirs) = (hits[head].place.clone(), hits[head].heirs);
        let Unfold::Behind(places) = &mut self.unfold else {
            return false;
        };
        if heirs == 0 {
            return false;
        }
        if !places.remove(&place) {
            places.insert(place.clone());
        }
        self.cursor = head;
        self.held = Some(place);
        true
    }
}

impl App {
    /// Whether any hit is one that other roles inherit. Of the selected one it is told when somebody asks for it: hints
    /// that come and go from hit to hit make a restless screen.
    pub(in crate::app) fn has_group(&self) -> bool {
        let Some(Overlay::Finder(finder)) = self.overlays.last() else {
            return false;
        };
        finder.hits().iter().any(|hit| hit.heirs > 0)
    }

    /// Shows the roles that only inherit what the hit at a place says, or hides them again.
    pub(super) fn unfold_hit(&mut self, at: usize) -> Vec<Effect> {
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        if finder.toggle_group(at) {
            return self.search_again();
        }
        let text = match finder.unfold {
            Unfold::All => text!("finder-every-role-is-listed-on"),
            Unfold::Behind(_) => text!("finder-no-other-role-inherits-this"),
        };
        self.say(Message::info(text));
        Vec::new()
    }

    /// Lists every role on its own, or those that only inherit behind the part that wrote it.
    pub(super) fn unfold_all_hits(&mut self) -> Vec<Effect> {
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let (unfold, text) = match finder.unfold {
            Unfold::All => (Unfold::default(), text!("finder-what-is-only-inherited-is")),
            Unfold::Behind(_) => (Unfold::All, text!("finder-every-role-is-listed-on-2")),
        };
        finder.unfold = unfold;
        finder.held = finder.selected().map(|hit| hit.place.clone());
        self.say(Message::info(text));
        self.search_again()
    }
}
