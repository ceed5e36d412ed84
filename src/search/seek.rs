//! Finding words as they stand in the lines of a family. Knows how lines are kept, but not what a line is worth.
//!
//! Letters stand in a line in one of two ways: all small from the second on, or all in capitals (see
//! [`Lines`](super::lines)). The second is looked for only in the lines that may have it.

use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr_iter, memchr2};

use super::Field;
use super::bits::{Bits, lowest_bits};
use super::fold::{CASE, Links, has_capitals, has_links, has_lone, is_simple};
use super::index::{FamilyIndex, Fields};
use super::lines::{Lines, Needs, Source};
use super::query::needle::{Needle, Occurrence, Tier};

/// Where fewer lines than so many in so many can have what is looked for, it is looked for in them one by one.
const FEW: (usize, usize) = (2, 3);

/// A needle made ready for lines.
pub(super) struct Seeker<'q> {
    pub(super) needle: &'q Needle,
    look: Look,
    needs: Needs,
}

/// How a needle is looked for.
enum Look {
    /// One or two letters with which a word begins.
    Beginning(u8, Option<u8>),
    /// All of it at once.
    Whole(Anchor),
    /// By a part of it that begins so many bytes behind the start.
    Part(Anchor, usize),
}

/// What is looked for first.
enum Anchor {
    /// One letter.
    Letter(u8),
    /// Several: the first, and those behind it.
    Letters(u8, Box<[Finder<'static>; 2]>),
    /// No letters at all.
    Signs(Box<Finder<'static>>),
}

/// In which of two ways letters behind another one stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
}

impl Anchor {
    fn new(folded: &[u8]) -> Self {
        match folded {
            [letter] if letter.is_ascii_lowercase() => Self::Letter(*letter),
            [first, rest @ ..] if first.is_ascii_lowercase() => {
                let finder = |text: &[u8]| Finder::new(text).into_owned();
                let capital = rest.to_ascii_uppercase();
                Self::Letters(*first, Box::new([finder(rest), finder(&capital)]))
            }
            signs => Self::Signs(Box::new(Finder::new(signs).into_owned())),
        }
    }

    /// Where it stands next in a text.
    fn next(&self, case: Case, text: &[u8], mut at: usize) -> Option<usize> {
        match self {
            Self::Letters(first, finders) => loop {
                at += 1;
                at += finders[case as usize].find(text.get(at..)?)?;
                if text[at - 1].to_ascii_lowercase() == *first {
                    return Some(at - 1);
                }
            },
            _ if case == Case::Capital => None,
            Self::Letter(letter) => {
                let rest = text.get(at..)?;
                memchr2(*letter, letter.to_ascii_uppercase(), rest).map(|found| at + found)
            }
            Self::Signs(finder) => finder.find(text.get(at..)?).map(|found| at + found),
        }
    }
}

/// Everywhere that something stands in a text, also where it overlaps itself.
pub(super) fn everywhere(finder: &Finder<'_>, text: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = from + finder.find(text.get(from..)?)?;
        from = found + 1;
        Some(found)
    })
}

/// Whether no letter or digit of ASCII stands before a byte of a text.
pub(super) fn begins(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| text[before]);
    !before.is_some_and(|before| before.is_ascii_alphanumeric())
}

/// Where a character stands at such a byte. In whole files that are in small letters anyhow, this is quicker than to look
/// for both cases, as [`Beginnings`] does in lines.
pub(super) fn begin_with(first: u8, text: &[u8]) -> impl Iterator<Item = usize> {
    memchr_iter(first, text).filter(|at| begins(text, *at))
}

/// The longest part of a needle that is only letters, or has none in it, and where it begins.
fn longest_part(folded: &[u8]) -> (usize, &[u8]) {
    let parts = folded.chunk_by(|a, b| a.is_ascii_lowercase() == b.is_ascii_lowercase());
    let mut at = 0;
    let parts = parts.map(|part| {
        at += part.len();
        (at - part.len(), part)
    });
    // A sign is rarer than a letter.
    parts
        .max_by_key(|(_, part)| (part.len(), !part[0].is_ascii_lowercase()))
        .unwrap_or((0, folded))
}

