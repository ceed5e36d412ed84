//! Stamps: what an export keeps of the state that its role had, so that one can tell later what changed since.
//!
//! A stamp is one word in ASCII that no format has to escape. It has the address of the role, what of it was
//! exported, a hash of all that and one of each line, and the revision of the catalog. Lines that came are told from
//! the catalog of today; lines that went are looked up by their hashes in whatever texts are still there.

mod said;

use std::collections::HashMap;
use std::fmt::{self, Write};

use serde_json::Value;

pub use said::said_in;

use super::json;
use super::posting::{Posting, own_positions};
use crate::model::{Family, Place, compose};

/// What every stamp begins with; the number is that of its shape.
const MARK: &str = "rolebook-stamp:1:";
/// Around a stamp on a page of Markdown, where no reader sees it.
const COMMENT: (&str, &str) = ("<!-- ", " -->");

/// What was exported of a role or a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What readers see of it, without what it inherits.
    Own,
    /// What readers see of it, with all that it inherits.
    Effective,
    /// What readers see of all parts of a family.
    Page,
    /// The same, each role with all that it inherits.
    EffectivePage,
    /// All that its part of the file says.
    Data,
    /// All that applies to it, and how it is kept.
    EffectiveData,
}

impl Scope {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Own, "own"),
        (Self::Effective, "effective"),
        (Self::Page, "page"),
        (Self::EffectivePage, "effective-page"),
        (Self::Data, "data"),
        (Self::EffectiveData, "effective-data"),
    ];

    fn word(self) -> &'static str {
        let known = Self::ALL.iter().find(|(scope, _)| *scope == self);
        known.map_or("", |(_, word)| word)
    }
}

/// One line of what was exported, and where it stands: `requirements`, `grade`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The field, with the address of its part before it where there are several.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// The state of a role when it was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Where the role is in the catalog.
    pub address: String,
    /// What was exported of it.
    pub scope: Scope,
    /// The revision of the catalog, as its version control has it.
    pub revision: Option<String>,
    whole: u64,
    lines: Vec<u32>,
}

/// What changed since a stamp was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// Lines that came.
    pub added: Vec<Line>,
    /// Lines that went, as far as they are known.
    pub removed: Vec<Line>,
    /// How many more went, whose words nobody knows any more.
    pub forgotten: usize,
}

impl Stamp {
    /// The stamp of these lines.
    pub fn of(address: &str, scope: Scope, revision: Option<&str>, lines: &[Line]) -> Self {
        let mut whole = Fnv::default();
        for line in lines {
            whole.line(line);
        }
        Self {
            address: address.to_owned(),
            scope,
            revision: revision.map(str::to_owned),
            whole: whole.0,
            lines: lines.iter().map(short).collect(),
        }
    }

    /// Whether these are the lines that it was made of, in the same order.
    pub fn is_of(&self, lines: &[Line]) -> bool {
        let now = Self::of(&self.address, self.scope, None, lines);
        (self.whole, &self.lines) == (now.whole, &now.lines)
    }

    /// What came and went between it and the lines of today. Those that went are looked for among `known`.
    pub fn since(&self, now: &[Line], known: impl IntoIterator<Item = Line>) -> Since {
        let mut before: HashMap<u32, usize> = HashMap::new();
        for hash in &self.lines {
            *before.entry(*hash).or_default() += 1;
        }
        let mut added = Vec::new();
        for line in now {
            match before.get_mut(&short(line)).filter(|left| **left > 0) {
                Some(left) => *left -= 1,
                None => added.push(line.clone()),
            }
        }
        let known: HashMap<u32, Line> = known
            .into_iter()
            .map(|line| (short(&line), line))
            .filter(|(hash, _)| before.get(hash).is_some_and(|left| *left > 0))
            .collect();
        let mut removed = Vec::new();
        let mut forgotten = 0;
        for hash in &self.lines {
            let Some(left) = before.get_mut(hash).filter(|left| **left > 0) else {
                continue;
            };
            *left -= 1;
            match known.get(hash) {
                Some(line) => removed.push(line.clone()),
                None => forgotten += 1,
            }
        }
        Since {
            added,
            removed,
            forgotten,
        }
    }

    /// All stamps in a text, each once; those that cannot be read are `None`.
    pub fn find(text: &str) -> Vec<Option<Self>> {
        let mut found: Vec<Option<Self>> = Vec::new();
        for piece in text.split(MARK).skip(1) {
            let end = piece.find(|c: char| !is_plain(c) && !":%".contains(c));
            let stamp = Self::parse(&piece[..end.unwrap_or(piece.len())]);
            if !found.contains(&stamp) {
                found.push(stamp);
            }
        }
        found
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let address = decoded(parts.next()?)?;
        let word = parts.next()?;
        let (scope, _) = *Scope::ALL.iter().find(|(_, known)| *known == word)?;
        let revision = decoded(parts.next()?)?;
        let whole = u64::from_str_radix(parts.next()?, 16).ok()?;
        let hashes = parts.next()?.as_bytes().chunks(8);
        let lines: Option<Vec<u32>> = hashes
            .map(|hash| u32::from_str_radix(std::str::from_utf8(hash).ok()?, 16).ok())
            .collect();
        Some(Self {
            address,
            scope,
            revision: Some(revision).filter(|revision| !revision.is_empty()),
            whole,
            lines: lines?,
        })
    }

