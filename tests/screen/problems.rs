//! Going from problem to problem, and mending them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::driver::Driver;

const DESK: &str = "\
title = \"Desk\"
owner = \"IT\"

[[roles]]
id = \"agent\"
title = \"Agent\"
requirements = [\"Answers\", \"Knows IT\", \"Answers\"]

[[roles]]
id = \"lead\"
title = \"Lead\"
requirements = [\"2+ years of desks\"]
";

fn driver(columns: u16, rows: u16) -> Driver {
    let files: BTreeMap<PathBuf, String> = [
        ("catalog.toml", "name = \"C\"\n"),
        ("it/desk.toml", DESK),
        ("it/web.toml", "title = \"Web\"\n"),
    ]
    .into_iter()
    .map(|(path, text)| (PathBuf::from(path), text.to_owned()))
    .collect();
    Driver::with(files, columns, rows)
}

#[test]
fn keys_go_from_problem_to_problem() {
    let mut d = driver(100, 24);
    d.keys("F8");
    assert!(
        d.screen()
            .contains("1 of 3: the same as item 1 of this list (repeated-item); F9 mends it"),
        "{}",
        d.screen()
    );
    d.keys("F8");
    assert!(
        d.screen().contains("2 of 3: \"2+ years\" counts years"),
        "{}",
        d.screen()
    );
    d.keys("F8");
    assert!(
        d.screen().contains("3 of 3: Web has no owner (no-owner)"),
        "{}",
        d.screen()
    );
    d.keys("F8");
    assert!(
        d.screen()
            .contains("This is the last problem; p lists all."),
        "{}",
        d.screen()
    );
    d.keys("Shift-F8 Shift-F8");
    assert!(d.screen().contains("1 of 3:"), "{}", d.screen());
    d.keys("Shift-F8");
    assert!(
        d.screen()
            .contains("This is the first problem; p lists all."),
        "{}",
        d.screen()
    );
}

#[test]
fn a_problem_is_mended_after_a_question_and_can_be_taken_back() {
    let mut d = driver(100, 24);
    d.keys("F8 F9");
    let screen = d.screen();
    assert!(
        screen.contains("To mend it: take the repeat out."),
        "{screen}"
    );
    d.keys("Esc F9 y");
    assert_eq!(d.app.findings.of_family("it/desk").len(), 1);
    let text = |d: &Driver| {
        d.app
            .workspace
            .document("it/desk")
            .unwrap()
            .text()
            .to_string()
    };
    assert!(text(&d).contains("[\"Answers\", \"Knows IT\"]"));
    d.keys("u");
    assert_eq!(text(&d), DESK);
    assert_eq!(d.app.findings.of_family("it/desk").len(), 2);
}

#[test]
fn what_cannot_be_mended_for_sure_is_said() {
    let mut d = driver(40, 10);
    d.keys("F8 F8 F9");
    assert!(
        d.screen().contains("Nothing to mend here."),
        "{}",
        d.screen()
    );
}

#[test]
fn the_list_goes_to_the_item() {
    let mut d = driver(100, 24);
    d.keys("p");
    let screen = d.screen();
    assert!(
        screen.contains("the same as item 1 of this list"),
        "{screen}"
    );
    d.keys("'repeated-item' Enter F9");
    assert!(
        d.screen().contains("To mend it: take the repeat out."),
        "{}",
        d.screen()
    );
}
