//! The lines of one family: where the text of each stands, and what it may have in it.
//!
//! A line that needs no folding but for its capitals is searched where it stands in the text of the family's file, which
//! is in memory anyhow. All others are folded, one behind the other, in a text of their own. Knows neither queries nor
//! what a line is.

use std::ops::Range;

use super::bits::Bits;
use super::fold::{
    Links, doubles_in, fold_onto, has_links, initial, is_even, kinds, mask, mask_and_initials,
};
use crate::model::{Text, Whole};

/// Bytes of one family that are searched; folding can make some characters twelve times as long, and what comes of
/// it is counted with 32 bits.
const MOST: usize = u32::MAX as usize / 16;

/// In initials: the line stands in the file.
const IN_FILE: u32 = 1;

/// Bytes that memory gives at once.
const CACHED: usize = 64;

/// A length that is told elsewhere.
const LONG: u16 = u16::MAX;

/// The lines of one family.
#[derive(Debug)]
pub(super) struct Lines {
    /// The text of the family's file.
    file: Option<Whole>,
    /// The lines that are folded, each ended by a line break, which none has in it.
    folded: Box<str>,
    /// Where each line starts in the text in which it stands. Those of one text stand in it one after the other.
    starts: Box<[u32]>,
    /// The bytes of each, or [`LONG`].
    lengths: Box<[u16]>,
    masks: Box<[u32]>,
    initials: Box<[u32]>,
    /// What all lines together have.
    mask: u32,
}

/// One of the texts in which lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    File,
    Folded,
}

impl Source {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::File, Self::Folded];
}

impl Lines {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.masks.len()
    }

    /// A text in which lines stand.
    pub(super) fn source(&self, source: Source) -> &str {
        match source {
            Source::File => self.file.as_ref().map_or("", Whole::as_str),
            Source::Folded => &self.folded,
        }
    }

    /// Where a line stands.
    pub(super) fn source_of(&self, line: usize) -> Source {
        match self.initials[line] & IN_FILE {
            0 => Source::Folded,
            _ => Source::File,
        }
    }

    /// Where a line begins in its source.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The bytes of a line.
    pub(super) fn length(&self, line: usize) -> usize {
        match self.lengths[line] {
            LONG => self.long(line),
            length => usize::from(length),
        }
    }

    /// The same of one that is very long, which is always a folded one.
    fn long(&self, line: usize) -> usize {
        let rest = self.folded.as_bytes().get(self.start(line)..);
        rest.and_then(|rest| memchr::memchr(b'\n', rest))
            .unwrap_or(0)
    }

    /// The text in which a line stands, and where it does.
    pub(super) fn place(&self, line: usize) -> (&str, Range<usize>) {
        let start = self.start(line);
        (
            self.source(self.source_of(line)),
            start..start + self.length(line),
        )
    }

    /// A line: folded, or such that only its capitals are not.
    pub(super) fn text(&self, line: usize) -> &str {
        let (source, place) = self.place(line);
        &source[place]
    }

    /// Asks memory for lines that will be looked at next. It gives several of them in the time of one, but only to who
    /// asks for them at once.
    pub(super) fn fetch(&self, lines: impl Iterator<Item = usize>) {
        let mut all = 0;
        let sources = Source::ALL.map(|source| self.source(source).as_bytes());
        for line in lines {
            let source = sources[self.source_of(line) as usize];
            let start = self.start(line);
            let byte = |at: usize| source.get(at).copied().unwrap_or(0);
            all ^= byte(start) ^ byte(start + CACHED);
        }
        std::hint::black_box(all);
    }

    /// A line folded, with the links in it.
    pub(super) fn folded(&self, line: usize, links: &mut Links) -> String {
        let mut text = String::new();
        self.fold_into(line, &mut text, links);
        text
    }

    /// The same for who looks at many lines.
    pub(super) fn fold_into(&self, line: usize, text: &mut String, links: &mut Links) {
        text.clear();
        text.push_str(self.text(line));
        text.make_ascii_lowercase();
        links.clear();
        if has_links(self.mask(line)) {
            links.find(text);
        }
    }

    /// What kinds of character a line has.
    pub(super) fn mask(&self, line: usize) -> u32 {
        self.masks[line]
    }

    /// With which letters the words of a line begin.
    pub(super) fn initials(&self, line: usize) -> u32 {
        self.initials[line]
    }

    /// Finds the lines that have what something needs.
    pub(super) fn having(&self, needs: &Needs, lines: &mut Bits) {
        lines.refill_with(&self.masks, |mask| needs.kinds & !mask == 0);
        if needs.initial != 0 {
            lines.keep_with(&self.initials, |initials| initials & needs.initial != 0);
        }
        if needs.doubles != 0 {
            lines.keep_with(&self.initials, |initials| needs.doubles & !initials == 0);
        }
    }

    /// Whether any line may have the characters that something needs.
    pub(super) fn may_have(&self, needs: &Needs) -> bool {
        needs.kinds & !self.mask == 0
    }
}

