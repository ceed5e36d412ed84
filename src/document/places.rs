//! Where things stand in a text: keys of a part, elements of its lists, and words in a text of it. The text is parsed
//! once for all questions, so that whoever has many of them pays for one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::read::{mark_len, parse};
use super::replace::Wording;
use crate::model::Node;

/// A text that was parsed to be asked for places.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    start: usize,
    root: DeTable<'t>,
}

impl<'t> Places<'t> {
    /// Of this text; `None` when it is not TOML.
    pub fn new(text: &'t str) -> Option<Self> {
        let start = mark_len(text);
        let root = parse(&text[start..])?;
        Some(Self { text, start, root })
    }

    /// A part of a family, and where it is written: under a heading or in braces.
    fn part(&self, node: Node) -> Option<(&DeTable<'t>, Range<usize>)> {
        let (key, index) = match node {
            Node::Family => return Some((&self.root, 0..0)),
            Node::Role(index) => ("roles", index),
            Node::Specialty(index) => ("specialties", index),
            Node::Segment(index) => ("segments", index),
        };
        let parts = self.root.get(key)?.get_ref().as_array()?;
        // What is no table is not read, and so does not count.
        let mut tables = parts
            .iter()
            .filter_map(|part| Some((part.get_ref().as_table()?, part.span())));
        tables.nth(index)
    }

    /// Where a key of a part is written, or else the part itself.
    pub fn key(&self, node: Node, key: &str) -> Option<Range<usize>> {
        let (table, at) = self.part(node)?;
        let span = match table.get_key_value(key) {
            Some((key, _)) => key.span(),
            None => at,
        };
        Some(self.whole(span))
    }

    /// Where the last of these keys is written, each in the table of the one before; of a list, the nth of its elements.
    pub fn path(&self, keys: &[&str], nth: usize) -> Option<Range<usize>> {
        let (last, outer) = keys.split_last()?;
        let mut table = &self.root;
        for key in outer {
            table = table.get(*key)?.get_ref().as_table()?;
        }
        let (key, value) = table.get_key_value(*last)?;
        let span = match value.get_ref() {
            DeValue::Array(array) if self.is_headed(array) => array.get(nth)?.span(),
            DeValue::Array(array) if array.len() > nth && nth > 0 => array.get(nth)?.span(),
            _ => key.span(),
        };
        Some(self.whole(span))
    }

    /// Whether its elements stand under headings.
    fn is_headed(&self, array: &DeArray<'_>) -> bool {
        let first = array.first().filter(|first| first.get_ref().is_table());
        first.is_some_and(|first| self.text[self.start + first.span().start..].starts_with('['))
    }

    /// Where one element of a list of a part is written: an item, a tag, a table of an array. Without such an
    /// element, where its key is, or else the part itself.
    pub fn element(&self, node: Node, key: &str, index: usize) -> Option<Range<usize>> {
        let (table, _) = self.part(node)?;
        let span = table.get(key).and_then(|value| match value.get_ref() {
            DeValue::Array(array) => Some(array.get(index)?.span()),
            _ => Some(value.span()),
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
        let (table, _) = self.part(node)?;
        match text_span(table, wording) {
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
        // Nearly all texts stand in one pair of quotes as they read.
        let quoted = raw.get(1..).filter(|raw| raw.starts_with(said)).map(|_| 1);
        let whole = quoted.or_else(|| raw.find(said));
        let at = whole.map(|at| at + words.start).or_else(|| {
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

fn text_span(table: &DeTable<'_>, wording: Wording) -> Option<Range<usize>> {
    let value = table.get(wording.key())?;
    let inner = |table: &DeTable<'_>| {
        let key = wording.inner_key().unwrap_or("text");
        table.get(key).map(Spanned::span)
    };
    match (value.get_ref(), wording.index()) {
        (DeValue::Table(table), Some(n)) if matches!(wording, Wording::HiringStep(_)) => {
            let steps = table.get("steps")?.get_ref().as_array()?;
            steps.get(n).map(Spanned::span)
        }
        (DeValue::Array(array), Some(index)) => {
            let element = array.get(index)?;
            match element.get_ref() {
                DeValue::Table(table) => inner(table),
                _ => Some(element.span()),
            }
        }
        (_, Some(_)) => None,
        (DeValue::Table(table), None) => inner(table),
        (_, None) => Some(value.span()),
    }
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
