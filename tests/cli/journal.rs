//! What runs that were killed left unsaved, in the hands of the commands.

use std::path::{Path, PathBuf};

use rolebook::document::{Draft, Unsaved};
use rolebook::store::Journal;
use serde_json::Value;

use super::{IntoRun, Run, World, changed_lines};

const FILE: &str = "finance/it-management.toml";
const OTHER: &str = "finance/accountant.toml";

impl World {
    fn state(&self) -> PathBuf {
        self.path("home/state/rolebook")
    }

    /// What the program would have unsaved that replaces one text in a file.
    fn replaced(&self, file: &str, from: &str, to: &str) -> Unsaved {
        let base = self.read(file);
        let text = base.replacen(from, to, 1);
        assert_ne!(base, text);
        Unsaved {
            key: file.strip_suffix(".toml").unwrap().into(),
            path: file.into(),
            base: Some(base.into()),
            text: Some(text.into()),
        }
    }

    /// A run that has this unsaved, and is alive until it is dropped.
    fn writing(&self, unsaved: &[Unsaved]) -> Journal {
        let mut journal = Journal::open(&self.state(), &self.catalog())
            .unwrap()
            .journal;
        for unsaved in unsaved {
            journal.record(unsaved).unwrap();
        }
        journal
    }

    /// Without naming a catalog, and without one that is near.
    fn journal(&self, args: &[&str]) -> Run {
        self.command(&[&["journal"], args].concat()).into_run()
    }

    fn listed(&self) -> Vec<Value> {
        let run = self.journal(&["list", "--format", "json"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        serde_json::from_str::<Value>(&run.out)
            .unwrap()
            .as_array()
            .unwrap()
            .clone()
    }
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

fn form() -> Draft {
    Draft {
        title: "New item \u{1b}[31m".into(),
        key: "finance/it-management".into(),
        form: String::new(),
        fields: vec![("Requirements".into(), "Half a sentence".into())],
    }
}

#[test]
fn nothing_left_is_no_error_to_list_and_nothing_to_restore() {
    let world = World::new();
    let run = world.journal(&["list"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("Nothing was left"), "{run:?}");
    assert!(world.listed().is_empty());
    assert_eq!(world.journal(&["restore"]).code, 1);
    assert_eq!(world.journal(&["discard", "abc-1"]).code, 1);
    assert_eq!(world.journal(&["mend"]).code, 2);
    assert!(
        !world.path("home/data").exists(),
        "no sample is made to look at journals"
    );
}

#[test]
fn the_list_says_which_catalog_which_files_and_which_are_in_use() {
    let world = World::new();
    let mut dead = world.writing(&[world.replaced(FILE, "grade = 8", "grade = 9")]);
    dead.draft(Some(&form())).unwrap();
    drop(dead);
    let alive = world.writing(&[world.replaced(OTHER, "title", "title ")]);
    let listed = world.listed();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0]["in_use"], false);
    assert_eq!(listed[1]["in_use"], true);
    assert_eq!(
        listed[0]["catalog"],
        world.catalog().to_string_lossy().as_ref()
    );
    assert_eq!(listed[0]["files"][0]["path"], FILE);
    assert_eq!(listed[0]["files"][0]["change"], "changed");
    assert!(listed[0]["written"].as_u64().unwrap() > 0);
    let text = world.journal(&["list"]).out;
    assert!(
        text.contains(id(&listed[0])) && text.contains("just now"),
        "{text}"
    );
    assert!(
        text.contains("in use") && text.contains("form  New item"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
    for what in ["restore", "discard"] {
        let run = world.journal(&[what, id(&listed[1])]);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.err.contains("in use"), "{run:?}");
    }
    assert_eq!(world.listed().len(), 2);
    drop(alive);
}

#[test]
fn restoring_writes_the_files_and_ends_the_journal() {
    let world = World::new();
    let before = world.read(FILE);
    drop(world.writing(&[
        world.replaced(FILE, "grade = 8", "grade = 9"),
        world.replaced(OTHER, "title = ", "title  = "),
    ]));
    let run = world.journal(&["restore"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    assert_eq!(
        changed_lines(&before, &world.read(FILE)),
        ["-grade = 8", "+grade = 9"]
    );
    assert!(world.read(OTHER).contains("title  = "));
    assert!(world.listed().is_empty());
}

#[test]
fn a_file_that_changed_since_is_refused_and_stays_in_the_journal() {
    let world = World::new();
    drop(world.writing(&[
        world.replaced(FILE, "grade = 8", "grade = 9"),
        world.replaced(OTHER, "title = ", "title  = "),
    ]));
    world.write(FILE, "title = \"Theirs\"\n");
    let run = world.journal(&["restore"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.err.contains("it-management.toml") && run.err.contains("changed"),
        "{run:?}"
    );
    assert_eq!(world.read(FILE), "title = \"Theirs\"\n");
    assert!(world.read(OTHER).contains("title  = "));
    let listed = world.listed();
    assert_eq!(listed[0]["files"].as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["files"][0]["path"], FILE);
    let run = world.journal(&["discard", id(&listed[0])]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    assert!(world.listed().is_empty());
}

#[test]
fn a_form_cannot_be_written_into_a_file_and_waits() {
    let world = World::new();
    let mut journal = world.writing(&[world.replaced(FILE, "grade = 8", "grade = 9")]);
    journal.draft(Some(&form())).unwrap();
    drop(journal);
    let run = world.journal(&["restore"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("open the catalog to go on"), "{run:?}");
    assert!(world.read(FILE).contains("grade = 9"));
    assert_eq!(world.listed()[0]["form"], form().title);
}

#[test]
fn a_journal_that_was_tampered_with_writes_nothing_outside() {
    let world = World::new();
    let outside = world.path("elsewhere/a.toml");
    std::fs::write(&outside, "a = 1\n").unwrap();
    for path in [Path::new("../elsewhere/a.toml"), &outside] {
        let unsaved = Unsaved {
            key: "a".into(),
            path: path.into(),
            base: Some("a = 1\n".into()),
            text: Some("a = 2\n".into()),
        };
        drop(world.writing(&[unsaved]));
        let run = world.journal(&["restore"]);
        assert_eq!(run.code, 3, "{run:?}");
        assert_eq!(world.journal(&["discard"]).code, 0);
    }
    assert_eq!(std::fs::read_to_string(outside).unwrap(), "a = 1\n");
}

#[test]
fn of_several_one_is_to_be_named_or_the_catalog() {
    let world = World::new();
    drop(world.writing(&[world.replaced(FILE, "grade = 8", "grade = 9")]));
    let other = World::new();
    let mut journal = Journal::open(&world.state(), &other.catalog())
        .unwrap()
        .journal;
    let theirs = other.replaced(FILE, "grade = 8", "grade = 7");
    journal.record(&theirs).unwrap();
    drop(journal);
    let run = world.journal(&["restore"]);
    assert_eq!(run.code, 2, "{run:?}");
    for row in world.listed() {
        assert!(run.err.contains(id(&row)), "{run:?}");
    }
    let run = world.run(&["journal", "restore"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(world.read(FILE).contains("grade = 9"));
    assert!(other.read(FILE).contains("grade = 8"));
}
