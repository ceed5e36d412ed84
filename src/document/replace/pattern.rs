//! What is looked for, and what is written in its place.
//!
//! Owns the pattern language: plain text or a regular expression, whole words, upper and lower case. Knows nothing
//! of families. The only file that knows `regex`.

use std::ops::Range;

use regex::{Captures, Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};
use unicode_normalization::char::is_combining_mark;

use super::links;
use crate::text::text;

/// What a compiled pattern may take. A hundred words fit; `(\w{100}){100}` does not.
const MOST_BYTES: usize = 1 << 21;

/// How upper and lower case are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// As the same, unless the pattern has an upper-case letter.
    #[default]
    Smart,
    /// As different.
    Sensitive,
    /// As the same.
    Insensitive,
}

/// How a pattern is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PatternOptions {
    /// As a regular expression instead of plain text.
    pub regex: bool,
    /// Only where no word goes on at either end.
    pub whole_word: bool,
    /// Upper and lower case.
    pub case: Case,
    /// Also in the targets of links, and in web addresses.
    pub links: bool,
}

/// Why nothing can be looked for, or nothing be written in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing is given.
    #[error("{}", text!("change-there-is-nothing-to-look"))]
    Empty,
    /// Not a regular expression.
    #[error(
        "{}", text!("change-the-pattern-cannot-be-read", at, rest = near(.rest), why))]
    Syntax {
        /// From 1.
        at: usize,
        /// What stands there.
        rest: String,
        /// What is wrong.
        why: String,
    },
    /// Too much for any machine.
    #[error(
        "{}", text!("change-the-pattern-is-too-large"))]
    TooLarge,
    /// The replacement names a group that is not there.
    #[error(
        "{}", text!("change-the-replacement-names-the-group", name, at, known = groups(.known)))]
    NoGroup {
        /// The name or number.
        name: String,
        /// From 1.
        at: usize,
        /// The names and numbers that there are.
        known: Vec<String>,
    },
    /// `${` without its end.
    #[error(
        "{}", text!("change-the-group-that-begins-at", at))]
    OpenGroup {
        /// From 1.
        at: usize,
    },
}

fn near(rest: &str) -> String {
    match rest {
        "" => text!("change-which-is-its-end").to_owned(),
        rest => text!("change-before", rest),
    }
}

fn groups(known: &[String]) -> String {
    match known {
        [] => text!("change-no-groups").to_owned(),
        known => known.join(", "),
    }
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    options: PatternOptions,
    regex: Regex,
}

/// What is written in the place of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Group(usize),
}

/// A match, and what is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    pub(super) replacement: String,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`PatternError`], which says where in the pattern the fault is and what to do.
    pub fn new(text: &str, options: &PatternOptions) -> Result<Self, PatternError> {
        if text.is_empty() {
            return Err(PatternError::Empty);
        }
        let raw = match options.regex {
            true => text.to_owned(),
            false => regex::escape(text),
        };
        let parse = |insensitive: bool| {
            regex_syntax::ParserBuilder::new()
                .case_insensitive(insensitive)
                .build()
                .parse(&raw)
                .map_err(|error| syntax(&raw, &error))
        };
        let mut hir = parse(false)?;
        let insensitive = match options.case {
            Case::Sensitive => false,
            Case::Insensitive => true,
            Case::Smart if options.regex => !tells_case(&hir),
            Case::Smart => !text.contains(char::is_uppercase),
        };
        if insensitive {
            hir = parse(true)?;
        }
        // Printed anew, because a comment of the verbose mode would swallow what is put behind it.
        let source = match options.whole_word {
            true => format!(r"\b{{start-half}}(?:{hir})\b{{end-half}}"),
            false => raw.clone(),
        };
        let regex = RegexBuilder::new(&source)
            .case_insensitive(insensitive && !options.whole_word)
            .size_limit(MOST_BYTES)
            .build()
            .map_err(|_| PatternError::TooLarge)?;
        Ok(Self {
            text: text.to_owned(),
            options: *options,
            regex,
        })
    }

    /// As it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it is taken.
    pub fn options(&self) -> &PatternOptions {
        &self.options
    }

    /// Every match in a text that would change it, apart from each other and in order.
    pub(super) fn matches(&self, text: &str, replacement: &Replacement) -> Vec<Match> {
        let mut found = Vec::new();
        // Found out only where there is a match: most texts have none.
        let mut protected: Option<Vec<Range<usize>>> = None;
        let mut from = 0;
        let mut captures = self.regex.captures_at(text, from);
        while let Some(here) = captures.take() {
            let Some(whole) = here.get(0) else { break };
            let range = whole.range();
            from = range.end;
            if range.is_empty() {
                from = range.end + text[range.end..].chars().next().map_or(1, char::len_utf8);
            } else {
                let protected = protected.get_or_insert_with(|| match self.options.links {
                    true => Vec::new(),
                    false => links::targets(text),
                });
                // A match that reaches into a target hides those that begin behind it.
                let first = protected.partition_point(|target| target.end <= range.start);
                let reached = protected[first..].iter();
                let reached = reached.take_while(|target| target.start < range.end).last();
                if let Some(target) = reached {
                    from = target.end;
                } else if self.stands_alone(text, &range) {
                    let replacement = replacement.of(&here);
                    if replacement != whole.as_str() {
                        found.push(Match { range, replacement });
                    }
                }
            }
            if from > text.len() {
                break;
            }
            captures = self.regex.captures_at(text, from);
        }
        found
    }

    /// Whether a match is as whole as it must be.
    fn stands_alone(&self, text: &str, range: &Range<usize>) -> bool {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        // Half of a letter with its accent is no match of the letter.
        if !self.options.regex && behind.starts_with(is_combining_mark) {
            return false;
        }
        if !self.options.whole_word {
            return true;
        }
        let is_word = |c: char| c.is_alphanumeric();
        let matched = &text[range.clone()];
        // "C" is not a word of its own in "C++" or "C#", nor "NET" in ".NET".
        let goes_on = matched.ends_with(is_word)
            && (behind.starts_with("++")
                || (behind.starts_with('#') && !behind[1..].starts_with(is_word)));
        let dotted = matched.starts_with(is_word)
            && before
                .strip_suffix('.')
                .is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '(', '/', ',']));
        !goes_on && !dotted
    }

    /// Names and numbers of the groups.
    fn groups(&self) -> Vec<String> {
        let names = self.regex.capture_names().enumerate().skip(1);
        names
            .map(|(n, name)| name.map_or_else(|| format!("${n}"), |name| format!("${{{name}}}")))
            .collect()
    }

    fn group(&self, name: &str) -> Option<usize> {
        match name.parse::<usize>() {
            Ok(number) => (number < self.regex.captures_len()).then_some(number),
            Err(_) => self
                .regex
                .capture_names()
                .position(|known| known == Some(name)),
        }
    }
}

