//! The commands as a person or a script runs them: the binary, on copies of the sample catalog.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/completions.rs"]
mod completions;
#[path = "cli/config.rs"]
mod config;
#[path = "cli/delta.rs"]
mod delta;
#[path = "cli/drift.rs"]
mod drift;
#[path = "cli/edit.rs"]
mod edit;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/fmt.rs"]
mod fmt;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/journal.rs"]
mod journal;
#[path = "cli/ladder.rs"]
mod ladder;
#[path = "cli/linear.rs"]
mod linear;
#[path = "cli/merge.rs"]
mod merge;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/print.rs"]
mod print;
#[path = "cli/replace.rs"]
mod replace;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/start.rs"]
mod start;
#[path = "cli/structure.rs"]
mod structure;
#[cfg(unix)]
#[path = "cli/terminal.rs"]
mod terminal;
#[path = "cli/waive.rs"]
mod waive;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_rolebook");
const SERVICES: &str = "finance/it-management#manager-it+it-end-user-services";

/// A home of its own, and a copy of the sample in it that is nobody's nearest catalog.
struct World {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl World {
    fn new() -> Self {
        let world = Self::empty();
        copy(Path::new("data"), &world.catalog());
        world
    }

    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["home", "elsewhere", "catalog"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    /// Without links in it, as the program shows paths.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    fn catalog(&self) -> PathBuf {
        self.path("catalog")
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let file = self.catalog().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.catalog().join(name)).unwrap()
    }

    /// What every run has around it.
    fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path("home")),
            ("XDG_CONFIG_HOME", self.path("home/config")),
            ("XDG_DATA_HOME", self.path("home/data")),
            ("XDG_STATE_HOME", self.path("home/state")),
            ("TERM", PathBuf::from("xterm")),
        ]
    }

    /// The program in a folder where there is no catalog.
    fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(args)
            .current_dir(self.path("elsewhere"))
            .env_clear()
            .envs(self.environment())
            .stdin(Stdio::null());
        command
    }

    /// A run on the copy of the sample.
    fn run(&self, args: &[&str]) -> Run {
        let catalog = self.catalog();
        let mut command = self.command(&["--catalog".as_ref(), catalog.as_os_str()]);
        command.args(args).into_run()
    }

    /// The JSON that a run prints, which ends as it should.
    fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        serde_json::from_str(&run.out).unwrap()
    }
}

trait IntoRun {
    fn into_run(self) -> Run;
}

impl IntoRun for &mut Command {
    fn into_run(self) -> Run {
        let Output {
            status,
            stdout,
            stderr,
        } = self.output().unwrap();
        Run {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The lines that are in one text and not in the other, in order: `-old` and `+new`.
fn changed_lines(before: &str, after: &str) -> Vec<String> {
    similar::TextDiff::from_lines(before, after)
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end()))
        .collect()
}
