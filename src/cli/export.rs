//! `rolebook export`: families and roles for readers elsewhere, as pages of a handbook, text, tables, data or HTML.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::{resolve, typed};
use super::output::{Output, note, notes_are_read};
use super::saving::warn_of_save;
use super::search;
use super::{Exit, Failure};
use crate::document::{Fingerprint, Workspace};
use crate::format::clean::clean;
use crate::format::export::{Export, ExportError, Form, Piece};
use crate::format::{site, stamp};
use crate::model::{Place, Position};
use crate::search::Unfold;
use crate::store::{self, Clipboard, MAX_FILE, Write};
use crate::text::text;

/// What `export` is asked for.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Departments (with / behind), families, roles or variations; none means the whole catalog
    #[arg(value_name = "ADDRESS", add = super::completions::addresses())]
    pub addresses: Vec<String>,
    /// What answers to a query instead
    #[arg(long, value_name = "QUERY", conflicts_with = "addresses")]
    pub query: Option<String>,
    /// What it is written as
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
    /// Write to this file, or to files in this folder
    #[arg(short, long, value_name = "FILE|DIR")]
    pub out: Option<PathBuf>,
    /// Put it into the clipboard
    #[arg(long, value_enum, value_name = "WHERE", conflicts_with = "out")]
    pub to: Option<ExportTo>,
    /// With everything that roles inherit
    #[arg(long)]
    pub effective: bool,
    /// With a stamp for drift; else Markdown has none, and text only in files
    #[arg(long, overrides_with = "no_stamp")]
    pub stamp: bool,
    /// Without a stamp
    #[arg(long)]
    pub no_stamp: bool,
}

/// Where an export goes that goes into no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportTo {
    /// The clipboard of this machine, or over SSH that of the terminal
    Clipboard,
}

/// What is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A page of a handbook for each family, in the template that it came from
    #[default]
    Markdown,
    /// What the files say, or effective roles
    Json,
    /// A row an item
    Csv,
    /// Plain text of effective roles, fit for pasting into a form
    Text,
    /// One page that needs nothing but itself
    Html,
    /// A whole site of families, roles and ladders, with a search, in a folder
    Site,
    /// An Occupation of schema.org for each role
    Jsonld,
    /// A document for Word
    #[cfg(feature = "docx")]
    Docx,
}

impl From<ExportFormat> for Form {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Markdown => Self::Markdown,
            ExportFormat::Json => Self::Json,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Text => Self::Text,
            ExportFormat::Html => Self::Html,
            // It has what a page has.
            #[cfg(feature = "docx")]
            ExportFormat::Docx => Self::Html,
            ExportFormat::Site => Self::Site,
            ExportFormat::Jsonld => Self::Jsonld,
        }
    }
}

impl ExportArgs {
    /// Whether it is stamped when nobody says.
    fn is_stamped(&self) -> bool {
        match self.format {
            // The page is to be what it was, and what is pasted somewhere nothing but the role.
            ExportFormat::Markdown => false,
            ExportFormat::Text => self.out.is_some(),
            _ => true,
        }
    }
}

