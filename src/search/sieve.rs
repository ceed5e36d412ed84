//! Which pieces of a text can say anything to a query, told before anything is made of them.
//!
//! For a catalog that is read for one question: an index of what passes finds all that an index of everything would.
//! Pieces pass that could have been left out; of those that are, the words are heard that a misspelled query may mean.
//! Knows queries and folding, but neither lines nor families.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};

use memchr::memmem::Finder;

use super::fuzzy::reach;
use super::names::Names;
use super::query::needle::Needle;
use super::query::wanted::{Wanted, synonyms};
use super::query::{Query, QueryField};
use super::seek::{begin_with, everywhere};
use super::spelling::{Alike, Vocabulary};

/// Says of a piece of a text, by its bytes, whether it passes. The piece must be a line, but for white space around it, and
/// stand in quotes.
pub type Passes<'s> = Box<dyn Fn(Range<usize>) -> bool + 's>;

/// What a query can find in texts.
#[derive(Debug)]
pub struct Sieve {
    parts: Vec<Part>,
    /// The words that were typed, wherever they stand.
    words: Vec<Part>,
    /// What may have other letters between its own.
    scattered: Vec<Letters>,
    /// Letters with which that begins, or a word that could be meant.
    firsts: BTreeSet<u8>,
    alike: Alike,
    heard: Mutex<Vocabulary>,
}

/// Some of what a query looks for as it was typed: it is nowhere where that is not, in a text that is not folded either.
#[derive(Debug)]
enum Part {
    /// Where a word begins: one or two letters or digits.
    Beginning(u8, Option<u8>),
    /// Letters or signs without white space.
    Anywhere(Box<Finder<'static>>),
}

impl Part {
    /// `None` where it would be nearly everywhere.
    fn of(needle: &Needle) -> Option<Self> {
        match *needle.folded().as_bytes() {
            [first] if needle.words_only => Some(Self::Beginning(first, None)),
            [first, second] if needle.words_only => Some(Self::Beginning(first, Some(second))),
            _ => Self::anywhere(needle.folded()),
        }
    }

    fn anywhere(text: &str) -> Option<Self> {
        let parts = text.split_whitespace().filter(|part| part.len() > 1);
        let longest = parts.max_by_key(|part| part.len())?;
        Some(Self::Anywhere(Box::new(Finder::new(longest).into_owned())))
    }

    /// Marks where it stands in a text in small letters.
    fn mark(&self, text: &str, marks: &mut Vec<Range<usize>>) {
        let text = text.as_bytes();
        match self {
            Self::Beginning(first, second) => {
                let length = 1 + usize::from(second.is_some());
                let goes_on = |at: &usize| second.is_none() || text.get(at + 1) == second.as_ref();
                let starts = begin_with(*first, text).filter(goes_on);
                marks.extend(starts.map(|start| start..start + length));
            }
            Self::Anywhere(finder) => {
                let needle = finder.needle();
                let mark = |start| start..start + needle.len();
                match needle.iter().any(|byte| matches!(byte, b'"' | b'\'')) {
                    // One that begins in another one may be all in a piece in which that is not.
                    true => marks.extend(everywhere(finder, text).map(mark)),
                    // Where pieces end there are quotes.
                    false => marks.extend(finder.find_iter(text).map(mark)),
                }
            }
        }
    }
}

impl Sieve {
    /// For a query as [`Query::parse`] takes it, and the synonyms of the settings. `None` for a query that asks for more
    /// of places than its index knows, for words of which this file knows too little, or for what is nearly everywhere.
    pub fn new(text: &str, settings: &BTreeMap<String, String>) -> Option<Self> {
        let query = Query::parse(text);
        let alike = Alike::new(&query, text);
        if query.asks_for(QueryField::Has)
            || query.asks_for(QueryField::Updated)
            || !alike.is_ascii()
        {
            return None;
        }
        // Which names are in use makes no difference to the words.
        let names = Names::default();
        let (wanted, _) = Wanted::new(&query, &synonyms(settings), || &names);
        let of_terms = wanted.terms.iter().flat_map(|term| &term.needles);
        let needles = of_terms.chain(wanted.absent.iter().flatten());
        let patterns = wanted.terms.iter().flat_map(|term| &term.patterns);
        // Of others, no text of ASCII has all letters.
        let patterns = patterns.filter(|pattern| pattern.text.is_ascii());
        let scattered: Vec<Letters> = patterns.map(|it| Letters::new(&it.text)).collect();
        let firsts = scattered.iter().filter_map(|letters| letters.text.first());
        Some(Self {
            firsts: firsts.copied().chain(alike.firsts()).collect(),
            parts: needles.map(Part::of).collect::<Option<_>>()?,
            words: alike.words().filter_map(Part::anywhere).collect(),
            scattered,
            alike,
            heard: Mutex::default(),
        })
    }

