//! What is kept between runs in the state folder, never in a catalog: uses, recent catalogs, and how each catalog was
//! left. Whatever cannot be read counts as not there; it is a convenience.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::journal::catalog_hash;
use super::settings::write;
use crate::config::{Past, Recent, Session, Uses};

const USES: &str = "uses.toml";
const RECENT: &str = "recent.toml";
const SESSIONS: &str = "sessions";
/// Nothing of this is larger, unless somebody else wrote it.
const LARGEST: u64 = 1 << 20;

fn read(path: &Path) -> String {
    let is_small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
    match is_small {
        true => fs::read_to_string(path).unwrap_or_default(),
        false => String::new(),
    }
}

fn session_path(state: &Path, root: &Path) -> PathBuf {
    state
        .join(SESSIONS)
        .join(format!("{}.toml", catalog_hash(root)))
}

/// Reads all that is kept for a catalog.
pub fn read_past(state: &Path, root: &Path) -> Past {
    Past {
        uses: Uses::parse(&read(&state.join(USES))),
        recent: read_recent(state),
        session: Session::parse(&read(&session_path(state, root))),
    }
}

/// Reads which catalogs were open.
pub fn read_recent(state: &Path) -> Recent {
    Recent::parse(&read(&state.join(RECENT)))
}

/// Something was used.
///
/// # Errors
/// When it cannot be written.
pub fn keep_use(state: &Path, id: &str) -> io::Result<()> {
    let path = state.join(USES);
    let mut uses = Uses::parse(&read(&path));
    uses.count(id);
    write(&path, &uses.text())
}

/// A catalog was opened.
///
/// # Errors
/// When it cannot be written.
pub fn keep_recent(state: &Path, root: &Path, name: &str) -> io::Result<()> {
    // A path that is no text cannot be kept in a text.
    let Some(root) = root.to_str() else {
        return Ok(());
    };
    let mut recent = read_recent(state);
    recent.remember(root, name);
    write(&state.join(RECENT), &recent.text())
}

/// A catalog was left like this.
///
/// # Errors
/// When it cannot be written.
pub fn keep_session(state: &Path, root: &Path, session: &Session) -> io::Result<()> {
    write(&session_path(state, root), &session.text())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_catalog_has_a_session_of_its_own_and_what_is_torn_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let (one, two) = (Path::new("/one"), Path::new("/two"));
        let session = Session {
            selected: "it/desk".into(),
            ..Session::default()
        };
        keep_session(&state, one, &session).unwrap();
        keep_recent(&state, one, "One").unwrap();
        keep_use(&state, "find").unwrap();
        let past = read_past(&state, one);
        assert_eq!(past.session, session);
        assert_eq!(past.uses.of("find"), 1);
        assert_eq!(past.recent.iter().next().unwrap().name, "One");
        assert_eq!(read_past(&state, two).session, Session::default());
        fs::write(session_path(&state, one), [0xff, 0x00]).unwrap();
        fs::write(state.join(RECENT), "catalogs = [{path = ").unwrap();
        let past = read_past(&state, one);
        assert_eq!((past.session, past.recent), Default::default());
        let huge = vec![b' '; usize::try_from(LARGEST).unwrap() + 1];
        fs::write(state.join(USES), huge).unwrap();
        assert_eq!(read_past(&state, one).uses, Uses::default());
    }
}
