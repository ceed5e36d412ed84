//! Items reworded, added and removed, layout by layout.

use crate::golden::*;
use rolebook::document::{Edit, EditError};
use rolebook::model::{ListKind, Node};

const COMMENTED: &str = "requirements = [
  \"one\", # behind one
  # above two
  \"two\",

  \"three\" # behind three
  # at the end
]
";

#[test]
fn rewording_keeps_the_comment_behind_it() {
    let after = role(&COMMENTED.replace("\"one\"", "\"uno\""));
    check_both(&role(COMMENTED), replace(0, " uno "), &after);
}

#[test]
fn rewording_keeps_the_quotes() {
    let before = role("requirements = ['C:\\a', \"\"\"b\"\"\", 'c']\n");
    let after = role("requirements = ['D:\\x', \"\"\"b\"\"\", 'c']\n");
    check(&before, replace(0, "D:\\x"), &after);
    // What cannot stand in single quotes stands in double ones.
    let after = role("requirements = ['C:\\a', \"\"\"b\"\"\", \"it's\"]\n");
    check(&before, replace(2, "it's"), &after);
}

#[test]
fn rewording_to_the_same_words_changes_nothing() {
    let text = role("requirements = [\"\"\"\none\"\"\"]\n");
    check(&text, replace(0, "one"), &text);
    check(&text, shift(0, 0), &text);
}

#[test]
fn rewording_an_inline_table_keeps_its_other_keys() {
    let before = role("requirements = [\n  { id = \"x\", text = \"a\", own = 1 }, # why\n]\n");
    check_both(
        &before,
        replace(0, "b"),
        &before.replace("\"a\", own", "\"b\", own"),
    );
    let before = role("requirements = [{ id = \"x\" }]\n");
    let after = role("requirements = [{ id = \"x\", text = \"b\" }]\n");
    check(&before, replace(0, "b"), &after);
}

#[test]
fn rewording_a_table_of_its_own() {
    let before = role("[[roles.requirements]]\ntext = \"a\" # why\nid = \"x\"\n");
    check_both(
        &before,
        replace(0, "b"),
        &before.replace("text = \"a\"", "text = \"b\""),
    );
    let refusal = EditError::Layout("requirements");
    assert_eq!(refused(&before, add(0, &["b"])), refusal);
    assert_eq!(refused(&before, remove(0)), refusal);
}

#[test]
fn several_lines_take_the_line_ends_of_the_file() {
    let before = role("requirements = [\n  \"a\",\n]\n");
    let after = role("requirements = [\n  \"\"\"\none\ntwo\"\"\",\n]\n");
    check_both(&before, replace(0, "one\r\ntwo"), &after);
    check_both(&before, replace(0, "one\ntwo"), &after);
}

#[test]
fn adding_to_the_end() {
    let before = role("requirements = [\n  \"a\",\n]\n");
    let after = role("requirements = [\n  \"a\",\n  \"b\",\n  \"c\",\n]\n");
    check_both(&before, add(1, &["b", "c"]), &after);
    let without_comma = role("requirements = [\n  \"a\"\n]\n");
    check_both(&without_comma, add(1, &["b", "c"]), &after);
    let bracket_behind = role("requirements = [\n  \"a\"]\n");
    let after = role("requirements = [\n  \"a\",\n  \"b\"]\n");
    check_both(&bracket_behind, add(1, &["b"]), &after);
}

#[test]
fn adding_behind_a_comment() {
    let after = COMMENTED.replace(
        "\"three\" # behind three\n",
        "\"three\", # behind three\n  \"four\",\n",
    );
    check_both(&role(COMMENTED), add(3, &["four"]), &role(&after));
}

#[test]
fn adding_above_an_item_goes_above_its_comment() {
    let after = COMMENTED.replace("  # above two", "  \"new\",\n  # above two");
    check_both(&role(COMMENTED), add(1, &["new"]), &role(&after));
    let after = COMMENTED.replace("  \"one\"", "  \"new\",\n  \"one\"");
    check_both(&role(COMMENTED), add(0, &["new"]), &role(&after));
}

#[test]
fn adding_to_an_empty_list() {
    let after = role("requirements = [\n  \"a\",\n] # why\n");
    check_both(&role("requirements = [] # why\n"), add(0, &["a"]), &after);
    check_both(&role("requirements = [\n] # why\n"), add(0, &["a"]), &after);
    let before = role("requirements = [\n  # nothing yet\n]\n");
    let after = role("requirements = [\n  # nothing yet\n  \"a\",\n]\n");
    check_both(&before, add(0, &["a"]), &after);
    let before = role("\trequirements = []\n");
    let after = role("\trequirements = [\n\t\t\"a\",\n\t]\n");
    check_both(&before, add(0, &["a"]), &after);
}

