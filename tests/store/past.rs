//! Who changed what, as git knows it.

use std::path::Path;
use std::process::Command;

use rolebook::store::changes_of;

fn git(root: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(root)
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_latest_change_comes_first_with_who_made_it() {
    let root = tempfile::tempdir().unwrap();
    let path = Path::new("it/desk.toml");
    std::fs::create_dir(root.path().join("it")).unwrap();
    let write = |text: &str| std::fs::write(root.path().join(path), text).unwrap();
    write("title = \"Desk\"\n");
    assert_eq!(changes_of(root.path(), path), None, "no repository");
    git(root.path(), &["init", "-q"]);
    git(root.path(), &["add", "."]);
    git(root.path(), &["commit", "-qm", "As it was"]);
    write("title = \"Service desk\"\n");
    // A program that the repository would have run is not.
    git(root.path(), &["config", "diff.external", "touch ran"]);
    git(root.path(), &["commit", "-qam", "It serves"]);
    let lines = changes_of(root.path(), path).unwrap();
    let first = &lines[0];
    assert!(
        first.starts_with('●') && first.contains("Ada · It serves"),
        "{lines:?}"
    );
    assert_eq!(
        lines[1..3],
        ["-title = \"Desk\"", "+title = \"Service desk\""]
    );
    assert!(lines[3].contains("As it was"), "{lines:?}");
    assert!(!root.path().join("ran").exists());
}

#[test]
fn a_file_that_is_in_no_commit_has_no_changes() {
    let root = tempfile::tempdir().unwrap();
    git(root.path(), &["init", "-q"]);
    std::fs::write(root.path().join("a.toml"), "").unwrap();
    let lines = changes_of(root.path(), Path::new("a.toml"));
    assert!(lines.is_none_or(|lines| lines.is_empty()));
}
