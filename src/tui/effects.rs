//! Does effects: what touches the disk on one thread, in order; searching on another, the newest only; checking on
//! one of its own, because neither should wait for it.
//!
//! Every effect is answered with a message, also when the work fails or panics. Knows nothing of the terminal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::Wake;
use super::panic::caught;
use crate::app::{Effect, Findings, Message, Msg, SaveFailure};
use crate::document::Workspace;
use crate::search::Index;
use crate::store::{self, SaveNote, StoreError};

/// Hits of one search.
const LIMIT: usize = 500;

/// The threads that work in the background.
#[derive(Debug)]
pub(super) struct Runner {
    to_loop: Sender<Wake>,
    disk: Sender<Effect>,
    search: Sender<Effect>,
    /// The newest search; older ones give up.
    newest: Arc<AtomicU64>,
    /// Saves that were asked for and not yet answered.
    saves: Arc<AtomicUsize>,
    /// Says that the disk's thread has ended, by hanging up.
    disk_ended: Receiver<()>,
}

impl Runner {
    /// Starts the threads; their answers go to the loop.
    pub(super) fn start(sender: &Sender<Wake>) -> io::Result<Self> {
        let (disk, disk_jobs) = mpsc::channel();
        let (search, search_jobs) = mpsc::channel();
        let (ended, disk_ended) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let saves = Arc::new(AtomicUsize::new(0));
        let (to_loop, answered) = (sender.clone(), Arc::clone(&saves));
        thread::Builder::new().name("disk".into()).spawn(move || {
            let _until_the_end: Sender<()> = ended;
            work_on_disk(&disk_jobs, &to_loop, &answered);
        })?;
        let (to_loop, wanted) = (sender.clone(), Arc::clone(&newest));
        thread::Builder::new()
            .name("search".into())
            .spawn(move || work_on_search(&search_jobs, &to_loop, &wanted))?;
        Ok(Self {
            to_loop: sender.clone(),
            disk,
            search,
            newest,
            saves,
            disk_ended,
        })
    }

    /// Hands work to its thread; effects that belong to the loop are not for here.
    pub(super) fn run(&self, effect: Effect) {
        let thread = match effect {
            Effect::Check(workspace) => return self.check(workspace),
            Effect::Save { .. } => {
                self.saves.fetch_add(1, Ordering::SeqCst);
                &self.disk
            }
            Effect::Load(_) | Effect::Reread { .. } => &self.disk,
            Effect::Search { generation, .. } => {
                self.newest.store(generation, Ordering::SeqCst);
                &self.search
            }
            Effect::BuildIndex(_) => &self.search,
            Effect::SetMouse(_) | Effect::Suspend | Effect::Quit => return,
        };
        // The threads end after this one only, whatever their work does.
        let _ = thread.send(effect);
    }

    fn check(&self, workspace: Box<Workspace>) {
        let to_loop = self.to_loop.clone();
        let work = move || {
            let _ = to_loop.send(Wake::msg(checked(&workspace)));
        };
        let started = thread::Builder::new().name("check".into()).spawn(work);
        if let Err(error) = started {
            let _ = self
                .to_loop
                .send(Wake::msg(trouble("Not checked", &error.to_string())));
        }
    }

    /// Waits for the saves under way, but not for ever.
    pub(super) fn finish(self, patience: Duration) {
        let Self {
            disk,
            saves,
            disk_ended,
            ..
        } = self;
        drop(disk);
        if saves.load(Ordering::SeqCst) > 0 {
            let _ = disk_ended.recv_timeout(patience);
        }
    }
}

fn work_on_disk(jobs: &Receiver<Effect>, to_loop: &Sender<Wake>, saves: &AtomicUsize) {
    for effect in jobs {
        let saving = matches!(effect, Effect::Save { .. });
        if let Some(msg) = touch_disk(effect) {
            // Nobody listens when the program ends; the rest of the queue is done all the same.
            let _ = to_loop.send(Wake::msg(msg));
        }
        if saving {
            saves.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn touch_disk(effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Load(root) => Some(Msg::Loaded(
            words(caught(|| store::load(&root))).map(Box::new),
        )),
        Effect::Save {
            key,
            root,
            path,
            text,
            revision,
            expected,
        } => Some(
            match caught(|| store::save(&root, &path, &text, expected)) {
                Ok(Ok(saved)) => Msg::Saved {
                    key,
                    revision,
                    disk: saved.fingerprint,
                    note: saved.note.map(note),
                },
                failed => Msg::NotSaved {
                    key,
                    why: match failed {
                        Ok(Err(StoreError::ChangedOnDisk { .. })) => SaveFailure::ChangedOnDisk,
                        failed => SaveFailure::Other(words(failed).err().unwrap_or_default()),
                    },
                },
            },
        ),
        Effect::Reread {
            key,
            root,
            path,
            purpose,
        } => Some(Msg::Reread {
            key,
            purpose,
            text: words(caught(|| store::read_text(&root, &path))),
        }),
        _ => None,
    }
}

fn checked(workspace: &Workspace) -> Msg {
    match caught(|| Findings::of(workspace)) {
        Ok(findings) => Msg::Checked(findings),
        Err(why) => trouble("Not checked", &why),
    }
}

fn trouble(what: &str, why: &str) -> Msg {
    Msg::Notice(Message::error(format!("{what}: {why}")))
}

fn note(note: SaveNote) -> String {
    match note {
        SaveNote::HardLinked { others: 1 } => {
            "It has another name (a hard link), which keeps the old text.".into()
        }
        SaveNote::HardLinked { others } => {
            format!("It has {others} other names (hard links), which keep the old text.")
        }
        SaveNote::OwnerChanged => "It belongs to you now.".into(),
    }
}

/// What went wrong, whether it is an error or a panic.
fn words<T>(result: Result<Result<T, StoreError>, String>) -> Result<T, String> {
    result.and_then(|result| result.map_err(|error| error.to_string()))
}

fn work_on_search(jobs: &Receiver<Effect>, to_loop: &Sender<Wake>, newest: &AtomicU64) {
    for effect in jobs {
        let msg = match effect {
            Effect::BuildIndex(catalog) => Some(match caught(|| Index::build(&catalog)) {
                Ok(index) => Msg::Indexed(index),
                Err(why) => trouble("Cannot search", &why),
            }),
            Effect::Search {
                generation,
                query,
                index,
            } => {
                let old = || newest.load(Ordering::SeqCst) != generation;
                if old() {
                    continue;
                }
                match caught(|| index.search(&query, LIMIT, &old)) {
                    Ok(_) if old() => None,
                    Ok(results) => Some(Msg::Found {
                        generation,
                        results,
                    }),
                    Err(why) => Some(trouble("Not searched", &why)),
                }
            }
            _ => None,
        };
        if let Some(msg) = msg
            && to_loop.send(Wake::msg(msg)).is_err()
        {
            return;
        }
    }
}