impl<'q> Seeker<'q> {
    pub(super) fn new(needle: &'q Needle) -> Self {
        let folded = needle.folded().as_bytes();
        let (start, part) = longest_part(folded);
        let is_whole = part.len() == folded.len() && part[0].is_ascii_lowercase();
        let look = match part {
            [first, rest @ ..] if is_whole && needle.words_only => {
                Look::Beginning(*first, rest.first().copied())
            }
            _ if is_whole => Look::Whole(Anchor::new(part)),
            _ => Look::Part(Anchor::new(part), start),
        };
        Self {
            needle,
            needs: Needs::of(
                needle.folded(),
                match look {
                    Look::Beginning(first, _) => Some(first),
                    _ => None,
                },
            ),
            look,
        }
    }

    /// Finds the lines of a family that may have the needle.
    pub(super) fn lines(&self, lines: &Lines, found: &mut Bits) {
        lines.having(&self.needs, found);
    }

    /// Goes through those of the `sought` lines, which may have it, where the needle stands, and how; bytes are those of the
    /// line. `take` says whether it has seen enough of the line. `saw` is told every line that has the letters of the
    /// needle, whether or not it is an answer there.
    pub(super) fn each(
        &self,
        family: &FamilyIndex,
        sought: &Bits,
        links: &mut Links,
        saw: impl FnMut(usize),
        take: impl FnMut(usize, Field, &Occurrence) -> bool,
    ) {
        let mut search = Search::new(self, family, links, saw, take);
        let lines = family.lines();
        match &self.look {
            Look::Beginning(first, second) => search.beginnings(*first, *second, sought),
            Look::Whole(anchor) | Look::Part(anchor, _) => {
                if sought.count() * FEW.1 < lines.len() * FEW.0 {
                    search.line_by_line(anchor, Case::Small, sought);
                } else {
                    for source in Source::ALL {
                        search.restart();
                        search.all_at_once(anchor, source, sought);
                    }
                }
                if let Anchor::Letters(..) = anchor {
                    search.restart();
                    search.line_by_line(anchor, Case::Capital, sought);
                }
            }
        }
    }

    /// The words of one line that begin with the needle, of which there is but a guess.
    pub(super) fn each_guessed(
        &self,
        family: &FamilyIndex,
        (line, field): (usize, Field),
        links: &mut Links,
        take: impl FnMut(usize, Field, &Occurrence) -> bool,
    ) {
        if let Look::Beginning(first, second) = self.look {
            let mut search = Search::new(self, family, links, |_| {}, take);
            search.beginnings_in(line, field, (first, second));
        }
    }

    /// Whether the letters of the needle stand in a line, however they do.
    pub(super) fn is_in(&self, line: &[u8]) -> bool {
        let (anchor, before) = match &self.look {
            Look::Beginning(..) => return false,
            Look::Whole(anchor) => (anchor, 0),
            Look::Part(anchor, before) => (anchor, *before),
        };
        [Case::Small, Case::Capital].into_iter().any(|case| {
            let mut at = 0;
            while let Some(found) = anchor.next(case, line, at) {
                if self.stands_at(line, found, before) {
                    return true;
                }
                at = found + 1;
            }
            false
        })
    }

    /// Whether the needle is there whose part was found so many bytes behind its start.
    fn stands_at(&self, line: &[u8], found: usize, before: usize) -> bool {
        let folded = self.needle.folded().as_bytes();
        let start = found.checked_sub(before);
        let there = start.and_then(|start| line.get(start..start + folded.len()));
        there.is_some_and(|there| there.eq_ignore_ascii_case(folded))
    }
}

/// A needle being looked for in the lines of a family.
struct Search<'s, 'q, S, T> {
    seeker: &'s Seeker<'q>,
    family: &'s FamilyIndex,
    fields: Fields<'s>,
    /// What the lines are up to some line.
    field: (Field, usize),
    links: &'s mut Links,
    /// The line of which those are.
    linked: Option<usize>,
    saw: S,
    take: T,
}

