//! What is printed of each role that was found, as a row of a table or as an object.

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::super::Failure;
use super::super::output::Output;
use super::family_of;
use crate::document::Workspace;
use crate::format::table::csv_cell;
use crate::model::{Effective, Family, compose};
use crate::search::{Hit, Match};

/// Something that can be printed of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Column {
    /// The address
    Address,
    /// The title as it is read on its own
    Title,
    /// The job grade
    Grade,
    /// How well it answers; comparable within one search
    Score,
    /// The lines that answer, the best first; in csv and text, the texts
    Matches,
    /// Of the best line: what was found in it
    Term,
    /// Of the best line: the key of its list or field
    Field,
    /// The best line
    Text,
    /// Of the best line: the address of the part in which it is written
    Origin,
    /// The department
    Department,
    /// The title of the family
    Family,
    /// The status
    Status,
    /// The track
    Track,
    /// The owner
    Owner,
    /// The tags
    Tags,
    /// The day by which somebody should read it again
    ReviewDue,
}

impl Column {
    /// What an object has.
    pub(super) const JSON: &'static [Self] = &[
        Self::Address,
        Self::Title,
        Self::Grade,
        Self::Score,
        Self::Matches,
    ];
    /// What a row of a spreadsheet has.
    pub(super) const CSV: &'static [Self] = &[
        Self::Address,
        Self::Title,
        Self::Grade,
        Self::Score,
        Self::Field,
        Self::Text,
        Self::Origin,
    ];
    /// What a line in a pipe has.
    pub(super) const LINE: &'static [Self] = &[
        Self::Address,
        Self::Title,
        Self::Grade,
        Self::Field,
        Self::Text,
    ];

    /// The heading, and the key of an object.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Title => "title",
            Self::Grade => "grade",
            Self::Score => "score",
            Self::Matches => "matches",
            Self::Term => "term",
            Self::Field => "field",
            Self::Text => "text",
            Self::Origin => "origin",
            Self::Department => "department",
            Self::Family => "family",
            Self::Status => "status",
            Self::Track => "track",
            Self::Owner => "owner",
            Self::Tags => "tags",
            Self::ReviewDue => "review_due",
        }
    }
}

/// A role that was found, and what its family says of it.
pub(super) struct Row<'w> {
    hit: &'w Hit,
    role: Option<(&'w Family, Effective)>,
}

impl<'w> Row<'w> {
    pub(super) fn new(hit: &'w Hit, workspace: &'w Workspace) -> Self {
        let family = family_of(hit, workspace);
        Self {
            hit,
            role: family.map(|family| {
                let place = &hit.place;
                (family, compose(&place.key, family, place.position))
            }),
        }
    }

    fn value(&self, column: Column) -> Value {
        let role = self.role.as_ref().map(|(_, role)| role);
        let best = self.hit.matches.first();
        match column {
            Column::Address => json!(self.hit.address),
            Column::Title => json!(self.hit.title),
            Column::Grade => {
                json!(
                    role.and_then(|role| role.grade.as_ref())
                        .map(|grade| &grade.value)
                )
            }
            // Without its lowest bits, which only part ties: what is left is exact in the numbers of every JSON
            // reader.
            Column::Score => json!(self.hit.score >> 11),
            Column::Matches => self
                .hit
                .matches
                .iter()
                .map(|line| self.line(line))
                .collect(),
            Column::Term => json!(best.map(|line| &line.term)),
            Column::Field => json!(best.map(|line| line.field.name())),
            Column::Text => json!(best.map(|line| &line.text)),
            Column::Origin => json!(best.and_then(|line| self.origin(line))),
            Column::Department => {
                let key = &self.hit.place.key;
                json!(
                    key.rsplit_once('/')
                        .map_or("", |(department, _)| department)
                )
            }
            Column::Family => {
                let family = self.role.as_ref().map(|(family, _)| family);
                json!(family.map(|family| family.title(crate::model::Node::Family)))
            }
            Column::Status => {
                json!(
                    role.and_then(|role| role.status.as_ref())
                        .map(|status| status.value)
                )
            }
            Column::Track => {
                json!(
                    role.and_then(|role| role.track.as_ref())
                        .map(|track| track.value)
                )
            }
            Column::Owner => {
                json!(
                    role.and_then(|role| role.owner.as_ref())
                        .map(|owner| &owner.value)
                )
            }
            Column::Tags => json!(role.map(|role| &role.tags)),
            Column::ReviewDue => {
                let due = role.and_then(|role| role.review_due.as_ref());
                json!(due.map(|due| due.value.to_string()))
            }
        }
    }

    fn line(&self, line: &Match) -> Value {
        json!({
            "term": line.term,
            "field": line.field.name(),
            "text": line.text,
            "origin": self.origin(line),
            "ranges": line.ranges,
        })
    }

    fn origin(&self, line: &Match) -> Option<String> {
        let (family, role) = self.role.as_ref()?;
        Some(role.origin_address(family, line.node).to_string())
    }

    /// An object. The keys are a contract.
    pub(super) fn json(&self, columns: &[Column]) -> Value {
        let values = columns.iter();
        let values = values.map(|column| (column.name().to_owned(), self.value(*column)));
        Value::Object(values.collect::<Map<String, Value>>())
    }

    /// One value in words; empty when there is none.
    pub(super) fn text(&self, column: Column) -> String {
        match self.value(column) {
            Value::Null => String::new(),
            Value::String(text) => text,
            Value::Array(values) => {
                let text = |value: &Value| match value.get("text").unwrap_or(value) {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                values.iter().map(text).collect::<Vec<_>>().join("; ")
            }
            other => other.to_string(),
        }
    }
}

/// A row with tabs between its values.
pub(super) fn separated(
    row: &Row<'_>,
    columns: &[Column],
    out: &mut Output,
) -> Result<(), Failure> {
    for (n, column) in columns.iter().enumerate() {
        if n > 0 {
            out.tab()?;
        }
        out.piece(&row.text(*column))?;
    }
    out.end_line()?;
    Ok(())
}

/// A line of a table for spreadsheets.
pub(super) fn csv_line<'t>(
    cells: impl Iterator<Item = &'t str>,
    out: &mut Output,
) -> Result<(), Failure> {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.piece(",")?;
        }
        out.piece(&csv_cell(cell))?;
    }
    out.end_line()?;
    Ok(())
}
