//! Which files of a catalog are others than a moment ago, by what the system says of them without reading them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::walk;

/// The files as they were when they were looked at last.
#[derive(Debug)]
pub(super) struct Glance {
    root: PathBuf,
    /// By path below the root.
    seen: BTreeMap<PathBuf, Option<Stamp>>,
}

/// What changes with a file's text, or when another file takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// The file itself, and when anything about it changed: nobody can set that back.
    #[cfg(unix)]
    node: (u64, i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            node: (metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

impl Glance {
    /// The files below a folder as they are now; none when it cannot be read.
    pub(super) fn of(root: PathBuf) -> Self {
        Self {
            seen: stamps(&root).unwrap_or_default(),
            root,
        }
    }

    /// The paths of the files that came, went or changed since the last time.
    pub(super) fn look(&mut self) -> BTreeSet<PathBuf> {
        // A folder that cannot be read is not empty.
        let Some(now) = stamps(&self.root) else {
            return BTreeSet::new();
        };
        let before = std::mem::replace(&mut self.seen, now);
        let now = &self.seen;
        let paths = before.keys().chain(now.keys());
        paths
            .filter(|path| before.get(*path) != now.get(*path))
            .cloned()
            .collect()
    }
}

fn stamps(root: &Path) -> Option<BTreeMap<PathBuf, Option<Stamp>>> {
    let files = walk::walk(root).ok()?.files.into_iter();
    let stamp = |path: &Path| fs::metadata(root.join(path)).ok().as_ref().map(Stamp::of);
    let row = |(path, _): (PathBuf, _)| {
        let stamp = stamp(&path);
        (path, stamp)
    };
    Some(files.map(row).collect())
}
