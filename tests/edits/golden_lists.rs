//! Items moved; and fields that are lists themselves: tags and managers.

use crate::golden::*;
use rolebook::document::Field;

#[test]
fn moving_takes_the_comments_along() {
    let before = role(
        "requirements = [\n  \"one\", # behind one\n\n  # above two\n  # and more\n  \"two\",\n  \"three\" # behind three\n]\n",
    );
    let up = role(
        "requirements = [\n  # above two\n  # and more\n  \"two\",\n\n  \"one\", # behind one\n  \"three\" # behind three\n]\n",
    );
    check_both(&before, shift(1, 0), &up);
    check_both(&before, shift(0, 1), &up);
    let down = role(
        "requirements = [\n  \"one\", # behind one\n\n  \"three\", # behind three\n  # above two\n  # and more\n  \"two\",\n]\n",
    );
    check_both(&before, shift(1, 2), &down);
    check_both(&before, shift(2, 1), &down);
}

#[test]
fn moving_on_one_line() {
    let before = role("requirements = [\"a\", 'b', \"c\"] # why\n");
    let after = role("requirements = ['b', \"c\", \"a\"] # why\n");
    check(&before, shift(0, 2), &after);
}

#[test]
fn a_line_of_a_text_is_no_comment() {
    let before = role("requirements = [\n  \"\"\"\nfirst\n# not a comment\"\"\",\n  \"b\",\n]\n");
    let after = role("requirements = [\n  \"b\",\n  \"\"\"\nfirst\n# not a comment\"\"\",\n]\n");
    check_both(&before, shift(1, 0), &after);
}

#[test]
fn tags_that_stay_keep_their_bytes() {
    let before = role("tags = [\n  'it', # the department\n  # about people\n  \"people\",\n]\n");
    let tags = |text: &str| set(ROLE, Field::Tags, text);
    check_both(&before, tags("it, people"), &before);
    let after = before.replace("\"people\",\n", "\"people\",\n  \"new\",\n");
    check_both(&before, tags("it, people, new"), &after);
    let after = before.replace("'it'", "\"hr\"");
    check_both(&before, tags("hr, people"), &after);
    let after = before.replace("  'it', # the department\n", "");
    check_both(&before, tags("people"), &after);
    check_both(&before, tags(""), &role(""));
}

#[test]
fn tags_on_one_line() {
    let with = |list: &str| role(&format!("tags = {list} # why\n"));
    let tags = |text: &str| set(ROLE, Field::Tags, text);
    check(
        &with("[\"a\", \"b\"]"),
        tags("b, c"),
        &with("[\"b\", \"c\"]"),
    );
    check(
        &with("[\"a\", \"b\"]"),
        tags("b, a"),
        &with("[\"b\", \"a\"]"),
    );
    check(&with("[]"), tags("a, b"), &with("[\"a\", \"b\"]"));
    check(&role(""), tags("a, b"), &role("tags = [\"a\", \"b\"]\n"));
}

const MANAGERS: &str = "reports_to = [
  { title = \"One\", role = \"a/b#c\", since = 2020 }, # acting
  { title = \"Two\", link = 'https://e.org', note = \"kept\" },
]
";

fn managers(text: &str) -> rolebook::document::Edit {
    set(ROLE, Field::ReportsTo, text)
}

#[test]
fn a_manager_that_stays_keeps_what_is_not_known_of_him() {
    let after = MANAGERS.replace(
        "{ title = \"One\", role = \"a/b#c\", since = 2020 }",
        "{ title = \"New\" }",
    );
    check_both(
        &role(MANAGERS),
        managers("New; [Two](https://e.org)"),
        &role(&after),
    );
    let after = role(
        "reports_to = [\n  { title = \"Two\", link = 'https://e.org', note = \"kept\" },\n]\n",
    );
    check_both(&role(MANAGERS), managers("[Two](https://e.org)"), &after);
}

#[test]
fn a_manager_whose_address_changes_keeps_the_rest() {
    let after = MANAGERS.replace("role = \"a/b#c\"", "role = \"x/y\"");
    let text = "One <x/y>; [Two](https://e.org)";
    check_both(&role(MANAGERS), managers(text), &role(&after));
    let after = MANAGERS.replace("role = \"a/b#c\", ", "").replace(
        ", link = 'https://e.org', note = \"kept\"",
        ", note = \"kept\", role = \"x/y\"",
    );
    check_both(&role(MANAGERS), managers("One; Two <x/y>"), &role(&after));
}

#[test]
fn managers_change_places_with_all_they_have() {
    let lines: Vec<&str> = MANAGERS.lines().collect();
    let after = format!("{}\n{}\n{}\n]\n", lines[0], lines[2], lines[1]);
    let text = "[Two](https://e.org); One <a/b#c>";
    check_both(&role(MANAGERS), managers(text), &role(&after));
}

#[test]
fn a_manager_without_a_list_around_it() {
    let before = role("reports_to = { title = \"One\", since = 2020 } # why\n");
    let after =
        role("reports_to = [{ title = \"One\", since = 2020 }, { title = \"Two\" }] # why\n");
    check(&before, managers("One; Two"), &after);
    check(&before, managers(""), &role(""));
    check(&before, managers("One"), &before);
}
