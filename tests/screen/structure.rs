//! Changing the structure from the tree, and items in the lists.

use rolebook::app::{Focus, Overlay};
use rolebook::model::{ListKind, Node};

use crate::driver::Driver;

const FILE: &str = "finance/it-management.toml";

fn text(d: &Driver, key: &str) -> String {
    let document = d.app.workspace.document(key).unwrap();
    document.text().to_string()
}

/// The tree, on Manager, IT.
fn on_role() -> Driver {
    let mut d = Driver::new(110, 40);
    d.keys("/ 'manager-it' Enter");
    for _ in 0..6 {
        if d.app.focus == Focus::Detail {
            d.keys("Left");
        } else if d.app.detail.title != "Manager, IT" {
            d.keys(match d.app.detail.title.as_str() {
                "IT Management" => "Right Down",
                _ => "Left",
            });
        }
    }
    assert_eq!(d.app.detail.title, "Manager, IT", "{}", d.screen());
    assert_eq!(d.app.focus, Focus::Tree);
    d
}

/// The cursor in the right pane, on the item with these words.
fn on_item(words: &str) -> Driver {
    let mut d = Driver::new(110, 40);
    d.keys(&format!("/ '{words}' Enter"));
    d
}

#[test]
fn a_new_role_and_a_new_specialty_of_it() {
    let mut d = on_role();
    d.keys("n");
    assert!(d.screen().contains("Specialty"), "{}", d.screen());
    d.keys("r 'Senior Manager, IT' Enter");
    assert!(d.message().contains("u undoes"), "{}", d.message());
    assert!(text(&d, "finance/it-management").contains("id = \"senior-manager-it\""));
    assert_eq!(d.app.detail.title, "Senior Manager, IT");
    d.keys("n s 'Networks' Enter");
    let now = text(&d, "finance/it-management");
    assert!(
        now.contains("roles = [\"senior-manager-it\"]"),
        "{}\n{}\n{now}",
        d.message(),
        d.screen()
    );
    d.keys("u u");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn a_rename_is_followed_across_the_catalog_and_is_one_change() {
    let mut d = on_role();
    let before: Vec<String> = d.files.values().cloned().collect();
    d.keys("F2 Ctrl-U 'it lead'");
    assert!(d.screen().contains("letters, digits"), "{}", d.screen());
    d.keys("Ctrl-U 'it-lead' Enter");
    if d.app.overlays.last().is_some() {
        assert!(
            d.screen().contains("renamed manager-it to it-lead"),
            "{}",
            d.screen()
        );
        d.keys("y");
    }
    let now = text(&d, "finance/it-management");
    assert!(
        now.contains("id = \"it-lead\"") && !now.contains("\"manager-it\""),
        "{now}"
    );
    let all: String = d
        .app
        .workspace
        .documents()
        .map(|doc| doc.text().to_string())
        .collect();
    assert!(!all.contains("#manager-it"), "references follow");
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
    d.keys("U S");
    assert_eq!(d.app.unsaved, 0);
    let after: Vec<String> = d.files.values().cloned().collect();
    assert_ne!(before, after);
}

#[test]
fn deleting_says_what_goes_with_it() {
    let mut d = on_role();
    d.keys("d");
    assert!(
        d.screen().contains("you will have deleted Manager, IT"),
        "{}",
        d.screen()
    );
    assert!(d.screen().contains("effective role"), "{}", d.screen());
    d.keys("b");
    assert_eq!(d.app.unsaved, 0);
    d.keys("d y");
    assert!(!text(&d, "finance/it-management").contains("id = \"manager-it\""));
    d.keys("u");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn families_are_made_moved_and_deleted_with_their_files() {
    let mut d = on_role();
    d.keys("n f 'IT Managment'");
    d.keys("Enter");
    assert!(d.screen().contains("similar titles"), "{}", d.screen());
    assert!(d.screen().contains("IT Management"), "{}", d.screen());
    d.keys("y S");
    assert_eq!(
        d.file("finance/it-managment.toml"),
        "title = \"IT Managment\"\n"
    );
    d.keys("M Ctrl-U 'legal' Enter");
    if d.app.overlays.last().is_some() {
        d.keys("y");
    }
    d.keys("S");
    assert_eq!(
        d.file("legal/it-managment.toml"),
        "title = \"IT Managment\"\n"
    );
    assert!(
        !d.files
            .keys()
            .any(|path| path.ends_with("finance/it-managment.toml"))
    );
    d.keys("D S");
    assert!(
        d.file("legal/it-managment-copy.toml")
            .contains("IT Managment (copy)")
    );
    d.keys("u u u S");
    assert!(
        !d.files
            .keys()
            .any(|path| path.to_string_lossy().contains("managment"))
    );
}

#[test]
fn parts_change_places_in_the_tree() {
    let mut d = on_role();
    let ids = |d: &Driver| -> Vec<String> {
        let entry = d
            .app
            .workspace
            .catalog()
            .get("finance/it-management")
            .unwrap();
        entry
            .family
            .specialties
            .iter()
            .map(|s| s.id.to_string())
            .collect()
    };
    let before = ids(&d);
    d.keys("Right Down J");
    let mut after = before.clone();
    after.swap(0, 1);
    assert_eq!(ids(&d), after, "{}", d.message());
    d.keys("J");
    assert!(d.message().contains("last one"), "{}", d.message());
    d.keys("K");
    assert_eq!(ids(&d), before);
}

#[test]
fn items_are_split_joined_copied_and_cut() {
    let mut d = on_item("itil");
    let before = d.file(FILE).to_owned();
    d.keys("& Home Ctrl-Right Ctrl-Right Enter");
    assert!(
        text(&d, "finance/it-management").contains("  \"Holds"),
        "{}",
        d.message()
    );
    let split = text(&d, "finance/it-management");
    assert_eq!(split.lines().count(), before.lines().count() + 1);
    d.keys("Up +");
    assert_eq!(
        text(&d, "finance/it-management").lines().count(),
        before.lines().count()
    );
    d.keys("u u D");
    assert_eq!(
        text(&d, "finance/it-management").matches("ITIL").count(),
        1 + before.matches("ITIL").count()
    );
    d.keys("u > n");
    let moved = text(&d, "finance/it-management");
    assert!(moved.contains("nice_to_have = ["), "{}", d.message());
    d.keys("u");
    d.keys("/ 'itil' Enter y");
    d.keys("/ 'pay run' Enter P");
    assert_eq!(d.app.unsaved, 1, "{}", d.message());
    assert!(text(&d, "finance/payroll").contains("ITIL"));
    assert_eq!(text(&d, "finance/it-management"), before);
}

#[test]
fn what_is_cut_goes_when_it_is_pasted_in_another_family() {
    let mut d = on_item("itil");
    d.keys("x");
    assert_eq!(d.app.unsaved, 0, "nothing has gone yet");
    d.keys("/ 'pay run' Enter P");
    assert_eq!(d.app.unsaved, 2, "{}\n{}", d.message(), d.screen());
    assert!(!text(&d, "finance/it-management").contains("ITIL Service"));
    d.keys("u");
    assert_eq!(d.app.unsaved, 0, "one undo for both files");
}

#[test]
fn an_item_is_pushed_down_into_all_that_inherit_it_and_lifted_again() {
    let mut d = on_item("itil");
    d.keys("g");
    // To the first requirement that comes from the role.
    d.down_to(|d| {
        d.app
            .detail
            .item_here()
            .is_some_and(|(node, ..)| node == Node::Role(0))
            && d.app.detail.list_here() == Some(ListKind::Requirements)
    });
    let role = |d: &Driver| {
        let entry = d
            .app
            .workspace
            .catalog()
            .get("finance/it-management")
            .unwrap();
        entry.family.roles[0]
            .body
            .list(ListKind::Requirements)
            .len()
    };
    let before = role(&d);
    d.keys("L");
    assert!(d.screen().contains("effective role"), "{}", d.screen());
    d.keys("y");
    assert_eq!(role(&d), before - 1, "{}", d.message());
    d.keys("/ 'built up a team in a company' Enter H y");
    assert_eq!(role(&d), before, "{}", d.message());
    d.keys("u u");
    assert_eq!(d.app.unsaved, 0);
}

#[test]
fn going_back_from_what_others_would_notice_leaves_the_form_as_it_was() {
    let mut d = on_role();
    let before = text(&d, "finance/it-management");
    d.keys("N Ctrl-A 'it-lead' Enter");
    assert!(d.screen().contains("Before it is done"), "{}", d.screen());
    d.keys("b");
    let Some(Overlay::Form(form)) = d.app.overlays.last() else {
        panic!("{}", d.screen());
    };
    assert_eq!(form.text("text"), "it-lead");
    assert_eq!(text(&d, "finance/it-management"), before);
    assert!(d.draft.is_some(), "it is in the journal still");
    d.keys("Enter y");
    assert!(d.app.overlays.is_empty(), "{}", d.screen());
    assert!(text(&d, "finance/it-management").contains("id = \"it-lead\""));
}

#[test]
fn an_item_is_split_as_it_is_reworded_while_it_is_split() {
    let mut d = on_item("itil");
    d.keys("& Ctrl-End '; and more' Left Left Left Left Left Left Left Left Enter");
    let now = text(&d, "finance/it-management");
    let halves = "ITIL Service Management Framework\",\n  \"and more\",\n";
    assert!(now.contains(halves), "{now}");
    d.keys("u S");
    assert_eq!(d.app.unsaved, 0, "it was one change");
}