pub(super) fn run(
    args: &ExportArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let places = places(args, workspace)?;
    if places.is_empty() {
        return Err(Failure::new(
            Exit::NothingFound,
            text!("cli-there-is-nothing-to-export"),
        ));
    }
    let stamped = args.stamp || !args.no_stamp && args.is_stamped();
    let settings = workspace
        .settings()
        .and_then(|document| document.settings());
    let export = Export {
        form: args.format.into(),
        effective: args.effective,
        catalog: workspace.catalog(),
        settings: settings.map(AsRef::as_ref),
        text: &|key| {
            workspace
                .document(key)
                .map(|document| document.text().clone())
        },
        places: &places,
        alone: args.addresses.len() == 1,
        stamped,
        revision: stamped.then(|| store::revision(&workspace.root)).flatten(),
    };
    #[cfg(feature = "docx")]
    if args.format == ExportFormat::Docx {
        return docx(args, &export);
    }
    let mut pieces = export.pieces().map_err(|error| {
        let exit = match error {
            ExportError::NoRole => Exit::NothingFound,
            ExportError::Broken(_) => Exit::Files,
        };
        Failure::new(exit, error.to_string())
    })?;
    match (&args.out, pieces.as_mut_slice()) {
        (None, [piece]) if args.to.is_some() => copy(&piece.text, out)?,
        (None, [piece]) => out.text(&piece.text)?,
        (None, pieces) => {
            let why = text!("cli-pages-do-not-go-into", pieces = pieces.len());
            return Err(Failure::new(Exit::Usage, why));
        }
        (Some(path), [piece]) => {
            let (folder, name) = target(path, &piece.name);
            piece.name = name;
            save(folder, &pieces, Vec::new())?;
        }
        (Some(path), pieces) => {
            let gone = match args.format {
                ExportFormat::Site => outdated(path, pieces),
                _ => Vec::new(),
            };
            save(path, pieces, gone)?;
        }
    }
    Ok(Exit::Done)
}

/// Writes a document, which is nothing to be printed.
#[cfg(feature = "docx")]
fn docx(args: &ExportArgs, export: &Export<'_>) -> Result<Exit, Failure> {
    let path = args.out.as_deref();
    let Some(path) = path.filter(|_| args.to.is_none()) else {
        let why = text!("cli-a-word-document-goes-into");
        return Err(Failure::new(Exit::Usage, why));
    };
    let made = export.docx();
    let (name, bytes) = made.map_err(|error| Failure::new(Exit::Files, error.to_string()))?;
    let (folder, name) = target(path, &name);
    let root = root(folder)?;
    let name = PathBuf::from(name);
    store::publish(&root, &name, &bytes)?;
    if notes_are_read() {
        note(&text!(
            "cli-saved-2",
            name = typed(&root.join(&name)).display()
        ));
    }
    Ok(Exit::Done)
}

/// The folder and the name of one file: this path, or a file of that name in the folder that it is.
fn target<'p>(path: &'p Path, name: &str) -> (&'p Path, String) {
    if path.is_dir() || path.to_string_lossy().ends_with('/') {
        return (path, name.to_owned());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    (folder.unwrap_or(Path::new(".")), name.into_owned())
}

/// A folder to write into, made where there is none, without links in its path.
fn root(folder: &Path) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder)
        .and_then(|()| fs::canonicalize(folder))
        .map_err(|error| unwritable(folder, &error))
}

fn unwritable(folder: &Path, error: &std::io::Error) -> Failure {
    let text = text!("cli-cannot-be-written-2", folder = folder.display(), error);
    Failure::new(Exit::Files, text)
}

/// What is meant, each place once, in the order asked for.
fn places(args: &ExportArgs, workspace: &Workspace) -> Result<Vec<Place>, Failure> {
    let mut places: Vec<Place> = Vec::new();
    if let Some(query) = &args.query {
        let results = search::find(workspace, query, usize::MAX, &Unfold::All)?;
        places.extend(results.hits.iter().map(|hit| hit.place.clone()));
    } else if args.addresses.is_empty() {
        let families = workspace.catalog().entries().iter();
        places.extend(families.map(|entry| Place {
            key: entry.key.clone(),
            position: Position::FAMILY,
        }));
    }
    for address in &args.addresses {
        let before = places.len();
        // The address of a department is its folder with `/` behind it.
        if address.ends_with('/') {
            let entries = workspace.catalog().entries().iter();
            let inside = entries.filter(|entry| entry.key.starts_with(address.as_str()));
            places.extend(inside.map(|entry| Place {
                key: entry.key.clone(),
                position: Position::FAMILY,
            }));
        }
        if places.len() == before {
            places.push(resolve(workspace, address)?.0);
        }
    }
    let mut seen = HashSet::new();
    places.retain(|place| seen.insert((place.key.clone(), place.position)));
    Ok(places)
}

