//! Writing for readers elsewhere a file that is larger than any family's: what is published is not read again here, so
//! nothing limits it, and what it replaces was made by the same command.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::place::{Place, is_there};
use super::temporary::Temporary;
use super::{Step, StoreError};

/// Puts bytes below a folder, whatever the file had before. It is the old one or the new one, whatever happens.
///
/// # Errors
/// [`StoreError`], with the path.
pub fn publish(root: &Path, relative: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let is_new = !is_there(&root.join(relative))?;
    let place = match is_new {
        true => Place::of_new(root, relative)?,
        false => Place::of_text(root, relative)?,
    };
    let failed = |step| {
        let path = place.name.clone();
        move |source| StoreError::Write { path, step, source }
    };
    for folder in &place.missing {
        fs::create_dir(folder).map_err(failed(Step::NewFolder))?;
    }
    let temporary = Temporary::new_file(&place.folder).map_err(failed(Step::Temporary))?;
    let mut file = temporary.as_file();
    file.write_all(bytes).map_err(failed(Step::Text))?;
    if let Some(before) = fs::metadata(&place.name).ok().filter(|_| !is_new) {
        file.set_permissions(before.permissions())
            .map_err(failed(Step::Attributes))?;
    }
    file.sync_all().map_err(failed(Step::Sync))?;
    let persisted = temporary.close().persist(&place.name);
    persisted.map_err(|(error, _)| failed(Step::Rename)(error))
}
