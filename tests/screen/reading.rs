//! Browsing and reading.

use crate::driver::{Driver, sample};
use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::style::Modifier;
use rolebook::app::Msg;
use rolebook::config::Key;

/// Everything in the right pane, unwrapped, whatever fits on the screen.
pub fn pane(d: &Driver) -> String {
    d.app
        .detail
        .entries
        .iter()
        .map(|entry| {
            let side = entry
                .side
                .as_ref()
                .map(|side| format!("  [{}]", side.text))
                .unwrap_or_default();
            format!("{}{}{side}\n", entry.lead, entry.text)
        })
        .collect()
}

pub fn go_to_services(d: &mut Driver) {
    d.keys("/ 'end user services' Enter");
    assert_eq!(d.app.detail.title, "Manager, IT · End User Services");
}

#[test]
fn the_first_screen_shows_the_departments_and_the_first_of_them() {
    let d = Driver::new(80, 24);
    let screen = d.screen();
    assert!(screen.contains("Sample handbook"), "{screen}");
    for department in ["engineering", "finance", "legal", "people"] {
        assert!(
            screen.contains(&format!("▾ {department}")),
            "{department} in\n{screen}"
        );
    }
    assert!(screen.contains("IT Management"), "{screen}");
    assert!(
        screen.contains("/ find") && screen.contains("? help"),
        "{screen}"
    );
}

#[test]
fn a_role_is_read_whole_with_what_it_inherits_and_from_where() {
    let mut d = Driver::new(120, 40);
    go_to_services(&mut d);
    let pane = pane(&d);
    assert!(
        pane.contains("Responsibilities · 13  (12 own + 1 inherited)"),
        "{pane}"
    );
    assert!(
        pane.contains("Requirements · 18  (11 own + 7 inherited)"),
        "{pane}"
    );
    assert!(
        pane.contains("Can use GitLab in daily work  [↑ Manager, IT]"),
        "{pane}"
    );
    assert!(pane.contains("Grade       8  [↑ Manager, IT]"), "{pane}");
    assert!(
        pane.contains("Status      active  [↑ IT Management]"),
        "{pane}"
    );
    assert!(
        pane.contains("Sr Director, IT Operations (about.gitlab.com/…/director-it-operations)"),
        "{pane}"
    );
    assert!(pane.contains("Performance indicators · 5"), "{pane}");
    assert!(pane.contains("< 21 days"), "{pane}");
    assert!(
        pane.contains("Manager, IT · End User Services → Director, IT Operations  (promotion)"),
        "{pane}"
    );
    assert!(pane.contains("Hiring process · 5 steps"), "{pane}");
    assert!(pane.contains(" 5. "), "{pane}");
}

#[test]
fn v_shows_only_what_the_role_says_itself() {
    let mut d = Driver::new(120, 40);
    go_to_services(&mut d);
    d.keys("v");
    let own = pane(&d);
    assert!(own.contains("Requirements · 11 of 18"), "{own}");
    assert!(!own.contains("Can use GitLab"), "{own}");
    d.keys("v");
    assert!(pane(&d).contains("Can use GitLab"));
}

#[test]
fn an_inherited_line_leads_to_where_it_is_written() {
    let mut d = Driver::new(120, 40);
    go_to_services(&mut d);
    d.keys("g");
    d.down_to(|d| d.app.detail.origin().is_some() && d.app.detail.item_here().is_some());
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "Manager, IT");
    assert!(
        d.app.detail.own_item().is_some(),
        "the cursor is on the line itself"
    );
}

#[test]
fn the_tree_folds_and_remembers_where_one_was() {
    let mut d = Driver::new(100, 200);
    go_to_services(&mut d);
    let before = d.app.place();
    d.keys("Esc -");
    assert!(!d.screen().contains("IT Engineering"));
    assert!(d.screen().contains("▸ finance"), "{}", d.screen());
    d.keys("* ");
    assert!(d.screen().contains("IT Engineering"), "{}", d.screen());
    // Collapsed, the selection went to the department above it.
    assert_ne!(d.app.place(), before);
    d.keys("Left Left");
    assert!(d.screen().contains("▸ finance"), "{}", d.screen());
}

#[test]
fn escape_goes_one_step_back_and_never_leaves() {
    let mut d = Driver::new(80, 24);
    d.keys("? Esc : Esc / 'x' Esc Tab Esc Esc Esc");
    assert!(!d.has_quit);
    assert!(d.app.overlays.is_empty());
    d.keys("q");
    assert!(d.has_quit, "nothing is unsaved, so q leaves at once");
}