impl Replacement {
    /// Reads what is written in the place of a match: for a regular expression `$1` and `${name}` are what its
    /// groups matched and `$$` is a dollar sign; for plain text all of it is taken as it stands.
    ///
    /// # Errors
    /// [`PatternError::NoGroup`] and [`PatternError::OpenGroup`].
    pub fn new(pattern: &Pattern, text: &str) -> Result<Self, PatternError> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let (true, Some(dollar)) = (pattern.options.regex, rest.find('$')) {
            plain.push_str(&rest[..dollar]);
            let at = text[..text.len() - rest.len() + dollar].chars().count() + 1;
            let behind = &rest[dollar + 1..];
            if let Some(after) = behind.strip_prefix('$') {
                plain.push('$');
                rest = after;
                continue;
            }
            let (name, after) = match behind.strip_prefix('{') {
                Some(inside) => inside
                    .split_once('}')
                    .ok_or(PatternError::OpenGroup { at })?,
                None => {
                    let ends = |c: char| !(c.is_alphanumeric() || c == '_');
                    behind.split_at(behind.find(ends).unwrap_or(behind.len()))
                }
            };
            if name.is_empty() && !behind.starts_with('{') {
                plain.push('$');
                rest = behind;
                continue;
            }
            let group = pattern.group(name).ok_or_else(|| PatternError::NoGroup {
                name: name.to_owned(),
                at,
                known: pattern.groups(),
            })?;
            parts.push(Part::Text(std::mem::take(&mut plain)));
            parts.push(Part::Group(group));
            rest = after;
        }
        plain.push_str(rest);
        parts.push(Part::Text(plain));
        Ok(Self {
            text: text.to_owned(),
            parts,
        })
    }

    /// As it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn of(&self, captures: &Captures<'_>) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.as_str(),
                Part::Group(group) => captures.get(*group).map_or("", |group| group.as_str()),
            })
            .collect()
    }
}

fn syntax(pattern: &str, error: &regex_syntax::Error) -> PatternError {
    let (span, why) = match error {
        regex_syntax::Error::Parse(error) => (error.span(), error.kind().to_string()),
        regex_syntax::Error::Translate(error) => (error.span(), error.kind().to_string()),
        _ => return PatternError::TooLarge,
    };
    let start = span.start.offset.min(pattern.len());
    PatternError::Syntax {
        at: pattern[..start].chars().count() + 1,
        rest: pattern[start..].chars().take(12).collect(),
        why,
    }
}

/// Whether a pattern tells upper from lower case: it has an upper-case letter, or a class with one and without
/// its lower-case form.
fn tells_case(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => {
            String::from_utf8_lossy(&literal.0).contains(char::is_uppercase)
        }
        HirKind::Class(Class::Unicode(class)) => {
            let has = |c: char| {
                class
                    .iter()
                    .any(|range| (range.start()..=range.end()).contains(&c))
            };
            ('A'..='Z').any(|c| has(c) && !has(c.to_ascii_lowercase()))
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Repetition(repetition) => tells_case(&repetition.sub),
        HirKind::Capture(capture) => tells_case(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(tells_case),
    }
}
