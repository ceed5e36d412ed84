//! Everything in the file format is edited in a form: each key of the format's own table is changed in one here, and
//! the file says something else under that key and nowhere else.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use toml::{Table, Value};

use super::{Form, Group, Outcome, Purpose};
use crate::app::Structure;
use crate::document::{Document, SETTINGS_KEY, Workspace, format_paths};
use crate::model::{ElementKind, ListKind, Node, Position};

const SETTINGS: &str = r#"name = "N"
summary = "S"

[house]
required = ["owner"]
mandatory_items = ["M"]
entry_grades = ["5"]
requirement_budget = 8

[synonyms]
HR = "people"
"#;

/// A family that says everything that can be said.
fn family(extends: &str) -> String {
    let mut number = 0;
    let mut lists = || {
        ListKind::ALL
            .map(|list| {
                number += 1;
                format!(
                    "{} = [{{ text = \"T{number}\", id = \"i{number}\", need = \"must\", tags = [\"t\"], \
                     waive = [{{ rule = \"r\", reason = \"w\" }}] }}]\n",
                    list.key()
                )
            })
            .concat()
    };
    let scalars = "title = \"A\"\nstatus = \"active\"\nowner = \"O\"\nreview_due = 2027-01-31\ntags = [\"t\"]\nsummary = \"S\"\n";
    let tables = |before: &str| {
        let of = |name: &str, says: &str| format!("\n{}\n{says}", name.replace('@', before));
        [
            of(
                "[[@performance_indicators]]",
                "name = \"I\"\ntarget = \"< 3 days\"\nlink = \"/i\"\n",
            ),
            of("[@career_ladder]", "summary = \"L\"\n"),
            of(
                "[[@career_ladder.steps]]",
                "from = \"b\"\nto = \"c\"\nkind = \"promotion\"\n",
            ),
            of(
                "[@hiring_process]",
                "intro = \"B\"\nsteps = [\"H\"]\noutro = \"E\"\n",
            ),
        ]
        .concat()
    };
    let mut text = format!("{scalars}{}", lists());
    for (key, id, roles) in [
        ("roles", "a", ""),
        ("roles", "b", ""),
        ("roles", "c", ""),
        ("specialties", "x", "roles = [\"b\"]\n"),
        ("segments", "y", "roles = [\"b\"]\n"),
    ] {
        text.push_str(&format!("\n[[{key}]]\nid = \"{id}\"\n{roles}"));
        // The others are there to be referred to.
        if !matches!(id, "b" | "c") {
            text.push_str(scalars);
            text.push_str("grade = 8\ntrack = \"ic\"\nomit = [\"T1\"]\n");
            text.push_str("reports_to = [{ title = \"R\", role = \"b\", link = \"/r\" }]\n");
            text.push_str(&format!("extends = {extends}\n{}", lists()));
            text.push_str(&tables(&format!("{key}.")));
        }
    }
    text.push_str(&tables(""));
    text.push_str("\n[[sections]]\nheading = \"H\"\nbody = \"B\"\n");
    text
}

/// Every value of a file by its path.
fn flat(text: &str) -> BTreeMap<String, String> {
    fn walk(value: &Value, path: String, into: &mut BTreeMap<String, String>) {
        match value {
            Value::Table(table) => {
                for (key, value) in table {
                    let dot = if path.is_empty() { "" } else { "." };
                    walk(value, format!("{path}{dot}{key}"), into);
                }
            }
            Value::Array(array) if array.iter().any(Value::is_table) => {
                for (at, value) in array.iter().enumerate() {
                    walk(value, format!("{path}[{at}]"), into);
                }
            }
            other => drop(into.insert(path, other.to_string())),
        }
    }
    let mut values = BTreeMap::new();
    walk(
        &Value::Table(text.parse::<Table>().unwrap()),
        String::new(),
        &mut values,
    );
    values
}

