//! What tells somebody where they are, what they can do next, and how they get out: messages, hints, the terminal's
//! cursor, and signs that need no colour.

use std::collections::BTreeMap;

use rolebook::app::{Findings, MouseKind, Msg};
use rolebook::config::{Color, Tone};

use crate::driver::Driver;

fn last_line(d: &Driver) -> String {
    d.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_message_is_read_to_its_end_on_a_small_terminal() {
    let mut d = Driver::new(40, 10);
    d.keys(": 'recent' Enter");
    let screen = d.screen();
    let words: Vec<&str> = screen.split_whitespace().collect();
    let message = d.message();
    let end: Vec<&str> = message.split_whitespace().rev().take(3).collect();
    for word in end {
        assert!(words.contains(&word), "{word}: {screen}");
    }
    assert!(!last_line(&d).contains('…'), "{screen}");
    d.keys("Down");
    assert!(last_line(&d).contains("? help"), "{}", d.screen());
}

#[test]
fn how_to_get_out_is_always_among_the_hints() {
    for width in [40, 60, 80] {
        for keys in [
            "/",
            "/ 'team' Tab",
            "f",
            ":",
            "?",
            "F1",
            ",",
            "p",
            "%",
            "w",
            "#",
            "t",
            "n",
            "/ 'itil' Enter e",
            "/ 'accountant-intermediate' Enter W",
            "/ 'accountant-intermediate' Enter Esc Space Space c",
        ] {
            let mut d = Driver::new(width, 16);
            d.keys(keys);
            let line = last_line(&d);
            assert!(line.contains("Esc "), "{keys} at {width}: {}", d.screen());
            assert!(!line.contains("(p)"), "p does something else: {line}");
        }
        let d = Driver::new(width, 16);
        assert!(last_line(&d).contains("? help"), "{}", d.screen());
    }
}

#[test]
fn a_key_that_means_nothing_says_so() {
    let mut d = Driver::new(80, 24);
    d.keys("Q");
    assert!(d.message().contains("Q means nothing here"));
    d.keys("# Q");
    assert!(d.message().contains("Q means nothing here"));
    d.keys("Esc / 'Q'");
    assert_eq!(d.message(), "", "it is typed");
}

#[test]
fn the_end_of_a_long_way_is_seen() {
    let mut d = Driver::new(40, 12);
    d.keys("/ 'end user services' Enter");
    let screen = d.screen();
    let first = screen.lines().next().unwrap();
    assert!(first.contains("… › End User Services"), "{first}");
}

#[test]
fn what_is_opened_before_the_hits_are_there_is_the_one_that_was_typed() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'accountant'");
    d.thoughts_wait = true;
    d.keys("Home 'manager, ' Enter v");
    assert!(!d.app.overlays.is_empty(), "it waits");
    assert!(d.message().starts_with("Opens what is found"));
    assert!(!d.app.detail.own_only);
    d.thoughts_wait = false;
    d.thoughts_come();
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert_eq!(d.app.detail.title, "Manager, Accounting");
    assert!(d.app.detail.own_only, "the key behind it came after it");
}

#[test]
fn whoever_does_not_wait_for_the_hits_leaves_with_esc() {
    let mut d = Driver::new(100, 30);
    d.thoughts_wait = true;
    d.keys("/ 'itil' Enter x Esc");
    d.thoughts_wait = false;
    d.thoughts_come();
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
}

#[test]
fn the_cursor_is_in_the_preview_while_that_has_the_focus() {
    for (width, height) in [(80, 24), (160, 50)] {
        let mut d = Driver::new(width, height);
        d.keys("/ 'service desk'");
        let (_, query) = d.cursor();
        assert_eq!(query, 2);
        d.keys("Shift-Tab n");
        let (_, y) = d.cursor();
        let screen = d.screen();
        let item: Vec<&str> = screen.lines().skip(usize::from(y)).take(3).collect();
        assert!(item.join(" ").contains("ervice"), "{y}: {screen}");
        assert_ne!(y, query);
    }
}

#[test]
fn what_cannot_be_done_has_a_sign_besides_its_colour() {
    let mut d = Driver::new(80, 24);
    d.keys(": 'paste items'");
    assert!(d.screen().contains("–Paste items"), "{}", d.screen());
    d.keys("Esc / 'itil' Enter y : 'paste items'");
    assert!(d.screen().contains(" Paste items"), "{}", d.screen());
}

#[test]
fn long_names_are_whole_in_the_help() {
    let mut d = Driver::new(80, 24);
    d.keys("? 'five minutes'");
    let screen = d.screen();
    for name in ["Five minutes as a recruiter", "Five minutes as a manager"] {
        assert!(screen.contains(name), "{screen}");
    }
}

