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

use super::disk::{self, Job};
use super::panic::caught;
use super::{Wake, background, importing};
use crate::app::{Effect, Message, Msg};
use crate::store;
use crate::text::text;

/// How long a search waits for the key before it to be seen. It takes all cores, and the terminal needs one to show what
/// was written; on a machine that has other work, too, it would get none until the system's next ticks.
const MOMENT: Duration = Duration::from_micros(500);

/// The threads that work in the background.
#[derive(Debug)]
pub(super) struct Runner {
    to_loop: Sender<Wake>,
    disk: Sender<Job>,
    search: Sender<Effect>,
    /// The newest search; older ones give up.
    newest: Arc<AtomicU64>,
    /// The newest import; older ones give up.
    newest_import: Arc<AtomicU64>,
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
        let (to_loop, answered, to_itself) = (sender.clone(), Arc::clone(&saves), disk.clone());
        thread::Builder::new().name("disk".into()).spawn(move || {
            let _until_the_end: Sender<()> = ended;
            disk::work(&disk_jobs, to_itself, &to_loop, &answered);
        })?;
        let (to_loop, wanted) = (sender.clone(), Arc::clone(&newest));
        thread::Builder::new()
            .name("search".into())
            .spawn(move || {
                background::be_nice();
                work_on_search(&search_jobs, &to_loop, &wanted);
            })?;
        Ok(Self {
            to_loop: sender.clone(),
            disk,
            search,
            newest,
            newest_import: Arc::default(),
            saves,
            disk_ended,
        })
    }

    /// Has older searches give up for an effect that is handed over later; gives whether it is one that can wait until the
    /// key is seen to have arrived.
    pub(super) fn announce(&self, effect: &Effect) -> bool {
        let (Effect::Search { generation, .. } | Effect::FilterTree { generation, .. }) = effect
        else {
            return false;
        };
        self.newest.store(*generation, Ordering::SeqCst);
        true
    }

    /// Hands over a search that was announced. Where a newer one was meanwhile, nothing comes of it.
    pub(super) fn run_announced(&self, effect: Effect) {
        let _ = self.search.send(effect);
    }

    /// Hands work to its thread; effects that belong to the loop are not for here.
    pub(super) fn run(&self, effect: Effect) {
        // The threads end after this one only, whatever their work does.
        match effect {
            // Nothing calls these off, and they are long: nobody should wait for them.
            Effect::Check(..)
            | Effect::Count { .. }
            | Effect::FindWordings { .. }
            | Effect::Reword { .. } => self.apart(effect),
            Effect::Save { .. } | Effect::KeepSession { .. } => {
                self.saves.fetch_add(1, Ordering::SeqCst);
                let _ = self.disk.send(Job::Do(effect));
            }
            Effect::Load(_)
            | Effect::Reread { .. }
            | Effect::AskWritable { .. }
            | Effect::ListFolder(_)
            | Effect::FindCatalog { .. }
            | Effect::AskRevision { .. }
            | Effect::AskChanges { .. }
            | Effect::Write(_)
            | Effect::ReadSearches
            | Effect::WatchSettings
            | Effect::ReadPast(_)
            | Effect::KeepUse(_)
            | Effect::KeepSetting(..)
            | Effect::KeepQuery(_)
            | Effect::KeepSearch(..) => {
                let _ = self.disk.send(Job::Do(effect));
            }
            Effect::Import { .. } => importing::start(effect, &self.to_loop, &self.newest_import),
            Effect::CallOffImport { generation } => {
                self.newest_import.store(generation, Ordering::SeqCst);
            }
            Effect::CallOff { generation } => self.newest.store(generation, Ordering::SeqCst),
            Effect::Search { .. } | Effect::FilterTree { .. } => {
                self.announce(&effect);
                self.run_announced(effect);
            }
            Effect::FindRepeated { generation, .. }
            | Effect::FindReplacements { generation, .. }
            | Effect::Replace { generation, .. } => {
                self.newest.store(generation, Ordering::SeqCst);
                let _ = self.search.send(effect);
            }
            Effect::BuildIndex(_) | Effect::GatherNames(_) => {
                let _ = self.search.send(effect);
            }
            Effect::Journal(_) | Effect::Leftover { .. } => {}
            Effect::EditOutside { .. } | Effect::DropEdited(_) => {}
            Effect::Copy(_) | Effect::WriteCopy(_) => {}
            Effect::SetMouse(_) | Effect::SetMotion(_) | Effect::Speak(_) | Effect::Suspend => {}
            Effect::Quit | Effect::Switch(_) => {}
        }
    }

    /// Does work on a thread of its own.
    fn apart(&self, effect: Effect) {
        let to_loop = self.to_loop.clone();
        let failed = failure(&effect);
        let work = move || {
            background::be_nice();
            if let Some(msg) = computed(with_today(effect), &|| false) {
                let _ = to_loop.send(Wake::msg(msg));
            }
        };
        let started = thread::Builder::new().name("apart".into()).spawn(work);
        if let Err(error) = started {
            let _ = self.to_loop.send(Wake::msg(failed(error.to_string())));
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
        let _ = disk.send(Job::End);
        if saves.load(Ordering::SeqCst) > 0 {
            let _ = disk_ended.recv_timeout(patience);
        }
    }
}

