//! What is wrong with a file is told with its place, and everything else in it is read.
#![allow(clippy::unwrap_used, missing_docs)]

use proptest::prelude::*;
use rolebook::document::{Problem, ProblemKind, Severity, read_family, read_settings};
use rolebook::model::{Family, Grade, ListKind};

fn problems(text: &str) -> Vec<Problem> {
    read_family(text).problems
}

fn family(text: &str) -> Family {
    read_family(text).value.unwrap()
}

/// The rule, the line and the column of each finding.
fn places(text: &str) -> Vec<(&'static str, usize, usize)> {
    let place = |problem: &Problem| {
        let (line, column) = problem.at.unwrap();
        (problem.kind.rule(), line, column)
    };
    problems(text).iter().map(place).collect()
}

/// The text as it is, with CRLF, with a byte order mark, and with both.
fn variants(text: &str) -> [String; 4] {
    let crlf = text.replace('\n', "\r\n");
    let marked = |text: &str| format!("\u{feff}{text}");
    [text.to_owned(), marked(text), marked(&crlf), crlf]
}

#[test]
fn an_unknown_key_names_the_likely_one() {
    for text in variants("sumary = \"S\"\ntitle = \"F\"\n\n[[roles]]\nid = \"a\"\n  Grade = 3\n") {
        let found = problems(&text);
        assert_eq!(
            places(&text),
            [("unknown-key", 1, 1), ("unknown-key", 6, 3)],
            "{text:?}"
        );
        assert_eq!(
            found[0].kind.to_string(),
            "unknown key \"sumary\": did you mean \"summary\"?"
        );
        assert_eq!(found[0].line.as_deref(), Some("sumary = \"S\""));
        assert_eq!(found[1].line.as_deref(), Some("  Grade = 3"));
        assert!(found[1].kind.to_string().contains("\"grade\""));
        assert_eq!(found[0].severity(), Severity::Warning);
        let span = found[1].span.clone().unwrap();
        assert_eq!(&text[span], "Grade");
    }
}

#[test]
fn an_unknown_key_that_is_like_nothing() {
    let found = problems("title = \"F\"\nbudget_code = 7\n");
    assert_eq!(
        found[0].kind,
        ProblemKind::UnknownKey {
            key: "budget_code".into(),
            meant: None
        }
    );
}

