//! `rolebook export`: families and roles for readers elsewhere, as pages of a handbook, text, tables, data or HTML.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::open::{resolve, typed};
use super::output::{Output, note, notes_are_read};
use super::saving::warn_of_save;
use super::search;
use super::{Exit, Failure};
use crate::document::{Fingerprint, Workspace};
use crate::format::posting::Posting;
use crate::format::{csv, handout, json, jsonld, markdown, webpage};
use crate::model::{Body, Extends, Family, Item, Node, Place, Position, Role, compose};
use crate::search::Unfold;
use crate::store::{self, Write};

/// What `export` is asked for.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Departments (with / behind), families, roles or variations; none means the whole catalog
    #[arg(value_name = "ADDRESS")]
    pub addresses: Vec<String>,
    /// What answers to a query instead
    #[arg(long, value_name = "QUERY", conflicts_with = "addresses")]
    pub query: Option<String>,
    /// What it is written as
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportFormat,
    /// Write to this file, or to files in this folder
    #[arg(short, long, value_name = "FILE|DIR")]
    pub out: Option<PathBuf>,
    /// With everything that roles inherit
    #[arg(long)]
    pub effective: bool,
}

/// What is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A page of a handbook for each family, in the template that it came from
    #[default]
    Markdown,
    /// What the files say, or effective roles
    Json,
    /// A row an item
    Csv,
    /// Plain text of effective roles, fit for pasting into a form
    Text,
    /// One page that needs nothing but itself
    Html,
    /// An Occupation of schema.org for each role
    Jsonld,
}

/// Something to be written: what it is called below a folder, and its text.
struct Piece {
    name: String,
    text: String,
}

pub(super) fn run(
    args: &ExportArgs,
    workspace: &Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let places = places(args, workspace)?;
    if places.is_empty() {
        return Err(Failure::new(
            Exit::NothingFound,
            "there is nothing to export",
        ));
    }
    let mut pieces = match args.format {
        ExportFormat::Markdown => pages(args, workspace, &places),
        _ => vec![document(args, workspace, &places)?],
    };
    match (&args.out, pieces.as_mut_slice()) {
        (None, [piece]) => out.text(&piece.text)?,
        (None, pieces) => {
            let why = format!(
                "{} pages do not go into one: give a folder with --out",
                pieces.len()
            );
            return Err(Failure::new(Exit::Usage, why));
        }
        (Some(path), [piece]) if !is_folder(path) => {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            piece.name = name;
            save(folder.unwrap_or(Path::new(".")), &pieces)?;
        }
        (Some(path), pieces) => save(path, pieces)?,
    }
    Ok(Exit::Done)
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with('/')
}

/// What is meant, each place once, in the order asked for.
fn places(args: &ExportArgs, workspace: &Workspace) -> Result<Vec<Place>, Failure> {
    let mut places: Vec<Place> = Vec::new();
    if let Some(query) = &args.query {
        let results = search::find(workspace, query, usize::MAX, &Unfold::All)?;
        places.extend(results.hits.iter().map(|hit| hit.place.clone()));
    } else if args.addresses.is_empty() {
        let families = workspace.catalog().entries().iter();
        places.extend(families.map(|entry| Place {
            key: entry.key.clone(),
            position: Position::FAMILY,
        }));
    }
    for address in &args.addresses {
        let before = places.len();
        // The address of a department is its folder with `/` behind it.
        if address.ends_with('/') {
            let entries = workspace.catalog().entries().iter();
            let inside = entries.filter(|entry| entry.key.starts_with(address.as_str()));
            places.extend(inside.map(|entry| Place {
                key: entry.key.clone(),
                position: Position::FAMILY,
            }));
        }
        if places.len() == before {
            places.push(resolve(workspace, address)?.0);
        }
    }
    let mut seen = HashSet::new();
    places.retain(|place| seen.insert((place.key.clone(), place.position)));
    Ok(places)
}

fn family<'w>(workspace: &'w Workspace, place: &Place) -> Option<&'w Arc<Family>> {
    workspace
        .document(&place.key)
        .and_then(|document| document.family())
}

