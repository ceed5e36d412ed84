//! The linear mode, through a pipe.

use std::io::Write;
use std::process::Stdio;

use super::{Run, World};

/// What comes of lines that are piped in.
fn piped(world: &World, columns: &str, lines: &str) -> Run {
    let mut command = world.command(&["--linear"]);
    command
        .env("ROLEBOOK_CATALOG", world.catalog())
        .env("COLUMNS", columns)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_role_is_found_read_changed_and_saved_at_forty_columns() {
    let world = World::new();
    let before = world.read("finance/it-management.toml");
    let run = piped(
        &world,
        "40",
        "find manager it\n1\nread\nset grade 9\nadd requirements Writes clearly\nremove responsibilities:1\nundo\nchanges\nsave\nquit\n",
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.out.contains('\u{1b}'), "no escape sequences");
    for line in run
        .out
        .lines()
        .filter(|line| !line.starts_with(['+', '-', ' ', '@']) && !line.contains('>'))
    {
        assert!(line.chars().count() <= 40, "{line}");
    }
    for said in ["Undone: ", "Saved 1 file.", "grade = 9"] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    let after = world.read("finance/it-management.toml");
    assert_eq!(
        after
            .replace("grade = 9", "grade = 8")
            .replace("  \"Writes clearly\",\n", ""),
        before
    );
}

#[test]
fn the_tree_is_walked_by_numbers() {
    let world = World::new();
    let run = piped(
        &world,
        "80",
        "open finance\nopen it-management\n1\nup\nup\nup\n99\n",
    );
    assert_eq!(run.code, 1, "the last line found nothing");
    for said in [
        "finance, department",
        "IT Management",
        "1. Manager, IT, grade 8",
        "finance/it-management#manager-it> ",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    assert!(
        run.err.contains("there is no 99 in the last list"),
        "{run:?}"
    );
}

#[test]
fn numbers_and_the_place_one_is_at_stand_for_addresses() {
    let world = World::new();
    let run = piped(
        &world,
        "80",
        "open finance/accountant\ncompare 1 2\nopen 1\ndelta\nshow 99\n",
    );
    for said in [
        "A  Accountant (finance/accountant#accountant-intermediate)",
        "B  Senior Accountant (finance/accountant#accountant-senior)",
        "To    Senior Accountant",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    assert!(run.err.contains("has the address 99"), "{run:?}");
}

#[test]
fn what_a_form_would_not_take_is_refused_and_leaves_nothing_behind() {
    let world = World::new();
    let run = piped(
        &world,
        "80",
        "open manager-it\nset status nonsense\nset nothing 3\nremove requirements:999\nset track ic\nedit manager-it --set grade=9 --set status=nonsense\nchanges\nundo\nundo\nquit\n",
    );
    assert!(run.err.matches("error: ").count() >= 5, "{run:?}");
    assert!(run.out.contains("+track = \"ic\""), "{run:?}");
    assert!(!run.out.contains("+grade = 9"), "{run:?}");
    assert!(run.err.contains("there is nothing to undo"), "{run:?}");
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn nothing_is_lost_without_a_word() {
    let world = World::new();
    let before = world.read("finance/it-management.toml");
    let run = piped(&world, "80", "open manager-it\nset grade 9\n");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("was not saved"), "{run:?}");
    assert!(run.err.contains("rolebook journal restore"), "{run:?}");
    let run = piped(&world, "80", "quit\n");
    assert!(
        run.out.contains("Something was left unsaved here before"),
        "{run:?}"
    );
    assert_eq!(world.run(&["journal", "restore"]).code, 0);
    let saved = world.read("finance/it-management.toml");
    assert!(saved.contains("grade = 9"), "{saved}");
    world.write("finance/it-management.toml", &before);
    let run = piped(
        &world,
        "80",
        "open manager-it\nset grade 9\nquit\n\nquit\ndrop\n",
    );
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Left without saving."), "{run:?}");
    let run = piped(
        &world,
        "80",
        "open manager-it\ncompare . it-engineering --differences\nquit\n",
    );
    assert!(
        run.out.contains("(finance/it-management#manager-it)"),
        "{run:?}"
    );
    assert!(
        !run.out.contains("left unsaved"),
        "what was dropped is not offered: {run:?}"
    );
    assert_eq!(world.read("finance/it-management.toml"), before);
    let run = piped(&world, "80", "open manager-it\nset grade 9\nquit\nsave\n");
    assert_eq!(run.code, 0);
    assert!(
        world
            .read("finance/it-management.toml")
            .contains("grade = 9")
    );
}

#[test]
fn fields_are_asked_one_by_one() {
    let world = World::new();
    let run = piped(
        &world,
        "80",
        "open manager-it\nfields\n\n9\n.\nsave\nquit\n",
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out.contains("title [Manager, IT]: ") && run.out.contains("grade [8]: "),
        "{run:?}"
    );
    assert!(
        world
            .read("finance/it-management.toml")
            .contains("grade = 9")
    );
}

#[test]
fn families_and_roles_are_made_and_every_command_works() {
    let world = World::new();
    let run = piped(
        &world,
        "80",
        "new family Baker --in people\nopen people/baker\nnew role 'Head Baker' --in people/baker\nls\nlist --kind segment\ncompare manager-it payroll\nhelp queries\nhelp\nfmt\nwhatever\nfind \"\nsave\nquit\n",
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(world.read("people/baker.toml").contains("Head Baker"));
    assert!(run.out.contains("1. Head Baker"), "{run:?}");
    assert!(run.out.contains("White space separates"), "{run:?}");
    assert!(
        run.err.contains("there is no command called whatever"),
        "{run:?}"
    );
    assert!(run.err.contains("leave first"), "{run:?}");
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let world = World::new();
    let run = piped(
        &world,
        "1",
        "\u{1b}[31m\nopen \u{202e}\n\0\nset\nadd\nedit\nopen\nfind\n99999999999999999999\n-1\nquit\n",
    );
    assert!(
        !run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'),
        "{run:?}"
    );
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn items_move_and_ids_change_by_short_words() {
    let world = World::new();
    let run = piped(
        &world,
        "60",
        "open finance/accountant#accountant-senior\nmove requirements:2 up\nmove requirements:1 down\nmove requirements:1 3\nrename senior\nsave\nquit\n",
    );
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.out.contains("finance/accountant#senior> "),
        "{}",
        run.out
    );
    let after = world.read("finance/accountant.toml");
    assert!(after.contains("id = \"senior\""), "{after}");
    let (five, taken) = (
        "Five or more years in accounting",
        "Has taken part in consolidations",
    );
    let knows = "Knows how SOX controls";
    let at = |text: &str| after.find(text).unwrap();
    assert!(at(taken) < at(knows) && at(knows) < at(five), "{after}");
}

#[test]
fn a_search_is_saved_by_name_and_used_again() {
    let world = World::new();
    let run = piped(
        &world,
        "40",
        "again\nkeep\nfind itil\nkeep IT roles\nquit\n",
    );
    assert!(run.out.contains("No search has a name yet"), "{run:?}");
    assert!(run.err.contains("find something first"), "{run:?}");
    assert!(run.out.contains("Saved as IT roles."), "{run:?}");
    let run = piped(
        &world,
        "80",
        "find laptop invoices\nfind laptop | invoices\n",
    );
    let offer = "find laptop | invoices finds what has any of them";
    assert!(run.err.contains(offer), "{run:?}");
    assert!(run.out.contains("IT Management"), "{run:?}");
    let run = piped(&world, "40", "again\nagain IT roles\n1\nagain nothing\n");
    assert!(run.out.contains("IT roles: itil"), "{run:?}");
    assert!(run.out.contains("End User Services"), "{run:?}");
    assert!(
        run.err.contains("no search has the name nothing"),
        "{run:?}"
    );
}

#[test]
fn complaints_notes_and_help_are_as_narrow_as_all_else() {
    let world = World::new();
    let run = piped(
        &world,
        "40",
        "own\nexport finance/accountant --format text --out x.txt\nhelp queries\n",
    );
    for line in run.err.lines().chain(run.out.lines()) {
        assert!(line.chars().count() <= 40, "{line}");
    }
    let err = run.err.replace('\n', "");
    assert!(err.contains("x.txt"), "it says where it went: {run:?}");
}
