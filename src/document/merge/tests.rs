//! What a merge makes of lists, fields and parts; the texts of files are tried in `tests/merge`.

use super::*;
use crate::document::write_family;

const BASE: &str = r#"
title = "IT"
summary = "Keeps the lights on."

[[roles]]
id = "manager"
title = "Manager, IT"
grade = 8
requirements = [
  "Speaks plainly",
  "Has led a team of engineers",
  { text = "Knows the ITIL framework", id = "itil" },
]

[[roles]]
id = "lead"
title = "Lead"

[[specialties]]
id = "services"
title = "End User Services"
roles = ["manager"]
"#;

fn family(text: &str) -> Family {
    let reading = read_family(text);
    assert_eq!(reading.problems, [], "{text}");
    reading.value.unwrap()
}

/// The base with some of its text replaced.
fn with(changes: &[(&str, &str)]) -> Family {
    let mut text = BASE.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    family(&text)
}

fn merged(ours: &Family, theirs: &Family) -> Merged<Family> {
    merge_families(&family(BASE), ours, theirs)
}

fn requirements(family: &Family) -> Vec<&str> {
    let items = family.roles[0].body.lists[1].iter();
    items.map(|item| item.text().as_str()).collect()
}

#[test]
fn neighbouring_lines_do_not_collide() {
    let ours = with(&[
        ("grade = 8", "grade = 9"),
        ("Speaks plainly", "Speaks and writes plainly"),
    ]);
    let theirs = with(&[
        ("\"Manager, IT\"", "\"Manager, IT Operations\""),
        ("a team of engineers", "a team of ten engineers"),
    ]);
    let result = merged(&ours, &theirs);
    assert_eq!(result.conflicts(), []);
    let both = with(&[
        ("grade = 8", "grade = 9"),
        ("Speaks plainly", "Speaks and writes plainly"),
        ("\"Manager, IT\"", "\"Manager, IT Operations\""),
        ("a team of engineers", "a team of ten engineers"),
    ]);
    assert_eq!(result.value(), &both);
    assert_eq!(
        result.notes(),
        [
            "the title of Manager, IT changed",
            "1 requirement of Manager, IT changed"
        ]
    );
}

#[test]
fn two_wordings_are_decided_one_way_or_another() {
    let ours = with(&[("Speaks plainly", "Speaks and writes plainly")]);
    let theirs = with(&[("Speaks plainly", "Speaks very plainly")]);
    let mut result = merged(&ours, &theirs);
    let conflict = &result.conflicts()[0];
    assert_eq!(result.conflicts().len(), 1);
    assert_eq!(conflict.place, "Manager, IT · Requirements");
    assert_eq!(conflict.node, Some(Node::Role(0)));
    assert_eq!(conflict.list, Some(crate::model::ListKind::Requirements));
    assert_eq!(conflict.base.as_deref(), Some("Speaks plainly"));
    assert_eq!(conflict.ours.as_deref(), Some("Speaks and writes plainly"));
    assert_eq!(conflict.theirs.as_deref(), Some("Speaks very plainly"));
    assert_eq!(result.value(), &ours);
    assert!(result.choice(0).is_none());
    for (choice, first) in [
        (Choice::Theirs, &["Speaks very plainly"][..]),
        (Choice::Base, &["Speaks plainly"]),
        (
            Choice::Both,
            &["Speaks and writes plainly", "Speaks very plainly"],
        ),
        (Choice::Text(" Speaks so ".into()), &["Speaks so"]),
        (Choice::Text(String::new()), &[]),
        (Choice::Ours, &["Speaks and writes plainly"]),
    ] {
        result.resolve(0, choice.clone()).unwrap();
        assert!((0..result.conflicts().len()).all(|n| result.choice(n).is_some()));
        assert_eq!(result.choice(0), Some(&choice));
        let now = requirements(result.value());
        assert_eq!(now[..now.len() - 2], *first, "{choice:?}");
    }
}

