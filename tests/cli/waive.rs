//! What is waived, what the catalog asks of the check, and what was touched since a revision of git.

use std::process::Command;

use serde_json::Value;

use super::{World, changed_lines};

const DESK: &str = "\
title = \"Desk\"
requirements = [
  \"2+ years of work on a desk\", # for the rota
]

[[roles]]
id = \"agent\"
requirements = [
  \"3+ years of tooling\",
]
";

fn world() -> World {
    let world = World::empty();
    world.write("catalog.toml", "name = \"C\"\n");
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

fn waive(world: &World, args: &[&str]) -> (i32, String) {
    let run = world.run(&[&["waive"], args].concat());
    (run.code, format!("{}{}", run.out, run.err))
}

fn years(lines: &[u64]) -> Vec<(String, u64)> {
    let lines = lines.iter();
    lines
        .map(|line| ("years-of-experience".to_owned(), *line))
        .collect()
}

const YEARS: &str = "years-of-experience";

#[test]
fn an_item_is_waived_for_as_long_as_it_says_the_same() {
    let world = world();
    let args = [
        "desk:requirements:1",
        YEARS,
        "--reason",
        "the rota",
        "--by",
        "People",
    ];
    assert_eq!(waive(&world, &args), (0, String::new()));
    let after = world.read("it/desk.toml");
    assert_eq!(
        changed_lines(DESK, &after),
        [
            "-  \"2+ years of work on a desk\", # for the rota",
            "+  { text = \"2+ years of work on a desk\", waive = [{ rule = \"years-of-experience\", reason = \"the \
             rota\", by = \"People\", hash = \"5215c8751d571d4b\" }] }, # for the rota",
        ]
    );
    assert_eq!(found(&world, &[]), years(&[9]));
    assert_eq!(found(&world, &["--stale"]), []);

    world.write(
        "it/desk.toml",
        after.replace("2+ years of work", "4+ years of work"),
    );
    assert_eq!(found(&world, &[]), years(&[3, 9]));
    assert_eq!(
        found(&world, &["--stale"]),
        [("stale-waiver".to_owned(), 3)]
    );
    let said = world.run(&["check", "--stale"]).out;
    assert!(
        said.contains("the text has changed since years-of-experience was waived"),
        "{said}"
    );

    // Given again, it is there once.
    let args = [
        "desk:req:1",
        YEARS,
        "--reason",
        "still",
        "--by",
        "",
        "--until",
        "2999-12-31",
    ];
    assert_eq!(waive(&world, &args), (0, String::new()));
    let after = world.read("it/desk.toml");
    assert_eq!(after.matches("rule =").count(), 1);
    assert!(after.contains("reason = \"still\""), "{after}");
    assert!(after.contains("until = 2999-12-31"), "{after}");
    assert!(!after.contains("by ="), "{after}");
    assert_eq!(found(&world, &[]), years(&[9]));

    assert_eq!(
        waive(&world, &["desk:requirements:1", YEARS, "--remove"]),
        (0, String::new())
    );
    let removed = world.read("it/desk.toml");
    assert_eq!(removed.matches("waive").count(), 0);
    assert_eq!(found(&world, &[]), years(&[3, 9]));
}

#[test]
fn a_role_a_family_and_the_catalog_are_waived() {
    let world = world();
    let waive = |args: &[&str]| {
        let (code, said) = waive(&world, &[args, &["--reason", "law", "--by", ""]].concat());
        assert_eq!((code, said.as_str()), (0, ""), "{args:?}");
    };
    waive(&["desk#agent", YEARS]);
    assert_eq!(found(&world, &[]), years(&[3]));
    waive(&["desk", YEARS]);
    assert_eq!(found(&world, &[]), []);
    // One more of them, and it is another thing.
    let text = world.read("it/desk.toml");
    let more = text.replace("  \"3+ years", "  \"5+ years of more\",\n  \"3+ years");
    world.write("it/desk.toml", &more);
    assert_eq!(found(&world, &[]).len(), 3);
    assert_eq!(found(&world, &["--stale"]).len(), 2);

    waive(&["catalog.toml", YEARS]);
    let settings = world.read("catalog.toml");
    assert_eq!(
        settings,
        "name = \"C\"\n\n[[waive]]\nrule = \"years-of-experience\"\nreason = \"law\"\n"
    );
    assert_eq!(found(&world, &[]), []);
    world.write("catalog.toml", format!("{settings}until = 2020-01-31\n"));
    assert_eq!(found(&world, &[]).len(), 3);
    let stale = world.run(&["check", "catalog.toml", "--stale"]).out;
    assert!(stale.contains("ended on 2020-01-31"), "{stale}");
    assert!(stale.contains("[[waive]]"), "{stale}");
}

#[test]
fn what_cannot_be_waived_is_refused() {
    let world = world();
    for (args, code, says) in [
        (
            &["desk", "jargon", "--reason", "x"][..],
            1,
            "jargon finds nothing in desk",
        ),
        (
            &["desk", "yaers-of-experience", "--reason", "x"],
            2,
            "did you mean years-of-experience?",
        ),
        (&["desk", "syntax", "--reason", "x"], 2, "cannot be waived"),
        (&["desk", YEARS, "--reason", " "], 2, "needs a reason"),
        (&["desk", YEARS], 2, "--reason"),
        (
            &["desk", YEARS, "--reason", "x", "--until", "soon"],
            2,
            "2027-01-31",
        ),
        (
            &["desk", YEARS, "--reason", "x", "--until", "2020-01-31"],
            2,
            "past",
        ),
        (
            &["desk:requirements:7", YEARS, "--reason", "x"],
            2,
            "no item 7",
        ),
        (
            &["desk:wishes:1", YEARS, "--reason", "x"],
            2,
            "ADDRESS:LIST:N",
        ),
        (&["nowhere", YEARS, "--reason", "x"], 1, "nowhere"),
        (&["desk", YEARS, "--remove"], 1, "is not waived"),
        (&["catalog.toml", YEARS, "--remove"], 1, "is not waived"),
    ] {
        let (found, said) = waive(&world, args);
        assert_eq!(found, code, "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!(world.read("it/desk.toml"), DESK);
    let (code, said) = waive(&world, &["desk", YEARS, "--reason", "x", "--dry-run"]);
    assert_eq!(code, 0);
    assert!(said.contains("+waive = [{ rule"), "{said}");
    assert_eq!(world.read("it/desk.toml"), DESK);
}

#[test]
fn the_catalog_decides_on_rules() {
    let world = world();
    let under = |settings: &str| {
        world.write("catalog.toml", settings);
        found(&world, &["--severity", "note"])
    };
    let filler = "title = \"A\"\nsummary = \"Works in order to make synergy and other ninjas\"\n";
    world.write("it/desk.toml", filler);
    let pairs = |rules: &[&str]| -> Vec<(String, u64)> {
        rules.iter().map(|rule| ((*rule).to_owned(), 2)).collect()
    };
    assert_eq!(under(""), pairs(&["filler", "jargon"]));
    assert_eq!(
        under("[check.severity]\nfiller = \"off\"\n"),
        pairs(&["jargon"])
    );
    let run = || world.run(&["check", "--rule", "jargon"]).code;
    assert_eq!(run(), 0);
    under("[check.severity]\njargon = \"error\"\n");
    assert_eq!(run(), 1);
    assert_eq!(
        under("[check.words]\njargon = [\"Synergy = together\"]\n"),
        pairs(&["filler", "jargon", "jargon"])
    );
    assert_eq!(
        under("[check.allow]\njargon = [\"ninjas\"]\nfiller = [\"in-order to\"]\n"),
        []
    );
    assert_eq!(
        under("[check.budget]\nlong-sentence = 5\n"),
        pairs(&["long-sentence", "filler", "jargon"])
    );
}

#[test]
fn what_the_catalog_decides_without_effect_is_said() {
    let world = world();
    world.write(
        "catalog.toml",
        "[check]\nprofile = \"advert\"\n\n[check.severity]\njargn = \"off\"\nfiller = \"low\"\nsyntax = \"off\"\n\n\
         [check.words]\nlocation = [\"x\"]\n\n[check.budget]\njargon = 1\n\n[[waive]]\nrule = \"jargn\"\n",
    );
    let run = world.run(&["check", "catalog.toml"]);
    for says in [
        "no profile is called \"advert\"",
        "no rule is called \"jargn\"",
        "Is jargon meant?",
        "\"low\" is no severity",
        "syntax stays an error",
        "location does not look for words of a list",
        "jargon does not begin at a number",
    ] {
        assert!(run.out.contains(says), "{says}: {}", run.out);
    }
    let lines: Vec<u64> = found(&world, &["catalog.toml"])
        .into_iter()
        .map(|(_, line)| line)
        .collect();
    assert_eq!(lines, [2, 6, 5, 7, 10, 13, 15]);
}

#[test]
fn an_advertisement_is_held_against_other_rules() {
    let world = world();
    world.write(
        "it/desk.toml",
        "title = \"A\"\nsummary = \"We are looking for an accountant\"\n",
    );
    assert_eq!(found(&world, &[]), [("vacancy-wording".to_owned(), 2)]);
    let posting = [("no-pay".to_owned(), 1), ("no-place".to_owned(), 1)];
    assert_eq!(found(&world, &["--profile", "posting"]), posting);
    world.write("catalog.toml", "[check]\nprofile = \"posting\"\n");
    assert_eq!(found(&world, &[]), posting);
    assert_eq!(found(&world, &["--profile", "job-family"]).len(), 1);
}

/// A git that knows nothing of the user's settings.
fn git(world: &World, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(args)
        .current_dir(world.catalog())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn what_was_touched_since_a_revision_is_checked() {
    let world = world();
    let since = |revision: &str| found(&world, &["--changed-since", revision]);
    let failed = |revision: &str| {
        let run = world.run(&["check", "--changed-since", revision]);
        (run.code, run.err)
    };
    let (code, said) = failed("HEAD");
    assert_eq!(code, 3);
    assert!(said.contains("is in no git repository"), "{said}");

    git(&world, &["init", "-q"]);
    git(&world, &["add", "."]);
    git(&world, &["commit", "-qm", "one"]);
    assert_eq!(
        failed("nothing"),
        (2, "error: git knows no revision nothing\n".to_owned())
    );
    assert_eq!(failed("--help").0, 2);
    assert_eq!(since("HEAD"), []);

    // A line that is not committed, one that is, and a new file.
    let text = DESK.replace("3+ years of tooling", "4+ years of tooling");
    world.write("it/desk.toml", &text);
    assert_eq!(since("HEAD"), years(&[9]));
    git(&world, &["commit", "-qam", "two"]);
    assert_eq!(since("HEAD"), []);
    assert_eq!(since("HEAD~1"), years(&[9]));
    world.write("it/büro.toml", DESK);
    assert_eq!(since("HEAD"), years(&[3, 9]));

    // What a part lacks is about its file.
    world.write("catalog.toml", "[house]\nrequired = [\"grade\"]\n");
    let missing = found(
        &world,
        &["--changed-since", "HEAD~1", "--rule", "missing-section"],
    );
    assert_eq!(missing.len(), 2);
}
