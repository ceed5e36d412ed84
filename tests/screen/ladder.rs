//! The career ladder on the screen: walking through it, what can be reached, and going to a role.

use crate::driver::Driver;

/// The sample, on the ladder of the senior accountant.
fn accountant(width: u16, height: u16) -> Driver {
    let mut d = Driver::new(width, height);
    d.keys("/ 'senior accountant' Enter w");
    d
}

#[test]
fn a_ladder_at_80_by_24() {
    insta::assert_snapshot!(accountant(80, 24).screen());
}

#[test]
fn a_ladder_at_160_by_50() {
    insta::assert_snapshot!(accountant(160, 50).screen());
}

#[test]
fn a_ladder_at_40_by_10() {
    insta::assert_snapshot!(accountant(40, 10).screen());
}

/// A catalog of one family: levels in a row and beside each other, a circle, names that nobody has.
fn large(width: u16, height: u16) -> Driver {
    let mut text = String::from("title = \"Large\"\n");
    for n in 0..200 {
        text.push_str(&format!(
            "[[roles]]\nid = \"r{n}\"\ntitle = \"{}\"\n",
            match n % 4 {
                0 => format!("Level {n}"),
                1 => format!("\\u001b[31m Red {n}"),
                2 => format!("日本語の役職 {n} 日本語の役職"),
                _ => "The same title".to_owned(),
            }
        ));
    }
    let mut step = |from: usize, to: &str| {
        text.push_str(&format!(
            "[[career_ladder.steps]]\nfrom = \"r{from}\"\nto = \"{to}\"\nkind = \"promotion\"\n"
        ));
    };
    for n in 0..199 {
        step(n / 3, &format!("r{}", n + 1));
    }
    step(199, "r0");
    step(5, "nobody");
    step(5, "Chief of Everything");
    let mut d = Driver::with([("a/large.toml".into(), text)].into(), width, height);
    d.keys("* g").down_to(|d| d.app.detail.title == "Level 0");
    d
}

/// The title of the pane.
fn title(d: &Driver) -> String {
    let screen = d.screen();
    let line = screen.lines().nth(1).unwrap();
    let words = line.trim_start_matches(['┏', '━', ' ']);
    words.split(" ━").next().unwrap().to_owned()
}

#[test]
fn arrows_walk_up_and_down_the_levels_and_enter_goes_to_the_role() {
    let mut d = accountant(100, 30);
    d.keys("Up");
    assert_eq!(title(&d), "Ladder · Manager, Accounting");
    d.keys("l");
    assert_eq!(title(&d), "Ladder · Manager, Accounting · Tax");
    d.keys("j");
    assert_eq!(title(&d), "Ladder · Senior Accountant · Payroll Accounting");
    d.keys("h k Down j");
    assert_eq!(title(&d), "Ladder · Accountant");
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.detail.title, "Accountant");
    d.keys("w Esc");
    assert_eq!(d.app.detail.title, "Accountant");
}

#[test]
fn tab_goes_to_the_lists_and_right_puts_what_is_listed_in_the_middle() {
    let mut d = accountant(80, 24);
    d.keys("Tab G l");
    assert_eq!(title(&d), "Ladder · Payroll Specialist");
    d.keys("h");
    assert_eq!(title(&d), "Ladder · Senior Accountant");
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "Manager, Accounting");
}

#[test]
fn a_narrow_terminal_walks_in_the_lists() {
    let mut d = accountant(40, 10);
    d.keys("j l");
    assert!(
        title(&d).starts_with("Ladder · Accountant"),
        "{}",
        title(&d)
    );
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "Senior Accountant");
}

#[test]
fn the_mouse_selects_a_box_and_opens_it() {
    use rolebook::app::{Mouse, MouseKind, Msg};
    let mut d = accountant(80, 24);
    let screen = d.screen();
    let row = screen
        .lines()
        .position(|l| l.contains("│Accountant"))
        .unwrap();
    let click = Msg::Mouse(Mouse {
        kind: MouseKind::Click,
        column: 8,
        row: row as u16,
    });
    let again = || match &click {
        Msg::Mouse(mouse) => Msg::Mouse(*mouse),
        _ => unreachable!(),
    };
    d.send(again());
    assert_eq!(title(&d), "Ladder · Accountant");
    let screen = d.screen();
    let row = screen
        .lines()
        .position(|l| l.contains("┃Accountant"))
        .unwrap();
    d.send(Msg::Mouse(Mouse {
        kind: MouseKind::Click,
        column: 8,
        row: row as u16,
    }));
    assert_eq!(d.app.detail.title, "Accountant");
}

#[test]
fn two_hundred_roles_in_circles_with_names_that_nobody_has() {
    let mut d = large(80, 24);
    d.keys("w");
    insta::assert_snapshot!(d.screen());
    for (width, height) in [(40, 10), (60, 14), (160, 50), (200, 60), (20, 5)] {
        d.resize(width, height);
        d.keys("j j l l k h Tab j j G g Tab");
    }
    d.resize(160, 50);
    d.keys("Esc w");
    let screen = d.screen();
    assert!(screen.contains("202 on it"), "{screen}");
    d.keys("Tab")
        .down_to(|d| d.screen().contains("nobody (unknown)"));
    assert!(!d.screen().contains('\u{1b}'));
}

#[test]
fn an_unknown_name_leads_to_the_step_that_says_it() {
    let files = [(
        "a/f.toml",
        "title = \"F\"\n[[roles]]\nid = \"a\"\ntitle = \"A\"\n[[roles.career_ladder.steps]]\nfrom = \"a\"\nto = \"nobody\"\n",
    )];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into(), 80, 24);
    d.keys("* G w Up");
    assert_eq!(title(&d), "Ladder · nobody");
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "A");
    assert!(d.message().contains("Nothing in the catalog has that name"));
}

#[test]
fn without_a_role_it_says_what_to_do() {
    let mut d = Driver::with([].into(), 80, 24);
    d.keys("w");
    assert!(
        d.screen().contains("There is no role here."),
        "{}",
        d.screen()
    );
    d.keys("Up Down Left Right Enter Tab Esc");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn somebody_elses_change_is_drawn_with_the_cursor_where_it_was() {
    let mut d = accountant(80, 24);
    d.somebody_replaces(
        "finance/accountant.toml",
        "title = \"Senior Accountant\"",
        "title = \"Lead Accountant\"",
    );
    assert_eq!(title(&d), "Ladder · Lead Accountant");
}
