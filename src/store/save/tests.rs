//! What others do in the middle of a save, and a system that fails there.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::{Left, Step, load};
use super::*;

const OLD: &str = "title = \"Old\"\n";
const NEW: &str = "title = \"New\"\n";
const THEIRS: &str = "title = \"Theirs\"\n";

fn catalog(files: &[&str]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, OLD).unwrap();
    }
    root
}

fn old() -> Option<Fingerprint> {
    Some(Fingerprint::of(OLD.as_bytes()))
}

fn write(path: &str, text: Option<&str>, expected: Option<Fingerprint>) -> Write {
    Write {
        path: path.into(),
        text: text.map(Into::into),
        expected,
    }
}

fn change(path: &str) -> Write {
    write(path, Some(NEW), old())
}

fn removal(path: &str) -> Write {
    write(path, None, old())
}

fn creation(path: &str) -> Write {
    write(path, Some(NEW), None)
}

/// Every file below the root, with what it has.
fn files(root: &Path) -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                files.push((name + "/", String::new()));
                walk(root, &path, files);
            } else {
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut files_found = Vec::new();
    walk(root, root, &mut files_found);
    files_found.sort();
    files_found
}

/// Saves while `meanwhile` happens at each moment.
fn attempt(
    root: &TempDir,
    writes: &[Write],
    mut meanwhile: impl FnMut(Moment) -> io::Result<()>,
) -> Vec<Result<Saved, StoreError>> {
    save_all_with(root.path(), writes, &mut meanwhile)
}

fn errors(results: Vec<Result<Saved, StoreError>>) -> Vec<StoreError> {
    results.into_iter().map(Result::unwrap_err).collect()
}

/// One file is saved while `meanwhile` happens to its folder.
fn one(meanwhile: impl Fn(&Path)) -> (TempDir, StoreError) {
    let root = catalog(&["finance/a.toml"]);
    let folder = root.path().join("finance");
    let results = attempt(&root, &[change("finance/a.toml")], |moment| {
        if moment == Moment::Ready {
            meanwhile(&folder);
        }
        Ok(())
    });
    (root, errors(results).remove(0))
}

fn is_left_alone(error: &StoreError, because: &str) -> bool {
    matches!(error, StoreError::LeftAlone { other, .. } if other.ends_with(because))
}

#[test]
fn what_others_write_during_a_save_stays() {
    let (root, error) = one(|folder| {
        let file = folder.join("a.toml");
        let times = fs::metadata(&file).unwrap().modified().unwrap();
        fs::write(&file, OLD.replace("Old", "Odd")).unwrap();
        let file = fs::File::options().write(true).open(file).unwrap();
        file.set_modified(times).unwrap();
    });
    assert!(
        matches!(error, StoreError::ChangedOnDisk { .. }),
        "{error:?}"
    );
    let expected = [
        ("finance/".into(), String::new()),
        ("finance/a.toml".into(), "title = \"Odd\"\n".into()),
    ];
    assert_eq!(files(root.path()), expected);
}

#[test]
fn a_file_that_vanishes_during_a_save_is_not_made_anew() {
    let (root, error) = one(|folder| fs::remove_file(folder.join("a.toml")).unwrap());
    assert!(matches!(error, StoreError::Vanished { .. }), "{error:?}");
    assert_eq!(files(root.path()), [("finance/".into(), String::new())]);
}

#[test]
fn a_folder_that_vanishes_during_a_save_is_an_error() {
    let (root, error) = one(|folder| fs::remove_dir_all(folder).unwrap());
    assert!(matches!(error, StoreError::Vanished { .. }), "{error:?}");
    assert!(files(root.path()).is_empty());
}

#[test]
fn a_folder_in_the_place_of_the_file_is_an_error() {
    let (root, error) = one(|folder| {
        fs::remove_file(folder.join("a.toml")).unwrap();
        fs::create_dir(folder.join("a.toml")).unwrap();
    });
    assert!(matches!(error, StoreError::NotAFile { .. }), "{error:?}");
    let names: Vec<_> = files(root.path()).into_iter().map(|file| file.0).collect();
    assert_eq!(names, ["finance/", "finance/a.toml/"]);
}

