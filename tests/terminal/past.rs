//! Going on where one was, from run to run.

use std::path::Path;

use crate::Session;

#[test]
fn a_catalog_opens_as_it_was_left_and_a_torn_session_is_ignored() {
    let mut session = Session::start();
    session.until("/ find");
    session.send("/payroll man");
    session.until("Manager, Payroll");
    session.send("\r");
    session.until("Reports to");
    session.send("q");
    assert_eq!(session.end(), 0);
    let folder = session.folder.clone();
    let mut session = Session::with(folder.clone());
    session.until("Reports to");
    session.send("q");
    assert_eq!(session.end(), 0);
    let sessions = folder.path().join("home/rolebook/sessions");
    for entry in std::fs::read_dir(&sessions).unwrap() {
        std::fs::write(entry.unwrap().path(), "selected = [\u{0}").unwrap();
    }
    let mut session = Session::with(folder.clone());
    session.until("/ find");
    session.send("q");
    assert_eq!(session.end(), 0);
    assert!(!holds_anything_of_ours(&folder.path().join("catalog")));
}

/// Whether something was put into the catalog that is no file of it.
fn holds_anything_of_ours(catalog: &Path) -> bool {
    std::fs::read_dir(catalog).unwrap().any(|entry| {
        let name = entry.unwrap().file_name();
        let name = name.to_string_lossy();
        name.contains("session") || name.starts_with('.')
    })
}
