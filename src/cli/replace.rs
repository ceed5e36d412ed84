//! `rolebook replace`: words replaced throughout the catalog, or in a part of it; all files are saved or none.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::open::{resolve, typed, warn_of_losses};
use super::output::{Output, note, notes_are_read};
use super::saving;
use super::{Exit, Failure, Format, search};
use crate::document::replace::{
    self, Case, FileHits, Hit, Looked, Pattern, PatternError, PatternOptions, Replacement,
    Replacing, Scope, Wording, counted, nodes,
};
use crate::document::{Plan, Workspace};
use crate::model::{Catalog, CatalogEntry, Node, Place, Position};
use crate::text::text;

/// More departments than this are not listed where none has the name that was given.
const DEPARTMENTS: usize = 12;

/// What `replace` is asked for.
#[derive(Debug, Args)]
pub struct ReplaceArgs {
    /// What to look for
    #[arg(allow_hyphen_values = true)]
    pub pattern: String,
    /// What to write in its place; with --regex, $1 and ${name} are what the groups matched
    #[arg(allow_hyphen_values = true)]
    pub text: String,
    /// Only in what can be read of the roles that have these words, inherited lines included; as for search
    #[arg(long = "in", value_name = "QUERY")]
    pub inside: Option<String>,
    /// Only in this department and those below it
    #[arg(long, value_name = "FOLDER")]
    pub department: Option<String>,
    /// Only in the part of a file that belongs to this address; a family's is its whole file. May be given again
    #[arg(long, value_name = "ADDRESS")]
    pub address: Vec<String>,
    /// PATTERN is a regular expression
    #[arg(long)]
    pub regex: bool,
    /// Only whole words
    #[arg(long)]
    pub word: bool,
    /// Whether upper and lower case are the same
    #[arg(long, value_enum, default_value_t)]
    pub case: CaseArg,
    /// Also in the targets of links and in web addresses
    #[arg(long)]
    pub links: bool,
    /// Print what would be replaced and save nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Whether upper and lower case are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CaseArg {
    /// They are, unless PATTERN has an upper-case letter
    #[default]
    Smart,
    /// They are not
    Match,
    /// They are
    Ignore,
}

impl From<CaseArg> for Case {
    fn from(case: CaseArg) -> Self {
        match case {
            CaseArg::Smart => Self::Smart,
            CaseArg::Match => Self::Sensitive,
            CaseArg::Ignore => Self::Insensitive,
        }
    }
}

impl From<PatternError> for Failure {
    fn from(error: PatternError) -> Self {
        Self::new(Exit::Usage, error.to_string())
    }
}

pub(super) fn run(
    args: &ReplaceArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let options = PatternOptions {
        regex: args.regex,
        whole_word: args.word,
        case: args.case.into(),
        links: args.links,
    };
    let pattern = Pattern::new(&args.pattern, &options)?;
    let replacement = Replacement::new(&pattern, &args.text)?;
    let scope = scope(args, workspace)?;
    let found = replace::find_all(workspace.catalog(), &scope, &pattern, &replacement, &|_| {
        false
    });
    let accepted: Vec<(&FileHits, Vec<&Hit>)> = found
        .iter()
        .map(|found| (found, found.hits.iter().collect()))
        .collect();
    let replacing = replace::plan(workspace.catalog(), &pattern, &replacement, &accepted)
        .map_err(|error| Failure::new(Exit::Files, error.to_string()))?;
    warn_of_what_stays(workspace, &scope, &found, &replacing.plan);
    let changed = !replacing.plan.steps.is_empty();
    let files = match changed && !args.dry_run {
        true => make(workspace, &replacing.plan, out)?,
        false => files(workspace, &replacing.plan),
    };
    match args.format {
        Format::Json => out.json(&as_json(
            &found,
            &replacing,
            &files,
            changed && !args.dry_run,
        ))?,
        Format::Text => {
            print(&found, out)?;
            if !found.is_empty() {
                out.end_line()?;
                out.piece(&summary(&found, &replacing, args.dry_run))?;
                out.end_line()?;
            }
        }
    }
    if found.is_empty() {
        note(&text!(
            "cli-nothing-that-people-read-there",
            pattern = args.pattern
        ));
    } else if !args.dry_run && notes_are_read() {
        for file in &files {
            note(&text!("cli-saved-3", file = typed(file).display()));
        }
    }
    Ok(match changed {
        true => Exit::Done,
        false => Exit::NothingFound,
    })
}

/// What the command line asks to look through.
fn scope(args: &ReplaceArgs, workspace: &Workspace) -> Result<Scope, Failure> {
    let catalog = workspace.catalog();
    let mut scope = Scope::default();
    if let Some(folder) = &args.department {
        scope = scope.department(folder);
        if !catalog.entries().iter().any(|entry| scope.has(entry)) {
            return Err(no_department(catalog, folder));
        }
    }
    if !args.address.is_empty() {
        let mut parts: Vec<(Arc<str>, Node)> = Vec::new();
        for input in &args.address {
            let (place, document) = resolve(workspace, input)?;
            match document.family() {
                Some(family) if place.position == Position::FAMILY => {
                    parts.extend(nodes(family).map(|node| (place.key.clone(), node)));
                }
                _ => parts.push((place.key.clone(), place.position.node())),
            }
        }
        scope = scope.nodes(parts);
    }
    if let Some(query) = &args.inside {
        let results = search::find(workspace, query, usize::MAX, &crate::search::Unfold::All)?;
        // Whoever replaces words does not want them replaced in what resembles the query.
        let places: Vec<Place> = results
            .hits
            .into_iter()
            .take(results.exact)
            .map(|hit| hit.place)
            .collect();
        if places.is_empty() {
            let line = text!("cli-nothing-in-the-catalog-has", query);
            return Err(Failure::new(Exit::NothingFound, line));
        }
        scope = scope.places(catalog, &places);
    }
    Ok(scope)
}