    /// As a comment on a page of Markdown.
    pub fn comment(&self) -> String {
        format!("{}{self}{}", COMMENT.0, COMMENT.1)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let revision = self.revision.as_deref().unwrap_or_default();
        write!(
            f,
            "{MARK}{}:{}:{}:{:016x}:",
            encoded(&self.address),
            self.scope.word(),
            encoded(revision),
            self.whole
        )?;
        self.lines
            .iter()
            .try_for_each(|hash| write!(f, "{hash:08x}"))
    }
}

/// A page of Markdown without the stamps that an export left on it.
pub fn without(text: &str) -> String {
    let opening = format!("{}{MARK}", COMMENT.0);
    let is_stamp = |line: &str| line.starts_with(&opening) && line.trim_end().ends_with("-->");
    if !text.contains(&opening) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut at_end = false;
    for line in text.split_inclusive('\n') {
        at_end = is_stamp(line);
        // An empty line stays for it, so that the numbers of the other lines do.
        out.push_str(if at_end { "\n" } else { line });
    }
    if at_end {
        // Together with the empty line before it, which was made for it.
        out.truncate(out.trim_end_matches('\n').len());
        out.push('\n');
    }
    out
}

/// What readers see of a posting, line by line.
pub fn lines_of(posting: &Posting) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut put = |place: &str, text: &str| {
        if !text.is_empty() {
            lines.push(Line {
                place: place.to_owned(),
                text: text.to_owned(),
            });
        }
    };
    put("title", &posting.title);
    put("grade", posting.grade.as_deref().unwrap_or_default());
    for manager in &posting.managers {
        put("reports_to", manager);
    }
    put("summary", posting.summary.as_deref().unwrap_or_default());
    for (kind, items) in posting.lists() {
        for item in items {
            match item.preferred {
                true => put(kind.key(), &format!("{} (preferred)", item.text)),
                false => put(kind.key(), &item.text),
            }
        }
    }
    for indicator in &posting.indicators {
        let target = indicator.target.as_deref().unwrap_or_default();
        let text = format!("{}: {target}", indicator.name);
        put("performance_indicators", text.trim_end_matches(": "));
    }
    put(
        "career_ladder",
        posting.ladder.as_deref().unwrap_or_default(),
    );
    put(
        "hiring_process.intro",
        posting.hiring.intro.as_deref().unwrap_or_default(),
    );
    for step in &posting.hiring.steps {
        put("hiring_process.steps", step);
    }
    put(
        "hiring_process.outro",
        posting.hiring.outro.as_deref().unwrap_or_default(),
    );
    lines
}

/// What readers see of a whole family, each line with the address of its part.
pub fn lines_of_page(key: &str, family: &Family, effective: bool) -> Vec<Line> {
    let positions = match effective {
        true => family.positions(),
        false => own_positions(family),
    };
    let mut lines = Vec::new();
    for position in positions {
        let posting = match effective {
            true => Posting::effective(key, family, position),
            false => Posting::own(key, family, position),
        };
        let part = posting.address.strip_prefix(key).unwrap_or_default();
        let part = part.trim_start_matches(['#', '+']);
        lines.extend(lines_of(&posting).into_iter().map(|line| Line {
            place: match part {
                "" => line.place,
                part => format!("{part} {}", line.place),
            },
            text: line.text,
        }));
    }
    lines.extend(family.sections.iter().map(|section| Line {
        place: "sections".to_owned(),
        text: format!("{}\n\n{}", section.heading, section.body),
    }));
    lines
}

