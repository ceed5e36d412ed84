//! Editing, undoing, saving.

use std::path::PathBuf;

use rolebook::app::Overlay;

use crate::driver::{Driver, sample};
use crate::reading::{go_to_services, pane};

const FILE: &str = "finance/it-management.toml";

fn changed_lines(before: &str, after: &str) -> Vec<String> {
    similar::TextDiff::from_lines(before, after)
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end()))
        .collect()
}

fn open_manager() -> Driver {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter Esc Left");
    assert_eq!(d.app.detail.title, "Manager, IT");
    d
}

#[test]
fn change_the_grade_undo_it_change_it_again_save_one_line_differs() {
    let mut d = open_manager();
    let before = d.file(FILE).to_owned();
    d.keys("r Tab Backspace '9' Ctrl-S");
    assert!(d.screen().contains("● 1 unsaved"), "{}", d.screen());
    assert!(d.screen().contains("grade 9"), "{}", d.screen());
    d.keys("u");
    assert!(d.screen().contains("grade 8"), "{}", d.screen());
    assert!(
        !d.screen().contains("unsaved"),
        "undo to the saved point is clean"
    );
    d.keys("r Tab Backspace '9' Ctrl-S s");
    assert_eq!(
        changed_lines(&before, d.file(FILE)),
        ["-grade = 8", "+grade = 9"]
    );
    assert!(
        d.message().contains("Saved finance/it-management.toml"),
        "{}",
        d.message()
    );
    assert!(!d.screen().contains("unsaved"));
}

#[test]
fn undo_reaches_behind_a_save_and_redo_comes_back() {
    let mut d = open_manager();
    let before = d.file(FILE).to_owned();
    d.keys("r Tab Backspace '9' Ctrl-S s u");
    assert!(
        d.screen().contains("● 1 unsaved"),
        "what is here is not what is saved"
    );
    d.keys("s");
    assert_eq!(d.file(FILE), before);
    d.keys("Ctrl-R s");
    assert!(d.file(FILE).contains("grade = 9"));
}

#[test]
fn an_item_is_reworded_in_place() {
    let mut d = Driver::new(100, 30);
    let before = d.file(FILE).to_owned();
    d.keys("/ 'itil' Enter e");
    assert!(
        d.screen().contains("Holds a certification"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-Left Ctrl-Left Ctrl-Right ' 4' Enter");
    d.keys("s");
    let changed = changed_lines(&before, d.file(FILE));
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(
        changed[1].contains("Service Management 4 Framework"),
        "{changed:?}"
    );
}

#[test]
fn items_are_added_moved_and_deleted() {
    let mut d = Driver::new(100, 30);
    let before = d.file(FILE).to_owned();
    d.keys("/ 'itil' Enter a 'Knows the way' Enter");
    let entry = &d.app.detail.entries[d.app.detail.cursor];
    assert_eq!(entry.text, "Knows the way", "the cursor is on the new item");
    d.keys("K");
    let entry = &d.app.detail.entries[d.app.detail.cursor];
    assert_eq!(entry.text, "Knows the way", "the cursor goes with it");
    assert_eq!(d.app.detail.own_item().unwrap().1, 0);
    d.keys("K");
    assert!(d.message().contains("first"), "{}", d.message());
    d.keys("d s");
    assert_eq!(d.file(FILE), before, "added, moved and deleted again");
    d.keys("u u u u");
    assert!(d.message().contains("nothing to undo"), "{}", d.message());
}

#[test]
fn the_cursor_may_stand_on_a_heading_to_add_the_first_item() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'localisation' Enter g");
    d.down_to(|d| d.app.detail.list_here().is_some());
    d.keys("a 'Everyone writes well' Enter");
    assert!(pane(&d).contains("Everyone writes well"), "{}", pane(&d));
}

#[test]
fn several_pasted_lines_can_be_items() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter a");
    d.paste("- one thing\n2. another thing\n\n• a third\n");
    assert!(d.screen().contains("3 items"), "{}", d.screen());
    d.keys("i");
    let text = pane(&d);
    for line in [" • one thing\n", " • another thing\n", " • a third\n"] {
        assert!(text.contains(line), "{line:?} in {text}");
    }
    d.keys("u");
    assert!(!pane(&d).contains("one thing"), "one undo for the lot");
}

#[test]
fn escape_from_a_changed_form_asks_and_loses_nothing() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter e ' typed' Esc");
    assert!(d.screen().contains("Close the form?"), "{}", d.screen());
    d.keys("Esc");
    assert!(
        d.screen().contains("Framework typed"),
        "back in the form: {}",
        d.screen()
    );
    d.keys("Esc d");
    assert!(d.app.overlays.is_empty());
    assert!(!pane(&d).contains("Framework typed"));
    d.keys("e Esc");
    assert!(
        d.app.overlays.is_empty(),
        "nothing was changed, so nothing is asked"
    );
}

