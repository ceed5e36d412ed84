//! The commands for scripts and for a quick look. Results go to stdout, everything else to stderr, and the exit
//! code says how it went (see [`Exit`]).
//!
//! Knows everything but the interactive program and its screen. Nothing is printed except through `output`,
//! which makes it harmless first.

mod check;
mod compare;
mod complaint;
mod completions;
mod config;
mod delta;
mod drift;
mod edit;
mod explain;
mod export;
mod fmt;
mod help;
mod import;
mod journal;
mod ladder;
mod linear;
mod list;
mod matrix;
mod merge;
mod new;
mod open;
mod output;
mod replace;
mod report;
mod saving;
mod schema;
mod search;
mod show;
mod spoken;
mod waive;

use std::ffi::{OsStr, OsString};
use std::io;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::Styles;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

pub use check::{CheckArgs, CheckFormat, Deny, Level, ProfileName};
pub use compare::{CompareArgs, CompareFormat};
pub use completions::{CompletionsArgs, ManArgs, complete};
pub use config::{ConfigArgs, ConfigCommand};
pub use delta::{DeltaArgs, DeltaFormat};
pub use drift::DriftArgs;
pub use edit::{Changes, EditArgs};
pub use explain::ExplainArgs;
pub use export::{ExportArgs, ExportFormat, ExportTo};
pub use fmt::FmtArgs;
pub use help::HelpArgs;
pub use import::{ImportArgs, Prefer};
pub use journal::{JournalArgs, JournalCommand};
pub use ladder::{LadderArgs, LadderFormat};
pub use linear::{is_dumb, linear};
pub use list::{Kind, ListArgs};
pub use matrix::{By, MatrixArgs, Rows, TableFormat};
pub use merge::MergeArgs;
pub use new::{NewArgs, NewPart};
pub use open::{Opened, open};
pub use replace::ReplaceArgs;
pub use report::{ReportArgs, Sort};
pub use schema::{SchemaArgs, SchemaKind};
pub use search::{Column, SearchArgs, SearchFormat};
pub use show::ShowArgs;
pub use waive::WaiveArgs;

use crate::document::Workspace;
use crate::store::StoreError;
use crate::text::{self, Language, text};
use output::Output;

/// The whole command line.
//
// No styles: what clap echoes can then be told from what it draws, and is cleaned with the rest.
#[derive(Debug, Parser)]
#[command(
    name = "rolebook",
    bin_name = "rolebook",
    version = env!("ROLEBOOK_VERSION"),
    about = "Browse, search and edit an organisation's role definitions",
    after_help = "Without a command the catalog is opened on the screen.\n\n\
        The catalog is PATH or DIR; else what ROLEBOOK_CATALOG names; else the nearest folder at or above this \
        one that has a catalog.toml; else the one named in config.toml; else your own, which begins as a sample. \
        Write ./list for a folder that is called like a command.\n\n\
        Exit codes: 0 done, 1 nothing found or a check that failed, 2 wrong usage, 3 the catalog cannot be \
        read or written.",
    styles = Styles::plain(),
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Folder of the catalog, or its catalog.toml
    pub path: Option<PathBuf>,
    /// Folder of the catalog, or its catalog.toml
    #[arg(long, global = true, value_name = "DIR")]
    pub catalog: Option<PathBuf>,
    /// The language of the program; auto is that of the environment
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = ["auto", "en", "de"])]
    pub language: Option<String>,
    /// Open the catalog that was open last
    #[arg(long, conflicts_with_all = ["path", "catalog"])]
    pub recent: bool,
    /// Line by line instead of on a screen: for screen readers, narrow terminals and pipes
    #[arg(long)]
    pub linear: bool,
    /// What to do; nothing opens the screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do without opening the screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List families, roles, specialties and segments with their addresses
    List(ListArgs),
    /// Show a family or a role
    Show(ShowArgs),
    /// Find roles by words in any of their lines, and by what they are
    Search(SearchArgs),
    /// Compare two to four roles with all that they inherit; exits 0 when they are equal and 1 when not
    Compare(CompareArgs),
    /// Say what another role asks that this one does not: the next level, or any other
    Delta(DeltaArgs),
    /// Draw the career ladder: where a role leads, and how one gets there
    Ladder(LadderArgs),
    /// Set families or departments out by grade, track or status
    Matrix(MatrixArgs),
    /// Count the library: totals, what is overdue or not said, requirements, repeated items
    Report(ReportArgs),
    /// Change what belongs to an address: its fields and items, its place in the catalog
    Edit(EditArgs),
    /// Make a family, a role, a specialty or a segment
    New(NewArgs),
    /// Replace words throughout the catalog
    Replace(ReplaceArgs),
    /// Check the catalog by rules: what is missing, broken, repeated or badly said
    Check(CheckArgs),
    /// Live with what a rule of check finds somewhere, and say why
    Waive(WaiveArgs),
    /// Say what a rule of check means and why, with examples; without one, list them
    Explain(ExplainArgs),
    /// List, restore or discard what was left unsaved when the program was killed
    Journal(JournalArgs),
    /// Bring files into the one layout; what they say and their comments stay
    Fmt(FmtArgs),
    /// Merge three versions of a file item by item; fit to be a merge driver of git
    Merge(MergeArgs),
    /// Make families of handbook pages, and merge into them what changed on the pages since
    Import(ImportArgs),
    /// Write families and roles as handbook pages, text, CSV, JSON, linked data or HTML
    Export(ExportArgs),
    /// Say which exported files are behind their roles, and what changed; exits 0 when none is and 1 when one is
    Drift(DriftArgs),
    /// Print the JSON Schema of the files, or of the JSON export, for editors and other programs
    Schema(SchemaArgs),
    /// Write, find, check and show the settings
    Config(ConfigArgs),
    /// Read about files, queries, keys and more, or about a command; without a topic, list them
    Help(HelpArgs),
    /// Print what a shell needs to complete commands, addresses and fields
    Completions(CompletionsArgs),
    /// Print the manual as a page for man
    Man(ManArgs),
}

