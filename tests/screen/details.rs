//! What a part has besides its fields and items: each has a form, and the keys of items work on it.

use rolebook::app::{Form, Overlay};
use rolebook::model::{ElementKind, Node};

use crate::driver::Driver;

const FILE: &str = "finance/it-management.toml";
const TARGET: &str = "target = \"< 21 days\"";

fn on_family() -> Driver {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'it-management' Enter Left Left");
    while d.app.detail.title != "IT Management" {
        d.keys("Down");
    }
    d.keys("Tab");
    d
}

/// On the role of that family.
fn on_role() -> Driver {
    let mut d = on_family();
    d.keys("Left");
    while d.app.detail.title != "Manager, IT" {
        d.keys("Right Down");
    }
    d.keys("Tab");
    d
}

fn form(d: &Driver) -> &Form {
    match d.app.overlays.last() {
        Some(Overlay::Form(form)) => form,
        _ => panic!("no form in\n{}", d.screen()),
    }
}

/// Puts the cursor on an element.
fn go_to(d: &mut Driver, kind: ElementKind, index: usize) {
    d.keys("g");
    d.down_to(|d| {
        d.app.detail.element_here().map(|(_, kind, at)| (kind, at)) == Some((kind, Some(index)))
    });
}

/// Whether a line of the right pane begins so, seen or not.
fn shows(d: &Driver, start: &str) -> bool {
    let mut entries = d.app.detail.entries.iter();
    entries.any(|entry| entry.text.starts_with(start))
}

fn here(d: &Driver) -> Option<(ElementKind, usize)> {
    d.app.detail.own_element()
}

/// What differs between two texts: the lines that went, and those that came.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let diff = similar::TextDiff::from_lines(before, after);
    let of = |tag| {
        let changes = diff.iter_all_changes().filter(move |c| c.tag() == tag);
        changes.map(|c| c.value().trim_end().to_owned()).collect()
    };
    (
        of(similar::ChangeTag::Delete),
        of(similar::ChangeTag::Insert),
    )
}

#[test]
fn an_indicator_is_changed_and_nothing_else() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    d.down_to(|d| {
        d.app.detail.entries[d.app.detail.cursor]
            .text
            .contains("< 21 days")
    });
    let at = here(&d);
    d.keys("e Tab Ctrl-A '>= 90 % of laptops'");
    assert!(
        d.screen().contains("→ at least · 90 · % of laptops"),
        "{}",
        d.screen()
    );
    assert!(
        d.screen().contains("3 other roles inherit from here"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-S");
    assert_eq!(
        d.message(),
        "You changed a performance indicator. s saves, u undoes."
    );
    assert_eq!(here(&d), at, "the cursor stays on it");
    d.keys("S");
    let (gone, come) = difference(&before, d.file(FILE));
    assert_eq!(gone, [TARGET]);
    assert_eq!(come, ["target = \">= 90 % of laptops\""]);
    d.keys("u S");
    assert_eq!(d.file(FILE), before);
}

#[test]
fn steps_are_added_moved_copied_and_deleted_like_items() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    let steps = |d: &Driver| {
        let family = d.app.workspace.document("finance/it-management").unwrap();
        family
            .family()
            .unwrap()
            .body
            .more
            .hiring_process
            .steps
            .clone()
    };
    let first = steps(&d);
    go_to(&mut d, ElementKind::HiringStep, 1);
    d.keys("a 'A walk, or | a talk' Enter");
    assert_eq!(steps(&d)[2], "A walk, or | a talk");
    assert_eq!(here(&d), Some((ElementKind::HiringStep, 2)));
    d.keys("K K");
    assert_eq!(steps(&d)[0], "A walk, or | a talk");
    d.keys("K");
    assert_eq!(d.message(), "It is the first one already.");
    d.keys("J D");
    assert_eq!(steps(&d)[1], steps(&d)[2]);
    assert_eq!(here(&d), Some((ElementKind::HiringStep, 2)));
    d.keys("A 'Before it' Ctrl-S");
    assert_eq!(steps(&d)[2], "Before it");
    d.keys("d d d");
    assert_eq!(steps(&d).len(), first.len());
    d.keys("u u u u u u u u u");
    assert_eq!(steps(&d), first);
    d.keys("S");
    assert_eq!(d.file(FILE), before);
}

