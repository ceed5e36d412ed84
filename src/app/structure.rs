//! The structure of the catalog from the tree: adding, duplicating, renaming, moving, archiving and deleting parts,
//! families and departments. What it takes is worked out as a [`Plan`]; what others would notice is said before.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::dialog::{Answer, Choice};
use super::form::{Outcome, Source};
use super::new_family::{self, text_of};
use super::{
    App, Dialog, Effect, Focus, Form, FormField, FormKind, Message, Overlay, Purpose, TreeId,
};
use crate::document::operate::{self, OperateError, Part, Spot};
use crate::document::{Plan, words_from_text};
use crate::model::{Catalog, Node, Place, Position, VariationKind};
use crate::text::text;

/// What a form of structure makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Structure {
    /// A role, behind the selected one.
    Role,
    /// A specialty or a segment, of the selected role where one is selected.
    Variation(VariationKind),
    /// A family in this department.
    Family(String),
    /// Another id.
    Id,
    /// Another key of the family.
    Key,
    /// Another name of this department.
    Department(String),
    /// Another department of the family, or another family of the role.
    Target,
    /// Another department of these families.
    TargetOfFamilies(Vec<Arc<str>>),
    /// Another family of these roles.
    TargetOfRoles(Vec<(Arc<str>, usize)>),
    /// More tags of these items.
    TagsOfItems(Vec<(Spot, usize)>),
    /// More tags of these parts.
    TagsOfParts(Vec<Part>),
}

impl Structure {
    /// How many things it is about.
    fn count(&self) -> usize {
        match self {
            Self::TargetOfFamilies(keys) => keys.len(),
            Self::TargetOfRoles(roles) => roles.len(),
            Self::TagsOfItems(items) => items.len(),
            Self::TagsOfParts(parts) => parts.len(),
            _ => 1,
        }
    }

    /// Whether it is about another place of what is there, which an empty text can name: the top of the catalog.
    pub(super) fn is_target(&self) -> bool {
        matches!(
            self,
            Self::Target | Self::TargetOfFamilies(_) | Self::TargetOfRoles(_)
        )
    }
}

/// What the form's texts make of the catalog.
fn plan_of(
    what: &Structure,
    catalog: &Catalog,
    key: &str,
    position: Position,
    texts: &[(String, String)],
) -> Result<Plan, OperateError> {
    let (node, text) = (position.node(), text_of(texts, "text"));
    let family = catalog.get(key).map(|entry| entry.family.clone());
    match what {
        Structure::Role => {
            let roles = family.map_or(0, |family| family.roles.len());
            let at = position.role.map_or(roles, |role| role + 1);
            operate::add_role(catalog, key, text, at)
        }
        Structure::Variation(kind) => {
            let family = family.unwrap_or_default();
            let role = position.role.and_then(|role| family.roles.get(role));
            let ids: Vec<&str> = role.iter().map(|role| role.id.as_str()).collect();
            let at = match kind {
                VariationKind::Specialty => family.specialties.len(),
                VariationKind::Segment => family.segments.len(),
            };
            operate::add_variation(catalog, key, *kind, text, &ids, at)
        }
        Structure::Family(_) => new_family::plan(catalog, texts),
        Structure::Id => operate::rename_id(catalog, key, node, text),
        Structure::Key => operate::rename_family(catalog, key, text),
        Structure::Department(old) => operate::rename_department(catalog, old, text),
        Structure::Target if position == Position::FAMILY => {
            operate::move_family(catalog, key, text)
        }
        Structure::Target => {
            let role = position.role.unwrap_or(0);
            operate::move_role(catalog, key, role, text, end_of(catalog, text))
        }
        Structure::TargetOfFamilies(keys) => operate::move_families(catalog, keys, text),
        Structure::TargetOfRoles(roles) => {
            operate::move_roles(catalog, roles, text, end_of(catalog, text))
        }
        Structure::TagsOfItems(items) => operate::tag_items(catalog, items, &words_from_text(text)),
        Structure::TagsOfParts(parts) => operate::tag_parts(catalog, parts, &words_from_text(text)),
    }
}

/// What moves marked parts elsewhere; `None` when not all of them go to the same kind of place.
fn target_of(parts: &[Part]) -> Option<Structure> {
    let families = parts.iter().map(|(key, node)| match node {
        Node::Family => Some(key.clone()),
        _ => None,
    });
    let roles = parts.iter().map(|(key, node)| match node {
        Node::Role(role) => Some((key.clone(), *role)),
        _ => None,
    });
    let families = families.collect::<Option<_>>();
    let roles = || roles.collect::<Option<_>>().map(Structure::TargetOfRoles);
    families.map(Structure::TargetOfFamilies).or_else(roles)
}

