//! Who may know whom: the import table of the house, held against the code.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each room, the rooms that it may know, and the outside crates that only some rooms may know.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("document", &["model", "text"]),
    ("search", &["model", "text"]),
    ("format", &["model", "text"]),
    ("check", &["model", "document", "text"]),
    ("config", &["text"]),
    (
        "app",
        &[
            "model", "document", "search", "check", "format", "config", "text",
        ],
    ),
    (
        "ui",
        &[
            "app", "model", "document", "search", "check", "format", "config", "text",
        ],
    ),
    ("store", &["model", "document", "config", "text"]),
    ("tui", &["app", "ui", "store", "config", "format", "text"]),
    (
        "cli",
        &[
            "model", "document", "search", "check", "format", "config", "store", "text",
        ],
    ),
];

const OUTSIDE: &[(&str, &[&str])] = &[
    ("fuzzy_matcher", &["search"]),
    ("crossterm", &["tui"]),
    ("ratatui", &["ui", "tui"]),
    ("toml_edit", &["document", "config"]),
    ("toml_parser", &["document"]),
    ("diffy", &["document"]),
    ("base64", &["store"]),
    ("clap", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("tempfile", &["store", "tui"]),
    ("signal_hook", &["tui"]),
    ("notify", &["store"]),
    ("shell_words", &["tui", "cli"]),
    ("docx_rs", &["format"]),
    ("zip", &["format"]),
    ("regex", &["document"]),
    ("regex_syntax", &["document"]),
    ("fluent_bundle", &["text"]),
    ("fluent_syntax", &["text"]),
    ("unic_langid", &["text"]),
];

/// Rooms that touch neither disk nor terminal nor clock.
const PURE: &[&str] = &[
    "text", "model", "document", "search", "check", "format", "app", "ui",
];

fn sources() -> Vec<(String, PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files
        .into_iter()
        .filter_map(|path| {
            let below = path.strip_prefix(&root).unwrap().to_owned();
            let room = below.components().next()?.as_os_str().to_str()?.to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            (below.components().count() > 1).then_some((room, below, text))
        })
        .collect()
}

/// The code without comments and unit tests, which may look at anything; strings stay, and none of them names a room by a path.
fn code(text: &str) -> String {
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The names that follow `crate::`, one by one, groups in braces included.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let mut depth = 0_usize;
        let mut name = String::new();
        let mut fresh = true;
        for c in rest.chars() {
            match c {
                '{' => {
                    depth += 1;
                    fresh = depth == 1;
                }
                '}' => {
                    depth = depth.saturating_sub(1);
                    fresh = false;
                }
                ',' if depth == 1 => fresh = true,
                c if c.is_alphanumeric() || c == '_' => {
                    if fresh {
                        name.push(c);
                    }
                    continue;
                }
                c if c.is_whitespace() && depth > 0 => continue,
                _ => fresh = false,
            }
            if !name.is_empty() {
                names.insert(std::mem::take(&mut name));
            }
            if depth == 0 {
                break;
            }
        }
        if !name.is_empty() {
            names.insert(name);
        }
    }
    names
}

#[test]
fn every_room_knows_only_whom_it_may() {
    let known: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let mut seen = BTreeSet::new();
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            broken.push(format!("{}: {room} is not in the table", path.display()));
            continue;
        };
        seen.insert(room.clone());
        for name in rooms_named(&code(&text)) {
            let other_room = known.contains(&name.as_str()) && name != room;
            if other_room && !allowed.contains(&name.as_str()) {
                broken.push(format!("{}: {room} must not know {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert_eq!(
        seen.len(),
        ROOMS.len(),
        "every room of the table stands: {seen:?}"
    );
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        for (name, allowed) in OUTSIDE {
            let named = code(&text).contains(&format!("{name}::"));
            if named && !allowed.contains(&room.as_str()) {
                broken.push(format!("{}: {room} must not know {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn pure_rooms_touch_neither_disk_nor_clock_nor_terminal() {
    let outside = [
        "std::fs",
        "std::io::std",
        "std::net",
        "std::process",
        "std::thread",
        "std::env",
        "Instant",
        "SystemTime",
    ];
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        if !PURE.contains(&room.as_str()) {
            continue;
        }
        for name in outside {
            if code(&text).contains(name) {
                broken.push(format!("{}: {room} must not use {name}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_room_says_what_it_owns() {
    for (_, path, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{} opens without a word on what it owns",
            path.display()
        );
    }
}

#[test]
fn names_in_groups_are_found() {
    let code = "use crate::{app::App, model};\nuse crate::ui;\nlet x = crate::store::load(1);";
    let names: Vec<String> = rooms_named(code).into_iter().collect();
    assert_eq!(names, ["app", "model", "store", "ui"]);
}
