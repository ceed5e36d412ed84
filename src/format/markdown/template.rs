//! A page's template in memory: its lines, parted by whose fields they speak of.
//!
//! Fills the placeholders with what a family says. What the template has no place for is [`super::revise`]'s.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::fill::leads;
use super::items::{listed, written_indicator};
use super::slot::{From, Line, Slot, What, unescaped};
use crate::model::{Family, Node};

/// Lines that speak of one part, or of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) node: Node,
    /// Without the line that says whose they are.
    pub(super) lines: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Template {
    pub(super) segments: Vec<Segment>,
}

impl Template {
    /// Reads a template. What speaks of parts that the family does not have is left out.
    pub(super) fn of(text: &str, family: &Family) -> Self {
        let ids: BTreeMap<&str, Node> = nodes(family)
            .filter_map(|node| Some((family.id(node)?, node)))
            .collect();
        let mut segments = vec![Segment {
            node: Node::Family,
            lines: Vec::new(),
        }];
        let mut gone = false;
        for line in text.split('\n') {
            let node = match Line::of(line) {
                Line::Family => Some(Node::Family),
                Line::Part(id) => match ids.get(id.as_str()) {
                    Some(node) => Some(*node),
                    None => {
                        gone = true;
                        continue;
                    }
                },
                _ => None,
            };
            if let Some(node) = node {
                gone = false;
                segments.push(Segment {
                    node,
                    lines: Vec::new(),
                });
            } else if !gone && let Some(segment) = segments.last_mut() {
                segment.lines.push(line.to_owned());
            }
        }
        Self { segments }
    }

    /// Where the lines stand that speak of each part, the first ones first.
    pub(super) fn places(&self) -> HashMap<Node, Vec<usize>> {
        let mut places: HashMap<Node, Vec<usize>> = HashMap::new();
        for (at, segment) in self.segments.iter().enumerate() {
            places.entry(segment.node).or_default().push(at);
        }
        places
    }

    /// Every placeholder, with whose it is.
    fn slots(&self) -> impl Iterator<Item = (Node, Slot)> + '_ {
        self.segments.iter().flat_map(|segment| {
            segment
                .lines
                .iter()
                .filter_map(|line| match Line::of(line) {
                    Line::Slot(slot) => Some((segment.node, slot)),
                    _ => None,
                })
        })
    }

    /// What has a placeholder, by whose it is and what it is called.
    pub(super) fn present(&self) -> HashSet<(Node, &'static str)> {
        self.slots()
            .map(|(node, slot)| (node, slot.what.name()))
            .collect()
    }

    /// The page below its front matter.
    pub(super) fn filled(&self, family: &Family) -> String {
        let mut lists = Lists::new(self, family);
        let mut sections = Sections::new(self, family);
        let definitions = self.definitions();
        let mut page = Page::default();
        for segment in &self.segments {
            for line in &segment.lines {
                let Line::Slot(slot) = Line::of(line) else {
                    page.line(unescaped(line));
                    continue;
                };
                let texts = match &slot.what {
                    What::Section(heading) => match sections.next() {
                        Some(section) => {
                            let section = &family.sections[section];
                            if section.heading != *heading {
                                page.rename(heading, &section.heading);
                            }
                            vec![section.body.clone()]
                        }
                        None => Vec::new(),
                    },
                    what if is_list(what) => lists.next(segment.node, what),
                    what => one(family, segment.node, what).into_iter().collect(),
                };
                let texts: Vec<String> = texts
                    .into_iter()
                    .map(|text| without_definitions(&text, &definitions).to_owned())
                    .collect();
                match texts.is_empty() {
                    true => page.nothing(!lists.says(segment.node, &slot.what)),
                    false => listed(&slot.bullet, slot.spaced, &texts)
                        .into_iter()
                        .for_each(|line| page.line(line)),
                }
            }
        }
        page.lines.join("\n")
    }

    /// The lines of the page that say where links by reference lead.
    fn definitions(&self) -> BTreeSet<&str> {
        let lines = self.segments.iter().flat_map(|segment| &segment.lines);
        lines
            .map(|line| line.trim())
            .filter(|line| line.starts_with('[') && line.contains("]:"))
            .collect()
    }
}

