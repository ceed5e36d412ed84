//! A page as the blocks at its top: headings, paragraphs, lists and the rest, each by its lines.
//!
//! Everything is known by where it stands; what a block says is a piece of the page and never put together anew.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::source::Source;

/// Something that stands at the top of a page and in nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its lines, from 0.
    pub(super) lines: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(Heading),
    Paragraph,
    List(List),
    /// What is there for the page alone: rules, comments, anchors, shortcodes, attributes.
    Furniture,
    /// Tables, quotes, code, HTML.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) level: u8,
    /// Its words without Markdown.
    pub(super) title: String,
    /// The id that it gives itself.
    pub(super) anchor: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// The lines of each item.
    pub(super) items: Vec<Range<usize>>,
    pub(super) ordered: bool,
}

/// A link that says where it leads elsewhere, and the line on which it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// The lines of the link.
    pub(super) lines: Range<usize>,
    /// The definition, as it is written.
    pub(super) definition: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outline {
    pub(super) blocks: Vec<Block>,
    pub(super) references: Vec<Reference>,
}

impl Outline {
    pub(super) fn of(source: &Source) -> Self {
        let body = source.body.as_str();
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        let parser = Parser::new_ext(body, options);
        let definitions: BTreeMap<String, String> = parser
            .reference_definitions()
            .iter()
            .map(|(label, found)| (folded(label), body[found.span.clone()].trim().to_owned()))
            .collect();
        let mut reader = Reader {
            source,
            definitions: &definitions,
            outline: Self::default(),
            depth: 0,
            title: None,
            items: Vec::new(),
        };
        for (event, range) in parser.into_offset_iter() {
            reader.read(&event, range);
        }
        reader.outline
    }
}

struct Reader<'s> {
    source: &'s Source,
    definitions: &'s BTreeMap<String, String>,
    outline: Outline,
    /// How many blocks are open.
    depth: usize,
    /// The words of the heading that is open.
    title: Option<String>,
    /// The items of the list that is open at the top.
    items: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(tag, &range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.end(*tag, range);
                }
            }
            Event::Rule if self.depth == 0 => self.push(Kind::Furniture, &range),
            Event::Text(text) | Event::Code(text) => {
                if let Some(title) = &mut self.title {
                    title.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(title) = &mut self.title {
                    title.push(' ');
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { .. } if self.depth == 0 => self.title = Some(String::new()),
            Tag::Item if self.depth == 1 => self.items.push(self.lines(range)),
            Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. } => {
                let refers = matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                );
                if let Some(definition) = self.definitions.get(&folded(id)).filter(|_| refers) {
                    self.outline.references.push(Reference {
                        lines: self.lines(range),
                        definition: definition.clone(),
                    });
                }
            }
            _ => {}
        }
        if let Tag::Heading { level, id, .. } = tag
            && self.depth == 0
        {
            self.outline.blocks.push(Block {
                kind: Kind::Heading(Heading {
                    level: *level as u8,
                    title: String::new(),
                    anchor: id.as_ref().map(ToString::to_string),
                }),
                lines: self.lines(range),
            });
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let kind = match tag {
            TagEnd::Heading(_) => {
                let words = self.title.take().unwrap_or_default();
                if let Some(Block {
                    kind: Kind::Heading(heading),
                    ..
                }) = self.outline.blocks.last_mut()
                {
                    let (title, anchor) = without_attributes(&words);
                    heading.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                    heading.anchor = heading.anchor.take().or(anchor);
                }
                return;
            }
            TagEnd::Paragraph if is_furniture(&self.source.body[range.clone()]) => Kind::Furniture,
            TagEnd::Paragraph => Kind::Paragraph,
            TagEnd::List(ordered) => {
                let items = std::mem::take(&mut self.items);
                let text = &self.source.body[range.clone()];
                match items.len() == 1 && is_contents(text) {
                    true => Kind::Furniture,
                    false => Kind::List(List { items, ordered }),
                }
            }
            TagEnd::HtmlBlock if is_furniture(&self.source.body[range.clone()]) => Kind::Furniture,
            _ => Kind::Other,
        };
        self.push(kind, &range);
    }

    fn push(&mut self, kind: Kind, range: &Range<usize>) {
        let lines = self.lines(range);
        self.outline.blocks.push(Block { kind, lines });
    }

    /// The lines that a range stands on, without blank ones at its end.
    fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let length = self.source.body[range.clone()].trim_end().len();
        let start = self.source.line_at(range.start);
        let last = range.start + length.saturating_sub(1);
        start..self.source.line_at(last) + 1
    }
}

