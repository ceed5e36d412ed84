//! Hostile texts everywhere, and links that lead somewhere.

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Body, BodyDetails, CareerLadder, Item, LadderStep, Role, Section, Settings, Variation,
};

/// A catalog of two families in which every text is the one that is given.
fn catalog(text: &str) -> Catalog {
    let body = || Body {
        title: Some(text.into()),
        summary: Some(text.into()),
        grade: Some(text.parse().unwrap_or_else(|never| match never {})),
        lists: [vec![Item::new(text)], vec![Item::new(text)], Vec::new()],
        more: BodyDetails {
            owner: Some(text.into()),
            career_ladder: CareerLadder {
                summary: Some(text.to_owned()),
                steps: vec![
                    LadderStep {
                        from: "a".to_owned(),
                        to: "x/two#a".to_owned(),
                        kind: Some(text.to_owned()),
                    },
                    LadderStep {
                        from: "a".to_owned(),
                        to: text.to_owned(),
                        kind: None,
                    },
                ],
            }
            .into(),
            ..BodyDetails::default()
        }
        .into(),
        ..Body::default()
    };
    let family = |id: &str| Family {
        body: body(),
        roles: vec![
            Role {
                id: id.into(),
                body: body(),
            },
            Role {
                id: text.into(),
                body: body(),
            },
        ],
        specialties: vec![Variation {
            id: text.into(),
            body: body(),
            ..Variation::default()
        }],
        sections: vec![Section {
            heading: text.to_owned(),
            body: text.to_owned(),
        }],
        ..Family::default()
    };
    let entry = |key: &str| CatalogEntry {
        key: Arc::from(key),
        family: Arc::new(family("a")),
    };
    Catalog::new(Settings::default(), vec![entry("one"), entry("x/two")])
}

fn site(text: &str) -> Vec<(String, String)> {
    let catalog = catalog(text);
    let keys = vec!["one", "x/two"];
    let site = Site {
        catalog: &catalog,
        name: text.to_owned(),
        summary: Some(text.to_owned()),
        keys,
    };
    files(&site, |_| None)
}

/// The tags of a page, each without its attributes' values.
fn tags(page: &str) -> Vec<String> {
    let pieces = page.split('<').skip(1);
    let tag = |piece: &str| -> String {
        let mut out = String::new();
        let mut quoted = false;
        for c in piece.chars() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => return out,
                c if !quoted => out.push(c),
                _ => {}
            }
        }
        panic!("a tag that does not end: {piece}");
    };
    pieces.map(tag).collect()
}

/// What tags there may be, with the names of their attributes.
fn is_ours(tag: &str) -> bool {
    const NAMES: [&str; 48] = [
        "!DOCTYPE html",
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "a",
        "header",
        "nav",
        "ol",
        "ul",
        "li",
        "form",
        "label",
        "input",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "small",
        "noscript",
        "article",
        "dl",
        "dt",
        "dd",
        "em",
        "strong",
        "s",
        "code",
        "br",
        "hr",
        "pre",
        "blockquote",
        "section",
        "div",
        "svg",
        "defs",
        "marker",
        "path",
        "text",
        "rect",
        "g",
        "mark",
        "span",
        "button",
    ];
    const ATTRIBUTES: [&str; 35] = [
        "lang",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "src",
        "defer",
        "data-home",
        "class",
        "aria-label",
        "role",
        "action",
        "for",
        "id",
        "type",
        "autocomplete",
        "aria-describedby",
        "hidden",
        "aria-labelledby",
        "xmlns",
        "width",
        "height",
        "viewBox",
        "refX",
        "refY",
        "markerWidth",
        "markerHeight",
        "orient",
        "d",
        "x",
        "y",
        "rx",
        "marker-end",
        "data-stamp",
    ];
    if tag.starts_with("!DOCTYPE") {
        return tag == NAMES[0];
    }
    let mut words = tag
        .trim_start_matches('/')
        .trim_end_matches('/')
        .split_whitespace();
    words.next().is_some_and(|name| NAMES.contains(&name))
        && words.all(|attribute| ATTRIBUTES.contains(&attribute.trim_end_matches('=')))
}

fn check(text: &str) {
    let files = site(text);
    let names: HashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), files.len(), "every file has a name of its own");
    for (name, page) in &files {
        let is_below = name
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..");
        assert!(is_below && !name.contains('\\'), "{name}");
        if !name.ends_with(".html") {
            continue;
        }
        for tag in tags(page) {
            assert!(is_ours(&tag), "{tag:?} in {name} of {text:?}");
        }
        for piece in page.split("href=\"").skip(1) {
            let target = piece
                .split('"')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
            let is_page = !scheme.contains(':');
            let is_web = ["http:", "https:", "mailto:", "data:,"]
                .iter()
                .any(|known| target.starts_with(known));
            assert!(is_page || is_web, "{target} in {name}");
        }
    }
    let index = &files
        .iter()
        .find(|(name, _)| name == "index.js")
        .expect("there is an index")
        .1;
    let value = index
        .strip_prefix("const rolebookIndex = ")
        .expect("it is a script");
    let value: serde_json::Value =
        serde_json::from_str(value.trim_end().trim_end_matches(';')).expect("of JSON");
    assert_eq!(value["roles"].as_array().map(Vec::len), Some(10));
}

#[test]
fn what_is_written_stays_text() {
    for text in [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1)) <img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "</title></script><script>x</script>",
        "../../x",
        "\u{0}\u{1b}]0;x\u{7}\u{202e}",
        "<!-- -->",
        "- a\n  - <b onclick=x>c</b>\n\n> d\n\n```\n</pre>\n```",
        "",
    ] {
        check(text);
    }
}

#[test]
fn every_link_within_the_site_leads_to_a_page() {
    let files = site("Baker");
    let names: HashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let mut links = 0;
    for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        for piece in page.split("href=\"").skip(1) {
            let target = piece.split('"').next().unwrap_or_default();
            if target.starts_with('#') || target.starts_with("data:") {
                continue;
            }
            let mut parts: Vec<&str> = name.split('/').collect();
            parts.pop();
            for part in target.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            assert!(
                names.contains(parts.join("/").as_str()),
                "{target} in {name}"
            );
            links += 1;
        }
    }
    assert!(links > 50, "{links}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_stays_text(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "<", ">", "\"", "'", "&", "script", "](javascript:", "[a", "`", "*", "-", "#", "\n", "\n\n", "    ", "|", ":",
                "style=", "on", "<!--", "-->", "&lt;", "//x.example", "é", "\u{0}", "\u{1b}[", "/", "..", "=",
            ]),
            0..14,
        ),
    ) {
        check(&pieces.concat());
    }
}
