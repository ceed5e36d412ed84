//! The keys of the finder, and the mouse in it.

use super::{Finder, FinderFocus};
use crate::app::{App, Effect, Message, MouseKind, Overlay, Target};
use crate::config::{Action, Key};
use crate::model::Place;
use crate::text::text;

impl App {
    /// What has the focus in the finder, when that is uppermost.
    pub(in crate::app) fn finder_focus(&self) -> Option<FinderFocus> {
        match self.overlays.last() {
            Some(Overlay::Finder(finder)) => Some(finder.focus),
            _ => None,
        }
    }

    pub(in crate::app) fn finder_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        let page = isize::try_from((self.viewport.list.height / 2).max(1)).unwrap_or(1);
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        match action {
            Some(Action::FinderUp) => finder.step(-1),
            Some(Action::FinderDown) => finder.step(1),
            Some(Action::FinderPageUp) => finder.step(-page),
            Some(Action::FinderPageDown) => finder.step(page),
            Some(Action::FinderOpen) => return self.finder_open(),
            Some(Action::FinderNext) => match finder.take_offer() {
                true => return self.search_again(),
                false => finder.turn(1),
            },
            Some(Action::FinderPrevious) => finder.turn(-1),
            Some(Action::FinderMark) => self.mark_hit(),
            Some(Action::FinderMarkAll) => self.mark_hits(),
            Some(Action::FinderMarked) => self.open_marked(),
            Some(Action::FinderCopy) => self.open_copy(),
            Some(Action::FinderUnfold) => {
                let at = finder.cursor;
                return self.unfold_hit(at);
            }
            Some(Action::FinderUnfoldAll) => return self.unfold_all_hits(),
            Some(Action::FinderPreview) => self.turn_preview(),
            Some(Action::FinderOlder) => return self.recall(1),
            Some(Action::FinderNewer) => return self.recall(-1),
            Some(Action::FinderSaved) => self.open_saved_searches(),
            Some(Action::FinderSave) => self.open_save_search(),
            Some(Action::FinderCompare) => return self.compare_hits(),
            Some(Action::FinderInTree) => return self.finder_to_tree(),
            Some(Action::FinderClose) => return self.close_finder(),
            _ => {
                let before = finder.input.edition();
                finder.input.key(key);
                if finder.input.edition() != before {
                    finder.held = None;
                    return self.search_again();
                }
            }
        }
        self.measure();
        Vec::new()
    }

    /// Keys while what stands beside the list has the focus.
    pub(in crate::app) fn aside_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        self.preview();
        let height = self.viewport.preview.height;
        let page = isize::try_from(height.max(2) - 1).unwrap_or(1);
        let Some(finder) = self.finder_mut() else {
            return Vec::new();
        };
        let in_preview = finder.focus == FinderFocus::Preview;
        match action {
            Some(Action::AsideUp) => finder.step_aside(-1),
            Some(Action::AsideDown) => finder.step_aside(1),
            Some(Action::AsidePageUp) if in_preview => finder.preview.page(-1, height),
            Some(Action::AsidePageDown) if in_preview => finder.preview.page(1, height),
            Some(Action::AsidePageUp) => finder.step_aside(-page),
            Some(Action::AsidePageDown) => finder.step_aside(page),
            Some(Action::AsideNextHit) if in_preview => finder.next_line(true),
            Some(Action::AsidePreviousHit) if in_preview => finder.next_line(false),
            Some(Action::AsideOpen) if in_preview => return self.finder_choose(),
            Some(Action::AsideOpen | Action::AsideToggle) if !in_preview => {
                return self.toggle_value();
            }
            Some(Action::AsideNext) => finder.turn(1),
            Some(Action::AsidePrevious) => finder.turn(-1),
            Some(Action::AsideBack) => finder.focus = FinderFocus::Query,
            Some(Action::AsideClose) => return self.close_finder(),
            _ => {}
        }
        self.measure();
        Vec::new()
    }

    pub(in crate::app) fn mouse_in_finder(
        &mut self,
        kind: MouseKind,
        target: Option<Target>,
    ) -> Vec<Effect> {
        let height = self.viewport.preview.height;
        if let Some(Target::Preview(_)) = target {
            self.preview();
        }
        let Some(Overlay::Finder(finder)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let by = match kind {
            MouseKind::WheelUp => -1,
            MouseKind::WheelDown => 1,
            MouseKind::Click => 0,
            MouseKind::Drag | MouseKind::Release => return Vec::new(),
        };
        match target {
            Some(Target::Narrow(row)) if by == 0 => return self.click_value(row),
            Some(Target::Narrow(_)) => finder.narrow.step(by),
            Some(Target::Preview(_)) if by == 0 => finder.focus = FinderFocus::Preview,
            Some(Target::Preview(_)) => finder.preview.scroll(by * 3, height),
            Some(Target::List(row) | Target::ListSide(row)) if by == 0 => {
                finder.focus = FinderFocus::Query;
                let index = finder.offset + row / 2;
                let on_group = matches!(target, Some(Target::ListSide(_))) && row % 2 == 0;
                if on_group && finder.hits().get(index).is_some_and(|hit| hit.heirs > 0) {
                    return self.unfold_hit(index);
                }
                if index < finder.hits().len() {
                    let again = finder.cursor == index;
                    finder.cursor = index;
                    if again {
                        return self.finder_choose();
                    }
                }
            }
            _ => finder.step(by),
        }
        self.measure();
        Vec::new()
    }

    /// Marks the role of the hit, as it would be in the tree, and goes to the next one.
    fn mark_hit(&mut self) {
        let Some(finder) = self.finder_mut() else {
            return;
        };
        let Some(place) = finder.selected().map(|hit| hit.place.clone()) else {
            return;
        };
        finder.step(1);
        let on = !self.is_place_marked(&place);
        self.set_place(&place, on);
        self.say_marked();
    }

    /// Marks the roles of all hits; when all are marked, none any more.
    fn mark_hits(&mut self) {
        let places: Vec<Place> = self.finder_mut().map_or_else(Vec::new, |finder| {
            finder.hits().iter().map(|hit| hit.place.clone()).collect()
        });
        let on = !places.iter().all(|place| self.is_place_marked(place));
        for place in &places {
            self.set_place(place, on);
        }
        self.say_marked();
    }

    fn say_marked(&mut self) {
        let text = match self.marked_places().len() {
            0 => text!("finder-nothing-is-marked-any-more").to_owned(),
            1 => text!("finder-1-role-is-marked-keys").to_owned(),
            many => {
                text!("finder-roles-are-marked-keys-in", many)
            }
        };
        self.say(Message::info(text));
    }

    fn close_finder(&mut self) -> Vec<Effect> {
        let effects = self.remember_query();
        self.overlays.pop();
        effects
    }
}

impl Finder {
    /// Gives the next part the focus; one that has nothing to offer is passed over.
    fn turn(&mut self, by: isize) {
        let parts = [
            FinderFocus::Query,
            FinderFocus::Narrow,
            FinderFocus::Preview,
        ];
        let mut at = parts.iter().position(|part| *part == self.focus);
        loop {
            let next = at.map_or(0, |at| (at + parts.len()).saturating_add_signed(by));
            let part = parts[next % parts.len()];
            let has_something = match part {
                FinderFocus::Query => true,
                FinderFocus::Narrow => self.narrow.has_rows(),
                FinderFocus::Preview => self.selected().is_some(),
            };
            at = Some(next % parts.len());
            if has_something {
                self.focus = part;
                return;
            }
        }
    }

    fn step_aside(&mut self, by: isize) {
        match self.focus {
            FinderFocus::Query => self.step(by),
            FinderFocus::Narrow => self.narrow.step(by),
            FinderFocus::Preview => self.preview.step(by),
        }
    }
}
