//! A text as lines, and strings as TOML writes them.

use std::ops::Range;

use toml_writer::{TomlStringBuilder, WriteTomlValue};

/// Bytes to take out and what to put there.
pub(super) type Splice = (Range<usize>, String);

/// A file's text without byte order mark, and its line end.
#[derive(Clone, Copy)]
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) newline: &'static str,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let crlf = text.matches("\r\n").count();
        let newline = if crlf * 2 > text.matches('\n').count() {
            "\r\n"
        } else {
            "\n"
        };
        Self { text, newline }
    }

    /// The text with the splices made; `None` when they overlap.
    pub(super) fn spliced(&self, mut splices: Vec<Splice>) -> Option<String> {
        splices.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut done = 0;
        for (range, new) in splices {
            out.push_str(self.text.get(done..range.start)?);
            out.push_str(&new);
            done = range.end;
        }
        out.push_str(&self.text[done..]);
        Some(out)
    }

    /// From the start of the line that `at` is on.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Behind the newline that ends the line that `at` is on.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// The start of the comment lines directly above the line that `at` is on. Comments that open the file are
    /// about the file, and not counted. Only for places with no value above them.
    pub(super) fn above_comments(&self, at: usize) -> usize {
        let line = self.line_start(at);
        let mut start = line;
        while start > 0 {
            let above = self.line_start(start - 1);
            if !self.text[above..start].trim_start().starts_with('#') {
                return start;
            }
            start = above;
        }
        line
    }

    pub(super) fn indent(&self, at: usize) -> &'t str {
        let line = &self.text[self.line_start(at)..at];
        &line[..line.len() - line.trim_start().len()]
    }

    pub(super) fn first_on_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    /// Whether only white space or a comment follows on the line.
    pub(super) fn last_on_line(&self, at: usize) -> bool {
        let rest = self.text[at..self.line_end(at)].trim();
        rest.is_empty() || rest.starts_with('#')
    }

    /// The comma that belongs to the value that ends at `at`: only white space and comments stand between.
    pub(super) fn comma(&self, at: usize) -> Option<usize> {
        let mut in_comment = false;
        for (offset, byte) in self.text[at..].bytes().enumerate() {
            match byte {
                b'\n' => in_comment = false,
                _ if in_comment => {}
                b'#' => in_comment = true,
                b',' => return Some(at + offset),
                b' ' | b'\t' | b'\r' => {}
                _ => return None,
            }
        }
        None
    }

    /// A TOML string; in single quotes where the old one was, or where that saves escapes.
    pub(super) fn quote(&self, text: &str, old: Option<&str>) -> String {
        let builder = TomlStringBuilder::new(text);
        let old = old.unwrap_or_default();
        let literal = if text.contains('\n') {
            builder.as_ml_basic()
        } else if old.starts_with('\'') && !old.starts_with("'''") {
            builder.as_literal().unwrap_or_else(|| builder.as_basic())
        } else {
            builder
                .as_basic_pretty()
                .or_else(|| builder.as_literal())
                .unwrap_or_else(|| builder.as_basic())
        };
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = literal.write_toml_value(&mut out);
        if self.newline == "\n" {
            out
        } else {
            out.replace('\n', self.newline)
        }
    }
}

/// One of several things with commas between them, in `[ ]` or in `{ }`.
pub(super) struct Element {
    pub(super) value: Range<usize>,
    pub(super) comma: Option<usize>,
}

impl Element {
    pub(super) fn new(source: &Source<'_>, value: Range<usize>) -> Self {
        Self {
            comma: source.comma(value.end),
            value,
        }
    }

    /// Behind the comma, or behind the value when there is none.
    pub(super) fn end(&self) -> usize {
        self.comma.map_or(self.value.end, |comma| comma + 1)
    }

    /// Whether it has its line (or lines) to itself, within brackets that end at `limit`.
    pub(super) fn alone(&self, source: &Source<'_>, limit: usize) -> bool {
        source.first_on_line(self.value.start)
            && source.last_on_line(self.end())
            && source.line_end(self.end()) < limit
            && !source.text[self.value.end..self.end()].contains('\n')
    }

    /// Takes it out, with the comma that is not needed any more.
    pub(super) fn removed(
        &self,
        source: &Source<'_>,
        before: Option<&Self>,
        limit: usize,
    ) -> Vec<Splice> {
        let text = source.text;
        let blank = |c: char| c == ' ' || c == '\t';
        let gone = |range| (range, String::new());
        if self.alone(source, limit) {
            let lines = source.line_start(self.value.start)..source.line_end(self.end());
            return vec![gone(lines)];
        }
        let Some(comma) = self.comma else {
            // The last one on a line with others: the comma before it goes too, unless a comment is between.
            let start = before
                .and_then(|before| before.comma)
                .filter(|comma| text[comma + 1..self.value.start].trim().is_empty())
                .unwrap_or(self.value.start);
            let behind = &text[self.value.end..];
            let blanks = match text[..start].ends_with(blank) {
                true => behind.len() - behind.trim_start_matches(blank).len(),
                false => 0,
            };
            return vec![gone(start..self.value.end + blanks)];
        };
        if text[self.value.end..comma].contains('#') {
            return vec![gone(self.value.clone()), gone(comma..comma + 1)];
        }
        let behind = text[comma + 1..].trim_start_matches(blank);
        let mut start = self.value.start;
        if behind.starts_with(['\r', '\n']) && !source.first_on_line(start) {
            start = text[..start].trim_end_matches(blank).len();
        }
        vec![gone(start..text.len() - behind.len())]
    }
}