/// Every kind of write, in an order in which each comes after each.
fn all_kinds() -> (TempDir, Vec<Write>) {
    let root = catalog(&["a.toml", "gone.toml", "it/b.toml", "it/gone.toml", "z.toml"]);
    let writes = vec![
        removal("gone.toml"),
        change("a.toml"),
        creation("new/deep/c.toml"),
        removal("it/gone.toml"),
        change("it/b.toml"),
        creation("new/d.toml"),
    ];
    (root, writes)
}

#[test]
fn whichever_file_fails_every_file_is_as_it_was() {
    let paths = |writes: &[Write]| -> Vec<String> {
        let path = |write: &Write| write.path.display().to_string();
        writes.iter().map(path).collect()
    };
    for failing in 0..6 {
        let (root, writes) = all_kinds();
        let before = files(root.path());
        let mut touched = 0;
        let results = attempt(&root, &writes, |moment| match moment {
            Moment::Put(index) if index == failing => Err(io::Error::from_raw_os_error(
                rustix::io::Errno::IO.raw_os_error(),
            )),
            Moment::Put(_) => {
                touched += 1;
                Ok(())
            }
            _ => Ok(()),
        });
        let expected = if writes[failing].text.is_none() {
            Step::Remove
        } else {
            Step::Rename
        };
        let paths = paths(&writes);
        for (index, error) in errors(results).into_iter().enumerate() {
            let text = error.to_string();
            assert!(text.contains(&paths[failing]), "{failing}: {text}");
            assert!(text.contains(&paths[index]), "{failing}: {text}");
            assert!(text.contains("as it was"), "{failing}: {text}");
            if index == failing {
                assert!(
                    matches!(error, StoreError::Write { step, .. } if step == expected),
                    "{failing}: {error:?}"
                );
            } else {
                assert!(is_left_alone(&error, &paths[failing]), "{error:?}");
            }
        }
        assert_eq!(files(root.path()), before, "{failing}, after {touched}");
        // Nothing stands in the way of trying again.
        for result in save_all(root.path(), &writes) {
            result.unwrap();
        }
        let names: Vec<_> = files(root.path()).into_iter().map(|file| file.0).collect();
        assert_eq!(
            names,
            [
                "a.toml",
                "it/",
                "it/b.toml",
                "new/",
                "new/d.toml",
                "new/deep/",
                "new/deep/c.toml",
                "z.toml"
            ]
        );
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_is_put_back_is_the_very_file_it_was() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let root = catalog(&["it/a.toml", "gone.toml", "last.toml"]);
    let file = root.path().join("it/a.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    fs::hard_link(&file, root.path().join("other name")).unwrap();
    let of = |name: &str| {
        let found = fs::metadata(root.path().join(name)).unwrap();
        let times = (found.mtime(), found.mtime_nsec());
        (found.ino(), found.nlink(), found.mode(), found.uid(), times)
    };
    let before = (of("it/a.toml"), of("gone.toml"));
    let writes = [
        change("it/a.toml"),
        removal("gone.toml"),
        removal("last.toml"),
    ];
    let results = attempt(&root, &writes, |moment| {
        if moment == Moment::Put(2) {
            assert_ne!(of("it/a.toml"), before.0);
            assert!(!root.path().join("gone.toml").exists());
            return Err(io::Error::other("no disk"));
        }
        Ok(())
    });
    assert_eq!(errors(results).len(), 3);
    assert_eq!((of("it/a.toml"), of("gone.toml")), before);
}

#[test]
fn a_file_that_changes_behind_us_in_the_middle_stops_all() {
    for (index, path) in [(1, "b.toml"), (2, "c.toml")] {
        let root = catalog(&["a.toml", "b.toml", "c.toml"]);
        let writes = [change("a.toml"), change("b.toml"), removal("c.toml")];
        let mut first_was_new = false;
        let results = attempt(&root, &writes, |moment| {
            if moment == Moment::Look(index) {
                first_was_new = fs::read_to_string(root.path().join("a.toml")).unwrap() == NEW;
                fs::write(root.path().join(path), THEIRS).unwrap();
            }
            Ok(())
        });
        assert!(first_was_new);
        let errors = errors(results);
        assert!(
            matches!(&errors[index], StoreError::ChangedOnDisk { path: at } if at.ends_with(path)),
            "{errors:?}"
        );
        assert!(is_left_alone(&errors[0], path), "{errors:?}");
        let mut expected: Vec<_> = ["a.toml", "b.toml", "c.toml"]
            .map(|name| (name.to_owned(), OLD.to_owned()))
            .into();
        expected[index].1 = THEIRS.to_owned();
        assert_eq!(files(root.path()), expected);
    }
}

#[test]
fn a_file_that_appears_where_one_is_made_stays() {
    let root = catalog(&["a.toml"]);
    let writes = [change("a.toml"), creation("new/b.toml")];
    let results = attempt(&root, &writes, |moment| {
        if moment == Moment::Put(1) {
            fs::write(root.path().join("new/b.toml"), THEIRS)?;
        }
        Ok(())
    });
    let errors = errors(results);
    assert!(is_left_alone(&errors[0], "new/b.toml"), "{errors:?}");
    assert!(matches!(errors[1], StoreError::Exists { .. }), "{errors:?}");
    let expected = [("a.toml", OLD), ("new/", ""), ("new/b.toml", THEIRS)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(files(root.path()), expected);
}

#[test]
fn files_go_only_when_the_disk_has_confirmed_the_others() {
    let (root, writes) = all_kinds();
    let before = files(root.path());
    let mut confirmed = 0;
    let results = attempt(&root, &writes, |moment| {
        if moment == Moment::Confirm {
            assert!(root.path().join("new/deep/c.toml").exists());
            assert!(root.path().join("gone.toml").exists());
            confirmed += 1;
            return Err(io::Error::other("no disk"));
        }
        Ok(())
    });
    assert_eq!(confirmed, 1);
    let told = |error: &StoreError| {
        matches!(
            error,
            StoreError::Write {
                step: Step::Confirm,
                ..
            }
        )
    };
    assert_eq!(
        errors(results).iter().filter(|error| told(error)).count(),
        1
    );
    assert_eq!(files(root.path()), before);
}

#[test]
fn a_save_that_the_disk_does_not_confirm_can_be_tried_again() {
    let root = catalog(&["a.toml", "gone.toml"]);
    let writes = [
        change("a.toml"),
        creation("new/b.toml"),
        removal("gone.toml"),
    ];
    let mut confirmations = 0;
    let results = attempt(&root, &writes, |moment| {
        if moment == Moment::Confirm {
            confirmations += 1;
            if confirmations == 2 {
                return Err(io::Error::other("no disk"));
            }
        }
        Ok(())
    });
    let errors = errors(results);
    assert!(
        matches!(errors[0], StoreError::NotDurable { .. }),
        "{errors:?}"
    );
    assert!(
        matches!(errors[1], StoreError::NotDurable { .. }),
        "{errors:?}"
    );
    assert!(
        matches!(errors[2], StoreError::RemovalNotDurable { .. }),
        "{errors:?}"
    );
    let expected = [("a.toml", NEW), ("new/", ""), ("new/b.toml", NEW)]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(files(root.path()), expected);
    for result in save_all(root.path(), &writes) {
        result.unwrap();
    }
    assert_eq!(files(root.path()), expected);
}

/// The third file fails, and the one of this index cannot be put back.
fn stuck(index: usize, meanwhile: impl Fn(&Path)) -> (TempDir, Vec<StoreError>) {
    let root = catalog(&["a.toml", "b.toml", "c.toml"]);
    let kinds = [creation("new.toml"), removal("b.toml"), change("a.toml")];
    let writes = [kinds[index].clone(), removal("c.toml")];
    let results = attempt(&root, &writes, |moment| match moment {
        Moment::Put(1) => {
            meanwhile(root.path());
            Err(io::Error::other("no disk"))
        }
        Moment::PutBack(_) => Err(io::Error::other("no way back")),
        _ => Ok(()),
    });
    let errors = errors(results);
    assert!(
        matches!(
            errors[1],
            StoreError::Write {
                step: Step::Remove,
                ..
            }
        ),
        "{errors:?}"
    );
    (root, errors)
}

/// Where the former text is kept, and that the words say everything.
fn told(error: &StoreError, expected: Left) -> Option<PathBuf> {
    let StoreError::NotPutBack { left, copy, .. } = error else {
        panic!("{error:?}");
    };
    let text = error.to_string();
    assert_eq!(*left, expected, "{text}");
    assert!(text.contains("c.toml could not be saved"), "{text}");
    if let Some(copy) = copy {
        assert!(text.contains(&copy.display().to_string()), "{text}");
        assert_eq!(fs::read_to_string(copy).unwrap(), OLD);
    }
    copy.clone()
}

fn text_of(root: &TempDir, name: &str) -> String {
    fs::read_to_string(root.path().join(name)).unwrap()
}

/// As another process finds it later.
fn loaded(root: &TempDir) {
    // Another test of this process may be saving, in which case nothing of this process is swept.
    for entry in fs::read_dir(root.path()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let ours = format!(".rolebook-{}-", std::process::id());
        if let Some(rest) = name.strip_prefix(&ours) {
            let dead = format!(".rolebook-{}-{rest}", u32::MAX);
            fs::rename(entry.path(), root.path().join(dead)).unwrap();
        }
    }
    load(root.path()).unwrap();
}

#[test]
fn a_text_that_cannot_be_put_back_is_kept_and_named() {
    let (root, errors) = stuck(2, |_| {});
    let copy = told(&errors[0], Left::NewText).unwrap();
    assert_eq!(text_of(&root, "a.toml"), NEW);
    loaded(&root);
    assert_eq!(fs::read_to_string(copy).unwrap(), OLD);
    assert_eq!(files(root.path()).len(), 4);
}

#[test]
fn a_new_file_that_cannot_be_taken_away_is_named() {
    let (root, errors) = stuck(0, |_| {});
    assert_eq!(told(&errors[0], Left::NewText), None);
    assert!(errors[0].to_string().contains("not there before"));
    assert_eq!(text_of(&root, "new.toml"), NEW);
}

#[test]
fn a_deleted_file_that_cannot_be_put_back_is_put_back_by_the_next_start() {
    let (root, errors) = stuck(1, |_| {});
    told(&errors[0], Left::Nothing).unwrap();
    assert!(!root.path().join("b.toml").exists());
    loaded(&root);
    let names: Vec<_> = files(root.path()).into_iter().map(|file| file.0).collect();
    assert_eq!(names, ["a.toml", "b.toml", "c.toml"]);
    assert_eq!(text_of(&root, "b.toml"), OLD);
}

#[test]
fn what_others_wrote_over_a_new_text_is_not_put_back() {
    for (index, name) in [(0, "new.toml"), (2, "a.toml")] {
        let (root, errors) = stuck(index, |root| fs::write(root.join(name), THEIRS).unwrap());
        let copy = told(&errors[0], Left::TheirText);
        assert_eq!(copy.is_some(), index == 2);
        assert_eq!(text_of(&root, name), THEIRS);
    }
}

#[test]
fn what_others_put_in_the_place_of_a_deleted_file_stays() {
    let root = catalog(&["b.toml", "c.toml"]);
    let writes = [removal("b.toml"), removal("c.toml")];
    let results = attempt(&root, &writes, |moment| match moment {
        Moment::Put(1) => {
            fs::write(root.path().join("b.toml"), THEIRS)?;
            Err(io::Error::other("no disk"))
        }
        _ => Ok(()),
    });
    let copy = told(&errors(results)[0], Left::TheirText).unwrap();
    assert_eq!(text_of(&root, "b.toml"), THEIRS);
    loaded(&root);
    assert_eq!(fs::read_to_string(copy).unwrap(), OLD);
}

#[test]
fn a_move_that_is_killed_loses_nothing() {
    // As it is on the disk between the two steps of a removal, by a process that is no more.
    let root = catalog(&[".rolebook-4294967295-x.out/a.toml", "it/b.toml"]);
    load(root.path()).unwrap();
    let names: Vec<_> = files(root.path()).into_iter().map(|file| file.0).collect();
    assert_eq!(names, ["a.toml", "it/", "it/b.toml"]);
    // Where the name is taken, the removal was for good.
    let root = catalog(&[".rolebook-4294967295-x.out/a.toml"]);
    fs::write(root.path().join("a.toml"), THEIRS).unwrap();
    load(root.path()).unwrap();
    assert_eq!(
        files(root.path()),
        [("a.toml".to_owned(), THEIRS.to_owned())]
    );
}
