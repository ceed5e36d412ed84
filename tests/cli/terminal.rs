//! What a person sees: columns, wrapping, and a little emphasis.

use std::io::Read;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{BINARY, World};

/// Everything that a run writes to a terminal of 60 columns.
fn shown(world: &World, args: &[&str], more: &[(&str, &str)]) -> String {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 60,
            ..PtySize::default()
        })
        .unwrap();
    let mut command = CommandBuilder::new(BINARY);
    command.args(args);
    command.cwd(world.path("elsewhere"));
    command.env_clear();
    for (name, value) in world.environment() {
        command.env(name, value);
    }
    command.env("ROLEBOOK_CATALOG", world.catalog());
    for (name, value) in more {
        command.env(name, value);
    }
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut bytes = Vec::new();
    // A terminal that nobody writes to any more is an error to read on Linux.
    let _ = reader.read_to_end(&mut bytes);
    assert!(child.wait().unwrap().success());
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

#[test]
fn matches_are_underlined_and_titles_bold() {
    let world = World::new();
    let text = shown(&world, &["search", "itil"], &[]);
    assert!(
        text.starts_with("\u{1b}[1mManager, IT · End User Services\u{1b}[22m\n"),
        "{text}"
    );
    assert!(
        text.contains("in the \u{1b}[4mITIL\u{1b}[24m Service"),
        "{text}"
    );
    for plain in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let text = shown(&world, &["search", "itil"], &[plain]);
        assert!(!text.contains('\u{1b}'), "{text}");
    }
    let text = shown(&world, &["search", "itil"], &[("NO_COLOR", "")]);
    assert!(text.contains('\u{1b}'), "an empty NO_COLOR says nothing");
}

#[test]
fn columns_are_aligned() {
    let args = ["list", "--department", "people", "--kind", "segment"];
    let text = shown(&World::new(), &args, &[("NO_COLOR", "1")]);
    insta::assert_snapshot!(text, @"
    people/people-business-partner#people-partner+serves-r-and-d              segment  7  active  People Business Partner · R&D
    people/people-business-partner#people-partner+serves-go-to-market         segment  7  active  People Business Partner · Go-to-Market
    people/people-business-partner#people-partner+serves-g-and-a              segment  7  active  People Business Partner · G&A
    people/people-business-partner#people-partner-senior+serves-r-and-d       segment  8  active  Senior People Business Partner · R&D
    people/people-business-partner#people-partner-senior+serves-go-to-market  segment  8  active  Senior People Business Partner · Go-to-Market
    ");
}

#[test]
fn long_lines_wrap() {
    let text = shown(&World::new(), &["show", "it-management"], &[]);
    let (title, rest) = text.split_once('\n').unwrap();
    assert_eq!(title, "\u{1b}[1mIT Management\u{1b}[22m");
    assert!(
        rest.lines().all(|line| line.chars().count() <= 60),
        "{rest}"
    );
}

#[test]
fn a_save_is_confirmed() {
    let world = World::new();
    let args = ["edit", "manager-it", "--set", "grade=9"];
    let file = world.catalog().join("finance/it-management.toml");
    assert_eq!(
        shown(&world, &args, &[]),
        format!("Saved {}: changed the grade\n", file.display())
    );
    assert_eq!(
        shown(&world, &args, &[]),
        "Nothing to change: it says so already\n"
    );
}
