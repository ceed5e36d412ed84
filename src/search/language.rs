//! What the query language finds: as fzf finds it where it has the same signs, and what a place is elsewhere.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use proptest::prelude::*;

use super::tests::{catalog, family, found, lines, role, search, variation};
use super::*;
use crate::model::{Grade, Status, Track};

/// The lines that answer, by number.
fn answering(texts: &[&str], query: &str) -> Vec<usize> {
    let mut numbers: Vec<usize> = found(&lines(texts), query)
        .iter()
        .filter_map(|address| address.strip_prefix("f#")?.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn signs_decide_as_fzf_does() {
    let texts = [
        "core.go main",
        "Core.rb",
        "  core.py  ",
        "the core",
        "score board",
        "café core",
        "core",
        "non-core_part",
    ];
    for (query, expected) in [
        ("'core", &[0, 1, 2, 3, 4, 5, 6, 7][..]),
        ("'core'", &[0, 1, 2, 3, 5, 6, 7]),
        ("'Core", &[1]),
        ("^core", &[0, 1, 2, 6]),
        ("^Core", &[1]),
        ("core$", &[3, 5, 6]),
        ("^core$", &[6]),
        ("^core.py$", &[2]),
        (".rb$ | .py$", &[1, 2]),
        ("^core .go | .rb$", &[0, 1]),
        ("!core", &[]),
        ("!^core", &[3, 4, 5, 7]),
        ("!core$", &[0, 1, 2, 4, 7]),
        ("!^core$", &[0, 1, 2, 3, 4, 5, 7]),
        ("!Core", &[0, 2, 3, 4, 5, 6, 7]),
        ("!'core'", &[4]),
        ("'e\\ b", &[4]),
        ("'cafe", &[5]),
        ("'café", &[5]),
        ("'coré", &[]),
        ("'core !board !main !^core", &[3, 5, 7]),
        ("!core | board", &[4]),
        ("'co$", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ("core$ | 'board", &[3, 4, 5, 6]),
        ("'core\\ ", &[4]),
        ("\\ core$", &[3, 5]),
        ("^core\\ ", &[]),
        ("''core", &[]),
        ("^'core", &[]),
        ("'core !$", &[0, 1, 2, 3, 4, 5, 6, 7]),
        // Where fzf would look for letters with others between them.
        ("!'board", &[0, 1, 2, 3, 5, 6, 7]),
    ] {
        assert_eq!(answering(&texts, query), expected, "{query}");
    }
}

/// What fzf does with a line, by its manual.
fn fzf(line: &str, sign: usize, term: &str, not: bool) -> bool {
    let sensitive = term.chars().any(char::is_uppercase);
    let line = match sensitive {
        true => line.to_owned(),
        false => line.to_lowercase(),
    };
    let trimmed = line.trim();
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let found = match sign {
        0 => line.contains(term),
        1 => trimmed.starts_with(term),
        2 => trimmed.ends_with(term),
        3 => trimmed == term,
        _ => (0..line.len()).any(|at| {
            line[at..].starts_with(term)
                && edge(line[..at].chars().next_back())
                && edge(line[at + term.len()..].chars().next())
        }),
    };
    found != not
}

fn signed(sign: usize, term: &str, not: bool) -> String {
    let term = match sign {
        // `!` alone means the same, and a quote behind it is not for every version.
        0 if not => term.to_owned(),
        0 => format!("'{term}"),
        1 => format!("^{term}"),
        2 => format!("{term}$"),
        3 => format!("^{term}$"),
        _ => format!("'{term}'"),
    };
    format!("{}{term}", if not { "!" } else { "" })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_sign_decides_as_fzf_does(
        texts in prop::collection::vec("[ ]{0,1}[a-cA-B._-]{1,3}([ ][a-cA-B._-]{1,3}){0,3}[ ]{0,1}", 1..6),
        terms in prop::collection::vec((0usize..5, "[a-cA-B._-]{1,3}", any::<bool>(), any::<bool>()), 1..4),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        // Of alternatives, one must hold; of everything else, all.
        let mut query = String::new();
        let mut all: Vec<Vec<(usize, &str, bool)>> = Vec::new();
        for (sign, term, not, joins) in &terms {
            // A bar joins only what stands before it.
            let joins = *joins && !all.is_empty();
            query.push_str(if joins { " | " } else { " " });
            query.push_str(&signed(*sign, term, *not));
            if !joins {
                all.push(Vec::new());
            }
            all.last_mut().unwrap().push((*sign, term, *not));
        }
        let expected: Vec<usize> = (0..texts.len())
            .filter(|n| all.iter().all(|any| {
                any.iter().any(|(sign, term, not)| fzf(texts[*n], *sign, term, *not))
            }))
            .collect();
        prop_assert_eq!(answering(&texts, &query), expected, "{}", query);
    }
}

/// Two departments, grades, tracks, tags and owners, some of them inherited.
fn company() -> Catalog {
    let mut sales = family(
        "Selling",
        &["Travels"],
        vec![
            role("rep", "Sales Rep", &["Knows Python"]),
            role("lead", "Sales Lead", &["Leads reps"]),
        ],
    );
    sales.body.more.status = Some(Status::Active);
    sales.body.more.owner = Some("Revenue Team".into());
    sales.body.more.tags = vec!["quota".to_owned()];
    sales.body.more.review_due = "2026-06-30".parse().ok();
    sales.roles[0].body.grade = Some(Grade::Number(5));
    sales.roles[0].body.track = Some(Track::Ic);
    sales.roles[1].body.grade = Some(Grade::Number(8));
    sales.roles[1].body.track = Some(Track::Manager);
    sales.segments = vec![variation("smb", "Small Business", &["Sells to shops"])];
    sales.segments[0].body.grade = Some(Grade::Number(6));
    let mut data = family(
        "Data",
        &["Knows SQL"],
        vec![role("analyst", "Analyst", &["Knows Python and travels"])],
    );
    data.body.more.status = Some(Status::Draft);
    data.roles[0].body.grade = Some(Grade::Number(7));
    data.roles[0].body.more.tags = vec!["remote".to_owned()];
    catalog(vec![("sales/selling", sales), ("tech/data/analysis", data)])
}

fn places(query: &str) -> Vec<String> {
    let mut places = found(&company(), query);
    places.sort();
    places
}

const REP: &str = "sales/selling#rep";
const REP_SMB: &str = "sales/selling#rep+smb";
const LEAD: &str = "sales/selling#lead";
const LEAD_SMB: &str = "sales/selling#lead+smb";
const ANALYST: &str = "tech/data/analysis#analyst";

#[test]
fn fields_ask_for_what_a_place_is_with_what_it_inherits() {
    for (query, expected) in [
        ("grade:>=7", &[LEAD, ANALYST][..]),
        ("grade:6", &[LEAD_SMB, REP_SMB]),
        ("grade:5..7 python", &[REP, REP_SMB, ANALYST]),
        ("dept:sales grade:5,8", &[LEAD, REP]),
        ("dept:tech", &["tech/data/analysis", ANALYST]),
        ("dept:data", &["tech/data/analysis", ANALYST]),
        ("dept:tech/data !has:grade", &["tech/data/analysis"]),
        ("family:selling track:manager", &[LEAD, LEAD_SMB]),
        ("segment:\"small business\" track:ic", &[REP_SMB]),
        ("segment:smb grade:6 owner:revenue", &[LEAD_SMB, REP_SMB]),
        ("status:draft grade:7", &[ANALYST]),
        ("!status:draft track:ic", &[REP, REP_SMB]),
        ("tag:quota grade:>7", &[LEAD]),
        ("tag:quota,remote grade:>=7", &[LEAD, ANALYST]),
        ("review:2026-06 grade:5", &[REP]),
        ("review:<2026-06", &[]),
        ("has:segment has:review track:ic", &[REP_SMB]),
        ("req:python", &[REP, REP_SMB, ANALYST]),
        ("req:python req:travels", &[REP, REP_SMB, ANALYST]),
        ("title:python", &[]),
        ("title:'lead grade:8", &[LEAD]),
        ("python !req:travels", &[]),
        ("'python | grade:8", &[LEAD, REP, REP_SMB, ANALYST]),
        ("grade:5 | grade:8", &[LEAD, REP]),
        ("!grade:5,6,7,8 has:tags", &["sales/selling"]),
        ("updated:>2020", &[]),
        ("has:problems", &[]),
    ] {
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(places(query), expected, "{query}");
    }
}

#[test]
fn what_only_the_outside_knows_is_told_to_the_index() {
    let mut index = Index::build(&company());
    let selling: Arc<str> = Arc::from("sales/selling");
    index.set_problems([(selling.clone(), vec![Node::Role(1)])]);
    index.set_updated([(selling.clone(), "2026-03-14".parse().unwrap())]);
    let found = |query: &str| {
        let hits = index.search(query, 9, &|| false).hits;
        hits.into_iter().map(|hit| hit.address).collect::<Vec<_>>()
    };
    assert_eq!(found("has:problems"), [LEAD, LEAD_SMB]);
    assert_eq!(found("updated:2026-03 grade:5"), [REP]);
    assert!(found("updated:<2026-03-14").is_empty());
    index.update_problems(&selling, vec![Node::Segment(0)]);
    let hits = index.search("has:problems", 9, &|| false).hits;
    assert_eq!(hits.len(), 2, "every role in that segment");
    index.update_problems(&selling, Vec::new());
    assert_eq!(index.search("has:problems", 9, &|| false).total, 0);
}

fn told(query: &str) -> Vec<String> {
    let notes = search(&company(), query).notes;
    let correct = |note: &Note| note.corrected(query).unwrap_or_default();
    notes
        .iter()
        .map(|note| format!("{} [{}]", note.message, correct(note)))
        .collect()
}

#[test]
fn no_list_is_empty_without_a_word() {
    for (query, expected) in [
        (
            "dept:slaes",
            "No department is called slaes, did you mean sales? [dept:sales]",
        ),
        (
            "dept:zzz",
            "No department is called zzz; there is sales, tech or tech/data. []",
        ),
        ("specialty:x", "Nothing in the catalog has a specialty. []"),
        (
            "grade:>8",
            "Nothing has such a grade; there is 5, 6, 7 or 8. []",
        ),
        (
            "python status:archived",
            "Without status:archived there are 3. [python]",
        ),
        (
            "grade:5 dept:tech",
            "Without grade:5 there are 2. [dept:tech]",
        ),
        (
            "dept:sales status:actve",
            "status: is never actve, did you mean active? [dept:sales status:active]",
        ),
    ] {
        let told = told(query);
        assert!(
            told.iter().any(|note| note == expected),
            "{query}: {told:?}"
        );
    }
    assert!(told("python grade:5").is_empty());
    let results = search(&company(), "req:pyhton dept:sales");
    assert!(results.hits.is_empty());
    assert_eq!(results.suggestion.as_deref(), Some("req:python dept:sales"));
}

#[test]
fn capitals_and_diacritics_count_when_they_are_typed() {
    let catalog = lines(&["Knows IT", "Does it well", "Führt", "Fuhrt ab"]);
    let exact = |query: &str| {
        let results = search(&catalog, query);
        let hits = results.hits.into_iter().filter(|hit| hit.exact);
        hits.map(|hit| hit.address).collect::<Vec<_>>()
    };
    assert_eq!(exact("it"), ["f#1", "f#0"]);
    assert_eq!(exact("IT"), ["f#0"]);
    assert_eq!(exact("führt"), ["f#2"]);
    assert_eq!(exact("fuhrt"), ["f#2", "f#3"]);
    assert_eq!(
        found(&catalog, "IT"),
        ["f#0", "f#1"],
        "the other stands below"
    );
}

#[test]
fn facets_count_all_that_answers_and_what_else_there_would_be() {
    let index = Index::build(&company());
    let counts = |query: &str, field: QueryField| {
        let options = Options {
            limit: 1,
            facets: true,
            unfold: &Unfold::All,
        };
        let facets = index.search_with(query, options, &|| false).facets.unwrap();
        let counts = facets.of(field).into_iter();
        let counts = counts.map(|one| format!("{} {}", one.value, one.count));
        counts.collect::<Vec<_>>().join(", ")
    };
    let grade = QueryField::Grade;
    assert_eq!(counts("'python", grade), "5 1, 6 1, 7 1");
    assert_eq!(
        counts("'python", QueryField::Department),
        "sales 2, tech 1, tech/data 1"
    );
    // Other grades stay countable while one of them is chosen.
    assert_eq!(counts("'python grade:5", grade), "5 1, 6 1, 7 1");
    assert_eq!(counts("'python grade:5", QueryField::Department), "sales 1");
    assert_eq!(counts("'python grade:5 dept:tech", grade), "7 1");
    assert_eq!(counts("", QueryField::Status), "draft 2, active 5");
    assert_eq!(counts("", QueryField::Track), "ic 2, manager 2");
    assert_eq!(counts("grade:5..6", QueryField::Tag), "quota 3");
}
