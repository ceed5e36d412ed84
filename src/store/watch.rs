//! Watching a catalog's folder: which of its paths somebody touched, told in one go when it has become quiet.
//!
//! Says where to look and not what is there: that is [`super::Known`]'s. Sleeps while nothing happens, unless the
//! system has no way of telling or has run out of it; then the files are looked at every few seconds, with [`Glance`].

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use super::glance::Glance;
use super::{MAX_DEPTH, StoreError};

/// Whoever writes several files, or one in several steps, is waited for.
const QUIET: Duration = Duration::from_millis(150);
/// But not for ever.
const ENOUGH: Duration = Duration::from_secs(1);
/// How often to look where the system does not tell.
const POLL: Duration = Duration::from_secs(5);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    stop: Sender<Sign>,
}

#[derive(Debug)]
enum Sign {
    Event(notify::Result<Event>),
    Stop,
}

impl Watch {
    /// Watches the catalog in `root` on a thread of its own, and hands on the paths below it that were touched: files,
    /// or folders that came, went or have to be looked through; an empty path stands for all.
    ///
    /// # Errors
    /// [`StoreError::Root`] when the folder cannot be reached, [`StoreError::Watch`] when it cannot be watched.
    pub fn start(
        root: &Path,
        touched: impl FnMut(BTreeSet<PathBuf>) + Send + 'static,
    ) -> Result<Self, StoreError> {
        Self::start_with::<RecommendedWatcher>(root, POLL, touched)
    }

    /// The same with another watcher, and looked at so often where that fails.
    fn start_with<W: Watcher + Send + 'static>(
        root: &Path,
        poll: Duration,
        touched: impl FnMut(BTreeSet<PathBuf>) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let root = fs::canonicalize(root).map_err(|source| StoreError::Root {
            path: root.to_owned(),
            source,
        })?;
        let (stop, signs) = mpsc::channel();
        let mut folders = Folders::new::<W>(root.clone(), &stop);
        folders.watch_all();
        thread::Builder::new()
            .name("watch".into())
            .spawn(move || listen(folders, &signs, poll, touched))
            .map_err(|error| StoreError::Watch {
                path: root,
                why: error.to_string(),
            })?;
        Ok(Self { stop })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // When the thread has ended, there is nothing to stop.
        let _ = self.stop.send(Sign::Stop);
    }
}

