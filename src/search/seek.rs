//! Finding words as they stand in all lines of a family at once. Knows how lines are kept and how they are marked, but
//! not what a line is worth.

use std::ops::Range;

use memchr::memmem::Finder;

use super::Field;
use super::fold::{Links, has_links, kinds, mark, mask};
use super::index::{FamilyIndex, Fields};
use super::query::needle::{Needle, Occurrence, Tier};

/// Where fewer lines than one in so many can have what is looked for, it is looked for in them one by one.
const FEW: usize = 12;
/// From so many bytes on, what follows the first letter of a needle is rare enough to be looked for alone.
const LONG: usize = 4;

/// A needle made ready for marked texts.
pub(super) struct Seeker<'q> {
    pub(super) needle: &'q Needle,
    /// What stands in the text: the needle where it begins a word, and inside of one; or, whichever it is, what
    /// follows its first letter.
    finders: Vec<Finder<'static>>,
    /// The first letter, when that is not looked for.
    first: Option<u8>,
    /// What a line must have.
    kinds: u32,
}

impl<'q> Seeker<'q> {
    pub(super) fn new(needle: &'q Needle) -> Self {
        let folded = needle.folded();
        let marked = mark(folded);
        let bytes = folded.as_bytes();
        // Where one can begin in another, only one look from first to last tells which of them stand.
        let overlaps = bytes.len() > 1 && bytes.first() == bytes.last();
        let at_once = !needle.words_only && (bytes.len() >= LONG || overlaps);
        let first = bytes.first().copied().filter(u8::is_ascii_lowercase);
        let rest = marked.get(1..).filter(|_| first.is_some());
        let texts = match rest {
            Some(rest) if at_once => vec![rest.to_owned()],
            Some(rest) if !needle.words_only => {
                let inside = format!("{}{rest}", &folded[..1]);
                vec![marked, inside]
            }
            _ => vec![marked],
        };
        let finders = texts.iter().map(|text| Finder::new(text).into_owned());
        Self {
            needle,
            finders: finders.collect(),
            first: first.filter(|_| at_once),
            kinds: kinds(mask(folded.as_bytes())),
        }
    }

    /// Whether a line with this mask may have the needle, scattered or not.
    pub(super) fn may_be_in(&self, mask: u32) -> bool {
        self.kinds & !mask == 0
    }

    /// How many lines of a family may have the needle, scattered or not.
    pub(super) fn lines(&self, family: &FamilyIndex) -> usize {
        let masks = family.masks().iter();
        masks.filter(|mask| self.may_be_in(**mask)).count()
    }

    /// Goes through the lines of a family where the needle stands, and how; bytes are those of the line. `take` says
    /// whether it has seen enough of the line. Other lines than those in `wanted` may be left out.
    pub(super) fn each(
        &self,
        family: &FamilyIndex,
        wanted: &[bool],
        links: &mut Links,
        take: impl FnMut(usize, Field, &Occurrence) -> bool,
    ) {
        self.each_seen(family, wanted, links, |_| {}, take);
    }

    /// The same, and tells `saw` every line that has the letters of the needle, whether or not it is an answer there.
    /// Gives whether all lines were looked through, and not only the few that may have it.
    pub(super) fn each_seen(
        &self,
        family: &FamilyIndex,
        wanted: &[bool],
        links: &mut Links,
        mut saw: impl FnMut(usize),
        mut take: impl FnMut(usize, Field, &Occurrence) -> bool,
    ) -> bool {
        let few = few_lines(family, wanted, self.kinds);
        for finder in &self.finders {
            let mut fields = family.fields();
            match &few {
                None => {
                    let whole = (0, 0..family.text().len());
                    self.each_within(
                        finder,
                        (family, &mut fields),
                        whole,
                        links,
                        &mut saw,
                        &mut take,
                    );
                }
                Some(lines) => {
                    for line in lines.clone() {
                        let part = (line, family.bytes(line));
                        self.each_within(
                            finder,
                            (family, &mut fields),
                            part,
                            links,
                            &mut saw,
                            &mut take,
                        );
                    }
                }
            }
        }
        few.is_none()
    }

    /// The same in a part of the text, which begins with the line `from`.
    fn each_within(
        &self,
        finder: &Finder<'_>,
        (family, fields): (&FamilyIndex, &mut Fields<'_>),
        (from, bytes): (usize, Range<usize>),
        links: &mut Links,
        saw: &mut impl FnMut(usize),
        take: &mut impl FnMut(usize, Field, &Occurrence) -> bool,
    ) {
        let text = &family.text()[..bytes.end];
        let (mut at, mut line) = (bytes.start, from);
        let mut linked = None;
        let (mut field, mut until) = (Field::Id, 0);
        // Up to where it is known to begin a word, as it was typed.
        let mut begins = bytes.start;
        while let Some(start) = self.next(finder, text.as_bytes(), at) {
            let end = start + self.needle.folded().len();
            if start < begins
                && text
                    .as_bytes()
                    .get(end)
                    .is_some_and(u8::is_ascii_alphanumeric)
            {
                // Only as a whole word it would stand better there.
                at = end;
                continue;
            }
            line = family.line_at(start, line);
            saw(line);
            let bytes = family.bytes(line);
            let next_line = (bytes.end + 1).min(text.len());
            if line >= until {
                (field, until) = fields.at(line);
            }
            if !self.needle.covers(field) {
                at = next_line;
                continue;
            }
            let hidden = has_links(family.masks()[line]) && {
                if linked != Some(line) {
                    linked = Some(line);
                    links.find(&text[bytes.clone()]);
                }
                links.has(start - bytes.start)
            };
            let written = || family.written(line).0;
            let found = start - bytes.start;
            let found = self.needle.look(&text[bytes], found, hidden, written);
            at = match found {
                Some(found) if take(line, field, &found) => next_line,
                Some(found) => {
                    if found.as_typed && found.tier >= Tier::Prefix {
                        begins = next_line;
                    }
                    end
                }
                // What begins inside of what is no answer may be one.
                None => start + text[start..].chars().next().map_or(1, char::len_utf8),
            };
        }
    }

    /// Where the needle stands next in a text.
    fn next(&self, finder: &Finder<'_>, text: &[u8], mut at: usize) -> Option<usize> {
        let Some(first) = self.first else {
            return finder.find(text.get(at..)?).map(|found| at + found);
        };
        loop {
            at += 1;
            at += finder.find(text.get(at..)?)?;
            if text[at - 1].to_ascii_lowercase() == first {
                return Some(at - 1);
            }
        }
    }

    /// Whether the letters of the needle stand in a line, however they do.
    pub(super) fn is_in(&self, line: &[u8]) -> bool {
        let mut finders = self.finders.iter();
        finders.any(|finder| self.next(finder, line, 0).is_some())
    }
}

/// The wanted lines that may have some kinds of byte, when they are so few that it pays to look at them one by one.
pub(super) fn few_lines<'f>(
    family: &'f FamilyIndex,
    wanted: &'f [bool],
    kinds: u32,
) -> Option<impl Iterator<Item = usize> + Clone + 'f> {
    let masks = family.masks().iter().zip(wanted);
    let may_have = move |(mask, wanted): (&u32, &bool)| *wanted & (kinds & !*mask == 0);
    let count = masks
        .clone()
        .filter(|(mask, wanted)| may_have((mask, wanted)))
        .count();
    let lines = masks.enumerate().filter(move |(_, line)| may_have(*line));
    (count * FEW < family.len()).then(|| lines.map(|(line, _)| line))
}
