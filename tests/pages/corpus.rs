//! The pages of a real handbook; only where ROLEBOOK_CORPUS says where they are.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use rolebook::check::{Terms, check_all};
use rolebook::document::{Document, Severity, Workspace, read_family, write_family};
use rolebook::format::markdown::{self, NoteKind};
use rolebook::model::{Family, Node};

use crate::words;

/// Every page below a folder, with its key.
fn pages() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                files.push(path);
            }
        }
    }
    let Some(root) = std::env::var_os("ROLEBOOK_CORPUS").map(PathBuf::from) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    walk(&root, &mut files);
    let read = |path: PathBuf| {
        let key = path.strip_prefix(&root).unwrap().with_extension("");
        (
            key.to_string_lossy().into_owned(),
            fs::read_to_string(path).unwrap(),
        )
    };
    files.into_iter().map(read).collect()
}

#[test]
fn no_word_and_no_link_of_a_page_is_lost() {
    for (key, page) in pages() {
        let file = write_family(&markdown::read(&page, &key).family);
        let missing = words::missing(words::body(&page), &file);
        assert!(missing.is_empty(), "{key}: {missing:?}");
        let there = words::texts(&file);
        for (link, count) in words::links(words::body(&page)) {
            assert!(there.matches(&link).count() >= count, "{key}: {link}");
        }
    }
}

#[test]
fn what_is_written_is_read_again_as_it_was() {
    for (key, page) in pages() {
        let family = markdown::read(&page, &key).family;
        let file = write_family(&family);
        let again = read_family(&file);
        assert!(again.problems.is_empty(), "{key}: {:?}", again.problems);
        assert_eq!(again.value.as_ref(), Some(&family), "{key}");
        assert_eq!(markdown::read(&page, &key).family, family, "{key}");
    }
}

#[test]
fn a_page_that_is_written_again_gives_the_same_family() {
    for (key, page) in pages() {
        let family = markdown::read(&page, &key).family;
        let written = markdown::write(&family, &key);
        assert_eq!(markdown::read(&written, &key).family, family, "{key}");
        let plain =
            |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        assert_eq!(plain(&written), plain(&page), "{key}");
    }
}

#[test]
fn every_page_is_taken_apart() {
    for (key, page) in pages() {
        let read = markdown::read(&page, &key);
        assert!(!read.family.roles.is_empty(), "{key}");
        assert!(read.report.of(NoteKind::Became).count() > 2, "{key}");
    }
}

/// What the checks find on one page, and nothing else: read through by hand.
#[test]
fn the_checks_find_on_a_page_what_a_careful_reader_finds() {
    let pages: HashMap<String, String> = pages().into_iter().collect();
    let Some(page) = pages.get("finance/it-management") else {
        return;
    };
    let file = write_family(&markdown::read(page, "finance/it-management").family);
    let document = Document::new(
        "finance/it-management.toml".into(),
        "finance/it-management".into(),
        &file,
    );
    let workspace = Workspace::new("".into(), None, vec![document], Vec::new());
    let found = check_all(&workspace, Terms::default());
    let shown = |severity: Severity| -> Vec<String> {
        let found = found.iter().filter(|found| found.severity == severity);
        let mut shown: Vec<String> = found
            .map(|found| {
                let span = found.span.clone().unwrap_or_default();
                let words: String = file[span].chars().take(40).collect();
                format!("{} {words}", found.rule)
            })
            .collect();
        shown.sort();
        shown
    };
    let report = &markdown::read(page, "finance/it-management").report;
    let look: Vec<(usize, String)> = report
        .of(NoteKind::Look)
        .map(|note| (note.line, note.text.to_string()))
        .collect();
    assert_eq!(
        look,
        [
            (8, "a link is not closed; it is kept as it is written"),
            (16, "Manager, IT has 1 item twice"),
        ]
        .map(|(line, text)| (line, text.to_owned()))
    );
    assert_eq!(
        shown(Severity::Warning),
        [
            "indicator-target \"% of team who self-classify as diverse\"",
            "indicator-target \"Customer Satisfaction Survey (CSAT)\"",
            "inherited-item \"Embed an asynchronous, distributed phil",
            "inherited-item \"Hold regular 1:1’s with all members of ",
            "inherited-item \"Hold regular 1:1’s with all members of ",
            "jargon world class",
            "location Americas timezones",
            "repeated-item \"Embed an asynchronous, distributed phil",
            "years-of-experience 2+ years",
            "years-of-experience 2+ years",
        ]
    );
    // The page of the ladder is not there; of a whole handbook it is. The sentence of whom one reports to stays as it is
    // on the page, and so does the link in it.
    assert_eq!(
        shown(Severity::Error),
        [
            "malformed-link [Sr Director, IT Operations](https://abo",
            "unknown-reference career_ladder",
        ]
    );
}

