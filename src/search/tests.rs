//! What somebody who searches would notice.
#![allow(clippy::unwrap_used)]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::model::{
    Body, CareerLadder, CatalogEntry, Extends, Family, HiringProcess, Indicator, Item, LadderStep,
    ReportsTo, Role, Section, Settings, Variation, Whole,
};

fn body(title: &str, requirements: &[&str]) -> Body {
    let items = requirements.iter().map(|text| Item::new(*text));
    Body {
        title: (!title.is_empty()).then(|| title.into()),
        lists: [Vec::new(), items.collect(), Vec::new()],
        ..Body::default()
    }
}

pub(super) fn role(id: &str, title: &str, requirements: &[&str]) -> Role {
    Role {
        id: id.into(),
        body: body(title, requirements),
    }
}

pub(super) fn variation(id: &str, title: &str, requirements: &[&str]) -> Variation {
    Variation {
        id: id.into(),
        body: body(title, requirements),
        ..Variation::default()
    }
}

pub(super) fn family(title: &str, requirements: &[&str], roles: Vec<Role>) -> Family {
    Family {
        body: body(title, requirements),
        roles,
        ..Family::default()
    }
}

pub(super) fn catalog(families: Vec<(&str, Family)>) -> Catalog {
    let entries = families.into_iter().map(|(key, mut family)| {
        share(&mut family);
        CatalogEntry {
            key: key.into(),
            family: Arc::new(family),
        }
    });
    Catalog::new(Settings::default(), entries.collect())
}

/// Makes the items pieces of one text, as they are when they were read from a file, but for a few.
fn share(family: &mut Family) {
    let variations = family.specialties.iter_mut().chain(&mut family.segments);
    let roles = family.roles.iter_mut().map(|role| &mut role.body);
    let bodies = roles.chain(variations.map(|variation| &mut variation.body));
    let lists = std::iter::once(&mut family.body).chain(bodies);
    let items: Vec<&mut Item> = lists
        .flat_map(|body| body.lists.iter_mut().flatten())
        .collect();
    const BETWEEN: &str = "\n# aBc \n";
    let texts: Vec<&str> = items.iter().map(|item| item.text().as_str()).collect();
    let whole = Whole::new(format!("{BETWEEN}{}{BETWEEN}", texts.join(BETWEEN)).into());
    let mut at = BETWEEN.len();
    for (n, item) in items.into_iter().enumerate() {
        let end = at + item.text().len();
        let piece = &whole.as_str()[at..end];
        at = end + BETWEEN.len();
        if n % 4 != 3 {
            item.set_text(whole.piece(piece));
        }
    }
}

/// One family with a role for each line: `f#0`, `f#1`, …
pub(super) fn lines(lines: &[&str]) -> Catalog {
    let roles = lines
        .iter()
        .enumerate()
        .map(|(n, line)| role(&n.to_string(), "Role", &[line]));
    catalog(vec![("f", family("", &[], roles.collect()))])
}

pub(super) fn search(catalog: &Catalog, query: &str) -> Results {
    Index::build(catalog).search(query, 100, &|| false)
}

pub(super) fn found(catalog: &Catalog, query: &str) -> Vec<String> {
    let hits = search(catalog, query).hits;
    hits.into_iter().map(|hit| hit.address).collect()
}

/// The marked parts of a match, separated by `|`.
fn marked(found: &Match) -> String {
    let chars: Vec<char> = found.text.chars().collect();
    let parts = found.ranges.iter();
    let parts: Vec<String> = parts
        .map(|(start, end)| chars[*start..*end].iter().collect())
        .collect();
    parts.join("|")
}

fn it_management() -> Family {
    Family {
        specialties: vec![
            variation("it-engineering", "IT Engineering", &["Knows Python"]),
            variation(
                "it-end-user-services",
                "End User Services",
                &["Runs the Service Desk", "Applies ITIL best practice"],
            ),
        ],
        ..family(
            "IT Management",
            &["Can use Git"],
            vec![role(
                "manager-it",
                "Manager, IT",
                &["Meets everybody in 1:1s"],
            )],
        )
    }
}

