//! What git knows of a catalog: the commit that it is at, what a file was at another, which lines were touched since one,
//! and who works there.
//!
//! Asks the program `git`, as far as there is one, only reads, and runs nothing that a repository brings with it.

use crate::text::text;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Digits of a commit that are enough to name it for good.
const DIGITS: usize = 12;
/// Lines of changes that anybody looks through.
const MOST_LINES: usize = 2_000;
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

/// A revision, with the word for it behind it when what is meant has changes on top of it.
pub fn changed_since(revision: String, is_changed: bool) -> String {
    match is_changed && !revision.ends_with(CHANGED) {
        true => revision + CHANGED,
        false => revision,
    }
}

/// The text that a file of a catalog had at a revision.
pub fn text_at(root: &Path, revision: &str, relative: &Path) -> Option<String> {
    let commit = revision.strip_suffix(CHANGED).unwrap_or(revision);
    // Whatever else a stamp may say is no commit, and no option of the program.
    let is_commit = commit.len() >= 4 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = name_of(relative).filter(|_| is_commit)?;
    ask(root, &["cat-file", "blob", &format!("{commit}:{name}")])
}

/// A file as git calls it from the catalog's folder.
fn name_of(relative: &Path) -> Option<String> {
    Some(format!("./{}", relative.to_str()?.replace('\\', "/")))
}

fn ask(root: &Path, arguments: &[&str]) -> Option<String> {
    String::from_utf8(git(root, arguments).ok()?).ok()
}

/// Who changed a file of a catalog, when, and what, the latest first; each change has a line that begins with `●`.
/// `None` when the catalog is in no repository, or nobody can tell.
pub fn changes_of(root: &Path, relative: &Path) -> Option<Vec<String>> {
    let name = name_of(relative)?;
    // Nothing that a repository brings with it is run.
    let text = ask(
        root,
        &[
            "log",
            "--max-count=20",
            "--follow",
            "--date=short",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--patch",
            "--unified=0",
            "--format=format:● %ad · %an · %s (%h)",
            "--",
            &name,
        ],
    )?;
    let is_said = |line: &&str| line.starts_with(['●', '+', '-']) && !is_name(line);
    let lines = text.lines().filter(is_said).take(MOST_LINES);
    Some(lines.map(str::to_owned).collect())
}

/// Whether a line of a patch names a file.
fn is_name(line: &str) -> bool {
    line.starts_with("+++ ") || line.starts_with("--- ")
}

/// Why git gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("{}", text!("store-the-git-program-cannot-be", what = .0))]
    NoProgram(std::io::Error),
    /// The folder is under no version control.
    #[error("{}", text!("store-is-in-no-git-repository", value = .0.display()))]
    NoRepository(PathBuf),
    /// Nothing is called so.
    #[error("{}", text!("store-git-knows-no-revision", what = .0))]
    NoRevision(String),
    /// Anything else, in its own words.
    #[error("{}", text!("store-git-says", what = .0))]
    Failed(String),
}

/// What of one file was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// All of it: the file is new.
    All,
    /// These lines, from 1, as the file has them now.
    Lines(Vec<Range<usize>>),
}

impl Touched {
    /// Whether any of these lines was, from 1, the last one included.
    pub fn has(&self, first: usize, last: usize) -> bool {
        match self {
            Self::All => true,
            Self::Lines(lines) => lines
                .iter()
                .any(|lines| lines.start <= last && first < lines.end),
        }
    }
}