#[test]
fn what_is_wrong_is_said_under_the_field_and_nothing_is_lost() {
    let mut d = open_manager();
    d.keys("r Tab Tab Tab Tab Tab Tab Tab Tab 'soon' Ctrl-S");
    let screen = d.screen();
    assert!(
        screen.contains("review_due takes a date such as 2027-01-31"),
        "{screen}"
    );
    assert!(screen.contains("soon"), "{screen}");
    assert!(matches!(d.app.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn a_file_changed_behind_us_is_not_overwritten() {
    let mut d = open_manager();
    d.keys("r Tab Backspace '9' Ctrl-S");
    let theirs = d
        .file(FILE)
        .replace("status = \"active\"", "status = \"draft\"");
    d.files.insert(PathBuf::from(FILE), theirs.clone());
    d.keys("s");
    assert_eq!(d.saves, 0);
    assert_eq!(d.file(FILE), theirs);
    assert!(
        d.screen().contains("Not saved: the file has changed"),
        "{}",
        d.screen()
    );
    d.keys("c");
    let screen = d.screen();
    assert!(
        screen.contains("+grade = 9") && screen.contains("-grade = 8"),
        "{screen}"
    );
    d.keys("Esc s r");
    assert!(pane(&d).contains("draft"), "{}", pane(&d));
    assert!(pane(&d).contains("Grade       8"), "{}", pane(&d));
    d.keys("u");
    assert!(
        pane(&d).contains("Grade       9"),
        "undo brings back what was here"
    );
}

#[test]
fn leaving_with_unsaved_work_asks_and_names_the_files() {
    let mut d = open_manager();
    d.keys("r Tab Backspace '9' Ctrl-S q");
    assert!(
        d.screen().contains("finance/it-management.toml"),
        "{}",
        d.screen()
    );
    d.keys("Esc");
    assert!(!d.has_quit);
    d.keys("Ctrl-C s");
    assert!(d.has_quit && d.saves == 1, "saved, then left");
}

#[test]
fn editing_an_inherited_line_says_that_others_share_it() {
    let mut d = Driver::new(100, 30);
    go_to_services(&mut d);
    d.keys("g");
    d.down_to(|d| d.app.detail.origin().is_some() && d.app.detail.item_here().is_some());
    d.keys("e");
    let screen = d.screen();
    assert!(
        screen.contains("Manager, IT (inherited from here)"),
        "{screen}"
    );
    assert!(
        screen.contains("2 other roles inherit from here"),
        "{screen}"
    );
}

#[test]
fn every_undo_is_exact_over_many_edits() {
    let mut d = Driver::with(sample(), 100, 30);
    let before = d.file(FILE).to_owned();
    d.keys("/ 'itil' Enter e ' x' Enter a 'new' Enter J J d a 'another' Enter K K K d r Backspace 'T' Ctrl-S");
    for _ in 0..40 {
        d.keys("u");
    }
    assert_eq!(
        d.app
            .workspace
            .document("finance/it-management")
            .unwrap()
            .text()
            .as_ref(),
        before
    );
    assert!(!d.screen().contains("unsaved"));
}

#[test]
fn graphemes_are_typed_and_deleted_whole() {
    let mut d = Driver::new(60, 20);
    d.keys("/ 'itil' Enter a");
    d.paste("né 👩‍👩‍👧 日本");
    d.keys("Left Backspace Backspace Backspace 'x' Enter");
    assert!(pane(&d).contains(" • né x本"), "{}", pane(&d));
}

#[test]
fn undo_puts_the_cursor_on_what_came_back() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter");
    // To the last item of the requirements, which leaves nothing behind it when it goes.
    d.down_to(|d| {
        d.app
            .detail
            .own_item()
            .is_some_and(|(_, index)| index == 10)
    });
    let last = d.app.detail.entries[d.app.detail.cursor].text.clone();
    d.keys("d");
    assert_eq!(d.app.detail.own_item().map(|(_, index)| index), Some(9));
    d.keys("g u");
    assert_eq!(d.app.detail.entries[d.app.detail.cursor].text, last);
}

#[test]
fn v_keeps_the_cursor_on_its_line() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter");
    let line = d.app.detail.entries[d.app.detail.cursor].text.clone();
    d.keys("v");
    assert_eq!(d.app.detail.entries[d.app.detail.cursor].text, line);
    d.keys("v");
    assert_eq!(d.app.detail.entries[d.app.detail.cursor].text, line);
}

#[test]
fn e_on_a_field_opens_the_form_there_and_r_at_its_top() {
    let mut d = open_manager();
    d.keys("Tab g j j e");
    let Some(Overlay::Form(form)) = d.app.overlays.last() else {
        panic!("{}", d.screen());
    };
    assert_eq!(form.current().label, "Track");
    d.keys("Esc r");
    let Some(Overlay::Form(form)) = d.app.overlays.last() else {
        panic!("{}", d.screen());
    };
    assert_eq!(form.current().label, "Title");
}

#[test]
fn a_link_that_is_not_closed_does_not_become_a_title() {
    let mut d = open_manager();
    let before = d.file(FILE).to_owned();
    d.keys("r Tab Tab End Backspace '9' Ctrl-S");
    assert!(
        d.screen().contains("reports_to takes Title"),
        "{}",
        d.screen()
    );
    d.keys("Backspace '>' Ctrl-S s");
    assert_eq!(d.file(FILE), before, "typed back as it was");
}

#[test]
fn nothing_is_edited_in_a_catalog_that_is_about_to_be_replaced() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter");
    d.disk_waits = true;
    d.keys(": 'reload the catalog' Enter");
    assert!(d.screen().contains("Reading the catalog"), "{}", d.screen());
    d.keys("d");
    assert!(
        d.message().contains("the catalog is being read"),
        "{}",
        d.message()
    );
    assert!(!d.screen().contains("unsaved"), "{}", d.screen());
    d.keys(": 'reload the catalog' Enter");
    d.disk_works();
    d.keys("d");
    assert!(d.screen().contains("● 1 unsaved"), "one load, not two");
}

