//! The program in German: what it says fits where it is drawn, and the keys do the same.

use rolebook::app::Msg;
use rolebook::text::Language;

use crate::driver::Driver;

fn german(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.language = Language::German;
    d.send(Msg::Spoken);
    d
}

#[test]
fn the_catalog_and_a_role_read_in_german() {
    let mut d = german(80, 24);
    insta::assert_snapshot!("german_catalog", d.screen());
    d.keys("/ 'manager it' Enter");
    insta::assert_snapshot!("german_role", d.screen());
}

#[test]
fn help_palette_and_settings_read_in_german() {
    let mut d = german(80, 24);
    d.keys("?");
    insta::assert_snapshot!("german_help", d.screen());
    d.keys("Esc : 'neu'");
    insta::assert_snapshot!("german_palette", d.screen());
    d.keys("Esc ,");
    insta::assert_snapshot!("german_settings", d.screen());
}

#[test]
fn forms_and_questions_read_in_german() {
    let mut d = german(80, 24);
    d.keys("/ 'manager it' Enter r");
    insta::assert_snapshot!("german_form", d.screen());
    d.keys("'x' Esc");
    insta::assert_snapshot!("german_question", d.screen());
}

#[test]
fn a_small_screen_is_enough() {
    let mut d = german(40, 10);
    insta::assert_snapshot!("german_small_catalog", d.screen());
    d.keys("/ 'manager it'");
    insta::assert_snapshot!("german_small_finder", d.screen());
    d.keys("Enter");
    insta::assert_snapshot!("german_small_role", d.screen());
}

#[test]
fn an_edit_is_made_undone_and_saved_in_german() {
    let mut d = german(100, 30);
    d.keys("/ 'manager it' Enter r Tab Backspace '9' Ctrl-S");
    assert!(
        d.screen().contains("Getan: Stufe geändert."),
        "{}",
        d.screen()
    );
    assert!(
        d.screen().contains("u macht es rückgängig"),
        "{}",
        d.screen()
    );
    d.keys("u");
    assert!(d.screen().contains("Rückgängig gemacht"), "{}", d.screen());
    d.keys("U s");
    assert_eq!(d.saves, 1, "{}", d.screen());
    // What stands in the file is the same in every language.
    let file = &d.files[std::path::Path::new("finance/it-management.toml")];
    assert!(file.contains("grade = 9"), "{file}");
    d.keys("q");
    assert!(d.has_quit, "{}", d.screen());
}

const DESK: &str = "\
title = \"Desk\"

[[roles]]
id = \"agent\"
title = \"Agent\"
requirements = [\"Answers\", \"Knows IT\", \"Answers\", \"2+ years of desks\"]
";

#[test]
fn what_was_found_before_is_told_in_the_language_that_is_chosen() {
    let files = [("catalog.toml", "name = \"C\"\n"), ("desk.toml", DESK)];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into_iter().collect(), 100, 24);
    d.keys("p");
    assert!(
        d.screen().contains("counts years and does not say why"),
        "{}",
        d.screen()
    );
    d.keys("Esc");
    d.language = Language::German;
    d.send(Msg::Spoken);
    d.keys("p");
    insta::assert_snapshot!("german_problems", d.screen());
    d.keys("Esc F8");
    assert!(
        d.screen()
            .contains("dasselbe wie Punkt 1 dieser Liste (repeated-item)"),
        "{}",
        d.screen()
    );
    d.keys("Shift-F9");
    insta::assert_snapshot!("german_waiver", d.screen());
    // What is chosen in German is written as in any language.
    d.keys("'so gewollt' Tab Tab 'k' Ctrl-S S");
    let file = &d.files[std::path::Path::new("catalog.toml")];
    assert!(file.contains("reason = \"so gewollt\""), "{file}");
}

#[test]
fn settings_and_actions_are_found_by_their_english_names_too() {
    let mut d = german(80, 24);
    d.keys(", 'motion'");
    assert!(d.screen().contains("Bewegung"), "{}", d.screen());
    d.keys("Esc : 'add-item'");
    assert!(d.screen().contains("Punkt hinzufügen"), "{}", d.screen());
}

#[test]
fn a_saved_search_of_ones_own_is_forgotten_in_german() {
    let mut d = german(100, 30);
    d.keys("/ 'itil' Ctrl-S 'Dienste' Enter Alt-s");
    assert!(d.screen().contains("eigene"), "{}", d.screen());
    d.keys("Ctrl-D");
    assert!(d.searches.is_empty(), "{}", d.screen());
}
