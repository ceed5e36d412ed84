//! Any family becomes any other: the text says exactly what was meant, and what was not meant stays.

use crate::dice::Dice;
use crate::layout;
use crate::sequences::workspace;
use proptest::prelude::*;
use rolebook::document::{EditError, Plan, Step, read_family, write_family};
use rolebook::model::{Family, LadderStep};

fn family_of(text: &str) -> Family {
    read_family(text).value.unwrap()
}

fn plan(meant: &Family) -> Plan {
    Plan {
        label: "changed it".into(),
        landing: None,
        steps: vec![("f".into(), Step::Become(Box::new(meant.clone())))],
    }
}

/// The text after the family became another; `None` when it is refused.
fn become_one(text: &str, meant: &Family) -> Option<String> {
    let mut workspace = workspace(text);
    match workspace.carry_out(&plan(meant)) {
        Ok(_) => {
            let document = workspace.document("f").unwrap();
            assert_eq!(document.family().unwrap().as_ref(), meant);
            let after = document.text().to_string();
            workspace.undo();
            assert_eq!(workspace.document("f").unwrap().text().as_ref(), text);
            Some(after)
        }
        Err(EditError::Layout(_)) => None,
        Err(error) => panic!("{error}\n{text}\n---\n{}", write_family(meant)),
    }
}

fn comments(text: &str) -> Vec<&str> {
    let marks = text.match_indices("# c").filter_map(|(at, _)| {
        let mark = &text[at + 2..];
        let end = mark.find(';')?;
        let number = &mark[1..end];
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(&mark[..end])
    });
    let mut marks: Vec<&str> = marks.collect();
    marks.sort_unstable();
    marks
}

/// A family with more of everything: what it says stays, and what another says comes to it.
fn with_more(family: &Family, other: &Family, dice: &mut Dice<'_>) -> Family {
    let mut more = family.clone();
    let nodes = |family: &Family| -> Vec<_> {
        let mut nodes: Vec<_> = family.positions().iter().map(|p| p.node()).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    };
    let sources = nodes(other);
    for node in nodes(family) {
        let source = sources[dice.below(sources.len())];
        let from = other.body(source).unwrap();
        let body = more.body_mut(node).unwrap();
        for list in 0..3 {
            for item in &from.lists[list] {
                if !body.lists[list].contains(item) {
                    let at = dice.below(body.lists[list].len() + 1);
                    body.lists[list].insert(at, item.clone());
                }
            }
        }
        body.summary = body.summary.take().or(from.summary.clone());
        body.owner = body.owner.take().or(from.owner.clone());
        let known = |name: &str| body.performance_indicators.iter().any(|i| i.name == name);
        let new: Vec<_> = from
            .performance_indicators
            .iter()
            .filter(|indicator| !known(&indicator.name))
            .cloned()
            .collect();
        body.performance_indicators.extend(new);
        let step = LadderStep {
            from: "here".into(),
            to: format!("there-{}", dice.below(100)),
            kind: None,
        };
        if !body.career_ladder.steps.contains(&step) {
            body.career_ladder.steps.push(step);
        }
        let intro = &mut body.hiring_process.intro;
        *intro = intro.take().or(from.hiring_process.intro.clone());
    }
    for role in &other.roles {
        if more.roles.iter().all(|known| known.id != role.id) && !role.id.is_empty() {
            let at = dice.below(more.roles.len() + 1);
            more.roles.insert(at, role.clone());
        }
    }
    for specialty in &other.specialties {
        let known = |id: &str| more.specialties.iter().any(|s| s.id == id);
        if !known(&specialty.id) && !specialty.id.is_empty() {
            more.specialties.push(specialty.clone());
        }
    }
    more
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        max_shrink_iters: 4000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_family_becomes_another(
        one in prop::collection::vec(any::<u16>(), 0..500),
        other in prop::collection::vec(any::<u16>(), 0..500),
    ) {
        let text = layout::family(&mut Dice::new(&one));
        let meant = family_of(&layout::family(&mut Dice::new(&other)));
        become_one(&text, &meant);
    }

    #[test]
    fn what_only_grows_keeps_every_comment(
        one in prop::collection::vec(any::<u16>(), 0..500),
        other in prop::collection::vec(any::<u16>(), 0..500),
        rolls in prop::collection::vec(any::<u16>(), 0..40),
    ) {
        let text = layout::family(&mut Dice::new(&one));
        let other = family_of(&layout::family(&mut Dice::new(&other)));
        let meant = with_more(&family_of(&text), &other, &mut Dice::new(&rolls));
        // A part without id is not known again when parts with one come before it.
        prop_assume!(meant.roles.iter().all(|role| !role.id.is_empty()));
        prop_assume!(meant.segments.iter().all(|segment| !segment.id.is_empty()));
        prop_assume!(meant.specialties.iter().all(|specialty| !specialty.id.is_empty()));
        if let Some(after) = become_one(&text, &meant) {
            prop_assert_eq!(comments(&after), comments(&text), "{}\n---\n{}", text, after);
        }
    }

    #[test]
    fn a_new_file_says_what_its_family_says(rolls in prop::collection::vec(any::<u16>(), 0..500)) {
        let family = family_of(&layout::family(&mut Dice::new(&rolls)));
        let text = write_family(&family);
        let reading = read_family(&text);
        prop_assert_eq!(reading.value.as_ref(), Some(&family), "{}", text);
        prop_assert_eq!(become_one(&text, &family), Some(text));
    }
}

