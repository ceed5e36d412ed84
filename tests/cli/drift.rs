//! `rolebook drift`: exported files know which state of a role they are.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::World;

const MANAGER: &str = "finance/it-management#manager-it";
const ENDINGS: [(&str, &str); 6] = [
    ("text", "txt"),
    ("markdown", "md"),
    ("html", "html"),
    ("json", "json"),
    ("jsonld", "jsonld"),
    ("csv", "csv"),
];

/// One role in all formats, in the folder `out`.
fn exported(world: &World) {
    for (format, ending) in ENDINGS {
        let file = format!("out/role.{ending}");
        let run = world.run(&[
            "export",
            MANAGER,
            "--format",
            format,
            "--stamp",
            "--effective",
            "--out",
            &file,
        ]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

fn git(world: &World, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(world.catalog())
        .args([
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@example.org",
        ])
        .args(arguments)
        .env("HOME", world.path("home"))
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[cfg(feature = "docx")]
#[test]
fn a_word_document_knows_its_state_too_and_is_the_same_every_time() {
    let world = World::new();
    for out in ["out/one.docx", "out/two.docx"] {
        let arguments = ["export", MANAGER, "--format", "docx", "--effective"];
        let run = world.run(&[&arguments[..], &["--out", out]].concat());
        assert_eq!(run.code, 0, "{run:?}");
    }
    let read = |name: &str| fs::read(world.path("elsewhere/out").join(name)).unwrap();
    assert_eq!(read("one.docx"), read("two.docx"));
    let run = world.run(&["drift", "out"]);
    assert_eq!(run.err, "All 2 are current.\n", "{run:?}");
    let edit = [
        "edit",
        MANAGER,
        "--set",
        "grade=9",
        "--remove",
        "responsibilities:1",
    ];
    assert_eq!(world.run(&edit).code, 0);
    let run = world.run(&["drift", "out/one.docx"]);
    assert_eq!(run.code, 1, "{run:?}");
    insta::assert_snapshot!(run.out, @r"
    out/one.docx: finance/it-management#manager-it is behind
      - grade: 8
      - responsibilities: Meet every member of the IT teams in regular 1:1s
      + grade: 9
    ");
    fs::write(world.path("elsewhere/out/no.docx"), "PK").unwrap();
    let run = world.run(&["drift", "out/no.docx"]);
    assert!(run.err.contains("it is no Word document"), "{run:?}");
    let no = [
        "export",
        MANAGER,
        "--format",
        "docx",
        "--no-stamp",
        "--out",
        "out/no.docx",
    ];
    assert_eq!(world.run(&no).code, 0);
    let run = world.run(&["drift", "out/no.docx"]);
    assert!(run.out.contains("it has no stamp"), "{run:?}");
}

#[test]
fn every_format_is_current_until_the_role_changes() {
    let world = World::new();
    exported(&world);
    let run = world.run(&["drift", "out"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, "All 6 are current.\n"),
        "{run:?}"
    );
    // What stays as it was for readers is no drift.
    assert_eq!(
        world
            .run(&[
                "edit",
                "finance/it-management#manager-it+it-engineering",
                "--set",
                "grade=9"
            ])
            .code,
        0
    );
    assert_eq!(world.run(&["drift", "out"]).code, 0);
    let edit = [
        "edit",
        MANAGER,
        "--set",
        "grade=9",
        "--remove",
        "responsibilities:1",
        "--add",
        "requirements=Speaks *slowly*",
    ];
    assert_eq!(world.run(&edit).code, 0);
    for (_, ending) in ENDINGS {
        let run = world.run(&["drift", &format!("out/role.{ending}")]);
        assert_eq!(run.code, 1, "{ending}: {run:?}");
        for line in [
            "  - responsibilities: Meet every member of the IT teams in regular 1:1s\n",
            "  + requirements: Speaks *slowly*\n",
            "  + grade: 9\n",
        ] {
            assert!(run.out.contains(line), "{ending}: {run:?}");
        }
    }
    let run = world.run(&["drift", "out/role.txt"]);
    insta::assert_snapshot!(run.out, @r"
    out/role.txt: finance/it-management#manager-it is behind
      - grade: 8
      - responsibilities: Meet every member of the IT teams in regular 1:1s
      + grade: 9
      + requirements: Speaks *slowly*
    ");
}

#[test]
fn version_control_has_the_words_of_lines_that_went() {
    let world = World::new();
    git(&world, &["init", "-q"]);
    git(&world, &["add", "."]);
    git(&world, &["commit", "-qm", "all"]);
    exported(&world);
    // A link is not in the text; its hash is, and git has the words.
    let edit = [
        "edit",
        MANAGER,
        "--remove",
        "requirements:5",
        "--set",
        "owner=Somebody else",
    ];
    assert_eq!(world.run(&edit).code, 0);
    let run = world.run(&["drift", "out/role.txt"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("  - requirements: Passes a background check"),
        "{run:?}"
    );
    assert!(
        !run.out.contains("owner") && !run.out.contains("not kept"),
        "{run:?}"
    );
    let run = world.run(&["drift", "out/role.json", "--format", "json"]);
    let findings: Value = serde_json::from_str(&run.out).unwrap();
    let finding = &findings[0];
    assert_eq!(finding["state"], "behind");
    assert_eq!(finding["revision"].as_str().unwrap().len(), 12);
    assert_eq!(finding["address"], MANAGER);
    assert_eq!(finding["added"][0]["place"], "owner");
    assert_eq!(finding["forgotten"], 0);
    let text = world.run(&["export", MANAGER]).out;
    let value: Value =
        serde_json::from_str(&world.run(&["export", MANAGER, "--format", "json"]).out).unwrap();
    let stamp = value["$stamp"].as_str().unwrap();
    assert!(
        stamp.contains("-changed:") && !text.contains("rolebook-stamp"),
        "{stamp}"
    );
}

#[test]
fn without_version_control_what_the_file_does_not_say_is_counted() {
    let world = World::new();
    exported(&world);
    assert_eq!(
        world
            .run(&["edit", MANAGER, "--remove", "requirements:5"])
            .code,
        0
    );
    let run = world.run(&["drift", "out/role.txt"]);
    assert!(
        run.out.contains("one more line, whose words are not kept"),
        "{run:?}"
    );
}

#[test]
fn what_is_gone_damaged_or_unstamped_is_not_current() {
    let world = World::new();
    exported(&world);
    assert_eq!(
        world
            .run(&["edit", MANAGER, "--move-item", "responsibilities:2=1"])
            .code,
        0
    );
    let run = world.run(&["drift", "out/role.html"]);
    assert!(run.out.contains("the order of lines changed"), "{run:?}");
    assert_eq!(world.run(&["edit", MANAGER, "--rename", "lead"]).code, 0);
    let run = world.run(&["drift", "out/role.html"]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.ends_with(" is no longer in the catalog\n"),
        "{run:?}"
    );
    let file = world.path("elsewhere/other.txt");
    fs::write(&file, "nothing\n").unwrap();
    assert_eq!(world.run(&["drift", "other.txt"]).code, 1);
    fs::write(&file, "rolebook-stamp:1:x\u{1b}[31m\n").unwrap();
    let run = world.run(&["drift", "other.txt"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "other.txt: its stamp cannot be read\n")
    );
    assert_eq!(world.run(&["drift", "nowhere.txt"]).code, 3);
    fs::create_dir(world.path("elsewhere/empty")).unwrap();
    assert_eq!(world.run(&["drift", "empty"]).code, 1);
}

#[test]
fn a_stamped_page_comes_back_as_the_same_family() {
    let world = World::empty();
    fs::create_dir_all(world.path("elsewhere/hb")).unwrap();
    let page = "---\ntitle: Baker\n---\n\n## Baker\n\n### Responsibilities\n\n*   Bake *bread*\n";
    fs::write(world.path("elsewhere/hb/baker.md"), page).unwrap();
    assert_eq!(world.run(&["import", "hb"]).code, 0);
    let family = world.read("baker.toml");
    assert_eq!(
        world
            .run(&["export", "baker", "--stamp", "--out", "again/baker.md"])
            .code,
        0
    );
    let stamped = fs::read_to_string(world.path("elsewhere/again/baker.md")).unwrap();
    assert!(
        stamped.starts_with(page) && stamped.contains("<!-- rolebook-stamp:"),
        "{stamped}"
    );
    assert_eq!(world.run(&["drift", "again"]).code, 0);
    let run = world.run(&["import", "again"]);
    assert!(run.out.contains(": unchanged "), "{run:?}");
    assert_eq!(world.read("baker.toml"), family);
    let edit = ["edit", "baker", "--set", "summary=Bakes."];
    assert_eq!(world.run(&edit).code, 0);
    let run = world.run(&["drift", "again"]);
    assert!(run.out.contains("  + summary: Bakes.\n"), "{run:?}");
}
