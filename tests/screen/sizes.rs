//! Every size of terminal, and what the screens look like at some of them.

use crate::driver::Driver;

const SCRIPTS: &[&str] = &[
    "",
    "Tab",
    "/ 'service desk'",
    "?",
    ": 'save'",
    "p",
    "/ 'itil' Enter e ' more words than fit on a line of a very narrow terminal'",
    "/ 'itil' Enter r Tab Tab",
    "/ 'itil' Enter e 'x' Esc",
    "/ 'itil' Enter e Tab Tab Right Tab 'a: b' Enter Enter 'c' Tab ' x'",
    "/ 'itil' Enter r Tab Tab Ctrl-U 'manager' Ctrl-N Ctrl-N Ctrl-N",
    "/ 'itil' Enter e 'x' Enter q",
    "/ '日本' Enter",
    "% 'team' Tab 'squad' Tab",
    "% '(' Alt-r",
    "/ 'accountant-intermediate' Enter Esc Space Space c",
    "/ 'accountant-intermediate' Enter Esc Space Space Space c v",
    "/ 'accountant-intermediate' Enter W",
    "F1 'quer' Enter",
    ",",
    ": 'tour' Enter",
    ": 'manager'",
    "Ctrl-Right Ctrl-Right Ctrl-Left B",
];

#[test]
fn no_size_panics_or_draws_outside() {
    for script in SCRIPTS {
        let mut d = Driver::new(80, 24);
        d.keys(script);
        for (width, height) in [
            (1, 1),
            (2, 2),
            (3, 1),
            (1, 50),
            (4, 3),
            (5, 5),
            (10, 3),
            (20, 4),
            (31, 8),
            (40, 10),
            (69, 20),
            (70, 20),
            (80, 24),
            (99, 30),
            (100, 30),
            (160, 50),
            (300, 100),
        ] {
            d.resize(width, height);
            d.keys("Down Up");
        }
    }
}

#[test]
fn narrow_terminals_show_one_pane_and_tab_changes_it() {
    let mut d = Driver::new(50, 16);
    assert!(d.screen().contains("Catalog"), "{}", d.screen());
    d.keys("/ 'itil' Enter");
    assert!(d.screen().contains("Manager, IT"), "{}", d.screen());
    assert!(!d.screen().contains("Catalog"), "{}", d.screen());
    d.keys("Esc");
    assert!(d.screen().contains("Catalog"), "{}", d.screen());
}

#[test]
fn a_reader_at_80_by_24() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'end user services' Enter");
    insta::assert_snapshot!("reader_80x24", d.screen());
}

#[test]
fn a_finder_at_80_by_24() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'service desk'");
    insta::assert_snapshot!("finder_80x24", d.screen());
}

#[test]
fn a_reader_at_160_by_50() {
    let mut d = Driver::new(160, 50);
    d.keys("/ 'end user services' Enter");
    insta::assert_snapshot!("reader_160x50", d.screen());
}

#[test]
fn a_form_at_80_by_24() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'end user services' Enter r Tab");
    insta::assert_snapshot!("form_80x24", d.screen());
}

#[test]
fn one_pane_at_40_by_12() {
    let mut d = Driver::new(40, 12);
    d.keys("/ 'end user services' Enter");
    insta::assert_snapshot!("reader_40x12", d.screen());
}

#[test]
fn a_question_is_read_to_its_end_on_a_small_terminal() {
    let mut d = Driver::new(40, 9);
    d.keys("/ 'itil' Enter a");
    let lines: Vec<String> = (1..=9)
        .map(|n| format!("line {n} is rather long for this terminal, {n}"))
        .collect();
    d.paste(&lines.join("\n"));
    for _ in 0..60 {
        d.keys("Down");
    }
    assert!(d.screen().contains("terminal, 9"), "{}", d.screen());
    for _ in 0..60 {
        d.keys("Up");
    }
    assert!(d.screen().contains("9 lines"), "{}", d.screen());
}
