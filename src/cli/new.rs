//! `rolebook new`: a family, a role, a specialty or a segment that was not there.

use std::sync::Arc;

use clap::{ArgMatches, Args, FromArgMatches, Subcommand, ValueEnum};

use super::edit::{ADD, Change, Course, Done, Flag, SET, Subject, field_arg, in_order};
use super::open::resolve;
use super::output::{Output, note};
use super::{Exit, Failure, Format};
use crate::document::operate::{self, FamilyTitles, NewFamily, Similar, Template};
use crate::document::{Field, Plan, Workspace};
use crate::model::{Family, Node, Place, VariationKind};
use crate::text::text;

/// What `new` is asked for.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What is to be made.
    #[command(subcommand)]
    pub what: NewPart,
}

/// What is to be made.
#[derive(Debug, Subcommand)]
pub enum NewPart {
    /// Make a family: a file
    Family(NewFamilyArgs),
    /// Make a role of a family
    Role(NewRoleArgs),
    /// Make a specialty: what some roles work on
    Specialty(NewVariationArgs),
    /// Make a segment: whom some roles sell to or serve
    Segment(NewVariationArgs),
}

/// What a new family is to be.
#[derive(Debug, Args)]
pub struct NewFamilyArgs {
    /// Its title
    pub title: String,
    /// The folder that it goes to; the top of the catalog when none is given
    #[arg(
        long,
        visible_alias = "in",
        value_name = "DEPARTMENT",
        default_value = "",
        hide_default_value = true
    )]
    pub department: String,
    /// The name of its file without .toml; it is made of the title when none is given
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub id: String,
    /// Which roles it begins with
    #[arg(long, value_enum)]
    pub template: Option<TemplateArg>,
    /// The titles of its roles, the lowest level first
    #[arg(long, value_name = "TITLES", value_delimiter = ';')]
    pub roles: Vec<String>,
    /// The grade of its roles; of levels, of the lowest one, and those above it have the next ones
    #[arg(
        long,
        value_name = "GRADE",
        default_value = "",
        hide_default_value = true
    )]
    pub grade: String,
    /// Begin with the content of this family: an address
    #[arg(long, value_name = "FAMILY")]
    pub like: Option<String>,
    /// What it says.
    #[command(flatten)]
    pub contents: FamilyContents,
    /// How it is done.
    #[command(flatten)]
    pub manner: Manner,
}

/// Which roles a new family begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateArg {
    /// Several levels of one job, each extending the one before: Junior, none and Senior, or --roles
    Levels,
    /// Several titles of one team: --roles
    Titles,
}

/// What a new role is to be.
#[derive(Debug, Args)]
pub struct NewRoleArgs {
    /// Its title
    pub title: String,
    /// The family, or the role that it goes behind
    #[arg(long = "in", visible_alias = "family", value_name = "ADDRESS")]
    pub inside: String,
    /// Its id; it is made of the title when none is given
    #[arg(long)]
    pub id: Option<String>,
    /// What it says.
    #[command(flatten)]
    pub contents: PartContents,
    /// How it is done.
    #[command(flatten)]
    pub manner: Manner,
}

/// What a new specialty or segment is to be.
#[derive(Debug, Args)]
pub struct NewVariationArgs {
    /// Its title
    pub title: String,
    /// The family, or the role that it varies
    #[arg(long = "in", visible_alias = "family", value_name = "ADDRESS")]
    pub inside: String,
    /// Its id; it is made of the title when none is given
    #[arg(long)]
    pub id: Option<String>,
    /// The ids of the roles that it varies; all of the family when none is given
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub roles: Vec<String>,
    /// What it says.
    #[command(flatten)]
    pub contents: PartContents,
    /// How it is done.
    #[command(flatten)]
    pub manner: Manner,
}

