//! What the actions of the main screen do, and the mouse.

use super::{
    App, Effect, Focus, Group, Loading, Message, Mouse, MouseKind, Opening, Overlay, Press,
    ReplaceFocus, Target, TreeId,
};
use crate::config::{Action, Chord, Context, Key};
use crate::model::{ElementKind, Node, Place, Position};
use crate::text::text;

impl App {
    pub(super) fn browse(&mut self, action: Action) -> Vec<Effect> {
        // Whatever else is done works on what is selected, and that is to be seen.
        if !matches!(
            action,
            Action::Up
                | Action::Down
                | Action::PageUp
                | Action::PageDown
                | Action::Top
                | Action::Bottom
        ) {
            self.arrive();
        }
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.page(-1),
            Action::PageDown => self.page(1),
            Action::Top => self.edge(false),
            Action::Bottom => self.edge(true),
            Action::Left => self.left(),
            Action::Right => self.right(),
            Action::Open => return self.open(),
            Action::Toggle => {
                self.focus = Focus::Tree;
                self.tree.expand(&self.workspace, None);
            }
            Action::Mark => return self.mark_here(),
            Action::MarkUp => return self.mark_on(-1),
            Action::MarkDown => return self.mark_on(1),
            Action::MarkToHere => return self.mark_to_here(),
            Action::MarkAll => return self.mark_all(),
            Action::Marked => self.open_marked(),
            Action::CopyOut => self.open_copy(),
            Action::Export => self.open_export(),
            Action::Import => return self.open_import(),
            Action::ExpandAll => self.tree.expand_all(&self.workspace, true),
            Action::CollapseAll => self.tree.expand_all(&self.workspace, false),
            Action::FocusNext => {
                self.focus = match self.focus {
                    Focus::Tree => Focus::Detail,
                    Focus::Detail => Focus::Tree,
                };
            }
            Action::Back => self.back(),
            Action::Find => return self.open_finder(""),
            Action::SavedSearches => self.open_saved_searches(),
            Action::FilterTree => return self.open_filter(),
            Action::NextFound => self.next_found(true),
            Action::PreviousFound => self.next_found(false),
            Action::Replace => return self.open_replacer(),
            Action::Compare => return self.compare_here(),
            Action::CompareAgain => self.compare_again(),
            Action::NextRole => return self.open_delta(),
            Action::Ladder => self.open_ladder(),
            Action::Matrix => self.open_matrix(),
            Action::Report => return self.open_report(),
            Action::Help => self.open_help(),
            Action::Guide => self.open_topics(),
            Action::PlaceBefore => self.go_along(false),
            Action::PlaceAfter => self.go_along(true),
            Action::Bookmark => self.toggle_bookmark(),
            Action::Bookmarks => self.open_bookmarks(),
            Action::Recent => self.open_recent(),
            Action::OpenCatalog => return self.open_opening(Opening::There),
            Action::StartCatalog => return self.open_opening(Opening::New),
            Action::TreeWider => self.widen(2),
            Action::TreeNarrower => self.widen(-2),
            Action::Tour => self.toggle_tour(),
            Action::Settings => self.open_preferences(),
            Action::Palette => self.open_palette(),
            Action::Problems => self.open_problems(),
            Action::NextProblem => return self.next_problem(true),
            Action::PreviousProblem => return self.next_problem(false),
            Action::Mend => return self.mend(),
            Action::Waive => return self.waive_here(),
            Action::Edit => return self.edit_here(),
            Action::EditFields => {
                if let Some(place) = self.place() {
                    return self.edit_fields(&place, None);
                }
            }
            Action::EditOutside => return self.edit_outside(),
            Action::AddItem if self.is_on_element() => return self.add_element_here(false),
            Action::AddItem => return self.add_item(),
            Action::DeleteItem if self.focus == Focus::Tree => return self.delete_here(),
            Action::DeleteItem if self.is_on_element() => return self.delete_element(),
            Action::DeleteItem => return self.delete_items(),
            Action::MoveItemUp if self.focus == Focus::Tree => return self.reorder_here(false),
            Action::MoveItemDown if self.focus == Focus::Tree => return self.reorder_here(true),
            Action::AddItemAbove if self.is_on_element() => return self.add_element_here(true),
            Action::AddItemAbove => return self.add_item_above(),
            Action::CutItem => return self.clip_items(true),
            Action::CopyItem => return self.clip_items(false),
            Action::PasteItem => return self.paste_clip(),
            Action::Duplicate if self.is_on_element() => return self.duplicate_element(),
            Action::Duplicate => return self.duplicate_here(),
            Action::SplitItem => return self.open_split(),
            Action::JoinItem => return self.join_items(),
            Action::ToOtherList => return self.open_relist(),
            Action::Hoist => return self.hoist_items(),
            Action::PushDown => return self.push_items(),
            Action::AddTags => return self.open_tags(),
            Action::Repeated => return self.open_repeated(),
            Action::New => return self.open_new(),
            Action::Rename => return self.rename_here(),
            Action::MovePart => return self.move_here(),
            Action::Archive => return self.archive_here(),
            Action::EditDetails => return self.open_details(),
            Action::EditSettings => return self.open_settings(),
            Action::EditExtends => return self.edit_group(Group::Extends),
            Action::EditLadder => return self.edit_group(Group::Ladder),
            Action::EditHiring => return self.edit_group(Group::Hiring),
            Action::EditRoles => return self.edit_roles(),
            Action::AddManager => return self.add_element(ElementKind::Manager),
            Action::AddIndicator => return self.add_element(ElementKind::Indicator),
            Action::AddLadderStep => return self.add_element(ElementKind::LadderStep),
            Action::AddHiringStep => return self.add_element(ElementKind::HiringStep),
            Action::AddSection => return self.add_element(ElementKind::Section),
            Action::Omit => return self.omit_here(),
            Action::MoveItemUp if self.is_on_element() => return self.move_element(-1),
            Action::MoveItemDown if self.is_on_element() => return self.move_element(1),
            Action::MoveItemUp => return self.shift_items(false),
            Action::MoveItemDown => return self.shift_items(true),
            Action::ToggleEffective => {
                self.detail.own_only = !self.detail.own_only;
                self.marks.clear_items();
                self.say(Message::info(if self.detail.own_only {
                    text!("browse-only-what-is-written-here")
                } else {
                    text!("browse-everything-that-applies-inherited-lines")
                }));
            }
            Action::ShowOmitted => {
                self.detail.omitted = !self.detail.omitted;
                self.say(Message::info(if self.detail.omitted {
                    text!("browse-what-is-left-out-is")
                } else {
                    text!("browse-what-is-left-out-is-2")
                }));
            }
            Action::GoToOrigin => self.go_to_origin(),
            Action::Undo => return self.undo(false),
            Action::Redo => return self.undo(true),
            Action::History => return self.open_history(),
            Action::Save => return self.save(),
            Action::SaveAll => return self.save_all(),
            Action::Unsaved => self.ask_again(),
            Action::Changes => return self.show_changes(),
            Action::WhoChanged => return self.ask_who_changed(),
            Action::Reload => return self.reload(),
            Action::ReloadCatalog => return self.reload_catalog(),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.say(Message::info(if self.mouse {
                    text!("browse-the-mouse-works-here-gives")
                } else {
                    text!("browse-the-terminal-has-the-mouse")
                }));
                return vec![Effect::SetMouse(self.mouse)];
            }
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => return self.quit(),
            // The rest belongs to lists, forms and questions.
            _ => {}
        }
        Vec::new()
    }

    fn step(&mut self, by: isize) {
        match self.focus {
            Focus::Tree => self.go_in_tree(by),
            Focus::Detail => self.detail.step(by),
        }
    }

    /// Goes up or down. Whoever goes through a list wants to be there first, and then to see where that is.
    fn go_in_tree(&mut self, by: isize) {
        self.tree.step(by);
        self.is_going = true;
    }

    fn page(&mut self, by: isize) {
        match self.focus {
            Focus::Tree => {
                let height = isize::try_from(self.viewport.tree.height.max(2) - 1).unwrap_or(1);
                self.go_in_tree(by * height);
            }
            Focus::Detail => self.detail.page(by, self.viewport.detail.height),
        }
    }

    fn edge(&mut self, end: bool) {
        match self.focus {
            Focus::Tree => self.go_in_tree(if end { isize::MAX } else { isize::MIN }),
            Focus::Detail => self.detail.edge(end),
        }
    }

    fn left(&mut self) {
        match self.focus {
            Focus::Detail => self.focus = Focus::Tree,
            Focus::Tree => {
                if !self.tree.expand(&self.workspace, Some(false)) {
                    self.tree.to_parent();
                }
            }
        }
    }

    fn right(&mut self) {
        if self.focus == Focus::Tree && !self.tree.expand(&self.workspace, Some(true)) {
            self.focus = Focus::Detail;
        }
    }

    fn open(&mut self) -> Vec<Effect> {
        if let Loading::Failed(_) = self.loading {
            return self.reload_catalog();
        }
        match self.focus {
            Focus::Tree => {
                let is_family = self.tree.selected().is_some_and(|id| match id {
                    TreeId::Department(_) => true,
                    TreeId::Place(place) => place.position == Position::FAMILY,
                    TreeId::Trouble(..) => false,
                });
                if !(is_family && self.tree.expand(&self.workspace, None)) {
                    self.focus = Focus::Detail;
                }
                Vec::new()
            }
            Focus::Detail if self.detail.origin().is_some() => {
                self.go_to_origin();
                Vec::new()
            }
            Focus::Detail => match self.why_not(Action::Edit) {
                None => self.edit_here(),
                Some(_) => Vec::new(),
            },
        }
    }

    fn back(&mut self) {
        if self.unmark() {
            return;
        }
        match self.focus {
            Focus::Detail => self.focus = Focus::Tree,
            Focus::Tree if self.filter.is_some() => {
                self.filter = None;
                self.say(Message::info(text!("browse-the-filter-is-off")));
            }
            Focus::Tree if self.tour.is_some() => self.toggle_tour(),
            Focus::Tree => self.say(Message::info(text!("browse-leaves-shows-all-keys"))),
        }
    }

    fn go_to_origin(&mut self) {
        let (Some(place), Some(node)) = (self.place(), self.detail.origin()) else {
            return;
        };
        let (line, field) = (self.detail.line_here(), self.detail.field_here());
        let place = self.seen_from(&place, node);
        self.tree.reveal(&self.workspace, &place);
        self.focus = Focus::Detail;
        match (line, field) {
            (Some((node, line)), _) => self.detail.go_to(node, line),
            (None, Some(field)) => {
                self.show_selected();
                self.detail.go_to_field(field);
            }
            (None, None) => {}
        }
    }

    /// The place of a part of a family, as near as there is one to a place that takes something from it.
    pub(super) fn seen_from(&self, place: &Place, node: Node) -> Place {
        let seen_from_there = match node {
            Node::Family => Position::FAMILY,
            Node::Role(role) => Position::role(role),
            Node::Specialty(specialty) => Position {
                specialty: Some(specialty),
                segment: None,
                ..place.position
            },
            Node::Segment(segment) => Position {
                segment: Some(segment),
                ..place.position
            },
        };
        let exists = self
            .workspace
            .catalog()
            .get(&place.key)
            .is_some_and(|entry| entry.family.has(seen_from_there));
        let position = if exists {
            seen_from_there
        } else {
            self.position_of(&place.key, node)
        };
        let key = place.key.clone();
        Place { key, position }
    }

    pub(super) fn mouse_event(&mut self, mouse: Mouse) -> Vec<Effect> {
        self.pending.clear();
        if mouse.kind == MouseKind::Click {
            self.message = None;
            let press = self.viewport.buttons.at(mouse.column, mouse.row);
            if let Some(press) = press {
                return self.press(press);
            }
        }
        let target = self.viewport.target(mouse.column, mouse.row);
        if let Some(Overlay::Form(_)) = self.overlays.last() {
            return self.form_mouse(mouse);
        }
        if self.context() == Context::View {
            return self.mouse_in_view(mouse.kind, target);
        }
        if self.overlays.is_empty()
            && let Some(effects) = self.drag_border(mouse)
        {
            return effects;
        }
        if self.overlays.is_empty()
            && let Some(effects) = self.drag_event(mouse)
        {
            return effects;
        }
        if let Some(Overlay::Finder(_)) = self.overlays.last() {
            return self.mouse_in_finder(mouse.kind, target);
        }
        let filtering = matches!(self.overlays.last(), Some(Overlay::Filter));
        if !self.overlays.is_empty() && !filtering {
            return self.mouse_in_overlay(mouse.kind, target);
        }
        let Some(Target::Pane(focus, row)) = target else {
            return Vec::new();
        };
        if mouse.kind == MouseKind::Click {
            self.let_go();
        }
        let by = match mouse.kind {
            MouseKind::WheelUp => -3,
            MouseKind::WheelDown => 3,
            MouseKind::Click | MouseKind::Drag | MouseKind::Release => 0,
        };
        match (mouse.kind, focus) {
            (MouseKind::Click, Focus::Tree) => {
                let had_focus = std::mem::replace(&mut self.focus, Focus::Tree) == Focus::Tree;
                let index = self.tree.offset + row;
                if index < self.tree.rows.len() {
                    // The first click selects, one on what is selected opens.
                    let again = index == self.tree.cursor && had_focus;
                    let has_toggled = again && self.tree.expand(&self.workspace, None);
                    self.tree.cursor = index;
                    self.take_hold(has_toggled);
                }
            }
            (MouseKind::Click, Focus::Detail) => {
                self.focus = Focus::Detail;
                if self.detail.click(row) {
                    self.take_hold(false);
                }
            }
            (_, Focus::Tree) => self.tree.scroll(by, self.viewport.tree.height),
            (_, Focus::Detail) => self.detail.scroll(by, self.viewport.detail.height),
        }
        Vec::new()
    }

    /// A hint or an answer was clicked.
    fn press(&mut self, press: Press) -> Vec<Effect> {
        match press {
            // What was drawn may have gone meanwhile.
            Press::Key(action) if action.info().context != self.context() => Vec::new(),
            Press::Key(action) => {
                let key = self.keymap.chords(action).first().and_then(Chord::first);
                let key = key.unwrap_or(Key::char(' '));
                self.dispatch(action.info().context, Some(action), key)
            }
            Press::Answer(at) => self.choose_answer(usize::from(at)),
        }
    }

    fn mouse_in_overlay(&mut self, kind: MouseKind, target: Option<Target>) -> Vec<Effect> {
        let by = match kind {
            MouseKind::WheelUp => -1,
            MouseKind::WheelDown => 1,
            MouseKind::Click => 0,
            MouseKind::Drag | MouseKind::Release => return Vec::new(),
        };
        let row = match target {
            Some(Target::List(row)) => Some(row),
            _ => None,
        };
        match (self.overlays.last_mut(), row) {
            (Some(Overlay::Picker(picker)), Some(row)) if by == 0 => {
                let index = picker.offset + row;
                if index < picker.visible.len() {
                    let again = picker.cursor == index;
                    picker.cursor = index;
                    if again {
                        return self.picker_choose();
                    }
                }
            }
            // What is being made is chosen already.
            (Some(Overlay::Replace(replacer)), Some(_)) if by == 0 && replacer.making => {}
            (Some(Overlay::Replace(replacer)), Some(row)) if by == 0 => {
                let index = replacer.offset + row;
                if index < replacer.found.rows.len() {
                    // The first click selects, one on what is selected accepts or leaves.
                    let again = replacer.cursor == index && replacer.focus == ReplaceFocus::Hits;
                    replacer.focus = ReplaceFocus::Hits;
                    replacer.cursor = index;
                    if let Some(why) = again.then(|| replacer.toggle()).flatten() {
                        self.say(Message::info(why));
                    }
                }
            }
            (Some(Overlay::Compare(comparing)), Some(row)) if by == 0 => {
                // The first click selects, one on what is selected goes there.
                let before = comparing.cursor;
                if comparing.click(row) && comparing.cursor == before {
                    return self.compare_key(Some(Action::CompareGo));
                }
            }
            (Some(Overlay::Compare(comparing)), _) => comparing.scroll(by * 3),
            (Some(Overlay::Replace(replacer)), _) => replacer.step(by),
            (Some(Overlay::Picker(picker)), _) => picker.step(by),
            (Some(Overlay::Dialog(dialog)), _) => dialog.scroll(by * 3),
            _ => {}
        }
        self.measure();
        Vec::new()
    }
}
