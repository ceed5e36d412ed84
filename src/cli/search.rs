//! `rolebook search`: the roles that answer a query, the best first, each with the lines that say why.

mod columns;
mod places;
mod sifting;

use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::open::{Opened, read_all};
use super::output::{Output, note, notes_are_read};
use super::{Exit, Failure};
use crate::check::{Terms, check_documents};
use crate::document::{Document, Workspace};
use crate::model::Family;
use crate::search::{
    Field, Hit, Index, Match, Note, NoteKind, Options, Query, QueryField, Results, SomeWords,
    Unfold,
};
use crate::store::{self, Shelf};
use crate::text::text;
use columns::{Row, separated};
use sifting::Sifting;

pub use columns::Column;

/// What `search` is asked for.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words that must all be found; also 'exact, ^start, end$, !not, "several words", a | b, and fields:
    /// title: req: dept: grade:>=8 status: tag: track: owner: …
    #[arg(required = true, add = super::completions::fields())]
    pub query: Vec<String>,
    /// At most so many roles
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: NonZeroUsize,
    /// Also what is only spelled alike
    #[arg(long)]
    pub fuzzy: bool,
    /// Also each role that only inherits what was found, on its own; other forms than text for people always have them
    #[arg(long)]
    pub unfold: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: SearchFormat,
    /// The same as --format vimgrep
    #[arg(long, conflicts_with = "format")]
    pub vimgrep: bool,
    /// What to print of each role, with commas between; for csv, json and text
    #[arg(long, value_enum, value_name = "FIELDS", value_delimiter = ',')]
    pub fields: Vec<Column>,
}

/// In which form what was found is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// For people; one role a line, with tabs, when it goes into a pipe
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets: one role a line, under a line of headings
    Csv,
    /// Only the addresses, one a line
    Addresses,
    /// file:line:column:text for each line that was found, as editors read it
    Vimgrep,
}

pub(super) fn run(args: &SearchArgs, opened: &Opened, out: &mut Output) -> Result<Exit, Failure> {
    let format = match args.vimgrep {
        true => SearchFormat::Vimgrep,
        false => args.format,
    };
    let has_no_fields = matches!(format, SearchFormat::Addresses | SearchFormat::Vimgrep);
    if has_no_fields && !args.fields.is_empty() {
        let line = text!("cli-fields-goes-with-format-csv");
        return Err(Failure::new(Exit::Usage, line));
    }
    let limit = args.limit.get();
    let for_people = format == SearchFormat::Text && out.is_terminal() && args.fields.is_empty();
    let unfold = match for_people && !args.unfold {
        true => Unfold::default(),
        false => Unfold::All,
    };
    let query = args.query.join(" ");
    let shelf = Shelf::open(&opened.root)?;
    let (results, workspace) = match sifting::find(shelf, &query, limit, &unfold)? {
        Sifting::Found(found) => *found,
        Sifting::Whole(shelf) => {
            let workspace = read_all(*shelf);
            (find(&workspace, &query, limit, &unfold)?, workspace)
        }
    };
    // The process ends with the command: to give back a million texts one by one can take longer than that.
    let workspace: &Workspace = Box::leak(Box::new(workspace));
    // Whoever gets what was typed does not want what resembles it.
    let hits = match results.exact {
        exact if exact > 0 && !args.fuzzy => &results.hits[..exact],
        _ => &results.hits[..],
    };
    print(hits, format, &args.fields, workspace, out)?;
    if hits.is_empty() {
        note(&text!(
            "cli-nothing-in-the-catalog-has",
            query = results.query
        ));
    } else if results.exact == 0 {
        note(text!("cli-nothing-has-it-as-it"));
    }
    for note in &results.notes {
        advise(note, &results.query);
    }
    let some_words = results.some_words.as_ref().map(SomeWords::query);
    if let Some(suggestion) = results.suggestion.as_deref().or(some_words) {
        note(&text!("cli-did-you-mean", suggestion));
    }
    if hits.len() == limit && results.rows > limit && notes_are_read() {
        note(&text!("cli-there-may-be-more-limit", rows = results.rows));
    }
    Ok(if hits.is_empty() {
        Exit::NothingFound
    } else {
        Exit::Done
    })
}

/// Searches a workspace.
///
/// # Errors
/// [`Exit::Usage`] when the query cannot mean what it seems to mean, or asks for nothing.
pub(super) fn find(
    workspace: &Workspace,
    text: &str,
    limit: usize,
    unfold: &Unfold,
) -> Result<Results, Failure> {
    let query = understood(text)?;
    // For one question nothing has to be ready before it.
    let mut index = ManuallyDrop::new(Index::unready(workspace.catalog()));
    tell(&mut index, workspace, &query);
    let options = Options {
        limit,
        facets: false,
        unfold,
    };
    Ok(index.search_with(text, options, &|| false))
}

/// What a query says, when it can be searched for.
fn understood(text: &str) -> Result<Query, Failure> {
    let query = Query::parse(text);
    let wrong: Vec<&Note> = query
        .notes
        .iter()
        .filter(|note| note.kind != NoteKind::Advice)
        .collect();
    if let Some((first, others)) = wrong.split_first() {
        let failure = Failure::new(Exit::Usage, first.message.clone());
        return Err(failure
            .also(pointed(first, text))
            .also(others.iter().map(|note| note.message.clone())));
    }
    if query.is_empty() {
        let line = text!("cli-the-query-asks-for-nothing");
        return Err(Failure::new(Exit::Usage, line));
    }
    Ok(query)
}

