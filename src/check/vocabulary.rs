//! The words that rules look for, language by language: read once from the lists in `words/`, found in one pass.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::{Word, are_joined};
use crate::model::CheckSettings;

/// The first is the one that a text without any known word is taken for. Another language is a file and a line here.
static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    [include_str!("words/en.toml"), include_str!("words/de.toml")]
        .into_iter()
        .filter_map(|text| toml::from_str(text).ok().map(Language::new))
        .collect()
});

#[derive(Debug, Deserialize)]
struct Lists {
    common: HashSet<String>,
    lists: BTreeMap<String, BTreeMap<String, String>>,
    coded: Coded,
}

#[derive(Debug, Default, Deserialize)]
struct Coded {
    masculine: Vec<String>,
    feminine: Vec<String>,
}

/// The list of the stems that are taken for typical of men.
pub(super) const MASCULINE: &str = "coded masculine";
/// The list of the stems that are taken for typical of women.
pub(super) const FEMININE: &str = "coded feminine";

/// The words of one language.
#[derive(Debug)]
pub(super) struct Language {
    common: HashSet<String>,
    pub(super) vocabulary: Vocabulary,
}

/// Phrases by list.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// Phrases that begin with a whole word, by that word.
    whole: HashMap<String, Vec<Phrase>>,
    /// Phrases that begin with a stem, by the first three letters of it.
    stems: HashMap<String, Vec<Phrase>>,
    /// By list, the words that are not to be found.
    allowed: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Clone)]
struct Phrase {
    list: String,
    words: Vec<String>,
    /// Whether the last word is the beginning of one.
    is_stem: bool,
    /// Whether it counts only at the beginning of a text.
    is_first: bool,
    instead: String,
}

/// A phrase of a list in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit<'v> {
    /// The name of the list.
    pub(super) list: &'v str,
    /// Its bytes of the text.
    pub(super) at: Range<usize>,
    /// Which words of the text.
    pub(super) words: Range<usize>,
    /// What can be said for it; empty when nothing is given.
    pub(super) instead: &'v str,
}

const STEM: usize = 3;

impl Language {
    fn new(lists: Lists) -> Self {
        let mut vocabulary = Vocabulary::default();
        for (list, phrases) in lists.lists {
            for (phrase, instead) in phrases {
                vocabulary.add(&list, &phrase, instead);
            }
        }
        for (list, stems) in [
            (MASCULINE, lists.coded.masculine),
            (FEMININE, lists.coded.feminine),
        ] {
            for stem in stems {
                vocabulary.add(list, &stem, String::new());
            }
        }
        Self {
            common: lists.common,
            vocabulary,
        }
    }

    /// The language of a text: that of which most short words are in it.
    pub(super) fn of<'w, T>(texts: &T) -> &'static Self
    where
        T: Iterator<Item = &'w [Word<'w>]> + Clone,
    {
        let count = |language: &&'static Self| {
            let words = texts.clone().flatten().take(2000);
            let common = words.filter(|word| language.common.contains(word.lower.as_ref()));
            common.count()
        };
        let first = &LANGUAGES[0];
        LANGUAGES[1..].iter().fold(first, |best, other| {
            if count(&other) > count(&best) {
                other
            } else {
                best
            }
        })
    }
}

