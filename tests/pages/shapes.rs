//! What becomes of pages as handbooks have them, in every shape that was met.

use rolebook::format::markdown::{Directory, Imported, NoteKind, read};
use rolebook::model::{Body, Family, Grade, ListKind, Node};

const KEY: &str = "finance/page";

fn family(page: &str) -> Family {
    read(page, KEY).family
}

fn items(body: &Body, kind: ListKind) -> Vec<&str> {
    body.list(kind)
        .iter()
        .map(|item| item.text().as_str())
        .collect()
}

fn looks(read: &Imported) -> Vec<(usize, String)> {
    read.report
        .of(NoteKind::Look)
        .map(|note| (note.line, note.text.to_string()))
        .collect()
}

const LEVELS: &str = "\
---
layout: job
title: \"Tester\"
tags: [a, b]
---

Testers test.

They like it.

## Responsibilities

* Test things

## Requirements

* Patience

## Levels

### Tester

The Tester reports to the [Lead](/job-families/qa/lead/).

#### Job Grade

The Tester is a [grade 5](/grades/#job-grades).

### Senior Tester

The Senior Tester role extends the [Tester](#tester) role.

#### Job Grade

The Senior Tester is a [grade 6](/grades/#job-grades).

#### Responsibilities

* Teach others

## Specialties

### Mobile

Tests on phones.

#### Requirements

* Two thumbs

## Segments

### Public Sector

#### Requirements

* Patience with forms

## Performance Indicators

* [Bugs found > 5](/m/#bugs)

## Career Ladder

The next step in the Senior Tester role is to move to the [Lead](/job-families/qa/lead/) job family.

## Hiring Process

In this order:

1. A call
2. A test

That is all.

## Working here

It is nice.
";

#[test]
fn one_job_with_levels() {
    let family = family(LEVELS);
    let body = &family.body;
    assert_eq!(body.title.as_deref(), Some("Tester"));
    assert_eq!(
        body.summary.as_deref(),
        Some("Testers test.\n\nThey like it.")
    );
    assert_eq!(items(body, ListKind::Responsibilities), ["Test things"]);
    assert_eq!(items(body, ListKind::Requirements), ["Patience"]);
    let ids: Vec<&str> = family.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(ids, ["tester", "senior-tester"]);
    let [tester, senior] = [0, 1].map(|n| &family.roles[n].body);
    assert_eq!(tester.grade, Some(Grade::Number(5)));
    assert_eq!(tester.reports_to[0].title, "Lead");
    assert_eq!(
        tester.reports_to[0].link.as_deref(),
        Some("/job-families/qa/lead/")
    );
    assert_eq!(senior.grade, Some(Grade::Number(6)));
    assert_eq!(senior.extends.all.as_deref(), Some("tester"));
    assert_eq!(items(senior, ListKind::Responsibilities), ["Teach others"]);
    assert_eq!(
        (tester.summary.as_ref(), senior.summary.as_ref()),
        (None, None)
    );
    assert_eq!(family.title(Node::Specialty(0)), "Mobile");
    assert_eq!(
        family.specialties[0].body.summary.as_deref(),
        Some("Tests on phones.")
    );
    assert_eq!(
        items(&family.specialties[0].body, ListKind::Requirements),
        ["Two thumbs"]
    );
    assert_eq!(family.title(Node::Segment(0)), "Public Sector");
    let indicator = &body.more.performance_indicators[0];
    assert_eq!(
        (indicator.name.as_str(), indicator.target.as_deref()),
        ("Bugs found", Some("> 5"))
    );
    assert_eq!(indicator.link.as_deref(), Some("/m/#bugs"));
    let step = &body.more.career_ladder.steps[0];
    assert_eq!(
        (step.from.as_str(), step.to.as_str()),
        ("senior-tester", "qa/lead")
    );
    assert_eq!(
        body.more.hiring_process.intro.as_deref(),
        Some("In this order:")
    );
    assert_eq!(body.more.hiring_process.steps, ["A call", "A test"]);
    assert_eq!(
        body.more.hiring_process.outro.as_deref(),
        Some("That is all.")
    );
    assert_eq!(family.sections.len(), 1);
    assert_eq!(family.sections[0].heading, "Working here");
    assert_eq!(
        family.page.front_matter,
        "layout: job\ntitle: \"Tester\"\ntags: [a, b]\n"
    );
    assert_eq!(looks(&read(LEVELS, "finance/page")), []);
}

#[test]
fn several_titles_in_one_family_whose_fields_name_them() {
    let page = "\
---
title: Billing
---

## Billing Analyst

### Billing Analyst Job Grade

The Billing Analyst is a grade 6.

### Billing Analyst Responsibilities

- Bill

### Billing Analyst Requirements

- Count

## Manager, Billing Responsibilities

- Manage

## Manager, Billing Requirements

- Lead

## Requirements

- Honesty
";
    let family = family(page);
    let titles: Vec<&str> = (0..family.roles.len())
        .map(|n| family.title(Node::Role(n)))
        .collect();
    assert_eq!(titles, ["Billing Analyst", "Manager, Billing"]);
    assert_eq!(
        items(&family.roles[1].body, ListKind::Requirements),
        ["Lead"]
    );
    assert_eq!(items(&family.body, ListKind::Requirements), ["Honesty"]);
}

#[test]
fn depths_are_a_hint_and_no_more() {
    let page = "\
---
title: A
---

## Manager, A

### Job Grade

The Manager, A is a [grade 8](/g).

#### Responsibilities

- One

## Requirements

- Two

### Specialties

## Manager, A (Night)

#### Responsibilities

- Three

## Hiring Process

- A call

### Director, A

#### Job Grade

The Director, A is a [grade 10](/g).
";
    let family = family(page);
    let titles: Vec<&str> = (0..family.roles.len())
        .map(|n| family.title(Node::Role(n)))
        .collect();
    assert_eq!(titles, ["Manager, A", "Director, A"]);
    assert_eq!(
        items(&family.roles[0].body, ListKind::Requirements),
        ["Two"]
    );
    assert_eq!(family.specialties.len(), 1);
    assert_eq!(family.body.more.hiring_process.steps, ["A call"]);
    let read = read(page, "a");
    assert_eq!(looks(&read)[0].0, 15, "{:?}", looks(&read));
}

#[test]
fn a_page_about_one_role_has_no_heading_for_it() {
    let page = "---\ntitle: Auditor\n---\n\nThe Auditor reports to the Head, Audit.\n\n### Job Grade\n\nThe Auditor is a grade 7.\n\n### Responsibilities\n\n- Audit\n\n### Hiring Process\n\n- A call\n";
    let family = family(page);
    assert_eq!(family.roles.len(), 1);
    let role = &family.roles[0].body;
    assert_eq!(role.title.as_deref(), Some("Auditor"));
    assert_eq!(role.grade, Some(Grade::Number(7)));
    assert_eq!(role.reports_to[0].title, "Head, Audit");
    assert_eq!(items(role, ListKind::Responsibilities), ["Audit"]);
    assert_eq!(family.body.more.hiring_process.steps, ["A call"]);
}

#[test]
fn items_are_kept_as_they_are_written() {
    let page = "## Cook\n\n### Responsibilities\n\n* Tools:\n  - pan\n    - small\n  - pot\n* First paragraph\n\n  Second [one][R]\n* Same\n* Same\n* “Curly” ’quotes’ & `code`\n\n[r]: http://x.org/r \"Title\"\n";
    let read = read(page, "cook");
    let items = items(&read.family.roles[0].body, ListKind::Responsibilities);
    assert_eq!(items[0], "Tools:\n- pan\n  - small\n- pot");
    assert_eq!(
        items[1],
        "First paragraph\n\nSecond [one][R]\n\n[r]: http://x.org/r \"Title\""
    );
    assert_eq!(items[2..], ["Same", "Same", "“Curly” ’quotes’ & `code`"]);
    assert_eq!(
        looks(&read),
        [
            (1, "the page has no title; cook is that of its file"),
            (5, "Cook has 1 item twice")
        ]
        .map(|(line, text)| (line, text.to_owned()))
    );
    assert_eq!(
        rolebook::format::markdown::write(&read.family, "cook"),
        page
    );
}

#[test]
fn what_has_no_field_is_a_section_in_its_order() {
    let page = "---\ntitle: A\n---\n\n## B\n\nThe B is a grade 4.\n\n| x |\n|---|\n| y |\n\n### Location\n\nAnywhere.\n\n### Responsibilities\n\nThese are many.\n\n- One\n\n<div>raw *html*</div>\n\n- Two\n\nA lost bullet\n\n- Three\n\nCloser to home:\n\n- Four\n\n> said\n\n{{% include \"x\" %}}\n\n## Notes {#n}\n\nText\n\n- list\n";
    let family = family(page);
    let sections: Vec<(&str, &str)> = family
        .sections
        .iter()
        .map(|section| (section.heading.as_str(), section.body.as_str()))
        .collect();
    assert_eq!(
        sections,
        [
            ("B", "| x |\n|---|\n| y |"),
            ("Location", "Anywhere."),
            ("Responsibilities", "These are many."),
            ("Responsibilities", "<div>raw *html*</div>"),
            ("Responsibilities", "> said"),
            ("Notes", "Text\n\n- list"),
        ]
    );
    assert_eq!(
        items(&family.roles[0].body, ListKind::Responsibilities),
        ["One", "Two", "A lost bullet", "Three", "Four"]
    );
    assert!(family.page.template.contains("{{% include"));
    assert!(family.page.template.contains("\nCloser to home:\n"));
    assert_eq!(rolebook::format::markdown::write(&family, KEY), page);
}

#[test]
fn prose_that_says_more_than_a_fact_is_a_summary() {
    let page = "---\ntitle: A\n---\n\n## Buyer\n\nThe Buyer reports to the Head, Buying and is responsible for buying.\n\nThe Buyer is a [grade 6](/g).\n\n### Responsibilities\n\n- Buy\n";
    let family = family(page);
    let role = &family.roles[0].body;
    assert_eq!(role.reports_to[0].title, "Head, Buying");
    assert_eq!(role.grade, Some(Grade::Number(6)));
    let summary = "The Buyer reports to the Head, Buying and is responsible for buying.";
    assert_eq!(role.summary.as_deref(), Some(summary));
}

#[test]
fn a_link_that_nobody_closed_is_kept_and_told() {
    let page = "---\ntitle: A\n---\n\n## B\n\nThe B reports to the [C, D](https://x.org/c/\n\n### Responsibilities\n\n- One\n";
    let read = read(page, "a");
    let manager = &read.family.roles[0].body.reports_to[0];
    assert_eq!(
        (manager.title.as_str(), manager.link.as_deref()),
        ("C, D", Some("https://x.org/c/"))
    );
    assert_eq!(
        looks(&read),
        [(
            7,
            "a link is not closed; it is kept as it is written".to_owned()
        )]
    );
}

#[test]
fn names_lead_to_roles_of_the_same_page_and_of_others() {
    let buyers = "---\ntitle: Buyers\n---\n\n## Buyer\n\nThe Buyer reports to the Head, Buying.\n\n### Responsibilities\n\n- Buy\n\n## Head, Buying\n\nThe Head, Buying reports to the [CFO](/job-families/board/cfo/#chief).\n\n### Responsibilities\n\n- Lead\n\n## Career Ladder\n\nThe next step in the Head, Buying role is to move to the [CFO](https://x.org/job-families/board/cfo/) job family. The next step in the Buyer role is the Head, Buying role. Another next step in the Buyer role is the Treasurer.\n";
    let cfo = "---\ntitle: CFO\n---\n\n## Chief\n\n### Responsibilities\n\n- Count\n\n## Treasurer\n\n### Responsibilities\n\n- Keep\n";
    let mut buyers = read(buyers, "finance/buyers");
    let cfo = read(cfo, "top/cfo");
    let mut directory = Directory::default();
    directory.add("finance/buyers", &buyers.family);
    directory.add("top/cfo", &cfo.family);
    buyers.link("finance/buyers", &directory);
    let family = &buyers.family;
    let roles: Vec<Option<&str>> = family
        .roles
        .iter()
        .map(|role| role.body.reports_to[0].role.as_deref())
        .collect();
    assert_eq!(roles, [Some("head-buying"), Some("top/cfo#chief")]);
    let steps: Vec<(&str, &str)> = family
        .body
        .more
        .career_ladder
        .steps
        .iter()
        .map(|step| (step.from.as_str(), step.to.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            ("head-buying", "top/cfo"),
            ("buyer", "head-buying"),
            ("buyer", "top/cfo#treasurer"),
        ]
    );
}
