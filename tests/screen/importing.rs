//! Importing pages on the screen: which ones, what would become of each, one change that can be undone, and what of it
//! is in the files when it is saved.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rolebook::app::Overlay;

use crate::driver::Driver;

const BAKER: &str = "---\ntitle: Baker\n---\n\n## Baker\n\nThe Baker reports to the [Head](/job-families/shop/head/).\n\n### Job Grade\n\nThe Baker is a grade 4.\n\n### Responsibilities\n\n* Bake bread\n* Clean up\n";
const HEAD: &str = "## Head\n\n### Responsibilities\n\n- Lead\n";

/// An empty catalog, and a handbook of two pages beside it.
fn empty() -> Driver {
    with(BTreeMap::new(), 80, 24)
}

fn with(files: BTreeMap<PathBuf, String>, width: u16, height: u16) -> Driver {
    let mut d = Driver::with(files, width, height);
    d.pages = handbook(BAKER);
    d
}

fn handbook(baker: &str) -> BTreeMap<PathBuf, String> {
    [("hb/food/baker.md", baker), ("hb/shop/head.md", HEAD)]
        .map(|(path, text)| (PathBuf::from(path), text.to_owned()))
        .into()
}

/// Goes to what would be imported.
fn preview(d: &mut Driver) {
    d.keys("I 'hb' Enter");
}

/// Imports both pages and saves them.
fn imported() -> Driver {
    let mut d = empty();
    preview(&mut d);
    d.keys("Enter S");
    assert_eq!(d.message(), "Saved 2 files.");
    d
}

fn names(d: &Driver) -> Vec<String> {
    let paths = d.files.keys();
    paths.map(|path| path.display().to_string()).collect()
}

fn lines(d: &Driver) -> String {
    match d.app.overlays.last() {
        Some(Overlay::Dialog(dialog)) => dialog.lines.join("\n"),
        _ => panic!("{}", d.screen()),
    }
}

#[test]
fn what_would_become_of_the_pages_is_shown_first() {
    for (width, height) in [(80, 24), (160, 50), (40, 10)] {
        let mut d = with(BTreeMap::new(), width, height);
        d.keys("I");
        insta::assert_snapshot!(format!("import_form_{width}x{height}"), d.screen());
        d.keys("'hb' Enter");
        insta::assert_snapshot!(format!("import_preview_{width}x{height}"), d.screen());
    }
}

#[test]
fn a_path_is_completed_with_tab_and_the_next_tab_goes_on() {
    let mut d = empty();
    d.keys("I 'h' Tab");
    assert!(d.screen().contains("hb/"), "{}", d.screen());
    d.keys("'f' Tab");
    assert!(d.screen().contains("hb/food/"), "{}", d.screen());
    d.keys("Tab");
    assert!(d.screen().contains("hb/food/baker.md"), "{}", d.screen());
    // There is nothing more to complete.
    d.keys("Tab 'kitchen' Ctrl-S");
    assert!(
        lines(&d).contains("New: kitchen/baker · hb/food/baker.md"),
        "{}",
        lines(&d)
    );
}

#[test]
fn it_is_one_change_unsaved_and_in_the_files_when_it_is_saved() {
    let mut d = empty();
    d.keys(": 'import pages' Enter 'hb' Enter Enter");
    assert_eq!(
        d.message(),
        "You imported 2 families. S saves all, u undoes."
    );
    assert!(d.screen().contains("2 unsaved"), "{}", d.screen());
    assert!(d.screen().contains("Baker"), "{}", d.screen());
    assert!(d.files.is_empty(), "nothing is written before it is saved");
    d.keys("S");
    assert_eq!(
        names(&d),
        [
            ".imported/food/baker.toml",
            ".imported/shop/head.toml",
            "food/baker.toml",
            "shop/head.toml"
        ]
    );
    assert!(
        d.file("food/baker.toml")
            .contains("role = \"shop/head#head\""),
        "a link leads to the other family: {}",
        d.file("food/baker.toml")
    );
    assert_eq!(d.app.unsaved, 0);
    preview(&mut d);
    assert!(lines(&d).contains("Nothing changes."), "{}", lines(&d));
    d.keys("Enter");
    assert!(
        matches!(d.app.overlays.last(), Some(Overlay::Form(_))),
        "there is nothing to take, so Enter goes back: {}",
        d.screen()
    );
}

