//! The tour, done by doing it.

use crate::driver::Driver;

fn step(d: &Driver) -> String {
    let screen = d.screen();
    let line = screen.lines().find_map(|line| line.split("Tour, ").nth(1));
    line.map_or_else(String::new, |line| line[..6].to_owned())
}

#[test]
fn every_step_is_done_by_doing_it() {
    let mut d = Driver::new(100, 24);
    d.keys(": 'tour' Enter");
    for (at, keys) in [
        "/ 'itil' Enter",
        "v",
        "r Tab Backspace '9' Ctrl-S",
        "u",
        "?",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(step(&d), format!("{} of 5", at + 1), "{}", d.screen());
        d.keys(keys);
    }
    assert_eq!(step(&d), "");
    d.keys("Esc");
    assert!(d.screen().contains("What next?"), "{}", d.screen());
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.unsaved, 0);
    assert!(!d.app.detail.own_only, "roles are whole again");
}

/// Somebody who has done the tour.
fn toured() -> Driver {
    let mut d = Driver::new(100, 24);
    d.keys(": 'tour' Enter / 'itil' Enter v r Tab Backspace '9' Ctrl-S u ? Esc");
    d
}

#[test]
fn it_leads_to_ones_own_catalog() {
    let mut d = toured();
    d.keys("o 'nowhere' Enter");
    assert!(
        d.screen().contains("nowhere is no such folder"),
        "{}",
        d.screen()
    );
    assert_eq!(d.switched, None);
    d.keys("Ctrl-U 'theirs' Enter");
    assert_eq!(d.switched, Some("theirs".into()));
}

#[test]
fn it_leads_to_a_new_catalog_too() {
    let mut d = toured();
    d.keys("s 'new' Enter");
    assert_eq!(d.switched, Some("new".into()));
}

#[test]
fn another_catalog_is_opened_from_the_palette_once_nothing_is_unsaved_here() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'itil' Enter r Tab Backspace '9' Ctrl-S");
    d.keys(": 'open a catalog' Enter");
    assert!(
        d.screen().contains("Something is unsaved here"),
        "{}",
        d.screen()
    );
    assert!(d.app.overlays.is_empty());
    d.keys("u : 'start a catalog' Enter");
    assert!(d.screen().contains("new or empty"), "{}", d.screen());
    // Nothing that is worth asking about.
    d.keys("'ne' Esc");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert_eq!(d.switched, None);
}

#[test]
fn it_is_in_nobodys_way_and_ends_when_one_wants() {
    for (width, height) in [(100, 24), (40, 10), (80, 8), (10, 4)] {
        let mut d = Driver::new(width, height);
        d.app.toggle_tour();
        d.keys("j");
        d.keys("Tab Esc Esc");
        assert_eq!(step(&d), "");
        assert!(d.app.tour_step().is_none());
        d.keys("p Esc ? Esc q");
        assert!(d.has_quit);
    }
}

#[test]
fn there_is_room_for_it_on_a_small_terminal() {
    let mut d = Driver::new(40, 10);
    d.keys(": 'tour' Enter");
    assert_eq!(step(&d), "1 of 5", "{}", d.screen());
}

#[test]
fn it_says_the_keys_that_are_set() {
    let mut d = Driver::new(100, 24);
    d.send(rolebook::app::Msg::Settings(Ok(
        "[keys]\nfind = \"F7\"\n".into()
    )));
    d.app.toggle_tour();
    d.keys("j");
    assert!(d.screen().contains("Press F7 and type"), "{}", d.screen());
}
