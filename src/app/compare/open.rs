//! Opening the view, its keys, and what becomes of it when the catalog changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Comparing, ComparingKind, Shape};
use crate::app::follow::Became;
use crate::app::picker::{PickerKind, PickerRow, Run};
use crate::app::{App, Effect, Focus, Message, Overlay};
use crate::config::Action;
use crate::document::{Field, Line};
use crate::model::{Family, NextBy, Place, Topic, next_roles};
use crate::text::text;

/// So many roles can be beside each other.
const MOST: usize = 4;

impl App {
    /// `c`: the marked roles beside each other; one marked and the selected one; or else the selected one and what is
    /// found for it.
    pub(in crate::app) fn compare_here(&mut self) -> Vec<Effect> {
        let mut places = self.marked_places();
        if let ([only], Some(selected)) = (places.as_slice(), self.place())
            && *only != selected
        {
            places.push(selected);
        }
        match places.len() {
            0 | 1 => {
                let with = places.pop().or_else(|| self.place());
                self.pick_to_compare(with.into_iter().collect())
            }
            2..=MOST => {
                self.open_comparison(ComparingKind::Roles, places);
                Vec::new()
            }
            many => {
                let text = text!("compare-compare-up-to-roles-stand", most = MOST, many);
                self.say(Message::info(text));
                Vec::new()
            }
        }
    }

    /// Opens the finder to choose what is laid beside these.
    fn pick_to_compare(&mut self, places: Vec<Place>) -> Vec<Effect> {
        let catalog = self.workspace.catalog();
        if !places.iter().all(|place| catalog.address(place).is_some()) {
            return Vec::new();
        }
        // Mostly it is another level of the same family; whoever types looks everywhere.
        let family = places.first().map(|place| &place.key);
        let query = family
            .filter(|key| {
                catalog
                    .get(key)
                    .is_some_and(|entry| entry.family.roles.len() > 1)
            })
            .map_or_else(String::new, |key| format!("family:{key} "));
        let effects = self.open_finder(&query);
        if let Some(finder) = self.finder_mut() {
            finder.comparing = places;
            finder.input.select_all();
        }
        effects
    }

    /// Lays what was chosen in the finder beside what it was opened for.
    pub(in crate::app) fn compare_with(&mut self, mut places: Vec<Place>, with: Place) {
        if places.contains(&with) {
            self.say(Message::info(text!("compare-compare-that-is-the-same")));
            return;
        }
        places.push(with);
        self.open_comparison(ComparingKind::Roles, places);
    }

