//! Replacing words throughout a catalog: what is found, each in its context, and the families with those that were
//! accepted made.
//!
//! Where the whole catalog is meant, its settings are looked at too.
//!
//! Only texts that people read are looked at: no ids, no keys, no addresses, and the targets of links only when
//! they are asked for. An omission that names an item by its words is no text of its own: it follows the item.

mod house;
mod links;
mod omit;
mod pattern;
mod reword;
mod scope;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::file::SETTINGS_KEY;
use super::plan::{Plan, Step};
use crate::model::{Address, Catalog, Family, Node, Settings};
use crate::text::text;

pub use pattern::{Case, Pattern, PatternError, PatternOptions, Replacement};
pub use reword::reword;
pub use scope::Scope;
pub(in crate::document) use texts::put;
pub use texts::{Wording, each, nodes};

/// How many letters of context a hit has on either side.
const CONTEXT: usize = 40;
/// How many characters a letter of the context may have on average.
const WINDOW: usize = 4;
/// How many letters of a pattern a label has.
const LABEL: usize = 30;

/// A place where something is to be replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The part of the family; of the settings, which have no parts, as if they were one.
    pub node: Node,
    /// Which of its texts.
    pub wording: Wording,
    /// The bytes of that text that match.
    pub range: Range<usize>,
    /// What stands there.
    pub matched: String,
    /// What is to stand there.
    pub replacement: String,
    /// What stands before it, shortened with `…`.
    pub before: String,
    /// What stands behind it, shortened with `…`.
    pub behind: String,
    /// Why it cannot be made; it is never made then.
    pub refused: Option<Refusal>,
}

/// Why a hit cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// Nothing would be left of a text that must say something.
    #[error("{}", text!("change-nothing-would-be-left-of"))]
    Emptied,
    /// A line break in a text that has one line.
    #[error("{}", text!("change-it-takes-a-single-line"))]
    Lines,
}

/// What a file said when it was looked at.
#[derive(Debug, Clone)]
pub enum Looked {
    /// A family.
    Family(Arc<Family>),
    /// The catalog's settings.
    Settings(Arc<Settings>),
}

/// A file, and what is found in it.
#[derive(Debug, Clone)]
pub struct FileHits {
    /// Its key.
    pub key: Arc<str>,
    /// As it was when it was looked at.
    pub looked: Looked,
    /// In the order of its parts; never empty.
    pub hits: Vec<Hit>,
}

impl FileHits {
    /// The address of each part that has hits; of a variation, at the first role that it varies; of the settings,
    /// their key.
    pub fn addresses(&self) -> BTreeMap<Node, String> {
        let mut addresses: BTreeMap<Node, String> = BTreeMap::new();
        let Looked::Family(family) = &self.looked else {
            addresses.insert(Node::Family, self.key.to_string());
            return addresses;
        };
        for position in family.positions() {
            addresses
                .entry(position.node())
                .or_insert_with(|| Address::of(&self.key, family, position).to_string());
        }
        for node in self.hits.iter().map(|hit| hit.node) {
            // A variation that varies no role has no address; its id is what there is to tell.
            let id = family.id(node).unwrap_or_default();
            addresses
                .entry(node)
                .or_insert_with(|| format!("{}+{id}", self.key));
        }
        addresses
    }
}

/// A family with hits made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What became of it.
    pub family: Family,
    /// How many hits were made.
    pub made: usize,
    /// How many omissions followed items that were worded anew.
    pub followed: usize,
}

/// A plan that makes hits, and what it amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacing {
    /// What is to be done.
    pub plan: Plan,
    /// How many hits are made.
    pub made: usize,
    /// How many omissions follow.
    pub followed: usize,
}

/// Why hits cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplaceError {
    /// The file says something else than when it was looked at.
    #[error("{}", text!("change-has-changed-since-it-was", what = .0))]
    Changed(String),
}

/// Everything in a family that matches, part by part and text by text. Matches of no length, and those whose
/// replacement is what stands there already, are none.
pub fn find(family: &Family, pattern: &Pattern, replacement: &Replacement) -> Vec<Hit> {
    find_in(family, pattern, replacement, &|_| true)
}

