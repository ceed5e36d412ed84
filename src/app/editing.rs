//! Edits from the main screen: what the cursor is on becomes a form or an [`Edit`].

use std::sync::Arc;

use super::detail::titles;
use super::follow::Became;
use super::{App, Completions, Effect, Form, Group, Message, Overlay, Purpose};
use crate::document::{Change, Document, Edit, EditError, Field, Line, Moved, Plan, SETTINGS_KEY};
use crate::model::{Effective, Family, ListKind, Node, Place, Position, Sourced, compose};
use crate::text::text;

/// Up to so many files are brought up to date one by one, at once; more of them in the background, all together.
const FEW: usize = 32;

impl App {
    /// Applies edits to a family and brings everything up to date that depends on it.
    pub(super) fn apply(&mut self, key: &str, edits: &[Edit]) -> Result<(), EditError> {
        let change = self.workspace.apply(key, edits)?.cloned();
        self.made(change.as_ref());
        Ok(())
    }

    /// Makes a plan, all of it or nothing, and shows where its result is to be seen.
    pub(super) fn carry_out(&mut self, plan: &Plan) -> Result<(), EditError> {
        let change = self.workspace.carry_out(plan)?.cloned();
        self.made(change.as_ref());
        if let (Some(_), Some((key, node))) = (&change, &plan.landing) {
            self.show_part(key, Some(*node));
        }
        Ok(())
    }

    /// Makes a plan that moves things within their series, and shows where they are; moves of the same things that
    /// follow each other are one change. Says whether it was made.
    pub(super) fn carry_out_move(&mut self, plan: &Plan, moved: Moved) -> bool {
        let change = match self.workspace.carry_out_move(plan, moved) {
            Ok(change) => change.cloned(),
            Err(error) => {
                self.refuse(error);
                return false;
            }
        };
        match &change {
            Some(_) => self.made(change.as_ref()),
            None => {
                self.changed_all(plan.steps.iter().map(|(key, _)| key));
                self.say(Message::done(text!("edit-everything-is-where-it-was")));
            }
        }
        if let Some((key, node)) = &plan.landing {
            self.show_part(key, Some(*node));
        }
        true
    }

    /// Brings everything up to date after a change of the user's, and tells it; none is told, too.
    pub(super) fn made(&mut self, change: Option<&Change>) {
        let Some(change) = change else {
            self.say(Message::info(text!("edit-nothing-has-changed")));
            return;
        };
        self.changed_all(change.keys());
        // One key saves the file of what is selected, which the settings never are.
        let is_of_settings = change.keys().any(|key| **key == *SETTINGS_KEY);
        let saves = match change.keys().count() {
            1 if !is_of_settings => text!("edit-saves"),
            _ => text!("edit-saves-all"),
        };
        let text = text!("edit-you-undoes", label = change.label, saves);
        self.say(Message::done(text));
    }

    /// Says why something was not done.
    pub(super) fn refuse(&mut self, why: impl std::fmt::Display) -> Vec<Effect> {
        self.say(Message::error(text!("edit-not-done", why)));
        Vec::new()
    }

    /// Brings the tree, the pane and the index up to date after a change of one family.
    pub(super) fn changed(&mut self, key: &str) {
        self.changed_all([&Arc::from(key)]);
    }

