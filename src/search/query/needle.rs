//! Words to be found, folded and ready: as they stand in a line, or with letters left out.
//!
//! This file knows folding and how a line is looked at, but neither ranking nor how a query is taken apart.

use std::borrow::Cow;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::Field;
use super::super::fold::{Links, Origins, fold};
use super::{Kind, QueryField, Words};

/// A longer pattern costs the fuzzy tier too much.
const MAX_FUZZY: usize = 64;
/// A shorter pattern is found, scattered, in nearly every line.
const MIN_FUZZY: usize = 3;
/// Shorter words that end in `s` are mostly no plurals.
const MIN_PLURAL: usize = 5;
/// Places of one line that are looked at for one needle.
const MAX_LOOKS: usize = 512;

/// Words to be found as they stand.
#[derive(Debug, Clone)]
pub(in super::super) struct Needle {
    /// As it was typed, or as the settings have it.
    pub(in super::super) shown: String,
    /// Where it is looked for; `None` is every line.
    pub(in super::super) field: Option<QueryField>,
    /// Whether it was typed, and is not what the settings say for something that was.
    pub(in super::super) direct: bool,
    /// Whether lines that are about other roles do not count, unless they were asked for.
    spares_others: bool,
    kind: Kind,
    form: Form,
    /// What the words are in their form.
    formed: String,
    finder: Finder<'static>,
    /// One or two plain letters: found inside of other words nearly everywhere, and never meant there.
    pub(in super::super) words_only: bool,
    folded: String,
}

/// What is told apart where words are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Form {
    case: bool,
    marks: bool,
}

impl Form {
    /// What must be told apart because it was typed.
    fn of(words: &Words) -> Self {
        Self {
            case: words.is_case_sensitive(),
            marks: words.text.nfd().any(is_combining_mark),
        }
    }

    fn is_strict(self) -> bool {
        self.case || self.marks
    }

    /// A text with nothing left but what is told apart.
    fn apply(self, text: &str) -> String {
        let mut formed = String::with_capacity(text.len());
        if self.marks {
            for c in text.nfkc() {
                match self.case {
                    true => formed.push(c),
                    false => formed.extend(c.to_lowercase()),
                }
            }
        } else {
            for c in text.chars() {
                let folded = fold(c.encode_utf8(&mut [0; 4]));
                match self.case && c.is_uppercase() {
                    true => formed.extend(folded.chars().flat_map(char::to_uppercase)),
                    false => formed.push_str(&folded),
                }
            }
        }
        let words: Vec<&str> = formed.split_whitespace().collect();
        words.join(" ")
    }
}

/// How a needle stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Tier {
    Fuzzy = 1,
    Substring = 2,
    Prefix = 3,
    Word = 4,
}

/// One place where a needle stands.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Occurrence {
    pub(in super::super) tier: Tier,
    /// Whether it stands there as it was typed, capitals and diacritics included.
    pub(in super::super) as_typed: bool,
    /// Whether the bytes are not known, and the best that there can be.
    pub(in super::super) guessed: bool,
    /// Bytes of the folded text.
    pub(in super::super) start: usize,
    pub(in super::super) end: usize,
}

impl Needle {
    /// What tells it from another one.
    pub(in super::super) fn identity(&self) -> (Option<QueryField>, Kind, String) {
        (self.field, self.kind, self.shown.clone())
    }

    /// `None` when nothing is left after folding.
    pub(in super::super) fn new(words: &Words, field: Option<QueryField>) -> Option<Self> {
        let is_plain = matches!(words.kind, Kind::Fuzzy | Kind::Phrase);
        let mut folded = fold(&words.text);
        if is_plain {
            folded = folded.trim().to_owned();
        }
        if folded.trim().is_empty() {
            return None;
        }
        let shown = match is_plain {
            true => words.text.trim(),
            false => words.text.as_str(),
        };
        let form = Form::of(words);
        Some(Self {
            shown: shown.to_owned(),
            field,
            direct: true,
            spares_others: false,
            kind: words.kind,
            form,
            formed: form.apply(shown),
            finder: Finder::new(&folded).into_owned(),
            words_only: is_plain
                && folded.len() <= 2
                && folded.bytes().all(|b| b.is_ascii_alphanumeric()),
            folded,
        })
    }

