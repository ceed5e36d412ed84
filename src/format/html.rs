//! Pieces of HTML: text that means itself, and inline Markdown.
//!
//! Nothing that somebody wrote becomes markup, and no link leads to anything but a page, a mail or a place here.

use super::clean::clean_line;
use super::inline::{self, Inline};

/// What a link may begin with. Whatever has no scheme leads to a page of the same site.
const SCHEMES: [&str; 3] = ["https:", "http:", "mailto:"];

/// A text that means itself between tags and in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let text = clean_line(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Inline Markdown as HTML; its line breaks become `<br>`.
pub(super) fn inline(text: &str) -> String {
    let Inline { spans, links } = inline::parse(text);
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for span in spans {
        let link = span
            .style
            .link
            .filter(|link| leads_somewhere(&links[*link]));
        if link != open {
            if open.is_some() {
                out.push_str("</a>");
            }
            if let Some(link) = link {
                out.push_str(&format!("<a href=\"{}\">", address(&links[link])));
            }
            open = link;
        }
        let tags = [
            (span.style.strong, "strong"),
            (span.style.emphasis, "em"),
            (span.style.strike, "s"),
            (span.style.code, "code"),
        ];
        let tags = || tags.iter().filter(|(is_on, _)| *is_on).map(|(_, tag)| *tag);
        tags().for_each(|tag| out.push_str(&format!("<{tag}>")));
        let lines: Vec<String> = span.text.split('\n').map(escaped).collect();
        out.push_str(&lines.join("<br>"));
        tags()
            .rev()
            .for_each(|tag| out.push_str(&format!("</{tag}>")));
    }
    if open.is_some() {
        out.push_str("</a>");
    }
    out
}

/// Where a link leads, for an attribute: what no address may have in it is written as the standard of addresses has it.
pub(super) fn address(target: &str) -> String {
    let is_host = target.contains("://[");
    let mut out = String::with_capacity(target.len());
    for c in target.trim().chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '[' | ']' if !is_host => out.push_str(&format!("%{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    escaped(&out)
}

/// Whether a link leads to a page, a mail or a place here, and does nothing else.
pub(super) fn leads_somewhere(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    !target.is_empty()
        && (!scheme.contains(':') || SCHEMES.iter().any(|known| target.starts_with(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_becomes_markup() {
        assert_eq!(escaped("<b> & \"x\" 'y'\u{1b}[0m"), {
            "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;␛[0m"
        });
        assert_eq!(inline("<script>alert(1)</script>"), {
            "&lt;script&gt;alert(1)&lt;/script&gt;"
        });
    }

    #[test]
    fn markdown_is_shown_as_it_is_meant() {
        assert_eq!(
            inline("**Runs** the [*service* desk](https://a.example/?b=1&c=2), `x<y`"),
            "<strong>Runs</strong> the <a href=\"https://a.example/?b=1&amp;c=2\"><em>service</em> desk</a>, \
             <code>x&lt;y</code>"
        );
    }

    #[test]
    fn addresses_have_no_character_that_none_may_have() {
        assert_eq!(address("/a b/#c["), "/a%20b/#c%5B");
        assert_eq!(
            address("https://[::1]/?x=1&y=\"2\""),
            "https://[::1]/?x=1&amp;y=%222%22"
        );
    }

    #[test]
    fn links_lead_to_pages_only() {
        for (target, leads) in [
            ("/handbook/", true),
            ("#here", true),
            ("a/b:c", true),
            ("MAILTO:a@b.example", true),
            ("javascript:alert(1)", false),
            (" JavaScript:alert(1)", false),
            ("data:text/html,x", false),
            ("vbscript:x", false),
            ("", false),
        ] {
            assert_eq!(leads_somewhere(target), leads, "{target}");
        }
        assert_eq!(inline("[x](javascript:alert(1))"), "x");
    }
}
