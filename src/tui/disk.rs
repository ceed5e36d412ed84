//! What touches the disk, on one thread and in order: saving, reading again, and looking at what others have changed.
//! A whole catalog is read on a thread of its own, which hands the pieces over here. Knows nothing of the terminal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use super::panic::caught;
use super::{Wake, importing, writing};
use crate::app::{Effect, Message, Msg, Opening, SaveFailure, SaveFile};
use crate::config::Config;
use crate::store::{self, Known, Piece, SaveNote, Saved, StoreError, Watch, Write};
use crate::text::text;

/// A file, and whether it was saved; with what there is to know about it.
type Outcome = (SaveFile, Result<Option<String>, SaveFailure>);

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum Job {
    /// An effect that is the disk's.
    Do(Effect),
    /// A piece of the catalog has been read.
    Read(Piece),
    /// All of it has been read, or why it could not be, in words.
    AllRead(Result<(), String>),
    /// These paths of the catalog were touched.
    Look(BTreeSet<PathBuf>),
    /// The settings were touched.
    LookAtSettings,
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
        reading: false,
        touched: BTreeSet::new(),
        watch: None,
        settings: None,
        settings_text: None,
    };
    for job in jobs {
        let saving = matches!(
            job,
            Job::Do(Effect::Save { .. } | Effect::KeepSession { .. })
        );
        let msg = match job {
            Job::Do(effect) => disk.perform(effect),
            Job::Read(piece) => Some(disk.read(piece)),
            Job::AllRead(result) => disk.all_read(result),
            Job::Look(paths) => disk.look(paths),
            Job::LookAtSettings => disk.settings(),
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
    /// What the loop was told of the files; nothing before the catalog's folder has been looked through.
    known: Option<Known>,
    /// Whether the catalog is being read, and what was touched meanwhile: it is looked at afterwards, because what has
    /// not been read yet is no news.
    reading: bool,
    touched: BTreeSet<PathBuf>,
    watch: Option<Watch>,
    /// The watch over the settings, and what they were when they were read last.
    settings: Option<Watch>,
    settings_text: Option<String>,
}

impl Disk {
    fn send(&self, msg: Msg) {
        // Nobody listens when the program ends; the rest of the queue is done all the same.
        let _ = self.to_loop.send(Wake::msg(msg));
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Load(root) => self.load(root),
            Effect::Save { root, files } => Some(Msg::Saved(self.save(&root, files))),
            Effect::AskWritable { key, root, path } => {
                let path = caught(|| store::read_only(&root, &path)).ok()??;
                Some(Msg::ReadOnly { key, path })
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
            Effect::WatchSettings => {
                self.watch_settings();
                None
            }
            Effect::KeepSetting(key, value) => Some(self.keep_setting(key, &value)),
            Effect::FindCatalog { path, opening } => {
                let path = store::named(&path);
                let found = match opening {
                    Opening::There => store::catalog_in(&path),
                    Opening::New => store::start_catalog(&path),
                };
                Some(Msg::CatalogFound(found.map_err(|error| error.to_string())))
            }
            Effect::AskRevision { root, is_changed } => {
                let revision = caught(|| store::revision(&root)).ok().flatten();
                let changed = |revision| store::changed_since(revision, is_changed);
                Some(Msg::Revision(revision.map(changed)))
            }
            Effect::AskChanges { root, path } => {
                let lines = caught(|| store::changes_of(&root, &path)).ok().flatten();
                Some(Msg::Changes(path, lines))
            }
            Effect::Write(writing) => Some(writing::write(writing)),
            Effect::ListFolder(folder) => Some(importing::list(folder)),
            Effect::ReadPast(root) => {
                let past = store::state_folder().map(|state| store::read_past(&state, &root));
                Some(Msg::Past(Box::new(past.unwrap_or_default())))
            }
            // What cannot be kept of these is nothing to interrupt anybody for.
            Effect::KeepUse(id) => {
                let _ = store::state_folder().map(|state| store::keep_use(&state, &id));
                None
            }
            Effect::KeepSession {
                root,
                name,
                session,
            } => {
                if let Some(state) = store::state_folder() {
                    let _ = store::keep_recent(&state, &root, &name);
                    let _ = store::keep_session(&state, &root, &session);
                }
                None
            }
            Effect::ReadSearches => Some(read_searches()),
            Effect::KeepQuery(query) => {
                // A query that is forgotten is typed again; that is nothing to interrupt anybody for.
                let _ = store::state_folder().map(|state| store::keep_query(&state, &query));
                None
            }
            Effect::KeepSearch(name, query) => keep_search(&name, query.as_deref()),
            _ => None,
        }
    }

    /// Watches the settings; where that fails, they are read at the next start.
    fn watch_settings(&mut self) {
        let (Ok(folder), Some(path)) = (store::settings_folder(), Config::path()) else {
            return;
        };
        self.settings_text = store::read_settings(&path).ok().flatten();
        let to_itself = self.to_itself.clone();
        let touched = move |_| {
            let _ = to_itself.send(Job::LookAtSettings);
        };
        self.settings = words(caught(|| Watch::start(&folder, touched))).ok();
    }

    /// What the settings are now, when that is news.
    fn settings(&mut self) -> Option<Msg> {
        let text = store::read_settings(&Config::path()?);
        if text.as_ref() == Ok(&self.settings_text) {
            return None;
        }
        self.settings_text = text.clone().unwrap_or_default();
        Some(Msg::Settings(text.map(Option::unwrap_or_default)))
    }

    fn keep_setting(&mut self, key: &str, value: &str) -> Msg {
        let Some(path) = Config::path() else {
            let why = text!("store-this-system-has-no-folder");
            return Msg::Settings(Err(why.to_owned()));
        };
        let text = store::keep_setting(&path, key, value);
        if let Ok(text) = &text {
            self.settings_text = Some(text.clone());
        }
        Msg::Settings(text.map_err(|why| text!("store-it-is-kept-until-you", why)))
    }

    /// Saves files, and says of each what came of it.
    fn save(&mut self, root: &Path, files: Vec<SaveFile>) -> Vec<Outcome> {
        let writes: Vec<Write> = files
            .iter()
            .map(|file| Write {
                path: file.path.clone(),
                text: file.text.clone(),
                expected: file.expected,
            })
            .collect();
        let results = match caught(|| store::save_all(root, &writes)) {
            Ok(results) => results,
            Err(panic) => {
                let failed = |file| (file, Err(SaveFailure::Other(panic.clone())));
                return files.into_iter().map(failed).collect();
            }
        };
        let outcome = |(file, result): (SaveFile, Result<Saved, StoreError>)| {
            if let (Ok(_), Some(known)) = (&result, &mut self.known) {
                match &file.text {
                    Some(text) => known.saved(&file.key, &file.path, text),
                    None => known.deleted(&file.path),
                }
            }
            let result = result.map(|saved| saved.note.map(note));
            (file, result.map_err(failure))
        };
        files.into_iter().zip(results).map(outcome).collect()
    }

    /// Begins to read the catalog, on a thread of its own: saving must not wait for all of it.
    fn load(&mut self, root: PathBuf) -> Option<Msg> {
        // Watched before it is read: what changes in between is looked at afterwards.
        self.known = None;
        self.reading = true;
        let to_itself = self.to_itself.clone();
        let touched = move |paths| {
            // The thread ends with the program.
            let _ = to_itself.send(Job::Look(paths));
        };
        match words(caught(|| Watch::start(&root, touched))) {
            Ok(watch) => self.watch = Some(watch),
            Err(why) => {
                self.watch = None;
                // When the folder is out of reach, reading says so.
                if root.is_dir() {
                    self.send(Msg::Notice(Message::error(text!("store-not-watched", why))));
                }
            }
        }
        let to_itself = self.to_itself.clone();
        let read = move || {
            let take = |piece| {
                let _ = to_itself.send(Job::Read(piece));
            };
            let result = words(caught(|| store::load_in_pieces(&root, &take)));
            let _ = to_itself.send(Job::AllRead(result));
        };
        let started = thread::Builder::new().name("load".into()).spawn(read);
        let failed = started.err()?;
        self.all_read(Err(failed.to_string()))
    }

    fn read(&mut self, piece: Piece) -> Msg {
        match piece {
            Piece::Opened {
                workspace,
                families,
            } => {
                self.known = Some(Known::of(&workspace));
                Msg::Opened {
                    workspace,
                    families,
                }
            }
            Piece::Families(documents) => {
                if let Some(known) = &mut self.known {
                    known.add(&documents);
                }
                Msg::Arrived(documents)
            }
        }
    }

    fn all_read(&mut self, result: Result<(), String>) -> Option<Msg> {
        self.reading = false;
        let touched = std::mem::take(&mut self.touched);
        match result {
            Ok(()) if touched.is_empty() => None,
            Ok(()) => self.look(touched),
            Err(why) => {
                self.known = None;
                Some(Msg::Loaded(Err(why)))
            }
        }
    }

    fn look(&mut self, paths: BTreeSet<PathBuf>) -> Option<Msg> {
        if self.reading {
            self.touched.extend(paths);
            return None;
        }
        let known = self.known.as_mut()?;
        match words(caught(|| known.look(&paths))) {
            Ok(news) if news.is_empty() => None,
            Ok(news) => Some(Msg::FilesChanged(news)),
            Err(why) => Some(Msg::Notice(Message::error(text!(
                "store-not-read-what-was-read",
                why
            )))),
        }
    }
}

/// What was looked for in earlier runs. Files that cannot be used count as empty here; writing to them says why.
fn read_searches() -> Msg {
    let queries = store::state_folder().map(|state| store::read_queries(&state));
    let saved = store::saved_searches_path().map(|path| store::read_saved_searches(&path));
    Msg::Searches(
        queries.unwrap_or_default(),
        saved.and_then(Result::ok).unwrap_or_default(),
    )
}

fn keep_search(name: &str, query: Option<&str>) -> Option<Msg> {
    let path = store::saved_searches_path()?;
    let failed = store::keep_search(&path, name, query).err()?;
    let text = text!("store-the-name-is-kept-until", failed);
    Some(Msg::Notice(Message::error(text)))
}

fn note(note: SaveNote) -> String {
    match note {
        SaveNote::HardLinked { others: 1 } => text!("store-it-has-another-name-a").into(),
        SaveNote::HardLinked { others } => {
            text!("store-it-has-other-names-hard", others)
        }
        SaveNote::OwnerChanged => text!("store-it-belongs-to-you-now").into(),
    }
}

fn failure(error: StoreError) -> SaveFailure {
    match error {
        StoreError::ChangedOnDisk { .. } => SaveFailure::ChangedOnDisk,
        StoreError::LeftAlone { .. } => SaveFailure::LeftAlone,
        error => SaveFailure::Other(error.to_string()),
    }
}

/// What went wrong, whether it is an error or a panic.
fn words<T>(result: Result<Result<T, StoreError>, String>) -> Result<T, String> {
    result.and_then(|result| result.map_err(|error| error.to_string()))
}
