//! What was written in a form and not kept comes back as that form, or as text to copy.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rolebook::app::{Fate, Msg, Overlay};

use crate::driver::{Driver, sample};

const FILE: &str = "finance/it-management.toml";

/// A part of the sample: many catalogs are opened here.
fn finance() -> BTreeMap<PathBuf, String> {
    let mut files = sample();
    files.retain(|path, _| path.starts_with("finance") || path.starts_with("catalog.toml"));
    files
}

/// Starts again after a kill, and restores what was left.
fn restored(d: &Driver, old: &str, new: &str) -> Driver {
    let mut next = d.restart(|files| {
        let file = files.get_mut(&PathBuf::from(FILE)).unwrap();
        assert!(file.contains(old), "{old:?}");
        *file = file.replacen(old, new, 1);
    });
    next.keys("r");
    next
}

#[test]
fn every_kind_of_form_comes_back() {
    let on_family = "/ 'average delivery' Enter";
    for (open, typed) in [
        ("/ 'itil' Enter e", "' twice'"),
        ("/ 'itil' Enter r", "' twice'"),
        ("/ 'itil' Enter a", "'once more'"),
        ("/ 'manager-it' Enter r Tab", "'9'"),
        ("/ 'itil' Enter &", "' and so on'"),
        ("/ 'itil' Enter Tab N", "'-2'"),
        ("/ 'itil' Enter Tab n r", "'A role'"),
        ("/ 'itil' Enter Tab n s", "'A specialty'"),
        ("/ 'itil' Enter Tab n f", "'A family'"),
        ("/ 'manager-it' Enter Tab M", "'finance/acc'"),
        ("g n f", "'A family'"),
        ("g F2", "'x'"),
        ("/ 'average delivery' Enter e", "' twice'"),
        ("/ 'average delivery' Enter a", "'Another'"),
        (on_family, ": 'add ladder step' Enter 'man'"),
        (on_family, ": 'add hiring step' Enter 'One more'"),
        (on_family, ": 'add section' Enter Tab 'Some text'"),
        (on_family, ": 'career ladder' Enter 'Up'"),
        (on_family, ": 'hiring process' Enter Tab Enter 'last'"),
        ("/ 'itil' Enter", ": 'leave out' Enter 'team'"),
        ("/ 'itil' Enter", ": 'add manager' Enter 'Boss'"),
        ("/ 'itil' Enter", ": 'roles it varies' Enter ', x'"),
        ("/ 'itil' Enter", ": 'Extends' Enter 'x'"),
        (on_family, ": 'catalog settings' Enter ' too'"),
    ] {
        let mut d = Driver::with(finance(), 100, 40);
        d.keys(open).keys(typed);
        let before = d.draft.clone();
        assert!(before.is_some(), "{open} {typed}: {}", d.screen());
        let mut d = restored(&d, "", "");
        assert_eq!(d.draft, before, "{open} {typed}");
        assert_eq!(d.fates, [(7, Fate::Discard)], "{open} {typed}");
        d.keys("Esc");
        if matches!(d.app.overlays.last(), Some(Overlay::Form(_))) {
            // The first one put the suggestions away.
            d.keys("Esc");
        }
        d.keys("d");
        assert_eq!(d.draft, None, "{open} {typed}");
    }
}

#[test]
fn an_element_is_found_where_it_has_gone_and_its_text_is_shown_when_it_has() {
    let mut d = Driver::new(100, 40);
    d.keys("/ 'average delivery' Enter e Tab End ' or so'");
    let new = "[[performance_indicators]]\nname = \"First\"\n\n[[performance_indicators]]";
    let mut moved = restored(&d, "[[performance_indicators]]", new);
    moved.keys("Ctrl-S S");
    let kept = "target = \"< 21 days or so\"";
    assert!(moved.file(FILE).contains(kept), "{}", moved.file(FILE));

    let gone = restored(&d, "< 21 days", "< 20 days");
    let screen = gone.screen();
    assert!(screen.contains("not there any more"), "{screen}");
    assert!(screen.contains("< 21 days or so"), "{screen}");
    assert_eq!(gone.fates, [(7, Fate::KeepAside)]);
}

#[test]
fn a_part_that_is_gone_leaves_the_text_of_its_change_of_structure() {
    let mut d = Driver::new(100, 40);
    d.keys("/ 'itil' Enter Tab N '-2'");
    let gone = restored(&d, "id = \"it-end-user-services\"", "id = \"desk\"");
    let screen = gone.screen();
    assert!(screen.contains("not there any more"), "{screen}");
    assert!(screen.contains("it-end-user-services-2"), "{screen}");
}

#[test]
fn own_words_for_a_conflict_come_back_while_it_waits_and_as_text_when_it_does_not() {
    let conflict = || {
        let mut d = Driver::new(110, 34);
        d.keys("/ 'itil' Enter e ' (mine)' Enter");
        d.somebody_replaces(FILE, "ITIL Service Management Framework", "ITIL theirs");
        d
    };
    let mut d = conflict();
    d.keys("w Home 'Both: '");
    let text = restored(&d, "", "");
    assert!(text.screen().contains("Both: "), "{}", text.screen());
    assert_eq!(text.fates, [(7, Fate::KeepAside)]);

    let mut left = d.left();
    left.journalled.documents.clear();
    let mut waiting = conflict();
    waiting.keys("Esc");
    waiting.send(Msg::LeftBehind(vec![left]));
    waiting.keys("r Enter");
    assert!(
        waiting.message().contains("1 conflict decided"),
        "{}",
        waiting.message()
    );
    waiting.keys("S");
    assert!(
        waiting.file(FILE).contains("\"Both: Holds"),
        "{}",
        waiting.file(FILE)
    );
}
