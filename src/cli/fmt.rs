//! `rolebook fmt`: files brought into the one layout, each on its own. What cannot be read is left as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::{Map, Value, json};

use super::open::{resolve, typed};
use super::output::{Output, note, notes_are_read};
use super::saving::{difference, warn_of_save};
use super::{Exit, Failure, Format};
use crate::document::{Fingerprint, LayoutError, Workspace, canonical, canonical_settings};
use crate::store::{self, CATALOG_FILE};
use crate::text::text;

/// What `fmt` is asked for.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Files or folders of the catalog, or addresses; none means the whole catalog
    #[arg(value_name = "PATH|ADDRESS")]
    pub names: Vec<String>,
    /// Save nothing; list the files that would change, and end with 1 when there are any
    #[arg(long)]
    pub check: bool,
    /// Print the differences instead of the names
    #[arg(long, requires = "check")]
    pub diff: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Which files are meant.
#[derive(Debug, Default)]
pub(super) struct Selection {
    pub(super) settings: bool,
    pub(super) keys: BTreeSet<Arc<str>>,
}

/// What came of one file.
struct Outcome {
    /// Below the catalog's folder.
    path: PathBuf,
    change: Option<Laid>,
    /// Why it is left as it is.
    problem: Option<String>,
}

/// A text and the one that it becomes.
struct Laid {
    before: Arc<str>,
    after: Arc<str>,
    saved: bool,
}

pub(super) fn run(
    args: &FmtArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let selection = select(workspace, &args.names)?;
    let mut outcomes = Vec::new();
    if selection.settings {
        outcomes.push(settings(workspace, args.check));
    }
    for key in &selection.keys {
        outcomes.extend(family(workspace, key, args.check));
    }
    for outcome in &outcomes {
        if let Some(problem) = &outcome.problem {
            let name = typed(&workspace.root.join(&outcome.path));
            note(&format!("error: {}: {problem}", name.display()));
        }
    }
    match args.format {
        Format::Json => out.json(&as_json(args, workspace, &outcomes))?,
        Format::Text => print(args, workspace, &outcomes, out)?,
    }
    let changes = outcomes.iter().any(|outcome| outcome.change.is_some());
    let problems = outcomes.iter().any(|outcome| outcome.problem.is_some());
    if !changes && !problems && notes_are_read() {
        note(text!("cli-nothing-to-change-the-layout"));
    }
    Ok(match (problems, args.check && changes) {
        (true, _) => Exit::Files,
        (false, true) => Exit::NothingFound,
        (false, false) => Exit::Done,
    })
}

fn select(workspace: &Workspace, names: &[String]) -> Result<Selection, Failure> {
    let mut selection = Selection::default();
    if names.is_empty() {
        selection.add_below(workspace, &workspace.root);
    }
    for name in names {
        match path_of(workspace, name) {
            Some(path) if selection.add_below(workspace, &path) => {}
            Some(path) => {
                return Err(Failure::new(
                    Exit::NothingFound,
                    text!("cli-has-no-family-of-this", path = typed(&path).display()),
                ));
            }
            None => {
                let (place, _) = resolve(workspace, name)?;
                selection.keys.insert(place.key);
            }
        }
    }
    Ok(selection)
}

/// The path in the catalog that a name means, seen from here or else from the catalog's folder.
pub(super) fn path_of(workspace: &Workspace, name: &str) -> Option<PathBuf> {
    [PathBuf::from(name), workspace.root.join(name)]
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .find(|path| path.starts_with(&workspace.root))
}

impl Selection {
    /// Adds a file, or all files of a folder; false when there is none.
    pub(super) fn add_below(&mut self, workspace: &Workspace, path: &Path) -> bool {
        let settings = workspace.root.join(CATALOG_FILE);
        let with_settings = settings.starts_with(path) && settings.is_file();
        self.settings |= with_settings;
        let below: Vec<Arc<str>> = workspace
            .documents()
            .filter(|document| {
                let file = workspace.file(document);
                let through_link = || fs::canonicalize(&file).is_ok_and(|file| file == path);
                file.starts_with(path) || through_link()
            })
            .map(|document| document.key.clone())
            .collect();
        let any = with_settings || !below.is_empty();
        self.keys.extend(below);
        any
    }
}

