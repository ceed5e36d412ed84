//! Items in the lists of the right pane: duplicating, cutting and pasting, splitting and joining, moving to other
//! lists, and saying once what several parts repeat.

use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::{App, Dialog, Effect, Form, FormField, FormKind, Message, Purpose};
use crate::document::operate::{self, OperateError, Spot};
use crate::model::{ListKind, Node};

/// What was cut or copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clip {
    from: Spot,
    index: usize,
    /// What it says, to notice that it is another one by now.
    text: String,
    is_cut: bool,
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

    /// Takes the item under the cursor for pasting; a cut one goes when it is pasted.
    pub(super) fn clip_item(&mut self, is_cut: bool) -> Vec<Effect> {
        let Some((from, index)) = self.item_spot() else {
            return Vec::new();
        };
        let Some(text) = self.text_at(&from, index) else {
            return Vec::new();
        };
        self.clip = Some(Clip {
            from,
            index,
            text,
            is_cut,
        });
        self.say(Message::info(if is_cut {
            "Cut: it goes from here when P pastes it elsewhere."
        } else {
            "Copied: P pastes it below the cursor, in any list."
        }));
        Vec::new()
    }

    /// Pastes below the cursor, into the list of what is shown.
    pub(super) fn paste_item(&mut self) -> Vec<Effect> {
        let (Some(clip), Some(place), Some(list)) =
            (self.clip.clone(), self.place(), self.detail.list_here())
        else {
            self.say(Message::info(
                "Nothing was cut or copied: x cuts, y copies an item.",
            ));
            return Vec::new();
        };
        if self.text_at(&clip.from, clip.index).as_ref() != Some(&clip.text) {
            self.clip = None;
            self.say(Message::info(
                "What was cut or copied is not there any more.",
            ));
            return Vec::new();
        }
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
        let indices = [clip.index];
        let plan = match clip.is_cut {
            true => operate::move_items(catalog, &clip.from, &indices, &to, at),
            false => operate::copy_items(catalog, &clip.from, &indices, &to, at),
        };
        if clip.is_cut && plan.is_ok() {
            self.clip = None;
        }
        let moved_down = clip.is_cut && clip.from == to && clip.index < at;
        let landing = at - usize::from(moved_down);
        self.make_on_item(plan, to.node, list, landing)
    }

    fn make_on_item(
        &mut self,
        plan: Result<crate::document::Plan, OperateError>,
        node: Node,
        list: ListKind,
        index: usize,
    ) -> Vec<Effect> {
        match plan {
            Ok(plan) => {
                self.make(&plan);
                self.detail.go_to_item(node, list, index);
            }
            Err(error) => return self.refuse(error),
        }
        Vec::new()
    }

    pub(super) fn duplicate_item(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let catalog = self.workspace.catalog();
        let plan = operate::copy_items(catalog, &spot, &[index], &spot, index + 1);
        self.make_on_item(plan, spot.node, spot.list, index + 1)
    }

    /// Puts the next item of the list behind this one, as one.
    pub(super) fn join_item(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let plan = operate::join_items(self.workspace.catalog(), &spot, index);
        self.make_on_item(plan, spot.node, spot.list, index)
    }

    /// Opens a form of the item's text in which Enter splits it where the cursor is.
    pub(super) fn open_split(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let Some(text) = self.text_at(&spot, index) else {
            return Vec::new();
        };
        let field = FormField::new("text", spot.list.heading(), FormKind::Text)
            .text(&text)
            .help("Go with the cursor to where the second item begins; Enter splits there.")
            .wide();
        self.push_form(Form::new(
            "Split an item".into(),
            Purpose::Split {
                list: spot.list,
                index,
            },
            vec![field],
            spot.key.clone(),
            spot.node,
        ));
        Vec::new()
    }

    pub(super) fn split_item(
        &mut self,
        key: Arc<str>,
        node: Node,
        (list, index): (ListKind, usize),
        offset: usize,
    ) -> Vec<Effect> {
        let spot = Spot { key, node, list };
        let plan = operate::split_item(self.workspace.catalog(), &spot, index, offset);
        self.make_on_item(plan, node, list, index + 1)
    }

    /// Asks which list the item shall go to.
    pub(super) fn open_relist(&mut self) -> Vec<Effect> {
        let Some((spot, _)) = self.item_spot() else {
            return Vec::new();
        };
        let key = |list| match list {
            ListKind::Responsibilities => 'r',
            ListKind::Requirements => 'q',
            ListKind::NiceToHave => 'n',
        };
        let mut choices: Vec<Choice> = ListKind::ALL
            .into_iter()
            .filter(|list| *list != spot.list)
            .map(|list| Choice::new(key(list), list.heading(), Answer::ToList(list)))
            .collect();
        choices.push(Choice::new('b', "Back", Answer::Back));
        let lines = vec!["It goes to the end of:".to_owned()];
        let dialog = Dialog::new("Move to another list", lines, choices);
        self.ask(dialog);
        Vec::new()
    }

    pub(super) fn relist_item(&mut self, list: ListKind) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let to = Spot {
            list,
            ..spot.clone()
        };
        let catalog = self.workspace.catalog();
        let body = catalog
            .get(&spot.key)
            .and_then(|entry| entry.family.body(spot.node));
        let at = body.map_or(0, |body| body.list(list).len());
        let plan = operate::move_items(catalog, &spot, &[index], &to, at);
        self.make_on_item(plan, spot.node, list, at)
    }

    /// Says an item once, in the part above, that the parts below repeat.
    pub(super) fn hoist_item(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let catalog = self.workspace.catalog();
        let plan = operate::hoist_item(catalog, &spot.key, spot.node, spot.list, index);
        self.offer_always(plan)
    }

    /// Writes an inherited item into the parts that inherit it, and takes it from where it is.
    pub(super) fn push_item(&mut self) -> Vec<Effect> {
        let Some((spot, index)) = self.item_spot() else {
            return Vec::new();
        };
        let catalog = self.workspace.catalog();
        let plan = operate::push_down(catalog, &spot.key, spot.node, spot.list, index, &[]);
        self.offer_always(plan)
    }

    /// Asks before it makes a plan, whether others would notice it or not: where the text stands changes.
    fn offer_always(&mut self, plan: Result<crate::document::Plan, OperateError>) -> Vec<Effect> {
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
            format!("You would have {}.", plan.label),
            format!("It {words}."),
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
