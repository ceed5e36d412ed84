//! Catalogs to operate on: one written by hand, and generated ones in which everything names everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use rolebook::document::{Plan, operate, read_family};
use rolebook::model::{
    Body, Catalog, CatalogEntry, Extends, Family, Item, LadderStep, ListKind, Node, Position,
    ReportsTo, Role, Settings, Variation, compose,
};

/// A catalog of these texts, each of which must be without problems.
pub fn catalog(files: &[(&str, &str)]) -> Catalog {
    let entry = |(key, text): &(&str, &str)| {
        let reading = read_family(text);
        assert!(reading.problems.is_empty(), "{key}: {:?}", reading.problems);
        CatalogEntry {
            key: Arc::from(*key),
            family: Arc::new(reading.value.unwrap()),
        }
    };
    Catalog::new(Settings::default(), files.iter().map(entry).collect())
}

/// Two families that name each other in every way there is.
pub fn small() -> Catalog {
    let it = r#"
title = "IT"
responsibilities = ["Be kind"]
[[roles]]
id = "engineer"
title = "Engineer"
grade = 6
reports_to = [{ title = "Manager", role = "manager" }]
responsibilities = ["Keep it running"]
[[roles]]
id = "senior"
title = "Senior Engineer"
extends = "engineer"
reports_to = [{ title = "Manager", role = "finance/it#manager" }]
[[roles]]
id = "manager"
title = "Manager"
extends = { requirements = "senior" }
reports_to = [{ title = "Controller", role = "finance/books#controller+audit", link = "https://x.example" }]
[[specialties]]
id = "desk"
title = "Service Desk"
roles = ["engineer", "senior"]
[[specialties]]
id = "network"
title = "Network"
roles = ["senior"]
extends = "desk"
[[segments]]
id = "public"
title = "Public Sector"
[career_ladder]
[[career_ladder.steps]]
from = "engineer"
to = "senior"
kind = "promotion"
[[career_ladder.steps]]
from = "desk"
to = "network"
[[career_ladder.steps]]
from = "senior"
to = "finance/books#controller"
"#;
    let books = r#"
title = "Books"
[[roles]]
id = "controller"
title = "Controller"
[[roles]]
id = "clerk"
title = "Clerk"
reports_to = [{ title = "IT", role = "finance/it" }]
[[specialties]]
id = "audit"
title = "Audit"
roles = ["controller"]
[career_ladder]
[[career_ladder.steps]]
from = "clerk"
to = "finance/it#senior+desk"
[[career_ladder.steps]]
from = "clerk"
to = "finance/it#senior+desk+public"
[[career_ladder.steps]]
from = "clerk"
to = "finance/it#engineer"
"#;
    let law = "title = \"Law\"\n[[roles]]\nid = \"counsel\"\ntitle = \"Counsel\"\n";
    catalog(&[
        ("finance/it", it),
        ("finance/books", books),
        ("legal/law", law),
    ])
}

/// The catalog after a plan.
pub fn after(catalog: &Catalog, plan: &Plan) -> Catalog {
    operate::preview(catalog, plan).unwrap()
}

/// A family of a catalog.
pub fn family<'c>(catalog: &'c Catalog, key: &str) -> &'c Family {
    &catalog.get(key).unwrap().family
}

/// Every family by key, to compare.
pub fn all(catalog: &Catalog) -> BTreeMap<String, Family> {
    let families = catalog.entries().iter();
    families
        .map(|entry| (entry.key.to_string(), entry.family.as_ref().clone()))
        .collect()
}

/// Every pointer that leads nowhere, with the key of the family that says it.
pub fn dangling(catalog: &Catalog) -> Vec<(String, String)> {
    let mut lost = Vec::new();
    for entry in catalog.entries() {
        for text in pointers(&entry.family) {
            if catalog.refer(&entry.key, &text).is_none() {
                lost.push((entry.key.to_string(), text));
            }
        }
        for node in nodes(&entry.family) {
            let body = entry.family.body(node).unwrap();
            let extends = body
                .extends
                .all
                .iter()
                .chain(body.extends.lists.iter().flatten());
            for id in extends {
                let ids = nodes(&entry.family).into_iter().filter(|n| match node {
                    Node::Specialty(_) => !matches!(n, Node::Segment(_)),
                    Node::Segment(_) => !matches!(n, Node::Specialty(_)),
                    _ => matches!(n, Node::Role(_)),
                });
                if !ids.into_iter().any(|n| entry.family.id(n) == Some(id)) {
                    lost.push((entry.key.to_string(), format!("extends {id}")));
                }
            }
        }
        let variations = entry
            .family
            .specialties
            .iter()
            .chain(&entry.family.segments);
        for id in variations.flat_map(|variation| &variation.roles) {
            if entry.family.role_index(id).is_none() {
                lost.push((entry.key.to_string(), format!("varies {id}")));
            }
        }
    }
    lost.sort();
    lost
}

/// The parts of a family, itself first.
pub fn nodes(family: &Family) -> Vec<Node> {
    std::iter::once(Node::Family)
        .chain((0..family.roles.len()).map(Node::Role))
        .chain((0..family.specialties.len()).map(Node::Specialty))
        .chain((0..family.segments.len()).map(Node::Segment))
        .collect()
}

