//! The matrix and the reports on the screen.

use rolebook::app::{Mouse, MouseKind, Msg, Overlay, ReportPage};

use crate::driver::Driver;

const DESK: &str = r#"title = "Desk"
review_due = 2027-01-31
requirements = ["Speaks English"]
[[roles]]
id = "agent"
title = "Agent"
grade = 4
responsibilities = ["Answer the phone in a friendly way within three rings"]
[[roles]]
id = "lead"
title = "Lead"
grade = 6
[[roles]]
id = "twin"
title = "Lead"
grade = 6
"#;

const SHOP: &str = r#"title = "Shop \u001b[31m日本"
[[roles]]
id = "clerk"
title = "Clerk"
reports_to = [{ title = "Chief" }]
responsibilities = ["Answer the telephone in a friendly way within three rings", "Sells"]
"#;

const YARD: &str = r#"title = "Yard"
[[roles]]
id = "hand"
title = "Hand"
grade = 8
responsibilities = ["Answer the phone in a friendly way within three rings", "Sells"]
"#;

fn desk(width: u16, height: u16) -> Driver {
    let files = [
        ("it/desk.toml", DESK),
        ("sales/shop.toml", SHOP),
        ("sales/yard.toml", YARD),
    ];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into(), width, height);
    d.keys("* g");
    d
}

fn page(d: &Driver) -> Option<ReportPage> {
    d.app.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Report(view) => Some(view.page),
        _ => None,
    })
}

#[test]
fn a_matrix_of_the_sample() {
    for (width, height) in [(80, 24), (160, 50), (40, 10)] {
        let mut d = Driver::new(width, height);
        d.keys("/ 'senior recruiter' Enter #");
        insta::assert_snapshot!(format!("matrix_{width}x{height}"), d.screen());
    }
}

#[test]
fn what_stands_out_does_so_without_colour() {
    let mut d = desk(80, 12);
    d.keys("#");
    insta::assert_snapshot!(d.screen());
    d.keys("l");
    assert!(
        d.screen().contains("Desk · 6: 2×= Lead, Lead"),
        "{}",
        d.screen()
    );
}

#[test]
fn enter_opens_a_cell_and_asks_where_there_are_several() {
    let mut d = desk(80, 24);
    d.keys("# Enter");
    assert_eq!(d.app.detail.title, "Agent");
    assert!(d.app.overlays.is_empty());
    d.keys("# Right Enter");
    assert!(d.screen().contains("Roles in the cell"), "{}", d.screen());
    d.keys("Down Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.place().unwrap().position.role, Some(2));
    d.keys("# G k Enter");
    assert!(
        d.message().contains("no role in this cell"),
        "{}",
        d.message()
    );
}

#[test]
fn marked_cells_are_marked_in_the_tree() {
    let mut d = desk(80, 24);
    d.keys("# Space Right Space");
    assert_eq!(d.app.marked_places().len(), 3);
    assert!(d.screen().contains("◆Agent"), "{}", d.screen());
    d.keys("Space");
    assert_eq!(d.app.marked_places().len(), 1);
    d.keys("Esc");
    assert!(d.screen().contains("1 marked"), "{}", d.screen());
}

#[test]
fn columns_and_rows_are_changed_and_the_headings_stay_in_sight() {
    let mut d = Driver::new(60, 12);
    d.keys("# c");
    assert!(d.screen().contains("Families by track"), "{}", d.screen());
    d.keys("c r");
    assert!(
        d.screen().contains("Departments by status"),
        "{}",
        d.screen()
    );
    d.keys("c r G");
    let screen = d.screen();
    assert!(screen.contains("Support Engineer"), "{screen}");
    for _ in 0..20 {
        d.keys("l");
    }
    let screen = d.screen();
    assert!(
        screen.contains("M4") && screen.contains("Support Engin"),
        "{screen}"
    );
}

#[test]
fn the_mouse_opens_a_cell() {
    let mut d = desk(80, 24);
    d.keys("# Right");
    let screen = d.screen();
    let row = screen
        .lines()
        .position(|line| line.contains("┃ Desk"))
        .unwrap();
    let line = screen.lines().nth(row).unwrap();
    let column = line.chars().position(|c| c == 'A').unwrap();
    let mouse = Mouse {
        kind: MouseKind::Click,
        column: column as u16,
        row: row as u16,
    };
    d.send(Msg::Mouse(mouse));
    d.send(Msg::Mouse(mouse));
    assert_eq!(d.app.detail.title, "Agent");
}

#[test]
fn reports_of_the_sample() {
    let mut d = Driver::new(100, 30);
    d.keys("t");
    insta::assert_snapshot!("report_totals", d.screen());
    d.keys("Tab");
    insta::assert_snapshot!("report_overdue", d.screen());
    d.keys("Shift-Tab Shift-Tab");
    insta::assert_snapshot!("report_requirements", d.screen());
}

#[test]
fn reports_on_a_small_terminal() {
    let mut d = desk(40, 10);
    d.keys("t Tab");
    insta::assert_snapshot!(d.screen());
    d.keys("Tab Tab Tab Enter");
    insta::assert_snapshot!(d.screen());
}

#[test]
fn rows_lead_to_the_roles_and_totals_find_them() {
    let mut d = desk(80, 24);
    d.keys("t Tab Enter");
    assert_eq!(d.app.place().unwrap().key.as_ref(), "it/desk");
    d.keys("t Tab Tab");
    assert_eq!(page(&d), Some(ReportPage::WithoutGrade));
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "Clerk");
    d.keys("t").down_to(|d| d.screen().contains("Report"));
    d.keys("Enter");
    assert!(d.screen().contains("dept:it"), "{}", d.screen());
}

