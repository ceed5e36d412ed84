//! Comparing roles from the command line.

use serde_json::{Value, json};

use super::World;

const ACCOUNTANT: &str = "finance/accountant#accountant-intermediate";
const SENIOR: &str = "finance/accountant#accountant-senior";

fn world() -> World {
    let world = World::empty();
    world.write("catalog.toml", "name = \"Small\"\n");
    world.write(
        "it/desk.toml",
        r#"
title = "Desk"
requirements = ["Can use GitLab in daily work"]

[[roles]]
id = "agent"
title = "Agent"
grade = 4
summary = "Answers questions | of <everybody>."
requirements = ["Three years of **experience** with a service desk", "Speaks German"]
performance_indicators = [{ name = "CSAT", target = "> 90 %" }]

[[roles]]
id = "lead"
title = "Lead"
grade = 6
requirements = ["Five years of **experience** with a service desk", "Has led a team"]
performance_indicators = [{ name = "CSAT", target = "> 95 %" }]
"#,
    );
    world
}

#[test]
fn two_levels_as_text() {
    let run = world().run(&["compare", "agent", "lead"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    A  Agent (it/desk#agent)
    B  Lead (it/desk#lead)

    A· ≠ Grade: 4
    ·B ≠ Grade: 6
    A·   Summary: Answers questions | of <everybody>.

    Requirements: 1 same, 1 reworded, 2 not in all
    AB = Can use GitLab in daily work
    A· ~ [Three] years of experience with a service desk
    ·B ~ [Five] years of experience with a service desk
    A·   Speaks German
    ·B   Has led a team

    Performance indicators: 1 different
    A· ≠ CSAT: > [90] %
    ·B ≠ CSAT: > [95] %

    6 differences. = all say the same; ≠ they say something else; ~ reworded, as far as one can tell.
    ");
}

#[test]
fn only_what_differs() {
    let run = world().run(&["compare", "agent", "lead", "--differences"]);
    assert_eq!(run.code, 1);
    assert!(!run.out.contains("GitLab"), "{}", run.out);
    assert!(run.out.contains("Has led a team"), "{}", run.out);
}

#[test]
fn as_json() {
    let world = world();
    let run = world.run(&["compare", "agent", "lead", "--format", "json"]);
    assert_eq!(run.code, 1);
    let value: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(value["roles"], json!(["it/desk#agent", "it/desk#lead"]));
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(keys(&value), ["roles", "sections"]);
    let sections = value["sections"].as_array().unwrap();
    let names: Vec<&str> = sections
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "grade",
            "reports_to",
            "track",
            "status",
            "owner",
            "review_due",
            "summary",
            "tags",
            "responsibilities",
            "requirements",
            "nice_to_have",
            "performance_indicators",
            "career_ladder",
            "hiring_process",
        ]
    );
    assert_eq!(
        sections[9],
        json!({
            "name": "requirements",
            "rows": [
                { "state": "same", "items": ["Can use GitLab in daily work", "Can use GitLab in daily work"] },
                {
                    "state": "changed",
                    "items": [
                        "Three years of **experience** with a service desk",
                        "Five years of **experience** with a service desk",
                    ],
                },
                { "state": "only", "items": ["Speaks German", null] },
                { "state": "only", "items": [null, "Has led a team"] },
            ],
        })
    );
    assert_eq!(
        sections[8],
        json!({ "name": "responsibilities", "rows": [] })
    );
    // Only what differs: no section without rows, no row that is the same.
    let run = world.run(&[
        "compare",
        "agent",
        "lead",
        "--format",
        "json",
        "--differences",
    ]);
    assert!(
        !run.out.contains("\"same\"") && !run.out.contains("[]"),
        "{}",
        run.out
    );
}

#[test]
fn as_markdown() {
    let run = world().run(&["compare", "agent", "lead", "--format", "markdown"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out);
}

#[test]
fn as_a_page() {
    let run = world().run(&["compare", "agent", "lead", "--format", "html"]);
    assert_eq!(run.code, 1);
    let page = &run.out;
    assert!(
        page.contains("<table style=\"min-width:33rem\">"),
        "on a narrow screen the columns stay readable and the table scrolls: {page}"
    );
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"en\">"),
        "{page}"
    );
    for part in [
        "<td>Answers questions | of &lt;everybody&gt;.</td><td class=\"none\">—</td>",
        "<td><mark>Three</mark> years of experience with a service desk</td>",
        "<td><mark>Five</mark> years of experience with a service desk</td>",
        "<th scope=\"col\">B: Lead<br><small>it/desk#lead</small></th>",
        "<td colspan=\"2\">Can use GitLab in daily work</td>",
        "prefers-color-scheme:dark",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    // It stands alone, and what is opened is closed.
    for loaded in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(loaded), "{loaded} in {page}");
    }
    for tag in [
        "table", "thead", "tbody", "tr", "th", "td", "mark", "small", "main", "body", "html",
    ] {
        let open =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(
            open,
            page.matches(&format!("</{tag}>")).count(),
            "{tag} in {page}"
        );
    }
}

#[test]
fn equal_roles_end_well_and_wrong_usage_does_not() {
    let world = World::new();
    let run = world.run(&["compare", ACCOUNTANT, ACCOUNTANT]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with("\nNo difference.\n"), "{}", run.out);
    let run = world.run(&["compare", ACCOUNTANT, ACCOUNTANT, "--differences"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
    assert_eq!(world.run(&["compare", ACCOUNTANT]).code, 2);
    assert_eq!(world.run(&["compare"]).code, 2);
    let five = ["compare", SENIOR, SENIOR, SENIOR, SENIOR, SENIOR];
    assert_eq!(world.run(&five).code, 2);
    assert_eq!(
        world
            .run(&["compare", SENIOR, SENIOR, "--format", "xml"])
            .code,
        2
    );
    let run = world.run(&["compare", ACCOUNTANT, "acountant-senior"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains(SENIOR), "{}", run.err);
}

#[test]
fn four_roles_of_two_families() {
    let world = World::new();
    let run = world.run(&[
        "compare",
        "accountant-intermediate",
        "accountant-senior",
        "payroll-specialist",
        "payroll-specialist-senior",
        "--differences",
    ]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out);
}
