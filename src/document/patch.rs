//! An edit as a change of bytes: positions come from the parser, the bytes between them are not touched.
//!
//! Nothing is ever printed anew from a tree, so comments, blank lines, quoting, key order, line ends and a byte
//! order mark survive because nobody has been near them. What a comment belongs to: one behind an item, to that
//! item; one on lines of its own directly above an item, to the item below it.

use std::ops::Range;

use toml_edit::{Array, Document, Item, TableLike, Value};
use toml_writer::{TomlStringBuilder, WriteTomlValue};

use super::edit::{Edit, EditError, Field};
use crate::model::{Body, Grade, ListKind, Node, ReportsTo};

/// The text after the edit. The caller checks that it says what was meant.
pub(super) fn patch(text: &str, edit: &Edit, meant: &Body) -> Result<String, EditError> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let source = &text[start..];
    let document = Document::parse(source).map_err(|_| EditError::Unfaithful)?;
    let patcher = Patcher {
        text: source,
        newline: if source.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        },
    };
    let place = place(&document, edit.node())?;
    let mut splices = match edit {
        Edit::Set { field, .. } => patcher.set(&place, *field, meant)?,
        Edit::Add {
            list, at, texts, ..
        } => patcher.add(&place, *list, *at, texts)?,
        Edit::Replace {
            list, index, text, ..
        } => patcher.replace(&place, *list, *index, text)?,
        Edit::Remove { list, index, .. } => patcher.array(&place, *list)?.remove(*index),
        Edit::Move { list, from, to, .. } => patcher.array(&place, *list)?.shift(*from, *to),
    };
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 256);
    out.push_str(&text[..start]);
    let mut done = 0;
    for (range, new) in splices {
        let kept = source.get(done..range.start).ok_or(EditError::Unfaithful)?;
        out.push_str(kept);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&source[done..]);
    Ok(out)
}

/// Where a key of a part is written, or else the part itself.
pub fn locate(text: &str, node: Node, key: &str) -> Option<Range<usize>> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let document = Document::parse(&text[start..]).ok()?;
    let place = place(&document, node).ok()?;
    let span = match place
        .table
        .get_key_value(key)
        .and_then(|(key, _)| key.span())
    {
        Some(span) => span,
        None => match place.written {
            Written::Root => 0..0,
            Written::Header(span) | Written::Inline(span) => span,
        },
    };
    Some(span.start + start..span.end + start)
}

type Splice = (Range<usize>, String);

/// A table of the document, and how it is written.
struct Place<'d> {
    table: &'d dyn TableLike,
    written: Written,
    order: &'static [&'static str],
}

enum Written {
    /// The top of the file.
    Root,
    /// Under a `[header]`, whose span this is.
    Header(Range<usize>),
    /// In `{ }`, whose span this is.
    Inline(Range<usize>),
}

/// The order in which keys are put in.
const FAMILY_ORDER: &[&str] = &[
    "title",
    "summary",
    "status",
    "owner",
    "review_due",
    "tags",
    "responsibilities",
    "requirements",
    "nice_to_have",
];
const ROLE_ORDER: &[&str] = &[
    "id",
    "title",
    "roles",
    "grade",
    "reports_to",
    "extends",
    "track",
    "status",
    "owner",
    "review_due",
    "tags",
    "summary",
    "responsibilities",
    "requirements",
    "nice_to_have",
    "omit",
];

fn place<'d>(document: &'d Document<&str>, node: Node) -> Result<Place<'d>, EditError> {
    let (key, index) = match node {
        Node::Family => {
            return Ok(Place {
                table: document.as_table(),
                written: Written::Root,
                order: FAMILY_ORDER,
            });
        }
        Node::Role(index) => ("roles", index),
        Node::Specialty(index) => ("specialties", index),
        Node::Segment(index) => ("segments", index),
    };
    let item = document.get(key).ok_or(EditError::NoPart)?;
    let (table, span): (&dyn TableLike, _) = match item {
        Item::ArrayOfTables(tables) => {
            let table = tables.get(index).ok_or(EditError::NoPart)?;
            (table, table.span().map(Written::Header))
        }
        Item::Value(Value::Array(array)) => {
            let table = array
                .get(index)
                .and_then(Value::as_inline_table)
                .ok_or(EditError::NoPart)?;
            (table, table.span().map(Written::Inline))
        }
        _ => return Err(EditError::NoPart),
    };
    Ok(Place {
        table,
        written: span.ok_or(EditError::Layout(key))?,
        order: ROLE_ORDER,
    })
}