fn listen(
    mut folders: Folders,
    signs: &Receiver<Sign>,
    poll: Duration,
    mut touched: impl FnMut(BTreeSet<PathBuf>),
) {
    loop {
        let mut paths = BTreeSet::new();
        let sign = match &mut folders.eyes {
            Eyes::Watcher(_) => signs.recv().unwrap_or(Sign::Stop),
            Eyes::Glance(glance) => match signs.recv_timeout(poll) {
                Ok(sign) => sign,
                Err(RecvTimeoutError::Timeout) => {
                    let paths = glance.look();
                    if !paths.is_empty() {
                        touched(paths);
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => Sign::Stop,
            },
        };
        match sign {
            Sign::Event(event) => folders.collect(event, &mut paths),
            Sign::Stop => return,
        }
        if paths.is_empty() {
            continue;
        }
        let start = Instant::now();
        while start.elapsed() < ENOUGH {
            match signs.recv_timeout(QUIET) {
                Ok(Sign::Event(event)) => folders.collect(event, &mut paths),
                Err(RecvTimeoutError::Timeout) => break,
                Ok(Sign::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // New folders are watched first and looked through then, so nothing is put into them unseen. What the system
        // had still to tell when it ran out of watches can have been anything.
        if folders.watch_all() == Watching::GaveUp {
            paths.insert(PathBuf::new());
        }
        touched(paths);
    }
}

/// How changes are noticed.
enum Eyes {
    /// The system tells.
    Watcher(Box<dyn Watcher + Send>),
    /// It does not.
    Glance(Glance),
}

#[derive(Debug, PartialEq, Eq)]
enum Watching {
    AsBefore,
    /// The system has run out of watches, or never had any.
    GaveUp,
}

/// The folders of a catalog, each watched for itself: the hidden ones are left out, which can be far larger than all
/// others together and busy besides.
struct Folders {
    root: PathBuf,
    eyes: Eyes,
    watched: HashSet<PathBuf>,
    /// Watching the root is watching everything.
    is_recursive: bool,
}

impl Folders {
    fn new<W: Watcher + Send + 'static>(root: PathBuf, signs: &Sender<Sign>) -> Self {
        let signs = signs.clone();
        let hand_on = move |event: notify::Result<Event>| {
            // Reading is not changing; our own reading least of all.
            let is_access = event
                .as_ref()
                .is_ok_and(|event| matches!(event.kind, EventKind::Access(_)));
            if !is_access {
                let _ = signs.send(Sign::Event(event));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        // A watcher that polls compares times to the second, and misses a file that got an older one.
        let watcher = match W::kind() {
            WatcherKind::PollWatcher => None,
            _ => W::new(hand_on, config).ok(),
        };
        let eyes = match watcher {
            Some(watcher) => Eyes::Watcher(Box::new(watcher)),
            None => Eyes::Glance(Glance::of(root.clone())),
        };
        Self {
            root,
            eyes,
            watched: HashSet::new(),
            is_recursive: matches!(
                W::kind(),
                WatcherKind::Fsevent | WatcherKind::ReadDirectoryChangesWatcher
            ),
        }
    }

    /// Watches every folder that is not watched yet. Where the system has no more watches, all files are looked at.
    fn watch_all(&mut self) -> Watching {
        if self.watch_new().is_ok() {
            return Watching::AsBefore;
        }
        self.eyes = Eyes::Glance(Glance::of(self.root.clone()));
        self.watched.clear();
        self.is_recursive = false;
        Watching::GaveUp
    }

    fn watch_new(&mut self) -> notify::Result<()> {
        let Eyes::Watcher(watcher) = &mut self.eyes else {
            return Ok(());
        };
        if self.is_recursive {
            if self.watched.insert(self.root.clone()) {
                watcher.watch(&self.root, RecursiveMode::Recursive)?;
            }
            return Ok(());
        }
        let mut pending = vec![(self.root.clone(), 0)];
        while let Some((folder, depth)) = pending.pop() {
            if !self.watched.contains(&folder) {
                match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                    Ok(()) => {
                        self.watched.insert(folder.clone());
                    }
                    Err(error) if is_only_this_folder(&error) && folder != self.root => continue,
                    Err(error) => return Err(error),
                }
            }
            if depth < MAX_DEPTH {
                pending.extend(folders_in(&folder).map(|folder| (folder, depth + 1)));
            }
        }
        Ok(())
    }

    /// Notes which paths an event is about, if it can mean anything to a catalog.
    fn collect(&mut self, event: notify::Result<Event>, paths: &mut BTreeSet<PathBuf>) {
        let (all, about) = match event {
            Ok(event) => (event.need_rescan(), event.paths),
            // Whatever was missed can have been anything.
            Err(_) => (true, Vec::new()),
        };
        if all {
            paths.insert(PathBuf::new());
        }
        for path in about {
            let Ok(below) = path.strip_prefix(&self.root) else {
                continue;
            };
            // Swap files, and the temporaries of our own saves.
            let is_hidden = below.components().any(
                |part| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b".")),
            );
            if is_hidden {
                continue;
            }
            let was_folder = self.forget(&path);
            let is_toml = below.extension().is_some_and(|end| end == "toml");
            if is_toml || was_folder || self.is_recursive || path.is_dir() {
                paths.insert(below.to_owned());
            }
        }
    }

    /// A folder that came, went or got another name is watched anew, with all below it: it may be another one now.
    fn forget(&mut self, path: &Path) -> bool {
        if self.is_recursive || path == self.root || !self.watched.contains(path) {
            return false;
        }
        let below: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|folder| folder.starts_with(path))
            .cloned()
            .collect();
        for folder in below {
            if let Eyes::Watcher(watcher) = &mut self.eyes {
                // Mostly the system has done so already.
                let _ = watcher.unwatch(&folder);
            }
            self.watched.remove(&folder);
        }
        true
    }
}

/// Whether a folder could not be watched for a reason of its own: it has gone meanwhile, or is not for us to read.
fn is_only_this_folder(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => matches!(
            error.kind(),
            io::ErrorKind::NotFound
                | io::ErrorKind::PermissionDenied
                | io::ErrorKind::NotADirectory
        ),
        _ => false,
    }
}

fn folders_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        // Folders behind links are somewhere else in the catalog, or not of it.
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| entry.path())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
