//! The journal on a thread of its own: writes what is unsaved shortly after it changed, the newest only, and at once
//! when the program ends.
//!
//! Without a journal the program works on, and says once that nothing protects what is unsaved. Decides nothing:
//! what becomes of a journal that was left behind is an effect of the app's.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::Wake;
use super::panic::caught;
use crate::app::{Effect, Fate, LeftBehind, Message, Msg};
use crate::store::{Journal, Leftover, Pending, StoreError};
use crate::text::text;

/// How long a change may wait for newer ones of the same document to be written with them.
const DEBOUNCE: Duration = Duration::from_millis(300);
/// How long after a failure it is tried again.
const AGAIN: Duration = Duration::from_secs(2);
/// How long a panic of the loop may hold up the end of the program.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What is asked of the thread.
enum Job {
    Effect(Box<Effect>),
    /// Write what is pending now, and hang up.
    Flush(Sender<()>),
    /// The end; whether what is unsaved is dropped, because the user said so.
    End {
        discard: bool,
    },
}

/// The thread that writes the journal.
#[derive(Debug)]
pub(super) struct Scribe {
    jobs: Option<Sender<Job>>,
    /// Says that the thread has ended, by hanging up.
    ended: Receiver<()>,
}

impl Scribe {
    /// Starts the thread, which begins with opening the journal of the catalog in `root`.
    pub(super) fn start(
        sender: &Sender<Wake>,
        state: Option<PathBuf>,
        root: &Path,
    ) -> io::Result<Self> {
        let (jobs, to_do) = mpsc::channel();
        let (ending, ended) = mpsc::channel::<()>();
        let (to_loop, root) = (sender.clone(), root.to_owned());
        thread::Builder::new()
            .name("journal".into())
            .spawn(move || {
                let _until_the_end = ending;
                let mut desk = Desk::new(to_loop.clone());
                let worked = caught(|| {
                    desk.open(state.as_deref(), &root);
                    desk.work(&to_do);
                });
                if let Err(why) = worked {
                    let _ = to_loop.send(Wake::msg(unprotected(&why)));
                }
            })?;
        Ok(Self {
            jobs: Some(jobs),
            ended,
        })
    }

    /// Hands over an effect that is about the journal.
    pub(super) fn run(&self, effect: Effect) {
        self.send(Job::Effect(Box::new(effect)));
    }

    /// Has everything written before the program is stopped: it may never go on.
    pub(super) fn flush(&self, patience: Duration) {
        let (done, is_done) = mpsc::channel();
        self.send(Job::Flush(done));
        let _ = is_done.recv_timeout(patience);
    }

    /// Begins the end; what is unsaved stays for the next run, unless the user said that it goes.
    pub(super) fn end(&mut self, discard: bool) {
        self.send(Job::End { discard });
        self.jobs = None;
    }

