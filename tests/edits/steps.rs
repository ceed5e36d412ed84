//! What one edit may do to the bytes of a file. Places come from toml_edit's spans, not from the crate.

use rolebook::document::{Edit, EditError, Field};
use rolebook::model::Node;
use std::ops::Range;
use toml_edit::{Document, Item, TableLike, Value};

/// What the edit is about, as it stands in the old text.
pub enum Target {
    /// The key is not there: text is put in, nothing goes.
    Missing,
    /// An array of tables or a table where a value is usual.
    Unusual,
    /// A value; the bytes that may change, and the stretches whose comments may go.
    Value {
        region: Range<usize>,
        comments_of: Vec<Range<usize>>,
        own_lines_stay: bool,
    },
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

fn lines_of(text: &str, span: &Range<usize>) -> Range<usize> {
    line_start(text, span.start)..line_end(text, span.end)
}

fn table<'d>(
    document: &'d Document<&str>,
    node: Node,
) -> (&'d dyn TableLike, Option<Range<usize>>) {
    let (key, index) = match node {
        Node::Family => return (document.as_table(), None),
        Node::Role(n) => ("roles", n),
        Node::Specialty(n) => ("specialties", n),
        Node::Segment(n) => ("segments", n),
    };
    match document.get(key).unwrap() {
        Item::ArrayOfTables(tables) => (tables.get(index).unwrap(), None),
        item => {
            let inline = item.as_array().unwrap().iter();
            let inline = inline
                .filter_map(Value::as_inline_table)
                .nth(index)
                .unwrap();
            (inline, inline.span())
        }
    }
}

pub fn target(text: &str, edit: &Edit) -> Target {
    let text = without_mark(text);
    let document = Document::parse(text).unwrap();
    let (table, inline) = table(&document, edit.node());
    let key = match edit {
        Edit::Set { field, .. } => field.key(),
        Edit::Add { list, .. }
        | Edit::Replace { list, .. }
        | Edit::SetItem { list, .. }
        | Edit::Remove { list, .. }
        | Edit::Move { list, .. } => list.key(),
        other => unreachable!("{other:?} is looked at in elements"),
    };
    let value = match table.get(key) {
        None => match inline {
            // A comma may be due before what is put in.
            Some(region) => {
                return Target::Value {
                    region,
                    comments_of: Vec::new(),
                    own_lines_stay: true,
                };
            }
            None => return Target::Missing,
        },
        Some(Item::Value(value)) => value,
        Some(_) => return Target::Unusual,
    };
    let span = value.span().unwrap();
    let items: Vec<&Value> = value
        .as_array()
        .into_iter()
        .flat_map(|array| array.iter())
        .filter(|value| value.is_str() || value.is_inline_table())
        .collect();
    let keep = |region: Range<usize>| Target::Value {
        region,
        comments_of: Vec::new(),
        own_lines_stay: true,
    };
    match edit {
        Edit::Replace { index, .. } => match items[*index] {
            Value::InlineTable(inner) => match inner.get("text") {
                Some(text) => keep(text.span().unwrap()),
                None => keep(inner.span().unwrap()),
            },
            value => keep(value.span().unwrap()),
        },
        Edit::SetItem { index, .. } => {
            let item = items[*index].span().unwrap();
            Target::Value {
                // What stands behind a key that goes is about that key.
                comments_of: vec![item.clone()],
                region: item,
                own_lines_stay: true,
            }
        }
        Edit::Add { .. } | Edit::Move { .. } => keep(span),
        Edit::Remove { index, .. } => {
            let removed = items[*index].span().unwrap();
            let comma = comma_behind(&text[removed.end..span.end]);
            let comma = removed.end + comma.unwrap_or(0);
            Target::Value {
                region: span,
                comments_of: vec![lines_of(text, &removed), lines_of(text, &(comma..comma))],
                own_lines_stay: false,
            }
        }
        Edit::Set { text: new, .. } if new.trim().is_empty() || new.trim() == "," => {
            let (key, _) = table.get_key_value(key).unwrap();
            let whole = lines_of(text, &(key.span().unwrap().start..span.end));
            Target::Value {
                region: inline.unwrap_or(whole.clone()),
                comments_of: vec![whole],
                own_lines_stay: false,
            }
        }
        Edit::Set {
            field: Field::Tags | Field::ReportsTo,
            ..
        } => Target::Value {
            comments_of: vec![lines_of(text, &span)],
            region: span,
            own_lines_stay: true,
        },
        Edit::Set { .. } => keep(span),
        other => unreachable!("{other:?} is looked at in elements"),
    }
}