#[test]
fn the_role_that_runs_itil_comes_before_lines_with_the_same_letters() {
    let catalog = lines(&[
        "Is in the initial lead of the team",
        "Owns and runs ITIL processes",
        "Takes part in the lead meeting",
    ]);
    let results = search(&catalog, "itil");
    assert_eq!(results.hits[0].address, "f#1");
    assert_eq!(results.exact, 1);
    assert!(results.hits[1..].iter().all(|hit| !hit.exact));
}

#[test]
fn both_words_in_one_line_come_first() {
    let catalog = lines(&[
        "Service for all, at any desk",
        "Leads the service desk",
        "Keeps the desk tidy",
    ]);
    assert_eq!(found(&catalog, "service desk"), ["f#1", "f#0"]);
    let apart = family(
        "",
        &[],
        vec![
            role("apart", "Role", &["Knows service", "Has a desk"]),
            role("one-line", "Role", &["Knows service at a desk"]),
        ],
    );
    let catalog = self::catalog(vec![("f", apart)]);
    assert_eq!(found(&catalog, "service desk"), ["f#one-line", "f#apart"]);
    assert_eq!(found(&catalog, "desk service"), ["f#one-line", "f#apart"]);
    assert!(found(&catalog, "\"service desk\"").is_empty());
}

#[test]
fn a_specialty_is_found_by_the_words_of_all_that_it_belongs_to() {
    let catalog = catalog(vec![("finance/it-management", it_management())]);
    let results = search(&catalog, "it management end user");
    assert_eq!(results.hits.len(), 1);
    let hit = &results.hits[0];
    assert_eq!(hit.title, "Manager, IT · End User Services");
    assert!(hit.exact);
    assert_eq!(
        search(&catalog, "finance end user").hits[0].title,
        hit.title
    );
    let [title, family] = &hit.matches[..2] else {
        panic!("two lines speak for the four terms");
    };
    assert_eq!(marked(title), "IT|End|User");
    assert_eq!(
        (marked(family).as_str(), family.origin.is_some()),
        ("IT|Management", true)
    );
    assert_eq!(family.node, Node::Family);
}

#[test]
fn umlauts_match_however_they_are_typed_and_written() {
    let catalog = lines(&["Führung im Team", "Fu\u{308}hrung im Büro", "Café-Leitung"]);
    for query in ["führung", "fu\u{308}hrung", "FUHRUNG"] {
        assert_eq!(found(&catalog, query), ["f#0", "f#1"], "{query}");
    }
    let hit = &search(&catalog, "fuhrung buro").hits[0];
    assert_eq!(marked(&hit.matches[0]), "Fu\u{308}hrung|Büro");
    assert_eq!(found(&catalog, "cafe"), ["f#2"]);
}

#[test]
fn short_and_odd_terms_are_terms() {
    let catalog = lines(&[
        "Partners with HR",
        "Worked through three acts",
        "Knows C++ and .NET",
        "Writes C# or C",
        "Serves R&D",
        "Knows R",
        "Holds 1:1s",
    ]);
    for (query, expected) in [
        ("HR", vec!["f#0"]),
        ("c++", vec!["f#2"]),
        ("C#", vec!["f#3"]),
        (".net", vec!["f#2"]),
        ("r&d", vec!["f#4"]),
        ("1:1", vec!["f#6"]),
    ] {
        assert_eq!(found(&catalog, query), expected, "{query}");
    }
    assert_eq!(found(&catalog, "c")[0], "f#3", "C itself before C++");
    assert_eq!(found(&catalog, "r")[0], "f#5", "R itself before R&D");
}

#[test]
fn words_come_before_beginnings_and_those_before_parts() {
    let catalog = lines(&["A subproduct", "Many products", "The product"]);
    assert_eq!(found(&catalog, "product"), ["f#2", "f#1", "f#0"]);
}

#[test]
fn a_plural_finds_the_singular_too() {
    let catalog = lines(&["A forensic method", "Forensics", "Process", "A proces"]);
    assert_eq!(found(&catalog, "forensics"), ["f#1", "f#0"]);
    assert_eq!(found(&catalog, "'forensics"), ["f#1"]);
    assert_eq!(found(&catalog, "process"), ["f#2"]);
}

