//! What somebody typed, taken apart: terms, quoted phrases, `'exact`, `!not`, and the synonyms of the house.
//!
//! This file knows folding, but neither lines nor ranking.

use std::collections::BTreeMap;

use memchr::memmem::Finder;

use super::super::fold::{fold, mask};

/// More terms than this are not looked at.
pub(in super::super) const MAX_TERMS: usize = 16;
/// Characters of a term beyond this are not looked at.
const MAX_TERM: usize = 200;
/// A longer pattern costs the fuzzy tier too much.
const MAX_FUZZY: usize = 64;
/// A shorter pattern is found, scattered, in nearly every line.
const MIN_FUZZY: usize = 3;

/// A text to be found as it stands, folded.
#[derive(Debug, Clone)]
pub(in super::super) struct Needle {
    /// As it was typed, or as the settings have it.
    pub(in super::super) shown: String,
    pub(in super::super) finder: Finder<'static>,
    /// One or two plain letters: found inside of other words nearly everywhere, and never meant there.
    pub(in super::super) words_only: bool,
    folded: String,
}

impl Needle {
    /// `None` when nothing is left after folding.
    fn new(shown: &str) -> Option<Self> {
        let folded = fold(shown).trim().to_owned();
        if folded.is_empty() {
            return None;
        }
        Some(Self {
            shown: shown.trim().to_owned(),
            finder: Finder::new(&folded).into_owned(),
            words_only: folded.len() <= 2 && folded.bytes().all(|b| b.is_ascii_alphanumeric()),
            folded,
        })
    }

    pub(in super::super) fn folded(&self) -> &str {
        &self.folded
    }
}

/// A pattern for the fuzzy tier.
#[derive(Debug, Clone)]
pub(in super::super) struct Pattern {
    pub(in super::super) text: String,
    pub(in super::super) chars: Vec<char>,
    pub(in super::super) first: Finder<'static>,
    pub(in super::super) mask: u32,
}

impl Pattern {
    fn new(folded: &str) -> Option<Self> {
        let chars: Vec<char> = folded.chars().collect();
        let first = chars.first()?.to_string();
        (MIN_FUZZY..=MAX_FUZZY)
            .contains(&chars.len())
            .then(|| Self {
                text: folded.to_owned(),
                first: Finder::new(&first).into_owned(),
                mask: mask(folded),
                chars,
            })
    }
}

/// Something that must be found.
#[derive(Debug, Clone)]
pub(in super::super) struct Term {
    /// The term itself first, then its synonyms.
    pub(in super::super) needles: Vec<Needle>,
    /// How to find it scattered, where that is wanted.
    pub(in super::super) pattern: Option<Pattern>,
}

/// One part of the query as it was typed, to write the query again with other words.
#[derive(Debug, Clone)]
struct Part {
    sign: &'static str,
    quoted: bool,
    text: String,
}

/// The key of a synonym, folded, and what the catalog says for it.
pub(in super::super) type Synonyms = [(String, String)];

/// The synonyms of the settings, ready to be compared.
pub(in super::super) fn synonyms(settings: &BTreeMap<String, String>) -> Vec<(String, String)> {
    settings
        .iter()
        .map(|(key, value)| (fold(key).trim().to_owned(), value.clone()))
        .collect()
}

/// A query, taken apart.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Wanted {
    /// What must be found, each in some line.
    pub(in super::super) terms: Vec<Term>,
    /// What must not be found in any line.
    pub(in super::super) without: Vec<Needle>,
    /// All terms one after the other, when there are several.
    pub(in super::super) phrase: Option<Needle>,
    parts: Vec<Part>,
}

impl Wanted {
    /// Takes a query apart. Whatever is typed has a meaning: a quote that is still open ends with the query, a
    /// sign without a word is nothing yet.
    pub(in super::super) fn parse(text: &str, synonyms: &Synonyms) -> Self {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() && query.parts.len() < MAX_TERMS {
            let (without, after) = strip(rest, '!');
            let (exact, after) = strip(after, '\'');
            let (typed, quoted, next) = take(after);
            rest = next.trim_start();
            let part = Part {
                sign: match (without, exact) {
                    (true, _) => "!",
                    (false, true) => "'",
                    (false, false) => "",
                },
                quoted,
                text: typed.chars().take(MAX_TERM).collect(),
            };
            let Some(needle) = Needle::new(&part.text) else {
                continue;
            };
            if without {
                query.without.push(needle);
            } else if query.has(&needle) {
                continue;
            } else {
                query.terms.push(Term {
                    pattern: (!exact && !quoted)
                        .then(|| Pattern::new(needle.folded()))
                        .flatten(),
                    needles: alternatives(needle, if exact { &[] } else { synonyms }),
                });
            }
            query.parts.push(part);
        }
        if query.terms.len() > 1 {
            let words: Vec<&str> = query
                .terms
                .iter()
                .filter_map(|term| term.needles.first().map(Needle::folded))
                .collect();
            query.phrase = Needle::new(&words.join(" "));
        }
        query
    }

