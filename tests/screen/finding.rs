//! The finder.

use rolebook::app::{Finder, FinderFocus, Mouse, MouseKind, Msg, Overlay};
use rolebook::config::Tone;

use crate::driver::{Driver, sample};

#[test]
fn it_finds_as_one_types_and_previews_and_goes_there() {
    let mut d = Driver::new(160, 40);
    d.keys("/ 'itil'");
    let screen = d.screen();
    assert!(screen.contains("1 + "), "{screen}");
    let hit = screen.lines().nth(3).unwrap();
    assert!(
        hit.contains("Manager, IT · End User Services  finance"),
        "the exact hit is the first:\n{screen}"
    );
    assert!(
        screen.contains("Requirements · 18"),
        "the preview shows the whole role:\n{screen}"
    );
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.detail.title, "Manager, IT · End User Services");
    let entry = &d.app.detail.entries[d.app.detail.cursor];
    assert!(
        entry.text.contains("ITIL"),
        "the cursor is on the hit: {}",
        entry.text
    );
}

#[test]
fn matched_characters_are_marked() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil'");
    let look = d.app.theme.look(Tone::Match);
    assert!(look.bold && look.underline, "marked without colour too");
    let buffer = d.buffer();
    let marked: String = (0..buffer.area.height)
        .flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)))
        .take_while(|(_, y)| *y < 6)
        .map(|at| &buffer[at])
        .filter(|cell| {
            cell.modifier
                .contains(ratatui::style::Modifier::BOLD | ratatui::style::Modifier::UNDERLINED)
        })
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(marked.contains("ITIL"), "{marked:?}");
}

#[test]
fn escape_comes_back_to_where_one_was() {
    let mut d = Driver::new(100, 30);
    d.keys("j j j");
    let before = (d.app.tree.cursor, d.app.focus);
    d.keys("/ 'python' Down Down Esc");
    assert_eq!((d.app.tree.cursor, d.app.focus), before);
}

#[test]
fn where_no_role_has_all_words_those_are_offered_that_stand_together() {
    let mut d = Driver::new(80, 24);
    d.keys("/ 'laptop accounts new hires'");
    assert!(
        d.screen()
            .contains("Tab leaves words out: laptop new hires"),
        "{}",
        d.screen()
    );
    d.keys("Tab");
    let Some(Overlay::Finder(finder)) = d.app.overlays.last() else {
        panic!("the finder is open");
    };
    assert_eq!(finder.input.text(), "laptop new hires");
    assert!(!finder.hits().is_empty());
}

#[test]
fn a_misspelled_word_offers_the_word_it_may_be() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'onbaordnig'");
    assert!(
        d.screen().contains("Tab searches for: onboarding"),
        "{}",
        d.screen()
    );
    d.keys("Tab");
    let Some(Overlay::Finder(finder)) = d.app.overlays.last() else {
        panic!("the finder is open");
    };
    assert_eq!(finder.input.text(), "onboarding");
    assert!(!finder.hits().is_empty());
}

#[test]
fn an_edit_is_found_at_once() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter e ' xylophone' Enter / 'xylophone'");
    assert!(d.screen().contains("End User Services"), "{}", d.screen());
    assert!(d.screen().contains(" 1 of "), "{}", d.screen());
}

#[test]
fn pasting_and_odd_queries_do_no_harm() {
    let mut d = Driver::new(60, 20);
    d.keys("/");
    d.paste("service\ndesk\u{1b}[2J");
    for query in ["!", "'", "\"", "| |", "🦀", "a\u{301}"] {
        d.keys("Esc /");
        d.paste(query);
        d.screen();
    }
    d.paste(&"x".repeat(20_000));
    assert!(!d.has_quit);
}

#[test]
fn fields_narrow_what_is_found() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'dept:legal grade:>=9 !has:specialty'");
    let screen = d.screen();
    assert!(screen.contains("Principal Legal Counsel"), "{screen}");
    assert!(screen.contains(" 1 of "), "{screen}");
}

#[test]
fn what_the_checks_find_can_be_searched_for_also_after_an_edit() {
    let mut files = sample();
    let family =
        "title = \"Loose\"\n[[roles]]\nid = \"a\"\n[[roles]]\nid = \"b\"\nextends = \"nobody\"\n";
    files.insert("legal/loose.toml".into(), family.to_owned());
    // Without house rules, that a family of two lines would break.
    files.insert("catalog.toml".into(), "name = \"Sample\"\n".to_owned());
    let mut d = Driver::with(files, 100, 30);
    d.keys("/ 'has:problems'");
    assert!(d.screen().contains(" 1 of "), "{}", d.screen());
    d.keys("Esc");
    d.somebody_replaces("legal/loose.toml", "nobody", "a");
    d.keys("/ 'has:problems'");
    assert!(!d.screen().contains(" 1 of "), "{}", d.screen());
}

fn finder(d: &Driver) -> &Finder {
    match d.app.overlays.last() {
        Some(Overlay::Finder(finder)) => finder,
        other => panic!("the finder is not open: {other:?}"),
    }
}

fn addresses(d: &Driver) -> Vec<String> {
    let hits = finder(d).hits().iter();
    let ends = hits.map(|hit| {
        hit.address
            .rsplit_once('#')
            .map_or("", |(_, end)| end)
            .to_owned()
    });
    ends.collect()
}

