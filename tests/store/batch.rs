//! What a save of several files leaves behind, above all one that fails.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use rolebook::document::Fingerprint;
use rolebook::store::{MAX_FILE, SaveNote, Saved, StoreError, Write, save_all};

use crate::faults::{place, suffer};
use crate::{FAMILY, Folder, NEW};

fn write(path: &str, text: Option<&str>, before: Option<&str>) -> Write {
    Write {
        path: path.into(),
        text: text.map(Into::into),
        expected: before.map(|text| Fingerprint::of(text.as_bytes())),
    }
}

fn change(path: &str) -> Write {
    write(path, Some(NEW), Some(FAMILY))
}

fn creation(path: &str) -> Write {
    write(path, Some(NEW), None)
}

fn removal(path: &str) -> Write {
    write(path, None, Some(FAMILY))
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn saved(results: Vec<Result<Saved, StoreError>>) -> Vec<Saved> {
    results.into_iter().map(Result::unwrap).collect()
}

/// That this one failed and all others were left alone for it. Gives what it failed of.
fn only_failure(results: Vec<Result<Saved, StoreError>>, failing: usize) -> StoreError {
    let mut why = None;
    for (index, result) in results.into_iter().enumerate() {
        let error = result.unwrap_err();
        if index == failing {
            why = Some(error);
        } else {
            assert!(matches!(error, StoreError::LeftAlone { .. }), "{error:?}");
        }
    }
    why.unwrap()
}

#[test]
fn files_are_changed_made_and_deleted_together() {
    let folder = Folder::new();
    folder.put("finance/a.toml", FAMILY);
    folder.put("legal/b.toml", FAMILY);
    // A move, with its folder, beside a change.
    let results = save_all(
        &folder.path(),
        &[
            removal("legal/b.toml"),
            creation("people/partners/b.toml"),
            change("finance/a.toml"),
        ],
    );
    let new = Some(Fingerprint::of(NEW.as_bytes()));
    let fingerprints: Vec<_> = saved(results)
        .iter()
        .map(|saved| saved.fingerprint)
        .collect();
    assert_eq!(fingerprints, [None, new, new]);
    assert_eq!(
        fs::read_to_string(folder.at("finance/a.toml")).unwrap(),
        NEW
    );
    let made = folder.at("people/partners/b.toml");
    assert_eq!(fs::read_to_string(&made).unwrap(), NEW);
    // The empty department stays.
    assert_eq!(folder.names(""), ["finance", "legal", "people"]);
    assert!(folder.names("legal").is_empty());
    assert_eq!(folder.names("finance"), ["a.toml"]);
    assert_eq!(folder.names("people/partners"), ["b.toml"]);
    // A new file has the mode that any other program would have given it.
    let usual = fs::metadata(folder.put("usual.toml", "")).unwrap().mode();
    assert_eq!(fs::metadata(made).unwrap().mode(), usual);
    assert!(save_all(&folder.path(), &[]).is_empty());
}

#[test]
fn each_file_keeps_what_it_has_besides_its_text() {
    let folder = Folder::new();
    let secret = folder.put("secret.toml", FAMILY);
    let shared = folder.put("it/shared.toml", FAMILY);
    folder.put("real/linked.toml", FAMILY);
    mode(&secret, 0o600);
    mode(&shared, 0o664);
    // Only the superuser can make it somebody else's, and so only he can lose that.
    let _ = std::os::unix::fs::chown(&shared, Some(12_345), Some(54_321));
    symlink("../real/linked.toml", folder.at("it/link.toml")).unwrap();
    fs::hard_link(&secret, folder.at("other name")).unwrap();
    let of = |path: &Path| {
        let metadata = fs::metadata(path).unwrap();
        (metadata.mode(), metadata.uid(), metadata.gid())
    };
    let before = (of(&secret), of(&shared));
    let writes = [
        change("secret.toml"),
        change("it/shared.toml"),
        change("it/link.toml"),
    ];
    let notes: Vec<_> = saved(save_all(&folder.path(), &writes))
        .iter()
        .map(|saved| saved.note)
        .collect();
    assert_eq!(
        notes,
        [Some(SaveNote::HardLinked { others: 1 }), None, None]
    );
    assert_eq!((of(&secret), of(&shared)), before);
    assert_eq!(fs::read_to_string(folder.at("other name")).unwrap(), FAMILY);
    assert!(folder.at("it/link.toml").is_symlink());
    assert_eq!(
        fs::read_to_string(folder.at("real/linked.toml")).unwrap(),
        NEW
    );
}

#[test]
fn a_deleted_link_leaves_what_it_leads_to() {
    let folder = Folder::new();
    folder.put("real/a.toml", FAMILY);
    symlink("real/a.toml", folder.at("link.toml")).unwrap();
    symlink("real", folder.at("folder")).unwrap();
    saved(save_all(&folder.path(), &[removal("link.toml")]));
    assert_eq!(folder.names(""), ["folder", "real"]);
    assert_eq!(folder.names("real"), ["a.toml"]);
    saved(save_all(&folder.path(), &[removal("folder/a.toml")]));
    assert!(folder.names("real").is_empty());
    assert!(folder.at("folder").is_symlink());
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_is_saved() {
    let folder = Folder::new();
    for name in [
        "good.toml",
        "locked.toml",
        "shut/a.toml",
        "theirs.toml",
        "theirs-too.toml",
    ] {
        folder.put(name, FAMILY);
    }
    folder.put("there.toml", FAMILY);
    folder.put("theirs.toml", "title = \"Theirs\"\n");
    folder.put("theirs-too.toml", "title = \"Theirs\"\n");
    fs::create_dir(folder.at("folder.toml")).unwrap();
    mode(&folder.at("locked.toml"), 0o444);
    mode(&folder.at("shut"), 0o555);
    let huge = "#".repeat(usize::try_from(MAX_FILE).unwrap() + 1);
    let writes = [
        change("good.toml"),
        change("locked.toml"),
        change("shut/a.toml"),
        change("theirs.toml"),
        removal("theirs-too.toml"),
        change("folder.toml"),
        creation("there.toml"),
        creation("shut/new/b.toml"),
        creation("new/c.toml"),
        write("good.toml", Some("title = \"Again\"\n"), Some(FAMILY)),
        write("huge.toml", Some(&huge), None),
        change("missing.toml"),
        removal("locked.toml"),
        creation("there.toml/d.toml"),
    ];
    let errors: Vec<StoreError> = save_all(&folder.path(), &writes)
        .into_iter()
        .map(Result::unwrap_err)
        .collect();
    use StoreError as E;
    assert!(
        matches!(
            &errors[..],
            [
                E::LeftAlone { other, .. },
                E::ReadOnly { path: locked },
                E::ReadOnly { path: shut },
                E::ChangedOnDisk { .. },
                E::ChangedOnDisk { .. },
                E::NotAFile { .. },
                E::Exists { .. },
                E::ReadOnly { path: shut_too },
                E::LeftAlone { .. },
                E::Twice { .. },
                E::TooLarge { .. },
                E::Vanished { .. },
                E::ReadOnly { .. },
                E::NotAFolder { .. },
            ] if other.ends_with("locked.toml")
                && locked.ends_with("locked.toml")
                && shut.ends_with("shut")
                && shut_too.ends_with("shut")
        ),
        "{errors:#?}"
    );
    for (write, error) in writes.iter().zip(&errors) {
        let text = error.to_string();
        let mut paths = write.path.ancestors().filter(|path| *path != Path::new(""));
        let named = paths.any(|path| text.contains(&path.display().to_string()));
        assert!(named, "{text}");
    }
    assert_eq!(
        folder.names(""),
        [
            "folder.toml",
            "good.toml",
            "locked.toml",
            "shut",
            "theirs-too.toml",
            "theirs.toml",
            "there.toml"
        ]
    );
    assert_eq!(folder.names("shut"), ["a.toml"]);
    assert_eq!(fs::read_to_string(folder.at("good.toml")).unwrap(), FAMILY);
    assert_eq!(fs::read_to_string(folder.at("there.toml")).unwrap(), FAMILY);
}

#[test]
fn new_files_stay_inside_and_have_good_names() {
    let folder = Folder::new();
    let catalog = folder.at("catalog");
    fs::create_dir_all(catalog.join("in")).unwrap();
    symlink("..", catalog.join("up")).unwrap();
    symlink("../nowhere", catalog.join("dangling")).unwrap();
    symlink("../nowhere.toml", catalog.join("dangling.toml")).unwrap();
    let attempt = |path: &str| save_all(&catalog, &[creation(path)]).remove(0).unwrap_err();
    let long = "x".repeat(256);
    let absolute = folder.at("x.toml").display().to_string();
    for path in ["", "../x.toml", "in/../../x.toml", &absolute] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Refused { .. }), "{error:?}");
    }
    for path in [
        "nul\0.toml",
        "bell\u{7}.toml",
        "line\nbreak/x.toml",
        "\u{9b}31m.toml",
        ".hidden.toml",
        ".rolebook-1-x.tmp/x.toml",
        &long,
        &format!("{long}/x.toml"),
    ] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::BadName { .. }), "{error:?}");
    }
    for path in ["up/x.toml", "up/new/x.toml"] {
        let error = attempt(path);
        assert!(matches!(error, StoreError::Outside { .. }), "{error:?}");
    }
    let error = attempt("dangling/x.toml");
    assert!(matches!(error, StoreError::Vanished { .. }), "{error:?}");
    let error = attempt("dangling.toml");
    assert!(matches!(error, StoreError::Exists { .. }), "{error:?}");
    for path in ["../x.toml", "up/catalog/in", "up/x.toml"] {
        folder.put("x.toml", FAMILY);
        save_all(&catalog, &[removal(path)]).remove(0).unwrap_err();
    }
    assert_eq!(folder.names(""), ["catalog", "x.toml"]);
    assert_eq!(
        folder.names("catalog"),
        ["dangling", "dangling.toml", "in", "up"]
    );
    // The longest name there is, and a name that is no ASCII.
    let longest = "x".repeat(255);
    saved(save_all(
        &catalog,
        &[creation(&longest), creation("größe/ü.toml")],
    ));
}

