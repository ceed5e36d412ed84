//! What a form in a journal was a form of, and finding that again in a family that may have changed since.

use std::iter::once;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{App, Dialog, Form, Group, Overlay, Purpose, Structure};
use crate::check::{Surroundings, Waivable, check_document};
use crate::document::Draft;
use crate::model::{Body, ElementKind, Family, ListKind, Node, Place, Position};
use crate::text::text;

/// What a form is of, in words that outlive the run: a part by its id as well as its place, an item and an element by
/// what they say.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    what: What,
    #[serde(flatten)]
    part: Part,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Reword {
        list: String,
        index: usize,
        before: String,
    },
    NewItem {
        list: String,
        at: usize,
    },
    Split {
        list: String,
        index: usize,
        before: String,
    },
    Element {
        kind: String,
        index: usize,
        before: String,
    },
    NewElement {
        kind: String,
        at: usize,
    },
    Fields {
        group: String,
    },
    Roles,
    Settings,
    Waive {
        rule: String,
        /// The item that the finding is about, where it is about one.
        #[serde(default)]
        item: Option<ItemText>,
    },
    Structure {
        what: Structure,
        /// The role, the specialty and the segment of the position, as far as it has them.
        position: Vec<Part>,
    },
    Conflict {
        place: String,
    },
    /// Nothing that is kept.
    Nothing,
}

/// An item, by its place and by what it says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ItemText {
    list: String,
    index: usize,
    before: String,
}

impl ItemText {
    /// Where it was, or else wherever it is said.
    fn find(&self, body: &Body) -> Option<(ListKind, usize)> {
        let list: ListKind = self.list.parse().ok()?;
        let items = body.list(list);
        let is_it = |at: &usize| {
            items
                .get(*at)
                .is_some_and(|item| *item.text() == self.before)
        };
        let index = once(self.index).chain(0..items.len()).find(is_it)?;
        Some((list, index))
    }
}

/// A part of a family, by its place and by its id.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    part: PartKind,
    /// Which of the parts of its kind.
    number: usize,
    id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PartKind {
    Family,
    Role,
    Specialty,
    Segment,
}

impl Part {
    fn of(family: Option<&Family>, node: Node) -> Self {
        let (part, number) = match node {
            Node::Family => (PartKind::Family, 0),
            Node::Role(n) => (PartKind::Role, n),
            Node::Specialty(n) => (PartKind::Specialty, n),
            Node::Segment(n) => (PartKind::Segment, n),
        };
        let id = family.and_then(|family| family.id(node));
        Self {
            part,
            number,
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
        }
    }

    /// Where it was, or else wherever its id is.
    fn find(&self, family: &Family) -> Option<Node> {
        let (make, count): (fn(usize) -> Node, usize) = match self.part {
            PartKind::Family => (|_| Node::Family, 1),
            PartKind::Role => (Node::Role, family.roles.len()),
            PartKind::Specialty => (Node::Specialty, family.specialties.len()),
            PartKind::Segment => (Node::Segment, family.segments.len()),
        };
        once(self.number).chain(0..count).map(make).find(|node| {
            let id = family.id(*node).filter(|id| !id.is_empty());
            family.body(*node).is_some() && id == self.id.as_deref()
        })
    }
}

/// What a form had when it was opened, as one text.
fn before(form: &Form) -> String {
    form.before().collect::<Vec<_>>().join("\n")
}

fn first_before(form: &Form) -> String {
    form.before().next().unwrap_or_default().to_owned()
}

impl Target {
    /// `family` is the one that the form is about.
    pub(super) fn of(form: &Form, family: Option<&Family>) -> Self {
        let list_key = |list: ListKind| list.key().to_owned();
        let kind_key = |kind: ElementKind| kind.key().to_owned();
        let what = match &form.purpose {
            Purpose::Reword { list, index } => What::Reword {
                list: list_key(*list),
                index: *index,
                before: first_before(form),
            },
            Purpose::NewItem { list, at } => What::NewItem {
                list: list_key(*list),
                at: *at,
            },
            Purpose::Split { list, index } => What::Split {
                list: list_key(*list),
                index: *index,
                before: first_before(form),
            },
            Purpose::Element { kind, index } => What::Element {
                kind: kind_key(*kind),
                index: *index,
                before: before(form),
            },
            Purpose::NewElement { kind, at } => What::NewElement {
                kind: kind_key(*kind),
                at: *at,
            },
            Purpose::Fields(group) => What::Fields {
                group: group.name().to_owned(),
            },
            Purpose::Roles => What::Roles,
            Purpose::Settings => What::Settings,
            Purpose::Waive(waiving) => What::Waive {
                rule: waiving.rule.to_owned(),
                item: match waiving.offers.first() {
                    Some((Waivable::Item(node, list, index), _)) => family
                        .and_then(|family| family.body(*node)?.list(*list).get(*index))
                        .map(|item| ItemText {
                            list: list_key(*list),
                            index: *index,
                            before: item.text().to_string(),
                        }),
                    _ => None,
                },
            },
            Purpose::Structure(what, position) => What::Structure {
                what: what.clone(),
                position: nodes_of(*position)
                    .map(|node| Part::of(family, node))
                    .collect(),
            },
            Purpose::Conflict(place) => What::Conflict {
                place: place.clone(),
            },
            Purpose::Import | Purpose::Catalog(_) | Purpose::Export(..) => What::Nothing,
        };
        Self {
            what,
            part: Part::of(family, form.node),
        }
    }

