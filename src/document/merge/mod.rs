//! Three-way merge by structure: what two sides made of one family, or of the catalog's settings, as one.
//!
//! Roles are known by their ids and items by their words, so edits of neighbouring lines do not collide as they
//! do line by line. What cannot be decided is a [`Conflict`] and never a marker in a text. Until somebody decides,
//! ours stands; but what one side took out and the other changed is kept.

mod conflict;
mod elements;
mod foreign;
mod order;
mod pair;
mod prose;
mod texts;
mod three;
mod words;

use super::print;
use super::read::{read_family, read_settings};
use super::schema::Kind;
use super::source::Source;
use super::tree::{self, Table, Value};
use crate::model::{Family, Node, Settings};
use crate::text::text;
use pair::text;
use three::Merger;

use conflict::Takes;
pub use conflict::{Choice, ChoiceError, Conflict};
pub use texts::{MergeError, Merging, Side, merge_texts};

/// Two sides as one, with what is still to be decided.
#[derive(Debug, Clone)]
pub(super) struct Merged<T> {
    sides: [Table; 3],
    choices: Vec<Option<Choice>>,
    conflicts: Vec<Conflict>,
    notes: Vec<String>,
    clashes: Vec<Clash>,
    value: T,
}

/// An id that both sides gave to something new, each in another list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clash {
    list: String,
    id: String,
}

/// The lists of a family whose elements have ids that must differ.
const PARTS: [&str; 3] = ["roles", "specialties", "segments"];

/// Merges what two sides made of a family; an empty family is the base where there was none.
pub(super) fn merge_families(base: &Family, ours: &Family, theirs: &Family) -> Merged<Family> {
    Merged::new([base, ours, theirs].map(tree::family))
}

/// Merges what two sides made of the catalog's settings.
pub(super) fn merge_settings(
    base: &Settings,
    ours: &Settings,
    theirs: &Settings,
) -> Merged<Settings> {
    Merged::new([base, ours, theirs].map(tree::settings))
}

/// What can be merged: it is made of a tree, and gives its own.
pub(super) trait Whole: Default {
    fn of_tree(tree: &Table) -> Self;
}

impl Whole for Family {
    fn of_tree(tree: &Table) -> Self {
        let text = print::file(&Source::new(""), tree);
        read_family(&text).value.unwrap_or_default()
    }
}

impl Whole for Settings {
    fn of_tree(tree: &Table) -> Self {
        let text = print::file(&Source::new(""), tree);
        read_settings(&text).value.unwrap_or_default()
    }
}

impl<T: Whole> Merged<T> {
    fn new(sides: [Table; 3]) -> Self {
        let mut merged = Self {
            clashes: Vec::new(),
            choices: Vec::new(),
            conflicts: Vec::new(),
            notes: Vec::new(),
            value: T::default(),
            sides,
        };
        let (tree, _) = merged.attempt();
        merged.clashes = clashes(&tree, &merged.sides);
        merged.build();
        merged.choices = vec![None; merged.conflicts.len()];
        merged
    }

    /// What came of the merge, with everything that was decided.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What both sides changed in different ways. The places in this list stay, whatever is decided.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// What was decided about a conflict.
    pub fn choice(&self, n: usize) -> Option<&Choice> {
        self.choices.get(n).and_then(Option::as_ref)
    }

    /// What came from theirs, in words.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Decides a conflict, by its place in [`Self::conflicts`]; a later decision replaces an earlier one.
    ///
    /// # Errors
    /// [`ChoiceError`]; nothing has changed then.
    pub fn resolve(&mut self, n: usize, choice: Choice) -> Result<(), ChoiceError> {
        let conflict = self
            .conflicts
            .get(n)
            .ok_or(ChoiceError::NoConflict(n + 1))?;
        conflict.check(&choice)?;
        self.choices[n] = Some(choice);
        self.build();
        Ok(())
    }

    fn attempt(&self) -> (Table, Merger<'_>) {
        let [base, ours, theirs] = &self.sides;
        let mut merger = Merger::new(&self.choices);
        let owner = match text(ours, "title").or(text(theirs, "title")) {
            Some(title) if ours.kind == Kind::Family => title,
            _ if ours.kind == Kind::Family => text!("merge-the-family"),
            _ => text!("merge-the-catalog"),
        };
        let tree = merger.merge(owner, base, ours, theirs);
        (tree, merger)
    }

    fn build(&mut self) {
        let (mut tree, mut merger) = self.attempt();
        for clash in &self.clashes {
            clash.settle(&mut tree, &self.sides, &mut merger);
        }
        let (mut conflicts, mut notes) = (merger.conflicts, merger.tidings.sentences());
        for id in strip_ids(&mut tree, &self.sides) {
            notes.push(text!("merge-the-id-was-taken-from", id));
        }
        self.value = T::of_tree(&tree);
        for conflict in &mut conflicts {
            conflict.node = node(&tree, conflict.part.as_ref());
        }
        self.conflicts = conflicts;
        self.notes = notes;
    }
}

fn elements<'t>(tree: &'t Table, list: &str) -> impl Iterator<Item = &'t Table> {
    let values = match tree.get(list) {
        Some(Value::List(values)) => values.as_slice(),
        _ => &[],
    };
    values.iter().filter_map(|value| match value {
        Value::Table(table) => Some(table),
        _ => None,
    })
}

