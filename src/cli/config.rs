//! Settings: where they are, what is set, what is wrong with them, and a file to begin with.

use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::output::{Output, note};
use super::{Exit, Failure};
use crate::config::{ACTIONS, Config, SETTINGS};
use crate::document::Severity;
use crate::store;
use crate::text::text;

/// What `config` is asked for.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What can be done with the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// Write a config.toml with every setting and its default, where there is none
    Init,
    /// Say where config.toml is
    Path,
    /// Say what is wrong in config.toml: keys, values, conflicts of keys, colours that cannot be read
    Check,
    /// Say what is set, the defaults included
    Show,
}

fn path() -> Result<PathBuf, Failure> {
    let nowhere = text!("cli-this-system-has-no-folder");
    Config::path().ok_or_else(|| Failure::new(Exit::Files, nowhere))
}

fn read(path: &std::path::Path) -> Result<Option<String>, Failure> {
    store::read_settings(path).map_err(|why| Failure::new(Exit::Files, why))
}

pub(super) fn run(args: &ConfigArgs, out: &mut Output) -> Result<Exit, Failure> {
    let path = path()?;
    match args.command {
        ConfigCommand::Path => out.text(&format!("{}\n", path.display()))?,
        ConfigCommand::Init => {
            store::init_settings(&path).map_err(|error| {
                let line = match error.kind() {
                    io::ErrorKind::AlreadyExists => {
                        text!("cli-is-there-already-and-was", path = path.display())
                    }
                    _ => text!("cli-cannot-be-written", path = path.display(), error),
                };
                Failure::new(Exit::Files, line)
            })?;
            out.text(&format!("{}\n", path.display()))?;
        }
        ConfigCommand::Check => return check(&path, out),
        ConfigCommand::Show => {
            let text = read(&path)?.unwrap_or_default();
            show(&Config::read(&text).0, out)?;
        }
    }
    Ok(Exit::Done)
}

fn check(path: &std::path::Path, out: &mut Output) -> Result<Exit, Failure> {
    let Some(text) = read(path)? else {
        note(&text!(
            "cli-there-is-no-everything-is",
            path = path.display()
        ));
        return Ok(Exit::Done);
    };
    let (_, problems) = Config::read(&text);
    for problem in &problems {
        let (line, column) = problem.at;
        let severity = match problem.is_error {
            true => Severity::Error,
            false => Severity::Warning,
        };
        let severity = severity.word();
        let place = format!("{}:{line}:{column}", path.display());
        out.text(&format!("{place}: {severity}: {}\n", problem.what))?;
    }
    if problems.iter().any(|problem| problem.is_error) {
        return Ok(Exit::NothingFound);
    }
    if problems.is_empty() {
        note(text!("cli-nothing-is-wrong-with-the"));
    }
    Ok(Exit::Done)
}

fn show(config: &Config, out: &mut Output) -> Result<(), Failure> {
    for setting in SETTINGS {
        let value = setting.value(config);
        if !value.is_empty() {
            let value = match value.as_str() {
                "true" | "false" => value,
                text => format!("{text:?}"),
            };
            out.text(&format!("{} = {value}\n", setting.key))?;
        }
    }
    let (keymap, _) = config.keymap();
    out.text("\n[keys]\n")?;
    for info in ACTIONS {
        let keys = keymap.chords(info.action).iter();
        let keys: Vec<String> = keys
            .map(|chord| format!("{:?}", chord.to_string()))
            .collect();
        out.text(&format!("{} = [{}]\n", info.id(), keys.join(", ")))?;
    }
    Ok(())
}
