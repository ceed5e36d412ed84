//! Whatever somebody takes for Markdown: no word is lost, and what is written gives the same family.

use proptest::prelude::*;
use rolebook::document::{read_family, write_family};
use rolebook::format::markdown::{read, write};

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
