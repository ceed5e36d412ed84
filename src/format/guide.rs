//! The user guide: the sections of the README as topics of the help, on the screen and on the command line, so that
//! there is one text for all three.

use std::borrow::Cow;

use super::inline;
use super::wrap::{width, wrap};
use crate::text::text;

/// A part of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// What it is asked for by.
    pub name: &'static str,
    /// Its heading in the guide.
    heading: &'static str,
}

const fn topic(name: &'static str, heading: &'static str) -> Topic {
    Topic { name, heading }
}

/// All topics, in the order in which one may want them.
pub const TOPICS: &[Topic] = &[
    topic("recruiter", "Five minutes as a recruiter"),
    topic("manager", "Five minutes as a manager"),
    topic("views", "Looking at the whole library"),
    topic("files", "The files"),
    topic("queries", "Queries"),
    topic("commands", "The command line"),
    topic("checks", "Checking"),
    topic("settings", "Settings"),
];

const README: &str = include_str!("../../README.md");

impl Topic {
    /// What it is called.
    pub fn title(&self) -> &'static str {
        text!(&format!("guide-{}", self.name))
    }

    /// What it is about.
    pub fn says(&self) -> &'static str {
        text!(&format!("guide-{}-says", self.name))
    }

    /// The topic with this name, or the only one whose name begins so.
    pub fn find(word: &str) -> Option<&'static Self> {
        let word = word.to_lowercase();
        let exact = TOPICS.iter().find(|topic| topic.name == word);
        let mut near = TOPICS
            .iter()
            .filter(|topic| !word.is_empty() && topic.name.starts_with(&word));
        exact.or_else(|| near.next().filter(|_| near.next().is_none()))
    }

    /// What the guide says, as Markdown; in its own language, which is told first where another one is spoken.
    pub fn text(&self) -> Cow<'static, str> {
        match text!("guide-its-language").trim() {
            "" => self.own_text().into(),
            note => format!("{note}\n\n{}", self.own_text()).into(),
        }
    }

    fn own_text(&self) -> &'static str {
        let heading = format!("\n## {}\n", self.heading);
        let Some(begin) = README.find(&heading) else {
            return "";
        };
        let text = &README[begin + heading.len()..];
        text.find("\n## ").map_or(text, |end| &text[..end]).trim()
    }
}

/// How a line of the guide is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideKind {
    /// A heading.
    Heading,
    /// To be read.
    Text,
    /// To be typed, or what a program gives.
    Code,
}

/// One line of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideLine {
    /// How it is meant.
    pub kind: GuideKind,
    /// What it says.
    pub text: String,
}

/// Lays a piece of the guide out in so many columns. Pictures are left out; code is broken only where a
/// line of it is too long.
pub fn lines(markdown: &str, columns: usize) -> Vec<GuideLine> {
    let mut page = Page {
        columns: columns.max(20),
        out: Vec::new(),
        paragraph: String::new(),
        table: Vec::new(),
    };
    let (mut in_code, mut in_picture) = (false, false);
    for line in markdown.lines() {
        if line.starts_with("```") {
            page.flush();
            in_code = !in_code;
        } else if in_code {
            page.code(line);
        } else if in_picture || line.starts_with("<picture") {
            in_picture = !line.starts_with("</picture");
        } else if line.starts_with("<!--") {
            page.flush();
        } else if line.trim_start_matches('#').starts_with(' ') && line.starts_with('#') {
            page.flush();
            let text = inline::plain(line.trim_start_matches('#').trim(), false);
            page.push(GuideKind::Heading, text);
        } else if line.starts_with('|') {
            page.end_paragraph();
            page.table.push(cells(line));
        } else if line.trim().is_empty() {
            page.flush();
            page.gap();
        } else {
            page.end_table();
            if line.starts_with("- ") {
                page.end_paragraph();
            }
            if !page.paragraph.is_empty() {
                page.paragraph.push(' ');
            }
            page.paragraph.push_str(line.trim());
        }
    }
    page.flush();
    while page.out.last().is_some_and(|line| line.text.is_empty()) {
        page.out.pop();
    }
    page.out
}

struct Page {
    columns: usize,
    out: Vec<GuideLine>,
    paragraph: String,
    table: Vec<Vec<String>>,
}

impl Page {
    fn push(&mut self, kind: GuideKind, text: String) {
        self.out.push(GuideLine { kind, text });
    }

    fn gap(&mut self) {
        if self.out.last().is_some_and(|line| !line.text.is_empty()) {
            self.push(GuideKind::Text, String::new());
        }
    }

