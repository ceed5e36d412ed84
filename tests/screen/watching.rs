//! Somebody else changes the files while the program is open.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rolebook::app::{Focus, Overlay};

use crate::driver::{Driver, sample};

const FILE: &str = "finance/it-management.toml";
const NEW_ROLE: &str = "[[roles]]\nid = \"head-it\"\ntitle = \"Head of IT\"\n\n";

/// On an item of Manager, IT in the right pane.
fn on_item(words: &str) -> Driver {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter Esc Left l");
    assert_eq!(d.app.detail.title, "Manager, IT");
    assert_eq!(d.app.focus, Focus::Detail);
    d.down_to(|d| under_cursor(d).contains(words));
    d
}

/// The sample without house rules, that a family of one line would break.
fn lax() -> BTreeMap<PathBuf, String> {
    let mut files = sample();
    files.insert("catalog.toml".into(), "name = \"Sample\"\n".to_owned());
    files
}

fn under_cursor(d: &Driver) -> String {
    let detail = &d.app.detail;
    detail.entries[detail.cursor].text.clone()
}

/// How far below the upper edge of the pane the cursor is.
fn height(d: &Driver) -> usize {
    let detail = &d.app.detail;
    let row = detail
        .rows
        .iter()
        .position(|row| row.entry == detail.cursor);
    row.unwrap() - detail.offset
}

fn selected(d: &Driver) -> String {
    d.app.tree.rows[d.app.tree.cursor].label.clone()
}

fn dialog(d: &Driver) -> Option<&rolebook::app::Dialog> {
    match d.app.overlays.last() {
        Some(Overlay::Dialog(dialog)) => Some(dialog),
        _ => None,
    }
}

#[test]
fn a_change_of_a_clean_file_is_shown_and_told_and_nothing_is_unsaved() {
    let mut d = Driver::new(100, 30);
    d.somebody_replaces(FILE, "\"IT Management\"", "\"IT Leadership\"");
    assert!(d.screen().contains("IT Leadership"), "{}", d.screen());
    assert_eq!(
        d.message(),
        "finance/it-management.toml was changed by somebody else, and taken over."
    );
    assert!(!d.screen().contains("unsaved"), "{}", d.screen());
    d.keys("u");
    assert!(d.message().contains("nothing to undo"), "{}", d.message());
}

#[test]
fn what_is_known_already_is_silent() {
    let mut d = Driver::new(100, 30);
    let text = d.file(FILE).to_owned();
    let before = d.screen();
    d.somebody_writes(FILE, &text);
    assert_eq!(d.screen(), before);
}

#[test]
fn the_cursor_stays_on_its_line_when_everything_around_it_moves() {
    let mut d = on_item("Strong communicator");
    let before = height(&d);
    let text = d.file(FILE).replace(
        "requirements = [\n  \"Has built",
        "requirements = [\n  \"A first line\",\n  \"A second line\",\n  \"Has built",
    );
    let text = text.replacen("[[roles]]", &format!("{NEW_ROLE}[[roles]]"), 1);
    d.somebody_writes(FILE, &text);
    assert_eq!(selected(&d), "Manager, IT", "by its id, not by its place");
    assert_eq!(d.app.detail.title, "Manager, IT");
    assert!(under_cursor(&d).contains("Strong communicator"));
    assert_eq!(height(&d), before, "{}", d.screen());
    assert_eq!(d.app.focus, Focus::Detail);
    assert!(d.screen().contains("Head of IT"), "{}", d.screen());
    assert!(
        d.screen().contains("End User Services"),
        "what was expanded stays so\n{}",
        d.screen()
    );
}

#[test]
fn the_cursor_stays_on_a_field_and_a_role_that_is_gone_leaves_its_family() {
    let mut d = on_item("Strong communicator");
    d.keys("g").down_to(|d| d.app.detail.field_here().is_some());
    let field = d.app.detail.field_here();
    d.somebody_replaces(FILE, "grade = 8", "grade = 8\nsummary = \"New words.\"");
    assert_eq!(d.app.detail.field_here(), field);
    let text = d
        .file(FILE)
        .replace("id = \"manager-it\"", "id = \"other\"");
    let text = text.replace("\"Manager, IT\"", "\"Something else\"");
    d.somebody_writes(FILE, &text);
    assert_eq!(selected(&d), "IT Management");
}

