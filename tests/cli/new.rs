//! What new makes, says before it does, and refuses.

use serde_json::json;

use super::World;

#[test]
fn a_family_of_levels() {
    let world = World::new();
    let run = world.run(&[
        "new",
        "family",
        "Press Officer",
        "--department=marketing",
        "--template=levels",
        "--roles=Press Officer; Senior Press Officer",
        "--grade=5",
        "--owner=Communications",
        "--add=req=Writes well",
    ]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "marketing/press-officer\n", "")
    );
    insta::assert_snapshot!(world.read("marketing/press-officer.toml"), @r#"
    title = "Press Officer"
    owner = "Communications"
    requirements = [
      "Writes well",
    ]

    [[roles]]
    id = "press-officer"
    title = "Press Officer"
    grade = 5

    [[roles]]
    id = "senior-press-officer"
    title = "Senior Press Officer"
    grade = 6
    extends = "press-officer"

    [[career_ladder.steps]]
    from = "press-officer"
    to = "senior-press-officer"
    kind = "promotion"
    "#);
}

#[test]
fn similar_families_are_named_before() {
    let world = World::new();
    let args = ["new", "family", "Accountants", "--in=finance", "--dry-run"];
    let run = world.run(&args);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        run.err,
        "There are families with similar titles:\n  finance/accountant  Accountant\n"
    );
    assert_eq!(
        run.out,
        "--- /dev/null\n+++ b/finance/accountants.toml\n@@ -0,0 +1 @@\n+title = \"Accountants\"\n"
    );
    assert!(!world.catalog().join("finance/accountants.toml").exists());
}

#[test]
fn like_another_family() {
    let world = World::new();
    let value = world.json(&[
        "new",
        "family",
        "Auditor",
        "--in=audit",
        "--like=Accountant",
    ]);
    assert_eq!(value["address"], "audit/auditor");
    assert_eq!(value["files"][0]["change"], "new");
    let roles = world.json(&["list", "--kind=role", "--department=audit"]);
    let titles: Vec<_> = roles
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["title"].clone())
        .collect();
    assert_eq!(titles, ["Auditor", "Senior Auditor", "Manager, Accounting"]);
    let text = world.read("audit/auditor.toml");
    assert!(
        !text.contains("owner =") && !text.contains("review_due"),
        "{text}"
    );
}

#[test]
fn a_role_goes_behind_the_one_that_is_named() {
    let world = World::new();
    let run = world.run(&[
        "new",
        "role",
        "Deputy, IT",
        "--in=manager-it",
        "--id=deputy",
        "--grade=7",
        "--extends=manager-it",
        "--set=requirements:1.need=must",
        "--add=requirements=- stands in",
    ]);
    assert_eq!(run.code, 2, "there is no first requirement yet: {run:?}");
    let run = world.run(&[
        "new",
        "role",
        "Deputy, IT",
        "--in=manager-it",
        "--id=deputy",
        "--grade=7",
        "--extends=manager-it",
        "--add=requirements=- stands in",
        "--set=requirements:1.need=must",
    ]);
    assert_eq!(run.out, "finance/it-management#deputy\n", "{run:?}");
    let shown = world.json(&["show", "deputy"]);
    assert_eq!(shown["grade"], 7);
    assert_eq!(shown["requirements"][0]["need"], "must");
    assert_eq!(shown["requirements"][0]["text"], "- stands in");
}

#[test]
fn a_specialty_varies_the_role_that_is_named() {
    let world = World::new();
    let value = world.json(&["new", "specialty", "Field IT", "--in=manager-it"]);
    assert_eq!(
        value["address"],
        "finance/it-management#manager-it+field-it"
    );
    let text = world.read("finance/it-management.toml");
    assert!(
        text.contains("title = \"Field IT\"\nroles = [\"manager-it\"]\n"),
        "{text}"
    );
    let value = world.json(&["new", "segment", "Public", "--family=it-management"]);
    assert_eq!(value["address"], "finance/it-management#manager-it+public");
    assert_eq!(
        value["touches"]["added"],
        json!(4),
        "with each specialty, too"
    );
    let text = world.read("finance/it-management.toml");
    assert!(
        text.contains("[[segments]]\nid = \"public\"\ntitle = \"Public\"\n"),
        "{text}"
    );
    assert!(
        !text.contains("title = \"Public\"\nroles"),
        "it is of all roles"
    );
}

#[test]
fn what_cannot_be_made() {
    let world = World::new();
    let before = world.read("finance/it-management.toml");
    for (args, code, why) in [
        (
            &["family", "Accountant", "--in=finance"][..],
            2,
            "there is a family finance/accountant already",
        ),
        (
            &["family", "X", "--template=titles"],
            2,
            "give them with ; between them",
        ),
        (
            &["family", "X", "--grade=5"],
            2,
            "give --roles or --template too",
        ),
        (&["family", "X", "--like=nowhere"], 1, "nowhere"),
        (
            &["family", "X", "--in=../up"],
            2,
            "cannot be the path of a family",
        ),
        (&["family", "X", "--status=live"], 2, "status takes draft"),
        (&["role", "X"], 2, "--in"),
        (&["role", "X", "--in=nowhere"], 1, "nowhere"),
        (
            &["role", "X", "--in=it-management", "--id=manager-it"],
            2,
            "has the id \"manager-it\" already",
        ),
        (
            &["role", "X", "--in=it-management", "--id=a b"],
            2,
            "cannot be part of an address",
        ),
        (
            &["specialty", " ", "--in=it-management"],
            2,
            "a title is needed",
        ),
        (
            &["segment", "X", "--in=it-management", "--roles=nobody"],
            1,
            "nobody",
        ),
    ] {
        let run = world.run(&[&["new"], args].concat());
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{args:?}: {run:?}"
        );
        assert!(run.err.contains(why), "{args:?}: {run:?}");
    }
    assert_eq!(world.read("finance/it-management.toml"), before);
    assert!(!world.catalog().join("x.toml").exists());
}
