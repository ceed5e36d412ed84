//! Inline Markdown as spans with a style, and as text with the Markdown taken off.
//!
//! Items and prose are meant to hold inline Markdown; what they do hold is whatever somebody pasted. So this
//! module's first duty is that no word gets lost: headings, lists, code blocks, HTML, tables and link
//! definitions all come out as text. It knows nothing of width, of colours or of the screen.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::clean::{clean, clean_line};

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SpanStyle {
    /// `**strong**`
    pub strong: bool,
    /// `*emphasis*`
    pub emphasis: bool,
    /// `` `code` ``
    pub code: bool,
    /// `~~strike~~`
    pub strike: bool,
    /// Part of the label of a link: which of [`Inline::links`].
    pub link: Option<usize>,
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Harmless text: no control character but the newline, which stands between blocks and at hard breaks.
    pub text: String,
    /// Its look.
    pub style: SpanStyle,
}

/// Text in spans, and where its links lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// In order; neighbours differ in style.
    pub spans: Vec<Span>,
    /// Targets in the order of their links, made harmless.
    pub links: Vec<String>,
}

/// Reads Markdown. A paragraph's own line breaks become spaces; blocks stand on lines of their own.
pub fn parse(text: &str) -> Inline {
    let source = unix_lines(text);
    // Tables stay off on purpose: rows with too many cells would lose words.
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH)
            .into_offset_iter()
            .collect();
    let mut reader = Reader::new(&source, &events);
    for (event, range) in events {
        reader.read(event, range);
    }
    reader.finish()
}

/// The spans of [`parse`] alone.
pub fn spans(text: &str) -> Vec<Span> {
    parse(text).spans
}

/// The text with its Markdown taken off. With `with_links`, ` (target)` follows a link's label unless the
/// label is the target already.
pub fn plain(text: &str, with_links: bool) -> String {
    let Inline { spans, links } = parse(text);
    let mut labels = vec![String::new(); links.len()];
    let mut ends = vec![0; links.len()];
    for (at, span) in spans.iter().enumerate() {
        if let Some(link) = span.style.link {
            labels[link].push_str(&span.text);
            ends[link] = at;
        }
    }
    let mut out = String::with_capacity(text.len());
    for (at, span) in spans.iter().enumerate() {
        out.push_str(&span.text);
        let Some(link) = span
            .style
            .link
            .filter(|link| with_links && ends[*link] == at)
        else {
            continue;
        };
        let target = links[link].as_str();
        let label = labels[link].trim();
        if !target.is_empty() && label != target && target.strip_prefix("mailto:") != Some(label) {
            out.push_str(" (");
            out.push_str(target);
            out.push(')');
        }
    }
    out
}

/// TOML keeps the line ends of the file; Markdown and the screen know `\n` only.
fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Nesting beyond this is not indented further, so that hostile nesting cannot grow the output.
const DEEPEST_INDENT: usize = 8;

