//! Which catalog to open: the one that is named, or the nearest, or the user's own.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::sample::{is_vacant, write_sample};
use super::{CATALOG_FILE, StoreError};

/// Who says which catalog it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The command line.
    Argument,
    /// The environment.
    Environment,
    /// The folder we are in, or one above it.
    Nearest,
    /// The user's settings.
    Configured,
    /// Nobody: it is the one in the user's data folder.
    UserData,
}

/// The catalog to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its folder, canonical.
    pub root: PathBuf,
    /// Who says so.
    pub source: Source,
    /// The sample was written there just now.
    pub created: bool,
}

/// Finds the catalog to open. `argument`, `environment` and `configured` name a folder, a `catalog.toml`, or a
/// folder whose `data` folder is a catalog; relative ones start at `cwd`. An empty `environment` names nothing.
/// Where none of them names anything, it is the nearest folder at or above `cwd` that has a `catalog.toml`, or
/// whose `data` folder has one; then `configured`; and at last `user_data`, which gets the sample when there is
/// nothing in it.
///
/// # Errors
/// [`StoreError`] when what is named is no catalog, cannot be reached, or the sample cannot be written.
pub fn find(
    argument: Option<&Path>,
    environment: Option<&OsStr>,
    configured: Option<&Path>,
    user_data: Option<&Path>,
    cwd: &Path,
) -> Result<Opening, StoreError> {
    let environment = environment.filter(|value| !value.is_empty()).map(Path::new);
    if let Some(path) = argument {
        return named(&cwd.join(path), Source::Argument);
    }
    if let Some(path) = environment {
        return named(&cwd.join(path), Source::Environment);
    }
    if let Some(root) = cwd.ancestors().find_map(catalog_at) {
        return opening(&root, Source::Nearest, false);
    }
    if let Some(path) = configured {
        return named(&cwd.join(path), Source::Configured);
    }
    let path = user_data.ok_or(StoreError::NoUserFolder)?;
    let vacant = is_vacant(path).map_err(|source| StoreError::Root {
        path: path.to_owned(),
        source,
    })?;
    let created = vacant
        && match write_sample(path) {
            Ok(()) => true,
            // Another instance was first.
            Err(StoreError::NotEmpty { .. }) => false,
            Err(error) => return Err(error),
        };
    opening(path, Source::UserData, created)
}

/// The folder of the catalog at a path, canonical.
///
/// # Errors
/// [`StoreError`] when there is none, or it cannot be reached.
pub fn catalog_in(path: &Path) -> Result<PathBuf, StoreError> {
    named(path, Source::Argument).map(|opening| opening.root)
}

/// Starts a catalog that has nothing but its name, that of its folder; gives the folder, canonical.
///
/// # Errors
/// [`StoreError::NotEmpty`] where something is already, [`StoreError::Start`] when it cannot be written.
pub fn start_catalog(path: &Path) -> Result<PathBuf, StoreError> {
    let failed = |source| StoreError::Start {
        path: path.to_owned(),
        source,
    };
    if !is_vacant(path).map_err(failed)? {
        return Err(StoreError::NotEmpty {
            path: path.to_owned(),
        });
    }
    fs::create_dir_all(path).map_err(failed)?;
    let root = fs::canonicalize(path).map_err(failed)?;
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let text = toml::to_string(&toml::Table::from_iter([(
        "name".to_owned(),
        toml::Value::from(&*name),
    )]));
    let text = text.map_err(|error| failed(std::io::Error::other(error)))?;
    let file = fs::File::create_new(root.join(CATALOG_FILE));
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(failed)?;
    Ok(root)
}

/// Where the catalog of a user is who has not named one.
pub fn user_data_catalog() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "rolebook").map(|dirs| dirs.data_dir().join("catalog"))
}

/// The catalog that a folder is, or has in its `data`.
pub fn catalog_at(folder: &Path) -> Option<PathBuf> {
    [folder.to_owned(), folder.join("data")]
        .into_iter()
        .find(|folder| folder.join(CATALOG_FILE).is_file())
}

fn named(path: &Path, source: Source) -> Result<Opening, StoreError> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NoSuchPath {
            path: path.to_owned(),
        },
        _ => StoreError::Root {
            path: path.to_owned(),
            source: error,
        },
    })?;
    if metadata.is_dir() {
        let root = catalog_at(path).unwrap_or_else(|| path.to_owned());
        opening(&root, source, false)
    } else if metadata.is_file() && path.file_name().is_some_and(|name| name == CATALOG_FILE) {
        // Without resolving the file: it may be a link, and the catalog is where the link is.
        opening(path.parent().unwrap_or(path), source, false)
    } else {
        Err(StoreError::NotACatalog {
            path: path.to_owned(),
        })
    }
}

fn opening(root: &Path, source: Source, created: bool) -> Result<Opening, StoreError> {
    let root = fs::canonicalize(root).map_err(|source| StoreError::Root {
        path: root.to_owned(),
        source,
    })?;
    Ok(Opening {
        root,
        source,
        created,
    })
}
