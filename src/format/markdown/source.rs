//! The text of a page as it is read: its lines, and what stands between two `---` at its top.
//!
//! Knows nothing of Markdown.

use std::ops::Range;

/// A page, taken apart into front matter and body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The lines between the two `---`, with their ends.
    pub(super) front_matter: Option<String>,
    /// What follows, with `\n` for every line end.
    pub(super) body: String,
    /// The number of the body's first line in the page, from 1.
    first: usize,
    /// Where each line of the body begins.
    starts: Vec<usize>,
    /// The first line is `---`, and no other one is.
    pub(super) unclosed: bool,
}

impl Source {
    pub(super) fn of(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut front_matter = None;
        let (mut body, mut first) = (text.as_str(), 1);
        let opened = text
            .split_inclusive('\n')
            .next()
            .filter(|line| is_fence(line));
        if let Some(fence) = opened {
            let mut at = fence.len();
            let end = text[at..].split_inclusive('\n').position(|line| {
                let found = is_fence(line);
                if !found {
                    at += line.len();
                }
                found
            });
            if let Some(lines) = end {
                front_matter = Some(text[fence.len()..at].to_owned());
                body = text[at..].split_once('\n').map_or("", |(_, rest)| rest);
                first = lines + 3;
            }
        }
        let mut starts = vec![0];
        starts.extend(body.match_indices('\n').map(|(at, _)| at + 1));
        Self {
            unclosed: opened.is_some() && front_matter.is_none(),
            front_matter,
            body: body.to_owned(),
            first,
            starts,
        }
    }

    /// How many lines the body has; the last one may be empty.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The line of the body that a byte stands in, from 0.
    pub(super) fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// The number that an editor shows for a line of the body.
    pub(super) fn number(&self, line: usize) -> usize {
        self.first + line
    }

    /// A line of the body without its end.
    pub(super) fn line(&self, line: usize) -> &str {
        let range = self.bytes(line..line + 1);
        self.body[range].trim_end_matches('\n')
    }

    /// Whole lines, as bytes of the body.
    pub(super) fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied().unwrap_or(self.body.len());
        at(lines.start)..at(lines.end)
    }

    /// Whole lines as a text, without blank lines and spaces at its ends.
    pub(super) fn text(&self, lines: Range<usize>) -> &str {
        let text = &self.body[self.bytes(lines)];
        text.trim_end().trim_start_matches('\n')
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// What a key of the front matter says, where that stands on one line.
pub(super) fn scalar(front_matter: &str, key: &str) -> Option<String> {
    let (_, value) = entry(front_matter, key)?;
    let value = value.trim();
    let inner = |quote: char| {
        let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (value.len() > 1).then_some(inner)
    };
    let text = if let Some(inner) = inner('"') {
        let mut text = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => return None,
                '\\' => match chars.next()? {
                    c @ ('"' | '\\' | '/') => text.push(c),
                    _ => return None,
                },
                c => text.push(c),
            }
        }
        text
    } else if let Some(inner) = inner('\'') {
        inner.replace("''", "'")
    } else {
        let special = [
            '"', '\'', '|', '>', '[', '{', '&', '*', '!', '#', '%', '@', '`',
        ];
        if value.starts_with(special) || value.contains(" #") || value.contains(": ") {
            return None;
        }
        value.to_owned()
    };
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The line of a key, from 0, and what stands behind its colon.
fn entry<'f>(front_matter: &'f str, key: &str) -> Option<(usize, &'f str)> {
    front_matter.lines().enumerate().find_map(|(n, line)| {
        let value = line.strip_prefix(key)?.strip_prefix(':')?;
        (value.is_empty() || value.starts_with(' ')).then_some((n, value))
    })
}

/// The front matter with another value for a key, which it has on one line or not at all.
pub(super) fn with_scalar(front_matter: &str, key: &str, value: &str) -> String {
    let value = value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', " ");
    let new = format!("{key}: \"{value}\"");
    let at = entry(front_matter, key).map(|(at, _)| at);
    let mut lines: Vec<&str> = front_matter.lines().collect();
    match at {
        Some(at) => lines[at] = &new,
        None => lines.push(&new),
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_front_matter_and_a_body_with_the_lines_of_an_editor() {
        let source =
            Source::of("\u{feff}---\r\nlayout: x\r\ntitle: \"A\"\r\n---\r\n\r\n# B\r\ntext\r\n");
        assert_eq!(
            source.front_matter.as_deref(),
            Some("layout: x\ntitle: \"A\"\n")
        );
        assert_eq!(source.body, "\n# B\ntext\n");
        let line = source.line_at(source.body.find("text").unwrap());
        assert_eq!((source.line(line), source.number(line)), ("text", 7));
        assert_eq!(source.text(0..3), "# B\ntext");
    }

    #[test]
    fn front_matter_that_nobody_closes_is_none() {
        let source = Source::of("---\ntitle: A\n");
        assert!(source.unclosed && source.front_matter.is_none());
        assert_eq!(source.body, "---\ntitle: A\n");
        assert_eq!(Source::of("---\n---").front_matter.as_deref(), Some(""));
        assert_eq!(Source::of("").len(), 1);
    }

    #[test]
    fn values_on_one_line_are_read_and_written() {
        let text = "layout: x\ntitle: \"A \\\"b\\\" \\\\ c\"\nother: 'it''s'\nplain: A & B\nlist: [a]\nlong: >";
        assert_eq!(scalar(text, "title").as_deref(), Some("A \"b\" \\ c"));
        assert_eq!(scalar(text, "other").as_deref(), Some("it's"));
        assert_eq!(scalar(text, "plain").as_deref(), Some("A & B"));
        for key in ["list", "long", "none", "tit"] {
            assert_eq!(scalar(text, key), None, "{key}");
        }
        let new = with_scalar(text, "title", "B \"c\" \\");
        assert_eq!(scalar(&new, "title").as_deref(), Some("B \"c\" \\"));
        assert_eq!(new.lines().count(), text.lines().count());
        assert_eq!(with_scalar("", "title", "A"), "title: \"A\"\n");
    }
}
