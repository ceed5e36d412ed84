//! What touches the disk, on one thread and in order: loading, saving, reading again, and looking at what others have
//! changed. Knows nothing of the terminal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender};

use super::Wake;
use super::panic::caught;
use crate::app::{Effect, Message, Msg, SaveFailure};
use crate::store::{self, Known, SaveNote, StoreError, Watch, Write};

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum Job {
    /// An effect that is the disk's.
    Do(Effect),
    /// These paths of the catalog were touched.
    Look(BTreeSet<PathBuf>),
    /// There will be nothing more.
    End,
}

/// Works until it is told to end.
pub(super) fn work(
    jobs: &Receiver<Job>,
    to_itself: Sender<Job>,
    to_loop: &Sender<Wake>,
    saves: &AtomicUsize,
) {
    let mut disk = Disk {
        to_itself,
        to_loop: to_loop.clone(),
        known: None,
        watch: None,
    };
    for job in jobs {
        let saving = matches!(job, Job::Do(Effect::Save { .. }));
        let msg = match job {
            Job::Do(effect) => disk.perform(effect),
            Job::Look(paths) => disk.look(&paths),
            Job::End => return,
        };
        if let Some(msg) = msg {
            disk.send(msg);
        }
        if saving {
            saves.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

struct Disk {
    to_itself: Sender<Job>,
    to_loop: Sender<Wake>,
    /// What the loop was told of the files; nothing before the catalog is loaded.
    known: Option<Known>,
    watch: Option<Watch>,
}

impl Disk {
    fn send(&self, msg: Msg) {
        // Nobody listens when the program ends; the rest of the queue is done all the same.
        let _ = self.to_loop.send(Wake::msg(msg));
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Load(root) => Some(self.load(&root)),
            Effect::Save {
                key,
                root,
                path,
                text,
                revision,
                expected,
            } => {
                let write = Write {
                    path,
                    text: Some(text.clone()),
                    expected,
                };
                let saved =
                    caught(|| store::save_all(&root, std::slice::from_ref(&write)).remove(0));
                Some(match saved {
                    Ok(Ok(saved)) => {
                        if let Some(known) = &mut self.known {
                            known.saved(&key, &write.path, &text);
                        }
                        Msg::Saved {
                            key,
                            revision,
                            text,
                            note: saved.note.map(note),
                        }
                    }
                    failed => Msg::NotSaved {
                        key,
                        why: match failed {
                            Ok(Err(StoreError::ChangedOnDisk { .. })) => SaveFailure::ChangedOnDisk,
                            failed => SaveFailure::Other(words(failed).err().unwrap_or_default()),
                        },
                    },
                })
            }
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

    fn load(&mut self, root: &Path) -> Msg {
        // Watched before it is read: what changes in between is looked at afterwards.
        self.known = None;
        let to_itself = self.to_itself.clone();
        let touched = move |paths| {
            // The thread ends with the program.
            let _ = to_itself.send(Job::Look(paths));
        };
        let watched = words(caught(|| Watch::start(root, touched)));
        let loaded = words(caught(|| store::load(root)));
        match watched {
            Ok(watch) => self.watch = Some(watch),
            Err(why) => {
                self.watch = None;
                // When the folder is out of reach, reading says so.
                if loaded.is_ok() {
                    self.send(Msg::Notice(Message::error(format!("Not watched: {why}"))));
                }
            }
        }
        self.known = loaded.as_ref().ok().map(Known::of);
        Msg::Loaded(loaded.map(Box::new))
    }

    fn look(&mut self, paths: &BTreeSet<PathBuf>) -> Option<Msg> {
        let known = self.known.as_mut()?;
        match words(caught(|| known.look(paths))) {
            Ok(news) if news.is_empty() => None,
            Ok(news) => Some(Msg::FilesChanged(news)),
            Err(why) => Some(Msg::Notice(Message::error(format!(
                "Not read: {why}; what was read before stays."
            )))),
        }
    }
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
