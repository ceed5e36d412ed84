//! Roles beside each other, and what the next level asks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::style::Modifier;

use crate::driver::Driver;

/// Two levels of one family, marked, beside each other.
fn two(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("/ 'accountant-intermediate' Enter Esc Space Space c");
    d
}

/// All three levels and one of another family.
fn four(width: u16, height: u16) -> Driver {
    let mut d = two(width, height);
    d.keys("Esc Space / 'payroll-manager' Ctrl-T Alt-c");
    d
}

/// A catalog of one family.
fn small(text: &str) -> BTreeMap<PathBuf, String> {
    BTreeMap::from([(PathBuf::from("it/desk.toml"), text.to_owned())])
}

const DESK: &str = r#"
title = "Desk"
requirements = ["Can use GitLab in daily work"]

[[roles]]
id = "agent"
title = "Agent"
grade = 4
requirements = ["Three years of experience with a service desk", "Speaks German"]

[[roles]]
id = "lead"
title = "Lead"
grade = 6
requirements = ["Five years of experience with a service desk", "Has led a team"]
"#;

/// The two roles of the small catalog beside each other.
fn desk(width: u16, height: u16) -> Driver {
    let mut d = Driver::with(small(DESK), width, height);
    d.keys("* g j j Space Space c");
    assert!(d.screen().contains("differences"), "{}", d.screen());
    d
}

#[test]
fn marked_roles_stand_beside_each_other() {
    let mut d = two(80, 24);
    assert!(d.screen().contains("A Accountant "), "{}", d.screen());
    assert!(d.screen().contains("B Senior Accountant"), "{}", d.screen());
    assert!(d.screen().contains("12 differences"), "{}", d.screen());
    insta::assert_snapshot!("compare_two_80x24", d.screen());
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
    assert!(d.screen().contains("2 marked"), "{}", d.screen());
}

#[test]
fn without_marks_the_other_role_is_looked_for() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accountant-intermediate' Enter c");
    assert!(d.screen().contains("Compare with"), "{}", d.screen());
    // Going back compares nothing.
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
    d.keys("c 'accountant-intermediate' Enter");
    assert_eq!(
        d.message(),
        "Compare: that is the same role; choose another one."
    );
    d.keys("c 'payroll-manager' Enter");
    assert!(d.screen().contains("B Manager, Payroll"), "{}", d.screen());
    // And one more.
    d.keys("c 'accounting-manager' Enter");
    assert!(
        d.screen().contains("C Manager, Accounting"),
        "{}",
        d.screen()
    );
    assert_eq!(d.app.overlays.len(), 1);
    d.keys("c Esc");
    assert!(
        d.screen().contains("C Manager, Accounting"),
        "{}",
        d.screen()
    );
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn one_marked_role_stands_beside_the_selected_one() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'accountant-intermediate' Enter Esc Space Down c");
    assert!(d.screen().contains("A Accountant"), "{}", d.screen());
    assert!(
        d.screen().contains("B Manager, Accounting"),
        "{}",
        d.screen()
    );
}

#[test]
fn marked_hits_are_compared_from_the_finder() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accounting' Alt-c");
    assert!(d.app.overlays.len() == 1);
    let d = four(200, 50);
    assert!(d.screen().contains("D Manager, Payroll"), "{}", d.screen());
}

#[test]
fn more_than_four_are_not_compared() {
    let mut d = Driver::new(80, 24);
    d.keys("* g Shift-Down Shift-Down Shift-Down Shift-Down Shift-Down Shift-Down c");
    assert!(
        d.message().starts_with("Compare: up to 4 roles"),
        "{}",
        d.message()
    );
    assert!(d.app.overlays.is_empty());
}

#[test]
fn four_roles_at_80_by_24_are_one_list() {
    insta::assert_snapshot!("compare_four_80x24", four(80, 24).screen());
}

#[test]
fn four_roles_at_200_by_50_are_columns() {
    insta::assert_snapshot!("compare_four_200x50", four(200, 50).screen());
}

#[test]
fn two_roles_at_40_by_10_are_one_list() {
    insta::assert_snapshot!("compare_two_40x10", two(40, 10).screen());
}

#[test]
fn words_that_differ_are_underlined() {
    let mut d = desk(100, 20);
    let screen = d.screen();
    let (y, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("Three years"))
        .unwrap();
    assert!(
        line.contains('~'),
        "the row says that it is a guess: {line}"
    );
    let underlined = |d: &Driver| -> String {
        let buffer = d.buffer();
        (0..buffer.area.width)
            .map(|x| &buffer[(x, u16::try_from(y).unwrap())])
            .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    };
    assert_eq!(underlined(&d), "ThreeFive");
    // In the list too.
    d.keys("v");
    let text = d.screen();
    let y = text
        .lines()
        .position(|line| line.contains("·B ~ Five"))
        .unwrap();
    let buffer = d.buffer();
    let cell = &buffer[(6, u16::try_from(y).unwrap())];
    assert_eq!(cell.symbol(), "F");
    assert!(cell.modifier.contains(Modifier::UNDERLINED));
}

