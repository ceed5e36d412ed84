//! What it costs to open a view of the whole catalog. On a warm catalog of 5,000 families one is to be there within two
//! frames, 33 ms. What takes longer is counted in the background, and the view says so: what roles ask for, and what
//! several families say.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "generate/mod.rs"]
#[allow(dead_code, reason = "other benches write the catalog to disk")]
mod generated;

use std::sync::{Arc, OnceLock};

use divan::{Bencher, black_box};
use rolebook::document::read_family;
use rolebook::model::{
    Axis, Catalog, CatalogEntry, Grid, Ladder, LadderStep, Matrix, MatrixRows, Place, Position,
    Report, Settings, budgets, clusters,
};

const FAMILIES: usize = 5000;

fn main() {
    divan::main();
}

/// A generated catalog, made once. Each level leads to the next one, and every third family to another one.
fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let mut before: Option<String> = None;
        let entries = generated::Generator::new(FAMILIES).enumerate();
        let entries = entries.map(|(n, made)| {
            let mut family = read_family(&made.text).value.unwrap();
            let ids: Vec<String> = family
                .roles
                .iter()
                .map(|role| role.id.to_string())
                .collect();
            let step = |from: &str, to: &str, kind: &str| LadderStep {
                from: from.to_owned(),
                to: to.to_owned(),
                kind: Some(kind.to_owned()),
            };
            let up = ids.windows(2);
            let mut steps: Vec<LadderStep> = up
                .map(|pair| step(&pair[0], &pair[1], "promotion"))
                .collect();
            if let Some(other) = before.take().filter(|_| n % 3 == 0) {
                steps.push(step(&ids[0], &other, "lateral"));
            }
            before = Some(format!("{}#{}", made.key, ids[0]));
            family.body.more.career_ladder.steps = steps;
            CatalogEntry {
                key: Arc::from(made.key),
                family: Arc::new(family),
            }
        });
        Catalog::new(Settings::default(), entries.collect())
    })
}

#[divan::bench]
fn ladder(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    let place = Place {
        key: catalog.entries()[FAMILIES / 2].key.clone(),
        position: Position::role(0),
    };
    bencher.bench(|| {
        let whole = Ladder::of(black_box(catalog));
        let around = whole.around(catalog, std::slice::from_ref(&place), 400);
        let grid = Grid::of(&around.ladder);
        (around, grid)
    });
}

#[divan::bench]
fn matrix_by_grade(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    bencher.bench(|| Matrix::of(black_box(catalog), Axis::Grade, MatrixRows::Family));
}

#[divan::bench]
fn matrix_of_departments_by_status(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    bencher.bench(|| Matrix::of(black_box(catalog), Axis::Status, MatrixRows::Department));
}

#[divan::bench]
fn report(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    let today = "2027-06-30".parse().ok();
    bencher.bench(|| Report::of(black_box(catalog), today));
}

#[divan::bench(sample_count = 5)]
fn budget_in_the_background(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    bencher.bench(|| budgets(black_box(catalog), &|| false));
}

#[divan::bench(sample_count = 3)]
fn wordings_in_the_background(bencher: Bencher<'_, '_>) {
    let catalog = catalog();
    bencher.bench(|| clusters(black_box(catalog), &|| false));
}