#[test]
fn what_roles_ask_for_is_sorted() {
    let mut d = desk(80, 24);
    d.keys("t Shift-Tab");
    assert!(d.screen().contains("by musts"), "{}", d.screen());
    d.keys("s s s");
    let screen = d.screen();
    assert!(screen.contains("by title"), "{screen}");
    let first = screen.lines().find(|line| line.contains("must ")).unwrap();
    assert!(first.contains("Agent"), "{screen}");
}

#[test]
fn one_wording_is_made_that_of_all_as_one_change() {
    let mut d = desk(80, 24);
    d.keys("t h h");
    assert_eq!(page(&d), Some(ReportPage::Wordings));
    assert!(d.screen().contains("3× ≈2"), "{}", d.screen());
    d.keys("Enter j w");
    insta::assert_snapshot!(d.screen());
    d.keys("y");
    assert_eq!(
        d.message(),
        "You gave 1 item of 1 family one wording: \"Answer the phone in a friendly…\". s saves, u undoes."
    );
    let text = |d: &Driver| {
        d.app
            .workspace
            .document("sales/shop")
            .unwrap()
            .text()
            .to_string()
    };
    let expected = SHOP.replace("telephone", "phone");
    assert_eq!(text(&d), expected);
    let screen = d.screen();
    assert!(
        screen.contains("3×    "),
        "the list is counted again: {screen}"
    );
    d.keys("w");
    assert_eq!(d.message(), "All that say this say it in these words.");
    d.keys("Esc u");
    assert_eq!(text(&d), SHOP);
}

#[test]
fn the_rarer_wording_can_be_that_of_all_too() {
    let mut d = desk(80, 24);
    d.keys("t h h Enter")
        .down_to(|d| d.screen().contains("sales/shop#clerk"));
    d.keys("j j j j w y");
    let of = |key: &str| d.app.workspace.document(key).unwrap().text().to_string();
    assert!(
        of("it/desk").contains("Answer the telephone"),
        "{}",
        of("it/desk")
    );
    assert!(of("sales/yard").contains("Answer the telephone"));
    assert_eq!(d.app.workspace.done().len(), 1);
}

#[test]
fn a_place_of_a_wording_is_gone_to() {
    let mut d = desk(80, 24);
    d.keys("t h h Enter j j Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.detail.title, "Agent");
    assert!(d.app.detail.own_item().is_some());
}

#[test]
fn while_it_is_counted_it_says_so_and_what_comes_late_is_not_mistaken() {
    let mut d = desk(80, 24);
    d.thoughts_wait = true;
    d.keys("t");
    assert!(d.screen().contains("counting …"), "{}", d.screen());
    d.keys("j j Enter w s Tab Tab");
    assert!(d.screen().contains("Counting …"), "{}", d.screen());
    d.keys("Esc t");
    d.thoughts_come();
    assert!(d.screen().contains("Departments"), "{}", d.screen());
}

#[test]
fn empty_views_say_what_to_do() {
    let mut d = Driver::with([].into(), 80, 24);
    d.keys("#");
    assert!(
        d.screen().contains("There are no roles yet."),
        "{}",
        d.screen()
    );
    d.keys("Down Right Enter Space c r Esc t Tab");
    assert!(d.screen().contains("Nothing is overdue."), "{}", d.screen());
    d.today = None;
    d.keys("Esc t Tab");
    assert!(
        d.screen().contains("Nobody knows which day it is"),
        "{}",
        d.screen()
    );
    d.keys("Tab");
    assert!(
        d.screen().contains("Every role has a grade."),
        "{}",
        d.screen()
    );
}

#[test]
fn no_size_panics() {
    for script in ["w", "#", "t", "t Tab", "t h", "t h h Enter"] {
        for mut d in [Driver::new(80, 24), desk(80, 24)] {
            d.keys(script);
            for (width, height) in [
                (1, 1),
                (2, 2),
                (4, 3),
                (5, 5),
                (10, 3),
                (20, 4),
                (31, 8),
                (40, 10),
                (56, 15),
                (80, 24),
                (110, 14),
                (160, 50),
                (200, 60),
            ] {
                d.resize(width, height);
                d.keys("Down Right Left Up G g PgDn PgUp");
            }
        }
    }
}

#[test]
fn somebody_elses_change_is_counted_again() {
    let mut d = desk(80, 24);
    d.keys("t Tab Tab");
    assert!(d.screen().contains("No grade 1"), "{}", d.screen());
    d.somebody_replaces("it/desk.toml", "grade = 4\n", "");
    assert!(d.screen().contains("No grade 2"), "{}", d.screen());
    d.keys("Esc #");
    d.somebody_replaces("it/desk.toml", "grade = 6\n", "grade = 7\n");
    assert!(d.screen().contains("7"), "{}", d.screen());
}