fn no_department(catalog: &Catalog, folder: &str) -> Failure {
    let departments: BTreeSet<&str> = catalog
        .entries()
        .iter()
        .map(CatalogEntry::department)
        .filter(|department| !department.is_empty())
        .collect();
    let line = text!("cli-the-catalog-has-no-department-2", folder);
    let listed = departments
        .iter()
        .take(DEPARTMENTS)
        .map(|name| (*name).to_owned());
    let more = departments.len().saturating_sub(DEPARTMENTS);
    Failure::new(Exit::NothingFound, line)
        .also(listed)
        .also((more > 0).then(|| text!("cli-and-more-2", more)))
}

/// Says what is not in effect in the files that change, and which mandatory items are worded anew in them while the
/// settings stay.
fn warn_of_what_stays(workspace: &Workspace, scope: &Scope, found: &[FileHits], plan: &Plan) {
    for (key, _) in &plan.steps {
        if let Some(document) = workspace.document(key) {
            warn_of_losses(workspace, document);
        }
    }
    if scope.has_settings() {
        return;
    }
    let mandatory = &workspace.catalog().settings.house.mandatory_items;
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (looked, hit) in found
        .iter()
        .flat_map(|found| found.hits.iter().map(|hit| (&found.looked, hit)))
    {
        if let (Looked::Family(family), Wording::Item(list, n), None) =
            (looked, hit.wording, hit.refused)
        {
            let item = family
                .body(hit.node)
                .and_then(|body| body.list(list).get(n));
            let text = item.map(|item| item.text().trim());
            named.extend(text.filter(|text| mandatory.iter().any(|m| m.trim() == *text)));
        }
    }
    for text in named {
        note(&text!("cli-warning-catalog-toml-has-among", text));
    }
}

/// The files that a plan changes.
fn files(workspace: &Workspace, plan: &Plan) -> Vec<PathBuf> {
    let documents = plan
        .steps
        .iter()
        .filter_map(|(key, _)| workspace.document(key));
    documents.map(|document| workspace.file(document)).collect()
}

/// Makes a plan, and saves what it changes. Nothing is saved unless all of it could be made.
fn make(workspace: &mut Workspace, plan: &Plan, out: &Output) -> Result<Vec<PathBuf>, Failure> {
    let pending = saving::make(workspace, plan)
        .map_err(|failure| failure.also([text!("cli-or-leave-that-file-out").to_owned()]))?;
    if !out.is_waiting() {
        saving::save(workspace)?;
    }
    let files = pending.iter().map(|file| workspace.root.join(&file.path));
    Ok(files.collect())
}

/// The keys are a contract.
fn as_json(found: &[FileHits], replacing: &Replacing, files: &[PathBuf], saved: bool) -> Value {
    let hits: Vec<Value> = found
        .iter()
        .flat_map(|found| {
            let addresses = found.addresses();
            found.hits.iter().map(move |hit| {
                json!({
                    "address": addresses.get(&hit.node),
                    "field": hit.wording.key(),
                    "index": hit.wording.index(),
                    "key": hit.wording.inner_key(),
                    "bytes": [hit.range.start, hit.range.end],
                    "before": hit.before,
                    "match": hit.matched,
                    "behind": hit.behind,
                    "replacement": hit.replacement,
                    "refused": hit.refused.map(|why| why.to_string()),
                })
            })
        })
        .collect();
    let files: Vec<String> = files
        .iter()
        .map(|file| file.to_string_lossy().into_owned())
        .collect();
    json!({
        "hits": hits,
        "places": replacing.made,
        "omissions": replacing.followed,
        "files": files,
        "saved": saved,
    })
}

fn print(found: &[FileHits], out: &mut Output) -> Result<(), Failure> {
    let mut first = true;
    for found in found {
        let addresses = found.addresses();
        let mut part = None;
        for hit in &found.hits {
            if part != Some(hit.node) {
                part = Some(hit.node);
                if !std::mem::take(&mut first) {
                    out.end_line()?;
                }
                out.bold(addresses.get(&hit.node).map_or(&found.key, String::as_str))?;
                out.end_line()?;
            }
            out.piece(&format!("  {}: {}", hit.wording, hit.before))?;
            out.change(&hit.matched, &hit.replacement)?;
            out.piece(&hit.behind)?;
            if let Some(why) = hit.refused {
                out.piece(&text!("cli-left-alone", why))?;
            }
            out.end_line()?;
        }
    }
    Ok(())
}

fn summary(found: &[FileHits], replacing: &Replacing, dry_run: bool) -> String {
    let mut line = text!(
        "cli-in-2",
        made = counted(replacing.made, "place"),
        steps = counted(replacing.plan.steps.len(), "file")
    );
    if replacing.followed > 0 {
        let follow = counted(replacing.followed, "omission");
        line.push_str(&text!("cli-and-after-the-items", follow));
    }
    let refused = found.iter().flat_map(|found| &found.hits);
    let refused = refused.filter(|hit| hit.refused.is_some()).count();
    if refused > 0 {
        line.push_str(&text!(
            "cli-left-alone-2",
            refused = counted(refused, "place")
        ));
    }
    if dry_run {
        line.push_str(text!("cli-nothing-is-saved"));
    }
    line
}
