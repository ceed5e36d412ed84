//! Items in the lists of the right pane: duplicating, cutting and pasting, splitting and joining, moving to other
//! lists, and saying once what several parts repeat.

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Effect, Message, Purpose};
use crate::document::Line;
use crate::document::operate::{self, OperateError, Spot};
use crate::document::{Moved, Plan, Spotted};
use crate::model::ListKind;
use crate::text::text;

/// What was cut or copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clip {
    /// Each with what it says, to notice that it is another one by now.
    items: Vec<(Spot, usize, String)>,
    is_cut: bool,
}

/// Why nothing of so many can be moved: what is in the way, and at which end it is.
pub(super) fn no_further(count: usize, forward: bool) -> (&'static str, &'static str) {
    let what = match count {
        0 | 1 => text!("edit-it"),
        _ => text!("edit-one-of-them"),
    };
    let end = match forward {
        true => text!("edit-last"),
        false => text!("edit-first"),
    };
    (what, end)
}

impl App {
    /// The item under the cursor, where it is written.
    fn item_spot(&self) -> Option<(Spot, usize)> {
        let place = self.place()?;
        let (node, list, index) = self.detail.item_here()?;
        let key = place.key;
        Some((Spot { key, node, list }, index))
    }

    fn text_at(&self, spot: &Spot, index: usize) -> Option<String> {
        self.item_text(&spot.key, (spot.node, spot.list, index))
    }

    /// Takes the chosen items for pasting; cut ones go when they are pasted.
    pub(super) fn clip_items(&mut self, is_cut: bool) -> Vec<Effect> {
        let chosen = self.chosen_items().into_iter();
        let items: Vec<_> = chosen
            .filter_map(|(spot, index)| {
                let text = self.text_at(&spot, index)?;
                Some((spot, index, text))
            })
            .collect();
        let text = match (items.len(), is_cut) {
            (1, true) => text!("edit-cut-it-goes-from-here").to_owned(),
            (1, false) => text!("edit-copied-p-pastes-it-below").to_owned(),
            (n, true) => text!("edit-cut-items-they-go-from", n),
            (n, false) => text!("edit-copied-items-p-pastes-them", n),
        };
        self.clip = Some(Clip { items, is_cut });
        self.marks.clear_items();
        self.say(Message::info(text));
        Vec::new()
    }

    /// Where the items of a clip are now; `None` when one of them is not there any more.
    fn find_clip(&self, clip: &Clip) -> Option<Vec<(Spot, usize)>> {
        let found = clip.items.iter().map(|(spot, index, text)| {
            let is_there = self.text_at(spot, *index).as_ref() == Some(text);
            is_there.then(|| (spot.clone(), *index))
        });
        found.collect()
    }

    /// Pastes below the cursor, into the list of what is shown.
    pub(super) fn paste_clip(&mut self) -> Vec<Effect> {
        let (Some(clip), Some(place), Some(list)) =
            (self.clip.clone(), self.place(), self.detail.list_here())
        else {
            self.say(Message::info(text!("edit-nothing-was-cut-or-copied")));
            return Vec::new();
        };
        let Some(items) = self.find_clip(&clip) else {
            self.clip = None;
            self.say(Message::info(text!("edit-what-was-cut-or-copied")));
            return Vec::new();
        };
        let to = Spot {
            key: place.key.clone(),
            node: place.position.node(),
            list,
        };
        let at = match self.detail.own_item() {
            Some((own, index)) if own == list => index + 1,
            _ => self.count_own(&place, list),
        };
        let catalog = self.workspace.catalog();
        let plan = match clip.is_cut {
            true => operate::gather_items(catalog, &items, &to, at),
            false => operate::copy_gathered(catalog, &items, &to, at),
        };
        if clip.is_cut && plan.is_ok() {
            self.clip = None;
        }
        let moved_down = items.iter().filter(|(from, n)| *from == to && *n < at);
        let landing = at - if clip.is_cut { moved_down.count() } else { 0 };
        self.make_on_item(plan, &to, landing)
    }

    fn make_on_item(
        &mut self,
        plan: Result<Plan, OperateError>,
        spot: &Spot,
        index: usize,
    ) -> Vec<Effect> {
        match plan {
            Ok(plan) => {
                self.make(&plan);
                self.detail.go_to(spot.node, Line::Item(spot.list, index));
                Vec::new()
            }
            Err(error) => self.refuse(error),
        }
    }

