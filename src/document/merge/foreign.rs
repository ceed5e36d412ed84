//! What stands at the top of a file and is no part of the format, merged by key as values.
//!
//! Nobody knows what it means, so nothing in a list or a text is put together: what both sides changed in different
//! ways is a [`Conflict`]. Tables are gone into, key by key.

use toml::{Table, Value};
use toml_edit::{DocumentMut, Item, Key};

use super::super::read::mark_len;
use super::super::schema::Kind;
use super::super::source::Source;
use super::conflict::{Choice, Conflict, Takes};
use crate::model::Node;
use crate::text::text;

/// Tables that came in stand behind all others.
const BEHIND: isize = 1 << 32;

/// What a text has at its top that a file of this kind does not know.
pub(super) fn read(kind: Kind, text: &str) -> Table {
    let mut table = text[mark_len(text)..].parse::<Table>().unwrap_or_default();
    table.retain(|key, _| !kind.knows(key));
    table
}

/// Whether two values are the same; one that is not a number is the same as another such.
pub(super) fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    a == b || format!("{a:?}") == format!("{b:?}")
}

/// What is to be there, and how it came to that.
#[derive(Debug, Clone, Default)]
pub(super) struct Foreign {
    pub(super) wanted: Table,
    pub(super) conflicts: Vec<Conflict>,
    /// What came from theirs, in words.
    pub(super) notes: Vec<String>,
}

impl Foreign {
    /// Merges three tables; `choices` are the decisions about the conflicts, by their places.
    pub(super) fn merge(
        owner: &str,
        [base, ours, theirs]: &[Table; 3],
        choices: &[Option<Choice>],
    ) -> Self {
        let mut foreign = Self::default();
        foreign.wanted = foreign.table(owner, choices, base, ours, theirs);
        foreign
    }

    fn table(
        &mut self,
        place: &str,
        choices: &[Option<Choice>],
        base: &Table,
        ours: &Table,
        theirs: &Table,
    ) -> Table {
        let mut keys: Vec<&String> = ours.keys().collect();
        keys.extend(theirs.keys().filter(|key| !ours.contains_key(*key)));
        let mut merged = Table::new();
        for key in keys {
            let three = [base.get(key), ours.get(key), theirs.get(key)];
            if let Some(value) = self.value(place, key, choices, three) {
                merged.insert(key.clone(), value);
            }
        }
        merged
    }

    fn value(
        &mut self,
        place: &str,
        key: &str,
        choices: &[Option<Choice>],
        [base, ours, theirs]: [Option<&Value>; 3],
    ) -> Option<Value> {
        if same(ours, theirs) || same(theirs, base) {
            return ours.cloned();
        }
        if same(ours, base) {
            let deed = match (base, theirs) {
                (None, _) => text!("merge-came-in"),
                (_, None) => text!("merge-went"),
                _ => text!("merge-changed"),
            };
            self.notes.push(text!("merge-of", key, place, deed));
            return theirs.cloned();
        }
        let place = format!("{place} · {key}");
        let empty = Value::Table(Table::new());
        if let (Value::Table(base), Some(Value::Table(ours)), Some(Value::Table(theirs))) =
            (base.unwrap_or(&empty), ours, theirs)
        {
            return Some(Value::Table(
                self.table(&place, choices, base, ours, theirs),
            ));
        }
        let said = |value: Option<&Value>| value.map(ToString::to_string);
        let choice = choices.get(self.conflicts.len()).and_then(Option::as_ref);
        self.conflicts.push(Conflict {
            place,
            key: key.to_owned(),
            node: Some(Node::Family),
            list: None,
            base: said(base),
            ours: said(ours),
            theirs: said(theirs),
            part: None,
            takes: Takes::Side,
        });
        match choice {
            Some(Choice::Base) => base.cloned(),
            Some(Choice::Theirs) => theirs.cloned(),
            // Texts of one's own and both together are no choices here.
            _ => ours.cloned(),
        }
    }

    /// The text with all that in it, taken over as the sides have written it; `None` where that cannot be done.
    pub(super) fn written(&self, kind: Kind, text: &str, sides: [&str; 3]) -> Option<String> {
        let now = read(kind, text);
        if now == self.wanted {
            return Some(text.to_owned());
        }
        let (mark, body) = text.split_at(mark_len(text));
        let newline = Source::new(body).newline;
        let print = |document: &DocumentMut| match newline {
            "\r\n" => document.to_string().replace('\n', newline),
            _ => document.to_string(),
        };
        let mut document: DocumentMut = body.parse().ok()?;
        // Where printing alone would touch other bytes, nothing is printed.
        if print(&document).trim_end() != body.trim_end() {
            return None;
        }
        let sides = sides.map(|side| {
            let document = side[mark_len(side)..].parse::<DocumentMut>();
            (document.unwrap_or_default(), read(kind, side))
        });
        let sides = [0, 1, 2].map(|n| (sides[n].0.as_item(), &sides[n].1));
        make(document.as_item_mut(), &now, &self.wanted, &sides)?;
        let text = format!("{mark}{}", print(&document));
        let there = read(kind, &text);
        let is_there = |(key, value)| same(there.get(key), Some(value));
        (there.len() == self.wanted.len() && self.wanted.iter().all(is_there)).then_some(text)
    }
}

/// Makes the table that `item` is mean `wanted` instead of `now`.
fn make(item: &mut Item, now: &Table, wanted: &Table, sides: &[(&Item, &Table); 3]) -> Option<()> {
    for key in now.keys().filter(|key| !wanted.contains_key(*key)) {
        item.as_table_like_mut()?.remove(key);
    }
    for (key, value) in wanted {
        let old = now.get(key);
        if same(old, Some(value)) {
            continue;
        }
        if let (Some(Value::Table(old)), Value::Table(value)) = (old, value) {
            let nothing = (Item::None, Table::new());
            let below = sides.map(|(item, table)| match (item.get(key), table.get(key)) {
                (Some(item), Some(Value::Table(table))) => (item, table),
                _ => (&nothing.0, &nothing.1),
            });
            make(item.get_mut(key)?, old, value, &below)?;
            continue;
        }
        let has = |(_, table): &&(&Item, &Table)| same(table.get(key), Some(value));
        // What none of them has is put together from several, above.
        let (side, _) = sides.iter().find(has)?;
        let (name, new) = side.as_table_like()?.get_key_value(key)?;
        let mut new = new.clone();
        put_behind(&mut new);
        put(item, name, new)?;
    }
    Some(())
}

fn put(item: &mut Item, key: &Key, new: Item) -> Option<()> {
    match item {
        Item::Table(table) => match table.get_mut(key) {
            Some(old) => *old = new,
            None => {
                table.insert_formatted(key, new);
            }
        },
        Item::Value(toml_edit::Value::InlineTable(table)) => {
            table.insert(key.get(), new.into_value().ok()?);
        }
        _ => return None,
    }
    Some(())
}

fn put_behind(item: &mut Item) {
    let of_table = |table: &mut toml_edit::Table| {
        table.set_position(table.position().map(|position| position + BEHIND));
        for (_, item) in table.iter_mut() {
            put_behind(item);
        }
    };
    match item {
        Item::Table(table) => of_table(table),
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(of_table),
        _ => {}
    }
}
