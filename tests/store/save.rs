//! What a save leaves behind, above all one that fails.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use rolebook::document::Fingerprint;
use rolebook::store::{MAX_FILE, SaveNote, StoreError, read_only, read_text, save};

use crate::{FAMILY, Folder, NEW};

#[test]
fn a_save_changes_the_text_and_nothing_else() {
    let folder = Folder::new();
    let file = folder.put("finance/accountant.toml", FAMILY);
    // Only the superuser can make it somebody else's, and so only he can lose that.
    let _ = std::os::unix::fs::chown(&file, Some(12_345), Some(54_321));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    let before = fs::metadata(&file).unwrap();
    let saved = folder.save("finance/accountant.toml", FAMILY, NEW).unwrap();
    let expected = Fingerprint::of(NEW.as_bytes());
    assert_eq!(saved.fingerprint, Some(expected));
    assert_eq!(saved.note, None);
    assert_eq!(fs::read_to_string(&file).unwrap(), NEW);
    let after = fs::metadata(&file).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(folder.names("finance"), ["accountant.toml"]);
    // What was returned is good for the next save.
    save(
        &folder.path(),
        Path::new("finance/accountant.toml"),
        FAMILY,
        saved.fingerprint,
    )
    .unwrap();
}

#[test]
fn a_save_keeps_extended_attributes() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    let set = rustix::fs::setxattr(
        &file,
        "user.origin",
        b"handbook",
        rustix::fs::XattrFlags::empty(),
    );
    if set.is_err() {
        // This file system has none to lose.
        return;
    }
    folder.save("a.toml", FAMILY, NEW).unwrap();
    let mut value = [0; 64];
    let len = rustix::fs::getxattr(&file, "user.origin", &mut value).unwrap();
    assert_eq!(&value[..len], b"handbook");
}

#[test]
fn a_save_follows_links_to_the_file() {
    let folder = Folder::new();
    let file = folder.put("real/accountant.toml", FAMILY);
    fs::create_dir(folder.at("links")).unwrap();
    symlink("../real/accountant.toml", folder.at("links/one.toml")).unwrap();
    symlink("links/one.toml", folder.at("two.toml")).unwrap();
    folder.save("two.toml", FAMILY, NEW).unwrap();
    assert_eq!(fs::read_to_string(file).unwrap(), NEW);
    assert_eq!(
        fs::read_link(folder.at("two.toml")).unwrap(),
        Path::new("links/one.toml")
    );
    assert!(folder.at("links/one.toml").is_symlink());
    assert_eq!(folder.names("real"), ["accountant.toml"]);
    assert_eq!(folder.names("links"), ["one.toml"]);
}

#[test]
fn a_save_says_when_other_names_keep_the_old_text() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    fs::hard_link(&file, folder.at("b.txt")).unwrap();
    let saved = folder.save("a.toml", FAMILY, NEW).unwrap();
    assert_eq!(saved.note, Some(SaveNote::HardLinked { others: 1 }));
    assert_eq!(fs::read_to_string(folder.at("b.txt")).unwrap(), FAMILY);
}

#[test]
fn what_others_wrote_is_never_overwritten() {
    let folder = Folder::new();
    let file = folder.put("a.toml", FAMILY);
    let times = fs::metadata(&file).unwrap().modified().unwrap();
    let theirs = FAMILY.replace("Accountant", "Accountent");
    fs::write(&file, &theirs).unwrap();
    let handle = File::options().write(true).open(&file).unwrap();
    handle.set_modified(times).unwrap();
    let error = folder.save("a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::ChangedOnDisk { .. }));
    assert!(error.to_string().contains("a.toml"), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    assert_eq!(folder.names(""), ["a.toml"]);
    // A change to the very same text is none.
    fs::write(&file, NEW).unwrap();
    folder.save("a.toml", FAMILY, NEW).unwrap();
    fs::remove_file(&file).unwrap();
    let error = folder.save("a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::Vanished { .. }));
    assert!(folder.names("").is_empty());
}

#[test]
fn paths_that_lead_out_are_refused() {
    let folder = Folder::new();
    let catalog = folder.at("catalog");
    fs::create_dir_all(catalog.join("in")).unwrap();
    let secret = folder.put("x.toml", FAMILY);
    symlink(&secret, catalog.join("link.toml")).unwrap();
    symlink("..", catalog.join("up")).unwrap();
    let attempt = |path: &str| {
        let expected = Fingerprint::of(FAMILY.as_bytes());
        save(&catalog, Path::new(path), NEW, Some(expected)).unwrap_err()
    };
    for path in [
        "../x.toml",
        "in/../../x.toml",
        "./../x.toml",
        "",
        secret.to_str().unwrap(),
    ] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Refused { .. }), "{error:?}");
    }
    for path in ["link.toml", "up/x.toml"] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Outside { .. }), "{error:?}");
    }
    attempt(&format!("{}.toml", "x".repeat(300)));
    attempt("nul\0.toml");
    assert_eq!(fs::read_to_string(&secret).unwrap(), FAMILY);
    assert_eq!(folder.names(""), ["catalog", "x.toml"]);
}

#[test]
fn failed_saves_leave_the_file_and_no_litter() {
    let folder = Folder::new();
    let file = folder.put("finance/a.toml", FAMILY);
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let in_the_way = || read_only(&folder.path(), Path::new("finance/a.toml"));
    assert_eq!(in_the_way(), None);
    // Nobody may write the file.
    mode(&file, 0o444);
    assert_eq!(in_the_way().as_ref(), Some(&file));
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(
        matches!(&error, StoreError::ReadOnly { path } if path == &file),
        "{error:?}"
    );
    assert!(error.to_string().contains("read-only"), "{error}");
    mode(&file, 0o644);
    // Nobody may write in the folder.
    mode(&folder.at("finance"), 0o555);
    assert_eq!(in_the_way(), Some(folder.at("finance")));
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(
        matches!(&error, StoreError::ReadOnly { path } if path == &folder.at("finance")),
        "{error:?}"
    );
    mode(&folder.at("finance"), 0o755);
    // More than could be read again.
    let huge = "#".repeat(usize::try_from(MAX_FILE).unwrap() + 1);
    let error = folder.save("finance/a.toml", FAMILY, &huge).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { .. }), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), FAMILY);
    assert_eq!(folder.names("finance"), ["a.toml"]);
    // A folder in its place, and then nothing at all.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
    assert_eq!(folder.names("finance"), ["a.toml"]);
    fs::remove_dir_all(folder.at("finance")).unwrap();
    let error = folder.save("finance/a.toml", FAMILY, NEW).unwrap_err();
    assert!(matches!(error, StoreError::Vanished { .. }), "{error:?}");
    assert!(folder.names("").is_empty());
}

#[test]
fn read_text_gives_what_is_there_now() {
    let folder = Folder::new();
    folder.put("finance/a.toml", FAMILY);
    folder.put("b.toml", b"\xff");
    let read = |path: &str| read_text(&folder.path(), Path::new(path));
    assert_eq!(read("finance/a.toml").unwrap(), FAMILY);
    assert!(matches!(read("../a.toml"), Err(StoreError::Refused { .. })));
    assert!(matches!(
        read("finance/b.toml"),
        Err(StoreError::Vanished { .. })
    ));
    assert!(matches!(read("b.toml"), Err(StoreError::NotUtf8 { .. })));
}
