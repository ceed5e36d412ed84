//! `rolebook journal`: what runs of the program that were killed left unsaved, without the screen.
//!
//! Restoring goes the careful way: a file that is not what it was when it was edited is refused, and its part of the
//! journal stays. What a run that is alive has unsaved is listed and never touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::output::{Output, note};
use super::{Exit, Failure, Format};
use crate::document::{Fingerprint, Unsaved};
use crate::store::{self, Leftover, Listed};
use crate::text::text;

/// What `journal` is asked for.
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// What to do with what was left unsaved.
    #[command(subcommand)]
    pub what: JournalCommand,
}

/// What can be done with what was left unsaved.
#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// List what was left unsaved: which catalog, when, which files
    List {
        /// The form of the result
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Write what was left into the files, where these are as they were
    Restore {
        /// Which, as the list names it; may be left out when there is only one
        id: Option<String>,
    },
    /// Drop what was left
    Discard {
        /// Which, as the list names it; may be left out when there is only one
        id: Option<String>,
    },
}

/// One journal. The keys are a contract.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    catalog: Option<String>,
    /// Seconds since 1970.
    written: Option<u64>,
    in_use: bool,
    files: Vec<FileRow>,
    form: Option<String>,
    damaged: usize,
}

#[derive(Debug, Serialize)]
struct FileRow {
    path: String,
    change: &'static str,
}

/// Does it for one catalog, or for all when none is named.
pub(super) fn run(
    args: &JournalArgs,
    catalog: Option<&Path>,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let state = store::state_folder()
        .ok_or_else(|| Failure::new(Exit::Files, text!("cli-the-user-has-no-folder")))?;
    match &args.what {
        JournalCommand::List { format } => list(&state, catalog, *format, out),
        JournalCommand::Restore { id } => restore(choose(&state, catalog, id.as_deref())?),
        JournalCommand::Discard { id } => {
            choose(&state, catalog, id.as_deref())?.discard()?;
            Ok(Exit::Done)
        }
    }
}

fn of_catalog(state: &Path, catalog: Option<&Path>) -> Result<Vec<Listed>, Failure> {
    // Journals have the path without links in it; a folder that is gone has only the one that is given.
    let wanted = catalog.map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
    let mut listed = store::list_journals(state)?;
    listed.retain(|listed| {
        wanted
            .as_ref()
            .is_none_or(|wanted| listed.root.as_ref() == Some(wanted))
    });
    Ok(listed)
}

