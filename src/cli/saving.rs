//! From a plan to the files: what it makes of each as a difference, and saving all of them or none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use similar::TextDiff;

use super::open::typed;
use super::output::note;
use super::{Exit, Failure};
use crate::document::operate::OperateError;
use crate::document::{
    Document, Edit, EditError, Fingerprint, Plan, Problem, Step, Workspace, locate,
};
use crate::store::{self, SaveNote, StoreError, Write};
use crate::text::text;

/// A file that is not yet what it is to become.
pub(super) struct Pending {
    /// Below the catalog's folder: where it will be, or was if it goes.
    pub(super) path: PathBuf,
    /// Where it was, if that was elsewhere.
    from: Option<PathBuf>,
    before: Option<Arc<str>>,
    after: Option<Arc<str>>,
}

impl Pending {
    /// Whether the file goes.
    pub(super) fn is_removed(&self) -> bool {
        self.after.is_none()
    }

    /// What happens to it, in a word. The words are a contract.
    fn word(&self) -> &'static str {
        match (&self.from, &self.before, &self.after) {
            (Some(_), _, _) => "moved",
            (_, _, None) => "removed",
            (_, None, _) => "new",
            _ => "changed",
        }
    }

    /// As a program reads it. The keys are a contract.
    pub(super) fn as_json(&self, root: &Path) -> Value {
        let mut file =
            json!({ "path": root.join(&self.path).to_string_lossy(), "change": self.word() });
        if let (Some(from), Some(file)) = (&self.from, file.as_object_mut()) {
            file.insert("from".to_owned(), json!(root.join(from).to_string_lossy()));
        }
        file
    }

    /// As `git diff` has it: a file that moves shows only what else is changed.
    pub(super) fn difference(&self) -> String {
        let before = self.before.as_deref().unwrap_or_default();
        let after = self.after.as_deref().unwrap_or_default();
        let (old, new) = (self.from.as_ref().unwrap_or(&self.path), &self.path);
        let old_name = format!("a/{}", old.to_string_lossy());
        let new_name = format!("b/{}", new.to_string_lossy());
        let header = match self.word() {
            "moved" => format!(
                "diff --git {old_name} {new_name}\nrename from {}\nrename to {}\n",
                old.display(),
                new.display()
            ),
            "new" => return hunks(before, after, "/dev/null", &new_name),
            "removed" => return hunks(before, after, &old_name, "/dev/null"),
            _ => String::new(),
        };
        format!("{header}{}", hunks(before, after, &old_name, &new_name))
    }
}

fn hunks(before: &str, after: &str, old_name: &str, new_name: &str) -> String {
    TextDiff::from_lines(before, after)
        .unified_diff()
        .header(old_name, new_name)
        .to_string()
}

/// What would be saved of one file, as `diff -u` has it; empty when nothing changes.
pub(super) fn difference(path: &Path, before: &str, after: &str) -> String {
    let path = path.to_string_lossy();
    hunks(before, after, &format!("a/{path}"), &format!("b/{path}"))
}

/// Makes a plan in memory and tells what it makes of the files.
///
/// # Errors
/// When a file cannot be brought to say what is meant, which and where; nothing has changed then.
pub(super) fn make(workspace: &mut Workspace, plan: &Plan) -> Result<Vec<Pending>, Failure> {
    if let Err(error) = workspace.carry_out(plan) {
        return Err(refused(workspace, plan, &error));
    }
    let origins = origins(plan);
    let text_of = |document: &Document| document.base().cloned();
    let gone: BTreeMap<Arc<str>, &Document> = workspace
        .gone()
        .map(|document| (document.key.clone(), document))
        .collect();
    let mut moved = Vec::new();
    let mut pending: Vec<Pending> = workspace
        .dirty()
        .map(|document| {
            let origin = origins.get(&document.key).and_then(|key| gone.get(key));
            moved.extend(origin.map(|origin| origin.key.clone()));
            Pending {
                path: document.path.clone(),
                from: origin.map(|origin| origin.path.clone()),
                before: origin.map_or_else(|| text_of(document), |origin| text_of(origin)),
                after: Some(document.text().clone()),
            }
        })
        .collect();
    let removed = gone
        .values()
        .filter(|document| !moved.contains(&document.key));
    pending.extend(removed.map(|document| Pending {
        path: document.path.clone(),
        from: None,
        before: text_of(document),
        after: None,
    }));
    Ok(pending)
}

