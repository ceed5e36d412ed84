//! From what a text says to what it shall say: only the bytes that say something else are written anew.
//!
//! Works in passes. Each compares what the text says now with what is meant, key by key and element by element,
//! and splices in the steps that bring it nearer; it is done when nothing differs. Keys that the program does not
//! know, comments and layout are never looked at, and so they stay.

mod lists;

use toml_edit::{Document, Item, TableLike, Value as Written_};

use super::align::{Step, steps};
use super::edit::EditError;
use super::patch::Patcher;
use super::place::{Place, Written};
use super::print;
use super::read::mark_len;
use super::regions::{Path, Regions};
use super::schema::{Form, Kind};
use super::source::{Source, Splice};
use super::tree::{Table, Value};

/// The text after it was made to mean `meant`; `read` says what a text means.
pub(super) fn rewrite(
    text: &str,
    meant: &Table,
    read: impl Fn(&str) -> Option<Table>,
    alignment: Alignment,
) -> Result<String, EditError> {
    let mut text = text.to_owned();
    let mut now = read(&text).ok_or(EditError::Unfaithful)?;
    // Each pass brings at least one key or element to its place; a key can need a few.
    for _ in 0..8 + 4 * (size(&now) + size(meant)) {
        if now == *meant {
            return Ok(text);
        }
        let (mark, body) = text.split_at(mark_len(&text));
        let document = Document::parse(body).map_err(|_| EditError::Unfaithful)?;
        let source = Source::new(body);
        let groups = {
            let mut reviser = Reviser {
                regions: Regions::of(&source, document.as_table()),
                patcher: Patcher { source },
                groups: Vec::new(),
                alignment,
            };
            let root = Place {
                table: document.as_table(),
                written: Written::Root,
                kind: meant.kind,
            };
            reviser.table(&root, &now, meant)?;
            reviser.groups
        };
        let first = groups.first().cloned().ok_or(EditError::Unfaithful)?;
        // All at once where they keep out of each other's way; else one after the other.
        let all = match body.ends_with('\n') {
            true => source.spliced(groups.into_iter().flatten().collect()),
            false => None,
        };
        let better = all.and_then(|all| Some((read(&all)?, all)));
        let (meaning, next) = match better {
            Some(better) => better,
            None => {
                let next = source.spliced(first).ok_or(EditError::Unfaithful)?;
                (read(&next).ok_or(EditError::Unfaithful)?, next)
            }
        };
        if next == body {
            return Err(EditError::Unfaithful);
        }
        now = meaning;
        text = format!("{mark}{next}");
    }
    Err(EditError::Unfaithful)
}

fn size(table: &Table) -> usize {
    fn of(value: &Value) -> usize {
        match value {
            Value::List(values) => 1 + values.iter().map(of).sum::<usize>(),
            Value::Table(table) => size(table),
            _ => 1,
        }
    }
    1 + table
        .entries
        .iter()
        .map(|(_, value)| of(value))
        .sum::<usize>()
}

struct Reviser<'s, 't> {
    regions: Regions<'s, 't>,
    patcher: Patcher<'t>,
    /// What was found, difference by difference.
    groups: Vec<Vec<Splice>>,
    alignment: Alignment,
}

/// How the elements of a list are told from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alignment {
    /// By what they say: one that is elsewhere now was moved.
    Content,
    /// By their places, in lists that stay as long as they are: nothing was moved.
    Place,
}

impl Reviser<'_, '_> {
    fn steps(&self, from: &[Value], to: &[Value]) -> Vec<Step> {
        if self.alignment == Alignment::Place && from.len() == to.len() {
            let changed = (0..from.len()).filter(|n| from[*n] != to[*n]);
            return changed.map(Step::Change).collect();
        }
        steps(from, to)
    }

    fn push(&mut self, splices: Vec<Splice>) {
        if !splices.is_empty() {
            self.groups.push(splices);
        }
    }

