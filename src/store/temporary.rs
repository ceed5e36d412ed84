//! The temporaries that saves and the sample are written to before they take their place: how they are
//! named, and which of them are litter of a process that was killed.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile, TempDir};

const PREFIX: &str = ".rolebook-";
const SUFFIX: &str = ".tmp";

/// No save takes this long. A process id that was given to somebody else must not keep litter for ever.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// How many temporaries this process has open. What bears our process id while there are none is litter of a
/// former process that had the same one, as happens in containers.
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// Something that is being written beside its place, and is removed unless it gets there.
pub(super) struct Temporary<T> {
    pub(super) inner: T,
    _open: Open,
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
        let open = Open::new();
        Ok(Self {
            inner: build(|builder| builder.tempfile_in(folder))?,
            _open: open,
        })
    }

    pub(super) fn as_file(&self) -> &File {
        self.inner.as_file()
    }

    /// Puts it in the place of `target`. On failure it is removed.
    pub(super) fn persist(self, target: &Path) -> io::Result<()> {
        self.inner
            .persist(target)
            .map(drop)
            .map_err(|error| error.error)
    }
}

impl Temporary<TempDir> {
    /// A new folder in `folder`.
    pub(super) fn folder(folder: &Path) -> io::Result<Self> {
        let open = Open::new();
        Ok(Self {
            inner: build(|builder| builder.tempdir_in(folder))?,
            _open: open,
        })
    }
}

fn build<T>(make: impl FnOnce(&Builder<'_, '_>) -> io::Result<T>) -> io::Result<T> {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    make(Builder::new().prefix(&prefix).suffix(SUFFIX).rand_bytes(8))
}

/// Removes a temporary that nobody will finish; leaves everything else. Failing to remove one is no news: the
/// catalog may be read-only.
pub(super) fn sweep(path: &Path, name: &OsStr) {
    let Some(pid) = name.to_str().and_then(writer) else {
        return;
    };
    if let Ok(metadata) = fs::symlink_metadata(path) {
        let old = metadata
            .modified()
            .ok()
            .and_then(|at| at.elapsed().ok())
            .is_some_and(|age| age > OLD);
        if old || !is_writing(pid) {
            let _ = if metadata.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
        }
    }
}

/// Sweeps the temporaries in one folder.
pub(super) fn sweep_folder(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        sweep(&entry.path(), &entry.file_name());
    }
}

/// The process that a temporary's name says it belongs to.
fn writer(name: &str) -> Option<u32> {
    let (pid, _) = name
        .strip_prefix(PREFIX)?
        .strip_suffix(SUFFIX)?
        .split_once('-')?;
    pid.parse().ok()
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