    fn flush(&mut self) {
        self.end_paragraph();
        self.end_table();
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        match paragraph.strip_prefix("- ") {
            Some(text) => self.wrapped("- ", 2, &inline::plain(text, false)),
            None => self.wrapped("", 0, &inline::plain(&paragraph, false)),
        }
    }

    /// A line of code; what it has no room for stands further in below it.
    fn code(&mut self, line: &str) {
        let indent = line.len() - line.trim_start().len() + 2;
        let further = indent + 4;
        if width(line) + 2 <= self.columns || further + 10 > self.columns {
            return self.push(GuideKind::Code, format!("  {line}"));
        }
        let text = line.trim_start();
        let first = wrap(text, self.columns - indent).into_iter().next();
        let (first, rest) = text.split_at(first.map_or(text.len(), |row| row.end));
        let rows = wrap(rest, self.columns - further).into_iter();
        let rows = rows.map(|row| (further, &rest[row]));
        let rows = rows.filter(|_| !rest.is_empty());
        for (before, row) in std::iter::once((indent, first)).chain(rows) {
            let row = format!("{}{}", " ".repeat(before), row.trim_end());
            self.push(GuideKind::Code, row);
        }
    }

    /// A text behind a beginning, its other rows below the text.
    fn wrapped(&mut self, first: &str, indent: usize, text: &str) {
        let room = self.columns.saturating_sub(indent).max(10);
        for (n, range) in wrap(text, room).into_iter().enumerate() {
            let before = match n {
                0 => format!("{first}{}", " ".repeat(indent.saturating_sub(width(first)))),
                _ => " ".repeat(indent),
            };
            let line = format!("{before}{}", &text[range]);
            self.push(GuideKind::Text, line.trim_end().to_owned());
        }
    }

    /// The first column beside the others, or above them where it would take too much room.
    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        let is_rule = |row: &Vec<String>| {
            row.iter()
                .all(|cell| cell.chars().all(|c| "-: ".contains(c)))
        };
        let most = self.columns / 3;
        let short = |row: &Vec<String>| row.first().map_or(0, |cell| width(cell));
        let first = table.iter().map(short).filter(|wide| *wide <= most).max();
        let indent = first.unwrap_or(2) + 2;
        let body = table.iter().position(is_rule).map_or(0, |rule| rule + 1);
        for row in &table[body..] {
            let Some((head, rest)) = row.split_first() else {
                continue;
            };
            let filled: Vec<&str> = rest
                .iter()
                .map(String::as_str)
                .filter(|cell| !cell.is_empty())
                .collect();
            let rest = filled.join(" - ");
            if rest.is_empty() {
                self.push(GuideKind::Heading, head.clone());
            } else if width(head) + 2 > indent {
                self.wrapped("", 0, head);
                self.wrapped("", 4, &rest);
            } else {
                self.wrapped(head, indent, &rest);
            }
        }
    }
}

/// The cells of a row of a table, with their Markdown taken off.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = line.trim().trim_start_matches('|').chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('|')) => {
                chars.next();
                if let Some(cell) = cells.last_mut() {
                    cell.push('|');
                }
            }
            ('|', None) => {}
            ('|', _) => cells.push(String::new()),
            (c, _) => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    cells
        .iter()
        .map(|cell| inline::plain(cell.trim(), false))
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn laid_out(markdown: &str, columns: usize) -> String {
        let lines = lines(markdown, columns);
        lines
            .iter()
            .map(|line| format!("{}\n", line.text))
            .collect()
    }

    #[test]
    fn every_topic_has_its_text_and_fits_where_it_is_wrapped() {
        for topic in TOPICS {
            assert!(topic.text().len() > 300, "{}", topic.name);
            assert_eq!(Topic::find(topic.name), Some(topic));
            for columns in [40, 80] {
                for line in lines(&topic.text(), columns) {
                    let fits = width(&line.text) <= columns;
                    assert!(fits, "{}: {}", topic.name, line.text);
                    assert!(!line.text.contains("srcset") && !line.text.contains("<!--"));
                }
            }
        }
        assert_eq!(Topic::find("quer").unwrap().name, "queries");
        for word in ["", "nothing"] {
            assert_eq!(Topic::find(word), None);
        }
    }

    #[test]
    fn paragraphs_tables_lists_and_code() {
        let markdown = "## Head\n\nOne `two`\n*three* [four](x).\n\n| a | b |\n|---|---|\n| `x \\| y` | one two three four five six |\n\n- a list\n  goes on\n- more\n\n```sh\nrolebook  list\n```\n";
        assert_eq!(
            laid_out(markdown, 24),
            "Head\n\nOne two three four.\n\nx | y  one two three\n       four five six\n\n- a list goes on\n- more\n\n  rolebook  list\n"
        );
    }
}
