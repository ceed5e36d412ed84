//! What is unsaved when the program is killed, end to end: it is on the disk, and the next start has it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rolebook::document::{Journalled, read_family};
use rolebook::store::{Listed, list_journals};
use rustix::process::Signal;

use super::{PROGRAM, Session, edit, sample, soon};

const FILE: &str = "finance/it-management.toml";

impl Session {
    /// Another run on the same catalog, with the same home.
    fn another(&self) -> Self {
        Self::with(self.folder.clone())
    }

    fn kill(&mut self) {
        self.signal(Signal::KILL);
        // Nothing holds up the end of what is killed.
        self.child.wait().unwrap();
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("home/rolebook")
    }

    fn journals(&self) -> Vec<Listed> {
        list_journals(&self.state()).unwrap()
    }

    /// Waits until the journal has it.
    fn until_written(&self, what: &str, is_there: impl Fn(&Journalled) -> bool) {
        let has_it = || {
            let journals = self.journals();
            let mut listed = journals.iter();
            let found = listed.any(|listed| is_there(&listed.contents.journalled));
            found.then_some(())
        };
        soon(has_it, || format!("the journal has no {what}"));
    }

    /// Opens a form over the edit of the item on ITIL, with something in it.
    fn type_into_a_form(&self) {
        self.send("a");
        self.until("keep");
        self.send("Half a sentence");
        self.until("Half a sentence");
    }
}

fn read(session: &Session) -> String {
    std::fs::read_to_string(session.file(FILE)).unwrap()
}

#[test]
fn a_killed_program_loses_neither_the_edit_nor_the_open_form() {
    let mut session = Session::start();
    let before = read(&session);
    edit(&session);
    session.type_into_a_form();
    session.until_written("form", |journalled| {
        let draft = journalled.draft.as_ref();
        draft.is_some_and(|draft| draft.fields[0].1 == "Half a sentence")
    });
    session.kill();
    assert_eq!(read(&session), before, "nothing was saved");
    let mut next = session.another();
    next.until("Unsaved changes from before");
    let screen = next.until("Half a sentence");
    assert!(
        screen.contains("Framework, or better"),
        "the difference is shown: {screen}"
    );
    next.send("r");
    next.wait("the form", |screen| {
        screen.contains("New item") && screen.contains("Half a sentence")
    });
    next.send(", whole now\r");
    next.until_gone("New item");
    next.send("s");
    next.until("Saved finance/it-management.toml");
    let after = read(&next);
    assert!(after.contains("Framework, or better"), "{after}");
    assert!(after.contains("Half a sentence, whole now"), "{after}");
    next.send("q");
    assert_eq!(next.end(), 0);
    assert!(next.journals().is_empty());
}

#[test]
fn a_dropped_line_or_a_signal_leaves_everything_at_once() {
    for signal in [Some(Signal::HUP), Some(Signal::TERM), None] {
        let mut session = Session::start();
        edit(&session);
        session.type_into_a_form();
        // Without waiting: the end itself writes what is pending.
        session.send("!");
        session.until("Half a sentence!");
        match signal {
            Some(signal) => session.signal(signal),
            None => session.vanish(),
        }
        session.end();
        let journals = session.journals();
        assert_eq!(journals.len(), 1, "{signal:?}: {journals:?}");
        assert!(!journals[0].in_use);
        let journalled = &journals[0].contents.journalled;
        let draft = journalled.draft.as_ref().unwrap();
        assert!(draft.fields[0].1.starts_with("Half a sentence!"));
        let text = journalled.documents[0].text.as_ref().unwrap();
        assert!(text.contains("Framework, or better"), "{text}");
        let next = session.another();
        next.until("Unsaved changes from before");
        next.send("r");
        next.until("New item");
    }
}

#[test]
fn what_is_typed_while_nobody_reads_the_terminal_is_kept() {
    let mut session = Session::start();
    edit(&session);
    session.type_into_a_form();
    session.choke();
    session.send(" and more");
    session.until_written("keys", |journalled| {
        let draft = journalled.draft.as_ref();
        draft.is_some_and(|draft| draft.fields[0].1 == "Half a sentence and more")
    });
    session.signal(Signal::TERM);
    session.end();
    let journals = session.journals();
    assert_eq!(journals.len(), 1, "{journals:?}");
    assert!(!journals[0].in_use);
}

#[test]
fn leaving_without_saving_is_no_crash() {
    let mut session = Session::start();
    edit(&session);
    session.until_written("edit", |journalled| !journalled.documents.is_empty());
    session.send("q");
    session.until("Leave?");
    session.send("d");
    assert_eq!(session.end(), 0);
    assert!(session.journals().is_empty());
    let next = session.another();
    next.until("IT Management");
    next.send("/itil");
    let screen = next.until("End User Services");
    assert!(!screen.contains("from before"), "{screen}");
}