/// Everything in the scope that matches, family by family, and then in the settings. `enough` is asked before each file
/// with the number of hits so far; once it says yes, the search ends with what it has.
pub fn find_all(
    catalog: &Catalog,
    scope: &Scope,
    pattern: &Pattern,
    replacement: &Replacement,
    enough: &dyn Fn(usize) -> bool,
) -> Vec<FileHits> {
    let mut found = Vec::new();
    let mut count = 0;
    for entry in catalog.entries().iter().filter(|entry| scope.has(entry)) {
        if enough(count) {
            break;
        }
        let meant = |node| scope.has_part(&entry.key, node);
        let hits = find_in(&entry.family, pattern, replacement, &meant);
        count += hits.len();
        if !hits.is_empty() {
            found.push(FileHits {
                key: entry.key.clone(),
                looked: Looked::Family(entry.family.clone()),
                hits,
            });
        }
    }
    if scope.has_settings() && !enough(count) {
        let mut hits = Vec::new();
        house::each(&catalog.settings, &mut |wording, text| {
            hits.extend(find_in_text(
                Node::Family,
                wording,
                text,
                pattern,
                replacement,
            ));
        });
        if !hits.is_empty() {
            found.push(FileHits {
                key: Arc::from(SETTINGS_KEY),
                looked: Looked::Settings(Arc::new(catalog.settings.clone())),
                hits,
            });
        }
    }
    found
}

fn find_in(
    family: &Family,
    pattern: &Pattern,
    replacement: &Replacement,
    meant: &dyn Fn(Node) -> bool,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    for node in nodes(family).filter(|node| meant(*node)) {
        let links = pattern.options().links;
        each(family, node, links, &mut |wording, text| {
            let found = find_in_text(node, wording, text, pattern, replacement);
            if found.is_empty() {
                return;
            }
            if let Wording::Omit(n) = wording
                && omit::drops_something(family, node, n)
            {
                return;
            }
            hits.extend(found);
        });
    }
    hits
}

fn find_in_text(
    node: Node,
    wording: Wording,
    text: &str,
    pattern: &Pattern,
    replacement: &Replacement,
) -> Vec<Hit> {
    let matches = pattern.matches(text, replacement);
    if matches.is_empty() {
        return Vec::new();
    }
    let changes = matches.iter().map(|m| (&m.range, m.replacement.as_str()));
    let refused = refusal(wording, text, &spliced(text, changes));
    let hit = |found: pattern::Match| Hit {
        node,
        wording,
        matched: text[found.range.clone()].to_owned(),
        replacement: found.replacement,
        before: last_letters(&text[..found.range.start]),
        behind: first_letters(&text[found.range.end..], CONTEXT),
        range: found.range,
        refused,
    };
    matches.into_iter().map(hit).collect()
}

/// The family with these hits made and nothing else changed. Hits that are refused, or whose text is not there
/// any more, are passed over.
pub fn replaced(family: &Family, hits: &[&Hit]) -> Replaced {
    let mut by_node: BTreeMap<Node, Vec<&Hit>> = BTreeMap::new();
    for hit in hits {
        by_node.entry(hit.node).or_default().push(hit);
    }
    let mut after = family.clone();
    let mut made = 0;
    for (node, hits) in by_node {
        let mut hits = by_wording(&hits);
        each(family, node, true, &mut |wording, text| {
            if let Some((count, new)) = remade(wording, text, hits.remove(&wording)) {
                made += count;
                put(&mut after, node, wording, new);
            }
        });
    }
    let followed = omit::follow(family, &mut after);
    Replaced {
        family: after,
        made,
        followed,
    }
}

/// The settings with these hits made, and how many were.
fn replaced_settings(settings: &Settings, hits: &[&Hit]) -> (Settings, usize) {
    let mut hits = by_wording(hits);
    let mut after = settings.clone();
    let mut made = 0;
    house::each(settings, &mut |wording, text| {
        if let Some((count, new)) = remade(wording, text, hits.remove(&wording)) {
            made += count;
            house::put(&mut after, wording, new);
        }
    });
    (after, made)
}

/// The hits of one part by the texts that they are in, without those that are refused.
fn by_wording<'h>(hits: &[&'h Hit]) -> BTreeMap<Wording, Vec<&'h Hit>> {
    let mut texts: BTreeMap<Wording, Vec<&Hit>> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| hit.refused.is_none()) {
        texts.entry(hit.wording).or_default().push(hit);
    }
    texts
}

/// A text with its hits made, and how many of them are there; `None` when it must not say that.
fn remade(wording: Wording, text: &str, hits: Option<Vec<&Hit>>) -> Option<(usize, String)> {
    let mut hits = hits?;
    hits.sort_by_key(|hit| hit.range.start);
    let mut end = 0;
    hits.retain(|hit| {
        let fits =
            hit.range.start >= end && text.get(hit.range.clone()) == Some(hit.matched.as_str());
        if fits {
            end = hit.range.end;
        }
        fits
    });
    let changes = hits
        .iter()
        .map(|hit| (&hit.range, hit.replacement.as_str()));
    let new = spliced(text, changes);
    refusal(wording, text, &new)
        .is_none()
        .then_some((hits.len(), new))
}