#[test]
fn unknown_keys_are_found_at_every_depth() {
    let text = "title = \"F\"
[[roles]]
id = \"a\"
requirements = [{ text = \"x\", tag = [] }]
reports_to = [{ titel = \"B\" }]
[roles.career_ladder]
sumary = \"Up\"
[[roles.performance_indicators]]
nam = \"N\"
[[sections]]
headin = \"H\"
";
    let rules: Vec<_> = problems(text)
        .iter()
        .map(|problem| match &problem.kind {
            ProblemKind::UnknownKey { key, meant } => (key.clone(), meant.unwrap()),
            other => panic!("{other}"),
        })
        .collect();
    let expected = [
        ("tag", "tags"),
        ("titel", "title"),
        ("sumary", "summary"),
        ("nam", "name"),
        ("headin", "heading"),
    ];
    assert_eq!(
        rules,
        expected
            .map(|(key, meant)| (key.to_owned(), meant))
            .to_vec()
    );
}

#[test]
fn columns_count_characters() {
    for text in variants("title = \"F\"\nroles = [{ id = \"a\", title = \"日本é\", grdae = 3 }]\n")
    {
        let column = "roles = [{ id = \"a\", title = \"日本é\", ".chars().count() + 1;
        assert_eq!(places(&text), [("unknown-key", 2, column)]);
    }
}

#[test]
fn a_wrong_type_costs_only_its_own_value() {
    let text = "title = 5
summary = \"S\"
status = \"wip\"
review_due = \"soon\"
tags = \"it\"
requirements = [\"a\", 5, { text = 6, id = \"x\" }, \"b\"]
roles = [7, { id = \"r\", grade = 1.5, owner = \"O\", track = [], reports_to = [1, \"B\"] }]
specialties = \"none\"
career_ladder = []
";
    for text in variants(text) {
        let family = family(&text);
        assert_eq!(family.body.title, None);
        assert_eq!(family.body.summary.as_deref(), Some("S"));
        let items = family.body.list(ListKind::Requirements);
        let texts: Vec<&str> = items.iter().map(|item| item.text().as_str()).collect();
        assert_eq!(texts, ["a", "", "b"]);
        assert_eq!(items[1].more().id.as_deref(), Some("x"));
        assert_eq!(family.roles.len(), 1);
        let role = &family.roles[0];
        assert_eq!((role.id.as_str(), &role.body.grade), ("r", &None));
        assert_eq!(role.body.more.owner.as_deref(), Some("O"));
        assert_eq!(role.body.reports_to.len(), 1);
        let rules: Vec<_> = places(&text)
            .into_iter()
            .filter(|(rule, ..)| *rule != "no-title")
            .map(|(rule, line, _)| (rule, line))
            .collect();
        let expected = [
            ("wrong-type", 1),
            ("unknown-word", 3),
            ("wrong-type", 4),
            ("wrong-type", 5),
            ("wrong-type", 6),
            ("wrong-type", 6),
            ("wrong-type", 7),
            ("wrong-type", 7),
            ("wrong-type", 7),
            ("wrong-type", 7),
            ("wrong-type", 8),
            ("wrong-type", 9),
        ];
        assert_eq!(rules, expected);
        let all = problems(&text);
        assert!(all.iter().all(|problem| !problem.breaks_file()));
        assert!(read_family(&text).has_errors());
    }
}

#[test]
fn forms_that_are_understood() {
    let text = "title = \"F\"
review_due = \"2027-01-31\"
[[roles]]
id = \"a\"
grade = 0x10
reports_to = \"Boss\"
[[roles]]
id = \"b\"
grade = \"M2\"
reports_to = { title = \"Boss\" }
extends = { requirements = \"a\" }
";
    let family = family(text);
    assert!(problems(text).is_empty());
    assert_eq!(
        family.body.more.review_due.unwrap().to_string(),
        "2027-01-31"
    );
    assert_eq!(family.roles[0].body.grade, Some(Grade::Number(16)));
    assert_eq!(
        family.roles[0].body.reports_to,
        family.roles[1].body.reports_to
    );
    let extends = &family.roles[1].body.extends;
    assert_eq!(extends.target(Some(ListKind::Requirements)), Some("a"));
    assert_eq!(extends.target(None), None);
}

#[test]
fn texts_do_not_depend_on_the_line_ends_of_the_file() {
    let text = "title = \"F\"\nsummary = \"\"\"\none\ntwo\"\"\"\nrequirements = ['''\na\nb''']\n";
    let readings = variants(text).map(|text| family(&text));
    assert!(readings.iter().all(|family| *family == readings[0]));
    assert_eq!(readings[0].body.summary.as_deref(), Some("one\ntwo"));
}

#[test]
fn ids_are_there_good_and_used_once() {
    let text = "title = \"F\"
[[roles]]
id = \"a\"
[[roles]]
id = \"a\"
[[roles]]
title = \"B\"
[[specialties]]
id = \"a\"
[[segments]]
id = \"x y\"
";
    for text in variants(text) {
        assert_eq!(
            places(&text),
            [
                ("duplicate-id", 5, 6),
                ("no-id", 6, 1),
                ("duplicate-id", 9, 6),
                ("bad-id", 11, 6),
            ]
        );
        // All of them are there all the same.
        let family = family(&text);
        assert_eq!(family.roles.len(), 3);
        assert_eq!((family.specialties.len(), family.segments.len()), (1, 1));
    }
}

#[test]
fn a_syntax_error_has_a_place_and_shows_the_line() {
    for (text, line, column, shown) in [
        ("title = \"F\"\ngrade = = 8\n", 2, 9, "grade = = 8"),
        ("title = \"F\"\n[[roles]\nid = \"a\"\n", 2, 9, "[[roles]"),
        ("title = \"F\"\ntitle = \"G\"\n", 2, 1, "title = \"G\""),
        ("title = \"F\nx = 1\n", 1, 11, "title = \"F"),
        (
            "t = 1\nrequirements = [\n  \"a\"\n  \"b\",\n]\n",
            4,
            3,
            "  \"b\",",
        ),
    ] {
        for text in variants(text) {
            let reading = read_family(&text);
            assert!(reading.value.is_none());
            let [problem] = reading.problems.as_slice() else {
                panic!("{:?}", reading.problems)
            };
            assert!(problem.breaks_file());
            assert_eq!(problem.at, Some((line, column)), "{text:?} {problem:?}");
            assert_eq!(problem.line.as_deref(), Some(shown), "{text:?}");
            assert!(!problem.kind.to_string().contains('\n'));
        }
    }
}

#[test]
fn an_error_at_the_end_of_the_file_shows_the_last_line_with_words() {
    for text in variants("title = \"F\"\nrequirements = [\n  \"a\",\n\n") {
        let problem = &problems(&text)[0];
        assert!(problem.breaks_file());
        assert_eq!(
            problem.line.as_deref().map(str::trim),
            Some("\"a\","),
            "{problem:?}"
        );
    }
}

#[test]
fn a_family_without_title() {
    for text in variants("") {
        assert_eq!(places(&text), [("no-title", 1, 1)]);
    }
    for text in variants("# only a comment\n[[roles]]\nid = \"a\"\n") {
        assert_eq!(places(&text), [("no-title", 1, 1)]);
        assert_eq!(family(&text).roles.len(), 1);
    }
}

#[test]
fn settings_are_as_tolerant() {
    let text = "nam = \"H\"\n[house]\nrequired = [\"grade\"]\nrequirement_budget = \"12\"\n[synonyms]\nk8s = \"Kubernetes\"\nbad = 1\n";
    for text in variants(text) {
        let reading = read_settings(&text);
        let settings = reading.value.unwrap();
        assert_eq!(settings.house.required, ["grade"]);
        assert_eq!(settings.synonyms.len(), 1);
        let lines: Vec<_> = reading.problems.iter().map(|p| p.at.unwrap().0).collect();
        assert_eq!(lines, [1, 4, 7]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Keys that nobody knows, among others, are found exactly where they stand.
    #[test]
    fn unknown_keys_are_found_where_they_stand(
        lines in prop::collection::vec(0usize..7, 1..20),
        crlf in any::<bool>(),
        mark in any::<bool>(),
    ) {
        let newline = if crlf { "\r\n" } else { "\n" };
        let mut text = String::from(if mark { "\u{feff}" } else { "" });
        let mut expected = Vec::new();
        let mut number = 1;
        for (n, line) in lines.iter().enumerate() {
            let written = match line {
                0 => "# comment é".to_owned(),
                1 => String::new(),
                2 => format!("own.k{n} = \"\"\"a{newline}zz = 1\"\"\""),
                3 => {
                    expected.push((number, 3));
                    format!("  zz{n} = 1")
                }
                4 => {
                    expected.push((number, 1));
                    format!("\"zz é {n}\" = [1,{newline} 2]")
                }
                5 => {
                    expected.push((number, 2));
                    format!("\tzz{n} = {{ a = 1 }} # ü")
                }
                _ => "   ".to_owned(),
            };
            number += written.matches('\n').count() + 1;
            text.push_str(&written);
            text.push_str(newline);
        }
        let first_own = lines.iter().position(|line| *line == 2);
        let found: Vec<_> = problems(&text)
            .into_iter()
            .filter(|problem| matches!(&problem.kind, ProblemKind::UnknownKey { key, .. } if key != "own"))
            .map(|problem| problem.at.unwrap())
            .collect();
        prop_assert_eq!(found, expected);
        let own = problems(&text)
            .iter()
            .filter(|p| matches!(&p.kind, ProblemKind::UnknownKey { key, .. } if key == "own"))
            .count();
        prop_assert_eq!(own, usize::from(first_own.is_some()));
    }
}
