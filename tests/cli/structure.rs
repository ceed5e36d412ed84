//! What edit does to the structure of a catalog, to its lists, and to its settings.

use serde_json::json;

use super::{Run, World, changed_lines};

const DESK: &str = "\
title = \"Desk\"

[[roles]]
id = \"lead\"
title = \"Lead\"
reports_to = [{ title = \"Head\", role = \"it/web/page#head\" }]
requirements = [
  \"Calm, and quick\", # both
  \"Writes well\",
]

[[specialties]]
id = \"apps\"
title = \"Apps\"
roles = [\"lead\"]
responsibilities = [
  \"Meets the team\",
  \"Builds apps\",
]

[[specialties]]
id = \"nets\"
title = \"Nets\"
roles = [\"lead\"]
responsibilities = [
  \"Meets the team\",
]
";

const PAGE: &str = "\
title = \"Page\"
status = \"draft\"

[[roles]]
id = \"head\"
title = \"Head\"
nice_to_have = [
  \"Patience\",
]

[career_ladder]
[[career_ladder.steps]]
from = \"it/desk#lead+apps\"
to = \"head\"
";

fn world() -> World {
    let world = World::empty();
    world.write("catalog.toml", "name = \"C\"\n");
    world.write("it/desk.toml", DESK);
    world.write("it/web/page.toml", PAGE);
    world
}

fn done(run: &Run) -> (i32, &str, &str) {
    (run.code, run.out.as_str(), run.err.as_str())
}

/// The lines by which a file differs from what it was.
fn changes(world: &World, file: &str, before: &str) -> Vec<String> {
    changed_lines(before, &world.read(file))
}

#[test]
fn a_new_id_is_followed_in_all_files() {
    let world = world();
    let run = world.run(&["edit", "desk#lead", "--rename", "chief"]);
    let said = "This changes no effective role, but 1 ladder step, 2 references in 2 files\n";
    assert_eq!(done(&run), (0, "", said));
    assert_eq!(
        changes(&world, "it/desk.toml", DESK),
        [
            "-id = \"lead\"",
            "+id = \"chief\"",
            "-roles = [\"lead\"]",
            "+roles = [\"chief\"]",
            "-roles = [\"lead\"]",
            "+roles = [\"chief\"]",
        ]
    );
    assert_eq!(
        changes(&world, "it/web/page.toml", PAGE),
        [
            "-from = \"it/desk#lead+apps\"",
            "+from = \"it/desk#chief+apps\"",
        ]
    );
}

#[test]
fn words_are_a_new_title_and_make_the_id() {
    let world = world();
    let value = world.json(&["edit", "head", "--rename", "Chief, Pages", "--set=grade=9"]);
    assert_eq!(value["address"], "it/web/page#chief-pages");
    assert!(
        world
            .read("it/web/page.toml")
            .contains("id = \"chief-pages\"\ntitle = \"Chief, Pages\"\ngrade = 9\n")
    );
    assert!(
        world
            .read("it/desk.toml")
            .contains("role = \"it/web/page#chief-pages\"")
    );
    let value = world.json(&["edit", "it/desk", "--rename", "Service Desk"]);
    assert_eq!(value["address"], "it/service-desk");
    let files = value["files"].as_array().unwrap();
    let change = |name: &str| {
        let path = world.catalog().join(name);
        let file = files.iter().find(|file| file["path"] == json!(path));
        file.map(|file| file["change"].clone()).unwrap_or_default()
    };
    assert_eq!(change("it/service-desk.toml"), "moved");
    assert_eq!(change("it/web/page.toml"), "changed");
    assert!(!world.catalog().join("it/desk.toml").exists());
    let moved = world.read("it/service-desk.toml");
    assert!(moved.starts_with("title = \"Service Desk\"\n"), "{moved}");
}

#[test]
fn names_that_are_taken_or_can_be_none_are_refused() {
    let world = world();
    for (args, why) in [
        (
            ["desk#lead", "--rename=apps"],
            "Apps has the id \"apps\" already",
        ),
        (["desk", "--rename=web/page"], ""),
        (
            ["desk", "--rename=it/web/page"],
            "there is a family it/web/page already",
        ),
        (["desk", "--rename=../x"], "cannot be the path of a family"),
        (["desk#lead", "--rename= — "], "a title is needed"),
        (
            ["desk#lead", "--place=4"],
            "there is no place 4 among the roles: there are 1",
        ),
        (
            ["desk#lead+apps", "--move=it/web/page"],
            "stays in its family",
        ),
        (
            ["desk#lead", "--move=head"],
            "a role moves to a family, and it/web/page#head is a part of one",
        ),
        (["it/", "--set=owner=x"], "it is a department: it takes"),
        (["it/", "--duplicate"], "it is a department: it takes"),
        (
            ["catalog.toml", "--delete"],
            "the settings of the catalog take",
        ),
    ] {
        let run = world.run(&["edit", args[0], args[1], "--dry-run"]);
        if why.is_empty() {
            assert_eq!(run.code, 0, "{args:?}: {run:?}");
            continue;
        }
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
        assert!(run.err.contains(why), "{args:?}: {run:?}");
    }
    for address in ["nowhere/", "desk#nobody"] {
        let run = world.run(&["edit", address, "--delete"]);
        assert_eq!(run.code, 1, "{run:?}");
    }
    let run = world.run(&["edit", "desk#lead", "--delete", "--set=grade=1"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(world.read("it/desk.toml"), DESK);
}

#[test]
fn a_moved_file_shows_what_else_changes() {
    let world = world();
    let run = world.run(&["edit", "desk", "--move", "help", "--dry-run"]);
    let said = "This changes no effective role, but 1 ladder step in 2 files\n";
    assert_eq!((run.code, run.err.as_str()), (0, said));
    insta::assert_snapshot!(run.out, @r#"
    diff --git a/it/desk.toml b/help/desk.toml
    rename from it/desk.toml
    rename to help/desk.toml
    --- a/it/web/page.toml
    +++ b/it/web/page.toml
    @@ -10,5 +10,5 @@
     
     [career_ladder]
     [[career_ladder.steps]]
    -from = "it/desk#lead+apps"
    +from = "help/desk#lead+apps"
     to = "head"
    "#);
    assert_eq!(world.read("it/desk.toml"), DESK);
    let run = world.run(&["edit", "desk", "--move", "/"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(world.read("desk.toml"), DESK);
}

#[test]
fn a_role_moves_with_its_variations() {
    let world = world();
    let value = world.json(&["edit", "desk#lead", "--move", "page", "--place", "1"]);
    assert_eq!(value["address"], "it/web/page#lead");
    assert_eq!(world.read("it/desk.toml"), "title = \"Desk\"\n");
    let page = world.read("it/web/page.toml");
    assert!(page.contains("title = \"Apps\""), "{page}");
    let (lead, head) = (page.find("id = \"lead\""), page.find("id = \"head\""));
    assert!(lead < head, "{page}");
}

#[test]
fn a_copy_is_what_the_changes_behind_it_are_about() {
    let world = world();
    let args = ["edit", "desk#lead", "--duplicate", "--rename=Senior Lead"];
    let value = world.json(&[&args[..], &["--set=grade=7", "--remove=req:1-2"]].concat());
    assert_eq!(value["address"], "it/desk#senior-lead");
    let desk = world.read("it/desk.toml");
    assert!(
        desk.contains("id = \"senior-lead\"\ntitle = \"Senior Lead\"\ngrade = 7\n"),
        "{desk}"
    );
    assert!(
        desk.contains("roles = [\"lead\", \"senior-lead\"]"),
        "{desk}"
    );
    assert!(desk.contains("\"Calm, and quick\", # both"), "{desk}");
    let value = world.json(&["edit", "page", "--duplicate", "--set=title=Site"]);
    assert_eq!(value["address"], "it/web/page-copy");
    assert_eq!(value["files"][0]["change"], "new");
    assert!(
        world
            .read("it/web/page-copy.toml")
            .starts_with("title = \"Site\"\n")
    );
}

#[test]
fn what_is_deleted_is_named_no_more() {
    let world = world();
    let run = world.run(&["edit", "desk#lead+apps", "--delete"]);
    let said = "This changes no effective role, but 1 ladder step, 1 reference; it removes 1 effective role in 2 files\n";
    assert_eq!(done(&run), (0, "", said));
    assert!(!world.read("it/desk.toml").contains("apps"));
    assert!(
        !world
            .read("it/web/page.toml")
            .contains("career_ladder.steps")
    );
    let value = world.json(&["edit", "page", "--delete"]);
    assert_eq!(
        (&value["address"], &value["path"]),
        (&json!(null), &json!(null))
    );
    assert!(!world.catalog().join("it/web/page.toml").exists());
    assert!(
        world
            .read("it/desk.toml")
            .contains("[{ title = \"Head\" }]")
    );
}

#[test]
fn departments_are_archived_renamed_moved_and_deleted() {
    let world = world();
    assert_eq!(world.run(&["edit", "it/", "--archive"]).code, 0);
    assert!(world.read("it/desk.toml").contains("status = \"archived\""));
    assert!(
        world
            .read("it/web/page.toml")
            .contains("status = \"archived\"")
    );
    let value = world.json(&["edit", "it/", "--archive"]);
    assert_eq!(value["changed"], false);
    world.json(&["edit", "it/", "--restore"]);
    assert_eq!(
        changes(&world, "it/desk.toml", DESK),
        ["+status = \"active\""]
    );
    let value = world.json(&["edit", "desk#lead", "--archive", "--restore"]);
    assert_eq!(value["address"], "it/desk#lead");
    let value = world.json(&["edit", "desk#lead", "--restore"]);
    assert_eq!(value["changed"], false);
    let value = world.json(&["edit", "it/web", "--rename", "sites", "--move", "/"]);
    assert_eq!(value["address"], "sites/");
    assert!(world.read("it/desk.toml").contains("sites/page#head"));
    let value = world.json(&["edit", "sites/", "--rename", "it/pages"]);
    assert_eq!(value["address"], "it/pages/");
    let value = world.json(&["edit", "it", "--delete"]);
    assert_eq!(value["touches"]["removed"], 4);
    assert!(!world.catalog().join("it/desk.toml").exists());
}

#[test]
fn what_could_be_a_department_or_a_family_must_be_said() {
    let world = world();
    world.write("other/it.toml", "title = \"Other\"\n");
    let run = world.run(&["edit", "it", "--delete"]);
    assert_eq!(
        done(&run),
        (
            1,
            "",
            "error: it could be any of these:\n  it/\n  other/it\n"
        )
    );
    assert_eq!(world.run(&["edit", "other/it", "--delete"]).code, 0);
    assert_eq!(world.read("it/desk.toml"), DESK);
}

#[test]
fn items_are_moved_copied_split_and_joined() {
    let world = world();
    let run = world.run(&[
        "edit",
        "desk#lead",
        "--split=req:1=and quick",
        "--move-item=req:3=1",
        "--copy-item=req:1,2=head:nice:1",
        "--move-item=req:2=nice",
        "--join=req:1",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let desk = world.read("it/desk.toml");
    assert!(desk.contains("\"Writes well; and quick\""), "{desk}");
    assert!(desk.contains("nice_to_have = [\n  \"Calm\",\n]"), "{desk}");
    assert_eq!(
        changes(&world, "it/web/page.toml", PAGE),
        ["+  \"Writes well\",", "+  \"Calm\","]
    );
    for (change, why) in [
        ("--split=req:1=Nobody", "the item does not say \"Nobody\""),
        ("--split=req:1=e", "more than once"),
        ("--join=req:1", "it is the last item of its list"),
        (
            "--move-item=req:1=2",
            "there is no place 2 among the items: there are 1",
        ),
        (
            "--move-item=req:2=1",
            "there is no item 2 in requirements: it has 1",
        ),
        ("--copy-item=req:1=nowhere:req", "nowhere"),
    ] {
        let run = world.run(&["edit", "desk#lead", change]);
        assert!(run.code > 0 && run.err.contains(why), "{change}: {run:?}");
    }
    assert_eq!(world.read("it/desk.toml"), desk);
}

#[test]
fn what_is_repeated_is_lifted_and_pushed_down_again() {
    let world = world();
    let run = world.run(&["edit", "desk#lead+apps", "--hoist", "resp:1"]);
    let said = "This changes 1 effective role in 1 file\n";
    assert_eq!(done(&run), (0, "", said), "the lead has it now");
    let lifted = world.read("it/desk.toml");
    assert_eq!(lifted.matches("Meets the team").count(), 1);
    let args = ["edit", "desk#lead", "--push-down=resp:1"];
    let run = world.run(&[&args[..], &["--except=nobody"]].concat());
    assert_eq!(run.code, 1, "{run:?}");
    let run = world.run(&[&args[..], &["--except=nets"]].concat());
    assert_eq!(
        done(&run),
        (0, "", "This changes 1 effective role in 1 file\n")
    );
    let pushed = world.read("it/desk.toml");
    assert_eq!(pushed.matches("Meets the team").count(), 1);
    assert_ne!(pushed, lifted);
    let run = world.run(&["edit", "desk#lead+apps", "--hoist", "resp:1"]);
    assert_eq!(run.code, 2, "only one says it: {run:?}");
    let run = world.run(&["edit", "desk#lead", "--set=grade=1", "--except=nets"]);
    assert_eq!(run.code, 2, "there is nothing to go without: {run:?}");
}

#[test]
fn every_key_of_the_format_can_be_set() {
    let world = world();
    let run = world.run(&[
        "edit",
        "desk",
        "--set=hiring_process.intro=Two talks.",
        "--set=hiring-process.outro=That is all.",
        "--add=hiring_process.steps=Meet the lead",
        "--add=hiring_process.steps=Meet the team",
        "--move-item=hiring_process.steps:2=1",
        "--set=career_ladder.summary=Upwards.",
        "--add=career_ladder.steps=lead > it/web/page#head | promotion",
        "--set=career_ladder.steps:1.kind=lateral",
        "--add=performance_indicators=CSAT | > 90 % | /csat",
        "--add=performance_indicators=Calls",
        "--set=performance_indicators:2.target=< 21 days",
        "--add=sections=Uniform | None.",
        "--set=sections:1.body=A | B\nC",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = world.run(&[
        "edit",
        "desk#lead+nets",
        "--set=roles=",
        "--set=extends.requirements=apps",
        "--add=omit=Writes well",
        "--set=resp:1.id=meet",
        "--set=resp:1.tags=team, calm",
        "--set=resp:1.need=preferred",
        "--set=resp:1.waive=long: it is fine\nother",
        "--add=reports_to=Boss <it/web/page#head>",
        "--set=reports_to:1.link=https://x.example",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!(changes(&world, "it/desk.toml", DESK).join("\n"), @r#"
    -roles = ["lead"]
    +reports_to = [{ title = "Boss", role = "it/web/page#head", link = "https://x.example" }]
    +extends = { requirements = "apps" }
    -  "Meets the team",
    +  { text = "Meets the team", id = "meet", tags = ["team", "calm"], need = "preferred", waive = [{ rule = "long", reason = "it is fine" }, "other"] },
    +]
    +omit = [
    +  "Writes well",
    +
    +[[performance_indicators]]
    +name = "CSAT"
    +target = "> 90 %"
    +link = "/csat"
    +
    +[[performance_indicators]]
    +name = "Calls"
    +target = "< 21 days"
    +
    +[career_ladder]
    +summary = "Upwards."
    +
    +[[career_ladder.steps]]
    +from = "lead"
    +to = "it/web/page#head"
    +kind = "lateral"
    +
    +[hiring_process]
    +intro = "Two talks."
    +steps = [
    +  "Meet the team",
    +  "Meet the lead",
    +]
    +outro = "That is all."
    +
    +[[sections]]
    +heading = "Uniform"
    +body = """
    +A | B
    +C"""
    "#);
    let args = [
        "edit",
        "desk#lead+nets",
        "--set=reports_to=",
        "--move-item=omit:1=1",
    ];
    let value = world.json(&args);
    assert_eq!(value["address"], "it/desk#lead+nets");
    let kept = world.read("it/desk.toml");
    for (address, change, why) in [
        (
            "desk",
            "--set=roles=lead",
            "only a specialty or a segment has roles",
        ),
        ("desk", "--set=extends.req=lead", "a family has no extends"),
        ("desk", "--add=omit=x", "a family inherits nothing to omit"),
        ("desk", "--set=name=x", "is of the catalog's settings"),
        (
            "desk",
            "--add=required=grade",
            "is of the catalog's settings",
        ),
        ("desk#lead", "--add=sections=x", "sections are the family's"),
        (
            "desk#lead+nets",
            "--set=roles=nobody",
            "the family has no role nobody",
        ),
        (
            "desk#lead",
            "--set=req:1.id=meet",
            "another item of the family has the id meet",
        ),
        (
            "desk#lead",
            "--set=req:1.need=some",
            "need takes must or preferred",
        ),
        (
            "desk#lead",
            "--set=req:1.colour=red",
            "an item has no colour",
        ),
        (
            "desk",
            "--set=performance_indicators:1.colour=red",
            "a performance indicator has no colour",
        ),
        (
            "desk",
            "--remove=sections:2",
            "there is no entry 2 in sections: it has 1",
        ),
        (
            "desk",
            "--add=career_ladder.steps=lead",
            "it takes from > to | kind",
        ),
    ] {
        let run = world.run(&["edit", address, change]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{change}: {run:?}");
        assert!(run.err.contains(why), "{change}: {run:?}");
    }
    assert_eq!(world.read("it/desk.toml"), kept);
}

#[test]
fn the_settings_have_an_address() {
    let world = world();
    let value = world.json(&[
        "edit",
        "catalog.toml",
        "--set=name=House",
        "--set=summary=Ours",
        "--set=requirement_budget=20",
        "--set=synonyms.sre=site reliability engineer",
        "--add=required=grade",
        "--add=mandatory_items=Be kind, always",
        "--add=house.entry_grades=4",
        "--add=entry_grades=5",
        "--move-item=entry_grades:2=1",
    ]);
    assert_eq!(value["address"], "catalog.toml");
    insta::assert_snapshot!(world.read("catalog.toml"), @r#"
    name = "House"
    summary = "Ours"

    [house]
    required = ["grade"]
    mandatory_items = ["Be kind, always"]
    entry_grades = ["5", "4"]
    requirement_budget = 20

    [synonyms]
    sre = "site reliability engineer"
    "#);
    let args = [
        "edit",
        "catalog.toml",
        "--set=synonyms.sre=",
        "--remove=entry_grades:1",
    ];
    world.json(&args);
    let settings = world.read("catalog.toml");
    assert!(
        !settings.contains("sre") && settings.contains("entry_grades = [\"4\"]"),
        "{settings}"
    );
    for (change, why) in [
        ("--set=requirement_budget=many", "takes a whole number"),
        ("--set=owner=x", "have no owner"),
        ("--add=omit=x", "have no omit"),
        ("--set=synonyms.=x", "a synonym needs its word"),
        ("--set=check.profile=poster", "job-family or posting"),
        ("--set=check.severity.filer=off", "did you mean filler?"),
        (
            "--set=check.severity.filler=loud",
            "error, warning, note, off",
        ),
        (
            "--set=check.budget.filler=3",
            "there is no such rule as filler",
        ),
        ("--set=check.budget.long-sentence=many", "a whole number"),
        ("--set=check.word.jargon=x", "check.words.RULE"),
    ] {
        let run = world.run(&["edit", "catalog.toml", change]);
        assert!(run.code == 2 && run.err.contains(why), "{change}: {run:?}");
    }
}

#[test]
fn what_cannot_be_written_is_named_with_its_place() {
    let world = world();
    let odd = "title = \"Odd\"\n[[roles]]\nid = \"one\"\nreports_to.title = \"x\"\n";
    world.write("it/odd.toml", odd);
    let run = world.run(&["edit", "odd#one", "--set=title=X", "--set=reports_to=Boss"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""), "{run:?}");
    let place = world
        .catalog()
        .join("it/odd.toml:2: reports_to is written in");
    assert!(run.err.contains(place.to_str().unwrap()), "{run:?}");
    assert_eq!(world.read("it/odd.toml"), odd);
}

#[test]
fn all_files_are_saved_or_none() {
    let world = world();
    std::fs::create_dir(world.catalog().join("it/help.toml")).unwrap();
    let run = world.run(&["edit", "desk", "--rename", "help"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.err.contains("help.toml"), "{run:?}");
    assert_eq!(world.read("it/desk.toml"), DESK);
    assert_eq!(world.read("it/web/page.toml"), PAGE);
}