#[test]
fn files_that_come_and_go_come_and_go_in_the_tree() {
    let mut d = Driver::new(100, 40);
    d.somebody_writes("finance/auditor.toml", "title = \"Auditor\"\n");
    assert!(d.screen().contains("Auditor"), "{}", d.screen());
    assert_eq!(
        d.message(),
        "finance/auditor.toml was added by somebody else."
    );
    d.somebody_changes([("finance/auditor.toml", None)]);
    assert!(!d.screen().contains("Auditor"), "{}", d.screen());
    assert_eq!(
        d.message(),
        "finance/auditor.toml was deleted by somebody else."
    );
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn undo_of_ones_own_saved_change_is_exact_behind_somebody_elses() {
    let mut d = on_item("Strong communicator");
    let before = d.file(FILE).to_owned();
    d.keys("e End ', always' Ctrl-S s");
    d.somebody_replaces(FILE, "title = \"IT Management\"", "title = \"Information\"");
    d.keys("u u s");
    assert_eq!(d.file(FILE), before);
    d.keys("Ctrl-R Ctrl-R s");
    assert!(d.file(FILE).contains("Information") && d.file(FILE).contains(", always"));
}

#[test]
fn a_file_with_changes_on_both_sides_is_asked_about() {
    let mut d = on_item("Strong communicator");
    d.keys("e End ', always' Ctrl-S");
    d.somebody_replaces(FILE, "Strong communicator, both", "Weak communicator, both");
    let title = dialog(&d).map(|dialog| dialog.title.clone());
    assert_eq!(title.as_deref(), Some("Conflict 1 of 1"));
    assert!(d.screen().contains("Weak communicator"), "{}", d.screen());
    d.keys("t");
    assert!(d.app.overlays.is_empty());
    assert!(under_cursor(&d).contains("Weak communicator"));
    assert_eq!(d.app.unsaved, 0);
    d.keys("u");
    assert!(under_cursor(&d).contains(", always"), "{}", d.screen());
}

#[test]
fn whoever_keeps_editing_is_asked_again_when_saving() {
    let mut d = on_item("Strong communicator");
    d.keys("e End ', always' Ctrl-S");
    d.somebody_replaces(FILE, "Strong communicator, both", "Weak communicator, both");
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.unsaved, 1);
    d.keys("s");
    assert!(dialog(&d).is_some_and(|dialog| dialog.title.starts_with("Not saved")));
    assert!(d.file(FILE).contains("Weak communicator, both"));
}

#[test]
fn the_question_waits_until_the_form_is_closed() {
    let mut d = on_item("Strong communicator");
    d.keys("e End ', always' Ctrl-S e End");
    d.somebody_replaces(FILE, "Strong communicator, both", "Weak communicator, both");
    d.keys("' (crk)'");
    assert!(matches!(d.app.overlays.last(), Some(Overlay::Form(_))));
    d.keys("Ctrl-S");
    assert!(dialog(&d).is_some_and(|dialog| dialog.title == "Conflict 1 of 1"));
    assert!(
        under_cursor(&d).contains(", always (crk)"),
        "the form was kept"
    );
}

#[test]
fn the_same_change_on_both_sides_is_saved_by_that() {
    let mut d = on_item("Strong communicator");
    d.keys("r Tab Backspace '9' Ctrl-S");
    assert_eq!(d.app.unsaved, 1);
    d.somebody_replaces(FILE, "grade = 8", "grade = 9");
    assert_eq!(d.app.unsaved, 0);
    assert!(d.app.overlays.is_empty());
    assert!(!d.screen().contains("unsaved"), "{}", d.screen());
}

#[test]
fn a_file_deleted_under_unsaved_changes_is_made_again_by_saving() {
    let mut d = on_item("Strong communicator");
    d.keys("r Tab Backspace '9' Ctrl-S");
    d.somebody_changes([(FILE, None)]);
    assert!(
        d.message()
            .contains("deleted by somebody else; your unsaved changes are kept"),
        "{}",
        d.message()
    );
    assert_eq!(d.app.unsaved, 1);
    d.keys("s");
    assert!(d.file(FILE).contains("grade = 9"), "{}", d.message());
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn a_form_on_an_item_that_only_moved_writes_into_that_item() {
    let mut d = on_item("Strong communicator");
    d.keys("e End ', always'");
    let text = d.file(FILE).replace(
        "requirements = [\n  \"Has built",
        "requirements = [\n  \"A first line\",\n  \"Has built",
    );
    let text = text.replacen("[[roles]]", &format!("{NEW_ROLE}[[roles]]"), 1);
    d.somebody_writes(FILE, &text);
    d.keys("Ctrl-S s");
    let expected = text.replace("in conversation\"", "in conversation, always\"");
    assert_eq!(d.file(FILE), expected);
}

#[test]
fn a_form_on_an_item_that_was_reworded_keeps_its_text_and_writes_nothing() {
    let mut d = on_item("Strong communicator");
    d.keys("e End ', always'");
    d.somebody_replaces(FILE, "Strong communicator, both", "Good communicator, both");
    let error = |d: &Driver| match d.app.overlays.last() {
        Some(Overlay::Form(form)) => form.error.clone(),
        _ => None,
    };
    assert!(error(&d).is_some_and(|error| error.contains("Somebody else")));
    d.keys("Ctrl-S");
    assert!(error(&d).is_some(), "{}", d.screen());
    assert!(d.screen().contains(", always"), "{}", d.screen());
    assert_eq!(d.app.unsaved, 0);
    d.somebody_changes([(FILE, None)]);
    d.keys("Ctrl-S");
    assert!(error(&d).is_some(), "{}", d.screen());
}

#[test]
fn a_form_of_fields_takes_over_what_it_does_not_contradict() {
    let mut d = on_item("Strong communicator");
    d.keys("r Tab Backspace '9'");
    d.somebody_replaces(FILE, "\"Manager, IT\"", "\"Manager, Computers\"");
    d.keys("Ctrl-S s");
    assert!(d.file(FILE).contains("grade = 9") && d.file(FILE).contains("Computers"));
    d.keys("r Tab Backspace '7'");
    d.somebody_replaces(FILE, "grade = 9", "grade = 6");
    d.keys("Ctrl-S");
    assert!(matches!(d.app.overlays.last(), Some(Overlay::Form(_))));
    assert!(!d.file(FILE).contains("grade = 7"));
}

#[test]
fn an_open_finder_finds_what_is_new_and_keeps_its_place() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'communicator' Alt-g");
    let hits = |d: &Driver| match d.app.overlays.last() {
        Some(Overlay::Finder(finder)) => finder.hits().len(),
        _ => 0,
    };
    let chosen = |d: &Driver| match d.app.overlays.last() {
        Some(Overlay::Finder(finder)) => finder.selected().map(|hit| hit.address.clone()),
        _ => None,
    };
    let before = hits(&d);
    assert!(before > 1, "{}", d.screen());
    d.keys("Down");
    let here = chosen(&d);
    d.somebody_writes(
        "finance/aaa.toml",
        "title = \"Communicator\"\nrequirements = [\"A communicator\"]\n",
    );
    assert!(hits(&d) > before, "{}", d.screen());
    assert_eq!(chosen(&d), here);
    d.somebody_changes([("finance/aaa.toml", None)]);
    assert_eq!(hits(&d), before);
    assert_eq!(chosen(&d), here);
}