    /// What the settings say for something that was typed.
    pub(in super::super) fn synonym(text: &str, field: Option<QueryField>) -> Option<Self> {
        let words = Words {
            // Capitals in the settings are only good spelling.
            text: text.to_lowercase(),
            kind: Kind::Phrase,
        };
        let needle = Self::new(&words, field)?;
        Some(Self {
            shown: text.trim().to_owned(),
            direct: false,
            ..needle
        })
    }

    /// The same where it must be in no line. Who wants no seniors does not mean all those who can become one.
    pub(in super::super) fn absent(self) -> Self {
        Self {
            spares_others: true,
            ..self
        }
    }

    /// The singular of a plain word that ends in `s`. Only English has it so, but a word that does not exist is found
    /// nowhere.
    pub(in super::super) fn singular(&self) -> Option<Self> {
        let is_plural = self.kind == Kind::Fuzzy
            && self.folded.ends_with('s')
            && !self.folded.ends_with("ss")
            && self.folded.chars().count() >= MIN_PLURAL
            && self.folded.chars().all(char::is_alphabetic);
        let words = Words {
            text: self.shown.strip_suffix(['s', 'S'])?.to_owned(),
            kind: Kind::Phrase,
        };
        let needle = Self::new(&words, self.field).filter(|_| is_plural)?;
        Some(Self {
            direct: false,
            ..needle
        })
    }

    /// A plain word without what belongs to the sentence that it was taken from: `Sr.`, `engineer,`, `(CSAT)`.
    pub(in super::super) fn bare(&self) -> Option<Self> {
        let word = self.shown.trim_start_matches(['(', '[']);
        let word = word.trim_end_matches(['.', ',', ';', ':', '?', '!', ')', ']']);
        let is_one = self.kind == Kind::Fuzzy && word.len() < self.shown.len();
        let words = Words {
            text: word.to_owned(),
            kind: Kind::Phrase,
        };
        let needle = Self::new(&words, self.field).filter(|_| is_one)?;
        let has_word = needle.folded.chars().any(char::is_alphanumeric);
        has_word.then_some(Self {
            direct: false,
            ..needle
        })
    }

    /// How it stands in a line in which words begin with it and none is all of it, if that is an answer wherever it is.
    /// Of one letter, for which to look for all of them would be no use.
    pub(in super::super) fn guess(&self) -> Option<Occurrence> {
        let is_plain = self.words_only && self.folded.len() == 1 && !self.form.is_strict();
        is_plain.then_some(Occurrence {
            tier: Tier::Prefix,
            as_typed: true,
            guessed: true,
            start: 0,
            end: 1,
        })
    }

    /// Whether it is a plain word, of which the letters may do.
    pub(in super::super) fn is_word(&self) -> bool {
        self.kind == Kind::Fuzzy
    }

