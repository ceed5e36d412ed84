//! New families from templates, and the families that they resemble.

use proptest::prelude::*;
use rolebook::document::operate::{
    FamilyTitles, NewFamily, OperateError, Template, add_family, preview,
};
use rolebook::document::{Plan, Step, read_family};
use rolebook::model::{Catalog, Family, Grade, Node};

use crate::catalogs::{all, any_catalog, any_key, catalog, pointers, small, texts};

/// What a plan makes: the key of the new family, and what is read from its text.
fn made(plan: &Plan) -> (String, Family) {
    let [(key, Step::Create(text))] = plan.steps.as_slice() else {
        panic!("{plan:?}");
    };
    let reading = read_family(text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    (key.to_string(), reading.value.unwrap())
}

fn family(catalog: &Catalog, new: &NewFamily<'_>) -> Family {
    let plan = add_family(catalog, new).unwrap();
    preview(catalog, &plan).unwrap();
    made(&plan).1
}

/// Id, title and grade of each role.
fn roles(family: &Family) -> Vec<(&str, &str, String)> {
    let role = |n: usize| {
        let grade = &family.roles[n].body.grade;
        let grade = grade.as_ref().map(Grade::to_string).unwrap_or_default();
        let title = family.title(Node::Role(n));
        (family.roles[n].id.as_str(), title, grade)
    };
    (0..family.roles.len()).map(role).collect()
}

#[test]
fn levels_extend_one_another_and_lead_to_one_another() {
    let new = NewFamily {
        title: " Data Analyst ",
        department: "data",
        template: Template::Levels,
        grade: "5",
        ..NewFamily::default()
    };
    let plan = add_family(&small(), &new).unwrap();
    let (key, family) = made(&plan);
    assert_eq!(key, "data/data-analyst");
    assert_eq!(
        roles(&family),
        [
            ("junior-data-analyst", "Junior Data Analyst", "5".into()),
            ("data-analyst", "Data Analyst", "6".into()),
            ("senior-data-analyst", "Senior Data Analyst", "7".into()),
        ]
    );
    let extends: Vec<_> = family
        .roles
        .iter()
        .map(|r| r.body.extends.all.as_deref())
        .collect();
    assert_eq!(
        extends,
        [None, Some("junior-data-analyst"), Some("data-analyst")]
    );
    let steps: Vec<_> = family
        .body
        .more
        .career_ladder
        .steps
        .iter()
        .map(|s| (s.from.as_str(), s.to.as_str(), s.kind.as_deref()))
        .collect();
    assert_eq!(
        steps,
        [
            ("junior-data-analyst", "data-analyst", Some("promotion")),
            ("data-analyst", "senior-data-analyst", Some("promotion")),
        ]
    );
}

#[test]
fn grades_climb_as_far_as_they_have_numbers() {
    for (grade, grades) in [
        ("M2", ["M2", "M3"]),
        ("Band 9", ["Band 9", "Band 10"]),
        ("M", ["M", ""]),
        ("", ["", ""]),
        (" ", ["", ""]),
        ("9223372036854775807", ["9223372036854775807", ""]),
        ("x99999999999999999999", ["x99999999999999999999", ""]),
    ] {
        let new = NewFamily {
            title: "T",
            template: Template::Levels,
            roles: vec!["A", " ", "B"],
            grade,
            ..NewFamily::default()
        };
        let family = family(&small(), &new);
        let got: Vec<String> = roles(&family)
            .into_iter()
            .map(|(_, _, grade)| grade)
            .collect();
        assert_eq!(got, grades, "{grade}");
    }
}

#[test]
fn titles_stand_beside_each_other() {
    let mut new = NewFamily {
        title: "Front Office",
        template: Template::Titles,
        roles: vec!["Porter", "Receptionist", "Porter"],
        grade: "3",
        ..NewFamily::default()
    };
    let made = family(&small(), &new);
    assert_eq!(
        roles(&made),
        [
            ("porter", "Porter", "3".into()),
            ("receptionist", "Receptionist", "3".into()),
            ("porter-2", "Porter", "3".into()),
        ]
    );
    assert!(
        made.roles
            .iter()
            .all(|role| role.body.extends.all.is_none())
    );
    assert!(made.body.more.career_ladder.is_empty());
    new.roles = vec!["A"; 100];
    assert_eq!(family(&small(), &new).roles.len(), 100);
    new.roles.push("B");
    let (most, given) = (100, 101);
    let too_many = OperateError::TooManyTitles { most, given };
    assert_eq!(add_family(&small(), &new), Err(too_many));
    new.roles = vec![" "];
    assert_eq!(add_family(&small(), &new), Err(OperateError::NoTitles));
    new.roles = vec!["A\nB"];
    assert_eq!(add_family(&small(), &new), Err(OperateError::BadTitle));
}

const BOOKS: &str = r#"
title = "Bookkeeper"
status = "archived"
owner = "Books"
review_due = 2027-01-31
requirements = ["Counts"]
[[roles]]
id = "bookkeeper"
title = "Bookkeeper"
owner = "Books"
responsibilities = ["Keeps books"]
[[roles]]
id = "senior-bookkeeper"
title = "Senior Bookkeeper"
extends = "bookkeeper"
reports_to = [{ title = "Head", role = "money/books#head" }]
[[roles]]
id = "head"
title = "Head"
reports_to = [{ title = "Bookkeeper of all", role = "bookkeeper" }]
[[specialties]]
id = "tax"
roles = ["bookkeeper", "senior-bookkeeper"]
[[specialties]]
id = "staff"
roles = ["head"]
[[performance_indicators]]
name = "Errors"
[career_ladder]
[[career_ladder.steps]]
from = "bookkeeper"
to = "senior-bookkeeper"
kind = "promotion"
[[career_ladder.steps]]
from = "senior-bookkeeper"
to = "other"
[hiring_process]
steps = ["Talk"]
"#;

fn like<'t>(title: &'t str, template: Template, roles: &[&'t str]) -> NewFamily<'t> {
    NewFamily {
        title,
        department: "money",
        template,
        roles: roles.to_vec(),
        like: "money/books",
        ..NewFamily::default()
    }
}

#[test]
fn like_a_family_that_is_there() {
    let catalog = catalog(&[("money/books", BOOKS), ("other", "title = \"Other\"")]);
    let new = family(&catalog, &like("Accountant", Template::Empty, &[]));
    assert_eq!(
        roles(&new),
        [
            ("accountant", "Accountant", String::new()),
            ("senior-accountant", "Senior Accountant", String::new()),
            ("head", "Head", String::new()),
        ]
    );
    let body = &new.body;
    assert_eq!(
        (&body.more.owner, body.more.status, body.more.review_due),
        (&None, None, None)
    );
    assert_eq!(new.roles[0].body.more.owner, None);
    assert_eq!(body.lists[1][0].text(), "Counts");
    assert_eq!(new.roles[0].body.lists[0][0].text(), "Keeps books");
    assert_eq!(body.more.performance_indicators[0].name, "Errors");
    assert_eq!(body.more.hiring_process.steps, ["Talk"]);
    // What names its own parts names those of the new family.
    assert_eq!(new.roles[1].body.extends.all.as_deref(), Some("accountant"));
    let head = new.roles[1].body.reports_to[0].role.as_deref();
    assert_eq!(head, Some("money/accountant#head"));
    let manager = &new.roles[2].body.reports_to[0];
    assert_eq!(manager.title, "Accountant of all");
    assert_eq!(
        new.specialties[0].roles,
        ["accountant", "senior-accountant"]
    );
    assert_eq!(body.more.career_ladder.steps[0].to, "senior-accountant");
    assert_eq!(body.more.career_ladder.steps[1].to, "other");
}

#[test]
fn a_template_takes_the_content_of_the_roles_in_their_order() {
    let catalog = catalog(&[("money/books", BOOKS), ("other", "title = \"Other\"")]);
    let new = family(
        &catalog,
        &like("Auditor", Template::Levels, &["Trainee", "Auditor"]),
    );
    let ids: Vec<&str> = new.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["trainee", "auditor"]);
    assert_eq!(new.roles[0].body.lists[0][0].text(), "Keeps books");
    assert_eq!(new.roles[1].body.extends.all.as_deref(), Some("trainee"));
    // What varied the one that is too many goes with it.
    assert_eq!(new.specialties.len(), 1);
    assert_eq!(new.specialties[0].roles, ["trainee", "auditor"]);
    let managers = &new.roles[1].body.reports_to;
    assert!(managers.is_empty(), "it was said of another role");
    let ladder: Vec<_> = new.body.more.career_ladder.steps.iter().collect();
    let ends: Vec<_> = ladder
        .iter()
        .map(|s| (s.from.as_str(), s.to.as_str()))
        .collect();
    assert_eq!(ends, [("auditor", "other"), ("trainee", "auditor")]);
    let new = family(
        &catalog,
        &like("Desk", Template::Titles, &["Head", "A", "B", "C"]),
    );
    let ids: Vec<&str> = new.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(
        ids,
        ["head-2", "a", "b", "c"],
        "one that follows had the id"
    );
}

#[test]
fn a_family_needs_a_title_and_a_key_of_its_own() {
    let catalog = catalog(&[("money/books", BOOKS)]);
    let new = |title, department, name| NewFamily {
        title,
        department,
        name,
        ..NewFamily::default()
    };
    for (new, why) in [
        (new(" ", "", ""), OperateError::BadTitle),
        (new("—", "", ""), OperateError::BadKey(String::new())),
        (
            new("Books", "/money/", ""),
            OperateError::KeyInUse("money/books".into()),
        ),
        (new("Catalog", "", ""), OperateError::ReservedKey),
        (new("X", "../up", ""), OperateError::BadKey("../up".into())),
        (
            new("X", "money", "a/../b"),
            OperateError::BadKey("a/../b".into()),
        ),
        (
            NewFamily {
                like: "nowhere",
                ..new("X", "", "")
            },
            OperateError::NoFamily("nowhere".into()),
        ),
    ] {
        assert_eq!(add_family(&catalog, &new), Err(why), "{new:?}");
    }
}

#[test]
fn titles_that_differ_in_little_are_similar() {
    let catalog = catalog(&[
        ("a/it", "title = \"Manager, IT\""),
        ("a/cafe", "title = \"Café Staff\""),
        ("b/sales", "title = \"Sales\""),
    ]);
    let similar = |title: &str| -> Vec<String> {
        let similar = FamilyTitles::of(&catalog).similar(title);
        let similar = similar.into_iter();
        similar.map(|similar| similar.key.to_string()).collect()
    };
    assert_eq!(similar("IT Manager"), ["a/it"], "in another order");
    assert_eq!(
        similar("cafe staff"),
        ["a/cafe"],
        "without marks and capitals"
    );
    assert_eq!(similar("Managers, IT"), ["a/it"]);
    assert!(similar("Gardener").is_empty());
    assert!(similar(" — ").is_empty());
    let exact = FamilyTitles::of(&catalog).similar("manager - it");
    assert!((exact[0].likeness - 1.0).abs() < f64::EPSILON);
}

/// Titles as people type them, and some that nobody should.
fn any_title() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "Role 1",
            "F",
            "Head of Desk",
            "Café",
            "—",
            "",
            "a\u{1b}b"
        ])
        .prop_map(str::to_owned),
        "[A-Za-z &/-]{0,12}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_made_can_be_read_and_leaves_all_others_as_they_were(
        before in any_catalog(),
        like in prop::option::of(any_key()),
        template in prop::sample::select(vec![Template::Empty, Template::Levels, Template::Titles]),
        title in any_title(),
        roles in prop::collection::vec(any_title(), 0..5),
        grade in "[0-9M ]{0,3}",
    ) {
        let like = like.unwrap_or_default();
        let new = NewFamily {
            title: &title,
            department: "made",
            name: "new",
            template,
            roles: roles.iter().map(String::as_str).collect(),
            grade: &grade,
            like,
        };
        let Ok(plan) = add_family(&before, &new) else { return Ok(()) };
        let after = preview(&before, &plan).unwrap();
        let others = all(&after).into_iter().filter(|(key, _)| key != "made/new").collect();
        prop_assert_eq!(all(&before), others);
        let made = &after.get("made/new").unwrap().family;
        prop_assert_eq!(made.body.title.as_deref(), Some(title.trim()));
        for pointer in pointers(made) {
            let family = pointer.split('#').next().unwrap_or_default();
            prop_assert!(like.is_empty() || family != like, "{pointer} leads to the former one");
        }
        if template != Template::Empty {
            let mut ids: Vec<&str> = made.roles.iter().map(|role| role.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assert!(ids.len() == made.roles.len() || !like.is_empty(), "{ids:?}");
        }
    }

    #[test]
    fn a_family_like_another_has_the_same_items(before in any_catalog(), key in any_key()) {
        let title = before.get(key).unwrap().family.title(Node::Family).to_owned();
        let new = NewFamily { title: &title, department: "made", name: "new", like: key, ..NewFamily::default() };
        let after = preview(&before, &add_family(&before, &new).unwrap()).unwrap();
        let (old, made) = (&before.get(key).unwrap().family, &after.get("made/new").unwrap().family);
        prop_assert_eq!(old.positions(), made.positions());
        for position in old.positions() {
            prop_assert_eq!(texts(key, old, position), texts("made/new", made, position));
        }
    }
}