    /// Waits for the end, but not for ever.
    pub(super) fn wait(&self, patience: Duration) {
        let _ = self.ended.recv_timeout(patience);
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The thread ends after this one only, unless it has a fault, and that is told.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Scribe {
    /// After a panic of the loop, what it had said last is still written.
    fn drop(&mut self) {
        if self.jobs.is_some() {
            self.end(false);
            self.wait(LAST_WORDS);
        }
    }
}

/// What the thread works with.
struct Desk {
    to_loop: Sender<Wake>,
    journal: Option<Journal>,
    pending: Pending,
    /// When what is pending is due.
    due: Option<Instant>,
    left: BTreeMap<u64, Leftover>,
    /// Whether the last attempt to write failed; that is told once.
    failing: bool,
}

impl Desk {
    fn new(to_loop: Sender<Wake>) -> Self {
        Self {
            to_loop,
            journal: None,
            pending: Pending::default(),
            due: None,
            left: BTreeMap::new(),
            failing: false,
        }
    }

    fn tell(&self, msg: Msg) {
        // Nobody listens when the program ends.
        let _ = self.to_loop.send(Wake::msg(msg));
    }

    fn open(&mut self, state: Option<&Path>, root: &Path) {
        let Some(state) = state else {
            return self.tell(unprotected(text!("store-there-is-no-folder-for")));
        };
        match Journal::open(state, root) {
            Ok(opened) => {
                self.journal = Some(opened.journal);
                self.left = (1..).zip(opened.left).collect();
                if !opened.others.is_empty() {
                    self.tell(Msg::Others(opened.others));
                }
                let behind = self.left.iter().map(|(id, leftover)| {
                    let contents = leftover.read();
                    LeftBehind {
                        id: *id,
                        journalled: contents.journalled,
                        damaged: contents.damaged,
                    }
                });
                let behind: Vec<LeftBehind> = behind.collect();
                if !behind.is_empty() {
                    self.tell(Msg::LeftBehind(behind));
                }
            }
            Err(error) => self.tell(unprotected(&error.to_string())),
        }
    }

    fn work(&mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match self.due {
                Some(due) => jobs.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match job {
                Ok(Job::Effect(effect)) => match *effect {
                    Effect::Journal(entries) => {
                        for entry in entries {
                            self.pending.add(entry);
                        }
                        // What comes later does not put it off: the first of them is due in time.
                        self.due = self.due.or(Some(Instant::now() + DEBOUNCE));
                    }
                    Effect::Leftover { id, fate } => self.settle(id, fate),
                    _ => {}
                },
                Ok(Job::Flush(_done)) => {
                    self.write();
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.write();
                }
                Ok(Job::End { discard: true }) => {
                    if let Some(journal) = self.journal.take() {
                        // The next run offers it once more, which is better than a program that does not end.
                        let _ = journal.discard();
                    }
                    return;
                }
                Ok(Job::End { discard: false }) | Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    if let Some(journal) = self.journal.take() {
                        let _ = journal.close();
                    }
                    return;
                }
            }
        }
    }

    /// Writes what is pending. False when something of it is not on the disk.
    fn write(&mut self) -> bool {
        self.due = None;
        let Some(journal) = &mut self.journal else {
            return false;
        };
        match journal.write(&mut self.pending) {
            Ok(()) => {
                if std::mem::take(&mut self.failing) {
                    self.tell(Msg::Notice(Message::done(text!(
                        "store-unsaved-changes-are-protected-again"
                    ))));
                }
                true
            }
            Err(error) => {
                self.due = Some(Instant::now() + AGAIN);
                if !std::mem::replace(&mut self.failing, true) {
                    self.tell(unprotected(&error.to_string()));
                }
                false
            }
        }
    }

    fn settle(&mut self, id: u64, fate: Fate) {
        // What was restored from it must be in this run's journal first.
        if !self.write() {
            return;
        }
        let Some(leftover) = self.left.remove(&id) else {
            return;
        };
        match fate {
            Fate::Discard => {
                if let Err(error) = leftover.discard() {
                    self.tell(trouble(&error));
                }
            }
            Fate::KeepAside => {
                let kept = leftover.keep_aside().map_err(|error| error.to_string());
                self.tell(Msg::KeptAside(kept));
            }
        }
    }
}

fn unprotected(why: &str) -> Msg {
    Msg::Notice(Message::error(text!(
        "store-unsaved-changes-are-not-protected",
        why
    )))
}

fn trouble(error: &StoreError) -> Msg {
    Msg::Notice(Message::error(text!(
        "store-what-was-left-unsaved-before",
        error
    )))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::{JournalEntry, Unsaved};

    const WAIT: Duration = Duration::from_secs(20);

    struct World {
        state: tempfile::TempDir,
        catalog: tempfile::TempDir,
        inbox: Receiver<Wake>,
        sender: Sender<Wake>,
    }

    impl World {
        fn new() -> Self {
            let (sender, inbox) = mpsc::channel();
            Self {
                state: tempfile::tempdir().unwrap(),
                catalog: tempfile::tempdir().unwrap(),
                inbox,
                sender,
            }
        }

        fn start(&self) -> Scribe {
            let state = Some(self.state.path().to_owned());
            Scribe::start(&self.sender, state, self.catalog.path()).unwrap()
        }

        fn answer(&self) -> Msg {
            match self.inbox.recv_timeout(WAIT).unwrap() {
                Wake::Msg(msg) => *msg,
                other => panic!("{other:?}"),
            }
        }

        fn left(&self) -> Vec<Leftover> {
            Journal::open(self.state.path(), self.catalog.path())
                .unwrap()
                .left
        }
    }

    fn typed(text: &str) -> Effect {
        Effect::Journal(vec![JournalEntry::Unsaved(Unsaved {
            key: "a".into(),
            path: "a.toml".into(),
            base: Some("".into()),
            text: Some(text.into()),
        })])
    }

    fn text(left: &Leftover) -> String {
        let journalled = left.read().journalled;
        journalled.documents[0].text.as_ref().unwrap().to_string()
    }

    #[test]
    fn the_end_of_the_terminal_leaves_the_newest_and_leaving_by_will_nothing() {
        let world = World::new();
        let mut scribe = world.start();
        for n in 0..50 {
            scribe.run(typed(&format!("{n}")));
        }
        scribe.end(false);
        scribe.wait(WAIT);
        let left = world.left();
        assert_eq!(text(&left[0]), "49");
        drop(left);

        let mut scribe = world.start();
        assert!(matches!(world.answer(), Msg::LeftBehind(left) if left.len() == 1));
        scribe.run(Effect::Leftover {
            id: 1,
            fate: Fate::Discard,
        });
        scribe.run(typed("50"));
        scribe.flush(WAIT);
        scribe.end(true);
        scribe.wait(WAIT);
        assert!(world.left().is_empty());
    }

    #[test]
    fn a_loop_that_panics_leaves_what_it_had_said() {
        let world = World::new();
        let scribe = world.start();
        scribe.run(typed("1"));
        drop(scribe);
        assert_eq!(text(&world.left()[0]), "1");
    }

    #[test]
    fn what_was_left_goes_only_when_what_was_restored_is_written() {
        let world = World::new();
        let scribe = world.start();
        scribe.run(typed("1"));
        drop(scribe);
        let scribe = world.start();
        assert!(matches!(world.answer(), Msg::LeftBehind(_)));
        scribe.run(typed("1"));
        scribe.run(Effect::Leftover {
            id: 1,
            fate: Fate::Discard,
        });
        scribe.flush(WAIT);
        drop(scribe);
        let left = world.left();
        assert_eq!(
            left.len(),
            1,
            "the first run's is gone, the second's is there"
        );
        assert_eq!(text(&left[0]), "1");
    }

    #[test]
    fn keeping_aside_says_where() {
        let world = World::new();
        let scribe = world.start();
        scribe.run(typed("1"));
        drop(scribe);
        let scribe = world.start();
        assert!(matches!(world.answer(), Msg::LeftBehind(_)));
        scribe.run(Effect::Leftover {
            id: 1,
            fate: Fate::KeepAside,
        });
        let Msg::KeptAside(Ok(path)) = world.answer() else {
            panic!();
        };
        assert_eq!(std::fs::read_to_string(path.join("a.toml")).unwrap(), "1");
    }

    #[test]
    fn another_run_is_told_of() {
        let world = World::new();
        let first = world.start();
        first.flush(WAIT);
        let _second = world.start();
        assert!(matches!(world.answer(), Msg::Others(pids) if pids == [std::process::id()]));
    }

    #[test]
    fn a_journal_that_fails_is_told_once_tried_again_and_told_when_it_works() {
        let world = World::new();
        let scribe = world.start();
        scribe.run(typed("1"));
        scribe.flush(WAIT);
        let catalogs = std::fs::read_dir(world.state.path().join("journals")).unwrap();
        let catalog = catalogs.flatten().next().unwrap().path();
        std::fs::rename(catalog.join("1"), catalog.join("away")).unwrap();
        for text in ["2", "3"] {
            scribe.run(typed(text));
            scribe.flush(WAIT);
        }
        let Msg::Notice(message) = world.answer() else {
            panic!();
        };
        assert!(message.text.contains("not protected"), "{}", message.text);
        std::fs::rename(catalog.join("away"), catalog.join("1")).unwrap();
        scribe.flush(WAIT);
        let Msg::Notice(message) = world.answer() else {
            panic!();
        };
        assert!(message.text.contains("protected again"), "{}", message.text);
        drop(scribe);
        assert_eq!(text(&world.left()[0]), "3");
    }

    #[test]
    fn without_a_journal_it_is_told_once_and_the_end_comes_all_the_same() {
        let world = World::new();
        let file = world.state.path().join("file");
        std::fs::write(&file, "").unwrap();
        let mut scribe = Scribe::start(&world.sender, Some(file), world.catalog.path()).unwrap();
        scribe.run(typed("1"));
        scribe.flush(WAIT);
        scribe.run(typed("2"));
        scribe.flush(WAIT);
        let Msg::Notice(message) = world.answer() else {
            panic!();
        };
        assert!(message.text.contains("not protected"), "{}", message.text);
        scribe.end(false);
        scribe.wait(WAIT);
        assert!(world.inbox.try_recv().is_err());
    }
}