#[test]
fn undone_before_it_is_saved_it_leaves_no_trace() {
    let mut d = empty();
    preview(&mut d);
    d.keys("Enter u");
    assert_eq!(d.app.unsaved, 0);
    assert!(d.app.workspace.is_empty());
    d.keys("S q");
    assert!(d.has_quit, "nothing is unsaved");
    assert!(d.files.is_empty());
}

#[test]
fn undone_after_it_was_saved_everything_goes_with_the_next_save_and_comes_again() {
    let mut d = imported();
    let saved = d.files.clone();
    d.keys("u");
    assert_eq!(d.app.unsaved, 2);
    assert_eq!(d.files, saved, "not before it is saved");
    d.keys("S");
    assert!(d.files.is_empty(), "{:?}", names(&d));
    preview(&mut d);
    assert!(lines(&d).contains("2 new"), "{}", lines(&d));
    d.keys("Enter S");
    assert_eq!(d.files, saved);
}

#[test]
fn undone_while_it_is_being_saved_it_is_still_to_go_from_the_files() {
    let mut d = empty();
    preview(&mut d);
    d.keys("Enter");
    d.disk_waits = true;
    d.keys("S u");
    d.disk_works();
    assert_eq!(d.files.len(), 4);
    assert_eq!(d.app.unsaved, 2, "{}", d.screen());
    d.keys("S");
    assert!(d.files.is_empty(), "{:?}", names(&d));
    d.keys("U S");
    assert_eq!(d.files.len(), 4);
}

#[test]
fn a_page_that_changed_is_merged_and_undo_is_exact_to_the_byte() {
    let mut files = imported().files;
    let edited = files[&PathBuf::from("food/baker.toml")]
        .replace("\"Clean up\"", "\"Clean up\", # every day\n  \"Smile\"");
    files.insert("food/baker.toml".into(), edited.clone());
    let before = files.clone();
    let mut d = with(files, 80, 24);
    d.pages = handbook(&BAKER.replace("Bake bread", "Bake good bread"));
    preview(&mut d);
    assert!(
        lines(&d).starts_with("2 pages: 1 changed, 1 as before."),
        "{}",
        lines(&d)
    );
    d.keys("Enter s");
    assert_eq!(d.message(), "Saved food/baker.toml.");
    let merged = d.file("food/baker.toml");
    assert!(merged.contains("Bake good bread"), "{merged}");
    assert!(merged.contains("# every day\n  \"Smile\""), "{merged}");
    assert!(d.file(".imported/food/baker.toml").contains("good bread"));
    d.keys("u s");
    assert_eq!(d.files, before, "also what the page gave before");
    preview(&mut d);
    assert!(
        lines(&d).contains("1 changed"),
        "it merges again: {}",
        lines(&d)
    );
}

/// The page and the family say something else of the same grade.
fn contradicting() -> Driver {
    let mut files = imported().files;
    let edited = files[&PathBuf::from("food/baker.toml")].replace("grade = 4", "grade = 5");
    files.insert("food/baker.toml".into(), edited);
    let mut d = with(files, 80, 24);
    d.pages = handbook(&BAKER.replace("grade 4", "grade 6"));
    d.pages
        .insert("hb/shop/clerk.md".into(), HEAD.replace("Head", "Clerk"));
    preview(&mut d);
    d
}

#[test]
fn what_both_sides_changed_is_decided_before_all_of_it_is_one_change() {
    let mut d = contradicting();
    insta::assert_snapshot!("import_conflict_preview", d.screen());
    d.keys("Enter");
    insta::assert_snapshot!("import_conflict", d.screen());
    assert!(d.app.workspace.last_done().is_none());
    d.keys("p");
    assert_eq!(
        d.message(),
        "You imported 2 families. S saves all, u undoes."
    );
    d.keys("u");
    assert_eq!(d.app.unsaved, 0, "one change");
    d.keys("U S");
    assert!(d.file("food/baker.toml").contains("grade = 6"));
    assert!(d.files.contains_key(&PathBuf::from("shop/clerk.toml")));
    preview(&mut d);
    assert!(lines(&d).contains("Nothing changes."), "{}", lines(&d));
}