/// Writes a text into a field of the form for a purpose, keeps it, and says which paths of the file say something
/// else then.
fn changed(text: &str, purpose: Purpose, node: Node, field: &str, says: &str) -> Vec<String> {
    let document = |path: &str, key: &str, text: &str| Document::new(path.into(), key.into(), text);
    let settings = document(SETTINGS_KEY, SETTINGS_KEY, SETTINGS);
    let documents = vec![document("f.toml", "f", text)];
    let mut workspace = Workspace::new("root".into(), Some(settings), documents, Vec::new());
    let catalog = Arc::new(workspace.catalog().clone());
    let mut form = match purpose {
        Purpose::Settings => Form::settings(&catalog.settings),
        Purpose::Structure(..) => {
            let field = super::FormField::new("text", "Id", super::FormKind::Line);
            Form::new(String::new(), purpose, vec![field], "f".into(), node)
        }
        purpose => {
            let family = &catalog.get("f").unwrap().family;
            let place = (Arc::from("f"), node);
            Form::of_part(purpose, String::new(), place, family, &catalog).unwrap()
        }
    };
    assert!(
        form.fill(&[(field.to_owned(), says.to_owned())]),
        "no field {field}"
    );
    form.verify().unwrap();
    match form.outcome(&catalog).unwrap() {
        Outcome::Edits(edits) => drop(workspace.apply("f", &edits).unwrap()),
        Outcome::Plan(plan) | Outcome::Offer(plan, _) => drop(workspace.carry_out(&plan).unwrap()),
        other => panic!("{other:?}"),
    }
    let key = form.key.clone();
    let before = flat(if key.as_ref() == SETTINGS_KEY {
        SETTINGS
    } else {
        text
    });
    let after = flat(workspace.document(&key).unwrap().text());
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = |path: &&&String| before.get(**path) != after.get(**path);
    paths
        .iter()
        .filter(differs)
        .map(|path| (**path).clone())
        .collect()
}

/// A key, the form that changes it, and what is written into which field of it.
type Case = (String, Purpose, Node, &'static str, &'static str);

fn cases_of_part(before: &str, node: Node, cases: &mut Vec<Case>) {
    let mut case = |path: &str, purpose: Purpose, field: &'static str, says: &'static str| {
        cases.push((format!("{before}{path}"), purpose, node, field, says));
    };
    let part = || Purpose::Fields(Group::Part);
    for (key, says) in [
        ("title", "B"),
        ("summary", "Other"),
        ("status", "draft"),
        ("owner", "Others"),
        ("review_due", "2028-02-29"),
        ("tags", "t, \"u, v\""),
    ] {
        case(key, part(), key, says);
    }
    for list in ListKind::ALL {
        let item = || Purpose::Reword { list, index: 0 };
        for (key, field, says) in [
            ("text", "text", "Other"),
            ("id", "id", "other"),
            ("need", "need", "preferred"),
            ("tags", "tags", "t, u"),
            ("waive[0].rule", "waive", "q: w"),
            ("waive[0].reason", "waive", "r: why\n  not"),
        ] {
            case(&format!("{}[0].{key}", list.key()), item(), field, says);
        }
    }
    let element = |kind| Purpose::Element { kind, index: 0 };
    for (kind, path, says) in [
        (
            ElementKind::Indicator,
            "performance_indicators[0].name",
            "J, or | K",
        ),
        (
            ElementKind::Indicator,
            "performance_indicators[0].target",
            "at least 4",
        ),
        (
            ElementKind::Indicator,
            "performance_indicators[0].link",
            "/j",
        ),
        (ElementKind::LadderStep, "career_ladder.steps[0].from", "c"),
        (ElementKind::LadderStep, "career_ladder.steps[0].to", "f#b"),
        (
            ElementKind::LadderStep,
            "career_ladder.steps[0].kind",
            "lateral",
        ),
    ] {
        let field = path.rsplit('.').next().unwrap();
        case(path, element(kind), field, says);
    }
    let group = Purpose::Fields;
    case(
        "career_ladder.summary",
        group(Group::Ladder),
        "career_ladder.summary",
        "M",
    );
    case(
        "hiring_process.intro",
        group(Group::Hiring),
        "hiring_process.intro",
        "C",
    );
    case(
        "hiring_process.outro",
        group(Group::Hiring),
        "hiring_process.outro",
        "F",
    );
    case(
        "hiring_process.steps",
        group(Group::Hiring),
        "hiring_process.steps",
        "H\nI",
    );
    case(
        "hiring_process.steps",
        element(ElementKind::HiringStep),
        "text",
        "I, then\nJ",
    );
    if node == Node::Family {
        case(
            "sections[0].heading",
            element(ElementKind::Section),
            "heading",
            "I",
        );
        case(
            "sections[0].body",
            element(ElementKind::Section),
            "body",
            "C\n\nD | E, F",
        );
        return;
    }
    case("grade", part(), "grade", "9");
    case("track", part(), "track", "manager");
    case("omit", element(ElementKind::Omission), "text", "T2");
    for (key, says) in [("title", "S; T"), ("role", "c"), ("link", "/s")] {
        case(
            &format!("reports_to[0].{key}"),
            element(ElementKind::Manager),
            key,
            says,
        );
    }
    case("extends", group(Group::Extends), "extends", "c");
    for (path, field) in [
        ("extends.responsibilities", "extends.responsibilities"),
        ("extends.requirements", "extends.requirements"),
        ("extends.nice_to_have", "extends.nice_to_have"),
    ] {
        case(path, group(Group::Extends), field, "c");
    }
    let position = match node {
        Node::Specialty(n) => Position {
            specialty: Some(n),
            ..Position::role(1)
        },
        Node::Segment(n) => Position {
            segment: Some(n),
            ..Position::role(1)
        },
        _ => Position::role(0),
    };
    case(
        "id",
        Purpose::Structure(Structure::Id, position),
        "text",
        "other",
    );
    if !matches!(node, Node::Role(_)) {
        case("roles", Purpose::Roles, "roles", "b, c");
    }
}

