//! The terminal's background, and settings that change while the program is open.

use crate::Session;

fn contains(raw: &[u8], part: &str) -> bool {
    raw.windows(part.len())
        .any(|bytes| bytes == part.as_bytes())
}

#[test]
fn the_terminal_is_asked_for_its_background_and_its_answer_is_not_typed() {
    let session = Session::start();
    session.until("/ find");
    session.wait("the question", |_| contains(&session.raw(), "\x1b]11;?"));
    assert!(!contains(&session.raw(), "38;5;24"));
    session.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    session.wait("the light theme", |_| contains(&session.raw(), "38;5;24"));
    // Nothing that it consists of was taken for a key.
    session.until("/ find");
}

#[test]
fn settings_are_read_again_when_they_change_and_kept_when_they_are_chosen() {
    let session = Session::start();
    session.until("IT Management");
    let file = session.folder.path().join("home/rolebook/config.toml");
    // The folder is there, and watched, when the catalog has been read.
    session.wait("the folder", |_| file.parent().unwrap().is_dir());
    session.send(",");
    session.until("ASCII only");
    session.send("ascii\r");
    session.until("+- engineering");
    session.wait("the file", |_| {
        std::fs::read_to_string(&file).is_ok_and(|text| text == "ascii = true\n")
    });
    session.send("\x1b");
    session.until_gone("ASCII only");
    std::fs::write(&file, "ascii = false\nthem = 1\n").unwrap();
    session.until("did you mean theme?");
    session.until("┏━ Catalog");
}
