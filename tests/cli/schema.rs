//! `rolebook schema`: what conforms is what the reader takes, and what is exported conforms.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rolebook::document::{ProblemKind, read_family, read_settings};
use rolebook::format::json;
use serde_json::Value;

use super::World;

/// A family in which every key stands that a file may have.
const ALL: &str = r##"
title = "Baker"
summary = "Bakes."
status = "active"
owner = "Kitchen"
review_due = 2027-01-31
tags = ["food", 4]
responsibilities = ["Bake"]
requirements = [
  { text = "Flour", id = "flour", tags = ["t"], need = "must", waive = ["long", { rule = "vague", reason = "it is", by = "o", until = 2027-01-31, hash = "0f" }] },
]
nice_to_have = []
waive = ["long"]

[[roles]]
id = "baker"
title = "Baker"
summary = ""
status = ""
owner = "x"
review_due = "2027-01-31"
tags = []
grade = 4
reports_to = [{ title = "Cook", role = "food/cook", link = "/cook/" }, "Somebody"]
extends = { responsibilities = "boy", requirements = "boy", nice_to_have = "boy" }
track = "ic"
responsibilities = []
requirements = []
nice_to_have = []
omit = ["flour"]
waive = [{ rule = "long" }]

[[roles.performance_indicators]]
name = "Loaves"
target = "> 3"
link = "/loaves/"

[roles.career_ladder]
summary = "Up."
[[roles.career_ladder.steps]]
from = "boy"
to = "baker"
kind = "promotion"

[roles.hiring_process]
intro = "Come."
steps = ["Bake", "Eat"]
outro = "Go."

[[roles]]
id = "boy"
grade = "M2"
reports_to = "Baker"
extends = "baker"

[[specialties]]
id = "rye"
title = "Rye"
roles = ["baker"]
grade = 5
reports_to = { title = "Cook" }
extends = ""
track = "manager"
summary = "s"
status = "draft"
owner = "o"
review_due = ""
tags = []
responsibilities = []
requirements = []
nice_to_have = []
omit = []
waive = []
performance_indicators = []
career_ladder = {}
hiring_process = {}

[[segments]]
id = "wholesale"

[[performance_indicators]]
name = "x"

[career_ladder]
summary = "y"

[hiring_process]
steps = []

[[sections]]
heading = "Uniform"
body = "White."

[page]
front_matter = "a: b\n"
template = "{{family}}"
"##;

const SETTINGS: &str = r##"
name = "House"
summary = "s"
[house]
required = ["grade"]
mandatory_items = ["Bake"]
entry_grades = [4, "M1"]
requirement_budget = 20
[check]
profile = "posting"
[check.severity]
filler = "off"
[check.words]
jargon = ["synergy"]
[check.allow]
jargon = []
[check.budget]
long-sentence = 30
[[waive]]
rule = "filler"
reason = "so it is"
by = "o"
until = 2027-01-31
hash = "0f"
[synonyms]
pm = "product manager"
[searches]
all = "grade:>4"
"##;

