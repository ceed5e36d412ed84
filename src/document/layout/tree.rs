//! A file as tables, keys and values with their comments: everything that a layout must keep, and nothing
//! of how it was laid out. Knows no format and no order.

/// Lines of comments, each with its `#`; an empty one is a blank line between groups.
pub(in crate::document) type Lines = Vec<String>;

/// The comments that belong to one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::document) struct Notes {
    /// On lines of their own before it.
    pub(in crate::document) above: Lines,
    /// On its line, behind it.
    pub(in crate::document) behind: Option<String>,
}

impl Notes {
    /// Takes a comment that stands behind the thing. There is one such place, so a former one moves up.
    pub(in crate::document) fn put_behind(&mut self, comment: String) {
        let former = self.behind.replace(comment);
        self.above.extend(former);
    }
}

/// A whole file.
#[derive(Debug, Clone, Default)]
pub(in crate::document) struct File {
    /// Comments that open the file.
    pub(in crate::document) head: Lines,
    /// Whether a blank line follows them.
    pub(in crate::document) gap: bool,
    pub(in crate::document) root: Table,
    /// Comments that close the file.
    pub(in crate::document) end: Lines,
}

/// A table under a header, or the top of the file.
#[derive(Debug, Clone, Default)]
pub(in crate::document) struct Table {
    /// Whether it has a header of its own; a table that is only named by those below it has none.
    pub(in crate::document) header: bool,
    pub(in crate::document) notes: Notes,
    pub(in crate::document) pairs: Vec<Pair>,
    /// Comments behind the last pair.
    pub(in crate::document) tail: Lines,
    pub(in crate::document) children: Vec<Child>,
}

/// The tables below a table that have one name.
#[derive(Debug, Clone)]
pub(in crate::document) struct Child {
    pub(in crate::document) name: String,
    /// `[[name]]`, any number of them; else there is exactly one.
    pub(in crate::document) array: bool,
    pub(in crate::document) tables: Vec<Table>,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(in crate::document) struct Pair {
    /// More than one name when the key is dotted; never empty.
    pub(in crate::document) path: Vec<String>,
    pub(in crate::document) notes: Notes,
    pub(in crate::document) value: Value,
}

/// A value in an array.
#[derive(Debug, Clone)]
pub(in crate::document) struct Element {
    pub(in crate::document) notes: Notes,
    pub(in crate::document) value: Value,
}

/// What stands in brackets or braces.
#[derive(Debug, Clone)]
pub(in crate::document) struct Inner<T> {
    /// A comment behind the opening bracket.
    pub(in crate::document) open: Option<String>,
    pub(in crate::document) parts: Vec<T>,
    /// Comments before the closing bracket.
    pub(in crate::document) end: Lines,
}

/// A value as it is written.
#[derive(Debug, Clone)]
pub(in crate::document) enum Value {
    /// A literal, as TOML has it; the line ends in it are plain newlines.
    Scalar(String),
    Array(Inner<Element>),
    Inline(Inner<Pair>),
}

impl<T> Inner<T> {
    pub(in crate::document) fn of(parts: Vec<T>) -> Self {
        Self {
            open: None,
            parts,
            end: Lines::new(),
        }
    }

    fn has_notes(&self) -> bool {
        self.open.is_some() || !self.end.is_empty()
    }
}

impl Pair {
    pub(in crate::document) fn new(name: &str, value: Value) -> Self {
        Self {
            path: vec![name.to_owned()],
            notes: Notes::default(),
            value,
        }
    }
}

impl Value {
    /// Whether a comment stands anywhere in it.
    pub(in crate::document) fn has_comments(&self) -> bool {
        let noted = |notes: &Notes| *notes != Notes::default();
        match self {
            Self::Scalar(_) => false,
            Self::Array(inner) => {
                inner.has_notes()
                    || inner
                        .parts
                        .iter()
                        .any(|element| noted(&element.notes) || element.value.has_comments())
            }
            Self::Inline(inner) => {
                inner.has_notes()
                    || inner
                        .parts
                        .iter()
                        .any(|pair| noted(&pair.notes) || pair.value.has_comments())
            }
        }
    }
}

impl Table {
    /// The tables of this name, new ones when there are none yet.
    pub(in crate::document) fn child(&mut self, name: &str, array: bool) -> &mut Vec<Table> {
        let at = match self.children.iter().position(|child| child.name == name) {
            Some(at) => at,
            None => {
                self.children.push(Child {
                    name: name.to_owned(),
                    array,
                    tables: Vec::new(),
                });
                self.children.len() - 1
            }
        };
        &mut self.children[at].tables
    }

    /// The last table of this name, a new one without header when there is none yet.
    pub(in crate::document) fn child_table(&mut self, name: &str) -> &mut Table {
        let tables = self.child(name, false);
        if tables.is_empty() {
            tables.push(Self::default());
        }
        let last = tables.len() - 1;
        &mut tables[last]
    }
}
