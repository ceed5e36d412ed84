//! `rolebook import`: handbook pages become families, and pages that changed since are merged into theirs.
//!
//! What a page gave when it was last imported is kept in the catalog's folder `.imported`, beside the families and
//! with the same names. It is the version from which the page of today and the family of today both come, so it
//! belongs to the catalog and goes with it into version control.

mod pages;
mod report;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::open::{Opened, open, typed};
use super::output::{Output, Progress, note};
use super::saving::{save, warn_of_save};
use super::{Cli, Exit, Failure, Format};
use crate::document::{
    Choice, Fingerprint, Merging, Plan, Step, Workspace, merge_texts, read_family, write_family,
};
use crate::format::markdown::{self, Directory, Imported};
use crate::store::{self, CATALOG_FILE, Write};
use pages::Page;

/// The folder of a catalog that has what pages gave when they were last imported.
const IMPORTED: &str = ".imported";

/// What `import` is asked for.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Handbook pages in Markdown, or folders of them, whose folders become departments
    #[arg(value_name = "PAGE|FOLDER", required = true)]
    pub pages: Vec<PathBuf>,
    /// Folder of the catalog that they go into; a new one is made where there is none
    #[arg(long, value_name = "CATALOG")]
    pub into: Option<PathBuf>,
    /// The department that they go into
    #[arg(
        long,
        value_name = "DEPARTMENT",
        default_value = "",
        hide_default_value = true
    )]
    pub department: String,
    /// Whose words count where a page and its family were both changed in different ways
    #[arg(long, value_enum)]
    pub prefer: Option<Prefer>,
    /// Report only what a person should look at
    #[arg(long)]
    pub brief: bool,
    /// Say what would become of the pages and save nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form of the report
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Who wins a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Prefer {
    /// What the catalog says
    Catalog,
    /// What the page says
    Page,
}

/// What becomes of a page's family.
enum Fate {
    /// It was not there.
    New,
    /// It says what the page says, or the page says what it said before.
    Unchanged,
    /// The page changed, and its family with it.
    Changed,
    /// It was changed in other ways here and on the page: where.
    Conflicts(Vec<[String; 4]>),
    /// Nothing is taken, and why.
    Refused(String),
    /// The page or the family cannot be read, and why.
    Failed(String),
}

impl Fate {
    /// The word for it. The words are a contract.
    fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Conflicts(_) => "conflict",
            Self::Refused(_) => "refused",
            Self::Failed(_) => "failed",
        }
    }
}

/// A page, what was read in it, and what became of that.
struct Outcome {
    page: Page,
    read: Option<Imported>,
    fate: Fate,
}

pub(super) fn run(args: &ImportArgs, cli: &Cli, out: &mut Output) -> Result<Exit, Failure> {
    let mut workspace = catalog(args, cli)?;
    let (pages, mut outcomes) = pages::find(&args.pages, &args.department)?;
    let read = read(pages);
    let mut texts = Vec::new();
    for (page, read) in link(&workspace, read) {
        let (read, fate) = match read {
            Err(why) => (None, Fate::Failed(why)),
            Ok(read) => {
                let text = write_family(&read.family);
                let fate = take(&mut workspace, &page, &text, args.prefer);
                if matches!(fate, Fate::New | Fate::Unchanged | Fate::Changed) {
                    texts.push((page.key.clone(), text));
                }
                (Some(read), fate)
            }
        };
        outcomes.push(Outcome { page, read, fate });
    }
    outcomes.sort_by(|a, b| a.page.path.cmp(&b.page.path));
    if !args.dry_run {
        keep(&mut workspace, &texts)?;
    }
    match args.format {
        Format::Json => out.json(&report::as_json(&outcomes))?,
        Format::Text => report::print(&outcomes, args.brief, out)?,
    }
    report::sum_up(&outcomes, args.dry_run);
    let any = |wanted: fn(&Fate) -> bool| outcomes.iter().any(|outcome| wanted(&outcome.fate));
    Ok(if any(|fate| matches!(fate, Fate::Failed(_))) {
        Exit::Files
    } else if any(|fate| matches!(fate, Fate::Conflicts(_) | Fate::Refused(_))) {
        Exit::NothingFound
    } else {
        Exit::Done
    })
}

/// The catalog that the pages go into, made where there is none.
fn catalog(args: &ImportArgs, cli: &Cli) -> Result<Workspace, Failure> {
    let Some(into) = &args.into else {
        return open(cli)?.load();
    };
    if cli.path.is_some() || cli.catalog.is_some() {
        let why = "the catalog is named twice: with --into, and before";
        return Err(Failure::new(Exit::Usage, why));
    }
    let is_empty = match fs::read_dir(into) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if is_empty && args.dry_run {
        let root = std::path::absolute(into).unwrap_or_else(|_| into.clone());
        return Ok(Workspace::new(root, None, Vec::new(), Vec::new()));
    }
    let failed = |error: std::io::Error| {
        let text = format!("{} cannot be made: {error}", into.display());
        Failure::new(Exit::Files, text)
    };
    if is_empty {
        fs::create_dir_all(into).map_err(failed)?;
        let root = fs::canonicalize(into).map_err(failed)?;
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let text = format!("name = {}\n", toml::Value::from(name.as_ref()));
        store::save(&root, Path::new(CATALOG_FILE), &text, None)?;
    }
    let there = Cli {
        recent: false,
        linear: false,
        path: None,
        catalog: Some(into.clone()),
        command: None,
    };
    let opened: Opened = open(&there)?;
    opened.load()
}

