//! Editing in one's own editor.

use std::path::PathBuf;

use rolebook::app::{FormKind, Overlay};

use crate::driver::{Driver, sample};

const FILE: &str = "finance/it-management.toml";

/// On an item of Manager, IT in the right pane.
fn on_item() -> Driver {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter Esc Left l");
    d.down_to(|d| {
        let detail = &d.app.detail;
        detail.entries[detail.cursor]
            .text
            .contains("Strong communicator")
    });
    d
}

/// On the family in the tree.
fn on_family() -> Driver {
    let mut d = Driver::new(100, 30);
    d.keys("g")
        .down_to(|d| d.app.tree.rows[d.app.tree.cursor].label == "IT Management");
    d
}

fn dialog(d: &Driver) -> String {
    match d.app.overlays.last() {
        Some(Overlay::Dialog(dialog)) => format!("{}\n{}", dialog.title, dialog.lines.join("\n")),
        _ => String::new(),
    }
}

fn writes(d: &mut Driver, text: &str) {
    d.editor = Some(Ok(Some(text.to_owned())));
}

#[test]
fn an_item_goes_out_as_its_text_and_comes_back_as_one_change() {
    let mut d = on_item();
    let before = d.file(FILE).to_owned();
    writes(&mut d, "Writes and speaks *well*\n\n");
    d.keys("E");
    let text = "Strong communicator, both in writing and in conversation\n";
    assert_eq!(d.opened, [("item.md".to_owned(), text.to_owned())]);
    assert_eq!(d.app.unsaved, 1);
    assert_eq!(d.dropped, [PathBuf::from("aside/item.md")]);
    d.keys("s");
    let expected = before.replace(text.trim_end(), "Writes and speaks *well*");
    assert_eq!(d.file(FILE), expected);
    d.keys("u s");
    assert_eq!(d.file(FILE), before);
}

#[test]
fn what_changes_nothing_or_fails_is_told_and_takes_nothing() {
    let mut d = on_item();
    d.keys("E");
    assert_eq!(d.message(), "Nothing was changed in the editor.");
    d.editor = Some(Err("The editor ended with exit status: 1".into()));
    d.keys("E");
    assert!(d.message().contains("exit status: 1"), "{}", d.message());
    writes(&mut d, " \n");
    d.keys("E");
    assert!(d.message().contains("needs some words"), "{}", d.message());
    writes(
        &mut d,
        "Strong communicator, both in writing and in conversation",
    );
    d.keys("E");
    assert_eq!(d.message(), "Nothing has changed.");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn several_lines_can_be_several_items_or_one() {
    let mut d = on_item();
    let before = d.file(FILE).to_owned();
    writes(&mut d, "- One\n- Two\n- Three\n");
    d.keys("E");
    assert!(d.screen().contains("3 items"), "{}", d.screen());
    d.keys("i s");
    let three = "  \"One\",\n  \"Two\",\n  \"Three\",\n";
    let old = "  \"Strong communicator, both in writing and in conversation\",\n";
    assert_eq!(d.file(FILE), before.replace(old, three));
    d.keys("u");
    writes(&mut d, "One\nTwo\n");
    d.keys("E t Ctrl-S s");
    assert!(d.file(FILE).contains("One\nTwo"), "{}", d.file(FILE));
}

#[test]
fn a_whole_file_comes_back_as_one_change_to_the_byte() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    let after = format!("# By hand\n{}", before.replace("grade = 8", "grade = 9"));
    writes(&mut d, &after);
    d.keys("E");
    assert_eq!(
        d.opened,
        [("it-management.toml".to_owned(), before.clone())]
    );
    assert_eq!(d.file(FILE), before, "unsaved");
    d.keys("s");
    assert_eq!(d.file(FILE), after);
    d.keys("u s");
    assert_eq!(d.file(FILE), before);
    assert_eq!(d.dropped, [PathBuf::from("aside/it-management.toml")]);
}

#[test]
fn a_broken_text_says_where_and_can_be_edited_again() {
    let mut d = on_family();
    writes(&mut d, "title = \"IT\"\nsummary = \n");
    d.keys("E");
    let said = dialog(&d);
    assert!(said.contains("Line 2"), "{said}");
    assert!(said.contains("aside/it-management.toml"), "{said}");
    assert_eq!(d.app.unsaved, 0);
    assert!(
        d.dropped.is_empty(),
        "what was written is kept until it is decided on"
    );
    writes(&mut d, "title = \"IT\"\nsummary = \"s\"\n");
    d.keys("e");
    assert_eq!(d.opened[1].1, "title = \"IT\"\nsummary = \n");
    assert!(d.app.overlays.is_empty());
    d.keys("s");
    assert_eq!(d.file(FILE), "title = \"IT\"\nsummary = \"s\"\n");
    assert_eq!(d.dropped.len(), 2);
}

