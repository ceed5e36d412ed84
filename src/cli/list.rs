//! `rolebook list`: every place of the catalog, one a line.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::output::Output;
use super::{Exit, Failure, Format};
use crate::document::Workspace;
use crate::format::clean::clean_line;
use crate::format::wrap::width;
use crate::model::{CatalogEntry, Grade, Node, Status, compose};
use crate::text::text;

/// What `list` is asked for.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only this kind
    #[arg(long)]
    pub kind: Option<Kind>,
    /// Only this department and those below it
    #[arg(long, value_name = "DEPARTMENT")]
    pub department: Option<String>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What a place is: by the part of the file that is particular to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A job family
    Family,
    /// A role of a family
    Role,
    /// A role in one of its specialties
    Specialty,
    /// A role, or a specialty of it, in one of its segments
    Segment,
}

impl Kind {
    fn of(node: Node) -> Self {
        match node {
            Node::Family => Self::Family,
            Node::Role(_) => Self::Role,
            Node::Specialty(_) => Self::Specialty,
            Node::Segment(_) => Self::Segment,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Role => "role",
            Self::Specialty => "specialty",
            Self::Segment => "segment",
        }
    }
}

/// One place. The keys are a contract.
#[derive(Debug, Serialize)]
struct Row {
    address: String,
    kind: Kind,
    title: String,
    department: String,
    grade: Option<Grade>,
    status: Option<Status>,
}

pub(super) fn run(
    args: &ListArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let rows = rows(args, workspace)?;
    match args.format {
        Format::Json => out.json(&rows)?,
        Format::Text if out.is_terminal() => aligned(&rows, out)?,
        Format::Text => separated(&rows, out)?,
    }
    Ok(Exit::Done)
}

fn rows(args: &ListArgs, workspace: &Workspace) -> Result<Vec<Row>, Failure> {
    let entries = workspace.catalog().entries();
    let wanted = args
        .department
        .as_deref()
        .map(|name| name.trim_end_matches('/').to_lowercase());
    let inside = |department: &str| {
        wanted.as_deref().is_none_or(|wanted| {
            let department = department.to_lowercase();
            department
                .strip_prefix(wanted)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let mut rows = Vec::new();
    let mut known = false;
    for entry in entries.iter().filter(|entry| inside(entry.department())) {
        known = true;
        let family = &entry.family;
        for position in family.positions() {
            let kind = Kind::of(position.node());
            if args.kind.is_some_and(|wanted| wanted != kind) {
                continue;
            }
            let role = compose(&entry.key, family, position);
            rows.push(Row {
                address: role.address.to_string(),
                kind,
                title: role.title,
                department: entry.department().to_owned(),
                grade: role.grade.map(|grade| grade.value),
                status: role.status.map(|status| status.value),
            });
        }
    }
    match &args.department {
        Some(name) if !known => {
            let mut all: Vec<&str> = entries.iter().map(CatalogEntry::department).collect();
            all.sort_unstable();
            all.dedup();
            let line = text!("cli-the-catalog-has-no-department", name);
            Err(Failure::new(Exit::NothingFound, line).also(
                all.into_iter()
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned),
            ))
        }
        _ => Ok(rows),
    }
}

impl Row {
    /// Everything before the title, in the order of the columns.
    fn columns(&self) -> [String; 4] {
        [
            clean_line(&self.address).into_owned(),
            self.kind.word().to_owned(),
            self.grade
                .as_ref()
                .map(|grade| clean_line(&grade.to_string()).into_owned())
                .unwrap_or_default(),
            self.status.map_or("", Status::word).to_owned(),
        ]
    }
}

fn separated(rows: &[Row], out: &mut Output) -> Result<(), Failure> {
    for row in rows {
        for column in row.columns() {
            out.piece(&column)?;
            out.tab()?;
        }
        out.piece(&row.title)?;
        out.end_line()?;
    }
    Ok(())
}

fn aligned(rows: &[Row], out: &mut Output) -> Result<(), Failure> {
    let rows: Vec<_> = rows.iter().map(|row| (row, row.columns())).collect();
    let mut widths = [0; 4];
    for (_, columns) in &rows {
        for (widest, column) in widths.iter_mut().zip(columns) {
            *widest = width(column).max(*widest);
        }
    }
    for (row, columns) in rows {
        for (widest, column) in widths.iter().zip(&columns) {
            let room = widest - width(column) + 2;
            out.piece(column)?;
            out.piece(&" ".repeat(room))?;
        }
        if row.kind == Kind::Family {
            out.bold(&row.title)?;
        } else {
            out.piece(&row.title)?;
        }
        out.end_line()?;
    }
    Ok(())
}
