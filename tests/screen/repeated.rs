//! The list of what several parts repeat, and lifting from it.

use rolebook::model::{ListKind, Node};

use crate::driver::Driver;

const DESK: &str = r#"title = "Desk"
[[roles]]
id = "agent"
title = "Agent"
requirements = ["Knows phones", "Speaks English"]
[[roles]]
id = "lead"
title = "Lead"
requirements = ["Leads people", "Speaks English"]
[[specialties]]
id = "night"
title = "Nights"
roles = ["agent"]
requirements = ["Stays awake"]
[[specialties]]
id = "day"
title = "Days"
roles = ["agent"]
requirements = ["Stays awake"]
"#;

const SHOP: &str = r#"title = "Shop"
[[roles]]
id = "clerk"
title = "Clerk"
responsibilities = ["Sells"]
[[roles]]
id = "chief"
title = "Chief"
responsibilities = ["Sells"]
"#;

fn desk(width: u16, height: u16) -> Driver {
    let files = [("it/desk.toml", DESK), ("sales/shop.toml", SHOP)];
    let files = files.map(|(path, text)| (path.into(), text.to_owned()));
    let mut d = Driver::with(files.into(), width, height);
    d.keys("* g").down_to(|d| d.app.detail.title == "Agent");
    d
}

fn text(d: &Driver, key: &str) -> String {
    d.app.workspace.document(key).unwrap().text().to_string()
}

#[test]
fn what_a_family_repeats_is_listed_and_lifted_with_one_key() {
    let mut d = desk(100, 30);
    d.keys("=");
    insta::assert_snapshot!(d.screen());
    d.keys("Alt-h");
    assert_eq!(
        d.message(),
        "You lifted an item to Desk. No effective role changes; u undoes."
    );
    let screen = d.screen();
    assert!(!screen.contains("Speaks English"), "{screen}");
    assert!(
        screen.contains("Stays awake"),
        "the next one is offered: {screen}"
    );
    d.keys("Esc u");
    assert_eq!(text(&d, "it/desk"), DESK);
}

#[test]
fn what_would_change_is_said_before() {
    let mut d = desk(100, 30);
    d.keys("= 'awake'");
    assert!(
        d.screen().contains("Agent would get it too"),
        "{}",
        d.screen()
    );
    d.keys("Alt-h");
    assert!(
        d.screen().contains("Then Agent would get it too."),
        "{}",
        d.screen()
    );
    assert_eq!(text(&d, "it/desk"), DESK);
    d.keys("y");
    let entry = d.app.workspace.catalog().get("it/desk").unwrap();
    let agent = entry.family.body(Node::Role(0)).unwrap();
    assert_eq!(
        agent.list(ListKind::Requirements).len(),
        3,
        "{}",
        d.screen()
    );
    assert!(
        d.screen().contains("Nothing here has these words"),
        "{}",
        d.screen()
    );
}

#[test]
fn the_whole_catalog_is_looked_through_and_enter_goes_there() {
    let mut d = desk(100, 30);
    d.keys("=");
    assert!(!d.screen().contains("Sells"), "{}", d.screen());
    d.keys("Alt-s");
    assert!(
        d.screen().contains("Shop · responsibilities"),
        "{}",
        d.screen()
    );
    d.keys("'sells' Enter");
    assert_eq!(d.app.detail.title, "Clerk");
    assert_eq!(
        d.app.detail.own_item(),
        Some((ListKind::Responsibilities, 0))
    );
    d.keys("H y =");
    assert!(
        d.screen().contains("Nothing is repeated here"),
        "{}",
        d.screen()
    );
}

#[test]
fn somebody_elses_change_is_looked_at_again() {
    let mut d = desk(80, 24);
    d.keys("=");
    d.somebody_replaces(
        "it/desk.toml",
        "\"Leads people\", \"Speaks English\"",
        "\"Leads people\"",
    );
    let screen = d.screen();
    assert!(!screen.contains("Speaks English"), "{screen}");
    assert!(screen.contains("Stays awake"), "{screen}");
}