/// What a value of JSON says, line by line.
pub fn lines_of_value(value: &Value) -> Vec<Line> {
    fn walk(value: &Value, place: &str, lines: &mut Vec<Line>) {
        match value {
            Value::Object(entries) => {
                // Where a line comes from is not what the role says.
                let said = |key: &str| !key.starts_with('$') && key != "origins";
                for (key, entry) in entries.iter().filter(|(key, _)| said(key)) {
                    // A list may have texts and tables with such: one place for both.
                    match (place, key.as_str()) {
                        ("", key) => walk(entry, key, lines),
                        (place, "text") => walk(entry, place, lines),
                        (place, key) => walk(entry, &format!("{place}.{key}"), lines),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, place, lines)),
            Value::Null => {}
            scalar => lines.push(Line {
                place: place.to_owned(),
                text: match scalar {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                },
            }),
        }
    }
    let mut lines = Vec::new();
    walk(value, "", &mut lines);
    lines
}

/// The lines of a place, as an export of that scope has them; `text` is that of its family's file.
pub fn lines(place: &Place, family: &Family, text: &str, scope: Scope) -> Vec<Line> {
    let (key, position) = (&place.key, place.position);
    match scope {
        Scope::Page | Scope::EffectivePage => {
            lines_of_page(key, family, scope == Scope::EffectivePage)
        }
        Scope::Effective => lines_of(&Posting::effective(key, family, position)),
        Scope::Own => lines_of(&Posting::own(key, family, position)),
        Scope::EffectiveData => {
            let role = compose(key, family, position);
            lines_of_value(&json::effective(&role, family))
        }
        Scope::Data => {
            let part = json::part(text, position.node()).ok().flatten();
            part.map(|part| lines_of_value(&part)).unwrap_or_default()
        }
    }
}

fn short(line: &Line) -> u32 {
    let mut hash = Fnv::default();
    hash.line(line);
    // Both halves count, as the authors of the function advise for a shorter hash.
    (hash.0 ^ (hash.0 >> 32)) as u32
}

/// The hash of Fowler, Noll and Vo, 64 bits, variant 1a: the same on every machine and in every version. It guards
/// against accidents, not against forgery.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn line(&mut self, line: &Line) {
        self.bytes(line.place.as_bytes());
        self.bytes(&[0]);
        self.bytes(line.text.as_bytes());
        self.bytes(&[0]);
    }
}

/// A hash of these bytes that stays the same.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hash = Fnv::default();
    hash.bytes(bytes);
    hash.0
}

/// What stands in a stamp as it is.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/#+._-".contains(c)
}

/// Everything else as the hexadecimal numbers of its bytes; a second `-` too, which would end a comment.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_plain(c) && !(c == '-' && out.ends_with('-')) {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02x}");
        }
    }
    out
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = after;
            continue;
        }
        let digits = std::str::from_utf8(after.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(place: &str, text: &str) -> Line {
        Line {
            place: place.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn what_came_and_went_is_told() {
        let before = [line("grade", "8"), line("req", "a"), line("req", "b")];
        let stamp = Stamp::of("x#y", Scope::Own, Some("abc"), &before);
        assert!(stamp.is_of(&before));
        assert_eq!(stamp.since(&before, before.clone()), Since::default());
        let now = [line("grade", "9"), line("req", "b"), line("req", "b")];
        assert!(!stamp.is_of(&now));
        let since = stamp.since(&now, [line("req", "a"), line("req", "c")]);
        assert_eq!(since.added, [line("grade", "9"), line("req", "b")]);
        assert_eq!(since.removed, [line("req", "a")]);
        assert_eq!(since.forgotten, 1);
        let turned = [line("grade", "8"), line("req", "b"), line("req", "a")];
        assert!(!stamp.is_of(&turned));
        assert_eq!(stamp.since(&turned, []), Since::default());
    }

    #[test]
    fn hashes_are_those_that_were_published_with_the_function() {
        let hash = |text: &str| {
            let mut hash = Fnv::default();
            hash.bytes(text.as_bytes());
            hash.0
        };
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_page_is_what_it_was_without_its_stamp() {
        let stamp = Stamp::of("a--b", Scope::Page, None, &[line("x", "y")]);
        assert!(
            !stamp.comment()["<!--".len()..]
                .trim_end_matches("-->")
                .contains("--")
        );
        let page = "## A\n\ntext\n";
        assert_eq!(without(&format!("{page}\n{}\n", stamp.comment())), page);
        assert_eq!(without(page), page);
        let inside = format!("one\n{}\ntwo\n", stamp.comment());
        assert_eq!(without(&inside), "one\n\ntwo\n");
    }

    #[test]
    fn a_damaged_stamp_is_none() {
        for text in ["rolebook-stamp:1:", "rolebook-stamp:1:a:own::zz:00"] {
            assert_eq!(Stamp::find(text), [None], "{text}");
        }
        assert_eq!(Stamp::find("rolebook-stamp:9:a:own::00:00"), []);
    }

    proptest! {
        #[test]
        fn a_stamp_is_found_in_any_text(
            address in "\\PC{0,20}",
            texts in prop::collection::vec("\\PC{0,12}", 0..6),
            around in "[ \"'<>,\n]{1,3}",
        ) {
            let lines: Vec<Line> = texts.iter().map(|text| line("p", text)).collect();
            for (scope, _) in Scope::ALL {
                let stamp = Stamp::of(&address, scope, Some("0123456789ab-changed"), &lines);
                let text = stamp.to_string();
                prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(!text.contains(['"', '\'', '<', '>', '&', ',']));
                prop_assert_eq!(Stamp::find(&format!("{around}{text}{around}{text}{around}")), [Some(stamp)]);
            }
        }
    }
}