impl Vocabulary {
    /// What a catalog adds, as "words" or "words = what can be said for them", and what it takes out.
    pub(super) fn of_house(settings: &CheckSettings) -> Self {
        let mut vocabulary = Self::default();
        for (list, phrases) in &settings.words {
            for phrase in phrases {
                let (phrase, instead) = phrase.split_once('=').unwrap_or((phrase, ""));
                let phrase = phrase.replace('-', " ").to_lowercase();
                vocabulary.add(list, phrase.trim(), instead.trim().to_owned());
            }
        }
        for (list, phrases) in &settings.allow {
            let phrases = phrases.iter().map(|phrase| plain(phrase));
            let phrases: Vec<String> = phrases.collect();
            // The words of both lists are one rule's.
            let lists: &[&str] = match list.as_str() {
                "coded-words" => &[MASCULINE, FEMININE],
                "vacancy-wording" => &["vacancy-wording", "addressed"],
                other => &[other],
            };
            for list in lists {
                vocabulary
                    .allowed
                    .push(((*list).to_owned(), phrases.clone()));
            }
        }
        vocabulary
    }

    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.stems.is_empty() && self.allowed.is_empty()
    }

    /// Adds what these words find in a line to what others found, and takes out what they allow.
    pub(super) fn add_to<'v>(&'v self, hits: &mut Vec<Hit<'v>>, text: &str, words: &[Word<'_>]) {
        let found = self.hits(text, words);
        if !found.is_empty() {
            for hit in found {
                if !hits
                    .iter()
                    .any(|other| other.list == hit.list && other.at == hit.at)
                {
                    hits.push(hit);
                }
            }
            hits.sort_by_key(|hit| hit.at.start);
        }
        if !self.allowed.is_empty() {
            hits.retain(|hit| {
                let written = plain(&text[hit.at.clone()]);
                let mut lists = self.allowed.iter().filter(|(list, _)| list == hit.list);
                !lists.any(|(_, phrases)| phrases.contains(&written))
            });
        }
    }

    fn add(&mut self, list: &str, phrase: &str, instead: String) {
        let is_stem = phrase.ends_with('*');
        let is_first = phrase.starts_with('^');
        let words: Vec<String> = phrase
            .trim_start_matches('^')
            .trim_end_matches('*')
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let Some(first) = words.first() else {
            return;
        };
        let (map, key) = match is_stem && words.len() == 1 {
            true => (&mut self.stems, first.chars().take(STEM).collect()),
            false => (&mut self.whole, first.clone()),
        };
        map.entry(key).or_default().push(Phrase {
            list: list.to_owned(),
            words,
            is_stem,
            is_first,
            instead,
        });
    }

    /// Every phrase of every list in a text, in the order of the text.
    pub(super) fn hits(&self, text: &str, words: &[Word<'_>]) -> Vec<Hit<'_>> {
        let mut hits = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let lower = straight(&word.lower);
            let whole = self.whole.get(lower.as_ref()).into_iter().flatten();
            let stem = lower
                .char_indices()
                .nth(STEM)
                .map_or(lower.len(), |(at, _)| at);
            let stems = self.stems.get(&lower[..stem]).into_iter().flatten();
            for phrase in whole.chain(stems) {
                if phrase.is_first && n > 0 {
                    continue;
                }
                let length = phrase.words.len();
                let Some(found) = words.get(n..n + length) else {
                    continue;
                };
                let joined = found
                    .windows(2)
                    .all(|pair| are_joined(text, &pair[0], &pair[1]));
                let same =
                    found
                        .iter()
                        .zip(&phrase.words)
                        .enumerate()
                        .all(|(at, (word, wanted))| {
                            let lower = straight(&word.lower);
                            match phrase.is_stem && at + 1 == length {
                                true => lower.starts_with(wanted.as_str()),
                                false => lower.as_ref() == wanted,
                            }
                        });
                if joined && same {
                    hits.push(Hit {
                        list: &phrase.list,
                        at: found[0].at.start..found[length - 1].at.end,
                        words: n..n + length,
                        instead: &phrase.instead,
                    });
                }
            }
        }
        hits
    }
}

/// Words as they are compared: in lower case, with a space between.
fn plain(text: &str) -> String {
    let text = straight(text).replace('-', " ").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With the apostrophe of keyboards.
fn straight<'t>(word: &'t str) -> Cow<'t, str> {
    match word.contains('’') {
        true => Cow::Owned(word.replace('’', "'")),
        false => Cow::Borrowed(word),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn every_language_can_be_read() {
        assert_eq!(LANGUAGES.len(), 2);
    }

    fn hits(text: &str) -> Vec<(&'static str, String)> {
        let words = words(text);
        let language = Language::of(&std::iter::once(words.as_slice()));
        let hits = language.vocabulary.hits(text, &words).into_iter();
        hits.map(|hit| (hit.list, text[hit.at].to_owned()))
            .collect()
    }

    #[test]
    fn phrases_are_found_whatever_their_case_and_hyphens() {
        assert_eq!(
            hits("Some Self-Starter and a self starter, self, starter"),
            [
                ("jargon", "Self-Starter".to_owned()),
                ("jargon", "self starter".to_owned())
            ]
        );
        assert_eq!(
            hits("You’ll be assertive"),
            [
                ("vacancy-wording", "You’ll".to_owned()),
                (MASCULINE, "assertive".to_owned())
            ]
        );
    }

    #[test]
    fn a_language_has_its_own_words() {
        assert_eq!(
            hits("Von der Planung und für die Kundschaft: her mit der Idee, wir suchen das"),
            [("vacancy-wording", "wir suchen".to_owned())]
        );
    }
}
