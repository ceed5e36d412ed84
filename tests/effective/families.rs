//! Families made of few ids and few texts, so that they repeat, extend, omit and go in circles.

use proptest::prelude::*;
use rolebook::model::{Body, BodyDetails, Extends, Family, Grade, Item, Role, Variation};

const IDS: [&str; 5] = ["r0", "r1", "r2", "r3", "gone"];

fn text() -> impl Strategy<Value = String> {
    (0..7u8).prop_map(|n| format!("text {n}"))
}

fn item() -> impl Strategy<Value = Item> {
    (text(), prop::option::weighted(0.2, 0..4u8)).prop_map(|(text, id)| {
        let mut item = Item::new(text);
        item.more_mut().id = id.map(|id| format!("i{id}"));
        item
    })
}

fn target(ids: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.5, prop::sample::select(ids).prop_map(str::to_owned))
}

fn body(ids: &'static [&'static str]) -> impl Strategy<Value = Body> {
    let extends = (
        target(ids),
        prop::array::uniform3(prop::option::weighted(
            0.2,
            prop::sample::select(ids).prop_map(str::to_owned),
        )),
    );
    let omission = prop_oneof![text(), (0..4u8).prop_map(|n| format!("i{n}"))];
    (
        extends,
        prop::array::uniform3(prop::collection::vec(item(), 0..4)),
        prop::collection::vec(omission, 0..3),
        prop::option::of(0..20i64),
        prop::collection::vec((0..4u8).prop_map(|n| format!("tag{n}")), 0..3),
    )
        .prop_map(|((all, per_list), lists, omit, grade, tags)| Body {
            extends: Extends {
                all,
                lists: per_list,
            }
            .into(),
            lists,
            grade: grade.map(Grade::Number),
            more: BodyDetails {
                omit,
                tags,
                ..BodyDetails::default()
            }
            .into(),
            ..Body::default()
        })
}

fn variations(
    prefix: &'static str,
    ids: &'static [&'static str],
) -> impl Strategy<Value = Vec<Variation>> {
    let roles = prop::collection::vec(prop::sample::select(&IDS[..4]), 0..3);
    prop::collection::vec((roles, body(ids)), 0..3).prop_map(move |made| {
        let variation = |(n, (roles, body)): (usize, (Vec<&str>, Body))| Variation {
            id: format!("{prefix}{n}").into(),
            roles: roles.into_iter().map(Into::into).collect(),
            body,
        };
        made.into_iter().enumerate().map(variation).collect()
    })
}

/// Anything goes: unknown targets, circles, repeated and omitted texts.
pub fn family() -> impl Strategy<Value = Family> {
    (
        body(&["r0"]),
        prop::collection::vec(body(&IDS), 0..5),
        variations("sp", &["sp0", "sp1", "r0", "r1", "gone"]),
        variations("sg", &["sg0", "sg1", "r2", "sp0"]),
    )
        .prop_map(|(mut own, roles, specialties, segments)| {
            *own.extends = Extends::default();
            own.more.omit.clear();
            let role = |(n, body)| Role {
                id: format!("r{n}").into(),
                body,
            };
            Family {
                body: own,
                roles: roles.into_iter().enumerate().map(role).collect(),
                specialties,
                segments,
                ..Family::default()
            }
        })
}
