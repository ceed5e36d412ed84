//! What is unsaved is written down as it changes, and is there again after the program was killed.

use std::path::PathBuf;

use rolebook::app::{Fate, Msg, Overlay};
use rolebook::document::{Plan, Step};

use crate::driver::Driver;
use crate::reading::pane;

const FILE: &str = "finance/it-management.toml";

fn open_manager() -> Driver {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter Esc Left");
    assert_eq!(d.app.detail.title, "Manager, IT");
    d
}

/// The grade of the manager is 9 and not 8, unsaved.
fn with_grade_nine() -> Driver {
    let mut d = open_manager();
    d.keys("r Tab Backspace '9' Ctrl-S");
    assert_eq!(d.app.unsaved, 1);
    d
}

#[test]
fn the_journal_has_every_change_until_it_is_saved_or_undone() {
    let mut d = with_grade_nine();
    let entry = &d.unsaved["finance/it-management"];
    assert_eq!(entry.path, PathBuf::from(FILE));
    assert_eq!(entry.base.as_deref(), Some(d.file(FILE)));
    assert!(entry.text.as_ref().unwrap().contains("grade = 9"));
    assert_eq!(d.draft, None, "the form was kept");
    d.keys("u");
    assert!(d.unsaved.is_empty());
    d.keys("Ctrl-R");
    assert_eq!(d.unsaved.len(), 1);
    d.keys("s");
    assert!(d.unsaved.is_empty());
    d.keys("u");
    let entry = &d.unsaved["finance/it-management"];
    assert!(
        entry.base.as_ref().unwrap().contains("grade = 9"),
        "the file has what was saved"
    );
    assert!(entry.text.as_ref().unwrap().contains("grade = 8"));
}

#[test]
fn a_save_of_an_older_text_moves_what_the_journal_takes_for_the_file() {
    let mut d = with_grade_nine();
    d.disk_waits = true;
    d.keys("s r Tab Backspace '7' Ctrl-S");
    d.disk_works();
    let entry = &d.unsaved["finance/it-management"];
    assert!(entry.base.as_ref().unwrap().contains("grade = 9"));
    assert!(entry.text.as_ref().unwrap().contains("grade = 7"));
}

#[test]
fn what_changes_nothing_costs_nothing() {
    let mut d = with_grade_nine();
    let writes = d.journal_writes;
    d.keys("j k Tab g G v v / 'itil' Esc ? Esc p Esc");
    assert_eq!(d.journal_writes, writes);
    d.keys("r");
    assert_eq!(
        d.journal_writes, writes,
        "an open form has nothing in it yet"
    );
    d.keys("'x'");
    assert_eq!(d.journal_writes, writes + 1);
    d.keys("Right Left");
    assert_eq!(d.journal_writes, writes + 1);
}

#[test]
fn a_form_that_is_open_is_in_the_journal_as_it_is_typed() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter a 'Knows the w'");
    assert_eq!(d.draft.as_ref().unwrap().fields[0].1, "Knows the w");
    d.keys("'ay' Esc");
    assert!(
        d.draft.is_some(),
        "it is there still while the program asks whether to drop it"
    );
    d.keys("d");
    assert_eq!(d.draft, None);
}

#[test]
fn after_a_kill_the_change_is_shown_and_restored_as_one_undoable_step() {
    let mut d = with_grade_nine().restart(|_| {});
    let screen = d.screen();
    for text in [
        "Unsaved changes from before",
        FILE,
        "-grade = 8",
        "+grade = 9",
        "Restore",
        "Keep aside",
        "Discard",
    ] {
        assert!(screen.contains(text), "{text} in\n{screen}");
    }
    assert_eq!(d.app.unsaved, 0, "nothing is done before the answer");
    d.keys("r");
    assert_eq!(d.app.unsaved, 1);
    assert!(d.message().contains("Restored 1 file"), "{}", d.message());
    assert_eq!(d.fates, [(7, Fate::Discard)]);
    assert!(
        d.unsaved.contains_key("finance/it-management"),
        "it is in the new journal"
    );
    assert!(d.file(FILE).contains("grade = 8"), "not saved by itself");
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    assert!(
        d.message().contains("restored unsaved changes"),
        "{}",
        d.message()
    );
    d.keys("Ctrl-R s");
    assert!(d.file(FILE).contains("grade = 9"));
}

