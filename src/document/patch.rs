//! An edit as a change of bytes: positions come from the parser, the bytes between them are not touched.
//!
//! Nothing is ever printed anew from a tree, so comments, blank lines, quoting, key order, line ends and a byte
//! order mark survive because nobody has been near them. What a comment belongs to: one behind an item, to that
//! item; one on lines of its own directly above an item, to the item below it.

use std::ops::Range;

use toml_edit::{Document, Item, Value};

use super::edit::{Edit, EditError};
use super::field::Field;
use super::list::List;
use super::place::{Place, Written, entries, entry, is_item, place, value_of};
use super::places::Places;
use super::print;
use super::read::{mark_len, read_family, read_settings};
use super::rewrite::{Alignment, rewrite};
use super::schema::Kind;
use super::source::{Element, Source, Splice};
use super::tree;
use crate::model::{Body, Family, Grade, ListKind, Node, Settings};

/// The text after the edit. The caller checks that it says what was meant.
pub(super) fn patch(text: &str, edit: &Edit, family: &Family) -> Result<String, EditError> {
    let node = edit.node();
    let meant = family.body(node).ok_or(EditError::NoPart)?;
    match edit {
        // What stays in a list stays as it is written; setting nothing takes out what was not understood, too.
        Edit::Set { field, .. }
            if matches!(field, Field::Tags | Field::ReportsTo | Field::Extends)
                && !edit.unsets() =>
        {
            become_family(text, family)
        }
        Edit::Set { field, .. } if field.is_nested() => become_family(text, family),
        Edit::Set { field, .. } => once(text, node, |patcher, place| {
            patcher.set(place, *field, meant)
        }),
        Edit::Add {
            list, at, texts, ..
        } => once(text, node, |patcher, place| {
            let new = meant.list(*list).get(*at..*at + texts.len());
            patcher.add(place, *list, *at, new.ok_or(EditError::Unfaithful)?)
        }),
        Edit::Replace { list, index, .. } => once(text, node, |patcher, place| {
            let new = meant.list(*list).get(*index);
            patcher.replace(
                place,
                *list,
                *index,
                new.ok_or(EditError::Unfaithful)?.text(),
            )
        }),
        Edit::SetItem { .. } | Edit::SetElement { .. } | Edit::Reword { .. } => {
            become_aligned(text, family, Alignment::Place)
        }
        Edit::AddElement { .. }
        | Edit::RemoveElement { .. }
        | Edit::MoveElement { .. }
        | Edit::SetElements { .. }
        | Edit::SetRoles { .. }
        | Edit::SetWaivers { .. } => become_family(text, family),
        Edit::Remove { list, index, .. } => once(text, node, |patcher, place| {
            Ok(patcher.items(place, *list)?.remove(*index))
        }),
        Edit::Move { list, from, to, .. } => once(text, node, |patcher, place| {
            Ok(patcher.items(place, *list)?.shift(*from, *to))
        }),
    }
}

/// The text after it was made to say what a family says. The caller checks that it does.
pub(super) fn become_family(text: &str, family: &Family) -> Result<String, EditError> {
    become_aligned(text, family, Alignment::Content)
}

fn become_aligned(text: &str, family: &Family, alignment: Alignment) -> Result<String, EditError> {
    let read = |text: &str| read_family(text).value.as_ref().map(tree::family);
    rewrite(text, &tree::family(family), read, alignment)
}

/// The same of the catalog's settings.
pub(super) fn become_settings(text: &str, settings: &Settings) -> Result<String, EditError> {
    let read = |text: &str| read_settings(text).value.as_ref().map(tree::settings);
    rewrite(text, &tree::settings(settings), read, Alignment::Content)
}

/// Where a key of a part is written, or else the part itself. See [`Places`] for many of them.
pub fn locate(text: &str, node: Node, key: &str) -> Option<Range<usize>> {
    Places::new(text)?.key(node, key)
}

/// Where one element of a list of a part is written. See [`Places::element`].
pub fn locate_element(text: &str, node: Node, key: &str, index: usize) -> Option<Range<usize>> {
    Places::new(text)?.element(node, key, index)
}

/// Parses the text, and makes the splices that are found for one part of it.
pub(super) fn once(
    text: &str,
    node: Node,
    find: impl FnOnce(&Patcher<'_>, &Place<'_>) -> Result<Vec<Splice>, EditError>,
) -> Result<String, EditError> {
    let (mark, text) = text.split_at(mark_len(text));
    let document = Document::parse(text).map_err(|_| EditError::Unfaithful)?;
    let patcher = Patcher {
        source: Source::new(text),
    };
    let splices = find(&patcher, &place(&document, node)?)?;
    let patched = patcher.source.spliced(splices);
    Ok(format!("{mark}{}", patched.ok_or(EditError::Unfaithful)?))
}