#[test]
fn what_a_role_would_say_instead_of_what_it_inherits_is_asked_about() {
    let mut d = on_role();
    go_to(&mut d, ElementKind::Indicator, 0);
    d.keys("d");
    assert!(
        d.message()
            .contains("move the cursor to an item of this role"),
        "{}",
        d.message()
    );
    d.keys("a");
    assert!(
        d.screen()
            .contains("These are inherited from IT Management."),
        "{}",
        d.screen()
    );
    d.keys("h");
    assert!(
        d.screen()
            .contains("Takes the place of what IT Management says"),
        "{}",
        d.screen()
    );
    d.keys("'Own' Ctrl-S S");
    assert!(
        d.file(FILE)
            .contains("[[roles.performance_indicators]]\nname = \"Own\"\n")
    );
    assert!(
        d.screen().contains("Performance indicators · 1"),
        "{}",
        d.screen()
    );
    assert_eq!(here(&d), Some((ElementKind::Indicator, 0)));
    d.keys("u");
    go_to(&mut d, ElementKind::Indicator, 0);
    d.keys("a t");
    assert!(
        d.screen().contains("IT Management (inherited from here)"),
        "{}",
        d.screen()
    );
    d.keys("'For all' Ctrl-S S");
    assert!(!d.file(FILE).contains("[[roles.performance_indicators]]"));
    assert!(d.file(FILE).contains("name = \"For all\""));
}

#[test]
fn enter_on_an_inherited_element_goes_to_where_it_is_written() {
    let mut d = on_role();
    go_to(&mut d, ElementKind::HiringStep, 2);
    d.keys("Enter");
    assert_eq!(d.app.detail.title, "IT Management");
    assert_eq!(here(&d), Some((ElementKind::HiringStep, 2)));
    d.keys("Enter");
    assert!(
        form(&d).title.starts_with("Hiring step"),
        "{}",
        form(&d).title
    );
}

