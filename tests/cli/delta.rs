//! What the next level asks, from the command line.

use serde_json::{Value, json};

use super::World;

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
requirements = ["Three years of *experience* with a service desk", "Speaks German"]
performance_indicators = [{ name = "CSAT", target = "> 90 %" }]

[[roles]]
id = "lead"
title = "Lead"
grade = 6
requirements = ["Five years of *experience* with a service desk", "Has led a team"]
performance_indicators = [{ name = "CSAT", target = "> 95 %" }]

[[roles]]
id = "head"
extends = "lead"

[[roles]]
id = "owner"
extends = "lead"
"#,
    );
    world
}

#[test]
fn from_one_role_to_another() {
    let run = world().run(&["delta", "agent", "lead"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    From  Agent (it/desk#agent)
    To    Lead (it/desk#lead)

    ≠ Grade: 4 → 6

    Requirements: 1 new, 1 reworded, 1 no longer asked, 1 as before
    + Has led a team
    ~ [Five] years of experience with a service desk
      was: [Three] years of experience with a service desk
    - Speaks German

    Performance indicators: 1 changed
    ≠ CSAT: > 90 % → CSAT: > 95 %

    + new; ≠ changed; ~ reworded, as far as one can tell; - no longer asked.
    ");
}

#[test]
fn as_a_checklist() {
    let run = world().run(&["delta", "agent", "lead", "--format", "markdown"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out);
}

#[test]
fn as_json() {
    let value = world().json(&["delta", "agent", "lead"]);
    assert_eq!(value["from"], "it/desk#agent");
    assert_eq!(value["to"], "it/desk#lead");
    let sections = value["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 14);
    let named = |name: &str| -> &Value { sections.iter().find(|s| s["name"] == name).unwrap() };
    assert_eq!(
        *named("grade"),
        json!({
            "name": "grade",
            "added": [],
            "dropped": [],
            "changed": [{ "from": "4", "to": "6" }],
            "reworded": [],
            "kept": 0,
        })
    );
    let asked = named("requirements");
    assert_eq!(asked["added"], json!(["Has led a team"]));
    assert_eq!(asked["dropped"], json!(["Speaks German"]));
    assert_eq!(asked["kept"], 1);
    let guess = &asked["reworded"][0];
    assert_eq!(
        guess["to"],
        "Five years of *experience* with a service desk"
    );
    assert!(
        (0.5..1.0).contains(&guess["closeness"].as_f64().unwrap()),
        "{guess}"
    );
}

#[test]
fn the_next_role_is_found() {
    let world = World::new();
    // By the ladder.
    let run = world.run(&["delta", "accountant-senior"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "finance/accountant#accounting-manager is next by the career ladder.\n"
    );
    assert!(run.out.contains("\n≠ Track: ic → manager\n"), "{}", run.out);
    // By what extends it.
    let run = world.run(&["delta", "campaign-manager#campaign-manager"]);
    assert_eq!(run.code, 0, "{run:?}");
    // None.
    let run = world.run(&["delta", "accounting-manager"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("leads to no role"), "{}", run.err);
}

#[test]
fn of_several_next_roles_one_is_to_be_named() {
    let run = world().run(&["delta", "lead"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(
        run.err,
        "error: it/desk#lead leads to several roles; name one of them:\n  \
         rolebook delta 'it/desk#lead' 'it/desk#head'\n  \
         rolebook delta 'it/desk#lead' 'it/desk#owner'\n"
    );
    let run = world().run(&["delta", "it/desk#lead", "it/desk#head"]);
    assert_eq!(run.code, 0);
    assert!(run.out.ends_with("\nNo difference.\n"), "{}", run.out);
    assert_eq!(world().run(&["delta"]).code, 2);
    assert_eq!(world().run(&["delta", "agent", "lead", "head"]).code, 2);
}
