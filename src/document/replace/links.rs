//! Where in a Markdown text an address stands that nobody reads: the targets of links and pictures, definitions
//! of links, and web addresses. Knows nothing of patterns.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// The byte ranges of all addresses, sorted and apart.
pub(super) fn targets(text: &str) -> Vec<Range<usize>> {
    let mut found = bare(text);
    if text.contains('<') || text.contains("](") || text.contains("]:") {
        let mut parser = Parser::new(text).into_offset_iter();
        found.extend(
            parser
                .reference_definitions()
                .iter()
                .map(|(_, definition)| definition.span.clone()),
        );
        // The range of each open link, and how far what is read of it goes.
        let mut open: Vec<(Range<usize>, usize)> = Vec::new();
        for (event, range) in &mut parser {
            match event {
                Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                    let read = match link_type {
                        LinkType::Autolink | LinkType::Email => range.start,
                        // The bracket that opens the label; a picture has a mark before it.
                        _ => range.start + 1 + usize::from(text[range.start..].starts_with('!')),
                    };
                    open.push((range, read));
                }
                Event::End(pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::Image) => {
                    let Some((link, read)) = open.pop() else {
                        continue;
                    };
                    if let Some(target) = behind_label(text, &link, read) {
                        found.push(target);
                    }
                    if let Some((_, outer)) = open.last_mut() {
                        *outer = link.end;
                    }
                }
                _ => {
                    if let Some((link, read)) = open.last_mut()
                        && link.start < range.start
                        && !text[link.clone()].starts_with('<')
                    {
                        *read = (*read).max(range.end);
                    }
                }
            }
        }
    }
    apart(found)
}

/// What follows the label of a link, with the brackets around it.
fn behind_label(text: &str, link: &Range<usize>, read: usize) -> Option<Range<usize>> {
    let rest = text.get(read..link.end)?;
    let start = match text[link.clone()].starts_with('<') {
        true => link.start,
        // Emphasis in the label ends behind what was read last.
        false => read + rest.find(']')?,
    };
    Some(start..link.end)
}

/// Addresses that stand in the text as they are: from the scheme to the next blank or bracket.
fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at) {
        let scheme = text[from..at].bytes().rev();
        let scheme = scheme.take_while(u8::is_ascii_alphanumeric).count();
        let behind = at + "://".len();
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']' | '`');
        let end = text[behind..]
            .find(ends)
            .map_or(text.len(), |length| behind + length);
        if scheme > 0 && end > behind {
            // What ends a sentence is not part of the address.
            let address = text[at - scheme..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            found.push(at - scheme..at - scheme + address.len());
        }
        from = end;
    }
    found
}

fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        targets(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_nobody_reads() {
        for (text, addresses) in [
            ("no link", &[][..]),
            (
                "[a](b) and [c *d*](</e f> \"g\")",
                &["](b)", "](</e f> \"g\")"],
            ),
            ("[**bold**](x)", &["](x)"]),
            ("[a ]( b", &[]),
            ("[](x)", &["](x)"]),
            ("![pic](p.png)", &["](p.png)"]),
            ("[![pic](p.png) more](page)", &["](p.png)", "](page)"]),
            ("[a `]` b](x)", &["](x)"]),
            (
                "<http://x.org/a> <a@b.org>",
                &["<http://x.org/a>", "<a@b.org>"],
            ),
            (
                "see https://x.org/a_b(c), or not.",
                &["https://x.org/a_b(c"],
            ),
            ("at http://x.org.", &["http://x.org"]),
            (
                "[http://x.org](http://x.org)",
                &["http://x.org", "](http://x.org)"],
            ),
            ("`[a](b)`", &[]),
            ("[a][r] b\n\n[r]: /target", &["][r]", "[r]: /target"]),
            ("12:30 :// and/or", &[]),
        ] {
            assert_eq!(found(text), addresses, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn ranges_are_sorted_apart_and_on_characters(
            text in prop_oneof![any::<String>(), "[-a*`<>\\[\\]()!:/ é\n\\\\\"]{0,40}"],
        ) {
            let mut before = 0;
            for range in targets(&text) {
                prop_assert!(before <= range.start && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                before = range.end;
            }
        }
    }
}