#[test]
fn a_broken_text_can_be_taken_as_it_is_or_dropped() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    writes(&mut d, "title = \n");
    d.keys("E d");
    assert_eq!((d.app.unsaved, d.dropped.len()), (0, 1));
    writes(&mut d, "title = \n");
    d.keys("E t");
    assert_eq!(d.app.unsaved, 1);
    assert!(d.screen().contains("it-management.toml"), "{}", d.screen());
    // Broken as it is, it can be edited again from there.
    writes(&mut d, &before);
    d.keys("E");
    assert_eq!(d.opened.last().unwrap().1, "title = \n");
    assert_eq!(d.app.findings.count(), 0);
    d.keys("u u");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn a_broken_file_can_be_mended() {
    let mut files = sample();
    files.insert(FILE.into(), "title = \n".to_owned());
    let mut d = Driver::with(files, 100, 30);
    d.keys("g")
        .down_to(|d| d.app.tree.rows[d.app.tree.cursor].label == "it-management.toml");
    writes(&mut d, "title = \"Mended\"\n");
    d.keys("E s");
    assert_eq!(d.file(FILE), "title = \"Mended\"\n");
    assert!(d.screen().contains("Mended"), "{}", d.screen());
}

#[test]
fn what_changed_meanwhile_is_asked_about() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    let mine = before.replace("grade = 8", "grade = 9");
    d.editor_waits = true;
    writes(&mut d, &mine);
    d.keys("E");
    d.somebody_replaces(FILE, "IT Management", "IT Leadership");
    d.editor_ends();
    assert!(
        dialog(&d).contains("aside/it-management.toml"),
        "{}",
        d.screen()
    );
    d.keys("k");
    assert_eq!((d.app.unsaved, d.dropped.len()), (0, 0));
    writes(&mut d, &mine);
    d.keys("E");
    d.somebody_replaces(FILE, "IT Leadership", "IT Management");
    d.editor_ends();
    d.keys("t s");
    assert_eq!(d.file(FILE), mine);
}

#[test]
fn an_item_that_changed_meanwhile_is_kept_aside() {
    let mut d = on_item();
    d.editor_waits = true;
    writes(&mut d, "Something else\n");
    d.keys("E");
    d.somebody_replaces(
        FILE,
        "  \"Strong communicator",
        "  \"New first\",\n  \"Strong communicator",
    );
    d.editor_ends();
    assert!(dialog(&d).contains("aside/item.md"), "{}", d.screen());
    assert!(!d.screen().contains("Take over"), "{}", d.screen());
    d.keys("k");
    assert_eq!((d.app.unsaved, d.dropped.len()), (0, 0));
}

#[test]
fn a_field_of_a_form_takes_the_text_as_one_step_of_undo() {
    let mut d = on_item();
    d.keys("e");
    writes(&mut d, "From the editor\n");
    d.keys("Alt-e");
    let text = |d: &Driver| match d.app.overlays.last() {
        Some(Overlay::Form(form)) => form.current().input.text().to_owned(),
        _ => String::new(),
    };
    assert_eq!(text(&d), "From the editor");
    d.keys("Ctrl-Z");
    assert!(
        text(&d).starts_with("Strong communicator"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-Y Ctrl-S");
    assert_eq!(d.app.unsaved, 1);
    // A field of one line stays one line, a field of words takes none.
    d.keys("r");
    writes(&mut d, "Two\nlines\n");
    d.keys("Alt-e");
    assert_eq!(text(&d), "Two lines");
    let opened = d.opened.len();
    while let Some(Overlay::Form(form)) = d.app.overlays.last()
        && !matches!(form.current().kind, FormKind::Choice(_))
    {
        d.keys("Tab");
    }
    d.keys("Alt-e");
    assert_eq!(d.opened.len(), opened, "{}", d.message());
}

#[test]
fn the_text_of_a_form_that_is_closed_is_kept_aside() {
    let mut d = on_item();
    d.editor_waits = true;
    writes(&mut d, "From the editor\n");
    d.keys("e Alt-e Esc");
    d.editor_ends();
    assert!(d.message().contains("aside/text.md"), "{}", d.message());
    assert!(d.dropped.is_empty());
}