#[test]
fn parts_under_headers_of_their_own() {
    let before = "\
title = \"F\"

# About the first
[[roles]]
id = \"a\" # short
title = \"A\"

# Free words.

# About the second
[[roles]]
id = \"b\"
title = \"B\"
[[roles.performance_indicators]]
name = \"N\"

[[sections]]
heading = \"More\"
";
    let family = family_of(before);
    let mut moved = family.clone();
    moved.roles.swap(0, 1);
    assert_eq!(
        become_one(before, &moved).unwrap(),
        "\
title = \"F\"

# About the second
[[roles]]
id = \"b\"
title = \"B\"
[[roles.performance_indicators]]
name = \"N\"

# Free words.

# About the first
[[roles]]
id = \"a\" # short
title = \"A\"

[[sections]]
heading = \"More\"
"
    );
    let mut fewer = family.clone();
    fewer.roles.remove(0);
    fewer.sections.clear();
    assert_eq!(
        become_one(before, &fewer).unwrap(),
        "\
title = \"F\"

# Free words.

# About the second
[[roles]]
id = \"b\"
title = \"B\"
[[roles.performance_indicators]]
name = \"N\"
"
    );
    let mut more = family.clone();
    let mut new = family.roles[0].clone();
    new.id = "c".into();
    new.body.title = Some("C".into());
    more.roles.insert(1, new);
    more.roles[2].body.performance_indicators[0].target = Some("> 3".into());
    more.roles[2].body.hiring_process.steps = vec!["Call".into()];
    assert_eq!(
        become_one(before, &more).unwrap(),
        "\
title = \"F\"

# About the first
[[roles]]
id = \"a\" # short
title = \"A\"

# Free words.

[[roles]]
id = \"c\"
title = \"C\"

# About the second
[[roles]]
id = \"b\"
title = \"B\"
[[roles.performance_indicators]]
name = \"N\"
target = \"> 3\"

[roles.hiring_process]
steps = [
  \"Call\",
]

[[sections]]
heading = \"More\"
"
    );
}

#[test]
fn a_key_that_would_need_dots_is_left_to_a_text_editor() {
    let before = "title = \"F\"\nhiring_process.intro = \"First\"\n";
    let mut family = family_of(before);
    family.body.hiring_process.steps = vec!["Call".into()];
    assert_eq!(
        become_one(before, &family),
        None,
        "refused, and the file is as it was"
    );
    family.body.hiring_process.steps.clear();
    family.body.hiring_process.intro = Some("Second".into());
    let after = before.replace("First", "Second");
    assert_eq!(become_one(before, &family).as_deref(), Some(after.as_str()));
}
