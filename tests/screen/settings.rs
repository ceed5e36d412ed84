//! What the user can set: keys, themes, plain characters; on the screen and in the file.

use rolebook::app::{Mouse, MouseKind, Msg};
use rolebook::config::{Color, Config, THEMES, Tone};

use crate::driver::Driver;

fn set(d: &mut Driver, text: &str) {
    d.send(Msg::Settings(Ok(text.to_owned())));
}

#[test]
fn a_setting_is_chosen_holds_at_once_and_is_kept() {
    let mut d = Driver::new(100, 24);
    d.settings = "# mine\ntheme = \"auto\" # hm\n".into();
    d.keys(", 'theme' Enter");
    assert_eq!(d.app.config.theme, "dark");
    assert!(
        d.screen()
            .contains("dark: light text on a dark background."),
        "{}",
        d.screen()
    );
    d.keys("Left Left");
    assert_eq!(d.settings, "# mine\ntheme = \"ansi16\" # hm\n");
    d.keys("Esc");
    assert_eq!(d.app.config.theme, "ansi16");
}

#[test]
fn every_choice_of_every_setting_can_be_taken() {
    let mut d = Driver::new(100, 24);
    d.keys(",");
    for _ in 0..6 {
        d.keys("Enter Enter Enter Enter Enter Enter Enter Down");
    }
    let (config, problems) = Config::read(&d.settings);
    assert_eq!(problems, []);
    assert_eq!(config, d.app.config);
}

#[test]
fn keys_that_are_set_work_and_are_shown() {
    let mut d = Driver::new(100, 24);
    set(
        &mut d,
        "[keys]\nhelp = \"F7\"\nfind = [\"g g\", \"Ctrl-F\"]\n",
    );
    d.keys("g");
    assert!(d.screen().contains("g …"), "{}", d.screen());
    d.keys("x");
    assert!(
        d.screen()
            .contains("g x means nothing here; F7 shows all keys."),
        "{}",
        d.screen()
    );
    d.keys("g Esc");
    assert!(d.screen().contains("Nothing was done."), "{}", d.screen());
    d.keys("j");
    assert!(d.screen().contains("g g find"), "{}", d.screen());
    d.keys("g g");
    assert!(d.screen().contains("Find"), "{}", d.screen());
    d.keys("Esc : 'find'");
    assert!(d.screen().contains("g g Ctrl-F"), "{}", d.screen());
    // Letters that begin a chord are still typed where text is typed.
    d.keys("Esc Ctrl-F 'gg'");
    assert!(d.screen().contains("gg"), "{}", d.screen());
}

#[test]
fn messages_name_the_keys_that_are_set() {
    let mut d = Driver::new(100, 24);
    set(&mut d, "keymap = \"plain\"\n");
    d.keys("/ 'manager it' Enter F5 Tab Backspace '9' Ctrl-S Ctrl-Z");
    assert!(
        d.screen().contains("Ctrl-Y makes it again"),
        "{}",
        d.screen()
    );
    d.keys("Esc Esc");
    assert!(
        d.screen().contains("Ctrl-Q leaves, ? shows all keys."),
        "{}",
        d.screen()
    );
    d.keys("q e d x");
    assert!(!d.has_quit);
    assert_eq!(d.app.overlays.len(), 0);
}

#[test]
fn the_right_pane_names_the_keys_that_are_set() {
    let files = [("a.toml".into(), "title = \"A\"\n".to_owned())];
    let mut d = Driver::with(files.into(), 100, 24);
    assert!(
        d.screen().contains("none yet, a adds one"),
        "{}",
        d.screen()
    );
    set(&mut d, "keymap = \"plain\"\n");
    assert!(
        d.screen().contains("none yet, Ctrl-N adds one"),
        "{}",
        d.screen()
    );
}

#[test]
fn a_mouse_click_ends_a_chord_that_was_begun() {
    let mut d = Driver::new(100, 24);
    set(&mut d, "keymap = \"vim\"\n");
    d.keys("g");
    d.send(Msg::Mouse(Mouse {
        kind: MouseKind::Click,
        column: 3,
        row: 4,
    }));
    d.keys("c");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
}

#[test]
fn wrong_settings_are_told_and_left_out() {
    let mut d = Driver::new(100, 24);
    set(&mut d, "theme = \"drak\"\nascii = true\n");
    assert!(
        d.screen()
            .contains("line 1, column 9: there is no theme called drak; did you mean dark?")
    );
    assert!(d.app.config.ascii);
}

