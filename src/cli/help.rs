//! The guide, topic by topic, and the help of commands.

use clap::{Args, CommandFactory};

use super::open::read_config;
use super::output::Output;
use super::spoken::spoken;
use super::{Cli, Exit, Failure};
use crate::config::key_table;
use crate::format::guide::{self, GuideKind, TOPICS, Topic};
use crate::text::text;

/// Columns where nobody says how many there are; longer lines tire the eyes.
const LINE: usize = 96;

/// What `help` is asked for.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A topic, or a command
    #[arg(add = super::completions::topics())]
    pub topic: Option<String>,
}

pub(super) fn run(args: &HelpArgs, out: &mut Output) -> Result<Exit, Failure> {
    let Some(word) = &args.topic else {
        return list(out);
    };
    if let Some(topic) = Topic::find(word).filter(|topic| topic.name == word) {
        return page(topic.title(), &topic.text(), out);
    }
    if word == "keys" {
        return page(
            text!("cli-all-keys"),
            &key_table(&read_config().0.keymap().0),
            out,
        );
    }
    let mut command = spoken(Cli::command());
    command.build();
    if let Some(found) = command.find_subcommand_mut(word) {
        let help = found.render_long_help().to_string();
        out.text(&help)?;
        return Ok(Exit::Done);
    }
    if let Some(topic) = Topic::find(word) {
        return page(topic.title(), &topic.text(), out);
    }
    let names: Vec<&str> = TOPICS
        .iter()
        .map(|topic| topic.name)
        .chain(["keys"])
        .collect();
    let line = text!("cli-there-is-no-topic-and", word);
    Err(Failure::new(Exit::Usage, line).also([names.join(", ")]))
}

fn list(out: &mut Output) -> Result<Exit, Failure> {
    out.text(text!("cli-topics-with-rolebook-help-topic"))?;
    let topics = TOPICS.iter().map(|topic| (topic.name, topic.says()));
    for (name, says) in topics.chain([("keys", text!("cli-every-key-place-by-place"))]) {
        out.text(&format!("  {name:<12} {says}\n"))?;
    }
    out.text(text!("cli-commands-with-rolebook-help-command"))?;
    for command in spoken(Cli::command()).get_subcommands() {
        let says = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        out.text(&format!("  {:<12} {says}\n", command.get_name()))?;
    }
    Ok(Exit::Done)
}

fn page(title: &str, markdown: &str, out: &mut Output) -> Result<Exit, Failure> {
    let columns = out.width().unwrap_or(LINE).min(LINE);
    heading(title, out)?;
    out.text("\n")?;
    for line in guide::lines(markdown, columns) {
        match line.kind {
            GuideKind::Heading => heading(&line.text, out)?,
            GuideKind::Text | GuideKind::Code => out.text(&format!("{}\n", line.text))?,
        }
    }
    Ok(Exit::Done)
}

fn heading(text: &str, out: &mut Output) -> Result<(), Failure> {
    out.bold(text)?;
    out.end_line()?;
    Ok(())
}
