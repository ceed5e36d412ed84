//! A quick way through files that are laid out as nearly all are: bare keys, texts in which nothing is escaped, whole
//! numbers, days, lists, tables with headings.
//!
//! It gives what TOML's own parser gives for such a text, with the places of keys, of values and of the headings of
//! tables; of every other text, also one that is no TOML, it says nothing, and the parser has to look. Of some lists it
//! can leave out what nobody wants. It knows TOML and nothing of families.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Lists and tables within each other; files have two.
const MAX_DEPTH: usize = 8;
/// Keys that most tables have room for.
const KEYS: usize = 8;
/// Digits of a whole number that is one without a look at how large it is.
const MAX_DIGITS: usize = 18;

/// What is wanted of some lists.
#[derive(Clone, Copy)]
pub(super) struct Sift<'k> {
    /// The keys of the lists, in the root and in tables with headings.
    pub(super) lists: &'k [&'k str],
    /// Whether a text in one of them is wanted, by its bytes. All that is no text is.
    pub(super) keeps: &'k dyn Fn(Range<usize>) -> bool,
}

/// The table of a text that is plain all through, without what is not wanted of it.
pub(super) fn parse<'t>(text: &'t str, sift: Option<Sift<'_>>) -> Option<DeTable<'t>> {
    let odd = |byte: &u8| (*byte < b' ' && *byte != b'\n') | (*byte == b'\\') | (*byte == 0x7f);
    // No early end, so that the compiler can look at many bytes at once.
    let bytes = text.as_bytes();
    if bytes.iter().fold(false, |all, byte| all | odd(byte)) {
        return None;
    }
    let mut file = File {
        root: DeTable::new(),
        headed: Vec::new(),
    };
    let mut cursor = Cursor {
        text,
        bytes,
        at: 0,
        sift,
    };
    let mut heading: Option<Heading<'_>> = None;
    loop {
        let table = cursor.entries()?;
        match heading {
            None => file.root = table,
            Some(heading) => file.put(&heading, table)?,
        }
        if cursor.at == bytes.len() {
            return Some(file.root);
        }
        heading = Some(cursor.heading()?);
    }
}

/// What stands above a table.
struct Heading<'t> {
    /// Two brackets: one table of several.
    is_list: bool,
    name: &'t str,
    /// What follows a dot.
    inner: Option<&'t str>,
    /// With its brackets.
    at: Range<usize>,
    /// Of the last name.
    key: Range<usize>,
}

struct File<'t> {
    root: DeTable<'t>,
    /// The names of what came from headings, and not from a key with a value; with what follows the dot.
    headed: Vec<(&'t str, Option<&'t str>)>,
}

impl<'t> File<'t> {
    /// Puts a table where its heading says. A table within one of a list is left to the parser.
    fn put(&mut self, heading: &Heading<'t>, table: DeTable<'t>) -> Option<()> {
        let Heading {
            is_list,
            name,
            inner,
            ref at,
            key: ref key_at,
        } = *heading;
        let is_headed = self.headed.contains(&(name, inner));
        let (parent, key) = match inner {
            None => (&mut self.root, name),
            Some(inner) => {
                if !self.headed.contains(&(name, None)) {
                    return None;
                }
                let outer = self.root.get_mut(name)?.get_mut();
                let DeValue::Table(outer) = outer else {
                    return None;
                };
                (outer, inner)
            }
        };
        let table = Spanned::new(at.clone(), DeValue::Table(table));
        if is_list && is_headed {
            let DeValue::Array(list) = parent.get_mut(key)?.get_mut() else {
                return None;
            };
            list.push(table);
            return Some(());
        }
        let value = match is_list {
            true => Spanned::new(at.clone(), DeValue::Array(std::iter::once(table).collect())),
            false => table,
        };
        self.headed.push((name, inner));
        insert(parent, key, key_at.clone(), value)
    }
}

/// Adds a key that must not be there yet.
fn insert<'t>(
    table: &mut DeTable<'t>,
    key: &'t str,
    at: Range<usize>,
    value: Spanned<DeValue<'t>>,
) -> Option<()> {
    let key = Spanned::new(at, Cow::Borrowed(key));
    table.insert(key, value).is_none().then_some(())
}

