//! Mends what can be mended for sure, finding by finding, since one fix moves the places of the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Baseline, Finding};
use crate::check::{Diagnostic, Surroundings, Terms, check_document, check_documents};
use crate::cli::Failure;
use crate::cli::output::{Output, note};
use crate::cli::saving;
use crate::document::{Edit, Plan, Workspace};
use crate::text::text;

/// More fixes of one file than this are left to another run.
const MOST: usize = 10_000;

/// Mends every wanted finding that has a fix, and saves what was changed, or only prints the differences. Gives how many
/// were mended.
pub(super) fn fix(
    workspace: &mut Workspace,
    wanted: &dyn Fn(&Workspace, &Diagnostic) -> bool,
    baseline: &Baseline,
    terms: Terms,
    dry_run: bool,
    out: &mut Output,
) -> Result<usize, Failure> {
    let found = check_documents(workspace, terms);
    let documents = workspace.documents().zip(found);
    let keys: Vec<Arc<str>> = documents
        .filter(|(_, found)| found.iter().any(|found| found.fix.is_some()))
        .map(|(document, _)| document.key.clone())
        .collect();
    let mut mended = 0;
    for key in keys {
        let mut refused: Vec<Vec<Edit>> = Vec::new();
        for _ in 0..MOST {
            let Some(document) = workspace.document(&key) else {
                break;
            };
            let around = Surroundings::new(workspace.catalog(), terms);
            let mut baseline = baseline.clone();
            let mut addresses = BTreeMap::new();
            let next = check_document(&around, document)
                .into_iter()
                .find_map(|found| {
                    if !wanted(workspace, &found) {
                        return None;
                    }
                    let finding = Finding::of(workspace, found, &mut addresses);
                    let found = finding.found;
                    let before = baseline.has(&found, &finding.address);
                    let fix = found
                        .fix
                        .filter(|fix| !before && !refused.contains(&fix.edits))?;
                    Some((finding.path, found.rule, fix))
                });
            let Some((path, rule, fix)) = next else {
                break;
            };
            match workspace.apply(&key, &fix.edits) {
                Ok(_) => mended += 1,
                Err(error) => {
                    note(&text!("cli-warning-is-not-mended", path, rule, error));
                    refused.push(fix.edits.clone());
                }
            }
        }
    }
    if mended == 0 {
        return Ok(0);
    }
    // What was made is in the workspace already.
    let pending = saving::make(workspace, &Plan::default())?;
    if dry_run {
        for file in &pending {
            out.text(&file.difference())?;
        }
    } else {
        saving::save(workspace)?;
    }
    Ok(mended)
}