/// The key that each file had which has another after the plan.
fn origins(plan: &Plan) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut origins: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
    for (key, step) in &plan.steps {
        if let Step::Move(to) = step {
            let first = origins.remove(key).unwrap_or_else(|| key.clone());
            origins.insert(to.clone(), first);
        }
    }
    origins
}

/// Saves everything that is not as it is in its file, all of it or nothing.
///
/// # Errors
/// Why a file could not be saved, by its path.
pub(super) fn save(workspace: &Workspace) -> Result<(), Failure> {
    let write = |document: &Document, text: Option<Arc<str>>| Write {
        path: document.path.clone(),
        text,
        expected: document.base().map(|base| Fingerprint::of(base.as_bytes())),
    };
    let mut writes: Vec<Write> = workspace
        .dirty()
        .map(|document| write(document, Some(document.text().clone())))
        .collect();
    writes.extend(workspace.gone().map(|document| write(document, None)));
    let mut trouble = Vec::new();
    for (file, saved) in writes.iter().zip(store::save_all(&workspace.root, &writes)) {
        match saved {
            Ok(saved) => {
                let name = typed(&workspace.root.join(&file.path));
                warn_of_save(&name.display().to_string(), saved.note);
            }
            // Of a file that was left alone, the one because of which it was is told.
            Err(StoreError::LeftAlone { .. }) => {}
            Err(error) => trouble.push(error.to_string()),
        }
    }
    let mut trouble = trouble.into_iter();
    match trouble.next() {
        Some(first) => Err(Failure::new(Exit::Files, first).also(trouble)),
        None => Ok(()),
    }
}

/// Says what a save that went well did besides.
pub(super) fn warn_of_save(name: &str, noted: Option<SaveNote>) {
    match noted {
        Some(SaveNote::HardLinked { others }) => {
            note(&text!("cli-warning-had-other-name-s", name, others));
        }
        Some(SaveNote::OwnerChanged) => note(&text!("cli-warning-belongs-to-you-now", name)),
        None => {}
    }
}

/// Which file cannot be brought to say what is meant, and where.
fn refused(workspace: &mut Workspace, plan: &Plan, error: &EditError) -> Failure {
    // Step by step, to know which one it is. Nobody sees the workspace after this.
    let culprit = plan.steps.iter().find(|step| {
        let alone = Plan {
            steps: vec![(*step).clone()],
            ..Plan::default()
        };
        workspace.carry_out(&alone).is_err()
    });
    let exit = Failure::from(error).exit;
    let Some((key, step)) = culprit else {
        return Failure::new(exit, text!("cli-nothing-is-saved-2", error));
    };
    let place = workspace.document(key).map(|document| {
        let node = match step {
            Step::Edit(edits) => edits.first().map(Edit::node),
            _ => plan
                .landing
                .as_ref()
                .filter(|(at, _)| at == key)
                .map(|(_, node)| *node),
        };
        let span = node.and_then(|node| locate(document.text(), node, ""));
        let line = span.map(|span| format!(":{}", Problem::place(document.text(), span).0.0));
        let file = typed(&workspace.file(document));
        format!("{}{}", file.display(), line.unwrap_or_default())
    });
    let place = place.unwrap_or_else(|| key.to_string());
    Failure::new(exit, text!("cli-nothing-is-saved-3", place, error))
}

impl From<&EditError> for Failure {
    fn from(error: &EditError) -> Self {
        let exit = match error {
            EditError::NoItem { .. }
            | EditError::KeyTaken(_)
            | EditError::BadKey(_)
            | EditError::Invalid { .. }
            | EditError::NotOnFamily(_)
            | EditError::NoElement { .. }
            | EditError::NoSuchElements(_)
            | EditError::EmptyElement(_)
            | EditError::EmptyItem => Exit::Usage,
            EditError::NoFamily(_)
            | EditError::Broken(_)
            | EditError::NoPart
            | EditError::Layout(_)
            | EditError::Unfaithful => Exit::Files,
        };
        Self::new(exit, error.to_string())
    }
}

impl From<OperateError> for Failure {
    fn from(error: OperateError) -> Self {
        let exit = match error {
            OperateError::NoFamily(_) | OperateError::NoDepartment(_) | OperateError::NoPart(_) => {
                Exit::NothingFound
            }
            OperateError::Unfit(_) => Exit::Files,
            _ => Exit::Usage,
        };
        Self::new(exit, error.to_string())
    }
}
