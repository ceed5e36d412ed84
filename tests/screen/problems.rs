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
        d.screen().contains("Nothing here can be mended by a key"),
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

#[test]
fn an_item_with_a_problem_has_a_sign_and_says_what_it_is() {
    let mut d = driver(100, 24);
    d.keys("F8 F8");
    let screen = d.screen();
    assert!(
        screen.contains("? • 2+ years of desks") || screen.contains("?• 2+ years of desks"),
        "{screen}"
    );
    // The message of the way there goes with the next key.
    d.keys("Up Down");
    assert!(
        d.screen().contains("? \"2+ years\" counts years and does not say why (years-of-experience)  Shift-F9 waives"),
        "{}",
        d.screen()
    );
}

#[test]
fn a_problem_is_waived_with_a_reason_and_can_be_taken_back() {
    let mut d = driver(100, 30);
    d.keys("F8 F8 Shift-F9");
    let screen = d.screen();
    assert!(screen.contains("Waive years-of-experience"), "{screen}");
    // Without a reason it is not kept.
    d.keys("Ctrl-S");
    assert!(
        d.screen().contains("A waiver needs a reason."),
        "{}",
        d.screen()
    );
    d.keys("'the rota' Tab 'soon' Ctrl-S");
    assert!(
        d.screen().contains("a day such as 2027-01-31 is needed"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-U '2999-12-31' Ctrl-S");
    let text = |d: &Driver| {
        d.app
            .workspace
            .document("it/desk")
            .unwrap()
            .text()
            .to_string()
    };
    let after = text(&d);
    assert!(
        after.contains("waive = [{ rule = \"years-of-experience\", reason = \"the rota\", until = 2999-12-31, hash = "),
        "{after}"
    );
    assert!(
        d.app
            .findings
            .of_family("it/desk")
            .iter()
            .all(|found| found.rule != "years-of-experience")
    );
    d.keys("u");
    assert_eq!(text(&d), DESK);
    assert!(
        d.app
            .findings
            .of_family("it/desk")
            .iter()
            .any(|found| found.rule == "years-of-experience")
    );
}

#[test]
fn a_waiver_that_is_being_written_survives_a_kill() {
    let mut d = driver(100, 30);
    d.keys("F8 F8 Shift-F9 'the ro'");
    let mut d = d.restart(|_| {});
    assert!(d.screen().contains("the ro"), "{}", d.screen());
    d.keys("r");
    let screen = d.screen();
    assert!(
        screen.contains("Waive years-of-experience") && screen.contains("the ro"),
        "{screen}"
    );
    d.keys("'ta' Ctrl-S");
    let document = d.app.workspace.document("it/desk").unwrap();
    assert!(
        document.text().contains("reason = \"the rota\""),
        "{}",
        document.text()
    );
}

#[test]
fn a_waiver_whose_problem_is_gone_is_shown_to_be_read() {
    let mut d = driver(100, 30);
    d.keys("F8 F8 Shift-F9 'the ro'");
    let mut d = d.restart(|files| {
        for text in files.values_mut() {
            *text = text.replace("2+ years", "Some");
        }
    });
    d.keys("r");
    let screen = d.screen();
    assert!(
        screen.contains("not there any more") && screen.contains("the ro"),
        "{screen}"
    );
}

#[test]
fn a_problem_of_the_list_is_waived_for_the_family() {
    let mut d = driver(100, 30);
    d.keys("p 'counts years' Shift-F9 'law' Tab Tab Right Right Tab 'People' Ctrl-S");
    let text = d
        .app
        .workspace
        .document("it/desk")
        .unwrap()
        .text()
        .to_string();
    let head = text.split("[[roles]]").next().unwrap();
    assert!(
        head.contains(
            "waive = [{ rule = \"years-of-experience\", reason = \"law\", by = \"People\""
        ),
        "{text}"
    );
    // Whoever gave one gives the next one too.
    d.keys("p 'same as' Shift-F9");
    assert!(d.screen().contains("People"), "{}", d.screen());
}

#[test]
fn the_list_shows_what_is_asked_for() {
    let mut d = driver(100, 24);
    d.keys("F8 p");
    let rows = |d: &Driver| d.screen();
    assert!(
        rows(&d).contains("Problems: Enter goes there"),
        "{}",
        rows(&d)
    );
    assert!(rows(&d).contains("Web has no owner"));
    d.keys("Alt-p");
    assert!(rows(&d).contains("Problems of Desk"), "{}", rows(&d));
    assert!(!rows(&d).contains("Web has no owner"));
    assert!(rows(&d).contains("2+ years"));
    d.keys("Alt-p");
    assert!(rows(&d).contains("Problems of Agent"), "{}", rows(&d));
    assert!(!rows(&d).contains("2+ years"));
    d.keys("Alt-p Alt-e");
    assert!(
        rows(&d).contains("Errors and warnings: Enter"),
        "{}",
        rows(&d)
    );
    d.keys("Alt-e");
    assert!(
        rows(&d).contains("Nothing here") || rows(&d).contains("No problems"),
        "{}",
        rows(&d)
    );
}

#[test]
fn what_is_typed_is_checked_before_it_is_kept() {
    let mut d = driver(100, 24);
    d.keys("F8 a '3+ years of it'");
    let screen = d.screen();
    assert!(
        screen.contains("? \"3+ years\" counts years and does not say why"),
        "{screen}"
    );
    d.keys("Ctrl-U 'Knows it'");
    assert!(!d.screen().contains("counts years"), "{}", d.screen());
}

#[test]
fn what_is_waived_for_the_catalog_is_saved_by_the_key_that_is_named() {
    let mut d = driver(100, 30);
    d.keys("F8 F8 Shift-F9 'the rota' Tab Tab Right Right Right Ctrl-S");
    assert_eq!(
        d.message(),
        "You waived years-of-experience in the catalog. S saves all, u undoes."
    );
    d.keys("S");
    let settings = d.file("catalog.toml");
    assert!(settings.contains("the rota"), "{settings}");
}