    pub(in super::super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether it is looked for in the lines of a field.
    pub(in super::super) fn covers(&self, field: Field) -> bool {
        match self.field {
            Some(wanted) => wanted.covers(field),
            None => !(self.spares_others && field.is_about_others()),
        }
    }

    /// Whether the settings may say something else for it.
    pub(in super::super) fn takes_synonyms(&self) -> bool {
        self.direct && self.is_plain()
    }

    fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Fuzzy | Kind::Phrase)
    }

    /// Every place where it stands in a folded line, first to last. Of plain words, those places are among them where
    /// it does not stand as it was typed. `written` gives the line as it is written.
    pub(in super::super) fn occurrences<'t>(
        &'t self,
        line: &'t str,
        links: &'t Links,
        written: impl Fn() -> Cow<'t, str> + 't,
    ) -> impl Iterator<Item = Occurrence> + 't {
        let mut from = 0;
        let mut looks = 0;
        std::iter::from_fn(move || {
            while looks < MAX_LOOKS {
                let rest = line.get(from..)?;
                let start = from + self.finder.find(rest.as_bytes())?;
                looks += 1;
                let found = self.look(line, start, links.has(start), &written);
                from = match &found {
                    Some(found) => found.end,
                    // What begins inside of what is no answer may be one.
                    None => start + line[start..].chars().next().map_or(1, char::len_utf8),
                };
                if found.is_some() {
                    return found;
                }
            }
            None
        })
    }

    /// Whether it is an answer where it stands in a line, folded or but for its capitals, and how good a one. `hidden`: that is
    /// in the target of a link.
    pub(in super::super) fn look<'t>(
        &self,
        line: &str,
        start: usize,
        hidden: bool,
        written: impl Fn() -> Cow<'t, str>,
    ) -> Option<Occurrence> {
        let end = start + self.folded.len();
        if !self.is_admitted(line, start, end) {
            return None;
        }
        let tier = if hidden {
            // Nobody sees why a link's target would be a good answer.
            Tier::Substring
        } else {
            stand(line, start, end)
        };
        if self.words_only && tier == Tier::Substring {
            return None;
        }
        let as_typed = !self.form.is_strict() || self.is_as_typed(&written(), start, end);
        (as_typed || self.is_plain()).then_some(Occurrence {
            tier,
            as_typed,
            guessed: false,
            start,
            end,
        })
    }

    /// Whether an operator admits a place of a line; white space around the line does not count, unless it was
    /// asked for.
    fn is_admitted(&self, line: &str, start: usize, end: usize) -> bool {
        let at_start =
            || start == 0 || (line[..start].trim().is_empty() && !self.folded.starts_with(' '));
        let at_end =
            || end == line.len() || (line[end..].trim().is_empty() && !self.folded.ends_with(' '));
        match self.kind {
            Kind::Fuzzy | Kind::Phrase | Kind::Exact => true,
            Kind::Whole => {
                !line[..start].ends_with(char::is_alphanumeric)
                    && !line[end..].starts_with(char::is_alphanumeric)
            }
            Kind::Prefix => at_start(),
            Kind::Suffix => at_end(),
            Kind::Equal => at_start() && at_end(),
        }
    }

    /// Whether it stands there with the capitals and diacritics with which it was typed.
    fn is_as_typed(&self, written: &str, start: usize, end: usize) -> bool {
        let (first, last) = Origins::of(written).original_range(start, end);
        if written.is_ascii() {
            return written
                .get(first..last)
                .is_some_and(|original| self.form.apply(original) == self.formed);
        }
        let original: String = written.chars().skip(first).take(last - first).collect();
        self.form.apply(&original) == self.formed
    }
}

/// How a part of a text stands in it.
fn stand(text: &str, start: usize, end: usize) -> Tier {
    let bytes = text.as_bytes();
    // Most of what is found needs no more than a look at the bytes beside it.
    let beside = (start.checked_sub(1).map(|at| bytes[at]), bytes.get(end));
    if let (Some(before), Some(after)) = beside {
        if before.is_ascii_alphanumeric() {
            return Tier::Substring;
        }
        let is_longer = end - start > 1 && bytes[start].is_ascii();
        if is_longer && before.is_ascii() && after.is_ascii() {
            let repeats = *after == bytes[end - 1];
            return match after.is_ascii_alphanumeric() || repeats {
                true => Tier::Prefix,
                false => Tier::Word,
            };
        }
    }
    let before = text[..start].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return Tier::Substring;
    }
    let after = text[end..].chars().next();
    let mut part = text[start..end].chars();
    let last = part.next();
    let single = part.next().is_none();
    let last = part.next_back().or(last);
    // A single letter is no word in `C++`, `R&D` or `Q&A`.
    let glued = |c: char| c.is_alphanumeric() || (single && matches!(c, '+' | '#' | '&' | '\''));
    if before.is_some_and(glued) {
        return Tier::Substring;
    }
    // `c+` is only the beginning of `c++`.
    let repeats = after.is_some() && after == last;
    if after.is_some_and(glued) || repeats {
        Tier::Prefix
    } else {
        Tier::Word
    }
}

/// A pattern for the fuzzy tier.
#[derive(Debug, Clone)]
pub(in super::super) struct Pattern {
    pub(in super::super) text: String,
    /// As it was typed.
    pub(in super::super) shown: String,
    /// Where it is looked for; `None` is every line.
    pub(in super::super) field: Option<QueryField>,
    pub(in super::super) chars: Vec<char>,
    pub(in super::super) first: Finder<'static>,
}

impl Pattern {
    /// `None` for words that are too short or too long to be found with letters left out.
    pub(in super::super) fn new(needle: &Needle) -> Option<Self> {
        let chars: Vec<char> = needle.folded.chars().collect();
        let first = chars.first()?.to_string();
        (needle.kind == Kind::Fuzzy && (MIN_FUZZY..=MAX_FUZZY).contains(&chars.len())).then(|| {
            Self {
                text: needle.folded.clone(),
                shown: needle.shown.clone(),
                field: needle.field,
                first: Finder::new(&first).into_owned(),
                chars,
            }
        })
    }
}