/// Puts a text into the clipboard.
fn copy(text: &str, out: &mut Output) -> Result<(), Failure> {
    let nowhere = |why: String| {
        let why = text!("cli-it-could-not-be-copied", why);
        Failure::new(Exit::Files, why).also([text!("cli-write-it-to-a-file").to_owned()])
    };
    // Whatever was written somewhere, a terminal that it is pasted into takes no orders from it.
    let text = clean(text);
    let way = Clipboard::find().map_err(|error| nowhere(error.to_string()))?;
    match way {
        Clipboard::Program(program) => {
            store::give(program, &text).map_err(|error| nowhere(error.to_string()))?;
            note(text!("cli-it-is-in-the-clipboard"));
        }
        Clipboard::Terminal(through) => {
            let sequence = store::sequence(&text, through);
            let sequence = sequence.map_err(|error| nowhere(error.to_string()))?;
            if !out.ask_terminal(&sequence)? {
                return Err(nowhere(text!("cli-there-is-no-terminal-to").to_owned()));
            }
            note(text!("cli-it-was-given-to-the"));
        }
    }
    Ok(())
}

/// The files of an earlier site in a folder that are none of this one: only those that it lists, and that nobody has
/// changed since.
fn outdated(folder: &Path, pieces: &[Piece]) -> Vec<Write> {
    let now = pieces.iter().find(|piece| piece.name == site::MANIFEST);
    let Ok(root) = fs::canonicalize(folder) else {
        return Vec::new();
    };
    let Ok(before) = store::read_text(&root, Path::new(site::MANIFEST)) else {
        return Vec::new();
    };
    let gone = site::no_longer_listed(&before, now.map_or("", |piece| &piece.text));
    let mut writes = Vec::new();
    for (name, hash) in gone {
        // What leads out of the folder is refused here.
        let Ok(bytes) = store::read_bytes(&root, Path::new(&name)) else {
            continue;
        };
        if stamp::hash(&bytes) != hash {
            let path = typed(&root.join(&name));
            note(&text!("cli-of-no-use-to-the-site", path = path.display()));
            continue;
        }
        writes.push(Write {
            path: PathBuf::from(name),
            text: None,
            expected: Some(Fingerprint::of(&bytes)),
        });
    }
    writes
}

/// Saves all of these below a folder and deletes those, or does nothing.
fn save(folder: &Path, pieces: &[Piece], gone: Vec<Write>) -> Result<(), Failure> {
    let root = root(folder)?;
    let only = match pieces {
        [only] if gone.is_empty() => Some(typed(&root.join(&only.name))),
        _ => None,
    };
    // What no family can be is no matter of saving.
    let is_large = |piece: &Piece| {
        let before = fs::metadata(root.join(&piece.name)).map_or(0, |file| file.len());
        before.max(piece.text.len() as u64) > MAX_FILE
    };
    let (large, pieces): (Vec<&Piece>, Vec<&Piece>) =
        pieces.iter().partition(|piece| is_large(piece));
    for piece in &large {
        store::publish(&root, Path::new(&piece.name), piece.text.as_bytes())?;
    }
    let mut writes = Vec::new();
    for piece in pieces {
        let path = PathBuf::from(&piece.name);
        let expected = match fs::read(root.join(&path)) {
            Ok(bytes) => Some(Fingerprint::of(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(unwritable(folder, &error)),
        };
        writes.push(Write {
            path,
            text: Some(piece.text.as_str().into()),
            expected,
        });
    }
    let (saved, deleted) = (writes.len() + large.len(), gone.len());
    writes.extend(gone);
    for (write, saved) in writes.iter().zip(store::save_all(&root, &writes)) {
        let name = typed(&root.join(&write.path)).display().to_string();
        warn_of_save(&name, saved?.note);
    }
    if deleted > 0 {
        note(&text!("cli-files-of-the-site-before", count = deleted));
    }
    if notes_are_read() {
        let folder = typed(&root);
        note(&match only {
            Some(path) => text!("cli-saved-2", name = path.display()),
            None => text!("cli-files-in", count = saved, folder = folder.display()),
        });
    }
    Ok(())
}
