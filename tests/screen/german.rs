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