/// How far one has come in the text.
struct Cursor<'t, 'k> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    sift: Option<Sift<'k>>,
}

impl<'t> Cursor<'t, '_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Passes over spaces, line ends and comments.
    fn gap(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' => self.at += 1,
                b'#' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr(b'\n', rest).unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    /// Passes over the rest of a line on which nothing more may stand than a comment.
    fn line_end(&mut self) -> Option<()> {
        self.spaces();
        matches!(self.peek(), None | Some(b'\n' | b'#')).then_some(())
    }

    /// The lines of one table: up to the next heading, or to the end.
    fn entries(&mut self) -> Option<DeTable<'t>> {
        let mut table = DeTable::with_capacity(KEYS);
        loop {
            self.gap();
            if matches!(self.peek(), None | Some(b'[')) {
                return Some(table);
            }
            self.entry(&mut table, 0)?;
            self.line_end()?;
        }
    }

    /// A key and its value.
    fn entry(&mut self, table: &mut DeTable<'t>, depth: usize) -> Option<()> {
        let start = self.at;
        let key = self.key()?;
        self.spaces();
        self.take(b'=')?;
        self.spaces();
        let value = match self.sift {
            Some(Sift { lists, keeps }) if depth == 0 && lists.contains(&key) => {
                self.sifted(keeps)?
            }
            _ => self.value(depth)?,
        };
        insert(table, key, start..start + key.len(), value)
    }

    fn key(&mut self) -> Option<&'t str> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        {
            self.at += 1;
        }
        (self.at > start).then(|| &self.text[start..self.at])
    }

    fn heading(&mut self) -> Option<Heading<'t>> {
        let start = self.at;
        self.take(b'[')?;
        let is_list = self.take(b'[').is_some();
        let mut from = self.at;
        let name = self.key()?;
        let inner = match self.take(b'.') {
            Some(()) => {
                from = self.at;
                Some(self.key()?)
            }
            None => None,
        };
        let key = from..self.at;
        self.take(b']')?;
        if is_list {
            self.take(b']')?;
        }
        let at = start..self.at;
        self.line_end()?;
        Some(Heading {
            is_list,
            name,
            inner,
            at,
            key,
        })
    }

    fn value(&mut self, depth: usize) -> Option<Spanned<DeValue<'t>>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let start = self.at;
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => DeValue::String(Cow::Borrowed(self.string(quote)?)),
            b'[' => self.array(depth, |_| true)?,
            b'{' => self.inline_table(depth)?,
            b'0'..=b'9' => self.number()?,
            _ => return None,
        };
        Some(Spanned::new(start..self.at, value))
    }

    /// A value of a key at which texts in a list are left out when they are not wanted.
    fn sifted(&mut self, keeps: &dyn Fn(Range<usize>) -> bool) -> Option<Spanned<DeValue<'t>>> {
        if self.peek() != Some(b'[') {
            return self.value(0);
        }
        let start = self.at;
        let list = self.array(0, keeps)?;
        Some(Spanned::new(start..self.at, list))
    }

    fn string(&mut self, quote: u8) -> Option<&'t str> {
        let start = self.at + 1;
        let rest = &self.bytes[start..];
        let length = memchr2(quote, b'\n', rest)?;
        if rest[length] != quote {
            return None;
        }
        if length == 0 && rest.get(1) == Some(&quote) {
            return self.block(quote);
        }
        self.at = start + length + 1;
        Some(&self.text[start..start + length])
    }

    /// A text of several lines. One that ends in its own quotes is left to the parser.
    fn block(&mut self, quote: u8) -> Option<&'t str> {
        let mut start = self.at + 3;
        if self.bytes.get(start) == Some(&b'\n') {
            start += 1;
        }
        let mut end = start;
        loop {
            end += memchr(quote, self.bytes.get(end..)?)?;
            let quotes = self.bytes[end..].iter();
            match quotes.take_while(|byte| **byte == quote).count() {
                few @ (1 | 2) => end += few,
                3 => break,
                _ => return None,
            }
        }
        self.at = end + 3;
        Some(&self.text[start..end])
    }

    /// A whole number, or a day.
    fn number(&mut self) -> Option<DeValue<'t>> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_digit() || byte == b'-')
        {
            self.at += 1;
        }
        let written = &self.text[start..self.at];
        let is_number = written.bytes().all(|byte| byte.is_ascii_digit())
            && written.len() <= MAX_DIGITS
            && (written.len() == 1 || !written.starts_with('0'));
        let is_day = written.len() == "2027-01-31".len() && written.contains('-');
        if !is_number && !is_day {
            return None;
        }
        // What goes on is neither. A day can be followed by a time, with a space between.
        if !matches!(
            self.peek(),
            None | Some(b'\n' | b' ' | b',' | b']' | b'}' | b'#')
        ) {
            return None;
        }
        DeValue::parse(written).ok().map(Spanned::into_inner)
    }

    fn array(&mut self, depth: usize, keeps: impl Fn(Range<usize>) -> bool) -> Option<DeValue<'t>> {
        self.take(b'[')?;
        let mut array = DeArray::new();
        loop {
            self.gap();
            if self.take(b']').is_some() {
                return Some(DeValue::Array(array));
            }
            let start = self.at;
            match self.peek() {
                Some(quote @ (b'"' | b'\'')) => {
                    let text = self.string(quote)?;
                    // A piece of the whole.
                    let from = text.as_ptr() as usize - self.text.as_ptr() as usize;
                    if keeps(from..from + text.len()) {
                        let text = DeValue::String(Cow::Borrowed(text));
                        array.push(Spanned::new(start..self.at, text));
                    }
                }
                _ => array.push(self.value(depth + 1)?),
            }
            self.gap();
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(DeValue::Array(array));
            }
        }
    }

    /// A table in braces, on one line and without a comma at its end.
    fn inline_table(&mut self, depth: usize) -> Option<DeValue<'t>> {
        self.take(b'{')?;
        let mut table = DeTable::new();
        loop {
            self.spaces();
            self.entry(&mut table, depth + 1)?;
            self.spaces();
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(DeValue::Table(table));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::layout::tables_agree;

    const FILE: &str = "# A comment, \"quoted\"\n\
        title = \"Größe\" # and another\nreview_due = 2027-01-31\ntags = ['a', \"b\",]\n\
        summary = \"\"\"\nTwo \"lines\",\n''one'' # none\n\"\"\"\n\n\
        [[roles]]\nid = \"one\"\ngrade=8\nreports_to = [{ title = \"X\", role = '' }]\n\
        requirements = [\n  # why\n  \"First\", # first\n  { text = \"Second\", tags = [\"t\"] },\n]\n\
        [[roles]]\nid = \"two\"\ngrade = 0\n\n[career_ladder]\nsummary = \"\"\n\
        [[career_ladder.steps]]\nfrom = \"one\"\n[[career_ladder.steps]]\nto = \"two\"";

    /// The same values at the same places. Where a list of tables with headings is as a whole, nobody asks.
    fn agree(a: &DeTable<'_>, b: &DeTable<'_>) -> bool {
        fn values(a: &Spanned<DeValue<'_>>, b: &Spanned<DeValue<'_>>) -> bool {
            match (a.get_ref(), b.get_ref()) {
                (DeValue::Table(one), DeValue::Table(other)) => {
                    a.span() == b.span() && tables(one, other)
                }
                (DeValue::Array(one), DeValue::Array(other)) => {
                    let mut pairs = one.iter().zip(other.iter());
                    let first = one.first().map(Spanned::span);
                    (a.span() == b.span() || first == Some(a.span()))
                        && pairs.all(|(a, b)| values(a, b))
                }
                _ => a.span() == b.span(),
            }
        }
        fn tables(a: &DeTable<'_>, b: &DeTable<'_>) -> bool {
            a.iter().all(|(key, value)| {
                b.get_key_value(key.get_ref().as_ref())
                    .is_some_and(|(other, there)| {
                        key.span() == other.span() && values(value, there)
                    })
            })
        }
        tables_agree(a, b) && tables(a, b)
    }

    #[test]
    fn what_a_family_looks_like_is_plain() {
        let table = parse(FILE, None).unwrap();
        assert!(agree(&table, DeTable::parse(FILE).unwrap().get_ref()));
    }

    #[test]
    fn what_is_not_wanted_of_some_lists_is_left_out() {
        let text = "tags = [\"a\", \"b\"]\nrequirements = \"a\"\n\
            [[roles]]\nrequirements = [\n  \"a\", # a\n  'if', { text = \"a\" }, [\"a\"], 8, \"\"\"\na\"\"\",\n]\n\
            more = { requirements = [\"a\"] }\n";
        let sift = |text: &'static str| Sift {
            lists: &["requirements"],
            keeps: Box::leak(Box::new(move |piece: Range<usize>| {
                text[piece].contains('i')
            })),
        };
        let left = text
            .replace("\"a\", # a", "")
            .replace("\"\"\"\na\"\"\",", "");
        let table = parse(text, Some(sift(text))).unwrap();
        assert!(tables_agree(
            &table,
            DeTable::parse(&left).unwrap().get_ref()
        ));
        for broken in [
            "requirements = [\"a\" 'if']",
            "requirements = [\"a\",,]",
            "requirements = [\"a\"",
        ] {
            assert!(parse(broken, Some(sift(broken))).is_none(), "{broken}");
        }
    }

    #[test]
    fn everything_else_is_left_to_the_parser() {
        for text in [
            "a = \"x\\n\"",
            "a = 1\r\n",
            "a = 1\na = 2",
            "a = 1 b = 2",
            "a.b = 1",
            "\"a\" = 1",
            "a = 01",
            "a = 1_000",
            "a = 1.5",
            "a = +1",
            "a = 2027-01-31T00:00:00",
            "a = 2027-01-31 07:00:00",
            "a = 2027-02-31x",
            "a = 2027-13-01",
            "a = true",
            "a = \"\"\"x\"\"\"\"",
            "a = \"x\ny\"",
            "a = {}",
            "a = { b = 1, }",
            "a = [1",
            "a = [1 2]",
            "a = [,]",
            "a = { b = 1, b = 2 }",
            "[a]\n[a]",
            "[a]\n[[a]]",
            "a = []\n[[a]]",
            "[[a]]\n[a]",
            "[[a]]\n[a.b]\nc = 1",
            "a = {b = 1}\n[a.c]",
            "[a.b]",
            "[a] x",
            "[a]\nb = 1\n[[a.b]]",
            "[ a ]",
            "a = 1 \u{7f}",
            "a",
            "= 1",
            "a = ",
            "a = \"",
            "a = \"\"\"",
        ] {
            assert!(parse(text, None).is_none(), "{text}");
        }
        let deep = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(parse(&deep, None).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Pieces of what such files are made of, in any order.
        #[test]
        fn it_gives_what_the_parser_gives_or_nothing(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "b", "roles", "steps", ".", " = ", "=", "\n", "\n\n", " ", "\"", "\"\"", "\"\"\"", "'", "'''",
                    "\"x\"", "'y'", "\"\"\"z\"\"\"", "[", "]", "[[", "]]", "{", "}", ",", ", ", "#", "# c\n", "1", "08",
                    "8", "2027-01-31", "2027-02-30", "[a]\n", "[[b]]\n", "[[a.b]]\n", "a = 1\n", "b = [\n", "ö", "-", "\\", "\t",
                ]),
                0..24,
            ),
        ) {
            let text = parts.concat();
            if let Some(table) = parse(&text, None) {
                let known = DeTable::parse(&text);
                prop_assert!(known.is_ok(), "{:?}", text);
                prop_assert!(agree(&table, known.unwrap().get_ref()), "{:?}", text);
            }
        }

        /// A file with one piece of it changed.
        #[test]
        fn a_file_with_something_odd_in_it_is_not_read_in_another_way(
            at in 0..FILE.len(),
            length in 0..12_usize,
            instead in "[\\[\\]{}\"'=,#.\n a-c0-9\\\\-]{0,4}",
        ) {
            let at = FILE.floor_char_boundary(at);
            let end = FILE.ceil_char_boundary((at + length).min(FILE.len()));
            let text = [&FILE[..at], &instead, &FILE[end..]].concat();
            if let Some(table) = parse(&text, None) {
                let known = DeTable::parse(&text);
                prop_assert!(known.is_ok(), "{:?}", text);
                prop_assert!(agree(&table, known.unwrap().get_ref()), "{:?}", text);
            }
        }
    }
}