fn comma_behind(text: &str) -> Option<usize> {
    let mut in_comment = false;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '#' => in_comment = true,
            '\n' => in_comment = false,
            _ => {}
        }
        (c == ',' && !in_comment).then_some(at)
    })
}

/// Whether a valid edit may be refused because of how the file is written.
pub fn may_refuse(target: &Target, error: &EditError) -> bool {
    matches!(target, Target::Unusual) && matches!(error, EditError::Layout(_))
}

/// Every comment that the generator wrote: where, and its text.
fn comments(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('#') {
        let rest = &text[at..];
        let mark = rest.trim_start_matches('#').trim_start();
        let digits = mark
            .strip_prefix('c')
            .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        if digits.is_some_and(|rest| rest.starts_with(';')) && !text[..at].ends_with('#') {
            let line = rest.lines().next().unwrap();
            found.push((at, line.trim_end()));
        }
    }
    found
}

/// The bytes outside the edited value, the line ends and the comments are as they were.
pub fn check_bytes(old: &str, new: &str, target: &Target, reorders: bool) {
    assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
    let (old, new) = (without_mark(old), without_mark(new));
    if !old.contains('\r') && old.contains('\n') {
        assert!(!new.contains('\r'), "CR in a file without");
    }
    if old.contains("\r\n") && !old.replace("\r\n", "").contains('\n') {
        let bare = new.replace("\r\n", "").contains('\n');
        assert!(!bare, "a bare LF in a file of CRLF");
    }
    match target {
        Target::Value { region, .. } => {
            let tail = &old[region.end..];
            assert!(new.starts_with(&old[..region.start]), "changed before");
            assert!(new.ends_with(tail), "changed behind");
            assert!(new.len() >= region.start + tail.len(), "lost bytes");
        }
        Target::Missing => {
            let same = |(a, b): &(u8, u8)| a == b;
            let head = old.bytes().zip(new.bytes()).take_while(same).count();
            let tail = old.bytes().rev().zip(new.bytes().rev());
            let tail = tail.take_while(same).count();
            assert!(head + tail >= old.len(), "more than an insertion");
            assert!(new.len() > old.len());
        }
        Target::Unusual => {}
    }
    let (before, after) = (comments(old), comments(new));
    let texts: Vec<&str> = after.iter().map(|(_, text)| *text).collect();
    let (kept, lost): (Vec<_>, Vec<_>) = before
        .into_iter()
        .partition(|(_, text)| texts.contains(text));
    let mut kept: Vec<&str> = kept.into_iter().map(|(_, text)| text).collect();
    let mut texts = texts;
    if reorders {
        kept.sort_unstable();
        texts.sort_unstable();
    }
    assert_eq!(kept, texts, "comments are kept once and in order");
    for (at, comment) in lost {
        let allowed = match target {
            Target::Value {
                comments_of,
                own_lines_stay,
                ..
            } => {
                let own_line = old[line_start(old, at)..at].trim().is_empty();
                comments_of.iter().any(|lines| lines.contains(&at))
                    && !(own_line && *own_lines_stay)
            }
            _ => false,
        };
        assert!(allowed, "lost the comment {comment}");
    }
}
