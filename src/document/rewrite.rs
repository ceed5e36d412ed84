//! From what a text says to what it shall say: only the bytes that say something else are written anew.
//!
//! Works in passes. Each compares what the text says now with what is meant, key by key and element by element,
//! and splices in the steps that bring it nearer; it is done when nothing differs. Keys that the program does not
//! know, comments and layout are never looked at, and so they stay.

use toml_edit::{Array, Document, InlineTable, Item, TableLike, Value as Written_};

use super::align::{Step, is_same, steps};
use super::edit::EditError;
use super::list::List;
use super::patch::{Patcher, Place, Written};
use super::print;
use super::read::mark_len;
use super::regions::{Path, Regions};
use super::schema::Kind;
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

    fn list(
        &mut self,
        place: &Place<'_>,
        key: &str,
        from: &[Value],
        to: &[Value],
    ) -> Result<(), EditError> {
        let layout = EditError::Layout(place.kind.known(key));
        match place.table.get(key) {
            None | Some(Item::None) => self.new_list(place, key, to),
            Some(Item::Value(Written_::Array(array))) => self.array(place, key, array, from, to),
            Some(Item::ArrayOfTables(tables)) => {
                let Some(mut list) = self.path(place) else {
                    return Err(layout);
                };
                list.push((key.to_owned(), None));
                for step in self.steps(from, to) {
                    match step {
                        Step::Change(n) => {
                            let table = tables.get(n).ok_or(EditError::Unfaithful)?;
                            let place = Place {
                                table,
                                written: Written::Header(
                                    table.span().ok_or(EditError::Unfaithful)?,
                                ),
                                kind: place.kind.form(key).kind(),
                            };
                            self.element(&place, &from[n], &to[n])?;
                        }
                        Step::Insert(n, end) => {
                            let text = self.elements(&list, place.kind, key, &to[n..end]);
                            let splices = self.regions.insert_element(&list, n, &text);
                            self.push(splices.ok_or(layout.clone())?);
                        }
                        Step::Remove(n) => {
                            let path = super::regions::element(&list, n);
                            let splices = self.regions.remove(&path);
                            self.push(splices);
                        }
                        Step::Shift(at, n) => {
                            let key = place.kind.known(key);
                            let splices = self.regions.shift(&list, at, n, key)?;
                            self.push(splices);
                        }
                    }
                }
                Ok(())
            }
            Some(Item::Value(_)) => {
                // One written without the list around it; it keeps its bytes where it stays.
                let old = place.table.get(key).and_then(Item::as_value);
                let source = &self.patcher.source;
                let old = old.and_then(Written_::span).map(|span| &source.text[span]);
                let written = |value: &Value| match old {
                    Some(old) if from.first() == Some(value) => old.to_owned(),
                    _ => self.literal(value, None),
                };
                let literals: Vec<String> = to.iter().map(written).collect();
                let list = (!to.is_empty()).then(|| format!("[{}]", literals.join(", ")));
                self.put(place, key, list)
            }
            Some(Item::Table(_)) => Err(layout),
        }
    }

    /// Elements of a list, each under a header of its own.
    fn elements(&self, list: &Path, kind: Kind, key: &str, values: &[Value]) -> String {
        let source = &self.patcher.source;
        let kind = kind.form(key).kind();
        let blocks: Vec<String> = values
            .iter()
            .map(|value| print::block(source, list, true, &as_table(value, kind)))
            .collect();
        blocks.join(source.newline)
    }

    fn new_list(&mut self, place: &Place<'_>, key: &str, to: &[Value]) -> Result<(), EditError> {
        if to.is_empty() {
            return Ok(());
        }
        let form = place.kind.form(key);
        if form.has_headers()
            && let Some(parent) = self.path(place)
        {
            let mut list = parent.clone();
            list.push((key.to_owned(), None));
            let text = self.elements(&list, place.kind, key, to);
            return self.insert_block(place.kind, &parent, key, &text);
        }
        let literals: Vec<String> = to.iter().map(|value| self.literal(value, None)).collect();
        let flat = format!("[{}]", literals.join(", "));
        let is_implicit = matches!(place.written, Written::Implicit(_));
        if form.has_lines() && place.written.braces().is_none() && !is_implicit {
            let splices = self.patcher.put_lines(place, key, &literals)?;
            self.push(splices);
            return Ok(());
        }
        self.put(place, key, Some(flat))
    }

    fn array(
        &mut self,
        place: &Place<'_>,
        key: &str,
        array: &Array,
        from: &[Value],
        to: &[Value],
    ) -> Result<(), EditError> {
        let layout = EditError::Layout(place.kind.known(key));
        let form = place.kind.form(key);
        let counts = |value: &Written_| counts(place.kind, key, value);
        let is_flat = !form.has_lines() && !form.has_headers();
        let is_whole = array.iter().all(counts);
        if to.is_empty() && is_whole && is_flat {
            return self.put(place, key, None);
        }
        let in_line = match place.written.braces() {
            Some(braces) => !self.patcher.source.text[braces.clone()].contains('\n'),
            _ => is_flat,
        };
        let source = self.patcher.source;
        let list = List::new(&source, array, counts, in_line).ok_or(layout.clone())?;
        let written: Vec<&Written_> = array.iter().filter(|value| counts(value)).collect();
        for step in self.steps(from, to) {
            match step {
                Step::Change(n) => {
                    let value = *written.get(n).ok_or(EditError::Unfaithful)?;
                    let span = value.span().ok_or(layout.clone())?;
                    let kind = place.kind.form(key).kind();
                    // What is not known of a manager is not known of another one.
                    let is_other = kind == Kind::Manager && !is_same(&from[n], &to[n]);
                    match value {
                        Written_::InlineTable(table)
                            if !is_other && !self.is_plain_text(table, &to[n], kind) =>
                        {
                            let place = Place {
                                table,
                                written: Written::Inline(span),
                                kind,
                            };
                            self.element(&place, &from[n], &to[n])?;
                        }
                        _ => {
                            // Another tag is another word; a reworded item keeps the quotes that it had.
                            let old = Some(value).filter(|_| form.has_lines());
                            let literal = self.changed(&from[n], &to[n], old);
                            self.push(vec![(span, literal)]);
                        }
                    }
                }
                Step::Insert(n, end) => {
                    let new: Vec<String> = to[n..end]
                        .iter()
                        .map(|value| self.literal(value, None))
                        .collect();
                    self.push(list.insert(n, &new));
                }
                Step::Remove(n) => self.push(list.remove(n)),
                Step::Shift(at, n) => self.push(list.shift(at, n)),
            }
        }
        Ok(())
    }

    /// Whether a table in braces, with nothing in it that is not known, is to become a text alone.
    fn is_plain_text(&self, table: &InlineTable, to: &Value, kind: Kind) -> bool {
        let written = table.span().map(|span| &self.patcher.source.text[span]);
        matches!(to, Value::Text(_))
            && table.iter().all(|(key, _)| kind.knows(key))
            && !written.is_some_and(|written| written.contains('#'))
    }

    /// An element as it is written after it changed; a text that stays keeps its bytes.
    fn changed(&self, from: &Value, to: &Value, old: Option<&Written_>) -> String {
        let text_of = |value: &Value, kind: Kind| -> Option<Value> {
            as_table(value, kind).get(kind.shorthand()?).cloned()
        };
        let kind = match (from, to) {
            (Value::Table(table), _) | (_, Value::Table(table)) => table.kind,
            _ => return self.literal(to, old),
        };
        let stays = text_of(from, kind).is_some() && text_of(from, kind) == text_of(to, kind);
        let text = match old {
            Some(Written_::InlineTable(table)) => kind.shorthand().and_then(|key| table.get(key)),
            other => other,
        };
        let written = text.and_then(Written_::span).filter(|_| stays);
        let (Some(span), Some(key)) = (written, kind.shorthand()) else {
            return self.literal(to, text);
        };
        let written = &self.patcher.source.text[span];
        let Value::Table(table) = to else {
            return written.to_owned();
        };
        let entries = table.entries.iter().map(|(name, value)| match name == key {
            true => format!("{key} = {written}"),
            false => format!("{} = {}", print::key(name), self.literal(value, None)),
        });
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    }

    fn element(&mut self, place: &Place<'_>, from: &Value, to: &Value) -> Result<(), EditError> {
        self.table(
            place,
            &as_table(from, place.kind),
            &as_table(to, place.kind),
        )
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

/// Whether an element of an array is read as one of the list; the others are passed over.
fn counts(kind: Kind, key: &str, value: &Written_) -> bool {
    match kind.form(key).kind() {
        Kind::Item | Kind::Waiver => value.is_str() || value.is_inline_table(),
        Kind::Manager => {
            value.is_inline_table() || value.as_str().is_some_and(|text| !text.is_empty())
        }
        _ if kind.form(key).has_headers() => value.is_inline_table(),
        _ => value.is_str() || value.is_integer(),
    }
}