    /// As the journal keeps it.
    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What it is in this family; `None` when it is not there any more, and for what is no matter of one part.
    fn find(&self, family: &Family) -> Option<(Node, Purpose)> {
        let node = self.part.find(family)?;
        let body = family.body(node)?;
        let list_of = |name: &str| name.parse::<ListKind>().ok();
        let item = |list: ListKind, index: usize, before: &str| {
            let items = body.list(list);
            let is_it = |at: &usize| items.get(*at).is_some_and(|item| item.text() == before);
            once(index).chain(0..items.len()).find(is_it)
        };
        let purpose = match &self.what {
            What::Fields { group } => {
                let mut groups = Group::ALL.into_iter();
                Purpose::Fields(groups.find(|known| known.name() == group)?)
            }
            What::Roles => Purpose::Roles,
            What::NewItem { list, at } => {
                let list = list_of(list)?;
                let at = (*at).min(body.list(list).len());
                Purpose::NewItem { list, at }
            }
            What::Reword {
                list,
                index,
                before,
            } => {
                let list = list_of(list)?;
                let index = item(list, *index, before)?;
                Purpose::Reword { list, index }
            }
            What::Split {
                list,
                index,
                before,
            } => {
                let list = list_of(list)?;
                let index = item(list, *index, before)?;
                Purpose::Split { list, index }
            }
            What::Element {
                kind,
                index,
                before: text,
            } => {
                let kind = ElementKind::from_key(kind)?;
                let is_it = |index: &usize| {
                    let purpose = Purpose::Element {
                        kind,
                        index: *index,
                    };
                    let place = (Arc::from(""), node);
                    let form =
                        Form::of_part(purpose, String::new(), place, family, &Arc::default());
                    form.is_some_and(|form| before(&form) == *text)
                };
                let count = family.element_count(node, kind);
                let index = once(*index).chain(0..count).find(is_it)?;
                Purpose::Element { kind, index }
            }
            What::NewElement { kind, at } => {
                let kind = ElementKind::from_key(kind)?;
                let at = (*at).min(family.element_count(node, kind));
                Purpose::NewElement { kind, at }
            }
            What::Settings
            | What::Waive { .. }
            | What::Structure { .. }
            | What::Conflict { .. }
            | What::Nothing => return None,
        };
        Some((node, purpose))
    }
}

/// The parts that make a position, besides the family.
fn nodes_of(position: Position) -> impl Iterator<Item = Node> {
    let role = position.role.map(Node::Role);
    let specialty = position.specialty.map(Node::Specialty);
    let segment = position.segment.map(Node::Segment);
    role.into_iter().chain(specialty).chain(segment)
}

/// The position that these parts make, if they are all there.
fn position_in(family: &Family, parts: &[Part]) -> Option<Position> {
    let mut position = Position::FAMILY;
    for part in parts {
        match part.find(family)? {
            Node::Family => {}
            Node::Role(n) => position.role = Some(n),
            Node::Specialty(n) => position.specialty = Some(n),
            Node::Segment(n) => position.segment = Some(n),
        }
    }
    family.has(position).then_some(position)
}

impl App {
    /// Opens the form of a draft again with all that was written in it. False when what it is of is not there any
    /// more; its text is shown then.
    pub(super) fn restore_draft(&mut self, draft: &Draft) -> bool {
        let open = self.overlays.len();
        if let Some(target) = Target::read(&draft.form) {
            self.open_again(&target, draft);
        }
        if let Some(Overlay::Form(form)) = self.overlays.get_mut(open) {
            if form.fill(&draft.fields) {
                self.measure();
                return true;
            }
            // It has other fields now.
            self.overlays.truncate(open);
        }
        let mut lines = vec![text!("form-what-this-form-was-about").to_owned()];
        lines.extend(draft_lines(draft));
        let dialog = Dialog::to_read(text!("form-unsaved", title = draft.title), lines);
        self.overlays.push(Overlay::Dialog(dialog));
        false
    }

    /// Opens the form of a draft, empty, where its place is still there.
    fn open_again(&mut self, target: &Target, draft: &Draft) {
        match &target.what {
            What::Settings => {
                self.open_settings();
            }
            What::Conflict { place } => self.word_conflict_at(&draft.key, place),
            What::Waive { rule, item } => {
                self.open_waiving_again(&target.part, rule, item.as_ref(), &draft.key);
            }
            What::Structure { what, position } => {
                self.open_structure_again(what, &draft.key, position);
            }
            _ => {
                let entry = self.workspace.catalog().get(&draft.key);
                let found = entry.and_then(|entry| target.find(&entry.family));
                if let Some((node, purpose)) = found {
                    let position = self.position_of(&draft.key, node);
                    self.reveal(&draft.key, position);
                    self.open_form_of(purpose, draft.title.clone(), &draft.key, node);
                }
            }
        }
    }

