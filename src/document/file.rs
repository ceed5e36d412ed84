//! One file of the catalog: its text, what is read from it, and what of it is on the disk.

use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use super::imported::is_imported;
use super::problem::{Problem, ProblemKind};
use super::read::{Reading, read_settings, read_shared_family};
use crate::model::{Family, Settings};

/// The key and the path of the file that holds the catalog's own settings.
pub const SETTINGS_KEY: &str = "catalog.toml";

/// What a file's bytes were, to notice that they are others now. Not a cryptographic hash: it guards against
/// accidents, not against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    len: u64,
    hash: u64,
}

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self {
            len: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }
}

/// A point in the history of one document. Equal revisions have equal texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Revision(pub(super) u64);

/// What a file is of.
#[derive(Debug, Clone)]
enum Contents {
    Family(Option<Arc<Family>>),
    Settings(Option<Arc<Settings>>),
}

impl Contents {
    fn broken(&self) -> Self {
        match self {
            Self::Family(_) => Self::Family(None),
            Self::Settings(_) => Self::Settings(None),
        }
    }
}

/// A text and what is read from it. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct State {
    text: Arc<str>,
    contents: Contents,
    problems: Vec<Problem>,
}

impl State {
    pub(super) fn text(&self) -> &Arc<str> {
        &self.text
    }
}

/// One file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it is, below the catalog's folder.
    pub path: PathBuf,
    /// The key of its family; of the catalog's settings, [`SETTINGS_KEY`]; of what a page gave, a key of its own.
    pub key: Arc<str>,
    text: Arc<str>,
    contents: Contents,
    problems: Vec<Problem>,
    current: Revision,
    /// `None` when it has never been in a file.
    saved: Option<Revision>,
    /// What the file had when it was last read or written; `None` when there is no such text.
    base: Option<Arc<str>>,
}

impl Document {
    /// A document of a text that was read from a file.
    pub fn new(path: PathBuf, key: Arc<str>, text: &str) -> Self {
        let text: Arc<str> = Arc::from(text);
        let mut document = Self {
            path,
            contents: match key.as_ref() {
                SETTINGS_KEY => Contents::Settings(None),
                _ => Contents::Family(None),
            },
            key,
            text: text.clone(),
            problems: Vec::new(),
            current: Revision::default(),
            saved: Some(Revision::default()),
            base: Some(text.clone()),
        };
        document.read();
        document
    }

    /// A document that is in no file yet.
    pub(super) fn unsaved(path: PathBuf, key: Arc<str>, text: Arc<str>, at: Revision) -> Self {
        let mut document = Self::new(path, key, "");
        document.saved = None;
        document.base = None;
        document.set_text(text, at);
        document
    }

    /// The same at another point in its history.
    pub(super) fn at(mut self, revision: Revision) -> Self {
        self.current = revision;
        self.saved = self.saved.map(|_| revision);
        self
    }

    /// A file that could not be read as text at all.
    pub fn unread(path: PathBuf, key: Arc<str>, kind: ProblemKind) -> Self {
        let mut document = Self::new(path, key, "");
        document.contents = document.contents.broken();
        document.problems = vec![Problem::whole(kind)];
        document.base = None;
        document
    }

    /// The text as it would be saved.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What is read from it; `None` while it is broken.
    pub fn family(&self) -> Option<&Arc<Family>> {
        match &self.contents {
            Contents::Family(family) => family.as_ref(),
            Contents::Settings(_) => None,
        }
    }

    /// The settings that are read from it; `None` of a family's file, and while it is broken.
    pub fn settings(&self) -> Option<&Arc<Settings>> {
        match &self.contents {
            Contents::Settings(settings) => settings.as_ref(),
            Contents::Family(_) => None,
        }
    }

    /// What is wrong with it.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Adds a finding that comes from outside the text, such as one about the file's name.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Whether there is something to save.
    pub fn is_dirty(&self) -> bool {
        self.saved != Some(self.current)
    }

    /// The text that the file had when it was last read or written; `None` when there was none to be had.
    pub fn base(&self) -> Option<&Arc<str>> {
        self.base.as_ref()
    }

    /// What the file had when it was last read or written; `None` when there was no text to be had, or no file.
    pub fn disk(&self) -> Option<Fingerprint> {
        let base = self.base.as_ref()?;
        Some(Fingerprint::of(base.as_bytes()))
    }

    /// Where its history stands.
    pub fn revision(&self) -> Revision {
        self.current
    }

    /// Whether no text could be had from the file.
    pub(super) fn is_unread(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.breaks_file() && !matches!(problem.kind, ProblemKind::Syntax(_)))
    }

    pub(super) fn set_text(&mut self, text: Arc<str>, revision: Revision) {
        self.text = text;
        self.current = revision;
        self.read();
    }

    /// What it says now, to be put back without reading it again.
    pub(super) fn state(&self) -> State {
        State {
            text: self.text.clone(),
            contents: self.contents.clone(),
            problems: self.problems.clone(),
        }
    }

    pub(super) fn set_state(&mut self, state: State, revision: Revision) {
        self.text = state.text;
        self.contents = state.contents;
        self.problems = state.problems;
        self.current = revision;
    }

    /// Notes what the file has, and which revision that is.
    pub(super) fn set_saved(&mut self, revision: Revision, text: Arc<str>) {
        self.saved = Some(revision);
        self.base = Some(text);
    }

    /// Notes what the file has, whatever is here.
    pub(super) fn set_base(&mut self, text: Arc<str>) {
        self.saved = (self.text == text).then_some(self.current);
        self.base = Some(text);
    }

    /// Takes over what is known of the file from the document that was here before, if one was.
    pub(super) fn take_place_of(&mut self, former: Option<&Self>) {
        let same_text = former.is_some_and(|former| former.base.as_ref() == Some(&self.text));
        self.base = former.and_then(|former| former.base.clone());
        self.saved = same_text.then_some(self.current);
    }

    fn read(&mut self) {
        // Nobody asks what a page gave for a family before its page is imported again.
        if is_imported(&self.key) {
            return;
        }
        match &mut self.contents {
            Contents::Family(family) => {
                let reading = read_shared_family(&self.text);
                *family = take(reading, &mut self.problems);
            }
            Contents::Settings(settings) => {
                let reading = read_settings(&self.text);
                *settings = take(reading, &mut self.problems);
            }
        }
    }
}

fn take<T>(reading: Reading<T>, problems: &mut Vec<Problem>) -> Option<Arc<T>> {
    // What was reported from outside the text is still true.
    problems.retain(|problem| matches!(problem.kind, ProblemKind::FileName));
    problems.extend(reading.problems);
    reading.value.map(Arc::new)
}
