//! Layouts by hand: what a person wrote, and what comes of it.

use rolebook::document::{canonical, canonical_settings};

fn check(before: &str, after: &str) {
    let new = canonical(before).unwrap();
    assert_eq!(new, after, "\n--- is\n{new}\n--- should be\n{after}");
    assert_eq!(canonical(&new).unwrap(), new);
}

#[test]
fn keys_and_tables_take_their_places() {
    check(
        r#"
tags=['a',"b",]
mood = "unheard of"
title   =   'IT'
[[segments]]
id = "s"
[[ roles ]]
    requirements = ["One", "Two"]
    nice = 0x1F
    "id" = "r"
    [roles.hiring_process]
    steps = ["A call"]
[[specialties]]
roles = ["r"]
id = "v"
[[roles]]
id = "q"
[other]
b = 1
a = 2
[career_ladder]
summary = "Up"
[[performance_indicators]]
target = "1"
name = "I"
"#,
        r#"title = "IT"
tags = ["a", "b"]
mood = "unheard of"

[[roles]]
id = "r"
requirements = [
  "One",
  "Two",
]
nice = 0x1F

[roles.hiring_process]
steps = [
  "A call",
]

[[roles]]
id = "q"

[[specialties]]
id = "v"
roles = ["r"]

[[segments]]
id = "s"

[[performance_indicators]]
name = "I"
target = "1"

[career_ladder]
summary = "Up"

[other]
b = 1
a = 2
"#,
    );
}

#[test]
fn comments_stay_by_what_they_stood_by() {
    check(
        r#"# The file.
# Two lines of it.

# about the tags
tags = ["a"] # behind the tags
title = "T" # behind the title
# closes the top

# --- Levels ---


# the second group
[[roles]] # behind the header
# above the grade

# of its own
grade = 8
id = "r" # behind the id
requirements = [ # behind the bracket
  # above one
  "One", # behind one

  # a group of its own

  # above two
  "Two" # behind two
  , # behind the comma
  "Three"
  # closes the list
] # behind the list
# closes the role

# closes the file

# really
"#,
        r#"# The file.
# Two lines of it.

title = "T" # behind the title
# about the tags
tags = ["a"] # behind the tags
# closes the top

# --- Levels ---

# the second group
[[roles]] # behind the header
id = "r" # behind the id
# above the grade

# of its own
grade = 8
requirements = [ # behind the bracket
  # above one
  "One", # behind one

  # a group of its own

  # above two
  # behind two
  "Two", # behind the comma
  "Three",
  # closes the list
] # behind the list
# closes the role

# closes the file

# really
"#,
    );
}

#[test]
fn a_comment_that_closes_a_table_moves_with_it() {
    check(
        r#"[[sections]]
heading = "H"
# closes the section

# above the role
[[roles]]
id = "r"
# closes the role
"#,
        r#"# above the role
[[roles]]
id = "r"
# closes the role

[[sections]]
heading = "H"
# closes the section
"#,
    );
}

#[test]
fn braces_become_tables() {
    check(
        r#"# the file

title = "T"
# the roles
roles = [ # open
  # the first
  { title = "R", id = "r" }, # behind r
  { # in the braces
    id = "q", # behind q
    performance_indicators = [{ target = "2", name = "I" }],
    career_ladder = { steps = [{ to = "r", from = "q" }], summary = "Up" },
    # closes q
  },
  # closes the roles
]
hiring_process.steps = ["A call"]
hiring_process.intro = "First" # behind the intro
"#,
        r#"# the file

title = "T"

# the roles
# open
# the first
[[roles]] # behind r
id = "r"
title = "R"

[[roles]] # in the braces
id = "q" # behind q
# closes q
# closes the roles

[[roles.performance_indicators]]
name = "I"
target = "2"

[roles.career_ladder]
summary = "Up"

[[roles.career_ladder.steps]]
from = "q"
to = "r"

[hiring_process]
intro = "First" # behind the intro
steps = [
  "A call",
]
"#,
    );
}

#[test]
fn in_braces_a_key_and_its_value_may_be_on_different_lines() {
    check(
        "title = \"A\"\nroles = [{ id\n=\n\"ro0\" }]\n",
        "title = \"A\"\n\n[[roles]]\nid = \"ro0\"\n",
    );
}

