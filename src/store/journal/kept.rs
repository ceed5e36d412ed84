//! Keeping aside: a journal as files that people can open, in a folder that the program never removes.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::entry::put;
use super::place::private_folder;
use crate::document::Journalled;
use crate::store::StoreError;
use crate::text::text;

const KEPT: &str = "kept";
/// What all file systems take for a name, with room for an ending.
const LONGEST: usize = 100;

/// Writes everything into a folder of its own, and says which. `damaged` are files that could not be read, as they
/// are.
pub(super) fn keep(
    state: &Path,
    id: &str,
    root: Option<&Path>,
    journalled: &Journalled,
    damaged: &[(String, Vec<u8>)],
) -> Result<PathBuf, StoreError> {
    let folder = state.join(KEPT).join(id);
    write(state, &folder, root, journalled, damaged).map_err(|source| StoreError::Journal {
        path: folder.clone(),
        source,
    })?;
    Ok(folder)
}

fn write(
    state: &Path,
    folder: &Path,
    root: Option<&Path>,
    journalled: &Journalled,
    damaged: &[(String, Vec<u8>)],
) -> io::Result<()> {
    private_folder(state, folder)?;
    let mut about = text!(
        "store-unsaved-changes-of-the-catalog",
        shown = root.map_or_else(|| text!("store-not-known").to_owned(), shown)
    );
    let mut taken = HashSet::new();
    for unsaved in &journalled.documents {
        let path = shown(&unsaved.path);
        match &unsaved.text {
            Some(text) => {
                let name = free_name(&unsaved.key, ".toml", &mut taken);
                put(folder, &name, text.as_bytes())?;
                about.push_str(&text!("store-is-as-it-was-to", name, path));
            }
            None => about.push_str(&text!("store-was-to-be-removed", path)),
        }
    }
    if let Some(draft) = &journalled.draft {
        let name = free_name("form", ".txt", &mut taken);
        let mut text = format!("{}\n", draft.title);
        for (label, written) in &draft.fields {
            text.push_str(&format!("\n{label}:\n{written}\n"));
        }
        put(folder, &name, text.as_bytes())?;
        about.push_str(&text!("store-is-what-was-written-in", name));
    }
    for (name, bytes) in damaged {
        let name = free_name(&format!("damaged-{name}"), "", &mut taken);
        put(folder, &name, bytes)?;
        about.push_str(&text!("store-could-not-be-read", name));
    }
    put(
        folder,
        &free_name("about", ".txt", &mut taken),
        about.as_bytes(),
    )
}

/// A path in a line of text.
fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// A file name made from a key: one part, visible, and of characters that mean nothing anywhere.
fn free_name(key: &str, ending: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = key
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let mut stem = plain.trim_start_matches(['.', '-']).to_owned();
    while stem.len() > LONGEST {
        stem.pop();
    }
    if stem.is_empty() {
        stem.push_str("unnamed");
    }
    let mut name = format!("{stem}{ending}");
    let mut number = 1;
    // Some file systems take capitals for small letters.
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{stem}~{number}{ending}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_folder_and_apart() {
        let mut taken = HashSet::new();
        let mut name = |key: &str| free_name(key, ".toml", &mut taken);
        assert_eq!(name("finance/it-management"), "finance-it-management.toml");
        assert_eq!(
            name("finance-IT-management"),
            "finance-IT-management~2.toml"
        );
        assert_eq!(name("../../etc/passwd"), "etc-passwd.toml");
        assert_eq!(name(".."), "unnamed.toml");
        assert_eq!(name("a\u{1b}[2J\nb"), "a--2J-b.toml");
        assert_eq!(name(&"é".repeat(300)), format!("{}.toml", "é".repeat(50)));
    }
}
