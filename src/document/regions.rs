//! The parts of a file that stand under a header of their own: `[table]` and `[[element]]`, with what is in them.
//!
//! A part begins with the comment lines directly above its header and ends behind the line of its last value.
//! What stands between two parts, blank lines and comments with a blank line around them, belongs to neither.

use std::ops::Range;

use toml_edit::{Item, Table, TableLike};

use super::edit::EditError;
use super::place::entries;
use super::source::{Source, Splice};

/// All parts of a text, in its order; the first is what stands above every header.
pub(super) struct Regions<'s, 't> {
    source: &'s Source<'t>,
    all: Vec<Region>,
}

struct Region {
    path: Path,
    header: Range<usize>,
    /// Where the comments above the header begin.
    lead: usize,
    end: usize,
}

/// Keys from the top of the file, with the place in the list where there is one.
pub(super) type Path = Vec<(String, Option<usize>)>;

impl<'s, 't> Regions<'s, 't> {
    pub(super) fn of(source: &'s Source<'t>, root: &Table) -> Self {
        let mut all = vec![Region {
            path: Vec::new(),
            header: 0..0,
            lead: 0,
            end: content_end(source, root, 0),
        }];
        collect(source, root, &mut Vec::new(), &mut all);
        all.sort_by_key(|region| region.header.start);
        for n in 1..all.len() {
            let floor = all[n - 1].end;
            let mut lead = source.line_start(all[n].header.start);
            while lead > floor {
                let above = source.line_start(lead - 1);
                if !source.text[above..lead].trim_start().starts_with('#') {
                    break;
                }
                lead = above;
            }
            all[n].lead = lead;
        }
        Self { source, all }
    }

    /// The path of the part with this header.
    pub(super) fn path_at(&self, header: &Range<usize>) -> Option<&Path> {
        let found = self.all.iter().find(|region| region.header == *header);
        found.map(|region| &region.path)
    }

    /// Where the parts at and below a path are, by place in the file.
    fn below(&self, path: &[(String, Option<usize>)]) -> Vec<usize> {
        (0..self.all.len())
            .filter(|n| self.all[*n].path.starts_with(path))
            .collect()
    }

    /// Takes out everything at and below a path.
    pub(super) fn remove(&self, path: &[(String, Option<usize>)]) -> Vec<Splice> {
        let text = self.source.text;
        let mut splices: Vec<Splice> = Vec::new();
        for n in self.below(path) {
            let region = &self.all[n];
            let rest = &text[region.end..];
            let blank = rest.len() - self.behind_blank_lines(rest).len();
            let (mut start, end) = (region.lead, region.end + blank);
            if end == text.len() {
                // Nothing follows that the blank lines above could set apart.
                let kept = text[..start]
                    .trim_end_matches([' ', '\t', '\r', '\n'])
                    .len();
                start = if kept == 0 {
                    0
                } else {
                    self.source.line_end(kept)
                };
            }
            match splices.last_mut() {
                Some((range, _)) if range.end >= start => range.end = end,
                _ => splices.push((start..end, String::new())),
            }
        }
        splices
    }