/// What a line must have for something to be found in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needs {
    /// Kinds of character.
    pub(super) kinds: u32,
    /// A word that begins so; 0 where none has to.
    initial: u32,
    /// Letters that stand twice.
    doubles: u32,
}

impl Needs {
    /// Of a folded text, scattered or not; with a letter of ASCII, where a word must begin with it.
    pub(super) fn of(folded: &str, letter: Option<u8>) -> Self {
        Self {
            kinds: kinds(mask(folded.as_bytes())),
            initial: letter.map_or(0, initial),
            doubles: doubles_in(folded),
        }
    }
}

/// Collects the lines of one family.
#[derive(Debug)]
pub(super) struct LinesWriter {
    file: Option<Whole>,
    /// Up to where the file has lines.
    end: u32,
    folded: String,
    starts: Vec<u32>,
    lengths: Vec<u16>,
    masks: Vec<u32>,
    initials: Vec<u32>,
    /// Whether there are more lines than can be searched.
    full: bool,
}

impl LinesWriter {
    /// For about so many lines.
    pub(super) fn new(lines: usize) -> Self {
        Self {
            file: None,
            end: 0,
            folded: String::new(),
            starts: Vec::with_capacity(lines),
            lengths: Vec::with_capacity(lines),
            masks: Vec::with_capacity(lines),
            initials: Vec::with_capacity(lines),
            full: false,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.masks.len()
    }

    /// Adds a line.
    pub(super) fn add(&mut self, text: &str) {
        let start = self.folded.len();
        self.full |= start + text.len() > MOST;
        if self.full {
            return;
        }
        fold_onto(&mut self.folded, text);
        let line = &self.folded.as_bytes()[start..];
        let (mask, initials) = mask_and_initials(line);
        let length = line.len();
        self.put(start, length, mask, initials);
        self.folded.push('\n');
    }

    /// Adds a line that may stand in the file.
    pub(super) fn add_shared(&mut self, text: &Text) {
        let Some(start) = self.place(text) else {
            self.add(text);
            return;
        };
        let (mask, initials) = mask_and_initials(text.as_bytes());
        self.put(start, text.len(), mask, initials | IN_FILE);
        self.end = short(start + text.len());
    }

    /// Where a text begins in the file, if it can be searched there: behind all that were added before.
    fn place(&mut self, text: &Text) -> Option<usize> {
        let (whole, start) = text.place()?;
        let is_in_order = start >= self.end && text.len() < usize::from(LONG);
        if !is_in_order || whole.as_str().len() > MOST || !is_even(text) {
            return None;
        }
        let file = self.file.get_or_insert_with(|| whole.clone());
        file.is(whole).then_some(start as usize)
    }

    fn put(&mut self, start: usize, length: usize, mask: u32, initials: u32) {
        self.starts.push(short(start));
        self.lengths.push(u16::try_from(length).unwrap_or(LONG));
        self.masks.push(mask);
        self.initials.push(initials);
    }

    /// All of them.
    pub(super) fn finish(self) -> Lines {
        Lines {
            file: self.file,
            folded: self.folded.into(),
            starts: self.starts.into(),
            lengths: self.lengths.into(),
            mask: self.masks.iter().fold(0, |all, mask| all | mask),
            masks: self.masks.into(),
            initials: self.initials.into(),
        }
    }
}

/// The lines, places and bytes of one family stay below what this can say.
pub(super) fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
