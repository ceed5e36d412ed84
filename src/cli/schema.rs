//! `rolebook schema`: what the files and the JSON export look like, for editors and other programs.

use clap::{Args, ValueEnum};

use super::output::Output;
use super::{Exit, Failure};
use crate::document::{SchemaOf, json_schema};
use crate::format::schema;

/// What `schema` is asked for.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum, default_value_t)]
    pub of: SchemaKind,
}

/// What there are schemas of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// The file of a family
    #[default]
    Family,
    /// catalog.toml
    Catalog,
    /// What export writes as JSON
    Export,
}

pub(super) fn run(args: &SchemaArgs, out: &mut Output) -> Result<Exit, Failure> {
    let schema = match args.of {
        SchemaKind::Family => json_schema(SchemaOf::Family),
        SchemaKind::Catalog => json_schema(SchemaOf::Settings),
        SchemaKind::Export => schema::export(&json_schema(SchemaOf::Family)),
    };
    out.json(&schema)?;
    Ok(Exit::Done)
}
