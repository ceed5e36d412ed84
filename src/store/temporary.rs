//! The files and folders that saves and the sample make beside the place they are for: how they are named,
//! and what becomes of those of a process that was killed.
//!
//! A temporary has a text that is not in its place yet, or one that was replaced: it is litter. A way out has
//! a file that was about to be removed, and is never litter while that file is nowhere else.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

const PREFIX: &str = ".rolebook-";
const TEMPORARY: &str = ".tmp";
const WAY_OUT: &str = ".out";

/// No save takes this long. A process id that was given to somebody else must not keep litter for ever.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// How many temporaries this process has open. What bears our process id while there are none is litter of a
/// former process that had the same one, as happens in containers.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// Something that stands beside the place it is for, and is removed unless it gets there.
pub(super) struct Temporary<T> {
    pub(super) inner: T,
    open: Open,
}

struct Open;

impl Open {
    fn new() -> Self {
        OPEN.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Temporary<NamedTempFile> {
    /// A new file in `folder`, for the owner alone until it gets its mode.
    pub(super) fn file(folder: &Path) -> io::Result<Self> {
        make(TEMPORARY, |builder| builder.tempfile_in(folder))
    }

    /// A new file in `folder`, with the mode that new files have here.
    pub(super) fn new_file(folder: &Path) -> io::Result<Self> {
        make(TEMPORARY, |builder| {
            if let Some(mode) = usual_mode() {
                builder.permissions(mode);
            }
            builder.tempfile_in(folder)
        })
    }

    pub(super) fn as_file(&self) -> &File {
        self.inner.as_file()
    }

    /// Nothing more is written: a save of many files must not run out of open ones.
    pub(super) fn close(self) -> Temporary<TempPath> {
        Temporary {
            inner: self.inner.into_temp_path(),
            open: self.open,
        }
    }
}

impl Temporary<TempPath> {
    /// Another name, in `folder`, for the file `target`.
    pub(super) fn link(target: &Path, folder: &Path) -> io::Result<Self> {
        let linked = make(TEMPORARY, |builder| {
            builder.make_in(folder, |path| fs::hard_link(target, path))
        })?;
        Ok(Self {
            inner: linked.inner.into_temp_path(),
            open: linked.open,
        })
    }

    /// Puts it in the place of `target`. On failure it is there as before.
    pub(super) fn persist(self, target: &Path) -> Result<(), (io::Error, Self)> {
        let Self { inner, open } = self;
        inner.persist(target).map_err(|failed| {
            let inner = failed.path;
            (failed.error, Self { inner, open })
        })
    }

    /// Puts it at `target`, where nothing may be. On failure it is there as before.
    pub(super) fn persist_new(self, target: &Path) -> Result<(), (io::Error, Self)> {
        let Self { inner, open } = self;
        inner.persist_noclobber(target).map_err(|failed| {
            let inner = failed.path;
            (failed.error, Self { inner, open })
        })
    }

    /// Leaves it for the user to find, under a name that is never swept where the system allows it. Says which.
    pub(super) fn hand_over(self, name: &Path) -> PathBuf {
        let kept = kept(name);
        match self.persist_new(&kept) {
            Ok(()) => kept,
            Err((_, Self { inner, .. })) => {
                let here = inner.to_path_buf();
                let _ = inner.keep();
                here
            }
        }
    }
}

impl Temporary<TempDir> {
    /// A new folder in `folder`.
    pub(super) fn folder(folder: &Path) -> io::Result<Self> {
        make(TEMPORARY, |builder| builder.tempdir_in(folder))
    }

    /// A new folder in `folder` for a file that is about to be removed: the file keeps its name there.
    pub(super) fn way_out(folder: &Path) -> io::Result<Self> {
        make(WAY_OUT, |builder| builder.tempdir_in(folder))
    }

    /// Removes it and what it has.
    pub(super) fn remove(self) -> io::Result<()> {
        self.inner.close()
    }

    /// Where the file `name` is while it is on its way out.
    pub(super) fn inside(&self, name: &Path) -> PathBuf {
        let name = name.file_name().unwrap_or_default();
        self.inner.path().join(name)
    }

    /// Leaves the file `name` in it, which the next start puts back. Says where it is.
    pub(super) fn leave(self, name: &Path) -> PathBuf {
        let inside = self.inside(name);
        let _ = self.inner.keep();
        inside
    }

    /// Leaves the file `name` for the user to find, whose place is taken. Says where it is.
    pub(super) fn hand_over(self, name: &Path) -> PathBuf {
        let kept = kept(name);
        match move_new(&self.inside(name), &kept) {
            Ok(()) => kept,
            Err(_) => self.leave(name),
        }
    }
}

/// The name for a text that could not be put back: beside its place, and neither read as a family nor swept.
fn kept(name: &Path) -> PathBuf {
    let mut kept = name.as_os_str().to_owned();
    kept.push(".old");
    kept.into()
}

/// Renames a file to a name that nothing may have.
pub(super) fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = TempPath::try_from_path(from)?;
    from.disable_cleanup(true);
    from.persist_noclobber(to).map_err(|failed| failed.error)
}

fn make<T>(
    suffix: &str,
    make: impl FnOnce(&mut Builder<'_, '_>) -> io::Result<T>,
) -> io::Result<Temporary<T>> {
    let open = Open::new();
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(suffix).rand_bytes(8);
    let inner = make(&mut builder)?;
    Ok(Temporary { inner, open })
}

/// What a program asks for that has no wish of its own; the system takes from it what the user's mask says.
#[cfg(unix)]
fn usual_mode() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_mode() -> Option<Permissions> {
    None
}

/// Removes a temporary that nobody will finish, and leaves everything else. Failing to remove one is no news:
/// the catalog may be read-only. `true` when a file was put back that was about to be removed.
pub(super) fn sweep(path: &Path, name: &OsStr) -> bool {
    let Some((pid, is_way_out)) = name.to_str().and_then(writer) else {
        return false;
    };
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return false;
    };
    let old = metadata
        .modified()
        .ok()
        .and_then(|at| at.elapsed().ok())
        .is_some_and(|age| age > OLD);
    if !old && is_writing(pid) {
        return false;
    }
    if is_way_out {
        return metadata.is_dir() && put_back(path);
    }
    let _ = if metadata.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    false
}

