//! Inline Markdown as spans with a style, and as text with the Markdown taken off.
//!
//! Items and prose are meant to hold inline Markdown; what they do hold is whatever somebody pasted. So this
//! module's first duty is that no word gets lost: headings, lists, code blocks, HTML, tables and link
//! definitions all come out as text. It knows nothing of width, of colours or of the screen.

mod reader;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use self::reader::Reader;

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
    if is_plain(text.as_bytes()) {
        let span = Span {
            text: text.to_owned(),
            style: SpanStyle::default(),
        };
        return Inline {
            spans: vec![span],
            links: Vec::new(),
        };
    }
    parse_markdown(&unix_lines(text))
}

fn parse_markdown(source: &str) -> Inline {
    // Tables stay off on purpose: rows with too many cells would lose words.
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH)
            .into_offset_iter()
            .collect();
    let mut reader = Reader::new(source, &events);
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

/// Whether a text has nothing in it that could be Markdown, or anything else than itself: true of most of what is
/// shown, again and again.
fn is_plain(text: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" ,.;:()'\"/%+-?".contains(byte);
    let ([first, ..], [.., last]) = (text, text) else {
        return false;
    };
    // Only at the beginning of a line some of these make it a heading, or an item of a list.
    first.is_ascii_alphabetic() && *last != b' ' && text.iter().all(is_plain)
}

/// TOML keeps the line ends of the file; Markdown and the screen know `\n` only.
fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::clean::{clean, is_hostile};
    use proptest::prelude::*;

    fn span(text: &str, style: SpanStyle) -> Span {
        Span {
            text: text.to_owned(),
            style,
        }
    }

    proptest! {
        #[test]
        fn what_is_plain_is_read_as_it_is(text in "[ -~]{0,12}|[a-zA-Z0-9 ,.;:()'\"/%+?-]{0,24}") {
            prop_assert_eq!(parse(&text), parse_markdown(&text));
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
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
            // What breaks a row is white space in the text, and a sign to whoever reads it.
            let is_blank = clean(&unix_lines(&text)).trim().is_empty();
            prop_assert_eq!(whole.trim().is_empty(), is_blank);
        }
    }
}
