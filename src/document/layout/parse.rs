//! A text to a tree: the parser's events, blank lines and comments included. Decides what a comment belongs to.
//!
//! On the line of a thing, to that thing. On lines of its own: to the thing below it; but what stands right
//! under the last line of a table and apart from the next header closes that table, and what opens or closes
//! the file belongs to the file.

use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Source, Span};

use super::super::source::Source as Quoting;
use super::tree::{Element, File, Inner, Lines, Notes, Pair, Table, Value};

/// The tree of a text that is TOML and has no byte order mark; `None` when it is not TOML after all.
pub(super) fn parse(text: &str) -> Option<File> {
    let mut reader = Reader {
        source: Source::new(text),
        events: events(text)?,
        at: 0,
    };
    reader.file()
}

/// All comments of a text, in order.
pub(super) fn comments(text: &str) -> Option<Vec<&str>> {
    let source = Source::new(text);
    let events = events(text)?;
    let comments = events
        .iter()
        .filter(|event| event.kind() == EventKind::Comment);
    comments
        .map(|event| Some(source.get(event.span())?.as_str().trim_end()))
        .collect()
}

fn events(text: &str) -> Option<Vec<Event>> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events = Vec::new();
    let mut failed = None;
    let mut receive = |event: Event| {
        if event.kind() != EventKind::Whitespace {
            events.push(event);
        }
    };
    parse_document(&tokens, &mut receive, &mut failed);
    failed.is_none().then_some(events)
}

/// Comments and blank lines since the last thing, and whether the line has anything on it so far.
#[derive(Default)]
struct Pending {
    lines: Lines,
    used: bool,
}

impl Pending {
    fn end_line(&mut self) {
        if !self.used && self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.used = false;
    }

    /// What is pending for the next thing, which begins on this line; blank lines alone are nothing.
    fn take(&mut self) -> Lines {
        self.used = true;
        let lines = std::mem::take(&mut self.lines);
        match lines.iter().all(String::is_empty) {
            true => Lines::new(),
            false => lines,
        }
    }
}

