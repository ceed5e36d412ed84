//! What a sentence says that a role builds upon.

use super::names::{Named, behind_articles, level, named};
use super::{Extended, Found, ends, find};
use crate::model::ListKind;

/// What a sentence says that its subject extends, what is behind that, and whether it leaves open whom.
pub(super) fn extends(text: &str) -> (Option<Found<Extended>>, Option<usize>, bool) {
    for verb in ["extends", "extend"] {
        if let Some(at) = find(text, verb, 0)
            && text[at + verb.len()..].starts_with(' ')
        {
            let begins = text[..at].trim().is_empty();
            let from = behind_articles(text, at + verb.len());
            let that = [
                "that of ",
                "those of ",
                "responsibilities of ",
                "requirements of ",
            ]
            .iter()
            .find(|words| text[from..].starts_with(**words));
            let from = that.map_or(from, |words| behind_articles(text, from + words.len()));
            let lists = lists(&text[at..]);
            // In lower case only what a list says of itself is a title.
            if !begins && text[from..].starts_with(char::is_lowercase) {
                continue;
            }
            let Some(found) = named(text, from).or_else(|| level(text, from)) else {
                continue;
            };
            let rest = text[found.end..].trim_start();
            let is_role = rest.starts_with("role")
                || rest.starts_with("position")
                || lists.is_empty() && ends(rest);
            if !is_role && lists.is_empty() {
                continue;
            }
            let behind = match is_role {
                true => {
                    let rest = rest
                        .strip_prefix("role")
                        .or(rest.strip_prefix("position"))
                        .unwrap_or(rest);
                    text.len() - rest.len()
                }
                false => return (Some(extended(found, from, lists)), None, false),
            };
            return (Some(extended(found, from, Vec::new())), Some(behind), false);
        }
    }
    let same = [
        "share the same",
        "shares the same",
        "sharing the same",
        "same requirements",
        "same responsibilities",
    ];
    let Some(at) = same.iter().filter_map(|words| find(text, words, 0)).min() else {
        return (None, None, false);
    };
    let lists = lists(&text[at..]);
    if lists.is_empty() {
        return (None, None, false);
    }
    let named_at = text[at..]
        .find(" as ")
        .map(|found| behind_articles(text, at + found + 4));
    let named = |from| {
        named(text, from)
            .or_else(|| level(text, from).filter(|_| text[from..].starts_with(char::is_uppercase)))
    };
    let found = named_at.and_then(|from| Some((from, named(from)?)));
    match found {
        Some((from, found)) => (Some(extended(found, from, lists)), None, false),
        None => (None, None, true),
    }
}

pub(super) fn extended(found: Named, from: usize, lists: Vec<ListKind>) -> Found<Extended> {
    Found {
        span: from..found.end,
        value: Extended {
            title: found.title,
            link: found.link,
            lists,
        },
    }
}

/// The lists that a sentence names.
pub(super) fn lists(text: &str) -> Vec<ListKind> {
    let lower = text.to_lowercase();
    let named = |kind: &ListKind| lower.contains(&kind.heading().to_lowercase());
    ListKind::ALL.into_iter().filter(named).collect()
}
