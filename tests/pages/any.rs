//! Whatever somebody takes for Markdown: no word is lost, and what is written gives the same family.

use proptest::prelude::*;
use rolebook::document::{read_family, write_family};
use rolebook::format::markdown::{read, write};
use rolebook::model::{Body, Extends, Family, Grade, Item, ReportsTo, Role, Section, Variation};

use crate::words;

/// Lines as pages have them, and as nobody would write them.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "",
        "",
        "## Manager, IT",
        "### Manager, IT Responsibilities",
        "#### Requirements",
        "### Job Grade",
        "The Manager, IT is a [grade 8](/g#grades).",
        "The Manager, IT reports to the [Lead](/job-families/a/lead/",
        "## Levels",
        "## Specialties",
        "### Senior Tester",
        "## Performance Indicators",
        "## Career Ladder",
        "The next step in the Manager, IT role is to move to the [Lead](/job-families/a/lead) job family.",
        "## Hiring Process",
        "* one",
        "* one",
        "- two [x][r]",
        "  - deep",
        "  more",
        "1. first",
        "2. second",
        "\t- tab",
        "   text",
        "[r]: http://x.org \"t\"",
        "---",
        "***",
        "===",
        "Some text:",
        "**Requirements**",
        "{{% shortcode %}}",
        "{:.no_toc}",
        "<div>",
        "</div>",
        "<!-- c -->",
        "| a | b |",
        "|---|---|",
        "> quote",
        "```",
        "    code",
        "{{family}}",
        "* {{requirements}}",
        "{{role manager-it}}",
        "\\{{summary}}",
        "# Title",
        "title: x",
        "[a](<b c>)",
        "The Manager, IT role extends the Senior Tester role.",
        "Extends that of the Senior Tester",
        "#",
        "-",
        "*",
        "+",
        "- [Speed < 5 days](/m)",
        "Reports to",
        "### Summary",
        "## A {#b}",
        "0) x",
        "\u{a0}",
        "é ’ “”",
    ]);
    prop_oneof![
        6 => known.prop_map(str::to_owned),
        1 => "[-a1*_`~<>\\[\\]()!#+.:|\\\\&; \t]{0,12}",
        1 => "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn any_page_is_kept_whole(lines in prop::collection::vec(line(), 0..40), front in prop::option::of("(title: [a-z\" ]{0,6}\n)?(x: y\n)?")) {
        let front = front.map(|front| format!("---\n{front}---\n")).unwrap_or_default();
        let page = format!("{front}{}\n", lines.join("\n"));
        let family = read(&page, "a/b").family;
        let file = write_family(&family);
        let again = read_family(&file);
        prop_assert_eq!(again.value.as_ref(), Some(&family));
        prop_assert!(again.problems.is_empty(), "{:?}", again.problems);
        let missing = words::missing(words::body(&page), &file);
        prop_assert!(missing.is_empty(), "{:?}\n{}", missing, file);
        prop_assert_eq!(&read(&page, "a/b").family, &family);
        let written = write(&family, "a/b");
        prop_assert_eq!(&read(&written, "a/b").family, &family, "{}", written);
    }
}

/// Texts that a page can hold: some words, some Markdown.
fn words_of_a_page() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Keeps the books",
        "Says \"no\" to *most* things",
        "Reads [the page](/a/b#c) and `code`",
        "Works with:\n- a\n- b",
        "One\n\nand two",
        "2+ years of C# & <tags>",
        "Écrit 日本語",
    ]);
    prop_oneof![
        known.prop_map(str::to_owned),
        "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,5}"
    ]
}

fn part(title: String) -> impl Strategy<Value = Body> {
    let items = || prop::collection::vec(words_of_a_page().prop_map(Item::new), 0..4);
    let manager = prop::sample::select(vec![
        ("Head, Books", None),
        ("VP", Some("/vp/")),
        ("Lead & Co", None),
    ]);
    let grade = prop_oneof![
        (1_i64..20).prop_map(Grade::Number),
        Just(Grade::Text("M2".into()))
    ];
    (
        prop::option::of(grade),
        prop::option::of(manager),
        [items(), items(), items()],
        prop::option::of("Does [a-z ]{1,20}[a-z]\\."),
    )
        .prop_map(move |(grade, manager, lists, summary)| Body {
            title: Some(title.as_str().into()),
            grade,
            reports_to: manager
                .into_iter()
                .map(|(title, link)| ReportsTo {
                    title: title.into(),
                    role: None,
                    link: link.map(Into::into),
                })
                .collect(),
            lists,
            summary: summary.map(Into::into),
            ..Body::default()
        })
}

fn family() -> impl Strategy<Value = Family> {
    let roles = ["Clerk", "Senior Clerk", "Manager, Books"].map(|title| part(title.to_owned()));
    let specialty = prop::option::of(part("Night".to_owned()));
    let section = prop::option::of(words_of_a_page());
    (
        roles,
        specialty,
        part("Books".to_owned()),
        section,
        any::<bool>(),
        1_usize..4,
    )
        .prop_map(|(bodies, specialty, own, section, extends, count)| {
            let mut family = Family::default();
            family.body.title = own.title;
            family.body.summary = own.summary;
            family.body.lists = own.lists;
            for (id, mut body) in ["clerk", "senior-clerk", "manager-books"]
                .into_iter()
                .zip(bodies)
                .take(count)
            {
                if extends && id == "senior-clerk" {
                    *body.extends = Extends {
                        all: Some("clerk".to_owned()),
                        ..Extends::default()
                    };
                }
                // Without anything below it a heading says little; on a page of levels it is a role.
                body.grade.get_or_insert(Grade::Number(1));
                family.roles.push(Role {
                    id: id.into(),
                    body,
                });
            }
            family.specialties.extend(specialty.map(|mut body| {
                body.grade = None;
                body.reports_to.clear();
                body.summary.get_or_insert_with(|| "By night.".into());
                Variation {
                    id: "night".into(),
                    roles: Vec::new(),
                    body,
                }
            }));
            family.sections.extend(section.map(|body| Section {
                heading: "Notes".to_owned(),
                body,
            }));
            family
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_family_that_was_never_a_page_says_the_same_on_one(family in family()) {
        let page = write(&family, "a/books");
        let mut again = read(&page, "a/books").family;
        prop_assert_eq!(&write(&again, "a/books"), &page);
        again.page = Default::default();
        prop_assert_eq!(&again, &family, "{}", page);
    }
}
