//! Three trees into one: key by key, and list by list along the elements that are the same.
//!
//! Where both sides changed the same thing in different ways there is a conflict. Decisions change what is taken
//! there and nothing else, so conflicts keep their numbers whatever is decided.

use super::super::rewrite::as_table;
use super::super::schema::Kind;
use super::super::tree::{Table, Value};
use super::conflict::{Choice, Conflict, Takes};
use super::elements::elements;
use super::order::{moved_by_theirs, order};
use super::pair::{Sort, text};
use super::prose;
use super::words::{Deed, Tidings, called, label, said};
use crate::model::ListKind;

/// What a merge has found so far.
pub(super) struct Merger<'c> {
    choices: &'c [Option<Choice>],
    pub(super) conflicts: Vec<Conflict>,
    pub(super) tidings: Tidings,
}

/// Where in the tree a merge is, in words and as far as an address goes.
#[derive(Clone)]
pub(super) struct Here {
    /// The family, or the role or variation.
    owner: String,
    /// A role or variation, by its list and its id.
    part: Option<(String, String)>,
    trail: Vec<String>,
    list: Option<ListKind>,
}

impl Here {
    fn below(&self, step: String) -> Self {
        let mut here = self.clone();
        here.trail.push(step);
        here
    }
}

/// One thing as the base and both sides have it.
#[derive(Clone, Copy)]
struct Three<'v> {
    base: Option<&'v Value>,
    ours: Option<&'v Value>,
    theirs: Option<&'v Value>,
}

impl<'c> Merger<'c> {
    pub(super) fn new(choices: &'c [Option<Choice>]) -> Self {
        Self {
            choices,
            conflicts: Vec::new(),
            tidings: Tidings::default(),
        }
    }

    /// Merges two whole trees that come from a third.
    pub(super) fn merge(
        &mut self,
        owner: &str,
        base: &Table,
        ours: &Table,
        theirs: &Table,
    ) -> Table {
        let here = Here {
            owner: owner.to_owned(),
            part: None,
            trail: Vec::new(),
            list: None,
        };
        self.table(&here, base, ours, theirs)
    }

