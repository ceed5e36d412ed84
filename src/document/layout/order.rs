//! Brings keys and tables into the order and the forms of the file format.

use super::tree::{Child, Element, Inner, Lines, Notes, Pair, Table, Value};
use crate::document::schema::{Form, Kind};
use Form::{Braces, Items, Tables};

/// Brings a table, and what is in it, into the order and the forms of its kind.
pub(in crate::document) fn arrange(table: &mut Table, kind: Kind) {
    for pair in std::mem::take(&mut table.pairs) {
        match kind.form(&pair.path[0]) {
            Form::Table(_) => under_header(table, pair),
            Tables(_) => under_headers(table, pair),
            Braces(_) if pair.path.len() > 1 => {
                let name = pair.path[0].clone();
                let path = pair.path[1..].to_vec();
                table.child_table(&name).pairs.push(Pair { path, ..pair });
            }
            _ => table.pairs.push(pair),
        }
    }
    for mut child in std::mem::take(&mut table.children) {
        let form = kind.form(&child.name);
        for inner in &mut child.tables {
            arrange(inner, form.kind());
        }
        let fits = |inner| child.tables.iter().all(|table| fits_braces(table, inner));
        match form {
            Items(inner) if child.array && fits(inner) => table.pairs.push(in_braces(child)),
            Braces(inner) if fits(inner) => table.pairs.push(in_braces(child)),
            Braces(_) if child.tables.iter().all(|inner| !inner.header) => {
                dotted_again(table, child);
            }
            _ => {
                for inner in &mut child.tables {
                    // What was only named by those below it may hold one of them in braces now.
                    inner.header |= !inner.pairs.is_empty();
                }
                table.children.push(child);
            }
        }
    }
    for pair in &mut table.pairs {
        arrange_value(&mut pair.value, kind.form(&pair.path[0]).kind());
    }
    table.pairs.sort_by_key(|pair| kind.rank(&pair.path[0]));
    table.children.sort_by_key(|child| kind.rank(&child.name));
}

fn arrange_value(value: &mut Value, kind: Kind) {
    match value {
        Value::Scalar(_) => {}
        Value::Array(inner) => {
            for element in &mut inner.parts {
                arrange_value(&mut element.value, kind);
            }
        }
        Value::Inline(inner) => {
            for pair in &mut inner.parts {
                arrange_value(&mut pair.value, kind.form(&pair.path[0]).kind());
            }
            inner.parts.sort_by_key(|pair| kind.rank(&pair.path[0]));
        }
    }
}

/// `key = { … }` and `key.name = …` become `[key]`.
fn under_header(table: &mut Table, mut pair: Pair) {
    let name = pair.path.remove(0);
    if !pair.path.is_empty() {
        let child = table.child_table(&name);
        child.header = true;
        child.pairs.push(pair);
        return;
    }
    match pair.value {
        Value::Inline(inner) => {
            let new = header_of(pair.notes, inner);
            *table.child_table(&name) = new;
        }
        value => table.pairs.push(Pair {
            path: vec![name],
            notes: pair.notes,
            value,
        }),
    }
}

fn header_of(mut notes: Notes, inner: Inner<Pair>) -> Table {
    if let Some(comment) = inner.open {
        notes.put_behind(comment);
    }
    Table {
        header: true,
        notes,
        pairs: inner.parts,
        tail: inner.end,
        children: Vec::new(),
    }
}

/// `key = [{ … }, { … }]` becomes a `[[key]]` for each; what holds anything else stays as it is.
fn under_headers(table: &mut Table, pair: Pair) {
    let inner = match pair.value {
        Value::Array(inner) if pair.path.len() == 1 && all_tables(&inner) => inner,
        value => {
            table.pairs.push(Pair { value, ..pair });
            return;
        }
    };
    let mut above = pair.notes.above;
    above.extend(inner.open);
    let mut end = inner.end;
    end.extend(pair.notes.behind);
    let mut tables: Vec<Table> = Vec::new();
    for element in inner.parts {
        let Value::Inline(braces) = element.value else {
            continue;
        };
        let mut new = header_of(element.notes, braces);
        above.append(&mut new.notes.above);
        new.notes.above = std::mem::take(&mut above);
        tables.push(new);
    }
    if let Some(last) = tables.last_mut() {
        last.tail.append(&mut end);
    }
    table.child(&pair.path[0], true).extend(tables);
}

fn all_tables(inner: &Inner<Element>) -> bool {
    let is_table = |element: &Element| matches!(element.value, Value::Inline(_));
    !inner.parts.is_empty() && inner.parts.iter().all(is_table)
}

/// Whether a table says nothing that braces on one line could not hold.
fn fits_braces(table: &Table, kind: Kind) -> bool {
    table.children.is_empty()
        && table.pairs.iter().all(|pair| {
            pair.path.len() == 1 && kind.knows(&pair.path[0]) && !pair.value.has_comments()
        })
}

/// `[key]` becomes `key = { … }`, and each `[[key]]` an element of `key = [ … ]`.
fn in_braces(child: Child) -> Pair {
    let mut parts: Vec<Element> = child.tables.into_iter().map(braced).collect();
    match parts.pop() {
        Some(element) if !child.array => Pair {
            path: vec![child.name],
            notes: element.notes,
            value: element.value,
        },
        last => {
            parts.extend(last);
            Pair::new(&child.name, Value::Array(Inner::of(parts)))
        }
    }
}

/// The comments in a table go above it in the order in which they stood there, but for one behind a value when
/// it is the only one.
fn braced(mut table: Table) -> Element {
    let behind = |pair: &mut Pair| pair.notes.behind.take();
    let mut behinds: Lines = table.notes.behind.take().into_iter().collect();
    let mut above = table.notes.above;
    if table
        .pairs
        .iter()
        .filter(|p| p.notes.behind.is_some())
        .count()
        + behinds.len()
        > 1
    {
        above.append(&mut behinds);
        for pair in &mut table.pairs {
            above.append(&mut pair.notes.above);
            above.extend(behind(pair));
        }
    } else {
        for pair in &mut table.pairs {
            above.append(&mut pair.notes.above);
            behinds.extend(behind(pair));
        }
    }
    above.append(&mut table.tail);
    Element {
        notes: Notes {
            above,
            behind: behinds.pop(),
        },
        value: Value::Inline(Inner::of(table.pairs)),
    }
}

/// Keys that were dotted and do not fit into braces stay dotted.
fn dotted_again(table: &mut Table, child: Child) {
    for inner in child.tables {
        for mut pair in inner.pairs {
            pair.path.insert(0, child.name.clone());
            table.pairs.push(pair);
        }
        for below in inner.children {
            table.child_table(&child.name).children.push(below);
        }
    }
}
