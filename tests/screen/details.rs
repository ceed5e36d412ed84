//! What a part has besides its fields and lists, and the catalog's settings.

use crate::driver::Driver;

const FILE: &str = "finance/it-management.toml";

fn on_family() -> Driver {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'it-management' Enter Left Left");
    while d.app.detail.title != "IT Management" {
        d.keys("Down");
    }
    d
}

#[test]
fn an_indicator_is_changed_and_nothing_else() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    d.keys("i");
    assert!(d.screen().contains("< 21 days"), "{}", d.screen());
    d.keys("Ctrl-Home Down Down Down End");
    d.keys("Enter 'Tickets answered | > 90 %' Ctrl-S");
    assert!(
        d.message().contains("performance indicators"),
        "{}",
        d.message()
    );
    d.keys("S");
    let after = d.file(FILE).to_owned();
    assert!(
        after.contains("name = \"Tickets answered\"\ntarget = \"> 90 %\""),
        "{after}"
    );
    let kept = before.lines().filter(|line| after.contains(line)).count();
    assert_eq!(
        kept,
        before.lines().count(),
        "every line that was there is there still"
    );
    d.keys("u S");
    assert_eq!(d.file(FILE), before);
}

#[test]
fn what_makes_no_sense_stays_in_the_form() {
    let mut d = on_family();
    d.keys("i Tab Tab Enter 'nowhere' Ctrl-S");
    assert!(
        d.screen().contains("write it as from > to"),
        "{}",
        d.screen()
    );
    assert_eq!(d.app.unsaved, 0);
    d.keys("Esc d");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn the_catalogs_settings_are_edited_and_saved() {
    let mut d = Driver::new(110, 40);
    d.keys(": 'catalog settings' Enter Ctrl-A 'Our roles' Ctrl-S");
    assert!(d.message().contains("changed name"), "{}", d.message());
    assert!(d.screen().contains("Our roles"), "{}", d.screen());
    d.keys("S");
    assert!(d.file("catalog.toml").contains("name = \"Our roles\""));
    assert_eq!(d.app.unsaved, 0);
}