#[test]
fn the_guide_is_searched_to_its_last_word() {
    let mut d = Driver::new(100, 30);
    d.keys("F1 'forensic zebra'");
    assert!(d.screen().contains("Nothing here"), "{}", d.screen());
    d.keys("Esc F1 'colorfgbg' Enter");
    let screen = d.screen();
    assert!(screen.contains("COLORFGBG"), "{screen}");
    assert!(screen.contains("› colorfgbg"), "{screen}");
    d.keys("Enter");
    assert!(d.screen().contains("NO_COLOR"), "{}", d.screen());
}

#[test]
fn a_problem_is_read_whole_below_the_list() {
    for (width, height) in [(60, 20), (80, 24)] {
        let mut d = Driver::new(width, height);
        d.keys("p");
        let screen = d.screen();
        let found = d
            .app
            .findings
            .only(|_| true)
            .next()
            .unwrap()
            .message
            .to_string();
        let flat: Vec<&str> = screen.split(['┃', '\n']).map(str::trim).collect();
        let flat = flat.join(" ");
        let flat: Vec<&str> = flat.split_whitespace().collect();
        let wanted: Vec<&str> = found.split_whitespace().collect();
        assert!(
            flat.windows(wanted.len()).any(|words| words == wanted)
                || flat.join(" ").contains(&wanted.join(" ")),
            "{found}: {screen}"
        );
    }
}

#[test]
fn an_empty_catalog_says_what_to_do_also_where_there_is_one_pane() {
    let d = Driver::with(BTreeMap::new(), 40, 10);
    let screen = d.screen();
    assert!(screen.contains("n makes the first family"), "{screen}");
}

#[test]
fn a_form_shows_its_labels_and_what_is_inherited_whole() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'end user services' Enter : 'extends' Enter");
    let screen = d.screen();
    assert!(screen.contains("Responsibilities "), "{screen}");
    let mut d = Driver::new(80, 24);
    d.keys("/ 'manager it' Enter r");
    let screen = d.screen();
    assert!(screen.contains("↑ Leads the company"), "{screen}");
    assert!(screen.contains("(from IT Management)"), "{screen}");
    assert!(!screen.contains("Enginee…"), "{screen}");
}

#[test]
fn the_settings_of_a_catalog_have_the_screen_for_themselves() {
    let mut d = Driver::new(160, 50);
    d.keys(": 'catalog settings' Enter");
    let screen = d.screen();
    assert!(screen.contains("Most requirements"), "{screen}");
    assert!(!screen.contains("Preview"), "{screen}");
}

#[test]
fn the_first_step_of_a_role_asks_whether_it_goes_where_the_others_are() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'payroll specialist' Enter : 'add ladder step' Enter");
    let screen = d.screen();
    assert!(screen.contains("inherited from Payroll"), "{screen}");
    d.keys("t");
    assert!(d.screen().contains("New ladder step"), "{}", d.screen());
    assert!(!d.screen().contains("Takes the place"), "{}", d.screen());
}

#[test]
fn what_is_unsaved_is_shown_line_by_line() {
    let mut d = Driver::new(100, 30);
    d.keys("Alt-d");
    assert!(
        d.message().starts_with("What is unsaved:"),
        "{}",
        d.message()
    );
    d.keys("/ 'manager it' Enter r Tab Backspace '9' Ctrl-S Alt-d");
    let screen = d.screen();
    assert!(screen.contains("-grade = 8"), "{screen}");
    assert!(screen.contains("+grade = 9"), "{screen}");
    d.keys("Esc");
    assert_eq!(d.app.unsaved, 1);
}

#[test]
fn a_terminal_that_does_not_say_its_background_gets_colours_after_a_while() {
    let mut d = Driver::new(80, 24);
    d.app.terminal.background = None;
    assert!(d.app.waits_for_rest());
    let mut moments = 0;
    while d.app.waits_for_rest() && moments < 100 {
        d.send(Msg::Rested);
        moments += 1;
    }
    assert!(moments < 100);
    assert_ne!(d.app.theme.background, Color::Default);
    assert_ne!(d.app.theme.look(Tone::Heading).color, Color::Default);
    // What it says late still counts.
    d.send(Msg::Background((255, 255, 255)));
    assert_eq!(d.app.theme.background, Color::Default);
}

#[test]
fn a_text_that_has_no_room_says_so() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'itil' Enter : 'export' Enter 'web' Enter");
    assert!(d.screen().contains("more ↓"), "{}", d.screen());
    d.keys("Enter");
    assert!(d.screen().contains("Export · Web page"), "{}", d.screen());
}