/// Whether a value conforms, by the words that the schemas here use; any other word is an error of the test.
fn conforms(value: &Value, schema: &Value, root: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(word, says)| {
        let length = |text: &str| text.chars().count() as u64;
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                conforms(value, root.pointer(pointer).unwrap(), root)
            }
            "anyOf" => {
                let mut all = says.as_array().unwrap().iter();
                all.any(|one| conforms(value, one, root))
            }
            "enum" => says.as_array().unwrap().contains(value),
            "type" => {
                let is = |kind: &Value| match kind.as_str().unwrap() {
                    "string" => value.is_string(),
                    "integer" => value.is_i64(),
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "null" => value.is_null(),
                    other => panic!("{other}"),
                };
                match says {
                    Value::Array(kinds) => kinds.iter().any(is),
                    kind => is(kind),
                }
            }
            "properties" => value.as_object().is_none_or(|entries| {
                let mut entries = entries.iter();
                entries.all(|(key, entry)| {
                    let known = says.get(key);
                    known.is_none_or(|known| conforms(entry, known, root))
                })
            }),
            "additionalProperties" => value.as_object().is_none_or(|entries| {
                let known = schema.get("properties");
                let others = entries
                    .iter()
                    .filter(|(key, _)| known.is_none_or(|known| known.get(key).is_none()));
                others.into_iter().all(|(_, entry)| match says {
                    Value::Bool(allowed) => *allowed,
                    of => conforms(entry, of, root),
                })
            }),
            "required" => value.as_object().is_none_or(|entries| {
                let mut keys = says.as_array().unwrap().iter();
                keys.all(|key| entries.contains_key(key.as_str().unwrap()))
            }),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| conforms(item, says, root))),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= says.as_u64().unwrap()),
            "minLength" => value
                .as_str()
                .is_none_or(|text| length(text) >= says.as_u64().unwrap()),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| length(text) <= says.as_u64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| {
                match says.as_str().unwrap() {
                    // The two patterns there are.
                    "^[^.\\s/#+][^\\s/#+]*$" => {
                        let bad = |c: char| c.is_whitespace() || "/#+".contains(c);
                        !text.is_empty() && !text.starts_with('.') && !text.contains(bad)
                    }
                    "^([0-9]{4}-[0-9]{2}-[0-9]{2}.*)?$" => {
                        let shape = |text: &str| {
                            let bytes = text.bytes().take(10).enumerate();
                            text.len() >= 10
                                && bytes.into_iter().all(|(n, byte)| match n {
                                    4 | 7 => byte == b'-',
                                    _ => byte.is_ascii_digit(),
                                })
                        };
                        text.is_empty() || shape(text)
                    }
                    other => panic!("{other}"),
                }
            }),
            other => panic!("a word that this test does not know: {other}"),
        }
    })
}

fn schema(of: &str) -> Value {
    let run = World::empty().run(&["schema", of]);
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn fits(text: &str, schema: &Value) -> bool {
    conforms(&json::family(text).unwrap(), schema, schema)
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, into),
            false => into.push(path),
        }
    }
}

#[test]
fn the_sample_conforms() {
    let (family, settings) = (schema("family"), schema("catalog"));
    let mut all = Vec::new();
    files(Path::new("data"), &mut all);
    assert!(all.len() > 20);
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        let schema = match path.ends_with("catalog.toml") {
            true => &settings,
            false => &family,
        };
        assert!(fits(&text, schema), "{}", path.display());
    }
}

/// The keys of every table in a schema, as `table.key`.
fn keys(schema: &Value) -> BTreeSet<String> {
    let mut tables = vec![("", schema)];
    let inner = schema["$defs"].as_object().unwrap();
    tables.extend(inner.iter().map(|(name, table)| (name.as_str(), table)));
    let mut keys = BTreeSet::new();
    for (name, table) in tables {
        for (key, property) in table["properties"].as_object().into_iter().flatten() {
            let purpose = property["description"].as_str().unwrap_or_default();
            assert!(purpose.len() > 5, "what is {name}.{key} for?");
            keys.insert(format!("{name}.{key}"));
        }
    }
    keys
}

/// The keys that a value uses, by the tables of the schema.
fn used(value: &Value, schema: &Value, name: &str, root: &Value, into: &mut BTreeSet<String>) {
    if let Some(pointer) = schema["$ref"].as_str() {
        let name = pointer.rsplit('/').next().unwrap();
        let schema = root.pointer(pointer.trim_start_matches('#')).unwrap();
        return used(value, schema, name, root, into);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        if conforms(value, one, root) {
            used(value, one, name, root, into);
        }
    }
    for item in value.as_array().into_iter().flatten() {
        used(item, &schema["items"], name, root, into);
    }
    for (key, entry) in value.as_object().into_iter().flatten() {
        let property = &schema["properties"][key];
        if property.is_object() {
            into.insert(format!("{name}.{key}"));
            used(entry, property, name, root, into);
        }
    }
}

#[test]
fn every_key_of_the_schemas_is_one_that_the_reader_knows() {
    assert_eq!(read_family(ALL).problems, []);
    assert_eq!(read_settings(SETTINGS).problems, []);
    for (of, text) in [("family", ALL), ("catalog", SETTINGS)] {
        let schema = schema(of);
        assert!(fits(text, &schema));
        let mut seen = BTreeSet::new();
        used(
            &json::family(text).unwrap(),
            &schema,
            "",
            &schema,
            &mut seen,
        );
        assert_eq!(seen, keys(&schema), "{of}");
    }
}

