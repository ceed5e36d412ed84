//! Every rule finds what its examples say, and nothing else.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use super::super::{Surroundings, Terms, check_document};
use super::*;
use crate::document::{Document, SETTINGS_KEY, Workspace};
use crate::model::{Date, Family, compose};
use crate::text::{Language, speaking};

const TODAY: Date = Date {
    year: 2026,
    month: 1,
    day: 1,
};

fn found(rule: &Rule, settings: &str, file: &str) -> Vec<String> {
    let settings = Document::new("catalog.toml".into(), Arc::from(SETTINGS_KEY), settings);
    let document = Document::new("a/example.toml".into(), Arc::from("a/example"), file);
    let workspace = Workspace::new(PathBuf::new(), Some(settings), vec![document], Vec::new());
    let around = Surroundings::new(workspace.catalog(), Terms::on(Some(TODAY)));
    let found = check_document(&around, workspace.document("a/example").unwrap());
    let found = found
        .into_iter()
        .filter(|diagnostic| diagnostic.rule == rule.id);
    found
        .map(|diagnostic| {
            assert_eq!(diagnostic.severity, rule.severity, "{}", rule.id);
            let span = diagnostic.span.unwrap_or_default();
            file[span].to_owned()
        })
        .collect()
}

#[test]
fn every_rule_finds_what_its_examples_say() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in rule.examples {
            let file = example.file();
            let found = found(rule, example.settings, &file);
            if found != example.finds {
                wrong.push(format!("{} finds {found:?} in\n{file}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_can_be_shown_has_examples_of_both_kinds() {
    // These are about the disk, or about what an example always has.
    let elsewhere = [
        "no-title",
        "file-name",
        "not-utf8",
        "too-large",
        "unreadable",
        "outside",
        "loop",
        "no-owner",
        "check-settings",
    ];
    for rule in rules().iter().filter(|rule| !elsewhere.contains(&rule.id)) {
        let bad = rule
            .examples
            .iter()
            .filter(|example| !example.finds.is_empty())
            .count();
        assert!(bad > 0 && bad < rule.examples.len(), "{}", rule.id);
    }
}

#[test]
fn rules_have_names_of_their_own_and_say_why() {
    let ids: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules().len());
    for rule in rules() {
        let id = rule.id;
        assert!(
            id.chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '8')),
            "{id}"
        );
        for language in Language::ALL {
            speaking(language, || {
                let (says, why) = (rule.says(), rule.why());
                assert!(says.ends_with('.') && why.ends_with('.'), "{id}");
            });
        }
    }
}

#[test]
fn an_owner_is_missed_where_others_have_one() {
    let with = Document::new(
        "a.toml".into(),
        Arc::from("a"),
        "title = \"A\"\nowner = \"IT\"",
    );
    let without = Document::new("b.toml".into(), Arc::from("b"), "title = \"B\"");
    let workspace = Workspace::new(PathBuf::new(), None, vec![with, without], Vec::new());
    let around = Surroundings::new(workspace.catalog(), Terms::default());
    let found = check_document(&around, workspace.document("b").unwrap());
    let rules: Vec<&str> = found.iter().map(|diagnostic| diagnostic.rule).collect();
    assert_eq!(rules, ["no-owner"]);
    assert!(check_document(&around, workspace.document("a").unwrap()).is_empty());
}

#[test]
fn what_is_found_while_reading_has_a_rule() {
    let texts = [
        "title = ",
        "titel = 1",
        "owner = 8",
        "title = \"a\"\nstatus = \"x\"",
        "[[roles]]",
        "[[roles]]\nid = \"a b\"",
        "[[roles]]\nid = \"a\"\n[[roles]]\nid = \"a\"",
    ];
    for text in texts {
        let document = Document::new("a.toml".into(), Arc::from("a"), text);
        assert!(!document.problems().is_empty(), "{text}");
        for problem in document.problems() {
            let rule = rule(problem.kind.rule()).unwrap_or_else(|| panic!("{}", problem.kind));
            assert_eq!(rule.severity, problem.severity(), "{}", rule.id);
        }
    }
}

/// What every effective role says, list by list.
fn says(family: &Family) -> Vec<Vec<String>> {
    let positions = family.positions().into_iter();
    let roles = positions.map(|position| compose("a/example", family, position));
    roles
        .flat_map(|role| role.lists)
        .map(|list| {
            list.iter()
                .map(|line| line.item.text().trim().to_owned())
                .collect()
        })
        .collect()
}

/// Families of few words, so that there is much to repeat, to inherit and to leave out.
fn families() -> impl Strategy<Value = String> {
    let item = || prop::sample::select(vec!["A one", "B two", "C three"]);
    let items = move || prop::collection::vec(item(), 0..4);
    let part = (items(), items(), 0..4_usize);
    (items(), prop::collection::vec(part, 0..5)).prop_map(|(family, parts)| {
        let mut text = format!("title = \"F\"\nrequirements = {family:?}\n");
        for (n, (items, omit, kind)) in parts.iter().enumerate() {
            let table = if n > 2 { "specialties" } else { "roles" };
            text.push_str(&format!(
                "[[{table}]]\nid = \"p{n}\"\nrequirements = {items:?}\nomit = {omit:?}\n"
            ));
            if *kind < n {
                text.push_str(&format!("extends = \"p{kind}\"\n"));
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn mending_ends_and_a_second_time_nothing_is_mended(text in families()) {
        let text = text.replace("C three", "Sees to it in order to -").replace("A one", "[a](/b");
        let document = Document::new("a/example.toml".into(), Arc::from("a/example"), &text);
        let mut workspace = Workspace::new(PathBuf::new(), None, vec![document], Vec::new());
        // Each fix takes something out, or one mistake away: there are no more of them than items and words.
        let mut left = 200;
        loop {
            let document = workspace.document("a/example").unwrap();
            let around = Surroundings::new(workspace.catalog(), Terms::default());
            let found = check_document(&around, document);
            let Some(fix) = found.into_iter().find_map(|found| found.fix) else { break };
            let before = document.text().clone();
            prop_assert!(workspace.apply("a/example", &fix.edits).is_ok(), "{:?} in\n{}", fix, before);
            prop_assert_ne!(workspace.document("a/example").unwrap().text(), &before);
            left -= 1;
            prop_assert!(left > 0, "it goes on and on: {}", text);
        }
    }

    #[test]
    fn taking_repeats_out_changes_no_effective_role(text in families()) {
        let document = Document::new("a/example.toml".into(), Arc::from("a/example"), &text);
        let workspace = Workspace::new(PathBuf::new(), None, vec![document], Vec::new());
        let document = workspace.document("a/example").unwrap();
        let family = document.family().unwrap();
        for found in check_document(&Surroundings::new(workspace.catalog(), Terms::default()), document) {
            let Some(fix) = found.fix else { continue };
            if !["repeated-item", "inherited-item"].contains(&found.rule) {
                continue;
            }
            let mended = fix.edits[0].meaning(family).unwrap();
            prop_assert_eq!(says(&mended), says(family), "{} in\n{}", found.rule, text);
        }
    }
}
