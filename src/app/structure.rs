//! The structure of the catalog from the tree: adding, duplicating, renaming, moving, archiving and deleting parts,
//! families and departments. What it takes is worked out as a [`Plan`]; what others would notice is said before.

use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::form::words;
use super::{App, Dialog, Effect, Focus, Form, FormField, FormKind, Message, Purpose, TreeId};
use crate::document::operate::{self, OperateError, Part, Spot};
use crate::document::{Plan, Step, write_family};
use crate::model::{Body, Catalog, Family, Node, Place, Position, VariationKind};

/// What a form of structure makes.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    text: &str,
) -> Result<Plan, OperateError> {
    let node = position.node();
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
        Structure::Family(department) => Ok(new_family(department, text)),
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
        Structure::TagsOfItems(items) => {
            operate::tag_items(catalog, items, &words(text).collect::<Vec<_>>())
        }
        Structure::TagsOfParts(parts) => {
            operate::tag_parts(catalog, parts, &words(text).collect::<Vec<_>>())
        }
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

/// A family that has its title, and one role to begin with.
fn new_family(department: &str, title: &str) -> Plan {
    let title = title.trim();
    let name = operate::slug(title);
    let key: Arc<str> = match department {
        "" => name.into(),
        department => format!("{department}/{name}").into(),
    };
    let family = Family {
        body: Body {
            title: Some(title.to_owned()),
            ..Body::default()
        },
        ..Family::default()
    };
    Plan {
        label: format!("added the family {title}"),
        landing: Some((key.clone(), Node::Family)),
        steps: vec![(key, Step::Create(write_family(&family)))],
    }
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
            Some(TreeId::Place(place)) => {
                let folder = place.key.rsplit_once('/');
                folder.map_or_else(String::new, |(folder, _)| folder.to_owned())
            }
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
            lines.push(format!("In {}:", entry.family.title(Node::Family)));
            choices.push(choice('r', "Role", Structure::Role));
            if !entry.family.roles.is_empty() {
                let variation = Structure::Variation;
                choices.push(choice(
                    's',
                    "Specialty",
                    variation(VariationKind::Specialty),
                ));
                choices.push(choice('g', "Segment", variation(VariationKind::Segment)));
            }
        }
        let department = self.department();
        lines.push(match department.as_str() {
            "" => "Or a family at the top of the catalog.".to_owned(),
            department => format!("Or a family in {department}."),
        });
        choices.push(choice('f', "Family", Structure::Family(department)));
        choices.push(Choice::new('b', "Back", Answer::Back));
        let dialog = Dialog::new("New", lines, choices);
        self.ask(dialog);
        Vec::new()
    }

    /// Opens the form that such a change needs. What is typed is checked against the catalog as it is now.
    pub(super) fn open_structure(&mut self, what: Structure) -> Vec<Effect> {
        let (key, position) = self.spot();
        let catalog = Arc::new(self.workspace.catalog().clone());
        let entry = catalog.get(&key);
        let title_of = |node| entry.map_or_else(String::new, |e| e.family.title(node).to_owned());
        let (title, label, help, text, kind) = match &what {
            Structure::Role => (
                format!("New role · {}", title_of(Node::Family)),
                "Title",
                "Its id is made of the title.",
                String::new(),
                FormKind::Line,
            ),
            Structure::Variation(kind) => {
                let of = match position.role {
                    Some(role) => title_of(Node::Role(role)),
                    None => format!("every role of {}", title_of(Node::Family)),
                };
                let name = match kind {
                    VariationKind::Specialty => "specialty",
                    VariationKind::Segment => "segment",
                };
                (
                    format!("New {name} · {of}"),
                    "Title",
                    "Its id is made of the title.",
                    String::new(),
                    FormKind::Line,
                )
            }
            Structure::Family(department) => (
                match department.as_str() {
                    "" => "New family".to_owned(),
                    department => format!("New family · {department}"),
                },
                "Title",
                "Its file is named after the title.",
                String::new(),
                FormKind::Line,
            ),
            Structure::Id => (
                format!("Rename · {}", title_of(position.node())),
                "Id",
                "Everything that refers to it follows, in all files.",
                entry
                    .and_then(|entry| entry.family.id(position.node()))
                    .unwrap_or_default()
                    .to_owned(),
                FormKind::Line,
            ),
            Structure::Key => (
                format!("Rename · {}", title_of(Node::Family)),
                "Key",
                "Its file and everything that refers to it follow.",
                key.to_string(),
                FormKind::Line,
            ),
            Structure::Department(path) => (
                format!("Rename · {path}"),
                "Department",
                "All its families and everything that refers to them follow.",
                path.clone(),
                FormKind::Line,
            ),
            Structure::TagsOfItems(items) => (
                match items.len() {
                    1 => "Add tags · 1 item".to_owned(),
                    many => format!("Add tags · {many} items"),
                },
                "Tags",
                "Words separated by commas; those that are there stay.",
                String::new(),
                FormKind::Tags,
            ),
            Structure::TagsOfParts(parts) => (
                format!("Add tags · {}", operate::counted_parts(&catalog, parts)),
                "Tags",
                "Words separated by commas; those that are there stay.",
                String::new(),
                FormKind::Tags,
            ),
            Structure::Target if position == Position::FAMILY => (
                format!("Move · {}", title_of(Node::Family)),
                "Department",
                "A folder of the catalog; empty is the top.",
                self.department(),
                FormKind::Line,
            ),
            Structure::TargetOfFamilies(keys) => (
                format!("Move · {} families", keys.len()),
                "Department",
                "A folder of the catalog; empty is the top.",
                String::new(),
                FormKind::Line,
            ),
            Structure::TargetOfRoles(roles) => (
                format!("Move · {} roles", roles.len()),
                "Family",
                "The key of the family that they go to.",
                String::new(),
                FormKind::Role,
            ),
            Structure::Target => (
                format!("Move · {}", title_of(position.node())),
                "Family",
                "The key of the family that it goes to.",
                String::new(),
                FormKind::Role,
            ),
        };
        let (checked, checked_key) = (catalog.clone(), key.clone());
        let checked_what = what.clone();
        let near = matches!(what, Structure::Family(_));
        let field = FormField::new("text", label, kind)
            .text(&text)
            .help(help)
            .check(move |text| {
                if text.trim().is_empty() && !checked_what.is_target() {
                    return Err("it needs some text".into());
                }
                let plan = plan_of(&checked_what, &checked, &checked_key, position, text)
                    .map_err(|error| error.to_string())?;
                operate::preview(&checked, &plan).map_err(|error| error.to_string())?;
                Ok(())
            })
            .wide();
        let mut form = Form::new(
            title,
            Purpose::Structure(what, position),
            vec![field],
            key.clone(),
            position.node(),
        )
        .completing(self.completions(&key));
        if near {
            form.touches = Some("Families with similar titles are listed before it is made".into());
        }
        self.push_form(form);
        Vec::new()
    }

    /// Keeps a form of structure: what others would notice is asked about first.
    pub(super) fn accept_structure(
        &mut self,
        what: &Structure,
        position: Position,
        key: &str,
        text: &str,
    ) -> Vec<Effect> {
        let Some(what) = &self.as_chosen_now(what) else {
            return self.refuse("what was marked is not all there any more; mark it again");
        };
        let plan = plan_of(what, self.workspace.catalog(), key, position, text);
        match (what, plan) {
            (Structure::Family(_), plan) => {
                let near = self.near(text);
                self.offer(plan, near)
            }
            // What is new changes nothing for anybody.
            (Structure::Role | Structure::Variation(_), Ok(plan)) => self.make(&plan),
            (_, plan) => self.offer(plan, Vec::new()),
        }
    }

    /// Families whose titles are like this one, the likest first (Jaro-Winkler over the titles in lower case).
    fn near(&self, title: &str) -> Vec<String> {
        let wanted = title.trim().to_lowercase();
        let mut near: Vec<(f64, String)> = self
            .workspace
            .catalog()
            .entries()
            .iter()
            .map(|entry| {
                let title = entry.family.title(Node::Family);
                let score = strsim::jaro_winkler(&title.to_lowercase(), &wanted);
                (score, format!("• {title}  ({})", entry.key))
            })
            .filter(|(score, _)| *score >= 0.85)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().take(5).map(|(_, line)| line).collect()
    }

    /// Makes a plan, after saying what others would notice of it; without asking when nobody would.
    pub(super) fn offer(
        &mut self,
        plan: Result<Plan, OperateError>,
        near: Vec<String>,
    ) -> Vec<Effect> {
        let with_impact = plan.and_then(|plan| {
            let impact = operate::impact(self.workspace.catalog(), &plan)?;
            Ok((plan, impact))
        });
        let (plan, impact) = match with_impact {
            Ok(found) => found,
            Err(error) => {
                return self.refuse(error);
            }
        };
        let is_noticed =
            impact.roles > 0 || impact.removed > 0 || impact.references > 0 || plan.steps.len() > 1;
        if near.is_empty() && !is_noticed {
            return self.make(&plan);
        }
        let mut lines = vec![format!("You would have {}.", plan.label)];
        if near.is_empty() {
            lines.push(format!("It {}.", impact.in_words()));
        } else {
            lines.push("These families have similar titles:".to_owned());
            lines.extend(near);
        }
        self.ask_to_make(plan, lines);
        Vec::new()
    }

    /// Asks before it makes a plan.
    pub(super) fn ask_to_make(&mut self, plan: Plan, lines: Vec<String>) {
        let dialog = Dialog::new(
            "Before it is done",
            lines,
            vec![
                Choice::new('b', "Back", Answer::Back),
                Choice::new('y', "Yes, do it", Answer::Make(Box::new(plan))),
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
                self.say(Message::info(
                    "A specialty or a segment stays in its family: move its role, or cut and paste its items.",
                ));
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
                self.say(Message::info(
                    "Families move to a department and roles to a family: mark only families, or only roles.",
                ));
                Vec::new()
            }
        }
    }

    /// The same change of structure of what is chosen now: its places may be others than when the form was opened.
    /// `None` when it is not all there any more.
    fn as_chosen_now(&self, what: &Structure) -> Option<Structure> {
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
