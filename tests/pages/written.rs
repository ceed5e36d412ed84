//! Pages after an edit: what was changed is changed on the page, in the page's own manner, and nothing else.

use rolebook::format::markdown::{read, write};
use rolebook::model::{
    Body, Extends, Family, Grade, Item, ListKind, ReportsTo, Role, Section, Variation,
};

const PAGE: &str = "\
---
layout: job
title: \"Billing\"
---

## Analyst

The Analyst reports to the [Lead](/lead/).

### Analyst Job Grade

The Analyst is a [grade 6](/g/#grades).

### Analyst Responsibilities

* Bill
* Count

## Lead

### Lead Job Grade

The Lead is a [grade 7](/g/#grades).

### Lead Responsibilities

Every day:

* Lead
* Look

Every year:

* Report

## Performance Indicators

* [Speed < 5 days](/m)

## Notes

Text.
";

fn edited(edit: impl FnOnce(&mut Family)) -> String {
    let mut family = read(PAGE, "finance/billing").family;
    edit(&mut family);
    let page = write(&family, "finance/billing");
    let mut again = read(&page, "finance/billing").family;
    // An id is made of the title that a part has when it is read.
    for (again, role) in again.roles.iter_mut().zip(&family.roles) {
        again.id.clone_from(&role.id);
    }
    assert_eq!(again.roles, family.roles, "{page}");
    assert_eq!(again.body, family.body, "{page}");
    assert_eq!(again.specialties, family.specialties, "{page}");
    assert_eq!(again.sections, family.sections, "{page}");
    page
}

/// The lines that are in only one of two pages: those that went, those that came.
fn difference(page: &str) -> (Vec<&str>, Vec<&str>) {
    let only = |a: &'_ str, b: &'_ str| -> Vec<String> {
        let mut rest: Vec<&str> = b.lines().collect();
        let mut only = Vec::new();
        for line in a.lines() {
            match rest.iter().position(|other| *other == line) {
                Some(at) => drop(rest.remove(at)),
                None => only.push(line.to_owned()),
            }
        }
        only
    };
    let gone = only(PAGE, page);
    let gone = PAGE
        .lines()
        .filter(|line| gone.iter().any(|gone| gone == line))
        .collect();
    let new = only(page, PAGE);
    let new = page
        .lines()
        .filter(|line| !line.is_empty() && new.iter().any(|new| new == line))
        .collect();
    (gone, new)
}

#[test]
fn a_page_that_nobody_edited_is_the_same_to_the_byte() {
    assert_eq!(edited(|_| {}), PAGE);
}

#[test]
fn items_get_the_bullets_of_their_list() {
    let page = edited(|family| {
        let list = &mut family.roles[1].body.lists[ListKind::Responsibilities as usize];
        list.insert(1, Item::new("Listen\n- well\n- long"));
        list.push(Item::new("Plan"));
    });
    assert_eq!(
        difference(&page),
        (vec![], vec!["* Listen", "  - well", "  - long", "* Plan"])
    );
    assert!(
        page.contains("* Look\n\nEvery year:\n\n* Report\n* Plan\n"),
        "{page}"
    );
}

#[test]
fn sentences_say_what_the_fields_say() {
    let page = edited(|family| {
        family.roles[0].body.grade = Some(Grade::Number(9));
        family.roles[0].body.reports_to = vec![
            ReportsTo {
                title: "Head".into(),
                link: Some("/h/".into()),
                role: None,
            },
            ReportsTo {
                title: "Director, X".into(),
                ..ReportsTo::default()
            },
        ];
        *family.roles[1].body.extends = Extends {
            all: Some("analyst".to_owned()),
            ..Extends::default()
        };
        family.roles[1].body.reports_to = vec![ReportsTo {
            title: "Boss".into(),
            ..ReportsTo::default()
        }];
    });
    let (gone, new) = difference(&page);
    assert_eq!(
        gone,
        [
            "The Analyst reports to the [Lead](/lead/).",
            "The Analyst is a [grade 6](/g/#grades)."
        ]
    );
    assert_eq!(
        new,
        [
            "The Analyst reports to the [Head](/h/) or the Director, X.",
            "The Analyst is a [grade 9](/g/#grades).",
            "The Lead role extends the Analyst role.",
            "The Lead reports to the Boss.",
        ]
    );
}

#[test]
fn what_is_said_no_more_goes_with_its_heading() {
    let page = edited(|family| {
        family.roles[0].body.grade = None;
        family.roles[1].body.lists = Default::default();
        family.body.more.performance_indicators.clear();
        family.sections.clear();
    });
    let (gone, new) = difference(&page);
    assert!(new.is_empty(), "{new:?}");
    for line in [
        "### Analyst Job Grade",
        "## Performance Indicators",
        "## Notes",
        "Text.",
    ] {
        assert!(gone.contains(&line), "{line}: {page}");
    }
}

#[test]
fn a_title_is_changed_wherever_the_page_says_it() {
    let page = edited(|family| family.roles[0].body.title = Some("Clerk".into()));
    assert!(!page.contains("Analyst"), "{page}");
    for line in [
        "## Clerk",
        "The Clerk is a [grade 6](/g/#grades).",
        "### Clerk Responsibilities",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    let page = edited(|family| family.body.title = Some("Invoices".into()));
    assert_eq!(difference(&page).1, ["title: \"Invoices\""]);
}

#[test]
fn new_parts_are_written_like_those_before_them() {
    let page = edited(|family| {
        let body = Body {
            title: Some("Head".into()),
            grade: Some(Grade::Number(8)),
            lists: [vec![Item::new("Think")], Vec::new(), Vec::new()],
            summary: Some("Heads think.".into()),
            ..Body::default()
        };
        family.roles.push(Role {
            id: "head".into(),
            body,
        });
        family.specialties.push(Variation {
            id: "night".into(),
            body: Body {
                title: Some("Night".into()),
                lists: [Vec::new(), vec![Item::new("Coffee")], Vec::new()],
                ..Body::default()
            },
            roles: Vec::new(),
        });
        family.sections.push(Section {
            heading: "More".to_owned(),
            body: "Words.".to_owned(),
        });
    });
    let (gone, new) = difference(&page);
    assert!(gone.is_empty(), "{gone:?}");
    assert_eq!(
        new,
        [
            "## Head",
            "Heads think.",
            "### Head Job Grade",
            "The Head is a grade 8.",
            "### Head Responsibilities",
            "* Think",
            "## Specialties",
            "### Night",
            "#### Requirements",
            "* Coffee",
            "## More",
            "Words.",
        ]
    );
}

#[test]
fn parts_stand_in_the_order_of_the_family() {
    let page = edited(|family| family.roles.swap(0, 1));
    assert!(
        page.find("## Lead").unwrap() < page.find("## Analyst").unwrap(),
        "{page}"
    );
    let page = edited(|family| drop(family.roles.remove(0)));
    assert!(!page.contains("Analyst"), "{page}");
}

#[test]
fn a_family_that_came_from_no_page_has_one() {
    let mut family = read(PAGE, "finance/billing").family;
    family.page = Default::default();
    let page = write(&family, "finance/billing");
    let again = read(&page, "finance/billing").family;
    assert_eq!(again.roles, family.roles, "{page}");
    assert_eq!(again.body, family.body, "{page}");
    assert_eq!(again.sections, family.sections, "{page}");
    assert_eq!(write(&again, "finance/billing"), page);
}
