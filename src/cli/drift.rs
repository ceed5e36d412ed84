//! `rolebook drift`: which exported files are behind their roles, and what changed since they were written.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::output::{Output, note};
use super::{Exit, Failure, Format};
use crate::document::{Document, Workspace, read_family};
#[cfg(feature = "docx")]
use crate::format::docx;
use crate::format::stamp::{self, Line, Since, Stamp};
use crate::model::{Catalog, CatalogEntry, Settings};
use crate::store::{self, MAX_DEPTH, MAX_FILES};
use crate::text::text;

/// What files end in that an export writes.
const ENDINGS: [&str; 8] = ["csv", "docx", "htm", "html", "json", "jsonld", "md", "txt"];

/// What `drift` is asked for.
#[derive(Debug, Args)]
pub struct DriftArgs {
    /// Files that export wrote, or folders of such
    #[arg(value_name = "FILE|FOLDER", required = true)]
    pub files: Vec<PathBuf>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How a file stands to a role.
enum State {
    Current,
    Behind(Since),
    /// The role is no longer there.
    Gone,
    /// The stamp cannot be read.
    Damaged,
    /// There is none.
    Unstamped,
}

impl State {
    /// The word for it. The words are a contract.
    fn word(&self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Behind(_) => "behind",
            Self::Gone => "gone",
            Self::Damaged => "damaged",
            Self::Unstamped => "unstamped",
        }
    }
}

/// One role in one file.
struct Finding {
    file: PathBuf,
    stamp: Option<Stamp>,
    state: State,
}

pub(super) fn run(
    args: &DriftArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let mut past = Past::default();
    let mut findings = Vec::new();
    let (named, found) = files(&args.files)?;
    for (file, is_named) in named
        .into_iter()
        .map(|file| (file, true))
        .chain(found.into_iter().map(|file| (file, false)))
    {
        let text = match read(&file) {
            Ok(text) => text,
            // A folder may have anything in it.
            Err(_) if !is_named => continue,
            Err(why) => {
                let text = format!("{}: {why}", file.display());
                return Err(Failure::new(Exit::Files, text));
            }
        };
        let stamps = Stamp::find(&text);
        if stamps.is_empty() && is_named {
            findings.push(Finding {
                file: file.clone(),
                stamp: None,
                state: State::Unstamped,
            });
        }
        for stamp in stamps {
            let state = match &stamp {
                None => State::Damaged,
                Some(stamp) => state(stamp, &text, workspace, &mut past),
            };
            findings.push(Finding {
                file: file.clone(),
                stamp,
                state,
            });
        }
    }
    if findings.is_empty() {
        let why = text!("cli-none-of-the-files-has");
        return Err(Failure::new(Exit::NothingFound, why));
    }
    match args.format {
        Format::Json => out.json(&findings.iter().map(as_json).collect::<Value>())?,
        Format::Text => {
            for finding in &findings {
                print(finding, out)?;
            }
        }
    }
    let current = |finding: &&Finding| matches!(finding.state, State::Current);
    let behind = findings.len() - findings.iter().filter(current).count();
    note(&match (behind, findings.len()) {
        (0, 1) => text!("cli-it-is-current").to_owned(),
        (0, all) => text!("cli-all-are-current", all),
        (behind, all) => text!("cli-of-not-current", behind, all),
    });
    Ok(match behind {
        0 => Exit::Done,
        _ => Exit::NothingFound,
    })
}

/// The files that are named, and those of the folders that are.
fn files(named: &[PathBuf]) -> Result<(Vec<PathBuf>, BTreeSet<PathBuf>), Failure> {
    let mut files = Vec::new();
    let mut found = BTreeSet::new();
    for path in named {
        let metadata = fs::metadata(path)
            .map_err(|error| Failure::new(Exit::Files, format!("{}: {error}", path.display())))?;
        match metadata.is_dir() {
            true => walk(path, 0, &mut found)?,
            false => files.push(path.clone()),
        }
    }
    Ok((files, found))
}

/// Links to folders are not followed, and hidden names are passed over.
fn walk(folder: &Path, depth: usize, files: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
    let failed = |why: String| Failure::new(Exit::Files, format!("{}: {why}", folder.display()));
    if depth > MAX_DEPTH || files.len() > MAX_FILES {
        return Err(failed(text!("cli-there-are-too-many-folders").to_owned()));
    }
    for entry in fs::read_dir(folder).map_err(|error| failed(error.to_string()))? {
        let entry = entry.map_err(|error| failed(error.to_string()))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry
            .file_type()
            .map_err(|error| failed(error.to_string()))?;
        let ending = path.extension().and_then(|ending| ending.to_str());
        if kind.is_dir() {
            walk(&path, depth + 1, files)?;
        } else if kind.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
            files.insert(path);
        }
    }
    Ok(())
}

