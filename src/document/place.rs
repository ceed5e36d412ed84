//! Where the tables of a family are written, and how.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::edit::EditError;
use super::print;
use super::regions::Path;
use super::schema::Kind;
use crate::model::Node;

/// A table of the document, and how it is written.
pub(super) struct Place<'d> {
    pub(super) table: &'d dyn TableLike,
    pub(super) written: Written,
    pub(super) kind: Kind,
}

pub(super) enum Written {
    /// The top of the file.
    Root,
    /// Under a `[header]`, whose span this is.
    Header(Range<usize>),
    /// In `{ }`, whose span this is.
    Inline(Range<usize>),
    /// Nowhere itself: only tables below it have headers. This is its path.
    Implicit(Path),
    /// By keys with dots in them.
    Dotted {
        /// What stands before the last dot.
        keys: Vec<String>,
        /// The span of the `{ }` that they are in, if they are in any.
        braces: Option<Range<usize>>,
    },
}

impl Written {
    /// The span of the `{ }` that it is in, at any depth of dots.
    pub(super) fn braces(&self) -> Option<&Range<usize>> {
        match self {
            Self::Inline(braces) => Some(braces),
            Self::Dotted { braces, .. } => braces.as_ref(),
            Self::Root | Self::Header(_) | Self::Implicit(_) => None,
        }
    }

    /// How a table is written that stands behind dots in one that is written so.
    pub(super) fn behind_dots(&self, key: &str) -> Self {
        let mut keys = match self {
            Self::Dotted { keys, .. } => keys.clone(),
            _ => Vec::new(),
        };
        keys.push(key.to_owned());
        Self::Dotted {
            keys,
            braces: self.braces().cloned(),
        }
    }

    /// A key of it, with all that stands before it.
    pub(super) fn key(&self, key: &str) -> String {
        let before = match self {
            Self::Dotted { keys, .. } => keys.as_slice(),
            _ => &[],
        };
        let keys = before.iter().map(|key| print::key(key));
        let keys: Vec<String> = keys.chain([print::key(key)]).collect();
        keys.join(".")
    }
}

pub(super) fn place<'d>(document: &'d Document<&str>, node: Node) -> Result<Place<'d>, EditError> {
    let (key, index) = match node {
        Node::Family => {
            return Ok(Place {
                table: document.as_table(),
                written: Written::Root,
                kind: Kind::Family,
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
            // What is no table is not read, and so does not count.
            let mut tables = array.iter().filter_map(Value::as_inline_table);
            let table = tables.nth(index).ok_or(EditError::NoPart)?;
            (table, table.span().map(Written::Inline))
        }
        _ => return Err(EditError::NoPart),
    };
    Ok(Place {
        table,
        written: span.ok_or(EditError::Layout(key))?,
        kind: Kind::Role,
    })
}

pub(super) fn value_of<'p>(place: &Place<'p>, key: &str) -> Result<Option<&'p Value>, EditError> {
    match place.table.get(key) {
        None | Some(Item::None) => Ok(None),
        Some(Item::Value(value)) => Ok(Some(value)),
        Some(_) => Err(EditError::Layout(place.kind.known(key))),
    }
}

/// From the key to the end of the value; `None` for tables and dotted keys.
pub(super) fn entry(table: &dyn TableLike, name: &str, item: &Item) -> Option<Range<usize>> {
    let key = table.get_key_value(name)?.0.span()?;
    Some(key.start..item.as_value()?.span()?.end)
}

/// All entries of a table, those of dotted keys too.
pub(super) fn entries(table: &dyn TableLike) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (name, item) in table.iter() {
        match item.as_table_like() {
            Some(inner) if inner.is_dotted() => found.extend(entries(inner)),
            _ => found.extend(entry(table, name, item)),
        }
    }
    found
}

/// Whether a value is read as an item.
pub(super) fn is_item(value: &Value) -> bool {
    value.is_str() || value.is_inline_table()
}
