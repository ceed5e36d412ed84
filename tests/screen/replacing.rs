//! Replacing throughout the catalog.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rolebook::app::{Msg, Overlay, ReplaceFocus, Replacements, Replacer, Reread};

use crate::driver::Driver;

const IT: &str = "finance/it-management.toml";

fn replacer(d: &Driver) -> &Replacer {
    match d.app.overlays.last() {
        Some(Overlay::Replace(replacer)) => replacer,
        other => panic!("replacing is open: {other:?}"),
    }
}

fn text(d: &Driver, key: &str) -> String {
    d.app.workspace.document(key).unwrap().text().to_string()
}

/// Three small families in two departments.
fn small() -> BTreeMap<PathBuf, String> {
    let family = |title: &str| {
        format!(
            "title = \"{title}\"\nrequirements = [\n  \"Knows Java\",\n  \"Java\",\n]\n\n[[roles]]\nid = \"lead\"\n\
             title = \"Lead\"\nsummary = \"JavaScript lead\"\nomit = [\"Knows Java\"]\n"
        )
    };
    [
        ("it/desk", "Desk"),
        ("it/web", "Web"),
        ("legal/counsel", "Counsel"),
    ]
    .map(|(key, title)| (PathBuf::from(format!("{key}.toml")), family(title)))
    .into()
}

#[test]
fn what_is_accepted_is_replaced_and_undone_as_one() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Enter 'Go'");
    assert!(
        d.screen().contains("9 of 9 places in 3 files"),
        "{}",
        d.screen()
    );
    assert!(
        d.screen().contains("[x] requirements 1: Knows Java → Go"),
        "{}",
        d.screen()
    );
    assert!(d.screen().contains("it/desk#lead"), "{}", d.screen());
    // The first hit of the first family stays; so does all of the last one's role.
    d.keys("Enter Space");
    assert!(
        d.screen().contains("[ ] requirements 1: Knows Java → Go"),
        "{}",
        d.screen()
    );
    d.keys("PgDn PgDn PgDn Up Space");
    assert!(
        d.screen().contains("7 of 9 places in 3 files"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(
        d.message(),
        "You replaced \"java\" with \"Go\" in 7 places of 3 files. S saves all, u undoes."
    );
    assert!(text(&d, "it/desk").contains("\"Knows Java\",\n  \"Go\","));
    assert!(text(&d, "it/desk").contains("GoScript lead\"\nomit = [\"Knows Java\"]"));
    assert!(text(&d, "it/web").contains("omit = [\"Knows Go\"]"));
    assert!(text(&d, "legal/counsel").contains("JavaScript lead"));
    assert_eq!(d.app.unsaved, 3);
    d.keys("u");
    assert!(
        d.message()
            .starts_with("Undone: replaced \"java\" with \"Go\" in 7 places of 3 files;"),
        "{}",
        d.message()
    );
    assert_eq!(d.app.unsaved, 0);
    for (path, before) in small() {
        let key = path.with_extension("");
        assert_eq!(text(&d, key.to_str().unwrap()), before);
    }
    // What is found and listed goes with it.
    d.keys("Ctrl-R S / 'goscript'");
    assert!(d.screen().contains("2 of 6"), "{}", d.screen());
    assert_eq!(d.saves, 3);
    assert!(d.file("it/web.toml").contains("Knows Go"));
}

#[test]
fn all_or_none_and_nothing_is_made_of_none() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Enter 'Go' Enter Alt-n");
    assert!(d.screen().contains("0 of 9 places"), "{}", d.screen());
    d.keys("Enter");
    assert_eq!(
        d.message(),
        "No hit is accepted: Space accepts one, Alt-a all."
    );
    assert_eq!(d.app.unsaved, 0);
    // An address stands for the hits below it.
    d.keys("Up Space");
    assert!(d.screen().contains("2 of 9 places"), "{}", d.screen());
    d.keys("Up Space");
    assert!(d.screen().contains("0 of 9 places"), "{}", d.screen());
    d.keys("Alt-a Enter");
    assert_eq!(d.app.unsaved, 3);
}

#[test]
fn options_look_again_at_once() {
    let mut d = Driver::with(small(), 100, 30);
    let count = |d: &Driver| replacer(d).count();
    d.keys("% 'java'");
    assert_eq!(count(&d), 9);
    d.keys("Alt-w");
    assert_eq!(count(&d), 6);
    assert!(d.screen().contains("[x] whole words"), "{}", d.screen());
    d.keys("Alt-c");
    assert!(d.screen().contains("case: told apart"), "{}", d.screen());
    assert_eq!(count(&d), 0);
    assert!(
        d.screen().contains("Nothing there has it."),
        "{}",
        d.screen()
    );
    d.keys("Alt-c Alt-w Alt-r '('");
    assert_eq!(count(&d), 0);
    assert!(
        d.screen()
            .contains("! the pattern cannot be read at character 5"),
        "{}",
        d.screen()
    );
    d.keys("'script)' Tab '<$1>' Tab");
    assert!(
        d.screen().contains("JavaScript → <Script>"),
        "{}",
        d.screen()
    );
    d.keys("Shift-Tab Backspace Backspace '2'");
    assert!(
        d.screen().contains("the replacement names the group 2"),
        "{}",
        d.screen()
    );
}