/// Puts back the file in a way out unless its name is taken: the removal was not brought to its end, and this
/// may be the only copy.
fn put_back(way_out: &Path) -> bool {
    let Some(folder) = way_out.parent() else {
        return false;
    };
    let mut any = false;
    for entry in fs::read_dir(way_out).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        match move_new(&entry.path(), &folder.join(entry.file_name())) {
            Ok(()) => any = true,
            // There is another file of this name by now, so the removal was for good.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let _ = fs::remove_file(entry.path());
            }
            Err(_) => {}
        }
    }
    let _ = fs::remove_dir(way_out);
    any
}

/// Sweeps the temporaries in one folder.
pub(super) fn sweep_folder(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        sweep(&entry.path(), &entry.file_name());
    }
}

/// The process that a temporary's name says it belongs to, and whether it is a way out.
fn writer(name: &str) -> Option<(u32, bool)> {
    let rest = name.strip_prefix(PREFIX)?;
    let (rest, is_way_out) = match rest.strip_suffix(WAY_OUT) {
        Some(rest) => (rest, true),
        None => (rest.strip_suffix(TEMPORARY)?, false),
    };
    let (pid, _) = rest.split_once('-')?;
    Some((pid.parse().ok()?, is_way_out))
}

fn is_writing(pid: u32) -> bool {
    if pid == std::process::id() {
        OPEN.load(Ordering::SeqCst) > 0
    } else {
        is_running(pid)
    }
}

#[cfg(unix)]
fn is_running(pid: u32) -> bool {
    i32::try_from(pid)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
        .is_some_and(|pid| {
            // Somebody else's process may refuse to be asked, and is running all the same.
            rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
        })
}

#[cfg(not(unix))]
fn is_running(_pid: u32) -> bool {
    true
}