#[test]
fn help_lists_every_action_and_can_be_searched_and_run() {
    let mut d = Driver::new(160, 300);
    d.keys("?");
    let screen = d.screen();
    for info in rolebook::config::ACTIONS {
        assert!(screen.contains(info.name()), "{} in\n{screen}", info.name());
        assert!(
            info.keys.iter().all(|key| screen.contains(key)),
            "keys of {}",
            info.name()
        );
    }
    d.keys("'collapse all' Enter");
    assert!(d.screen().contains("▸ finance"), "{}", d.screen());
}

#[test]
fn the_palette_runs_any_action_by_name_and_says_why_not() {
    let mut d = Driver::new(100, 200);
    d.keys(": 'expand all' Enter");
    assert!(d.screen().contains("IT Engineering"), "{}", d.screen());
    d.keys(": 'undo' Enter");
    assert!(d.message().contains("nothing to undo"), "{}", d.message());
    d.keys("Esc");
    d.keys("x");
    assert!(d.message().contains("move the cursor"), "{}", d.message());
}

#[test]
fn a_broken_file_stands_in_the_tree_with_its_place_and_the_rest_works() {
    let mut files = sample();
    files.insert(
        PathBuf::from("finance/broken.toml"),
        "title = \"Broken\"\nsummary = \"no end\n".into(),
    );
    files.insert(
        PathBuf::from("finance/typo.toml"),
        "title = \"Typo\"\nsumary = \"x\"\n".into(),
    );
    // Without house rules, that a family of two lines would break.
    files.insert(
        PathBuf::from("catalog.toml"),
        "name = \"Sample handbook\"\n".into(),
    );
    let mut d = Driver::with(files, 120, 40);
    let screen = d.screen();
    assert!(screen.contains("! broken.toml"), "{screen}");
    assert!(screen.contains("2 serious (p)"), "{screen}");
    d.keys("p");
    assert!(
        d.screen().contains("finance/broken.toml:2:"),
        "{}",
        d.screen()
    );
    // Errors come first; the unknown key is a warning among others.
    d.keys("'unknown key'");
    assert!(
        d.screen().contains("did you mean \"summary\"?"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-U Enter");
    let pane = pane(&d);
    assert!(
        pane.contains("finance/broken.toml, line 2, column"),
        "{pane}"
    );
    assert!(pane.contains("summary = \"no end"), "{pane}");
    assert!(pane.contains("^"), "{pane}");
    assert!(pane.contains("Mend this line"), "{pane}");
    go_to_services(&mut d);
}

#[test]
fn dangling_references_and_circles_are_told() {
    let mut files = BTreeMap::new();
    files.insert(
        PathBuf::from("f.toml"),
        "title = \"F\"\n[[roles]]\nid = \"a\"\nextends = \"b\"\nrequirements = [\"x\"]\n[[roles]]\nid = \"b\"\nextends = \"a\"\nreports_to = [{ title = \"T\", role = \"no/where#x\" }]\n".to_owned(),
    );
    let mut d = Driver::with(files, 120, 40);
    d.keys("p");
    let screen = d.screen();
    assert!(screen.contains("leads back to itself"), "{screen}");
    assert!(screen.contains("no/where#x"), "{screen}");
    assert!(screen.contains("f.toml:4:1"), "{screen}");
}

#[test]
fn hostile_text_is_shown_harmless() {
    let mut files = BTreeMap::new();
    files.insert(
        PathBuf::from("dept/evil.toml"),
        "title = \"\\u001b]0;PWNED\\u0007 \\u202Egnp\"\nrequirements = [\"a\\u001b[2Jb\\u009b31mc\\u0000d\"]\n[[roles]]\nid = \"r\"\ntitle = \"\\u001b[31mred\"\n".to_owned(),
    );
    let mut d = Driver::with(files, 120, 30);
    d.keys("* j Tab / 'a' Esc ? Esc");
    for cell in d.buffer().content() {
        for c in cell.symbol().chars() {
            assert!(
                !rolebook::format::clean::is_hostile(c),
                "{:?} reached the screen",
                cell.symbol()
            );
        }
    }
    assert!(
        d.screen().contains("␛]0;PWNED"),
        "shown, and harmless: {}",
        d.screen()
    );
}

#[test]
fn an_empty_catalog_says_what_to_do() {
    let d = Driver::with(BTreeMap::new(), 80, 24);
    assert!(d.screen().contains("Nothing here yet"), "{}", d.screen());
    assert!(d.screen().contains("title ="), "{}", d.screen());
}

#[test]
fn an_inherited_field_leads_to_where_it_is_set() {
    let mut d = Driver::new(120, 40);
    go_to_services(&mut d);
    d.keys("g");
    assert!(
        d.app.detail.entries[d.app.detail.cursor]
            .lead
            .starts_with("Grade")
    );
    d.keys("o");
    assert_eq!(d.app.detail.title, "Manager, IT");
    assert!(
        d.app.detail.entries[d.app.detail.cursor]
            .lead
            .starts_with("Grade")
    );
    d.keys("o");
    assert!(d.message().contains("written here"), "{}", d.message());
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    use rolebook::app::{Mouse, MouseKind, Msg};
    let mut d = Driver::new(100, 30);
    let row_of = |d: &Driver, text: &str| {
        let line = d.screen().lines().position(|line| line.contains(text));
        u16::try_from(line.unwrap()).unwrap()
    };
    let mouse = |kind, column, row| Msg::Mouse(Mouse { kind, column, row });
    let row = row_of(&d, "Payroll");
    d.send(mouse(MouseKind::Click, 8, row));
    assert_eq!(d.app.detail.title, "Payroll");
    d.send(mouse(MouseKind::Click, 8, row));
    assert!(
        d.screen().contains("▾ Payroll"),
        "a second click expands: {}",
        d.screen()
    );
    let before = d.app.detail.offset;
    d.send(mouse(MouseKind::WheelDown, 70, 10));
    assert!(
        d.app.detail.offset > before,
        "the wheel scrolls the pane under it"
    );
    assert_eq!(
        d.app.detail.title, "Payroll",
        "and leaves the selection alone"
    );
    d.send(mouse(MouseKind::Click, 70, 12));
    assert_eq!(d.app.focus, rolebook::app::Focus::Detail);
    d.keys("/ 'engineer'");
    let row = row_of(&d, "Backend Engineer");
    d.send(mouse(MouseKind::WheelDown, 10, row));
    d.send(mouse(MouseKind::Click, 10, 6));
    d.send(mouse(MouseKind::Click, 10, 6));
    assert!(
        d.app.overlays.is_empty(),
        "a second click on a hit goes there"
    );
    d.send(mouse(MouseKind::Click, 999, 999));
}

#[test]
fn a_variation_that_nobody_gets_to_see_is_told() {
    let mut files = BTreeMap::new();
    files.insert(
        PathBuf::from("f.toml"),
        "title = \"F\"\n[[segments]]\nid = \"s\"\ntitle = \"Lost\"\nrequirements = [\"x\"]\n"
            .to_owned(),
    );
    let mut d = Driver::with(files, 100, 20);
    d.keys("p");
    assert!(d.screen().contains("Lost varies no role"), "{}", d.screen());
}

const LEVELS: &str = r#"
title = "Desk"
tags = ["it"]
requirements = ["Speaks German", "Can use GitLab", "Is kind"]

[[roles]]
id = "desk"
title = "Desk"
tags = ["people"]
omit = ["Can use GitLab"]
requirements = ["Has led a team"]

[[specialties]]
id = "night"
omit = ["Is kind"]
"#;

/// The specialty of one role of one family.
fn night(width: u16, height: u16) -> Driver {
    let files = [(PathBuf::from("it/desk.toml"), LEVELS.to_owned())];
    let mut d = Driver::with(files.into(), width, height);
    d.keys("* G");
    d
}

#[test]
fn what_is_left_out_is_struck_out_in_its_list_when_wanted() {
    let mut d = night(100, 30);
    let below = pane(&d);
    assert!(
        below.contains("Requirements · 2  (0 own + 2 inherited)  [2 left out]"),
        "{below}"
    );
    assert!(below.contains("Left out here · 2"), "{below}");
    d.keys("O");
    let whole = pane(&d);
    let lines: Vec<&str> = whole
        .lines()
        .filter(|line| line.contains(['•', '✕']))
        .collect();
    assert_eq!(
        lines,
        [
            " • Speaks German  [↑ the family]",
            " ✕ Can use GitLab  [✕ by Desk]",
            " ✕ Is kind  [✕ left out here]",
            " • Has led a team  [↑ Desk]",
        ]
    );
    assert!(!whole.contains("Left out here"), "{whole}");
    // Struck out on the screen, and a sign and words besides.
    let y = d
        .screen()
        .lines()
        .position(|line| line.contains("✕ Is kind"))
        .unwrap();
    let buffer = d.buffer();
    let struck: String = (0..100)
        .map(|x| &buffer[(x, u16::try_from(y).unwrap())])
        .filter(|cell| cell.modifier.contains(Modifier::CROSSED_OUT))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(struck, "Is kind");
    // What is left out here can be taken in again; what another part leaves out leads there.
    d.keys("Tab");
    d.down_to(|d| d.app.detail.own_element().is_some());
    d.keys("Enter");
    assert!(!d.app.overlays.is_empty(), "its form opens: {}", d.screen());
    d.keys("Esc d");
    assert_eq!(
        d.message(),
        "You took an inherited item in again. s saves, u undoes."
    );
    assert!(
        pane(&d).contains(" • Is kind  [↑ the family]"),
        "{}",
        pane(&d)
    );
    d.keys("g");
    d.down_to(|d| d.app.detail.element_here().is_some());
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "Desk");
    assert!(d.app.detail.own_element().is_some(), "{}", d.screen());
    d.keys("O");
    assert!(pane(&d).contains("Left out here · 1"), "{}", pane(&d));
}

#[test]
fn tags_say_who_has_them() {
    let mut d = night(100, 30);
    assert!(
        pane(&d).contains("Tags        it, people  [↑ the family, Desk]"),
        "{}",
        pane(&d)
    );
    d.keys("v");
    assert!(!pane(&d).contains("Tags"), "{}", pane(&d));
    d.keys("v k");
    assert!(
        pane(&d).contains("Tags        it, people  [↑ the family]"),
        "{}",
        pane(&d)
    );
    d.keys("v");
    assert!(pane(&d).contains("Tags        people\n"), "{}", pane(&d));
}

#[test]
fn a_page_on_goes_on_where_the_page_before_ended() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'accountant-senior' Enter");
    let rows = |d: &Driver| -> Vec<String> {
        let screen = pane(d);
        screen.lines().map(str::to_owned).collect()
    };
    let offset = |d: &Driver| d.app.detail.offset;
    assert!(!rows(&d).is_empty());
    let height = usize::from(d.app.viewport.detail.height);
    for page in 1..3 {
        let before = offset(&d);
        d.keys("PgDn");
        // Less than a window on where a line of several rows would be cut.
        let on = offset(&d) - before;
        assert!((height - 4..height).contains(&on), "{page}: {}", d.screen());
    }
    d.keys("PgUp PgUp");
    assert_eq!(offset(&d), 0, "{}", d.screen());
}

