//! Said once instead of by everybody, and back.

use proptest::prelude::*;
use rolebook::document::operate::{Hoist, OperateError, hoist, hoist_item, hoistable, push_down};
use rolebook::model::{Catalog, Family, ListKind, Node, Position, compose};

use crate::catalogs::*;

const LEVELS: &str = r#"
title = "T"
[[roles]]
id = "junior"
requirements = ["Know TOML", "Speak plainly"]
[[roles]]
id = "middle"
extends = "junior"
requirements = [" Know TOML", "Review"]
[[roles]]
id = "senior"
extends = "middle"
requirements = [{ text = "Know TOML", tags = ["core"] }, "Review"]
[[specialties]]
id = "desk"
roles = ["senior"]
responsibilities = ["Answer", "Walk"]
[[specialties]]
id = "field"
roles = ["senior"]
responsibilities = ["Drive", "Answer"]
"#;

fn own(family: &Family, node: Node, list: ListKind) -> Vec<&str> {
    let items = family.body(node).unwrap().list(list).iter();
    items.map(|item| item.text().trim()).collect()
}

fn found<'h>(hoists: &'h [Hoist], text: &str, target: Node) -> &'h Hoist {
    let mut hoists = hoists.iter();
    hoists
        .find(|hoist| hoist.text == text && hoist.target == target)
        .unwrap()
}

#[test]
fn what_all_repeat_is_found_with_what_lifting_it_would_change() {
    let catalog = catalog(&[("t", LEVELS)]);
    let hoists = hoistable(&catalog, "t").unwrap();
    let all: Vec<(&str, Node)> = hoists.iter().map(|h| (h.text.as_str(), h.target)).collect();
    assert_eq!(
        all,
        [
            ("Answer", Node::Role(2)),
            ("Know TOML", Node::Family),
            ("Know TOML", Node::Role(0)),
            ("Review", Node::Role(0)),
        ]
    );
    let answer = found(&hoists, "Answer", Node::Role(2));
    assert_eq!(answer.nodes, [Node::Specialty(0), Node::Specialty(1)]);
    assert_eq!(
        answer.gains,
        [Position::role(2)],
        "the role without a specialty"
    );
    assert!(!answer.unchanged());
    let review = found(&hoists, "Review", Node::Role(0));
    assert_eq!(review.gains, [Position::role(0)]);
    // A tag that one of them has would be had by all.
    let known = found(&hoists, "Know TOML", Node::Role(0));
    assert!(known.gains.is_empty() && !known.differs.is_empty());
}

#[test]
fn what_is_lifted_stands_once() {
    let before = catalog(&[("t", LEVELS)]);
    let plan = hoist_item(&before, "t", Node::Role(1), ListKind::Requirements, 0).unwrap();
    assert_eq!(plan.label, "lifted an item to T");
    let made = after(&before, &plan);
    let t = family(&made, "t");
    assert_eq!(own(t, Node::Family, ListKind::Requirements), ["Know TOML"]);
    assert_eq!(t.body.lists[1][0].more().tags, ["core"]);
    assert_eq!(
        own(t, Node::Role(0), ListKind::Requirements),
        ["Speak plainly"]
    );
    assert_eq!(own(t, Node::Role(2), ListKind::Requirements), ["Review"]);

    let hoists = hoistable(&before, "t").unwrap();
    let chosen = [
        found(&hoists, "Review", Node::Role(0)).clone(),
        found(&hoists, "Answer", Node::Role(2)).clone(),
    ];
    let plan = hoist(&before, "t", &chosen).unwrap();
    assert_eq!(plan.label, "lifted 2 items");
    let made = after(&before, &plan);
    let t = family(&made, "t");
    assert_eq!(
        own(t, Node::Role(0), ListKind::Requirements),
        ["Know TOML", "Speak plainly", "Review"]
    );
    assert_eq!(
        own(t, Node::Role(2), ListKind::Responsibilities),
        ["Answer"]
    );
    assert_eq!(
        own(t, Node::Specialty(1), ListKind::Responsibilities),
        ["Drive"]
    );
    assert!(matches!(
        hoist(&made, "t", &chosen),
        Err(OperateError::Stale { .. })
    ));
    let alone = hoist_item(&before, "t", Node::Role(0), ListKind::Requirements, 1);
    assert!(matches!(alone, Err(OperateError::Stale { .. })));
}

