//! Makes the list of misspellings, and says of which commit the program was built. A build without git, from a package or on the way to a release knows
//! what it can: the commit that the packager names, the one in the package, the one of the clone, or none.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks")]

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=ROLEBOOK_COMMIT");
    let version = env("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match commit() {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo:rustc-env=ROLEBOOK_VERSION={version}");
    misspellings();
}

/// Writes the misspellings for which there is one correction, sorted, a line each: what is written, a space, and what is
/// meant. As the table of the crate they would be nine times as large in the program, and each start would pay for it.
fn misspellings() {
    // Short words are mostly short for something.
    let is_word =
        |word: &str| word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut lines: Vec<String> = typos_dict::WORD
        .map
        .entries()
        .filter_map(|(wrong, right)| {
            let (wrong, [right]) = (wrong.into_inner(), *right) else {
                return None;
            };
            let is_plain = is_word(wrong) && right.bytes().all(|byte| byte.is_ascii_lowercase());
            is_plain.then(|| format!("{wrong} {right}\n"))
        })
        .collect();
    lines.sort_unstable();
    let folder = std::env::var_os("OUT_DIR").unwrap_or_default();
    let path = Path::new(&folder).join("misspellings.txt");
    if let Err(error) = std::fs::write(path, lines.concat()) {
        println!("cargo::error=the list of misspellings cannot be written: {error}");
    }
}

fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn commit() -> Option<String> {
    if let Some(named) = env("ROLEBOOK_COMMIT") {
        return is_plain(&named).then_some(named);
    }
    // While one works on it, every commit would have everything built anew for a word that nobody reads.
    if env("PROFILE").as_deref() != Some("release") {
        return None;
    }
    let root = env("CARGO_MANIFEST_DIR")?;
    let root = Path::new(&root);
    of_package(root).or_else(|| of_clone(root))
}

/// What cargo has written into the package.
fn of_package(root: &Path) -> Option<String> {
    let text = std::fs::read_to_string(root.join(".cargo_vcs_info.json")).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    let commit = rest.split('"').nth(1)?.get(..12)?;
    is_plain(commit).then(|| commit.to_owned())
}

/// What git says, if this folder is a clone and not a part of another one.
fn of_clone(root: &Path) -> Option<String> {
    if !root.join(".git").exists() {
        return None;
    }
    let git = |words: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(words)
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
    };
    let branch = git(&["symbolic-ref", "-q", "HEAD"]);
    for name in ["HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        if let Some(path) = git(&["rev-parse", "--git-path", name]) {
            println!("cargo:rerun-if-changed={}", root.join(path).display());
        }
    }
    git(&["rev-parse", "--short=12", "HEAD"]).filter(|commit| is_plain(commit))
}

fn is_plain(commit: &str) -> bool {
    commit.len() <= 40
        && commit
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c))
}
