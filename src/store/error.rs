//! What can stop the store altogether, each with its path; the text says what happened and what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path that was named does not exist.
    #[error("{path} does not exist: name the folder of a catalog", path = .path.display())]
    NoSuchPath {
        /// As it was looked for.
        path: PathBuf,
    },
    /// The path that was named is a file, and not `catalog.toml`.
    #[error(
        "{path} is not a catalog: name the catalog's folder, or its catalog.toml",
        path = .path.display()
    )]
    NotACatalog {
        /// As it was looked for.
        path: PathBuf,
    },
    /// There is no catalog anywhere and no folder to put the sample in.
    #[error("no catalog was found, and the user has no data folder: name the folder of a catalog")]
    NoUserFolder,
    /// The catalog's own folder cannot be read.
    #[error("the catalog {path} cannot be opened: {source}", path = .path.display())]
    Root {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody tells when a file changes.
    #[error(
        "changes that others make in {path} are not noticed: {why}; reload a file to see what it has now",
        path = .path.display()
    )]
    Watch {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The sample goes only where nothing is.
    #[error("{path} is not empty: the sample goes into a new or empty folder", path = .path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The sample could not be written; nothing of it is left behind.
    #[error("the sample catalog cannot be written to {path}: {source}", path = .path.display())]
    Sample {
        /// Where it should go.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Absolute, or with `..` in it.
    #[error("{path} is not a path below the catalog's folder", path = .path.display())]
    Refused {
        /// As it was given.
        path: PathBuf,
    },
    /// A link leads out of the catalog.
    #[error(
        "{path} leads out of the catalog through a link: put the file itself into the catalog",
        path = .path.display()
    )]
    Outside {
        /// The file.
        path: PathBuf,
    },
    /// A folder or device where a file should be.
    #[error("{path} is not a regular file", path = .path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// A file where a folder should be.
    #[error("{path} is not a folder: give the new file another place", path = .path.display())]
    NotAFolder {
        /// What is there.
        path: PathBuf,
    },
    /// A new file or folder would get a name that makes trouble.
    #[error(
        "{path} is not a good name: each part needs to begin with something other than a dot, to be at most 255 \
         bytes long, and to be free of control characters",
        path = .path.display()
    )]
    BadName {
        /// As it was given.
        path: PathBuf,
    },
    /// A new file would take the place of another.
    #[error(
        "{path} is there already and has been left as it is: choose another name",
        path = .path.display()
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Two writes of one save mean the same file.
    #[error("{path} is named twice in one save: save one change of it after the other", path = .path.display())]
    Twice {
        /// The file.
        path: PathBuf,
    },
    /// More than is read.
    #[error(
        "{path} is larger than {limit} MiB: split the family into several files",
        path = .path.display(), limit = .limit / (1024 * 1024)
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// Not text.
    #[error("{path} is not UTF-8 text: save it as UTF-8 in a text editor", path = .path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// The system does not let us read.
    #[error("{path} cannot be read: {source}", path = .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not what it was when it was read.
    #[error(
        "{path} was changed by another program and has not been saved: reload it, then save again",
        path = .path.display()
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder is gone.
    #[error(
        "{path} is not there any more and has not been saved: put it back, then save again",
        path = .path.display()
    )]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// No right to write the file, or into its folder.
    #[error("{path} is read-only and nothing has been saved: make it writable, then save again", path = .path.display())]
    ReadOnly {
        /// The file, or the folder when it is the folder that is read-only.
        path: PathBuf,
    },
    /// A step of saving failed. The file is as it was.
    #[error(
        "{path} has not been saved and is as it was: {step} failed: {source}{advice}",
        path = .path.display(), advice = advice(.source)
    )]
    Write {
        /// The file.
        path: PathBuf,
        /// Which step.
        step: Step,
        /// What the system said.
        source: io::Error,
    },
    /// The new text is in place, but the disk did not confirm that it would be after a power cut.
    #[error(
        "{path} has the new text, but the disk does not confirm that it will keep it: {source}; save again",
        path = .path.display()
    )]
    NotDurable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is gone, but the disk did not confirm that it would stay so after a power cut.
    #[error(
        "{path} is gone, but the disk does not confirm that it stays so: {source}; save again",
        path = .path.display()
    )]
    RemovalNotDurable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another file of the same save could not be saved, so this one is as it was.
    #[error(
        "{path} is as it was: it was to be saved together with {other}, which could not be saved",
        path = .path.display(), other = .other.display()
    )]
    LeftAlone {
        /// The file.
        path: PathBuf,
        /// The one that could not be saved.
        other: PathBuf,
    },
    /// Another file of the same save could not be saved, and this one could not be made what it was.
    #[error(
        "{path} {left}, although {other} could not be saved with it, and cannot be put back: {source}{kept}",
        path = .path.display(), other = .other.display(), kept = kept(.copy.as_deref())
    )]
    NotPutBack {
        /// The file.
        path: PathBuf,
        /// The one that could not be saved.
        other: PathBuf,
        /// What is at its place now.
        left: Left,
        /// Where the text is that it had; `None` for a file that was not there.
        copy: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// The journal of unsaved changes cannot be read or written.
    #[error("the journal of unsaved changes {path} cannot be used: {source}{advice}", path = .path.display(), advice = room(.source))]
    Journal {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has had the journals of a catalog for too long.
    #[error(
        "the journals in {path} are in use by another rolebook that does not let go: end it, then try again",
        path = .path.display()
    )]
    JournalBusy {
        /// The folder.
        path: PathBuf,
    },
    /// The run that writes a journal, or one that handles it, is alive.
    #[error("the journal {id} is in use by another rolebook: leave that one first")]
    JournalInUse {
        /// Which.
        id: String,
    },
}

