//! Dragging items and roles with the mouse.

use rolebook::app::MouseKind;
use rolebook::model::{ListKind, Node};

use crate::driver::Driver;

const DESK: &str = r#"title = "Desk"
requirements = ["Speaks English"]
[[roles]]
id = "agent"
title = "Agent"
responsibilities = ["Answers the phone", "Keeps the queue short"]
requirements = [
  "Knows printers",
  "Knows networks",
  "Knows phones, and everything that people plug into them without ever having asked anybody whether they might",
  "Knows laptops",
]
[[roles]]
id = "lead"
title = "Lead"
[[roles]]
id = "chief"
title = "Chief"
[[specialties]]
id = "night"
title = "Nights"
roles = ["agent"]
[[specialties]]
id = "day"
title = "Days"
roles = ["agent"]
"#;

const SHOP: &str = "title = \"Shop\"\n[[roles]]\nid = \"clerk\"\ntitle = \"Clerk\"\n";

fn desk(width: u16, height: u16) -> Driver {
    let files = [("it/desk.toml", DESK), ("sales/shop.toml", SHOP)];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into(), width, height);
    d.keys("* g").down_to(|d| d.app.detail.title == "Agent");
    d
}

/// The cell in which a text begins on the screen, the last one where it stands several times.
fn cell(d: &Driver, text: &str) -> (u16, u16) {
    let screen = d.screen();
    let found = screen.lines().enumerate().filter_map(|(row, line)| {
        let at = line.rfind(text)?;
        let column = rolebook::format::wrap::width(&line[..at]);
        Some((u16::try_from(column).unwrap(), u16::try_from(row).unwrap()))
    });
    found
        .last()
        .unwrap_or_else(|| panic!("no {text} in\n{screen}"))
}

/// Takes what stands at a text, and moves the pointer cell by cell to the row of another.
fn drag(d: &mut Driver, from: &str, to: &str) {
    let ((column, start), (_, end)) = (cell(d, from), cell(d, to));
    d.mouse(MouseKind::Click, (column, start));
    let mut row = start;
    while row != end {
        row = if end > row { row + 1 } else { row - 1 };
        d.mouse(MouseKind::Drag, (column, row));
    }
}

fn release(d: &mut Driver, at: &str) {
    let (column, row) = cell(d, at);
    d.mouse(MouseKind::Release, (column, row));
}

fn items(d: &Driver, list: ListKind) -> Vec<String> {
    let entry = d.app.workspace.catalog().get("it/desk").unwrap();
    let items = entry.family.body(Node::Role(0)).unwrap().list(list);
    let word = |text: &str| text.split([' ', ',']).nth(1).unwrap_or_default().to_owned();
    items.iter().map(|item| word(item.text())).collect()
}

fn roles(d: &Driver, key: &str) -> Vec<String> {
    let entry = d.app.workspace.catalog().get(key).unwrap();
    entry
        .family
        .roles
        .iter()
        .map(|role| role.id.to_string())
        .collect()
}

fn text(d: &Driver, key: &str) -> String {
    d.app.workspace.document(key).unwrap().text().to_string()
}

/// The lines of the screen from the one above the line of the landing to the one below it.
fn around_line(d: &Driver) -> String {
    let screen = d.screen();
    let lines: Vec<&str> = screen.lines().collect();
    let at = lines.iter().position(|line| line.contains("▶─"));
    let at = at.unwrap_or_else(|| panic!("no line in\n{screen}"));
    lines[at - 1..=at + 1].join("\n")
}

#[test]
fn an_item_is_dragged_within_its_list_and_a_line_shows_where_to() {
    let mut d = desk(100, 32);
    drag(&mut d, "Knows printers", "Knows networks");
    let seen = around_line(&d);
    let lines: Vec<&str> = seen.lines().collect();
    assert!(
        lines[0].contains("Knows networks") && lines[2].contains("Knows phones"),
        "{}",
        d.screen()
    );
    assert_eq!(text(&d, "it/desk"), DESK, "nothing has moved yet");
    release(&mut d, "▶─");
    assert_eq!(
        items(&d, ListKind::Requirements),
        ["networks", "printers", "phones", "laptops"]
    );
    assert!(!d.screen().contains("▶─"));
    d.keys("u");
    assert_eq!(text(&d, "it/desk"), DESK);
    drag(&mut d, "Knows laptops", "Knows printers");
    release(&mut d, "▶─");
    assert_eq!(
        items(&d, ListKind::Requirements),
        ["laptops", "printers", "networks", "phones"],
        "over an item of several rows"
    );
}

#[test]
fn an_item_is_dragged_to_another_list() {
    let mut d = desk(100, 32);
    drag(&mut d, "Knows networks", "Answers the phone");
    release(&mut d, "▶─");
    assert_eq!(
        items(&d, ListKind::Responsibilities),
        ["networks", "the", "the"],
        "{}",
        d.screen()
    );
    assert_eq!(
        items(&d, ListKind::Requirements),
        ["printers", "phones", "laptops"]
    );
    let now = &d.app.detail.entries[d.app.detail.cursor];
    assert_eq!(now.text, "Knows networks");
    d.keys("u");
    assert_eq!(text(&d, "it/desk"), DESK);
}