#[test]
fn what_is_as_asked_for_already_is_no_conflict() {
    let folder = Folder::new();
    folder.put("a.toml", NEW);
    folder.put("b.toml", NEW);
    let writes = [
        change("a.toml"),
        creation("b.toml"),
        removal("gone.toml"),
        removal("gone/c.toml"),
    ];
    saved(save_all(&folder.path(), &writes));
    assert_eq!(folder.names(""), ["a.toml", "b.toml"]);
    // Something else at the place is one.
    folder.put("gone.toml", "title = \"Theirs\"\n");
    let error = only_failure(save_all(&folder.path(), &writes), 2);
    assert!(
        matches!(error, StoreError::ChangedOnDisk { .. }),
        "{error:?}"
    );
}

/// Runs this test again in a process that suffers from what the shell does first.
fn suffer_from(test: &str, folder: &Folder, first: &str) {
    let script = format!("{first} && exec \"$0\" \"$@\"");
    assert!(suffer(test, &folder.path(), &["sh", "-c", &script]));
}

#[test]
fn many_files_need_no_more_open_files_than_few() {
    let name = "batch::many_files_need_no_more_open_files_than_few";
    let Some(root) = place() else {
        let folder = Folder::new();
        suffer_from(name, &folder, "ulimit -n 40");
        assert!(folder.names("a").is_empty());
        return;
    };
    let names: Vec<String> = (0..60).map(|n| format!("a/{n}.toml")).collect();
    let save = |text: Option<&str>, before: Option<&str>| {
        let writes: Vec<_> = names.iter().map(|name| write(name, text, before)).collect();
        saved(save_all(&root, &writes));
    };
    save(Some(FAMILY), None);
    save(Some(NEW), Some(FAMILY));
    save(None, Some(NEW));
}

#[test]
fn a_full_disk_half_way_leaves_every_file_as_it_was() {
    let name = "batch::a_full_disk_half_way_leaves_every_file_as_it_was";
    let long = "# a long line\n".repeat(4000);
    let writes = [
        change("a.toml"),
        write("b.toml", Some(&long), Some(FAMILY)),
        creation("new/c.toml"),
        removal("d.toml"),
    ];
    if let Some(root) = place() {
        let text = only_failure(save_all(&root, &writes), 1).to_string();
        assert!(text.contains("b.toml has not been saved"), "{text}");
        assert!(text.contains("writing the text failed"), "{text}");
        return;
    }
    let folder = Folder::new();
    for file in ["a.toml", "b.toml", "d.toml"] {
        folder.put(file, FAMILY);
    }
    // A limit of the size of files stands for the disk, which only the superuser could make small.
    suffer_from(name, &folder, "ulimit -f 8 && trap '' XFSZ");
    assert_eq!(folder.names(""), ["a.toml", "b.toml", "d.toml"]);
    for file in ["a.toml", "b.toml", "d.toml"] {
        assert_eq!(fs::read_to_string(folder.at(file)).unwrap(), FAMILY);
    }
    saved(save_all(&folder.path(), &writes));
}