#[test]
fn titles_come_before_tags_summaries_and_lines() {
    let mut family = family(
        "",
        &[],
        vec![
            role("line", "Role", &["Knows payroll"]),
            role("summary", "Role", &[]),
            role("tag", "Role", &[]),
            role("title", "Payroll Lead", &[]),
        ],
    );
    family.roles[1].body.summary = Some("Does payroll".into());
    family.roles[2].body.more.tags = vec!["payroll".to_owned()];
    let catalog = catalog(vec![("f", family)]);
    let expected = ["f#title", "f#tag", "f#summary", "f#line"];
    assert_eq!(found(&catalog, "payroll"), expected);
}

#[test]
fn a_role_comes_before_a_family_of_the_same_name() {
    let recruiting = family("Recruiter", &[], vec![role("r", "Recruiter", &[])]);
    let other = family("Recruiter", &[], vec![]);
    let catalog = catalog(vec![("a", other), ("b", recruiting)]);
    assert_eq!(found(&catalog, "recruiter"), ["b#r", "a", "b"]);
}

#[test]
fn what_a_role_is_measured_by_counts_as_much_as_what_it_does() {
    let mut family = family("", &[], vec![role("item", "Role", &["Has improved CSAT"])]);
    family.roles.push(role("measured", "Role", &[]));
    family.roles[1].body.more.performance_indicators = vec![Indicator {
        name: "CSAT".into(),
        target: None,
        link: None,
    }];
    let catalog = catalog(vec![("f", family)]);
    assert_eq!(found(&catalog, "csat"), ["f#measured", "f#item"]);
}

#[test]
fn who_writes_a_line_comes_before_who_inherits_it() {
    let mut family = family(
        "Family",
        &["Knows Kubernetes"],
        vec![
            role("a", "Role", &[]),
            role("b", "Role", &["Runs Kubernetes"]),
        ],
    );
    family.specialties = vec![variation("s", "Aside", &[])];
    let catalog = catalog(vec![("f", family)]);
    let hits = search(&catalog, "kubernetes").hits;
    let order: Vec<(&str, bool)> = hits
        .iter()
        .map(|hit| (hit.address.as_str(), hit.matches[0].origin.is_some()))
        .collect();
    assert_eq!(
        order,
        [
            ("f#b", false),
            ("f", false),
            ("f#b+s", true),
            ("f#a", true),
            ("f#a+s", true)
        ]
    );
}

#[test]
fn a_term_can_be_excluded() {
    let catalog = lines(&["Python and Go", "Python and Rust", "Python with goals"]);
    assert_eq!(found(&catalog, "python !rust !goals"), ["f#0"]);
    assert_eq!(found(&catalog, "!python"), ["f"]);
    let inherits = catalog_with_extends();
    assert_eq!(found(&inherits, "audit !budget"), ["f#junior"]);
}

#[test]
fn who_wants_no_seniors_does_not_mean_those_who_can_become_one() {
    let mut family = family(
        "Selling",
        &["Travels"],
        vec![
            role("rep", "Sales Rep", &[]),
            role("senior", "Senior Sales Rep", &[]),
            role("mentor", "Mentor", &["Trained by seniors"]),
        ],
    );
    family.body.reports_to = vec![ReportsTo {
        title: "Senior Director".into(),
        ..ReportsTo::default()
    }];
    family.body.more.hiring_process.steps = vec!["A talk with a senior rep".to_owned()];
    let step = LadderStep {
        from: "rep".to_owned(),
        to: "senior".to_owned(),
        kind: None,
    };
    family.body.more.career_ladder.steps = vec![step];
    let catalog = catalog(vec![("s", family)]);
    assert_eq!(found(&catalog, "travels !senior"), ["s", "s#rep"]);
    assert_eq!(found(&catalog, "!^senior title:rep"), ["s#rep"]);
    // Asked for, they count.
    assert!(found(&catalog, "travels !hiring:senior").is_empty());
    assert!(found(&catalog, "travels !ladder:senior").is_empty());
    assert_eq!(
        found(&catalog, "travels !title:senior"),
        ["s", "s#rep", "s#mentor"]
    );
}

