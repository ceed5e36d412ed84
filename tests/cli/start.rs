//! Which catalog it is, and how the program begins and ends.

use std::fs;

use super::{IntoRun, World};

#[test]
fn without_a_terminal_it_says_what_to_run() {
    let world = World::new();
    let run = world.command(&[world.catalog()]).into_run();
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: this is not a terminal; run one of these:
      rolebook list
      rolebook show ADDRESS
      rolebook search WORDS
      rolebook edit ADDRESS --set FIELD=VALUE
      rolebook --linear
    ");
    let run = world.command(&[] as &[&str]).into_run();
    assert_eq!(run.code, 2);
    assert!(!world.path("home/data").exists(), "nothing was written");
}

#[test]
fn the_first_run_makes_the_sample_and_says_where() {
    let world = World::empty();
    let run = world.command(&["list"]).into_run();
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out
            .contains("finance/it-management#manager-it\trole\t8\tactive\tManager, IT\n")
    );
    let line = run.err.strip_suffix('\n').unwrap();
    let path = line.rsplit(' ').next().unwrap();
    assert!(!line.contains('\n') && path.starts_with(world.path("home").to_str().unwrap()));
    assert!(
        fs::exists(format!("{path}/catalog.toml")).unwrap(),
        "{run:?}"
    );
    let run = world.command(&["list"]).into_run();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

/// Names of the families of a catalog that a run listed.
fn listed(command: &mut std::process::Command) -> Vec<String> {
    let run = command.into_run();
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    run.out
        .lines()
        .map(|line| line.split('\t').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_catalog_that_is_named_goes_before_the_nearest() {
    let world = World::empty();
    for name in ["argument", "environment", "elsewhere", "configured"] {
        let folder = world.path(name);
        fs::create_dir_all(folder.join("below/list")).unwrap();
        fs::write(folder.join("catalog.toml"), "").unwrap();
        fs::write(folder.join(format!("{name}.toml")), "title = \"x\"\n").unwrap();
    }
    fs::create_dir_all(world.path("home/config/rolebook")).unwrap();
    fs::write(
        world.path("home/config/rolebook/config.toml"),
        format!("catalog = {:?}\n", world.path("configured")),
    )
    .unwrap();
    let argument = world.path("argument");
    let argument = argument.to_str().unwrap();
    let environment = world.path("environment");
    for args in [
        &[argument, "list"][..],
        &["--catalog", argument, "list"],
        &["list", "--catalog", argument],
    ] {
        let mut command = world.command(args);
        command.env("ROLEBOOK_CATALOG", &environment);
        assert_eq!(listed(&mut command), ["argument"]);
    }
    let mut command = world.command(&["list"]);
    command.env("ROLEBOOK_CATALOG", &environment);
    assert_eq!(listed(&mut command), ["environment"]);
    let mut command = world.command(&["list"]);
    command.current_dir(world.path("elsewhere/below"));
    assert_eq!(listed(&mut command), ["elsewhere"]);
    let mut command = world.command(&["list"]);
    command.current_dir(world.path("home"));
    assert_eq!(listed(&mut command), ["configured"]);
    // A folder that is called like a command.
    fs::write(world.path("elsewhere/list.toml"), "").unwrap();
    let mut command = world.command(&["./list", "list"]);
    command.current_dir(world.path("argument/below"));
    assert_eq!(listed(&mut command), Vec::<String>::new());
}

#[test]
fn a_catalog_that_is_not_there() {
    let world = World::new();
    let run = world.command(&["--catalog", "nowhere", "list"]).into_run();
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(run.err.contains("nowhere does not exist"), "{run:?}");
    let file = world.catalog().join("legal/legal-counsel.toml");
    let run = world
        .command(&[file.as_os_str(), "list".as_ref()])
        .into_run();
    assert_eq!(run.code, 3, "{run:?}");
}

#[test]
fn a_misspelled_command_is_recognised() {
    let world = World::new();
    for args in [&["serch", "itil"][..], &["serch", "list"]] {
        let run = world.command(args).into_run();
        assert!([2, 3].contains(&run.code), "{run:?}");
        assert!(
            run.err.contains("id you mean `rolebook search`?"),
            "{run:?}"
        );
    }
}

#[test]
fn a_catalog_is_named_once() {
    let run = World::new().run(&["elsewhere", "list"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("named twice"), "{run:?}");
}

#[test]
fn broken_settings_do_not_stop_anything() {
    let world = World::new();
    fs::create_dir_all(world.path("home/config/rolebook")).unwrap();
    let file = world.path("home/config/rolebook/config.toml");
    fs::write(&file, "mouse = \"\u{1b}[31m\"\n").unwrap();
    let run = world.run(&["list", "--kind", "segment"]);
    assert_eq!(run.code, 0);
    assert!(!run.out.is_empty());
    assert!(run.err.contains(file.to_str().unwrap()), "{run:?}");
    assert!(!run.err.contains('\u{1b}'), "{run:?}");
}

#[test]
fn help_and_version_are_results() {
    let world = World::new();
    for args in [&["--help"][..], &["help", "edit"], &["--version"]] {
        let run = world.command(args).into_run();
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains("rolebook"), "{run:?}");
    }
    let run = world.command(&["--colour"]).into_run();
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let world = World::new();
    for args in [
        &["list"][..],
        &["list", "--format", "json"],
        &["show", "it-management"],
        &["search", "gitlab"],
        &[
            "edit",
            "manager-it+it-engineering",
            "--set",
            "grade=9",
            "--dry-run",
        ],
        &["--help"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = world.command(args);
        command.env("ROLEBOOK_CATALOG", world.catalog());
        let output = command
            .stdout(writer)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let world = World::new();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = world.command(&["list"]);
    command.env("ROLEBOOK_CATALOG", world.catalog());
    let output = command
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.contains("cannot be written"), "{err}");
}