#[test]
fn tables_that_are_items_become_lines() {
    check(
        r#"title = "T"
[[roles]]
id = "r"
# above one
[[roles.requirements]]
id = "i"
text = "One" # behind one
[[roles.requirements]]
text = "Two"
tags = ["a"]
[[roles.requirements.waive]]
rule = "w"
[roles.extends]
requirements = "q"
[[roles.reports_to]]
link = "l"
title = "Boss"
[[roles.nice_to_have]]
text = "Three"
weight = 2
"#,
        r#"title = "T"

[[roles]]
id = "r"
reports_to = [{ title = "Boss", link = "l" }]
extends = { requirements = "q" }
requirements = [
  # above one
  { text = "One", id = "i" }, # behind one
  { text = "Two", tags = ["a"], waive = [{ rule = "w" }] },
]

[[roles.nice_to_have]]
text = "Three"
weight = 2
"#,
    );
}

#[test]
fn a_list_of_more_than_the_line_holds_has_one_a_line() {
    let long = "x".repeat(46);
    check(
        &format!("title = \"T\"\ntags = [\"{long}\", \"{long}\"]\n"),
        &format!("title = \"T\"\ntags = [\n  \"{long}\",\n  \"{long}\",\n]\n"),
    );
    let more = "x".repeat(40);
    check(
        &format!("title = \"T\"\ntags = [\"{more}\", \"{long}\"]\n"),
        &format!("title = \"T\"\ntags = [\n  \"{more}\",\n  \"{long}\",\n]\n"),
    );
    let fits = "x".repeat(39);
    let text = format!("title = \"T\"\ntags = [\"{fits}\", \"{long}\"]\n");
    assert_eq!(text.lines().last().unwrap().len(), 100);
    check(&text, &text);
    check(
        "title = \"T\"\nresponsibilities = [\n]\nomit = ['one']\n",
        "title = \"T\"\nresponsibilities = []\nomit = [\n  \"one\",\n]\n",
    );
}

#[test]
fn texts_of_several_lines_stay_as_they_are_laid_out() {
    let text = "title = \"T\"\nsummary = '''\none \\ \"\n  two'''\nrequirements = [\n  \"\"\"\n\\\n   folded \\\n   text\"\"\",\n]\n";
    check(text, text);
    check(
        "title = '''T'''\nsummary = \"one\\ntwo\"\nowner = \"say \\\"so\\\"\"\n",
        "title = \"T\"\nsummary = \"\"\"\none\ntwo\"\"\"\nowner = 'say \"so\"'\n",
    );
}

#[test]
fn numbers_dates_and_odd_keys_keep_their_spelling() {
    check(
        "[[roles]]\ngrade = 1_0\n[x.\"y z\".z]\nb.'c' = +inf\nd = 1979-05-27 07:32:00Z\ne = nan\n[x]\n",
        "[[roles]]\ngrade = 1_0\n\n[x]\n\n[x.\"y z\".z]\nb.c = +inf\nd = 1979-05-27 07:32:00Z\ne = nan\n",
    );
}

#[test]
fn line_ends_and_the_mark_stay() {
    check(
        "\u{feff}summary = \"\"\"\r\none\r\ntwo\"\"\"\r\ntitle='T'\n\r\n",
        "\u{feff}title = \"T\"\r\nsummary = \"\"\"\r\none\r\ntwo\"\"\"\r\n",
    );
    check("title='T'", "title = \"T\"\n");
    check("", "");
    check("\n \n", "");
    check("\n\n# only\n\n\n# comments", "# only\n\n# comments\n");
}

#[test]
fn what_is_not_toml_is_refused_with_its_place() {
    let error = canonical("title = \"T\"\n[[roles]\n")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("2:9: this is not valid TOML"), "{error}");
    assert!(error.contains("Mend this line"), "{error}");
}

#[test]
fn settings() {
    let text = "[synonyms]\n# short\nb = \"two\"\na = \"one\"\n[house]\nrequirement_budget=20\nrequired=[ 'grade' ]\n";
    let text = format!("# The catalog.\n\nsummary='S'\nname='N'\n{text}");
    assert_eq!(
        canonical_settings(&text).unwrap(),
        "# The catalog.\n\nname = \"N\"\nsummary = \"S\"\n\n[house]\nrequired = [\"grade\"]\n\
         requirement_budget = 20\n\n[synonyms]\n# short\nb = \"two\"\na = \"one\"\n"
    );
}
