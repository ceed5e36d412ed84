//! Where journals are, who may touch them, and who is alive.
//!
//! Three locks: a run holds its `session` for life; whoever handles what a run left holds its `claim`; and whoever
//! looks for runs, begins or removes one has the catalog's `lock` for that moment, so that nobody takes a folder
//! that is just being made or removed for a run that has ended.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::entry::SESSION;
use crate::store::StoreError;
use crate::store::attributes::{open_folder, sync_folder};

const JOURNALS: &str = "journals";
const LOCK: &str = "lock";
const CLAIM: &str = "claim";

/// How often, and how long apart, the catalog's lock is tried for: its holders need milliseconds.
const TRIES: u32 = 80;
const PAUSE: Duration = Duration::from_millis(25);

/// The folder for what the program keeps between runs: `ROLEBOOK_STATE` in the environment, or else the user's own
/// as the system has it. `None` when there is no such folder.
pub fn state_folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ROLEBOOK_STATE").filter(|value| !value.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let dirs = directories::ProjectDirs::from("", "", "rolebook")?;
    let folder = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
    Some(folder.to_owned())
}

/// Where all journals are.
pub(super) fn journals(state: &Path) -> PathBuf {
    state.join(JOURNALS)
}

/// The folder of a catalog's journals.
pub(super) fn catalog_folder(state: &Path, root: &Path) -> PathBuf {
    journals(state).join(catalog_hash(root))
}

/// By what a catalog goes between runs: a hash that stays the same between versions of the program and of the
/// compiler (FNV-1a), which the standard library's does not promise.
pub(in crate::store) fn catalog_hash(root: &Path) -> String {
    let bytes = root.as_os_str().as_encoded_bytes();
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // Short enough to be typed as a part of an id; each run says whose it is besides.
    format!("{:012x}", hash >> 16)
}

/// Makes a folder and those above it, for the owner alone. Those from the journals' down are for the owner alone
/// even if they were there already.
pub(super) fn private_folder(state: &Path, folder: &Path) -> io::Result<()> {
    make_private(folder)?;
    let ours = folder
        .ancestors()
        .take_while(|above| *above != state && above.starts_with(state));
    for folder in ours {
        close_to_others(folder)?;
        if let Some(above) = folder.parent() {
            sync_folder(&open_folder(above)?)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(folder)?.permissions().mode();
    if mode & 0o077 != 0 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn close_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// How a new file of the journal is opened: for the owner alone.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A file that is locked until this is dropped, or the process ends.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// `None` when somebody else has it.
    pub(super) fn attempt(file: File) -> io::Result<Option<Self>> {
        match lock(&file)? {
            true => Ok(Some(Self(file))),
            false => Ok(None),
        }
    }
}

#[cfg(unix)]
impl Drop for Lock {
    /// Closing the file is not enough: a program that is being started at this moment has it too, until it is one of its
    /// own.
    fn drop(&mut self) {
        let _ = rustix::fs::flock(&self.0, rustix::fs::FlockOperation::Unlock);
    }
}

#[cfg(unix)]
fn lock(file: &File) -> io::Result<bool> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    loop {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(true),
            Err(Errno::WOULDBLOCK) => return Ok(false),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
fn lock(_file: &File) -> io::Result<bool> {
    Ok(true)
}

/// Whose turn it is to look for runs on a catalog, to begin one or to remove one.
#[derive(Debug)]
pub(super) struct Turn(Lock);

impl Turn {
    /// Waits for it, but not for ever.
    pub(super) fn take(catalog: &Path) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Journal {
            path: catalog.to_owned(),
            source,
        };
        for _ in 0..TRIES {
            let file = private_file()
                .create(true)
                .truncate(false)
                .open(catalog.join(LOCK))
                .map_err(failed)?;
            if let Some(lock) = Lock::attempt(file).map_err(failed)? {
                return Ok(Self(lock));
            }
            thread::sleep(PAUSE);
        }
        Err(StoreError::JournalBusy {
            path: catalog.to_owned(),
        })
    }

    /// A number that no run of this catalog has had: what is said of one is never true of another.
    pub(super) fn next_number(&mut self, catalog: &Path) -> io::Result<u64> {
        let file = &mut self.0.0;
        let mut last = String::new();
        // Whatever is wrong with the note, the folders tell which numbers are taken.
        let _ = file.take(32).read_to_string(&mut last);
        let taken = sessions(catalog)?.into_iter().max().unwrap_or(0);
        let next = last.trim().parse().unwrap_or(0).max(taken) + 1;
        file.rewind()?;
        file.set_len(0)?;
        writeln!(file, "{next}")?;
        Ok(next)
    }
}

/// The numbers of the runs that have a folder, in their order. What was being removed when a process was killed
/// is removed.
pub(super) fn sessions(catalog: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(catalog)?.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(GONE) {
            let _ = fs::remove_dir_all(entry.path());
        } else if let Ok(number) = name.parse() {
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    Ok(numbers)
}

const GONE: &str = ".gone";

/// Removes a run's folder: at once as far as others can see, and then its files.
pub(super) fn remove_session(folder: &Path) -> io::Result<()> {
    let gone = folder.with_extension(&GONE[1..]);
    match fs::rename(folder, &gone) {
        Ok(()) => fs::remove_dir_all(gone),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// The right to handle what a run left.
#[derive(Debug)]
pub(super) struct Claim {
    _lock: Lock,
}

/// Where a run stands.
#[derive(Debug)]
pub(super) enum Standing {
    /// Its process lives.
    Alive,
    /// It has ended, and somebody else handles what it left.
    Claimed,
    /// It has ended, and what it left is ours to handle now.
    Left(Claim),
}

impl Standing {
    /// To be asked by whose turn it is. One damaged folder must not cost the others: what cannot be looked into is
    /// nobody's to handle.
    pub(super) fn of(folder: &Path) -> Self {
        Self::ask(folder).unwrap_or(Self::Claimed)
    }

    fn ask(folder: &Path) -> io::Result<Self> {
        match private_file().open(folder.join(SESSION)) {
            Ok(file) => {
                if Lock::attempt(file)?.is_none() {
                    return Ok(Self::Alive);
                }
            }
            // It was killed before it had one.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let claim = private_file()
            .create(true)
            .truncate(false)
            .open(folder.join(CLAIM))?;
        Ok(match Lock::attempt(claim)? {
            Some(lock) => Self::Left(Claim { _lock: lock }),
            None => Self::Claimed,
        })
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_ends_with_its_holder_though_a_program_is_being_started() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let open = || {
            private_file()
                .create(true)
                .truncate(false)
                .open(&path)
                .unwrap()
        };
        let file = open();
        // What a process has between being split off and being another program.
        let split_off = file.try_clone().unwrap();
        let lock = Lock::attempt(file).unwrap().unwrap();
        assert!(Lock::attempt(open()).unwrap().is_none());
        drop(lock);
        assert!(Lock::attempt(open()).unwrap().is_some());
        drop(split_off);
    }
}
