//! Catalogs to compute from: written, and of any shape.

use std::sync::Arc;

use proptest::prelude::*;
use rolebook::document::read_family;
use rolebook::model::{
    Body, BodyDetails, CareerLadder, Catalog, CatalogEntry, Date, Extends, Family, Grade, Item,
    ItemDetails, LadderStep, Need, ReportsTo, Role, Settings, Status, Track, Variation,
};

/// A catalog of families, by key and text.
pub fn catalog(families: &[(&str, &str)]) -> Catalog {
    let entry = |(key, text): &(&str, &str)| CatalogEntry {
        key: Arc::from(*key),
        family: Arc::new(read_family(text).value.unwrap()),
    };
    Catalog::new(Settings::default(), families.iter().map(entry).collect())
}

/// The sample in the repository.
pub fn sample() -> Catalog {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    rolebook::store::load(&root).unwrap().catalog().clone()
}

/// Words to make texts of: few, so that texts repeat and resemble each other.
const WORDS: [&str; 8] = ["plans", "the", "budget", "of", "a", "team", "every", "year"];

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

fn item() -> impl Strategy<Value = Item> {
    let need = prop::option::weighted(
        0.2,
        prop::sample::select(&[Need::Must, Need::Preferred][..]),
    );
    (text(), need).prop_map(|(text, need)| {
        let more = ItemDetails {
            need,
            ..ItemDetails::default()
        };
        Item::with(text, more)
    })
}

/// Names that steps use: ids of the family, addresses, titles and nonsense.
fn reference() -> impl Strategy<Value = String> {
    let names = [
        "r0",
        "r1",
        "r2",
        "r3",
        "v0",
        "v1",
        "a/f0#r0",
        "a/f1#r1",
        "b/f2#r2",
        "b/f2",
        "a/f0",
        "Chief of Something",
        "nowhere",
        "a/f9#r1",
        "",
    ];
    prop::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn step() -> impl Strategy<Value = LadderStep> {
    let kinds = [None, Some("promotion"), Some("lateral"), Some("return")];
    let kind = prop::sample::select(kinds.to_vec());
    (reference(), reference(), kind).prop_map(|(from, to, kind)| LadderStep {
        from,
        to,
        kind: kind.map(str::to_owned),
    })
}

fn steps() -> impl Strategy<Value = CareerLadder> {
    prop::collection::vec(step(), 0..5).prop_map(|steps| CareerLadder {
        summary: None,
        steps,
    })
}

fn extends() -> impl Strategy<Value = Extends> {
    let target = || {
        let ids = ["r0", "r1", "r2", "r3", "gone"].map(str::to_owned);
        prop::option::weighted(0.4, prop::sample::select(ids.to_vec()))
    };
    (target(), target()).prop_map(|(all, requirements)| Extends {
        all,
        lists: [None, requirements, None],
    })
}

fn body(roles: bool) -> impl Strategy<Value = Body> {
    let grades = [
        Grade::Number(5),
        Grade::Number(6),
        Grade::Text("6".into()),
        Grade::Text("M2".into()),
    ];
    let statuses = [Status::Draft, Status::Active, Status::Archived];
    let days = ["2026-01-31", "2027-06-30"].map(|day| day.parse::<Date>().unwrap());
    let lists = prop::collection::vec(prop::collection::vec(item(), 0..4), 3);
    let first = (
        prop::option::of(text()),
        prop::option::weighted(0.6, prop::sample::select(grades.to_vec())),
        prop::option::weighted(0.3, prop::sample::select(statuses.to_vec())),
        prop::option::weighted(0.3, prop::sample::select(days.to_vec())),
        prop::option::weighted(
            0.5,
            prop::sample::select([Track::Ic, Track::Manager].to_vec()),
        ),
        prop::bool::ANY,
    );
    let omit = prop::option::weighted(0.2, text());
    (first, lists, extends(), steps(), omit).prop_map(
        move |(
            (title, grade, status, review_due, track, reports),
            lists,
            extends,
            ladder,
            omit,
        )| {
            let manager = ReportsTo {
                title: "Boss".into(),
                ..ReportsTo::default()
            };
            let mut body = Body {
                title: title.map(Into::into),
                more: BodyDetails {
                    status,
                    review_due,
                    career_ladder: ladder.into(),
                    omit: omit.into_iter().collect(),
                    ..BodyDetails::default()
                }
                .into(),
                ..Body::default()
            };
            for (to, from) in body.lists.iter_mut().zip(lists) {
                *to = from;
            }
            if roles {
                body.grade = grade;
                body.track = track;
                body.extends = extends.into();
                body.reports_to = reports.then_some(manager).into_iter().collect();
            }
            body
        },
    )
}

fn family() -> impl Strategy<Value = Family> {
    let roles = prop::collection::vec(body(true), 0..5);
    let variations = prop::collection::vec((body(true), prop::bool::ANY), 0..3);
    (body(false), roles, variations).prop_map(|(body, roles, variations)| {
        let roles = roles.into_iter().enumerate().map(|(n, body)| Role {
            id: format!("r{n}").into(),
            body,
        });
        let variation = |(n, (body, all)): (usize, (Body, bool))| Variation {
            id: format!("v{n}").into(),
            roles: match all {
                true => Vec::new(),
                false => vec!["r1".into()],
            },
            body,
        };
        Family {
            body,
            roles: roles.collect(),
            specialties: variations.into_iter().enumerate().map(variation).collect(),
            ..Family::default()
        }
    })
}

/// A catalog of up to three families in two departments.
pub fn any_catalog() -> impl Strategy<Value = Catalog> {
    prop::collection::vec(family(), 0..4).prop_map(|families| {
        let keys = ["a/f0", "a/f1", "b/f2"];
        let entries = families.into_iter().zip(keys);
        let entries = entries.map(|(family, key)| CatalogEntry {
            key: Arc::from(key),
            family: Arc::new(family),
        });
        Catalog::new(Settings::default(), entries.collect())
    })
}
