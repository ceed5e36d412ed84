//! Importing pages, end to end: a path is completed from the disk, and what pages gave is there when the families are.

use std::fs;
use std::path::Path;

use super::{Session, sample, soon};

const PAGE: &str =
    "---\ntitle: Baker\n---\n\n## Baker\n\n### Responsibilities\n\n- Bake bread\n- Clean up\n";

fn start() -> Session {
    let folder = sample();
    let pages = folder.path().join("handbook pages/food");
    fs::create_dir_all(&pages).unwrap();
    fs::write(pages.join("baker.md"), PAGE).unwrap();
    fs::write(pages.join("bad.md"), b"# Caf\xe9\n").unwrap();
    Session::with(folder)
}

fn until_saved(path: &Path, is_there: bool) {
    let come = || (path.exists() == is_there).then_some(());
    soon(come, || path.display().to_string());
}

#[test]
fn pages_come_in_and_what_they_gave_is_written_with_the_families() {
    let mut session = start();
    session.until("IT Management");
    let given = session.file(".imported");
    session.send("I");
    session.until("Import pages");
    session.send("handb");
    session.until("handbook pages/");
    session.send("\t");
    session.until("food/");
    session.send("\r");
    session.until("2 pages: 1 new, 1 failed.");
    let screen = session.until("New: food/baker");
    assert!(screen.contains("bad.md:1:6: it is not UTF-8"), "{screen}");
    session.send("\r");
    session.until("You imported food/baker");
    assert!(!given.exists(), "nothing is written before it is saved");
    session.send("u");
    session.until_gone("1 unsaved");
    session.send("U");
    session.until("1 unsaved");
    session.send("s");
    until_saved(&session.file(".imported/food/baker.toml"), true);
    until_saved(&session.file("food/baker.toml"), true);
    session.until("Saved food/baker.toml");
    session.send("u");
    session.until("unsaved");
    session.send("S");
    until_saved(&session.file("food/baker.toml"), false);
    until_saved(&session.file(".imported/food/baker.toml"), false);
    session.until("Deleted food/baker.toml");
    session.send("q");
    assert_eq!(session.end(), 0);
}
