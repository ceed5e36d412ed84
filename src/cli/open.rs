//! From the command line to a catalog that is read, and from what people type to a place in it.

use std::path::{Path, PathBuf};

use super::output::note;
use super::{Cli, Exit, Failure, misspelled};
use crate::config::Config;
use crate::document::{Document, Problem, Severity, Workspace};
use crate::model::{Miss, Place};
use crate::store::{self, Shelf, StoreError};
use crate::text::text;

/// More warnings than this would push away what was asked for.
const WARNINGS: usize = 5;

/// Where the catalog is, and what the user has set.
#[derive(Debug)]
pub struct Opened {
    /// The catalog's folder.
    pub root: PathBuf,
    /// The settings, or the defaults where they are broken.
    pub config: Config,
    /// What is wrong with them, in words.
    pub troubles: Vec<String>,
    /// Whether the sample was written just now.
    pub is_first: bool,
}

/// Finds the catalog that the command line means. Says so on stderr when the sample was written for it, and
/// when the settings are broken.
///
/// # Errors
/// [`Exit::Files`] when there is no catalog where one is named.
pub fn open(cli: &Cli) -> Result<Opened, Failure> {
    let (config, problems) = read_config();
    problems.iter().for_each(|problem| note(problem));
    let recent = cli.recent.then(last_open).transpose()?;
    let argument = cli.path.as_deref().or(cli.catalog.as_deref());
    let argument = argument.or(recent.as_deref());
    let environment = std::env::var_os("ROLEBOOK_CATALOG");
    let user_data = store::user_data_catalog();
    let cwd = std::env::current_dir().unwrap_or_default();
    let opening = store::find(
        argument,
        environment.as_deref(),
        config.catalog.as_deref(),
        user_data.as_deref(),
        &cwd,
    )
    .map_err(|error| {
        let command = cli
            .path
            .as_deref()
            .map(Path::as_os_str)
            .and_then(misspelled);
        match (&error, command) {
            (StoreError::NoSuchPath { .. }, Some(command)) => {
                Failure::from(error).also([text!("cli-or-did-you-mean-rolebook", command)])
            }
            _ => Failure::from(error),
        }
    })?;
    if opening.created {
        note(&text!(
            "cli-there-was-no-catalog-yet",
            root = opening.root.display()
        ));
    }
    Ok(Opened {
        root: opening.root,
        config,
        troubles: problems,
        is_first: opening.created,
    })
}

/// The catalog that was open last.
fn last_open() -> Result<PathBuf, Failure> {
    let recent = store::state_folder().map(|state| store::read_recent(&state));
    let last = recent.and_then(|recent| recent.iter().next().map(|catalog| catalog.path.clone()));
    let none = text!("cli-no-catalog-was-open-on");
    let last = last.ok_or_else(|| Failure::new(Exit::NothingFound, none))?;
    Ok(PathBuf::from(last))
}

/// The settings as far as they can be understood, and what cannot, in words.
pub(super) fn read_config() -> (Config, Vec<String>) {
    let Some(path) = Config::path() else {
        return (Config::default(), Vec::new());
    };
    match store::read_settings(&path) {
        Ok(None) => (Config::default(), Vec::new()),
        Ok(Some(text)) => {
            let (config, problems) = Config::read(&text);
            let errors = problems.iter().filter(|problem| problem.is_error);
            let told = errors.map(|problem| format!("warning: {}: {problem}", path.display()));
            (config, told.collect())
        }
        Err(why) => (Config::default(), vec![format!("warning: {why}")]),
    }
}

impl Opened {
    /// Reads the catalog and says on stderr which files are broken.
    pub(super) fn load(&self) -> Result<Workspace, Failure> {
        Ok(read_all(Shelf::open(&self.root)?))
    }
}

/// Reads the catalog and says on stderr which files are broken.
pub(super) fn read_all(shelf: Shelf) -> Workspace {
    let workspace = shelf.read();
    let files = workspace.documents().map(|document| {
        let problems = document.problems();
        (document.path.as_path(), problems)
    });
    warn_of_broken(&workspace, files);
    workspace
}