struct Reader<'a> {
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
    fn new(source: &'a str, events: &[(Event<'_>, Range<usize>)]) -> Self {
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

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
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

    fn finish(mut self) -> Inline {
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
    use super::*;
    use crate::format::clean::is_hostile;
    use proptest::prelude::*;

    fn span(text: &str, style: SpanStyle) -> Span {
        Span {
            text: text.to_owned(),
            style,
        }
    }

    #[test]
    fn styles() {
        let none = SpanStyle::default();
        let strong = SpanStyle {
            strong: true,
            ..none
        };
        let inline = parse("a **b *c*** `d` ~~e~~ [f **g**](http://x)");
        assert_eq!(
            inline.spans,
            [
                span("a ", none),
                span("b ", strong),
                span(
                    "c",
                    SpanStyle {
                        emphasis: true,
                        ..strong
                    }
                ),
                span(" ", none),
                span("d", SpanStyle { code: true, ..none }),
                span(" ", none),
                span(
                    "e",
                    SpanStyle {
                        strike: true,
                        ..none
                    }
                ),
                span(" ", none),
                span(
                    "f ",
                    SpanStyle {
                        link: Some(0),
                        ..none
                    }
                ),
                span(
                    "g",
                    SpanStyle {
                        link: Some(0),
                        ..strong
                    }
                ),
            ]
        );
        assert_eq!(inline.links, ["http://x"]);
        assert_eq!(spans(""), []);
    }

    #[test]
    fn links_in_plain_text() {
        let text = "See [the **page**](/a#b \"title\"), <http://x.org>, <a@b.org>, [x](x) and ![pic](p.png)";
        assert_eq!(
            plain(text, true),
            "See the page (/a#b), http://x.org, a@b.org, x and pic (p.png)"
        );
        assert_eq!(
            plain(text, false),
            "See the page, http://x.org, a@b.org, x and pic"
        );
        assert_eq!(plain("[](http://x.org)", true), "http://x.org");
        assert_eq!(plain("[![alt](i.png)](page)", true), "alt (page)");
        assert_eq!(plain("[a][r]\n\n[r]: http://x", true), "a (http://x)");
        assert_eq!(parse("<a@b.org>").links, ["mailto:a@b.org"]);
    }

    #[test]
    fn blocks_lose_no_word() {
        for (text, shown) in [
            ("- item", "item"),
            ("* one\n* two", "- one\n- two"),
            ("- one\n  - deep\n- two", "- one\n  - deep\n- two"),
            ("- - one", "- - one"),
            ("2020. was a year", "2020. was a year"),
            ("1) one\n2) two", "1) one\n2) two"),
            ("- one\n\n  more\n-\n- two", "- one\nmore\n-\n- two"),
            ("# Heading", "Heading"),
            ("#1 priority", "#1 priority"),
            ("one\n\ntwo\nthree", "one\ntwo three"),
            ("hard\\\nbreak", "hard\nbreak"),
            ("> quote\n> more", "quote more"),
            ("Foo\n---\nbar", "Foo\nbar"),
            ("a\n\n***\n\nb", "a\n***\nb"),
            ("<b>bold</b> & <br>", "<b>bold</b> & <br>"),
            ("<div>\nin *it*\n</div>\n\nx", "<div>\nin *it*\n</div>\nx"),
            ("<!-- note -->", "<!-- note -->"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "| a | b |\n|---|---|\n| 1 | 2 |",
            ),
            ("```foo bar", "foo bar"),
            (
                "```sql\nselect 1;\n\n  x\n```\nend",
                "sql\nselect 1;\n\n  x\nend",
            ),
            ("    indented", "indented"),
            ("[note]: this", "[note]: this"),
            (
                "a\n\n[note]: this\n[note]: that\n\nb",
                "a\n[note]: this\n[note]: that\nb",
            ),
            ("> [note]: this", "[note]: this"),
            ("- x\n\n  [note]: this\n- y", "- x\n[note]: this\n- y"),
            ("#", "#"),
            ("-", "-"),
            ("---", "---"),
            (" ", ""),
            ("one\r\ntwo\r\n\r\nthree", "one two\nthree"),
            ("{:.no_toc} {{% x %}}", "{:.no_toc} {{% x %}}"),
            (
                "R&D, 2+ years, a < b > c, snake_case_name",
                "R&D, 2+ years, a < b > c, snake_case_name",
            ),
        ] {
            assert_eq!(plain(text, false), shown, "{text:?}");
        }
    }

    #[test]
    fn nothing_hostile_comes_out() {
        for text in [
            "a\u{1b}[31mb",
            "&#27;[2J &#x202e; &#155;",
            "`\u{1b}`",
            "<\u{1b}b>",
            "```\u{1b}\nx\ty",
            "[a](<b\u{202e}>)",
            "a\tb",
        ] {
            let inline = parse(text);
            for span in &inline.spans {
                assert!(!span.text.contains(is_hostile), "{text:?}");
                assert!(!span.text.contains('\t'), "{text:?}");
            }
            assert!(!inline.links.concat().contains(is_hostile), "{text:?}");
        }
    }

    #[test]
    fn hostile_nesting_is_cheap() {
        for piece in ["> ", "- ", "[", "![", "*a ", "1. ", "<", "`", "[a]: b\n"] {
            let text = piece.repeat(20_000);
            assert!(plain(&text, true).len() < 40 * text.len(), "{piece:?}");
        }
    }

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

        #[test]
        fn anything_can_be_read(text in prop_oneof![any::<String>(), "[-a1*_`~<>\\[\\]()!#+.:|\\\\&; \n\t\r]{0,60}"]) {
            let inline = parse(&text);
            for span in &inline.spans {
                prop_assert!(!span.text.is_empty());
                prop_assert!(!span.text.contains(is_hostile));
                prop_assert!(!span.text.contains('\t'));
                prop_assert!(span.style.link.is_none_or(|link| link < inline.links.len()));
            }
            for pair in inline.spans.windows(2) {
                prop_assert_ne!(pair[0].style, pair[1].style);
            }
            let whole: String = inline.spans.iter().map(|span| span.text.as_str()).collect();
            prop_assert_eq!(&whole, &plain(&text, false));
            prop_assert_eq!(whole.trim().is_empty(), text.trim().is_empty());
        }
    }
}
