//! The changes of a command line: what they are and how they are written, in their order across the flags.

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, FromArgMatches};

use super::entry::Deed;
use super::name::{List, Slot, folded, number, numbers, unknown};
use crate::document::Field;
use crate::model::ListKind;
use crate::text::{amid, text};

/// The changes of one command line, in its order across the different flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(pub(super) Vec<Change>);

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Change {
    /// What a field shall say.
    Set(Slot, String),
    /// What becomes of a list.
    List(List, Deed),
    /// These items to another list or part.
    MoveItem(ListKind, Vec<usize>, Target),
    /// These there too.
    CopyItem(ListKind, Vec<usize>, Target),
    /// Two items of one, the second from this text on.
    Split(ListKind, usize, String),
    /// One item of this and the next.
    Join(ListKind, usize),
    /// Said once by the part above.
    Hoist(ListKind, usize),
    /// Said by each part that inherits it.
    PushDown(ListKind, usize),
    /// Another id, key or path.
    Rename(String),
    /// To another family or department.
    Move(String),
    /// To this place among its siblings.
    Place(usize),
    /// A copy, which the changes behind it are about.
    Duplicate,
    /// Out of use.
    Archive,
    /// In use again.
    Restore,
    /// Out of the catalog.
    Delete,
}

/// Where items go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Target {
    /// Another part; none is the part itself.
    pub(super) address: Option<String>,
    /// Another list; none is the same.
    pub(super) list: Option<ListKind>,
    /// The place there, from 0; none is the end.
    pub(super) at: Option<usize>,
}

type Reading = fn(&str) -> Result<Change, String>;

/// A flag that makes a change.
pub(in crate::cli) struct Flag {
    pub(in crate::cli) name: &'static str,
    /// What it takes; nothing when it stands alone.
    value: Option<&'static str>,
    help: &'static str,
    heading: &'static str,
    read: Reading,
}

const fn flag(
    name: &'static str,
    value: Option<&'static str>,
    help: &'static str,
    heading: &'static str,
    read: Reading,
) -> Flag {
    Flag {
        name,
        value,
        help,
        heading,
        read,
    }
}

const FIELDS: &str = "Fields and lists";
const ITEMS: &str = "Items";
const STRUCTURE: &str = "Structure";

/// What every new part can be given, too.
pub(in crate::cli) const SET: Flag = flag(
    "set",
    Some("FIELD=VALUE"),
    "Set a field; an empty value unsets it",
    FIELDS,
    set,
);
pub(in crate::cli) const ADD: Flag = flag(
    "add",
    Some("LIST=TEXT"),
    "Add an item at the end of a list",
    FIELDS,
    add,
);

const FLAGS: [Flag; 17] = [
    SET,
    ADD,
    flag(
        "replace",
        Some("LIST:N=TEXT"),
        "Reword item N",
        FIELDS,
        replace,
    ),
    flag("remove", Some("LIST:N"), "Take item N out", FIELDS, remove),
    flag(
        "move-item",
        Some("LIST:N=TARGET"),
        "Move item N: to a place in its list (2), to another list (nice_to_have, nice_to_have:1), or to a list of \
         another part (ADDRESS:LIST)",
        ITEMS,
        move_item,
    ),
    flag(
        "copy-item",
        Some("LIST:N=TARGET"),
        "Copy item N to such a place",
        ITEMS,
        copy_item,
    ),
    flag(
        "split",
        Some("LIST:N=TEXT"),
        "Make two items of item N, the second one beginning with TEXT",
        ITEMS,
        split,
    ),
    flag(
        "join",
        Some("LIST:N"),
        "Make one item of item N and the next",
        ITEMS,
        |text| one(text).map(|(list, n)| Change::Join(list, n)),
    ),
    flag(
        "hoist",
        Some("LIST:N"),
        "Lift item N, which all parts beside this one repeat, to the role or family above",
        ITEMS,
        |text| one(text).map(|(list, n)| Change::Hoist(list, n)),
    ),
    flag(
        "push-down",
        Some("LIST:N"),
        "Write item N into every part that inherits it, and no longer here",
        ITEMS,
        |text| one(text).map(|(list, n)| Change::PushDown(list, n)),
    ),
    flag(
        "rename",
        Some("NAME"),
        "Another id; of a family another key, of a department another path. A text that can be none is taken as the \
         new title, and the id is made of it. What refers to it follows, in all files",
        STRUCTURE,
        |text| Ok(Change::Rename(text.to_owned())),
    ),
    flag(
        "move",
        Some("TARGET"),
        "Move a role to another family, or a family or department to another department; / is the top",
        STRUCTURE,
        |text| Ok(Change::Move(text.to_owned())),
    ),
    flag(
        "place",
        Some("N"),
        "Make it the Nth among the roles, specialties or segments of its family",
        STRUCTURE,
        |text| number(text).map(Change::Place),
    ),
    flag(
        "duplicate",
        None,
        "Put a copy behind it; the changes that follow are made in the copy",
        STRUCTURE,
        |_| Ok(Change::Duplicate),
    ),
    flag(
        "archive",
        None,
        "Set its status to archived; in a family or department, of all parts that have one",
        STRUCTURE,
        |_| Ok(Change::Archive),
    ),
    flag(
        "restore",
        None,
        "Set its status from archived to active; in a family or department, of all parts",
        STRUCTURE,
        |_| Ok(Change::Restore),
    ),
    flag(
        "delete",
        None,
        "Delete it, and clean up what refers to it",
        STRUCTURE,
        |_| Ok(Change::Delete),
    ),
];

