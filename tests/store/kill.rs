//! Saves of several files that are killed at any moment.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rolebook::document::Fingerprint;
use rolebook::store::{Write, load, save_all};

use crate::Folder;

const ROOT: &str = "ROLEBOOK_KILL_ROOT";
const ROUNDS: &str = "ROLEBOOK_KILL_ROUNDS";
const CHANGED: [&str; 4] = ["a.toml", "finance/b.toml", "finance/c.toml", "legal/d.toml"];
/// Is made by odd generations and deleted by even ones.
const COMING_AND_GOING: &str = "it/e.toml";

/// Long enough for a torn one to be possible, and the number is on every line.
fn text(generation: u64) -> String {
    let line = format!("# generation {generation}\n");
    format!("title = \"{generation}\"\n{}", line.repeat(700))
}

/// Which generation a file has, whole. `None` where there is no file.
fn generation(root: &Path, name: &str) -> Option<u64> {
    let path = root.join(name);
    let found = match fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        found => found.unwrap(),
    };
    let number = found.lines().next().and_then(|line| line.split('"').nth(1));
    let number: u64 = number.unwrap().parse().unwrap();
    assert!(found == text(number), "{name} is torn: {number}");
    Some(number)
}

/// Saves one generation after the other, until it is killed.
fn save_for_ever(root: &Path) -> ! {
    let of = |name: &str| {
        let has = generation(root, name);
        has.map(|has| Fingerprint::of(text(has).as_bytes()))
    };
    let mut next = generation(root, CHANGED[0]).unwrap() + 1;
    loop {
        let new: std::sync::Arc<str> = text(next).into();
        let mut writes: Vec<Write> = CHANGED
            .iter()
            .map(|name| Write {
                path: name.into(),
                text: Some(new.clone()),
                expected: of(name),
            })
            .collect();
        // In the middle, so that being last is the work of the save.
        writes.insert(
            2,
            Write {
                path: COMING_AND_GOING.into(),
                text: (next % 2 == 1).then(|| new.clone()),
                expected: of(COMING_AND_GOING),
            },
        );
        for result in save_all(root, &writes) {
            result.unwrap();
        }
        next += 1;
    }
}

/// The temporaries that a kill has left.
fn litter(folder: &Folder) -> usize {
    let folders = ["", "finance", "legal", "it"];
    let there = folders.iter().filter(|name| folder.at(name).is_dir());
    there
        .flat_map(|name| folder.names(name))
        .filter(|name| name.starts_with(".rolebook-"))
        .count()
}

#[test]
fn a_kill_leaves_every_file_old_or_new_and_whole() {
    if let Some(root) = std::env::var_os(ROOT) {
        save_for_ever(Path::new(&root));
    }
    let rounds = std::env::var(ROUNDS).map_or(60, |rounds| rounds.parse::<u32>().unwrap());
    let folder = Folder::new();
    for name in CHANGED {
        folder.put(name, text(0));
    }
    let mut kills_in_the_middle = 0;
    let mut last = 0;
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "kill::a_kill_leaves_every_file_old_or_new_and_whole",
            ])
            .env(ROOT, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // From its first save on, at a random moment.
        let begun = Instant::now();
        while generation(&folder.path(), CHANGED[0]) == Some(last) {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "it saves nothing"
            );
            assert!(child.try_wait().unwrap().is_none(), "it has ended");
            thread::sleep(Duration::from_millis(1));
        }
        let dice = RandomState::new().build_hasher().finish();
        thread::sleep(Duration::from_micros(dice % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();
        kills_in_the_middle += u32::from(litter(&folder) > 0);

        let workspace = load(&folder.path()).unwrap();
        assert!(
            workspace.troubles().next().is_none(),
            "{:?}",
            workspace.troubles().next()
        );
        assert_eq!(litter(&folder), 0, "round {round}");
        let has = CHANGED.map(|name| generation(&folder.path(), name).unwrap());
        let (old, new) = (*has.iter().min().unwrap(), *has.iter().max().unwrap());
        assert!(new - old <= 1, "round {round}: {has:?}");
        match generation(&folder.path(), COMING_AND_GOING) {
            // It goes when all others are saved, and comes with them.
            None => assert!(old % 2 == 0, "round {round}: {has:?} and it is gone"),
            Some(number) => assert!(
                number % 2 == 1 && (number == new || number + 1 == new),
                "round {round}: {has:?} and {number}"
            ),
        }
        last = has[0];
    }
    assert!(
        kills_in_the_middle > 0 || rounds < 20,
        "none of {rounds} kills came in the middle of a save"
    );
}
