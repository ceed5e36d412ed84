//! `rolebook completions SHELL` and `rolebook man`: what a shell needs to complete commands, options, addresses and
//! the fields of queries, and the manual.
//!
//! A shell runs the program again for each completion; then it only looks, prints what could stand there, and makes
//! nothing, not even the sample catalog.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::output::Output;
use super::spoken::spoken;
use super::{Cli, Exit, Failure};
use crate::document::Workspace;
use crate::format::clean::clean_line;
use crate::format::guide::TOPICS;
use crate::model::Position;
use crate::search::QueryField;
use crate::store;
use crate::text::text;

/// The variable with which a shell asks for completions.
const ASKED: &str = "ROLEBOOK_COMPLETE";
/// More are no help to anybody.
const MOST: usize = 500;

/// What `completions` is asked for.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell
    #[arg(value_parser = ["bash", "zsh", "fish", "elvish", "powershell"])]
    pub shell: String,
}

/// What `man` is asked for.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The page of this command; of the whole program when none is named
    pub command: Option<String>,
}

/// Answers a shell that asks what could stand on a command line. `None` when this is no such question.
pub fn complete() -> Option<Exit> {
    let asked = CompleteEnv::with_factory(|| spoken(Cli::command())).var(ASKED);
    let folder = std::env::current_dir().ok();
    match asked.try_complete(std::env::args_os(), folder.as_deref()) {
        Ok(true) => Some(Exit::Done),
        Ok(false) => None,
        Err(_) => Some(Exit::Usage),
    }
}

pub(super) fn run(args: &CompletionsArgs, out: &mut Output) -> Result<Exit, Failure> {
    let shells = Shells::builtins();
    let shell = shells.completer(&args.shell);
    let Some(shell) = shell else {
        return Err(Failure::new(
            Exit::Usage,
            text!("cli-there-are-no-completions-for"),
        ));
    };
    let mut script = Vec::new();
    shell.write_registration(ASKED, "rolebook", "rolebook", "rolebook", &mut script)?;
    out.text(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

pub(super) fn man(args: &ManArgs, out: &mut Output) -> Result<Exit, Failure> {
    let mut command = spoken(Cli::command());
    command.build();
    let page = match &args.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let line = text!("cli-there-is-no-command-called", name);
                return Err(Failure::new(Exit::Usage, line));
            }
        },
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    out.text(&with_own_headings(&String::from_utf8_lossy(&roff)))?;
    Ok(Exit::Done)
}

/// The page with the headings of its parts in the language that is spoken: those that the library writes itself.
fn with_own_headings(page: &str) -> String {
    let heading = |line: &str| -> Option<String> {
        let own = match line.strip_prefix(".SH ")?.trim_matches('"') {
            "NAME" => text!("cli-man-name").to_owned(),
            "SYNOPSIS" => text!("cli-man-synopsis").to_owned(),
            "DESCRIPTION" => text!("cli-man-description").to_owned(),
            "EXTRA" => text!("cli-man-extra").to_owned(),
            // It writes all but this one in capitals.
            other => other.to_uppercase(),
        };
        Some(format!(".SH \"{own}\""))
    };
    let lines = page.lines();
    let lines = lines.map(|line| heading(line).unwrap_or_else(|| line.to_owned()));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Completes an address.
pub(super) fn addresses() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let (Some(typed), Some(workspace)) = (typed.to_str(), catalog()) else {
            return Vec::new();
        };
        matching(&workspace, typed)
    })
}

/// Completes the last word of a query: the name of a field.
pub(super) fn fields() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let Some(typed) = typed.to_str() else {
            return Vec::new();
        };
        let start = typed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let (before, word) = typed.split_at(start);
        let named = QueryField::all().filter(|field| field.name().starts_with(word));
        named
            .map(|field| {
                CompletionCandidate::new(format!("{before}{}:", field.name()))
                    .help(Some(field.describe().into()))
            })
            .collect()
    })
}

/// Completes a topic of the guide or a command.
pub(super) fn topics() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let Some(typed) = typed.to_str() else {
            return Vec::new();
        };
        let topics = TOPICS.iter().map(|topic| (topic.name, Some(topic.says())));
        let commands = super::COMMANDS.iter().map(|name| (*name, None));
        topics
            .chain([("keys", None)])
            .chain(commands)
            .filter(|(name, _)| name.starts_with(typed))
            .map(|(name, says)| CompletionCandidate::new(name).help(says.map(Into::into)))
            .collect()
    })
}

/// The addresses that begin so, or of which the last part does, with their titles.
fn matching(workspace: &Workspace, typed: &str) -> Vec<CompletionCandidate> {
    let mut found = Vec::new();
    for entry in workspace.catalog().entries() {
        let near = |address: &str| {
            let last = address.rsplit(['/', '#']).next().unwrap_or_default();
            address.starts_with(typed) || last.starts_with(typed)
        };
        // A role is offered when its family is written out, or when it is meant itself.
        for position in entry.family.positions() {
            let address =
                crate::model::Address::of(&entry.key, &entry.family, position).to_string();
            let is_family = position == Position::FAMILY;
            if !near(&address) || (!is_family && typed.is_empty()) {
                continue;
            }
            let title = entry.family.position_title(position);
            let help = clean_line(&title).into_owned();
            found.push(
                CompletionCandidate::new(clean_line(&address).into_owned()).help(Some(help.into())),
            );
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// The catalog that a command would read here, when there is one.
fn catalog() -> Option<Workspace> {
    let mut words = std::env::args_os().skip_while(|word| word != "--catalog");
    let named = words.nth(1).map(PathBuf::from);
    let environment = std::env::var_os("ROLEBOOK_CATALOG").map(PathBuf::from);
    let folder = std::env::current_dir().ok()?;
    let above = || folder.ancestors().find_map(store::catalog_at);
    let own = || store::user_data_catalog().filter(|path| path.is_dir());
    let root = named.or(environment).or_else(above).or_else(own)?;
    store::load(&root).ok()
}