/// Says on stderr which files of a catalog are broken; with what is wrong with its families, by path.
pub(super) fn warn_of_broken<'f>(
    workspace: &Workspace,
    families: impl Iterator<Item = (&'f Path, &'f [Problem])>,
) {
    let files = families.flat_map(|(path, problems)| problems.iter().map(move |it| (path, it)));
    let broken: Vec<String> = workspace
        .troubles()
        .chain(files)
        .filter(|(_, problem)| problem.breaks_file())
        .map(|(path, problem)| finding(workspace, path, problem))
        .collect();
    warn(&broken);
}

/// Says on stderr what in one readable file is not in effect, so that nobody takes a part for the whole.
pub(super) fn warn_of_losses(workspace: &Workspace, document: &Document) {
    let lost: Vec<String> = document
        .problems()
        .iter()
        .filter(|problem| problem.severity() == Severity::Error && !problem.breaks_file())
        .map(|problem| finding(workspace, &document.path, problem))
        .collect();
    warn(&lost);
}

fn warn(findings: &[String]) {
    for finding in findings.iter().take(WARNINGS) {
        note(&format!("warning: {finding}"));
    }
    if findings.len() > WARNINGS {
        note(&text!("cli-and-more", findings = findings.len() - WARNINGS));
    }
}

/// `path:line:column: message`, the path as one would type it here.
fn finding(workspace: &Workspace, path: &Path, problem: &Problem) -> String {
    let place = problem
        .at
        .map(|(line, column)| format!("{line}:{column}:"))
        .unwrap_or_default();
    let path = typed(&workspace.root.join(path));
    format!("{}:{place} {}", path.display(), problem.kind)
}

/// The path from the folder we are in, where it is below that.
pub(super) fn typed(path: &Path) -> PathBuf {
    std::env::current_dir()
        .ok()
        .and_then(|cwd| path.strip_prefix(cwd).ok())
        .filter(|path| !path.as_os_str().is_empty())
        .unwrap_or(path)
        .to_owned()
}

/// The place that an address, the end of one, or a title means, with its document.
pub(super) fn resolve<'w>(
    workspace: &'w Workspace,
    input: &str,
) -> Result<(Place, &'w Document), Failure> {
    let place = workspace
        .catalog()
        .resolve(input)
        .map_err(|miss| missed(workspace, miss))?;
    let document = workspace
        .document(&place.key)
        .ok_or_else(|| Failure::new(Exit::NothingFound, text!("cli-is-gone", key = place.key)))?;
    Ok((place, document))
}

/// Why an address leads to no place, or to several.
pub(super) fn missed(workspace: &Workspace, miss: Miss) -> Failure {
    match miss {
        Miss::Ambiguous { input, candidates } => {
            let line = text!("cli-could-be-any-of-these", input);
            Failure::new(Exit::NothingFound, line).also(candidates)
        }
        Miss::Unknown { input, nearest } => match broken(workspace, &input) {
            Some(document) => {
                let findings = document.problems().iter().filter(|p| p.breaks_file());
                Failure::new(
                    Exit::Files,
                    text!("cli-the-file-of-is-broken", key = document.key),
                )
                .also(findings.map(|problem| finding(workspace, &document.path, problem)))
            }
            None => {
                let miss = Miss::Unknown {
                    input,
                    nearest: Vec::new(),
                };
                Failure::new(Exit::NothingFound, miss.to_string()).also(nearest)
            }
        },
    }
}

/// The broken file that an address leads into, as far as the family's key tells.
fn broken<'w>(workspace: &'w Workspace, input: &str) -> Option<&'w Document> {
    let wanted = input.trim().split('#').next()?;
    let wanted = wanted.trim_end_matches(".toml").to_lowercase();
    workspace.documents().find(|document| {
        let key = document.key.to_lowercase();
        document.family().is_none()
            && !wanted.is_empty()
            && key
                .strip_suffix(&wanted)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
    })
}