#[test]
fn saving_again_while_a_save_is_under_way_is_no_conflict() {
    let mut d = open_manager();
    d.disk_waits = true;
    d.keys("r Tab Backspace '9' Ctrl-S s r Tab Backspace '7' Ctrl-S s s");
    d.disk_works();
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert_eq!(d.saves, 2);
    assert!(d.file(FILE).contains("grade = 7"));
    assert!(!d.screen().contains("unsaved"), "{}", d.screen());
}

#[test]
fn saving_and_leaving_leaves_when_everything_was_saved_meanwhile() {
    let mut d = open_manager();
    d.disk_waits = true;
    d.keys("r Tab Backspace '9' Ctrl-S s q");
    d.disk_works();
    d.keys("s");
    assert!(d.has_quit && d.saves == 1);
}

#[test]
fn what_is_changed_while_saving_and_leaving_is_asked_about() {
    let mut d = open_manager();
    d.disk_waits = true;
    d.keys("r Tab Backspace '9' Ctrl-S q s r Tab Backspace '7' Ctrl-S");
    d.disk_works();
    assert!(!d.has_quit, "the second change is not saved");
    assert!(d.screen().contains("Leave?"), "{}", d.screen());
}

#[test]
fn a_form_does_not_write_into_a_file_that_was_reloaded_under_it() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter");
    let theirs = d
        .file(FILE)
        .replacen("requirements = [", "requirements = [\n  \"New first\",", 9);
    d.files.insert(PathBuf::from(FILE), theirs.clone());
    d.disk_waits = true;
    d.keys("R e ' mine'");
    d.disk_works();
    d.keys("Enter");
    assert!(
        d.screen().contains("The file has changed: copy this text"),
        "{}",
        d.screen()
    );
    assert!(d.screen().contains("Framework mine"), "{}", d.screen());
    let text = d
        .app
        .workspace
        .document("finance/it-management")
        .unwrap()
        .text();
    assert_eq!(text.as_ref(), theirs);
}

#[test]
fn reloading_a_file_that_is_the_same_offers_no_undo() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter R");
    assert_eq!(d.message(), "The file has nothing new.");
    let theirs = format!("{}# more\n", d.file(FILE));
    d.files.insert(PathBuf::from(FILE), theirs);
    d.keys("R");
    assert!(d.message().contains("u brings back"), "{}", d.message());
}

#[test]
fn of_several_files_all_are_saved_or_none() {
    let mut d = open_manager();
    d.keys("r Tab Backspace '9' Ctrl-S");
    d.keys("/ 'legal-counsel' Enter r '!' Ctrl-S");
    assert!(d.screen().contains("2 unsaved"));
    let mine = d.file(FILE).to_owned();
    let theirs = format!("{}# theirs\n", d.file("legal/legal-counsel.toml"));
    d.files
        .insert("legal/legal-counsel.toml".into(), theirs.clone());
    d.keys("S");
    assert!(
        d.message().contains("legal/legal-counsel.toml"),
        "{}",
        d.message()
    );
    assert!(
        d.message().contains("One other file was left as it was"),
        "{}",
        d.message()
    );
    assert_eq!(d.file(FILE), mine);
    assert_eq!(d.file("legal/legal-counsel.toml"), theirs);
    d.keys("Esc");
    assert!(d.screen().contains("2 unsaved"));
}

#[test]
fn the_history_goes_back_to_any_change_and_on_again() {
    let mut d = open_manager();
    let first = d.file(FILE).to_owned();
    for digit in ['9', '7', '6'] {
        d.keys(&format!("r Tab Backspace '{digit}' Ctrl-S"));
    }
    d.keys("Z");
    let screen = d.screen();
    assert_eq!(screen.matches("changed the grade").count(), 3, "{screen}");
    assert!(screen.contains("before all changes"), "{screen}");
    d.keys("Down Down Enter");
    assert!(d.screen().contains("grade 9"), "{}", d.screen());
    d.keys("Z Down Enter");
    assert_eq!(d.app.unsaved, 0, "everything is taken back");
    assert_eq!(text_of(&d), first);
    d.keys("Z Up Up Up Enter");
    assert!(d.screen().contains("grade 6"), "{}", d.screen());
}

fn text_of(d: &Driver) -> String {
    let document = d.app.workspace.document("finance/it-management").unwrap();
    document.text().to_string()
}
