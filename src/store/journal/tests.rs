//! The journal on a real disk: what a run leaves, who sees it, what damage costs.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::Journalled;
use std::os::unix::fs::PermissionsExt;

struct World {
    state: tempfile::TempDir,
    catalog: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        Self {
            state: tempfile::tempdir().unwrap(),
            catalog: tempfile::tempdir().unwrap(),
        }
    }

    fn open(&self) -> Opened {
        Journal::open(self.state.path(), self.catalog.path()).unwrap()
    }

    fn left(&self) -> Vec<Journalled> {
        self.open()
            .left
            .iter()
            .map(|left| left.read().journalled)
            .collect()
    }

    fn list(&self) -> Vec<Listed> {
        list_journals(self.state.path()).unwrap()
    }
}

fn unsaved(key: &str, text: &str) -> Unsaved {
    Unsaved {
        key: key.into(),
        path: format!("{key}.toml").into(),
        base: Some("title = \"Old\"\n".into()),
        text: Some(text.into()),
    }
}

fn form(text: &str) -> Draft {
    Draft {
        title: "Requirements".into(),
        key: "a".into(),
        form: "item".into(),
        fields: vec![("Requirements".into(), text.into())],
    }
}

/// As if the process had been killed: nothing is tidied up, only the lock goes.
fn kill(journal: Journal) {
    drop(journal);
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_a_killed_run_had_unsaved_is_there_for_the_next() {
    let world = World::new();
    let mut journal = world.open().journal;
    journal.record(&unsaved("finance/b", "1")).unwrap();
    journal.record(&unsaved("a", "2")).unwrap();
    journal.record(&unsaved("finance/b", "3")).unwrap();
    journal.draft(Some(&form("half a sent"))).unwrap();
    kill(journal);
    let opened = world.open();
    assert!(opened.others.is_empty(), "a dead run is no other instance");
    let [left] = opened.left.as_slice() else {
        panic!("{:?}", opened.left);
    };
    let contents = left.read();
    assert_eq!(contents.damaged, 0);
    assert_eq!(
        contents.journalled,
        Journalled {
            documents: vec![unsaved("a", "2"), unsaved("finance/b", "3")],
            draft: Some(form("half a sent")),
        }
    );
}

#[test]
fn what_is_saved_or_undone_is_forgotten() {
    let world = World::new();
    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    journal.record(&unsaved("b", "1")).unwrap();
    journal.draft(Some(&form("x"))).unwrap();
    journal.forget("a").unwrap();
    journal.forget("never seen").unwrap();
    journal.draft(None).unwrap();
    kill(journal);
    let left = world.left();
    assert_eq!(left[0].documents, [unsaved("b", "1")]);
    assert_eq!(left[0].draft, None);
}

#[test]
fn new_files_files_that_go_and_odd_paths_survive() {
    use std::os::unix::ffi::OsStrExt;
    let world = World::new();
    let odd = Unsaved {
        key: "odd\u{fffd}\"\n".into(),
        path: std::ffi::OsStr::from_bytes(b"odd\xff.toml").into(),
        base: None,
        text: Some("a = \"\\u001b é\u{0}\"".into()),
    };
    let gone = Unsaved {
        text: None,
        ..unsaved("gone", "")
    };
    let mut journal = world.open().journal;
    journal.record(&odd).unwrap();
    journal.record(&gone).unwrap();
    kill(journal);
    assert_eq!(world.left()[0].documents, [odd, gone]);
}

#[test]
fn a_clean_end_leaves_no_trace_and_an_unclean_one_everything() {
    let world = World::new();
    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    journal.forget("a").unwrap();
    let catalog = journal.catalog.clone();
    journal.close().unwrap();
    assert_eq!(names(&catalog), ["lock"]);

    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    journal.close().unwrap();
    assert_eq!(world.left().len(), 1, "unsaved at the end of the terminal");

    let Opened { journal, left, .. } = world.open();
    left.into_iter().next().unwrap().discard().unwrap();
    journal.close().unwrap();
    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    journal.discard().unwrap();
    assert!(world.left().is_empty(), "left without saving");
}

#[test]
fn two_runs_know_of_each_other_and_do_not_mix() {
    let world = World::new();
    let mut first = world.open().journal;
    first.record(&unsaved("a", "first")).unwrap();
    let Opened {
        journal: mut second,
        left,
        others,
    } = world.open();
    assert!(left.is_empty(), "a live run's journal is its own");
    assert_eq!(others, [std::process::id()]);
    second.record(&unsaved("a", "second")).unwrap();
    kill(first);
    let third = world.open();
    assert_eq!(third.others.len(), 1);
    assert_eq!(
        third.left[0].read().journalled.documents[0].text,
        Some("first".into())
    );
    kill(second);
    let fourth = world.open();
    assert_eq!(
        fourth.left.len(),
        1,
        "the first one's is being handled by the third"
    );
    assert_eq!(
        fourth.left[0].read().journalled.documents[0].text,
        Some("second".into())
    );
    drop((third, fourth));
    assert_eq!(
        world.left().len(),
        2,
        "nobody decided: both are there again"
    );
}

#[test]
fn other_catalogs_have_journals_of_their_own() {
    let world = World::new();
    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    kill(journal);
    let other = tempfile::tempdir().unwrap();
    let opened = Journal::open(world.state.path(), other.path()).unwrap();
    assert!(opened.left.is_empty() && opened.others.is_empty());
}

#[test]
fn a_catalog_is_the_same_by_whatever_path() {
    let world = World::new();
    let link = world.state.path().join("link");
    std::os::unix::fs::symlink(world.catalog.path(), &link).unwrap();
    let _first = world.open();
    let second = Journal::open(world.state.path(), &link).unwrap();
    assert_eq!(second.others.len(), 1);
}

#[test]
fn a_torn_entry_costs_only_itself() {
    let world = World::new();
    let mut journal = world.open().journal;
    for key in ["a", "b", "c"] {
        journal.record(&unsaved(key, "1")).unwrap();
    }
    journal.draft(Some(&form("x"))).unwrap();
    let folder = journal.folder.clone();
    kill(journal);
    let whole = fs::read(folder.join("document-2.json")).unwrap();
    fs::write(folder.join("document-2.json"), &whole[..whole.len() / 2]).unwrap();
    fs::write(folder.join("draft.json"), [0; 40]).unwrap();
    fs::write(folder.join("session"), "").unwrap();
    let opened = world.open();
    let contents = opened.left[0].read();
    assert_eq!(contents.damaged, 2);
    assert_eq!(
        contents.journalled.documents,
        [unsaved("a", "1"), unsaved("c", "1")]
    );
    let left = opened.left.into_iter().next().unwrap();
    let kept = left.keep_aside().unwrap();
    assert_eq!(
        names(&kept),
        [
            "a.toml",
            "about.txt",
            "c.toml",
            "damaged-document-2.json",
            "damaged-draft.json"
        ]
    );
    assert_eq!(
        fs::read(kept.join("damaged-document-2.json")).unwrap(),
        whole[..whole.len() / 2]
    );
}

#[test]
fn kept_aside_it_is_plain_files_and_no_journal_any_more() {
    let world = World::new();
    let mut journal = world.open().journal;
    journal
        .record(&unsaved("finance/a", "title = \"New\"\n"))
        .unwrap();
    journal.record(&unsaved("../../../escape", "b")).unwrap();
    journal
        .record(&Unsaved {
            text: None,
            ..unsaved("going", "")
        })
        .unwrap();
    journal.draft(Some(&form("half a sent"))).unwrap();
    kill(journal);
    let left = world.open().left.into_iter().next().unwrap();
    let kept = left.keep_aside().unwrap();
    assert!(kept.starts_with(world.state.path().join("kept")));
    assert_eq!(
        names(&kept),
        ["about.txt", "escape.toml", "finance-a.toml", "form.txt"]
    );
    let text = |name: &str| fs::read_to_string(kept.join(name)).unwrap();
    assert_eq!(text("finance-a.toml"), "title = \"New\"\n");
    assert!(text("form.txt").contains("half a sent"));
    let about = text("about.txt");
    assert!(
        about.contains("finance-a.toml\n  is finance/a.toml"),
        "{about}"
    );
    assert!(about.contains("going.toml\n  was to be removed"), "{about}");
    assert!(world.left().is_empty());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&kept), 0o700);
    assert_eq!(mode(&kept.join("finance-a.toml")), 0o600);
}

