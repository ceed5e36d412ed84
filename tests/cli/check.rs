//! What check finds, in which forms it says so, what it mends, and how it ends.

use serde_json::Value;

use super::{World, changed_lines};

const SETTINGS: &str = "\
[house]
required = [\"responsibilities\", \"grade\"]
mandatory_items = [\"Shares our values\"]
";

const DESK: &str = "\
title = \"Desk\"
requirements = [
  \"Shares our values\",
  \"2+ years of work on a desk\", # for the rota
  { text = \"3+ years of tooling\", waive = [{ rule = \"years-of-experience\", reason = \"law\" }] },
  \"Knows his or her tools\",
  \"Reads the [handbook](/handbook\",
]

[[roles]]
id = \"agent\"
grade = 5
responsibilities = [\"Answers\", \"Answers\"]

[[roles]]
id = \"lead\"
requirements = [\"Shares our values\"]
responsibilities = [\"Leads\"]
";

fn world() -> World {
    let world = World::empty();
    world.write("catalog.toml", SETTINGS);
    world.write("it/desk.toml", DESK);
    world
}

/// Rule and line of each finding.
fn found(world: &World, args: &[&str]) -> Vec<(String, u64)> {
    let run = world.run(&[&["check"], args, &["--format", "json"]].concat());
    let findings: Vec<Value> = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    let pair = |finding: &Value| {
        let rule = finding["rule"].as_str().unwrap().to_owned();
        (rule, finding["line"].as_u64().unwrap_or_default())
    };
    findings.iter().map(pair).collect()
}

fn pairs(pairs: &[(&str, u64)]) -> Vec<(String, u64)> {
    pairs.iter().map(|(a, n)| ((*a).to_owned(), *n)).collect()
}

#[test]
fn the_sample_page_has_what_a_careful_reader_finds() {
    let world = World::new();
    assert_eq!(
        found(&world, &["it-management"]),
        pairs(&[
            ("repeated-item", 21),
            ("location", 27),
            ("inherited-item", 42),
            ("years-of-experience", 48),
            ("years-of-experience", 49),
            ("inherited-item", 79),
            ("inherited-item", 81),
            ("indicator-target", 103),
            ("indicator-target", 117),
        ])
    );
    // The sample has nothing that fails a check.
    let run = world.run(&["check", "--severity", "error"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.starts_with("Nothing is wrong in 2"), "{}", run.out);
}

#[test]
fn findings_are_shown_with_their_lines() {
    let world = world();
    let run = world.run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let file = world.catalog().join("it/desk.toml");
    let expected = "\
warning[years-of-experience]: \"2+ years\" counts years and does not say why
 --> DESK:4:4
  |
4 |   \"2+ years of work on a desk\", # for the rota
  |    ^^^^^^^^
  |
  = help: Say what somebody can do after that time, or why it must be years.

error[gendered-pronoun]: \"his or her\" is written for one gender
 --> DESK:6:10
  |
6 |   \"Knows his or her tools\",
  |          ^^^^^^^^^^
  |
  = help: Say \"they\" or \"their\".

error[malformed-link]: the address of a link is not closed
 --> DESK:7:14
  |
7 |   \"Reads the [handbook](/handbook\",
  |              ^^^^^^^^^^^^^^^^^^^^
  |
  = help: A link is written [words](address). (--fix: write [handbook](/handbook))

warning[repeated-item]: the same as item 1 of this list
  --> DESK:13:32
   |
13 | responsibilities = [\"Answers\", \"Answers\"]
   |                                ^^^^^^^^^
   |
   = help: Take one of the two out. (--fix: take the repeat out)

error[missing-section]: lead has no grade
  --> DESK:15:1
   |
15 | [[roles]]
   | ^^^^^^^^^
   |
   = help: Write it here, or in the family for all of its roles.

warning[inherited-item]: inherited anyway, from Desk
  --> DESK:17:17
   |
17 | requirements = [\"Shares our values\"]
   |                 ^^^^^^^^^^^^^^^^^^^
   |
   = help: Take it out here. (--fix: take it out; it is inherited)

3 errors, 3 warnings in 1 of 2 files; --fix mends 3
";
    let expected = expected.replace("DESK", &file.to_string_lossy());
    assert_eq!(run.out, expected);
}

#[test]
fn a_part_of_the_catalog_and_of_the_rules() {
    let world = world();
    let lead = found(&world, &["desk#lead"]);
    assert_eq!(
        lead,
        pairs(&[
            ("years-of-experience", 4),
            ("gendered-pronoun", 6),
            ("malformed-link", 7),
            ("missing-section", 15),
            ("inherited-item", 17),
        ])
    );
    let file = world.catalog().join("it/desk.toml");
    let file = file.to_string_lossy();
    assert_eq!(found(&world, &[&file]).len(), 6);
    assert_eq!(found(&world, &["it"]).len(), 6);
    assert_eq!(found(&world, &["catalog.toml"]), []);
    assert_eq!(
        found(
            &world,
            &["--rule", "malformed-link", "--rule", "missing-section"]
        ),
        pairs(&[("malformed-link", 7), ("missing-section", 15)])
    );
    assert_eq!(found(&world, &["--severity", "error"]).len(), 3);
}

#[test]
fn it_ends_with_what_was_found() {
    let world = world();
    let code = |args: &[&str]| world.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--rule", "repeated-item"]), 0);
    assert_eq!(code(&["--rule", "repeated-item", "--deny", "warnings"]), 1);
    assert_eq!(code(&["--rule", "coded-words", "--deny", "warnings"]), 0);
    assert_eq!(code(&["nowhere"]), 1);
    let run = world.run(&["check", "--rule", "repeated-items"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err,
        "error: no rule is called repeated-items\n  did you mean repeated-item?\n"
    );
    assert_eq!(world.run(&["check", "--dry-run"]).code, 2);
    assert_eq!(world.run(&["check", "--baseline", "nowhere.json"]).code, 2);
}

#[test]
fn what_can_be_mended_for_sure_is_mended_once() {
    let world = world();
    let effective = |id: &str| world.json(&["show", id, "--effective"])["requirements"].clone();
    let lead = effective("desk#lead");
    let run = world.run(&["check", "--fix", "--dry-run", "--severity", "error"]);
    assert!(
        run.out.contains("+  \"Reads the [handbook](/handbook)\","),
        "{}",
        run.out
    );
    assert!(
        run.out.ends_with("1 mended, and nothing is saved\n"),
        "{}",
        run.out
    );
    assert_eq!(world.read("it/desk.toml"), DESK);

    let run = world.run(&["check", "--fix"]);
    assert!(run.out.ends_with("; 3 mended\n"), "{}", run.out);
    let mended = world.read("it/desk.toml");
    assert_eq!(
        changed_lines(DESK, &mended),
        [
            "-  \"Reads the [handbook](/handbook\",",
            "+  \"Reads the [handbook](/handbook)\",",
            "-responsibilities = [\"Answers\", \"Answers\"]",
            "+responsibilities = [\"Answers\"]",
            "-requirements = [\"Shares our values\"]",
            "+requirements = []",
        ]
    );
    let texts = |value: &Value| -> Vec<String> {
        let items = value.as_array().unwrap().iter();
        items
            .map(|item| {
                item["text"]
                    .as_str()
                    .unwrap()
                    .replace("handbook)", "handbook")
            })
            .collect()
    };
    assert_eq!(texts(&effective("desk#lead")), texts(&lead));

    let run = world.run(&["check", "--fix"]);
    assert!(run.out.ends_with("; 0 mended\n"), "{}", run.out);
    assert_eq!(world.read("it/desk.toml"), mended);
}

#[test]
fn an_item_that_all_must_carry_is_added() {
    let world = World::empty();
    world.write(
        "catalog.toml",
        "[house]\nmandatory_items = [\"Shares our values\"]\n",
    );
    world.write("a.toml", "title = \"A\"\n\n[[roles]]\nid = \"x\"\n");
    assert_eq!(world.run(&["check", "--fix"]).code, 0);
    assert_eq!(
        world.read("a.toml"),
        "title = \"A\"\nrequirements = [\n  \"Shares our values\",\n]\n\n[[roles]]\nid = \"x\"\n"
    );
}

#[test]
fn what_was_there_before_is_left_aside() {
    let world = world();
    let before = world.run(&["check", "--format", "json"]).out;
    world.write("../elsewhere/before.json", &before);
    assert_eq!(found(&world, &["--baseline", "before.json"]), []);
    // Lines may move; what is new is found, also where it is the same once more.
    world.write(
        "it/desk.toml",
        format!(
            "# New\n{}",
            DESK.replace("\"Answers\"]", "\"Answers\", \"Answers\"]")
        ),
    );
    assert_eq!(
        found(&world, &["--baseline", "before.json"]),
        pairs(&[("repeated-item", 14)])
    );
}

#[test]
fn findings_are_told_in_german_and_are_the_same_findings() {
    let world = world();
    let german = |args: &[&str]| {
        world
            .run(&[&["--language", "de", "check"], args].concat())
            .out
    };
    let said = german(&[]);
    for line in [
        "Fehler[gendered-pronoun]: „his or her“ ist für ein Geschlecht geschrieben",
        "dasselbe wie Punkt 1 dieser Liste",
        "Einen der beiden herausnehmen. (--fix: die Wiederholung herausnehmen)",
        "keine Stufe",
        "; --fix behebt 3",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // What was noted in one language is known again in the other.
    world.write("../elsewhere/before.json", german(&["--format", "json"]));
    assert_eq!(found(&world, &["--baseline", "before.json"]), []);
    let prints = |text: String| -> Vec<Value> {
        let log: Value = serde_json::from_str(&text).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().iter();
        results
            .map(|one| one["partialFingerprints"].clone())
            .collect()
    };
    let english = world.run(&["check", "--format", "sarif"]).out;
    assert_eq!(prints(german(&["--format", "sarif"])), prints(english));
    // And so is what was waived: of a part that lacks something there is no text but the finding's.
    let waived = ["waive", "desk#lead", "missing-section", "--reason", "new"];
    assert_eq!(
        world
            .run(&[&["--language", "de"], &waived[..]].concat())
            .code,
        0
    );
    let stale = ["--severity", "note", "--rule", "stale-waiver"];
    assert_eq!(found(&world, &stale), []);
}

#[test]
fn waivers_hold_and_go_stale() {
    let world = world();
    assert_eq!(
        found(&world, &["--severity", "note", "--rule", "stale-waiver"]),
        []
    );
    world.write(
        "it/desk.toml",
        DESK.replace("3+ years of tooling", "Knows tooling"),
    );
    assert_eq!(
        found(&world, &["--severity", "note", "--rule", "stale-waiver"]),
        pairs(&[("stale-waiver", 5)])
    );
    let run = world.run(&[
        "check",
        "--severity",
        "note",
        "--rule",
        "stale-waiver",
        "--fix",
    ]);
    assert_eq!(run.code, 0);
    assert!(world.read("it/desk.toml").contains("\"Knows tooling\""));
    assert!(!world.read("it/desk.toml").contains("waive"));
}

#[test]
fn json_has_its_keys() {
    let world = world();
    let run = world.run(&["check", "--rule", "repeated-item", "--format", "json"]);
    let findings: Value = serde_json::from_str(&run.out).unwrap();
    let file = world.catalog().join("it/desk.toml");
    assert_eq!(
        findings,
        serde_json::json!([{
            "rule": "repeated-item",
            "severity": "warning",
            "path": file.to_string_lossy(),
            "line": 13,
            "column": 32,
            "address": "it/desk#agent",
            "message": "the same as item 1 of this list",
            "fix": "take the repeat out",
        }])
    );
}

#[test]
fn the_forms_for_other_programs() {
    let world = world();
    let file = world.catalog().join("it/desk.toml");
    let file = file.to_string_lossy();
    let run = |format: &str| {
        world.run(&[
            "check",
            "--rule",
            "repeated-item",
            "--rule",
            "gendered-pronoun",
            "--format",
            format,
        ])
    };
    assert_eq!(
        run("github").out,
        format!(
            "::error file={file},line=6,col=10,endLine=6,endColumn=20,title=gendered-pronoun::\"his or her\" is written \
             for one gender. Say \"they\" or \"their\".\n\
             ::warning file={file},line=13,col=32,endLine=13,endColumn=41,title=repeated-item::the same as item 1 of \
             this list. Take one of the two out.\n"
        )
    );
    // The day is that on which one looks.
    let junit = run("junit").out;
    let (before, behind) = junit.split_once("timestamp=\"").unwrap();
    let (day, behind) = behind.split_once('"').unwrap();
    assert!(day.len() == 19 && day.ends_with("T00:00:00"), "{day}");
    assert_eq!(
        format!("{before}timestamp=\"\"{behind}"),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites>\n  \
             <testsuite id=\"0\" name=\"rolebook\" package=\"rolebook\" hostname=\"localhost\" timestamp=\"\" \
             tests=\"2\" failures=\"2\" errors=\"0\" time=\"0\">\n    \
             <properties>\n      <property name=\"version\" value=\"{version}\" />\n    </properties>\n    \
             <testcase name=\"gendered-pronoun {file}:6:10\" classname=\"it/desk\" time=\"0\">\n      \
             <failure message=\"&quot;his or her&quot; is written for one gender\" type=\"error\">{file}:6:10: Say \
             &quot;they&quot; or &quot;their&quot;.</failure>\n    \
             </testcase>\n    \
             <testcase name=\"repeated-item {file}:13:32\" classname=\"it/desk#agent\" time=\"0\">\n      \
             <failure message=\"the same as item 1 of this list\" type=\"warning\">{file}:13:32: Take one of the two \
             out.</failure>\n    \
             </testcase>\n    \
             <system-out></system-out>\n    <system-err />\n  \
             </testsuite>\n</testsuites>\n",
            version = env!("CARGO_PKG_VERSION"),
        )
    );
    let log: Value = serde_json::from_str(&run("sarif").out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "gendered-pronoun");
    assert_eq!(result["level"], "error");
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(
        run["tool"]["driver"]["rules"][index]["id"],
        "gendered-pronoun"
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], format!("file://{file}"));
    assert_eq!(
        place["region"],
        serde_json::json!({ "startLine": 6, "startColumn": 10, "endLine": 6, "endColumn": 20 })
    );
}

#[test]
fn hostile_files_print_no_escape_sequence() {
    let world = World::empty();
    world.write("catalog.toml", "");
    world.write(
        "a.toml",
        "title = \"A\"\nrequirements = [\"\\u001b[31m his\", \"\u{9b}31m \u{202e}2+ years in X\", \"]]>&<his\"]\n",
    );
    for format in ["text", "json", "github", "junit", "sarif"] {
        let run = world.run(&["check", "--severity", "note", "--format", format]);
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.out.contains(bad), "{format}: {:?}", run.out);
        assert!(run.out.contains("gendered-pronoun"), "{format}");
    }
}

#[test]
fn every_rule_is_explained() {
    let world = World::empty();
    let run = world.run(&["explain"]);
    assert_eq!(run.code, 0);
    for rule in rolebook::check::rules() {
        assert!(run.out.contains(rule.id), "{}", rule.id);
        let one = world.run(&["explain", rule.id]);
        assert_eq!(one.code, 0);
        assert!(one.out.contains(rule.says()), "{}", one.out);
    }
    assert_eq!(world.run(&["explain", "nothing"]).code, 2);
}

#[test]
fn the_catalog_decides_from_the_command_line() {
    let world = world();
    let edit = |args: &[&str]| {
        let run = world.run(&[&["edit", "catalog.toml"], args].concat());
        assert_eq!(run.code, 0, "{run:?}");
        world.read("catalog.toml")
    };
    let text = edit(&[
        "--set=check.severity.years-of-experience=off",
        "--set=check.allow.gendered-pronoun=his; her",
        "--set=check.words.jargon=desk = table; rota",
        "--set=check.budget.long-sentence=30",
        "--set=check.profile=job-family",
    ]);
    assert!(text.starts_with(SETTINGS), "{text}");
    for line in [
        "profile = \"job-family\"",
        "years-of-experience = \"off\"",
        "long-sentence = 30",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let rules: Vec<String> = found(&world, &["desk"])
        .into_iter()
        .map(|found| found.0)
        .collect();
    assert!(rules.contains(&"jargon".to_owned()), "{rules:?}");
    for gone in ["years-of-experience", "gendered-pronoun"] {
        assert!(!rules.contains(&gone.to_owned()), "{rules:?}");
    }
    // An empty value takes it out again.
    let text = edit(&[
        "--set=check.severity.years-of-experience=",
        "--set=check.profile=",
    ]);
    assert!(!text.contains("profile") && !text.contains("off"), "{text}");
}

#[test]
fn misspellings_are_notes_that_are_mended_wherever_they_stand() {
    let world = World::empty();
    let file = "title = \"Opertions\"\nsummary = \"The priciples of the team\" # kept\nrequirements = [\"Recieves TEH\"]\n";
    world.write("a/b.toml", file);
    assert!(found(&world, &[]).is_empty(), "notes are not shown unasked");
    let notes = found(&world, &["--rule", "spelling", "--severity", "note"]);
    let lines: Vec<u64> = notes.iter().map(|note| note.1).collect();
    assert_eq!(lines, [1, 2, 3]);
    let args = ["check", "--rule", "spelling", "--severity", "note", "--fix"];
    assert_eq!(world.run(&args).code, 0);
    let mended = file
        .replace("Opertions", "Operations")
        .replace("priciples", "principles")
        .replace("Recieves", "Receives");
    assert_eq!(world.read("a/b.toml"), mended);
    assert_eq!(world.run(&args).code, 0);
    assert_eq!(world.read("a/b.toml"), mended);
}
