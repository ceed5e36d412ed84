//! A whole catalog from its folder, on all cores, handed over piece by piece, or what one question needs of it. Every file
//! that cannot be read is a row, never a stop.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::walk::walk;
use super::{StoreError, read};
use crate::document::{Document, Problem, ProblemKind, SETTINGS_KEY, Sifted, Workspace};

/// A file with the key that it has got.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) path: PathBuf,
    pub(super) key: Arc<str>,
    odd: Option<ProblemKind>,
}

/// How many files a thread reads at a time.
const CHUNK: usize = 8;
/// The first families to be handed over are those of a screen.
const SCREEN: usize = 64;
/// After that, pieces grow with what was handed over: whoever takes them does work that grows with it too.
const GROWTH: usize = 8;
/// But nobody waits longer than this to see that something is going on.
const SOON: Duration = Duration::from_millis(250);

/// A piece of a catalog that is being read.
#[derive(Debug)]
pub enum Piece {
    /// The first: the catalog without its families.
    Opened {
        /// Its root, its settings and what is wrong with its folders.
        workspace: Box<Workspace>,
        /// How many families will follow.
        families: usize,
    },
    /// Some families, in the order of their paths.
    Families(Vec<Document>),
}

/// Reads the catalog in a folder. Temporaries of saves that were killed are removed on the way.
///
/// # Errors
/// [`StoreError::Root`] when the folder itself cannot be read.
pub fn load(root: &Path) -> Result<Workspace, StoreError> {
    Ok(Shelf::open(root)?.read())
}

/// Does what [`load`] does, and hands over what it has as it goes, from whatever thread has it, one piece at a time.
///
/// # Errors
/// [`StoreError::Root`] when the folder itself cannot be read; nothing was handed over then.
pub fn load_in_pieces(root: &Path, take: &(dyn Fn(Piece) + Sync)) -> Result<(), StoreError> {
    Shelf::open(root)?.read_in_pieces(take);
    Ok(())
}

/// The files of a catalog that were found. Its settings are read, and none of its families.
#[derive(Debug)]
pub struct Shelf {
    workspace: Workspace,
    /// The families.
    rows: Vec<Row>,
}

