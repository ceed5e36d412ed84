//! What a search costs, key by key, beside what the nucleo crate, plain fuzzy-matcher and (where it is installed) fzf
//! take for the same items as lines. A search is to take at most 0.40 of nucleo's time with as many threads, for every
//! query and every beginning of it, and at most 0.25 when nothing matches.
//!
//! `cargo bench --bench search -- FAMILIES`; 5,000 when nothing is said. `alone` after it measures nothing else.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "generate/mod.rs"]
#[allow(dead_code, reason = "other benches write the catalog to disk")]
mod generated;

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo::pattern::{CaseMatching, Normalization};
use nucleo::{Config, Nucleo};
use rayon::prelude::*;
use rolebook::document::read_family;
use rolebook::model::{Catalog, CatalogEntry, Settings};
use rolebook::search::Index;

const QUERIES: [&str; 10] = [
    "itil",
    "service desk",
    "automation python",
    "onboardng",
    "stakeholder",
    "senior manager",
    "kubernetes",
    "mgr",
    "servcie",
    "budget forecast team",
];
/// Letters that no line has in this order, and such as no line has at all.
const NOTHING: [&str; 4] = ["zzqx", "xylophonist", "onbaording zeppelin", "qqq"];
/// Hits of a page, and then some.
const LIMIT: usize = 100;
const TIMES: usize = 3;

fn main() {
    let families = std::env::args().skip(1).find_map(|said| said.parse().ok());
    let (entries, items) = catalog(families.unwrap_or(5000));
    let bytes: usize = items.iter().map(String::len).sum();
    let catalog = Catalog::new(Settings::default(), entries);
    println!(
        "{} items in {} families, {:.1} MB; {} threads",
        items.len(),
        catalog.entries().len(),
        bytes as f64 / 1e6,
        rayon::current_num_threads()
    );
    let before = resident();
    let (index, build) = timed(|| Index::build(&catalog));
    let held = resident()
        .zip(before)
        .map(|(now, then)| now.saturating_sub(then));
    if let Some(held) = held {
        println!(
            "index: {build:.0} ms, {:.1} bytes an item, {:.2} of the text",
            held as f64 / items.len() as f64,
            held as f64 / bytes as f64
        );
    }
    let again = median(|| drop(Index::build(&catalog)));
    println!("index again: {again:.0} ms");
    // The words are learnt once, for the first search that needs them.
    println!("words: {:.0} ms", timed(|| search(&index, "zzqx")).1);

    if std::env::args().any(|said| said == "alone") {
        let queries = QUERIES.iter().chain(&NOTHING);
        let mut all: Vec<f64> = queries.flat_map(|query| alone(&index, query)).collect();
        println!(
            "worst {:.1} ms, median {:.1} ms",
            last(&mut all),
            middle(&all)
        );
        return;
    }
    let mut others = Others::new(&items);
    let mut worst = Vec::new();
    println!(
        "\n{:24} {:>8} {:>8} {:>6} {:>9}",
        "query", "ours ms", "nucleo", "ratio", "found"
    );
    for query in QUERIES {
        worst.extend(compare(&index, &mut others, query));
    }
    println!(
        "worst ratio {:.3}, median {:.3}",
        last(&mut worst),
        middle(&worst)
    );
    let mut worst = Vec::new();
    for query in NOTHING {
        // Only all of it has no answer.
        worst.extend(compare(&index, &mut others, query).last());
    }
    println!("nothing matches: worst ratio {:.3}", last(&mut worst));

    println!(
        "\n{:24} {:>8} {:>8} {:>6} {:>8} {:>6}",
        "query", "ours ms", "skim", "ratio", "fzf", "ratio"
    );
    for query in QUERIES {
        let ours = median(|| search(&index, query));
        let skim = timed(|| others.skim(query)).1;
        print!("{query:24} {ours:8.1} {skim:8.1} {:6.3}", ours / skim);
        match others.fzf(query) {
            Some(fzf) => println!(" {fzf:8.1} {:6.3}", ours / fzf),
            None => println!(),
        }
    }
}

/// Types a query letter by letter; gives the time for each beginning of it.
fn alone(index: &Index, query: &str) -> Vec<f64> {
    let times = type_out(index, query).into_iter();
    let times = times.map(|(text, time)| {
        println!("{text:24} {time:8.1}");
        time
    });
    times.collect()
}

