//! The signs of the query language decide as fzf decides on the same lines. Where there is no fzf, nothing is compared,
//! and what its manual says is held by the tests of the search.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use rolebook::model::{Body, Catalog, CatalogEntry, Family, Role, Settings};
use rolebook::search::Index;

/// The lines that fzf finds, by number; `None` where there is no fzf.
fn fzf(lines: &[String], query: &str) -> Option<Vec<usize>> {
    let mut fzf = Command::new("fzf")
        .args(["--no-sort", "--filter", query])
        .env_remove("FZF_DEFAULT_OPTS")
        .env_remove("FZF_DEFAULT_OPTS_FILE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fzf.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let found = String::from_utf8(fzf.wait_with_output().ok()?.stdout).ok()?;
    let number = |found: &str| lines.iter().position(|line| line == found).unwrap();
    let mut found: Vec<usize> = found.lines().map(number).collect();
    found.sort_unstable();
    Some(found)
}

/// The lines that are found here: each is the title of a role that says nothing else but its number.
fn ours(lines: &[String], query: &str) -> Vec<usize> {
    let role = |(n, line): (usize, &String)| Role {
        id: n.to_string().into(),
        body: Body {
            title: Some(line.as_str().into()),
            ..Body::default()
        },
    };
    let family = Family {
        roles: lines.iter().enumerate().map(role).collect(),
        ..Family::default()
    };
    let entry = CatalogEntry {
        key: "0".into(),
        family: Arc::new(family),
    };
    let catalog = Catalog::new(Settings::default(), vec![entry]);
    let results = Index::build(&catalog).search(query, usize::MAX, &|| false);
    // What is only alike stands below, and is no answer.
    let hits = results.hits.iter().filter(|hit| hit.exact);
    let mut found: Vec<usize> = hits.filter_map(|hit| hit.place.position.role).collect();
    found.sort_unstable();
    found
}

fn is_there() -> bool {
    let is_there = fzf(&["a".to_owned()], "'a").is_some();
    if !is_there {
        eprintln!("there is no fzf here: no sign was compared with it");
    }
    is_there
}

/// Lines that differ, of few letters, so that much is found; signs and marks are among them.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = "[ ]?[abcABé._$'|^!-]{1,4}([ ][abcABéÄ._$'|^!-]{1,4}){0,3}[ ]?";
    prop::collection::vec(line, 6..24).prop_map(|mut lines| {
        lines.retain(|line| !line.trim().is_empty());
        lines.sort();
        lines.dedup();
        lines
    })
}

/// A term that is not fuzzy: something in front of it, or `$` behind it. What it says has signs in it too, and spaces,
/// but something else as well: signs alone ask for nothing here, and for blanks there.
fn term() -> impl Strategy<Value = String> {
    // Mostly short, so that some lines have it and some do not.
    let text = prop_oneof![
        3 => "[abcAé._-]",
        1 => "[abcABéä._$'|^!-]((\\\\ )?[abcAé._$'|^!-]){0,3}(\\\\ )?",
    ];
    let sign = prop::sample::select(vec!["'", "^", "!", "!^"]);
    prop_oneof![
        4 => (sign, text.clone(), any::<bool>()).prop_map(|(sign, text, end)| {
            format!("{sign}{text}{}", if end { "$" } else { "" })
        }),
        1 => text.clone().prop_map(|text| format!("{text}$")),
        1 => text.prop_map(|text| format!("'{text}'")),
    ]
    .prop_filter("signs alone", |term| {
        term.contains(|c: char| c.is_alphanumeric() || "._-".contains(c))
    })
}

fn query() -> impl Strategy<Value = String> {
    prop::collection::vec((term(), any::<bool>()), 1..5).prop_map(|terms| {
        let mut query = String::new();
        for (n, (term, joins)) in terms.into_iter().enumerate() {
            let between = match (n, joins) {
                (0, _) => "",
                (_, true) => " | ",
                (_, false) => " ",
            };
            query.push_str(between);
            query.push_str(&term);
        }
        query
    })
}

#[test]
fn every_sign_finds_the_lines_that_fzf_finds() {
    if !is_there() {
        return;
    }
    // Older ones take the second quote for a part of the word.
    let lines_of_word = ["xab".to_owned(), "ab".to_owned()];
    let knows_words = fzf(&lines_of_word, "'ab'").unwrap() == [1];
    let is_word = |term: &str| {
        let term = term.strip_suffix('$').unwrap_or(term);
        term.len() > 2 && term.starts_with('\'') && term.ends_with('\'')
    };
    let [nothing, everything, something] = [const { AtomicUsize::new(0) }; 3];
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(lines in lines(), query in query())| {
        // There, a quote behind `!` asks for letters with others between them; here it changes nothing.
        prop_assume!(!query.split(' ').any(|term| term.starts_with("!'")));
        let terms = query.replace("\\ ", "_");
        prop_assume!(knows_words || !terms.split(' ').any(is_word));
        let theirs = fzf(&lines, &query).unwrap();
        let what = [&nothing, &everything, &something][match theirs.len() {
            0 => 0,
            all if all == lines.len() => 1,
            _ => 2,
        }];
        what.fetch_add(1, Ordering::Relaxed);
        prop_assert_eq!(ours(&lines, &query), theirs, "{} in {:?}", query, lines);
    });
    for count in [nothing, everything, something] {
        let count = count.into_inner();
        assert!(count > 20, "only {count} queries of some kind");
    }
}