impl<'s, 'q, S: FnMut(usize), T: FnMut(usize, Field, &Occurrence) -> bool> Search<'s, 'q, S, T> {
    fn new(
        seeker: &'s Seeker<'q>,
        family: &'s FamilyIndex,
        links: &'s mut Links,
        saw: S,
        take: T,
    ) -> Self {
        Self {
            seeker,
            family,
            fields: family.fields(),
            field: (Field::Id, 0),
            links,
            linked: None,
            saw,
            take,
        }
    }

    /// Goes through the lines once more from the first.
    fn restart(&mut self) {
        (self.fields, self.field) = (self.family.fields(), (Field::Id, 0));
    }

    /// What a line is, which must not be before the one that was asked for last.
    fn field(&mut self, line: usize) -> Field {
        if line >= self.field.1 {
            self.field = self.fields.at(line);
        }
        self.field.0
    }

    /// Looks at the words that begin with a letter.
    fn beginnings(&mut self, first: u8, second: Option<u8>, sought: &Bits) {
        let lines = self.family.lines();
        let guess = self.seeker.needle.guess();
        let guess = |line: usize| {
            let is_sure = is_simple(lines.mask(line)) && !has_lone(lines.initials(line), first);
            guess.as_ref().filter(|_| is_sure)
        };
        for part in sought.parts() {
            lines.fetch(part.filter(|line| guess(*line).is_none()));
            for line in part {
                let field = self.field(line);
                if !self.seeker.needle.covers(field) {
                    continue;
                }
                if let Some(guess) = guess(line) {
                    (self.take)(line, field, guess);
                    continue;
                }
                self.beginnings_in(line, field, (first, second));
            }
        }
    }

    /// Looks at the words of one line that begin with one letter or two.
    fn beginnings_in(&mut self, line: usize, field: Field, letters: (u8, Option<u8>)) {
        let lines = self.family.lines();
        for start in Beginnings::of(letters, lines.place(line)) {
            if let Some(found) = self.look(line, lines.text(line), start)
                && (self.take)(line, field, &found)
            {
                break;
            }
        }
    }

    /// Looks at each line alone.
    fn line_by_line(&mut self, anchor: &Anchor, case: Case, sought: &Bits) {
        let lines = self.family.lines();
        let may_have = |line: &usize| case == Case::Small || has_capitals(lines.initials(*line));
        for part in sought.parts() {
            lines.fetch(part.filter(may_have));
            for line in part.filter(may_have) {
                let text = lines.text(line);
                if let Some(found) = anchor.next(case, text.as_bytes(), 0) {
                    self.look_through(anchor, case, line, text, found);
                }
            }
        }
    }

    /// Looks through a text in which lines stand.
    fn all_at_once(&mut self, anchor: &Anchor, source: Source, sought: &Bits) {
        let lines = self.family.lines();
        let text = lines.source(source).as_bytes();
        let next = |from: usize, byte: usize| {
            let mut from = from;
            loop {
                let line = sought.next(from)?;
                let end = lines.start(line) + lines.length(line);
                if lines.source_of(line) == source && end > byte {
                    return Some(line);
                }
                from = line + 1;
            }
        };
        let Some(mut line) = next(0, 0) else {
            return;
        };
        let mut at = lines.start(line);
        while let Some(found) = anchor.next(Case::Small, text, at) {
            let Some(its) = next(line, found) else {
                return;
            };
            line = its;
            let start = lines.start(line);
            if found < start {
                at = start;
                continue;
            }
            self.look_through(anchor, Case::Small, line, lines.text(line), found - start);
            at = start + lines.length(line);
        }
    }