    fn table(&mut self, place: &Place<'_>, now: &Table, meant: &Table) -> Result<(), EditError> {
        let mut keys: Vec<&str> = place.kind.names().collect();
        for (key, _) in now.entries.iter().chain(&meant.entries) {
            if !keys.contains(&key.as_ref()) {
                keys.push(key);
            }
        }
        for key in keys {
            let (was, will) = (now.get(key), meant.get(key));
            if was != will {
                self.key(place, key, was, will)?;
            }
        }
        Ok(())
    }

    fn key(
        &mut self,
        place: &Place<'_>,
        key: &str,
        was: Option<&Value>,
        will: Option<&Value>,
    ) -> Result<(), EditError> {
        let list = |value: Option<&Value>| match value {
            Some(Value::List(values)) => values.clone(),
            _ => Vec::new(),
        };
        match (was, will) {
            (_, Some(Value::List(to))) => self.list(place, key, &list(was), to),
            (Some(Value::List(_)), None) if self.is_only_words(place, key) => {
                self.put(place, key, None)
            }
            (Some(Value::List(from)), None) => self.list(place, key, from, &[]),
            (_, Some(Value::Table(to))) => self.inner(place, key, was, to),
            (Some(Value::Table(from)), None) => self.no_inner(place, key, from),
            (_, Some(scalar)) => {
                let old = place.table.get(key).and_then(Item::as_value);
                let literal = self.literal(scalar, old);
                self.put(place, key, Some(literal))
            }
            (Some(_), None) => self.put(place, key, None),
            (None, None) => Ok(()),
        }
    }

    /// Whether a list that is to be empty can go with its key: it is no list of items, whose place stays, and nobody
    /// has written anything into it that is not read.
    fn is_only_words(&self, place: &Place<'_>, key: &str) -> bool {
        let array = place.table.get(key).and_then(Item::as_array);
        let Some((array, span)) = array.and_then(|array| Some((array, array.span()?))) else {
            return false;
        };
        let mut between = Vec::new();
        let mut end = span.start;
        for value in array.iter() {
            let Some(value) = value.span().filter(|_| value.is_str()) else {
                return false;
            };
            between.push(end..value.start);
            end = value.end;
        }
        between.push(end..span.end);
        let text = self.patcher.source.text;
        let has_comment = between.into_iter().any(|gap| text[gap].contains('#'));
        !has_comment && !matches!(place.kind.form(key), Form::Items(_))
    }

    fn literal(&self, value: &Value, old: Option<&Written_>) -> String {
        let source = &self.patcher.source;
        let old = old.and_then(Written_::span).map(|span| &source.text[span]);
        print::literal(source, value, old)
    }

    /// Writes a key with a value, or takes it out.
    fn put(
        &mut self,
        place: &Place<'_>,
        key: &str,
        literal: Option<String>,
    ) -> Result<(), EditError> {
        let absent = place.table.get(key).is_none_or(Item::is_none);
        if let (Written::Implicit(path), Some(literal), true) = (&place.written, &literal, absent) {
            // The table has no header yet, only tables below it do.
            let newline = self.patcher.source.newline;
            let text = format!(
                "{}{newline}{} = {literal}{newline}",
                print::header(path, false),
                print::key(key)
            );
            let splices = self.regions.insert_above(path, &text);
            self.push(splices.ok_or(EditError::Layout(place.kind.known(key)))?);
            return Ok(());
        }
        let splices = self.patcher.put(place, key, literal)?;
        self.push(splices);
        Ok(())
    }

    /// Makes the table under a key mean `to`.
    fn inner(
        &mut self,
        place: &Place<'_>,
        key: &str,
        was: Option<&Value>,
        to: &Table,
    ) -> Result<(), EditError> {
        let empty = Table {
            kind: to.kind,
            entries: Vec::new(),
        };
        let from = match was {
            Some(Value::Table(from)) => from,
            _ => &empty,
        };
        if let Some(inner) = self.place_of(place, key, to.kind) {
            return self.table(&inner, from, to);
        }
        let absent = place.table.get(key).is_none_or(Item::is_none);
        match self.path(place) {
            Some(parent) if absent && place.kind.form(key).has_headers() => {
                self.block(place.kind, &parent, key, to)
            }
            _ => {
                let literal = self.literal(&Value::Table(to.clone()), None);
                self.put(place, key, Some(literal))
            }
        }
    }