/// What has to be done so that the accepted hits are made: a step for each file that changes. The label says it
/// for the history: `replaced "X" with "Y" in 3 places of 2 files`.
///
/// # Errors
/// [`ReplaceError::Changed`] when a file says something else than when it was looked at.
pub fn plan(
    catalog: &Catalog,
    pattern: &Pattern,
    replacement: &Replacement,
    accepted: &[(&FileHits, Vec<&Hit>)],
) -> Result<Replacing, ReplaceError> {
    let mut steps = Vec::new();
    let (mut made, mut followed) = (0, 0);
    let mut landing = None;
    for (found, hits) in accepted {
        let changed = || ReplaceError::Changed(found.key.to_string());
        let step = match &found.looked {
            Looked::Family(family) => {
                let now = catalog.get(&found.key).map(|entry| &entry.family);
                if !now.is_some_and(|now| Arc::ptr_eq(now, family) || now == family) {
                    return Err(changed());
                }
                let replaced = replaced(family, hits);
                if replaced.family == **family {
                    continue;
                }
                made += replaced.made;
                followed += replaced.followed;
                if let (None, Some(hit)) = (&landing, hits.iter().find(|hit| hit.refused.is_none()))
                {
                    landing = Some((found.key.clone(), hit.node));
                }
                Step::Become(Box::new(replaced.family))
            }
            Looked::Settings(settings) => {
                if catalog.settings != **settings {
                    return Err(changed());
                }
                let (after, count) = replaced_settings(settings, hits);
                if after == **settings {
                    continue;
                }
                made += count;
                Step::Settings(Box::new(after))
            }
        };
        steps.push((found.key.clone(), step));
    }
    let label = text!(
        "change-replaced-with-in-of",
        text = first_letters(pattern.text(), LABEL),
        text2 = first_letters(replacement.text(), LABEL),
        made = counted(made, "place"),
        steps = counted(steps.len(), "file")
    );
    Ok(Replacing {
        plan: Plan {
            label,
            landing,
            steps,
        },
        made,
        followed,
    })
}

/// A number and what it counts, named in English, in the singular or the plural: `1 place`, `2 places`.
pub fn counted(number: usize, what: &str) -> String {
    let id = format!("count-{}", what.replace(' ', "-"));
    text!(&id, count = number)
}

/// The text with changes made, which are in order and apart. Where there was no blank at an end, none is left over.
fn spliced<'h>(text: &str, changes: impl Iterator<Item = (&'h Range<usize>, &'h str)>) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for (range, replacement) in changes {
        new.push_str(&text[end..range.start]);
        new.push_str(replacement);
        end = range.end;
    }
    new.push_str(&text[end..]);
    if !text.ends_with(char::is_whitespace) {
        new.truncate(new.trim_end().len());
    }
    if !text.starts_with(char::is_whitespace) {
        new.drain(..new.len() - new.trim_start().len());
    }
    // As a file that says it is read.
    new.replace("\r\n", "\n")
}

fn refusal(wording: Wording, old: &str, new: &str) -> Option<Refusal> {
    if !wording.may_be_empty() && new.trim().is_empty() {
        return Some(Refusal::Emptied);
    }
    let breaks = new.contains('\n') && !old.contains('\n');
    (breaks && !wording.may_have_lines()).then_some(Refusal::Lines)
}

fn first_letters(text: &str, most: usize) -> String {
    // A letter can be of any length; what is shown of a text is bounded all the same.
    let window = match text.char_indices().nth(most * WINDOW) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let end = match window.grapheme_indices(true).nth(most) {
        Some((end, _)) => end,
        None => window.len(),
    };
    match end < text.len() {
        true => format!("{}…", &text[..end]),
        false => text.to_owned(),
    }
}

fn last_letters(text: &str) -> String {
    let mut from_end = text.char_indices().rev();
    let window = from_end.nth(CONTEXT * WINDOW - 1).map_or(0, |(at, _)| at);
    let letters = text[window..].grapheme_indices(true).rev();
    let start = window + letters.take(CONTEXT).last().map_or(0, |(at, _)| at);
    match start > 0 {
        true => format!("…{}", &text[start..]),
        false => text.to_owned(),
    }
}
