//! The help of the commands in the language that is spoken. The English stands at the arguments themselves, where it is
//! their documentation too; a test holds that the table of messages says the same.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use super::complaint;
use crate::text::{Language, has, language, text};

/// The command with its help in the language that is spoken, as deep as it goes.
pub(super) fn spoken(command: Command) -> Command {
    if language() == Language::English {
        return command;
    }
    let version = own_flag("version", 'V', text!("cli-print-version"));
    let version = version.action(ArgAction::Version);
    let command = walk(command, "help")
        .disable_version_flag(true)
        .arg(version);
    let mut built = command.clone();
    built.build();
    with_usage(command, &mut built)
}

/// The command with the line that says how it is called in the language that is spoken: the parser has a word of its
/// own in it for the options. It knows the line of a command only when that is built.
fn with_usage(mut command: Command, built: &mut Command) -> Command {
    let usage = built.render_usage().to_string();
    // Before the colon stands a word of its own too.
    let usage = usage
        .split_once(": ")
        .map_or(usage.as_str(), |(_, usage)| usage);
    command = command.override_usage(usage.replace("[OPTIONS]", text!("cli-any-options")));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in names {
        if let Some(built) = built.find_subcommand_mut(&name) {
            command = command.mut_subcommand(name, |inner| with_usage(inner, built));
        }
    }
    command
}

/// One of the flags that the parser would add in its own words.
fn own_flag(name: &'static str, short: char, help: &'static str) -> Arg {
    let flag = Arg::new(name).short(short).long(name).help(help);
    flag.help_heading(text!("cli-options"))
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
    let help = own_flag("help", 'h', text!("cli-print-help")).action(ArgAction::Help);
    command
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            text!("cli-usage")
        ))
        .subcommand_help_heading(text!("cli-commands"))
        .subcommand_value_name(text!("cli-command"))
        .disable_help_flag(true)
        .arg(help)
}

fn of_argument(mut argument: Arg, id: &str) -> Arg {
    let heading = match argument.get_help_heading() {
        Some(own) => of_heading(own),
        None if argument.is_positional() => Some(text!("cli-arguments")),
        None => Some(text!("cli-options")),
    };
    if let Some(heading) = heading {
        argument = argument.help_heading(heading);
    }
    let mut help = match said(id, argument.get_help()) {
        Some(help) => help.to_owned(),
        None => argument
            .get_help()
            .map_or_else(String::new, StyledStr::to_string),
    };
    let long = said(&format!("{id}-long"), argument.get_long_help());
    let mut long = long.map(str::to_owned);
    // The parser would say these in its own words.
    let takes = argument.get_action().takes_values();
    let values: Vec<PossibleValue> = match takes && !argument.is_hide_possible_values_set() {
        true => argument.get_possible_values(),
        false => Vec::new(),
    };
    let values: Vec<&PossibleValue> = values.iter().filter(|one| !one.is_hide_set()).collect();
    if values.iter().any(|one| one.get_help().is_some()) {
        let long = long.get_or_insert_with(|| help.clone());
        long.push_str(&format!("\n\n{}", text!("cli-possible-values-are")));
        for value in &values {
            long.push_str(&format!("\n- {}", value.get_name()));
            if let Some(help) = value.get_help() {
                let id = of_value(help);
                let said = said(&id, Some(help)).map_or_else(|| help.to_string(), str::to_owned);
                long.push_str(&format!(": {said}"));
            }
        }
    } else if let (Some(long), false) = (&mut long, values.is_empty()) {
        long.push_str(&format!("\n\n{}", complaint::values(&names(&values))));
    }
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<String> = defaults
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if takes && !defaults.is_empty() && !argument.is_hide_default_value_set() {
        let said = text!("cli-default-value", value = defaults.join(" "));
        help.push_str(&format!(" {said}"));
        if let Some(long) = &mut long {
            long.push_str(&format!("\n\n{said}"));
        }
    }
    if !values.is_empty() {
        help.push_str(&format!(" {}", complaint::values(&names(&values))));
    }
    argument = argument.help(help);
    if !values.is_empty() {
        argument = argument.hide_possible_values(true);
    }
    if takes && !defaults.is_empty() {
        argument = argument.hide_default_value(true);
    }
    match long {
        Some(long) => argument.long_help(long),
        None => argument,
    }
}

fn names<'v>(values: &[&'v PossibleValue]) -> Vec<&'v str> {
    values.iter().map(|value| value.get_name()).collect()
}

/// The heading over some of the arguments.
fn of_heading(own: &str) -> Option<&'static str> {
    let id = format!("help-heading-{}", kebab(own));
    has(&id).then(|| text!(&id))
}

/// The id of what is said of a value. Many arguments take values of which the same is said.
fn of_value(help: &StyledStr) -> String {
    let words: Vec<String> = help
        .to_string()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("help-value-{}", words.join("-"))
}

fn kebab(name: &str) -> String {
    name.replace(['_', '.', ' '], "-").to_lowercase()
}