#[test]
fn a_search_in_what_is_selected() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("* g");
    d.down_to(|d| {
        d.app
            .place()
            .is_some_and(|place| place.position.role == Some(0))
    });
    d.keys("% 'java'");
    assert_eq!(replacer(&d).count(), 9);
    for (title, count) in [
        ("Replace in it ", 6),
        ("Replace in Desk ", 3),
        ("Replace in Lead and what it inherits ", 3),
        ("Replace in the whole catalog ", 9),
    ] {
        d.keys("Alt-s");
        assert!(d.screen().contains(title), "{title}:\n{}", d.screen());
        assert_eq!(replacer(&d).count(), count, "{title}");
    }
}

#[test]
fn the_settings_are_among_the_hits_of_the_whole_catalog() {
    const SETTINGS: &str = "[house]\nmandatory_items = [\"Knows Java\"]\n";
    let mut files = small();
    files.insert("catalog.toml".into(), SETTINGS.into());
    let mut d = Driver::with(files, 100, 30);
    d.keys("j % 'knows java' Enter 'Knows Go' Enter");
    assert!(
        d.screen().contains("┃ catalog.toml ")
            && d.screen()
                .contains("[x] mandatory items 1: Knows Java → Knows Go"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert_eq!(text(&d, "catalog.toml"), SETTINGS.replace("Java", "Go"));
    assert_eq!(d.app.unsaved, 4);
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    // Those alone, and back, wherever one is.
    d.keys("% 'knows java' Enter 'Knows Go' Enter Alt-n PgDn PgDn Space Enter");
    assert_eq!(d.app.unsaved, 1);
    assert_eq!(text(&d, "catalog.toml"), SETTINGS.replace("Java", "Go"));
    d.keys("u");
    assert!(
        d.message()
            .ends_with("in catalog.toml; Ctrl-R makes it again."),
        "{}",
        d.message()
    );
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn what_would_be_emptied_cannot_be_accepted() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'Java' Tab Tab");
    assert!(
        d.screen()
            .contains("[!] requirements 2: Java: nothing would be left of it"),
        "{}",
        d.screen()
    );
    assert!(d.screen().contains("6 of 9 places"), "{}", d.screen());
    d.keys("Down Space");
    assert_eq!(d.message(), "This cannot be replaced; the row says why.");
    d.keys("Enter");
    assert!(text(&d, "it/desk").contains("\"Knows\",\n  \"Java\","));
}

#[test]
fn escape_goes_back_and_changes_nothing() {
    let mut d = Driver::new(100, 30);
    d.keys("j j");
    let before = (d.app.tree.cursor, d.app.focus);
    d.keys("% 'desk' Tab 'table' Tab Down Space Esc");
    assert!(d.app.overlays.is_empty());
    assert_eq!(
        (d.app.tree.cursor, d.app.focus, d.app.unsaved),
        (before.0, before.1, 0)
    );
}

#[test]
fn arrows_go_from_field_to_field_and_into_the_hits() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Down Down");
    assert_eq!(replacer(&d).focus, ReplaceFocus::Hits);
    d.keys("Up Up");
    assert_eq!(replacer(&d).focus, ReplaceFocus::Replacement);
    d.keys("Up Up");
    assert_eq!(replacer(&d).focus, ReplaceFocus::Pattern);
    d.paste("\nscript");
    assert_eq!(replacer(&d).pattern.text(), "java script");
}

#[test]
fn an_answer_that_comes_too_late_is_passed_over() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java'");
    d.send(Msg::Replacements {
        generation: 1,
        found: Replacements::default(),
    });
    assert_eq!(replacer(&d).count(), 9);
}