struct Patcher<'t> {
    text: &'t str,
    newline: &'static str,
}

impl<'t> Patcher<'t> {
    fn set(&self, place: &Place<'_>, field: Field, meant: &Body) -> Result<Vec<Splice>, EditError> {
        let key = field.key();
        let old = match place.table.get(key) {
            None | Some(Item::None) => None,
            Some(Item::Value(value)) => Some(value),
            Some(_) => return Err(EditError::Layout(key)),
        };
        let old_span = match old {
            Some(value) => Some(value.span().ok_or(EditError::Layout(key))?),
            None => None,
        };
        let old_text = old_span.clone().map(|span| &self.text[span]);
        match (self.literal(field, meant, old, old_text), old_span) {
            (None, None) => Ok(Vec::new()),
            (None, Some(span)) => self.unset(place, key, span),
            (Some(new), Some(span)) => Ok(vec![(span, new)]),
            (Some(new), None) => self.insert_key(place, key, &new),
        }
    }

    /// How the meant value is written; `None` when it is unset.
    fn literal(
        &self,
        field: Field,
        meant: &Body,
        old: Option<&Value>,
        old_text: Option<&str>,
    ) -> Option<String> {
        match field {
            Field::Grade => meant.grade.as_ref().map(|grade| match grade {
                Grade::Number(number) => number.to_string(),
                Grade::Text(text) => self.quote(text, old_text),
            }),
            Field::ReviewDue => meant.review_due.map(|date| date.to_string()),
            Field::Tags => (!meant.tags.is_empty()).then(|| {
                let tags: Vec<_> = meant.tags.iter().map(|tag| self.quote(tag, None)).collect();
                format!("[{}]", tags.join(", "))
            }),
            Field::ReportsTo => {
                (!meant.reports_to.is_empty()).then(|| self.managers(&meant.reports_to, old))
            }
            Field::Title
            | Field::Summary
            | Field::Status
            | Field::Owner
            | Field::Track
            | Field::Extends => {
                let text = field.text_of(meant);
                (!text.is_empty()).then(|| self.quote(&text, old_text))
            }
        }
    }

    /// Managers that are the same as before keep the bytes that they had, and with them what this program does
    /// not know of them.
    fn managers(&self, meant: &[ReportsTo], old: Option<&Value>) -> String {
        let written: Vec<&Value> = match old {
            Some(Value::Array(array)) => array.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        let entries: Vec<String> = meant
            .iter()
            .map(|manager| {
                written
                    .iter()
                    .find(|value| is_manager(value, manager))
                    .and_then(|value| value.span())
                    .map_or_else(|| self.manager(manager), |span| self.text[span].to_owned())
            })
            .collect();
        format!("[{}]", entries.join(", "))
    }

    fn manager(&self, manager: &ReportsTo) -> String {
        let mut text = format!("{{ title = {}", self.quote(&manager.title, None));
        for (key, value) in [("role", &manager.role), ("link", &manager.link)] {
            if let Some(value) = value {
                text.push_str(&format!(", {key} = {}", self.quote(value, None)));
            }
        }
        text.push_str(" }");
        text
    }

    /// A TOML string; in single quotes where the old one was, or where that saves escapes.
    fn quote(&self, text: &str, old: Option<&str>) -> String {
        let builder = TomlStringBuilder::new(text);
        let old = old.unwrap_or_default();
        let literal = if text.contains('\n') {
            builder.as_ml_basic()
        } else if old.starts_with('\'') && !old.starts_with("'''") {
            builder.as_literal().unwrap_or_else(|| builder.as_basic())
        } else {
            builder
                .as_basic_pretty()
                .or_else(|| builder.as_literal())
                .unwrap_or_else(|| builder.as_basic())
        };
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = literal.write_toml_value(&mut out);
        if self.newline == "\n" {
            out
        } else {
            out.replace('\n', self.newline)
        }
    }

    /// From the start of the line that `at` is on.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Behind the newline that ends the line that `at` is on.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |newline| at + newline + 1)
    }