const AFTER: &str = "\
ADDRESS can also be a department, such as finance/, or catalog.toml for the settings of the catalog.

FIELD is title, summary, status, owner, review_due, tags, and for roles also grade, track, reports_to, extends or \
extends.LIST; roles of a specialty or segment; career_ladder.summary, hiring_process.intro, hiring_process.outro. \
LIST:N.KEY is what one entry of a list says, such as requirements:2.tags, performance_indicators:1.target or \
career_ladder.steps:1.kind. Of the settings: name, summary, requirement_budget, synonyms.WORD, \
check.profile, check.severity.RULE, check.budget.RULE, and check.words.RULE and check.allow.RULE with ; between words.

LIST is responsibilities, requirements or nice_to_have; and, without the flags for items, omit, \
performance_indicators (Name | target | link), career_ladder.steps (from > to | kind), hiring_process.steps, \
sections (Heading | text) or reports_to. Of the settings: required, mandatory_items, entry_grades.

Items count from 1, as `show` numbers them; with --remove, --move-item and --copy-item N may be several, such as \
2,4-6. Changes are made in the order given, all of them or none: after a removal, the items behind it have moved up.";

impl Flag {
    /// As an argument that may be given any number of times.
    pub(in crate::cli) fn arg(&self) -> Arg {
        let arg = Arg::new(self.name)
            .long(self.name)
            .help(self.help)
            .help_heading(self.heading)
            .action(ArgAction::Append)
            .value_parser(ValueParser::new(self.read));
        match self.value {
            // An item may begin with a hyphen.
            Some(value) => arg.value_name(value).allow_hyphen_values(true),
            None => arg.num_args(0).default_missing_value(""),
        }
    }
}

/// The changes that these flags were given for, in the order of the command line.
pub(in crate::cli) fn in_order<'f>(
    matches: &ArgMatches,
    flags: impl Iterator<Item = &'f str>,
) -> Vec<Change> {
    let mut placed: Vec<(usize, Change)> = flags
        .flat_map(|flag| {
            let indices = matches.indices_of(flag).into_iter().flatten();
            let changes = matches.get_many::<Change>(flag).into_iter().flatten();
            indices.zip(changes.cloned())
        })
        .collect();
    placed.sort_by_key(|(index, _)| *index);
    placed.into_iter().map(|(_, change)| change).collect()
}