#[test]
fn what_one_took_out_and_the_other_reworded_stays_until_decided() {
    let ours = with(&[("  \"Speaks plainly\",\n", "")]);
    let theirs = with(&[("Speaks plainly", "Speaks very plainly")]);
    for (ours, theirs, removing) in [
        (&ours, &theirs, Choice::Ours),
        (&theirs, &ours, Choice::Theirs),
    ] {
        let mut result = merged(ours, theirs);
        assert_eq!(result.conflicts().len(), 1);
        assert_eq!(requirements(result.value())[0], "Speaks very plainly");
        assert_eq!(result.resolve(0, Choice::Both), Err(ChoiceError::NotBoth));
        result.resolve(0, removing).unwrap();
        assert_eq!(
            requirements(result.value())[0],
            "Has led a team of engineers"
        );
    }
}

#[test]
fn what_only_one_side_took_out_goes() {
    let ours = with(&[("  \"Speaks plainly\",\n", "")]);
    let theirs = with(&[("grade = 8", "grade = 9")]);
    let result = merged(&theirs, &ours);
    assert_eq!(result.conflicts(), []);
    assert_eq!(result.value(), merged(&ours, &theirs).value());
    assert_eq!(
        requirements(result.value())[0],
        "Has led a team of engineers"
    );
    assert_eq!(result.notes(), ["1 requirement of Manager, IT went"]);
}

#[test]
fn the_same_on_both_sides_is_there_once() {
    let new = (
        "  \"Speaks plainly\",\n",
        "  \"Speaks plainly\",\n  \"Is kind\",\n",
    );
    let ours = with(&[new, ("grade = 8", "grade = 9")]);
    let theirs = with(&[
        new,
        ("grade = 8", "grade = 9"),
        ("\"Lead\"", "\"Lead, IT\""),
    ]);
    let result = merged(&ours, &theirs);
    assert_eq!(result.conflicts(), []);
    assert_eq!(result.value(), &theirs);
}

#[test]
fn values_that_differ() {
    let ours = with(&[("grade = 8", "grade = 9\ntrack = \"manager\"")]);
    let theirs = with(&[("grade = 8", "grade = \"M2\"\ntrack = \"ic\"")]);
    let mut result = merged(&ours, &theirs);
    let places: Vec<&str> = result
        .conflicts()
        .iter()
        .map(|c| c.place.as_str())
        .collect();
    assert_eq!(places, ["Manager, IT · Grade", "Manager, IT · Track"]);
    let field = |n: usize| result.conflicts()[n].field().unwrap().key();
    assert_eq!([field(0), field(1)], ["grade", "track"]);
    assert_eq!(result.value(), &ours);
    assert_eq!(
        result
            .resolve(1, Choice::Text("both".into()))
            .unwrap_err()
            .to_string(),
        "track takes ic or manager"
    );
    assert_eq!(result.resolve(1, Choice::Base), Err(ChoiceError::NoBase));
    assert_eq!(
        result.resolve(2, Choice::Ours),
        Err(ChoiceError::NoConflict(3))
    );
    result.resolve(0, Choice::Text("10".into())).unwrap();
    result.resolve(1, Choice::Theirs).unwrap();
    let body = &result.value().roles[0].body;
    assert_eq!(body.grade, Some(crate::model::Grade::Number(10)));
    assert_eq!(body.track, Some(crate::model::Track::Ic));
}

#[test]
fn prose_is_put_together_where_it_can_be() {
    let ours = with(&[("Keeps the lights on.", "Keeps all the lights on.")]);
    let theirs = with(&[("Keeps the lights on.", "Keeps the lights on at night.")]);
    let result = merged(&ours, &theirs);
    assert_eq!(result.conflicts(), []);
    let summary = result.value().body.summary.as_deref();
    assert_eq!(summary, Some("Keeps all the lights on at night."));
    let theirs = with(&[("Keeps the lights on.", "Keeps no lights on.")]);
    assert_eq!(merged(&ours, &theirs).conflicts()[0].place, "IT · Summary");
}