    fn indent(&self, at: usize) -> &'t str {
        let line = &self.text[self.line_start(at)..at];
        &line[..line.len() - line.trim_start().len()]
    }

    fn first_on_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    /// Whether only white space or a comment follows on the line.
    fn last_on_line(&self, at: usize) -> bool {
        let rest = self.text[at..self.line_end(at)].trim();
        rest.is_empty() || rest.starts_with('#')
    }

    fn unset(
        &self,
        place: &Place<'_>,
        key: &str,
        value: Range<usize>,
    ) -> Result<Vec<Splice>, EditError> {
        let span = place
            .table
            .get_key_value(key)
            .and_then(|(key, _)| key.span())
            .ok_or(EditError::Unfaithful)?;
        if !matches!(place.written, Written::Inline(_)) {
            return Ok(vec![(
                self.line_start(span.start)..self.line_end(value.end),
                String::new(),
            )]);
        }
        // Inside braces one comma has to go as well: the one behind, or else the one before.
        let behind = self.text[value.end..].trim_start();
        let range = if let Some(rest) = behind.strip_prefix(',') {
            let end = self.text.len() - rest.trim_start_matches([' ', '\t']).len();
            span.start..end
        } else {
            let before = self.text[..span.start].trim_end();
            let start = before
                .strip_suffix(',')
                .map_or(span.start, |b| b.trim_end().len());
            start..value.end
        };
        Ok(vec![(range, String::new())])
    }

    fn insert_key(
        &self,
        place: &Place<'_>,
        key: &str,
        new: &str,
    ) -> Result<Vec<Splice>, EditError> {
        let rank = |name: &str| place.order.iter().position(|known| *known == name);
        let mine = rank(key).ok_or(EditError::Unfaithful)?;
        let mut before: Option<(usize, Range<usize>)> = None;
        let mut first: Option<usize> = None;
        let mut last_value_end = None;
        for (name, item) in place.table.iter() {
            let Item::Value(value) = item else { continue };
            let (Some(at), Some(key_at)) = (
                value.span(),
                place
                    .table
                    .get_key_value(name)
                    .and_then(|(key, _)| key.span()),
            ) else {
                continue;
            };
            first = Some(first.map_or(key_at.start, |first| first.min(key_at.start)));
            last_value_end = last_value_end.max(Some(at.end));
            if let Some(rank) = rank(name).filter(|rank| *rank < mine)
                && before.as_ref().is_none_or(|(best, _)| rank > *best)
            {
                before = Some((rank, key_at.start..at.end));
            }
        }
        if let Written::Inline(span) = &place.written {
            return Ok(vec![match last_value_end {
                Some(end) => (end..end, format!(", {key} = {new}")),
                None => (span.clone(), format!("{{ {key} = {new} }}")),
            }]);
        }
        let (at, indent) = match (&place.written, before, first) {
            (_, Some((_, span)), _) => (self.line_end(span.end), self.indent(span.start)),
            (Written::Header(span), None, _) => (self.line_end(span.end), self.indent(span.start)),
            (_, None, Some(first)) => (self.line_start(first), ""),
            (_, None, None) => (0, ""),
        };
        let newline = self.newline;
        let lead = if at > 0 && !self.text[..at].ends_with('\n') {
            newline
        } else {
            ""
        };
        Ok(vec![(
            at..at,
            format!("{lead}{indent}{key} = {new}{newline}"),
        )])
    }

    fn array(&self, place: &Place<'_>, list: ListKind) -> Result<List<'_, 't>, EditError> {
        match place.table.get(list.key()) {
            Some(Item::Value(Value::Array(array))) => List::new(self, array, list),
            _ => Err(EditError::Layout(list.key())),
        }
    }

    fn add(
        &self,
        place: &Place<'_>,
        list: ListKind,
        at: usize,
        texts: &[String],
    ) -> Result<Vec<Splice>, EditError> {
        let literals: Vec<String> = texts
            .iter()
            .map(|text| self.quote(text.trim(), None))
            .collect();
        if literals.is_empty() {
            return Ok(Vec::new());
        }
        if place
            .table
            .get(list.key())
            .is_some_and(|item| !item.is_none())
        {
            return Ok(self.array(place, list)?.insert(at, &literals));
        }
        let lines: String = literals
            .iter()
            .map(|l| format!("  {l},{}", self.newline))
            .collect();
        let value = match place.written {
            Written::Inline(_) => format!("[{}]", literals.join(", ")),
            _ => format!("[{}{lines}]", self.newline),
        };
        self.insert_key(place, list.key(), &value)
    }

    fn replace(
        &self,
        place: &Place<'_>,
        list: ListKind,
        index: usize,
        text: &str,
    ) -> Result<Vec<Splice>, EditError> {
        let text = text.trim();
        let string = match place.table.get(list.key()) {
            Some(Item::Value(Value::Array(array))) => match array.get(index) {
                Some(Value::InlineTable(table)) => table.get("text").and_then(Value::span),
                Some(value) => value.span(),
                None => None,
            },
            Some(Item::ArrayOfTables(tables)) => tables
                .get(index)
                .and_then(|table| table.get("text"))
                .and_then(Item::span),
            _ => None,
        };
        let span = string.ok_or(EditError::Layout(list.key()))?;
        let new = self.quote(text, Some(&self.text[span.clone()]));
        Ok(vec![(span, new)])
    }
}