#[test]
fn only_differences_are_shown_when_wanted() {
    let mut d = desk(100, 20);
    assert!(d.screen().contains("Can use GitLab"), "{}", d.screen());
    d.keys("d");
    assert!(!d.screen().contains("Can use GitLab"), "{}", d.screen());
    assert!(d.screen().contains("differences only"), "{}", d.screen());
    d.keys("d");
    assert!(d.screen().contains("Can use GitLab"), "{}", d.screen());
}

/// The text under the cursor.
fn here(d: &Driver) -> String {
    let Some(rolebook::app::Overlay::Compare(comparing)) = d.app.overlays.last() else {
        panic!("nothing is compared in\n{}", d.screen());
    };
    let block = &comparing.blocks[comparing.cursor];
    let texts = block.cells.iter().flatten();
    texts
        .map(|cell| cell.text.as_str())
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn n_goes_from_difference_to_difference() {
    let mut d = desk(100, 20);
    assert_eq!(here(&d), "Grade: 4 | Grade: 6");
    d.keys("n");
    assert!(here(&d).starts_with("Three years"), "{}", here(&d));
    d.keys("n n");
    assert_eq!(here(&d), "Has led a team");
    d.keys("n");
    assert_eq!(
        d.message(),
        "There is no other difference in this direction."
    );
    d.keys("N N N");
    assert_eq!(here(&d), "Grade: 4 | Grade: 6");
    // What is under the cursor stays there when what is the same goes and comes.
    d.keys("n d");
    assert!(here(&d).starts_with("Three years"), "{}", here(&d));
    d.keys("v");
    assert!(here(&d).starts_with("Three years"), "{}", here(&d));
}

#[test]
fn enter_goes_to_where_the_line_is_written_and_comes_back() {
    let mut d = desk(100, 20);
    d.keys("j");
    assert_eq!(
        here(&d),
        "Can use GitLab in daily work | Can use GitLab in daily work"
    );
    assert!(
        d.screen().contains("A Agent: ↑ Desk (family)"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert!(d.screen().contains("┏━ Desk ━"), "{}", d.screen());
    assert_eq!(d.app.detail.own_item().map(|(_, index)| index), Some(0));
    d.keys("C");
    assert!(here(&d).starts_with("Can use GitLab"), "{}", here(&d));
    // The other role says it itself.
    d.keys("j Right");
    assert!(
        d.screen().contains("B Lead: written there"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert!(d.screen().contains("┏━ Lead ━"), "{}", d.screen());
    assert_eq!(d.app.detail.own_item().map(|(_, index)| index), Some(0));
    // A scalar.
    d.keys("C g Enter");
    assert!(d.screen().contains("┏━ Lead ━"), "{}", d.screen());
    assert_eq!(
        d.app.detail.field_here(),
        Some(rolebook::document::Field::Grade)
    );
    // What a role does not say is nowhere.
    d.keys("C G Left Enter");
    assert!(
        d.message().starts_with("This role does not say it"),
        "{}",
        d.message()
    );
}

#[test]
fn what_somebody_else_changes_is_compared_anew() {
    let mut d = desk(100, 20);
    d.keys("n n n");
    assert_eq!(here(&d), "Has led a team");
    d.somebody_replaces("it/desk.toml", "Speaks German", "Speaks French");
    assert!(d.screen().contains("Speaks French"), "{}", d.screen());
    assert_eq!(here(&d), "Has led a team");
    // A role before them: they are still the same.
    d.somebody_replaces(
        "it/desk.toml",
        "[[roles]]\nid = \"agent\"",
        "[[roles]]\nid = \"zero\"\n\n[[roles]]\nid = \"agent\"",
    );
    assert!(d.screen().contains("A Agent"), "{}", d.screen());
    d.somebody_replaces(
        "it/desk.toml",
        "id = \"lead\"\ntitle = \"Lead\"",
        "id = \"x\"",
    );
    assert!(d.app.overlays.is_empty());
    assert!(d.message().contains("closed"), "{}", d.message());
}

#[test]
fn undone_edits_are_seen_when_the_comparison_is_opened_again() {
    let mut d = desk(100, 20);
    d.keys("n Enter d");
    assert!(d.message().contains("deleted"), "{}", d.message());
    d.keys("C");
    assert!(!d.screen().contains("Three years"), "{}", d.screen());
    d.keys("Esc u C");
    assert!(d.screen().contains("Three years"), "{}", d.screen());
}

#[test]
fn what_the_next_level_asks() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accountant-intermediate' Enter W");
    assert!(
        d.screen().contains("From Accountant to Senior Accountant"),
        "{}",
        d.screen()
    );
    insta::assert_snapshot!("delta_80x24", d.screen());
    // It has one form, and its roles can stand beside each other.
    d.keys("v");
    assert!(d.message().contains("beside each other"), "{}", d.message());
    d.keys("c");
    assert!(d.screen().contains("12 differences"), "{}", d.screen());
    d.keys("W");
    assert!(d.screen().contains("From Accountant"), "{}", d.screen());
    d.keys("j Enter");
    assert!(
        d.screen().contains("┏━ Senior Accountant ━"),
        "{}",
        d.screen()
    );
}

#[test]
fn of_several_next_roles_one_is_chosen_and_of_none_it_is_said() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'account executive smb' Enter W");
    assert!(d.screen().contains("leads to several"), "{}", d.screen());
    d.keys("Down Enter");
    assert!(
        d.screen().contains("━ From Account Executive"),
        "{}",
        d.screen()
    );
    d.keys("Esc / 'accounting-manager' Enter W");
    assert!(
        d.message().starts_with("No role is next"),
        "{}",
        d.message()
    );
}

#[test]
fn the_palette_and_help_know_of_it() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accountant-intermediate' Enter : 'next level' Enter");
    assert!(d.screen().contains("From Accountant"), "{}", d.screen());
    d.keys("Esc ? 'beside each other'");
    assert!(d.screen().contains("Compare"), "{}", d.screen());
    d.keys("Esc : 'compare again' Enter");
    assert!(d.screen().contains("From Accountant"), "{}", d.screen());
}

#[test]
fn hostile_and_huge_items_are_harmless_and_read_to_their_end() {
    let many: Vec<String> = (0..1000).map(|n| format!("\"item {n} of many\"")).collect();
    let long = "wordy ".repeat(17_000);
    let text = format!(
        "title = \"\\u001b]0;PWNED\\u0007\"\n\
         [[roles]]\nid = \"a\"\ntitle = \"Same\"\nrequirements = [\"\\u001b[2J\\u202ex\", \"{long}one\"]\n\
         responsibilities = [{}]\n\
         [[roles]]\nid = \"b\"\ntitle = \"Same\"\nrequirements = [\"\\u001b[3J\\u202ey\", \"{long}two\"]\n\
         responsibilities = [{}]\n",
        many.join(", "),
        many[500..].join(", "),
    );
    for (width, height) in [(40, 10), (80, 24), (160, 50), (200, 50)] {
        let mut d = Driver::with(small(&text), width, height);
        d.keys("* g j j Space Space c");
        for keys in [
            "j", "n", "d", "PgDn", "v", "G", "N", "PgUp", "v", "Right", "g", "G",
        ] {
            d.keys(keys);
            let screen = d.screen();
            assert!(
                !screen.contains(['\u{1b}', '\u{202e}', '\u{7}']),
                "{screen}"
            );
        }
    }
    // The last word of a text of many screens is reached by going down.
    let lines = (0..40)
        .map(|n| format!("sentence {n} of this item goes on"))
        .collect::<Vec<_>>();
    let text = format!(
        "[[roles]]\nid = \"a\"\nrequirements = [\"{}\"]\n[[roles]]\nid = \"b\"\n",
        lines.join(", ")
    );
    let mut d = Driver::with(small(&text), 40, 10);
    d.keys("* g j j Space Space c");
    for _ in 0..60 {
        d.keys("Down");
    }
    assert!(d.screen().contains("39 of this item"), "{}", d.screen());
    for _ in 0..60 {
        d.keys("Up");
    }
    assert!(d.screen().contains("sentence 0 of"), "{}", d.screen());
}

#[test]
fn the_other_levels_are_offered_to_compare_with() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'accountant-senior' Enter c");
    let screen = d.screen();
    assert!(screen.contains("Manager, Accounting"), "{screen}");
    assert!(!screen.contains("Payroll Specialist"), "{screen}");
    // Typing looks everywhere: what it takes the place of is marked.
    let (x, y) = d.cell_of("family:finance/accountant");
    let cell = d.buffer()[(x, y)].clone();
    d.keys("'payroll-manager' Enter");
    assert!(d.screen().contains("B Manager, Payroll"), "{}", d.screen());
    // Whoever goes into it keeps it, and nothing is marked any more.
    d.keys("Esc c Home");
    assert_eq!(d.cell_of("family:finance/accountant"), (x, y));
    assert_ne!(d.buffer()[(x, y)], cell, "{}", d.screen());
}
