//! The words that rules look for, language by language: read once from the lists in `words/`, found in one pass.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::lexicon::{Lexicon, Word};
use super::words::is_joint;
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
    /// Whether misspellings of it are known.
    #[serde(default)]
    spelling: bool,
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
/// The list of words that are misspelled.
pub(super) const SPELLING: &str = "spelling";
/// The list of the stems that are taken for typical of women.
pub(super) const FEMININE: &str = "coded feminine";

/// The words of one language.
#[derive(Debug)]
pub(super) struct Language {
    /// Whether misspellings of it are known.
    has_spelling: bool,
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

/// Words that stand next to each other.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
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
            has_spelling: lists.spelling,
            common: lists.common,
            vocabulary,
        }
    }

    /// All of them.
    pub(super) fn all() -> &'static [Self] {
        &LANGUAGES
    }

    /// Which one it is, of all.
    pub(super) fn place(&self) -> usize {
        let mut all = LANGUAGES.iter();
        all.position(|other| std::ptr::eq(other, self)).unwrap_or(0)
    }

    /// Whether a word is one of those that tell the language.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// The language of a text: that of which most short words are in it.
    pub(super) fn of(words: &[Word], lexicon: &Lexicon<'_>) -> &'static Self {
        let mut counts = vec![0_u32; LANGUAGES.len()];
        for word in words.iter().take(2000) {
            let common = lexicon.known(*word).common;
            if common != 0 {
                for (n, count) in counts.iter_mut().enumerate() {
                    *count += u32::from(common >> n & 1);
                }
            }
        }
        let best = (1..counts.len()).fold(0, |best, other| {
            if counts[other] > counts[best] {
                other
            } else {
                best
            }
        });
        &LANGUAGES[best]
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
    pub(super) fn add_to<'v>(
        &self,
        hits: &mut Vec<Hit<'v>>,
        text: &str,
        words: &[Word],
        lexicon: &Lexicon<'v>,
    ) {
        let mut found = Vec::new();
        phrases(text, words, lexicon, LANGUAGES.len(), &mut found);
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

    /// The phrases that may begin with a word.
    pub(super) fn beginning_with(&self, lower: &str) -> impl Iterator<Item = &Phrase> {
        let whole = self.whole.get(lower).into_iter().flatten();
        let stem = lower
            .char_indices()
            .nth(STEM)
            .map_or(lower.len(), |(at, _)| at);
        let stems = self.stems.get(&lower[..stem]).into_iter().flatten();
        whole.chain(stems.filter(move |phrase| lower.starts_with(phrase.words[0].as_str())))
    }
}

/// Adds the words that are misspelled, where the language is one of which that is known.
pub(super) fn misspellings<'v>(
    language: &Language,
    words: &[Word],
    lexicon: &Lexicon<'v>,
    hits: &mut Vec<Hit<'v>>,
) {
    if !language.has_spelling {
        return;
    }
    for (n, word) in words.iter().enumerate() {
        if let Some(instead) = lexicon.known(*word).correction {
            hits.push(Hit {
                list: SPELLING,
                at: word.at(),
                words: n..n + 1,
                instead,
            });
        }
    }
}

/// Adds every phrase of every list of a language, or of the house, that is in a text, in the order of the text.
pub(super) fn phrases<'v>(
    text: &str,
    words: &[Word],
    lexicon: &Lexicon<'v>,
    of: usize,
    hits: &mut Vec<Hit<'v>>,
) {
    for (n, word) in words.iter().enumerate() {
        for phrase in lexicon.known(*word).phrases(of) {
            if phrase.is_first && n > 0 {
                continue;
            }
            let length = phrase.words.len();
            let Some(found) = words.get(n..n + length) else {
                continue;
            };
            // The first one is there, or nobody would ask.
            let same = (1..length).all(|at| {
                let (lower, wanted) = (lexicon.lower(found[at]), phrase.words[at].as_str());
                match phrase.is_stem && at + 1 == length {
                    true => lower.starts_with(wanted),
                    false => lower == wanted,
                }
            });
            let joined = || {
                let mut pairs = found.windows(2);
                pairs.all(|pair| {
                    text.get(pair[0].at().end..pair[1].at().start)
                        .is_some_and(is_joint)
                })
            };
            if same && joined() {
                hits.push(Hit {
                    list: &phrase.list,
                    at: found[0].at().start..found[length - 1].at().end,
                    words: n..n + length,
                    instead: &phrase.instead,
                });
            }
        }
    }
}

/// Words as they are compared: in lower case, with a space between.
fn plain(text: &str) -> String {
    let text = straight(text).replace('-', " ").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// With the apostrophe of keyboards.
pub(super) fn straight<'t>(word: &'t str) -> Cow<'t, str> {
    match word.contains('’') {
        true => Cow::Owned(word.replace('’', "'")),
        false => Cow::Borrowed(word),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read() {
        assert_eq!(LANGUAGES.len(), 2);
    }

    fn hits(text: &str) -> Vec<(String, String)> {
        let house = Vocabulary::default();
        let mut lexicon = Lexicon::new(&house);
        let mut words = Vec::new();
        lexicon.read(text, &mut words);
        let language = Language::of(&words, &lexicon);
        let mut hits = Vec::new();
        phrases(text, &words, &lexicon, language.place(), &mut hits);
        hits.into_iter()
            .map(|hit| (hit.list.to_owned(), text[hit.at].to_owned()))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(list, text): &(&str, &str)| ((*list).to_owned(), (*text).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn phrases_are_found_whatever_their_case_and_hyphens() {
        assert_eq!(
            hits("Some Self-Starter and a self starter, self, starter"),
            pairs(&[("jargon", "Self-Starter"), ("jargon", "self starter")])
        );
        assert_eq!(
            hits("You’ll be assertive"),
            pairs(&[("vacancy-wording", "You’ll"), (MASCULINE, "assertive")])
        );
    }

    #[test]
    fn a_language_has_its_own_words() {
        assert_eq!(
            hits("Von der Planung und für die Kundschaft: her mit der Idee, wir suchen das"),
            pairs(&[("vacancy-wording", "wir suchen")])
        );
    }
}