#[test]
fn what_is_pushed_down_is_said_by_each_but_the_chosen() {
    let text = r#"
title = "T"
requirements = [{ text = "Travel", id = "go", tags = ["t"] }]
[[roles]]
id = "a"
[[roles]]
id = "b"
[[roles]]
id = "c"
omit = ["go"]
[[roles]]
id = "d"
extends = "a"
"#;
    let before = catalog(&[("t", text)]);
    let push = |except: &[Node]| {
        let plan = push_down(
            &before,
            "t",
            Node::Family,
            ListKind::Requirements,
            0,
            except,
        )
        .unwrap();
        after(&before, &plan)
    };
    let made = push(&[]);
    let t = family(&made, "t");
    let who = |family: &Family| -> Vec<usize> {
        (0..4)
            .filter(|n| !own(family, Node::Role(*n), ListKind::Requirements).is_empty())
            .collect()
    };
    assert_eq!(
        who(t),
        [0, 1],
        "one goes on inheriting it, one never had it"
    );
    assert!(t.body.lists[1].is_empty());
    assert_eq!(t.roles[0].body.lists[1][0].more().tags, ["t"]);
    let ids: Vec<_> = t
        .roles
        .iter()
        .flat_map(|r| &r.body.lists[1])
        .filter_map(|i| i.more().id.clone())
        .collect();
    assert_eq!(ids, ["go"], "ids are unique in the family");
    assert!(
        t.roles[2].body.more.omit.is_empty(),
        "there is nothing to omit any more"
    );

    let made = push(&[Node::Role(1)]);
    assert_eq!(who(family(&made, "t")), [0]);
    let made = push(&[Node::Role(0)]);
    assert_eq!(who(family(&made, "t")), [1, 3]);
    let made = push(&[Node::Role(3)]);
    assert_eq!(family(&made, "t").roles[3].body.more.omit, ["Travel"]);
    let nobody = push_down(
        &before,
        "t",
        Node::Family,
        ListKind::Requirements,
        0,
        &[Node::Role(0), Node::Role(1), Node::Role(3)],
    );
    assert!(matches!(nobody, Err(OperateError::NotInherited { .. })));
}

#[test]
fn what_cannot_be_pushed_down_without_changing_others_is_refused() {
    let text = r#"
title = "T"
[[roles]]
id = "a"
title = "A"
requirements = ["Travel"]
[[roles]]
id = "b"
title = "B"
[[segments]]
id = "s"
title = "S"
"#;
    let before = catalog(&[("t", text)]);
    let refused =
        push_down(&before, "t", Node::Role(0), ListKind::Requirements, 0, &[]).unwrap_err();
    assert!(refused.to_string().contains("B · S"), "{refused}");
}

fn unchanged(
    before: &Catalog,
    after: &Catalog,
    key: &str,
    free: impl Fn(Position) -> bool,
) -> Result<(), TestCaseError> {
    let (old, new) = (family(before, key), family(after, key));
    for position in old.positions().into_iter().skip(1) {
        if !free(position) {
            prop_assert_eq!(
                texts(key, old, position),
                texts(key, new, position),
                "{:?}",
                position
            );
        }
    }
    Ok(())
}