pub(super) struct Patcher<'t> {
    pub(super) source: Source<'t>,
}

impl<'t> Patcher<'t> {
    pub(super) fn set(
        &self,
        place: &Place<'_>,
        field: Field,
        meant: &Body,
    ) -> Result<Vec<Splice>, EditError> {
        let old = value_of(place, field.key())?;
        let old_text = old
            .and_then(Value::span)
            .map(|span| &self.source.text[span]);
        self.put(place, field.key(), self.literal(field, meant, old_text))
    }

    /// Writes a key with this value, or takes it out.
    pub(super) fn put(
        &self,
        place: &Place<'_>,
        key: &str,
        literal: Option<String>,
    ) -> Result<Vec<Splice>, EditError> {
        let span = match value_of(place, key)? {
            Some(value) => Some(
                value
                    .span()
                    .ok_or(EditError::Layout(place.kind.known(key)))?,
            ),
            None => None,
        };
        match (literal, span) {
            (None, None) => Ok(Vec::new()),
            (None, Some(span)) => self.unset(place, key, span),
            (Some(new), Some(span)) => Ok(vec![(span, new)]),
            (Some(new), None) => self.insert_key(place, key, &|_| new.clone()),
        }
    }

    /// How the meant value is written; `None` when it is unset.
    fn literal(&self, field: Field, meant: &Body, old_text: Option<&str>) -> Option<String> {
        let quote = |text: &str| self.source.quote(text, old_text);
        match field {
            Field::Grade => meant.grade.as_ref().map(|grade| match grade {
                Grade::Number(number) => number.to_string(),
                Grade::Text(text) => quote(text),
            }),
            Field::ReviewDue => meant.more.review_due.map(|date| date.to_string()),
            // Not empty, they are made by `rewrite`; those in tables of their own always.
            Field::Tags
            | Field::ReportsTo
            | Field::ExtendsOf(_)
            | Field::LadderSummary
            | Field::HiringIntro
            | Field::HiringOutro => None,
            Field::Title
            | Field::Summary
            | Field::Status
            | Field::Owner
            | Field::Track
            | Field::Extends => {
                let text = field.text_of(meant);
                (!text.is_empty()).then(|| quote(&text))
            }
        }
    }

    fn unset(
        &self,
        place: &Place<'_>,
        key: &str,
        value: Range<usize>,
    ) -> Result<Vec<Splice>, EditError> {
        let source = &self.source;
        let span = place
            .table
            .get_key_value(key)
            .and_then(|(key, _)| key.span())
            .ok_or(EditError::Unfaithful)?;
        if matches!(&place.written, Written::Dotted { braces, .. } if braces.is_some()) {
            return Err(EditError::Layout(place.kind.known(key)));
        }
        let Written::Inline(braces) = &place.written else {
            let lines = source.line_start(span.start)..source.line_end(value.end);
            return Ok(vec![(lines, String::new())]);
        };
        let before = entries(place.table)
            .into_iter()
            .filter(|entry| entry.end <= span.start)
            .max_by_key(|entry| entry.end)
            .map(|entry| Element::new(source, entry));
        let entry = Element::new(source, span.start..value.end);
        Ok(entry.removed(source, before.as_ref(), braces.end))
    }

    /// Writes a key that is not there. What its value is like may depend on how deep it stands.
    fn insert_key(
        &self,
        place: &Place<'_>,
        key: &str,
        value: &dyn Fn(&str) -> String,
    ) -> Result<Vec<Splice>, EditError> {
        let source = &self.source;
        let newline = source.newline;
        if matches!(place.written, Written::Implicit(_)) {
            return Err(EditError::Layout(place.kind.known(key)));
        }
        let name = place.written.key(key);
        if let Some(braces) = place.written.braces() {
            let last = entries(place.table).into_iter().max_by_key(|e| e.end);
            let entry = format!("{name} = {}", value(""));
            return Ok(self.insert_entry(braces, last, &entry));
        }
        let rank = |name: &str| place.kind.rank(name);
        let mine = rank(key);
        let mut before: Option<(usize, Range<usize>)> = None;
        for (name, item) in place.table.iter() {
            let Some(span) = entry(place.table, name, item) else {
                continue;
            };
            let rank = rank(name);
            // Of keys that have no place in the order, the new one is the last.
            let comes_before = rank < mine || (rank == mine && place.kind.is_free());
            if comes_before && before.as_ref().is_none_or(|(best, _)| rank >= *best) {
                before = Some((rank, span));
            }
        }
        let first = entries(place.table).into_iter().map(|e| e.start).min();
        let (at, indent) = match (&place.written, before, first) {
            (_, Some((_, span)), _) => (source.line_end(span.end), source.indent(span.start)),
            (Written::Header(span), None, _) => {
                (source.line_end(span.end), source.indent(span.start))
            }
            (Written::Dotted { .. }, None, Some(first)) => {
                (source.above_comments(first), source.indent(first))
            }
            (_, None, Some(first)) => (source.above_comments(first), ""),
            (_, None, None) => (0, ""),
        };
        let lead = if at > 0 && !source.text[..at].ends_with('\n') {
            newline
        } else {
            ""
        };
        Ok(vec![(
            at..at,
            format!("{lead}{indent}{name} = {}{newline}", value(indent)),
        )])
    }

