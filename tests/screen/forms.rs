//! Forms: fields, suggestions, errors as one types, and what keeping them writes.

use rolebook::app::{Form, Mouse, MouseKind, Msg, Overlay};
use rolebook::format::wrap::width;

use crate::driver::Driver;

const FILE: &str = "finance/it-management.toml";

fn form(d: &Driver) -> &Form {
    match d.app.overlays.last() {
        Some(Overlay::Form(form)) => form,
        _ => panic!("no form in\n{}", d.screen()),
    }
}

/// The form of the item that speaks of ITIL.
fn item_form(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("/ 'itil' Enter e");
    d
}

/// The form of the fields of Manager, IT.
fn role_form(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("/ 'itil' Enter Esc Left r");
    d
}

#[test]
fn each_item_of_a_list_has_a_sign_before_its_first_row_and_nothing_else_has() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'it management' Enter : 'hiring process' Enter Tab");
    let screen = d.screen();
    assert!(
        screen.contains("┃ • A first interview with our"),
        "{screen}"
    );
    assert!(screen.contains("┃   Global Recruiters "), "{screen}");
    assert_eq!(screen.matches("┃ • ").count(), 5, "one a step\n{screen}");
    // The text begins behind the sign, for the mouse too.
    let (column, row) = d.cell_of("A first interview");
    d.mouse(MouseKind::Click, (column, row));
    d.keys("'X' Alt-Enter 'and'");
    let text = form(&d).fields[form(&d).current].input.text();
    assert!(text.contains("\nX\nandA first interview"), "{text}");
    assert_eq!(d.screen().matches("┃ • ").count(), 6, "{}", d.screen());
}

#[test]
fn an_item_at_three_sizes() {
    for (width, height) in [(40, 10), (80, 24), (160, 50)] {
        let mut d = item_form(width, height);
        insta::assert_snapshot!(format!("item_{width}x{height}"), d.screen());
        d.keys("Tab 'l' Tab Right Tab");
        insta::assert_snapshot!(format!("item_waive_{width}x{height}"), d.screen());
    }
}

#[test]
fn a_manager_is_suggested_at_three_sizes() {
    for (width, height) in [(40, 10), (80, 24), (160, 50)] {
        let mut d = role_form(width, height);
        d.keys("Tab Tab Ctrl-U 'account' Down Down");
        insta::assert_snapshot!(format!("suggest_{width}x{height}"), d.screen());
    }
}

#[test]
fn a_suggestion_is_marked_taken_and_put_away() {
    let mut d = role_form(80, 24);
    let before = form(&d).fields[2].input.text().to_owned();
    d.keys("Tab Tab Ctrl-U 'senior acc'");
    let list = &form(&d).suggestions.as_ref().unwrap().list;
    assert!(
        list.iter()
            .any(|s| s.text == "Senior Accountant <finance/accountant#accountant-senior>"),
        "{list:?}"
    );
    d.keys("Esc");
    assert!(
        form(&d).suggestions.is_none(),
        "the first Esc is the list's"
    );
    assert_eq!(form(&d).text("reports_to"), "senior acc");
    d.keys("Ctrl-N Tab");
    assert_eq!(form(&d).current().name, "reports_to", "Tab took it");
    let taken = form(&d).text("reports_to").to_owned();
    assert!(
        taken.ends_with('>') && taken.contains(" <finance/"),
        "{taken}"
    );
    assert_eq!(form(&d).current().error, None);
    d.keys("Ctrl-Z");
    assert_eq!(
        form(&d).text("reports_to"),
        "senior acc",
        "one step of undo"
    );
    d.keys("Ctrl-Z Ctrl-Z Ctrl-Z");
    assert_eq!(form(&d).text("reports_to"), before.trim());
}

#[test]
fn enter_without_a_mark_takes_nothing() {
    let mut d = role_form(80, 24);
    d.keys("Tab Tab Ctrl-U 'account' Enter");
    assert_eq!(form(&d).text("reports_to"), "account");
    assert_eq!(form(&d).current().name, "track");
}

#[test]
fn tags_in_use_are_suggested_but_not_twice() {
    let mut d = item_form(80, 24);
    d.keys("Tab Ctrl-N");
    let all = form(&d).suggestions.as_ref().unwrap().list.clone();
    assert!(!all.is_empty());
    d.keys("Enter ', ' Ctrl-N");
    let rest = form(&d).suggestions.as_ref().map(|s| s.list.clone());
    assert!(
        rest.is_none_or(|rest| !rest.contains(&all[0])),
        "{} is there already",
        all[0].text
    );
}