fn node(tree: &Table, part: Option<&(String, String)>) -> Option<Node> {
    if tree.kind != Kind::Family {
        return None;
    }
    let Some((list, id)) = part else {
        return Some(Node::Family);
    };
    let at = elements(tree, list).position(|table| text(table, "id") == Some(id))?;
    Some(match list.as_str() {
        "roles" => Node::Role(at),
        "specialties" => Node::Specialty(at),
        _ => Node::Segment(at),
    })
}

/// How often an id is given to a part.
fn count(tree: &Table, id: &str) -> usize {
    let all = PARTS.iter().flat_map(|list| elements(tree, list));
    all.filter(|table| text(table, "id") == Some(id)).count()
}

/// The ids that are given more than once though neither side does so, and the list from which theirs goes.
fn clashes(tree: &Table, [_, ours, theirs]: &[Table; 3]) -> Vec<Clash> {
    let mut clashes: Vec<Clash> = Vec::new();
    for list in PARTS {
        for id in elements(tree, list).filter_map(|table| text(table, "id")) {
            let most = count(ours, id).max(count(theirs, id));
            let is_ours = elements(ours, list).any(|table| text(table, "id") == Some(id));
            let clash = Clash {
                list: list.to_owned(),
                id: id.to_owned(),
            };
            if count(tree, id) > most && !is_ours && !clashes.contains(&clash) {
                clashes.push(clash);
            }
        }
    }
    clashes
}

impl Clash {
    fn settle(&self, tree: &mut Table, [_, ours, theirs]: &[Table; 3], merger: &mut Merger<'_>) {
        let with_id = |tree: &Table, list: &str| {
            let found = elements(tree, list).find(|table| text(table, "id") == Some(&self.id));
            found.map(|table| words::said(&Value::Table(table.clone())))
        };
        let here = PARTS.iter().find_map(|list| with_id(ours, list));
        let choice = merger.ask(Conflict {
            place: text!("merge-the-id", id = self.id),
            key: "id".to_owned(),
            node: None,
            list: None,
            base: None,
            ours: here,
            theirs: with_id(theirs, &self.list),
            part: Some((self.list.clone(), self.id.clone())),
            takes: Takes::Id,
        });
        for (key, value) in &mut tree.entries {
            let Value::List(values) = value else { continue };
            if !PARTS.contains(&key.as_ref()) {
                continue;
            }
            let is_theirs = *key == self.list;
            let has_id = |value: &Value| pair::id(value) == Some(&self.id);
            match choice {
                Some(Choice::Theirs) if !is_theirs => values.retain(|value| !has_id(value)),
                Some(Choice::Theirs) => {}
                Some(Choice::Text(id)) if is_theirs => {
                    for value in values.iter_mut().filter(|value| has_id(value)) {
                        set_id(value, Some(id.trim()));
                    }
                }
                Some(Choice::Text(_)) => {}
                _ if is_theirs => values.retain(|value| !has_id(value)),
                _ => {}
            }
        }
        tree.entries
            .retain(|(_, value)| !matches!(value, Value::List(values) if values.is_empty()));
    }
}

fn set_id(value: &mut Value, id: Option<&str>) {
    let Value::Table(table) = value else { return };
    match id {
        Some(id) => {
            for (_, value) in table.entries.iter_mut().filter(|(key, _)| key == "id") {
                *value = Value::Text(id.to_owned());
            }
        }
        None => table.entries.retain(|(key, _)| key != "id"),
    }
}

/// Takes the ids from items that would share one though they do on neither side. Gives those ids.
fn strip_ids(tree: &mut Table, [_, ours, theirs]: &[Table; 3]) -> Vec<String> {
    let all = |tree: &Table| {
        let mut ids = std::collections::HashMap::new();
        let mut tree = tree.clone();
        each_item(&mut tree, &mut |item| {
            if let Some(id) = pair::id(item) {
                *ids.entry(id.to_owned()).or_insert(0_usize) += 1;
            }
        });
        ids
    };
    let (here, there) = (all(ours), all(theirs));
    let (mut seen, mut stripped) = (std::collections::HashMap::new(), Vec::new());
    each_item(tree, &mut |item| {
        let Some(id) = pair::id(item).map(str::to_owned) else {
            return;
        };
        let most = here.get(&id).max(there.get(&id)).copied().unwrap_or(1);
        let count = seen.entry(id.clone()).or_insert(0_usize);
        *count += 1;
        if *count > most {
            set_id(item, None);
            stripped.push(id);
        }
    });
    stripped
}

/// Calls `f` with every item of the family and its parts.
fn each_item(tree: &mut Table, f: &mut impl FnMut(&mut Value)) {
    for (key, value) in &mut tree.entries {
        let Value::List(values) = value else { continue };
        match key.as_ref() {
            "responsibilities" | "requirements" | "nice_to_have" => {
                values.iter_mut().for_each(&mut *f);
            }
            list if PARTS.contains(&list) => {
                for value in values {
                    if let Value::Table(part) = value {
                        each_item(part, f);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
