//! What it costs to check a catalog of 5,000 families, beside reading it: the one is to be a small multiple of the other.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "generate/mod.rs"]
#[allow(dead_code, reason = "other benches write the catalog to disk")]
mod generated;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use divan::{Bencher, black_box};
use rolebook::check::{Surroundings, Terms, check_all, check_document, check_draft};
use rolebook::document::{Document, Workspace};

const FAMILIES: usize = 5000;

fn main() {
    divan::main();
}

/// The files of a generated catalog, by their keys.
fn files() -> &'static Vec<(String, String)> {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let families = generated::Generator::new(FAMILIES);
        families.map(|made| (made.key, made.text)).collect()
    })
}

fn read() -> Workspace {
    let documents = files().iter().map(|(key, text)| {
        let path = PathBuf::from(format!("{key}.toml"));
        Document::new(path, Arc::from(key.as_str()), text)
    });
    Workspace::new(PathBuf::new(), None, documents.collect(), Vec::new())
}

fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(read)
}

/// Reading, on one core: what checking is a multiple of.
#[divan::bench(sample_count = 10)]
fn reading(bencher: Bencher<'_, '_>) {
    files();
    bencher.bench_local(|| black_box(read()));
}

/// All rules on all families, on one core.
#[divan::bench(sample_count = 10)]
fn checking_one_by_one(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    bencher.bench_local(|| {
        let around = Surroundings::new(workspace.catalog(), Terms::default());
        let found = workspace
            .documents()
            .map(|one| check_document(&around, one).len());
        black_box(found.sum::<usize>())
    });
}

/// The same on all cores, as `rolebook check` does it.
#[divan::bench(sample_count = 10)]
fn checking(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    bencher.bench_local(|| black_box(check_all(workspace, Terms::default())));
}

/// One family, as after every key in a form.
#[divan::bench]
fn checking_a_draft(bencher: Bencher<'_, '_>) {
    let workspace = workspace();
    let document = workspace.documents().next().unwrap();
    let family = document.family().unwrap();
    bencher.bench_local(|| {
        let around = Surroundings::new(workspace.catalog(), Terms::default());
        black_box(check_draft(&around, document, family))
    });
}

/// Words for everything that was found, as only a list of all of it needs them.
#[divan::bench(sample_count = 10)]
fn wording(bencher: Bencher<'_, '_>) {
    let found = check_all(workspace(), Terms::default());
    bencher.bench_local(|| {
        let words = found.iter().map(|found| found.message.words().len());
        black_box(words.sum::<usize>())
    });
}
