//! What replace finds, shows and saves, and what it leaves alone.

use serde_json::{Value, json};

use super::{World, changed_lines};

const DESK: &str = "\
title = \"Desk\"
requirements = [
  \"Knows Java\", # for the tools
  { text = \"Java and [Java](https://java.example)\", id = \"java\" },
]

[[roles]]
id = \"lead\"
title = \"Lead\"
tags = [\"java\"]

[[specialties]]
id = \"apps\"
summary = \"JavaScript\"
";

fn world() -> World {
    let world = World::empty();
    world.write("catalog.toml", "name = \"C\"\n");
    world.write("it/desk.toml", DESK);
    world.write(
        "it/web/page.toml",
        "title = \"Page\"\nsummary = \"\"\"\nJava first\nof all\"\"\"\n",
    );
    world.write(
        "legal/counsel.toml",
        "title = \"Counsel\"\nowner = \"Java legal\"\n",
    );
    world
}

#[test]
fn all_that_matches_is_shown_and_saved() {
    let world = world();
    let before = world.read("it/desk.toml");
    let run = world.run(&["replace", "java", "Go", "--word"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(
        run.out,
        "\
it/desk
  requirements 1: Knows [Java → Go]
  requirements 2: [Java → Go] and [Java](https://java.example)
  requirements 2: Java and [[Java → Go]](https://java.example)

it/desk#lead
  tags 1: [java → Go]

it/web/page
  summary: [Java → Go] first of all

legal/counsel
  owner: [Java → Go] legal

6 places in 3 files
"
    );
    assert_eq!(
        changed_lines(&before, &world.read("it/desk.toml")),
        [
            "-  \"Knows Java\", # for the tools",
            "-  { text = \"Java and [Java](https://java.example)\", id = \"java\" },",
            "+  \"Knows Go\", # for the tools",
            "+  { text = \"Go and [Go](https://java.example)\", id = \"java\" },",
            "-tags = [\"java\"]",
            "+tags = [\"Go\"]",
        ]
    );
    assert_eq!(
        world.read("it/web/page.toml"),
        "title = \"Page\"\nsummary = \"\"\"\nGo first\nof all\"\"\"\n"
    );
    assert_eq!(world.run(&["replace", "java", "Go", "--word"]).code, 1);
}

#[test]
fn a_dry_run_saves_nothing() {
    let world = world();
    let run = world.run(&["replace", "Java", "Go", "--dry-run"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out
            .contains("it/desk#lead+apps\n  summary: [Java → Go]Script\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .ends_with("\n6 places in 3 files; nothing is saved\n"),
        "{}",
        run.out
    );
    assert!(world.read("it/desk.toml").contains("Knows Java"));
}

#[test]
fn a_part_of_the_catalog() {
    let world = world();
    let files = |args: &[&str]| -> Vec<(String, u64)> {
        let found = world.json(
            &[
                &["replace", "Java", "Go", "--dry-run", "--case", "ignore"],
                args,
            ]
            .concat(),
        );
        let hits = found["hits"].as_array().unwrap();
        let mut counts: Vec<(String, u64)> = Vec::new();
        for hit in hits {
            let address = hit["address"].as_str().unwrap().to_owned();
            match counts.last_mut() {
                Some((last, count)) if *last == address => *count += 1,
                _ => counts.push((address, 1)),
            }
        }
        counts
    };
    let pairs = |pairs: &[(&str, u64)]| -> Vec<(String, u64)> {
        pairs.iter().map(|(a, n)| ((*a).to_owned(), *n)).collect()
    };
    assert_eq!(
        files(&["--department", "it/web"]),
        pairs(&[("it/web/page", 1)])
    );
    assert_eq!(
        files(&["--address", "it/desk#lead"]),
        pairs(&[("it/desk#lead", 1)])
    );
    // A family's address is its whole file; several addresses add up.
    assert_eq!(
        files(&["--address", "it/desk", "--address", "counsel"]),
        pairs(&[
            ("it/desk", 3),
            ("it/desk#lead", 1),
            ("it/desk#lead+apps", 1),
            ("legal/counsel", 1)
        ])
    );
    // What the roles that answer inherit is among what is read of them.
    assert_eq!(
        files(&["--in", "lead !javascript"]),
        pairs(&[("it/desk", 3), ("it/desk#lead", 1)])
    );
    assert_eq!(
        files(&["--in", "page", "--department", "it"]),
        pairs(&[("it/web/page", 1)])
    );
}

#[test]
fn the_result_as_json() {
    let world = world();
    let path = world
        .catalog()
        .join("it/web/page.toml")
        .display()
        .to_string();
    let found: Value = world.json(&[
        "replace",
        "--regex",
        r"(j\w+) (first)",
        "$2 $1",
        "--department",
        "it/web",
    ]);
    assert_eq!(
        found,
        json!({
            "hits": [{
                "address": "it/web/page",
                "field": "summary",
                "index": null,
                "key": null,
                "bytes": [0, 10],
                "before": "",
                "match": "Java first",
                "behind": "\nof all",
                "replacement": "first Java",
                "refused": null,
            }],
            "places": 1,
            "omissions": 0,
            "files": [path],
            "saved": true,
        })
    );
    assert!(world.read("it/web/page.toml").contains("first Java"));
}

#[test]
fn links_are_replaced_where_they_are_asked_for() {
    let world = world();
    let run = world.run(&["replace", "java.example", "go.example", "--links"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        world
            .read("it/desk.toml")
            .contains("[Java](https://go.example)")
    );
    let other = self::world();
    let run = other.run(&["replace", "java.example", "go.example"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "nothing that people read there has java.example\n");
}

#[test]
fn nothing_is_emptied_and_the_rest_is_made() {
    let world = World::empty();
    world.write(
        "a.toml",
        "title = \"A\"\nrequirements = [\"Java\", \"Java too\"]\n",
    );
    let run = world.run(&["replace", "Java", ""]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.out,
        "a\n  requirements 1: [Java → ] (left alone: nothing would be left of it; remove it instead)\n  \
         requirements 2: [Java → ] too\n\n1 place in 1 file; 1 place left alone\n"
    );
    assert_eq!(
        world.read("a.toml"),
        "title = \"A\"\nrequirements = [\"Java\", \"too\"]\n"
    );
    let run = world.run(&["replace", "A", "", "--case", "match", "--word"]);
    assert_eq!(run.code, 1, "{run:?}");
}

const SETTINGS: &str = "# House\nname = \"Java shop\"\n[house]\nmandatory_items = [\"Knows Java\"] # all\n\n\
    [synonyms]\njava = \"Java\"\n";

#[test]
fn the_settings_belong_to_the_whole_catalog() {
    let world = world();
    world.write("catalog.toml", SETTINGS);
    let run = world.run(&["replace", "Java", "Go", "--word"]);
    assert_eq!(run.code, 0, "{run:?}");
    let here = run.out.split("catalog.toml\n").nth(1).unwrap();
    assert!(
        here.starts_with(
            "  name: [Java → Go] shop\n  mandatory_items 1: Knows [Java → Go]\n  synonyms 1: [Java → Go]\n"
        ),
        "{here}"
    );
    // What people type for it is theirs.
    let after = SETTINGS.replace("Java", "Go");
    assert_eq!(world.read("catalog.toml"), after);
    assert!(!run.err.contains("warning"), "{}", run.err);
}

#[test]
fn items_that_the_catalog_demands_are_told_where_the_settings_stay() {
    let world = world();
    world.write("catalog.toml", SETTINGS);
    let run = world.run(&["replace", "Java", "Go", "--dry-run", "--department", "it"]);
    assert!(!run.out.contains("catalog.toml"), "{}", run.out);
    assert_eq!(
        run.err,
        "warning: catalog.toml has \"Knows Java\" among its mandatory_items; change it there too\n"
    );
}

#[test]
fn settings_that_cannot_be_read_are_no_hindrance() {
    let world = world();
    world.write("catalog.toml", "name = \"Java");
    let run = world.run(&["replace", "Knows Java", "Knows Go"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(world.read("catalog.toml"), "name = \"Java");
}

#[test]
fn what_cannot_be_asked_says_so() {
    let world = world();
    for (args, code, said) in [
        (&["replace", "(", "x", "--regex"][..], 2, "at character 1"),
        (&["replace", "", "x"], 2, "nothing to look for"),
        (
            &["replace", "a", "$1", "--regex"],
            2,
            "the pattern has no groups",
        ),
        (
            &["replace", "a", "b", "--department", "sales"],
            1,
            "no department sales; it has:\n  it\n  it/web\n  legal\n",
        ),
        (&["replace", "a", "b", "--address", "nobody"], 1, "nobody"),
        (
            &["replace", "a", "b", "--in", "zeppelin"],
            1,
            "nothing in the catalog has zeppelin",
        ),
        (&["replace", "a"], 2, "<TEXT>"),
        (&["replace", "-x", "-y"], 1, "has -x"),
    ] {
        let run = world.run(args);
        assert_eq!(run.code, code, "{args:?}: {run:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
        assert_eq!(run.out, "");
    }
}

#[test]
fn what_is_found_is_harmless() {
    let world = World::empty();
    world.write(
        "a.toml",
        "title = \"A\"\nsummary = \"x \\u001b[31m word \\u202e\\u009b2J\"\n",
    );
    let run = world.run(&["replace", "word", "\u{1b}[0m\u{202e}", "--dry-run"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("x ␛[31m [word → ␛[0m"), "{}", run.out);
    assert!(!run.out.contains(['\u{1b}', '\u{202e}', '\u{9b}']));
}

#[test]
fn no_file_is_saved_when_one_cannot_be() {
    let world = world();
    let before = world.read("it/desk.toml");
    let file = world.catalog().join("it/web/page.toml");
    let mut permissions = std::fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let run = world.run(&["replace", "java", "Go"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""), "{run:?}");
    assert!(run.err.contains("page.toml"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert_eq!(world.read("it/desk.toml"), before);
    assert!(world.read("legal/counsel.toml").contains("Java"));
    // Without that one the others go.
    let run = world.run(&["replace", "java", "Go", "--department", "legal"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(world.read("legal/counsel.toml").contains("Go"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_so_large_is_an_error_and_no_end() {
    let world = world();
    let script = format!(
        "ulimit -f 8 && exec {} --catalog {} replace Java \"$(printf '%09999d' 1)\"",
        super::BINARY,
        world.catalog().display()
    );
    let before = world.read("it/desk.toml");
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("has not been saved"), "{said}");
    assert_eq!(world.read("it/desk.toml"), before);
    let names = std::fs::read_dir(world.catalog().join("it")).unwrap();
    assert_eq!(names.count(), 2, "a file, a folder, and no litter");
}