fn list(
    state: &Path,
    catalog: Option<&Path>,
    format: Format,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let listed = of_catalog(state, catalog)?;
    let now = SystemTime::now();
    match format {
        Format::Json => out.json(&listed.into_iter().map(row).collect::<Vec<_>>())?,
        Format::Text if listed.is_empty() => note(text!("cli-nothing-was-left-unsaved")),
        Format::Text => {
            for listed in listed {
                text(&listed, now, out)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn row(listed: Listed) -> Row {
    let journalled = listed.contents.journalled;
    let since = |at: SystemTime| at.duration_since(UNIX_EPOCH).ok();
    Row {
        id: listed.id,
        catalog: listed.root.map(|root| root.to_string_lossy().into_owned()),
        written: listed.written.and_then(since).map(|since| since.as_secs()),
        in_use: listed.in_use,
        files: journalled
            .documents
            .iter()
            .map(|unsaved| FileRow {
                path: unsaved.path.to_string_lossy().into_owned(),
                change: change(unsaved),
            })
            .collect(),
        form: journalled.draft.map(|draft| draft.title),
        damaged: listed.contents.damaged,
    }
}

/// What was done to a file. The words are a contract.
fn change(unsaved: &Unsaved) -> &'static str {
    match (&unsaved.base, &unsaved.text) {
        (_, None) => "removed",
        (None, _) => "new",
        _ => "changed",
    }
}

fn text(listed: &Listed, now: SystemTime, out: &mut Output) -> Result<(), Failure> {
    out.bold(&listed.id)?;
    let age = listed.written.map_or_else(String::new, |at| {
        ago(now.duration_since(at).unwrap_or_default())
    });
    let root = listed
        .root
        .as_deref()
        .unwrap_or(Path::new(text!("cli-not-known")));
    let in_use = if listed.in_use {
        text!("cli-in-use")
    } else {
        ""
    };
    out.piece(&format!("  {age}{in_use}  {}", root.display()))?;
    out.end_line()?;
    for unsaved in &listed.contents.journalled.documents {
        out.piece(&format!(
            "  {}  {}",
            text!(&format!("cli-left-{}", change(unsaved))),
            unsaved.path.display()
        ))?;
        out.end_line()?;
    }
    if let Some(draft) = &listed.contents.journalled.draft {
        out.piece(&text!("cli-form", title = draft.title))?;
        out.end_line()?;
    }
    if listed.contents.damaged > 0 {
        out.piece(&text!("cli-damaged", damaged = listed.contents.damaged))?;
        out.end_line()?;
    }
    Ok(())
}

/// How long ago, in the largest unit that fits.
fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    let (count, unit) = match seconds {
        0..60 => return text!("cli-just-now").to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86400 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    text!(&format!("cli-ago-{unit}s"), count)
}

/// The journal that is meant, to be handled.
fn choose(state: &Path, catalog: Option<&Path>, id: Option<&str>) -> Result<Leftover, Failure> {
    let id = match id {
        Some(id) => id.to_owned(),
        None => {
            let mut ids: Vec<String> = of_catalog(state, catalog)?
                .into_iter()
                .filter(|listed| !listed.in_use)
                .map(|listed| listed.id)
                .collect();
            match ids.len() {
                0 => {
                    let why = text!("cli-nothing-was-left-unsaved-that");
                    return Err(Failure::new(Exit::NothingFound, why));
                }
                1 => ids.remove(0),
                _ => {
                    let why = text!("cli-there-are-several-name-one");
                    return Err(Failure::new(Exit::Usage, why).also(ids));
                }
            }
        }
    };
    store::find_leftover(state, &id)?.ok_or_else(|| {
        let why = text!("cli-there-is-no-journal-rolebook", id);
        Failure::new(Exit::NothingFound, why)
    })
}

fn restore(leftover: Leftover) -> Result<Exit, Failure> {
    let Some(root) = leftover.root().map(Path::to_owned) else {
        let why = text!("cli-the-journal-does-not-tell", id = leftover.id());
        return Err(Failure::new(Exit::Files, why));
    };
    let contents = leftover.read();
    let mut refused = Vec::new();
    for unsaved in &contents.journalled.documents {
        match restore_file(&root, unsaved) {
            Ok(path) => {
                leftover.forget(&unsaved.key)?;
                note(&text!("cli-restored", path = path.display()));
            }
            Err(why) => refused.push(why),
        }
    }
    if let Some(draft) = &contents.journalled.draft {
        note(&text!(
            "cli-the-form-is-in-no",
            title = draft.title,
            id = leftover.id()
        ));
    }
    if contents.damaged > 0 {
        refused.push(text!("cli-damaged-2", damaged = contents.damaged));
    }
    if refused.is_empty() {
        if contents.journalled.draft.is_none() {
            leftover.discard()?;
        }
        return Ok(Exit::Done);
    }
    let why = text!("cli-not-all-of-was-restored", id = leftover.id());
    Err(Failure::new(Exit::Files, why).also(refused))
}

/// Puts what was left into its file, if that is what it was; says which file, or why not.
fn restore_file(root: &Path, unsaved: &Unsaved) -> Result<PathBuf, String> {
    let file = root.join(&unsaved.path);
    let (Some(base), Some(text)) = (&unsaved.base, &unsaved.text) else {
        return Err(text!(
            "cli-was-to-be-open-the",
            file = file.display(),
            value = match unsaved.text {
                Some(_) => text!("cli-made"),
                None => text!("cli-left-removed"),
            }
        ));
    };
    let expected = Fingerprint::of(base.as_bytes());
    store::save(root, &unsaved.path, text, Some(expected))
        .map(|_| file)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_in_words() {
        for (seconds, words) in [
            (0, "just now"),
            (60, "1 minute ago"),
            (3599, "59 minutes ago"),
            (7200, "2 hours ago"),
            (90_000, "1 day ago"),
        ] {
            assert_eq!(ago(Duration::from_secs(seconds)), words);
        }
    }
}