    /// The places of items of one list, when all of them are in it.
    fn in_one_list(items: &[(Spot, usize)]) -> Option<(Spot, Vec<usize>)> {
        let (spot, _) = items.first()?;
        let places = items.iter().map(|(other, n)| (other == spot).then_some(*n));
        let mut places: Vec<usize> = places.collect::<Option<_>>()?;
        places.sort_unstable();
        Some((spot.clone(), places))
    }

    /// Deletes the chosen items.
    pub(super) fn delete_items(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let plan = operate::delete_items(self.workspace.catalog(), &items);
        let Some((cursor, index)) = self.item_spot().or_else(|| items.first().cloned()) else {
            return Vec::new();
        };
        let above = items
            .iter()
            .filter(|(spot, n)| *spot == cursor && *n < index);
        let landing = index - above.count();
        self.make_on_item(plan, &cursor, landing)
    }

    /// Moves the chosen items by one place, and the cursor with them.
    pub(super) fn shift_items(&mut self, forward: bool) -> Vec<Effect> {
        let items = self.chosen_items();
        let plan = match operate::shift_items(self.workspace.catalog(), &items, forward) {
            Ok(Some(plan)) => plan,
            Ok(None) => {
                let (what, end) = no_further(items.len(), forward);
                let text = text!("edit-is-the-of-this-role", what, end);
                self.say(Message::info(text));
                return Vec::new();
            }
            Err(error) => return self.refuse(error),
        };
        let shifted = |index: usize| if forward { index + 1 } else { index - 1 };
        let to: Vec<(Spot, usize)> = items
            .iter()
            .map(|(spot, index)| (spot.clone(), shifted(*index)))
            .collect();
        let cursor = self.item_spot().filter(|cursor| items.contains(cursor));
        self.make_move(&plan, &items, &to);
        if let Some((spot, index)) = cursor.map(|(spot, n)| (spot, shifted(n))) {
            self.detail.go_to(spot.node, Line::Item(spot.list, index));
        }
        Vec::new()
    }

    /// Moves items within their lists: moves of the same that follow each other are one change. What is marked stays
    /// marked.
    fn make_move(&mut self, plan: &Plan, from: &[(Spot, usize)], to: &[(Spot, usize)]) {
        let spotted = |items: &[(Spot, usize)]| -> Vec<Spotted> {
            let spotted = items.iter().map(|(s, n)| (s.node, Some((s.list, *n))));
            spotted.collect()
        };
        let is_marked = self.marked() > 0 && self.chosen_items() == from;
        let moved = Moved {
            from: spotted(from),
            to: spotted(to),
        };
        if self.carry_out_move(plan, moved) && is_marked {
            let places = to.iter().map(|(spot, n)| (spot.node, spot.list, *n));
            self.marks.put_items(places);
        }
    }

    /// Puts items of what is shown at a place in one of its lists, as it is now.
    pub(super) fn place_items(
        &mut self,
        items: &[(Spot, usize)],
        list: ListKind,
        at: usize,
    ) -> Vec<Effect> {
        let Some((first, _)) = items.first() else {
            return Vec::new();
        };
        let to = Spot {
            list,
            ..first.clone()
        };
        let plan = match operate::gather_items(self.workspace.catalog(), items, &to, at) {
            Ok(plan) => plan,
            // They were put back.
            Err(OperateError::Nothing) => return Vec::new(),
            Err(error) => return self.refuse(error),
        };
        let before = items.iter().filter(|(spot, n)| *spot == to && *n < at);
        let landing = at - before.count();
        let now: Vec<(Spot, usize)> = (landing..landing + items.len())
            .map(|index| (to.clone(), index))
            .collect();
        self.make_move(&plan, items, &now);
        self.detail.go_to(to.node, Line::Item(list, landing));
        Vec::new()
    }

    pub(super) fn duplicate_items(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let plan = operate::duplicate_items(self.workspace.catalog(), &items);
        let Some((spot, _)) = items.first().cloned() else {
            return Vec::new();
        };
        let here = items.iter().filter(|(other, _)| *other == spot);
        let last = here.map(|(_, index)| *index).max().unwrap_or_default();
        self.make_on_item(plan, &spot, last + 1)
    }

