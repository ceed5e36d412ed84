//! `rolebook merge`: three versions of a file become one, item by item; fit to be a merge driver of git.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{Output, note};
use super::{Exit, Failure};
use crate::document::{Fingerprint, MergeError, Merging, Problem, SETTINGS_KEY, Side, merge_texts};
use crate::document::{read_family, read_settings};
use crate::format::clean::clean_line;
use crate::store::{self, Write};
use crate::text::text;

/// What `merge` is asked for.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The version that both sides come from; an empty file where there was none
    pub base: PathBuf,
    /// The version here, which gets the result
    pub ours: PathBuf,
    /// The version of the other side
    pub theirs: PathBuf,
    /// Write the result to this file instead
    #[arg(short, long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

pub(super) fn run(args: &MergeArgs, _out: &mut Output) -> Result<Exit, Failure> {
    let base = read(&args.base)?;
    let ours = read(&args.ours)?;
    let theirs = read(&args.theirs)?;
    let key = match is_settings(&ours) {
        true => SETTINGS_KEY,
        false => "",
    };
    let merging = merge_texts(key, &base, &ours, &theirs).map_err(|error| refused(args, &error))?;
    write(args, &ours, merging.text())?;
    for left_out in merging.left_out() {
        note(&format!("warning: {left_out}"));
    }
    Ok(match merging.conflicts() {
        // What could not be kept is for somebody to look at, too.
        [] if merging.left_out().is_empty() => Exit::Done,
        [] => Exit::NothingFound,
        _ => {
            tell(args, &merging);
            Exit::NothingFound
        }
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    let (folder, name) = parts(path)?;
    Ok(store::read_text(&folder, &name)?)
}

/// The folder of a file, and its name in it.
fn parts(path: &Path) -> Result<(PathBuf, PathBuf), Failure> {
    let name = path.file_name().map(PathBuf::from);
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    match (name, fs::canonicalize(folder)) {
        (Some(name), Ok(folder)) => Ok((folder, name)),
        (_, Err(error)) => {
            let text = format!("{}: {error}", path.display());
            Err(Failure::new(Exit::Files, text))
        }
        (None, _) => {
            let text = text!("cli-is-not-a-file", path = path.display());
            Err(Failure::new(Exit::Files, text))
        }
    }
}

/// Whether a text is of a catalog's settings: it has no key that they do not have, which no family can say.
fn is_settings(text: &str) -> bool {
    read_settings(text).problems.is_empty() && !read_family(text).problems.is_empty()
}

fn write(args: &MergeArgs, ours: &str, text: &str) -> Result<(), Failure> {
    let (folder, name) = parts(args.out.as_ref().unwrap_or(&args.ours))?;
    let expected = match &args.out {
        None => Some(Fingerprint::of(ours.as_bytes())),
        Some(out) if out.exists() => Some(Fingerprint::of(read(out)?.as_bytes())),
        Some(_) => None,
    };
    let write = Write {
        path: name,
        text: Some(text.into()),
        expected,
    };
    for result in store::save_all(&folder, &[write]) {
        result?;
    }
    Ok(())
}

fn refused(args: &MergeArgs, error: &MergeError) -> Failure {
    match error {
        MergeError::Unreadable { side, problem } => {
            let path = match side {
                Side::Base => &args.base,
                Side::Ours => &args.ours,
                Side::Theirs => &args.theirs,
            };
            let text = text!("cli-nothing-is-merged", problem = place(path, problem));
            Failure::new(Exit::Files, text)
        }
        MergeError::Unwritable(_) => Failure::new(Exit::Files, error.to_string()),
    }
}

fn place(path: &Path, problem: &Problem) -> String {
    let at = match problem.at {
        Some((line, column)) => format!(":{line}:{column}"),
        None => String::new(),
    };
    format!(
        "{}{at}: {}. {}",
        path.display(),
        problem.kind,
        problem.kind.advice()
    )
}

/// Says what is to be decided, and what stands in the file until then.
fn tell(args: &MergeArgs, merging: &Merging) {
    let count = text!("cli-conflicts", many = merging.conflicts().len());
    let file = args.out.as_ref().unwrap_or(&args.ours);
    note(&text!("cli-has-ours-there", count, file = file.display()));
    for conflict in merging.conflicts() {
        note(&clean_line(&conflict.place));
        for (who, text) in [
            ("before", &conflict.base),
            ("ours", &conflict.ours),
            ("theirs", &conflict.theirs),
        ] {
            let text = text.as_deref().unwrap_or(text!("import-nothing"));
            for line in text.lines() {
                let line = clean_line(line);
                note(&format!("  {}", text!(&format!("cli-merge-{who}"), line)));
            }
        }
    }
}
