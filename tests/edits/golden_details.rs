//! Items that say more than a text, and items that say only a text again.

use crate::golden::*;
use rolebook::document::Edit;
use rolebook::model::{Item, ItemDetails, Need, Waiver};

fn set_item(index: usize, item: Item) -> Edit {
    Edit::SetItem {
        node: ROLE,
        list: LIST,
        index,
        item,
    }
}

fn plain(text: &str) -> Item {
    Item::new(text)
}

const LINES: &str = "requirements = [
  \"one\", # behind one
  # above two
  'two',
]
";

#[test]
fn a_string_becomes_a_table_that_says_more() {
    let more = ItemDetails {
        tags: vec!["it".into(), "lead".into()],
        need: Some(Need::Must),
        ..ItemDetails::default()
    };
    let item = Item::with("two", more);
    let after = LINES.replace(
        "'two'",
        "{ text = 'two', tags = [\"it\", \"lead\"], need = \"must\" }",
    );
    check_both(&role(LINES), set_item(1, item), &role(&after));
}

#[test]
fn a_string_that_is_only_reworded_stays_one() {
    let after = LINES.replace("'two'", "'2'");
    check_both(&role(LINES), set_item(1, plain(" 2 ")), &role(&after));
}

#[test]
fn a_table_keeps_what_is_not_changed_to_the_byte() {
    let before = "requirements = [
  { tags = [ \"a\" ,'b' ], own = 1, text = 'x', need = \"must\" }, # why
]
";
    let more = ItemDetails {
        tags: vec!["a".into(), "b".into()],
        need: Some(Need::Preferred),
        id: Some("x1".into()),
        ..ItemDetails::default()
    };
    let item = Item::with("x", more);
    let after = before.replace("need = \"must\"", "need = \"preferred\", id = \"x1\"");
    check_both(&role(before), set_item(0, item), &role(&after));
}

#[test]
fn a_table_that_says_only_a_text_becomes_a_string() {
    let before = "requirements = [\n  { id = \"x\", text = 'a', tags = [\"t\"] },\n]\n";
    check_both(
        &role(before),
        set_item(0, plain("a")),
        &role("requirements = [\n  'a',\n]\n"),
    );
    let own = "requirements = [{ text = \"a\", own = 1, id = \"x\" }]\n";
    check(
        &role(own),
        set_item(0, plain("b")),
        &role("requirements = [{ text = \"b\", own = 1 }]\n"),
    );
}

#[test]
fn findings_are_waived_with_and_without_a_reason() {
    let waiver = |rule: &str, reason: Option<&str>| Waiver {
        rule: rule.into(),
        reason: reason.map(Into::into),
        ..Waiver::default()
    };
    let more = ItemDetails {
        waive: vec![
            waiver("years", Some("the law says \"five\"")),
            waiver("long", None),
        ],
        ..ItemDetails::default()
    };
    let item = Item::with("one", more);
    let after = LINES.replace(
        "\"one\"",
        "{ text = \"one\", waive = [{ rule = \"years\", reason = 'the law says \"five\"' }, \"long\"] }",
    );
    check(&role(LINES), set_item(0, item), &role(&after));
}

#[test]
fn a_part_is_waived_and_not_waived_any_more() {
    let before = role(LINES);
    let waived = Waiver {
        reason: Some("as it is".into()),
        by: Some("People".into()),
        until: "2027-01-31".parse().ok(),
        hash: Some("00ff".into()),
        ..Waiver::of("years")
    };
    let edit = |waivers: Vec<Waiver>| Edit::SetWaivers {
        node: ROLE,
        waivers,
    };
    let after = role(&format!(
        "{LINES}waive = [{{ rule = \"years\", reason = \"as it is\", by = \"People\", until = 2027-01-31, \
         hash = \"00ff\" }}]\n"
    ));
    check_both(&before, edit(vec![waived]), &after);
    check_both(&after, edit(Vec::new()), &before);
}

#[test]
fn a_table_of_its_own_is_changed_line_by_line() {
    let before = "[[roles.requirements]]\ntext = \"a\" # why\nneed = \"must\"\n";
    let more = ItemDetails {
        tags: vec!["t".into()],
        ..ItemDetails::default()
    };
    let item = Item::with("a", more);
    let after = "[[roles.requirements]]\ntext = \"a\" # why\ntags = [\"t\"]\n";
    check_both(&role(before), set_item(0, item), &role(after));
}

#[test]
fn an_item_that_is_not_there_and_one_without_words_are_refused() {
    refused(&role(LINES), set_item(2, plain("x")));
    refused(&role(LINES), set_item(0, plain(" ")));
}
