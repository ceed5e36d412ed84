//! What it costs to read roles whole, in a catalog of 5,000 families: laying roles beside each other, and saying what
//! the next level asks. A view is to be there within two frames, 33 ms, on a catalog that has been read.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "generate/mod.rs"]
mod generated;

use std::path::PathBuf;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rolebook::app::{App, Msg};
use rolebook::config::{Config, Key, Terminal as Features};
use rolebook::document::Workspace;
use rolebook::model::{
    Catalog, Delta, Effective, Family, Item, Place, Position, compare, compose, next_roles,
};
use rolebook::store;
use rolebook::ui::{self, Frame};

const FAMILIES: usize = 5000;

fn main() {
    divan::main();
}

/// The generated catalog, made once, and read.
static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{FAMILIES}"));
    if !folder.join("items.txt").is_file() {
        generated::write(FAMILIES, &folder).unwrap();
    }
    store::load(&folder.join("catalog")).unwrap()
});

/// The first roles of the first family.
fn places(catalog: &Catalog, count: usize) -> Vec<Place> {
    let key = &catalog.entries()[0].key;
    let place = |role| Place {
        key: key.clone(),
        position: Position::role(role),
    };
    (0..count).map(place).collect()
}

fn composed<'c>(catalog: &'c Catalog, places: &[Place]) -> Vec<(Effective, &'c Family)> {
    let effective = |place: &Place| {
        let family = &catalog.get(&place.key).unwrap().family;
        (compose(&place.key, family, place.position), &**family)
    };
    places.iter().map(effective).collect()
}

#[divan::bench(args = [2, 4])]
fn compose_and_compare(bencher: Bencher<'_, '_>, roles: usize) {
    let catalog = WORKSPACE.catalog();
    let places = places(catalog, roles);
    bencher.bench_local(|| {
        let composed = composed(catalog, &places);
        let roles: Vec<_> = composed
            .iter()
            .map(|(role, family)| (role, *family))
            .collect();
        compare(black_box(&roles))
    });
}

/// Four roles of so many items each, all different and with most of their words in common: the worst that can be.
#[divan::bench(args = [1000])]
fn compare_long_lists(bencher: Bencher<'_, '_>, items: usize) {
    let mut family = Family::default();
    for role in 0..4 {
        let item = |n| {
            Item::new(format!(
                "Does the same work as item number {}",
                n + role * items
            ))
        };
        let mut made = rolebook::model::Role::default();
        made.body.lists[0] = (0..items).map(item).collect();
        family.roles.push(made);
    }
    let roles: Vec<Effective> = (0..4)
        .map(|role| compose("f", &family, Position::role(role)))
        .collect();
    let roles: Vec<_> = roles.iter().map(|role| (role, &family)).collect();
    bencher.bench_local(|| compare(black_box(&roles)));
}

#[divan::bench]
fn next_role_and_delta(bencher: Bencher<'_, '_>) {
    let catalog = WORKSPACE.catalog();
    let places = places(catalog, 2);
    bencher.bench_local(|| {
        let next = next_roles(catalog, &places[0]);
        let composed = composed(catalog, &places);
        let [from, to] = [&composed[0], &composed[1]];
        (next, Delta::between((&from.0, from.1), (&to.0, to.1)))
    });
}

/// The program with the catalog read, two or four roles marked, and a screen.
struct Screen {
    app: App,
    cells: Buffer,
}

impl Screen {
    fn new(marked: usize) -> Self {
        let root = PathBuf::from("catalog");
        let (app, _) = App::start(root, Config::default(), Features::default());
        let cells = Buffer::empty(Rect::new(0, 0, 200, 50));
        let mut screen = Self { app, cells };
        screen
            .app
            .update(Msg::Loaded(Ok(Box::new(WORKSPACE.clone()))));
        screen.draw();
        // Down to the first family, into it, and its first roles are marked.
        for key in ["g", "Down", "Right", "Down"] {
            screen.key(key);
        }
        for _ in 0..marked {
            screen.key("Space");
        }
        screen
    }

    fn key(&mut self, key: &str) {
        self.app.update(Msg::Key(key.parse::<Key>().unwrap()));
        self.draw();
    }

    fn draw(&mut self) {
        let seen = ui::draw(&mut Frame::new(&mut self.cells), &self.app);
        self.app.update(Msg::Viewport(seen));
    }
}

#[divan::bench(args = [2, 4])]
fn open_on_the_screen(bencher: Bencher<'_, '_>, roles: usize) {
    let mut screen = Screen::new(roles);
    assert_eq!(screen.app.marked(), roles);
    bencher.bench_local(|| {
        screen.key("c");
        screen.draw();
        assert!(!screen.app.overlays.is_empty());
        screen.key("Esc");
    });
}

#[divan::bench]
fn open_the_next_level_on_the_screen(bencher: Bencher<'_, '_>) {
    let mut screen = Screen::new(2);
    bencher.bench_local(|| {
        screen.key("W");
        screen.draw();
        assert!(!screen.app.overlays.is_empty());
        screen.key("Esc");
    });
}