#[test]
fn a_form_opens_again_with_what_was_typed_over_the_changes_it_was_opened_on() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter a 'Knows the way' Enter a 'And half a sent'");
    let mut d = d.restart(|_| {});
    assert!(d.screen().contains("And half a sent"), "{}", d.screen());
    assert!(
        d.screen().contains("+  \"Knows the way\""),
        "{}",
        d.screen()
    );
    d.keys("r");
    assert!(
        matches!(d.app.overlays.last(), Some(Overlay::Form(_))),
        "{}",
        d.screen()
    );
    assert_eq!(d.fates, [(7, Fate::Discard)]);
    assert_eq!(d.draft.as_ref().unwrap().fields[0].1, "And half a sent");
    d.keys("'ence' Enter");
    let pane = pane(&d);
    assert!(
        pane.contains("Knows the way") && pane.contains("And half a sentence"),
        "{pane}"
    );
    d.keys("s");
    assert!(
        d.file(FILE)
            .contains("\"Knows the way\",\n  \"And half a sentence\","),
        "the new item is below the one it was written below"
    );
}

#[test]
fn a_file_that_changed_meanwhile_is_restored_over_and_told() {
    let d = with_grade_nine();
    let mut d = d.restart(|files| {
        let file = files.get_mut(&PathBuf::from(FILE)).unwrap();
        *file = file.replace("track = \"manager\"", "track = \"ic\"");
    });
    assert!(d.screen().contains("has changed since"), "{}", d.screen());
    d.keys("r");
    assert!(
        d.message().contains(FILE) && d.message().contains("over what it says now"),
        "{}",
        d.message()
    );
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    let now = d.app.workspace.document("finance/it-management").unwrap();
    assert_eq!(now.text().as_ref(), d.file(FILE), "theirs is not lost");
}

#[test]
fn what_cannot_be_restored_is_kept_aside() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter a 'Knows the way'");
    let mut gone = d.restart(|files| {
        let file = files.get_mut(&PathBuf::from(FILE)).unwrap();
        *file = file.replace("id = \"it-end-user-services\"", "id = \"desk\"");
    });
    gone.keys("r");
    assert!(
        gone.screen().contains("Knows the way") && gone.screen().contains("not there any more"),
        "{}",
        gone.screen()
    );
    assert_eq!(gone.fates, [(7, Fate::KeepAside)]);
    assert!(gone.message().contains("kept/1"), "{}", gone.message());

    let mut gone = with_grade_nine().restart(|files| {
        files.remove(&PathBuf::from(FILE));
    });
    assert!(
        gone.screen().contains("is not there any more"),
        "{}",
        gone.screen()
    );
    gone.keys("r");
    assert_eq!(gone.fates, [(7, Fate::Discard)]);
    let document = gone
        .app
        .workspace
        .document("finance/it-management")
        .unwrap();
    assert!(document.is_dirty() && document.base().is_none());
    gone.keys("S");
    assert!(gone.file(FILE).contains("grade = 9"));
}

#[test]
fn files_that_were_new_or_to_go_are_so_again() {
    let mut d = Driver::new(100, 30);
    let step = |key: &str, step| Plan {
        label: "changed files".into(),
        landing: None,
        steps: vec![(key.into(), step)],
    };
    let plan = step(
        "legal/archivist",
        Step::Create("title = \"Archivist\"\n".into()),
    );
    d.app.workspace.carry_out(&plan).unwrap();
    let plan = step("legal/legal-counsel", Step::Delete);
    d.app.workspace.carry_out(&plan).unwrap();
    d.keys("/ 'itil' Enter r '!' Ctrl-S u");
    let mut again = d.restart(|_| {});
    assert!(
        again.screen().contains("archivist.toml was new"),
        "{}",
        again.screen()
    );
    assert!(
        again
            .screen()
            .contains("legal-counsel.toml was to be deleted"),
        "{}",
        again.screen()
    );
    again.keys("r");
    assert_eq!(again.app.unsaved, 2);
    again.keys("S");
    assert_eq!(
        again.file("legal/archivist.toml"),
        "title = \"Archivist\"\n"
    );
    assert!(
        !again
            .files
            .contains_key(&PathBuf::from("legal/legal-counsel.toml"))
    );
    assert_eq!(
        again.message(),
        "Saved legal/archivist.toml. Deleted legal/legal-counsel.toml."
    );
}

