//! The help of the commands in the language that is spoken. The English stands at the arguments themselves, where it is
//! their documentation too; a test holds that the table of messages says the same.

use clap::builder::StyledStr;
use clap::{Arg, Command};

use crate::text::{Language, has, language, text};

/// The command with its help in the language that is spoken, as deep as it goes.
pub(super) fn spoken(command: Command) -> Command {
    match language() {
        Language::English => command,
        Language::German => walk(command, "help"),
    }
}

/// What the message with this id says, where the command says something itself.
fn said(id: &str, own: Option<&StyledStr>) -> Option<&'static str> {
    own.filter(|_| has(id)).map(|_| text!(id))
}

fn walk(mut command: Command, id: &str) -> Command {
    if let Some(about) = said(id, command.get_about()) {
        command = command.about(about);
    }
    if let Some(long) = said(&format!("{id}-long"), command.get_long_about()) {
        command = command.long_about(long);
    }
    if let Some(after) = said(&format!("{id}-after"), command.get_after_help()) {
        command = command.after_help(after);
    }
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    for name in arguments {
        let id = format!("{id}-{}", kebab(&name));
        command = command.mut_arg(name, |argument| of_argument(argument, &id));
    }
    let commands: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in commands {
        let id = format!("{id}-{}", kebab(&name));
        command = command.mut_subcommand(name, |inner| walk(inner, &id));
    }
    command
}

fn of_argument(mut argument: Arg, id: &str) -> Arg {
    if let Some(help) = said(id, argument.get_help()) {
        argument = argument.help(help);
    }
    if let Some(long) = said(&format!("{id}-long"), argument.get_long_help()) {
        argument = argument.long_help(long);
    }
    argument
}

fn kebab(name: &str) -> String {
    name.replace(['_', '.'], "-").to_lowercase()
}
