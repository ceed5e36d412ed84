//! The files of a journal: their names, what is in them, and writing one so that it is whole or not there.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::place::{Lock, private_file};
use crate::document::{Draft, Unsaved};
use crate::store::attributes::{open_folder, sync_folder};
use crate::store::read;
use crate::store::temporary::Temporary;

/// Says whose a run is, and is locked while it lives.
pub(super) const SESSION: &str = "session";
/// The open form.
pub(super) const DRAFT: &str = "draft.json";

const DOCUMENT: (&str, &str) = ("document-", ".json");

/// An entry has two texts of a file, and JSON writes some characters with several.
const LARGEST: u64 = 8 * read::MAX_FILE;

/// The name of a document's entry. Not made from its key: keys can be longer than names may be.
pub(super) fn document_name(number: u64) -> String {
    format!("{}{number}{}", DOCUMENT.0, DOCUMENT.1)
}

/// Whether a file is the entry of a document.
pub(super) fn is_document(name: &str) -> bool {
    name.starts_with(DOCUMENT.0) && name.ends_with(DOCUMENT.1)
}

/// A path as JSON has it, also when it is not Unicode.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum StoredPath {
    Text(String),
    Bytes(Vec<u8>),
}

impl StoredPath {
    fn new(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_encoded_bytes().to_owned()),
        }
    }

    pub(super) fn path(&self) -> PathBuf {
        match self {
            Self::Text(text) => PathBuf::from(text),
            Self::Bytes(bytes) => from_bytes(bytes),
        }
    }
}

#[cfg(unix)]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// What a run says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredSession {
    pub(super) root: StoredPath,
    pub(super) pid: u32,
}

impl StoredSession {
    pub(super) fn new(root: &Path, pid: u32) -> Self {
        Self {
            root: StoredPath::new(root),
            pid,
        }
    }
}

/// A document with what is unsaved of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredDocument {
    pub(super) sequence: u64,
    key: String,
    path: StoredPath,
    base: Option<String>,
    text: Option<String>,
}

impl StoredDocument {
    pub(super) fn new(sequence: u64, unsaved: &Unsaved) -> Self {
        let owned = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        Self {
            sequence,
            key: unsaved.key.to_string(),
            path: StoredPath::new(&unsaved.path),
            base: owned(&unsaved.base),
            text: owned(&unsaved.text),
        }
    }

    pub(super) fn unsaved(self) -> Unsaved {
        Unsaved {
            key: Arc::from(self.key),
            path: self.path.path(),
            base: self.base.map(Arc::from),
            text: self.text.map(Arc::from),
        }
    }
}

/// A form with what is in it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredDraft {
    title: String,
    key: String,
    form: String,
    fields: Vec<(String, String)>,
}

impl StoredDraft {
    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            title: draft.title.clone(),
            key: draft.key.to_string(),
            form: draft.form.clone(),
            fields: draft.fields.clone(),
        }
    }

    pub(super) fn draft(self) -> Draft {
        Draft {
            title: self.title,
            key: Arc::from(self.key),
            form: self.form,
            fields: self.fields,
        }
    }
}

/// Makes the folder of a run, which is alive from then on. To be done by whose turn it is.
pub(super) fn make_session(folder: &Path, session: &StoredSession) -> io::Result<Lock> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut file = private_file().create_new(true).open(folder.join(SESSION))?;
    file.write_all(&serde_json::to_vec(session)?)?;
    file.sync_all()?;
    sync(folder)?;
    if let Some(above) = folder.parent() {
        sync(above)?;
    }
    Lock::attempt(file)?.ok_or_else(|| io::Error::from(io::ErrorKind::WouldBlock))
}

/// Writes an entry so that its file has the former one or this one, whole, whatever happens.
pub(super) fn write_whole(folder: &Path, name: &str, value: &impl Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(value)?;
    put(folder, name, &bytes)
}

/// Likewise, of bytes as they are.
pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = Temporary::file(folder)?;
    temporary.as_file().write_all(bytes)?;
    temporary.as_file().sync_all()?;
    let persisted = temporary.close().persist(&folder.join(name));
    persisted.map_err(|(error, _)| error)?;
    sync(folder)
}

/// Removes an entry; one that is not there is removed already.
pub(super) fn remove(folder: &Path, name: &str) -> io::Result<()> {
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync(folder),
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    sync_folder(&open_folder(folder)?)
}

/// Who a run says it is; `None` when that cannot be read.
pub(super) fn read_session(folder: &Path) -> Option<StoredSession> {
    parse(&bytes(&folder.join(SESSION)).ok()?)
}

/// `None` for what is damaged.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

/// The bytes of a regular file of no absurd size.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = read::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
