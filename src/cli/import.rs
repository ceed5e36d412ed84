//! `rolebook import`: handbook pages become families, and pages that changed since are merged into theirs.
//!
//! What a page gave when it was last imported is kept in the catalog's folder `.imported`, beside the families and
//! with the same names. It is the version from which the page of today and the family of today both come, so it
//! belongs to the catalog and goes with it into version control.

mod report;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::{Opened, open};
use super::output::{Output, Progress};
use super::saving::{make, save};
use super::{Cli, Exit, Failure, Format};
use crate::document::{Choice, Fate, Intake, Workspace};
use crate::format::markdown::{self, Imported};
use crate::store::{self, CATALOG_FILE, Page, Pages, PagesError};
use crate::text::text;

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

/// A page, what was read in it, and what became of that.
struct Outcome {
    page: Page,
    read: Option<Imported>,
    fate: Fate,
}

pub(super) fn run(args: &ImportArgs, cli: &Cli, out: &mut Output) -> Result<Exit, Failure> {
    let mut workspace = catalog(args, cli)?;
    let Pages { pages, doubled } = Pages::find(&args.pages, &args.department)?;
    let keys: Vec<String> = pages.iter().map(|page| page.key.clone()).collect();
    store::take_in_imported(&mut workspace, keys.iter().map(String::as_str));
    let prefer = args.prefer.map(|prefer| match prefer {
        Prefer::Catalog => Choice::Ours,
        Prefer::Page => Choice::Theirs,
    });
    let mut outcomes: Vec<Outcome> = doubled
        .into_iter()
        .map(|(page, why)| Outcome {
            page,
            read: None,
            fate: Fate::Failed(why),
        })
        .collect();
    let mut intake = Intake::new(&workspace);
    let read = read(&pages, &workspace);
    for (page, read) in pages.into_iter().zip(read) {
        let (read, fate) = match read {
            Err(why) => (None, Fate::Failed(why)),
            Ok(read) => {
                let fate = intake.take(&page.key, &read.family, prefer.as_ref());
                (Some(read), fate)
            }
        };
        outcomes.push(Outcome { page, read, fate });
    }
    let plan = intake.plan();
    outcomes.sort_by(|a, b| a.page.path.cmp(&b.page.path));
    if !args.dry_run {
        make(&mut workspace, &plan)?;
        save(&workspace)?;
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

impl From<PagesError> for Failure {
    fn from(error: PagesError) -> Self {
        let exit = match error {
            PagesError::None => Exit::NothingFound,
            _ => Exit::Files,
        };
        Self::new(exit, error.to_string())
    }
}

/// The catalog that the pages go into, made where there is none.
fn catalog(args: &ImportArgs, cli: &Cli) -> Result<Workspace, Failure> {
    let Some(into) = &args.into else {
        return open(cli)?.load();
    };
    if cli.path.is_some() || cli.catalog.is_some() {
        let why = text!("import-catalog-is-named-twice");
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
        let text = text!("import-cannot-be-made", path = into.display(), error);
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
        language: None,
        recent: false,
        linear: false,
        path: None,
        catalog: Some(into.clone()),
        command: None,
    };
    let opened: Opened = open(&there)?;
    opened.load()
}

/// Reads all pages, and finds the roles that they name.
fn read(pages: &[Page], workspace: &Workspace) -> Vec<Result<Imported, String>> {
    let progress = Progress::new(text!("import-reading-pages"), pages.len());
    let keys: Vec<&str> = pages.iter().map(|page| page.key.as_str()).collect();
    let text = |at: usize| pages[at].text();
    let read = markdown::read_all(&keys, workspace.catalog(), &text, &|| progress.step());
    progress.finish();
    read
}
