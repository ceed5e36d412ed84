//! Why an operation is refused.

use crate::model::ListKind;

/// Why an operation is refused, and what to do instead. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperateError {
    /// No family has this key.
    #[error("the catalog has no family {0}: choose one of the families that it shows")]
    NoFamily(String),
    /// No family is in this folder.
    #[error("the catalog has no department {0}: choose one of the folders that it shows")]
    NoDepartment(String),
    /// The part is not there.
    #[error("{0} has no such part any more: choose it again")]
    NoPart(String),
    /// The operation is for a role, a specialty or a segment.
    #[error("a family as a whole has a key and no id: choose a role, a specialty or a segment")]
    NotAPart,
    /// The operation is for another kind of part.
    #[error("{title} is not a role: choose a role")]
    NotARole {
        /// Its title.
        title: String,
    },
    /// The item is not there.
    #[error("there is no item {number} in {}: it has {len}", .list.key())]
    NoItem {
        /// Which list.
        list: ListKind,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// The place is not there.
    #[error("there is no place {number} among the {what}: there are {len}")]
    NoPlace {
        /// What is counted.
        what: &'static str,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// Nothing was chosen.
    #[error("no item is chosen: choose one or more")]
    NoneChosen,
    /// A part needs a title.
    #[error("a title is needed: give it some words, on one line")]
    BadTitle,
    /// A family of several titles needs them.
    #[error("the titles of its roles are needed: give them with ; between them")]
    NoTitles,
    /// More titles than anybody means.
    #[error(
        "a family begins with at most {most} roles, and these are {given}: add the others later"
    )]
    TooManyTitles {
        /// How many there may be.
        most: usize,
        /// How many are given.
        given: usize,
    },
    /// An id that an address cannot carry.
    #[error(
        "the id \"{0}\" cannot be part of an address: use letters, digits, hyphens, underscores and dots, at most 100 bytes, not starting with a dot"
    )]
    BadId(String),
    /// Something of the family has the id already.
    #[error("{title} has the id \"{id}\" already: take another")]
    IdInUse {
        /// The id.
        id: String,
        /// Who has it.
        title: String,
    },
    /// A name would stand for a part of a family where the whole of another family is meant.
    #[error(
        "in {family} the name \"{name}\" would mean a role of its own and no longer another family: take another name"
    )]
    Shadowed {
        /// The name.
        name: String,
        /// The key of the family that says it.
        family: String,
    },
    /// A key that cannot be the path of a file in the catalog.
    #[error(
        "\"{0}\" cannot be the path of a family: name folders and file with letters, digits, hyphens, underscores and dots, with / between them, none of them starting or ending with a dot"
    )]
    BadKey(String),
    /// `catalog.toml` is no family.
    #[error("catalog.toml holds the settings of the catalog: take another name")]
    ReservedKey,
    /// A family has the key already.
    #[error("there is a family {0} already: take another name, or move that one first")]
    KeyInUse(String),
    /// The result is what is there.
    #[error("nothing would change: it is like that already")]
    Nothing,
    /// A part that goes extends one that stays.
    #[error(
        "{title} extends {other}, which stays behind, and would lose what it inherits: write that into it first and take its extends out"
    )]
    Extends {
        /// What goes.
        title: String,
        /// What stays.
        other: String,
    },
    /// A part that stays extends one that goes.
    #[error(
        "{title} stays behind and extends {other}: give it the items that it inherits and take its extends out first"
    )]
    Extended {
        /// What stays.
        title: String,
        /// What goes.
        other: String,
    },
    /// One of the halves would be empty.
    #[error("both halves of an item need words: split it between two of them")]
    EmptyHalf,
    /// The offset is in the middle of a character, or behind the end.
    #[error("an item can be split only between two characters of its text")]
    NotBetween,
    /// The last item has no next one.
    #[error("it is the last item of its list: choose one that another follows")]
    NoNext,
    /// Items that shall be joined stand apart.
    #[error("only items that follow each other in one list can be joined: mark such items")]
    Apart,
    /// The items are not as they were when the proposal was made.
    #[error("\"{text}\" is not repeated there any more: look for repeated items again")]
    Stale {
        /// The text of the item.
        text: String,
    },
    /// Nobody inherits what shall be pushed down.
    #[error("nobody inherits this item from {title}: edit it where it stands, or move it")]
    NotInherited {
        /// Where it is written.
        title: String,
    },
    /// Pushing down would change a role that is not chosen.
    #[error(
        "pushed down from {title}, the item would change {changed} too, which gets it in another way: leave that out, or move the item by hand"
    )]
    NotSeparable {
        /// Where it is written.
        title: String,
        /// The effective role that would change.
        changed: String,
    },
    /// A plan does not fit the catalog.
    #[error("the plan does not fit the catalog any more: {0}")]
    Unfit(String),
}