/// The place behind the last role of a family.
fn end_of(catalog: &Catalog, key: &str) -> usize {
    let entry = catalog.get(key);
    entry.map_or(0, |entry| entry.family.roles.len())
}

/// What keeping a form of structure comes to.
///
/// # Errors
/// Why it cannot be done, in words.
pub(super) fn outcome(
    what: &Structure,
    catalog: &Catalog,
    key: &str,
    position: Position,
    texts: &[(String, String)],
) -> Result<Outcome, String> {
    let plan = plan_of(what, catalog, key, position, texts).map_err(|error| error.to_string())?;
    Ok(match what {
        // What is new changes nothing for anybody.
        Structure::Role | Structure::Variation(_) => Outcome::Plan(plan),
        Structure::Family(_) => {
            let mut near = new_family::similar(catalog, text_of(texts, "text"));
            if !near.is_empty() {
                near.insert(
                    0,
                    text!("edit-these-families-have-similar-titles").to_owned(),
                );
            }
            Outcome::Offer(plan, near)
        }
        _ => Outcome::Offer(plan, Vec::new()),
    })
}

/// The department of a family.
fn folder_of(key: &str) -> String {
    let folder = key.rsplit_once('/');
    folder.map_or_else(String::new, |(folder, _)| folder.to_owned())
}

impl App {
    /// What is selected as a key and a position; of a department, neither.
    fn spot(&self) -> (Arc<str>, Position) {
        self.place().map_or_else(
            || (Arc::from(""), Position::FAMILY),
            |place| (place.key, place.position),
        )
    }

    /// The folder that is selected, or that of what is selected.
    fn department(&self) -> String {
        match self.tree.selected() {
            Some(TreeId::Department(path)) => path.clone(),
            Some(TreeId::Place(place)) => folder_of(&place.key),
            _ => String::new(),
        }
    }

    /// `n`: asks what is to be made here.
    pub(super) fn open_new(&mut self) -> Vec<Effect> {
        let choice = |key, label: &str, what| Choice::new(key, label, Answer::Structure(what));
        let mut choices = Vec::new();
        let mut lines = Vec::new();
        if let Some(entry) = self
            .place()
            .and_then(|place| self.workspace.catalog().get(&place.key))
        {
            lines.push(text!("edit-in-2", title = entry.family.title(Node::Family)));
            choices.push(choice('r', text!("edit-role"), Structure::Role));
            if !entry.family.roles.is_empty() {
                let variation = Structure::Variation;
                choices.push(choice(
                    's',
                    text!("edit-specialty"),
                    variation(VariationKind::Specialty),
                ));
                choices.push(choice(
                    'g',
                    text!("edit-segment"),
                    variation(VariationKind::Segment),
                ));
            }
        }
        let department = self.department();
        lines.push(match (lines.is_empty(), department.as_str()) {
            (true, "") => text!("edit-a-family-at-the").to_owned(),
            (true, department) => text!("edit-a-family-in", department),
            (false, "") => text!("edit-or-a-family-at-the").to_owned(),
            (false, department) => text!("edit-or-a-family-in", department),
        });
        choices.push(choice(
            'f',
            text!("edit-family"),
            Structure::Family(department),
        ));
        choices.push(Choice::new('b', text!("edit-back"), Answer::Back));
        let dialog = Dialog::new(text!("edit-new-2"), lines, choices);
        self.ask(dialog);
        Vec::new()
    }

    /// Opens the form that such a change needs. What is typed is checked against the catalog as it is now.
    pub(super) fn open_structure(&mut self, what: Structure) -> Vec<Effect> {
        let (key, position) = self.spot();
        self.open_structure_at(what, &key, position);
        Vec::new()
    }