/// What is at a file's place that could not be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Left {
    /// The text that was to be saved.
    #[error("has the new text")]
    NewText,
    /// What another program put there after the new text.
    #[error("has the text of another program")]
    TheirText,
    /// Nothing.
    #[error("has been deleted")]
    Nothing,
}

/// The steps of a save up to the one that touches the file itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Step {
    /// Opening the folder, to confirm the rename later.
    #[error("opening its folder")]
    Folder,
    /// Making the folder that a new file goes into.
    #[error("making its folder")]
    NewFolder,
    /// Making the temporary file beside it.
    #[error("making a temporary file beside it")]
    Temporary,
    /// Writing the text.
    #[error("writing the text")]
    Text,
    /// Giving the new file the mode of the old one.
    #[error("keeping its permissions")]
    Attributes,
    /// Getting the text onto the disk.
    #[error("getting the text onto the disk")]
    Sync,
    /// Keeping the old file at hand until all others are saved too.
    #[error("keeping the old text at hand")]
    Copy,
    /// Putting the new file in the old one's place.
    #[error("putting the new text in its place")]
    Rename,
    /// Taking away a file that is deleted.
    #[error("taking it away")]
    Remove,
    /// Getting the new place of the file onto the disk, before other files are deleted.
    #[error("getting its place onto the disk")]
    Confirm,
}

/// Where the former text is.
fn kept(copy: Option<&Path>) -> String {
    copy.map_or_else(
        || "; it was not there before".to_owned(),
        |copy| format!("; the text it had is in {}", copy.display()),
    )
}

/// What to do, where the system's own words do not say it.
fn advice(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => "; make room on the disk, then save again",
        io::ErrorKind::QuotaExceeded => "; make room in the quota, then save again",
        io::ErrorKind::FileTooLarge => "; the system limits the size of files",
        _ => "",
    }
}

/// Likewise, where nobody asked for a save.
fn room(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => "; make room on the disk",
        io::ErrorKind::QuotaExceeded => "; make room in the quota",
        _ => "",
    }
}
