//! Managers, indicators, steps, sections and omissions: each is put in, changed, moved and taken out by itself.

use crate::dice::Dice;
use crate::golden::*;
use crate::layout;
use proptest::prelude::*;
use rolebook::document::{Document, Edit, EditError, Field, Workspace, read_family};
use rolebook::model::{
    Element, ElementKind, Family, Indicator, LadderStep, ListKind, Node, ReportsTo, Section,
};

const FILE: &str = r##"# about the family
title = "F"

[[roles]]
id = "a" # the first
reports_to = [{ title = "Boss", own = 1 }, "Other"]
omit = [
  # why one
  "one",
  "two", # why two
]

# measured so
[[roles.performance_indicators]]
name = "Speed | of \"it\""
target = "< 21 days" # not weeks
own = true

[[roles.performance_indicators]]
name = 'Care'

[career_ladder]
summary = "Up."

[[career_ladder.steps]]
from = "a"
to = "b/c#d" # far

[hiring_process]
steps = [
  "A talk, or two",
  # then
  "A test",
]

[[sections]]
heading = "More"
body = """
Some *text*.
"""
"##;

#[test]
fn an_indicator_says_something_else_and_keeps_what_it_says_besides() {
    let edit = Edit::SetElement {
        node: ROLE,
        index: 0,
        element: Element::Indicator(Indicator {
            name: "Speed, and\nmore".into(),
            target: Some("<= 20 days".into()),
            link: None,
        }),
    };
    let after = FILE
        .replace("< 21 days", "<= 20 days")
        .replace(r#""Speed | of \"it\"""#, "\"\"\"\nSpeed, and\nmore\"\"\"");
    check_both(FILE, edit, &after);
}

#[test]
fn one_goes_and_the_others_stay() {
    let edit = |node, kind, index| Edit::RemoveElement { node, kind, index };
    let without = FILE.replace("  \"one\",\n", "");
    check(FILE, edit(ROLE, ElementKind::Omission, 0), &without);
    let without = FILE.replace(", \"Other\"", "");
    check(FILE, edit(ROLE, ElementKind::Manager, 1), &without);
    let start = FILE.find("\n[[sections]]").unwrap();
    let section = edit(Node::Family, ElementKind::Section, 0);
    check(FILE, section, &FILE[..start]);
}

#[test]
fn one_comes_in_where_it_shall_stand() {
    let add = |at, element| Edit::AddElement {
        node: Node::Family,
        at,
        element,
    };
    let step = Element::LadderStep(LadderStep {
        from: "b/c#d".into(),
        to: "e".into(),
        kind: Some("lateral".into()),
    });
    let new = "[[career_ladder.steps]]\nfrom = \"b/c#d\"\nto = \"e\"\nkind = \"lateral\"\n\n";
    let after = FILE.replace("[hiring_process]", &format!("{new}[hiring_process]"));
    check_both(FILE, add(1, step), &after);
    let talk = Element::HiringStep("A second talk".into());
    let after = FILE.replace("  # then", "  \"A second talk\",\n  # then");
    check_both(FILE, add(1, talk), &after);
    let section = Element::Section(Section {
        heading: "H".into(),
        body: "Two\nlines".into(),
    });
    let before = "title = \"F\"\n";
    let after =
        format!("{before}\n[[sections]]\nheading = \"H\"\nbody = \"\"\"\nTwo\nlines\"\"\"\n");
    check(before, add(0, section), &after);
}

#[test]
fn one_changes_its_place() {
    let edit = Edit::MoveElement {
        node: ROLE,
        kind: ElementKind::Omission,
        from: 1,
        to: 0,
    };
    let after = FILE.replace(
        "  # why one\n  \"one\",\n  \"two\", # why two\n",
        "  \"two\", # why two\n  # why one\n  \"one\",\n",
    );
    check_both(FILE, edit, &after);
}

#[test]
fn texts_around_the_steps_are_set_and_unset() {
    let after = FILE.replace("summary = \"Up.\"\n", "");
    check(FILE, set(Node::Family, Field::LadderSummary, ""), &after);
    let after = FILE.replace(
        "[hiring_process]\n",
        "[hiring_process]\nintro = \"We are quick.\"\n",
    );
    let intro = set(Node::Family, Field::HiringIntro, "We are quick.");
    check_both(FILE, intro, &after);
}

#[test]
fn one_list_is_extended_alone_or_all_are() {
    let before = role("extends = \"x\" # all\n");
    let one = Field::ExtendsOf(ListKind::Requirements);
    let after = role("extends = { requirements = \"y\" } # all\n");
    check_both(&before, set(ROLE, one, "y"), &after);
    check(&after, set(ROLE, Field::Extends, "x"), &before);
    let error = refused(&before, set(Node::Family, one, "y"));
    assert_eq!(error, EditError::NotOnFamily(one));
}

#[test]
fn what_makes_no_sense_is_refused_with_a_reason() {
    let blank = Edit::AddElement {
        node: ROLE,
        at: 0,
        element: Element::blank(ElementKind::Indicator),
    };
    let why = refused(FILE, blank).to_string();
    assert_eq!(why, "a performance indicator cannot be empty");
    let remove = |kind, index| Edit::RemoveElement {
        node: ROLE,
        kind,
        index,
    };
    let why = refused(FILE, remove(ElementKind::Manager, 2)).to_string();
    assert_eq!(why, "there is no manager 3: there are 2");
    let error = refused(FILE, remove(ElementKind::Section, 0));
    assert_eq!(error, EditError::NoSuchElements(ElementKind::Section));
    let roles = Edit::SetRoles {
        node: ROLE,
        roles: vec!["a".into()],
    };
    assert_eq!(refused(FILE, roles), EditError::NoPart);
}

const WORDS: &[&str] = &[
    "plain",
    "with | bars, and commas",
    "two\nlines",
    "\"quotes\" and \\ 'others'",
    "  padded  ",
    "# no comment",
    "''' and \"\"\"",
];

fn some_element(dice: &mut Dice<'_>, kind: ElementKind) -> Element {
    let mut word = || dice.pick(WORDS).to_owned();
    match kind {
        ElementKind::Manager => Element::Manager(ReportsTo {
            title: word().into(),
            role: Some("a/b#c".into()),
            link: None,
        }),
        ElementKind::Omission => Element::Omission(word()),
        ElementKind::Indicator => Element::Indicator(Indicator {
            name: word().into(),
            target: Some(word().into()),
            link: None,
        }),
        ElementKind::LadderStep => Element::LadderStep(LadderStep {
            from: "a".into(),
            to: word(),
            kind: None,
        }),
        ElementKind::HiringStep => Element::HiringStep(word()),
        ElementKind::Section => Element::Section(Section {
            heading: word(),
            body: word(),
        }),
    }
}

fn some_edit(dice: &mut Dice<'_>, family: &Family) -> (ElementKind, Edit) {
    let kind = ElementKind::ALL[dice.below(6)];
    let mut nodes = vec![Node::Family];
    nodes.extend((0..family.roles.len()).map(Node::Role));
    nodes.extend((0..family.specialties.len()).map(Node::Specialty));
    nodes.retain(|node| kind.suits(*node));
    let drawn = dice.below(nodes.len().max(1));
    let node = nodes.get(drawn).copied().unwrap_or(Node::Family);
    let len = family.element_count(node, kind);
    let (index, to) = (dice.below(len.max(1)), dice.below(len.max(1)));
    let edit = match dice.below(4) {
        0 => Edit::RemoveElement { node, kind, index },
        1 => Edit::MoveElement {
            node,
            kind,
            from: index,
            to,
        },
        2 => Edit::SetElement {
            node,
            index,
            element: some_element(dice, kind),
        },
        _ => Edit::AddElement {
            node,
            at: dice.below(len + 1),
            element: some_element(dice, kind),
        },
    };
    (kind, edit)
}

/// What the elements of a part are after an edit, done by hand.
fn after(mut elements: Vec<Element>, edit: &Edit) -> Option<Vec<Element>> {
    let len = elements.len();
    match edit {
        Edit::AddElement { at, element, .. } => elements.insert(*at, element.clone()),
        Edit::SetElement { index, element, .. } => {
            *elements.get_mut(*index)? = element.clone();
        }
        Edit::RemoveElement { index, .. } if *index < len => drop(elements.remove(*index)),
        Edit::MoveElement { from, to, .. } if *from.max(to) < len => {
            let moved = elements.remove(*from);
            elements.insert(*to, moved);
        }
        _ => return None,
    }
    Some(elements)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        max_shrink_iters: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn elements_say_what_was_meant_and_undo_is_exact(
        rolls in prop::collection::vec(any::<u16>(), 0..400),
        edits in prop::collection::vec(any::<u16>(), 0..80),
    ) {
        let first = layout::family(&mut Dice::new(&rolls));
        let document = Document::new("f.toml".into(), "f".into(), &first);
        let mut workspace = Workspace::new("root".into(), None, vec![document], Vec::new());
        let mut dice = Dice::new(&edits);
        while !dice.is_empty() {
            let family = workspace.document("f").unwrap().family().unwrap().clone();
            let (kind, edit) = some_edit(&mut dice, &family);
            let node = edit.node();
            let there = family.body(node).is_some() && kind.suits(node);
            let meant = after(family.elements(node, kind), &edit).filter(|_| there);
            let outcome = workspace.apply("f", std::slice::from_ref(&edit)).map(|_| ());
            let text = workspace.document("f").unwrap().text().clone();
            let read = read_family(&text).value.unwrap();
            match (outcome, meant) {
                (Ok(()), Some(meant)) => {
                    prop_assert_eq!(read.elements(node, kind), meant);
                    let mut rest = read.clone();
                    rest.set_elements(node, kind, family.elements(node, kind));
                    prop_assert_eq!(&rest, family.as_ref(), "nothing else says anything else");
                }
                (Err(error), meant) => {
                    let layout = matches!(error, EditError::Layout(_));
                    prop_assert!(meant.is_none() || layout, "{} {:?}\n{}", error, edit, text);
                    prop_assert_eq!(&read, family.as_ref());
                }
                (Ok(()), None) => prop_assert!(false, "accepted {:?}", edit),
            }
        }
        while workspace.undo().is_some() {}
        prop_assert_eq!(workspace.document("f").unwrap().text().as_ref(), first.as_str());
    }
}
