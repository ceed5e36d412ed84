//! What somebody else does to the files of a catalog in a real folder, and what the program hears of it.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rolebook::document::{FileNews, SETTINGS_KEY};
use rolebook::store::{Known, Watch};

use crate::{FAMILY, Folder, NEW};

/// Only a watcher that hears nothing needs as long.
const TIMEOUT: Duration = Duration::from_secs(20);

struct Watched {
    folder: Folder,
    known: Known,
    touched: Receiver<std::collections::BTreeSet<PathBuf>>,
    _watch: Watch,
}

impl Watched {
    /// A catalog with two families in it, loaded and watched.
    fn new() -> Self {
        let folder = Folder::new();
        folder.put("catalog.toml", "name = \"C\"\n");
        folder.put("finance/a.toml", FAMILY);
        folder.put("finance/b.toml", FAMILY);
        Self::of(folder)
    }

    fn of(folder: Folder) -> Self {
        let (sender, touched) = channel();
        let watch = Watch::start(&folder.path(), move |paths| {
            let _ = sender.send(paths);
        })
        .unwrap();
        Self {
            known: Known::of(&folder.load()),
            folder,
            touched,
            _watch: watch,
        }
    }

    /// What has come in by the time that the path is heard of that is touched last.
    fn until(&mut self, last: &str) -> Vec<FileNews> {
        let start = Instant::now();
        let mut all: Vec<FileNews> = Vec::new();
        while !all.iter().any(|news| news.path.as_os_str() == last) {
            let left = TIMEOUT.saturating_sub(start.elapsed());
            let paths = self.touched.recv_timeout(left);
            let paths = paths.unwrap_or_else(|_| panic!("nothing of {last} in {all:?}"));
            // A file that is written in place is empty for a moment, and may be seen so.
            let is_whole = |news: &FileNews| {
                let now = news.now.as_ref();
                now.is_none_or(|now| now.base().is_none_or(|text| !text.is_empty()))
            };
            all.extend(
                self.known
                    .look(&paths)
                    .unwrap()
                    .into_iter()
                    .filter(is_whole),
            );
        }
        all
    }

    /// The same as path, key and text, a file that is gone without text.
    fn heard(&mut self, last: &str) -> Vec<(String, String, Option<String>)> {
        let mut heard: Vec<_> = self
            .until(last)
            .into_iter()
            .map(|news| {
                (
                    news.path.display().to_string(),
                    news.key.to_string(),
                    news.now.map(|document| document.text().to_string()),
                )
            })
            .collect();
        heard.sort();
        heard
    }
}

fn row(path: &str, text: Option<&str>) -> (String, String, Option<String>) {
    let key = match path {
        SETTINGS_KEY => path,
        path => path.trim_end_matches(".toml"),
    };
    (path.to_owned(), key.to_owned(), text.map(str::to_owned))
}

#[test]
fn a_file_that_is_written_in_place_is_heard_of_with_its_text() {
    let mut watched = Watched::new();
    watched.folder.put("finance/a.toml", NEW);
    assert_eq!(
        watched.heard("finance/a.toml"),
        [row("finance/a.toml", Some(NEW))]
    );
    watched.folder.put("catalog.toml", "name = \"D\"\n");
    assert_eq!(
        watched.heard("catalog.toml"),
        [row("catalog.toml", Some("name = \"D\"\n"))]
    );
}

#[test]
fn a_file_that_another_takes_the_place_of_is_heard_of() {
    let mut watched = Watched::new();
    let beside = watched.folder.put("finance/a.toml.tmp", NEW);
    fs::rename(beside, watched.folder.at("finance/a.toml")).unwrap();
    assert_eq!(
        watched.heard("finance/a.toml"),
        [row("finance/a.toml", Some(NEW))]
    );
}

#[test]
fn files_that_come_and_go_are_heard_of() {
    let mut watched = Watched::new();
    fs::remove_file(watched.folder.at("finance/a.toml")).unwrap();
    fs::rename(
        watched.folder.at("finance/b.toml"),
        watched.folder.at("finance/c.toml"),
    )
    .unwrap();
    assert_eq!(
        watched.heard("finance/c.toml"),
        [
            row("finance/a.toml", None),
            row("finance/b.toml", None),
            row("finance/c.toml", Some(FAMILY)),
        ]
    );
}