const COMMANDS: [&str; 25] = [
    "list",
    "show",
    "search",
    "compare",
    "delta",
    "ladder",
    "matrix",
    "report",
    "edit",
    "new",
    "replace",
    "check",
    "waive",
    "explain",
    "journal",
    "fmt",
    "merge",
    "import",
    "export",
    "drift",
    "schema",
    "config",
    "help",
    "completions",
    "man",
];

/// In which form a result is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people; without decoration when it goes into a pipe
    #[default]
    Text,
    /// For programs
    Json,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It is done.
    Done = 0,
    /// Nothing answers to what was asked for, or what was to be checked is not so.
    NothingFound = 1,
    /// It was asked for in a way that makes no sense.
    Usage = 2,
    /// The catalog, or the terminal or file that the result goes to, cannot be read or written.
    Files = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command ended before it was done: the exit code, and what to say on stderr, a line each.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    lines: Vec<String>,
}

impl Failure {
    fn new(exit: Exit, line: impl Into<String>) -> Self {
        Self {
            exit,
            lines: vec![line.into()],
        }
    }

    fn also(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// Says what happened, and gives the code to end with.
    pub fn report(self) -> Exit {
        for (n, line) in self.lines.iter().enumerate() {
            output::note(&match n {
                0 => format!("{} {line}", text!("cli-error")),
                _ => format!("  {line}"),
            });
        }
        self.exit
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(Exit::Files, error.to_string())
    }
}

impl From<io::Error> for Failure {
    /// An error of stdout. A reader that has seen enough and went away is none.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self {
                exit: Exit::Done,
                lines: Vec::new(),
            }
        } else {
            Self::new(
                Exit::Files,
                text!("cli-the-result-cannot-be-written", error),
            )
        }
    }
}

/// Has the program speak the language that the command line, the settings or else the environment ask for. Before
/// anything is printed, help and complaints about the command line included.
pub fn speak(arguments: &[OsString]) {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let named = words.find_map(|word| match word.strip_prefix("--language") {
        Some("") => Some(None),
        Some(value) => value.strip_prefix('=').map(Some),
        None => None,
    });
    let named = named.and_then(|value| value.or_else(|| words.next()));
    let setting = match named {
        Some(named) => named.to_owned(),
        None => open::read_config().0.language,
    };
    text::speak(Language::chosen(&setting, |name| std::env::var(name).ok()));
}

impl Cli {
    /// Reads the command line. Help, the version and complaints are printed here.
    ///
    /// # Errors
    /// The code to end with, when there is nothing more to do.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, Exit> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        Self::try_parse_from(&arguments)
            .map_err(|error| {
                // The same complaint, or the help that was asked for, in the language that is spoken.
                let again = spoken::spoken(Self::command()).try_get_matches_from(&arguments);
                again.err().unwrap_or(error)
            })
            .and_then(|cli| match (&cli.path, &cli.catalog) {
                (Some(_), Some(_)) => Err(spoken::spoken(Self::command()).error(
                    ErrorKind::ArgumentConflict,
                    text!("cli-the-catalog-is-named-twice"),
                )),
                _ => Ok(cli),
            })
            .map_err(|error| {
                output::page(&complaint::told(&error), error.use_stderr());
                if !error.use_stderr() {
                    return Exit::Done;
                }
                // Whatever is no command is taken for PATH, and the complaint is about what follows it.
                if let Some(command) = arguments.get(1).and_then(|first| misspelled(first)) {
                    output::note(&text!("cli-did-you-mean-rolebook", command));
                }
                Exit::Usage
            })
    }
}

