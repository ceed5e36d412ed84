//! An array in `[ ]`, element by element: what is put in, taken out or moved leaves the rest as it is.

use std::ops::Range;

use toml_edit::{Array, Value};

use super::source::{Element, Source, Splice};

/// An array, and which of its elements count: the others (of a type that is not read) are left alone.
pub(super) struct List<'s, 't> {
    source: &'s Source<'t>,
    span: Range<usize>,
    elements: Vec<Element>,
    /// Places in `elements`.
    counted: Vec<usize>,
    /// Whether what is put into an empty array goes on one line.
    flat: bool,
}

impl<'s, 't> List<'s, 't> {
    /// `None` when the parser gave no places.
    pub(super) fn new(
        source: &'s Source<'t>,
        array: &Array,
        counts: impl Fn(&Value) -> bool,
        flat: bool,
    ) -> Option<Self> {
        let elements = array
            .iter()
            .map(|value| Some(Element::new(source, value.span()?)))
            .collect::<Option<Vec<_>>>()?;
        let counted = (0..elements.len()).filter(|n| array.get(*n).is_some_and(&counts));
        Some(Self {
            source,
            span: array.span()?,
            counted: counted.collect(),
            elements,
            flat,
        })
    }

    pub(super) fn insert(&self, at: usize, literals: &[String]) -> Vec<Splice> {
        let source = self.source;
        let newline = source.newline;
        let lines = |indent: &str| -> String {
            literals
                .iter()
                .map(|l| format!("{indent}{l},{newline}"))
                .collect()
        };
        let Some(last) = self.elements.last() else {
            return self.insert_first(literals, lines);
        };
        if let Some(place) = self.counted.get(at).copied() {
            let start = self.elements[place].value.start;
            let before = match place.checked_sub(1).map(|before| &self.elements[before]) {
                Some(before) => before.end(),
                None => self.span.start + 1,
            };
            if source.first_on_line(start) && source.last_on_line(before) {
                let at = source.line_end(before);
                return vec![(at..at, lines(source.indent(start)))];
            }
            return vec![(start..start, format!("{}, ", literals.join(", ")))];
        }
        let value_end = last.value.end;
        if !source.first_on_line(last.value.start) {
            return vec![(value_end..value_end, format!(", {}", literals.join(", ")))];
        }
        let indent = source.indent(last.value.start);
        let end = last.end();
        if source.last_on_line(end) && source.line_end(end) < self.span.end {
            let at = source.line_end(end);
            let mut splices = vec![(at..at, lines(indent))];
            if last.comma.is_none() {
                splices.push((value_end..value_end, ",".to_owned()));
            }
            return splices;
        }
        // The closing bracket follows on the same line.
        let text: String = literals
            .iter()
            .map(|l| format!(",{newline}{indent}{l}"))
            .collect();
        vec![(value_end..value_end, text)]
    }

    fn insert_first(&self, literals: &[String], lines: impl Fn(&str) -> String) -> Vec<Splice> {
        let source = self.source;
        let inside = &source.text[self.span.start + 1..self.span.end - 1];
        let indent = source.indent(self.span.start);
        let deeper = match indent.contains('\t') {
            true => format!("{indent}\t"),
            false => format!("{indent}  "),
        };
        if !inside.trim().is_empty() {
            // A comment stands in it, and so the closing bracket is on a line of its own.
            let close = source.line_start(self.span.end - 1);
            return vec![(close..close, lines(&deeper))];
        }
        let text = match self.flat {
            true => format!("[{}]", literals.join(", ")),
            false => format!("[{}{}{indent}]", source.newline, lines(&deeper)),
        };
        vec![(self.span.clone(), text)]
    }

    pub(super) fn remove(&self, index: usize) -> Vec<Splice> {
        let Some(place) = self.counted.get(index).copied() else {
            return Vec::new();
        };
        let before = place.checked_sub(1).map(|before| &self.elements[before]);
        self.elements[place].removed(self.source, before, self.span.end)
    }

    pub(super) fn shift(&self, from: usize, to: usize) -> Vec<Splice> {
        let source = self.source;
        let (Some(from), Some(to)) = (self.counted.get(from), self.counted.get(to)) else {
            return Vec::new();
        };
        let (low, high) = (*from.min(to), *from.max(to));
        let elements = &self.elements[low..=high];
        let whole_lines = elements
            .iter()
            .all(|element| element.alone(source, self.span.end));
        let ranges: Vec<Range<usize>> = (low..=high)
            .map(|place| match whole_lines {
                true => self.with_comments(place),
                false => self.elements[place].value.clone(),
            })
            .collect();
        let mut texts: Vec<String> = ranges
            .iter()
            .zip(elements)
            .map(|(range, element)| {
                let mut text = source.text[range.clone()].to_owned();
                if whole_lines && element.comma.is_none() {
                    text.insert(element.value.end - range.start, ',');
                }
                text
            })
            .collect();
        let moved = texts.remove(from - low);
        texts.insert(to - low, moved);
        ranges.into_iter().zip(texts).collect()
    }

    /// The lines of an element that stands alone, with the comment lines directly above it.
    fn with_comments(&self, place: usize) -> Range<usize> {
        let source = self.source;
        let element = &self.elements[place];
        // Above that line is the bracket or the former element, which can hold lines that look like comments.
        let limit = match place.checked_sub(1) {
            Some(before) => self.elements[before].end(),
            None => self.span.start + 1,
        };
        let limit = source.line_end(limit);
        let mut start = source.line_start(element.value.start);
        while start > limit {
            let above = source.line_start(start - 1);
            if !source.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start..source.line_end(element.end())
    }
}