impl Shelf {
    /// Finds the files in a folder. Temporaries of saves that were killed are removed on the way.
    ///
    /// # Errors
    /// [`StoreError::Root`] when the folder itself cannot be read.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        let root = fs::canonicalize(root).map_err(|source| StoreError::Root {
            path: root.to_owned(),
            source,
        })?;
        let found = walk(&root)?;
        let mut problems = found.problems;
        let (settings, rows) = rows(found.files);
        let settings = settings.map(|row| document(&row, text(&root, &row, &mut Vec::new())));
        problems.extend(poor_folders(&rows));
        Ok(Self {
            workspace: Workspace::new(root, settings, Vec::new(), problems),
            rows,
        })
    }

    /// The catalog without its families.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// How many families there are, broken ones too.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no family at all.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads some of the families, by number, for one question, on all cores, and gives them in no order. `sieve` makes,
    /// for a few files, what makes of the text of each what says whether an item is wanted, by its bytes; that must not
    /// depend on the white space around it.
    pub fn sift<T, K>(&self, families: Range<usize>, sieve: impl Fn() -> T + Sync) -> Vec<Sifted>
    where
        T: Fn(&str) -> K,
        K: Fn(Range<usize>) -> bool,
    {
        let rows = &self.rows[families];
        let all = Mutex::new(Vec::with_capacity(rows.len()));
        each_chunk(rows, |_, rows, room| {
            let sieve = sieve();
            let read = |row| sifted(row, text(&self.workspace.root, row, room), &sieve);
            let some: Vec<Sifted> = rows.iter().map(read).collect();
            all.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(some);
        });
        all.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole catalog.
    pub fn read(self) -> Workspace {
        let whole = Mutex::new(Workspace::default());
        self.read_in_pieces(&|piece| {
            let mut whole = whole.lock().unwrap_or_else(PoisonError::into_inner);
            match piece {
                Piece::Opened { workspace, .. } => *whole = *workspace,
                Piece::Families(documents) => whole.take_in(documents),
            }
        });
        whole.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands over the whole catalog.
    fn read_in_pieces(self, take: &(dyn Fn(Piece) + Sync)) {
        let (root, rows) = (self.workspace.root.clone(), &self.rows);
        take(Piece::Opened {
            workspace: Box::new(self.workspace),
            families: rows.len(),
        });
        let in_order = Mutex::new(InOrder::new(rows.len(), take));
        each_chunk(rows, |chunk, rows, room| {
            let read = |row| document(row, text(&root, row, room));
            let documents = rows.iter().map(read).collect();
            in_order
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .put(chunk, documents);
        });
    }

    /// The catalog with those families whose keys are among these.
    pub fn read_some(self, keys: &HashSet<Arc<str>>) -> Workspace {
        let root = self.workspace.root.clone();
        let mut room = Vec::new();
        let rows = self.rows.iter().filter(|row| keys.contains(&row.key));
        let read = |row: &Row| document(row, text(&root, row, &mut room));
        let documents = rows.map(read).collect();
        let mut workspace = self.workspace;
        workspace.take_in(documents);
        workspace
    }
}

/// `catalog.toml`, if it was found, and the families, each with its key.
pub(super) fn rows(mut files: Vec<(PathBuf, Option<ProblemKind>)>) -> (Option<Row>, Vec<Row>) {
    let settings = files
        .iter()
        .position(|(path, _)| path.as_os_str() == SETTINGS_KEY)
        .map(|index| files.swap_remove(index))
        .map(|(path, odd)| Row {
            path,
            key: Arc::from(SETTINGS_KEY),
            odd,
        });
    (settings, keyed(files))
}

/// Gives every file its key. Names that are not UTF-8 can fall together with others, and give way to them.
fn keyed(mut files: Vec<(PathBuf, Option<ProblemKind>)>) -> Vec<Row> {
    files.sort_by(|(a, _), (b, _)| (a.to_str().is_none(), a).cmp(&(b.to_str().is_none(), b)));
    let mut taken: HashSet<Arc<str>> = HashSet::with_capacity(files.len());
    files
        .into_iter()
        .map(|(path, odd)| {
            let plain = key_of(&path);
            let mut key: Arc<str> = Arc::from(plain.as_str());
            let mut number = 1;
            while !taken.insert(key.clone()) {
                number += 1;
                key = Arc::from(format!("{plain}~{number}"));
            }
            Row { path, key, odd }
        })
        .collect()
}

fn key_of(path: &Path) -> String {
    let path = path.with_extension("");
    let parts: Vec<_> = path.components().map(lossy).collect();
    parts.join("/")
}

fn lossy(part: Component<'_>) -> String {
    part.as_os_str().to_string_lossy().into_owned()
}

/// Whether a name makes an address that can be typed without quoting or shift keys.
fn is_plain(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| {
        name.chars().all(|c| {
            matches!(c, '-' | '_' | '.') || (c.is_alphanumeric() && c.to_lowercase().eq([c]))
        })
    })
}

/// One row for a folder, and not one for each file in it.
fn poor_folders(rows: &[Row]) -> Vec<(PathBuf, Problem)> {
    let mut poor: Vec<PathBuf> = rows
        .iter()
        .flat_map(|row| row.path.ancestors().skip(1))
        .filter(|folder| folder.file_name().is_some_and(|name| !is_plain(name)))
        .map(Path::to_owned)
        .collect();
    poor.sort();
    poor.dedup();
    poor.into_iter()
        .map(|folder| (folder, Problem::whole(ProblemKind::FileName)))
        .collect()
}