/// The command that somebody meant who wrote this, which is none.
fn misspelled(word: &OsStr) -> Option<&'static str> {
    let word = word.to_str()?.to_lowercase();
    COMMANDS
        .into_iter()
        .find(|command| *command != word && strsim::osa_distance(command, &word) == 1)
}

/// Says what to run instead when there is no terminal for the interactive program.
///
/// # Errors
/// [`Exit::Usage`] when stdin or stdout is no terminal.
pub fn require_terminal() -> Result<(), Exit> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    let failure = Failure::new(Exit::Usage, text!("cli-this-is-not-a-terminal"));
    let instead = [
        "rolebook list",
        "rolebook show ADDRESS",
        "rolebook search WORDS",
        "rolebook edit ADDRESS --set FIELD=VALUE",
        "rolebook --linear",
    ];
    Err(failure.also(instead.map(str::to_owned)).report())
}

/// Becomes the same program on another catalog. Comes back only when that fails.
pub fn start_again(catalog: &std::path::Path) -> Exit {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("rolebook"));
    let mut command = std::process::Command::new(program);
    command.arg("--catalog").arg(catalog);
    #[cfg(unix)]
    let failed = std::os::unix::process::CommandExt::exec(&mut command);
    #[cfg(not(unix))]
    let failed = match command.status() {
        Ok(_) => return Exit::Done,
        Err(error) => error,
    };
    Failure::new(
        Exit::Files,
        text!("cli-the-other-catalog-cannot-be", failed),
    )
    .report()
}

/// Says why the screen ended before the user wanted it to.
pub fn no_screen(why: impl std::fmt::Display) -> Exit {
    Failure::new(Exit::Files, why.to_string()).report()
}

/// Runs a command, on the catalog that the command line means where it needs one.
pub fn run(command: &Command, cli: &Cli) -> Exit {
    attempt(command, cli).unwrap_or_else(Failure::report)
}

fn attempt(command: &Command, cli: &Cli) -> Result<Exit, Failure> {
    // The process ends with the command: to give back a million texts one by one can take longer than the command.
    let load = || -> Result<&'static mut Workspace, Failure> {
        let workspace = open(cli)?.load()?;
        Ok(Box::leak(Box::new(workspace)))
    };
    let mut out = Output::stdout();
    let exit = match command {
        Command::Explain(args) => explain::run(args, &mut out)?,
        // Also when there is no catalog any more.
        Command::Journal(args) => {
            let named = cli.path.as_deref().or(cli.catalog.as_deref());
            journal::run(args, named, &mut out)?
        }
        Command::Merge(args) => merge::run(args, &mut out)?,
        Command::Import(args) => import::run(args, cli, &mut out)?,
        Command::Schema(args) => schema::run(args, &mut out)?,
        Command::Config(args) => config::run(args, &mut out)?,
        Command::Help(args) => help::run(args, &mut out)?,
        // Of a large catalog, one question needs little.
        Command::Search(args) => search::run(args, &open(cli)?, &mut out)?,
        Command::Completions(args) => completions::run(args, &mut out)?,
        Command::Man(args) => completions::man(args, &mut out)?,
        command => on_workspace(command, load()?, &mut out)?.unwrap_or(Exit::Done),
    };
    out.finish()?;
    Ok(exit)
}

/// Runs a command on a catalog; `None` for one that needs none.
fn on_workspace(
    command: &Command,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Option<Exit>, Failure> {
    let exit = match command {
        Command::List(args) => list::run(args, workspace, out)?,
        Command::Show(args) => show::run(args, workspace, out)?,
        Command::Compare(args) => compare::run(args, workspace, out)?,
        Command::Delta(args) => delta::run(args, workspace, out)?,
        Command::Ladder(args) => ladder::run(args, workspace, out)?,
        Command::Matrix(args) => matrix::run(args, workspace, out)?,
        Command::Report(args) => report::run(args, workspace, out)?,
        Command::Edit(args) => edit::run(args, workspace, out)?,
        Command::New(args) => new::run(args, workspace, out)?,
        Command::Replace(args) => replace::run(args, workspace, out)?,
        Command::Check(args) => check::run(args, workspace, out)?,
        Command::Waive(args) => waive::run(args, workspace, out)?,
        Command::Fmt(args) => fmt::run(args, workspace, out)?,
        Command::Export(args) => export::run(args, workspace, out)?,
        Command::Drift(args) => drift::run(args, workspace, out)?,
        _ => return Ok(None),
    };
    Ok(Some(exit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        let command = Cli::command();
        let names: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        assert_eq!(names, COMMANDS);
        command.debug_assert();
    }

    #[test]
    fn near_to_a_command() {
        for (word, command) in [
            ("serch", Some("search")),
            ("Lst", Some("list")),
            ("hsow", Some("show")),
            ("list", None),
            ("data", None),
            ("exit", Some("edit")),
        ] {
            assert_eq!(misspelled(OsStr::new(word)), command, "{word}");
        }
    }
}
