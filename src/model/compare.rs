//! Effective roles beside each other: what they share, what says the same in other words, and what only some have.
//!
//! Lines are matched word for word first. What is left over is paired by how many words two lines share
//! ([`closeness`]): that is a guess, and a row says so. Every line of every role is in exactly one row, and which lines
//! stand in a row together does not depend on the order of the roles.
//!
//! Compared is what applies to the role. Where the links of managers and indicators lead, and the ids and tags of
//! items, are left aside. Knows the effective role; knows nothing of how a comparison is shown.

mod align;
mod closeness;
mod lines;
mod words;

pub use closeness::{CLOSE, Vocabulary, WordSet, closeness, dice};
pub use words::{differing_words, word_marks};

use super::{Address, Effective, ElementKind, Family, ListKind, Node};
use crate::text::text;

/// What a section of a comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Job grade.
    Grade,
    /// Managers.
    ReportsTo,
    /// Individual contributor or manager.
    Track,
    /// Status.
    Status,
    /// The team that keeps it.
    Owner,
    /// When it should be read again.
    ReviewDue,
    /// Summary.
    Summary,
    /// Tags.
    Tags,
    /// One of the three lists.
    List(ListKind),
    /// Performance indicators.
    Indicators,
    /// Career ladder.
    Ladder,
    /// Hiring process.
    Hiring,
}

impl Topic {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 14] = [
        Self::Grade,
        Self::ReportsTo,
        Self::Track,
        Self::Status,
        Self::Owner,
        Self::ReviewDue,
        Self::Summary,
        Self::Tags,
        Self::List(ListKind::Responsibilities),
        Self::List(ListKind::Requirements),
        Self::List(ListKind::NiceToHave),
        Self::Indicators,
        Self::Ladder,
        Self::Hiring,
    ];

    /// The key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::ReportsTo => "reports_to",
            Self::Track => "track",
            Self::Status => "status",
            Self::Owner => "owner",
            Self::ReviewDue => "review_due",
            Self::Summary => "summary",
            Self::Tags => "tags",
            Self::List(list) => list.key(),
            Self::Indicators => "performance_indicators",
            Self::Ladder => "career_ladder",
            Self::Hiring => "hiring_process",
        }
    }

    /// The heading on a page or a screen.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Grade => text!("model-topic-grade"),
            Self::ReportsTo => text!("model-topic-reports-to"),
            Self::Track => text!("model-topic-track"),
            Self::Status => text!("model-topic-status"),
            Self::Owner => text!("model-topic-owner"),
            Self::ReviewDue => text!("model-topic-review-due"),
            Self::Summary => text!("model-topic-summary"),
            Self::Tags => text!("model-topic-tags"),
            Self::List(list) => list.label(),
            Self::Indicators => text!("model-topic-performance-indicators"),
            Self::Ladder => text!("model-topic-career-ladder"),
            Self::Hiring => text!("model-topic-hiring-process"),
        }
    }

    /// Whether a role says one thing here, and not a list of them.
    pub fn is_scalar(self) -> bool {
        !matches!(
            self,
            Self::Tags | Self::List(_) | Self::Indicators | Self::Ladder | Self::Hiring
        )
    }

    /// The elements that its lines are, where they are such.
    pub fn elements(self) -> Option<ElementKind> {
        match self {
            Self::ReportsTo => Some(ElementKind::Manager),
            Self::Indicators => Some(ElementKind::Indicator),
            Self::Ladder => Some(ElementKind::LadderStep),
            Self::Hiring => Some(ElementKind::HiringStep),
            _ => None,
        }
    }
}

/// One place where a line of a role is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Written {
    /// The part of the family.
    pub node: Node,
    /// Which one of its list; `None` for what stands alone.
    pub index: Option<usize>,
}

/// What one role says in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its words, inline Markdown.
    pub text: String,
    /// Which line of the role's section it is, from 0.
    pub at: usize,
    /// Every place that says it, in the order of inheritance; never empty.
    pub written: Vec<Written>,
}

/// What a row has found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowState {
    /// All roles say it, word for word.
    Same,
    /// Two or more say it, and not in the same words.
    Changed,
    /// Those that say it say the same, and others do not say it.
    Only,
}

impl RowState {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Only => "only",
        }
    }
}

/// Lines that belong together, at most one of each role.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// What was found out.
    pub state: RowState,
    /// How close the two least alike of its lines are, from 0 to 1, when they were put together for their likeness
    /// alone: then it is a guess.
    pub guess: Option<f64>,
    /// What each role says, in the order of the roles.
    pub cells: Vec<Option<Cell>>,
}

/// All rows about one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedSection {
    /// What they are about.
    pub topic: Topic,
    /// In the order in which the roles say them.
    pub rows: Vec<ComparedRow>,
}

impl ComparedSection {
    /// How many of its rows are in a state.
    pub fn count(&self, state: RowState) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }
}

/// Roles beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Where they are.
    pub roles: Vec<Address>,
    /// What they are called.
    pub titles: Vec<String>,
    /// Every topic, also those of which no role says anything.
    pub sections: Vec<ComparedSection>,
}

impl Comparison {
    /// Whether all roles say the same.
    pub fn is_equal(&self) -> bool {
        self.rows().all(|row| row.state == RowState::Same)
    }

    /// How many rows are not the same.
    pub fn differences(&self) -> usize {
        self.rows()
            .filter(|row| row.state != RowState::Same)
            .count()
    }

    /// Takes out the rows that all roles share, and the sections that have no others.
    pub fn keep_differences(&mut self) {
        for section in &mut self.sections {
            section.rows.retain(|row| row.state != RowState::Same);
        }
        self.sections.retain(|section| !section.rows.is_empty());
    }

    fn rows(&self) -> impl Iterator<Item = &ComparedRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}

/// The name of a column: A, B, C, D.
pub fn column_letter(column: usize) -> char {
    char::from(b'A' + u8::try_from(column % 26).unwrap_or(0))
}

/// Puts effective roles, each with its family, beside each other. Near-linear in the number of lines: how many others
/// a line is compared with is bounded.
pub fn compare(roles: &[(&Effective, &Family)]) -> Comparison {
    let section = |topic| {
        let lines = roles
            .iter()
            .map(|(effective, family)| lines::of(topic, effective, family))
            .collect();
        ComparedSection {
            topic,
            rows: align::rows(lines),
        }
    };
    Comparison {
        roles: roles.iter().map(|(role, _)| role.address.clone()).collect(),
        titles: roles.iter().map(|(role, _)| role.title.clone()).collect(),
        sections: Topic::ALL.into_iter().map(section).collect(),
    }
}