#[test]
fn what_is_only_similar_counts_where_not_all_of_the_list_is_as_it_was_typed() {
    let catalog = lines(&["Leads onboarding", "Runs onboarding", "Onboard in groups"]);
    let index = Index::build(&catalog);
    let counted = |limit| {
        let found = index.search("onboarding", limit, &|| false);
        (found.hits.len(), found.total, found.as_typed)
    };
    assert_eq!(counted(9), (3, 3, 2));
    assert_eq!(counted(3), (3, 3, 2));
    assert_eq!(counted(2), (2, 2, 2));
}

fn catalog_with_extends() -> Catalog {
    let mut senior = role("senior", "Senior", &["Owns the budget"]);
    *senior.body.extends = Extends {
        all: Some("junior".to_owned()),
        ..Extends::default()
    };
    catalog(vec![(
        "f",
        family(
            "",
            &[],
            vec![role("junior", "Junior", &["Helps with the audit"]), senior],
        ),
    )])
}

#[test]
fn what_a_role_omits_is_not_found_there() {
    let mut family = family(
        "Family",
        &["Has a driving licence"],
        vec![role("a", "A", &[]), role("b", "B", &[])],
    );
    family.roles[1].body.more.omit = vec!["Has a driving licence".to_owned()];
    let catalog = catalog(vec![("f", family)]);
    assert_eq!(found(&catalog, "driving"), ["f", "f#a"]);
}

#[test]
fn a_role_answers_with_what_it_extends() {
    let catalog = catalog_with_extends();
    assert_eq!(found(&catalog, "budget audit"), ["f#senior"]);
    let hit = &search(&catalog, "audit budget").hits[0];
    let origins: Vec<(Node, bool)> = hit
        .matches
        .iter()
        .map(|m| (m.node, m.origin.is_some()))
        .collect();
    assert_eq!(origins, [(Node::Role(0), true), (Node::Role(1), false)]);
}

#[test]
fn every_field_is_searched_and_named() {
    let mut family = it_management();
    family.body.more.tags = vec!["wordtag".to_owned()];
    family.roles[0].body.reports_to = vec![ReportsTo {
        title: "Wordboss".into(),
        ..ReportsTo::default()
    }];
    family.body.more.performance_indicators = vec![Indicator {
        name: "Wordcount".into(),
        target: Some("< 21 days".into()),
        link: None,
    }];
    *family.body.more.career_ladder = CareerLadder {
        summary: None,
        steps: vec![
            LadderStep::default(),
            LadderStep {
                from: "manager-it".to_owned(),
                to: "wordtop".to_owned(),
                kind: None,
            },
        ],
    };
    *family.body.more.hiring_process = HiringProcess {
        intro: None,
        steps: vec!["A wordcall".to_owned()],
        outro: None,
    };
    family.sections = vec![Section {
        heading: "Notes".to_owned(),
        body: "First line\nA wordnote line".to_owned(),
    }];
    family.body.summary = Some("A wordsum".into());
    let catalog = catalog(vec![("dept/it", family)]);
    for (query, name, index, text) in [
        ("wordtag", "tags", 0, "wordtag"),
        ("wordboss", "reports_to", 0, "Wordboss"),
        (
            "wordcount",
            "performance_indicators",
            0,
            "Wordcount < 21 days",
        ),
        ("wordtop", "career_ladder", 1, "manager-it → wordtop "),
        ("wordcall", "hiring_process", 0, "A wordcall"),
        ("wordnote", "sections", 0, "A wordnote line"),
        ("wordsum", "summary", 0, "A wordsum"),
        ("python", "requirements", 0, "Knows Python"),
        ("dept", "id", 0, "dept/it"),
        ("it-engineering", "id", 0, "it-engineering"),
        ("management", "title", 0, "IT Management"),
    ] {
        let results = search(&catalog, query);
        let first = &results.hits[0].matches[0];
        let seen = (first.field.name(), first.index, first.text.as_str());
        assert_eq!(seen, (name, index, text), "{query}");
    }
}

