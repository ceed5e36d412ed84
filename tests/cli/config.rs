//! The settings from the command line.

use std::fs;

use super::{IntoRun, World};

#[test]
fn settings_are_begun_found_checked_and_shown() {
    let world = World::new();
    let path = world.run(&["config", "path"]);
    let file = path.out.trim_end();
    assert!(file.ends_with("config.toml"), "{path:?}");
    let run = world.run(&["config", "check"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("by default"), "{run:?}");
    assert_eq!(world.run(&["config", "init"]).out.trim_end(), file);
    let run = world.run(&["config", "check"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert!(run.err.contains("Nothing is wrong"), "{run:?}");
    let before = fs::read_to_string(file).unwrap();
    let run = world.run(&["config", "init"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("was left as it is"), "{run:?}");
    assert_eq!(fs::read_to_string(file).unwrap(), before);
    fs::write(file, "keymap = \"vim\"\nascii = true\n[keys]\nfind = []\n").unwrap();
    let shown = world.run(&["config", "show"]).out;
    for line in [
        "keymap = \"vim\"",
        "ascii = true",
        "theme = \"auto\"",
        "find = []",
        "copy-item = [\"y y\"]",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_nearest_right_one() {
    let world = World::new();
    let path = world.run(&["config", "path"]).out;
    let file = path.trim_end();
    fs::create_dir_all(std::path::Path::new(file).parent().unwrap()).unwrap();
    fs::write(
        file,
        "tehme = \"dark\"\n[keys]\nundo = \"e\"\nsave = \"e\"\n",
    )
    .unwrap();
    let run = world.run(&["config", "check"]);
    assert_eq!(run.code, 1);
    let told: Vec<&str> = run
        .out
        .lines()
        .map(|line| line.strip_prefix(file).unwrap())
        .collect();
    assert_eq!(
        told,
        [
            ":1:1: error: there is no setting called tehme; did you mean theme?",
            ":3:1: warning: e was the key of Edit, which has none now",
            ":4:1: error: e is also given to undo",
        ]
    );
}

#[test]
fn colours_can_be_forced_into_a_pipe() {
    use super::IntoRun;
    let world = World::new();
    let run = |variables: &[(&str, &str)]| {
        let mut command = world.command(&["replace", "itil", "ITSM", "--dry-run"]);
        command.env("ROLEBOOK_CATALOG", world.catalog());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.envs(variables.iter().copied());
        command.into_run().out.contains('\u{1b}')
    };
    assert!(!run(&[]));
    assert!(run(&[("CLICOLOR_FORCE", "1")]));
    assert!(!run(&[("CLICOLOR_FORCE", "0")]));
    assert!(!run(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn the_language_is_that_of_the_command_line_the_settings_or_the_environment() {
    let world = World::new();
    let path = world.run(&["config", "path"]).out;
    let file = path.trim_end();
    fs::create_dir_all(std::path::Path::new(file).parent().unwrap()).unwrap();
    let told = |language: &str, args: &[&str]| {
        let mut command = world.command(args);
        command.env("LC_MESSAGES", language);
        command.into_run().out
    };
    fs::write(file, "ascii = 1\n").unwrap();
    let (english, german) = ("ascii takes true or false", "ascii ist true oder false");
    assert!(told("C", &["config", "check"]).contains(english));
    assert!(told("de_DE.UTF-8", &["config", "check"]).contains(german));
    for args in [
        ["--language", "de", "config", "check"],
        ["config", "check", "--language", "de"],
    ] {
        assert!(told("C", &args).contains(german), "{args:?}");
    }
    assert!(told("de", &["--language=en", "config", "check"]).contains(english));
    fs::write(file, "ascii = 1\nlanguage = \"de\"\n").unwrap();
    assert!(told("C", &["config", "check"]).contains(german));
    assert!(told("C", &["config", "check", "--language=en"]).contains(english));
    let run = world.run(&["--language", "xx", "list"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("auto, en, de"), "{run:?}");
}

#[test]
fn commands_speak_german_and_programs_read_the_same() {
    let world = World::new();
    let help = world.run(&["--language", "de", "help", "search"]);
    assert!(help.out.contains("Rollen nach Wörtern"), "{help:?}");
    let wrong = world.run(&["--language", "de", "show", "finance/nothing"]);
    assert_eq!(wrong.code, 1, "{wrong:?}");
    let shown = world.run(&[
        "--language",
        "de",
        "show",
        "finance/it-management#manager-it",
        "--effective",
    ]);
    assert!(shown.out.contains("Anforderungen"), "{}", shown.out);
    for args in [
        ["list", "--format", "json"],
        ["search", "itil", "--format=json"],
        ["check", "--format", "json"],
        ["export", "--format", "markdown"],
    ] {
        let english = world.run(&args).out;
        let german = world.run(&[&["--language", "de"], &args[..]].concat()).out;
        if args[0] != "check" {
            assert_eq!(english, german, "{args:?}");
        }
    }
    let page = world.run(&[
        "--language",
        "de",
        "export",
        "--format",
        "html",
        "finance/it-management#manager-it",
    ]);
    assert!(page.out.contains("<html lang=\"de\">"), "{}", page.out);
}

#[test]
fn complaints_about_the_command_line_are_german() {
    let world = World::new();
    let told = |args: &[&str]| {
        let run = world.run(&[&["--language", "de"], args].concat());
        assert_eq!(run.code, 2, "{run:?}");
        run.err
    };
    for (args, said) in [
        (
            &["search", "--limt", "3"][..],
            "Fehler: --limt wird hier nicht erwartet\n\n  Tipp: ist --limit gemeint?",
        ),
        (
            &["search", "--limit", "x", "a"],
            "„x“ geht nicht als --limit <N>: das ist keine ganze Zahl",
        ),
        (
            &["list", "--kind", "x"],
            "[möglich: family, role, specialty, segment]",
        ),
        (
            &["show"],
            "Fehler: es fehlt:\n  <ADDRESS>\n\nAufruf: rolebook show [OPTIONEN] <ADDRESS>\n\nMehr sagt --help.",
        ),
        (
            &["check", "--stale", "--rule", "a"],
            "--stale geht nicht zusammen mit --rule <RULE>",
        ),
        (&["show", "-Z"], "Tipp: als Wert so angeben: -- -Z"),
    ] {
        let err = told(args);
        assert!(err.contains(said), "{args:?}: {err}");
        for word in ["error", "Usage", "tip:", "For more"] {
            assert!(!err.contains(word), "{args:?}: {err}");
        }
    }
}

#[test]
fn the_help_of_every_command_is_german() {
    let world = World::new();
    let all = world.run(&["--language", "de", "--help"]).out;
    let commands = all.split("Befehle:").nth(1).unwrap();
    let commands = commands.split("Argumente:").next().unwrap().lines();
    let names: Vec<&str> = commands
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 20, "{all}");
    for name in names {
        for flag in ["-h", "--help"] {
            let run = world.run(&["--language", "de", name, flag]);
            assert_eq!(run.code, 0, "{run:?}");
            assert!(run.out.contains("Aufruf: rolebook"), "{}", run.out);
            let english = [
                "Usage:",
                "Arguments:",
                "Options:",
                "Commands:",
                "Possible values",
                "[default",
                "[possible",
                "Print ",
            ];
            for word in english {
                assert!(!run.out.contains(word), "{word}: {}", run.out);
            }
        }
    }
}
