//! What two sides did to one thing that cannot both be, and what somebody decides about it.

use super::super::field::Field;
use super::super::schema::Kind;
use super::super::tree::Value;
use crate::model::{Date, ListKind, Node, Status, Track};
use crate::text::text;

/// A decision about a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// As it was before both sides.
    Base,
    /// As it is here.
    Ours,
    /// As the other side has it.
    Theirs,
    /// Both forms, ours first; only for lines of a list.
    Both,
    /// Something else.
    Text(String),
}

/// Something that both sides changed in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where it is, in words: "Manager, IT · Requirements".
    pub place: String,
    /// The key in the file that it is about.
    pub key: String,
    /// The part of the merged family that it is in; `None` where that has no such part.
    pub node: Option<Node>,
    /// The list of items that it is in, if it is in one.
    pub list: Option<ListKind>,
    /// What was there before both sides; `None` for nothing.
    pub base: Option<String>,
    /// What is here; `None` for nothing.
    pub ours: Option<String>,
    /// What the other side has; `None` for nothing.
    pub theirs: Option<String>,
    pub(super) part: Option<(String, String)>,
    pub(super) takes: Takes,
}

/// Why a decision cannot be taken. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// There are not so many conflicts.
    #[error("{}", text!("merge-there-is-no-conflict", what = .0))]
    NoConflict(usize),
    /// Only one of two can be there.
    #[error("{}", text!("merge-only-one-of-the-two"))]
    NotBoth,
    /// There was nothing that both come from.
    #[error("{}", text!("merge-it-was-not-there-before"))]
    NoBase,
    /// It is more than a text.
    #[error("{}", text!("merge-a-text-cannot-stand-for"))]
    NotText,
    /// The text does not make sense there.
    #[error("{}", text!("merge-takes", key, expected))]
    Invalid {
        /// The key in the file.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
}

/// Which decisions make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// One of the sides.
    Side,
    /// One of the sides, or other words for a line of a list.
    Line,
    /// The same, or both lines.
    Lines,
    /// A value of this key.
    Value(Kind, &'static str),
    /// One of two parts with the same id, or another id for theirs.
    Id,
}

impl Takes {
    pub(super) fn value(kind: Kind, key: &str) -> Self {
        Self::Value(kind, kind.known(key))
    }

    /// The value that a text makes; `None` for nothing.
    pub(super) fn read(self, text: &str) -> Result<Option<Value>, ChoiceError> {
        let text = text.trim().replace("\r\n", "\n");
        let Self::Value(kind, key) = self else {
            return Ok((!text.is_empty()).then_some(Value::Text(text)));
        };
        let invalid = |expected| ChoiceError::Invalid {
            key: key.to_owned(),
            expected,
        };
        if text.is_empty() {
            return match (kind, key) {
                (Kind::Role, "id") | (Kind::Family, "title") => {
                    Err(invalid(text!("merge-some-text")))
                }
                _ => Ok(None),
            };
        }
        match (kind, key) {
            (_, "status") if text.parse::<Status>().is_err() => {
                Err(invalid(text!("merge-draft-in-review-active-or")))
            }
            (_, "track") if text.parse::<Track>().is_err() => {
                Err(invalid(text!("merge-ic-or-manager")))
            }
            (_, "need") if !matches!(text.as_str(), "must" | "preferred") => {
                Err(invalid(text!("merge-must-or-preferred")))
            }
            (_, "review_due") => match text.parse::<Date>() {
                Ok(date) => Ok(Some(Value::Date(date))),
                Err(()) => Err(invalid(text!("merge-a-date-such-as-2027"))),
            },
            (_, "grade") => Ok(Some(match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(text),
            })),
            (_, "requirement_budget") => match text.parse() {
                Ok(number) => Ok(Some(Value::Number(number))),
                Err(_) => Err(invalid(text!("merge-a-whole-number"))),
            },
            _ => Ok(Some(Value::Text(text))),
        }
    }
}

impl Conflict {
    /// The field that it is about, if it is one that has an editor of its own.
    pub fn field(&self) -> Option<Field> {
        matches!(self.takes, Takes::Value(Kind::Family | Kind::Role, _))
            .then(|| Field::from_key(&self.key))
            .flatten()
    }

    /// Whether both forms may stand side by side.
    pub fn takes_both(&self) -> bool {
        self.takes == Takes::Lines
    }

    /// Whether a text of one's own can be put in.
    pub fn takes_text(&self) -> bool {
        self.takes != Takes::Side
    }

    /// Checks a decision.
    ///
    /// # Errors
    /// [`ChoiceError`]
    pub fn check(&self, choice: &Choice) -> Result<(), ChoiceError> {
        match choice {
            Choice::Ours | Choice::Theirs => Ok(()),
            Choice::Base if self.base.is_none() => Err(ChoiceError::NoBase),
            Choice::Base => Ok(()),
            Choice::Both if self.takes_both() => Ok(()),
            Choice::Both => Err(ChoiceError::NotBoth),
            Choice::Text(_) if !self.takes_text() => Err(ChoiceError::NotText),
            Choice::Text(text) => self.takes.check_text(text),
        }
    }
}

impl Takes {
    fn check_text(self, text: &str) -> Result<(), ChoiceError> {
        let invalid = |key: &str, expected| {
            Err(ChoiceError::Invalid {
                key: key.to_owned(),
                expected,
            })
        };
        match self {
            Self::Id if text.trim().is_empty() => invalid("id", text!("merge-some-text")),
            takes => takes.read(text).map(|_| ()),
        }
    }
}