#[test]
fn a_long_link_is_shortened_where_it_would_take_row_after_row() {
    let target = "https://about.example.org/job-families/finance/director-it-operations/";
    let family =
        format!("title = \"Desk\"\nrequirements = [\"Reads [the page]({target}) aloud\"]\n");
    let files = BTreeMap::from([(PathBuf::from("it/desk.toml"), family)]);
    let mut d = Driver::with(files.clone(), 80, 24);
    d.keys("/ 'aloud' Enter");
    let screen = d.screen();
    assert!(screen.contains("(about.example.org/…/"), "{screen}");
    assert!(!screen.contains("job-families"), "{screen}");
    assert_eq!(d.app.detail.item_here().map(|(.., index)| index), Some(0));
    let mut d = Driver::with(files, 200, 24);
    d.keys("/ 'aloud' Enter");
    assert!(d.screen().contains(target), "there is room: {}", d.screen());
}

#[test]
fn the_pane_beside_the_tree_follows_when_keys_stop() {
    let mut d = Driver::new(100, 30);
    d.keys("g Down Right Down");
    let shown = d.app.detail.title.clone();
    let down = || Msg::Key("Down".parse::<Key>().unwrap());
    // Keys that come one after the other only go on.
    d.app.update(down());
    d.app.update(down());
    assert_eq!(d.app.detail.title, shown);
    assert!(d.app.waits_for_rest());
    d.app.update(Msg::Rested);
    let title = |d: &Driver| d.app.tree.rows[d.app.tree.cursor].label.clone();
    assert_ne!(title(&d), shown);
    assert_eq!(d.app.detail.title, title(&d));
    assert!(!d.app.waits_for_rest());
    // What is done besides works on what is selected, at once.
    d.app.update(down());
    d.app.update(Msg::Key("Tab".parse().unwrap()));
    assert_eq!(d.app.detail.title, title(&d));
    assert!(!d.app.waits_for_rest());
}
