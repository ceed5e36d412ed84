//! Postings as one HTML page that needs nothing but itself: styles for light, dark and paper, no script.
//!
//! Everything that comes from a catalog is escaped, and links lead only where a page of the web may.

use std::fmt::Write;

use super::html::{address, escaped, inline, leads_somewhere};
use super::inline::plain;
use super::posting::Posting;
use crate::text::{language, text};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
h1,h2,h3{line-height:1.2}\
nav ul{columns:2}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}\
dd{margin:0}\
article+article{border-top:1px solid;margin-top:3rem;padding-top:1rem}\
@media print{nav{display:none}article{break-before:page}a{color:inherit}}";

/// A page with a title and the postings one after the other.
pub fn page(title: &str, postings: &[Posting]) -> String {
    let mut out = String::new();
    let title = plain(title, false);
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        language().code(),
        escaped(&title)
    );
    if postings.len() > 1 {
        let _ = write!(
            out,
            "<header><h1>{}</h1></header>\n<nav aria-label=\"{}\"><ul>\n",
            escaped(&title),
            text!("show-roles")
        );
        for (n, posting) in postings.iter().enumerate() {
            let _ = writeln!(
                out,
                "<li><a href=\"#p{n}\">{}</a></li>",
                escaped(&plain(&posting.title, false))
            );
        }
        out.push_str("</ul></nav>\n");
    }
    out.push_str("<main>\n");
    let level = if postings.len() > 1 { 2 } else { 1 };
    for (n, posting) in postings.iter().enumerate() {
        article(&mut out, n, posting, level);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// One posting, with headings from this level on.
pub(super) fn article(out: &mut String, n: usize, posting: &Posting, level: usize) {
    opening(out, n, posting, level);
    sections(out, posting, level + 1);
    out.push_str("</article>\n");
}

/// What stands first: title, facts and summary. Whoever calls this ends the article.
pub(super) fn opening(out: &mut String, n: usize, posting: &Posting, level: usize) {
    let stamp = posting.stamp.as_deref().map(escaped);
    let stamp = stamp.map(|stamp| format!(" data-stamp=\"{stamp}\""));
    let _ = writeln!(
        out,
        "<article id=\"p{n}\"{}>\n<h{level}>{}</h{level}>",
        stamp.unwrap_or_default(),
        escaped(&plain(&posting.title, false))
    );
    let mut facts = Vec::new();
    facts.extend(
        posting
            .grade
            .as_ref()
            .map(|grade| (text!("show-grade-3"), grade.clone())),
    );
    if !posting.managers.is_empty() {
        facts.push((
            text!("show-reports-to"),
            posting.managers.join(text!("show-or")),
        ));
    }
    if !facts.is_empty() {
        out.push_str("<dl>\n");
        for (name, value) in facts {
            let _ = writeln!(out, "<dt>{name}</dt><dd>{}</dd>", escaped(&value));
        }
        out.push_str("</dl>\n");
    }
    paragraphs(out, posting.summary.as_deref());
}

/// Everything else, under headings of this level.
pub(super) fn sections(out: &mut String, posting: &Posting, level: usize) {
    let heading = |out: &mut String, words: &str| {
        let _ = writeln!(out, "<h{level}>{words}</h{level}>");
    };
    for (kind, lines) in posting.lists() {
        heading(out, kind.label());
        let texts = lines.iter().map(|line| {
            let mark = if line.preferred {
                " <em>(preferred)</em>"
            } else {
                ""
            };
            format!("{}{mark}", inline(&line.text))
        });
        list(out, "ul", texts);
    }
    if !posting.indicators.is_empty() {
        heading(out, text!("show-performance-indicators"));
        let texts = posting.indicators.iter().map(|indicator| {
            let name = match indicator
                .link
                .as_deref()
                .filter(|link| leads_somewhere(link))
            {
                Some(link) => format!(
                    "<a href=\"{}\">{}</a>",
                    address(link),
                    escaped(&plain(&indicator.name, false))
                ),
                None => inline(&indicator.name),
            };
            match &indicator.target {
                Some(target) => format!("{name}: {}", escaped(target)),
                None => name,
            }
        });
        list(out, "ul", texts);
    }
    if posting.ladder.is_some() {
        heading(out, text!("show-career-ladder"));
        paragraphs(out, posting.ladder.as_deref());
    }
    if !posting.hiring.is_empty() {
        heading(out, text!("show-hiring-process"));
        paragraphs(out, posting.hiring.intro.as_deref());
        if !posting.hiring.steps.is_empty() {
            list(
                out,
                "ol",
                posting.hiring.steps.iter().map(|step| inline(step)),
            );
        }
        paragraphs(out, posting.hiring.outro.as_deref());
    }
}

fn list(out: &mut String, tag: &str, texts: impl Iterator<Item = String>) {
    let _ = writeln!(out, "<{tag}>");
    for text in texts {
        let _ = writeln!(out, "<li>{text}</li>");
    }
    let _ = writeln!(out, "</{tag}>");
}

fn paragraphs(out: &mut String, text: Option<&str>) {
    let paragraphs = text
        .unwrap_or_default()
        .split("\n\n")
        .filter(|text| !text.trim().is_empty());
    for paragraph in paragraphs {
        let _ = writeln!(out, "<p>{}</p>", inline(paragraph));
    }
}
