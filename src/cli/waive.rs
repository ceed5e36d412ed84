//! `rolebook waive`: lives with what a rule finds, in an item, a part, a family or the whole catalog, and says why.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::check::known;
use super::completions::addresses;
use super::open::resolve;
use super::output::Output;
use super::saving;
use super::{Exit, Failure};
use crate::check::{self, Surroundings, Terms, Waivable};
use crate::document::{Edit, Plan, SETTINGS_KEY, Step, Workspace};
use crate::model::{Date, ListKind, Waiver};
use crate::store;
use crate::text::text;

/// What `waive` is asked for.
#[derive(Debug, Args)]
pub struct WaiveArgs {
    /// A family, a part of one, an item as ADDRESS:LIST:N, or catalog.toml
    #[arg(add = addresses())]
    pub address: String,
    /// The id of the rule
    #[arg(add = rules())]
    pub rule: String,
    /// Why what it finds is right as it is
    #[arg(long, value_name = "TEXT", required_unless_present = "remove")]
    pub reason: Option<String>,
    /// The last day on which it is waived, as in 2027-01-31
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// Who decided it; else the name that git would write here
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// Take the waiver out
    #[arg(long, conflicts_with_all = ["reason", "until", "by"])]
    pub remove: bool,
    /// Print the difference, and save nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A list, and which of its items, from 0.
type ListItem = (ListKind, usize);

/// Completes the id of a rule.
fn rules() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &std::ffi::OsStr| {
        let typed = typed.to_str().unwrap_or_default();
        let rules = check::rules().iter();
        rules
            .filter(|rule| rule.can_be_waived() && rule.id.starts_with(typed))
            .map(|rule| {
                clap_complete::engine::CompletionCandidate::new(rule.id)
                    .help(Some(rule.says().into()))
            })
            .collect()
    })
}

pub(super) fn run(
    args: &WaiveArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let rule = known(&args.rule)?;
    if !rule.can_be_waived() {
        let line = text!("cli-cannot-be-waived-mend-what", id = rule.id);
        return Err(Failure::new(Exit::Usage, line));
    }
    let waiver = waiver(args, workspace)?;
    let plan = match args.address.trim() {
        SETTINGS_KEY => of_catalog(workspace, &waiver, args.remove)?,
        address => of_family(workspace, address, waiver, args.remove)?,
    };
    let pending = saving::make(workspace, &plan)?;
    for file in &pending {
        if args.dry_run {
            out.text(&file.difference())?;
        }
    }
    if !args.dry_run {
        saving::save(workspace)?;
    }
    Ok(Exit::Done)
}

fn waiver(args: &WaiveArgs, workspace: &Workspace) -> Result<Waiver, Failure> {
    let until = match args.until.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(text) => {
            let day: Date = text.parse().map_err(|()| {
                let line = text!("cli-until-takes-a-day-such", text);
                Failure::new(Exit::Usage, line)
            })?;
            Some(day)
        }
    };
    let today = store::today();
    if let Some(day) = until.filter(|day| today.is_some_and(|today| *day < today)) {
        let line = text!("cli-is-past-it-would-waive", day);
        return Err(Failure::new(Exit::Usage, line));
    }
    let reason = args.reason.as_deref().map(str::trim).unwrap_or_default();
    if reason.is_empty() && !args.remove {
        let line = text!("cli-a-waiver-needs-a-reason");
        return Err(Failure::new(Exit::Usage, line));
    }
    Ok(Waiver {
        rule: args.rule.clone(),
        reason: Some(reason.to_owned()),
        by: match &args.by {
            Some(name) => Some(name.trim().to_owned()).filter(|name| !name.is_empty()),
            None => store::git::user_name(&workspace.root),
        },
        until,
        hash: None,
    })
}

fn of_catalog(workspace: &Workspace, waiver: &Waiver, remove: bool) -> Result<Plan, Failure> {
    let mut settings = workspace.catalog().settings.clone();
    match remove {
        false => check::replace_waiver(&mut settings.check.waive, waiver.clone()),
        true => {
            let before = settings.check.waive.len();
            settings
                .check
                .waive
                .retain(|other| other.rule != waiver.rule);
            if settings.check.waive.len() == before {
                return Err(not_waived(&waiver.rule, text!("cli-the-catalog")));
            }
        }
    }
    Ok(Plan {
        label: String::new(),
        landing: None,
        steps: vec![(SETTINGS_KEY.into(), Step::Settings(Box::new(settings)))],
    })
}

fn of_family(
    workspace: &Workspace,
    input: &str,
    waiver: Waiver,
    remove: bool,
) -> Result<Plan, Failure> {
    let (address, item) = split(input)?;
    let (place, document) = resolve(workspace, address)?;
    let node = place.position.node();
    let what = match item {
        Some((list, index)) => Waivable::Item(node, list, index),
        None => Waivable::Part(node),
    };
    let family = document.family();
    let body = family.and_then(|family| family.body(node));
    if let (Some((list, index)), Some(body)) = (item, body) {
        let items = body.list(list);
        if index >= items.len() {
            let line = text!(
                "cli-there-is-no-item-in",
                index = index + 1,
                key = list.key(),
                address,
                items = items.len()
            );
            return Err(Failure::new(Exit::Usage, line));
        }
    }
    let rule = waiver.rule.clone();
    let edit = match remove {
        false => {
            let around = Surroundings::new(workspace.catalog(), Terms::on(store::today()));
            check::waive(&around, document, what, waiver).ok_or_else(|| {
                let line = text!("cli-finds-nothing-in", rule, input);
                Failure::new(Exit::NothingFound, line)
            })?
        }
        true => {
            let none = || not_waived(&rule, input);
            let body = body.ok_or_else(none)?;
            let mut edit = match item {
                None => Edit::SetWaivers {
                    node,
                    waivers: body.more.waive.clone(),
                },
                Some((list, index)) => Edit::SetItem {
                    node,
                    list,
                    index,
                    item: body.list(list)[index].clone(),
                },
            };
            let waivers = match &mut edit {
                Edit::SetWaivers { waivers, .. } => waivers,
                Edit::SetItem { item, .. } => &mut item.more_mut().waive,
                _ => return Err(none()),
            };
            let before = waivers.len();
            waivers.retain(|other| other.rule != rule);
            if waivers.len() == before {
                return Err(none());
            }
            edit
        }
    };
    Ok(Plan {
        label: String::new(),
        landing: None,
        steps: vec![(place.key, Step::Edit(vec![edit]))],
    })
}

fn not_waived(rule: &str, what: &str) -> Failure {
    Failure::new(
        Exit::NothingFound,
        text!("cli-is-not-waived-in", rule, what),
    )
}

/// The address, and the item where one is named.
fn split(input: &str) -> Result<(&str, Option<ListItem>), Failure> {
    let parts = input
        .rsplit_once(':')
        .and_then(|(rest, number)| Some((rest, number.trim().parse::<usize>().ok()?)));
    let Some((rest, number)) = parts else {
        return Ok((input, None));
    };
    let usage = || {
        let line = text!("cli-is-no-item-write-address", input);
        Failure::new(Exit::Usage, line)
    };
    let (address, list) = rest.rsplit_once(':').ok_or_else(usage)?;
    let list: ListKind = list.parse().map_err(|()| usage())?;
    let index = number.checked_sub(1).ok_or_else(usage)?;
    Ok((address, Some((list, index))))
}
