//! A catalog that wants to take the terminal over.

use serde_json::Value;

use super::{IntoRun, World};

const TITLE: &str = "\u{1b}]0;PWNED\u{7} \u{202e}kcab\u{9b}2J\u{e0041}";

fn hostile() -> World {
    let world = World::empty();
    let family = r#"
title = "\u001b]0;PWNED\u0007 RLOkcab\u009b2J\U000E0041"
owner = "\u001b[31m"
summary = "one\r\ntwo \u001b]8;;http://evil\u0007"
tags = ["\u0007"]
requirements = ["itil \u001b[2J RLO", "a\u0008b"]
"\u001b[1m" = "unknown"
status = "\u001b[5m"

[[roles]]
id = "one"
title = "\u001b]0;PWNED\u0007"
grade = "\u001bM"

[[specialties]]
id = "\u001bid"
title = "RLO"
"#
    .replace("RLO", "\u{202e}");
    world.write(
        "catalog.toml",
        "name = \"\\u001b[31m\"\n\"\\u001bkey\" = 1\n",
    );
    world.write("bad\u{1b}[31m name/x\u{202e}y.toml", &family);
    world.write("plain/good.toml", &family);
    world.write(
        "plain/broken\u{1b}[0m\u{202e}.toml",
        "title = \"\u{1b}[31m\u{202e}",
    );
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"\xff\x1b[31m.toml");
        // Some file systems take UTF-8 alone.
        let _ = std::fs::write(world.catalog().join(name), &family);
    }
    world
}

fn assert_harmless(text: &str) {
    let bad = text.chars().find(|c| {
        (c.is_control() && !"\n\t".contains(*c))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
    });
    assert_eq!(bad, None, "{text:?}");
}

#[test]
fn nothing_hostile_comes_out() {
    let world = hostile();
    let address = "bad\u{1b}[31m name/x\u{202e}y";
    let role = "plain/good#one+\u{1b}id";
    let runs: &[&[&str]] = &[
        &["list"],
        &["list", "--department", "\u{1b}[31m\u{202e}"],
        &["show", address],
        &["show", address, "--effective"],
        &["show", role],
        &["show", role, "--effective"],
        &["show", "plain/good"],
        &["show", "good#one\u{1b}]0;PWNED"],
        &["show", "one"],
        &["show", "plain/broken\u{1b}[0m\u{202e}"],
        &["compare", address, role],
        &[
            "compare",
            address,
            role,
            "plain/good",
            "--format",
            "markdown",
        ],
        &["compare", address, role, "--format", "html"],
        &["compare", address, role, "--format", "json"],
        &["compare", address, "\u{1b}]0;PWNED\u{7}"],
        &["delta", address, role],
        &["delta", address, role, "--format", "markdown"],
        &["delta", address],
        &["search", "itil"],
        &["search", "itil", "\u{202e}", "--fuzzy"],
        &["search", "zzz\u{1b}]0;PWNED\u{7}\u{202e}"],
        &["edit", address, "--set", "owner=\u{1b}[31m", "--dry-run"],
        &["edit", address, "--add", "req=\u{202e}x", "--dry-run"],
        &["edit", address, "--set", "grade=\u{1b}"],
        &["edit", address, "--set", "\u{1b}]0;PWNED=x"],
        &["edit", "plain/broken\u{1b}[0m\u{202e}", "--set", "title=x"],
        &[
            "edit",
            address,
            "--add",
            "req=\u{202e}x",
            "--set",
            "owner=\u{1b}[0m",
        ],
        &["list", "\u{1b}]0;PWNED"],
        &["list", "--\u{1b}]0;PWNED"],
        &["list", "--kind", "\u{1b}]0;PWNED"],
    ];
    for args in runs {
        for format in ["text", "json"] {
            let run = world.run(&[args, &["--format", format][..]].concat());
            assert_harmless(&run.out);
            assert_harmless(&run.err);
            assert!(!run.err.contains("panicked"), "{run:?}");
            assert!((0..=3).contains(&run.code), "{run:?}");
            if format == "json" && run.code == 0 {
                serde_json::from_str::<Value>(&run.out).unwrap();
            }
        }
    }
    let gone = world.path("\u{1b}]0;PWNED");
    let run = world
        .command(&[gone.as_os_str(), "list".as_ref()])
        .into_run();
    assert_eq!(run.code, 3);
    assert_harmless(&run.err);
}

#[test]
fn what_is_clean_still_says_the_same() {
    let world = hostile();
    let family = world.json(&["show", "plain/good"]);
    assert_eq!(family["title"], TITLE);
    let rows = world.json(&["list", "--kind", "family"]);
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().all(|row| row["title"] == TITLE), "{rows:?}");
    let run = world.run(&["list", "--kind", "family", "--department", "plain"]);
    assert_eq!(
        run.out,
        "plain/good\tfamily\t\t\t␛]0;PWNED␇ \u{fffd}kcab\u{fffd}2J\u{fffd}\n"
    );
}

#[test]
fn a_change_keeps_what_was_there() {
    let world = hostile();
    let name = "bad\u{1b}[31m name/x\u{202e}y.toml";
    let before = world.read(name);
    let run = world.run(&["edit", "bad\u{1b}[31m name/x\u{202e}y", "--set", "owner=IT"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(
        super::changed_lines(&before, &world.read(name)),
        ["-owner = \"\\u001b[31m\"", "+owner = \"IT\""]
    );
}