#[test]
fn a_part_that_is_renamed_takes_what_the_other_side_says_in_it() {
    let ours = with(&[
        ("id = \"manager\"", "id = \"it-manager\""),
        ("[\"manager\"]", "[\"it-manager\"]"),
    ]);
    let theirs = with(&[("grade = 8", "grade = 9")]);
    let result = merged(&ours, &theirs);
    assert_eq!(result.conflicts(), []);
    let mut both = ours.clone();
    both.roles[0].body.grade = Some(crate::model::Grade::Number(9));
    assert_eq!(result.value(), &both);
}

#[test]
fn a_role_that_one_took_out_and_the_other_changed() {
    let mut ours = with(&[]);
    ours.roles.remove(0);
    let theirs = with(&[("grade = 8", "grade = 9")]);
    let mut result = merged(&ours, &theirs);
    assert_eq!(result.conflicts()[0].place, "IT · Roles · Manager, IT");
    assert_eq!(result.conflicts()[0].ours, None);
    assert!(
        result.conflicts()[0]
            .theirs
            .as_deref()
            .unwrap()
            .contains("grade = 9")
    );
    assert_eq!(result.value(), &theirs);
    assert_eq!(
        result.resolve(0, Choice::Text("x".into())),
        Err(ChoiceError::NotText)
    );
    result.resolve(0, Choice::Ours).unwrap();
    assert_eq!(result.value(), &ours);
}

#[test]
fn one_id_is_never_given_twice() {
    let ours = with(&[(
        "[[specialties]]",
        "[[roles]]\nid = \"x\"\ntitle = \"X here\"\n[[specialties]]",
    )]);
    let theirs = with(&[(
        "[[specialties]]",
        "[[segments]]\nid = \"x\"\ntitle = \"X there\"\n[[specialties]]",
    )]);
    let mut result = merged(&ours, &theirs);
    assert_eq!(result.conflicts().len(), 1);
    assert_eq!(result.conflicts()[0].place, "the id x");
    assert_eq!(result.value(), &ours);
    result.resolve(0, Choice::Theirs).unwrap();
    assert_eq!(result.value(), &theirs);
    result.resolve(0, Choice::Text("y".into())).unwrap();
    assert_eq!(result.value().roles.len(), 3);
    assert_eq!(result.value().segments[0].id, "y");
    family(&write_family(result.value()));
}

#[test]
fn two_names_for_one_role_and_a_name_that_the_other_side_needs() {
    let ours = with(&[("id = \"lead\"", "id = \"first\"")]);
    let theirs = with(&[("id = \"lead\"", "id = \"second\"")]);
    let mut result = merged(&ours, &theirs);
    assert_eq!(result.conflicts()[0].place, "Lead · Id");
    result.resolve(0, Choice::Theirs).unwrap();
    assert_eq!(result.value(), &theirs);
    assert_eq!(result.conflicts()[0].node, Some(Node::Role(1)));
    // Theirs has a new role with the name that ours gave to an old one.
    let theirs = with(&[(
        "[[specialties]]",
        "[[roles]]\nid = \"first\"\ntitle = \"First\"\n[[specialties]]",
    )]);
    let result = merged(&ours, &theirs);
    let ids: Vec<&str> = result
        .value()
        .roles
        .iter()
        .map(|role| role.id.as_str())
        .collect();
    assert_eq!(ids, ["manager", "first"]);
    assert_eq!(result.conflicts()[0].theirs.as_deref(), Some("First"));
}

#[test]
fn settings_are_merged_too() {
    let settings = |text: &str| read_settings(text).value.unwrap();
    let base = settings("name = \"A\"\n[synonyms]\nsre = \"x\"\n");
    let ours = settings("name = \"B\"\n[synonyms]\nsre = \"y\"\n");
    let theirs = settings("name = \"A\"\n[synonyms]\nit = \"z\"\nsre = \"w\"\n");
    let mut result = merge_settings(&base, &ours, &theirs);
    assert_eq!(result.conflicts().len(), 1);
    assert_eq!(result.conflicts()[0].place, "the catalog · Synonyms · sre");
    assert_eq!(result.conflicts()[0].node, None);
    result.resolve(0, Choice::Theirs).unwrap();
    let meant = settings("name = \"B\"\n[synonyms]\nit = \"z\"\nsre = \"w\"\n");
    assert_eq!(result.value(), &meant);
}