/// Hands over a few rows at a time, each with its number and a room for texts, on all cores. The calling thread works
/// too, so nothing depends on getting more threads.
fn each_chunk(rows: &[Row], take: impl Fn(usize, &[Row], &mut Vec<u8>) + Sync) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut room = Vec::new();
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            let Some(rows) = rows.chunks(CHUNK).nth(chunk) else {
                return;
            };
            take(chunk, rows, &mut room);
        }
    };
    thread::scope(|scope| {
        // A thread for a handful of files costs more than it saves.
        let more = (cores - 1).min(rows.len() / CHUNK);
        let others: Vec<_> = (0..more)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        work();
        for other in others {
            if let Err(panic) = other.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}

/// Where what several threads have read is put in order and handed over.
struct InOrder<'t> {
    take: &'t (dyn Fn(Piece) + Sync),
    /// How many families there are, and how many were handed over.
    all: usize,
    given: usize,
    /// The chunk that is next, and those behind it that were quicker.
    next: usize,
    ahead: BTreeMap<usize, Vec<Document>>,
    ready: Vec<Document>,
    last: Instant,
}

impl<'t> InOrder<'t> {
    fn new(all: usize, take: &'t (dyn Fn(Piece) + Sync)) -> Self {
        Self {
            take,
            all,
            given: 0,
            next: 0,
            ahead: BTreeMap::new(),
            ready: Vec::new(),
            last: Instant::now(),
        }
    }

    fn put(&mut self, chunk: usize, documents: Vec<Document>) {
        self.ahead.insert(chunk, documents);
        while let Some(documents) = self.ahead.remove(&self.next) {
            self.ready.extend(documents);
            self.next += 1;
        }
        // A screenful first, also when one thread was so slow that the others are far ahead.
        if self.given == 0 && self.ready.len() > SCREEN {
            let more = self.ready.split_off(SCREEN);
            self.give();
            self.ready = more;
        }
        let is_piece = self.ready.len() >= (self.given / GROWTH).max(SCREEN)
            || self.given + self.ready.len() == self.all
            || self.last.elapsed() >= SOON;
        if is_piece && !self.ready.is_empty() {
            self.give();
        }
    }

    fn give(&mut self) {
        self.given += self.ready.len();
        self.last = Instant::now();
        (self.take)(Piece::Families(std::mem::take(&mut self.ready)));
    }
}

/// The text of a file, or why there is none to be had; in a room that can be used again.
pub(super) fn text<'r>(
    root: &Path,
    row: &Row,
    room: &'r mut Vec<u8>,
) -> Result<&'r str, ProblemKind> {
    match &row.odd {
        Some(kind) => Err(kind.clone()),
        None => read::text_in(&root.join(&row.path), room).map_err(|unread| unread.problem()),
    }
}

/// The document of a file that has this text.
pub(super) fn document(row: &Row, text: Result<&str, ProblemKind>) -> Document {
    let (path, key) = (row.path.clone(), row.key.clone());
    let mut document = match text {
        Ok(text) => Document::new(path, key, text),
        Err(kind) => Document::unread(path, key, kind),
    };
    if let Some(problem) = poor_name(row) {
        document.report(problem);
    }
    document
}

/// The same for one question.
fn sifted<K: Fn(Range<usize>) -> bool>(
    row: &Row,
    text: Result<&str, ProblemKind>,
    sieve: &impl Fn(&str) -> K,
) -> Sifted {
    let (path, key) = (row.path.clone(), row.key.clone());
    let mut sifted = match text {
        Ok(text) => Sifted::new(path, key, text, &sieve(text)),
        Err(kind) => Sifted::unread(path, key, kind),
    };
    sifted.problems.extend(poor_name(row));
    sifted
}

fn poor_name(row: &Row) -> Option<Problem> {
    let is_poor = !row.path.file_name().is_some_and(is_plain);
    is_poor.then(|| Problem::whole(ProblemKind::FileName))
}
