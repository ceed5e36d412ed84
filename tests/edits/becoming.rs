//! Any family becomes any other: the text says exactly what was meant, and what was not meant stays.

use crate::dice::Dice;
use crate::layout;
use crate::sequences::workspace;
use proptest::prelude::*;
use rolebook::document::{Document, EditError, Plan, Step, Workspace, read_family, write_family};
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
        body.more.owner = body.more.owner.take().or(from.more.owner.clone());
        let known = |name: &str| {
            body.more
                .performance_indicators
                .iter()
                .any(|i| i.name == name)
        };
        let new: Vec<_> = from
            .more
            .performance_indicators
            .iter()
            .filter(|indicator| !known(&indicator.name))
            .cloned()
            .collect();
        body.more.performance_indicators.extend(new);
        let step = LadderStep {
            from: "here".into(),
            to: format!("there-{}", dice.below(100)),
            kind: None,
        };
        if !body.more.career_ladder.steps.contains(&step) {
            body.more.career_ladder.steps.push(step);
        }
        let intro = &mut body.more.hiring_process.intro;
        *intro = intro.take().or(from.more.hiring_process.intro.clone());
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

#[test]
fn an_item_that_stays_is_not_made_of_one_that_only_reads_like_it() {
    let text = "requirements = [\n  \"a\",\n  { text = \"b\", id = \"x\" }, # c1; why\n]\n";
    let meant = family_of("requirements = [\"b\", \"new\", \"a\", { text = \"b\", id = \"x\" }]\n");
    let after = become_one(text, &meant).unwrap();
    assert_eq!(
        after,
        "requirements = [\n  \"b\",\n  \"new\",\n  \"a\",\n  { text = \"b\", id = \"x\" }, # c1; why\n]\n"
    );
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
    more.roles[2].body.more.performance_indicators[0].target = Some("> 3".into());
    more.roles[2].body.more.hiring_process.steps = vec!["Call".into()];
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

/// The text with the hiring process given some steps, an outro, and another intro; and with a career ladder.
fn with_process(text: &str) -> String {
    let mut family = family_of(text);
    let process = &mut family.body.more.hiring_process;
    process.steps = vec!["Call".into(), "Talk".into()];
    process.outro = Some("Bye".into());
    process.intro = Some("Second".into());
    family.body.more.career_ladder.steps = vec![LadderStep {
        from: "a".into(),
        to: "b".into(),
        kind: None,
    }];
    become_one(text, &family).unwrap()
}

#[test]
fn keys_beside_those_with_dots_have_the_same_before_their_dots() {
    let before = "title = \"F\"\n# Ours\nhiring_process.intro = \"First\" # short\ncareer_ladder.summary = \"Up\"\n\n\
         [[roles]]\nid = \"a\"\n";
    let after = "title = \"F\"\n# Ours\nhiring_process.intro = \"Second\" # short\nhiring_process.steps = [\n  \
         \"Call\",\n  \"Talk\",\n]\nhiring_process.outro = \"Bye\"\ncareer_ladder.summary = \"Up\"\n\
         career_ladder.steps = [{ from = \"a\", to = \"b\" }]\n\n[[roles]]\nid = \"a\"\n";
    assert_eq!(with_process(before), after);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(with_process(&crlf(before)), crlf(after));
    // A key that comes before the others, and all of them going.
    let mut family = family_of(before);
    family.body.more.hiring_process.outro = family.body.more.hiring_process.intro.take();
    let text = become_one(before, &family).unwrap();
    assert!(text.contains("hiring_process.outro = \"First\""), "{text}");
    family.body.more.hiring_process.intro = Some("New".into());
    let text = become_one(&text, &family).unwrap();
    assert!(
        text.contains("hiring_process.intro = \"New\"\n# Ours\nhiring_process.outro"),
        "{text}"
    );
    family.body.more.hiring_process = Default::default();
    let text = become_one(&text, &family).unwrap();
    assert!(!text.contains("hiring_process"), "{text}");
}

#[test]
fn keys_with_dots_in_braces_and_below_headers_get_company_too() {
    let role = |text: &str| {
        let mut family = family_of(text);
        let body = &mut family.roles[0].body;
        body.more.hiring_process.steps = vec!["Call".into()];
        body.more.hiring_process.outro = Some("Bye".into());
        body.more.owner = Some("Me".into());
        become_one(text, &family).unwrap()
    };
    assert_eq!(
        role(
            "title = \"F\"\nroles = [{ id = \"a\", hiring_process.intro = \"Talk\", grade = 3 }]\n"
        ),
        "title = \"F\"\nroles = [{ id = \"a\", hiring_process.intro = \"Talk\", hiring_process.steps = [\"Call\"], \
         hiring_process.outro = \"Bye\", grade = 3, owner = \"Me\" }]\n"
    );
    assert_eq!(
        role(
            "title = \"F\"\n\n[[roles]]\n  hiring_process.intro = \"Talk\"\n\n[[sections]]\nheading = \"H\"\n"
        ),
        "title = \"F\"\n\n[[roles]]\nowner = \"Me\"\n  hiring_process.intro = \"Talk\"\n  hiring_process.steps = [\n    \
         \"Call\",\n  ]\n  hiring_process.outro = \"Bye\"\n\n[[sections]]\nheading = \"H\"\n"
    );
}

#[test]
fn settings_with_dots_take_more_of_the_same() {
    let before = "name = \"C\"\nsynonyms.ae = \"account executive\"\n\"synonyms\".'x y' = \"z\"\nhouse.required = []\n";
    let settings = Document::new("catalog.toml".into(), "catalog.toml".into(), before);
    let mut meant = settings.settings().unwrap().as_ref().clone();
    meant.synonyms.insert("k8s".into(), "kubernetes".into());
    meant.synonyms.insert("a b".into(), "c".into());
    meant.house.mandatory_items = vec!["Item".into()];
    let mut workspace = Workspace::new("root".into(), Some(settings), Vec::new(), Vec::new());
    let plan = Plan {
        label: "changed it".into(),
        landing: None,
        steps: vec![("catalog.toml".into(), Step::Settings(Box::new(meant)))],
    };
    workspace.carry_out(&plan).unwrap();
    assert_eq!(
        workspace.settings().unwrap().text().as_ref(),
        "name = \"C\"\nsynonyms.ae = \"account executive\"\n\"synonyms\".'x y' = \"z\"\n\
         synonyms.\"a b\" = \"c\"\nsynonyms.k8s = \"kubernetes\"\nhouse.required = []\nhouse.mandatory_items = [\"Item\"]\n"
    );
}