#[test]
fn what_is_wrong_is_said_while_it_is_typed() {
    let mut d = role_form(80, 24);
    d.keys("Tab Tab Tab Tab Tab Tab Tab Tab");
    assert_eq!(form(&d).current().name, "review_due");
    d.keys("Ctrl-A '2027-02-30'");
    assert!(
        d.screen()
            .contains("! review_due takes a date such as 2027-01-31"),
        "{}",
        d.screen()
    );
    d.keys("Backspace Backspace '28'");
    assert!(!d.screen().contains("! review_due"), "{}", d.screen());
}

#[test]
fn a_grade_says_how_it_is_understood() {
    let mut d = role_form(80, 24);
    d.keys("Tab");
    assert!(d.screen().contains("→ a number"), "{}", d.screen());
    d.keys("Ctrl-A 'M2'");
    assert!(d.screen().contains("→ a text"), "{}", d.screen());
}

#[test]
fn enter_keeps_an_item_and_tab_goes_on() {
    let mut d = item_form(80, 24);
    let before = d.file(FILE).to_owned();
    d.keys("Tab 'certificate, it' Tab 'm' Tab 'years: the law asks for it' Enter 'long' Tab 'itil' Enter s");
    let after = d.file(FILE);
    assert_ne!(after, before);
    let written = after
        .lines()
        .find(|line| line.contains("waive"))
        .unwrap_or_default()
        .trim();
    assert!(
        written.ends_with("tags = [\"certificate\", \"it\"], need = \"must\", waive = [{ rule = \"years\", reason = \"the law asks for it\" }, \"long\"] },")
            && written.contains("id = \"itil\""),
        "{written}"
    );
    d.keys("u s");
    assert_eq!(d.file(FILE), before);
}

#[test]
fn only_the_text_changes_when_only_it_was_changed() {
    let mut d = item_form(80, 24);
    d.keys("' too' Enter");
    assert!(
        d.message().contains("reworded a requirement"),
        "{}",
        d.message()
    );
}

#[test]
fn a_new_item_may_say_more_at_once() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'itil' Enter a 'Knows the way' Tab 'it' Esc Ctrl-S s");
    assert!(
        d.file(FILE)
            .contains("{ text = \"Knows the way\", tags = [\"it\"] },"),
        "{}",
        d.file(FILE)
    );
    d.keys("u");
    assert!(!d.screen().contains("Knows the way"), "one undo for both");
}

#[test]
fn an_item_without_words_is_not_kept() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'itil' Enter a Tab 'it' Ctrl-S");
    assert_eq!(form(&d).current().name, "text");
    assert!(
        d.screen().contains("! An item needs some words."),
        "{}",
        d.screen()
    );
}

#[test]
fn a_draft_can_be_written_down_and_filled_in_again() {
    let mut d = item_form(80, 24);
    d.keys("' more' Tab 'a, b'");
    let draft = form(&d).draft();
    d.keys("Esc");
    if matches!(d.app.overlays.last(), Some(Overlay::Form(_))) {
        // The first one put the suggestions away.
        d.keys("Esc");
    }
    d.keys("d e");
    let Some(Overlay::Form(form)) = d.app.overlays.last_mut() else {
        panic!("no form");
    };
    assert!(!form.is_changed());
    form.fill(&draft);
    assert!(form.is_changed());
    assert_eq!(form.draft(), draft);
    assert_eq!(form.text("tags"), "a, b");
}

#[test]
fn a_form_needs_no_keys_and_no_screen() {
    let mut d = item_form(80, 24);
    let Some(Overlay::Form(form)) = d.app.overlays.last_mut() else {
        panic!("no form");
    };
    form.set_text("");
    assert!(form.verify().is_err());
    assert_eq!(
        form.current().error.as_deref(),
        Some("An item needs some words.")
    );
    form.set_text("Something");
    form.focus("need");
    form.set_text("always");
    assert_eq!(
        form.verify().unwrap_err(),
        "one of these is needed: must, preferred"
    );
    form.set_text("must");
    form.verify().unwrap();
    assert_eq!(form.edits().len(), 1);
}

#[test]
fn every_field_can_be_reached_on_the_smallest_screen() {
    let mut d = role_form(40, 10);
    for _ in 0..form(&d).fields.len() {
        let label = form(&d).current().label.clone();
        assert!(d.screen().contains(&label), "{label} in\n{}", d.screen());
        d.keys("Tab");
    }
}

#[test]
fn a_long_text_scrolls_inside_its_field() {
    let mut d = item_form(40, 10);
    d.send(Msg::Paste(" word".repeat(200)));
    d.keys("'last'");
    assert!(d.screen().contains("wordlast"), "{}", d.screen());
    d.keys("Ctrl-Home");
    assert!(d.screen().contains("Holds a"), "{}", d.screen());
}