    pub(super) fn open_structure_at(
        &mut self,
        what: Structure,
        key: &Arc<str>,
        position: Position,
    ) {
        let catalog = Arc::new(self.workspace.catalog().clone());
        let entry = catalog.get(key);
        let title_of = |node| entry.map_or_else(String::new, |e| e.family.title(node).to_owned());
        let (title, label, help, text, source) = match &what {
            Structure::Role => (
                text!("edit-new-role", title_of = title_of(Node::Family)),
                text!("edit-title"),
                text!("edit-its-id-is-made-of"),
                String::new(),
                Source::None,
            ),
            Structure::Variation(kind) => {
                let of = match position.role {
                    Some(role) => title_of(Node::Role(role)),
                    None => text!("edit-every-role-of", title_of = title_of(Node::Family)),
                };
                let name = match kind {
                    VariationKind::Specialty => text!("edit-specialty-2"),
                    VariationKind::Segment => text!("edit-segment-2"),
                };
                (
                    text!("edit-new-3", name, of),
                    text!("edit-title"),
                    text!("edit-its-id-is-made-of"),
                    String::new(),
                    Source::None,
                )
            }
            Structure::Family(department) => {
                self.open_new_family(key, department.clone());
                return;
            }
            Structure::Id => (
                text!("edit-rename", node = title_of(position.node())),
                text!("edit-id"),
                text!("edit-everything-that-refers-to-it"),
                entry
                    .and_then(|entry| entry.family.id(position.node()))
                    .unwrap_or_default()
                    .to_owned(),
                Source::None,
            ),
            Structure::Key => (
                text!("edit-rename-2", title_of = title_of(Node::Family)),
                text!("edit-key"),
                text!("edit-its-file-and-everything-that"),
                key.to_string(),
                Source::None,
            ),
            Structure::Department(path) => (
                text!("edit-rename-3", path),
                text!("edit-department-2"),
                text!("edit-all-its-families-and-everything"),
                path.clone(),
                Source::None,
            ),
            Structure::TagsOfItems(items) => (
                text!("edit-add-tags-items", many = items.len()),
                text!("edit-tags"),
                text!("edit-words-separated-by-commas-those"),
                String::new(),
                Source::Tags,
            ),
            Structure::TagsOfParts(parts) => (
                text!(
                    "edit-add-tags",
                    parts = operate::counted_parts(&catalog, parts)
                ),
                text!("edit-tags"),
                text!("edit-words-separated-by-commas-those"),
                String::new(),
                Source::Tags,
            ),
            Structure::Target if position == Position::FAMILY => (
                text!("edit-move", title_of = title_of(Node::Family)),
                text!("edit-department-2"),
                text!("edit-a-folder-of-the-catalog"),
                folder_of(key),
                Source::Departments,
            ),
            Structure::TargetOfFamilies(keys) => (
                text!("edit-move-families", keys = keys.len()),
                text!("edit-department-2"),
                text!("edit-a-folder-of-the-catalog"),
                String::new(),
                Source::Departments,
            ),
            Structure::TargetOfRoles(roles) => (
                text!("edit-move-roles", roles = roles.len()),
                text!("edit-family"),
                text!("edit-the-key-of-the-family"),
                String::new(),
                Source::Families,
            ),
            Structure::Target => (
                text!("edit-move-2", node = title_of(position.node())),
                text!("edit-family"),
                text!("edit-the-key-of-the-family-2"),
                String::new(),
                Source::Families,
            ),
        };
        let (checked, checked_key) = (catalog.clone(), key.clone());
        let checked_what = what.clone();
        let kind = match source {
            Source::Tags => FormKind::Tags,
            _ => FormKind::Line,
        };
        let field = FormField::new("text", label, kind)
            .text(&text)
            .help(help)
            .complete(source)
            .check(move |text| {
                let texts = [("text".to_owned(), text.to_owned())];
                let plan = plan_of(&checked_what, &checked, &checked_key, position, &texts)
                    .map_err(|error| error.to_string())?;
                operate::preview(&checked, &plan).map_err(|error| error.to_string())?;
                Ok(())
            })
            .wide();
        let field = match what.is_target() {
            true => field,
            false => field.needed(text!("edit-it-needs-some-text")),
        };
        let mut form = Form::new(
            title,
            Purpose::Structure(what, position),
            vec![field],
            key.clone(),
            position.node(),
        );
        form.complete_from(self.completions(key));
        self.push_form(form);
    }

    /// Opens the form of a new family. What it resembles is said while its title is typed.
    fn open_new_family(&mut self, key: &Arc<str>, department: String) {
        let catalog = Arc::new(self.workspace.catalog().clone());
        let fields = new_family::fields(&catalog, &department);
        let purpose = Purpose::Structure(Structure::Family(department), Position::FAMILY);
        let mut form = Form::new(
            text!("edit-new-family").to_owned(),
            purpose,
            fields,
            key.clone(),
            Node::Family,
        )
        .check(new_family::check(catalog));
        form.complete_from(self.completions(key));
        self.push_form(form);
    }

    /// Makes a plan, or says why not; asks before it when others would notice.
    pub(super) fn offer_here(&mut self, plan: Result<Plan, OperateError>) -> Vec<Effect> {
        match self.offer(plan, Vec::new()) {
            Ok(_) => Vec::new(),
            Err(why) => self.refuse(why),
        }
    }