/// Reads all pages, side by side.
fn read(pages: Vec<Page>) -> Vec<(Page, Result<Imported, String>)> {
    let progress = Progress::new("Reading pages", pages.len());
    let read: Vec<_> = pages
        .into_par_iter()
        .map(|page| {
            let read = page.text().map(|text| markdown::read(&text, &page.key));
            progress.step();
            (page, read)
        })
        .collect();
    progress.finish();
    read
}

/// Finds the roles that pages name, in the other pages and in the catalog.
fn link(
    workspace: &Workspace,
    mut read: Vec<(Page, Result<Imported, String>)>,
) -> Vec<(Page, Result<Imported, String>)> {
    let mut directory = Directory::default();
    for entry in workspace.catalog().entries() {
        directory.add(&entry.key, &entry.family);
    }
    for (page, read) in &read {
        if let Ok(read) = read {
            directory.add(&page.key, &read.family);
        }
    }
    read.par_iter_mut().for_each(|(page, read)| {
        if let Ok(read) = read {
            read.link(&page.key, &directory);
        }
    });
    read
}

/// The folder of what pages gave, which is in the catalog and leads nowhere else.
fn imported(workspace: &Workspace, make: bool) -> Option<PathBuf> {
    let folder = fs::canonicalize(&workspace.root).ok()?.join(IMPORTED);
    if make && !folder.exists() {
        fs::create_dir(&folder).ok()?;
    }
    (fs::canonicalize(&folder).ok()? == folder).then_some(folder)
}

/// What a page gave when it was last imported.
fn before(workspace: &Workspace, key: &str) -> Option<String> {
    let folder = imported(workspace, false)?;
    store::read_text(&folder, Path::new(&format!("{key}.toml"))).ok()
}

/// Takes what a page gives into the workspace.
fn take(workspace: &mut Workspace, page: &Page, text: &str, prefer: Option<Prefer>) -> Fate {
    let key = page.key.as_str();
    let Some(document) = workspace.document(key) else {
        let plan = Plan {
            label: format!("imported {key}"),
            landing: None,
            steps: vec![(Arc::from(key), Step::Create(text.to_owned()))],
        };
        return match workspace.carry_out(&plan) {
            Ok(_) => Fate::New,
            Err(error) => Fate::Refused(error.to_string()),
        };
    };
    if document.family().is_none() {
        return Fate::Failed(format!("the file of {key} is broken"));
    }
    let ours = document.text().clone();
    let base = before(workspace, key);
    let now = read_family(text).value;
    let Some(base) = base.filter(|base| read_family(base).value.is_some()) else {
        return match document.family().map(AsRef::as_ref) == now.as_ref() {
            true => Fate::Unchanged,
            false => Fate::Refused(format!(
                "{key} is there already and did not come from a page; take another --department, or delete it"
            )),
        };
    };
    if read_family(&base).value == now {
        return Fate::Unchanged;
    }
    let mut merging = match merge_texts(key, &base, &ours, text) {
        Ok(merging) => merging,
        Err(error) => return Fate::Failed(error.to_string()),
    };
    if let Some(prefer) = prefer {
        decide(&mut merging, prefer);
    } else if !merging.conflicts().is_empty() {
        return Fate::Conflicts(conflicts(&merging));
    }
    match workspace.take_text(key, "imported its page", merging.text()) {
        Some(_) => Fate::Changed,
        None => Fate::Unchanged,
    }
}

fn decide(merging: &mut Merging, prefer: Prefer) {
    let choice = match prefer {
        Prefer::Catalog => Choice::Ours,
        Prefer::Page => Choice::Theirs,
    };
    for n in 0..merging.conflicts().len() {
        // What cannot be taken from the page stays as the catalog has it.
        let _ = merging.resolve(n, choice.clone());
    }
}

/// The places that a person decides about, and what the three versions say there.
fn conflicts(merging: &Merging) -> Vec<[String; 4]> {
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "(nothing)".to_owned());
    merging
        .conflicts()
        .iter()
        .map(|conflict| {
            let place = conflict.place.clone();
            [
                place,
                said(&conflict.base),
                said(&conflict.ours),
                said(&conflict.theirs),
            ]
        })
        .collect()
}

/// Saves the families, and behind them what their pages gave.
fn keep(workspace: &mut Workspace, texts: &[(String, String)]) -> Result<(), Failure> {
    save(workspace)?;
    let texts: BTreeMap<&str, &str> = texts
        .iter()
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect();
    let Some(folder) = imported(workspace, true) else {
        let text = format!(
            "the families are saved; what their pages gave cannot be, so the next import cannot merge: {} is no folder",
            workspace.root.join(IMPORTED).display()
        );
        return Err(Failure::new(Exit::Files, text));
    };
    let mut writes = Vec::new();
    for (key, text) in texts {
        let before = before(workspace, key);
        let path = PathBuf::from(format!("{key}.toml"));
        if before.as_deref() == Some(text) {
            continue;
        }
        writes.push(Write {
            path,
            text: Some(text.into()),
            expected: before.map(|before| Fingerprint::of(before.as_bytes())),
        });
    }
    for (write, saved) in writes.iter().zip(store::save_all(&folder, &writes)) {
        let name = typed(&folder.join(&write.path));
        match saved {
            Ok(saved) => warn_of_save(&name.display().to_string(), saved.note),
            Err(error) => {
                note(
                    "The families are saved; what their pages gave is not, so the next import cannot merge.",
                );
                return Err(error.into());
            }
        }
    }
    Ok(())
}
