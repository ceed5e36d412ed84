//! What shells ask for and get, and the manual.

use super::{IntoRun, World};

/// What could stand at the end of a command line, as bash asks for it.
fn completed(world: &World, words: &[&str]) -> Vec<String> {
    let last = words.len() - 1;
    let mut command = world.command(&[["--"].as_slice(), words].concat());
    command
        .env("ROLEBOOK_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", last.to_string())
        .env("ROLEBOOK_CATALOG", world.catalog());
    let run = command.into_run();
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn commands_options_addresses_and_fields_are_completed() {
    let world = World::new();
    assert_eq!(completed(&world, &["rolebook", "sea"]), ["search"]);
    assert_eq!(
        completed(&world, &["rolebook", "show", "--eff"]),
        ["--effective"]
    );
    assert_eq!(completed(&world, &["rolebook", "help", "que"]), ["queries"]);
    let found = completed(&world, &["rolebook", "export", "manager-i"]);
    assert!(
        found.contains(&"finance/it-management#manager-it".to_owned()),
        "{found:?}"
    );
    let found = completed(&world, &["rolebook", "show", "manager-i"]);
    assert_eq!(
        found.len(),
        3,
        "the role and its two specialties: {found:?}"
    );
    assert_eq!(found[0], "finance/it-management#manager-it");
    let found = completed(
        &world,
        &["rolebook", "compare", "manager-it", "finance/pay"],
    );
    assert!(
        found
            .iter()
            .all(|address| address.starts_with("finance/payroll")),
        "{found:?}"
    );
    assert!(found.len() > 1);
    assert_eq!(
        completed(&world, &["rolebook", "search", "python gr"]),
        ["python grade:"]
    );
}

#[test]
fn asking_makes_nothing_and_a_broken_catalog_is_no_noise() {
    let world = World::empty();
    world.write("x.toml", "title = ");
    assert!(completed(&world, &["rolebook", "show", "x"]).is_empty());
    let mut command = world.command(&["--", "rolebook", "show", "x"]);
    command
        .env("ROLEBOOK_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", "2");
    assert_eq!(command.into_run().code, 0);
    assert!(!world.path("home/data").exists(), "no sample was written");
}

#[test]
fn titles_and_addresses_give_a_shell_no_orders() {
    let world = World::empty();
    world.write(
        "a.toml",
        "title = \"X\\u001b]0;PWNED\\u0007\"\n[[roles]]\nid = \"b\"\ntitle = \"\\u001b[2J\"\n",
    );
    for shell in ["bash", "zsh", "fish"] {
        let mut command = world.command(&["--", "rolebook", "show", "a"]);
        command
            .env("ROLEBOOK_COMPLETE", shell)
            .env("_CLAP_COMPLETE_INDEX", "2")
            .env("_CLAP_IFS", "\n")
            .env("ROLEBOOK_CATALOG", world.catalog());
        let run = command.into_run();
        assert!(run.out.contains('a'), "{run:?}");
        assert!(!run.out.contains(['\u{1b}', '\u{7}']), "{run:?}");
    }
}

#[test]
fn every_shell_has_a_script_and_every_command_a_page() {
    let world = World::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = world.command(&["completions", shell]).into_run();
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains("ROLEBOOK_COMPLETE"), "{run:?}");
    }
    assert_eq!(world.command(&["completions", "tcsh"]).into_run().code, 2);
    let page = world.command(&["man"]).into_run();
    assert!(
        page.out.contains(".TH rolebook 1") && page.out.contains("search"),
        "{page:?}"
    );
    let page = world.command(&["man", "search"]).into_run();
    assert!(page.out.contains("rolebook\\-search"), "{page:?}");
    assert_eq!(world.command(&["man", "sarch"]).into_run().code, 2);
}

#[test]
fn german_pages_and_help_say_options_in_german() {
    let world = World::new();
    for words in [
        &["man"][..],
        &["man", "edit"],
        &["edit", "--help"],
        &["journal", "--help"],
    ] {
        let words: Vec<&str> = ["--language", "de"].iter().chain(words).copied().collect();
        let run = world.run(&words);
        for word in [
            "[OPTIONS]",
            "SYNOPSIS",
            "DESCRIPTION",
            "[COMMAND]",
            "Befehle\n.TP",
        ] {
            assert!(!run.out.contains(word), "{words:?}: {word}\n{}", run.out);
        }
        let said = ["[OPTIONEN]", "BESCHREIBUNG"]
            .iter()
            .any(|word| run.out.contains(word));
        assert!(said, "{words:?}: {}", run.out);
    }
}