/// Clicks where these words begin.
fn click(d: &mut Driver, words: &str) {
    let cell = d.cell_of(words);
    d.mouse(MouseKind::Click, cell);
    d.mouse(MouseKind::Release, cell);
}

#[test]
fn everything_that_is_hinted_at_can_be_clicked() {
    let mut d = Driver::new(100, 30);
    click(&mut d, "? help");
    assert!(
        d.screen().contains("Help: type to search"),
        "{}",
        d.screen()
    );
    click(&mut d, "Esc close");
    assert!(d.app.overlays.is_empty());
    click(&mut d, "/ find");
    d.keys("'itil'");
    click(&mut d, "Enter open");
    assert_eq!(d.app.detail.title, "Manager, IT · End User Services");
    click(&mut d, "e edit");
    assert!(d.screen().contains("Ctrl-S keep"), "{}", d.screen());
    d.keys("'x'");
    click(&mut d, "Esc cancel");
    click(&mut d, "[d] Drop it");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert_eq!(d.app.unsaved, 0);
    d.keys("n");
    click(&mut d, "[s] Specialty");
    assert!(d.screen().contains("New specialty"), "{}", d.screen());
}

#[test]
fn a_click_reads_what_was_said_and_the_hints_are_back() {
    let mut d = Driver::new(80, 24);
    d.keys("Q");
    assert!(!last_line(&d).contains("? help"));
    click(&mut d, "engineering");
    assert!(last_line(&d).contains("? help"), "{}", d.screen());
}

#[test]
fn who_changed_a_family_is_told_as_git_has_it() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'manager it' Enter Alt-w");
    assert!(
        d.message().starts_with("Nobody knows who"),
        "{}",
        d.message()
    );
    let lines = [
        "● 2027-03-01 · Ada · A grade higher (abc)",
        "-grade = 8",
        "+grade = 9",
        "● 2027-01-01 · Bo · As it was (def)",
    ];
    d.changes = Some(lines.map(str::to_owned).to_vec());
    d.keys("Alt-w");
    let screen = d.screen();
    for line in lines {
        assert!(screen.contains(line), "{line}: {screen}");
    }
    d.keys("Esc");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn the_rule_behind_a_problem_is_explained_beside_it() {
    let mut d = Driver::new(100, 30);
    d.keys("p");
    let found = d.app.findings.only(|_| true).next().unwrap();
    let rule = rolebook::check::rule(found.rule).unwrap();
    let first = rule
        .why()
        .split_whitespace()
        .take(4)
        .collect::<Vec<_>>()
        .join(" ");
    d.keys("Alt-x");
    let screen = d.screen();
    assert!(screen.contains("The rule "), "{screen}");
    assert!(screen.contains(&first), "{first}: {screen}");
    d.keys("Esc");
    assert!(d.screen().contains("Problems"), "{}", d.screen());
}

#[test]
fn a_text_that_is_read_follows_the_width_of_the_terminal() {
    let mut d = Driver::new(100, 30);
    d.keys("F1 'queries' Enter");
    d.resize(40, 12);
    for _ in 0..8 {
        assert!(!d.screen().contains('…'), "{}", d.screen());
        d.keys("PgDn");
    }
}

#[test]
fn the_list_of_problems_follows_the_checks() {
    let mut d = Driver::new(100, 30);
    d.keys("p");
    assert!(!d.screen().contains("No problems"), "{}", d.screen());
    d.send(Msg::Checked(Ok(Findings::default())));
    assert!(d.screen().contains("No problems"), "{}", d.screen());
}

#[test]
fn whoever_types_the_whole_name_of_an_action_gets_it() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'manager it' Enter r Tab Backspace '9' Ctrl-S : 'save' Enter");
    assert!(d.message().starts_with("Saved "), "{}", d.message());
    d.keys(": 'edit' Enter");
    assert!(d.screen().contains("Ctrl-S keep"), "{}", d.screen());
}

#[test]
fn below_a_hit_stands_what_its_role_has_from_the_one_that_it_extends() {
    let text = "title = \"Desk\"\n[[roles]]\nid = \"agent\"\ntitle = \"Agent\"\ngrade = 5\nsummary = \"Answers calls.\"\n\
        [[roles]]\nid = \"lead\"\ntitle = \"Lead\"\nextends = \"agent\"\n";
    let files = [("it/desk.toml".into(), text.to_owned())];
    let mut d = Driver::with(files.into(), 80, 24);
    d.keys("/ 'lead'");
    let screen = d.screen();
    assert!(screen.contains("grade 5 · Answers calls."), "{screen}");
}