#[test]
fn adding_to_a_list_on_one_line() {
    let before = role("requirements = [\"a\", \"b\"] # why\n");
    let with = |list: &str| role(&format!("requirements = {list} # why\n"));
    check(&before, add(0, &["x"]), &with("[\"x\", \"a\", \"b\"]"));
    check(&before, add(1, &["x"]), &with("[\"a\", \"x\", \"b\"]"));
    check(
        &before,
        add(2, &["x", "y"]),
        &with("[\"a\", \"b\", \"x\", \"y\"]"),
    );
}

#[test]
fn adding_a_list_that_is_missing() {
    let before = role("title = \"A\"\nomit = []\n\n[[roles]]\nid = \"b\"\n");
    let after =
        role("title = \"A\"\nrequirements = [\n  \"x\",\n]\nomit = []\n\n[[roles]]\nid = \"b\"\n");
    check_both(&before, add(0, &["x"]), &after);
    // In the family: before the tables, behind the summary.
    let family = Edit::Add {
        node: Node::Family,
        list: ListKind::NiceToHave,
        at: 0,
        texts: vec!["x".into()],
    };
    check_both(
        "title = \"F\" # why\n\n# roles\n[[roles]]\nid = \"a\"\n",
        family,
        "title = \"F\" # why\nnice_to_have = [\n  \"x\",\n]\n\n# roles\n[[roles]]\nid = \"a\"\n",
    );
    // Indented like its neighbours.
    let before = role("  grade = 3\n");
    let after = role("  grade = 3\n  requirements = [\n    \"x\",\n  ]\n");
    check_both(&before, add(0, &["x"]), &after);
}

#[test]
fn adding_inside_braces_stays_on_the_line() {
    check(
        "title = \"F\"\nroles = [{ id = \"a\" }]\n",
        add(0, &["x"]),
        "title = \"F\"\nroles = [{ id = \"a\", requirements = [\"x\"] }]\n",
    );
    check(
        "title = \"F\"\nroles = [{ id = \"a\", requirements = [] }]\n",
        add(0, &["x"]),
        "title = \"F\"\nroles = [{ id = \"a\", requirements = [\"x\"] }]\n",
    );
}

#[test]
fn removing_takes_the_line_and_the_comment_on_it() {
    let without = |line: &str| role(&COMMENTED.replace(line, ""));
    let before = role(COMMENTED);
    check_both(&before, remove(0), &without("  \"one\", # behind one\n"));
    check_both(&before, remove(1), &without("  \"two\",\n"));
    check_both(&before, remove(2), &without("  \"three\" # behind three\n"));
}

#[test]
fn removing_on_one_line() {
    let before = role("requirements = [\"a\", \"b\", \"c\"] # why\n");
    let with = |list: &str| role(&format!("requirements = {list} # why\n"));
    check(&before, remove(0), &with("[\"b\", \"c\"]"));
    check(&before, remove(1), &with("[\"a\", \"c\"]"));
    check(&before, remove(2), &with("[\"a\", \"b\"]"));
    check(&with("[\"a\"]"), remove(0), &with("[]"));
    check(&with("[ \"a\" ]"), remove(0), &with("[ ]"));
    check(&with("[\"a\",]"), remove(0), &with("[]"));
}

#[test]
fn removing_where_several_share_a_line() {
    let before = role("requirements = [\n  \"a\", \"b\", # both\n  \"c\", \"d\"]\n");
    let with = |lines: &str| role(&format!("requirements = [\n{lines}]\n"));
    check_both(&before, remove(0), &with("  \"b\", # both\n  \"c\", \"d\""));
    check_both(&before, remove(1), &with("  \"a\", # both\n  \"c\", \"d\""));
    check_both(&before, remove(3), &with("  \"a\", \"b\", # both\n  \"c\""));
}

#[test]
fn removing_spares_comments_between_an_item_and_its_comma() {
    let before = role("requirements = [\n  \"a\"\n  # kept\n  , \"b\"\n]\n");
    let after = role("requirements = [\n  \n  # kept\n   \"b\"\n]\n");
    check_both(&before, remove(0), &after);
}

#[test]
fn removing_the_only_item() {
    let before = role("requirements = [\n  # what it takes\n  \"a\", # only\n]\n");
    let after = role("requirements = [\n  # what it takes\n]\n");
    check_both(&before, remove(0), &after);
}

#[test]
fn what_is_no_item_does_not_count() {
    let before = role("requirements = [\n  42,\n  \"a\",\n  true,\n  \"b\",\n]\n");
    check_both(&before, replace(1, "x"), &before.replace("\"b\"", "\"x\""));
    check_both(&before, remove(0), &before.replace("  \"a\",\n", ""));
    let after = role("requirements = [\n  42,\n  \"b\",\n  \"a\",\n  true,\n]\n");
    check_both(&before, shift(1, 0), &after);
}