    /// Notes a conflict, and says what was decided about it.
    pub(super) fn ask(&mut self, conflict: Conflict) -> Option<&'c Choice> {
        let choice = self
            .choices
            .get(self.conflicts.len())
            .and_then(Option::as_ref);
        self.conflicts.push(conflict);
        choice
    }

    fn conflict(
        &mut self,
        here: &Here,
        key: &str,
        three: Three<'_>,
        takes: Takes,
    ) -> Option<&'c Choice> {
        let mut place = vec![here.owner.as_str()];
        place.extend(here.trail.iter().map(String::as_str));
        self.ask(Conflict {
            place: place.join(" · "),
            key: key.to_owned(),
            node: None,
            list: here.list,
            base: three.base.map(said),
            ours: three.ours.map(said),
            theirs: three.theirs.map(said),
            part: here.part.clone(),
            takes,
        })
    }

    fn table(&mut self, here: &Here, base: &Table, ours: &Table, theirs: &Table) -> Table {
        let kind = ours.kind;
        let mut keys: Vec<String> = kind.names().map(str::to_owned).collect();
        let all = [ours, theirs, base].into_iter();
        let mut others: Vec<&str> = all
            .flat_map(|table| table.entries.iter().map(|(key, _)| key.as_ref()))
            .filter(|key| !kind.knows(key))
            .collect();
        others.sort_unstable();
        others.dedup();
        keys.extend(others.into_iter().map(str::to_owned));
        let mut entries = Vec::new();
        for key in keys {
            let three = Three {
                base: base.get(&key),
                ours: ours.get(&key),
                theirs: theirs.get(&key),
            };
            if let Some(value) = self.key(here, kind, &key, three) {
                entries.push((key.into(), value));
            }
        }
        Table { kind, entries }
    }

    fn key(&mut self, here: &Here, kind: Kind, key: &str, three: Three<'_>) -> Option<Value> {
        let Three { base, ours, theirs } = three;
        if ours == theirs || theirs == base {
            return ours.cloned();
        }
        let all = || [base, ours, theirs].into_iter().flatten();
        let here_below = here.below(label(kind, key));
        if all().all(|value| matches!(value, Value::List(_))) {
            let values = |value: Option<&Value>| match value {
                Some(Value::List(values)) => values.clone(),
                _ => Vec::new(),
            };
            let lists = [values(base), values(ours), values(theirs)];
            let merged = self.list(&here_below, kind, key, &lists);
            return match ours == base {
                // What was found in it is told; what it says is theirs to the last of it.
                true => theirs.cloned(),
                false => (!merged.is_empty()).then_some(Value::List(merged)),
            };
        }
        if let Some(inner) = all().find_map(as_kind)
            && all().all(|value| as_kind(value).is_some())
        {
            let empty = Table {
                kind: inner,
                entries: Vec::new(),
            };
            let table = |value: Option<&'_ Value>| match value {
                Some(Value::Table(table)) => table.clone(),
                _ => empty.clone(),
            };
            let merged = self.table(&here_below, &table(base), &table(ours), &table(theirs));
            return (!merged.entries.is_empty()).then_some(Value::Table(merged));
        }
        if ours == base {
            self.tidings.note(&here.owner, kind, key, Deed::Changed);
            return theirs.cloned();
        }
        if let (Some(Value::Text(base)), Some(Value::Text(ours)), Some(Value::Text(theirs))) =
            (base, ours, theirs)
            && is_prose(kind, key)
            && let Some(joined) = prose::merge(base, ours, theirs)
        {
            self.tidings.note(&here.owner, kind, key, Deed::Joined);
            return (!joined.is_empty()).then_some(Value::Text(joined));
        }
        let takes = Takes::value(kind, key);
        match self.conflict(&here_below, key, three, takes) {
            None | Some(Choice::Ours | Choice::Both) => ours.cloned(),
            Some(Choice::Base) => base.cloned(),
            Some(Choice::Theirs) => theirs.cloned(),
            Some(Choice::Text(text)) => takes.read(text).unwrap_or_else(|_| ours.cloned()),
        }
    }

    fn list(&mut self, here: &Here, kind: Kind, key: &str, lists: &[Vec<Value>; 3]) -> Vec<Value> {
        let mut here = here.clone();
        here.list = ListKind::ALL.into_iter().find(|list| list.key() == key);
        let sort = Sort::of(kind, key);
        let elements = elements(sort, lists);
        let moved = moved_by_theirs(&elements);
        let mut values: Vec<Vec<Value>> = Vec::new();
        for (n, element) in elements.iter().enumerate() {
            let three = Three {
                base: element.base.map(|at| &lists[0][at]),
                ours: element.ours.map(|at| &lists[1][at]),
                theirs: element.theirs.map(|at| &lists[2][at]),
            };
            let merged = self.element(&here, (kind, key), sort, three);
            if moved[n] && !merged.is_empty() {
                self.tidings.note(&here.owner, kind, key, Deed::Moved);
            }
            values.push(merged);
        }
        let kept: Vec<bool> = values.iter().map(|values| !values.is_empty()).collect();
        let order = order(&elements, &kept);
        order
            .into_iter()
            .flat_map(|n| std::mem::take(&mut values[n]))
            .collect()
    }

    /// What becomes of one element: nothing, itself in some form, or two where both forms are wanted.
    fn element(
        &mut self,
        here: &Here,
        (kind, key): (Kind, &str),
        sort: Sort,
        three: Three<'_>,
    ) -> Vec<Value> {
        let mut note = |deed| self.tidings.note(&here.owner, kind, key, deed);
        match (three.base, three.ours, three.theirs) {
            (_, Some(ours), Some(theirs)) if ours == theirs => vec![ours.clone()],
            (_, Some(_), Some(_)) => self.both_have(here, (kind, key), sort, three),
            (None, Some(ours), None) => vec![ours.clone()],
            (None, None, Some(theirs)) => {
                note(Deed::Added);
                vec![theirs.clone()]
            }
            (Some(base), Some(ours), None) if base == ours => {
                note(Deed::Removed);
                Vec::new()
            }
            (Some(base), None, Some(theirs)) if base == theirs => Vec::new(),
            (Some(_), Some(kept), None) | (Some(_), None, Some(kept)) => {
                self.removed_and_changed(here, key, sort, three, kept)
            }
            (_, None, None) => Vec::new(),
        }
    }

    /// One side took out what the other changed: it stays until somebody decides that it goes.
    fn removed_and_changed(
        &mut self,
        here: &Here,
        key: &str,
        sort: Sort,
        three: Three<'_>,
        kept: &Value,
    ) -> Vec<Value> {
        let is_line = matches!(sort, Sort::Lines | Sort::Tables(Kind::Item));
        let takes = match is_line {
            true => Takes::Line,
            false => Takes::Side,
        };
        let place = match is_line {
            true => here.clone(),
            false => here.below(called(kept)),
        };
        let taken = match self.conflict(&place, key, three, takes) {
            None | Some(Choice::Both) => Some(kept.clone()),
            Some(Choice::Base) => three.base.cloned(),
            Some(Choice::Ours) => three.ours.cloned(),
            Some(Choice::Theirs) => three.theirs.cloned(),
            Some(Choice::Text(text)) => worded(kept, text),
        };
        taken.into_iter().collect()
    }

    fn both_have(
        &mut self,
        here: &Here,
        (kind, key): (Kind, &str),
        sort: Sort,
        three: Three<'_>,
    ) -> Vec<Value> {
        let (Some(ours), Some(theirs)) = (three.ours, three.theirs) else {
            return Vec::new();
        };
        if three.theirs == three.base {
            return vec![ours.clone()];
        }
        let Sort::Tables(of) = sort else {
            return self.line(here, (kind, key), three);
        };
        if of == Kind::Item {
            if three.ours == three.base {
                self.tidings.note(&here.owner, kind, key, Deed::Changed);
                return vec![theirs.clone()];
            }
            return self.item(here, (kind, key), three);
        }
        let table = |value: Option<&Value>| match value {
            Some(value) => as_table(value, of),
            None => Table {
                kind: of,
                entries: Vec::new(),
            },
        };
        let (base, ours, theirs) = (table(three.base), as_table(ours, of), as_table(theirs, of));
        let name = called(&Value::Table(ours.clone()));
        let inside = match of {
            Kind::Role => Here {
                owner: name,
                part: text(&ours, "id").map(|id| (key.to_owned(), id.to_owned())),
                trail: Vec::new(),
                list: None,
            },
            _ => here.below(name),
        };
        let first = self.conflicts.len();
        let merged = self.table(&inside, &base, &ours, &theirs);
        if of == Kind::Role && text(&merged, "id") != text(&ours, "id") {
            // Whoever looks for the part finds it under the id that it has now.
            let part = text(&merged, "id").map(|id| (key.to_owned(), id.to_owned()));
            for conflict in &mut self.conflicts[first..] {
                conflict.part.clone_from(&part);
            }
        }
        vec![plain(merged)]
    }

    /// A sentence that has no more to it than its words.
    fn line(&mut self, here: &Here, (kind, key): (Kind, &str), three: Three<'_>) -> Vec<Value> {
        if three.ours == three.base {
            self.tidings.note(&here.owner, kind, key, Deed::Changed);
            return three.theirs.cloned().into_iter().collect();
        }
        let sides = [three.ours, three.theirs];
        let taken: Vec<Value> = match self.conflict(here, key, three, Takes::Lines) {
            None | Some(Choice::Ours) => sides[0].cloned().into_iter().collect(),
            Some(Choice::Theirs) => sides[1].cloned().into_iter().collect(),
            Some(Choice::Base) => three.base.cloned().into_iter().collect(),
            Some(Choice::Both) => sides.into_iter().flatten().cloned().collect(),
            Some(Choice::Text(text)) => {
                let kept = three.ours.or(three.theirs);
                kept.and_then(|kept| worded(kept, text))
                    .into_iter()
                    .collect()
            }
        };
        taken
    }

    /// An item that both sides have and changed: its words as a whole, the rest key by key.
    fn item(&mut self, here: &Here, (kind, key): (Kind, &str), three: Three<'_>) -> Vec<Value> {
        let table = |value: Option<&Value>| match value {
            Some(value) => as_table(value, Kind::Item),
            None => Table {
                kind: Kind::Item,
                entries: Vec::new(),
            },
        };
        let split = |value: Option<&Value>| {
            let mut table = table(value);
            let words = table.get("text").cloned();
            table.entries.retain(|(key, _)| key != "text");
            (words, table)
        };
        let (base, ours, theirs) = (split(three.base), split(three.ours), split(three.theirs));
        let words = Three {
            base: base.0.as_ref(),
            ours: ours.0.as_ref(),
            theirs: theirs.0.as_ref(),
        };
        let own = words.ours.or(words.theirs).map(said).unwrap_or_default();
        let texts: Vec<Option<Value>> = if words.ours == words.theirs || words.theirs == words.base
        {
            vec![words.ours.cloned()]
        } else if words.ours == words.base {
            self.tidings.note(&here.owner, kind, key, Deed::Changed);
            vec![words.theirs.cloned()]
        } else {
            match self.conflict(here, key, three, Takes::Lines) {
                None | Some(Choice::Ours) => vec![words.ours.cloned()],
                Some(Choice::Theirs) => vec![words.theirs.cloned()],
                Some(Choice::Base) => vec![words.base.cloned()],
                Some(Choice::Both) => vec![words.ours.cloned(), words.theirs.cloned()],
                Some(Choice::Text(text)) if text.trim().is_empty() => Vec::new(),
                Some(Choice::Text(text)) => vec![Some(Value::Text(text.trim().to_owned()))],
            }
        };
        let rest = self.table(&here.below(own), &base.1, &ours.1, &theirs.1);
        let with = |(n, words): (usize, Option<Value>)| {
            let mut table = rest.clone();
            if n > 0 {
                // An id belongs to one item only.
                table.entries.retain(|(key, _)| key != "id");
            }
            let words = words.map(|words| ("text".into(), words));
            table.entries.splice(0..0, words);
            plain(table)
        };
        texts.into_iter().enumerate().map(with).collect()
    }
}

/// The kind of a table that stands under a key of its own.
fn as_kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Table(table) => Some(table.kind),
        _ => None,
    }
}

fn is_prose(kind: Kind, key: &str) -> bool {
    matches!(
        (kind, key),
        (_, "summary")
            | (Kind::Section, "body")
            | (Kind::Hiring, "intro" | "outro")
            | (Kind::Page, _)
    )
}

/// A table that says no more than a text alone is that text, where the format writes it so.
fn plain(table: Table) -> Value {
    let alone = match table.kind {
        Kind::Item => "text",
        Kind::Waiver => "rule",
        _ => return Value::Table(table),
    };
    match table.entries.as_slice() {
        [] => Value::Text(String::new()),
        [(key, Value::Text(text))] if key == alone => Value::Text(text.clone()),
        _ => Value::Table(table),
    }
}

/// An element with other words; `None` where there are none.
fn worded(element: &Value, words: &str) -> Option<Value> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let words = Value::Text(words.to_owned());
    Some(match element {
        Value::Table(table) => {
            let mut table = table.clone();
            table.entries.retain(|(key, _)| key != "text");
            table.entries.insert(0, ("text".into(), words));
            Value::Table(table)
        }
        _ => words,
    })
}