    /// Makes one item of the marked ones, or of the one under the cursor and the next.
    pub(super) fn join_items(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let catalog = self.workspace.catalog();
        let (plan, spot, index) = match Self::in_one_list(&items) {
            Some((spot, places)) if places.len() == 1 => {
                let plan = operate::join_items(catalog, &spot, places[0]);
                (plan, spot, places[0])
            }
            Some((spot, places)) => (operate::join_all(catalog, &items), spot, places[0]),
            None => return self.refuse(OperateError::Apart),
        };
        self.make_on_item(plan, &spot, index)
    }

    /// Opens a form of the item's text in which Enter splits it where the cursor is.
    pub(super) fn open_split(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let list = spot.list;
        let purpose = Purpose::Split { list, index };
        self.open_form_of(
            purpose,
            text!("edit-split-an-item").into(),
            &spot.key,
            spot.node,
        );
        Vec::new()
    }

    /// Asks which list the chosen items shall go to.
    pub(super) fn open_relist(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let key = |list| match list {
            ListKind::Responsibilities => 'r',
            ListKind::Requirements => 'q',
            ListKind::NiceToHave => 'n',
        };
        let mut choices: Vec<Choice> = ListKind::ALL
            .into_iter()
            .filter(|list| items.iter().any(|(spot, _)| spot.list != *list))
            .map(|list| Choice::new(key(list), list.label(), Answer::ToList(list)))
            .collect();
        choices.push(Choice::new('b', text!("edit-back"), Answer::Back));
        let lines = vec![text!("edit-items-go-to-the-end", many = items.len())];
        let dialog = Dialog::new(text!("edit-move-to-another-list"), lines, choices);
        self.ask(dialog);
        Vec::new()
    }

    pub(super) fn relist_items(&mut self, list: ListKind) -> Vec<Effect> {
        let mut items = self.chosen_items();
        items.retain(|(spot, _)| spot.list != list);
        let Some((first, _)) = items.first() else {
            return Vec::new();
        };
        let to = Spot {
            list,
            ..first.clone()
        };
        let catalog = self.workspace.catalog();
        let body = catalog
            .get(&to.key)
            .and_then(|entry| entry.family.body(to.node));
        let at = body.map_or(0, |body| body.list(list).len());
        let plan = operate::relist_items(catalog, &items, list);
        let stay = (items.len() > 1 && plan.is_ok()).then(|| {
            items
                .iter()
                .filter(|(spot, _)| spot.node == to.node)
                .count()
        });
        let effects = self.make_on_item(plan, &to, at);
        if let Some(count) = stay {
            // They can be moved on, as they stand together now.
            self.marks
                .put_items((at..at + count).map(|index| (to.node, list, index)));
        }
        effects
    }

    /// Says items once, in the part above, that the parts below repeat.
    pub(super) fn hoist_items(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let plan = operate::hoist_items(self.workspace.catalog(), &items);
        self.offer_always(plan)
    }

    /// Writes inherited items into the parts that inherit them, and takes them from where they are.
    pub(super) fn push_items(&mut self) -> Vec<Effect> {
        let items = self.chosen_items();
        let plan = operate::push_items(self.workspace.catalog(), &items);
        self.offer_always(plan)
    }

    /// Asks before it makes a plan, whether others would notice it or not: where the text stands changes.
    fn offer_always(&mut self, plan: Result<Plan, OperateError>) -> Vec<Effect> {
        let plan = match plan {
            Ok(plan) => plan,
            Err(error) => {
                return self.refuse(error);
            }
        };
        let words = match operate::impact(self.workspace.catalog(), &plan) {
            Ok(impact) => impact.in_words(),
            Err(error) => error.to_string(),
        };
        let lines = vec![
            text!("edit-you-would-have", label = plan.label),
            text!("edit-it-2", words),
        ];
        self.ask_to_make(plan, lines);
        Vec::new()
    }

    /// Opens a form for an item above the one under the cursor.
    pub(super) fn add_item_above(&mut self) -> Vec<Effect> {
        let (Some(place), Some(list)) = (self.place(), self.detail.list_here()) else {
            return Vec::new();
        };
        let at = match self.detail.own_item() {
            Some((own, index)) if own == list => index,
            _ => 0,
        };
        self.open_new_item(&place, list, at)
    }

    /// Whether there is something to paste.
    pub(super) fn has_clip(&self) -> bool {
        self.clip.is_some()
    }
}