    /// Brings the tree, the pane and the index up to date after a change of these families: of a few at once, of many,
    /// or of the settings, that all are checked by, in the background.
    pub(super) fn changed_all<'k>(&mut self, keys: impl IntoIterator<Item = &'k Arc<str>>) {
        let keys: Vec<&Arc<str>> = keys.into_iter().collect();
        for key in &keys {
            self.follow_marks(key);
        }
        if keys.len() > FEW || keys.iter().any(|key| ***key == *SETTINGS_KEY) {
            self.outdated = true;
            return self.show_changed();
        }
        for key in keys {
            self.edited.insert(key.clone());
            self.renamed.insert(key.clone());
            self.findings.update(&self.workspace, key);
            if let Some(index) = &mut self.index {
                index.update(self.workspace.catalog(), key);
                index.update_problems(key, self.findings.parts_of(key));
            }
        }
        self.show_changed();
    }

    /// Makes what is shown anew after something has changed.
    pub(super) fn show_changed(&mut self) {
        // What was held may be another thing by now.
        self.let_go();
        self.repeated_due = true;
        self.views_due = true;
        self.tree.mark(&self.findings, &self.workspace);
        self.rebuild_tree();
        self.detail.forget();
        if let Some(filter) = &mut self.filter {
            filter.due = true;
        }
    }

    /// What forms of a family complete with: the names that were gathered for the first of them, brought up to
    /// date for the families that have changed since.
    pub(super) fn completions(&mut self, key: &Arc<str>) -> Completions {
        let catalog = self.workspace.catalog();
        let names = &mut self.names;
        for key in std::mem::take(&mut self.renamed) {
            Arc::make_mut(names).update(catalog, &key);
        }
        let rules = self.findings.rules_of(key);
        Completions::new(names.clone(), catalog, key, rules)
    }

    /// Has the names of the whole catalog gathered for an open form. Whoever only reads and searches does without them.
    pub(super) fn gather_names(&mut self) -> Option<Effect> {
        let is_form = |overlay: &Overlay| matches!(overlay, Overlay::Form(_));
        let is_wanted = self.overlays.iter().any(is_form) && self.progress().is_none();
        if self.names_asked || !is_wanted {
            return None;
        }
        self.names_asked = true;
        Some(Effect::GatherNames(self.workspace.catalog().clone()))
    }

    /// Gives an open form the names that have come meanwhile.
    pub(super) fn complete_again(&mut self) {
        let is_form = |overlay: &Overlay| matches!(overlay, Overlay::Form(_));
        let open = self.overlays.iter().position(is_form);
        let Some(Overlay::Form(form)) = open.map(|at| &self.overlays[at]) else {
            return;
        };
        let completions = self.completions(&form.key.clone());
        if let Some(Overlay::Form(form)) = open.map(|at| &mut self.overlays[at]) {
            form.complete_from(completions);
        }
    }

    /// Opens a form on its file as it is now.
    pub(super) fn push_form(&mut self, mut form: Form) {
        form.opened_at = self.workspace.document(&form.key).map(Document::revision);
        self.overlays.push(Overlay::Form(Box::new(form)));
        self.measure();
    }

    /// `e`: the line under the cursor, or else the fields of what is selected.
    pub(super) fn edit_here(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        if self.focus == super::Focus::Tree {
            return self.edit_fields(&place, None);
        }
        if let Some((node, list, index)) = self.detail.item_here() {
            let title = self.title_where(&place, node);
            let purpose = Purpose::Reword { list, index };
            self.open_form_of(purpose, title, &place.key, node);
            return Vec::new();
        }
        if let Some((node, kind, index)) = self.detail.element_here()
            && self.edit_element(&place, node, kind, index)
        {
            return Vec::new();
        }
        match self.detail.field_here() {
            Some(Field::Extends) => self.edit_group(Group::Extends),
            field => self.edit_fields(&place, field),
        }
    }

    /// Opens a form about a part, and completes what it says from the catalog. Nothing happens when what it is about
    /// is not there.
    pub(super) fn open_form_of(
        &mut self,
        purpose: Purpose,
        title: String,
        key: &Arc<str>,
        node: Node,
    ) {
        let catalog = Arc::new(self.workspace.catalog().clone());
        let Some(family) = catalog.get(key).map(|entry| &entry.family) else {
            return;
        };
        let place = (key.clone(), node);
        let Some(mut form) = Form::of_part(purpose, title, place, family, &catalog) else {
            return;
        };
        if form.purpose == Purpose::Fields(Group::Part) {
            let position = self
                .place()
                .filter(|place| place.key == *key && place.position.node() == node)
                .map_or_else(|| self.position_of(key, node), |place| place.position);
            let effective = compose(key, family, position);
            form.inherit(|field| {
                let (text, from) = inherited_text(&effective, field)?;
                (from != node).then(|| text!("edit-from", text, from = titles(family, &[from])))
            });
        }
        form.touches = self.touches_of(&form, family);
        form.complete_from(self.completions(key));
        self.push_form(form);
    }

    /// The scalar fields of what is selected, with the focus on the title or on the field that is meant.
    pub(super) fn edit_fields(&mut self, place: &Place, first: Option<Field>) -> Vec<Effect> {
        let node = place.position.node();
        let title = self.title_of(place, node);
        let purpose = Purpose::Fields(Group::Part);
        self.open_form_of(purpose, title, &place.key, node);
        if let (Some(field), Some(Overlay::Form(form))) = (first, self.overlays.last_mut()) {
            form.focus(field.key());
            self.measure();
        }
        Vec::new()
    }

    /// The title of a part; of one that is not what is selected, with the word that it is inherited from there.
    pub(super) fn title_where(&self, place: &Place, node: Node) -> String {
        let title = self.title_of(place, node);
        match node == place.position.node() {
            true => title,
            false => text!("edit-inherited-from-here", title),
        }
    }

    pub(super) fn title_of(&self, place: &Place, node: Node) -> String {
        let Some(entry) = self.workspace.catalog().get(&place.key) else {
            return String::new();
        };
        if node == place.position.node() {
            entry.family.position_title(place.position)
        } else {
            entry.family.title(node).to_owned()
        }
    }

    /// `a`: a new item below the cursor.
    pub(super) fn add_item(&mut self) -> Vec<Effect> {
        let (Some(place), Some(list)) = (self.place(), self.detail.list_here()) else {
            return Vec::new();
        };
        let at = match self.detail.own_item() {
            Some((own, index)) if own == list => index + 1,
            _ => self.count_own(&place, list),
        };
        self.open_new_item(&place, list, at)
    }

    pub(super) fn open_new_item(
        &mut self,
        place: &Place,
        list: ListKind,
        at: usize,
    ) -> Vec<Effect> {
        let node = place.position.node();
        let title = text!("edit-new-item", node = self.title_of(place, node));
        let purpose = Purpose::NewItem { list, at };
        self.open_form_of(purpose, title, &place.key, node);
        Vec::new()
    }

    /// How many items a list has in the place's own part of the file.
    pub(super) fn count_own(&self, place: &Place, list: ListKind) -> usize {
        self.workspace
            .catalog()
            .get(&place.key)
            .and_then(|entry| entry.family.body(place.position.node()))
            .map_or(0, |body| body.list(list).len())
    }

    /// Shows where a change was made, after it was taken back or made again, with the cursor on the item that it was
    /// about: the one that was moved, or one that was not there before. `before` is the family as it was.
    pub(super) fn show_change(
        &mut self,
        change: &Change,
        forward: bool,
        before: Option<&Arc<Family>>,
    ) {
        let moved = change.moved.as_ref();
        let moved = moved.and_then(|m| {
            if forward {
                m.to.first()
            } else {
                m.from.first()
            }
        });
        let now = self.workspace.catalog().get(&change.key);
        let came = before.zip(now.map(|entry| &entry.family));
        let came = came.and_then(|(old, new)| Became { old, new }.newcomer(change.node));
        let item = |(list, index)| Line::Item(list, index);
        let (node, line) = match (moved, came) {
            (Some((node, place)), _) => (Some(*node), place.map(item)),
            (None, Some((node, list, index))) => (Some(node), Some(Line::Item(list, index))),
            (None, None) => (change.node, change.line),
        };
        self.show_part(&change.key, node);
        if let (Some(node), Some(line)) = (node, line) {
            self.detail.go_to(node, line);
        }
    }

    pub(super) fn undo(&mut self, forward: bool) -> Vec<Effect> {
        let next = match forward {
            true => self.workspace.last_undone(),
            false => self.workspace.last_done(),
        };
        let Some(next) = next else {
            return Vec::new();
        };
        let before = self.family_of(&next.key);
        let change = match forward {
            true => self.workspace.redo(),
            false => self.workspace.undo(),
        };
        if let Some(change) = change {
            self.changed_all(change.keys());
            self.show_change(&change, forward, before.as_ref());
            let inside = match change.keys().count() {
                1 => text!("edit-in", change = self.title_after(&change)),
                _ => String::new(),
            };
            let what = if forward {
                text!("edit-redone")
            } else {
                text!("edit-undone")
            };
            let back = if forward {
                text!("edit-undoes-it")
            } else {
                text!("edit-makes-it-again")
            };
            self.say(Message::done(format!(
                "{what}: {}{inside}; {back}.",
                change.label
            )));
        }
        Vec::new()
    }

    pub(super) fn family_of(&self, key: &str) -> Option<Arc<Family>> {
        let entry = self.workspace.catalog().get(key);
        entry.map(|entry| entry.family.clone())
    }

    /// The title of the part that a change was made in.
    fn title_after(&self, change: &Change) -> String {
        let node = change.node.unwrap_or(Node::Family);
        self.workspace.catalog().get(&change.key).map_or_else(
            || change.key.to_string(),
            |entry| entry.family.title(node).to_owned(),
        )
    }

    /// Shows the part that a change was made in, unless it is shown already.
    fn show_part(&mut self, key: &Arc<str>, node: Option<Node>) {
        let shown = self.place().is_some_and(|place| {
            place.key == *key && node.is_none_or(|node| place.position.node() == node)
        });
        if shown {
            return;
        }
        let node = node.unwrap_or(Node::Family);
        let place = Place {
            key: key.clone(),
            position: self.position_of(key, node),
        };
        self.tree.reveal(&self.workspace, &place);
    }

    /// A position whose own part this is; the family when there is none.
    pub(super) fn position_of(&self, key: &str, node: Node) -> Position {
        self.workspace
            .catalog()
            .get(key)
            .and_then(|entry| {
                let mut positions = entry.family.positions().into_iter();
                positions.find(|position| position.node() == node)
            })
            .unwrap_or(Position::FAMILY)
    }
}

/// What an effective role says for a field that may be inherited, and where that is written.
fn inherited_text(effective: &Effective, field: Field) -> Option<(String, Node)> {
    match field {
        Field::Grade => effective.grade.as_ref().map(Sourced::in_words),
        Field::Track => effective.track.as_ref().map(Sourced::in_words),
        Field::Status => effective.status.as_ref().map(Sourced::in_words),
        Field::Owner => effective.owner.as_ref().map(Sourced::in_words),
        Field::ReviewDue => effective.review_due.as_ref().map(Sourced::in_words),
        Field::Summary => effective.summary.as_ref().map(Sourced::in_words),
        Field::ReportsTo => effective.reports_to.as_ref().map(|sourced| {
            let titles: Vec<&str> = sourced
                .value
                .iter()
                .map(|manager| manager.title.as_str())
                .collect();
            (titles.join("; "), sourced.from)
        }),
        // Titles are not inherited, and tags are joined.
        Field::Title | Field::Tags | Field::Extends | Field::ExtendsOf(_) => None,
        // They go with the whole ladder or process.
        Field::LadderSummary | Field::HiringIntro | Field::HiringOutro => None,
    }
}
