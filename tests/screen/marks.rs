//! Marking several things and acting on all of them.

use rolebook::app::{Focus, Overlay};
use rolebook::model::{ListKind, Node};

use crate::driver::Driver;

const KEY: &str = "it/desk";

const DESK: &str = r#"title = "Desk"
requirements = ["Speaks English", "Writes well"]
[[roles]]
id = "agent"
title = "Agent"
responsibilities = ["Answers the phone", "Keeps the queue short", "Helps colleagues"]
requirements = [
  # first
  "Knows printers",
  "Knows networks",
  "Knows phones",
  "Knows laptops",
]
[[roles]]
id = "lead"
title = "Lead"
grade = 7
requirements = ["Leads people"]
[[roles]]
id = "chief"
title = "Chief"
"#;

const SHOP: &str = "title = \"Shop\"\n[[roles]]\nid = \"clerk\"\ntitle = \"Clerk\"\n";

fn desk(width: u16, height: u16) -> Driver {
    let files = [("it/desk.toml", DESK), ("sales/shop.toml", SHOP)];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into(), width, height);
    d.keys("* g").down_to(|d| d.app.detail.title == "Agent");
    d
}

fn items(d: &Driver, role: usize, list: ListKind) -> Vec<String> {
    let entry = d.app.workspace.catalog().get(KEY).unwrap();
    let body = entry.family.body(Node::Role(role)).unwrap();
    body.list(list)
        .iter()
        .map(|item| item.text().to_string())
        .collect()
}

fn requirements(d: &Driver) -> Vec<String> {
    let items = items(d, 0, ListKind::Requirements);
    let last = |text: &String| text.rsplit(' ').next().unwrap().to_owned();
    items.iter().map(last).collect()
}

/// In the right pane, on the requirement that ends in this word.
fn on(d: &mut Driver, words: &str) {
    d.app.focus = Focus::Detail;
    d.keys("g").down_to(|d| {
        let entry = &d.app.detail.entries[d.app.detail.cursor];
        entry.text.ends_with(words)
    });
}

fn text(d: &Driver, key: &str) -> String {
    d.app.workspace.document(key).unwrap().text().to_string()
}

#[test]
fn marked_items_are_deleted_as_one_change() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space j Space");
    assert_eq!(d.app.marked(), 2);
    let screen = d.screen();
    assert!(screen.contains("◆• Knows printers"), "{screen}");
    assert!(screen.contains(" • Knows networks"), "{screen}");
    assert!(screen.contains("◆• Knows phones"), "{screen}");
    assert!(screen.contains("2 marked"), "{screen}");
    d.keys("d");
    assert_eq!(requirements(&d), ["networks", "laptops"]);
    assert_eq!(
        d.message(),
        "You deleted 2 requirements. s saves, u undoes."
    );
    assert_eq!(d.app.marked(), 0);
    d.keys("u");
    assert_eq!(text(&d, KEY), DESK);
}

#[test]
fn escape_takes_the_marks_off_before_it_leaves_the_pane() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space Esc");
    assert_eq!((d.app.marked(), d.app.focus), (0, Focus::Detail));
    d.keys("Esc");
    assert_eq!(d.app.focus, Focus::Tree);
    d.keys("Space");
    assert_eq!(d.app.marked(), 1);
    d.keys("Esc");
    assert_eq!(d.app.marked(), 0);
}

#[test]
fn a_range_grows_and_shrinks_with_shift_and_ends_at_the_cursor_with_v() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Shift-Down Shift-Down");
    assert_eq!(d.app.marked(), 3);
    d.keys("Shift-Up");
    assert_eq!(d.app.marked(), 2);
    d.keys("Shift-Up");
    assert_eq!(d.app.marked(), 1);
    d.keys("Shift-Up");
    assert_eq!(d.app.marked(), 2, "now upwards");
    d.keys("Esc");
    on(&mut d, "laptops");
    d.keys("Space");
    on(&mut d, "networks");
    d.keys("V");
    assert_eq!(d.app.marked(), 3);
    d.keys("Ctrl-A");
    assert_eq!(d.app.marked(), 6, "with those that are inherited");
    d.keys("Ctrl-A");
    assert_eq!(d.app.marked(), 0);
}

