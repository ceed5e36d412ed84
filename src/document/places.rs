//! Where things stand in a text: keys of a part, elements of its lists, and words in a text of it. The text is parsed
//! once for all questions, so that whoever has many of them pays for one.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::place::{Written, place};
use super::read::mark_len;
use super::replace::Wording;
use crate::model::Node;

/// A text that was parsed to be asked for places.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    start: usize,
    document: Document<&'t str>,
}

impl<'t> Places<'t> {
    /// Of this text; `None` when it is not TOML.
    pub fn new(text: &'t str) -> Option<Self> {
        let start = mark_len(text);
        let document = Document::parse(&text[start..]).ok()?;
        Some(Self {
            text,
            start,
            document,
        })
    }

    /// Where a key of a part is written, or else the part itself.
    pub fn key(&self, node: Node, key: &str) -> Option<Range<usize>> {
        let place = place(&self.document, node).ok()?;
        let key = place.table.get_key_value(key);
        let span = match key.and_then(|(key, _)| key.span()) {
            Some(span) => span,
            None => match place.written {
                Written::Root => 0..0,
                Written::Header(span) | Written::Inline(span) => span,
                Written::Implicit(_) | Written::Dotted { .. } => return None,
            },
        };
        Some(self.whole(span))
    }

    /// Where the last of these keys is written, each in the table of the one before; of a list, the nth of its elements.
    pub fn path(&self, keys: &[&str], nth: usize) -> Option<Range<usize>> {
        let (last, outer) = keys.split_last()?;
        let mut table: &dyn TableLike = self.document.as_table();
        for key in outer {
            table = table.get(key)?.as_table_like()?;
        }
        let (key, item) = table.get_key_value(last)?;
        let span = match item {
            Item::ArrayOfTables(tables) => tables.get(nth)?.span(),
            Item::Value(Value::Array(array)) if array.len() > nth && nth > 0 => {
                array.get(nth)?.span()
            }
            _ => key.span(),
        };
        span.map(|span| self.whole(span))
    }

    /// Where one element of a list of a part is written: an item, a tag, a table of an array. Without such an
    /// element, where its key is, or else the part itself.
    pub fn element(&self, node: Node, key: &str, index: usize) -> Option<Range<usize>> {
        let place = place(&self.document, node).ok()?;
        let span = place.table.get(key).and_then(|item| match item {
            Item::Value(Value::Array(array)) => array.get(index)?.span(),
            Item::ArrayOfTables(tables) => tables.get(index)?.span(),
            other => other.span(),
        });
        match span {
            Some(span) => Some(self.whole(span)),
            None => self.key(node, key),
        }
    }

    /// Where a text of a part is written, its quotes included, or else what it stands in.
    pub fn text(&self, node: Node, wording: Wording) -> Option<Range<usize>> {
        let near = || match wording.index() {
            Some(index) => self.element(node, wording.key(), index),
            None => self.key(node, wording.key()),
        };
        let place = place(&self.document, node).ok()?;
        match text_span(place.table, wording) {
            Some(span) => Some(self.whole(span)),
            None => near(),
        }
    }

    /// Where some words of a text of a part are written. `said` is what the text says, and `words` are bytes of that.
    /// Where they are written in another way than they read, the whole text.
    pub fn words(
        &self,
        node: Node,
        wording: Wording,
        said: &str,
        words: Range<usize>,
    ) -> Option<Range<usize>> {
        let span = self.text(node, wording)?;
        let (Some(raw), Some(wanted)) = (self.text.get(span.clone()), said.get(words.clone()))
        else {
            return Some(span);
        };
        if wanted.is_empty() {
            return Some(span);
        }
        let at = raw.find(said).map(|at| at + words.start).or_else(|| {
            let before = said[..words.start].matches(wanted).count();
            raw.match_indices(wanted).nth(before).map(|(at, _)| at)
        });
        Some(match at {
            Some(at) => span.start + at..span.start + at + wanted.len(),
            None => span,
        })
    }

    fn whole(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.start..span.end + self.start
    }
}

fn text_span(table: &dyn TableLike, wording: Wording) -> Option<Range<usize>> {
    let item = table.get(wording.key())?;
    let element = match (wording, wording.index()) {
        (Wording::HiringStep(n), _) => {
            let steps = item.as_table_like()?.get("steps")?;
            return steps.as_array()?.get(n)?.span();
        }
        (_, Some(index)) => match item {
            Item::Value(Value::Array(array)) => match array.get(index)? {
                Value::InlineTable(table) => table as &dyn TableLike,
                value => return value.span(),
            },
            Item::ArrayOfTables(tables) => tables.get(index)? as &dyn TableLike,
            _ => return None,
        },
        (_, None) => match item.as_table_like() {
            Some(table) => table,
            None => return item.span(),
        },
    };
    let key = wording.inner_key().unwrap_or("text");
    element.get(key)?.span()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::ListKind;

    #[test]
    fn words_are_found_where_they_are_written() {
        let text = "\u{feff}title = \"A\"\nrequirements = [\"one two\", { text = \"two \\\"two\\\"\" }]\n\
                    [hiring_process]\nsteps = [\"two\"]\noutro = \"two\"\n\
                    [[performance_indicators]]\nname = \"two\"\n[[sections]]\nheading = \"h\"\nbody = \"the two\"\n";
        let places = Places::new(text).unwrap();
        let found = |wording, said: &str, words| {
            let span = places.words(Node::Family, wording, said, words).unwrap();
            (span.start, text[span].to_owned())
        };
        let item = |n| Wording::Item(ListKind::Requirements, n);
        let (at, words) = found(item(0), "one two", 4..7);
        assert_eq!(words, "two");
        assert_eq!(at, text.find("two").unwrap());
        let (at, words) = found(item(1), "two \"two\"", 5..8);
        assert_eq!(words, "two");
        assert_eq!(at, text.find("\"two \\").unwrap() + 7);
        for (wording, said, words) in [
            (Wording::HiringStep(0), "two", 0..3),
            (Wording::HiringOutro, "two", 0..3),
            (Wording::Indicator(0), "two", 0..3),
            (Wording::Section(0), "the two", 4..7),
        ] {
            assert_eq!(found(wording, said, words).1, "two", "{wording:?}");
        }
    }
}