#[test]
fn keeping_aside_and_discarding_leave_the_catalog_alone() {
    for (key, fate, said) in [
        ("k", Fate::KeepAside, "kept/1"),
        ("d", Fate::Discard, "Discarded"),
    ] {
        let mut d = with_grade_nine().restart(|_| {});
        d.keys(key);
        assert_eq!(d.fates, [(7, fate)]);
        assert!(d.message().contains(said), "{}", d.message());
        assert_eq!(d.app.unsaved, 0);
        assert!(d.app.overlays.is_empty());
    }
}

#[test]
fn esc_decides_nothing_and_the_palette_brings_the_question_back() {
    let mut d = with_grade_nine().restart(|_| {});
    d.keys("Esc");
    assert!(d.fates.is_empty() && d.app.overlays.is_empty());
    d.keys("j k");
    assert!(d.app.overlays.is_empty(), "it does not insist");
    d.keys(": 'unsaved from' Enter");
    assert!(d.screen().contains("+grade = 9"), "{}", d.screen());
    d.keys("r");
    assert_eq!(d.app.unsaved, 1);
    d.keys(": 'unsaved from' Enter");
    assert!(d.message().contains("no earlier run"), "{}", d.message());
}

#[test]
fn it_asks_when_nothing_else_is_open_and_one_after_the_other() {
    let mut d = Driver::new(100, 30);
    let mut first = with_grade_nine().left();
    let mut second = first.clone();
    first.id = 1;
    second.id = 2;
    let text = second.journalled.documents[0].text.take().unwrap();
    second.journalled.documents[0].text = Some(text.replace("grade = 9", "grade = 6").into());
    d.keys("/ 'iti'");
    d.send(Msg::LeftBehind(vec![first, second]));
    d.keys("'l'");
    assert!(
        matches!(d.app.overlays.last(), Some(Overlay::Finder(_))),
        "typing goes on where it was"
    );
    d.keys("Esc");
    assert!(d.screen().contains("+grade = 9"), "{}", d.screen());
    d.keys("d");
    assert!(d.screen().contains("+grade = 6"), "{}", d.screen());
    d.keys("d");
    assert_eq!(d.fates, [(1, Fate::Discard), (2, Fate::Discard)]);
}

#[test]
fn what_was_saved_before_the_kill_is_not_asked_about() {
    let mut d = with_grade_nine();
    let left = d.left();
    d.keys("s");
    let mut next = d.restart(|_| {});
    assert!(next.app.overlays.is_empty());
    next.send(Msg::LeftBehind(vec![left]));
    assert!(next.app.overlays.is_empty(), "{}", next.screen());
    assert_eq!(next.fates.last(), Some(&(7, Fate::Discard)));
}

#[test]
fn another_instance_is_told_of_with_its_pid() {
    let mut d = open_manager();
    d.resize(120, 30);
    d.send(Msg::Others(vec![4711, 12]));
    assert!(
        d.screen()
            .contains("open in another rolebook (pid 4711 and 1 more)"),
        "{}",
        d.screen()
    );
    d.keys("r Tab Backspace '9' Ctrl-S");
    assert_eq!(d.unsaved.len(), 1, "it works all the same");
}

#[test]
fn what_is_damaged_is_told_and_kept_though_the_rest_is_restored() {
    let mut left = with_grade_nine().left();
    left.damaged = 1;
    let mut d = Driver::new(100, 30);
    d.send(Msg::LeftBehind(vec![left]));
    assert!(d.screen().contains("entry is damaged"), "{}", d.screen());
    d.keys("r");
    assert_eq!(d.app.unsaved, 1);
    assert_eq!(d.fates, [(7, Fate::KeepAside)]);
    assert!(
        d.message().contains("Restored 1 file") && d.message().contains("kept/1"),
        "{}",
        d.message()
    );
}

#[test]
fn what_was_left_waits_for_a_catalog_that_is_still_being_read() {
    let left = with_grade_nine().left();
    let mut d = open_manager();
    d.disk_waits = true;
    d.keys(": 'reload catalog' Enter");
    d.send(Msg::LeftBehind(vec![left]));
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    d.disk_works();
    assert!(d.screen().contains("+grade = 9"), "{}", d.screen());
}
