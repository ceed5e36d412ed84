//! `rolebook check`: the catalog, or a part of it, held against the rules; for people, and for the programs that show
//! findings where the work is done.

mod fixing;
mod github;
mod junit;
mod sarif;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::fmt::{Selection, path_of};
use super::open::{resolve, typed};
use super::output::{Output, note};
use super::{Exit, Failure};
use crate::check::{self, Diagnostic, Profile, Terms};
use crate::document::{Document, SETTINGS_KEY, Severity, Workspace};
use crate::model::{Address, Node, Place, Position, inherits};
use crate::store;
use crate::store::git::{self, GitError, Touched};
use crate::text::{Language, text};

/// What `check` is asked for.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Addresses, or files or folders of the catalog; none means the whole catalog
    #[arg(value_name = "ADDRESS|PATH")]
    pub names: Vec<String>,
    /// Only what this rule finds; may be given again
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,
    /// Nothing that is less bad than this
    #[arg(long, value_enum, default_value_t)]
    pub severity: Level,
    /// Also end with 1 when there are only these
    #[arg(long, value_enum)]
    pub deny: Option<Deny>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Mend what can be mended for sure, save it, and print what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix: print the differences, and save nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
    /// What the families are meant to be, which decides on the rules; the catalog's own `profile`, if nothing is said
    #[arg(long, value_enum)]
    pub profile: Option<ProfileName>,
    /// Only waivers that do not hold any more
    #[arg(long, conflicts_with_all = ["rule", "severity"])]
    pub stale: bool,
    /// Only what is about lines that were touched since this revision of git, committed or not
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Leave aside what is in this file, which an earlier `--format json` has printed
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

/// How bad a finding must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Everything
    Note,
    /// Errors and warnings
    #[default]
    Warning,
    /// Errors only
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Note => Self::Note,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

/// What families are meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileName {
    /// What a role is, for years
    JobFamily,
    /// An advertisement for a vacancy
    Posting,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::JobFamily => Self::JobFamily,
            ProfileName::Posting => Self::Posting,
        }
    }
}

/// What fails a check besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings do
    Warnings,
}

/// In which form findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people: the lines, with what is meant underlined
    #[default]
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit XML, for servers that show tests
    Junit,
}

/// A finding as it is printed.
struct Finding {
    found: Diagnostic,
    /// The file, as one would type it here.
    path: String,
    /// Of the part of the family; of the file where there is none.
    address: String,
}

/// What is checked.
enum Scope {
    All,
    Some {
        files: Selection,
        places: Vec<Place>,
    },
}

/// What was found, and how much of it is not to be seen.
struct Outcome {
    findings: Vec<Finding>,
    files: usize,
    /// Less bad than what is asked for.
    hidden: usize,
    mended: usize,
    failed: bool,
}

pub(super) fn run(
    args: &CheckArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    for id in &args.rule {
        known(id)?;
    }
    let terms = Terms {
        today: store::today(),
        profile: args.profile.map(Profile::from),
    };
    let scope = scope(workspace, &args.names)?;
    let mut baseline = match &args.baseline {
        Some(path) => Baseline::read(path)?,
        None => Baseline::default(),
    };
    let touched = match &args.changed_since {
        Some(revision) => Some(touched(workspace, revision)?),
        None => None,
    };
    let is_touched = |found: &Diagnostic| touched.as_ref().is_none_or(|all| is_in(found, all));
    let floor = match args.stale {
        true => Severity::Note,
        false => Severity::from(args.severity),
    };
    let is_asked = |found: &Diagnostic| match args.stale {
        true => found.rule == "stale-waiver",
        false => args.rule.is_empty() || args.rule.iter().any(|id| id == found.rule),
    };
    let mut mended = 0;
    if args.fix {
        let wanted = |workspace: &Workspace, found: &Diagnostic| {
            found.severity >= floor
                && is_asked(found)
                && is_touched(found)
                && scope.has(workspace, found)
        };
        mended = fixing::fix(workspace, &wanted, &baseline, terms, args.dry_run, out)?;
    }
    let mut outcome = Outcome {
        findings: Vec::new(),
        files: scope.files(workspace),
        hidden: 0,
        mended,
        failed: false,
    };
    let mut addresses = BTreeMap::new();
    for found in check::check_all(workspace, terms) {
        if !is_asked(&found) || !is_touched(&found) || !scope.has(workspace, &found) {
            continue;
        }
        let finding = Finding::of(workspace, found, &mut addresses);
        if baseline.has(&finding.found, &finding.address) {
            continue;
        }
        let severity = finding.found.severity;
        outcome.failed |= severity == Severity::Error
            || severity == Severity::Warning && args.deny == Some(Deny::Warnings);
        match severity >= floor {
            true => outcome.findings.push(finding),
            false => outcome.hidden += 1,
        }
    }
    match args.format {
        CheckFormat::Text => text::print(workspace, &outcome, args, out)?,
        CheckFormat::Json => out.json(&as_json(&outcome.findings))?,
        CheckFormat::Sarif => out.json(&sarif::log(&outcome.findings))?,
        CheckFormat::Github => github::print(&outcome.findings, out)?,
        CheckFormat::Junit => out.text(&junit::report(&outcome.findings, terms.today))?,
    }
    Ok(match outcome.failed {
        true => Exit::NothingFound,
        false => Exit::Done,
    })
}

fn touched(workspace: &Workspace, revision: &str) -> Result<BTreeMap<PathBuf, Touched>, Failure> {
    git::touched_since(&workspace.root, revision).map_err(|error| {
        let exit = match error {
            GitError::NoRevision(_) => Exit::Usage,
            _ => Exit::Files,
        };
        Failure::new(exit, error.to_string())
    })
}

