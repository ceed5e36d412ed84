//! `rolebook edit`: changes to the part of a file that belongs to one address, all of them or none.

use std::path::Path;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, FromArgMatches};
use serde_json::{Map, Value, json};
use similar::TextDiff;

use super::open::{resolve, typed, warn_of_losses};
use super::output::{Output, note, notes_are_read};
use super::{Exit, Failure, Format};
use crate::document::{Edit, EditError, Field, Workspace};
use crate::model::{Body, ListKind, Node};
use crate::store::{self, SaveNote};

/// What `edit` is asked for.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// An address such as finance/it-management#manager-it, or an end of one that only one place has, or a title
    pub address: String,
    /// The changes, in the order in which they are given.
    #[command(flatten)]
    pub changes: Changes,
    /// Print the difference and save nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// The changes of one command line, in its order across the different flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(Vec<Change>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    Set(Field, String),
    Add(ListKind, String),
    Replace(ListKind, usize, String),
    Remove(ListKind, usize),
}

const FLAGS: [&str; 4] = ["set", "add", "replace", "remove"];

// By hand, because derive would give a list a flag and lose the order among them.
impl Args for Changes {
    fn augment_args(command: clap::Command) -> clap::Command {
        let flag = |name: &'static str, value: &'static str, help: &'static str| {
            Arg::new(name)
                .long(name)
                .value_name(value)
                .help(help)
                .action(ArgAction::Append)
                // An item may begin with a hyphen.
                .allow_hyphen_values(true)
        };
        command
            .arg(
                flag("set", "FIELD=VALUE", "Set a field; an empty value unsets it")
                    .value_parser(ValueParser::new(set)),
            )
            .arg(
                flag("add", "LIST=TEXT", "Add an item at the end of a list")
                    .value_parser(ValueParser::new(add)),
            )
            .arg(
                flag("replace", "LIST:N=TEXT", "Reword item N")
                    .value_parser(ValueParser::new(replace)),
            )
            .arg(
                flag("remove", "LIST:N", "Take item N out").value_parser(ValueParser::new(remove)),
            )
            .group(
                ArgGroup::new("changes")
                    .args(FLAGS)
                    .required(true)
                    .multiple(true),
            )
            .after_help(
                "FIELD is title, summary, status, owner, review_due, tags, and for roles also grade, track, \
                 reports_to or extends. LIST is responsibilities, requirements or nice_to_have. Items count \
                 from 1, as `show` numbers them. Changes are made in the order given: after a removal, the \
                 items behind it have moved up by one.",
            )
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Changes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut placed: Vec<(usize, Change)> = FLAGS
            .iter()
            .flat_map(|flag| {
                let indices = matches.indices_of(flag).into_iter().flatten();
                let changes = matches.get_many::<Change>(flag).into_iter().flatten();
                indices.zip(changes.cloned())
            })
            .collect();
        placed.sort_by_key(|(index, _)| *index);
        Ok(Self(placed.into_iter().map(|(_, change)| change).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn set(text: &str) -> Result<Change, String> {
    let (name, value) = text.split_once('=').ok_or("it takes FIELD=VALUE")?;
    let field = Field::from_key(name).ok_or_else(|| match name.parse::<ListKind>() {
        Ok(list) => format!(
            "{} is a list: use --add, --replace or --remove for it",
            list.key()
        ),
        Err(()) => unknown(
            "field",
            name,
            Field::OF_ROLE.iter().map(|field| field.key()),
        ),
    })?;
    Ok(Change::Set(field, value.to_owned()))
}

fn add(text: &str) -> Result<Change, String> {
    let (name, value) = text.split_once('=').ok_or("it takes LIST=TEXT")?;
    Ok(Change::Add(list(name)?, value.to_owned()))
}

fn replace(text: &str) -> Result<Change, String> {
    let (item, value) = text.split_once('=').ok_or("it takes LIST:N=TEXT")?;
    let (name, number) = item.split_once(':').ok_or("it takes LIST:N=TEXT")?;
    Ok(Change::Replace(
        list(name)?,
        index(number)?,
        value.to_owned(),
    ))
}

fn remove(text: &str) -> Result<Change, String> {
    let (name, number) = text.split_once(':').ok_or("it takes LIST:N")?;
    Ok(Change::Remove(list(name)?, index(number)?))
}

fn list(name: &str) -> Result<ListKind, String> {
    name.parse().map_err(|()| match Field::from_key(name) {
        Some(field) => format!("{} is not a list: use --set for it", field.key()),
        None => unknown("list", name, ListKind::ALL.iter().map(|list| list.key())),
    })
}

/// From the number that people count with to the place in the list.
fn index(number: &str) -> Result<usize, String> {
    number
        .trim()
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1))
        .ok_or_else(|| "N is the number of an item, counted from 1".to_owned())
}

fn unknown(what: &str, name: &str, known: impl Iterator<Item = &'static str>) -> String {
    let wanted = name.trim().to_lowercase();
    let known: Vec<&str> = known.collect();
    let nearest = known
        .iter()
        .map(|key| (strsim::jaro_winkler(key, &wanted), *key))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, key)) => format!("there is no {what} {name}: did you mean {key}?"),
        None => format!(
            "there is no {what} {name}: it is one of {}",
            known.join(", ")
        ),
    }
}