/// Each line of the samples with another key than its own: both or neither of the two judges know it.
#[test]
fn no_key_is_known_to_the_reader_alone() {
    let words: BTreeSet<String> = [schema("family"), schema("catalog")]
        .iter()
        .flat_map(keys)
        .map(|key| key.rsplit('.').next().unwrap().to_owned())
        .collect();
    let family = schema("family");
    let at = |text: &str| ALL.find(text).unwrap() + text.len();
    let places = [
        "status = \"active\"\n",
        "id = \"baker\"\n",
        "id = \"rye\"\n",
        "id = \"wholesale\"\n",
        "name = \"x\"\n",
        "summary = \"Up.\"\n",
        "kind = \"promotion\"\n",
        "intro = \"Come.\"\n",
        "heading = \"Uniform\"\n",
        "front_matter = \"a: b\\n\"\n",
    ];
    let mut known = 0;
    for place in places {
        for word in words.iter().map(String::as_str).chain(["colour"]) {
            let (before, after) = ALL.split_at(at(place));
            let text = format!("{before}{word} = \"\"\n{after}");
            let reading = read_family(&text);
            // What stands there already makes no TOML; and what is no text is told as that by both.
            if reading.value.is_none() {
                continue;
            }
            let is_unknown = |kind: &ProblemKind| matches!(kind, ProblemKind::UnknownKey { .. });
            let unknown = reading
                .problems
                .iter()
                .any(|problem| is_unknown(&problem.kind));
            let fits = fits(&text, &family);
            assert!(!unknown || !fits, "{word} after {place}");
            if reading.problems.is_empty() {
                known += 1;
                assert!(fits, "{word} after {place}");
            }
        }
    }
    assert!(known > 5, "{known}");
}

#[test]
fn what_the_reader_reports_does_not_conform() {
    let family = schema("family");
    for (line, instead) in [
        ("title = \"Baker\"\nsummary", "summary"),
        ("title = \"Baker\"\nsummary", "title = 3\nsummary"),
        ("status = \"active\"", "status = \"actve\""),
        ("tags = [\"food\", 4]", "tags = \"food\""),
        ("tags = [\"food\", 4]", "tags = [[]]"),
        ("review_due = 2027-01-31", "review_due = \"soon\""),
        ("review_due = 2027-01-31", "review_due = 3"),
        ("grade = 4", "grade = 4.5"),
        ("need = \"must\"", "need = \"perhaps\""),
        ("track = \"ic\"", "track = \"both\""),
        ("id = \"boy\"\n", ""),
        ("id = \"boy\"", "id = \"a/b\""),
        ("id = \"boy\"", "id = \".boy\""),
        ("extends = \"baker\"", "extends = [\"baker\"]"),
        ("responsibilities = [\"Bake\"]", "responsibilities = [3]"),
        ("steps = [\"Bake\", \"Eat\"]", "steps = \"Bake\""),
        ("reports_to = \"Baker\"", "reports_to = 3"),
        ("[page]", "[pages]"),
    ] {
        assert!(ALL.contains(line), "{line}");
        let text = ALL.replacen(line, instead, 1);
        assert_ne!(read_family(&text).problems, [], "{line}: {instead}");
        assert!(!fits(&text, &family), "{line}: {instead}");
    }
}

#[test]
fn exports_conform() {
    let schema = schema("export");
    let world = World::new();
    for arguments in [
        &["export"][..],
        &["export", "--effective"],
        &["export", "finance/it-management"],
        &["export", "finance/it-management#manager-it"],
        &["export", "manager-it+it-engineering"],
        &["export", "manager-it+it-engineering", "--effective"],
    ] {
        let value = world.json(arguments);
        assert!(conforms(&value, &schema, &schema), "{arguments:?}");
    }
    assert!(!conforms(&serde_json::json!([{}]), &schema, &schema));
    assert!(!conforms(&serde_json::json!("x"), &schema, &schema));
}
