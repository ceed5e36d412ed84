//! Giving items that say the same in several wordings one of them.

use std::sync::Arc;

use super::{
    FileHits, Hit, Looked, Replaced, Replacing, Wording, counted, first_letters, replaced,
};
use super::{LABEL, ReplaceError};
use crate::document::plan::{Plan, Step};
use crate::model::{Catalog, Family, Use};
use crate::text::text;

/// What has to be done so that items have this text: those at these places that say what stands there. Omissions that
/// name them by their words follow.
///
/// # Errors
/// [`ReplaceError::Changed`] when an item says something else than it did.
pub fn reword(
    catalog: &Catalog,
    items: &[(Use, String)],
    text: &str,
) -> Result<Replacing, ReplaceError> {
    let mut files: Vec<FileHits> = Vec::new();
    for (at, old) in items {
        let changed = || ReplaceError::Changed(at.key.to_string());
        let entry = catalog.get(&at.key).ok_or_else(changed)?;
        let item = item_of(&entry.family, at).ok_or_else(changed)?;
        if item.trim() != old.as_str() {
            return Err(changed());
        }
        let start = item.len() - item.trim_start().len();
        let hit = Hit {
            node: at.node,
            wording: Wording::Item(at.list, at.index),
            range: start..start + old.len(),
            matched: old.clone(),
            replacement: text.to_owned(),
            before: String::new(),
            behind: String::new(),
            refused: None,
        };
        match files.iter_mut().find(|file| file.key == at.key) {
            Some(file) => file.hits.push(hit),
            None => files.push(FileHits {
                key: at.key.clone(),
                looked: Looked::Family(entry.family.clone()),
                hits: vec![hit],
            }),
        }
    }
    let (mut steps, mut made, mut followed) = (Vec::new(), 0, 0);
    let mut landing = None;
    for file in files {
        let Looked::Family(family) = &file.looked else {
            continue;
        };
        let hits: Vec<&Hit> = file.hits.iter().collect();
        let Replaced {
            family: after,
            made: here,
            followed: omissions,
        } = replaced(family, &hits);
        if after != **family {
            made += here;
            followed += omissions;
            landing = landing.or_else(|| Some((file.key.clone(), hits.first()?.node)));
            steps.push((file.key.clone(), Step::Become(Box::new(after))));
        }
    }
    let label = text!(
        "change-gave-of-one-wording",
        made = counted(made, "item"),
        many = text!("change-families", many = steps.len()),
        text = first_letters(text, LABEL)
    );
    Ok(Replacing {
        plan: Plan {
            label,
            landing,
            steps,
        },
        made,
        followed,
    })
}

fn item_of<'f>(family: &'f Arc<Family>, at: &Use) -> Option<&'f str> {
    let item = family.body(at.node)?.list(at.list).get(at.index)?;
    Some(item.text().as_str())
}