    /// Opens the form of a waiver, where its rule still finds the same in the same place.
    fn open_waiving_again(
        &mut self,
        part: &Part,
        rule: &str,
        item: Option<&ItemText>,
        key: &Arc<str>,
    ) {
        let entry = self.workspace.catalog().get(key);
        let found = entry.and_then(|entry| {
            let node = part.find(&entry.family)?;
            let body = entry.family.body(node)?;
            let at = match item {
                Some(item) => Some(item.find(body)?),
                None => None,
            };
            // Of this family alone, for the catalog may not be checked yet.
            let around = Surroundings::new(self.workspace.catalog(), self.findings.terms());
            let mut found = check_document(&around, self.workspace.document(key)?).into_iter();
            found.find(|found| found.rule == rule && found.node == node && found.item == at)
        });
        if let Some(found) = found {
            self.reveal(key, self.position_of(key, found.node));
            self.open_waiving(&found);
        }
    }

    fn open_structure_again(&mut self, what: &Structure, key: &Arc<str>, parts: &[Part]) {
        let position = match (what, self.workspace.catalog().get(key)) {
            (Structure::Family(_), None) => Some(Position::FAMILY),
            (Structure::Department(path), None) => {
                let inside = format!("{path}/");
                let mut documents = self.workspace.documents();
                let is_there = documents.any(|document| document.key.starts_with(&inside));
                is_there.then_some(Position::FAMILY)
            }
            (_, None) => None,
            (_, Some(entry)) => position_in(&entry.family, parts),
        };
        if let Some(position) = position {
            self.reveal(key, position);
            self.open_structure_at(what.clone(), key, position);
        }
    }

    fn reveal(&mut self, key: &Arc<str>, position: Position) {
        let place = Place {
            key: key.clone(),
            position,
        };
        if self.workspace.catalog().get(key).is_some() {
            self.tree.reveal(&self.workspace, &place);
        }
    }
}

/// The texts of a form, to read.
pub(super) fn draft_lines(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, text) in &draft.fields {
        if text.is_empty() {
            continue;
        }
        lines.push(format!("  {name}:"));
        lines.extend(text.lines().map(|line| format!("    {line}")));
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::read_family;

    const FAMILY: &str = "title = \"A\"\n[[roles]]\nid = \"one\"\nrequirements = [\"x\", \"y\"]\n[[roles]]\nid = \"two\"\n";

    fn target(purpose: Purpose, node: Node) -> Target {
        let family = read_family(FAMILY).value.unwrap();
        let place = (Arc::from("a"), node);
        let form = Form::of_part(purpose, String::new(), place, &family, &Arc::default());
        Target::of(&form.unwrap(), Some(&family))
    }

    fn find(target: &Target, text: &str) -> Option<(Node, Purpose)> {
        let read = Target::read(&target.written()).unwrap();
        assert_eq!(read, *target);
        read.find(&read_family(text).value.unwrap())
    }

    #[test]
    fn a_part_is_found_by_its_id_and_an_item_by_its_text() {
        let purpose = Purpose::Reword {
            list: ListKind::Requirements,
            index: 1,
        };
        let target = target(purpose.clone(), Node::Role(0));
        assert_eq!(find(&target, FAMILY), Some((Node::Role(0), purpose)));
        let moved = "title = \"A\"\n[[roles]]\nid = \"zero\"\n[[roles]]\nid = \"one\"\nrequirements = [\"y\"]\n";
        let there = Purpose::Reword {
            list: ListKind::Requirements,
            index: 0,
        };
        assert_eq!(find(&target, moved), Some((Node::Role(1), there)));
        assert_eq!(find(&target, &moved.replace("\"y\"", "\"z\"")), None);
        assert_eq!(find(&target, &moved.replace("\"one\"", "\"uno\"")), None);
    }

    #[test]
    fn a_new_item_goes_to_the_end_of_a_list_that_is_shorter_now() {
        let purpose = Purpose::NewItem {
            list: ListKind::Requirements,
            at: 7,
        };
        let target = target(purpose, Node::Role(0));
        let there = Purpose::NewItem {
            list: ListKind::Requirements,
            at: 2,
        };
        assert_eq!(find(&target, FAMILY), Some((Node::Role(0), there)));
    }

    #[test]
    fn the_family_has_no_id_and_is_found() {
        let purpose = Purpose::Fields(Group::Part);
        let target = target(purpose.clone(), Node::Family);
        assert_eq!(find(&target, FAMILY), Some((Node::Family, purpose)));
        assert_eq!(Target::read("nonsense"), None);
    }
}