    /// Looks through a line from where the anchor was found first.
    fn look_through(&mut self, anchor: &Anchor, case: Case, line: usize, text: &str, first: usize) {
        let bytes = text.as_bytes();
        let before = match &self.seeker.look {
            Look::Part(_, before) => *before,
            _ => return self.look_through_letters(anchor, case, line, text, first),
        };
        let mut found = Some(first);
        while let Some(at) = found {
            if self.seeker.stands_at(bytes, at, before) {
                return self.look_closely(line);
            }
            found = anchor.next(case, bytes, at + 1);
        }
    }

    /// The same where the anchor is all of the needle.
    fn look_through_letters(
        &mut self,
        anchor: &Anchor,
        case: Case,
        line: usize,
        text: &str,
        first: usize,
    ) {
        let bytes = text.as_bytes();
        (self.saw)(line);
        let field = self.field(line);
        let needle = self.seeker.needle;
        if !needle.covers(field) {
            return;
        }
        // From where on it is known to begin a word, as it was typed.
        let mut begins = false;
        let mut found = Some(first);
        while let Some(start) = found {
            let end = start + needle.folded().len();
            // Only as a whole word it would stand better there.
            let is_no_better = begins && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
            let next = match is_no_better {
                true => end,
                false => match self.look(line, text, start) {
                    Some(found) if (self.take)(line, field, &found) => return,
                    Some(found) => {
                        begins |= found.as_typed && found.tier >= Tier::Prefix;
                        end
                    }
                    // What begins inside of what is no answer may be one.
                    None => start + 1,
                },
            };
            found = anchor.next(case, bytes, next);
        }
    }

    /// Looks at each place of a line where the needle stands, in the plain way.
    fn look_closely(&mut self, line: usize) {
        (self.saw)(line);
        let field = self.field(line);
        let needle = self.seeker.needle;
        if !needle.covers(field) {
            return;
        }
        let family = self.family;
        let text = family.lines().folded(line, self.links);
        let found = needle.occurrences(&text, self.links, || family.written(line).0);
        for found in found {
            if (self.take)(line, field, &found) {
                break;
            }
        }
    }

    /// Whether the needle is an answer where it stands in a line.
    fn look(&mut self, line: usize, text: &str, start: usize) -> Option<Occurrence> {
        let hidden = has_links(self.family.lines().mask(line)) && {
            if self.linked.replace(line) != Some(line) {
                self.links.find(text);
            }
            self.links.has(start)
        };
        let family = self.family;
        let written = || family.written(line).0;
        self.seeker.needle.look(text, start, hidden, written)
    }
}

/// Where a letter stands in a line, small or not, and no other letter or digit of ASCII before it; if that is wanted, only
/// where a certain one is next. Bytes are those of the line.
pub(super) struct Beginnings<'t> {
    /// What the line is part of, and where it begins there.
    source: &'t [u8],
    start: usize,
    letter: u8,
    second: Option<u8>,
    /// Up to where the source is looked through, and from where on it is not.
    at: usize,
    end: usize,
    /// A bit for each of the bytes before that which are still to be told.
    left: u32,
}

/// Bytes that are looked at together, which the compiler does many at a time. One after the other would be slower,
/// because a line has most letters several times, and rarely where a word begins.
const BLOCK: usize = u32::BITS as usize;

