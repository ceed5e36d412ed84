//! Every address leads to its place, short forms where they are clear, and a miss says what was near.

use std::sync::Arc;

use proptest::prelude::*;
use rolebook::model::{
    Catalog, CatalogEntry, Family, Miss, Place, Position, Role, Settings, Variation,
};

const WORDS: [&str; 6] = ["it", "ops", "manager", "Web-2", "grün", "a.b"];

fn ids(max: usize) -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(&WORDS[..], 0..=max)
        .prop_map(|ids| ids.into_iter().map(str::to_owned).collect())
}

fn catalog() -> impl Strategy<Value = Catalog> {
    let key = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4)
        .prop_map(|parts| parts.join("/"));
    // The ids of a family are unique in it.
    let family = (ids(4), 0usize..5, 0usize..5).prop_map(|(ids, first, second)| {
        let (first, second) = (first.min(ids.len()), second.min(ids.len()));
        let (low, high) = (first.min(second), first.max(second));
        let role = |id: &String| Role {
            id: id.as_str().into(),
            ..Role::default()
        };
        let variation = |id: &String| Variation {
            id: id.as_str().into(),
            ..Variation::default()
        };
        let mut family = Family {
            roles: ids[..low].iter().map(role).collect(),
            specialties: ids[low..high].iter().map(variation).collect(),
            segments: ids[high..].iter().map(variation).collect(),
            ..Family::default()
        };
        family.body.title = Some("A title".into());
        family
    });
    prop::collection::btree_map(key, family, 1..6).prop_map(|families| {
        let entry = |(key, family): (String, Family)| CatalogEntry {
            key: Arc::from(key),
            family: Arc::new(family),
        };
        Catalog::new(
            Settings::default(),
            families.into_iter().map(entry).collect(),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_full_address_leads_to_its_place(catalog in catalog()) {
        for (place, address) in catalog.places() {
            let text = address.to_string();
            prop_assert_eq!(catalog.resolve(&text), Ok(place.clone()));
            prop_assert_eq!(catalog.resolve(&format!(" {text}\n")), Ok(place.clone()));
            prop_assert_eq!(catalog.resolve(&text.to_uppercase()), Ok(place.clone()));
            prop_assert_eq!(catalog.address(&place), Some(address));
        }
        for entry in catalog.entries() {
            let found = catalog.resolve(&format!("{}.toml", entry.key)).unwrap();
            prop_assert_eq!(&found.key, &entry.key);
            prop_assert_eq!(found.position, Position::FAMILY);
        }
    }

    /// An end of an address leads to the only place that has it, or to the one that stands higher.
    #[test]
    fn short_forms_lead_where_they_are_clear(catalog in catalog()) {
        let all: Vec<(Place, String)> = catalog
            .places()
            .map(|(place, address)| (place, address.to_string()))
            .collect();
        for (place, address) in &all {
            for (at, _) in address.char_indices().filter(|(_, c)| "/#+".contains(*c)) {
                let end = &address[at + 1..];
                let has_end = |other: &&(Place, String)| {
                    other.1 == end
                        || other.1.strip_suffix(end).is_some_and(|before| before.ends_with(['/', '#', '+']))
                };
                let same: Vec<_> = all.iter().filter(has_end).collect();
                match catalog.resolve(end) {
                    Ok(found) => prop_assert!(same.iter().any(|(place, _)| *place == found)),
                    Err(Miss::Ambiguous { candidates, .. }) => {
                        prop_assert!(same.len() > 1);
                        prop_assert!(candidates.len() > 1);
                        for candidate in candidates {
                            prop_assert!(same.iter().any(|(_, address)| *address == candidate));
                        }
                    }
                    Err(miss) => prop_assert!(false, "{end}: {miss}"),
                }
                if same.len() == 1 {
                    prop_assert_eq!(catalog.resolve(end), Ok(place.clone()));
                }
            }
        }
    }

    #[test]
    fn any_text_is_answered(catalog in catalog(), text in "\\PC{0,20}") {
        match catalog.resolve(&text) {
            Ok(place) => prop_assert!(catalog.address(&place).is_some()),
            Err(Miss::Unknown { input, nearest }) => {
                prop_assert_eq!(input, text);
                prop_assert!(nearest.len() <= 5);
            }
            Err(Miss::Ambiguous { candidates, .. }) => prop_assert!(candidates.len() > 1),
        }
    }
}

fn sample() -> Catalog {
    let role = |id: &str| Role {
        id: id.into(),
        ..Role::default()
    };
    let mut first = Family {
        roles: vec![role("manager-it"), role("analyst")],
        specialties: vec![Variation {
            id: "it-engineering".into(),
            ..Variation::default()
        }],
        ..Family::default()
    };
    first.body.title = Some("IT Management".into());
    first.roles[0].body.title = Some("Manager, IT".into());
    let second = Family {
        roles: vec![role("analyst"), role("payroll")],
        ..Family::default()
    };
    let entry = |key: &str, family| CatalogEntry {
        key: Arc::from(key),
        family: Arc::new(family),
    };
    Catalog::new(
        Settings::default(),
        vec![
            entry("finance/it-management", first),
            entry("finance/payroll", second),
        ],
    )
}

#[test]
fn the_ways_to_name_a_place() {
    let catalog = sample();
    for (input, address) in [
        ("finance/it-management", "finance/it-management"),
        ("it-management", "finance/it-management"),
        ("finance/it-management.toml", "finance/it-management"),
        ("IT Management", "finance/it-management"),
        ("manager-it", "finance/it-management#manager-it"),
        ("Manager-IT", "finance/it-management#manager-it"),
        ("manager, it", "finance/it-management#manager-it"),
        ("it-management#analyst", "finance/it-management#analyst"),
        (
            "manager-it+it-engineering",
            "finance/it-management#manager-it+it-engineering",
        ),
        // A family goes before a role.
        ("payroll", "finance/payroll"),
        ("payroll#payroll", "finance/payroll#payroll"),
    ] {
        let place = catalog.resolve(input).unwrap();
        assert_eq!(
            catalog.address(&place).unwrap().to_string(),
            address,
            "{input}"
        );
    }
}

#[test]
fn what_is_not_clear_names_the_candidates() {
    let Err(Miss::Ambiguous { candidates, .. }) = sample().resolve("analyst") else {
        panic!()
    };
    assert_eq!(
        candidates,
        ["finance/it-management#analyst", "finance/payroll#analyst"]
    );
}

#[test]
fn a_miss_names_the_nearest_first() {
    for (input, nearest) in [
        ("manger-it", "finance/it-management#manager-it"),
        ("finance/it-managment", "finance/it-management"),
        ("payrol", "finance/payroll"),
        (
            "it-enginering",
            "finance/it-management#manager-it+it-engineering",
        ),
    ] {
        let Err(Miss::Unknown { nearest: found, .. }) = sample().resolve(input) else {
            panic!("{input}")
        };
        assert!(
            found.iter().take(2).any(|address| address == nearest),
            "{input}: {found:?}"
        );
    }
    for nothing in ["", "  ", "zzzzzz"] {
        let Err(Miss::Unknown { nearest, .. }) = sample().resolve(nothing) else {
            panic!("{nothing}")
        };
        assert!(nearest.is_empty(), "{nearest:?}");
    }
}

#[test]
fn a_title_is_an_address_by_its_words() {
    let file = "title = \"IT\"\n[[roles]]\nid = \"m\"\ntitle = \"Manager, IT\"\n[[specialties]]\nid = \"e\"\ntitle = \"End User Services\"\n";
    let family = rolebook::document::read_family(file).value.unwrap();
    let mut catalog = Catalog::default();
    catalog.put("finance/it".into(), Arc::new(family));
    for title in [
        "Manager, IT · End User Services",
        "Manager, IT, End User Services",
        "manager it end user services",
    ] {
        let place = catalog.resolve(title).unwrap();
        let address = catalog.address(&place).unwrap().to_string();
        assert_eq!(address, "finance/it#m+e", "{title}");
    }
    assert!(catalog.resolve("·").is_err());
}