/// A page for each family, and for each role that is named alone.
fn pages(args: &ExportArgs, workspace: &Workspace, places: &[Place]) -> Vec<Piece> {
    let page = |place: &Place| {
        let family = family(workspace, place)?;
        let whole = place.position == Position::FAMILY;
        let name = match whole {
            true => format!("{}.md", place.key),
            false => {
                let id = |node| family.id(node).unwrap_or_default();
                let ids: Vec<&str> = place.position.parts().into_iter().skip(1).map(id).collect();
                format!("{}-{}.md", place.key, ids.join("-"))
            }
        };
        let text = match (whole, args.effective) {
            (true, false) => markdown::write(family, &place.key),
            (true, true) => markdown::write(&with_inherited(&place.key, family), &place.key),
            (false, _) => markdown::write(&alone(args, place, family), &place.key),
        };
        Some(Piece { name, text })
    };
    places.iter().filter_map(page).collect()
}

/// A family whose roles say everything that they inherit.
fn with_inherited(key: &str, family: &Family) -> Family {
    let mut all = family.clone();
    for (n, role) in all.roles.iter_mut().enumerate() {
        let posting = Posting::effective(key, family, Position::role(n));
        for (list, lines) in role.body.lists.iter_mut().zip(posting.lists) {
            *list = lines.into_iter().map(|line| Item::new(line.text)).collect();
        }
        role.body.extends = Extends::default().into();
    }
    all.body.lists = Default::default();
    all
}

/// One role as a family of its own.
fn alone(args: &ExportArgs, place: &Place, family: &Family) -> Family {
    let posting = match args.effective {
        true => Posting::effective(&place.key, family, place.position),
        false => Posting::own(&place.key, family, place.position),
    };
    let own = family.body(place.position.node());
    let body = Body {
        title: Some(posting.title.clone()),
        summary: posting.summary,
        grade: posting
            .grade
            .map(|grade| grade.parse().unwrap_or_else(|never| match never {})),
        reports_to: own.map(|own| own.reports_to.clone()).unwrap_or_default(),
        lists: posting
            .lists
            .map(|lines| lines.into_iter().map(|line| Item::new(line.text)).collect()),
        performance_indicators: posting.indicators,
        hiring_process: posting.hiring.into(),
        ..Body::default()
    };
    let id = family
        .id(place.position.node())
        .unwrap_or("role")
        .to_owned();
    Family {
        body: Body {
            title: Some(posting.title),
            ..Body::default()
        },
        roles: vec![Role { id, body }],
        ..Family::default()
    }
}

/// One document of all places.
fn document(args: &ExportArgs, workspace: &Workspace, places: &[Place]) -> Result<Piece, Failure> {
    let (text, ending) = match args.format {
        ExportFormat::Json => (as_json(args, workspace, places)?, "json"),
        ExportFormat::Jsonld => {
            let roles = postings(true, workspace, places).into_iter();
            let roles: Vec<Posting> = roles
                .filter(|posting| posting.address.contains('#'))
                .collect();
            if roles.is_empty() {
                return Err(Failure::new(
                    Exit::NothingFound,
                    "there is no role among what is to be exported",
                ));
            }
            (
                format!("{}\n", json::to_string(&jsonld::occupations(&roles))),
                "jsonld",
            )
        }
        ExportFormat::Csv => (
            csv::table(&postings(args.effective, workspace, places)),
            "csv",
        ),
        ExportFormat::Html => {
            let postings = postings(args.effective, workspace, places);
            let title = match postings.as_slice() {
                [one] => one.title.clone(),
                [first, ..] if places.len() == 1 => first.family.clone(),
                _ => workspace
                    .settings()
                    .and_then(|document| document.settings()?.name.clone())
                    .unwrap_or_else(|| "Roles".to_owned()),
            };
            (webpage::page(&title, &postings), "html")
        }
        // Whole roles whatever was asked for: half of one in a form would help nobody.
        ExportFormat::Text | ExportFormat::Markdown => (texts(workspace, places), "txt"),
    };
    let name = match places {
        [place] => place
            .key
            .rsplit('/')
            .next()
            .unwrap_or(&place.key)
            .to_owned(),
        _ => "roles".to_owned(),
    };
    Ok(Piece {
        name: format!("{name}.{ending}"),
        text,
    })
}

