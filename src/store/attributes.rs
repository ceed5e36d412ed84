//! What a file has besides its text, and must not lose when a new file takes its place: mode, owner, access
//! lists and other extended attributes. And who may write it.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::read::resolve;

/// Whether writing is not allowed here: by the system, or because nobody at all may write. The latter counts
/// for the superuser too, whom the system would let through.
#[cfg(unix)]
pub(super) fn is_read_only(path: &Path, metadata: &Metadata) -> bool {
    use rustix::fs::{Access, access};
    use rustix::io::Errno;
    use std::os::unix::fs::MetadataExt;

    metadata.mode() & 0o222 == 0
        || matches!(
            access(path, Access::WRITE_OK),
            Err(Errno::ACCESS | Errno::PERM | Errno::ROFS)
        )
}

#[cfg(not(unix))]
pub(super) fn is_read_only(_path: &Path, metadata: &Metadata) -> bool {
    metadata.is_file() && metadata.permissions().readonly()
}

/// What stands in the way of saving a file of the catalog, before anybody has written a word: the file, or its folder,
/// that is read-only.
pub fn read_only(root: &Path, relative: &Path) -> Option<PathBuf> {
    let file = resolve(root, relative).ok()?;
    let folder = file.parent()?;
    [file.as_path(), folder]
        .into_iter()
        .find(|path| fs::metadata(path).is_ok_and(|metadata| is_read_only(path, &metadata)))
        .map(Path::to_owned)
}

/// Gives `new` what `old` had. `false` when the owner could not be kept; the mode grants nobody more then.
#[cfg(unix)]
pub(super) fn carry_over(old: &File, metadata: &Metadata, new: &File) -> io::Result<bool> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let ours = new.metadata()?;
    let same_owner = metadata.uid() == ours.uid() && metadata.gid() == ours.gid();
    let kept = same_owner || fchown(new, Some(metadata.uid()), Some(metadata.gid())).is_ok();
    // Whoever is in the file's group may give the group on, though not the owner.
    let group_kept =
        kept || metadata.gid() == ours.gid() || fchown(new, None, Some(metadata.gid())).is_ok();
    copy_extended(old, new);
    let mut mode = metadata.mode() & 0o7777;
    if !kept {
        // These say "as this owner", who is another now.
        mode &= !0o6000;
    }
    if !group_kept {
        mode = (mode & !0o070) | ((mode & 0o007) << 3);
    }
    // After the owner: changing that clears some of the mode.
    new.set_permissions(Permissions::from_mode(mode))?;
    Ok(kept)
}

/// Best effort: some attributes cannot be set by everybody, and some file systems have none.
#[cfg(unix)]
fn copy_extended(old: &File, new: &File) {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};

    // The kernel's own limits for the list of names and for one value.
    let mut names = vec![0_u8; 64 * 1024];
    let mut value = vec![0_u8; 64 * 1024];
    let Ok(len) = flistxattr(old, names.as_mut_slice()) else {
        return;
    };
    for name in names[..len].split(|byte| *byte == 0) {
        if name.is_empty() {
            continue;
        }
        if let Ok(len) = fgetxattr(old, name, value.as_mut_slice()) {
            let _ = fsetxattr(new, name, &value[..len], XattrFlags::empty());
        }
    }
}

#[cfg(not(unix))]
pub(super) fn carry_over(_old: &File, metadata: &Metadata, new: &File) -> io::Result<bool> {
    new.set_permissions(metadata.permissions()).map(|()| true)
}

/// How many names the file has.
#[cfg(unix)]
pub(super) fn names(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink()
}

#[cfg(not(unix))]
pub(super) fn names(_metadata: &Metadata) -> u64 {
    1
}

/// A folder opened so that a rename in it can be made durable.
#[cfg(unix)]
pub(super) type Folder = File;

#[cfg(not(unix))]
pub(super) type Folder = ();

/// Opens a folder so that a rename in it can be made durable.
#[cfg(unix)]
pub(super) fn open_folder(folder: &Path) -> io::Result<Folder> {
    File::open(folder)
}

/// Makes the renames in a folder durable.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Folder) -> io::Result<()> {
    use rustix::io::Errno;
    match folder.sync_all() {
        // Some network file systems have no such operation for folders: there is nothing to wait for.
        Err(error)
            if matches!(
                Errno::from_io_error(&error),
                Some(Errno::INVAL | Errno::NOTSUP | Errno::NOSYS)
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(not(unix))]
pub(super) fn open_folder(_folder: &Path) -> io::Result<Folder> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Folder) -> io::Result<()> {
    Ok(())
}