#[test]
fn every_key_of_a_family_is_changed_in_a_form_and_nothing_else_with_it() {
    let mut cases = Vec::new();
    for (before, node) in [
        ("", Node::Family),
        ("roles[0].", Node::Role(0)),
        ("specialties[0].", Node::Specialty(0)),
        ("segments[0].", Node::Segment(0)),
    ] {
        cases_of_part(before, node, &mut cases);
    }
    let all = family("\"b\"");
    let listed = family("{ responsibilities = \"b\", requirements = \"b\", nice_to_have = \"b\" }");
    let mut covered = BTreeSet::new();
    for (path, purpose, node, field, says) in cases {
        let text = if path.contains("extends.") {
            &listed
        } else {
            &all
        };
        let what = format!("{path} in {purpose:?}");
        assert_eq!(
            changed(text, purpose, node, field, says),
            [path.as_str()],
            "{what}"
        );
        covered.insert(path.replace("[0]", "[]"));
    }
    for path in format_paths(false) {
        // These are read there and mean nothing: a family is no role, and a role varies none. How a page is written
        // is for the import and for text editors.
        let (first, _) = path.split_once(['.', '[']).unwrap_or((&path, ""));
        let is_idle = matches!(
            first,
            "grade" | "reports_to" | "extends" | "track" | "omit" | "page"
        ) || path == "roles[].roles";
        // Waivers of a part, and what an item's line of its waiver leaves out, have a form of their own.
        let parts = ["", "roles[].", "specialties[].", "segments[]."].into_iter();
        let is_waiver = parts
            .filter_map(|part| path.strip_prefix(part))
            .any(|key| key.starts_with("waive["))
            || ["by", "until", "hash"]
                .iter()
                .any(|key| path.ends_with(&format!(".waive[].{key}")));
        let is_idle = is_idle || is_waiver;
        assert_ne!(covered.contains(&path), is_idle, "{path}");
    }
}

#[test]
fn every_key_of_the_settings_is_changed_in_their_form_and_nothing_else_with_it() {
    let mut covered = BTreeSet::new();
    for (path, field, says) in [
        ("name", "name", "M"),
        ("summary", "summary", "Two\nlines"),
        ("house.required", "required", "owner, status"),
        (
            "house.mandatory_items",
            "mandatory_items",
            "M\nN, or\n  | O",
        ),
        ("house.entry_grades", "entry_grades", "\"5, or 6\""),
        ("house.requirement_budget", "requirement_budget", "9"),
        ("synonyms.HR", "synonyms", "HR = people, partners"),
        ("check.profile", "profile", "posting"),
        ("check.severity.filler", "severity", "filler: off"),
        ("check.words.jargon", "words", "jargon: one; two = 2"),
        ("check.allow.jargon", "allow", "jargon: one, two"),
        ("check.budget.long-sentence", "budget", "long-sentence: 9"),
    ] {
        let paths = changed(
            &family("\"b\""),
            Purpose::Settings,
            Node::Family,
            field,
            says,
        );
        assert_eq!(paths, [path]);
        let is_free = path.starts_with("synonyms.") || path.matches('.').count() == 2;
        let (table, _) = path.rsplit_once('.').unwrap_or((path, ""));
        covered.insert(match is_free {
            true => format!("{table}.*"),
            false => path.to_owned(),
        });
    }
    let mut paths: BTreeSet<String> = format_paths(true).into_iter().collect();
    // Waivers have a form of their own.
    paths.retain(|path| !path.starts_with("waive"));
    assert_eq!(covered, paths);
}