#[test]
fn one_side_can_win_everywhere_and_what_is_left_is_asked_again() {
    let mut d = contradicting();
    d.keys("c S");
    assert!(d.file("food/baker.toml").contains("grade = 5"));
    assert!(d.file(".imported/food/baker.toml").contains("grade = 6"));
    for leave in ["l", "Esc"] {
        let mut d = contradicting();
        d.keys("Enter").keys(leave);
        assert_eq!(
            d.message(),
            "You imported shop/clerk. s saves, u undoes.",
            "{leave}"
        );
        d.keys("S");
        assert!(d.file("food/baker.toml").contains("grade = 5"));
        assert!(d.file(".imported/food/baker.toml").contains("grade = 4"));
        preview(&mut d);
        assert!(lines(&d).contains("1 to decide"), "{}", lines(&d));
    }
    // Own words that are given up are asked for again, not forgotten.
    let mut d = contradicting();
    d.keys("Enter w Esc");
    assert!(lines(&d).contains("catalog:"), "{}", lines(&d));
    d.keys("w Ctrl-A '7' Ctrl-S");
    d.keys("S");
    assert!(d.file("food/baker.toml").contains("grade = 7"));
}

#[test]
fn one_bad_page_does_not_stop_the_rest_and_is_told_first() {
    let mut d = empty();
    d.pages
        .insert("hb/zoo/bad.md".into(), "\0unreadable".into());
    d.pages.insert(
        "hb/Bad Name!/x.md".into(),
        "## \u{1b}]0;PWNED\u{7} X\u{202e}\n\n- [a](javascript:alert(1))\n".into(),
    );
    preview(&mut d);
    let told = lines(&d);
    assert!(told.starts_with("4 pages: 3 new, 1 failed."), "{told}");
    let first = told.lines().nth(3).unwrap();
    assert!(first.starts_with("Failed: zoo/bad"), "{told}");
    let is_order = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!told.contains(is_order), "{told:?}");
    d.keys("Enter");
    assert_eq!(
        d.message(),
        "You imported 3 families. S saves all, u undoes."
    );
}

#[test]
fn a_family_that_came_from_nowhere_is_left_alone() {
    let files = [(
        PathBuf::from("food/baker.toml"),
        "title = \"Our own baker\"\n".to_owned(),
    )];
    let mut d = with(files.into(), 80, 24);
    preview(&mut d);
    assert!(lines(&d).contains("Refused: food/baker"), "{}", lines(&d));
    d.keys("Enter S");
    assert_eq!(d.file("food/baker.toml"), "title = \"Our own baker\"\n");
    let broken = [(PathBuf::from("food/baker.toml"), "title = \n".to_owned())];
    let mut d = with(broken.into(), 80, 24);
    preview(&mut d);
    assert!(
        lines(&d).contains("the family's own file is broken: food/baker.toml:1:9"),
        "{}",
        lines(&d)
    );
}