#[test]
fn a_file_that_changed_meanwhile_is_looked_through_again() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Tab 'Go' Tab");
    d.send(Msg::Reread {
        key: "it/web".into(),
        purpose: Reread::Reload,
        text: Ok("title = \"Web\"\nsummary = \"Java\"\n".into()),
    });
    d.keys("Enter");
    assert!(
        d.message()
            .contains("it/web has changed since it was looked through"),
        "{}",
        d.message()
    );
    assert!(
        d.screen().contains("7 of 7 places in 3 files"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert!(text(&d, "it/web").contains("summary = \"Go\""));
}

#[test]
fn more_hits_than_anybody_looks_through_are_not_made() {
    let file = format!(
        "title = \"Desk\"\nsummary = \"{}\"\n",
        "word ".repeat(50_000)
    );
    let mut d = Driver::with([(PathBuf::from("desk.toml"), file)].into(), 100, 30);
    d.keys("% 'word' Enter 'term' Enter Enter");
    assert!(
        d.message()
            .starts_with("There are 50000 hits and more: make the pattern"),
        "{}",
        d.message()
    );
    assert_eq!(d.app.unsaved, 0);
}

/// As many families of the same words.
fn many(count: usize) -> BTreeMap<PathBuf, String> {
    let file = |n: usize| {
        let text = format!(
            "title = \"Team {n}\"\nresponsibilities = [\"Runs the old tool\"]\n\n[[roles]]\nid = \"lead\"\n\
             title = \"Lead {n}\"\ngrade = 5\n"
        );
        (PathBuf::from(format!("teams/t{n:04}.toml")), text)
    };
    (0..count).map(file).collect()
}

#[test]
fn replacing_is_worked_out_behind_the_screen_and_can_be_called_off() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Enter 'Go' Enter");
    d.thoughts_wait = true;
    d.keys("Enter");
    assert_eq!(d.thoughts(), ["Replace"]);
    assert!(
        d.screen().contains("replacing … Esc calls it off"),
        "{}",
        d.screen()
    );
    assert_eq!(d.app.unsaved, 0);
    // Nothing that is typed meanwhile changes what was asked for.
    d.keys("Space Tab x Alt-n Enter").paste("more");
    assert_eq!(d.message(), "Replacing …; Esc calls it off.");
    assert_eq!(d.thoughts(), ["Replace"]);
    d.keys("Esc");
    assert_eq!(d.message(), "Called off: nothing is replaced.");
    assert_eq!(d.called_off, 1);
    // What it came to all the same is passed over.
    d.thoughts_come();
    assert_eq!(d.app.unsaved, 0);
    assert!(
        d.screen().contains("9 of 9 places in 3 files"),
        "{}",
        d.screen()
    );
    d.keys("Enter");
    assert_eq!(d.app.unsaved, 3);
    assert!(d.app.overlays.is_empty());
}

#[test]
fn what_changed_while_it_was_worked_out_is_not_overwritten() {
    let mut d = Driver::with(small(), 100, 30);
    d.keys("% 'java' Enter 'Go' Enter");
    d.thoughts_wait = true;
    d.keys("Enter");
    d.somebody_writes("it/web.toml", "title = \"Web\"\nsummary = \"Java\"\n");
    d.thoughts_come();
    assert!(
        d.message().contains("Not replaced: it/web has changed"),
        "{}",
        d.message()
    );
    assert_eq!(d.app.unsaved, 0);
    assert!(
        d.screen().contains("7 of 7 places in 3 files"),
        "{}",
        d.screen()
    );
}

#[test]
fn a_thousand_files_hold_no_key_back() {
    let before = many(1000);
    let mut d = Driver::with(before.clone(), 100, 30);
    d.keys("% 'the old tool' Enter 'Rubric' Enter");
    d.thoughts_wait = true;
    d.keys("Enter");
    assert_eq!(d.thoughts(), ["Replace"]);
    d.thoughts_come();
    assert_eq!(d.app.unsaved, 1000);
    // Taking it back reads no file anew, and what is derived from the files is derived elsewhere.
    d.thoughts_wait = true;
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    assert_eq!(d.thoughts(), ["BuildIndex", "Check"]);
    assert_eq!(
        text(&d, "teams/t0999"),
        before[&PathBuf::from("teams/t0999.toml")]
    );
    // Once more before that has ended, it is not begun twice.
    d.keys("Ctrl-R");
    assert_eq!(d.app.unsaved, 1000);
    assert_eq!(d.thoughts().len(), 2);
    d.thoughts_come();
    d.keys("/ 'rubric'");
    assert!(d.screen().contains("of 2000"), "{}", d.screen());
    d.keys("Esc S");
    assert_eq!(d.saves, 1000);
    assert!(d.file("teams/t0500.toml").contains("Runs Rubric"));
}

#[test]
fn hits_at_80_by_24() {
    let mut d = Driver::new(80, 24);
    d.keys("% 'service desk' Tab 'help desk' Tab Down Space");
    insta::assert_snapshot!("replacing_80x24", d.screen());
    assert!(!d.file(IT).contains("help desk"));
}

#[test]
fn hits_at_40_by_12() {
    let mut d = Driver::new(40, 12);
    d.keys("% 'service desk' Tab 'help desk' Tab");
    insta::assert_snapshot!("replacing_40x12", d.screen());
}