/// What stands in a file.
fn read(path: &Path) -> Result<String, String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
    let name = Path::new(path.file_name().unwrap_or_default());
    if path.extension().is_some_and(|ending| ending == "docx") {
        let bytes = store::read_bytes(&folder, name).map_err(|error| error.to_string())?;
        return words_of(&bytes);
    }
    store::read_text(&folder, name).map_err(|error| error.to_string())
}

#[cfg(feature = "docx")]
fn words_of(document: &[u8]) -> Result<String, String> {
    docx::text_of(document).ok_or_else(|| text!("cli-it-is-no-word-document").to_owned())
}

#[cfg(not(feature = "docx"))]
fn words_of(_: &[u8]) -> Result<String, String> {
    Err(text!("cli-built-without-word-documents").to_owned())
}

fn state(stamp: &Stamp, text: &str, workspace: &Workspace, past: &mut Past) -> State {
    let place = workspace.catalog().at(&stamp.address);
    let Some((place, document)) =
        place.and_then(|place| Some((workspace.document(&place.key)?, place)).map(|(d, p)| (p, d)))
    else {
        return State::Gone;
    };
    let Some(family) = document.family() else {
        return State::Gone;
    };
    let now = stamp::lines(&place, family, document.text(), stamp.scope);
    if stamp.is_of(&now) {
        return State::Current;
    }
    let mut known = past.lines(stamp, document, workspace);
    let places: BTreeSet<&str> = now.iter().map(|line| line.place.as_str()).collect();
    let said = stamp::said_in(text);
    known.extend(places.iter().flat_map(|place| {
        said.iter().map(|text| Line {
            place: (*place).to_owned(),
            text: text.clone(),
        })
    }));
    State::Behind(stamp.since(&now, known))
}

/// Families as they were at other revisions, each asked for once.
#[derive(Default)]
struct Past {
    texts: HashMap<(String, String), Option<String>>,
}

impl Past {
    /// The lines that a stamp was made of, where version control still has the file that they were in.
    fn lines(&mut self, stamp: &Stamp, document: &Document, workspace: &Workspace) -> Vec<Line> {
        let Some(revision) = &stamp.revision else {
            return Vec::new();
        };
        let text = self
            .texts
            .entry((revision.clone(), document.key.to_string()))
            .or_insert_with(|| store::text_at(&workspace.root, revision, &document.path));
        let Some(text) = text else {
            return Vec::new();
        };
        let Some(family) = read_family(text).value else {
            return Vec::new();
        };
        let entry = CatalogEntry {
            key: document.key.clone(),
            family: family.into(),
        };
        let catalog = Catalog::new(Settings::default(), vec![entry]);
        match (catalog.at(&stamp.address), catalog.get(&document.key)) {
            (Some(place), Some(entry)) => stamp::lines(&place, &entry.family, text, stamp.scope),
            _ => Vec::new(),
        }
    }
}

fn print(finding: &Finding, out: &mut Output) -> Result<(), Failure> {
    out.piece(&finding.file.display().to_string())?;
    if let Some(stamp) = &finding.stamp {
        out.piece(&format!(": {}", stamp.address))?;
    }
    match &finding.state {
        State::Current => out.piece(text!("cli-is-current"))?,
        State::Gone => out.piece(text!("cli-is-no-longer-in-the"))?,
        State::Damaged => out.piece(text!("cli-its-stamp-cannot-be-read"))?,
        State::Unstamped => out.piece(text!("cli-it-has-no-stamp-export"))?,
        State::Behind(since) => {
            out.bold(text!("cli-is-behind"))?;
            let revision = finding.stamp.as_ref().and_then(|s| s.revision.as_ref());
            if let Some(revision) = revision {
                out.piece(&text!("cli-it-was-written-at", revision))?;
            }
            out.end_line()?;
            for (sign, lines) in [("-", &since.removed), ("+", &since.added)] {
                for line in lines {
                    out.piece(&format!("  {sign} {}: {}", line.place, line.text))?;
                    out.end_line()?;
                }
            }
            match since.forgotten {
                0 => {}
                1 => out.text(text!("cli-one-more-line-whose-words"))?,
                many => out.text(&text!("cli-more-lines-whose-words-are", many))?,
            }
            if *since == Since::default() {
                out.text(text!("cli-the-order-of-lines-changed"))?;
            }
            return Ok(());
        }
    }
    out.end_line()?;
    Ok(())
}

fn as_json(finding: &Finding) -> Value {
    let lines = |lines: &[Line]| -> Value {
        lines
            .iter()
            .map(|line| json!({ "place": line.place, "text": line.text }))
            .collect()
    };
    let none = Since::default();
    let since = match &finding.state {
        State::Behind(since) => since,
        _ => &none,
    };
    let stamp = finding.stamp.as_ref();
    json!({
        "file": finding.file.display().to_string(),
        "address": stamp.map(|stamp| &stamp.address),
        "revision": stamp.and_then(|stamp| stamp.revision.as_ref()),
        "state": finding.state.word(),
        "added": lines(&since.added),
        "removed": lines(&since.removed),
        "forgotten": since.forgotten,
    })
}