/// A panic in the work is told, and costs the program nothing else.
fn computed(effect: Effect, called_off: &dyn Fn() -> bool) -> Option<Msg> {
    let failed = failure(&effect);
    match caught(|| effect.computed(called_off)) {
        Ok(msg) => msg,
        Err(why) => Some(failed(why)),
    }
}

/// How it is told that work has failed.
fn failure(effect: &Effect) -> Box<dyn FnOnce(String) -> Msg> {
    match *effect {
        // These are waited for.
        Effect::Check(..) => Box::new(|why| Msg::Checked(Err(why))),
        Effect::Replace { generation, .. } => Box::new(move |why| Msg::Replaced {
            generation,
            result: Err(why),
        }),
        Effect::Reword { .. } => Box::new(|why| Msg::Reworded(Err(why))),
        Effect::Count { .. } | Effect::FindWordings { .. } => {
            Box::new(|why| trouble(text!("store-not-counted"), &why))
        }
        Effect::BuildIndex(_) => Box::new(|why| trouble(text!("store-cannot-search"), &why)),
        Effect::GatherNames(_) => Box::new(|why| trouble(text!("store-nothing-to-suggest"), &why)),
        _ => Box::new(|why| trouble(text!("store-not-searched"), &why)),
    }
}

/// Counting and checking with what only the clock knows, where it is asked for.
fn with_today(mut effect: Effect) -> Effect {
    if let Effect::Count { today, .. } | Effect::Check(_, today) = &mut effect {
        *today = store::today();
    }
    effect
}

fn trouble(what: &str, why: &str) -> Msg {
    Msg::Notice(Message::error(format!("{what}: {why}")))
}

/// A search with what only the disk knows, where it is asked for.
fn with_dates(mut effect: Effect) -> Effect {
    if let Effect::Search { index, dated, .. } | Effect::FilterTree { index, dated, .. } =
        &mut effect
        && !dated.is_empty()
    {
        let days = dated.drain(..);
        index.set_updated(days.filter_map(|(key, file)| Some((key, store::updated(&file)?))));
    }
    effect
}