// By hand, because derive would give a list a flag and lose the order among them.
impl Args for Changes {
    fn augment_args(command: clap::Command) -> clap::Command {
        FLAGS
            .iter()
            .fold(command, |command, flag| command.arg(flag.arg()))
            .group(
                ArgGroup::new("changes")
                    .args(FLAGS.iter().map(|flag| flag.name))
                    .required(true)
                    .multiple(true),
            )
            .override_usage("rolebook edit [OPTIONS] <ADDRESS> <CHANGE>...")
            .after_help(AFTER)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Changes {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let flags = FLAGS.iter().map(|flag| flag.name);
        Ok(Self(in_order(matches, flags)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn set(text: &str) -> Result<Change, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or(text!("cli-it-takes-field-value"))?;
    let value = value.to_owned();
    let Some((list, entry)) = name.split_once(':') else {
        return Ok(Change::Set(Slot::read(name)?, value));
    };
    let (place, key) = entry
        .split_once('.')
        .ok_or(text!("cli-what-an-entry-says-is"))?;
    let deed = Deed::Set(number(place)?, folded(key), value);
    Ok(Change::List(List::read(list)?, deed))
}

fn add(text: &str) -> Result<Change, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or(text!("cli-it-takes-list-text"))?;
    Ok(Change::List(List::read(name)?, Deed::Add(value.to_owned())))
}

fn replace(text: &str) -> Result<Change, String> {
    let (list, n, value) = wording(text, text!("cli-it-takes-list-n-text"))?;
    Ok(Change::List(list, Deed::Replace(n, value)))
}

fn remove(text: &str) -> Result<Change, String> {
    let (name, places) = text.rsplit_once(':').ok_or(text!("cli-it-takes-list-n"))?;
    let deed = Deed::Remove(numbers(places)?);
    Ok(Change::List(List::read(name)?, deed))
}

fn move_item(text: &str) -> Result<Change, String> {
    let (list, places, target) = journey(text)?;
    match (list, target) {
        (
            list,
            Target {
                address: None,
                list: None,
                at: Some(at),
            },
        ) => Ok(Change::List(list, Deed::Move(places, at))),
        (List::Items(list), target) => Ok(Change::MoveItem(list, places, target)),
        _ => Err(text!("cli-can-only-change-their-order", key = list.key())),
    }
}

fn copy_item(text: &str) -> Result<Change, String> {
    let (list, places, target) = journey(text)?;
    Ok(Change::CopyItem(list.items()?, places, target))
}

fn split(text: &str) -> Result<Change, String> {
    let (list, n, value) = wording(text, text!("cli-it-takes-list-n-text"))?;
    Ok(Change::Split(list.items()?, n, value))
}

/// `LIST:N` of an item.
fn one(text: &str) -> Result<(ListKind, usize), String> {
    let (name, place) = text.rsplit_once(':').ok_or(text!("cli-it-takes-list-n"))?;
    Ok((List::read(name)?.items()?, number(place)?))
}

fn wording(text: &str, usage: &str) -> Result<(List, usize, String), String> {
    let (item, value) = text.split_once('=').ok_or(usage)?;
    let (name, place) = item.split_once(':').ok_or(usage)?;
    Ok((List::read(name)?, number(place)?, value.to_owned()))
}

fn journey(text: &str) -> Result<(List, Vec<usize>, Target), String> {
    let usage = text!("cli-it-takes-list-n-target");
    let (item, target) = text.split_once('=').ok_or(usage)?;
    let (name, places) = item.split_once(':').ok_or(usage)?;
    Ok((List::read(name)?, numbers(places)?, Target::read(target)?))
}

impl Target {
    /// `N`, `LIST`, `LIST:N`, `ADDRESS:LIST` or `ADDRESS:LIST:N`.
    fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.chars().all(|c| c.is_ascii_digit()) {
            return Ok(Self {
                address: None,
                list: None,
                at: Some(number(text)?),
            });
        }
        let (rest, at) = match text.rsplit_once(':') {
            Some((rest, place)) if place.trim().parse::<usize>().is_ok() => {
                (rest, Some(number(place)?))
            }
            _ => (text, None),
        };
        let (address, list) = match rest.rsplit_once(':') {
            Some((address, list)) => (Some(address), list),
            None => (None, rest),
        };
        match list.parse::<ListKind>() {
            Ok(list) => Ok(Self {
                address: address.map(|address| address.trim().to_owned()),
                list: Some(list),
                at,
            }),
            Err(()) => Err(match address {
                Some(_) => unknown("list", list, ListKind::ALL.iter().map(|list| list.key())),
                None => text!("cli-is-no-list-write-where", list),
            }),
        }
    }
}

/// A flag for a field of its own, such as `--grade 8`.
pub(in crate::cli) fn field_arg(field: Field) -> Arg {
    let long = match field {
        Field::ReviewDue => "review-due",
        Field::ReportsTo => "reports-to",
        other => other.key(),
    };
    Arg::new(field.key())
        .long(long)
        .value_name("VALUE")
        .help(text!("cli-its", field = amid(field.label())))
        .help_heading(FIELDS)
        .allow_hyphen_values(true)
        .action(ArgAction::Append)
        .value_parser(ValueParser::new(
            move |text: &str| -> Result<Change, String> {
                Ok(Change::Set(Slot::Field(field), text.to_owned()))
            },
        ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const REQUIREMENTS: List = List::Items(ListKind::Requirements);

    #[test]
    fn what_is_meant() {
        assert_eq!(
            set("review-due= 2027-01-31").unwrap(),
            Change::Set(Slot::Field(Field::ReviewDue), " 2027-01-31".to_owned())
        );
        assert_eq!(
            add("req=a=b:c").unwrap(),
            Change::List(REQUIREMENTS, Deed::Add("a=b:c".to_owned()))
        );
        assert_eq!(
            replace("nice-to-have:2=a=b").unwrap(),
            Change::List(
                List::Items(ListKind::NiceToHave),
                Deed::Replace(1, "a=b".to_owned())
            )
        );
        assert_eq!(
            remove("resp:3,1-2").unwrap(),
            Change::List(
                List::Items(ListKind::Responsibilities),
                Deed::Remove(vec![0, 1, 2])
            )
        );
        assert_eq!(
            set("requirements:2.tags=a, b").unwrap(),
            Change::List(
                REQUIREMENTS,
                Deed::Set(1, "tags".to_owned(), "a, b".to_owned())
            )
        );
        assert_eq!(
            set("career-ladder.steps:1.kind=lateral").unwrap(),
            Change::List(
                List::LadderSteps,
                Deed::Set(0, "kind".to_owned(), "lateral".to_owned())
            )
        );
    }

    #[test]
    fn any_text_means_something_or_is_refused() {
        let odd = [
            "",
            "=",
            ":",
            ":=",
            "req:",
            "req:=",
            "req:.=",
            "req:1.=",
            "req:1.x",
            "a:b:c=d:e:f",
            "req:18446744073709551616=x",
            "req:1-18446744073709551615",
            "req:1=é:ü",
            "=x",
            "req:1,=x",
            "omit:1=req:1",
            "synonyms.=x",
            "extends.=x",
            "extends.omit=x",
            "\u{feff}=\u{0}",
        ];
        for flag in FLAGS {
            for text in odd {
                let first = (flag.read)(text);
                assert_eq!(first, (flag.read)(text), "--{} {text}", flag.name);
            }
        }
        assert!(
            remove("req:1-18446744073709551615").is_err(),
            "too many to be meant"
        );
    }

    #[test]
    fn where_items_go() {
        let target = |address: Option<&str>, list, at| Target {
            address: address.map(str::to_owned),
            list,
            at,
        };
        let nice = Some(ListKind::NiceToHave);
        for (text, meant) in [
            ("2", target(None, None, Some(1))),
            ("nice", target(None, nice, None)),
            ("nice_to_have:1", target(None, nice, Some(0))),
            (
                "it/desk#lead:nice",
                target(Some("it/desk#lead"), nice, None),
            ),
            (
                "Lead: Desk:nice:3",
                target(Some("Lead: Desk"), nice, Some(2)),
            ),
        ] {
            assert_eq!(Target::read(text).unwrap(), meant, "{text}");
        }
        for text in ["", "0", "it/desk#lead", "lead:wishes", "nice:0"] {
            assert!(Target::read(text).is_err(), "{text}");
        }
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
            (
                set("id=x"),
                "an id is changed with --rename, so that what refers to it follows",
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
            (
                remove("req:4-2"),
                "N is the number of an item, counted from 1",
            ),
            (replace("req=x"), "it takes LIST:N=TEXT"),
            (
                split("omit:1=x"),
                "omit has no items: it takes responsibilities, requirements or nice_to_have",
            ),
            (move_item("omit:1=nice"), "omit can only change their order"),
        ] {
            assert_eq!(said.unwrap_err(), why);
        }
        assert!(set("zzz=1").unwrap_err().contains("one of title, grade"));
    }
}