#[test]
fn a_block_moves_together_and_all_its_moves_are_one_undo() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space Space J");
    assert_eq!(
        requirements(&d),
        ["phones", "printers", "networks", "laptops"]
    );
    d.keys("J");
    assert_eq!(
        requirements(&d),
        ["phones", "laptops", "printers", "networks"]
    );
    assert_eq!(d.app.marked(), 2, "the block stays marked");
    d.keys("J");
    assert!(d.message().contains("last"), "{}", d.message());
    d.keys("u");
    assert_eq!(text(&d, KEY), DESK, "both moves were one change");
    d.keys("U");
    assert_eq!(
        requirements(&d),
        ["phones", "laptops", "printers", "networks"]
    );
}

#[test]
fn moves_of_one_item_are_one_undo_until_something_else_is_done() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("J J");
    assert_eq!(d.app.workspace.done().len(), 1);
    d.keys("K K");
    assert_eq!(d.app.workspace.done().len(), 0, "it is where it was");
    assert_eq!((text(&d, KEY).as_str(), d.app.unsaved), (DESK, 0));
    assert!(d.message().contains("where it was"), "{}", d.message());
    d.keys("J s J");
    assert_eq!(
        d.app.workspace.done().len(),
        2,
        "a save stands between them"
    );
    d.keys("u");
    assert_eq!(d.app.unsaved, 0, "undo leads to what was saved");
    d.keys("u");
    on(&mut d, "printers");
    d.keys("J");
    on(&mut d, "laptops");
    d.keys("K");
    assert_eq!(d.app.workspace.done().len(), 2, "another item was moved");
}

#[test]
fn undo_leads_to_the_item_that_it_is_about() {
    let mut d = desk(100, 30);
    let here = |d: &Driver| d.app.detail.entries[d.app.detail.cursor].text.clone();
    on(&mut d, "laptops");
    d.keys("d");
    on(&mut d, "phone");
    d.keys("u");
    assert_eq!(here(&d), "Knows laptops");
    on(&mut d, "networks");
    d.keys("> r");
    assert_eq!(here(&d), "Knows networks");
    on(&mut d, "laptops");
    d.keys("u");
    assert_eq!(here(&d), "Knows networks");
    on(&mut d, "printers");
    d.keys("J J");
    on(&mut d, "phone");
    d.keys("u");
    assert_eq!(here(&d), "Knows printers");
    d.keys("U");
    assert_eq!(here(&d), "Knows printers");
}

#[test]
fn marked_items_go_to_another_list_and_stay_marked_there() {
    let mut d = desk(100, 30);
    on(&mut d, "networks");
    d.keys("Space j Space >");
    assert!(
        d.screen().contains("2 items go to the end of"),
        "{}",
        d.screen()
    );
    d.keys("r");
    assert_eq!(requirements(&d), ["printers", "phones"]);
    let done = items(&d, 0, ListKind::Responsibilities);
    assert_eq!(done[3..], ["Knows networks", "Knows laptops"]);
    assert_eq!(d.app.marked(), 2);
    d.keys("K");
    let done = items(&d, 0, ListKind::Responsibilities);
    assert_eq!(done[2..4], ["Knows networks", "Knows laptops"]);
}

#[test]
fn marked_items_of_several_lists_are_cut_and_pasted_in_their_order() {
    let mut d = desk(100, 30);
    on(&mut d, "queue short");
    d.keys("Space");
    on(&mut d, "phones");
    d.keys("Space x");
    assert!(d.message().contains("2 items"), "{}", d.message());
    assert_eq!(d.app.marked(), 0);
    d.keys("Tab").down_to(|d| d.app.detail.title == "Lead");
    on(&mut d, "Leads people");
    d.keys("P");
    let now = items(&d, 1, ListKind::Requirements);
    assert_eq!(
        now,
        ["Leads people", "Keeps the queue short", "Knows phones"]
    );
    assert_eq!(requirements(&d), ["printers", "networks", "laptops"]);
    d.keys("u");
    assert_eq!(text(&d, KEY), DESK);
}

#[test]
fn marked_items_are_copied_duplicated_and_joined() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space Space D");
    assert_eq!(
        requirements(&d),
        [
            "printers", "networks", "printers", "networks", "phones", "laptops"
        ]
    );
    d.keys("u");
    on(&mut d, "printers");
    d.keys("Space Space Space +");
    assert_eq!(
        items(&d, 0, ListKind::Requirements)[0],
        "Knows printers; Knows networks; Knows phones"
    );
    d.keys("u");
    on(&mut d, "printers");
    d.keys("Space j Space +");
    assert!(d.message().contains("follow each other"), "{}", d.message());
    assert_eq!(text(&d, KEY), DESK);
    d.keys("e");
    assert!(d.message().contains("one at a time"), "{}", d.message());
    assert!(d.app.overlays.is_empty());
}

