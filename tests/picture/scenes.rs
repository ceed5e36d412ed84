//! The screens that the README shows, drawn from the sample catalog.

#[path = "../screen/driver.rs"]
#[allow(dead_code, reason = "a picture needs only a part of it")]
mod driver;
#[path = "svg.rs"]
mod svg;

use std::path::{Path, PathBuf};

use driver::Driver;

/// A picture: file name, what it shows, and the keys that lead there.
const SCENES: &[(&str, &str, &str)] = &[
    (
        "browse.svg",
        "A role with everything that applies to it, each inherited line with its origin",
        "/ 'itil' Enter g",
    ),
    (
        "find.svg",
        "The finder: every role that asks for ITIL",
        "/ 'itil'",
    ),
    (
        "edit.svg",
        "The form with the fields of a role",
        "/ 'manager it' Enter r Tab Backspace '9'",
    ),
];

/// Every picture: where it is kept, and what it looks like now.
pub fn pictures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/picture");
    SCENES
        .iter()
        .map(|(name, title, keys)| {
            let mut screen = Driver::new(120, 34);
            screen.keys(keys);
            (folder.join(name), svg::svg(screen.buffer(), title))
        })
        .collect()
}