fn work_on_search(jobs: &Receiver<Effect>, to_loop: &Sender<Wake>, newest: &AtomicU64) {
    for effect in jobs {
        let mine = match &effect {
            Effect::Search { generation, .. }
            | Effect::FilterTree { generation, .. }
            | Effect::FindRepeated { generation, .. }
            | Effect::FindReplacements { generation, .. }
            | Effect::Replace { generation, .. } => Some(*generation),
            _ => None,
        };
        let called_off = || mine.is_some_and(|mine| newest.load(Ordering::SeqCst) != mine);
        if mine.is_some() && !called_off() {
            thread::sleep(MOMENT);
        }
        if called_off() {
            continue;
        }
        let Some(msg) = computed(with_dates(effect), &called_off) else {
            continue;
        };
        if let Msg::Indexed(index) = &msg {
            index.learn_words();
        }
        if to_loop.send(Wake::msg(msg)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::app::{Reread, SaveFailure, SaveFile};
    use crate::document::{Document, Fingerprint, Revision, Workspace};
    use std::fs;
    use std::path::{Path, PathBuf};

    const WAIT: Duration = Duration::from_secs(20);

    fn start() -> (Runner, Receiver<Wake>) {
        let (sender, inbox) = mpsc::channel();
        (Runner::start(&sender).unwrap(), inbox)
    }

    fn answer(inbox: &Receiver<Wake>) -> Msg {
        match inbox.recv_timeout(WAIT).unwrap() {
            Wake::Msg(msg) => *msg,
            other => panic!("{other:?}"),
        }
    }

    fn save(root: &Path, text: &str, former: &str) -> Effect {
        let file = SaveFile {
            key: "a".into(),
            path: "a.toml".into(),
            text: Some(text.into()),
            revision: Revision::default(),
            expected: Some(Fingerprint::of(former.as_bytes())),
        };
        Effect::Save {
            root: root.into(),
            files: vec![file],
        }
    }

    #[test]
    fn saves_happen_in_order_and_are_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "title = \"0\"").unwrap();
        let (runner, inbox) = start();
        let text = |n| format!("title = \"{n}\"");
        for n in 1..=9 {
            runner.run(save(folder.path(), &text(n), &text(n - 1)));
        }
        runner.finish(WAIT);
        assert_eq!(fs::read_to_string(&path).unwrap(), text(9));
        for n in 1..=9 {
            let Msg::Saved(files) = answer(&inbox) else {
                panic!("{n}");
            };
            assert_eq!(files[0].0.text.as_deref(), Some(text(n).as_str()));
            assert_eq!(files[0].1, Ok(None));
        }
    }

    #[test]
    fn failures_are_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), "title = \"theirs\"").unwrap();
        let (runner, inbox) = start();
        runner.run(save(folder.path(), "title = \"ours\"", "title = \"old\""));
        let failure = |inbox| {
            let Msg::Saved(mut files) = answer(inbox) else {
                panic!();
            };
            files.remove(0).1.unwrap_err()
        };
        assert_eq!(failure(&inbox), SaveFailure::ChangedOnDisk);
        runner.run(save(&folder.path().join("nowhere"), "a = 1", ""));
        assert!(matches!(failure(&inbox), SaveFailure::Other(text) if text.contains("nowhere")));
        runner.run(Effect::Reread {
            key: "a".into(),
            root: folder.path().into(),
            path: "../a.toml".into(),
            purpose: Reread::Reload,
        });
        assert!(matches!(answer(&inbox), Msg::Reread { text: Err(_), .. }));
        runner.run(Effect::Load(folder.path().join("nowhere")));
        assert!(matches!(answer(&inbox), Msg::Loaded(Err(_))));
        runner.run(Effect::Load(folder.path().into()));
        assert!(matches!(answer(&inbox), Msg::Opened { families: 1, .. }));
        assert!(matches!(answer(&inbox), Msg::Arrived(documents) if documents.len() == 1));
    }

    #[test]
    fn a_newer_search_makes_the_older_ones_pointless() {
        let document = Document::new(PathBuf::from("a.toml"), "a".into(), "title = \"Baker\"");
        let workspace = Workspace::new(PathBuf::new(), Default::default(), vec![document], vec![]);
        let (runner, inbox) = start();
        runner.run(Effect::BuildIndex(workspace.catalog().clone()));
        let Msg::Indexed(index) = answer(&inbox) else {
            panic!();
        };
        let search = |generation| Effect::Search {
            generation,
            query: "baker".into(),
            unfold: Default::default(),
            index: index.clone(),
            dated: Vec::new(),
        };
        (1..=40).for_each(|generation| runner.run(search(generation)));
        let later: Vec<Effect> = (41..=50).map(search).collect();
        assert!(later.iter().all(|effect| runner.announce(effect)));
        assert!(!runner.announce(&Effect::Suspend));
        later
            .into_iter()
            .for_each(|effect| runner.run_announced(effect));
        loop {
            let Msg::Found {
                generation,
                results,
            } = answer(&inbox)
            else {
                panic!();
            };
            assert_eq!(results.hits.len(), 1);
            if generation == 50 {
                break;
            }
        }
        assert!(inbox.recv_timeout(Duration::from_millis(20)).is_err());
        runner.run(Effect::Check(Box::new(workspace), None));
        assert!(matches!(answer(&inbox), Msg::Checked(_)));
    }
}