#[test]
fn what_roles_only_inherit_is_one_hit_that_unfolds_and_folds() {
    let folded = ["manager-it"];
    let unfolded = [
        "manager-it",
        "manager-it+it-engineering",
        "manager-it+it-end-user-services",
    ];
    let mut d = Driver::new(180, 30);
    d.keys("/ 'communicator'");
    assert_eq!(addresses(&d), folded);
    let screen = d.screen();
    assert!(screen.contains(" 3 of "), "all are counted:\n{screen}");
    assert!(screen.contains("▸ 2 roles inherit this"), "{screen}");
    d.keys("Alt-z");
    assert_eq!(addresses(&d), unfolded);
    assert!(
        d.screen().contains("▾ 2 roles inherit this"),
        "{}",
        d.screen()
    );
    assert_eq!(finder(&d).cursor, 0);
    // From one of those that follow, it folds again, and the cursor is on what is left.
    d.keys("Down Down Alt-z");
    assert_eq!(addresses(&d), folded);
    assert_eq!(finder(&d).cursor, 0);
    // Another query has other groups.
    d.keys("Alt-z 's' Backspace");
    assert_eq!(addresses(&d), folded);
    // Enter goes to the role that was chosen.
    d.keys("Alt-z Down Enter");
    assert_eq!(d.app.detail.title, "Manager, IT · IT Engineering");
}

#[test]
fn the_preview_can_be_hidden_until_it_is_wanted() {
    let mut d = Driver::new(140, 30);
    d.keys("/ 'communicator'");
    let beside = d.app.viewport.list;
    assert!(d.app.viewport.preview.width > 0);
    d.keys("Alt-p");
    assert_eq!(
        d.message(),
        "The preview is hidden. Tab still shows it over the hits."
    );
    let alone = d.app.viewport.list;
    assert!(alone.width > 130 && beside.width < 70, "{}", d.screen());
    assert_eq!(d.app.viewport.preview.width, 0);
    // It comes when it is asked for, over the hits, and goes again.
    d.keys("Tab Tab");
    assert_eq!(finder(&d).focus, FinderFocus::Preview);
    assert!(d.app.viewport.preview.width > 130, "{}", d.screen());
    d.keys("Esc");
    assert_eq!(d.app.viewport.preview.width, 0);
    // The next time, too.
    d.keys("Esc / 'itil'");
    assert_eq!(d.app.viewport.list.width, alone.width);
    d.keys("Alt-p");
    assert_eq!(d.app.viewport.list.width, beside.width);
    assert_eq!(
        d.message(),
        "The preview stands beside the hits where there is room."
    );
}

#[test]
fn every_role_can_be_listed_on_its_own() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'communicator' Alt-g");
    assert_eq!(addresses(&d).len(), 3);
    assert!(!d.screen().contains('▸'), "{}", d.screen());
    d.keys("Alt-z");
    assert_eq!(d.message(), "Every role is listed on its own already.");
    d.keys("Ctrl-U 'payroll'");
    let all = finder(&d).results.as_ref().unwrap().total;
    assert_eq!(finder(&d).hits().len(), all);
    d.keys("Alt-g");
    assert!(finder(&d).hits().len() < all);
    d.keys("Ctrl-U '\"manages monthly payroll\"' Alt-z");
    assert!(!finder(&d).hits().iter().any(|hit| hit.is_heir));
}

#[test]
fn a_group_unfolds_under_the_mouse() {
    for (width, height) in [(140, 30), (80, 24), (40, 10)] {
        let mut d = Driver::new(width, height);
        d.keys("/ 'communicator'");
        let screen = d.screen();
        let row = screen
            .lines()
            .position(|line| line.contains("▸ 2"))
            .unwrap();
        let line: Vec<char> = screen.lines().nth(row).unwrap().chars().collect();
        let at = |c: char| line.iter().position(|other| *other == c).unwrap();
        let place = |c: char| u16::try_from(at(c)).unwrap();
        let (column, title, row) = (place('▸'), place('M'), u16::try_from(row).unwrap());
        let click = |d: &mut Driver, column| {
            let kind = MouseKind::Click;
            d.send(Msg::Mouse(Mouse { kind, column, row }));
        };
        click(&mut d, column);
        assert_eq!(addresses(&d).len(), 3, "{}", d.screen());
        click(&mut d, column);
        assert_eq!(addresses(&d).len(), 1, "{}", d.screen());
        click(&mut d, title);
        assert!(
            d.app.overlays.is_empty(),
            "the second click on what is selected opens it"
        );
    }
}

#[test]
fn what_is_unfolded_stays_so_when_the_catalog_changes() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'communicator' Alt-z Down");
    let here = finder(&d).selected().map(|hit| hit.address.clone());
    let role = "[[roles]]\nid = \"first\"\ntitle = \"First\"\n\n[[roles]]\nid = \"manager-it\"";
    d.somebody_replaces(
        "finance/it-management.toml",
        "[[roles]]\nid = \"manager-it\"",
        role,
    );
    assert_eq!(addresses(&d).len(), 3, "{}", d.screen());
    assert_eq!(finder(&d).selected().map(|hit| hit.address.clone()), here);
}