#[test]
fn a_wide_screen_shows_the_role_as_it_would_be() {
    let mut d = item_form(160, 50);
    d.keys("' or the like'");
    let screen = d.screen();
    assert!(
        screen.contains("Preview · Manager, IT · End User Services"),
        "{screen}"
    );
    let changed: Vec<&str> = screen.lines().filter(|line| line.contains('●')).collect();
    assert!(
        changed
            .iter()
            .any(|line| line.contains("● • Holds a certification")),
        "{screen}"
    );
    insta::assert_snapshot!("preview_160x50", screen);
    d.keys("Esc d");
    assert!(!d.screen().contains("or the like"), "only a preview");
}

#[test]
fn the_preview_follows_the_field_and_leaves_out_what_makes_no_sense() {
    let mut d = role_form(130, 40);
    d.keys("Tab Ctrl-A '11'");
    assert!(d.screen().contains("grade 11"), "{}", d.screen());
    assert_eq!(
        form(&d).preview.changed.len(),
        1,
        "the grade and nothing else"
    );
    d.keys("Tab Ctrl-A '[broken'");
    assert!(d.screen().contains("! reports_to takes"), "{}", d.screen());
    assert_eq!(
        form(&d).preview.changed.len(),
        1,
        "the former manager stays"
    );
    let at = form(&d).preview.detail.cursor;
    let shown = &form(&d).preview.detail.entries[at];
    assert!(shown.lead.starts_with("Reports to"), "{shown:?}");
}

#[test]
fn a_narrower_screen_shows_no_preview() {
    let d = item_form(119, 40);
    assert!(!d.screen().contains("Preview"), "{}", d.screen());
}

/// Clicks on the last character of the first place on the screen where a text stands.
fn click(d: &mut Driver, text: &str) {
    let (column, row) = d.cell_of(text);
    let last = u16::try_from(width(text)).unwrap() - 1;
    d.mouse(MouseKind::Click, (column + last, row));
}

#[test]
fn a_click_puts_the_cursor_there_and_the_focus() {
    let mut d = role_form(80, 24);
    click(&mut d, "┃ Title        Manag");
    assert_eq!(form(&d).current().input.cursor(), "Mana".len());
    d.keys("'X'");
    assert_eq!(form(&d).text("title"), "ManaXger, IT");
    click(&mut d, "Reports to   [Sr Dir");
    assert_eq!(form(&d).current().name, "reports_to");
    assert_eq!(form(&d).current().input.cursor(), "[Sr Di".len());
    d.keys("Del 'R'");
    assert!(form(&d).text("reports_to").starts_with("[Sr DiRector"));
}

#[test]
fn a_click_chooses_a_word_or_takes_a_suggestion() {
    let mut d = role_form(80, 24);
    click(&mut d, "┃ Status");
    assert_eq!(form(&d).current().name, "status");
    assert_eq!(form(&d).text("status"), "", "the first click goes there");
    click(&mut d, "in-review");
    assert_eq!(form(&d).text("status"), "in-review");
    click(&mut d, "┃ Reports to");
    d.keys("Ctrl-A 'account'");
    click(&mut d, "  Senior Accountant <fin");
    assert_eq!(
        form(&d).text("reports_to"),
        "Senior Accountant <finance/accountant#accountant-senior>"
    );
    assert!(form(&d).suggestions.is_none());
}

#[test]
fn the_wheel_goes_through_the_fields() {
    let mut d = role_form(80, 24);
    let wheel = |kind| {
        Msg::Mouse(Mouse {
            kind,
            column: 20,
            row: 8,
        })
    };
    d.send(wheel(MouseKind::WheelDown));
    assert_eq!(form(&d).current().name, "grade");
    d.send(wheel(MouseKind::WheelUp));
    assert_eq!(form(&d).current().name, "title");
}

#[test]
fn a_new_tag_is_suggested_once_it_is_kept() {
    let mut d = item_form(80, 24);
    d.keys("Tab 'quaint' Ctrl-S a Tab 'quai' Ctrl-N");
    let list = &form(&d).suggestions.as_ref().unwrap().list;
    assert_eq!(list[0].text, "quaint");
    assert_eq!(list[0].note, "in 1 family");
    d.keys("Enter Esc d u a Tab 'quai'");
    assert!(form(&d).suggestions.is_none(), "it went with the undo");
}

#[test]
fn a_file_that_cannot_be_saved_is_told_before_anybody_writes() {
    let mut d = Driver::new(80, 24);
    d.read_only.push("finance/it-management.toml".into());
    d.keys("/ 'end user services' Enter e");
    assert!(
        d.screen().contains(
            "! finance/it-management.toml is read-only: make it writable before you save"
        ),
        "{}",
        d.screen()
    );
    // It is no hindrance, and asked anew the next time.
    d.keys("Esc");
    d.read_only.clear();
    d.keys("e");
    assert!(!d.screen().contains("read-only"), "{}", d.screen());
}