fn is_manager(value: &Value, manager: &ReportsTo) -> bool {
    if let Some(title) = value.as_str() {
        return title == manager.title && manager.role.is_none() && manager.link.is_none();
    }
    let get = |key| {
        value
            .as_inline_table()
            .and_then(|table| table.get(key))
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    get("title") == Some(manager.title.as_str())
        && get("role") == manager.role.as_deref()
        && get("link") == manager.link.as_deref()
}

/// An array of items, element by element.
struct List<'p, 't> {
    patcher: &'p Patcher<'t>,
    span: Range<usize>,
    elements: Vec<Element>,
}

struct Element {
    value: Range<usize>,
    comma: Option<usize>,
}

impl Element {
    /// Behind the comma, or behind the value when there is none.
    fn end(&self) -> usize {
        self.comma.map_or(self.value.end, |comma| comma + 1)
    }
}

impl<'p, 't> List<'p, 't> {
    fn new(patcher: &'p Patcher<'t>, array: &Array, list: ListKind) -> Result<Self, EditError> {
        let layout = EditError::Layout(list.key());
        let span = array.span().ok_or(layout.clone())?;
        let values = array
            .iter()
            .map(|value| value.span().ok_or(layout.clone()))
            .collect::<Result<Vec<_>, _>>()?;
        let elements = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let limit = values
                    .get(index + 1)
                    .map_or(span.end - 1, |next| next.start);
                Element {
                    value: value.clone(),
                    comma: comma(patcher.text, value.end..limit),
                }
            })
            .collect();
        Ok(Self {
            patcher,
            span,
            elements,
        })
    }

    /// Whether an element has its line (or lines) to itself.
    fn alone(&self, element: &Element) -> bool {
        self.patcher.first_on_line(element.value.start)
            && self.patcher.last_on_line(element.end())
            && self.patcher.line_end(element.end()) < self.span.end
    }

    fn insert(&self, at: usize, literals: &[String]) -> Vec<Splice> {
        let patcher = self.patcher;
        let newline = patcher.newline;
        let lines = |indent: &str| -> String {
            literals
                .iter()
                .map(|l| format!("{indent}{l},{newline}"))
                .collect()
        };
        let Some(last) = self.elements.last() else {
            let inside = &patcher.text[self.span.start + 1..self.span.end - 1];
            let indent = patcher.indent(self.span.start);
            if inside.trim().is_empty() {
                let text = format!("[{newline}{}{indent}]", lines(&format!("{indent}  ")));
                return vec![(self.span.clone(), text)];
            }
            // A comment stands in it, and so the closing bracket is on a line of its own.
            let close = patcher.line_start(self.span.end - 1);
            return vec![(close..close, lines(&format!("{indent}  ")))];
        };
        if let Some(next) = self.elements.get(at) {
            let start = next.value.start;
            let before = match at.checked_sub(1).map(|before| &self.elements[before]) {
                Some(before) => before.end(),
                None => self.span.start + 1,
            };
            if patcher.first_on_line(start) && patcher.last_on_line(before) {
                let at = patcher.line_end(before);
                return vec![(at..at, lines(patcher.indent(start)))];
            }
            return vec![(start..start, format!("{}, ", literals.join(", ")))];
        }
        if !patcher.first_on_line(last.value.start) {
            return vec![(
                last.value.end..last.value.end,
                format!(", {}", literals.join(", ")),
            )];
        }
        let indent = patcher.indent(last.value.start);
        let end = last.end();
        if patcher.last_on_line(end) && patcher.line_end(end) < self.span.end {
            let at = patcher.line_end(end);
            let mut splices = vec![(at..at, lines(indent))];
            if last.comma.is_none() {
                splices.push((last.value.end..last.value.end, ",".to_owned()));
            }
            return splices;
        }
        // The closing bracket follows on the same line.
        let text: String = literals
            .iter()
            .map(|l| format!(",{newline}{indent}{l}"))
            .collect();
        vec![(last.value.end..last.value.end, text)]
    }

    fn remove(&self, index: usize) -> Vec<Splice> {
        let patcher = self.patcher;
        let Some(element) = self.elements.get(index) else {
            return Vec::new();
        };
        let range = if self.alone(element) {
            patcher.line_start(element.value.start)..patcher.line_end(element.end())
        } else if element.comma.is_some() {
            let rest = &patcher.text[element.end()..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            element.value.start..element.end() + blanks
        } else {
            // The last one on a line with others: the comma before it goes too, unless a comment is between.
            let start = index
                .checked_sub(1)
                .and_then(|before| self.elements[before].comma)
                .filter(|comma| {
                    patcher.text[comma + 1..element.value.start]
                        .trim()
                        .is_empty()
                })
                .unwrap_or(element.value.start);
            start..element.value.end
        };
        vec![(range, String::new())]
    }

    fn shift(&self, from: usize, to: usize) -> Vec<Splice> {
        let patcher = self.patcher;
        let (low, high) = (from.min(to), from.max(to));
        let Some(elements) = self.elements.get(low..=high) else {
            return Vec::new();
        };
        let whole_lines = elements.iter().all(|element| self.alone(element));
        let ranges: Vec<Range<usize>> = elements
            .iter()
            .map(|element| {
                if whole_lines {
                    self.with_comments(element)
                } else {
                    element.value.clone()
                }
            })
            .collect();
        let mut texts: Vec<String> = ranges
            .iter()
            .zip(elements)
            .map(|(range, element)| {
                let mut text = patcher.text[range.clone()].to_owned();
                if whole_lines && element.comma.is_none() {
                    text.insert(element.value.end - range.start, ',');
                }
                text
            })
            .collect();
        let moved = texts.remove(from - low);
        texts.insert(to - low, moved);
        ranges.into_iter().zip(texts).collect()
    }

    /// The lines of an element that stands alone, with the comment lines directly above it.
    fn with_comments(&self, element: &Element) -> Range<usize> {
        let patcher = self.patcher;
        let mut start = patcher.line_start(element.value.start);
        while start > self.span.start + 1 {
            let above = patcher.line_start(start - 1);
            if above <= self.span.start || !patcher.text[above..start].trim_start().starts_with('#')
            {
                break;
            }
            start = above;
        }
        start..patcher.line_end(element.end())
    }
}

/// The comma in a stretch between two values, where only white space and comments can stand besides.
fn comma(text: &str, range: Range<usize>) -> Option<usize> {
    let mut in_comment = false;
    for (offset, byte) in text[range.clone()].bytes().enumerate() {
        match byte {
            b'\n' => in_comment = false,
            b'#' => in_comment = true,
            b',' if !in_comment => return Some(range.start + offset),
            _ => {}
        }
    }
    None
}
