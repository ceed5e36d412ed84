//! Why an operation is refused.

use crate::model::ListKind;
use crate::text::text;

/// Why an operation is refused, and what to do instead. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperateError {
    /// No family has this key.
    #[error("{}", text!("change-the-catalog-has-no-family-2", what = .0))]
    NoFamily(String),
    /// No family is in this folder.
    #[error("{}", text!("change-the-catalog-has-no-department", what = .0))]
    NoDepartment(String),
    /// The part is not there.
    #[error("{}", text!("change-has-no-such-part-any", what = .0))]
    NoPart(String),
    /// The operation is for a role, a specialty or a segment.
    #[error("{}", text!("change-a-family-as-a-whole"))]
    NotAPart,
    /// The operation is for another kind of part.
    #[error("{}", text!("change-is-not-a-role-choose", title))]
    NotARole {
        /// Its title.
        title: String,
    },
    /// The item is not there.
    #[error("{}", text!("change-there-is-no-item-in", number, key = .list.key(), len))]
    NoItem {
        /// Which list.
        list: ListKind,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// The place is not there.
    #[error("{}", text!("change-there-is-no-place-among", number, what, len))]
    NoPlace {
        /// What is counted.
        what: &'static str,
        /// From 1, as people count.
        number: usize,
        /// How many there are.
        len: usize,
    },
    /// Nothing was chosen.
    #[error("{}", text!("change-no-item-is-chosen-choose"))]
    NoneChosen,
    /// A part needs a title.
    #[error("{}", text!("change-a-title-is-needed-give"))]
    BadTitle,
    /// A family of several titles needs them.
    #[error("{}", text!("change-the-titles-of-its-roles"))]
    NoTitles,
    /// More titles than anybody means.
    #[error(
        "{}", text!("change-a-family-begins-with-at", most, given))]
    TooManyTitles {
        /// How many there may be.
        most: usize,
        /// How many are given.
        given: usize,
    },
    /// An id that an address cannot carry.
    #[error(
        "{}", text!("change-the-id-cannot-be-part", what = .0))]
    BadId(String),
    /// Something of the family has the id already.
    #[error("{}", text!("change-has-the-id-already-take", title, id))]
    IdInUse {
        /// The id.
        id: String,
        /// Who has it.
        title: String,
    },
    /// A name would stand for a part of a family where the whole of another family is meant.
    #[error(
        "{}", text!("change-in-the-name-would-mean", family, name))]
    Shadowed {
        /// The name.
        name: String,
        /// The key of the family that says it.
        family: String,
    },
    /// A key that cannot be the path of a file in the catalog.
    #[error(
        "{}", text!("change-cannot-be-the-path-of", what = .0))]
    BadKey(String),
    /// `catalog.toml` is no family.
    #[error("{}", text!("change-catalog-toml-holds-the-settings"))]
    ReservedKey,
    /// A family has the key already.
    #[error("{}", text!("change-there-is-a-family-already", what = .0))]
    KeyInUse(String),
    /// The result is what is there.
    #[error("{}", text!("change-nothing-would-change-it-is"))]
    Nothing,
    /// A part that goes extends one that stays.
    #[error(
        "{}", text!("change-extends-which-stays-behind-and", title, other))]
    Extends {
        /// What goes.
        title: String,
        /// What stays.
        other: String,
    },
    /// A part that stays extends one that goes.
    #[error(
        "{}", text!("change-stays-behind-and-extends-give", title, other))]
    Extended {
        /// What stays.
        title: String,
        /// What goes.
        other: String,
    },
    /// One of the halves would be empty.
    #[error("{}", text!("change-both-halves-of-an-item"))]
    EmptyHalf,
    /// The offset is in the middle of a character, or behind the end.
    #[error("{}", text!("change-an-item-can-be-split"))]
    NotBetween,
    /// The last item has no next one.
    #[error("{}", text!("change-it-is-the-last-item"))]
    NoNext,
    /// Items that shall be joined stand apart.
    #[error("{}", text!("change-only-items-that-follow-each"))]
    Apart,
    /// The items are not as they were when the proposal was made.
    #[error("{}", text!("change-is-not-repeated-there-any", text))]
    Stale {
        /// The text of the item.
        text: String,
    },
    /// Nobody inherits what shall be pushed down.
    #[error("{}", text!("change-nobody-inherits-this-item-from", title))]
    NotInherited {
        /// Where it is written.
        title: String,
    },
    /// Pushing down would change a role that is not chosen.
    #[error(
        "{}", text!("change-pushed-down-from-the-item", title, changed))]
    NotSeparable {
        /// Where it is written.
        title: String,
        /// The effective role that would change.
        changed: String,
    },
    /// A plan does not fit the catalog.
    #[error("{}", text!("change-the-plan-does-not-fit", what = .0))]
    Unfit(String),
}