impl<'t> Beginnings<'t> {
    /// Of a letter and perhaps what is next, another one or a digit, both small, in a line of a text.
    pub(super) fn of(
        (letter, second): (u8, Option<u8>),
        (source, line): (&'t str, Range<usize>),
    ) -> Self {
        Self {
            source: source.as_bytes(),
            start: line.start,
            letter,
            second,
            at: line.start,
            // The next one must be part of the line, too.
            end: line.end - usize::from(second.is_some() && !line.is_empty()),
            left: 0,
        }
    }

    /// Only those in some part of the line.
    pub(super) fn within(self, part: Range<usize>) -> Self {
        Self {
            at: self.start + part.start,
            end: self.end.min(self.start + part.end),
            ..self
        }
    }

    /// Looks through the next bytes, and more than the line has.
    fn look_on(&mut self) {
        let from = self.at.checked_sub(1).and_then(|at| self.source.get(at..));
        let block = match from.and_then(<[u8]>::first_chunk) {
            Some(block) if self.at > self.start || !block[0].is_ascii_alphanumeric() => block,
            _ => &self.at_an_end(),
        };
        let first = is(self.letter);
        self.left = match self.second.map(is) {
            Some(second) => beginnings(block, |byte, next| first(byte) & second(next)),
            None => beginnings(block, |byte, _| first(byte)),
        };
        let within = self.end - self.at;
        if within < BLOCK {
            self.left &= (1 << within) - 1;
        }
        self.at += BLOCK;
    }

    /// The same bytes where the line begins or the source ends.
    #[cold]
    fn at_an_end(&self) -> [u8; BLOCK + 2] {
        let mut block = [b' '; BLOCK + 2];
        let before = usize::from(self.at > self.start);
        let bytes = self.source[self.at - before..].iter();
        for (to, from) in block[1 - before..].iter_mut().zip(bytes) {
            *to = *from;
        }
        block
    }
}

/// 1 for each byte that is a small letter, or its capital, or a digit.
fn is(wanted: u8) -> impl Fn(u8) -> u8 {
    let case = if wanted.is_ascii_digit() { 0 } else { CASE };
    move |byte| u8::from(byte | case == wanted)
}

/// A bit for each byte but the first and the last one that has no letter or digit of ASCII before it, and of which
/// something is 1.
fn beginnings(block: &[u8; BLOCK + 2], is: impl Fn(u8, u8) -> u8) -> u32 {
    let mut found = [0; BLOCK];
    for (n, found) in found.iter_mut().enumerate() {
        *found = is(block[n + 1], block[n + 2]);
    }
    // Mostly there is none.
    if found.iter().fold(0, |any, found| any | found) == 0 {
        return 0;
    }
    for (found, before) in found.iter_mut().zip(block) {
        let letter = u8::from((before | b' ').wrapping_sub(b'a') < 26);
        let digit = u8::from(before.wrapping_sub(b'0') < 10);
        *found &= (letter | digit) ^ 1;
    }
    let (eights, _) = found.as_chunks();
    let eights = eights.iter().rev();
    eights.fold(0, |bits, eight| bits << 8 | u32::from(lowest_bits(*eight)))
}

impl Iterator for Beginnings<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            if self.at >= self.end {
                return None;
            }
            self.look_on();
        }
        let byte = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.at - BLOCK + byte - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_first_letters() {
        let text = "Sells s-Class seats, RSS and GPS'S; 9s (s) is\u{e9}s S";
        let all: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (start, end) in all
            .iter()
            .flat_map(|start| all.iter().map(move |end| (*start, *end)))
        {
            let Some(line) = text.get(start..end).map(str::as_bytes) else {
                continue;
            };
            let is =
                |at: usize, letter: &[u8]| line.get(at).is_some_and(|byte| letter.contains(byte));
            let begins = |at: &usize| {
                let before = at.checked_sub(1).map(|before| line[before]);
                is(*at, b"sS") && !before.is_some_and(|before| before.is_ascii_alphanumeric())
            };
            let plainly: Vec<usize> = (0..line.len()).filter(begins).collect();
            let of = |second| Beginnings::of((b's', second), (text, start..end));
            assert_eq!(of(None).collect::<Vec<_>>(), plainly, "{start}..{end}");
            let (from, to) = (line.len() / 3, line.len() / 2);
            let within = plainly.iter().copied().filter(|at| (from..to).contains(at));
            assert!(of(None).within(from..to).eq(within), "{start}..{end}");
            let seats = plainly.into_iter().filter(|at| is(at + 1, b"eE"));
            assert!(of(Some(b'e')).eq(seats), "{start}..{end}");
        }
    }

    #[test]
    fn a_digit_behind_the_first_letter_is_no_control_character() {
        let text = "k\u{18} K8";
        assert!(Beginnings::of((b'k', Some(b'8')), (text, 0..text.len())).eq([3]));
    }
}