/// A family whose parts repeat one another.
fn repeating() -> impl Strategy<Value = Catalog> {
    (
        any_catalog(),
        prop::collection::vec((any_node(), any::<bool>()), 0..9),
    )
        .prop_map(|(mut catalog, more)| {
            for key in KEYS {
                let mut changed = family(&catalog, key).clone();
                for node in nodes(&changed) {
                    let everywhere = more
                        .iter()
                        .any(|(n, roles)| *n == node || (*roles && matches!(node, Node::Role(_))));
                    let body = changed.body_mut(node).unwrap();
                    if everywhere {
                        body.lists[1].push(rolebook::model::Item::new("shared"));
                    }
                }
                catalog.put(key.into(), changed.into());
            }
            catalog
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lifting_changes_what_it_says_it_changes(before in repeating(), key in any_key()) {
        for proposal in hoistable(&before, key).unwrap() {
            let made = after(&before, &hoist(&before, key, std::slice::from_ref(&proposal)).unwrap());
            let told = |p: Position| {
                proposal.gains.contains(&p) || proposal.loses.contains(&p) || proposal.differs.contains(&p)
            };
            unchanged(&before, &made, key, told)?;
            for position in &proposal.gains {
                let now = texts(key, family(&made, key), *position);
                prop_assert!(now[proposal.list as usize].contains(&proposal.text));
            }
        }
    }

    #[test]
    fn lifted_and_pushed_down_again_is_as_it_was_lifted(before in repeating(), key in any_key()) {
        for proposal in hoistable(&before, key).unwrap() {
            if !proposal.unchanged() || proposal.target != Node::Family { continue }
            let made = after(&before, &hoist(&before, key, std::slice::from_ref(&proposal)).unwrap());
            let items = made.get(key).unwrap().family.body.list(proposal.list).to_vec();
            let index = items.iter().position(|item| item.text().trim() == proposal.text).unwrap();
            let pushed = push_down(&made, key, Node::Family, proposal.list, index, &[]);
            match pushed {
                Ok(plan) => unchanged(&before, &after(&made, &plan), key, |_| false)?,
                // All omit it who would get it from the family, so there is nobody to hand it to.
                Err(OperateError::NotInherited { .. }) => {
                    let lifted = family(&made, key);
                    let gets_it = |position: Position| {
                        let effective = compose(key, lifted, position);
                        effective.list(proposal.list).iter().any(|line| {
                            let from_family = line.origins.iter().any(|o| o.node == Node::Family);
                            from_family && line.item.text().trim() == proposal.text
                        })
                    };
                    prop_assert!(!lifted.positions().into_iter().skip(1).any(gets_it));
                }
                // Somebody omits it, and is varied by what has it in another way.
                Err(refused) => prop_assert!(matches!(refused, OperateError::NotSeparable { .. }), "{refused}"),
            }
        }
    }
}

proptest! {
    // Every item of a family is pushed down in each of these.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pushing_down_changes_nobody_else(
        before in any_catalog(), key in any_key(), except in prop::collection::vec(any_node(), 0..2),
    ) {
        let former = family(&before, key);
        for node in nodes(former) {
            for list in ListKind::ALL {
                for (index, text) in own(former, node, list).into_iter().enumerate() {
                    let Ok(plan) = push_down(&before, key, node, list, index, &except) else { continue };
                    let made = after(&before, &plan);
                    prop_assert!(!own(family(&made, key), node, list).contains(&text), "it stands where it stood");
                    let chosen = |p: Position| {
                        let parts = [p.role.map(Node::Role), p.specialty.map(Node::Specialty), p.segment.map(Node::Segment)];
                        p.node() == node || parts.iter().flatten().any(|part| except.contains(part))
                    };
                    unchanged(&before, &made, key, chosen)?;
                }
            }
        }
    }

    #[test]
    fn items_that_are_not_there_do_no_harm(
        before in any_catalog(), key in any_key(), node in any_node(), index in any::<usize>(),
    ) {
        for list in ListKind::ALL {
            let there = family(&before, key).body(node).is_some_and(|body| index < body.list(list).len());
            for result in [
                hoist_item(&before, key, node, list, index),
                push_down(&before, key, node, list, index, &[node]),
            ] {
                prop_assert!(there || result.is_err());
            }
        }
    }
}