#[test]
fn nobody_else_can_read_it() {
    let world = World::new();
    let journals = world.state.path().join("journals");
    fs::create_dir(&journals).unwrap();
    fs::set_permissions(&journals, fs::Permissions::from_mode(0o755)).unwrap();
    let mut journal = world.open().journal;
    journal.record(&unsaved("a", "1")).unwrap();
    journal.draft(Some(&form("x"))).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for folder in [&journals, &journal.catalog, &journal.folder] {
        assert_eq!(mode(folder), 0o700, "{folder:?}");
    }
    for name in names(&journal.folder) {
        assert_eq!(mode(&journal.folder.join(&name)), 0o600, "{name}");
    }
    assert_eq!(names(&journal.folder).len(), 3);
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let world = World::new();
    let mut journal = world.open().journal;
    let file = journal.folder.join("document-1.json");
    journal.record(&unsaved("a", "1")).unwrap();
    let inode = || fs::metadata(&file).unwrap().ino();
    let before = inode();
    journal.record(&unsaved("a", "1")).unwrap();
    assert_eq!(inode(), before);
    journal.record(&unsaved("a", "2")).unwrap();
    assert_ne!(inode(), before, "a new file takes the old one's place");
}

#[test]
fn of_what_is_pending_only_the_newest_is_written_and_failures_stay() {
    let world = World::new();
    let mut journal = world.open().journal;
    let mut pending = Pending::default();
    pending.add(JournalEntry::Unsaved(unsaved("a", "1")));
    pending.add(JournalEntry::Draft(Some(form("x"))));
    pending.add(JournalEntry::Unsaved(unsaved("b", "1")));
    pending.add(JournalEntry::Unsaved(unsaved("a", "2")));
    pending.add(JournalEntry::Saved("b".into()));
    let away = journal.folder.with_extension("away");
    fs::rename(&journal.folder, &away).unwrap();
    let error = journal.write(&mut pending).unwrap_err();
    assert!(matches!(error, StoreError::Journal { .. }), "{error}");
    assert!(!pending.is_empty());
    fs::rename(&away, &journal.folder).unwrap();
    journal.write(&mut pending).unwrap();
    assert!(pending.is_empty());
    assert_eq!(
        names(&journal.folder),
        ["document-1.json", "draft.json", "session"]
    );
    kill(journal);
    assert_eq!(world.left()[0].documents, [unsaved("a", "2")]);
}

