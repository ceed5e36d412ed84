//! Scalar fields set, changed and unset.

use crate::golden::*;
use rolebook::document::replace::Wording;
use rolebook::document::{Edit, EditError, Field};
use rolebook::model::Node;

#[test]
fn a_grade_keeps_the_comment_behind_it() {
    let before = role("grade = 8 # since March\ntrack = \"ic\"\n");
    let after = before.replace("= 8", "= 9");
    check_both(&before, set(ROLE, Field::Grade, "9"), &after);
    let after = before.replace("= 8", "= \"M2\"");
    check_both(&before, set(ROLE, Field::Grade, "M2"), &after);
}

#[test]
fn a_number_in_quotes_stays_so_while_nobody_changes_it() {
    let text = role("grade = \"8\"\nreports_to = [\"Head; Sales\"]\ntags = [\"a,b\"]\n");
    for (field, shown) in [
        (Field::Grade, "8"),
        (Field::ReportsTo, "Head; Sales"),
        (Field::Tags, "\"a,b\""),
    ] {
        check(&text, set(ROLE, field, shown), &text);
    }
}

#[test]
fn any_text_can_be_reworded_where_it_stands() {
    let before = "title = \"A\"\nsummary = \"Teh desk\" # why\n\n[page]\ntemplate = \"\"\"\n# A\n\n[b](/c\n\"\"\"\n";
    let reword = |wording, text: &str| Edit::Reword {
        node: Node::Family,
        wording,
        text: text.into(),
    };
    let after = before.replace("Teh", "The");
    check(before, reword(Wording::Summary, "The desk"), &after);
    let after = before.replace("(/c", "(/c)");
    check(before, reword(Wording::Page, "# A\n\n[b](/c)\n"), &after);
    let empty = refused(before, reword(Wording::Title, " "));
    assert_eq!(empty, EditError::EmptyItem);
}

#[test]
fn what_means_the_same_is_not_written_anew() {
    let text = role("grade = 0x10\ntitle = \"\"\"A\"\"\"\nstatus = 'draft'\n");
    for (field, same) in [
        (Field::Grade, "16"),
        (Field::Title, " A "),
        (Field::Status, "draft"),
    ] {
        check(&text, set(ROLE, field, same), &text);
    }
}

#[test]
fn unsetting_takes_the_line() {
    let before = role("status = \"draft\" # for now\n# about the owner\nowner = \"X\"\n");
    let after = role("# about the owner\nowner = \"X\"\n");
    check_both(&before, set(ROLE, Field::Status, ""), &after);
    let after = role("status = \"draft\" # for now\n# about the owner\n");
    check_both(&before, set(ROLE, Field::Owner, ""), &after);
    // A word that was not understood goes too.
    check_both(
        &role("status = \"wip\"\n"),
        set(ROLE, Field::Status, ""),
        &role(""),
    );
}

#[test]
fn unsetting_in_braces() {
    let with = |body: &str| format!("title = \"F\"\nroles = [{{ {body} }}]\n");
    let edit = || set(ROLE, Field::Status, "");
    check(
        &with("id = \"a\", status = \"draft\", grade = 3"),
        edit(),
        &with("id = \"a\", grade = 3"),
    );
    check(
        &with("id = \"a\", status = \"draft\""),
        edit(),
        &with("id = \"a\""),
    );
    check(
        &with("status = \"draft\", id = \"a\""),
        edit(),
        &with("id = \"a\""),
    );
    let before = "title = \"F\"\nroles = [{\n  id = \"a\", # its id\n  status = \"draft\", # for now\n  grade = 3 # low\n}]\n";
    let after = before.replace("  status = \"draft\", # for now\n", "");
    check_both(before, edit(), &after);
    let after = before.replace(
        "  grade = 3 # low\n",
        "  grade = 3, # low\n  owner = \"X\",\n",
    );
    check_both(before, set(ROLE, Field::Owner, "X"), &after);
}

#[test]
fn braces_with_dotted_keys_only() {
    check(
        "title = \"F\"\nroles = [{ hiring_process.intro = \"Talk\" }]\n",
        set(ROLE, Field::Owner, "X"),
        "title = \"F\"\nroles = [{ hiring_process.intro = \"Talk\", owner = \"X\" }]\n",
    );
    check(
        "title = \"F\"\nroles = [{}]\n",
        set(ROLE, Field::Owner, "X"),
        "title = \"F\"\nroles = [{ owner = \"X\" }]\n",
    );
}

#[test]
fn a_missing_key_below_a_header_that_ends_the_file() {
    let edit = || set(ROLE, Field::Summary, "New");
    check_both(
        "title = \"F\"\n\n[[roles]]",
        edit(),
        "title = \"F\"\n\n[[roles]]\nsummary = \"New\"\n",
    );
    check_both(
        "title = \"F\"\n\n[[roles]] # last",
        edit(),
        "title = \"F\"\n\n[[roles]] # last\nsummary = \"New\"\n",
    );
    check_both(
        "title = \"F\"\n\n[[roles]]\nid = \"a\" # last",
        edit(),
        "title = \"F\"\n\n[[roles]]\nid = \"a\" # last\nsummary = \"New\"\n",
    );
}

