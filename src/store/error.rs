//! What can stop the store altogether, each with its path; the text says what happened and what to do.

use crate::text::text;
use std::io;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path that was named does not exist.
    #[error("{}", text!("store-does-not-exist-name-the", path = .path.display()))]
    NoSuchPath {
        /// As it was looked for.
        path: PathBuf,
    },
    /// The path that was named is a file, and not `catalog.toml`.
    #[error(
        "{}", text!("store-is-not-a-catalog-name", path = .path.display()))]
    NotACatalog {
        /// As it was looked for.
        path: PathBuf,
    },
    /// There is no catalog anywhere and no folder to put the sample in.
    #[error("{}", text!("store-no-catalog-was-found-and"))]
    NoUserFolder,
    /// The catalog's own folder cannot be read.
    #[error("{}", text!("store-the-catalog-cannot-be-opened", path = .path.display(), source))]
    Root {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody tells when a file changes.
    #[error(
        "{}", text!("store-changes-that-others-make-in", path = .path.display(), why))]
    Watch {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// A new catalog goes only where nothing is.
    #[error("{}", text!("store-is-not-empty", path = .path.display()))]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// The sample could not be written; nothing of it is left behind.
    #[error("{}", text!("store-the-sample-catalog-cannot-be", path = .path.display(), source))]
    Sample {
        /// Where it should go.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A catalog could not be started.
    #[error("{}", text!("store-no-catalog-can-be-started", path = .path.display(), source))]
    Start {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Absolute, or with `..` in it.
    #[error("{}", text!("store-is-not-a-path-below", path = .path.display()))]
    Refused {
        /// As it was given.
        path: PathBuf,
    },
    /// A link leads out of the catalog.
    #[error(
        "{}", text!("store-leads-out-of-the-catalog", path = .path.display()))]
    Outside {
        /// The file.
        path: PathBuf,
    },
    /// A folder or device where a file should be.
    #[error("{}", text!("store-is-not-a-regular-file", path = .path.display()))]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// A file where a folder should be.
    #[error("{}", text!("store-is-not-a-folder-give", path = .path.display()))]
    NotAFolder {
        /// What is there.
        path: PathBuf,
    },
    /// A new file or folder would get a name that makes trouble.
    #[error(
        "{}", text!("store-is-not-a-good-name", path = .path.display()))]
    BadName {
        /// As it was given.
        path: PathBuf,
    },
    /// A new file would take the place of another.
    #[error(
        "{}", text!("store-is-there-already-and-has", path = .path.display()))]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Two writes of one save mean the same file.
    #[error("{}", text!("store-is-named-twice-in-one", path = .path.display()))]
    Twice {
        /// The file.
        path: PathBuf,
    },
    /// More than is read.
    #[error(
        "{}", text!("store-is-larger-than-mib-split", path = .path.display(), limit = .limit / (1024 * 1024)))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// Not text.
    #[error("{}", text!("store-is-not-utf-8-text", path = .path.display()))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
    },
    /// The system does not let us read.
    #[error("{}", text!("store-cannot-be-read", path = .path.display(), source))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is not what it was when it was read.
    #[error(
        "{}", text!("store-was-changed-by-another-program", path = .path.display()))]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder is gone.
    #[error(
        "{}", text!("store-is-not-there-any-more", path = .path.display()))]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// No right to write the file, or into its folder.
    #[error("{}", text!("store-is-read-only-and-nothing", path = .path.display()))]
    ReadOnly {
        /// The file, or the folder when it is the folder that is read-only.
        path: PathBuf,
    },
    /// A step of saving failed. The file is as it was.
    #[error(
        "{}", text!("store-has-not-been-saved-and", path = .path.display(), step, source, advice = advice(.source)))]
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
        "{}", text!("store-has-the-new-text-but", path = .path.display(), source))]
    NotDurable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is gone, but the disk did not confirm that it would stay so after a power cut.
    #[error(
        "{}", text!("store-is-gone-but-the-disk", path = .path.display(), source))]
    RemovalNotDurable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another file of the same save could not be saved, so this one is as it was.
    #[error(
        "{}", text!("store-is-as-it-was-it", path = .path.display(), other = .other.display()))]
    LeftAlone {
        /// The file.
        path: PathBuf,
        /// The one that could not be saved.
        other: PathBuf,
    },
    /// Another file of the same save could not be saved, and this one could not be made what it was.
    #[error(
        "{}", text!("store-although-could-not-be-saved", path = .path.display(), left, other = .other.display(), source, kept = kept(.copy.as_deref())))]
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
    #[error("{}", text!("store-the-journal-of-unsaved-changes", path = .path.display(), source, advice = room(.source)))]
    Journal {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has had the journals of a catalog for too long.
    #[error(
        "{}", text!("store-the-journals-in-are-in", path = .path.display()))]
    JournalBusy {
        /// The folder.
        path: PathBuf,
    },
    /// The run that writes a journal, or one that handles it, is alive.
    #[error("{}", text!("store-the-journal-is-in-use", id))]
    JournalInUse {
        /// Which.
        id: String,
    },
}

/// What is at a file's place that could not be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Left {
    /// The text that was to be saved.
    #[error("{}", text!("store-has-the-new-text"))]
    NewText,
    /// What another program put there after the new text.
    #[error("{}", text!("store-has-the-text-of-another"))]
    TheirText,
    /// Nothing.
    #[error("{}", text!("store-has-been-deleted"))]
    Nothing,
}

/// The steps of a save up to the one that touches the file itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Step {
    /// Opening the folder, to confirm the rename later.
    #[error("{}", text!("store-opening-its-folder"))]
    Folder,
    /// Making the folder that a new file goes into.
    #[error("{}", text!("store-making-its-folder"))]
    NewFolder,
    /// Making the temporary file beside it.
    #[error("{}", text!("store-making-a-temporary-file-beside"))]
    Temporary,
    /// Writing the text.
    #[error("{}", text!("store-writing-the-text"))]
    Text,
    /// Giving the new file the mode of the old one.
    #[error("{}", text!("store-keeping-its-permissions"))]
    Attributes,
    /// Getting the text onto the disk.
    #[error("{}", text!("store-getting-the-text-onto-the"))]
    Sync,
    /// Keeping the old file at hand until all others are saved too.
    #[error("{}", text!("store-keeping-the-old-text-at"))]
    Copy,
    /// Putting the new file in the old one's place.
    #[error("{}", text!("store-putting-the-new-text-in"))]
    Rename,
    /// Taking away a file that is deleted.
    #[error("{}", text!("store-taking-it-away"))]
    Remove,
    /// Getting the new place of the file onto the disk, before other files are deleted.
    #[error("{}", text!("store-getting-its-place-onto-the"))]
    Confirm,
}

/// Where the former text is.
fn kept(copy: Option<&Path>) -> String {
    copy.map_or_else(
        || text!("store-it-was-not-there-before").to_owned(),
        |copy| text!("store-the-text-it-had-is", copy = copy.display()),
    )
}

/// What to do, where the system's own words do not say it.
fn advice(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => text!("store-make-room-on-the-disk"),
        io::ErrorKind::QuotaExceeded => text!("store-make-room-in-the-quota"),
        io::ErrorKind::FileTooLarge => text!("store-the-system-limits-the-size"),
        _ => "",
    }
}

/// Likewise, where nobody asked for a save.
fn room(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull => text!("store-make-room-on-the-disk-2"),
        io::ErrorKind::QuotaExceeded => text!("store-make-room-in-the-quota-2"),
        _ => "",
    }
}