#[test]
fn folders_that_come_go_and_get_another_name_are_looked_through() {
    let mut watched = Watched::new();
    watched.folder.put("legal/deep/er/d.toml", NEW);
    assert_eq!(
        watched.heard("legal/deep/er/d.toml"),
        [row("legal/deep/er/d.toml", Some(NEW))]
    );
    // What came later is watched as well.
    watched.folder.put("legal/deep/er/e.toml", NEW);
    assert_eq!(
        watched.heard("legal/deep/er/e.toml"),
        [row("legal/deep/er/e.toml", Some(NEW))]
    );
    fs::rename(watched.folder.at("finance"), watched.folder.at("money")).unwrap();
    assert_eq!(
        watched.heard("money/b.toml"),
        [
            row("finance/a.toml", None),
            row("finance/b.toml", None),
            row("money/a.toml", Some(FAMILY)),
            row("money/b.toml", Some(FAMILY)),
        ]
    );
    watched.folder.put("money/a.toml", NEW);
    assert_eq!(
        watched.heard("money/a.toml"),
        [row("money/a.toml", Some(NEW))]
    );
    fs::remove_dir_all(watched.folder.at("legal")).unwrap();
    watched.folder.put("zzz.toml", NEW);
    assert_eq!(
        watched.heard("zzz.toml"),
        [
            row("legal/deep/er/d.toml", None),
            row("legal/deep/er/e.toml", None),
            row("zzz.toml", Some(NEW)),
        ]
    );
}

#[test]
fn a_folder_in_the_place_of_another_is_watched_and_what_the_other_had_is_gone() {
    let mut watched = Watched::new();
    watched.folder.put("other/b.toml", NEW);
    watched.until("other/b.toml");
    fs::remove_dir_all(watched.folder.at("finance")).unwrap();
    fs::rename(watched.folder.at("other"), watched.folder.at("finance")).unwrap();
    assert_eq!(
        watched.heard("other/b.toml"),
        [
            row("finance/a.toml", None),
            row("finance/b.toml", Some(NEW)),
            row("other/b.toml", None),
        ]
    );
    watched.folder.put("finance/z.toml", NEW);
    assert_eq!(
        watched.heard("finance/z.toml"),
        [row("finance/z.toml", Some(NEW))]
    );
}

#[test]
fn what_says_the_same_as_before_is_silent() {
    let mut watched = Watched::new();
    watched.folder.put("finance/a.toml", FAMILY);
    let beside = watched.folder.put("finance/new", FAMILY);
    fs::rename(beside, watched.folder.at("finance/b.toml")).unwrap();
    watched.folder.put("last.toml", NEW);
    assert_eq!(watched.heard("last.toml"), [row("last.toml", Some(NEW))]);
}

#[test]
fn what_the_program_saves_itself_is_silent() {
    let mut watched = Watched::new();
    watched.folder.save("finance/a.toml", FAMILY, NEW).unwrap();
    let path = PathBuf::from("finance/a.toml");
    watched.known.saved(&"finance/a".into(), &path, &NEW.into());
    watched.folder.put("last.toml", NEW);
    assert_eq!(watched.heard("last.toml"), [row("last.toml", Some(NEW))]);
}

#[test]
fn hidden_files_and_those_of_editors_are_silent() {
    let mut watched = Watched::new();
    for name in [
        "finance/.a.toml.swp",
        "finance/.#a.toml",
        "finance/#a.toml#",
        "finance/a.toml~",
        "finance/4913",
        ".git/refs/x.toml",
        "finance/notes.md",
    ] {
        watched.folder.put(name, NEW);
    }
    watched.folder.put("last.toml", NEW);
    assert_eq!(watched.heard("last.toml"), [row("last.toml", Some(NEW))]);
}

#[test]
fn a_file_that_cannot_be_read_any_more_says_why() {
    let mut watched = Watched::new();
    watched.folder.put("finance/a.toml", b"title = \"\xff\"");
    let news = watched.until("finance/a.toml");
    let document = news[0].now.as_ref().unwrap();
    assert!(document.base().is_none());
    assert!(document.problems()[0].kind.to_string().contains("UTF-8"));
    // And no more than once.
    watched.folder.put("finance/a.toml", b"title = \"\xfe\"");
    watched.folder.put("last.toml", NEW);
    assert_eq!(watched.until("last.toml").len(), 1);
}

#[test]
fn hundreds_of_files_at_once_are_heard_of_together() {
    let mut watched = Watched::new();
    for number in 0..300 {
        watched.folder.put(&format!("many/{number}.toml"), NEW);
    }
    watched.folder.put("zzz.toml", NEW);
    assert_eq!(watched.heard("zzz.toml").len(), 301);
}

#[test]
fn a_folder_that_cannot_be_reached_is_not_watched() {
    let folder = Folder::new();
    let error = Watch::start(&folder.at("nowhere"), |_| {}).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    let watched = Watched::new();
    let mut known = watched.known;
    drop(watched.folder);
    assert!(known.look(&[PathBuf::new()].into()).is_err());
}
