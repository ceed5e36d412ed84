//! `rolebook edit`: changes to what belongs to one address, and to everything that refers to it, all of them or none.

mod change;
mod check;
mod course;
mod entry;
mod item;
mod name;
mod whole;

use clap::Args;
use serde_json::{Value, json};

pub use change::Changes;
pub(super) use change::{ADD, Change, Flag, SET, field_arg, in_order};
pub(super) use course::{Course, Subject};

use super::open::{missed, resolve, typed, warn_of_losses};
use super::output::{Output, note, notes_are_read};
use super::saving::{self, Pending};
use super::{Exit, Failure, Format};
use crate::document::operate::{self, Impact};
use crate::document::{Plan, SETTINGS_KEY, Workspace};
use crate::model::{CatalogEntry, Miss};
use crate::text::text;

/// What `edit` is asked for.
#[derive(Debug, Args)]
pub struct EditArgs {
    /// An address such as finance/it-management#manager-it, or an end of one that only one place has, or a title
    #[arg(add = super::completions::addresses())]
    pub address: String,
    /// The changes, in the order in which they are given.
    #[command(flatten)]
    pub changes: Changes,
    /// With --push-down: a part that goes without the item, by its id; may be given again
    #[arg(
        long,
        value_name = "ID",
        requires = "push-down",
        help_heading = "Items"
    )]
    pub except: Vec<String>,
    /// Print the difference and save nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

pub(super) fn run(
    args: &EditArgs,
    workspace: &mut Workspace,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let subject = subject(workspace, &args.address)?;
    let mut course = Course::new(workspace, subject);
    for change in &args.changes.0 {
        course.make(change, &args.except)?;
    }
    let done = Done::of(course);
    done.conclude(workspace, args.dry_run, args.format, out)
}

/// What an address names: settings, a department, or a family or a part of one.
fn subject(workspace: &Workspace, input: &str) -> Result<Subject, Failure> {
    let typed = input.trim();
    if typed == SETTINGS_KEY {
        return Ok(Subject::Settings);
    }
    let folder = typed.trim_matches('/');
    let catalog = workspace.catalog();
    let is_department = |entry: &CatalogEntry| {
        let rest = entry.key.strip_prefix(folder);
        !folder.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let is_department = catalog.entries().iter().any(is_department);
    let department = || Subject::Department(folder.to_owned());
    if typed.ends_with('/') {
        return match is_department {
            true => Ok(department()),
            false => Err(operate::OperateError::NoDepartment(folder.to_owned()).into()),
        };
    }
    match catalog.resolve(typed) {
        Err(Miss::Unknown { .. }) if is_department => Ok(department()),
        // Of two that are called alike, the one that was not meant must not be deleted.
        Ok(place) if is_department && place.key.as_ref() != typed => {
            let address = catalog.address(&place).map(|address| address.to_string());
            let candidates = [Some(format!("{folder}/")), address];
            Err(missed(
                workspace,
                Miss::Ambiguous {
                    input: typed.to_owned(),
                    candidates: candidates.into_iter().flatten().collect(),
                },
            ))
        }
        _ => {
            let (place, document) = resolve(workspace, typed)?;
            warn_of_losses(workspace, document);
            Ok(Subject::Part(place))
        }
    }
}

/// A plan that is ready to be carried out, and how what it is about is named then.
pub(super) struct Done {
    plan: Plan,
    subject: Subject,
    address: Option<String>,
    is_told: bool,
}

impl Done {
    pub(super) fn of(course: Course<'_>) -> Self {
        let (address, is_told) = (course.address(), course.is_told());
        let (plan, subject) = course.finish();
        Self {
            plan,
            subject,
            address,
            is_told,
        }
    }

    /// Says what the plan touches, and saves what it makes of the files, or shows that.
    pub(super) fn conclude(
        &self,
        workspace: &mut Workspace,
        dry_run: bool,
        format: Format,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let impact = operate::impact(workspace.catalog(), &self.plan)?;
        let pending = saving::make(workspace, &self.plan)?;
        if (self.is_told || touches_others(&impact)) && !pending.is_empty() {
            note(&text!("cli-this", in_words = impact.in_words()));
        }
        if dry_run {
            if format == Format::Text {
                for file in &pending {
                    out.text(&file.difference())?;
                }
            }
        } else if !out.is_waiting() {
            saving::save(workspace)?;
            self.tell(workspace, &pending);
        }
        if format == Format::Json {
            out.json(&self.as_json(workspace, &impact, &pending, dry_run))?;
        }
        Ok(Exit::Done)
    }

    /// The address of what the plan is about, afterwards.
    pub(super) fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    fn tell(&self, workspace: &Workspace, pending: &[Pending]) {
        if !notes_are_read() {
            return;
        }
        for file in pending {
            let name = typed(&workspace.root.join(&file.path));
            let done = match file.is_removed() {
                true => text!("cli-removed"),
                false => text!("cli-saved"),
            };
            note(&format!("{done} {}: {}", name.display(), self.plan.label));
        }
        if pending.is_empty() {
            note(text!("cli-nothing-to-change-it-says"));
        }
    }

    /// The keys are a contract.
    fn as_json(
        &self,
        workspace: &Workspace,
        impact: &Impact,
        pending: &[Pending],
        dry_run: bool,
    ) -> Value {
        let path = match &self.subject {
            Subject::Part(place) => workspace.document(&place.key),
            Subject::Settings => workspace.settings(),
            Subject::Department(_) | Subject::Nothing => None,
        };
        let path = path.map(|document| workspace.file(document));
        let files = pending.iter().map(|file| file.as_json(&workspace.root));
        let mut result = json!({
            "address": self.address,
            "changed": !pending.is_empty(),
            "path": path.map(|path| path.to_string_lossy().into_owned()),
            "files": files.collect::<Vec<_>>(),
            "touches": {
                "effective_roles": impact.roles,
                "added": impact.added,
                "removed": impact.removed,
                "ladder_steps": impact.steps,
                "references": impact.references,
            },
        });
        if let (true, Some(result)) = (dry_run, result.as_object_mut()) {
            let diff: String = pending.iter().map(Pending::difference).collect();
            result.insert("diff".to_owned(), json!(diff));
        }
        result
    }
}

/// Whether anybody but the part itself would notice.
fn touches_others(impact: &Impact) -> bool {
    let Impact {
        roles,
        removed,
        steps,
        references,
        ..
    } = impact;
    roles + removed + steps + references > 0
}