#[test]
fn what_is_inherited_is_not_deleted_from_here() {
    let mut d = desk(100, 30);
    on(&mut d, "English");
    d.keys("Space");
    on(&mut d, "phones");
    d.keys("Space d");
    assert!(d.message().contains("inherited"), "{}", d.message());
    assert_eq!(text(&d, KEY), DESK);
}

#[test]
fn marks_follow_their_items_and_vanish_with_them() {
    let mut d = desk(100, 30);
    on(&mut d, "networks");
    d.keys("Space j Space");
    d.somebody_replaces("it/desk.toml", "  \"Knows networks\",\n", "");
    assert_eq!(d.app.marked(), 1, "{}", d.screen());
    d.somebody_replaces(
        "it/desk.toml",
        "  # first\n",
        "  # first\n  \"Knows nothing\",\n",
    );
    assert!(d.screen().contains("◆• Knows laptops"), "{}", d.screen());
    d.keys("Tab j Tab");
    assert_eq!(
        d.app.marked(),
        0,
        "they are marked as long as they are shown"
    );
}

#[test]
fn marked_roles_are_deleted_archived_and_moved_as_one_change() {
    let mut d = desk(100, 30);
    d.keys("Space Space");
    let screen = d.screen();
    assert!(
        screen.contains("◆ Agent") && screen.contains("◆ Lead"),
        "{screen}"
    );
    assert!(screen.contains("2 marked"), "{screen}");
    assert_eq!(d.app.marked_places().len(), 2);
    d.keys("d");
    assert!(
        d.screen().contains("you will have deleted 2 roles"),
        "{}",
        d.screen()
    );
    d.keys("y");
    assert!(!text(&d, KEY).contains("\"agent\"") && !text(&d, KEY).contains("\"lead\""));
    assert_eq!(d.app.marked(), 0);
    d.keys("u");
    assert_eq!(text(&d, KEY), DESK);

    d.keys("g").down_to(|d| d.app.detail.title == "Agent");
    d.keys("Space Space X");
    if !d.app.overlays.is_empty() {
        d.keys("y");
    }
    assert_eq!(
        text(&d, KEY).matches("\"archived\"").count(),
        2,
        "{}",
        d.message()
    );
    assert!(d.message().contains("archived 2 roles"), "{}", d.message());
    d.keys("g").down_to(|d| d.app.detail.title == "Agent");
    d.keys("Space Space X");
    if !d.app.overlays.is_empty() {
        d.keys("y");
    }
    assert_eq!(
        text(&d, KEY).matches("\"active\"").count(),
        2,
        "{}",
        d.message()
    );
    d.keys("u u");
    assert_eq!(text(&d, KEY), DESK);

    d.keys("g").down_to(|d| d.app.detail.title == "Agent");
    d.keys("Space Space M 'sales/shop' Enter y");
    let shop = text(&d, "sales/shop");
    let at = |id: &str| shop.find(id).unwrap();
    assert!(
        at("\"clerk\"") < at("\"agent\"") && at("\"agent\"") < at("\"lead\""),
        "{shop}"
    );
    assert!(
        d.message().contains("moved 2 roles to Shop"),
        "{}",
        d.message()
    );
    d.keys("u");
    assert_eq!((text(&d, KEY).as_str(), d.app.unsaved), (DESK, 0));
}

#[test]
fn marked_roles_change_places_as_a_block() {
    let mut d = desk(100, 30);
    let ids = |d: &Driver| -> Vec<String> {
        let entry = d.app.workspace.catalog().get(KEY).unwrap();
        entry
            .family
            .roles
            .iter()
            .map(|role| role.id.to_string())
            .collect()
    };
    d.keys("Space Space J");
    assert_eq!(ids(&d), ["chief", "agent", "lead"], "{}", d.message());
    assert_eq!(d.app.marked(), 2);
    d.keys("J");
    assert!(d.message().contains("last"), "{}", d.message());
    d.keys("K");
    assert_eq!(ids(&d), ["agent", "lead", "chief"]);
    assert_eq!(d.app.unsaved, 0, "they are where they were");
    d.keys("F2");
    assert!(d.message().contains("one at a time"), "{}", d.message());
}