/// The pointers of a family, in order.
pub fn pointers(family: &Family) -> Vec<String> {
    let mut texts = Vec::new();
    for node in nodes(family) {
        let body = family.body(node).unwrap();
        let managers = body.reports_to.iter().filter_map(|m| m.role.clone());
        texts.extend(managers.map(String::from));
        for step in &body.more.career_ladder.steps {
            texts.extend([step.from.clone(), step.to.clone()]);
        }
    }
    texts
}

/// The texts of each list of an effective role, sorted.
pub fn texts(key: &str, family: &Family, position: Position) -> [Vec<String>; 3] {
    let effective = compose(key, family, position);
    ListKind::ALL.map(|kind| {
        let lines = effective.list(kind).iter();
        let mut texts: Vec<String> = lines.map(|line| line.item.text().to_string()).collect();
        texts.sort();
        texts
    })
}

/// The families of generated catalogs. The last one has no folder, so its key looks like an id.
pub const KEYS: [&str; 3] = ["a/f0", "a/f1", "f2"];

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

/// What may stand where a part or a place is named; some of it leads nowhere.
fn pointer() -> impl Strategy<Value = String> {
    let role = || prop::sample::select(vec!["r0", "r1", "r2", "gone"]);
    let variation = || prop::sample::select(vec!["sp0", "sp1", "sg0"]);
    let key = || prop::sample::select(vec!["a/f0", "a/f1", "f2", "a/lost"]);
    prop_oneof![
        3 => role().prop_map(str::to_owned),
        2 => variation().prop_map(str::to_owned),
        1 => key().prop_map(str::to_owned),
        3 => (key(), role()).prop_map(|(key, role)| format!("{key}#{role}")),
        2 => (key(), role(), variation()).prop_map(|(key, role, v)| format!("{key}#{role}+{v}")),
        1 => (key(), role()).prop_map(|(key, role)| format!("{key}#{role}+sp0+sg0")),
    ]
}

fn body(ids: &'static [&'static str]) -> impl Strategy<Value = Body> {
    let id = move || prop::sample::select(ids).prop_map(str::to_owned);
    // As the format has it: one for everything, or one a list.
    let extends = prop_oneof![
        3 => Just(Extends::default()),
        2 => id().prop_map(|id| Extends { all: Some(id), ..Extends::default() }),
        1 => prop::array::uniform3(prop::option::of(id()))
            .prop_map(|lists| Extends { all: None, lists }),
    ];
    let omission = prop_oneof![text(), (0..4u8).prop_map(|n| format!("i{n}"))];
    let manager = pointer().prop_map(|role| ReportsTo {
        title: "Boss".into(),
        role: Some(role.into()),
        link: None,
    });
    let step = (pointer(), pointer()).prop_map(|(from, to)| LadderStep {
        from,
        to,
        kind: None,
    });
    (
        extends,
        prop::array::uniform3(prop::collection::vec(item(), 0..4)),
        prop::collection::vec(omission, 0..2),
        prop::collection::vec(manager, 0..2),
        prop::collection::vec(step, 0..3),
    )
        .prop_map(|(extends, lists, omit, reports_to, steps)| {
            let mut body = Body {
                extends: extends.into(),
                lists,
                reports_to,
                ..Body::default()
            };
            body.more.omit = omit;
            body.more.career_ladder.steps = steps;
            body
        })
}

fn variations(
    prefix: &'static str,
    ids: &'static [&'static str],
) -> impl Strategy<Value = Vec<Variation>> {
    let roles = prop::collection::vec(prop::sample::select(vec!["r0", "r1", "r2", "gone"]), 0..3);
    prop::collection::vec((roles, body(ids)), 0..3).prop_map(move |made| {
        let variation = |(n, (roles, body)): (usize, (Vec<&str>, Body))| Variation {
            id: format!("{prefix}{n}").into(),
            roles: roles.into_iter().map(Into::into).collect(),
            body,
        };
        made.into_iter().enumerate().map(variation).collect()
    })
}

fn any_family() -> impl Strategy<Value = Family> {
    (
        body(&["r0"]),
        prop::collection::vec(body(&["r0", "r1", "r2", "gone"]), 0..4),
        variations("sp", &["sp0", "sp1", "r0", "r1", "gone"]),
        variations("sg", &["sg0", "sg1", "r2"]),
    )
        .prop_map(|(mut own, roles, specialties, segments)| {
            *own.extends = Extends::default();
            own.more.omit.clear();
            own.title = Some("Family".into());
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

/// Three families in which anything may name anything, extend in circles, and omit.
pub fn any_catalog() -> impl Strategy<Value = Catalog> {
    prop::array::uniform3(any_family()).prop_map(|families| {
        let entry = |(key, family): (&str, Family)| CatalogEntry {
            key: Arc::from(key),
            family: Arc::new(family),
        };
        let entries = KEYS.into_iter().zip(families).map(entry).collect();
        Catalog::new(Settings::default(), entries)
    })
}

/// Some part, that need not be there.
pub fn any_node() -> impl Strategy<Value = Node> {
    (0..4u8, 0..5usize).prop_map(|(kind, n)| match kind {
        0 => Node::Family,
        1 => Node::Role(n),
        2 => Node::Specialty(n),
        _ => Node::Segment(n),
    })
}

/// One of the generated families.
pub fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(KEYS.to_vec())
}