    /// Makes a plan, after these lines were said, and what others would notice of it; without asking when there is
    /// nothing to say. Says whether it is made already.
    ///
    /// # Errors
    /// Why it cannot be made, in words.
    pub(super) fn offer(
        &mut self,
        plan: Result<Plan, OperateError>,
        said: Vec<String>,
    ) -> Result<bool, String> {
        let with_impact = plan.and_then(|plan| {
            let impact = operate::impact(self.workspace.catalog(), &plan)?;
            Ok((plan, impact))
        });
        let (plan, impact) = with_impact.map_err(|error| error.to_string())?;
        let is_noticed =
            impact.roles > 0 || impact.removed > 0 || impact.references > 0 || plan.steps.len() > 1;
        if said.is_empty() && !is_noticed {
            self.carry_out(&plan).map_err(|error| error.to_string())?;
            return Ok(true);
        }
        let mut lines = vec![text!("edit-you-would-have", label = plan.label)];
        if said.is_empty() {
            lines.push(text!("edit-it-3", in_words = impact.in_words()));
        } else {
            lines.extend(said);
        }
        self.ask_to_make(plan, lines);
        Ok(false)
    }

    /// Asks before it makes a plan.
    pub(super) fn ask_to_make(&mut self, plan: Plan, lines: Vec<String>) {
        let dialog = Dialog::new(
            text!("edit-before-it-is-done"),
            lines,
            vec![
                Choice::new('b', text!("edit-back"), Answer::Back),
                Choice::new('y', text!("edit-yes-do-it"), Answer::Make(Box::new(plan))),
            ],
        );
        self.ask(dialog);
    }

    /// Makes a plan, or says why not.
    pub(super) fn make(&mut self, plan: &Plan) -> Vec<Effect> {
        match self.carry_out(plan) {
            Ok(()) => {
                // What was done with them is done.
                self.unmark();
                Vec::new()
            }
            Err(error) => self.refuse(error),
        }
    }

    /// Makes a plan that was asked about. The form that it came from is kept with it, or says why not.
    pub(super) fn make_asked(&mut self, plan: &Plan) -> Vec<Effect> {
        if !matches!(self.overlays.last(), Some(Overlay::Form(_))) {
            return self.make(plan);
        }
        if !self.is_outdated() {
            let done = self.carry_out(plan).map_err(|error| error.to_string());
            self.kept_form(done);
        }
        Vec::new()
    }

    pub(super) fn rename_here(&mut self) -> Vec<Effect> {
        let what = match self.tree.selected() {
            Some(TreeId::Department(path)) => Structure::Department(path.clone()),
            Some(TreeId::Place(place)) if place.position == Position::FAMILY => Structure::Key,
            _ => Structure::Id,
        };
        self.open_structure(what)
    }

    pub(super) fn move_here(&mut self) -> Vec<Effect> {
        let parts = self.chosen_parts();
        if self.focus == Focus::Tree && self.marked() > 0 {
            return self.move_marked(&parts);
        }
        match self.place() {
            Some(Place { position, .. })
                if position.specialty.is_some() || position.segment.is_some() =>
            {
                self.say(Message::info(text!("edit-a-specialty-or-a-segment")));
                Vec::new()
            }
            _ => self.open_structure(Structure::Target),
        }
    }

    /// Asks for tags to add to what is chosen in the pane that has the focus.
    pub(super) fn open_tags(&mut self) -> Vec<Effect> {
        let items = match self.focus {
            Focus::Detail => self.chosen_items(),
            Focus::Tree => Vec::new(),
        };
        let what = match items.is_empty() {
            false => Structure::TagsOfItems(items),
            true => Structure::TagsOfParts(self.chosen_parts()),
        };
        self.open_structure(what)
    }

    fn move_marked(&mut self, parts: &[Part]) -> Vec<Effect> {
        match target_of(parts) {
            Some(what) => self.open_structure(what),
            None => {
                self.say(Message::info(text!("edit-families-move-to-a-department")));
                Vec::new()
            }
        }
    }

    /// The same change of structure of what is chosen now: its places may be others than when the form was opened.
    /// `None` when it is not all there any more.
    pub(super) fn as_chosen_now(&self, what: &Structure) -> Option<Structure> {
        let now = match what {
            Structure::TargetOfFamilies(_) | Structure::TargetOfRoles(_) => {
                target_of(&self.chosen_parts())?
            }
            Structure::TagsOfItems(_) => Structure::TagsOfItems(self.chosen_items()),
            Structure::TagsOfParts(_) => Structure::TagsOfParts(self.chosen_parts()),
            other => other.clone(),
        };
        (now.count() == what.count()).then_some(now)
    }
}