#[test]
fn the_roles_of_a_step_are_looked_up_while_they_are_typed() {
    let mut d = on_family();
    go_to(&mut d, ElementKind::LadderStep, 0);
    d.keys("a 'nobody'");
    assert!(
        d.screen().contains("! the catalog has no role nobody"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-A 'manager-it'");
    assert!(d.screen().contains("→ Manager, IT"), "{}", d.screen());
    d.keys("Tab 'sr-director' Down Enter");
    let to = form(&d).text("to").to_owned();
    assert!(to.contains('#'), "{to} is an address");
    d.keys("Tab 'lat' Down Enter Ctrl-S S");
    let step = format!("from = \"manager-it\"\nto = \"{to}\"\nkind = \"lateral\"\n");
    assert!(d.file(FILE).contains(&step), "{}", d.file(FILE));
}

#[test]
fn what_is_missing_or_leads_nowhere_stays_in_the_form() {
    let mut d = on_family();
    d.keys(": 'add ladder step' Enter Ctrl-S");
    assert!(
        d.screen().contains("! A step needs a role to begin from."),
        "{}",
        d.screen()
    );
    d.keys("'x' Esc Ctrl-S");
    assert!(
        d.screen().contains("! the catalog has no role x"),
        "{}",
        d.screen()
    );
    assert_eq!(d.app.unsaved, 0);
    d.keys("Esc d");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn an_inherited_item_is_left_out_and_comes_back() {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'end user services' Enter");
    let before = d.file(FILE).to_owned();
    d.down_to(|d| d.app.detail.item_here().is_some() && d.app.detail.own_item().is_none());
    let text = d.app.detail.entries[d.app.detail.cursor].text.clone();
    d.keys(": 'leave out' Enter");
    assert_eq!(
        d.message(),
        "You left an inherited item out. s saves, u undoes."
    );
    assert!(shows(&d, "Left out here · 1"), "{}", d.screen());
    go_to(&mut d, ElementKind::Omission, 0);
    assert_eq!(d.app.detail.entries[d.app.detail.cursor].text, text);
    d.keys("a 'no such words'");
    assert!(
        d.screen()
            .contains("! nothing that is inherited here says this"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-A 'team' Down");
    let chosen = form(&d).suggestions.as_ref().unwrap().list[0].clone();
    assert!(
        chosen.note.contains(" of "),
        "{chosen:?} says from where it is inherited"
    );
    d.keys("Enter Ctrl-S");
    assert!(shows(&d, "Left out here · 2"), "{}", d.screen());
    d.keys("d K d");
    assert!(!shows(&d, "Left out here"), "{}", d.screen());
    assert_eq!(
        d.message(),
        "You took an inherited item in again. s saves, u undoes."
    );
    d.keys("S");
    let nothing = (Vec::new(), Vec::new());
    assert_eq!(difference(&before, d.file(FILE)), nothing);
}

#[test]
fn each_manager_is_a_line_of_its_own() {
    let mut d = on_role();
    go_to(&mut d, ElementKind::Manager, 0);
    d.keys("a 'Head; of | all, IT' Tab 'director-it-op' Down Enter Ctrl-S");
    let lines: Vec<&str> = d
        .app
        .detail
        .entries
        .iter()
        .map(|e| e.text.as_str())
        .collect();
    assert!(
        lines
            .iter()
            .any(|text| text.starts_with("Head; of | all, IT")),
        "{lines:?}"
    );
    assert_eq!(here(&d), Some((ElementKind::Manager, 1)));
    d.keys("K s");
    let managers = "title = \"Head; of | all, IT\", role = \"finance/director-it-operations#director-it-operations\"";
    assert!(d.file(FILE).contains(managers), "{}", d.file(FILE));
    assert_eq!(here(&d), Some((ElementKind::Manager, 0)));
}

#[test]
fn a_section_has_a_heading_and_as_many_lines_as_it_takes() {
    let mut d = on_family();
    let before = d.file(FILE).to_owned();
    go_to(&mut d, ElementKind::Section, 0);
    d.keys("a 'More, of | it' Tab 'One,' Alt-Enter Alt-Enter 'two | three' Ctrl-S S");
    let (gone, come) = difference(&before, d.file(FILE));
    assert!(gone.is_empty(), "{gone:?}");
    let come = come.join("\n");
    assert!(come.contains("heading = \"More, of | it\""), "{come}");
    assert!(come.contains("One,\n\ntwo | three"), "{come}");
    assert!(here(&d).is_some_and(|(_, at)| at == 1), "{:?}", here(&d));
}

#[test]
fn one_role_for_everything_or_one_for_each_list() {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'accountant-senior' Enter g");
    d.down_to(|d| {
        d.app.detail.entries[d.app.detail.cursor]
            .lead
            .starts_with("Extends")
    });
    d.keys("e");
    assert_eq!(form(&d).text("extends"), "accountant-intermediate");
    d.keys("Tab 'accountant-senior'");
    assert!(
        d.screen()
            .contains("! that comes back to accountant-senior"),
        "{}",
        d.screen()
    );
    d.keys("Ctrl-A 'accountant-intermediate' Ctrl-S");
    assert!(d.screen().contains("not both"), "{}", d.screen());
    d.keys("Shift-Tab Ctrl-A Backspace Ctrl-S s");
    let text = d.file("finance/accountant.toml");
    let expected = "extends = { responsibilities = \"accountant-intermediate\" }";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn the_roles_of_a_variation_are_chosen_among_those_of_the_family() {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'accountant-payroll' Enter : 'roles it varies' Enter");
    let before = form(&d).text("roles").to_owned();
    d.keys("End ', accountant-x'");
    assert!(
        d.screen().contains("! the family has no role accountant-x"),
        "{}",
        d.screen()
    );
    d.keys("Backspace 's' Down Enter Ctrl-S s");
    let text = d.file("finance/accountant.toml");
    let first = before.split(',').next().unwrap();
    assert!(text.contains(&format!("\"{first}\", ")), "{text}");
    assert!(text.contains("\"accountant-senior\"]"), "{text}");
}

#[test]
fn i_lists_every_element_and_every_form_of_the_part() {
    let mut d = on_family();
    d.keys("i");
    let screen = d.screen();
    for line in [
        "Hiring step: ",
        "Section: ",
        "Add indicator",
        "Career ladder",
    ] {
        assert!(screen.contains(line), "{line} in\n{screen}");
    }
    assert!(
        !screen.contains("Add manager"),
        "a family reports to nobody\n{screen}"
    );
    d.keys("'laptop' Enter");
    assert!(
        form(&d).title.starts_with("Performance indicator"),
        "{}",
        form(&d).title
    );
    d.keys("Esc i 'hiring process' Enter");
    assert_eq!(form(&d).fields.len(), 3);
    d.keys("Tab Ctrl-End Enter 'The last, of | all' Ctrl-S S");
    assert!(
        d.file(FILE).contains("  \"The last, of | all\",\n]\n"),
        "{}",
        d.file(FILE)
    );
}

#[test]
fn the_catalogs_settings_are_edited_and_saved() {
    let mut d = Driver::new(110, 40);
    d.keys(": 'catalog settings' Enter Ctrl-A 'Our roles' Ctrl-S");
    assert!(d.message().contains("changed name"), "{}", d.message());
    assert!(d.screen().contains("Our roles"), "{}", d.screen());
    d.keys("S");
    assert!(d.file("catalog.toml").contains("name = \"Our roles\""));
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn settings_with_commas_lines_and_signs_in_them_survive_their_form() {
    let settings = "[house]\nmandatory_items = [\"One, two\\nand | three\", \" four\"]\nentry_grades = [\"5, or 6\", \"7\"]\n\n[synonyms]\n\"a = b\" = \"c, d\"\n";
    let files = [("catalog.toml", settings), ("a.toml", "title = \"A\"\n")];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into_iter().collect(), 110, 40);
    d.keys(": 'catalog settings' Enter");
    for keys in [
        "Tab Tab 'dress'",
        "Ctrl-A 'status' Tab Ctrl-End Enter 'five'",
    ] {
        d.keys(keys);
        let is_wrong = d.screen().contains("! a role has no key dress");
        assert_eq!(is_wrong, keys.contains("dress"), "{}", d.screen());
    }
    d.keys("Tab End ', 8' Tab Tab Ctrl-End Enter 'HR = people' Ctrl-S S");
    let (gone, come) = difference(settings, d.file("catalog.toml"));
    let both = format!("{gone:?} {come:?}");
    let after = d.file("catalog.toml");
    for kept in [
        "One, two\\nand | three",
        "\" four\", \"five\"",
        "\"5, or 6\", \"7\", \"8\"",
        "\"a = b\" = \"c, d\"",
        "HR = \"people\"",
        "required = [\"status\"]",
    ] {
        assert!(after.contains(kept), "{kept} in\n{after}\n{both}");
    }
}

#[test]
fn an_element_is_followed_when_somebody_else_puts_one_before_it() {
    let mut d = on_family();
    d.down_to(|d| {
        d.app.detail.entries[d.app.detail.cursor]
            .text
            .contains("< 21 days")
    });
    let Some((_, at)) = here(&d) else {
        panic!("{}", d.screen());
    };
    d.keys("e End ' or so'");
    let new = "[[performance_indicators]]\nname = \"First\"\n\n[[performance_indicators]]";
    d.somebody_replaces(FILE, "[[performance_indicators]]", new);
    d.keys("Ctrl-S");
    assert_eq!(here(&d), Some((ElementKind::Indicator, at + 1)));
    let family = d.app.workspace.document("finance/it-management").unwrap();
    let element = family
        .family()
        .unwrap()
        .element(Node::Family, ElementKind::Indicator, at + 1);
    assert!(element.unwrap().text().ends_with(" or so"));
}

#[test]
fn forms_of_elements_at_several_sizes() {
    for (width, height) in [(80, 24), (40, 10), (160, 50)] {
        let mut d = on_family();
        go_to(&mut d, ElementKind::Indicator, 3);
        d.keys("e Tab");
        d.resize(width, height);
        insta::assert_snapshot!(format!("indicator_{width}x{height}"), d.screen());
        d.keys("Esc");
        go_to(&mut d, ElementKind::LadderStep, 0);
        d.keys("A 'no' Tab 'director'");
        insta::assert_snapshot!(format!("ladder_step_{width}x{height}"), d.screen());
    }
    let mut d = on_family();
    d.resize(80, 24).keys("i");
    insta::assert_snapshot!("details_80x24", d.screen());
}
