//! What a save costs. An edit with its durable save is to cost at most twice what any program pays that parses,
//! prints and durably replaces the same file; five files in one save at most twice five of those.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use divan::Bencher;
use rolebook::document::{Edit, Field, Workspace};
use rolebook::model::Node;
use rolebook::store::{self, Write};
use tempfile::TempDir;

const FIVE: [&str; 5] = [
    "engineering/backend-engineer",
    "engineering/engineering-management",
    "finance/accountant",
    "finance/it-management",
    "finance/payroll",
];

fn main() {
    divan::main();
}

/// The sample on a disk: where temporary files are is often memory, and costs nothing to sync.
fn sample() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let root = folder.path().join("catalog");
    store::write_sample(&root).unwrap();
    (folder, root)
}

/// Another wording at each turn.
fn edit(turn: usize) -> Edit {
    Edit::Set {
        node: Node::Family,
        field: Field::Summary,
        text: format!("What this family is for, in the words of turn {turn}."),
    }
}

/// What a program does that knows nothing of what it writes.
fn bare(path: &Path, turn: usize) {
    let text = fs::read_to_string(path).unwrap();
    let mut document: toml_edit::DocumentMut = text.parse().unwrap();
    document["summary"] = toml_edit::value(format!("Turn {turn}"));
    let folder = path.parent().unwrap();
    let beside = folder.join(".beside.tmp");
    let mut file = File::create(&beside).unwrap();
    file.write_all(document.to_string().as_bytes()).unwrap();
    file.sync_all().unwrap();
    fs::rename(beside, path).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
}

fn edited(workspace: &mut Workspace, key: &str, turn: usize) -> Write {
    let expected = workspace.document(key).unwrap().disk();
    workspace.apply(key, &[edit(turn)]).unwrap();
    let document = workspace.document(key).unwrap();
    Write {
        path: document.path.clone(),
        text: Some(document.text().clone()),
        expected,
    }
}

fn save(workspace: &mut Workspace, keys: &[&str], turn: usize) {
    let writes: Vec<Write> = keys
        .iter()
        .map(|key| edited(workspace, key, turn))
        .collect();
    for result in store::save_all(&workspace.root, &writes) {
        result.unwrap();
    }
    for (key, write) in keys.iter().zip(writes) {
        let revision = workspace.document(key).unwrap().revision();
        workspace.saved(key, revision, write.text.unwrap());
    }
}

#[divan::bench(args = [1, 5])]
fn bare_writes(bencher: Bencher<'_, '_>, files: usize) {
    let (_folder, root) = sample();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        for key in &FIVE[..files] {
            bare(&root.join(format!("{key}.toml")), turn);
        }
    });
}

#[divan::bench(args = [1, 5])]
fn edits_and_save(bencher: Bencher<'_, '_>, files: usize) {
    let (_folder, root) = sample();
    let mut workspace = store::load(&root).unwrap();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        save(&mut workspace, &FIVE[..files], turn);
    });
}