struct Reader<'t> {
    source: Source<'t>,
    events: Vec<Event>,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<EventKind> {
        self.events.get(self.at).map(Event::kind)
    }

    fn next(&mut self) -> Option<Event> {
        let event = self.events.get(self.at).copied();
        self.at += 1;
        event
    }

    fn text(&self, span: Span) -> Option<String> {
        Some(self.source.get(span)?.as_str().trim_end().to_owned())
    }

    fn comment(&mut self) -> Option<String> {
        let span = self.next()?.span();
        self.text(span)
    }

    fn file(&mut self) -> Option<File> {
        let mut file = File::default();
        let mut pending = Pending::default();
        // Which table is being read, by its path; none is the top of the file.
        let mut place: Option<(Vec<String>, bool)> = None;
        let mut table = Table::default();
        let mut begun = false;
        while let Some(kind) = self.peek() {
            match kind {
                EventKind::Newline => {
                    self.at += 1;
                    pending.end_line();
                }
                EventKind::Comment => {
                    let comment = self.comment()?;
                    match (pending.used, table.pairs.last_mut()) {
                        (false, _) => pending.lines.push(comment),
                        (true, Some(pair)) => pair.notes.put_behind(comment),
                        (true, None) => table.notes.put_behind(comment),
                    }
                    pending.used = true;
                }
                EventKind::SimpleKey => {
                    let mut above = pending.take();
                    if !begun {
                        above = open(&mut file, above);
                    }
                    let mut pair = self.pair()?;
                    pair.notes.above = above;
                    table.pairs.push(pair);
                    begun = true;
                }
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let lines = pending.take();
                    let above = match begun {
                        true => close(&mut table, lines, false),
                        false => open(&mut file, lines),
                    };
                    insert(&mut file.root, place.take(), std::mem::take(&mut table));
                    self.at += 1;
                    place = Some((self.path()?, kind == EventKind::ArrayTableOpen));
                    // The closing bracket.
                    self.at += 1;
                    table.header = true;
                    table.notes.above = above;
                    begun = true;
                }
                _ => return None,
            }
        }
        let lines = pending.take();
        match begun {
            true => file.end = close(&mut table, lines, true),
            false => file.head = lines,
        }
        insert(&mut file.root, place, table);
        Some(file)
    }

    /// The names of a key.
    fn path(&mut self) -> Option<Vec<String>> {
        let mut path = Vec::new();
        loop {
            let event = self.next()?;
            if event.kind() != EventKind::SimpleKey {
                return None;
            }
            let mut name = String::new();
            let raw = self.source.get(event)?;
            raw.decode_key(&mut name, &mut ());
            path.push(name);
            self.skip_lines();
            if self.peek() != Some(EventKind::KeySep) {
                return Some(path);
            }
            self.at += 1;
        }
    }

    /// In braces, a key and its value may be on different lines.
    fn skip_lines(&mut self) {
        while self.peek() == Some(EventKind::Newline) {
            self.at += 1;
        }
    }

    fn pair(&mut self) -> Option<Pair> {
        let path = self.path()?;
        if self.next()?.kind() != EventKind::KeyValSep {
            return None;
        }
        self.skip_lines();
        Some(Pair {
            path,
            notes: Notes::default(),
            value: self.value()?,
        })
    }

    fn value(&mut self) -> Option<Value> {
        let event = self.next()?;
        Some(match event.kind() {
            EventKind::Scalar => Value::Scalar(self.scalar(event)?),
            EventKind::ArrayOpen => Value::Array(self.inner(
                EventKind::ArrayClose,
                |reader| {
                    Some(Element {
                        notes: Notes::default(),
                        value: reader.value()?,
                    })
                },
                |element| &mut element.notes,
            )?),
            EventKind::InlineTableOpen => {
                Value::Inline(self.inner(EventKind::InlineTableClose, Self::pair, |pair| {
                    &mut pair.notes
                })?)
            }
            _ => return None,
        })
    }

    /// Texts in the plainest quotes, unless they are laid out over several lines; anything else as it is.
    fn scalar(&self, event: Event) -> Option<String> {
        let raw = self.source.get(event)?;
        if event.encoding().is_none() {
            return Some(raw.as_str().to_owned());
        }
        if raw.as_str().contains('\n') {
            return Some(raw.as_str().replace("\r\n", "\n"));
        }
        let mut text = String::new();
        let _ = raw.decode_scalar(&mut text, &mut ());
        Some(Quoting::new("").quote(&text, None))
    }

    fn inner<T>(
        &mut self,
        close: EventKind,
        part: impl Fn(&mut Self) -> Option<T>,
        notes: impl Fn(&mut T) -> &mut Notes,
    ) -> Option<Inner<T>> {
        let mut inner = Inner::of(Vec::new());
        let mut pending = Pending {
            used: true,
            ..Pending::default()
        };
        loop {
            match self.peek()? {
                EventKind::Newline => {
                    self.at += 1;
                    pending.end_line();
                }
                EventKind::Comment => {
                    let comment = self.comment()?;
                    match (pending.used, inner.parts.last_mut()) {
                        (false, _) => pending.lines.push(comment),
                        (true, Some(last)) => notes(last).put_behind(comment),
                        (true, None) => inner.open = Some(comment),
                    }
                    pending.used = true;
                }
                EventKind::ValueSep => {
                    self.at += 1;
                    pending.used = true;
                }
                kind if kind == close => {
                    self.at += 1;
                    inner.end = pending.take();
                    return Some(inner);
                }
                _ => {
                    let above = pending.take();
                    let mut new = part(self)?;
                    notes(&mut new).above = above;
                    inner.parts.push(new);
                }
            }
        }
    }
}

/// Splits what stands before the first thing of a file: what is right above it and apart from the rest is its
/// own, everything else opens the file.
fn open(file: &mut File, mut lines: Lines) -> Lines {
    let own = match lines.iter().rposition(String::is_empty) {
        Some(blank) if lines[..blank].iter().any(|line| !line.is_empty()) => {
            file.gap = true;
            lines.split_off(blank + 1)
        }
        _ => Lines::new(),
    };
    file.head = lines;
    own
}

/// Splits what stands behind the last pair of a table: what is right under it and apart from what follows stays
/// with the table, the rest is returned.
fn close(table: &mut Table, mut lines: Lines, last: bool) -> Lines {
    let blank = lines.iter().position(String::is_empty);
    let mut rest = match blank {
        Some(blank) => lines.split_off(blank),
        None if last => Lines::new(),
        None => return lines,
    };
    table.tail = lines;
    let first = rest.iter().position(|line| !line.is_empty());
    rest.split_off(first.unwrap_or(rest.len()))
}

/// Puts a table that was read into its place.
fn insert(root: &mut Table, place: Option<(Vec<String>, bool)>, table: Table) {
    let Some((path, array)) = place else {
        *root = table;
        return;
    };
    let Some((name, above)) = path.split_last() else {
        return;
    };
    let parent = above
        .iter()
        .fold(root, |table, name| table.child_table(name));
    if array {
        parent.child(name, true).push(table);
        return;
    }
    // It may have been named by a table below it already.
    let known = parent.child_table(name);
    let children = std::mem::take(&mut known.children);
    *known = Table { children, ..table };
}