#[test]
fn what_is_marked_is_dragged_together() {
    let mut d = desk(100, 32);
    d.keys("/ 'knows printers' Enter Space j Space");
    drag(&mut d, "Knows printers", "Keeps the queue");
    release(&mut d, "▶─");
    assert_eq!(items(&d, ListKind::Requirements), ["networks", "laptops"]);
    assert_eq!(
        items(&d, ListKind::Responsibilities),
        ["the", "printers", "phones", "the"],
        "{}",
        d.screen()
    );
    assert_eq!(d.app.marked(), 2);
}

#[test]
fn escape_and_letting_go_outside_leave_everything_where_it_is() {
    let mut d = desk(100, 32);
    drag(&mut d, "Knows printers", "Knows laptops");
    d.keys("Esc");
    assert!(!d.screen().contains("▶─"), "{}", d.screen());
    release(&mut d, "Knows laptops");
    assert_eq!(text(&d, "it/desk"), DESK);
    drag(&mut d, "Knows printers", "Knows laptops");
    d.mouse(MouseKind::Drag, (2, 5));
    assert!(!d.screen().contains("▶─"), "{}", d.screen());
    d.mouse(MouseKind::Release, (2, 5));
    assert_eq!(d.message(), "Nothing was moved.");
    drag(&mut d, "Knows printers", "Knows printers");
    release(&mut d, "Knows printers");
    assert_eq!(d.message(), "", "that was a click");
    drag(&mut d, "Speaks English", "Knows laptops");
    assert!(d.message().contains("inherited"), "{}", d.message());
    release(&mut d, "Knows laptops");
    assert_eq!(text(&d, "it/desk"), DESK);
}

#[test]
fn somebody_elses_change_takes_what_is_held_out_of_the_hand() {
    let mut d = desk(100, 32);
    drag(&mut d, "Knows printers", "Knows laptops");
    d.somebody_replaces("it/desk.toml", "  \"Knows printers\",\n", "");
    release(&mut d, "Knows laptops");
    assert_eq!(
        items(&d, ListKind::Requirements),
        ["networks", "phones", "laptops"]
    );
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn a_role_is_dragged_among_its_siblings() {
    let mut d = desk(100, 32);
    drag(&mut d, "Lead", "Chief");
    release(&mut d, "▶─");
    assert_eq!(roles(&d, "it/desk"), ["agent", "chief", "lead"]);
    assert_eq!(d.app.detail.title, "Lead");
    drag(&mut d, "Lead  ", "Agent  ");
    release(&mut d, "▶─");
    assert_eq!(
        roles(&d, "it/desk"),
        ["lead", "agent", "chief"],
        "{}",
        d.screen()
    );
    d.keys("u");
    assert_eq!(
        text(&d, "it/desk"),
        DESK,
        "both were moves of the same role"
    );
    drag(&mut d, "Days", "Nights");
    release(&mut d, "▶─");
    let entry = d.app.workspace.catalog().get("it/desk").unwrap();
    assert_eq!(entry.family.specialties[0].id, "day");
}

#[test]
fn a_role_is_dragged_to_another_family_and_a_family_to_another_department() {
    let mut d = desk(100, 32);
    drag(&mut d, "Chief", "Shop");
    assert!(around_line(&d).contains("▶─ to Shop ─"), "{}", d.screen());
    release(&mut d, "▶─");
    assert!(
        d.screen().contains("you will have moved Chief to Shop"),
        "{}",
        d.screen()
    );
    d.keys("y");
    assert_eq!(roles(&d, "sales/shop"), ["clerk", "chief"]);
    assert_eq!(roles(&d, "it/desk"), ["agent", "lead"]);
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    drag(&mut d, "Desk", "Clerk");
    assert!(around_line(&d).contains("to sales"), "{}", d.screen());
    release(&mut d, "▶─");
    d.keys("y");
    assert!(
        d.app.workspace.document("sales/desk").is_some(),
        "{}",
        d.message()
    );
}

#[test]
fn a_click_that_became_a_drag_expands_nothing() {
    let mut d = desk(100, 32);
    d.keys("g").down_to(|d| d.app.detail.title == "Agent");
    let before = d.app.tree.rows.len();
    drag(&mut d, "Agent  ", "Chief");
    assert_eq!(d.app.tree.rows.len(), before, "{}", d.screen());
    release(&mut d, "▶─");
    assert_eq!(roles(&d, "it/desk"), ["lead", "agent", "chief"]);
}

#[test]
fn a_long_list_scrolls_while_something_is_dragged_to_its_edge() {
    let mut d = desk(60, 12);
    d.keys("/ 'answers' Enter");
    let (column, row) = cell(&d, "Answers the phone");
    d.mouse(MouseKind::Click, (column, row));
    for _ in 0..20 {
        let last = d.app.viewport.detail.y + d.app.viewport.detail.height - 1;
        d.mouse(MouseKind::Drag, (column, last));
    }
    assert!(d.screen().contains("Knows laptops"), "{}", d.screen());
    let at = cell(&d, "Knows laptops");
    d.mouse(MouseKind::Drag, at);
    d.mouse(MouseKind::Release, at);
    assert!(
        items(&d, ListKind::Requirements).contains(&"the".to_owned()),
        "{}",
        d.screen()
    );
}