    /// Puts the elements of a list in another order: the one at `from` gets the place `to`.
    pub(super) fn shift(
        &self,
        list: &[(String, Option<usize>)],
        from: usize,
        to: usize,
        key: &'static str,
    ) -> Result<Vec<Splice>, EditError> {
        let (low, high) = (from.min(to), from.max(to));
        let mut slots: Vec<Range<usize>> = Vec::new();
        let mut next = None;
        for n in low..=high {
            let parts = self.below(&element(list, n));
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
                return Err(EditError::Layout(key));
            };
            // Parts of something else in between belong where they are.
            let together = last - first + 1 == parts.len() && next.is_none_or(|n| n == *first);
            if !together {
                return Err(EditError::Layout(key));
            }
            next = Some(last + 1);
            slots.push(self.all[*first].lead..self.all[*last].end);
        }
        let mut texts: Vec<&str> = slots
            .iter()
            .map(|slot| self.source.text[slot.clone()].trim_end_matches(['\r', '\n']))
            .collect();
        let moved = texts.remove(from - low);
        texts.insert(to - low, moved);
        let ended = |slot: &Range<usize>| {
            if self.source.text[slot.clone()].ends_with('\n') {
                self.source.newline
            } else {
                ""
            }
        };
        Ok(slots
            .iter()
            .zip(texts)
            .map(|(slot, text)| (slot.clone(), format!("{text}{}", ended(slot))))
            .collect())
    }

    /// Puts text before the element at `at` of a list that has one there, or else behind the one before it.
    pub(super) fn insert_element(
        &self,
        list: &[(String, Option<usize>)],
        at: usize,
        text: &str,
    ) -> Option<Vec<Splice>> {
        let newline = self.source.newline;
        if let Some(first) = self.below(&element(list, at)).first() {
            let at = self.all[*first].lead;
            return Some(vec![(at..at, format!("{text}{newline}"))]);
        }
        let last = *self.below(&element(list, at.checked_sub(1)?)).last()?;
        Some(self.behind(last, text))
    }

    /// Puts text behind the last of the parts below `parent` that come before what `is_before` says, by the key
    /// that they have there; else right behind the parent's own part.
    pub(super) fn insert_below(
        &self,
        parent: &[(String, Option<usize>)],
        is_before: impl Fn(&str) -> bool,
        text: &str,
    ) -> Option<Vec<Splice>> {
        let parts = self.below(parent);
        let own = *parts.first()?;
        let before = parts.into_iter().rev().find(|n| {
            let key = self.all[*n].path.get(parent.len());
            key.is_some_and(|(key, _)| is_before(key))
        });
        Some(self.behind(before.unwrap_or(own), text))
    }

    /// Puts text before everything below a path.
    pub(super) fn insert_above(
        &self,
        path: &[(String, Option<usize>)],
        text: &str,
    ) -> Option<Vec<Splice>> {
        let first = *self.below(path).first()?;
        let at = self.all[first].lead;
        Some(vec![(at..at, format!("{text}{}", self.source.newline))])
    }

    fn behind(&self, n: usize, text: &str) -> Vec<Splice> {
        let at = self.all[n].end;
        let newline = self.source.newline;
        let before = &self.source.text[..at];
        let lead = match (before.is_empty(), before.ends_with('\n')) {
            (true, _) => String::new(),
            (false, true) => newline.to_owned(),
            (false, false) => newline.repeat(2),
        };
        let behind = match &self.source.text[at..] {
            "" => "",
            // What follows directly is set apart, too.
            rest if self.behind_blank_lines(rest).len() == rest.len() => newline,
            _ => "",
        };
        vec![(at..at, format!("{lead}{text}{behind}"))]
    }

    fn behind_blank_lines<'a>(&self, text: &'a str) -> &'a str {
        let mut rest = text;
        while let Some(newline) = rest.find('\n') {
            if !rest[..newline].trim().is_empty() {
                return rest;
            }
            rest = &rest[newline + 1..];
        }
        if rest.trim().is_empty() { "" } else { rest }
    }
}

/// The path of one element of a list.
pub(super) fn element(list: &[(String, Option<usize>)], n: usize) -> Path {
    let mut path = list.to_vec();
    if let Some((_, index)) = path.last_mut() {
        *index = Some(n);
    }
    path
}

fn content_end(source: &Source<'_>, table: &dyn TableLike, header_end: usize) -> usize {
    let ends = entries(table).into_iter().map(|entry| entry.end);
    match ends.max().unwrap_or(header_end) {
        0 => 0,
        end => source.line_end(end),
    }
}

fn collect(source: &Source<'_>, table: &Table, path: &mut Path, all: &mut Vec<Region>) {
    let mut add = |key: &str, index: Option<usize>, table: &Table| {
        path.push((key.to_owned(), index));
        if !table.is_implicit()
            && !table.is_dotted()
            && let Some(header) = table.span()
        {
            all.push(Region {
                path: path.clone(),
                lead: header.start,
                end: content_end(source, table, header.end),
                header,
            });
        }
        collect(source, table, path, all);
        path.pop();
    };
    for (key, item) in table.iter() {
        match item {
            Item::Table(inner) => add(key, None, inner),
            Item::ArrayOfTables(tables) => {
                for (n, inner) in tables.iter().enumerate() {
                    add(key, Some(n), inner);
                }
            }
            _ => {}
        }
    }
}
