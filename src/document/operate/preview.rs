//! The catalog as a plan would leave it, without touching the one that is there.

use std::sync::Arc;

use super::OperateError;
use crate::document::{Plan, Step, read_family};
use crate::model::{Catalog, Family};
use crate::text::text;

/// The catalog as it is once a plan is carried out. Families are shared, so this costs what the plan changes.
///
/// # Errors
/// [`OperateError::Unfit`] when the plan was made for another state of the catalog.
pub fn preview(catalog: &Catalog, plan: &Plan) -> Result<Catalog, OperateError> {
    let mut after = catalog.clone();
    for (key, step) in &plan.steps {
        let present = |catalog: &Catalog| -> Result<Arc<Family>, OperateError> {
            let entry = catalog.get(key);
            let family = entry.map(|entry| entry.family.clone());
            family.ok_or_else(|| OperateError::Unfit(text!("change-there-is-no-family", key)))
        };
        let vacant = |catalog: &Catalog, key: &str| match catalog.get(key) {
            Some(_) => Err(OperateError::Unfit(text!(
                "change-there-is-a-family-already-2",
                key
            ))),
            None => Ok(()),
        };
        match step {
            Step::Edit(edits) => {
                let mut family = present(&after)?.as_ref().clone();
                for edit in edits {
                    let meant = edit.meaning(&family);
                    family = meant.map_err(|error| OperateError::Unfit(error.to_string()))?;
                }
                after.put(key.clone(), Arc::new(family));
            }
            Step::Become(family) => {
                present(&after)?;
                after.put(key.clone(), Arc::new(family.as_ref().clone()));
            }
            Step::Settings(settings) => after.settings = settings.as_ref().clone(),
            Step::Create(text) => {
                vacant(&after, key)?;
                let family = read_family(text)
                    .value
                    .ok_or_else(|| OperateError::Unfit(text!("change-the-text-of-the-new", key)))?;
                after.put(key.clone(), Arc::new(family));
            }
            Step::Text(text) => {
                present(&after)?;
                let family = read_family(text).value.ok_or_else(|| {
                    OperateError::Unfit(text!("change-the-text-is-not-toml", key))
                })?;
                after.put(key.clone(), Arc::new(family));
            }
            // No family says it.
            Step::Imported(_) => {}
            Step::Delete => {
                present(&after)?;
                after.remove(key);
            }
            Step::Move(new) => {
                let family = present(&after)?;
                vacant(&after, new)?;
                after.remove(key);
                after.put(new.clone(), family);
            }
        }
    }
    Ok(after)
}