/// Titles with their grades, managers and how many items they have in each list.
fn told(family: &Family) -> Vec<String> {
    let roles = (0..family.roles.len()).map(Node::Role);
    let specialties = (0..family.specialties.len()).map(Node::Specialty);
    roles
        .chain(specialties)
        .map(|node| {
            let body = family.body(node).unwrap();
            let grade = body
                .grade
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let managers: Vec<&str> = body
                .reports_to
                .iter()
                .map(|one| one.title.as_str())
                .collect();
            let counts: Vec<String> = body
                .lists
                .iter()
                .map(|list| list.len().to_string())
                .collect();
            let (title, counts) = (family.title(node), counts.join(" "));
            format!("{title} | {grade} | {} | {counts}", managers.join(" or "))
        })
        .collect()
}

/// What a person counts on some of the pages.
#[test]
fn pages_say_what_a_person_reads_in_them() {
    let pages: HashMap<String, String> = pages().into_iter().collect();
    let Some(page) = pages.get("finance/it-management") else {
        return;
    };
    let family = markdown::read(page, "finance/it-management").family;
    assert_eq!(
        told(&family),
        [
            "Manager, IT | 8 | Sr Director, IT Operations | 4 7 0",
            "Manager, IT Engineering |  |  | 6 11 0",
            "Manager, IT End User Services |  |  | 12 11 0",
        ]
    );
    let responsibilities = &family.roles[0].body.lists[0];
    assert_eq!(responsibilities[1], responsibilities[3]);
    let targets: Vec<Option<&str>> = family
        .body
        .more
        .performance_indicators
        .iter()
        .map(|indicator| indicator.target.as_deref())
        .collect();
    assert_eq!(
        targets,
        [Some("< 0.69"), None, Some("> 0.1"), Some("< 21 days"), None]
    );
    let [step] = family.body.more.career_ladder.steps.as_slice() else {
        panic!("{:?}", family.body.more.career_ladder);
    };
    assert_eq!(step.from, "manager-it-end-user-services");
    assert_eq!(step.to, "finance/director-it-operations");
    assert_eq!(family.body.more.hiring_process.steps.len(), 5);
    assert!(family.sections.is_empty());

    let read = |key: &str| told(&markdown::read(&pages[key], key).family);
    assert_eq!(
        read("finance/accounts-payable"),
        [
            "Junior Accounts Payable Analyst | 5 | Manager, Accounts Payable | 8 11 0",
            "Accounts Payable Analyst (Intermediate) | 6 | Senior Manager, Accounts Payable | 13 11 0",
            "Senior Accounts Payable Analyst | 7 | Senior Manager, Accounts Payable | 6 6 0",
            "Manager, Accounts Payable | 8 | Senior Manager, Accounts Payable | 7 7 0",
            "Senior Manager, Accounts Payable | 9 | Senior Director, Corporate Controller | 8 3 0",
            "Director, Accounts Payable | 10 | VP, Corporate Controller | 14 9 0",
        ]
    );
    assert_eq!(
        read("finance/senior-compliance-analyst"),
        ["Senior SOX Compliance Anaylst | 7 |  | 6 13 0"]
    );
    assert_eq!(
        read("legal/public-policy"),
        ["Senior Director of Public Policy | 11 | GitLab Chief Legal Officer | 4 8 0"]
    );
}
