//! Markdown of several blocks as HTML: paragraphs, headings, lists, quotes and code; whatever else there is stays text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::html::{address, escaped, leads_somewhere};

/// How deep lists and quotes may be within each other; what is deeper stands beside the last of them.
const MAX_DEPTH: usize = 16;

/// Writes a text. Raw HTML is shown as the text that it is, and pictures as their words.
pub(super) fn write(out: &mut String, text: &str) {
    let mut open: Vec<Option<&'static str>> = Vec::new();
    let options = Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(tag) => {
                let tag = match tag {
                    Tag::Link { dest_url, .. } if leads_somewhere(&dest_url) => {
                        out.push_str(&format!("<a href=\"{}\">", address(&dest_url)));
                        Some("a")
                    }
                    tag => {
                        let deep = open.iter().flatten().count() >= MAX_DEPTH;
                        let name = name(&tag).filter(|_| !deep);
                        if let Some(name) = name {
                            out.push_str(&format!("<{name}>"));
                        }
                        name
                    }
                };
                open.push(tag);
            }
            Event::End(end) => {
                if let Some(Some(name)) = open.pop() {
                    out.push_str(&format!("</{name}>"));
                }
                if !matches!(
                    end,
                    TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
                ) {
                    out.push('\n');
                }
            }
            Event::Code(code) => out.push_str(&format!("<code>{}</code>", escaped(&code))),
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => out.push_str("<hr>\n"),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                // Line ends are kept for code.
                let lines: Vec<String> = text.split('\n').map(escaped).collect();
                out.push_str(&lines.join("\n"));
            }
            _ => {}
        }
    }
}

fn name(tag: &Tag<'_>) -> Option<&'static str> {
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => "p",
        Tag::Heading { .. } => "h3",
        Tag::BlockQuote(_) => "blockquote",
        Tag::CodeBlock(_) => "pre",
        Tag::List(None) => "ul",
        Tag::List(Some(_)) => "ol",
        Tag::Item => "li",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        Tag::Strikethrough => "s",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn blocks_are_blocks_and_html_is_text() {
        let mut out = String::new();
        write(
            &mut out,
            "One *two*\n\n- a\n- [b](/c) [d](javascript:e)\n\n<script>x</script>\n\n```\na < b\n```\n![p](https://e.example/p.png)\n",
        );
        assert_eq!(
            out,
            "<p>One <em>two</em></p>\n<ul><li>a</li>\n<li><a href=\"/c\">b</a> d</li>\n</ul>\n\
             <p>&lt;script&gt;x&lt;/script&gt;\n</p>\n<pre>a &lt; b\n</pre>\n<p>p\n</p>\n"
        );
    }
}
