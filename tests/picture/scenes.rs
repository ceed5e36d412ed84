//! The screens that the README shows, drawn from the sample catalog.

#[path = "../screen/driver.rs"]
#[allow(dead_code, reason = "a picture needs only a part of it")]
mod driver;
#[path = "svg.rs"]
mod svg;

use std::path::{Path, PathBuf};

use driver::Driver;
use ratatui::buffer::Buffer;
use rolebook::app::Msg;
use svg::{DARK, Ground, LIGHT};

/// A picture: its name, what it shows, and the keys that lead there.
const SCENES: &[(&str, &str, &str)] = &[
    (
        "browse",
        "A role with everything that applies to it, each inherited line with its origin",
        "/ 'itil' Enter g",
    ),
    (
        "find",
        "The finder: every role that asks for ITIL",
        "/ 'itil'",
    ),
    (
        "edit",
        "The form with the fields of a role",
        "/ 'manager it' Enter r Tab Backspace '9'",
    ),
    (
        "compare",
        "Two roles beside each other, with what differs",
        "/ 'manager it' Ctrl-T Ctrl-T Alt-c",
    ),
    ("problems", "What the checks found", "p"),
];

/// The moving one: the keys of each step, and for how many tenths of a second its screen stays.
const STEPS: &[(&str, u32)] = &[
    ("g", 12),
    ("/", 8),
    ("'i'", 3),
    ("'t'", 3),
    ("'il'", 16),
    ("Enter", 18),
    ("v", 14),
    ("v r", 12),
    ("Esc", 8),
    ("/ 'manager it' Enter r Tab", 12),
    ("Backspace '9'", 12),
    ("Ctrl-S", 16),
    ("u", 20),
];

/// Every picture: where it is kept, and what it looks like now.
pub fn pictures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/picture");
    let mut pictures = Vec::new();
    for (suffix, ground) in [("", DARK), ("-light", LIGHT)] {
        for (name, title, keys) in SCENES {
            let mut screen = screen(120, 34, ground);
            screen.keys(keys);
            let picture = svg::svg(screen.buffer(), title, ground);
            pictures.push((folder.join(format!("{name}{suffix}.svg")), picture));
        }
        let mut screen = screen(100, 26, ground);
        let frame = |(keys, tenths): &(&str, u32)| -> (Buffer, u32) {
            screen.keys(keys);
            (screen.buffer().clone(), *tenths)
        };
        let frames: Vec<(Buffer, u32)> = STEPS.iter().map(frame).collect();
        let title = "Searching, reading, and changing a grade";
        let film = svg::film(&frames, title, ground);
        pictures.push((folder.join(format!("film{suffix}.svg")), film));
    }
    pictures
}

/// A program in a terminal that has told its background.
fn screen(width: u16, height: u16, ground: Ground) -> Driver {
    let mut screen = Driver::new(width, height);
    let [_, r, g, b] = ground.background.to_be_bytes();
    screen.send(Msg::Background((r, g, b)));
    screen
}
