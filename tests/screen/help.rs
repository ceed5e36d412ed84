//! Help of the place one is in, the guide, and the palette.

use rolebook::app::Overlay;
use rolebook::config::{ACTIONS, Context};
use rolebook::format::guide::TOPICS;

use crate::driver::Driver;

/// A catalog that has something for every place, and not much of it.
fn small() -> Driver {
    let family = "title = \"IT\"\n[[roles]]\nid = \"a\"\ntitle = \"Manager, IT\"\ngrade = 1\nrequirements = [\"Knows ITIL\", \"Two\"]\n[[roles]]\nid = \"b\"\ntitle = \"Lead\"\ngrade = 3\nrequirements = [\"Runs ITIL\", \"Is manager, IT\"]\n";
    let files = [
        ("it/desk.toml".into(), family.to_owned()),
        ("catalog.toml".into(), "name = \"C\"\n".to_owned()),
    ];
    Driver::with(files.into(), 80, 24)
}

fn first_row(d: &Driver) -> String {
    match d.app.overlays.last() {
        Some(Overlay::Picker(picker)) => picker.selected().unwrap().label.clone(),
        other => panic!("{other:?}"),
    }
}

/// The keys that lead to every place, and what its help begins with.
const PLACES: &[(&str, Context)] = &[
    ("", Context::Browse),
    ("/ 'itil'", Context::Finder),
    ("/ 'itil' Tab", Context::Aside),
    ("f 'itil'", Context::Filter),
    ("p", Context::List),
    ("/ 'manager it' Ctrl-T Ctrl-T Alt-c", Context::Compare),
    ("%", Context::Replace),
    ("t", Context::View),
    ("/ 'manager it' Enter r", Context::Form),
    (
        "/ 'manager it' Enter r Tab Backspace '9' Ctrl-S q",
        Context::Dialog,
    ),
];

#[test]
fn help_is_of_the_place_one_is_in() {
    for (keys, context) in PLACES {
        let mut d = Driver::new(120, 30);
        d.keys(keys);
        assert_eq!(d.app.context(), *context, "{keys}:\n{}", d.screen());
        let before = d.screen();
        let key = if *context == Context::Browse {
            "?"
        } else {
            "F1"
        };
        d.keys(key);
        let first = ACTIONS
            .iter()
            .find(|info| info.context == *context)
            .unwrap();
        assert_eq!(first_row(&d), first.name(), "{}", d.screen());
        d.keys("Esc");
        assert_eq!(d.screen(), before);
    }
}

#[test]
fn every_line_of_help_can_be_run_from_where_one_is() {
    // The main screen has most of them, and a test of its own.
    for (keys, context) in &PLACES[1..] {
        // Every fourth is enough to tell, and quick.
        for (n, info) in ACTIONS
            .iter()
            .filter(|info| info.context == *context)
            .enumerate()
            .step_by(4)
        {
            let mut d = small();
            d.keys(keys);
            d.keys("F1");
            for _ in 0..n {
                d.keys("Down");
            }
            assert_eq!(first_row(&d), info.name());
            d.keys("Enter");
            // Either it was done, or it says why not.
            let is_help = |d: &Driver| d.screen().contains("Help: every key, those of here");
            assert!(
                !is_help(&d) || d.message().contains(info.name()) || info.id().contains("help"),
                "{}\n{}",
                info.id(),
                d.screen()
            );
        }
    }
}

#[test]
fn what_is_chosen_in_the_help_of_a_form_is_done_in_the_form() {
    let mut d = Driver::new(120, 30);
    d.keys("/ 'manager it' Enter r Tab Backspace '9' F1 'keep what the' Enter");
    assert_eq!(d.app.unsaved, 1, "{}", d.screen());
    d.keys("t ? 'sort' Enter");
    assert!(
        d.message().contains("open the page Requirements"),
        "{}",
        d.screen()
    );
}

#[test]
fn the_guide_is_read_and_searched() {
    let mut d = Driver::new(80, 24);
    for topic in TOPICS {
        d.keys("F1")
            .keys(&format!("'{}'", topic.title()))
            .keys("Enter");
        assert!(d.screen().contains(topic.title()), "{}", d.screen());
        d.keys("Esc");
        assert_eq!(d.app.overlays.len(), 0);
    }
    d.keys("F1 'queries' Enter 'review:'");
    let screen = d.screen();
    assert!(screen.contains("when it should be read again"), "{screen}");
    assert!(!screen.contains("Capitals"), "{screen}");
    d.keys("Enter");
    assert!(
        d.screen().contains("updated:"),
        "the lines around it are back: {}",
        d.screen()
    );
}

#[test]
fn a_topic_is_wrapped_to_where_it_is_read() {
    for (width, height) in [(40, 12), (80, 24), (160, 50)] {
        let mut d = Driver::new(width, height);
        d.keys("F1 'queries' Enter");
        for _ in 0..12 {
            let screen = d.screen();
            assert!(!screen.contains('…'), "{screen}");
            d.keys("PgDn");
        }
    }
}

#[test]
fn the_palette_leads_to_everything() {
    let mut d = Driver::new(100, 30);
    d.searches.set("people leads", Some("track:manager"));
    d.send(rolebook::app::Msg::Searches(
        d.queries.clone(),
        d.searches.clone(),
    ));
    for (words, there) in [
        ("find", "Find"),
        ("manager it", "Manager, IT"),
        ("it management", "IT Management"),
        ("people leads", "track:manager"),
        ("setting theme", "Settings: Enter"),
        ("queries", "White space separates"),
    ] {
        d.keys(":").keys(&format!("'{words}'")).keys("Enter");
        assert!(d.screen().contains(there), "{words}:\n{}", d.screen());
        d.keys("Esc Esc Esc");
    }
}

#[test]
fn what_is_chosen_often_comes_first() {
    let mut d = Driver::new(100, 30);
    d.keys(": 'c'");
    let before = first_row(&d);
    d.keys("Esc");
    for _ in 0..3 {
        d.keys(": 'collapse all' Enter");
    }
    assert_eq!(d.past.uses.of("collapse-all"), 3);
    d.keys(":");
    assert_eq!(first_row(&d), "Collapse all");
    d.keys("'c'");
    assert_eq!(first_row(&d), "Collapse all");
    assert_ne!(before, "Collapse all");
}

#[test]
fn what_can_be_done_here_comes_before_what_works_elsewhere() {
    let mut d = small();
    d.keys("/ 'manager it' Enter ? 'copy'");
    assert_eq!(first_row(&d), "Copy to clipboard", "{}", d.screen());
    d.keys("Enter");
    assert!(d.screen().contains("As Markdown"), "{}", d.screen());
    // Whoever knows the name of what cannot be done now is told why.
    d.keys("Esc : 'undo'");
    assert_eq!(first_row(&d), "Undo", "{}", d.screen());
    d.keys("Enter");
    assert!(d.message().starts_with("Undo: "), "{}", d.message());
}