/// Whether a finding is about what was touched: its lines, or of one that is about a part as a whole, its file.
fn is_in(found: &Diagnostic, touched: &BTreeMap<PathBuf, Touched>) -> bool {
    let Some(touched) = touched.get(&*found.path) else {
        return false;
    };
    match (found.is_about_words, found.at) {
        (true, Some((first, _))) => {
            let last = found.end.map_or(first, |(line, column)| match column {
                1 if line > first => line - 1,
                _ => line,
            });
            touched.has(first, last)
        }
        _ => true,
    }
}

/// The rule with this id.
///
/// # Errors
/// [`Exit::Usage`] with the one that is spelled most like it.
pub(super) fn known(id: &str) -> Result<&'static check::Rule, Failure> {
    check::rule(id).ok_or_else(|| {
        let failure = Failure::new(Exit::Usage, text!("cli-no-rule-is-called", id));
        failure.also([match check::nearest(id) {
            Some(rule) => text!("cli-did-you-mean-it", meant = rule.id),
            None => text!("cli-explain-lists-the-rules").to_owned(),
        }])
    })
}

fn scope(workspace: &Workspace, names: &[String]) -> Result<Scope, Failure> {
    if names.is_empty() {
        return Ok(Scope::All);
    }
    let mut files = Selection::default();
    let mut places = Vec::new();
    for name in names {
        match path_of(workspace, name) {
            Some(path) if files.add_below(workspace, &path) => {}
            Some(path) => {
                let name = typed(&path);
                let line = text!("cli-has-no-family-in-it", path = name.display());
                return Err(Failure::new(Exit::NothingFound, line));
            }
            None => places.push(resolve(workspace, name)?.0),
        }
    }
    Ok(Scope::Some { files, places })
}

impl Scope {
    fn has(&self, workspace: &Workspace, found: &Diagnostic) -> bool {
        let Self::Some { files, places } = self else {
            return true;
        };
        let Some(key) = &found.key else {
            return files.settings;
        };
        files.keys.contains(key)
            || places.iter().any(|place| {
                let family = workspace.document(key).and_then(Document::family);
                place.key == *key
                    && (place.position == Position::FAMILY
                        || family
                            .is_some_and(|family| inherits(family, place.position, found.node)))
            })
    }

    fn files(&self, workspace: &Workspace) -> usize {
        match self {
            Self::All => {
                workspace.documents().count() + usize::from(workspace.settings().is_some())
            }
            Self::Some { files, places } => {
                let keys = places.iter().map(|place| &place.key).chain(&files.keys);
                let keys: std::collections::BTreeSet<&Arc<str>> = keys.collect();
                keys.len() + usize::from(files.settings)
            }
        }
    }
}

impl Finding {
    /// With its address. `addresses` keeps those that were made before.
    fn of(
        workspace: &Workspace,
        found: Diagnostic,
        addresses: &mut BTreeMap<(Arc<str>, Node), String>,
    ) -> Self {
        let document = found.key.as_deref().and_then(|key| workspace.document(key));
        let address = match (&found.key, document.and_then(Document::family)) {
            (Some(key), Some(family)) => {
                let make = || {
                    let mut positions = family.positions().into_iter();
                    let position = positions.find(|position| position.node() == found.node);
                    Address::of(key, family, position.unwrap_or_default()).to_string()
                };
                let entry = addresses.entry((key.clone(), found.node));
                entry.or_insert_with(make).clone()
            }
            (Some(key), None) => key.to_string(),
            (None, _) => SETTINGS_KEY.to_owned(),
        };
        let file = match document {
            Some(document) => workspace.file(document),
            None => workspace.root.join(&found.path),
        };
        Self {
            path: typed(&file).to_string_lossy().into_owned(),
            address,
            found,
        }
    }
}

/// The word for a severity. The words are a contract.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The keys are a contract.
fn as_json(findings: &[Finding]) -> Value {
    let findings = findings.iter().map(|finding| {
        let found = &finding.found;
        json!({
            "rule": found.rule,
            "severity": word(found.severity),
            "path": finding.path,
            "line": found.at.map(|(line, _)| line),
            "column": found.at.map(|(_, column)| column),
            "address": finding.address,
            "message": found.message.words(),
            "fix": found.fix.as_ref().map(|fix| fix.label.words()),
        })
    });
    Value::Array(findings.collect())
}

/// Findings that were there before, each as often as it was.
#[derive(Debug, Default, Clone)]
struct Baseline(BTreeMap<(String, String, String), usize>);

impl Baseline {
    fn read(path: &Path) -> Result<Self, Failure> {
        let bad = |why: String| Failure::new(Exit::Usage, format!("{}: {why}", path.display()));
        let text = fs::read_to_string(path).map_err(|error| bad(error.to_string()))?;
        let values: Vec<Value> = serde_json::from_str(&text)
            .map_err(|error| bad(text!("cli-not-what-check-prints", error)))?;
        let mut known = BTreeMap::new();
        for value in &values {
            let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            match (text("rule"), text("address"), text("message")) {
                (Some(rule), Some(address), Some(message)) => {
                    *known.entry((rule, address, message)).or_default() += 1;
                }
                _ => note(&text!(
                    "cli-warning-finding-without-a-rule",
                    path = path.display()
                )),
            }
        }
        Ok(Self(known))
    }

    /// Whether it was there before; each finding once. It may have been printed in another language.
    fn has(&mut self, found: &Diagnostic, address: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        Language::ALL.into_iter().any(|language| {
            let message = found.message.in_language(language).into_owned();
            let key = (found.rule.to_owned(), address.to_owned(), message);
            match self.0.get_mut(&key) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            }
        })
    }
}