#[test]
fn a_typing_mistake_leads_to_the_word_that_was_meant() {
    let catalog = lines(&["Runs onboarding", "Owns the Service Desk"]);
    let results = search(&catalog, "onbaording");
    assert!(results.hits.is_empty());
    assert_eq!(results.suggestion.as_deref(), Some("onboarding"));
    let results = search(&catalog, "\"servcie dsek\" !x");
    assert_eq!(results.suggestion.as_deref(), Some("\"service desk\" !x"));
    assert_eq!(search(&catalog, "zzzzzz").suggestion, None);
    assert_eq!(search(&catalog, "onboarding").suggestion, None);
    assert_eq!(
        search(&catalog, "runs desk").suggestion,
        None,
        "both are known"
    );
}

#[test]
fn another_word_is_no_typing_mistake() {
    let catalog = lines(&["A senior engineer", "Runs onboarding"]);
    assert_eq!(search(&catalog, "junior").suggestion, None);
    for (typed, meant) in [
        ("sneoir", "senior"),
        ("esnior", "senior"),
        ("zenior", "senior"),
    ] {
        let suggestion = search(&catalog, typed).suggestion;
        assert_eq!(suggestion.as_deref(), Some(meant), "{typed}");
    }
}

#[test]
fn what_stands_around_a_word_in_a_sentence_is_no_part_of_it() {
    let catalog = lines(&[
        "Sr Director, IT Operations",
        "Knows .NET",
        "Is in the network (CSAT)",
    ]);
    for (query, expected) in [
        ("sr. director", vec!["f#0"]),
        ("operations, director", vec!["f#0"]),
        ("(csat)", vec!["f#2"]),
        ("csat?", vec!["f#2"]),
        (".net", vec!["f#1"]),
        ("'sr.", vec![]),
    ] {
        let exact = search(&catalog, query)
            .hits
            .into_iter()
            .filter(|hit| hit.exact);
        let exact: Vec<String> = exact.map(|hit| hit.address).collect();
        assert_eq!(exact, expected, "{query}");
    }
}

#[test]
fn left_out_letters_are_found_after_what_is_exact() {
    let catalog = lines(&["Runs onboarding", "Says onboardng"]);
    let results = search(&catalog, "onboardng");
    let order: Vec<(&str, bool)> = results
        .hits
        .iter()
        .map(|hit| (hit.address.as_str(), hit.exact))
        .collect();
    assert_eq!(order, [("f#1", true), ("f#0", false)]);
    assert_eq!(marked(&results.hits[1].matches[0]), "onboard|ng");
    assert_eq!(found(&catalog, "'onboardng"), ["f#1"]);
}

#[test]
fn a_synonym_of_the_house_is_found_just_below_the_term() {
    let mut catalog = lines(&["Through the people team", "Knows HR", "Other"]);
    catalog.settings.synonyms = BTreeMap::from([("hr".to_owned(), "People team".to_owned())]);
    let results = search(&catalog, "HR");
    assert_eq!(results.exact, 2);
    assert_eq!(results.hits[0].address, "f#1");
    assert_eq!(marked(&results.hits[1].matches[0]), "people team");
    assert_eq!(results.hits[1].matches[0].term, "People team");
    assert_eq!(found(&catalog, "'hr'"), ["f#1"]);
    assert_eq!(found(&catalog, "'hr"), ["f#1", "f#0"], "inside of a word");
    let mut index = Index::build(&catalog);
    catalog.settings.synonyms.clear();
    index.update(&catalog, "f");
    assert_eq!(index.search("hr", 9, &|| false).total, 1);
}

#[test]
fn the_target_of_a_link_is_the_worst_place_to_be_found_in() {
    let catalog = lines(&[
        "[Leads](https://example.org/management/)",
        "Has supermanagement",
        "Does management",
    ]);
    assert_eq!(found(&catalog, "management"), ["f#2", "f#1", "f#0"]);
}