#[test]
fn two_runs_on_one_catalog_know_of_each_other_and_both_work() {
    let mut first = Session::start();
    edit(&first);
    first.until_written("edit", |journalled| !journalled.documents.is_empty());
    let mut second = first.another();
    let pid = first.child.process_id().unwrap();
    let screen = second.until(&format!("open in another rolebook (pid {pid})"));
    assert!(!screen.contains("from before"), "{screen}");
    second.send("/manager it");
    second.until("Manager, IT");
    second.send("\r");
    second.until("Requirements ·");
    second.send("r");
    second.until("keep");
    second.send("\x1b[F, and more\x13");
    second.until("unsaved");
    second.until_written("second edit", |journalled| {
        let text = journalled.documents.first().and_then(|d| d.text.as_ref());
        text.is_some_and(|text| text.contains(", and more"))
    });
    first.kill();
    second.kill();
    let third = first.another();
    third.until("or better");
    third.send("k");
    third.until("and more");
    third.send("k");
    third.until("Kept aside in");
    // The words on the screen may be those about the first one.
    let kept = || std::fs::read_dir(third.state().join("kept")).map_or(0, Iterator::count);
    for _ in 0..200 {
        if kept() == 2 {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(kept(), 2, "each in a folder of its own");
}

#[test]
fn without_a_state_folder_it_works_and_says_so() {
    let folder = sample();
    std::fs::create_dir(folder.path().join("home")).unwrap();
    std::fs::write(folder.path().join("home/rolebook"), "a file").unwrap();
    let mut session = Session::with(folder);
    session.until("not protected");
    edit(&session);
    session.send("s");
    session.until("Saved finance/it-management.toml");
    session.send("q");
    assert_eq!(session.end(), 0);
}

/// Numbers that look thrown, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Every family of the catalog can be read, and none has anything that was not typed.
fn assert_whole(catalog: &Path) {
    for entry in std::fs::read_dir(catalog).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_whole(&path);
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".toml") {
            assert!(name.starts_with(".rolebook-"), "{name}");
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if name != "catalog.toml" {
            let reading = read_family(&text);
            assert!(reading.value.is_some(), "{name} is torn:\n{text}");
        }
        assert!(text.ends_with('\n'), "{name} is cut short");
    }
}

/// Which of a round's items are in a text.
fn items(text: &str, round: u32) -> Vec<u32> {
    (0..ITEMS)
        .filter(|n| text.contains(&format!("Round {round}, number {n}\"")))
        .collect()
}

const ITEMS: u32 = 6;

/// Kills a program that edits and saves as fast as it is told to, at any moment, again and again.
/// `ROLEBOOK_KILLS` says how often.
#[test]
fn killed_at_any_moment_no_file_is_torn_and_every_journal_restores() {
    let rounds = std::env::var("ROLEBOOK_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(25);
    let mut dice = Dice(20_27);
    let folder = Arc::new(sample());
    let (mut restored, mut forms) = (0, 0);
    for round in 0..rounds {
        let mut session = Session::with(folder.clone());
        session.until("IT Management");
        session.send("/itil");
        session.until("End User Services");
        session.send("\r");
        session.until("Requirements ·");
        for n in 0..ITEMS {
            session.send(&format!("aRound {round}, number {n}\r"));
            if dice.below(3) == 0 {
                session.send("s");
            }
            thread::sleep(Duration::from_millis(dice.below(60)));
        }
        session.send("aAnd a form");
        thread::sleep(Duration::from_millis(dice.below(700)));
        session.kill();

        assert_whole(&session.file(""));
        let now = read(&session);
        let saved = items(&now, round);
        let first: Vec<u32> = (0..ITEMS).take(saved.len()).collect();
        assert_eq!(saved, first, "round {round}: what was saved has no gaps");
        for listed in session.journals() {
            assert!(!listed.in_use, "round {round}: its run was killed");
            assert_eq!(listed.contents.damaged, 0, "round {round}: {listed:?}");
            let journalled = &listed.contents.journalled;
            forms += u32::from(journalled.draft.is_some());
            for unsaved in &journalled.documents {
                let text = unsaved.text.as_ref().unwrap();
                assert!(read_family(text).value.is_some(), "{text}");
                let kept = items(text, round);
                let first: Vec<u32> = (0..ITEMS).take(kept.len()).collect();
                assert_eq!(kept, first, "round {round}: what was unsaved has no gaps");
                assert!(
                    kept.len() >= saved.len(),
                    "round {round}: restoring must not take back what was saved"
                );
            }
            restored += restore(&session, &listed, &now);
        }
        assert!(session.journals().is_empty());
    }
    assert!(restored > 0, "some round had a file to restore");
    assert!(forms > 0, "some round had a form open");
}

/// Restores a journal by the command, and drops what that leaves; how many files it restored.
fn restore(session: &Session, listed: &Listed, now: &str) -> usize {
    let journal = |what: &str| {
        std::process::Command::new(PROGRAM)
            .args(["journal", what, &listed.id])
            .env("ROLEBOOK_STATE", session.state())
            .output()
            .unwrap()
    };
    let output = journal("restore");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let documents = &listed.contents.journalled.documents;
    let restored = match output.status.code() {
        Some(0) => {
            for unsaved in documents {
                assert_eq!(*read(session), **unsaved.text.as_ref().unwrap());
            }
            documents.len()
        }
        // It was killed after a save and before the journal was told that the file has another text now.
        Some(3) => {
            assert!(said.contains("was changed by another program"), "{said}");
            assert_ne!(documents[0].base.as_deref(), Some(now));
            assert_eq!(read(session), now);
            0
        }
        other => panic!("{other:?}: {said}"),
    };
    journal("discard");
    restored
}
