//! Going on where one was.

use rolebook::app::{Focus, Mouse, MouseKind, Msg};
use rolebook::config::{Key, Past, Recent, Session};

use crate::driver::{Driver, sample};

fn bookmarks(d: &mut Driver) {
    d.send(Msg::Key(Key::char('\'')));
}

#[test]
fn a_catalog_opens_as_it_was_left() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'manager it' Enter Tab - z / 'itil' Enter j j v Tab Tab");
    let (screen, focus) = (d.screen(), d.app.focus);
    let mut d = d.again();
    assert_eq!((d.screen(), d.app.focus), (screen, focus));
    d.keys("v Tab f 'python' Enter");
    let screen = d.screen();
    let mut next = d.again();
    next.keys("j");
    d.keys("j");
    assert_eq!(
        next.screen(),
        d.screen(),
        "the filter is there too\n{screen}"
    );
}

#[test]
fn who_has_begun_already_is_not_moved_elsewhere() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'manager it' Enter");
    let mut left = d.again();
    left.keys("q");
    let mut d = Driver::reading(100, 24);
    d.keys("j");
    d.send(Msg::Past(Box::new(left.past.clone())));
    let count = d.coming();
    let before = d.app.tree.cursor;
    d.arrive(vec![0; count]);
    assert_eq!(d.app.tree.cursor, before);
    assert_eq!(d.app.focus, Focus::Tree);
}

#[test]
fn it_waits_for_all_families() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'manager it' Enter");
    let screen = d.screen();
    let left = d.again();
    let mut d = Driver::reading(100, 24);
    d.send(Msg::Past(Box::new(left.past.clone())));
    let count = d.coming();
    d.arrive(vec![0; count]);
    assert_eq!(d.screen(), screen);
}

#[test]
fn what_is_gone_meanwhile_is_passed_over() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'manager it' Enter");
    d.keys("B");
    d.keys("q");
    let mut files = sample();
    files.remove(std::path::Path::new("finance/it-management.toml"));
    let mut next = Driver::after(d.past.clone(), files, 100, 24);
    assert!(next.screen().contains("finance"), "{}", next.screen());
    bookmarks(&mut next);
    assert!(next.message().contains("no bookmark"), "{}", next.screen());
}

#[test]
fn nothing_is_reopened_where_that_is_not_wanted() {
    let mut d = Driver::new(100, 24);
    let fresh = d.screen();
    d.send(Msg::Settings(Ok("reopen = false\n".into())));
    d.keys("/ 'manager it' Enter");
    let left = d.again();
    assert_eq!(left.past.session.expanded, None);
    assert_eq!(left.screen(), fresh);
}

#[test]
fn a_session_that_makes_no_sense_does_no_harm() {
    let fresh = Driver::new(100, 24).screen();
    let session = Session {
        expanded: Some(vec![
            "".into(),
            "#".into(),
            "/".into(),
            "finance/#x".into(),
            "a".repeat(9999),
        ]),
        selected: "nowhere#at-all+ever".into(),
        above: usize::MAX,
        line: usize::MAX,
        reading: true,
        tree_width: Some(u16::MAX),
        ..Session::default()
    };
    let past = Past {
        session,
        ..Past::default()
    };
    let d = Driver::after(past.clone(), sample(), 100, 24);
    assert!(d.screen().contains("finance"), "{}", d.screen());
    for size in [(70, 10), (40, 10), (300, 100)] {
        let mut d = Driver::after(past.clone(), sample(), size.0, size.1);
        d.keys("j Tab j Ctrl-Left Ctrl-Right");
    }
    let d = Driver::after(Past::default(), sample(), 100, 24);
    assert_eq!(d.screen(), fresh);
}

#[test]
fn one_goes_back_to_where_one_came_from_and_forward_again() {
    let mut d = Driver::new(100, 24);
    let place = |d: &Driver| d.screen().lines().next().unwrap().trim().to_owned();
    let start = place(&d);
    d.keys("Alt-Left");
    assert!(
        d.message().contains("you came from nowhere else yet"),
        "{}",
        d.screen()
    );
    d.keys("/ 'manager it' Enter");
    let second = place(&d);
    d.keys("/ 'payroll' Enter");
    let third = place(&d);
    d.keys("Backspace");
    assert_eq!(place(&d), second);
    d.keys("Backspace");
    assert_eq!(place(&d), start);
    d.keys("Alt-Right Alt-Right");
    assert_eq!(place(&d), third);
    d.keys("Alt-Right");
    assert!(
        d.message().contains("go back first, with Backspace"),
        "{}",
        d.screen()
    );
}

#[test]
fn bookmarks_are_put_listed_taken_off_and_kept() {
    let mut d = Driver::new(100, 24);
    d.keys("/ 'manager it' Enter B / 'payroll' Enter B");
    let mut d = d.again();
    bookmarks(&mut d);
    d.keys("'manager' Enter");
    assert!(
        d.screen().lines().next().unwrap().contains("Manager, IT"),
        "{}",
        d.screen()
    );
    d.keys("B");
    assert!(d.message().contains("off"), "{}", d.screen());
    bookmarks(&mut d);
    assert!(d.screen().contains("1 of 1"), "{}", d.screen());
    d.keys("Ctrl-D");
    assert!(d.app.overlays.is_empty());
    assert!(d.again().past.session.bookmarks.is_empty());
}

#[test]
fn another_catalog_is_opened_when_nothing_is_unsaved() {
    let mut d = Driver::new(100, 24);
    let mut recent = Recent::default();
    recent.remember("/somewhere/else", "Other handbook");
    let past = Past {
        recent,
        ..Past::default()
    };
    d.send(Msg::Past(Box::new(past)));
    d.keys("/ 'manager it' Enter r Tab Backspace '9' Ctrl-S : 'other handbook' Enter");
    assert!(d.message().contains("S saves it"), "{}", d.screen());
    assert_eq!(d.switched, None);
    d.keys("S : 'other handbook' Enter");
    assert_eq!(d.switched, Some("/somewhere/else".into()));
}

#[test]
fn the_border_is_moved_by_keys_and_mouse_and_stays_there() {
    let mut d = Driver::new(100, 24);
    let width = |d: &Driver| d.app.viewport.split().unwrap();
    let before = width(&d);
    d.keys("Ctrl-Right Ctrl-Right Ctrl-Left");
    assert_eq!(width(&d), before + 2);
    let mouse = |kind, column| {
        Msg::Mouse(Mouse {
            kind,
            column,
            row: 5,
        })
    };
    d.send(mouse(MouseKind::Click, before + 1));
    for column in [50, 99, 0, 29] {
        d.send(mouse(MouseKind::Drag, column));
        assert!((20..=70).contains(&width(&d)), "{}", d.screen());
    }
    d.send(mouse(MouseKind::Release, 29));
    d.send(mouse(MouseKind::Drag, 60));
    assert_eq!(width(&d), 30);
    let d = d.again();
    assert_eq!(width(&d), 30);
}