    /// Puts an entry into `{ }`, behind the last one.
    fn insert_entry(
        &self,
        braces: &Range<usize>,
        last: Option<Range<usize>>,
        new: &str,
    ) -> Vec<Splice> {
        let source = &self.source;
        let Some(last) = last else {
            let at = braces.start + 1;
            let behind = if source.text[at..].starts_with('}') {
                " "
            } else {
                ""
            };
            return vec![(at..at, format!(" {new}{behind}"))];
        };
        let element = Element::new(source, last);
        let end = element.value.end;
        if !element.alone(source, braces.end) {
            return vec![(end..end, format!(", {new}"))];
        }
        let at = source.line_end(element.end());
        let indent = source.indent(element.value.start);
        let mut splices = vec![(at..at, format!("{indent}{new},{}", source.newline))];
        if element.comma.is_none() {
            splices.push((end..end, ",".to_owned()));
        }
        splices
    }

    fn items(&self, place: &Place<'_>, list: ListKind) -> Result<List<'_, 't>, EditError> {
        let layout = EditError::Layout(list.key());
        let Some(Item::Value(Value::Array(array))) = place.table.get(list.key()) else {
            return Err(layout);
        };
        let flat = match &place.written {
            Written::Inline(braces) => !self.source.text[braces.clone()].contains('\n'),
            _ => false,
        };
        List::new(&self.source, array, is_item, flat).ok_or(layout)
    }

    fn add(
        &self,
        place: &Place<'_>,
        list: ListKind,
        at: usize,
        new: &[crate::model::Item],
    ) -> Result<Vec<Splice>, EditError> {
        let literals: Vec<String> = new
            .iter()
            .map(|item| self.source.quote(item.text(), None))
            .collect();
        if literals.is_empty() {
            return Ok(Vec::new());
        }
        if place
            .table
            .get(list.key())
            .is_some_and(|item| !item.is_none())
        {
            return Ok(self.items(place, list)?.insert(at, &literals));
        }
        self.put_lines(place, list.key(), &literals)
    }

    /// Writes a list that is not there, a line for each element where lines can be.
    pub(super) fn put_lines(
        &self,
        place: &Place<'_>,
        key: &str,
        literals: &[String],
    ) -> Result<Vec<Splice>, EditError> {
        let newline = self.source.newline;
        self.insert_key(place, key, &|indent| match place.written.braces() {
            Some(_) => format!("[{}]", literals.join(", ")),
            None => print::lines(newline, indent, literals),
        })
    }

    pub(super) fn replace(
        &self,
        place: &Place<'_>,
        list: ListKind,
        index: usize,
        text: &str,
    ) -> Result<Vec<Splice>, EditError> {
        let string = match place.table.get(list.key()) {
            Some(Item::Value(Value::Array(array))) => {
                match array.iter().filter(|value| is_item(value)).nth(index) {
                    Some(Value::InlineTable(table)) if !table.contains_key("text") => {
                        let place = Place {
                            table,
                            written: Written::Inline(
                                table.span().ok_or(EditError::Layout(list.key()))?,
                            ),
                            kind: Kind::Item,
                        };
                        return self.put(&place, "text", Some(self.source.quote(text, None)));
                    }
                    Some(Value::InlineTable(table)) => table.get("text").and_then(Value::span),
                    Some(value) => value.span(),
                    None => None,
                }
            }
            Some(Item::ArrayOfTables(tables)) => tables
                .get(index)
                .and_then(|table| table.get("text"))
                .and_then(Item::span),
            _ => None,
        };
        let span = string.ok_or(EditError::Layout(list.key()))?;
        let new = self
            .source
            .quote(text, Some(&self.source.text[span.clone()]));
        Ok(vec![(span, new)])
    }
}