/// Types a query letter by letter, several times; gives the time for each beginning of it.
fn type_out<'q>(index: &Index, query: &'q str) -> Vec<(&'q str, f64)> {
    let typed: Vec<&str> = beginnings(query).collect();
    let mut times = vec![Vec::new(); typed.len()];
    for _ in 0..TIMES {
        // What is known of the query from the last time is forgotten over another one.
        search(index, "other words");
        for (text, times) in typed.iter().zip(&mut times) {
            times.push(timed(|| search(index, text)).1);
        }
    }
    let times = times.iter().map(|times| middle(times));
    typed.into_iter().zip(times).collect()
}

/// Types a query letter by letter; gives the ratio for each beginning of it.
fn compare(index: &Index, others: &mut Others<'_>, query: &str) -> Vec<f64> {
    let times = type_out(index, query).into_iter();
    let ratios = times.map(|(text, ours)| {
        let found = index.search(text, LIMIT, &|| false).total;
        let nucleo = others.nucleo(text);
        let ratio = ours / nucleo;
        println!("{text:24} {ours:8.1} {nucleo:8.1} {ratio:6.3} {found:9}");
        ratio
    });
    ratios.collect()
}

fn search(index: &Index, query: &str) {
    std::hint::black_box(index.search(query, LIMIT, &|| false));
}

/// Families and their items.
fn catalog(families: usize) -> (Vec<CatalogEntry>, Vec<String>) {
    let (mut entries, mut items) = (Vec::new(), Vec::new());
    for family in generated::Generator::new(families) {
        let read = read_family(&family.text).value.unwrap();
        entries.push(CatalogEntry {
            key: family.key.into(),
            family: Arc::new(read),
        });
        items.extend(family.items);
    }
    (entries, items)
}

/// The same items as plain lines.
struct Others<'i> {
    items: &'i [String],
    nucleo: Nucleo<u32>,
}

impl<'i> Others<'i> {
    fn new(items: &'i [String]) -> Self {
        let threads = rayon::current_num_threads();
        let mut nucleo = Nucleo::new(Config::DEFAULT, Arc::new(|| {}), Some(threads), 1);
        let injector = nucleo.injector();
        for (n, item) in items.iter().enumerate() {
            injector.push(n as u32, |_, columns| columns[0] = item.as_str().into());
        }
        while nucleo.tick(1000).running {}
        Self { items, nucleo }
    }

    /// From the query to the sorted matches.
    fn nucleo(&mut self, query: &str) -> f64 {
        let mut times = [0.0; TIMES];
        for time in &mut times {
            self.reparse("");
            *time = timed(|| self.reparse(query)).1;
        }
        middle(&times)
    }

    fn reparse(&mut self, query: &str) {
        let (case, normalization) = (CaseMatching::Smart, Normalization::Smart);
        self.nucleo
            .pattern
            .reparse(0, query, case, normalization, false);
        while self.nucleo.tick(1000).running {}
    }

    fn skim(&self, query: &str) -> usize {
        let score = |matcher: &mut SkimMatcherV2, item: &String| {
            let mut words = query.split_whitespace();
            words.all(|word| matcher.fuzzy_match(item, word).is_some())
        };
        let matches = self
            .items
            .par_iter()
            .map_init(SkimMatcherV2::default, score);
        matches.filter(|found| *found).count()
    }

    fn fzf(&self, query: &str) -> Option<f64> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("items.txt");
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(self.items.join("\n").as_bytes()).unwrap();
        let mut fzf = Command::new("fzf");
        fzf.args(["--filter", query]);
        fzf.stdin(fs::File::open(&path).unwrap())
            .stdout(Stdio::null());
        let (status, time) = timed(|| fzf.status());
        status.ok().map(|_| time)
    }
}

fn beginnings(query: &str) -> impl Iterator<Item = &str> {
    let ends = query.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.map(|end| &query[..end])
}

/// What it gives, and the milliseconds it takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64() * 1e3)
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES).map(|_| timed(&mut work).1).collect();
    times.sort_by(f64::total_cmp);
    middle(&times)
}

fn middle(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn last(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() - 1]
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}
