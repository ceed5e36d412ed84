//! Composition told by example, from the text of a family.

use rolebook::document::read_family;
use rolebook::model::{
    CompositionProblem, Effective, Family, Grade, ListKind, Node, Position, compose,
};

fn family(text: &str) -> Family {
    let reading = read_family(text);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.value.unwrap()
}

fn texts(effective: &Effective) -> Vec<&str> {
    let lines = effective.list(ListKind::Requirements).iter();
    lines.map(|line| line.item.text().as_str()).collect()
}

const LADDER: &str = "title = \"F\"
summary = \"Of the family\"
requirements = [\"all\"]

[[roles]]
id = \"senior\"
extends = \"junior\"
grade = 7
requirements = [\"senior\", \"all\"]
omit = [\"junior\"]

[[roles]]
id = \"junior\"
title = \"Junior\"
grade = 6
requirements = [\"junior\", \"tools\"]

[[specialties]]
id = \"web\"
roles = [\"senior\"]
requirements = [\"web\"]
omit = [\"tools\"]

[[segments]]
id = \"large\"
grade = 8
requirements = [\"large\", \"junior\"]
";

#[test]
fn the_layers_in_their_order() {
    let family = family(LADDER);
    let at = |specialty, segment| Position {
        role: Some(0),
        specialty,
        segment,
    };
    let senior = compose("f", &family, at(None, None));
    assert_eq!(texts(&senior), ["all", "tools", "senior"]);
    assert_eq!(senior.lists[1][0].origins.len(), 2);
    assert_eq!(senior.dropped.len(), 1);
    assert_eq!(senior.dropped[0].by, Node::Role(0));
    let whole = compose("f", &family, at(Some(0), Some(0)));
    // What was dropped further up may be said again.
    assert_eq!(texts(&whole), ["all", "senior", "web", "large", "junior"]);
    let grade = whole.grade.unwrap();
    assert_eq!(
        (grade.value, grade.from),
        (Grade::Number(8), Node::Segment(0))
    );
    let summary = whole.summary.unwrap();
    assert_eq!(summary.from, Node::Family);
    assert_eq!(whole.address.to_string(), "f#senior+web+large");
    assert!(whole.problems.is_empty());
}

#[test]
fn extending_one_list_alone() {
    let family = family(
        "title = \"F\"
[[roles]]
id = \"a\"
grade = 3
requirements = [\"r\"]
nice_to_have = [\"n\"]
[[roles]]
id = \"b\"
extends = { requirements = \"a\" }
",
    );
    let b = compose("f", &family, Position::role(1));
    assert_eq!(texts(&b), ["r"]);
    assert!(b.list(ListKind::NiceToHave).is_empty());
    assert_eq!(b.grade, None);
}

#[test]
fn circles_end_and_are_told() {
    let family = family(
        "title = \"F\"
[[roles]]
id = \"a\"
extends = \"b\"
requirements = [\"a\"]
[[roles]]
id = \"b\"
extends = \"a\"
requirements = [\"b\"]
[[roles]]
id = \"c\"
extends = \"c\"
",
    );
    let a = compose("f", &family, Position::role(0));
    assert_eq!(texts(&a), ["b", "a"]);
    let cycle = |node, target: &str| CompositionProblem::Cycle {
        node,
        target: target.into(),
    };
    assert_eq!(a.problems, [cycle(Node::Role(1), "a")]);
    let c = compose("f", &family, Position::role(2));
    assert_eq!(c.problems, [cycle(Node::Role(2), "c")]);
}

#[test]
fn omitting_by_id_whoever_gave_it() {
    let family = family(
        "title = \"F\"
requirements = [\"plain\", { text = \"named\", id = \"n\" }]
[[roles]]
id = \"a\"
requirements = [{ text = \"plain\", id = \"p\" }]
[[specialties]]
id = \"s\"
omit = [\"p\", \"n\", \"nothing\"]
",
    );
    let position = Position {
        specialty: Some(0),
        ..Position::role(0)
    };
    let effective = compose("f", &family, position);
    assert!(texts(&effective).is_empty());
    assert_eq!(effective.dropped.len(), 2);
    let nothing = CompositionProblem::OmitsNothing {
        node: Node::Specialty(0),
        text: "nothing".into(),
    };
    assert_eq!(effective.problems, [nothing]);
}
