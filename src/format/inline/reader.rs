//! From the parser's events to spans, without losing a word on the way.
//!
//! Owns what becomes of blocks inside a text that should have none. Knows nothing of who shows the spans.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::{Inline, Span, SpanStyle};
use crate::format::clean::{clean, clean_line};

/// Nesting beyond this is not indented further, so that hostile nesting cannot grow the output.
const DEEPEST_INDENT: usize = 8;

pub(super) struct Reader<'a> {
    source: &'a str,
    /// Everything before this byte has been shown, or is syntax.
    shown: usize,
    out: Inline,
    strong: usize,
    emphasis: usize,
    strike: usize,
    /// Link of each open label, and how much had been written when it was opened.
    labels: Vec<(Option<usize>, usize)>,
    /// Open lists.
    lists: usize,
    /// Inside a code block: whether it is a fenced one.
    code_block: Option<bool>,
    /// Bytes written.
    written: usize,
    /// A line break is due before the next text.
    break_due: bool,
    /// The line holds nothing but a list marker yet.
    at_marker: bool,
    /// The text has exactly one list item, so a bullet before it says nothing.
    one_item: bool,
    /// Labels of link definitions that some link uses, in lower case.
    used_labels: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str, events: &[(Event<'_>, Range<usize>)]) -> Self {
        let items = events
            .iter()
            .filter(|(event, _)| matches!(event, Event::Start(Tag::Item)))
            .count();
        let mut used_labels: Vec<String> = events
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Start(
                    Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. },
                ) => matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                )
                .then(|| folded(id)),
                _ => None,
            })
            .collect();
        used_labels.sort();
        used_labels.dedup();
        Self {
            source,
            shown: 0,
            out: Inline::default(),
            strong: 0,
            emphasis: 0,
            strike: 0,
            labels: Vec::new(),
            lists: 0,
            code_block: None,
            written: 0,
            break_due: false,
            at_marker: false,
            one_item: items == 1,
            used_labels,
        }
    }

    pub(super) fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.recover(range.start);
                self.shown = self.shown.max(range.start);
                self.start(tag, &range);
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) {
                    self.recover(range.end);
                }
                self.shown = self.shown.max(range.end);
                self.end(tag);
            }
            leaf => {
                self.recover(range.start);
                self.shown = self.shown.max(range.end);
                self.leaf(leaf, &range);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strikethrough => self.strike += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.open_label(Some(&target));
            }
            // A picture inside a link's label leads where the link leads.
            Tag::Image { .. } if self.link().is_some() => self.open_label(None),
            Tag::Image { dest_url, .. } => self.open_label(Some(&dest_url)),
            Tag::CodeBlock(kind) => {
                self.break_line();
                self.code_block = Some(matches!(kind, CodeBlockKind::Fenced(_)));
                if let CodeBlockKind::Fenced(info) = kind {
                    // What stands behind the fence is a word like any other, above all where the fence
                    // was none: "```foo bar".
                    if !info.is_empty() {
                        self.push(&info);
                        self.break_line();
                    }
                    let first_line = &self.source[range.clone()];
                    let end = first_line.find('\n').unwrap_or(first_line.len());
                    self.shown = self.shown.max(range.start + end);
                }
            }
            Tag::List(_) => self.lists += 1,
            Tag::Item => self.item(range),
            _ => self.break_line(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.strike = self.strike.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.close_label(),
            TagEnd::CodeBlock => {
                self.code_block = None;
                self.break_line();
            }
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::Item => {
                // An empty item must not take the next one onto its line.
                if std::mem::take(&mut self.at_marker)
                    && let Some(marker) = self.out.spans.last_mut()
                {
                    marker.text.truncate(marker.text.trim_end().len());
                }
                self.break_line();
            }
            _ => self.break_line(),
        }
    }

    fn leaf(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(text) => match self.code_block {
                Some(fenced) => self.push_lines(&text, fenced),
                None => self.push(&text),
            },
            Event::Code(text) => self.push_styled(
                &text,
                SpanStyle {
                    code: true,
                    ..self.style()
                },
            ),
            Event::Html(text) => self.push_lines(&text, false),
            Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.push(&text),
            Event::SoftBreak => {
                // The rows of a table keep their lines.
                let next = self.source[range.end..].trim_start_matches([' ', '>']);
                self.push(if next.starts_with('|') { "\n" } else { " " });
            }
            Event::HardBreak => self.push("\n"),
            Event::Rule => {
                self.break_line();
                self.push(self.source[range.clone()].trim());
                self.break_line();
            }
            Event::TaskListMarker(_) | Event::Start(_) | Event::End(_) => {}
        }
    }

    /// Shows a list item's marker: numbers are words ("2020. was …"), and bullets tell several items apart.
    fn item(&mut self, range: &Range<usize>) {
        let text = &self.source[range.clone()];
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        // A digit's delimiter or the bullet is one byte.
        let marker = text.get(..digits + 1).unwrap_or(text);
        self.shown = self.shown.max(range.start + marker.len());
        if digits == 0 && self.one_item && self.written == 0 {
            return;
        }
        let own_line = !self.at_marker;
        self.break_line();
        if own_line {
            let depth = self.lists.saturating_sub(1).min(DEEPEST_INDENT);
            self.push(&"  ".repeat(depth));
        }
        self.push(if digits == 0 { "-" } else { marker });
        self.push(" ");
        self.at_marker = true;
    }

    /// Shows what stands between the last thing shown and `end`, if that has words in it: the parser swallows
    /// link definitions, and `[note]: this` may well be somebody's sentence. Definitions that a link uses are
    /// known as its target.
    fn recover(&mut self, end: usize) {
        let Some(gap) = self.source.get(self.shown..end) else {
            return;
        };
        if !gap.contains(char::is_alphanumeric) {
            return;
        }
        for line in gap.lines() {
            let line = line.trim_matches([' ', '\t', '>']);
            let used = line
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("]:"))
                .is_some_and(|(label, _)| self.used_labels.binary_search(&folded(label)).is_ok());
            if !used && !line.is_empty() {
                self.break_line();
                self.push(line);
                self.break_line();
            }
        }
        self.shown = end;
    }

    fn link(&self) -> Option<usize> {
        self.labels.last().and_then(|(link, _)| *link)
    }

    fn open_label(&mut self, target: Option<&str>) {
        let link = match target {
            Some(target) => {
                self.out.links.push(clean_line(target).into_owned());
                Some(self.out.links.len() - 1)
            }
            None => self.link(),
        };
        self.labels.push((link, self.written));
    }

    /// A link without a label would be invisible: its target stands for it.
    fn close_label(&mut self) {
        let Some((Some(link), before)) = self.labels.last().copied() else {
            self.labels.pop();
            return;
        };
        if self.written == before
            && let Some(target) = self.out.links.get(link).cloned()
        {
            self.push(&target);
        }
        self.labels.pop();
    }

    fn style(&self) -> SpanStyle {
        SpanStyle {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            code: false,
            strike: self.strike > 0,
            link: self.link(),
        }
    }

    fn break_line(&mut self) {
        self.break_due = self.written > 0 && !self.at_marker;
    }

    fn push(&mut self, text: &str) {
        self.push_styled(text, self.style());
    }

    /// Text that holds lines, each with its newline at the end.
    fn push_lines(&mut self, text: &str, code: bool) {
        let style = SpanStyle {
            code,
            ..self.style()
        };
        let (text, ends) = match text.strip_suffix('\n') {
            Some(text) => (text, true),
            None => (text, false),
        };
        self.push_styled(text, style);
        if ends {
            self.break_line();
        }
    }

    fn push_styled(&mut self, text: &str, style: SpanStyle) {
        if std::mem::take(&mut self.break_due) {
            self.append("\n", SpanStyle::default());
        }
        let text = clean(text);
        // A terminal has no columns for a tab inside a span.
        let text = if text.contains('\t') {
            Cow::Owned(text.replace('\t', " "))
        } else {
            text
        };
        if !text.is_empty() {
            self.at_marker = false;
            self.append(&text, style);
        }
    }

    fn append(&mut self, text: &str, style: SpanStyle) {
        self.written += text.len();
        match self.out.spans.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.out.spans.push(Span {
                text: text.to_owned(),
                style,
            }),
        }
    }

    pub(super) fn finish(mut self) -> Inline {
        self.recover(self.source.len());
        let visible = self
            .out
            .spans
            .iter()
            .any(|span| !span.text.trim().is_empty());
        // A lone "#" or "-" is no heading or list to anybody who reads it.
        let source = self.source.trim();
        if !visible && !source.is_empty() {
            self.out = Inline::default();
            self.break_due = false;
            self.push_styled(source, SpanStyle::default());
        }
        self.out
    }
}

