//! Somebody else changes a file that has unsaved changes here.

use crate::driver::Driver;

const FILE: &str = "finance/it-management.toml";

/// The role that asks for ITIL, its requirement reworded and not saved.
fn with_mine() -> Driver {
    let mut d = Driver::new(110, 34);
    d.keys("/ 'itil' Enter e ' (mine)' Enter");
    assert_eq!(d.app.unsaved, 1);
    d
}

fn text(d: &Driver) -> String {
    let document = d.app.workspace.document("finance/it-management").unwrap();
    document.text().to_string()
}

#[test]
fn changes_of_different_things_are_put_together() {
    let mut d = with_mine();
    let mine = text(&d);
    d.somebody_replaces(FILE, "grade = 8", "grade = 9");
    assert!(
        d.message().contains("merged with your changes"),
        "{}",
        d.message()
    );
    assert!(text(&d).contains("grade = 9") && text(&d).contains("(mine)"));
    assert_eq!(d.app.unsaved, 1);
    d.keys("u");
    assert_eq!(text(&d), mine, "undo brings back what was here");
    d.keys("U S");
    assert!(d.file(FILE).contains("grade = 9") && d.file(FILE).contains("(mine)"));
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn the_same_item_changed_twice_is_decided_by_the_user() {
    for (keys, wanted, unwanted) in [
        ("m", "(mine)", "theirs"),
        ("t", "theirs", "(mine)"),
        ("w Home 'Both: ' Enter", "\"Both: Holds", "theirs"),
    ] {
        let mut d = with_mine();
        d.somebody_replaces(FILE, "ITIL Service Management Framework", "ITIL theirs");
        let screen = d.screen();
        assert!(screen.contains("Conflict 1 of 1"), "{screen}");
        assert!(
            screen.contains("Requirements") && screen.contains("(mine)"),
            "{screen}"
        );
        assert!(screen.contains("ITIL theirs"), "{screen}");
        d.keys(keys);
        assert!(
            d.message().contains("1 conflict decided"),
            "{}",
            d.message()
        );
        assert!(text(&d).contains(wanted), "{}", text(&d));
        assert!(!text(&d).contains(unwanted), "{}", text(&d));
        d.keys("S");
        assert_eq!(d.app.unsaved, 0);
        assert!(d.file(FILE).contains(wanted));
    }
}

#[test]
fn a_merge_that_is_left_keeps_the_text_and_saving_asks_again() {
    let mut d = with_mine();
    let mine = text(&d);
    d.somebody_replaces(FILE, "ITIL Service Management Framework", "ITIL theirs");
    d.keys("Esc");
    assert_eq!(text(&d), mine);
    assert!(
        !d.screen().contains("Conflict 1"),
        "it is not pressed on anybody"
    );
    d.keys("S");
    assert!(
        d.screen().contains("Not saved: the file has changed"),
        "{}",
        d.screen()
    );
    d.keys("m");
    assert!(d.screen().contains("Conflict 1 of 1"), "{}", d.screen());
    d.keys("l");
    assert_eq!(text(&d), mine);
    assert!(
        d.file(FILE).contains("ITIL theirs"),
        "theirs is on the disk still"
    );
}
