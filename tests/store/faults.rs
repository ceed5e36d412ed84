//! Faults of a real system: a disk that is full, one that fails when it is asked to confirm, a file that cannot be put
//! into its place. Where the system does not let a test bring one about, the test says so and passes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rolebook::document::Fingerprint;
use rolebook::store::{Write, load, save_all};

use crate::{FAMILY, Folder, NEW};

const PLACE: &str = "ROLEBOOK_FAULT";

/// The place to work in, when this process was started to be the one that suffers.
pub(crate) fn place() -> Option<PathBuf> {
    std::env::var_os(PLACE).map(PathBuf::from)
}

/// Runs a test again, behind a command that makes the fault. False when the command does not work here.
pub(crate) fn suffer(test: &str, place: &Path, command: &[&str]) -> bool {
    let works = Command::new(command[0])
        .args(&command[1..])
        .arg("true")
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        // Past the capture of the test's own words, so that it is seen.
        let said = format!("{test}: skipped, {} does not work here\n", command[0]);
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        return false;
    }
    let output = Command::new(command[0])
        .args(&command[1..])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(PLACE, place)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && words.contains("1 passed"),
        "{command:?}: {output:?}"
    );
    true
}

fn change(path: &str, text: &str) -> Write {
    Write {
        path: path.into(),
        text: Some(text.into()),
        expected: Some(Fingerprint::of(FAMILY.as_bytes())),
    }
}

/// What a folder has, litter included.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<String> = entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Fills a small disk to the last byte or, with files without any, to the last file.
fn fill(disk: &Path, with_bytes: bool) {
    let folder = disk.join("filler");
    fs::create_dir_all(&folder).unwrap();
    for number in 0.. {
        let text: &[u8] = if with_bytes { &[b'x'; 4096] } else { b"" };
        if fs::write(folder.join(number.to_string()), text).is_err() {
            return;
        }
    }
}

fn on_a_full_disk(test: &str, options: &str, with_bytes: bool) {
    let Some(disk) = place() else {
        let folder = Folder::new();
        let mount = format!("mount -t tmpfs -o {options} none \"$1\" && shift && exec \"$@\"");
        let at = folder.path();
        let at = at.to_str().unwrap();
        // In a namespace of its own, where everybody may mount; it goes with the process.
        suffer(
            test,
            &folder.path(),
            &["unshare", "-rm", "sh", "-c", &mount, "sh", at],
        );
        return;
    };
    let catalog = disk.join("catalog");
    fs::create_dir(&catalog).unwrap();
    for name in ["a.toml", "b.toml"] {
        fs::write(catalog.join(name), FAMILY).unwrap();
    }
    fill(&disk, with_bytes);
    let long = "# a long line\n".repeat(1000);
    let writes = [change("a.toml", NEW), change("b.toml", &long)];
    let texts: Vec<String> = save_all(&catalog, &writes)
        .into_iter()
        .map(|result| result.unwrap_err().to_string())
        .collect();
    assert!(
        texts.iter().any(|text| text.contains("No space left")),
        "{texts:?}"
    );
    assert_eq!(names(&catalog), ["a.toml", "b.toml"]);
    for name in ["a.toml", "b.toml"] {
        assert_eq!(fs::read_to_string(catalog.join(name)).unwrap(), FAMILY);
    }
    // With room again, the same works.
    fs::remove_dir_all(disk.join("filler")).unwrap();
    for result in save_all(&catalog, &writes) {
        result.unwrap();
    }
    assert_eq!(fs::read_to_string(catalog.join("b.toml")).unwrap(), long);
}

#[test]
fn a_disk_without_room_keeps_what_it_has() {
    let name = "faults::a_disk_without_room_keeps_what_it_has";
    on_a_full_disk(name, "size=128k", true);
}

#[test]
fn a_disk_that_takes_no_more_files_keeps_those_it_has() {
    let name = "faults::a_disk_that_takes_no_more_files_keeps_those_it_has";
    on_a_full_disk(name, "size=1m,nr_inodes=24", false);
}

/// Has the system calls fail, one after the other, until none of them is left to fail.
fn when_calls_fail(test: &str, calls: &str, error: &str) {
    let writes = || [change("it/a.toml", NEW), change("legal/b.toml", NEW)];
    let files = ["it/a.toml", "legal/b.toml"];
    if let Some(catalog) = place() {
        // Said to whoever started this: how many were refused.
        let results = save_all(&catalog, &writes());
        let refused = results.iter().filter(|result| result.is_err()).count();
        fs::write(catalog.join("refused"), refused.to_string()).unwrap();
        return;
    }
    let text = |folder: &Folder, file: &str| fs::read_to_string(folder.at(file)).unwrap();
    for failing in 1..40 {
        let folder = Folder::new();
        for file in files {
            folder.put(file, FAMILY);
        }
        let inject = format!("inject={calls}:error={error}:when={failing}");
        let trace = format!("trace={calls}");
        let log = folder.path().with_extension("log");
        let command = [
            "strace",
            "-f",
            "-o",
            log.to_str().unwrap(),
            "-e",
            &trace,
            "-e",
            &inject,
        ];
        if !suffer(test, &folder.path(), &command) {
            return;
        }
        let was_injected = fs::read_to_string(&log).unwrap().contains("INJECTED");
        fs::remove_file(&log).unwrap();
        let refused = text(&folder, "refused");
        fs::remove_file(folder.at("refused")).unwrap();
        let texts = files.map(|file| text(&folder, file));
        if refused == "0" {
            // What was told to be saved is.
            assert_eq!(texts, [NEW, NEW], "{failing}");
        }
        if !was_injected {
            assert_eq!(refused, "0", "{failing}");
            assert!(failing > 1, "none of {calls} is used");
            return;
        }
        for text in &texts {
            assert!(text == FAMILY || text == NEW, "{failing}: torn: {text}");
        }
        // It goes on from wherever that has left it, and leaves nothing behind.
        load(&folder.path()).unwrap();
        assert_eq!(folder.names("it"), ["a.toml"], "{failing}");
        assert_eq!(folder.names("legal"), ["b.toml"], "{failing}");
        for result in save_all(&folder.path(), &writes()) {
            result.unwrap();
        }
    }
    panic!("it never works");
}

#[test]
fn a_disk_that_does_not_confirm_is_never_said_to_have_saved() {
    let name = "faults::a_disk_that_does_not_confirm_is_never_said_to_have_saved";
    when_calls_fail(name, "fsync,fdatasync", "EIO");
}

#[test]
fn a_file_that_cannot_be_put_into_its_place_leaves_the_old_one() {
    let name = "faults::a_file_that_cannot_be_put_into_its_place_leaves_the_old_one";
    when_calls_fail(name, "rename,renameat,renameat2", "EXDEV");
}