    /// Lets only what can have something as it was typed pass, of each text that is given to it. That is enough where a
    /// search says that it was [strict](super::Results::strict).
    pub fn strict<'s>(&'s self) -> impl Fn(&str) -> Passes<'s> {
        let rooms = Rooms::default();
        move |text| {
            let mut marked = Marked::new(text, &rooms);
            let Room { text, marks, .. } = &mut marked.room;
            self.parts.iter().for_each(|part| part.mark(text, marks));
            marks.sort_unstable_by_key(|mark| mark.start);
            Box::new(move |piece| marked.passes(&piece))
        }
    }

    /// Lets all pass that any search can find with this query, of each text that is given to it, and hears what is said in
    /// the rest. What it hears counts when all is dropped.
    pub fn wide<'s>(&'s self) -> impl Fn(&str) -> Passes<'s> {
        let rooms = Rooms::default();
        let ear = Rc::new(Ear {
            sieve: self,
            heard: RefCell::default(),
        });
        move |text| {
            let mut marked = Marked::new(text, &rooms);
            self.look_wide(&mut marked.room);
            let ear = ear.clone();
            Box::new(move |piece| {
                let passes = marked.passes(&piece);
                if !passes {
                    let mut heard = ear.heard.borrow_mut();
                    marked.words_in(&piece).for_each(|word| heard.count(word));
                }
                passes
            })
        }
    }

    /// Marks all that a search can find, and the words that could be meant.
    fn look_wide(&self, room: &mut Room) {
        let Room {
            text,
            marks,
            words,
            starts,
        } = room;
        let parts = self.parts.iter().chain(&self.words);
        parts.for_each(|part| part.mark(text, marks));
        for first in &self.firsts {
            let from = starts.len();
            starts.extend(begin_with(*first, text.as_bytes()));
            let starts = &starts[from..];
            let scattered = self.scattered.iter();
            let scattered = scattered.filter(|letters| letters.text.first() == Some(first));
            for letters in scattered {
                let bytes = text.as_bytes();
                let marked = starts.iter().filter_map(|start| {
                    let length = letters.length_in(&bytes[*start..])?;
                    Some(*start..start + length)
                });
                marks.extend(marked);
            }
        }
        marks.sort_unstable_by_key(|mark| mark.start);
        self.alike.each_in(text, starts, |word| words.push(word));
    }

    /// The words that were heard.
    pub(super) fn heard(&self) -> MutexGuard<'_, Vocabulary> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a [`Sieve`] hears of texts, on the way to all that it hears.
struct Ear<'s> {
    sieve: &'s Sieve,
    heard: RefCell<Vocabulary>,
}

impl Drop for Ear<'_> {
    fn drop(&mut self) {
        let mut all = self.sieve.heard();
        *all = std::mem::take(&mut *all).joined(self.heard.take());
    }
}

/// What is noted of one text.
#[derive(Debug, Default)]
struct Room {
    /// In small letters, as far as they are ASCII: of one that is, folding does no more but to white space.
    text: String,
    /// What may be found, by where it starts.
    marks: Vec<Range<usize>>,
    /// The words that could be meant, by where they start.
    words: Vec<Range<usize>>,
    /// Where words begin.
    starts: Vec<usize>,
}

/// Rooms that can be used again: there is a text after the other, and to find room for each takes time.
type Rooms = Rc<RefCell<Vec<Room>>>;

/// A text with what is noted of it.
struct Marked {
    room: Room,
    is_ascii: bool,
    rooms: Rooms,
}

impl Marked {
    fn new(text: &str, rooms: &Rooms) -> Self {
        let mut room = rooms.borrow_mut().pop().unwrap_or_default();
        room.marks.clear();
        room.words.clear();
        room.starts.clear();
        room.text.clear();
        room.text.push_str(text);
        room.text.make_ascii_lowercase();
        Self {
            room,
            is_ascii: text.is_ascii(),
            rooms: rooms.clone(),
        }
    }

    /// Whether something may be found within a piece, or could be if it was folded.
    fn passes(&self, piece: &Range<usize>) -> bool {
        let (text, marks) = (&self.room.text, &self.room.marks);
        let first = marks.partition_point(|mark| mark.start < piece.start);
        let mut begun = marks[first..]
            .iter()
            .take_while(|mark| mark.start < piece.end);
        begun.any(|mark| mark.end <= piece.end)
            || !(self.is_ascii || text.as_bytes()[piece.clone()].is_ascii())
    }

    /// The words within a piece that could be meant.
    fn words_in(&self, piece: &Range<usize>) -> impl Iterator<Item = &str> {
        let words = &self.room.words;
        let first = words.partition_point(|word| word.start < piece.start);
        let words = words[first..].iter();
        words
            .take_while(|word| word.end <= piece.end)
            .map(|word| &self.room.text[word.clone()])
    }
}

impl Drop for Marked {
    fn drop(&mut self) {
        self.rooms.borrow_mut().push(std::mem::take(&mut self.room));
    }
}

/// Letters that may have others between them, ASCII and small.
#[derive(Debug)]
struct Letters {
    text: Box<[u8]>,
    /// How many characters they may reach.
    reach: usize,
}

impl Letters {
    fn new(text: &str) -> Self {
        Self {
            reach: reach(text.len()),
            text: text.as_bytes().into(),
        }
    }

    /// How long the start of a text is in which they stand, near enough to each other. White space counts as it does when
    /// it is folded.
    fn length_in(&self, text: &[u8]) -> Option<usize> {
        let mut letters = self.text.iter();
        let mut next = letters.next()?;
        let (mut reached, mut is_white) = (0, false);
        for (at, byte) in text.iter().enumerate() {
            let was_white = is_white;
            is_white = byte.is_ascii_whitespace();
            reached += usize::from(!(is_white && was_white));
            if reached > self.reach {
                return None;
            }
            if byte == next {
                match letters.next() {
                    Some(letter) => next = letter,
                    None => return Some(at + 1),
                }
            }
        }
        None
    }
}