#[test]
fn marked_families_move_and_go_together() {
    let mut d = desk(100, 30);
    d.keys("g Ctrl-A");
    assert_eq!(d.app.marked(), 2, "both departments");
    let places = d.app.marked_places();
    let keys: Vec<&str> = places.iter().map(|place| place.key.as_ref()).collect();
    assert_eq!(keys, ["it/desk", "sales/shop"]);
    d.keys("M 'all' Enter y S");
    assert!(d.file("all/desk.toml") == DESK && d.file("all/shop.toml") == SHOP);
    d.keys("u S");
    assert!(d.file("it/desk.toml") == DESK && d.file("sales/shop.toml") == SHOP);
    d.keys("* g").down_to(|d| d.app.detail.title == "Desk");
    d.keys("Space").down_to(|d| d.app.detail.title == "Clerk");
    d.keys("Space M");
    assert!(d.message().contains("only"), "{}", d.message());
    d.keys("d");
    assert!(d.screen().contains("deleted 2 parts"), "{}", d.screen());
    d.keys("y");
    assert!(d.app.workspace.document(KEY).is_none());
    assert!(!text(&d, "sales/shop").contains("clerk"));
}

#[test]
fn what_somebody_else_changes_meanwhile_does_not_move_another_role() {
    let mut d = desk(100, 30);
    d.keys("Space Space g")
        .down_to(|d| d.app.detail.title == "Shop");
    d.keys("M 'sales/shop'");
    d.somebody_replaces(
        "it/desk.toml",
        "[[roles]]\nid = \"agent\"",
        "[[roles]]\nid = \"new\"\ntitle = \"New\"\n[[roles]]\nid = \"agent\"",
    );
    d.keys("Enter y");
    let shop = text(&d, "sales/shop");
    assert!(
        shop.contains("\"agent\"") && shop.contains("\"lead\""),
        "{shop}\n{}",
        d.screen()
    );
    assert!(!shop.contains("\"new\""), "{shop}");
    d.keys("u").down_to(|d| d.app.detail.title == "Shop");
    d.keys("g Space Space");
    assert_eq!(d.app.marked(), 2);
    d.somebody_changes([("it/desk.toml", None)]);
    assert_eq!(d.app.marked(), 0, "the department and the family are gone");
}

#[test]
fn replacing_looks_into_what_is_marked() {
    let mut d = desk(100, 30);
    d.keys("Space % 'e' Tab 'E'");
    let Some(Overlay::Replace(replacer)) = d.app.overlays.last() else {
        panic!("{}", d.screen());
    };
    assert_eq!(replacer.scopes[replacer.scope].0, "what is marked (1)");
    let all = replacer.count();
    d.keys("Alt-s");
    let Some(Overlay::Replace(replacer)) = d.app.overlays.last() else {
        panic!("{}", d.screen());
    };
    assert!(replacer.count() > all, "and what it inherits");
    assert!(d.screen().contains("inherits (1)"), "{}", d.screen());
}

#[test]
fn tags_are_added_to_all_that_is_marked() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space Space T 'hardware, on-site' Enter");
    let now = text(&d, KEY);
    assert_eq!(
        now.matches("tags = [\"hardware\", \"on-site\"]").count(),
        2,
        "{now}"
    );
    assert!(
        d.message().contains("tagged 2 requirements"),
        "{}",
        d.message()
    );
    d.keys("u Tab g").down_to(|d| d.app.detail.title == "Agent");
    d.keys("Space Space T 'shift' Enter");
    let now = text(&d, KEY);
    if !d.app.overlays.is_empty() {
        d.keys("y");
    }
    let now = text(&d, KEY) + &now;
    assert!(now.contains("tags = [\"shift\"]"), "{now}");
    assert!(d.message().contains("tagged 2 roles"), "{}", d.message());
    d.keys("u");
    assert_eq!(text(&d, KEY), DESK);
}

#[test]
fn a_tag_with_a_comma_in_it_stands_in_quotes() {
    let mut d = desk(100, 30);
    on(&mut d, "printers");
    d.keys("Space Space T '\"shift, night\", it' Enter");
    let now = text(&d, KEY);
    assert_eq!(
        now.matches("tags = [\"shift, night\", \"it\"]").count(),
        2,
        "{now}"
    );
}