/// A text without the definitions at its end that the page has itself.
fn without_definitions<'t>(text: &'t str, definitions: &BTreeSet<&str>) -> &'t str {
    let Some((before, last)) = text.rsplit_once("\n\n") else {
        return text;
    };
    match last.lines().all(|line| definitions.contains(line)) {
        true => before,
        false => text,
    }
}

/// Every part of a family, the family itself first.
pub(super) fn nodes(family: &Family) -> impl Iterator<Item = Node> + use<> {
    let (roles, specialties, segments) = (
        family.roles.len(),
        family.specialties.len(),
        family.segments.len(),
    );
    std::iter::once(Node::Family)
        .chain((0..roles).map(Node::Role))
        .chain((0..specialties).map(Node::Specialty))
        .chain((0..segments).map(Node::Segment))
}

fn is_list(what: &What) -> bool {
    matches!(what, What::List(_) | What::Indicators | What::Steps)
}

/// What a field says that is one text.
pub(super) fn one(family: &Family, node: Node, what: &What) -> Option<String> {
    let body = family.body(node)?;
    let text = match what {
        What::Summary => body.summary.as_deref(),
        What::Ladder => body.more.career_ladder.summary.as_deref(),
        What::Intro => body.more.hiring_process.intro.as_deref(),
        What::Outro => body.more.hiring_process.outro.as_deref(),
        _ => return None,
    };
    text.filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

/// What a field says that is a list.
pub(super) fn many(family: &Family, node: Node, what: &What) -> Vec<String> {
    let Some(body) = family.body(node) else {
        return Vec::new();
    };
    match what {
        What::List(kind) => body
            .list(*kind)
            .iter()
            .map(|item| item.text().to_string())
            .collect(),
        What::Indicators => body
            .more
            .performance_indicators
            .iter()
            .map(written_indicator)
            .collect(),
        What::Steps => body.more.hiring_process.steps.clone(),
        _ => Vec::new(),
    }
}

/// The items of each list, dealt out to its placeholders in their order.
struct Lists {
    dealt: BTreeMap<(usize, usize, &'static str), Dealt>,
}

#[derive(Default)]
struct Dealt {
    texts: Vec<String>,
    /// Where each placeholder begins and ends.
    ranges: std::collections::VecDeque<(usize, usize)>,
}

impl Lists {
    fn new(template: &Template, family: &Family) -> Self {
        let mut starts: BTreeMap<(usize, usize, &'static str), Vec<From>> = BTreeMap::new();
        let mut dealt: BTreeMap<(usize, usize, &'static str), Dealt> = BTreeMap::new();
        for (node, slot) in template.slots().filter(|(_, slot)| is_list(&slot.what)) {
            let key = key(node, &slot.what);
            dealt.entry(key).or_insert_with(|| Dealt {
                texts: many(family, node, &slot.what),
                ..Dealt::default()
            });
            starts.entry(key).or_default().push(slot.from);
        }
        for (key, froms) in starts {
            let Some(dealt) = dealt.get_mut(&key) else {
                continue;
            };
            let mut begins: Vec<Option<usize>> = Vec::new();
            let mut last = 0;
            for (n, from) in froms.iter().enumerate() {
                let begin = match (n, from) {
                    (0, _) => Some(0),
                    (_, From::Start) => None,
                    (_, From::Words(words)) => (last + 1..dealt.texts.len())
                        .find(|n| dealt.texts[*n].starts_with(words.as_str())),
                    (_, From::Item(number)) => Some(number.saturating_sub(1))
                        .filter(|begin| *begin > last && *begin < dealt.texts.len()),
                };
                last = begin.unwrap_or(last);
                begins.push(begin);
            }
            let mut end = dealt.texts.len();
            for begin in begins.into_iter().rev() {
                dealt.ranges.push_front(match begin {
                    Some(begin) => (begin, std::mem::replace(&mut end, begin)),
                    None => (0, 0),
                });
            }
        }
        Self { dealt }
    }

    fn next(&mut self, node: Node, what: &What) -> Vec<String> {
        let Some(dealt) = self.dealt.get_mut(&key(node, what)) else {
            return Vec::new();
        };
        match dealt.ranges.pop_front() {
            Some((start, end)) => dealt.texts[start..end].to_vec(),
            None => Vec::new(),
        }
    }

    /// Whether a list has any items, wherever they stand.
    fn says(&self, node: Node, what: &What) -> bool {
        self.dealt
            .get(&key(node, what))
            .is_some_and(|dealt| !dealt.texts.is_empty())
    }
}

fn key(node: Node, what: &What) -> (usize, usize, &'static str) {
    let (kind, n) = match node {
        Node::Family => (0, 0),
        Node::Role(n) => (1, n),
        Node::Specialty(n) => (2, n),
        Node::Segment(n) => (3, n),
    };
    let name = match what {
        What::List(list) => list.key(),
        What::Indicators => "performance_indicators",
        _ => "steps",
    };
    (kind, n, name)
}

/// The sections, dealt out to their placeholders: by their headings first, the rest in order.
struct Sections {
    dealt: std::collections::VecDeque<Option<usize>>,
    left: Vec<usize>,
}

impl Sections {
    fn new(template: &Template, family: &Family) -> Self {
        let mut by_heading: BTreeMap<&str, std::collections::VecDeque<usize>> = BTreeMap::new();
        for (n, section) in family.sections.iter().enumerate() {
            by_heading.entry(&section.heading).or_default().push_back(n);
        }
        let headings: Vec<String> = template
            .slots()
            .filter_map(|(_, slot)| match slot.what {
                What::Section(heading) => Some(heading),
                _ => None,
            })
            .collect();
        let mut dealt: Vec<Option<usize>> = headings
            .iter()
            .map(|heading| by_heading.get_mut(heading.as_str())?.pop_front())
            .collect();
        let mut left: Vec<usize> = by_heading.into_values().flatten().collect();
        left.sort_unstable();
        let mut others = left.into_iter();
        for place in dealt.iter_mut().filter(|place| place.is_none()) {
            *place = others.next();
        }
        Self {
            left: others.collect(),
            dealt: dealt.into(),
        }
    }

    fn next(&mut self) -> Option<usize> {
        self.dealt.pop_front().flatten()
    }
}

/// The sections that no placeholder stands for.
pub(super) fn sections_left(template: &Template, family: &Family) -> Vec<usize> {
    Sections::new(template, family).left
}

/// The page as it grows.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    /// Nothing stands where the former line ended, and blank lines that follow go too.
    gap: bool,
}

impl Page {
    fn line(&mut self, line: String) {
        if self.gap && line.trim().is_empty() {
            return;
        }
        self.gap = false;
        self.lines.push(line);
    }

    /// A placeholder that stands for nothing: it goes with the words that lead to it, and with the heading above it
    /// where the list is empty.
    fn nothing(&mut self, with_heading: bool) {
        let blank = |line: &String| line.trim().is_empty();
        let last = self.lines.iter().rposition(|line| !blank(line));
        if let Some(last) =
            last.filter(|last| leads(&self.lines[*last]) && !self.lines[*last].starts_with('#'))
        {
            let above = self.lines[..last]
                .iter()
                .rposition(|line| blank(line) || line.starts_with('#'));
            self.lines.truncate(above.map_or(0, |above| above + 1));
        }
        let text = self.lines.iter().rposition(|line| !blank(line));
        if let Some(at) =
            text.filter(|at| with_heading && self.lines[*at].trim_start().starts_with('#'))
        {
            self.lines.truncate(at);
        }
        self.gap = self.lines.last().is_none_or(blank);
    }

    /// Gives the heading above another name.
    fn rename(&mut self, old: &str, new: &str) {
        let blank = |line: &String| line.trim().is_empty();
        if let Some(at) = self.lines.iter().rposition(|line| !blank(line))
            && !old.is_empty()
            && self.lines[at].contains(old)
        {
            self.lines[at] = self.lines[at].replacen(old, new, 1);
        }
    }
}