/// The name that git would write into a commit made in this folder.
pub fn user_name(root: &Path) -> Option<String> {
    let output = git(root, ["config", "user.name"]).ok()?;
    let name = String::from_utf8(output).ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// What was touched below a folder since it parted from a revision, by path from there: committed, staged or neither,
/// and files that git does not know yet. What was deleted is not there.
///
/// # Errors
/// When there is no git, no repository or no such revision.
pub fn touched_since(root: &Path, revision: &str) -> Result<BTreeMap<PathBuf, Touched>, GitError> {
    git(root, ["rev-parse", "--git-dir"]).map_err(|error| match error {
        GitError::Failed(_) => GitError::NoRepository(root.to_owned()),
        other => other,
    })?;
    let commit = format!("{revision}^{{commit}}");
    let verify = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &commit,
    ];
    let from = git(root, verify).map_err(|error| match error {
        GitError::Failed(_) => GitError::NoRevision(revision.to_owned()),
        other => other,
    })?;
    let from = line(&from);
    // What the other side has done since is not ours.
    let base = match git(root, ["merge-base", &from, "HEAD"]) {
        Ok(base) => line(&base),
        Err(_) => from,
    };
    let diff = |form: &[&str]| {
        let mut arguments = vec![
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--relative",
        ];
        arguments.extend(form);
        arguments.extend([base.as_str(), "--", "."]);
        git(root, arguments)
    };
    let names = diff(&["--name-only", "-z"])?;
    let patch = diff(&["--unified=0"])?;
    let mut touched = lines_of(&names, &patch);
    let new = git(root, ["ls-files", "--others", "--exclude-standard", "-z"])?;
    touched.extend(paths(&new).map(|path| (path, Touched::All)));
    Ok(touched)
}

/// The lines of each file of a patch without context. The names come apart, since a patch writes odd ones in its own way.
fn lines_of(names: &[u8], patch: &[u8]) -> BTreeMap<PathBuf, Touched> {
    let mut touched = BTreeMap::new();
    let mut names = paths(names);
    let mut file: Option<(PathBuf, Vec<Range<usize>>)> = None;
    let mut keep = |file: Option<(PathBuf, Vec<Range<usize>>)>| {
        touched.extend(file.map(|(path, lines)| (path, Touched::Lines(lines))));
    };
    for line in patch.split(|byte| *byte == b'\n') {
        if line.starts_with(b"diff --git ") {
            keep(file.take());
            file = names.next().map(|path| (path, Vec::new()));
        } else if let (true, Some((_, lines))) = (line.starts_with(b"@@ "), &mut file) {
            lines.extend(hunk(&String::from_utf8_lossy(line)));
        }
    }
    keep(file);
    touched
}

/// The new lines of `@@ -1,2 +3,4 @@`.
fn hunk(line: &str) -> Option<Range<usize>> {
    let new = line.split(' ').find_map(|part| part.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    // Where lines only went, none is touched.
    (count > 0).then(|| start..start + count)
}

fn paths(bytes: &[u8]) -> impl Iterator<Item = PathBuf> {
    let names = bytes
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty());
    names.map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn git<S: AsRef<OsStr>>(
    root: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> Result<Vec<u8>, GitError> {
    let output = Command::new("git")
        .current_dir(root)
        // Looking must not wait for anybody, and ask nobody.
        .args(["--no-optional-locks", "-c", "core.fsmonitor=false"])
        .args(arguments)
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .map_err(GitError::NoProgram)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let said = line(&output.stderr);
            Err(GitError::Failed(
                said.lines().next().unwrap_or_default().to_owned(),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_patch_are_those_of_the_new_file() {
        let patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@ title\n-a\n+b\n+diff --git c\n\
                     @@ -9,2 +10,0 @@\n-c\n-d\n@@ -20 +20 @@\n-e\n+f\ndiff --git \"a/\\303\" \"b/\\303\"\n@@ -0,0 +1 @@\n+@@ -1 +7 @@\n@@ -3 +4 @@\n+x\n";
        let touched = lines_of(b"x\0\xc3\xa4\0", patch.as_bytes());
        let found: Vec<(&Path, &Touched)> = touched
            .iter()
            .map(|(path, lines)| (path.as_path(), lines))
            .collect();
        assert_eq!(
            found,
            [
                (Path::new("x"), &Touched::Lines(vec![1..3, 20..21])),
                (Path::new("ä"), &Touched::Lines(vec![1..2, 4..5])),
            ]
        );
        assert!(touched[Path::new("x")].has(2, 5));
        assert!(!touched[Path::new("x")].has(3, 12));
    }
}