/// Effective roles as plain text, of a family all of them.
fn texts(workspace: &Workspace, places: &[Place]) -> String {
    let mut texts = Vec::new();
    let mut seen = HashSet::new();
    for place in places {
        let Some(family) = family(workspace, place) else {
            continue;
        };
        let positions = match place.position == Position::FAMILY {
            true => family.positions().into_iter().skip(1).collect(),
            false => vec![place.position],
        };
        for position in positions {
            if seen.insert((place.key.clone(), position)) {
                let role = compose(&place.key, family, position);
                texts.push(handout::role(&role, family, handout::Style::Text));
            }
        }
    }
    texts.join("\n\n")
}

/// What places say; a family says what its parts say.
fn postings(effective: bool, workspace: &Workspace, places: &[Place]) -> Vec<Posting> {
    let mut postings = Vec::new();
    let mut seen = HashSet::new();
    for place in places {
        let Some(family) = family(workspace, place) else {
            continue;
        };
        let positions = match (place.position == Position::FAMILY, effective) {
            (false, _) => vec![place.position],
            (true, true) => family.positions().into_iter().skip(1).collect(),
            (true, false) => own_positions(family),
        };
        for position in positions {
            if !seen.insert((place.key.clone(), position)) {
                continue;
            }
            let posting = match effective {
                true => Posting::effective(&place.key, family, position),
                false => Posting::own(&place.key, family, position),
            };
            // A family that says nothing for all of its roles is only their frame.
            if position != Position::FAMILY || posting.says_something() {
                postings.push(posting);
            }
        }
    }
    postings
}

/// A position for each part of a family, so that none is told twice.
fn own_positions(family: &Family) -> Vec<Position> {
    let mut seen: Vec<Node> = Vec::new();
    let mut positions = family.positions();
    positions.retain(|position| {
        let new = !seen.contains(&position.node());
        seen.push(position.node());
        new
    });
    positions
}

fn as_json(args: &ExportArgs, workspace: &Workspace, places: &[Place]) -> Result<String, Failure> {
    let mut values = Vec::new();
    for place in places {
        let (Some(document), Some(family)) =
            (workspace.document(&place.key), family(workspace, place))
        else {
            continue;
        };
        if args.effective {
            let positions = match place.position == Position::FAMILY {
                true => family.positions().into_iter().skip(1).collect(),
                false => vec![place.position],
            };
            for position in positions {
                let role = compose(&place.key, family, position);
                values.push(json::effective(&role, family));
            }
        } else {
            let part = json::part(document.text(), place.position.node());
            let part = part.map_err(|error| Failure::new(Exit::Files, error.to_string()))?;
            values.extend(part);
        }
    }
    Ok(match (values.as_slice(), args.addresses.len()) {
        ([one], 1) => format!("{}\n", json::to_string(one)),
        _ => format!("{}\n", json::to_string(&values)),
    })
}

/// Saves all of these below a folder, or none.
fn save(folder: &Path, pieces: &[Piece]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let text = format!("{} cannot be written: {error}", folder.display());
        Failure::new(Exit::Files, text)
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let root = fs::canonicalize(folder).map_err(failed)?;
    let mut writes = Vec::new();
    for piece in pieces {
        let path = PathBuf::from(&piece.name);
        let expected = match fs::read(root.join(&path)) {
            Ok(bytes) => Some(Fingerprint::of(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        writes.push(Write {
            path,
            text: Some(piece.text.as_str().into()),
            expected,
        });
    }
    for (write, saved) in writes.iter().zip(store::save_all(&root, &writes)) {
        let name = typed(&root.join(&write.path)).display().to_string();
        warn_of_save(&name, saved?.note);
    }
    if notes_are_read() {
        let count = match writes.len() {
            1 => "1 file".to_owned(),
            many => format!("{many} files"),
        };
        note(&format!("{count} in {}", typed(&root).display()));
    }
    Ok(())
}
