//! What a person sees: columns, wrapping, and a little emphasis.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{BINARY, World};

fn command(world: &World, args: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(BINARY);
    command.args(args);
    command.cwd(world.path("elsewhere"));
    command.env_clear();
    for (name, value) in world.environment() {
        command.env(name, value);
    }
    command.env("ROLEBOOK_CATALOG", world.catalog());
    command
}

/// Everything that a run writes to a terminal of 60 columns.
fn shown(world: &World, args: &[&str], more: &[(&str, &str)]) -> String {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 60,
            ..PtySize::default()
        })
        .unwrap();
    let mut command = command(world, args);
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
fn without_a_command_the_screen_opens() {
    let world = World::new();
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 100,
            ..PtySize::default()
        })
        .unwrap();
    let mut child = pty.slave.spawn_command(command(&world, &[])).unwrap();
    drop(pty.slave);
    // So that a screen that never comes fails the test and does not hold it up.
    let mut killer = child.clone_killer();
    std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(30));
        let _ = killer.kill();
    });
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut screen = vt100::Parser::new(24.try_into().unwrap(), 100.try_into().unwrap(), 0);
    let mut buffer = [0; 4096];
    while !screen.screen().contents().contains("finance") {
        let read = reader.read(&mut buffer).unwrap();
        assert!(read > 0, "{}", screen.screen().contents());
        screen.process(&buffer[..read]);
    }
    pty.master.take_writer().unwrap().write_all(b"q").unwrap();
    while reader.read(&mut buffer).is_ok_and(|read| read > 0) {}
    assert!(child.wait().unwrap().success());
}

#[test]
fn matches_are_underlined_and_titles_bold() {
    let world = World::new();
    let text = shown(&world, &["search", "itil"], &[]);
    assert!(
        text.starts_with("\u{1b}[1mManager, IT · End User Services\u{1b}[22m, grade 8\n"),
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
fn what_is_only_inherited_is_counted_where_it_is_written() {
    let world = World::new();
    let text = shown(&world, &["search", "communicator"], &[("NO_COLOR", "1")]);
    insta::assert_snapshot!(text, @"
    Manager, IT, grade 8
    finance/it-management#manager-it
      Requirement: Strong communicator, both in writing and in conversation
      2 roles inherit this; --unfold lists each on its own
    ");
    let text = shown(&world, &["search", "communicator", "--unfold"], &[]);
    assert_eq!(text.matches("Strong ").count(), 3, "{text}");
    assert!(!text.contains("inherit this"), "{text}");
    // A program gets every role.
    let run = world.run(&["search", "communicator"]);
    assert_eq!(run.out.lines().count(), 3, "{run:?}");
    // A limit is one of what is printed.
    let text = shown(&world, &["search", "payroll", "--limit", "2"], &[]);
    assert_eq!(text.matches("\u{1b}[1m").count(), 2, "{text}");
}

#[test]
fn what_is_replaced_is_struck_out_and_what_comes_underlined() {
    let world = World::new();
    let args = [
        "replace",
        "asynchronous",
        "remote",
        "--address",
        "it-management",
        "--dry-run",
    ];
    let text = shown(&world, &args, &[]);
    let change = "\u{1b}[9;31masynchronous\u{1b}[29;39m → \u{1b}[4;32mremote\u{1b}[24;39m";
    assert!(text.contains(change), "{text:?}");
    let text = shown(&world, &args, &[("NO_COLOR", "1")]);
    assert!(
        text.contains("Bring an [asynchronous → remote], distributed"),
        "{text:?}"
    );
    assert!(!text.contains('\u{1b}'), "{text:?}");
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
        format!(
            "This changes 2 effective roles in 1 file\nSaved {}: changed the grade\n",
            file.display()
        )
    );
    assert_eq!(
        shown(&world, &args, &[]),
        "Nothing to change: it says so already\n"
    );
}