#[test]
fn findings_follow_what_others_write() {
    let mut d = Driver::with(lax(), 100, 40);
    assert_eq!(d.app.findings.count(), 0);
    d.somebody_writes("finance/broken.toml", "title = \n");
    assert_eq!(d.app.findings.count(), 1);
    assert!(d.screen().contains("broken.toml"), "{}", d.screen());
    d.somebody_writes("finance/broken.toml", "title = \"Mended\"\n");
    assert_eq!(d.app.findings.count(), 0);
    d.somebody_writes("finance/broken.toml", "title = \n");
    d.somebody_changes([("finance/broken.toml", None)]);
    assert_eq!(d.app.findings.count(), 0);
}

#[test]
fn the_settings_are_taken_over_like_any_file() {
    let mut d = Driver::new(100, 30);
    d.somebody_replaces("catalog.toml", "Sample handbook", "Another handbook");
    assert!(d.screen().contains("Another handbook"), "{}", d.screen());
    let former = d.file("catalog.toml").to_owned();
    d.somebody_writes("catalog.toml", "name = \n");
    assert_eq!(d.app.findings.count(), 1);
    assert!(
        d.screen().contains("Another handbook"),
        "what they said last is in force\n{}",
        d.screen()
    );
    d.somebody_writes("catalog.toml", &former);
    assert_eq!(d.app.findings.count(), 0);
}

#[test]
fn a_whole_branch_is_one_message_and_is_found_and_checked() {
    let mut files = lax();
    for number in 0..300 {
        let path = format!("many/f{number:03}.toml");
        files.insert(path.into(), format!("title = \"Old {number}\"\n"));
    }
    let mut d = Driver::with(files, 100, 30);
    d.keys("Down Down");
    let here = selected(&d);
    let texts: Vec<(String, Option<String>)> = (0..300)
        .map(|number| {
            let text = match number {
                0 => Some("title = \n".to_owned()),
                1 => None,
                _ => Some(format!("title = \"Zebra {number}\"\n")),
            };
            (format!("many/f{number:03}.toml"), text)
        })
        .collect();
    d.somebody_changes(texts.iter().map(|(path, text)| (&**path, text.clone())));
    assert_eq!(
        d.message(),
        "Somebody else changed 299 files, deleted 1 file; all is taken over."
    );
    assert_eq!(selected(&d), here);
    assert_eq!(d.app.findings.count(), 1);
    d.keys("/ 'zebra 299' Enter");
    assert_eq!(d.app.detail.title, "Zebra 299");
}

#[test]
fn what_is_being_saved_finds_out_by_itself() {
    let mut d = on_item("Strong communicator");
    d.keys("r Tab Backspace '9' Ctrl-S");
    d.disk_waits = true;
    d.keys("s");
    d.somebody_replaces(FILE, "Strong communicator", "Good communicator");
    assert!(d.app.overlays.is_empty(), "one question is enough");
    d.disk_works();
    assert!(dialog(&d).is_some_and(|dialog| dialog.title.starts_with("Not saved")));
    assert!(d.file(FILE).contains("Good communicator"));
}
