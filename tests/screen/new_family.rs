//! The form of a new family, and the names that it and moving complete.

use rolebook::app::Overlay;

use crate::driver::Driver;

/// The form, for a department that has families.
fn wizard(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("n f");
    assert!(d.screen().contains("New family"), "{}", d.screen());
    d
}

fn made(d: &Driver, key: &str) -> String {
    let document = d.app.workspace.document(key);
    document.map_or_else(String::new, |document| document.text().to_string())
}

#[test]
fn it_fits_every_screen() {
    for (width, height) in [(80, 24), (40, 10), (160, 50)] {
        let mut d = wizard(width, height);
        d.keys("'IT Managment' Tab Tab Right");
        insta::assert_snapshot!(format!("new_family_{width}x{height}"), d.screen());
    }
}

#[test]
fn similar_families_are_shown_while_the_title_is_typed() {
    let mut d = wizard(110, 40);
    d.keys("'Acc'");
    assert!(!d.screen().contains("similar"), "{}", d.screen());
    d.keys("'ountants'");
    let similar = "→ similar: Accountant (finance/accountant)";
    assert!(d.screen().contains(similar), "{}", d.screen());
    d.keys("Ctrl-U 'Gardener'");
    assert!(!d.screen().contains("similar"), "{}", d.screen());
}

#[test]
fn levels_with_a_department_that_is_completed() {
    let mut d = wizard(110, 40);
    d.keys("'Press Officer' Tab Ctrl-U 'mar'");
    assert!(
        d.screen().contains("marketing  in 2 families"),
        "{}",
        d.screen()
    );
    d.keys("Down Enter Tab Right Tab 'Press Officer; Head of Press' Tab '5' Ctrl-S");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    let text = made(&d, "marketing/press-officer");
    assert!(
        text.contains("id = \"head-of-press\"\ntitle = \"Head of Press\"\ngrade = 6\n"),
        "{text}"
    );
    assert_eq!(d.app.detail.title, "Press Officer");
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn like_a_family_with_the_result_beside_it() {
    let mut d = wizard(160, 50);
    d.keys("'Auditor' Tab Tab Tab Tab Tab 'accountan'");
    assert!(
        d.screen().contains("! the catalog has no family accountan"),
        "{}",
        d.screen()
    );
    d.keys("Down Tab");
    let screen = d.screen();
    assert!(screen.contains("Preview · Auditor"), "{screen}");
    assert!(screen.contains("• Senior Auditor (grade 7)"), "{screen}");
    d.keys("Ctrl-S");
    assert!(made(&d, "engineering/auditor").contains("id = \"senior-auditor\""));
}

#[test]
fn what_is_written_stays_until_it_is_done() {
    let mut d = wizard(110, 40);
    d.keys("'Accountant' Tab Ctrl-U 'finance'");
    let why = "! there is a family finance/accountant already";
    assert!(d.screen().contains(why), "{}", d.screen());
    d.keys("Ctrl-S");
    assert!(d.screen().contains(why), "{}", d.screen());
    d.keys("Ctrl-U 'legal' Ctrl-S");
    assert!(d.screen().contains("similar titles"), "{}", d.screen());
    d.keys("b");
    let Some(Overlay::Form(form)) = d.app.overlays.last() else {
        panic!("the form is gone:\n{}", d.screen());
    };
    assert_eq!(form.field("text").unwrap().input.text(), "Accountant");
    d.keys("Ctrl-S y");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert_eq!(made(&d, "legal/accountant"), "title = \"Accountant\"\n");
    let mut d = wizard(110, 40);
    d.keys("'—' Enter");
    assert!(
        d.screen().contains("! it needs a title with letters"),
        "{}",
        d.screen()
    );
}

#[test]
fn moving_completes_departments_and_families() {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'payroll specialist' Enter");
    let mut steps = 0;
    while d.app.detail.title != "Payroll" {
        d.keys("Left");
        steps += 1;
        assert!(steps < 8, "{}", d.screen());
    }
    d.keys("M Ctrl-U 'peo'");
    assert!(
        d.screen().contains("people  in 2 families"),
        "{}",
        d.screen()
    );
    d.keys("Down Enter Enter");
    if d.screen().contains("Before it is done") {
        d.keys("y");
    }
    assert!(
        d.app.workspace.document("people/payroll").is_some(),
        "{}",
        d.screen()
    );
    d.keys("Right Down M 'recr'");
    assert!(
        d.screen().contains("people/recruiter  Recruiter"),
        "{}",
        d.screen()
    );
}

#[test]
fn what_can_be_made_is_said_in_a_whole_sentence() {
    let mut d = Driver::new(80, 24);
    d.keys("g n");
    let screen = d.screen();
    assert!(screen.contains("A family in "), "{screen}");
    d.keys("Esc Down n");
    let screen = d.screen();
    assert!(screen.contains("Something in"), "{screen}");
    assert!(screen.contains("or a family in "), "{screen}");
}