#[test]
fn a_missing_key_goes_above_the_sub_tables() {
    let before =
        role("title = \"A\"\n\n[roles.career_ladder]\nsummary = \"Up\"\n\n[[roles]]\nid = \"b\"\n");
    let after = before.replace("title = \"A\"\n", "title = \"A\"\nsummary = \"New\"\n");
    check_both(&before, set(ROLE, Field::Summary, "New"), &after);
}

#[test]
fn several_lines_of_summary() {
    let before = role("summary = \"Old\" # why\n");
    let after = role("summary = \"\"\"\nOne \\\\ \"two\"\n\nThree\"\"\" # why\n");
    for text in ["One \\ \"two\"\n\nThree", "One \\ \"two\"\r\n\r\nThree\r\n"] {
        check_both(&before, set(ROLE, Field::Summary, text), &after);
    }
}

#[test]
fn quotes_in_a_title() {
    let with = |title: &str| role(&format!("title = {title}\n"));
    let title = |text: &str| set(ROLE, Field::Title, text);
    check(&with("\"A\""), title("The \"A\""), &with("'The \"A\"'"));
    check(
        &with("\"A\""),
        title("It's \"A\""),
        &with("\"It's \\\"A\\\"\""),
    );
    check(&with("'A'"), title("B"), &with("'B'"));
    check(&with("'A'"), title("B's"), &with("\"B's\""));
}

#[test]
fn a_title_in_a_file_with_byte_order_mark() {
    check_both(
        "\u{feff}title = \"F\" # why\n",
        set(Node::Family, Field::Title, "Größe"),
        "\u{feff}title = \"Größe\" # why\n",
    );
    check_both(
        "\u{feff}[[roles]]\nid = \"a\"\n",
        set(Node::Family, Field::Title, "F"),
        "\u{feff}title = \"F\"\n[[roles]]\nid = \"a\"\n",
    );
}

#[test]
fn a_review_date() {
    let before = role("review_due = 2027-01-31 # yearly\n");
    let after = before.replace("2027-01-31", "2028-02-29");
    check_both(&before, set(ROLE, Field::ReviewDue, "2028-02-29"), &after);
    assert!(matches!(
        refused(&before, set(ROLE, Field::ReviewDue, "2027-02-29")),
        EditError::Invalid { .. }
    ));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let text = role("requirements = [\"a\"]\n");
    assert_eq!(
        refused(&text, set(Node::Family, Field::Grade, "8")),
        EditError::NotOnFamily(Field::Grade)
    );
    for (field, bad) in [
        (Field::Title, "two\nlines"),
        (Field::Owner, "two\rlines"),
        (Field::Status, "Draft"),
        (Field::Track, "both"),
        (Field::ReportsTo, "A <>"),
    ] {
        let error = refused(&text, set(ROLE, field, bad));
        assert!(matches!(error, EditError::Invalid { .. }), "{error}");
    }
    assert_eq!(refused(&text, replace(0, " \n")), EditError::EmptyItem);
    assert_eq!(refused(&text, add(0, &["a", ""])), EditError::EmptyItem);
    assert_eq!(
        refused(&text, set(Node::Role(7), Field::Title, "x")),
        EditError::NoPart
    );
    for edit in [replace(1, "x"), remove(1), shift(0, 1), add(2, &["x"])] {
        assert!(matches!(refused(&text, edit), EditError::NoItem { .. }));
    }
    assert!(matches!(
        refused("title = \"F\"\nx = [", set(Node::Family, Field::Title, "x")),
        EditError::Broken(_)
    ));
}

#[test]
fn a_value_that_would_take_the_place_of_a_table_is_left_to_a_text_editor() {
    let text = role("[roles.extends]\nrequirements = \"b\"\n");
    let error = refused(&text, set(ROLE, Field::Extends, "c"));
    assert_eq!(error, EditError::Layout("extends"));
}

#[test]
fn managers_under_headers_of_their_own() {
    let text = |titles: &[&str]| {
        let block = |title| format!("[[roles.reports_to]]\ntitle = \"{title}\"\n");
        role(&titles.iter().map(block).collect::<Vec<_>>().join("\n"))
    };
    check_both(
        &text(&["B"]),
        set(ROLE, Field::ReportsTo, "C"),
        &text(&["C"]),
    );
    check_both(
        &text(&["B"]),
        set(ROLE, Field::ReportsTo, "B; C"),
        &text(&["B", "C"]),
    );
    check_both(
        &text(&["B", "C"]),
        set(ROLE, Field::ReportsTo, "C; B"),
        &text(&["C", "B"]),
    );
    check_both(
        &text(&["B", "C"]),
        set(ROLE, Field::ReportsTo, "C"),
        &text(&["C"]),
    );
}

#[test]
fn a_first_key_parts_no_comment_from_its_key() {
    let title = || set(Node::Family, Field::Title, "F");
    check_both(
        "# About the file\n\n# about the owner\nowner = \"X\"\n",
        title(),
        "# About the file\n\ntitle = \"F\"\n# about the owner\nowner = \"X\"\n",
    );
    check_both(
        "# About the file\nowner = \"X\"\n",
        title(),
        "# About the file\ntitle = \"F\"\nowner = \"X\"\n",
    );
}