impl Changes {
    /// As edits of one part.
    fn edits(&self, node: Node, body: &Body) -> Vec<Edit> {
        let mut lengths = ListKind::ALL.map(|list| body.list(list).len());
        self.0
            .iter()
            .map(|change| match change.clone() {
                Change::Set(field, text) => Edit::Set { node, field, text },
                Change::Add(list, text) => {
                    let at = lengths[list as usize];
                    lengths[list as usize] += 1;
                    Edit::Add {
                        node,
                        list,
                        at,
                        texts: vec![text],
                    }
                }
                Change::Replace(list, index, text) => Edit::Replace {
                    node,
                    list,
                    index,
                    text,
                },
                Change::Remove(list, index) => {
                    // Too high a number is refused, whatever comes after it.
                    lengths[list as usize] = lengths[list as usize].saturating_sub(1);
                    Edit::Remove { node, list, index }
                }
            })
            .collect()
    }
}

pub(super) fn run(
    args: &EditArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let (place, document) = resolve(workspace, &args.address)?;
    warn_of_losses(workspace, document);
    let node = place.position.node();
    let (before, disk) = (document.text().clone(), document.disk());
    let edits = document
        .family()
        .and_then(|family| family.body(node))
        .map(|body| args.changes.edits(node, body))
        .unwrap_or_default();
    let address = workspace
        .catalog()
        .address(&place)
        .map(|address| address.to_string())
        .unwrap_or_default();
    let label = workspace
        .apply(&place.key, &edits)
        .map_err(|error| refused(&error))?
        .map(|change| change.label.clone());
    let Some(document) = workspace.document(&place.key) else {
        return Ok(Exit::NothingFound);
    };
    let file = workspace.file(document);
    let mut result = Map::new();
    result.insert("address".to_owned(), json!(address));
    result.insert("changed".to_owned(), json!(label.is_some()));
    result.insert("path".to_owned(), json!(file.to_string_lossy()));
    if args.dry_run {
        let diff = difference(&document.path, &before, document.text());
        match args.format {
            Format::Text => out.text(&diff)?,
            Format::Json => {
                result.insert("diff".to_owned(), json!(diff));
            }
        }
    } else if let Some(label) = label {
        let saved = store::save(&workspace.root, &document.path, document.text(), disk)?;
        let name = typed(&file).display().to_string();
        if notes_are_read() {
            note(&format!("Saved {name}: {label}"));
        }
        warn_of_save(&name, saved.note);
    } else if notes_are_read() {
        note("Nothing to change: it says so already");
    }
    if args.format == Format::Json {
        out.json(&Value::Object(result))?;
    }
    Ok(Exit::Done)
}

fn refused(error: &EditError) -> Failure {
    let exit = match error {
        EditError::NoItem { .. }
        | EditError::KeyTaken(_)
        | EditError::BadKey(_)
        | EditError::Invalid { .. }
        | EditError::NotOnFamily(_)
        | EditError::EmptyItem => Exit::Usage,
        EditError::NoFamily(_)
        | EditError::Broken(_)
        | EditError::NoPart
        | EditError::Layout(_)
        | EditError::Unfaithful => Exit::Files,
    };
    Failure::new(exit, error.to_string())
}

/// Says what a save that went well did besides.
pub(super) fn warn_of_save(name: &str, noted: Option<SaveNote>) {
    match noted {
        Some(SaveNote::HardLinked { others }) => note(&format!(
            "warning: {name} had {others} other name(s), which keep the old text"
        )),
        Some(SaveNote::OwnerChanged) => note(&format!("warning: {name} belongs to you now")),
        None => {}
    }
}

/// What would be saved, as `diff -u` has it; empty when nothing changes.
pub(super) fn difference(path: &Path, before: &str, after: &str) -> String {
    let path = path.to_string_lossy();
    TextDiff::from_lines(before, after)
        .unified_diff()
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant() {
        assert_eq!(
            set("review-due= 2027-01-31").unwrap(),
            Change::Set(Field::ReviewDue, " 2027-01-31".to_owned())
        );
        assert_eq!(
            add("req=a=b:c").unwrap(),
            Change::Add(ListKind::Requirements, "a=b:c".to_owned())
        );
        assert_eq!(
            replace("nice-to-have:2=a=b").unwrap(),
            Change::Replace(ListKind::NiceToHave, 1, "a=b".to_owned())
        );
        assert_eq!(
            remove("resp:1").unwrap(),
            Change::Remove(ListKind::Responsibilities, 0)
        );
    }

    #[test]
    fn what_is_not() {
        for (said, why) in [
            (set("grade"), "it takes FIELD=VALUE"),
            (
                set("grdae=9"),
                "there is no field grdae: did you mean grade?",
            ),
            (
                set("requirements=x"),
                "requirements is a list: use --add, --replace or --remove for it",
            ),
            (add("title=x"), "title is not a list: use --set for it"),
            (
                add("requiremnts=x"),
                "there is no list requiremnts: did you mean requirements?",
            ),
            (
                remove("req:0"),
                "N is the number of an item, counted from 1",
            ),
            (
                remove("req:x"),
                "N is the number of an item, counted from 1",
            ),
            (replace("req=x"), "it takes LIST:N=TEXT"),
        ] {
            assert_eq!(said.unwrap_err(), why);
        }
        assert!(set("zzz=1").unwrap_err().contains("one of title, grade"));
    }
}