    /// Whether nothing is asked for.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn has(&self, needle: &Needle) -> bool {
        self.terms
            .iter()
            .filter_map(|term| term.needles.first())
            .any(|known| known.folded == needle.folded)
    }

    /// The query with some words written differently; `None` when `respell` leaves all of them. Words are
    /// handed over folded. What must not be found stays as it is, and so does a term that has a synonym.
    pub(in super::super) fn respelled(
        &self,
        respell: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let mut changed = false;
        let mut parts = Vec::new();
        let mut terms = self.terms.iter();
        for part in &self.parts {
            let fixed = part.sign == "!" || terms.next().is_some_and(|term| term.needles.len() > 1);
            let text = if fixed {
                part.text.clone()
            } else {
                words(&part.text)
                    .map(|(is_word, piece)| {
                        let other = is_word.then(|| respell(&fold(piece))).flatten();
                        changed |= other.is_some();
                        other.unwrap_or_else(|| piece.to_owned())
                    })
                    .collect()
            };
            let quote = if part.quoted { "\"" } else { "" };
            parts.push(format!("{}{quote}{text}{quote}", part.sign));
        }
        changed.then(|| parts.join(" "))
    }
}

/// Takes a sign from the front.
fn strip(text: &str, sign: char) -> (bool, &str) {
    text.strip_prefix(sign)
        .map_or((false, text), |after| (true, after))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The first term of a text, whether it was quoted, and what comes after it.
fn take(text: &str) -> (&str, bool, &str) {
    if let Some(inside) = text.strip_prefix(is_quote) {
        let end = inside.find(is_quote).unwrap_or(inside.len());
        let after = &inside[end..];
        return (
            &inside[..end],
            true,
            after.strip_prefix(is_quote).unwrap_or(after),
        );
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    // A quote at the end was meant to close something; no word of a definition ends in one.
    let typed = text[..end].trim_end_matches(|c| c == '\'' || is_quote(c));
    (typed, false, &text[end..])
}

/// The needle and what the house says for it.
fn alternatives(needle: Needle, synonyms: &Synonyms) -> Vec<Needle> {
    let mut needles = vec![needle];
    for (key, value) in synonyms {
        if *key == needles[0].folded {
            needles.extend(Needle::new(value).filter(|other| other.folded != *key));
        }
    }
    needles
}

/// A text in pieces, those that are words and those between them.
fn words(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = part_of_word(rest.chars().next()?);
        let end = rest
            .find(|c| part_of_word(c) != is_word)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((is_word, piece))
    })
}

fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        Wanted::parse(text, &[])
            .terms
            .iter()
            .map(|term| term.needles[0].folded.clone())
            .collect()
    }

    #[test]
    fn a_query_is_words_and_phrases() {
        assert_eq!(
            terms("  Service “help desk” R&D "),
            ["service", "help desk", "r&d"]
        );
        assert_eq!(terms("it IT It"), ["it"]);
        assert_eq!(terms("'service desk'"), ["service", "desk"]);
        assert_eq!(terms("\"still typing"), ["still typing"]);
    }

    #[test]
    fn signs_without_a_word_are_nothing_yet() {
        for text in ["", " ", "!", "'", "\"", "!'\"", "\u{308}", "\"\" ! '"] {
            assert!(Wanted::parse(text, &[]).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn what_is_quoted_or_marked_exact_is_not_found_scattered() {
        let query = Wanted::parse("plain 'exact \"quoted\" !without ab", &[]);
        let fuzzy: Vec<bool> = query.terms.iter().map(|t| t.pattern.is_some()).collect();
        assert_eq!(fuzzy, [true, false, false, false]);
        assert_eq!(query.without[0].folded(), "without");
    }

    #[test]
    fn a_long_query_is_bounded() {
        let text = "word".repeat(3000);
        assert_eq!(terms(&text)[0].len(), MAX_TERM);
        let text: String = (0..100).map(|n| format!("w{n} ")).collect();
        assert_eq!(terms(&text).len(), MAX_TERMS);
    }

    #[test]
    fn respelling_keeps_signs_and_quotes() {
        let query = Wanted::parse("'desc \"servcie desc\" !desc", &[]);
        let respelled = query.respelled(|word| (word == "desc").then(|| "desk".to_owned()));
        assert_eq!(respelled.as_deref(), Some("'desk \"servcie desk\" !desc"));
        assert_eq!(query.respelled(|_| None), None);
    }
}