#[test]
fn a_number_is_never_given_twice() {
    let world = World::new();
    let first = world.open().journal;
    let folder = first.folder.clone();
    first.close().unwrap();
    assert_ne!(world.open().journal.folder, folder);
}

#[test]
fn litter_of_a_removal_that_was_cut_short_goes() {
    let world = World::new();
    let journal = world.open().journal;
    let catalog = journal.catalog.clone();
    kill(journal);
    fs::create_dir(catalog.join("7.gone")).unwrap();
    fs::create_dir(catalog.join("9")).unwrap();
    let opened = world.open();
    assert!(opened.left.is_empty());
    assert_eq!(names(&catalog), ["2", "lock"]);
}

#[test]
fn a_state_folder_that_cannot_be_written_is_an_error_with_its_path() {
    let world = World::new();
    let file = world.state.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Journal::open(&file, world.catalog.path()).unwrap_err();
    assert!(error.to_string().contains("file/journals"), "{error}");
}

#[test]
fn the_list_tells_whose_is_alive_and_only_the_others_can_be_had() {
    let world = World::new();
    let mut dead = world.open().journal;
    dead.record(&unsaved("a", "1")).unwrap();
    kill(dead);
    let Opened {
        journal: mut live,
        left,
        ..
    } = world.open();
    live.record(&unsaved("b", "1")).unwrap();
    drop(left);
    let listed = world.list();
    let [dead, alive] = listed.as_slice() else {
        panic!("{listed:?}");
    };
    assert_eq!((dead.in_use, alive.in_use), (false, true));
    let root = world.catalog.path().canonicalize().unwrap();
    assert_eq!(dead.root.as_deref(), Some(root.as_path()));
    assert!(dead.written.is_some());
    assert_eq!(dead.contents.journalled.documents, [unsaved("a", "1")]);
    let find = |id: &str| find_leftover(world.state.path(), id);
    assert!(find("nothing-1").unwrap().is_none());
    let error = find(&alive.id).unwrap_err();
    assert!(matches!(error, StoreError::JournalInUse { .. }), "{error}");
    let leftover = find(&dead.id).unwrap().unwrap();
    assert!(world.list()[0].in_use, "somebody handles it at this moment");
    leftover.forget("a").unwrap();
    assert!(leftover.read().journalled.is_empty());
    leftover.discard().unwrap();
    assert_eq!(world.list().len(), 1);
}

#[test]
fn without_any_journal_the_list_is_empty() {
    let world = World::new();
    assert!(world.list().is_empty());
    assert!(
        names(world.state.path()).is_empty(),
        "looking makes nothing"
    );
}

#[test]
fn runs_that_start_at_the_same_moment_do_not_take_each_other_for_dead() {
    let world = World::new();
    let (state, catalog) = (world.state.path(), world.catalog.path());
    let barrier = std::sync::Barrier::new(8);
    let found: Vec<Opened> = std::thread::scope(|scope| {
        let start = |n: usize| {
            let barrier = &barrier;
            scope.spawn(move || {
                barrier.wait();
                let mut opened = Journal::open(state, catalog).unwrap();
                opened
                    .journal
                    .record(&unsaved("a", &n.to_string()))
                    .unwrap();
                opened
            })
        };
        let starting: Vec<_> = (0..8).map(start).collect();
        starting
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(found.iter().all(|opened| opened.left.is_empty()));
    let mut others: Vec<usize> = found.iter().map(|opened| opened.others.len()).collect();
    others.sort_unstable();
    assert_eq!(others, [0, 1, 2, 3, 4, 5, 6, 7]);
    drop(found);
    let mut texts: Vec<String> = world
        .left()
        .iter()
        .map(|left| left.documents[0].text.as_ref().unwrap().to_string())
        .collect();
    texts.sort();
    assert_eq!(texts, ["0", "1", "2", "3", "4", "5", "6", "7"]);
}
