//! The guide and the help of commands, and opening what was open last.

use super::{IntoRun, World};

#[test]
fn topics_and_commands_are_listed_and_shown() {
    let world = World::new();
    let list = world.command(&["help"]).into_run();
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    for name in ["files", "queries", "keys", "search", "config"] {
        assert!(
            list.out
                .lines()
                .any(|line| line.trim_start().starts_with(name)),
            "{name}\n{}",
            list.out
        );
    }
    for (topic, says) in [
        ("files", "[[roles]]"),
        ("queries", "grade:"),
        ("keys", "Ctrl-S"),
        ("settings", "config.toml"),
        ("search", "--limit"),
    ] {
        let run = world.command(&["help", topic]).into_run();
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{topic}");
        assert!(run.out.contains(says), "{topic}\n{}", run.out);
        assert!(
            !run.out.contains("<picture") && !run.out.contains("|---"),
            "{topic}"
        );
    }
    let run = world.command(&["help", "nothing"]).into_run();
    assert_eq!(run.code, 2);
    assert!(run.err.contains("queries"), "{run:?}");
}

#[test]
fn keys_are_told_as_they_are_set() {
    let world = World::new();
    world.run(&["config", "init"]);
    let path = world.run(&["config", "path"]).out;
    std::fs::write(path.trim_end(), "[keys]\nfind = \"g f\"\n").unwrap();
    let run = world.command(&["help", "keys"]).into_run();
    assert!(run.out.contains("g f"), "{run:?}");
}

#[test]
fn what_was_never_open_cannot_be_opened_again() {
    let world = World::new();
    let run = world.command(&["--recent", "list"]).into_run();
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no catalog was open"), "{run:?}");
    let run = world
        .command(&["--recent", "--catalog", "x", "list"])
        .into_run();
    assert_eq!(run.code, 2);
}