    /// Takes what is known out of the table under a key, and the table too when nothing else is in it.
    fn no_inner(&mut self, place: &Place<'_>, key: &str, from: &Table) -> Result<(), EditError> {
        let Some(inner) = self.place_of(place, key, from.kind) else {
            return self.put(place, key, None);
        };
        let only_known = inner
            .table
            .iter()
            .all(|(key, _)| from.kind.is_free() || from.kind.knows(key));
        let whole = match (&inner.written, only_known) {
            (Written::Inline(_), true) => return self.put(place, key, None),
            (Written::Header(header), true) => self.regions.path_at(header).cloned(),
            (Written::Implicit(path), true) => Some(path.clone()),
            _ => None,
        };
        if let Some(path) = whole {
            let splices = self.regions.remove(&path);
            self.push(splices);
            return Ok(());
        }
        let empty = Table {
            kind: from.kind,
            entries: Vec::new(),
        };
        self.table(&inner, from, &empty)
    }

    /// The table under a key, if one is written there.
    fn place_of<'d>(&self, place: &Place<'d>, key: &str, kind: Kind) -> Option<Place<'d>> {
        let (table, written): (&dyn TableLike, _) = match place.table.get(key)? {
            Item::Value(Written_::InlineTable(inner)) if inner.is_dotted() => {
                (inner, place.written.behind_dots(key))
            }
            Item::Value(Written_::InlineTable(inner)) => (inner, Written::Inline(inner.span()?)),
            Item::Table(inner) if inner.is_dotted() => (inner, place.written.behind_dots(key)),
            Item::Table(inner) if inner.is_implicit() => {
                let mut path = self.path(place)?;
                path.push((key.to_owned(), None));
                (inner, Written::Implicit(path))
            }
            Item::Table(inner) => (inner, Written::Header(inner.span()?)),
            _ => return None,
        };
        Some(Place {
            table,
            written,
            kind,
        })
    }

    /// The path of a table that stands under headers; `None` for one in braces.
    fn path(&self, place: &Place<'_>) -> Option<Path> {
        match &place.written {
            Written::Root => Some(Vec::new()),
            Written::Header(header) => self.regions.path_at(header).cloned(),
            Written::Implicit(path) => Some(path.clone()),
            Written::Inline(_) | Written::Dotted { .. } => None,
        }
    }

    /// Puts a table under a header of its own into its place among its siblings.
    fn block(
        &mut self,
        kind: Kind,
        parent: &Path,
        key: &str,
        table: &Table,
    ) -> Result<(), EditError> {
        let mut path = parent.clone();
        path.push((key.to_owned(), None));
        let text = print::block(&self.patcher.source, &path, false, table);
        self.insert_block(kind, parent, key, &text)
    }

    fn insert_block(
        &mut self,
        kind: Kind,
        parent: &Path,
        key: &str,
        text: &str,
    ) -> Result<(), EditError> {
        let rank = kind.rank(key);
        let splices = self
            .regions
            .insert_below(parent, |sibling| kind.rank(sibling) < rank, text);
        self.push(splices.ok_or(EditError::Layout(kind.known(key)))?);
        Ok(())
    }
}

/// An element given as a text alone, as the table that means the same.
pub(super) fn as_table(value: &Value, kind: Kind) -> Table {
    match value {
        Value::Table(table) => table.clone(),
        other => Table {
            kind,
            entries: kind
                .shorthand()
                .filter(|_| *other != Value::Text(String::new()))
                .map(|key| (key.into(), other.clone()))
                .into_iter()
                .collect(),
        },
    }
}