    /// `Alt-c` in the finder: what is marked, or the hit and what is selected in the tree.
    pub(in crate::app) fn compare_hits(&mut self) -> Vec<Effect> {
        let mut places = self.marked_places();
        let hit = self.finder_mut().and_then(|finder| finder.selected());
        if places.len() < 2 {
            let hit = hit.map(|hit| hit.place.clone());
            let others = self.place().into_iter().chain(hit);
            for place in others {
                if places.len() < 2 && !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        if !(2..=MOST).contains(&places.len()) {
            let text = text!("compare-compare-mark-2-to-roles", most = MOST);
            self.say(Message::info(text));
            return Vec::new();
        }
        let effects = self.remember_query();
        self.overlays.pop();
        self.open_comparison(ComparingKind::Roles, places);
        effects
    }

    /// `W`: from the selected role to the next one, or between the two that are marked.
    pub(in crate::app) fn open_delta(&mut self) -> Vec<Effect> {
        let marked = self.marked_places();
        if marked.len() == 2 {
            self.open_comparison(ComparingKind::Delta, marked);
            return Vec::new();
        }
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let catalog = self.workspace.catalog();
        let (by, next) = next_roles(catalog, &place);
        match next.as_slice() {
            [] => self.say(Message::info(text!("compare-no-role-is-next-its"))),
            [one] => {
                let one = one.clone();
                self.open_comparison(ComparingKind::Delta, vec![place, one]);
            }
            several => {
                let row = |to: &Place| {
                    let family = &catalog.get(&to.key)?.family;
                    Some(PickerRow {
                        label: family.position_title(to.position),
                        detail: match by {
                            NextBy::Ladder => text!("compare-a-promotion-of-the-career").into(),
                            NextBy::Extends => text!("compare-it-extends-this-role").into(),
                        },
                        side: catalog.address(to)?.to_string(),
                        why_not: None,
                        run: Run::Delta(Box::new((place.clone(), to.clone()))),
                    })
                };
                let rows = several.iter().filter_map(row).collect();
                self.push_picker(PickerKind::NextRole, rows);
                self.measure();
            }
        }
        Vec::new()
    }

    /// Shows roles; in the place of the view that is open already.
    pub(in crate::app) fn open_comparison(&mut self, kind: ComparingKind, places: Vec<Place>) {
        let catalog = self.workspace.catalog();
        let families: Vec<Arc<Family>> = places
            .iter()
            .filter_map(|place| catalog.get(&place.key))
            .map(|entry| entry.family.clone())
            .collect();
        if families.len() != places.len() || places.len() < 2 {
            self.say(Message::info(text!("compare-compare-one-of-them-cannot")));
            return;
        }
        if let Some(Overlay::Compare(_)) = self.overlays.last() {
            self.overlays.pop();
        }
        let comparing = Comparing::new(kind, places, families);
        self.overlays.push(Overlay::Compare(Box::new(comparing)));
        self.measure();
    }

    /// `C`: the view that was left last, as it was left.
    pub(in crate::app) fn compare_again(&mut self) {
        if let Some(last) = self.last_comparison.take() {
            self.overlays.push(Overlay::Compare(last));
            self.measure();
        }
    }

    fn leave_comparison(&mut self) {
        if let Some(Overlay::Compare(_)) = self.overlays.last()
            && let Some(Overlay::Compare(comparing)) = self.overlays.pop()
        {
            self.last_comparison = Some(comparing);
        }
    }

    /// Whether roles are beside each other uppermost.
    pub(in crate::app) fn compares_roles(&self) -> bool {
        let top = self.overlays.last();
        matches!(top, Some(Overlay::Compare(it)) if it.kind == ComparingKind::Roles)
    }

    pub(in crate::app) fn compare_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        if let Some(action) = action
            && let Some(why) = self.why_not(action)
        {
            self.say(Message::info(format!("{}: {why}.", action.info().name())));
            return Vec::new();
        }
        let Some(Overlay::Compare(comparing)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match action {
            Some(Action::CompareUp) => comparing.step(-1),
            Some(Action::CompareDown) => comparing.step(1),
            Some(Action::ComparePageUp) => comparing.page(-1),
            Some(Action::ComparePageDown) => comparing.page(1),
            Some(Action::CompareTop) => comparing.edge(false),
            Some(Action::CompareBottom) => comparing.edge(true),
            Some(Action::CompareLeft) => comparing.turn(-1),
            Some(Action::CompareRight) => comparing.turn(1),
            Some(Action::CompareNext) => self.next_difference(1),
            Some(Action::ComparePrevious) => self.next_difference(-1),
            Some(Action::CompareDifferences) => comparing.toggle_differences(),
            Some(Action::CompareShape) => comparing.toggle_shape(),
            Some(Action::CompareMore) => return self.compare_more(),
            Some(Action::CompareDelta) => self.compared_delta(),
            Some(Action::CompareGo) => self.go_to_compared(),
            Some(Action::CompareClose) => self.leave_comparison(),
            _ => {}
        }
        Vec::new()
    }

    fn next_difference(&mut self, by: isize) {
        if let Some(Overlay::Compare(comparing)) = self.overlays.last_mut()
            && !comparing.next_difference(by)
        {
            self.say(Message::info(text!("compare-there-is-no-other-difference")));
        }
    }

    /// One more role beside the others; of a delta, its two roles beside each other.
    fn compare_more(&mut self) -> Vec<Effect> {
        let Some(Overlay::Compare(comparing)) = self.overlays.last() else {
            return Vec::new();
        };
        let places = comparing.places.clone();
        match comparing.kind {
            ComparingKind::Delta => {
                self.open_comparison(ComparingKind::Roles, places);
                Vec::new()
            }
            ComparingKind::Roles if places.len() < MOST => self.pick_to_compare(places),
            ComparingKind::Roles => {
                let text = text!("compare-up-to-roles-stand-beside", most = MOST);
                self.say(Message::info(text));
                Vec::new()
            }
        }
    }

    /// What comes and goes from the role under the cursor to the next column, or from the first to the last.
    fn compared_delta(&mut self) {
        let Some(Overlay::Compare(comparing)) = self.overlays.last() else {
            return;
        };
        let from = comparing
            .column
            .min(comparing.places.len().saturating_sub(2));
        let places: Vec<Place> = comparing
            .places
            .iter()
            .skip(from)
            .take(2)
            .cloned()
            .collect();
        self.open_comparison(ComparingKind::Delta, places);
    }

    /// Goes to where the line under the cursor is written.
    fn go_to_compared(&mut self) {
        let Some(Overlay::Compare(comparing)) = self.overlays.last() else {
            return;
        };
        let Some(saying) = comparing.saying() else {
            self.say(Message::info(text!("compare-this-role-does-not-say")));
            return;
        };
        let place = comparing.places[saying.role].clone();
        self.leave_comparison();
        let node = saying.written.node;
        let place = self.seen_from(&place, node);
        self.tree.reveal(&self.workspace, &place);
        self.focus = Focus::Detail;
        let line = match (saying.topic, saying.written.index) {
            (Topic::List(list), Some(index)) => Some(Line::Item(list, index)),
            (topic, Some(index)) => topic.elements().map(|kind| Line::Element(kind, index)),
            (_, None) => None,
        };
        match line {
            Some(line) => self.detail.go_to(node, line),
            None => {
                self.show_selected();
                self.detail.go_to_field(field_of(saying.topic));
            }
        }
    }

    /// Has the view show what its roles are now; one that is not there any more leaves it, and it closes when fewer
    /// than two are left. Costs nothing when nothing has changed.
    pub(in crate::app) fn follow_comparison(&mut self) {
        let catalog = self.workspace.catalog();
        let overlays = self.overlays.iter_mut();
        let mut gone = BTreeSet::new();
        for (at, overlay) in overlays.enumerate() {
            if let Overlay::Compare(comparing) = overlay
                && !comparing.follow(catalog)
            {
                gone.insert(at);
            }
        }
        if let Some(last) = &mut self.last_comparison
            && !last.follow(catalog)
        {
            self.last_comparison = None;
        }
        if gone.is_empty() {
            return;
        }
        let mut at = 0;
        self.overlays.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        self.say(Message::info(text!("compare-what-was-compared-is-not")));
    }
}

impl Comparing {
    /// Shows what the roles are now; false when fewer than two are left.
    fn follow(&mut self, catalog: &crate::model::Catalog) -> bool {
        let is_same = |(place, family): (&Place, &Arc<Family>)| {
            let now = catalog.get(&place.key).map(|entry| &entry.family);
            now.is_some_and(|now| Arc::ptr_eq(now, family))
        };
        if self.places.iter().zip(&self.families).all(is_same) {
            return true;
        }
        let now = self
            .places
            .iter()
            .zip(&self.families)
            .filter_map(|(place, old)| {
                let entry = catalog.get(&place.key)?;
                let new = &entry.family;
                let position = Became { old, new }.exact(place.position)?;
                let key = entry.key.clone();
                Some((Place { key, position }, new.clone()))
            });
        (self.places, self.families) = now.unzip();
        if self.places.len() < 2 {
            return false;
        }
        self.build();
        self.keep_in_view();
        true
    }

    fn toggle_differences(&mut self) {
        self.differences = !self.differences;
        self.build();
        self.keep_in_view();
    }

    fn toggle_shape(&mut self) {
        self.chosen = Some(match self.shape {
            Shape::Columns => Shape::List,
            Shape::List => Shape::Columns,
        });
        self.build();
        self.keep_in_view();
    }
}

/// The field under which the one line of a topic is edited.
fn field_of(topic: Topic) -> Field {
    match topic {
        Topic::Grade => Field::Grade,
        Topic::ReportsTo => Field::ReportsTo,
        Topic::Track => Field::Track,
        Topic::Status => Field::Status,
        Topic::Owner => Field::Owner,
        Topic::ReviewDue => Field::ReviewDue,
        Topic::Tags => Field::Tags,
        Topic::Summary | Topic::List(_) | Topic::Indicators => Field::Summary,
        Topic::Ladder => Field::LadderSummary,
        Topic::Hiring => Field::HiringIntro,
    }
}
