//! `rolebook merge`, alone and as a merge driver of git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const BASE: &str = "title = \"IT\"\n\n[[roles]]\nid = \"lead\"\ngrade = 8\nrequirements = [\n  \"One\",\n  \"Two\",\n]\n";

fn rolebook(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn three(ours: &str, theirs: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("base", BASE), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn merge(folder: &TempDir) -> (i32, String, String) {
    let output = rolebook(folder.path(), &["merge", "base", "ours", "theirs"]);
    let text = fs::read_to_string(folder.path().join("ours")).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text, said)
}

#[test]
fn neighbouring_lines_are_no_conflict() {
    let ours = BASE.replace("\"One\"", "\"One, mine\"");
    let theirs = BASE.replace("\"Two\"", "\"Two, theirs\"").replace("8", "9");
    let (code, text, said) = merge(&three(&ours, &theirs));
    assert_eq!((code, said.as_str()), (0, ""));
    let wanted = ours.replace("\"Two\"", "\"Two, theirs\"").replace("8", "9");
    assert_eq!(text, wanted);
}

#[test]
fn a_conflict_is_told_and_ours_stands() {
    let ours = BASE.replace("8", "7");
    let (code, text, said) = merge(&three(&ours, &BASE.replace("8", "9")));
    assert_eq!(code, 1);
    assert_eq!(text, ours);
    for part in ["1 conflict", "before: 8", "ours: 7", "theirs: 9"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn what_is_not_known_is_merged_by_key() {
    let with = |a: &str, b: &str| format!("{BASE}\n[extra]\na = \"{a}\"\nb = \"{b}\"\n");
    let folder = three(&with("2", "1"), &with("1", "3"));
    fs::write(folder.path().join("base"), with("1", "1")).unwrap();
    assert_eq!(merge(&folder), (0, with("2", "3"), String::new()));
    // The same key on both sides is a conflict like any other.
    let folder = three(&with("2", "1"), &with("3", "3"));
    fs::write(folder.path().join("base"), with("1", "1")).unwrap();
    let (code, text, said) = merge(&folder);
    assert_eq!((code, text), (1, with("2", "3")));
    assert!(said.starts_with("1 conflict; "), "{said}");
    assert!(
        said.ends_with(" · extra · a\n  before: \"1\"\n  ours: \"2\"\n  theirs: \"3\"\n"),
        "{said}"
    );
}

#[test]
fn what_is_not_toml_is_refused_and_nothing_is_written() {
    let (code, text, said) = merge(&three(BASE, "title = \"IT\"\ngrade ="));
    assert_eq!(code, 3);
    assert_eq!(text, BASE);
    assert!(said.contains("theirs:2:"), "{said}");
}

#[test]
fn the_result_goes_where_it_is_asked_to_go() {
    let folder = three(BASE, &BASE.replace("8", "9"));
    let output = rolebook(
        folder.path(),
        &["merge", "base", "ours", "theirs", "-o", "new.toml"],
    );
    assert_eq!(output.status.code(), Some(0));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("ours"), BASE);
    assert_eq!(read("new.toml"), BASE.replace("8", "9"));
}

/// A git that knows nothing of the user's settings.
fn git(folder: &Path, args: &[&str]) -> Output {
    let driver = format!("{} merge %O %A %B", env!("CARGO_BIN_EXE_rolebook"));
    Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(["-c", &format!("merge.rolebook.driver={driver}")])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap()
}

fn done(folder: &Path, args: &[&str]) {
    let output = git(folder, args);
    assert!(output.status.success(), "git {args:?}: {output:?}");
}

/// A repository with two branches that changed the file, on the first of them.
fn branches(ours: &str, theirs: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it.toml");
    let commit = |text: &str, message: &str| {
        fs::write(&file, text).unwrap();
        done(folder.path(), &["add", "-A"]);
        done(folder.path(), &["commit", "-qm", message]);
    };
    done(folder.path(), &["init", "-q"]);
    fs::write(
        folder.path().join(".gitattributes"),
        "*.toml merge=rolebook\n",
    )
    .unwrap();
    commit(BASE, "base");
    done(folder.path(), &["checkout", "-qb", "theirs"]);
    commit(theirs, "theirs");
    done(folder.path(), &["checkout", "-q", "main"]);
    commit(ours, "ours");
    folder
}

#[test]
fn git_merges_with_it_what_it_could_not_merge_alone() {
    let ours = BASE.replace("\"One\"", "\"One, mine\"");
    let theirs = BASE.replace("\"Two\"", "\"Two, theirs\"");
    let folder = branches(&ours, &theirs);
    let path = folder.path();
    // Without the driver the neighbouring lines collide.
    fs::write(path.join(".git/info/attributes"), "*.toml merge=text\n").unwrap();
    assert!(!git(path, &["merge", "-q", "theirs"]).status.success());
    done(path, &["merge", "--abort"]);
    fs::remove_file(path.join(".git/info/attributes")).unwrap();
    done(path, &["merge", "-q", "theirs", "-m", "merged"]);
    let text = fs::read_to_string(path.join("it.toml")).unwrap();
    assert_eq!(text, ours.replace("\"Two\"", "\"Two, theirs\""));
}

#[test]
fn git_reports_what_is_to_be_decided() {
    let folder = branches(&BASE.replace("8", "7"), &BASE.replace("8", "9"));
    let path = folder.path();
    let output = git(path, &["merge", "-q", "theirs"]);
    assert!(!output.status.success());
    let text = fs::read_to_string(path.join("it.toml")).unwrap();
    assert_eq!(text, BASE.replace("8", "7"), "no marks in the file");
    let status = git(path, &["status", "--porcelain"]);
    assert!(String::from_utf8_lossy(&status.stdout).contains("UU it.toml"));
    fs::write(path.join("it.toml"), BASE.replace("8", "9")).unwrap();
    done(path, &["commit", "-qam", "decided"]);
}