#[test]
fn a_change_is_found_after_an_update_and_the_rest_stays() {
    let mut catalog = catalog(vec![
        ("a", family("Alpha", &["Knows Cobol"], vec![])),
        ("c", family("Gamma", &["Knows Cobol"], vec![])),
    ]);
    let mut index = Index::build(&catalog);
    let before = index.clone();
    catalog.put(
        "a".into(),
        Arc::new(family("Alpha", &["Knows Rust"], vec![])),
    );
    catalog.put(
        "b".into(),
        Arc::new(family("Beta", &["Knows Rust"], vec![])),
    );
    index.update(&catalog, "a");
    index.update(&catalog, "b");
    catalog.remove("c");
    index.update(&catalog, "c");
    index.update(&catalog, "never there");
    let fresh = Index::build(&catalog);
    for query in ["rust", "cobol", "cobbol", "knows"] {
        let updated = index.search(query, 9, &|| false);
        assert_eq!(updated, fresh.search(query, 9, &|| false), "{query}");
        let unready = Index::unready(&catalog);
        assert_eq!(updated, unready.search(query, 9, &|| false), "{query}");
    }
    assert_eq!(index.search("rust", 9, &|| false).total, 2);
    assert_eq!(before.search("cobol", 9, &|| false).total, 2);
}

#[test]
fn the_limit_cuts_the_hits_but_not_the_count() {
    let catalog = lines(&["Knows Rust"; 9]);
    let results = Index::build(&catalog).search("rust", 4, &|| false);
    assert_eq!(
        (results.hits.len(), results.total, results.exact),
        (4, 9, 4)
    );
    assert_eq!(results.hits[0].address, "f#0");
}

#[test]
fn a_cancelled_search_returns_what_it_has() {
    let families = ["a", "b", "c"].map(|key| (key, family("Rust", &[], vec![])));
    let index = Index::build(&catalog(families.into()));
    let asked = Cell::new(0);
    let results = index.search("rust", 9, &|| {
        asked.set(asked.get() + 1);
        asked.get() > 2
    });
    assert!(!results.complete);
    assert_eq!(results.hits.len(), 2);
    assert!(!index.search("rust", 9, &|| true).complete);
}

#[test]
fn a_hit_shows_its_best_lines_and_a_few_more() {
    let lines = ["Rust", "Rust and more", "A crust", "On Rust", "In Rust too"];
    let catalog = catalog(vec![("f", family("Rust", &lines, vec![]))]);
    let matches = &search(&catalog, "rust").hits[0].matches;
    let texts: Vec<&str> = matches.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(texts, ["Rust", "Rust and more", "On Rust", "In Rust too"]);
    assert_eq!(matches[0].field, Field::Title);
}

#[test]
fn a_line_shows_only_what_speaks_for_the_term() {
    let mut family = family("IT", &["ITIL management", "Cooperates"], vec![]);
    family.body.summary = Some("With it in mind".into());
    let catalog = catalog(vec![("f", family)]);
    let hits = search(&catalog, "it management").hits;
    let shown: Vec<String> = hits[0].matches.iter().map(marked).collect();
    assert_eq!(shown, ["IT", "management", "it"]);
}

#[test]
fn an_index_can_be_shared_with_threads() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Index>();
}

#[test]
fn where_nothing_has_all_words_a_query_for_some_of_them_is_offered() {
    let catalog = lines(&[
        "Sets up laptops and accounts",
        "Sets up laptops for new hires",
        "Pays invoices",
    ]);
    let some = |query: &str| search(&catalog, query).some_words;
    let together = |query: &str| Some(SomeWords::Together(query.to_owned()));
    let any = |query: &str| Some(SomeWords::Any(query.to_owned()));
    assert_eq!(
        some("laptops accounts warehouse"),
        together("laptops accounts")
    );
    assert_eq!(
        some("warehouse laptops hires zoo"),
        together("laptops hires")
    );
    assert_eq!(
        some("laptops accounts hires"),
        together("laptops accounts"),
        "the first words"
    );
    assert_eq!(some("accounts invoices"), any("accounts | invoices"));
    assert_eq!(some("laptops accounts"), None, "that is found");
    assert_eq!(some("laptops acounts"), None, "that is one letter away");
    let better = search(&catalog, "laptops acounts").suggestion;
    assert_eq!(better.as_deref(), Some("laptops accounts"));
    // Spelled well, they do not stand together all the same.
    assert_eq!(some("lapptops hires invoices"), together("laptops hires"));
    assert_eq!(search(&catalog, "lapptops hires invoices").suggestion, None);
    assert_eq!(some("warehouse"), None);
    assert_eq!(some("laptops invoices 'zoo"), None, "more than words");
}
