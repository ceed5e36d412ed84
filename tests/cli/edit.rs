//! What edit changes, and what it refuses.

use serde_json::{Value, json};

use super::{World, changed_lines};

const FILE: &str = "finance/it-management.toml";

#[test]
fn one_field_is_one_line() {
    let world = World::new();
    let before = world.read(FILE);
    let run = world.run(&["edit", "manager-it", "--set", "grade=9"]);
    let touched = "This changes 2 effective roles in 1 file\n";
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "", touched)
    );
    assert_eq!(
        changed_lines(&before, &world.read(FILE)),
        ["-grade = 8", "+grade = 9"]
    );
}

#[test]
fn a_field_in_a_table_of_its_own_is_set_there() {
    let world = World::new();
    let before = world.read(FILE);
    let intro = "hiring_process.intro=We are quick.";
    let run = world.run(&["edit", "finance/it-management", "--set", intro]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "This changes 3 effective roles in 1 file\n")
    );
    let changed = changed_lines(&before, &world.read(FILE));
    assert_eq!(
        changed.last().map(String::as_str),
        Some("+intro = \"We are quick.\"")
    );
    let list = "extends.requirements=x";
    let run = world.run(&["edit", "finance/it-management", "--set", list]);
    assert!(run.err.contains("its roles have"), "{}", run.err);
}

#[test]
fn an_empty_value_unsets() {
    let world = World::new();
    let before = world.read(FILE);
    assert_eq!(
        world.run(&["edit", "manager-it", "--set", "grade="]).code,
        0
    );
    assert_eq!(changed_lines(&before, &world.read(FILE)), ["-grade = 8"]);
}

#[test]
fn the_result_as_json() {
    let world = World::new();
    let path = world.catalog().join(FILE).display().to_string();
    let expected = |changed: bool| {
        json!({
            "address": "finance/it-management#manager-it",
            "changed": changed,
            "path": path,
            "files": match changed {
                true => json!([{ "path": path, "change": "changed" }]),
                false => json!([]),
            },
            "touches": {
                "effective_roles": if changed { 2 } else { 0 },
                "added": 0,
                "removed": 0,
                "ladder_steps": 0,
                "references": 0,
            },
        })
    };
    let args = ["edit", "Manager, IT", "--set", "grade=9"];
    assert_eq!(world.json(&args), expected(true));
    let once = world.read(FILE);
    assert_eq!(world.json(&args), expected(false));
    assert_eq!(world.read(FILE), once);
}

#[test]
fn changes_are_made_in_the_order_given() {
    let world = World::new();
    let before = world.read(FILE);
    let run = world.run(&[
        "edit",
        "manager-it",
        "--add",
        "requirements=- speaks two languages",
        "--remove",
        "req:1",
        "--set",
        "title=Head, IT",
        "--replace=req:7=Speaks three languages",
        "--remove",
        "requirements:1",
    ]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "This changes 2 effective roles in 1 file\n")
    );
    assert_eq!(
        changed_lines(&before, &world.read(FILE)),
        [
            "-title = \"Manager, IT\"",
            "+title = \"Head, IT\"",
            "-  \"Has built up a team in a company that moves fast and grows quickly\",",
            "-  \"Strong communicator, both in writing and in conversation\",",
            "+  \"Speaks three languages\",",
        ]
    );
    let other = World::new();
    let run = other.run(&[
        "edit",
        "manager-it",
        "--replace=req:8=Speaks three languages",
        "--add=req=one",
    ]);
    assert_eq!(run.code, 2, "there is no eighth yet: {run:?}");
    assert_eq!(other.read(FILE), before);
}

#[test]
fn a_dry_run_prints_the_difference() {
    let world = World::new();
    let before = world.read(FILE);
    let args = ["edit", "manager-it", "--set", "grade=9", "--dry-run"];
    let run = world.run(&args);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "This changes 2 effective roles in 1 file\n")
    );
    insta::assert_snapshot!(run.out, @r#"
    --- a/finance/it-management.toml
    +++ b/finance/it-management.toml
    @@ -8,7 +8,7 @@
     [[roles]]
     id = "manager-it"
     title = "Manager, IT"
    -grade = 8
    +grade = 9
     reports_to = [
       { title = "Sr Director, IT Operations", role = "finance/director-it-operations#sr-director-it-operations", link = "https://about.gitlab.com/job-families/finance/director-it-operations/" },
     ]
    "#);
    let value = world.json(&args);
    assert_eq!(value["changed"], true);
    assert_eq!(value["diff"].as_str().unwrap(), run.out);
    assert_eq!(world.read(FILE), before);
    let run = world.run(&["edit", "manager-it", "--set", "grade=8", "--dry-run"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn wrong_usage_changes_nothing() {
    let world = World::new();
    let before = world.read(FILE);
    for (change, complaint) in [
        (
            ["--set", "grdae=9"],
            "there is no field grdae: did you mean grade?",
        ),
        (["--set", "requirements=x"], "requirements is a list"),
        (["--add", "title=x"], "title is not a list"),
        (
            ["--add", "wishes=x"],
            "there is no list wishes: it is one of",
        ),
        (["--add", "req= "], "an item cannot be empty"),
        (
            ["--remove", "req:8"],
            "there is no item 8 in requirements: it has 7",
        ),
        (["--remove", "req:0"], "counted from 1"),
        (
            ["--set", "status=live"],
            "status takes draft, in-review, active or archived",
        ),
        (
            ["--set", "review_due=2027-02-30"],
            "review_due takes a date",
        ),
        (["--set", "grade"], "it takes FIELD=VALUE"),
    ] {
        let args = [
            &["edit", "manager-it", "--set", "owner=Nobody"][..],
            &change,
        ]
        .concat();
        let run = world.run(&args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert!(run.err.contains(complaint), "{run:?}");
    }
    let run = world.run(&["edit", "it-management", "--set", "grade=9"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(world.run(&["edit", "manager-it"]).code, 2);
    assert_eq!(world.run(&["edit", "nowhere", "--set", "grade=9"]).code, 1);
    assert_eq!(world.read(FILE), before);
}

#[test]
fn a_broken_file_is_left_alone() {
    let world = World::new();
    let broken = "title = \"Odd\"\n[[roles]\nid = \"one\"\n";
    world.write("legal/odd.toml", broken);
    let run = world.run(&["edit", "odd#one", "--set", "grade=9"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.contains("odd.toml:2:"), "{run:?}");
    assert_eq!(world.read("legal/odd.toml"), broken);
}

#[test]
fn the_family_and_a_variation_have_parts_of_their_own() {
    let world = World::new();
    let before = world.read(FILE);
    world.json(&["edit", "it-management", "--add", "nice-to-have=Patience"]);
    world.json(&["edit", "manager-it+it-engineering", "--add", "nice=Rust"]);
    let after: Value = world.json(&["show", "it-management"]);
    assert_eq!(after["nice_to_have"], json!(["Patience"]));
    assert_eq!(after["specialties"][0]["nice_to_have"], json!(["Rust"]));
    assert!(
        changed_lines(&before, &world.read(FILE))
            .iter()
            .all(|line| line.starts_with('+'))
    );
}