impl Outcome {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            change: None,
            problem: None,
        }
    }

    fn failed(mut self, problem: String) -> Self {
        self.problem = Some(problem);
        self
    }

    /// With the new text, in the file when `save` says so.
    fn laid_out(mut self, root: &Path, before: &Arc<str>, after: Arc<str>, save: bool) -> Self {
        let mut laid = Laid {
            before: before.clone(),
            after,
            saved: false,
        };
        if save {
            let read = Fingerprint::of(before.as_bytes());
            match store::save(root, &self.path, &laid.after, Some(read)) {
                Ok(saved) => {
                    laid.saved = true;
                    let name = typed(&root.join(&self.path)).display().to_string();
                    warn_of_save(&name, saved.note);
                }
                Err(error) => return self.failed(error.to_string()),
            }
        }
        self.change = Some(laid);
        self
    }
}

fn settings(workspace: &Workspace, check: bool) -> Outcome {
    let outcome = Outcome::new(Path::new(CATALOG_FILE));
    let before: Arc<str> = match store::read_text(&workspace.root, &outcome.path) {
        Ok(text) => Arc::from(text),
        Err(error) => return outcome.failed(error.to_string()),
    };
    match canonical_settings(&before) {
        Ok(after) if after == *before => outcome,
        Ok(after) => outcome.laid_out(&workspace.root, &before, Arc::from(after), !check),
        Err(error) => outcome.failed(left(&error)),
    }
}

fn family(workspace: &mut Workspace, key: &str, check: bool) -> Option<Outcome> {
    let document = workspace.document(key)?;
    let outcome = Outcome::new(&document.path);
    let unreadable = document.problems().iter().find(|problem| {
        // What is read as text but is no TOML is told with its place below.
        problem.breaks_file() && problem.at.is_none()
    });
    if let Some(problem) = unreadable {
        let (what, advice) = (&problem.kind, problem.kind.advice());
        return Some(outcome.failed(format!("{what}. {advice}")));
    }
    let before = document.text().clone();
    let after = match canonical(&before) {
        Ok(after) => after,
        Err(error) => return Some(outcome.failed(left(&error))),
    };
    if workspace
        .take_text(key, text!("cli-laid-out-the-file"), &after)
        .is_none()
    {
        return Some(outcome);
    }
    let after = workspace.document(key)?.text().clone();
    Some(outcome.laid_out(&workspace.root, &before, after, !check))
}

fn left(error: &LayoutError) -> String {
    match error {
        LayoutError::Syntax(_) => text!("cli-it-is-left-as-it", error),
        LayoutError::Unfaithful => error.to_string(),
    }
}

fn print(
    args: &FmtArgs,
    workspace: &Workspace,
    outcomes: &[Outcome],
    out: &mut Output,
) -> Result<(), Failure> {
    for outcome in outcomes {
        let Some(laid) = &outcome.change else {
            continue;
        };
        if args.diff {
            out.text(&difference(&outcome.path, &laid.before, &laid.after))?;
        } else {
            let name = typed(&workspace.root.join(&outcome.path));
            out.piece(&name.to_string_lossy())?;
            out.end_line()?;
        }
    }
    Ok(())
}

/// The keys are a contract.
fn as_json(args: &FmtArgs, workspace: &Workspace, outcomes: &[Outcome]) -> Value {
    let files = outcomes.iter().map(|outcome| {
        let path = workspace.root.join(&outcome.path);
        let mut file = Map::new();
        file.insert("path".to_owned(), json!(path.to_string_lossy()));
        file.insert("changed".to_owned(), json!(outcome.change.is_some()));
        let saved = outcome.change.as_ref().is_some_and(|laid| laid.saved);
        file.insert("saved".to_owned(), json!(saved));
        file.insert("problem".to_owned(), json!(outcome.problem));
        if let (true, Some(laid)) = (args.diff, &outcome.change) {
            let diff = difference(&outcome.path, &laid.before, &laid.after);
            file.insert("diff".to_owned(), json!(diff));
        }
        Value::Object(file)
    });
    json!({ "files": files.collect::<Vec<_>>() })
}
