//! Lists: the steps from the elements that are written to those that are meant.

use toml_edit::{Array, InlineTable, Item, Value as Written_};

use super::super::align::{Step, is_same};
use super::super::edit::EditError;
use super::super::list::List;
use super::super::place::{Place, Written};
use super::super::print;
use super::super::regions::{self, Path};
use super::super::schema::Kind;
use super::super::tree::Value;
use super::{Reviser, as_table};

impl Reviser<'_, '_> {
    pub(super) fn list(
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
                            let path = regions::element(&list, n);
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