#[test]
fn every_screen_can_be_drawn_with_plain_characters() {
    let own = "title = \"Desk\"\nsummary = \"It runs.\"\n[[roles]]\nid = \"a\"\ntitle = \"Agent\"\ngrade = 1\nrequirements = [\"One\", \"Two\"]\n[[roles]]\nid = \"b\"\ntitle = \"Lead\"\ngrade = 3\nextends = \"a\"\nrequirements = [\"Three\"]\n[career_ladder]\n[[career_ladder.steps]]\nfrom = \"a\"\nto = \"b\"\n";
    let files = [
        ("it/desk.toml".into(), own.to_owned()),
        ("catalog.toml".into(), "name = \"C\"\n".into()),
    ];
    for (width, height) in [(80, 24), (40, 12), (160, 50)] {
        let mut d = Driver::with(files.clone().into(), width, height);
        set(&mut d, "ascii = true\n");
        for keys in [
            "*",
            "j j",
            "Tab",
            "O",
            "v",
            "e",
            "Esc Esc",
            "r",
            "Esc Esc",
            "w",
            "Esc",
            "#",
            "Esc",
            "t",
            "Tab",
            "Tab",
            "Esc",
            "p",
            "Esc",
            "?",
            "Esc",
            ":",
            "Esc",
            ",",
            "Esc",
            "/",
            "'one'",
            "Esc",
            "%",
            "Esc",
            "Tab Space j Space c",
            "v",
            "Esc Esc",
            "n",
            "Esc",
            "f 'one'",
            "Enter Esc",
            "x",
            "q",
        ] {
            d.keys(keys);
            let screen = d.screen();
            assert!(
                screen.is_ascii(),
                "after {keys} at {width}x{height}:\n{screen}"
            );
        }
    }
}

#[test]
fn a_theme_with_a_background_leaves_no_hole_in_it() {
    for theme in THEMES {
        let mut d = Driver::new(80, 24);
        set(&mut d, &format!("theme = \"{theme}\"\n"));
        let paints = d.app.theme.background != Color::Default;
        for keys in ["j", "/ 'itil'", "Enter", "r", "Esc ?", "Esc %"] {
            d.keys(keys);
            let is_bare = |cell: &ratatui::buffer::Cell| cell.bg == ratatui::style::Color::Reset;
            let bare = d
                .buffer()
                .content
                .iter()
                .filter(|cell| is_bare(cell))
                .count();
            assert_eq!(bare == 0, paints, "{theme} after {keys}: {bare} cells");
        }
    }
}

#[test]
fn the_theme_follows_the_background_that_the_terminal_tells() {
    let mut d = Driver::new(80, 24);
    let dark = d.app.theme.look(Tone::Heading);
    d.send(Msg::Background((255, 255, 255)));
    assert_ne!(d.app.theme.look(Tone::Heading), dark);
    // A theme that was chosen stays.
    set(&mut d, "theme = \"dark\"\n");
    d.send(Msg::Background((255, 255, 255)));
    assert_eq!(d.app.theme.look(Tone::Heading), dark);
}

#[test]
fn the_cursor_stands_where_the_focus_is() {
    for (keys, word) in [
        ("/ 'manager it' Enter Tab", "Manager, IT"),
        ("/ 'manager it' Enter w", "Manager, IT"),
        ("t", "engineering"),
    ] {
        let mut d = Driver::new(120, 34);
        d.keys(keys);
        let (x, y) = d.cursor();
        let screen = d.screen();
        let line: String = screen
            .lines()
            .nth(usize::from(y))
            .unwrap()
            .chars()
            .skip(usize::from(x))
            .collect();
        assert!(line.contains(word), "{keys}: {x},{y} {line:?}\n{screen}");
    }
}

#[test]
fn another_language_is_spoken_at_once() {
    let mut d = Driver::new(100, 24);
    d.keys(", Enter Enter");
    assert_eq!(d.app.config.language, "de");
    assert!(d.screen().contains("Sprache"), "{}", d.screen());
    assert!(
        d.screen().contains("Deutsch. Sprache des Programms"),
        "{}",
        d.screen()
    );
    d.keys("Right");
    assert_eq!(d.app.config.language, "auto");
    assert!(d.screen().contains("Language"), "{}", d.screen());
}
