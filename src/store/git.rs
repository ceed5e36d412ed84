//! What git knows of a catalog: the commit that it is at, and what a file was at another.
//!
//! Asks the program `git`, as far as there is one, and runs nothing that a repository brings with it.

use std::path::Path;
use std::process::{Command, Stdio};

/// Digits of a commit that are enough to name it for good.
const DIGITS: usize = 12;
/// What stands behind the commit of a catalog that has changes on top of it.
const CHANGED: &str = "-changed";

/// The commit that a catalog is at, with `-changed` behind it when files of it have been changed since. `None` when
/// the catalog is in no repository, or nobody can tell.
pub fn revision(root: &Path) -> Option<String> {
    let commit = ask(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let commit = commit.trim().get(..DIGITS)?.to_owned();
    let changes = ask(root, &["status", "--porcelain", "--", "."])?;
    Some(match changes.trim() {
        "" => commit,
        _ => format!("{commit}{CHANGED}"),
    })
}

/// The text that a file of a catalog had at a revision.
pub fn text_at(root: &Path, revision: &str, relative: &Path) -> Option<String> {
    let commit = revision.strip_suffix(CHANGED).unwrap_or(revision);
    // Whatever else a stamp may say is no commit, and no option of the program.
    let is_commit = commit.len() >= 4 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let relative = relative.to_str().filter(|_| is_commit)?;
    let name = format!("{commit}:./{}", relative.replace('\\', "/"));
    ask(root, &["cat-file", "blob", &name])
}

fn ask(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .current_dir(root)
        .args(["--no-optional-locks", "-c", "core.fsmonitor=false"])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(())?;
    String::from_utf8(output.stdout).ok()
}