/// Tells the index what the query asks of the families' files; only that is looked up.
fn tell(index: &mut Index, workspace: &Workspace, query: &Query) {
    if query.asks_for(QueryField::Updated) {
        let day = |document: &Document| {
            let day = store::updated(&workspace.file(document))?;
            Some((document.key.clone(), day))
        };
        index.set_updated(workspace.documents().filter_map(day));
    }
    if query.asks_for(QueryField::Has) {
        let found = check_documents(workspace, Terms::on(store::today()));
        let problems = workspace.documents().zip(found).map(|(document, found)| {
            let found = found.iter().filter(|found| found.is_marked());
            (
                document.key.clone(),
                found.map(|found| found.node).collect(),
            )
        });
        index.set_problems(problems);
    }
}

/// The query with a mark under what a note is about, and what would be right.
fn pointed(about: &Note, query: &str) -> Vec<String> {
    let before = query.get(..about.span.start).unwrap_or_default();
    let part = query.get(about.span.clone()).unwrap_or_default();
    let width = |text: &str| crate::format::wrap::width(text);
    let mut lines = vec![
        query.to_owned(),
        format!(
            "{}{}",
            " ".repeat(width(before)),
            "^".repeat(width(part).max(1))
        ),
    ];
    let instead = about.corrected(query);
    lines.extend(instead.map(|query| format!("try: {query}")));
    lines
}

fn advise(about: &Note, query: &str) {
    note(&about.message);
    if let Some(instead) = about.corrected(query) {
        note(&format!("try: {instead}"));
    }
}

fn print(
    hits: &[Hit],
    format: SearchFormat,
    fields: &[Column],
    workspace: &Workspace,
    out: &mut Output,
) -> Result<(), Failure> {
    let columns = |default: &[Column]| match fields {
        [] => default.to_vec(),
        fields => fields.to_vec(),
    };
    let rows = || hits.iter().map(|hit| Row::new(hit, workspace));
    match format {
        SearchFormat::Json => {
            let columns = columns(Column::JSON);
            let found: Vec<Value> = rows().map(|row| row.json(&columns)).collect();
            out.json(&found)?;
        }
        SearchFormat::Csv => {
            let columns = columns(Column::CSV);
            columns::csv_line(columns.iter().map(|column| column.name()), out)?;
            for row in rows() {
                let cells: Vec<String> = columns.iter().map(|column| row.text(*column)).collect();
                columns::csv_line(cells.iter().map(String::as_str), out)?;
            }
        }
        SearchFormat::Addresses => {
            for hit in hits {
                out.piece(&hit.address)?;
                out.end_line()?;
            }
        }
        SearchFormat::Vimgrep => places::print(hits, workspace, out)?,
        SearchFormat::Text if out.is_terminal() && fields.is_empty() => {
            let mut is_told = false;
            for (n, hit) in hits.iter().enumerate() {
                if n > 0 {
                    out.end_line()?;
                }
                prose(hit, &Row::new(hit, workspace), out)?;
                if hit.heirs > 0 {
                    inherited(hit.heirs, is_told, out)?;
                    is_told = true;
                }
            }
        }
        SearchFormat::Text => {
            let columns = columns(Column::LINE);
            for row in rows() {
                separated(&row, &columns, out)?;
            }
        }
    }
    Ok(())
}

/// A role for somebody to read.
fn prose(hit: &Hit, row: &Row<'_>, out: &mut Output) -> Result<(), Failure> {
    // The title is printed anyway, and marked there.
    let titled = |line: &&Match| line.field == Field::Title && line.text == hit.title;
    let marks = hit
        .matches
        .iter()
        .find(titled)
        .map_or(&[][..], |line| &line.ranges);
    out.marked_bold(&hit.title, marks)?;
    let grade = row.text(Column::Grade);
    if !grade.is_empty() {
        out.piece(&text!("cli-grade", grade))?;
    }
    out.end_line()?;
    out.piece(&hit.address)?;
    out.end_line()?;
    for line in hit.matches.iter().filter(|line| !titled(line)) {
        out.piece(&format!("  {}: ", line.field.label()))?;
        out.marked(&line.text, &line.ranges)?;
        if let Some(origin) = &line.origin {
            out.piece(&text!("cli-from", node = origin))?;
        }
        out.end_line()?;
    }
    Ok(())
}

/// How many roles say nothing else than this one, and, once, how they are listed.
fn inherited(heirs: usize, is_told: bool, out: &mut Output) -> Result<(), Failure> {
    let text = text!("cli-roles-inherit-this", many = heirs);
    let how = match is_told {
        true => "",
        false => text!("cli-unfold-lists-each-on-its"),
    };
    out.piece(&format!("  {text}{how}"))?;
    out.end_line()?;
    Ok(())
}

fn family_of<'w>(hit: &Hit, workspace: &'w Workspace) -> Option<&'w Family> {
    let entry = workspace.catalog().get(&hit.place.key)?;
    Some(&entry.family)
}