/// How it is done.
#[derive(Debug, Args)]
pub struct Manner {
    /// Print the difference and save nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What a new family says, in the order of the command line.
#[derive(Debug, Clone, Default)]
pub struct FamilyContents(Vec<Change>);

/// What a new role, specialty or segment says, in the order of the command line.
#[derive(Debug, Clone, Default)]
pub struct PartContents(Vec<Change>);

const FLAGS: [Flag; 2] = [SET, ADD];

/// The title is given already.
fn fields(node: Node) -> impl Iterator<Item = Field> {
    Field::of(node)
        .iter()
        .copied()
        .filter(|field| *field != Field::Title)
}

fn augment(command: clap::Command, node: Node) -> clap::Command {
    let flags = FLAGS.iter().map(Flag::arg);
    command.args(fields(node).map(field_arg).chain(flags))
}

fn changes(matches: &ArgMatches, node: Node) -> Vec<Change> {
    let flags = FLAGS.iter().map(|flag| flag.name);
    in_order(matches, fields(node).map(Field::key).chain(flags))
}

// By hand: a flag for each field, and their order.
impl Args for FamilyContents {
    fn augment_args(command: clap::Command) -> clap::Command {
        augment(command, Node::Family)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FamilyContents {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(changes(matches, Node::Family)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for PartContents {
    fn augment_args(command: clap::Command) -> clap::Command {
        augment(command, Node::Role(0))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for PartContents {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(changes(matches, Node::Role(0))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

pub(super) fn run(
    args: &NewArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let (plan, id, contents, manner) = match &args.what {
        NewPart::Family(args) => {
            let plan = family(args, workspace)?;
            (plan, None, &args.contents.0, &args.manner)
        }
        NewPart::Role(args) => {
            let plan = role(args, workspace)?;
            (plan, args.id.as_deref(), &args.contents.0, &args.manner)
        }
        NewPart::Specialty(args) => {
            let plan = variation(args, VariationKind::Specialty, workspace)?;
            (plan, args.id.as_deref(), &args.contents.0, &args.manner)
        }
        NewPart::Segment(args) => {
            let plan = variation(args, VariationKind::Segment, workspace)?;
            (plan, args.id.as_deref(), &args.contents.0, &args.manner)
        }
    };
    let mut course = Course::new(workspace, Subject::Nothing);
    course.follow(Ok(plan))?;
    name(&mut course, id)?;
    for change in contents {
        course.make(change, &[])?;
    }
    let done = Done::of(course);
    let exit = done.conclude(workspace, manner.dry_run, manner.format, out)?;
    if let (Format::Text, false, Some(address)) = (manner.format, manner.dry_run, done.address()) {
        out.piece(address)?;
        out.end_line()?;
    }
    Ok(exit)
}

fn family(args: &NewFamilyArgs, workspace: &Workspace) -> Result<Plan, Failure> {
    let catalog = workspace.catalog();
    warn_of_similar(&FamilyTitles::of(catalog).similar(&args.title));
    let like = match &args.like {
        Some(address) => resolve(workspace, address)?.0.key.to_string(),
        None => String::new(),
    };
    let template = match args.template {
        Some(TemplateArg::Levels) => Template::Levels,
        Some(TemplateArg::Titles) => Template::Titles,
        None if args.roles.is_empty() => Template::Empty,
        None => Template::Titles,
    };
    if template == Template::Empty && !args.grade.is_empty() {
        let why = text!("cli-a-grade-is-for-the");
        return Err(Failure::new(Exit::Usage, why));
    }
    let new = NewFamily {
        title: &args.title,
        department: &args.department,
        name: &args.id,
        template,
        roles: args.roles.iter().map(String::as_str).collect(),
        grade: &args.grade,
        like: &like,
    };
    Ok(operate::add_family(catalog, &new)?)
}

fn role(args: &NewRoleArgs, workspace: &Workspace) -> Result<Plan, Failure> {
    let (place, family) = host(workspace, &args.inside)?;
    let position = place.position.role;
    let at = position.map_or(family.roles.len(), |role| role + 1);
    let catalog = workspace.catalog();
    Ok(operate::add_role(catalog, &place.key, &args.title, at)?)
}

fn variation(
    args: &NewVariationArgs,
    kind: VariationKind,
    workspace: &Workspace,
) -> Result<Plan, Failure> {
    let (place, family) = host(workspace, &args.inside)?;
    let of = place.position.role.and_then(|role| family.roles.get(role));
    let mut roles: Vec<&str> = args.roles.iter().map(|id| id.trim()).collect();
    if roles.is_empty() {
        roles.extend(of.map(|role| role.id.as_str()));
    }
    let at = match kind {
        VariationKind::Specialty => family.specialties.len(),
        VariationKind::Segment => family.segments.len(),
    };
    let (catalog, key) = (workspace.catalog(), &place.key);
    Ok(operate::add_variation(
        catalog,
        key,
        kind,
        &args.title,
        &roles,
        at,
    )?)
}

/// The family that an address leads into, and how far.
fn host(workspace: &Workspace, address: &str) -> Result<(Place, Arc<Family>), Failure> {
    let (place, document) = resolve(workspace, address)?;
    let family = document.family().cloned();
    Ok((place, family.unwrap_or_default()))
}

/// Gives what was made another id than that of its title.
fn name(course: &mut Course<'_>, id: Option<&str>) -> Result<(), Failure> {
    if let (Some(id), Subject::Part(place)) = (id, course.subject.clone()) {
        let node = place.position.node();
        let plan = operate::rename_id(&course.catalog, &place.key, node, id);
        course.follow(plan)?;
    }
    Ok(())
}

fn warn_of_similar(similar: &[Similar]) {
    if !similar.is_empty() {
        note(text!("cli-there-are-families-with-similar"));
    }
    for Similar { title, key, .. } in similar {
        note(&format!("  {key}  {title}"));
    }
}
