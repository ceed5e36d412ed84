//! A manager's afternoon, from the first key to the last save: what is to be done most, done in one go.
//!
//! Beside the words that have to be typed anywhere it takes 45 keys. In an editor for text it takes about 300: the
//! brackets and quotes of six requirements, looking for both places of what is lifted, commands over all files for a
//! name and its references, and the marks of a merge that takes neighbouring lines for the same.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rolebook::document::{merge_texts, read_family};

use crate::driver::Driver;

const DESK: &str = r#"# The desk of the company.
title = "Desk"

[[roles]]
id = "agent"
title = "Agent"
grade = 4
requirements = [
  "Writes clearly",
]

[[roles]]
id = "senior-agent"
title = "Senior Agent"
extends = "agent" # and more
grade = 5

[[specialties]]
id = "phone"
title = "Phone"
roles = ["agent"]
requirements = [
  "Works in shifts",
  "Has a calm voice", # tested
  "Knows the ticket system",
]

[[specialties]]
id = "chat"
title = "Chat"
roles = ["agent"]
requirements = [
  "Works in shifts",
  "Types fast",
  "Knows the ticket system",
]

[career_ladder]
[[career_ladder.steps]]
from = "agent"
to = "senior-agent"
"#;

const SIX: [&str; 6] = [
    "Works at night",
    "Writes the report of the night",
    "Decides alone what can wait",
    "Hands over in the morning",
    "Knows who is on call",
    "Keeps the log",
];

/// The desk, and twelve families that speak of a team.
fn catalog() -> BTreeMap<PathBuf, String> {
    let team = |n: usize| {
        let text = format!(
            "title = \"Job {n}\"\nsummary = \"Part of the Atlas team.\"\n\n[[roles]]\nid = \"job\"\nreports_to = \
             [{{ title = \"Atlas team lead\", role = \"support/desk#agent\" }}]\n"
        );
        (PathBuf::from(format!("jobs/j{n:02}.toml")), text)
    };
    let desk = (PathBuf::from("support/desk.toml"), DESK.to_owned());
    (1..=12).map(team).chain([desk]).collect()
}

/// Somebody at the keyboard, with what was pressed: words that have to be typed anywhere, and all other keys.
struct Manager {
    d: Driver,
    words: usize,
    keys: usize,
}

impl Manager {
    fn does(&mut self, script: &str) -> &mut Self {
        for (n, part) in script.split('\'').enumerate() {
            match n % 2 {
                0 => self.keys += part.split_whitespace().count(),
                _ => self.words += part.chars().count(),
            }
        }
        self.d.keys(script);
        self
    }

    fn text(&self, key: &str) -> String {
        let document = self.d.app.workspace.document(key).unwrap();
        document.text().to_string()
    }
}

#[test]
fn a_managers_afternoon_takes_45_keys_beside_the_words() {
    let mut m = Manager {
        d: Driver::with(catalog(), 110, 40),
        words: 0,
        keys: 0,
    };
    // A specialty with six requirements.
    // A specialty with six requirements.
    m.does("/ 'senior' Enter Tab n s 'Night' Enter Tab j j");
    for words in SIX {
        m.does(&format!("a '{words}' Enter"));
    }
    // The last of them two places up, and reworded.
    m.does("K K e ' by hand' Enter");
    let desk = m.text("support/desk");
    let night = desk.split("id = \"night\"").nth(1).unwrap();
    assert!(
        night.contains("wait\",\n  \"Keeps the log by hand\",\n  \"Hands over"),
        "{desk}"
    );
    // What both other specialties repeat is said once, in the role.
    m.does("/ 'shifts' Enter H y / 'ticket' Enter H y");
    let desk = m.text("support/desk");
    assert_eq!(desk.matches("Works in shifts").count(), 1, "{desk}");
    assert!(
        desk.contains(
            "  \"Writes clearly\",\n  \"Works in shifts\",\n  \"Knows the ticket system\",\n]"
        ),
        "{desk}"
    );
    assert!(desk.contains("calm voice\", # tested"), "{desk}");
    // The role that another extends, and that twelve families report to, is called otherwise.
    m.does("/ 'clearly' Enter N Ctrl-U 'desk-agent' Enter y");
    let desk = m.text("support/desk");
    assert!(
        desk.contains("extends = \"desk-agent\" # and more"),
        "{desk}"
    );
    assert!(desk.contains("from = \"desk-agent\""), "{desk}");
    assert!(m.text("jobs/j12").contains("support/desk#desk-agent"));
    let before = m.text("jobs/j07");
    // Another name of the team in twelve families, and back.
    m.does("% 'Atlas' Enter 'Orion' Enter Enter");
    assert!(
        m.d.message().contains("in 24 places of 12 files"),
        "{}",
        m.d.message()
    );
    m.does("u");
    assert_eq!(m.text("jobs/j07"), before);
    m.does("S");
    assert_eq!((m.d.app.unsaved, m.d.saves), (0, 13));
    // The branch of a colleague, who reworded the neighbour of what was lifted, and graded who extends the renamed role.
    let theirs = DESK
        .replace("Has a calm voice", "Has a calm, clear voice")
        .replace("grade = 5", "grade = 6");
    let ours = m.d.file("support/desk.toml").to_owned();
    let merging = merge_texts("support/desk", DESK, &ours, &theirs).unwrap();
    assert!(merging.conflicts().is_empty(), "{:?}", merging.conflicts());
    assert_eq!(merging.left_out(), [""; 0]);
    m.d.somebody_writes("support/desk.toml", merging.text());
    let desk = m.text("support/desk");
    for words in [
        "calm, clear voice\", # tested",
        "grade = 6",
        "extends = \"desk-agent\" # and more",
        "Keeps the log by hand",
    ] {
        assert!(desk.contains(words), "{words}: {desk}");
    }
    assert!(read_family(&desk).problems.is_empty());
    assert_eq!(m.d.app.unsaved, 0);
    assert_eq!((m.keys, m.words), (45, 187));
}