/// Labels of definitions are the same whatever their case and spaces.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// A heading's words without `{:…}` at their end, and the id that stands in it.
fn without_attributes(words: &str) -> (&str, Option<String>) {
    let trimmed = words.trim_end();
    let Some((title, attributes)) = trimmed
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once("{:"))
    else {
        return (words, None);
    };
    let id = attributes
        .split_whitespace()
        .find_map(|word| word.strip_prefix('#'));
    (title, id.map(str::to_owned))
}

/// Whether nothing but shortcodes, attributes, comments and empty elements stands in a block.
fn is_furniture(text: &str) -> bool {
    let mut rest = text.trim();
    if rest == "[[_TOC_]]" {
        return true;
    }
    let pairs = [
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("<!--", "-->"),
        ("<", ">"),
    ];
    while !rest.is_empty() {
        let behind = pairs.iter().find_map(|(open, close)| {
            let inner = rest.strip_prefix(open)?;
            let end = inner.find(close)?;
            let is_link =
                *open == "<" && inner[..end].contains([':', '@']) && !inner[..end].contains(' ');
            (!is_link).then(|| &inner[end + close.len()..])
        });
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return false,
        }
    }
    true
}

/// Whether a list is the place where the table of contents goes.
fn is_contents(text: &str) -> bool {
    let words = text
        .trim_start_matches(['-', '*', '+', '1', '.', ' '])
        .trim();
    let (first, rest) = words.split_once('\n').unwrap_or((words, ""));
    first.trim().eq_ignore_ascii_case("toc") && is_furniture(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(String, Range<usize>)> {
        let outline = Outline::of(&Source::of(text));
        let word = |kind: &Kind| match kind {
            Kind::Heading(heading) => format!("{} {}", heading.level, heading.title),
            Kind::List(list) => format!("list {:?}", list.items),
            other => format!("{other:?}"),
        };
        let blocks = outline.blocks.iter();
        blocks
            .map(|block| (word(&block.kind), block.lines.clone()))
            .collect()
    }

    fn names(text: &str) -> Vec<String> {
        kinds(text).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn blocks_have_the_lines_that_they_stand_on() {
        let text = "Intro\nmore\n\n## A *b* `c`\n* one\n  two\n\n* three\n\n\n1. x\n\nB\n===\n| a |\n|---|\n| b |\n";
        let expected = [
            ("Paragraph", 0..2),
            ("2 A b c", 3..4),
            ("list [4..6, 7..8]", 4..8),
            ("list [10..11]", 10..11),
            ("1 B", 12..14),
            ("Other", 14..17),
        ];
        assert_eq!(
            kinds(text),
            expected.map(|(name, lines)| (name.to_owned(), lines))
        );
    }

    #[test]
    fn what_is_there_for_the_page_alone_is_known() {
        for text in [
            "---",
            "{{% include \"x.md\" %}}",
            "{{< a >}}\n{{< b >}}",
            "{:.no_toc}",
            "<!-- note -->",
            "<a id=\"x\"></a>",
            "- TOC\n{:toc .hidden-md}",
            "[[_TOC_]]",
        ] {
            assert_eq!(names(text), ["Furniture"], "{text}");
        }
        for text in ["<http://x.org>", "{{% a %}} and words", "{not this}"] {
            assert_eq!(names(text), ["Paragraph"], "{text}");
        }
        assert_eq!(names("- one\n- two\n{:.x}")[0], "list [0..1, 1..3]");
    }

    #[test]
    fn attributes_are_no_part_of_a_heading() {
        let outline = Outline::of(&Source::of("## A {#b}\n\n## C {:.no_toc #d}\n\n## E ##\n"));
        let headings: Vec<(String, Option<String>)> = outline
            .blocks
            .into_iter()
            .filter_map(|block| match block.kind {
                Kind::Heading(heading) => Some((heading.title, heading.anchor)),
                _ => None,
            })
            .collect();
        let expected = [("A", Some("b")), ("C", Some("d")), ("E", None)];
        assert_eq!(
            headings,
            expected.map(|(title, id)| (title.to_owned(), id.map(str::to_owned)))
        );
    }

    #[test]
    fn links_by_reference_know_their_definitions() {
        let text = "* [a][R]\n* [r]\n* [none][x]\n\n[r]: http://x.org \"t\"\n";
        let outline = Outline::of(&Source::of(text));
        let found: Vec<(usize, &str)> = outline
            .references
            .iter()
            .map(|link| (link.lines.start, link.definition.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (0, "[r]: http://x.org \"t\""),
                (1, "[r]: http://x.org \"t\"")
            ]
        );
    }
}
