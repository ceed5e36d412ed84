//! What it costs to have a catalog: reading it as the program does, beside what any program pays that reads the same
//! files with `toml` on as many threads. From the start to everything searchable is to cost at most 1.15 of that.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "generate/mod.rs"]
mod generated;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use divan::{Bencher, black_box};
use rolebook::search::Index;
use rolebook::store;
use serde::Deserialize;

/// Sixty thousand and a million items.
const FAMILIES: [usize; 2] = [300, 5000];

fn main() {
    divan::main();
}

/// A generated catalog, made once.
fn catalog(families: usize) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{families}"));
    if !folder.join("items.txt").is_file() {
        generated::write(families, &folder).unwrap();
    }
    folder.join("catalog")
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Family {
    title: String,
    summary: Option<String>,
    roles: Vec<Role>,
    #[serde(default)]
    specialties: Vec<Role>,
}

#[derive(Deserialize)]
#[allow(dead_code)]
struct Role {
    id: String,
    title: String,
    grade: Option<i64>,
    #[serde(default)]
    responsibilities: Vec<String>,
    #[serde(default)]
    requirements: Vec<String>,
    #[serde(default)]
    nice_to_have: Vec<String>,
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if !path.ends_with("catalog.toml") {
                found.push(path);
            }
        }
    }
    found
}

fn deserialised(folder: PathBuf) -> Vec<Family> {
    let files = files(folder);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut families: Vec<Family> = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            families.push(toml::from_str(&fs::read_to_string(file).unwrap()).unwrap());
        }
        families
    };
    thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut families = work();
        families.extend(other.join().unwrap());
        families
    })
}

#[divan::bench(args = FAMILIES)]
fn toml_on_two_threads(bencher: Bencher<'_, '_>, families: usize) {
    let root = catalog(families);
    bencher.bench_local(|| black_box(deserialised(root.clone())).len());
}

#[divan::bench(args = FAMILIES)]
fn load(bencher: Bencher<'_, '_>, families: usize) {
    let root = catalog(families);
    bencher.bench_local(|| store::load(&root).unwrap());
}

#[divan::bench(args = FAMILIES)]
fn load_and_index(bencher: Bencher<'_, '_>, families: usize) {
    let root = catalog(families);
    bencher.bench_local(|| {
        let workspace = store::load(&root).unwrap();
        let index = Index::build(workspace.catalog());
        (workspace, index)
    });
}