/// A label the way Markdown compares labels, near enough.
fn folded(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::format::inline::{parse, plain};
    use proptest::prelude::*;

    /// Markdown around numbered words, and the number of words.
    fn markdown() -> impl Strategy<Value = (String, usize)> {
        let shapes = vec![
            "@ ",
            "**@** ",
            "*@* ",
            "_@_ ",
            "`@` ",
            "~~@~~ ",
            "[@](http://t) ",
            "[@ **@**](</a b> 't') ",
            "![@](p.png) ",
            "<b>@</b> ",
            "\n- @ ",
            "\n1. @ ",
            "\n7) @\n",
            "\n# @\n",
            "\n\n@ ",
            "\n> @ ",
            "\n@\n---\n",
            "\n    @\n",
            "\n```@\n@\n```\n",
            "\n```@ ",
            "\n| @ | @ |\n|--|--|\n| @ | @ | @ |\n",
            "\n<div>@\n\n",
            "\n\n[@]: @\n",
            "\n[@]:\n@\n",
            "\n  - @ ",
            "&amp;@ ",
            "\\*@ ",
            "@  \n",
            "\n***\n",
            "<!-- @ --> ",
            "[@][@] ",
            "[@] ",
            "\n+ @\n\n  @ ",
            "**@ ",
            "[@ ",
            "@]( ",
            "*",
            "`",
            "<",
            ">",
            "\t",
            "\r\n",
        ];
        proptest::collection::vec(proptest::sample::select(shapes), 0..14).prop_map(|shapes| {
            let mut text = String::new();
            let mut words = 0;
            for c in shapes.concat().chars() {
                if c == '@' {
                    text.push_str(&format!("w{words}w"));
                    words += 1;
                } else {
                    text.push(c);
                }
            }
            (text, words)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn every_word_is_shown_once((text, words) in markdown()) {
            let inline = parse(&text);
            let targets = inline.links.concat();
            let shown = plain(&text, false);
            for word in 0..words {
                let word = format!("w{word}w");
                let times = shown.matches(&word).count();
                // Words that became part of a target are seen there.
                prop_assert!(
                    times == 1 || (times == 0 && targets.contains(&word)),
                    "{} is shown {} times in {:?} from {:?}", word, times, &shown, &text
                );
            }
        }
    }
}