#[test]
fn what_names_nothing_is_said_in_the_form_and_reading_is_called_off() {
    let mut d = empty();
    d.keys("I 'nowhere' Enter");
    assert!(
        d.screen().contains("there is no page of Markdown"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-A 'hb'");
    d.thoughts_wait = true;
    d.keys("Enter");
    assert!(d.screen().contains("Looking for pages"), "{}", d.screen());
    d.keys("Esc");
    assert_eq!(d.message(), "Called off: nothing is imported.");
    assert_eq!(d.called_off, 1);
    // What comes of it nevertheless is not listened to.
    d.thoughts_come();
    assert!(
        matches!(d.app.overlays.last(), Some(Overlay::Form(_))),
        "{}",
        d.screen()
    );
    d.keys("Enter Enter");
    assert_eq!(d.app.unsaved, 2);
}

#[test]
fn what_changes_while_one_looks_is_not_run_over() {
    let mut d = imported();
    d.pages = handbook(&BAKER.replace("Bake bread", "Bake good bread"));
    preview(&mut d);
    d.somebody_replaces("food/baker.toml", "Clean up", "Clean up well");
    d.keys("Enter");
    assert!(d.message().starts_with("Not imported: "), "{}", d.message());
    preview(&mut d);
    d.keys("Enter S");
    assert!(d.file("food/baker.toml").contains("Clean up well"));
    assert!(d.file("food/baker.toml").contains("Bake good bread"));
}

#[test]
fn somebody_else_who_imported_too_is_told_of_and_saving_again_saves() {
    let mut d = imported();
    d.pages = handbook(&BAKER.replace("Bake bread", "Bake good bread"));
    preview(&mut d);
    d.keys("Enter");
    let theirs = d.file(".imported/food/baker.toml").to_owned() + "# theirs\n";
    d.files
        .insert(".imported/food/baker.toml".into(), theirs.clone());
    d.keys("s");
    assert!(
        d.message().contains("somebody else has imported the page"),
        "{}",
        d.message()
    );
    assert_eq!(d.file(".imported/food/baker.toml"), theirs);
    assert!(!d.file("food/baker.toml").contains("good bread"));
    d.keys("s");
    assert_eq!(d.message(), "Saved food/baker.toml.");
    assert!(d.file(".imported/food/baker.toml").contains("good bread"));
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn a_family_is_saved_with_what_its_page_gave_and_no_other() {
    let mut d = imported();
    d.pages = handbook(&BAKER.replace("Bake bread", "Bake good bread"));
    d.pages
        .insert("hb/shop/head.md".into(), HEAD.replace("Lead", "Lead well"));
    preview(&mut d);
    d.keys("Enter s");
    assert_eq!(d.message(), "Saved food/baker.toml.");
    assert!(d.file(".imported/food/baker.toml").contains("good bread"));
    assert!(!d.file(".imported/shop/head.toml").contains("Lead well"));
    assert_eq!(d.app.unsaved, 1);
    d.keys("S");
    assert!(d.file(".imported/shop/head.toml").contains("Lead well"));
}

#[test]
fn a_crash_loses_neither_the_families_nor_what_their_pages_gave() {
    let whole = imported().files;
    let mut killed = empty();
    preview(&mut killed);
    killed.keys("Enter");
    let mut d = killed.restart(|_| {});
    assert!(
        d.screen().contains("food/baker.toml was new"),
        "{}",
        d.screen()
    );
    assert!(!d.screen().contains(".imported"), "{}", d.screen());
    d.keys("r");
    assert!(
        d.message().starts_with("Restored 2 files"),
        "{}",
        d.message()
    );
    assert!(d.files.is_empty());
    d.keys("S");
    assert_eq!(d.files, whole);

    // A merge: the version that was before is known again, too.
    let mut killed = imported();
    killed.pages = handbook(&BAKER.replace("Bake bread", "Bake good bread"));
    preview(&mut killed);
    killed.keys("Enter");
    let mut d = killed.restart(|_| {});
    d.pages = killed.pages.clone();
    d.keys("r");
    let mut undone = d.restart(|_| {});
    undone.keys("r u S");
    assert_eq!(undone.files, whole);
    d.keys("S");
    assert!(d.file("food/baker.toml").contains("good bread"));
    assert!(d.file(".imported/food/baker.toml").contains("good bread"));
    preview(&mut d);
    assert!(lines(&d).contains("Nothing changes."), "{}", lines(&d));
}

#[test]
fn killed_right_after_the_save_there_is_nothing_to_ask() {
    let mut d = empty();
    preview(&mut d);
    d.keys("Enter");
    let unsaved = d.unsaved.clone();
    d.keys("S");
    d.unsaved = unsaved;
    let d = d.restart(|_| {});
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
}

#[test]
fn real_pages_come_in_and_say_the_same_the_second_time() {
    let Some(corpus) = std::env::var_os("ROLEBOOK_CORPUS") else {
        return;
    };
    fn walk(folder: &std::path::Path, pages: &mut BTreeMap<PathBuf, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, pages);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                pages.insert(path.clone(), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut d = Driver::with(BTreeMap::new(), 160, 50);
    walk(std::path::Path::new(&corpus), &mut d.pages);
    let all = d.pages.len();
    assert!(all > 0);
    let path = corpus.to_str().unwrap().to_owned();
    let ask = |d: &mut Driver| {
        d.keys("I").keys(&format!("'{path}'")).keys("Enter");
    };
    ask(&mut d);
    assert!(
        lines(&d).starts_with(&format!("{all} pages: {all} new.")),
        "{}",
        lines(&d)
    );
    d.keys("Enter S");
    assert_eq!(d.files.len(), 2 * all);
    ask(&mut d);
    assert!(lines(&d).contains("Nothing changes."), "{}", lines(&d));
}
